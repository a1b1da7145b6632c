"""The chain of touches of a colony, drawn: discs with what was touched, germs and second below each, the plate at the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pygame

from game.scenes.base import Context
from game.scenes.review import Review, surface_name
from game.session.plate import Touch
from game.view import paint, svg
from game.view.screen import Screen
from game.view.theme import BODY, THEME
from game.view.widgets import Picture
from scoring.wording import number


def name_of(ctx: Context, review: Review, link: Touch) -> str:
    """What a link of the chain is called."""
    return surface_name(review.level, link.surface, ctx.lang)


def sentence(ctx: Context, review: Review, links: Sequence[Touch]) -> str:
    """The chain in one sentence."""
    start, end = links[0], links[-1]
    source, target = name_of(ctx, review, start), name_of(ctx, review, end)
    return ctx.t("plates.came_from", source=source, time=ctx.lapse(start.tick), target=target, end_time=ctx.lapse(end.tick))


def count(ctx: Context, cfu: float) -> str:
    """A load without its unit; below one no figure."""
    return number(cfu, ctx.lang, 0) if cfu >= 1.0 else ctx.t("plates.body_under_one")


def chain_picture(ctx: Context, review: Review, links: Sequence[Touch], grown: int = 0) -> Picture:
    """links: what was touched, first touch first; grown: colonies on the plate at the end, 0 for no plate."""
    return Picture(
        lambda screen, box: _draw_chain(screen, box, ctx, review, links, grown),
        lambda screen, width: _chain_high(screen, width, ctx, review, links, plate=grown > 0),
        sentence(ctx, review, links),
    )


def _chain_high(screen: Screen, width: int, ctx: Context, review: Review, links: Sequence[Touch], *, plate: bool = False) -> int:
    """Height of a chain at that width: a longer name takes two lines."""
    n = len(links) + (1 if plate else 0)
    side = _disc(screen, width, n)
    room = _step(screen, width, n) - screen.px(10)
    lines = max(len(screen.text.wrap(name_of(ctx, review, link), room, BODY, "semibold")) for link in links)
    return side + lines * screen.text.line_height(BODY, 1.1) + screen.text.line_height(22, 1.1) + screen.px(74)


def _disc(screen: Screen, width: int, n: int) -> int:
    return min(screen.px(168), round(width / (1.6 * n - 0.6)))


def _step(screen: Screen, width: int, n: int) -> int:
    """From disc to disc."""
    side = _disc(screen, width, n)
    return min(round(side * 1.75), (width - side) // max(1, n - 1))


def _draw_chain(screen: Screen, rect: pygame.Rect, ctx: Context, review: Review, links: Sequence[Touch], grown: int) -> None:
    """One disc a touch, the plate after them."""
    n = len(links) + (1 if grown else 0)
    side = _disc(screen, rect.w, n)
    step = _step(screen, rect.w, n)
    for at in range(n):
        centre = (rect.x + side // 2 + at * step, rect.y + side // 2)
        if at:
            start = (centre[0] - step + side // 2 + screen.px(9), centre[1])
            paint.arrow(screen.surface, start, (centre[0] - side // 2 - screen.px(9), centre[1]), screen.px(5), THEME.ink)
        if at < len(links):
            link = links[at]
            germs = ctx.t("plates.body_cfu", n=count(ctx, link.cfu)) if link.cfu else ""
            disc = Disc(
                picture_of(review, link.surface, round(side * 0.66)), name_of(ctx, review, link), germs, ctx.lapse(link.tick), at == 0
            )
        else:
            plate = svg.sized("process/plates/contact-55", round(side * 0.86))
            disc = Disc(plate, ctx.t("ui.plate"), ctx.t("ui.colonies", n=grown) if grown > 1 else ctx.t("ui.colony"), "", False)
        _draw_disc(screen, centre, side, disc, step)


@dataclass(frozen=True)
class Disc:
    """One station of the chain; lit: where it began."""

    picture: pygame.Surface | None
    name: str
    germs: str
    time: str
    lit: bool


def _draw_disc(screen: Screen, centre: tuple[int, int], side: int, disc: Disc, room: int) -> None:
    edge = THEME.amber if disc.lit else THEME.steel
    paint.disc(screen.surface, centre, side // 2, THEME.wall, edge, max(2.0, (7 if disc.lit else 3) * screen.s))
    if disc.picture:
        screen.surface.blit(disc.picture, disc.picture.get_rect(center=centre))
    wide = room - screen.px(10)
    y = centre[1] + side // 2 + screen.px(12)
    for text, size, colour in ((disc.name, BODY, THEME.ink), (disc.germs, 22.0, THEME.red)):
        if text:
            drawn = screen.text.paragraph(text, wide, size, colour, "semibold", 1.1, "centre")
            screen.surface.blit(drawn, (centre[0] - wide // 2, y))
            y += drawn.get_height() + screen.px(4)
    if disc.time:
        _draw_time(screen, disc, (centre[0], y + screen.px(6)))


def _draw_time(screen: Screen, disc: Disc, top: tuple[int, int]) -> None:
    pill = pygame.Rect(0, 0, screen.text.measure(disc.time, 22, "semibold")[0] + screen.px(30), screen.px(38))
    pill.midtop = top
    paint.plate(screen.surface, pill, pill.h // 2, THEME.ink if disc.lit else THEME.white, THEME.ink, max(1.0, 2 * screen.s))
    screen.text.draw(disc.time, pill.center, 22, THEME.white if disc.lit else THEME.ink, "semibold", "center")


DRAWN = {
    "bin": "gowning/bin-closed",
    "locker": "gowning/locker",
    "phone": "gowning/obj-phone",
    "watch": "gowning/obj-watch",
    "ring": "gowning/obj-ring",
    "necklace": "gowning/obj-necklace",
    "badge": "gowning/obj-badge",
    "makeup": "gowning/obj-makeup",
    "street_clothes": "gowning/obj-street-clothes",
    "street_shoes": "gowning/obj-street-shoes",
    "door": "process/plates/touch-handle",
    "gauge": "gowning/gauge-dial",
    "tray": "gowning/tray",
    "pack_hair_cover": "gowning/pack-hair-cover",
    "pack_beard_cover": "gowning/pack-beard-cover",
    "pack_overshoes": "gowning/pack-overshoes",
    "pack_coat": "gowning/pack-coat",
    "pack_suit": "gowning/pack-coverall",
    "pack_gloves": "gowning/pack-gloves",
    "pack_hood": "gowning/pack-hood",
    "pack_mask": "gowning/pack-mask",
    "pack_goggles": "gowning/pack-goggles",
    "pack_coverall": "gowning/pack-coverall",
    "pack_overboots": "gowning/pack-boots",
    "hair_cover": "gowning/picto-hair-cover",
    "beard_cover": "gowning/picto-beard-cover",
    "overshoe": "gowning/picto-overshoes",
    "coat": "gowning/picto-coat",
    "suit": "gowning/picto-coverall",
    "hood": "gowning/picto-hood",
    "mask": "gowning/picto-mask",
    "goggles": "gowning/picto-goggles",
    "coverall": "gowning/picto-coverall",
    "overboot": "gowning/picto-boots",
    "glove": "process/plates/touch-glove",
    "site_suit": "gowning/site-suit-folded",
    "site_socks": "gowning/site-socks-loose",
}


def picture_of(review: Review, surface: str, side: int) -> pygame.Surface | None:
    """A small drawing of what was touched, none when there is none."""
    if surface.startswith("hand"):
        return svg.sized("process/icons/hand", side)
    if surface.startswith("floor"):
        return _floor(side)
    if surface == "forceps":
        return svg.load("line/forceps", side / max(svg.size("line/forceps")))
    if surface.startswith("glove."):
        return svg.load(DRAWN["glove"], side / max(svg.size(DRAWN["glove"])))
    thing_id, _, inside = surface.partition(".")
    kind = next((thing.holds if inside and thing.holds else thing.kind for thing in review.level.things if thing.id == thing_id), "")
    name = DRAWN.get(kind)
    if name is None:
        return None
    wide, high = svg.size(name)
    return svg.load(name, side / max(wide, high))


def _floor(side: int) -> pygame.Surface:
    """A floor with something lying on it."""
    body = (
        '<rect x="6" y="30" width="88" height="34" fill="#F1EDE2"/><path d="M0 64H100V92Q50 100 0 92Z" fill="#CDBFA4"/>'
        '<path d="M0 64H100" stroke="#A99B80" stroke-width="3"/>'
        '<circle cx="30" cy="76" r="4.5" fill="#B23A48"/><circle cx="48" cy="82" r="4.5" fill="#B23A48"/>'
        '<circle cx="62" cy="74" r="4.5" fill="#B23A48"/><circle cx="76" cy="83" r="4.5" fill="#B23A48"/>'
    )
    return svg.inline(body, (side, side), (100, 100))
