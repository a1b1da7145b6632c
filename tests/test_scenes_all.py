"""Every screen and state, both languages, small and large: nothing cut off, nothing too small to hit, nothing out of reach of
the keyboard."""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterator

import pygame
import pytest

from game.scenes.base import FormScene
from game.scenes.stack import Stack
from game.view.screen import Screen
from game.view.theme import TARGET
from game.view.widgets import Scroll, TextField, Widget
from tests.kit import scenes_to_see, trial_to_see, workshop_to_see
from tests.kit.shots import STATES, press, stack_of

SWEPT = (scenes_to_see.__name__, workshop_to_see.__name__)
OURS = sorted([*trial_to_see.FORMS, *(name for name, (make, _) in STATES.items() if make.__module__ in SWEPT)])
VIEWS = (((1280, 720), "fr", 100), ((1280, 720), "en", 200), ((1366, 768), "fr", 150), ((1920, 1080), "en", 100), ((1920, 1080), "fr", 200))
CASES = list(itertools.product(OURS, VIEWS))


@pytest.fixture(autouse=True)
def folders() -> Iterator[None]:
    """The workshop's states have folders of their own."""
    before = {name: os.environ.get(name) for name in ("GRADE_A_LEVELS", "GRADE_A_DATA")}
    yield
    for name, value in before.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value


def shown(name: str, view: tuple[tuple[int, int], str, int]) -> tuple[Stack, FormScene]:
    make, prepare = STATES[name]
    stack = stack_of(make, *view)
    prepare(stack)
    stack.draw(stack.ctx.screen)
    assert isinstance(stack.top, FormScene)
    return stack, stack.top


def clips(form_widgets: list[Widget], screen: Screen) -> list[tuple[Widget, pygame.Rect, bool]]:
    """Each widget with what it must stay in, and whether it may be scrolled out of sight."""
    found = []
    for widget in form_widgets:
        found.append((widget, screen.bounds, False))
        if isinstance(widget, Scroll):
            found += [(inner, widget.rect, True) for inner in widget.contents]
    return found


@pytest.mark.parametrize(("name", "view"), CASES)
def test_nothing_is_cut_off_too_small_to_hit_or_under_something_else(name: str, view: tuple[tuple[int, int], str, int]) -> None:
    stack, scene = shown(name, view)
    screen = stack.ctx.screen
    for widget, clip, scrolls in clips(scene.form.widgets, screen):
        said = widget.words()
        assert widget.rect.left >= clip.left - 1, said
        assert widget.rect.right <= clip.right + 1, said
        if not scrolls:
            assert clip.inflate(2, 2).contains(widget.rect), said
        if said and not isinstance(widget, Scroll):
            assert widget.measure(screen, widget.rect.w) <= widget.rect.h + screen.px(8), said
        if widget.focusable and not isinstance(widget, TextField):
            assert min(widget.rect.size) >= TARGET, said
            assert said, widget.id
    _apart(scene)


def _apart(scene: FormScene) -> None:
    """No control lies over another."""
    for one, other in itertools.combinations(scene.form.stops(), 2):
        both = one.rect.clip(other.rect)
        scrolled_away = any(isinstance(w, Scroll) and (one in w.contents) != (other in w.contents) for w in scene.form.widgets)
        assert scrolled_away or both.w < 2 or both.h < 2, (one.id, other.id)


@pytest.mark.parametrize("name", OURS)
def test_tab_reaches_every_control_and_each_comes_into_sight(name: str) -> None:
    stack, scene = shown(name, ((1280, 720), "fr", 200))
    wanted = [widget.id for widget in scene.form.stops()]
    seen = []
    for _ in wanted:
        press(stack, pygame.K_TAB)
        focus = scene.form.focus
        assert focus is not None
        seen.append(focus.id)
        holder = next((w for w in scene.form.widgets if isinstance(w, Scroll) and focus in w.contents), None)
        if holder and focus.rect.h < holder.rect.h:
            assert holder.rect.contains(focus.rect), focus.id
    assert sorted(seen) == sorted(wanted)


@pytest.mark.parametrize("name", OURS)
def test_a_screen_can_be_read_aloud_whole(name: str) -> None:
    _, scene = shown(name, ((1920, 1080), "fr", 100))
    words = scene.spoken()
    assert len(words) > 8
    assert "{" not in words
