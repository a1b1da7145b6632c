"""A run as a film: the room as it was, a line of time with the findings, five seconds back, two and four times as fast."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pygame

from game.events import TICKS_PER_SECOND
from game.scenes.base import FormScene
from game.scenes.library import sheet_of
from game.scenes.message import MessageScene
from game.scenes.stack import Pop, Push, Quit, Transition
from game.view import paint, svg, topbar
from game.view.screen import Screen
from game.view.theme import BODY, LEAD, THEME
from game.view.timeline import STEP_TICKS, Mark, Timeline
from game.view.widgets import Button, Fired, RoundButton, Widget

if TYPE_CHECKING:
    from game.session.replay import Replayer
    from game.view.line.picture import LinePicture
    from game.view.room import RoomPicture
    from scoring.record import SheetFinding

SPEEDS = (1, 2, 4)
CAPTION_TICKS = 4 * TICKS_PER_SECOND


class ReplayScene(FormScene):
    """Comes back with "seen".  tick: where to begin (five seconds before, so that one sees it coming)."""

    animated = True
    default = first_focus = "play"
    cancel = "back"

    def __init__(self, path: Path, tick: int = 0) -> None:
        super().__init__()
        self.path = path
        self.start = max(0, tick - STEP_TICKS)
        self.playing = True
        self.speed = 1
        self.film: Replayer | None = None
        self.picture: RoomPicture | LinePicture | None = None
        self._marks: list[Mark] = []
        self._findings: list[SheetFinding] = []
        self._line: Timeline | None = None

    def enter(self) -> Transition | None:
        from game.session.faults import RunError
        from game.session.replay import Replayer
        from game.session.runfile import read_run

        try:
            self.film = Replayer(read_run(self.path))
            self.film.seek(self.start)
        except RunError as error:
            t = self.ctx.t
            return Push(MessageScene(t("ui.cannot_replay"), [error.text(self.ctx.lang)], [("back", t("ui.back"), "primary")], icon="alert"))
        sheet = sheet_of(self.path)
        self._findings = list(sheet.findings) if sheet else []
        self._marks = [Mark(one.finding.tick, one.finding.severity) for one in self._findings]
        self.rebuild()
        return None

    def resumed(self, result: object) -> Transition | None:
        return self._away() if self.film is None else None

    def _away(self) -> Transition:
        """Back to where it was opened from; when that was the command line, out."""
        return Pop("seen") if self.ctx.loaded_once else Quit()

    # --- layout ----------------------------------------------------------------------------------------------------------

    def build(self, screen: Screen) -> list[Widget]:
        if self.film is None:
            return []
        t, bar = self.ctx.t, topbar.height(screen)
        back = Button("back", t("ui.back"), style="quiet", height=44)
        wide = back.natural(screen)
        back.place(pygame.Rect(screen.width - wide - screen.px(12), (bar - max(44, screen.px(44))) // 2, wide, max(44, screen.px(44))))
        side, gap = max(44, screen.px(64)), screen.px(14)
        strip = pygame.Rect(0, screen.height - side - 2 * gap, screen.width, side + 2 * gap)
        tools: list[Widget] = [
            RoundButton("rewind", "back-5", t("ui.five_back"), style="quiet"),
            RoundButton("play", "pause" if self.playing else "play", t("ui.pause" if self.playing else "ui.play"), style="light"),
            Button("speed", f"× {self.speed}", style="quiet", height=64, size=LEAD, spoken=t("ui.speed", n=self.speed)),
        ]
        x = gap
        for tool in tools:
            room = max(side, tool.natural(screen))
            tool.place(pygame.Rect(x, strip.y + gap, room, side))
            x += room + gap
        self._strip, self._clock_x = strip, x
        x += screen.text.measure("00:00 / 00:00", LEAD, "semibold")[0] + gap
        line = Timeline("line", self.film.run.ticks, self._marks, t("ui.timeline"))
        line.place(pygame.Rect(x, strip.y + gap, strip.right - gap - x, side))
        line.tick = self.film.tick
        self._line = line
        self._lay_room(screen, bar, strip.y)
        return [back, *tools, line]

    def _lay_room(self, screen: Screen, top: int, bottom: int) -> None:
        """The room is drawn on the part of the window between the bar and the strip."""
        from game.view.camera import Camera
        from game.view.figure import looks_of
        from game.view.line.picture import LinePicture
        from game.view.line.view import view_of
        from game.view.looks.base import RoomView
        from game.view.room import RoomPicture

        assert self.film is not None  # noqa: S101 - built only then
        world = self.film.world
        part = Screen(screen.surface.subsurface(pygame.Rect(0, top, screen.width, bottom - top)), screen.text_percent, screen.lang)
        if world.level.scene == "line_clearance":
            self.picture = LinePicture(view_of(part, world.level, world.seen, world.state))
            self.picture.watch(1.0)
            return
        camera = Camera(part, world.level)
        draw = world.draw
        looks = looks_of(world.seed, draw.skin, draw.hair, draw.beard, draw.body)
        self.picture = RoomPicture(RoomView(part, camera, world.level, world.seen, world.state, looks))
        camera.snap(world.seen.x)

    def backdrop(self, screen: Screen) -> None:
        screen.surface.fill(THEME.ink)
        if self.film is None or self.picture is None:
            return
        view, world = self.picture.view, self.film.world
        view.seen, view.truth = world.seen, world.state
        view.frame += 1
        self.picture.draw()
        screen.surface.fill(THEME.ink, self._strip)
        topbar.draw(
            screen,
            self.ctx.t("ui.replay_title"),
            self.film.level.title.get(self.ctx.lang),
            self.ctx.t(f"ui.mode_{self.film.run.header.mode}"),
        )
        from scoring.wording import clock

        self._caption(screen)
        text = f"{clock(self.film.tick)} / {clock(self.film.run.ticks)}"
        screen.text.draw(text, (self._clock_x, self._strip.centery), LEAD, THEME.white, "semibold", "midleft")

    def _caption(self, screen: Screen) -> None:
        """What was found at this second, for four seconds."""
        assert self.film is not None  # noqa: S101 - drawn only then
        now = [one for one in self._findings if 0 <= self.film.tick - one.finding.tick < CAPTION_TICKS]
        y = self._strip.y - screen.px(16)
        for one in reversed(now[-2:]):
            text = one.found.get(self.ctx.lang)
            side, pad = screen.px(38), screen.px(16)
            room = min(screen.width - screen.px(64), screen.px(900)) - side - 3 * pad
            words = screen.text.paragraph(
                text, min(room, screen.text.measure(text, BODY, "semibold")[0] + 2), BODY, THEME.ink, "semibold", 1.2
            )
            box = pygame.Rect(screen.px(32), 0, words.get_width() + side + 3 * pad, max(words.get_height(), side) + pad)
            box.bottom = y
            paint.plate(screen.surface, box, min(box.h // 2, screen.px(30)), THEME.white, None, 0, screen.px(8))
            screen.surface.blit(svg.sized(f"process/icons/{one.finding.severity}", side), (box.x + pad, box.centery - side // 2))
            screen.surface.blit(words, (box.x + side + 2 * pad, box.centery - words.get_height() // 2))
            y = box.y - screen.px(10)

    # --- time ------------------------------------------------------------------------------------------------------------

    def tick(self) -> Transition | None:
        film = self.film
        if film is None or self.picture is None:
            return None
        if self.playing:
            for _ in range(self.speed):
                film.step()
            if film.done:
                self.playing = False
                self.rebuild()
        self._follow(1 / 60)
        if self._line:
            self._line.tick = film.tick
        return None

    def _follow(self, dt: float) -> None:
        """The view goes along with who acts; after a leap (a second at once) it is there."""
        from game.view.line.picture import LinePicture

        assert self.film is not None  # noqa: S101
        if isinstance(self.picture, LinePicture):
            self.picture.watch(dt)
        elif self.picture is not None and dt < 1.0:
            self.picture.view.camera.follow(self.film.world.seen.x, dt)
        elif self.picture is not None:
            self.picture.view.camera.snap(self.film.world.seen.x)

    def on(self, fired: Fired) -> Transition | None:
        film = self.film
        if fired.id == "back" or film is None:
            return self._away()
        match fired.id:
            case "play":
                if film.done:
                    film.seek(0)
                self.playing = not self.playing
            case "rewind":
                self._go(film.tick - STEP_TICKS)
            case "speed":
                self.speed = SPEEDS[(SPEEDS.index(self.speed) + 1) % len(SPEEDS)]
            case "line":
                self._go(int(str(fired.value)))
                return None
        self.rebuild()
        return None

    def _go(self, tick: int) -> None:
        assert self.film is not None  # noqa: S101 - there is a line to click
        assert self.picture is not None  # noqa: S101
        self.film.seek(tick)
        self.picture.view.seen = self.film.world.seen
        self._follow(1.0)
        if self._line:
            self._line.tick = self.film.tick
