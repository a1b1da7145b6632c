"""YAML to plain data that remembers its places.

`compose` gives the tree of PyYAML's C reader with line and column marks; `Tree.plain` turns it into lists, dictionaries,
texts and numbers with a narrow idea of what is a number (so `no`, `12:30`, `0123`, `1_000` and dates stay texts), refusing
whatever an instructor cannot have meant: shared parts, hidden types, keys that are no texts, the same key twice.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence
from typing import Any

import yaml
from yaml.composer import Composer
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner

from game.content.fault import Edit, Span, Value
from game.content.source import UNSEEN, Source

MAX_DEPTH = 30
Plain = Any
"""dict | list | str | int | float | bool | None, nested."""
Path = tuple[str | int, ...]

_NULL, _BOOL, _INT, _FLOAT, _STR, _MAP, _SEQ = _OURS = ("nothing", "yes_no", "whole", "decimal", "text", "block", "list")
"""What a bare value was taken for.  None is a tag that a file could write, so a type hidden in a file is never taken for ours."""
_INT_FORM = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,14})\Z")
_FLOAT_FORM = re.compile(r"[-+]?[0-9]{1,15}\.[0-9]{1,15}\Z")
_WORDS = {"": _NULL, "~": _NULL, "null": _NULL, "true": _BOOL, "false": _BOOL}
_NUMBER_START = frozenset("0123456789-+")


class _Narrow:
    """What a bare text means: nothing, true or false, a plain decimal number, else itself.  (Same as YAML 1.2 in editors.)"""

    def resolve(self, kind: type[Node], value: str | None, implicit: Any) -> str:
        if kind is ScalarNode:
            if implicit[0] and value is not None:
                if value in _WORDS:
                    return _WORDS[value]
                if value[0] in _NUMBER_START:
                    return _INT if _INT_FORM.match(value) else _FLOAT if _FLOAT_FORM.match(value) else _STR
            return _STR
        return _MAP if kind is MappingNode else _SEQ

    def descend_resolver(self, parent: Node | None, index: Any) -> None:
        """Nothing depends on where a text stands."""

    def ascend_resolver(self) -> None:
        """Nothing depends on where a text stands."""


class PythonLoader(_Narrow, Reader, Scanner, Parser, Composer):
    """The reader in Python, for a PyYAML built without its C part: the same tree, slower."""

    def __init__(self, stream: str) -> None:
        Reader.__init__(self, stream)
        Scanner.__init__(self)
        Parser.__init__(self)
        Composer.__init__(self)


Loader: Callable[[str], Any] = PythonLoader
if yaml.__with_libyaml__:
    from yaml._yaml import CParser  # type: ignore[import-not-found, unused-ignore]

    class CLoader(_Narrow, CParser):  # type: ignore[misc, unused-ignore]
        """The C reader, with our narrow idea of numbers."""

    Loader = CLoader


MAX_BRACKETS = 200
"""Brackets open at once, in texts or not.  The C reader follows each in its own recursion, without a guard of its own."""
_BRACKET = re.compile(r"[\[\{\]\}]")
_DASHES = re.compile(r"^[ \t]*+(?:[-?:][ \t]+){" + str(MAX_DEPTH) + "}", re.MULTILINE)


def too_deep(text: str) -> int | None:
    """Line (from 0) where brackets or dashes nest beyond what any level holds, or None.  Run before the C reader.

    A first fence, blind to quotes; `Tree.plain` then holds what was read to MAX_DEPTH."""
    dashes = _DASHES.search(text)
    if dashes:
        return text.count("\n", 0, dashes.start())
    if text.count("[") + text.count("{") <= MAX_BRACKETS:
        return None
    depth = 0
    for match in _BRACKET.finditer(text):
        depth = depth + 1 if match.group() in "[{" else max(0, depth - 1)
        if depth > MAX_BRACKETS:
            return text.count("\n", 0, match.start())
    return None


def compose(source: Source, reader: Callable[[str], Any] | None = None) -> Node | None:
    """The tree of a file, or None for a file with nothing in it.  Raises yaml.YAMLError.  reader: the C one where there is one."""
    loader = (reader or Loader)(source.text)
    try:
        node: Node | None = loader.get_single_node()
    finally:
        if hasattr(loader, "dispose"):
            loader.dispose()
    return node


class Tree:
    """The tree of one file, the plain data made from it, and the way back from data to places."""

    def __init__(self, root: Node, source: Source) -> None:
        self.root = root
        self.source = source
        self._seen: set[int] = set()
        self._escapes = "\\" in source.text
        """Only then can a text hold signs that the file itself does not."""

    def plain(self) -> Plain:
        """The whole as plain data; faults go to the source.  May be called again after `rename`."""
        self._seen = set()
        return self._plain(self.root, 0)

    def _plain(self, node: Node, depth: int) -> Plain:
        if type(node) is ScalarNode:
            return self._scalar(node)
        if id(node) in self._seen:
            self._report("Y108", node, text=_first(self.source, node))
            return None
        self._seen.add(id(node))
        if depth >= MAX_DEPTH:
            self._report("Y116", node, most=MAX_DEPTH)
            return None
        if node.tag not in _OURS:
            self._report("Y108", node, text=_first(self.source, node))
            return None
        if type(node) is SequenceNode:
            self._split(node)
            return [self._plain(item, depth + 1) for item in node.value]
        return self._mapping(node, depth)

    def _split(self, node: SequenceNode) -> None:
        """An item whose first key comes again is two items with a forgotten "-": told once, and read as meant."""
        items: list[Node] = []
        for item in node.value:
            pairs = item.value if type(item) is MappingNode else []
            starts = _again(pairs) if pairs else []
            if not starts:
                items.append(item)
                continue
            for n in starts:
                self._forgotten_dash(pairs[n][0], pairs[0][0])
            for start, end in itertools.pairwise([0, *starts, len(pairs)]):
                mark = item.start_mark if start == 0 else pairs[start][0].start_mark
                items.append(MappingNode(item.tag, pairs[start:end], mark, pairs[end - 1][1].end_mark, item.flow_style))
        node.value = items

    def _forgotten_dash(self, key: Node, first: Node) -> None:
        span = span_of(key, self.source)
        edit = Edit(span.line, span.column - 2, span.column, "- ") if span.column >= 2 else None
        self.source.note("Y104", span, {"key": key.value, "first": first.start_mark.line + 1}, "dash", edit)

    def _scalar(self, node: ScalarNode) -> Plain:
        tag, value = node.tag, node.value
        if tag == _STR:
            unseen = UNSEEN.search(value) if self._escapes else None
            if unseen:
                self._report("Y117", node, sign=f"U+{ord(unseen.group()):04X}")
            return value
        if tag == _INT:
            return int(value)
        if tag == _FLOAT:
            return float(value)
        if tag == _BOOL:
            return value == "true"
        if tag != _NULL:
            self._report("Y108", node, text=_first(self.source, node))
        return None

    def _mapping(self, node: Node, depth: int) -> dict[str, Plain]:
        result: dict[str, Plain] = {}
        places: dict[str, Node] = {}
        for key_node, value_node in node.value:
            if type(key_node) is not ScalarNode or key_node.tag not in _OURS:
                self._report("S217", key_node, key=_first(self.source, key_node))
                continue
            key: str = key_node.value
            if key in result:
                first = places[key].start_mark
                self._report("Y104", key_node, key=key, first=first.line + 1)
                continue
            places[key] = key_node
            result[key] = self._plain(value_node, depth + 1)
        return result

    def _report(self, code: str, node: Node, **values: Value) -> None:
        span = span_of(node, self.source)
        self.source.note(code, span, dict(values))

    # --- the way back ---------------------------------------------------------------------------------------------------

    def find(self, path: Sequence[str | int]) -> tuple[Node | None, Node, int]:
        """(key, value, how many steps of the path were found).  Parts of the path that match nothing are skipped."""
        key: Node | None = None
        node = self.root
        found = 0
        for part in path:
            if isinstance(part, int) and type(node) is SequenceNode and 0 <= part < len(node.value):
                key, node = None, node.value[part]
                found += 1
            elif isinstance(part, str) and type(node) is MappingNode:
                for key_node, value_node in node.value:
                    if key_node.value == part:
                        key, node = key_node, value_node
                        found += 1
                        break
        return key, node, found

    def span(self, path: Sequence[str | int], at: str = "value") -> Span:
        """The place of a path: of its value, of its key, or (at="head") of the first line of what lies there."""
        key, node, _ = self.find(path)
        if at == "key" and key is not None:
            return span_of(key, self.source)
        if type(node) is not ScalarNode and key is not None:
            return span_of(key, self.source)
        if type(node) is ScalarNode and not node.value and key is not None and node.start_mark.index == node.end_mark.index:
            return span_of(key, self.source)
        return span_of(node, self.source)

    def raw(self, path: Sequence[str | int]) -> str:
        """The text of a single value, as written (without its quotes)."""
        node = self.find(path)[1]
        return node.value if type(node) is ScalarNode else ""

    def rename(self, path: Sequence[str | int], old: str, new: str) -> None:
        """Take a misspelt key for what was meant, so that what lies under it is checked too."""
        node = self.find(path)[1]
        for key_node, _ in node.value if type(node) is MappingNode else ():
            if key_node.value == old:
                key_node.value = new


def _again(pairs: list[tuple[Node, Node]]) -> list[int]:
    """Where in a block its first key comes again."""
    first = pairs[0][0].value
    for key, _ in pairs[1:]:
        if key.value == first and isinstance(first, str):
            return [n for n, (other, _) in enumerate(pairs) if n and other.value == first]
    return []


def span_of(node: Node, source: Source) -> Span:
    """The place of a node: itself on one line, else the rest of its first line."""
    start, end = node.start_mark, node.end_mark
    line = source.lines[start.line] if start.line < len(source.lines) else ""
    last = end.column if end.line == start.line else len(line.rstrip())
    if type(node) is not ScalarNode and type(node.value) is list and getattr(node, "flow_style", None) is not True:
        last = len(line.split(" #")[0].rstrip())
    return Span(start.line, start.column, max(1, last - start.column))


def _first(source: Source, node: Node) -> str:
    span = span_of(node, source)
    return source.lines[span.line][span.column : span.column + min(span.width, 60)] if span.line < len(source.lines) else ""
