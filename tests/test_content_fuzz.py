"""Whatever bytes a file holds, the check tells; it never breaks down and never lets a broken level through in silence."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from game.content import check_text
from game.content.check import check_any
from game.content.report import tell
from game.content.source import from_bytes
from tests.content.samples import GOOD

LEVEL, RULES = GOOD["level"].encode(), GOOD["rules"].encode()
SETTINGS = settings(max_examples=120, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow], database=None)
LETTERS = ":-#'\"[]{}&*!|>%@`?,~ \n\t\r\u00a0\u200b\x00é–“0159."
SIGNS = st.sampled_from([*LETTERS, "- ", ": ", "  ", "\n  ", " #", "<<: ", "---\n", "&a ", "*a ", "!!int "])


def told(data):
    """Faults of either sort of file, each of them put into both languages."""
    faults, level = check_any(from_bytes(data, "x.yaml"))
    for fault in faults:
        assert fault.code != "V890", fault.values
        for lang in ("fr", "en"):
            assert tell(fault, lang).sentence
    return faults, level


@given(st.binary(max_size=300))
@SETTINGS
def test_random_bytes_are_told(data):
    faults, level = told(data)
    assert faults
    assert level is None


@given(st.text(max_size=300))
@SETTINGS
def test_random_text_is_told(text):
    faults, level = told(text.encode("utf-8", "surrogatepass"))
    assert faults
    assert level is None


@given(st.sampled_from([LEVEL, RULES]), st.data())
@SETTINGS
def test_flipped_bytes_are_told_or_harmless(data, draw):
    changed = bytearray(data)
    for _ in range(draw.draw(st.integers(1, 5))):
        changed[draw.draw(st.integers(0, len(changed) - 1))] = draw.draw(st.integers(0, 255))
    told(bytes(changed))


@given(st.sampled_from([LEVEL, RULES]), st.data())
@SETTINGS
def test_signs_put_in_anywhere_are_told_or_harmless(data, draw):
    text = data.decode()
    for _ in range(draw.draw(st.integers(1, 4))):
        at = draw.draw(st.integers(0, len(text)))
        text = text[:at] + draw.draw(SIGNS) + text[at:]
    told(text.encode())


@given(st.sampled_from([LEVEL, RULES]), st.data())
@SETTINGS
def test_pieces_moved_about_are_told_or_harmless(data, draw):
    lines = data.decode().split("\n")
    for _ in range(draw.draw(st.integers(1, 6))):
        a, b = draw.draw(st.integers(0, len(lines) - 1)), draw.draw(st.integers(0, len(lines) - 1))
        kind = draw.draw(st.sampled_from(["swap", "drop", "double", "in", "out", "cut"]))
        if kind == "swap":
            lines[a], lines[b] = lines[b], lines[a]
        elif kind == "drop" and len(lines) > 1:
            del lines[a]
        elif kind == "double":
            lines.insert(a, lines[b])
        elif kind == "in":
            lines[a] = "  " + lines[a]
        elif kind == "out":
            lines[a] = lines[a][2:]
        else:
            lines[a] = lines[a][: len(lines[a]) // 2]
        a = b = 0
    told("\n".join(lines).encode())


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=12)
    | st.sampled_from(["30 s", "0,5", "12:30", "phone", "no"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@given(st.data())
@SETTINGS
def test_any_value_in_any_place_is_told_or_harmless(draw):
    import json

    text = GOOD["level"]
    lines = text.split("\n")
    places = [n for n, line in enumerate(lines) if ": " in line and not line.startswith("#")]
    n = draw.draw(st.sampled_from(places))
    lines[n] = lines[n].split(": ")[0] + ": " + json.dumps(draw.draw(VALUES))
    told("\n".join(lines).encode("utf-8", "surrogatepass"))


def test_every_truncation_is_told():
    """A half-saved file: each cut in the middle of a line or between two."""
    rng = random.Random(1)
    cuts = sorted(rng.sample(range(len(LEVEL)), 250))
    for cut in cuts:
        checked = check_text(LEVEL[:cut], "x.yaml")
        assert checked.faults or checked.level is not None
        if cut < LEVEL.index(b"rules:"):
            assert checked.level is None, cut
            assert checked.faults, cut


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_message_is_made_for_every_fault_of_a_ruined_file(lang):
    ruined = GOOD["level"].replace(": ", ":: ").encode()
    assert all(tell(fault, lang).sentence for fault in check_text(ruined, "x").faults)
