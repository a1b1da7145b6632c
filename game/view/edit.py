"""Editing one line of text: caret, selection, undo and redo.  No pygame here: the field draws it and feeds it keys."""

from __future__ import annotations

from dataclasses import dataclass, field

UNDO_STEPS = 200


@dataclass
class Line:
    """One line being edited.  `anchor` is the other end of the selection (equal to `caret` when nothing is selected)."""

    text: str = ""
    caret: int = 0
    anchor: int = 0
    max_chars: int = 80
    _undo: list[tuple[str, int]] = field(default_factory=list)
    _redo: list[tuple[str, int]] = field(default_factory=list)
    _typing: bool = False

    @property
    def selection(self) -> tuple[int, int]:
        """Start and end of the selection."""
        return min(self.caret, self.anchor), max(self.caret, self.anchor)

    @property
    def selected(self) -> str:
        """The selected text."""
        start, end = self.selection
        return self.text[start:end]

    def move(self, to: int, select: bool = False) -> None:
        """Put the caret somewhere; with `select` the selection grows or shrinks with it."""
        self.caret = min(max(to, 0), len(self.text))
        if not select:
            self.anchor = self.caret
        self._typing = False

    def step(self, by: int, word: bool = False, select: bool = False) -> None:
        """One character or one word left (-1) or right (+1).  A selection collapses to its edge first."""
        if self.selected and not select:
            self.move(self.selection[0 if by < 0 else 1])
        else:
            self.move(self.word_edge(by) if word else self.caret + by, select)

    def word_edge(self, by: int) -> int:
        """Where the word before or after the caret ends."""
        at = self.caret
        if by < 0:
            while at > 0 and not self.text[at - 1].isalnum():
                at -= 1
            while at > 0 and self.text[at - 1].isalnum():
                at -= 1
        else:
            while at < len(self.text) and not self.text[at].isalnum():
                at += 1
            while at < len(self.text) and self.text[at].isalnum():
                at += 1
        return at

    def select_all(self) -> None:
        """Everything."""
        self.anchor, self.caret = 0, len(self.text)

    def select_word(self, at: int) -> None:
        """The word around a position (double click)."""
        self.move(min(at + 1, len(self.text)))
        start = self.word_edge(-1)
        self.move(start)
        self.move(self.word_edge(1), select=True)

    def insert(self, text: str) -> None:
        """Type or paste: replaces the selection; what does not fit is left out."""
        clean = "".join(c for c in text if c.isprintable())
        start, end = self.selection
        room = self.max_chars - (len(self.text) - (end - start))
        clean = clean[: max(0, room)]
        if not clean and start == end:
            return
        self._note(typing=len(clean) == 1 and start == end)
        self.text = self.text[:start] + clean + self.text[end:]
        self.caret = self.anchor = start + len(clean)

    def delete(self, by: int, word: bool = False) -> None:
        """Backspace (-1) or Delete (+1); the selection if there is one."""
        if not self.selected:
            self.anchor = self.word_edge(by) if word else min(max(self.caret + by, 0), len(self.text))
        start, end = self.selection
        if start == end:
            return
        self._note(typing=False)
        self.text = self.text[:start] + self.text[end:]
        self.caret = self.anchor = start

    def cut(self) -> str:
        """Take the selection out and return it."""
        taken = self.selected
        if taken:
            self.delete(1)
        return taken

    def _note(self, typing: bool) -> None:
        """Remember the state before a change; letters typed in one go are one step."""
        if not (typing and self._typing):
            self._undo.append((self.text, self.caret))
            del self._undo[:-UNDO_STEPS]
        self._redo.clear()
        self._typing = typing

    def undo(self) -> None:
        """Back one step."""
        self._swap(self._undo, self._redo)

    def redo(self) -> None:
        """Forward one step."""
        self._swap(self._redo, self._undo)

    def _swap(self, source: list[tuple[str, int]], other: list[tuple[str, int]]) -> None:
        if source:
            other.append((self.text, self.caret))
            self.text, self.caret = source.pop()
            self.anchor = self.caret
            self._typing = False
