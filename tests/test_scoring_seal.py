"""A seal fits what was signed, by the key that signed it, and nothing else."""

from __future__ import annotations

import hashlib
import json

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.canonical import canonical, digest
from scoring.seal import PREFIX, line_hash, sign, signature_fits

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = KEY.public_key().public_bytes_raw().hex()
LINES = st.binary(max_size=200)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)


@settings(deadline=None)
@given(LINES)
def test_a_seal_fits_the_line_it_was_made_for(line: bytes) -> None:
    assert signature_fits(PUBLIC, line_hash(line), sign(KEY, line_hash(line)))


@settings(deadline=None)
@given(LINES, st.integers(0), st.integers(1, 255))
def test_one_changed_byte_anywhere_breaks_it(line: bytes, place: int, change: int) -> None:
    head, signature = line_hash(line), sign(KEY, line_hash(line))
    whole = bytearray(bytes.fromhex(PUBLIC) + bytes.fromhex(head) + bytes.fromhex(signature))
    whole[place % len(whole)] ^= change
    public, other_head, other_signature = whole[:32].hex(), whole[32:64].hex(), whole[64:].hex()
    assert not signature_fits(public, other_head, other_signature)


@settings(deadline=None)
@given(LINES, st.binary(min_size=32, max_size=32))
def test_another_key_cannot_make_it(line: bytes, seed: bytes) -> None:
    other = Ed25519PrivateKey.from_private_bytes(seed)
    if seed != bytes(range(32)):
        assert not signature_fits(PUBLIC, line_hash(line), sign(other, line_hash(line)))


@pytest.mark.parametrize("junk", ["", "00", "zz" * 32, "A" * 64, "é" * 64, "0" * 63 + "\n"])
def test_what_is_no_key_hash_or_signature_never_fits_and_never_raises(junk: str) -> None:
    head = line_hash(b"")
    assert not signature_fits(junk, head, sign(KEY, head))
    assert not signature_fits(PUBLIC, junk, sign(KEY, head))
    assert not signature_fits(PUBLIC, head, junk * 2)
    assert not signature_fits("00" * 32, head, sign(KEY, head))
    with pytest.raises(ValueError):
        sign(KEY, junk)


def test_the_same_seal_in_capitals_is_another_file_and_does_not_fit() -> None:
    head = line_hash(b"x")
    assert not signature_fits(PUBLIC, head, sign(KEY, head).upper())


def test_the_seal_can_be_checked_by_others_as_documented() -> None:
    head = hashlib.sha256(b"the last line").hexdigest()
    Ed25519PublicKey.from_public_bytes(bytes.fromhex(PUBLIC)).verify(bytes.fromhex(sign(KEY, head)), b"grade-a run\n" + head.encode())
    assert PREFIX == b"grade-a run\n"


@settings(deadline=None)
@given(JSON)
def test_the_canonical_spelling_is_json_and_does_not_depend_on_order(data: object) -> None:
    assert json.loads(canonical(data)) == data
    shuffled = json.loads(json.dumps(data), object_pairs_hook=lambda pairs: dict(reversed(pairs)))
    assert canonical(shuffled) == canonical(data)
    assert digest(shuffled) == digest(data)
    assert b"\n" not in canonical(data)


def test_what_json_has_not_is_refused() -> None:
    with pytest.raises(ValueError, match="Out of range"):
        canonical({"x": float("nan")})
    with pytest.raises(TypeError):
        canonical({"x": b"bytes"})
