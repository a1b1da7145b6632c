"""The filling machine on the screen: the zone from near that opens by itself, arms in gloves, what lies, the machine's own screen."""

from __future__ import annotations

import pygame
import pytest

from game.entities import filler
from game.events import PieceBinned, PieceTaken
from game.texts import LANGS, t
from game.view.deviation.choices import choices
from game.view.deviation.filling_cards import GloveCard
from game.view.process.film import RoomFilm
from tests.kit.deviation_room import DeviationRoom
from tests.kit.filling_room import broken, reached_in, torn, with_forceps
from tests.window.deviation_hands import DeviationKeyboard, DeviationMouse

DARK = bytes((0x22, 0x40, 0x4A))
"""What is behind a hole."""
SIZES = [((1280, 720), 100), ((1366, 768), 150), ((1280, 720), 200), ((1920, 1080), 100)]


def _inside(room: DeviationRoom, name: str) -> pygame.Rect:
    box = room.scene.picture.box(name)
    assert box is not None, name
    return box


@pytest.mark.parametrize(("size", "percent"), SIZES)
def test_from_near_all_one_takes_is_44_pixels_and_in_the_window(size: tuple[int, int], percent: int) -> None:
    room = reached_in(size=size, percent=percent)
    zone = room.seen.pieces[0].zone
    for name in (*(piece.id for piece in room.seen.pieces), f"forceps.{zone}", f"inner_bin.{zone}", f"glove.{zone}_right"):
        box = _inside(room, name)
        assert min(box.size) >= 44, name
        assert room.scene.view.camera.area.collidepoint(box.center), name


def test_the_zone_opens_by_itself_as_a_hand_goes_in_and_shuts_as_it_comes_out() -> None:
    room = broken()
    assert not room.scene.picture.zoomed
    room.scene.hand.start("reach_in:filler:infeed_right")
    room.settle()
    room.wait(0.1)
    assert room.scene.picture.zoomed
    assert room.scene.picture.near.zone == "infeed"
    room.key("Escape")
    room.settle()
    room.wait(0.1)
    assert not room.scene.picture.zoomed
    assert not room.seen.inside("right")


def test_what_is_seen_lies_where_the_world_has_it() -> None:
    room = reached_in()
    near = room.scene.picture.near
    for piece in room.seen.pieces:
        x, y = near.metres(_inside(room, piece.id).center)
        assert abs(x - piece.x_m) < 0.02
        assert abs(y - piece.y_m) < 0.03


def test_the_hand_in_the_glove_goes_where_the_pointer_is() -> None:
    room = reached_in()
    near = room.scene.picture.near
    at = near.point(near.middle - 0.10, 1.05)
    room.send(pygame.MOUSEMOTION, pos=at, rel=(0, 0), buttons=(0, 0, 0))
    room.wait(1.0)
    hand = room.seen.hand("right")
    assert abs(hand.x - (near.middle - 0.10)) < 0.01
    assert abs(hand.y - 1.05) < 0.01


def test_a_piece_dragged_to_the_bin_is_taken_with_the_forceps_and_let_go_there() -> None:
    room = with_forceps()
    start, end = _inside(room, "piece_1").center, _inside(room, "inner_bin.infeed").center
    room.send(pygame.MOUSEMOTION, pos=start, rel=(0, 0), buttons=(0, 0, 0))
    room.send(pygame.MOUSEBUTTONDOWN, pos=start, button=1, clicks=1)
    room.wait(0.1)
    room.send(pygame.MOUSEMOTION, pos=end, rel=(0, 0), buttons=(1, 0, 0))
    room.send(pygame.MOUSEBUTTONUP, pos=end, button=1, clicks=1)
    room.wait(4.0)
    taken = [event for event in room.scene.events if isinstance(event, PieceTaken)]
    assert [event.tool for event in taken] == ["forceps"]
    assert any(isinstance(event, PieceBinned) for event in room.scene.events)
    assert room.seen.binned == 1


@pytest.mark.parametrize("person", [DeviationMouse, DeviationKeyboard])
def test_a_person_clears_the_glass_with_the_forceps(person: type) -> None:
    room = DeviationRoom("deviation-filling-breakage", seed=8)
    person(room, 700).play(until="mend")
    assert not room.seen.pieces
    assert {event.tool for event in room.scene.events if isinstance(event, PieceTaken)} == {"forceps"}


def _card(room: DeviationRoom, glove: str) -> bytes:
    card = GloveCard(room.scene.view, "filler", f"glove.{glove}")
    room.scene.show(card)
    room.draw()
    picture = next(widget for widget in card.form.all() if type(widget).__name__ == "Picture")
    sheet = room.ctx.screen.surface.subsurface(picture.rect).copy()
    room.scene.over = None
    return pygame.image.tobytes(sheet, "RGB")


def test_a_hole_shows_on_the_glove_that_has_it_once_one_looks_at_it() -> None:
    room, glove = torn()
    whole = _card(room, glove)
    assert glove not in room.seen.plant().torn
    room.scene.hand.start(f"look:filler:glove.{glove}")
    room.settle()
    room.wait(0.1)
    assert isinstance(room.scene.over, GloveCard)
    assert _card(room, glove) != whole
    other = next(name for name in (f"{zone}_right" for zone in filler.MIDDLES) if name != glove)
    before = _card(room, other)
    room.scene.hand.start(f"look:filler:glove.{other}")
    room.settle()
    assert _card(room, other) == before


def test_a_larger_hole_is_drawn_larger() -> None:
    room, glove = torn()
    room.scene.hand.start(f"look:filler:glove.{glove}")
    room.settle()
    looks = []
    for size_mm in (0.8, 1.5):
        room.session.world.twin.state.gloves[glove].hole_mm = size_mm
        looks.append(_card(room, glove))
    dark = [sum(look[n : n + 3] == DARK for n in range(0, len(look), 3)) for look in looks]
    assert dark[1] > 2 * dark[0] > 0


def test_nothing_on_the_card_says_in_words_whether_the_glove_is_torn() -> None:
    room, glove = torn()
    room.scene.hand.start(f"look:filler:glove.{glove}")
    room.settle()
    room.wait(0.1)
    said = " ".join(widget.words() for widget in room.scene.over.form.all()).lower()
    assert not any(word in said for word in ("trou", "perc", "déchir"))


@pytest.mark.parametrize("lang", LANGS)
def test_whatever_can_be_done_at_the_machine_has_its_words_and_its_place(lang: str) -> None:
    for room in (broken(lang=lang), reached_in(lang=lang), with_forceps(lang=lang)):
        found = room.scene.picture.placed(choices(room.scene.view))
        assert all(choice.label for choice in found)
        for choice in found:
            if choice.thing == "filler" and choice.verb != "put":
                assert choice.at, choice.id
        for name in room.scene.picture.names():
            assert room.scene.picture.title(name)


def test_units_are_put_out_by_number_and_letters_are_refused_in_place() -> None:
    room = broken(lang="en")
    room.scene._go_and_open("screen", "filling_panel")
    room.settle()
    room.click("setpoints")
    room.click("set.eject.from")
    room.write("abc")
    room.click("press:eject")
    room.settle()
    panel = room.scene.panel
    assert panel.errors == {"eject.from": t("forms.reason_not_a_number", "en")}
    assert panel.form.get("set.eject.from").text == "abc"
    for name, text in (("set.eject.from", "10"), ("set.eject.to", "20")):
        room.click(name)
        room.key("ctrl+a")
        room.write(text)
    room.click("press:eject")
    room.settle()
    room.wait(0.2)
    assert panel.errors == {"eject": t("deviation.refused_blocked", "en")}


@pytest.mark.parametrize(("size", "percent"), SIZES)
def test_counters_and_alarms_are_read_from_near_and_left_again(size: tuple[int, int], percent: int) -> None:
    room = broken(size=size, percent=percent)
    room.scene._go_and_open("screen", "filling_panel")
    room.settle()
    for page, tab in (("counts", "tab.keys"), ("alarms", "tab.alarms")):
        if room.scene.panel.narrow:
            room.click(tab)
        room.click(page)
        room.settle()
        room.wait(0.1)
        assert room.scene.panel.page == page
        assert room.seen.looked("filling_panel", page) >= 0
        room.click("main")
        assert room.scene.panel.page == "main"


def test_the_batch_record_tells_the_last_good_control_by_unit() -> None:
    from game.view.deviation.filling_cards import record

    room = broken(lang="en")
    last = [check for check in room.seen.checks if check.kind == "track" and check.conforming][-1]
    rows = dict(record(room.scene.view))
    assert f"unit {last.unit}" in rows[t("filling.check_track", "en")]


def test_in_the_replay_what_is_laid_over_the_room_lies_right_over_the_zone() -> None:
    room = with_forceps()
    view, own = room.scene.view, room.scene.view.camera
    film = RoomFilm(view)
    film.draw()
    near = film.picture.near
    for piece in room.seen.pieces:
        a, b = view.camera.point(piece.x_m, piece.y_m), near.point(piece.x_m, piece.y_m)
        assert max(abs(a[0] - b[0]), abs(a[1] - b[1])) <= 1
    film.watch(1.0)
    assert view.camera is own


@pytest.mark.parametrize("lang", LANGS)
def test_the_team_is_told_what_evidence_it_has_to_find_the_cause_by(lang: str) -> None:
    room = DeviationRoom("deviation-filling-glove", lang=lang)

    def told() -> str:
        room.scene._go_and_open("write_on", "investigation")
        room.settle()
        room.wait(0.2)
        words = " ".join(widget.words() for widget in room.scene.paper.form.all())
        room.scene.paper = None
        return words

    assert t("deviation.form_kept_none", lang) in told()
    for what in ("press:filling_panel:print", "put:trend_print:evidence_folder"):
        room.scene.hand.start(what)
        room.settle()
    assert t("deviation.form_kept", lang, what=t("deviation.kind_trend_print", lang)) in told()
