"""First start, title, settings, briefing, pause: what a press leads to."""

from __future__ import annotations

from pathlib import Path

import pygame
import pytest

from game.scenes.base import Scene, route
from game.scenes.briefing import MOST_LINES, BriefingScene
from game.scenes.message import MessageScene
from game.scenes.pause import PauseScene
from game.scenes.settings import SettingsScene
from game.scenes.stack import Replace, Stack
from game.scenes.title import TitleScene
from game.scenes.welcome import WelcomeScene
from game.view.settings import ACTIONS, load
from game.view.widgets import TextField
from tests.kit.runs import reviewed
from tests.kit.shots import click, open_dummy, press, type_text


def start(scene: Scene, tmp_path: Path, percent: int = 100, lang: str = "fr") -> Stack:
    ctx = open_dummy((1280, 720), lang, percent, settings_path=tmp_path / "settings.json", results=None)
    stack = Stack(ctx, scene)
    stack.draw(ctx.screen)
    return stack


def push_button(stack: Stack, name: str) -> None:
    """Click the widget of that id in the topmost scene."""
    widget = stack.top.form.get(name)  # type: ignore[union-attr]
    stack.top.form._reveal(widget)  # type: ignore[union-attr]
    click(stack, widget.rect.center)


# --- first start -------------------------------------------------------------------------------------------------------


def test_enter_alone_begins_the_first_level(tmp_path: Path) -> None:
    stack = start(WelcomeScene(), tmp_path)
    press(stack, pygame.K_RETURN)
    assert isinstance(stack.top, BriefingScene)
    assert stack.top.level is not None
    assert stack.top.level.id == "gowning-first"
    assert stack.top.mode == "guided"


def test_without_a_code_it_is_a_trial_that_leaves_no_trace(tmp_path: Path) -> None:
    stack = start(WelcomeScene(), tmp_path)
    push_button(stack, "start")
    assert stack.ctx.trial
    assert not list(tmp_path.iterdir())


def test_with_a_code_the_choices_are_remembered(tmp_path: Path) -> None:
    stack = start(WelcomeScene(), tmp_path)
    push_button(stack, "code")
    type_text(stack, "K-17")
    press(stack, pygame.K_RETURN)
    assert not stack.ctx.trial
    kept = load(tmp_path / "settings.json").settings
    assert (kept.trainee, kept.welcomed) == ("K-17", True)


@pytest.mark.parametrize("code", ["K 17", "a/b", "é?"])
def test_a_code_that_cannot_be_used_is_told_and_does_not_begin(tmp_path: Path, code: str) -> None:
    stack = start(WelcomeScene(), tmp_path)
    push_button(stack, "code")
    type_text(stack, code)
    press(stack, pygame.K_RETURN)
    assert isinstance(stack.top, WelcomeScene)
    assert stack.ctx.t("ui.code_letters").rstrip(".") in stack.top.spoken()


def test_what_was_written_can_be_undone_while_its_note_follows(tmp_path: Path) -> None:
    stack = start(WelcomeScene(), tmp_path)
    push_button(stack, "code")
    type_text(stack, "K-17")
    field = stack.top.form.get("code")  # type: ignore[union-attr]
    assert isinstance(field, TextField)
    assert "K-17" in field.hint
    press(stack, pygame.K_z, pygame.KMOD_LCTRL)
    assert field.text == ""
    assert "K-17" not in field.hint


def test_the_size_is_chosen_on_a_live_sample(tmp_path: Path) -> None:
    stack = start(WelcomeScene(), tmp_path)
    stack.top.form.focus_on("size")  # type: ignore[union-attr]
    press(stack, pygame.K_DOWN)
    press(stack, pygame.K_DOWN)
    assert stack.ctx.screen.text_percent == 150 or stack.ctx.screen.text_percent == 200
    assert stack.ctx.settings.text_percent == stack.ctx.screen.text_percent


def test_one_click_changes_the_language(tmp_path: Path) -> None:
    stack = start(WelcomeScene(), tmp_path)
    push_button(stack, "lang")
    assert stack.ctx.lang == "en"
    assert "Start" in stack.top.spoken()  # type: ignore[union-attr]


# --- briefing ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("level", ["gowning-first", "gowning-grade-d"])
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_briefing_has_six_lines_at_most_and_says_who_sees_what(tmp_path: Path, level: str, lang: str) -> None:
    stack = start(BriefingScene(level, "practice"), tmp_path, lang=lang)
    scene = stack.top
    assert isinstance(scene, BriefingScene)
    assert 3 <= len(scene.lines()) <= MOST_LINES
    assert scene.lines()[-1][0] == "lock"


def test_a_level_that_cannot_be_read_is_told_with_its_place_and_leads_home(tmp_path: Path) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text("format: 1\nid: [\n", encoding="utf-8")
    stack = start(BriefingScene(str(path), "guided"), tmp_path)
    assert isinstance(stack.top, MessageScene)
    assert "bad.yaml" in " ".join(stack.top.lines)
    press(stack, pygame.K_RETURN)
    assert isinstance(stack.top, TitleScene)


def test_the_mode_is_changed_before_going_in(tmp_path: Path) -> None:
    stack = start(BriefingScene("gowning-grade-d", "practice"), tmp_path)
    scene = stack.top
    assert isinstance(scene, BriefingScene)
    scene.form.focus_on("mode")
    press(stack, pygame.K_LEFT)
    assert scene.mode == "guided"
    assert "assessment" not in scene._modes()


# --- title -------------------------------------------------------------------------------------------------------------


def titled(tmp_path: Path, *levels: str) -> Stack:
    ctx = open_dummy((1920, 1080), settings_path=tmp_path / "settings.json", results=tmp_path, loaded_once=True)
    ctx.sheets = [reviewed(level).sheet for level in levels]
    ctx.settings.trainee = "K-17"
    stack = Stack(ctx, TitleScene())
    stack.draw(ctx.screen)
    return stack


def test_before_the_first_level_there_is_one_way_only(tmp_path: Path) -> None:
    stack = titled(tmp_path)
    plays = {w.id for w in stack.top.form.stops() if w.id.startswith(("play_", "due_"))}  # type: ignore[union-attr]
    assert plays == {"play_gowning-first"}
    assert "rules" not in stack.top.spoken()  # type: ignore[union-attr]


def test_after_the_first_level_the_others_appear_with_figures_of_real_runs(tmp_path: Path) -> None:
    stack = titled(tmp_path, "gowning-first")
    plays = {w.id for w in stack.top.form.stops() if w.id.startswith("play_")}  # type: ignore[union-attr]
    assert {"play_gowning-first", "play_gowning-grade-d"} <= plays
    assert "100 sur 100" in stack.top.spoken().replace("\u00a0", " ")  # type: ignore[union-attr]


def test_the_first_picture_comes_before_the_levels_are_read(tmp_path: Path) -> None:
    ctx = open_dummy((1280, 720), results=tmp_path)
    scene = TitleScene()
    stack = Stack(ctx, scene)
    stack.tick()
    assert not scene.levels
    stack.draw(ctx.screen)
    stack.tick()
    assert scene.levels[0].id == "gowning-first"


def test_a_results_folder_full_of_rubbish_does_not_hinder_the_title(tmp_path: Path) -> None:
    (tmp_path / "a.run").write_bytes(b"")
    (tmp_path / "b.run").write_bytes(b"\x00" * 500)
    (tmp_path / "c.run").write_text('{"kind":"sheet","sheet":{"format":1}}\n{"kind":"seal"}\n')
    (tmp_path / "d.run").mkdir()
    stack = titled(tmp_path)
    assert isinstance(stack.top, TitleScene)


# --- settings and pause ------------------------------------------------------------------------------------------------


def test_a_new_key_is_taken_and_the_one_that_had_it_changes_places(tmp_path: Path) -> None:
    stack = start(SettingsScene(), tmp_path)
    scene = stack.top
    assert isinstance(scene, SettingsScene)
    scene._ask_key("act")
    stack.handle(pygame.Event(pygame.KEYDOWN, key=pygame.K_TAB, scancode=43, mod=0, unicode=""))
    keys = stack.ctx.settings.keys
    assert keys["act"] == 43
    assert keys["next_thing"] == ACTIONS["act"]
    assert load(tmp_path / "settings.json").settings.keys == keys
    assert isinstance(stack.top, MessageScene), "that another key went along is told where one looks"
    assert "Objet suivant" in stack.top.spoken()
    press(stack, pygame.K_RETURN)
    assert stack.top is scene


def test_escape_leaves_a_key_as_it_was(tmp_path: Path) -> None:
    stack = start(SettingsScene(), tmp_path)
    scene = stack.top
    assert isinstance(scene, SettingsScene)
    scene._ask_key("act")
    stack.handle(pygame.Event(pygame.KEYDOWN, key=pygame.K_ESCAPE, scancode=41, mod=0, unicode=""))
    assert stack.ctx.settings.keys == ACTIONS


def test_settings_apply_at_once_and_are_remembered(tmp_path: Path) -> None:
    stack = start(SettingsScene(), tmp_path)
    for name, code in (("lang", pygame.K_RIGHT), ("size", pygame.K_RIGHT)):
        stack.top.form.focus_on(name)  # type: ignore[union-attr]
        press(stack, code)
    kept = load(tmp_path / "settings.json").settings
    assert (kept.lang, kept.text_percent) == ("en", 125)
    assert (stack.ctx.screen.lang, stack.ctx.screen.text_percent) == ("en", 125)


def test_pause_goes_on_by_escape_and_gives_up_only_after_a_second_yes(tmp_path: Path) -> None:
    results: list[object] = []

    class Room(Scene):
        def resumed(self, result: object) -> None:
            results.append(result)

    stack = start(Room(), tmp_path)
    stack._push(PauseScene("Entrer en classe D", "practice", ["Charlotte"]))
    press(stack, pygame.K_ESCAPE)
    assert results == ["resume"]
    stack._push(PauseScene("Entrer en classe D", "practice"))
    push_button(stack, "give_up")
    press(stack, pygame.K_RETURN)
    assert isinstance(stack.top, PauseScene)
    push_button(stack, "give_up")
    push_button(stack, "really")
    assert results == ["resume", "give_up"]


@pytest.mark.parametrize("by_keyboard", [True, False])
def test_what_has_the_keyboard_shows_it_at_once_when_a_key_led_there(tmp_path: Path, by_keyboard: bool) -> None:
    stack = start(Scene(), tmp_path)
    if by_keyboard:
        press(stack, pygame.K_ESCAPE)
    else:
        click(stack, (5, 5))
    stack._push(PauseScene("Entrer en classe D", "practice"))
    scene = stack.top
    assert isinstance(scene, PauseScene)
    assert scene.form.focus is not None
    assert (scene.form.focus.id, scene.form.by_keyboard) == ("resume", by_keyboard)


def test_the_pause_names_the_keys(tmp_path: Path) -> None:
    stack = start(PauseScene("Entrer en classe D", "practice"), tmp_path)
    push_button(stack, "keys")
    assert isinstance(stack.top, MessageScene)
    said = stack.top.spoken()
    assert "Tab" in said
    assert "Objet suivant" in said


def test_a_route_named_by_nobody_is_our_mistake() -> None:
    with pytest.raises(ModuleNotFoundError):
        route("cafeteria")


def test_a_bad_settings_file_is_told_once_on_the_title(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"format": 1, "welcomed": true, "volume": 999}')
    stack = titled(tmp_path)
    stack.ctx.settings = load(path).settings
    stack.go(Replace(TitleScene()))
    assert isinstance(stack.top, MessageScene)
    assert ".bad" in stack.top.spoken()
    press(stack, pygame.K_RETURN)
    assert isinstance(stack.top, TitleScene)
    stack.go(Replace(TitleScene()))
    assert isinstance(stack.top, TitleScene)
