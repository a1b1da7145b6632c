"""What can be started now, in words: the affordances of the scene as choices of its lists and panels."""

from __future__ import annotations

from functools import partial

from game.session.deviation.affordances import Affordance, affordances
from game.view.choices import Choice
from game.view.deviation.view import DeviationView

ASKS = ("press", "lift", "take")
"""Never meant by a plain click."""


def choices(view: DeviationView) -> list[Choice]:
    """All that can be started now."""
    return [made(view, one) for one in affordances(view.seen)]


def made(view: DeviationView, one: Affordance) -> Choice:
    """One choice; far: only found on a panel of its own."""
    start = partial(one.gesture, view.seen)
    return Choice(one.id, words(view, one), one.verb, one.thing, one.part, one.at, start, one.near, one.verb in ASKS)


def words(view: DeviationView, one: Affordance) -> str:
    """An affordance in words."""
    seen, thing, part = view.seen, one.thing, one.part
    match one.verb:
        case "answer":
            return view.told(f"act.answer_{seen.question}_{part}", thing="") or part
        case "call":
            return view.t(f"deviation.call_{part}")
        case "put":
            return view.t(f"deviation.put_{seen.kind(part).id}", thing=view.name(thing))
        case "press" if part.startswith("ack."):
            return view.t("deviation.ack")
        case "look" if part.startswith("trend."):
            return view.t("deviation.look_trend", what=view.t(f"deviation.tag_{part.removeprefix('trend.')}"))
        case "write_on" | "take" | "declare" | "lift":
            return view.t(f"deviation.do_{one.verb}", thing=view.name(thing))
        case _:
            kind = seen.kind(thing).id
            return view.t(f"deviation.{one.verb}_{kind}_{part.replace('.', '_')}")


def at(found: list[Choice], target: str) -> list[Choice]:
    """Those that a click on a target offers; first what one would do with what is in hand."""
    there = [choice for choice in found if target in choice.at and not choice.far]
    there.sort(key=lambda choice: (choice.verb != "put", choice.verb in ASKS))
    return there
