"""Hands at the filling machine: before a zone from near the pointer leads the hand in the glove, a click takes and lets go.

From what was clicked the way is the hand's own; dragging a piece into the bin works too.  By keyboard: Tab, Return, as in the room.
"""

from __future__ import annotations

from dataclasses import dataclass

import pygame

from game.commands import Command, Reach
from game.session.moves import mm
from game.view.deviation.filling_picture import FillingPicture
from game.view.deviation.hand import DeviationHand

SAME_MM = 4
LETS_GO = ("bin", "hang")


@dataclass
class FillingHand(DeviationHand):
    """What the person is about to do, also behind the barrier."""

    picture: FillingPicture
    _sent: tuple[int, int] = (0, 0)
    _pressed: str = ""
    """What the button went down on."""
    _then: str = ""
    """What a drag ended on while the hand was still under way."""

    # --- each tick -----------------------------------------------------------------------------------------------------------

    @property
    def acting(self) -> str:
        """The hand that the pointer leads: the one that holds something, else the right one, of those in gloves; "" for none."""
        seen = self.picture.view.seen
        inside = [hand for hand in ("right", "left") if seen.inside(hand)]
        return next((hand for hand in inside if seen.hand(hand).holding or seen.carries(hand)), inside[0] if inside else "")

    def commands(self) -> list[Command]:
        out = super().commands()
        if self.busy:
            return out
        if self._then:
            target, self._then = self._then, ""
            self._let_go(target)
        return out or self._led()

    def _rest(self) -> list[Command]:
        seen = self.picture.view.seen
        return [one for one in super()._rest() if isinstance(one, Reach) and not seen.inside(one.hand)]

    def _led(self) -> list[Command]:
        """Where the pointer is, as far as an arm gets there."""
        hand, near = self.acting, self.picture.near
        if not hand or near is None or self.ring is not None or self.by_keyboard or self._pointer is None or self.over(self._pointer):
            return []
        x, y = near.metres(self._pointer)
        target = mm(x - self.picture.view.seen.x), mm(y)
        if abs(target[0] - self._sent[0]) < SAME_MM and abs(target[1] - self._sent[1]) < SAME_MM:
            return []
        self._sent = target
        return [Reach(hand, *target)]

    # --- events ----------------------------------------------------------------------------------------------------------------

    def handle(self, event: pygame.Event) -> None:
        if self.picture.near is not None and self.ring is None and event.type == pygame.MOUSEBUTTONUP and event.button == 1:
            self._dropped(event.pos)
            return
        super().handle(event)

    def _click(self, pos: tuple[int, int]) -> None:
        if self.picture.near is None:
            super()._click(pos)
            return
        if self.over(pos):
            return
        self._pressed = self.under(pos)
        if self._pressed:
            self.stop()
            self.open(self._pressed)

    def _dropped(self, pos: tuple[int, int]) -> None:
        """The button goes up over something else than what it went down on: what is held is let go there."""
        target = "" if self.over(pos) else self._target(pos)
        if self._pressed and target and target != self._pressed:
            if self.busy:
                self._then = target
            else:
                self._let_go(target)
        self._pressed = ""

    def _target(self, pos: tuple[int, int]) -> str:
        """The part under a point, also one that nothing can be done with yet."""
        for name in self.picture.names():
            box = self.picture.box(name)
            if box is not None and box.collidepoint(pos):
                return name
        return ""

    def _let_go(self, target: str) -> None:
        self.ask()
        choice = next((one for one in self.found if one.verb in LETS_GO and target in one.at), None)
        if choice is not None:
            self.begin(choice)

    def over(self, pos: tuple[int, int]) -> bool:
        if self.picture.near is None:
            return super().over(pos)
        return not self.picture.near.area.collidepoint(pos) or any(rect.collidepoint(pos) for rect in self.covered)

    def back(self) -> bool:
        """Out of the glove, the forceps on their hook first; or away from the window."""
        self.ask()
        for verb in ("withdraw", "hang"):
            choice = next((one for one in self.found if one.verb == verb), None)
            if choice is not None:
                self.begin(choice)
                return True
        if self.picture.near is not None and self.picture.looking and not self.acting:
            self.picture.looking = ""
            return True
        return False

    def back_words(self) -> tuple[str, str]:
        view, hand = self.picture.view, self.acting
        if self.picture.near is None or (hand and view.seen.carries(hand)):
            return "", ""
        if not hand:
            return view.t("filling.back_window"), "eye-light"
        return view.t("filling.do_hang" if view.seen.hand(hand).holding else "filling.back_hand"), "hand-light"
