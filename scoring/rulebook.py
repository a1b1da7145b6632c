"""A book of rules, and its binding to the slots of one level.  The language of rules is described in scoring/language.py.

`Rulebook.from_plain` takes what a YAML parser gives (dicts, lists, scalars), checks it and raises `RuleError`, which says
where and what.  `bind` makes one *opportunity* per check and slot; its matches are resolved: slots instead of tags,
numbers instead of `$limit` names, in the unit of the field they are compared with.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from scoring.canonical import digest
from scoring.language import FORMAT, Check, Condition, Document, Match, Mutant, Pattern, Plain, Recovery, Rule, RuleError, Value
from scoring.reading import read_rules

__all__ = ["Check", "Document", "Opportunity", "Rule", "RuleError", "Rulebook", "SlotLike", "bind", "limits_of"]


class SlotLike(Protocol):
    """What binding needs to know of a slot; `game.spec.Slot` is one."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def tags(self) -> tuple[str, ...]:
        """What rules can know it by."""


@dataclass(frozen=True, slots=True)
class Rulebook:
    """Rules by id, documents by key.  hash: SHA-256 over the canonical JSON of both; it does not move with YAML layout."""

    rules: Mapping[str, Rule]
    documents: Mapping[str, Document]
    version: str
    hash: str
    plain_documents: Plain = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def from_plain(cls, data: object) -> Rulebook:
        """A rulebook from parsed YAML or JSON: keys format, version, documents, rules.  Raises RuleError."""
        version, documents, plain_documents, rules = read_rules(data)
        return cls.made_of(rules, plain_documents, documents, version)

    @classmethod
    def made_of(cls, rules: Sequence[Rule], plain_documents: Plain, documents: Mapping[str, Document], version: str) -> Rulebook:
        """Puts the parts together and computes the hash."""
        by_id = {rule.id: rule for rule in sorted(rules, key=lambda rule: rule.id)}
        content = {"documents": plain_documents, "rules": [rule.plain for rule in by_id.values()]}
        return cls(by_id, documents, version, digest(content), plain_documents)

    def subset(self, rule_ids: Sequence[str]) -> Rulebook:
        """The same book with these rules only, and the documents they cite.  Raises RuleError (unknown_rule) for an id it has not."""
        for index, rule_id in enumerate(rule_ids):
            if rule_id not in self.rules:
                raise RuleError(("rules", "use", index), "unknown_rule", name=rule_id)
        rules = [self.rules[rule_id] for rule_id in rule_ids]
        cited = {citation.doc for rule in rules for citation in rule.citations}
        plain = {name: one for name, one in self.plain_documents.items() if name in cited}
        return self.made_of(rules, plain, {name: one for name, one in self.documents.items() if name in cited}, self.version)

    def joined(self, other: Rulebook) -> Rulebook:
        """Both books as one, e.g. the catalogue and a site's own rules.  Raises RuleError (twice) for a rule in both."""
        for rule_id in other.rules:
            if rule_id in self.rules:
                raise RuleError(("rules", rule_id), "twice", name=rule_id)
        return self.made_of(
            [*self.rules.values(), *other.rules.values()],
            {**self.plain_documents, **other.plain_documents},
            {**self.documents, **other.documents},
            self.version if self.version == other.version else f"{self.version}+{other.version}",
        )

    def to_plain(self) -> dict[str, Any]:
        """The inverse of from_plain, JSON-ready (what a run file keeps of the rules in play)."""
        rules = [dict(rule.plain) for rule in self.rules.values()]
        return {"format": FORMAT, "version": self.version, "documents": dict(self.plain_documents), "rules": rules}


# --- binding -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Opportunity:
    """One chance to do right or wrong, known before the run.

    id: "GOWN-15/floor@coat"; check: resolved for this slot."""

    id: str
    rule: Rule
    check: Check
    slot: str


def bind(
    rulebook: Rulebook, rule_ids: Sequence[str], slots: Sequence[SlotLike], limits: Mapping[str, float], area: str = ""
) -> tuple[Opportunity, ...]:
    """One opportunity per check and slot that carries its tag, in the order of rules, checks and slots.

    area: the grade played, for rules whose severity depends on it.  The id of a slot is one of its tags.
    Raises RuleError: unknown_rule, or no_limit when the level lacks a limit that a check names."""
    rulebook = rulebook.subset(rule_ids)
    bound: list[Opportunity] = []
    for rule_id in rule_ids:
        rule = rulebook.rules[rule_id]
        rule = dataclasses.replace(rule, severity=rule.weighed(area))
        for check in rule.checks:
            for slot in slots:
                if check.for_ == slot.id or check.for_ in slot.tags:
                    resolved = _resolved(check, _Place(rule_id, slot.id, slots, limits))
                    bound.append(Opportunity(f"{rule_id}/{check.id}@{slot.id}", rule, resolved, slot.id))
    return tuple(bound)


def limits_of(rule: Rule) -> tuple[str, ...]:
    """Names of the limits a level must give to use this rule, sorted."""
    found: dict[str, None] = {}

    def walk(node: object) -> None:
        if isinstance(node, str) and node.startswith("$"):
            found[node[1:]] = None
        elif isinstance(node, Mapping):
            for child in node.values():
                walk(child)
        elif isinstance(node, (list, tuple)):
            for child in node:
                walk(child)

    for check in rule.plain.get("checks", ()):
        walk({key: value for key, value in check.items() if key not in ("found", "aspects")})
    return tuple(sorted(found))


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a check is being bound."""

    rule: str
    slot: str
    slots: Sequence[SlotLike]
    limits: Mapping[str, float]


_FACTORS = (("_m_s", "_mm_s", 1000), ("_s", "_ticks", 60), ("_m", "_mm", 1000))
"""Ending of a limit's name, ending of a field's name, what to multiply by."""


def _value(value: Value, field_name: str, place: _Place) -> Value:
    """A literal as it is; a "$limit" as a number in the unit of the field."""
    if not (isinstance(value, str) and value.startswith("$")):
        return value
    name = value[1:]
    if name not in place.limits:
        raise RuleError(("rules", "limits"), "no_limit", name=name, rule=place.rule)
    number = place.limits[name]
    for limit_end, field_end, factor in _FACTORS:
        if name.endswith(limit_end):
            return int(number * factor + 0.5) if field_name.endswith(field_end) else number
    return number


def _condition(condition: Condition, place: _Place) -> Condition:
    if isinstance(condition.value, tuple):
        return dataclasses.replace(condition, value=tuple(_value(one, condition.field, place) for one in condition.value))
    return dataclasses.replace(condition, value=_value(condition.value, condition.field, place))


def _match(match: Match, place: _Place) -> Match:
    slots: tuple[str, ...] | None = (place.slot,)
    if match.slot == "any":
        slots = None
    elif match.slot_tag:
        slots = tuple(slot.id for slot in place.slots if match.slot_tag == slot.id or match.slot_tag in slot.tags)
    return dataclasses.replace(match, where=tuple(_condition(one, place) for one in match.where), slots=slots)


def _pattern(pattern: Pattern, place: _Place) -> Pattern:
    """The pattern with every match, condition and value resolved."""
    changes: dict[str, Any] = {}
    for spec in dataclasses.fields(pattern):
        value = getattr(pattern, spec.name)
        if isinstance(value, Match):
            changes[spec.name] = _match(value, place)
        elif spec.name in ("since", "until"):
            changes[spec.name] = tuple(_match(one, place) for one in value)
        elif spec.name == "expect":
            changes[spec.name] = tuple(_condition(one, place) for one in value)
        elif isinstance(value, Condition):
            changes[spec.name] = _condition(value, place)
        elif spec.name == "each_given":
            changes[spec.name] = {name: _match(one, place) for name, one in value.items()}
        elif spec.name in ("seconds", "at_least"):
            # Both are seconds in the YAML and ticks once bound, literal or not.
            number = _value(value, "_seconds", place)
            changes[spec.name] = int(float(number) * 60 + 0.5)
        elif spec.name == "times":
            changes[spec.name] = _value(value, "", place)
    return dataclasses.replace(pattern, **changes)


def _resolved(check: Check, place: _Place) -> Check:
    recovery = check.recovery
    if recovery is not None:
        by = tuple(_match(one, place) for one in recovery.by)
        recovery = Recovery(by, tuple(_match(one, place) for one in recovery.until), recovery.worth)
    measure = check.measure
    if measure is not None and measure.threshold is not None:
        # Thresholds stay in the unit people read: a limit's own.
        measure = dataclasses.replace(measure, threshold=_value(measure.threshold, "", place))
    return dataclasses.replace(
        check,
        pattern=_pattern(check.pattern, place),
        given=None if check.given is None else _match(check.given, place),
        needs=None if check.needs is None else _match(check.needs, place),
        recovery=recovery,
        measure=measure,
        mutant=None if check.mutant is None else _mutant(check.mutant, place),
    )


def _mutant(mutant: Mutant, place: _Place) -> Mutant | None:
    """The mutant with numbers for limits and a slot where `with` names a tag; None when no slot has it."""
    mutant = Mutant(mutant.op, {name: _value(value, "", place) for name, value in mutant.args.items()})
    if "with" not in mutant.args:
        return mutant
    for slot in place.slots:
        if mutant.args["with"] == slot.id or mutant.args["with"] in slot.tags:
            return Mutant(mutant.op, {**mutant.args, "with": slot.id})
    return None
