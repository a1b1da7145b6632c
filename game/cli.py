"""The commands.  `python3 main.py COMMAND ...`; without one, the game.

Exit codes: 0 good, 1 the thing checked is not good, 2 could not run.  Messages follow --lang, else the system's
language, else French.  `--format json` is one JSON document on standard output.  No traceback reaches a reader.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from game.environment import asked_lang, data_home
from game.texts import LANGS, t

GOOD, NOT_GOOD, COULD_NOT = 0, 1, 2
ROOT = Path(__file__).resolve().parent.parent


class Trouble(Exception):
    """The command could not run.  key: what to tell the reader (cli.…)."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key, self.values = key, values


def run_tests(args: argparse.Namespace) -> int:
    """test [PYTEST ARGS]: the tests, from the top of the checkout."""
    try:
        import pytest
    except ImportError:
        raise Trouble("no_pytest") from None
    os.chdir(ROOT)
    code = int(pytest.main(args.rest))
    return code if code in (GOOD, NOT_GOOD) else COULD_NOT


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    lang = asked_lang(words)
    args = argparse.Namespace(rest=words[1:])
    try:
        return run_tests(args)
    except Trouble as trouble:
        print(t(f"cli.{trouble.key}", lang, **trouble.values), file=sys.stderr)
        return COULD_NOT


if __name__ == "__main__":
    sys.exit(main())
