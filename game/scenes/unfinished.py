"""A run that broke off is offered again: go on, set it aside, or later.  The gap is noted in its file either way."""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from game.scenes import library
from game.scenes.base import Context
from game.scenes.message import MessageScene
from game.scenes.stack import Push, Replace, Transition

if TYPE_CHECKING:
    from game.session.resume import Unfinished


def _mine(ctx: Context) -> Unfinished | None:
    """The latest run of this person that can be gone on with."""
    from game.session.resume import unfinished

    folder = library.results_of(ctx)
    if folder is None or ctx.put_off:
        return None
    for one in unfinished(folder):
        if one.header and one.fault is None and one.ticks and one.header.trainee == ctx.settings.trainee:
            return one
    return None


def ask(ctx: Context) -> Transition | None:
    """The question, when there is something to ask."""
    one = _mine(ctx)
    if one is None or one.header is None:
        return None
    t = ctx.t
    level = one.header.level
    with contextlib.suppress(library.CannotStart):
        level = library.load(level, ctx.lang).title.get(ctx.lang)
    lines = [
        t("ui.unfinished_what", level=level, when=when(one.header.started, ctx.lang), time=ctx.lapse(one.ticks)),
        t("ui.unfinished_gap"),
    ]
    aside = [("aside", t("ui.unfinished_end"), "plain")]
    if one.header.sitting is not None:  # a begun form counts: nobody puts it away by a slip
        aside = []
        lines.append(t("assess.unfinished", form=one.header.sitting.form, forms=one.header.sitting.forms))
    answers = [("go_on", t("ui.unfinished_go"), "primary"), *aside, ("later", t("ui.unfinished_later"), "plain")]
    return Push(MessageScene(t("ui.unfinished_title"), lines, answers, icon="clock"))


def when(started: str, lang: str) -> str:
    """Day and hour of a UTC time of a file, here."""
    from babel.dates import format_datetime

    try:
        there = datetime.strptime(started, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    except ValueError:
        return started
    return format_datetime(there.astimezone(), "d MMMM, HH:mm", locale=lang)


def answer(ctx: Context, result: object) -> Transition | None:
    """Carry it out.  None when it was another question's answer."""
    if result == "later":
        ctx.put_off = True
    one = _mine(ctx) if result in ("go_on", "aside") else None
    if one is None:
        return None
    from game.session import resume
    from game.session.faults import RunError

    try:
        if result == "aside":
            resume.set_aside(one.path)
            return ask(ctx)

        return Replace(library.room(resume.resume(one.path)), all=True)
    except RunError as error:
        ctx.put_off = True
        t = ctx.t
        return Push(MessageScene(t("ui.cannot_go_on"), [error.text(ctx.lang)], [("ok", t("ui.ok"), "primary")], icon="alert"))
