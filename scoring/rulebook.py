"""Rules as frozen data, and their binding to the slots of one level.

The YAML of `scoring/rules/*.yaml` mirrors the classes below key by key; `scoring.reading.read_rulebook` takes what a YAML
parser gives (dicts, lists, scalars), checks it and raises `RuleError`, which says where and what.

A *pattern* is one of a small closed set over the event stream (`PATTERNS`).  It names events, fields, tags and slots,
never the id of a level or of a thing.  `bind` makes one *opportunity* per check and slot; its matches are resolved:
slots instead of tags, numbers instead of `$limit` names, in the unit of the field they are compared with.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

Value = bool | int | float | str
Plain = Mapping[str, Any]

FORMAT = 1
SEVERITIES = ("critical", "major", "minor")
BASES = ("text", "inferred", "site_practice")
OPS = ("is", "not", "one_of", "at_least", "at_most", "over", "below", "same_as")
MUTANT_OPS = (
    "skip", "swap", "shorten", "grip", "bad_item", "blind", "lower", "drop", "too_fast", "keep", "uncovered", "ignore", "rush",
)


class RuleError(Exception):
    """Something in a rule is not right.

    path: keys and indices from the top of the document to the fault; code: what is wrong (text `rulebook.<code>` of the
    language files); values: what that text wants."""

    def __init__(self, path: Sequence[str | int], code: str, **values: str) -> None:
        self.path = tuple(path)
        self.code = code
        self.values = values
        super().__init__(f"{'.'.join(str(part) for part in path)}: {code} {values}")


class SlotLike(Protocol):
    """What binding needs to know of a slot; `game.spec.Slot` is one."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def tags(self) -> tuple[str, ...]:
        """What rules can know it by."""


@dataclass(frozen=True, slots=True)
class Text:
    """One text in both languages."""

    fr: str
    en: str

    def get(self, lang: str) -> str:
        """The text in `lang` ("fr" or "en")."""
        return self.en if lang == "en" else self.fr


# --- matching events ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Condition:
    """One field of an event against one value.

    YAML: `field: value` (is), `field: [a, b]` (one_of), `field: {at_least: value}` (any other op; same_as names a field).
    A value "$name" is a limit of the level."""

    field: str
    op: str
    value: Value | tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """Which events are meant.

    By default the event's slot must be the opportunity's own; `slot: any` or `slot_tag: clean_door` say otherwise.
    slots: filled in by `bind`; None stands for any."""

    event: str
    where: tuple[Condition, ...] = ()
    slot: str = "own"
    slot_tag: str = ""
    slots: tuple[str, ...] | None = ()


@dataclass(frozen=True, slots=True)
class Forbid:
    """Each such event is a breach."""

    match: Match


@dataclass(frozen=True, slots=True)
class Require:
    """Such an event has to come by the end, or before the first event of `by`."""

    match: Match
    by: Match | None = None


@dataclass(frozen=True, slots=True)
class Before:
    """`first` has to come before the first `then`.  Void when `first` never comes: its own rule counts the omission."""

    first: Match
    then: Match


@dataclass(frozen=True, slots=True)
class Within:
    """After each `after`, `then` has to come within that many seconds (a number or "$limit")."""

    after: Match
    then: Match
    seconds: Value


@dataclass(frozen=True, slots=True)
class Lasts:
    """In each such event the duration `field` (in ticks) is at least that many seconds (a number or "$limit")."""

    match: Match
    field: str
    at_least: Value


@dataclass(frozen=True, slots=True)
class AtMost:
    """No more than so many such events."""

    match: Match
    times: Value


@dataclass(frozen=True, slots=True)
class Matches:
    """Each such event has to be as `expect` says, and there has to be one."""

    match: Match
    expect: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class While:
    """`forbid` from any event of `since` until any of `until`.

    at_start: forbidden from the start on; per_thing: each thing has its own state."""

    forbid: Match
    since: tuple[Match, ...]
    until: tuple[Match, ...]
    at_start: bool = False
    per_thing: bool = False


Pattern = Forbid | Require | Before | Within | Lasts | AtMost | Matches | While
PATTERNS = ("forbid", "require", "before", "within", "lasts", "at_most", "matches", "while")


# --- rules -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Measure:
    """What was measured: a field of the event, and what it should have been (a number, "$limit" or a field of the event).

    The unit follows from the field's name (`_ticks` s, `_mm` mm, `_mm_s` m/s), else it is `unit`."""

    field: str
    threshold: Value | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Recovery:
    """How a breach can be put right: any event of `by`, before any of `until` (the point of no return).

    worth: x of the opportunity then, 1 ("repris": nothing was soiled) or 0.5."""

    by: tuple[Match, ...]
    until: tuple[Match, ...]
    worth: float


@dataclass(frozen=True, slots=True)
class Mutant:
    """How a mutant breaks this check once.  op: one of MUTANT_OPS; args: what that op wants besides the slot."""

    op: str
    args: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Check:
    """One thing a rule looks at, for every slot that has the tag `for_` (YAML: `for`).

    given: what the trainee must have done for this to count; never done = void, the omission has its own check.
    needs: what the world must have brought; never = not observed.
    follows: checks of the same slot ("GOWN-10/look"); broken by the same event, this one is their consequence.
    own_right: a new voluntary act, so always a root whatever led to it.
    basis: where it differs from the rule's.  aspects: a more exact `found` by the field of `expect` that failed."""

    id: str
    for_: str
    pattern: Pattern
    found: Text
    mutant: Mutant | None
    given: Match | None = None
    needs: Match | None = None
    follows: tuple[str, ...] = ()
    own_right: bool = False
    measure: Measure | None = None
    recovery: Recovery | None = None
    basis: str = ""
    aspects: Mapping[str, Text] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Citation:
    """A clause, and the areas (grades, "line", or "any") it speaks of."""

    doc: str
    clause: str
    areas: tuple[str, ...]

    def fits(self, area: str) -> bool:
        """Whether the clause speaks of that area."""
        return "any" in self.areas or area in self.areas


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.  title, why, now (what to do next): texts; plain: the data it was read from."""

    id: str
    title: Text
    why: Text
    now: Text
    severity: str
    basis: str
    citations: tuple[Citation, ...]
    checks: tuple[Check, ...]
    plain: Plain = field(default_factory=dict, repr=False, compare=False)

    def cited(self, area: str) -> tuple[Citation, ...]:
        """The clauses that speak of this area."""
        return tuple(citation for citation in self.citations if citation.fits(area))

    def is_gmp(self, check: Check, area: str) -> bool:
        """Whether the check prints as "GMP" there: asked for by the text of a clause that speaks of this area."""
        return (check.basis or self.basis) == "text" and bool(self.cited(area))

    def check(self, check_id: str) -> Check:
        """The check of that id.  Raises KeyError."""
        for check in self.checks:
            if check.id == check_id:
                return check
        raise KeyError(check_id)


@dataclass(frozen=True, slots=True)
class Document:
    """A document that rules cite."""

    title: Text
    edition: str


@dataclass(frozen=True, slots=True)
class Rulebook:
    """Rules by id, documents by key.  hash: SHA-256 over the canonical JSON of both; it does not move with YAML layout."""

    rules: Mapping[str, Rule]
    documents: Mapping[str, Document]
    version: str
    hash: str
    plain_documents: Plain = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def made_of(cls, rules: Sequence[Rule], plain_documents: Plain, documents: Mapping[str, Document], version: str) -> Rulebook:
        """Puts the parts together and computes the hash."""
        by_id = {rule.id: rule for rule in sorted(rules, key=lambda rule: rule.id)}
        content = {"documents": plain_documents, "rules": [rule.plain for rule in by_id.values()]}
        text = json.dumps(content, sort_keys=True, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        return cls(by_id, documents, version, hashlib.sha256(text.encode()).hexdigest(), plain_documents)

    def subset(self, rule_ids: Sequence[str]) -> Rulebook:
        """The same book with these rules only.  Raises RuleError (unknown_rule) for an id it has not."""
        for index, rule_id in enumerate(rule_ids):
            if rule_id not in self.rules:
                raise RuleError(("rules", "use", index), "unknown_rule", name=rule_id)
        return self.made_of([self.rules[rule_id] for rule_id in rule_ids], self.plain_documents, self.documents, self.version)

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
        """The inverse of read_rulebook, JSON-ready (what a run file keeps of the rules in play)."""
        rules = [dict(rule.plain) for rule in self.rules.values()]
        return {"format": FORMAT, "version": self.version, "documents": dict(self.plain_documents), "rules": rules}


# --- binding -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Opportunity:
    """One chance to do right or wrong, known before the run.

    id: "GOWN-15/floor@coat"; check: resolved for this slot; free: shown when broken, never counted."""

    id: str
    rule: Rule
    check: Check
    slot: str
    free: bool = False


def bind(
    rulebook: Rulebook, rule_ids: Sequence[str], slots: Sequence[SlotLike], limits: Mapping[str, float]
) -> tuple[Opportunity, ...]:
    """One opportunity per check and slot that carries its tag, in the order of rules, checks and slots.

    The id of a slot is one of its tags.  A tag "free:GOWN-15" frees that rule there.  Raises RuleError: unknown_rule, or
    no_limit when the level lacks a limit that a check names."""
    rulebook = rulebook.subset(rule_ids)
    bound: list[Opportunity] = []
    for rule_id in rule_ids:
        rule = rulebook.rules[rule_id]
        for check in rule.checks:
            for slot in slots:
                if check.for_ == slot.id or check.for_ in slot.tags:
                    resolved = _resolved(check, _Place(rule_id, slot.id, slots, limits))
                    bound.append(Opportunity(f"{rule_id}/{check.id}@{slot.id}", rule, resolved, slot.id, f"free:{rule_id}" in slot.tags))
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
    )
