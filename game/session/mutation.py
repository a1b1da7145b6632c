"""One error, as data, and how it bends the expert's choices.

A `Mutation` is what a rule names: an op, the slot it errs at, and arguments.  A `Slip` is that error inside a running
expert.  He errs once; what he does afterwards is what an expert would do from the state he then perceives.

========= ========================================================== =====================================================
op        what goes wrong                                            afterwards
========= ========================================================== =====================================================
skip      the step or personal item is left out; `part` (soap,       forgotten: he thinks it done
          rinse, dry, zip) leaves out only that
swap      the slot's step and the step `with` change places          not noticed; a garment from beyond a door or bench is
                                                                     carried along until its turn
shorten   wash: `part: surface` leaves one out, `time` gives each    not noticed
          its least; rub: he touches his zip at half time
grip      a garment is taken by its outer `face`                     not noticed
bad_item  a pack or bottle seen to be bad is used all the same       noticed then: a bad pack's garment is left, the next
                                                                     pack opened; a rub that took effect is not repeated
blind     the look before (label, mirror) is left out                a pack is looked at once open: bad, he takes the next
lower     held cloth goes 1 cm under the floor line for 0.5 s        noticed: declared, discarded, another taken
drop      the garment is let fall                                    noticed: left there, another taken
keep      a flawed garment is worn; where none is drawn, a stiff one kept on purpose
          falls, is picked up and worn
too_fast  the garment is carried at a brisk walk                     not noticed
uncovered a foot goes down bare on the clean `side`, or covered on   bare: covered there at once; back on the dirty side:
          the dirty one                                              not noticed
ignore    what mirror, gauge, dispenser or bench shows is passed     kept on purpose
          over
rush      the door opens while the other is open (`part:             not noticed
          other_door`), before the delay (`delay`); or the rub is
          taken on wet hands (`dry`)
answer    who asks is given the wrong answer                         kept on purpose
linger    he waits that many `seconds` before the slot's first act   not noticed
========= ========================================================== =====================================================
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from game.entities.kinds import KINDS
from game.entities.people import QUESTIONS
from game.session.acts import Act, Params
from game.session.moves import barrier_between
from game.world.seen import Seen, ThingSeen
from scoring.language import MUTANT_OPS

OPS = MUTANT_OPS

UNDER_FLOOR_M = -0.01
RINSE_S = 2.5
HESITATION_S = 2.0
LATE_S = 10.0
"""Who lingers stays so much longer than the procedure allows."""
STRIDE_M = 1.2
"""How far he walks too fast: speed is a mean over half a second."""
_OUTER = {"cuff": "fingers", "fold": "fingers"}
PLACES = ("mirror", "rub", "sink", "shelf", "towels")


@dataclass(frozen=True, slots=True)
class Mutation:
    """An error to make once.  args: see the table above."""

    op: str
    slot: str
    args: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def __reduce__(self) -> tuple[type[Mutation], tuple[str, str, dict[str, str]]]:
        return (Mutation, (self.op, self.slot, dict(self.args)))  # a mappingproxy does not pickle

    def __hash__(self) -> int:
        return hash(self.name)

    @property
    def name(self) -> str:
        """op@slot, with its arguments: how reports and `demo --mutant` call it."""
        return f"{self.op}@{self.slot}" + "".join(f",{key}={value}" for key, value in sorted(self.args.items()))

    @classmethod
    def parse(cls, name: str) -> Mutation:
        """The inverse of `name`.  Raises ValueError when it is not one."""
        head, *rest = name.split(",")
        op, at, slot = head.partition("@")
        if op not in OPS or not at or not slot or any("=" not in arg for arg in rest):
            raise ValueError(name)
        return cls(op, slot, MappingProxyType(dict(arg.split("=", 1) for arg in rest)))


class Slip:
    """A mutation at work in an expert; with None, an expert who errs never."""

    def __init__(self, mutation: Mutation | None = None) -> None:
        self.mutation = mutation
        self.spent = False
        """Whether he has done other than an expert would; the expert says so."""
        self.made_up = False
        """swap: the step that came too early is done; the other may follow."""
        self.kept = ""
        """keep: the thing he holds on to; the first he passes over, or lets fall."""

    def err(self, act: Act) -> None:
        """He has just chosen this where an expert would not."""
        if self.mutation and self.mutation.op == "keep" and not self.kept:
            self.kept = act.thing
        self.spent = True

    @property
    def settled(self) -> bool:
        """Whether nothing he does from here on is altered any more: what he leaves out, he leaves out by himself."""
        return self.spent and (self.mutation is None or self.mutation.op != "keep")

    def at(self, op: str, slot: str) -> bool:
        """Whether this is where and how he errs."""
        return self.mutation is not None and self.mutation.op == op and self.mutation.slot == slot

    def arg(self, name: str) -> str:
        """An argument of the error, "" for none."""
        return str(self.mutation.args.get(name, "")) if self.mutation else ""

    # --- what routines ask

    def omits(self, slot: str, act: str) -> bool:
        """Whether an act of a slot is left out: step | look | soap | rinse | dry | zip | mend | pressure | refill | report."""
        if self.at("skip", slot):
            return (self.arg("part") or "step") == act
        if self.at("blind", slot):
            return act == "look"
        return self.at("ignore", slot) and act in ("mend", "pressure", "refill", "report")

    def passes_over(self, thing: ThingSeen) -> bool:
        """Whether what he knows against a thing does not stop him."""
        if thing.family == "garment":
            if self.at("keep", thing.slot) and not self.kept and not self.spent:
                self.kept = thing.id
            return thing.id == self.kept or (self.at("ignore", thing.slot) and thing.where == "worn")
        return self.at("bad_item", thing.slot) and not self.spent

    def concerns(self, slot: str) -> bool:
        """Whether he leaves something out there and will think the step done all the same."""
        return self.mutation is not None and self.mutation.slot == slot and self.mutation.op in ("skip", "shorten", "blind", "ignore")

    def swapped(self, order: Mapping[str, int]) -> tuple[str, str]:
        """(the step that comes too early, the step that comes too late), ("", "") when none do.  order: step -> place."""
        if self.mutation is None or self.mutation.op != "swap":
            return "", ""
        slot, other = self.mutation.slot, self.arg("with")
        if slot not in order or other not in order:
            return "", ""
        return (other, slot) if order[slot] < order[other] else (slot, other)

    def surface_s(self, slot: str, surfaces: Sequence[str], careful_s: float, least_s: float, whole_s: float) -> dict[str, float]:
        """How long each surface of the hands is washed.  whole_s: asked for all together."""
        careful = dict.fromkeys(surfaces, careful_s)
        if not self.at("shorten", slot):
            return careful
        if self.arg("part") == "surface":
            # The others take its time: the total alone stays as asked.
            longer = max(careful_s, (whole_s + 1.0) / max(1, len(surfaces) - 1))
            return dict.fromkeys(surfaces, longer) | {surfaces[-1]: 0.0}
        # Where all surfaces at their least make the whole time, the total alone cannot fall short.
        return dict.fromkeys(surfaces, least_s) if least_s * len(surfaces) < whole_s else careful

    def cut_short(self, slot: str) -> bool:
        """Whether he has cut short what he did there, and thinks no more of it."""
        return self.at("shorten", slot) and self.spent

    def rushes(self, slot: str, part: str) -> bool:
        """Whether he does not wait there for that."""
        return self.at("rush", slot) and self.arg("part") == part and not self.spent

    # --- an act done otherwise

    def alter(self, seen: Seen, act: Act) -> list[Act]:
        """What he does instead of an act an expert would do here; [act] when this is not where he errs."""
        if self.mutation is None or self.spent or act.slot != self.mutation.slot:
            return [act]
        change = getattr(self, f"_{self.mutation.op}", None)
        return [act] if change is None else change(seen, act)

    def _shorten(self, seen: Seen, act: Act) -> list[Act]:
        if act.verb != "wait" or act.params.duration_s is None:
            return [act]
        closed = [name for name in seen.worn.values() if KINDS[seen.thing(name).kind].fasten]
        half = act.with_params(duration_s=act.params.duration_s / 2.0)
        if closed:
            return [half, *(Act("fasten", name, slot=act.slot) for name in closed)]
        doors = [t for t in seen.things() if t.family == "pack" and not barrier_between(seen, seen.x, t.x)]
        return [half, *(Act("take", t.id, slot=act.slot) for t in doors[:1])]

    def _grip(self, seen: Seen, act: Act) -> list[Act]:
        if act.verb != "take" or seen.thing(act.thing).family != "garment":
            return [act]
        if act.part == "gathered":
            return [act, Act("handle", act.thing, "front.outside", act.slot)]
        return [replace(act, part=_OUTER.get(act.part) or act.part.replace("inside", "outside"))]

    def _answer(self, seen: Seen, act: Act) -> list[Act]:
        return [replace(act, part=QUESTIONS[seen.question][1])] if act.verb == "answer" else [act]

    def _linger(self, seen: Seen, act: Act) -> list[Act]:
        return [Act("wait", slot=act.slot, params=Params(duration_s=float(self.arg("seconds") or 60.0) + LATE_S)), act]

    def _lower(self, seen: Seen, act: Act) -> list[Act]:
        return [act.with_params(dip_m=UNDER_FLOOR_M)] if act.verb == "take" else [act]

    def _drop(self, seen: Seen, act: Act) -> list[Act]:
        return [Act("drop", act.thing, slot=act.slot)] if act.verb == "put_on" else [act]

    def _keep(self, seen: Seen, act: Act) -> list[Act]:
        # Cloth let fall breaks the rule about the floor too: that would be two errors.
        if act.verb != "put_on" or KINDS[seen.thing(act.thing).kind].live:
            return [act]
        hand = "left" if seen.hand("left").holding == act.thing else "right"
        kind = KINDS[seen.thing(act.thing).kind]
        anchor = "inside" if "inside" in kind.anchors else "fold" if seen.hand(hand).gloved else "cuff"
        return [Act("drop", act.thing, slot=act.slot), Act("take", act.thing, anchor, act.slot, Params(hand=hand)), act]

    def _too_fast(self, seen: Seen, act: Act) -> list[Act]:
        far = [t for t in seen.things() if t.family in PLACES and not barrier_between(seen, seen.x, t.x) and abs(t.x - seen.x) >= STRIDE_M]
        if act.verb != "put_on" or not far:
            return [act]
        goal = min(far, key=lambda t: abs(t.x - seen.x))
        return [Act("walk", goal.id, slot=act.slot, params=Params(brisk=True)), act]

    def _uncovered(self, seen: Seen, act: Act) -> list[Act]:
        if self.arg("side") == "dirty":
            return [replace(act, part="dirty")] if act.verb == "place" else [act]
        return [Act("place", act.thing, "clean", act.slot)] if act.verb == "put_on" else [act]

    def _rush(self, seen: Seen, act: Act) -> list[Act]:
        if act.verb == "wait" and act.part == self.arg("part"):
            # Beside an open door he has had the time to see it: opening at the same moment is nobody's fault.
            seen_s = HESITATION_S if act.part == "other_door" else 0.0
            return [act.with_params(duration_s=seen_s), Act("open_door", act.thing, slot=act.slot)]
        sinks = [t.id for t in seen.things() if t.family == "sink" and not barrier_between(seen, seen.x, t.x)]
        if act.verb != "work" or self.arg("part") != "dry" or not sinks:
            return [act]
        tap = Act("work", sinks[0], "tap", act.slot)
        return [tap, Act("work", sinks[0], "rinse", act.slot, Params(duration_s=RINSE_S)), tap, act]
