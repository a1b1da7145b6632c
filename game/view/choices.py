"""What a person can start now, as the screen offers it: affordances with their words, grouped by what one clicks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from game.commands import HANDS
from game.entities.kinds import KINDS
from game.session.acts import Act
from game.session.affordances import Affordance, affordances
from game.session.gestures import Gesture, perform
from game.session.moves import barrier_between
from game.texts import has, t
from game.world.seen import Seen, ThingSeen

PLACES = ("container", "shelf", "bench", "bin")
ASIDE = ("walk", "declare", "turn", "face", "close_door")
"""Verbs that are never meant by a plain click on a thing."""

RANK = {"sit": 0, "put": 1} | dict.fromkeys(ASIDE, 3) | {"drop": 4}
"""Where a verb stands in a list: what one comes for first, what cannot be undone last; 2 for all others."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to do.  thing: what it is done to; at: everything on the screen one may click to find it."""

    id: str
    label: str
    verb: str
    thing: str
    part: str
    at: tuple[str, ...]
    start: Callable[[], Gesture]
    far: bool = False
    """Found by clicking the place it names, not in the lists of the thing itself."""
    asks: bool = False
    """Only ever started from a list, never by a plain click: what falls, and what is taken out again."""
    short: str = ""
    """Its words where the title above names the thing already."""
    members: tuple[Choice, ...] = ()
    """Of a group: what it opens; it starts nothing itself."""

    def words(self, title: str) -> str:
        """Its words in the list of a thing."""
        return self.short if self.short and self.thing == title else self.label


def choices(seen: Seen, lang: str) -> list[Choice]:
    """All that can be started now: what the session offers, and letting go at any place within reach of the legs."""
    found: dict[str, Choice] = {}
    for one in affordances(seen):
        out = one.verb == "take" and seen.away(one.thing)
        at = (one.thing, one.part) if one.verb == "put" else (one.thing, seen.thing(one.thing).where) if out else (one.thing,)
        start = partial(one.gesture, seen, **_handed(seen, one))
        asks = out or one.verb == "drop"
        found[one.id] = Choice(one.id, one.label(lang), one.verb, one.thing, one.part, at, start, False, asks, _short(one.text, lang))
    for choice in (*_puts(seen, lang), *_gathers(seen, lang)):
        found.setdefault(choice.id, choice)
    return _told_apart(seen, lang, list(found.values()))


def _handed(seen: Seen, one: Affordance) -> dict[str, str]:
    """A glove is taken by the hand that it is not for: only that one can put it on."""
    if one.verb != "take" or seen.thing(one.thing).kind != "glove":
        return {}
    return {"hand": "right" if one.thing.endswith(".1") else "left"}


def _short(text: str, lang: str) -> str:
    """The words of an act without its thing, "" where there are none."""
    key = f"act.short_{text.removeprefix('act.')}"
    return t(key, lang) if has(key, lang) else ""


def _told_apart(seen: Seen, lang: str, found: list[Choice]) -> list[Choice]:
    """Two hands may hold two things of a kind: then the words say which hand."""
    held = {seen.hand(hand).holding: hand for hand in HANDS if seen.hand(hand).holding}
    alike = {(choice.label, choice.thing) for choice in found if choice.thing in held}
    labels = [label for label, _ in alike]
    return [
        replace(choice, label=f"{choice.label} · {t(f'room.with_{held[choice.thing]}', lang)}")
        if choice.thing in held and labels.count(choice.label) > 1
        else choice
        for choice in found
    ]


def _puts(seen: Seen, lang: str) -> Iterator[Choice]:
    for hand in HANDS:
        held = seen.hand(hand).holding
        if not held or held in seen.worn.values():
            continue
        thing = seen.thing(held)
        for place in seen.things():
            if place.family in PLACES and not barrier_between(seen, seen.x, place.x) and _takes(place, thing):
                act = Act("put", held, place.id, thing.slot)
                label = t(f"act.put_{place.family}", lang, thing=t(f"act.the_{thing.kind}", lang))
                start = partial(perform, seen, act)
                yield Choice(f"put:{held}:{place.id}", label, "put", held, place.id, (held, place.id), start, True)


def _gathers(seen: Seen, lang: str) -> Iterator[Choice]:
    """Cloth in one hand, the other free: it can take the hem up."""
    for hand, other in (HANDS, HANDS[::-1]):
        held = seen.hand(hand).holding
        if (
            held
            and not seen.hand(other).holding
            and "hem.inside" in KINDS[seen.thing(held).kind].anchors
            and held not in seen.worn.values()
        ):
            act = Act("take", held, "hem.inside", seen.thing(held).slot).with_params(hand=other)
            label = t("room.gather", lang, thing=t(f"act.the_{seen.thing(held).kind}", lang))
            yield Choice(
                f"gather:{held}:", label, "gather", held, "hem.inside", (held,), partial(perform, seen, act), short=_short("gather", lang)
            )


def _takes(place: ThingSeen, thing: ThingSeen) -> bool:
    return place.family != "container" or thing.family == "personal"


def at(found: Sequence[Choice], thing: str) -> list[Choice]:
    """Those that belong to a thing, or to what lies in it.  A thing in hand is put where one clicks; only when all that its own
    list could say is to let it drop, that names where to put it too."""
    own = [choice for choice in found if choice.thing == thing and choice.verb != "put"]
    there = [choice for choice in found if choice.verb == "put" and choice.part == thing]
    inside = [choice for choice in found if choice.verb == "take" and choice.thing != thing and thing in choice.at]
    if own and all(choice.verb == "drop" for choice in own):
        there += [choice for choice in found if choice.verb == "put" and choice.thing == thing and not choice.far]
    return sorted(there + own, key=lambda choice: RANK.get(choice.verb, 2)) + inside


def plain(found: Sequence[Choice], known: Sequence[str] = ()) -> Choice | None:
    """The one to start at once when a thing is clicked: the only one that acts on it, unless something is known to be wrong."""
    acting = [choice for choice in found if choice.verb not in ASIDE and not choice.asks]
    if len(acting) == 1 and not known and not any(choice.verb == "drop" for choice in found):
        return acting[0]
    return found[0] if len(found) == 1 and not found[0].asks else None


MOST = 6
"""So many lines a list may show before like ones are put together."""


def grouped(found: Sequence[Choice], lang: str) -> list[Choice]:
    """The same choices in six lines at most where that can be: like ones behind one line each, at the place of the first."""
    lines = list(found)
    keys: tuple[Callable[[Choice], str], ...] = (
        lambda c: c.part.partition(".")[0].partition("_")[0] if c.verb == "take" else "",
        lambda c: c.verb if c.verb == "declare" else "",
        lambda c: c.verb if c.verb == "put_on" else "",
    )
    for key in keys:
        if len(lines) > MOST:
            lines = _folded(lines, key, lang)
    return lines


def _folded(found: Sequence[Choice], key: Callable[[Choice], str], lang: str) -> list[Choice]:
    lines: list[Choice] = []
    done: list[str] = []
    for choice in found:
        name = key(choice)
        members = tuple(each for each in found if name and key(each) == name)
        if len(members) < 2:
            lines.append(choice)
        elif name not in done:
            done.append(name)
            label = t(f"room.group_{name}", lang)
            lines.append(replace(choice, id=f"group:{name}", label=label, short=label, verb="group", part=name, members=members))
    return lines


def holds(group: Choice, wanted: str) -> bool:
    """Whether that choice is found behind a group."""
    return any(each.id == wanted for each in group.members)
