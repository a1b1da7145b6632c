"""A file edited at its marks: one value put, one entry added or taken away, every other byte left as it was.

Remarks, quotes, layout and line ends of the author stay.  Each edit is read again before it counts: when the file would not
hold exactly what was meant, and nothing else changed, the edit is refused and the text stays as it is.
"""

from __future__ import annotations

import copy
import json
import re
from pathlib import Path as FilePath
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from game.content import fix, source, tree
from game.content.tree import Path, Plain
from game.texts import t

STEP = 2
"""One step to the right, in spaces."""
_BARE = re.compile(r"(?:[a-z][a-z0-9_-]*|[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*|-?\d+(?:\.\d+)? (?:[A-Za-z/]+|\d+(?:\.\d+)?| )+)\Z")
"""What needs no quotes: ids, rule numbers, numbers with a unit."""
_NEVER_BARE = frozenset(("yes", "no", "on", "off", "y", "n", "oui", "non", "true", "false", "null"))
BOM = "\ufeff"


class EditError(Exception):
    """An edit that was not made.  code: unreadable | nowhere | unsure | changed; text(lang) says so to a reader."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(f"{code} {values}")
        self.code, self.values = code, values

    def text(self, lang: str) -> str:
        """Why, and that nothing was changed."""
        return t(f"content.edit_{self.code}", lang, **self.values)


class Draft:
    """The text of one file while it is edited.  Raises EditError("unreadable") for bytes that hold no tree."""

    def __init__(self, data: bytes, name: str = "") -> None:
        self.name = name
        self._first = data
        self._take(data)

    @classmethod
    def read(cls, path: FilePath) -> Draft:
        """The draft of a file.  Raises OSError, EditError."""
        return cls(path.read_bytes(), str(path))

    def _take(self, data: bytes) -> None:
        src = source.from_bytes(data, self.name)
        try:
            text = data.decode("utf-8")
            root = tree.compose(src) if src.readable and tree.too_deep(src.text) is None else None
        except (yaml.YAMLError, RecursionError, UnicodeDecodeError) as error:
            raise EditError("unreadable", file=self.name) from error
        if root is None:
            raise EditError("unreadable", file=self.name)
        self.data, self._tree = data, tree.Tree(root, src)
        self.plain: Plain = self._tree.plain()
        self._bom = BOM if text.startswith(BOM) else ""
        body = text.removeprefix(BOM)
        self._ends = [*fix.LINE_ENDS.findall(body), ""]
        self._lines = fix.LINE_ENDS.split(body)

    @property
    def changed(self) -> bool:
        """Whether anything differs from what was read."""
        return self.data != self._first

    def line(self, path: Path) -> int:
        """Line (from 1) of what lies at a path, or of the nearest block above it."""
        return self._tree.span(path).line + 1

    def value(self, path: Path) -> Plain:
        """What lies there as plain data, None for nothing."""
        now = self.plain
        for part in path:
            try:
                now = now[part]
            except (KeyError, IndexError, TypeError):
                return None
        return now

    def save(self, path: FilePath) -> FilePath:
        """Put the file in place, the old one beside as .bak; returns that.  Raises EditError("changed") when somebody else
        has written it in the meantime, OSError."""
        if path.read_bytes() != self._first:
            raise EditError("changed", file=self.name)
        backup = fix.save(path, self.data)
        self._first = self.data
        return backup

    # --- what can be done to it ------------------------------------------------------------------------------------------

    def put(self, path: Path, value: Plain) -> None:
        """Put a value (text, number, yes or no, {"fr": ..., "en": ...}, list) at a path; keys that are not there are added.
        Raises EditError."""
        there = self.value(path)
        if there == value and type(there) is type(value):
            return
        if isinstance(value, dict) and isinstance(there, dict) and set(there) <= set(value):
            for key, one in value.items():
                self.put((*path, key), one)
        elif isinstance(value, list) and isinstance(there, list) and there and len(there) == len(value):
            for n, one in enumerate(value):
                self.put((*path, n), one)
        elif self._tree.find(path)[2] == len(path):
            self._make(self._replaced(path, value), _with(self.plain, path, value))
        else:
            self._add(path, value)

    def append(self, path: Path, value: Plain) -> None:
        """Add an entry at the end of a list.  Raises EditError."""
        there = self.value(path)
        if not isinstance(there, list):
            raise EditError("nowhere", path=_shown(path))
        wanted = _with(self.plain, path, [*there, value])
        node = self._tree.find(path)[1]
        if not there or _flow(node):
            self._make(self._replaced(path, [*there, value]), wanted)
            return
        margin = node.value[0].start_mark.column - STEP
        last = self._last_line(node)
        self._make((last + 1, last + 1, _item(value, margin)), wanted)

    def remove(self, path: Path) -> None:
        """Take away a key or an entry of a list with all its lines.  Raises EditError."""
        parent, part = path[:-1], path[-1]
        there = self.value(parent)
        held = self._tree.find(path)[2] == len(path) and isinstance(there, dict | list)
        if not held or (isinstance(there, dict) and len(there) == 1):
            raise EditError("nowhere", path=_shown(path))
        wanted = copy.deepcopy(there)
        del wanted[part]
        node = self._tree.find(parent)[1]
        if not wanted or _flow(node):
            self._make(self._replaced(parent, wanted), _with(self.plain, parent, wanted))
            return
        key, value, _ = self._tree.find(path)
        first = (key or value).start_mark.line
        gone = (first, self._last_line(value) + 1)
        lines: list[str] = []
        if isinstance(there, dict) and self._lines[first][: (key or value).start_mark.column].strip():
            # The first key of an entry stands behind its dash: the dash goes to the next key.
            lines = [self._lines[first][: (key or value).start_mark.column] + self._lines[gone[1]].lstrip()]
            gone = (first, gone[1] + 1)
        self._make((*gone, lines), _with(self.plain, parent, wanted))

    def rename(self, path: Path, key: str) -> None:
        """Give a key another name; what lies under it stays.  Raises EditError."""
        node = self._tree.find(path)[0]
        block = self.value(path[:-1])
        if node is None or self._tree.find(path)[2] < len(path) or key in block:
            raise EditError("nowhere", path=_shown(path))
        start, end = node.start_mark, node.end_mark
        line = self._lines[start.line]
        renamed = {key if name == path[-1] else name: value for name, value in block.items()}
        change = (start.line, start.line + 1, [line[: start.column] + key + line[end.column :]])
        self._make(change, _with(self.plain, path[:-1], renamed))

    # --- how ---------------------------------------------------------------------------------------------------------------

    def _make(self, change: tuple[int, int, list[str]], wanted: Plain) -> None:
        """Replace lines; the file has to hold what was wanted afterwards, else nothing is changed."""
        first, after, new = change
        before = self.data
        ending = next((end for end in self._ends if end), "\n")
        lines, ends = list(self._lines), list(self._ends)
        if first >= len(lines) or (first == len(lines) - 1 and not lines[-1] and first == after):
            first = after = len(lines) - 1 if not lines[-1] else len(lines)
        if first and not ends[first - 1]:
            ends[first - 1] = ending
        kept = ends[first:after]
        new_ends = [*kept[: len(new)], *[ending] * (len(new) - len(kept))]
        lines[first:after], ends[first:after] = new, new_ends
        text = self._bom + "".join(line + end for line, end in zip(lines, ends, strict=True))
        try:
            self._take(text.encode("utf-8"))
        except EditError:
            self._take(before)
            raise EditError("unsure", line=str(first + 1)) from None
        if self.plain != wanted:
            self._take(before)
            raise EditError("unsure", line=str(first + 1))

    def _add(self, path: Path, value: Plain) -> None:
        """A key that is not there yet, below the last one of its block."""
        n = next((n for n in range(len(path)) if self._tree.find(path[: n + 1])[2] <= n), len(path)) + 1
        parent = path[: n - 1]
        if n > len(path) or not isinstance(self.value(parent), dict) or not isinstance(path[n - 1], str):
            raise EditError("nowhere", path=_shown(path))
        node = self._tree.find(parent)[1]
        for part in reversed(path[n:]):
            value = {part: value}
        new = {**self.value(parent), path[n - 1]: value}
        if _flow(node):
            self._make(self._replaced(parent, new), _with(self.plain, parent, new))
            return
        margin = node.value[0][0].start_mark.column
        last = self._last_line(node)
        self._make((last + 1, last + 1, _keyed(str(path[n - 1]), value, margin)), _with(self.plain, parent, new))

    def _replaced(self, path: Path, value: Plain) -> tuple[int, int, list[str]]:
        """The lines with another value at a path that is there."""
        key, node, _ = self._tree.find(path)
        start, end = node.start_mark, node.end_mark
        line = self._lines[start.line]
        simple = not isinstance(value, dict | list) or not value
        one_line = start.line == end.line and (type(node) is ScalarNode or _flow(node))
        if one_line and (simple or _flow(node)):
            shown = _flowing(value) if _flow(node) and not simple else _scalar(value, getattr(node, "style", None))
            glue = " " if start.column == end.column and line[: start.column].endswith(":") else ""
            return start.line, start.line + 1, [line[: start.column] + glue + shown + line[end.column :]]
        last = self._last_line(node)
        if key is not None:
            head = self._lines[key.start_mark.line][: key.end_mark.column] + ":"
            return key.start_mark.line, last + 1, _below(head, value, key.start_mark.column)
        dash = line[: start.column]
        if not dash.strip():
            raise EditError("nowhere", path=_shown(path))
        return start.line, last + 1, _item(value, len(dash) - STEP)

    def _last_line(self, node: Node) -> int:
        """The last line that a value takes: not the empty ones and remarks below it."""
        while type(node) in (MappingNode, SequenceNode) and node.value and not _flow(node):
            node = node.value[-1][1] if type(node) is MappingNode else node.value[-1]
        end = node.end_mark
        last = end.line - 1 if end.column == 0 and end.line > node.start_mark.line else end.line
        while last > node.start_mark.line and not self._lines[last].strip():
            last -= 1
        return int(last)


def _flow(node: Node) -> bool:
    """Whether a block or list is written in brackets."""
    return type(node) is not ScalarNode and getattr(node, "flow_style", None) is True


def _with(plain: Plain, path: Path, value: Plain) -> Plain:
    """A copy of plain data with another value at a path."""
    if not path:
        return value
    whole = copy.deepcopy(plain)
    now: Any = whole
    for part in path[:-1]:
        now = now[part]
    now[path[-1]] = copy.deepcopy(value)
    return whole


def _shown(path: Path) -> str:
    return " > ".join(str(part + 1) if isinstance(part, int) else part for part in path)


# --- how values are written ------------------------------------------------------------------------------------------------


def _scalar(value: Plain, style: str | None = None) -> str:
    """A single value.  style: the quotes that stand there now."""
    if value is None:
        return ""
    if value in ([], {}):
        return json.dumps(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return f"{value:.12g}"
    text = str(value)
    if style not in ('"', "'") and _BARE.match(text) and text.lower() not in _NEVER_BARE:
        return text
    return text if style is None and text in ("yes", "no") else json.dumps(text, ensure_ascii=False)


def _flowing(value: Plain) -> str:
    """A list or a block in brackets."""
    if isinstance(value, list):
        return "[" + ", ".join(_flowing(one) for one in value) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flowing(one)}" for key, one in value.items()) + "}"
    return _scalar(value)


def _below(head: str, value: Plain, margin: int) -> list[str]:
    """A value behind or under `head`, which stands at `margin`."""
    if isinstance(value, dict) and value:
        return [head, *(line for key, one in value.items() for line in _keyed(key, one, margin + STEP))]
    if isinstance(value, list) and value:
        return [head, *(line for one in value for line in _item(one, margin + STEP))]
    return [f"{head} {_scalar(value)}".rstrip()]


def _keyed(key: str, value: Plain, margin: int) -> list[str]:
    return _below(f"{' ' * margin}{key}:", value, margin)


def _item(value: Plain, margin: int) -> list[str]:
    """An entry of a list, its dash at `margin`."""
    dash = " " * margin + "- "
    if isinstance(value, dict) and value:
        first, *rest = [line for key, one in value.items() for line in _keyed(key, one, margin + STEP)]
        return [dash + first.lstrip(), *rest]
    if isinstance(value, list) and value:
        return [" " * margin + "-", *(line for one in value for line in _item(one, margin + STEP))]
    return [dash + _scalar(value)]
