"""Did you mean: near words, swapped letters, French words for our English ones."""

import pytest

from game.content import shape
from game.content.lint.hazards import WHAT
from game.content.lint.line import ASKS
from game.content.models import Level
from game.content.suggest import SWAP, distance, nearest, synonyms
from game.content.words import KEYS
from game.entities.kinds import KINDS
from game.entities.process import PLANT
from game.entities.residues import DRAWN
from game.entities.stations import STATIONS


@pytest.mark.parametrize(
    ("a", "b", "cost"),
    [("", "", 0), ("ab", "ab", 0), ("ab", "ba", SWAP), ("thing", "thnig", SWAP), ("locker", "loker", 1), ("a", "xyz", 3)],
)
def test_a_swap_costs_less_than_a_wrong_letter(a, b, cost):
    assert distance(a, b) == distance(b, a) == cost


def test_the_swapped_number_wins_over_the_other_digit():
    assert nearest("GOWN-31", ["GOWN-13", "GOWN-30", "GOWN-21"]) == "GOWN-13"


@pytest.mark.parametrize(
    ("typed", "known", "table", "meant"),
    [
        ("lokcer", ["locker", "mirror"], "", "locker"),
        ("Miroir", KINDS, "kinds", "mirror"),
        ("étapes", KEYS, "keys", "steps"),
        ("ETAPES", KEYS, "keys", "steps"),
        ("règle", KEYS, "keys", "rules"),
        ("lavabo", KINDS, "kinds", "sink"),
        ("déposer", ["stow", "wear"], "words", "stow"),
        ("pack_hair", ["pack_hair_cover", "pack_coat"], "", "pack_hair_cover"),
        ("zzz", ["locker", "mirror"], "", ""),
        ("", ["locker"], "", ""),
        ("x" * 100_000, ["locker"], "", ""),
        ("on", ["no"], "", "no"),
        ("y", ["x"], "", ""),
    ],
)
def test_what_was_meant_is_found_or_nothing_is_said(typed, known, table, meant):
    assert nearest(typed, known, table) == meant


def test_every_french_word_leads_to_a_word_of_ours():
    words = (
        {"yes", "no", *ASKS}
        | {what for some in WHAT.values() for what in some}
        | {"critical", "major", "minor", "inferred", "site_practice"}
    )
    for path in (
        ("kind",),
        ("modes", 0),
        ("steps", 0, "do"),
        ("rooms", 0, "side"),
        ("hazards", "pool", 0, "kind"),
        ("playtests", 0, "mutant", "op"),
        ("trainee", "hair"),
        ("steps", 0, "only_if"),
    ):
        words |= set(shape.allowed_words(Level, path))
    assert set(synonyms("keys").values()) <= KEYS
    assert set(synonyms("kinds").values()) <= set(KINDS)
    assert set(synonyms("stations").values()) <= set(STATIONS)
    assert set(synonyms("residues").values()) <= set(DRAWN)
    assert set(synonyms("words").values()) <= words


def test_every_key_and_kind_has_a_french_word():
    assert set(KINDS) <= set(synonyms("kinds").values())
    assert set(STATIONS) <= set(synonyms("stations").values())
    assert set(PLANT) <= set(synonyms("plant").values())
    assert set(DRAWN) <= set(synonyms("residues").values())
    assert KEYS - set(synonyms("keys").values()) <= {"x", "y"}
