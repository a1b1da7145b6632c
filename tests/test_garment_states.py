"""Every anchor of every garment of cloth: gripped, carried, laid down, dropped, put on, in any order that is possible.

Whatever hands do, cloth neither explodes nor goes through the floor or out of the rooms.
"""

from __future__ import annotations

import itertools
from random import Random

import pytest

from game.entities.garment import SKELETONS
from game.entities.kinds import KINDS
from game.session.acts import Act
from game.session.expert import Expert
from game.session.gestures import perform
from game.world.world import World
from tests.kit.hazards import level_with

FASTEST_M_S = 9.0
"""Cloth that falls two metres comes to 6.3 m/s, and a grip draws it in at 2."""
UNDER_M = -0.03
"""A fold may be pressed into the floor so far for a moment."""
CLOTH = {"coat": ("gowning-grade-d", "coat_a"), "suit": ("gowning-grade-c", "suit_a"), "coverall": ("gowning-grade-b", "coverall_a")}
ANCHORS = [(kind, anchor) for kind in CLOTH for anchor in KINDS[kind].anchors if anchor != "zip"]


class Watched:
    """A world with one garment whose nodes are watched every tick."""

    def __init__(self, kind: str) -> None:
        name, self.pack = CLOTH[kind]
        self.spec = level_with(name=name, beard="no")
        self.world, expert = World(self.spec, 3), Expert(self.spec)
        self.kind, self.thing = kind, f"{self.pack}.1"
        while not (expert.log and expert.log[-1].acts[0].thing == self.pack):
            self.world.step(expert.commands(self.world.seen))
        self.before: list[tuple[float, float]] | None = None
        self.act("open_pack", self.pack, "notch")

    def act(self, *parts: str, **changes: object) -> None:
        for given in itertools.islice(perform(self.world.seen, Act(*parts).with_params(**changes)), 600):
            self.world.step(given)
            self.look()

    def wait(self, ticks: int) -> None:
        for _ in range(ticks):
            self.world.step(())
            self.look()

    def look(self) -> None:
        nodes = self.world.seen.garment(self.thing)
        if nodes is not None:
            radius = SKELETONS[self.kind].radius_m
            end = self.spec.rooms[-1].x1_m
            for n, (x, y) in enumerate(nodes):
                assert -1.0 < x < end + 1.0, (n, x)
                assert UNDER_M + radius <= y < 3.0, (n, y)
                if self.before is not None:
                    bx, by = self.before[n]
                    assert (x - bx) ** 2 + (y - by) ** 2 < (FASTEST_M_S / 60.0) ** 2, (n, self.world.tick)
        self.before = nodes

    @property
    def held(self) -> bool:
        return any(self.world.seen.hand(hand).holding == self.thing for hand in ("left", "right"))


def drop_and_take_up(cloth: Watched, anchor: str) -> None:
    cloth.act("drop", cloth.thing)
    cloth.wait(90)
    cloth.act("take", cloth.thing, anchor)


@pytest.mark.parametrize(("kind", "anchor"), ANCHORS)
def test_it_is_gripped_carried_laid_down_dropped_taken_up_and_put_on_by_any_anchor(kind: str, anchor: str) -> None:
    cloth = Watched(kind)
    shelf = cloth.world.seen.thing(cloth.pack).where
    cloth.act("take", cloth.thing, anchor)
    assert cloth.held
    cloth.act("walk", next(spec.id for spec in cloth.spec.things if spec.kind == "bench"))
    cloth.act("put", cloth.thing, shelf)
    assert not cloth.held
    cloth.act("take", cloth.thing, anchor)
    assert cloth.held
    drop_and_take_up(cloth, anchor if anchor != "gathered" else "collar.inside")
    cloth.act("put_on", cloth.thing)
    cloth.wait(120)


@pytest.mark.parametrize("kind", CLOTH)
@pytest.mark.parametrize("seed", range(12))
def test_it_bears_any_row_of_acts(kind: str, seed: int) -> None:
    cloth, rng = Watched(kind), Random(f"{kind}/{seed}")
    anchors = [anchor for anchor in KINDS[kind].anchors if anchor != "zip"]
    shelf = cloth.world.seen.thing(cloth.pack).where
    bench = next(spec.id for spec in cloth.spec.things if spec.kind == "bench")
    for _ in range(14):
        verb = rng.choice(
            ("take", "take", "handle", "gather", "let_go", "move", "walk", "put", "drop", "put_on", "limb", "take_off", "wait")
        )
        if verb == "wait":
            cloth.wait(rng.randrange(1, 60))
        elif verb == "move":
            cloth.act("move", cloth.thing, height_m=rng.uniform(0.1, 2.0), pace_m_s=rng.choice((0.3, 0.8, 50.0)))
        elif verb == "walk":
            cloth.act("walk", rng.choice((bench, shelf)), brisk=rng.random() < 0.5)
        elif verb == "put":
            cloth.act("put", cloth.thing, shelf)
        elif verb == "limb":
            cloth.act("put_on", cloth.thing, rng.choice(KINDS[kind].openings))
        elif verb in ("take", "handle"):
            cloth.act(verb, cloth.thing, rng.choice(anchors), hand=rng.choice(("left", "right")))
        else:
            cloth.act(verb, cloth.thing)
