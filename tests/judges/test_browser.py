"""Report and training record in a browser that shows nothing: no error, no request, the filter works, and A4 pages come out whole."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from game.session.collection import collect, run_files
from game.session.records import page, records_of
from game.session.reporting import Report, make
from game.session.station import known_keys
from scoring.export.record import Entry, render
from tests.kit.approved import approved, opened, whole_set
from tests.kit.cohort import station_at, write_run
from tests.test_export import WRONG
from tests.test_scoring_sheet import BAD, sheet
from tests.test_training_record import LABELS

CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
LATER = "2099-01-01T00:00:00Z"
NASTY = "=cmd|' /C calc'!A0<script>alert(1)</script>\u202egnp"
A4 = (595, 842)
"""Points, width and height."""
_ITSELF = "not an origin"
"""Who asks when it is the browser (for its updates), which no name here leads anywhere."""


class Browser:
    """Chromium without a window, with a profile of its own and no way out."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def run(self, address: str, *more: str) -> subprocess.CompletedProcess[str]:
        """Open a page and do one thing with it; `errors` and `asked` tell what happened on the way."""
        flags = [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND", "--enable-logging=stderr", "--v=0",
            f"--user-data-dir={self.folder / 'profile'}", f"--log-net-log={self.folder / 'net.json'}",
        ]  # fmt: skip
        assert CHROMIUM is not None
        done = subprocess.run([CHROMIUM, *flags, *more, address], capture_output=True, text=True, timeout=120, check=True)
        self.errors = [line for line in done.stderr.splitlines() if "CONSOLE" in line]
        log = json.loads((self.folder / "net.json").read_text(encoding="utf-8"))
        told = [event.get("params", {}) for event in log["events"]]
        pages = [one["url"] for one in told if "url" in one and one.get("initiator", _ITSELF) != _ITSELF]
        self.asked = sorted({text for text in pages if urlsplit(text).scheme != "file"})
        return done

    def text(self, address: str) -> str:
        """The page as it stands after its scripts."""
        return self.run(address, "--virtual-time-budget=3000", "--dump-dom").stdout

    def printed(self, address: str) -> bytes:
        """The page as a PDF file."""
        target = self.folder / "printed.pdf"
        self.run(address, "--no-pdf-header-footer", f"--print-to-pdf={target}")
        return target.read_bytes()


@pytest.fixture
def browser(tmp_path: Path) -> Browser:
    folder = tmp_path / "chromium"
    folder.mkdir()
    return Browser(folder)


def papers(pdf: bytes) -> list[tuple[int, int]]:
    """Width and height in points of every page of a PDF file."""
    boxes = re.findall(rb"/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)\s*\]", pdf)
    return [(round(float(width)), round(float(height))) for width, height in boxes]


@pytest.fixture
def report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a report on six persons, one with a bad name."""
    monkeypatch.setenv("GRADE_A_DATA", str(tmp_path / "data"))
    station = station_at(tmp_path / "data")
    (tmp_path / "runs").mkdir()
    for number in range(6):
        mode = "assessment" if number % 2 else "practice"
        write_run(tmp_path / "runs", station, NASTY if number == 1 else f"p-{number}", number, mode=mode, errors=WRONG)
    make(Report((tmp_path / "runs",), tmp_path / "out", "fr", datetime(2026, 11, 23, 7, 0)), known_keys())  # noqa: DTZ001
    return tmp_path / "out"


def test_the_report_opens_without_an_error_or_a_request_and_its_filter_works(browser: Browser, report: Path) -> None:
    assert "3 essais sur 6" in browser.text(f"{(report / 'runs.html').as_uri()}#mode=assessment")
    for path in sorted(report.rglob("*.html")):
        browser.text(path.as_uri())
        assert (browser.errors, browser.asked) == ([], []), path
        assert not re.search(r"""(src|href)=["'](https?:|//)""", path.read_text(encoding="utf-8"))
    assert papers(browser.printed((report / "index.html").as_uri()))


def test_an_error_and_a_request_are_seen_to_be_caught(browser: Browser, report: Path) -> None:
    path = report / "index.html"
    text = path.read_text(encoding="utf-8")
    policy = re.search(r'<meta http-equiv="Content-Security-Policy"[^>]*>', text)
    assert policy is not None
    spoiled = text.replace(policy[0], "").replace("</body>", '<img src="https://elsewhere.example/x.png"><script>nowhere()</script></body>')
    path.write_text(spoiled, encoding="utf-8")
    browser.text(path.as_uri())
    assert browser.errors
    assert browser.asked == ["https://elsewhere.example/x.png"]
    path.write_text(spoiled.replace("<head>", f"<head>{policy[0]}", 1), encoding="utf-8")
    browser.text(path.as_uri())
    assert browser.errors, "what the page's own policy forbids is told"
    assert browser.asked == []


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_record_of_a_set_opens_without_an_error_or_a_request_and_prints_on_a4(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    monkeypatch.setenv("GRADE_A_DATA", str(tmp_path / "data"))
    (tmp_path / "runs").mkdir()
    whole_set(tmp_path / "runs", opened(approved(tmp_path / "levels")), error=WRONG[0])
    [record] = records_of(collect(run_files([tmp_path / "runs"]), known_keys(), LATER))
    path = tmp_path / "record.html"
    path.write_text(page(record, lang), encoding="utf-8")
    assert LABELS[lang]["record_title"] in browser.text(path.as_uri())
    assert (browser.errors, browser.asked) == ([], [])
    assert papers(browser.printed(path.as_uri())) == [A4]


def test_a_long_record_with_a_bad_name_prints_on_a4_and_no_finding_is_cut(browser: Browser, tmp_path: Path) -> None:
    told = sheet(*BAD, mode="assessment", trainee=NASTY * 20)
    entries = [Entry(told) for _ in range(12)]
    path = tmp_path / "record.html"
    path.write_text(render(entries, LABELS, "fr"), encoding="utf-8")
    assert "alert(1)" in browser.text(path.as_uri())
    assert (browser.errors, browser.asked) == ([], [])
    pages = papers(browser.printed(path.as_uri()))
    assert set(pages) == {A4}
    assert len(pages) > 3
    if shutil.which("pdftotext"):
        text = subprocess.run(
            ["pdftotext", "-layout", browser.folder / "printed.pdf", "-"], capture_output=True, text=True, check=True
        ).stdout
        for line in told.findings:
            for page_text in text.split("\f"):
                assert page_text.count(line.finding.rule) <= 12
            assert text.count(line.finding.rule) == 12
        assert "<script>" in text
