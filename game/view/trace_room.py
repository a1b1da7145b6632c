"""What the trace says of the room: things, choices and tools with the places where a click finds them.  Only loaded for a trace."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pygame

from game.session.affordances import matching
from game.view.choices import holds
from game.view.closeup import CloseUp
from game.view.coach import Coach
from game.view.hud import Bar, Card
from game.view.input import Controller
from game.view.looks import look_of
from game.view.trace import target

SPOTS = ((0.5, 0.5), *((x / 6, y / 6) for y in range(1, 6) for x in range(1, 6)))
"""Where in its box a thing is looked for, as shares of width and height."""


def room(hand: Controller, bar: Bar, closeup: CloseUp | None, card: Card | None, coach: Coach) -> dict[str, Any]:
    """What the room adds: things, choices, tools; and of the run what a person can perceive."""
    form = card.form if card else hand.ring.form if hand.ring else closeup.form if closeup else None
    targets = [target(widget, form) for widget in form.stops()] if form else things(hand)
    if card is None:
        targets += [target(widget, bar.form) for widget in bar.form.stops()]
    focus = form.focus.id if form and form.focus else hand.focus
    return {"targets": targets, "focus": focus, "state": state(hand, closeup, card, coach)}


def things(hand: Controller) -> list[dict[str, Any]]:
    """What stands or lies in the room and can be acted on, each with a point where a click finds it."""
    view = hand.picture.view
    acted = {name for choice in hand.found for name in choice.at}
    boxes = [(thing, rect) for thing, rect in hand.picture.boxes() if thing.id in acted]
    rects = [(thing.id, rect) for thing, rect in boxes]
    told = []
    for thing, rect in boxes:
        # A click on the hand that holds it takes the hand, and one on words over the room is no click on the thing.
        spots = [s for s in SPOTS if not hand.blocked((rect.x + round(rect.w * s[0]), rect.y + round(rect.h * s[1])))]
        spot = spot_of(thing.id, rects, view.screen.bounds, spots)
        x, y = spot or rect.center
        told.append({"id": thing.id, "label": look_of(thing.kind).name(view, thing), "x": x, "y": y, "on": True, "seen": spot is not None})
    return told


def spot_of(
    name: str, rects: list[tuple[str, pygame.Rect]], window: pygame.Rect, spots: Sequence[tuple[float, float]]
) -> tuple[int, int] | None:
    """A point of that thing which nothing before it covers, None when there is none in the window."""
    own = next(rect for each, rect in rects if each == name)
    for across, down in spots:
        point = own.x + round(own.w * across), own.y + round(own.h * down)
        if window.collidepoint(point) and next((each for each, rect in rects if rect.collidepoint(point)), "") == name:
            return point
    return None


def behind(hand: Controller, closeup: CloseUp | None, wanted: str) -> str:
    """The line of the open list behind which that choice is found, "" for none."""
    lines = hand.ring.found if hand.ring else closeup.listed if closeup and not closeup.within else []
    return next((line.id for line in lines if holds(line, wanted)), "")


def state(hand: Controller, closeup: CloseUp | None, card: Card | None, coach: Coach) -> dict[str, Any]:
    """Of the run, what a person can perceive; advice: the choice that an expert would make now."""
    seen = hand.picture.view.seen
    acts = [] if seen.ended else coach.ghost.decide(seen)
    advised = matching(seen, acts[0]) if acts else None
    line = coach.line(seen, hand.picture.view.screen.lang)
    return {
        "tick": seen.tick,
        "ended": seen.ended,
        "x": seen.x,
        "stance": seen.stance,
        "busy": hand.busy,
        "holding": {side: seen.hand(side).holding for side in ("left", "right")},
        "worn": dict(seen.worn),
        "done": [step.id for step in seen.steps if seen.step_done(step.id)],
        "closeup": closeup.kind if closeup else "",
        "card": card is not None,
        "ring": hand.ring is not None,
        "says": line.text if line else "",
        "act": [acts[0].verb, acts[0].thing, acts[0].part] if acts else [],
        "advice": advised.id if advised else "",
        "behind": behind(hand, closeup, advised.id) if advised else "",
    }
