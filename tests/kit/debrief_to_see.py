"""Looking back, for tests/kit/shots.py: the debrief of a line and of a process, every layer of each film, odd files, the list of runs."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

from game.scenes.assessor import AssessorScene
from game.scenes.base import Context, Scene
from game.scenes.debrief import DebriefScene
from game.scenes.history import HistoryScene
from game.scenes.replay import ReplayScene
from game.scenes.review import of_file
from game.scenes.stack import Stack
from game.session.barrier_plates import prints
from game.session.glance import sheet_of
from game.session.mutation import Mutation
from game.view.deviation.overlays import NAMES as PROCESS_NAMES
from game.view.line.overlays import NAMES as LINE_NAMES
from game.view.overlays import NAMES
from scoring.language import SKILLS
from scoring.skills import SkillSum
from tests.kit.filling import Filler, torn
from tests.kit.odd_files import ODD
from tests.kit.runs import play, run_file
from tests.kit.shots import state

Errors = tuple[tuple[str, str], ...]
RUNS: dict[str, tuple[str, Errors]] = {
    "room": ("gowning-grade-b", (("lower", "coverall"),)),
    "line": ("line-clearance-labelling", (("skip", "lock"),)),
    "culture": ("deviation-bioreactor-oxygen", (("overwrite", "notice"),)),
    "filling": ("deviation-filling-breakage", (("overwrite", "notice"),)),
}


def ticks(n: int) -> Callable[[Stack], None]:
    """Let so many ticks go by."""

    def wait(stack: Stack) -> None:
        for _ in range(n):
            stack.tick()

    return wait


def _first(path: Path) -> int:
    sheet = sheet_of(path)
    return sheet.findings[0].finding.tick if sheet and sheet.findings else 0


# --- the debrief of a line, of a process -----------------------------------------------------------------------------------


def _tab(name: str, *, done: bool = True) -> Callable[[Stack], None]:
    def turn(stack: Stack) -> None:
        scene = stack.top
        assert isinstance(scene, DebriefScene)
        if scene.review.batch is not None and done:
            scene.review.batch.wait()
        scene._turn_to(name)

    return turn


def _debrief(kind: str) -> Callable[[Context], Scene]:
    return lambda ctx: DebriefScene(of_file(run_file(*_of(kind)), ctx.lang), "")


def _of(kind: str) -> tuple[str, int, Errors]:
    name, errors = RUNS[kind]
    return name, 7, errors


PAGES = {"line": "main findings line next", "culture": "main findings skills batch next", "filling": "main findings skills batch"}
for _kind, _pages in PAGES.items():
    for _page in _pages.split():
        state(f"debrief-{_kind}-{_page}", _tab(_page))(_debrief(_kind))


@state("debrief-skills-poor", _tab("skills"))
def skills_poor(ctx: Context) -> Scene:
    """Four sums with points by half, one with nothing to judge."""
    review = of_file(run_file(*_of("culture")), ctx.lang)
    heaps = ((11, 1, 3, 76.7), (0, 0, 0, None), (1, 2, 1, 41.2), (30, 10, 2, 83.3))
    skills = tuple(
        SkillSum(skill, met + half + missed, met, half, missed, share)
        for skill, (met, half, missed, share) in zip(SKILLS, heaps, strict=True)
    )
    return DebriefScene(replace(review, skills=skills), "")


@state("debrief-skills-broken-off", _tab("skills"))
def skills_broken_off(ctx: Context) -> Scene:
    """Of a run that did not reach its end: how many of how many, no share."""
    review = of_file(run_file(*_of("culture")), ctx.lang)
    return DebriefScene(replace(review, skills=tuple(replace(one, met=1, counted=3, missed=2, share=None) for one in review.skills)), "")


# --- the film with each of its layers, and with the expert -------------------------------------------------------------------


def _layer(name: str) -> Callable[[Stack], None]:
    def lay(stack: Stack) -> None:
        for _ in range(270):
            stack.tick()
            stack.draw(stack.ctx.screen)
        scene = stack.top
        assert isinstance(scene, ReplayScene)
        assert scene.layers is not None
        scene.layers.on = {name}
        scene.playing = False
        scene.rebuild()

    return lay


def _film(kind: str, *, beside: bool = False) -> Callable[[Context], Scene]:
    def make(ctx: Context) -> Scene:
        ctx.loaded_once = True
        path = run_file(*_of(kind))
        return ReplayScene(path, _first(path), beside=beside)

    return make


for _kind, _names in {"room": NAMES, "line": LINE_NAMES, "culture": PROCESS_NAMES, "filling": PROCESS_NAMES}.items():
    for _name in _names:
        state(f"replay-{_kind}-{_name}", _layer(_name))(_film(_kind))
    state(f"replay-{_kind}-expert", ticks(300))(_film(_kind, beside=True))


@state("assessor-line", ticks(300))
def assessor_line(ctx: Context) -> Scene:
    ctx.loaded_once = True
    return AssessorScene(run_file(*_of("line")))


@state("assessor-process", ticks(300))
def assessor_process(ctx: Context) -> Scene:
    ctx.loaded_once = True
    return AssessorScene(run_file(*_of("culture")))


# --- odd files ---------------------------------------------------------------------------------------------------------------


@cache
def own_run(seed: int = 7, until_s: float = 900.0) -> Path:
    """A person's run, sealed."""
    folder = Path(tempfile.mkdtemp(prefix="grade-a-own-"))
    session, _ = play("gowning-first", seed, [Mutation("skip", "wash")], until_s, folder, "person", "K-17")
    session.close("" if session.world.ended else "given_up")
    assert session.path is not None
    return session.path


def odd_run(name: str) -> Path:
    """The same, as it should not be."""
    path = Path(tempfile.mkdtemp(prefix="grade-a-odd-")) / "a.run"
    path.write_bytes(ODD[name](own_run().read_bytes()))
    return path


@state("history")
def history(ctx: Context) -> Scene:
    ctx.results = Path(tempfile.mkdtemp(prefix="grade-a-runs-"))
    ctx.settings.trainee, ctx.loaded_once = "K-17", True
    for seed, until_s in ((7, 900.0), (8, 5.0), (9, 900.0)):
        shutil.copy(own_run(seed, until_s), ctx.results / f"{seed}.run")
    for name in ODD:
        shutil.copy(odd_run(name), ctx.results / f"{name}.run")
    return HistoryScene()


for _name in ODD:
    state(f"odd-replay-{_name}", ticks(60))(lambda ctx, name=_name: _odd(ctx, ReplayScene(odd_run(name), 600)))
    state(f"odd-assessor-{_name}", ticks(60))(lambda ctx, name=_name: _odd(ctx, AssessorScene(odd_run(name))))


def _odd(ctx: Context, scene: Scene) -> Scene:
    ctx.loaded_once = True
    return scene


def _odd_debrief(name: str, page: str) -> Callable[[Context], Scene]:
    def make(ctx: Context) -> Scene:
        scene = DebriefScene(of_file(odd_run(name), ctx.lang), back=True)
        scene.tab = page
        return scene

    return make


for _name in ("older", "damaged", "gone"):
    state(f"odd-debrief-{_name}")(_odd_debrief(_name, "main"))


@state("debrief-filling-plate")
def debrief_filling_plate(ctx: Context) -> Scene:
    """Of who worked with a holed glove and with forceps from the base."""
    who = Filler(torn("infeed_right"))
    who.do(ticks=600)
    for glove in ("infeed_left", "infeed_right"):
        who.glove(glove)
        who.glove(glove)
    review = of_file(run_file(*_of("filling")), ctx.lang)
    scene = DebriefScene(replace(review, plates=prints(who.world, who.events), level=who.world.level))
    scene.tab = "plate"
    scene.plates.skip()
    return scene
