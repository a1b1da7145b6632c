"""`export`: runs to tables, workbooks, statements and pages."""

from __future__ import annotations

import argparse
from pathlib import Path

from game.cli.finding import GOOD, NOT_GOOD, Trouble
from game.texts import t

_SHOWN = 40
"""So many files kept apart are named; the workbook names all."""


def export(args: argparse.Namespace) -> int:
    """export RUN|DIR... --to KIND -o PATH.  0: written; 1: nothing to write; 2: could not."""
    from game.session.collection import collect, run_files
    from game.session.exporting import IRI, told
    from game.session.exporting import export as write
    from game.session.results import utc_now
    from game.session.station import known_keys

    lang: str = args.lang
    if args.to == "xapi" and not IRI.fullmatch(args.base):
        raise Trouble(t("export.no_base", lang, base=args.base))
    missing = [place for place in args.runs if not place.exists()]
    if missing:
        raise Trouble(t("cli.no_file", lang, file=missing[0]))
    paths = run_files(args.runs)
    collection = collect(paths, known_keys(), utc_now())
    for one in collection.aside[:_SHOWN]:
        _say(f"{one.path}: {told(one, lang)}")
    if len(collection.aside) > _SHOWN:
        _say(t("export.apart_more", lang, count=len(collection.aside) - _SHOWN))
    if not collection.runs:
        _say(t("export.nothing", lang, count=len(paths)))
        return NOT_GOOD
    try:
        made = write(collection, args.to, Path(args.output), lang, args.base)
    except OSError as error:
        raise Trouble(t("cli.cannot_write", lang, file=args.output, reason=error.strerror or error)) from error
    print(t("export.done", lang, count=len(collection.runs)))
    for path in made.files:
        print(path)
    for note in made.notes:
        _say(note)
    return GOOD


def _say(text: str) -> None:
    from game.cli.commands import say

    say(text)
