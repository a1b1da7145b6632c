"""What a newcomer's eyes asked of the room beside a process: nothing hides what it speaks of, and what is there can be told apart."""

from __future__ import annotations

import pygame
import pytest

from game.view.deviation import plant, vessel
from game.view.deviation.panels import Reading
from tests.kit.deviation_room import DeviationRoom

LOOKED = (
    ("gas_mixer", "o2"), ("manifold", "bottle"), ("reactor", "window"), ("feed_pump", "scale"), ("sample_bench", "results"),
    ("response_sheet", "sheet"), ("batch_record", "record"), ("gas_line", "line"),
)  # fmt: skip


@pytest.mark.parametrize(("size", "percent"), [((1280, 720), 100), ((1366, 768), 100), ((1920, 1080), 200)])
@pytest.mark.parametrize(("thing", "part"), LOOKED)
def test_what_is_read_stays_in_sight_beside_its_card(thing: str, part: str, size: tuple[int, int], percent: int) -> None:
    room = DeviationRoom(size=size, percent=percent)
    room.scene.hand.go(room.seen.point(thing)[0])
    room.settle()
    room.scene.show(Reading(room.scene.view, thing, part))
    for _ in range(120):
        room.scene.view.camera.follow(room.seen.x)
    box = room.scene.picture.box(thing)
    assert box is not None
    covered = box.clip(room.scene.over.box)
    assert covered.w * covered.h <= 0.02 * box.w * box.h
    assert room.ctx.screen.surface.get_rect().contains(box.clip(room.scene.view.room))


SOLID = {
    "feed_pump": (8.08, 0.14, 8.52, 0.23), "gas_mixer": (5.80, 0.15, 6.20, 0.90), "manifold": (5.07, 0.20, 5.26, 0.90),
    "response_sheet": (1.80, 0.97, 2.00, 1.22), "logbook": (2.42, 0.92, 2.60, 1.02), "report": (2.70, 0.95, 2.90, 1.22),
    "phone": (1.40, 1.20, 1.60, 1.45), "reactor": (7.20, 0.65, 7.60, 1.35),
}  # fmt: skip
"""Where a thing itself is drawn, and no wall: metres."""


def painted(room: DeviationRoom, thing: str) -> bytes:
    """The pixels of a thing as it stands there."""
    surface = room.ctx.screen.surface
    surface.fill((0, 0, 0))
    room.scene.picture.draw()
    return pygame.image.tobytes(surface.subsurface(room.scene.view.camera.rect(*SOLID[thing])), "RGB")


@pytest.mark.parametrize("thing", SOLID)
def test_the_operator_hides_nothing_that_he_stands_at(thing: str) -> None:
    """Drawn with and without him, at every place from which he can read it."""
    room = DeviationRoom()
    there = room.seen.point(thing)[0]
    for off in (-0.4, -0.1, 0.2, 0.5):
        room.session.world.state.operator.x = there + off
        room.scene.view.camera.show(there, snap=True)
        with_him = painted(room, thing)
        room.session.world.state.operator.x = 0.3
        assert with_him == painted(room, thing), off


def test_a_third_of_the_gas_is_a_third_of_the_bubbles() -> None:
    counted = {}
    for flow in (1.88, 0.70, 0.0):
        counted[flow] = vessel.bubbles(flow)
    assert counted[1.88] in range(22, 27)
    assert counted[0.70] in range(7, 10)
    assert counted[0.0] == 0


def test_a_folded_line_is_bent_to_a_point_and_no_straight_one_is() -> None:
    way, over = plant.kink(6.6, 0.05, lambda x, y: f"{x * 100:.0f} {100 - y * 100:.0f}")
    assert "L" in over
    assert "miter" in over
    assert over.count('stroke="#0F3540"') == 2, "two creases"
    assert "M" in way, "the two legs are apart: nothing flat joins them at the top"
