"""The states of our screens worth looking at, for tests/kit/shots.py."""

from __future__ import annotations

import pygame

from game.scenes.base import Context, Scene
from game.scenes.message import MessageScene
from game.scenes.pause import PauseScene
from game.scenes.settings import SettingsScene
from game.scenes.stack import Stack
from game.scenes.welcome import WelcomeScene
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
        MessageScene(t("ui.give_up_sure"), [t("ui.give_up_what")], [("a", t("ui.give_up"), "danger"), ("b", t("ui.keep_going"), "primary")], icon="alert")
    )


@state("message", _message)
def message(ctx: Context) -> Scene:
    return WelcomeScene()


@state("settings")
def settings(ctx: Context) -> Scene:
    return SettingsScene()
