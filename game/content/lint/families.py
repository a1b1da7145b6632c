"""Which keys suit which kind of thing, and which of them it cannot do without."""

from __future__ import annotations

from game.content import shape
from game.content.fault import Word
from game.content.lint.view import Entry, View, families
from game.content.models import Level
from game.content.words import KEYS
from game.entities.kinds import KINDS, PERSONAL_SPOTS

_ALWAYS = frozenset(("id", "is", "name", "slot"))
_SUITS: dict[str, frozenset[str]] = {
    "personal": frozenset(("on", "at")),
    "pack": frozenset(("at", "on", "holds")),
    "garment": frozenset(("at", "on")),
    "door": frozenset(("at", "between", "airlock", "checkpoint", "end", "pressure")),
    "gauge": frozenset(("at", "between", "pressure")),
}
"""Family -> keys besides id, is, name and slot; a family that is not named here has a place and no more."""
_PLACED = frozenset(("at", "on"))
_NEEDS: dict[str, tuple[str, ...]] = {"pack": ("at", "holds", "slot"), "door": ("at", "between"), "personal": (), "garment": ("at",)}
_VERB_NEEDS = {"stow": ("thing", "into"), "discard": ("thing", "into")}


def empty_keys(view: View) -> None:
    """S218: a key with nothing behind it."""
    for entry in (*view.rooms, *view.things, *view.steps, *view.hazards, *view.playtests):
        for key, value in entry.data.items():
            if value is None and key in KEYS:
                path = (*entry.path, key)
                fix = "indent" if shape.holds_back(view.plain, Level, path) else ""
                view.say("S218", path, fix=fix, key=key, expected=Word("content.a_value"))


class Families:
    """R301 unknown kind, R310 unknown garment, R311 unknown place on the body, S213 key that does not suit, S214 needed, S218 empty."""

    def run(self, view: View) -> None:
        empty_keys(view)
        for thing in view.things:
            self._thing(view, thing)
        for step in view.steps:
            for key in _VERB_NEEDS.get(step.word("do"), ("thing",) if step.word("do") else ()):
                if key not in step.data:
                    view.say("S214", step.path, key=key, kind=step.word("do"), needs=Word(f"content.needs_{step.word('do')}"))

    def _thing(self, view: View, thing: Entry) -> None:
        kind_id = thing.word("is")
        kind = KINDS.get(kind_id)
        if kind is None:
            if kind_id:
                near = view.near(kind_id, KINDS, "kinds")
                view.say("R301", (*thing.path, "is"), fix="near" if near else "", near=near, kind=kind_id, known=", ".join(KINDS))
            return
        suits = _SUITS.get(kind.family, _PLACED)
        for key in thing.data:
            if key not in suits and key not in _ALWAYS and key in _EVERY:
                view.say("S213", (*thing.path, key), "key", key=key, kind=kind.id, suits=", ".join(sorted(suits)))
        for key in _NEEDS.get(kind.family, ("at",)):
            if key not in thing.data:
                view.say("S214", thing.path, key=key, kind=kind.id, needs=Word(f"content.needs_{key}"))
        if kind.family == "personal" and not (thing.has("on") or thing.has("at")):
            view.say("S214", thing.path, key="on", kind=kind.id, needs=Word("content.needs_on"))
        self._on_body(view, thing)
        self._holds(view, thing)

    def _on_body(self, view: View, thing: Entry) -> None:
        on = thing.word("on")
        if on.startswith("body:") and on[5:] not in PERSONAL_SPOTS:
            near = view.near(on[5:], PERSONAL_SPOTS)
            spots = ", ".join(f"body:{spot}" for spot in PERSONAL_SPOTS)
            view.say("R311", (*thing.path, "on"), fix="near" if near else "", near=f"body:{near}" if near else "", spot=on, known=spots)

    def _holds(self, view: View, thing: Entry) -> None:
        holds, kind = thing.word("holds"), thing.word("is")
        garments = families("garment")
        if not holds or "holds" not in _SUITS.get(KINDS[kind].family, ()):
            return
        if holds not in garments:
            near = view.near(holds, garments, "kinds")
            view.say("R310", (*thing.path, "holds"), fix="near" if near else "", near=near, name=holds, known=", ".join(garments))
        elif kind.removeprefix("pack_").rstrip("s") != holds.rstrip("s"):
            made_for = next(g for g in garments if g.rstrip("s") == kind.removeprefix("pack_").rstrip("s"))
            view.say("R312", (*thing.path, "holds"), fix="near", near=made_for, kind=kind, holds=holds)


_EVERY = frozenset().union(*_SUITS.values(), _PLACED)
