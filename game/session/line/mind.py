"""What the expert at a line consults when he chooses, and the small questions he asks himself."""

from __future__ import annotations

from dataclasses import dataclass

from game.commands import HANDS
from game.entities.residues import RESIDUES
from game.session.mind import Memory
from game.session.mutation import Slip
from game.spec import StepSpec
from game.world.line.seen import LineSeen, ResidueSeen


@dataclass(frozen=True, slots=True)
class LineMind:
    """All that a routine may consult."""

    seen: LineSeen
    memory: Memory
    slip: Slip
    residues: tuple[ResidueSeen, ...]
    """What he perceives that does not belong."""

    @classmethod
    def of(cls, seen: LineSeen, memory: Memory, slip: Slip) -> LineMind:
        """His mind at this moment."""
        return cls(seen, memory, slip, tuple(seen.residues()))

    def visible(self, step: str) -> list[ResidueSeen]:
        """What he sees in the places of a step and has not dealt with; what he overlooks he does not see."""
        return [one for one in self.about() if one.step == step]

    def about(self) -> list[ResidueSeen]:
        """All that he sees and has not dealt with."""
        return [one for one in self.residues if not one.cleared and not self._overlooks(one)]

    def _overlooks(self, one: ResidueSeen) -> bool:
        return self.slip.at("overlook", one.id) and not one.found

    def blind_at(self, step: str) -> bool:
        """Whether he overlooks something there now."""
        return any(one.step == step and not one.cleared and self._overlooks(one) for one in self.residues)

    def held(self) -> list[ResidueSeen]:
        """Residues in his hands."""
        names = [self.seen.hand(hand).holding for hand in HANDS]
        return [one for one in self.residues if one.id in names]

    def place_for(self, one: ResidueSeen) -> str:
        """Where a residue belongs: the nearest bin, shelf or board for it; after the signature the sample box, where there is one."""
        kept = ("sample",) if self.seen.phase != "before" else ()
        for what in (*kept, *RESIDUES[one.kind].goes_to):
            takers = self.seen.takers(what)
            if takers:
                return min(takers, key=lambda name: abs(self.seen.point(name)[0] - self.seen.x))
        return ""

    def done(self, step: StepSpec) -> bool:
        """Whether he thinks a step done, or leaves it out."""
        return step.id in self.memory.believed or self.slip.omits(step.id, "step") or self.seen.step_done(step.id)

    def written(self, step: StepSpec) -> bool:
        """Whether a line of the check-list carries his initials."""
        form = self.check_list()
        return not form or "trainee" in self.seen.form(form)[1].signed.get(step.id, ())

    def check_list(self) -> str:
        """Id of the check-list, "" where the level has none."""
        return next((name for name in self.seen.documents() if self.seen.form(name)[0].id == "check_list"), "")
