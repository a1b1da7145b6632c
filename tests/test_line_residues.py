"""Each kind of residue is placed, hidden, reached and removed by what a hand can do."""

from __future__ import annotations

from dataclasses import replace

import pytest

from game import commands as c
from game import events as e
from game.entities.residues import DRAWN, RESIDUES
from tests.kit.line_player import LinePlayer, home, line_with, of


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("kind", DRAWN)
def test_each_kind_is_placed_hidden_reached_and_removed(kind: str, seed: int) -> None:
    player = LinePlayer(line_with(kind, name=home(kind)), seed)
    assert list(player.world.state.residues) == [kind], "placed"
    assert player.seen.residue(kind) is None, "hidden"
    player.lock()
    player.lamp()
    player.tongs()
    player.uncover(kind)
    assert player.seen.residue(kind) is not None, "seen"
    assert player.seen.residue(kind).cleared is False
    player.settle(kind)

    found, cleared = of(player.events, e.ResidueFound), of(player.events, e.ResidueCleared)
    assert [(one.slot, one.by, one.phase) for one in found] == [(kind, "trainee", "before")]
    assert [(one.slot, one.right, one.counted) for one in cleared] == [(kind, True, True)]
    assert of(player.events, e.Mishandled) == []
    assert of(player.events, e.Refused) == []
    assert player.world.state.residues[kind].cleared


def test_the_bank_holds_thirty_kinds_and_more_of_every_family_and_difficulty() -> None:
    assert len(DRAWN) >= 30
    assert {RESIDUES[kind].family for kind in DRAWN} == {"unit", "print", "document", "tool", "waste", "state"}
    assert {RESIDUES[kind].difficulty for kind in DRAWN} == {1, 2, 3, 4, 5}


@pytest.mark.parametrize("kind", [kind for kind in DRAWN if RESIDUES[kind].family != "state"])
def test_what_has_not_been_seen_cannot_be_taken(kind: str) -> None:
    spec = line_with(kind, name=home(kind))
    player = LinePlayer(replace(spec, trainee=replace(spec.trainee, x_m=spec.rooms[-1].x1_m - 0.2)), 1)
    residue = player.world.state.residues[kind]
    player.do(c.Reach("left", 300, 2050 if residue.y < 1.3 else 50), ticks=150)  # he looks elsewhere
    player.reach("right", residue.x, residue.y)
    refused = of(player.do(c.Grip("right", kind, "corner" if residue.stuck else "")), e.Refused)
    assert [one.reason for one in refused] in (["not_seen"], ["guard_shut"])
