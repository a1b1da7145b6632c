"""Hash chain and seal: that a file is unchanged since it was signed, and by whose key.  Nothing here says who played.

Each line of a run file carries the SHA-256 of the line before; the seal is an Ed25519 signature over the hash of the last
line.  Anyone can check it without this program: the signed message is the ASCII text "grade-a run" + newline + the 64 hexadecimal
digits of that hash (`openssl pkeyutl -verify -rawin` takes it as it is).
"""

from __future__ import annotations

import hashlib
import re

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

PREFIX = b"grade-a run\n"
"""Signed before the hash, so that no signature of ours fits any other kind of message."""
NOTE_PREFIX = b"grade-a note\n"
"""The same before the hash of a trainer's note (`scoring.notes`)."""
_HASH = re.compile(r"[0-9a-f]{64}")
_SIGNATURE = re.compile(r"[0-9a-f]{128}")


def line_hash(line: bytes) -> str:
    """SHA-256 of a line's bytes without its end, 64 hexadecimal digits."""
    return hashlib.sha256(line).hexdigest()


def sign(private: Ed25519PrivateKey, head: str, prefix: bytes = PREFIX) -> str:
    """The seal over the hash of the last line: 128 hexadecimal digits.  Raises ValueError when `head` is no such hash."""
    if not _HASH.fullmatch(head):
        raise ValueError(head)
    return private.sign(prefix + head.encode("ascii")).hex()


def signature_fits(public: str, head: str, signature: str, prefix: bytes = PREFIX) -> bool:
    """Whether that key (64 hexadecimal digits) made that signature over that hash.  False for anything malformed."""
    if not (_HASH.fullmatch(public) and _HASH.fullmatch(head) and _SIGNATURE.fullmatch(signature)):
        return False
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public))
        key.verify(bytes.fromhex(signature), prefix + head.encode("ascii"))
    except (InvalidSignature, ValueError):
        return False
    return True
