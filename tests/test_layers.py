"""Pictures of which little changes: what is kept looks exactly like what would be painted anew."""

from __future__ import annotations

import gc

import pygame
import pytest

from game.view.layers import Item, Kept, Layers
from tests.kit.deviation_room import DeviationRoom
from tests.window.deviation_hands import DeviationKeyboard, DeviationMouse

EVERY = 97
"""Ticks from one comparison to the next."""


def painted(room: DeviationRoom) -> bytes:
    """The window as it is drawn now; the operator stands where he goes."""
    picture = room.scene.picture
    picture._stands = picture._beside(room.seen.x)
    room.scene.draw(room.ctx.screen)
    return pygame.image.tobytes(room.ctx.screen.surface, "RGB")


def forget() -> None:
    """All that is kept anywhere."""
    for one in gc.get_objects():
        if isinstance(one, Kept | Layers):
            one.forget()


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
        forget()
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


class Watched(DeviationRoom):
    """A room in which every twentieth frame is compared with one that is painted anew."""

    frames = compared = 0

    def draw(self) -> pygame.Surface:
        surface = super().draw()
        self.frames += 1
        if self.frames % 20 == 0 and self.stack.top is self.scene:
            kept = painted(self)
            forget()
            assert kept == painted(self), f"frame {self.frames}"
            self.compared += 1
        return surface


@pytest.mark.parametrize(("person", "level"), [(DeviationMouse, "deviation-filling-glove"), (DeviationKeyboard, "deviation-first")])
def test_what_a_person_opens_writes_and_points_at_looks_exactly_like_what_is_painted_anew(person: type, level: str) -> None:
    """Panels, papers, lists, cards, curves from near: from the first act to the signed report."""
    room = Watched(level)
    person(room).play()
    assert room.compared > 10


@pytest.mark.parametrize("name", ["deviation-bioreactor-silent", "deviation-filling-glove"])
@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080)])
def test_a_room_that_glides_looks_exactly_like_one_painted_where_it_came_to_stand(name: str, size: tuple[int, int]) -> None:
    room = DeviationRoom(name, size=size)
    picture, camera, surface = room.scene.picture, room.scene.view.camera, room.ctx.screen.surface
    half = camera.area.w / camera.scale / 2
    camera.x, way = camera.x0 + half, 1
    for step in range(1, 151):
        camera.x += way * (1 + step * 7 % 23) / camera.scale
        if not camera.x0 + half < camera.x < camera.x1 - half:
            way = -way
        room.scene.view.frame += 1
        picture.draw()
        if step % 5:
            continue
        glided = pygame.image.tobytes(surface, "RGB")
        picture._layers.forget()
        picture.draw()
        assert glided == pygame.image.tobytes(surface, "RGB"), f"step {step}"


def test_what_moves_along_is_not_painted_and_what_cannot_be_cut_is_painted_whole() -> None:
    surface, said = pygame.Surface((100, 40)), []

    def items(column: int) -> list[Item]:
        boxes = {"a": (10, 20, False), "b": (50, 20, False), "line": (90, 30, True)}
        return [
            Item(name, (), pygame.Rect(left + column, 0, wide, 40), lambda name=name: said.append(name), whole)  # type: ignore[misc]
            for name, (left, wide, whole) in boxes.items()
        ]

    layers = Layers()
    layers.draw(surface, surface.get_rect(), "ground", items(0), 0)
    said.clear()
    layers.draw(surface, surface.get_rect(), "ground", items(-4), -4)
    assert said == ["line"]
    said.clear()
    layers.draw(surface, surface.get_rect(), "ground", items(-4), -4)
    assert said == []
