"""The score sheet: what a run amounts to, in both languages, complete in itself.

Everything in it follows from the run's header, the level, the rules in play and the events, so `verify` can derive it again
and compare.  It is written into the run file as plain data and read back from there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scoring.findings import FalseAlarm, Finding, Judgement, Outcome
from scoring.language import Rule, Text
from scoring.plain import PlainError, from_plain, to_plain
from scoring.rulebook import Opportunity, Rulebook
from scoring.score import Score, score
from scoring.wording import found_text

FORMAT = 1
"""Number of the sheet's format.  A change comes with a reader for the old one and a test on an old file."""


@dataclass(frozen=True, slots=True)
class RunFacts:
    """What the sheet says of the run besides the judgement.

    level_hash: SHA-256 of the level text; approved: reviewed, approved and dated as a controlled document; grade: area whose
    clauses are cited; trainee: pseudonym; origin: person | expert | mutant | replay; started: UTC; ticks: length."""

    level: str
    level_title: Text
    level_version: str
    level_hash: str
    procedure: str
    procedure_version: str
    approved: bool
    grade: str
    seed: int
    mode: str
    trainee: str
    origin: str
    mutant: str
    device: str
    station: str
    program: str
    run: str
    started: str
    ticks: int
    interruptions: int = 0
    """How often the program was gone in the middle and the run was gone on with."""


@dataclass(frozen=True, slots=True)
class Cited:
    """A clause as the sheet names it."""

    document: Text
    clause: str


@dataclass(frozen=True, slots=True)
class SheetFinding:
    """A finding with its words.  gmp: asked for by a clause that speaks of this grade, else the procedure of this site;
    thing: name of the thing, in both languages; status: of its opportunity (see findings.STATUSES)."""

    finding: Finding
    status: str
    title: Text
    found: Text
    why: Text
    now: Text
    thing: Text
    gmp: bool
    cited: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class SheetRule:
    """A rule in play, with what became of its opportunities."""

    rule: str
    title: Text
    severity: str
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A score sheet.  ended: finished | given_up | window_closed | timed_out, or "" for a run that broke off."""

    facts: RunFacts
    rules_version: str
    rules_hash: str
    ended: str
    score: Score
    findings: tuple[SheetFinding, ...]
    rules: tuple[SheetRule, ...]
    false_alarms: tuple[FalseAlarm, ...]
    format: int = FORMAT

    def to_plain(self) -> dict[str, Any]:
        """A JSON-ready dict."""
        plain: dict[str, Any] = to_plain(self)
        return plain

    @classmethod
    def from_plain(cls, data: object) -> Sheet:
        """The inverse of to_plain, for data that anybody may have written.  Raises PlainError; its `where` is "format" for
        another format than ours."""
        if not isinstance(data, Mapping) or type(data.get("format")) is not int or data["format"] != FORMAT:
            raise PlainError("format")
        return from_plain(cls, data)


def make_sheet(
    facts: RunFacts,
    rulebook: Rulebook,
    opportunities: Sequence[Opportunity],
    judgement: Judgement,
    names: Mapping[str, Text],
) -> Sheet:
    """The sheet of a run.  rulebook: the rules in play; names: of things (and slots), by id, as far as the level gives them."""
    checks = {opportunity.id: opportunity for opportunity in opportunities}
    statuses = {outcome.opportunity: outcome.status for outcome in judgement.outcomes}
    findings = []
    for finding in _told(judgement):
        opportunity = checks[finding.opportunity]
        rule = opportunity.rule
        findings.append(
            SheetFinding(
                finding,
                statuses[finding.opportunity],
                rule.title,
                found_text(opportunity.check, finding),
                rule.why,
                rule.now,
                names.get(finding.thing, names.get(finding.slot, Text("", ""))),
                rule.is_gmp(opportunity.check, facts.grade),
                tuple(Cited(rulebook.documents[one.doc].short, one.clause) for one in rule.cited(facts.grade)),
            )
        )
    return Sheet(
        facts,
        rulebook.version,
        rulebook.hash,
        judgement.ended,
        score(judgement),
        tuple(findings),
        tuple(_rule(rule, judgement, facts.grade) for rule in rulebook.rules.values()),
        judgement.false_alarms,
    )


def _told(judgement: Judgement) -> list[Finding]:
    """The findings in the order in which they are told: roots by time, each with its consequences after it."""
    by_time = sorted(judgement.findings, key=lambda finding: (finding.tick, finding.id))
    roots = [finding for finding in by_time if finding.root is None]
    return [one for root in roots for one in (root, *(finding for finding in by_time if finding.root == root.id))]


def _rule(rule: Rule, judgement: Judgement, area: str) -> SheetRule:
    return SheetRule(rule.id, rule.title, rule.weighed(area), tuple(one for one in judgement.outcomes if one.rule == rule.id))
