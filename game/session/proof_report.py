"""What `prove` found out, as text for people and as one JSON document."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from game.session.proof import MOST_PLAIN, WRONG, ProofReport, SeedProof
from game.session.trials import MutantPlay
from game.texts import t
from scoring.findings import Finding
from scoring.wording import points

FORMAT = 1


def as_text(reports: Sequence[ProofReport], refused: Sequence[tuple[Path, str]], lang: str) -> str:
    """The reports one after the other; each ends in one sentence that says it all."""
    blocks = [_level(report, lang) for report in reports]
    blocks += [t("prove.refused", lang, path=path) + "\n" + message for path, message in refused]
    return "\n\n".join(blocks)


def _level(report: ProofReport, lang: str) -> str:
    lines = [report.level]
    for seed in report.seeds:
        lines += _seed(seed, lang)
    tested = report.tested_rules
    lines.append(t("prove.rules", lang, n=len(tested), of=len(report.rules), names=", ".join(tested) or "–"))
    if report.untested_rules:
        lines.append(t("prove.rules_untested", lang, names=", ".join(report.untested_rules)))
    if report.uncovered_opportunities:
        lines.append(t("prove.uncovered_rules", lang, names=", ".join(report.uncovered_opportunities)))
    if report.uncovered_hazards:
        lines.append(t("prove.uncovered_hazards", lang, names=", ".join(report.uncovered_hazards)))
    share = round(100 * report.plain_share)
    lines.append(t("prove.clicks" if report.plain_share <= MOST_PLAIN else "prove.clicks_many", lang, share=share))
    lines.append("  " + orders_said(report.orders, lang))
    lines.append(sentence(report, lang))
    return "\n".join(lines)


def orders_said(orders: int | None, lang: str) -> str:
    """In how many orders the steps are right."""
    if orders is None:
        return t("prove.orders_over", lang)
    if orders == 1:
        return t("prove.orders_one", lang)
    return t("prove.orders", lang, n=f"{orders:,}".replace(",", "\u00a0" if lang == "fr" else ","))


def _seed(proof: SeedProof, lang: str) -> list[str]:
    expert = proof.expert
    wrong = [play for play in proof.mutants if play.verdict in WRONG]
    values = {
        "seed": expert.seed, "hazards": ", ".join(expert.drawn) or "–", "score": _score(expert.score), "seconds": round(expert.ticks / 60),
        "tried": proof.tried, "seen": proof.seen, "not_applicable": len(proof.mutants) - proof.tried,
    }  # fmt: skip
    lines = [t("prove.seed" if expert.perfect else "prove.seed_expert", lang, **values)]
    if not expert.perfect:
        lines.append(t("prove.expert_not", lang, found=_expert_troubles(proof, lang), run=proof.kept.get("expert", "–")))
    return lines + [_mutant(play, proof, lang) for play in wrong]


def _expert_troubles(proof: SeedProof, lang: str) -> str:
    expert = proof.expert
    found = [_finding(finding) for finding in expert.findings]
    if expert.alarms:
        found.append(t("prove.alarms", lang, count=expert.alarms))
    if expert.ended != "finished":
        found.append(t("prove.not_finished", lang, how=expert.ended))
    return "; ".join([*found, *expert.refused[-3:]]) or "–"


def _mutant(play: MutantPlay, proof: SeedProof, lang: str) -> str:
    return t(
        f"prove.mutant_{play.verdict}", lang, name=play.trial.mutation.name, expects=play.trial.expects or play.trial.mutation.slot,
        found="; ".join(_finding(finding) for finding in play.roots) or "–", how=play.ended,
        run=proof.kept.get(play.trial.mutation.name, "–"),
    )  # fmt: skip


def _finding(finding: Finding) -> str:
    return f"{finding.opportunity} ({finding.aspect})" if finding.aspect else finding.opportunity


def _score(value: float | None) -> str:
    return "–" if value is None else str(points(value))


def sentence(report: ProofReport, lang: str) -> str:
    """The one sentence that says it all."""
    first = _expert_said(report, lang)
    if not report.tried and report.imperfect:
        return first
    counts = {verdict: len(report.with_verdict(verdict)) for verdict in ("seen", *WRONG)}
    faulty = counted("faulty", report.tried, lang)
    if counts["seen"] == report.tried:
        return f"{first} {t('prove.all_seen', lang, faulty=faulty)}"
    parts = [counted(verdict, n, lang) for verdict, n in counts.items() if n]
    return f"{first} {t('prove.some_not_seen', lang, faulty=faulty, parts=', '.join(parts))}"


def _expert_said(report: ProofReport, lang: str) -> str:
    """How the expert fared; where he erred, that this comes first."""
    if not report.imperfect:
        return t("prove.expert", lang, score=_score(100.0))
    scores = [seed.expert.score for seed in report.seeds if not seed.expert.perfect]
    worst = None if None in scores else min(score for score in scores if score is not None)
    seeds = ", ".join(str(seed) for seed in report.imperfect)
    return t("prove.expert_first", lang, score=_score(worst), seeds=seeds)


def counted(what: str, n: int, lang: str) -> str:
    """1 not seen, 2 not seen: of the catalogue's two texts for it."""
    one = n in ((0, 1) if lang == "fr" else (1,))
    return t(f"prove.{what}_{'one' if one else 'many'}", lang, n=n)


# --- JSON ----------------------------------------------------------------------------------------------------------------


def as_json(reports: Sequence[ProofReport], refused: Sequence[tuple[Path, str]], lang: str) -> str:
    """One document: format, levels, refused files, and whether all is good."""
    document = {
        "format": FORMAT,
        "good": not refused and all(report.good for report in reports),
        "levels": [_plain_level(report, lang) for report in reports],
        "refused": [{"path": str(path), "message": message} for path, message in refused],
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def _plain_level(report: ProofReport, lang: str) -> dict[str, Any]:
    return {
        "level": report.level,
        "good": report.good,
        "sentence": sentence(report, lang),
        "seeds": [_plain_seed(seed) for seed in report.seeds],
        "rules": {"all": len(report.rules), "tested": list(report.tested_rules), "untested": list(report.untested_rules)},
        "orders": report.orders,
        "opportunities": {"all": len(report.opportunities), "uncovered": list(report.uncovered_opportunities)},
        "hazards": {"all": len(report.hazards), "uncovered": list(report.uncovered_hazards)},
        "plain_clicks": {"share": round(report.plain_share, 3), "most": MOST_PLAIN},
    }


def _plain_seed(proof: SeedProof) -> dict[str, Any]:
    expert = proof.expert
    return {
        "seed": expert.seed,
        "hazards": list(expert.drawn),
        "met": list(expert.met),
        "expert": {
            "score": expert.score,
            "ended": expert.ended,
            "ticks": expert.ticks,
            "findings": [finding.to_plain() for finding in expert.findings],
            "false_alarms": expert.alarms,
            "refused": list(expert.refused),
            "plain_clicks": list(expert.plain),
            "run": proof.kept.get("expert"),
        },
        "mutants": [
            {
                "name": play.trial.mutation.name,
                "expects": play.trial.expects,
                "hazards": list(play.trial.hazards),
                "verdict": play.verdict,
                "fork_tick": play.fork_tick,
                "ended": play.ended,
                "score": play.score,
                "findings": [finding.opportunity for finding in play.roots],
                "consequences": [finding.opportunity for finding in play.consequences],
                "run": proof.kept.get(play.trial.mutation.name),
            }
            for play in proof.mutants
        ],
    }
