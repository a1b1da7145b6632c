"""What people type into a form is read, or refused with a reason that can be said; nothing else happens to it."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.entities.forms import YES_NO, FieldSpec
from game.world.typed import NONE, REASONS, clock, day, is_slip, number, read, shown_time

NOON, TODAY = 12 * 60, 20261123
KINDS = ("tick", "time", "number", "initials", "choice", "text", "date", "code")
TIME, DATE, NUMBER = FieldSpec("time", "time"), FieldSpec("date", "date"), FieldSpec("issued", "number")
RATE = FieldSpec("rate", "number", decimals=2)

minutes = st.integers(0, 24 * 60 - 1)


@pytest.mark.parametrize(
    "text", ["0915", "915", "9h15", "09h15", "9 h 15", "9:15", "09:15", "09.15", "9\u00a0h\u00a015", " 9H15 ", "9h15 min"]
)
def test_a_time_is_read_however_people_write_it(text: str) -> None:
    assert clock(text).value == 9 * 60 + 15


@pytest.mark.parametrize(("text", "reason"), [
    ("9", "not_a_time"), ("9h5", "not_a_time"), ("neuf heures", "not_a_time"), ("O915", "not_a_time"), ("2460", "no_such_time"),
    ("24:00", "no_such_time"), ("9:75", "no_such_time"), ("09:15:30", "not_a_time"), ("-9h15", "not_a_time"),
])  # fmt: skip
def test_what_is_no_time_says_so(text: str, reason: str) -> None:
    assert (clock(text).value, clock(text).reason) == (NONE, reason)


@pytest.mark.parametrize(("text", "value"), [
    ("1234", 1234), ("1 234", 1234), ("1\u00a0234", 1234), ("1\u202f234", 1234), ("1.234", 1234), ("1,234", 1234), ("12 345 678", None),
    ("0", 0), ("-3", -3), ("\u22123", -3), ("12,0", 12), ("0004", 4), ("1'234", 1234),
])  # fmt: skip
def test_a_whole_number_is_read_with_its_thousands_apart(text: str, value: int | None) -> None:
    assert (number(text).value if value is not None else number(text).reason) == (value if value is not None else "too_large")


@pytest.mark.parametrize(
    ("text", "value"), [("99,96", 9996), ("99.96", 9996), ("99,9", 9990), ("100", 10000), ("99,96 %", 9996), ("1 234,5", 123450)]
)
def test_two_places_are_read_with_comma_or_point(text: str, value: int) -> None:
    assert number(text, 2).value == value


@pytest.mark.parametrize(("text", "decimals", "reason"), [
    ("12a", 0, "not_a_number"), ("4O8", 0, "not_a_number"), ("1,5", 0, "not_whole"), ("99,961", 2, "decimals"), ("1.234", 2, "decimals"),
    ("12 34", 0, "not_a_number"), ("--3", 0, "not_a_number"), ("1e3", 0, "not_a_number"), ("٣", 0, "not_a_number"),
    ("²", 0, "not_a_number"),
])  # fmt: skip
def test_letters_in_a_number_and_other_slips_say_so(text: str, decimals: int, reason: str) -> None:
    assert number(text, decimals).reason == reason


@pytest.mark.parametrize(
    "text", ["23/11/2026", "23.11.26", "23-11-2026", "231126", "23112026", "2026-11-23", "23 nov. 2026", "23 novembre 2026", "23 Nov 26"]
)
def test_a_date_is_read_however_people_write_it(text: str) -> None:
    assert day(text).value == TODAY


@pytest.mark.parametrize(
    ("text", "reason"),
    [("30/02/2026", "no_such_date"), ("29/02/2025", "no_such_date"), ("demain", "not_a_date"), ("11/23/2026", "no_such_date")],
)
def test_a_day_that_is_none_says_so(text: str, reason: str) -> None:
    assert day(text).reason == reason


def test_what_lies_ahead_cannot_be_written() -> None:
    assert read(DATE, "24/11/2026", NOON, TODAY).reason == "future"
    assert read(DATE, "23/11/2026", NOON, TODAY).reason == ""
    assert read(TIME, "12:30", NOON, TODAY).reason == "future"
    assert read(TIME, "12:00", NOON, TODAY).value == NOON


@pytest.mark.parametrize("what", KINDS)
@pytest.mark.parametrize(
    ("text", "reason"),
    [("", "empty"), ("   ", "empty"), ("9" * 10_000, "too_long"), ("9\x00", "not_printable"), ("9\x1b[2J", "not_printable")],
)
def test_every_kind_of_field_refuses_the_empty_the_endless_and_the_unprintable(what: str, text: str, reason: str) -> None:
    assert read(FieldSpec("field", what, YES_NO), text, NOON, TODAY).reason == reason


@given(st.sampled_from(KINDS), st.text(max_size=600), st.sampled_from((0, 2)), minutes)
def test_whatever_is_typed_gives_a_value_or_a_known_reason(what: str, text: str, decimals: int, now: int) -> None:
    found = read(FieldSpec("field", what, YES_NO, decimals), text, now, TODAY)
    assert found.reason in ("", *REASONS)
    assert not found.reason or found.value == NONE


@given(st.integers(-9_999_999, 9_999_999))
def test_every_number_is_read_back_as_it_was_written(value: int) -> None:
    assert number(str(value)).value == value
    assert number(f"{value:,}".replace(",", "\u202f")).value == value
    assert number(f"{value},25", 2).value == (value * 100 + (25 if value >= 0 else -25) if value else 25)


@given(minutes)
def test_every_time_is_read_back_as_it_was_written(now: int) -> None:
    shown = shown_time(now)
    assert {clock(text).value for text in (shown, shown.replace(":", ""), shown.replace(":", "h"), shown.replace(":", "."))} == {now}


@given(st.dates(min_value=dt.date(1900, 1, 1), max_value=dt.date(2999, 12, 31)))
def test_every_day_is_read_back_as_it_was_written(one: dt.date) -> None:
    assert day(one.isoformat()).value == day(one.strftime("%d/%m/%Y")).value == one.year * 10_000 + one.month * 100 + one.day


@given(minutes, st.integers(0, 2))
def test_the_clock_itself_and_an_exchange_of_neighbours_are_slips(now: int, place: int) -> None:
    digits = list(shown_time(now).replace(":", ""))
    digits[place], digits[place + 1] = digits[place + 1], digits[place]
    written = clock("".join(digits))
    assert is_slip(now, now, 2)
    assert written.reason or is_slip(written.value, now, 2)


def test_an_earlier_time_on_purpose_is_no_slip() -> None:
    assert not is_slip(8 * 60 + 32, 9 * 60 + 15, 2)
    assert not is_slip(9 * 60 + 51 - 60, 9 * 60 + 15, 2)
