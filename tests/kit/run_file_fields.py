"""The page docs/run-file-fields.md, from the code: `python -m tests.kit.run_file_fields` writes it anew."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from pathlib import Path

from game import commands, events

PAGE = Path(__file__).resolve().parents[2] / "docs" / "run-file-fields.md"
_HEAD = """# Commands and events of the run file

Names and fields, in the order in which they stand in a line of play (see [run-file.md](run-file.md)). Made by
`python -m tests.kit.run_file_fields`. Types: `int` a whole number, `str` a text, `bool` true or false; `| None` may be null.
A field with `=` may lack. Ids are those of the level; lengths are whole millimetres, times ticks of 1/60 s, unless the name says otherwise.
"""


def text() -> str:
    """The whole page."""
    made = [_HEAD, "## Commands: `[offset, name, fields…]`\n", *_rows(commands.KINDS, 0)]
    made += ["\n## Events: `[name, tick, n, cause, fields…]`\n", *_rows(events.KINDS, 3)]
    return "\n".join(made) + "\n"


def _rows(kinds: Mapping[str, type[object]], known: int) -> list[str]:
    return ["| name | fields | what it says |", "|---|---|---|", *(_row(name, cls, known) for name, cls in kinds.items())]


def _row(name: str, cls: type[object], known: int) -> str:
    """One kind.  known: so many fields at the head that all have."""
    fields = ", ".join(f"{one.name}: {one.type}{_default(one)}" for one in dataclasses.fields(cls)[known:])  # type: ignore[arg-type]
    said = " ".join((cls.__doc__ or "").split())
    cells = (f"`{name}`", f"`{fields}`" if fields else "", said.replace("<", "&lt;"))
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def _default(field: dataclasses.Field[object]) -> str:
    return "" if field.default is dataclasses.MISSING else f" = {field.default!r}"


if __name__ == "__main__":
    PAGE.write_text(text(), encoding="utf-8")
