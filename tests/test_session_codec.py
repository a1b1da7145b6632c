"""What a second of play looks like in a run file, and that nothing is lost or believed on the way."""

from __future__ import annotations

import dataclasses
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game import commands as cmd
from game import events as ev
from game.session.codec import TICKS_A_LINE, command_from_list, decode_play, encode_play, event_from_list, event_to_list, orderly
from game.session.faults import RunError
from game.session.strict import LARGEST_INT, Fields, dumps, loads

WHOLE = st.integers(-LARGEST_INT, LARGEST_INT)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
VALUES = {"int": WHOLE, "str": TEXT, "bool": st.booleans(), "int | None": st.none() | WHOLE}


def made(cls: type) -> st.SearchStrategy:
    """Any instance of a command or event class."""
    fields = {field.name: VALUES[str(field.type)] for field in dataclasses.fields(cls)}
    return st.builds(cls, **fields)


EVENTS = st.one_of([made(cls) for cls in ev.KINDS.values()])
REACHES = st.builds(cmd.Reach, st.sampled_from(cmd.HANDS), st.integers(-2000, 2000), st.integers(0, 2100))
COMMANDS = st.one_of([REACHES, *(made(cls) for cls in cmd.KINDS.values())])


@given(EVENTS)
def test_every_event_comes_back_from_its_list(event: ev.Event) -> None:
    """Through JSON text, as in a file."""
    assert event_from_list(json.loads(json.dumps(event_to_list(event)))) == event


@given(st.lists(st.lists(COMMANDS, max_size=4), min_size=1, max_size=TICKS_A_LINE), st.integers(0, 100_000))
def test_the_commands_of_a_line_come_back_tick_by_tick(ticks: list[list[cmd.Command]], start: int) -> None:
    """Whatever a window sends, the normalised commands of each tick are in the file, in order."""
    played = [(start + n, command) for n, commands in enumerate(ticks) for command in orderly(commands)]
    end = start + len(ticks)
    fields = Fields(loads(dumps({"from": start, "to": end, **encode_play(start, played, [])})))
    fields.whole("from"), fields.whole("to")
    commands, events = decode_play(fields, start, end)
    fields.done()
    assert events == ()
    assert [(tick, command) for tick in sorted(commands) for command in commands[tick]] == played


def test_of_several_targets_for_one_hand_in_a_tick_the_last_counts() -> None:
    """A hand has one target; the order of the hands does not matter."""
    given_ = [cmd.Reach("right", 1, 1), cmd.Grip("right", "coat"), cmd.Reach("left", 2, 2), cmd.Reach("right", 3, 3)]
    assert orderly(given_) == (cmd.Reach("left", 2, 2), cmd.Reach("right", 3, 3), cmd.Grip("right", "coat"))


def test_a_hand_that_moves_every_tick_costs_a_few_bytes_a_tick() -> None:
    """About 0.2 MB for ten minutes is the aim; a hand is not still for half of them."""
    played = [(tick, cmd.Reach("right", 300 + 12 * tick, 1100 - 3 * tick)) for tick in range(60)]
    assert len(dumps(encode_play(0, played, []))) < 480


def test_what_could_not_be_read_back_is_not_played() -> None:
    """A float out of a window, half a character out of an input method."""
    with pytest.raises(TypeError):
        orderly([cmd.Reach("right", 1.5, 2)])  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        event_to_list(ev.Walked(x_mm=1.5))  # type: ignore[arg-type]
    (filled,) = orderly([cmd.Fill("form", "name", "a\ud800b")])
    assert filled == cmd.Fill("form", "name", "a?b")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (None, "event_shape"),
        ([], "event_shape"),
        ([7], "event_shape"),
        (["no_such_event", 1, 2, None], "event_unknown"),
        (["walked", 1, 2, None], "field_count"),
        (["walked", 1, 2, None, 5, 5], "field_count"),
        (["walked", True, 2, None, 5], "field_wrong"),
        (["walked", 1, 2, None, "5"], "field_wrong"),
        (["walked", 1, 2, None, 1.0], "field_wrong"),
        (["walked", 1, 2, None, 2**60], "field_wrong"),
        (["walked", 1, 2, None, [[]]], "field_wrong"),
        (["started", 1, 2, None, "x" * 30_000], "field_wrong"),
    ],
)
def test_an_event_that_is_none_is_refused_with_its_fault(data: object, code: str) -> None:
    """Each fault has a name of its own and a text in both languages."""
    with pytest.raises(RunError) as caught:
        event_from_list(data)
    assert caught.value.code == code
    assert caught.value.text("fr") != caught.value.text("en")


def test_an_event_written_before_a_field_was_added_is_still_read() -> None:
    """Fields with a default may lack at the end (door_closed.by was added so)."""
    assert event_from_list(["door_closed", 1, 2, None, "d", "door", ""]) == ev.DoorClosed(tick=1, n=2, thing="d", kind="door", slot="")


@pytest.mark.parametrize("data", [["grip"], ["grip", "right"], ["leave", 3], ["grip", "right", "a", "b", "c"], "grip", [["grip"]]])
def test_a_command_that_is_none_is_refused(data: object) -> None:
    """Never a TypeError from deep inside."""
    with pytest.raises(RunError):
        command_from_list(data)


def decoded(fields: Fields) -> None:
    """As the reader does it: nothing may be left over."""
    decode_play(fields, 0, 60)
    fields.done()


@pytest.mark.parametrize(
    "line",
    [
        {"reach": {"right": [[0]]}},
        {"reach": {"right": [[0, 1]]}},
        {"reach": {"right": [[0, 1, 2, 3]]}},
        {"reach": {"right": [[60, 1, 1]]}},
        {"reach": {"right": [[-1, 1, 1]]}},
        {"reach": {"right": [[5, 1, 1, 1, 1], [6, 1, 1]]}},
        {"reach": {"right": [[0, *([1, 1] * 61)]]}},
        {"reach": {"foot": []}},
        {"reach": []},
        {"do": [[60, "stance", "sit"]]},
        {"do": [[True, "stance", "sit"]]},
        {"do": [[]]},
        {"do": 3},
        {"events": {}},
        {"events": [["walked", 600, 2, None, 5]]},
        {"events": [["walked", -1, 2, None, 5]]},
    ],
)
def test_a_play_line_that_is_malformed_is_refused(line: dict) -> None:
    """Absurd offsets, wrong types, ticks of another second."""
    with pytest.raises(RunError):
        decoded(Fields(line))


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b"", "json"),
        (b"[]", "not_object"),
        (b"{} {}", "json"),
        (b'{"a":1,"a":2}', "key_twice"),
        (b'{"a":NaN}', "not_finite"),
        (b'{"a":-Infinity}', "not_finite"),
        (b'{"a":1e999}', "not_finite"),
        (b'{"a":' + b"9" * 5000 + b"}", "number"),
        (b'{"a":"\xff"}', "utf8"),
        (b'{"a":"\\ud800"}', "surrogate"),
        (b'{"a":' + b"[" * 100_000 + b"]" * 100_000 + b"}", "nesting"),
        (b"\x00" * 40, "json"),
        (b'{"a":"' + b"x" * 5_000_000 + b'"}', "line_long"),
    ],
)
def test_json_that_could_mean_two_things_is_refused(line: bytes, code: str) -> None:
    """The standard reader accepts half of these."""
    with pytest.raises(RunError) as caught:
        loads(line)
    assert caught.value.code == code
    assert caught.value.at(3).text("fr").startswith("ligne 3")
