"""Drawings stay inside what the SVG reader really draws, and come at the size asked for."""

from __future__ import annotations

import re

import pygame
import pytest

from game.view import svg

ALL = sorted(path.relative_to(svg.FOLDER).with_suffix("").as_posix() for path in svg.FOLDER.rglob("*.svg"))
REFUSED = ("text", "use", "clipPath", "mask", "filter", "pattern", "image", "foreignObject", "script")


@pytest.mark.parametrize("name", ALL)
def test_a_drawing_holds_only_what_is_drawn(name: str) -> None:
    source = svg.source(name)
    assert not re.search(rf"<({'|'.join(REFUSED)})[\s>/]", source)
    assert "currentColor" not in source
    for gradient in re.findall(r"<(?:linear|radial)Gradient[^>]*>", source):
        assert "userSpaceOnUse" in gradient, gradient
    for rect in re.findall(r"<(?:rect|circle|ellipse|polygon)[^>]*>", source):
        dashed_ok = re.search(r"<(?:circle|ellipse)", rect)
        assert dashed_ok or "stroke-dasharray" not in rect, rect


@pytest.mark.parametrize("name", ALL)
def test_a_drawing_comes_at_its_size_and_is_not_empty(name: str) -> None:
    w, h = svg.size(name)
    drawn = svg.load(name, 0.5)
    assert abs(drawn.get_width() - w / 2) <= 1
    assert abs(drawn.get_height() - h / 2) <= 1
    assert drawn.get_bounding_rect().w > 0


def test_the_same_drawing_at_the_same_size_is_made_once() -> None:
    assert svg.load("process/icons/eye", 1.0) is svg.load("process/icons/eye", 1.0)


def test_colours_can_be_replaced() -> None:
    dark = svg.load("process/icons/dot", 1.0)
    light = svg.load("process/icons/dot", 1.0, swaps=(("#0F4C5C", "#FFFFFF"),))
    assert dark.get_at((24, 24))[:3] == (0x0F, 0x4C, 0x5C)
    assert light.get_at((24, 24))[:3] == (255, 255, 255)


def test_variants_fill_the_name() -> None:
    assert svg.load("gowning/op-skin-{tone}", 0.2, tone=3).get_size() == svg.load("gowning/op-skin-3", 0.2).get_size()


def test_the_cache_keeps_within_its_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    svg.forget()
    monkeypatch.setattr(svg, "BUDGET_BYTES", 400_000)
    for n in range(1, 40):
        svg.inline(f'<circle cx="50" cy="50" r="{n}" fill="#000000"/>', (100, 100))
    assert svg._cache.spent <= 400_000
    assert len(svg._cache.kept) == 10
    svg.forget()


def test_a_drawing_that_is_not_there_is_our_mistake_and_says_so() -> None:
    with pytest.raises(FileNotFoundError):
        svg.load("gowning/no-such-part", 1.0)


def test_inline_shapes_are_smooth() -> None:
    drawn = svg.inline('<circle cx="20" cy="20" r="15" fill="#FFFFFF"/>', (40, 40))
    alphas = {drawn.get_at((x, y))[3] for x in range(40) for y in range(40)}
    assert len(alphas) > 4
    assert pygame.Rect(drawn.get_bounding_rect()).w >= 30
