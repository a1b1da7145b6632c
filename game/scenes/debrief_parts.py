"""The cards of the debrief: each fills a column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pygame

from game.scenes.base import Context
from game.scenes.review import Review, surface_name
from game.session.plate import Touch
from game.view import paint, svg
from game.view.screen import Screen
from game.view.theme import BIG, BODY, HEAD, LEAD, THEME, Colour
from game.view.widgets import Button, Column, Label, Picture, Row, RowList, Rule
from game.view.widgets.plate import PlateView
from scoring.record import SheetFinding
from scoring.wording import number

TINTS: dict[str, Colour] = {"critical": THEME.red, "major": THEME.amber_deep, "minor": THEME.petrol}


# --- the essentials ----------------------------------------------------------------------------------------------------


def score(column: Column, ctx: Context, review: Review, flat: bool = False, most: int = 0) -> None:
    """The score as a ring, with its interval; or why there is none.

    flat: the ring beside its words (large text); most: how large the ring may be, real pixels."""
    t, result = ctx.t, review.sheet.score
    if result.value is None:
        column.add(Label(t("ui.no_score"), HEAD, weight="bold"))
        column.add(Label(t(f"ui.ended_{review.sheet.ended or 'broken'}"), LEAD, THEME.ink), gap=8)
    elif flat:
        _score_flat(column, ctx, review)
    else:
        column.add(Label(t("ui.score"), LEAD, weight="bold"))
        column.add(_ring_of(ctx, review, most), gap=14)
        column.add(Label(_interval(ctx, review), LEAD, weight="semibold", align="centre"), gap=14)
        if result.indicative:
            column.add(Label(t("ui.indicative", n=result.counted), BODY, THEME.slate, align="centre"), gap=2)
    if result.value is None or not flat:
        column.add(Rule(), gap=22)
        _counts(column, ctx, review, 14)


def _counts(column: Column, ctx: Context, review: Review, gap: float) -> None:
    for count in review.sheet.score.counts:
        if count.counted:
            label = ctx.t(f"ui.{count.severity}_missed", missed=count.counted - count.met, counted=count.counted)
            column.add(Label(label, BODY, icon=count.severity), gap=gap)


def _ring_of(ctx: Context, review: Review, most: int = 0) -> Picture:
    words = ctx.t("ui.score_words", value=round(review.sheet.score.value or 0))
    return Picture(lambda s, r: _ring(s, r, ctx, review), lambda s, w: min(w, most or s.px(320)), words)


def _interval(ctx: Context, review: Review) -> str:
    result = review.sheet.score
    return ctx.t("ui.interval", low=round(result.low or 0), high=round(result.high or 0))


def _score_flat(column: Column, ctx: Context, review: Review) -> None:
    side = min(column.area.w // 3, column.screen.px(220))
    ring = _ring_of(ctx, review)
    ring.place(pygame.Rect(column.area.x, column.y, side, side))
    room = pygame.Rect(column.area.x + side + column.screen.px(28), column.y, 0, 0)
    beside = Column(column.screen, pygame.Rect(room.x, room.y, column.area.right - room.x, 0))
    beside.add(Label(_interval(ctx, review), HEAD, weight="bold"))
    if review.sheet.score.indicative:
        beside.add(Label(ctx.t("ui.indicative", n=review.sheet.score.counted), BODY, THEME.slate), gap=0)
    _counts(beside, ctx, review, 10)
    column.placed += [ring, *beside.placed]
    column.y = max(ring.rect.bottom, beside.y)


def _ring(screen: Screen, rect: pygame.Rect, ctx: Context, review: Review) -> None:
    value = review.sheet.score.value or 0.0
    radius, centre = rect.h // 2, (rect.centerx, rect.centery)
    paint.donut(screen.surface, centre, radius, round(radius * 0.18), ((value, THEME.petrol), (100 - value, THEME.line)))
    size = radius * 0.60 / screen.s
    screen.text.draw(str(round(value)), (centre[0], centre[1] + round(radius * 0.16)), size, THEME.ink, "bold", "midbottom")
    screen.text.draw(
        ctx.t("ui.out_of"), (centre[0], centre[1] + round(radius * 0.14)), min(BODY, size * 0.36), THEME.slate, anchor="midtop"
    )


def first(column: Column, ctx: Context, review: Review) -> None:
    """At most three findings, then what went well."""
    t, found = ctx.t, review.first
    if found:
        column.add(Label(t("ui.look_again") if len(found) > 1 else t("ui.look_again_one"), HEAD, weight="bold"))
        for row in (_row(one, ctx) for one in found):
            note = f"{row.note} · {row.tail}"
            column.add(Button(f"see_{row.id}", row.title, note=note, icon=row.icon, align="left", height=92, size=BODY + 2))
        more = len(review.sheet.findings) - len(found)
        if more > 0:
            column.add(Label(t("ui.more_findings" if more > 1 else "ui.one_more_finding", n=more), 20, THEME.slate), gap=8)
    else:
        nothing_found(column, ctx, review)
    good = review.kept(2)
    if good:
        column.add(Label(t("ui.well_done"), LEAD, weight="bold"), gap=26)
        for _, rule in good:
            column.add(Label(review.title_of(rule, ctx.lang), BODY, icon="done"), gap=12)


def nothing_found(column: Column, ctx: Context, review: Review) -> None:
    """No finding: said plainly, and not more than that."""
    column.add(Label(ctx.t("ui.no_finding"), HEAD, weight="bold", icon="done"))
    column.add(Label(ctx.t("ui.no_finding_what") if review.sheet.ended == "finished" else ctx.t("ui.no_finding_yet"), BODY), gap=8)


def _row(one: SheetFinding, ctx: Context) -> Row:
    finding = one.finding
    rule = ctx.t("ui.rule_line", title=one.title.get(ctx.lang))
    return Row(str(finding.id), one.found.get(ctx.lang), rule, finding.severity, ctx.lapse(finding.tick))


# --- all findings ------------------------------------------------------------------------------------------------------


def listing(column: Column, ctx: Context, review: Review, chosen: str) -> None:
    """All of them in order of time."""
    column.add(Label(ctx.t("ui.findings"), LEAD, weight="bold"))
    column.add(RowList("findings", [_row(one, ctx) for one in review.sheet.findings], chosen))


def detail(column: Column, ctx: Context, one: SheetFinding) -> None:
    """One finding: what, why, what to do, and where it stands written."""
    t, lang, finding = ctx.t, ctx.lang, one.finding
    column.add(
        Label(f"{t(f'ui.{finding.severity}')} · {ctx.lapse(finding.tick)}", LEAD, TINTS[finding.severity], "bold", icon=finding.severity)
    )
    column.add(Label(one.found.get(lang), HEAD, weight="bold", leading=1.15), gap=8)
    column.add(Label(t("ui.rule_line", title=one.title.get(lang)), BODY + 2), gap=10)
    if finding.root is not None:
        column.add(Label(t("ui.consequence"), BODY, THEME.slate, icon="path"), gap=10)
    if finding.times > 1:
        column.add(Label(t("ui.times", n=finding.times), BODY, THEME.slate), gap=6)
    if one.status == "repris" or finding.recovered:
        column.add(Label(t("ui.recovered"), BODY, icon="done"), gap=10)
    for title, said in ((t("ui.why"), one.why), (t("ui.what_now"), one.now)):
        column.add(Label(title, BODY, THEME.petrol, "bold"), gap=18)
        column.add(Label(said.get(lang), BODY), gap=2)
    source = ", ".join(f"{cited.document.get(lang)}, {cited.clause}" for cited in one.cited)
    text = t("ui.by_gmp", source=source) if one.gmp else t("ui.by_site", rule=finding.rule)
    column.add(Label(f"{text} · {finding.rule}" if one.gmp else text, 20, THEME.slate), gap=18)


# --- the plate ---------------------------------------------------------------------------------------------------------


def _counted(ctx: Context, review: Review) -> str:
    n = len(review.plate.colonies)
    return ctx.t("ui.colonies", n=n) if n > 1 else ctx.t("ui.colony") if n else ctx.t("ui.no_colony")


def agar_card(column: Column, ctx: Context, review: Review, chosen: int, most: int) -> None:
    """The plate as large as it can be (at most that many real pixels), its count below it."""
    column.add(Label(ctx.t("ui.plate_title"), LEAD, weight="bold"))
    words = _counted(ctx, review)
    side = min(column.area.w, most)
    column.add(PlateView("plate", review.plate, chosen, words), width=side, align="centre", gap=12)
    column.add(Label(words, HEAD, weight="bold", align="centre"), gap=10)
    if len(review.plate.colonies) > 1:
        column.add(Label(ctx.t("ui.choose_colony"), BODY, THEME.slate, align="centre"), gap=0)


def chain_card(column: Column, ctx: Context, review: Review, chosen: int, flat: bool = False) -> None:
    """From which touch this colony came, second by second.  flat: the count already stands beside the plate."""
    t, colonies = ctx.t, review.plate.colonies
    if not colonies:
        if not flat:
            column.add(Label(t("ui.no_colony"), HEAD, weight="bold"))
        column.add(Label(t("ui.nothing_grew"), BODY + 2), gap=8)
    else:
        column.add(Label(t("ui.where_from"), HEAD, weight="bold"))
        column.add(Label(t(f"ui.finger_{colonies[chosen].finger}"), BODY, THEME.slate), gap=0)
        _chain(column, ctx, review, colonies[chosen].origin)
    column.add(Rule(), gap=24)
    column.add(Label(t("ui.plate_truth"), 20, THEME.slate), gap=14)


def _chain(column: Column, ctx: Context, review: Review, origin: int) -> None:
    links = review.chains.get(origin, ())
    if not links:
        column.add(Label(ctx.t("ui.faint_trace"), BODY + 2), gap=14)
        return
    picture = Picture(
        lambda s, r: draw_chain(s, r, ctx, review, origin), lambda s, w: chain_high(s, w, len(links) + 1), sentence(ctx, review, links)
    )
    column.add(picture, gap=26)


def plate_flat(column: Column, ctx: Context, review: Review, chosen: int) -> None:
    """Large text: a small plate beside its count, the chain below."""
    screen = column.screen
    side = min(column.area.w // 3, screen.px(190))
    view = PlateView("plate", review.plate, chosen, _counted(ctx, review))
    view.place(pygame.Rect(column.area.x, column.y, side, side))
    x = column.area.x + side + screen.px(24)
    beside = Column(screen, pygame.Rect(x, column.y + screen.px(8), column.area.right - x, 0))
    beside.add(Label(_counted(ctx, review), HEAD, weight="bold"))
    beside.add(Label(ctx.t("ui.plate_title"), BODY, THEME.slate), gap=2)
    if len(review.plate.colonies) > 1:
        beside.add(Label(ctx.t("ui.choose_colony"), BODY, THEME.slate), gap=2)
    column.placed += [view, *beside.placed]
    column.y = max(view.rect.bottom, beside.y) + screen.px(16)
    chain_card(column, ctx, review, chosen, flat=True)


def name_of(ctx: Context, review: Review, link: Touch) -> str:
    """What a link of the chain is called."""
    return surface_name(review.level, link.surface, ctx.lang)


def sentence(ctx: Context, review: Review, links: Sequence[Touch]) -> str:
    """The chain in one sentence."""
    start, hand = links[0], links[-1]
    source, cfu = name_of(ctx, review, start), number(hand.cfu, ctx.lang, 0)
    return ctx.t("ui.came_from", source=source, time=ctx.lapse(start.tick), cfu=cfu, hand_time=ctx.lapse(hand.tick))


def chain_high(screen: Screen, width: int, n: int) -> int:
    """Height of a chain of n discs at that width."""
    return _disc(screen, width, n) + screen.px(196)


def _disc(screen: Screen, width: int, n: int) -> int:
    return min(screen.px(168), round(width / (1.6 * n - 0.6)))


def draw_chain(screen: Screen, rect: pygame.Rect, ctx: Context, review: Review, origin: int) -> None:
    """Discs with what was touched, arrows between, germs and second below each; the plate at the end."""
    links = review.chains[origin]
    n = len(links) + 1
    side = _disc(screen, rect.w, n)
    step = min(round(side * 1.75), (rect.w - side) // (n - 1))
    grown = len([one for one in review.plate.colonies if one.origin == origin])
    for at in range(n):
        centre = (rect.x + side // 2 + at * step, rect.y + side // 2)
        if at:
            start = (centre[0] - step + side // 2 + screen.px(9), centre[1])
            paint.arrow(screen.surface, start, (centre[0] - side // 2 - screen.px(9), centre[1]), screen.px(5), THEME.ink)
        if at < len(links):
            link = links[at]
            germs = ctx.t("ui.germs", n=number(link.cfu, ctx.lang, 0)) if link.cfu else ""
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


# --- what comes next ---------------------------------------------------------------------------------------------------


def known(column: Column, ctx: Context, review: Review, next_level: str) -> None:
    """Three rules by name, and one more."""
    t = ctx.t
    good = review.kept(3)
    column.add(Label(t(f"ui.you_know_{len(good)}"), BIG - 8, weight="bold", leading=1.15))
    for _, rule in good:
        column.add(Label(review.title_of(rule, ctx.lang), LEAD, icon="done"), gap=18)
    if next_level:
        column.add(Button("more", t("ui.one_more"), style="primary", icon="play", size=HEAD, height=88), gap=34)


def after(column: Column, ctx: Context, review: Review, home: str, *, first: bool = False) -> None:
    """Again (first: that before all), watch, go home (with these words); where the file is and what it is worth."""
    t = ctx.t
    column.add(Button("again", t("ui.again"), icon="play" if first else "again", align="left", style="primary" if first else "plain"))
    if review.run_file:
        column.add(Button("replay", t("ui.replay"), icon="eye", align="left"), gap=12)
    column.add(Button("home", home, icon="home", align="left"), gap=12)
    column.add(Rule(), gap=26)
    if review.run_file is None:
        column.add(Label(t("ui.trial_no_file"), BODY, icon="lock"), gap=18)
    else:
        _file(column, ctx, review)
    for warning in review.warnings:
        column.add(Label(warning, 20, icon="alert"), gap=12)


def _file(column: Column, ctx: Context, review: Review) -> None:
    t = ctx.t
    column.add(Label(t("ui.your_file"), BODY, weight="bold", icon="form"), gap=18)
    column.add(Label(str(review.run_file), 20, THEME.slate), gap=6)
    files = [Button("folder", t("ui.open_folder"), height=52)]
    if review.page:
        files.insert(0, Button("page", t("ui.open_page"), height=52))
    column.row(files, gap=12)
    column.add(Label(t("ui.file_worth"), 20, THEME.slate), gap=14)
