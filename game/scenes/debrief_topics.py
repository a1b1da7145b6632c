"""Talking about a run: the trainee guesses his score before he sees it, and picks the reason of a finding before he reads it."""

from __future__ import annotations

from game.scenes.base import Context
from game.scenes.review import Review
from game.session.debrief import Topic
from game.view.theme import BODY, HEAD, LEAD, THEME, Colour
from game.view.widgets import Button, Column, Label, Slider
from scoring.record import SheetFinding
from scoring.wording import points

TINTS: dict[str, Colour] = {"critical": THEME.red, "major": THEME.amber_deep, "minor": THEME.petrol}
ASKED_IN = ("practice", "assessment")
"""Modes in which nothing was explained on the way: there is something to guess and to think about."""
FIRST_GUESS = 50
NEAR = 7
"""So many points from it, a guess is near."""


# --- the score ---------------------------------------------------------------------------------------------------------


def to_guess(review: Review) -> bool:
    """Whether there is a score that the trainee may guess first."""
    return review.sheet.score.value is not None and review.sheet.facts.mode in ASKED_IN


def guess(column: Column, ctx: Context, value: int) -> None:
    """Before the score is shown."""
    t = ctx.t
    column.add(Label(t("debrief.guess"), HEAD, weight="bold"))
    column.add(Label(t("debrief.guess_why"), BODY), gap=8)
    column.add(Slider("guess", t("debrief.guess_label"), value, unit=t("debrief.of_100")), gap=26)
    column.add(Button("reveal", t("debrief.reveal"), style="primary", icon="play", height=72, size=LEAD), gap=26)
    column.add(Button("unguessed", t("debrief.unguessed"), height=52), gap=12)


def guessed(column: Column, ctx: Context, review: Review, value: int) -> None:
    """How near it was, said once and kindly."""
    off = value - points(review.sheet.score.value or 0)
    key = "near" if abs(off) <= NEAR else "above" if off > 0 else "below"
    column.add(Label(ctx.t(f"debrief.guess_{key}", value=value, off=abs(off)), BODY, icon="hint"), gap=16)


# --- a finding ---------------------------------------------------------------------------------------------------------


def detail(column: Column, ctx: Context, one: SheetFinding, topic: Topic | None, chosen: str | None, *, beside: bool) -> None:
    """One finding: what happened; for a topic the question why; then why, what to do, and where it stands written.

    chosen: rule whose reason was picked, "" for having asked for the answer, None for not yet; beside: the expert can be seen."""
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
    if topic is not None and chosen is None:
        _ask(column, ctx, topic)
    else:
        _answer(column, ctx, one, topic, chosen)
    if beside:
        column.add(Button("beside", t("debrief.beside"), icon="ghost", align="left", height=56), gap=18)


def _ask(column: Column, ctx: Context, topic: Topic) -> None:
    """Four reasons, one of them of this rule."""
    column.add(Label(ctx.t("debrief.why_rule"), LEAD, THEME.petrol, "bold"), gap=20)
    for at, choice in enumerate(topic.choices):
        column.add(Button(f"reason_{at}", choice.text.get(ctx.lang), icon="todo", align="left", height=60, size=BODY - 2), gap=10)
    column.add(Button("reason_show", ctx.t("debrief.show_answer"), style="bare", height=48, size=BODY - 2), gap=8)


def _answer(column: Column, ctx: Context, one: SheetFinding, topic: Topic | None, chosen: str | None) -> None:
    t, lang = ctx.t, ctx.lang
    if topic is not None and chosen:
        picked = next((choice for choice in topic.choices if choice.rule == chosen), None)
        right = picked is not None and picked.right
        column.add(
            Label(t("debrief.right" if right else "debrief.wrong"), BODY, weight="semibold", icon="done" if right else "wrong"), gap=18
        )
        if picked is not None and not right:
            column.add(Label(t("debrief.yours", text=picked.text.get(lang)), BODY - 2, THEME.slate), gap=6)
    for title, said in ((t("ui.why"), one.why), (t("ui.what_now"), one.now)):
        column.add(Label(title, BODY, THEME.petrol, "bold"), gap=18)
        column.add(Label(said.get(lang), BODY), gap=2)
    source = ", ".join(f"{cited.document.get(lang)}, {cited.clause}" for cited in one.cited)
    text = t("ui.by_gmp", source=source) if one.gmp else t("ui.by_site", rule=one.finding.rule)
    column.add(Label(f"{text} · {one.finding.rule}" if one.gmp else text, 20, THEME.slate), gap=18)
