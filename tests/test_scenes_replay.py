"""The replay: lanes, transport, the invisible laid over the room, and the expert beside from the state one was in."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pygame
import pytest

from game.scenes.message import MessageScene
from game.scenes.reel import reel
from game.scenes.replay import ReplayScene
from game.scenes.stack import Push, Stack
from game.session.glance import sheet_of
from game.session.replay import Replayer
from game.session.runfile import read_run
from game.view.deviation.overlays import NAMES as PROCESS_NAMES
from game.view.footage import PlaceTake
from game.view.lanes import Lanes
from game.view.line.overlays import NAMES as LINE_NAMES
from game.view.overlays import NAMES
from game.view.widgets import Look
from scoring.record import Sheet
from tests.kit.runs import run_file
from tests.kit.shots import click, open_dummy, press

FAULT = (("lower", "coverall"),)


def of(path: Path) -> Sheet:
    found = sheet_of(path)
    assert found is not None
    return found


def shown(path: Path, tick: int = 0, *, beside: bool = False, size: tuple[int, int] = (1920, 1080)) -> tuple[Stack, ReplayScene]:
    scene = ReplayScene(path, tick, beside=beside)
    stack = Stack(open_dummy(size, loaded_once=True), scene)
    stack.draw(stack.ctx.screen)
    return stack, scene


def lanes(scene: ReplayScene) -> Lanes:
    line = scene.form.get("line")
    assert isinstance(line, Lanes)
    return line


def at(scene: ReplayScene) -> int:
    assert scene.film is not None
    return scene.film.tick


def test_the_lanes_have_steps_findings_hazards_recoveries_germs_and_particles() -> None:
    path = run_file("gowning-grade-b", 7, FAULT)
    _, scene = shown(path)
    line = lanes(scene)
    assert [name for name, _ in line.tracks.rows()] == ["steps", "findings", "hazards", "recovered", "load", "air"]
    tick = of(path).findings[0].finding.tick
    assert [mark.tick for mark in line.marks] == [tick]
    faulty = [span for span in line.tracks.steps if span.sign]
    assert len(faulty) == 1
    assert faulty[0].start < tick <= faulty[0].end
    assert max(line.tracks.curves["load"][0]) > 0


def test_a_click_on_a_finding_goes_five_seconds_before_it_and_a_drag_anywhere() -> None:
    path = run_file("gowning-grade-b", 7, FAULT)
    stack, scene = shown(path)
    line, tick = lanes(scene), of(path).findings[0].finding.tick
    scene.playing = False
    click(stack, (line._x(tick), line.rect.centery))
    assert at(scene) == tick - 300
    for kind, x in ((pygame.MOUSEBUTTONDOWN, line._x(600)), (pygame.MOUSEMOTION, line._x(9000))):
        stack.handle(pygame.Event(kind, pos=(x, line.rect.centery), button=1, clicks=1, rel=(1, 0), buttons=(1, 0, 0)))
    assert abs(at(scene) - 9000) < 30


def test_play_pause_half_double_and_single_frames_by_keys() -> None:
    stack, scene = shown(run_file("gowning-grade-b", 7, FAULT))
    scene.playing = False
    start = at(scene)
    press(stack, pygame.K_PERIOD)
    press(stack, pygame.K_SEMICOLON)  # the key of the full stop on a French keyboard
    press(stack, pygame.K_COMMA)
    assert at(scene) == start + 1
    for speed, ticks in ((1.0, 60), (2.0, 120), (4.0, 240), (0.5, 30)):
        assert scene.speed == speed
        scene.playing, before = True, at(scene)
        for _ in range(60):
            stack.tick()
        assert at(scene) - before == ticks
        scene.form.focus_on("speed")
        press(stack, pygame.K_RETURN)


def test_the_state_after_a_seek_is_that_of_playing_through_bit_for_bit() -> None:
    path = run_file("gowning-grade-b", 7, FAULT)
    _, scene = shown(path)
    through = Replayer(read_run(path))
    for tick in (1234, 8999, 301, 12000):
        scene._go(tick)
    through.seek(12000)
    assert scene.film is not None
    assert repr(scene.film.world.state) == repr(through.world.state)


def test_the_expert_stands_beside_from_the_same_state_and_does_it_without_the_finding() -> None:
    path = run_file("gowning-grade-b", 7, FAULT)
    stack, scene = shown(path, of(path).findings[0].finding.tick)
    click(stack, scene.form.get("ghost").rect.center)
    stack.tick()
    assert scene.ghost is not None
    assert scene.ghost.ghost.clean
    for _ in range(300):
        stack.tick()
    stack.draw(stack.ctx.screen)
    assert scene.ghost.world.tick == at(scene)
    before = pygame.surfarray.array3d(stack.ctx.screen.surface).copy()
    scene.form.focus_on("ghost")
    press(stack, pygame.K_RETURN)
    assert scene.ghost is None
    assert (pygame.surfarray.array3d(stack.ctx.screen.surface) != before).any()


@pytest.mark.parametrize("name", NAMES)
def test_each_layer_is_seen_when_it_is_on(name: str) -> None:
    stack, scene = shown(run_file("gowning-grade-b", 7, FAULT), 9000)
    for _ in range(120):
        stack.tick()
        stack.draw(stack.ctx.screen)
    scene.playing = False
    scene.listed = True
    scene.rebuild()
    stack.draw(stack.ctx.screen)
    room = pygame.Rect(0, 60, 1200, 560)
    before = pygame.surfarray.array3d(stack.ctx.screen.surface.subsurface(room)).copy()
    scene.form.focus_on(f"layer_{name}")
    press(stack, pygame.K_SPACE)
    assert (pygame.surfarray.array3d(stack.ctx.screen.surface.subsurface(room)) != before).any()


def test_an_assessment_has_no_layers_and_no_expert(tmp_path: Path) -> None:
    lines = run_file("gowning-grade-d", 7).read_bytes().split(b"\n")
    header = json.loads(lines[0])
    header["mode"] = "assessment"
    (tmp_path / "a.run").write_bytes(b"\n".join([json.dumps(header).encode(), *lines[1:]]))
    _, scene = shown(tmp_path / "a.run")
    assert scene.film is None or scene.layers is None


def test_at_large_text_the_lanes_take_the_rooms_place_and_give_it_back() -> None:
    scene = ReplayScene(run_file("gowning-grade-b", 7, FAULT))
    stack = Stack(open_dummy((1280, 720), "fr", 200, loaded_once=True), scene)
    stack.draw(stack.ctx.screen)
    assert not isinstance(scene.form.get("line"), Lanes)
    for wanted in (True, False):
        click(stack, scene.form.get("lanes").rect.center)
        assert isinstance(scene.form.get("line"), Lanes) == wanted


def test_a_run_that_broke_off_is_shown_as_far_as_it_goes(tmp_path: Path) -> None:
    lines = run_file("gowning-grade-b", 7, FAULT).read_bytes().split(b"\n")
    (tmp_path / "a.run").write_bytes(b"\n".join(lines[:100]) + b"\n")
    stack, scene = shown(tmp_path / "a.run")
    line = lanes(scene)
    assert not line.marks
    assert line.tracks.steps
    assert all(widget.id != "ghost" for widget in scene.form.all())
    scene.form.focus_on("line")
    press(stack, pygame.K_END)
    assert scene.film is not None
    assert 3000 < at(scene) <= scene.film.run.ticks


def test_a_run_that_does_not_play_again_as_it_was_says_so_and_shows_the_film() -> None:
    """As a file of an older program would: its events are not those that its commands lead to here."""
    path = run_file("gowning-grade-d", 7)
    run = read_run(path)
    other = reel(dataclasses.replace(run, events=run.events[:-1]), of(path))
    assert other.past is None
    assert not other.tracks(open_dummy((1280, 720))).steps
    assert other.film.run.ticks == run.ticks


# --- a line, a process -------------------------------------------------------------------------------------------------

LINE = "line-clearance-first", 7, (("skip", "lock"),)
PROCESS = "deviation-first", 7, (("overwrite", "notice"),)


def seen_through(stack: Stack, scene: ReplayScene, ticks: int) -> None:
    """Played for so long, and drawn."""
    scene.playing = True
    for _ in range(ticks):
        stack.tick()
        if scene.film is not None and scene.film.tick % 20 == 0:
            stack.draw(stack.ctx.screen)
    scene.playing = False
    stack.draw(stack.ctx.screen)


@pytest.mark.parametrize("run", [LINE, PROCESS], ids=["line", "process"])
def test_the_experts_room_stands_beside_ones_own_at_a_line_and_in_a_process(run: tuple[str, int, tuple[tuple[str, str], ...]]) -> None:
    path = run_file(*run)
    stack, scene = shown(path, of(path).findings[0].finding.tick, size=(1280, 720))
    click(stack, scene.form.get("ghost").rect.center)
    stack.tick()
    stack.draw(stack.ctx.screen)
    assert scene.ghost is not None
    assert scene.ghost.ghost.clean
    assert scene.footage is not None
    assert scene.footage.its is not None
    seen_through(stack, scene, 330)
    assert scene.ghost.world.tick == at(scene)
    surface = stack.ctx.screen.surface
    top, half = scene.footage.area.y + 70, scene.footage.area.w // 2
    left, right = (pygame.surfarray.array3d(surface.subsurface(pygame.Rect(x, top, half - 10, 300))) for x in (0, half + 6))
    assert (left != right[: len(left)]).any()
    scene.form.focus_on("ghost")
    press(stack, pygame.K_RETURN)
    assert scene.footage.its is None


@pytest.mark.parametrize(("run", "name"), [(run, name) for run, names in ((LINE, LINE_NAMES), (PROCESS, PROCESS_NAMES)) for name in names])
def test_each_layer_of_a_line_and_of_a_process_is_seen_when_it_is_on(run: tuple[str, int, tuple[tuple[str, str], ...]], name: str) -> None:
    path = run_file(*run)
    stack, scene = shown(path, of(path).findings[0].finding.tick - 300, size=(1280, 720))
    seen_through(stack, scene, 240)
    assert scene.footage is not None
    room = scene.footage.area.inflate(-400, -120)
    before = pygame.surfarray.array3d(stack.ctx.screen.surface.subsurface(room)).copy()
    assert scene.layers is not None
    scene.layers.on.add(name)
    stack.draw(stack.ctx.screen)
    assert (pygame.surfarray.array3d(stack.ctx.screen.surface.subsurface(room)) != before).any()


def test_what_is_written_shows_on_a_card_while_it_is_written() -> None:
    path = run_file(*PROCESS)
    finding = of(path).findings[0].finding
    stack, scene = shown(path, finding.tick, size=(1280, 720))
    seen_through(stack, scene, 300 + 60)
    assert scene.footage is not None
    take = scene.footage.yours
    assert isinstance(take, PlaceTake)
    assert take.card.shown[0] == finding.thing
    scene._go(finding.tick - 1200)
    stack.draw(stack.ctx.screen)
    assert take.card.shown == ("", "")


def test_what_was_put_right_has_a_lane_of_its_own_and_none_where_nothing_was() -> None:
    path = run_file("gowning-grade-b", 7, FAULT)
    sheet, ctx = of(path), open_dummy((1920, 1080), loaded_once=True)
    whole = reel(read_run(path), sheet)
    statuses = {one.status for one in sheet.findings}
    assert ("recovered" in [name for name, _ in whole.tracks(ctx).rows()]) == bool(statuses & {"repris", "half"})
    for status, shown_there in (("repris", True), ("half", True), ("missed", False)):
        found = tuple(dataclasses.replace(one, status=status) for one in sheet.findings)
        tracks = dataclasses.replace(whole, sheet=dataclasses.replace(sheet, findings=found)).tracks(ctx)
        assert ("recovered" in [name for name, _ in tracks.rows()]) == shown_there
        line = Lanes("line", whole.film.run.ticks, [], "", tracks)
        line.place(pygame.Rect(0, 0, 1920, line.measure(ctx.screen, 1920)))
        line.draw(ctx.screen, Look())
        assert [spot.tick for spot in tracks.recovered] == ([one.finding.tick for one in sheet.findings] if shown_there else [])


def test_back_leads_to_where_it_was_opened_from_although_no_title_was_seen_and_alone_it_ends() -> None:
    """As after `play LEVEL` and as after `replay RUN`."""
    path = run_file("gowning-first", 7, (("skip", "wash"),))
    below = MessageScene("", [], [("ok", "ok", "primary")])
    stack = Stack(open_dummy((1280, 720), loaded_once=False), below)
    stack.go(Push(ReplayScene(path)))
    press(stack, pygame.K_ESCAPE)
    assert stack.top is below
    alone = Stack(open_dummy((1280, 720), loaded_once=False), ReplayScene(path))
    press(alone, pygame.K_ESCAPE)
    assert alone.top is None
