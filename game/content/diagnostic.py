"""What the rest of the program needs to know of faults: the diagnostics, and the exception that carries them."""

from __future__ import annotations

from game.content.fault import ERROR, INFO, SEVERITIES, TODO, WARNING, Diagnostic, Edit, Span, Value, Word
from game.content.report import blocks


class ContentError(Exception):
    """A file cannot be used.  `diagnostics` says why, errors and warnings alike, from top to bottom."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__(", ".join(f"{d.file}:{d.span.line + 1}: {d.code}" for d in diagnostics))
        self.diagnostics = diagnostics

    def message(self, lang: str) -> str:
        """All the faults, as blocks of text in `lang`."""
        return blocks(self.diagnostics, lang)


__all__ = ["ERROR", "INFO", "SEVERITIES", "TODO", "WARNING", "ContentError", "Diagnostic", "Edit", "Span", "Value", "Word"]
