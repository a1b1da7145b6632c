"""Did you mean: the nearest word, a swap of two neighbours counting less than a wrong letter, accents and case for nothing.

Also the words a French author would write for our English keys and words (`words.yaml`).
"""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Iterable
from pathlib import Path

SWAP = 0.5
MOST = 64
"""Longer words are not compared: nobody means them."""


def plain(word: str) -> str:
    """Lower case, no accents, no spaces at the ends, - and spaces as _."""
    letters = unicodedata.normalize("NFD", word.strip().lower())
    return "".join("_" if c in " -\u00a0" else c for c in letters if not unicodedata.combining(c))


def distance(a: str, b: str) -> float:
    """Least cost of turning a into b: 1 for a letter more, less or other, SWAP for two neighbours the wrong way round."""
    before: list[float] = []
    row = [float(j) for j in range(len(b) + 1)]
    for i, letter in enumerate(a, 1):
        older, before, row = before, row, [float(i)]
        for j, other in enumerate(b, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == b[j - 2] and a[i - 2] == other and letter != other:
                cost = min(cost, older[j - 2] + SWAP)
            row.append(cost)
    return row[-1]


def nearest(word: str, known: Iterable[str], table: str = "") -> str:
    """The known word that was most likely meant, or "".  table: "keys", "kinds", "verbs", ... also look there for French words."""
    choices = list(known)
    typed = plain(word[:MOST])
    if not typed:
        return ""
    french = synonyms(table).get(typed, "") if table else ""
    if french in choices:
        return french
    limit = 0.5 if len(typed) <= 2 else 1.0 if len(typed) <= 4 else 2.0 if len(typed) <= 8 else 3.0
    best, best_cost = "", limit + 0.01
    for choice in choices:
        other = plain(choice)
        if abs(len(other) - len(typed)) <= limit:
            cost = distance(typed, other)
            if cost < best_cost:
                best, best_cost = choice, cost
    return best or _beginning(typed, choices)


def _beginning(typed: str, choices: list[str]) -> str:
    """The only choice that begins with what was typed (or the other way round), if it is long enough to be meant."""
    if len(typed) < 4:
        return ""
    found = [choice for choice in choices if plain(choice).startswith(typed) or (len(choice) >= 4 and typed.startswith(plain(choice)))]
    return found[0] if len(found) == 1 else ""


@functools.cache
def synonyms(table: str) -> dict[str, str]:
    """French word (plain) -> our word, of one table of words.yaml."""
    import yaml

    text = (Path(__file__).parent / "words.yaml").read_text("utf-8")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    tables: dict[str, dict[str, str]] = yaml.load(text, Loader=loader)  # noqa: S506 - our own file, safe loader
    return {plain(word): str(ours) for ours, words in tables.get(table, {}).items() for word in str(words).split()}
