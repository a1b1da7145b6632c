"""From a header, a level and its rules to a judge and a score sheet: once at the end of a run, again in `verify`."""

from __future__ import annotations

from collections.abc import Sequence

from game.entities.kinds import KINDS
from game.entities.residues import RESIDUES
from game.session import approval
from game.session.header import Header
from game.spec import LevelSpec
from game.texts import has, t
from game.world.runs import LINE, draw_of, slots_of
from scoring.findings import Judgement
from scoring.language import Text
from scoring.record import RunFacts, Sheet, make_sheet
from scoring.rulebook import Opportunity, Rulebook, bind


def opportunities_of(level: LevelSpec, rulebook: Rulebook, seed: int) -> tuple[Opportunity, ...]:
    """What a run of this level at this seed gives the chance to do right or wrong.  Raises scoring.rulebook.RuleError."""
    return bind(rulebook, level.rules, slots_of(level, draw_of(level, seed)), level.limits, level.grade)


def sheet_of(
    header: Header,
    level: LevelSpec,
    rulebook: Rulebook,
    opportunities: Sequence[Opportunity],
    judgement: Judgement,
    ticks: int,
    interruptions: int,
) -> Sheet:
    """The score sheet of a run of so many ticks.  rulebook: the rules in play."""
    return make_sheet(_facts(header, level, rulebook, ticks, interruptions), rulebook, opportunities, judgement, _names(level))


def _facts(header: Header, level: LevelSpec, rulebook: Rulebook, ticks: int, interruptions: int) -> RunFacts:
    control = level.control
    return RunFacts(
        level=level.id,
        level_title=Text(level.title.fr, level.title.en),
        level_version=control.version,
        level_hash=header.level_hash,
        procedure=control.procedure,
        procedure_version=control.procedure_version,
        approved=approval.holds(level, rulebook),
        grade=level.grade,
        seed=header.seed,
        mode=header.mode,
        trainee=header.trainee,
        origin=header.origin,
        mutant=header.mutant,
        device=header.device,
        station=header.station,
        program=header.program,
        run=header.run,
        started=header.started,
        ticks=ticks,
        interruptions=interruptions,
    )


def _names(level: LevelSpec) -> dict[str, Text]:
    """Names of things and slots by id: what the level calls them, else what their kind is called."""
    names = {kind.id: _kind_name(kind.id) for kind in KINDS.values() if kind.family == "personal"}
    for thing in level.things:
        own = Text(thing.name.fr, thing.name.en) if thing.name else _kind_name(thing.kind)
        names[thing.id] = own
        if thing.slot:
            names.setdefault(thing.slot, own)
        for n in range(1, KINDS[thing.kind].count + 1 if thing.holds else 0):
            names[f"{thing.id}.{n}"] = _kind_name(thing.holds)
    for step in level.steps:
        if step.do == "wear":
            names[step.id] = _kind_name(step.thing)
        elif level.scene == LINE:
            names.setdefault(step.id, Text(step.text.fr, step.text.en))
    if level.scene == LINE:
        names |= {kind: _text(f"line.residue_{kind}") for kind in RESIDUES}
        for thing in level.things:
            if thing.kind == "check_list":
                del names[thing.id]  # what is found on it is named by its line
    return names


def _kind_name(kind: str) -> Text:
    return _text(f"room.kind_{kind}") if kind in KINDS else _text(f"line.kind_{kind}")


def _text(key: str) -> Text:
    return Text(t(key, "fr"), t(key, "en")) if has(key, "fr") and has(key, "en") else Text("", "")
