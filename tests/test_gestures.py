"""Gestures and affordances, in the real world: they reach, act on arrival, work from any state, and guard nothing."""

from __future__ import annotations

import ast
import itertools
import random
from pathlib import Path

import pytest

from game.commands import Command, Reach
from game.events import Event, Gripped, Refused, Released, Touched
from game.session import affordances as offered
from game.session.acts import Act, Params
from game.session.gestures import VERBS, perform
from game.texts import LANGS
from game.world.seen import Seen
from game.world.world import World
from tests.kit.hazards import level_with

PACES = (0.15, 0.8, 50.0)
"""Slow, careful, and one jump of the pointer as a touch screen gives."""


def play(world: World, act: Act, at_most: int = 3000) -> list[Event]:
    """Carry a gesture out to its end; returns what happened."""
    events: list[Event] = []
    for commands in itertools.islice(perform(world.seen, act), at_most):
        events += world.step(commands)
    return events


def commands_of(world: World, act: Act) -> list[list[Command]]:
    given = []
    for commands in perform(world.seen, act):
        given.append(commands)
        world.step(commands)
    return given


def of(events: list[Event], kind: type[Event]) -> list[Event]:
    return [event for event in events if isinstance(event, kind)]


@pytest.fixture
def world() -> World:
    return World(level_with(), seed=3)


def with_coat() -> World:
    """A world where a coat has just been lifted out of its pack."""
    world = World(level_with(name="gowning-first"), seed=3)
    play(world, Act("open_pack", "coat_a", "notch"))
    play(world, Act("take", "coat_a.1", "collar.inside"))
    return world


@pytest.mark.parametrize("pace", PACES)
def test_taking_walks_up_reaches_and_grips_at_any_pace(world: World, pace: float) -> None:
    events = play(world, Act("take", "hair_b", params=Params(pace_m_s=pace)))
    assert "hair_b" in (world.seen.hand("left").holding, world.seen.hand("right").holding)
    assert not of(events, Refused)


def test_a_path_is_smooth_in_whole_millimetres_and_never_faster_than_its_pace(world: World) -> None:
    reaches = [c for given in commands_of(world, Act("take", "phone")) for c in given if isinstance(c, Reach)]
    steps = [abs(complex(b.x_mm - a.x_mm, b.y_mm - a.y_mm)) for a, b in itertools.pairwise(reaches) if a.hand == b.hand]
    assert len(steps) > 20
    assert max(steps) <= 0.8 * 1000 / 60 + 1.5  # rounding to millimetres
    assert steps[0] < 2
    assert steps[-1] < 2


def test_a_full_hand_is_emptied_first(world: World) -> None:
    for thing in ("hair_a", "hair_b", "hair_c"):
        play(world, Act("take", thing))
    held = {world.seen.hand("left").holding, world.seen.hand("right").holding}
    assert "hair_c" in held
    assert len(held) == 2
    assert "shelf_hair" in {world.seen.thing(thing).where for thing in ("hair_a", "hair_b")}


def test_anchor_hand_and_height_can_be_chosen_so_a_keyboard_can_err(world: World) -> None:
    play(world, Act("open_pack", "hair_b", "notch"))
    take = next(a for a in offered.affordances(world.seen) if a.id == "take:hair_b.1:inside")
    events: list[Event] = []
    for commands in take.gesture(world.seen, anchor="outside", hand="left", height_m=1.3):
        events += world.step(commands)
    grip = of(events, Gripped)[0]
    assert isinstance(grip, Gripped)
    assert (grip.face, grip.hand) == ("outside", "left")
    assert world.seen.hand("left").y == pytest.approx(1.3, abs=0.02)


@pytest.mark.parametrize("pace", PACES)
def test_a_coat_lifted_and_carried_touches_nothing(pace: float) -> None:
    world = World(level_with(name="gowning-first"), seed=3)
    play(world, Act("open_pack", "coat_a", "notch"))
    events = play(world, Act("take", "coat_a.1", "collar.inside", params=Params(pace_m_s=pace)))
    events += play(world, Act("walk", "mirror")) + play(world, Act("walk", "shelf_hair"))
    assert not of(events, Touched)
    assert world.seen.hand("left").holding or world.seen.hand("right").holding


def test_five_centimetres_clear_is_no_touch_and_one_under_the_line_is_one() -> None:
    world = with_coat()
    held = "right" if world.seen.hand("right").holding else "left"
    from game.session.handling import dip

    for low_m, touches in ((0.05, 0), (-0.01, 1)):
        events: list[Event] = []
        for commands in dip(world.seen, held, "coat_a.1", low_m, 0.5):
            events += world.step(commands)
        assert len(of(events, Touched)) == touches


def test_a_coat_goes_into_the_bin_from_above_without_a_touch() -> None:
    world = with_coat()
    events = play(world, Act("put", "coat_a.1", "bin"))
    assert [r.onto for r in of(events, Released) if isinstance(r, Released)] == ["bin"]
    assert not of(events, Touched)


def test_dressing_goes_on_where_it_was_left() -> None:
    """One arm in and the collar let go: the rest of the gesture finds the other sleeve."""
    world = with_coat()
    play(world, Act("put_on", "coat_a.1", "sleeve_left"))
    for hand in ("left", "right"):
        if world.seen.hand(hand).holding:
            play(world, Act("put", "coat_a.1", "shelf_coats"))
    play(world, Act("put_on", "coat_a.1"))
    play(world, Act("fasten", "coat_a.1"))
    assert world.seen.worn["coat"] == "coat_a.1"
    assert world.seen.thing("coat_a.1").closed


def test_a_lifted_foot_never_comes_down_by_itself() -> None:
    world = World(level_with(), seed=3)
    play(world, Act("open_door", "door_in"))
    play(world, Act("go_through", "door_in"))
    play(world, Act("sit", "bench"))
    play(world, Act("lift", "bench", "left"))
    play(world, Act("walk", "shelf_shoes"))
    assert world.seen.foot("left")[2]
    play(world, Act("place", "bench", "dirty"))
    play(world, Act("walk", "shelf_shoes"))
    assert world.seen.stance == "stand"


def test_gestures_and_policy_read_only_what_can_be_perceived() -> None:
    """Whatever they ask of `seen` is a public name of Seen, and nothing else of the world is imported."""
    folder = Path(__file__).resolve().parent.parent / "game" / "session"
    public = {name for name in dir(Seen) if not name.startswith("_")}
    for name in ("acts", "moves", "handling", "dressing", "gestures", "affordances", "mind", "policy", "routines", "expert", "mutation"):
        tree = ast.parse((folder / f"{name}.py").read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("game.world"):
                assert node.module == "game.world.seen", name
            if isinstance(node, ast.Attribute) and ast.unparse(node.value) in ("seen", "mind.seen", "self.seen"):
                assert node.attr in public, (name, ast.unparse(node))


@pytest.mark.parametrize("level_name", ["gowning-first", "gowning-grade-d"])
def test_everything_offered_has_words_in_both_languages_and_can_be_started(level_name: str) -> None:
    """A random walk through what is offered: no gesture fails, and the same things are offered under the same ids."""
    rng = random.Random(5)
    world = World(level_with("snap_open", name=level_name), seed=3)
    for _ in range(40):
        choices = offered.affordances(world.seen)
        assert len({choice.id for choice in choices}) == len(choices)
        assert all(choice.label(lang) for choice in choices for lang in LANGS)
        assert all(choice.verb in VERBS for choice in choices)
        if world.ended:
            break
        play(world, rng.choice(choices).act(), at_most=600)


def test_nothing_is_offered_once_the_run_has_ended(world: World) -> None:
    from game.commands import Leave

    world.step([Leave("given_up")])
    assert offered.affordances(world.seen) == ()


def test_what_lies_beyond_a_shut_door_is_not_offered(world: World) -> None:
    things = {choice.thing for choice in offered.affordances(world.seen)}
    assert {"phone", "hair_a", "door_in"} <= things
    assert not {"shoes_a", "bench", "sink", "coat_a", "door_d"} & things
