"""What there is to play, what this person has played, and how a run begins.  Everything heavy is imported here, late."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from game.environment import levels_home, own_levels
from game.scenes.base import ROUTES, Context, Scene, route
from game.session.glance import sheet_of
from game.session.seeds import practice_seed

if TYPE_CHECKING:
    from game.content.diagnostic import ContentError
    from game.events import Event
    from game.session.expert import Expert
    from game.session.session import Session
    from game.spec import LevelSpec
    from scoring.record import Sheet
    from scoring.rulebook import Rulebook

LEVELS = levels_home()
FIRST = "gowning-first"
SCENES = ("gowning", "line_clearance", "deviation")
"""Folders of the levels, in the order of training."""
GOOD = 70
"""Below that score one plays the same level again before a harder one."""
MOST_READ = 80
"""Runs looked at for the title: the latest ones."""


class CannotStart(Exception):
    """A level cannot be played; `lines` say why, in the reader's language."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = list(lines)
        super().__init__("; ".join(self.lines))


def level_paths() -> list[Path]:
    """The levels, scene by scene: of each its first one first; gowning then from the outermost grade inwards (D, C, B: their
    names, from the end), a line from the labels to the filling machine; then what was written on this PC."""
    homes, scenes = (LEVELS, own_levels()), [scene for scene in SCENES if scene in ROUTES]
    found = [path for scene in scenes for home in homes for path in sorted(home.glob(f"{scene}/*.yaml"), reverse=True)]
    return sorted(found, key=lambda path: (SCENES.index(path.parent.name), not path.stem.endswith("-first")))


def load(level_id: str, lang: str) -> LevelSpec:
    """The level of that id.  Raises CannotStart with what is wrong in its file."""
    from game.content.diagnostic import ContentError
    from game.content.loader import load_level

    path = next((path for path in level_paths() if path.stem == level_id), None) or Path(level_id)
    try:
        return load_level(path)
    except ContentError as error:
        raise CannotStart(told(error, lang)) from error
    except OSError as error:
        raise CannotStart([f"{path}: {error.strerror}"]) from error


def told(error: ContentError, lang: str) -> list[str]:
    """One line per fault: where, what, what to do."""
    from game.content.report import severity_of, tell
    from game.texts import t

    faults = [fault for fault in error.diagnostics if severity_of(fault) == "error"] or list(error.diagnostics)
    lines = []
    for fault in faults:
        said = tell(fault, lang)
        where = t("workshop.fault_where", lang, file=Path(fault.file).name, line=fault.span.line + 1)
        lines.append(f"{where} {_sentence(said.sentence)} {_sentence(said.fix)}")
    return lines


def _sentence(text: str) -> str:
    """With a capital and a full stop."""
    text = text.strip()
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "?", "!")) else ".")


def offers(lang: str) -> list[LevelSpec]:
    """Every level that can be played; one with a fault is left out here and named by `check`."""
    found = []
    for path in level_paths():
        try:
            found.append(load(path.stem, lang))
        except CannotStart:
            continue
    return found


# --- runs --------------------------------------------------------------------------------------------------------------


def results_of(ctx: Context) -> Path | None:
    """Where this person's runs go, None for a trial (no code, and no folder named on the command line)."""
    from game.session.results import results_folder

    if ctx.trial or not (ctx.settings.trainee or ctx.results):
        return None
    return ctx.results or results_folder()


def past(ctx: Context) -> list[Sheet]:
    """The sheets of this person's runs, oldest first: those of this sitting, and those in the folder."""
    here = list(ctx.sheets)
    folder = results_of(ctx)
    if folder is None or not ctx.settings.trainee:
        return here
    known = {sheet.facts.run for sheet in here}
    names = sorted(folder.glob("*.run"))[-MOST_READ:] if folder.is_dir() else []
    read = [sheet for path in names if (sheet := sheet_of(path)) is not None]
    mine = [sheet for sheet in read if sheet.facts.trainee == ctx.settings.trainee and sheet.facts.origin == "person"]
    return [sheet for sheet in mine if sheet.facts.run not in known] + here


def own(ctx: Context) -> list[Sheet]:
    """What the trainee's page rests on: sheets of this person's sealed runs, and those of this sitting; oldest first."""
    from game.session.sheets import sealed_sheets

    folder = results_of(ctx)
    sealed = sealed_sheets(folder, ctx.settings.trainee) if folder else ()
    known = {sheet.facts.run for sheet in sealed}
    return [*sealed, *(sheet for sheet in ctx.sheets if sheet.facts.run not in known)]


@dataclass(frozen=True, slots=True)
class Kept:
    """What lies in the folder.  runs: this person's, with their sheets, oldest first; open: how many of his are not finished;
    unreadable: names of files that are no run this program can read."""

    runs: tuple[tuple[Path, Sheet], ...]
    open: int
    unreadable: tuple[str, ...]


def kept(ctx: Context) -> Kept:
    """Look through the folder, at the latest runs."""
    folder, me = results_of(ctx), ctx.settings.trainee
    if folder is None or not me or not folder.is_dir():
        return Kept((), 0, ())
    runs, unfinished, unreadable = list[tuple[Path, "Sheet"]](), 0, list[str]()
    for path in sorted(folder.glob("*.run"))[-MOST_READ:]:
        sheet = sheet_of(path)
        if sheet is None:
            whose = _left_open_by(path)
            unfinished += whose == me
            unreadable += [path.name] if whose is None else []
        elif sheet.facts.trainee == me and sheet.facts.origin == "person":
            runs.append((path, sheet))
    return Kept(tuple(runs), unfinished, tuple(unreadable))


def _left_open_by(path: Path) -> str | None:
    """Whose unfinished run it is; None when it is none."""
    from game.session.faults import RunError
    from game.session.runfile import read_run

    try:
        run = read_run(path)
    except (RunError, OSError):
        return None
    return None if run.sealed_by else run.header.trainee


def begin(ctx: Context, level: LevelSpec, mode: str, seed: int | None = None) -> Scene:
    """The room, with a new run in it.  Raises CannotStart."""
    from game.content.diagnostic import ContentError
    from game.content.rules import load_rulebook
    from game.session.expert import Expert
    from game.session.faults import RunError
    from game.session.session import Session

    watching = mode == "discover"
    try:
        rulebook = load_rulebook()
        session = Session(
            level,
            rulebook,
            _seed(ctx, level, mode, rulebook) if seed is None else seed,
            mode,
            "expert" if watching else "person",
            None if watching else results_of(ctx),
            ctx.settings.trainee,
            lang=ctx.lang,
        )
    except RunError as error:
        raise CannotStart([error.text(ctx.lang)]) from error
    except ContentError as error:
        raise CannotStart(told(error, ctx.lang)) from error
    return room(session, Expert(level) if watching else None)


def next_form_of(ctx: Context) -> int | None:
    """Number of the form that is next for this person in the assessment that a code has opened; None when there is none."""
    from game.session.assessment import forms_of, next_form

    folder = results_of(ctx)
    return next_form(forms_of(folder, ctx.settings.trainee, ctx.opened.set)) if folder and ctx.opened else None


def begin_form(ctx: Context) -> Scene:
    """The room, with the next form of the assessment that a code has opened.  Raises CannotStart."""
    from game.content.rules import load_rulebook
    from game.session.assessment import NotOpen, begin, forms_of
    from game.session.faults import RunError

    folder, opened, me = results_of(ctx), ctx.opened, ctx.settings.trainee
    if folder is None or opened is None:
        raise CannotStart([ctx.t("assess.not_nobody")])
    try:
        return room(begin(opened, forms_of(folder, me, opened.set), load_rulebook(), folder, me, ctx.lang))
    except (NotOpen, RunError) as error:
        raise CannotStart([error.text(ctx.lang)]) from error


def room(session: Session, expert: Expert | None = None) -> Scene:
    """The scene that a run is played in, by the kind of its level."""
    return route(session.level.scene, session, expert)


def _seed(ctx: Context, level: LevelSpec, mode: str, rulebook: Rulebook) -> int:
    """Who practises under a code gets the hazards that press what is due; anybody else what chance gives."""
    if mode != "practice" or not ctx.settings.trainee:
        return practice_seed()
    from datetime import date

    from game.session.path import seed_for
    from game.session.results import utc_now

    return seed_for(past(ctx), ctx.settings.trainee, date.fromisoformat(utc_now()[:10]), level, rulebook)


def after(ctx: Context, session: Session, events: Sequence[Event] = ()) -> Scene:
    """Where a run leads when it is over; it is closed here if it was not.

    events: what happened, for a run without a file.  A person and a mutant get the debrief; after watching the expert it is
    the person's turn."""
    from game.scenes.review import of_session

    if session.header.sitting is not None:
        return _after_form(ctx, session)
    seen = of_session(session, events, _known(ctx, session))
    if seen.sheet.facts.origin == "expert" and any(path.stem == seen.level.id for path in level_paths()):
        return route("briefing", seen.level.id, "guided")
    if seen.sheet.facts.origin == "person":
        ctx.sheets.append(seen.sheet)
    return route("debrief", seen, one_more(seen.sheet), ask=seen.sheet.facts.origin == "person")


def _after_form(ctx: Context, session: Session) -> Scene:
    """A form of an assessment is told of only when its set is over."""
    assert session.header.sitting is not None  # noqa: S101 - asked before
    sheet = session.close()
    ctx.sheets.append(sheet)
    told = [warning.text(ctx.lang) for warning in session.warnings]
    if session.trouble is not None:
        told.insert(0, ctx.t("ui.file_trouble", reason=session.trouble.strerror or type(session.trouble).__name__))
    return route("sitting", session.header.sitting.set, tuple(told))


def _known(ctx: Context, session: Session) -> dict[str, float]:
    """Rule -> probability that this person knew it before this run."""
    from game.session.path import day_of, knowledge

    day = day_of(session.header.started)
    before = [sheet for sheet in own(ctx) if sheet.facts.run != session.header.run]
    return {rule: state.known(day) for rule, state in knowledge(before, session.rulebook).items()}


def one_more(sheet: Sheet) -> str:
    """After a level that went well: the next one.  "" after any other, and after the last."""
    level = sheet.facts.level
    scene = next((path.parent.name for path in level_paths() if path.stem == level), "")
    names = [path.stem for path in level_paths() if path.parent.name == scene]
    if sheet.ended != "finished" or (sheet.score.value or 0.0) < GOOD or level not in names[:-1]:
        return ""
    return names[names.index(level) + 1]


def replay_scene(path: Path, tick: int, *, beside: bool = False) -> Scene:
    """The room, with a run played again from its file; beside: the expert with it."""
    return route("replay", path, tick, beside=beside)


def show_file(path: Path) -> None:
    """Open a file or folder with whatever the system opens it with; without one nothing happens."""
    from game.session.authoring.opening import open_with_system

    open_with_system(path)


# --- what the runs say -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Tally:
    """Rules of the levels by how it stands with them today (session.path: the same on the title and on the trainee's page).

    kept: acquired or being learnt; again: due; unseen: never played."""

    kept: int
    again: int
    unseen: int
    due: tuple[tuple[str, str], ...]
    """(title, id of the level where it was last missed, else last met) of the due rules, most need first."""


def tally(levels: Sequence[LevelSpec], sheets: Sequence[Sheet], lang: str) -> Tally:
    """Count the rules of `levels`.  sheets: of one person, oldest first."""
    from datetime import date

    from game.content.rules import load_rulebook
    from game.session.path import states_of
    from game.session.results import utc_now

    rulebook = load_rulebook()
    states = states_of(sheets, date.fromisoformat(utc_now()[:10]), levels, rulebook)
    where = _where(sheets)
    again = [state.rule for state in states if state.state == "due"]
    unseen = [state.rule for state in states if state.state == "new"]
    due = tuple((rulebook.rules[rule].title.get(lang), where[rule]) for rule in again)
    return Tally(len(states) - len(again) - len(unseen), len(again), len(unseen), due)


def _where(sheets: Sequence[Sheet]) -> dict[str, str]:
    """Rule -> the level in which it was last missed; of one that never was, that in which it last came up."""
    came: dict[str, str] = {}
    missed: dict[str, str] = {}
    for sheet in sheets:
        for rule in sheet.rules:
            marks = [one.x for one in rule.outcomes if one.x is not None]
            came[rule.rule] = sheet.facts.level
            if any(mark != 1.0 for mark in marks):
                missed[rule.rule] = sheet.facts.level
    return came | missed


def last_of(level_id: str, sheets: Sequence[Sheet]) -> Sheet | None:
    """The latest run of that level that has a score."""
    return next((sheet for sheet in reversed(sheets) if sheet.facts.level == level_id and sheet.score.value is not None), None)


def best(levels: Sequence[LevelSpec], sheets: Sequence[Sheet], due: Sequence[tuple[str, str]]) -> str:
    """The level to play next: the easiest one that has not gone well yet; else the one with most to look at again; else the last."""
    for level in levels:
        last = next((s for s in reversed(sheets) if s.facts.level == level.id and s.ended == "finished"), None)
        if last is None or (last.score.value or 0.0) < GOOD:
            return level.id
    return due[0][1] if due else levels[-1].id if levels else ""


def first_done(sheets: Sequence[Sheet]) -> bool:
    """Whether a level was finished once: then there is more to choose from."""
    return any(sheet.ended == "finished" for sheet in sheets)
