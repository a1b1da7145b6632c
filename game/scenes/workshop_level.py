"""The page of one level: its parts in a list, one of them open; what is changed is saved at once, and can be undone.

A field is saved with Enter, or when one goes on to something else.  What the check refuses is told at the field, and the file stays
as it was."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pygame

from game.content.tree import Path as Place
from game.scenes.base import FormScene, route
from game.scenes.message import MessageScene
from game.scenes.stack import Pop, Push, Transition
from game.scenes.workshop import memory_of
from game.scenes.workshop_parts import Part
from game.session.authoring.workshop_memory import Memory, keep, recall
from game.view import stage, topbar
from game.view.screen import Screen
from game.view.theme import BODY, PAD, THEME
from game.view.widgets import Button, Column, Fired, Label, Panel, RoundButton, Row, RowList, Scroll, TextField, Widget, scrolled

if TYPE_CHECKING:
    from game.content.edit import Draft
    from game.session.authoring.workshop_desk import Desk

WIDE = 1400
"""From this page width on the list of parts stands beside what is open."""
NAV = 400


class WorkshopLevelScene(FormScene):
    """Opened from the list of levels.  Comes back with the path of the level."""

    cancel = "back"
    first_focus = "nav"

    def __init__(self, path: Path, part: str = "") -> None:
        """part: which to open; the one that was open last without it, the check for a broken file."""
        super().__init__()
        self.path = path
        self.part_id = part
        self.desk: Desk
        self.parts: list[Part] = []
        self.memory = Memory()
        self.places: dict[str, tuple[Place, str]] = {}
        """Field -> (the place of the file it stands for, what undo calls it)."""
        self.written: dict[str, str] = {}
        """Field -> what stands in it and is not saved."""
        self.wrong: dict[str, str] = {}
        """Field -> why it was not saved."""
        self.told = ""
        """What is said at the bottom until the next change."""
        self.choosing = False
        """On a small page: the list of parts is open."""
        self._again: tuple[Callable[[], None], str] | None = None
        """A change that met one of another program, to be made once more."""

    def enter(self) -> Transition | None:
        from game.scenes.workshop_all import parts_of
        from game.session.authoring.workshop_desk import Desk

        self.memory = recall(memory_of(self.ctx))
        self.desk = Desk(self.path)
        self.parts = parts_of(self)
        wanted = self.part_id or (self.memory.part if self.desk.state.good else "check")
        self.part_id = next((part.id for part in self.parts if part.id == wanted), self.parts[0].id)
        self.rebuild()
        self.form.focus_on("nav", reveal=False)
        return None

    @property
    def part(self) -> Part:
        """The one that is open."""
        return next(part for part in self.parts if part.id == self.part_id)

    @property
    def wide(self) -> bool:
        """Whether the list of parts stands beside what is open."""
        return self.ctx.screen.vw >= WIDE

    @property
    def read_only(self) -> bool:
        """Whether the file cannot be written."""
        here = self.desk.gone == "gone" or os.access(self.desk.path, os.W_OK)
        return not here or not os.access(self.desk.path.parent, os.W_OK)

    # --- layout ------------------------------------------------------------------------------------------------------------

    def build(self, screen: Screen) -> list[Widget]:
        if not self.parts:
            return []
        self.places = {}
        bar, tools = topbar.height(screen), self._tools(screen)
        strip = max(44, screen.px(48))
        page = pygame.Rect(0, bar, screen.width, screen.height - bar - strip)
        wide = self.wide
        area = page.inflate(-2 * screen.px(32 if wide else 10), -2 * screen.px(20 if wide else 8))
        widgets: list[Widget] = []
        if wide:
            left = pygame.Rect(area.x, area.y, screen.px(NAV), area.h)
            widgets += self._card(screen, left, "parts", self._nav)
            area = pygame.Rect(left.right + screen.px(24), area.y, area.right - left.right - screen.px(24), area.h)
        widgets += self._card(screen, area, "page", self._page if wide else self._small)
        return [*widgets, *self._status(screen, pygame.Rect(0, screen.height - strip, screen.width, strip)), *tools]

    def _card(self, screen: Screen, rect: pygame.Rect, id: str, fill: Callable[[Column], None]) -> list[Widget]:
        card = Panel(shadow=14)
        card.place(rect)
        pad = PAD - 4 if screen.vw >= WIDE else 16
        inner = rect.inflate(-2 * screen.px(pad), -2 * screen.px(pad - 4))
        old = next((w for w in self.form.widgets if isinstance(w, Scroll) and w.id == self._scroll_id(id)), None)
        return [card, scrolled(screen, self._scroll_id(id), inner, fill, old)]

    def _scroll_id(self, id: str) -> str:
        return f"{id} {self.part_id}" if id == "page" else id

    def _tools(self, screen: Screen) -> list[Widget]:
        t, bar = self.ctx.t, topbar.height(screen)
        back, trial = (Button(name, t(key), style="quiet", height=44) for name, key in (("back", "ui.back"), ("trial", "trial.try")))
        undo = RoundButton("undo", "undo", t("workshop.undo"), style="quiet", side=44, enabled=self.desk.can_undo)
        redo = RoundButton("redo", "redo", t("workshop.redo"), style="quiet", side=44, enabled=self.desk.can_redo)
        x = screen.width - screen.px(12)
        for tool in (back, redo, undo, trial):
            wide, high = tool.natural(screen), max(44, screen.px(44))
            x -= wide
            tool.place(pygame.Rect(x, (bar - high) // 2, wide, high))
            x -= screen.px(12)
        self._room = x
        return [trial, undo, redo, back]

    def _nav(self, column: Column) -> None:
        rows = [Row(part.id, part.name, *reversed(part.stands())) for part in self.parts]
        column.add(RowList("nav", rows, self.part_id, height=66))
        if not self.choosing:
            column.add(Label(self.ctx.t("workshop.keys"), 20, THEME.slate), gap=18)

    def _small(self, column: Column) -> None:
        """Without room for two columns: the name of what is open, which opens the list."""
        shown = self.ctx.t("workshop.parts_close" if self.choosing else "workshop.parts_open", part=self.part.name)
        column.add(Button("choose", shown, height=52, align="left", icon="log"))
        if self.choosing:
            self._nav(column)
        else:
            column.y += column.screen.px(14)
            self._page(column)

    def _page(self, column: Column) -> None:
        column.area = column.area.copy()
        column.area.w = min(column.area.w, column.screen.px(1300))
        if self.read_only:
            column.add(Label(self.ctx.t("workshop.read_only"), BODY, icon="lock"))
            column.row([Button("copy", self.ctx.t("workshop.copy"), height=52)])
            column.y += column.screen.px(18)
        self.part.show(column)

    def _status(self, screen: Screen, strip: pygame.Rect) -> list[Widget]:
        icon, text, tint = self._said()
        open_ = Button("open", self.ctx.t("workshop.open"), style="bare", height=44, size=20)
        wide = open_.natural(screen)
        open_.place(pygame.Rect(strip.right - wide - screen.px(24), strip.y, wide, strip.h))
        ground, room = Panel(THEME.white, radius=0), open_.rect.x - screen.px(48)
        ground.place(strip)
        label = Label(self._fit(screen, text, room), 20, tint, "semibold", icon=icon)
        label.place(pygame.Rect(screen.px(32), 0, room, label.measure(screen, room)))
        label.rect.centery = strip.centery
        return [ground, label, open_]

    def _fit(self, screen: Screen, text: str, room: int) -> str:
        """On one line: what a long sentence is about is told by the part itself."""
        whole = text
        while len(text) > 8 and screen.text.measure(text + "…", 20, "semibold")[0] > room - screen.px(60):
            text = text[:-4]
        return text if text == whole else text + "…"

    def _said(self) -> tuple[str, str, tuple[int, int, int]]:
        """(icon, words, colour) of the line at the bottom."""
        t, desk = self.ctx.t, self.desk
        if desk.gone:
            return "alert", t(f"workshop.file_{desk.gone}", file=desk.path.name), THEME.red
        if self.wrong:
            return "alert", t("workshop.not_saved"), THEME.red
        if self._dirty():
            return "dot", t("workshop.unsaved"), THEME.slate
        if self.told:
            return "done", self.told, THEME.ink
        if desk.reread_at is not None:
            return "again", t("workshop.reread", time=f"{desk.reread_at:%H:%M:%S}"), THEME.ink
        if desk.saved_at is not None:
            return "done", t("workshop.saved", time=f"{desk.saved_at:%H:%M:%S}", file=desk.path.name), THEME.green_deep
        return "form", t("workshop.as_read", file=str(desk.path)), THEME.slate

    def _dirty(self) -> list[str]:
        return [name for name, text in self.written.items() if name not in self.places or text != self.desk.words(self.places[name][0])]

    def backdrop(self, screen: Screen) -> None:
        stage.backdrop(screen)
        title = str(self.desk.value(("title", self.ctx.lang)) or self.desk.value(("title", "fr")) or self.desk.value(("title",)) or "")
        topbar.draw(screen, self.ctx.t("workshop.title"), self.desk.told(title, self.ctx.lang) or self.desk.path.name, room=self._room)

    # --- events ------------------------------------------------------------------------------------------------------------

    def handle(self, event: pygame.Event) -> Transition | None:
        if event.type == pygame.KEYDOWN and event.mod & (pygame.KMOD_CTRL | pygame.KMOD_META) and not event.mod & pygame.KMOD_ALT:
            used, step = self._shortcut(event)
            if used:
                return step
        if event.type == pygame.KEYDOWN and event.key == pygame.K_ESCAPE and self._take_back():
            return None
        if event.type == pygame.DROPFILE:
            return next((part.dropped(Path(event.file)) for part in self.parts if part.id == "translate"), None)
        before = self.form.focus.id if self.form.focus else ""
        done = super().handle(event)
        now = self.form.focus.id if self.form.focus else ""
        if before != now and before in self.places and before in self._dirty() and before not in self.wrong:
            return self.save(before) or done
        return done

    def _shortcut(self, event: pygame.Event) -> tuple[bool, Transition | None]:
        """A key with Ctrl that the page answers, and where it leads; False: it is none, or the field has it."""
        shift = bool(event.mod & pygame.KMOD_SHIFT)
        focus = self.form.focus
        typing = isinstance(focus, TextField) and focus.id in self._dirty()
        if event.key == pygame.K_s:
            return True, self.save(focus.id) if typing and focus else None
        if event.key in (pygame.K_PAGEUP, pygame.K_PAGEDOWN):
            names = [part.id for part in self.parts]
            by = 1 if event.key == pygame.K_PAGEDOWN else -1
            return True, self.open(names[(names.index(self.part_id) + by) % len(names)])
        if event.key in (pygame.K_z, pygame.K_y) and not typing:
            return True, self._back_and_forth(redo=event.key == pygame.K_y or shift)
        return False, None

    def _take_back(self) -> bool:
        """Escape in a field that is not saved: it says again what the file says."""
        focus = self.form.focus
        if not isinstance(focus, TextField) or (focus.id not in self.written and focus.id not in self.wrong):
            return False
        self.written.pop(focus.id, None)
        self.wrong.pop(focus.id, None)
        self.rebuild()
        return True

    def on(self, fired: Fired) -> Transition | None:
        if fired.id in self.places:
            return self._typed(fired)
        if fired.id.endswith(".enter") and fired.id.removesuffix(".enter") in self.places:
            return self.save(fired.id.removesuffix(".enter"))
        match fired.id:
            case "back":
                return self._leave()
            case "undo" | "redo":
                return self._back_and_forth(redo=fired.id == "redo")
            case "nav" | "nav.moved":
                return self.open(str(fired.value), focus=fired.id == "nav" and not self.choosing)
            case "choose":
                self.choosing = not self.choosing
                self.rebuild()
                self.form.focus_on("nav" if self.choosing else "choose")
                return None
            case "open":
                return self.open_file(1, 1)
            case "copy" | "trial":
                return Push(route("workshop_new" if fired.id == "copy" else "trial", self.desk.path))
        return self.part.answer(fired)

    def _typed(self, fired: Fired) -> Transition | None:
        self.written[fired.id] = str(fired.value)
        self.wrong.pop(fired.id, None)
        self.told = ""
        self.rebuild()
        return None

    def open(self, part: str, focus: bool = False) -> Transition | None:
        """Open that part, and remember it."""
        was_choosing, self.choosing = self.choosing, self.choosing and part == self.part_id
        self.part_id = part
        self.memory.level, self.memory.part = str(self.desk.path), part
        keep(memory_of(self.ctx), self.memory)
        self.rebuild()
        if was_choosing and not self.choosing:
            self.form.focus_on("choose")
        return None

    def open_file(self, line: int, column: int) -> Transition | None:
        """The file in the editor of this PC, at a line; where none could, line and path are told and copied."""
        from game.session.authoring.opening import open_at
        from game.view.widgets.field import clipboard_put

        opened = open_at(self.desk.path, line, column)
        self.told = opened.text(self.ctx.lang)
        self.rebuild()
        if opened.how != "editor":
            clipboard_put(f"{opened.path}:{line}")
            t = self.ctx.t
            return Push(MessageScene(t("workshop.open"), [self.told, t("workshop.copied")], [("ok", t("ui.ok"), "primary")], icon="form"))
        return None

    # --- saving ------------------------------------------------------------------------------------------------------------

    def save(self, id: str) -> Transition | None:
        """What is written in a field, into the file."""
        place, what = self.places[id]
        text = self.written.get(id)
        if text is None or text.strip() == self.desk.words(place):
            self.written.pop(id, None)
            self.wrong.pop(id, None)
            self.rebuild()
            return None
        return self.do(lambda: self.desk.put(place, text.strip(), what), id)

    def edit(self, make: Callable[[Draft], None], place: Place, what: str) -> Transition | None:
        """Any other change of the file."""
        return self.do(lambda: self.desk.change(make, place, what), "")

    def do(self, make: Callable[[], None], id: str = "") -> Transition | None:
        """Make a change and tell how it went.  id: the field it comes from."""
        from game.session.authoring.workshop_desk import Elsewhere, NotWritten

        t, self.told = self.ctx.t, ""
        try:
            make()
        except NotWritten as error:
            self.ctx.sound.play("warn")
            said = error.text(self.ctx.lang, *self.places.get(id, ((), "")))
            self.ctx.speak(said)
            if id:
                self.wrong[id] = said
                self.rebuild()
                return None
            self.rebuild()
            return Push(MessageScene(t("workshop.refused"), [said, t("workshop.as_before")], [("ok", t("ui.ok"), "primary")], icon="alert"))
        except Elsewhere:
            self._again = (make, id)
            self.rebuild()
            answers = [("too", t("workshop.mine_too"), "primary"), ("leave", t("workshop.leave_theirs"), "plain")]
            return Push(MessageScene(t("workshop.elsewhere"), [t("workshop.elsewhere_what")], answers, icon="alert"))
        self.written.pop(id, None)
        self.wrong.pop(id, None)
        self.rebuild()
        return None

    def _back_and_forth(self, *, redo: bool) -> Transition | None:
        what: list[str | None] = []
        step = self.do(lambda: what.append(self.desk.redo() if redo else self.desk.undo()))
        if step is None and what and what[0] is not None:
            self.wrong.clear()
            self.written.clear()
            name = self.ctx.t("workshop.step_elsewhere") if what[0] == "elsewhere" else what[0]
            self.told = self.ctx.t("workshop.redone" if redo else "workshop.undone", what=name)
            self.rebuild()
        return step

    def resumed(self, result: object) -> Transition | None:
        again, self._again = self._again, None
        if result == "without":
            return Pop(self.desk.path)
        if again is not None:
            return self.do(*again) if result == "too" else None
        if isinstance(result, Path) and result != self.desk.path:
            return Pop(result)
        self.desk.judge_again()
        step = self.part.resumed(result)
        self.rebuild()
        return step

    def tick(self) -> Transition | None:
        """The file may change in another program; long work may have gone on."""
        if self.desk.look():
            self.told = ""
            self.rebuild()
        for part in self.parts:
            step = part.tick()
            if step is not None:
                return step
        return None

    def _leave(self) -> Transition | None:
        for name in self._dirty():
            if name in self.places and name not in self.wrong:
                step = self.save(name)
                if step is not None:
                    return step
        if not self._dirty():
            return Pop(self.desk.path)
        t = self.ctx.t  # what is not saved is not thrown away unasked
        answers = [("stay", t("workshop.stay"), "primary"), ("without", t("workshop.without"), "danger")]
        scene = MessageScene(t("workshop.not_saved"), [*self.wrong.values(), t("workshop.as_before")][:4], answers, icon="alert")
        scene.cancel = "stay"
        return Push(scene)

    def left(self) -> None:
        for part in self.parts:
            part.left()
