"""What `prove` said of a level, kept for its author: still worth something as long as text and rules are the same."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from game.content.rules import known_rulebook
from game.session.approval import fingerprint, mark_of
from game.session.proof import WRONG, ProofReport, SeedProof
from game.session.proof_report import sentence
from game.session.results import data_folder, utc_now, write_whole
from game.spec import LevelSpec
from game.texts import LANGS
from scoring.rulebook import Rulebook

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Doubt:
    """A run that was not as it should be.  name: of the mutant, "" for the expert; verdict: see game.session.trials; run: its file."""

    name: str
    expects: str
    verdict: str
    seed: int
    found: tuple[str, ...]
    run: str
    tick: int = 0
    """Where he errs."""
    alarms: int = 0
    """Of the expert: what he declared that was not so."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """One draw of a proof.  hazards: ids; score: the expert's, None without one; idle: students whose error it gave no chance for."""

    seed: int
    hazards: tuple[str, ...]
    score: float | None
    seconds: int
    tried: int
    seen: int
    idle: int


@dataclass(frozen=True, slots=True)
class Proof:
    """What came of it.  said: language -> the sentence that says it all; untested: opportunities and hazards nobody could try."""

    day: str
    seeds: int
    good: bool
    tried: int
    said: Mapping[str, str]
    share: int
    """Percent of the opportunities that are plain clicks."""
    rules: tuple[str, ...]
    """Rules that some mutant broke and that were found."""
    untested: tuple[str, ...]
    hazards: tuple[str, ...]
    """Hazards of the pool that were not put to the test."""
    doubts: tuple[Doubt, ...]
    seconds: int
    """How long the expert takes, the longest seed's."""
    draws: tuple[Drawn, ...] = ()
    """() in what an earlier version kept."""

    @property
    def trouble(self) -> str:
        """Why it did not pass: "expert" (he erred himself: that comes first), "faulty" (errors seen wrongly), "clicks"; else ""."""
        if self.good:
            return ""
        return "expert" if any(not doubt.name for doubt in self.doubts) else "faulty" if self.doubts else "clicks"


def proof_from(report: ProofReport, day: str = "") -> Proof:
    """What is kept of a report.  day: 2026-01-31, today without one."""
    return Proof(
        day=day or utc_now()[:10],
        seeds=len(report.seeds),
        good=report.good,
        tried=report.tried,
        said={lang: sentence(report, lang) for lang in LANGS},
        share=round(100 * report.plain_share),
        rules=report.tested_rules,
        untested=report.uncovered_opportunities,
        hazards=report.uncovered_hazards,
        doubts=tuple(_doubts(report)),
        seconds=max((seed.expert.ticks // 60 for seed in report.seeds), default=0),
        draws=tuple(map(_drawn, report.seeds)),
    )


def _drawn(seed: SeedProof) -> Drawn:
    tried, seen = seed.tried, seed.seen
    return Drawn(seed.expert.seed, seed.expert.drawn, seed.expert.score, seed.expert.ticks // 60, tried, seen, len(seed.mutants) - tried)


def _doubts(report: ProofReport) -> list[Doubt]:
    found = []
    for seed in report.seeds:
        expert = seed.expert
        if not expert.perfect:
            names = tuple(dict.fromkeys(finding.opportunity for finding in expert.findings)) or expert.refused[-1:]
            found.append(Doubt("", "", expert.ended, expert.seed, names, seed.kept.get("expert", ""), alarms=expert.alarms))
        for play in seed.mutants:
            if play.verdict in WRONG:
                name, names = play.trial.mutation.name, tuple(finding.opportunity for finding in play.roots)
                found.append(Doubt(name, play.trial.expects, play.verdict, play.seed, names, seed.kept.get(name, ""), play.fork_tick))
    return found


# --- on the disk -------------------------------------------------------------------------------------------------------------


def folder() -> Path:
    """Where they lie, beside the runs that a proof keeps.  Not made here."""
    return data_folder() / "proofs"


def _file(level: LevelSpec, rulebook: Rulebook) -> Path:
    return folder() / f"{level.id}-{fingerprint(level.source, mark_of(level, rulebook))}.json"


def remember(level: LevelSpec, rulebook: Rulebook, proof: Proof) -> None:
    """Keep it, in place of an older one of the same text and rules.  Raises OSError."""
    path = _file(level, rulebook)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, (json.dumps({"format": FORMAT, **asdict(proof)}, ensure_ascii=False, indent=1) + "\n").encode())


def proof_of(level: LevelSpec) -> Proof | None:
    """What was said of this very text under these very rules; None when nothing is known, or the file cannot be read."""
    rulebook = known_rulebook()
    if rulebook is None or any(name not in rulebook.rules for name in level.rules):
        return None
    try:
        return _read(json.loads(_file(level, rulebook).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def _read(plain: Any) -> Proof:
    """From its file.  Raises TypeError, KeyError, ValueError for one that is none."""
    if plain["format"] != FORMAT or not set(LANGS) <= set(plain["said"]):
        raise ValueError(plain["format"])
    values = {field.name: plain[field.name] for field in fields(Proof) if field.name != "draws"}
    doubts = [Doubt(**{**doubt, "found": tuple(doubt["found"])}) for doubt in plain["doubts"]]
    lists = {name: tuple(map(str, plain[name])) for name in ("rules", "untested", "hazards")}
    numbers = {name: int(plain[name]) for name in ("seeds", "tried", "share", "seconds")}
    draws = [Drawn(**{**draw, "hazards": tuple(draw["hazards"])}) for draw in plain.get("draws", [])]
    return Proof(**{**values, **lists, **numbers, "doubts": tuple(doubts), "draws": tuple(draws)})
