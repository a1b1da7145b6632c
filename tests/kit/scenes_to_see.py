"""The states of our screens worth looking at, for tests/kit/shots.py."""

from __future__ import annotations

import dataclasses
import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pygame

from game.scenes.assessor import AssessorScene
from game.scenes.base import Context, Scene
from game.scenes.briefing import BriefingScene
from game.scenes.debrief import DebriefScene
from game.scenes.message import MessageScene
from game.scenes.path import PathScene
from game.scenes.pause import PauseScene
from game.scenes.replay import ReplayScene
from game.scenes.review import Review, of_file
from game.scenes.settings import SettingsScene
from game.scenes.stack import Stack
from game.scenes.title import TitleScene
from game.scenes.watch import WatchScene
from game.scenes.welcome import WelcomeScene
from game.session.glance import sheet_of
from game.view.overlays import NAMES
from scoring.record import Sheet
from tests.kit.runs import reviewed, run_file
from tests.kit.shots import press, state, type_text


@state("welcome")
def welcome(ctx: Context) -> Scene:
    return WelcomeScene()


def _typed(stack: Stack) -> None:
    for _ in range(3):
        press(stack, pygame.K_TAB)
    type_text(stack, "K-17 ?")


@state("welcome-typed", _typed)
def welcome_typed(ctx: Context) -> Scene:
    return WelcomeScene("ui.settings_broken")


def _pause(stack: Stack) -> None:
    stack.scenes[0].form.focus_on("start")  # type: ignore[attr-defined]
    stack._push(PauseScene("Entrer en classe D", "practice", ["Téléphone au casier", "Charlotte"]))


@state("pause", _pause)
def pause(ctx: Context) -> Scene:
    return WelcomeScene()


def _message(stack: Stack) -> None:
    t = stack.ctx.t
    stack._push(
        MessageScene(
            t("ui.give_up_sure"),
            [t("ui.give_up_what")],
            [("a", t("ui.give_up"), "danger"), ("b", t("ui.keep_going"), "primary")],
            icon="alert",
        )
    )


@state("message", _message)
def message(ctx: Context) -> Scene:
    return WelcomeScene()


@state("settings")
def settings(ctx: Context) -> Scene:
    return SettingsScene()


FAULTS = (("skip", "wash"), ("lower", "coat"), ("ignore", "mirror"))


def _tab(name: str) -> Callable[[Stack], None]:
    def turn(stack: Stack) -> None:
        stack.top._turn_to(name)  # type: ignore[union-attr]

    return turn


def _grown(stack: Stack) -> None:
    _tab("plate")(stack)
    stack.top.plates.skip()  # type: ignore[union-attr]
    stack.top.rebuild()  # type: ignore[union-attr]


def _debrief(ctx: Context) -> Scene:
    return DebriefScene(reviewed("gowning-grade-d", 7, FAULTS), "")


def _debrief_first(ctx: Context) -> Scene:
    return DebriefScene(reviewed("gowning-first", 7), "gowning-grade-d")


def _debrief_given_up(ctx: Context) -> Scene:
    return DebriefScene(reviewed("gowning-grade-d", 7, (("skip", "wash"),), 60.0), "")


for _page in ("main", "findings", "plate", "next"):
    state(f"debrief-{_page}", _tab(_page))(_debrief)
for _page in ("main", "plate", "next"):
    state(f"debrief-first-{_page}", _tab(_page))(_debrief_first)
state("debrief-plate-grown", _grown)(_debrief)
state("debrief-body", _tab("body"))(_debrief)


@state("debrief-plate-sterile", _grown)
def debrief_sterile(ctx: Context) -> Scene:
    return DebriefScene(of_file(run_file("gowning-grade-b", 7, (("lower", "coverall"),)), ctx.lang), "")


@state("debrief-body-sterile", _tab("body"))
def debrief_body_sterile(ctx: Context) -> Scene:
    return DebriefScene(of_file(run_file("gowning-grade-b", 7, (("lower", "coverall"),)), ctx.lang), "")


@state("debrief-guess")
def debrief_guess(ctx: Context) -> Scene:
    return DebriefScene(reviewed("gowning-grade-d", 7, FAULTS), "", ask=True)


def _guessed(stack: Stack) -> None:
    for _ in range(3):
        press(stack, pygame.K_RIGHT)
    press(stack, pygame.K_RETURN)


state("debrief-guessed", _guessed)(debrief_guess)


def _asked(stack: Stack) -> None:
    scene = stack.top
    assert isinstance(scene, DebriefScene)
    scene.reading = True
    scene._turn_to("findings")


def _answered(stack: Stack) -> None:
    _asked(stack)
    scene = stack.top
    assert isinstance(scene, DebriefScene)
    topic = scene.review.topic(int(scene.chosen))
    assert topic is not None
    scene._pick(str(next(n for n, choice in enumerate(topic.choices) if not choice.right)))


def _debrief_of_file(ctx: Context) -> Scene:
    return DebriefScene(of_file(run_file("gowning-grade-d", 7, FAULTS), ctx.lang), "")


state("debrief-reason", _asked)(_debrief_of_file)
state("debrief-reason-wrong", _answered)(_debrief_of_file)


state("debrief-given-up")(_debrief_given_up)


def _sat(ctx: Context, *reviews: Review) -> None:
    ctx.sheets = [one.sheet for one in reviews]
    ctx.loaded_once = True
    ctx.settings.trainee = "K-17"
    ctx.results = Path(tempfile.mkdtemp(prefix="grade-a-see-"))


@state("title-first")
def title_first(ctx: Context) -> Scene:
    _sat(ctx)
    return TitleScene()


@state("title")
def title(ctx: Context) -> Scene:
    _sat(ctx, reviewed("gowning-first", 7), reviewed("gowning-grade-d", 7, FAULTS))
    return TitleScene()


DAY = date(2026, 3, 2)


def own(days_ago: int, name: str, mode: str, errors: tuple[tuple[str, str], ...] = ()) -> Sheet:
    """A sheet as K-17's run of that day would give it."""
    made, day = reviewed(name, 7, errors).sheet, DAY - timedelta(days_ago)
    run = f"{day.toordinal():016}{len(name):016}"
    facts = dataclasses.replace(made.facts, origin="person", trainee="K-17", mode=mode, started=f"{day}T10:00:00Z", run=run)
    return dataclasses.replace(made, facts=facts)


@state("path-new")
def path_new(ctx: Context) -> Scene:
    _sat(ctx)
    return PathScene(DAY)


@state("watch")
def watch(ctx: Context) -> Scene:
    _sat(ctx)
    return WatchScene()


def _watched(stack: Stack) -> None:
    scene = stack.top
    assert isinstance(scene, AssessorScene)
    while not scene.result:
        if scene.now in (100, 1200):
            scene.marks.append(scene.now)
        stack.tick()


def _five_seconds(stack: Stack) -> None:
    for _ in range(300):
        stack.tick()


@state("assessor", _five_seconds)
def assessor(ctx: Context) -> Scene:
    ctx.loaded_once = True
    return AssessorScene(run_file("gowning-grade-d", 7, FAULTS))


state("assessor-result", _watched)(assessor)


@state("path")
def path(ctx: Context) -> Scene:
    _sat(ctx)
    runs = ((30, "gowning-first", "guided"), (28, "gowning-grade-d", "guided"), (20, "gowning-grade-d", "practice"))
    ctx.sheets = [*(own(*run) for run in runs), own(12, "gowning-grade-d", "practice", FAULTS)]
    return PathScene(DAY)


@state("briefing-first")
def briefing_first(ctx: Context) -> Scene:
    _sat(ctx)
    return BriefingScene("gowning-first", "guided")


@state("briefing")
def briefing(ctx: Context) -> Scene:
    _sat(ctx, reviewed("gowning-first", 7))
    return BriefingScene("gowning-grade-d", "practice")


@state("briefing-line")
def briefing_line(ctx: Context) -> Scene:
    _sat(ctx, reviewed("gowning-first", 7))
    return BriefingScene("line-clearance-first", "guided")


@state("briefing-broken")
def briefing_broken(ctx: Context) -> Scene:
    _sat(ctx)
    return BriefingScene("no-such-level", "practice")


def _later(seconds: int) -> Callable[[Stack], None]:
    def wait(stack: Stack) -> None:
        for _ in range(seconds * 60):
            stack.tick()

    return wait


@state("replay", _later(6))
def replay(ctx: Context) -> Scene:
    ctx.loaded_once = True
    return ReplayScene(run_file("gowning-grade-d", 7, FAULTS), 31 * 60)


def _all_layers(stack: Stack) -> None:
    _later(4)(stack)
    scene = stack.top
    assert isinstance(scene, ReplayScene)
    assert scene.layers is not None
    scene.layers.on = set(NAMES)
    scene.listed = True
    scene.rebuild()


@state("replay-layers", _all_layers)
def replay_layers(ctx: Context) -> Scene:
    ctx.loaded_once = True
    return ReplayScene(run_file("gowning-grade-b", 7, (("lower", "coverall"),)), 150 * 60)


def _beside(stack: Stack) -> None:
    _later(5)(stack)


@state("replay-ghost", _beside)
def replay_ghost(ctx: Context) -> Scene:
    ctx.loaded_once = True
    path = run_file("gowning-grade-b", 7, (("lower", "coverall"),))
    sheet = sheet_of(path)
    assert sheet is not None
    return ReplayScene(path, sheet.findings[0].finding.tick, beside=True)


def _lanes_only(stack: Stack) -> None:
    scene = stack.top
    assert isinstance(scene, ReplayScene)
    scene.lanes = True
    scene.rebuild()


@state("replay-lanes", _lanes_only)
def replay_lanes(ctx: Context) -> Scene:
    return replay(ctx)
