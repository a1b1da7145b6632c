"""Plain data against a model: every fault of shape, each in our own words, at its place.

A misspelt key is reported once and then taken for what was meant, so that what lies under it is checked in the same go
and nothing is said about the key that seems to be missing.
"""

from __future__ import annotations

import re
import types
import typing
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ValidationError

from game.content import suggest
from game.content.fault import Edit, Value, Word
from game.content.models import RESERVED
from game.content.tree import Path, Plain, Tree

M = TypeVar("M", bound=BaseModel)
_ROUNDS = 4
"""A renamed key may uncover further misspelt keys, one level down at a time."""
MOST_ERRORS = 200
"""Faults of one file that are looked at; a file with more is not one an instructor wrote."""
_WHEN = {"approved_on": "date", "date": "date", "expiry_old": "month", "expiry_new": "month", "clock": "clock"}
"""Keys that hold a day, a month or a time -> which of them."""
_EXPECTED = {
    "literal_error": "a_value",
    "string_type": "a_text",
    "list_type": "a_list",
    "tuple_type": "a_list",
    "model_type": "a_block",
    "model_attributes_type": "a_block",
    "dict_type": "a_block",
    "int_type": "a_number",
    "float_type": "a_number",
    "union_tag_not_found": "a_block",
}


def validate(tree: Tree, model: type[M]) -> tuple[M | None, Plain]:
    """The model (None when there are faults) and the plain data it was made from.  Faults go to the source of the tree."""
    plain = tree.plain()
    told = len(tree.source.faults)
    reserved_ids(tree, plain)
    done: M | None = None
    for _ in range(_ROUNDS):
        try:
            done = model.model_validate(plain)
            break
        except ValidationError as error:
            errors = error.errors(include_url=False)[:MOST_ERRORS]
            renamed = _unknown_keys(tree, plain, model, errors)
            if not renamed:
                _report_all(tree, plain, model, errors)
                break
            kept = len(tree.source.faults)
            plain = tree.plain()
            del tree.source.faults[kept:]
    return (done if len(tree.source.faults) == told else None), plain


def at(plain: Plain, path: Path) -> Plain:
    """What lies at a path of plain data, or None."""
    for part in path:
        try:
            plain = plain[part]
        except (KeyError, IndexError, TypeError):
            return None
    return plain


# --- what a model allows at a path -----------------------------------------------------------------------------------------


def _strip(annotation: Any) -> list[Any]:
    """The types an annotation may stand for, without Annotated, Optional and unions."""
    origin = typing.get_origin(annotation)
    if origin is typing.Annotated:
        return _strip(typing.get_args(annotation)[0])
    if origin in (typing.Union, types.UnionType):
        return [one for part in typing.get_args(annotation) for one in _strip(part)]
    return [annotation]


def fields(model: type[BaseModel]) -> dict[str, Any]:
    """Key as written -> annotation."""
    return {field.alias or name: field.annotation for name, field in model.model_fields.items()}


def annotations_at(model: Any, path: Path) -> list[Any]:
    """The types allowed at a path (parts that only name a branch of a union are skipped)."""
    now = [model]
    for part in path:
        following: list[Any] = []
        for one in now:
            if isinstance(one, type) and issubclass(one, BaseModel):
                following += _strip(fields(one)[str(part)]) if str(part) in fields(one) else []
            elif typing.get_origin(one) is list and isinstance(part, int):
                following += _strip(typing.get_args(one)[0])
            elif typing.get_origin(one) is dict:
                following += _strip(typing.get_args(one)[1])
        now = following or now
    return now


def allowed_keys(model: type[BaseModel], path: Path) -> list[str]:
    """Keys of the block at a path."""
    return [key for one in annotations_at(model, path) if isinstance(one, type) and issubclass(one, BaseModel) for key in fields(one)]


def allowed_words(model: type[BaseModel], path: Path) -> list[str]:
    """Words that may stand at a path."""
    return [
        str(word) for one in annotations_at(model, path) if typing.get_origin(one) is Literal for word in typing.get_args(one) if word != ""
    ]


def homes(model: type[BaseModel], key: str, name: str = "", seen: tuple[Any, ...] = ()) -> list[str]:
    """Names of the blocks elsewhere in the file that know this key."""
    if model in seen:
        return []
    found = [name] if key in fields(model) and name else []
    for sub, annotation in fields(model).items():
        for inner in inner_models(annotation):
            found += homes(inner, key, sub, (*seen, model))
    return list(dict.fromkeys(found))


def inner_models(annotation: Any) -> list[type[BaseModel]]:
    """The blocks that an annotation holds, itself or in a list."""
    found = [_strip(typing.get_args(one)[0])[0] if typing.get_origin(one) is list else one for one in _strip(annotation)]
    return [one for one in found if isinstance(one, type) and issubclass(one, BaseModel)]


# --- faults ----------------------------------------------------------------------------------------------------------------


def _unknown_keys(tree: Tree, plain: Plain, model: type[BaseModel], errors: list[Any]) -> bool:
    """Report each misspelt key that can be understood, and put the tree right.  True when there was one."""
    renamed = False
    for error in errors:
        path: Path = error["loc"]
        if error["type"] != "extra_forbidden":
            continue
        block, key = at(plain, path[:-1]), str(path[-1])
        allowed = allowed_keys(model, path[:-1])
        meant = suggest.nearest(key, [k for k in allowed if k not in block], "keys")
        if not meant or (homes(model, key) and suggest.plain(key) != meant):
            continue
        span = tree.span(path, "key")
        edit = Edit(span.line, span.column, span.column + span.width, meant)
        tree.source.report("S201", span.line, span.column, span.width, fix="near", edit=edit, key=key, near=meant)
        tree.rename(path[:-1], key, meant)
        block[meant] = None
        renamed = True
    return renamed


def _report_all(tree: Tree, plain: Plain, model: type[BaseModel], errors: list[Any]) -> None:
    told: set[tuple[Any, ...]] = set()
    for error in errors:
        path: Path = error["loc"]
        if error["type"] == "extra_forbidden" and _too_far_out(plain, model, path):
            continue
        _, _, found = tree.find(path)
        place = (tree.span(path), found, path[-1] if error["type"] == "missing" else "")
        if place not in told:
            told.add(place)
            _report(tree, plain, model, error, path)


def _too_far_out(plain: Plain, model: type[BaseModel], path: Path) -> str:
    """The empty key just beside that this key belongs under: a block whose lines were not moved in.  Told there, once."""
    block, key = at(plain, path[:-1]), path[-1]
    for name, value in block.items() if isinstance(block, dict) else ():
        if value is None and key in allowed_keys(model, (*path[:-1], name)):
            return str(name)
    return ""


def holds_back(plain: Plain, model: type[BaseModel], path: Path) -> bool:
    """Whether the lines that should lie under an empty key stand beside it."""
    block = at(plain, path[:-1])
    inner = allowed_keys(model, path)
    own = allowed_keys(model, path[:-1])
    return isinstance(block, dict) and any(key in inner and key not in own for key in block)


def _report(tree: Tree, plain: Plain, model: type[BaseModel], error: Any, path: Path) -> None:
    kind: str = error["type"]
    value = error.get("input")
    context = error.get("ctx", {})
    key = next((str(part) for part in reversed(path) if isinstance(part, str)), "")
    span = tree.span(path, "key" if kind == "extra_forbidden" else "value")

    def say(code: str, fix: str = "", **values: Value) -> None:
        tree.source.note(code, span, {"key": key, **values}, fix)

    if kind == "extra_forbidden":
        _unknown(tree, model, path, key, say)
    elif kind == "missing":
        span = tree.span(path[:-1])
        say("S202", block=_block_name(path[:-1]) or Word("content.the_file"))
    elif value is None:
        say("S218", "indent" if holds_back(plain, model, path) else "", expected=_what(model, path))
    elif kind[0] == "S" and kind[1:].isdigit():
        _own(kind, value, context, path, tree, say)
    elif kind == "literal_error" and not isinstance(value, list | dict):
        _word(model, path, tree.raw(path) or _shown(value), say)
    elif kind in ("string_type", "int_type", "float_type", "int_from_float") and not isinstance(value, list | dict):
        raw = tree.raw(path)
        if kind == "string_type":
            say("S211", found=raw, better=f'"{raw}"')
        else:
            comma = raw.replace(",", ".") if "," in raw and raw.replace(",", "", 1).lstrip("-").isdigit() else ""
            say("S204", "comma" if comma else "whole", found=raw, better=comma, wanted=Word("content.a_number"))
    elif kind in ("too_short", "too_long", "string_too_short", "string_too_long", "greater_than_equal", "less_than_equal", "greater_than"):
        _size(kind, value, context, tree, path, say)
    elif kind == "string_pattern_mismatch":
        _pattern(model, path, str(value), say)
    else:
        expected = _EXPECTED.get(kind, "something_else")
        keys = ", ".join(allowed_keys(model, path))
        fix = "dash" if expected == "a_list" else "block" if expected == "a_block" and keys else ""
        say("S207", fix, found=kind_of(value), expected=Word(f"content.{expected}"), keys=keys)


def _unknown(tree: Tree, model: type[BaseModel], path: Path, key: str, say: Any) -> None:
    span = tree.span(path, "key")
    line = tree.source.lines[span.line]
    before = line[: span.column].rstrip()
    if key.isdigit() and before.endswith(","):
        number = before[:-1].split()[-1].lstrip("[{")
        say("S201", "comma", better=f"{number}.{key}")
        return
    places = homes(model, key)
    near = suggest.nearest(key, allowed_keys(model, path[:-1]), "keys")
    if near and near != key:
        say("S201", "twice", near=near)
    elif places:
        say("S201", "elsewhere", places=", ".join(places))
    else:
        say("S201", keys=", ".join(allowed_keys(model, path[:-1])) or "-")


def _word(model: type[BaseModel], path: Path, found: str, say: Any) -> None:
    words = allowed_words(model, path)
    if path == ("format",):
        newer = re.fullmatch(r"[1-9][0-9]{0,5}", found) is not None and found != "1"
        say("V801" if newer else "S203", "" if newer else "words", found=found, words="1")
        return
    near = suggest.nearest(found, words, "words")
    say("S203", "near" if near else "words", found=found, near=near, words=", ".join(words))


def _own(code: str, value: object, context: dict[str, Any], path: Path, tree: Tree, say: Any) -> None:
    """A fault raised by one of our own validators."""
    from game.content import units

    values = {name: str(v) for name, v in context.items() if name != "fix"}
    if "quantity" in context:
        values["example"] = units.EXAMPLES[context["quantity"]]
        values["wanted"] = Word(f"content.{context['quantity']}")  # type: ignore[assignment]
    if isinstance(value, list | dict):
        say("S207", found=kind_of(value), expected=Word("content.a_number" if "quantity" in context else "content.a_text"))
        return
    say(code, context.get("fix", ""), **{**values, "found": tree.raw(path)})


def _size(kind: str, value: Any, context: dict[str, Any], tree: Tree, path: Path, say: Any) -> None:
    if kind.startswith("string"):
        if kind == "string_too_short":
            say("S218", expected=Word("content.a_text"))
        else:
            say("S209", "text", found=len(value), most=context["max_length"], least=1, unit="")
        return
    if isinstance(value, dict):
        say("S210", found=len(value), wanted=context.get("max_length", 0))
    elif isinstance(value, list):
        wanted = context.get("min_length", context.get("max_length", 0)) if kind == "too_short" else context.get("max_length", 0)
        numbers = [tree.raw((*path, n)) for n in range(len(value))]
        if len(numbers) == 2 * wanted and all(n.lstrip("-").isdigit() for n in numbers):
            better = ", ".join(f"{a}.{b}" for a, b in zip(numbers[::2], numbers[1::2], strict=True))
            say("S210", "comma", found=len(value), wanted=wanted, better=f"[{better}]")
        else:
            say("S210", "short" if kind == "too_short" else "", found=len(value), wanted=wanted)
    else:
        bounds = {"least": str(context.get("ge", context.get("gt", "…"))), "most": str(context.get("le", "…"))}
        one_sided = "most" if bounds["least"] == "…" else "least" if bounds["most"] == "…" else ""
        say("S209", one_sided, found=str(value), unit="", **bounds)


def _pattern(model: type[BaseModel], path: Path, found: str, say: Any) -> None:
    """An id, a date, a time or a rule number of the wrong form."""
    if path[-1] in _WHEN:
        better = when(found, _WHEN[str(path[-1])])
        say("S219", "near" if better else _WHEN[str(path[-1])], found=found, better=better)
        return
    what = "rule" if path[:2] == ("rules", "use") else "id"
    better = ""
    if what == "id":
        better = re.sub(r"[^a-z0-9_]+", "_", suggest.plain(found)).strip("_")[:40]
    elif what == "rule":
        parts = re.fullmatch(r"([A-Z]+)[ _-]*(\d+)", found.strip().upper())
        better = f"{parts[1]}-{parts[2]}" if parts else ""
    say("S208", "near" if better[:1].isalpha() else what, found=found, better=better)


def when(found: str, what: str) -> str:
    """A day, a month or a time written in another order or with other signs, as the game reads it; "" when it is not sure."""
    parts = [int(part) for part in re.findall(r"\d{1,4}", found)]
    years = [n for n, part in enumerate(parts) if part > 999]
    if what == "clock":
        hour, minute = (*parts, 0)[:2] if 1 <= len(parts) <= 2 and re.fullmatch(r"[\d\s:hH.]+(?:min)?", found) else (24, 0)
        return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else ""
    if len(parts) != (3 if what == "date" else 2) or years not in ([0], [len(parts) - 1]) or re.search(r"[^\d\s./_-]", found):
        return ""
    year, month, *day = parts if years == [0] else parts[::-1]
    sure = 1 <= month <= 12 and all(1 <= one <= 31 for one in day)
    return "-".join((str(year), *(f"{one:02}" for one in (month, *day)))) if sure else ""


def _block_name(path: Path) -> str:
    return next((str(part) for part in reversed(path) if isinstance(part, str)), "")


def _what(model: type[BaseModel], path: Path) -> Word:
    for one in annotations_at(model, path):
        if isinstance(one, type) and issubclass(one, BaseModel):
            return Word("content.a_block")
        if typing.get_origin(one) is list:
            return Word("content.a_list")
    return Word("content.a_value")


def kind_of(value: object) -> Word | str:
    """How to call what was found, for a reader."""
    if isinstance(value, dict):
        return Word("content.a_block")
    if isinstance(value, list):
        return Word("content.a_list")
    if isinstance(value, bool) or value is None:
        return Word("content.a_value")
    return Word("content.a_number" if isinstance(value, int | float) else "content.a_text")


def _shown(value: object) -> str:
    return "" if isinstance(value, list | dict) or value is None else str(value)


def reserved_ids(tree: Tree, plain: Plain) -> None:
    """Ids that are words of the file's language or of the world."""
    paths: tuple[Path, ...] = (("rooms",), ("things",), ("steps",), ("hazards", "pool"), ("playtests",))
    for path in paths:
        entries = at(plain, path)
        for n, entry in enumerate(entries if isinstance(entries, list) else ()):
            name = entry.get("id") if isinstance(entry, dict) else None
            if isinstance(name, str) and name in RESERVED:
                span = tree.span((*path, n, "id"))
                tree.source.note("S208", span, {"key": "id", "found": name, "better": f"{name}_1"}, "reserved")


__all__ = ["allowed_keys", "allowed_words", "at", "validate"]
