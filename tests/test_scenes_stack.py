"""Scenes on their stack, the loop, and the four honest ways out of it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pygame
import pytest

from game import app
from game.scenes.base import ROUTES, Context, Scene, route
from game.scenes.message import MessageScene
from game.scenes.stack import Pop, Push, Quit, Replace, Stack, Transition
from game.view.screen import LEAST, NoDisplay, Screen, open_window, window_size
from game.view.settings import Settings
from tests.kit.shots import open_dummy, press


class Told(Scene):
    """Notes what happens to it and goes where it is told."""

    def __init__(self, name: str, log: list[str], on_key: Transition | None = None) -> None:
        self.name, self.log, self.on_key = name, log, on_key

    def enter(self) -> Transition | None:
        self.log.append(f"{self.name} enters")
        return None

    def resumed(self, result: object) -> Transition | None:
        self.log.append(f"{self.name} resumed with {result}")
        return None

    def layout(self, screen: Screen) -> None:
        self.log.append(f"{self.name} laid out")

    def tick(self) -> Transition | None:
        self.log.append(f"{self.name} ticks")
        return None

    def handle(self, event: pygame.Event) -> Transition | None:
        return self.on_key if event.type == pygame.KEYDOWN else None

    def closing(self) -> None:
        self.log.append(f"{self.name} closed")

    def left(self) -> None:
        self.log.append(f"{self.name} left")


def test_a_pushed_scene_comes_back_with_its_result() -> None:
    log: list[str] = []
    above = Told("above", log, Pop("done"))
    stack = Stack(open_dummy((1280, 720)), Told("below", log, Push(above)))
    press(stack, pygame.K_a)
    press(stack, pygame.K_a)
    assert log == [
        "below laid out",
        "below enters",
        "above laid out",
        "above enters",
        "above left",
        "below laid out",
        "below resumed with done",
    ]


def test_only_the_topmost_scene_ticks() -> None:
    log: list[str] = []
    stack = Stack(open_dummy((1280, 720)), Told("below", log))
    stack.go(Push(Told("above", log)))
    log.clear()
    stack.tick()
    assert log == ["above ticks"]


def test_replace_all_leaves_one_scene() -> None:
    log: list[str] = []
    stack = Stack(open_dummy((1280, 720)), Told("one", log))
    stack.go(Push(Told("two", log)))
    stack.go(Replace(Told("three", log), all=True))
    assert [scene.name for scene in stack.scenes if isinstance(scene, Told)] == ["three"]
    assert "one left" in log
    assert "two left" in log
    assert "one closed" not in log


@pytest.mark.parametrize("step", [Quit()])
def test_quitting_closes_every_scene_from_the_top(step: Transition) -> None:
    log: list[str] = []
    stack = Stack(open_dummy((1280, 720)), Told("below", log))
    stack.go(Push(Told("above", log)))
    log.clear()
    stack.go(step)
    assert log == ["above closed", "above left", "below closed", "below left"]
    assert not stack.scenes


def test_every_route_leads_to_a_scene() -> None:
    for name in ROUTES:
        module = __import__(f"game.scenes.{name}", fromlist=[ROUTES[name]])
        assert issubclass(getattr(module, ROUTES[name]), Scene)
    assert type(route("title")).__name__ == "TitleScene"


def test_an_overlay_is_drawn_over_the_scene_below() -> None:
    stack = Stack(open_dummy((1280, 720)), route("welcome"))
    stack.draw(stack.ctx.screen)
    corner = stack.ctx.screen.surface.get_at((5, 5))
    stack.go(Push(MessageScene("Titre", ["Une ligne."], [("ok", "D’accord", "primary")])))
    stack.draw(stack.ctx.screen)
    veiled = stack.ctx.screen.surface.get_at((5, 5))
    assert veiled != corner
    assert veiled != pygame.Color(0, 0, 0)


# --- the loop ----------------------------------------------------------------------------------------------------------


def test_closing_the_window_ends_every_scene_honestly() -> None:
    log: list[str] = []

    class Impatient(Told):
        def tick(self) -> Transition | None:
            pygame.event.post(pygame.Event(pygame.QUIT))
            return None

    assert app.run(lambda ctx: Impatient("room", log), Settings(sound=False), windowed=True, size=(1280, 720)) == 0
    assert log[-2:] == ["room closed", "room left"]


def test_after_a_crash_nothing_is_ended_in_the_persons_name() -> None:
    log: list[str] = []

    class Broken(Told):
        def tick(self) -> Transition | None:
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        app.run(lambda ctx: Broken("room", log), Settings(sound=False), windowed=True, size=(1280, 720))
    assert log[-1] == "room left"
    assert "room closed" not in log


def test_a_key_that_is_held_down_carries_out_one_thing_only() -> None:
    gate = app.KeyGate()
    down, up = (pygame.Event(kind, key=pygame.K_RETURN) for kind in (pygame.KEYDOWN, pygame.KEYUP))
    assert [gate.admit(down), gate.admit(down), gate.admit(up), gate.admit(down)] == [True, False, True, True]
    gate.admit(pygame.Event(pygame.WINDOWFOCUSLOST))
    assert gate.admit(down)
    left = pygame.Event(pygame.KEYDOWN, key=pygame.K_LEFT)
    assert gate.admit(left)
    assert gate.admit(left)


def test_a_resized_window_lays_every_scene_out_again() -> None:
    log: list[str] = []
    ctx = open_dummy((1280, 720))
    stack = Stack(ctx, Told("room", log))
    pygame.display.set_mode((1366, 768))
    log.clear()
    app.resized(stack, ctx.screen)
    assert ctx.screen.size == (1366, 768)
    assert log == ["room laid out"]


def test_a_window_too_small_to_read_is_made_large_enough() -> None:
    ctx = open_dummy((1280, 720))
    stack = Stack(ctx, route("welcome"))
    pygame.display.set_mode((300, 200))
    app.resized(stack, ctx.screen)
    assert ctx.screen.width >= LEAST[0]
    assert ctx.screen.height >= LEAST[1]


@pytest.mark.parametrize("desktop", [(1280, 720), (1366, 768), (1920, 1080), (2560, 1440), (1080, 1920), (3840, 1200)])
def test_the_first_window_leaves_room_for_bars_and_keeps_its_shape(desktop: tuple[int, int]) -> None:
    w, h = window_size(desktop)
    assert w <= desktop[0]
    assert h <= desktop[1] - 100
    assert abs(w / h - 16 / 9) < 0.01


def test_a_desktop_smaller_than_can_be_read_gets_the_least_window() -> None:
    assert window_size((640, 480)) == LEAST


def test_without_a_display_the_window_says_so_instead_of_opening_nowhere() -> None:
    code = (
        "from game.view.screen import NoDisplay, open_window\n"
        "try:\n    open_window(None, False, 100, 'fr')\nexcept NoDisplay as trouble:\n    print('none:', trouble)\n"
    )
    env = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER")}
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=False)
    assert done.stdout.startswith("none:")
    assert not done.stderr


def test_a_display_that_does_not_answer_is_no_display(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SDL_VIDEODRIVER", "no-such-driver")
    pygame.display.quit()
    with pytest.raises(NoDisplay):
        open_window((1280, 720), False, 100, "fr")
    pygame.display.quit()


def test_nothing_heavy_is_imported_before_the_first_frame() -> None:
    code = (
        "import sys\nfrom game import app\nfrom game.scenes.title import TitleScene\n"
        "heavy = [m for m in ('numpy', 'pymunk', 'pydantic', 'cryptography', 'yaml', 'babel', 'jinja2', 'duckdb') if m in sys.modules]\n"
        "print(heavy)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[1])
    assert done.stdout.strip().splitlines()[-1] == "[]"


def test_a_trial_writes_no_settings(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    ctx = open_dummy((1280, 720), settings_path=path, trial=True)
    ctx.remember()
    assert not path.exists()
    ctx.trial = False
    ctx.remember()
    assert path.exists()


def test_a_context_speaks_the_language_chosen() -> None:
    ctx: Context = open_dummy((1280, 720), "en")
    assert ctx.t("ui.start") == "Start"
