"""What an instructor makes beside a level: `sheet`."""

from __future__ import annotations

import argparse
from pathlib import Path

from game.cli.finding import GOOD, Trouble, load
from game.texts import t


def sheet(args: argparse.Namespace) -> int:
    """sheet LEVEL -o HTML: the trainer's sheet and the paper checklist of a level."""
    from game.content.rules import load_rulebook
    from game.session.authoring.sheet import page

    text = page(load(args.level, args.lang), load_rulebook(), args.lang)
    written(args.output, text.encode(), args.lang)
    return GOOD


def written(path: Path, data: bytes, lang: str) -> None:
    """Put a file in place and say where.  Raises Trouble when it cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError as error:
        raise Trouble(t("cli.cannot_write", lang, file=path, reason=error.strerror or error)) from error
    print(path)
