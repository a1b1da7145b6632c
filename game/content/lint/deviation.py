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
_NO_THING = ("notice", "safe", "confirm", "mend", "authorise", "resume", "hand_over", "examine", "separate")


class DeviationThings:
    """L601 missing block, R301 unknown kind of thing, L603 verb of another scene, S214 a verb without its thing, L620 unknown fault,
    L621 a fault at a place where it cannot be, L622 one that waits for nothing or for two things, L623 without a latest time, L624 for
    what this process never has, L625 what waits and is no fault."""

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
        process = view.top.data.get("process")
        twin = process.get("twin") if isinstance(process, dict) else ""
        for hazard in view.hazards:
            if hazard.word("kind") == "fault" and hazard.word("what"):
                self._fault(view, hazard, TWIN_FAULTS.get(str(twin), tuple(FAULTS)))
            if "when" in hazard.data:
                self._waits(view, hazard, str(twin))
            elif "latest" in hazard.data:
                view.say("L623", (*hazard.path, "latest"), "key", fix="alone")

    def _fault(self, view: View, hazard: Entry, known: tuple[str, ...]) -> None:
        what, where = hazard.word("what"), hazard.word("where")
        if what not in known:
            view.say("L620", (*hazard.path, "what"), what=what, known=", ".join(known))
        elif where not in (FAULTS[what].places or ("",)):
            path = (*hazard.path, "where") if where else (*hazard.path, "what")
            view.say("L621", path, where=where or "-", what=what, known=", ".join(FAULTS[what].places) or "-")

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
        for n, name in view.block("hazards").words("always"):
            if view.complete(view.hazards):
                self._known(view, "R309", ("hazards", "always", n), name, [h.id for h in view.hazards])
