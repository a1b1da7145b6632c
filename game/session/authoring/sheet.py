"""The trainer's sheet of a level and its paper checklist: A4 pages in French and English, from the level alone.

What is in it: the rules in play with their clauses, the order of the steps, what may go wrong on its own and which rules it presses,
what is found of whom errs, questions for the debrief.  Hazards kept for assessments are counted, never named: paper lies about.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from game.content.explain import opened
from game.content.lint.order import count_orders
from game.session.approval import in_force
from game.session.authoring.faults import begins
from game.session.mutants import Trial, mutants
from game.spec import LevelSpec
from game.texts import LANGS, has, t
from game.world.runs import everything, slots_of
from scoring.language import SEVERITIES, Rule
from scoring.rulebook import Opportunity, Rulebook, bind

ASKED = 5
"""Questions on single rules; more do not fit into a debrief."""
OPEN_QUESTIONS = 3
EVERYWHERE = 3
"""A rule at more steps than that is listed once, at the end."""


def page(level: LevelSpec, rulebook: Rulebook, lang: str) -> str:
    """The sheet as one HTML file that needs nothing else; both languages are in it, `lang` shows first.

    Raises scoring.rulebook.RuleError when the level and the rules do not go together."""
    opportunities = bind(rulebook, level.rules, slots_of(level, everything(level)), level.limits, level.grade)
    trials = mutants(level, opportunities, everything(level))
    views = [_view(level, rulebook, opportunities, trials, code) for code in sorted(LANGS, key=lambda code: code != lang)]
    return _template().render(views=views, lang=lang)


@functools.cache
def _template() -> Template:
    loader = FileSystemLoader(Path(__file__).parent)
    pages = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return pages.get_template("sheet.html")


def _view(level: LevelSpec, rulebook: Rulebook, opportunities: Sequence[Opportunity], trials: Sequence[Trial], lang: str) -> dict[str, Any]:
    """What the template shows in one language."""

    def label(key: str, **values: object) -> str:
        return t(f"author.{key}", lang, **values)

    rules = [rulebook.rules[name] for name in level.rules]
    rules.sort(key=lambda rule: SEVERITIES.index(rule.weighed(level.grade)))
    return {
        "lang": lang,
        "label": label,
        "title": level.title.get(lang),
        "kind": t(f"reference.scene_{level.scene}", lang),
        "brief": [text.get(lang) for text in level.brief],
        "facts": _facts(level, lang),
        "approved": in_force(level),
        "rules": [_rule(rule, rulebook, level.grade, lang) for rule in rules],
        "steps": _steps(level, lang),
        "hazards": _hazards(level, opportunities, trials, lang),
        "reserved": len([one for one in level.hazards if one.reserved]),
        "found": _found(rules, opportunities, level.grade, lang),
        "questions": _questions(rules, lang),
        "paper": _paper(level, opportunities, lang),
    }


def _facts(level: LevelSpec, lang: str) -> list[tuple[str, str]]:
    control = level.control
    orders = count_orders({step.id: list(step.after) for step in level.steps})
    grade = t(f"sheet.grade_{level.grade}", lang) if has(f"sheet.grade_{level.grade}", lang) else t("author.not_classified", lang)
    rows = (
        ("procedure", f"{control.procedure}, {t('author.version', lang, version=control.procedure_version)}"),
        ("level", f"{level.id}, {t('author.version', lang, version=control.version)}"),
        ("author", control.author),
        ("reviewer", control.reviewer or "–"),
        ("approver", " · ".join(filter(None, (control.approver, control.approved_on))) or "–"),
        ("grade", grade),
        ("time", t("author.minutes", lang, target=f"{level.target_s / 60:g}", limit=f"{level.limit_s / 60:g}")),
        ("orders", t("author.over", lang) if orders is None else f"{orders:,}".replace(",", "\u00a0" if lang == "fr" else ",")),
    )
    return [(t(f"author.fact_{name}", lang), value) for name, value in rows]


def _rule(rule: Rule, rulebook: Rulebook, area: str, lang: str) -> dict[str, Any]:
    """A rule in play.  Only what a clause says for this area prints as GMP (design section 6)."""
    clauses = ", ".join(f"{rulebook.documents[one.doc].short.get(lang)} {one.clause}" for one in rule.cited(area))
    gmp = any(rule.is_gmp(check, area) for check in rule.checks)
    key = "gmp" if gmp else "site_see" if clauses else "site"
    return {
        "id": rule.id,
        "severity": rule.weighed(area),
        "title": rule.title.get(lang),
        "why": rule.why.get(lang),
        "clauses": t(f"author.{key}", lang, clauses=clauses),
    }


def _steps(level: LevelSpec, lang: str) -> list[dict[str, Any]]:
    numbers = {step.id: n for n, step in enumerate(level.steps, 1)}
    return [
        {"number": numbers[step.id], "text": step.text.get(lang), "after": ", ".join(str(numbers[name]) for name in step.after)}
        for step in level.steps
    ]


def pressed_by(level: LevelSpec, rulebook: Rulebook) -> dict[str, dict[str, Rule]]:
    """Hazard -> the rules that it presses, by id.  Raises scoring.rulebook.RuleError."""
    opportunities = bind(rulebook, level.rules, slots_of(level, everything(level)), level.limits, level.grade)
    return _pressed(opportunities, mutants(level, opportunities, everything(level)))


def _pressed(opportunities: Sequence[Opportunity], trials: Sequence[Trial]) -> dict[str, dict[str, Rule]]:
    known = {one.id: one.rule for one in opportunities}
    pressed: dict[str, dict[str, Rule]] = {}
    for trial in trials:
        for hazard in trial.hazards:
            rule = known.get(trial.expects)
            if rule is not None:
                pressed.setdefault(hazard, {})[rule.id] = rule
    return pressed


def _hazards(level: LevelSpec, opportunities: Sequence[Opportunity], trials: Sequence[Trial], lang: str) -> list[dict[str, Any]]:
    """What a seed may draw, together where it presses the same rules: [{"rules": ..., "texts": [...]}]."""
    pressed = {name: {rule.id: rule.title.get(lang) for rule in rules.values()} for name, rules in _pressed(opportunities, trials).items()}
    groups: dict[tuple[tuple[str, str], ...], dict[str, None]] = {}
    for drawn in everything(level).hazards:
        if not drawn.reserved:
            text = drawn.text.get(lang) if drawn.when is None else f"{drawn.text.get(lang)} ({begins(level, drawn, lang)})"
            groups.setdefault(tuple(pressed.get(drawn.id, {}).items()), {})[text] = None
    return [{"rules": rules, "texts": list(texts)} for rules, texts in groups.items()]


def _found(rules: Sequence[Rule], opportunities: Sequence[Opportunity], area: str, lang: str) -> list[dict[str, Any]]:
    """What the score sheet writes, rule by rule; only of what this level can bind to."""
    bound = {(one.rule.id, one.check.id) for one in opportunities}
    rows = []
    for rule in rules:
        checks = [check for check in rule.checks if (rule.id, check.id) in bound]
        texts = list(dict.fromkeys(opened(check.found.get(lang)).replace("….", "…") for check in checks))
        if texts:
            rows.append({"id": rule.id, "severity": rule.weighed(area), "texts": texts})
    return rows


def _questions(rules: Sequence[Rule], lang: str) -> list[tuple[str, str]]:
    """(question, what to hear in the answer): open ones first, then the gravest rules."""
    general = [(t(f"author.ask_{n}", lang), t(f"author.hear_{n}", lang)) for n in range(1, OPEN_QUESTIONS + 1)]
    return general + [(t("author.ask_rule", lang, rule=rule.title.get(lang)), rule.why.get(lang)) for rule in rules[:ASKED]]


def _paper(level: LevelSpec, opportunities: Sequence[Opportunity], lang: str) -> list[dict[str, Any]]:
    """The checklist: each step with the points looked at there, then those that belong everywhere or to no single step."""
    steps = [step.id for step in level.steps]
    looked: dict[str, dict[str, None]] = {}
    titles: dict[str, str] = {}
    for one in opportunities:
        looked.setdefault(one.rule.id, {})[one.slot] = None
        titles[one.rule.id] = one.rule.title.get(lang)
    own = {name: [slot for slot in slots if slot in steps] for name, slots in looked.items()}
    rows = [
        {
            "text": f"{n}. {step.text.get(lang)}",
            "rules": [(name, titles[name]) for name, at in own.items() if step.id in at and len(at) <= EVERYWHERE],
        }
        for n, step in enumerate(level.steps, 1)
    ]
    others = [name for name, at in own.items() if not at or len(at) > EVERYWHERE]
    return [*rows, *({"text": titles[name], "rules": [(name, t("author.everywhere", lang))]} for name in others)]
