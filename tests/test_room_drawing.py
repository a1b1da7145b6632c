"""What the changing room looks like: it tells the truth, everything in it can be seen and hit, and it changes nothing."""

from __future__ import annotations

import pickle

import pygame
import pytest

from game.entities.garment import garment_state_folded
from game.entities.kinds import KINDS, PERSONAL_SPOTS
from game.texts import LANGS, has
from game.view import cloth, parts, svg
from game.view.camera import Camera, spaces
from game.view.drape import Cloth
from game.view.figure import HAIRS, Looks, Outfit, Painter
from game.view.looks import look_of
from game.view.pose import SIDES, Ease, Gait, pose_of, standing
from game.view.printed import today, use_by
from game.view.screen import Screen
from game.world.physics import Physics
from tests.kit.player import Player, level
from tests.kit.room import Room
from tests.kit.shots import open_dummy


@pytest.fixture
def sheet() -> pygame.Surface:
    """A surface to draw on."""
    open_dummy((960, 540))
    return pygame.Surface((500, 900))


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_a_level_may_place_has_a_look_and_a_name(kind: str) -> None:
    assert look_of(kind) is not None
    for lang in LANGS:
        assert has(f"room.kind_{kind}", lang)


@pytest.mark.parametrize("skin", [1, 2, 3])
@pytest.mark.parametrize("hair", ["short", "long"])
def test_every_figure_can_be_drawn_from_the_kit_in_every_state_of_dress(sheet: pygame.Surface, skin: int, hair: str) -> None:
    carried = tuple(
        ("watch" if "wrist" in s else "ring" if "finger" in s else {"neck": "necklace", "chest": "badge"}.get(s, "phone"), s)
        for s in PERSONAL_SPOTS
    )
    faults = frozenset({"hair_strand", "snap_open", "collar_up", "shoe_slipped:left", "shoe_slipped:right"})
    for colour in HAIRS:
        for zip_share in (0.0, 0.5, 1.0):
            for facing in ("front", "back", "left", "right"):
                looks = Looks(skin, hair, colour, True, "b")
                outfit = Outfit(True, True, True, zip_share, frozenset(SIDES), faults, carried, True)
                Painter(sheet, (250, 850), 450, looks, outfit).draw(standing(facing))
    Painter(sheet, (250, 850), 450, Looks(skin, hair), Outfit()).draw(standing())


FAULTS = [("hair_strand", {}), ("snap_open", {"coat": True, "zip": 1.0}), ("collar_up", {"coat": True, "zip": 1.0})]
FAULTS += [(f"shoe_slipped:{side}", {"overshoes": frozenset(SIDES)}) for side in SIDES]


@pytest.mark.parametrize(("fault", "worn"), FAULTS)
def test_every_fault_of_the_outfit_can_be_seen_in_the_mirror(sheet: pygame.Surface, fault: str, worn: dict[str, object]) -> None:
    pictures = []
    for faults in (frozenset(), frozenset({fault})):
        sheet.fill((220, 230, 235))
        Painter(sheet, (250, 850), 400, Looks(), Outfit(hair_cover=True, faults=faults, **worn)).draw(standing())  # type: ignore[arg-type]
        pictures.append(pygame.surfarray.array3d(sheet).astype(int))
    changed = (abs(pictures[0] - pictures[1]).sum(axis=2) > 60).sum()
    assert changed > 250, "a fault as small as that would be a matter of luck"


def _hanging(ticks: int, *, let_go: int = 10_000) -> list[tuple[float, float]]:
    physics = Physics(())
    physics.add(garment_state_folded("coat", "c", 0.0, 1.0))
    physics.set_hold("c", "hand_right", "collar", 0.0, 1.0)
    for tick in range(ticks):
        if tick == let_go:
            physics.drop_hold("c", "hand_right")
        elif tick < let_go:
            physics.move_hold("c", "hand_right", 0.0, min(1.36, 1.0 + tick * 0.01))
        physics.step()
    return physics.positions("c")


@pytest.mark.parametrize(("mark", "least"), [("soiled", 20), ("torn", 60), ("stained", 60)])
def test_what_is_wrong_with_cloth_can_be_seen_on_it(mark: str, least: int) -> None:
    open_dummy((960, 540))
    nodes = _hanging(120)
    pictures = []
    for marks in (cloth.Marks(), cloth.Marks(**{mark: True})):
        target = pygame.Surface((600, 900))
        target.fill((220, 230, 235))
        cloth.draw_coat(target, nodes, (300.0, 880.0, 500.0), marks=marks)
        pictures.append(pygame.surfarray.array3d(target).astype(int))
    assert (abs(pictures[0] - pictures[1]).sum(axis=2) > 60).sum() > least


@pytest.mark.parametrize("ticks", [1, 12, 60, 120, 130, 160, 260])
def test_cloth_is_never_drawn_lower_than_physics_has_it(ticks: int) -> None:
    nodes = _hanging(ticks, let_go=100)
    shape = Cloth(nodes)
    low = min(y for _, y in nodes)
    drawn = [shape.body(u / 4, v / 8)[1] for u in range(-4, 5) for v in range(9)]
    drawn += [y for side in SIDES for _, y in shape.arm(side)]
    assert min(drawn) >= low - 0.021
    assert max(drawn) <= max(y for _, y in nodes) + 0.04


def test_a_hand_that_holds_is_drawn_where_the_world_has_it() -> None:
    player = Player(level("gowning-first"))
    seen = player.world.seen
    hand = player.world.state.operator.hands["right"]
    hand.holding = "phone"
    for x, y in ((0.0, 1.2), (0.6, 1.4), (-0.3, 0.9), (0.8, 1.9), (0.2, 0.1), (-0.8, 0.6)):
        hand.x, hand.y = x, y
        arm = pose_of(seen, Gait(seen.x)).arms["right"]
        assert arm.tip == pytest.approx((x, y))
        assert abs(arm.wrist[0] - x) < 0.25
        assert abs(arm.wrist[1] - y) < 0.25


def test_who_stands_before_what_lies_there_steps_aside_and_back_again() -> None:
    ease = Ease()
    for lies in (0.2, -0.2, None):
        for _ in range(40):
            ease.make_way(lies)
        seen = Player(level("gowning-first")).world.seen
        trunk = pose_of(seen, Gait(seen.x), None, ease).torso[0]
        assert trunk * lies < 0.0 if lies else abs(trunk) < 0.001


def test_an_empty_hand_that_rests_hangs_at_the_side() -> None:
    player = Player(level("gowning-first"))
    pose = pose_of(player.world.seen, Gait(player.world.seen.x))
    assert pose.arms["left"].tip[0] < -0.28
    assert pose.arms["right"].tip[1] < 0.75
    assert all(leg.ankle[1] < 0.1 for leg in pose.legs.values())


def test_the_camera_shows_a_room_that_fits_whole_and_never_looks_past_the_ends() -> None:
    screen = Screen(pygame.Surface((1920, 1080)))
    spec = level()
    camera = Camera(screen, spec)
    first = spaces(spec)[0]
    camera.snap(0.5)
    assert camera.x - camera.half_m <= first.x0_m
    assert camera.x + camera.half_m >= first.x1_m
    camera.snap(4.0)
    left = camera.x - camera.half_m
    camera.snap(3.7)
    assert camera.x - camera.half_m == left
    x, y = camera.world(*camera.point(5.1, 1.3))
    assert (x, y) == pytest.approx((5.1, 1.3))


def test_drawing_changes_nothing_in_the_world() -> None:
    room = Room("gowning-grade-d", "discover", size=(960, 540))
    for _ in range(12):
        before = pickle.dumps(room.session.world.state)
        room.draw()
        assert pickle.dumps(room.session.world.state) == before
        room.run(90)


@pytest.mark.parametrize(("name", "xs"), [("gowning-first", (0.5, 3.4, 6.5)), ("gowning-grade-d", (0.5, 2.5, 4.6, 5.6, 7.6, 9.6, 11.4))])
def test_whatever_can_be_acted_on_can_be_hit_with_an_unsteady_hand(name: str, xs: tuple[float, ...]) -> None:
    room = Room(name, size=(1280, 720))
    for x in xs:
        room.session.world.state.operator.x = x
        room.scene.camera.snap(x)
        room.run(1)
        acted = {each for choice in room.scene.hand.found for each in choice.at}
        for thing, rect in room.scene.picture.boxes():
            if thing.id in acted:
                assert min(rect.size) >= 44, thing.id


def test_a_label_tells_its_date_truly() -> None:
    for seed in range(40):
        for thing in ("hair_a", "coat_b", "rub_a"):
            assert use_by(seed, thing, True) < today(seed)
            assert use_by(seed, thing, False) > today(seed)
            assert use_by(seed, thing, False) == use_by(seed, thing, False)


def test_every_part_the_room_draws_has_its_anchor_inside_its_sheet() -> None:
    for start, (x, y) in parts.ANCHORS.items():
        files = [path.stem for path in (svg.FOLDER / "gowning").glob(f"{start}*.svg")]
        assert files, start
        for file in files:
            if parts.anchor(file) == (x, y):
                w, h = svg.size(f"gowning/{file}")
                assert 0 <= x <= w
                assert 0 <= y <= h


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("size", [(1280, 720), (1366, 768), (1920, 1080)])
def test_a_list_of_choices_lies_whole_on_the_screen(size: tuple[int, int], lang: str, percent: int) -> None:
    room = Room(size=size, lang=lang, percent=percent)
    room.click("hair_b")
    ring = room.scene.hand.ring
    assert ring is not None
    assert room.ctx.screen.bounds.contains(ring.rect)
    assert ring.rect.top >= 48
