"""What a seed draws: which hazards of the pool, and what the figure looks like; and the slots that follow from it.

Hazards are dealt, not diced: seeds of one block share a shuffled deck and each takes its own cards, so a row of seeds
goes through the whole pool before it repeats.  Seeds from ASSESSMENT_SEEDS on are the trainer's and may draw the reserved part.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from game.entities.kinds import KINDS
from game.spec import HazardSpec, LevelSpec, Slot, StepSpec
from game.world.draws import draw, pick

C = TypeVar("C")
ASSESSMENT_SEEDS = 1_000_000
"""Seeds below are for practice and never draw a reserved hazard."""


@dataclass(frozen=True, slots=True)
class Draw:
    """What one seed makes of a level."""

    hazards: tuple[HazardSpec, ...]
    hair: str
    beard: bool
    skin: int
    body: str

    def of_kind(self, kind: str) -> tuple[HazardSpec, ...]:
        """The drawn hazards of one kind."""
        return tuple(h for h in self.hazards if h.kind == kind)


def draw_level(level: LevelSpec, seed: int) -> Draw:
    """Deal hazards and looks for a seed."""
    trainee = level.trainee
    look = {what: draw(seed, "figure", what).random() for what in ("hair", "beard", "skin", "body")}
    return Draw(
        hazards=deal(level, seed),
        hair=trainee.hair or ("long" if look["hair"] < 0.5 else "short"),
        beard=trainee.beard == "yes" if trainee.beard else look["beard"] < 0.4,
        skin=1 + int(look["skin"] * 3),
        body="a" if look["body"] < 0.5 else "b",
    )


def deal(level: LevelSpec, seed: int) -> tuple[HazardSpec, ...]:
    """The hazards of the level's pool that a seed draws."""
    by_id = {h.id: h for h in level.hazards}
    chosen = [by_id[hazard_id] for hazard_id in level.hazards_fixed]
    least, most = level.hazards_draw
    pool = [h for h in level.hazards if h.id not in level.hazards_fixed and (seed >= ASSESSMENT_SEEDS or not h.reserved)]
    if not pool or most == 0:
        return tuple(chosen)
    # Each seed starts `least` cards further: one round of seeds leaves no card out.
    stride = max(1, least)
    hands_in_deck = -(-len(pool) // stride)
    deck = shuffled(pool, seed // hands_in_deck, level.id)
    first = (seed % hands_in_deck) * stride
    wanted = least + pick(draw(seed, "hazards", "count"), most - least + 1) + len(chosen)
    # From its own cards on, around the deck: a card that cannot stand beside another is passed over.
    for hazard in deck[first:] + deck[:first]:
        if len(chosen) >= wanted:
            break
        if all(_place(hazard) != _place(other) for other in chosen):
            chosen.append(hazard)
    return tuple(chosen)


def _place(hazard: HazardSpec) -> str:
    """Two hazards never sit in one place; all things of a dispenser or door count as their own place."""
    return hazard.at


def shuffled(pool: Sequence[C], block: int, name: str) -> list[C]:
    """A deck of cards in an order of its own for each block of seeds."""
    deck = list(pool)
    for i in range(len(deck) - 1, 0, -1):
        j = pick(draw(block, "deck", name, i), i + 1)
        deck[i], deck[j] = deck[j], deck[i]
    return deck


def active_steps(level: LevelSpec, drawn: Draw) -> tuple[StepSpec, ...]:
    """The steps that apply to this figure."""
    return tuple(s for s in level.steps if s.only_if != "beard" or drawn.beard)


def slots(level: LevelSpec, drawn: Draw) -> tuple[Slot, ...]:
    """Slots of the procedure at this draw, with the tags that rules bind to."""
    tags: dict[str, list[str]] = {}
    for step in active_steps(level, drawn):
        tags[step.id] = [step.id, *_STEP_TAGS.get(step.do, ())]
        if step.do == "wear":
            kind = KINDS[step.thing]
            tags[step.id] += ["outfit", kind.id, *kind.tags] + (["torso"] if kind.on_body == "torso" else [])
            tags[step.id] += _glove_tags(level, step)
        if step.do == "rub":
            tags[step.id] += _rub_tags(level, step)
        if step.do == "wash" and _garment_at_hand(level, step):
            tags[step.id].append("wash_first")
        if step.do == "pass":
            door = level.thing(step.thing)
            tags[step.id] += ["checkpoint", "clean_door"] if door.checkpoint else ["entry_door"]
            if not level.interlocked(step.thing) and _passed_before(level, step):
                tags[step.id].append("warned_door")
    for thing in level.things:
        family = KINDS[thing.kind].family
        if family == "pack" and thing.slot in tags and "pack" not in tags[thing.slot]:
            tags[thing.slot].append("pack")
        if family == "personal":
            tags.setdefault(thing.slot or thing.id, [thing.slot or thing.id]).append(KINDS[thing.kind].tags[0])
    for hazard in drawn.hazards:
        slot = hazard_slot(level, hazard)
        tags.setdefault(slot, [slot]).append(_hazard_tag(level, hazard))
        if hazard.kind == "comes_undone":
            tags[slot].append(hazard.what)
    return tuple(Slot(slot, tuple(dict.fromkeys(names))) for slot, names in tags.items())


def _glove_tags(level: LevelSpec, step: StepSpec) -> list[str]:
    """Of two pairs the first goes under the sleeves and the last over them; a single pair goes over the cuffs."""
    pairs = [s.id for s in level.steps if s.do == "wear" and KINDS[s.thing].on_body == "hand"]
    if step.id not in pairs:
        return []
    if len(pairs) == 1:
        return ["only_gloves", "first_gloves"]
    return ["inner_gloves", "first_gloves"] if step.id == pairs[0] else ["outer_gloves"]


def _rub_tags(level: LevelSpec, step: StepSpec) -> list[str]:
    """Hand rub, before gloves or before the door; alcohol on gloves."""
    if level.thing(step.thing).kind == "ipa":
        last = [s.id for s in level.steps if s.do == "rub" and level.thing(s.thing).kind == "ipa"][-1]
        return ["glove_rub", "glove_rub_last"] if step.id == last else ["glove_rub"]
    gloves = any(s.do == "wear" and KINDS[s.thing].on_body == "hand" for s in level.steps)
    return ["rub", "rub_before_gloves" if gloves else "rub_before_door", *(["rub_by_water"] if _water_at_hand(level, step) else [])]


def _water_at_hand(level: LevelSpec, rub: StepSpec) -> bool:
    """Whether no door lies between the wash and this rub: only then can one come to it from the tap."""
    early = level.steps[: level.steps.index(rub)]
    last = next((step.do for step in reversed(early) if step.do in ("wash", "pass")), "")
    return last == "wash"


def _passed_before(level: LevelSpec, step: StepSpec) -> bool:
    """Whether another door comes before: at the first one nothing can stand open yet."""
    return any(s.do == "pass" for s in level.steps[: level.steps.index(step)])


def next_door(level: LevelSpec, door_id: str) -> str:
    """The door that follows on the way in, "" for none: there one waits when somebody comes in behind."""
    at = level.thing(door_id).x_m
    later = [thing for thing in level.things if KINDS[thing.kind].family == "door" and thing.x_m > at]
    return min(later, key=lambda door: door.x_m).id if later else ""


def _garment_at_hand(level: LevelSpec, wash: StepSpec) -> bool:
    """Whether a clean garment can be got at without going through a door after the wash: only then can the order be wrong."""
    late = level.steps[level.steps.index(wash) :]
    for step in late:
        if step.do == "pass":
            return False
        if step.do == "wear" and "clean_garment" in KINDS[step.thing].tags:
            return True
    return False


_STEP_TAGS: dict[str, tuple[str, ...]] = {
    "wash": ("wash",),
    "check": ("check",),
    "read": ("gauge",),
    "pass": ("door",),
    "cross": ("bench",),
}


def hazard_slot(level: LevelSpec, hazard: HazardSpec) -> str:
    """personal_item: the item's own slot; residue: its id; what is about a thing that stands there: the slot of that thing; else `at`."""
    if hazard.kind == "residue":
        return hazard.id
    if hazard.kind == "personal_item":
        return hazard.what
    if any(step.id == hazard.at for step in level.steps):
        return hazard.at
    if hazard.kind in ("dispenser", "pressure", "colleague", "person", "soiled_bench"):
        return level.thing(hazard.at).slot or hazard.at
    return hazard.at


def _hazard_tag(level: LevelSpec, hazard: HazardSpec) -> str:
    if hazard.kind == "personal_item":
        return "personal"
    if hazard.kind == "dispenser":
        return f"{level.thing(hazard.at).kind}_{hazard.what}"
    if hazard.kind == "person":
        return f"person_{hazard.what}"
    return {"flawed_garment": "flawed"}.get(hazard.kind, hazard.kind)
