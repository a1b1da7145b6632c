"""A level tried by who writes it: the expert plays to just before a step, or to just before a hazard shows, then the person goes on.

`way(level, rulebook, wish)` plays without a window and says how far it is; what it returns is a `Start`, from which sessions
begin as often as one likes.  Nothing of a trial is kept: no run file, no sheet, no result of anybody.
"""

from __future__ import annotations

from collections.abc import Collection, Generator, Iterator, Sequence
from dataclasses import dataclass, field, replace

from game.commands import Command
from game.entities.residues import RESIDUES
from game.events import TICKS_PER_SECOND, Event, HazardMet
from game.session.expert import Decision, Expert
from game.session.judging import opportunities_of
from game.session.session import Session
from game.spec import HazardSpec, LevelSpec, StepSpec
from game.world.hazards import ASSESSMENT_SEEDS, hazard_slot
from game.world.line.placing import place
from game.world.runs import REBUILD_TICKS, RunWorld, draw_of, everything, open_world, restore_world, slots_of
from scoring.judge import Judge, JudgeState
from scoring.rulebook import Rulebook

MOST_SEEDS = 600
"""Seeds looked at for one that deals a hazard; a level that never deals it is given it all the same."""
SEEDS_AT_ONCE = 20
LEAD_TICKS = 2 * TICKS_PER_SECOND
"""A hazard is at least so far off when the person takes over ..."""
LONG_TICKS = 5 * TICKS_PER_SECOND
"""... and where the expert only waits for it, just so far."""
OF_ITSELF = ("comes_undone", "person", "colleague", "fault")
"""Hazards that come while one is at something else."""
OVERTIME = 2
"""So many times its time limit may a level take the expert before he counts as stuck."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be tried.  step, hazard: their ids, "" for none; both: that step in a run that has the hazard."""

    step: str = ""
    hazard: str = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """A state that can be gone on from: a tick that is a multiple of 300."""

    snapshot: bytes
    judge: JudgeState
    events: int
    """How many had happened."""


@dataclass(frozen=True, slots=True)
class Start:
    """Where the person takes over.  level: as it is played (with a hazard put in where it is never dealt); commands: the expert's,
    from the moment to there; note: "" | stuck (the expert did not get there) | forced (hazard) | absent (of a step or a hazard)."""

    wish: Wish
    level: LevelSpec
    seed: int
    tick: int
    moment: Moment
    commands: tuple[tuple[Command, ...], ...]
    events: tuple[Event, ...]
    note: str = ""

    def session(self, rulebook: Rulebook, mode: str, lang: str) -> tuple[Session, list[Event]]:
        """A run that stands there, in no file, and what happened before."""
        session = Session(self.level, rulebook, self.seed, mode, lang=lang)
        session.world = restore_world(self.level, self.seed, self.moment.snapshot)
        session.judge = Judge.restored(session.opportunities, self.moment.judge)
        events = list(self.events[: self.moment.events])
        for given in self.commands:
            events += session.step(given).events
        return session, events


@dataclass(slots=True)
class _Walk:
    """The expert on his way: what he did, and states to come back to."""

    level: LevelSpec
    seed: int
    world: RunWorld
    expert: Expert
    judge: Judge
    commands: list[tuple[Command, ...]] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    moments: dict[int, Moment] = field(default_factory=dict)
    met: dict[str, int] = field(default_factory=dict)
    """Hazard -> when it was met."""
    done: dict[str, int] = field(default_factory=dict)
    """Step -> when it was seen to be done, of those that are waited for."""
    about: frozenset[str] = frozenset()
    """Slots and things that the hazard concerns."""


def way(level: LevelSpec, rulebook: Rulebook, wish: Wish) -> Generator[float, None, Start]:
    """Plays, and yields now and then how far it is, 0 to 1.  Raises scoring.rulebook.RuleError when level and rules do not fit."""
    step = wish.step if wish.step in {one.id for one in level.steps} else ""
    known = hazards_of(level)
    hazard = known.get(wish.hazard)
    note = "absent" if (step, hazard.id if hazard else "") != (wish.step, wish.hazard) else ""
    level, seed, forced = yield from _dealing(level, step, hazard)
    walk = _Walk(level, seed, open_world(level, seed), Expert(level), Judge(opportunities_of(level, rulebook, seed)))
    tick: int | None = 0
    if step or hazard is not None:
        tick = yield from _walked(walk, step, hazard)
    else:
        _keep(walk)
    if tick is None:
        note, tick = "stuck", walk.world.tick
    return _start(walk, Wish(step, hazard.id if hazard else ""), tick, note or ("forced" if forced else ""))


def hazards_of(level: LevelSpec) -> dict[str, HazardSpec]:
    """All that can be tried in a level, reserved ones too, by id: its pool, and what may lie about at a line."""
    return {hazard.id: hazard for hazard in everything(level).hazards}


# --- a seed that deals it ------------------------------------------------------------------------------------------------


def _dealing(level: LevelSpec, step: str, hazard: HazardSpec | None) -> Generator[float, None, tuple[LevelSpec, int, bool]]:
    """The level, the first seed that has both, and whether the hazard had to be put in."""
    first = ASSESSMENT_SEEDS if hazard is not None and hazard.reserved else 0
    for n in range(MOST_SEEDS):
        drawn = draw_of(level, first + n)
        dealt = hazard is None or any(one.id == hazard.id for one in drawn.hazards)
        if dealt and (not step or any(slot.id == step for slot in slots_of(level, drawn))):
            return level, first + n, False
        if n % SEEDS_AT_ONCE == 0:
            yield 0.0
    if hazard is None:
        return level, 0, False  # a step that no figure has to do: the walk says that it was not come to
    return (yield from _with_step(_forced(level, hazard), step))


def _with_step(level: LevelSpec, step: str) -> Generator[float, None, tuple[LevelSpec, int, bool]]:
    level, seed, _ = yield from _dealing(level, step, None)
    return level, seed, True


def _forced(level: LevelSpec, hazard: HazardSpec) -> LevelSpec:
    """The level with that hazard in every draw, and no other of the pool: for trials only, no run file ever holds it."""
    if hazard.kind == "residue" and level.residues is not None:
        easy, hard = min(one.difficulty for one in RESIDUES.values()), max(one.difficulty for one in RESIDUES.values())
        only = replace(level.residues, only=(hazard.id,), leave_out=(), least=1, most=1, easiest=easy, hardest=hard)
        return replace(level, residues=only)
    others = tuple(one for one in level.hazards if one.id != hazard.id and one.kind != hazard.kind)
    free = replace(hazard, reserved=False)
    return replace(level, hazards=(*others, free), hazards_fixed=(hazard.id,), hazards_draw=(0, 0))


# --- the expert's walk ---------------------------------------------------------------------------------------------------


def _walked(walk: _Walk, step: str, hazard: HazardSpec | None) -> Generator[float, None, int | None]:
    """Play until it is known where to begin, or to the end; that tick, None where it is never come to."""
    level, world = walk.level, walk.world
    most = round(max(level.limit_s, level.target_s) * TICKS_PER_SECOND) * OVERTIME
    goal = round(level.target_s * TICKS_PER_SECOND)
    walk.about = frozenset(_about(walk, hazard)) if hazard is not None else frozenset()
    while not world.ended and world.tick < most:
        if world.tick % REBUILD_TICKS == 0:
            _keep(walk)
            yield min(0.97, world.tick / max(1, goal))
        decisions = len(walk.expert.log)
        given = tuple(walk.expert.commands(world.seen))
        if walk.expert.stuck:
            break
        if step and len(walk.expert.log) > decisions and walk.expert.log[-1].acts[0].slot == step:
            return world.tick
        if not step and hazard is not None and (found := _shows(walk, hazard)) is not None:
            return found
        _tick(walk, given, step)
    if step:
        return _by_thing(walk, next(one for one in level.steps if one.id == step))
    return _first(walk, walk.about, walk.expert.log)


def _tick(walk: _Walk, given: tuple[Command, ...], step: str) -> None:
    walk.commands.append(given)
    for event in walk.world.step(given):
        walk.events.append(event)
        walk.judge.feed(event)
        if isinstance(event, HazardMet):
            walk.met.setdefault(event.hazard, walk.world.tick)
    if step and step not in walk.done and walk.world.tick % TICKS_PER_SECOND == 0 and walk.world.seen.step_done(step):
        walk.done[step] = walk.world.tick


def _keep(walk: _Walk) -> None:
    walk.moments[walk.world.tick] = Moment(walk.world.snapshot(), walk.judge.snapshot(), len(walk.events))


def _shows(walk: _Walk, hazard: HazardSpec) -> int | None:
    """The tick at which the person takes over, once it is known.

    What comes of itself is met at a tick: the last choice well before it.  What is there from the start: before the expert goes
    about what it concerns."""
    met = walk.met.get(hazard.id, -1)
    if met >= 0 and (met > LEAD_TICKS or hazard.kind in OF_ITSELF):
        before = [one.tick for one in walk.expert.log if one.tick <= met - LEAD_TICKS]
        return max(before[-1] if before else 0, met - LONG_TICKS)
    return None if hazard.kind in OF_ITSELF else _first(walk, walk.about, walk.expert.log[-1:])


def _first(walk: _Walk, about: Collection[str], log: Sequence[Decision]) -> int | None:
    """The first of these choices that concerns one of these."""
    found = (one.tick for one in log if any(act.slot in about or act.thing in about for act in one.acts))
    return next((min(tick, walk.world.tick) for tick in found), None)


def _about(walk: _Walk, hazard: HazardSpec) -> Iterator[str]:
    """What it concerns; of what lies about at a line also the point of the check-list that speaks of that place."""
    yield from (hazard.id, hazard.at, hazard_slot(walk.level, hazard))
    if hazard.kind == "residue":
        yield from (one.step for one in place(walk.level, walk.seed) if one.id == hazard.id)


def _by_thing(walk: _Walk, step: StepSpec) -> int | None:
    """A step that is done in the course of others: before the first act on its thing, else before it was seen to be done."""
    log: list[Decision] = walk.expert.log
    acted = next((one.tick for one in log if step.thing and one.acts[0].thing == step.thing), None)
    done = walk.done.get(step.id)
    if acted is not None and (done is None or acted < done):
        return acted
    return None if done is None else max([0, *(one.tick for one in log if one.tick < done)])


def _start(walk: _Walk, wish: Wish, tick: int, note: str) -> Start:
    base = max(known for known in walk.moments if known <= tick)
    return Start(wish, walk.level, walk.seed, tick, walk.moments[base], tuple(walk.commands[base:tick]), tuple(walk.events), note)
