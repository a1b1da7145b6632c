"""Are the runs what they say?  All of them, or those of one folder: the three grades in words, and every one that is contradicted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from game.scenes.stack import Push, Transition
from game.scenes.trainer_desk import Desk, DeskScene, said_of, trouble
from game.scenes.trainer_folder import FolderScene
from game.scenes.trainer_tiles import figures
from game.scenes.trainer_work import WorkScene
from game.session.collection import run_files
from game.session.faults import RunError
from game.session.jobs import Job, Tell
from game.session.replay import Progress
from game.session.trainer_room import places
from game.session.verify import CONTRADICTED, GRADES, NOT_CHECKABLE, PROVED, Grade, verify
from game.texts import t
from game.view.theme import BODY, LEAD, THEME
from game.view.widgets import Button, Column, Fired, Label
from scoring.export.privacy import OPEN_MODES

GRADE_SIGNS = {PROVED: "done", CONTRADICTED: "wrong", NOT_CHECKABLE: "alert"}
NAMED = 60
"""Files named one by one."""


@dataclass(frozen=True, slots=True)
class Proved:
    """One file.  grades: by name; said: why it is not proved, in the reader's language; of practice only the words of the grades."""

    name: str
    verdicts: tuple[tuple[str, str], ...]
    said: tuple[str, ...]

    @property
    def worst(self) -> str:
        """Of its grades."""
        found = [verdict for _, verdict in self.verdicts]
        return next((one for one in (CONTRADICTED, NOT_CHECKABLE) if one in found), PROVED)


class VerifyScene(DeskScene):
    """Enter verifies all that the room knows."""

    title_key = "trainer.verify"
    default = "go"
    first_focus = "go"
    wide = 1200

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.done: tuple[Proved, ...] | None = None
        self._trouble = ""

    def fill(self, column: Column) -> None:
        t, done = self.ctx.t, self.done
        trouble(column, self._trouble)
        if done is None:
            column.add(Label(t("trainer.verify_how"), LEAD))
            for name in GRADES:
                column.add(Label(t(f"trainer.grade_{name}"), BODY, icon="seal"), gap=12)
            column.add(Label(t("trainer.verify_long"), BODY, THEME.slate, icon="clock"), gap=16)
            return
        count = {verdict: sum(one.worst == verdict for one in done) for verdict in (PROVED, CONTRADICTED, NOT_CHECKABLE)}
        figures(column, [(str(n), t(f"trainer.verdict_{verdict}"), GRADE_SIGNS[verdict]) for verdict, n in count.items()])
        column.add(Label(t("trainer.by_grade"), LEAD, weight="bold"), gap=12)
        for name in (*GRADES, "notes"):
            self._grade(column, name, done)
        column.add(Label(t("session.who"), 20, THEME.slate), gap=10)
        doubtful = [one for one in done if one.worst != PROVED]
        for one in doubtful[:NAMED]:
            column.add(Label(one.name, BODY, weight="semibold", icon=GRADE_SIGNS[one.worst]), gap=18)
            for said in one.said:
                column.add(Label(said, BODY), gap=4)
        if len(doubtful) > NAMED:
            column.add(Label(t("trainer.and_more", n=len(doubtful) - NAMED), BODY), gap=16)

    def _grade(self, column: Column, name: str, done: Sequence[Proved]) -> None:
        t = self.ctx.t
        verdicts = [verdict for one in done for grade, verdict in one.verdicts if grade == name]
        if verdicts:
            parts = [
                f"{verdicts.count(v)} {t(f'trainer.verdict_{v}').lower()}" for v in (PROVED, CONTRADICTED, NOT_CHECKABLE) if v in verdicts
            ]
            column.add(
                Label(t("trainer.pair", what=t(f"session.grade_{name}").capitalize(), said=", ".join(parts)), BODY, icon="seal"), gap=10
            )

    def foot(self) -> list[Button]:
        t = self.ctx.t
        return [
            Button("go", t("trainer.verify_all"), style="primary", icon="seal-light", height=60),
            Button("folder", t("trainer.verify_folder"), icon="folder", height=60),
            self.back_button(),
        ]

    def on(self, fired: Fired) -> Transition | None:
        if fired.id == "go":
            return self._begin(places(self.desk.results))
        if fired.id == "folder":
            return Push(FolderScene(self.desk))
        return super().on(fired)

    def _begin(self, folders: Sequence[Path]) -> Transition:
        lang = self.ctx.lang
        return Push(WorkScene(self.desk, "trainer.verifying", self.desk.start(lambda tell: proved(folders, lang, tell))))

    def resumed(self, result: object) -> Transition | None:
        self._trouble = ""
        if isinstance(result, Path):
            return self._begin([result])
        if isinstance(result, Job):
            if isinstance(result.result, tuple):
                self.done = result.result
            elif result.error is not None:
                self._trouble = said_of(result.error)
        return super().resumed(result)


def proved(folders: Sequence[Path], lang: str, tell: Tell) -> tuple[Proved, ...]:
    """Verify every run file of some folders, one after the other."""
    paths = run_files(folders)
    done = []
    for at, path in enumerate(paths):

        def look(_: float, at: int = at) -> None:
            tell("verify", at, len(paths))

        look(0.0)
        done.append(_one(path, lang, look))
    return tuple(done)


def _one(path: Path, lang: str, look: Progress) -> Proved:
    try:
        checked = verify(path, progress=look)
    except RunError as fault:
        return Proved(path.name, (("sealed", NOT_CHECKABLE),), (fault.text(lang),))
    open_ = checked.run is not None and checked.run.header.mode in OPEN_MODES
    doubts = [grade for grade in checked.told if grade.verdict != PROVED]
    return Proved(path.name, tuple((grade.name, grade.verdict) for grade in checked.told), tuple(_said(one, lang, open_) for one in doubts))


def _said(grade: Grade, lang: str, open_: bool) -> str:
    """What a contradiction of practice says of its findings is the trainee's: there only the grade is told."""
    words = t(
        "trainer.pair", lang, what=t(f"session.grade_{grade.name}", lang).capitalize(), said=t(f"session.verdict_{grade.verdict}", lang)
    )
    tells = open_ or grade.name == "sealed" or grade.verdict == NOT_CHECKABLE
    return f"{words} · {grade.text(lang)}" if tells else words
