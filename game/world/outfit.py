"""What is worn for a slot of the outfit, as it truly is: one thing, or a pair of gloves.

What has to be set right once worn depends on what else is worn: a hood has no collar to go into before the suit is on.
"""

from __future__ import annotations

from dataclasses import dataclass

from game.entities.kinds import KINDS
from game.entities.state import ThingState
from game.world.core import Core


@dataclass(frozen=True, slots=True)
class Piece:
    """State of one slot of the outfit; see `game.events.WornAt`."""

    worn: bool = False
    closed: bool = False
    soiled: bool = False
    torn: bool = False
    gap: bool = False
    defect: str = ""
    cause: int | None = None

    @property
    def fit(self) -> bool:
        """Whether one may go in with it."""
        return self.worn and self.closed and not (self.soiled or self.torn or self.gap or self.defect)


def piece(core: Core, slot: str) -> Piece:
    """What is worn there.  A pair counts as worn when both are."""
    things = core.worn_all(slot)
    if not things or len(things) < wanted(things[0]):
        return Piece()
    defects = [t.defect for t in things if t.defect]
    causes = [core.state.causes[f"soil:{t.id}"] for t in things if f"soil:{t.id}" in core.state.causes]
    return Piece(
        worn=True,
        closed=all(t.closed or not core.kind(t).fasten for t in things),
        soiled=any(t.soiled for t in things),
        torn=any(t.torn for t in things),
        gap=any(t.faults or unsettled(core, t) for t in things),
        defect=defects[0] if defects else "",
        cause=causes[0] if causes else None,
    )


def wanted(thing: ThingState) -> int:
    """How many of a kind one slot asks for: gloves go by pairs."""
    return 2 if KINDS[thing.kind].on_body == "hand" else 1


def unsettled(core: Core, thing: ThingState) -> tuple[str, ...]:
    """Parts of a worn garment that still have to be set right, in the order of its kind."""
    kind = core.kind(thing)
    if not kind.settles or (kind.on_body == "hand" and thing.slot != outer_gloves(core)):
        return ()
    suit = torso(core) is not None
    return tuple(part for part in kind.settles if part not in thing.settled and (suit or not _wants_suit(part)))


def _wants_suit(part: str) -> bool:
    """Cuffs go over a sleeve, a hood's skirt into a collar, a boot over a trouser leg."""
    return part in ("unfold", "pull_up") or part.startswith("tuck_")


def torso(core: Core) -> ThingState | None:
    """The suit or coat that is worn."""
    for thing in core.state.things.values():
        if thing.on == "worn" and core.kind(thing).on_body == "torso":
            return thing
    return None


def outer_gloves(core: Core) -> str:
    """Slot of the gloves whose cuffs go over the sleeves: the last pair of the procedure."""
    slot = ""
    for step in core.level.steps:
        if step.do == "wear" and KINDS[step.thing].on_body == "hand":
            slot = step.id
    return slot


def suit_is_off(core: Core) -> None:
    """What was tucked, pulled or unfolded over the suit is so no more."""
    for thing in core.state.things.values():
        if thing.on == "worn":
            thing.settled = [part for part in thing.settled if not _wants_suit(part)]
