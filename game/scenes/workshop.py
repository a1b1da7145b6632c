"""The workshop: every level with the state it is in, the way to its page, and to a new one.

Files are read one a frame, so that the window answers at once however many there are.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pygame

from game.environment import levels_home, own_levels
from game.scenes.base import Context, FormScene, route
from game.scenes.message import MessageScene
from game.scenes.stack import Pop, Push, Transition
from game.session.authoring.workshop_memory import NAME, Memory, keep, recall
from game.view import stage, topbar
from game.view.screen import Screen
from game.view.theme import BODY, PAD, THEME
from game.view.widgets import Button, Choice, Column, Fired, Label, Option, Panel, Row, RowList, Scroll, Widget, scrolled

if TYPE_CHECKING:
    from game.session.authoring.workshop import Entry, State
    from game.session.proofs import Proof

SCENES = ("gowning", "line_clearance", "deviation")
WIDE = 1500


def memory_of(ctx: Context) -> Path | None:
    """Where the workshop remembers what it was left at; None: nowhere."""
    return ctx.settings_path.with_name(NAME) if ctx.settings_path and not ctx.trial else None


def day(text: str, lang: str) -> str:
    """2026-01-31 as one writes it: 31 janv. 2026."""
    from babel.dates import format_date

    try:
        return str(format_date(date.fromisoformat(text), "d MMM y", locale=lang))
    except ValueError:
        return text


def state_words(ctx: Context, state: State, *, readable: bool = True) -> str:
    """The worst first: cannot be read, 3 faults, proof failed, 2 to be written, 1 warning; good."""
    if not readable:
        return ctx.t("workshop.unreadable")
    if state.errors:
        return ctx.t("workshop.faults_one" if state.errors == 1 else "workshop.faults", n=state.errors)
    if state.failed:
        return ctx.t("workshop.proof_failed")
    return open_words(ctx, state) or ctx.t("workshop.good")


def open_words(ctx: Context, state: State) -> str:
    """2 to be written, 1 warning; "" where neither."""
    from game.content.report import counted

    said = [ctx.t("workshop.to_write", n=state.todos)] if state.todos else []
    return ", ".join([*said, counted(state.warnings, "warning", ctx.lang)] if state.warnings else said)


def state_icon(state: State) -> str:
    """The sign that goes with these words."""
    if state.errors:
        return "wrong"
    return "alert" if state.failed or state.warnings else "write" if state.todos else "done"


def proof_words(ctx: Context, state: State) -> str:
    """Proved when, or why the proof failed; "" for a level that cannot be played."""
    if state.proof is None:
        return ctx.t("workshop.proved_never") if state.good else ""
    if state.proof.good:
        return ctx.t("workshop.proved_good", day=day(state.proof.day, ctx.lang))
    return ctx.t("workshop.proved_bad", day=day(state.proof.day, ctx.lang), why=trouble_words(ctx, state.proof))


def trouble_words(ctx: Context, proof: Proof) -> str:
    """Why a proof failed, in a few words."""
    n = len([doubt for doubt in proof.doubts if doubt.name])
    return ctx.t("workshop.trouble_faulty_one" if proof.trouble == "faulty" and n == 1 else f"workshop.trouble_{proof.trouble}", n=n)


class WorkshopScene(FormScene):
    """Opened from the title; a row leads to its level, Escape back.  Comes back with "workshop"."""

    cancel = "back"
    first_focus = "levels"

    def __init__(self) -> None:
        super().__init__()
        self.paths: list[Path] = []
        self.entries: dict[Path, Entry] = {}
        self.memory = Memory()
        self._reading: Iterator[Path] = iter(())
        self.narrowing = False
        """On a page too small for it: what narrows the list down is open."""
        self._following = True
        """The chosen row stays in sight while the others are read: until the person moves the list."""

    def enter(self) -> Transition | None:
        self.memory = recall(memory_of(self.ctx))
        self.ctx.loaded_once = True
        self._read_again()
        self.form.focus_on(self.first_focus, reveal=False)
        return None

    def resumed(self, result: object) -> Transition | None:
        if memory_of(self.ctx) is not None:
            self.memory = recall(memory_of(self.ctx))  # a level's page has written in it
        if isinstance(result, Path):
            self.memory.level = str(result)
            rows = next((w for w in self.form.all() if isinstance(w, RowList)), None)
            if rows is not None:
                rows.chosen = str(result)
        self._following = True
        self._read_again()
        self.form.focus_on("levels", reveal=False)
        return None

    def _read_again(self) -> None:
        from game.session.authoring.workshop import files

        self.paths = list(files())
        self.entries = {path: entry for path, entry in self.entries.items() if path in self.paths}
        self._reading = iter(list(self.paths))
        self._follow()

    def tick(self) -> Transition | None:
        """One file more."""
        path = next(self._reading, None)
        if path is not None:
            from game.session.authoring.workshop import entry_of

            self.entries[path] = entry_of(path)
            self._follow()
        return None

    def handle(self, event: pygame.Event) -> Transition | None:
        if event.type in (pygame.KEYDOWN, pygame.MOUSEWHEEL, pygame.MOUSEBUTTONDOWN):
            self._following = False
        return super().handle(event)

    # --- what is listed ----------------------------------------------------------------------------------------------------

    def scene_of(self, path: Path) -> str:
        """The scene of a file, before it was read by its folder."""
        entry = self.entries.get(path)
        scene = entry.scene if entry else path.parent.name
        return scene if scene in SCENES else "other"

    def listed(self) -> list[Path]:
        """The files of the scene that is asked for."""
        found = [path for path in self.paths if self.memory.scene in ("", self.scene_of(path))]
        return found or self.paths

    def row(self, path: Path) -> Row:
        """A file on one line: what it is, its state, who stands for it, what was proved."""
        t, lang, entry = self.ctx.t, self.ctx.lang, self.entries.get(path)
        if entry is None:
            return Row(str(path), path.name, t("workshop.reading"), "dot")
        parts = [t(f"workshop.scene_{self.scene_of(path)}")]
        if entry.version:
            parts.append(t("workshop.version", version=entry.version))
        parts.append(path.name)
        if entry.own:
            parts.append(t("workshop.own"))
        if entry.state.first is not None:
            parts.append(self._first_fault(entry))
        else:
            parts += [t(f"workshop.approval_{entry.state.approval}"), proof_words(self.ctx, entry.state)]
            parts += [open_words(self.ctx, entry.state)] if entry.state.failed else []  # else it stands at the right
        title = entry.title.get(lang) if entry.title else path.name
        if entry.only not in ("", lang):
            title = t(f"workshop_more.only_{entry.only}", text=title)
        tail = state_words(self.ctx, entry.state, readable=entry.readable)
        return Row(str(path), title, " · ".join(filter(None, parts)), state_icon(entry.state), tail)

    def _first_fault(self, entry: Entry) -> str:
        from game.content.report import tell

        assert entry.state.first is not None  # noqa: S101 - asked before
        return tell(entry.state.first, self.ctx.lang).sentence

    # --- layout ------------------------------------------------------------------------------------------------------------

    def build(self, screen: Screen) -> list[Widget]:
        t, bar = self.ctx.t, topbar.height(screen)
        tools = [Button(name, t(key), style="quiet", height=44) for name, key in (("help", "workshop_more.help"), ("back", "ui.back"))]
        x, high = screen.width - screen.px(12), max(44, screen.px(44))
        for tool in reversed(tools):
            wide = tool.natural(screen)
            tool.place(pygame.Rect(x - wide, (bar - high) // 2, wide, high))
            x -= wide + screen.px(12)
        page = pygame.Rect(0, bar, screen.width, screen.height - bar)
        roomy = screen.vw >= WIDE
        area = page.inflate(-2 * screen.px(40 if roomy else 12), -2 * screen.px(28 if roomy else 10))
        area.w = min(area.w, screen.px(WIDE))
        area.centerx = page.centerx
        card = Panel(shadow=14)
        card.place(area)
        inner = area.inflate(-2 * screen.px(PAD if roomy else 16), -2 * screen.px(PAD - 6 if roomy else 12))
        old = next((w for w in self.form.widgets if isinstance(w, Scroll)), None)
        if not roomy:
            return [card, scrolled(screen, "list", inner, self._whole, old), *tools]
        head = Column(screen, inner.copy())
        self._head(head)
        foot = Column(screen, inner.copy())
        self._foot(foot)
        under = foot.height + screen.px(16)
        below = Column(screen, pygame.Rect(inner.x, inner.bottom - foot.height, inner.w, 0))
        self._foot(below)
        rest = pygame.Rect(inner.x, head.y + screen.px(20), inner.w, inner.bottom - under - head.y - screen.px(20))
        return [card, *head.placed, scrolled(screen, "list", rest, self._list, old), *below.placed, *tools]

    def _whole(self, column: Column) -> None:
        """On a small page what narrows the levels down stands on one line, or behind a button that opens it."""
        t, choice = self.ctx.t, self._filter()
        new = Button("new", t("workshop.new"), style="primary", icon="form", height=56)
        fits = choice.natural(column.screen) <= column.area.w
        shown = next(option.label for option in choice.options if option.id == choice.chosen)
        said = t("workshop.narrow_close") if self.narrowing else t("workshop.narrow", what=shown)
        column.row([new] if fits else [new, Button("narrow", said, height=56)])
        if fits or self.narrowing:
            column.add(choice, gap=14)
        self._list(column)
        self._foot(column)

    def _filter(self) -> Choice:
        t = self.ctx.t
        counts = {scene: len([path for path in self.paths if self.scene_of(path) == scene]) for scene in (*SCENES, "other")}
        options = [Option("all", t("workshop.count", what=t("workshop.all"), n=len(self.paths)))]
        options += [Option(name, t("workshop.count", what=t(f"workshop.scene_{name}"), n=n)) for name, n in counts.items() if n]
        chosen = self.memory.scene or "all"
        return Choice("scene", options, chosen if chosen in {option.id for option in options} else "all")

    def _head(self, column: Column) -> None:
        t = self.ctx.t
        new = Button("new", t("workshop.new"), style="primary", icon="form", height=56)
        choice, screen, wide = self._filter(), column.screen, new.natural(column.screen)
        room = column.area.w - wide - screen.px(24)
        if choice.natural(screen) > room:
            column.row([new])
            column.add(choice)
            return
        high = max(choice.measure(screen, room), new.measure(screen, wide))
        choice.place(pygame.Rect(column.area.x, column.y, min(room, choice.natural(screen) + screen.px(20)), high))
        new.place(pygame.Rect(column.area.right - wide, column.y, wide, high))
        column.placed += [choice, new]
        column.y += high

    def _list(self, column: Column) -> None:
        rows = [self.row(path) for path in self.listed()]
        if not rows:
            column.add(Label(self.ctx.t("workshop.none_yet"), BODY))
            return
        old = next((w.chosen for w in self.form.all() if isinstance(w, RowList)), "") or self.memory.level
        chosen = old if old in {row.id for row in rows} else ""
        column.add(RowList("levels", rows, chosen, height=76))

    def _foot(self, column: Column) -> None:
        from game.session.authoring.workshop import can_write

        home = levels_home()
        key = "workshop.where" if can_write(home) else "workshop.where_own"
        column.add(Label(self.ctx.t(key, folder=home, own=own_levels()), 20, THEME.slate))

    def backdrop(self, screen: Screen) -> None:
        stage.backdrop(screen)
        topbar.draw(screen, self.ctx.t("workshop.title"))

    # --- what is pressed ---------------------------------------------------------------------------------------------------

    def on(self, fired: Fired) -> Transition | None:
        match fired.id:
            case "back":
                return Pop("workshop")
            case "scene":
                self.memory.scene = "" if fired.value == "all" else str(fired.value)
                keep(memory_of(self.ctx), self.memory)
                self.rebuild()
            case "narrow":
                self.narrowing = not self.narrowing
                self.rebuild()
                self.form.focus_on("scene" if self.narrowing else "levels")
            case "levels.moved":
                self._following = True
                self._follow()
            case "levels":
                self.memory.level = str(fired.value)
                keep(memory_of(self.ctx), self.memory)
                return Push(route("workshop_level", Path(str(fired.value))))
            case "new":
                return Push(route("workshop_new"))
            case "help":
                return self._help()
        return None

    def _help(self) -> Transition:
        """The reference page and the schemas among the user's data, the page opened with what shows such pages here."""
        from game.content import reference
        from game.content.schema import write_schemas
        from game.session.authoring.opening import open_with_system
        from game.session.results import data_folder

        t, folder = self.ctx.t, data_folder() / "workshop" / "help"
        try:
            page = reference.write(folder, self.ctx.lang)
            write_schemas(folder / "schema")
        except OSError as error:
            lines = [t("workshop.cannot_write", reason=error.strerror or "")]
        else:
            open_with_system(page)
            lines = [t("workshop_more.help_there", file=page), t("workshop_more.help_schema", folder=folder / "schema")]
        return Push(MessageScene(t("workshop_more.help_title"), lines, [("ok", t("ui.ok"), "primary")], icon="hint"))

    def _follow(self) -> None:
        """Lay out again, the chosen row in sight."""
        self.rebuild()
        rows = next((w for w in self.form.all() if isinstance(w, RowList)), None)
        scroll = next((w for w in self.form.widgets if isinstance(w, Scroll)), None)
        if rows and scroll and self._following:
            scroll.show(rows.sight())
