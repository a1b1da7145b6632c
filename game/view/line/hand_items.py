"""What a hand has written at the line: status board, status tag, the order on the desk; and the hands of the clock."""

from __future__ import annotations

import math
from collections.abc import Iterator

import pygame

from game.entities.stations import STATIONS
from game.spec import ThingSpec
from game.view.forms.handwriting import INK, fitting
from game.view.line.art import art, words
from game.view.line.camera import UNITS_PER_M
from game.view.line.scenery import SIGN
from game.view.line.tiles import Item
from game.view.line.view import LineView
from game.view.theme import THEME, Colour

U = UNITS_PER_M


def pen(text: str, x: float, y: float, wide: float, high: float, z: float = SIGN, ink: Colour = INK) -> Item:
    """Handwriting in a box: x, y its top left corner in metres."""
    key = ("pen", text, round(x, 4), round(y, 4), wide, high, ink)

    def paint(target: pygame.Surface, origin: tuple[int, int], scale: float) -> None:
        if not text or high * scale < 5:
            return
        drawn = fitting(text, max(6, round(high * scale * 0.82)), round(wide * scale), ink)
        target.blit(drawn, (round(origin[0] + x * scale), round(origin[1] - y * scale)))

    return Item(key, (x, y - high, x + wide, y), z, paint)


def board(view: LineView, x: float, top: float) -> Iterator[Item]:
    """Product, batch, state of the line: printed words, written answers.  What the batch before left there still stands."""
    entries = next((form.entries for name, form in view.truth.forms.items() if _kind(view, name) == "status_board"), {})
    old = _residue(view, "old_board")
    half = _residue(view, "half_wiped")
    batch = entries["batch"].text if "batch" in entries else view.batch.old if old or half else ""
    state = entries["state"].text if "state" in entries else "running" if old else "to_clear"
    product = view.batch.product.get(view.screen.lang) if view.batch.product else ""
    rows = (("board_product", product), ("board_batch", batch), ("board_state", view.t(f"forms.choice_{state}")))
    for n, (label, text) in enumerate(rows):
        y = top - (33 + 22 * n) / U
        yield words(
            view.t(f"line.{label}"), x + 12 / U, y, 36 / U, 15 / U, SIGN, THEME.slate, "regular", lang=view.screen.lang, align="left"
        )
        yield pen(text, x + 50 / U, y, 68 / U, 17 / U)
    if half and "batch" not in entries:
        yield smear(x + 46 / U, top - 52 / U, 66 / U, 22 / U)


def smear(x: float, y: float, wide: float, high: float) -> Item:
    """What a cloth left half wiped."""

    def paint(target: pygame.Surface, origin: tuple[int, int], scale: float) -> None:
        box = pygame.Rect(0, 0, max(1, round(wide * scale * 0.6)), max(1, round(high * scale)))
        sheet = pygame.Surface(box.size, pygame.SRCALPHA)
        for n in range(5):
            pygame.draw.line(
                sheet, (255, 255, 255, 210), (0, round(box.h * (n + 0.5) / 5)), (box.w, round(box.h * (n + 0.1) / 5)), max(1, box.h // 7)
            )
        target.blit(sheet, (round(origin[0] + (x + wide * 0.35) * scale), round(origin[1] - y * scale)))

    return Item(("smear", x, y), (x, y - high, x + wide, y), SIGN + 0.5, paint)


def tag(view: LineView, thing: ThingSpec, top: float) -> Iterator[Item]:
    """The cleaning tag: who, when, valid until, signature; what is missing or past is to be read there."""
    k = STATIONS[thing.kind].width_m / 200
    yield art("tag-clean", thing.x_m, top, SIGN - 0.5, UNITS_PER_M * k)
    past = _residue(view, "cleaning_expired")
    yield words(view.t("line.tag_clean"), thing.x_m + 76 * k, top - 46 * k, 108 * k, 40 * k, SIGN, THEME.white, lang=view.screen.lang)
    rows = (view.t("line.tag_done", date=day(view.batch.date, -1)), view.t("line.tag_until", date=day(view.batch.date, -2 if past else 1)))
    for n, text in enumerate(rows):
        yield pen(text, thing.x_m + 16 * k, top - (100 + 30 * n) * k, 170 * k, 30 * k)
    if not _residue(view, "tag_unsigned"):
        yield pen("TL", thing.x_m + 40 * k, top - 214 * k, 120 * k, 60 * k, ink=(0x2B, 0x2B, 0x30))


def day(date: str, shift: int) -> str:
    """A day of the batch, some days earlier or later, as one writes it by hand: 23/11.  date: "2026-11-23"."""
    import datetime as dt

    there = dt.date.fromisoformat(date) + dt.timedelta(days=shift)
    return f"{there.day:02d}/{there.month:02d}"


def sheet_lines(view: LineView, thing: ThingSpec, top: float) -> Iterator[Item]:
    """The new batch's number on the folder of its order."""
    yield words(view.batch.new, thing.x_m + 6 / U, top - 8 / U, 30 / U, 10 / U, SIGN + 2, THEME.ink, lang=view.screen.lang)


def clock_hands(view: LineView, thing: ThingSpec, top: float) -> Item:
    """The time of the room."""
    minutes = view.seen.clock_min
    x, y = thing.x_m + 40 / U, top - 40 / U

    def paint(target: pygame.Surface, origin: tuple[int, int], scale: float) -> None:
        cx, cy = origin[0] + x * scale, origin[1] - y * scale
        for share, length, wide in ((minutes % 720 / 720, 17, 4.0), (minutes % 60 / 60, 27, 3.0)):
            turn = 2 * math.pi * share
            tip = cx + math.sin(turn) * length * scale / U, cy - math.cos(turn) * length * scale / U
            pygame.draw.line(target, THEME.ink, (cx, cy), tip, max(2, round(wide * scale / U)))
            pygame.draw.aaline(target, THEME.ink, (cx, cy), tip)
        pygame.draw.circle(target, THEME.red, (round(cx), round(cy)), max(2, round(3.4 * scale / U)))

    return Item(("clock", minutes), (x - 0.2, y - 0.2, x + 0.2, y + 0.2), SIGN, paint)


def post(x: float, y: float) -> Item:
    """What a panel stands on: a tube down to the floor, behind the machines."""

    def paint(target: pygame.Surface, origin: tuple[int, int], scale: float) -> None:
        left, top = round(origin[0] + (x - 0.015) * scale), round(origin[1] - (y + 0.01) * scale)
        wide, foot = max(2, round(0.03 * scale)), origin[1]
        target.fill(THEME.steel, pygame.Rect(left, top, wide, foot - top))
        target.fill(THEME.white, pygame.Rect(left, top, max(1, wide // 3), foot - top))
        base = pygame.Rect(left - wide * 2, foot - max(2, wide // 2), wide * 5, max(2, wide // 2))
        pygame.draw.rect(target, (0x4C, 0x62, 0x6B), base, border_radius=max(1, wide // 4))

    return Item(("post", x, y), (x - 0.1, 0.0, x + 0.1, y + 0.02), 0.5, paint)


def _kind(view: LineView, thing_id: str) -> str:
    thing = view.spec(thing_id)
    return thing.kind if thing else ""


def _residue(view: LineView, kind: str) -> bool:
    return any(one.kind == kind and not one.cleared for one in view.truth.residues.values())
