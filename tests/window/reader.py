"""Who looks back at a run, in forms: presses what has a name, pulls what slides, with the mouse or with keys alone."""

from __future__ import annotations

import time

from tests.window.kit import PATIENCE_S, Told, Window, seen

MOST_STOPS = 80
LONG_S = 4 * PATIENCE_S
"""A run is played again before its page comes."""
MOST_PULL_PX = 700
SCRUB_PX = 150
LOOKS_S = 0.15
"""So long after a pull its effect is told."""


def ids(told: Told) -> set[str]:
    """Of everything that can be reached."""
    return {target["id"] for target in told["targets"]}


def one(told: Told, name: str) -> Told:
    """That target, {} where it is not."""
    return next((target for target in told["targets"] if target["id"] == name), {})


class Reader:
    """By the mouse, or (keys) without one."""

    def __init__(self, game: Window, *, keys: bool) -> None:
        self.game, self.keys = game, keys

    def scene(self, name: str) -> Told:
        """Look until that scene is on top."""
        return self.game.until(f"scene {name}", lambda told: told["scene"] == name, LONG_S)

    def see(self, name: str) -> Told:
        """Look until that can be reached; how it then stands."""
        return one(self.game.until(f"{name} is there", lambda told: one(told, name).get("on"), LONG_S), name)

    def press(self, name: str, key: str = "Return") -> None:
        """A button, a line of a list, a part of a page; what is only switched: by the space bar."""
        self.see(name)
        if self.keys:
            self.reach(name)
            self.game.key(key)
        else:
            self._scroll_to(name)
            self.game.click(name)

    def _scroll_to(self, name: str) -> None:
        """With the wheel, until that can be clicked."""
        for _ in range(MOST_STOPS):
            told = self.game.told()
            if seen(told, name):
                return
            wide, high = told["window"]
            self.game.move(wide // 2, high // 2)
            self.game.wheel(1 if one(told, name)["y"] > high // 2 else -1)
            time.sleep(LOOKS_S)

    def fill(self, name: str, text: str, *before: str) -> None:
        """Go to that field, press these keys, type."""
        if self.keys:
            self.see(name)
            self.reach(name)
        else:
            self.press(name)
        self.game.until(f"the keyboard at {name}", lambda told: told["focus"] == name)
        self.game.key(*before)
        self.game.write(text)

    def leave_with(self, name: str) -> None:
        """What was typed is done: the key Enter there, or that button."""
        if self.keys:
            self.game.key("Return")
        else:
            self.press(name)

    def reach(self, name: str) -> None:
        """With keys, until the keyboard stands there."""
        for _ in range(MOST_STOPS):
            if self.game.told()["focus"] == name:
                time.sleep(LOOKS_S)  # whether it rests there, and no key is on its way
                if self.game.told()["focus"] == name:
                    return
            self.game.tab()
        raise AssertionError(f"the keyboard does not reach {name}")

    def slide(self, name: str, to: int) -> None:
        """A slider to a value above the one it has."""
        here = self.see(name)
        if self.keys:
            self.reach(name)
            for value in range(here["value"] + 10, to + 1, 10):
                self.game.key("Right")
                self.game.until(f"{name} at {value}", lambda told, value=value: one(told, name)["value"] == value)
            return
        with self.game.held(here["x"], here["y"]):
            for right in range(0, MOST_PULL_PX, 10):
                self.game.move(here["x"] + right, here["y"])
                time.sleep(LOOKS_S)
                if one(self.game.told(), name)["value"] >= to:
                    break
        self.game.until(f"{name} at {to}", lambda told: one(told, name)["value"] == to)

    def scrub(self, name: str) -> None:
        """A line of time there and back: each pull shows another second."""
        here = self.see(name)
        if self.keys:
            self.reach(name)
            self.game.key("Right")
            there = self._moved(name, here["tick"], 1)
            self.game.key("Left")
            self._moved(name, there, -1)
            return
        with self.game.held(here["x"], here["y"]):
            held = self.game.until("the line goes to where it was taken", lambda told: one(told, name)["tick"] != here["tick"])
            start = one(held, name)["tick"]
            for by in (1, -1):
                self.game.move(here["x"] + by * SCRUB_PX, here["y"])
                self._moved(name, start, by)

    def colony(self, wanted: int) -> None:
        """That colony of the large plate, by its number: clicked, or gone along to with the arrow keys."""
        for _ in range(MOST_STOPS):
            plate = self.see("plate")
            if plate["chosen"] == wanted:
                return
            if self.keys:
                self.reach("plate")
                self.game.key("Right")
            else:
                self.game.click_at(*plate["colonies"][str(wanted)])
            self.game.until("another colony", lambda told, was=plate["chosen"]: one(told, "plate")["chosen"] != was)
        raise AssertionError(f"no way to colony {wanted}")

    def _moved(self, name: str, was: int, by: int) -> int:
        """Look until another second is shown, later (by > 0) or earlier; which."""
        told = self.game.until(f"{name} leaves {was}", lambda told: (one(told, name)["tick"] - was) * by > 0)
        tick: int = one(told, name)["tick"]
        return tick
