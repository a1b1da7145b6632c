"""Workbook and table opened by LibreOffice in a French locale: what was written comes back, texts as texts, numbers and dates as such."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from game.session import trainers
from game.session.collection import Collection, collect, run_files
from game.session.exporting import export
from game.session.remarks import attest
from game.session.station import known_keys
from game.texts import catalogue
from scoring.export.csv import COLUMNS
from tests.kit.cohort import station_at, write_run
from tests.test_export import NASTY, WRONG

SOFFICE = shutil.which("soffice")
pytestmark = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed (libreoffice-calc)")

LATER = "2099-01-01T00:00:00Z"
ME = ("M. Duval", "rose-9041")
NAMES = (*NASTY, "p-12", "0007", '=HYPERLINK("http://x")', "3,14", "1 234", "12:30", "1/2", "12 %",
         "VRAI", "faux", "TRUE", "SEPT1", "DEC-12", "MAR 5", "5-mars", "janv. 26", "12 mai 2026", "mars", "Martin", "decor-7")  # fmt: skip
FRENCH = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>fr-FR</value></prop></item>
</oor:items>"""
CSV_FRENCH = "Text - txt - csv (StarCalc):59,34,76,1,,1036,false,true"
"""`;`, double quotes, UTF-8, from the first line, French (France), and numbers and dates recognised wherever they look like some."""
NS = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
}


@dataclass(frozen=True)
class Cell:
    """kind: string, float, date, percentage, ... or ""; value: as it is kept; shown: as a French reader sees it; formula: if it is one."""

    kind: str
    value: str
    shown: str
    formula: str


Opened = Callable[..., dict[str, list[list[Cell]]]]


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    """A function: file -> its sheets as LibreOffice understood them."""
    top = tmp_path_factory.mktemp("office")
    (top / "profile" / "user").mkdir(parents=True)
    (top / "profile" / "user" / "registrymodifications.xcu").write_text(FRENCH, encoding="utf-8")

    def open_file(path: Path, how: str = "") -> dict[str, list[list[Cell]]]:
        command = [SOFFICE, f"-env:UserInstallation={(top / 'profile').as_uri()}", "--headless", "--norestore", "--convert-to", "fods"]
        command += [f"--infilter={how}"] if how else []
        subprocess.run([*command, "--outdir", top / "out", path], check=True, capture_output=True, timeout=180)
        return sheets(top / "out" / f"{path.stem}.fods")

    return open_file


def sheets(path: Path) -> dict[str, list[list[Cell]]]:
    """The cells of a flat OpenDocument file, empty ones at the end of rows left out."""
    found = {}
    for sheet in ET.parse(path).getroot().iterfind(".//table:table", NS):
        rows = []
        for row in sheet.iterfind(".//table:table-row", NS):
            cells: list[Cell] = []
            for cell in row.findall("table:table-cell", NS):
                times = int(cell.get(f"{{{NS['table']}}}number-columns-repeated", "1"))
                cells += [read(cell)] * (times if times < 1000 else 1)
            while cells and not cells[-1].kind:
                cells.pop()
            rows.append(cells)
        while rows and not rows[-1]:
            rows.pop()
        found[str(sheet.get(f"{{{NS['table']}}}name"))] = rows
    return found


def read(cell: ET.Element) -> Cell:
    office = NS["office"]
    shown = "\n".join("".join(part.itertext()) for part in cell.findall("text:p", NS))
    value = cell.get(f"{{{office}}}date-value") or cell.get(f"{{{office}}}value") or shown
    return Cell(cell.get(f"{{{office}}}value-type", ""), value, shown, cell.get(f"{{{NS['table']}}}formula", ""))


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Collection:
    """Assessments of persons with names of all kinds, one with findings and notes."""
    top = tmp_path_factory.mktemp("runs")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRADE_A_DATA", str(top / "data"))
        trainers.add(*ME)
        station = station_at(top / "data")
        (top / "runs").mkdir()
        for number, name in enumerate(NAMES):
            run = write_run(top / "runs", station, name, number, errors=WRONG, ticks=7325)
        finding = collect([run], known_keys(), LATER).sheets[0].findings[0].finding.id
        attest(run, ME, finding=finding, contest=True, text="=1+1")
        attest(run, ME, rating=4, text="-2")
        return collect(run_files([top / "runs"]), known_keys(), LATER)


def flat(name: str) -> str:
    """A name on one line, as a table has it: the apostrophe before it apart."""
    return " ".join(name.splitlines())


def test_the_workbook_comes_back_as_it_was_written(opened: Opened, collected: Collection, tmp_path: Path) -> None:
    path = tmp_path / "essais.xlsx"
    export(collected, "xlsx", path, "fr")
    pages = opened(path)
    everything = [cell for rows in pages.values() for row in rows for cell in row]
    assert [cell for cell in everything if cell.formula] == []
    assert "=1+1" in {cell.value.rpartition(" : ")[2] for cell in everything} | {cell.value for cell in everything}
    head, *rows = (row for row in pages["Essais"] if len(row) > 5)
    labels = catalogue("fr", "export")
    place = {name: [cell.value for cell in head].index(labels[f"column_{name}"]) for name in ("trainee", "score")}
    assert sorted(row[place["trainee"]].value for row in rows) == sorted(NAMES)
    assert {row[place["trainee"]].kind for row in rows} == {"string"}
    for row in rows:
        assert (row[0].kind, row[0].value, row[0].shown) == ("date", "2026-03-05T08:30:00", "05/03/2026 08:30")
    sheets_by = {one.facts.trainee: one for one in collected.sheets}
    for row in rows:
        score = sheets_by[row[place["trainee"]].value].score.value
        cell = row[place["score"]]
        assert score is not None
        assert cell.kind == "float"
        assert float(cell.value) == pytest.approx(score)
        assert cell.shown == f"{score:.1f}".replace(".", ",")


def test_the_table_comes_back_as_it_was_written(opened: Opened, collected: Collection, tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    export(collected, "csv", path, "fr")
    written = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline=""), delimiter=";"))
    [rows] = opened(path, CSV_FRENCH).values()
    assert [cell.value for cell in rows[0]] == list(COLUMNS)
    assert [cell for row in rows for cell in row if cell.formula] == []
    place = {name: number for number, name in enumerate(COLUMNS)}
    assert sorted(row[place["trainee"]].value.removeprefix("'") for row in rows[1:]) == sorted(map(flat, NAMES))
    for row, told in zip(rows[1:], written[1:], strict=True):
        for name in ("run", "started", "level", "level_version", "trainee", "mode", "station", "program", "ended", "rules_broken"):
            cell = row[place[name]]
            assert cell.kind == "string"
            assert cell.value == told[place[name]], name
        for name in ("score", "score_low", "score_high", "duration_s", "seed", "findings"):
            cell = row[place[name]]
            assert cell.kind == "float"
            assert float(cell.value) == pytest.approx(float(told[place[name]].replace(",", "."))), name
    assert {row[place["duration_s"]].shown for row in rows[1:]} == {"122,1"}


def test_this_judge_is_seen_to_catch_a_formula_a_lost_zero_and_a_date(opened: Opened, tmp_path: Path) -> None:
    path = tmp_path / "spoiled.csv"
    path.write_bytes("trainee;score\r\n=1+1;1\r\n0042;1\r\n12/5;96,4\r\n".encode("utf-8-sig"))
    [rows] = opened(path, CSV_FRENCH).values()
    assert rows[1][0].formula
    assert (rows[2][0].kind, rows[2][0].value) == ("float", "42")
    assert (rows[3][0].kind, rows[3][0].value) == ("date", f"{datetime.now().year}-05-12")  # noqa: DTZ005 - what the spreadsheet takes
    assert (rows[3][1].kind, rows[3][1].value) == ("float", "96.4")


def test_this_judge_is_seen_to_catch_a_workbook_with_a_formula(opened: Opened, collected: Collection, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.xlsx", tmp_path / "bad.xlsx"
    export(collected, "xlsx", good, "fr")
    with zipfile.ZipFile(good) as book, zipfile.ZipFile(bad, "w") as spoiled:
        for name in book.namelist():
            data = book.read(name)
            if name == "xl/worksheets/sheet5.xml":
                assert b"<v>" in data
                data = data.replace(b"<v>", b"<f>1+1</f><v>", 1)
            spoiled.writestr(name, data)
    assert [cell for rows in opened(bad).values() for row in rows for cell in row if cell.formula]
