"""The palette and the type sizes: one place, so that every screen looks drawn by one hand.

Colours are (red, green, blue).  Sizes are ui pixels: pixels of a 1920 x 1080 window at 100 %; `Screen.px` turns them
into real ones.  No meaning is ever carried by a colour alone: a sign or a word stands beside it.
"""

from __future__ import annotations

from dataclasses import dataclass

Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours by role."""

    ink: Colour = (0x0F, 0x35, 0x40)
    petrol: Colour = (0x0F, 0x4C, 0x5C)
    petrol_light: Colour = (0x1B, 0x66, 0x79)
    slate: Colour = (0x47, 0x63, 0x6D)
    """Secondary text: 6 to 1 on white."""
    steel: Colour = (0x9F, 0xB0, 0xB6)
    line: Colour = (0xC9, 0xD5, 0xD9)
    wall: Colour = (0xE4, 0xEC, 0xEE)
    mist: Colour = (0xF1, 0xF5, 0xF6)
    white: Colour = (0xFF, 0xFF, 0xFF)
    sand: Colour = (0xE8, 0xE3, 0xD6)
    glass: Colour = (0xB3, 0xD3, 0xDB)
    glove: Colour = (0x8F, 0xC1, 0xD4)
    amber: Colour = (0xE9, 0xB4, 0x4C)
    amber_deep: Colour = (0x8A, 0x5D, 0x0A)
    amber_pale: Colour = (0xFB, 0xF1, 0xDB)
    red: Colour = (0xB2, 0x3A, 0x48)
    red_pale: Colour = (0xF7, 0xE6, 0xE8)
    green: Colour = (0x3A, 0x7D, 0x44)
    green_deep: Colour = (0x2A, 0x60, 0x33)
    green_pale: Colour = (0xE3, 0xF0, 0xE5)


THEME = Theme()

TICK = 20
"""Chart ticks and form lettering: the smallest there is."""
BODY = 24
LEAD = 28
HEAD = 36
BIG = 52
TITLE = 92

LEADING_NOTE = 1.3
"""Line height of running text, in font sizes."""

BAR = 56
"""Height of the top bar."""
GAP = 16
PAD = 28
RADIUS = 14
TARGET = 44
"""Least side of what can be clicked, in real pixels."""


def hexa(colour: Colour) -> str:
    """#RRGGBB, as SVG wants it."""
    return "#{:02X}{:02X}{:02X}".format(*colour)


def mix(a: Colour, b: Colour, part: float) -> Colour:
    """The colour `part` (0..1) of the way from a to b."""
    return (
        round(a[0] + (b[0] - a[0]) * part),
        round(a[1] + (b[1] - a[1]) * part),
        round(a[2] + (b[2] - a[2]) * part),
    )
