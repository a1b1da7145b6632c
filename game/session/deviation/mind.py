"""What the expert in a deviation consults when he chooses, and what differs from process to process (`Way`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from game.session.acts import Act, Params
from game.session.mind import Memory
from game.session.mutation import Slip
from game.spec import ProcessSpec, StepSpec
from game.world.deviation.seen import DeviationSeen
from game.world.typed import clock, shown_time

ME = "MD"
WAIT_S = 1.0


@dataclass(frozen=True, slots=True)
class DeviationMind:
    """All that a routine may consult."""

    seen: DeviationSeen
    memory: Memory
    slip: Slip

    @property
    def process(self) -> ProcessSpec:
        """What the level says of the process.  Raises ValueError for a level without one."""
        if self.seen.level.process is None:
            raise ValueError(self.seen.level.id)
        return self.seen.level.process

    def noted(self, what: str) -> str:
        """What he remembers under a name: "tag" the curve that left its way, "cause" what he found; "" for nothing."""
        prefix = f"{what}="
        return next((one[len(prefix) :] for one in sorted(self.memory.believed) if one.startswith(prefix)), "")

    def note(self, what: str, value: str) -> None:
        """Remember it."""
        self.memory.believed.add(f"{what}={value}")

    def step(self, do: str, thing: str = "") -> StepSpec | None:
        """The first step of that kind (about that thing)."""
        return next((step for step in self.seen.steps if step.do == do and thing in ("", step.thing)), None)

    def slot(self, do: str, thing: str = "") -> str:
        """Its slot, "" when there is none."""
        step = self.step(do, thing)
        return step.id if step else ""

    def done(self, step: StepSpec) -> bool:
        """Whether he thinks a step done, or leaves it out."""
        return step.id in self.memory.believed or self.slip.omits(step.id, "step") or self.seen.step_done(step.id)

    def written(self, thing: str, field: str) -> bool:
        """Whether a field holds something."""
        return field in self.seen.entries(thing)

    def at_clock(self, second: int) -> str:
        """A second of the run as the clock showed it, "" for -1."""
        return shown_time((clock(self.process.clock).value + second // 60) % 1440)


def write(thing: str, field: str, text: str, slot: str) -> Act:
    """Write something into a field."""
    return Act("write", thing, field, slot, Params(text=text))


def wait(slot: str, seconds: float = WAIT_S) -> Act:
    """Let so long go by."""
    return Act("wait", "", "", slot, Params(duration_s=seconds))


Routine = Callable[[DeviationMind, StepSpec], Act | None]


@dataclass(frozen=True, slots=True)
class Way:
    """How one process is dealt with.

    routines: verb of a step -> how it is done, where that differs; leaving: whether something can be seen to be wrong; attend:
    what cannot wait beside people and things in hand; alarm_look: what one reads before acknowledging an alarm; facts: of the
    report, or what has to be read for them first; label: what a label says; start: key that lets go on; beyond: (field, text) of
    the screen that the sheet leaves to nobody; touches: verbs of acts in the slot of the repair, before which somebody may do more
    than he should; log: lines of its logbook;
    late_min: how long somebody who is late lets pass."""

    routines: Mapping[str, Routine]
    leaving: Callable[[DeviationSeen], bool]
    attend: Callable[[DeviationMind], Act | None]
    alarm_look: Callable[[DeviationSeen, str], str]
    facts: Callable[[DeviationMind], Mapping[str, str] | Act]
    label: Callable[[DeviationMind, str], Mapping[str, str] | Act]
    start: str
    beyond: tuple[str, str]
    touches: tuple[str, ...]
    late_min: int
