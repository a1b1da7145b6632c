"""What no schema can see: small classes, one file a theme, run over every level, sound or not.

A pass that breaks down is itself reported, and the others go on.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from game.content.lint.control import Approval, Named
from game.content.lint.deviation import DeviationReferences, DeviationThings
from game.content.lint.families import Families
from game.content.lint.hazards import Pool, Possible
from game.content.lint.limits import Limits
from game.content.lint.line import (
    LineBatch,
    LineEnd,
    LinePeople,
    LinePlaces,
    LineReferences,
    LineResidues,
    LineThings,
    OtherScene,
)  # fmt: skip
from game.content.lint.order import Order, Pace
from game.content.lint.places import Doors, Places, Rooms
from game.content.lint.playtests import Playtests
from game.content.lint.references import HazardPlaces, References, Twice
from game.content.lint.rules import Bound, Rules
from game.content.lint.texts import Texts
from game.content.lint.view import View
from game.spec import LevelSpec
from scoring.rulebook import Rulebook

_RULES: list[Rules] = []
"""The pass over the rules for the catalogue last seen: what it worked out about it serves every level."""


def _rules(rulebook: Rulebook) -> Rules:
    if not _RULES or _RULES[0].rulebook is not rulebook:
        _RULES[:] = [Rules(rulebook)]
    return _RULES[0]


class Pass(Protocol):
    """One look at a level."""

    def run(self, view: View) -> None:
        """Report what is wrong through view.say."""


SHARED: tuple[Pass, ...] = (Twice(), Texts(), Order(), Pace(), Rooms(), Limits(), Approval(), Named())
"""Passes for levels of every kind."""
_GOWNING: tuple[Pass, ...] = (
    Families(), References(), HazardPlaces(), Places(), Doors(), Pool(), Possible(), OtherScene(),
)  # fmt: skip
_LINE: tuple[Pass, ...] = (
    LineThings(), LineReferences(), LineEnd(), LinePlaces(), LineResidues(), LineBatch(), LinePeople(),
)  # fmt: skip


_DEVIATION: tuple[Pass, ...] = (DeviationThings(), DeviationReferences(), Places())


def passes_of(view: View) -> tuple[Pass, ...]:
    """The passes that speak of a level of this kind (of gowning, where its kind is not known)."""
    return (*SHARED, *{"line_clearance": _LINE, "deviation": _DEVIATION}.get(view.scene, _GOWNING))


def run(view: View, rulebook: Rulebook | None) -> None:
    """All passes that need nothing but the file (and the catalogue of rules, if it can be read)."""
    passes = passes_of(view)
    run_all((*passes, _rules(rulebook)) if rulebook is not None else passes, view)


def run_sound(view: View, rulebook: Rulebook | None, level: LevelSpec) -> None:
    """The passes that need a level without errors."""
    run_all([Playtests(level), *([Bound(rulebook, level)] if rulebook is not None else [])], view)


def run_all(passes: Sequence[Pass], view: View) -> None:
    """Each pass; one that breaks down becomes a fault of ours, told as such."""
    for one in passes:
        try:
            one.run(view)
        except Exception as error:  # noqa: BLE001 - an author must never see a traceback, and the others must go on
            view.say("V890", (), name=type(one).__name__, error=f"{type(error).__name__}: {error}"[:120])


__all__ = ["SHARED", "View", "run", "run_sound"]
