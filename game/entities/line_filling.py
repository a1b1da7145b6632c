"""The vial-filling line under grade A air in a grade B room.  Sizes are those of the drawings (500 units a metre)."""

from __future__ import annotations

from game.entities.line import GuardKind, Part, Spot, StationKind, ZoneKind

BELT_M = 0.98
"""Top of the belt above the floor."""

FILLER = StationKind(
    "filler", "machine", 2.4, 2.0, belt=(0.11, 2.29, BELT_M),
    guards=(
        GuardKind("a", 0.56, 1.10), GuardKind("b", 1.12, 1.10), GuardKind("c", 1.28, 1.10), GuardKind("d", 1.84, 1.10),
        GuardKind("cabinet", 1.13, 0.44, "lid"),
    ),
    parts=(Part("pump", 0.90, 1.36, ("drain",)),),
    zones=(
        ZoneKind("infeed", 0.11, 0.94, 0.61, 1.42, behind="a"),
        ZoneKind("needles", 0.67, 0.94, 1.17, 1.42, behind="b"),
        ZoneKind("pan", 0.68, 0.85, 1.16, 0.94, dark=True, behind="b"),
        ZoneKind("stoppering", 1.23, 0.94, 1.73, 1.16, behind="c"),
        ZoneKind("bowl", 1.26, 1.18, 1.62, 1.40, dark=True, behind="c"),
        ZoneKind("track", 1.60, 1.02, 1.74, 1.30, behind="c", needs="jog"),
        ZoneKind("capping", 1.79, 0.94, 2.29, 1.42, behind="d"),
        ZoneKind("cabinet", 0.68, 0.12, 1.16, 0.76, dark=True, behind="cabinet"),
    ),
    spots=(
        Spot("belt_a", "infeed", 0.36, BELT_M, ("stands", "lies"), "inside", 0.18),
        Spot("deck_a", "infeed", 0.20, 0.97, ("plate", "tool", "small"), "inside", 0.05),
        Spot("belt_b", "needles", 0.98, BELT_M, ("stands", "lies"), "inside", 0.12),
        Spot("deck_b", "needles", 0.86, 0.97, ("plate", "tool", "small"), "inside", 0.05),
        Spot("pump", "needles", 0.90, 1.36, ("drain",), "inside"),
        Spot("pan", "pan", 0.92, 0.855, ("small", "flat"), "inside", 0.14),
        Spot("belt_c", "stoppering", 1.34, BELT_M, ("stands", "lies"), "inside", 0.06),
        Spot("deck_c", "stoppering", 1.58, 0.97, ("plate", "tool"), "inside", 0.08),
        Spot("in_bowl", "bowl", 1.44, 1.30, ("bowl", "small"), "inside", 0.08),
        Spot("track", "track", 1.67, 1.14, ("bowl", "jams"), "behind"),
        Spot("belt_d", "capping", 2.00, BELT_M, ("stands", "lies"), "inside", 0.16),
        Spot("deck_d", "capping", 2.20, 0.97, ("plate", "small", "tool"), "inside", 0.03),
        Spot("cabinet", "cabinet", 0.92, 0.13, ("rolls", "flat", "tool"), "inside", 0.16),
    ),
)  # fmt: skip

TRAY_TABLE = StationKind(
    "tray_table", "machine", 0.9, 1.15, belt=(0.0, 0.5, BELT_M),
    guards=(GuardKind("reject", 0.70, 1.02, "lid"),),
    parts=(Part("reject", 0.70, 0.98, ("count", "empty")),),
    zones=(
        ZoneKind("tray", 0.02, 0.94, 0.50, 1.10),
        ZoneKind("reject", 0.54, 0.80, 0.86, 1.00, behind="reject"),
        ZoneKind("floor", 0.04, 0.0, 0.86, 0.14, dark=True),
    ),
    spots=(
        Spot("tray", "tray", 0.25, BELT_M, ("stands", "lies"), span=0.18),
        Spot("rejects", "reject", 0.70, 0.84, ("reject_bin",), "inside"),
        Spot("floor_left", "floor", 0.25, 0.0, ("rolls", "small", "flat"), "under", 0.14),
        Spot("floor_right", "floor", 0.66, 0.0, ("rolls", "flat"), "under", 0.12),
    ),
)  # fmt: skip

BALANCE = StationKind(
    "balance", "display", 0.30, 0.30, reads=True, tests=("challenge",),
    parts=(Part("display", 0.15, 0.12, ("challenge",)),),
    spots=(Spot("sticker", "", 0.24, 0.05, ("calibration",)),),
)  # fmt: skip
PLATE_BOX = StationKind("plate_box", "bin", 0.35, 0.30, takes="lab", mouth=(0.175, 0.32))
"""Closed box in which plates go to the laboratory."""

FILLING: tuple[StationKind, ...] = (FILLER, TRAY_TABLE, BALANCE, PLATE_BOX)
