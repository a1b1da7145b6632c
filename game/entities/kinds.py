"""The catalogue of kinds: what a level may place, with the data that everything else reads.

A kind is data: family, size, anchors, openings, tags.  Behaviour lives once per family, in the file of that family;
looks live in game.view.looks under the same kind name.  Offsets are metres from the thing's own anchor point.
"""

from __future__ import annotations

from game.entities.cleanroom import CLEANROOM
from game.entities.kind import Anchor, Kind, Stroke

__all__ = [
    "ANKLES",
    "BODY",
    "CHIN",
    "HAND_SURFACES",
    "HEAD",
    "HIPS",
    "KINDS",
    "LIFTED_FOOT",
    "NECK",
    "PERSONAL_SPOTS",
    "SHOULDERS",
    "Anchor",
    "Kind",
    "Stroke",
]


def _kinds(*kinds: Kind) -> dict[str, Kind]:
    return {kind.id: kind for kind in kinds}


_ONE = {"": Anchor(0.0, 0.0)}

KINDS: dict[str, Kind] = _kinds(
    # personal things
    Kind("phone", "personal", (0.08, 0.15), ("personal",), _ONE),
    Kind("watch", "personal", (0.05, 0.10), ("personal",), _ONE),
    Kind("ring", "personal", (0.03, 0.03), ("personal",), _ONE),
    Kind("necklace", "personal", (0.12, 0.12), ("personal",), _ONE),
    Kind("badge", "personal", (0.08, 0.15), ("personal",), _ONE),
    # furniture
    Kind("locker", "container", (0.60, 1.90), ("personal_store",), {"": Anchor(0.0, 1.15)}),
    Kind("tray", "container", (0.50, 0.12), ("personal_store",), {"": Anchor(0.0, 0.06)}),
    Kind("bin", "bin", (0.42, 0.62), (), {"": Anchor(0.0, 0.66)}),
    Kind("shelf", "shelf", (1.20, 0.04), (), {"": Anchor(0.0, 0.02)}),
    Kind("bench", "bench", (0.44, 0.46), (), {"": Anchor(0.0, 0.46)}),
    Kind("mirror", "mirror", (0.84, 2.00), (), {"": Anchor(0.0, 1.3)}),
    Kind("poster", "poster", (0.60, 0.85), (), {"": Anchor(0.0, 0.0)}),
    Kind("clock", "clock", (0.34, 0.34), (), {"": Anchor(0.0, 0.0)}),
    Kind("gauge", "gauge", (0.30, 0.30), (), {"": Anchor(0.0, 0.0)}),
    Kind("door", "door", (0.96, 2.10), (), {"": Anchor(-0.30, 1.05)}),
    # hygiene
    Kind("sink", "sink", (1.00, 0.60), (), {"": Anchor(0.0, 0.12), "tap": Anchor(0.0, 0.24), "water": Anchor(0.0, 0.10)}),
    Kind("soap", "soap", (0.20, 0.34), (), {"": Anchor(0.0, -0.05)}),
    Kind("towels", "towels", (0.30, 0.40), (), {"": Anchor(0.0, -0.15)}),
    Kind("dryer", "dryer", (0.30, 0.40), (), {"": Anchor(0.0, -0.22)}),
    Kind("rub", "rub", (0.20, 0.34), (), {"": Anchor(0.0, -0.05)}),
    # packs
    Kind(
        "pack_hair_cover",
        "pack",
        (0.25, 0.11),
        ("pack",),
        {"": Anchor(0.0, 0.05), "notch": Anchor(0.11, 0.05), "other": Anchor(-0.11, 0.05)},
    ),
    Kind(
        "pack_beard_cover",
        "pack",
        (0.25, 0.11),
        ("pack",),
        {"": Anchor(0.0, 0.05), "notch": Anchor(0.11, 0.05), "other": Anchor(-0.11, 0.05)},
    ),
    Kind(
        "pack_overshoes",
        "pack",
        (0.27, 0.12),
        ("pack",),
        {"": Anchor(0.0, 0.05), "notch": Anchor(0.12, 0.05), "other": Anchor(-0.12, 0.05)},
        count=2,
    ),
    Kind("pack_coat", "pack", (0.30, 0.12), ("pack",), {"": Anchor(0.0, 0.06), "notch": Anchor(0.13, 0.06), "other": Anchor(-0.13, 0.06)}),
    # garments
    Kind(
        "hair_cover",
        "garment",
        (0.24, 0.14),
        ("garment",),
        {"inside": Anchor(0.0, 0.0, "inside"), "outside": Anchor(0.0, 0.08, "outside")},
        openings=("head",),
        on_body="head",
        faults=("hair_strand",),
    ),
    Kind(
        "beard_cover",
        "garment",
        (0.18, 0.12),
        ("garment",),
        {"inside": Anchor(0.0, 0.0, "inside"), "outside": Anchor(0.0, 0.06, "outside")},
        openings=("beard",),
        on_body="beard",
    ),
    Kind(
        "overshoe",
        "garment",
        (0.28, 0.14),
        ("garment", "footwear"),
        {"inside": Anchor(0.0, 0.10, "inside"), "outside": Anchor(0.0, 0.0, "outside")},
        openings=("foot",),
        on_body="foot",
        faults=("shoe_slipped",),
    ),
    Kind(
        "coat",
        "garment",
        (0.60, 1.10),
        ("garment", "clean_garment", "live"),
        {
            "collar.inside": Anchor(0.0, 0.0, "inside"),
            "collar.outside": Anchor(0.0, 0.0, "outside"),
            "front.inside": Anchor(0.0, -0.55, "inside"),
            "front.outside": Anchor(0.0, -0.55, "outside"),
            "hem.inside": Anchor(0.0, -1.08, "inside"),
            "hem.outside": Anchor(0.0, -1.08, "outside"),
            "cuff_left.inside": Anchor(-0.22, -0.62, "inside"),
            "cuff_left.outside": Anchor(-0.22, -0.62, "outside"),
            "cuff_right.inside": Anchor(0.22, -0.62, "inside"),
            "cuff_right.outside": Anchor(0.22, -0.62, "outside"),
            "zip": Anchor(0.0, -0.95, ""),
        },
        openings=("sleeve_left", "sleeve_right"),
        fasten=True,
        live=True,
        on_body="torso",
        faults=("snap_open", "collar_up"),
    ),
)

KINDS |= {kind.id: kind for kind in CLEANROOM}

HAND_SURFACES = ("palms", "backs", "between", "thumbs", "tips", "wrists")
"""What a hand wash covers, in the order the poster names it."""

PERSONAL_SPOTS: dict[str, tuple[float, float]] = {
    "pocket": (0.14, 0.92),
    "wrist_left": (-0.30, 0.86),
    "finger_right": (0.31, 0.72),
    "neck": (0.0, 1.38),
    "chest": (-0.10, 1.20),
    "face": (0.06, 1.57),
    "torso": (0.0, 1.15),
    "feet": (0.0, 0.20),
}
"""Where a personal thing sits on the body: metres from the feet, the trainee's right being positive (mirror view)."""

SHOULDERS: dict[str, tuple[float, float]] = {"left": (-0.18, 1.344), "right": (0.18, 1.344)}
NECK: tuple[float, float] = (0.0, 1.42)
HEAD: tuple[float, float] = (0.0, 1.60)
CHIN: tuple[float, float] = (0.0, 1.50)
LIFTED_FOOT: dict[str, tuple[float, float]] = {"left": (-0.14, 0.34), "right": (0.14, 0.34)}
"""Body points, metres from the feet, of the 1.70 m figure (look kit: 500 px = 1 m)."""
HIPS: dict[str, tuple[float, float]] = {"left": (-0.12, 0.90), "right": (0.12, 0.90)}
ANKLES: dict[str, tuple[float, float]] = {"left": (-0.14, 0.16), "right": (0.14, 0.16)}
BODY: dict[str, tuple[float, float]] = {
    "head": HEAD,
    "beard": CHIN,
    "torso": NECK,
    "hood": HEAD,
    "face": (0.0, 1.54),
    "eyes": (0.0, 1.63),
    "under": (0.0, 1.15),
    "socks": (0.0, 0.30),
}
"""Where worn garments sit: metres from the feet."""
