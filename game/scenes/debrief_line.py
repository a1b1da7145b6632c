"""The line after a run: what had been left where, who found it, and how sure the trainee was of each place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pygame

from game.events import Answered, Event, ResidueFound, ResidueLeft
from game.scenes.base import Context
from game.spec import LevelSpec
from game.texts import has
from game.view import svg
from game.view.screen import Screen
from game.view.theme import BODY, HEAD, LEAD, THEME
from game.view.widgets import Column, Label, Picture

if TYPE_CHECKING:
    from game.scenes.review import Review

TOP_M, FOOT_M = 2.25, -0.12
"""How much of the elevation is shown."""
MARK = 36


@dataclass(frozen=True, slots=True)
class Lay:
    """One thing that had been left.  state: found | second (found by the second person) | late (after the signature) | missed."""

    id: str
    kind: str
    x: float
    y: float
    step: str
    state: str


@dataclass(frozen=True, slots=True)
class Story:
    """seed: of the run; sure: step -> 1 to 4 (0: never said)."""

    seed: int
    lays: tuple[Lay, ...]
    sure: dict[str, int]


def story(level: LevelSpec, seed: int, events: Sequence[Event]) -> Story | None:
    """What the events of a run at a line tell; None for another scene."""
    if level.scene != "line_clearance":
        return None
    from game.world.line.placing import place

    found = {event.slot: event for event in events if isinstance(event, ResidueFound)}
    left = {event.slot for event in events if isinstance(event, ResidueLeft) and event.point == "start"}
    lays = []
    for one in place(level, seed):
        event = found.get(one.id)
        state = "missed" if event is None or (one.id in left and not event) else "second" if event.by == "second" else "found"
        if event is not None and event.phase != "before":
            state = "late"
        lays.append(Lay(one.id, one.kind.id, one.x, one.y, one.step, state))
    said = [event for event in events if isinstance(event, Answered) and event.question.startswith("sure.")]
    return Story(seed, tuple(lays), {event.question.removeprefix("sure."): int(event.choice) for event in said})


def page(column: Column, ctx: Context, review: Review) -> None:
    """The line with its marks; then the points, one by one."""
    told = review.line
    if told is None:
        return
    column.add(Label(_summary(ctx, told), HEAD, weight="bold"))
    picture = Picture(lambda s, r: _draw(s, r, review, told), lambda s, w: _high(review.level, w), _summary(ctx, told))
    column.add(picture, gap=14)
    column.add(Label(ctx.t("line.debrief_marks"), 20, THEME.slate), gap=8)
    for step in review.level.steps:
        if step.do in ("inspect", "compare", "display", "count"):
            _point(column, ctx, told, step.id, step.text.get(ctx.lang))


def _summary(ctx: Context, told: Story) -> str:
    all_, missed = len(told.lays), len([one for one in told.lays if one.state == "missed"])
    if not all_:
        return ctx.t("line.debrief_none")
    return ctx.t("line.debrief_all", n=all_) if not missed else ctx.t("line.debrief_some", n=all_ - missed, all=all_)


def _point(column: Column, ctx: Context, told: Story, step: str, text: str) -> None:
    """One point: what was there, what was found, how sure one was; sure and wrong is said as such."""
    lays = [one for one in told.lays if one.step == step]
    missed = [one for one in lays if one.state == "missed"]
    sure = told.sure.get(step, 0)
    if not lays and not sure:
        return
    names = ", ".join(_name(ctx, one.kind) for one in (missed or lays))
    key = "missed" if missed else "found" if lays else "clean"
    what = ctx.t(f"line.debrief_{key}", names=names)
    wrong = bool(missed) and sure >= 3
    column.add(Label(text, LEAD, THEME.red if missed else THEME.ink, "bold", icon="wrong" if missed else "done"), gap=20)
    column.add(Label(what, BODY), gap=2)
    if sure:
        said = ctx.t(f"line.sure_{sure}")
        column.add(Label(ctx.t("line.debrief_sure", said=said), BODY, THEME.slate), gap=2)
    if wrong:
        column.add(Label(ctx.t("line.debrief_sure_wrong"), BODY, THEME.red, "semibold", icon="alert"), gap=2)


def _name(ctx: Context, kind: str) -> str:
    key = f"line.residue_{kind}"
    return ctx.t(key) if has(key, ctx.lang) else kind


# --- the picture -------------------------------------------------------------------------------------------------------


def _span(level: LevelSpec) -> tuple[float, float]:
    return min(room.x0_m for room in level.rooms), max(room.x1_m for room in level.rooms)


def _high(level: LevelSpec, width: int) -> int:
    x0, x1 = _span(level)
    return round(width * (TOP_M - FOOT_M) / (x1 - x0))


_drawn: dict[tuple[object, ...], pygame.Surface] = {}


def _draw(screen: Screen, rect: pygame.Rect, review: Review, told: Story) -> None:
    """The line as it was at the start, all guards open, with a mark on each thing."""
    key = (review.level.id, told.seed, rect.size, screen.lang)
    found = _drawn.get(key)
    if found is None:
        _drawn.clear()
        found = _drawn[key] = _elevation(screen, rect.size, review.level, told.seed)
    screen.surface.blit(found, rect)
    x0, x1 = _span(review.level)
    scale = rect.w / (x1 - x0)
    side = screen.px(MARK)
    for one in told.lays:
        at = rect.x + round((one.x - x0) * scale), rect.y + round((TOP_M - one.y) * scale)
        icon = svg.sized(f"process/icons/{'wrong' if one.state == 'missed' else 'done'}", side)
        box = icon.get_rect(center=(at[0], at[1] - round(side * 1.15))).clamp(rect)
        pygame.draw.line(screen.surface, THEME.ink, (box.centerx, box.bottom - 2), at, max(2, screen.px(3)))
        screen.surface.blit(icon, box)
        if one.state in ("second", "late"):
            screen.text.draw("2" if one.state == "second" else "!", (box.right, box.top), 20, THEME.ink, "bold", "center")


def _elevation(screen: Screen, size: tuple[int, int], level: LevelSpec, seed: int) -> pygame.Surface:
    from game.view.line import things
    from game.view.line.view import view_of
    from game.world.line.world import LineWorld

    world = LineWorld(level, seed)
    state = world.state
    state.machine, state.jogged = "locked", 1
    state.open = [guard.id for guard in world.seen.guards()]
    view = view_of(screen, level, world.seen, state)
    x0, x1 = _span(level)
    scale = size[0] / (x1 - x0)
    sheet = pygame.Surface(size)
    sheet.fill(THEME.wall)
    origin = round(-x0 * scale), round(TOP_M * scale)
    for item in sorted(things.items(view), key=lambda each: each.z):
        item.paint(sheet, origin, scale)
    return sheet
