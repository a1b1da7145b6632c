"""What sterile gowning adds to the drawn figure: clothes under the gown, hood, mask, goggles, one-piece suit, boots, gloves.

Layers follow the kit (assets/svg/gowning/README.md, 0 to 16).  Nothing here decides: it draws what `Outfit` says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from game.view import parts, svg

if TYPE_CHECKING:
    from game.view.figure import Painter
    from game.view.pose import Leg, Pose

Ends = tuple[float, float]


class Dyes(NamedTuple):
    """Colours of a piece of clothing: light, middle, dark, edge."""

    light: str
    middle: str
    dark: str
    edge: str


SITE = Dyes("#83B4C0", "#6C9FAE", "#547F90", "#345F70")
"""The colours the kit draws trunk, arms and legs in."""
TOPS: dict[str, Dyes] = {
    "site": SITE,
    "street": Dyes("#C98A5E", "#B5734A", "#935937", "#5E3520"),
    "under": Dyes("#F4F5F3", "#E3E6E5", "#C6CCCD", "#8C979B"),
}
TROUSERS: dict[str, Dyes] = {
    "site": SITE,
    "street": Dyes("#6B7FA3", "#566B92", "#43557A", "#2C3A57"),
    "under": Dyes("#B9C0C3", "#A3ABAF", "#868F94", "#5C656A"),
    "suit": Dyes("#FFFFFF", "#F3F8F9", "#CFDEE4", "#7C99A6"),
}
SKINS = {1: ("#F2CBAB", "#B97F5C"), 2: ("#C9936B", "#8C5B3C"), 3: ("#8A5A3B", "#573420")}
INNER_GLOVE = ("#D9EEF4", "#6FA3B6")
STREET_SHOES: svg.Swaps = (("#FFFFFF", "#57453C"), ("#7C99A6", "#1F1613"), ("#9FB0B6", "#E6E1DA"), ("#B6C7CE", "#8C7466"))
SHUT = 0.93
"""Closed so far it is closed, as the world has it."""
QUARTERS = ("front", "left", "right", "back")
SLIP_PX = {"mask_slipped": 24.0, "goggles_up": -22.0}
"""How far a mask slides down, and goggles sit too high, in units of the kit."""


def dyed(dyes: Dyes) -> svg.Swaps:
    """The swaps that give a part of the kit those colours."""
    return tuple((old, new) for old, new in zip(SITE, dyes, strict=True) if old != new)


def sleeve_dyes(dyes: Dyes, side: str) -> svg.Swaps:
    """Those of a sleeve: the left one takes the light."""
    if dyes == SITE:
        return ()
    return ((SITE.middle, dyes.light if side == "left" else dyes.dark), (SITE.edge, dyes.edge))


def tunic(painter: Painter, pose: Pose) -> None:
    """What is worn on the trunk below everything; a suit lets no more of it be seen than its opening shows."""
    outfit = painter.outfit
    if not outfit.suit:
        painter.body(pose, f"op-torso-site-suit-{painter.looks.body}", swaps=dyed(TOPS[outfit.base]))
    elif outfit.zip < SHUT:
        painter.body(pose, "op-tunic-in-suit", swaps=dyed(TOPS[outfit.base]))


# --- head ----------------------------------------------------------------------------------------------------------------


def _shifted(painter: Painter, pose: Pose, name: str, fault: str) -> None:
    """A part of the face, out of its place when it has that fault."""
    x, y = painter.at(pose.torso)
    down = SLIP_PX[fault] if fault in painter.outfit.faults else 0.0
    parts.put(painter.target, name, (x, y + down * painter.k), painter.k)


def under_suit(painter: Painter, pose: Pose) -> None:
    """Mask, and the hood whose skirt goes into the collar or lies on the shoulders."""
    outfit = painter.outfit
    if outfit.mask:
        _shifted(painter, pose, "op-mask", "mask_slipped")
    if outfit.hood and not skirt_out(painter):
        painter.body(pose, "op-hood-tucked" if outfit.suit else "op-hood")


def over_suit(painter: Painter, pose: Pose) -> None:
    """Skirt that is not in the collar, a strand of hair, goggles."""
    outfit = painter.outfit
    if outfit.hood and skirt_out(painter):
        painter.body(pose, "op-hood")
    elif outfit.hood and outfit.suit:
        for quarter in QUARTERS[:3]:
            if quarter in outfit.untucked:
                painter.body(pose, f"hood-bulge-{quarter}")
    if "hood_slipped" in outfit.faults:
        painter.body(pose, f"fault-hair-strand-{painter.looks.colour}")
    if outfit.goggles:
        _shifted(painter, pose, "op-goggles", "goggles_up")


def skirt_out(painter: Painter) -> bool:
    """The whole skirt lies over the collar: nothing has been tucked in yet."""
    return bool(painter.outfit.suit) and set(QUARTERS) <= set(painter.outfit.untucked)


def suit(painter: Painter, pose: Pose) -> None:
    """The trunk of a one-piece suit: open, zipped, or with its flap over the zip."""
    outfit = painter.outfit
    if not outfit.suit:
        return
    if outfit.zip < SHUT:
        painter.coat(pose, "op-torso-coverall-open")
    if outfit.zip > 0.02:
        name = "op-torso-coverall-zipped" if outfit.flap_open else "op-torso-coverall-closed"
        painter.coat(pose, name, from_zip=outfit.zip < SHUT)
    for fault in ("snap_open", "collar_up"):
        if fault in outfit.faults:
            painter.body(pose, f"fault-{fault.replace('_', '-')}")


def back(painter: Painter, pose: Pose) -> None:
    """Seen from behind."""
    outfit = painter.outfit
    if outfit.hood and outfit.suit and not skirt_out(painter):
        painter.body(pose, "op-back-hood-tucked")
    if outfit.suit:
        painter.body(pose, "op-back-torso-coverall")
    if outfit.hood and (not outfit.suit or skirt_out(painter)):
        painter.body(pose, "op-back-hood")
    elif outfit.hood and "back" in outfit.untucked:
        painter.body(pose, "hood-bulge-back")
    if outfit.goggles:
        painter.body(pose, "op-back-goggles")


# --- legs and feet -------------------------------------------------------------------------------------------------------


def leg_dyes(painter: Painter, side: str) -> svg.Swaps:
    """Colours of a leg: of the suit where it is in one."""
    outfit = painter.outfit
    in_suit = outfit.suit or side in outfit.legs_in
    return dyed(TROUSERS["suit" if in_suit else outfit.base])


def foot(painter: Painter, leg: Leg, side: str, ankle: Ends, *, behind: bool = False) -> bool:
    """A foot in a boot, in a sock or in its own shoe; False: the figure draws it."""
    outfit = painter.outfit
    look = "side" if leg.toes else "front"
    flip = leg.toes < 0 if leg.toes else side == "right"
    if side in outfit.boots:
        parts.put(painter.target, f"foot-overboot-{'back' if behind else look}", ankle, painter.k, flip=flip)
    elif side in outfit.overshoes or outfit.feet == "shoes":
        return False
    elif outfit.feet == "socks":
        parts.put(painter.target, f"foot-sock-{look}", ankle, painter.k, flip=flip)
    else:
        light, edge = SKINS[painter.looks.skin]
        bare: svg.Swaps = (("#EEF3F5", light), ("#7C99A6", edge), ("#8FA6B0", edge), ("#B6C7CE", edge))
        swaps = STREET_SHOES if outfit.feet == "street" else bare
        name = "foot-shoe" if outfit.feet == "street" else "foot-sock"
        parts.put(painter.target, f"{name}-{look}", ankle, painter.k, flip=flip, swaps=swaps)
    return True


def boot(painter: Painter, side: str, knee: Ends, ankle: Ends, *, behind: bool = False) -> None:
    """The shaft of an over-boot on the lower leg: up and tied, up, or down round the ankle; its tie may have come loose.  Tied in
    front: from behind one sees the band."""
    outfit = painter.outfit
    if side not in outfit.boots:
        return
    low = side in outfit.boots_low
    parts.limb(painter.target, "leg-boot-low" if low else "leg-boot", knee, ankle, painter.k, 194)
    if behind:
        if not low and side not in outfit.untied:
            parts.limb(painter.target, "boot-tie-back", knee, ankle, painter.k, 194)
    elif f"tie_loose:{side}" in outfit.faults:
        parts.limb(painter.target, "boot-tie-loose", knee, ankle, painter.k, 194)
    elif not low:
        parts.limb(painter.target, "boot-tie-loose" if side in outfit.untied else "boot-tie", knee, ankle, painter.k, 194)


# --- hands ---------------------------------------------------------------------------------------------------------------


def hand_name(painter: Painter, kind: str, side: str) -> str:
    """The drawing of a hand, bare or with the glove that is outermost."""
    worn = painter.outfit.gloves.count(side)
    return f"hand-{kind}-glove-{min(2, worn)}" if worn else f"hand-{kind}-bare-{painter.looks.skin}"


def cuff(painter: Painter, side: str, elbow: Ends, wrist: Ends) -> None:
    """The glove's cuff over the sleeve; or rolled still, with the wrist to be seen between it and the sleeve."""
    outfit = painter.outfit
    if side not in outfit.gloves:
        return
    if side in outfit.cuffs_over:
        parts.limb(painter.target, "cuff-over", elbow, wrist, painter.k, 123)
    elif side in outfit.cuffs_rolled:
        # Between cuff and sleeve shows what is there: the glove below, or the skin.
        light, edge = below(painter, side)
        parts.limb(painter.target, "wrist-bare", elbow, wrist, painter.k, 123, swaps=(("#F2CBAB", light), ("#B97F5C", edge)))
        parts.limb(painter.target, "cuff-rolled", elbow, wrist, painter.k, 123)


def over_sleeve(painter: Painter, side: str) -> bool:
    """Whether a glove lies over the sleeve: one on a bare hand goes over that of the site's suit; a suit's sleeve goes over it."""
    outfit = painter.outfit
    return side in outfit.gloves and not (outfit.coat or outfit.suit or side in outfit.sleeves)


def forearm(painter: Painter, side: str, cloth: str) -> str:
    """The drawing of a sleeve from the elbow on: where the glove's cuff is still rolled, it has slid up and stands open."""
    gap = side in painter.outfit.gloves and side in painter.outfit.cuffs_rolled and side not in painter.outfit.cuffs_over
    return "limb-fore-coverall-open" if gap and cloth == "coverall" else f"limb-fore-{cloth}"


def below(painter: Painter, side: str) -> tuple[str, str]:
    """Fill and edge of what is under the outermost glove of a hand: the other glove, or skin."""
    return INNER_GLOVE if painter.outfit.gloves.count(side) > 1 else SKINS[painter.looks.skin]


def tear(painter: Painter, side: str, wrist: Ends, tip: Ends) -> None:
    """A slit in the outermost glove; through it one sees what is below."""
    if side in painter.outfit.gloves_torn:
        light, _ = below(painter, side)
        at = wrist[0] * 0.45 + tip[0] * 0.55, wrist[1] * 0.45 + tip[1] * 0.55
        parts.put(painter.target, "glove-tear", at, painter.k * 0.5, swaps=(("#E8B893", light),))
