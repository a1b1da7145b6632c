"""What a scene is.  One screen per file; a scene reads events, draws, and says where to go next.

A scene never reads a clock: `tick` is one sixtieth of a second.  `layout` is called once before the first frame and again
whenever window, text size or language change; it places everything, so `draw` only paints.
"""

from __future__ import annotations

import importlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pygame

from game.events import TICKS_PER_SECOND
from game.scenes.stack import Transition
from game.session.pseudonyms import LIST, SiteList, site_list
from game.texts import t
from game.view.screen import Screen
from game.view.settings import MOST_RECENT, Settings, save
from game.view.sound import Sound
from game.view.voice import Voice
from game.view.widgets import Fired, Form, Widget

if TYPE_CHECKING:
    from game.scenes.leaving import LeavingScene
    from game.session.assessment import Opened
    from scoring.record import Sheet


@dataclass
class Context:
    """What all scenes share."""

    screen: Screen
    settings: Settings
    settings_path: Path | None = None
    """None: nothing is remembered."""
    results: Path | None = None
    """Where run files go; None: the usual folder."""
    sound: Sound = field(default_factory=Sound)
    voice: Voice = field(default_factory=Voice)
    trial: bool = False
    """A trial that leaves no trace: no run file, no settings, no name."""
    sheets: list[Sheet] = field(default_factory=list)
    """Score sheets of this sitting, oldest first."""
    loaded_once: bool = False
    """Levels were read in this sitting: the next title needs no empty first picture."""
    by_keyboard: bool = False
    """The last thing the person used was the keyboard: the next screen shows at once what has it."""
    opened: Opened | None = None
    """What the trainer's code has opened: it lives here only, in no file."""
    codes: dict[str, str] = field(default_factory=dict)
    """Codes of assessments that a trainer has opened in this sitting, by the public id of the set: here only, in no file."""
    put_off: bool = False
    """The person does not want to hear of unfinished runs again in this sitting."""
    wants_fullscreen: bool | None = None
    """Set by the settings; the loop changes the window at the next frame."""
    stale: bool = True
    """The frame must be drawn again although no event came."""

    @property
    def lang(self) -> str:
        """The reader's language."""
        return self.settings.lang

    def t(self, key: str, **values: object) -> str:
        """A text of the catalogues in the reader's language."""
        return t(key, self.settings.lang, **values)

    def remember(self) -> None:
        """Apply the settings and, unless this is a trial, write them down."""
        self.screen.set(self.settings.text_percent, self.settings.lang)
        self.sound.set(self.settings.sound, self.settings.volume)
        self.stale = True
        if self.settings_path and not self.trial:
            save(self.settings, self.settings_path)

    def sit_down(self, code: str) -> None:
        """Another person plays, or the same; "": a trial without a trace.  Nothing of the one before is shown to him."""
        settings = self.settings
        if settings.trainee != code:
            self.sheets.clear()
            self.put_off, self.opened = False, None
        settings.recent = list(dict.fromkeys(one for one in (code, *settings.people) if one))[:MOST_RECENT]
        settings.trainee, self.trial = code, not code
        self.remember()

    @property
    def site_list(self) -> SiteList:
        """The site's pseudonyms, from the file beside the settings."""
        return site_list(self.settings_path.with_name(LIST)) if self.settings_path else SiteList()

    def lapse(self, tick: int) -> str:
        """Time since the run began, in words that nobody takes for a time of day: 2 min 26 s."""
        minutes, seconds = divmod(tick // TICKS_PER_SECOND, 60)
        return self.t("ui.lapse", m=minutes, s=seconds) if minutes else self.t("ui.lapse_seconds", s=seconds)

    def speak(self, words: str) -> None:
        """Read aloud, where the person wants it and a voice is there."""
        if self.settings.read_aloud and self.voice.found:
            self.voice.say(words, self.settings.lang)


class Scene:
    """Base of all scenes.  `ctx` is there from before the first `layout`."""

    ctx: Context
    overlay = False
    """Drawn over the scene below (pause, message)."""
    animated = False
    """Needs a new frame even when nothing was pressed."""

    def enter(self) -> Transition | None:
        """It is on top for the first time."""
        return None

    def resumed(self, result: object) -> Transition | None:
        """It is on top again; `result` comes from the scene that was."""
        return None

    def layout(self, screen: Screen) -> None:
        """Place everything for this size, text scale and language."""

    def handle(self, event: pygame.Event) -> Transition | None:
        """One event."""
        return None

    def tick(self) -> Transition | None:
        """One sixtieth of a second passed."""
        return None

    def draw(self, screen: Screen) -> None:
        """Paint the frame on `screen.surface`."""

    def unattended(self, ticks: int) -> Transition | None:
        """Nobody has touched mouse or keyboard for so long; asked of every scene, also of one that others cover."""
        return None

    def before_closing(self) -> LeavingScene | None:
        """What is asked before the window may close; None: nothing."""
        return None

    def leaving(self) -> None:
        """The program ends and what is running goes on another time."""

    def closing(self) -> None:
        """The window is being closed: end what is running, honestly."""

    def left(self) -> None:
        """It is off the stack."""


ROUTES = {
    "welcome": "WelcomeScene",
    "title": "TitleScene",
    "briefing": "BriefingScene",
    "person": "PersonScene",
    "assessment": "AssessmentScene",
    "sitting": "SittingScene",
    "attest": "AttestScene",
    "settings": "SettingsScene",
    "gowning": "GowningScene",
    "line_clearance": "LineScene",
    "deviation": "DeviationScene",
    "debrief": "DebriefScene",
    "history": "HistoryScene",
    "path": "PathScene",
    "replay": "ReplayScene",
    "trial": "TrialScene",
    "assessor": "AssessorScene",
    "trainer": "TrainerScene",
    "watch": "WatchScene",
    "workshop": "WorkshopScene",
    "workshop_level": "WorkshopLevelScene",
    "workshop_new": "WorkshopNewScene",
}
"""Module of game.scenes -> its scene."""


def route(name: str, *args: object, **kwargs: object) -> Scene:
    """The scene of that name, its module imported only now.  Scenes lead in circles (title, briefing, room, debrief, title);
    they know each other by name, so that their modules do not import each other."""
    scene = getattr(importlib.import_module(f"game.scenes.{name}"), ROUTES[name])(*args, **kwargs)
    assert isinstance(scene, Scene)  # noqa: S101 - ROUTES names scenes only
    return scene


class FormScene(Scene):
    """A scene that is a form: `build` places the widgets, `on` answers what was fired."""

    default = ""
    cancel = ""
    first_focus = ""

    def __init__(self) -> None:
        self.form = Form()

    def build(self, screen: Screen) -> list[Widget]:
        """All widgets, placed."""
        return []

    def on(self, fired: Fired) -> Transition | None:
        """What a widget did."""
        return None

    def backdrop(self, screen: Screen) -> None:
        """What lies under the widgets."""

    def layout(self, screen: Screen) -> None:
        old = self.form
        self.form = Form(self.build(screen), default=self.default, cancel=self.cancel)
        self.form.adopt(old)
        self.form.by_keyboard |= not old.widgets and self.ctx.by_keyboard
        if self.form.focus is None and self.first_focus:
            self.form.focus_on(self.first_focus, reveal=False)

    def rebuild(self) -> None:
        """Lay out again in the middle of things."""
        self.layout(self.ctx.screen)
        self.ctx.stale = True

    def handle(self, event: pygame.Event) -> Transition | None:
        before = self.form.focus
        fired = self.form.handle(event)
        if self.form.focus is not before and self.form.focus:
            self.ctx.speak(self.form.focus.words())
        if fired is None:
            return None
        self.ctx.sound.play("click")
        return self.on(fired)

    def spoken(self) -> str:
        """Everything on the screen, to be read aloud."""
        return "\n".join(words for w in self.form.all() if (words := w.words()))

    def draw(self, screen: Screen) -> None:
        self.backdrop(screen)
        self.form.draw(screen)
