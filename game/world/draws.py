"""Named draws: one more draw in one place changes nothing anywhere else.

`random.Random` seeded with a string goes through SHA-512, so hash seeds do not matter; only `random()` and
`getrandbits()` are used, whose streams Python keeps.
"""

from __future__ import annotations

from random import Random


def draw(seed: int, purpose: str, ident: str, n: int = 0) -> Random:
    """The generator for the n-th draw of `purpose` about `ident` in a run of `seed`."""
    return Random(f"{seed}/{purpose}/{ident}/{n}")


def pick(rng: Random, n: int) -> int:
    """An index 0 .. n - 1, all equally likely.  Raises ValueError when n < 1."""
    if n < 1:
        raise ValueError(f"cannot pick one of {n}")
    bits = (n - 1).bit_length()
    index = rng.getrandbits(bits) if bits else 0
    while index >= n:
        index = rng.getrandbits(bits)
    return index
