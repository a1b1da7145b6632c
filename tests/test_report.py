"""A group's report: what counts, what may be shown, what leads where, and nothing a name can do."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import os
import re
import shutil
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.cli.__main__ import main
from game.session.lrs import Store as Lrs_
from game.session.reporting import Report, ingest, ingest_statements, make, stamp, store_path
from game.session.station import known_keys
from game.texts import catalogue
from scoring.cohort import figures, people
from scoring.cohort.items import estimate
from scoring.cohort.pages import key
from scoring.cohort.rows import rows_of
from scoring.cohort.store import FileRow, Store
from scoring.export.xapi import statements
from scoring.notes import NOTHING, Beside, Note, Sitting
from scoring.record import Sheet
from scoring.wording import short
from tests.kit.cohort import model, station_at, write_run
from tests.kit.lrs import Lrs

NOW = datetime(2026, 11, 23, 7, 0)  # noqa: DTZ001
TOLD = "2026-11-23T07:00:00Z"
WRONG = (("skip", "wash"),)
NASTY = "=cmd|' /C calc'!A0<script>alert(1)</script>\u202egnp"


@pytest.fixture
def here(tmp_path, monkeypatch):
    """A place with a station that is known, and a function that writes runs and makes the report."""
    monkeypatch.setenv("GRADE_A_DATA", str(tmp_path / "data"))
    station = station_at(tmp_path / "pc", tmp_path / "data")
    (tmp_path / "runs").mkdir()

    class Here:
        runs, out, data, pc = tmp_path / "runs", tmp_path / "out", tmp_path / "data", station

        def write(self, *args, **kwargs):
            return write_run(self.runs, station, *args, **kwargs)

        def make(self, lang="fr"):
            return make(Report((self.runs,), self.out, lang, NOW), known_keys())

        def page(self, name="index.html"):
            return (self.out / name).read_text(encoding="utf-8")

        def everything(self):
            return "".join(path.read_text(encoding="utf-8") for path in sorted(self.out.rglob("*.html")))

    return Here()


def sheet(trainee="p", number=0, errors=(), mode="assessment", started="2026-11-01T08:00:00Z", **facts) -> Sheet:
    """A real sheet under another name."""
    _, real = model(errors)
    told = dataclasses.replace(real.facts, run=f"{trainee}{number}", trainee=trainee, mode=mode, origin="person", started=started, **facts)
    return dataclasses.replace(real, facts=told)


def store_of(*sheets, beside=NOTHING) -> Store:
    store = Store(":memory:")
    rows = [rows_of(one, f"d{place}", beside) for place, one in enumerate(sheets)]
    store.put([FileRow(f"f{place}.run", "1", f"d{place}", run=one.facts.run) for place, one in enumerate(sheets)], rows)
    return store


# --- what counts ---------------------------------------------------------------------------------------------------------


def test_a_report_counts_what_may_be_counted_and_shows_what_may_not(here):
    here.write("p-1", 1)
    here.write("p-2", 1)
    shutil.copy(here.write("p-3", 1), here.runs / "copy.run")
    here.write("x", 1, origin="expert")
    (here.runs / "zip.run").write_bytes(b"PK\x03\x04")
    write_run(here.runs, station_at(here.data.parent / "stranger"), "s-1", 1)
    made = here.make()
    assert (made.files, made.runs, made.apart) == (7, 3, 4)
    apart = here.page("apart.html")
    for name in ("copy.run", "zip.run", "s-1", "_x_"):
        assert name in apart or name == "copy.run"
    assert "copie" in apart.lower() or "double" in apart.lower() or "copy" in apart


def test_what_was_read_once_is_not_read_again_and_what_changed_is(here):
    first = here.write("p-1", 1)
    assert here.make().read == 1
    here.write("p-2", 1)
    assert (here.make().read, here.make().read) == (1, 0)
    os.utime(first, ns=(1, 1))
    assert here.make().read == 1


def test_a_run_whose_file_is_gone_no_longer_counts_and_a_copy_of_it_steps_in(here):
    run = here.write("p-1", 1)
    here.write("p-2", 1)
    copy = here.runs / "z-copy.run"
    shutil.copy(run, copy)
    assert here.make().runs == 2
    run.unlink()
    assert here.make().runs == 2
    copy.unlink()
    assert here.make().runs == 1
    assert sorted(path.name for path in (here.out / "people").iterdir()) == [f"{key('p-2')}.html"]


def test_files_that_differ_and_say_they_are_one_run_do_not_count_in_whatever_order_they_come(here):
    here.write("p-2", 1)
    one = here.write("p-1", 1)
    assert here.make().runs == 2
    other = here.runs / "again"
    other.mkdir()
    write_run(other, here.pc, "p-1", 1, started="2026-03-06T08:30:00Z")
    made = here.make()
    assert (made.runs, made.apart) == (1, 2)
    one.unlink()
    assert here.make().runs == 2


def test_a_station_that_becomes_known_brings_its_runs_in(here):
    stranger = station_at(here.data.parent / "stranger")
    write_run(here.runs, stranger, "s-1", 1)
    here.write("p-1", 1)
    assert here.make().runs == 1
    station_at(here.data.parent / "stranger", here.data)
    assert here.make().runs == 2


def test_two_pcs_with_one_key_are_named(here):
    here.write("p-1", 1, started="2026-11-01T08:00:00Z", ticks=36000)
    here.write("p-2", 1, started="2026-11-01T08:05:00Z", ticks=36000)
    here.write("p-3", 1, started="2026-11-01T09:05:00Z", ticks=36000)
    here.make()
    assert catalogue("fr", "report")["overlaps"].format(count=1) in here.page()


# --- what may be shown ---------------------------------------------------------------------------------------------------


def test_no_page_holds_a_result_of_practice_of_a_person(here):
    for number in range(6):
        here.write("p-only", number, mode="practice", errors=WRONG, started=f"2026-11-0{number + 1}T08:00:00Z")
    here.make()
    _, real = model(WRONG)
    found = [line.found.fr for line in real.findings]
    text = here.everything()
    assert found
    assert not [one for one in found if one in text]
    data = json.loads(re.search(r'id="data">(.*?)</script>', here.page("runs.html"), re.DOTALL)[1])
    assert [run[8] for run in data["runs"]] == [None] * 6
    row = re.search(r"<b>GOWN-04</b>.*?</tr>", here.page(), re.DOTALL)[0]
    assert "masqué" in row
    assert "%" not in row


def test_the_folder_that_is_handed_on_holds_pages_and_nothing_else(here):
    for number in range(6):
        here.write("p-only", number, mode="practice", errors=WRONG)
    here.make()
    assert {path.suffix for path in here.out.rglob("*") if path.is_file()} == {".html"}
    assert store_path(here.out).is_file()


def test_of_a_person_whose_files_are_deleted_nothing_is_kept(here):
    run = here.write("p-gone", 1, errors=WRONG)
    here.write("p-2", 1)
    here.make()
    run.unlink()
    here.make()
    store = Store(store_path(here.out))
    kept = [store.ask(f"SELECT count(DISTINCT digest) FROM {table}")[0][0] for table in ("file", "run", "outcome")]
    findings = store.ask("SELECT count(*) FROM finding")[0][0]
    store.close()
    assert (kept, findings) == ([1, 1, 1], 0)


def test_a_run_in_a_folder_with_a_hash_in_its_name_is_forgotten_like_any_other(here):
    here.write("p-2", 1)
    folder = here.runs / "group #3"
    folder.mkdir()
    run = write_run(folder, here.pc, "p-1", 1)
    assert here.make().runs == 2
    run.unlink()
    assert here.make().runs == 1


def test_figures_of_a_group_show_from_five_persons_on(here):
    for number in range(5):
        here.write(f"p-{number}", 0, mode="practice", errors=WRONG)
    here.make()
    row = re.search(r"<b>GOWN-04</b>.*?</tr>", here.page(), re.DOTALL)[0]
    assert re.search(r"\d+\u00a0%", row)


def test_findings_of_an_assessment_stand_on_the_page_of_the_person_with_time_and_clause(here):
    here.write("p-1", 1, errors=WRONG)
    here.make()
    page = here.page(f"people/{key('p-1')}.html")
    _, real = model(WRONG)
    line = next(one for one in real.findings if one.finding.root is None)
    assert line.found.fr.split("{")[0][:20] in page.replace("&#39;", "'")
    assert line.finding.rule in page


def test_a_contested_finding_is_marked():
    one = sheet(errors=WRONG)
    number = one.findings[0].finding.id
    note = Note("contest", TOLD, "T", "s", finding=number, text="no")
    store = store_of(one, beside=Beside(notes=(note,)))
    [person] = people.people(store, NOW)
    assert [row[8] for row in person.taken[0].findings if row[0] == number] == [True]


# --- the questions -------------------------------------------------------------------------------------------------------


def test_who_did_not_come_back_is_due_and_then_at_risk():
    days = {"a": "2026-11-20", "b": "2026-10-20", "c": "2026-08-20"}
    store = store_of(*(sheet(name, started=f"{day}T08:00:00Z", mode="practice") for name, day in days.items()))
    states = {one.trainee: (one.state, [worry.code for worry in one.worries]) for one in people.people(store, NOW)}
    assert states == {"a": ("training", []), "b": ("due", []), "c": ("risk", ["away"])}


def test_a_confirmed_set_makes_ready_and_a_refused_one_a_worry():
    def decided(decision):
        return Beside(Sitting("abc", 2, 2), (Note("decision", TOLD, "T", "s", decision=decision),))

    fresh = {"started": "2026-11-20T08:00:00Z"}
    [ready] = people.people(store_of(sheet("a", **fresh), beside=decided("confirmed")), NOW)
    [refused] = people.people(store_of(sheet("a", **fresh), beside=decided("refused")), NOW)
    assert ready.state == "ready"
    assert [worry.code for worry in refused.worries] == ["refused"]


def test_runs_broken_off_again_and_again_are_a_worry():
    broken = [dataclasses.replace(sheet("a", n, mode="practice", started=f"2026-11-1{n}T08:00:00Z"), ended="given_up") for n in range(3)]
    [person] = people.people(store_of(*broken), NOW)
    assert [(worry.code, dict(worry.values)) for worry in person.worries] == [("broken_off", {"count": 3, "of": 3})]


def test_a_rule_broken_in_the_last_assessment_is_due_and_one_kept_lately_is_not():
    [person] = people.people(store_of(sheet("a", errors=WRONG, started="2026-11-20T08:00:00Z")), NOW)
    due = {item.name for item in person.due}
    broken = {line.finding.rule for line in sheet(errors=WRONG).findings if line.finding.root is None}
    assert broken <= due
    assert "GOWN-15" not in due


def test_the_learning_curve_is_the_mean_of_the_first_second_run():
    values = [[60.0, 80.0], [70.0, 90.0], [80.0, 100.0], [90.0], [50.0]]
    sheets = []
    for person, scores in enumerate(values):
        for turn, value in enumerate(scores):
            one = sheet(f"p{person}", turn, mode="practice", started=f"2026-11-0{turn + 1}T08:00:00Z")
            sheets.append(dataclasses.replace(one, score=dataclasses.replace(one.score, value=value)))
    curve = figures.curve(store_of(*sheets), "gowning-first")
    assert [(point.x, point.mean, point.persons) for point in curve] == [(1, 70.0, 5)], "two of three persons are no group"


@given(st.lists(st.tuples(st.sampled_from((0.0, 0.5, 1.0)), st.floats(0, 1)), min_size=20, max_size=60))
def test_the_correlation_of_an_item_lies_in_its_interval(pairs):
    count = len(pairs)
    mean_x, mean_y = sum(x for x, _ in pairs) / count, sum(y for _, y in pairs) / count
    spread_x = (sum((x - mean_x) ** 2 for x, _ in pairs) / count) ** 0.5
    spread_y = (sum((y - mean_y) ** 2 for _, y in pairs) / count) ** 0.5
    covariance = sum((x - mean_x) * (y - mean_y) for x, y in pairs) / count
    kept = sum(x == 1.0 for x, _ in pairs)
    made = estimate("i", "R", "major", count, 9, mean_x, kept, spread_x, spread_y, covariance)
    assert made.low <= made.kept <= made.high
    if made.tells is not None:
        assert -1 <= made.tells_low <= made.tells <= made.tells_high <= 1
    assert made.remark == "never" or kept


def test_item_analysis_names_what_nobody_ever_keeps():
    sheets = [sheet(f"p{n}", n, errors=WRONG, mode="practice") for n in range(6)]
    items = figures.items(store_of(*sheets), "gowning-first")
    never = {row.item for row in items if row.remark == "never"}
    assert never
    assert all(row.kept is not None for row in items)
    assert all(row.kept == 0 for row in items if row.item in never)


def test_sure_and_wrong_is_counted_by_point():
    store = Store(":memory:")
    for n in range(5):
        one = sheet(f"p{n}", n, mode="practice")
        store.put(
            [FileRow(f"f{n}", "1", f"d{n}", run=one.facts.run)], [rows_of(one, f"d{n}", sure=(("desk", 4, n == 0), ("bin", 1, True)))]
        )
    assert [(row.point, row.said, row.sure, row.wrong) for row in figures.sure(store, "gowning-first")] == [
        ("bin", 5, 0, 0),
        ("desk", 5, 5, 1),
    ]


# --- the pages -----------------------------------------------------------------------------------------------------------


def test_every_link_of_every_page_leads_to_a_page_of_the_report(here):
    for number in range(5):
        here.write(f"p-{number}", 0)
    here.write(NASTY, 1)
    here.make()
    pages = sorted(here.out.rglob("*.html"))
    assert len(pages) == 4 + 1 + 6
    for page in pages:
        for link in re.findall(r'href="([^"#]*)', page.read_text(encoding="utf-8")):
            assert (page.parent / link).resolve() in [other.resolve() for other in pages], (page, link)


def test_a_name_can_do_nothing(here):
    here.write(NASTY, 1, errors=WRONG)
    here.make()
    text = here.everything()
    assert "<script>alert" not in text
    assert "\u202e" not in text
    assert "../" not in "".join(path.name for path in here.out.rglob("*"))


@given(st.text(max_size=300))
def test_a_name_of_any_signs_gives_a_plain_file_name_and_a_bounded_text(name):
    assert re.fullmatch(r"[0-9a-f]{16}", key(name))
    assert len(short(name)) <= 80
    assert not set(short(name)) & set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068\n\r\t")


def test_a_report_in_english_has_no_french_word_of_the_catalogue(here):
    for number in range(5):
        here.write(f"p-{number}", 0)
    here.make("en")
    text = here.page() + here.page("runs.html") + here.page("heat.html")
    for word in ("Essais", "Personnes", "Niveaux", "Gravité"):
        assert word not in text


def test_the_same_runs_give_the_same_pages(here):
    for number in range(6):
        here.write(f"p-{number}", 0, mode="practice")
    here.make()
    first = {path.name: path.read_bytes() for path in here.out.rglob("*.html")}
    shutil.rmtree(here.out)
    here.make()
    assert {path.name: path.read_bytes() for path in here.out.rglob("*.html")} == first


# --- the command ---------------------------------------------------------------------------------------------------------


def test_the_command_writes_the_folder_and_says_where(here, capsys):
    here.write("p-1", 1)
    assert main(["report", str(here.runs), "-o", str(here.out), "--lang", "fr"]) == 0
    said = capsys.readouterr()
    assert "index.html" in said.out
    assert "1 essais comptés" in said.err


def test_a_folder_without_a_run_that_counts_is_said_and_shown(here, capsys):
    (here.runs / "zip.run").write_bytes(b"PK")
    assert main(["report", str(here.runs), "-o", str(here.out), "--lang", "en"]) == 1
    assert "No run to count among 1 files" in capsys.readouterr().err
    assert "zip.run" in here.page("apart.html")


def test_a_folder_that_is_not_there_and_one_that_cannot_be_written_are_said(here, capsys):
    assert main(["report", str(here.runs / "nowhere"), "-o", str(here.out), "--lang", "fr"]) == 2
    (here.runs.parent / "file").write_text("x")
    assert main(["report", str(here.runs), "-o", str(here.runs.parent / "file"), "--lang", "fr"]) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_a_store_that_is_no_store_is_told(here, capsys):
    here.write("p-1", 1)
    store_path(here.out).write_bytes(b"not a store" * 100)
    assert main(["report", str(here.runs), "-o", str(here.out), "--lang", "fr"]) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_a_huge_file_that_is_no_run_costs_neither_memory_nor_the_report(here):
    here.write("p-1", 1)
    with (here.runs / "huge.run").open("wb") as file:
        file.truncate(1 << 30)
    made = here.make()
    assert (made.runs, made.apart) == (1, 1)


def test_the_notes_beside_a_run_are_part_of_its_stamp(here):
    run = here.write("p-1", 1)
    before = stamp(run)
    run.with_name(run.name.removesuffix(".run") + ".notes.jsonl").write_text("{}")
    assert stamp(run) != before


def test_reading_tells_how_far_it_is(here):
    for number in range(3):
        here.write(f"p-{number}", 0)
    seen = []
    store = Store(":memory:")
    ingest(store, [here.runs], known_keys(), TOLD, lambda done, count: seen.append((done, count)))
    assert seen == [(3, 3)]


# --- from a learning record store ------------------------------------------------------------------------------------------

BASE = "https://formation.exemple.fr"


@pytest.fixture
def lrs(monkeypatch):
    """A store on this PC, and credentials for it."""
    monkeypatch.setenv("GRADE_A_LRS_USER", "u")
    monkeypatch.setenv("GRADE_A_LRS_PASSWORD", "p")
    store = Lrs()
    yield store
    store.close()


def sent(lrs, *sheets):
    """Their statements, as they were sent."""
    for place, one in enumerate(sheets):
        lrs.take(statements(one, f"{place:064x}", BASE))


def test_what_was_sent_to_a_store_comes_back_with_score_and_findings_of_assessments_only(lrs, here):
    sent(lrs, sheet("p-1", errors=WRONG), sheet("p-2", mode="practice", errors=WRONG))
    store = Store(":memory:")
    assert ingest_statements(store, Lrs_(lrs.url, "u", "p").statements(), lrs.url) == (2, 0)
    told = {one.trainee: one for one in people.people(store, NOW)}
    real = sheet(errors=WRONG)
    [taken] = told["p-1"].taken
    assert (taken.level, taken.score, taken.ended) == (real.facts.level, pytest.approx(real.score.value, abs=0.01), "finished")
    assert {row[1] for row in taken.findings} == {line.finding.rule for line in real.findings if line.finding.root is None}
    assert told["p-1"].sessions[0].minutes == pytest.approx(real.facts.ticks / 3600, abs=0.01)
    assert not told["p-2"].taken
    assert store.ask("SELECT score FROM kept WHERE trainee = 'p-2'") == [(None,)]
    assert figures.totals(store).told == 2


def test_a_run_that_is_there_as_a_file_too_counts_once_and_as_the_file_tells_it(lrs, here, capsys):
    path = here.write("p-1", 1)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    lrs.take(statements(dataclasses.replace(sheet("p-1")), digest, BASE))
    sent(lrs, sheet("p-2"))
    assert main(["report", str(here.runs), "-o", str(here.out), "--lang", "fr", "--lrs", lrs.url]) == 0
    assert "2 essais comptés" in capsys.readouterr().err
    assert "Dont 1 que seul un LRS raconte" in here.page()


def test_statements_of_others_and_broken_ones_are_counted_and_do_no_harm(lrs):
    good = statements(sheet("p-1"), "0" * 64, BASE)
    broken = [json.loads(json.dumps(one)) for one in statements(sheet("p-2", 2), "1" * 64, BASE)]
    del broken[0]["object"]
    store = Store(":memory:")
    page = [*good, *broken, {"verb": "x"}, None, 3, {"verb": {"id": "a/b"}, "context": {"platform": "Moodle"}}]
    taken, foreign = ingest_statements(store, [page], "s")
    assert taken == 1
    assert foreign == 4 + len(broken)


def test_a_store_that_sends_its_reader_elsewhere_gets_no_credentials_there(lrs, here, capsys):
    sent(lrs, sheet("p-1"))
    lrs.more = "https://elsewhere.example/statements"
    assert main(["report", str(here.runs), "-o", str(here.out), "--lang", "fr", "--lrs", lrs.url]) == 2
    assert "elsewhere" in capsys.readouterr().err


def test_a_level_whose_name_climbs_out_of_its_folder_stays_in_it():
    one = sheet("p", level="../../etc/passwd")
    names = [f"levels/{key(row.level)}.html" for row in figures.levels(store_of(one))]
    assert all(Path(name).parts[0] == "levels" and len(Path(name).parts) == 2 for name in names)
