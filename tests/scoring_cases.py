"""Small rules and runs for the scoring tests: rules as the YAML would say them, events as the world would tell them."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from game import events
from game.spec import Slot
from scoring.findings import Judgement
from scoring.judge import Judge
from scoring.rulebook import Opportunity, Rulebook, bind

CATALOGUE = Path(__file__).parent.parent / "scoring" / "rules" / "gowning.yaml"
TEXT = {"fr": "Texte", "en": "Text"}
SLOTS = (Slot("a", ("a", "thing")), Slot("b", ("b", "thing", "other")), Slot("door", ("door", "clean_door")))


def catalogue_data() -> dict[str, Any]:
    return yaml.safe_load(CATALOGUE.read_text("utf-8"))


@functools.cache
def catalogue() -> Rulebook:
    return Rulebook.from_plain(catalogue_data())


def check(**keys: Any) -> dict[str, Any]:
    """One check as YAML gives it; `for` is the slot a unless said otherwise."""
    return {"id": "check", "for": "a", "found": TEXT, **keys}


def rule(*checks: dict[str, Any], id: str = "TEST-1", severity: str = "major", **keys: Any) -> dict[str, Any]:
    whole = {
        "id": id,
        "title": TEXT,
        "why": TEXT,
        "now": TEXT,
        "severity": severity,
        "basis": "text",
        "citations": [],
        "checks": list(checks),
    }
    return {**whole, **keys}


def book(*rules: dict[str, Any]) -> Rulebook:
    return Rulebook.from_plain({"format": 1, "version": "1", "documents": {}, "rules": list(rules)})


def bound(*rules: dict[str, Any], slots: Sequence[Slot] = SLOTS, **limits: float) -> tuple[Opportunity, ...]:
    return bind(book(*rules), [one["id"] for one in rules], slots, limits)


def numbered(*happened: events.Event) -> list[events.Event]:
    """The events with serial numbers, and ticks that never go back, one second apart unless given."""
    out: list[events.Event] = []
    for n, event in enumerate(happened):
        tick = event.tick or (out[-1].tick + 60 if out else 0)
        out.append(dataclasses.replace(event, n=n, tick=tick))
    return out


def judged(opportunities: Sequence[Opportunity], *happened: events.Event, ended: str = "finished") -> Judgement:
    """The judgement of a run of these events, ended so ("" = still running)."""
    judge = Judge(opportunities)
    for event in numbered(*happened, *([events.Ended(how=ended)] if ended else [])):
        judge.feed(event)
    return judge.finish()


def status(judgement: Judgement, opportunity: str = "TEST-1/check@a") -> str:
    return judgement.outcome(opportunity).status


# --- events, short ---------------------------------------------------------------------------------------------------


def worn(slot: str = "a", soiled: bool = False, **keys: Any) -> events.Event:
    return events.Worn(**{"thing": f"{slot}.1", "kind": "coat", "slot": slot, "soiled": soiled, "defect": "", **keys})


def touched(slot: str = "a", surface: str = "floor", depth_mm: int = 12, **keys: Any) -> events.Event:
    return events.Touched(
        **{
            "thing": f"{slot}.1",
            "kind": "coat",
            "slot": slot,
            "surface": surface,
            "node": "hem",
            "depth_mm": depth_mm,
            "held": True,
            **keys,
        }
    )


def gripped(slot: str = "a", face: str = "inside", **keys: Any) -> events.Event:
    plain = {"hand": "left", "thing": f"{slot}.1", "kind": "coat", "slot": slot, "anchor": "collar.inside", "face": face, "washed": True}
    return events.Gripped(**{**plain, "disinfected": False, "wet": False, "first": False, **keys})


def opened(slot: str = "door", **keys: Any) -> events.Event:
    plain = {
        "hand": "left",
        "thing": slot,
        "kind": "door",
        "slot": slot,
        "other_open": False,
        "since_closed_ticks": -1,
        "pressure_ok": True,
    }
    return events.DoorOpened(**{**plain, **keys})


def passed(slot: str = "door", **keys: Any) -> events.Event:
    return events.Passed(**{"thing": slot, "kind": "door", "slot": slot, "room_from": "x", "room_to": "y", **keys})


def worn_at(slot: str = "a", **keys: Any) -> events.Event:
    plain = {"door": "door", "slot": slot, "worn": True, "closed": True, "soiled": False, "torn": False, "gap": False, "defect": ""}
    return events.WornAt(**{**plain, **keys})


def rub_ended(slot: str = "a", wet_ticks: int = 1200, broken: bool = False, **keys: Any) -> events.Event:
    return events.RubEnded(**{"slot": slot, "wet_ticks": wet_ticks, "broken": broken, **keys})


def looked(slot: str = "a", defect: str = "", **keys: Any) -> events.Event:
    return events.Looked(**{"thing": slot, "kind": "mirror", "slot": slot, "part": "", "defect": defect, **keys})


def declared(subject: str, true: bool, slot: str = "a", **keys: Any) -> events.Event:
    return events.Declared(**{"subject": subject, "thing": slot, "kind": "gauge", "slot": slot, "true": true, **keys})


def hinted(slot: str = "a", depth: int = 1) -> events.Event:
    return events.Hinted(slot=slot, depth=depth)
