"""Whether a level is approved as it stands: a change to it, or to the rules it names, voids the approval (design section 6).

Who approves signs a fingerprint: of the text without the lines of the approval itself, and of the rules in play.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from pathlib import Path

from game.content.check import report_of
from game.content.edit import Draft
from game.content.fault import TODO
from game.content.loader import load_level
from game.content.report import severity_of
from game.content.rules import load_rulebook
from game.content.source import from_bytes
from game.spec import LevelSpec
from game.texts import t
from scoring.canonical import digest
from scoring.rulebook import Rulebook

LENGTH = 16
"""Hexadecimal digits of a fingerprint: against slips, not against a forger, who could sign anything."""
NAMED = 6
"""Lines still to be written that are named."""
_SIGNED = re.compile(r"^ +(reviewer|approver|approved_on|approval):.*\n?", re.MULTILINE)


class ApprovalError(Exception):
    """code: names | author | unfinished | unfinished_one; the text is `author.approval_<code>`."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code, values)
        self.code, self.values = code, values

    def text(self, lang: str) -> str:
        """What is wrong and what to do."""
        return t(f"author.approval_{self.code}", lang, **self.values)


def fingerprint(text: str, rules_mark: str) -> str:
    """Of a level's text and the rules it names (see `mark_of`); line ends aside."""
    plain = _SIGNED.sub("", text.replace("\r\n", "\n")).rstrip("\n")
    return hashlib.sha256(f"{plain}\n{rules_mark}".encode("utf-8", "surrogatepass")).hexdigest()[:LENGTH]


def holds(level: LevelSpec, rulebook: Rulebook) -> bool:
    """Whether reviewer, approver and date stand there, for this text and these rules."""
    return level.control.signed and level.control.approval == fingerprint(level.source, mark_of(level, rulebook))


def in_force(level: LevelSpec) -> bool:
    """The same for the rules as they are here today."""
    return level.control.signed and holds(level, load_rulebook())


def mark_of(level: LevelSpec, rulebook: Rulebook) -> str:
    """SHA-256 of the rules that a level names, and of no others: what else a station has in its catalogue voids nothing."""
    return digest([rulebook.rules[name].plain for name in level.rules])


def same_person(one: str, other: str) -> bool:
    """Whether two names are one, however they are written: case, accents, spaces and signs aside."""
    return _plain(one) == _plain(other)


def _plain(name: str) -> str:
    letters = "".join(sign for sign in unicodedata.normalize("NFKD", name) if not unicodedata.combining(sign))
    return re.sub(r"[\W_]+", " ", letters.casefold()).strip()


def may_approve(level: LevelSpec, reviewer: str, approver: str) -> None:
    """Two people stand for a level, and who approves it did not write it; for what is still to be written nobody can stand.

    Raises ApprovalError."""
    if not reviewer.strip() or not approver.strip() or same_person(reviewer, approver):
        raise ApprovalError("names")
    if same_person(approver, level.control.author):
        raise ApprovalError("author", name=approver.strip())
    faults = report_of(from_bytes(level.source.encode("utf-8"), level.id)).faults
    lines = [str(fault.span.line + 1) for fault in faults if severity_of(fault) == TODO]
    if lines:
        named = ", ".join(lines[:NAMED]) + (", …" if len(lines) > NAMED else "")
        raise ApprovalError("unfinished_one" if len(lines) == 1 else "unfinished", n=len(lines), lines=named)


def approve(path: Path, reviewer: str, approver: str, day: str) -> LevelSpec:
    """Write the approval of a level file as it stands; what was there is kept beside it.  day: 2026-01-31.  Returns the level, approved.

    Raises ApprovalError when these people cannot stand for it as it is, ContentError when the level has errors, EditError when it cannot
    be edited, OSError when it cannot be written."""
    level = load_level(path)  # nobody approves what cannot be played
    may_approve(level, reviewer, approver)
    draft, mark = Draft.read(path), fingerprint(level.source, mark_of(level, load_rulebook()))
    for key, value in (("reviewer", reviewer), ("approver", approver), ("approved_on", day), ("approval", mark)):
        draft.put(("control", key), value)
    draft.save(path)
    return load_level(path)
