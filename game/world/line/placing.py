"""What a seed draws for a line: which residues, and where each lies; and the slots that rules bind to.

Kinds are dealt from a shuffled deck, as hazards are, so that a row of seeds goes through the whole bank.  Each finds a spot that
takes it, in a place that some step of the level speaks of, clear of the others; where it lies there is drawn too.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass

from game.entities.line import Spot
from game.entities.residues import DRAWN, RESIDUES, ResidueKind
from game.entities.stations import STATIONS
from game.spec import HazardSpec, LevelSpec, Slot, Text, ThingSpec
from game.texts import has, t
from game.world.draws import draw, pick
from game.world.hazards import Draw, deal, shuffled
from game.world.line.places import Layout, fits, layout, stuck

HIDDEN_LEAST = 3
"""So many residues want an act (guard, lamp, jog) to be seen, where the level has such places; at least one does not."""
APART_M = 0.02


@dataclass(frozen=True, slots=True)
class Placed:
    """A residue where it lies at the start.  x, y: its middle, room metres."""

    id: str
    kind: ResidueKind
    station: str
    spot: Spot
    x: float
    y: float
    stuck: bool
    hidden: bool
    step: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A kind at a spot of a station: one card of the deck can be played there."""

    kind: ResidueKind
    thing: ThingSpec
    spot: Spot
    hidden: bool
    step: str


@functools.cache
def _spots(kind: str, station: str) -> tuple[Spot, ...]:
    """Spots of a kind of station where a residue of that kind can be."""
    return tuple(spot for spot in STATIONS[station].spots if fits(RESIDUES[kind], spot)) if station in STATIONS else ()


def candidates(level: LevelSpec, kind: ResidueKind, places: Layout) -> tuple[Candidate, ...]:
    """Everywhere that a kind can be in this level, in the order of the level."""
    return tuple(_each(level, kind, places))


def _each(level: LevelSpec, kind: ResidueKind, places: Layout) -> Iterator[Candidate]:
    for thing in level.things:
        spots = _spots(kind.id, thing.kind)
        step = places.step_for(thing.id, kind) if spots else ""
        for spot in spots if step else ():
            zone = places.zones.get(f"{thing.id}.{spot.zone}")
            yield Candidate(kind, thing, spot, bool(zone and zone.kind.hidden), step)


def _asked(level: LevelSpec) -> list[ResidueKind]:
    """Kinds of the right difficulty, not left out."""
    wanted = level.residues
    if wanted is None:
        return []
    return [
        RESIDUES[name] for name in DRAWN
        if (name in wanted.only or not wanted.only) and name not in wanted.leave_out
        and wanted.easiest <= RESIDUES[name].difficulty <= wanted.hardest
    ]  # fmt: skip


def options_of(level: LevelSpec) -> dict[str, tuple[Candidate, ...]]:
    """Kinds that this level may draw (of the right difficulty, not left out, with a place for them) -> where they can be."""
    places = layout(level)
    found = {kind.id: candidates(level, kind, places) for kind in _asked(level)}
    return {name: where for name, where in found.items() if where}


def kinds_of(level: LevelSpec) -> tuple[ResidueKind, ...]:
    """Kinds that this level may draw."""
    return tuple(RESIDUES[name] for name in options_of(level))


def draw_line(level: LevelSpec, seed: int) -> Draw:
    """People of the pool, then residues; and the figure."""
    look = {what: draw(seed, "figure", what).random() for what in ("hair", "skin", "body")}
    residues = tuple(_hazard(placed) for placed in place(level, seed))
    return Draw(
        hazards=(*deal(level, seed), *residues),
        hair=level.trainee.hair or ("long" if look["hair"] < 0.5 else "short"),
        beard=level.trainee.beard == "yes",
        skin=1 + int(look["skin"] * 3),
        body="a" if look["body"] < 0.5 else "b",
    )


def place(level: LevelSpec, seed: int) -> tuple[Placed, ...]:
    """The residues of a seed, where they lie."""
    wanted, options = level.residues, options_of(level)
    if wanted is None or not options:
        return ()
    count = wanted.least + pick(draw(seed, "residues", "count"), wanted.most - wanted.least + 1)
    stride = max(1, wanted.least)
    hands = -(-len(options) // stride)
    deck = shuffled(list(options), seed // hands, f"{level.id}/residues")
    first = seed % hands * stride
    hideable = {name: tuple(one for one in where if one.hidden) for name, where in options.items()}
    wanted_hidden = min(HIDDEN_LEAST, count - 1, len([1 for hides in hideable.values() if hides]))
    chosen: list[Placed] = []
    # The first cards are given a hidden place where they have one; what has none is passed over once only hidden ones are due.
    for name in (*deck[first:], *deck[:first]):
        if len(chosen) >= count:
            break
        still = wanted_hidden - len([one for one in chosen if one.hidden])
        if still >= count - len(chosen) and not hideable[name]:
            continue
        placed = _put(seed, (hideable[name] or options[name]) if still > 0 else options[name], chosen)
        if placed:
            chosen.append(placed)
    return tuple(chosen)


def _put(seed: int, options: tuple[Candidate, ...], others: list[Placed]) -> Placed | None:
    """The kind at a drawn spot that is free; None when there is none."""
    for option in shuffled(options, seed, f"spots/{options[0].kind.id}"):
        placed = _at(seed, option)
        if all(_clear(placed, other) for other in others):
            return placed
    return None


def _at(seed: int, option: Candidate) -> Placed:
    spot, kind = option.spot, option.kind
    shift = (draw(seed, "place", f"{kind.id}/{option.thing.id}/{spot.id}").random() * 2.0 - 1.0) * spot.span
    x = option.thing.x_m + spot.x + shift
    y = option.thing.y_m + spot.y + kind.size_m[1] / 2.0
    return Placed(kind.id, kind, option.thing.id, spot, x, y, stuck(kind, spot), option.hidden, option.step)


def _clear(one: Placed, other: Placed) -> bool:
    """Whether two residues do not overlap and do not share a display, tag or board."""
    if (one.station, one.spot.id) == (other.station, other.spot.id) and "state" in (one.kind.family, other.kind.family):
        return False
    wide = (one.kind.size_m[0] + other.kind.size_m[0]) / 2.0 + APART_M
    high = (one.kind.size_m[1] + other.kind.size_m[1]) / 2.0 + APART_M
    return abs(one.x - other.x) >= wide or abs(one.y - other.y) >= high


def _hazard(placed: Placed) -> HazardSpec:
    return HazardSpec(placed.id, "residue", f"{placed.station}.{placed.spot.id}", placed.kind.id, _name(placed.kind.id))


@functools.cache
def _name(kind: str) -> Text:
    key = f"line.residue_{kind}"
    return Text(t(key, "fr"), t(key, "en")) if has(key, "fr") and has(key, "en") else Text(kind, kind)


def _sticks(level: LevelSpec, hazard: HazardSpec, kind: ResidueKind) -> bool:
    """Whether it sticks where it was drawn to be."""
    thing, _, name = hazard.at.partition(".")
    return any(spot.id == name and stuck(kind, spot) for spot in STATIONS[level.thing(thing).kind].spots)


def everything(level: LevelSpec) -> tuple[HazardSpec, ...]:
    """All that some seed could draw at once."""
    places = layout(level)
    first = [one for kind in _asked(level) if (one := next(_each(level, kind, places), None))]
    residues = [HazardSpec(o.kind.id, "residue", f"{o.thing.id}.{o.spot.id}", o.kind.id, _name(o.kind.id)) for o in first]
    return (*level.hazards, *residues)


def slots(level: LevelSpec, drawn: Draw) -> tuple[Slot, ...]:
    """Slots of the procedure at this draw: steps, residues, people."""
    places = layout(level)
    tags: dict[str, list[str]] = {}
    for step in level.steps:
        tags[step.id] = [step.id, step.do]
        if step.do == "inspect":
            tags[step.id].append("point")
            if any(places.zones[zone].kind.hidden for zone in places.steps[step.id]):
                tags[step.id].append("hidden_point")
        if step.do in ("inspect", "compare"):
            tags[step.id].append("entry")
        if step.do in ("compare", "count", "reconcile", "sign"):
            tags[step.id].append(f"{step.do}_{level.thing(step.thing).kind}")
    for hazard in drawn.hazards:
        if hazard.kind == "residue":
            kind = RESIDUES[hazard.what]
            tags[hazard.id] = [hazard.id, "residue", f"residue_{kind.family}", f"residue_{kind.id}", kind.rule]
            tags[hazard.id] += ["residue_coded"] if kind.coded else []
            tags[hazard.id] += ["residue_glass"] if kind.glass else []
            tags[hazard.id] += ["residue_peel"] if kind.peel and _sticks(level, hazard, kind) else []
            tags[hazard.id] += ["residue_fragile"] if kind.fragile else []
            tags[hazard.id] += ["residue_thing", "late_find"] if kind.family != "state" else []
        elif hazard.kind == "person":
            tags.setdefault(hazard.at, [hazard.at]).append(f"person_{hazard.what}")
            tags[hazard.at] += ["late_find"] if hazard.what == "found_late" else []
    return tuple(Slot(slot, tuple(dict.fromkeys(names))) for slot, names in tags.items())
