"""Shipped levels cut short or with a byte changed anywhere: always told or harmless, never a traceback, never much memory."""

from __future__ import annotations

import random
import tracemalloc

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from game.content import check_text
from game.content.report import blocks, severity_of
from tests.test_content_levels import SHIPPED

DATA = {path.stem: path.read_bytes() for path in SHIPPED}
ENOUGH_MB = 48
SETTINGS = settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow], database=None)


def told(data):
    """The faults of damaged bytes, all of which can be told in both languages; a level without errors or with one, never neither."""
    checked = check_text(data, "x.yaml")
    hard = any(severity_of(fault) == "error" for fault in checked.faults)
    assert hard == (checked.level is None)
    assert "V890" not in [fault.code for fault in checked.faults]
    for lang in ("fr", "en"):
        text = blocks(checked.faults, lang)
        assert "Traceback" not in text
    return checked


@pytest.mark.parametrize("name", DATA)
def test_a_level_cut_after_any_line_is_told_until_it_is_whole(name):
    data = DATA[name]
    ends = [n + 1 for n, byte in enumerate(data) if byte == 10]
    whole = data.index(b"\nrules:")
    for end in ends[:: max(1, len(ends) // 80)]:
        checked = told(data[:end])
        if end <= whole:
            assert checked.level is None, "half a level is never played"


@pytest.mark.parametrize("name", DATA)
def test_a_level_cut_in_the_middle_of_anything_is_told(name):
    data, rng = DATA[name], random.Random(name)
    for end in rng.sample(range(len(data)), 40):
        told(data[:end])


@pytest.mark.parametrize("name", DATA)
def test_a_level_with_one_byte_changed_is_told_or_harmless(name):
    data, rng = DATA[name], random.Random(name)
    for at in rng.sample(range(len(data)), 60):
        changed = bytearray(data)
        changed[at] ^= 1 << rng.randrange(8)
        told(bytes(changed))


@given(st.sampled_from(sorted(DATA)), st.data())
@SETTINGS
def test_any_byte_anywhere_may_become_any_other(name, draw):
    changed = bytearray(DATA[name])
    for _ in range(draw.draw(st.integers(1, 3))):
        changed[draw.draw(st.integers(0, len(changed) - 1))] = draw.draw(st.integers(0, 255))
    cut = draw.draw(st.integers(0, 3))
    told(bytes(changed) if cut else bytes(changed[: draw.draw(st.integers(0, len(changed)))]))


LAUGHS = b"a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + b"".join(
    b"a%d: &a%d [%s]\n" % (n, n, b", ".join([b"*a%d" % (n - 1)] * 10)) for n in range(1, 10)
)


@pytest.mark.parametrize(
    "data",
    [
        DATA["gowning-grade-b"],
        DATA["gowning-grade-b"].replace(b"rules:", LAUGHS + b"rules:"),
        LAUGHS * 20,
        b"[" * 200_000,
        b"a: " * 150_000,
        b"- " * 250_000,
        b"x: {a: [" * 60_000,
        b"# " + b"\xff" * 500_000,
        b"things:\n" + b"  - id: a\n    is: b\n" * 20_000,
        b'a: "' + b"\\u0041" * 80_000,
        b"a" * 600_000,
    ],
    ids=lambda data: f"{bytes(data[:12])!r}-{len(data)}",
)
def test_no_file_takes_much_memory(data):
    check_text(DATA["gowning-grade-b"], "warm.yaml")
    tracemalloc.start()
    checked = check_text(data, "x.yaml")
    blocks(checked.faults, "fr")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < ENOUGH_MB * 1_000_000
