"""The pool of hazards: large enough, possible in this level, and each with a way out."""

from __future__ import annotations

from game.content.fault import Word
from game.content.lint.view import Entry, View, families
from game.entities.kinds import KINDS

POOL_FACTOR = 6
"""A pool holds at least six times what one run draws, so that runs do not repeat."""
WHAT: dict[str, tuple[str, ...]] = {
    "bad_pack": ("expired", "torn", "wrong_size", "indicator"), "flawed_garment": ("torn", "stained"), "dispenser": ("empty", "expired"),
    "pressure": ("low",), "soiled_bench": ("marks", "overshoe"), "colleague": ("opens",),
    "person": ("health", "hurries", "offers", "sign", "chats", "crowd"),
}  # fmt: skip
"""Kind of hazard -> what can be wrong."""
DISPENSERS = ("soap", "rub", "towels", "dryer")
NO_DATE = ("towels", "dryer")
"""Dispensers with nothing in them that could go out of date."""


class Pool:
    """H901 pool too small, H905 bounds of the draw, H906 too few for practice, H907 the same hazard twice."""

    def run(self, view: View) -> None:
        block = view.block("hazards")
        draw = block.data.get("draw")
        if not (isinstance(draw, list) and len(draw) == 2 and all(isinstance(n, int) and not isinstance(n, bool) for n in draw)):
            draw = [0, 0]
        least, most = draw
        if least > most:
            view.say("H905", ("hazards", "draw"), "key", least=least, most=most)
        active = [hazard for hazard in view.hazards if hazard.active]
        if most > 0 and least <= most and len(active) < POOL_FACTOR * most:
            view.say("H901", ("hazards", "draw"), "key", found=len(active), most=most, needed=POOL_FACTOR * most)
        open_to_all = [hazard for hazard in active if not hazard.yes("reserved")]
        if 0 < len(open_to_all) < most and len(active) >= most:
            view.say("H906", ("hazards", "draw"), "key", found=len(open_to_all), most=most)
        self.twice(view)

    def twice(self, view: View) -> None:
        """H907."""
        first: dict[tuple[str, str, str], Entry] = {}
        for hazard in view.hazards:
            same = (hazard.word("kind"), hazard.word("at"), hazard.word("what"))
            if all(same) and same in first:
                view.say("H907", (*hazard.path, "id"), name=hazard.id, other=first[same].id)
            first.setdefault(same, hazard)


class Possible:
    """H902 fault the kind cannot have, H903 bad pack without a spare, H904 what cannot be wrong with it."""

    def run(self, view: View) -> None:
        told: set[str] = set()
        for hazard in view.hazards:
            kind, what = hazard.word("kind"), hazard.word("what")
            if kind == "personal_item":
                self._one_of(view, hazard, families("personal"))
            elif kind == "comes_undone":
                self._undone(view, hazard)
            elif kind in WHAT and what:
                self._one_of(view, hazard, self._what(view, hazard))
            if kind in ("bad_pack", "flawed_garment") and hazard.word("at") not in told:
                told.add(hazard.word("at"))
                self._spare(view, hazard)
            if kind == "dispenser" and what == "empty":
                self._second(view, hazard)

    def _what(self, view: View, hazard: Entry) -> tuple[str, ...]:
        thing = view.thing(hazard.word("at"))
        dateless = thing is not None and thing.kind is not None and thing.kind.family in NO_DATE
        return ("empty",) if dateless and hazard.word("kind") == "dispenser" else WHAT[hazard.word("kind")]

    def _one_of(self, view: View, hazard: Entry, known: tuple[str, ...]) -> None:
        what = hazard.word("what")
        if what and what not in known:
            near = view.near(what, known, "words") or view.near(what, known, "kinds")
            view.say(
                "H904",
                (*hazard.path, "what"),
                fix="near" if near else "",
                near=near,
                what=what,
                kind=hazard.word("kind"),
                known=", ".join(known),
            )

    def _undone(self, view: View, hazard: Entry) -> None:
        step, what = view.step(hazard.word("at")), hazard.word("what")
        kind = KINDS.get(step.word("thing")) if step else None
        if kind is None or not what or what in kind.faults:
            return
        near = view.near(what, kind.faults)
        fix = "near" if near else "" if kind.faults else "none"
        view.say("H902", (*hazard.path, "what"), fix=fix, near=near, what=what, kind=kind.id, known=", ".join(kind.faults) or "-")

    def _spare(self, view: View, hazard: Entry) -> None:
        """A bad one is put right by taking the next: there has to be a next."""
        slot = hazard.word("at")
        packs = [thing for thing in view.things if thing.word("slot") == slot and thing.kind and thing.kind.family == "pack"]
        if len(packs) == 1:
            view.say("H903", (*hazard.path, "at"), name=hazard.id, slot=slot, pack=packs[0].id)

    def _second(self, view: View, hazard: Entry) -> None:
        thing = view.thing(hazard.word("at"))
        family = thing.kind.family if thing and thing.kind else ""
        wanted = ("towels", "dryer") if family in ("towels", "dryer") else (family,)
        others = [one for one in view.things if one.kind and one.kind.family in wanted and thing and one.path != thing.path]
        if family in DISPENSERS and thing is not None and not others:
            view.say("H908", (*hazard.path, "at"), name=hazard.id, thing=thing.id, kind=Word(f"content.family_{family}"))
