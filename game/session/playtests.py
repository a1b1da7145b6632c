"""`check --play`: the room at rest, the expert from door to door, and the playtests of the level, in the true room by the true rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from game.content.fault import Value, Word
from game.content.tree import Path
from game.events import Refused, to_plain
from game.session.expert import Expert
from game.session.judging import opportunities_of
from game.session.mutants import placed
from game.session.mutation import Mutation
from game.session.trials import Unwanted, Wanted
from game.spec import LevelSpec, PlaytestSpec, Text
from game.world.runs import REBUILD_TICKS, draw_of, open_world, slots_of
from scoring.judge import Judge
from scoring.language import Text as RuleText
from scoring.rulebook import Rulebook
from scoring.score import score

REST_S = 10
"""So long nobody moves."""
SEED = 0
RESTLESS = ("touched", "touch_ended", "torn", "released", "load_moved", "fault_appeared", "mishandled", "refused", "ended", "passed")
"""Events that nobody has caused who stands still."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What play has shown: a code of `game.content.diagnostics`, where in the level, and the values of its sentence."""

    code: str
    path: Path
    values: dict[str, Value] = field(default_factory=dict)
    fix: str = ""


@dataclass(frozen=True, slots=True)
class Played:
    """One run to its end."""

    ended: str
    rules: tuple[str, ...]
    """Rules with a finding that is no consequence, each once."""
    score: float | None
    last: str
    """The slot he was at."""
    refused: tuple[str, str] | None
    """The last command that was refused, and its thing."""
    erred: bool


def play(level: LevelSpec, rulebook: Rulebook, wanted: Wanted = lambda: True) -> Iterator[Fault]:
    """All that play shows to be wrong with a sound level.  Raises Unwanted."""
    yield from at_rest(level, SEED)
    yield from perfect(level, rulebook, SEED, wanted)
    for n, playtest in enumerate(level.playtests):
        yield from trial(level, rulebook, playtest, ("playtests", n), wanted)


def at_rest(level: LevelSpec, seed: int) -> Iterator[Fault]:
    """P610: what happens although nobody moves."""
    world = open_world(level, seed)
    events = [to_plain(event) for _ in range(REST_S * 60) for event in world.step(())]
    told = [_named("event", str(event["event"]), str(event.get("thing", ""))) for event in events if event["event"] in RESTLESS]
    if told:
        names = [str(event.get("thing", "")) for event in events if event["event"] in RESTLESS]
        at = next((n for n, thing in enumerate(level.things) if thing.id in names), -1)
        path: Path = ("things", at, "id") if at >= 0 else ("time", "limit")
        yield Fault("P610", path, {"events": tuple(dict.fromkeys(told)), "seconds": REST_S, "seed": seed})


def perfect(level: LevelSpec, rulebook: Rulebook, seed: int, wanted: Wanted = lambda: True) -> Iterator[Fault]:
    """G510 the expert does not get to the end, G511 something is found of him."""
    run = run_of(level, rulebook, seed, wanted=wanted)
    at = next((n for n, step in enumerate(level.steps) if step.id == run.last), -1)
    path: Path = ("steps", at, "id") if at >= 0 else ("steps",)
    if run.ended != "finished":
        step: Value = _in_both(level.steps[at].text, run.last) if at >= 0 else run.last or "-"
        refused: Value = _named("command", *run.refused) if run.refused else ""
        yield Fault("G510", path, {"seed": seed, "step": step, "refused": refused}, "refused" if run.refused else "")
        return
    for rule in run.rules:
        use = level.rules.index(rule) if rule in level.rules else 0
        yield Fault("G511", ("rules", "use", use), {"found": _in_both(rulebook.rules[rule].title, rule), "seed": seed})


def trial(level: LevelSpec, rulebook: Rulebook, playtest: PlaytestSpec, path: Path, wanted: Wanted = lambda: True) -> Iterator[Fault]:
    """G512 other findings than written, G513 an error that this seed gives no chance for."""
    run = run_of(level, rulebook, playtest.seed, mutation_of(level, playtest), wanted)
    if playtest.op and not run.erred:
        yield Fault("G513", (*path, "seed"), {"name": playtest.id, "seed": playtest.seed})
    elif run.ended != "finished":
        expected = _listed(playtest.finds)
        yield Fault("G512", (*path, "id"), {"name": playtest.id, "got": Word("content.run_stuck"), "wanted": expected}, "stuck")
    elif set(run.rules) != set(playtest.finds):
        values: dict[str, Value] = {"name": playtest.id, "got": _listed(run.rules), "wanted": _listed(playtest.finds)}
        yield Fault("G512", (*path, "finds") if playtest.finds else (*path, "id"), values)


def mutation_of(level: LevelSpec, playtest: PlaytestSpec) -> Mutation | None:
    """The error of a playtest; places may be named by a tag, as in rules."""
    if not playtest.op:
        return None
    tagged = {tag: slot.id for slot in reversed(slots_of(level, draw_of(level, playtest.seed))) for tag in slot.tags}
    args = {key: placed(tagged, value, "") if key == "with" else value for key, value in playtest.args}
    return Mutation(playtest.op, placed(tagged, playtest.at, ""), MappingProxyType(args))


def _named(what: str, name: str, thing: str) -> Word:
    """An event or a command in words, with the thing it was about."""
    return Word(f"played.{what}_{name}", (("thing", f" ({thing})" if thing else ""),))


def _in_both(text: Text | RuleText, name: str) -> Value:
    """A text of the level or of a rule, and what it is called in the file."""
    return Text(f"{text.fr} ({name})", f"{text.en} ({name})")


def _listed(rules: Sequence[str]) -> Value:
    return ", ".join(rules) if rules else Word("content.no_finding")


def run_of(level: LevelSpec, rulebook: Rulebook, seed: int, mutation: Mutation | None = None, wanted: Wanted = lambda: True) -> Played:
    """The expert's run, or that of who errs once, judged."""
    world, expert = open_world(level, seed), Expert(level, mutation)
    judge = Judge(opportunities_of(level, rulebook, seed))
    refused: tuple[str, str] | None = None
    while not world.ended and not expert.stuck:
        if world.tick % REBUILD_TICKS == 0 and not wanted():
            raise Unwanted
        for event in world.step(expert.commands(world.seen)):
            judge.feed(event)
            if isinstance(event, Refused):
                refused = event.command, event.thing
    judgement = judge.finish()
    rules = tuple(dict.fromkeys(finding.rule for finding in judgement.roots))
    last = next((decision.acts[0].slot for decision in reversed(expert.log) if decision.acts[0].slot), "")
    return Played(world.ended or "stuck", rules, score(judgement).value, last, refused, expert.slip.spent)
