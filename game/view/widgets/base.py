"""What every widget is, and the form that holds them: focus by Tab and arrows, mouse, Enter and Escape, one grammar."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pygame

from game.view import paint
from game.view.screen import Screen
from game.view.theme import RADIUS, TARGET


@dataclass(frozen=True, slots=True)
class Fired:
    """What the person did: which widget, and its new value where it has one."""

    id: str
    value: object = None


@dataclass(frozen=True, slots=True)
class Look:
    """How a widget stands at this frame."""

    focus: bool = False
    hover: bool = False
    down: bool = False


class Widget:
    """A thing on a form.  `rect` is in real pixels of the window; a scroll area moves it."""

    focusable = True
    cursor = pygame.SYSTEM_CURSOR_HAND
    takes_text = False
    scrolls = False

    def __init__(self, id: str = "", *, enabled: bool = True) -> None:
        self.id = id
        self.enabled = enabled
        self.rect = pygame.Rect(0, 0, 0, 0)

    def natural(self, screen: Screen) -> int:
        """The width it would like, real pixels."""
        return TARGET

    def measure(self, screen: Screen, width: int) -> int:
        """The height it needs at that width, real pixels."""
        return target(screen, 56)

    def place(self, rect: pygame.Rect) -> None:
        """Where it stands."""
        self.rect = rect

    def shift(self, dy: int) -> None:
        """Move by scrolling."""
        self.rect = self.rect.move(0, dy)

    def draw(self, screen: Screen, look: Look) -> None:
        """Paint it."""

    def words(self) -> str:
        """What a voice says of it."""
        return ""

    def press(self, pos: tuple[int, int], clicks: int = 1) -> Fired | None:
        """The button went down on it."""
        return None

    def drag(self, pos: tuple[int, int]) -> Fired | None:
        """The pointer moves with the button held down on it."""
        return None

    def click(self, pos: tuple[int, int]) -> Fired | None:
        """The button went down and up on it."""
        return self.activate() if self.enabled else None

    def activate(self) -> Fired | None:
        """Enter or Space on it."""
        return Fired(self.id)

    def key(self, event: pygame.Event) -> Fired | bool:
        """A key while focused: what it fired, or whether it used the key."""
        return False

    def focused(self, now: bool) -> None:
        """The keyboard came or went."""

    def children(self) -> Iterable[Widget]:
        """Widgets inside."""
        return ()

    def sight(self) -> pygame.Rect:
        """What is to be in sight when the keyboard comes to it."""
        return self.rect

    def reveal(self, widget: Widget) -> None:
        """Scroll areas: bring one of the contents into sight."""

    def wheel(self, notches: float) -> None:
        """Scroll areas: the wheel."""

    def page(self, key: int) -> None:
        """Scroll areas: Page Up, Page Down, Home, End, arrows that lead nowhere else."""

    def grabs(self, pos: tuple[int, int]) -> bool:
        """Scroll areas: whether a press there takes the bar."""
        return False

    def paint_inside(self, form: Form, screen: Screen) -> None:
        """Scroll areas: paint the contents."""

    def ring_rect(self, screen: Screen) -> pygame.Rect:
        """What its focus ring goes round."""
        return self.rect

    def ring_radius(self, screen: Screen) -> int:
        """Corner radius of its focus ring."""
        return screen.px(RADIUS)


def target(screen: Screen, size: float) -> int:
    """`size` ui pixels, but never under the least click target."""
    return max(TARGET, screen.px(size))


def flatten(widgets: Iterable[Widget]) -> Iterator[Widget]:
    """All widgets, containers before their contents, in reading order."""
    for widget in widgets:
        yield widget
        yield from flatten(widget.children())


ARROWS = {pygame.K_LEFT: (-1, 0), pygame.K_RIGHT: (1, 0), pygame.K_UP: (0, -1), pygame.K_DOWN: (0, 1)}


class Form:
    """The widgets of one screen.  `handle` turns an event into what was fired, if anything.

    default: fired by Enter when nothing is focused; cancel: fired by Escape."""

    def __init__(self, widgets: Iterable[Widget] = (), *, default: str = "", cancel: str = "") -> None:
        self.widgets = list(widgets)
        self.default, self.cancel = default, cancel
        self.focus: Widget | None = None
        self.hover: Widget | None = None
        self.down: Widget | None = None
        self.by_keyboard = False

    # --- looking things up ---------------------------------------------------------------------------------------------

    def all(self) -> list[Widget]:
        """Every widget, also inside scroll areas."""
        return list(flatten(self.widgets))

    def get(self, id: str) -> Widget:
        """The widget of that id.  Raises KeyError."""
        for widget in self.all():
            if widget.id == id:
                return widget
        raise KeyError(id)

    def stops(self) -> list[Widget]:
        """Where Tab stops, in order."""
        return [w for w in self.all() if w.focusable]

    def adopt(self, old: Form) -> None:
        """After a new layout: keep the focus where it was, and a button that is just being clicked."""
        self.by_keyboard = old.by_keyboard
        if old.down is not None and type(old.down).drag is Widget.drag:
            self.down = next((widget for widget in self.all() if widget.id == old.down.id and type(widget) is type(old.down)), None)
        if old.focus:
            self.focus_on(old.focus.id, reveal=self.by_keyboard)

    def focus_on(self, id: str, reveal: bool = True) -> None:
        """Put the keyboard on the widget of that id, if it is there; perhaps without scrolling to it."""
        for widget in self.stops():
            if widget.id == id:
                self._set_focus(widget, reveal)
                return

    def show(self, kind: type[Widget]) -> None:
        """Bring the first widget of that kind into sight, wherever the keyboard stands."""
        self._reveal(next(widget for widget in self.all() if isinstance(widget, kind)))

    def _set_focus(self, widget: Widget | None, reveal: bool = True) -> None:
        if widget is self.focus:
            return
        if self.focus:
            self.focus.focused(False)
        self.focus = widget
        if widget:
            if reveal:
                self._reveal(widget)
            widget.focused(True)

    def _reveal(self, widget: Widget) -> None:
        for holder in self.all():
            if widget in flatten(holder.children()):
                holder.reveal(widget)

    # --- events --------------------------------------------------------------------------------------------------------

    def handle(self, event: pygame.Event) -> Fired | None:
        """One pygame event."""
        if event.type == pygame.MOUSEMOTION:
            return self._motion(event.pos)
        if event.type == pygame.MOUSEBUTTONDOWN and event.button == 1:
            return self._press(event)
        if event.type == pygame.MOUSEBUTTONUP and event.button == 1:
            return self._release(event.pos)
        if event.type == pygame.MOUSEWHEEL:
            self._wheel(event)
        elif event.type == pygame.KEYDOWN:
            return self._key(event)
        elif event.type in (pygame.TEXTINPUT, pygame.TEXTEDITING) and self.focus:
            used = self.focus.key(event)
            return used if isinstance(used, Fired) else None
        return None

    def at(self, pos: tuple[int, int]) -> Widget | None:
        """The topmost widget there that takes part; outside its scroll area nothing does."""
        found: Widget | None = None

        def visit(widgets: Iterable[Widget], clip: pygame.Rect | None) -> None:
            nonlocal found
            for widget in widgets:
                if widget.focusable and widget.rect.collidepoint(pos) and (clip is None or clip.collidepoint(pos)):
                    found = widget
                inside = list(widget.children())
                if inside:
                    visit(inside, widget.rect if clip is None else clip.clip(widget.rect))

        visit(self.widgets, None)
        return found

    def _motion(self, pos: tuple[int, int]) -> Fired | None:
        if self.down:
            return self.down.drag(pos)
        self.hover = self.at(pos)
        _cursor(self.hover)
        return None

    def _press(self, event: pygame.Event) -> Fired | None:
        self.by_keyboard = False
        self.hover = self.down = self.at(event.pos)
        if self.down is None:
            self.down = next((w for w in self.all() if w.grabs(event.pos)), None)
        elif self.down.enabled or self.down.takes_text:
            self._set_focus(self.down, reveal=self.down.takes_text)  # nothing moves away under the finger
        return self.down.press(event.pos, getattr(event, "clicks", 1)) if self.down else None

    def _release(self, pos: tuple[int, int]) -> Fired | None:
        widget, self.down = self.down, None
        self.hover = self.at(pos)
        if widget and widget is self.hover:
            self._reveal(widget)
            return widget.click(pos)
        return None

    def _wheel(self, event: pygame.Event) -> None:
        pos = pygame.mouse.get_pos()
        areas = [w for w in self.all() if w.scrolls]
        under = [w for w in areas if w.rect.collidepoint(pos)]
        for area in under[-1:] or areas[:1]:  # of one inside another the inner one
            area.wheel(event.y)
        self.hover = self.at(pos)

    def _key(self, event: pygame.Event) -> Fired | None:
        if self.focus:
            used = self.focus.key(event)
            if isinstance(used, Fired):
                return used
            if used:
                return None
        if event.key == pygame.K_TAB and not event.mod & (pygame.KMOD_ALT | pygame.KMOD_META):
            self._tab(-1 if event.mod & pygame.KMOD_SHIFT else 1)
        elif event.key in ARROWS:
            self._arrow(*ARROWS[event.key])
        elif event.key in (pygame.K_RETURN, pygame.K_KP_ENTER, pygame.K_SPACE):
            return self._enter(event)
        elif event.key == pygame.K_ESCAPE and self.cancel:
            return Fired(self.cancel)
        elif event.key in (pygame.K_PAGEUP, pygame.K_PAGEDOWN, pygame.K_HOME, pygame.K_END):
            self._page(event.key)
        return None

    def _enter(self, event: pygame.Event) -> Fired | None:
        if self.focus:
            self.by_keyboard = True
            return self.focus.activate() if self.focus.enabled else None
        return Fired(self.default) if self.default and event.key != pygame.K_SPACE else None

    def _tab(self, by: int) -> None:
        stops = self.stops()
        if not stops:
            return
        self.by_keyboard = True
        at = stops.index(self.focus) if self.focus in stops else (-1 if by > 0 else 0)
        self._set_focus(stops[(at + by) % len(stops)])

    def _arrow(self, dx: int, dy: int) -> None:
        stops = self.stops()
        self.by_keyboard = True
        if self.focus not in stops or self.focus is None:
            if stops:
                self._set_focus(stops[0])
            return
        best = nearest(self.focus.rect, [w for w in stops if w is not self.focus], dx, dy)
        if best:
            self._set_focus(best)
        elif dy:
            self._page(pygame.K_DOWN if dy > 0 else pygame.K_UP)

    def _page(self, key: int) -> None:
        for area in self.all():
            if area.scrolls:
                area.page(key)
                return

    # --- drawing -------------------------------------------------------------------------------------------------------

    def draw(self, screen: Screen) -> None:
        """Paint all widgets, the focus ring last."""
        for widget in self.widgets:
            self.paint(widget, screen)

    def paint(self, widget: Widget, screen: Screen) -> None:
        """Paint one widget and, where the keyboard stands on it, its ring.  Scroll areas call back for their contents."""
        look = Look(widget is self.focus and self.by_keyboard, widget is self.hover, widget is self.down)
        widget.draw(screen, look)
        widget.paint_inside(self, screen)
        if look.focus:
            paint.focus_ring(screen.surface, widget.ring_rect(screen), widget.ring_radius(screen), screen.s)


def nearest(here: pygame.Rect, others: list[Widget], dx: int, dy: int) -> Widget | None:
    """The widget an arrow key leads to: ahead in that direction, little aside."""
    best: Widget | None = None
    least = 0.0
    for widget in others:
        ahead = _gap(here, widget.rect, dx, dy)
        aside = _aside(here, widget.rect, dx)
        if ahead is None:
            continue
        cost = ahead + 3 * aside
        if best is None or cost < least:
            best, least = widget, cost
    return best


def _gap(a: pygame.Rect, b: pygame.Rect, dx: int, dy: int) -> float | None:
    middle = (b.centerx - a.centerx) * dx + (b.centery - a.centery) * dy
    if dx:
        edge = b.left - a.right if dx > 0 else a.left - b.right
        overlap = min(a.w, b.w) / 2
    else:
        edge = b.top - a.bottom if dy > 0 else a.top - b.bottom
        overlap = min(a.h, b.h) / 2
    return max(0.0, float(edge)) if middle > 0 and edge > -overlap else None


def _aside(a: pygame.Rect, b: pygame.Rect, dx: int) -> float:
    if dx:
        return max(0.0, float(max(a.top - b.bottom, b.top - a.bottom)) + 1)
    return max(0.0, float(max(a.left - b.right, b.left - a.right)) + 1)


_shown = [-1]


def _cursor(widget: Widget | None) -> None:
    wanted = widget.cursor if widget and widget.enabled else pygame.SYSTEM_CURSOR_ARROW
    if wanted != _shown[0]:
        _shown[0] = wanted
        with contextlib.suppress(pygame.error):  # a driver without cursors
            pygame.mouse.set_cursor(wanted)
