"""What the expert needs to play a scene: how he chooses, how he errs, and the gestures.  One entry a scene."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from game.session import gestures, policy
from game.session.acts import Act
from game.session.deviation import gestures as deviation_gestures
from game.session.deviation import policy as deviation_policy
from game.session.deviation import slips as deviation_slips
from game.session.line import gestures as line_gestures
from game.session.line import policy as line_policy
from game.session.line import slips as line_slips
from game.session.mind import Memory, Mind
from game.session.moves import Gesture
from game.session.mutation import Slip


@dataclass(frozen=True, slots=True)
class Player:
    """How one scene is played.  `seen` is the view of that scene.

    choose: the next act, None when nothing is left; alter: what an erring trainee does instead of an act;
    perform: the commands of an act."""

    choose: Callable[[Any, Memory, Slip], Act | None]
    alter: Callable[[Any, Slip, Act], list[Act]]
    perform: Callable[[Any, Act], Gesture]


GOWNING = Player(
    choose=lambda seen, memory, slip: policy.next_act(Mind(seen, memory, slip)),
    alter=lambda seen, slip, act: slip.alter(seen, act),
    perform=gestures.perform,
)
PLAYERS: Mapping[str, Player] = {
    "line_clearance": Player(choose=line_policy.next_act, alter=line_slips.alter, perform=line_gestures.perform),
    "deviation": Player(choose=deviation_policy.next_act, alter=deviation_slips.alter, perform=deviation_gestures.perform),
}


def player(scene: str) -> Player:
    """How a scene is played."""
    return PLAYERS.get(scene, GOWNING)
