"""The workshop's picture of a level, its table for translation and its help, by keyboard, mouse and wheel."""

from __future__ import annotations

import os
from pathlib import Path

import pygame
import pytest

from game.content.edit import Draft
from game.content.loader import load_level
from game.scenes.message import MessageScene
from game.scenes.stack import Stack
from game.scenes.trial import TrialScene
from game.scenes.workshop_preview import Picture
from game.session.authoring import opening, starting
from game.session.authoring.translation import export
from game.texts import LANGS
from game.view.widgets import Button, RowList
from tests.kit.player import LEVELS
from tests.kit.shots import press, type_text
from tests.test_scenes_workshop import FIRST, home, page, pushed, top, wait, workshop, write

__all__ = ["home"]


@pytest.fixture(autouse=True)
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """What would be opened with another program."""
    seen: list[Path] = []
    monkeypatch.setattr(opening, "open_with_system", lambda path: bool(seen.append(path)) or True)
    return seen


def picture(stack: Stack) -> Picture:
    found = top(stack).form.get("picture")
    assert isinstance(found, Picture)
    return found


def words(stack: Stack) -> str:
    return stack.top.spoken()  # type: ignore[union-attr]


def english_gone(home: Path) -> None:
    """The title without its English."""
    draft = Draft.read(home / FIRST)
    draft.remove(("title", "en"))
    (home / FIRST).write_bytes(draft.data)


# --- the picture -------------------------------------------------------------------------------------------------------------


def test_the_picture_is_made_only_after_the_page_was_seen(home: Path) -> None:
    stack = page(home, "document")
    top(stack).open("preview")
    stack.tick()
    assert picture(stack).surface is None
    assert "se dessine" in picture(stack).words()
    stack.draw(stack.ctx.screen)
    stack.tick()
    assert picture(stack).surface is None
    wait(stack)
    made = picture(stack).surface
    assert made is not None
    assert made.get_width() == 1920


def test_while_the_picture_is_made_a_click_on_another_part_is_answered(home: Path) -> None:
    stack = page(home, "preview")
    stack.tick()
    row = top(stack).form.get("nav").boxes()[7].center  # type: ignore[attr-defined]
    stack.handle(pygame.event.Event(pygame.MOUSEBUTTONDOWN, pos=row, button=1, clicks=1))
    wait(stack)
    assert picture(stack).surface is not None  # it was laid out again in between
    stack.handle(pygame.event.Event(pygame.MOUSEBUTTONUP, pos=row, button=1))
    assert top(stack).part_id == "translate"


def test_keys_and_wheel_bring_the_picture_nearer_and_arrows_move_it_to_its_edge_and_on(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stack = page(home, "preview")
    wait(stack)
    top(stack).form.focus_on("picture")
    fit = picture(stack).scale
    assert fit == pytest.approx(picture(stack).rect.w / 1920)
    press(stack, pygame.K_PLUS)
    near = picture(stack).scale
    assert near > fit
    monkeypatch.setattr(pygame.mouse, "get_pos", lambda: picture(stack).rect.center)
    stack.handle(pygame.event.Event(pygame.MOUSEWHEEL, y=1, x=0, flipped=False))
    assert picture(stack).scale > near
    before = picture(stack).eye.x
    press(stack, pygame.K_RIGHT)
    assert picture(stack).eye.x > before
    for _ in range(12):
        press(stack, pygame.K_MINUS)
    assert picture(stack).scale == fit
    for _ in range(30):
        press(stack, pygame.K_UP)
    assert stack.top.form.focus.id != "picture"  # type: ignore[union-attr]


def test_the_picture_is_kept_as_png_and_the_path_is_said(home: Path, opened: list[Path]) -> None:
    stack = page(home, "preview")
    wait(stack)
    pushed(stack, "save")
    path = home.parent / "data" / "workshop" / "gowning-first.fr.png"
    assert pygame.image.load(path).get_width() == 1920
    assert str(path) in words(stack)
    pushed(stack, "folder")
    assert opened == [path.parent]


def test_a_level_with_faults_has_no_picture_and_the_page_says_so(home: Path) -> None:
    (home / FIRST).write_text("format: 1\nid: casse\n", encoding="utf-8")
    stack = page(home, "preview")
    wait(stack)
    assert "Pas d’image" in words(stack)


# --- translation -------------------------------------------------------------------------------------------------------------


def test_texts_without_english_are_listed_until_the_table_brings_it_and_ctrl_z_takes_it_back(home: Path, opened: list[Path]) -> None:
    english_gone(home)
    lacking = (home / FIRST).read_bytes()
    stack = page(home, "translate")
    assert "1 texte anglais à écrire" in words(stack)
    pushed(stack, "export")
    table = home.parent / "data" / "workshop" / "gowning-first.csv"
    assert str(table) in words(stack)
    pushed(stack, "table")
    assert opened == [table]
    lines = table.read_text("utf-8-sig").split("\n")
    at = next(n for n, line in enumerate(lines) if line.startswith("gowning-first;title;"))
    cells = lines[at].split(";")
    lines[at] = ";".join([*cells[:4], "First moves, again", *cells[5:]])
    table.write_text("\n".join(lines), "utf-8-sig")
    pushed(stack, "import")
    assert load_level(home / FIRST).title.get("en") == "First moves, again"
    assert "Tous les textes ont leur anglais" in words(stack)
    assert (home / f"{FIRST}.bak").read_bytes() == lacking
    press(stack, pygame.K_z, pygame.KMOD_CTRL)
    assert (home / FIRST).read_bytes() == lacking


def test_english_that_a_template_has_marked_is_counted_and_named_until_it_is_written(home: Path) -> None:
    path = home / "gowning/sas-neuf.yaml"
    starting.make(starting.Wish("gowning", "sas-neuf", "Sas neuf", "", "fr"), path)
    stack = page(home, "translate", "gowning/sas-neuf.yaml")
    assert "Tous les textes ont leur anglais" not in words(stack)
    assert top(stack).part.sign() == ("write", "2 textes anglais à écrire")
    assert "brief/1" in words(stack)
    assert "Le français est lui aussi à écrire" in words(stack)
    top(stack).open("texts")
    assert "À écrire (2)" in [option.label for option in top(stack).form.get("group").options]  # type: ignore[attr-defined]
    assert top(stack).part.sign() == ("write", "2 à écrire")
    assert top(stack).parts[1].sign() == ("write", "1 à écrire")  # the author
    write(stack, "title/en", "New airlock")
    press(stack, pygame.K_RETURN)
    assert top(stack).part.sign() == ("write", "1 à écrire")


def test_a_line_that_does_not_fit_is_named_and_the_file_stays(home: Path) -> None:
    stack = page(home, "translate")
    pushed(stack, "export")
    top(stack).open("texts")
    write(stack, "title/fr", "Un autre titre")
    press(stack, pygame.K_RETURN)
    now = (home / FIRST).read_bytes()
    top(stack).open("translate")
    pushed(stack, "import")
    assert "le français du niveau a changé depuis l'export" in words(stack)
    assert (home / FIRST).read_bytes() == now


def test_a_file_that_is_no_table_or_not_there_is_told_at_its_field(home: Path) -> None:
    before = (home / FIRST).read_bytes()
    stack = page(home, "translate")
    pushed(stack, "import")
    assert "ne peut pas être lu" in top(stack).form.get("path").words()
    pushed(stack, "export")
    (home.parent / "data" / "workshop" / "gowning-first.csv").write_text("a;b\n", "utf-8")
    pushed(stack, "import")
    assert "il faut les colonnes" in top(stack).form.get("path").words()
    assert (home / FIRST).read_bytes() == before


def tables(stack: Stack) -> list[str]:
    found = [w for w in top(stack).form.all() if isinstance(w, RowList) and w.id == "tables"]
    return [row.title for row in found[0].rows] if found else []


def test_tables_beside_the_level_and_where_the_last_one_was_are_offered_and_read_without_typing(home: Path, tmp_path: Path) -> None:
    english_gone(home)
    data = export([home / FIRST])[0].decode("utf-8-sig")
    lines = [
        line if ";title;" not in line else ";".join([*line.split(";")[:4], "Very first moves", *line.split(";")[5:]])
        for line in data.split("\r\n")
    ]
    for place in (home / "gowning/retour.csv", tmp_path / "mail/de-marie.csv"):
        place.parent.mkdir(exist_ok=True)
        place.write_bytes("\r\n".join(lines).encode("utf-8-sig"))
    (home / "gowning/autre.csv").write_text("a;b\n", "utf-8")
    (home / "gowning/autre-niveau.csv").write_bytes("\r\n".join(lines).replace("gowning-first", "other").encode("utf-8-sig"))
    stack = page(home, "translate")
    assert tables(stack) == ["retour.csv"]
    pushed(stack, "tables")
    assert top(stack).form.focus.id == "import"  # type: ignore[union-attr]
    press(stack, pygame.K_RETURN)
    assert load_level(home / FIRST).title.en == "Very first moves"
    top(stack).form.focus_on("path")
    type_text(stack, str(tmp_path / "mail/de-marie.csv"))
    press(stack, pygame.K_RETURN)
    os.utime(home / "gowning/retour.csv", (1e9, 1e9))
    assert tables(page(home, "translate")) == ["de-marie.csv", "retour.csv"]  # the one written last is the first


def test_a_table_dropped_on_the_window_is_the_one_that_is_read(home: Path, tmp_path: Path) -> None:
    english_gone(home)
    path = tmp_path / "Traduction de Marie.CSV"
    path.write_bytes(export([home / FIRST])[0])
    stack = page(home, "document")
    stack.handle(pygame.event.Event(pygame.DROPFILE, file=str(tmp_path / "photo.png")))
    assert "photo.png n’est pas un tableau" in words(stack)
    stack.handle(pygame.event.Event(pygame.DROPFILE, file=str(path)))
    assert top(stack).part_id == "translate"
    assert str(path) in words(stack)
    assert top(stack).form.focus.id == "import"  # type: ignore[union-attr]
    pushed(stack, "import")
    assert "Rien" in words(stack) or "rien" in words(stack)


# --- help --------------------------------------------------------------------------------------------------------------------


def test_help_writes_the_reference_and_the_schemas_and_opens_the_page(home: Path, opened: list[Path]) -> None:
    stack = workshop(home)
    pushed(stack, "help")
    assert isinstance(stack.top, MessageScene)
    folder = home.parent / "data" / "workshop" / "help"
    assert opened == [folder / "reference.html"]
    assert (folder / "schema" / "level-1.fr.schema.json").is_file()
    assert str(folder / "reference.html") in words(stack)


# --- tried from the page -----------------------------------------------------------------------------------------------------


def tried(stack: Stack) -> TrialScene:
    assert isinstance(stack.top, TrialScene)
    return stack.top


def test_a_hazard_is_tripped_and_a_step_begun_at_from_the_page_itself(home: Path) -> None:
    stack = page(home, "hazards")
    pushed(stack, "try hazard hair_expired")
    assert tried(stack).wish.hazard == "hair_expired"
    stack = page(home, "texts")
    top(stack).form.focus_on("group")
    press(stack, pygame.K_RIGHT)
    pushed(stack, "try step wash")
    assert tried(stack).wish.step == "wash"
    stack = page(home, "times")
    assert any(isinstance(w, Button) and w.id == "try step wash" for w in top(stack).form.stops())
    pushed(stack, "try step wash")
    assert tried(stack).wish.step == "wash"


def test_a_hazard_that_is_off_and_a_level_that_is_broken_cannot_be_tried(home: Path) -> None:
    stack = page(home, "hazards")
    pushed(stack, "hazard hair_expired")
    button = top(stack).form.get("try hazard hair_expired")
    assert not button.enabled
    assert top(stack).form.get("try hazard snap_open").enabled
    (home / FIRST).write_bytes((home / FIRST).read_bytes().replace(b"kind: gowning", b"kind: gownin", 1))
    stack = page(home, "hazards")
    assert not top(stack).form.get("try hazard snap_open").enabled


def test_every_value_of_the_site_has_a_name_in_both_languages(home: Path) -> None:
    from game.content.report import limit_name
    from game.content.rules import load_rulebook
    from scoring.rulebook import limits_of

    levels = [load_level(path) for path in LEVELS.glob("*/*.yaml") if path.parent.name != "site"]
    names = {name for rule in load_rulebook().rules.values() for name in limits_of(rule)} | {name for one in levels for name in one.limits}
    assert len(names) > 12
    assert [name for name in sorted(names) for lang in LANGS if limit_name(name, lang) == name] == []
    assert limit_name("our_own_s", "fr") == "our_own_s"
    assert "Lavage des mains, durée totale" in words(page(home, "times"))
    assert "Hand wash, in all" in words(page(home, "times", lang="en"))


def test_what_is_only_in_french_is_told_so_in_the_english_workshop(home: Path) -> None:
    draft = Draft.read(home / FIRST)
    for place in (("title", "en"), ("hazards", "pool", 0, "text", "en"), ("steps", 0, "text", "en")):
        draft.remove(place)
    (home / FIRST).write_bytes(draft.data)
    told = "(in French only)"
    rows = workshop(home, "en").top.spoken().splitlines()  # type: ignore[union-attr]
    assert any(f"Premiers gestes {told}" in row for row in rows)
    assert f"Un sachet de charlotte périmé {told}" in words(page(home, "hazards", lang="en"))
    assert told not in words(page(home, "hazards"))
    stack = page(home, "hazards", lang="en")
    pushed(stack, "try hazard hair_expired")
    scene = tried(stack)
    while scene._way is not None:
        stack.tick()
    assert told in scene.says


def test_every_playtest_of_the_file_is_told_with_who_errs_where_and_what_is_to_be_found(home: Path) -> None:
    told = words(page(home, "hazards")).replace("\u00a0", " ")
    assert "perfect · tirage 0" in told
    assert "L’élève parfait joue.\nRien n’est à constater." in told
    assert "unwashed · tirage 0" in told
    assert "(wash) » : Une étape est oubliée.\n" in told
    assert "(GOWN-04)" in told
    assert "(wash, soap)" in told
    text = (home / FIRST).read_text(encoding="utf-8")
    (home / FIRST).write_text(text.replace("  - id: unwashed\n", "  - id: unwashed\n    seed: 3\n"), encoding="utf-8")
    stack = page(home, "hazards")
    write(stack, "playtests/1/seed", "4")
    press(stack, pygame.K_RETURN)
    assert load_level(home / FIRST).playtests[1].seed == 4
