"""The level as a controlled document: version, procedure of the site, who stands for it, what it may be used for."""

from __future__ import annotations

from game.content.lint.texts import unwritten
from game.scenes.stack import Transition
from game.scenes.workshop import day
from game.scenes.workshop_parts import Badge, Part
from game.view.theme import BODY
from game.view.widgets import Column, Fired, Label, Toggle

WRITTEN = ("version", "author", "procedure", "procedure_version")
"""What the author writes."""
MODES = ("discover", "guided", "practice", "assessment")
SIGNS = {"approved": ("good", "done"), "none": ("plain", "form"), "voided": ("look", "alert")}
"""How the state of the approval is shown: ground and sign."""


class DocumentPart(Part):
    """Fields for what the author writes; the signatures are only shown: `Approve` writes them."""

    id = "document"
    icon = "form"

    def sign(self) -> tuple[str, str]:
        left = [key for key in WRITTEN if unwritten(self.desk.words(("control", key)))]
        if left:
            return "write", self.say("to_write", n=len(left))
        version = self.desk.words(("control", "version"))
        return "form", self.say("version", version=version) if version else ""

    def fill(self, column: Column) -> None:
        self.head(column, self.say("part_document"), self.say("document_about"))
        field = self.field
        version = field(("control", "version"), self.say("control_version"), self.say("control_version_tip"), most=20)
        author = field(("control", "author"), self.say("control_author"), self.say("control_author_tip"), most=80)
        self.fields(column, [version, author], gap=22)
        number = field(("control", "procedure"), self.say("control_procedure"), self.say("control_procedure_tip"), most=60)
        edition = field(("control", "procedure_version"), self.say("control_edition"), self.say("control_edition_tip"), most=30)
        self.fields(column, [number, edition])
        self.title(column, self.say("approval"))
        column.add(self.badge(), gap=10)
        self.title(column, self.say("modes"))
        column.add(Label(self.say("modes_about"), BODY), gap=2)
        states = (self.ctx.t("ui.no"), self.ctx.t("ui.yes"))
        enabled = self.desk.draft is not None and not self.page.read_only
        for mode in MODES:
            on = mode in (self.desk.value(("modes",)) or [])
            name, what = self.ctx.t(f"ui.mode_{mode}"), self.say(f"mode_{mode}")
            column.add(Toggle(f"mode {mode}", name, on, states=states, note=what, boxed=True, enabled=enabled), gap=10)

    def badge(self) -> Badge:
        """State of the approval: who, when, and why it does not hold."""
        state = self.desk.state.approval
        ground, icon = SIGNS[state]
        reviewer, approver, on = (self.desk.words(("control", key)) for key in ("reviewer", "approver", "approved_on"))
        if state == "none":
            return Badge(ground, icon, self.say("approval_none_title"), self.say("approval_none_what"))
        who = self.say("approval_who", reviewer=reviewer, approver=approver, day=day(on, self.ctx.lang))
        why = f"{who} {self.say('approval_voided_why')}" if state == "voided" else who
        return Badge(ground, icon, self.say(f"approval_{state}_title"), why)

    def on(self, fired: Fired) -> Transition | None:
        word, _, mode = fired.id.partition(" ")
        if word != "mode":
            return None
        now = [str(one) for one in self.desk.value(("modes",)) or []]
        wanted = [one for one in MODES if (one in now) != (one == mode)]
        return self.page.edit(lambda draft: draft.put(("modes",), wanted), ("modes",), self.ctx.t(f"ui.mode_{mode}"))
