"""Where one looks in the mirror: parts of the outfit and of the body, and what a part stands for.

Every part is there whether something is wrong with it or not.
"""

from __future__ import annotations

from game.entities.kinds import KINDS, LIFTED_FOOT
from game.entities.state import WorldState
from game.spec import LevelSpec
from game.view.choices import Choice
from game.world.seen import Seen

Place = tuple[float, float, float, float]
"""Middle (metres from the feet), width and height."""

_FOOT = LIFTED_FOOT["right"][0] * 0.6
WITH_COAT: dict[str, Place] = {
    "hair_cover": (0.0, 1.64, 0.30, 0.22),
    "beard_cover": (0.0, 1.47, 0.18, 0.10),
    "collar": (0.0, 1.38, 0.26, 0.12),
    "coat": (0.0, 0.95, 0.50, 0.80),
    "shoe_left": (-_FOOT, 0.06, 0.18, 0.16),
    "shoe_right": (_FOOT, 0.06, 0.18, 0.16),
}
WITH_SUIT: dict[str, Place] = {
    "hood": (0.0, 1.69, 0.26, 0.11),
    "goggles": (0.0, 1.58, 0.22, 0.09),
    "mask": (0.0, 1.495, 0.20, 0.075),
    "neck": (0.0, 1.325, 0.40, 0.25),
    "suit": (0.0, 0.925, 0.34, 0.54),
    "hand_left": (-0.32, 0.76, 0.18, 0.44),
    "hand_right": (0.32, 0.76, 0.18, 0.44),
    "boot_left": (-0.10, 0.20, 0.18, 0.44),
    "boot_right": (0.10, 0.20, 0.18, 0.44),
}
_SPOT_OF = {"hair_cover": "hood", "beard_cover": "mask", "coverall": "suit"}
_ON_THE_NECK = ("snap_open", "collar_up", "fasten", "unfasten")


def places(level: LevelSpec) -> dict[str, Place]:
    """The parts of this level's outfit."""
    suits = any(thing.holds in ("suit", "coverall") for thing in level.things)
    return WITH_SUIT if suits else WITH_COAT


def at_spot(seen: Seen, truth: WorldState, found: list[Choice], spot: str) -> list[Choice]:
    """What can be put right at a part, mending first; what cannot be mended is taken off to be changed."""
    verbs = ("mend", "set_right", "fasten", "take_off")
    mine = [c for c in found if c.verb in verbs and spot in _spots(seen, truth, c)]
    lasting = {c.thing for c in mine if c.verb == "mend" and c.part in KINDS[seen.thing(c.thing).kind].lasting}
    kept = [c for c in mine if (c.verb == "take_off") == (c.thing in lasting)]
    return sorted(kept, key=lambda c: verbs.index(c.verb))


def _spots(seen: Seen, truth: WorldState, choice: Choice) -> tuple[str, ...]:
    """The parts that a choice about something worn belongs to."""
    thing = seen.thing(choice.thing)
    where = KINDS[thing.kind].on_body
    if where == "foot":
        foot = next((f for f in ("left", "right") if truth.operator.feet[f].covered_by == choice.thing), "")
        return (f"shoe_{foot}", f"boot_{foot}")
    if where == "hand":
        return (thing.threaded[0],) if thing.threaded else ()
    if thing.kind == "hood" and choice.part.startswith("tuck_"):
        return ("neck",)
    own = _SPOT_OF.get(thing.kind, thing.kind)
    if where == "torso" and (choice.part in _ON_THE_NECK or choice.verb in _ON_THE_NECK):
        return (own, "collar", "neck")
    return (thing.kind, own)
