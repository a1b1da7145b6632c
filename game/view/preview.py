"""A level on one picture: its rooms as they are drawn in play, with the names of things, and its steps in columns by what they wait for."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import Any

import pygame

from game.session.authoring.faults import begins, faults_of
from game.spec import HazardSpec, LevelSpec, StepSpec
from game.texts import t
from game.view import paint
from game.view.footage import LINE, RoomTake, _take
from game.view.screen import Screen
from game.view.theme import THEME
from game.world.runs import RunWorld, open_world

PAGE, ROOM_HIGH = 1920, 1080
PX_PER_M = 360
"""More than any scene has: a room as wide as that is drawn whole."""
NAME, WORDS, MARGIN, GAP = 20, 20, 24, 16
MOST_GROWN = 1.5
"""Names grow with a wide room, which is shrunk to the page, but not so far that they hide it."""
COLUMNS, BOX_HIGH, FAULT_HIGH = 6, 112, 60
BESIDE = 1.3
"""A row of rooms may be so much wider than the widest of them, for a small one to stand beside it."""


def picture(level: LevelSpec, lang: str) -> pygame.Surface:
    """The page, PAGE wide.  Needs pygame's display module, no window."""
    making = drawing(level, lang)
    while True:
        try:
            next(making)
        except StopIteration as done:
            made: pygame.Surface = done.value
            return made


def drawing(level: LevelSpec, lang: str) -> Generator[None, None, pygame.Surface]:
    """The same a piece at a time, so that a window can answer in between; returns the page."""
    world = open_world(level, 0)
    world.step(())
    yield
    strips = yield from _strips(world, lang)
    yield
    shrink = min(1.0, PAGE / max(strip.get_width() for strip in strips))
    strips = [pygame.transform.smoothscale_by(strip, shrink) for strip in strips] if shrink < 1.0 else strips
    rows = columns_of(level.steps)
    bands = [rows[n : n + COLUMNS] for n in range(0, len(rows), COLUMNS)]
    high = [max(len(column) for column in band) * (BOX_HIGH + GAP) + MARGIN for band in bands]
    faults = [one for one in faults_of(level) if not one.reserved]
    below = (1 + -(-len(faults) // 2)) * FAULT_HIGH + MARGIN if faults else 0
    page = pygame.Surface((PAGE, sum(strip.get_height() for strip in strips) + sum(high) + 2 * MARGIN + below))
    page.fill(THEME.white)
    top = 0
    for strip in strips:
        page.blit(strip, (0, top))
        top += strip.get_height()
    numbers = {step.id: n for n, step in enumerate(level.steps, 1)}
    top += MARGIN
    for band, tall in zip(bands, high, strict=True):
        _draw_band(page, band, top, numbers, lang)
        top += tall
    if faults:
        _draw_faults(page, level, faults, top, lang)
    return page


def columns_of(steps: Sequence[StepSpec]) -> list[list[StepSpec]]:
    """The steps by depth: in a column what waits only for columns before it."""
    depth: dict[str, int] = {}
    left = list(steps)
    while left:
        ready = [step for step in left if all(name in depth for name in step.after)]
        for step in ready:
            depth[step.id] = max((depth[name] + 1 for name in step.after), default=0)
        left = [step for step in left if step.id not in depth]
    return [[step for step in steps if depth[step.id] == n] for n in range(max(depth.values(), default=-1) + 1)]


def _strips(world: RunWorld, lang: str) -> Generator[None, None, list[pygame.Surface]]:
    """The rooms, each space between doors for itself, with the names of what stands there."""
    level = world.level
    wide = max(PAGE, round(max(room.x1_m for room in level.rooms) * PX_PER_M))
    surface = pygame.Surface((PAGE if level.scene == LINE else wide, ROOM_HIGH))
    screen = Screen(surface, 100, lang)
    take = _take(screen, surface.get_rect(), world, None)
    yield
    if not isinstance(take, RoomTake):
        eye: Any = take.picture.view.camera
        if level.scene == LINE:
            eye.come(0)
            eye.snap()
        take.draw(world)
        _names(screen, eye, level, None)
        return [surface]
    camera, strips = take.picture.view.camera, []
    for space in camera.spaces:
        yield
        camera.snap((space.x0_m + space.x1_m) / 2)
        take.draw(world)
        _names(screen, camera, level, (space.x0_m, space.x1_m))
        left, right = camera.point(space.x0_m, 0)[0], camera.point(space.x1_m, 0)[0]
        shown = pygame.Rect(round(left), 0, round(right - left), ROOM_HIGH).clip(surface.get_rect())
        strips.append(surface.subsurface(shown).copy())
    return _joined(strips)


def _joined(strips: list[pygame.Surface]) -> list[pygame.Surface]:
    """Side by side, as they are passed through, in rows."""
    widest = round(max(PAGE, BESIDE * max(strip.get_width() for strip in strips)))
    rows: list[list[pygame.Surface]] = []
    for strip in strips:
        if rows and sum(one.get_width() + GAP for one in rows[-1]) + strip.get_width() <= widest:
            rows[-1].append(strip)
        else:
            rows.append([strip])
    made = []
    widest = max(sum(one.get_width() + GAP for one in row) - GAP for row in rows)
    for row in rows:
        whole = pygame.Surface((widest, ROOM_HIGH))
        whole.fill(THEME.white)
        left = 0
        for strip in row:
            whole.blit(strip, (left, 0))
            left += strip.get_width() + GAP
        made.append(whole)
    return made


def _names(screen: Screen, camera: Any, level: LevelSpec, span: tuple[float, float] | None) -> None:
    """The id of each thing on a plate beside it; plates give way upwards to each other."""
    taken: list[pygame.Rect] = []
    within = screen.surface.get_rect()
    if span:
        within = pygame.Rect(round(camera.point(span[0], 0)[0]), 0, round((span[1] - span[0]) * camera.scale), within.h).clip(within)
    size = NAME * min(MOST_GROWN, max(1.0, screen.width / PAGE))
    for thing in level.things:
        if thing.on.startswith("body:") or (span and not span[0] - 0.05 <= thing.x_m <= span[1] + 0.05):
            continue
        x, y = camera.point(thing.x_m, thing.y_m)
        wide, high = screen.text.measure(thing.id, size, "semibold")
        box = pygame.Rect(0, 0, wide + 14, high + 6)
        box.center = (round(x), round(y) - high)
        if level.scene == LINE:
            box.left = round(x)  # a station is placed by its left edge
        box.clamp_ip(within)
        while any(box.colliderect(other) for other in taken) and box.top > box.h:
            box.y -= box.h // 2
        taken.append(box)
        paint.plate(screen.surface, box, 6, THEME.ink, THEME.white, 1.0)
        screen.text.draw(thing.id, box.center, size, THEME.white, "semibold", "center")


def _draw_band(page: pygame.Surface, band: Sequence[Sequence[StepSpec]], top: int, numbers: dict[str, int], lang: str) -> None:
    """Some columns of steps, a line from each step to those of the band that wait for it."""
    screen = Screen(page.subsurface((0, 0, PAGE, page.get_height())), 100, lang)
    wide = (PAGE - 2 * MARGIN - (COLUMNS - 1) * 2 * GAP) // COLUMNS
    boxes: dict[str, pygame.Rect] = {}
    for n, column in enumerate(band):
        for m, step in enumerate(column):
            boxes[step.id] = pygame.Rect(MARGIN + n * (wide + 2 * GAP), top + m * (BOX_HIGH + GAP), wide, BOX_HIGH)
    for column in band:
        for step in column:
            for name in step.after:
                if name in boxes:
                    pygame.draw.line(page, THEME.steel, boxes[name].midright, boxes[step.id].midleft, 2)
    for column in band:
        for step in column:
            _draw_box(screen, boxes[step.id], step, numbers, lang)


def _draw_faults(page: pygame.Surface, level: LevelSpec, faults: Sequence[HazardSpec], top: int, lang: str) -> None:
    """What of the process can fail, in two columns: what it is called, when it begins.  Not what is kept for assessment."""
    screen = Screen(page.subsurface((0, 0, PAGE, page.get_height())), 100, lang)
    screen.text.draw(t("author.faults", lang), (MARGIN, top), NAME, THEME.petrol, "semibold")
    wide, rows = (PAGE - 3 * MARGIN) // 2, -(-len(faults) // 2)
    for n, fault in enumerate(faults):
        x, y = MARGIN + (n // rows) * (wide + MARGIN), top + (1 + n % rows) * FAULT_HIGH
        screen.text.draw(fault.text.get(lang), (x, y), WORDS, THEME.ink, "semibold")
        screen.text.draw(begins(level, fault, lang), (x, y + 24), WORDS)


def _draw_box(screen: Screen, box: pygame.Rect, step: StepSpec, numbers: dict[str, int], lang: str) -> None:
    paint.plate(screen.surface, box, 10, THEME.wall, THEME.petrol, 1.5)
    screen.text.draw(f"{numbers[step.id]}. {step.id}", (box.x + 12, box.y + 8), NAME, THEME.petrol, "semibold")
    for n, line in enumerate(screen.text.wrap(step.text.get(lang), box.w - 24, WORDS)[:2]):
        screen.text.draw(line, (box.x + 12, box.y + 34 + 24 * n), WORDS)
    after = ", ".join(str(numbers[name]) for name in step.after)
    said = t("author.after", lang, steps=after) if after else t("author.free", lang)
    screen.text.draw(said, (box.right - 10, box.bottom - 6), 16, THEME.ink, "regular", "bottomright")
