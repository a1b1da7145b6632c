"""Settings: language, size of text, sound, reading aloud, click or drag, keys.  Every change shows at once and is remembered."""

from __future__ import annotations

from collections.abc import Callable

import pygame

from game.scenes.base import FormScene
from game.scenes.message import MessageScene
from game.scenes.stack import Pop, Push, Transition
from game.view import topbar
from game.view.screen import Screen
from game.view.settings import ACTIONS, TEXT_SCALES
from game.view.theme import BODY, LEAD, PAD, THEME
from game.view.widgets import Button, Choice, Column, Fired, Label, Option, Panel, Row, RowList, Scroll, Slider, Toggle, Widget, scrolled


class SettingsScene(FormScene):
    """Opened from the title and from the pause; comes back with "settings"."""

    cancel = "back"
    first_focus = "lang"

    def __init__(self) -> None:
        super().__init__()
        self._catching = ""
        """Action whose new key is awaited."""

    # --- layout ----------------------------------------------------------------------------------------------------------

    def build(self, screen: Screen) -> list[Widget]:
        bar = topbar.height(screen)
        back = Button("back", self.ctx.t("ui.back"), style="quiet", height=44, weight="semibold")
        wide = back.natural(screen)
        back.place(pygame.Rect(screen.width - wide - screen.px(12), max(0, (bar - 44) // 2), wide, max(44, bar - screen.px(8))))
        back.rect.centery = bar // 2
        page = pygame.Rect(0, bar, screen.width, screen.height - bar)
        if screen.vw >= 1400:
            return [*self._two(screen, page), back]
        area = page.inflate(-2 * screen.px(36), -2 * screen.px(16))
        return [self._scroll(screen, "all", area, self._both), back]

    def _both(self, column: Column) -> None:
        self._first(column)
        self._second(column)

    def _two(self, screen: Screen, page: pygame.Rect) -> list[Widget]:
        gap, widgets = screen.px(32), list[Widget]()
        each = (page.w - 3 * gap) // 2
        for at, (name, fill) in enumerate((("left", self._first), ("right", self._second))):
            card = Panel(shadow=14)
            card.place(pygame.Rect(page.x + gap + at * (each + gap), page.y + gap, each, page.h - 2 * gap))
            area = card.rect.inflate(-2 * screen.px(PAD), -2 * screen.px(PAD))
            widgets += [card, self._scroll(screen, name, area, fill)]
        return widgets

    def _scroll(self, screen: Screen, id: str, area: pygame.Rect, fill: Callable[[Column], None]) -> Scroll:
        old = next((w for w in self.form.widgets if isinstance(w, Scroll) and w.id == id), None)
        return scrolled(screen, id, area, fill, old)

    def _first(self, column: Column) -> None:
        t, settings = self.ctx.t, self.ctx.settings
        column.add(Label(t("ui.language"), LEAD, weight="bold"), gap=6)
        column.add(Choice("lang", [Option("fr", "Français"), Option("en", "English")], settings.lang), gap=10)
        column.add(Label(t("ui.text_size"), LEAD, weight="bold"), gap=30)
        now = self.ctx.screen.text_percent
        sizes = [Option(str(p), t(f"ui.size_{p}"), size=BODY * p / now) for p in TEXT_SCALES]
        column.add(Choice("size", sizes, str(settings.text_percent)), gap=10)
        full = (t("ui.no"), t("ui.yes"))
        column.add(Toggle("fullscreen", t("ui.fullscreen"), settings.fullscreen, states=full, note=t("ui.fullscreen_note"), boxed=True))
        column.add(Label(t("ui.sound"), LEAD, weight="bold"), gap=30)
        states = (t("ui.off"), t("ui.on"))
        reason = "" if self.ctx.sound.available() else t(self.ctx.sound.reason)
        column.add(Toggle("sound", t("ui.sounds"), settings.sound, states=states, note=reason or t("ui.sound_note"), boxed=True), gap=10)
        column.add(Slider("volume", t("ui.volume"), settings.volume, enabled=settings.sound and not reason), gap=10)
        if self.ctx.voice.found:
            column.add(
                Toggle("read_aloud", t("ui.read_aloud"), settings.read_aloud, states=states, note=t("ui.read_aloud_note"), boxed=True)
            )
        else:
            column.add(Label(t("ui.no_voice"), 20, THEME.slate, icon="speaker"))

    def _second(self, column: Column) -> None:
        t, settings = self.ctx.t, self.ctx.settings
        column.add(Label(t("ui.mouse"), LEAD, weight="bold"), gap=30)
        pointers = [
            Option("click", t("ui.pointer_click"), t("ui.pointer_click_note")),
            Option("drag", t("ui.pointer_drag"), t("ui.pointer_drag_note")),
        ]
        column.add(Choice("pointer", pointers, settings.pointer), gap=10)
        column.add(Label(t("ui.keys"), LEAD, weight="bold"), gap=30)
        column.add(Label(t("ui.keys_note"), 20, THEME.slate), gap=2)
        rows = [Row(a, t(f"ui.key_{a}"), tail=t("ui.press_a_key") if a == self._catching else settings.key_name(a)) for a in ACTIONS]
        column.add(RowList("keys", rows, self._catching or self._chosen_key(), height=54, caps=True), gap=10)
        column.add(Button("keys_default", t("ui.keys_default"), height=52))

    def _chosen_key(self) -> str:
        old = next((w for w in self.form.all() if isinstance(w, RowList)), None)
        return old.chosen if old else ""

    def backdrop(self, screen: Screen) -> None:
        screen.surface.fill(THEME.wall if screen.vw >= 1400 else THEME.white)
        topbar.draw(screen, self.ctx.t("ui.settings"))

    # --- what is pressed -------------------------------------------------------------------------------------------------

    def handle(self, event: pygame.Event) -> Transition | None:
        if self._catching and event.type == pygame.KEYDOWN:
            return self._catch(event)
        return super().handle(event)

    def _catch(self, event: pygame.Event) -> Transition | None:
        """The next key is the new one; Escape leaves things as they were; a key in use changes places, and that is told."""
        t, settings, action, told = self.ctx.t, self.ctx.settings, self._catching, ""
        self._catching = ""
        if event.key != pygame.K_ESCAPE or action == "pause":
            other = settings.action_of(event.scancode)
            if other and other != action:
                settings.keys[other] = settings.keys[action]
                settings.key_names[other] = settings.key_name(action)
                told = t("ui.keys_swapped", action=t(f"ui.key_{other}"))
            settings.keys[action] = event.scancode
            settings.key_names.pop(action, None)
            name = pygame.key.name(event.key) if len(pygame.key.name(event.key)) == 1 else ""
            if name:
                settings.key_names[action] = name.upper()
            self.ctx.remember()
        self.rebuild()
        return Push(MessageScene(t("ui.keys"), [told], [("told", t("ui.ok"), "primary")])) if told else None

    def on(self, fired: Fired) -> Transition | None:
        settings = self.ctx.settings
        match fired.id:
            case "back":
                return Pop("settings")
            case "keys.moved":
                return None
            case "lang":
                settings.lang = str(fired.value)
            case "size":
                settings.text_percent = int(str(fired.value))
            case "sound" | "read_aloud":
                setattr(settings, fired.id, bool(fired.value))
            case "fullscreen":
                settings.fullscreen = bool(fired.value)
                self.ctx.wants_fullscreen = settings.fullscreen
            case "volume":
                settings.volume = int(str(fired.value))
            case "pointer":
                settings.pointer = str(fired.value)
            case "keys":
                self._ask_key(str(fired.value))
                return None
            case "keys_default":
                settings.keys, settings.key_names = dict(ACTIONS), {}
        self.ctx.remember()
        self.rebuild()
        if fired.id in ("volume", "sound"):
            self.ctx.sound.play("good")
        return None

    def _ask_key(self, action: str) -> None:
        self._catching = action
        self.rebuild()
