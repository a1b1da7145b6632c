"""Every anchor of every garment: gripped, carried, laid down, dropped, put on, from every state that is physically possible.

Whatever hands do, a garment is in one place, and cloth neither explodes nor goes through the floor or out of the rooms.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

import pytest

from game.entities.kinds import KINDS
from tests.kit.watched import Watched

B, C, D = "gowning-grade-b", "gowning-grade-c", "gowning-grade-d"


@dataclass(frozen=True)
class Way:
    """Where a kind is met: level, the step it belongs to, the thing, the pack it is in ("" = it lies ready), a place to lay it."""

    level: str
    step: str
    thing: str
    pack: str
    place: str
    hand: str = "right"
    """The hand that can put it on."""


WAYS: dict[str, Way] = {
    "hair_cover": Way(D, "hair_cover", "hair_a.1", "hair_a", "shelf_hair"),
    "overshoe": Way(D, "overshoe_left", "shoes_a.1", "shoes_a", "bench"),
    "coat": Way(D, "coat", "coat_a.1", "coat_a", "shelf_coats"),
    "suit": Way(C, "suit", "suit_a.1", "suit_a", "shelf_suits"),
    "site_suit": Way(B, "site_suit", "suit_site", "", "shelf_site"),
    "site_socks": Way(B, "site_socks", "socks_site", "", "shelf_site"),
    "beard_cover": Way(B, "wash", "beard_a.1", "beard_a", "shelf_beard"),
    "glove": Way(B, "gloves_in", "gloves_in_a.1", "gloves_in_a", "shelf_gloves_in"),
    "hood": Way(B, "hood", "hood_a.1", "hood_a", "shelf_hoods"),
    "mask": Way(B, "mask", "mask_a.1", "mask_a", "shelf_masks"),
    "goggles": Way(B, "goggles", "goggles_a.1", "goggles_a", "shelf_goggles"),
    "coverall": Way(B, "coverall", "coverall_a.1", "coverall_a", "shelf_coveralls"),
    "overboot": Way(B, "overboot_left", "boots_a.1", "boots_a", "bench"),
}
CLOTH = [kind for kind in WAYS if KINDS[kind].live]
STIFF = [kind for kind in WAYS if not KINDS[kind].live]
LEGS = ("one leg in", "both legs in", "an arm in too")


def test_every_garment_there_is_is_among_them() -> None:
    assert set(WAYS) == {kind.id for kind in KINDS.values() if kind.family == "garment"}


def anchors(kind: str) -> list[str]:
    return [anchor for anchor in KINDS[kind].anchors if anchor != "zip"]


def careful(kind: str) -> str:
    """Where it is made to be taken."""
    return next(anchor for anchor in ("gathered", "collar.inside", "cuff", "inside") if anchor in KINDS[kind].anchors)


def states(kind: str, anchor: str) -> list[str]:
    """The states it can be in before it is gripped there.  Both faces of cloth are one place: the outer one only from the pack;
    and a suit is cut like a coverall: only what its level makes different."""
    packed = ["in its pack"] if WAYS[kind].pack else []
    if KINDS[kind].live and anchor.endswith("outside"):
        return packed
    if kind == "suit":
        return [*packed, "both legs in", "worn"]
    found = [*packed, "laid down", "on the floor", "in the other hand"]
    if KINDS[kind].live:
        found += LEGS if "leg_left" in KINDS[kind].openings else ("an arm in too",)
    return [*found, "worn"]


CASES = [(kind, anchor, state) for kind in WAYS for anchor in anchors(kind) for state in states(kind, anchor)]


class Garment(Watched):
    """A kind of garment, brought into a state."""

    def __init__(self, kind: str, state: str = "in its pack") -> None:
        self.kind, self.way = kind, WAYS[kind]
        super().__init__(before=self.way.step, name=self.way.level)
        self.thing = self.way.thing
        if self.way.pack:
            self.act("open_pack", self.way.pack, "notch")
        if state != "in its pack":
            self.act("take", self.thing, careful(kind), hand="left" if state == "in the other hand" else self.way.hand)
            assert self.thing in self.holding
            self._into(state)

    def _into(self, state: str) -> None:
        if state == "laid down":
            self.act("put", self.thing, self.way.place)
        elif state == "on the floor":
            self.act("drop", self.thing)
            self.wait(90)
        elif state in LEGS:
            sides = {"one leg in": ("leg_left",), "both legs in": ("leg_left", "leg_right")}.get(state, KINDS[self.kind].openings[:-1])
            for opening in sides:
                self.act("put_on", self.thing, opening)
            assert self.world.seen.thing(self.thing).threaded == sides
        elif state == "worn":
            self.dress()
            assert self.worn(self.thing)

    def dress(self) -> None:
        """Put it on, by whatever the kind wants first."""
        if KINDS[self.kind].on_body == "foot":
            self.act("sit", "bench")
            self.act("lift", "bench", "left")
        self.act("put_on", self.thing)

    def grip(self, anchor: str) -> bool:
        """A hand that does not hold it takes it by that anchor."""
        left, _ = self.holding
        self.act("take", self.thing, anchor, hand="right" if left == self.thing else self.way.hand)
        return self.thing in self.holding

    def carry(self) -> None:
        """About the room, and up and down."""
        self.act("walk", self.way.place)
        for height in (1.9, 0.6):
            self.act("move", self.thing, height_m=height, pace_m_s=50.0)


@pytest.mark.parametrize(("kind", "anchor", "state"), CASES)
def test_it_is_gripped_carried_laid_down_dropped_and_put_on_by_any_anchor_from_any_state(kind: str, anchor: str, state: str) -> None:
    garment = Garment(kind, state)
    gripped = garment.grip(anchor)
    # Legs and sleeves are gathered out of a pack or a fold; once fallen open they are out of the hand's reach.
    assert gripped or anchor == "gathered" or state in LEGS
    garment.carry()
    garment.act("put", garment.thing, garment.way.place)
    garment.grip(anchor)
    garment.act("drop", garment.thing)
    garment.wait(30)
    garment.grip(anchor if anchor != "gathered" else "collar.inside")
    garment.dress()
    garment.wait(30)


def test_cloth_in_the_hands_is_not_caught_under_the_bench_and_torn_out() -> None:
    suit = Garment("coverall")
    suit.act("take", suit.thing, "cuff_left.outside", hand="right")
    suit.act("put", suit.thing, suit.way.place)
    suit.act("take_off", suit.thing)  # gathered, and not lifted
    suit.act("walk", "bench")
    suit.act("take", suit.thing, "front.outside", hand="left")
    suit.act("move", suit.thing, height_m=1.85, pace_m_s=50.0)
    assert suit.holding == (suit.thing, suit.thing)
    suit.wait(60)


def test_who_sits_down_with_cloth_in_hand_takes_it_along_and_does_not_fling_it() -> None:
    suit = Garment("suit")
    suit.act("take", suit.thing, "gathered")
    suit.act("sit", "bench")
    suit.wait(60)
    assert suit.world.seen.gathered(suit.thing)


ROWS = (
    "take",
    "take",
    "handle",
    "gather",
    "let_go",
    "move",
    "walk",
    "put",
    "drop",
    "put_on",
    "limb",
    "take_off",
    "wait",
    "sit",
    "lift",
    "stand",
)


@pytest.mark.parametrize("kind", WAYS)
@pytest.mark.parametrize("seed", range(6))
def test_it_bears_any_row_of_acts(kind: str, seed: int) -> None:
    garment, rng = Garment(kind), Random(f"{kind}/{seed}")
    bench = next((spec.id for spec in garment.spec.things if spec.kind == "bench"), "")
    for _ in range(14):
        verb = rng.choice(ROWS)
        if verb == "wait":
            garment.wait(rng.randrange(1, 60))
        elif verb == "move":
            garment.act("move", garment.thing, height_m=rng.uniform(0.1, 2.0), pace_m_s=rng.choice((0.3, 0.8, 50.0)))
        elif verb == "walk":
            garment.act("walk", rng.choice((bench, garment.way.place)), brisk=rng.random() < 0.5)
        elif verb == "put":
            garment.act("put", garment.thing, garment.way.place)
        elif verb == "limb":
            garment.act("put_on", garment.thing, rng.choice(KINDS[kind].openings) if KINDS[kind].live else "")
        elif verb in ("sit", "lift", "stand"):
            garment.act(verb, bench, rng.choice(("left", "right")) if verb == "lift" else "")
        elif verb in ("take", "handle"):
            garment.act(verb, garment.thing, rng.choice(anchors(kind)), hand=rng.choice(("left", "right")))
        else:
            garment.act(verb, garment.thing)
