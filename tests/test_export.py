"""Runs leave the station as tables, workbooks, statements: typed, private, and harmless whatever a name holds."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import uuid
import zipfile
from xml.etree import ElementTree as ET

import pytest

from game.session.collection import collect, run_files
from game.session.exporting import export
from game.session.station import known_keys
from game.texts import catalogue
from scoring.export.moodle import gradebook
from scoring.export.xapi import batch, duration, statements
from tests.kit.cohort import station_at, write_run

NOW = "2026-06-01T12:00:00Z"
BASE = "https://formation.exemple.fr"
WRONG = (("skip", "wash"),)
NASTY = ("=1+1", "@SUM(A1)", "-2+3", "+33", "0042", "1e5", "12/5", 'a"b;c,d', "<b>x</b>", "é\u202eabc", "x" * 200, "a\nb")


@pytest.fixture
def collected(tmp_path):
    """A function that writes runs and collects them."""
    station = station_at(tmp_path / "data")
    results = tmp_path / "runs"
    results.mkdir()

    def gather(*runs):
        for number, settings in enumerate(runs):
            write_run(results, station, number=number, **settings)
        return collect(run_files([results]), known_keys(tmp_path / "data"), NOW)

    return gather


def cells(data: bytes) -> dict[str, list[list[tuple[str, str]]]]:
    """Sheet name -> rows of (type, text) of a workbook, read without a spreadsheet's library."""
    ns = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        shared = [
            "".join(part.text or "" for part in one.iter(f"{{{ns['m']}}}t"))
            for one in ET.fromstring(book.read("xl/sharedStrings.xml")).findall("m:si", ns)
        ]
        names = [one.get("name") for one in ET.fromstring(book.read("xl/workbook.xml")).iterfind("m:sheets/m:sheet", ns)]
        found = {}
        for number, name in enumerate(names, 1):
            page = ET.fromstring(book.read(f"xl/worksheets/sheet{number}.xml"))
            rows = []
            for row in page.iterfind("m:sheetData/m:row", ns):
                line = []
                for cell in row.findall("m:c", ns):
                    assert cell.find("m:f", ns) is None, "no formula is ever written"
                    value = cell.findtext("m:v", "", ns)
                    kind = cell.get("t", "n")
                    line.append((kind, shared[int(value)] if kind == "s" else value))
                rows.append(line)
            found[str(name)] = rows
    return found


def test_a_workbook_has_a_sheet_per_question_and_typed_cells(collected, tmp_path):
    collection = collected({"trainee": "p-12"}, {"trainee": "p-12", "errors": WRONG, "started": "2026-03-06T08:30:00Z"})
    path = tmp_path / "o.xlsx"
    export(collection, "xlsx", path, "fr")

    pages = cells(path.read_bytes())

    assert list(pages) == ["Évaluations", "Qui est prêt", "Quelle règle casse", "Constats", "Essais", "Mis à part"]
    first = pages["Essais"][1]
    assert first[0] == ("n", "46086.35416666666")  # 2026-03-05 08:30 as a date of a spreadsheet
    assert first[1] == ("s", "p-12")
    assert ("n", "100") in first
    assert len(pages["Constats"]) > 1


def test_names_that_look_like_formulas_stay_texts_in_the_workbook(collected, tmp_path):
    collection = collected(*({"trainee": name} for name in NASTY), {"trainee": "x" * 10_000})
    path = tmp_path / "o.xlsx"
    export(collection, "xlsx", path, "en")

    seen = [row[1] for row in cells(path.read_bytes())["Runs"][1:] if len(row) > 2]

    assert sorted(text.replace("_x000A_", "\n") for _, text in seen) == sorted(NASTY)
    assert {kind for kind, _ in seen} == {"s"}
    assert [one.reason for one in collection.aside] == ["unreadable"], "a name no station takes is named, not cut"


def test_practice_leaves_the_station_without_score_and_findings(collected, tmp_path):
    collection = collected({"trainee": "p-12", "mode": "practice", "errors": WRONG})
    path = tmp_path / "o.xlsx"
    export(collection, "xlsx", path, "fr")
    pages = cells(path.read_bytes())

    assert not [row for row in pages["Constats"][1:] if ("s", "p-12") in row]
    assert not [row for row in pages["Qui est prêt"][1:] if ("s", "p-12") in row]
    run = next(row for row in pages["Essais"] if ("s", "p-12") in row)
    assert [kind for kind, _ in run].count("n") == 2, "the date and the minutes are the only numbers"

    export(collection, "csv", tmp_path / "o.csv", "en")
    table = list(csv.DictReader(io.StringIO((tmp_path / "o.csv").read_text(encoding="utf-8-sig"))))
    assert [(row["trainee"], row["score"], row["findings"], row["rules_broken"]) for row in table] == [("p-12", "", "0", "")]

    said = json.dumps(statements(collection.sheets[0], "d" * 64, BASE))
    assert "violated" not in said
    assert '"score"' not in said


def test_figures_of_fewer_than_five_persons_are_masked(collected, tmp_path):
    few = [{"trainee": f"p-{n}", "errors": WRONG} for n in range(4)]
    collection = collected(*few)
    export(collection, "xlsx", tmp_path / "few.xlsx", "en")
    masked = cells((tmp_path / "few.xlsx").read_bytes())["Which rule breaks"]
    more = collected({"trainee": "p-9", "errors": WRONG})
    export(more, "xlsx", tmp_path / "more.xlsx", "en")
    shown = cells((tmp_path / "more.xlsx").read_bytes())["Which rule breaks"]

    assert any(("s", "Masked: fewer than five persons") in row for row in masked)
    assert not any(("s", "Masked: fewer than five persons") in row for row in shown)


def test_a_gradebook_has_one_row_per_trainee_and_no_practice(collected):
    collection = collected(
        {"trainee": "p-12"}, {"trainee": "p-12", "errors": WRONG}, {"trainee": "0042"}, {"trainee": ""},
        {"trainee": "p-77", "mode": "practice"},
    )  # fmt: skip

    made = gradebook(collection.sheets, catalogue("fr", "export"), "fr")
    rows = list(csv.reader(io.StringIO(made.data.decode("utf-8"))))

    assert rows[0][0] == "idnumber"
    assert [row[0] for row in rows[1:]] == ["0042", "p-12"]
    assert rows[1][1] == "100.0"
    assert 0.0 < float(rows[2][1]) < 100.0
    assert made.skipped == 1


def test_one_run_gives_the_same_statements_in_every_process(collected):
    sheet = collected({"errors": WRONG}).sheets[0]

    made = batch(statements(sheet, "d" * 64, BASE))
    script = (
        "import json,sys; from scoring.record import Sheet; from scoring.export.xapi import batch, statements;"
        "sys.stdout.buffer.write(batch(statements(Sheet.from_plain(json.load(sys.stdin)), 'd' * 64, sys.argv[1])))"
    )
    plain = json.dumps(sheet.to_plain()).encode()
    again = subprocess.run([sys.executable, "-c", script, BASE], input=plain, capture_output=True, check=True)

    assert again.stdout == made


def test_statements_are_what_xapi_asks_for(collected):
    sheet = collected({"errors": WRONG}).sheets[0]

    batch_of_run = statements(sheet, "d" * 64, BASE)

    ids = [one["id"] for one in batch_of_run]
    assert len(set(ids)) == len(ids)
    assert all(uuid.UUID(one).version == 5 for one in ids)
    # A run id may be any 32 digits; a registration has to be a UUID (a strict store refuses the whole batch otherwise).
    assert {uuid.UUID(one["context"]["registration"]).variant for one in batch_of_run} == {uuid.RFC_4122}
    verbs = [one["verb"]["id"].rsplit("/", 1)[1] for one in batch_of_run]
    roots = [line for line in sheet.findings if line.finding.root is None]
    assert verbs == ["initialized", *["violated"] * len(roots), "completed", "terminated"]
    assert [one["timestamp"] for one in batch_of_run] == sorted(one["timestamp"] for one in batch_of_run)
    done = batch_of_run[-2]["result"]
    assert done["score"]["scaled"] == round(sheet.score.value / 100, 4)
    assert -1 <= done["score"]["scaled"] <= 1
    assert "passed" not in json.dumps(batch_of_run)
    assert not list(nulls(batch_of_run))


def nulls(value):
    """Every null, empty object and empty list: xAPI takes none of them (Data 2.2)."""
    if value is None or value == {} or value == []:
        yield value
    for child in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from nulls(child)


def test_an_odd_level_id_does_not_climb_out_of_its_place(collected):
    sheet = collected({"level": "../../etc/passwd"}).sheets[0]

    told = statements(sheet, "d" * 64, BASE)[0]["object"]["id"]

    assert told == f"{BASE}/xapi/activities/levels/etc-passwd"


@pytest.mark.parametrize(("ticks", "said"), [(0, "PT0.00S"), (1, "PT0.01S"), (3600, "PT60.00S"), (3661, "PT61.01S")])
def test_durations_have_hundredths(ticks, said):
    assert duration(ticks) == said


@pytest.mark.parametrize("base", ["", "formation.exemple.fr", "javascript:alert(1)", "https://a b", "https://x.fr/../?q=1"])
def test_an_address_that_is_none_is_refused_before_anything_is_written(collected, tmp_path, base):
    collection = collected({})

    with pytest.raises(ValueError, match=r".*"):
        export(collection, "xapi", tmp_path / "out", "fr", base)
    assert not (tmp_path / "out").exists()


def test_each_run_becomes_its_own_page(collected, tmp_path):
    collection = collected({"trainee": "<script>alert(1)</script>"}, {"trainee": "p-2"})

    files = export(collection, "html", tmp_path / "pages", "fr").files

    assert len(files) == 2
    assert all(path.parent == tmp_path / "pages" for path in files)
    assert not any("<script>alert" in path.read_text(encoding="utf-8") for path in files)
