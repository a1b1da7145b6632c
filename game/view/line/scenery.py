"""How stations look: rows of drawings with their offsets in kit units from the top left corner of the station's box.

A row says when it is drawn (a guard open or shut); nothing here decides anything.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

BACK, MACHINE, INSIDE, FRONT, GUARD, SIGN, OUTSIDE = 1.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0
"""Layers: magazines, machines, what lies inside, rollers and rails before it, guards, lettering, what lies outside."""


@dataclass(frozen=True, slots=True)
class Row:
    """One drawing of a station.  when: "" always, "<guard>:open" or "<guard>:shut"; left: the kind of residue whose drawing it is."""

    name: str
    dx: float = 0.0
    dy: float = 0.0
    z: float = MACHINE
    when: str = ""
    share: float = 1.0
    left: str = ""


@dataclass(frozen=True, slots=True)
class Sign:
    """Lettering on a station: a text (key line.<text>) or, with `display`, what its display shows.  Box in kit units."""

    text: str
    x: float
    y: float
    w: float
    h: float
    colour: str = "petrol"
    weight: str = "bold"
    display: bool = False
    z: float = SIGN
    back: str = ""


@dataclass(frozen=True, slots=True)
class Scenery:
    """A kind of station: its drawings and its lettering."""

    rows: tuple[Row, ...]
    signs: tuple[Sign, ...] = ()


def _conveyor(length: int) -> Scenery:
    return Scenery((Row(f"conveyor-{length}"), Row(f"conveyor-rail-{length}", 0, 7, FRONT)))


def _door(name: str, guard: str, dx: float) -> tuple[Row, Row]:
    return Row(f"{name}-closed", z=GUARD, when=f"{guard}:shut"), Row(f"{name}-open", dx, 0, GUARD, f"{guard}:open")


LABELLING: Mapping[str, Scenery] = MappingProxyType({
    "turntable": Scenery((Row("turntable"), Row("turntable-fence", z=FRONT))),
    "conveyor_600": _conveyor(600),
    "conveyor_700": _conveyor(700),
    "conveyor_900": _conveyor(900),
    "labeller": Scenery(
        (
            Row("signal-tower-{tower}", 250, -69, BACK),
            Row("labeller"),
            Row("labeller-backing-closed", 184, 116, FRONT, "backing:shut"),
            Row("labeller-backing-open", 184, 116, MACHINE + 0.5, "backing:open"),
            *_door("labeller-left", "left", -50),
            *_door("labeller-right", "right", 0),
        ),
        (Sign("sign_labeller", 14, 47, 104, 18),),
    ),
    "printer": Scenery(
        (Row("printer"), Row("printer-box-open", 0, 202, MACHINE + 0.5, "box:open")),
        (Sign("printer", 11, 20, 48, 22, "glass", "semibold", display=True),),
    ),
    "camera": Scenery((Row("camera"),), (Sign("camera", 14, 30, 60, 17, "glass", "semibold", display=True, back="ink"),)),
    "cartoner": Scenery(
        (
            Row("leaflet-magazine", 39, -20, BACK),
            Row("carton-magazine", 96, -42, BACK),
            Row("signal-tower-{tower}", 374, -49, BACK),
            Row("cartoner"),
            Row("cartoner-rollers-front", z=FRONT),
            *_door("cartoner-door-a", "a", -50),
            *_door("cartoner-door-b", "b", -50),
            *_door("cartoner-door-c", "c", -50),
        ),
        (Sign("sign_cartoner", 22, 65, 150, 22),),
    ),
    "checkweigher": Scenery(
        (
            Row("checkweigher"),
            Row("reject-bin-locked", 46, 220, MACHINE + 0.5, "reject:shut"),
            Row("reject-bin-open", 46, 220, MACHINE + 0.5, "reject:open"),
            Row("reject-heap", 60, 270, MACHINE + 0.6, left="rejects_full"),
            Row("reject-heap-top", 60, 222, MACHINE + 0.6, "reject:open", left="rejects_full"),
        ),
        (
            Sign("checkweigher", 59, 21, 64, 28, "glass", "semibold", display=True),
            Sign("sign_rejects", 62, 266, 58, 12, "red", back="white"),
        ),
    ),
    "rejects": Scenery((Row("reject-bin-locked"),), (Sign("sign_rejects", 12, 68, 66, 15, "red"),)),
    "stock": Scenery((Row("pass-through"),), (Sign("sign_stock", 40, 126, 60, 14, "glass", "semibold"),)),
    "sample_box": Scenery((Row("sample-box"),), (Sign("sign_samples", 13, 24, 34, 14, "petrol"),)),
    "desk": Scenery((Row("desk"), Row("desk-drawer-open", 0, 94, MACHINE + 0.5, "drawer:open"))),
    "bin_waste": Scenery(
        (
            Row("bin-waste", when="lid:shut"),
            Row("bin-waste-open", 0, -25, MACHINE, "lid:open"),
            Row("bin-waste-open-front", 0, -25, FRONT, "lid:open"),
        ),
    ),
    "bin_print": Scenery((Row("bin-print"),), (Sign("sign_print", 10, 42, 60, 15),)),
    "tool_board": Scenery((Row("tool-board"), Row("tool-board-tools", z=MACHINE + 0.5))),
    "status_board": Scenery((Row("status-board"),), (Sign("sign_status", 8, 6, 164, 20, "white"),)),
    "clock": Scenery((Row("clock"),)),
    "counter": Scenery((Row("counter"),), (Sign("counter", 6, 5, 36, 12, "amber", "semibold", display=True),)),
    "panel": Scenery((Row("operator-panel"),), (Sign("panel", 10, 11, 40, 24, "amber", "bold", display=True),)),
    "roll": Scenery((Row("roll", share=0.66),)),
    "delivery": Scenery(
        (
            Row("delivery-open", z=MACHINE + 0.2, when="lid:open"),
            Row("delivery", z=MACHINE + 0.3),
            Row("delivery-shut", z=MACHINE + 0.4, when="lid:shut"),
            Row("delivery-quarantine", z=MACHINE + 0.4, left="in_quarantine"),
        ),
        (Sign("delivery", 15, 28, 42, 8, "ink", "bold", display=True),),
    ),
    "check_list": Scenery((Row("doc-checklist", z=OUTSIDE),)),
    "reconciliation": Scenery((Row("doc-reconciliation", z=OUTSIDE),)),
    "order": Scenery((Row("doc-order", z=OUTSIDE),)),
})  # fmt: skip
"""Kind of station -> how it looks.  Tags, boards' handwriting and people are drawn by `things`."""


def wanted(row: Row, station: str, opened: frozenset[str], left: frozenset[str] = frozenset()) -> bool:
    """Whether a row is drawn.  opened: "<station>.<guard>" of all that stands open; left: kinds of residues that are still there."""
    if row.left and row.left not in left:
        return False
    if not row.when:
        return True
    guard, _, state = row.when.partition(":")
    return (f"{station}.{guard}" in opened) is (state == "open")
