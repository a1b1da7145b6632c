"""The trainee's page: reached from the title under a code, three proposals with their reasons, one press starts one."""

from __future__ import annotations

from collections.abc import Callable

import pygame
import pytest

from game.scenes.base import Context, Scene
from game.scenes.briefing import BriefingScene
from game.scenes.gowning import GowningScene
from game.scenes.message import MessageScene
from game.scenes.path import PathScene
from game.scenes.proposal import ProposalTile
from game.scenes.stack import Stack
from game.scenes.title import TitleScene
from game.scenes.welcome import WelcomeScene
from tests.kit.scenes_to_see import path, path_new, title
from tests.kit.shots import click, press, stack_of, type_text


def shown(make: Callable[[Context], Scene]) -> Stack:
    return stack_of(make, (1280, 720))


def page(stack: Stack) -> PathScene:
    assert isinstance(stack.top, PathScene)
    return stack.top


def tiles(scene: PathScene) -> list[ProposalTile]:
    return [widget for widget in scene.form.all() if isinstance(widget, ProposalTile)]


def test_under_a_code_the_title_leads_to_the_page_and_escape_back() -> None:
    stack = shown(title)
    assert isinstance(stack.top, TitleScene)
    click(stack, stack.top.form.get("path").rect.center)
    assert isinstance(stack.top, PathScene)
    press(stack, pygame.K_ESCAPE)
    assert isinstance(stack.top, TitleScene)


@pytest.mark.parametrize("percent", [150, 200])
def test_at_large_text_the_ways_to_the_page_and_to_the_runs_are_in_sight_at_once(percent: int) -> None:
    stack = shown(title)
    stack.ctx.screen.set(percent, "fr")
    stack.layout()
    stack.draw(stack.ctx.screen)
    assert isinstance(stack.top, TitleScene)
    for name in ("path", "history"):
        way = stack.top.form.get(name)
        assert stack.top.form.at(way.rect.center) is way


@pytest.mark.parametrize("percent", [100, 200])
def test_without_a_code_there_is_no_page(percent: int) -> None:
    stack = shown(title)
    stack.ctx.settings.trainee, stack.ctx.trial = "", True
    stack.ctx.screen.set(percent, "fr")
    stack.layout()
    assert isinstance(stack.top, TitleScene)
    assert all(widget.id != "path" for widget in stack.top.form.all())


def test_each_of_three_proposals_says_why_and_how_long() -> None:
    found = tiles(page(shown(path)))
    assert len(found) == 3
    assert all(tile.reasons and tile.time for tile in found)
    assert "Prochaine" in found[0].reasons[0]


def test_enter_starts_the_first_proposal_with_the_seed_that_presses_what_is_due() -> None:
    stack = shown(path)
    scene = page(stack)
    assert scene.page is not None
    first = scene.page.proposals[0]
    press(stack, pygame.K_RETURN)
    assert isinstance(stack.top, GowningScene)
    assert (stack.top.session.level.id, stack.top.session.header.mode) == (first.level, first.mode)
    assert stack.top.session.header.seed == first.seeds[0]


def test_what_was_never_played_begins_with_its_briefing() -> None:
    stack = shown(path_new)
    click(stack, tiles(page(stack))[0].rect.center)
    assert isinstance(stack.top, BriefingScene)
    assert (stack.top.level_id, stack.top.mode) == ("gowning-first", "guided")


def test_a_rule_of_the_list_tells_why_it_is_there_and_comes_back() -> None:
    stack = shown(path)
    scene = page(stack)
    scene.form.focus_on("learning")
    press(stack, pygame.K_DOWN)
    press(stack, pygame.K_RETURN)
    assert isinstance(stack.top, MessageScene)
    assert "Pourquoi" in stack.top.spoken()
    press(stack, pygame.K_ESCAPE)
    assert isinstance(stack.top, PathScene)


def test_every_rule_stands_in_one_state_with_its_day() -> None:
    scene = page(shown(path))
    assert scene.page is not None
    counted = 0
    for _, _, count in scene._counts():
        counted += count
    assert counted == len(scene.page.rules)
    assert "à revoir le" in scene.spoken()


def test_another_code_does_not_inherit_what_was_played() -> None:
    stack = shown(path)
    assert stack.ctx.sheets
    stack._push(WelcomeScene())
    assert isinstance(stack.top, WelcomeScene)
    stack.top.form.focus_on("code")
    type_text(stack, "B-2")
    stack.top._begin()
    assert not stack.ctx.sheets
