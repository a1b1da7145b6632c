"""What can be said about a run file: three grades, each proved, contradicted, or not checkable here and why; and of the notes beside it.

sealed: unchanged since a known station signed it.  re-judged: findings and score follow from the events under the
recorded rules.  replayed: the events follow from level, seed and commands.  None of them says who played.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from game.session import versions
from game.session.faults import RunError
from game.session.faults import shown as printable
from game.session.judging import opportunities_of, sheet_of
from game.session.notes import read_notes
from game.session.reference_scene import reference_hash
from game.session.replay import Difference, Progress, clock, follow, level_of, shown
from game.session.resume import rulebook_of
from game.session.runfile import SUFFIX, Run, read_run
from game.session.station import known_keys, station_id
from game.session.strict import dumps, loads
from game.texts import t
from game.world.runs import open_world
from scoring.judge import Judge
from scoring.rulebook import RuleError

GRADES = ("sealed", "rejudged", "replayed")
"""Of the run itself; its notes have a grade of their own."""
PROVED, CONTRADICTED, NOT_CHECKABLE = "proved", "contradicted", "not_checkable"
FORMAT = 1
"""Number of the JSON report's format."""
_SHOWN = 160
_CANNOT_OPEN = ("missing", "folder", "unreadable")


@dataclass(frozen=True, slots=True)
class Grade:
    """One of GRADES.  code: why, a text `session.<name>_<code>` with `values`; line, tick: where, as far as there is a where."""

    name: str
    verdict: str
    code: str
    values: Mapping[str, object] = field(default_factory=dict)
    line: int | None = None
    tick: int | None = None

    def text(self, lang: str) -> str:
        """The reason, for a reader."""
        values = {name: _said(value, lang) for name, value in self.values.items()}
        said = t(f"session.{self.name}_{self.code}", lang, **values)
        return said if self.line is None else t("session.at_line", lang, line=self.line, text=said)


def _said(value: object, lang: str) -> object:
    """Faults and what has no other words than ours are told in the reader's language."""
    if isinstance(value, RunError):
        return value.text(lang)
    if isinstance(value, _Nothing):
        return t(f"session.{value.key}", lang)
    return printable(value)


@dataclass(frozen=True, slots=True)
class _Nothing:
    """An event that is not there: nothing happened, or the run was over."""

    key: str

    def __str__(self) -> str:
        return ""


@dataclass(frozen=True, slots=True)
class Verification:
    """All three grades of one file.  run: None when not even its first line can be used."""

    path: Path
    run: Run | None
    grades: tuple[Grade, Grade, Grade]
    notes: Grade | None = None
    """Of a trainer's notes beside the run: None when there are none, and none were."""

    @property
    def told(self) -> tuple[Grade, ...]:
        """All that there is to say: the three grades, and of the notes."""
        return (*self.grades, self.notes) if self.notes is not None else self.grades

    @property
    def good(self) -> bool:
        """Whether nothing in it is contradicted."""
        return all(grade.verdict != CONTRADICTED for grade in self.told)

    def grade(self, name: str) -> Grade:
        """The grade of that name, one of GRADES."""
        return self.grades[GRADES.index(name)]


def verify(path: Path, data_folder: Path | None = None, progress: Progress | None = None) -> Verification:
    """Check a run file.  data_folder: where this station's key and the known ones lie, by default the user's.

    Raises RunError when the file cannot be opened at all."""
    try:
        run = read_run(path)
    except RunError as fault:
        if fault.code in _CANNOT_OPEN:
            raise
        unread = tuple(Grade(name, NOT_CHECKABLE, "unreadable") for name in GRADES[1:])
        return Verification(path, None, (_broken(fault), unread[0], unread[1]))
    known = known_keys(data_folder)
    grades = (_sealed(run, known), _rejudged(run), _replayed(run, progress))
    return Verification(path, run, grades, _notes(run, known, data_folder))


def _notes(run: Run, known: frozenset[str], data_folder: Path | None) -> Grade | None:
    told = read_notes(run.path, run.header.run, data_folder)
    if told.fault is not None:
        return Grade("notes", CONTRADICTED, "broken", {"fault": told.fault.at(None)}, told.fault.line)
    if not told.notes:
        return None
    strange = [station_id(key) for key in told.signers if key not in known]
    verdict, code = (NOT_CHECKABLE, "unknown") if strange else (PROVED, "known")
    return Grade("notes", verdict, code, {"count": len(told.notes), "station": ", ".join(strange)})


def _broken(fault: RunError) -> Grade:
    return Grade("sealed", CONTRADICTED, "broken", {"fault": fault.at(None)}, fault.line)


def _sealed(run: Run, known: frozenset[str]) -> Grade:
    if run.fault is not None:
        return _broken(run.fault)
    if not run.sealed_by:
        code = "not_torn" if run.torn else "not"
        return Grade("sealed", CONTRADICTED, code, {"bytes": run.torn}, run.lines + 1 if run.torn else None)
    station = station_id(run.sealed_by)
    if station != run.sealing_station:
        return Grade("sealed", CONTRADICTED, "other_station", {"got": station, "wanted": run.sealing_station}, run.lines)
    verdict, code = (PROVED, "known") if run.sealed_by in known else (NOT_CHECKABLE, "unknown")
    return Grade("sealed", verdict, code, {"station": station})


def _rejudged(run: Run) -> Grade:
    """Judge the recorded events again and compare every member of the sheet (what things are called apart)."""
    if run.sheet is None:
        return Grade("rejudged", NOT_CHECKABLE, "no_sheet")
    if not run.whole:
        return Grade("rejudged", NOT_CHECKABLE, "unreadable")
    header = run.header
    try:
        rulebook, level = rulebook_of(header), level_of(header)
        if rulebook.hash != header.rules_hash:
            return Grade("rejudged", CONTRADICTED, "rules_hash", line=1)
        opportunities = opportunities_of(level, rulebook, header.seed)
    except RunError as fault:
        return Grade("rejudged", NOT_CHECKABLE, "rules", {"fault": fault}, 1)
    except RuleError as error:
        return Grade("rejudged", NOT_CHECKABLE, "rules", {"fault": RunError("rules_bad", reason=str(error)[:_SHOWN])}, 1)
    try:
        judge = Judge(opportunities)
        for event in run.events:
            judge.feed(event)
        judgement = judge.finish()
        sheet = loads(dumps(sheet_of(header, level, rulebook, opportunities, judgement, run.ticks, len(run.gaps)).to_plain()))
    except Exception as error:  # noqa: BLE001 - events of a hostile file may be anything: then they do not lead to this sheet
        return _other_program(run, "rejudged") or _sheet_differs(run, ("events", None, type(error).__name__))
    different = _first_difference(_without_names(run.sheet), _without_names(sheet), "")
    if different is None:
        return Grade("rejudged", PROVED, "same", {"count": len(judgement.findings)})
    return _other_program(run, "rejudged") or _sheet_differs(run, different)


def _sheet_differs(run: Run, different: tuple[str, object, object]) -> Grade:
    name, recorded, found = different
    values = {"field": name[:_SHOWN], "recorded": _short(recorded), "found": _short(found)}
    return Grade("rejudged", CONTRADICTED, "differs", values, run.lines - 1 if run.sealed_by else run.lines + 1)


def _short(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"


def _without_names(sheet: Mapping[str, Any]) -> dict[str, Any]:
    """What a thing is called comes from the catalogues of the program that wrote the sheet, and decides nothing."""
    rows = sheet.get("findings")
    if type(rows) is not list:
        return dict(sheet)
    return {**sheet, "findings": [{**row, "thing": None} if type(row) is dict else row for row in rows]}


def _first_difference(recorded: object, found: object, where: str) -> tuple[str, object, object] | None:
    """Path of the first member that differs, and both values; None when all is equal (1 is not 1.0, nor true)."""
    if type(recorded) is not type(found):
        return where, recorded, found
    if isinstance(recorded, dict) and isinstance(found, dict):
        for key in (*found, *(key for key in recorded if key not in found)):
            if key not in recorded or key not in found:
                return f"{where}.{key}".lstrip("."), recorded.get(key), found.get(key)
            different = _first_difference(recorded[key], found[key], f"{where}.{key}".lstrip("."))
            if different is not None:
                return different
        return None
    if isinstance(recorded, list) and isinstance(found, list):
        if len(recorded) != len(found):
            return where, len(recorded), len(found)
        pairs = (_first_difference(one, other, f"{where}.{n}") for n, (one, other) in enumerate(zip(recorded, found, strict=True), 1))
        return next((different for different in pairs if different is not None), None)
    return None if recorded == found else (where, recorded, found)


def _replayed(run: Run, progress: Progress | None) -> Grade:
    if not run.whole:
        return Grade("replayed", NOT_CHECKABLE, "unreadable")
    try:
        level = level_of(run.header)
    except RunError as fault:
        return Grade("replayed", NOT_CHECKABLE, "level", {"fault": fault}, 1)
    try:
        difference = follow(open_world(level, run.header.seed), run, progress=progress)
    except Exception:  # noqa: BLE001 - a world that cannot even begin
        difference = Difference(0, run.events[0] if run.events else None, None, stopped=True)
    if difference is None:
        return Grade("replayed", PROVED, "same", {"count": len(run.events)})
    if any(reference != reference_hash() for reference in (run.header.reference, *(gap.reference for gap in run.gaps))):
        return Grade("replayed", NOT_CHECKABLE, "computer")
    return _other_program(run, "replayed") or _replay_differs(run, difference)


def _replay_differs(run: Run, difference: Difference) -> Grade:
    missing = _Nothing("end_of_run" if difference.stopped else "nothing")
    values: dict[str, object] = {
        "time": clock(difference.tick),
        "tick": difference.tick,
        "recorded": shown(difference.recorded)[:_SHOWN] or _Nothing("nothing"),
        "found": shown(difference.found)[:_SHOWN] or missing,
    }
    return Grade("replayed", CONTRADICTED, "differs", values, run.line_of(difference.tick), difference.tick)


def _other_program(run: Run, name: str) -> Grade | None:
    """Other code may give other results: then nothing is contradicted."""
    written = ((run.header.program, run.header.code), *((gap.program, gap.code) for gap in run.gaps))
    here = (versions.program(), versions.code())
    other = next((one for one in written if one[1] != here[1]), None)
    if other is None:
        return None
    return Grade(name, NOT_CHECKABLE, "program", {"program": " ".join(other), "here": " ".join(here)})


# --- reports -----------------------------------------------------------------------------------------------------------


def verify_paths(paths: Sequence[Path], lang: str, format: str = "text", data_folder: Path | None = None) -> tuple[str, int]:
    """Check files, and the run files of folders: (report, exit code).

    format: text | json.  Exit code: 1 when anything is contradicted, else 2 when a file could not be opened, else 0."""
    checked: list[Verification | tuple[Path, RunError]] = []
    for path in _files(paths):
        try:
            checked.append(verify(path, data_folder))
        except RunError as fault:
            checked.append((path, fault))
    contradicted = any(isinstance(one, Verification) and not one.good for one in checked)
    unopened = not checked or any(not isinstance(one, Verification) for one in checked)
    code = 1 if contradicted else 2 if unopened else 0
    return (_as_json(checked, lang, code) if format == "json" else _as_text(checked, lang)), code


def _files(paths: Iterable[Path]) -> list[Path]:
    files: list[Path] = []
    for path in paths:
        files += sorted(path.glob(f"*{SUFFIX}")) if path.is_dir() else [path]
    return files


def _as_text(checked: Sequence[Verification | tuple[Path, RunError]], lang: str) -> str:
    if not checked:
        return t("session.no_runs", lang)
    blocks = []
    for one in checked:
        if not isinstance(one, Verification):
            blocks.append(f"{one[0]}\n  " + t("session.cannot_check", lang, fault=one[1].text(lang)))
            continue
        lines = [str(one.path), *([f"  {_summary(one.run, lang)}"] if one.run else [])]
        names = {grade.name: t(f"session.grade_{grade.name}", lang) for grade in one.told}
        verdicts = {grade.name: t(f"session.verdict_{grade.verdict}", lang) for grade in one.told}
        wide, wider = max(map(len, names.values())), max(map(len, verdicts.values()))
        lines += [f"  {names[grade.name]:<{wide}}  {verdicts[grade.name]:<{wider}}  {grade.text(lang)}" for grade in one.told]
        blocks.append("\n".join(lines))
    return "\n\n".join([*blocks, t("session.who", lang)])


def _summary(run: Run, lang: str) -> str:
    header = run.header
    origin = t(f"session.origin_{header.origin}", lang) + (f" {header.mutant}" if header.mutant else "")
    trainee = header.trainee or t("session.anonymous", lang)
    said = t("session.summary", lang, level=header.level, trainee=trainee, started=header.started, origin=origin, seed=header.seed)
    return str(printable(said)) + (", " + t("session.gaps", lang, count=len(run.gaps)) if run.gaps else "")


def _as_json(checked: Sequence[Verification | tuple[Path, RunError]], lang: str, code: int) -> str:
    rows: list[dict[str, Any]] = []
    for one in checked:
        if isinstance(one, Verification):
            rows.append(_row(one, lang))
        else:
            rows.append({"path": str(one[0]), "opened": False, "good": False, "code": one[1].code, "text": one[1].text(lang)})
    return json.dumps({"format": FORMAT, "good": code == 0, "runs": rows}, ensure_ascii=False, indent=2)


def _row(one: Verification, lang: str) -> dict[str, Any]:
    row: dict[str, Any] = {"path": str(one.path), "opened": True, "good": one.good}
    if one.run is not None:
        header = one.run.header
        row["run"] = {
            "id": header.run,
            "level": header.level,
            "level_version": header.level_version,
            "seed": header.seed,
            "mode": header.mode,
            "trainee": header.trainee,
            "origin": header.origin,
            "mutant": header.mutant,
            "station": header.station,
            "started": header.started,
            "ticks": one.run.ticks,
            "gaps": len(one.run.gaps),
        }
    for grade in one.told:
        fault = grade.values.get("fault")
        reason = fault.code if isinstance(fault, RunError) else grade.code
        row[grade.name] = {"verdict": grade.verdict, "code": reason, "line": grade.line, "tick": grade.tick, "text": grade.text(lang)}
    return row
