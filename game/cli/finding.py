"""What a person meant by the words of a command line: a level, a seed, a time, a mutant."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from game.environment import levels_home, own_levels
from game.texts import t

if TYPE_CHECKING:
    from game.session.mutation import Mutation
    from game.spec import LevelSpec
    from scoring.rulebook import Rulebook

GOOD, NOT_GOOD, COULD_NOT = 0, 1, 2
LEVELS = levels_home()


class Trouble(Exception):
    """The command could not run.  text: why and what to do, in the reader's language."""

    def __init__(self, text: str, code: int = COULD_NOT) -> None:
        super().__init__(text)
        self.text, self.code = text, code


def level_files() -> dict[str, Path]:
    """Id -> file of every level there is (the file bears the level's id): those of the folder, and what was written on this PC."""
    found = [path for home in (own_levels(), LEVELS) for path in sorted(home.glob("*/*.yaml")) if path.parent.name != "site"]
    return {path.stem: path for path in found}


def level_path(name: str, lang: str) -> Path:
    """The file meant by a path or a level id."""
    known = level_files()
    if name in known:
        return known[name]
    if Path(name).is_file():
        return Path(name)
    raise Trouble(t("cli.no_level", lang, name=name, known=", ".join(known), meant=near(name, known, lang)))


def near(name: str, known: Iterable[str], lang: str) -> str:
    """Like: Did you mean ...?, "" when nothing is close."""
    import difflib

    found = difflib.get_close_matches(name, list(known), n=1)
    return t("cli.did_you_mean", lang, name=found[0]) if found else ""


def load(name: str, lang: str) -> LevelSpec:
    """The level meant by that name, sound.  Its faults are told and end the command (code 1)."""
    from game.content.diagnostic import ContentError
    from game.content.loader import load_level

    try:
        return load_level(level_path(name, lang))
    except ContentError as error:
        raise Trouble(error.message(lang), NOT_GOOD) from error


def seed_of(args: argparse.Namespace) -> int:
    """The seed asked for, else one from the system."""
    from game.session.seeds import practice_seed

    return practice_seed() if args.seed is None else int(args.seed)


def at_tick(text: str) -> int:
    """A time in a run, 83 or 1:23.5, as a tick.  Raises ValueError."""
    minutes, _, seconds = text.rpartition(":")
    value = float(seconds.replace(",", ".")) + 60 * int(minutes or 0)
    if not 0 <= value < 4 * 3600:
        raise ValueError(text)
    return round(value * 60)


def mutation_named(name: str, level: LevelSpec, rulebook: Rulebook, seed: int, lang: str) -> Mutation:
    """The error of that name among those that this seed allows."""
    from game.session.prove import trial_named

    trial = trial_named(level, rulebook, seed, name)
    if isinstance(trial, tuple):
        raise Trouble(t("cli.no_mutant", lang, name=name, seed=seed, known="\n  ".join(trial)))
    return trial.mutation
