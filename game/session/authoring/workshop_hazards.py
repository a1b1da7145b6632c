"""What may go wrong in a level, for who sets it up: each hazard on or off, what it presses, what a seed draws."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from game.content import check, source
from game.content.edit import Draft, EditError
from game.content.models import YES
from game.content.rules import known_rulebook
from game.content.tree import Path as Place
from game.content.tree import Plain
from game.session.authoring.sheet import pressed_by
from game.spec import LevelSpec, Text
from game.world.runs import draw_of, everything
from scoring.rulebook import RuleError


@dataclass(frozen=True, slots=True)
class Pooled:
    """One entry of the pool as the file has it.  place: of the entry; always: it comes with every draw."""

    id: str
    place: Place
    text: Text
    active: bool
    reserved: bool
    always: bool


def pool_of(plain: Plain) -> tuple[Pooled, ...]:
    """The pool of a level's plain data, also of one with faults."""
    hazards = plain.get("hazards") if isinstance(plain, dict) else None
    block = hazards if isinstance(hazards, dict) else {}
    pool, always = block.get("pool"), block.get("always")
    return tuple(_pooled(pool, always if isinstance(always, list) else []))


def _pooled(pool: Plain, always: list[Plain]) -> Iterator[Pooled]:
    for n, one in enumerate(pool if isinstance(pool, list) else []):
        if isinstance(one, dict) and isinstance(one.get("id"), str):
            text = one.get("text")
            both = text if isinstance(text, dict) else {"fr": text}
            fr, en = (str(both.get(lang) or both.get("fr") or one["id"]) for lang in ("fr", "en"))
            place = ("hazards", "pool", n)
            yield Pooled(
                one["id"], place, Text(fr, en), _yes(one.get("active", True)), _yes(one.get("reserved", False)), one["id"] in always
            )


def _yes(value: Plain) -> bool:
    return value if isinstance(value, bool) else YES.get(str(value).lower(), True)


def switch(draft: Draft, one: Pooled) -> None:
    """Turn a hazard off, or on again.  Raises EditError."""
    draft.put((*one.place, "active"), "no" if one.active else "yes")


def pressed(data: bytes, name: str) -> Mapping[str, tuple[str, ...]]:
    """Hazard -> ids of the rules that it presses, of those turned off too; {} where the level cannot be read."""
    try:
        draft = Draft(data, name)
        for one in pool_of(draft.plain):
            if not one.active:
                switch(draft, one)
    except EditError:
        return {}
    level, rulebook = check.look(source.from_bytes(draft.data, name)).level, known_rulebook()
    if level is None or rulebook is None:
        return {}
    try:
        return {hazard: tuple(rules) for hazard, rules in pressed_by(level, rulebook).items()}
    except RuleError:
        return {}


def drawn(level: LevelSpec, seed: int) -> tuple[Text, ...]:
    """What that seed makes go wrong."""
    return tuple(hazard.text for hazard in draw_of(level, seed).hazards)


# --- what the batch before has left ------------------------------------------------------------------------------------------


def residues_of(level: LevelSpec) -> tuple[tuple[str, bool], ...]:
    """(kind of residue, whether a run may have it) of all that have a place on this line."""
    draw = level.residues
    if draw is None:
        return ()
    every = everything(replace(level, hazards=(), residues=replace(draw, leave_out=(), only=(), easiest=1, hardest=5))).hazards
    on = [kind for kind in dict.fromkeys(one.what for one in every) if kind not in draw.leave_out and (not draw.only or kind in draw.only)]
    return tuple((kind, kind in on) for kind in dict.fromkeys(one.what for one in every))


def switch_residue(draft: Draft, kind: str) -> None:
    """Leave a kind of residue out of this line, or take it in again.  Raises EditError."""
    only = draft.value(("residues", "only"))
    key = "only" if only else "leave_out"
    now = draft.value(("residues", key)) or []
    wanted = [one for one in now if one != kind] if kind in now else [*now, kind]
    if wanted:
        draft.put(("residues", key), wanted)
    else:
        draft.remove(("residues", key))
