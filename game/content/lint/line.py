"""Levels of line clearance: stations, points that cover them, the batch, what may have been left behind."""

from __future__ import annotations

import itertools

from game.content.fault import Word
from game.content.lint.families import empty_keys
from game.content.lint.hazards import Pool
from game.content.lint.references import References
from game.content.lint.view import Entry, View
from game.content.models import LINE_VERBS, VERBS
from game.content.tree import Path
from game.entities.line import StationKind
from game.entities.residues import DRAWN, RESIDUES
from game.entities.stations import STATIONS

BLOCKS = ("batch", "residues")
"""What only a level of line clearance has, and cannot do without."""
HAND_HEIGHT_M = (0.05, 2.05)
GRASP_M = 0.15
ON_FLOOR_M = 0.20
STANDING = ("machine", "bin", "desk")
"""Families that take up floor (a printer or a camera stands over its conveyor)."""
OVER_BELT = ("printer", "camera")
LOOKED_INTO = ("machine", "desk")
"""Families that some point has to cover."""
_NEEDS = {"inspect": "covers"}
_KINDS: dict[str, tuple[str, ...]] = {
    "stop": ("panel",), "lock": ("panel",), "start": ("panel",), "count": ("roll",), "reconcile": ("reconciliation",),
    "display": ("status_board",), "second": ("colleague",), "sign": ("check_list",),
    "compare": ("printer", "camera", "counter", "checkweigher", "balance", "check_list", "delivery"),
}  # fmt: skip
"""Verb -> kinds of thing it is done with."""
ASKS: dict[str, tuple[str, ...]] = {
    "hurries": ("supervisor", "colleague"), "unseen": ("colleague",), "sign": ("colleague", "supervisor"), "half_filled": ("check_list",),
    "loose_print": ("delivery",), "found_late": ("sample_box",),
}  # fmt: skip
"""What a person may want -> kinds of thing he stands by."""


def station(thing: Entry | None) -> StationKind | None:
    """The kind of station of an entry, when it is known."""
    return STATIONS.get(thing.word("is")) if thing else None


class LineThings:
    """R301 unknown kind, S213 key that does not suit, S214 needed, S218 empty; L601, L602 blocks of the kind of level."""

    def run(self, view: View) -> None:
        empty_keys(view)
        for name in BLOCKS:
            if not view.top.has(name):
                view.say("L601", ("kind",), name=name, needs=Word(f"content.needs_{name}"))
        for thing in view.things:
            self._thing(view, thing)
        for step in view.steps:
            self._step(view, step)

    def _thing(self, view: View, thing: Entry) -> None:
        kind_id = thing.word("is")
        if kind_id and kind_id not in STATIONS:
            near = view.near(kind_id, STATIONS, "stations")
            view.say("R301", (*thing.path, "is"), fix="near" if near else "", near=near, kind=kind_id, known=", ".join(STATIONS))
            return
        for key in thing.data:
            if key in ("on", "holds", "between", "airlock", "checkpoint", "end", "pressure", "slot"):
                view.say("S213", (*thing.path, key), "key", key=key, kind=kind_id, suits="at, name")
        if kind_id and "at" not in thing.data:
            view.say("S214", thing.path, key="at", kind=kind_id, needs=Word("content.needs_at"))

    def _step(self, view: View, step: Entry) -> None:
        do = step.word("do")
        if do and do not in LINE_VERBS:
            view.say("L603", (*step.path, "do"), do=do, known=", ".join(LINE_VERBS))
            return
        key = _NEEDS.get(do, "thing") if do else ""
        if key and key not in step.data:
            view.say("S214", step.path, key=key, kind=do, needs=Word(f"content.needs_{do}"))
        for other in ("covers", "thing", "into", "only_if"):
            if do and other in step.data and other != key:
                view.say("S213", (*step.path, other), "key", key=other, kind=do, suits=f"after, {key}, text")


class LineReferences(References):
    """R302 thing, R303 step, R309 hazard unknown, R308 a thing the verb cannot be done with; L604, L605 what points cover."""

    def run(self, view: View) -> None:
        things = [thing.id for thing in view.things if thing.id]
        steps = [step.id for step in view.steps if step.id]
        for step in view.steps:
            for n, name in step.words("after"):
                if view.complete(view.steps):
                    self._known(view, "R303", (*step.path, "after", n), name, steps)
            if view.complete(view.things):
                for n, name in step.words("covers"):
                    self._known(view, "R302", (*step.path, "covers", n), name, things)
                if self._known(view, "R302", (*step.path, "thing"), step.word("thing"), things):
                    self._suits(view, step)
        for n, name in view.block("hazards").words("always"):
            if view.complete(view.hazards):
                self._known(view, "R309", ("hazards", "always", n), name, [h.id for h in view.hazards])
        self._covered(view)

    def _suits(self, view: View, step: Entry) -> None:
        kind, wanted = station(view.thing(step.word("thing"))), _KINDS.get(step.word("do"), ())
        if kind is None or not wanted or kind.id in wanted:
            return
        names = [one.id for one in view.things if one.word("is") in wanted]
        view.say(
            "R308", (*step.path, "thing"), fix="" if names else "none", name=step.word("thing"), kind=kind.id, do=step.word("do"),
            known=", ".join(names), wanted=", ".join(wanted),
        )  # fmt: skip

    def _covered(self, view: View) -> None:
        """Every machine belongs to one point of the check-list, and to one only."""
        first: dict[str, Entry] = {}
        for step in view.steps:
            for n, name in step.words("covers"):
                if name in first and first[name] is not step:
                    view.say("L604", (*step.path, "covers", n), name=name, other=first[name].id)
                first.setdefault(name, step)
        if not _covers_read(view) or not any(step.word("do") == "inspect" for step in view.steps):
            return
        for thing in view.things:
            kind = station(thing)
            if kind is not None and kind.family in LOOKED_INTO and kind.zones and thing.id and thing.id not in first:
                view.say("L605", (*thing.path, "id"), name=thing.id)


class LineEnd:
    """L606 no step starts the line; G506 a step that can be done after the start."""

    def run(self, view: View) -> None:
        read = all(isinstance(step.data.get("after", []), list) for step in view.steps)
        if not (view.complete(view.steps) and all(step.word("do") for step in view.steps) and read):
            return
        ends = [step for step in view.steps if step.word("do") == "start"]
        if not ends:
            view.say("L606", ("steps",), "key")
            return
        before = {step.id: [name for _, name in step.words("after")] for step in view.steps}
        if any(name not in before for names in before.values() for name in names):
            return  # that name is told; which steps it leaves loose is not known before it is right
        reached: list[str] = []
        todo = [ends[-1].id]
        while todo:
            name = todo.pop()
            if name not in reached:
                reached.append(name)
                todo += before.get(name, [])
        free = [step for step in view.steps if step.id not in reached]
        for step in free:
            if not any(step.id in before[other.id] for other in free):
                view.say("G506", (*step.path, "id"), name=step.id, end=ends[-1].id)


class LinePlaces:
    """P601 outside the rooms, P602 two in one place, P604 out of reach."""

    def run(self, view: View) -> None:
        ends = [(room.number("from"), room.number("to")) for room in view.rooms]
        starts, stops = [a for a, _ in ends if a is not None], [b for _, b in ends if b is not None]
        whole = bool(ends) and len(starts) == len(ends) == len(stops)
        standing: list[tuple[float, StationKind, Entry]] = []
        for thing in view.things:
            kind = station(thing)
            if kind is None or thing.x is None or thing.y is None:
                continue
            if whole and not (min(starts) - 0.005 <= thing.x and thing.x + kind.width_m <= max(stops) + 0.005):
                view.say("P601", (*thing.path, "at", "x"), name=thing.id, x=f"{thing.x:g}", start=f"{min(starts):g}", end=f"{max(stops):g}")
            self._reach(view, thing, kind, thing.y)
            if kind.family in STANDING and kind.id not in OVER_BELT and thing.y < ON_FLOOR_M:
                standing.append((thing.x, kind, thing))
        self._overlap(view, standing)

    def _reach(self, view: View, thing: Entry, kind: StationKind, y: float) -> None:
        worked = [part.y for part in kind.parts] + [guard.y for guard in kind.guards] + ([kind.mouth[1]] if kind.mouth else [])
        low, high = HAND_HEIGHT_M[0] - GRASP_M, HAND_HEIGHT_M[1] + GRASP_M
        if worked and (y + max(worked) > high + 0.0005 or y + min(worked) < low - 0.0005):
            fix, height = ("high", y + max(worked)) if y + max(worked) > high else ("low", y + min(worked))
            least, most = f"{max(0.0, low - min(worked)):.2f}", f"{high - max(worked):.2f}"
            view.say("P604", (*thing.path, "at", "y"), fix=fix, name=thing.id, height=f"{height:.2f}", least=least, most=most)

    def _overlap(self, view: View, standing: list[tuple[float, StationKind, Entry]]) -> None:
        standing.sort(key=lambda one: one[0])
        for (x, kind, thing), (other_x, _, other) in itertools.pairwise(standing):
            if other_x - x < kind.width_m - 0.005:
                later, earlier = (other, thing) if other.path > thing.path else (thing, other)
                apart, need = f"{other_x - x:.2f}", f"{kind.width_m:g}"
                view.say("P602", (*later.path, "at", "x"), name=later.id, other=earlier.id, apart=apart, need=need)


class LineResidues:
    """L607 unknown kind of residue, H905 bounds the wrong way round, L608 more than there are places for, L609 no place for one."""

    def run(self, view: View) -> None:
        block = view.block("residues")
        unknown = False
        for key in ("only", "leave_out"):
            for n, name in block.words(key):
                if name not in DRAWN:
                    unknown = True
                    near = view.near(name, DRAWN, "residues")
                    known = ", ".join(DRAWN)
                    view.say("L607", ("residues", key, n), fix="near" if near else "", near=near, name=name, known=known)
        bounds = {key: _pair(block, key) for key in ("count", "difficulty")}
        for key, pair in bounds.items():
            if pair and pair[0] > pair[1]:
                view.say("H905", ("residues", key), "key", least=pair[0], most=pair[1])
        count, difficulty = bounds["count"], bounds["difficulty"] or (1, 5)
        if count and count[0] <= count[1] and not unknown and _covers_read(view):
            self._enough(view, block, count[1], difficulty)

    def _enough(self, view: View, block: Entry, most: int, difficulty: tuple[int, int]) -> None:
        """Kinds of that difficulty which some covered station has a place for."""
        covered = {name for step in view.steps for _, name in step.words("covers")}
        covered |= {step.word("thing") for step in view.steps}
        kinds = [station(thing) for thing in view.things if thing.id in covered]
        takes = {tag for kind in kinds if kind for spot in kind.spots for tag in spot.takes}
        only, out = [name for _, name in block.words("only")], [name for _, name in block.words("leave_out")]
        fit = [name for name in DRAWN if any(tag in takes for tag in RESIDUES[name].tags)]
        for n, name in block.words("only"):
            if name not in fit:
                self._placeless(view, ("residues", "only", n), name)
        drawn = [
            name for name in fit
            if (name in only or not only) and name not in out and difficulty[0] <= RESIDUES[name].difficulty <= difficulty[1]
        ]  # fmt: skip
        if len(drawn) < most and any(kinds):
            view.say("L608", ("residues", "count"), "key", most=most, found=len(drawn))

    def _placeless(self, view: View, path: Path, name: str) -> None:
        """Which stations take this kind: those of the level that no point covers, else those of the catalogue."""
        fitting = [kind for kind in STATIONS.values() if any(tag in RESIDUES[name].tags for spot in kind.spots for tag in spot.takes)]
        here = [thing.id for thing in view.things if thing.id and station(thing) in fitting]
        view.say("L609", path, fix="covers" if here else "", name=name, known=", ".join(here or [kind.id for kind in fitting]) or "-")


def _covers_read(view: View) -> bool:
    """Whether every point says what it covers, by names that are there: else that is told, and what has a place is not known."""
    points = [step for step in view.steps if step.word("do") == "inspect"]
    return all(step.words("covers") and all(view.thing(name) for _, name in step.words("covers")) for step in points)


def _pair(block: Entry, key: str) -> tuple[int, int] | None:
    value = block.data.get(key)
    if isinstance(value, list) and len(value) == 2 and all(isinstance(n, int) and not isinstance(n, bool) for n in value):
        return value[0], value[1]
    return None


class LineBatch:
    """L610 old and new the same, L611 labels that do not add up."""

    def run(self, view: View) -> None:
        batch = view.block("batch")
        if batch.word("old") and batch.word("old") == batch.word("new"):
            view.say("L610", ("batch", "new"), name=batch.word("new"))
        numbers = {key: batch.data.get(f"labels_{key}", 0) for key in ("issued", "applied", "rejected", "specimens", "left")}
        if not all(isinstance(n, int) and not isinstance(n, bool) for n in numbers.values()):
            return
        accounted = numbers["applied"] + numbers["rejected"] + numbers["specimens"] + numbers["left"]
        if accounted != numbers["issued"]:
            key = "labels_issued" if "labels_issued" in batch.data else "product"
            view.say("L611", ("batch", key), issued=numbers["issued"], accounted=accounted)


class LinePeople:
    """R314 a person by the wrong thing, H904 what nobody asks, L612 a hazard of another scene; H907 the same hazard twice."""

    def run(self, view: View) -> None:
        Pool().twice(view)
        for hazard in view.hazards:
            kind, what, at = hazard.word("kind"), hazard.word("what"), hazard.word("at")
            if kind and kind != "person":
                view.say("L612", (*hazard.path, "kind"), kind=kind)
                continue
            if what and what not in ASKS:
                near = view.near(what, ASKS, "words")
                known = ", ".join(ASKS)
                view.say("H904", (*hazard.path, "what"), fix="near" if near else "", near=near, what=what, kind=kind, known=known)
                continue
            wanted = [thing.id for thing in view.things if thing.word("is") in ASKS.get(what, ())]
            if at and what and view.complete(view.things) and at not in wanted:
                near = view.near(at, wanted)
                about = Word("content.about_line_person")
                known = ", ".join(wanted) or "-"
                view.say("R314", (*hazard.path, "at"), fix="near" if near else "", near=near, name=at, known=known, about=about)


class OtherScene:
    """L602: blocks and verbs of line clearance in a level of gowning."""

    def run(self, view: View) -> None:
        for name in BLOCKS:
            if view.top.has(name):
                view.say("L602", (name,), "key", name=name)
        for step in view.steps:
            if step.word("do") in LINE_VERBS:
                view.say("L603", (*step.path, "do"), do=step.word("do"), known=", ".join(VERBS))
            if step.has("covers"):
                view.say("S213", (*step.path, "covers"), "key", key="covers", kind=step.word("do") or "-", suits="thing, into, after")
