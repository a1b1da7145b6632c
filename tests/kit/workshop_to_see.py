"""The workshop, for tests/kit/shots.py."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pygame

from game.content.loader import load_level
from game.content.rules import load_rulebook
from game.scenes.base import Context, Scene, route
from game.scenes.stack import Stack
from game.scenes.workshop_level import WorkshopLevelScene
from game.scenes.workshop_proof import ProofPart
from game.session.authoring import starting, translation
from game.session.jobs import Job, Tell
from game.session.proofs import Doubt, Drawn, Proof, remember
from game.session.prove import proof_seeds
from game.texts import LANGS, t
from game.view.widgets import Scroll
from game.world.runs import draw_of
from tests.kit.approved import approve
from tests.kit.player import LEVELS
from tests.kit.runs import run_file
from tests.kit.shots import press, state


def bench() -> Path:
    """A folder of levels as a site has it: some as shipped, one approved, one broken, one with faults."""
    home = Path(tempfile.mkdtemp(prefix="grade-a-levels-"))
    os.environ["GRADE_A_LEVELS"] = str(home)
    os.environ["GRADE_A_DATA"] = tempfile.mkdtemp(prefix="grade-a-data-")
    for name in ("gowning/gowning-first", "gowning/gowning-grade-b", "line_clearance/line-clearance-filling", "deviation/deviation-first"):
        (home / name).parent.mkdir(exist_ok=True)
        shutil.copy(LEVELS / f"{name}.yaml", home / f"{name}.yaml")
    approve(home, "gowning-grade-d")
    faulty = (LEVELS / "gowning/gowning-grade-c.yaml").read_text(encoding="utf-8")
    faulty = (
        faulty.replace("after:\n      - wash", "after:\n      - wahs", 1)
        .replace("target: ", "target: 1", 1)
        .replace("limit: ", "limit: 0", 1)
    )
    (home / "gowning/gowning-grade-c.yaml").write_text(faulty, encoding="utf-8")
    (home / "line_clearance/notre-ligne.yaml").write_text(
        "format: 1\nid: notre-ligne\ntitle: fr: Notre ligne\n\tkind: line", encoding="utf-8"
    )
    return home


def settle(stack: Stack, ticks: int = 40) -> None:
    """What is read one a frame has been read."""
    for _ in range(ticks):
        stack.tick()


def _ticked(then: Callable[[Stack], None] = lambda stack: None) -> Callable[[Stack], None]:
    def play(stack: Stack) -> None:
        settle(stack)
        stack.draw(stack.ctx.screen)
        then(stack)

    return play


@state("workshop", _ticked())
def workshop(ctx: Context) -> Scene:
    bench()
    return route("workshop")


def worked_on(name: str = "") -> Path:
    """The same folder with levels in every state between new and proved.  Returns the level of that name, else the folder."""
    home = bench()
    for kind, fresh in (("gowning", "vestiaire-pal-b"), ("line_clearance", "ligne-trois")):
        starting.make(
            starting.Wish(kind, fresh, "Vestiaire du PAL B" if kind == "gowning" else "Ligne 3", "", "fr"), home / kind / f"{fresh}.yaml"
        )
    for level, good, first in (("gowning-first", False, True), ("gowning-grade-b", False, False), ("gowning-grade-d", True, False)):
        proof = known(level, good=good)
        doubts = proof.doubts[-1:] if first else proof.doubts[:2]
        remember(load_level(home / f"gowning/{level}.yaml"), load_rulebook(), proof if good else replace(proof, doubts=doubts))
    filling = home / "line_clearance/line-clearance-filling.yaml"
    text = filling.read_text(encoding="utf-8")
    filling.write_text(text.replace('en: "', 'en: "12 ', 2), encoding="utf-8")
    return next(home.glob(f"*/{name}.yaml")) if name else home


@state("workshop-states", _ticked())
def workshop_states(ctx: Context) -> Scene:
    worked_on()
    return route("workshop")


@state("workshop-narrow", _ticked(lambda stack: press_on(stack, "narrow")))
def workshop_narrow(ctx: Context) -> Scene:
    worked_on()
    return route("workshop")


@state("workshop-check-failed", _ticked())
def check_failed(ctx: Context) -> Scene:
    return route("workshop_level", worked_on("gowning-first"), "check")


for _new in ("check", "texts", "translate", "hazards"):

    @state(f"workshop-{_new}-new", _ticked())
    def of_new(ctx: Context, part: str = _new) -> Scene:
        return route("workshop_level", worked_on("vestiaire-pal-b"), part)


for _broken in ("document", "hazards", "translate", "approve"):

    @state(f"workshop-{_broken}-broken", _ticked())
    def of_broken(ctx: Context, part: str = _broken) -> Scene:
        return route("workshop_level", bench() / "line_clearance/notre-ligne.yaml", part)


def _page(name: str, part: str, then: Callable[[Stack], None] = lambda stack: None) -> None:
    """A level's page, one part open."""

    @state(f"workshop-{part}" if name == "gowning/gowning-grade-b" else f"workshop-{part}-{Path(name).stem.split('-')[0]}", _ticked(then))
    def make(ctx: Context) -> Scene:
        return route("workshop_level", bench() / f"{name}.yaml", part)


_page("gowning/gowning-grade-b", "document")
_page("gowning/gowning-grade-b", "hazards")
_page("line_clearance/line-clearance-filling", "hazards")
_page("gowning/gowning-grade-b", "check")
_page("gowning/gowning-grade-c", "check")
_page("line_clearance/notre-ligne", "check")
_page("gowning/gowning-grade-d", "document")


@state("workshop-new", _ticked())
def new(ctx: Context) -> Scene:
    bench()
    return route("workshop_new")


@state("workshop-copy", _ticked())
def copy(ctx: Context) -> Scene:
    return route("workshop_new", bench() / "gowning/gowning-grade-d.yaml")


for _part in ("texts", "times", "approve"):
    _page("gowning/gowning-grade-b", _part)


def _made(stack: Stack) -> None:
    """The picture is made after the first frame."""
    settle(stack, 12)


_page("gowning/gowning-grade-b", "preview", _made)
_page("deviation/deviation-first", "preview", _made)
_page("gowning/gowning-grade-b", "translate", lambda stack: press_on(stack, "export"))
_page("line_clearance/notre-ligne", "preview")


def press_on(stack: Stack, id: str) -> None:
    """The button of that name, by keyboard."""
    form = stack.top.form  # type: ignore[union-attr]
    form.focus_on(id)
    press(stack, pygame.K_RETURN)


# --- the proof ---------------------------------------------------------------------------------------------------------------


def known(level_id: str, *, good: bool) -> Proof:
    """A proof of that level as one may come out, with much to tell."""
    level = load_level(next(LEVELS.glob(f"*/{level_id}.yaml")))
    draws = [
        Drawn(seed, tuple(hazard.id for hazard in draw_of(level, seed).hazards), 100.0, 226 + n, 74, 74, 4)
        for n, seed in enumerate(proof_seeds(level, 5))
    ]
    run = str(run_file("gowning-first", 7, (("skip", "wash"),)))
    doubts = (
        Doubt("skip@wash", "GOWN-04/done@wash", "not_seen", 0, (), run, 900),
        Doubt("blind@coat", "GOWN-10/look@coat", "more", 7, ("GOWN-10/look@coat", "GOWN-30/worn@coat"), run, 1200),
        Doubt("skip@coat", "GOWN-20/closed@coat", "stuck", 7, (), run, 1500),
    )
    said = {}
    for lang in LANGS:
        faulty = t("prove.faulty_many", lang, n=14)
        counts = (("seen_many", 11), ("not_seen_one", 1), ("more_one", 1), ("stuck_one", 1))
        parts = ", ".join(t(f"prove.{what}", lang, n=n) for what, n in counts)
        end = t("prove.all_seen", lang, faulty=faulty) if good else t("prove.some_not_seen", lang, faulty=faulty, parts=parts)
        said[lang] = f"{t('prove.expert', lang, score=100)} {end}"
    untested = ("GOWN-16/sound@coat", "GOWN-04/done@wash")
    hazards = tuple(hazard.id for hazard in level.hazards)[:15]
    return Proof(
        "2026-11-23", 5, good, 14, said, 23 if good else 61, level.rules[2:], untested, hazards, () if good else doubts, 258, tuple(draws)
    )


def _proof(name: str, file: str, *, good: bool, then: Callable[[Stack], None] = lambda stack: None) -> None:
    """A level's page with what a proof has shown."""

    @state(f"workshop-proof-{name}", _ticked(then))
    def make(ctx: Context) -> Scene:
        path = bench() / f"{file}.yaml"
        remember(load_level(path), load_rulebook(), known(path.stem, good=good))
        return route("workshop_level", path, "proof")


def _end(stack: Stack) -> None:
    form = stack.top.form  # type: ignore[union-attr]
    for scroll in [widget for widget in form.widgets if isinstance(widget, Scroll) and widget.id.startswith("page")]:
        scroll.wheel(-10_000)


def _going_on(stack: Stack) -> None:
    """While it is proved."""

    def work(tell: Tell) -> None:
        while True:
            tell("mutants", 31, 74)
            time.sleep(0.05)

    page = stack.top
    assert isinstance(page, WorkshopLevelScene)
    part = page.part
    assert isinstance(part, ProofPart)
    part.job = Job(work, "prove")
    while not part.job.of:
        time.sleep(0.01)
    page.rebuild()


_page("gowning/gowning-grade-b", "proof")
_page("line_clearance/notre-ligne", "proof")
_proof("good", "gowning/gowning-grade-b", good=True)
_proof("good-end", "gowning/gowning-grade-b", good=True, then=_end)
_proof("bad", "gowning/gowning-first", good=False)
_proof("bad-end", "gowning/gowning-first", good=False, then=_end)
_proof("going-on", "gowning/gowning-first", good=False, then=_going_on)


@state("workshop-hazards-end", _ticked(_end))
def hazards_end(ctx: Context) -> Scene:
    return route("workshop_level", bench() / "gowning/gowning-first.yaml", "hazards")


@state("workshop-translate-tables", _ticked())
def translate_tables(ctx: Context) -> Scene:
    path = worked_on("vestiaire-pal-b")
    for name in ("vestiaire-pal-b.csv", "retour-marie.csv"):
        (path.parent / name).write_bytes(translation.export([path])[0])
    return route("workshop_level", path, "translate")
