"""The trainer's room, first page: what there is to do, each with its figure."""

from __future__ import annotations

from game.scenes.base import route
from game.scenes.stack import Push, Replace, Transition
from game.scenes.trainer_assess import OpeningsScene
from game.scenes.trainer_collect import CollectScene
from game.scenes.trainer_desk import IDLE_TICKS, Desk, DeskScene, trouble
from game.scenes.trainer_people import PeopleScene
from game.scenes.trainer_report import ReportScene
from game.scenes.trainer_results import ResultsScene
from game.scenes.trainer_staff import StaffScene
from game.scenes.trainer_tiles import Tile, progress, tiled
from game.scenes.trainer_verify import VerifyScene
from game.session.trainer_groups import openings
from game.session.trainer_room import members, unsigned
from game.view.widgets import Button, Column, Fired

PAGES = {
    "people": PeopleScene,
    "assess": OpeningsScene,
    "results": ResultsScene,
    "collect": CollectScene,
    "verify": VerifyScene,
    "report": ReportScene,
    "staff": StaffScene,
}


class RoomScene(DeskScene):
    """Arrows go from tile to tile, Enter opens one; Escape locks and goes home."""

    first_focus = "people"
    wide = 1500

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._since = 0
        """Ticks of stillness that do not count: somebody waited."""

    def enter(self) -> Transition | None:
        self.desk.look()
        return super().enter()

    def head(self) -> tuple[str, str, str]:
        return self.ctx.t("trainer.room"), "", self.desk.by

    def unattended(self, ticks: int) -> Transition | None:
        """Nobody is here: the room locks, over whatever page is open; not while somebody waits for work.  A page for everybody's eyes
        stays, and what lies behind it is locked."""
        if self.desk.busy or ticks < self._since:
            self._since = ticks if self.desk.busy else 0
        if ticks - self._since < IDLE_TICKS:
            return None
        if self.desk.on_show:
            self.desk.locked = True
            return None
        return Replace(route("trainer", locked=True), all=True)

    def left(self) -> None:
        self.desk.leave()

    # --- layout ----------------------------------------------------------------------------------------------------------

    def fill(self, column: Column) -> None:
        tiled(column, self._tiles())
        job = self.desk.looking
        if job is not None:
            words = self.ctx.t("trainer.reading", done=job.done, of=job.of) if job.of else self.ctx.t("ui.moment")
            progress(column, job.share, words)
        if self.desk.trouble:
            trouble(column, self.ctx.t("trainer.cannot_read", reason=self.desk.trouble))

    def _tiles(self) -> list[Tile]:
        t, known, ready = self.ctx.t, self.desk.known, self.desk.ready
        everybody = members(known, self.ctx.site_list)
        risk = [one for one in everybody if one.state == "risk"]
        due = [one for one in everybody if one.state == "due"]
        waiting, apart = len(unsigned(known)), [one for one in known.apart if one.reason != "duplicate"]

        def figure(n: int) -> str:
            return str(n) if ready else "–"

        opened = openings()
        people = t("trainer.people_note", risk=len(risk), due=len(due)) if ready else t("trainer.people_what")
        last = t("trainer.assess_last", title=opened[0].title(self.ctx.lang)) if opened else t("trainer.assess_what")
        return [
            Tile("people", "people", t("trainer.people"), figure(len(everybody)), people, "alert" if risk else ""),
            Tile("assess", "lock", t("trainer.assess"), "", last),
            Tile("results", "form", t("trainer.results"), figure(waiting), t("trainer.results_note"), "alert" if waiting else ""),
            Tile("collect", "collect", t("trainer.collect"), figure(len(apart)), t("trainer.collect_note"), "alert" if apart else ""),
            Tile("verify", "seal", t("trainer.verify"), "", t("trainer.verify_note")),
            Tile("report", "chart", t("trainer.report"), "", t("trainer.report_note")),
        ]

    def foot(self) -> list[Button]:
        t = self.ctx.t
        return [
            Button("back", t("trainer.lock"), style="primary", icon="lock-light", height=60),
            Button("staff", t("trainer.staff"), icon="people", height=60),
        ]

    # --- what is pressed -------------------------------------------------------------------------------------------------

    def on(self, fired: Fired) -> Transition | None:
        if fired.id == "back":
            return Replace(route("title"), all=True)
        return Push(PAGES[fired.id](self.desk)) if fired.id in PAGES else None
