"""The report of a group, and tables for other programs: of which folders, where to, how far it is, and open it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from game.scenes import library
from game.scenes.stack import Push, Transition
from game.scenes.trainer_desk import Desk, DeskScene, said_of, trouble
from game.scenes.trainer_folder import FolderScene
from game.scenes.trainer_work import WorkScene
from game.session.collection import Collection, collect, run_files
from game.session.exporting import IRI, export
from game.session.jobs import Job, Tell
from game.session.reporting import Report, make
from game.session.results import data_folder, utc_now
from game.session.station import known_keys
from game.session.trainer_room import places
from game.view.theme import BODY, HEAD, LEAD, THEME
from game.view.widgets import Button, Choice, Column, Fired, Label, Option, TextField, Toggle
from scoring.export.privacy import is_open

KINDS = ("report", "record", "xlsx", "csv", "moodle", "html", "xapi")
FOLDERS = ("report", "record", "html", "xapi")
"""Kinds that are a folder of files."""
OUT = "pages"
"""Folder below the user's data where things go unless a trainer says otherwise."""


@dataclass(frozen=True, slots=True)
class Made:
    """What was written: where, how many runs are in it, how many files were kept apart, what has to be known."""

    path: Path
    runs: int
    apart: int
    notes: tuple[str, ...] = ()


class ReportScene(DeskScene):
    """Enter makes it."""

    title_key = "trainer.report"
    default = "go"
    first_focus = "kind"
    wide = 1200

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.kind, self.base = "report", ""
        self.other: Path | None = None
        self.out: Path | None = None
        self.made: Made | None = None
        self._trouble = ""
        self._choosing = ""

    # --- layout ----------------------------------------------------------------------------------------------------------

    @property
    def target(self) -> Path:
        """Where it goes: a folder, or a file in one."""
        folder = self.out or data_folder() / OUT
        day = utc_now()[:10]
        name = f"{self.ctx.t(f'trainer.file_{self.kind}')}-{day}"
        suffix = {"moodle": ".csv", "csv": ".csv", "xlsx": ".xlsx"}.get(self.kind, "")
        return folder / (name if self.kind in FOLDERS else name + suffix)

    def fill(self, column: Column) -> None:
        t, made = self.ctx.t, self.made
        if made is not None:
            self._fill_made(column, made)
            return
        trouble(column, self._trouble)
        column.add(Label(t("trainer.what_for"), LEAD, weight="bold"))
        options = [Option(one, t(f"trainer.kind_{one}"), t(f"trainer.kind_{one}_note")) for one in KINDS]
        column.add(Choice("kind", options, self.kind), gap=10)
        if self.kind == "xapi":
            hint = t("trainer.base_hint")
            column.add(TextField("base", self.base, label=t("trainer.base"), hint=hint, max_chars=200), gap=16)
        column.add(Label(t("trainer.of_which"), LEAD, weight="bold"), gap=22)
        column.add(Label(t("trainer.of_known", n=self.desk.known.files), BODY, icon="collect"), gap=8)
        states = (t("ui.no"), t("ui.yes"))
        label = str(self.other) if self.other else t("trainer.of_other")
        column.add(Toggle("other", label, self.other is not None, states=states, boxed=True), gap=10)
        column.add(Label(t("trainer.where_to"), LEAD, weight="bold"), gap=22)
        column.add(Label(str(self.target), BODY, icon="folder"), gap=8)
        column.add(Button("out", t("trainer.choose_folder"), icon="folder", height=52), gap=10, width=column.screen.px(460))
        column.add(Label(t("trainer.report_private"), 20, THEME.slate, icon="lock"), gap=18)

    def _fill_made(self, column: Column, made: Made) -> None:
        t = self.ctx.t
        column.add(Label(t(f"trainer.made_{'report' if self.kind == 'report' else 'file'}"), HEAD, weight="bold", icon="done"))
        column.add(Label(t("trainer.made_of", runs=made.runs, apart=made.apart), BODY), gap=14)
        column.add(Label(str(made.path), BODY, icon="folder"), gap=14)
        for note in made.notes:
            column.add(Label(note, BODY, icon="lock"), gap=12)
        trouble(column, self._trouble)

    def foot(self) -> list[Button]:
        t = self.ctx.t
        if self.made is not None:
            show = Button("show", t("trainer.show"), style="primary", icon="eye-light", height=60)
            return [show, Button("again", t("trainer.another"), icon="again", height=60), self.back_button()]
        key = "trainer.make_report" if self.kind == "report" else "trainer.make_file"
        return [Button("go", t(key), style="primary", icon="chart-light", height=60), self.back_button()]

    # --- what is pressed -------------------------------------------------------------------------------------------------

    def on(self, fired: Fired) -> Transition | None:
        match fired.id:
            case "kind":
                self.kind = str(fired.value)
                self.refresh()
            case "base":
                self.base = str(fired.value).strip()
            case "other":
                if not fired.value:
                    self.other = None
                    self.refresh()
                    return None
                self._choosing = "other"
                return Push(FolderScene(self.desk))
            case "out":
                self._choosing = "out"
                return Push(FolderScene(self.desk))
            case "go" | "base.enter":
                return self._begin()
            case "show" if self.made is not None:
                library.show_file(self.made.path)
            case "again":
                self.made = None
                self.refresh()
        return super().on(fired)

    def _begin(self) -> Transition | None:
        if self.kind == "xapi" and not IRI.fullmatch(self.base):
            self._trouble = self.ctx.t("trainer.base_bad", base=self.base or "–")
            self.warn(self._trouble, "base")
            return None
        folders = [*places(self.desk.results), *([self.other] if self.other else [])]
        kind, target, lang, base = self.kind, self.target, self.ctx.lang, self.base
        work = self.desk.start(
            lambda tell: _report(folders, target, lang, tell) if kind == "report" else _table(folders, kind, target, lang, base, tell)
        )
        return Push(WorkScene(self.desk, "trainer.making_report" if kind == "report" else "trainer.making_file", work))  # type: ignore[arg-type]

    def resumed(self, result: object) -> Transition | None:
        self._trouble = ""
        if isinstance(result, Path):
            setattr(self, self._choosing, result)
        if isinstance(result, Job):
            if isinstance(result.result, Made):
                self.made = result.result if result.result.runs else None
                self._trouble = "" if result.result.runs else self.ctx.t("trainer.no_runs", n=result.result.apart)
            elif result.error is not None:
                self._trouble = said_of(result.error)
        return super().resumed(result)


def _report(folders: Sequence[Path], target: Path, lang: str, tell: Tell) -> Made:
    now = datetime.fromisoformat(utc_now()).replace(tzinfo=None)
    done = make(Report(tuple(folders), target, lang, now), known_keys(), tell)
    return Made(target / "index.html", done.runs, done.apart)


def _table(folders: Sequence[Path], kind: str, target: Path, lang: str, base: str, tell: Tell) -> Made:
    paths = run_files(folders)
    collection = collect(paths, known_keys(), utc_now(), progress=lambda done, of: tell("reading", done, of))
    if kind in ("html", "record"):  # a sheet of practice is the trainee's to hand over
        collection = Collection(tuple(one for one in collection.runs if is_open(one.sheet)), collection.aside)
    if not collection.runs:
        return Made(target, 0, len(collection.aside))
    tell("writing", 0, 0)
    made = export(collection, kind, target, lang, base)
    return Made(target, len(collection.runs), len(collection.aside), made.notes)
