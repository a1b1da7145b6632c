"""`report`: run files of many PCs to one folder of pages."""

from __future__ import annotations

import argparse
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from game.cli.finding import GOOD, NOT_GOOD, Trouble
from game.texts import t

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import TaskID

    from game.session.lrs import Store


def report(args: argparse.Namespace) -> int:
    """report DIR... -o DIR.  0: written; 1: written, and no run counts; 2: could not."""
    from rich.progress import Progress

    from game.cli.commands import say
    from game.session.reporting import Report, make
    from game.session.results import utc_now
    from game.session.station import known_keys

    lang: str = args.lang
    missing = [place for place in args.runs if not place.exists()]
    if missing:
        raise Trouble(t("cli.no_file", lang, name=missing[0]))
    bars: dict[str, TaskID] = {}
    with Progress(transient=True, console=_errors()) as progress:

        def tell(what: str, done: int, count: int) -> None:
            if what not in bars:
                bars[what] = progress.add_task(t(f"report.{what}", lang), total=count)
            progress.update(bars[what], completed=done)

        now = datetime.fromisoformat(utc_now()).replace(tzinfo=None)
        asked = Report(tuple(args.runs), Path(args.output), lang, now, lrs=_store(args))
        try:
            made = make(asked, known_keys(), tell)
        except OSError as error:
            raise Trouble(t("cli.cannot_write", lang, file=args.output, reason=error.strerror or error)) from error
    say(t("report.counted", lang, runs=made.runs, apart=made.apart, read=made.read, before=made.files - made.read))
    if not made.runs:
        say(t("report.nothing", lang, count=made.files))
    print(t("report.done", lang, file=asked.output / "index.html"))
    return GOOD if made.runs else NOT_GOOD


def _store(args: argparse.Namespace) -> Store | None:
    from game.cli.exports import store_of

    return store_of(args) if args.lrs else None


def _errors() -> Console:
    from rich.console import Console

    return Console(stderr=True)
