"""Everything a person could start now, good or bad: one list for mouse, keyboard and ghost.

An affordance is an intent that is possible from here (nothing shut stands between), with its words and its gesture.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from game.commands import HANDS
from game.entities.kinds import HAND_SURFACES, KINDS
from game.entities.people import QUESTIONS
from game.session.acts import Act
from game.session.gestures import Gesture, perform
from game.session.handling import nearest
from game.session.moves import barrier_between, hand_holding
from game.texts import t
from game.world.seen import Seen, ThingSeen

GRIPS = (
    "gathered",
    "collar.inside",
    "collar.outside",
    "front.inside",
    "front.outside",
    "hem.inside",
    "hem.outside",
    "waist.inside",
    "waist.outside",
    "cuff_left.outside",
    "cuff_right.outside",
    "ankle_left.inside",
    "ankle_right.inside",
    "cuff",
    "fold",
    "fingers",
    "inside",
    "outside",
    "",
)
"""Anchors that are offered; the others of a kind are reached by overriding `anchor`."""
SIDED = ("overshoe", "overboot")
"""Kinds that are called by the foot they are on."""
NUMBERED = ("pack", "soap", "rub")
"""Families of which several may serve one slot."""
GOALS = ("locker", "tray", "shelf", "bench", "sink", "mirror", "rub", "gauge", "door", "poster")
"""Kinds one walks up to."""


@dataclass(frozen=True, slots=True)
class Affordance:
    """One thing to start.  id: verb:thing:part, the same from tick to tick; text: key of its words, see `label`."""

    id: str
    thing: str
    part: str
    verb: str
    text: str
    slot: str
    kind: str
    """What its name is: a kind, or the slot where that says more."""
    number: int = 0
    """Which of several like it on the shelf, from 1; 0 = there is one."""
    named: Mapping[str, str] = field(default_factory=dict)
    """The level's own name of the thing by language, {} for none."""

    def label(self, lang: str) -> str:
        """Its words, in the trainee's language."""
        return t(self.text, lang, thing=self._name(lang))

    def _name(self, lang: str) -> str:
        if self.named:
            return t("act.the_named", lang, what=t(f"act.the_{self.kind}", lang), name=self.named[lang])
        name = t(f"act.the_{self.kind}", lang)
        return t("act.the_numbered", lang, what=name, n=self.number) if self.number else name

    def act(self, **changes: object) -> Act:
        """The intent; changes: see `Params`."""
        return Act(self.verb, self.thing, self.part, self.slot).with_params(**changes)

    def gesture(self, seen: Seen, **changes: object) -> Gesture:
        """A fresh gesture of it.  changes (hand, anchor, height_m, duration_s, pace_m_s, brisk, ...) do it otherwise."""
        return perform(seen, self.act(**changes))


def affordances(seen: Seen) -> tuple[Affordance, ...]:
    """All that can be started now, in the order of the level's things."""
    if seen.ended:
        return ()
    found: list[Affordance] = []
    for thing in seen.things():
        if _within_reach(seen, thing):
            found += [_made(seen, thing, verb, part, text) for verb, part, text in _of(seen, thing)]
    return (*_answers(seen), *found)


def _answers(seen: Seen) -> list[Affordance]:
    """What one can answer to who asks."""
    who, asked = seen.question_thing, seen.question
    if not asked or not who:
        return []
    return [_made(seen, seen.thing(who), "answer", choice, f"answer_{asked}_{choice}") for choice in QUESTIONS[asked]]


def matching(seen: Seen, act: Act) -> Affordance | None:
    """The affordance that an intent comes down to: where the ghost points."""
    wanted = f"{act.verb}:{act.thing}:{act.part}"
    return next((one for one in affordances(seen) if one.id == wanted), None)


def _within_reach(seen: Seen, thing: ThingSeen) -> bool:
    """Held, worn, on the body, or to be walked up to: nothing shut stands between, and who sits reaches no farther than his arm."""
    if thing.where.startswith(("hand:", "body:")) or thing.where == "worn":
        return True
    if thing.where.startswith("inside:") and not seen.thing(thing.where.removeprefix("inside:")).open:
        return False
    if seen.stance == "sit":
        return abs(thing.x - seen.x) <= 0.85
    # A shut door is within reach itself; what lies on this side of it too.
    edge = thing.x - 0.01 if seen.x < thing.x else thing.x + 0.01
    return not barrier_between(seen, seen.x, edge)


def _sided(thing: ThingSeen) -> str:
    """Gloves are left or right from their pack on."""
    if thing.kind != "glove":
        return thing.kind
    return "glove_left" if thing.id.endswith(".1") else "glove_right"


def _other(seen: Seen, thing: ThingSeen) -> str:
    """The second of a pair, while a hand holds the first: it has to be told from that one."""
    first = any(name and name != thing.id and seen.thing(name).kind == thing.kind for name in (seen.hand(hand).holding for hand in HANDS))
    return f"other_{thing.kind}" if thing.kind in SIDED and first and not hand_holding(seen, thing.id) else ""


def _made(seen: Seen, thing: ThingSeen, verb: str, part: str, text: str) -> Affordance:
    spec = next((s for s in seen.level.things if s.id == thing.id), None)
    like = [s.id for s in seen.level.things if spec and thing.family in NUMBERED and s.kind == spec.kind and s.slot == spec.slot]
    number = like.index(thing.id) + 1 if len(like) > 1 else 0
    named = {"fr": spec.name.fr, "en": spec.name.en} if spec and spec.name else {}
    kind = thing.slot if thing.kind in SIDED and thing.where == "worn" else _other(seen, thing) or _sided(thing)
    return Affordance(f"{verb}:{thing.id}:{part}", thing.id, part, verb, f"act.{text}", thing.slot, kind, number, named)


Offer = tuple[str, str, str]
"""verb, part, name of its text."""


def _of(seen: Seen, thing: ThingSeen) -> Iterator[Offer]:
    family = thing.family
    if hand_holding(seen, thing.id):
        yield from _held(seen, thing)
    elif thing.where == "worn":
        yield from _worn(seen, thing)
    elif family in ("personal", "pack", "garment"):
        yield from _lying(seen, thing)
    elif family in _FURNITURE:
        yield from _FURNITURE[family](seen, thing)
    if thing.kind in GOALS and seen.stance != "sit" and abs(thing.x - seen.x) > 0.4:
        yield "walk", "", "walk"


def _held(seen: Seen, thing: ThingSeen) -> Iterator[Offer]:
    family = thing.family
    if family != "personal":
        yield "look", "", "look"
    if family == "garment":
        yield from _putting_on(seen, thing)
    for target in ("container", "shelf", "bench", "bin"):
        place = nearest(seen, target)
        if place:
            yield "put", place, f"put_{target}"
    yield "drop", "", "drop"
    if family == "pack" and not thing.open:
        yield "open_pack", "notch", "open_notch"
        yield "open_pack", "other", "open_other"
    yield from _words(thing)


def _putting_on(seen: Seen, thing: ThingSeen) -> Iterator[Offer]:
    kind = KINDS[thing.kind]
    if kind.on_body == "foot":
        for foot in HANDS:
            if seen.foot(foot)[2]:
                yield "put_on", f"foot_{foot}", f"put_on_{foot}"
        return
    if kind.on_body == "hand":
        side = "left" if thing.id.endswith(".1") else "right"
        yield "put_on", f"hand_{side}", f"put_on_hand_{side}"
        return
    yield "put_on", "", "put_on"
    if "gathered" in kind.anchors and not thing.threaded:
        yield ("let_go", "", "let_go") if seen.gathered(thing.id) else ("gather", "", "gather")
    for opening in kind.openings if kind.live else ():
        if opening not in thing.threaded:
            yield "put_on", opening, opening


def _worn(seen: Seen, thing: ThingSeen) -> Iterator[Offer]:
    for fault in seen.faults(thing.slot):
        yield "mend", fault, f"mend_{fault}"
    kind = KINDS[thing.kind]
    if kind.fasten:
        yield ("unfasten", "", "unfasten") if thing.closed else ("fasten", "", "fasten")
    for part in kind.settles:
        if (thing.id, part) in seen.unsettled(thing.slot):
            yield "set_right", part, part
    if any(stroke.slow and (thing.id, part) in seen.unsettled(thing.slot) for part, stroke in kind.strokes.items() if not stroke.turned):
        yield "hasty", "", f"hasty_{thing.kind}"
    yield "look", "", "look"
    yield "take_off", "", "take_off"
    yield from _words(thing)


def _lying(seen: Seen, thing: ThingSeen) -> Iterator[Offer]:
    if thing.family != "personal" and seen.away(thing.id) and seen.thing(thing.where).family == "bin":
        return  # what was thrown away stays there
    if thing.family == "garment" and thing.threaded:
        yield from _putting_on(seen, thing)
    if thing.family != "personal":
        yield "look", "", "look"
    if thing.family == "pack":
        if not thing.open:
            yield "open_pack", "notch", "open_notch"
            yield "open_pack", "other", "open_other"
        yield "take", "", "take"
        yield from _words(thing)
        return
    for anchor in GRIPS:
        if anchor in KINDS[thing.kind].anchors:
            yield "take", anchor, "take" + ("_" + anchor.replace(".", "_") if anchor else "")


def _words(thing: ThingSeen) -> Iterator[Offer]:
    if thing.family == "pack":
        yield "declare", "expired", "declare_expired"
    if thing.family == "garment":
        yield "declare", "soiled", "declare_soiled"
    if thing.family in ("pack", "garment"):
        yield "declare", "damaged", "declare_damaged"


# --- furniture -----------------------------------------------------------------------------------------------------------


def _bench(seen: Seen, thing: ThingSeen) -> Iterator[Offer]:
    if seen.stance != "sit":
        yield "sit", "", "sit"
        yield "look", "", "look_bench"
        yield "declare", "soiled", "declare_bench"
        return
    lifted = [foot for foot in HANDS if seen.foot(foot)[2]]
    for foot in HANDS if not lifted else ():
        yield "lift", foot, f"lift_{foot}"
    if lifted:
        yield "place", "clean", "place_clean"
        yield "place", "dirty", "place_dirty"
    elif seen.foot("left")[0] == seen.foot("right")[0]:
        yield "stand", "", "stand"
    yield "declare", "soiled", "declare_bench"


def _sink(seen: Seen, thing: ThingSeen) -> Iterator[Offer]:
    yield "work", "tap", "tap_off" if seen.tap else "tap_on"
    for surface in HAND_SURFACES:
        if surface in seen.wash_surfaces:
            yield "work", surface, f"wash_{surface}"
    if seen.tap:
        yield "work", "rinse", "rinse"
    if seen.washing:
        yield "work", "stop", "stop"


def _soap(seen: Seen, thing: ThingSeen) -> Iterator[Offer]:
    yield "work", "lever", "soap"
    yield "declare", "empty", "declare_empty"


def _dry(seen: Seen, thing: ThingSeen) -> Iterator[Offer]:
    yield "work", "dry", f"dry_{thing.family}"
    yield "declare", "empty", "declare_empty"


def _rub(seen: Seen, thing: ThingSeen) -> Iterator[Offer]:
    yield "look", "", "look"
    yield "work", "lever", "ipa" if thing.kind == "ipa" else "rub"
    yield "declare", "empty", "declare_empty"
    yield "declare", "expired", "declare_expired"


def _mirror(seen: Seen, thing: ThingSeen) -> Iterator[Offer]:
    yield "look", "", "look_mirror"
    yield "declare", "fit", "declare_fit"
    if abs(thing.x - seen.x) <= 1.0 and seen.stance != "sit":
        yield ("face", "", "face") if seen.stance == "turned" else ("turn", "", "turn")


def _gauge(seen: Seen, thing: ThingSeen) -> Iterator[Offer]:
    yield "look", "", "look_gauge"
    yield "declare", "pressure", "declare_pressure"


def _door(seen: Seen, thing: ThingSeen) -> Iterator[Offer]:
    if not thing.open:
        yield "open_door", "", "open_door"
    else:
        yield "go_through", "", "go_through"
        yield "close_door", "", "close_door"


def _seen_only(seen: Seen, thing: ThingSeen) -> Iterator[Offer]:
    yield "look", "", "look"


_FURNITURE = {
    "bench": _bench, "sink": _sink, "soap": _soap, "towels": _dry, "dryer": _dry, "rub": _rub,
    "mirror": _mirror, "gauge": _gauge, "door": _door, "poster": _seen_only,
}  # fmt: skip
