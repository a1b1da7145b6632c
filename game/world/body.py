"""The trainee's body in every scene: hands that follow their targets at their own speed, and free walking."""

from __future__ import annotations

from typing import Any

from game.commands import Reach
from game.events import Walked
from game.world.basis import Basis, distance

HAND_M_PER_TICK = 1.0 / 60.0
"""A careful arm: 1 m/s.  The pointer is a target; no pointer makes a hand faster."""
ARM_X_M = 0.85
ARM_Y_M = (0.05, 2.05)
WALK_M_PER_TICK = 1.0 / 60.0
BRISK_M_PER_TICK = 1.7 / 60.0


def reach(core: Basis[Any], command: Reach) -> None:
    """Set where a hand should go; clamped to what an arm can reach."""
    hand = core.hand(command.hand)
    if hand is None:
        return core.refuse(command, "", "no_such_hand")
    hand.target_x = min(ARM_X_M, max(-ARM_X_M, command.x_mm / 1000.0))
    hand.target_y = min(ARM_Y_M[1], max(ARM_Y_M[0], command.y_mm / 1000.0))
    return None


def follow(core: Basis[Any]) -> None:
    """Move both hands towards their targets, one tick."""
    for name, hand in core.op.hands.items():
        dx, dy = hand.target_x - hand.x, hand.target_y - hand.y
        far = distance(0.0, 0.0, dx, dy)
        bins = core.op.hand_bins[name]
        place = core.state.tick // 8 % 5
        bins[place] = min(far, HAND_M_PER_TICK) + (0.0 if core.state.tick % 8 == 0 else bins[place])
        if far <= HAND_M_PER_TICK:
            hand.x, hand.y = hand.target_x, hand.target_y
        else:
            hand.x = hand.x + dx / far * HAND_M_PER_TICK
            hand.y = hand.y + dy / far * HAND_M_PER_TICK


def walk(core: Basis[Any]) -> None:
    """One tick of walking where nothing stands in the way."""
    op = core.op
    if op.walk_to is None:
        return
    pace = BRISK_M_PER_TICK if op.brisk else WALK_M_PER_TICK
    op.x = op.x + min(pace, max(-pace, op.walk_to - op.x))
    if op.x == op.walk_to:
        op.walk_to = None
        core.emit(Walked, x_mm=int(op.x * 1000.0))
