"""What a person can start in a deviation, good or bad: one list for mouse, keyboard and ghost.

Its ids are verb:thing:part, as intents are written, so that what an expert would do is found in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from game.commands import HANDS
from game.entities.people import QUESTIONS
from game.session.acts import Act
from game.session.deviation.gestures import perform
from game.session.moves import Gesture
from game.world.deviation.seen import DeviationSeen

TALKS = (
    ("supervisor", "deviation"), ("quality", "deviation"), ("maintenance", "help"), ("supervisor", "resume"), ("quality", "resume"),
)  # fmt: skip
"""Who can be called about what."""
WORKED = {
    "manifold": ("switch",),
    "reactor": ("sparger", "filter", "antifoam", "jacket", "do_probe", "ph_probe"),
    "feed_pump": ("seat",),
    "sample_port": ("disinfect", "flush", "sample", "relabel"),
    "feed_port": ("disinfect", "flush", "sample", "relabel"),
    "door": ("handle",),
    "forceps_pack": ("open",),
}
"""Kind -> what a hand can do to it."""
NEXT_DAY = ("five_whys", "investigation")
"""Papers that lie there once the team has met."""
KEYS = {"console": ("stop.feed", "start.feed", "print"), "filling_panel": ("stop", "start", "eject", "print")}
"""Keys of a screen that are always there; those of alarms come with them."""


@dataclass(frozen=True, slots=True)
class Affordance:
    """One thing to start.  at: everything one may click to find it; near: only offered at a screen or list of its own."""

    verb: str
    thing: str
    part: str
    slot: str
    at: tuple[str, ...]
    near: bool = False

    @property
    def id(self) -> str:
        """verb:thing:part."""
        return f"{self.verb}:{self.thing}:{self.part}"

    def act(self) -> Act:
        """The intent."""
        return Act(self.verb, self.thing, self.part, self.slot)

    def gesture(self, seen: DeviationSeen) -> Gesture:
        """A fresh gesture of it."""
        return perform(seen, self.act())


def affordances(seen: DeviationSeen) -> tuple[Affordance, ...]:
    """All that can be started now, in the order of the level's things."""
    if seen.ended:
        return ()
    if seen.question:
        phone = seen.one("phone")
        return tuple(
            Affordance("answer", seen.question_slot, choice, seen.question_slot, (phone,), near=True) for choice in QUESTIONS[seen.question]
        )
    found: list[Affordance] = []
    for thing in seen.level.things:
        found += _of(seen, thing.id)
    return (*found, *_puts(seen), *_said(seen))


def matching(seen: DeviationSeen, act: Act) -> Affordance | None:
    """The affordance that an intent comes down to."""
    wanted = f"{act.verb}:{act.thing}:{act.part}"
    return next((one for one in affordances(seen) if one.id == wanted), None)


def _slot(seen: DeviationSeen, thing: str) -> str:
    return next((step.id for step in seen.steps if step.thing == thing), thing)


def _of(seen: DeviationSeen, thing: str) -> Iterator[Affordance]:
    kind = seen.kind(thing)
    slot = _slot(seen, thing)
    at = (thing,)
    if kind.id in KEYS:
        yield from _console(seen, thing)
        return
    if kind.id == "filler":
        yield from _filler(seen, thing)
        return
    if kind.id == "phone":
        yield from (Affordance("call", who, what, slot, at, near=True) for who, what in TALKS)
        return
    if kind.id == "gas_line":
        yield Affordance("look", thing, "line", slot, at)
        yield Affordance("lift", thing, "fold", slot, at)
        return
    if kind.paper and (kind.id not in NEXT_DAY or seen.phase == "next_day"):
        yield Affordance("write_on", thing, "", slot, at)
    if kind.carried and not seen.lies(thing).startswith("hand:") and _there(seen, thing, kind.id):
        lies = seen.lies(thing)
        yield Affordance("take", thing, "", slot, (lies,) if lies else at)
    for part in kind.looks:
        yield Affordance("look", thing, part, slot, at)
    for part in WORKED.get(kind.id, ()):
        yield Affordance("press", thing, part, slot, at)
    if kind.id == "door" and seen.one("filler") and "airlock_b" in seen.plant().doors_open:
        yield Affordance("press", thing, "leaf", slot, at)


def _there(seen: DeviationSeen, thing: str, kind: str) -> bool:
    """A print lies there once it was made, a glove once it came off."""
    if kind in ("glove_pack", "stopper_bag"):
        return not seen.lies(thing)
    return seen.printed if kind == "trend_print" else kind != "glove_removed" or bool(seen.lies(thing))


def _filler(seen: DeviationSeen, thing: str) -> Iterator[Affordance]:
    """Windows and gloves to look at; guards; hands in gloves and what they find there."""
    kind, slot = seen.kind(thing), _slot(seen, thing)
    for part in kind.looks:
        yield Affordance("look", thing, part, slot, (thing,), near=part.startswith("glove"))
    for part in kind.parts:
        what, _, which = part.partition(".")
        if what == "guard":
            yield Affordance("press", thing, part, slot, (thing,), near=True)
        elif what == "glove" and not any(seen.inside(hand) for hand in HANDS):
            yield Affordance("reach_in", thing, which, slot, (thing,), near=True)
            if any(held and seen.kind(held).id == "glove_pack" for held in (seen.hand(hand).holding for hand in HANDS)):
                yield Affordance("fit", thing, which, slot, (thing,), near=True)
    for hand in HANDS:
        held = seen.hand(hand).holding
        if held and seen.kind(held).id == "stopper_bag":
            yield Affordance("dock", thing, "bowl", slot, (thing,))
        if seen.inside(hand):
            yield from _behind(seen, thing, hand, slot)


def _behind(seen: DeviationSeen, thing: str, hand: str, slot: str) -> Iterator[Affordance]:
    """What a hand in a glove can do."""
    at, zone, held = (thing,), seen.inside(hand).rpartition("_")[0], seen.hand(hand).holding
    if seen.carries(hand):
        yield Affordance("bin", thing, zone, slot, at, near=True)
        yield Affordance("let_fall", thing, "", slot, at, near=True)
        return
    yield from (Affordance("pick", thing, piece.id, slot, at, near=True) for piece in seen.pieces if piece.zone == zone)
    if held:
        yield Affordance("hang", thing, zone, slot, at, near=True)
        yield Affordance("let_fall", thing, "", slot, at, near=True)
        return
    yield Affordance("withdraw", thing, seen.inside(hand), slot, at, near=True)
    yield Affordance("pick", thing, "forceps" if seen.plant().tool == "sterile" else "dropped", slot, at, near=True)
    fallen = [piece for piece in seen.pieces if piece.zone == zone and piece.what == "fallen"]
    yield from (Affordance("stand_up", thing, piece.id, slot, at, near=True) for piece in fallen)


def _console(seen: DeviationSeen, thing: str) -> Iterator[Affordance]:
    """Its curves, its keys, its alarms, its set-points."""
    for part in seen.kind(thing).looks:
        yield Affordance("look", thing, part, "notice", (thing,), near=True)
    keys = [key for key in KEYS[seen.kind(thing).id] if key != "print" or not seen.printed]
    keys += [f"ack.{name}" for name in seen.unread]
    keys += ["silence"] if seen.siren else []
    for key in keys:
        yield Affordance("press", thing, key, "", (thing,), near=True)


def _puts(seen: DeviationSeen) -> Iterator[Affordance]:
    """What a hand holds goes where one lets go of it: right or wrong."""
    for hand in HANDS:
        held = seen.hand(hand).holding
        if not held or not seen.kind(held).carried:
            continue
        for thing in seen.level.things:
            if seen.kind(thing.id).holds:
                yield Affordance("put", held, thing.id, _slot(seen, held), (thing.id, held))


def _said(seen: DeviationSeen) -> Iterator[Affordance]:
    """That something is wrong can be said at any time, at the screen."""
    console = seen.console
    yield Affordance("declare", console, "deviation", "notice", (console,), near=True)
