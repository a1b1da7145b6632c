"""The site's list of pseudonyms: add, retire.  The file stays as people wrote it, remarks and all."""

from __future__ import annotations

import re
from pathlib import Path

from game.scenes.stack import Transition
from game.scenes.trainer_desk import Desk, DeskScene, said_of
from game.session.pseudonyms import LIST, enlist, good_code, retire
from game.view.theme import BODY, LEAD, THEME
from game.view.widgets import Button, Column, Fired, Label, Row, RowList, TextField

SHOWN = 60
LONGEST = 2_000
"""Characters that may be typed or pasted at once."""
_BETWEEN = re.compile(r"[\s,;]+")


class ListScene(DeskScene):
    """Enter adds what is typed; Enter on a row retires it, once more takes it back."""

    title_key = "trainer.list"
    first_focus = "new"
    wide = 1000

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.typed = ""
        self._error = self._said = ""
        self.retired: dict[str, None] = {}
        """Names retired on this page: they stay in sight, to be taken back."""

    @property
    def path(self) -> Path | None:
        """The list's file."""
        return self.ctx.settings_path.with_name(LIST) if self.ctx.settings_path else None

    def fill(self, column: Column) -> None:
        t, site = self.ctx.t, self.ctx.site_list
        column.add(Label(t("trainer.list_how"), BODY))
        if self.path is not None:
            column.add(Label(str(self.path), 20, THEME.slate, icon="folder"), gap=8)
        field = TextField("new", self.typed, label=t("trainer.list_new"), hint=t("trainer.list_hint"), error=self._error, max_chars=LONGEST)
        column.add(field, gap=18)
        column.add(Button("add", t("trainer.list_add"), height=52), gap=10, width=column.screen.px(360))
        if self._said:
            column.add(Label(self._said, BODY, icon="done"), gap=12)
        names = [*site.names, *(name for name in self.retired if name.casefold() not in {one.casefold() for one in site.names})]
        column.add(Label(t("trainer.persons", n=len(site.names)), LEAD, weight="bold", icon="people"), gap=20)
        names = [name for name in names if self.typed.casefold() in name.casefold() or len(_BETWEEN.split(self.typed.strip())) > 1]
        rows = [self._row(name, name in self.retired) for name in names[:SHOWN]]
        if rows:
            held = next((w.chosen for w in self.form.all() if isinstance(w, RowList)), "")
            column.add(RowList("names", rows, held if any(row.id == held for row in rows) else "", height=54), gap=10)
        if len(names) > SHOWN:
            column.add(Label(t("trainer.more", n=len(names) - SHOWN), 20, THEME.slate), gap=8)
        for line, fault in site.faults[:3]:
            column.add(Label(t("person.fault", file=LIST, line=line, what=t(fault)), 20, icon="alert"), gap=10)

    def _row(self, name: str, gone: bool) -> Row:
        t = self.ctx.t
        return Row(name, name, t("trainer.list_retired") if gone else "", "wrong" if gone else "people",
                   t("trainer.list_back") if gone else t("trainer.list_retire"))  # fmt: skip

    def foot(self) -> list[Button]:
        return [self.back_button()]

    def on(self, fired: Fired) -> Transition | None:
        match fired.id:
            case "new":
                self.typed, self._error, self._said = str(fired.value), "", ""
                self.refresh()
            case "new.enter" | "add":
                self._add()
            case "names":
                self._turn(str(fired.value))
        return super().on(fired)

    def _add(self) -> None:
        names = [name for name in _BETWEEN.split(self.typed.strip()) if name]
        bad = next((name for name in names if good_code(name)), "")
        if bad or not names:
            self._error = (
                self.ctx.t("trainer.pair", what=bad[:30], said=self.ctx.t(good_code(bad))) if bad else self.ctx.t("trainer.list_nothing")
            )
            self.warn(self._error, "new")
            return
        try:
            added = enlist(self.path, names) if self.path else 0
        except (OSError, UnicodeError) as error:
            self._error = said_of(error)
            self.warn(self._error, "new")
            return
        for name in names:
            self.retired.pop(name, None)
        self._said = self.ctx.t("trainer.list_added", n=added)
        self.typed = ""
        self.ctx.sound.play("good")
        self.rebuild()
        self.form.focus_on("new")

    def _turn(self, name: str) -> None:
        if self.path is None:
            return
        try:
            if name in self.retired:
                enlist(self.path, [name])
                del self.retired[name]
            elif retire(self.path, name):
                self.retired[name] = None
        except (OSError, UnicodeError) as error:
            self._error = said_of(error)
        self.refresh()
