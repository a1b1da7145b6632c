"""The pictures of faults, and the bench of the twin, run from their own front doors."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from game.bench import filling_plots
from game.bench.panels import rings, ticks
from game.bench.twin import bench_twin
from game.bench.twin_plots import main
from game.cli.__main__ import main as run
from game.world.twin import Happening
from game.world.twin.examples import EXAMPLES

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


def test_the_command_writes_one_picture_a_fault_of_both_twins_and_tells_each(tmp_path, monkeypatch, capsys) -> None:
    monkeypatch.setattr("game.bench.twin_plots.EXAMPLES", EXAMPLES[-1:])
    monkeypatch.setattr("game.bench.filling_plots.EXAMPLES", filling_plots.EXAMPLES[:1])
    monkeypatch.setattr("game.bench.twin_plots.SHORT_S", 1200.0)
    monkeypatch.setattr("game.world.twin.stored.LONG_STEP_S", 60.0)
    monkeypatch.setattr("game.bench.filling_plots.LASTS_S", 600.0)
    assert run(["--lang", "en", "bench", "twin", "--plots", str(tmp_path / "plots")]) == 0
    said = capsys.readouterr().out.split()
    assert said == [str(path) for path in (tmp_path / "plots" / "power_cut.png", tmp_path / "plots" / "glass_infeed.png")]
    assert all(Path(path).stat().st_size > 10_000 for path in said)


def test_plots_without_the_twin_or_where_nothing_can_be_written_are_refused_in_a_sentence(tmp_path, capsys) -> None:
    (tmp_path / "file").write_text("")
    for words, said in (
        (["bench", "--plots", str(tmp_path)], "bench twin --plots"),
        (["bench", "sim", "--plots", str(tmp_path)], "bench twin --plots"),
        (["bench", "twin", "--plots", str(tmp_path / "file" / "x")], "Choose another folder"),
    ):
        assert run(["--lang", "en", *words]) == 2
        assert said in capsys.readouterr().err


def test_what_rang_stands_below_with_its_delay() -> None:
    happened = [
        Happening("fault_started", "it", 600.0),
        Happening("alarm_raised", "vial_jam", 615.0),
        Happening("alarm_raised", "vial_jam", 900.0),
    ]
    assert rings(happened, 600.0).endswith(":  vial_jam 0.2 min")
    assert rings(happened[:1], 600.0).endswith(":  none")


def test_round_values_stand_at_the_scales() -> None:
    assert ticks(0.0, 12.0) == [0.0, 5.0, 10.0]
    assert ticks(-1.0, 12.0) == [0.0, 5.0, 10.0]
    assert len(ticks(6.83, 7.13)) in range(3, 7)


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
