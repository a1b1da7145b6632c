"""One pointer leads one hand, once that hand was taken: which one acts, whether it is led, where it was last sent.

The hand follows at its own speed (that is the world's business); here it is only told where to go, and never jumps.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from game.commands import HANDS, Command, Reach
from game.entities.kinds import KINDS
from game.world.seen import Seen

GRASP_M = 0.13
"""How near to a hand a click has to be to take it."""
SAME_MM = 4
"""A target that moved less is not sent again."""
ARM_X_M = 0.85
ARM_Y_M = (0.05, 2.05)


@dataclass(slots=True)
class Lead:
    """acting: the hand that pointer and keys move; the other stays where it holds."""

    acting: str = "right"
    offset: tuple[float, float] | None = None
    """From the pointer to the hand it leads, metres; None until the pointer has moved over the room."""
    taken: bool = False
    """The acting hand was taken: the pointer leads it until it is left where it is."""
    sent: dict[str, tuple[int, int]] = field(default_factory=dict)

    def possible(self, seen: Seen) -> bool:
        """Whether there is something to lead: cloth or a zip is held."""
        return any(self.can_take(seen, side) for side in HANDS)

    def can_take(self, seen: Seen, side: str) -> bool:
        """Whether that hand holds cloth or a zip."""
        hand = seen.hand(side)
        return bool(hand.holding) and (KINDS[seen.thing(hand.holding).kind].live or hand.anchor == "zip")

    def at(self, seen: Seen, x: float, y: float) -> str:
        """The hand that a click there (room metres) takes, "" when there is none."""
        near = []
        for side in HANDS:
            hand = seen.hand(side)
            far = (hand.x - x) * (hand.x - x) + (hand.y - y) * (hand.y - y)
            if far <= GRASP_M * GRASP_M and self.can_take(seen, side):
                near.append((far, side))
        return min(near)[1] if near else ""

    def take(self, side: str) -> None:
        """From now on the pointer leads that hand, from where both are."""
        self.acting, self.taken, self.offset = side, True, None
        self.sent.pop(side, None)

    def let_go(self) -> None:
        """The hand stays where it is; the pointer leads none."""
        self.taken, self.offset = False, None

    def lift(self) -> None:
        """The pointer is somewhere else (a list, the bar): the hand waits, and goes on from there when it comes back."""
        self.offset = None

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
        """The pointer is at x, y (room metres): lead the hand that was taken; it never jumps to the pointer."""
        if not self.taken:
            return []
        if self.offset is None:
            hand = seen.hand(self.acting)
            self.offset = hand.x - x, hand.y - y
        return self.reach(x - seen.x + self.offset[0], y + self.offset[1])

    def nudge(self, seen: Seen, dx: float, dy: float) -> list[Command]:
        """A little to the side, higher or lower (wheel, keys)."""
        self.lift()
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
