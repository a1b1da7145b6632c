"""The real game in a real window: Xvfb for the screen, xdotool for the hands, the trace for the eyes."""

from __future__ import annotations

import ctypes
import ctypes.util
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

TOP = Path(__file__).resolve().parent.parent.parent
TOOLS = ("Xvfb", "xdotool")
MISSING = [tool for tool in TOOLS if shutil.which(tool) is None]
PATIENCE_S = 30.0
MOVES_S = 3.0

Told = dict[str, Any]


class Window:
    """The game as a person has it before him."""

    command: tuple[str, ...] = (sys.executable, "-P", "-m", "game.cli")
    """What starts it."""

    def __init__(self, display: str, folder: Path, *args: str, **environ: str) -> None:
        self.folder, self.results = folder, folder / "results"
        self._trace = folder / "trace.jsonl"
        self._environ = os.environ | {
            "DISPLAY": display,
            "LC_ALL": "C.UTF-8",
            "SDL_AUDIODRIVER": "dummy",
            "SDL_VIDEODRIVER": "x11",
            "PYTHONPATH": str(TOP),
            "GRADE_A_TRACE": str(self._trace),
            "GRADE_A_DATA": str(folder / "data"),
            "GRADE_A_CONFIG": str(folder / "settings.json"),
            **environ,
        }
        self._said = (folder / "said.txt").open("w+", encoding="utf-8")
        self.process = subprocess.Popen([*self.command, *args], cwd=folder, env=self._environ, stdout=self._said, stderr=subprocess.STDOUT)
        try:
            self.id = self._find()
        except AssertionError:
            self.end()
            raise

    # --- the eyes ------------------------------------------------------------------------------------------------------

    def said(self) -> str:
        """What the program wrote on its terminal."""
        self._said.seek(0)
        return self._said.read()

    def told(self) -> Told:
        """The last line of the trace, {} before the first."""
        try:
            lines = self._trace.read_text(encoding="utf-8").rsplit("\n", 2)
        except OSError:
            return {}
        found: Told = json.loads(lines[-2]) if len(lines) > 1 and lines[-2] else {}
        return found

    def until(self, what: str, holds: Callable[[Told], Any], patience_s: float = PATIENCE_S) -> Told:
        """Look until that holds; what: said when it never does."""
        end = time.monotonic() + patience_s
        told: Told = {}
        while time.monotonic() < end:
            told = self.told()
            if told and holds(told):
                return told
            if self.process.poll() is not None:
                raise AssertionError(f"the game ended ({self.process.returncode}) while waiting for: {what}\n{self.said()}")
            time.sleep(0.02)
        self.picture("gave-up")
        raise AssertionError(f"{what}: not within {patience_s} s; last seen {json.dumps(told, ensure_ascii=False)[:3000]}\n{self.said()}")

    def scene(self, name: str) -> Told:
        """Look until that scene is on top."""
        return self.until(f"scene {name}", lambda told: told["scene"] == name)

    def target(self, name: str, patience_s: float = PATIENCE_S) -> Told:
        """Look until that target is there and can be clicked."""
        told = self.until(f"target {name}", lambda told: seen(told, name), patience_s)
        return next(target for target in told["targets"] if target["id"] == name)

    def picture(self, name: str) -> None:
        """A picture of the screen, where xwd and convert are at hand; for people who look at a failed test."""
        if shutil.which("import"):
            command = ["import", "-window", "root", str(self.folder / f"{name}.png")]
            subprocess.run(command, env=self._environ, check=False, capture_output=True)

    # --- the hands -----------------------------------------------------------------------------------------------------

    def _do(self, *words: str) -> str:
        done = subprocess.run(["xdotool", *words], env=self._environ, capture_output=True, text=True, check=False)
        return done.stdout.strip()

    def _find(self) -> str:
        end = time.monotonic() + PATIENCE_S
        while time.monotonic() < end:
            # By process: `search --name` of Debian's xdotool does not see every window that bears the name.
            found = self._do("search", "--pid", str(self.process.pid)).split()
            if found:
                self._do("windowfocus", found[-1])
                return found[-1]
            if self.process.poll() is not None:
                break
            time.sleep(0.05)
        raise AssertionError(f"no window came\n{self.said()}")

    def move(self, x: int, y: int) -> None:
        """The pointer to a place in the window."""
        self._do("mousemove", "--window", self.id, str(x), str(y))

    def click(self, name: str, patience_s: float = PATIENCE_S) -> None:
        """Move to that target and click it."""
        target = self.target(name, patience_s)
        self.move(target["x"], target["y"])
        time.sleep(0.05)
        self._do("click", "1")

    def click_at(self, x: int, y: int) -> None:
        """Click a place."""
        self.move(x, y)
        time.sleep(0.05)
        self._do("click", "1")

    def wheel(self, down: int) -> None:
        """Turn the wheel by so many notches, down or, by less than 0, up."""
        for _ in range(abs(down)):
            self._do("click", "5" if down > 0 else "4")

    @contextmanager
    def held(self, x: int, y: int) -> Iterator[None]:
        """The button goes down there and stays down until the end of the block."""
        self.move(x, y)
        time.sleep(0.05)
        self._do("mousedown", "1")
        try:
            yield
        finally:
            self._do("mouseup", "1")

    def key(self, *names: str) -> None:
        """Press and release keys, by their X names, one after the other."""
        for name in names:
            self._do("key", name)
            time.sleep(0.03)

    def tab(self) -> None:
        """The key Tab, and look until the keyboard stands elsewhere; two of one name may follow each other, so not for ever."""
        before, end = self.told()["focus"], time.monotonic() + MOVES_S
        self.key("Tab")
        while self.told()["focus"] == before and time.monotonic() < end:
            time.sleep(0.02)

    def write(self, text: str) -> None:
        """Type."""
        self._do("type", "--delay", "20", text)

    def cross(self) -> None:
        """Click the window's cross, as a person does who may be asked something first."""
        ask_to_close(self._environ["DISPLAY"], int(self.id))

    def close(self) -> int:
        """Close the window as a person does; returns the exit code."""
        self.cross()
        return self.ended()

    def ended(self) -> int:
        """Wait for the end; returns the exit code."""
        try:
            return self.process.wait(PATIENCE_S)
        finally:
            self.end()

    def end(self) -> None:
        """Whatever happened, nothing is left running."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self._said.close()


class _ClientMessage(ctypes.Structure):
    """XClientMessageEvent, padded to the size of XEvent."""

    _fields_ = (
        ("type", ctypes.c_int),
        ("serial", ctypes.c_ulong),
        ("send_event", ctypes.c_int),
        ("display", ctypes.c_void_p),
        ("window", ctypes.c_ulong),
        ("message_type", ctypes.c_ulong),
        ("format", ctypes.c_int),
        ("data", ctypes.c_long * 5),
        ("pad", ctypes.c_long * 12),
    )


def ask_to_close(display: str, window: int) -> None:
    """What a window manager does when the cross is clicked; Debian's xdotool cannot."""
    x11 = ctypes.CDLL(ctypes.util.find_library("X11") or "libX11.so.6")
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XInternAtom.restype = ctypes.c_ulong
    server = ctypes.c_void_p(x11.XOpenDisplay(display.encode()))
    protocols, delete = (x11.XInternAtom(server, name, 0) for name in (b"WM_PROTOCOLS", b"WM_DELETE_WINDOW"))
    message = _ClientMessage(33, 0, 1, server, window, protocols, 32, (ctypes.c_long * 5)(delete, 0, 0, 0, 0))
    x11.XSendEvent(server, ctypes.c_ulong(window), 0, ctypes.c_long(0), ctypes.byref(message))
    x11.XCloseDisplay(server)


def seen(told: Told, name: str) -> bool:
    """Whether that target is there and a click would reach it."""
    return any(target["id"] == name and target["on"] and target["seen"] for target in told["targets"])


@contextmanager
def screen(size: tuple[int, int]) -> Iterator[str]:
    """A screen of its own; gives its DISPLAY."""
    read, write = os.pipe()
    # -noreset: else the server starts anew, and drops the game, whenever xdotool was its last client.
    command = ["Xvfb", "-noreset", "-displayfd", str(write), "-screen", "0", f"{size[0]}x{size[1]}x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(write)
    try:
        with os.fdopen(read) as numbers:
            number = numbers.readline().strip()
        if not number:
            raise AssertionError("Xvfb did not start")
        yield f":{number}"
    finally:
        server.terminate()
        server.wait()
