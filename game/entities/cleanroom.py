"""Kinds of the gowning for grades C and B: street clothes and site suit, sterile packs and what is in them.

Sterile kinds carry the tag "sterile": bare skin on their outer face soils them, and their packs show an indicator that the
steriliser turned.
"""

from __future__ import annotations

from game.entities.kind import Anchor, Kind, Stroke

_ONE = {"": Anchor(0.0, 0.0)}
_FACES = {"inside": Anchor(0.0, 0.0, "inside"), "outside": Anchor(0.0, 0.06, "outside")}
_CLEAN = ("garment", "clean_garment")
_STERILE = ("garment", "clean_garment", "sterile")
_WHOLE = ("collar", "front", "waist", "cuff_left", "cuff_right", "ankle_left", "ankle_right")
_AT = {
    "collar": (0.0, 0.0),
    "front": (0.0, -0.40),
    "waist": (-0.15, -0.70),
    "cuff_left": (-0.22, -0.64),
    "cuff_right": (0.22, -0.64),
    "ankle_left": (-0.15, -1.50),
    "ankle_right": (0.15, -1.50),
}


def _pack(garment: str, width: float, height: float, *, count: int = 1, sterile: bool = True) -> Kind:
    half = width / 2.0 - 0.015
    places = {"": Anchor(0.0, height / 2.0), "notch": Anchor(half, height / 2.0), "other": Anchor(-half, height / 2.0)}
    return Kind(f"pack_{garment}", "pack", (width, height), ("pack", "sterile_pack") if sterile else ("pack",), places, count=count)


def _whole(kind: str, tags: tuple[str, ...], **more: object) -> Kind:
    """A one-piece suit.  Anchor "gathered": collar, ankles and cuffs in one hand, so that nothing hangs."""
    anchors = {f"{name}.{face}": Anchor(*_AT[name], face) for name in _WHOLE for face in ("inside", "outside")}
    anchors |= {"gathered": Anchor(0.0, 0.0, "inside"), "zip": Anchor(0.0, -0.60, "")}
    return Kind(
        kind,
        "garment",
        (0.60, 1.50),
        tags,
        anchors,
        ("leg_left", "leg_right", "sleeve_left", "sleeve_right"),
        fasten=True,
        live=True,
        on_body="torso",
        faults=("snap_open", "collar_up"),
        **more,  # type: ignore[arg-type]
    )


CLEANROOM: tuple[Kind, ...] = (
    # what stays outside
    Kind("makeup", "personal", (0.10, 0.06), ("personal", "wiped"), _ONE),
    Kind("street_clothes", "personal", (0.50, 0.90), ("street",), _ONE),
    Kind("street_shoes", "personal", (0.28, 0.14), ("street",), _ONE),
    # under the gown
    Kind("site_suit", "garment", (0.50, 0.30), ("garment", "site_clothes"), _FACES, ("under",), on_body="under"),
    Kind("site_socks", "garment", (0.20, 0.12), ("garment", "site_clothes"), _FACES, ("socks",), on_body="socks"),
    # hygiene
    Kind("ipa", "rub", (0.20, 0.34), ("glove_rub",), {"": Anchor(0.0, -0.05)}),
    # packs
    _pack("suit", 0.32, 0.13, sterile=False),
    _pack("gloves", 0.26, 0.14, count=2),
    _pack("hood", 0.28, 0.12),
    _pack("mask", 0.22, 0.11),
    _pack("goggles", 0.24, 0.12),
    _pack("coverall", 0.34, 0.14),
    _pack("overboots", 0.30, 0.13, count=2),
    # grade C
    _whole("suit", (*_CLEAN, "live")),
    # grade B
    Kind(
        "glove",
        "garment",
        (0.12, 0.26),
        (*_STERILE, "gloves"),
        {"cuff": Anchor(0.0, 0.10, "inside"), "fold": Anchor(0.0, 0.06, "fold"), "fingers": Anchor(0.0, -0.10, "outside")},
        ("hand",),
        on_body="hand",
        faults=("glove_hole",),
        lasting=("glove_hole",),
        strokes={"unfold": Stroke(0.0, 0.02, 0.0, 0.24, along="arm")},
    ),
    Kind(
        "hood",
        "garment",
        (0.30, 0.34),
        _STERILE,
        _FACES,
        ("hood",),
        on_body="hood",
        faults=("hood_slipped",),
        strokes={
            "tuck_front": Stroke(-0.10, 1.42, 0.10, 1.42, slow=True),
            "tuck_right": Stroke(0.10, 1.40, 0.15, 1.56, slow=True),
            "tuck_left": Stroke(-0.10, 1.40, -0.15, 1.56, slow=True),
            "tuck_back": Stroke(-0.10, 1.48, 0.10, 1.48, turned=True, slow=True),
        },
    ),
    Kind(
        "mask",
        "garment",
        (0.18, 0.10),
        _STERILE,
        _FACES,
        ("face",),
        on_body="face",
        faults=("mask_slipped",),
        presses={"pinch": (0.0, 1.57)},
    ),
    Kind("goggles", "garment", (0.18, 0.08), _STERILE, _FACES, ("eyes",), on_body="eyes", faults=("goggles_up",)),
    _whole("coverall", (*_STERILE, "live"), strokes={"flap": Stroke(0.0, 1.42, 0.0, 0.92)}),
    Kind(
        "overboot",
        "garment",
        (0.30, 0.45),
        (*_STERILE, "footwear"),
        _FACES,
        ("foot",),
        fasten=False,
        on_body="foot",
        faults=("tie_loose",),
        strokes={"pull_up": Stroke(0.0, 0.02, 0.0, 0.28, along="leg")},
        presses={"tie": (0.0, 0.28)},
    ),
)
