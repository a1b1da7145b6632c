"""Many people, one PC: who plays is chosen or typed, the last one first, and nobody sees what another has practised."""

from __future__ import annotations

import argparse
from pathlib import Path

import pygame
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.cli import window
from game.scenes.history import HistoryScene
from game.scenes.library import own, past
from game.scenes.person import PersonScene
from game.scenes.stack import Stack
from game.scenes.title import TitleScene
from game.scenes.welcome import WelcomeScene
from game.session.pseudonyms import good_code, site_list
from game.view.settings import MOST_RECENT, Settings, load
from game.view.widgets import RowList
from tests.kit.cohort import station_at, write_run
from tests.kit.shots import open_dummy, press, type_text

WRONG = (("skip", "wash"),)


def seated(tmp_path: Path, *people: str, site: str = "", results: Path | None = None) -> Stack:
    """The screen on a PC where these have played, the last one first."""
    ctx = open_dummy((1280, 720), settings_path=tmp_path / "settings.json", results=results or tmp_path, loaded_once=True)
    if site:
        (tmp_path / "pseudonyms.txt").write_text(site, encoding="utf-8")
    ctx.settings.recent = list(people)
    ctx.settings.trainee = people[0] if people else ""
    stack = Stack(ctx, PersonScene())
    stack.draw(ctx.screen)
    return stack


def names(stack: Stack) -> list[str]:
    found = next((w for w in stack.top.form.all() if isinstance(w, RowList)), None)  # type: ignore[union-attr]
    return [row.id for row in found.rows] if found else []


# --- choosing ------------------------------------------------------------------------------------------------------------


def test_the_last_one_stands_first_and_enter_goes_on_as_him(tmp_path: Path) -> None:
    stack = seated(tmp_path, "K-17", "B-02", site="A-01\nB-02\n")
    assert names(stack) == ["K-17", "B-02", "A-01"]

    press(stack, pygame.K_RETURN)

    assert isinstance(stack.top, TitleScene)
    assert stack.ctx.settings.trainee == "K-17"


def test_another_is_chosen_with_arrows_alone_and_stands_first_next_time(tmp_path: Path) -> None:
    stack = seated(tmp_path, "K-17", "B-02", "renard")
    press(stack, pygame.K_DOWN)
    press(stack, pygame.K_DOWN)
    press(stack, pygame.K_DOWN)
    press(stack, pygame.K_RETURN)

    kept = load(tmp_path / "settings.json").settings
    assert (kept.trainee, kept.people) == ("renard", ["renard", "K-17", "B-02"])


def test_typing_narrows_the_list_and_never_sits_one_down_under_anothers_name(tmp_path: Path) -> None:
    stack = seated(tmp_path, "K-17", site="K-1\nK-18\nB-02\n")
    type_text(stack, "k-1")
    assert names(stack) == ["K-1", "K-17", "K-18"], "what is typed in full comes first"
    type_text(stack, "9")
    assert names(stack) == ["+"]
    press(stack, pygame.K_RETURN)

    assert stack.ctx.settings.trainee == "k-19"


def test_a_name_that_begins_like_others_is_a_name_of_its_own(tmp_path: Path) -> None:
    stack = seated(tmp_path, "anna-7")
    type_text(stack, "ann")
    assert names(stack) == ["+", "anna-7"]
    press(stack, pygame.K_RETURN)

    assert stack.ctx.settings.trainee == "ann"


@pytest.mark.parametrize("typed", ["K 17", "a/b", "x" * 25])
def test_what_cannot_be_a_pseudonym_is_told_and_nobody_sits_down(tmp_path: Path, typed: str) -> None:
    stack = seated(tmp_path, "K-17")
    type_text(stack, typed)
    press(stack, pygame.K_RETURN)

    assert isinstance(stack.top, PersonScene)
    assert stack.ctx.t(good_code(typed)).rstrip(".") in stack.top.spoken()


def test_one_can_try_without_a_trace(tmp_path: Path) -> None:
    stack = seated(tmp_path, "K-17")
    stack.top.form.focus_on("trial")  # type: ignore[union-attr]
    press(stack, pygame.K_RETURN)

    assert stack.ctx.trial
    assert not (tmp_path / "settings.json").exists()


def test_one_key_on_the_title_leads_to_the_next_person(tmp_path: Path) -> None:
    stack = seated(tmp_path, "K-17")
    press(stack, pygame.K_RETURN)
    assert isinstance(stack.top, TitleScene)

    press(stack, pygame.K_F2)

    assert isinstance(stack.top, PersonScene)


@pytest.mark.parametrize(
    ("people", "site", "scene"),
    [(("K-17",), "", TitleScene), (("K-17", "B-02"), "", PersonScene), (("K-17",), "K-17\nB-02\n", PersonScene), ((), "", WelcomeScene)],
)
def test_a_pc_that_several_use_asks_who_plays_before_it_shows_anything(tmp_path: Path, monkeypatch, people, site, scene) -> None:
    stack = seated(tmp_path, *people, site=site)
    stack.ctx.settings.welcomed = bool(people)
    found = []

    def run(first, settings, **_):
        found.append(first(stack.ctx))
        return 0

    monkeypatch.setenv("GRADE_A_CONFIG", str(tmp_path / "settings.json"))
    from game import app
    from game.view.settings import save

    save(stack.ctx.settings, tmp_path / "settings.json")
    monkeypatch.setattr(app, "run", run)
    window.title(argparse.Namespace(asked_lang=None, scale=None, trainee=None, results=None, windowed=True, level=None, lang="fr"))

    assert isinstance(found[0], scene)


# --- nothing of another --------------------------------------------------------------------------------------------------


def test_nothing_of_anothers_practice_is_shown_after_changing_places(tmp_path: Path) -> None:
    station = station_at(tmp_path / "data")
    results = tmp_path / "results"
    results.mkdir()
    write_run(results, station, "K-17", mode="practice", errors=WRONG)
    stack = seated(tmp_path, "K-17", "B-02", results=results)
    press(stack, pygame.K_RETURN)
    title = stack.top
    assert isinstance(title, TitleScene)
    stack.ctx.sheets += title.sheets
    assert any(w.id.startswith("due_") for w in title.form.stops())
    his = " ".join(w.words() for w in title.form.stops() if w.id.startswith("due_"))

    press(stack, pygame.K_F2)
    press(stack, pygame.K_DOWN)
    press(stack, pygame.K_DOWN)
    press(stack, pygame.K_RETURN)

    assert stack.ctx.settings.trainee == "B-02"
    assert past(stack.ctx) == own(stack.ctx) == []
    assert isinstance(stack.top, TitleScene)
    assert not any(w.id.startswith("due_") for w in stack.top.form.stops())
    assert his not in stack.top.spoken()
    assert "K-17" not in stack.top.spoken()
    stack.go(stack.top.on(type("F", (), {"id": "history"})()))
    assert isinstance(stack.top, HistoryScene)
    assert stack.top.rows() == []


def test_the_screen_of_names_shows_names_only(tmp_path: Path) -> None:
    station = station_at(tmp_path / "data")
    write_run(tmp_path, station, "K-17", mode="practice", errors=WRONG)
    stack = seated(tmp_path, "K-17", "B-02")

    said = stack.top.spoken()  # type: ignore[union-attr]
    assert "mains" not in said
    assert "100" not in said


# --- the site's list -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_the_list_is_read_as_any_editor_writes_it(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "pseudonyms.txt"
    path.write_bytes("# équipe du matin\r\nabbé-1\r\n\r\n  B-02   # Salle 4\r\nb-02\r\n".encode(encoding))

    assert site_list(path).names == ("abbé-1", "B-02")
    assert site_list(path).faults == ()


def test_a_line_that_is_no_pseudonym_is_named_and_the_others_stand(tmp_path: Path) -> None:
    stack = seated(tmp_path, "K-17", site="A-01\nM. Dupont\nB-02\n")

    assert names(stack) == ["K-17", "A-01", "B-02"]
    said = stack.top.spoken().replace("\u00a0", " ")  # type: ignore[union-attr]
    assert "pseudonyms.txt, ligne 2" in said


@given(data=st.binary(max_size=400))
def test_whatever_stands_in_the_list_only_pseudonyms_come_out(tmp_path_factory, data: bytes) -> None:
    path = tmp_path_factory.mktemp("list") / "pseudonyms.txt"
    path.write_bytes(data)

    assert all(good_code(name) == "" for name in site_list(path).names)


def test_no_list_is_an_empty_list(tmp_path: Path) -> None:
    assert site_list(tmp_path / "none.txt").names == ()
    assert site_list(tmp_path).names == ()


def test_with_a_list_the_welcome_leads_to_it(tmp_path: Path) -> None:
    ctx = open_dummy((1280, 720), settings_path=tmp_path / "settings.json", results=tmp_path)
    (tmp_path / "pseudonyms.txt").write_text("A-01\n", encoding="utf-8")
    stack = Stack(ctx, WelcomeScene())
    stack.draw(ctx.screen)
    press(stack, pygame.K_RETURN)

    assert isinstance(stack.top, PersonScene)
    press(stack, pygame.K_RETURN)
    assert ctx.settings.trainee == "A-01"
    assert load(tmp_path / "settings.json").settings.welcomed


def test_a_list_of_people_in_the_settings_that_is_not_sound_gets_its_default(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"format": 1, "welcomed": true, "trainee": "K-17", "recent": ["a/b", 3]}', encoding="utf-8")
    loaded = load(path)

    assert loaded.settings.people == ["K-17"]
    assert loaded.problem == "ui.settings_partly"


def test_the_list_of_people_does_not_grow_without_end() -> None:
    settings = Settings(trainee="z", recent=[f"p-{n}" for n in range(500)])
    ctx = open_dummy((1280, 720))
    ctx.settings = settings
    ctx.sit_down("new")

    assert len(settings.recent) == MOST_RECENT
    assert settings.recent[:3] == ["new", "z", "p-0"], "also of settings that knew one person only"
