"""Files that anybody may have made, before every command that reads runs: nothing executes or escapes, and the good one counts."""

from __future__ import annotations

import json
import re
import resource
from collections.abc import Callable
from pathlib import Path

import pytest

from game.cli.__main__ import main
from game.session.station import Station
from tests.kit.cohort import station_at, write_run
from tests.kit.records import resealed
from tests.test_export import BASE, WRONG

NAMES = {
    "formula": '=HYPERLINK("http://x";"y")', "quotes": "a\"b'c;d,e`", "markup": "</td><script>alert(1)</script>",
    "attribute": '"><img src=x onerror=alert(1)>', "turned": "\u202egnp.exe\u2066", "lines": "a\nb\r\nc",
    "template": "{{ 7*7 }}{% raw %}${x}", "path": "../../../étage/x", "null": "a\u0000b", "long": "x" * 200,
}  # fmt: skip
MARKUP = "<script>alert(1)</script>"
TURNING = set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068")
Forge = Callable[[str, dict[str, object], dict[str, object]], Path]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one good run, beside a station of its own."""
    monkeypatch.setenv("GRADE_A_DATA", str(tmp_path / "data"))
    (tmp_path / "runs").mkdir()
    write_run(tmp_path / "runs", station_at(tmp_path / "data"), "p-good", errors=WRONG)
    return tmp_path


@pytest.fixture
def forge(place: Path) -> Forge:
    """A function: (name, members of the header, facts of the sheet) -> a file that a known station has sealed like this."""
    station: Station = station_at(place / "data")

    def forged(name: str, head: dict[str, object], facts: dict[str, object]) -> Path:
        path = write_run(place / "runs", station, f"p-{name}", errors=WRONG)
        lines = []
        for line in path.read_bytes().splitlines():
            data = json.loads(line)
            if data["kind"] == "run":
                data |= {key: value for key, value in head.items() if key != "level"}
                data["level"] |= head.get("level", {})  # type: ignore[arg-type]
            if data["kind"] == "sheet":
                data["sheet"]["facts"] |= facts
            lines.append(json.dumps(data, ensure_ascii=False).encode())
        path.unlink()
        new = path.with_name(f"{name}.run")
        new.write_bytes(resealed(lines, station))
        return new

    return forged


def commands(place: Path) -> list[list[str]]:
    """Everything that reads a folder of runs."""
    runs, out = str(place / "runs"), place / "out"
    exports = [["export", runs, "--to", kind, "-o", str(out / kind)] for kind in ("csv", "xlsx", "moodle", "html", "record")]
    return [
        *exports,
        ["export", runs, "--to", "xapi", "--base", BASE, "-o", str(out / "xapi")],
        ["report", runs, "-o", str(out / "report")],
        ["sync", runs, "--base", BASE, "--spool", str(out / "spool")],
        ["verify", runs],
        ["verify", runs, "--format", "json"],
        ["assess", "result", runs],
        ["erase", "p-nobody", "--results", runs, "--yes"],
    ]


def outside(place: Path) -> set[Path]:
    """Every file that is not in the folder of results, of output, or the station's own data."""
    return {path for path in place.parent.rglob("*") if not path.is_relative_to(place / "out") and not path.is_relative_to(place / "data")}


def stays_harmless(place: Path, capfd: pytest.CaptureFixture[str]) -> str:
    """Run every command; what they said."""
    before, said = outside(place), ""
    for words in commands(place):
        for lang in ("fr", "en"):
            code = main([*words, "--lang", lang])
            told = capfd.readouterr()
            assert code in (0, 1), (words, told.err)
            assert "Traceback" not in told.out + told.err, words
            said += told.out + told.err
    assert outside(place) == before
    assert (place / "runs").is_dir()
    for path in (place / "out").rglob("*"):
        if path.suffix in (".html", ".csv"):
            text = path.read_text(encoding="utf-8")
            assert not re.search(r"<script>alert|<img|onerror=\w+\(1\)>\s*<", text.replace("&#34;", '"')), path
            assert len(text) < 400_000, path
    assert "p-good" in (place / "out" / "csv").read_text(encoding="utf-8")
    return said


def test_a_pseudonym_of_any_signs_does_nothing_anywhere(place: Path, forge: Forge, capfd: pytest.CaptureFixture[str]) -> None:
    for kind, name in NAMES.items():
        forge(kind, {"trainee": name}, {"trainee": name})
    stays_harmless(place, capfd)
    for path in (path for folder in ("html", "record", "report") for path in (place / "out" / folder).rglob("*.html")):
        shown = path.read_text(encoding="utf-8")
        assert not TURNING & set(shown), path
        assert "49" not in re.findall(r"<bdi>(.*?)</bdi>", shown), "no template is filled in twice"


def test_a_pseudonym_of_ten_thousand_signs_is_refused_and_its_file_named(
    place: Path, forge: Forge, capfd: pytest.CaptureFixture[str]
) -> None:
    path = forge("endless", {"trainee": "x" * 10_000}, {"trainee": "x" * 10_000})
    said = stays_harmless(place, capfd)
    assert path.name in said
    assert "x" * 1_000 not in said


@pytest.mark.parametrize(
    ("head", "facts"),
    [
        ({"level": {"id": "../../../etc/passwd"}}, {"level": "../../../etc/passwd"}),
        ({"level": {"id": MARKUP}}, {"level": MARKUP, "level_title": {"fr": "=1+1", "en": MARKUP}}),
        ({"started": "hier"}, {"started": "hier"}),
        ({"started": "9999-12-31T23:59:59Z"}, {"started": "9999-12-31T23:59:59Z"}),
        ({"started": "0001-01-01T00:00:00+23:59"}, {"started": "0001-01-01T00:00:00+23:59"}),
        ({"run": "0" * 32}, {"run": "../../../x"}),
        ({}, {"ticks": 10**30, "seed": 10**30}),
        ({}, {"station": MARKUP, "program": "=1+1", "device": "../x", "grade": "Z", "mode": "assessment"}),
    ],
    ids=["level", "level_markup", "no_date", "far_future", "far_past", "run_id", "huge", "facts"],
)  # fmt: skip
def test_what_a_forged_file_says_of_itself_leads_nowhere(
    place: Path, forge: Forge, head: dict[str, object], facts: dict[str, object], capfd: pytest.CaptureFixture[str]
) -> None:
    forge("forged", head, facts)
    stays_harmless(place, capfd)


def test_what_is_no_run_is_named_and_costs_no_memory(place: Path, capfd: pytest.CaptureFixture[str]) -> None:
    runs = place / "runs"
    (runs / "zip.run").write_bytes(b"PK\x03\x04" + bytes(5_000))
    (runs / "empty.run").write_bytes(b"")
    (runs / "nested.run").write_bytes(b'{"n":0,"a":' + b"[" * 100_000 + b"\n")
    (runs / "infinite.run").write_bytes(b'{"n":1e999,"prev":NaN}\n')
    (runs / "folder.run").mkdir()
    (runs / "loop.run").symlink_to(runs / "loop.run")
    with (runs / "huge.run").open("wb") as file:
        file.truncate(1 << 30)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    said = stays_harmless(place, capfd)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 600_000, "in kB: the gigabyte was not read"
    for name in ("zip", "empty", "nested", "infinite", "huge"):
        assert f"{name}.run" in said, name


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "..", "/etc/passwd", "gowning-first/../../x", "x" * 10_000, "\u202egnp", "<script>", "a\u0000b"]
)
@pytest.mark.parametrize("command", ["demo", "prove", "preview", "sheet"])
def test_a_level_that_climbs_is_not_there(command: str, name: str, place: Path, capfd: pytest.CaptureFixture[str]) -> None:
    more = ["--headless"] if command == "demo" else ["-o", str(place / "made")] if command in ("preview", "sheet") else []
    assert main([command, name, *more, "--lang", "fr"]) in (1, 2), "a file that is there and is no level has its faults told"
    said = capfd.readouterr()
    assert "Traceback" not in said.err
    assert (said.out + said.err).strip()
    assert not (place / "made").exists()
