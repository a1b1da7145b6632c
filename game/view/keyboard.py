"""The keyboard in a room: what each key does to the things and the hands that a Controller keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pygame

from game.commands import WalkTo
from game.view.choices import at, grouped

if TYPE_CHECKING:
    from game.view.input import Controller

STEP_M = 0.04
WALK_STEP_M = 0.45
ARROWS = {80: (-1, 0), 79: (1, 0), 82: (0, 1), 81: (0, -1)}
"""Scancodes of the arrows: where they move a hand that was taken."""


def pressed(hand: Controller, event: pygame.Event) -> None:
    """One key in the room."""
    hand.by_keyboard = True
    shift = bool(event.mod & pygame.KMOD_SHIFT)
    action = hand.settings.action_of(event.scancode)
    if guiding(hand, event, action):
        return
    match action:
        case "next_thing":
            cycle(hand, -1 if shift else 1)
        case "act" if hand.focus:
            hand.click(hand.focus, (0, 0))
        case "look" if hand.focus:
            look = next((c for c in at(hand.found, hand.focus) if c.verb == "look"), None)
            if look:
                hand.choose(look)
        case "walk_left":
            step(hand, -1, shift)
        case "walk_right":
            step(hand, 1, shift)
        case "higher":
            hand.raise_hand(STEP_M)
        case "lower":
            hand.raise_hand(-STEP_M)
        case "other_hand":
            hand.park()
        case "gather":
            gather = next((c for c in hand.found if c.verb == "gather"), None)
            if gather:
                hand.choose(gather)
        case _:
            digit(hand, event)


def in_closeup(hand: Controller, event: pygame.Event) -> None:
    """Wheel and height keys while a close-up is open."""
    if event.type == pygame.MOUSEWHEEL:
        hand.raise_hand(STEP_M * event.y)
        return
    action = hand.settings.action_of(event.scancode)
    if action in ("higher", "lower"):
        hand.raise_hand(STEP_M if action == "higher" else -STEP_M)
    elif action == "other_hand":
        hand.park()
    else:
        guiding(hand, event, action)


def guiding(hand: Controller, event: pygame.Event, action: str) -> bool:
    """The key that takes a hand and leaves it; arrows while it is led.  Whether the key was for that."""
    if action == "guide" or (not action and event.key == pygame.K_m):
        hand.take_hand()
        return True
    if not hand.lead.taken:
        return False
    if event.scancode in ARROWS:
        dx, dy = ARROWS[event.scancode]
        hand.nudge(STEP_M * dx, STEP_M * dy)
        return True
    if action == "act":
        hand.lead.let_go()
        return True
    return False


def digit(hand: Controller, event: pygame.Event) -> None:
    """The list of what has the keyboard, by number."""
    from game.view.ring import DIGITS

    n = DIGITS.get(event.scancode, 99)
    found = grouped(at(hand.found, hand.focus), hand.picture.view.screen.lang) if hand.focus else []
    if n < len(found) and not found[n].members:
        hand.choose(found[n])
    elif n < len(found):
        hand.open(hand.focus)
        if hand.ring:
            hand.ring.handle(event)


def step(hand: Controller, sign: int, shift: bool) -> None:
    """A step aside, or the hand aside."""
    seen = hand.picture.view.seen
    if shift or (seen.stance == "sit" and hand.lead.possible(seen)):
        hand.nudge(STEP_M * sign, 0.0)
    elif seen.stance != "sit" and not hand.busy:
        hand.send(WalkTo(round((seen.x + WALK_STEP_M * sign) * 1000)))


def cycle(hand: Controller, by: int) -> None:
    """The keyboard goes to the next thing that can be acted on, from left to right."""
    view = hand.picture.view
    with_choices = {name for choice in hand.found for name in choice.at}
    stops = [each.id for each in sorted(view.seen.things(), key=lambda e: (e.x, e.id)) if each.id in with_choices]
    if not stops:
        hand.focus = ""
        return
    here = stops.index(hand.focus) if hand.focus in stops else _nearest(hand, stops, by)
    hand.focus = stops[(here + by) % len(stops)]
    view.camera.glance(view.seen.thing(hand.focus).x)


def _nearest(hand: Controller, stops: list[str], by: int) -> int:
    """Where a first Tab starts from: just before the thing nearest to the operator."""
    seen = hand.picture.view.seen
    return min(range(len(stops)), key=lambda n: abs(seen.thing(stops[n]).x - seen.x)) - by
