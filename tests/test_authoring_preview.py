"""A level on one picture: its rooms, the names of things, its steps by what they wait for."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from game.content.loader import load_level
from game.view import preview

TOP = Path(__file__).resolve().parent.parent
FIRST = [TOP / "levels" / name for name in (
    "gowning/gowning-first.yaml", "line_clearance/line-clearance-first.yaml", "deviation/deviation-first.yaml")]  # fmt: skip


def test_a_step_stands_right_of_all_it_waits_for():
    for path in FIRST:
        level = load_level(path)
        columns = preview.columns_of(level.steps)
        place = {step.id: n for n, column in enumerate(columns) for step in column}

        assert sorted(place) == sorted(step.id for step in level.steps)
        assert all(place[name] < place[step.id] for step in level.steps for name in step.after)
        assert all(any(place[name] == place[step.id] - 1 for name in step.after) for step in level.steps if place[step.id])


@pytest.mark.parametrize("path", FIRST, ids=lambda path: path.stem)
def test_the_picture_is_made_without_a_display(path, tmp_path):
    out = tmp_path / "room.png"
    kept = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER")}
    said = subprocess.run(
        [sys.executable, "-P", "-m", "game.cli", "preview", str(path), "-o", str(out), "--lang", "en"],
        env=kept | {"PYTHONPATH": str(TOP), "GRADE_A_DATA": str(tmp_path)}, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip

    assert said.returncode == 0, said.stderr
    assert out.read_bytes().startswith(b"\x89PNG")
    assert int.from_bytes(out.read_bytes()[16:20], "big") == preview.PAGE
    assert out.stat().st_size > 100_000
