"""An assessment through its screens: the code, two forms, what lies between, the result, the trainer's word."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pygame
import pytest

from game.scenes import library
from game.scenes.assessment import AssessmentScene
from game.scenes.attest import AttestScene
from game.scenes.base import route
from game.scenes.briefing import BriefingScene
from game.scenes.debrief import DebriefScene
from game.scenes.gowning import GowningScene
from game.scenes.message import MessageScene
from game.scenes.pause import PauseScene
from game.scenes.person import PersonScene
from game.scenes.sitting import SittingScene
from game.scenes.stack import Stack
from game.scenes.title import TitleScene
from game.session import trainers
from game.session.approval import in_force
from game.session.assessment import forms_of, new_code
from game.session.expert import Expert
from game.session.notes import read_notes
from game.session.runfile import read_run
from game.spec import LevelSpec
from game.view.widgets import TextField
from tests.kit.approved import approved, form, opened, play, whole_set
from tests.kit.player import level
from tests.kit.shots import click, open_dummy, press, type_text

ME = "K-17"


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GRADE_A_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


@pytest.fixture
def spec(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> LevelSpec:
    """The only level of this PC, approved."""
    spec = approved(tmp_path / "levels")
    monkeypatch.setattr(library, "LEVELS", tmp_path / "levels")
    return spec


def start(tmp_path: Path, scene, lang: str = "fr", me: str = ME, **context: object) -> Stack:
    (tmp_path / "results").mkdir(exist_ok=True)
    ctx = open_dummy((1280, 720), lang, settings_path=tmp_path / "settings.json", results=tmp_path / "results", loaded_once=True, **context)
    ctx.settings.trainee = me
    stack = Stack(ctx, scene)
    stack.draw(ctx.screen)
    return stack


def said(stack: Stack) -> str:
    return stack.top.spoken().replace("\u00a0", " ")  # type: ignore[union-attr]


def push(stack: Stack, name: str) -> None:
    """Click the widget of that id."""
    widget = stack.top.form.get(name)  # type: ignore[union-attr]
    stack.top.form._reveal(widget)  # type: ignore[union-attr]
    click(stack, widget.rect.center)


def write(stack: Stack, field: str, text: str) -> None:
    stack.top.form.focus_on(field)  # type: ignore[union-attr]
    type_text(stack, text)


def play_room(stack: Stack) -> None:
    """The expert's commands go through the room's own session; the scene sees the end."""
    room = stack.top
    assert isinstance(room, GowningScene)
    expert = Expert(room.session.level)
    while not room.session.world.ended:
        room.session.step(expert.commands(room.seen))
    for _ in range(400):
        stack.tick()
        if stack.top is not room:
            return
    raise AssertionError("the room never ended")


# --- the door ------------------------------------------------------------------------------------------------------------


def test_the_title_leads_to_the_door_and_back(tmp_path: Path, spec: LevelSpec) -> None:
    stack = start(tmp_path, TitleScene())
    push(stack, "assessment")
    assert isinstance(stack.top, AssessmentScene)
    press(stack, pygame.K_ESCAPE)
    assert isinstance(stack.top, TitleScene)


def test_a_code_typed_as_people_type_it_opens_two_forms_to_play(tmp_path: Path, spec: LevelSpec) -> None:
    code = new_code(spec).text
    stack = start(tmp_path, AssessmentScene())
    type_text(stack, code.lower().replace("-", " ").replace("0", "o"))
    press(stack, pygame.K_RETURN)

    assert isinstance(stack.top, SittingScene)
    assert "Forme 1 sur 2" in said(stack)
    assert "formateur les voit" in said(stack)
    assert code not in said(stack)
    assert not list((tmp_path / "results").iterdir()), "nothing is begun by looking"


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("typed", ["", "K7QM", "K7QM-2XHD-9RTB-4WNC", "K7QM-2XHD-9RTB-4WN?"])
def test_what_is_no_code_is_told_where_one_types_and_nothing_is_lost(tmp_path: Path, spec: LevelSpec, typed: str, lang: str) -> None:
    stack = start(tmp_path, AssessmentScene(), lang)
    type_text(stack, typed)
    press(stack, pygame.K_RETURN)

    assert isinstance(stack.top, AssessmentScene)
    field = stack.top.form.get("code")
    assert isinstance(field, TextField)
    assert field.error
    assert field.text == typed


def test_a_shipped_level_does_not_open_and_it_is_said_why(tmp_path: Path, spec: LevelSpec, monkeypatch: pytest.MonkeyPatch) -> None:
    code = new_code(dataclasses.replace(approved(tmp_path / "elsewhere", "gowning-grade-d"))).text
    monkeypatch.undo()  # the levels that came along
    stack = start(tmp_path, AssessmentScene())
    type_text(stack, code)
    press(stack, pygame.K_RETURN)

    assert isinstance(stack.top, AssessmentScene)
    assert "n’est pas approuvé" in said(stack)
    assert stack.ctx.opened is None


def test_nobody_is_asked_who_he_is_first(tmp_path: Path, spec: LevelSpec) -> None:
    stack = start(tmp_path, AssessmentScene(), me="", trial=True)
    assert "pseudonyme" in said(stack)
    press(stack, pygame.K_RETURN)

    assert isinstance(stack.top, PersonScene)


def test_another_person_does_not_inherit_what_a_code_has_opened(tmp_path: Path, spec: LevelSpec) -> None:
    stack = start(tmp_path, PersonScene(), opened=opened(spec))
    type_text(stack, "B-02")
    press(stack, pygame.K_RETURN)

    assert stack.ctx.opened is None


def test_a_level_begun_from_the_title_is_never_an_assessment(tmp_path: Path, spec: LevelSpec) -> None:
    stack = start(tmp_path, BriefingScene(spec.id, "assessment", 1_000_007))

    assert isinstance(stack.top, BriefingScene)
    assert stack.top.mode != "assessment"


# --- two forms -----------------------------------------------------------------------------------------------------------


def test_two_forms_are_played_one_after_the_other_and_told_of_only_then(tmp_path: Path, spec: LevelSpec) -> None:
    code = opened(spec)
    stack = start(tmp_path, SittingScene(code.set), opened=code)
    for number in (1, 2):
        press(stack, pygame.K_RETURN)
        assert isinstance(stack.top, BriefingScene)
        assert stack.top._modes() == ["assessment"]
        assert stack.top._pill().replace("\u00a0", " ") == f"Forme {number} sur 2"
        assert stack.top.lines()[-1][0] == "lock"
        press(stack, pygame.K_RETURN)
        play_room(stack)
        assert isinstance(stack.top, SittingScene)
        ids = {widget.id for widget in stack.top.form.stops()}
        assert ("debrief_1" in ids) == (number == 2), "no word on the first form before the second is played"
        assert ("sur 100" in said(stack)) == (number == 2)
    assert "Moyenne 100 sur 100" in said(stack)
    assert "Indicatif" in said(stack)
    assert [one.state for one in forms_of(tmp_path / "results", ME, code.set)] == ["finished", "finished"]


def test_a_form_given_up_is_not_offered_again(tmp_path: Path, spec: LevelSpec) -> None:
    code = opened(spec)
    stack = start(tmp_path, SittingScene(code.set), opened=code)
    press(stack, pygame.K_RETURN)
    press(stack, pygame.K_RETURN)
    room = stack.top
    assert isinstance(room, GowningScene)
    for _ in range(90):
        stack.tick()
    stack.go(room.resumed("give_up"))

    assert isinstance(stack.top, SittingScene)
    assert "Forme 1 sur 2 · abandonnée" in said(stack)
    assert "Forme 2 : lire la consigne" in said(stack)


def test_a_closed_window_is_an_abandoned_form(tmp_path: Path, spec: LevelSpec) -> None:
    code = opened(spec)
    stack = start(tmp_path, SittingScene(code.set), opened=code)
    press(stack, pygame.K_RETURN)
    press(stack, pygame.K_RETURN)
    stack.tick()
    stack.close()

    assert [one.state for one in forms_of(tmp_path / "results", ME, code.set)] == ["abandoned", "to_do"]


def test_after_a_breakdown_the_form_is_resumed_from_the_title_and_cannot_be_set_aside(tmp_path: Path, spec: LevelSpec) -> None:
    code = opened(spec)
    (tmp_path / "results").mkdir()
    play(form(tmp_path / "results", code, ME), until_tick=300).leave_open()
    stack = start(tmp_path, TitleScene())
    stack.tick()
    stack.draw(stack.ctx.screen)

    assert isinstance(stack.top, MessageScene)
    assert [answer[0] for answer in stack.top.answers] == ["go_on", "later"]
    assert "forme 1 sur 2" in said(stack)
    press(stack, pygame.K_RETURN)
    play_room(stack)

    assert isinstance(stack.top, SittingScene)
    assert "Redonner le code" in said(stack), "the code was in memory only"
    first = forms_of(tmp_path / "results", ME, code.set)[0]
    assert first.state == "finished"
    assert first.taken.sheet is not None
    assert first.taken.sheet.facts.interruptions == 1


def test_a_form_that_cannot_be_resumed_can_be_counted_as_abandoned(tmp_path: Path, spec: LevelSpec) -> None:
    """Its commands no longer lead where the file says: an older program, or a hand in the file."""
    code = opened(spec)
    (tmp_path / "results").mkdir()
    left = play(form(tmp_path / "results", code, ME), until_tick=600)
    left.leave_open()
    assert left.path is not None
    lines = left.path.read_bytes().splitlines(keepends=True)
    left.path.write_bytes(lines[0] + b"".join(lines[2:]))
    stack = start(tmp_path, SittingScene(code.set), opened=code)
    press(stack, pygame.K_RETURN)
    assert isinstance(stack.top, MessageScene)
    press(stack, pygame.K_ESCAPE)
    assert "Forme 1 sur 2 · commencée" in said(stack), "nothing is given up by Escape"
    press(stack, pygame.K_RETURN)
    push(stack, "aside")

    assert isinstance(stack.top, SittingScene)
    assert "Forme 1 sur 2 · abandonnée" in said(stack)
    assert "Forme 2 : lire la consigne" in said(stack)


def test_in_an_assessment_the_pause_gives_nothing_to_read(tmp_path: Path) -> None:
    stack = start(tmp_path, PauseScene("Entrer en classe D", "assessment", ["Charlotte"]))
    assert "poster" not in {widget.id for widget in stack.top.form.stops()}  # type: ignore[union-attr]
    stack = start(tmp_path, PauseScene("Entrer en classe D", "practice", ["Charlotte"]))
    assert "poster" in {widget.id for widget in stack.top.form.stops()}  # type: ignore[union-attr]


def test_the_debrief_of_each_form_is_open_after_both(tmp_path: Path, spec: LevelSpec) -> None:
    code = opened(spec)
    (tmp_path / "results").mkdir()
    whole_set(tmp_path / "results", code, ME, ("skip", "wash"))
    stack = start(tmp_path, SittingScene(code.set))
    push(stack, "debrief_2")
    assert "instant" in said(stack)
    stack.tick()
    assert isinstance(stack.top, DebriefScene)
    assert stack.top.review.sheet.facts.mode == "assessment"
    press(stack, pygame.K_ESCAPE)
    assert isinstance(stack.top, SittingScene)


# --- the trainer's word --------------------------------------------------------------------------------------------------


@pytest.fixture
def attesting(tmp_path: Path, spec: LevelSpec) -> tuple[Stack, list[Path]]:
    code = opened(spec)
    (tmp_path / "results").mkdir()
    paths = whole_set(tmp_path / "results", code, ME)
    trainers.add("M. Duval", "rose-9041")
    stack = start(tmp_path, SittingScene(code.set))
    push(stack, "attest")
    assert isinstance(stack.top, AttestScene)
    return stack, paths


def notes(path: Path) -> list[tuple[str, str, int, str]]:
    return [(note.kind, note.by, note.rating, note.decision) for note in read_notes(path, read_run(path).header.run).sound]


def test_presence_rating_and_decision_are_signed_beside_the_runs(attesting) -> None:
    stack, paths = attesting
    before = [path.read_bytes() for path in paths]
    push(stack, "presence")
    for name, steps in (("rating", 4), ("decision", 1)):
        stack.top.form.focus_on(name)
        for _ in range(steps):
            press(stack, pygame.K_RIGHT)
    write(stack, "text", "Calme.")
    write(stack, "pin", "rose-9041")
    press(stack, pygame.K_RETURN)

    assert isinstance(stack.top, SittingScene)
    assert notes(paths[0]) == [("presence", "M. Duval", 0, ""), ("decision", "M. Duval", 0, "confirmed")]
    assert notes(paths[1]) == [*notes(paths[0]), ("rating", "M. Duval", 4, "")]
    assert "M. Duval atteste" in said(stack)
    assert "impression d’ensemble 4 sur 5. Calme." in said(stack)
    assert [path.read_bytes() for path in paths] == before


def test_presence_is_never_attested_by_default(attesting) -> None:
    stack, paths = attesting
    write(stack, "pin", "rose-9041")
    press(stack, pygame.K_RETURN)

    assert isinstance(stack.top, AttestScene)
    assert "rien à noter" in said(stack)
    assert notes(paths[0]) == []


def test_a_wrong_pin_signs_nothing_and_the_fifth_closes_the_screen(attesting) -> None:
    stack, paths = attesting
    push(stack, "presence")
    for attempt in range(5):
        assert isinstance(stack.top, AttestScene)
        write(stack, "pin", "x")
        press(stack, pygame.K_RETURN)
        if attempt < 4:
            assert "pas le bon" in said(stack)
    assert isinstance(stack.top, SittingScene)
    assert notes(paths[0]) == []


def test_the_pin_is_shown_to_nobody(attesting) -> None:
    stack, _ = attesting
    write(stack, "pin", "rose-9041")
    field = stack.top.form.get("pin")

    assert "rose" not in said(stack)
    assert field.shown == "•" * 9
    from game.view.trace import describe

    assert "rose" not in str(describe(stack.top, stack.ctx.screen))


def test_on_a_station_without_trainer_the_first_one_chooses_his_pin(tmp_path: Path, spec: LevelSpec) -> None:
    code = opened(spec)
    (tmp_path / "results").mkdir()
    paths = whole_set(tmp_path / "results", code, ME)
    stack = start(tmp_path, SittingScene(code.set))
    push(stack, "attest")
    push(stack, "presence")
    write(stack, "name", "A. Lemaire")
    write(stack, "pin", "soleil-7")
    write(stack, "pin_again", "soleil-8")
    press(stack, pygame.K_RETURN)
    assert "ne sont pas les mêmes" in said(stack)
    assert trainers.names() == ()
    stack.top.form.focus_on("pin_again")
    press(stack, pygame.K_BACKSPACE)
    type_text(stack, "7")
    press(stack, pygame.K_RETURN)

    assert isinstance(stack.top, SittingScene)
    assert trainers.names() == ("A. Lemaire",)
    assert notes(paths[0]) == [("presence", "A. Lemaire", 0, "")]


def test_a_confirmed_pass_says_by_whom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from game.session.remarks import attest_all

    spec = approved(tmp_path / "levels", "gowning-grade-c")
    monkeypatch.setattr(library, "LEVELS", tmp_path / "levels")
    (tmp_path / "results").mkdir()
    code = opened(spec)
    paths = whole_set(tmp_path / "results", code, ME)
    trainers.add("M. Duval", "rose-9041")
    stack = start(tmp_path, SittingScene(code.set))
    assert "Réussite proposée" in said(stack)
    attest_all(paths, ("M. Duval", "rose-9041"), decision="confirmed")
    stack = start(tmp_path, SittingScene(code.set))

    assert "Réussite confirmée par M. Duval" in said(stack)
    assert "pas une qualification" in said(stack)


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("percent", [100, 150, 200])
@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080)])
def test_everything_can_be_reached_at_any_scale(tmp_path: Path, spec: LevelSpec, lang: str, percent: int, size: tuple[int, int]) -> None:
    code = opened(spec)
    (tmp_path / "results").mkdir()
    ctx = open_dummy(size, lang, percent, settings_path=tmp_path / "settings.json", results=tmp_path / "results", opened=code)
    ctx.settings.trainee = ME
    for scene in (AssessmentScene(), SittingScene(code.set), PersonScene(), route("attest", [], forms_result())):
        stack = Stack(ctx, scene)
        stack.draw(ctx.screen)
        for widget in scene.form.stops():
            scene.form.focus_on(widget.id)
            assert ctx.screen.bounds.contains(widget.rect.clip(ctx.screen.bounds)), widget.id
            assert widget.rect.clip(ctx.screen.bounds).h >= min(widget.rect.h, 40), (type(scene).__name__, widget.id)


def forms_result():
    from scoring.assessment import set_result

    return set_result([])


def test_a_level_of_the_folder_is_the_one_of_the_kit(spec: LevelSpec) -> None:
    assert [one.id for one in library.offers("fr")] == [spec.id]
    assert not in_force(level(spec.id))
