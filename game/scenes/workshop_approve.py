"""Two names stand for a level as it is: asked twice, for it opens assessment; and the sheet of the level, to read it on paper."""

from __future__ import annotations

from game.scenes.message import MessageScene
from game.scenes.stack import Push, Transition
from game.scenes.workshop_document import SIGNS, DocumentPart
from game.scenes.workshop_parts import Part
from game.session.approval import ApprovalError, may_approve
from game.view.theme import BODY
from game.view.widgets import Button, Column, Fired, Label, TextField


class ApprovePart(Part):
    """Reviewer and approver, neither of them empty; the date is today's."""

    id = "approve"

    def __init__(self, *args: object) -> None:
        super().__init__(*args)  # type: ignore[arg-type]
        self.names = {"reviewer": "", "approver": ""}
        self.error = ""
        self._asked = False

    def sign(self) -> tuple[str, str]:
        state = self.desk.state.approval
        return SIGNS[state][1], self.say(f"approval_{state}")

    def fill(self, column: Column) -> None:
        self.head(column, self.say("part_approve"), self.say("approve_about"))
        column.add(DocumentPart(self.page).badge(), gap=18)
        column.row([Button("sheet", self.say("sheet"), icon="form", height=52, enabled=self.desk.level is not None)], gap=18)
        column.add(Label(self.say("sheet_about"), BODY), gap=8)
        fields = []
        for name in self.names:
            error = self.error if name == "reviewer" else ""
            field = TextField(
                name, self.names[name], label=self.say(name), hint=self.say(f"{name}_tip"), error=error, max_chars=80, size=BODY
            )
            old = next((w for w in self.page.form.all() if w.id == name), None)
            if isinstance(old, TextField) and old.text == field.text:
                field.line = old.line
            fields.append(field)
        self.fields(column, fields, gap=26)
        ready = self.desk.state.good and not self.page.read_only
        note = "" if ready else self.say("approve_not")
        column.row([Button("approve", self.say("approve"), style="primary", height=60, enabled=ready, note=note)], gap=22)

    def on(self, fired: Fired) -> Transition | None:
        if fired.id in self.names:
            self.names[fired.id], self.error = str(fired.value), ""
        elif fired.id == "sheet":
            return self._sheet()
        elif fired.id in ("approve", "reviewer.enter", "approver.enter"):
            return self._ask()
        return None

    def _ask(self) -> Transition | None:
        t, names = self.ctx.t, [name.strip() for name in self.names.values()]
        level = self.desk.level
        if level is None:
            return None
        try:
            may_approve(level, *names)
        except ApprovalError as error:
            self.error = error.text(self.ctx.lang)
            self.page.rebuild()
            self.page.form.focus_on("reviewer")
            return None
        self._asked = True
        answers = [("no", t("ui.back"), "plain"), ("approve", self.say("approve"), "primary")]
        lines = [self.say("approve_sure", reviewer=names[0], approver=names[1]), self.say("approve_means")]
        scene = MessageScene(self.say("part_approve"), lines, answers, icon="form")
        scene.cancel = "no"
        return Push(scene)

    def resumed(self, result: object) -> Transition | None:
        asked, self._asked = self._asked, False
        return self.page.do(self._write) if asked and result == "approve" else None

    def _write(self) -> None:
        from datetime import UTC, datetime

        from game.content.diagnostic import ContentError
        from game.content.edit import EditError
        from game.session.approval import approve
        from game.session.authoring.workshop_desk import Elsewhere, NotWritten

        if self.desk.reread():
            raise Elsewhere
        try:
            approve(self.desk.path, self.names["reviewer"].strip(), self.names["approver"].strip(), datetime.now(UTC).strftime("%Y-%m-%d"))
        except ContentError as error:
            raise NotWritten(tuple(error.diagnostics)) from error
        except EditError as error:
            raise NotWritten(edit=error) from error
        except OSError as error:
            raise NotWritten(reason=error.strerror or type(error).__name__) from error
        self.desk.took(self.say("approval"))

    def _sheet(self) -> Transition | None:
        """The trainer's sheet among the user's data, opened with what shows such pages here."""
        from game.content.rules import load_rulebook
        from game.session.authoring.opening import open_with_system
        from game.session.authoring.sheet import page
        from game.session.results import data_folder, write_whole

        level = self.desk.level
        if level is None:
            return None
        path = data_folder() / "workshop" / f"{level.id}.html"
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, page(level, load_rulebook(), self.ctx.lang).encode())
        except OSError as error:
            self.page.told = self.say("cannot_write", reason=error.strerror or "")
        else:
            open_with_system(path)
            self.page.told = self.say("sheet_there", file=path)
        self.page.rebuild()
        return None
