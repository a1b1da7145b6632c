"""JSON Schemas of rule files and of the paths, for editors: what `scoring.reading` and `game.content.path_models` accept.

The hover texts are in the catalogue `hover`, under the name of the block and of the key.
"""

from __future__ import annotations

import dataclasses
from typing import Any

from game import events
from game.texts import t
from scoring.language import BASES, FORMAT, MUTANT_OPS, OPS, PATTERNS, SEVERITIES, SKILLS

Schema = dict[str, Any]

_TEXT: Schema = {"$ref": "#/definitions/text"}
_MATCH: Schema = {"$ref": "#/definitions/match"}
_MATCHES: Schema = {"type": "array", "items": _MATCH}
_WORDS: Schema = {"type": "array", "items": {"type": "string"}}
_STRING: Schema = {"type": "string", "minLength": 1}
_FLAG: Schema = {"type": "boolean"}
_SCALAR: Schema = {"type": ["string", "number", "boolean"]}
_LIMIT: Schema = {"anyOf": [{"type": "number", "minimum": 0}, {"type": "string", "pattern": "^\\$"}]}
"""A number, or the name of a limit of the level: $rub_s."""
_CONDITION: Schema = {"$ref": "#/definitions/condition"}
_CONDITIONS: Schema = {"type": "object", "additionalProperties": _CONDITION}
_EACH: Schema = {
    "anyOf": [_STRING, {"type": "object", "additionalProperties": {"type": "array", "items": _SCALAR, "minItems": 1},
                        "minProperties": 1, "maxProperties": 1}]
}  # fmt: skip
"""A field that `where` lists values for, or some of these values."""
_GIVEN: Schema = {"type": "object", "additionalProperties": _MATCH}
_SKILL: Schema = {"enum": list(SKILLS)}
_EVENT: Schema = {"enum": list(events.KINDS)}
_OF_MATCH: dict[str, Schema] = {"event": _EVENT, "where": _CONDITIONS, "slot": {"enum": ["own", "any"]}, "slot_tag": _STRING}


def rules(lang: str) -> Schema:
    """The schema of a file of rules with the hover texts of one language."""
    blocks = {
        "text": _block("text", lang, {"fr": _STRING, "en": _STRING}),
        "document": _block("document", lang, {"title": _TEXT, "short": _TEXT, "edition": _STRING}),
        "citation": _block("citation", lang, {"doc": _STRING, "clause": _STRING, "areas": _WORDS}),
        "rule": _rule(lang),
        "check": _check(lang),
        "match": _match(lang, {}),
        "condition": {"anyOf": [_SCALAR, {"type": "array", "items": _SCALAR}, _ops(lang)]},
        "fields": {"allOf": [_fields_of(name) for name in events.KINDS]},
        "measure": _block("measure", lang, {"field": _STRING, "threshold": _SCALAR, "unit": _STRING}, ("field",)),
        "recovery": _block("recovery", lang, {"by": _MATCHES, "until": _MATCHES, "worth": {"enum": [1, 0.5]}}),
        "mutant": {**_block("mutant", lang, {"op": {"enum": list(MUTANT_OPS)}}), "additionalProperties": _SCALAR},
        **{f"pattern_{name}": block for name, block in _patterns(lang).items()},
    }
    documents = {"type": "object", "additionalProperties": {"$ref": "#/definitions/document"}}
    listed = {"type": "array", "items": {"$ref": "#/definitions/rule"}, "minItems": 1}
    top = {"format": {"const": FORMAT}, "version": _STRING, "documents": documents, "rules": listed}
    return {"$schema": "http://json-schema.org/draft-07/schema#", **_block("rules_file", lang, top), "definitions": blocks}


def _block(name: str, lang: str, keys: dict[str, Schema], required: tuple[str, ...] | None = None) -> Schema:
    """A mapping of these keys and no others.  required: which have to be there, None for all."""
    return {
        "type": "object",
        **_told(name, lang),
        "properties": {key: {**_beside(value), **_told(f"{name}.{key}", lang)} for key, value in keys.items()},
        "required": list(keys if required is None else required),
        "additionalProperties": False,
    }


def _beside(value: Schema) -> Schema:
    """Editors of draft 7 pass over what stands beside a reference."""
    return {"allOf": [value]} if "$ref" in value else value


def _told(name: str, lang: str) -> Schema:
    words = t(f"hover.{name}", lang)
    return {"description": words, "markdownDescription": words}


def _rule(lang: str) -> Schema:
    listed = {"type": "array", "items": {"$ref": "#/definitions/citation"}}
    checks = {"type": "array", "items": {"$ref": "#/definitions/check"}, "minItems": 1}
    keys: dict[str, Schema] = {
        "id": {"type": "string", "pattern": "^[A-Z]{3,5}(-[A-Z0-9]+)*-[0-9]+$"}, "title": _TEXT, "why": _TEXT, "now": _TEXT,
        "severity": {"enum": list(SEVERITIES)}, "basis": {"enum": list(BASES)}, "citations": listed, "checks": checks,
        "severity_at": {"type": "object", "additionalProperties": {"enum": list(SEVERITIES)}},
        "guess": {"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1}, "skill": _SKILL,
    }  # fmt: skip
    return _block("rule", lang, keys, ("id", "title", "why", "now", "severity", "basis", "citations", "checks"))


def _check(lang: str) -> Schema:
    keys: dict[str, Schema] = {
        "id": {"type": "string", "pattern": "^[a-z][a-z0-9_]*$"}, "for": _STRING, "given": _MATCH, "needs": _MATCH,
        **{name: {"$ref": f"#/definitions/pattern_{name}"} for name in PATTERNS},
        "found": _TEXT, "measure": {"$ref": "#/definitions/measure"}, "recovery": {"$ref": "#/definitions/recovery"},
        "follows": _WORDS, "led_by": _WORDS, "own_right": _WORDS, "basis": {"enum": list(BASES)}, "skill": _SKILL,
        "aspects": {"type": "object", "additionalProperties": _TEXT}, "mutant": {"$ref": "#/definitions/mutant"},
    }  # fmt: skip
    return _block("check", lang, keys, ("id", "for", "found"))


def _match(lang: str, extra: dict[str, Schema], needed: tuple[str, ...] = (), name: str = "match") -> Schema:
    """What is meant of the events, with the keys that a pattern adds; `where` offers the fields of its event."""
    block = _block("match", lang, _OF_MATCH, ("event", *needed))
    own = {key: {**_beside(value), **_told(f"{name}.{key}", lang)} for key, value in extra.items()}
    block["properties"] |= own
    return {**block, "allOf": [{"$ref": "#/definitions/fields"}]}


def _fields_of(event: str) -> Schema:
    fields = {field.name: _CONDITION for field in dataclasses.fields(events.KINDS[event])}
    asked = {"type": "object", "properties": fields, "additionalProperties": False}
    return {
        "if": {"properties": {"event": {"const": event}}, "required": ["event"]},
        "then": {"properties": {"where": asked, "expect": asked}},
    }


def _ops(lang: str) -> Schema:
    one_of = {"type": "array", "items": _SCALAR}
    return _block("condition", lang, {op: one_of if op == "one_of" else _SCALAR for op in OPS}, ())


def _patterns(lang: str) -> dict[str, Schema]:
    blocks = {
        "forbid": _match(lang, {}),
        "require": _match(lang, {"by": _MATCH}, name="require"),
        "before": _block("before", lang, {"first": _MATCH, "then": _MATCH}),
        "within": _block("within", lang, {"after": _MATCH, "then": _MATCH, "seconds": _LIMIT}),
        "lasts": _match(lang, {"field": _STRING, "at_least": _LIMIT}, ("field", "at_least"), "lasts"),
        "at_most": _match(lang, {"times": _LIMIT}, ("times",), "at_most"),
        "matches": _match(lang, {"expect": _CONDITIONS, "each": _EACH, "each_given": _GIVEN}, ("expect",), "matches"),
        "while": _block(
            "while",
            lang,
            {"forbid": _MATCH, "since": _MATCHES, "until": _MATCHES, "at_start": _FLAG, "per_thing": _FLAG},
            ("forbid", "since", "until"),
        ),
    }
    return {name: {**blocks[name], **_told(f"check.{name}", lang)} for name in PATTERNS}


def paths(lang: str) -> Schema:
    """The schema of levels/paths.yaml with the hover texts of one language."""
    whole: Schema = {"type": "integer", "minimum": 1}
    ask: dict[str, Schema] = {
        "level": _STRING, "mode": {"enum": ["guided", "practice", "assessment"]},
        "runs": {**whole, "maximum": 20}, "score": {**whole, "maximum": 100},
    }  # fmt: skip
    course: dict[str, Schema] = {
        "id": _STRING, "title": _TEXT, "about": _TEXT, "every_days": {**whole, "maximum": 400},
        "steps": {"type": "array", "items": {"$ref": "#/definitions/ask"}, "minItems": 1, "maxItems": 60},
    }  # fmt: skip
    listed = {"type": "array", "items": {"$ref": "#/definitions/course"}, "minItems": 1, "maxItems": 20}
    blocks = {
        "text": _block("text", lang, {"fr": _STRING, "en": _STRING}),
        "course": _block("course", lang, course, ("id", "title", "about", "steps")),
        "ask": _block("ask", lang, ask, ("level", "mode")),
    }
    top = _block("paths_file", lang, {"format": {"const": 1}, "paths": listed})
    return {"$schema": "http://json-schema.org/draft-07/schema#", **top, "definitions": blocks}
