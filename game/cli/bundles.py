"""`wheels` and `bundle`: what a PC without network needs, and the folder that an administrator copies."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from game.cli.finding import GOOD, Trouble
from game.environment import ROOT, lock_of
from game.texts import t

if TYPE_CHECKING:
    from pathlib import Path


def wheels(args: argparse.Namespace) -> int:
    """wheels -o DIR: the packages of the lock, for main.py to take instead of the network.  0: there; 2: could not."""
    from game.session.bundle.fault import BundleError
    from game.session.bundle.locked import pins, target_of
    from game.session.bundle.wheels import chosen, fetch, lay_pip

    lang: str = args.lang
    try:
        target = target_of(args.platform, args.python_version)
        wanted = pins(lock_of(ROOT, "play"), target)
        fetch(wanted, target, args.output)
        found = chosen(wanted, args.output, target)
        if target.platform == "here":
            lay_pip(args.output)
    except BundleError as error:
        raise Trouble(error.text(lang)) from error
    except OSError as error:
        raise _unwritable(error, args.output, lang) from error
    size = sum(path.stat().st_size for path in found) >> 20
    told = {"count": len(found), "size": size, "platform": target.platform, "version": target.version, "folder": args.output}
    print(t("bundle.wheels_done", lang, **told))
    return GOOD


def bundle(args: argparse.Namespace) -> int:
    """bundle -o DIR: Python, packages and program in one folder that is only read.  0: made; 2: could not."""
    from game.session.bundle.build import Order, build
    from game.session.bundle.fault import BundleError

    lang: str = args.lang
    platform = args.platform or ("windows" if args.python.endswith(".zip") or sys.platform == "win32" else "linux")
    try:
        made = build(Order(args.output, platform, args.python, args.sha256, args.wheels, args.zip))
    except BundleError as error:
        raise Trouble(error.text(lang)) from error
    except OSError as error:
        raise _unwritable(error, args.output, lang) from error
    for key, values in made.notes:
        print(t(f"bundle.{key}", lang, **values), file=sys.stderr)
    size, python = made.bytes >> 20, made.interpreter.version
    print(t("bundle.made", lang, folder=made.out, files=made.files, size=size, platform=platform, python=python))
    print(t("bundle.made_list", lang, digest=made.listed))
    if made.archive:
        print(made.archive)
    return GOOD


def _unwritable(error: OSError, folder: Path, lang: str) -> Trouble:
    return Trouble(t("cli.cannot_write", lang, file=error.filename or folder, reason=error.strerror or error))
