"""The operator as drawn: parts of the kit laid over the joints of a pose, back to front, with what he wears and carries."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass, field

import pygame

from game.view import gown, parts, svg
from game.view.pose import SIDES, Leg, Point, Pose

KIT_PX_PER_M = 500.0
HAIRS = ("dark", "brown", "grey")
SHUT = 0.93
"""A zip so far up counts as closed in the world; it is drawn closed to the collar."""
FOLDED_M = 0.08
"""A hand so far above its elbow folds the arm."""
WAIST_ROW = 460.0
"""Row of the kit's sheet below which a coat's skirt gives way when one sits or crouches."""
SHADES: dict[str, svg.Swaps] = {
    "left": (("#6C9FAE", "#7BADBA"), ("#F3F8F9", "#FDFEFE")),
    "right": (("#6C9FAE", "#5D8D9D"), ("#F3F8F9", "#E3ECF0")),
}
"""Sleeves take the light from the upper left, as the trunk does."""


@dataclass(frozen=True, slots=True)
class Looks:
    """What a figure looks like: skin 1 to 3, hair short or long and its colour, beard, body a or b."""

    skin: int = 1
    hair: str = "short"
    colour: str = "dark"
    beard: bool = False
    body: str = "a"


@dataclass(frozen=True, slots=True)
class Outfit:
    """What is worn, and what shows on it."""

    hair_cover: bool = False
    beard_cover: bool = False
    coat: bool = False
    zip: float = 0.0
    overshoes: frozenset[str] = frozenset()
    faults: frozenset[str] = frozenset()
    """hair_strand, snap_open, collar_up, shoe_slipped:left ..."""
    carried: tuple[tuple[str, str], ...] = ()
    """(kind, spot) of personal things on the body."""
    wet: bool = False
    sleeves: frozenset[str] = field(default_factory=frozenset)
    """Arms already in a coat that is not yet on."""
    base: str = "site"
    """What is worn below everything: site | street | under."""
    feet: str = "shoes"
    """What the feet have under covers and boots: shoes | socks | street | bare."""
    hood: bool = False
    untucked: frozenset[str] = frozenset()
    """Quarters of the hood's skirt that are not in the collar: front, left, right, back."""
    mask: bool = False
    goggles: bool = False
    suit: bool = False
    """A one-piece suit is worn; `zip` says how far it is closed."""
    flap_open: bool = False
    legs_in: frozenset[str] = frozenset()
    """Legs already in a suit that is not yet on."""
    boots: frozenset[str] = frozenset()
    boots_low: frozenset[str] = frozenset()
    untied: frozenset[str] = frozenset()
    gloves: tuple[str, ...] = ()
    """Hands with gloves, named once for each glove."""
    cuffs_over: frozenset[str] = frozenset()
    cuffs_rolled: frozenset[str] = frozenset()
    gloves_torn: frozenset[str] = frozenset()


def looks_of(seed: int, skin: int, hair: str, beard: bool, body: str) -> Looks:
    """The looks of a run's figure; the colour of the hair is drawn by name and is in no journal."""
    colour = HAIRS[int(random.Random(f"{seed}/look/hair/0").random() * len(HAIRS))]
    return Looks(skin, hair, colour, beard, body)


class Painter:
    """Draws a figure: `origin` is the floor between its feet in real pixels, `scale` real pixels per metre."""

    def __init__(self, target: pygame.Surface, origin: tuple[float, float], scale: float, looks: Looks, outfit: Outfit) -> None:
        self.target, self.origin, self.scale = target, origin, scale
        self.looks, self.outfit = looks, outfit
        self.k = scale / KIT_PX_PER_M

    def at(self, point: Point) -> tuple[float, float]:
        """Metres from the feet -> real pixels."""
        return self.origin[0] + point[0] * self.scale, self.origin[1] - point[1] * self.scale

    def body(self, pose: Pose, name: str, **how: object) -> None:
        """A part of the 400 x 900 sheet, moved with the trunk."""
        x, y = self.at(pose.torso)
        parts.put(self.target, name, (x, y), self.k, **how)

    # --- whole figure ----------------------------------------------------------------------------------------------------

    def draw(self, pose: Pose, *, arms: bool = True) -> None:
        """The whole figure; arms may come later, over what the hands hold."""
        self.below(pose)
        self.trunk(pose)
        if arms:
            for side in SIDES:
                self.arm(pose, side)

    def below(self, pose: Pose) -> None:
        """Shadow, hair behind the neck, inside of an open coat, legs."""
        if not pose.seated:
            between = 0.0 if pose.stride else (pose.legs["left"].ankle[0] + pose.legs["right"].ankle[0]) / 2
            parts.put(self.target, "op-shadow", self.at((between, 0.0)), self.k)
        hair_free = not self.outfit.hair_cover and not self.outfit.hood
        if self.looks.hair == "long" and hair_free and pose.facing != "back":
            self.body(pose, f"op-hair-long-back-{self.looks.colour}")
        if self.outfit.coat and self.outfit.zip < SHUT and pose.facing != "back":
            self.coat(pose, "op-coat-open-back")
        order = ("left", "right") if pose.facing == "right" else ("right", "left")
        for side in order:
            self._leg(pose.legs[side], side, pose)

    def trunk(self, pose: Pose) -> None:
        """Trunk, head, coat and what shows on them."""
        if pose.facing == "back":
            self._back(pose)
            return
        self._head(pose)
        gown.tunic(self, pose)
        self._carried(pose, ("chest", "pocket"))
        gown.under_suit(self, pose)
        gown.suit(self, pose)
        gown.over_suit(self, pose)
        if self.outfit.coat:
            self._worn_coat(pose)
        self._carried(pose, ("neck",))

    def _head(self, pose: Pose) -> None:
        looks = self.looks
        self.body(pose, f"op-head-{looks.skin}")
        if looks.beard:
            self.body(pose, f"op-beard-{looks.colour}")
        face = "calm" if pose.facing == "front" else "aside"
        self.body(pose, f"op-face-{face}-{looks.skin}", flip=pose.facing == "left")
        self._carried(pose, ("face",))
        if self.outfit.hood:  # hair and cap are in it, whatever the kit draws wider
            pass
        elif self.outfit.hair_cover:
            self.body(pose, "op-hair-cover")
        else:
            self.body(pose, f"op-hair-{looks.hair}{'-front' if looks.hair == 'long' else ''}-{looks.colour}")
        if self.outfit.beard_cover:
            self.body(pose, "op-beard-cover")
        if "hair_strand" in self.outfit.faults:
            self.body(pose, f"fault-cover-strand-{looks.colour}")

    def _back(self, pose: Pose) -> None:
        looks = self.looks
        self.body(pose, f"op-back-head-{looks.skin}")
        if not self.outfit.suit:
            self.body(pose, "op-back-torso-site-suit", swaps=gown.dyed(gown.TOPS[self.outfit.base]))
        if self.outfit.coat:
            self.coat(pose, "op-back-coat-closed")
        if not self.outfit.hood:
            self.body(pose, "op-back-hair-cover" if self.outfit.hair_cover else f"op-back-hair-{looks.hair}-{looks.colour}")
        gown.back(self, pose)

    # --- coat ------------------------------------------------------------------------------------------------------------

    def _worn_coat(self, pose: Pose) -> None:
        if self.outfit.zip < SHUT:
            self.coat(pose, "op-coat-open")
        if self.outfit.zip > 0.02:
            self.coat(pose, "op-coat-closed", from_zip=self.outfit.zip < SHUT)
        for fault in ("snap_open", "collar_up"):
            if fault in self.outfit.faults:
                self.body(pose, f"fault-{fault.replace('_', '-')}")

    def coat(self, pose: Pose, name: str, *, from_zip: bool = False) -> None:
        """A coat as worn; seated, its skirt lies shorter; half closed, only the part below the zip is shut."""
        found = parts.part(name, self.k)
        x, y = self.at(pose.torso)
        left, top = round(x) + found.dx, round(y) + found.dy
        surface = found.surface
        waist = round((WAIST_ROW - parts.BODY_ANCHOR[1]) * self.k) - found.dy
        short = min(1.0, max(0.35, (pose.torso[1] + 0.84 - 0.30) / 0.54)) if pose.torso[1] < -0.05 else 1.0
        if short < 1.0 and 0 < waist < surface.get_height():
            surface = _shortened(name, surface, waist, round(short, 1))
        area = surface.get_rect()
        if from_zip:
            # The zip climbs from 0.95 m below the neck to the neck (kinds.NECK).
            open_above = round((880.0 - 500.0 * (1.42 - 0.95 * (1.0 - self.outfit.zip)) - parts.BODY_ANCHOR[1]) * self.k) - found.dy
            area = pygame.Rect(0, max(0, open_above), area.w, max(0, area.h - max(0, open_above)))
        self.target.blit(surface, (left, top + area.y), area)

    # --- legs and arms ---------------------------------------------------------------------------------------------------

    def _leg(self, leg: Leg, side: str, pose: Pose) -> None:
        hip, knee, ankle = self.at(leg.hip), self.at(leg.knee), self.at(leg.ankle)
        dyes = gown.leg_dyes(self, side)
        if leg.raised:
            parts.limb(self.target, "leg-thigh", hip, knee, self.k, 180, swaps=dyes)
        self._foot(leg, side, ankle, pose)
        parts.limb(self.target, "leg-shin", knee, ankle, self.k, 194, swaps=dyes)
        if not leg.raised:
            parts.limb(self.target, "leg-thigh", hip, knee, self.k, 180, swaps=dyes)
        level = abs(knee[0] - hip[0]) > abs(knee[1] - hip[1]) or leg.raised
        parts.put(self.target, "leg-knee-flat" if level else "leg-knee", knee, self.k, swaps=dyes)
        gown.boot(self, side, knee, ankle, behind=pose.facing == "back")

    def _foot(self, leg: Leg, side: str, ankle: tuple[float, float], pose: Pose) -> None:
        if gown.foot(self, leg, side, ankle, behind=pose.facing == "back"):
            return
        covered = side in self.outfit.overshoes
        if leg.toes:
            parts.put(self.target, "foot-overshoe-side" if covered else "foot-shoe-side", ankle, self.k, flip=leg.toes < 0)
            return
        name = "foot-overshoe-front" if covered else "foot-shoe-front"
        if f"shoe_slipped:{side}" in self.outfit.faults:
            name = "foot-overshoe-slipped"
        parts.put(self.target, name, ankle, self.k, flip=side == "right")

    def arm(self, pose: Pose, side: str) -> None:
        """One arm with its hand and what it wears."""
        arm = pose.arms[side]
        shoulder, elbow, wrist, tip = (self.at(p) for p in (arm.shoulder, arm.elbow, arm.wrist, arm.tip))
        white = self.outfit.coat or self.outfit.suit or side in self.outfit.sleeves
        cloth = "coverall" if white else "site-suit"
        over = gown.over_sleeve(self, side)
        shade = SHADES[side] if white or self.outfit.base == "site" else gown.sleeve_dyes(gown.TOPS[self.outfit.base], side)
        folded = arm.tip[1] - arm.elbow[1] > FOLDED_M  # then forearm and hand are before the upper arm
        if folded:
            parts.limb(self.target, f"limb-upper-{cloth}", shoulder, elbow, self.k, 151, flip=side == "left", swaps=shade)
        if not over:
            self._gloved(arm.hand, side, elbow, wrist, tip)
        parts.limb(self.target, gown.forearm(self, side, cloth), elbow, wrist, self.k, 123, swaps=shade)
        if not folded:
            parts.limb(self.target, f"limb-upper-{cloth}", shoulder, elbow, self.k, 151, flip=side == "left", swaps=shade)
        parts.put(self.target, f"limb-elbow-{cloth}", elbow, self.k, swaps=shade)
        if over:
            self._gloved(arm.hand, side, elbow, wrist, tip)
        gown.cuff(self, side, elbow, wrist)
        for kind, spot in self.outfit.carried:
            if spot == f"wrist_{side}":
                turn = _turn_of(elbow, wrist)
                parts.put(
                    self.target,
                    f"worn-{kind}",
                    (wrist[0] * 0.94 + elbow[0] * 0.06, wrist[1] * 0.94 + elbow[1] * 0.06),
                    self.k * 0.42,
                    turn=turn,
                )
            elif spot == f"finger_{side}":
                point = (wrist[0] * 0.2 + tip[0] * 0.8, wrist[1] * 0.2 + tip[1] * 0.8)
                parts.put(self.target, f"worn-{kind}", point, self.k * 0.24, turn=_turn_of(wrist, tip))

    def hand(self, pose: Pose, side: str) -> None:
        """A hand alone, over what it holds before the arm."""
        arm = pose.arms[side]
        self._gloved(arm.hand, side, *(self.at(p) for p in (arm.elbow, arm.wrist, arm.tip)))

    def _gloved(self, kind: str, side: str, elbow: Point, wrist: Point, tip: Point) -> None:
        """A hand, and the tear in its glove."""
        self._hand(kind, side, elbow, wrist, tip)
        gown.tear(self, side, wrist, tip)

    def _hand(self, kind: str, side: str, elbow: tuple[float, float], wrist: tuple[float, float], tip: tuple[float, float]) -> None:
        turn = _turn_of(elbow, wrist)
        k = self.k * 0.5
        if kind == "rest":
            parts.put(self.target, gown.hand_name(self, "rest", side), wrist, k, turn=turn, flip=side == "left")
            if self.outfit.wet:
                parts.put(self.target, "hand-rest-wet", wrist, k, turn=turn, flip=side == "left")
            return
        down = abs((turn + 180) % 360 - 180) < 90
        flip = (side == "left") != down
        at = tip if kind == "grip" else wrist
        parts.put(self.target, gown.hand_name(self, kind, side), at, k, turn=turn + 180, flip=flip)
        if self.outfit.wet:
            parts.put(self.target, f"hand-{kind}-wet", at, k, turn=turn + 180, flip=flip)

    def _carried(self, pose: Pose, spots: tuple[str, ...]) -> None:
        scale = {"phone": 0.62, "badge": 0.62, "necklace": 0.62, "makeup": 0.66}
        for kind, spot in self.outfit.carried:
            if spot in spots:
                dx, dy = _SPOTS[spot]
                point = (pose.torso[0] + dx, pose.torso[1] + dy)
                parts.put(self.target, f"worn-{kind}", self.at(point), self.k * scale.get(kind, 0.6))


_SPOTS = {"face": (0.0, 1.536), "pocket": (0.125, 0.90), "neck": (0.0, 1.375), "chest": (-0.10, 1.20)}


def _turn_of(start: tuple[float, float], end: tuple[float, float]) -> float:
    return math.degrees(math.atan2(end[0] - start[0], end[1] - start[1]))


_short: dict[tuple[str, int, float], pygame.Surface] = {}


def _shortened(name: str, surface: pygame.Surface, waist: int, share: float) -> pygame.Surface:
    """The coat with its skirt pressed to `share` of its length (seated)."""
    key = (name, surface.get_height(), share)
    if key not in _short:
        skirt = surface.subsurface(pygame.Rect(0, waist, surface.get_width(), surface.get_height() - waist))
        pressed = pygame.transform.smoothscale(skirt, (surface.get_width(), max(1, round(skirt.get_height() * share))))
        made = pygame.Surface((surface.get_width(), waist + pressed.get_height()), pygame.SRCALPHA)
        made.blit(surface, (0, 0), pygame.Rect(0, 0, surface.get_width(), waist))
        made.blit(pressed, (0, waist))
        _short[key] = made
    return _short[key]
