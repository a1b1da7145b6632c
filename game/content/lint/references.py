"""Names that name nothing: things, steps, rooms, slots, hazards; and names given twice."""

from __future__ import annotations

from collections.abc import Iterable

from game.content.fault import Word
from game.content.lint.view import Entry, View, families
from game.content.models import VERBS
from game.entities.kinds import PERSONAL_SPOTS

_FITS: dict[str, tuple[str, ...]] = {
    "stow": ("personal",), "pass": ("door",), "cross": ("bench",), "wash": ("sink",), "rub": ("rub",),
    "check": ("mirror",), "read": ("gauge", "poster", "clock"),
}  # fmt: skip
"""Verb -> families of thing it can be done with."""
_BY_SLOT = ("drop", "discard")
"""Verbs that may also name what is to be dropped by the slot its pack serves."""
_INTO: dict[str, tuple[str, ...]] = {"stow": ("container",), "discard": ("bin",)}


class Twice:
    """R306: the same id given to two entries of a list, or one entry named twice in a list of names."""

    def run(self, view: View) -> None:
        for entries in (view.rooms, view.things, view.steps, view.hazards, view.playtests):
            first: dict[str, Entry] = {}
            for entry in entries:
                if entry.id and entry.id in first:
                    line = view.tree.span((*first[entry.id].path, "id")).line + 1
                    view.say("R306", (*entry.path, "id"), name=entry.id, first=line)
                elif entry.id:
                    first[entry.id] = entry
        lists = [(step, key) for step in view.steps for key in ("after", "covers")] + [
            (view.block("residues"), "only"),
            (view.block("residues"), "leave_out"),
            (view.block("hazards"), "always"),
            (view.block("rules"), "use"),
            (view.top, "modes"),
        ]
        for entry, key in lists:
            seen: dict[str, int] = {}
            for n, name in entry.words(key):
                if name in seen:
                    line = view.tree.span((*entry.path, key, seen[name])).line + 1
                    view.say("R306", (*entry.path, key, n), fix="listed", name=name, first=line)
                seen.setdefault(name, n)


class References:
    """R302 thing, R303 step, R304 room, R307 slot, R309 hazard unknown; R308 a thing the verb cannot be done with."""

    def run(self, view: View) -> None:
        things = [thing.id for thing in view.things if thing.id]
        steps = [step.id for step in view.steps if step.id]
        for step in view.steps:
            self._step(view, step, things, steps)
        for thing in view.things:
            self._thing(view, thing, things, steps)
        for n, name in view.block("hazards").words("always"):
            if view.complete(view.hazards):
                self._known(view, "R309", ("hazards", "always", n), name, [h.id for h in view.hazards])

    def _known(self, view: View, code: str, path: tuple[str | int, ...], name: str, known: Iterable[str], table: str = "") -> bool:
        """Report a name that is not among the known ones.  True when it is."""
        choices = list(known)
        if name in choices or not name:
            return bool(name)
        near = view.near(name, choices, table)
        view.say(code, path, fix="near" if near else "", near=near, name=name, known=", ".join(choices) or "-")
        return False

    def _step(self, view: View, step: Entry, things: list[str], steps: list[str]) -> None:
        for n, name in step.words("after"):
            if view.complete(view.steps):
                self._known(view, "R303", (*step.path, "after", n), name, steps)
        if not view.complete(view.things):
            return
        do, thing_id = step.word("do"), step.word("thing")
        if do not in VERBS:
            return
        if do == "wear":
            if self._known(view, "R310", (*step.path, "thing"), thing_id, families("garment"), "kinds"):
                self._has_pack(view, step, thing_id)
        elif do in _BY_SLOT:
            self._known(view, "R302", (*step.path, "thing"), thing_id, [*things, *_packed_slots(view), *families("garment")])
        elif self._known(view, "R302", (*step.path, "thing"), thing_id, things):
            self._fits(view, step, "thing", _FITS.get(do, ()))
        if do in _INTO and self._known(view, "R302", (*step.path, "into"), step.word("into"), things):
            self._fits(view, step, "into", _INTO[do])

    def _fits(self, view: View, step: Entry, key: str, wanted: tuple[str, ...]) -> None:
        thing = view.thing(step.word(key))
        kind = thing.kind if thing else None
        if kind and wanted and kind.family not in wanted:
            names = [one.id for one in view.things if one.kind and one.kind.family in wanted]
            fix = "" if names else "none"
            view.say(
                "R308",
                (*step.path, key),
                fix=fix,
                name=step.word(key),
                kind=kind.id,
                do=step.word("do"),
                known=", ".join(names),
                wanted=Word(f"content.family_{wanted[0]}"),
            )

    def _has_pack(self, view: View, step: Entry, garment: str) -> None:
        if not any(thing.word("holds") == garment or thing.word("is") == garment for thing in view.things):
            view.say("R313", (*step.path, "thing"), garment=garment)

    def _thing(self, view: View, thing: Entry, things: list[str], steps: list[str]) -> None:
        on = thing.word("on")
        if on and not on.startswith("body:") and view.complete(view.things):
            self._known(view, "R302", (*thing.path, "on"), on, [name for name in things if name != thing.id])
        if view.complete(view.rooms):
            for n, room in thing.words("between"):
                self._known(view, "R304", (*thing.path, "between", n), room, [room.id for room in view.rooms])
        slot = thing.word("slot")
        personal = thing.kind is not None and thing.kind.family == "personal"
        if slot and not personal and view.complete(view.steps) and thing.kind:
            named = [step.word("thing") for step in view.steps if step.word("do") in _BY_SLOT]
            self._known(view, "R307", (*thing.path, "slot"), slot, [*steps, *named])


class HazardPlaces:
    """R314: what a hazard is about: a thing, a slot or a place on the body, as its kind wants."""

    def run(self, view: View) -> None:
        if not (view.complete(view.things) and view.complete(view.steps)):
            return
        for hazard in view.hazards:
            at = hazard.word("at")
            known = list(self._places(view, hazard.word("kind")))
            if at and hazard.word("kind") in _ABOUT and at not in known:
                near = view.near(at, known)
                about = Word(f"content.about_{hazard.word('kind')}")
                view.say(
                    "R314", (*hazard.path, "at"), fix="near" if near else "", near=near, name=at, known=", ".join(known) or "-", about=about
                )

    def _places(self, view: View, kind: str) -> Iterable[str]:
        if kind == "personal_item":
            return PERSONAL_SPOTS
        if kind in ("bad_pack", "flawed_garment"):
            return _packed_slots(view)
        if kind == "comes_undone":
            # A step whose verb cannot be read may be one of them.
            return [step.id for step in view.steps if step.word("do") == "wear" or step.word("do") not in VERBS]
        return [thing.id for thing in view.things if thing.kind and thing.kind.family in _ABOUT.get(kind, ())]


_ABOUT: dict[str, tuple[str, ...]] = {
    "personal_item": (), "bad_pack": (), "flawed_garment": (), "comes_undone": (),
    "dispenser": ("soap", "rub", "towels", "dryer"), "pressure": ("gauge", "door"), "colleague": ("door",), "soiled_bench": ("bench",),
    "person": ("container", "shelf", "bench", "mirror", "poster", "sink", "gauge", "door", "bin"),
}  # fmt: skip


def _packed_slots(view: View) -> list[str]:
    """Slots that packs serve."""
    slots = [thing.word("slot") for thing in view.things if thing.kind and thing.kind.family == "pack"]
    return list(dict.fromkeys(slot for slot in slots if slot))
