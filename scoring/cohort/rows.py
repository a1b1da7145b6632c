"""A score sheet to rows of the store.

Everything is kept in the store, which stays with the run files it came from; what may be shown is decided where it is shown
(`figures`): of practice that and when one trained, and figures of groups.
"""

from __future__ import annotations

from collections.abc import Sequence

from scoring.cohort.store import RunRows, moment
from scoring.notes import NOTHING, Beside
from scoring.record import Sheet, SheetFinding

Sure = tuple[str, int, bool]
"""(point, how sure 1 to 4, whether something was missed there)."""


def rows_of(sheet: Sheet, digest: str, beside: Beside = NOTHING, sure: Sequence[Sure] = (), source: str = "file") -> RunRows:
    """The rows of one run.  digest: SHA-256 of its file; source: file, or the store it came back from."""
    facts, score, form = sheet.facts, sheet.score, beside.sitting
    run = (
        facts.run, facts.trainee, facts.level, facts.level_title.fr, facts.level_title.en, facts.level_version, facts.mode,
        moment(facts.started), facts.ticks / 3600, facts.station, facts.seed, sheet.ended, score.value, score.low, score.high,
        score.counted, score.counts[0].missed, form.set if form else "", form.form if form else 0, beside.attested,
        beside.decision.decision if beside.decision else "", source,
    )  # fmt: skip
    return RunRows(
        digest,
        run,
        [
            (outcome.rule, item(outcome.check, outcome.slot, outcome.opportunity), outcome.severity, outcome.status, outcome.x)
            for rule in sheet.rules
            for outcome in rule.outcomes
        ],
        [_finding(line, beside) for line in sheet.findings if line.finding.root is None],
        list(sure),
        [(rule.rule, rule.title.fr, rule.title.en, rule.severity) for rule in sheet.rules if rule.outcomes],
    )


def item(check: str, slot: str, opportunity: str) -> str:
    """What is the same opportunity in the runs of a level: the check at its place in the procedure."""
    return f"{check}@{slot}" if check and slot else opportunity


def _finding(line: SheetFinding, beside: Beside) -> tuple[object, ...]:
    finding = line.finding
    cited = "; ".join(f"{one.document.en} {one.clause}" for one in line.cited) if line.gmp else ""
    contested = any(note.kind == "contest" for note in beside.about(finding.id))
    return finding.id, finding.rule, finding.severity, finding.tick, line.found.fr, line.found.en, cited, line.status, contested
