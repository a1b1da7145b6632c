"""Gestures: from what the operator perceives and an intent to the commands of each tick.

`perform` gives the gesture of an `Act`, a generator over the live view `seen`.  Gestures work from any state and guard
nothing: anchor, height, hand, pace and duration are parameters, so that a keyboard can err as a mouse can.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from game.session import dressing, handling, settling
from game.session.acts import Act, Params
from game.session.moves import Gesture
from game.world.seen import Seen

__all__ = ["VERBS", "Act", "Gesture", "Params", "perform"]

VERBS: Mapping[str, Callable[[Seen, Act], Gesture]] = {
    "take": handling.take,
    "put": handling.put,
    "drop": handling.drop,
    "move": handling.move,
    "look": handling.look,
    "open_pack": handling.open_pack,
    "open_door": handling.open_door,
    "close_door": handling.close_door,
    "go_through": handling.go_through,
    "walk": handling.stroll,
    "declare": handling.declare,
    "answer": handling.answer,
    "wait": handling.pause,
    "work": handling.work,
    "mend": handling.mend,
    "put_on": dressing.put_on,
    "fasten": dressing.fasten,
    "unfasten": dressing.unfasten,
    "set_right": settling.set_right,
    "hasty": settling.hasty,
    "gather": settling.gather,
    "let_go": settling.gather,
    "handle": settling.handle,
    "take_off": dressing.take_off,
    "sit": dressing.posture,
    "stand": dressing.posture,
    "turn": dressing.posture,
    "face": dressing.posture,
    "lift": dressing.posture,
    "place": dressing.posture,
}
"""Verb of an intent -> its gesture."""


def perform(seen: Seen, act: Act) -> Gesture:
    """The gesture of an intent.  Raises KeyError for an unknown verb."""
    return VERBS[act.verb](seen, act)
