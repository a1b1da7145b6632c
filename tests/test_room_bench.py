"""A bench used on both sides, met in the room: one sees it, reports it and goes on when it has been cleaned; by mouse and by keyboard."""

from __future__ import annotations

import pygame
import pytest

from game.commands import HANDS
from game.events import Cleaned, FootPlaced
from game.view.closeup import ANEW_FRAMES
from game.view.closeup_body import BenchCloseUp, BenchLookCloseUp
from game.world.hazards import ASSESSMENT_SEEDS
from game.world.runs import draw_of
from tests.kit.player import level
from tests.kit.room import Room
from tests.kit.staged import play_to

C = "gowning-grade-c"


def before_the_bench(hazard: str, mode: str = "practice", first: int = 0) -> Room:
    """Grade C at the first seed that draws it; the expert has the overshoes in his hands."""
    spec = level(C)
    seed = next(n for n in range(first, first + 400) if hazard in [one.id for one in draw_of(spec, n).hazards])
    room = Room(C, mode, seed)
    play_to(room, lambda seen: all("shoes" in (shoe := seen.hand(hand).holding) and seen.thing(shoe).looked for hand in HANDS))
    room.run(30)
    return room


def beside(room: Room) -> bytes:
    """What is painted on the floor of the clean side, next to the bench."""
    view = room.scene.view
    x, y = view.camera.point(view.seen.thing("bench").x + 0.64, -0.07)
    return pygame.image.tobytes(room.draw().subsurface(pygame.Rect(round(x) - 40, round(y) - 12, 80, 24)), "RGB")


@pytest.mark.parametrize(("hazard", "first"), [("bench_marks", 0), ("bench_overshoe", ASSESSMENT_SEEDS)])
def test_dirt_on_the_clean_side_is_to_be_seen_from_the_room_before_anybody_says_so(hazard: str, first: int) -> None:
    room = before_the_bench(hazard, first=first)
    bench = room.session.world.state.things["bench"]
    assert not bench.known
    dirty = beside(room)
    bench.defect = ""
    assert beside(room) != dirty


def test_by_mouse_one_looks_reports_and_waits_until_it_is_gone() -> None:
    room = before_the_bench("bench_marks")
    room.click("bench", "look")
    room.until(lambda: isinstance(room.scene.closeup, BenchLookCloseUp))
    shown = room.draw().copy()
    room.button("declare:bench:soiled")
    room.run(30)
    assert "On vient voir" in (room.scene.closeup.note if room.scene.closeup else "")
    room.until(lambda: any(isinstance(event, Cleaned) for event in room.scene.events))
    room.run(5)
    closeup = room.scene.closeup
    assert isinstance(closeup, BenchLookCloseUp)
    assert "la voie est libre" in closeup.note
    area = closeup.picture
    assert pygame.image.tobytes(room.draw().subsurface(area), "RGB") != pygame.image.tobytes(shown.subsurface(area), "RGB")
    room.run(ANEW_FRAMES)  # the words above the list have moved its buttons
    room.button("sit:bench")
    room.until(lambda: room.seen.stance == "sit")
    assert type(room.scene.closeup) is BenchCloseUp


def test_by_keyboard_one_sits_down_sees_it_there_and_reports_it() -> None:
    room = before_the_bench("bench_marks")
    room.choose("bench", "sit")
    room.until(lambda: room.seen.stance == "sit")
    room.tab_to("declare:bench:soiled")
    room.until(lambda: any(isinstance(event, Cleaned) for event in room.scene.events))
    assert not room.session.world.state.things["bench"].soiled
    assert not [event for event in room.scene.events if isinstance(event, FootPlaced)]


def test_the_coach_names_the_report_and_then_the_wait() -> None:
    room = before_the_bench("bench_marks", "guided")
    room.click("bench", "look")
    room.until(lambda: isinstance(room.scene.closeup, BenchLookCloseUp))
    room.run(30)
    said = room.scene.coach.line(room.seen, "fr")
    assert said is not None
    assert "Signaler une souillure côté propre du banc" in said.text
    room.button("declare:bench:soiled")
    room.run(400)
    said = room.scene.coach.line(room.seen, "fr")
    assert said is not None
    assert "attendez que le côté propre soit désinfecté" in said.text
