"""What a run in play has in every room: beginning anew from the pause, hints that go deeper, the end of a run one gives up."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from game.scenes.base import FormScene
from game.scenes.briefing import BriefingScene
from game.scenes.pause import PauseScene
from game.scenes.play import PlayScene
from game.scenes.stack import Stack
from game.session.cards import HINT_PAUSE_TICKS
from tests.kit.deviation_room import DeviationRoom
from tests.kit.line_room import LineRoom
from tests.kit.room import Room
from tests.kit.shots import click

ROOMS: dict[str, Callable[..., Room | LineRoom]] = {
    "gowning-first": Room,
    "line-clearance-first": LineRoom,
    "deviation-first": DeviationRoom,
}
EVERY = pytest.mark.parametrize("name", list(ROOMS))


def paused(name: str, mode: str) -> tuple[Stack, PauseScene]:
    room = ROOMS[name](name, mode=mode)
    click(room.stack, room.scene.bar.form.get("pause").rect.center)
    assert isinstance(room.stack.top, PauseScene)
    return room.stack, room.stack.top


def confirm(stack: Stack, name: str) -> None:
    for one in (name, "really"):
        top = stack.top
        assert isinstance(top, FormScene)
        click(stack, top.form.get(one).rect.center)


@EVERY
@pytest.mark.parametrize("mode", ["guided", "practice"])
def test_the_pause_begins_the_level_anew_after_a_second_yes(name: str, mode: str) -> None:
    stack, _ = paused(name, mode)
    left = stack.scenes[0]
    assert isinstance(left, PlayScene)
    confirm(stack, "again")
    assert left.session.world.ended == "given_up"
    scene = stack.top
    assert isinstance(scene, BriefingScene)
    assert (scene.level_id, scene.mode) == (name, mode)


@EVERY
def test_in_assessment_a_run_is_not_begun_anew(name: str) -> None:
    _, pause = paused(name, "assessment")
    assert "again" not in {each.id for each in pause.form.stops()}


@pytest.mark.parametrize("name", ["gowning-first", "deviation-first"])  # the first step at the line has no rule of its own
def test_the_second_hint_names_the_rule_of_the_step(name: str) -> None:
    room = ROOMS[name](name, mode="practice")
    scene = room.scene
    for _ in range(60):
        room.stack.tick()
    assert scene.coach.step is not None
    rules = {one.rule.title.get("fr") for one in scene.session.opportunities if one.slot == scene.coach.step.id}
    assert rules
    told = []
    for _ in range(2):
        click(room.stack, scene.bar.form.get("hint").rect.center)
        line = scene.coach.line(scene.seen, "fr")
        told.append(line.text if line else "")
        for _ in range(HINT_PAUSE_TICKS + 1):
            room.stack.tick()
    assert any(rule in told[1] for rule in rules)
    assert not any(rule in told[0] for rule in rules)
