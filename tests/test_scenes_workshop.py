"""The workshop as its author uses it: by keyboard, on the screen."""

from __future__ import annotations

import shutil
from pathlib import Path

import pygame
import pytest

from game.content.loader import load_level
from game.content.rules import load_rulebook
from game.scenes.message import MessageScene
from game.scenes.stack import Stack
from game.scenes.workshop import WorkshopScene
from game.scenes.workshop_level import WorkshopLevelScene
from game.session.authoring.workshop_memory import Memory, keep
from game.session.proofs import Doubt, Proof, remember
from game.view.widgets import RowList, Scroll, TextField, Toggle
from tests.kit.player import LEVELS
from tests.kit.shots import click, open_dummy, press, type_text

FIRST = "gowning/gowning-first.yaml"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GRADE_A_LEVELS", str(tmp_path / "levels"))
    monkeypatch.setenv("GRADE_A_DATA", str(tmp_path / "data"))
    for name in (FIRST, "gowning/gowning-grade-c.yaml", "line_clearance/line-clearance-first.yaml", "deviation/deviation-first.yaml"):
        (tmp_path / "levels" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(LEVELS / name, tmp_path / "levels" / name)
    return tmp_path / "levels"


def workshop(home: Path, lang: str = "fr") -> Stack:
    ctx = open_dummy((1280, 720), lang, settings_path=home.parent / "settings.json")
    stack = Stack(ctx, WorkshopScene())
    wait(stack)
    return stack


def wait(stack: Stack, ticks: int = 30) -> None:
    for _ in range(ticks):
        stack.tick()
    stack.draw(stack.ctx.screen)


def page(home: Path, part: str = "document", name: str = FIRST, lang: str = "fr") -> Stack:
    ctx = open_dummy((1280, 720), lang, settings_path=home.parent / "settings.json")
    stack = Stack(ctx, WorkshopLevelScene(home / name, part))
    stack.draw(ctx.screen)
    return stack


def top(stack: Stack) -> WorkshopLevelScene:
    assert isinstance(stack.top, WorkshopLevelScene)
    return stack.top


def field(stack: Stack, name: str) -> TextField:
    found = top(stack).form.get(f"at {name}")
    assert isinstance(found, TextField)
    return found


def write(stack: Stack, name: str, text: str) -> None:
    """Into a field as by hand: all of what is there is replaced."""
    top(stack).form.focus_on(f"at {name}")
    press(stack, pygame.K_a, pygame.KMOD_CTRL)
    type_text(stack, text)


def said(stack: Stack) -> str:
    return top(stack)._said()[1]


def pushed(stack: Stack, id: str) -> None:
    """The button of that name, by keyboard."""
    stack.top.form.focus_on(id)  # type: ignore[union-attr]
    press(stack, pygame.K_RETURN)


# --- the list ----------------------------------------------------------------------------------------------------------------


def rows(stack: Stack) -> RowList:
    found = stack.top.form.get("levels")  # type: ignore[union-attr]
    assert isinstance(found, RowList)
    return found


def test_the_list_shows_every_level_with_its_state_and_a_broken_file_with_its_error(home: Path) -> None:
    (home / "gowning/casse.yaml").write_text("format: 1\nid: casse\ntitle: fr: Cassé\n", encoding="utf-8")
    stack = workshop(home)
    listed = {Path(row.id).stem: row for row in rows(stack).rows}
    assert listed["gowning-first"].title == "Premiers gestes"
    assert listed["gowning-first"].tail == "bon"
    assert "pas approuvé" in listed["gowning-first"].note
    assert "pas prouvé" in listed["gowning-first"].note
    assert listed["casse"].tail == "illisible"
    assert "guillemets" in listed["casse"].note


def proof(home: Path, *, good: bool, doubts: tuple[Doubt, ...] = ()) -> None:
    """Kept for the first level."""
    said = {"fr": "Voilà.", "en": "There."}
    kept = Proof("2026-01-31", 2, good, 14, said, 20, (), (), (), doubts, 125)
    remember(load_level(home / FIRST), load_rulebook(), kept)


EXPERT = Doubt("", "", "finished", 0, ("GOWN-04/done@wash",), "")
UNSEEN = Doubt("skip@wash", "GOWN-04/done@wash", "not_seen", 0, (), "")


@pytest.mark.parametrize(
    ("lang", "doubts", "tail", "why"),
    [
        ("fr", (UNSEEN, EXPERT), "preuve ratée", "l’élève parfait n’a pas 100"),
        ("fr", (UNSEEN, UNSEEN), "preuve ratée", "2 élèves fautifs mal vus"),
        ("fr", (UNSEEN,), "preuve ratée", "1 élève fautif mal vu"),
        ("fr", (), "preuve ratée", "trop de simples clics"),
        ("en", (EXPERT,), "proof failed", "the perfect trainee does not score 100"),
    ],
)
def test_a_failed_proof_is_a_warning_with_its_reason_in_the_list_and_on_the_page(
    home: Path, lang: str, doubts: tuple[Doubt, ...], tail: str, why: str
) -> None:
    proof(home, good=False, doubts=doubts)
    row = rows(workshop(home, lang)).rows[0]
    assert (row.icon, row.tail) == ("alert", tail)
    assert why in row.note
    assert " prouvé" not in row.note
    assert " proved" not in row.note
    stack = page(home, "check", lang=lang)
    assert why in top(stack).spoken()
    assert "Rien à redire" not in top(stack).spoken()
    assert (top(stack).parts[6].id, top(stack).parts[6].sign()[0]) == ("proof", "alert")
    assert why in top(stack).parts[6].sign()[1]
    pushed(stack, "to_proof")
    assert top(stack).part_id == "proof"


def test_a_proof_that_passed_is_good(home: Path) -> None:
    proof(home, good=True)
    row = rows(workshop(home)).rows[0]
    assert (row.icon, row.tail) == ("done", "bon")
    assert "prouvé le 31 janv. 2026" in row.note
    assert "Rien à redire" in top(page(home, "check")).spoken()


@pytest.mark.parametrize(
    ("old", "new", "icon", "tail"),
    [
        (b'fr: "Premiers gestes"', b'fr: "TODO Premiers gestes"', "write", "1 à écrire"),
        (b'fr: "Premiers gestes"', b'fr: "12 gestes"', "alert", "1 attention"),
        (b'fr: "Premiers gestes"', b'fr: "TODO ' + b"x" * 70 + b'"', "alert", "1 à écrire, 1 attention"),
    ],
)
def test_the_list_counts_what_is_to_be_written_and_warnings_and_calls_neither_good(
    home: Path, old: bytes, new: bytes, icon: str, tail: str
) -> None:
    (home / FIRST).write_bytes((home / FIRST).read_bytes().replace(old, new, 1))
    row = rows(workshop(home)).rows[0]
    assert (row.icon, row.tail) == (icon, tail)
    stack = page(home, "check")
    assert top(stack).part.sign() == (icon, tail)
    assert "rien à redire" not in top(stack).spoken().lower()


def test_the_list_is_narrowed_down_to_a_scene_and_that_is_remembered(home: Path) -> None:
    stack = workshop(home)
    stack.top.form.focus_on("scene")  # type: ignore[union-attr]
    press(stack, pygame.K_RIGHT)
    press(stack, pygame.K_RIGHT)
    assert [Path(row.id).stem for row in rows(stack).rows] == ["line-clearance-first"]
    assert [Path(row.id).stem for row in rows(workshop(home)).rows] == ["line-clearance-first"]


@pytest.mark.parametrize("percent", [150, 200])
def test_on_a_small_page_what_narrows_the_list_down_comes_before_it(home: Path, percent: int) -> None:
    many(home)
    ctx = open_dummy((1280, 720), "fr", percent, settings_path=home.parent / "settings.json")
    stack = Stack(ctx, WorkshopScene())
    wait(stack)
    ids = [widget.id for widget in stack.top.form.stops()]  # type: ignore[union-attr]
    assert ids.index("scene" if percent == 150 else "narrow") < ids.index("levels")
    if percent == 200:
        assert "Montrés\u00a0: Tous" in stack.top.spoken()  # type: ignore[union-attr]
        pushed(stack, "narrow")
    assert stack.top.form.get("scene").rect.bottom < rows(stack).rect.top  # type: ignore[union-attr]
    stack.top.form.focus_on("scene")  # type: ignore[union-attr]
    press(stack, pygame.K_RIGHT if percent == 150 else pygame.K_DOWN)
    press(stack, pygame.K_RIGHT if percent == 150 else pygame.K_DOWN)
    assert [Path(row.id).stem for row in rows(stack).rows] == ["line-clearance-first"]


def test_enter_opens_a_level_and_escape_leads_back_to_its_row(home: Path) -> None:
    stack = workshop(home)
    press(stack, pygame.K_DOWN)
    press(stack, pygame.K_RETURN)
    assert top(stack).desk.path.stem == "gowning-grade-c"
    press(stack, pygame.K_ESCAPE)
    assert isinstance(stack.top, WorkshopScene)
    wait(stack)
    assert Path(rows(stack).chosen).stem == "gowning-grade-c"
    again = workshop(home)
    assert Path(rows(again).chosen).stem == "gowning-grade-c"


def many(home: Path, n: int = 20) -> None:
    """So many levels that the list is longer than the window."""
    for at in range(n):
        shutil.copy(home / FIRST, home / f"gowning/gowning-{at:02}.yaml")


def in_sight(stack: Stack) -> bool:
    """Whether all of the chosen row is seen."""
    scroll = next(w for w in stack.top.form.widgets if isinstance(w, Scroll))  # type: ignore[union-attr]
    return bool(scroll.rect.contains(rows(stack).sight()))


@pytest.mark.parametrize("mouse", [False, True])
def test_back_from_a_level_the_list_stands_where_it_was_with_that_level_chosen(home: Path, *, mouse: bool) -> None:
    many(home)
    stack = workshop(home)
    for _ in range(5):
        press(stack, pygame.K_DOWN)
    chosen = rows(stack).chosen
    if mouse:
        click(stack, rows(stack).sight().center)
    else:
        press(stack, pygame.K_RETURN)
    assert str(top(stack).desk.path) == chosen
    press(stack, pygame.K_ESCAPE) if not mouse else click(stack, top(stack).form.get("back").rect.center)
    for _ in range(40):
        assert rows(stack).chosen == chosen
        assert in_sight(stack)
        wait(stack, 1)


def test_a_list_that_opens_again_shows_the_level_of_last_time_and_yields_to_the_wheel(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    many(home)
    last = str(home / "deviation/deviation-first.yaml")
    keep(home.parent / "workshop.json", Memory(level=last))
    stack = workshop(home)
    assert rows(stack).chosen == last
    assert in_sight(stack)
    monkeypatch.setattr(pygame.mouse, "get_pos", lambda: (640, 400))
    stack.handle(pygame.event.Event(pygame.MOUSEWHEEL, y=30, x=0, flipped=False))
    wait(stack, 5)
    assert not in_sight(stack)


# --- editing -----------------------------------------------------------------------------------------------------------------


def test_a_field_is_saved_with_enter_and_says_so_and_ctrl_z_takes_it_back(home: Path) -> None:
    before = (home / FIRST).read_bytes()
    stack = page(home)
    write(stack, "control/version", "0.2")
    assert said(stack) == "En cours de frappe\u00a0: Entrée enregistre."
    press(stack, pygame.K_RETURN)
    assert (home / FIRST).read_bytes() == before.replace(b'version: "0.1"', b'version: "0.2"', 1)
    assert said(stack).startswith("Enregistré à")
    press(stack, pygame.K_z, pygame.KMOD_CTRL)
    assert (home / FIRST).read_bytes() == before
    assert said(stack) == "Annulé\u00a0: Version du niveau"
    assert field(stack, "control/version").text == "0.1"
    press(stack, pygame.K_y, pygame.KMOD_CTRL)
    assert load_level(home / FIRST).control.version == "0.2"


def test_a_field_is_saved_when_one_goes_on_and_escape_puts_it_back(home: Path) -> None:
    stack = page(home)
    write(stack, "control/author", "A. Martin")
    press(stack, pygame.K_TAB)
    assert load_level(home / FIRST).control.author == "A. Martin"
    write(stack, "control/author", "Personne")
    press(stack, pygame.K_ESCAPE)
    assert isinstance(stack.top, WorkshopLevelScene)
    assert field(stack, "control/author").text == "A. Martin"
    assert load_level(home / FIRST).control.author == "A. Martin"


def test_while_a_field_is_typed_in_ctrl_z_is_the_fields_own(home: Path) -> None:
    before = (home / FIRST).read_bytes()
    stack = page(home)
    write(stack, "control/version", "0.2")
    press(stack, pygame.K_z, pygame.KMOD_CTRL)
    assert (home / FIRST).read_bytes() == before
    assert field(stack, "control/version").text != "0.2"


@pytest.mark.parametrize(("lang", "word"), [("fr", "Ce champ ne peut pas rester vide."), ("en", "This field cannot stay empty.")])
def test_a_wrong_value_is_told_at_its_field_and_leaving_asks_first(home: Path, lang: str, word: str) -> None:
    before = (home / FIRST).read_bytes()
    stack = page(home, lang=lang)
    top(stack).form.focus_on("at control/version")
    press(stack, pygame.K_a, pygame.KMOD_CTRL)
    press(stack, pygame.K_BACKSPACE)
    press(stack, pygame.K_RETURN)
    assert word in field(stack, "control/version").error
    assert (home / FIRST).read_bytes() == before
    press(stack, pygame.K_TAB)
    pushed(stack, "back")
    assert isinstance(stack.top, MessageScene)
    press(stack, pygame.K_RETURN)  # stay
    assert field(stack, "control/version").text == ""
    top(stack).form.focus_on("at control/version")
    press(stack, pygame.K_ESCAPE)
    assert field(stack, "control/version").text == "0.1"


def test_a_change_that_meets_another_programs_is_asked_about_and_both_are_kept(home: Path) -> None:
    stack = page(home)
    write(stack, "control/author", "A. Martin")
    theirs = (home / FIRST).read_bytes().replace(b'Premiers gestes"', b'Nos gestes"', 1)
    (home / FIRST).write_bytes(theirs)
    press(stack, pygame.K_RETURN)
    assert isinstance(stack.top, MessageScene)
    assert (home / FIRST).read_bytes() == theirs
    press(stack, pygame.K_RETURN)
    assert load_level(home / FIRST).control.author == "A. Martin"
    assert load_level(home / FIRST).title.fr == "Nos gestes"


def test_what_another_program_breaks_is_shown_at_its_line_while_the_page_is_open(home: Path) -> None:
    stack = page(home, "check")
    good = (home / FIRST).read_text(encoding="utf-8")
    (home / FIRST).write_text(good.replace("title:\n", "title: fr: Oups\n", 1), encoding="utf-8")
    wait(stack, 200)
    words = top(stack).spoken()
    assert "faute" in words
    assert "relu" in said(stack)
    assert any(w.id.startswith("line ") for w in top(stack).form.stops())
    (home / FIRST).write_text(good, encoding="utf-8")
    wait(stack, 200)
    assert top(stack).desk.state.good


PARTS = ("document", "texts", "times", "hazards", "preview", "proof", "translate", "approve")


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize(("lang", "told"), [("fr", "Ce fichier a une faute, ligne 5"), ("en", "This file has a fault, line 5")])
def test_a_part_of_a_broken_file_says_so_at_its_line_in_place_of_empty_fields(home: Path, part: str, lang: str, told: str) -> None:
    good = (home / FIRST).read_text(encoding="utf-8")
    broken = good.replace("title:\n", "title: fr: Oups\n", 1)
    assert broken.split("\n")[4] == "title: fr: Oups"
    (home / FIRST).write_text(broken, encoding="utf-8")
    stack = page(home, part, lang=lang)
    assert told in top(stack).spoken()
    assert not [w for w in top(stack).form.all() if isinstance(w, TextField)]
    assert {part.stands()[1] for part in top(stack).parts if part.id != "check"} == {""}
    pushed(stack, "to_check")
    assert top(stack).part_id == "check"
    top(stack).open(part)
    (home / FIRST).write_text(good, encoding="utf-8")
    wait(stack, 200)
    assert told not in top(stack).spoken()


def test_a_file_that_is_a_list_or_empty_is_broken_and_no_level_without_fields(home: Path) -> None:
    for text in ("- a\n- b\n", ""):
        (home / FIRST).write_text(text, encoding="utf-8")
        stack = page(home, "document")
        assert "Ce fichier a une faute" in top(stack).spoken()
        assert rows(workshop(home)).rows[0].tail == "illisible"


# --- hazards -----------------------------------------------------------------------------------------------------------------


def test_a_hazard_is_switched_off_by_keyboard_and_ctrl_z_switches_it_on_again(home: Path) -> None:
    name = "gowning/gowning-grade-c.yaml"
    before = (home / name).read_bytes()
    stack = page(home, "hazards", name)
    toggles = [w for w in top(stack).form.stops() if isinstance(w, Toggle)]
    assert all(toggle.on for toggle in toggles)
    assert "Met à l’épreuve" in toggles[0].note
    pushed(stack, toggles[0].id)
    off = toggles[0].id.removeprefix("hazard ")
    assert off not in {hazard.id for hazard in load_level(home / name).hazards}
    assert said(stack).startswith("Enregistré")
    press(stack, pygame.K_z, pygame.KMOD_CTRL)
    assert (home / name).read_bytes() == before


def test_a_draw_that_cannot_be_is_refused_in_words_and_a_seed_says_what_it_draws(home: Path) -> None:
    name = "gowning/gowning-grade-c.yaml"
    before = (home / name).read_bytes()
    stack = page(home, "hazards", name)
    write(stack, "hazards/draw/0", "9")
    press(stack, pygame.K_RETURN)
    assert field(stack, "hazards/draw/0").error
    assert (home / name).read_bytes() == before
    press(stack, pygame.K_ESCAPE)
    top(stack).form.focus_on("seed")
    press(stack, pygame.K_a, pygame.KMOD_CTRL)
    type_text(stack, "17")
    assert "Ce tirage donne" in top(stack).spoken()
    type_text(stack, "x")
    assert "nombre entier" in top(stack).spoken()


# --- the page ----------------------------------------------------------------------------------------------------------------


def test_the_part_that_was_open_is_open_again(home: Path) -> None:
    stack = page(home, "")
    press(stack, pygame.K_PAGEDOWN, pygame.KMOD_CTRL)
    part = top(stack).part_id
    assert top(page(home, "")).part_id == part
    (home / FIRST).write_text("{", encoding="utf-8")
    assert top(page(home, "")).part_id == "check"


def test_a_file_that_cannot_be_written_offers_a_copy(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(WorkshopLevelScene, "read_only", property(lambda _: True))
    stack = page(home)
    assert not field(stack, "control/version").enabled
    pushed(stack, "copy")
    press(stack, pygame.K_RETURN)
    assert (home / "gowning/gowning-first-2.yaml").exists()
    assert top(stack).desk.path.stem == "gowning-first-2"


def test_a_new_level_is_made_by_three_questions_and_its_page_opens(home: Path) -> None:
    stack = workshop(home)
    pushed(stack, "new")
    press(stack, pygame.K_RETURN)
    pushed(stack, "make")
    error = stack.top.form.get("title").error  # type: ignore[union-attr]
    assert error == "Il faut un titre, avec des lettres ou des chiffres."
    stack.top.form.focus_on("title")  # type: ignore[union-attr]
    type_text(stack, "Notre sas")
    press(stack, pygame.K_RETURN)
    assert top(stack).desk.path == home / "line_clearance/notre-sas.yaml" or top(stack).desk.path == home / "gowning/notre-sas.yaml"
    assert top(stack).desk.state.good
    press(stack, pygame.K_ESCAPE)
    wait(stack)
    assert Path(rows(stack).chosen).stem == "notre-sas"


# --- texts, times, approval --------------------------------------------------------------------------------------------------


def test_a_text_is_changed_in_one_language_and_the_rest_stays(home: Path) -> None:
    before = (home / FIRST).read_bytes()
    stack = page(home, "texts")
    write(stack, "title/en", "First steps in a new room")
    press(stack, pygame.K_RETURN)
    assert load_level(home / FIRST).title.en == "First steps in a new room"
    assert load_level(home / FIRST).title.fr == "Premiers gestes"
    press(stack, pygame.K_z, pygame.KMOD_CTRL)
    assert (home / FIRST).read_bytes() == before


def test_a_time_without_its_unit_is_told_at_its_field(home: Path) -> None:
    before = (home / FIRST).read_bytes()
    stack = page(home, "times")
    write(stack, "time/limit", "45")
    press(stack, pygame.K_RETURN)
    assert "45" in field(stack, "time/limit").error
    assert "Temps limite" in field(stack, "time/limit").error
    assert "limit\u00a0" not in field(stack, "time/limit").error
    assert (home / FIRST).read_bytes() == before
    write(stack, "time/limit", "45 min")
    press(stack, pygame.K_RETURN)
    assert load_level(home / FIRST).limit_s == 2700.0


def test_two_people_approve_after_being_told_what_it_means_and_a_change_voids_it(home: Path) -> None:
    before = (home / FIRST).read_bytes()
    stack = page(home, "approve")

    def named(reviewer: str, approver: str) -> None:
        for name, text in (("reviewer", reviewer), ("approver", approver)):
            top(stack).form.focus_on(name)
            press(stack, pygame.K_a, pygame.KMOD_CTRL)
            type_text(stack, text)
        pushed(stack, "approve")

    named("A. Martin", "A. Martin")
    assert "deux personnes" in top(stack).spoken()
    assert (home / FIRST).read_bytes() == before
    named("A. Martin", "Q. Durand")
    assert isinstance(stack.top, MessageScene)
    press(stack, pygame.K_RETURN)  # what Enter takes is to go back
    assert (home / FIRST).read_bytes() == before
    named("A. Martin", "Q. Durand")
    stack.top.form.focus_on("approve")  # type: ignore[union-attr]
    press(stack, pygame.K_RETURN)
    assert top(stack).desk.state.approval == "approved"
    press(stack, pygame.K_z, pygame.KMOD_CTRL)
    assert (home / FIRST).read_bytes() == before
    press(stack, pygame.K_y, pygame.KMOD_CTRL)
    top(stack).open("document")
    write(stack, "control/version", "1.1")
    press(stack, pygame.K_RETURN)
    assert top(stack).desk.state.approval == "voided"


def test_sure_corrections_are_shown_asked_about_and_made_with_a_copy_of_the_file_beside(home: Path) -> None:
    good = (home / FIRST).read_bytes()
    broken = good.replace(b"\n  target:", b"\n\ttarget:", 1)
    (home / FIRST).write_bytes(broken)
    stack = page(home, "check")
    pushed(stack, "fix")
    assert isinstance(stack.top, MessageScene)
    press(stack, pygame.K_ESCAPE)
    assert (home / FIRST).read_bytes() == broken
    pushed(stack, "fix")
    press(stack, pygame.K_RETURN)
    assert top(stack).desk.state.good
    assert (home / FIRST).read_bytes() == good
    assert (home / f"{FIRST}.bak").read_bytes() == broken
    press(stack, pygame.K_z, pygame.KMOD_CTRL)
    assert (home / FIRST).read_bytes() == broken
