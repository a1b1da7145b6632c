"""A level is proved and tried from its page in the workshop: by keyboard, on the screen, for real."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pygame
import pytest

from game.content import rules
from game.content.loader import load_level
from game.content.rules import load_rulebook
from game.scenes import workshop_proof
from game.scenes.replay import ReplayScene
from game.scenes.stack import Stack
from game.scenes.workshop_level import WorkshopLevelScene
from game.session.proofs import Doubt, Drawn, Proof, proof_from, proof_of, remember
from game.session.prove import prove
from tests.kit.player import LEVELS
from tests.kit.runs import run_file
from tests.kit.shots import open_dummy, press

FIRST = "gowning/gowning-first.yaml"
LONGEST_S = 120


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GRADE_A_LEVELS", str(tmp_path / "levels"))
    monkeypatch.setenv("GRADE_A_DATA", str(tmp_path / "data"))
    (tmp_path / "levels/gowning").mkdir(parents=True)
    shutil.copy(LEVELS / FIRST, tmp_path / "levels" / FIRST)
    return tmp_path / "levels"


def page(home: Path) -> Stack:
    ctx = open_dummy((1280, 720), "fr", settings_path=home.parent / "settings.json")
    stack = Stack(ctx, WorkshopLevelScene(home / FIRST, "proof"))
    stack.draw(ctx.screen)
    return stack


def words(stack: Stack) -> str:
    return stack.top.spoken()  # type: ignore[union-attr]


def pushed(stack: Stack, id: str) -> None:
    stack.top.form.focus_on(id)  # type: ignore[union-attr]
    press(stack, pygame.K_RETURN)


def awaited(stack: Stack, text: str) -> None:
    """Ticks as a window does, until the page says it."""
    for _ in range(LONGEST_S * 20):
        stack.tick()
        if text in words(stack):
            return
        time.sleep(0.05)
    raise AssertionError(words(stack))


def test_one_press_proves_the_level_and_what_came_of_it_is_there_when_the_page_opens_again(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workshop_proof, "DRAWS", (1,))
    monkeypatch.setattr(workshop_proof, "PATIENCE", {1: "short"})
    stack = page(home)
    assert "pas prouvé" in words(stack)
    pushed(stack, "prove")
    awaited(stack, "Élèves fautifs")
    awaited(stack, "L’élève parfait a 100.")
    assert "tous vus" in words(stack)
    known = proof_of(load_level(home / FIRST))
    assert known is not None
    assert known.good
    assert known.seeds == 1
    again = page(home)
    assert known.said["fr"] in words(again)
    assert "Simples clics" in words(again)
    (home / FIRST).write_bytes((home / FIRST).read_bytes().replace(b'Premiers gestes"', b'Nos gestes"', 1))
    assert known.said["fr"] not in words(page(home))


def test_a_proof_that_is_stopped_leaves_nothing_and_can_be_begun_again(home: Path) -> None:
    stack = page(home)
    pushed(stack, "prove")
    job = stack.top.part.job  # type: ignore[union-attr]
    press(stack, pygame.K_RETURN)  # the focus is on the stop
    assert job.wait(LONGEST_S)
    assert job.state == "stopped"
    assert "Arrêté" in stack.top._said()[1]  # type: ignore[union-attr]
    assert proof_of(load_level(home / FIRST)) is None
    assert stack.top.form.focus.id == "prove"  # type: ignore[union-attr]


HASTY = """
import sys, time
from pathlib import Path
from game.content.loader import load_level
from game.session.authoring.workshop_work import proved
from game.session.jobs import Job, finish

if __name__ == "__main__":
    level = load_level(Path(sys.argv[1]))
    job = Job(lambda tell: proved(level, 1, tell))
    time.sleep(float(sys.argv[2]))
    print(finish(), job.state in ("stopped", "done"), job.error)
"""


def hasty(home: Path, tmp_path: Path, after_s: str) -> subprocess.Popen[str]:
    script = tmp_path / "hasty.py"
    script.write_text(HASTY, encoding="utf-8")
    command = [sys.executable, str(script), str(home / FIRST), after_s]
    environ = os.environ | {"PYTHONPATH": str(LEVELS.parent)}
    return subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.mark.parametrize("after_s", ["0.1", "0.4", "0.7", "1.0", "1.5"])
def test_who_closes_the_program_while_a_proof_begins_sees_no_traceback_and_it_is_gone(home: Path, tmp_path: Path, after_s: str) -> None:
    with hasty(home, tmp_path, after_s) as program:
        try:
            out, err = program.communicate(timeout=LONGEST_S)
        finally:
            program.kill()
    assert (program.returncode, out, err) == (0, "True True None\n", "")


def test_the_processes_of_a_proof_end_with_a_program_that_is_killed(home: Path, tmp_path: Path) -> None:
    with hasty(home, tmp_path, "100") as program:
        workers: list[int] = []
        for _ in range(LONGEST_S * 20):
            workers = [pid for pid in children(program.pid) if "spawn_main" in said(pid)]
            if workers:
                break
            time.sleep(0.05)
        program.kill()
        program.communicate(timeout=LONGEST_S)  # its ends of the pipes are theirs too
    assert workers
    assert [said(pid) for pid in workers] == [""] * len(workers)


def children(pid: int) -> list[int]:
    return [int(n) for task in Path(f"/proc/{pid}/task").iterdir() for n in (task / "children").read_text().split()]


def said(pid: int) -> str:
    """How a process was called, "" for one that is gone."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_text()
    except OSError:
        return ""


def test_an_error_that_nobody_saw_is_named_and_its_run_opens_in_the_replay(home: Path) -> None:
    level, rulebook = load_level(home / FIRST), load_rulebook()
    proof = proof_from(prove(level, rulebook, (0,), jobs=1))
    run = run_file("gowning-first", 0, (("skip", "wash"),))
    doubt = Doubt("skip wash", "GOWN-04/done@wash", "not_seen", 0, (), str(run), 300)
    remember(level, rulebook, replace(proof, good=False, doubts=(doubt,)))
    stack = page(home)
    assert "non vue" in words(stack)
    assert rulebook.rules["GOWN-04"].title.fr in words(stack)
    pushed(stack, "see 0")
    assert isinstance(stack.top, ReplayScene)
    assert stack.top.path == run


BLIND = """format: 1
version: "1"
documents:
  SITE:
    title:
      fr: "Procédure du site"
      en: "Procedure of this site"
    short:
      fr: "HAB-1"
      en: "HAB-1"
    edition: "1"
rules:
  - id: SITE-02
    title:
      fr: "Le vêtement reste propre"
      en: "The garment stays clean"
    why:
      fr: "Ce qui touche une surface en prend les germes."
      en: "What touches a surface takes its germs."
    now:
      fr: "Changez ce vêtement."
      en: "Change this garment."
    severity: major
    basis: site_practice
    citations:
      - doc: SITE
        clause: "1"
        areas: [D]
    checks:
      - id: ceiling
        for: live
        given:
          event: gripped
        forbid:
          event: touched
          where:
            surface: wall
        found:
          fr: "Le vêtement a touché une surface."
          en: "The garment touched a surface."
        mutant:
          op: lower
"""
"""A rule of the site that looks at the wall, where its student lets the garment touch the floor."""


def test_a_rule_that_sees_nothing_is_caught_by_the_button_and_its_student_is_replayed(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workshop_proof, "DRAWS", (1,))
    monkeypatch.setattr(workshop_proof, "PATIENCE", {1: "short"})
    monkeypatch.setattr(rules, "SITE", home / "site")
    (home / "site").mkdir()
    (home / "site/ours.yaml").write_text(BLIND, encoding="utf-8")
    text = (home / FIRST).read_text(encoding="utf-8")
    (home / FIRST).write_text(text.replace("    - GOWN-31\n", "    - GOWN-31\n    - SITE-02\n", 1), encoding="utf-8")
    stack = page(home)
    pushed(stack, "prove")
    awaited(stack, "1 non vu\u00a0: voir.")
    shown = words(stack)
    assert "L’élève parfait a 100." in shown
    assert "Règles nommées, jamais mises à l’épreuve" in shown
    assert "Le vêtement reste propre (SITE-02)" in shown
    pushed(stack, "see 0")
    assert isinstance(stack.top, ReplayScene)
    assert stack.top.path.parent.parent == home.parent / "data"


def test_the_room_is_tried_and_a_playtest_that_expects_the_wrong_thing_is_told_at_its_line(home: Path) -> None:
    stack = page(home)
    pushed(stack, "try")
    awaited(stack, "rien à redire")
    text = (home / FIRST).read_text(encoding="utf-8")
    (home / FIRST).write_text(text + WRONG, encoding="utf-8")
    stack = page(home)
    pushed(stack, "try")
    awaited(stack, "une faute")
    assert "G512" in words(stack)
    assert any(w.id.startswith("line ") for w in stack.top.form.stops())  # type: ignore[union-attr]


WRONG = """\
  - id: nothing_wrong
    seed: 0
    finds:
      - GOWN-04
"""


def test_the_proof_of_a_page_says_what_was_not_put_to_the_test(home: Path) -> None:
    level, rulebook = load_level(home / FIRST), load_rulebook()
    said = {"fr": "Voilà.", "en": "There."}
    draws = (Drawn(7, ("snap_open",), 100.0, 125, 14, 13, 2),)
    tested = level.rules[1:]
    proof = Proof("2026-01-31", 2, True, 14, said, 60, tested, ("GOWN-16/sound@coat",), ("hair_expired",), (), 125, draws)
    remember(level, rulebook, proof)
    shown = words(page(home)).replace("\u00a0", " ")
    idle = f"{rulebook.rules[level.rules[0]].title.fr} ({level.rules[0]})"
    told = (
        "Voilà.", "31 janv. 2026", "2 min 05 s", "plus de la moitié", f"{len(tested)} sur les {len(level.rules)}", idle,
        "GOWN-16/sound@coat", "Un sachet de charlotte périmé", "Tirage 7", "14 joués, 13 vus", "s'ouvre en haut",
        "Un seul ordre des étapes",
    )  # fmt: skip
    assert [part for part in told if part not in shown] == []


def test_a_long_list_is_opened_whole_by_its_button(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workshop_proof, "MOST", 5)
    level, rulebook = load_level(home / FIRST), load_rulebook()
    said = {"fr": "Voilà.", "en": "There."}
    remember(level, rulebook, Proof("2026-01-31", 2, True, 14, said, 20, level.rules, (), (), (), 125))
    stack = page(home)
    last = f"({level.rules[-1]})"
    assert last not in words(stack)
    pushed(stack, "all rules")
    assert last in words(stack)


def test_a_broken_level_offers_no_proof_and_says_why(home: Path) -> None:
    text = (home / FIRST).read_text(encoding="utf-8")
    (home / FIRST).write_text(text.replace("kind: gowning", "kind: gownin", 1), encoding="utf-8")
    stack = page(home)
    assert "prove" not in [widget.id for widget in stack.top.form.stops()]  # type: ignore[union-attr]
    assert "Corrigez d’abord" in words(stack)


def test_a_change_of_the_file_while_it_is_proved_is_told(home: Path) -> None:
    stack = page(home)
    pushed(stack, "try")
    text = (home / FIRST).read_bytes()
    (home / FIRST).write_bytes(text.replace(b'Premiers gestes"', b'Nos gestes"', 1))
    awaited(stack, "Le fichier a changé")
    assert "rien à redire" not in words(stack)


def test_a_change_of_the_file_after_it_was_played_is_told_and_a_change_back_takes_that_back(home: Path) -> None:
    stack = page(home)
    pushed(stack, "try")
    awaited(stack, "La salle a été essayée")
    text = (home / FIRST).read_bytes()
    (home / FIRST).write_bytes(text.replace(b'Premiers gestes"', b'Nos gestes"', 1))
    awaited(stack, "Le fichier a changé")
    assert "La salle a été essayée" not in words(stack)
    (home / FIRST).write_bytes(text)
    awaited(stack, "La salle a été essayée")
    assert "Le fichier a changé" not in words(stack)
