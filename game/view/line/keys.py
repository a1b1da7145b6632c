"""The keyboard at a line: Tab from thing to thing, arrows lead the eye, Enter acts on what is looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pygame

from game.view.line.choices import at
from game.view.line.things import PEOPLE
from game.view.ring import DIGITS

if TYPE_CHECKING:
    from game.view.line.hand import LineHand

STEP_M = 0.05
WALK_STEP_M = 0.5
ARM_M = 0.85
ARM_Y_M = (0.05, 2.05)
GRASP_M = 0.07
"""How near to the middle of what one looks at a thing must lie for Enter to take it."""
ARROWS = {pygame.K_LEFT: (-1, 0), pygame.K_RIGHT: (1, 0), pygame.K_UP: (0, 1), pygame.K_DOWN: (0, -1)}


def pressed(hand: LineHand, event: pygame.Event) -> None:
    """One key at the line."""
    hand.by_keyboard = True
    action = hand.settings.action_of(event.scancode)
    shift = bool(event.mod & pygame.KMOD_SHIFT)
    if event.key in ARROWS and hand.near:
        lead(hand, *ARROWS[event.key])
    elif action == "next_thing":
        cycle(hand, -1 if shift else 1)
    elif action == "act":
        act(hand)
    elif action in ("higher", "lower"):
        hand.zoom(1 if action == "higher" else -1)
    elif action in ("walk_left", "walk_right") and not hand.busy:
        hand.go(hand.picture.view.seen.x + (-WALK_STEP_M if action == "walk_left" else WALK_STEP_M))
    elif event.scancode in DIGITS and hand.focus:
        found = at(hand.found, hand.focus)
        n = DIGITS[event.scancode]
        if n < len(found):
            hand.choose(found[n])


def lead(hand: LineHand, dx: int, dy: int) -> None:
    """The eye a little aside, higher or lower; past the arm's reach one walks."""
    seen = hand.picture.view.seen
    x, y = hand.gaze or seen.beam[:2]
    x, y = x + dx * STEP_M, min(ARM_Y_M[1], max(ARM_Y_M[0], y + dy * STEP_M))
    hand.gaze = x, y
    hand.focus = ""
    hand.picture.view.camera.show(x, y)
    if abs(x - seen.x) > ARM_M - 0.1 and not hand.busy:
        hand.go(x)


def stops(hand: LineHand) -> list[str]:
    """What Tab goes through: fixed things and their handles from left to right; never what may have been left behind."""
    view = hand.picture.view
    held = [view.seen.hand(side).holding for side in ("left", "right")]
    names = [name for name, _ in hand.targets() if name not in view.truth.residues or name in held]
    places = {name: place(hand, name) for name in names}
    return sorted(names, key=lambda name: (places[name], name))


def place(hand: LineHand, name: str) -> float:
    """Where along the line a target is."""
    box = hand.picture.box(name)
    return hand.picture.view.camera.world(*box.center)[0] if box else 0.0


def cycle(hand: LineHand, by: int) -> None:
    """On to the next thing, or back."""
    hand.ask()
    row = stops(hand)
    if not row:
        return
    if hand.focus in row:
        go_to(hand, row[(row.index(hand.focus) + by) % len(row)])
    else:
        x = hand.picture.view.seen.x
        go_to(hand, min(row, key=lambda name: abs(place(hand, name) - x)))


def go_to(hand: LineHand, name: str) -> None:
    """The keyboard stands there, and the view and the eye with it."""
    hand.focus = name
    box = hand.picture.box(name)
    if box:
        hand.gaze = hand.picture.view.camera.world(*box.center)
        hand.picture.view.camera.show(*hand.gaze)


def act(hand: LineHand) -> None:
    """Enter: from afar go there, near act on it; with nothing chosen, on what is looked at."""
    hand.ask()
    if not hand.focus:
        if hand.gaze is not None:
            take_here(hand)
        return
    box = hand.picture.box(hand.focus)
    people = [thing.id for thing in hand.picture.view.level.things if thing.kind in PEOPLE]
    if not hand.near and box and hand.focus not in people:
        hand.come(box.center, hand.focus)
        return
    hand.stop()
    hand.open(hand.focus)


def take_here(hand: LineHand) -> None:
    """Enter on what is looked at: the nearest thing within a hand's breadth, else what stands there."""
    view = hand.picture.view
    x, y = view.seen.beam[:2]
    near = [
        (abs(one.x - x) + abs(one.y - y), one.id)
        for one in view.seen.residues()
        if not one.on and abs(one.x - x) <= GRASP_M and abs(one.y - y) <= GRASP_M and one.family != "state"
    ]
    if near:
        hand.open(min(near)[1])
        return
    target = hand.under(view.camera.point(x, y))
    if target:
        hand.open(target)
    else:
        hand.told = hand.why_not(view.camera.point(x, y))
