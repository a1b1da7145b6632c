"""One fault in a file an instructor wrote: where it is, its code, and the facts its sentence needs.

A diagnostic holds no sentence: sentences live in `diagnostics/<CODE>.yaml`, in both languages, and are put together in
`game.content.report`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from game.spec import Text

ERROR, WARNING, INFO, TODO = "error", "warning", "info", "todo"
SEVERITIES = (ERROR, WARNING, TODO, INFO)
"""Worst first.  Only an error keeps a level from being played."""


@dataclass(frozen=True, slots=True)
class Word:
    """A value of a sentence that depends on the language: a key of the catalogues, e.g. "content.a_list", and what it names."""

    key: str
    values: tuple[tuple[str, str], ...] = ()


Value: TypeAlias = "str | int | float | Word | Text | tuple[Value, ...]"
"""A tuple is a list of them, with commas between."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A safe correction: on that line, replace the characters from `start` to `end` by `new`.  Lines and columns count from 0."""

    line: int
    start: int
    end: int
    new: str


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one line of the file.  line and column count from 0; width in characters, at least 1."""

    line: int
    column: int
    width: int = 1


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One fault."""

    code: str
    file: str
    span: Span
    values: dict[str, Value] = field(default_factory=dict)
    """What the sentence and the fix name, e.g. {"key": "texte"}."""
    fix: str = ""
    """Which of the fixes of its code applies; "" = the first."""
    severity: str = ""
    """"" = the severity its code has."""
    edit: Edit | None = None
    """Where the fix can be typed by the program without any doubt."""
    source: str = ""
    """The line of the file, as written."""

    @property
    def order(self) -> tuple[str, int, int, str]:
        """Sorting key: by file, then from top to bottom."""
        return (self.file, self.span.line, self.span.column, self.code)
