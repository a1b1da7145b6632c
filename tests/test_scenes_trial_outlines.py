"""Outlines and ids while a level is tried: each tag can be read, in crowded rooms, at large text, and at a zone from near."""

from __future__ import annotations

import itertools

import pygame
import pytest

from game.scenes.stack import Stack
from game.scenes.trial import TrialScene
from game.view import outlines, topbar
from tests.kit import trial_to_see
from tests.kit.shots import STATES, stack_of

VIEWS = (((1920, 1080), "fr", 100), ((1280, 720), "fr", 100), ((1280, 720), "en", 200))
ROOMS = ("trial-gowning-outlines", "trial-line-outlines", "trial-deviation-outlines", "trial-near-outlines")
assert set(ROOMS) <= {name for name, (make, _) in STATES.items() if make.__module__ == trial_to_see.__name__}


def shown(name: str, view: tuple[tuple[int, int], str, int]) -> tuple[Stack, TrialScene]:
    make, prepare = STATES[name]
    stack = stack_of(make, *view)
    prepare(stack)
    assert isinstance(stack.top, TrialScene)
    return stack, stack.top


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("room_name", ROOMS)
def test_every_tag_can_be_read(room_name: str, view: tuple[tuple[int, int], str, int]) -> None:
    stack, scene = shown(room_name, view)
    screen = stack.ctx.screen
    found = outlines.outlines(scene.inner)
    keep = [scene._mark_box(screen)]
    tags = outlines.spread(screen, found, keep)
    room = screen.bounds.copy()
    room.top, room.height = topbar.height(screen), screen.height - topbar.height(screen)
    wanted = sorted(name for name, _, rect in found if rect.clip(room).w and rect.clip(room).h)
    assert len(wanted) >= 4
    assert sorted(tag.text.split(" · ")[0] for tag in tags) == wanted
    for one, other in itertools.combinations([*(tag.box for tag in tags), *keep], 2):
        assert not one.colliderect(other)
    assert all(room.contains(tag.box) for tag in tags)


def test_a_word_stands_with_its_id_where_there_is_room_and_a_crowd_keeps_the_ids() -> None:
    stack, _ = shown("trial-deviation-outlines", VIEWS[0])
    screen = stack.ctx.screen
    alone = outlines.spread(screen, [("bench", "Paillasse", pygame.Rect(500, 500, 200, 100))])
    assert [tag.text for tag in alone] == ["bench · Paillasse"]
    crowd = [(f"bench_{n:02d}", "Paillasse", pygame.Rect(500 + n, 500, 40, 40)) for n in range(60)]
    tags = outlines.spread(screen, crowd)
    assert len(tags) == len(crowd)
    assert {tag.text for tag in tags} & {name for name, _, _ in crowd}


def test_what_is_seen_from_near_has_outlines_and_coordinates_of_the_room() -> None:
    _, scene = shown("trial-near-outlines", VIEWS[1])
    names = {name for name, _, _ in outlines.outlines(scene.inner)}
    assert {"glove.infeed_left", "forceps.infeed", "inner_bin.infeed"} <= names
    assert "dropped.infeed" not in names
    picture = scene.inner.picture  # type: ignore[union-attr]
    x, _ = outlines.place(scene.inner, picture.near.area.center)
    assert x == pytest.approx(picture.near.middle, abs=0.01)
