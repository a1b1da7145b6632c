"""A line of text to write: caret, selection, clipboard, undo and redo, dead keys and input methods."""

from __future__ import annotations

import contextlib

import pygame

from game.view import paint
from game.view.edit import Line
from game.view.screen import Screen
from game.view.theme import BODY, THEME
from game.view.widgets.base import Fired, Look, Widget, target

DOT = "•"
"""Stands for a character that nobody is to read."""


class TextField(Widget):
    """Characters come from TEXTINPUT (so dead keys and AZERTY work), movements from keys.

    Fires on every change with the text; Enter fires `<id>.enter`."""

    cursor = pygame.SYSTEM_CURSOR_IBEAM
    takes_text = True

    def __init__(
        self,
        id: str,
        text: str = "",
        *,
        label: str = "",
        hint: str = "",
        error: str = "",
        max_chars: int = 40,
        size: float = 28,
        enabled: bool = True,
        secret: bool = False,
    ) -> None:
        """secret: a PIN; dots are drawn, nothing is read aloud, copied or traced."""
        super().__init__(id, enabled=enabled)
        self.secret = secret
        self.line = Line(text, len(text), len(text), max_chars)
        self.label, self.hint, self.error, self.size = label, hint, error, size
        self.composing = ""
        self._screen: Screen | None = None
        self._offset = 0
        self._active = False

    @property
    def text(self) -> str:
        """What is written."""
        return self.line.text

    def words(self) -> str:
        return f"{self.label}. {self.hint if self.secret else self.text or self.hint}. {self.error}".strip(" .")

    @property
    def shown(self) -> str:
        """What is drawn of it."""
        return DOT * len(self.line.text) if self.secret else self.line.text

    def natural(self, screen: Screen) -> int:
        return screen.px(300)

    def _label_high(self, screen: Screen) -> int:
        return screen.text.line_height(BODY, 1.25) + screen.px(8) if self.label else 0

    def _under(self, screen: Screen, width: int) -> pygame.Surface | None:
        if self.error:
            return screen.text.paragraph(self.error, width, 20, THEME.red, "semibold", 1.2)
        return screen.text.paragraph(self.hint, width, 20, THEME.slate, leading=1.2) if self.hint else None

    def measure(self, screen: Screen, width: int) -> int:
        under = self._under(screen, width)
        return self._label_high(screen) + target(screen, 60) + (under.get_height() + screen.px(6) if under else 0)

    def box(self, screen: Screen) -> pygame.Rect:
        """The rectangle one writes in."""
        return pygame.Rect(self.rect.x, self.rect.y + self._label_high(screen), self.rect.w, target(screen, 60))

    def ring_rect(self, screen: Screen) -> pygame.Rect:
        return self.box(screen)

    def ring_radius(self, screen: Screen) -> int:
        return screen.px(10)

    def draw(self, screen: Screen, look: Look) -> None:
        self._screen = screen
        box = self.box(screen)
        ink = THEME.ink if self.enabled else THEME.slate
        if self.label:
            screen.text.draw(self.label, (self.rect.x, self.rect.y), BODY, ink, "semibold")
        edge = THEME.red if self.error else THEME.petrol if self._active else THEME.steel
        fill = THEME.white if self.enabled else THEME.mist
        paint.plate(screen.surface, box, screen.px(10), fill, edge, max(1.0, (3 if self._active else 2) * screen.s))
        self._draw_text(screen, box)
        under = self._under(screen, self.rect.w)
        if under:
            screen.surface.blit(under, (self.rect.x, box.bottom + screen.px(6)))

    def _x(self, screen: Screen, at: int) -> int:
        """Pixels from the start of the text to before character `at`."""
        return screen.text.font(self.size).size(self.shown[:at])[0]

    def _draw_text(self, screen: Screen, box: pygame.Rect) -> None:
        inner = box.inflate(-screen.px(28), -screen.px(12))
        caret = self._x(screen, self.line.caret)
        if caret - self._offset > inner.w - 4:
            self._offset = caret - inner.w + 4
        self._offset = max(0, min(self._offset, caret))
        old = screen.surface.get_clip()
        screen.surface.set_clip(inner.clip(old))
        start, end = self.line.selection
        if start != end and self._active:
            left = inner.x + self._x(screen, start) - self._offset
            wide = self._x(screen, end) - self._x(screen, start)
            screen.surface.fill(THEME.glass, pygame.Rect(left, inner.y, wide, inner.h))
        shown = self.shown[: self.line.caret] + self.composing + self.shown[self.line.caret :]
        if shown:
            drawn = screen.text.font(self.size).render(shown, True, THEME.ink if self.enabled else THEME.slate)
            screen.surface.blit(drawn, (inner.x - self._offset, inner.centery - drawn.get_height() // 2))
        if self._active:
            at = inner.x + caret - self._offset + screen.text.font(self.size).size(self.composing)[0]
            screen.surface.fill(THEME.petrol, pygame.Rect(at, inner.y + 2, max(2, screen.px(3)), inner.h - 4))
        screen.surface.set_clip(old)

    def focused(self, now: bool) -> None:
        self._active = now and self.enabled
        self.composing = ""
        if not pygame.display.get_init():
            return
        if self._active:
            if self._screen:
                pygame.key.set_text_input_rect(self.box(self._screen))
            pygame.key.start_text_input()
        else:
            pygame.key.stop_text_input()

    def _index(self, x: int) -> int:
        if self._screen is None:
            return len(self.line.text)
        inner = self.box(self._screen).inflate(-self._screen.px(28), 0)
        want = x - inner.x + self._offset
        return min(range(len(self.line.text) + 1), key=lambda i: abs(self._x(self._screen, i) - want) if self._screen else 0)

    def press(self, pos: tuple[int, int], clicks: int = 1) -> Fired | None:
        if clicks >= 3:
            self.line.select_all()
        elif clicks == 2:
            self.line.select_word(self._index(pos[0]))
        else:
            self.line.move(self._index(pos[0]))
        return None

    def drag(self, pos: tuple[int, int]) -> Fired | None:
        self.line.move(self._index(pos[0]), select=True)
        return None

    def click(self, pos: tuple[int, int]) -> Fired | None:
        return None

    def activate(self) -> Fired | None:
        return Fired(f"{self.id}.enter", self.line.text)

    def key(self, event: pygame.Event) -> Fired | bool:
        if not self.enabled:
            return False
        before = self.line.text
        if event.type == pygame.TEXTINPUT:
            self.composing = ""
            self.line.insert(event.text)
        elif event.type == pygame.TEXTEDITING:
            self.composing = event.text
        elif event.type == pygame.KEYDOWN and not self._edit(event):
            return bool(event.key == pygame.K_SPACE)  # the space itself comes as TEXTINPUT
        return Fired(self.id, self.line.text) if self.line.text != before else True

    def _edit(self, event: pygame.Event) -> bool:
        """Carry out an editing key; False when it is none of ours."""
        ctrl = bool(event.mod & (pygame.KMOD_CTRL | pygame.KMOD_META)) and not event.mod & pygame.KMOD_ALT
        shift = bool(event.mod & pygame.KMOD_SHIFT)
        line = self.line
        match event.key:
            case pygame.K_LEFT:
                line.step(-1, ctrl, shift)
            case pygame.K_RIGHT:
                line.step(1, ctrl, shift)
            case pygame.K_HOME:
                line.move(0, shift)
            case pygame.K_END:
                line.move(len(line.text), shift)
            case pygame.K_BACKSPACE:
                line.delete(-1, ctrl)
            case pygame.K_DELETE:
                line.delete(1, ctrl)
            case _:
                return ctrl and self._shortcut(event.key, shift)
        return True

    def _shortcut(self, key: int, shift: bool) -> bool:
        line = self.line
        match key:
            case pygame.K_a:
                line.select_all()
            case pygame.K_c | pygame.K_x if self.secret:
                return True
            case pygame.K_c:
                clipboard_put(line.selected)
            case pygame.K_x:
                clipboard_put(line.cut())
            case pygame.K_v:
                line.insert(clipboard_get())
            case pygame.K_z if not shift:
                line.undo()
            case pygame.K_z | pygame.K_y:
                line.redo()
            case _:
                return False
        return True


_own_clipboard = [""]
"""For drivers without one."""


def clipboard_put(text: str) -> None:
    """To the system's clipboard, else to one of our own."""
    if not text:
        return
    _own_clipboard[0] = text
    with contextlib.suppress(pygame.error, NotImplementedError, AttributeError):
        pygame.scrap.put_text(text)


def clipboard_get() -> str:
    """From the system's clipboard, else our own."""
    try:
        return str(pygame.scrap.get_text()) or _own_clipboard[0]
    except (pygame.error, NotImplementedError, AttributeError, UnicodeDecodeError):
        return _own_clipboard[0]
