"""What can be wrong with a run file, said in the reader's language with the line it stands in."""

from __future__ import annotations

from game.texts import t


def shown(value: object) -> object:
    """A value out of a file, fit for a terminal: what moves its cursor or shows nothing becomes a sign that can be seen."""
    if not isinstance(value, str):
        return value
    return "".join(sign if sign.isprintable() or sign == "\u00a0" else "\ufffd" for sign in value)


class RunError(Exception):
    """A run file cannot be read, followed or gone on with.

    `code` names a text of the session catalogue (`session.fault_<code>`), `values` fill its places, `line` counts from 1
    (None when the fault is the file's)."""

    def __init__(self, code: str, *, line: int | None = None, **values: object) -> None:
        super().__init__(code, line, values)
        self.code = code
        self.line = line
        self.values = values

    def at(self, line: int | None) -> RunError:
        """The same fault, with its line (None: without)."""
        fault = RunError(self.code, line=line)
        fault.values = self.values
        return fault

    def text(self, lang: str) -> str:
        """One or two sentences for a reader, the line first when there is one."""
        said = t(f"session.fault_{self.code}", lang, **{name: shown(value) for name, value in self.values.items()})
        return said if self.line is None else t("session.at_line", lang, line=self.line, text=said)

    def __str__(self) -> str:
        where = "" if self.line is None else f"line {self.line}: "
        return where + self.at(None).text("en")
