"""Groups of pseudonyms: a name, and who is in it."""

from __future__ import annotations

from game.scenes.message import MessageScene
from game.scenes.stack import Pop, Push, Transition
from game.scenes.trainer_desk import Desk, DeskScene, said_of
from game.session.pseudonyms import good_code
from game.session.trainer_groups import Group, GroupError, drop_group, groups, keep_group
from game.session.trainer_room import members
from game.view.theme import BODY, LEAD, THEME
from game.view.widgets import Button, Column, Fired, Label, Row, RowList, TextField

SHOWN = 60
"""Persons listed at once; typing brings up the others."""


class GroupsScene(DeskScene):
    """Enter on a row opens the group."""

    title_key = "trainer.groups"
    first_focus = "groups"
    wide = 1000

    def fill(self, column: Column) -> None:
        t, made = self.ctx.t, groups()
        column.add(Label(t("trainer.groups_how"), BODY))
        if made:
            rows = [Row(one.name, one.name, ", ".join(one.people[:12]) + (" …" if len(one.people) > 12 else ""), "people",
                        t("trainer.persons", n=len(one.people))) for one in made]  # fmt: skip
            column.add(RowList("groups", rows, height=76), gap=18)

    def foot(self) -> list[Button]:
        return [Button("new", self.ctx.t("trainer.group_new"), style="primary", height=60), self.back_button()]

    def on(self, fired: Fired) -> Transition | None:
        if fired.id == "new":
            return Push(GroupScene(self.desk, Group("", ())))
        if fired.id == "groups":
            one = next((one for one in groups() if one.name == fired.value), None)
            return Push(GroupScene(self.desk, one)) if one else None
        return super().on(fired)


class GroupScene(DeskScene):
    """One group: Enter on a person takes him in or out; nothing is kept before "Keep" is pressed."""

    title_key = "trainer.group"
    first_focus = "name"
    wide = 1000

    def __init__(self, desk: Desk, group: Group) -> None:
        super().__init__(desk)
        self.before = group.name
        self.name, self.people = group.name, dict.fromkeys(group.people)
        self.typed = ""
        self._error = ""

    def names(self) -> list[str]:
        """Those in the group first, then all others that fit what is typed."""
        others = [one.name for one in members(self.desk.known, self.ctx.site_list) if one.name not in self.people]
        wanted = self.typed.casefold()
        return [name for name in [*self.people, *others] if wanted in name.casefold()]

    def fill(self, column: Column) -> None:
        t = self.ctx.t
        column.add(TextField("name", self.name, label=t("trainer.group_name"), error=self._error, max_chars=40))
        column.add(Label(t("trainer.persons", n=len(self.people)), LEAD, weight="bold", icon="people"), gap=18)
        column.add(TextField("typed", self.typed, label=t("trainer.group_find"), hint=t("trainer.group_hint"), max_chars=30), gap=12)
        names = self.names()
        rows = [Row(name, name, "", "done" if name in self.people else "todo") for name in names[:SHOWN]]
        new = self.typed if self.typed and not good_code(self.typed) and self.typed not in names else ""
        if new:
            rows.insert(0, Row(new, t("trainer.group_add", name=new), t("trainer.unlisted"), "todo"))
        if rows:
            held = next((w.chosen for w in self.form.all() if isinstance(w, RowList)), "")
            column.add(RowList("people", rows, held if any(row.id == held for row in rows) else "", height=54), gap=14)
        if len(names) > SHOWN:
            column.add(Label(t("trainer.more", n=len(names) - SHOWN), 20, THEME.slate), gap=8)

    def foot(self) -> list[Button]:
        t = self.ctx.t
        drop = [Button("drop", t("trainer.group_drop"), style="danger", height=60)] if self.before else []
        return [Button("keep", t("trainer.keep"), style="primary", height=60), *drop, self.back_button()]

    def on(self, fired: Fired) -> Transition | None:
        match fired.id:
            case "name":
                self.name = str(fired.value)
            case "typed":
                self.typed = str(fired.value).strip()
                self.refresh()
            case "people":
                self._turn(str(fired.value))
            case "typed.enter":
                self.form.focus_on("people")
            case "name.enter":
                self.form.focus_on("typed")
            case "keep":
                return self._keep()
            case "drop":
                t = self.ctx.t
                answers = [("drop", t("trainer.group_drop"), "danger"), ("no", t("ui.back"), "plain")]
                return Push(MessageScene(self.before, [t("trainer.group_dropped")], answers))
        return super().on(fired)

    def _turn(self, name: str) -> None:
        if name in self.people:
            del self.people[name]
        else:
            self.people[name] = None
        self.refresh()

    def _keep(self) -> Transition | None:
        try:
            keep_group(Group(self.name, tuple(self.people)), self.before)
        except (GroupError, OSError) as error:
            self._error = error.text(self.ctx.lang) if isinstance(error, GroupError) else said_of(error)
            self.warn(self._error, "name")
            return None
        return Pop("kept")

    def resumed(self, result: object) -> Transition | None:
        if result == "drop":
            try:
                drop_group(self.before)
            except OSError as error:
                self._error = said_of(error)
            else:
                return Pop("kept")
        return super().resumed(result)
