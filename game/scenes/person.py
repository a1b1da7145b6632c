"""Who plays?  The last one first, then the site's list; a name is chosen or typed.  Nothing else of anybody is shown here."""

from __future__ import annotations

import pygame

from game.scenes.base import route
from game.scenes.card import CardScene
from game.scenes.stack import Replace, Transition
from game.session.pseudonyms import LIST, SiteList, good_code
from game.view.theme import THEME
from game.view.widgets import Button, Column, Fired, Label, Row, RowList, TextField

MOST_SHOWN = 40
"""Names listed at once; typing brings up the others."""
MOST_FAULTS = 3
NEW = "+"
"""Row of a name that is typed and was never used here: no pseudonym holds this sign."""


class PersonScene(CardScene):
    """Enter takes the row that is marked; Escape goes home without a change, once somebody plays."""

    default = "take"
    cancel = "home"
    first_focus = "name"
    wide = 900

    def __init__(self) -> None:
        super().__init__()
        self.site = SiteList()
        self.typed = ""
        self._error = ""

    def enter(self) -> Transition | None:
        self.site = self.ctx.site_list
        self.rebuild()
        self.form.focus_on("name", reveal=False)
        self.ctx.speak(self.spoken())
        return None

    # --- who there is ----------------------------------------------------------------------------------------------------

    def names(self) -> list[str]:
        """Who has played here, the last one first; then the others of the list; those that fit what is typed."""
        recent = self.ctx.settings.people
        known = {name.casefold() for name in recent}
        others = [name for name in self.site.names if name.casefold() not in known]
        wanted = self.typed.casefold()
        fitting = [name for name in [*recent, *others] if wanted in name.casefold()]
        if not wanted:
            return fitting
        return sorted(fitting, key=lambda name: (name.casefold() != wanted, not name.casefold().startswith(wanted)))

    def rows(self) -> list[Row]:
        """One line per name; a new one that is typed stands first: Enter never sits somebody down under another's name."""
        t, recent = self.ctx.t, self.ctx.settings.people
        names = self.names()
        rows = [Row(name, name, t("person.last") if recent[:1] == [name] else "") for name in names[:MOST_SHOWN]]
        exact = any(name.casefold() == self.typed.casefold() for name in names)
        if self.typed and not exact and not good_code(self.typed):
            note = t("person.not_listed") if self.site.names else t("person.kept_here")
            rows.insert(0, Row(NEW, t("person.as", name=self.typed), note))
        return rows

    # --- layout ----------------------------------------------------------------------------------------------------------

    def fill(self, column: Column) -> None:
        t = self.ctx.t
        error = self._error and t(self._error)
        column.add(TextField("name", self.typed, label=t("person.name"), hint=t("person.name_hint"), error=error, max_chars=30))
        rows = self.rows()
        if rows:
            chosen = next((w.chosen for w in self.form.all() if isinstance(w, RowList)), "")
            ids = [row.id for row in rows]
            column.add(RowList("people", rows, chosen if chosen in ids else ids[0], height=58), gap=20)
        more = len(self.names()) - MOST_SHOWN
        if more > 0:
            column.add(Label(t("person.more", n=more), 20, THEME.slate), gap=10)
        column.add(Label(t("person.private"), 20, THEME.slate, icon="lock"), gap=20)
        for line, fault in self.site.faults[:MOST_FAULTS]:
            column.add(Label(t("person.fault", file=LIST, line=line, what=t(fault)), 20, icon="alert"), gap=10)

    def foot(self) -> list[Button]:
        t = self.ctx.t
        back = [Button("home", t("ui.back"), height=60)] if self.ctx.settings.trainee else []
        go = Button("take", t("person.go"), style="primary", icon="play", height=60)
        return [go, Button("trial", t("person.trial"), height=60), *back]

    def head(self) -> tuple[str, str, str]:
        return self.ctx.t("ui.game"), self.ctx.t("person.who"), ""

    # --- what is pressed -------------------------------------------------------------------------------------------------

    def handle(self, event: pygame.Event) -> Transition | None:
        """Down leads from the name into the list, as one expects of a list below a field."""
        here = self.form.focus
        if event.type == pygame.KEYDOWN and event.key == pygame.K_DOWN and here is not None and here.id == "name" and self.rows():
            self.form.focus_on("people")
            self.form.by_keyboard = True
            self.ctx.stale = True
            return None
        return super().handle(event)

    def on(self, fired: Fired) -> Transition | None:
        match fired.id:
            case "name":
                self.typed, self._error = str(fired.value).strip(), good_code(str(fired.value).strip())
                self._refresh()
            case "name.enter" | "take":
                marked = next((w.chosen for w in self.form.all() if isinstance(w, RowList)), "")
                return self._take("" if self._error else marked)
            case "people":
                return self._take(str(fired.value))
            case "trial":
                return self._sit("")
            case "home" if self.ctx.settings.trainee:
                return Replace(route("title"), all=True)
        return None

    def _refresh(self) -> None:
        """The list follows what is typed, its first row marked; the field stays, with its caret and its undo steps."""
        old = self.form.get("name")
        for widget in self.form.all():
            if isinstance(widget, RowList):
                widget.chosen = ""
        self.rebuild()
        new = self.form.get("name")
        if isinstance(old, TextField) and isinstance(new, TextField):
            new.line = old.line

    def _take(self, row: str) -> Transition | None:
        return self._sit(self.typed if row == NEW else row) if row else None

    def _sit(self, code: str) -> Transition:
        self.ctx.sit_down(code)
        self.ctx.sound.play("start")
        return Replace(route("title"), all=True)
