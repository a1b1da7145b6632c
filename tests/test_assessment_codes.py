"""A code that a person reads out and another types: a slip never makes another code of it, and it never tells its secret."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.session.codes import ALPHABET, LENGTH, Code, CodeError, level_tag, new_code, read_code
from game.texts import LANGS

CODES = st.builds(lambda version: new_code("gowning-grade-d", version), st.text(min_size=1, max_size=8))


def signs(code: Code) -> str:
    return code.text.replace("-", "")


@settings(max_examples=20, deadline=None)
@given(CODES)
def test_every_error_in_one_character_is_detected(code: Code) -> None:
    written = signs(code)
    for at, right in enumerate(written):
        for wrong in ALPHABET.replace(right, ""):
            with pytest.raises(CodeError) as caught:
                read_code(written[:at] + wrong + written[at + 1 :])
            assert caught.value.code == "mistyped"


@settings(max_examples=100, deadline=None)
@given(CODES)
def test_every_exchange_of_two_characters_neighbours_or_not_is_detected(code: Code) -> None:
    written = signs(code)
    for at in range(LENGTH):
        for other in range(at + 1, LENGTH):
            if written[at] == written[other]:
                continue
            swapped = list(written)
            swapped[at], swapped[other] = swapped[other], swapped[at]
            with pytest.raises(CodeError):
                read_code("".join(swapped))


@settings(max_examples=300, deadline=None)
@given(CODES, st.data())
def test_any_two_wrong_characters_are_detected(code: Code, data: st.DataObject) -> None:
    written = list(signs(code))
    for at in data.draw(st.lists(st.integers(0, LENGTH - 1), min_size=2, max_size=2, unique=True)):
        written[at] = data.draw(st.sampled_from(ALPHABET.replace(written[at], "")))
    with pytest.raises(CodeError):
        read_code("".join(written))


@settings(max_examples=100, deadline=None)
@given(CODES, st.randoms(use_true_random=False))
def test_what_people_misread_or_leave_out_is_forgiven(code: Code, chance) -> None:
    said = "".join(chance.choice({"0": "0Oo", "1": "1IilL"}.get(sign, sign + sign.lower())) for sign in signs(code))
    spread = "".join(sign + chance.choice(["", "", " ", "-", "\u00a0", "–"]) for sign in said)

    assert read_code(f" {spread}\t") == code


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=40))
def test_whatever_is_typed_is_answered_in_both_languages(typed: str) -> None:
    said = [""]
    try:
        read_code(typed)
    except CodeError as error:
        said = [error.text(lang) for lang in LANGS]
    assert said == [""] or all(said)


@pytest.mark.parametrize(("typed", "code"), [("", "empty"), (" - ", "empty"), ("K7QM-2XHD", "length"), ("K7QM-2XHD-9RTB-4WNU", "letter")])
def test_what_is_wrong_is_named(typed: str, code: str) -> None:
    with pytest.raises(CodeError) as caught:
        read_code(typed)
    assert caught.value.code == code


def test_two_codes_for_one_level_differ_and_show_the_same_level() -> None:
    one, other = new_code("gowning-grade-d", "1.0"), new_code("gowning-grade-d", "1.0")

    assert one.text != other.text
    assert one.public != other.public
    assert one.level == other.level == level_tag("gowning-grade-d", "1.0")
    assert level_tag("gowning-grade-d", "1.1") != one.level


def test_a_code_is_not_in_what_is_printed_of_it() -> None:
    code = new_code("gowning-grade-d", "1.0")

    assert signs(code)[4:14] not in repr(code).replace("-", "")
    assert signs(code).lower() not in code.public


def test_a_code_means_the_same_in_every_version_of_the_program() -> None:
    """What was read out to a group last week still opens the same forms."""
    code = read_code("PKN2-0123-4567-89XW")

    assert code.level == level_tag("gowning-grade-d", "1.0")
    assert code.public == "740ca90afc58e4e9"
    assert code.derive("form 1 try 0")[:16] == "f1703391e7273b57"
