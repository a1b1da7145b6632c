"""A line in the window: what can be done by pointer and keys, what is shown, and what is never given away."""

from __future__ import annotations

import pygame
import pytest

from game.commands import Answer, Fill, Look, Reach
from game.content.loader import load_level
from game.entities.forms import address
from game.entities.residues import RESIDUES
from game.events import Corrected, Filled, Overwritten
from game.scenes.debrief import DebriefScene
from game.scenes.debrief_line import story
from game.view.forms import handwriting
from game.view.line import small, things
from game.view.line.camera import FAR, NEAR
from game.view.line.choices import choices
from game.view.line.scenery import LABELLING
from game.view.line.scenery_filling import FILLING
from game.world.line.places import layout
from game.world.line.world import LineWorld
from tests.kit.line_room import LEVELS, LineRoom
from tests.window.line_hands import LineKeyboard, LineMouse


@pytest.mark.parametrize("hands", [LineMouse, LineKeyboard])
def test_the_first_line_can_be_cleared_without_fault(hands: type[LineMouse | LineKeyboard]) -> None:
    room = LineRoom()
    told = hands(room, 12_000).play()
    assert told["scene"] == "DebriefScene"
    debrief = room.stack.top
    assert isinstance(debrief, DebriefScene)
    assert debrief.review.sheet.score.value == 100.0
    line = debrief.review.line
    assert line is not None
    assert {one.state for one in line.lays} == {"found"}
    assert set(line.sure) == {"desk", "cartoner", "labeller", "conveyor"}


def _paper(room: LineRoom) -> None:
    room.key("f")
    assert room.scene.paper is not None


def _write(room: LineRoom, address: str, text: str) -> None:
    room.click(f"at:{address}")
    room.write(text)
    room.key("Return")
    room.wait(0.1)


@pytest.mark.parametrize("typed", ["9 heures", "0915x", "12345678901234567890123456789", "25h00", "x" * 10_000, "   ", "99:99"])
def test_what_cannot_be_read_is_said_in_place_and_stays_there(typed: str) -> None:
    room = LineRoom()
    _paper(room)
    _write(room, "desk.time", typed)
    paper = room.scene.paper
    assert paper is not None
    assert paper.errors["value"]
    assert paper.typed["value"] == typed
    assert not [event for event in room.scene.events if isinstance(event, Filled)]


BAD = {"number": ("4O8", "douze"), "time": ("25h00", "9 heures"), "initials": ("12",)}


def _typed_fields() -> list[tuple[str, str, str]]:
    """Every field one types in, of every form of the long line (of a list, its first line)."""
    seen = LineRoom("line-clearance-labelling").seen
    found = []
    for thing in seen.documents():
        line = seen.form(thing)[0].lines[0]
        found += [(thing, address(line.id, one.id), one.what) for one in line.fields if one.what != "choice" and one.by == "trainee"]
    return found


@pytest.mark.parametrize(("thing", "field", "what"), _typed_fields(), ids=lambda one: one)
def test_every_field_says_in_place_what_it_cannot_read_and_loses_nothing(thing: str, field: str, what: str) -> None:
    room = LineRoom("line-clearance-labelling")
    room.session.world.state.operator.x = room.seen.point(thing)[0]
    room.scene._open_paper(thing)
    paper = room.scene.paper
    assert paper is not None
    paper.layout()
    for typed in ("   ", "x" * 10_000, *BAD.get(what, ())):
        room.click(f"at:{field}")
        room.click("value")
        room.key("ctrl+a")
        room.send(pygame.TEXTINPUT, text=typed)
        room.key("Return")
        room.wait(0.1)
        assert paper.errors["value"], typed[:20]
        assert paper.typed["value"] == typed
        room.key("Escape")
    assert not [event for event in room.scene.events if isinstance(event, Filled)]


@pytest.mark.parametrize("date", ["24/11/2026", "demain", "", "x" * 10_000])
def test_a_correction_takes_no_date_but_one_that_has_come(date: str) -> None:
    room = LineRoom()
    _paper(room)
    _write(room, "desk.time", "0900")
    room.click("at:desk.time")
    room.click("correct")
    for name, text in (("value", "0859"), ("reason", "chiffres"), ("date", date), ("initials", "MD")):
        room.click(name)
        room.key("ctrl+a")
        room.send(pygame.TEXTINPUT, text=text)
    room.click("strike")
    room.wait(0.1)
    paper = room.scene.paper
    assert paper is not None
    entry = room.seen.form("check_list")[1].entries["desk.time"]
    if date:
        assert paper.errors["date"]
        assert paper.typed["date"] == date
        assert (entry.text, entry.struck) == ("0900", [])
    else:  # possible, and a breach
        assert [event.complete for event in room.scene.events if isinstance(event, Corrected)] == [False]


@pytest.mark.parametrize("typed", ["0900", "9h00", "9:00", "09.00"])
def test_a_time_is_written_as_people_write_it(typed: str) -> None:
    room = LineRoom()
    _paper(room)
    _write(room, "desk.time", typed)
    filled = [event for event in room.scene.events if isinstance(event, Filled)]
    assert [event.value for event in filled] == [540]


def test_the_unshifted_digits_row_of_a_french_keyboard_counts_as_digits() -> None:
    room = LineRoom()
    _paper(room)
    room.click("at:desk.time")
    for scan, sign in ((39, "à"), (38, "ç"), (39, "à"), (39, "à")):
        room.send(pygame.KEYDOWN, scancode=scan, key=0, mod=0, unicode=sign)
        room.send(pygame.TEXTINPUT, text=sign)
    room.key("Return")
    room.wait(0.1)
    assert [event.value for event in room.scene.events if isinstance(event, Filled)] == [540]


def test_tomorrow_and_later_than_the_clock_are_refused_in_place() -> None:
    room = LineRoom()
    _paper(room)
    _write(room, "desk.time", "2359")
    assert room.scene.paper is not None
    assert room.scene.paper.errors["value"]


def test_time_and_initials_never_fill_themselves_in() -> None:
    room = LineRoom()
    _paper(room)
    room.click("at:desk.conform=yes")
    room.wait(0.1)
    entries = room.seen.form("check_list")[1].entries
    assert set(entries) == {"desk.conform"}


def test_a_correction_is_one_button_and_leaves_the_original_readable() -> None:
    room = LineRoom()
    _paper(room)
    _write(room, "desk.time", "0900")
    room.click("at:desk.time")
    room.click("correct")
    for name, text in (("value", "0859"), ("reason", "chiffres"), ("date", "23/11/2026"), ("initials", "MD")):
        room.click(name)
        room.write(text)
    room.click("strike")
    room.wait(0.1)
    assert [event.complete for event in room.scene.events if isinstance(event, Corrected)] == [True]
    entry = room.seen.form("check_list")[1].entries["desk.time"]
    assert [struck.text for struck in entry.struck] == ["0900"]


def test_writing_over_is_possible() -> None:
    room = LineRoom()
    _paper(room)
    _write(room, "desk.time", "0900")
    room.click("at:desk.time")
    room.click("over")
    room.write("0858")
    room.key("Return")
    room.wait(0.1)
    assert [event for event in room.scene.events if isinstance(event, Overwritten)]


# --- what is shown --------------------------------------------------------------------------------------------------------


def test_every_station_and_every_thing_left_behind_has_a_drawing() -> None:
    drawn = {**LABELLING, **FILLING}
    for name in ("line-clearance-first", "line-clearance-labelling", "line-clearance-filling"):
        for thing in load_level(LEVELS / f"{name}.yaml").things:
            assert thing.kind in drawn or thing.kind in (*things.PEOPLE, "tag"), thing.kind
    assert {kind for kind, one in RESIDUES.items() if one.family != "state"} <= set(small.LOOKS)


def test_outside_guided_mode_nothing_left_behind_is_framed_or_reached_by_tab() -> None:
    room = LineRoom(mode="practice")
    for residue in room.session.world.state.residues.values():
        residue.known = True
    room.scene.view.camera.come(NEAR, 4.5, 0.9)
    stops = set()
    for _ in range(40):
        room.key("Tab")
        stops.add(room.scene.hand.focus)
    assert not stops & set(room.session.world.state.residues)


def test_what_an_opaque_lid_hides_is_not_drawn_and_glass_hides_nothing() -> None:
    room = LineRoom("line-clearance-labelling")
    view = room.scene.view
    zones = layout(view.level).zones
    for seed in range(12):
        view.truth = LineWorld(view.level, seed).state
        view.truth.open.clear()
        for residue in view.truth.residues.values():
            zone = zones.get(f"{residue.station}.{residue.zone}")
            if zone is None or not zone.guard or RESIDUES[residue.kind].family == "state" or zone.kind.needs:
                continue
            assert small.in_sight(view, residue) is not small.opaque(view, zone.station, zone.kind.behind)


@pytest.mark.parametrize(("level", "station"), [("labelling", "checkweigher"), ("filling", "tray_table")])
@pytest.mark.parametrize("opened", [False, True])
def test_a_full_reject_bin_does_not_look_like_an_empty_one(level: str, station: str, opened: bool) -> None:
    room = LineRoom(f"line-clearance-{level}")
    seed = next(n for n in range(60) if any(one.kind == "rejects_full" for one in LineWorld(room.session.level, n).state.residues.values()))
    room = LineRoom(f"line-clearance-{level}", seed=seed)
    state, thing = room.session.world.state, room.session.level.thing(station)
    state.open[:] = [f"{station}.reject"] if opened else []
    room.scene.view.camera.come(NEAR, thing.x_m + 0.5, 0.8)
    room.wait(0.1)
    full = room.draw().copy()
    next(one for one in state.residues.values() if one.kind == "rejects_full").cleared = True
    room.wait(0.1)
    apart = pygame.mask.from_threshold(full, (0, 0, 0), (24, 24, 24, 255), room.draw())
    changed = full.get_width() * full.get_height() - apart.count()
    assert changed > 40 * 25


def test_the_room_stays_lit_and_the_lamp_brightens_what_is_dark() -> None:
    room = LineRoom(seed=7)
    camera, seen = room.scene.view.camera, room.seen
    camera.come(NEAR, 5.2, 0.8)
    room.session.world.state.operator.x = 5.2
    place = next(zone for zone in layout(room.session.level).zones.values() if zone.id == "cartoner.floor")
    x, y = (place.x0 + place.x1) / 2, (place.y0 + place.y1) / 2
    point, wall = camera.point(x, y), camera.point(5.2, 1.62)

    def light(at: tuple[int, int]) -> int:
        return sum(room.draw().get_at(at)[:3])

    dark, lit_wall = light(point), light(wall)
    room.session.world.state.operator.hands["left"].holding = "lamp"
    for _ in range(90):
        room.session.world.step([Reach("left", round((x - seen.x) * 1000), round(y * 1000))])
    assert light(point) > dark
    assert light(wall) >= lit_wall - 6


@pytest.mark.parametrize("name", ["line-clearance-first", "line-clearance-filling"])
def test_the_eye_button_comes_near_to_the_line_and_never_to_the_ceiling(name: str) -> None:
    room = LineRoom(name)
    room.click("distance")
    camera = room.scene.view.camera
    assert camera.level == NEAR
    assert camera.aim_y < 1.2
    room.key("Escape")
    room.click_at(room.ctx.screen.width // 2, room.ctx.screen.height // 6)
    assert camera.level == NEAR
    assert camera.aim_y < 2.0


@pytest.mark.parametrize("size", [(1280, 720), (1366, 768), (1920, 1080)])
@pytest.mark.parametrize("percent", [100, 200])
def test_a_time_in_its_box_is_written_out(size: tuple[int, int], percent: int, monkeypatch: pytest.MonkeyPatch) -> None:
    room = LineRoom(size=size, percent=percent)
    inked: list[str] = []
    plain = handwriting.written
    monkeypatch.setattr(handwriting, "written", lambda text, *rest: inked.append(text) or plain(text, *rest))
    room.session.step([Fill("check_list", "desk.time", "09:00"), Fill("check_list", "desk.initials", "MD")])
    room.key("f")
    room.wait(0.1)
    assert "09:00" in inked
    assert not [text for text in inked if "…" in text]


def test_no_screen_tells_how_many_labels_are_left_before_they_are_counted() -> None:
    room = LineRoom("line-clearance-labelling", seed=3)
    left = str(room.scene.view.batch.labels_left)
    for thing in room.seen.stations():
        room.session.world.state.operator.x = room.seen.point(thing.id)[0]
        room.session.step([Look(thing.id)])
        values = [str(value) for name, value in room.seen.display(thing.id).items()]
        assert left not in values
    words = [choice.label for choice in choices(room.scene.view)]
    for step in room.seen.steps:
        words += [text.get(lang) for text in (step.text, step.hint, step.say, step.why) if text for lang in ("fr", "en")]
    assert not [text for text in words if left in text]


def test_from_afar_a_click_goes_there_and_comes_near_and_escape_steps_back() -> None:
    room = LineRoom()
    assert room.scene.view.camera.level == FAR
    x, y = room.scene.view.camera.point(3.2, 1.2)
    room.click_at(x, y)
    assert room.scene.view.camera.level == NEAR
    room.settle()
    assert abs(room.seen.x - 3.2) < 0.6
    room.key("Escape")
    assert room.scene.view.camera.level == FAR


def test_a_display_is_read_without_a_word_on_whether_it_is_right() -> None:
    room = LineRoom("line-clearance-labelling", seed=3)
    room.click("order")
    room.settle()
    room.click("order")
    room.settle()
    over = room.scene.over
    if over is None:
        room.click("look:order:")
        room.settle()
        over = room.scene.over
    assert over is not None
    words = " ".join(widget.words() for widget in over.form.all())
    assert "B2417" in words


def test_the_debrief_shows_what_was_missed_and_where_one_was_sure_and_wrong() -> None:
    room = LineRoom(seed=7)
    happened = room.session.step([Answer("sure.cartoner", "4")]).events
    told = story(room.session.level, 7, happened)
    assert told is not None
    assert {one.state for one in told.lays} == {"missed"}
    assert told.sure == {"cartoner": 4}


def test_a_printers_apostrophe_is_written_as_close_as_any() -> None:
    assert handwriting.width("L’oxygène n’arrivait plus", 40) == handwriting.width("L'oxygène n'arrivait plus", 40)
