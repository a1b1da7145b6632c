"""What is printed on labels: dates and lots, drawn by name so that a replay shows the same ones."""

from __future__ import annotations

import random
from datetime import date, timedelta

SIZED = ("coat", "suit", "coverall", "gloves")
"""What is made in sizes, as packs name it."""


def today(seed: int) -> date:
    """The day of the run: drawn by name, so that a replay shows the same one."""
    return date(2027, 1, 11) + timedelta(days=int(random.Random(f"{seed}/look/today/0").random() * 330))


def use_by(seed: int, thing: str, expired: bool) -> date:
    """The date printed on a thing."""
    share = random.Random(f"{seed}/look/date/{thing}/0").random()
    return today(seed) + timedelta(days=-25 - int(share * 200) if expired else 150 + int(share * 700))


def written(day: date, lang: str) -> str:
    """As it is printed: day first in French, ISO in English (no doubt about day and month)."""
    return day.strftime("%d/%m/%Y") if lang == "fr" else day.isoformat()


def lot(seed: int, thing: str) -> str:
    """A lot number: a letter and four digits."""
    letter, digits = (random.Random(f"{seed}/look/lot/{thing}/{n}").random() for n in (0, 1))
    return f"{'ABCDEFGHJK'[int(letter * 10)]}{1000 + int(digits * 9000)}"
