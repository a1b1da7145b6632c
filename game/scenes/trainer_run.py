"""One run of an assessment before the trainer: its score, its findings, what was said of it; film, sheet, proof.

Never a run of practice: its findings are the trainee's (design section 6).
"""

from __future__ import annotations

from pathlib import Path

from game.scenes.debrief import DebriefScene
from game.scenes.message import MessageScene
from game.scenes.review import Review, of_file
from game.scenes.stack import Push, Transition
from game.scenes.trainer_desk import Desk, DeskScene, said_of, show_page, trouble
from game.scenes.trainer_finding import FindingScene
from game.scenes.trainer_tiles import figures
from game.scenes.trainer_verify import GRADE_SIGNS
from game.scenes.trainer_work import WorkScene
from game.scenes.unfinished import when
from game.session.assessment import header_of
from game.session.faults import RunError
from game.session.jobs import Job, Tell
from game.session.notes import Told, read_notes
from game.session.sheets import sealed_sheet
from game.session.trainer_room import record_page
from game.session.verify import Verification, verify
from game.view.theme import BODY, HEAD, LEAD, THEME
from game.view.widgets import Button, Column, Fired, Label, Row, RowList
from scoring.notes import Note
from scoring.record import Sheet, SheetFinding
from scoring.wording import clock, number


class TrainersRunScene(DeskScene):
    """Enter on a finding opens it; Escape goes back."""

    title_key = "trainer.run"
    wide = 1300

    def __init__(self, desk: Desk, path: Path) -> None:
        super().__init__(desk)
        self.path = path
        self.header = header_of(path)
        self.sheet: Sheet | None = sealed_sheet(path) if self.header is not None else None
        self.told = Told(path)
        self.proof: Verification | None = None
        self._trouble = ""

    def enter(self) -> Transition | None:
        self._look()
        self.refresh()
        return super().enter()

    def _look(self) -> None:
        if self.header is not None:
            self.told = read_notes(self.path, self.header.run)

    # --- layout ----------------------------------------------------------------------------------------------------------

    def fill(self, column: Column) -> None:
        t, sheet, lang = self.ctx.t, self.sheet, self.ctx.lang
        if sheet is None or self.header is None:
            column.add(Label(t("trainer.no_run"), LEAD, icon="alert"))
            return
        facts = sheet.facts
        column.add(Label(f"{facts.trainee} · {facts.level_title.get(lang)}", HEAD, weight="bold"))
        sitting = self.header.sitting
        said = [t("assess.form", form=sitting.form, forms=sitting.forms)] if sitting else []
        if sheet.ended != "finished":
            said.append(t(f"ui.run_{sheet.ended or 'broken'}"))
        column.add(Label(" · ".join([when(facts.started, lang), *said]), BODY, THEME.slate), gap=4)
        score = sheet.score
        rows = [(number(score.value, lang) if score.value is not None else "–", t("trainer.score"), "")]
        if score.low is not None and score.high is not None:
            rows.append((f"{number(score.low, lang, 0)} – {number(score.high, lang, 0)}", t("trainer.interval"), ""))
        rows += [(str(score.counted), t("trainer.counted"), ""), (str(len(sheet.findings)), t("trainer.findings"), "")]
        figures(column, rows)
        trouble(column, self._trouble)
        self._proof(column)
        if sheet.findings:
            column.add(Label(t("trainer.findings_how"), LEAD, weight="bold"), gap=16)
            held = next((w.chosen for w in self.form.all() if isinstance(w, RowList)), "")
            column.add(RowList("findings", [self._row(n, one) for n, one in enumerate(sheet.findings, 1)], held, height=76), gap=10)
        else:
            column.add(Label(t("trainer.no_finding"), BODY, icon="done"), gap=16)
        self._notes(column)

    def _row(self, number_: int, line: SheetFinding) -> Row:
        t, lang, finding = self.ctx.t, self.ctx.lang, line.finding
        notes = [note for note in self.told.sound if note.finding == finding.id]
        said = [t(f"trainer.note_{kind}") for kind in ("contest", "annotate") if any(note.kind == kind for note in notes)]
        clauses = ", ".join(f"{one.document.get(lang)} {one.clause}" for one in line.cited)
        note = " · ".join(part for part in (line.title.get(lang), clauses, *said) if part)
        return Row(str(number_), line.found.get(lang), note, finding.severity, clock(finding.tick))

    def _proof(self, column: Column) -> None:
        t, proof = self.ctx.t, self.proof
        if proof is None:
            return
        column.add(Label(t("trainer.proof"), LEAD, weight="bold"), gap=16)
        for grade in proof.told:
            said = f"{t(f'session.verdict_{grade.verdict}')} · {grade.text(self.ctx.lang)}"
            words = t("trainer.pair", what=t(f"session.grade_{grade.name}").capitalize(), said=said)
            column.add(Label(words, BODY, icon=GRADE_SIGNS[grade.verdict]), gap=10)
        column.add(Label(t("session.who"), 20, THEME.slate), gap=8)

    def _notes(self, column: Column) -> None:
        t = self.ctx.t
        column.add(Label(t("trainer.notes"), LEAD, weight="bold"), gap=24)
        if self.told.fault is not None:
            trouble(column, t("trainer.notes_fault", fault=self.told.fault.text(self.ctx.lang)))
        for note in self.told.notes:
            column.add(Label(self._said(note), BODY, icon="form"), gap=10)
        if not self.told.notes:
            column.add(Label(t("assess.said_nothing"), BODY, icon="form"), gap=10)

    def _said(self, note: Note) -> str:
        t, when_ = self.ctx.t, when(note.time, self.ctx.lang)
        if note.kind in ("contest", "annotate"):
            ids = [line.finding.id for line in self.sheet.findings] if self.sheet else []
            at = ids.index(note.finding) + 1 if note.finding in ids else 0
            key = f"trainer.said_{note.kind}" if at else "trainer.said_comment"
            return t(key, by=note.by, when=when_, number=at, text=note.text)
        said = t(f"assess.said_{note.decision or note.kind}", by=note.by, when=when_, rating=note.rating)
        return f"{said} {note.text}".strip()

    def foot(self) -> list[Button]:
        t = self.ctx.t
        if self.sheet is None:
            return [self.back_button()]
        return [
            Button("debrief", t("trainer.film"), icon="play", height=60),
            Button("print", t("trainer.print"), icon="print", height=60),
            Button("verify", t("trainer.verify_one"), icon="seal", height=60),
            self.back_button(),
        ]

    # --- what is pressed -------------------------------------------------------------------------------------------------

    def on(self, fired: Fired) -> Transition | None:
        sheet, self._trouble = self.sheet, ""
        if fired.id == "findings" and sheet is not None:
            return Push(FindingScene(self.desk, self.path, sheet, int(str(fired.value)) - 1))
        if fired.id == "debrief":
            lang = self.ctx.lang
            return Push(WorkScene(self.desk, "trainer.film_comes", self.desk.start(lambda tell: of_file(self.path, lang))))
        if fired.id == "verify":
            return Push(WorkScene(self.desk, "trainer.verifying", self.desk.start(self._verify)))
        if fired.id == "print":
            lang = self.ctx.lang
            return Push(WorkScene(self.desk, "trainer.record_comes", self.desk.start(lambda tell: record_page([self.path], lang))))
        return super().on(fired)

    def _verify(self, tell: Tell) -> Verification:
        return verify(self.path, progress=lambda part: tell("replay", round(100 * part), 100))

    def resumed(self, result: object) -> Transition | None:
        step = super().resumed(result)
        if step is not None:
            return step
        if isinstance(result, Job):
            step = self._done(result)
        if result == "signed":
            self._look()
            self.desk.look()
        self.refresh()
        return step

    def _done(self, job: Job[object]) -> Transition | None:
        if isinstance(job.result, Verification):
            self.proof = job.result
        elif isinstance(job.result, Review):
            return Push(DebriefScene(job.result, back=True))
        elif isinstance(job.result, str):
            self._trouble = show_page(self.desk, job.result)
        elif job.error is not None:
            t, error = self.ctx.t, job.error
            said = error.text(self.ctx.lang) if isinstance(error, RunError) else said_of(error)
            return Push(MessageScene(t("ui.cannot_replay"), [said], [("ok", t("ui.ok"), "primary")], icon="alert"))
        return None
