"""What a trainer keeps of his own: groups of pseudonyms, the assessments he has opened, the folders he used last.

Plain JSON files in the folder `trainer` of the user's data.  A code is in none of them: an assessment is known by its set's public id.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from game.session.assessment import Form, Opened, sets_of
from game.session.results import data_folder, free_name, utc_now, write_whole
from game.session.runfile import SUFFIX
from game.texts import t
from scoring.assessment import FORMS, Taken

FOLDER = "trainer"
GROUPS, OPENED, FOLDERS = "groups.json", "assessments.json", "folders.json"
LONGEST_NAME = 40
MOST_OPENED = 60
MOST_FOLDERS = 8
FORMAT = 1
_LARGEST = 2_000_000
_EARLIER = timedelta(days=1)
"""Files so much older than the opening are looked at too: clocks differ."""


class GroupError(Exception):
    """code: name | taken | nobody; the text is `trainer.group_bad_<code>`."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code, values)
        self.code, self.values = code, values

    def text(self, lang: str) -> str:
        """What is wrong and what to do."""
        return t(f"trainer.group_bad_{self.code}", lang, **self.values)


@dataclass(frozen=True, slots=True)
class Group:
    """Pseudonyms that train together."""

    name: str
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Opening:
    """An assessment that was opened: the set by its public id, for whom, when (UTC), by whom, how many points it can bring."""

    set: str
    level: str
    version: str
    title_fr: str
    title_en: str
    points: int
    group: str
    people: tuple[str, ...]
    time: str
    by: str

    def title(self, lang: str) -> str:
        """Of the level."""
        return self.title_fr if lang == "fr" else self.title_en


# --- files ---------------------------------------------------------------------------------------------------------------


def _path(name: str, folder: Path | None) -> Path:
    return (folder or data_folder()) / FOLDER / name


def _read(name: str, folder: Path | None) -> list[Any]:
    """The rows of a file; one that cannot be read is kept under another name, and counts as empty."""
    path = _path(name, folder)
    try:
        with path.open("rb") as file:
            data = json.loads(file.read(_LARGEST).decode("utf-8"))
        rows = data["rows"] if data["format"] == FORMAT else None
    except FileNotFoundError:
        return []
    except OSError:
        return []
    except (ValueError, KeyError, TypeError, RecursionError):
        rows = None
    if isinstance(rows, list):
        return rows
    path.rename(free_name(path.with_suffix(".broken")))
    return []


def _write(name: str, rows: Sequence[object], folder: Path | None) -> None:
    text = json.dumps({"format": FORMAT, "rows": list(rows)}, ensure_ascii=False, indent=1)
    write_whole(_path(name, folder), text.encode("utf-8", "replace"))


# --- groups --------------------------------------------------------------------------------------------------------------


def groups(folder: Path | None = None) -> tuple[Group, ...]:
    """All groups, in the order in which they were made."""
    rows = [row for row in _read(GROUPS, folder) if isinstance(row, Mapping) and isinstance(row.get("people"), list)]
    return tuple(Group(str(row.get("name", "")), tuple(str(one) for one in row["people"])) for row in rows)


def keep_group(group: Group, before: str = "", folder: Path | None = None) -> Group:
    """Add a group, or put it in the place of the one that was called `before`.  Raises GroupError, OSError."""
    name = " ".join(group.name.split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise GroupError("name", most=LONGEST_NAME)
    if not group.people:
        raise GroupError("nobody")
    known = list(groups(folder))
    if any(one.name.casefold() == name.casefold() and one.name != before for one in known):
        raise GroupError("taken", name=name)
    made = Group(name, tuple(dict.fromkeys(group.people)))
    at = next((n for n, one in enumerate(known) if one.name == before), None)
    known[len(known) if at is None else at : len(known) if at is None else at + 1] = [made]
    _write(GROUPS, [asdict(one) for one in known], folder)
    return made


def drop_group(name: str, folder: Path | None = None) -> None:
    """Forget a group; its persons stay.  Raises OSError."""
    _write(GROUPS, [asdict(one) for one in groups(folder) if one.name != name], folder)


# --- opened assessments --------------------------------------------------------------------------------------------------


def note_opening(opened: Opened, points: int, group: Group | None, by: str, folder: Path | None = None) -> Opening:
    """Remember that an assessment was opened.  group: None = whoever gets the code.  Raises OSError."""
    level, title = opened.level, opened.level.title
    made = Opening(
        opened.set, level.id, level.control.version, title.get("fr"), title.get("en"), points,
        group.name if group else "", group.people if group else (), utc_now(), by,
    )  # fmt: skip
    _write(OPENED, [asdict(one) for one in [made, *openings(folder)][:MOST_OPENED]], folder)
    return made


def openings(folder: Path | None = None) -> tuple[Opening, ...]:
    """Assessments that were opened here, the newest first."""
    found = []
    for row in _read(OPENED, folder):
        try:
            found.append(Opening(**{**row, "people": tuple(str(one) for one in row["people"]), "points": int(row["points"])}))
        except (TypeError, KeyError, ValueError):  # a row of another version
            continue
    return tuple(found)


def standing(opening: Opening, folders: Sequence[Path]) -> tuple[tuple[str, tuple[Form, ...]], ...]:
    """(pseudonym, forms) of everybody in the group and of whoever else has begun, by name; read from the run files of these folders and
    one level below (a share has a folder a station).  Only files of the day of the opening and later are looked at."""
    since = (_moment(opening.time) - _EARLIER).timestamp()
    recent = [path for folder in folders for path in _runs_in(folder) if _changed(path) >= since]
    begun = {one.trainee: one.forms for one in sets_of(recent) if one.set == opening.set}
    nothing = tuple(Form(None, None, Taken(number, "to_do", begun=0)) for number in range(1, FORMS + 1))
    names = sorted({*opening.people, *begun}, key=str.casefold)
    return tuple((name, begun.get(name, nothing)) for name in names)


def _runs_in(folder: Path) -> list[Path]:
    try:
        return [*sorted(folder.glob(f"*{SUFFIX}")), *sorted(folder.glob(f"*/*{SUFFIX}"))]
    except OSError:  # a share that went away
        return []


def _changed(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return datetime.min.replace(tzinfo=UTC) + 2 * _EARLIER
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


# --- folders -------------------------------------------------------------------------------------------------------------


def last_folders(folder: Path | None = None) -> tuple[Path, ...]:
    """Folders that were collected from, the last one first."""
    return tuple(Path(str(row)) for row in _read(FOLDERS, folder))


def remember_folder(used: Path, folder: Path | None = None) -> None:
    """Put it first in the list.  Raises OSError."""
    names = dict.fromkeys([str(used), *(str(one) for one in last_folders(folder))])
    _write(FOLDERS, list(names)[:MOST_FOLDERS], folder)
