"""A sealed run file, and everything somebody may do to it afterwards."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.session.faults import RunError
from game.session.runfile import LARGEST_FILE, read_bytes, read_run
from game.session.station import remember, this_station
from game.session.verify import CONTRADICTED, NOT_CHECKABLE, PROVED, verify, verify_paths
from scoring.seal import sign
from tests.kit import records
from tests.kit.records import resealed


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Data folder of the station under test."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory, home: Path) -> Path:
    """A run with findings, given up and sealed."""
    run = records.play(records.session(tmp_path_factory.mktemp("results"), this_station(home)), records.coat_on_the_floor())
    assert run.findings
    run.close("given_up")
    assert run.path is not None
    assert run.trouble is None
    return run.path


@pytest.fixture
def changed(tmp_path: Path, sealed: Path, home: Path):
    """Writes other bytes and says what `verify` says of them: (verdicts, sealed grade in English)."""

    def check(data: bytes) -> tuple[tuple[str, ...], str]:
        path = tmp_path / "changed.run"
        path.write_bytes(data)
        found = verify(path, home)
        assert found.good == all(grade.verdict != CONTRADICTED for grade in found.grades)
        assert all(grade.text(lang) for grade in found.grades for lang in ("fr", "en"))
        return tuple(grade.verdict for grade in found.grades), found.grade("sealed").text("en")

    return check


def not_valid(path: Path, data: bytes) -> bool:
    """Whether the reader refuses it with a text, finds a fault in it, or finds no seal."""
    try:
        run = read_bytes(path, data)
    except RunError as fault:
        return fault.text("fr") != fault.text("en")
    return run.fault is not None or not run.sealed_by


def test_an_untouched_run_is_proved_in_all_three_grades(sealed: Path, home: Path) -> None:
    assert [grade.verdict for grade in verify(sealed, home).grades] == [PROVED, PROVED, PROVED]


def test_a_minute_with_a_moving_hand_stays_small(sealed: Path) -> None:
    """About 0.2 MB for ten minutes; header and sheet (the level and the rules travel along) are there once."""
    lines = sealed.read_bytes().split(b"\n")
    assert sum(map(len, lines[1:-3])) / (len(lines) - 4) < 400
    assert len(lines[0]) + len(lines[-3]) < 90_000


def test_any_changed_byte_is_contradicted(sealed: Path, home: Path, tmp_path: Path) -> None:
    """Every byte of the seal and of a play line, and a sample of the others; only the sealed grade, to be quick."""
    data = sealed.read_bytes()
    lines = data.splitlines(keepends=True)
    play_at = len(lines[0])
    seal_at = len(data) - len(lines[-1])
    places = [*range(play_at, play_at + len(lines[1]), 3), *range(seal_at, len(data)), *random.Random(1).sample(range(len(data)), 150)]
    for place in places:
        for other in (data[place] ^ 1, data[place] ^ 32):  # 32: a to A, which some readers of hexadecimal take for equal
            bad = data[:place] + bytes([other]) + data[place + 1 :]
            assert not_valid(sealed, bad), place


def test_a_dropped_line_is_named(sealed: Path, changed) -> None:
    lines = sealed.read_bytes().splitlines(keepends=True)
    for n in range(1, len(lines) - 1, 7):
        verdicts, said = changed(b"".join(lines[:n] + lines[n + 1 :]))
        assert verdicts[0] == CONTRADICTED
        assert said == f"line {n + 1}: lines missing just before: 1."


def test_two_swapped_lines_are_named(sealed: Path, changed) -> None:
    lines = sealed.read_bytes().splitlines(keepends=True)
    verdicts, said = changed(b"".join([*lines[:4], lines[5], lines[4], *lines[6:]]))
    assert verdicts[0] == CONTRADICTED
    assert said.startswith("line 5:")


def test_a_line_put_in_twice_is_named(sealed: Path, changed) -> None:
    lines = sealed.read_bytes().splitlines(keepends=True)
    verdicts, said = changed(b"".join([*lines[:5], lines[4], *lines[5:]]))
    assert verdicts[0] == CONTRADICTED
    assert said.startswith("line 6: the line carries number 4")


def test_an_appended_line_is_named(sealed: Path, changed) -> None:
    data = sealed.read_bytes()
    for more in (b"{}\n", b"\n", b"x", data.splitlines(keepends=True)[3], data.splitlines(keepends=True)[-1]):
        verdicts, said = changed(data + more)
        assert verdicts[0] == CONTRADICTED
        assert "after the seal" in said


def test_a_file_without_its_seal_is_never_valid(sealed: Path, changed) -> None:
    lines = sealed.read_bytes().splitlines(keepends=True)
    for data in (b"".join(lines[:-1]), b"".join(lines[:-2]), b"".join(lines)[:-1], b"".join(lines[:3]), lines[0]):
        verdicts, said = changed(data)
        assert verdicts[0] == CONTRADICTED
        assert "Never valid" in said


def test_a_cut_inside_a_line_says_what_is_left_over(sealed: Path, changed) -> None:
    data = sealed.read_bytes()
    lines = data.splitlines(keepends=True)
    verdicts, said = changed(data[: sum(map(len, lines[:6])) + 40])
    assert verdicts == (CONTRADICTED, NOT_CHECKABLE, PROVED)
    assert said.startswith("line 7:")
    assert "40 unreadable bytes" in said


def test_lines_rewritten_for_windows_are_contradicted(sealed: Path, changed) -> None:
    verdicts, said = changed(sealed.read_bytes().replace(b"\n", b"\r\n"))
    assert verdicts == (CONTRADICTED, PROVED, PROVED)
    assert said.startswith("line 1: it was changed afterwards")


def test_a_changed_event_is_contradicted_by_seal_score_and_replay(sealed: Path, changed) -> None:
    """The coat did touch the floor; a file that says another depth is caught three times."""
    data = sealed.read_bytes()
    at = data.index(b'["touched",')
    end = data.index(b"]", at)
    lower = data[:at] + data[at:end].replace(b'"floor"', b'"shelf"') + data[end:]
    verdicts, _ = changed(lower)
    assert verdicts == (CONTRADICTED, CONTRADICTED, CONTRADICTED)


def test_a_changed_score_is_contradicted_by_the_seal_and_by_judging_again(sealed: Path, changed, home: Path, tmp_path: Path) -> None:
    lines = sealed.read_bytes().splitlines()
    sheet = json.loads(lines[-2])
    sheet["sheet"]["score"]["value"] = 100.0
    lines[-2] = json.dumps(sheet, ensure_ascii=False, separators=(",", ":")).encode()
    verdicts, _ = changed(b"\n".join(lines) + b"\n")
    assert verdicts == (CONTRADICTED, CONTRADICTED, PROVED)
    said = verify(tmp_path / "changed.run", home).grade("rejudged").text("fr")
    assert "score.value" in said
    assert "100.0" in said


def test_a_finding_taken_out_and_the_file_sealed_anew_is_still_contradicted(sealed: Path, changed, tmp_path: Path) -> None:
    """A forger with a key of his own: the seal is good but unknown, judging again tells."""
    lines = sealed.read_bytes().splitlines()
    sheet = json.loads(lines[-2])
    sheet["sheet"]["findings"].pop()
    lines[-2] = json.dumps(sheet, ensure_ascii=False, separators=(",", ":")).encode()
    verdicts, said = changed(resealed(lines, this_station(tmp_path / "forger")))
    assert verdicts == (NOT_CHECKABLE, CONTRADICTED, PROVED)
    assert "key unknown here" in said


def test_an_event_taken_out_and_the_file_sealed_anew_is_contradicted_by_replay(sealed: Path, changed, tmp_path: Path) -> None:
    lines = sealed.read_bytes().splitlines()
    n = next(n for n, line in enumerate(lines) if b'["touched"' in line)
    data = json.loads(lines[n])
    data["events"] = [event for event in data["events"] if event[0] != "touched"]
    lines[n] = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
    verdicts, _ = changed(resealed(lines, this_station(tmp_path / "forger")))
    assert verdicts == (NOT_CHECKABLE, CONTRADICTED, CONTRADICTED)


def test_a_known_key_over_a_header_of_another_station_is_contradicted(sealed: Path, changed, tmp_path: Path) -> None:
    """The header keeps its station, the seal is another's."""
    forger = this_station(tmp_path / "forger")
    lines = sealed.read_bytes().splitlines()
    head = json.loads(lines[-1])["prev"]
    lines[-1] = json.dumps(
        json.loads(lines[-1]) | {"public": forger.public, "signature": sign(forger.private, head)}, separators=(",", ":")
    ).encode()
    verdicts, said = changed(b"\n".join(lines) + b"\n")
    assert verdicts[0] == CONTRADICTED
    assert forger.id in said


def test_a_run_of_another_station_is_not_checkable_until_its_key_is_known(sealed: Path, home: Path, tmp_path: Path) -> None:
    """The trainer lays the station's public key among the known ones."""
    assert verify(sealed, tmp_path).grade("sealed").verdict == NOT_CHECKABLE
    assert remember(home / "station" / "station.pub", tmp_path) == this_station(home).id
    assert verify(sealed, tmp_path).grade("sealed").verdict == PROVED


def test_the_first_differing_tick_is_named(sealed: Path, home: Path, tmp_path: Path) -> None:
    """A command taken out: replay goes another way from there on."""
    lines = sealed.read_bytes().splitlines()
    n = next(n for n, line in enumerate(lines) if b'"look","coat_a"' in line)
    data = json.loads(lines[n])
    data["do"] = [row for row in data["do"] if row[1] != "look"]
    lines[n] = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
    path = tmp_path / "changed.run"
    path.write_bytes(resealed(lines, this_station(home)))
    grade = verify(path, home).grade("replayed")
    tick = next(event[1] for event in data["events"] if event[0] == "looked")
    assert (grade.verdict, grade.tick, grade.line) == (CONTRADICTED, tick, n + 1)
    first = next(event[0] for event in data["events"] if event[1] == tick)
    assert first in grade.text("fr")


def test_on_a_pc_that_computes_otherwise_replay_accuses_nobody(sealed: Path, home: Path, tmp_path: Path) -> None:
    """The reference scene in the header differs from the one here, and so do the events."""
    lines = sealed.read_bytes().splitlines()
    n = next(n for n, line in enumerate(lines) if b'["touched"' in line)
    data = json.loads(lines[n])
    data["events"] = [[*event[:9], event[9] + 1, event[10]] if event[0] == "touched" else event for event in data["events"]]
    lines[n] = json.dumps(data, separators=(",", ":")).encode()
    header = json.loads(lines[0])
    lines[0] = json.dumps(header | {"reference": "0" * 64}, ensure_ascii=False).encode()
    path = tmp_path / "changed.run"
    path.write_bytes(resealed(lines, this_station(home)))
    grade = verify(path, home).grade("replayed")
    assert grade.verdict == NOT_CHECKABLE
    assert "this PC computes differently" in grade.text("en")


def test_a_run_of_other_code_is_not_called_forged(sealed: Path, home: Path, tmp_path: Path) -> None:
    lines = sealed.read_bytes().splitlines()
    header = json.loads(lines[0])
    lines[0] = json.dumps(header | {"code": "0" * 16, "seed": 8}, ensure_ascii=False).encode()
    path = tmp_path / "changed.run"
    path.write_bytes(resealed(lines, this_station(home)))
    found = verify(path, home)
    assert found.grade("replayed").verdict == NOT_CHECKABLE
    assert found.grade("rejudged").verdict == NOT_CHECKABLE


# --- hostile files -----------------------------------------------------------------------------------------------------


@given(data=st.data())
@settings(max_examples=150, deadline=None)
def test_no_mangled_file_brings_a_traceback(data: st.DataObject, sealed: Path) -> None:
    """Bytes cut, put in, repeated anywhere: a Run with a fault, or a RunError with a text."""
    raw = sealed.read_bytes()
    start = data.draw(st.integers(0, len(raw)))
    end = data.draw(st.integers(start, min(len(raw), start + 500)))
    bad = raw[:start] + data.draw(st.binary(max_size=40)) + raw[end:]
    assert bad == raw or not_valid(sealed, bad)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**20), 10**20) | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=8,
)


@given(data=st.data())
@settings(max_examples=200, deadline=None)
def test_any_value_in_any_place_is_refused_with_a_text(data: st.DataObject, sealed: Path) -> None:
    """Wrong types deep inside: each line of the file is opened somewhere and something else put in."""
    lines = sealed.read_bytes().splitlines()
    n = data.draw(st.integers(0, len(lines) - 1))
    node = line = json.loads(lines[n])
    for _ in range(data.draw(st.integers(0, 3))):
        key = data.draw(st.sampled_from(sorted(node) if isinstance(node, dict) else range(len(node))))
        if not isinstance(node[key], dict | list) or not node[key]:
            break
        node = node[key]
    node[data.draw(st.sampled_from(sorted(node) if isinstance(node, dict) else range(len(node))))] = data.draw(JSON)
    lines[n] = json.dumps(line, ensure_ascii=False).encode("utf-8", "surrogatepass")
    assert lines == sealed.read_bytes().splitlines() or not_valid(sealed, b"\n".join(lines) + b"\n")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n",
        b"\x00" * 4096,
        b"\xff\xfe\x00",
        b"{}\n",
        b"[]\n",
        b'{"n":0}\n',
        b"not a run\nat all\n",
        b'{"kind":"run","n":0,"prev":"","format":2}\n',
    ],
)
def test_a_file_that_is_no_run_is_contradicted_with_a_reason(data: bytes, changed) -> None:
    verdicts, said = changed(data)
    assert verdicts == (CONTRADICTED, NOT_CHECKABLE, NOT_CHECKABLE)
    assert said


def test_a_file_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "large.run"
    with path.open("wb") as file:
        file.truncate(LARGEST_FILE + 1)
    with pytest.raises(RunError, match="MB"):
        read_run(path)


def test_a_file_of_empty_lines_is_refused_at_once(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="lines"):
        read_bytes(tmp_path, b"{\n" + b"\n" * 1_000_000)


@pytest.mark.parametrize(
    ("swap", "code"),
    [
        ((b'"from":60,"to":120', b'"from":60,"to":9999999999'), "field"),
        ((b'"from":60,"to":120', b'"from":60,"to":700000'), "ticks"),
        ((b'"from":60,"to":120', b'"from":60,"to":60'), "ticks"),
        ((b'"from":60,"to":120', b'"from":61,"to":120'), "ticks"),
        ((b'"from":60,"to":120', b'"from":60,"to":1e2'), "field"),
        ((b'"kind":"play","from":60', b'"kind":"run","from":60'), "second_header"),
        ((b'"kind":"play","from":60', b'"kind":"seal","from":60'), "seal_early"),
        ((b'"kind":"play","from":60', b'"kind":"party","from":60'), "field"),
        ((b'"kind":"play","from":60', b'"more":1,"kind":"play","from":60'), "field_unknown"),
    ],
)
def test_absurd_ticks_and_kinds_are_named_with_their_line(sealed: Path, swap: tuple[bytes, bytes], code: str) -> None:
    run = read_bytes(sealed, sealed.read_bytes().replace(*swap, 1))
    assert run.fault is not None
    assert (run.fault.code, run.fault.line) == (code, 3)
    assert run.fault.text("fr").startswith("ligne 3")


# --- reports -----------------------------------------------------------------------------------------------------------


def test_the_report_exits_1_only_when_something_is_contradicted(sealed: Path, home: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.run"
    bad.write_bytes(sealed.read_bytes() + b"{}\n")
    assert verify_paths([sealed], "fr", data_folder=home)[1] == 0
    assert verify_paths([sealed], "fr", data_folder=tmp_path)[1] == 0
    assert verify_paths([sealed, bad], "fr", data_folder=home)[1] == 1
    assert verify_paths([tmp_path / "missing.run"], "fr", data_folder=home)[1] == 2
    assert verify_paths([tmp_path / "missing.run", bad], "fr", data_folder=home)[1] == 1
    assert verify_paths([sealed.parent], "en", data_folder=home)[1] == 0


def test_the_report_speaks_both_languages_and_json(sealed: Path, home: Path) -> None:
    french, _ = verify_paths([sealed], "fr", data_folder=home)
    english, _ = verify_paths([sealed], "en", data_folder=home)
    assert "prouvé" in french
    assert "proved" in english
    assert "\n" in french
    report = json.loads(verify_paths([sealed], "fr", "json", home)[0])
    assert report["good"] is True
    assert {report["runs"][0][name]["verdict"] for name in ("sealed", "rejudged", "replayed")} == {"proved"}


def test_a_file_cannot_steer_the_terminal_of_who_checks_it(sealed: Path, home: Path, tmp_path: Path) -> None:
    """Escape sequences in a name, in a kind, in an event."""
    lines = sealed.read_bytes().splitlines()
    header = json.loads(lines[0]) | {"trainee": "\x1b[2Jboo\u009b5m"}
    play = json.loads(lines[3]) | {"events": [["walked\x1b[1m", 1]]}
    lines[0], lines[3] = (json.dumps(one, ensure_ascii=False).encode() for one in (header, play))
    path = tmp_path / "steering.run"
    path.write_bytes(resealed(lines, this_station(home)))
    for lang in ("fr", "en"):
        report, code = verify_paths([path], lang, data_folder=home)
        assert code == 1
        assert "boo" in report
        assert not set(report) & {"\x1b", "\u009b"}


def test_a_run_file_of_format_1_is_still_read(tmp_path: Path) -> None:
    """Written once and never again: what the first version recorded, any later one reads and finds unchanged."""
    data = Path(__file__).parent / "data"
    remember(data / "format-1.pub", tmp_path)
    found = verify(data / "format-1.run", tmp_path)
    assert found.grade("sealed").verdict == PROVED
    assert CONTRADICTED not in [grade.verdict for grade in found.grades], "other code may judge otherwise, it accuses nobody"
    assert found.run.ticks == 1801
    assert type(found.run.events[0]).__name__ == "Started"
    assert found.run.commands
