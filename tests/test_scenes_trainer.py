"""The trainer's room: who comes in, what is seen of whom, an assessment from code to signature, collecting, the report."""

from __future__ import annotations

import shutil
import tempfile
import time
from pathlib import Path

import pygame
import pytest

from game.scenes import library
from game.scenes.attest import AttestScene
from game.scenes.debrief import DebriefScene
from game.scenes.message import MessageScene
from game.scenes.stack import Stack
from game.scenes.title import TitleScene
from game.scenes.trainer import TrainerScene
from game.scenes.trainer_assess import OpeningsScene
from game.scenes.trainer_board import BoardScene
from game.scenes.trainer_collect import CollectScene
from game.scenes.trainer_desk import IDLE_TICKS, Desk
from game.scenes.trainer_finding import FindingScene
from game.scenes.trainer_folder import FolderScene
from game.scenes.trainer_people import PeopleScene
from game.scenes.trainer_report import ReportScene
from game.scenes.trainer_room import RoomScene
from game.scenes.trainer_run import TrainersRunScene
from game.scenes.trainer_work import WorkScene
from game.session import trainers
from game.session.assessment import open_code
from game.session.notes import read_notes
from game.session.station import known_keys
from game.session.trainer_groups import Group, groups, keep_group, openings
from game.spec import LevelSpec
from game.view.widgets import TextField
from tests.kit.approved import approved, opened, whole_set
from tests.kit.cohort import station_at, write_run
from tests.kit.shots import click, open_dummy, press, type_text

BY, PIN = "M. Duval", "rose-9041"


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GRADE_A_DATA", str(tmp_path / "data"))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    (tmp_path / "results").mkdir()
    return tmp_path / "data"


@pytest.fixture
def spec(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> LevelSpec:
    """The only level of this PC, approved."""
    spec = approved(tmp_path / "levels")
    monkeypatch.setattr(library, "LEVELS", tmp_path / "levels")
    return spec


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the browser would have been given, as text."""
    pages: list[str] = []
    monkeypatch.setattr(library, "show_file", lambda path: pages.append(path.read_text(encoding="utf-8")))
    return pages


def start(tmp_path: Path, scene=None, lang: str = "fr") -> Stack:
    """The room with the trainer in it, or another scene."""
    ctx = open_dummy((1280, 720), lang, settings_path=tmp_path / "settings.json", results=tmp_path / "results", loaded_once=True)
    if scene is None:
        trainers.add(BY, PIN)
        scene = RoomScene(Desk(BY, tmp_path / "results"))
    stack = Stack(ctx, scene)
    settle(stack)
    return stack


def settle(stack: Stack) -> None:
    """Until nothing is read and nothing worked at any more; draws each frame as the window does."""
    for _ in range(6000):
        stack.tick()
        stack.draw(stack.ctx.screen)
        top = stack.top
        desk = getattr(top, "desk", None)
        busy = isinstance(top, WorkScene) or getattr(top, "_reading", None) or getattr(top, "_looking", None) or (desk and desk.looking)
        if not busy:
            return
        time.sleep(0.005)
    raise AssertionError("it never ends")


def said(stack: Stack) -> str:
    return stack.top.spoken().replace("\u00a0", " ")  # type: ignore[union-attr]


def push(stack: Stack, name: str) -> None:
    """Click the widget of that id, and wait for what it begins."""
    widget = stack.top.form.get(name)  # type: ignore[union-attr]
    stack.top.form._reveal(widget)  # type: ignore[union-attr]
    click(stack, widget.rect.center)
    settle(stack)


def enter(stack: Stack, name: str) -> None:
    """The same by the keyboard; on a list it takes the row that is marked."""
    stack.top.form.focus_on(name)  # type: ignore[union-attr]
    press(stack, pygame.K_RETURN)
    settle(stack)


def write(stack: Stack, field: str, text: str) -> None:
    stack.top.form.focus_on(field)  # type: ignore[union-attr]
    type_text(stack, text)


def row(stack: Stack, list_id: str, name: str) -> None:
    """Choose a row by its id."""
    stack.top.form.get(list_id).chosen = name  # type: ignore[union-attr]
    enter(stack, list_id)


# --- the door ------------------------------------------------------------------------------------------------------------


def test_the_first_trainer_gives_name_and_pin_and_the_next_one_in_needs_them(tmp_path: Path) -> None:
    stack = start(tmp_path, TrainerScene())
    for field, text in (("name", BY), ("pin", PIN), ("pin_again", PIN)):
        write(stack, field, text)
    push(stack, "open")
    assert isinstance(stack.top, RoomScene)
    assert trainers.names() == (BY,)

    press(stack, pygame.K_ESCAPE)
    assert isinstance(stack.top, TitleScene)
    stack.go(None)
    again = start(tmp_path, TrainerScene())
    write(again, "pin", "wrong-1")
    press(again, pygame.K_RETURN)
    assert isinstance(again.top, TrainerScene)
    assert "n’est pas le bon" in said(again)
    write(again, "pin", PIN)
    press(again, pygame.K_RETURN)
    assert isinstance(again.top, RoomScene)


def test_who_tries_five_wrong_pins_is_sent_home(tmp_path: Path) -> None:
    trainers.add(BY, PIN)
    stack = start(tmp_path, TrainerScene())
    for _ in range(5):
        write(stack, "pin", "123456")
        press(stack, pygame.K_RETURN)
    assert isinstance(stack.top, TitleScene)


def test_the_room_locks_when_nobody_touches_anything_whatever_page_is_open(tmp_path: Path) -> None:
    stack = start(tmp_path)
    push(stack, "people")
    stack._still = IDLE_TICKS - 2
    press(stack, pygame.K_DOWN)
    stack.tick()
    assert isinstance(stack.top, PeopleScene)
    stack._still = IDLE_TICKS
    stack.tick()
    assert isinstance(stack.top, TrainerScene)
    assert "refermée" in said(stack)
    assert len(stack.scenes) == 1


# --- the class -----------------------------------------------------------------------------------------------------------


def test_the_class_list_has_everybody_and_of_practice_only_that_and_when(tmp_path: Path, data: Path) -> None:
    (tmp_path / "pseudonyms.txt").write_text("K-17\nL-09\n", encoding="utf-8")
    here = station_at(data)
    write_run(tmp_path / "results", here, "K-17", 1, mode="practice", errors=(("skip", "wash"),))
    stack = start(tmp_path)
    assert "2" in said(stack)
    push(stack, "people")
    rows = {one.id: one for one in stack.top.form.get("people").rows}  # type: ignore[union-attr]
    assert set(rows) == {"K-17", "L-09"}
    assert "Pas encore" in rows["L-09"].note
    row(stack, "people", "K-17")
    told = said(stack)
    assert "Entraînement" in told
    assert "sur 100" not in told
    assert "lav" not in told.casefold(), "the finding of practice shows"


def test_typing_filters_and_a_group_filters_too(tmp_path: Path) -> None:
    (tmp_path / "pseudonyms.txt").write_text("K-17\nK-18\nL-09\n", encoding="utf-8")
    keep_group(Group("Matin", ("K-18", "L-09")))
    stack = start(tmp_path)
    push(stack, "people")
    type_text(stack, "k-")
    assert [one.id for one in stack.top.form.get("people").rows] == ["K-17", "K-18"]  # type: ignore[union-attr]
    stack.top.form.get("group").chosen = "*"  # type: ignore[union-attr]
    enter(stack, "group")
    assert [one.id for one in stack.top.form.get("people").rows] == ["K-18"]  # type: ignore[union-attr]


def test_a_group_is_made_and_the_sites_list_keeps_its_remarks(tmp_path: Path) -> None:
    path = tmp_path / "pseudonyms.txt"
    path.write_bytes("# Lyon\r\nK-17  # équipe A\r\nL-09\r\n".encode())
    stack = start(tmp_path)
    push(stack, "people")
    push(stack, "groups")
    push(stack, "new")
    push(stack, "keep")
    assert "nom" in said(stack)
    write(stack, "name", "Matin")
    row(stack, "people", "L-09")
    push(stack, "keep")
    assert groups() == (Group("Matin", ("L-09",)),)
    press(stack, pygame.K_ESCAPE)

    push(stack, "list")
    type_text(stack, "M-31, M-32")
    press(stack, pygame.K_RETURN)
    assert stack.ctx.site_list.names == ("K-17", "L-09", "M-31", "M-32")
    row(stack, "names", "K-17")
    assert stack.ctx.site_list.names == ("L-09", "M-31", "M-32")
    row(stack, "names", "K-17")
    assert path.read_bytes() == "# Lyon\r\nK-17  # équipe A\r\nL-09\r\nM-31\r\nM-32\r\n".encode()
    write(stack, "new", "M. Dupont")
    press(stack, pygame.K_RETURN)
    assert stack.ctx.site_list.names == ("K-17", "L-09", "M-31", "M-32")


# --- an assessment -------------------------------------------------------------------------------------------------------


def test_a_code_is_made_for_a_group_shown_spelled_and_printed_and_written_nowhere(
    tmp_path: Path, spec: LevelSpec, shown: list[str]
) -> None:
    keep_group(Group("Matin", ("K-17", "L-09")))
    stack = start(tmp_path)
    push(stack, "assess")
    push(stack, "new")
    stack.top.group = "Matin"  # type: ignore[union-attr]
    push(stack, "go")
    assert isinstance(stack.top, BoardScene)
    [opening] = openings()
    code = stack.ctx.codes[opening.set]
    assert open_code(code, [spec]).set == opening.set
    assert [name for name, _ in stack.top.standing] == ["K-17", "L-09"]
    assert "2 À commencer" in said(stack)
    push(stack, "print")
    assert all(sign in shown[0] for sign in code.replace("-", ""))
    press(stack, pygame.K_ESCAPE)
    assert isinstance(stack.top, OpeningsScene)
    assert list(tmp_path.rglob("code.html"))
    stack.close()
    assert not list(tmp_path.rglob("code.html"))
    assert not [path for path in tmp_path.rglob("*") if path.is_file() and code.encode() in path.read_bytes()]


def test_the_board_shows_who_has_ended_and_no_result_and_what_is_behind_it_locks(tmp_path: Path, spec: LevelSpec) -> None:
    stack = start(tmp_path)
    push(stack, "assess")
    push(stack, "new")
    push(stack, "go")
    board = stack.top
    assert isinstance(board, BoardScene)
    whole_set(tmp_path / "results", open_code(stack.ctx.codes[board.opening.set], [spec]), "K-17")
    board._look()
    settle(stack)
    assert "1 Terminées" in said(stack)
    assert "sur 100" not in said(stack)
    stack._still = 2 * IDLE_TICKS  # what was waited for does not count
    stack.tick()
    assert stack.top is board
    push(stack, "results")
    assert isinstance(stack.top, TrainerScene)


def test_a_result_is_signed_and_a_finding_contested_with_a_reason_under_the_pin(tmp_path: Path, spec: LevelSpec, shown: list[str]) -> None:
    paths = whole_set(tmp_path / "results", opened(spec), "K-17", ("skip", "wash"))
    stack = start(tmp_path)
    assert "1 à signer" in said(stack)
    push(stack, "results")
    enter(stack, "sets")
    push(stack, "attest")
    assert isinstance(stack.top, AttestScene)
    assert stack.top.name == BY
    assert "K-17 a joué" in said(stack)
    push(stack, "presence")
    stack.top.decision = "refused"
    write(stack, "pin", PIN)
    push(stack, "sign")
    assert "ne confirme pas" in said(stack)

    push(stack, "run_2")
    assert isinstance(stack.top, TrainersRunScene)
    enter(stack, "findings")
    assert isinstance(stack.top, FindingScene)
    stack.top.kind = "contest"
    write(stack, "pin", PIN)
    push(stack, "sign")
    assert isinstance(stack.top, FindingScene), "a contest without a reason is not taken"
    write(stack, "text", "Mains lavées avant l’entrée.")
    push(stack, "sign")
    assert "conteste le constat 1" in said(stack)
    notes = read_notes(paths[1], stack.top.header.run).sound  # type: ignore[union-attr]
    assert [(note.kind, note.by) for note in notes] == [("presence", BY), ("decision", BY), ("contest", BY)]

    push(stack, "verify")
    assert said(stack).count("prouvé") == 4
    push(stack, "print")
    assert "Mains lavées avant l" in shown[-1]
    push(stack, "debrief")
    assert isinstance(stack.top, DebriefScene)
    press(stack, pygame.K_ESCAPE)
    while not isinstance(stack.top, RoomScene):
        press(stack, pygame.K_ESCAPE)
    settle(stack)
    assert "0 à signer" in said(stack)


def test_a_run_of_practice_cannot_be_opened_here(tmp_path: Path, data: Path) -> None:
    path = write_run(tmp_path / "results", station_at(data), "K-17", 1, mode="practice")
    stack = start(tmp_path, TrainersRunScene(Desk(BY, tmp_path / "results"), path))
    assert "n’est pas un essai d’évaluation" in said(stack)
    assert [widget.id for widget in stack.top.form.stops()] == ["back"]  # type: ignore[union-attr]


# --- collecting, verifying, the report -------------------------------------------------------------------------------------


def test_runs_are_collected_from_a_folder_and_an_unknown_station_is_made_known_after_a_look_at_its_key(tmp_path: Path, data: Path) -> None:
    stick = tmp_path / "clé USB"
    strange = station_at(tmp_path / "pc3")
    write_run(stick, station_at(data), "K-17", 1)
    run = write_run(stick, strange, "L-09", 1)
    shutil.copy(tmp_path / "pc3" / "station" / "station.pub", stick / "pc3.pub")
    (stick / "broken.run").write_bytes(b"nothing")

    stack = start(tmp_path)
    push(stack, "collect")
    push(stack, "folder")
    assert isinstance(stack.top, FolderScene)
    write(stack, "path", str(tmp_path / "nowhere"))
    press(stack, pygame.K_RETURN)
    assert "pas un dossier" in said(stack)
    stack.top.form.get("path").line.text = ""  # type: ignore[union-attr]
    write(stack, "path", str(stick))
    press(stack, pygame.K_RETURN)
    settle(stack)
    told = said(stack)
    assert "1 Copiés" in told
    assert "2 Mis de côté" in told
    assert "illisibles" in told

    push(stack, f"know_{strange.id}")
    assert isinstance(stack.top, MessageScene)
    assert strange.id in said(stack)
    assert strange.public not in known_keys()
    push(stack, "know")
    assert strange.public in known_keys()
    assert "1 Copiés, 1 Déjà ici, 1 Mis de côté" in said(stack)
    shutil.rmtree(stick)
    copies = sorted((data / "collected").rglob("*.run"))
    assert len(copies) == 2
    assert not list((data / "collected").rglob("*.html"))
    assert not run.exists()
    press(stack, pygame.K_ESCAPE)
    settle(stack)
    push(stack, "people")
    assert [one.id for one in stack.top.form.get("people").rows] == ["K-17", "L-09"]  # type: ignore[union-attr]


def test_two_versions_of_one_run_collected_one_after_the_other_count_for_nothing(tmp_path: Path, data: Path) -> None:
    here = station_at(data)
    write_run(tmp_path / "a", here, "K-17", 1)
    write_run(tmp_path / "b", here, "K-17", 1, errors=(("skip", "wash"),))
    stack = start(tmp_path)
    push(stack, "collect")
    for name in ("a", "b"):
        push(stack, "folder")
        write(stack, "path", str(tmp_path / name))
        press(stack, pygame.K_RETURN)
        settle(stack)
    assert isinstance(stack.top, CollectScene)
    known = stack.top.desk.known
    assert known.people == ()
    assert [one.reason for one in known.apart] == ["versions", "versions"]


def test_verifying_all_names_what_was_changed_and_can_be_stopped(tmp_path: Path, spec: LevelSpec) -> None:
    paths = whole_set(tmp_path / "results", opened(spec), "K-17")
    paths[0].write_bytes(paths[0].read_bytes().replace(b'"score"', b'"scorf"', 1))
    stack = start(tmp_path)
    push(stack, "verify")
    stack.top.form.focus_on("go")  # type: ignore[union-attr]
    press(stack, pygame.K_RETURN)
    assert isinstance(stack.top, WorkScene)
    press(stack, pygame.K_ESCAPE)
    settle(stack)
    assert "Trois questions" in said(stack), "stopped: nothing is told"
    push(stack, "go")
    told = said(stack)
    assert "1 Prouvés, 1 Contredits" in told
    assert paths[0].name in told
    assert paths[1].name not in told


def test_the_report_is_made_beside_the_window_and_opened(tmp_path: Path, spec: LevelSpec, shown: list[str]) -> None:
    whole_set(tmp_path / "results", opened(spec), "K-17")
    stack = start(tmp_path)
    push(stack, "report")
    push(stack, "go")
    assert isinstance(stack.top, ReportScene)
    assert "Essais comptés : 2" in said(stack)
    push(stack, "show")
    assert "<html" in shown[0]


@pytest.mark.parametrize("kind", ["xlsx", "csv", "moodle", "html", "record", "xapi"])
def test_tables_say_where_they_went_and_no_practice_leaves(tmp_path: Path, data: Path, kind: str) -> None:
    here = station_at(data)
    write_run(tmp_path / "results", here, "K-17", 1)
    write_run(tmp_path / "results", here, "L-09", 1, mode="practice", errors=(("skip", "wash"),))
    stack = start(tmp_path)
    push(stack, "report")
    stack.top.kind = kind  # type: ignore[union-attr]
    stack.top.refresh()  # type: ignore[union-attr]
    if kind == "xapi":
        push(stack, "go")
        assert "adresse" in said(stack)
        write(stack, "base", "https://formation.exemple.fr")
    push(stack, "go")
    made = stack.top.made  # type: ignore[union-attr]
    assert made.path.exists()
    assert str(made.path) in said(stack)
    if kind in ("html", "record"):
        assert len(list(made.path.iterdir())) == 1


# --- people at the keyboard ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080)])
@pytest.mark.parametrize("percent", [100, 200])
def test_every_page_of_the_room_is_reached_and_left_by_the_keyboard_and_stays_on_the_screen(
    tmp_path: Path, spec: LevelSpec, lang: str, size: tuple[int, int], percent: int
) -> None:
    trainers.add(BY, PIN)
    ctx = open_dummy(size, lang, percent, settings_path=tmp_path / "settings.json", results=tmp_path / "results", loaded_once=True)
    stack = Stack(ctx, RoomScene(Desk(BY, tmp_path / "results")))
    settle(stack)
    for name in ("people", "assess", "results", "collect", "verify", "report", "staff"):
        for _ in range(12):
            focus = stack.top.form.focus  # type: ignore[union-attr]
            if focus is not None and focus.id == name:
                break
            press(stack, pygame.K_TAB)
        press(stack, pygame.K_RETURN)
        settle(stack)
        assert not isinstance(stack.top, RoomScene), name
        for widget in stack.top.form.stops():  # type: ignore[union-attr]
            assert widget.rect.left >= 0
            assert widget.rect.right <= size[0]
            assert isinstance(widget, TextField) or min(widget.rect.size) >= 44, widget.id
        press(stack, pygame.K_ESCAPE)
        assert isinstance(stack.top, RoomScene)
