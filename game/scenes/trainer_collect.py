"""Collect the runs of other PCs from a share or a stick: what was taken, what is kept apart and why, which stations are not known."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from game.scenes.message import MessageScene
from game.scenes.stack import Push, Transition
from game.scenes.trainer_desk import Desk, DeskScene, said_of, trouble
from game.scenes.trainer_folder import FolderScene
from game.scenes.trainer_tiles import figures
from game.scenes.trainer_work import WorkScene
from game.session.collection import REASONS, Aside
from game.session.exporting import told
from game.session.gathering import Gathered, Stranger, gather
from game.session.jobs import Job
from game.session.place import place_of
from game.session.station import remember
from game.session.trainer_groups import last_folders, remember_folder
from game.view.theme import BODY, LEAD, THEME
from game.view.widgets import Button, Column, Fired, Label, Row, RowList

NAMED = 25
"""Files kept apart that are named, for each reason."""
HARMLESS = ("duplicate",)


class CollectScene(DeskScene):
    """Enter on a place collects from it."""

    title_key = "trainer.collect"
    first_focus = "places"
    wide = 1200

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.done: Gathered | None = None
        self._trouble = ""
        self._asked: Stranger | None = None

    # --- layout ----------------------------------------------------------------------------------------------------------

    def fill(self, column: Column) -> None:
        t, done = self.ctx.t, self.done
        trouble(column, self._trouble)
        if done is None:
            column.add(Label(t("trainer.collect_how"), BODY))
            rows = self._places()
            if rows:
                column.add(Label(t("trainer.collect_from"), LEAD, weight="bold"), gap=20)
                column.add(RowList("places", rows, height=72), gap=10)
            apart = [one for one in self.desk.known.apart if one.reason not in HARMLESS]
            if apart:
                column.add(Label(t("trainer.apart_here"), LEAD, weight="bold"), gap=24)
            self._apart(column, apart)
            return
        column.add(Label(str(done.source), BODY, THEME.slate, icon="folder"))
        apart = [one for one in done.apart if one.reason not in HARMLESS]
        figures(column, [(str(done.taken), t("trainer.taken"), "done"), (str(done.there), t("trainer.there"), ""),
                         (str(len(apart)), t("trainer.kept_apart"), "alert" if apart else "")])  # fmt: skip
        if done.notes:
            column.add(Label(t("trainer.notes_taken", n=done.notes), BODY, icon="form"), gap=10)
        if done.differing:
            column.add(Label(t("trainer.notes_differ", n=done.differing), BODY, icon="alert"), gap=10)
        self._strangers(column, done)
        self._apart(column, done.apart)

    def _places(self) -> list[Row]:
        t = self.ctx.t
        share = place_of().share
        rows = [Row(share, t("trainer.folder_share"), share, "folder")] if share else []
        rows += [Row(str(path), path.name or str(path), str(path), "folder") for path in last_folders() if str(path) != share]
        return rows

    def _strangers(self, column: Column, done: Gathered) -> None:
        t = self.ctx.t
        for one in done.strangers:
            name = " · ".join(part for part in (one.name, one.site, one.id) if part)
            column.add(Label(t("trainer.stranger", name=name, n=one.files), BODY, weight="semibold", icon="alert"), gap=18)
            if one.key is not None:
                column.add(Button(f"know_{one.id}", t("trainer.know"), icon="seal", height=56), gap=8, width=column.screen.px(560))
            else:
                column.add(Label(t("trainer.no_key"), BODY, THEME.slate), gap=4)

    def _apart(self, column: Column, apart: Sequence[Aside]) -> None:
        """By reason, with their names and the sentence that says what to do."""
        t = self.ctx.t
        for reason in REASONS:
            mine = [one for one in apart if one.reason == reason]
            if not mine:
                continue
            icon = "dot" if reason in HARMLESS else "alert"
            column.add(Label(f"{len(mine)} · {t(f'trainer.apart_{reason}')}", LEAD, weight="semibold", icon=icon), gap=20)
            for one in mine[:NAMED]:
                column.add(Label(f"{one.path.name}. {told(one, self.ctx.lang)}", 20, THEME.slate), gap=6)
            if len(mine) > NAMED:
                column.add(Label(t("trainer.and_more", n=len(mine) - NAMED), 20, THEME.slate), gap=6)

    def foot(self) -> list[Button]:
        t = self.ctx.t
        again = [Button("again", t("trainer.collect_again"), icon="again", height=60)] if self.done is not None else []
        choose = Button("folder", t("trainer.choose_folder"), style="primary", icon="collect-light", height=60)
        return [choose, *again, self.back_button()]

    # --- what is pressed -------------------------------------------------------------------------------------------------

    def on(self, fired: Fired) -> Transition | None:
        if fired.id == "folder":
            return Push(FolderScene(self.desk))
        if fired.id == "places":
            return self._begin(Path(str(fired.value)))
        if fired.id == "again" and self.done is not None:
            return self._begin(self.done.source)
        if fired.id.startswith("know_") and self.done is not None:
            return self._ask(next(one for one in self.done.strangers if one.id == fired.id.removeprefix("know_")))
        return super().on(fired)

    def _begin(self, source: Path) -> Transition:
        self._trouble = ""
        return Push(WorkScene(self.desk, "trainer.collecting", self.desk.start(lambda tell: gather(source, tell))))

    def _ask(self, one: Stranger) -> Transition:
        """A key is taken only when a person has compared its id with what the station shows."""
        t, self._asked = self.ctx.t, one
        name = " · ".join(part for part in (one.name, one.site) if part) or "–"
        lines = [t("trainer.know_who", name=name, id=one.id), t("trainer.know_compare")]
        answers = [("know", t("trainer.know_yes"), "primary"), ("no", t("ui.no"), "plain")]
        return Push(MessageScene(t("trainer.know"), lines, answers, icon="seal"))

    def resumed(self, result: object) -> Transition | None:
        self._trouble = ""
        if isinstance(result, Path):
            return self._begin(result)
        if isinstance(result, Job):
            self._done(result)
        elif result == "know" and self._asked is not None and self._asked.key is not None and self.done is not None:
            try:
                remember(self._asked.key)
                return self._begin(self.done.source)
            except OSError as error:
                self._trouble = said_of(error)
        return super().resumed(result)

    def _done(self, job: Job[object]) -> None:
        if isinstance(job.result, Gathered):
            self.done = job.result
            self.desk.look()
            try:
                remember_folder(job.result.source)
            except OSError as error:
                self._trouble = said_of(error)
        elif job.error is not None:
            self._trouble = said_of(job.error)
