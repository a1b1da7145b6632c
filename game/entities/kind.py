"""What a kind of thing is: the data of one entry of the catalogue (`game.entities.kinds`).

Offsets are metres from the thing's own anchor point.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple


class Anchor(NamedTuple):
    """Where a hand can take hold: offset from the thing's anchor point, and which face that is."""

    dx_m: float
    dy_m: float
    face: str = ""


class Stroke(NamedTuple):
    """A slow move of the hand along a worn garment, from one place of the body to another (metres from the feet).

    along: "" these places; "arm" from the hand the garment is on, "leg" up the leg it is on (then only the lengths count)."""

    x0_m: float
    y0_m: float
    x1_m: float
    y1_m: float
    along: str = ""
    turned: bool = False
    """Only with one's back turned to the mirror."""
    slow: bool = False
    """Done hastily it does not hold."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of thing."""

    id: str
    family: str
    """personal | container | bin | shelf | pack | garment | bench | sink | soap | towels | dryer | rub | mirror | door | gauge |
    poster | clock"""
    size_m: tuple[float, float]
    """Width and height."""
    tags: tuple[str, ...] = ()
    anchors: dict[str, Anchor] = field(default_factory=dict)
    openings: tuple[str, ...] = ()
    """Garments: what a limb goes through, any order that is physically possible."""
    fasten: bool = False
    """Garments: worn is not enough, it wants closing."""
    live: bool = False
    """Garments: cloth with a skeleton (game.entities.garment); others are stiff and follow the hand."""
    on_body: str = ""
    """Garments: where it is worn: "hand", "foot", "torso" or a key of BODY."""
    count: int = 1
    """Packs: how many garments of their kind are inside."""
    faults: tuple[str, ...] = ()
    """Garments: how a worn one can come out of order."""
    strokes: Mapping[str, Stroke] = field(default_factory=dict)
    """Garments: what a stroke of the hand sets right once it is worn; all of them have to be."""
    presses: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    """Garments: what a press of the fingers sets right, and where on the body."""
    lasting: tuple[str, ...] = ()
    """Garments: faults that cannot be mended, only changed for another."""

    @property
    def settles(self) -> tuple[str, ...]:
        """All that has to be set right once it is worn."""
        return (*self.strokes, *self.presses)
