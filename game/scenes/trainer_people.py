"""The class list: who is there, who needs somebody and why, when each trained last.  Of practice only that and when (design section 6)."""

from __future__ import annotations

from datetime import UTC, datetime

from game.scenes.stack import Push, Transition
from game.scenes.trainer_desk import Desk, DeskScene
from game.scenes.trainer_groups import GroupsScene
from game.scenes.trainer_list import ListScene
from game.scenes.trainer_person import MemberScene, why
from game.scenes.trainer_tiles import figures
from game.scenes.unfinished import when
from game.session.trainer_groups import groups
from game.session.trainer_room import Member, chosen, members
from game.view.theme import LEAD, THEME
from game.view.widgets import Button, Choice, Column, Fired, Label, Option, Row, RowList, TextField

SHOWN = 40
"""Persons listed at once."""
ORDERS = ("need", "name", "last")
SIGNS = {"risk": "alert", "due": "clock", "training": "dot", "ready": "done", "new": "todo"}
EVERYBODY = "*"


def moment(time: datetime | None, lang: str) -> str:
    """When, for a reader; time: UTC without zone."""
    return when(time.replace(tzinfo=UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), lang) if time else "–"


class PeopleScene(DeskScene):
    """Typing filters; Enter on a row opens the person."""

    title_key = "trainer.people"
    first_focus = "typed"
    wide = 1300

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.typed, self.order, self.group = "", "need", EVERYBODY
        self.shown = SHOWN

    @property
    def members(self) -> list[Member]:
        """Those that are asked for."""
        group = next((one.people for one in groups() if one.name == self.group), None)
        return chosen(members(self.desk.known, self.ctx.site_list), self.typed, group, self.order)

    # --- layout ----------------------------------------------------------------------------------------------------------

    def fill(self, column: Column) -> None:
        t, found = self.ctx.t, self.members
        count = {state: sum(one.state == state for one in found) for state in SIGNS}
        figures(column, [(str(n), t(f"trainer.state_{state}"), SIGNS[state]) for state, n in count.items() if n or state == "risk"])
        column.add(TextField("typed", self.typed, label=t("trainer.filter"), max_chars=30), gap=10)
        column.add(Choice("order", [Option(one, t(f"trainer.order_{one}")) for one in ORDERS], self.order, height=52), gap=14)
        made = groups()
        if made:
            options = [Option(EVERYBODY, t("trainer.everybody")), *(Option(one.name, one.name) for one in made)]
            column.add(Choice("group", options, self.group, height=52), gap=10)
        if found:
            rows = [self._row(one) for one in found[: self.shown]]
            held = next((w.chosen for w in self.form.all() if isinstance(w, RowList)), "")
            column.add(RowList("people", rows, held if any(row.id == held for row in rows) else "", height=72), gap=18)
        else:
            column.add(Label(t("trainer.nobody_fits"), LEAD), gap=18)
        if len(found) > self.shown:
            column.add(Button("more", t("trainer.more", n=len(found) - self.shown), height=56), gap=14)
        column.add(Label(t("trainer.privacy"), 20, THEME.slate, icon="lock"), gap=20)

    def _row(self, one: Member) -> Row:
        t, lang = self.ctx.t, self.ctx.lang
        if one.person is None:
            return Row(one.name, one.name, t("trainer.is_new"), SIGNS["new"])
        note = " · ".join([t(f"trainer.is_{one.state}"), *why(one.person, lang)[:2], *([] if one.listed else [t("trainer.unlisted")])])
        tail = t("trainer.runs_last", n=one.person.runs, when=moment(one.person.last, lang))
        return Row(one.name, one.name, note, SIGNS[one.state], tail if self.ctx.screen.vw > 1100 else "")

    def foot(self) -> list[Button]:
        t = self.ctx.t
        return [
            Button("groups", t("trainer.groups"), icon="people", height=60),
            Button("list", t("trainer.list"), icon="form", height=60),
            self.back_button(),
        ]

    # --- what is pressed -------------------------------------------------------------------------------------------------

    def on(self, fired: Fired) -> Transition | None:
        match fired.id:
            case "typed":
                self.typed, self.shown = str(fired.value).strip(), SHOWN
                self.refresh()
            case "order" | "group":
                setattr(self, fired.id, str(fired.value))
                self.shown = SHOWN
                self.refresh()
            case "more":
                self.shown += 5 * SHOWN
                self.refresh()
            case "people":
                one = next((one for one in self.members if one.name == fired.value), None)
                return Push(MemberScene(self.desk, one)) if one else None
            case "typed.enter":
                self.form.focus_on("people")
            case "groups":
                return Push(GroupsScene(self.desk))
            case "list":
                return Push(ListScene(self.desk))
        return super().on(fired)
