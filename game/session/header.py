"""The first line of a run file: everything the run is a function of, and where it was made."""

from __future__ import annotations

import dataclasses
import hashlib
from dataclasses import dataclass, field
from typing import Any

from game.session.faults import RunError
from game.session.strict import LONGEST_LINE, Fields, dumps, loads
from scoring.notes import Sitting

FORMAT = 1
"""Number of the run file's format.  A change comes with a reader for the old one and a test on an old file."""
ORIGINS = ("person", "expert", "mutant", "replay")
MOST_FORMS = 9
MODES = ("discover", "guided", "practice", "assessment")
LANGS = ("fr", "en")


@dataclass(frozen=True, slots=True)
class Header:
    """level_text: the level file whole; rules: the rules in play, plain; reference: hash of the reference scene here."""

    run: str
    started: str
    level: str
    level_version: str
    level_text: str = field(repr=False)
    rules: dict[str, Any] = field(repr=False)
    rules_hash: str
    seed: int
    mode: str
    trainee: str
    origin: str
    mutant: str
    device: str
    lang: str
    station: str
    program: str
    code: str
    libraries: dict[str, str]
    system: str
    reference: str
    sitting: Sitting | None = None
    """Which form of an assessment set it is; in the line only where it is one (member `assessment`)."""

    @property
    def level_hash(self) -> str:
        """SHA-256 of the level text."""
        return hashlib.sha256(self.level_text.encode("utf-8")).hexdigest()

    def to_plain(self) -> dict[str, Any]:
        """The members of the line, without its place in the chain."""
        data = {f.name: getattr(self, f.name) for f in dataclasses.fields(self)}
        level = {"id": data.pop("level"), "version": data.pop("level_version"), "sha256": self.level_hash, "text": data.pop("level_text")}
        rules = {"sha256": data.pop("rules_hash"), "book": data.pop("rules")}
        sitting = data.pop("sitting")
        form = {"assessment": dataclasses.asdict(sitting)} if sitting is not None else {}
        return {"format": FORMAT, **data, **form, "level": level, "rules": rules}

    def checked(self) -> Header:
        """Itself, when it could be read back.  Raises ValueError when no file could hold it (a seed too large, a level without text)."""
        if not self.level_text:
            raise ValueError("level without its text")
        try:
            read_header(Fields(loads(dumps(self.to_plain()))))
        except (RunError, UnicodeEncodeError) as fault:
            raise ValueError(str(fault)) from None
        return self


def read_header(fields: Fields) -> Header:
    """The header out of the first line.  Raises RunError."""
    number = fields.whole("format", 0)
    if number != FORMAT:
        raise RunError("format", got=number, wanted=FORMAT)
    level, rules = fields.child("level"), fields.child("rules")
    header = Header(
        run=fields.hexadecimal("run", 32),
        started=fields.string("started", 40),
        level=level.string("id", 200),
        level_version=level.string("version", 200),
        level_text=level.string("text", LONGEST_LINE),
        rules=rules.plain("book"),
        rules_hash=rules.hexadecimal("sha256", 64),
        seed=fields.whole("seed"),
        mode=fields.one_of("mode", MODES),
        trainee=fields.string("trainee", 200),
        origin=fields.one_of("origin", ORIGINS),
        mutant=fields.string("mutant", 200),
        device=fields.string("device", 200),
        lang=fields.one_of("lang", LANGS),
        station=fields.hexadecimal("station", 16),
        program=fields.string("program", 200),
        code=fields.hexadecimal("code", 16),
        libraries=fields.strings("libraries"),
        system=fields.string("system", 200),
        reference=fields.hexadecimal("reference", 64),
        sitting=_sitting(fields),
    )
    if level.hexadecimal("sha256", 64) != header.level_hash:
        raise RunError("level_hash")
    level.done()
    rules.done()
    return header


def _sitting(fields: Fields) -> Sitting | None:
    if not fields.has("assessment"):
        return None
    own = fields.child("assessment")
    forms = own.whole("forms", 1, MOST_FORMS)
    sitting = Sitting(own.hexadecimal("set", 16), own.whole("form", 1, forms), forms)
    own.done()
    return sitting
