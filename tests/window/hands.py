"""A patient person at the window: does what the step asks for, with the mouse or with the keyboard alone.

What to do next comes from the trace (`advice`: what an expert would choose now); how to get there is found on the screen
as anybody would: click the thing, choose in the list beside it, shut what was opened.
"""

from __future__ import annotations

import time
from typing import Any

from tests.window.kit import Told, Window, seen

ACT_S = 0.25
"""After a click or a key the game may take so long to show what came of it."""


class Person:
    """Plays until the room is left."""

    def __init__(self, game: Window, patience_s: float = 420.0) -> None:
        self.game = game
        self._end = time.monotonic() + patience_s
        self.log: list[str] = []

    def play(self) -> Told:
        """Do what is advised until another scene comes; what is told then."""
        while time.monotonic() < self._end:
            told = self.game.told()
            if self.game.process.poll() is not None:
                raise AssertionError(f"the game ended: {self.game.said()}")
            if told["scene"] == "PauseScene":  # a close-up shut itself, and the key Escape came after
                self.log.append(self.go_on())
                continue
            if told["scene"] != "GowningScene":
                return told
            state: dict[str, Any] = told["state"]
            if state["busy"] or state["ended"]:
                time.sleep(0.05)
                continue
            before = (told["targets"], state["advice"], state["closeup"], state["ring"])
            self.log.append(self.step(told))
            self._settle(before)
        self.game.picture("out-of-patience")
        raise AssertionError(f"not finished in time; last acts {self.log[-12:]}; last seen {self.game.told()}")

    def _settle(self, before: tuple[Any, ...]) -> None:
        end = time.monotonic() + ACT_S
        while time.monotonic() < end:
            told = self.game.told()
            state = told["state"]
            if told["scene"] != "GowningScene" or state["busy"]:
                return
            if (told["targets"], state["advice"], state["closeup"], state["ring"]) != before:
                return
            time.sleep(0.02)

    def step(self, told: Told) -> str:
        """One act; returns what it was, for whoever looks at a failed test."""
        raise NotImplementedError

    def go_on(self) -> str:
        """Back from the pause."""
        self.game.key("Escape")
        self.game.until("the pause is over", lambda told: told["scene"] != "PauseScene")
        return "back from the pause"

    def thing_of(self, state: dict[str, Any]) -> str:
        """The thing that the advised act is started from: where it is put, else what it is done to."""
        verb, thing, part = state["act"]
        return part if verb == "put" else thing


class Mouse(Person):
    """With clicks only."""

    def step(self, told: Told) -> str:
        state = told["state"]
        if state["card"]:
            return self._click("again")
        advice = state["advice"]
        if (state["ring"] or state["closeup"]) and seen(told, advice):
            return self._click(advice)
        if state["behind"]:
            return self._click(state["behind"])
        if state["ring"]:
            self.game.click_at(told["window"][0] // 2, 8)
            return "shut the list"
        if state["closeup"] and seen(told, "back"):
            return self._click("back")
        if not state["act"] or state["act"][0] == "wait":
            time.sleep(0.1)
            return "wait"
        thing = self.thing_of(state)
        if seen(told, thing):
            return self._click(thing)
        return f"cannot find {thing} for {advice or state['act']}"

    def _click(self, name: str) -> str:
        if not seen(self.game.told(), name):  # the last act was not over when one looked
            return f"{name} is gone"
        self.game.click(name)
        return f"click {name}"


class Keyboard(Person):
    """Without a mouse: Tab to what is meant, Return to act, Escape to shut."""

    def step(self, told: Told) -> str:
        state = told["state"]
        if state["card"]:
            return self._press("Return")
        advice = state["advice"]
        if state["behind"]:
            return self._reach(state["behind"])
        if state["ring"] or state["closeup"]:
            return self._reach(advice) if listed(told, advice) else self._press("Escape")
        if not state["act"] or state["act"][0] == "wait":
            time.sleep(0.1)
            return "wait"
        return self._reach(self.thing_of(state))

    def _reach(self, name: str) -> str:
        """Tab until the keyboard stands there, then Return."""
        for _ in range(60):
            told = self.game.told()
            if told["focus"] == name:
                return self._press("Return")
            if told["scene"] != "GowningScene" or told["state"]["busy"] or told["state"]["card"]:
                return f"interrupted on the way to {name}"
            self.game.tab()
        return f"no way to {name}"

    def _press(self, key: str) -> str:
        self.game.key(key)
        return f"{key} on {self.game.told()['focus'] or 'nothing'}"


def listed(told: Told, name: str) -> bool:
    """Whether it is among the targets, be it scrolled away."""
    return any(target["id"] == name and target["on"] for target in told["targets"])
