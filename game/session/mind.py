"""What the expert consults when he chooses: what he perceives, what he remembers, and where he errs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from game.commands import HANDS
from game.entities.kinds import KINDS
from game.session.moves import barrier_between
from game.session.mutation import Slip
from game.world.seen import Seen, ThingSeen


@dataclass(slots=True)
class Memory:
    """What the expert remembers and cannot see any more."""

    said: set[tuple[str, str]] = field(default_factory=set)
    """Declarations made: subject, thing."""
    believed: set[str] = field(default_factory=set)
    """Steps he thinks done, or can do no more for."""
    changed_tick: int = 0
    """When he last changed something about the outfit: the mirror has to be looked at after that."""

    def copy(self) -> Memory:
        """A memory of its own."""
        return Memory(set(self.said), set(self.believed), self.changed_tick)


@dataclass(frozen=True, slots=True)
class Mind:
    """All that a routine may consult."""

    seen: Seen
    memory: Memory
    slip: Slip

    def known(self, thing: ThingSeen) -> tuple[str, ...]:
        """What he knows against a thing: seen on it, or on the pack it came from."""
        pack = thing.id.rpartition(".")[0] if thing.family == "garment" else ""
        on_pack = self.seen.thing(pack).known if pack and self.seen.has(pack) else ()
        return (*thing.known, *(("soiled",) if thing.soiled_seen else ()), *on_pack)

    def bad(self, thing: ThingSeen) -> bool:
        """Whether he knows something against it that stops him."""
        return bool(self.known(thing)) and not self.slip.passes_over(thing)

    def what_is_wrong(self, thing: ThingSeen) -> str:
        """The subject under which he declares it."""
        first = self.known(thing)[0]
        return first if first in ("soiled", "expired") else "damaged"

    def held(self, *, slot: str = "", kind: str = "") -> Iterator[ThingSeen]:
        """Garments of a slot or kind in hand and not worn."""
        for hand in HANDS:
            name = self.seen.hand(hand).holding
            thing = self.seen.thing(name) if name else None
            if thing and thing.family == "garment" and thing.where != "worn" and (thing.slot == slot if slot else thing.kind == kind):
                yield thing

    def reachable(self, thing: ThingSeen) -> bool:
        """Whether he can walk up to it from where he is."""
        return not barrier_between(self.seen, self.seen.x, thing.x)

    def door_towards(self, x_m: float) -> str:
        """The first shut door on the way to a place, "" when there is none or the bench stands in between."""
        low, high = min(self.seen.x, x_m), max(self.seen.x, x_m)
        between = [spec for spec in self.seen.level.things if low < spec.x_m < high]
        doors = [d for d in between if KINDS[d.kind].family == "door" and not self.seen.door(d.id)]
        if not doors or any(KINDS[spec.kind].family == "bench" for spec in between):
            return ""
        return min(doors, key=lambda d: abs(d.x_m - self.seen.x)).id
