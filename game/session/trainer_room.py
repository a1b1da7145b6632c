"""What a trainer's room rests on: the runs of this PC and those collected from others, read once and kept in the report's store.

    known = look(tell)          who trained, which assessments there are, what is kept apart; what was read before is not read again

Of practice only that and when somebody trained is asked of the store: its scores and findings never come here (design section 6).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from game.session.assessment import SetState, sets_of
from game.session.collection import Aside, Collection, collect
from game.session.jobs import Tell
from game.session.pseudonyms import SiteList
from game.session.records import page, records_of
from game.session.reporting import ingest, store_path
from game.session.results import data_folder, results_folder, utc_now
from game.session.station import known_keys
from scoring.cohort.figures import apart
from scoring.cohort.people import Person, people
from scoring.cohort.store import Store
from scoring.export.privacy import is_open

COLLECTED = "collected"
"""Folder of the runs taken from other PCs, among this user's data."""
NEEDS = ("risk", "due", "training", "ready", "new")
"""States of persons, who needs most first; new: on the site's list, and has not trained."""
_SITTING = ("unsealed", "damaged", "no_sheet")
"""A file kept apart for these may be a form that was begun."""


@dataclass(frozen=True, slots=True)
class RunLine:
    """One run of an assessment, as the store knows it.  path: None when its file is no longer there."""

    run: str
    trainee: str
    path: Path | None
    title_fr: str
    title_en: str
    started: datetime | None
    score: float | None
    decision: str


@dataclass(frozen=True, slots=True)
class Known:
    """What the room knows.  people: by name; runs: of assessments, the newest first; sets: the newest first; apart: files that do
    not count; files: how many were looked at."""

    people: tuple[Person, ...] = ()
    runs: tuple[RunLine, ...] = ()
    sets: tuple[SetState, ...] = ()
    apart: tuple[Aside, ...] = ()
    files: int = 0

    def person(self, name: str) -> Person | None:
        """Who plays under that pseudonym; None for who has not."""
        return next((one for one in self.people if one.trainee == name), None)

    def run(self, run_id: str) -> RunLine | None:
        """An assessment run."""
        return next((one for one in self.runs if one.run == run_id), None)


def collected_folder() -> Path:
    """Where runs of other PCs are kept.  Not made here."""
    return data_folder() / COLLECTED


def places(results: Path | None = None) -> tuple[Path, ...]:
    """The folders the room looks into: this PC's results, what was collected."""
    return tuple(one for one in (results or results_folder(), collected_folder()) if one.is_dir())


def look(tell: Tell, results: Path | None = None) -> Known:
    """Read what is new and say what there is.  Raises OSError when the store cannot be opened or written."""
    now, where = utc_now(), places(results)
    store = Store(store_path(data_folder() / COLLECTED))
    try:
        files, _ = ingest(store, where, known_keys(), now, lambda done, of: tell("reading", done, of))
        rows = store.ask(
            """SELECT k.run, k.trainee, (SELECT min(f.path) FROM file f WHERE f.digest = k.digest AND f.reason = ''),
            k.title_fr, k.title_en, k.started, k.score, k.decision FROM opened k ORDER BY k.started DESC, k.run"""
        )
        runs = tuple(RunLine(row[0], row[1], Path(row[2]) if row[2] else None, *row[3:]) for row in rows)
        aside = tuple(Aside(Path(path), reason, detail, run) for path, reason, detail, run in apart(store))
        moment = datetime.fromisoformat(now).replace(tzinfo=None)
        begun = [one.path for one in aside if one.reason in _SITTING]
        sets = sets_of([*(one.path for one in runs if one.path), *begun])
        return Known(tuple(people(store, moment)), runs, sets, aside, files)
    finally:
        store.close()


def record_page(paths: Sequence[Path], lang: str) -> str:
    """The training record of one run, or of the forms of one set, verified on the way: a page to print and sign.  Raises LookupError when
    none of these files counts, or when they are of practice."""
    collection = collect(paths, known_keys(), utc_now())
    open_ = Collection(tuple(one for one in collection.runs if is_open(one.sheet)), collection.aside)
    return page(records_of(open_)[0], lang)


# --- the class list ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Member:
    """A line of the class list.  person: None for who is on the list and has not trained; listed: on the site's list."""

    name: str
    person: Person | None
    listed: bool

    @property
    def state(self) -> str:
        """One of NEEDS."""
        return self.person.state if self.person else "new"


def members(known: Known, site: SiteList) -> tuple[Member, ...]:
    """Everybody on the site's list, and everybody who has trained, by name."""
    listed = {name.casefold() for name in site.names}
    there = [Member(one.trainee, one, one.trainee.casefold() in listed) for one in known.people if one.trainee]
    seen = {one.name.casefold() for one in there}
    absent = [Member(name, None, True) for name in site.names if name.casefold() not in seen]
    return tuple(sorted([*there, *absent], key=lambda one: one.name.casefold()))


def chosen(everybody: Sequence[Member], typed: str, group: Sequence[str] | None, order: str) -> list[Member]:
    """Those whose name has what is typed and who are in the group (None: all), in an order: need | name | last."""
    names = None if group is None else {name.casefold() for name in group}
    kept = [one for one in everybody if typed.casefold() in one.name.casefold() and (names is None or one.name.casefold() in names)]
    if order == "need":
        kept.sort(key=lambda one: NEEDS.index(one.state))
    elif order == "last":
        kept.sort(key=lambda one: one.person.last if one.person and one.person.last else datetime.min, reverse=True)  # noqa: DTZ901
    return kept


def unsigned(known: Known) -> tuple[SetState, ...]:
    """Sets that are over and wait for a trainer's decision."""
    decided = {one.run for one in known.runs if one.decision}
    return tuple(
        one
        for one in known.sets
        if one.result.verdict != "open" and any(form.taken.sheet for form in one.forms) and not decided & set(_runs_of(one))
    )


def _runs_of(one: SetState) -> list[str]:
    return [form.header.run for form in one.forms if form.header is not None]
