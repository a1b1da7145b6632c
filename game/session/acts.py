"""Intents: what the expert, the keyboard and a click on an affordance have in common."""

from __future__ import annotations

from dataclasses import dataclass, replace

from game.session.moves import PACE_M_S


@dataclass(frozen=True, slots=True)
class Params:
    """What a person may choose about a gesture; None and "" mean the careful way."""

    hand: str = ""
    anchor: str = ""
    height_m: float | None = None
    duration_s: float | None = None
    pace_m_s: float = PACE_M_S
    brisk: bool = False
    dip_m: float | None = None
    """Lower what is held until its lowest point is here above the floor (below 0: under the floor line) ..."""
    dip_s: float = 0.5
    """... for so long, then up again."""
    text: str = ""
    """What is written into a field ..."""
    beside: tuple[str, str, str] = ("", "", "")
    """... and, where it corrects something: reason, date, initials."""


@dataclass(frozen=True, slots=True)
class Act:
    """An intent.  verb: a key of VERBS; part: an anchor, end, surface, opening, side, subject or target, as the verb wants."""

    verb: str
    thing: str = ""
    part: str = ""
    slot: str = ""
    params: Params = Params()

    def with_params(self, **changes: object) -> Act:
        """The same intent done otherwise."""
        return replace(self, params=replace(self.params, **changes))  # type: ignore[arg-type]
