"""Plain data (as a YAML or JSON parser gives it) to rules, every key, event and field checked."""

from __future__ import annotations

import dataclasses
import string
from collections.abc import Callable, Mapping
from typing import Any

from game import events
from scoring.language import (
    BASES,
    FORMAT,
    MUTANT_OPS,
    OPS,
    PATTERNS,
    SEVERITIES,
    SKILLS,
    AtMost,
    Before,
    Check,
    Citation,
    Condition,
    Document,
    Forbid,
    Lasts,
    Match,
    Matches,
    Measure,
    Mutant,
    Pattern,
    Recovery,
    Require,
    Rule,
    Text,
    Value,
    While,
    Within,
    called,
)
from scoring.node import ID, RULE_ID, Node

_EVENT_FIELDS: dict[str, tuple[str, ...]] = {
    name: tuple(spec.name for spec in dataclasses.fields(cls)) for name, cls in events.KINDS.items()
}


def read_rules(data: object) -> tuple[str, dict[str, Document], dict[str, Any], list[Rule]]:
    """Version, documents, the same as plain data, rules.  Raises RuleError."""
    top = Node(data).map(("format", "version", "documents", "rules"))
    if top["format"].value != FORMAT:
        top["format"].fail("bad_format", name=str(top["format"].value), known=str(FORMAT))
    documents = {key: _document(node) for key, node in top["documents"].entries().items()}
    rules: dict[str, Rule] = {}
    for node in top["rules"].list():
        rule = _rule(node, tuple(documents))
        if rule.id in rules:
            node.fail("twice", name=rule.id)
        rules[rule.id] = rule
    _check_follows(rules, top["rules"])
    plain_documents = {key: node.value for key, node in top["documents"].entries().items()}
    return top["version"].text(), documents, plain_documents, list(rules.values())


def _document(node: Node) -> Document:
    keys = node.map(("title", "short", "edition"))
    return Document(_text(keys["title"]), _text(keys["short"]), keys["edition"].text())


def _text(node: Node) -> Text:
    keys = node.map(("fr", "en"))
    return Text(keys["fr"].text(), keys["en"].text())


def _rule(node: Node, documents: tuple[str, ...]) -> Rule:
    keys = node.map(("id", "title", "why", "now", "severity", "basis", "citations", "checks"), ("severity_at", "guess", "skill"))
    rule_id = keys["id"].named(RULE_ID)
    skill = keys["skill"].one_of(SKILLS) if "skill" in keys else ""
    checks: dict[str, Check] = {}
    for child in keys["checks"].list():
        check = _check(child, skill)
        if check.id in checks:
            child.fail("twice", name=check.id)
        checks[check.id] = check
    if not checks:
        keys["checks"].fail("empty")
    return Rule(
        id=rule_id,
        title=_text(keys["title"]),
        why=_text(keys["why"]),
        now=_text(keys["now"]),
        severity=keys["severity"].one_of(SEVERITIES),
        basis=keys["basis"].one_of(BASES),
        citations=tuple(_citation(child, documents) for child in keys["citations"].list()),
        checks=tuple(checks.values()),
        severity_at={area: one.one_of(SEVERITIES) for area, one in keys["severity_at"].entries().items()} if "severity_at" in keys else {},
        guess=keys["guess"].share() if "guess" in keys else None,
        plain={key: child.value for key, child in keys.items()},
    )


def _citation(node: Node, documents: tuple[str, ...]) -> Citation:
    keys = node.map(("doc", "clause", "areas"))
    areas = tuple(child.text() for child in keys["areas"].list())
    return Citation(keys["doc"].one_of(documents), keys["clause"].text(), areas)


def _check(node: Node, skill: str) -> Check:
    own = ("given", "needs", "follows", "led_by", "own_right", "measure", "recovery", "basis", "skill", "aspects", "mutant")
    keys = node.map(("id", "for", "found"), (*own, *PATTERNS))
    named = [name for name in PATTERNS if name in keys]
    if len(named) != 1:
        node.fail("one_pattern", known=", ".join(PATTERNS))
    pattern = _PATTERN_READERS[named[0]](keys[named[0]])
    check = Check(
        id=keys["id"].named(ID),
        for_=keys["for"].text(),
        pattern=pattern,
        found=_text(keys["found"]),
        mutant=_mutant(keys["mutant"]) if "mutant" in keys else None,
        given=_match(keys["given"]) if "given" in keys else None,
        needs=_match(keys["needs"]) if "needs" in keys else None,
        follows=_words(keys.get("follows")),
        led_by=_words(keys.get("led_by")),
        own_right=_words(keys.get("own_right")),
        measure=_measure(keys["measure"], _subject(pattern)) if "measure" in keys else None,
        recovery=_recovery(keys["recovery"]) if "recovery" in keys else None,
        basis=keys["basis"].one_of(BASES) if "basis" in keys else "",
        aspects={name: _text(child) for name, child in keys["aspects"].entries().items()} if "aspects" in keys else {},
        skill=keys["skill"].one_of(SKILLS) if "skill" in keys else skill,
    )
    _check_words(node, check)
    return check


def _words(node: Node | None) -> tuple[str, ...]:
    return () if node is None else tuple(child.text() for child in node.list())


def _subject(pattern: Pattern) -> Match:
    """The match whose events break the pattern."""
    if isinstance(pattern, (Before, Within)):
        return pattern.then
    return pattern.forbid if isinstance(pattern, While) else pattern.match


def _check_words(node: Node, check: Check) -> None:
    """Aspects name expected fields or values of `each`, own_right expected fields or "any"; texts use {measure} and {threshold}
    only where there is one."""
    expected = [condition.field for condition in check.pattern.expect] if isinstance(check.pattern, Matches) else []
    each = check.pattern.each if isinstance(check.pattern, Matches) else None
    missed = [called(value) for value in _values(each)] if each is not None else []
    for key, named, known in (("aspects", tuple(check.aspects), [*expected, *missed]), ("own_right", check.own_right, [*expected, "any"])):
        for name in named:
            if name not in known:
                Node(None, (*node.path, key)).fail("not_one_of", name=name, known=", ".join(known))
    numbers: tuple[str, ...] = ()
    if isinstance(check.pattern, (Lasts, AtMost, Within)):
        numbers = ("measure", "threshold")
    elif check.measure is not None:
        numbers = ("measure",) if check.measure.threshold is None else ("measure", "threshold")
    for text in (check.found, *check.aspects.values()):
        for words in (text.fr, text.en):
            try:
                used = [name for _, name, _, _ in string.Formatter().parse(words) if name is not None]
            except ValueError:
                node.fail("bad_braces", text=words)
            for name in used:
                if name not in numbers and numbers:
                    node.fail("unknown_mark", name=name, text=words, known=", ".join(f"{{{one}}}" for one in numbers))
                if name not in numbers:
                    node.fail("no_number", name=name, text=words)


def _measure(node: Node, match: Match) -> Measure:
    keys = node.map(("field",), ("threshold", "unit"))
    threshold = keys["threshold"].scalar() if "threshold" in keys else None
    if isinstance(threshold, str) and not threshold.startswith("$"):
        keys["threshold"].one_of(_EVENT_FIELDS[match.event])
    return Measure(keys["field"].one_of(_EVENT_FIELDS[match.event]), threshold, keys["unit"].text() if "unit" in keys else "")


def _recovery(node: Node) -> Recovery:
    keys = node.map(("by", "until", "worth"))
    if keys["worth"].value not in (1, 0.5) or isinstance(keys["worth"].value, bool):
        keys["worth"].fail("not_one_of", name=str(keys["worth"].value), known="1, 0.5")
    return Recovery(
        tuple(_match(child) for child in keys["by"].list()),
        tuple(_match(child) for child in keys["until"].list()),
        1.0 if keys["worth"].value == 1 else 0.5,
    )


def _mutant(node: Node) -> Mutant:
    entries = node.entries()
    if "op" not in entries:
        node.fail("missing", name="op")
    args = {name: child.scalar() for name, child in entries.items() if name != "op"}
    return Mutant(entries["op"].one_of(MUTANT_OPS), args)


def _match(node: Node, extra: tuple[str, ...] = ()) -> Match:
    keys = node.map(("event",), ("where", "slot", "slot_tag", *extra))
    event = keys["event"].one_of(tuple(_EVENT_FIELDS))
    slot = keys["slot"].one_of(("own", "any")) if "slot" in keys else "own"
    tag = keys["slot_tag"].text() if "slot_tag" in keys else ""
    if slot == "any" and tag:
        keys["slot_tag"].fail("slot_twice")
    if slot == "own" and "slot" not in _EVENT_FIELDS[event]:
        keys["event"].fail("no_slot", name=event)
    return Match(event, _conditions(keys["where"], event) if "where" in keys else (), slot, tag)


def _conditions(node: Node, event: str) -> tuple[Condition, ...]:
    conditions = []
    for name, child in node.entries().items():
        if name not in _EVENT_FIELDS[event]:
            child.fail("unknown_field", name=name, event=event, known=", ".join(_EVENT_FIELDS[event]))
        if isinstance(child.value, (list, tuple)):
            conditions.append(Condition(name, "one_of", tuple(one.scalar() for one in child.list())))
        elif isinstance(child.value, Mapping):
            for op, value in child.entries().items():
                if op not in OPS:
                    value.fail("not_one_of", name=op, known=", ".join(OPS))
                conditions.append(_condition(name, op, value, event))
        else:
            conditions.append(Condition(name, "is", child.scalar()))
    return tuple(conditions)


def _condition(name: str, op: str, node: Node, event: str) -> Condition:
    if op == "one_of":
        return Condition(name, op, tuple(one.scalar() for one in node.list()))
    if op == "same_as":
        return Condition(name, op, node.one_of(_EVENT_FIELDS[event]))
    value = node.scalar()
    if op in ("at_least", "at_most", "over", "below") and (isinstance(value, bool) or (isinstance(value, str) and value[:1] != "$")):
        node.fail("want_number")
    return Condition(name, op, value)


# --- patterns ----------------------------------------------------------------------------------------------------------


def _require(node: Node) -> Pattern:
    match = _match(node, ("by",))
    by = node.map(("event",), ("where", "slot", "slot_tag", "by")).get("by")
    return Require(match, None if by is None else _match(by))


def _before(node: Node) -> Pattern:
    keys = node.map(("first", "then"))
    return Before(_match(keys["first"]), _match(keys["then"]))


def _within(node: Node) -> Pattern:
    keys = node.map(("after", "then", "seconds"))
    return Within(_match(keys["after"]), _match(keys["then"]), keys["seconds"].seconds())


def _lasts(node: Node) -> Pattern:
    match = _match(node, ("field", "at_least"))
    keys = node.map(("event", "field", "at_least"), ("where", "slot", "slot_tag"))
    fields = tuple(name for name in _EVENT_FIELDS[match.event] if name.endswith("_ticks"))
    return Lasts(match, keys["field"].one_of(fields), keys["at_least"].seconds())


def _at_most(node: Node) -> Pattern:
    match = _match(node, ("times",))
    keys = node.map(("event", "times"), ("where", "slot", "slot_tag"))
    return AtMost(match, keys["times"].seconds())


def _matches(node: Node) -> Pattern:
    match = _match(node, ("expect", "each", "each_given"))
    keys = node.map(("event", "expect"), ("where", "slot", "slot_tag", "each", "each_given"))
    each = _each(keys["each"], match) if "each" in keys else None
    given = {}
    for name, child in keys["each_given"].entries().items() if "each_given" in keys else ():
        known = [called(value) for value in _values(each) if called(value)[:1] != "$"] if each is not None else []
        if name not in known:
            child.fail("not_one_of", name=name, known=", ".join(known) or "–")
        given[name] = _match(child)
    return Matches(match, _conditions(keys["expect"], match.event), each, given)


def _each(node: Node, match: Match) -> Condition:
    """The values that have to come: all that `where` lists for a field, or those of them that are named."""
    named = node.entries() if isinstance(node.value, Mapping) else {node.text(): None}
    listed = {condition.field: _values(condition) for condition in match.where if condition.op in ("is", "one_of")}
    name = next(iter(named), "")
    if len(named) != 1 or not listed.get(name):
        node.fail("each_unlisted", name=", ".join(named) or "–", known=", ".join(listed) or "–")
    chosen = named[name]
    if chosen is None:
        return Condition(name, "one_of", listed[name])
    wanted = chosen.list()
    if not wanted:
        chosen.fail("empty")
    for one in wanted:
        if one.value not in listed[name]:
            one.fail("not_one_of", name=str(one.value), known=", ".join(str(value) for value in listed[name]))
    return Condition(name, "one_of", tuple(dict.fromkeys(one.scalar() for one in wanted)))


def _values(condition: Condition) -> tuple[Value, ...]:
    """What the condition lets pass, each once."""
    return tuple(dict.fromkeys(condition.value)) if isinstance(condition.value, tuple) else (condition.value,)


def _while(node: Node) -> Pattern:
    keys = node.map(("forbid", "since", "until"), ("at_start", "per_thing"))
    return While(
        _match(keys["forbid"]),
        tuple(_match(child) for child in keys["since"].list()),
        tuple(_match(child) for child in keys["until"].list()),
        keys["at_start"].flag() if "at_start" in keys else False,
        keys["per_thing"].flag() if "per_thing" in keys else False,
    )


_PATTERN_READERS: dict[str, Callable[[Node], Pattern]] = {
    "forbid": lambda node: Forbid(_match(node)),
    "require": _require,
    "before": _before,
    "within": _within,
    "lasts": _lasts,
    "at_most": _at_most,
    "matches": _matches,
    "while": _while,
}


def _check_follows(rules: Mapping[str, Rule], node: Node) -> None:
    """`follows` and `led_by` name checks that exist, as far as their rule is in this document."""
    names = {f"{rule.id}/{check.id}" for rule in rules.values() for check in rule.checks}
    for index, rule in enumerate(rules.values()):
        for at, check in enumerate(rule.checks):
            for key, others in (("follows", check.follows), ("led_by", check.led_by)):
                for other in others:
                    if other not in names and other.partition("/")[0] in rules:
                        Node(None, (*node.path, index, "checks", at, key)).fail("unknown_check", name=other)
