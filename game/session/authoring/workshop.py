"""What lies in the workshop: every level file with the state it is in, a broken one too; and where a new level goes.

The folders: that of the levels (a site's own, GRADE_A_LEVELS, or the one that came along), and that of the levels written on this PC
where the first cannot be written.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from game.content import check, source
from game.content.edit import Draft, EditError
from game.content.fault import ERROR, TODO, WARNING, Diagnostic
from game.content.loader import Checked
from game.content.report import severity_of
from game.content.rules import known_rulebook
from game.content.tree import Plain
from game.environment import level_homes, levels_home, own_levels
from game.session.approval import holds
from game.session.authoring.starting import NewError, good_name
from game.session.proofs import Proof, proof_of
from game.spec import LevelSpec, Text
from game.texts import LANGS

SCENES = ("gowning", "line_clearance", "deviation")
"""Folders of the levels, in the order of training."""
NOT_APPROVED_YET = ("V802",)
"""What the approval says anyway."""


@dataclass(frozen=True, slots=True)
class State:
    """How it stands with a level file.

    approval: approved | none | voided (signed, but the level or one of its rules is another now); errors: how many faults keep it from
    being played; warnings, todos: how many are to be looked at, and how many texts are still to be written; first: the first of these
    errors; proof: what `prove` said of this very text."""

    approval: str
    errors: int
    warnings: int
    todos: int
    first: Diagnostic | None = None
    proof: Proof | None = None

    @property
    def good(self) -> bool:
        """Whether it can be played."""
        return not self.errors

    @property
    def failed(self) -> bool:
        """Whether it was proved, and did not pass."""
        return self.proof is not None and not self.proof.good

    @property
    def spotless(self) -> bool:
        """Whether nobody has anything to say against it."""
        return not (self.errors or self.warnings or self.todos or self.failed)


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of the list.  scene: by its folder, else by what stands in it; title: None where none can be read."""

    path: Path
    scene: str
    title: Text | None
    version: str
    state: State
    readable: bool
    """False: not even its blocks can be told apart."""
    only: str
    """The language its title is in, where it lacks the other; "" for both."""
    own: bool
    """It lies among the levels written on this PC."""


def files() -> Iterator[Path]:
    """Every file that is a level or meant as one, in the order of the list; rules of the site and the paths of training are none."""
    for home in level_homes():
        found = [path for path in (*home.glob("*/*.y*ml"), *home.glob("*.y*ml")) if path.suffix in (".yaml", ".yml")]
        levels = [path for path in found if path.parent.name != "site" and path.name != "paths.yaml"]
        yield from sorted(levels, key=lambda path: (_rank(path.parent.name), not path.stem.endswith("-first"), path.name))


def _rank(scene: str) -> int:
    return SCENES.index(scene) if scene in SCENES else len(SCENES)


def entry_of(path: Path) -> Entry:
    """What the list says of a file.  Never raises for what is in it, nor when it is gone."""
    src = source.read(path)
    checked = check.look(src)
    plain = checked.plain if isinstance(checked.plain, dict) else {}
    kind = plain.get("kind") if isinstance(plain.get("kind"), str) else ""
    scene = path.parent.name if path.parent.name in SCENES else str(kind)
    return Entry(
        path=path,
        scene=scene,
        title=_title(plain.get("title")),
        version=_said(plain, "version"),
        state=state_of(checked),
        readable=_readable(src),
        only=_only(plain.get("title")),
        own=own_levels() in path.parents and levels_home() not in path.parents,
    )


def _readable(src: source.Source) -> bool:
    try:
        return isinstance(Draft(src.data, src.file).plain, dict)
    except EditError:
        return False


def _title(value: Plain) -> Text | None:
    both = {"fr": value} if isinstance(value, str) else value if isinstance(value, dict) else {}
    fr, en = (str(both.get(lang) or "") for lang in ("fr", "en"))
    return Text(fr or en, en or fr) if fr or en else None


def _only(value: Plain) -> str:
    both = {"fr": value} if isinstance(value, str) else value if isinstance(value, dict) else {}
    there = [lang for lang in LANGS if both.get(lang)]
    return there[0] if len(there) == 1 else ""


def _said(plain: Plain, key: str) -> str:
    control = plain.get("control") if isinstance(plain, dict) else None
    value = control.get(key) if isinstance(control, dict) else None
    return str(value) if isinstance(value, str | int | float) else ""


def state_of(checked: Checked) -> State:
    """The state of a file that was looked at."""
    told = [fault for fault in checked.faults if fault.code not in NOT_APPROVED_YET]
    errors = [fault for fault in told if severity_of(fault) == ERROR]
    warnings, todos = (sum(severity_of(fault) == one for fault in told) for one in (WARNING, TODO))
    proof = proof_of(checked.level) if checked.level is not None else None
    return State(approval_of(checked.plain, checked.level), len(errors), warnings, todos, _cause(errors), proof)


def _cause(errors: list[Diagnostic]) -> Diagnostic | None:
    """The one to name: what keeps the text from being read at all comes before what follows from that."""
    return min(errors, key=lambda fault: (not fault.code.startswith("Y"), fault.order), default=None)


def approval_of(plain: Plain, level: LevelSpec | None) -> str:
    """approved | none | voided."""
    if not all(_said(plain, key) for key in ("reviewer", "approver", "approved_on")):
        return "none"
    rulebook = known_rulebook()
    return "approved" if level is not None and rulebook is not None and holds(level, rulebook) else "voided"


# --- where a new one goes ----------------------------------------------------------------------------------------------------


def can_write(folder: Path) -> bool:
    """Whether files can be made in that folder, or in the nearest one above that is there."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return folder.is_dir() and os.access(folder, os.W_OK)


def home_for(scene: str) -> Path:
    """Where a new level of that scene goes: among the levels, else (they cannot be written) among the user's own."""
    first = levels_home() / scene
    return first if can_write(first) else own_levels() / scene


def copied(path: Path, name: str) -> Path:
    """A copy of a level under another name, to be changed; its approval stays behind.  Returns the new file.

    Raises NewError (name; there: a file of that name), EditError, OSError."""
    if not good_name(name):
        raise NewError("name", name=name)
    draft = Draft.read(path)
    draft.put(("id",), name)
    for key in ("reviewer", "approver", "approved_on", "approval"):
        if draft.value(("control", key)) is not None:
            draft.remove(("control", key))
    fresh = home_for(path.parent.name if path.parent.name in SCENES else str(draft.value(("kind",)))) / f"{name}.yaml"
    fresh.parent.mkdir(parents=True, exist_ok=True)
    try:
        with fresh.open("xb") as file:
            file.write(draft.data)
    except FileExistsError as error:
        raise NewError("there", file=str(fresh)) from error
    return fresh
