"""The texts of the level as a table for whoever translates, the English of such a table put back, and what has no English yet."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from game.scenes.stack import Transition
from game.scenes.workshop import memory_of
from game.scenes.workshop_parts import Badge, Part
from game.session.authoring.workshop_memory import keep
from game.view.theme import BODY, THEME
from game.view.widgets import Button, Column, Fired, Label, Row, RowList, TextField

if TYPE_CHECKING:
    from game.session.authoring.translation import Row as Told

MOST = 20
"""Lines of a list; the others are counted."""
SUFFIXES = (".csv", ".txt", ".tsv")
"""What a table's file may be called."""


class TranslatePart(Part):
    """The table goes among the user's data; it comes back from wherever its path says."""

    id = "translate"

    def __init__(self, *args: object) -> None:
        super().__init__(*args)  # type: ignore[arg-type]
        self.path = ""
        """Of the table that is to be read, as typed."""
        self.made: Path | None = None
        self.error = ""
        self.said: list[tuple[bool, str]] = []
        """(good, words): what came of reading a table."""

    @property
    def name(self) -> str:
        return self.ctx.t("workshop_more.part_translate")

    def missing(self) -> list[Told]:
        """The texts whose English is still to be written: there is none, or a template has left its mark in it."""
        from game.content.edit import EditError
        from game.content.lint.texts import unwritten
        from game.session.authoring.translation import rows_of

        if self.desk.draft is None:
            return []
        try:
            return [row for row, _ in rows_of(self.desk.draft).values() if not row.en.strip() or unwritten(row.en)]
        except EditError:
            return []

    def sign(self) -> tuple[str, str]:
        return ("write", self._count(n)) if (n := len(self.missing())) else ("done", self.ctx.t("workshop_more.translate_whole"))

    def _count(self, n: int) -> str:
        return self.ctx.t("workshop_more.translate_missing_one" if n == 1 else "workshop_more.translate_missing", n=n)

    def fill(self, column: Column) -> None:
        t = self.ctx.t
        self.head(column, self.name, t("workshop_more.translate_about"))
        self.title(column, t("workshop_more.translate_export"), gap=22)
        buttons = [Button("export", t("workshop_more.translate_export_do"), icon="form", height=52)]
        if self.made is not None:
            column.add(Label(t("workshop_more.translate_exported", file=self.made), BODY, icon="done"), gap=8)
            buttons += [
                Button("table", t("workshop_more.open_table"), height=52),
                Button("folder", t("workshop_more.open_folder"), icon="folder", height=52),
            ]
        column.row(buttons, gap=10)
        self._fill_import(column)
        self._fill_missing(column)

    def _fill_import(self, column: Column) -> None:
        t, tables = self.ctx.t, self._tables()
        self.title(column, t("workshop_more.translate_import"))
        if tables and not self.path:
            self.path = str(tables[0])  # the one written last
        if tables:
            rows = [Row(str(path), path.name, self._where(path), "form") for path in tables]
            column.add(RowList("tables", rows, self.path, height=64), gap=8)
        listed = self.path in {str(path) for path in tables}
        able = not self.page.read_only
        button = Button("import", t("workshop_more.translate_import_do"), style="primary", height=56, enabled=able)
        if tables:
            column.row([button], gap=12)
        field = self._path_field("" if listed else self.path, "path_other" if tables else "path")
        if tables:
            column.add(field, gap=18)
        else:
            self.beside(column, field, button, gap=12)
        for good, words in self.said[:MOST]:
            column.add(Label(words[:1].upper() + words[1:], BODY, icon="done" if good else "alert"), gap=12)
        if len(self.said) > MOST:
            column.add(Label(t("workshop_more.more", n=len(self.said) - MOST), BODY, THEME.slate), gap=12)
        column.add(Label(t("workshop_more.translate_import_about"), BODY, THEME.slate), gap=14)

    def _path_field(self, text: str, label: str) -> TextField:
        """Where the path of a table is typed that is not listed."""
        t = self.ctx.t
        hint = "" if self.error else t("workshop_more.translate_path_tip")
        said = t(f"workshop_more.translate_{label}")
        field = TextField("path", text, label=said, hint=hint, error=self.error, max_chars=400, size=BODY)
        old = next((w for w in self.page.form.all() if w.id == "path"), None)
        if isinstance(old, TextField) and old.text == field.text:
            field.line = old.line
        return field

    def _tables(self) -> tuple[Path, ...]:
        """Tables of this level: beside it, where they are written, where the last one was."""
        from game.session.authoring.translation import tables
        from game.session.results import data_folder

        last = [Path(self.page.memory.folder)] if self.page.memory.folder else []
        return tables(self.desk.words(("id",)), [self.desk.path.parent, data_folder() / "workshop", *last])

    def _where(self, path: Path) -> str:
        """The folder, and when it was written."""
        from babel.dates import format_datetime

        try:
            when = datetime.fromtimestamp(path.stat().st_mtime).astimezone()
        except OSError:
            return str(path.parent)
        return f"{path.parent} · {format_datetime(when, 'd MMM y, HH:mm', locale=self.ctx.lang)}"

    def _fill_missing(self, column: Column) -> None:
        from game.content.lint.texts import unwritten

        t, missing = self.ctx.t, self.missing()
        if not missing:
            column.add(Badge("good", "done", t("workshop_more.translate_whole")), gap=26)
            return
        self.title(column, self._count(len(missing)))
        for row in missing[:MOST]:
            column.add(Label(row.place, 20, THEME.slate), gap=12)
            column.add(Label(row.fr, BODY), gap=2)
            if unwritten(row.fr):
                column.add(Label(t("workshop.french_first"), 20, THEME.slate, icon="write"), gap=2)
        if len(missing) > MOST:
            column.add(Label(t("workshop_more.more", n=len(missing) - MOST), BODY, THEME.slate), gap=12)

    # --- what is pressed -----------------------------------------------------------------------------------------------------

    def on(self, fired: Fired) -> Transition | None:
        from game.session.authoring.opening import open_with_system

        match fired.id:
            case "export":
                self._export()
            case "table" if self.made is not None:
                open_with_system(self.made)
            case "folder" if self.made is not None:
                open_with_system(self.made.parent)
            case "path" | "tables.moved":
                self.path, self.error = str(fired.value), ""
                self.page.rebuild()
            case "tables":
                self.path, self.error = str(fired.value), ""
                self.page.rebuild()
                self.page.form.focus_on("import")
            case "import" | "path.enter":
                return self._import()
        return None

    def dropped(self, path: Path) -> Transition | None:
        """A table dropped on the window is the one to be read: it is shown, and read by the button."""
        if path.suffix.lower() not in SUFFIXES:
            self.page.told = self.ctx.t("workshop_more.translate_no_drop", file=path.name)
            self.page.rebuild()
            return None
        self.path, self.error, self.said = str(path), "", []
        step = self.page.open(self.id, focus=True)
        self.page.told = self.ctx.t("workshop_more.translate_dropped", file=path.name)
        self.page.rebuild()
        self.page.form.focus_on("import")
        return step

    def _export(self) -> None:
        from game.content.edit import EditError
        from game.session.authoring.translation import export
        from game.session.results import data_folder, write_whole

        path = data_folder() / "workshop" / f"{self.desk.path.stem}.csv"
        try:
            data, _ = export([self.desk.path])
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, data)
        except EditError as error:
            self.page.told = error.text(self.ctx.lang)
        except OSError as error:
            self.page.told = self.say("cannot_write", reason=error.strerror or "")
        else:
            self.made, self.error, self.path = path, "", str(path)
        self.page.rebuild()

    def _import(self) -> Transition | None:
        """Read the table first: a file that is none is told at its field."""
        from game.session.authoring.translation import read_table

        t, self.said = self.ctx.t, []
        path = Path(self.path.strip().strip('"')).expanduser()
        try:
            data = path.read_bytes()
            read_table(data)
        except OSError as error:
            self.error = t("workshop_more.translate_cannot_read", file=path, reason=error.strerror or "")
        except ValueError as error:
            self.error = t("author.translate_no_table", file=path.name, reason=error)
        if self.error:
            self.ctx.speak(self.error)
            self.page.rebuild()
            self.page.form.focus_on("path")
            return None
        self.page.memory.folder = str(path.absolute().parent)
        keep(memory_of(self.ctx), self.page.memory)
        return self.page.do(lambda: self._take(data))

    def _take(self, data: bytes) -> None:
        from game.content.edit import EditError
        from game.session.authoring.translation import take
        from game.session.authoring.workshop_desk import Elsewhere, NotWritten

        t, lang = self.ctx.t, self.ctx.lang
        if self.desk.reread():
            raise Elsewhere
        try:
            done = take(data, [self.desk.path])
        except EditError as error:
            raise NotWritten(edit=error) from error
        except OSError as error:
            raise NotWritten(reason=error.strerror or type(error).__name__) from error
        self.desk.took(self.name)
        taken = [t("author.translate_done", file=path.name, count=count, backup=backup.name) for path, count, backup in done.files]
        self.said = [(True, one) for one in taken] or [(True, t("author.translate_nothing"))]
        self.said += [(False, note.text(lang)) for note in done.notes if note.bad]
