"""The five whys of the next day as data: for each cause the links that lead to it, and what a team knows of each link.

A chain goes from what failed to what the system did not foresee: the state found on the spot, the barrier that did not hold it, why
the system allowed that, the cause.  Chains meet: several faults share what failed, a barrier, or what let it be.  Each line also
offers a person to blame; that is never a link.  All of it is invented for training: no site, no maker.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from game.entities.process import CAUSES, LINE_CAUSES

WHYS = ("why1", "why2", "why3", "why4", "why5")
"""Fields of the sheet, from the first question to the last."""
PERSON = ("careless", "careless", "people", "reminders", "human_error")
"""Per line: the answer that blames somebody.  Never right."""
BARRIERS = ("round", "setup", "upkeep", "guard")
"""What should have held it: a point of the round, of the check before the start, of the maintenance plan, an alarm or a lock."""
REASONS = ("change", "risk", "earlier", "notice")
"""Why the system allowed it: a change nobody evaluated, a risk analysis that left it out, an earlier event nobody followed up, a
maker's notice nobody took over."""
SOURCES = ("piece", "spot", "paper", "history")
"""Where the answers to the first four questions stand: the piece kept, what maintenance found, a document, what went before."""

CHAINS: Mapping[str, tuple[str, str, str, str]] = MappingProxyType({
    "tubing_support": ("oxygen_short", "line_pressed", "setup", "change"),
    "sparger_cleaning": ("oxygen_short", "sparger_fouled", "setup", "earlier"),
    "bottle_round": ("oxygen_short", "bottle_low", "round", "risk"),
    "probe_age": ("probe_untrue", "probe_worn", "upkeep", "notice"),
    "valve_upkeep": ("heat_stays", "valve_stiff", "upkeep", "earlier"),
    "tube_seating": ("feed_short", "tube_slipped", "setup", "notice"),
    "antifoam_limit": ("foam_gains", "antifoam_late", "guard", "change"),
    "port_signs": ("other_liquid", "signs_swapped", "setup", "risk"),
    "guide_worn": ("vials_loose", "guide_play", "upkeep", "notice"),
    "turntable_speed": ("vials_loose", "table_fast", "guard", "change"),
    "bowl_setting": ("stoppers_short", "bowl_weak", "setup", "earlier"),
    "glove_age": ("glove_open", "sleeve_thin", "upkeep", "risk"),
    "glass_batch": ("glass_gave", "glass_flaw", "setup", "change"),
    "bag_count": ("stoppers_short", "no_bag", "round", "risk"),
    "seal_age": ("air_open", "seal_crumbled", "upkeep", "earlier"),
    "door_closer": ("air_open", "closer_weak", "guard", "risk"),
    "tool_holder": ("tool_fell", "holder_loose", "setup", "change"),
    "mains_feed": ("power_gone", "one_feed", "guard", "earlier"),
})  # fmt: skip
"""Cause -> the right links of why1 to why4; the cause itself is the fifth."""


def choices(causes: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """What each line offers: the person first, then every link of these causes (the last line: the causes as they stand)."""
    known = [cause for cause in causes if cause in CHAINS]
    first, second = (tuple(dict.fromkeys(CHAINS[cause][n] for cause in known)) for n in (0, 1))
    links = (first, second, BARRIERS, REASONS, tuple(known))
    return tuple((person, *found) for person, found in zip(PERSON, links, strict=True))


CHOICES, LINE_CHOICES = choices(CAUSES), choices(LINE_CAUSES)
PIECES: Mapping[str, str] = MappingProxyType({"glove_age": "glove_removed"})
"""Cause -> kind of the piece that shows it, where that is not the print."""
PRINT = "trend_print"


@dataclass(frozen=True, slots=True)
class Told:
    """One statement of the dossier.  source: one of SOURCES, or "colleague" (who blames somebody); what: the cause whose traces it
    tells of, "not_kept_<kind>" for a piece nobody kept.  Its text is `whys.<source>_<what>`."""

    source: str
    what: str

    @property
    def key(self) -> str:
        """Of its text."""
        return f"whys.{self.source}_{self.what}"

    @property
    def link(self) -> tuple[str, str] | None:
        """(field, answer) that it speaks for; None when it is silent or blames."""
        if self.source not in SOURCES or self.what not in CHAINS:
            return None
        n = SOURCES.index(self.source)
        return WHYS[n], CHAINS[self.what][n]


COLLEAGUE = Told("colleague", "blames")


def links(cause: str) -> Mapping[str, str]:
    """The whole chain of a cause, by field; nothing for a cause that has none.  The last link is the cause."""
    return dict(zip(WHYS, (*CHAINS[cause], cause), strict=True)) if cause in CHAINS else {}


def read(dossier: Iterable[Told]) -> Mapping[str, str]:
    """The chain that what is told leads to, by field: what it says link by link, and what follows from that; nothing while two
    chains fit."""
    said = dict(link for told in dossier if (link := told.link) is not None)
    fit = [chain for cause in CHAINS if said and said.items() <= (chain := links(cause)).items()]
    return fit[0] if len(fit) == 1 else said
