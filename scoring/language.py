"""The language of rules as frozen data: conditions, patterns, checks, rules.

The YAML of `scoring/rules/*.yaml` mirrors these classes key by key.  A *pattern* is one of a small closed set over the
event stream (`PATTERNS`); it names events, fields, tags and slots, never the id of a level or of a thing:

    checks:
      - id: contact                 # with the rule: GOWN-22/contact, once for each slot that carries the tag
        for: rub
        given:                      # counts only once this has happened
          event: rub_ended
        matches:                    # the pattern; events and fields are those of game/events.py
          event: rub_ended          # in the slot itself, unless slot_tag: or slot: any says otherwise
          where: {}                 # which of these events are meant
          expect:                   # how they have to be
            broken: false
            wet_ticks:
              at_least: $rub_s      # a limit of the level; seconds become ticks
        recovery:                   # how a breach is put right, until when, and what it is worth then
        found:                      # what is said of a breach, with {measure} and {threshold} where there are numbers
        mutant:                     # how an erring trainee breaks it
          op: shorten
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Value = bool | int | float | str
Plain = Mapping[str, Any]

FORMAT = 1
SEVERITIES = ("critical", "major", "minor")
BASES = ("text", "inferred", "site_practice")
SKILLS = ("committing", "noticing", "recovering", "reporting")
"""What an opportunity is about: not to do what must not be done · to see and say · to make safe and contain · to tell and write."""
OPS = ("is", "not", "one_of", "at_least", "at_most", "over", "below", "same_as")
MUTANT_OPS = (
    "skip",
    "swap",
    "shorten",
    "grip",
    "bad_item",
    "blind",
    "lower",
    "drop",
    "too_fast",
    "keep",
    "uncovered",
    "ignore",
    "rush",
    "answer",
    "overlook",
    "wrong_bin",
    "bare_hand",
    "tear",
    "knock",
    "sign_early",
    "fill_ahead",
    "late",
    "slip",
    "back_date",
    "overwrite",
    "conceal",
    "forge",
    "computed",
    "missum",
    "unlisted",
    "throw",
    "linger",
    "misreport",
    "lift_over",
)


class RuleError(Exception):
    """Something in a rule is not right.

    path: keys and indices from the top of the document to the fault; code: what is wrong (text `rulebook.<code>` of the
    language files); values: what that text wants."""

    def __init__(self, path: Sequence[str | int], code: str, **values: str) -> None:
        self.path = tuple(path)
        self.code = code
        self.values = values
        super().__init__(f"{'.'.join(str(part) for part in path)}: {code} {values}")


@dataclass(frozen=True, slots=True)
class Text:
    """One text in both languages."""

    fr: str
    en: str

    def get(self, lang: str) -> str:
        """The text in `lang` ("fr" or "en")."""
        return self.en if lang == "en" else self.fr

    def to_plain(self) -> dict[str, str]:
        """{"fr": ..., "en": ...}"""
        return {"fr": self.fr, "en": self.en}


def called(value: Value) -> str:
    """A value as the name of something in a rule: as YAML writes it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


# --- matching events ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Condition:
    """One field of an event against one value.

    YAML: `field: value` (is), `field: [a, b]` (one_of), `field: {at_least: value}` (any other op; same_as names a field).
    A value "$name" is a limit of the level."""

    field: str
    op: str
    value: Value | tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """Which events are meant.

    By default the event's slot must be the opportunity's own; `slot: any` or `slot_tag: clean_door` say otherwise.
    slots: filled in by `bind`; None stands for any."""

    event: str
    where: tuple[Condition, ...] = ()
    slot: str = "own"
    slot_tag: str = ""
    slots: tuple[str, ...] | None = ()


@dataclass(frozen=True, slots=True)
class Forbid:
    """Each such event is a breach."""

    match: Match
    """YAML of all patterns with `match`: the keys of the match stand beside the others (forbid: {event: ..., where: ...})."""


@dataclass(frozen=True, slots=True)
class Require:
    """Such an event has to come by the end, or before the first event of `by`."""

    match: Match
    by: Match | None = None


@dataclass(frozen=True, slots=True)
class Before:
    """`first` has to come before the first `then`.  Void when `first` never comes: its own rule counts the omission."""

    first: Match
    then: Match


@dataclass(frozen=True, slots=True)
class Within:
    """After each `after`, `then` has to come within that many seconds (a number or "$limit")."""

    after: Match
    then: Match
    seconds: Value


@dataclass(frozen=True, slots=True)
class Lasts:
    """In each such event the duration `field` (in ticks) is at least that many seconds (a number or "$limit")."""

    match: Match
    field: str
    at_least: Value


@dataclass(frozen=True, slots=True)
class AtMost:
    """No more than so many such events."""

    match: Match
    times: Value


@dataclass(frozen=True, slots=True)
class Matches:
    """Each such event has to be as `expect` says, and there has to be one.

    each: then there has to be one for each of these values of a field, e.g. of every field of a form; one_of, or None.
    YAML: `each: field` (all that `where` lists for it), or `each: {field: [a, b]}` (some of them).
    each_given: for some of these values, what must have happened for them to be asked for (nobody told: no time to write)."""

    match: Match
    expect: tuple[Condition, ...]
    each: Condition | None = None
    each_given: Mapping[str, Match] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class While:
    """`forbid` from any event of `since` until any of `until`.

    at_start: forbidden from the start on; per_thing: each thing has its own state."""

    forbid: Match
    since: tuple[Match, ...]
    until: tuple[Match, ...]
    at_start: bool = False
    per_thing: bool = False


Pattern = Forbid | Require | Before | Within | Lasts | AtMost | Matches | While
PATTERNS = ("forbid", "require", "before", "within", "lasts", "at_most", "matches", "while")


# --- rules -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Measure:
    """What was measured: a field of the event, and what it should have been (a number, "$limit" or a field of the event).

    The unit follows from the field's name (`_ticks` s, `_mm` mm, `_mm_s` m/s), else it is `unit`."""

    field: str
    threshold: Value | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Recovery:
    """How a breach can be put right: any event of `by`, before any of `until` (the point of no return).

    worth: x of the opportunity then, 1 ("repris": nothing was soiled) or 0.5."""

    by: tuple[Match, ...]
    until: tuple[Match, ...]
    worth: float


@dataclass(frozen=True, slots=True)
class Mutant:
    """How a mutant breaks this check once.  op: one of MUTANT_OPS; args: what that op wants besides the slot.

    with: tag of another slot; `bind` puts the id of the first slot that has it, and a number for a "$limit"."""

    op: str
    args: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Check:
    """One thing a rule looks at, for every slot that has the tag `for_` (YAML: `for`).

    given: what the trainee must have done for this to count; never done = void, the omission has its own check.
    needs: what the world must have brought; never = not observed.
    follows: checks of the same slot ("GOWN-10/look"); broken by the same event, this one is their consequence.
    led_by: checks; while one of them is broken and not put right, this one is its consequence.
    own_right: aspects under which it is a new voluntary act, so a root whatever led to it ("any": under all).
    basis: where it differs from the rule's.  aspects: a more exact `found` by the field of `expect` that failed, or by the
    value of `each` that never came.  skill: one of SKILLS, "" for none; the rule's where the check names none."""

    id: str
    for_: str
    pattern: Pattern
    found: Text
    mutant: Mutant | None
    given: Match | None = None
    needs: Match | None = None
    follows: tuple[str, ...] = ()
    led_by: tuple[str, ...] = ()
    own_right: tuple[str, ...] = ()
    measure: Measure | None = None
    recovery: Recovery | None = None
    basis: str = ""
    aspects: Mapping[str, Text] = field(default_factory=dict)
    skill: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """A clause, and the areas (grades, "line", or "any") it speaks of."""

    doc: str
    clause: str
    areas: tuple[str, ...]

    def fits(self, area: str) -> bool:
        """Whether the clause speaks of that area."""
        return "any" in self.areas or area in self.areas


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.  title, why, now (what to do next): texts; plain: the data it was read from."""

    id: str
    title: Text
    why: Text
    now: Text
    severity: str
    basis: str
    citations: tuple[Citation, ...]
    checks: tuple[Check, ...]
    severity_at: Mapping[str, str] = field(default_factory=dict)
    """Area -> severity there, where it differs: what is critical beside open product need not be at the first door."""
    guess: float | None = None
    """Chance of keeping it without knowing it, where that is not the usual one (see scoring.mastery)."""
    plain: Plain = field(default_factory=dict, repr=False, compare=False)

    def weighed(self, area: str) -> str:
        """The severity of this rule in that area."""
        return self.severity_at.get(area, self.severity)

    def cited(self, area: str) -> tuple[Citation, ...]:
        """The clauses that speak of this area."""
        return tuple(citation for citation in self.citations if citation.fits(area))

    def is_gmp(self, check: Check, area: str) -> bool:
        """Whether the check prints as "GMP" there: asked for by the text of a clause that speaks of this area."""
        return (check.basis or self.basis) == "text" and bool(self.cited(area))

    def check(self, check_id: str) -> Check:
        """The check of that id.  Raises KeyError."""
        for check in self.checks:
            if check.id == check_id:
                return check
        raise KeyError(check_id)


@dataclass(frozen=True, slots=True)
class Document:
    """A document that rules cite.  short: its name beside a clause."""

    title: Text
    short: Text
    edition: str
