"""Files of runs that are not as they should be: newer, older, of a changed level, unsealed, damaged.  What can still be shown is shown,
and the rest is said, in the reader's language; nothing breaks off."""

from __future__ import annotations

import json
from pathlib import Path

import pygame
import pytest

from game.scenes.debrief import DebriefScene
from game.scenes.history import HistoryScene
from game.scenes.message import MessageScene
from game.scenes.replay import ReplayScene
from game.scenes.stack import Stack
from game.session.mutation import Mutation
from game.session.station import this_station
from tests.kit.records import resealed
from tests.kit.runs import play
from tests.kit.shots import open_dummy, press


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A person's run, as it was written."""
    session, _ = play("gowning-first", 7, [Mutation("skip", "wash")], 900.0, tmp_path_factory.mktemp("runs"), "person", "K-17")
    session.close("" if session.world.ended else "given_up")
    assert session.path is not None
    return session.path.read_bytes()


def lines_of(data: bytes) -> list[bytes]:
    return data.rstrip(b"\n").split(b"\n")


def with_header(data: bytes, **changes: object) -> bytes:
    first, *others = lines_of(data)
    return b"\n".join([json.dumps(json.loads(first) | changes).encode(), *others, b""])


def newer(data: bytes) -> bytes:
    return with_header(data, format=json.loads(lines_of(data)[0])["format"] + 1)


def older(data: bytes) -> bytes:
    """Played by a program whose world did otherwise: one event less, the file as sound as any."""
    lines = lines_of(data)
    n = next(n for n, line in enumerate(lines) if b'["gripped"' in line)
    told = json.loads(lines[n])
    told["events"] = [event for event in told["events"] if event[0] != "gripped"]
    lines[n] = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
    return resealed(lines, this_station())


def other_level(data: bytes) -> bytes:
    """The text of its level was changed afterwards."""
    header = json.loads(lines_of(data)[0])
    text = header["level"]["text"].replace("target: 5 min", "target: 6 min")
    assert text != header["level"]["text"]
    return with_header(data, level=header["level"] | {"text": text})


def unsealed(data: bytes) -> bytes:
    return b"\n".join([*lines_of(data)[:-2], b""])


def damaged(data: bytes) -> bytes:
    """Half a line lost, well after the beginning."""
    lines = lines_of(data)
    n = len(lines) * 2 // 3
    return b"\n".join([*lines[:n], lines[n][: len(lines[n]) // 2] + bytes(16), *lines[n + 1 :], b""])


ODD = {"newer": newer, "older": older, "other_level": other_level, "unsealed": unsealed, "damaged": damaged}


def stack_of(scene: HistoryScene | ReplayScene, results: Path) -> Stack:
    ctx = open_dummy((1280, 720), settings_path=results / "settings.json", results=results, loaded_once=True)
    ctx.settings.trainee = "K-17"
    stack = Stack(ctx, scene)
    stack.draw(ctx.screen)
    return stack


@pytest.mark.parametrize("name", ODD)
def test_a_file_is_replayed_as_far_as_it_goes_or_it_is_said_why_not(name: str, sealed: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.run").write_bytes(ODD[name](sealed))
    scene = ReplayScene(tmp_path / "a.run")
    stack = stack_of(scene, tmp_path)
    if scene.film is None:
        assert isinstance(stack.top, MessageScene)
        assert len(stack.top.spoken()) > 40
        return
    scene.form.focus_on("line")
    press(stack, pygame.K_END)
    for _ in range(30):
        stack.tick()
        stack.draw(stack.ctx.screen)
    assert scene.film.tick > 0
    if name != "unsealed":
        assert any(sign == "hint" for sign, _ in scene._said())


@pytest.mark.parametrize("name", ODD)
def test_the_list_of_runs_opens_the_debrief_or_says_what_is_the_matter(name: str, sealed: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.run").write_bytes(ODD[name](sealed))
    scene = HistoryScene()
    stack = stack_of(scene, tmp_path)
    if not scene.rows():
        said = scene.spoken().replace("\u00a0", " ")
        assert "a.run" in said or "pas terminé" in said
        return
    press(stack, pygame.K_RETURN)
    stack.tick()
    stack.draw(stack.ctx.screen)
    if isinstance(stack.top, DebriefScene):
        assert stack.top.review.warnings
        assert stack.top.review.sheet.findings
        return
    assert isinstance(stack.top, MessageScene)
    assert len(stack.top.spoken()) > 40
    press(stack, pygame.K_RETURN)
    assert stack.top is scene
