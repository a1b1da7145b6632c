"""Mutants: the students who err once, derived from the rules in play and from what the seed drew.

Each check of a rule names how a mutant breaks it; an opportunity says where.  A drawn hazard that no such mutant is about
gets one of its own.  Whether a mutant can err at all at a seed shows in play: where he would do nothing an expert would
not do, he is "not applicable at this seed".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from game.session.mutation import Mutation
from game.spec import HazardSpec, LevelSpec
from game.world.hazards import Draw, hazard_slot, next_door
from game.world.runs import slots_of
from scoring.language import Matches
from scoring.rulebook import Opportunity


@dataclass(frozen=True, slots=True)
class Trial:
    """A mutant and what has to be found of him."""

    mutation: Mutation
    expects: str
    """Id of the opportunity he has to break; "" = any one at his slot (a drawn hazard without a rule of its own)."""
    hazards: tuple[str, ...] = ()
    """Ids of the drawn hazards this is about."""


HAZARD_OPS: Mapping[str, str] = MappingProxyType({
    "personal_item": "skip", "bad_pack": "bad_item", "flawed_garment": "keep", "comes_undone": "ignore", "dispenser": "ignore",
    "pressure": "ignore", "soiled_bench": "ignore", "colleague": "rush", "person": "answer", "residue": "overlook",
    "fault": "late",
})  # fmt: skip
"""Kind of a hazard -> what goes wrong when it is not dealt with."""


def mutants(level: LevelSpec, opportunities: Sequence[Opportunity], drawn: Draw) -> tuple[Trial, ...]:
    """One trial for each opportunity whose check names a mutant, one for each field it asks for (left blank), and one for each drawn
    hazard that none of these is about."""
    trials: dict[tuple[str, str], Trial] = {}
    tagged = {tag: slot.id for slot in reversed(slots_of(level, drawn)) for tag in slot.tags}
    flawed = [hazard.at for hazard in drawn.of_kind("flawed_garment")]
    for opportunity in opportunities:
        mutant = opportunity.check.mutant
        if mutant is None or (mutant.op == "swap" and opportunity.slot in flawed):
            # Who carries a flawed garment past the place where another lies would have to err twice.
            continue
        args = {key: str(value) for key, value in mutant.args.items() if key != "at"}
        if "with" in args:
            args["with"] = tagged.get(args["with"], args["with"])
        mutation = Mutation(mutant.op, placed(tagged, str(mutant.args.get("at", "")), opportunity.slot), MappingProxyType(args))
        trials[(mutation.name, opportunity.id)] = Trial(mutation, opportunity.id, _about(level, mutation, drawn))
        for blank in _blanks(opportunity):
            trials[(blank.name, opportunity.id)] = Trial(blank, opportunity.id)
    known = {hazard for trial in trials.values() for hazard in trial.hazards}
    for hazard in drawn.hazards:
        if hazard.id not in known and hazard.kind != "colleague":
            mutation = Mutation(_op_of(hazard), hazard_slot(level, hazard))
            trials[(mutation.name, "")] = Trial(mutation, "", (hazard.id,))
    return tuple(trials.values())


def _blanks(opportunity: Opportunity) -> tuple[Mutation, ...]:
    """Of fields that are asked for one by one: who leaves just one of them blank."""
    check = opportunity.check
    each = check.pattern.each if isinstance(check.pattern, Matches) else None
    if check.mutant is None or check.mutant.op != "misreport" or each is None or not isinstance(each.value, tuple):
        return ()
    return tuple(Mutation("skip", opportunity.slot, MappingProxyType({"part": str(value)})) for value in each.value)


def placed(tagged: Mapping[str, str], at: str, slot: str) -> str:
    """The slot where he errs: the opportunity's own, or the one that carries the tag `at`."""
    return tagged.get(at, at) if at else slot


def _op_of(hazard: HazardSpec) -> str:
    if hazard.kind == "dispenser" and hazard.what != "empty":
        return "bad_item"
    return HAZARD_OPS[hazard.kind]


def _about(level: LevelSpec, mutation: Mutation, drawn: Draw) -> tuple[str, ...]:
    """The drawn hazards that this mutant does not deal with as he should."""
    about = []
    for hazard in drawn.hazards:
        at_slot = hazard_slot(level, hazard) == mutation.slot
        if hazard.kind == "fault":
            at_slot = level.step(mutation.slot).do == "notice" if any(s.id == mutation.slot for s in level.steps) else False
        elif hazard.kind == "colleague":
            at_slot = mutation.args.get("part") in ("other_door", "delay") and level.step(mutation.slot).thing == next_door(
                level, hazard.at
            )
        if at_slot and _op_of(hazard) == mutation.op and mutation.args.get("fault", hazard.what) in (hazard.what, hazard.kind):
            about.append(hazard.id)
    return tuple(about)
