"""Whether a level is approved as it stands: a change to it, or to the rules it names, voids the approval (design section 6).

Who approves signs a fingerprint: of the text without the lines of the approval itself, and of the rules in play.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from game.content.edit import Draft
from game.content.loader import load_level
from game.content.rules import load_rulebook
from game.spec import LevelSpec
from scoring.canonical import digest
from scoring.rulebook import Rulebook

LENGTH = 16
"""Hexadecimal digits of a fingerprint: against slips, not against a forger, who could sign anything."""
_SIGNED = re.compile(r"^ +(reviewer|approver|approved_on|approval):.*\n?", re.MULTILINE)


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


def approve(path: Path, reviewer: str, approver: str, day: str) -> LevelSpec:
    """Write the approval of a level file as it stands; what was there is kept beside it.  day: 2026-01-31.  Returns the level, approved.

    Raises ContentError when the level has errors, EditError when it cannot be edited, OSError when it cannot be written."""
    level = load_level(path)  # nobody approves what cannot be played
    draft, mark = Draft.read(path), fingerprint(level.source, mark_of(level, load_rulebook()))
    for key, value in (("reviewer", reviewer), ("approver", approver), ("approved_on", day), ("approval", mark)):
        draft.put(("control", key), value)
    draft.save(path)
    return load_level(path)
