"""Whatever is asked of a line, it answers with events: nothing breaks, and the same commands give the same events."""

from __future__ import annotations

import random

import pytest

from game import commands as c
from game.entities.stations import STATIONS
from game.events import to_plain
from game.world.line.world import LineWorld
from tests.kit.line_player import NAMES, line_level

WORDS = (
    "", "stop", "lock", "jog", "count", "corner", "middle", "floor", "check", "yes", "0915", "12", "tag", "residue", "sign", "accept",
    "x" * 50,
)  # fmt: skip


def vocabulary(level) -> list[str]:
    """Every id there is, and some there are not."""
    kinds = [STATIONS[thing.kind] for thing in level.things if thing.kind in STATIONS]
    parts = [part.id for kind in kinds for part in (*kind.parts, *kind.guards)] + [verb for k in kinds for p in k.parts for verb in p.verbs]
    return [*(thing.id for thing in level.things), *(step.id for step in level.steps), *parts, *WORDS, "lamp", "tongs", "left", "right"]


def random_command(rng: random.Random, words: list[str], residues: list[str]) -> c.Command:
    cls = rng.choice(list(c.KINDS.values()))
    if cls is c.Leave:
        cls = c.Reach
    values = []
    for field in c.__dict__[cls.__name__].__dataclass_fields__.values():
        if field.type == "int":
            values.append(rng.randint(-2000, 12000))
        elif field.type == "bool":
            values.append(rng.random() < 0.5)
        elif field.name == "hand" and rng.random() < 0.95:
            values.append(rng.choice(("left", "right")))
        elif rng.random() < 0.3:
            values.append(rng.choice(residues))
        elif field.name == "field" and rng.random() < 0.8:
            values.append(f"{rng.choice(words)}.{rng.choice(('conform', 'time', 'found', 'initials', 'second', 'remark'))}")
        else:
            values.append(rng.choice(words))
    return cls(*values)


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("name", NAMES)
def test_random_commands_break_nothing(name: str, seed: int) -> None:
    level = line_level(name)
    rng = random.Random(f"{name}/{seed}")
    world = LineWorld(level, seed)
    words, residues = vocabulary(level), list(world.state.residues)
    played, events = [], []
    for tick in range(2400):
        given = [random_command(rng, words, residues) for _ in range(3)]
        if tick % 40 == 0:
            given.append(c.WalkTo(rng.randint(0, 11000)))
        if tick % 7 == 0:
            thing = rng.choice(list(world.state.residues.values()))
            hand = rng.choice(("left", "right"))
            given += [
                c.Reach(hand, round((thing.x - world.state.operator.x) * 1000), round(thing.y * 1000)),
                c.Grip(hand, thing.id, "corner"),
            ]
        played.append(given)
        events += world.step(given)
        if world.ended:
            break
    assert [to_plain(event) for event in events]
    again = LineWorld(level, seed)
    assert [event for given in played for event in again.step(given)] == events
