"""Letters: French spacing, wrapping that cuts nothing, no sign without a glyph."""

from __future__ import annotations

import pygame
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.texts import FOLDER, LANGS, catalogue
from game.view.screen import Screen
from game.view.text import NBSP, WEIGHTS, drawable, has_glyph, typography
from game.view.theme import BODY


@pytest.fixture(scope="module")
def screen() -> Screen:
    pygame.font.init()
    return Screen(pygame.Surface((1920, 1080)))


def test_french_puts_non_breaking_spaces_before_double_signs_and_inside_quotes() -> None:
    assert typography("Pourquoi ? « Oui » : 3 !", "fr") == f"Pourquoi{NBSP}? «{NBSP}Oui{NBSP}»{NBSP}: 3{NBSP}!"


def test_english_keeps_its_own_spacing() -> None:
    assert typography("Why? Yes: 3!", "en") == "Why? Yes: 3!"


def test_a_number_keeps_its_unit_on_the_line() -> None:
    assert typography("15 Pa pendant 30 s, 2 930 UFC", "fr") == f"15{NBSP}Pa pendant 30{NBSP}s, 2{NBSP}930{NBSP}UFC"


@given(st.text(alphabet=st.sampled_from("abcdé fghij-K : ?»«"), max_size=120), st.integers(60, 700))
def test_no_wrapped_line_is_wider_than_asked_and_no_letter_is_lost(text: str, width: int) -> None:
    pygame.font.init()
    screen = Screen(pygame.Surface((1280, 720)))
    lines = screen.text.wrap(text, width)
    font = screen.text.font(BODY)
    assert all(font.size(line)[0] <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(typography(text, "fr").split())


def test_a_word_longer_than_the_line_is_broken_not_cut(screen: Screen) -> None:
    lines = screen.text.wrap("anticonstitutionnellement" * 4, 200)
    assert len(lines) > 3
    assert "".join(lines) == "anticonstitutionnellement" * 4


def test_non_breaking_spaces_hold(screen: Screen) -> None:
    for line in screen.text.wrap("une question très longue pour tenir ? oui : non", 180):
        assert not line.startswith(("?", ":"))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("weight", ["regular", "semibold", "bold"])
def test_every_sign_of_our_texts_can_be_drawn(screen: Screen, lang: str, weight: str) -> None:
    used = {char for path in sorted((FOLDER / lang).glob("*.po")) for text in catalogue(lang, path.stem).values() for char in text}
    missing = {char for char in used if not has_glyph(char, weight) and drawable(char, weight) == "?" and char != "?"}
    assert not missing


def test_a_sign_the_font_lacks_is_shown_as_something(screen: Screen) -> None:
    assert not has_glyph("\ue000")
    assert drawable("\ue000") == "?"
    assert screen.text.line("\ue000").get_width() > 0


def test_all_weights_are_there() -> None:
    pygame.font.init()
    assert all(has_glyph("é", weight) for weight in WEIGHTS)


def test_a_line_is_drawn_once_and_then_remembered(screen: Screen) -> None:
    assert screen.text.line("Bonjour") is screen.text.line("Bonjour")


@pytest.mark.parametrize("percent", [100, 125, 150, 200])
def test_body_text_has_its_size_at_every_scale(percent: int) -> None:
    pygame.font.init()
    screen = Screen(pygame.Surface((1920, 1080)), percent)
    assert screen.px(BODY) == round(24 * percent / 100)
    assert screen.vw == pytest.approx(1920 * 100 / percent)
