"""Files that are wrong from the first byte, or made to hurt: always told, never a traceback, never a wait."""

from pathlib import Path

import pytest

from game.content import ContentError, check_level, check_text, load_level
from game.content.report import FileReport, as_github, as_html, as_json, as_text, blocks
from game.content.source import from_bytes
from game.content.tree import PythonLoader, Tree, compose
from tests.content.samples import GOOD, faults_of, spoiled, stock

BASE = GOOD["level"]


def codes_of(data, name="x.yaml"):
    """Codes of a file of these bytes; every report of it can be printed."""
    checked = check_text(data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass"), name)
    report = [FileReport(name, checked.faults)]
    for lang in ("fr", "en"):
        for form in (as_text, as_json, as_html, as_github):
            assert isinstance(form(report, lang), str)
    assert checked.faults or checked.level is not None
    return [fault.code for fault in checked.faults]


# --- the file itself ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("data", [b"", b"\n", b"   \n\n", b"\xef\xbb\xbf", b"# rien\n"])
def test_an_empty_file_is_called_empty(data):
    assert codes_of(data) == ["Y119"]


def test_a_file_that_is_not_there_or_a_folder_is_told(tmp_path):
    for path in (tmp_path / "absent.yaml", tmp_path, tmp_path / "a\x00b.yaml"):
        with pytest.raises(ContentError) as error:
            load_level(path)
        assert [fault.code for fault in error.value.diagnostics] == ["Y120"]
        assert "Y120" in error.value.message("fr")
        assert "Y120" in error.value.message("en")


def test_a_file_the_system_refuses_to_open_is_told(tmp_path, monkeypatch):
    path = tmp_path / "x.yaml"
    path.write_text(BASE, "utf-8")

    def refuse(self):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert [fault.code for fault in check_level(path)] == ["Y120"]


def test_a_file_too_large_is_not_read(tmp_path):
    path = tmp_path / "x.yaml"
    path.write_bytes(b"#" * (512 * 1024 + 1))
    assert [fault.code for fault in check_level(path)] == ["Y115"]
    assert codes_of(b"a: b\n" * 200_000) == ["Y115"]


def test_windows_and_utf_16_files_are_told_once_and_still_checked():
    faulty = spoiled("    into: locker", "    into: lokcer")
    assert codes_of(faulty.encode("cp1252")) == ["Y101", "R302"]
    assert codes_of(faulty.encode("utf-16")) == ["Y101", "R302"]
    assert codes_of(faulty.encode("utf-16-le")) == ["Y101", "R302"]
    assert codes_of(faulty.encode("utf-16-be")) == ["Y101", "R302"]
    [fault, _] = check_text(faulty.encode("cp1252"), "x.yaml").faults
    line = faulty.split("\n")[fault.span.line]
    assert line[fault.span.column] == next(letter for letter in faulty if ord(letter) > 127)


def test_a_sign_that_shows_nothing_is_told_where_it_hides():
    for sign in ("\x00", "\x07", "\u200b", "\u202e", "\ufeff", "\x7f", "\u2028", "\x85"):
        text = spoiled("    do: stow", f"    do: st{sign}ow")
        faults = check_text(text.encode(), "x.yaml").faults
        assert [fault.code for fault in faults] == ["Y117"], hex(ord(sign))
        assert text.split("\n")[faults[0].span.line][faults[0].span.column] == sign


# --- nesting and sharing -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "[" * 10_000,
        "[" * 10_000 + "]" * 10_000,
        "a: " + "{a: " * 10_000,
        "- " * 10_000 + "x",
        "? " * 10_000 + "x",
        "? - " * 5_000 + "x",
        BASE + "x: " + "[" * 300 + "]" * 300 + "\n",
        '# "\nx: ' + "[" * 100_000,
    ],
    ids=range(8),
)
def test_deep_nesting_is_refused_before_it_is_followed(text):
    assert codes_of(text) == ["Y116"]


@pytest.mark.parametrize("depth", [31, 60, 150])
def test_nesting_beyond_any_level_is_refused(depth):
    assert "Y116" in codes_of(BASE + "x: " + "[" * depth + "]" * depth + "\n")


def test_blocks_nested_by_margins_are_refused_too():
    deep = "".join(" " * n + "a:\n" for n in range(900))
    assert "Y116" in codes_of(deep)


def test_a_part_used_again_by_reference_is_refused_at_once():
    laughs = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    laughs += "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 10))
    codes = codes_of(laughs)
    assert "Y108" in codes
    assert "Y108" in codes_of(BASE.replace("  always: []", "  always: &x [*x]"))
    assert "Y108" in codes_of("&a [*a]")


def test_hidden_types_are_refused():
    for value in ("!!python/object/apply:os.system ['true']", "!!python/name:os.system", "!!binary aGk=", "!!timestamp 2025-01-01", "!x y"):
        assert "Y108" in codes_of(spoiled('      fr: "Déposer le téléphone"', f"      fr: {value}"))


# --- values --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "value", ["9" * 5000, "1" + "0" * 400, ".inf", "-.inf", ".nan", "1e400", "-1", "0x10", "0b1", "0o7", "1_000", "12E4"]
)
def test_numbers_no_room_can_hold_are_refused(value):
    for good, bad in (
        ("  x: 0.5", f"  x: {value}"),
        ("      weight: 2", f"      weight: {value}"),
        ("    wash_s: 30 s", f"    wash_s: {value} s"),
        ("    pressure: 10 Pa", f"    pressure: {value}00000 Pa"),
    ):
        codes = codes_of(spoiled(good, bad))
        assert codes, (bad, "was accepted")
        assert set(codes) <= {"S203", "S204", "S205", "S209", "S216", "P601"}


@pytest.mark.parametrize(("value", "code"), [("²", "S203"), ("0", "S203"), ("-1", "S203"), ("[]", "S207"), ("2", "V801"), ("99", "V801")])
def test_a_format_that_is_none_is_told_and_a_later_one_as_such(value, code):
    assert codes_of(spoiled("format: 1", f"format: {value}")) == [code]


def test_surrogates_are_no_text():
    assert "Y101" in codes_of(BASE.replace("Entrer au sas", "Entrer \ud800 au sas"))


def test_steps_that_wait_in_a_ring_of_hundreds_are_told():
    steps = "".join(
        f'  - id: s{n}\n    do: check\n    thing: mirror\n    after:\n      - s{(n + 1) % 110}\n    text:\n      fr: "F"\n      en: "E"\n'
        for n in range(110)
    )
    text = BASE[: BASE.index("steps:\n")] + "steps:\n" + steps + BASE[BASE.index("hazards:\n") :]
    assert "G501" in codes_of(text)


def test_thousands_of_entries_are_refused_without_a_wait():
    for good, bad in (
        ("things:\n", "things:\n" + "".join(f"  - id: t{n}\n    is: bni\n    slot: wsah\n" for n in range(10_000))),
        ("steps:\n", "steps:\n" + "".join(f"  - id: s{n}\n    do: pass\n    after: [x{n}, y{n}]\n" for n in range(8_000))),
        ("  use:\n", "  use:\n" + "".join(f"    - GOWN-{n + 100}\n" for n in range(25_000))),
        ("  limits:\n", "  limits:\n" + "".join(f"    wash{n}_s: 3 s\n" for n in range(20_000))),
        ("control:\n", "".join(f"key{n}: 1\n" for n in range(30_000)) + "control:\n"),
        ("      - mirror\n", "".join(f"      - wash{n}\n" for n in range(25_000)) + "      - mirror\n"),
    ):
        assert codes_of(spoiled(good, bad))


@pytest.mark.parametrize(
    "line",
    [
        "    fr: " + "1" * 200_000 + "! #x",
        "    fr: '" + "''" * 100_000 + "x",
        '    fr: "' + '\\"' * 100_000,
        '    fr: "' + '\\"' * 100_000 + '" x',
        "    fr: " + "a" * 200_000 + "Ã©",
        "    fr: " + "Ã© " * 60_000,
        "    fr: " + " #" * 100_000,
        "    " + "a" * 200_000 + ": b: c",
        "    " + "a " * 100_000 + "\tb",
        "    " + "\u00a0" * 100_000 + "b",
        "- " * 29 + "x" * 200_000,
        "    x: " + "1 m " * 50_000,
        "   " + "- –" * 60_000,
    ],
    ids=range(13),
)
def test_long_lines_are_no_trap(line):
    assert codes_of(BASE.replace("brief:\n", line + "\nbrief:\n"))


def test_what_an_author_wrote_cannot_forge_a_report():
    text = spoiled("    into: locker", '    into: "::error::x%0A</pre><script>{fix}{near}\\u001b[31m"')
    [fault] = faults_of(text)
    report = [FileReport("x.yaml", (fault,))]
    assert "<script>" not in as_html(report, "fr")
    assert as_github(report, "fr").count("\n") == 1
    assert "\x1b" not in blocks([fault], "fr")


# --- the traps of YAML itself, with the PyYAML in use --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "theirs", "ours"),
    [
        ("no", False, "no"),
        ("on", True, "on"),
        ("12:30", 750, "12:30"),
        ("0123", 83, "0123"),
        ("1_000", 1000, "1_000"),
        ("7.10", 7.1, 7.1),
        ("0x1F", 31, "0x1F"),
        ("true", True, True),
        ("12", 12, 12),
        ("-0.5", -0.5, -0.5),
        ("~", None, None),
        (".inf", float("inf"), ".inf"),
        ("'12'", "12", "12"),
    ],
)
def test_bare_words_stay_what_was_typed(written, theirs, ours):
    assert stock(f"a: {written}") == {"a": theirs}
    source = from_bytes(f"a: {written}".encode(), "x")
    assert Tree(compose(source), source).plain() == {"a": ours}


def test_keys_that_other_readers_take_for_yes_stay_keys():
    assert stock("on: 1") == {True: 1}
    source = from_bytes(b"on: 1", "x")
    assert Tree(compose(source), source).plain() == {"on": 1}


@pytest.mark.parametrize("text", [BASE, GOOD["rules"], "é: [😀, «a», 'b''c']\nx: |\n  d\n   e\n"], ids=range(3))
def test_the_reader_in_python_gives_the_same_tree(text):
    source = from_bytes(text.encode(), "x")

    def places(node):
        marks = (node.tag, node.start_mark.line, node.start_mark.column, node.value if isinstance(node.value, str) else "")
        children = (
            [one for pair in node.value for one in (pair if isinstance(pair, tuple) else [pair])] if isinstance(node.value, list) else []
        )
        return [marks, *[place for child in children for place in places(child)]]

    assert places(compose(source)) == places(compose(source, PythonLoader))
