"""`station`: what this PC is as a place of training, and whether it is fit for it."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from game.cli.finding import GOOD, NOT_GOOD, Trouble
from game.installed import VARIABLES
from game.texts import t

if TYPE_CHECKING:
    from game.session.place import Check


def station(args: argparse.Namespace) -> int:
    """station [--site S] [--name N] [--share DIR] [--deliver] [--check].  0: good; 1: something is not; 2: could not."""
    from game.session.place import deliver, installed_says, keep, place_of
    from game.session.station import this_station

    lang: str = args.lang
    try:
        place = place_of()
        said = {name: getattr(args, name) for name in ("site", "name", "share") if getattr(args, name) is not None}
        fixed = [name for name in said if name in installed_says()]
        if fixed:
            raise Trouble(t("bundle.fixed", lang, name=fixed[0], value=installed_says()[fixed[0]], variable=VARIABLES[fixed[0]]))
        if said:
            place = keep(replace(place, **said))
        key = this_station()
    except OSError as error:
        raise Trouble(t("cli.cannot_write", lang, file=error.filename or "", reason=error.strerror or error)) from error
    print(t("place.is", lang, site=place.site or "–", name=place.name or "–", share=place.share or "–", id=key.id))
    if args.check:
        return _check(lang)
    if args.deliver:
        done = deliver()
        if done.fault or done.twin:
            raise Trouble(t("place.twin_bad" if done.twin else "place.share_bad", lang, detail=done.twin or done.fault), NOT_GOOD)
        print(t("place.delivered", lang, copied=done.copied, there=done.there))
    return GOOD


def _check(lang: str) -> int:
    from game.session.place import checks

    good = True
    for one in (*checks(), *_window()):
        good = good and one.state != "bad"
        print(f"{t(f'place.mark_{one.state}', lang)}  {t(f'place.{one.name}_{one.state}', lang, detail=one.detail)}")
    return GOOD if good else NOT_GOOD


def _window() -> Iterator[Check]:
    from game.session.place import Check
    from game.view.machine import LEAST_SCREEN, screen_size, sound_device

    width, height = screen_size()
    fits = width >= LEAST_SCREEN[0] and height >= LEAST_SCREEN[1]
    yield Check("screen", "good" if fits else "bad", f"{width} x {height}")
    yield Check("sound", "good" if sound_device() else "warn")
