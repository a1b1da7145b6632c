"""The training record: what is printed, signed and filed says everything that was found, and no more than may be said."""

from __future__ import annotations

import dataclasses
import re
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.cli.__main__ import main
from game.session import trainers
from game.session.collection import collect, run_files
from game.session.exporting import export
from game.session.notes import notes_path
from game.session.records import page, records_of
from game.session.remarks import attest, attest_all
from game.session.station import known_keys
from game.texts import LANGS, catalogue
from scoring.export.record import Entry, render
from tests.kit.approved import approved, opened, play, whole_set
from tests.kit.approved import form as begin_form
from tests.kit.cohort import model, station_at, write_run
from tests.test_export import NOW, WRONG
from tests.test_scoring_sheet import Reader

ME = ("M. Duval", "rose-9041")
LABELS = {lang: catalogue(lang, "assess") | catalogue(lang, "sheet") | catalogue(lang, "record") for lang in LANGS}
LATER = "2099-01-01T00:00:00Z"


@pytest.fixture
def results(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A results folder beside a station of its own, with one trainer."""
    monkeypatch.setenv("GRADE_A_DATA", str(tmp_path / "data"))
    trainers.add(*ME)
    folder = tmp_path / "runs"
    folder.mkdir()
    return folder


@pytest.fixture
def station(results, tmp_path):
    return station_at(tmp_path / "data")


def pages(folder: Path, lang: str = "fr") -> list[str]:
    collection = collect(run_files([folder]), known_keys(), LATER)
    return [page(one, lang) for one in records_of(collection)]


def shown(text: str, lang: str = "fr") -> str:
    """What a reader of that language sees."""
    part = re.search(rf'<main class="{lang}.*?</main>', text, re.DOTALL)
    assert part is not None
    return " ".join(Reader(part[0]).texts)


# --- what it says --------------------------------------------------------------------------------------------------------


def test_a_record_of_a_run_says_who_what_with_what_result_and_every_finding(results, station):
    write_run(results, station, "p-12", errors=WRONG)
    _, sheet = model(WRONG)
    [text] = pages(results)
    said = shown(text)
    facts = sheet.facts
    for value in (
        "p-12",
        facts.level_title.fr,
        facts.level,
        facts.level_version,
        facts.procedure,
        facts.procedure_version,
        str(facts.seed),
    ):
        assert value in said
    assert "05/03/2026 08:30\u00a0UTC" in said
    assert LABELS["fr"]["not_qualification"] in said
    assert said.count(LABELS["fr"]["record_line"]) == 2
    for line in sheet.findings:
        assert line.found.fr in said
        assert line.finding.rule in said
        for cited in line.cited:
            assert cited.clause in said


def test_a_measure_stands_with_what_was_asked(results):
    from tests.test_scoring_sheet import BAD, sheet

    said = shown(render([Entry(sheet(*BAD, mode="assessment"))], LABELS, "en"), "en")
    assert "11.1\u00a0s asked: 20\u00a0s" in said


@pytest.mark.parametrize("lang", LANGS)
def test_a_record_holds_both_languages_needs_nothing_else_and_shows_the_readers_first(results, station, lang):
    write_run(results, station, errors=WRONG)
    [text] = pages(results, lang)
    reader = Reader(text)
    assert reader.open == []
    assert "script" not in reader.tags
    assert all(address.startswith("#") for address in reader.addresses)
    assert f'id="see-{lang}" checked' in text
    for code in LANGS:
        assert catalogue(code, "record")["record_title"] in shown(text, code)


def test_both_forms_of_a_set_make_one_record_with_the_proposal_and_the_decision(results, tmp_path):
    files = whole_set(results, opened(approved(tmp_path / "levels")), error=WRONG[0])
    said = shown(pages(results)[0])
    assert len(pages(results)) == 1
    assert LABELS["fr"]["record_undecided"] in said
    assert said.count(LABELS["fr"]["record_grade_replayed"]) == 2
    for form in (1, 2):
        assert f"Forme {form} sur 2" in said
    attest_all(files, ME, decision="refused", text="à refaire")
    said = shown(pages(results)[0])
    assert "Non confirmé par M. Duval" in said
    assert LABELS["fr"]["record_undecided"] not in said


def test_a_form_that_is_not_ended_is_named_and_one_that_is_kept_apart_too(results, tmp_path):
    level = approved(tmp_path / "levels")
    code = opened(level)
    session = play(begin_form(results, code))
    session.close()
    unfinished = play(begin_form(results, code), until_tick=300)
    del unfinished
    said = shown(pages(results)[0])
    assert LABELS["fr"]["reason_form_unfinished"].format(form=2) in said
    other = next(path for path in results.glob("*.run") if path != session.path)
    shutil.copy(session.path, other)
    other.write_bytes(other.read_bytes().replace(b'"form":1', b'"form":2', 1))
    assert LABELS["fr"]["reason_form_damaged"].format(form=2) in shown(pages(results)[0])


def test_what_was_contested_is_marked_with_its_reason(results, station):
    run = write_run(results, station, errors=WRONG)
    _, sheet = model(WRONG)
    number = sheet.findings[0].finding.id
    attest(run, ME, finding=number, contest=True, text="Lavées au sas.")
    said = shown(pages(results)[0])
    assert LABELS["fr"]["record_contested"] in said
    assert "Lavées au sas." in said


def test_the_grades_of_verification_are_told_in_words(results, tmp_path):
    files = whole_set(results, opened(approved(tmp_path / "levels")))
    said = shown(pages(results, "en")[0], "en")
    assert said.count(catalogue("en", "session")["verdict_proved"]) == 6
    attest(files[0], ME, presence=True)
    with notes_path(files[0]).open("ab") as file:
        file.write(b"torn")
    assert catalogue("en", "session")["verdict_contradicted"] in shown(pages(results, "en")[0], "en")


def test_of_practice_a_record_says_that_and_when_and_nothing_more(results, station):
    write_run(results, station, mode="practice", errors=WRONG)
    _, sheet = model(WRONG)
    [text] = pages(results)
    assert LABELS["fr"]["record_practice"] in shown(text)
    for line in sheet.findings:
        assert line.found.fr not in text
        assert line.finding.rule not in text
    assert LABELS["fr"]["of_100"] not in shown(text)


# --- hostile -------------------------------------------------------------------------------------------------------------


@settings(deadline=None, max_examples=40)
@given(st.text(max_size=40) | st.sampled_from(["<script>alert(1)</script>", '"><img src=x onerror=1>', "\u202egnp", "=1+1", "x" * 10_000]))
def test_a_name_of_any_signs_stays_a_bounded_text(name):
    _, sheet = model(WRONG)
    facts = dataclasses.replace(sheet.facts, trainee=name, mode="assessment", origin="person", run=name, station=name)
    text = render([Entry(dataclasses.replace(sheet, facts=facts))], LABELS, "fr")
    reader = Reader(text)
    assert reader.open == []
    assert not {"script", "img"} & set(reader.tags)
    top = text[: text.index("<section")]
    assert not set(re.findall(r"<bdi>(.*?)</bdi>", top, re.DOTALL)[0]) & set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068")
    assert len(re.findall(r"<bdi>(.*?)</bdi>", top, re.DOTALL)[0]) < 500


# --- the command ---------------------------------------------------------------------------------------------------------


def test_export_writes_a_record_for_each_run_and_never_one_over_another(results, station, tmp_path, capsys):
    for number, name in enumerate(("a", "b")):
        (results / name).mkdir()
        write_run(results, station, number=number).rename(results / name / "same.run")
    assert main(["export", str(results), "--to", "record", "-o", str(tmp_path / "out"), "--lang", "en"]) == 0
    assert len(list((tmp_path / "out").glob("*-record.html"))) == 2
    made = export(collect(run_files([results]), known_keys(), NOW), "html", tmp_path / "sheets", "fr")
    assert len({path.name for path in made.files}) == 2
    assert "Traceback" not in capsys.readouterr().err
