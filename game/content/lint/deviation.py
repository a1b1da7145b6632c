"""What a deviation level has to hold: its process, known things, verbs of its own, faults that there are."""

from __future__ import annotations

from game.content import units
from game.content.fault import Word
from game.content.lint.references import References
from game.content.lint.view import Entry, View
from game.content.models import DEVIATION_VERBS
from game.entities.process import FAULTS, PLANT, TWIN_FAULTS

PEOPLE = ("supervisor", "quality", "maintenance")
"""Who is called; the world's own list (game.world.deviation.telling) is held against it by a test."""
CONDITIONS = {"thing": "", "units": "filling", "cells": "bioreactor"}
"""What a fault can wait for, and the twin that has it ("" both)."""
ASKS = {
    "bioreactor": ("spoken_go", "next_shift", "recal"),
    "filling": ("spoken_go", "next_shift", "carry_on", "fingers", "count_now", "tidy"),
}
"""Twin -> what somebody may want there (see game.world.deviation.telling)."""
SHARES = ("line_folded", "sparger_blocked", "feed_stopped")
"""Faults whose size is a share: of a flow, of holes, of what arrives."""
_NO_THING = ("notice", "safe", "confirm", "mend", "authorise", "resume", "hand_over", "examine", "separate")


class DeviationThings:
    """L601 missing block, R301 unknown kind of thing, L603 verb of another scene, S214 a verb without its thing, L620 unknown fault,
    L621 a fault at a place where it cannot be, L622 one that waits for nothing or for two things, L623 without a latest time, L624 for
    what this process never has, L625 what waits and is no fault, L626 an act that nobody can do, L627 a fault
    that does not ring where nobody makes a round, H904 what nobody asks, S209 a share
    beyond the whole."""

    def run(self, view: View) -> None:
        if not view.top.has("process"):
            view.say("L601", ("kind",), name="process", needs=Word("content.needs_process"))
        for thing in view.things:
            kind = thing.word("is")
            if kind and kind not in PLANT:
                near = view.near(kind, PLANT, "plant")
                view.say("R301", (*thing.path, "is"), fix="near" if near else "", near=near, kind=kind, known=", ".join(PLANT))
        for step in view.steps:
            self._step(view, step)
        twin = view.block("process").word("twin")
        self._acts(view, twin)
        for hazard in view.hazards:
            if hazard.word("kind") == "person" and hazard.word("what") and twin in ASKS:
                self._person(view, hazard, ASKS[twin])
            if hazard.word("kind") == "fault" and hazard.word("what"):
                self._fault(view, hazard, TWIN_FAULTS.get(twin, tuple(FAULTS)))
            if "when" in hazard.data:
                self._waits(view, hazard, twin)
            elif "latest" in hazard.data:
                view.say("L623", (*hazard.path, "latest"), "key", fix="alone")

    def _fault(self, view: View, hazard: Entry, known: tuple[str, ...]) -> None:
        what, where = hazard.word("what"), hazard.word("where")
        if what not in known:
            near = view.near(what, known)
            view.say("L620", (*hazard.path, "what"), fix="near" if near else "", near=near, what=what, known=", ".join(known))
        elif where not in (FAULTS[what].places or ("",)):
            path = (*hazard.path, "where") if where else (*hazard.path, "what")
            view.say("L621", path, where=where or "-", what=what, known=", ".join(FAULTS[what].places) or "-")

        elif FAULTS[what].silent and not FAULTS[what].check and not any(step.word("do") == "examine" for step in view.steps):
            view.say("L627", (*hazard.path, "what"), what=what)
        size = hazard.data.get("size")
        if what in SHARES and isinstance(size, int | float) and not isinstance(size, bool) and not 0 < size <= 1:
            view.say("S209", (*hazard.path, "size"), key="size", found=f"{size:g}", least="0", most="1", unit="")

    def _person(self, view: View, hazard: Entry, known: tuple[str, ...]) -> None:
        what = hazard.word("what")
        if what not in known:
            near = view.near(what, known)
            path = (*hazard.path, "what")
            view.say("H904", path, fix="near" if near else "", near=near, what=what, kind="person", known=", ".join(known))

    def _acts(self, view: View, twin: str) -> None:
        """The response sheet allows what can be done: an act of this process, alone or with what it is done to (stop_pump.feed)."""
        from game.world.twin.acts import ACTS
        from game.world.twin.filling.acts import ACTS as FILLING

        known = {"bioreactor": tuple(ACTS), "filling": tuple(FILLING)}.get(twin, ())
        for key in ("listed", "safe"):
            for n, name in view.block("process").words(key):
                if known and name.partition(".")[0] not in known:
                    near = view.near(name, known, "acts")
                    view.say("L626", ("process", key, n), fix="near" if near else "", near=near, name=name, known=", ".join(known))

    def _waits(self, view: View, hazard: Entry, twin: str) -> None:
        when, path = hazard.data["when"], (*hazard.path, "when")
        names = [name for name in CONDITIONS if isinstance(when, dict) and name in when]
        if hazard.word("kind") not in ("fault", ""):
            view.say("L625", path, "key", kind=hazard.word("kind"))
        elif isinstance(when, dict) and len(names) != 1:
            view.say("L622", path, "key", fix="more" if names else "none", known=", ".join(CONDITIONS), found=", ".join(names) or "-")
        for name in names:
            if CONDITIONS[name] not in ("", twin) and twin in TWIN_FAULTS:
                others = ", ".join(one for one, of in CONDITIONS.items() if of in ("", twin))
                view.say("L624", (*path, name), "key", name=name, known=others)
        latest, after = (units.parse(hazard.data.get(key, "0 s"), "time") for key in ("latest", "after"))
        if "latest" not in hazard.data:
            view.say("L623", path, "key", fix="none")
        elif isinstance(latest, float) and isinstance(after, float) and latest < after:
            view.say("L623", (*hazard.path, "latest"), fix="early")

    def _step(self, view: View, step: Entry) -> None:
        do = step.word("do")
        if do and do not in DEVIATION_VERBS:
            view.say("L603", (*step.path, "do"), do=do, known=", ".join(DEVIATION_VERBS))
        elif do and do not in _NO_THING and "thing" not in step.data:
            view.say("S214", step.path, key="thing", kind=do, needs=Word("content.needs_thing"))


class DeviationReferences(References):
    """R302 thing, R303 step, R304 room, R309 hazard unknown."""

    def run(self, view: View) -> None:
        things = [thing.id for thing in view.things if thing.id]
        steps = [step.id for step in view.steps if step.id]
        for step in view.steps:
            for n, name in step.words("after"):
                if view.complete(view.steps):
                    self._known(view, "R303", (*step.path, "after", n), name, steps)
            if view.complete(view.things) and step.word("do") in DEVIATION_VERBS:
                self._known(view, "R302", (*step.path, "thing"), step.word("thing"), [*things, *PEOPLE])
        for thing in view.things:
            for n, room in thing.words("between"):
                if view.complete(view.rooms):
                    self._known(view, "R304", (*thing.path, "between", n), room, [room.id for room in view.rooms])
        for hazard in view.hazards:
            when = hazard.data.get("when")
            if view.complete(view.things) and isinstance(when, dict) and isinstance(when.get("thing"), str):
                self._known(view, "R302", (*hazard.path, "when", "thing"), when["thing"], things)
        places = [*steps, *things]
        for hazard in view.hazards:
            if view.complete(view.steps) and view.complete(view.things) and hazard.word("at") not in places:
                self._known(view, "R303", (*hazard.path, "at"), hazard.word("at"), steps)
        for n, name in view.block("hazards").words("always"):
            if view.complete(view.hazards):
                self._known(view, "R309", ("hazards", "always", n), name, [h.id for h in view.hazards])
