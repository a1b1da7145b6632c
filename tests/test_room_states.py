"""States of dress are told apart on the picture: no fault is drawn where there is none, and every real one shows where it is."""

from __future__ import annotations

from dataclasses import replace

import pygame
import pytest

from game.entities.garment import garment_state_folded
from game.entities.kinds import KINDS
from game.view import bundle, cloth, mirror_spots
from game.view.drape import OnePiece
from game.view.figure import HAIRS, Looks, Outfit, Painter
from game.view.gown import QUARTERS, SKINS
from game.view.looks import LOOKS
from game.view.pose import SIDES, standing
from game.world.physics import Physics
from tests.kit.room import Room
from tests.kit.shots import open_dummy

BOTH = frozenset(SIDES)
DRESSED = Outfit(
    hair_cover=True, hood=True, mask=True, goggles=True, suit=True, zip=1.0, feet="socks", boots=BOTH, gloves=SIDES * 2, cuffs_over=BOTH
)
"""All in order for grade B."""
SCALE = 274.0
"""Pixels a metre of the figure in the mirror at 1280 x 720."""
FOOT = (250, 560)


@pytest.fixture(autouse=True)
def _window() -> None:
    open_dummy((640, 480))


def _drawn(outfit: Outfit, facing: str = "front", looks: Looks | None = None) -> pygame.Surface:
    sheet = pygame.Surface((500, 600))
    sheet.fill((205, 224, 229))
    Painter(sheet, FOOT, SCALE, looks or Looks(), outfit).draw(standing(facing))
    return sheet


def _apart(one: pygame.Surface, other: pygame.Surface) -> pygame.Mask:
    """The pixels in which two pictures differ to the eye."""
    same = pygame.mask.from_threshold(one, (0, 0, 0), (24, 24, 24, 255), other)
    same.invert()
    return same


def _metres(mask: pygame.Mask) -> pygame.FRect:
    """The box of those pixels, metres from the feet: left, top, width, height."""
    box = mask.get_bounding_rects()[0].unionall(mask.get_bounding_rects())
    return pygame.FRect((box.x - FOOT[0]) / SCALE, (FOOT[1] - box.y) / SCALE, box.w / SCALE, box.h / SCALE)


@pytest.mark.parametrize("facing", ["front", "back"])
@pytest.mark.parametrize("hair", ["short", "long"])
def test_under_a_hood_no_cap_and_no_hair_is_seen(facing: str, hair: str) -> None:
    plain = _drawn(DRESSED, facing)
    for colour in HAIRS:
        for cap in (True, False):
            other = _drawn(replace(DRESSED, hair_cover=cap), facing, Looks(hair=hair, colour=colour))
            assert _apart(plain, other).count() == 0


@pytest.mark.parametrize("facing", ["front", "back"])
def test_under_a_closed_suit_nothing_is_seen_of_what_is_worn_below(facing: str) -> None:
    plain = _drawn(DRESSED, facing)
    for base in ("site", "street", "under"):
        for body in ("a", "b"):
            assert _apart(plain, _drawn(replace(DRESSED, base=base), facing, Looks(body=body))).count() == 0


def test_in_the_opening_of_a_suit_the_tunic_is_seen_and_nowhere_else() -> None:
    opened = replace(DRESSED, zip=0.0)
    seen = _metres(_apart(_drawn(opened), _drawn(replace(opened, base="street"))))
    assert seen.w < 0.22
    assert abs(seen.centerx) < 0.02


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("pairs", [1, 2])
def test_a_cuff_that_is_not_over_its_sleeve_leaves_a_gap_as_high_as_a_hand_is_broad(side: str, pairs: int) -> None:
    dressed = replace(DRESSED, gloves=SIDES * pairs)
    other = next(each for each in SIDES if each != side)
    gap = replace(dressed, cuffs_over=frozenset((other,)), cuffs_rolled=frozenset((side,)))
    for facing in ("front", "back"):
        changed = _metres(_apart(_drawn(dressed, facing), _drawn(gap, facing)))
        assert changed.h > 0.12, "at least twice the 6 cm it had when nobody saw it"
        assert (changed.centerx < 0) == (side == "left")


MOUTH = "#2C4A57"
"""The dark of an end that stands open, and of a fold that stands away."""


def _of(sheet: pygame.Surface, colour: str, near: int = 14) -> pygame.Mask:
    return pygame.mask.from_threshold(sheet, pygame.Color(colour), (near, near, near, 255))


def test_in_the_gap_of_a_single_glove_skin_is_seen_and_below_a_second_one_the_first_and_the_sleeve_stands_open() -> None:
    arm = pygame.Rect(0, 250, 220, 200)
    for pairs in (1, 2):
        gap = replace(DRESSED, gloves=SIDES * pairs, cuffs_over=frozenset(("right",)), cuffs_rolled=frozenset(("left",)))
        sheet = _drawn(gap).subsurface(arm)
        assert _of(sheet, MOUTH).count() > 20
        skin = _of(sheet, SKINS[1][0], 40)
        rows = [y for y in range(arm.h) if any(skin.get_at((x, y)) for x in range(arm.w))]
        assert len(rows) > 0.05 * SCALE if pairs == 1 else not rows
    assert _of(_drawn(DRESSED).subsurface(arm), MOUTH).count() < 10


WHERE = {"left": (-0.26, 0.01), "right": (-0.01, 0.26), "front": (-0.14, 0.14)}
"""From where to where across the neck it may show, metres."""


@pytest.mark.parametrize("quarter", QUARTERS)
@pytest.mark.parametrize("zipped", [0.0, 1.0])
def test_a_quarter_of_the_hood_that_bulges_is_seen_and_told_from_the_others(quarter: str, zipped: float) -> None:
    facing = "back" if quarter == "back" else "front"
    dressed = replace(DRESSED, zip=zipped)
    changed = _apart(_drawn(dressed, facing), _drawn(replace(dressed, untucked=frozenset((quarter,))), facing))
    assert changed.count() > 250
    box = _metres(changed)
    if quarter == "back":
        assert box.w > 0.25
    else:
        low, high = WHERE[quarter]
        assert _of(_drawn(replace(dressed, untucked=frozenset((quarter,)))), MOUTH).count() > 20, "it stands away from the collar"
        assert low < box.left < box.right < high
    unseen = "front" if quarter == "back" else "back"
    assert _apart(_drawn(dressed, unseen), _drawn(replace(dressed, untucked=frozenset((quarter,))), unseen)).count() == 0


def test_the_bow_of_a_boot_is_in_front_and_only_its_band_behind() -> None:
    untied = replace(DRESSED, untied=BOTH)
    front, back = (_metres(_apart(_drawn(DRESSED, facing), _drawn(untied, facing))) for facing in ("front", "back"))
    assert front.h > 0.05
    assert 0.0 < back.h < 0.035


def test_a_glove_over_a_bare_hand_lies_over_the_sleeve_of_the_sites_suit() -> None:
    plain = Outfit(feet="socks")
    changed = _metres(_apart(_drawn(plain), _drawn(replace(plain, gloves=SIDES))))
    assert changed.h > 0.10


def _within(mask: pygame.Mask, place: tuple[float, float, float, float]) -> float:
    """The share of those pixels that lies in a part one can point at."""
    x, y, wide, high = place
    box = pygame.Mask((round(wide * SCALE), round(high * SCALE)), fill=True)
    return mask.overlap_area(box, (round(FOOT[0] + (x - wide / 2) * SCALE), round(FOOT[1] - (y + high / 2) * SCALE))) / mask.count()


@pytest.mark.parametrize("side", SIDES)
def test_a_gap_lies_in_the_part_of_the_mirror_that_one_points_at(side: str) -> None:
    gap = replace(DRESSED, cuffs_over=BOTH - {side}, cuffs_rolled=frozenset((side,)))
    assert _within(_apart(_drawn(DRESSED), _drawn(gap)), mirror_spots.WITH_SUIT[f"hand_{side}"]) > 0.95


@pytest.mark.parametrize("quarter", QUARTERS)
def test_a_quarter_that_bulges_lies_in_the_part_of_the_mirror_that_one_points_at(quarter: str) -> None:
    facing = "back" if quarter == "back" else "front"
    changed = _apart(_drawn(DRESSED, facing), _drawn(replace(DRESSED, untucked=frozenset((quarter,))), facing))
    assert _within(changed, mirror_spots.WITH_SUIT["neck"]) > 0.7


# --- cloth ---------------------------------------------------------------------------------------------------------------


def _suit(ticks: int, *, let_go: int = 10_000, height: float = 1.0) -> list[tuple[float, float]]:
    physics = Physics(())
    physics.add(garment_state_folded("coverall", "c", 0.0, height))
    physics.set_hold("c", "hand_right", "collar", 0.0, height)
    for tick in range(ticks):
        if tick == let_go:
            physics.drop_hold("c", "hand_right")
        elif tick < let_go:
            physics.move_hold("c", "hand_right", 0.0, min(1.36, height + tick * 0.01))
        physics.step()
    return physics.positions("c")


CLEAN = cloth.Marks()


def _cloth(nodes: list[tuple[float, float]], marks: cloth.Marks = CLEAN) -> tuple[pygame.Surface, pygame.Rect]:
    sheet = pygame.Surface((600, 800))
    sheet.fill((205, 224, 229))
    return sheet, cloth.draw_coat(sheet, nodes, (300.0, 760.0, 300.0), marks=marks, kind="coverall")


def test_a_gathered_suit_is_a_bundle_as_broad_as_two_hands_apart_and_never_lower_than_its_cloth() -> None:
    nodes = _suit(1)
    assert bundle.gathered(nodes, "coverall")
    _, box = _cloth(nodes)
    assert box.w > 0.5 * 300
    assert box.h > 0.35 * 300
    assert box.bottom <= 760 - (min(y for _, y in nodes) - 0.02) * 300


def test_a_suit_on_the_floor_lies_flat_and_long() -> None:
    nodes = _suit(400, let_go=60)
    assert OnePiece(nodes, "coverall").heap > bundle.LYING
    _, box = _cloth(nodes)
    assert box.w > 0.8 * 300
    assert box.h < 0.3 * 300


def test_a_suit_that_has_touched_the_floor_is_soiled_at_its_ankles() -> None:
    nodes = _suit(200)
    low = min(y for _, y in nodes)
    clean, soiled = _cloth(nodes)[0], _cloth(nodes, cloth.Marks(soiled=True))[0]
    changed = _apart(clean, soiled)
    assert changed.count() > 20
    box = changed.get_bounding_rects()[0].unionall(changed.get_bounding_rects())
    assert (760 - box.y) / 300 < low + 0.12


@pytest.mark.parametrize("ticks", [1, 60, 400])
def test_soil_can_be_seen_on_a_suit_however_it_lies(ticks: int) -> None:
    nodes = _suit(ticks, let_go=60)
    assert _apart(_cloth(nodes)[0], _cloth(nodes, cloth.Marks(soiled=True))[0]).count() > 20


# --- the room ------------------------------------------------------------------------------------------------------------


def _at(room: Room, x: float, camera: float) -> pygame.Surface:
    room.session.world.state.operator.x = x
    room.run(1)
    room.scene.camera.snap(camera)
    return room.draw().copy()


def test_the_mirror_gives_back_who_stands_near_it() -> None:
    room = Room(size=(1280, 720))
    mirror = next(t for t in room.seen.things() if t.family == "mirror")
    far, near = _at(room, mirror.x - 4.0, mirror.x), _at(room, mirror.x - 1.7, mirror.x)
    x, y = room.scene.camera.point(mirror.x, 1.0)
    glass = pygame.Rect(0, 0, 110, 300)
    glass.center = round(x), round(y)
    assert _apart(far.subsurface(glass), near.subsurface(glass)).count() > 800


def test_a_door_that_stands_still_looks_as_when_it_was_first_painted() -> None:
    for x in (0.8, 3.4, 6.0):
        room = Room("gowning-grade-b", size=(1280, 720))
        room.session.world.state.operator.x = x
        room.scene.camera.snap(x)
        LOOKS["door"].__init__()  # type: ignore[misc]
        first, *later = (room.draw().copy() for _ in range(4))
        for picture in later:
            assert _apart(first, picture).count() == 0


@pytest.mark.parametrize("name", ["gowning-first", "gowning-grade-d", "gowning-grade-c", "gowning-grade-b"])
def test_a_poster_hangs_whole_on_the_wall_of_its_room(name: str) -> None:
    room = Room(name, size=(1280, 720))
    view = room.scene.view
    for thing in room.seen.things():
        if KINDS[thing.kind].family == "poster":
            box = LOOKS["poster"].box(view, thing)
            assert box is not None
            home = next(r for r in view.level.rooms if r.x0_m <= thing.x <= r.x1_m)
            assert view.camera.point(home.x0_m, 0)[0] < box.left
            assert box.right < view.camera.point(home.x1_m, 0)[0]


@pytest.mark.parametrize("inside", ["leg_left", "leg_right"])
def test_of_a_suit_with_one_leg_on_the_other_hangs_empty_beside_its_own_leg(inside: str) -> None:
    sheets = []
    for threaded in ((inside,), ("leg_left", "leg_right")):
        sheet = pygame.Surface((500, 600))
        sheet.fill((205, 224, 229))
        bundle.round_waist(Painter(sheet, FOOT, SCALE, Looks(), Outfit()), standing(), threaded, cloth.Marks())
        sheets.append(sheet)
    loose = _metres(_apart(*sheets))
    sign = 1 if inside == "leg_left" else -1
    assert loose.centerx * sign > 0.08, "on the side of the leg that is out"
    assert 0.05 < loose.top - loose.h < 0.16, "as low as the leg that is worn, and off the floor"
