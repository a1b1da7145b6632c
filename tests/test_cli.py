"""The command line: what it says in both languages, its exit codes, its JSON; and that no traceback reaches a reader."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from game.cli import arguments, commands
from game.cli.__main__ import main
from game.cli.finding import at_tick

TOP = Path(__file__).resolve().parent.parent
FIRST = TOP / "levels" / "gowning" / "gowning-first.yaml"


@pytest.fixture(autouse=True)
def own_data(tmp_path, monkeypatch):
    """Nothing of these tests goes into the user's folders."""
    monkeypatch.setenv("GRADE_A_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("GRADE_A_CONFIG", str(tmp_path / "settings.json"))
    monkeypatch.setenv("LC_ALL", "C")


def shell(*args: str, **environ: str) -> subprocess.CompletedProcess[str]:
    """A process of its own, without a display."""
    kept = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER")}
    return subprocess.run(
        [sys.executable, "-P", "-m", "game.cli", *args],
        env=kept | {"PYTHONPATH": str(TOP)} | environ, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def played(tmp_path_factory):
    """One run of the expert, as `demo` writes it."""
    out = tmp_path_factory.mktemp("out")
    data = out / "data"
    said = shell(
        "demo", "gowning-first", "--headless", "--seed", "7", "--results", str(out / "results"), "--lang", "en", GRADE_A_DATA=str(data)
    )
    assert said.returncode == 0, said.stderr
    return out / "results", data, said


# --- being understood --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize(
    "command", [[], *([name] for name in arguments.COMMANDS if name != "test")], ids=lambda words: " ".join(words) or "top"
)
def test_every_command_explains_itself(command, lang, capsys):
    with pytest.raises(SystemExit) as left:
        main([*command, "-h", "--lang", lang])

    said = capsys.readouterr().out
    assert left.value.code == 0
    assert said.startswith("utilisation" if lang == "fr" else "usage")
    assert not re.search(r"cli\.\w+|argparse_", said)


def test_the_commands_listed_are_those_there_are():
    """No stub of a command that belongs to later, none forgotten."""
    actions = [action for action in arguments.parser("en")._actions if action.dest == "command"]

    assert tuple(actions[0].choices) == arguments.COMMANDS


@pytest.mark.parametrize(
    ("words", "fr", "en"),
    [
        (["paly"], "n’est pas une commande", "is not a command"),
        (["play", "gowning-frist"], "gowning-first", "Did you mean “gowning-first”"),
        (["play"], "il manque", "required"),
        (["play", "gowning-first", "--mode", "quick"], "ne convient pas", "invalid choice"),
        (["play", "gowning-first", "--scale", "110"], "ne convient pas", "invalid choice"),
        (["play", "gowning-first", "--trainee", "a b"], "", ""),
        (["demo", "gowning-first", "--seed", "many"], "ne convient pas", "invalid int value"),
        (["demo", "gowning-first", "--headless", "--mutant", "nobody"], "élève fautif", "No mutant"),
        (["prove", "--seeds", "0"], "ne convient pas", "invalid"),
        (["bench", "nothing"], "Aucune mesure", "No measurement"),
        (["replay", "no.run"], "", ""),
        (["replay", "no.run", "--from", "soon"], "n’est pas un instant", "is not a time"),
        (["verify", "no.run"], "", ""),
        (["check", "no.yaml"], "Aucun niveau", "No level"),
        (["explain", "X000"], "X000", "X000"),
        (["verify", "--nope", "x"], "argument inconnu", "unrecognized"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_what_cannot_run_says_why_and_exits_2(words, fr, en, lang, capsys):
    code = main([*words, "--lang", lang])

    told = capsys.readouterr()
    said = told.out + told.err
    assert code == 2
    assert (fr if lang == "fr" else en) in said
    assert said.strip()
    assert "Traceback" not in said


def test_a_level_is_meant_by_its_id_or_its_path(capsys, tmp_path):
    copy = tmp_path / "mine.yaml"
    shutil.copy(FIRST, copy)

    for name in ("gowning-first", str(FIRST), str(copy)):
        assert main(["demo", name, "--headless", "--seed", "1", "--results", str(tmp_path / "out")]) == 0, capsys.readouterr().err


@pytest.mark.parametrize(("text", "tick"), [("0", 0), ("83", 4980), ("1:23.5", 5010), ("1:23,5", 5010)])
def test_a_time_is_seconds_or_minutes_and_seconds(text, tick):
    assert at_tick(text) == tick


@pytest.mark.parametrize("text", ["", "-1", "a:b", "1:2:3", "1e9", "nan", "inf"])
def test_what_is_no_time_is_refused(text):
    with pytest.raises(ValueError):
        at_tick(text)


# --- without a window --------------------------------------------------------------------------------------------------


def test_demo_leaves_a_sealed_run_a_sheet_and_a_line(played):
    results, _, said = played

    assert len(list(results.glob("*.run"))) == 1
    assert len(list(results.glob("*.html"))) == 1
    assert len((results / "results.csv").read_bytes().splitlines()) == 2
    assert "score 100" in said.stdout
    assert said.stderr == ""


def test_verify_proves_it_and_exits_1_when_a_byte_was_changed(played, tmp_path):
    results, data, _ = played
    [run] = results.glob("*.run")
    changed = tmp_path / run.name
    raw = bytearray(run.read_bytes())
    raw[len(raw) // 2] ^= 1
    changed.write_bytes(raw)

    good, bad = (shell("verify", str(path), "--format", "json", GRADE_A_DATA=str(data)) for path in (run, changed))

    assert (good.returncode, bad.returncode) == (0, 1)
    assert {json.loads(good.stdout)["runs"][0][grade]["verdict"] for grade in ("sealed", "rejudged", "replayed")} == {"proved"}
    assert json.loads(bad.stdout)["good"] is False


def test_replay_tells_a_run_line_by_line(played, capsys):
    [run] = played[0].glob("*.run")

    assert main(["replay", str(run), "--headless"]) == 0
    whole = capsys.readouterr().out.splitlines()
    assert main(["replay", str(run), "--headless", "--from", "0:30"]) == 0
    rest = capsys.readouterr().out.splitlines()

    assert whole[0].split()[:2] == ["0:00.0", "started"]
    assert whole[-1].split()[1] == "ended"
    assert 0 < len(rest) < len(whole)
    assert whole[-len(rest) :] == rest


def test_a_mutant_is_played_by_its_name(tmp_path, capsys):
    """And leaves what it was made to leave."""
    assert (
        main(["demo", "gowning-grade-d", "--headless", "--seed", "7", "--mutant", "skip@rub", "--results", str(tmp_path), "--lang", "en"])
        == 0
    )

    assert "findings: 1" in capsys.readouterr().out


def test_results_that_cannot_be_written_are_told(tmp_path, capsys):
    (tmp_path / "file").write_text("")

    assert main(["demo", "gowning-first", "--headless", "--seed", "7", "--results", str(tmp_path / "file" / "below")]) == 2
    assert "file" in capsys.readouterr().err


def test_a_level_with_a_fault_is_not_played(tmp_path, capsys):
    broken = tmp_path / "broken.yaml"
    broken.write_text(FIRST.read_text(encoding="utf-8").replace("format: 1", "format: one"), encoding="utf-8")

    assert main(["demo", str(broken), "--headless"]) == 1
    said = capsys.readouterr().err
    assert "broken.yaml:" in said
    assert "Traceback" not in said


def test_check_is_good_for_what_is_shipped_and_not_for_a_fault(tmp_path, capsys):
    broken = tmp_path / "broken.yaml"
    broken.write_text(FIRST.read_text(encoding="utf-8").replace("format: 1", "format: one"), encoding="utf-8")

    assert main(["check", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["counts"]["error"] == 0
    assert main(["check", str(broken), "--format", "json"]) == 1
    assert json.loads(capsys.readouterr().out)["counts"]["error"] > 0


def test_explain_tells_a_code_in_both_languages(capsys):
    for lang in ("fr", "en"):
        assert main(["explain", "y101", "--lang", lang]) == 0
        assert "Y101" in capsys.readouterr().out


def test_schema_writes_json_schemas(tmp_path, capsys):
    assert main(["schema", "-o", str(tmp_path / "schema")]) == 0

    paths = [Path(line) for line in capsys.readouterr().out.splitlines()]
    assert paths
    assert all("properties" in json.loads(path.read_text(encoding="utf-8")) for path in paths)


def test_prove_of_one_level_is_one_json_document(capsys):
    assert main(["prove", "gowning-first", "--seeds", "1", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)


def test_bench_of_the_judge_is_one_json_document(capsys):
    """Whether the bars hold depends on this PC: both are answers."""
    assert main(["bench", "judge", "--format", "json"]) in (0, 1)
    rows = json.loads(capsys.readouterr().out)["rows"]
    assert {"value", "floor", "ratio", "bar", "holds"} <= set(rows[0])


# --- with a window, or none --------------------------------------------------------------------------------------------


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a display is always there")
@pytest.mark.parametrize(
    "words", [[], ["play", "gowning-grade-d"], ["demo", "gowning-first"]], ids=lambda words: " ".join(words) or "title"
)
def test_without_a_display_the_headless_demo_is_offered(words):
    said = shell(*words, "--lang", "en")

    assert said.returncode == 2
    assert f"demo {words[1] if words else 'gowning-first'} --headless" in said.stderr
    assert "Traceback" not in said.stderr
    assert said.stdout == ""


# --- when it goes wrong ------------------------------------------------------------------------------------------------


def test_an_unforeseen_error_is_kept_in_a_file_and_named(tmp_path, monkeypatch, capsys):
    def break_down(args):
        raise ZeroDivisionError("nobody thought of this")

    monkeypatch.setattr(commands, "play", break_down)

    assert main(["play", "gowning-first", "--lang", "en"]) == 2
    said = capsys.readouterr()
    [report] = (tmp_path / "data" / "crashes").iterdir()
    assert str(report) in said.err
    assert "Traceback" not in said.out + said.err
    assert "nobody thought of this" in report.read_text(encoding="utf-8")
    assert "play gowning-first" in report.read_text(encoding="utf-8")


def test_even_the_report_may_fail(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("GRADE_A_DATA", str(tmp_path / "file" / "below"))
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(commands, "play", lambda args: 1 / 0)

    assert main(["play", "gowning-first"]) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_a_reader_who_goes_away_is_no_error():
    command = [sys.executable, "-P", "-m", "game.cli", "explain", "Y101"]
    with subprocess.Popen(
        command, cwd=TOP, env=os.environ | {"PYTHONPATH": str(TOP)}, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        process.stdout.close()
        said = process.stderr.read().decode()

    assert "Traceback" not in said
    assert "Exception" not in said


def test_accents_survive_a_terminal_that_knows_only_ascii():
    said = shell("paly", "--lang", "fr", LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0")

    assert "n’est pas une commande" in said.stderr
