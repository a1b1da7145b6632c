"""A patient person beside a process: does what the step asks for, with the mouse or with the keyboard alone.

What to do next comes from the trace (what an expert would choose now); how to get there is found on the screen as anybody
would.  `game` is a real window (tests/window/kit.py) or a scene without one (tests/kit/deviation_room.py).
"""

from __future__ import annotations

import time
from typing import Any

from tests.window.line_hands import listed, reachable, value

PAPER = ("write", "sign")
SCENE = "DeviationScene"
PAUSE = "PauseScene"
BELOW = ("logbook", "report")
SCREENS = ("console", "filling_panel")


class DeviationPerson:
    """Plays until another scene comes."""

    def __init__(self, game: Any, patience: int = 6000) -> None:
        self.game = game
        self.patience = patience
        self.log: list[str] = []

    def play(self, until: str = "") -> Any:
        """Do what is advised, until a step is done or the room is left; what is told then."""
        for _ in range(self.patience):
            told = self.game.told()
            if told and told["scene"] == PAUSE:
                self.game.key("Escape")  # a list had shut by itself before Escape came to it
                self.game.wait(0.5)
                continue
            if not told or told["scene"] != SCENE or (until and until in told["state"]["done"]):
                if told:
                    return told
                time.sleep(0.05)
                continue
            state = told["state"]
            if state["busy"] or state["ended"]:
                self.game.wait(0.05)
                continue
            self.log.append(self.step(told))
            self.game.wait(0.08)
        raise AssertionError(f"not finished; last acts {self.log[-12:]}; last seen {self.game.told()['state']}")

    def step(self, told: Any) -> str:
        """One act; returns what it was."""
        state = told["state"]
        if state["card"]:
            return self.press("again")
        if state["over"]:
            return self.press(state["advice"] if listed(told, state["advice"]) else "back")
        verb, thing = state["act"][:2] if state["act"] else ("wait", "")
        if state["paper"]:
            return self.write(told) if verb in PAPER and state["paper"] == thing else self.press("back")
        if state["ring"]:
            return self.in_list(told)
        if state["panel"]:
            return self.at_screen(told)
        if verb == "wait":
            self.game.wait(0.3)
            return "wait"
        if state["near"] and not any(one["id"] == state["at"] for one in told["targets"]):
            return self.press("below.back")
        if verb == "call":
            return self.press("below.phone")
        if verb in PAPER and thing in BELOW:
            return self.press(f"below.{thing}")
        return self.act(told)

    def in_list(self, told: Any) -> str:
        """A list is open: what is advised, or the paper that is to be written on."""
        state = told["state"]
        name = f"write_on:{state['act'][1]}:" if state["act"][0] in PAPER else state["advice"]
        if listed(told, name):
            return self.press(name)
        self.game.key("Escape")
        return "shut the list"

    def at_screen(self, told: Any) -> str:
        """The process screen is open."""
        state = told["state"]
        verb, thing, part = state["act"] or ("wait", "", "")
        if verb == "wait" or (verb == "walk" and thing in SCREENS):
            self.game.wait(0.3)
            return "watch the screen"
        if thing not in SCREENS:
            return self.press("back" if state["panel"] == "main" else "main")
        if verb == "write":
            return self.at_fields(told, part)
        if verb == "look":
            if listed(told, "tab.trends") and not listed(told, part):
                return self.press("tab.trends")
            return self.press(part if listed(told, part) else "more" if state["panel"] == "main" else "main")
        name = "declare" if verb == "declare" else f"press:{part}"
        if state["panel"] == "setpoints" and listed(told, name):
            return self.press(name)
        if state["panel"] != "main":
            return self.press("main")
        tab = "tab.alarms" if part.startswith("ack.") else "tab.keys"
        if not listed(told, name) and listed(told, tab):
            return self.press(tab)
        if not listed(told, name):
            self.game.wait(0.2)
            return f"no {name} yet"
        return self.press(name)

    def at_fields(self, told: Any, part: str) -> str:
        """A value is typed in at the screen."""
        field, text = f"set.{part}", told["state"]["text"]
        if told["state"]["panel"] != "setpoints":
            return self.press("setpoints" if listed(told, "setpoints") else "main")
        done = self.type(field, text)
        self.game.key("Return")
        return done or f"enter {part}"

    def write(self, told: Any) -> str:
        """A field of the paper that is open."""
        state = told["state"]
        verb, _, part = state["act"]
        if verb == "sign":
            return self.press("sign" if state["mode"] == "sign" else "at:sign")
        pick = f"pick.{state['text']}"
        if listed(told, pick):
            return self.press(pick)
        if state["mode"] == "write" and listed(told, "value"):
            return self.type("value", state["text"]) or self.press("write")
        return self.press(f"at:{part}")

    # --- what each does in his way -------------------------------------------------------------------------------------------

    def press(self, name: str) -> str:
        """Press a button or a line of a list."""
        raise NotImplementedError

    def type(self, name: str, text: str) -> str:
        """Write into a field, in place of what stands there; "" when it stands there already."""
        raise NotImplementedError

    def act(self, told: Any) -> str:
        """Start what is advised, where it is started."""
        raise NotImplementedError


class DeviationMouse(DeviationPerson):
    """With the mouse; only texts are typed."""

    def press(self, name: str) -> str:
        self.game.click(name)
        return f"click {name}"

    def type(self, name: str, text: str) -> str:
        if value(self.game.told(), name) == text:
            return ""
        self.game.click(name)
        self.game.key("ctrl+a")
        self.game.write(text)
        self.game.wait(0.1)
        return f"type {text}"

    def act(self, told: Any) -> str:
        name = told["state"]["at"]
        if reachable(told, name):
            return self.press(name)
        wide, high = told["window"]
        target = next(one for one in told["targets"] if one["id"] == name)
        self.game.click_at(round(wide * (0.02 if target["x"] < wide / 2 else 0.98)), round(high * 0.16))
        return f"walk towards {name}"


SHORT = {"below.phone": "p", "below.logbook": "l", "below.report": "f"}


class DeviationKeyboard(DeviationPerson):
    """Without a mouse: Tab to what is meant, Return to act, Escape to shut."""

    def press(self, name: str) -> str:
        if name in SHORT:
            self.game.key(SHORT[name])
            return SHORT[name]
        for _ in range(90):
            told = self.game.told()
            if told["focus"] == name:
                self.game.wait(0.12)  # the trace is a moment old
                if self.game.told()["focus"] != name:
                    continue
                self.game.key("Return")
                return f"Return on {name}"
            if told["state"].get("busy") or told["scene"] != SCENE or (told["state"]["card"] and name != "again"):
                return f"interrupted on the way to {name}"
            if not any(one["id"] == name for one in told["targets"]):
                return f"{name} is gone"
            self.game.key("Tab")
            self.game.wait(0.02)
        return f"no way to {name}"

    def type(self, name: str, text: str) -> str:
        if value(self.game.told(), name) == text:
            return ""
        for _ in range(30):
            if self.game.told()["focus"] == name:
                break
            self.game.key("Tab")
            self.game.wait(0.02)
        self.game.key("ctrl+a")
        self.game.write(text)
        self.game.wait(0.1)
        return f"type {text}"

    def act(self, told: Any) -> str:
        return self.press(told["state"]["at"])


def entered(play: Any, level: str, hands: type[DeviationPerson], *more: str, seed: int = 7, mode: str = "practice") -> Any:
    """A window in which that level has begun, its briefing read; for who plays with those hands.  more: further arguments of `play`."""
    words = ("play", level, "--mode", mode, "--seed", str(seed), "--lang", "fr", "--windowed", *more)
    game = play(*words, size=(1366, 830))
    game.scene("BriefingScene")
    if issubclass(hands, DeviationKeyboard):
        game.key("Return")
    else:
        game.click("enter")
    game.scene(SCENE)
    return game


def to_the_debrief(game: Any, hands: type[DeviationPerson]) -> None:
    """From there to a signed report, through the next day, to the debrief; the window is shut."""
    person = hands(Patient(game), 20_000)
    told = person.play(until="report")
    assert "report" in told["state"]["done"]
    told = person.play()
    assert told["scene"] == "DebriefScene", told["scene"]
    assert game.close() == 0


class Patient:
    """A window of the kit with the face that the hands want.  The process goes on meanwhile: what is gone is not clicked."""

    def __init__(self, game: Any) -> None:
        self._game = game

    def __getattr__(self, name: str) -> Any:
        return getattr(self._game, name)

    def told(self) -> Any:
        """The last line of the trace; who waits for a game that has ended waits for ever."""
        assert self._game.process.poll() is None, self._game.said()
        return self._game.told()

    def wait(self, seconds: float) -> None:
        """A while."""
        time.sleep(seconds)

    def click(self, name: str) -> None:
        """A click on a target, brought into sight by the keyboard where it is scrolled away."""
        for _ in range(60):
            target = next((one for one in self.told()["targets"] if one["id"] == name and one["on"]), None)
            if target is None:
                return
            if target["seen"]:
                self._game.click_at(target["x"], target["y"])
                time.sleep(0.15)
                return
            self._game.key("Tab")
            time.sleep(0.06)
