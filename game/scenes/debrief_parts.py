"""The cards of the debrief: each fills a column."""

from __future__ import annotations

import pygame

from game.scenes.base import Context
from game.scenes.review import Review
from game.view import paint
from game.view.screen import Screen
from game.view.theme import BIG, BODY, HEAD, LEAD, THEME
from game.view.widgets import Button, Column, Label, Picture, Row, RowList, Rule
from scoring.record import SheetFinding
from scoring.wording import points

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
    words = ctx.t("ui.score_words", value=points(review.sheet.score.value or 0))
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
    screen.text.draw(str(points(value)), (centre[0], centre[1] + round(radius * 0.16)), size, THEME.ink, "bold", "midbottom")
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
    good = review.praised()
    if good:
        column.add(Label(t("ui.well_done"), LEAD, weight="bold"), gap=26)
        for _, rule in good:
            column.add(Label(review.title_of(rule, ctx.lang), BODY, icon="done"), gap=12)
    for warning in review.warnings:
        column.add(Label(warning, BODY, icon="alert"), gap=22)


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
        if review.sheet.facts.mode != "assessment":
            column.add(Button("assessor", t("assessor.open"), icon="alert", align="left"), gap=12)
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
