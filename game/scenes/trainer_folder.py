"""Choose a folder: typed, or walked to by its rows; the share, sticks and what was used last stand first."""

from __future__ import annotations

import os
import string
import sys
from collections.abc import Iterator
from pathlib import Path

from game.scenes.stack import Pop, Transition
from game.scenes.trainer_desk import Desk, DeskScene
from game.session.place import place_of
from game.session.trainer_groups import last_folders
from game.view.theme import BODY, LEAD, THEME
from game.view.widgets import Button, Column, Fired, Label, Row, RowList, TextField

SHOWN = 200
"""Folders listed at once; others are typed."""
STICKS = ("/media", "/run/media", "/Volumes", "/mnt")
UP = ".."


class FolderScene(DeskScene):
    """Comes back with the folder, or None; Enter on a row goes into it."""

    title_key = "trainer.folder"
    first_focus = "path"
    wide = 1200

    def __init__(self, desk: Desk, start: Path | None = None) -> None:
        super().__init__(desk)
        self.here = start
        self.typed = str(start) if start else ""
        self._error = ""

    # --- layout ----------------------------------------------------------------------------------------------------------

    def fill(self, column: Column) -> None:
        t = self.ctx.t
        hint = t("trainer.folder_hint")
        column.add(TextField("path", self.typed, label=t("trainer.folder_path"), hint=hint, error=self._error, max_chars=400))
        if self.here is None:
            column.add(Label(t("trainer.folder_start"), LEAD, weight="bold"), gap=20)
            rows = [Row(str(path), word, str(path), "folder") for path, word in self._starts()]
        else:
            rows = [Row(UP, t("trainer.folder_up"), "", "back-5"), *(Row(str(one), one.name, "", "folder") for one in self._inside())]
        column.add(RowList("rows", rows, height=58), gap=14)
        if self.here is not None and len(rows) == 1:
            column.add(Label(t("trainer.folder_empty"), BODY, THEME.slate), gap=12)

    def _starts(self) -> Iterator[tuple[Path, str]]:
        """(folder, what it is), each that is there once."""
        t, seen = self.ctx.t, set[Path]()
        share = place_of().share
        places = [(Path(share), t("trainer.folder_share"))] if share else []
        places += [(path, t("trainer.folder_last")) for path in last_folders()]
        places += [(path, t("trainer.folder_drive")) for path in drives()]
        home = Path.home()
        places += [(home, t("trainer.folder_home")), *((home / name, name) for name in ("Desktop", "Documents", "Downloads", "Bureau"))]
        for path, word in places:
            if path not in seen and _is_folder(path):
                seen.add(path)
                yield path, word

    def _inside(self) -> list[Path]:
        assert self.here is not None  # noqa: S101 - asked only inside a folder
        try:
            found = [Path(one.path) for one in os.scandir(self.here) if one.is_dir() and not one.name.startswith(".")]
        except OSError as error:
            self._error = error.strerror or str(error)
            return []
        return sorted(found, key=lambda path: path.name.casefold())[:SHOWN]

    def foot(self) -> list[Button]:
        t = self.ctx.t
        return [Button("take", t("trainer.folder_take"), style="primary", icon="done", height=60), self.back_button()]

    # --- what is pressed -------------------------------------------------------------------------------------------------

    def on(self, fired: Fired) -> Transition | None:
        match fired.id:
            case "path":
                self.typed, self._error = str(fired.value), ""
            case "path.enter" | "take":
                return self._take()
            case "rows":
                self._go(str(fired.value))
            case "back":
                return Pop(None)
        return None

    def _go(self, row: str) -> None:
        here = self.here
        if row == UP:
            self.here = here.parent if here is not None and here.parent != here else None
        else:
            self.here = Path(row)
        self.typed, self._error = str(self.here or ""), ""
        for widget in self.form.all():
            if isinstance(widget, TextField):
                widget.line.text = self.typed
        self.refresh()
        self.form.focus_on("rows")

    def _take(self) -> Transition | None:
        path = Path(self.typed.strip().strip('"')).expanduser()
        if not self.typed.strip() or not _is_folder(path):
            self._error = self.ctx.t("trainer.folder_none", path=self.typed.strip() or "–")
            self.warn(self._error, "path")
            return None
        return Pop(path)


def drives() -> list[Path]:
    """Drives and sticks of this PC."""
    if sys.platform == "win32":
        return [Path(f"{letter}:\\") for letter in string.ascii_uppercase if _is_folder(Path(f"{letter}:\\"))]
    found: list[Path] = []
    for top in STICKS:
        for depth in ("*", "*/*"):
            found += [path for path in sorted(Path(top).glob(depth)) if path.is_mount()]
    return found


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False
