"""Pictures of which little changes: what is kept looks exactly like what would be painted anew."""

from __future__ import annotations

import gc

import pygame
import pytest

from game.view.layers import Item, Kept, Layers
from tests.kit.deviation_room import DeviationRoom

EVERY = 97
"""Ticks from one comparison to the next."""


def painted(room: DeviationRoom) -> bytes:
    """The window as it is drawn now; the operator stands where he goes."""
    picture = room.scene.picture
    picture._stands = picture._beside(room.seen.x)
    room.scene.draw(room.ctx.screen)
    return pygame.image.tobytes(room.ctx.screen.surface, "RGB")


@pytest.mark.parametrize("name", ["deviation-first", "deviation-bioreactor-silent", "deviation-filling-glove"])
def test_what_is_kept_looks_exactly_like_what_is_painted_anew(name: str) -> None:
    """A whole run of the expert: at many moments the window is drawn, then all that was kept is forgotten and it is drawn again."""
    room = DeviationRoom(name, mode="discover")
    compared = 0
    for tick in range(9000):
        if room.session.world.ended:
            break
        room.scene.tick()
        if tick % 12 == 0:
            room.scene.draw(room.ctx.screen)
        if tick % EVERY:
            continue
        kept = painted(room)
        for one in gc.get_objects():
            if isinstance(one, Kept | Layers):
                one.forget()
        assert kept == painted(room), f"tick {tick}"
        compared += 1
    assert compared > 60


def test_only_what_changed_is_painted_and_what_lies_over_it() -> None:
    surface, said = pygame.Surface((100, 40)), []

    def item(name: str, key: int, left: int) -> Item:
        return Item(name, key, pygame.Rect(left, 0, 20, 40), lambda: said.append(name))

    layers = Layers()
    layers.draw(surface, surface.get_rect(), "ground", [item("a", 1, 0), item("b", 1, 10), item("c", 1, 60)])
    assert said == ["a", "b", "c"]
    said.clear()
    layers.draw(surface, surface.get_rect(), "ground", [item("a", 1, 0), item("b", 1, 10), item("c", 1, 60)])
    assert said == []
    layers.draw(surface, surface.get_rect(), "ground", [item("a", 2, 0), item("b", 1, 10), item("c", 1, 60)])
    assert said == ["a", "b"]
    said.clear()
    layers.draw(surface, surface.get_rect(), "other", [item("a", 2, 0), item("b", 1, 10), item("c", 1, 60)])
    assert said == ["a", "b", "c"]


def test_a_kept_part_is_painted_when_its_key_or_its_place_changes() -> None:
    surface, said = pygame.Surface((100, 40)), []
    kept = Kept()
    for key, left in (("a", 0), ("a", 0), ("b", 0), ("b", 5), ("b", 5)):
        kept.draw(surface, pygame.Rect(left, 0, 20, 20), key, lambda: said.append(key))  # noqa: B023
    assert len(said) == 3
