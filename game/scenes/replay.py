"""A run as a film: the room as it was, lanes of time below it, the invisible laid over it, the expert beside."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pygame

from game.events import TICKS_PER_SECOND
from game.scenes.base import FormScene
from game.scenes.card import back_button
from game.scenes.message import MessageScene
from game.scenes.stack import Pop, Push, Transition
from game.session.glance import sheet_of
from game.view import topbar
from game.view.lanes import Lanes, caption
from game.view.screen import Screen
from game.view.theme import LEAD, THEME
from game.view.timeline import STEP_TICKS, Mark, Timeline
from game.view.widgets import Button, Column, Fired, Panel, RoundButton, Toggle, Widget

if TYPE_CHECKING:
    from game.scenes.reel import Reel
    from game.session.film import GhostFilm
    from game.session.replay import Replayer
    from game.session.runfile import Run
    from game.view.footage import Footage
    from game.view.overlays import Overlays
    from scoring.record import SheetFinding

SPEEDS = (1.0, 2.0, 4.0, 0.5)
CAPTION_TICKS = 4 * TICKS_PER_SECOND
MOST_SAID = 3
"""Findings said at once: those that the debrief talks about before others."""
TALL = 900
"""From this page height on the lanes stand below the room, else in its place."""
LEAST_ROOM = 260
"""Less height than that shows nothing of a room: the lanes have all of it, ui pixels."""
BY_KEY = {pygame.K_PERIOD: 1, pygame.K_SEMICOLON: 1, pygame.K_COMMA: -1}
"""One picture on and back: two keys side by side; on a French keyboard the full stop is above the semicolon."""


class ReplayScene(FormScene):
    """Comes back with "seen".  tick: where to begin (five seconds before, so that one sees it coming); beside: the expert with it."""

    animated = True
    default = first_focus = "play"
    cancel = "back"

    def __init__(self, path: Path, tick: int = 0, *, beside: bool = False) -> None:
        super().__init__()
        self.path = path
        self.start = max(0, tick - STEP_TICKS)
        self.playing = True
        self.speed = 1.0
        self.reel: Reel | None = None
        self.footage: Footage | None = None
        self.lanes: bool | None = None
        """Whether the lanes are shown; None: where there is room for both."""
        self.layers: Overlays | None = None
        """None where none are allowed: in an assessment."""
        self.listed = False
        """The list of layers is open."""
        self.ghost: GhostFilm | None = None
        self.says = ""
        """What is said below the room until the next press."""
        self._wanted = beside
        """The expert is asked for: looked for after the frame that says so."""
        self._half = False
        self._laid: tuple[object, ...] = ()
        """What the footage was laid out for."""
        self._line: Timeline | None = None

    @property
    def film(self) -> Replayer | None:
        """The run, None while it cannot be shown."""
        return self.reel.film if self.reel else None

    def enter(self) -> Transition | None:
        from game.scenes.reel import reel
        from game.session.faults import RunError
        from game.session.runfile import read_run
        from game.view.footage import overlays_of

        try:
            run = read_run(self.path)
            if run.fault is not None and not run.ticks:
                raise run.fault  # nothing of the play can be read
            self.reel = reel(run, sheet_of(self.path))
            self.reel.film.seek(self.start)
        except RunError as error:
            t = self.ctx.t
            return Push(MessageScene(t("ui.cannot_replay"), [error.text(self.ctx.lang)], [("back", t("ui.back"), "primary")], icon="alert"))
        if run.header.mode != "assessment":
            self.layers = overlays_of(self.reel.level.scene)
        self.says = self._matter(run)
        self.rebuild()
        return None

    def _matter(self, run: Run) -> str:
        """What is the matter with the file, so that not all can be shown; "" for nothing."""
        assert self.reel is not None  # noqa: S101 - asked only then
        t, time = self.ctx.t, self.ctx.lapse(run.ticks)
        if run.fault is not None:
            return t("replay.damaged", reason=run.fault.text(self.ctx.lang).rstrip("."), time=time)
        unsealed = "" if run.sealed_by else t("replay.unsealed", time=time)
        return f"{unsealed} {t('replay.not_here') if self.reel.past is None else ''}".strip()

    def resumed(self, result: object) -> Transition | None:
        return Pop("seen") if self.film is None else None

    @property
    def _findings(self) -> list[SheetFinding]:
        """Those that the film comes to: of a damaged file the sheet may tell more."""
        found = self.reel.sheet.findings if self.reel and self.reel.sheet else ()
        return [one for one in found if self.film is not None and one.finding.tick <= self.film.run.ticks]

    # --- layout ----------------------------------------------------------------------------------------------------------

    def build(self, screen: Screen) -> list[Widget]:
        if self.film is None:
            return []
        bar = topbar.height(screen)
        back = back_button(self.ctx, screen)
        line = self._line_of(screen)
        side, gap = max(44, screen.px(64)), screen.px(14)
        high = side + 2 * gap
        below = line.measure(screen, screen.width) if isinstance(line, Lanes) else 0
        self._strip = pygame.Rect(0, screen.height - high - below, screen.width, high)
        if isinstance(line, Lanes) and self._strip.y - bar < screen.px(LEAST_ROOM):
            self._strip.y = min(bar, self._strip.y)
            below = screen.height - self._strip.bottom
        tools = self._tools(screen, side, gap)
        if isinstance(line, Lanes):
            line.place(pygame.Rect(0, self._strip.bottom, screen.width, below))
            tools += self._chips(screen, gap) if self._both(screen) else []
        else:
            line.place(pygame.Rect(self._after, self._strip.y + gap, screen.width - gap - self._after, side))
        line.tick, self._line = self.film.tick, line
        self._lay_room(screen, bar, max(bar + 1, self._strip.y))
        switches = self._switches(screen, bar)
        if self.footage is not None:
            self.footage.cover(max((one.rect.bottom for one in switches if isinstance(one, Button)), default=bar) - bar)
        return [back, *switches, *tools, line]

    def _both(self, screen: Screen) -> bool:
        """Whether room and lanes have room together."""
        return screen.vh >= TALL

    def _line_of(self, screen: Screen) -> Timeline:
        assert self.reel is not None  # noqa: S101 - built only then
        words, ticks = self.ctx.t("ui.timeline"), self.reel.film.run.ticks
        marks = [Mark(one.finding.tick, one.finding.severity) for one in self._findings]
        shown = self._both(screen) if self.lanes is None else self.lanes
        return Lanes("line", ticks, marks, words, self.reel.tracks(self.ctx)) if shown else Timeline("line", ticks, marks, words)

    def _tools(self, screen: Screen, side: int, gap: int) -> list[Widget]:
        """The transport, from the left; then the clock."""
        t = self.ctx.t
        speed = "½" if self.speed < 1 else f"{self.speed:.0f}"
        tools: list[Widget] = [
            RoundButton("rewind", "back-5", t("ui.five_back"), style="quiet"),
            RoundButton("play", "pause" if self.playing else "play", t("ui.pause" if self.playing else "ui.play"), style="light"),
            RoundButton("step", "step", t("replay.step"), style="quiet"),
            Button("speed", f"× {speed}", style="quiet", height=64, size=LEAD, spoken=t("ui.speed", n=speed)),
        ]
        x = gap
        for tool in tools:
            room = max(side, tool.natural(screen))
            tool.place(pygame.Rect(x, self._strip.y + gap, room, side))
            x += room + gap // 2
        self._clock_x = x
        self._after = x + screen.text.measure("00:00 / 00:00", LEAD, "semibold")[0] + gap
        return tools

    def _chips(self, screen: Screen, gap: int) -> list[Widget]:
        """The findings to look at again, from the right; as many as there is room for."""
        from scoring.wording import clock

        assert self.reel is not None  # noqa: S101 - built only then
        chips: list[Widget] = []
        x = screen.width - gap
        for at, one in reversed(list(enumerate(self.reel.topics()))):
            tick, sign = one.finding.tick, one.finding.severity
            chip = Button(f"chip_{at}", clock(tick), icon=sign, style="light", pill=True, height=52, spoken=self.ctx.lapse(tick))
            wide, high = chip.natural(screen), max(44, screen.px(52))
            if x - wide < self._after:
                break
            chip.place(pygame.Rect(x - wide, self._strip.centery - high // 2, wide, high))
            chips.insert(0, chip)
            x -= wide + gap
        return chips

    def _switches(self, screen: Screen, top: int) -> list[Widget]:
        """Over the room: the expert, the layers, the lanes where they take the room's place."""
        t, found = self.ctx.t, list[Widget]()
        covered = not self._both(screen) and bool(self.lanes)
        if self.layers and not covered:
            if self.reel and self.reel.past and self._findings:
                icon = "wrong" if self.ghost else "ghost"
                found.append(Button("ghost", t("replay.expert_off" if self.ghost else "replay.expert"), icon=icon, pill=True, height=52))
            found.append(Button("layers", t("replay.layers"), icon="eye", pill=True, height=52, style="chosen" if self.listed else "plain"))
        if not self._both(screen):
            found.append(Button("lanes", t("replay.room" if covered else "replay.lanes"), icon="particles", pill=True, height=52))
        y = self._strip.y if covered else top
        row = Column(screen, pygame.Rect(screen.px(24), y + screen.px(14), screen.width - 2 * screen.px(24), 0))
        row.row(found, between=12, align="right")
        if self.listed and self.layers and not covered:
            found += self._layer_list(screen, row.y + screen.px(10))
        return found

    def _layer_list(self, screen: Screen, top: int) -> list[Widget]:
        assert self.layers is not None  # noqa: S101 - asked only then
        t = self.ctx.t
        states = (t("replay.off"), t("replay.on"))
        toggles = [Toggle(f"layer_{name}", t(f"replay.layer_{name}"), name in self.layers.on, states=states) for name in self.layers.names]
        wide = min(max(one.natural(screen) for one in toggles), screen.width - 2 * screen.px(24))
        column = Column(screen, pygame.Rect(screen.width - wide - screen.px(24), top, wide, 0), gap=4)
        for toggle in toggles:
            column.add(toggle, gap=2)
        card = Panel(shadow=10)
        card.place(pygame.Rect(column.area.x - screen.px(8), top - screen.px(8), wide + screen.px(16), column.height + screen.px(16)))
        return [card, *column.placed]

    def _lay_room(self, screen: Screen, top: int, bottom: int) -> None:
        """The room is drawn on the part of the window between the bar and the strip; two of them where they stand side by side."""
        from game.view.footage import Footage

        assert self.film is not None  # noqa: S101
        if bottom - top < screen.px(LEAST_ROOM):
            self.footage, self._laid = None, ()
            return
        area, pair = pygame.Rect(0, top, screen.width, bottom - top), self.ghost is not None
        laid = (screen.surface, screen.size, screen.text_percent, screen.lang, tuple(area), pair)
        if self.footage is None or laid != self._laid:
            self.footage, self._laid = Footage(screen, area, self.film.world, self.layers, pair=pair), laid
            self._follow(1.0)

    # --- a frame ---------------------------------------------------------------------------------------------------------

    def backdrop(self, screen: Screen) -> None:
        from scoring.wording import clock

        screen.surface.fill(THEME.ink)
        if self.film is None:
            return
        if self.footage is not None:
            self.footage.draw(self.film.world, self.ghost.world if self.ghost else None)
        screen.surface.fill(THEME.ink, self._strip)
        mode = self.ctx.t(f"ui.mode_{self.film.run.header.mode}")
        topbar.draw(screen, self.ctx.t("ui.replay_title"), self.film.level.title.get(self.ctx.lang), mode)
        if self.footage is not None:
            caption(screen, self._said(), self._strip.y - screen.px(16))
        text = f"{clock(self.film.tick)} / {clock(self.film.run.ticks)}"
        screen.text.draw(text, (self._clock_x, self._strip.centery), LEAD, THEME.white, "semibold", "midleft")

    def _said(self) -> list[tuple[str, str]]:
        """(sign, words): what was found at this second, for four seconds; what is to be said of the expert."""
        assert self.film is not None  # noqa: S101 - drawn only then
        now = [one for one in self._findings if 0 <= self.film.tick - one.finding.tick < CAPTION_TICKS]
        if len(now) > MOST_SAID and self.reel is not None:
            about = {one.finding.id for one in self.reel.topics()}
            now = sorted(now, key=lambda one: one.finding.id in about)[-MOST_SAID:]
        lines = [(one.finding.severity, one.found.get(self.ctx.lang)) for one in now]
        if self.ghost is not None and lines and not self._both(self.ctx.screen):
            return lines  # where there is little room, what was found comes before what is told of the expert
        return [*lines, ("hint", self.says)] if self.says else lines

    # --- time ------------------------------------------------------------------------------------------------------------

    def tick(self) -> Transition | None:
        film = self.film
        if film is None:
            return None
        if self._wanted:
            self._find_ghost()
        if self.playing:
            self._half = not self._half
            for _ in range(int(self.speed) if self.speed >= 1 else int(self._half)):
                film.step()
            if film.done:
                self.playing = False
                self.rebuild()
        self._together()
        self._follow(1 / 60)
        return None

    def _together(self) -> None:
        """Line and ghost stand where the film stands."""
        assert self.film is not None  # noqa: S101
        if self.ghost is not None:
            self.ghost.seek(self.film.tick)
        if self._line:
            self._line.tick = self.film.tick

    def _follow(self, dt: float) -> None:
        """The view goes along with who acts; after a leap (a second at once) it is there."""
        assert self.film is not None  # noqa: S101
        if self.footage is not None:
            self.footage.watch(self.film.world, self.ghost.world if self.ghost else None, dt)

    def _find_ghost(self) -> None:
        """From where the finding can still be avoided; then both go on from a little before."""
        assert self.reel is not None  # noqa: S101
        self._wanted = False
        about = self.reel.near(self.reel.film.tick)
        self.ghost = self.reel.ghost(about) if about else None
        self.says = self.ctx.t("replay.ghost_where" if self.ghost else "replay.no_ghost")
        if about is not None and self.ghost is not None:
            ghost = self.ghost.ghost
            self._go(max(ghost.start, min(about.finding.tick, ghost.at) - STEP_TICKS))
            self.playing = True
        self.rebuild()

    def _go(self, tick: int) -> None:
        assert self.film is not None  # noqa: S101 - there is a line to click
        self.film.seek(max(0, tick))
        self._together()
        self._follow(1.0)

    # --- what is pressed -------------------------------------------------------------------------------------------------

    def handle(self, event: pygame.Event) -> Transition | None:
        """Full stop and comma go one picture on and back."""
        by = BY_KEY.get(event.key, 0) if event.type == pygame.KEYDOWN else 0
        if by and self.film is not None:
            self._frame(by)
            return None
        return super().handle(event)

    def _frame(self, by: int) -> None:
        assert self.film is not None  # noqa: S101
        self.playing = False
        self._go(self.film.tick + by)
        self.rebuild()

    def on(self, fired: Fired) -> Transition | None:
        film = self.film
        if fired.id == "back" or film is None:
            return Pop("seen")
        if fired.id == "line":
            self._go(int(str(fired.value)))
            return None
        self.says = ""
        self._press(fired, film)
        self.rebuild()
        return None

    def _press(self, fired: Fired, film: Replayer) -> None:
        match fired.id.split("_")[0]:
            case "play":
                if film.done:
                    self._go(0)
                self.playing = not self.playing
            case "rewind":
                self._go(film.tick - STEP_TICKS)
            case "step":
                self._frame(1)
            case "speed":
                self.speed = SPEEDS[(SPEEDS.index(self.speed) + 1) % len(SPEEDS)]
            case "chip" if self.reel is not None:
                self._go(self.reel.topics()[int(fired.id.removeprefix("chip_"))].finding.tick - STEP_TICKS)
            case "lanes":
                self.lanes = not self.lanes
            case "layers":
                self.listed = not self.listed
            case "layer" if self.layers is not None:
                self.layers.on ^= {fired.id.removeprefix("layer_")}
            case "ghost" if self.ghost is not None:
                self.ghost = None
            case "ghost":
                self._wanted, self.says = True, self.ctx.t("replay.moment")
