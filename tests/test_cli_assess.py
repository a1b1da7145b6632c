"""`assess` and `annotate`: what a trainer does at a screen, from a script."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from game.cli.__main__ import main
from game.session.assessment import open_code
from game.session.notes import read_notes
from game.session.runfile import read_run
from tests.kit.approved import approve, approved, opened, whole_set


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GRADE_A_DATA", str(tmp_path / "data"))
    for name in ("GRADE_A_PIN", "GRADE_A_NEW_PIN"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path / "data"


@pytest.fixture
def runs(tmp_path: Path) -> list[Path]:
    results = tmp_path / "results"
    results.mkdir()
    return whole_set(results, opened(approved(tmp_path / "levels", "gowning-grade-c")), error=("skip", "wash"))


@pytest.fixture
def trainer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRADE_A_NEW_PIN", "rose-9041")
    assert main(["assess", "trainer", "M.", "Duval", "--lang", "en"]) == 0
    monkeypatch.setenv("GRADE_A_PIN", "rose-9041")


def notes(path: Path) -> list[tuple[str, int, int, str]]:
    return [(note.kind, note.finding, note.rating, note.text) for note in read_notes(path, read_run(path).header.run).sound]


def test_a_code_is_given_for_an_approved_level_and_for_no_other(tmp_path: Path, capsys) -> None:
    path = approve(tmp_path / "levels", "gowning-grade-c")
    assert main(["assess", "code", str(path), "--lang", "en"]) == 0
    said = capsys.readouterr()
    assert open_code(said.out.strip(), [approved(tmp_path / "levels", "gowning-grade-c")]).level.id == "gowning-grade-c"
    assert "Write it down" in said.err

    assert main(["assess", "code", "gowning-grade-c", "--lang", "en"]) == 1
    assert "not approved" in capsys.readouterr().err


def test_a_short_level_is_said_to_stay_indicative(tmp_path: Path, capsys) -> None:
    path = approve(tmp_path / "levels")
    assert main(["assess", "code", str(path), "--lang", "en", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["points"] < 80
    main(["assess", "code", str(path), "--lang", "en"])
    assert "stay indicative" in capsys.readouterr().err


def test_a_code_of_the_shortest_level_made_for_it_brings_enough_to_decide_on(tmp_path: Path, capsys) -> None:
    """One code in three of grade D brings less than 80 opportunities over its two forms: such a one is not given out."""
    path = approve(tmp_path / "levels", "gowning-grade-d")
    for _ in range(3):
        assert main(["assess", "code", str(path), "--lang", "en", "--format", "json"]) == 0
        assert json.loads(capsys.readouterr().out)["points"] >= 80


def test_the_result_of_sets_is_told_and_says_what_it_is_worth(runs, capsys) -> None:
    assert main(["assess", "result", str(runs[0].parent), "--lang", "fr"]) == 0
    said = capsys.readouterr().out.replace("\u00a0", " ")
    assert "Réussite proposée" in said
    assert "intervalle de" in said
    assert "Indicatif tant qu’un formateur ne l’a pas confirmé" in said

    assert main(["assess", "result", str(runs[0]), "--format", "json"]) == 1
    [one] = json.loads(capsys.readouterr().out)["sets"]
    assert (one["verdict"], one["reasons"], [form["state"] for form in one["forms"]]) == ("open", ["form_to_do"], ["finished", "to_do"])


def test_nothing_to_tell_is_told(tmp_path: Path, capsys) -> None:
    assert main(["assess", "result", "--lang", "en"]) == 1
    assert "No assessment" in capsys.readouterr().err
    assert main(["assess", "result", str(tmp_path / "nowhere"), "--lang", "en"]) == 2
    assert "nowhere" in capsys.readouterr().err


def test_a_file_that_is_not_there_is_told_by_export_too(tmp_path: Path, capsys) -> None:
    assert main(["export", str(tmp_path / "nowhere"), "--to", "csv", "-o", str(tmp_path / "o.csv"), "--lang", "en"]) == 2
    assert "nowhere" in capsys.readouterr().err


def test_a_finding_is_contested_by_its_number_on_the_sheet(runs, trainer, capsys) -> None:
    run = runs[1]
    said = ["annotate", str(run), "--by", "M. Duval", "--finding", "1", "--contest", "--reason", "Lavées au sas.", "--lang", "en"]
    assert main(said) == 0
    assert capsys.readouterr().out.strip().endswith(".notes.jsonl")
    assert main(["annotate", str(run), "--by", "M. Duval", "--rating", "4", "--comment", "Calm."]) == 0
    first = read_run(run).sheet["findings"][0]["finding"]["id"]

    assert notes(run) == [("contest", first, 0, "Lavées au sas."), ("rating", 0, 4, "Calm.")]
    capsys.readouterr()
    assert main(["verify", str(run), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["runs"][0]["notes"]["verdict"] == "proved"


def test_verify_exits_with_1_when_notes_were_tampered_with(runs, trainer, capsys) -> None:
    run = runs[1]
    assert main(["annotate", str(run), "--by", "M. Duval", "--presence"]) == 0
    sidecar = read_notes(run, read_run(run).header.run).path
    sidecar.write_bytes(sidecar.read_bytes().replace(b"Duval", b"Dupal"))

    assert main(["verify", str(run), "--lang", "en"]) == 1
    assert "notes" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--finding", "9", "--contest", "--reason", "x"], "no finding 9"),
        (["--finding", "1", "--contest"], "needs a reason"),
        ([], "nothing to note"),
        (["--rating", "9"], "argument"),
        (["--finding", "0"], "argument"),
    ],
)
def test_what_makes_no_sense_is_refused_without_a_traceback(runs, trainer, capsys, words, said) -> None:
    assert main(["annotate", str(runs[1]), "--by", "M. Duval", "--lang", "en", *words]) in (1, 2)
    assert said in capsys.readouterr().err
    assert notes(runs[1]) == []


def test_a_wrong_pin_or_none_signs_nothing(runs, trainer, monkeypatch, capsys) -> None:
    monkeypatch.setenv("GRADE_A_PIN", "wrong!")
    assert main(["annotate", str(runs[1]), "--by", "M. Duval", "--presence", "--lang", "en"]) == 1
    assert "not the right one" in capsys.readouterr().err
    monkeypatch.delenv("GRADE_A_PIN")
    assert main(["annotate", str(runs[1]), "--by", "M. Duval", "--presence", "--lang", "en"]) == 2
    assert "GRADE_A_PIN" in capsys.readouterr().err
    assert notes(runs[1]) == []


def test_a_second_trainer_is_let_in_by_the_first(trainer, monkeypatch, capsys) -> None:
    monkeypatch.setenv("GRADE_A_NEW_PIN", "soleil-7")
    assert main(["assess", "trainer", "A. Lemaire", "--lang", "en"]) == 1
    assert main(["assess", "trainer", "A. Lemaire", "--by", "M. Duval", "--lang", "en"]) == 0
