"""The order of the steps: can it be followed, does it lead to the end, is there time for it."""

from __future__ import annotations

import functools

from game.content.lint.view import Entry, View

STEP_S = 5.0
"""A step takes a person at least this long, besides the waiting that the site asks for."""
WAITS = {"wash": "wash_s", "rub": "rub_s"}
MOST_STEPS = 24
MOST_STATES = 50_000


class Order:
    """G501 steps that wait for each other, G506 step that can be done after the end, G507 `after` that says nothing new."""

    def run(self, view: View) -> None:
        named = [step.id for step in view.steps if step.id]
        if len(set(named)) < len(named):
            return  # Two steps of one name: what waits for what cannot be said.
        written = {step.id: [name for _, name in step.words("after")] for step in view.steps if step.id}
        before = {step: [name for name in names if name in written] for step, names in written.items()}
        loop = _loop(before)
        if loop:
            step = next(step for step in view.steps if step.id == loop[0] and loop[1] in before[step.id])
            at = next((n for n, name in step.words("after") if name == loop[1]), 0)
            view.say("G501", (*step.path, "after", at), steps=" > ".join(reversed(loop)), fix="self" if len(loop) == 2 else "")
            return
        above = {step: _above(before, step) for step in before}
        for step in view.steps:
            self._redundant(view, step, before, above)
        read = all(step.id and isinstance(step.data.get("after", []), list) for step in view.steps)
        if before == written and read:
            self._end(view, above)

    def _redundant(self, view: View, step: Entry, before: dict[str, list[str]], above: dict[str, set[str]]) -> None:
        names = before.get(step.id, [])
        for n, name in step.words("after"):
            through = next((other for other in names if other != name and name in above.get(other, set())), "")
            if through:
                view.say("G507", (*step.path, "after", n), name=name, through=through)

    def _end(self, view: View, above: dict[str, set[str]]) -> None:
        if view.scene in ("line_clearance", "deviation") or not isinstance(view.plain.get("steps"), list):
            return
        doors = {thing.id for thing in view.things if thing.yes("end") and thing.id}
        ends = [step for step in view.steps if step.word("do") == "pass" and step.word("thing") in doors]
        if not doors:
            if view.things and view.complete(view.things):
                view.say("G502", ("things",), "key", fix="door")
            return
        if not ends:
            if all(step.word("do") for step in view.steps) and view.complete(view.steps):
                view.say("G502", ("steps",), "key", name=", ".join(sorted(doors)))
            return
        late = ends[-1]
        free = [step for step in view.steps if step.id != late.id and step.id not in above[late.id]]
        for step in free:
            # Where another free step comes later, that one is the loose end.
            if not any(step.id in above[other.id] for other in free):
                view.say("G506", (*step.path, "id"), name=step.id, end=late.id)


class Pace:
    """G503 less time than the steps take, G505 a limit below the target."""

    def run(self, view: View) -> None:
        time, rules = view.block("time"), view.block("rules").data.get("limits")
        target, limit = time.number("target", "time"), time.number("limit", "time")
        if target is None or limit is None:
            return
        if limit <= target:
            view.say("G505", ("time", "limit"), target=time.word("target"), limit=time.word("limit"))
        limits = Entry(("rules", "limits"), rules if isinstance(rules, dict) else {})
        waits = 0.0
        for step in view.steps:
            name = WAITS.get(step.word("do"), "")
            waits += (limits.number(name, "time") or 0.0) if name else 0.0
        needed = STEP_S * len(view.steps) + waits
        if target < needed:
            view.say(
                "G503",
                ("time", "target"),
                target=time.word("target"),
                needed=f"{int(needed) // 60} min {int(needed) % 60} s",
                steps=len(view.steps),
                waits=waits,
            )


def _loop(before: dict[str, list[str]]) -> list[str]:
    """A ring of steps each of which waits for the next ([a, b, a]), or [].  No recursion: a file may hold thousands of steps."""
    state: dict[str, int] = {}
    for start, names in before.items():
        if start in state:
            continue
        trail, todo = [start], [iter(names)]
        state[start] = 1
        while todo:
            following = next(todo[-1], None)
            if following is None:
                state[trail.pop()] = 2
                todo.pop()
            elif state.get(following) == 1:
                return [*trail[trail.index(following) :], following]
            elif following not in state:
                state[following] = 1
                trail.append(following)
                todo.append(iter(before[following]))
    return []


def _above(before: dict[str, list[str]], step: str) -> set[str]:
    """All steps that come before a step, directly or not."""
    found: set[str] = set()
    todo = list(before[step])
    while todo:
        name = todo.pop()
        if name not in found:
            found.add(name)
            todo += before[name]
    return found


def count_orders(before: dict[str, list[str]]) -> int | None:
    """In how many orders the steps can be done, or None when there are too many to count.  The steps must not wait in a ring."""
    return _counted(tuple((name, tuple(others)) for name, others in before.items()))


@functools.lru_cache(maxsize=64)
def _counted(order: tuple[tuple[str, tuple[str, ...]], ...]) -> int | None:
    """The same; an author changes much in a level before he changes its order."""
    before = dict(order)
    names = list(before)
    if len(names) > MOST_STEPS:
        return None
    bit = {name: 1 << n for n, name in enumerate(names)}
    needs = []
    for name in names:
        mask = 0
        for other in before[name]:
            mask |= bit[other]
        needs.append((bit[name], mask))
    ways = {0: 1}
    seen = 0
    for _ in names:
        following: dict[int, int] = {}
        for done, count in ways.items():
            for one, mask in needs:
                if not done & one and done & mask == mask:
                    following[done | one] = following.get(done | one, 0) + count
        ways = following
        seen += len(ways)
        if seen > MOST_STATES:
            return None
    return ways.get((1 << len(names)) - 1, 0)
