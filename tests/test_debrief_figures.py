"""What a debrief shows in figures agrees with itself: parts with their sum, a score with its findings, signs with their moments."""

from __future__ import annotations

from itertools import pairwise

import pygame
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.events import ResidueFound
from game.scenes.debrief import DebriefScene
from game.scenes.debrief_body import BodyPage
from game.scenes.reel import reel
from game.scenes.replay import ReplayScene
from game.scenes.review import of_file
from game.scenes.stack import Stack
from game.session.bodymap import whole
from game.session.glance import sheet_of
from game.session.runfile import read_run
from game.view.lanes import Lanes
from game.view.overlays import NAMES
from game.view.timeline import spread
from game.view.widgets import Button
from scoring.wording import grouped, points
from tests.kit.runs import run_file
from tests.kit.shots import open_dummy

CFU = st.lists(st.floats(0.05, 200.0), min_size=1, max_size=9)
NEAR_ALL = "line-clearance-labelling", 7, (("skip", "lock"),)
STERILE = "gowning-grade-b", 7, (("lower", "coverall"),)


@given(CFU)
def test_parts_are_whole_near_what_they_are_and_what_the_sum_has_more_is_less_than_one_each(parts: list[float]) -> None:
    shown, total = whole(parts), 0.0
    for part in parts:
        total += part
    small = len([n for n in shown if n == 0])
    assert sum(shown) <= round(total) <= sum(shown) + small
    assert all(abs(n - part) < 1.0 for n, part in zip(shown, parts, strict=True))
    assert all(part < 1.0 for n, part in zip(shown, parts, strict=True) if n == 0)


def test_the_places_of_the_body_show_parts_that_give_their_sum() -> None:
    person = of_file(run_file(*STERILE), "fr")
    assert person.body is not None
    page = BodyPage(person, person.body)
    for place in person.body.places:
        page.pick(place=True, value=place.id)
        shown = [n for n in page.parts().values() if n >= 1.0]
        assert sum(shown) <= round(place.cfu) <= sum(shown) + len(place.soils) - len(shown)


@pytest.mark.parametrize(("score", "shown"), [(0.0, 0), (49.6, 50), (99.4, 99), (99.6, 99), (99.999, 99), (100.0, 100)])
def test_a_hundred_is_shown_only_where_nothing_was_missed(score: float, shown: int) -> None:
    assert points(score) == shown


def test_the_debrief_of_a_run_with_a_finding_never_shows_the_full_score() -> None:
    review = of_file(run_file(*NEAR_ALL), "fr")
    assert review.sheet.score.value is not None
    assert 99.5 < review.sheet.score.value < 100
    scene = DebriefScene(review)
    Stack(open_dummy((1280, 720), loaded_once=True), scene)
    assert "99" in scene.spoken()
    assert "100 sur 100" not in scene.spoken().replace("\u00a0", " ")


def test_what_lay_there_from_the_start_stands_on_the_line_where_it_was_found() -> None:
    path = run_file(*NEAR_ALL)
    run = read_run(path)
    tracks = reel(run, sheet_of(path)).tracks(open_dummy((1920, 1080)))
    found = {event.tick for event in run.events if isinstance(event, ResidueFound)}
    dealt = {spot.tick for spot in tracks.hazards if spot.status == "dealt"}
    assert dealt
    assert dealt <= found


@given(st.lists(st.integers(0, 1000), max_size=20), st.integers(10, 30), st.integers(0, 8))
def test_signs_hide_nothing_and_leave_their_lane_only_where_there_are_too_many(at: list[int], side: int, gap: int) -> None:
    places = spread(sorted(at), side, gap, (0, 1000))
    assert all(b - a >= side + gap for a, b in pairwise(places))
    assert all(place <= 1000 - side // 2 for place in places)
    if len(at) * (side + gap) <= 1000:
        assert all(place >= side // 2 for place in places)


def test_a_number_is_grouped_by_three() -> None:
    assert [grouped(n) for n in (0, 999, 1234, 1234567)] == ["0", "999", "1\u202f234", "1\u202f234\u202f567"]


@pytest.mark.parametrize("percent", [100, 150, 200])
@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080)])
def test_the_switches_of_a_replay_leave_room_for_words_below_them_and_the_list_of_layers_for_the_person(
    size: tuple[int, int], percent: int
) -> None:
    """The person stands in the middle of the picture, which the list must not reach."""
    path = run_file(*STERILE)
    scene = ReplayScene(path, 9000)
    stack = Stack(open_dummy(size, "fr", percent, loaded_once=True), scene)
    assert scene.layers is not None
    scene.layers.on, scene.listed = set(NAMES), True
    scene.rebuild()
    stack.draw(stack.ctx.screen)
    assert scene.footage is not None
    top = scene.footage.area.y
    switches = [w.rect for w in scene.form.all() if isinstance(w, Button) and w.id in ("ghost", "layers", "lanes")]
    assert top + scene.layers.covered >= max(rect.bottom for rect in switches)
    toggles = [w.rect for w in scene.form.all() if w.id.startswith("layer_")]
    assert min(rect.left for rect in toggles) > size[0] // 2 + 60
    assert max(rect.bottom for rect in toggles) <= scene._strip.y


def test_the_legend_of_curves_stands_beside_them_and_the_highest_value_with_their_name() -> None:
    path = run_file(*STERILE)
    ctx = open_dummy((1280, 720), "fr", 200)
    tracks = reel(read_run(path), sheet_of(path)).tracks(ctx)
    line = Lanes("line", 14000, [], "", tracks)
    line.place(pygame.Rect(0, 0, 1280, line.measure(ctx.screen, 1280)))
    assert line.rect.right - line.inner()[1] > max(ctx.screen.text.measure(word, 20)[0] for word in tracks.legend["load"])
    most = max(max(curve) for curve in tracks.curves["air"])
    assert line._now("air").endswith(f"max. {grouped(round(most))}")
