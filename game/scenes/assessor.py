"""Assess the assessor: a run is watched without its findings; one key marks what is wrong as it happens; then what was seen, and when."""

from __future__ import annotations

import shutil
import tempfile
from errno import EIO
from pathlib import Path
from typing import TYPE_CHECKING

import pygame

from game.scenes.base import route
from game.scenes.card import CardScene, back_button
from game.scenes.message import MessageScene
from game.scenes.stack import Pop, Push, Replace, Transition
from game.session.assessor import EITHER, LATE_TICKS, Watched, keep, match, moments_of, run_to_watch
from game.session.glance import sheet_of
from game.view import topbar
from game.view.screen import Screen
from game.view.theme import BODY, HEAD, LEAD, THEME
from game.view.widgets import Button, Column, Fired, Label, Row, RowList, Widget

if TYPE_CHECKING:
    from game.session.replay import Replayer
    from game.spec import LevelSpec
    from game.view.footage import Footage
    from scoring.record import Sheet

SPEEDS = (1, 2)
FLASH_TICKS = 45
"""So long a mark is confirmed on the screen."""


def passing_run(level: LevelSpec, who: str) -> Path:
    """A run played by the program, alone in a folder to be thrown away (`AssessorScene` does, told that it is passing).  Raises
    OSError where nothing can be written."""
    from game.content.rules import load_rulebook
    from game.session.faults import RunError
    from game.session.seeds import practice_seed

    folder = Path(tempfile.mkdtemp(prefix="grade-a-student-"))
    try:
        return run_to_watch(level, load_rulebook(), practice_seed(), folder, who)
    except (OSError, RunError) as error:
        shutil.rmtree(folder, ignore_errors=True)
        if isinstance(error, OSError):
            raise
        raise OSError(EIO, getattr(error.__cause__, "strerror", None) or str(error)) from error


class AssessorScene(CardScene):
    """Comes back with "watched".  path: a run file that has a sheet; passing: its folder is thrown away afterwards."""

    animated = True
    default = first_focus = "mark"
    cancel = "back"
    back = True
    wide = 1100

    def __init__(self, path: Path, *, passing: bool = False) -> None:
        super().__init__()
        self.path, self.passing = path, passing
        self._wanted = False
        """A student's run is asked for: it is played after the frame that says so."""
        self.film: Replayer | None = None
        self.sheet: Sheet | None = None
        self.footage: Footage | None = None
        self.marks: list[int] = []
        self.result: Watched | None = None
        self.trouble = ""
        self.playing, self.speed = True, 1
        self._after = 0
        """Ticks since the run's end: the last moment can be marked a while longer."""
        self._flash = 0

    def enter(self) -> Transition | None:
        from game.session.faults import RunError
        from game.session.replay import Replayer
        from game.session.runfile import read_run

        t = self.ctx.t
        try:
            run = read_run(self.path)
            film, sheet = Replayer(run), sheet_of(self.path)
            why = self._unfit(film, sheet)
        except RunError as error:
            why = error.text(self.ctx.lang)
        if why:
            return Push(MessageScene(t("ui.cannot_replay"), [why], [("back", t("ui.back"), "primary")], icon="alert"))
        self.film, self.sheet = film, sheet
        self.rebuild()
        return None

    def _unfit(self, film: Replayer, sheet: Sheet | None) -> str:
        """Why a run cannot train an assessor's eye: what one sees has to be what was judged.  "" where it can."""
        from game.session.replay import follow
        from game.world.runs import open_world

        t, run = self.ctx.t, film.run
        if run.fault is not None:
            return t("assessor.damaged", reason=run.fault.text(self.ctx.lang).rstrip("."))
        if sheet is None:
            return t("assessor.unfinished")
        same = self.passing or follow(open_world(film.level, run.header.seed), run) is None
        return "" if same else t("assessor.otherwise")

    def resumed(self, result: object) -> Transition | None:
        return Pop("watched") if self.film is None else None

    def left(self) -> None:
        if self.passing:
            shutil.rmtree(self.path.parent, ignore_errors=True)

    @property
    def now(self) -> int:
        """The moment that is watched: a tick, beyond the run's last one while the end can still be marked."""
        return (self.film.tick if self.film else 0) + self._after

    # --- layout ----------------------------------------------------------------------------------------------------------

    def build(self, screen: Screen) -> list[Widget]:
        if self.film is None:
            return []
        return super().build(screen) if self.result else [*self._watching(screen), back_button(self.ctx, screen)]

    def _watching(self, screen: Screen) -> list[Widget]:
        from game.view.footage import Footage

        assert self.film is not None  # noqa: S101 - built only then
        t, gap = self.ctx.t, screen.px(14)
        side = max(44, screen.px(72))
        self._strip = pygame.Rect(0, screen.height - side - 2 * gap, screen.width, side + 2 * gap)
        bar = topbar.height(screen)
        area = pygame.Rect(0, bar, screen.width, max(1, self._strip.y - bar))
        self.footage = Footage(screen, area, self.film.world, None)
        self.footage.watch(self.film.world, None, 1.0)
        mark = Button("mark", t("assessor.mark"), style="primary", icon="alert", size=LEAD, height=72, pill=True)
        play = Button(
            "play",
            t("ui.pause" if self.playing else "ui.play"),
            style="quiet",
            height=72,
            icon="pause-light" if self.playing else "play-light",
        )
        speed = Button("speed", f"× {self.speed}", style="quiet", height=72, spoken=t("ui.speed", n=self.speed))
        x = gap
        for one in (mark, play, speed):
            wide = one.natural(screen)
            one.place(pygame.Rect(x, self._strip.y + gap, wide, side))
            x += wide + gap
        self._clock_x = x
        return [mark, play, speed]

    def fill(self, column: Column) -> None:
        result, t = self.result, self.ctx.t
        assert result is not None  # noqa: S101 - built only then
        of = len(result.hits) + len(result.missed)
        column.add(Label(t("assessor.seen", n=len(result.hits), of=of) if of else t("assessor.nothing"), HEAD, weight="bold"))
        if result.mean_delay is not None:
            column.add(Label(t("assessor.delay", s=self._seconds(result.mean_delay)), LEAD, icon="clock"), gap=10)
        column.add(Label(t("assessor.missed", n=len(result.missed)), LEAD, icon="wrong" if result.missed else "done"), gap=10)
        column.add(Label(t("assessor.alarms", n=len(result.alarms)), LEAD, icon="alert" if result.alarms else "done"), gap=10)
        rows = self._rows(result)
        if rows:
            chosen = next((w.chosen for w in self.form.all() if isinstance(w, RowList)), "")
            column.add(RowList("rows", rows, chosen), gap=18)
            column.add(Label(t("assessor.go"), 20, THEME.slate), gap=6)
        if self.passing and self.film is not None:
            column.add(Label(t(f"assessor.was_{self.film.run.header.origin}"), BODY, icon="people"), gap=18)
        other = t("ui.moment") if self._wanted else t("assessor.student")
        column.add(Button("student", other, icon="eye", align="left", enabled=not self._wanted), gap=20)
        column.add(Button("again", t("assessor.again"), icon="again", align="left"), gap=12)
        column.add(Label(self.trouble or t("assessor.kept" if self._kept else "assessor.not_kept"), 20, THEME.slate), gap=12)

    @property
    def _kept(self) -> bool:
        return bool(self.ctx.settings.trainee) and not self.ctx.trial

    def _rows(self, result: Watched) -> list[Row]:
        """Every moment and every false alarm, in the order of time; its id is the tick to go to."""
        t, rows = self.ctx.t, dict[int, list[Row]]()
        delays = {hit.moment: hit.delay for hit in result.hits}
        for one in self.sheet.findings if self.sheet else ():
            tick = one.finding.tick
            if one.finding.root is not None:
                continue
            note = t("assessor.row_hit", s=self._seconds(delays[tick])) if tick in delays else t("assessor.row_missed")
            row = Row(
                f"{tick}.{one.finding.id}", one.found.get(self.ctx.lang), note, "done" if tick in delays else "wrong", self.ctx.lapse(tick)
            )
            rows.setdefault(tick, []).append(row)
        for mark in result.alarms:
            rows.setdefault(mark, []).append(Row(f"{mark}.alarm", t("assessor.row_alarm"), "", "alert", self.ctx.lapse(mark)))
        return [row for tick in sorted(rows) for row in rows[tick]]

    def _seconds(self, ticks: float) -> str:
        text = f"{ticks / 60:.1f}"
        return text.replace(".", ",") if self.ctx.lang == "fr" else text

    def head(self) -> tuple[str, str, str]:
        return self.ctx.t("assessor.title"), self.film.level.title.get(self.ctx.lang) if self.film else "", ""

    # --- a frame ---------------------------------------------------------------------------------------------------------

    def backdrop(self, screen: Screen) -> None:
        from scoring.wording import clock

        if self.film is None or self.footage is None or self.result:
            super().backdrop(screen)
            return
        self.footage.draw(self.film.world, None)
        screen.surface.fill(THEME.ink, self._strip)
        topbar.draw(screen, *self.head())
        at = self._clock_x, self._strip.centery
        box = screen.text.draw(clock(self.now), at, LEAD, THEME.white, "semibold", "midleft")
        words = self.ctx.t("assessor.marked" if self._flash else "assessor.marks", n=len(self.marks))
        tint = THEME.amber if self._flash else THEME.white
        if box.right + screen.px(24) + screen.text.measure(words, BODY, "semibold")[0] < screen.width:
            screen.text.draw(words, (box.right + screen.px(24), at[1]), BODY, tint, "semibold", "midleft")

    # --- time ------------------------------------------------------------------------------------------------------------

    def tick(self) -> Transition | None:
        film = self.film
        if self._wanted:
            return self._student()
        if film is None or self.result:
            return None
        self._flash = max(0, self._flash - 1)
        for _ in range(self.speed if self.playing else 0):
            if film.done:
                self._after += 1
            else:
                film.step()
        if self._after >= LATE_TICKS:
            self._judge()
        elif self.footage is not None:
            self.footage.watch(film.world, None, 1 / 60)
        return None

    def _student(self) -> Transition | None:
        """Somebody else's run of this level."""
        assert self.film is not None  # noqa: S101
        self._wanted = False
        try:
            return Replace(AssessorScene(passing_run(self.film.level, EITHER), passing=True))
        except OSError as error:
            self.trouble = self.ctx.t("ui.file_trouble", reason=error.strerror or type(error).__name__)
            self.rebuild()
            return None

    def _judge(self) -> None:
        from game.session.results import utc_now

        assert self.film is not None  # noqa: S101
        self.result = match(self.marks, moments_of(self.sheet.findings if self.sheet else ()))
        header = self.film.run.header
        if self._kept:
            try:
                keep(self.result, self.marks, header.run, header.level, self.ctx.settings.trainee, utc_now())
            except OSError as error:
                self.trouble = self.ctx.t("ui.file_trouble", reason=error.strerror or type(error).__name__)
        self.form.focus = None
        self.rebuild()
        self.ctx.speak(self.spoken())

    # --- what is pressed -------------------------------------------------------------------------------------------------

    def handle(self, event: pygame.Event) -> Transition | None:
        """The space bar marks, whatever has the keyboard."""
        if self.film is not None and not self.result and event.type == pygame.KEYDOWN and event.key == pygame.K_SPACE:
            return self.on(Fired("mark"))
        return super().handle(event)

    def on(self, fired: Fired) -> Transition | None:
        match fired.id:
            case "back":
                return Pop("watched")
            case "mark" if self.playing:
                self.marks.append(self.now)
                self._flash = FLASH_TICKS
                self.ctx.sound.play("click")
            case "play":
                self.playing = not self.playing
                self.rebuild()
            case "speed":
                self.speed = SPEEDS[(SPEEDS.index(self.speed) + 1) % len(SPEEDS)]
                self.rebuild()
            case "rows":
                return Push(route("replay", self.path, int(str(fired.value).partition(".")[0])))
            case "again":
                self._again()
            case "student":
                self._wanted = True
                self.rebuild()
        return None

    def _again(self) -> None:
        assert self.film is not None  # noqa: S101
        self.film.seek(0)
        self.marks, self.result, self._after, self.playing = [], None, 0, True
        self.form.focus = None
        self.rebuild()
        self.form.focus_on("mark")
