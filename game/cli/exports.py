"""`export` and `sync`: runs to tables, workbooks, statements and pages; statements to a learning record store."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from game.cli.finding import GOOD, NOT_GOOD, Trouble
from game.texts import t

if TYPE_CHECKING:
    from game.session.lrs import Store
    from game.session.vault import VaultError

_SHOWN = 40
"""So many files kept apart are named; the workbook names all."""


def export(args: argparse.Namespace) -> int:
    """export RUN|DIR... --to KIND -o PATH.  0: written; 1: nothing to write; 2: could not."""
    from game.session.collection import collect, run_files
    from game.session.exporting import export as write
    from game.session.exporting import told
    from game.session.results import utc_now
    from game.session.station import known_keys

    lang: str = args.lang
    if args.to == "xapi":
        _site(args)
    missing = [place for place in args.runs if not place.exists()]
    if missing:
        raise Trouble(t("cli.no_file", lang, name=missing[0]))
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


def sync(args: argparse.Namespace) -> int:
    """sync [DIR...] --lrs URL: lay new runs into the spool and send what waits.  0: nothing left; 1: something left or refused."""
    from game.session.collection import collect, run_files
    from game.session.results import results_folder, utc_now
    from game.session.spool import Spool, spool_folder
    from game.session.station import known_keys
    from game.session.sync import Sender

    lang: str = args.lang
    if args.store_credentials or args.forget_credentials:
        return _keep(args)
    _site(args)
    spool = Spool(args.spool or spool_folder())
    collection = collect(run_files(args.places or [results_folder()]), known_keys(), utc_now())
    try:
        new = spool.put(collection, args.base)
        _say(t("export.sync_new", lang, count=new, folder=spool.folder))
        if not args.lrs:
            return GOOD
        done = Sender(spool, store_of(args)).run()
    except OSError as error:
        raise Trouble(t("cli.cannot_write", lang, file=error.filename or spool.folder, reason=error.strerror or error)) from error
    print(t("export.sync_done", lang, sent=done.sent, rejected=done.rejected, torn=done.torn, left=done.left))
    if done.stopped:
        raise Trouble(t(f"export.sync_{done.stopped}", lang, said=done.said), NOT_GOOD)
    return NOT_GOOD if done.rejected else GOOD


def store_of(args: argparse.Namespace) -> Store:
    """The store that is meant.  Raises Trouble for an address that is none, OSError for a bad authority file."""
    from game.session.lrs import Store

    try:
        Store(args.lrs, "", "")  # an address that is none is said before credentials are asked for
        return Store(args.lrs, *_credentials(args.lrs, args.lang), args.authority)
    except ValueError:
        raise Trouble(t("export.no_store", args.lang, url=args.lrs)) from None


def _site(args: argparse.Namespace) -> None:
    from game.session.exporting import IRI

    if not IRI.fullmatch(args.base):
        raise Trouble(t("export.no_base", args.lang, base=args.base))


def _credentials(url: str, lang: str) -> tuple[str, str]:
    """From the environment or the vault: no password stands on a command line, where every program of the PC can read it."""
    from game.session import vault

    try:
        found = vault.credentials(url)
    except vault.VaultError as error:
        raise Trouble(_vault_says(error, lang)) from None
    if found is None:
        raise Trouble(t("vault.missing", lang, url=url, user=vault.USER, password=vault.PASSWORD))
    return found


def _vault_says(error: VaultError, lang: str) -> str:
    from game.session import vault

    return t(f"vault.{error.key}", lang, said=error.said, user=vault.USER, password=vault.PASSWORD)


def _keep(args: argparse.Namespace) -> int:
    """sync --lrs URL --store-credentials | --forget-credentials.  0: done; 1: there was nothing to forget; 2: could not."""
    from game.session import vault

    lang: str = args.lang
    try:
        from game.session.lrs import Store

        Store(args.lrs, "", "")
        if args.forget_credentials:
            there = vault.forget(args.lrs)
            print(t("vault.forgotten" if there else "vault.nothing", lang, url=args.lrs))
            return GOOD if there else NOT_GOOD
        if not sys.stdin or not sys.stdin.isatty():
            raise Trouble(t("vault.no_terminal", lang, user=vault.USER, password=vault.PASSWORD))
        from getpass import getpass

        user, password = input(f"{t('vault.ask_user', lang)} ").strip(), getpass(f"{t('vault.ask_password', lang)} ")
        if not user or not password:
            raise Trouble(t("vault.empty", lang))
        vault.store(args.lrs, user, password)
    except ValueError:
        raise Trouble(t("export.no_store", lang, url=args.lrs)) from None
    except EOFError:
        raise Trouble(t("vault.empty", lang)) from None
    except vault.VaultError as error:
        raise Trouble(_vault_says(error, lang)) from None
    print(t("vault.stored", lang, url=args.lrs))
    return GOOD


def _say(text: str) -> None:
    from game.cli.commands import say

    say(text)
