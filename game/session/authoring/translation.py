"""The texts of levels as one table for a spreadsheet, and back: the English is put into the files at its marks.

UTF-8 with a byte order mark, `;`, one line a text: level, place, what it is, French, English, most characters, hash of the French.
A text that a spreadsheet would take for a formula or a number gets an apostrophe before it, which is taken away again.  Only the
English is read back, and only where the French is still the one that was translated.
"""

from __future__ import annotations

import csv
import functools
import hashlib
import io
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path as FilePath

from game.content.edit import Draft, EditError
from game.content.lint.texts import ROOM
from game.content.tree import Path as Place
from game.content.tree import Plain
from game.spec import LevelSpec, Text
from game.texts import LANGS, t

COLUMNS = ("level", "place", "what", "fr", "en", "most", "hash")
_ALONE = ("title", "text", "hint", "say", "why", "name", "product")
_LISTS = ("brief", "poster")
_RISKY = re.compile(r"'*(?:\s*[=+\-@\t\r\n\0＝＋－＠]|[\d.,\s]+([eE][+-]?\d+)?\Z|\d+[/.:-]\d+([/.:-]\d+)?\Z)")
"""What a spreadsheet would make something else of; apostrophes before it count, so that taking one away is sure."""
MOST_CELL = 20_000
MOST_TABLE = 5_000_000
"""Bytes of a file that is looked into to find a table."""
MOST_TABLES = 4


@dataclass(frozen=True, slots=True)
class Row:
    """A text of a level.  place: its place with ids in place of numbers (steps/wash/text); fr, en: "" where there is none."""

    level: str
    place: str
    what: str
    fr: str
    en: str

    @property
    def hash(self) -> str:
        """Of the French: another one, and the English may no longer fit."""
        return hashlib.sha256(self.fr.encode("utf-8", "surrogatepass")).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Note:
    """Something said of a line of the table (from 1, 0 for none).  code: text `author.translate_<code>`; bad: it was not taken."""

    line: int
    place: str
    code: str
    bad: bool = True
    reason: str = ""

    def text(self, lang: str) -> str:
        """In the reader's words."""
        said = t(f"author.translate_{self.code}", lang, place=self.place, reason=self.reason)
        return t("author.translate_line", lang, line=self.line, said=said) if self.line else said


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: (file, texts changed, its backup), and what is to be said."""

    files: tuple[tuple[FilePath, int, FilePath], ...]
    notes: tuple[Note, ...]


def texts_of(plain: Plain, path: Place = ()) -> Iterator[tuple[Place, Plain]]:
    """(path, value) of every text in a level's plain data; a text alone is the French one."""
    if isinstance(plain, dict):
        if plain and set(plain) <= {"fr", "en"} and all(isinstance(one, str) for one in plain.values()):
            yield path, plain
            return
        for key, value in plain.items():
            yield from texts_of(value, (*path, key))
    elif isinstance(plain, list):
        for n, value in enumerate(plain):
            yield from texts_of(value, (*path, n))
    elif isinstance(plain, str) and path and (path[-1] in _ALONE or path[0] in _LISTS):
        yield path, plain


def alone(plain: Plain, lang: str) -> frozenset[str]:
    """The texts of a level's plain data that lack that language, as they are shown in the other one."""
    found: set[str] = set()
    for _, value in texts_of(plain):
        both = {"fr": value} if isinstance(value, str) else value
        if not both.get(lang):
            found.update(both.values())
    return frozenset(found)


@functools.lru_cache(maxsize=4)
def _alone(source: str, lang: str) -> frozenset[str]:
    """The same of a level's text."""
    return alone(Draft(source.encode(), "").plain, lang)


def said(level: LevelSpec, text: Text, lang: str) -> str:
    """A text of that level as it is shown in a language; where it has the other one only, with that said."""
    return in_one(text.get(lang), lang) if text.get(lang) in _alone(level.source, lang) else text.get(lang)


def in_one(words: str, lang: str) -> str:
    """A text that lacks the reader's language, with that said."""
    return t(f"workshop_more.only_{next(other for other in LANGS if other != lang)}", lang, text=words)


def rows_of(draft: Draft) -> dict[str, tuple[Row, Place]]:
    """Place -> the text and its path.  Raises EditError when the file names no level."""
    plain = draft.plain
    if not isinstance(plain, dict) or not isinstance(plain.get("id"), str):
        raise EditError("unreadable", file=draft.name)
    found = {}
    for path, value in texts_of(plain):
        both = {"fr": value} if isinstance(value, str) else value
        place = _named(plain, path)
        found[place] = (Row(plain["id"], place, _what(path), both.get("fr", ""), both.get("en", "")), path)
    return found


def _named(plain: Plain, path: Place) -> str:
    """A path with the ids of entries for their numbers, so that it still holds when entries are moved."""
    now, parts = plain, []
    for part in path:
        ids = [one.get("id") if isinstance(one, dict) else None for one in now] if isinstance(now, list) else []
        now = now[part]
        own = ids[part] if isinstance(part, int) else None
        sure = isinstance(own, str) and ids.count(own) == 1 and re.fullmatch(r"[A-Za-z_][\w-]*", own)
        parts.append(own if sure else str(part + 1) if isinstance(part, int) else str(part))
    return "/".join(map(str, parts))


def _what(path: Place) -> str:
    if path[0] == "hazards":
        return "hazard"
    return str(next(part for part in reversed(path) if isinstance(part, str)))


def export(paths: Sequence[FilePath]) -> tuple[bytes, tuple[Note, ...]]:
    """The table of these levels, and the texts that lack a language.  Raises OSError, EditError."""
    out, notes = io.StringIO(), []
    table = csv.writer(out, delimiter=";", lineterminator="\r\n")
    table.writerow(COLUMNS)
    for path in paths:
        for row, _ in rows_of(Draft.read(path)).values():
            table.writerow((row.level, row.place, row.what, guarded(row.fr), guarded(row.en), ROOM.get(row.what, ""), row.hash))
            notes += _missing(row)
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8"), tuple(notes)


def _missing(row: Row) -> list[Note]:
    place = f"{row.level} {row.place}"
    return [Note(0, place, f"no_{lang}", bad=False) for lang in ("fr", "en") if not getattr(row, lang).strip()]


def guarded(text: str) -> str:
    """A text that stays a text in a spreadsheet."""
    return "'" + text if _RISKY.match(text) else text


def unguarded(cell: str) -> str:
    """The text that a cell stands for."""
    return cell[1:] if cell.startswith("'") and _RISKY.match(cell) else cell


def read_table(data: bytes) -> list[dict[str, str]]:
    """The lines of a table as a spreadsheet saved it (UTF-8 or Windows, `;`, `,` or tabs).  Raises ValueError without our columns."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    head = text.partition("\n")[0]
    delimiter = max(";,\t", key=head.count)
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise ValueError(str(error)) from error
    names = [name.strip().lower() for name in lines[0]] if lines else []
    if not {"level", "place", "fr", "en", "hash"} <= set(names):
        raise ValueError(", ".join(COLUMNS))
    return [dict(zip(names, [*line, *[""] * len(names)], strict=False)) for line in lines[1:]]


def tables(level: str, folders: Sequence[FilePath]) -> tuple[FilePath, ...]:
    """The tables in these folders that hold texts of that level, the one written last first."""
    found: dict[FilePath, int] = {}
    for folder in folders:
        with suppress(OSError):
            for path in folder.glob("*.[cC][sS][vV]"):
                state = path.stat()
                if state.st_size <= MOST_TABLE and level in _levels_in(path, state.st_mtime_ns, state.st_size):
                    found[path.absolute()] = state.st_mtime_ns
    return tuple(sorted(found, key=lambda path: (-found[path], str(path))))[:MOST_TABLES]


@functools.lru_cache(maxsize=64)
def _levels_in(path: FilePath, _when: int, _size: int) -> frozenset[str]:
    """The levels that a file names, as it was written then; none for one that is no such table."""
    try:
        return frozenset(cells["level"].strip() for cells in read_table(path.read_bytes()))
    except (OSError, ValueError):
        return frozenset()


def take(data: bytes, paths: Sequence[FilePath]) -> Imported:
    """Put the English of a table into these level files, old files kept as .bak.

    A line that does not fit is named and passed over; a file in which nothing changes is not written.
    Raises ValueError (no such table), OSError, EditError."""
    drafts = {}
    for path in paths:
        draft = Draft.read(path)
        drafts[str(draft.value(("id",)))] = (path, draft)
    notes: list[Note] = []
    made = dict.fromkeys(drafts, 0)
    for n, cells in enumerate(read_table(data), 2):
        level = cells["level"].strip()
        if not any(cells.values()):
            continue
        if level not in drafts:
            notes.append(Note(n, level, "no_level"))
            continue
        note = _put(drafts[level][1], cells, n)
        made[level] += note is None
        notes += [note] if note and note.code != "same" else []
    for _, draft in drafts.values():
        notes += [note for row, _ in rows_of(draft).values() for note in _missing(row)]
    files = []
    for level, (path, draft) in drafts.items():
        if draft.changed:
            files.append((path, made[level], draft.save(path)))
    return Imported(tuple(files), tuple(notes))


def _put(draft: Draft, cells: dict[str, str], line: int) -> Note | None:
    """One line of the table into its file; None when the file now holds another text."""
    place = f"{cells['level'].strip()} {cells['place'].strip()}"
    found = rows_of(draft).get(cells["place"].strip())
    if found is None:
        return Note(line, place, "no_place")
    row, path = found
    if cells["hash"].strip() != row.hash:
        return Note(line, place, "stale")
    if unguarded(cells["fr"]).split() != row.fr.split():
        return Note(line, place, "french")
    english = unguarded(cells["en"])
    if not english.strip() or english == row.en:
        return Note(line, place, "same", bad=False)
    if len(english) > MOST_CELL:
        return Note(line, place, "long")
    try:
        if isinstance(draft.value(path), str):
            draft.put(path, {"fr": row.fr, "en": english})
        else:
            draft.put((*path, "en"), english)
    except EditError as error:
        return Note(line, place, "refused", reason=str(error.values.get("line", "")))
    return None
