"""Run files for tests: a scripted player's commands, played through a real session into a folder."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from game.commands import Command, Release
from game.content.rules import load_rulebook
from game.session.session import Session
from game.session.station import Station
from scoring.seal import line_hash, sign
from tests.kit.player import Player, level

STARTED = "2026-01-31T14:03:05Z"


@dataclass(frozen=True)
class Script:
    """Commands by tick, and how many ticks they last."""

    commands: dict[int, tuple[Command, ...]]
    ticks: int


@cache
def coat_on_the_floor(name: str = "gowning-grade-d") -> Script:
    """Over the bench, a coat out of its pack, dropped, a little more: about a minute with findings in it."""
    player = Player(level(name), seed=7)
    player.to_clean_side()
    player.coat_in_hand()
    player.do(Release("left", "floor"), ticks=200)
    by_tick: dict[int, list[Command]] = {}
    for tick, command in player.commands:
        by_tick.setdefault(tick, []).append(command)
    return Script({tick: tuple(commands) for tick, commands in by_tick.items()}, player.world.tick)


def session(results: Path | None, station: Station | None = None, seed: int = 7, trainee: str = "p-12") -> Session:
    """A session of the grade D level that starts at a fixed time."""
    return Session(level(), load_rulebook(), seed, results=results, trainee=trainee, device="mouse", station=station, now=lambda: STARTED)


def play(run: Session, script: Script, until: int | None = None) -> Session:
    """Give the script's commands from where the session stands."""
    while run.world.tick < (script.ticks if until is None else until):
        run.step(script.commands.get(run.world.tick, ()))
    return run


def resealed(lines: list[bytes], station: Station) -> bytes:
    """The file a clever forger makes: the chain and the seal made anew with a key of his own."""
    head, out = "", []
    for n, line in enumerate(lines):
        data = json.loads(line)
        data |= {"n": n, "prev": head}
        if data["kind"] == "run":
            data["station"] = station.id
        if data["kind"] == "seal":
            data |= {"public": station.public, "signature": sign(station.private, head)}
        out.append(json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode())
        head = line_hash(out[-1])
    return b"\n".join(out) + b"\n"
