"""A screen per test, and the game in it.  Without Xvfb and xdotool these tests are left out, except in CI."""

import os

import pytest

from tests.window import kit


@pytest.fixture(autouse=True)
def _tools():
    if kit.MISSING and not os.environ.get("CI"):
        pytest.skip(f"needs {' and '.join(kit.MISSING)}")


@pytest.fixture
def play(tmp_path):
    """play(*args, size=..., **environ): the game with these arguments, ended with the test."""
    opened = []
    screens = []

    def start(*args, size=(1366, 830), **environ):
        held = kit.screen(size)
        display = held.__enter__()
        screens.append(held)
        opened.append(kit.Window(display, tmp_path, *args, **environ))
        return opened[-1]

    yield start
    for window in opened:
        window.end()
    for held in screens:
        held.__exit__(None, None, None)
