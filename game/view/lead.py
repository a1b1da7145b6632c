"""One pointer leads one hand: which one acts, from when on it follows, where it was last sent.

The hand follows at its own speed (that is the world's business); here it is only told where to go, and never jumps.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from game.commands import HANDS, Command, Reach
from game.entities.kinds import KINDS
from game.world.seen import Seen

CLUTCH_M = 0.20
"""How near the pointer must come to a hand before it leads it."""
SAME_MM = 4
"""A target that moved less is not sent again."""
ARM_X_M = 0.85
ARM_Y_M = (0.05, 2.05)


@dataclass(slots=True)
class Lead:
    """acting: the hand that pointer and keys move; the other stays where it holds."""

    acting: str = "right"
    offset: tuple[float, float] | None = None
    """From the pointer to the hand it leads, metres; None while it leads none."""
    fresh: bool = False
    """The pointer has moved since the hands were last busy: only then can it come to a hand."""
    sent: dict[str, tuple[int, int]] = field(default_factory=dict)

    def possible(self, seen: Seen) -> bool:
        """Whether there is something to lead: cloth or a zip is held."""
        for side in HANDS:
            hand = seen.hand(side)
            if hand.holding and (KINDS[seen.thing(hand.holding).kind].live or hand.anchor == "zip"):
                return True
        return False

    def let_go(self) -> None:
        """The pointer leads no hand until it comes to one again."""
        self.offset, self.fresh = None, False

    def rested(self, seen: Seen) -> None:
        """A gesture is over: the hand that holds something acts from now on."""
        self.let_go()
        self.sent.clear()
        held = [hand for hand in ("right", "left") if seen.hand(hand).holding]
        if held and not seen.hand(self.acting).holding:
            self.acting = held[0]

    def park(self) -> None:
        """The other hand acts now."""
        self.acting = "left" if self.acting == "right" else "right"
        self.let_go()
        self.sent.pop(self.acting, None)

    def follow(self, seen: Seen, x: float, y: float) -> list[Command]:
        """The pointer is at x, y (room metres): lead the acting hand, from the moment the pointer has come to it."""
        hand = seen.hand(self.acting)
        dx, dy = hand.x - x, hand.y - y
        if self.offset is None:
            if not self.fresh or dx * dx + dy * dy > CLUTCH_M * CLUTCH_M:
                return []
            self.offset = dx, dy
        return self.reach(x - seen.x + self.offset[0], y + self.offset[1])

    def nudge(self, seen: Seen, dx: float, dy: float) -> list[Command]:
        """A little to the side, higher or lower (wheel, keys)."""
        self.let_go()
        hand = seen.hand(self.acting)
        last = self.sent.get(self.acting)
        x, y = (last[0] / 1000, last[1] / 1000) if last else (hand.x - seen.x, hand.y)
        return self.reach(x + dx, y + dy)

    def reach(self, dx: float, y: float) -> list[Command]:
        """Send the acting hand to a place, metres from the feet; nothing when it is on its way there already."""
        target = round(min(ARM_X_M, max(-ARM_X_M, dx)) * 1000), round(min(ARM_Y_M[1], max(ARM_Y_M[0], y)) * 1000)
        last = self.sent.get(self.acting)
        if last and abs(last[0] - target[0]) < SAME_MM and abs(last[1] - target[1]) < SAME_MM:
            return []
        self.sent[self.acting] = target
        return [Reach(self.acting, *target)]
