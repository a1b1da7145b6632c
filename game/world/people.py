"""Colleagues who speak to the trainee: played by the program, they ask one thing and wait for an answer.  And hints."""

from __future__ import annotations

from typing import Any

from game.commands import Answer, Hint
from game.entities.people import QUESTIONS
from game.events import Answered, Asked, Hinted
from game.world.basis import Basis

IN_PERSON = ("hurries", "offers", "sign", "chats")
"""Questions that a colleague asks who stands there; the others one asks oneself."""
SPEAKS_M = 1.0
"""How near the thing he stands by one has to come."""


def tick(core: Basis[Any]) -> None:
    """Somebody speaks to who comes near; one at a time."""
    if core.state.question:
        return
    for thing_id, what in core.state.people.items():
        x, slot = core.stands_by(thing_id)
        if abs(x - core.op.x) <= SPEAKS_M and core.op.stance != "sit":
            del core.state.people[thing_id]
            ask(core, thing_id, what, slot)
            return


def ask(core: Basis[Any], thing_id: str, what: str, slot: str) -> None:
    """Somebody asks; the question waits for its answer."""
    core.state.question, core.state.question_slot = what, slot
    n = core.emit(Asked, question=what, thing=thing_id, slot=slot)
    core.met("person", thing_id, thing_id, slot, n)


def answer(core: Basis[Any], command: Answer) -> bool | None:
    """Answer what was asked: whether rightly.  None: nobody understands (refused)."""
    if command.question != core.state.question or command.choice not in QUESTIONS.get(command.question, ()):
        core.refuse(command, "", "no_such_question")
        return None
    right = command.choice == QUESTIONS[command.question][0]
    core.emit(Answered, question=command.question, choice=command.choice, right=right, slot=core.state.question_slot)
    core.state.question = core.state.question_slot = ""
    return right


def hint(core: Basis[Any], command: Hint) -> None:
    """A hint was asked for: each one on a slot goes one step deeper, three at most."""
    depth = min(3, core.state.hints.get(command.slot, 0) + 1)
    core.state.hints[command.slot] = depth
    core.emit(Hinted, slot=command.slot, depth=depth)
