"""What a seed places on a line: inside its place, reachable, clear of the rest; every kind within one round of the deck."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from game.entities.line import Spot, cells
from game.entities.residues import RESIDUES
from game.entities.stations import STATIONS
from game.spec import LevelSpec
from game.world.body import ARM_X_M, ARM_Y_M
from game.world.line.core import REACH_M
from game.world.line.places import layout
from game.world.line.placing import Placed, kinds_of, place
from game.world.runs import draw_of, slots_of
from tests.kit.line_player import NAMES, line_level

SEEDS = range(1000)
LEVELS = {name: line_level(name) for name in NAMES}


def overlap(one: Placed, other: Placed) -> bool:
    (w0, h0), (w1, h1) = one.kind.size_m, other.kind.size_m
    return abs(one.x - other.x) < (w0 + w1) / 2 and abs(one.y - other.y) < (h0 + h1) / 2


def zone_of(level: LevelSpec, one: Placed):
    return layout(level).zones.get(f"{one.station}.{one.spot.zone}")


@pytest.mark.parametrize("name", NAMES)
def test_a_thousand_seeds_place_everything_inside_reachable_and_apart(name: str) -> None:
    level = LEVELS[name]
    zones = layout(level).zones
    first, last = level.rooms[0].x0_m + 0.15, level.rooms[-1].x1_m - 0.15
    for seed in SEEDS:
        placed = place(level, seed)
        assert level.residues.least <= len(placed) <= level.residues.most
        assert len({one.id for one in placed}) == len(placed)
        for n, one in enumerate(placed):
            zone = zones.get(f"{one.station}.{one.spot.zone}")
            if zone is not None:
                assert zone.x0 <= one.x <= zone.x1, (seed, one)
                assert zone.y0 - 0.005 <= one.y <= zone.y1 + 0.02, (seed, one)
            assert first - ARM_X_M <= one.x <= last + ARM_X_M
            assert ARM_Y_M[0] - REACH_M <= one.y <= ARM_Y_M[1] + REACH_M
            assert level.residues.easiest <= one.kind.difficulty <= level.residues.hardest
            assert one.step in {step.id for step in level.steps}
            assert not any(overlap(one, other) for other in placed[:n]), (seed, one)


@pytest.mark.parametrize("name", NAMES)
def test_some_want_an_act_to_be_seen_and_one_does_not(name: str) -> None:
    level = LEVELS[name]
    hidden = [sum(one.hidden for one in place(level, seed)) for seed in range(200)]
    assert min(hidden) >= min(3, level.residues.least - 1)


@pytest.mark.parametrize("name", NAMES)
def test_a_round_of_seeds_goes_through_the_whole_bank_of_the_level(name: str) -> None:
    level = LEVELS[name]
    drawn = Counter(one.id for seed in range(200) for one in place(level, seed))
    assert set(drawn) == {kind.id for kind in kinds_of(level)}
    assert min(drawn.values()) * 4 >= max(drawn.values())


def test_the_whole_bank_is_drawn_by_the_shipped_levels() -> None:
    kinds = {kind.id for level in LEVELS.values() for kind in kinds_of(level)}
    assert kinds == set(RESIDUES) - {"label_fragment"}


@pytest.mark.parametrize("name", NAMES)
def test_each_residue_is_a_slot_with_the_tags_of_its_family_and_rule(name: str) -> None:
    level = LEVELS[name]
    drawn = draw_of(level, 5)
    tags = {slot.id: slot.tags for slot in slots_of(level, drawn)}
    for hazard in drawn.of_kind("residue"):
        kind = RESIDUES[hazard.what]
        assert {"residue", f"residue_{kind.family}", kind.rule} <= set(tags[hazard.id])
        assert hazard.text.fr
        assert hazard.text.en


def test_the_same_seed_places_the_same_and_another_seed_something_else() -> None:
    level = LEVELS["line-clearance-labelling"]
    assert place(level, 3) == place(level, 3)
    assert [one.id for one in place(level, 3)] != [one.id for one in place(level, 4)]


def test_a_level_may_leave_kinds_out_or_name_the_only_ones() -> None:
    level = LEVELS["line-clearance-labelling"]
    without = replace(level, residues=replace(level.residues, leave_out=("pen",)))
    assert "pen" not in {kind.id for kind in kinds_of(without)}
    only = replace(level, residues=replace(level.residues, only=("pen", "screw"), least=1, most=2))
    assert {one.id for seed in range(20) for one in place(only, seed)} == {"pen", "screw"}


@pytest.mark.parametrize("kind", list(STATIONS.values()), ids=lambda kind: kind.id)
def test_spots_guards_and_parts_of_a_station_lie_within_it(kind) -> None:
    zones = {zone.id: zone for zone in kind.zones}
    assert {zone.behind for zone in kind.zones} - {""} <= {guard.id for guard in kind.guards}
    for zone in kind.zones:
        assert 0 <= zone.x0 < zone.x1 <= kind.width_m
        assert 0 <= zone.y0 < zone.y1 <= kind.height_m
        assert len(cells(zone)) >= 1
    for spot in kind.spots:
        assert isinstance(spot, Spot)
        assert spot.zone in zones or spot.zone == ""
        assert spot.x - spot.span >= 0
        assert spot.x + spot.span <= kind.width_m
    for one in (*kind.guards, *kind.parts):
        assert 0 <= one.x <= kind.width_m
        assert 0 <= one.y <= kind.height_m
