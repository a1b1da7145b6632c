"""How the stations of the vial-filling line look.  Its machine is drawn at 500 units a metre, the rest at 200."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from game.view.line.scenery import FRONT, GUARD, MACHINE, Row, Scenery, Sign

SHARE = 0.4
"""500 units a metre instead of 200."""
FOOT = 4.0
"""The drawing's floor lies so many kit units above its lower edge."""


def _part(name: str, z: float, when: str = "") -> Row:
    return Row(f"filler-{name}", 0.0, FOOT, z, when, SHARE)


def _door(guard: str) -> tuple[Row, Row]:
    return _part(f"door-{guard}-closed", GUARD, f"{guard}:shut"), _part(f"door-{guard}-open", GUARD, f"{guard}:open")


FILLING: Mapping[str, Scenery] = MappingProxyType({
    "filler": Scenery(
        (
            _part("back", MACHINE - 0.3), _part("conveyor", MACHINE - 0.2), _part("needles", MACHINE - 0.1), _part("bowl", MACHINE - 0.1),
            _part("capping", MACHINE - 0.1), _part("probe", MACHINE - 0.05), _part("frame", MACHINE),
            _part("cabinet-open", MACHINE + 0.5, "cabinet:open"),
            *_door("a"), *_door("b"), *_door("c"), *_door("d"),
        ),
        (Sign("sign_filler", 130, 16, 220, 22),),
    ),
    "tray_table": Scenery(
        (
            Row("tray-table"),
            Row("tray-reject-locked", 104, 24, FRONT, "reject:shut"),
            Row("tray-reject-open", 104, 24, MACHINE + 0.5, "reject:open"),
            Row("tray-heap", 112, 44, FRONT + 0.1, left="rejects_full"),
        ),
        (Sign("sign_rejects", 116, 36, 48, 9, "red", back="white"),),
    ),
    "balance": Scenery(
        (Row("balance"), Row("balance-bracket", 0, 60)), (Sign("balance", 13, 39, 26, 10, "glass", "semibold", display=True),)
    ),
    "plate_box": Scenery((Row("plate-box"),), (Sign("sign_plates", 26, 33, 36, 16),)),
})  # fmt: skip
"""Kind of station -> how it looks."""
