"""What a deviation asks of the process that runs behind it: a culture, a filling line.  One class per process keeps this face.

The scene never asks which twin it is.  `core` is the run (`DeviationCore`): state of the trainee, events, papers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

from game.commands import Fill, Grip, Release, Use
from game.spec import HazardSpec, LevelSpec, StepSpec, WhenSpec
from game.world.documents import Truth
from game.world.twin import Act
from game.world.twin.alarms import AlarmSpec
from game.world.twin.state import Alarm, Happening

if TYPE_CHECKING:
    from game.world.deviation.core import DeviationCore

HISTORY_S = 10
"""Seconds of the process between two points of a trend."""
BEFORE_S = 3600
"""The trend reaches so far back when the trainee comes in: there is something to read."""


class Process(Protocol):
    """A twin at work, and what the scene may do with it."""

    CONSOLE: ClassVar[str]
    """Kind of its screen."""
    STOPS: ClassVar[tuple[str, ...]]
    """Acts after which something stands still that has to be started again."""
    twin: Any
    start_s: float
    """Age of the batch when the run began, seconds."""
    history: list[tuple[float, ...]]
    """Its trend up to then."""

    def __init__(self, level: LevelSpec, seed: int, fault: HazardSpec | None) -> None:
        """The process as it runs when the trainee comes in, with the fault to come."""

    # --- the twin

    @property
    def state(self) -> Any:
        """Everything of it that changes: picklable."""

    def go_back(self, state: Any) -> None:
        """Be what it was when that state was taken."""

    def second(self) -> list[Happening]:
        """One second of the process."""

    def readings(self) -> tuple[float, ...]:
        """What its trends show now."""

    def shown(self) -> Any:
        """Its screen."""

    def sight(self) -> Any:
        """What can be seen of it in the room."""

    @property
    def alarms(self) -> Sequence[AlarmSpec]:
        """The alarms there are."""

    def alarm(self, ident: str) -> Alarm | None:
        """State of an alarm, None when there is no such one."""

    @property
    def siren(self) -> bool:
        """Whether it sounds."""

    def do(self, act: Act) -> str:
        """Carry an act out: "" when done, else why it is impossible."""

    def over(self, fault: str) -> bool:
        """Whether the fault of that id has been put right."""

    def owns(self, spec: AlarmSpec, fault: HazardSpec) -> bool:
        """Whether an alarm that rings after the fault began tells of it."""

    def stands(self, core: DeviationCore) -> bool:
        """Whether what is stopped to make safe stands still."""

    def bound(self, core: DeviationCore) -> bool:
        """Whether the operator cannot walk away now."""

    def due_s(self, core: DeviationCore, kind: str) -> int:
        """Second of the run at which the next control of a kind is due, -1 when none is."""

    # --- the run

    def passed(self, when: WhenSpec) -> bool:
        """Whether the process has come as far as a fault waits for."""

    def base(self, fault: HazardSpec) -> float:
        """What the tag of a fault reads when it begins."""

    def watch(self, core: DeviationCore) -> None:
        """Once a second: whether the fault can be seen, and since when."""

    def tick(self, core: DeviationCore) -> None:
        """Once a tick: what hands do there."""

    def use(self, core: DeviationCore, command: Use) -> None:
        """A part of the plant is worked."""

    def key(self, core: DeviationCore, command: Use) -> None:
        """A key of the screen beside those for alarms and the printer."""

    def type_in(self, core: DeviationCore, command: Fill) -> None:
        """A value is typed in at the screen."""

    def grip(self, core: DeviationCore, command: Grip) -> bool:
        """Something of the process itself is taken; False when that is not meant."""

    def release(self, core: DeviationCore, command: Release) -> bool:
        """Something of the process itself is let go; False when that is not meant."""

    def looked(self, core: DeviationCore, thing: str, part: str) -> None:
        """The trainee has looked at it."""

    def help(self, core: DeviationCore) -> None:
        """Maintenance puts right what the sheet does not leave to the operator."""

    def tells(self, part: str) -> bool:
        """Whether a look at that part of the screen tells of an alarm."""

    def step_done(self, core: DeviationCore, step: StepSpec) -> bool:
        """Whether a step that only this process has is done."""

    def facts(self, core: DeviationCore, paper: str) -> Mapping[str, Truth]:
        """What the fields of a paper of that kind should hold, those that this process knows; choices by name."""
