"""What the expert does next, from the state he perceives: first what cannot stay as it is, then the steps in order.

Nothing here is a plan: it works with the thing already in hand, the pack already open, half dressed, hands occupied.
The routine of each verb is in `routines`.
"""

from __future__ import annotations

from game.entities.kinds import KINDS
from game.entities.people import QUESTIONS
from game.session.acts import Act
from game.session.handling import nearest
from game.session.mind import Mind
from game.session.moves import hand_holding
from game.session.routines import ROUTINES, store, undress
from game.session.wearing import bench_of, carry_along
from game.spec import StepSpec
from game.world.seen import ThingSeen

REMEMBERED = ("wash", "read")
"""Steps that stay done in his mind, whatever the hands do next."""


def next_act(mind: Mind) -> Act | None:
    """The next act; None when nothing is left or possible."""
    act = _attend(mind)
    if act:
        return act
    for step in _due(mind):
        act = ROUTINES[step.do](mind, step)
        if act:
            return act
        if step.do == "stow" or mind.slip.concerns(step.id):
            mind.memory.believed.add(step.id)  # nothing (more) he would do for it: he thinks it done
            return next_act(mind)
    return _give_up_one(mind)


def _give_up_one(mind: Mind) -> Act | None:
    """What cannot be done any more (no pack left, on the far side of the bench) does not keep the rest from being done."""
    left = [step for step in _due(mind) if step.id not in mind.memory.believed]
    if not left:
        return None
    mind.memory.believed.add(left[0].id)
    return next_act(mind)


def _due(mind: Mind) -> list[StepSpec]:
    """The steps that are not done and whose turn it is, in order; a step that comes too late is only prepared."""
    steps = {step.id: step for step in mind.seen.steps}
    memory = mind.memory
    memory.believed.update(s.id for s in steps.values() if s.do in REMEMBERED and mind.seen.step_done(s.id))
    done = {s for s in steps if s in memory.believed or mind.slip.omits(s, "step") or mind.seen.step_done(s)}
    early, late = mind.slip.swapped({step_id: place for place, step_id in enumerate(steps)})
    mind.slip.made_up = mind.slip.made_up or early in done
    waiting = late if late and not mind.slip.made_up else ""
    due = []
    for step in steps.values():
        if step.id == waiting:
            if carry_along(mind, step, steps[early]):
                due.append(step)
        elif step.id not in done and all(s not in steps or s in done or s == waiting for s in step.after):
            due.append(step)
    return due


def _attend(mind: Mind) -> Act | None:
    """Who is asked answers; spoiled things in hand or on the body go; personal things go to their store."""
    if mind.seen.question:
        return Act("answer", mind.seen.question_thing, QUESTIONS[mind.seen.question][0], mind.seen.question_slot)
    for thing in mind.seen.things():
        act = None
        if thing.family == "garment" and mind.bad(thing):
            act = _get_rid(mind, thing)
        elif thing.family == "personal" and not mind.slip.omits(thing.slot, "step"):
            act = store(mind, thing, _store_of(mind, thing)) or _back_to_the_store(mind, thing)
        if act:
            return act
    return None


def _store_of(mind: Mind, thing: ThingSeen) -> str:
    """Personal things go to a locker; what is wiped off goes with the wipe."""
    return nearest(mind.seen, "bin" if "wiped" in KINDS[thing.kind].tags else "container")


def _back_to_the_store(mind: Mind, thing: ThingSeen) -> Act | None:
    """Who has a personal thing on him beyond a door goes back with it."""
    if not thing.where.startswith(("body:", "hand:")):
        return None
    for spec in mind.seen.things():
        door = mind.door_towards(spec.x) if spec.family == "container" else ""
        if door:
            return _foot_down(mind) or Act("open_door", door, slot=thing.slot)
    return None


def _foot_down(mind: Mind) -> Act | None:
    """A lifted foot goes down where the other stands; astride the bench, a bare foot comes back from the clean side."""
    for foot, other in (("left", "right"), ("right", "left")):
        side, covered, lifted = mind.seen.foot(foot)
        if lifted:
            return Act("place", bench_of(mind), mind.seen.foot(other)[0], mind.seen.foot_slot(foot))
        if side == "clean" and not covered and mind.seen.foot(other) == ("dirty", mind.seen.foot(other)[1], False):
            return Act("lift", bench_of(mind), foot, mind.seen.foot_slot(foot))
    return None


def _get_rid(mind: Mind, thing: ThingSeen) -> Act | None:
    """Declare, then into a bin: what is held or worn.  What lies about is left alone."""
    bin_id = nearest(mind.seen, "bin")
    if thing.threaded:
        mind.memory.believed.discard(thing.slot)
        # A foot is never bared away from the bench.
        return undress(thing, thing.slot) if bin_id and KINDS[thing.kind].on_body != "foot" else None
    if not hand_holding(mind.seen, thing.id):
        return None
    subject = mind.what_is_wrong(thing)
    if (subject, thing.id) not in mind.memory.said:
        return Act("declare", thing.id, subject, thing.slot)
    return Act("put", thing.id, bin_id, thing.slot) if bin_id else None
