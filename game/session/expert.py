"""The expert: a policy on the state that errs never, or once where a mutation says so.

Each time a gesture ends he looks again and chooses the next act, so he works from any state and also serves as ghost.
He reads the view of his scene (`Seen`, `LineSeen`) and nothing else: no hidden truth.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from game.commands import Command
from game.session.acts import Act
from game.session.mind import Memory
from game.session.moves import PACE_M_S, Gesture
from game.session.mutation import Mutation, Slip
from game.session.players import player
from game.spec import LevelSpec

_NO_SLIP = Slip()
RESTLESS = 6
"""So many times in a row the same act without effect: it cannot be done from here."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What was chosen at a tick, and what the expert remembered then."""

    tick: int
    acts: tuple[Act, ...]
    memory: Memory


class Expert:
    """Plays a level by what can be perceived."""

    def __init__(
        self, level: LevelSpec, mutation: Mutation | None = None, memory: Memory | None = None, pace_m_s: float = PACE_M_S
    ) -> None:
        self.level = level
        self.player = player(level.scene)
        self.pace_m_s = pace_m_s
        """Peak speed he asks of his hands; far above what an arm can do, he gives only where to go, as a touch screen would."""
        self.slip = Slip(mutation)
        self.memory = memory.copy() if memory else Memory()
        self.log: list[Decision] = []
        self.stuck = False
        """Nothing left that he can do, and the run has not ended."""
        self._gesture: Gesture | None = None
        self._queue: list[Act] = []
        self._repeats = 0

    def decide(self, seen: Any) -> list[Act]:
        """What he would do now, without doing it; [] when nothing is left."""
        return self._weigh(seen, self.memory.copy())[0]

    def errs(self, seen: Any, plain: tuple[Act, ...]) -> bool:
        """Whether he would do other than this, which is what an expert would do here."""
        act = self.player.choose(seen, self.memory.copy(), self.slip)
        acts = [] if act is None else [act] if (act,) != plain else self.player.alter(seen, self.slip, act)
        return tuple(acts) != plain

    def _weigh(self, seen: Any, memory: Memory) -> tuple[list[Act], bool]:
        """The acts of choice, and whether an expert would choose otherwise."""
        if self.slip.mutation is None or self.slip.settled:
            act = self.player.choose(seen, memory, self.slip)
            return ([] if act is None else [act]), False
        plain = self.player.choose(seen, memory.copy(), _NO_SLIP)
        act = self.player.choose(seen, memory, self.slip)
        acts = [] if act is None else [act] if act != plain else self.player.alter(seen, self.slip, act)
        return acts, acts != ([] if plain is None else [plain])

    def commands(self, seen: Any) -> list[Command]:
        """The commands of this tick."""
        for _ in range(RESTLESS):
            if self._gesture is None:
                self._gesture = self._choose(seen)
            if self._gesture is None:
                return []
            step = next(self._gesture, None)
            if step is not None:
                return step
            self._gesture = None
        return []

    def _choose(self, seen: Any) -> Gesture | None:
        if not self._queue:
            self._queue = self._decide_for_good(seen)
        if not self._queue:
            self.stuck = True
            return None
        self.stuck = False
        act = self._queue.pop(0).with_params(pace_m_s=self.pace_m_s)
        self._remember(seen, act)
        return self.player.perform(seen, act)

    def _decide_for_good(self, seen: Any) -> list[Act]:
        before = self.memory.copy()
        acts, errs = self._weigh(seen, self.memory)
        if not acts:
            return []
        if errs:
            self.slip.err(acts[0])
        again = bool(self.log) and self.log[-1].acts == tuple(acts) and acts[0].verb not in ("wait", "look")
        self._repeats = self._repeats + 1 if again else 0
        if self._repeats >= RESTLESS:
            return []
        self.log.append(Decision(seen.tick, tuple(acts), before))
        return acts

    def _remember(self, seen: Any, act: Act) -> None:
        if act.verb == "declare":
            self.memory.said.add((act.part, act.thing))
        if act.verb in ("mend", "put_on", "fasten", "take_off", "set_right"):
            self.memory.changed_tick = seen.tick
