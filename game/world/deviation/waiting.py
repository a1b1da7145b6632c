"""A fault that waits: for the trainee to turn to something, for units, for cells.  Once that holds its time is known, to the second.

The twin is given the fault at the latest time from the start, so that it comes whatever the trainee does; when the condition holds
before, at that time instead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.commands import Command
from game.events import Refused
from game.world.deviation.drawing import twin_fault

if TYPE_CHECKING:
    from game.world.deviation.core import DeviationCore


def turned(core: DeviationCore, command: Command, before: int) -> None:
    """The trainee has done something; `before`: events of this tick before it.  What was refused has turned nobody to anything."""
    when = core.fault.when if core.fault else None
    if when is None or not when.thing or getattr(command, "thing", "") != when.thing:
        return
    if not any(isinstance(one, Refused) for one in core.events[before:]):
        _holds(core)


def watch(core: DeviationCore) -> None:
    """Once a second of the process: whether it has come so far."""
    when = core.fault.when if core.fault else None
    if when is not None and core.running.passed(when):
        _holds(core)


def _holds(core: DeviationCore) -> None:
    fault, found = core.fault, core.state.found
    if fault is not None and found.due < 0 and found.began < 0:
        found.due = min(int(fault.latest_s), core.state.seconds + int(fault.after_s))
        bring(core)


def bring(core: DeviationCore) -> None:
    """Tell the twin when, as far as the run knows: also after it was put back to an earlier state."""
    if core.fault is not None and core.fault.when is not None:
        core.running.twin.faults = (twin_fault(core.fault, core.running.start_s, core.state.found.due),)
