"""Where things stand: inside the rooms, not in each other, where an arm can reach them, doors in their walls."""

from __future__ import annotations

import itertools

from game.content.fault import Word
from game.content.lint.view import Entry, View

HAND_HEIGHT_M = (0.05, 2.05)
"""Lowest and highest point a hand gets to."""
GRASP_M = 0.15
"""How near the hand must come to what it works."""
WALL_M = 0.05
"""How far a door may stand from the wall it is in."""
ON_FLOOR_M = 0.20
"""What begins below this height stands on the floor."""
STANDING = ("container", "bin", "bench", "mirror")
"""Families that take up floor."""
SOLID = (*STANDING, "sink", "shelf", "soap", "towels", "dryer", "rub")
"""Families that cannot stand in a wall.  A bench may: it parts two floors, not two rooms."""
WORKED = ("container", "bin", "sink", "soap", "towels", "dryer", "rub", "pack", "personal", "garment", "door")
"""Families that a hand has to reach (the others are looked at, or stepped over)."""


def _metres(value: float) -> str:
    return f"{value:g}"


class Rooms:
    """P608 rooms that do not follow each other, P609 a room that ends before it begins, P601 trainee outside the rooms."""

    def run(self, view: View) -> None:
        known = [(room, room.number("from"), room.number("to")) for room in view.rooms]
        spans = [(room, start, end) for room, start, end in known if start is not None and end is not None]
        for room, start, end in spans:
            if end <= start:
                view.say("P609", (*room.path, "to"), name=room.id, start=_metres(start), end=_metres(end))
        if len(spans) < len(view.rooms) or any(end <= start for _, start, end in spans):
            return
        for (before, _, end), (room, start, _) in itertools.pairwise(spans):
            if abs(start - end) > 0.001:
                view.say(
                    "P608",
                    (*room.path, "from"),
                    fix="gap" if start > end else "over",
                    name=room.id,
                    before=before.id,
                    end=_metres(end),
                    start=_metres(start),
                )
        x = view.block("trainee").number("x")
        if x is not None and spans and not spans[0][1] <= x <= spans[-1][2]:
            view.say(
                "P601",
                ("trainee", "x"),
                fix="trainee",
                name=Word("content.the_trainee"),
                x=_metres(x),
                start=_metres(spans[0][1]),
                end=_metres(spans[-1][2]),
            )


class Places:
    """P601 outside the rooms, P602 two in one place, P604 out of reach, P606 lies on something that is not under it."""

    def run(self, view: View) -> None:
        ends = [(room.number("from"), room.number("to")) for room in view.rooms]
        starts, stops = [a for a, _ in ends if a is not None], [b for _, b in ends if b is not None]
        whole = bool(ends) and len(starts) == len(ends) == len(stops)
        for thing in view.things:
            if whole:
                self._inside(view, thing, min(starts), max(stops))
            self._reach(view, thing)
            self._support(view, thing)
        self._overlap(view)

    def _inside(self, view: View, thing: Entry, start: float, end: float) -> None:
        x = thing.x
        if x is not None and not start <= x <= end:
            view.say("P601", (*thing.path, "at", "x"), name=thing.id, x=_metres(x), start=_metres(start), end=_metres(end))

    def _reach(self, view: View, thing: Entry) -> None:
        kind, y = thing.kind, thing.y
        if kind is None or y is None or kind.family not in WORKED:
            return
        low, high = round(HAND_HEIGHT_M[0] - GRASP_M, 3), round(HAND_HEIGHT_M[1] + GRASP_M, 3)
        offsets = [anchor.dy_m for anchor in kind.anchors.values()]
        # To the millimetre: y and offsets are decimal fractions, their sum is not quite.
        top, bottom = round(y + max(offsets), 3), round(y + min(offsets), 3)
        if top > high or bottom < low:
            fix, height = ("high", top) if top > high else ("low", bottom)
            most, least = round(high - max(offsets), 2), round(max(0.0, low - min(offsets)), 2)
            self._out_of_reach(view, thing, fix, height, (least, most))

    def _out_of_reach(self, view: View, thing: Entry, fix: str, height: float, bounds: tuple[float, float]) -> None:
        path = (*thing.path, "at", "y")
        view.say("P604", path, fix=fix, name=thing.id, height=_metres(height), least=_metres(bounds[0]), most=_metres(bounds[1]))

    def _support(self, view: View, thing: Entry) -> None:
        holder = view.thing(thing.word("on"))
        x, y, kind = thing.x, thing.y, holder.kind if holder else None
        if holder is None or kind is None or x is None or y is None or holder.x is None or holder.y is None:
            return
        half = kind.size_m[0] / 2
        if abs(x - holder.x) > half:
            span = f"{_metres(round(holder.x - half, 2))} - {_metres(round(holder.x + half, 2))}"
            view.say("P606", (*thing.path, "at", "x"), name=thing.id, holder=holder.id, span=span)
        elif abs(y - holder.y) > kind.size_m[1] + 0.10:
            view.say(
                "P606",
                (*thing.path, "at", "y"),
                fix="height",
                name=thing.id,
                holder=holder.id,
                span=_metres(round(holder.y + kind.size_m[1] / 2, 2)),
            )

    def _overlap(self, view: View) -> None:
        placed = [
            (t.x, t.kind.size_m[0], t)
            for t in view.things
            if t.kind and t.kind.family in STANDING and t.x is not None and (t.y or 0.0) < ON_FLOOR_M
        ]
        placed.sort(key=lambda one: one[0])
        for (x, width, thing), (other_x, other_width, other) in itertools.pairwise(placed):
            need = (width + other_width) / 2
            if other_x - x < need - 0.005:
                later, earlier = (other, thing) if other.path > thing.path else (thing, other)
                view.say(
                    "P602",
                    (*later.path, "at", "x"),
                    name=later.id,
                    other=earlier.id,
                    apart=_metres(round(other_x - x, 2)),
                    need=_metres(round(need, 2)),
                )


class Doors:
    """P605 a door that is not in the wall between its two rooms, P603 a thing that stands across a wall."""

    def run(self, view: View) -> None:
        self._between(view)
        walls = [thing.x for thing in view.things if thing.kind and thing.kind.family == "door" and thing.x is not None]
        for thing in view.things:
            if thing.kind is None or thing.kind.family not in SOLID or thing.kind.family == "bench" or thing.x is None:
                continue
            half = thing.kind.size_m[0] / 2
            for wall in walls:
                if abs(thing.x - wall) < half - 0.005:
                    view.say("P603", (*thing.path, "at", "x"), name=thing.id, wall=_metres(wall), half=_metres(round(half, 2)))

    def _between(self, view: View) -> None:
        rooms = {room.id: room for room in view.rooms}
        for thing in view.things:
            names = [name for _, name in thing.words("between")]
            x = thing.x
            if (
                thing.kind is None
                or thing.kind.family != "door"
                or x is None
                or len(names) != 2
                or not all(name in rooms for name in names)
            ):
                continue
            wall, start = rooms[names[0]].number("to"), rooms[names[1]].number("from")
            if wall is None or start is None:
                continue
            if abs(wall - start) > 0.001:
                fix = "order" if rooms[names[1]].number("to") == rooms[names[0]].number("from") else "apart"
                view.say("P605", (*thing.path, "between"), "key", fix=fix, name=thing.id, dirty=names[0], clean=names[1], wall="")
            elif abs(x - wall) > WALL_M:
                view.say("P605", (*thing.path, "at", "x"), name=thing.id, dirty=names[0], clean=names[1], wall=_metres(wall))
