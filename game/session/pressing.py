"""Which rules a level asks for, which its hazards press, and the practice seed whose hazards press what is due.

A run stays a function of level, rules, seed and commands: nothing is put into it.  Of many practice seeds the one is taken
that deals the hazards wanted; the seed stands in the header as any other.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from game.session.mutants import mutants
from game.spec import HazardSpec, LevelSpec
from game.world.draws import draw, pick
from game.world.hazards import ASSESSMENT_SEEDS, Draw
from game.world.runs import draw_of, everything, slots_of
from scoring.mastery import SLOTS, Offer
from scoring.rulebook import Opportunity, Rulebook, bind

CANDIDATES = 160
"""Seeds looked at for one practice run: enough to find two of forty hazards together, a quarter of a second at the largest level."""


@dataclass(frozen=True, slots=True)
class Pressed:
    """What a level offers.  hazards: id of a practice hazard -> the rules that are broken when it is not dealt with."""

    offer: Offer
    hazards: Mapping[str, tuple[str, ...]]

    @property
    def rules(self) -> tuple[str, ...]:
        """All rules that a run may ask for."""
        return (*self.offer.fixed, *self.offer.pool)


_known: dict[tuple[object, ...], Pressed] = {}
"""By what it depends on: a page asks for every level each time it is shown."""


def pressed(level: LevelSpec, rulebook: Rulebook) -> Pressed:
    """What a level asks for always, and what its hazards add.  Raises scoring.rulebook.RuleError when the two do not fit."""
    key = (level.text_hash, rulebook.hash, level.hazards_fixed, tuple(hazard.id for hazard in level.hazards))
    if key not in _known:
        _known[key] = _pressed(level, rulebook)
    return _known[key]


def _pressed(level: LevelSpec, rulebook: Rulebook) -> Pressed:
    pool = everything(level).hazards
    fixed = _bound(level, rulebook, tuple(hazard for hazard in pool if hazard.id in level.hazards_fixed))
    practice = tuple(hazard for hazard in pool if not hazard.reserved)
    drawn = Draw(practice, "long", True, 1, "a")
    opportunities = bind(rulebook, level.rules, slots_of(level, drawn), level.limits, level.grade)
    found: dict[str, dict[str, None]] = {hazard.id: {} for hazard in practice}
    for trial in mutants(level, opportunities, drawn):
        for hazard in trial.hazards:
            if trial.expects:
                found[hazard][trial.expects.partition("/")[0]] = None
    without = {one.id for one in _opportunities(level, rulebook, ())}
    for one in practice:
        if not found[one.id]:  # no mutant of a rule is about it: the rules that are asked only because it was drawn
            found[one.id] = {each.rule.id: None for each in _opportunities(level, rulebook, (one,)) if each.id not in without}
    added = dict.fromkeys(one.rule.id for one in opportunities if one.rule.id not in fixed)
    offer = Offer(level.id, fixed, tuple(added), level.target_s / 60.0)
    return Pressed(offer, {hazard: tuple(rules) for hazard, rules in found.items()})


def _bound(level: LevelSpec, rulebook: Rulebook, hazards: tuple[HazardSpec, ...]) -> tuple[str, ...]:
    """Rules with an opportunity when these hazards are drawn."""
    return tuple(dict.fromkeys(one.rule.id for one in _opportunities(level, rulebook, hazards)))


def _opportunities(level: LevelSpec, rulebook: Rulebook, hazards: tuple[HazardSpec, ...]) -> tuple[Opportunity, ...]:
    return bind(rulebook, level.rules, slots_of(level, Draw(hazards, "long", False, 1, "a")), level.limits, level.grade)


def pressing_seed(
    level: LevelSpec, hazards: Mapping[str, tuple[str, ...]], needs: Mapping[str, float], trainee: str, n: int, known: Collection[int] = ()
) -> int:
    """The practice seed for this person's n-th run: of CANDIDATES named draws the one whose hazards press most need.

    needs: of the rules that are due, see scoring.mastery.need; known: seeds the person has played.  Only the SLOTS most
    needed rules count, so that the rest of a run stays varied; equal seeds: the first drawn."""
    best, most = -1, -1.0
    for k in range(CANDIDATES):
        seed = pick(draw(n, "practice_seed", f"{trainee}/{level.id}", k), ASSESSMENT_SEEDS)
        if seed in known:
            continue
        covered = cover(tuple(hazard.id for hazard in draw_of(level, seed).hazards), hazards, needs)
        if covered > most:
            best, most = seed, covered
    return best if best >= 0 else pick(draw(n, "practice_seed", f"{trainee}/{level.id}", CANDIDATES), ASSESSMENT_SEEDS)


def cover(dealt: Sequence[str], hazards: Mapping[str, tuple[str, ...]], needs: Mapping[str, float]) -> float:
    """How much need the hazards of a run press: that of the SLOTS most needed rules among theirs."""
    rules = dict.fromkeys(rule for hazard in dealt for rule in hazards.get(hazard, ()) if rule in needs)
    total = 0.0
    for value in sorted((needs[rule] for rule in rules), reverse=True)[:SLOTS]:
        total = total + value
    return total
