"""What a batch can leave behind: the bank.  Data only; names are texts "line.residue_<id>".

A residue is a thing that lies, stands or sticks somewhere, or a state that something was left in (family "state").
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

FAMILIES = ("unit", "print", "document", "tool", "waste", "state")


@dataclass(frozen=True, slots=True)
class ResidueKind:
    """One kind of residue."""

    id: str
    family: str
    difficulty: int
    """1 in plain sight, 5 only for who looks for it."""
    tags: tuple[str, ...]
    """What spots must take one of these."""
    rule: str
    """Tag of the rule it belongs to, "line_03" ..."""
    size_m: tuple[float, float] = (0.03, 0.06)
    goes_to: tuple[str, ...] = ()
    """What it is right to put it into (StationKind.takes)."""
    glass: bool = False
    """Sharp: tongs."""
    peel: bool = False
    """Stuck: it peels by its corner and tears by its middle."""
    coded: bool = False
    """A label or print that carries the old batch's code: it is counted before it is destroyed."""
    fragile: bool = False
    """A careless hand knocks it over."""
    fix: tuple[str, str] = ("", "")
    """State: what puts it right: ("use", verb) | ("declare", subject) | ("close", guard)."""
    sight: bool = False
    """State: one sees it by looking into its place; the others are read on a display, tag or sticker."""


_LABEL, _CARTON, _VIAL = (0.054, 0.026), (0.04, 0.075), (0.03, 0.06)


def _unit(name: str, difficulty: int, *tags: str, rule: str = "line_03", size: tuple[float, float] = _VIAL, **more: Any) -> ResidueKind:
    return ResidueKind(name, "unit", difficulty, tags, rule, size, ("rejects",), **more)


def _print(name: str, difficulty: int, *tags: str, size: tuple[float, float] = _LABEL, to: str = "print", **more: Any) -> ResidueKind:
    return ResidueKind(name, "print", difficulty, tags, "line_04", size, (to,), **more)


def _state(name: str, difficulty: int, tag: str, rule: str, how: str, what: str, *, sight: bool = False) -> ResidueKind:
    return ResidueKind(name, "state", difficulty, (tag,), rule, (0.06, 0.04), (), fix=(how, what), sight=sight)


_ALL: tuple[ResidueKind, ...] = (
    # units of the batch before
    _unit("vial_empty", 2, "stands", fragile=True),
    _unit("vial_filled", 1, "stands", fragile=True),
    _unit("vial_labelled", 2, "stands", fragile=True),
    _unit("vial_lying", 3, "rolls", size=(0.06, 0.03)),
    _unit("carton_folded", 2, "stands", size=_CARTON, fragile=True),
    ResidueKind("vial_broken", "unit", 3, ("rolls", "lies"), "line_03", (0.065, 0.04), ("waste", "rejects"), glass=True),
    _unit("stopper", 4, "small", size=(0.022, 0.02)),
    _unit("stopper_in_bowl", 3, "bowl", size=(0.022, 0.02)),
    _unit("cap", 4, "small", size=(0.022, 0.018)),
    # print
    _print("label_face_up", 2, "lies", coded=True),
    _print("label_face_down", 4, "lies", "flat", coded=True),
    _print("label_stuck", 4, "sticks", peel=True, coded=True),
    _print("label_on_roller", 5, "wraps", peel=True, coded=True, size=(0.06, 0.05)),
    _print("carton_flat", 3, "carton", "lies", size=(0.09, 0.08)),
    _print("leaflet_open", 2, "lies", "flat", size=(0.10, 0.07)),
    _print("leaflet_folded", 3, "leaflet", "lies", size=(0.05, 0.075)),
    _print("leaflet_jammed", 5, "jams", size=(0.09, 0.06)),
    _print("roll_uncoded", 3, "roll", size=(0.12, 0.12), to="stock"),
    _print("label_fragment", 5, "torn", peel=True, coded=True, size=(0.02, 0.02)),
    # documents
    ResidueKind("printed_sheet", "document", 2, ("sheet",), "line_05", (0.10, 0.12), ("print",)),
    ResidueKind("old_slip", "document", 3, ("sheet", "tag"), "line_05", (0.08, 0.06), ("print",)),
    ResidueKind("old_tag", "document", 3, ("tag", "sheet"), "line_05", (0.06, 0.09), ("print",)),
    ResidueKind("settle_plate", "document", 2, ("plate",), "line_05", (0.09, 0.02), ("lab",)),
    ResidueKind("contact_plate", "document", 3, ("plate",), "line_05", (0.06, 0.02), ("lab",)),
    # tools and private things
    ResidueKind("screwdriver", "tool", 3, ("tool",), "line_17", (0.12, 0.03), ("tool_board",)),
    ResidueKind("hex_key", "tool", 4, ("tool", "small"), "line_17", (0.08, 0.03), ("tool_board",)),
    ResidueKind("forceps", "tool", 3, ("plate",), "line_17", (0.14, 0.02), ("tool_board",)),
    ResidueKind("screw", "tool", 4, ("small",), "line_17", (0.02, 0.02), ("waste",)),
    ResidueKind("pen", "tool", 3, ("pen", "rolls", "tool"), "line_17", (0.11, 0.015), ("desk",)),
    # waste
    ResidueKind("glove", "waste", 2, ("flat", "lies"), "line_08", (0.12, 0.06), ("waste",)),
    ResidueKind("wipe", "waste", 2, ("flat", "lies"), "line_08", (0.12, 0.05), ("waste",)),
    ResidueKind("backing_scrap", "waste", 3, ("lies", "flat"), "line_08", (0.10, 0.03), ("waste",)),
    ResidueKind("print_in_bag", "print", 3, ("bag",), "line_04", (0.08, 0.06), ("print",), coded=True),
    # states
    _state("old_code", 2, "printer_code", "line_09", "use", "clear"),
    _state("other_recipe", 3, "camera_recipe", "line_10", "use", "recipe"),
    _state("counter_kept", 2, "counter", "line_24", "use", "reset"),
    _state("rejects_full", 2, "reject_bin", "line_07", "use", "empty", sight=True),
    _state("tag_unsigned", 3, "tag_state", "line_12", "declare", "tag"),
    _state("cleaning_expired", 3, "tag_state", "line_12", "declare", "validity"),
    _state("balance_expired", 4, "calibration", "line_13", "declare", "calibration"),
    _state("disinfectant_expired", 4, "disinfectant", "line_16", "declare", "expired"),
    _state("line_not_drained", 3, "drain", "line_12", "use", "drain", sight=True),
    _state("drawer_open", 1, "drawer", "tidy", "close", "drawer", sight=True),
    _state("old_board", 1, "board", "line_11", "use", "wipe"),
    _state("half_wiped", 3, "board", "line_11", "use", "wipe"),
    _state("form_outdated", 4, "form_version", "line_02", "use", "exchange"),
    _state("article_other", 4, "delivered", "line_18", "declare", "material"),
    _state("in_quarantine", 3, "delivered", "line_18", "declare", "material"),
    _state("short_delivery", 4, "delivered", "line_18", "declare", "material"),
    _state("print_open", 2, "container", "line_19", "close", "lid"),
)
RESIDUES: Mapping[str, ResidueKind] = MappingProxyType({kind.id: kind for kind in _ALL})
MADE = ("label_fragment",)
"""Kinds that nobody leaves behind: a careless hand makes them."""
DRAWN = tuple(kind.id for kind in _ALL if kind.id not in MADE)
