"""Assessments: those that were opened here, and a new one for a level and a group."""

from __future__ import annotations

from dataclasses import dataclass

from game.scenes import library
from game.scenes.stack import Push, Replace, Transition
from game.scenes.trainer_board import BoardScene
from game.scenes.trainer_desk import Desk, DeskScene, said_of, trouble
from game.scenes.trainer_work import WorkScene
from game.scenes.unfinished import when
from game.session.approval import in_force
from game.session.assessment import NotOpen, Opened, new_code, open_code, points
from game.session.jobs import Job, Tell
from game.session.trainer_groups import Group, groups, note_opening, openings
from game.spec import LevelSpec
from game.view.theme import BODY, HEAD, LEAD
from game.view.widgets import Button, Choice, Column, Fired, Label, Option, Row, RowList

NOBODY = "*"


@dataclass(frozen=True, slots=True)
class Offered:
    """levels: approved ones that may be assessed; others: how many are not."""

    levels: tuple[LevelSpec, ...]
    others: int


@dataclass(frozen=True, slots=True)
class Coded:
    """A code, and what it opens."""

    code: str
    opened: Opened
    points: int


class OpeningsScene(DeskScene):
    """Enter opens a new one; a row leads to its board."""

    title_key = "trainer.assess"
    first_focus = "new"
    wide = 1100

    def fill(self, column: Column) -> None:
        t, lang = self.ctx.t, self.ctx.lang
        column.add(Label(t("trainer.assess_how"), BODY))
        opened = openings()
        if opened:
            column.add(Label(t("trainer.opened"), LEAD, weight="bold"), gap=22)
            rows = []
            for one in opened:
                note = " · ".join([when(one.time, lang), one.group or t("trainer.no_group"), one.by])
                rows.append(Row(one.set, one.title(lang), note, "lock", t("trainer.code_here") if one.set in self.ctx.codes else ""))
            held = next((w.chosen for w in self.form.all() if isinstance(w, RowList)), "")
            column.add(RowList("opened", rows, held, height=72), gap=10)

    def foot(self) -> list[Button]:
        return [Button("new", self.ctx.t("trainer.open_new"), style="primary", icon="play", height=60), self.back_button()]

    def on(self, fired: Fired) -> Transition | None:
        if fired.id == "new":
            return Push(NewScene(self.desk))
        if fired.id == "opened":
            one = next((one for one in openings() if one.set == fired.value), None)
            return Push(BoardScene(self.desk, one)) if one else None
        return super().on(fired)


class NewScene(DeskScene):
    """Which level, for whom; Enter makes the code."""

    title_key = "trainer.open_new"
    default = "go"
    first_focus = "level"
    wide = 1100

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.offered: Offered | None = None
        self.level, self.group = "", NOBODY
        self._reading: Job[Offered] | None = None
        self._trouble = ""

    def enter(self) -> Transition | None:
        lang = self.ctx.lang
        self._reading = Job(lambda tell: _offered(tell, lang), "levels")
        return super().enter()

    def tick(self) -> Transition | None:
        job = self._reading
        if job is not None and job.over:
            self._reading = None
            self.offered = job.result
            self._trouble = said_of(job.error) if job.error else ""
            if self.offered and self.offered.levels:
                self.level = self.offered.levels[0].id
            self.refresh()
            self.form.focus_on("level", reveal=False)
        return super().tick()

    def left(self) -> None:
        if self._reading is not None:
            self._reading.stop()

    # --- layout ----------------------------------------------------------------------------------------------------------

    def fill(self, column: Column) -> None:
        t, lang, offered = self.ctx.t, self.ctx.lang, self.offered
        trouble(column, self._trouble)
        if offered is None:
            column.add(Label(t("ui.moment"), HEAD, weight="bold", icon="clock"))
            return
        if not offered.levels:
            column.add(Label(t("trainer.no_level"), LEAD, weight="bold", icon="alert"))
            column.add(Label(t("trainer.no_level_how"), BODY), gap=12)
            return
        column.add(Label(t("trainer.which_level"), LEAD, weight="bold"))
        options = [
            Option(one.id, one.title.get(lang), t("trainer.level_note", version=one.control.version, approver=one.control.approver))
            for one in offered.levels
        ]
        column.add(Choice("level", options, self.level), gap=10)
        if offered.others:
            column.add(Label(t("trainer.not_approved", n=offered.others), 20, icon="lock"), gap=10)
        column.add(Label(t("trainer.which_group"), LEAD, weight="bold"), gap=24)
        made = [Option(one.name, one.name, t("trainer.persons", n=len(one.people))) for one in groups()]
        column.add(Choice("group", [Option(NOBODY, t("trainer.no_group"), t("trainer.no_group_note")), *made], self.group), gap=10)

    def foot(self) -> list[Button]:
        ready = bool(self.level)
        go = Button("go", self.ctx.t("trainer.make_code"), style="primary", icon="lock-light", height=60, enabled=ready)
        return [go, self.back_button()] if ready else [self.back_button()]

    # --- what is pressed -------------------------------------------------------------------------------------------------

    def on(self, fired: Fired) -> Transition | None:
        match fired.id:
            case "level" | "group":
                setattr(self, fired.id, str(fired.value))
                return None
            case "go":
                level = next((one for one in self.offered.levels if one.id == self.level), None) if self.offered else None
                if level is None:
                    return None
                return Push(WorkScene(self.desk, "trainer.making_code", self.desk.start(lambda tell: _coded(level))))
        return super().on(fired)

    def resumed(self, result: object) -> Transition | None:
        if isinstance(result, Job) and isinstance(result.result, Coded):
            return self._opened(result.result)
        if isinstance(result, Job) and result.error is not None:
            error = result.error
            self._trouble = error.text(self.ctx.lang) if isinstance(error, NotOpen) else said_of(error)
        return super().resumed(result)

    def _opened(self, made: Coded) -> Transition | None:
        group: Group | None = next((one for one in groups() if one.name == self.group), None)
        try:
            opening = note_opening(made.opened, made.points, group, self.desk.by)
        except OSError as error:
            self._trouble = said_of(error)
            self.refresh()
            return None
        self.ctx.codes[made.opened.set] = made.code
        return Replace(BoardScene(self.desk, opening))


def _offered(tell: Tell, lang: str) -> Offered:
    fit: list[LevelSpec] = []
    every = library.offers(lang)
    for at, level in enumerate(every, 1):
        tell("levels", at, len(every))
        if "assessment" in level.modes and in_force(level):
            fit.append(level)
    return Offered(tuple(fit), len(every) - len(fit))


def _coded(level: LevelSpec) -> Coded:
    code = new_code(level)
    opened = open_code(code.text, [level])
    return Coded(code.text, opened, points(level, opened.seeds))
