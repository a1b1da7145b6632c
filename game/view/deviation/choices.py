"""What can be started now, in words: the affordances of the scene as choices of its lists and panels."""

from __future__ import annotations

from functools import partial

from game.commands import HANDS
from game.session.deviation.affordances import Affordance, affordances
from game.view.choices import Choice
from game.view.deviation.view import DeviationView

ASKS = ("press", "lift", "take", "let_fall", "stand_up", "fit", "dock")
"""Never meant by a plain click."""
MACHINE = ("filler", "filling_panel", "forceps_pack")
"""Kinds of the filling machine: their words are in a catalogue of their own."""


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
    if one.verb not in ("answer", "call", "put") and seen.kind(thing).id in MACHINE and not part.startswith(("ack.", "trend.")):
        return machine_words(view, one)
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


def machine_words(view: DeviationView, one: Affordance) -> str:
    """The same, for what hands and eyes do at the filling machine."""
    seen, (what, _, where) = view.seen, one.part.partition(".")
    side = (where or one.part).rpartition("_")[2]
    match one.verb:
        case "declare":
            return view.t("deviation.do_declare", thing=view.name(one.thing))
        case "look" if what in ("alarms", "counts", "weights"):
            return view.t(f"filling.do_look_{what}")
        case "press" if what in ("print", "silence"):
            return view.t(f"deviation.key_{what}")
        case "press" if what in ("stop", "start", "eject"):
            return view.t(f"filling.key_{what}")
        case "press" if what == "guard":
            return view.t(f"filling.do_guard_{'close' if where in seen.plant().guards_open else 'open'}")
        case "press":
            return view.t("filling.do_press_forceps_pack")
        case "look":
            return view.t(f"filling.do_look_glove_{side}" if what == "glove" else "filling.do_look_window")
        case "pick" if one.part in ("forceps", "dropped"):
            return view.t("filling.do_pick_forceps")
        case "pick":
            what = next((each.what for each in seen.pieces if each.id == one.part), "fragment")
            tool = any(seen.hand(hand).holding == "forceps" for hand in HANDS)
            name = view.t(f"filling.piece_{what}")
            return view.t(f"filling.do_pick_with_{'forceps' if tool else 'fingers'}", what=name[:1].lower() + name[1:])
        case "bin" | "hang" | "stand_up" | "let_fall" | "dock":
            return view.t(f"filling.do_{one.verb}")
        case _:
            return view.t(f"filling.do_{one.verb}_{side}")


def at(found: list[Choice], target: str) -> list[Choice]:
    """Those that a click on a target offers; first what one would do with what is in hand."""
    there = [choice for choice in found if target in choice.at and not choice.far]
    there.sort(key=lambda choice: (choice.verb != "put", choice.verb in ASKS))
    return there
