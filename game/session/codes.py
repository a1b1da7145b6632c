"""A trainer's code: sixteen characters that a person can read out, and that a slip of the pen never turns into another one.

    K7QM-2XHD-9RTB-4WNC      4 characters: which level (hash of id and version) · 10: chance · 2: check

Letters and digits are Crockford's base 32 (no I, L, O, U); small letters, spaces and dashes do not matter, O is read as 0, I and
L as 1.  The two check characters are those of a Reed-Solomon code over GF(32) (x^5 + x^2 + 1): any error in one or two
characters, hence any two neighbours exchanged, is detected for certain, any other with 1023 chances in 1024.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field

from game.texts import t

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LEVEL, CHANCE, CHECK = 4, 10, 2
"""Characters of each part; five bits each."""
LENGTH = LEVEL + CHANCE + CHECK
GROUP = 4
_READ_AS = str.maketrans("OIL", "011")
_BETWEEN = str.maketrans("", "", " -–—_.\u00a0\u202f\t")
_POLYNOMIAL = 0b100101


class CodeError(Exception):
    """What was typed is no code.  code: empty | letter | length | mistyped; values fill the text `assess.code_<code>`."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code, values)
        self.code, self.values = code, values

    def text(self, lang: str) -> str:
        """What is wrong and what to do, in one or two sentences."""
        return t(f"assess.code_{self.code}", lang, **self.values)


@dataclass(frozen=True, slots=True)
class Code:
    """A code that is right in itself.  symbols: its characters as numbers 0 to 31; never printed by accident."""

    symbols: tuple[int, ...] = field(repr=False)

    @property
    def text(self) -> str:
        """As it is read out: four groups of four."""
        signs = "".join(ALPHABET[one] for one in self.symbols)
        return "-".join(signs[at : at + GROUP] for at in range(0, LENGTH, GROUP))

    @property
    def level(self) -> str:
        """The part that says which level."""
        return self.text[:LEVEL]

    @property
    def public(self) -> str:
        """What names the set in files: 16 hexadecimal digits from which nobody gets back to the code."""
        return self.derive("set")[:16]

    def derive(self, purpose: str) -> str:
        """64 hexadecimal digits that follow from the code and nothing else, for one purpose."""
        return hashlib.sha256(f"grade-a assessment {purpose}\n{self.text}".encode()).hexdigest()


def level_tag(level_id: str, version: str) -> str:
    """Four characters that say which level, in which version."""
    number = int(hashlib.sha256(f"grade-a level\n{level_id}\n{version}".encode()).hexdigest(), 16) % 32**LEVEL
    return "".join(ALPHABET[number >> 5 * (LEVEL - 1 - at) & 31] for at in range(LEVEL))


def new_code(level_id: str, version: str) -> Code:
    """A code for this level that nobody has had, by the system's chance."""
    chance = [secrets.randbelow(32) for _ in range(CHANCE)]
    return Code(_checked([*(ALPHABET.index(sign) for sign in level_tag(level_id, version)), *chance]))


def read_code(typed: str) -> Code:
    """The code that somebody typed.  Raises CodeError when it cannot be one."""
    signs = typed.upper().translate(_BETWEEN).translate(_READ_AS)
    if not signs:
        raise CodeError("empty")
    strange = next((sign for sign in signs if sign not in ALPHABET), None)
    if strange is not None:
        raise CodeError("letter", sign=strange if strange.isprintable() else "?")
    if len(signs) != LENGTH:
        raise CodeError("length", typed=len(signs), wanted=LENGTH)
    symbols = [ALPHABET.index(sign) for sign in signs]
    if _checked(symbols[:-CHECK]) != tuple(symbols):
        raise CodeError("mistyped")
    return Code(tuple(symbols))


# --- Reed-Solomon over GF(32): two check symbols, distance three --------------------------------------------------------


def _checked(data: Sequence[int]) -> tuple[int, ...]:
    """The data with their check symbols: the remainder by (x - a)(x - a^2)."""
    a, a2 = 2, 4
    middle, last = a ^ a2, _times(a, a2)
    high = low = 0
    for symbol in data:
        lead = symbol ^ high
        high, low = low ^ _times(lead, middle), _times(lead, last)
    return (*data, high, low)


def _times(one: int, other: int) -> int:
    """Product in GF(32)."""
    product = 0
    for bit in range(5):
        if other >> bit & 1:
            product ^= one << bit
    for bit in range(7, 4, -1):
        if product >> bit & 1:
            product ^= _POLYNOMIAL << bit - 5
    return product
