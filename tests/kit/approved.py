"""Levels as a site approves them: the shipped text, its control block signed, in a folder of its own.  And sets played in them."""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path

from game.content.loader import load_level
from game.content.rules import load_rulebook
from game.session import approval
from game.session.assessment import Opened, begin, forms_of, new_code, open_code
from game.session.expert import Expert
from game.session.mutation import Mutation
from game.session.session import Session
from game.spec import LevelSpec
from tests.kit.player import LEVELS

os.environ.setdefault("GRADE_A_DATA", tempfile.mkdtemp(prefix="grade-a-data-"))  # a station key of its own


def approve(folder: Path, name: str = "gowning-first", scene: str = "gowning") -> Path:
    """The level of that name, approved, with assessment among its modes, in `folder`/`scene`."""
    text = (LEVELS / scene / f"{name}.yaml").read_text(encoding="utf-8")
    if "  - assessment\n" not in text:
        text = re.sub(r"(modes:\n(?:  - \w+\n)+)", r"\1  - assessment\n", text, count=1)
    path = folder / scene / f"{name}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    approval.approve(path, "A. Martin", "Q. Durand", "2026-03-01")
    return path


def approved(folder: Path, name: str = "gowning-first") -> LevelSpec:
    """The same, loaded."""
    return load_level(approve(folder, name))


def opened(level: LevelSpec, code: str = "") -> Opened:
    """What a code opens; without one, what a new code opens."""
    return open_code(code or new_code(level).text, [level])


def form(results: Path, opened: Opened, trainee: str = "p-12", errors: tuple[tuple[str, str], ...] = (), lang: str = "fr") -> Session:
    """The next form of the set, begun."""
    return begin(opened, forms_of(results, trainee, opened.set), load_rulebook(), results, trainee, lang)


def play(session: Session, error: tuple[str, str] | None = None, until_tick: int = 40_000) -> Session:
    """The expert plays it (in the person's name), with one error perhaps, until the end or a tick."""
    expert = Expert(session.level, Mutation(*error) if error else None)
    while not session.world.ended and session.world.tick < until_tick:
        session.step(expert.commands(session.world.seen))
    return session


def whole_set(results: Path, opened: Opened, trainee: str = "p-12", error: tuple[str, str] | None = None) -> list[Path]:
    """Both forms played and sealed; `error` in the second.  Their files."""
    paths = []
    for number in (1, 2):
        session = play(form(results, opened, trainee), error if number == 2 else None)
        session.close()
        assert session.path is not None
        paths.append(session.path)
    return paths
