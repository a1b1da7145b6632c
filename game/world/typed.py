"""What was typed into a field, read as a time, a number, a date, initials: pure, in the ways people in both languages write.

`read` gives the value, or the reason why it cannot be read (text `forms.reason_<reason>`).  It never changes what was
typed: whoever asks keeps it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from game.entities.forms import LONGEST, FieldSpec

SHORT = 24
"""Signs that fit into a field that is no free text."""
NONE = -1
"""Value of what is neither a number nor a time nor a choice."""
REASONS = (
    "empty", "too_long", "not_printable", "not_a_time", "no_such_time", "not_a_number", "not_whole", "decimals", "too_large",
    "not_a_date", "no_such_date", "future", "not_initials", "no_such_choice",
)  # fmt: skip

_SPACES = re.compile("[ \u00a0\u202f\u2009']")
_TIME = re.compile(r"(\d{1,2})\s*[h:.]\s*(\d{2})(?:\s*min)?|(\d{1,2})\s*h|(\d{1,2})(\d{2})", re.ASCII)
_NUMBER = re.compile(r"([-\u2212\u2013]?)(\d+)(?:[.,](\d+))?", re.ASCII)
_GROUPED = re.compile("([-\u2212\u2013]?\\d{1,3})([ \u00a0\u202f\u2009'.,])(\\d{3}(?:\\2\\d{3})*)((?:[.,]\\d+)?)", re.ASCII)
_DAY_FIRST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})|(\d{2})(\d{2})(\d{4}|\d{2})", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", re.ASCII)
_NAMED = re.compile(r"([0-9]{1,2})(?:er|st|nd|rd|th)?\s*([^\W\d_]{3,})\.?\s*([0-9]{4}|[0-9]{2})")
_MONTHS = (
    ("jan",), ("fev", "fév", "feb"), ("mar",), ("avr", "apr"), ("mai", "may"), ("juin", "jun"), ("juil", "jul"),
    ("aou", "aoû", "aug"), ("sep",), ("oct",), ("nov",), ("dec", "déc"),
)  # fmt: skip
_MONTH_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_INITIALS = re.compile(r"[^\W\d_](?:[ .-]{0,2}[^\W\d_]){0,3}\.?")
LARGEST = 9_999_999


@dataclass(frozen=True, slots=True)
class Read:
    """value: whole (minutes of the day, hundredths where the field has two places, yyyymmdd, place of the choice, -1 for
    none of these); reason: "" when it can be read."""

    value: int = NONE
    reason: str = ""


def read(spec: FieldSpec, text: str, now_min: int, today: int) -> Read:
    """What a field would hold.  now_min: the room's clock, minutes of the day; today: the room's day, yyyymmdd.

    What lies ahead of the clock cannot be written: a time more than a minute ahead, a day after today."""
    if not text.strip():
        return Read(reason="empty")
    if len(text) > (LONGEST if spec.what == "text" else SHORT):
        return Read(reason="too_long")
    if not all(sign.isprintable() or sign in "\n\u00a0\u202f\u2009" for sign in text):
        return Read(reason="not_printable")
    match spec.what:
        case "time" | "past_time":
            return _ahead(clock(text), now_min + 1)
        case "date":
            return _ahead(day(text), today)
        case "number":
            return number(text, spec.decimals)
        case "choice" | "tick":
            choices = spec.choices or ("x",)
            return Read(choices.index(text)) if text in choices else Read(reason="no_such_choice")
        case "initials":
            return Read() if _INITIALS.fullmatch(text.strip()) else Read(reason="not_initials")
        case _:
            return Read()


def _ahead(found: Read, limit: int) -> Read:
    return Read(reason="future") if not found.reason and found.value > limit else found


def clock(text: str) -> Read:
    """A time of the day: "0915", "915", "9h15", "9 h 15", "9:15", "09.15", "9h" -> minutes; 24 hours."""
    found = _TIME.fullmatch(text.strip().replace("\u00a0", " ").replace("\u202f", " ").lower())
    if not found:
        return Read(reason="not_a_time")
    hours, minutes = found[1] or found[3] or found[4], found[2] or found[5] or "0"
    if int(hours) > 23 or int(minutes) > 59:
        return Read(reason="no_such_time")
    return Read(int(hours) * 60 + int(minutes))


def number(text: str, decimals: int = 0) -> Read:
    """A number: "1 234", "1234", "99,96", "99.96 %", "-3" -> whole, or hundredths where decimals is 2.

    Thousands may stand apart (space, apostrophe; point or comma where no decimals are asked for)."""
    plain = text.strip().removesuffix("%").strip()
    grouped = _GROUPED.fullmatch(plain)
    if grouped and (decimals == 0 or grouped[2] not in ".,"):
        plain = grouped[1] + grouped[3].replace(grouped[2], "") + grouped[4]
    found = _NUMBER.fullmatch(plain)
    if not found:
        return Read(reason="not_a_number")
    sign, whole, behind = found[1], found[2], found[3] or ""
    if decimals == 0 and behind.strip("0"):
        return Read(reason="not_whole")
    if len(behind.rstrip("0")) > decimals:
        return Read(reason="decimals")
    if len(whole.lstrip("0")) > len(str(LARGEST)):
        return Read(reason="too_large")
    value = int(whole)
    for place in range(decimals):
        value = value * 10 + (int(behind[place]) if place < len(behind) else 0)
    return Read(-value if sign else value)


def day(text: str) -> Read:
    """A date: "23/11/2026", "23.11.26", "231126", "2026-11-23", "23 nov. 2026" -> yyyymmdd.  Days stand before months."""
    plain = _SPACES.sub(" ", text.strip().lower())
    year_first, day_first, named = _YEAR_FIRST.fullmatch(plain), _DAY_FIRST.fullmatch(plain), _NAMED.fullmatch(plain)
    if year_first:
        year, month, number_of_day = (int(part) for part in year_first.groups())
    elif day_first:
        number_of_day, month, year = (int(part) for part in day_first.groups() if part is not None)
    elif named and _month(named[2]):
        number_of_day, month, year = int(named[1]), _month(named[2]), int(named[3])
    else:
        return Read(reason="not_a_date")
    year += 2000 if year < 100 else 0
    if not _exists(year, month, number_of_day):
        return Read(reason="no_such_date")
    return Read(year * 10_000 + month * 100 + number_of_day)


def _month(word: str) -> int:
    """Number of the month that a word begins as, 0 for none."""
    return next((n for n, starts in enumerate(_MONTHS, 1) if word.startswith(starts)), 0)


def day_after(today: int) -> int:
    """The day after a day, both yyyymmdd."""
    year, month, number_of_day = today // 10_000, today // 100 % 100, today % 100
    for tomorrow in ((year, month, number_of_day + 1), (year, month + 1, 1)):
        if _exists(*tomorrow):
            return tomorrow[0] * 10_000 + tomorrow[1] * 100 + tomorrow[2]
    return (year + 1) * 10_000 + 101


def _exists(year: int, month: int, number_of_day: int) -> bool:
    if not (1900 <= year <= 2999 and 1 <= month <= 12 and 1 <= number_of_day <= _MONTH_DAYS[month - 1]):
        return False
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return leap or (month, number_of_day) != (2, 29)


def is_slip(written_min: int, now_min: int, tolerance_min: int) -> bool:
    """Whether a time is off by a slip of the pen: from some time within the tolerance, two neighbouring digits exchanged or
    one digit other."""
    written = _digits(written_min)
    for minute in range(max(0, now_min - tolerance_min), min(24 * 60 - 1, now_min + tolerance_min) + 1):
        meant = _digits(minute)
        wrong = [n for n in range(4) if meant[n] != written[n]]
        if len(wrong) <= 1:
            return True
        if len(wrong) == 2 and wrong[1] == wrong[0] + 1 and meant[wrong[0]] == written[wrong[1]] and meant[wrong[1]] == written[wrong[0]]:
            return True
    return False


def _digits(minute: int) -> str:
    return f"{minute // 60:02d}{minute % 60:02d}"


def shown_time(minute: int) -> str:
    """A time as a form shows it: "09:15"."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


def minutes_of(text: str) -> int:
    """A time of a level ("09:00") in minutes.  Raises ValueError when it is none."""
    found = clock(text)
    if found.reason:
        raise ValueError(text)
    return found.value


def day_of(text: str) -> int:
    """A day of a level ("2026-11-23") as yyyymmdd.  Raises ValueError when it is none."""
    found = day(text)
    if found.reason:
        raise ValueError(text)
    return found.value


def shown_day(today: int) -> str:
    """20261123 -> "23/11/2026"."""
    return f"{today % 100:02d}/{today // 100 % 100:02d}/{today // 10_000}"
