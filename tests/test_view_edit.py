"""Editing a line: what is typed can be undone, and nothing is ever lost on the way."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from game.view.edit import Line

ACTS = st.one_of(
    st.tuples(st.just("insert"), st.text(max_size=6)),
    st.tuples(st.just("delete"), st.sampled_from((-1, 1)), st.booleans()),
    st.tuples(st.just("step"), st.sampled_from((-1, 1)), st.booleans(), st.booleans()),
    st.tuples(st.just("move"), st.integers(-3, 90), st.booleans()),
    st.tuples(st.just("select_all")),
    st.tuples(st.just("select_word"), st.integers(0, 40)),
    st.tuples(st.just("cut")),
    st.tuples(st.just("undo")),
    st.tuples(st.just("redo")),
)


def _do(line: Line, act: tuple[object, ...]) -> None:
    getattr(line, str(act[0]))(*act[1:])


@given(st.text(max_size=20), st.lists(ACTS, max_size=40))
def test_caret_and_selection_stay_within_the_text_whatever_is_done(start: str, acts: list[tuple[object, ...]]) -> None:
    line = Line(start, max_chars=40)
    for act in acts:
        _do(line, act)
        assert 0 <= line.caret <= len(line.text)
        assert 0 <= line.anchor <= len(line.text)
        assert len(line.text) <= max(40, len(start))


@given(st.text(max_size=10), st.lists(ACTS.filter(lambda act: act[0] not in ("undo", "redo")), max_size=30))
def test_undoing_everything_gives_the_first_text_and_redoing_everything_the_last(start: str, acts: list[tuple[object, ...]]) -> None:
    line = Line(start, max_chars=60)
    for act in acts:
        _do(line, act)
    last = line.text
    for _ in range(60):
        line.undo()
    assert line.text == start
    for _ in range(60):
        line.redo()
    assert line.text == last


def test_letters_typed_in_one_go_are_one_step_to_undo() -> None:
    line = Line()
    for letter in "habillage":
        line.insert(letter)
    line.undo()
    assert line.text == ""
    line.redo()
    assert line.text == "habillage"


def test_a_movement_between_two_words_makes_them_two_steps() -> None:
    line = Line()
    for letter in "ab":
        line.insert(letter)
    line.move(0)
    line.insert("x")
    line.undo()
    assert line.text == "ab"


def test_what_is_typed_replaces_the_selection() -> None:
    line = Line("K-17", 4, 0)
    line.insert("é")
    assert line.text == "é"


def test_word_steps_stop_at_the_edges_of_words() -> None:
    line = Line("sas, côté sale", 0, 0)
    line.step(1, word=True)
    assert line.caret == 3
    line.step(1, word=True)
    assert line.caret == 9
    line.step(-1, word=True)
    assert line.caret == 5


def test_control_characters_are_never_written() -> None:
    line = Line()
    line.insert("a\x00b\nc\u202e")
    assert line.text == "abc"


def test_a_full_line_takes_no_more() -> None:
    line = Line("abcd", 4, 4, max_chars=5)
    line.insert("xyz")
    assert line.text == "abcdx"
