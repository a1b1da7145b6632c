"""The keyboard in a room: what each key does to the things and the hands that a Controller keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pygame

from game.commands import WalkTo
from game.view.choices import at, grouped

if TYPE_CHECKING:
    from game.view.input import Controller
    from game.world.seen import Seen, ThingSeen

STEP_M = 0.04
WALK_STEP_M = 0.45
IN_SIGHT_M = 0.3
"""So far from the edge of the view a thing is in sight."""
ARROWS = {80: (-1, 0), 79: (1, 0), 82: (0, 1), 81: (0, -1)}
"""Scancodes of the arrows: where they move a hand that was taken."""


def pressed(hand: Controller, event: pygame.Event) -> None:
    """One key in the room.  After the mouse it begins with what the pointer frames: only what is framed is ever acted on."""
    if not hand.by_keyboard:
        hand.by_keyboard, hand.focus = True, hand.hover
    if hand.keyed < 0:
        hand.keyed = hand.picture.view.seen.tick
    shift = bool(event.mod & pygame.KMOD_SHIFT)
    action = hand.settings.action_of(event.scancode)
    if guiding(hand, event, action):
        return
    match action:
        case "next_thing":
            cycle(hand, -1 if shift else 1)
        case "aim" if hand.target in stops(hand):
            go_to(hand, hand.target)
        case "act" if not hand.focus:
            cycle(hand, 1)
        case "act":
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
            hand.nudge(0.0, STEP_M)
        case "lower":
            hand.nudge(0.0, -STEP_M)
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
        hand.nudge(0.0, STEP_M * event.y)
        return
    action = hand.settings.action_of(event.scancode)
    if action in ("higher", "lower"):
        hand.nudge(0.0, STEP_M if action == "higher" else -STEP_M)
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
    """The list of what has the keyboard, by number; what has to be asked for opens the list first."""
    from game.view.ring import DIGITS

    n = DIGITS.get(event.scancode, 99)
    found = grouped(at(hand.found, hand.focus), hand.picture.view.screen.lang) if hand.focus else []
    if n < len(found) and not found[n].members and not found[n].asks:
        hand.choose(found[n])
    elif n < len(found):
        hand.open(hand.focus)
        if hand.ring and found[n].members:
            hand.ring.handle(event)


def step(hand: Controller, sign: int, shift: bool) -> None:
    """A step aside, or the hand aside."""
    seen = hand.picture.view.seen
    if shift or (seen.stance == "sit" and hand.lead.possible(seen)):
        hand.nudge(STEP_M * sign, 0.0)
    elif seen.stance != "sit" and not hand.busy:
        hand.send(WalkTo(round((seen.x + WALK_STEP_M * sign) * 1000)))


def stops(hand: Controller) -> list[str]:
    """What can be seen and acted on, from left to right: shelf by shelf, and what is on oneself together, where one stands."""
    view = hand.picture.view
    acted = {name for choice in hand.found for name in choice.at}
    shown = [thing for thing, _ in hand.picture.boxes() if thing.id in acted]
    return [thing.id for thing in sorted(shown, key=lambda each: _place(view.seen, each))]


def _place(seen: Seen, thing: ThingSeen) -> tuple[float, str, bool, float, str]:
    """Where it comes in that row: (where the piece it lies on stands, that piece, is it that piece, where it lies, its name)."""
    if thing.where == "worn" or thing.where.startswith(("hand:", "body:")):
        return seen.x, "", thing.where == "worn", 0.0, thing.id
    below = thing
    while seen.has(below.where.removeprefix("inside:")):
        below = seen.thing(below.where.removeprefix("inside:"))
    return below.x, below.id, below.id == thing.id, thing.x, thing.id


def cycle(hand: Controller, by: int) -> None:
    """The keyboard goes to the next thing: after an act first to what the coach speaks of, where he speaks."""
    row = stops(hand)
    if not row:
        hand.focus = ""
        return
    fresh, hand.fresh = hand.fresh, False
    if fresh and by > 0 and hand.target in row and hand.target != hand.focus:
        go_to(hand, hand.target)
    elif hand.focus in row:
        go_to(hand, row[(row.index(hand.focus) + by) % len(row)])
    else:
        go_to(hand, _after(hand, row, by))


def go_to(hand: Controller, thing: str) -> None:
    """The keyboard stands there, and the view goes along with it where it would be out of sight."""
    view = hand.picture.view
    hand.focus = thing
    x, camera = view.seen.thing(thing).x, view.camera
    camera.glance(x if abs(x - camera.aim(view.seen.x)) > camera.half_m - IN_SIGHT_M else None)


def _after(hand: Controller, row: list[str], by: int) -> str:
    """Nothing in the row has the keyboard: the next from where it was last, else the nearest."""
    seen = hand.picture.view.seen
    if not seen.has(hand.focus):
        return min(row, key=lambda each: abs(seen.thing(each).x - seen.x))
    last = _place(seen, seen.thing(hand.focus))
    beyond = [each for each in row if (_place(seen, seen.thing(each)) > last) is (by > 0)]
    if by > 0:
        return beyond[0] if beyond else row[0]
    return beyond[-1] if beyond else row[-1]
