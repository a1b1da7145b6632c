"""What a trainer says stands beside the run, signed: nothing of it can be dropped, changed or exchanged without being named."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from game.session import trainers
from game.session.collection import collect, run_files
from game.session.exporting import export
from game.session.faults import RunError
from game.session.notes import LEDGER, notes_path, read_notes
from game.session.remarks import attest, attest_all, notes_of
from game.session.spool import Spool
from game.session.station import known_keys, station_id, this_station
from game.session.trainers import TrainerError
from game.session.verify import verify, verify_paths
from game.texts import LANGS
from tests.kit.approved import approved, opened, whole_set
from tests.kit.cohort import station_at, write_run
from tests.test_export import BASE, NOW, WRONG, cells, nulls

ME = ("M. Duval", "rose-9041")


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder of a station with one trainer."""
    folder = tmp_path / "data"
    monkeypatch.setenv("GRADE_A_DATA", str(folder))
    trainers.add(*ME)
    return folder


@pytest.fixture
def run(tmp_path: Path, data: Path) -> Path:
    """A sealed assessment with findings."""
    results = tmp_path / "runs"
    results.mkdir()
    return write_run(results, station_at(data), errors=WRONG)


def noted(run: Path) -> Path:
    """Four notes beside it."""
    finding = finding_of(run)
    attest(run, ME, presence=True)
    attest(run, ME, finding=finding, contest=True, text="Il s'était lavé les mains au sas.")
    attest(run, ME, finding=finding, text="À revoir ensemble.")
    attest(run, ME, rating=4, text="Calme ; relit ce qu'il écrit.")
    return notes_path(run)


def finding_of(run: Path) -> int:
    return next(line.finding.id for line in collect([run], known_keys(), NOW).sheets[0].findings if line.finding.root is None)


def fault(run: Path) -> tuple[str, int | None]:
    found = notes_of(run).fault
    assert found is not None
    assert all(found.text(lang) for lang in LANGS)
    return found.code, found.line


# --- what is said --------------------------------------------------------------------------------------------------------


def test_notes_name_who_said_what_and_the_run_file_never_changes(run: Path) -> None:
    before = run.read_bytes()

    noted(run)

    told = notes_of(run)
    assert told.fault is None
    assert [(note.kind, note.by, note.rating) for note in told.notes] == [
        ("presence", "M. Duval", 0), ("contest", "M. Duval", 0), ("annotate", "M. Duval", 0), ("rating", "M. Duval", 4)
    ]  # fmt: skip
    assert {note.station for note in told.notes} == {this_station().id}
    assert run.read_bytes() == before


def test_verify_proves_sound_notes_and_says_nothing_where_there_are_none(run: Path) -> None:
    assert verify(run).notes is None
    noted(run)

    grade = verify(run).notes
    assert grade is not None
    assert (grade.verdict, grade.values["count"]) == ("proved", 4)
    text, _ = verify_paths([run], "fr")
    assert "4 note(s)" in text
    row = json.loads(verify_paths([run], "en", "json")[0])["runs"][0]
    assert row["notes"]["verdict"] == "proved"


def test_notes_of_a_station_unknown_here_are_not_checkable(run: Path, tmp_path: Path) -> None:
    noted(run)
    other = tmp_path / "other-data"
    station_at(other)

    grade = verify(run, other).notes
    assert grade is not None
    assert (grade.verdict, grade.values["station"]) == ("not_checkable", this_station().id)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"finding": 77, "contest": True, "text": "x"}, "notes_finding"),
        ({"contest": True, "text": "x"}, "notes_finding"),
        ({"finding": 77, "text": "x"}, "notes_finding"),
        ({"text": "  "}, "notes_nothing"),
        ({"rating": 6}, "notes_rating"),
        ({"rating": -1}, "notes_rating"),
        ({"text": "x" * 2001}, "notes_long"),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_written(run: Path, said, code: str) -> None:
    with pytest.raises(RunError) as caught:
        attest(run, ME, **said)
    assert caught.value.code == code
    assert all(caught.value.text(lang) for lang in LANGS)
    assert not notes_path(run).exists()


def test_a_contest_needs_its_reason(run: Path) -> None:
    with pytest.raises(RunError) as caught:
        attest(run, ME, finding=finding_of(run), contest=True)
    assert caught.value.code == "notes_reason"


def test_an_unfinished_run_takes_no_notes(run: Path) -> None:
    lines = run.read_bytes().splitlines(keepends=True)
    run.write_bytes(b"".join(lines[:-1]))

    with pytest.raises(RunError):
        attest(run, ME, presence=True)


# --- trainers ------------------------------------------------------------------------------------------------------------


def test_only_a_trainer_of_the_station_with_his_pin_says_anything(run: Path) -> None:
    for who, code in ((("M. Duval", "rose-9042"), "wrong"), (("M. Duval", ""), "wrong"), (("A. Autre", "rose-9041"), "nobody")):
        with pytest.raises(TrainerError) as caught:
            attest(run, who, presence=True)
        assert caught.value.code == code
        assert all(caught.value.text(lang) for lang in LANGS)
    assert not notes_path(run).exists()


def test_a_further_trainer_is_let_in_by_one_who_is_there(data: Path) -> None:
    with pytest.raises(TrainerError):
        trainers.add("A. Autre", "123456")
    with pytest.raises(TrainerError):
        trainers.add("A. Autre", "123456", by=("M. Duval", "nein"))
    trainers.add("  A.   Autre ", "123456", by=("m. duval", "rose-9041"))

    assert trainers.names() == ("M. Duval", "A. Autre")
    assert trainers.check("a. autre", "123456") == "A. Autre"


@pytest.mark.parametrize(("name", "pin", "code"), [("", "123456", "name"), ("x" * 41, "123456", "name"), ("M. DUVAL", "123456", "taken"),
                                                   ("A. Autre", "12345", "short"), ("a\nb\x1b", "123456", "name")])  # fmt: skip
def test_a_name_or_pin_that_will_not_do_is_told(data: Path, name: str, pin: str, code: str) -> None:
    with pytest.raises(TrainerError) as caught:
        trainers.add(name, pin, by=ME)
    assert caught.value.code == code


def test_the_pin_stands_in_no_file(data: Path) -> None:
    assert not any(b"rose-9041" in path.read_bytes() for path in data.rglob("*") if path.is_file())


def test_a_broken_file_of_trainers_is_told_and_kept(data: Path) -> None:
    path = data / "station" / "trainers.json"
    path.write_text("{", encoding="utf-8")

    with pytest.raises(TrainerError) as caught:
        trainers.add("A. Autre", "123456")
    assert caught.value.code == "broken"
    assert path.read_text(encoding="utf-8") == "{"


# --- tampering -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "found"), [(0, ("lines_missing", 1)), (1, ("lines_missing", 2)), (2, ("lines_missing", 3)), (3, ("notes_cut", 4))]
)
def test_a_dropped_line_is_named_also_the_last(run: Path, line: int, found) -> None:
    path = noted(run)
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:line] + lines[line + 1 :]))

    assert fault(run) == found
    assert not verify(run).good


@pytest.mark.parametrize("line", [0, 1, 2])
def test_two_lines_exchanged_are_named(run: Path, line: int) -> None:
    path = noted(run)
    lines = path.read_bytes().splitlines(keepends=True)
    lines[line], lines[line + 1] = lines[line + 1], lines[line]
    path.write_bytes(b"".join(lines))

    assert fault(run) == ("line_out_of_place", line + 1)


@pytest.mark.parametrize("line", [0, 1, 2, 3])
def test_a_changed_word_is_named_with_its_line(run: Path, line: int) -> None:
    path = noted(run)
    lines = path.read_bytes().splitlines(keepends=True)
    lines[line] = lines[line].replace(b"Duval", b"Dupal")
    path.write_bytes(b"".join(lines))

    assert fault(run) == ("note_changed", line + 1)
    assert verify(run).notes.verdict == "contradicted"  # type: ignore[union-attr]


def test_all_notes_taken_away_are_missed_on_the_station_that_signed_them(run: Path) -> None:
    noted(run).unlink()

    assert fault(run) == ("notes_cut", 1)


def test_another_note_in_place_of_the_last_is_named(run: Path, data: Path) -> None:
    """By the station's own key, ledger forgotten and put back: the ledger still knows what stood there."""
    path = noted(run)
    ledger = data / "station" / LEDGER
    kept = ledger.read_bytes()
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:-1]))
    ledger.unlink()
    attest(run, ME, rating=5)
    ledger.write_bytes(kept)

    assert fault(run) == ("notes_other", 4)


def test_notes_of_one_run_are_not_notes_of_another(run: Path, data: Path) -> None:
    path = noted(run)
    other = write_run(run.parent, station_at(data), "p-13", errors=WRONG)
    shutil.copy(path, notes_path(other))

    assert fault(other) == ("notes_run", 1)


def test_a_torn_last_note_is_named(run: Path) -> None:
    path = noted(run)
    path.write_bytes(path.read_bytes()[:-1])

    assert fault(run) == ("notes_torn", 4)


def test_nothing_is_added_to_notes_that_are_not_sound(run: Path) -> None:
    path = noted(run)
    path.write_bytes(path.read_bytes().replace(b"Calme", b"calme"))
    before = path.read_bytes()

    with pytest.raises(RunError):
        attest(run, ME, rating=5)
    assert path.read_bytes() == before


def test_a_forger_with_a_key_of_his_own_is_not_known_here(run: Path, data: Path, tmp_path: Path, monkeypatch) -> None:
    forger = tmp_path / "forger"
    monkeypatch.setenv("GRADE_A_DATA", str(forger))
    trainers.add("M. Duval", "abcdef")
    attest(run, ("M. Duval", "abcdef"), rating=5)
    monkeypatch.setenv("GRADE_A_DATA", str(data))

    grade = verify(run).notes
    assert grade is not None
    assert grade.verdict == "not_checkable"
    assert collect([run], known_keys(), NOW).runs[0].beside.fault == "unknown_station"


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chosen=st.data())
def test_any_one_byte_changed_anywhere_is_named(run: Path, chosen: st.DataObject) -> None:
    path = notes_path(run)
    if not path.exists():
        noted(run)
    good = path.read_bytes()
    at = chosen.draw(st.integers(0, len(good) - 1))
    put = chosen.draw(st.integers(0, 255).filter(lambda byte: byte != good[at]))
    try:
        path.write_bytes(good[:at] + bytes([put]) + good[at + 1 :])
        found = read_notes(run, collect_id(run)).fault
        assert found is not None
        assert found.line is not None
        assert found.line - 1 <= good[:at].count(b"\n") + 1 <= found.line + 1
    finally:
        path.write_bytes(good)


def collect_id(run: Path) -> str:
    return str(json.loads(run.read_bytes().split(b"\n", 1)[0])["run"])


# --- where it prints -----------------------------------------------------------------------------------------------------


def test_finding_and_contest_both_print_on_the_page(run: Path) -> None:
    noted(run)
    page = run.with_suffix(".html").read_text(encoding="utf-8")

    assert page.count("Il s&#39;était lavé les mains au sas.") == 2, "once a language"
    assert "sans vous être lavé les mains" in page
    assert "M. Duval" in page
    assert "4 / 5" in page


def test_a_text_that_is_code_stays_text_on_the_page(run: Path) -> None:
    attest(run, ME, rating=3, text="<script>alert(1)</script>")

    assert "<script>alert" not in run.with_suffix(".html").read_text(encoding="utf-8")


def exported(run: Path, kind: str, output: Path, lang: str = "en") -> Path:
    export(collect([run], known_keys(), NOW), kind, output, lang, BASE)
    return output


def test_notes_leave_in_the_table_and_the_workbook(run: Path, tmp_path: Path) -> None:
    noted(run)
    [row] = csv.DictReader(io.StringIO(exported(run, "csv", tmp_path / "o.csv").read_text(encoding="utf-8-sig")))
    pages = cells(exported(run, "xlsx", tmp_path / "o.xlsx").read_bytes())

    assert (row["attested_by"], row["rating"], row["contested"], row["notes_fault"]) == ("M. Duval", "4", f"F{finding_of(run)}", "")
    assert "Calme" in row["comments"]
    assert any("Contested by M. Duval: Il s'était lavé" in text for line in pages["Findings"] for _, text in line)
    assert ("n", "4") in pages["Runs"][1]


def test_notes_that_are_not_sound_leave_as_that_and_nothing_else(run: Path, tmp_path: Path) -> None:
    path = noted(run)
    path.write_bytes(path.read_bytes().replace(b"Calme", b"calme"))
    [row] = csv.DictReader(io.StringIO(exported(run, "csv", tmp_path / "o.csv").read_text(encoding="utf-8-sig")))

    assert (row["attested_by"], row["rating"], row["contested"], row["comments"], row["notes_fault"]) == ("", "", "", "", "note_changed")


def test_notes_on_practice_stay_where_they_are(tmp_path: Path, data: Path) -> None:
    results = tmp_path / "practice"
    results.mkdir()
    path = write_run(results, station_at(data), mode="practice", errors=WRONG)
    attest(path, ME, rating=2, text="Secret.")
    for kind, output in (("csv", tmp_path / "o.csv"), ("xlsx", tmp_path / "o.xlsx"), ("xapi", tmp_path / "x")):
        exported(path, kind, output)

    assert "Secret" not in (tmp_path / "o.csv").read_text(encoding="utf-8-sig")
    assert not any("Secret" in text for page in cells((tmp_path / "o.xlsx").read_bytes()).values() for line in page for _, text in line)
    assert [file.name for file in (tmp_path / "x").iterdir()] == [f"{collect_id(path)}.json"]


def test_each_note_is_a_statement_of_its_own_that_points_at_the_finding(run: Path, tmp_path: Path) -> None:
    before = exported(run, "xapi", tmp_path / "before")
    noted(run)
    after = exported(run, "xapi", tmp_path / "after")
    name = f"{collect_id(run)}.json"

    assert (after / name).read_bytes() == (before / name).read_bytes(), "what may have been sent stays byte for byte"
    batch = json.loads((after / name).read_text(encoding="utf-8"))
    told = [json.loads((after / f"{collect_id(run)}.note.{n}.json").read_text(encoding="utf-8"))[0] for n in (1, 2, 3, 4)]
    assert [one["verb"]["display"]["en"] for one in told] == ["attested", "contested", "annotated", "rated"]
    violated = [one for one in batch if one["verb"]["display"]["en"] == "violated"]
    assert told[1]["object"] == {"objectType": "StatementRef", "id": violated[0]["id"]}
    assert told[1]["result"]["response"].startswith("Il s'était lavé")
    assert not {"platform", "revision"} & set(told[1]["context"])
    assert len({one["id"] for one in [*batch, *told]}) == len(batch) + 4
    assert not list(nulls(told))


def test_a_note_that_comes_after_the_run_was_sent_is_laid_down_to_be_sent_too(run: Path, tmp_path: Path) -> None:
    spool = Spool(tmp_path / "spool")
    assert spool.put(collect([run], known_keys(), NOW), BASE) == 1
    spool.sent(spool.pending()[0])
    noted(run)

    assert spool.put(collect([run], known_keys(), NOW), BASE) == 4
    assert spool.put(collect([run], known_keys(), NOW), BASE) == 0
    assert all(spool.read(path) for path in spool.pending())


def test_a_set_stands_in_the_workbook_with_what_is_proposed_and_decided(tmp_path: Path, data: Path) -> None:
    results = tmp_path / "runs"
    results.mkdir()
    paths = whole_set(results, opened(approved(tmp_path)), error=("skip", "wash"))
    attest_all(paths, ME)
    output = tmp_path / "o.xlsx"
    for decided, said in ((False, "indicative, not confirmed yet"), (True, "not confirmed (M. Duval)")):
        if decided:
            attest_all(paths, ME, decision="refused", text="Trop peu.")
        export(collect(run_files([results]), known_keys(), "2099-01-01T00:00:00Z"), "xlsx", output, "en")
        row = [text for _, text in cells(output.read_bytes())["Assessments"][1]]
        assert "Indicative: too little to decide" in row
        assert any("80 are needed to decide" in text for text in row)
        assert row[-2:] == ["M. Duval", said]


def test_the_key_of_a_note_is_the_one_it_names(run: Path) -> None:
    noted(run)

    assert [station_id(key) for key in notes_of(run).signers] == [this_station().id]
