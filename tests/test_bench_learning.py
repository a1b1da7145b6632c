"""The simulation gate: the path beats levels in order and levels shuffled, for trainees who learn by other laws than its model."""

from __future__ import annotations

from functools import cache

from game.bench.learning import CLAIM, LAWS, NAMES, Year, by_path, gain, in_order, shuffled, year, years

FEW = 6


@cache
def played(name: str) -> list[Year]:
    return years({"path": by_path, "order": in_order, "shuffled": shuffled}[name], FEW)


def test_the_path_gains_ten_points_over_levels_in_order_and_six_over_shuffled_ones():
    over_order, over_shuffled = gain(played("path"), played("order")), gain(played("path"), played("shuffled"))
    assert over_order.mean >= 10.0
    assert over_shuffled.mean >= 6.0
    assert over_order.mean - over_order.half > 0.0
    assert over_shuffled.mean - over_shuffled.half > 0.0


def test_it_gains_by_each_law_of_memory():
    for n, law in enumerate(LAWS):
        part = slice(n * FEW, (n + 1) * FEW)
        assert gain(played("path")[part], played("order")[part]).mean > 0.0, law


def test_it_says_known_no_more_often_wrongly_than_it_admits():
    claims, false = sum(one.claims for one in played("path")), sum(one.false for one in played("path"))
    assert claims > len(NAMES)
    assert false / claims <= 1.0 - CLAIM + 0.02


def test_the_same_trainee_has_the_same_year():
    assert year("half-life", 3, by_path) == year("half-life", 3, by_path)
