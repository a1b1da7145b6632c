"""Where germs are on the person after gowning: by place, in front and behind, each leading to the touch it came from."""

from __future__ import annotations

from functools import cache

import pygame
import pytest

from game.entities.state import WorldState
from game.events import Event, FootPlaced, Gripped, Touched
from game.scenes.debrief import DebriefScene
from game.scenes.replay import ReplayScene
from game.scenes.review import of_file, surface_name
from game.scenes.stack import Stack
from game.session.bodymap import BACK, FRONT, LEAST_CFU, Place, body_map
from game.session.mutation import Mutation
from game.session.plates import surface_of_hand
from game.session.session import Session
from game.view.bodymap import BodyView, at_place
from tests.kit.runs import LEVELS, play, run_file
from tests.kit.shots import click, open_dummy, press

GLOVE_ON_FLOOR = (("keep", "gloves_out"),)
GOWNING = sorted(path.stem for path in LEVELS.glob("gowning/*.yaml"))


@cache
def run(name: str, errors: tuple[tuple[str, str], ...] = ()) -> tuple[Session, list[Event]]:
    return play(name, 7, [Mutation(*error) for error in errors])


def places(name: str, errors: tuple[tuple[str, str], ...] = ()) -> dict[str, Place]:
    session, events = run(name, errors)
    return {place.id: place for place in body_map(session.world, events)}


def loads(name: str, surface: str, errors: tuple[tuple[str, str], ...] = ()) -> float:
    state = run(name, errors)[0].world.state
    assert isinstance(state, WorldState)
    return sum(cfu for cfu in state.loads.get(surface, {}).values() if cfu >= LEAST_CFU)


def test_a_glove_that_met_the_floor_shows_on_its_hand_and_leads_to_that_touch() -> None:
    _, events = run("gowning-grade-b", GLOVE_ON_FLOOR)
    touch = next(event for event in events if isinstance(event, Touched) and event.kind == "glove")
    hand = places("gowning-grade-b", GLOVE_ON_FLOOR)["hand_left"]
    assert hand.soils[0].origin == touch.n
    assert hand.soils[0].tick == touch.tick
    assert hand.soils[0].links[0].surface.startswith("floor")
    assert hand.cfu > 10.0
    assert "hand_left" not in places("gowning-grade-b"), "a clean glove has nothing on it"


def test_a_boot_shows_the_floor_it_trod_on_on_its_own_foot() -> None:
    _, events = run("gowning-grade-b")
    found = places("gowning-grade-b")
    for foot in ("left", "right"):
        trod = {event.n: event.tick for event in events if isinstance(event, FootPlaced) and event.foot == foot}
        [floor] = [soil for soil in found[f"foot_{foot}"].soils if soil.links[0].surface.startswith("floor")]
        assert floor.tick == trod[floor.origin]


@pytest.mark.parametrize("name", GOWNING)
def test_all_that_is_on_the_hands_and_all_that_is_on_the_gown_is_on_the_map(name: str) -> None:
    state, found = run(name)[0].world.state, places(name)
    assert isinstance(state, WorldState)
    for side in ("left", "right"):
        on_hand = loads(name, surface_of_hand(state, side))
        assert found[f"hand_{side}"].cfu == pytest.approx(on_hand) if on_hand else f"hand_{side}" not in found
    shown: dict[str, float] = {}
    for place in found.values():
        for soil in place.soils:
            shown[soil.surface] = shown.get(soil.surface, 0.0) + soil.cfu
    for surface, cfu in shown.items():
        assert cfu == pytest.approx(loads(name, surface) * (2 if surface == "shoes" else 1))


RUNS = [*((name, ()) for name in GOWNING), ("gowning-grade-b", GLOVE_ON_FLOOR), ("gowning-grade-b", (("lower", "coverall"),))]


@pytest.mark.parametrize(("name", "errors"), RUNS)
def test_every_load_leads_to_a_real_touch_and_from_something_else(name: str, errors: tuple[tuple[str, str], ...]) -> None:
    session, events = run(name, errors)
    ticks = {event.tick for event in events}
    for place in places(name, errors).values():
        for soil in place.soils:
            if soil.surface.startswith("hand_") and not soil.links:
                assert soil.origin == 0, "the skin's own"
                continue
            assert soil.tick in ticks
            assert soil.links[0].surface != soil.surface
            assert soil.links[-1].surface == soil.surface
            assert surface_name(session.level, soil.links[0].surface, "fr") != soil.links[0].surface, "named, not by its id"


def test_germs_lie_where_the_hand_took_the_garment() -> None:
    """A coat taken by its collar after the bin has the bin's germs at the neck; one thrown over on the floor at what met it."""
    errors = (("lower", "coat"),)
    _, events = run("gowning-first", errors)
    neck = places("gowning-first", errors)["neck"].soils[0]
    touched = [event for event in events if isinstance(event, Gripped) and event.thing == neck.surface]
    assert any(event.anchor.startswith("collar") for event in touched)


def test_places_are_seen_from_where_they_are_and_right_is_right_from_both_sides() -> None:
    assert Place("face", ()).faces == Place("chest", ()).faces == (FRONT,)
    assert Place("nape", ()).faces == (BACK,)
    assert Place("hand_left", ()).faces == (FRONT, BACK)
    for part in ("hand", "sleeve", "leg", "foot"):
        assert at_place(f"{part}_right")[0] > 0 > at_place(f"{part}_left")[0]


# --- the page ----------------------------------------------------------------------------------------------------------


def opened(percent: int = 100) -> tuple[Stack, DebriefScene]:
    scene = DebriefScene(of_file(run_file("gowning-grade-b", 7, GLOVE_ON_FLOOR), "fr"), back=True)
    stack = Stack(open_dummy((1280, 720), "fr", percent, loaded_once=True), scene)
    scene._turn_to("body")
    stack.draw(stack.ctx.screen)
    return stack, scene


def words(scene: DebriefScene) -> str:
    return scene.spoken().replace("\u00a0", " ")


@pytest.mark.parametrize("percent", [100, 200])
def test_the_arrows_choose_a_place_and_its_first_touch_is_one_press_away(percent: int) -> None:
    stack, scene = opened(percent)
    assert "Main gauche : 21 UFC" in words(scene)
    assert "de face, comme dans un miroir" in scene.form.get("body").labels.values()  # type: ignore[attr-defined]
    scene.form.focus_on("body")
    press(stack, pygame.K_RIGHT)
    assert "Main droite : 16 UFC" in words(scene)
    tick = scene.bodies.second() if scene.bodies else None
    assert tick is not None
    scene.form.focus_on("replay_second")
    press(stack, pygame.K_RETURN)
    assert isinstance(stack.top, ReplayScene)
    assert stack.top.film is not None
    assert stack.top.film.tick == max(0, tick - 300)


def test_a_click_on_a_mark_chooses_its_place_from_either_side_and_another_origin_leads_elsewhere() -> None:
    stack, scene = opened()
    for face in (FRONT, BACK):
        view = scene.form.get("body")
        assert isinstance(view, BodyView)
        click(stack, view._point(stack.ctx.screen, face, at_place("hand_right")))
        assert scene.bodies is not None
        assert scene.bodies.place == "hand_right"
        scene.bodies.pick(True, "foot_left")
    click(stack, scene.form.get("body")._point(stack.ctx.screen, FRONT, at_place("hand_right")))  # type: ignore[attr-defined]
    first = scene.bodies.second() if scene.bodies else None
    scene.form.focus_on("soils")
    press(stack, pygame.K_DOWN)
    assert scene.bodies is not None
    assert scene.bodies.second() != first
    assert "Poignée de porte" in words(scene)


def test_a_press_beside_the_figure_changes_nothing() -> None:
    stack, scene = opened()
    view = scene.form.get("body")
    click(stack, (view.rect.x + 3, view.rect.y + 3))
    assert scene.bodies is not None
    assert scene.bodies.place == "hand_left"


def test_who_did_not_gown_has_no_such_page() -> None:
    scene = DebriefScene(of_file(run_file("line-clearance-first", 7), "fr"), back=True)
    assert "body" not in scene.tabs
