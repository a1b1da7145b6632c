"""A level tried from a step or a hazard: the expert comes to just before it, the person goes on, nothing is kept."""

import os
import re
import shutil
from pathlib import Path

import pygame
import pytest

from game.content.loader import load_level
from game.content.rules import load_rulebook
from game.scenes.base import route
from game.session.authoring.trying import Wish, hazards_of, way
from game.session.expert import Expert
from game.world.hazards import ASSESSMENT_SEEDS
from tests.kit.player import LEVELS
from tests.kit.shots import click, press, stack_of

PATHS = sorted(path for path in LEVELS.glob("*/*.yaml") if path.parent.name != "site")
ALL = bool(os.environ.get("GRADE_A_ALL"))


def walked(path, wish):
    going = way(load_level(path), load_rulebook(), wish)
    while True:
        try:
            next(going)
        except StopIteration as arrived:
            return arrived.value


def chosen(names):
    names = list(names)
    return names if ALL else dict.fromkeys((names[0], names[len(names) // 2], names[-1])) if names else []


STEPS = [(path, step.id) for path in PATHS for step in (load_level(path).steps if ALL else load_level(path).steps[1::6])]
HAZARDS = [(path, name) for path in PATHS for name in chosen(hazards_of(load_level(path)))]


def name_of(value):
    return value.stem if isinstance(value, Path) else value


@pytest.mark.parametrize(("path", "step"), STEPS, ids=name_of)
def test_the_person_takes_over_before_the_step_is_done(path, step):
    start = walked(path, Wish(step=step))

    session, events = start.session(load_rulebook(), "practice", "fr")

    assert start.note == ""
    assert (session.world.tick, session.world.ended, session.path) == (start.tick, "", None)
    assert not session.world.seen.step_done(step)
    assert all(event.tick <= start.tick for event in events)


@pytest.mark.parametrize(("path", "hazard"), HAZARDS, ids=name_of)
def test_a_hazard_is_dealt_reserved_ones_too(path, hazard):
    start = walked(path, Wish(hazard=hazard))
    session, _ = start.session(load_rulebook(), "practice", "fr")

    assert start.note in ("", "forced")
    assert hazard in [one.id for one in session.world.draw.hazards]
    if hazards_of(load_level(path))[hazard].reserved and not start.note:
        assert start.seed >= ASSESSMENT_SEEDS


def test_the_expert_can_go_on_from_there_to_the_end():
    start = walked(LEVELS / "gowning" / "gowning-first.yaml", Wish(step="coat"))
    session, _ = start.session(load_rulebook(), "practice", "fr")
    expert = Expert(session.level)
    while not session.world.ended and not expert.stuck:
        session.step(expert.commands(session.world.seen))

    assert session.world.ended == "finished"


def test_what_is_no_longer_in_the_level_is_said():
    assert walked(LEVELS / "gowning" / "gowning-first.yaml", Wish(step="gone")).note == "absent"


@pytest.fixture
def path(tmp_path):
    return Path(shutil.copy(LEVELS / "gowning" / "gowning-first.yaml", tmp_path / "mine.yaml"))


def ticks(stack, n):
    for _ in range(n):
        stack.tick()


def trial(path, **wish):
    stack = stack_of(lambda ctx: route("trial", path, **wish), (1280, 720))
    ticks(stack, 40)
    stack.draw(stack.ctx.screen)
    return stack, stack.top


@pytest.mark.parametrize("name", ["gowning/gowning-first", "line_clearance/line-clearance-first", "deviation/deviation-first"])
def test_each_scene_opens_with_outlines_and_copies_coordinates(name):
    file = LEVELS / f"{name}.yaml"
    stack, scene = trial(file, step=load_level(file).steps[2].id)
    ticks(stack, 60)
    assert scene.inner is not None

    press(stack, pygame.K_F3)
    click(stack, (640, 500))

    assert scene.outlined
    assert "x" in scene.says
    assert stack.ctx.sheets == []


def test_a_fault_leaves_the_last_good_level_running_and_its_mending_starts_anew(path):
    stack, scene = trial(path, step="coat")
    inner, whole = scene.inner, path.read_text("utf-8")
    path.write_text(whole.replace("rooms:", "romms:"), encoding="utf-8")
    ticks(stack, 60)
    stack.draw(stack.ctx.screen)
    assert scene.fault.state == "faulty"
    assert scene.inner is inner

    path.write_text(whole, encoding="utf-8")
    ticks(stack, 120)
    assert scene.fault is None
    assert scene.inner is not inner
    assert scene.start.wish.step == "coat"


def test_the_menu_leads_to_another_hazard_and_out(path):
    stack, scene = trial(path)
    press(stack, pygame.K_F7)
    stack.top.form.focus_on("pick_snap_open")
    press(stack, pygame.K_RETURN)
    ticks(stack, 60)
    assert scene.start.wish.hazard == "snap_open"
    press(stack, pygame.K_F5)
    stack.go(scene._menu())
    stack.top.form.focus_on("atelier")
    press(stack, pygame.K_RETURN)
    assert stack.scenes == []


@pytest.mark.parametrize(("key", "opened"), [(pygame.K_F6, "TrialPick"), (pygame.K_F7, "TrialPick"), (pygame.K_F8, "MessageScene")])
def test_a_key_of_the_trial_does_the_same_while_its_menu_is_open(path, key, opened):
    stack, scene = trial(path)
    path.write_text(path.read_text("utf-8").replace("rooms:", "romms:"), encoding="utf-8")
    stack.go(scene._menu())
    assert type(stack.top).__name__ == "TrialMenu"
    press(stack, pygame.K_F3)
    assert stack.top is scene
    assert scene.outlined
    stack.go(scene._menu())
    ticks(stack, 60)
    press(stack, key)
    assert type(stack.top).__name__ == opened


def test_the_menu_sees_a_file_mended_and_the_bar_of_faults_goes(path):
    whole = path.read_text("utf-8")
    path.write_text(whole.replace("rooms:", "romms:"), encoding="utf-8")
    stack, scene = trial(path)
    stack.go(scene._menu())
    assert [w.id for w in stack.top.form.stops()] == ["read", "settings", "atelier"]
    path.write_text(whole, encoding="utf-8")
    ticks(stack, 120)
    assert type(stack.top).__name__ == "TrialMenu"
    assert "go_on" in [w.id for w in stack.top.form.stops()]
    assert scene.fault is None
    assert scene.form.widgets == []
    press(stack, pygame.K_F5)
    assert stack.top is scene


def test_the_bar_names_the_line_and_its_details_show_it_as_written_and_what_it_means(path):
    path.write_text(path.read_text("utf-8").replace("  - id: wash\n", "  - id: Wash\n"), encoding="utf-8")
    stack, scene = trial(path)
    bar = scene.form.widgets[2].words()
    assert "mine.yaml, ligne " in bar
    assert re.search(r"\d:\d", bar) is None
    press(stack, pygame.K_F8)
    details = stack.top.spoken()
    assert "Dans le fichier\u00a0: - id: Wash" in details
    assert len(details) > len(bar) + 60


def test_the_page_of_a_level_leads_to_the_trial_and_back(path):
    stack = stack_of(lambda ctx: route("workshop_level", path), (1280, 720))
    stack.top.form.focus_on("trial")
    press(stack, pygame.K_RETURN)
    assert type(stack.top).__name__ == "TrialScene"
    ticks(stack, 60)
    stack.go(stack.top.resumed("atelier"))
    assert type(stack.top).__name__ == "WorkshopLevelScene"
