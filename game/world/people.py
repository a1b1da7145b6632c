"""Colleagues who speak to the trainee: played by the program, they ask one thing and wait for an answer."""

from __future__ import annotations

from game.commands import Answer
from game.entities.people import QUESTIONS
from game.events import Answered, Asked
from game.world import contamination
from game.world.core import Core

SPEAKS_M = 1.0
"""How near the thing he stands by one has to come."""


def tick(core: Core) -> None:
    """Somebody speaks to who comes near; one at a time."""
    if core.state.question:
        return
    for thing_id, what in core.state.people.items():
        thing = core.state.things[thing_id]
        if abs(thing.x - core.op.x) <= SPEAKS_M and core.op.stance != "sit":
            del core.state.people[thing_id]
            core.state.question, core.state.question_slot = what, thing.slot or thing.id
            n = core.emit(Asked, question=what, thing=thing_id, slot=core.state.question_slot)
            core.meet("person", thing_id, thing, n)
            return


def answer(core: Core, command: Answer) -> None:
    """Answer what was asked; other answers than those there are nobody understands."""
    if command.question != core.state.question or command.choice not in QUESTIONS[command.question]:
        return core.refuse(command, "", "no_such_question")
    right = command.choice == QUESTIONS[command.question][0]
    n = core.emit(Answered, question=command.question, choice=command.choice, right=right, slot=core.state.question_slot)
    if command.question == "offers" and not right:
        for hand in core.op.hands:
            contamination.contact(core, core.skin(hand), "colleague", n)
    core.state.question = core.state.question_slot = ""
    return None
