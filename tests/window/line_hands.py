"""A patient person at a line: does what the step asks for, with the mouse or with the keyboard alone.

What to do next comes from the trace (what an expert would choose now); how to get there is found on the screen as anybody
would.  `game` is a real window (tests/window/kit.py) or a scene without one (tests/kit/line_room.py).
"""

from __future__ import annotations

import time
from typing import Any

PAPER = ("write", "correct", "sign")
SCENE = "LineScene"
STEP_M = 0.05
"""What an arrow moves the eye by."""


class LinePerson:
    """Plays until another scene comes."""

    def __init__(self, game: Any, patience: int = 4000) -> None:
        self.game = game
        self.patience = patience
        self.log: list[str] = []

    def play(self) -> Any:
        """Do what is advised; what is told when the line is left."""
        for _ in range(self.patience):
            told = self.game.told()
            if not told or told["scene"] != SCENE:
                if told:
                    return told
                time.sleep(0.05)
                continue
            state = told["state"]
            if (state["busy"] and not state["over"] and not state["card"]) or state["ended"]:
                self.game.wait(0.05)
                continue
            self.log.append(self.step(told))
            self.game.wait(0.12)
        raise AssertionError(f"not finished; last acts {self.log[-12:]}; last seen {self.game.told()['state']}")

    def step(self, told: Any) -> str:
        """One act; returns what it was."""
        state = told["state"]
        if state["card"]:
            return self.press("again")
        if state["over"]:
            return self.panel(told)
        verb = state["act"][0] if state["act"] else "wait"
        if state["paper"]:
            if verb in PAPER and state["paper"] == state["act"][1]:
                return self.write(told)
            return self.press("back")
        if state["ring"] and verb in PAPER:
            write_on = f"write_on:{state['act'][1]}:"
            return self.press(write_on) if listed(told, write_on) else self.away()
        if verb in PAPER:
            return self.open_paper(told)
        if state["ring"]:
            return self.press(state["advice"]) if listed(told, state["advice"]) else self.away()
        if verb == "wait":
            self.game.wait(0.3)
            return "wait"
        return self.sweep(told) if verb == "sweep" else self.act(told)

    # --- what both do alike ------------------------------------------------------------------------------------------------

    def panel(self, told: Any) -> str:
        """Something lies over the line: answered, done there, or put away."""
        state = told["state"]
        if listed(told, state["advice"]):
            return self.press(state["advice"])
        if state["over"] == "sure":
            open_ = [target["id"] for target in told["targets"] if target["id"].startswith("sure.") and not target["label"]]
            return self.choose(open_[0]) if open_ else self.press("go")
        return self.press("back")

    def write(self, told: Any) -> str:
        """A field of the paper that is open."""
        state = told["state"]
        verb, _, part = state["act"]
        typing = state["mode"]
        if verb == "sign":
            return self.press("sign" if typing == "sign" else "at:sign")
        choice = f"at:{part}={state['text']}"
        if verb == "write":
            if typing == "write":
                return self.type("value", state["text"]) or self.press("write")
            return self.press(choice if listed(told, choice) else f"at:{part}")
        if typing == "stands":
            return self.press("correct")
        if typing == "correct":
            reason, date, initials = state["beside"]
            for name, text in (("value", state["text"]), ("reason", reason), ("date", date), ("initials", initials)):
                if listed(told, name):
                    self.type(name, text)
            return self.press("strike")
        return self.press(choice if listed(told, choice) else f"at:{part}")

    # --- what each does in his way -------------------------------------------------------------------------------------------

    def press(self, name: str) -> str:
        """Press a button or a line of a list."""
        raise NotImplementedError

    def choose(self, name: str) -> str:
        """Take any answer of a row of them."""
        raise NotImplementedError

    def type(self, name: str, text: str) -> str:
        """Write into a field, in place of what stands there; "" when it stands there already."""
        raise NotImplementedError

    def open_paper(self, told: Any) -> str:
        """Take up the paper."""
        raise NotImplementedError

    def act(self, told: Any) -> str:
        """Start what is advised, where it is started."""
        raise NotImplementedError

    def sweep(self, told: Any) -> str:
        """Look where nothing was seen yet."""
        raise NotImplementedError

    def away(self) -> str:
        """Shut a list."""
        self.game.key("Escape")
        return "shut the list"


class LineMouse(LinePerson):
    """With the mouse; only texts are typed."""

    def press(self, name: str) -> str:
        self.game.click(name)
        return f"click {name}"

    def choose(self, name: str) -> str:
        for _ in range(40):
            target = next(target for target in self.game.told()["targets"] if target["id"] == name)
            if target["seen"]:
                break
            self.game.key("Tab")  # brings it into sight
            self.game.wait(0.02)
        self.game.click_at(target["x"] + 40, target["y"])  # the middle lies between two answers
        return f"click beside the middle of {name}"

    def type(self, name: str, text: str) -> str:
        if value(self.game.told(), name) == text:
            return ""
        self.game.click(name)
        self.game.key("ctrl+a")
        self.game.write(text)
        self.game.wait(0.1)
        return f"type {text}"

    def open_paper(self, told: Any) -> str:
        thing = told["state"]["act"][1]
        if reachable(told, "sheet") and thing == "check_list":
            return self.press("sheet")
        return self.act(told)

    def act(self, told: Any) -> str:
        state = told["state"]
        name = state["at"]
        if reachable(told, name):
            return self.press(name)
        return self.step_back(told, name)

    def step_back(self, told: Any, name: str) -> str:
        """It is out of sight: look at the whole line first, then go there."""
        if told["state"]["distance"] > 0:
            return self.press("distance")
        self.game.click_at(*(round(n) for n in told["state"]["aim"][:2]))
        return f"go to {name}"

    def sweep(self, told: Any) -> str:
        state = told["state"]
        x, y = state["aim"][:2]
        wide, high = told["window"]
        if state["distance"] == 0:
            self.game.click_at(round(x), round(y))
            return "go and look"
        if not (0.1 * wide < x < 0.9 * wide and 0.1 * high < y < 0.88 * high):
            return self.press("distance")
        self.game.move(round(x), round(y))
        return f"look at {round(x)}, {round(y)}"


class LineKeyboard(LinePerson):
    """Without a mouse: Tab to what is meant, arrows to look, Return to act, Escape to shut."""

    def press(self, name: str) -> str:
        for _ in range(90):
            told = self.game.told()
            if told["focus"] == name:
                self.game.key("Return")
                return f"Return on {name}"
            if (told["state"].get("busy") and not told["state"]["over"]) or told["scene"] != SCENE:
                return f"interrupted on the way to {name}"
            self.game.key("Tab")
            self.game.wait(0.02)
        return f"no way to {name}"

    def choose(self, name: str) -> str:
        for _ in range(60):
            if self.game.told()["focus"] == name:
                self.game.key("Right")
                return f"Right on {name}"
            self.game.key("Tab")
            self.game.wait(0.02)
        return f"no way to {name}"

    def type(self, name: str, text: str) -> str:
        told = self.game.told()
        if value(told, name) == text:
            return ""
        for _ in range(20):
            if self.game.told()["focus"] == name:
                break
            self.game.key("Tab")
            self.game.wait(0.02)
        self.game.key("ctrl+a")
        self.game.write(text)
        self.game.wait(0.1)
        return f"type {text}"

    def open_paper(self, told: Any) -> str:
        if told["state"]["act"][1] == "check_list":
            self.game.key("f")
            return "f"
        return self.press(told["state"]["at"])

    def act(self, told: Any) -> str:
        state = told["state"]
        if state["at"] in (one["id"] for one in told["targets"]) and state["act"][0] != "take":
            return self.press(state["at"])
        return self.look_at(told) or self._enter(state)

    def _enter(self, state: Any) -> str:
        self.game.key("Return")
        return f"Return, for {state['advice']}"

    def sweep(self, told: Any) -> str:
        return self.look_at(told) or self._stay()

    def _stay(self) -> str:
        self.game.wait(0.2)
        return "look"

    def look_at(self, told: Any) -> str:
        """Lead the eye there by arrows; "" when it is there."""
        state = told["state"]
        if state["distance"] == 0:
            self.press(state["at"] if state["act"][0] != "take" else told["targets"][0]["id"])
            return "go near"
        (gx, gy), (ax, ay) = state["gaze"], state["aim"][2:]
        if abs(ax - gx) > 0.03:
            self._press_often("Right" if ax > gx else "Left", abs(ax - gx))
            return "aside"
        if abs(ay - gy) > 0.03:
            self._press_often("Up" if ay > gy else "Down", abs(ay - gy))
            return "higher or lower"
        return ""

    def _press_often(self, key: str, metres: float) -> None:
        """As often as it takes, a hand's breadth at most before one looks again."""
        for _ in range(min(6, max(1, round(metres / STEP_M)))):
            self.game.key(key)


def listed(told: Any, name: str) -> bool:
    """Whether it is among the targets, be it scrolled away."""
    return any(target["id"] == name and target["on"] for target in told["targets"])


def reachable(told: Any, name: str) -> bool:
    """Whether a click would reach it now."""
    return any(target["id"] == name and target["on"] and target["seen"] for target in told["targets"])


def value(told: Any, name: str) -> str:
    """What stands in a field."""
    return next((str(target.get("text", "")) for target in told["targets"] if target["id"] == name), "")
