"""The board of an assessment: its code, readable from across a room, and who has begun and ended.

It may stand before everybody: it shows no result, and stays when nobody is here (what lies behind it is locked then).
"""

from __future__ import annotations

from pathlib import Path

import pygame

from game.scenes.base import route
from game.scenes.stack import Pop, Push, Replace, Transition
from game.scenes.trainer_desk import Desk, DeskScene, show_page, trouble
from game.scenes.trainer_results import ResultsScene
from game.scenes.trainer_tiles import figures
from game.session.assessment import Form
from game.session.code_page import code_page, spelled
from game.session.codes import GROUP
from game.session.jobs import Job
from game.session.place import place_of
from game.session.trainer_groups import Opening, standing
from game.session.trainer_room import places
from game.view import paint, svg
from game.view.screen import Screen
from game.view.theme import BODY, LEAD, THEME
from game.view.widgets import Button, Column, Fired, Label, Picture
from scoring.score import ENOUGH

AGAIN_TICKS = 5 * 60
"""So often the run files are looked at."""
SIGNS = {"to_do": "todo", "unfinished": "clock", "finished": "done", "abandoned": "wrong", "damaged": "alert"}
Standing = tuple[tuple[str, tuple[Form, ...]], ...]


class BoardScene(DeskScene):
    """Escape goes back."""

    title_key = "trainer.assess"
    wide = 1800

    def __init__(self, desk: Desk, opening: Opening) -> None:
        super().__init__(desk)
        self.opening = opening
        self.standing: Standing = ()
        self._looking: Job[Standing] | None = None
        self._wait = 0
        self._trouble = ""

    def enter(self) -> Transition | None:
        self.desk.on_show = True
        self._look()
        return super().enter()

    def left(self) -> None:
        self.desk.on_show = False
        if self._looking is not None:
            self._looking.stop()

    @property
    def code(self) -> str:
        """The code, while this sitting knows it."""
        return self.ctx.codes.get(self.opening.set, "")

    def head(self) -> tuple[str, str, str]:
        return self.ctx.t("assess.open"), self.opening.title(self.ctx.lang), self.opening.group

    def _look(self) -> None:
        """At the run files of this PC, of the collection and of the share, beside the window."""
        share = place_of().share
        folders = [*places(self.ctx.results), *([Path(share)] if share else [])]
        self._looking = Job(lambda tell: standing(self.opening, folders), "standing")

    def tick(self) -> Transition | None:
        job, self._wait = self._looking, self._wait + 1
        if job is not None and job.over:
            self._looking, self._wait = None, 0
            if job.result is not None and _seen(job.result) != _seen(self.standing):
                self.standing = job.result
                self.refresh()
        elif job is None and self._wait >= AGAIN_TICKS:
            self._look()
        return super().tick()

    # --- layout ----------------------------------------------------------------------------------------------------------

    def fill(self, column: Column) -> None:
        t, one = self.ctx.t, self.opening
        if self.code:
            words = ", ".join(f"{sign} {spelled(sign, self.ctx.lang)}" for sign in self.code.replace("-", ""))
            column.add(Picture(self._draw_code, _code_high, words))
        else:
            column.add(Label(t("trainer.code_gone"), LEAD, icon="lock"))
        column.add(Label(t("trainer.board_how", points=one.points, version=one.version), BODY), gap=16)
        if one.points < ENOUGH:
            column.add(Label(t("assess.few_points", count=one.points, least=ENOUGH), BODY, icon="alert"), gap=10)
        trouble(column, self._trouble)
        count = {
            name: sum(state_of(forms) == name for _, forms in self.standing) for name in ("to_do", "unfinished", "finished", "abandoned")
        }
        figures(column, [(str(n), t(f"trainer.board_{name}"), SIGNS[name]) for name, n in count.items()], gap=18)
        if self.standing:
            spoken = ". ".join(f"{name} : {t(f'trainer.board_{state_of(forms)}')}" for name, forms in self.standing)
            column.add(Picture(self._draw_people, self._people_high, spoken), gap=6)
        column.add(Label(t("trainer.board_other"), 20, THEME.slate, icon="hint"), gap=16)

    def _draw_code(self, screen: Screen, rect: pygame.Rect) -> None:
        wide, gap, high = _sign_size(rect.w)
        for at, sign in enumerate(self.code.replace("-", "")):
            line, place = divmod(at, 2 * GROUP)
            x = rect.x + place * (wide + gap) + (gap * 3 if place >= GROUP else 0)
            box = pygame.Rect(x, rect.y + line * (high + gap * 2), wide, high)
            paint.plate(screen.surface, box, screen.u(14), THEME.mist, THEME.steel, max(1.0, 2 * screen.unit))
            middle = (box.centerx, box.y + round(high * 0.42))
            screen.text.draw(sign, middle, high * 0.7 / screen.s, THEME.ink, "bold", "center")
            word = spelled(sign, self.ctx.lang)
            size = min(high * 0.15 / screen.s, screen.text.fit(word, wide - screen.u(8), high * 0.15 / screen.s, least=8))
            screen.text.draw(word, (box.centerx, box.bottom - round(high * 0.15)), size, THEME.slate, anchor="center")

    def _across(self, screen: Screen, width: int) -> int:
        widest = max([screen.text.measure(name, BODY, "semibold")[0] for name, _ in self.standing] or [0])
        return max(1, width // (widest + screen.px(130)))

    def _people_high(self, screen: Screen, width: int) -> int:
        return -(-len(self.standing) // self._across(screen, width)) * screen.px(52)

    def _draw_people(self, screen: Screen, rect: pygame.Rect) -> None:
        across = self._across(screen, rect.w)
        each, side = rect.w // across, screen.px(30)
        for at, (name, forms) in enumerate(self.standing):
            x, y = rect.x + (at % across) * each, rect.y + (at // across) * screen.px(52) + screen.px(26)
            for form in forms:
                screen.surface.blit(svg.sized(f"process/icons/{SIGNS[form.state]}", side), (x, y - side // 2))
                x += side + screen.px(8)
            screen.text.draw(name, (x + screen.px(8), y), BODY, THEME.ink, "semibold", "midleft")

    def foot(self) -> list[Button]:
        t = self.ctx.t
        show = [Button("print", t("trainer.print"), icon="print", height=60)] if self.code else []
        if self.code and self.ctx.voice.found:
            show.append(Button("aloud", t("ui.read_aloud"), icon="speaker", height=60))
        return [Button("results", t("trainer.results"), icon="form", height=60), *show, self.back_button()]

    # --- what is pressed -------------------------------------------------------------------------------------------------

    def on(self, fired: Fired) -> Transition | None:
        if fired.id == "aloud":
            words = ". ".join(f"{sign}, {spelled(sign, self.ctx.lang)}" for sign in self.code.replace("-", ""))
            self.ctx.voice.say(words, self.ctx.lang)
            return None
        if self.desk.locked:
            return Replace(route("trainer", locked=True), all=True)
        if fired.id == "print":
            self._trouble = show_page(self.desk, code_page(self.code, self.opening, self.ctx.lang), "code.html")
            self.refresh()
            return None
        if fired.id == "results":
            self.desk.look()
            self.desk.on_show = False
            return Push(ResultsScene(self.desk, self.opening.set))
        return Pop(None) if fired.id == "back" else None

    def resumed(self, result: object) -> Transition | None:
        self.desk.on_show = True
        return super().resumed(result)


def state_of(forms: tuple[Form, ...]) -> str:
    """How far one person is: to_do | unfinished (begun, not over) | finished | abandoned (a form was given up or is damaged)."""
    states = [form.state for form in forms]
    if any(state in ("abandoned", "damaged") for state in states):
        return "abandoned"
    if all(state == "finished" for state in states):
        return "finished"
    return "to_do" if all(state == "to_do" for state in states) else "unfinished"


def _seen(standing_: Standing) -> list[tuple[str, list[str]]]:
    return [(name, [form.state for form in forms]) for name, forms in standing_]


def _sign_size(width: int) -> tuple[int, int, int]:
    """(width, gap, height) of one sign of the code, real pixels: eight in a line, whatever the text size."""
    gap = max(4, width // 130)
    wide = (width - gap * (2 * GROUP + 2)) // (2 * GROUP)
    return wide, gap, round(wide * 0.96)


def _code_high(screen: Screen, width: int) -> int:
    _, gap, high = _sign_size(width)
    return 2 * high + 2 * gap
