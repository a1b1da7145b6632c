"""The pictures of faults, and the bench of the twin, run from their own front doors."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from game.bench.twin import bench_twin
from game.bench.twin_plots import main

ROOT = Path(__file__).resolve().parent.parent


def test_a_picture_of_a_fault_is_written_where_asked(tmp_path, capsys, monkeypatch) -> None:
    monkeypatch.setattr("game.bench.twin_plots.SHORT_S", 1200.0)
    monkeypatch.setattr("game.world.twin.stored.LONG_STEP_S", 60.0)
    assert main(["power_cut", "-o", str(tmp_path)]) == 0
    assert capsys.readouterr().out.strip() == str(tmp_path / "power_cut.png")
    assert (tmp_path / "power_cut.png").stat().st_size > 10_000


def test_a_picture_of_a_fault_of_the_line_is_written_too(tmp_path, capsys, monkeypatch) -> None:
    monkeypatch.setattr("game.bench.filling_plots.LASTS_S", 900.0)
    assert main(["fallen", "-o", str(tmp_path)]) == 0
    assert (tmp_path / "fallen.png").stat().st_size > 10_000


def test_an_unknown_fault_is_refused_with_those_there_are() -> None:
    command = [sys.executable, "-m", "game.bench.twin_plots", "gremlin"]
    said = subprocess.run(command, cwd=ROOT, env={**os.environ, "COLUMNS": "400"}, capture_output=True, text=True, check=False)
    assert said.returncode == 2
    assert "line_folded" in said.stderr


def test_the_bench_gives_its_figures(monkeypatch) -> None:
    monkeypatch.setattr("game.bench.twin.DAY", 13)
    monkeypatch.setattr("game.bench.twin.WATCHED_S", 60)
    monkeypatch.setattr("game.bench.twin.LINE_S", 20)
    rows = list(bench_twin())
    assert [row.what for row in rows] == ["bioreactor_watched", "bioreactor_to_the_end", "filling_line"]
    assert all(row.value > 0.0 for row in rows)
