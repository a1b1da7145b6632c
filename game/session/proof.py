"""What `prove` found out, as data: frozen, comparable, without the runs themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from game.session.trials import ExpertPlay, MutantPlay

MOST_PLAIN = 0.5
"""At most this share of a level's opportunities may be plain clicks (design, promise 1)."""


WRONG = ("not_seen", "more", "stuck")
"""Verdicts of a mutant's run that is not as it should be."""


@dataclass(frozen=True, slots=True)
class SeedProof:
    """What one seed showed."""

    expert: ExpertPlay
    mutants: tuple[MutantPlay, ...]
    """None where the expert erred himself: his error would be found with each of theirs."""
    kept: Mapping[str, str]
    """Name of a run that was not as it should be (a mutant's, or "expert") -> its run file."""

    @property
    def tried(self) -> int:
        """Mutants that could err."""
        return sum(play.verdict != "not_applicable" for play in self.mutants)

    @property
    def seen(self) -> int:
        """Mutants found for exactly their error."""
        return sum(play.verdict == "seen" for play in self.mutants)


@dataclass(frozen=True, slots=True)
class ProofReport:
    """What `prove` found out about a level."""

    level: str
    seeds: tuple[SeedProof, ...]
    hazards: tuple[str, ...]
    """Ids of the level's pool."""
    rules: tuple[str, ...]
    """Rules that the level names."""
    orders: int | None
    """In how many orders its steps are right; None: too many to count."""

    def with_verdict(self, *verdicts: str) -> tuple[MutantPlay, ...]:
        """The mutants' runs of these verdicts."""
        return tuple(play for seed in self.seeds for play in seed.mutants if play.verdict in verdicts)

    @property
    def tried(self) -> int:
        """Mutants that could err."""
        return sum(seed.tried for seed in self.seeds)

    @property
    def imperfect(self) -> tuple[int, ...]:
        """Seeds at which the expert erred: put these in order first."""
        return tuple(seed.expert.seed for seed in self.seeds if not seed.expert.perfect)

    @property
    def tested_rules(self) -> tuple[str, ...]:
        """Rules that a mutant broke and was found for, sorted."""
        return tuple(sorted({finding.rule for play in self.with_verdict("seen") for finding in play.roots}))

    @property
    def untested_rules(self) -> tuple[str, ...]:
        """Rules that the level names and no mutant could break at any of these seeds."""
        tested = self.tested_rules
        return tuple(rule for rule in self.rules if rule not in tested)

    @property
    def opportunities(self) -> tuple[str, ...]:
        """All opportunities of all seeds, in their order."""
        return tuple(dict.fromkeys(name for seed in self.seeds for name in seed.expert.opportunities))

    @property
    def uncovered_opportunities(self) -> tuple[str, ...]:
        """Opportunities that no mutant broke at any of these seeds."""
        seen = {play.trial.expects for play in self.with_verdict("seen")}
        return tuple(name for name in self.opportunities if name not in seen)

    @property
    def uncovered_hazards(self) -> tuple[str, ...]:
        """Hazards of the pool that no seed drew, or that came without the expert dealing with it and a mutant failing to."""
        dealt = {h for seed in self.seeds if seed.expert.perfect for h in seed.expert.met}
        failed = {h for play in self.with_verdict("seen") for h in play.trial.hazards}
        return tuple(h for h in self.hazards if h not in dealt or h not in failed)

    @property
    def plain_share(self) -> float:
        """Share of opportunities that are plain clicks, the worst seed's."""
        return max((len(s.expert.plain) / len(s.expert.opportunities) for s in self.seeds if s.expert.opportunities), default=0.0)

    @property
    def good(self) -> bool:
        """The expert is perfect, each mutant who could err was found for exactly his error, and there is more than clicking."""
        perfect = all(seed.expert.perfect for seed in self.seeds)
        return perfect and not self.with_verdict(*WRONG) and self.plain_share <= MOST_PLAIN
