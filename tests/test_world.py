"""The world by its front door: commands in, events out."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game import commands as c
from game import events as e
from game.events import Event
from game.world.world import World
from tests.kit.hazards import level_with
from tests.kit.player import Player, level


def of(events: list[Event], kind: type[Event]) -> list[Event]:
    return [event for event in events if isinstance(event, kind)]


PLAIN = level_with()
"""Without hazards: no draw gets in the way."""


@pytest.fixture
def player() -> Player:
    return Player(PLAIN, seed=7)


@pytest.fixture
def clean(player: Player) -> Player:
    """A player who stands on the clean side."""
    player.to_clean_side()
    return player


def test_same_level_seed_and_commands_give_the_same_events(player: Player) -> None:
    player.to_clean_side()
    player.coat_in_hand()
    again = World(PLAIN, 7)
    by_tick: dict[int, list[c.Command]] = {}
    for tick, command in player.commands:
        by_tick.setdefault(tick, []).append(command)
    events = [event for tick in range(player.world.tick) for event in again.step(by_tick.get(tick, []))]
    assert events == player.events


def test_a_world_restored_from_a_snapshot_goes_on_bit_for_bit(clean: Player) -> None:
    thing = clean.coat_in_hand()
    clean.do(ticks=-clean.world.tick % 300)
    other = World.restore(PLAIN, 7, clean.world.snapshot())
    clean.do(c.Release("left", "floor"), ticks=500)
    other_events = other.step([c.Release("left", "floor")])
    for _ in range(499):
        other_events += other.step([])
    assert of(other_events, e.Touched)
    assert other_events == clean.events[-len(other_events) :]
    assert other.seen.garment(thing) == clean.world.seen.garment(thing)


def test_there_is_no_snapshot_between_rebuilds(player: Player) -> None:
    player.do(ticks=301)
    with pytest.raises(ValueError, match="301"):
        player.world.snapshot()


def test_a_shut_door_stops_the_walker_and_an_open_one_lets_him_through(player: Player) -> None:
    player.walk(5.0)
    assert player.world.seen.x == pytest.approx(3.25)
    player.open("right", "door_in")
    passed = of(player.walk(4.5), e.Passed)
    assert [p.room_to for p in passed] == ["airlock_dirty"]


def test_a_phone_in_the_pocket_is_carried_through_and_one_in_the_locker_is_not(player: Player) -> None:
    player.walk(3.2)
    player.open("right", "door_in")
    assert [x.thing for x in of(player.walk(4.5), e.CarriedThrough)] == ["phone"]
    other = Player(PLAIN, seed=7)
    other.grip("right", "phone")
    other.walk(0.9)
    assert of(other.put("right", "locker"), e.Stowed)
    other.walk(3.2)
    other.open("right", "door_in")
    assert not of(other.walk(4.5), e.CarriedThrough)


def test_the_bench_bars_the_way_and_a_bare_foot_can_be_put_on_the_clean_side(player: Player) -> None:
    player.walk(3.2)
    player.open("right", "door_in")
    player.walk(8.0)
    assert player.world.seen.x == pytest.approx(6.0)
    player.do(c.Stance("sit"))
    player.do(c.Stance("lift_left"))
    placed = of(player.do(c.Stance("put_clean")), e.FootPlaced)
    assert [(p.side, p.covered) for p in placed] == [("clean", False)]
    assert of(player.do(c.Stance("stand")), e.Refused)


def test_the_first_pack_met_in_a_slot_shows_the_drawn_defect_wherever_it_lies() -> None:
    for first, second in (("hair_a", "hair_c"), ("hair_c", "hair_a")):
        player = Player(level("gowning-first"), seed=7)
        player.walk(2.2)
        assert of(player.do(c.Look(first)), e.Looked)[0].defect == "expired"
        assert of(player.do(c.Look(second)), e.Looked)[0].defect == ""


def test_a_coat_held_high_touches_nothing(clean: Player) -> None:
    clean.coat_in_hand()
    assert not of(clean.walk(10.5) + clean.walk(7.5), e.Touched)


def test_a_coat_lowered_onto_the_floor_is_one_touch_and_soiled(clean: Player) -> None:
    thing = clean.coat_in_hand()
    events = clean.reach("left", clean.world.seen.x - 0.1, 1.0) + clean.do(ticks=120)
    assert len(of(events, e.Touched)) == 1
    assert clean.world.seen.thing(thing).soiled_seen
    assert of(clean.reach("left", clean.world.seen.x - 0.1, 1.6), e.TouchEnded)


def test_a_coat_let_fall_is_told_as_the_consequence_of_letting_go(clean: Player) -> None:
    clean.coat_in_hand()
    released = of(clean.do(c.Release("left", "floor")), e.Released)
    touched = of(clean.do(ticks=120), e.Touched)
    assert [t.cause for t in touched] == [released[0].n]


def test_brisk_walking_is_told_only_with_cloth_in_hand(clean: Player) -> None:
    assert not of(clean.walk(9.4, brisk=True), e.SpeedExceeded)
    clean.coat_in_hand()
    assert len(of(clean.walk(7.6, brisk=True), e.SpeedExceeded)) == 1


def test_the_hand_follows_no_pointer_faster_than_a_careful_arm(player: Player) -> None:
    before = player.world.seen.hand("right")
    player.do(c.Reach("right", -800, 2000))
    after = player.world.seen.hand("right")
    assert ((after.x - before.x) ** 2 + (after.y - before.y) ** 2) ** 0.5 == pytest.approx(1 / 60)


def test_touching_something_breaks_a_wet_hand_rub(clean: Player) -> None:
    clean.walk(11.3)
    clean.reach("right", *clean.world.seen.anchor("rub_a"))
    clean.do(c.Use("right", "rub_a", "lever"), ticks=60)
    clean.walk(11.6)
    ended = of(clean.open("right", "door_d"), e.RubEnded)
    assert ended
    assert ended[0].broken


def test_a_wash_is_summed_up_when_the_hands_leave_the_sink(clean: Player) -> None:
    clean.walk(7.5)
    clean.do(c.Use("right", "sink", "tap"))
    clean.do(c.Use("right", "soap_a", "lever"))
    clean.do(c.Use("right", "sink", "palms"), ticks=300)
    ended = of(clean.walk(10.0), e.WashEnded)
    assert [(w.wash_ticks, w.missed, w.soap, w.rinsed, w.dry) for w in ended] == [(300, 5, True, False, False)]


def test_soap_taken_after_a_rinse_has_to_be_rinsed_off_again(clean: Player) -> None:
    clean.walk(7.5)
    clean.do(c.Use("right", "sink", "tap"))
    clean.do(c.Use("right", "soap_a", "lever"))
    clean.do(c.Use("right", "sink", "rinse"), ticks=180)
    assert clean.world.seen.rinse_ticks == 180
    clean.do(c.Use("right", "soap_a", "lever"))
    assert clean.world.seen.rinse_ticks == 0
    ended = of(clean.walk(10.0), e.WashEnded)
    assert [(w.soap, w.rinsed) for w in ended] == [(True, False)]


def test_both_doors_of_the_airlock_can_stand_open_and_the_event_says_so(player: Player) -> None:
    other = Player(PLAIN, seed=7)
    other.to_clean_side()
    other.do(c.Leave("given_up"))
    assert other.world.ended == "given_up"
    player.walk(3.2)
    opened = of(player.open("right", "door_in"), e.DoorOpened)
    assert [o.other_open for o in opened] == [False]


def test_contacts_move_germs_and_make_none(player: Player) -> None:
    def total() -> float:
        return sum(cfu for load in player.world.state.loads.values() for cfu in load.values())

    before = total()
    player.grip("right", "phone")
    player.walk(0.9)
    player.put("right", "locker")
    assert of(player.events, e.LoadMoved)
    assert total() == pytest.approx(before)


HANDS = st.sampled_from(["left", "right", "third", ""])
FURNITURE = ("locker", "door_in", "door_d", "bench", "sink", "soap_a", "towels", "mirror", "rub_a", "gauge", "bin_clean")
THINGS = st.sampled_from(("phone", "hair_a", "hair_a.1", "coat_a", "coat_a.1", "shoes_a", "shoes_a.1", "floor", "nothing", "", *FURNITURE))
ANCHORS = ("collar.inside", "hem.outside", "zip", "inside", "outside", "no.such", "")
OPENINGS = ("notch", "other", "sleeve_left", "sleeve_right", "head", "foot_left", "foot_up", "mend")
PARTS = st.sampled_from((*ANCHORS, *OPENINGS, "tap", "lever", "palms", "rinse", "dry", "stop"))
MM = st.integers(-(10**9), 10**9)
COMMANDS = st.one_of(
    st.builds(c.Reach, HANDS, MM, MM),
    st.builds(c.Grip, HANDS, THINGS, PARTS),
    st.builds(c.Release, HANDS, THINGS),
    st.builds(c.Use, HANDS, THINGS, PARTS),
    st.builds(c.Stance, st.sampled_from(["stand", "sit", "lift_left", "lift_right", "put_dirty", "put_clean", "turn", "face", "fly"])),
    st.builds(c.WalkTo, st.integers(-1000, 15000), st.booleans()),
    st.builds(c.Open, HANDS, THINGS, PARTS),
    st.builds(c.Close, HANDS, THINGS),
    st.builds(c.Look, THINGS, PARTS),
    st.builds(c.Declare, st.sampled_from(["fit", "soiled", "damaged", "expired", "empty", "pressure", "person", "x"]), THINGS),
    st.builds(c.Sign, THINGS, PARTS),
    st.builds(c.Fill, THINGS, PARTS, PARTS),
    st.builds(c.Hint, THINGS),
    st.builds(c.Leave, PARTS),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(COMMANDS, st.integers(0, 90)), max_size=40), st.integers(0, 50))
def test_no_sequence_of_commands_breaks_the_world(script: list[tuple[c.Command, int]], seed: int) -> None:
    """Whatever comes in, events come out, in order and with rising numbers."""
    player = Player(level("gowning-first") if seed % 2 else level(), seed)
    for command, wait in script:
        player.do(command, ticks=wait + 1)
    assert [event.n for event in player.events] == list(range(len(player.events)))
    assert all(event.cause is None or event.cause < event.n for event in player.events)


def test_two_hands_that_pull_a_coat_apart_tear_it(clean: Player) -> None:
    clean.coat_in_hand()
    clean.grip("right", "coat_a.1", "cuff_right.inside")
    x = clean.world.seen.x
    clean.do(c.Reach("left", -800, 1500), c.Reach("right", 800, 1500))
    torn = of(clean.do(ticks=120), e.Torn)
    assert [t.thing for t in torn] == ["coat_a.1"]
    assert clean.world.seen.x == x
