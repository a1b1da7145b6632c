"""A level on the desk of its author: edited at its marks, saved at once, with undo and redo over everything done here.

Every change is held against the check first: one that would bring a new error is refused with what the check says, and nothing is
written.  What another program writes meanwhile is taken as one more step that can be undone, and never written over unasked.
Before the first change the file is kept beside as .bak.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from game.content import check, source
from game.content.edit import Draft, EditError
from game.content.fault import ERROR, Diagnostic
from game.content.fix import save
from game.content.loader import Checked
from game.content.report import severity_of, tell
from game.content.tree import Path as Place
from game.content.tree import Plain
from game.session.authoring.translation import alone, in_one
from game.session.authoring.watching import Watched
from game.session.authoring.workshop import State, state_of
from game.session.results import write_whole
from game.spec import LevelSpec
from game.texts import t

MISSING = "S202"
"""A key that has to be there: its field is empty."""
MOST_STEPS = 500
"""Steps that can be undone."""


class NotWritten(Exception):
    """A change that was not made: the file is as it was.  text(lang) says why, in words."""

    def __init__(self, faults: tuple[Diagnostic, ...] = (), edit: EditError | None = None, reason: str = "") -> None:
        super().__init__(reason or str(edit) or ", ".join(fault.code for fault in faults))
        self.faults, self.edit, self.reason = faults, edit, reason

    def text(self, lang: str, place: Place = (), label: str = "") -> str:
        """Why, in the reader's language.  place, label: of the field it is about, which is called as the reader sees it."""
        if self.edit is not None:
            return self.edit.text(lang)
        if not self.faults:
            return t("workshop.cannot_write", lang, reason=self.reason)
        key = str(place[-1]) if place else ""
        if key and any(fault.code == MISSING and fault.values.get("key") == key for fault in self.faults):
            return t("workshop.not_empty", lang)
        said = [tell(fault, lang) for fault in self.faults[:2]]
        text = " ".join(f"{sentence(one.sentence)} {one.fix[:1].upper()}{one.fix[1:]}" for one in said)
        return re.sub(rf"([«“]\s?){re.escape(key)}(\s?[»”])", lambda found: f"{found[1]}{label}{found[2]}", text) if label else text


class Elsewhere(Exception):
    """Somebody else has written the file since it was read: it was read again, and the change was not made."""


@dataclass(frozen=True, slots=True)
class Step:
    """A text as it stood before a change.  what: key of what was changed, for the words of undo."""

    data: bytes
    what: str


def sentence(text: str) -> str:
    """With a capital and a full stop."""
    text = text.strip()
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "?", "!")) else ".")


class Desk:
    """One level file while its page is open.  A broken file can lie here too: then `draft` is None and nothing can be put."""

    def __init__(self, path: Path) -> None:
        self.watched = Watched(path, path.name)
        self.saved_at: datetime | None = None
        """When the last change was written."""
        self.reread_at: datetime | None = None
        """When a change of another program was taken; None again once something was saved here."""
        self.gone = ""
        """"gone" or "locked" while the file cannot be read; what was read stays."""
        self._undo: list[Step] = []
        self._redo: list[Step] = []
        self._kept = False
        self._take(self.watched.last.data)
        self.gone = self._state_of_file()

    @property
    def path(self) -> Path:
        """Where the file lies."""
        return self.watched.path

    def _take(self, data: bytes) -> None:
        self.data = data
        self._alone: dict[str, frozenset[str]] = {}
        missing = not data and self._state_of_file()
        name = self.path.name
        self.checked: Checked = check.look(source.read(self.path, name) if missing else source.from_bytes(data, name))
        self.faults = check.reported(self.checked).faults
        self.state: State = state_of(self.checked)
        try:
            self.draft: Draft | None = Draft(data, self.path.name)
        except EditError:
            self.draft = None

    def _state_of_file(self) -> str:
        state = self.watched.last.state
        return state if state in ("gone", "locked") else ""

    def judge_again(self) -> None:
        """Rules, proofs or approval have changed around it."""
        self._take(self.data)

    @property
    def level(self) -> LevelSpec | None:
        """The level, when it can be played."""
        return self.checked.level

    @property
    def broken(self) -> bool:
        """Whether not even its blocks can be told apart: nothing of it can be shown in fields."""
        return self.draft is None or not isinstance(self.draft.plain, dict)

    @property
    def plain(self) -> Plain:
        """The file as plain data, {} where it cannot be read."""
        return self.draft.plain if self.draft is not None and isinstance(self.draft.plain, dict) else {}

    def value(self, place: Place) -> Plain:
        """What stands there; None for nothing."""
        return self.draft.value(place) if self.draft is not None else None

    def told(self, words: str, lang: str) -> str:
        """A text of the level as it is shown; where it lacks that language, with that said."""
        if lang not in self._alone:
            self._alone[lang] = alone(self.plain, lang)
        return in_one(words, lang) if words in self._alone[lang] else words

    def words(self, place: Place) -> str:
        """What stands there as one types it, "" for nothing."""
        value = self.value(place)
        if isinstance(value, bool):
            return "yes" if value else "no"
        return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)

    # --- changes -----------------------------------------------------------------------------------------------------------

    def put(self, place: Place, value: Plain, what: str = "") -> None:
        """Put a value, or take it away with "" or None; saved at once.  Raises NotWritten, Elsewhere."""
        self.change(lambda draft: _put(draft, place, value), place, what)

    def change(self, make: Callable[[Draft], None], place: Place = (), what: str = "") -> None:
        """Any edits in one step.  place: where an error that stood before counts as one of this change."""
        if self.draft is None:
            raise NotWritten(edit=EditError("unreadable", file=self.path.name))
        trial = Draft(self.data, self.path.name)
        try:
            make(trial)
        except EditError as error:
            raise NotWritten(edit=error) from error
        if trial.data == self.data:
            return
        wrong = self._new_errors(trial, place)
        if wrong:
            raise NotWritten(wrong)
        self.replace(trial.data, what)

    def _new_errors(self, trial: Draft, place: Place) -> tuple[Diagnostic, ...]:
        """Errors that the change brings, and those at its own line."""
        found = [fault for fault in check.look(source.from_bytes(trial.data, self.path.name)).faults if severity_of(fault) == ERROR]
        before = Counter(fault.code for fault in self.faults if severity_of(fault) == ERROR)
        more = Counter(fault.code for fault in found) - before
        line = trial.line(place) - 1 if place else -1
        here = [fault for fault in found if fault.span.line == line]
        return tuple(here or [fault for fault in found if fault.code in more])

    def replace(self, data: bytes, what: str = "", *, backup: bool = False) -> None:
        """Another text for the file, whatever the check says of it.  backup: the one before goes into .bak once more.

        Raises NotWritten, Elsewhere."""
        before = self.data
        self._write(data, backup)
        self._undo.append(Step(before, what))
        del self._undo[:-MOST_STEPS]
        self._redo.clear()

    def _write(self, data: bytes, backup: bool = False) -> None:
        if self.reread():
            raise Elsewhere
        try:
            if (backup or not self._kept) and self.gone != "gone":
                save(self.path, data)
                self._kept = True
            else:
                write_whole(self.path, data)
        except OSError as error:
            raise NotWritten(reason=error.strerror or type(error).__name__) from error
        self.watched.again()
        self._take(data)
        self.saved_at, self.reread_at, self.gone = datetime.now().astimezone(), None, ""

    # --- back and forth ------------------------------------------------------------------------------------------------------

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to go back."""
        return bool(self._undo)

    @property
    def can_redo(self) -> bool:
        """Whether there is a step that was undone."""
        return bool(self._redo)

    def undo(self) -> str | None:
        """One step back; returns what it was about, None when there is none.  Raises NotWritten, Elsewhere."""
        return self._swap(self._undo, self._redo)

    def redo(self) -> str | None:
        """One step forth again."""
        return self._swap(self._redo, self._undo)

    def _swap(self, taken: list[Step], other: list[Step]) -> str | None:
        if not taken:
            return None
        step, before = taken[-1], self.data
        self._write(step.data)
        taken.pop()
        other.append(replace(step, data=before))
        return step.what

    # --- other programs ------------------------------------------------------------------------------------------------------

    def look(self) -> bool:
        """To be called every tick: whether anything about the file is new."""
        change = self.watched.look()
        if change is None:
            return False
        if change.moved is not None:
            change = self.watched.follow(change.moved)
        self.gone = self._state_of_file()
        if self.gone:
            return True
        self._taken(change.data)
        return True

    def reread(self) -> bool:
        """The file as it lies there now; whether somebody else had written it."""
        change = self.watched.again()
        self.gone = self._state_of_file()
        return not self.gone and self._taken(change.data)

    def _taken(self, data: bytes) -> bool:
        """What another program wrote, as one more step."""
        if data == self.data:
            self.judge_again()
            return False
        self._undo.append(Step(self.data, "elsewhere"))
        self._redo.clear()
        self._kept = False  # their text is worth a copy of its own before it is changed here
        self._take(data)
        self.reread_at = datetime.now().astimezone()
        return True

    def took(self, what: str) -> None:
        """After this program itself has written the file by another way (approval, translation): its text, as a step of that name."""
        if self.reread():
            self._undo[-1] = replace(self._undo[-1], what=what)
            self.saved_at, self.reread_at, self._kept = self.reread_at, None, True


def _put(draft: Draft, place: Place, value: Plain) -> None:
    there = draft.value(place)
    if isinstance(value, str) and type(there) is int and value.lstrip("-").isdecimal():
        value = int(value)  # a number stays one
    if value not in (None, ""):
        draft.put(place, value)
    elif draft.value(place) is not None:
        draft.remove(place)
