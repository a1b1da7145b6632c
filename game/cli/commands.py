"""What each command does.  Every part is imported by the command that needs it: `check` loads no pygame, the first frame
waits for no YAML.

Each takes the parsed arguments (`lang`: the language of messages, `asked_lang`: that of --lang or None) and returns the exit code.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from game.cli.finding import COULD_NOT, GOOD, NOT_GOOD, Trouble, at_tick, level_files, level_path, load, mutation_named, seed_of
from game.environment import ROOT
from game.texts import t

if TYPE_CHECKING:
    from game.content.check import Play
    from game.events import Event
    from game.session.session import Session


def say(text: str) -> None:
    """A line for the person, beside what standard output carries."""
    print(text, file=sys.stderr, flush=True)


# --- with a window -----------------------------------------------------------------------------------------------------


def play(args: argparse.Namespace) -> int:
    """play LEVEL: a level in the window; without a command, the title."""
    from game.cli import window

    return window.play(args, level_path(args.level, args.lang)) if args.level else window.title(args)


def demo(args: argparse.Namespace) -> int:
    """demo LEVEL: the expert plays, or a mutant."""
    from game.cli import window

    return demo_headless(args) if args.headless else window.demo(args)


def replay(args: argparse.Namespace) -> int:
    """replay RUN: a run as a film, or (headless) what happened in it, line by line."""
    from game.session.faults import RunError
    from game.session.runfile import read_run

    try:
        start = at_tick(args.start)
    except ValueError:
        raise Trouble(t("cli.bad_time", args.lang, text=args.start)) from None
    try:
        run = read_run(args.file)
        if not args.headless:
            from game.cli import window

            return window.replay(args, start)
        from game.session.replay import clock
        from game.session.replay import replay as again

        for world, happened in again(run):
            if world.tick > start:
                for event in happened:
                    print(f"{clock(event.tick):>8}  {_shown(event)}")
    except RunError as error:
        raise Trouble(error.text(args.lang)) from error
    return GOOD


def _shown(event: Event) -> str:
    from game.events import to_plain

    plain = to_plain(event)
    values = " ".join(f"{name}={value}" for name, value in plain.items() if name not in ("event", "tick") and value not in (None, ""))
    return f"{plain['event']:<16} {values}"


# --- without a window --------------------------------------------------------------------------------------------------


def demo_headless(args: argparse.Namespace) -> int:
    """The same without a window: one sealed run file, its sheet and its line in the table."""
    from game.content.rules import load_rulebook
    from game.session.expert import Expert
    from game.session.faults import RunError
    from game.session.results import results_folder
    from game.session.session import Session

    level, seed = load(args.level, args.lang), seed_of(args)
    rulebook = load_rulebook()
    mutation = mutation_named(args.mutant, level, rulebook, seed, args.lang) if args.mutant else None
    try:
        session = Session(
            level, rulebook, seed, mode="discover", origin="mutant" if mutation else "expert", mutant=args.mutant or "",
            results=args.results or results_folder(), lang=args.lang,
        )  # fmt: skip
    except RunError as error:
        raise Trouble(error.text(args.lang)) from error
    player = Expert(level, mutation)
    while not session.world.ended and not player.stuck:
        session.step(player.commands(session.world.seen))
    return tell_sheet(session, args.lang)


def tell_sheet(session: Session, lang: str) -> int:
    """Close a run, and say what came of it and where it lies."""
    from scoring.wording import points

    sheet = session.close()
    for warning in session.warnings:
        say(warning.text(lang))
    if session.trouble is not None:
        raise Trouble(t("cli.not_written", lang, file=session.path, reason=session.trouble.strerror))
    value = sheet.score.value
    print(
        t(
            "cli.demo_done",
            lang,
            level=session.level.id,
            seed=session.world.seed,
            score="–" if value is None else str(points(value)),
            count=len(sheet.findings),
        )
    )
    print(session.path)
    return GOOD if session.world.ended == "finished" else NOT_GOOD


def check(args: argparse.Namespace) -> int:
    """check [PATH...]: everything there is to say about level and rule files."""
    from game.content.check import check_paths

    paths = [Path(path) if Path(path).exists() else level_path(path, args.lang) for path in args.paths]
    text, code = check_paths(paths, args.lang, args.format, profile=args.profile, fix=args.fix, play=_playing() if args.play else None)
    write(text)
    return code


def _playing() -> Play:
    from game.session.playtests import play

    return play


def prove(args: argparse.Namespace) -> int:
    """prove LEVEL...: expert and mutants until every rule and hazard is covered."""
    from game.session.prove import prove_paths

    paths = [level_path(name, args.lang) for name in args.levels] or list(level_files().values())
    text, code = prove_paths(paths, args.seeds, args.lang, args.format)
    write(text)
    return code


def verify(args: argparse.Namespace) -> int:
    """verify RUN...: sealed, re-judged, replayed."""
    from game.session.verify import verify_paths

    text, code = verify_paths(args.runs, args.lang, args.format)
    write(text)
    return code


def explain(args: argparse.Namespace) -> int:
    """explain [CODE]: what a message of `check` means, with a bad and a good example; without a code, all of them.
    With -o DIR: the whole reference, one page for a browser."""
    if args.output is not None:
        from game.content import reference

        try:
            print(reference.write(args.output, args.lang))
        except OSError as error:
            raise Trouble(t("cli.cannot_write", args.lang, file=args.output, reason=error.strerror or error)) from error
        return GOOD
    from game.content.explain import explain_code

    text, code = explain_code(args.code, args.lang)
    write(text)
    return code


def schema(args: argparse.Namespace) -> int:
    """schema -o DIR: the JSON Schema of a level, for completion in an editor."""
    from game.content.schema import write_schemas

    try:
        written = write_schemas(args.output)
    except OSError as error:
        raise Trouble(t("cli.cannot_write", args.lang, file=args.output, reason=error.strerror or error)) from error
    for path in written:
        print(path)
    return GOOD


def migrate(args: argparse.Namespace) -> int:
    """migrate [PATH...]: bring files of an older format up to date, old texts kept as .bak."""
    from game.content.migrate import migrate_paths
    from game.environment import levels_home

    text, code = migrate_paths([Path(path) for path in args.paths] or [levels_home()], args.lang)
    write(text)
    return code


def bench(args: argparse.Namespace) -> int:
    """bench [NAME...]: the figures of design section 11, floor and program in the same run; twin --plots DIR: a picture of each fault."""
    if args.plots is not None:
        return _plots(args)
    if args.names == ["first-frame"]:
        from game.cli import window

        return window.first_frame(args)
    from game import bench as measuring
    from game.bench.rows import as_line

    unknown = [name for name in args.names if name not in measuring.BENCHES]
    if unknown:
        raise Trouble(t("cli.no_bench", args.lang, name=unknown[0], known=", ".join(measuring.BENCHES)))
    rows = []
    for row in measuring.rows(args.names or list(measuring.BENCHES)):
        rows.append(row)
        if args.format == "text":
            print(as_line(row, args.lang), flush=True)
    if args.format == "json":
        write(json.dumps({"format": 1, "rows": [row.to_plain() for row in rows]}, indent=1))
    return GOOD if all(row.holds for row in rows) else NOT_GOOD


def _plots(args: argparse.Namespace) -> int:
    """A picture of each fault of both twins, each told as soon as it is written."""
    from game.bench.twin_plots import write as draw

    if args.names != ["twin"]:
        raise Trouble(t("cli.plots_of_twin", args.lang))
    written = []
    try:
        for path in draw(args.plots):
            written.append(str(path))
            if args.format == "text":
                print(path, flush=True)
    except OSError as error:
        raise Trouble(t("cli.plots_unwritable", args.lang, folder=args.plots, reason=error.strerror or type(error).__name__)) from None
    if args.format == "json":
        write(json.dumps({"format": 1, "plots": written}, indent=1))
    return GOOD


def run_tests(args: argparse.Namespace) -> int:
    """test [PYTEST ARGS]: the tests, from the top of the checkout."""
    try:
        import pytest
    except ImportError:
        raise Trouble(t("cli.no_pytest", args.lang)) from None
    os.chdir(ROOT)
    code = int(pytest.main(args.rest))
    return code if code in (GOOD, NOT_GOOD) else COULD_NOT


def write(text: str) -> None:
    """A report on standard output, with one line end."""
    sys.stdout.write(text.rstrip("\n") + "\n")
