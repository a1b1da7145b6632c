"""What the language of rules cannot see by itself: numbers of a site, tags nobody gives, errors nobody makes."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import Any

from game.content import suggest
from game.content.tree import Path, Plain, Tree
from game.entities.kinds import KINDS
from scoring.rulebook import Rulebook

SITE_PREFIX = "SITE-"


def is_site(file: str) -> bool:
    """Whether a file of that name holds the rules of a site: it lies in a folder `site`."""
    return PurePath(file.replace("\\", "/")).parent.name == "site"


def look(tree: Tree, plain: Plain, own: Rulebook, others: Rulebook | None) -> None:
    """N721 number taken elsewhere, N722 number without SITE-, N723 unknown tag, N724 no error that breaks it, N725 a site's rule
    that calls itself GMP, N726 unknown check.  own: the rules of the file; others: those of all other files."""
    site = is_site(tree.source.file)
    every = {**(others.rules if others else {}), **own.rules}
    names = sorted(f"{rule.id}/{check.id}" for rule in every.values() for check in rule.checks)
    tags = known_tags(others) if others is not None else frozenset()
    for n, rule in enumerate(plain["rules"]):
        path: Path = ("rules", n)
        if others is not None and rule["id"] in others.rules:
            _say(tree, "N721", (*path, "id"), rule=rule["id"], free=free_number(every))
        if site and not rule["id"].startswith(SITE_PREFIX):
            _say(tree, "N722", (*path, "id"), rule=rule["id"])
        for place, basis in _basis(rule, path):
            if site and basis == "text":
                _say(tree, "N725", place, rule=rule["id"])
        for k, check in enumerate(rule["checks"]):
            here = (*path, "checks", k)
            if site and "mutant" not in check:
                _say(tree, "N724", (*here, "id"), rule=rule["id"], check=check["id"])
            if site and others is not None:
                _tags(tree, here, check, tags)
            if others is not None:
                _checks(tree, here, check, names)


def free_number(taken: Collection[str]) -> str:
    """The first number of a site's rules that no rule has."""
    return next(number for n in itertools.count(1) if (number := f"{SITE_PREFIX}{n:02}") not in taken)


def _say(tree: Tree, code: str, path: Path, fix: str = "", **values: str) -> None:
    tree.source.note(code, tree.span(path), dict(values), fix)


def _basis(rule: Mapping[str, Any], path: Path) -> Iterator[tuple[Path, str]]:
    yield (*path, "basis"), rule["basis"]
    for k, check in enumerate(rule["checks"]):
        if "basis" in check:
            yield (*path, "checks", k, "basis"), check["basis"]


def _tags(tree: Tree, path: Path, check: Mapping[str, Any], known: frozenset[str]) -> None:
    for place, tag in ((("for",), check["for"]), *_slot_tags(check, ())):
        if isinstance(tag, str) and tag not in known:
            near = suggest.nearest(tag, sorted(known))
            _say(tree, "N723", (*path, *place), "near" if near else "", tag=tag, near=near)


def _slot_tags(node: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    """Every `slot_tag` under a check."""
    if isinstance(node, Mapping):
        for key, value in node.items():
            if key == "slot_tag":
                yield (*path, key), value
            else:
                yield from _slot_tags(value, (*path, key))
    elif isinstance(node, list):
        for n, value in enumerate(node):
            yield from _slot_tags(value, (*path, n))


def _checks(tree: Tree, path: Path, check: Mapping[str, Any], choices: Sequence[str]) -> None:
    for key in ("follows", "led_by"):
        for n, name in enumerate(check.get(key, ())):
            if name not in choices:
                near = suggest.nearest(name, choices)
                _say(tree, "N726", (*path, key, n), "near" if near else "", name=name, near=near)


def known_tags(book: Rulebook) -> frozenset[str]:
    """The tags that rules bind to in a book, and those of the kinds of things."""
    found = {tag for kind in KINDS.values() for tag in (kind.id, *kind.tags)}
    for rule in book.rules.values():
        for check in rule.checks:
            found |= {check.for_, *(str(check.mutant.args[key]) for key in ("at", "with") if check.mutant and key in check.mutant.args)}
        found |= {str(tag) for check in rule.plain.get("checks", ()) for _, tag in _slot_tags(check, ())}
    return frozenset(found)
