"""`erase`: take away all of a person that is on this PC, after it was shown and confirmed."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from game.cli.finding import GOOD, NOT_GOOD, Trouble
from game.texts import t

if TYPE_CHECKING:
    from game.session.erasing import Traces

_SHOWN = 12
"""So many files are named one by one."""


def erase(args: argparse.Namespace) -> int:
    """erase PSEUDONYM [--results DIR...] [--yes].  0: gone, or nothing was there; 1: kept, or not all could go; 2: could not."""
    from game.session.erasing import KINDS, traces
    from game.session.erasing import erase as take_away
    from game.session.place import place_of
    from game.view.settings import default_path
    from scoring.wording import short

    lang, name = args.lang, args.pseudonym
    missing = [place for place in args.results if not place.is_dir()]
    if missing or not name:
        raise Trouble(t("cli.no_file", lang, name=missing[0]) if missing else t("erase.no_name", lang))
    found = traces(name, args.results, default_path())
    print(t("erase.found" if found.found else "erase.nothing", lang, name=short(name)))
    for kind in KINDS:
        if count := found.count(kind):
            print(f"  {t(f'erase.kind_{kind}', lang, count=count)}")
    _remarks(found, lang)
    if not found.found:
        _elsewhere(place_of().share, lang)
        return NOT_GOOD if found.busy else GOOD
    if not args.yes and not _sure(name, lang):
        print(t("erase.kept", lang))
        return NOT_GOOD
    done = take_away(found)
    for path, reason in done.left:
        print(t("erase.left", lang, file=path, reason=reason or t("erase.later", lang)), file=sys.stderr)
    print(t("erase.some_left" if done.left or found.busy else "erase.done", lang))
    _elsewhere(place_of().share, lang)
    return NOT_GOOD if done.left or found.busy else GOOD


def _sure(name: str, lang: str) -> bool:
    """Whether the person types the pseudonym again."""
    try:
        return input(t("erase.ask", lang)).strip() == name
    except EOFError:
        return False


def _remarks(found: Traces, lang: str) -> None:
    for path in found.busy:
        print(t("erase.busy", lang, file=path))
    for path in found.unread[:_SHOWN]:
        print(t("erase.unread", lang, file=path))
    if len(found.unread) > _SHOWN:
        print(t("erase.unread_more", lang, count=len(found.unread) - _SHOWN))
    for other, count in sorted(found.alike.items()):
        print(t("erase.alike", lang, name=other, count=count))


def _elsewhere(share: str, lang: str) -> None:
    """What no command of this PC reaches."""
    print(t("erase.elsewhere", lang))
    if share:
        print(t("erase.share", lang, share=share))
