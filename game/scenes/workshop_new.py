"""A new level: what kind, what title, which room; or a copy of one there is.  It works at once, and says what is to be replaced."""

from __future__ import annotations

from pathlib import Path

from game.scenes.base import route
from game.scenes.card import CardScene
from game.scenes.stack import Pop, Replace, Transition
from game.view.theme import BODY, HEAD, LEAD, THEME
from game.view.widgets import Button, Choice, Column, Fired, Label, Option, TextField

FIELDS = ("title", "room", "name")


class WorkshopNewScene(CardScene):
    """Leads on to the page of the new level; Escape comes back with nothing made."""

    default = "make"
    cancel = "back"
    wide = 1100

    def __init__(self, copy_of: Path | None = None) -> None:
        """copy_of: the level that is copied, under another name; its kind and its rooms stay."""
        super().__init__()
        self.copy_of = copy_of
        self.kind = "gowning"
        self.written = dict.fromkeys(FIELDS, "")
        self._error: tuple[str, str] = ("", "")
        """(field, what is wrong there)."""

    def enter(self) -> Transition | None:
        if self.copy_of is not None:
            self.written["name"] = f"{self.copy_of.stem[:30]}-2"
        self.rebuild()
        self.form.focus_on("name" if self.copy_of else "kind", reveal=False)
        self.ctx.speak(self.spoken())
        return None

    # --- layout ------------------------------------------------------------------------------------------------------------

    def head(self) -> tuple[str, str, str]:
        return self.ctx.t("workshop.title"), self.ctx.t("workshop.copy" if self.copy_of else "workshop.new"), ""

    def fill(self, column: Column) -> None:
        t = self.ctx.t
        column.add(Label(t("workshop.copy" if self.copy_of else "workshop.new"), HEAD, weight="bold"))
        if self.copy_of is None:
            column.add(Label(t("workshop.new_about"), BODY, THEME.slate), gap=4)
            column.add(Label(t("workshop.new_kind"), LEAD, weight="bold"), gap=22)
            kinds = ("gowning", "line_clearance", "deviation")
            options = [Option(kind, t(f"workshop.scene_{kind}"), t(f"workshop.new_{kind}")) for kind in kinds]
            column.add(Choice("kind", options, self.kind), gap=10)
            self._field(column, "title", 60)
            self._field(column, "room", 60)
        else:
            column.add(Label(t("workshop.copy_about", file=self.copy_of.name), BODY, THEME.slate), gap=4)
            self._field(column, "name", 40)
        column.add(Label(t("workshop.new_goes", file=self._path() or "…"), 20, THEME.slate, icon="form"), gap=22)

    def _field(self, column: Column, id: str, chars: int) -> None:
        t, (wrong, error) = self.ctx.t, self._error
        said = error if wrong == id else ""
        hint = "" if said else t(f"workshop.new_{id}_tip")
        field = TextField(id, self.written[id], label=t(f"workshop.new_{id}"), hint=hint, error=said, max_chars=chars)
        old = next((w for w in self.form.all() if isinstance(w, TextField) and w.id == id), None)
        if old is not None and old.text == field.text:
            field.line = old.line  # caret and undo steps stay
        column.add(field, gap=20)

    def foot(self) -> list[Button]:
        t = self.ctx.t
        make = Button("make", t("workshop.copy_make" if self.copy_of else "workshop.new_make"), style="primary", height=64)
        return [make, Button("back", t("ui.back"), height=64)]

    def _name(self) -> str:
        from game.session.authoring.starting import name_of

        return self.written["name"].strip() if self.copy_of else name_of(self.written["title"])

    def _path(self) -> Path | None:
        """Where the file will lie; None while it has no name."""
        from game.session.authoring.workshop import home_for

        kind = self.copy_of.parent.name if self.copy_of else self.kind
        return home_for(kind) / f"{self._name()}.yaml" if self._name() else None

    # --- what is pressed ---------------------------------------------------------------------------------------------------

    def on(self, fired: Fired) -> Transition | None:
        if fired.id in FIELDS:
            self.written[fired.id] = str(fired.value)
            self._error = ("", "")
            self.rebuild()
            return None
        match fired.id:
            case "kind":
                self.kind = str(fired.value)
                self.rebuild()
            case "back":
                return Pop(None)
            case "make" | "title.enter" | "room.enter" | "name.enter":
                return self._make()
        return None

    def _make(self) -> Transition | None:
        from game.content.edit import EditError
        from game.session.authoring import starting
        from game.session.authoring.workshop import copied

        path = self._path()
        if path is None:
            return self._tell(self.ctx.t("workshop.new_no_name" if self.copy_of else "workshop.new_no_title"))
        try:
            if self.copy_of is not None:
                path = copied(self.copy_of, self._name())
            else:
                wish = starting.Wish(self.kind, self._name(), self.written["title"], self.written["room"], self.ctx.lang)
                starting.make(wish, path)
        except (starting.NewError, EditError) as error:
            return self._tell(error.text(self.ctx.lang))
        except OSError as error:
            return self._tell(self.ctx.t("workshop.cannot_write", reason=error.strerror or type(error).__name__))
        self.ctx.sound.play("good")
        return Replace(route("workshop_level", path, "check"))

    def _tell(self, text: str) -> Transition | None:
        """What is wrong, at the field that gives the name; nothing was made."""
        self._error = ("name" if self.copy_of else "title", text)
        self.ctx.sound.play("warn")
        self.rebuild()
        self.form.focus_on(self._error[0])
        self.ctx.speak(text)
        return None
