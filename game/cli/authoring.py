"""What an instructor makes beside a level: `new`, `preview`, `sheet`, `translate`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from game.cli.finding import COULD_NOT, GOOD, NOT_GOOD, Trouble, level_files, level_path, load
from game.texts import t


def preview(args: argparse.Namespace) -> int:
    """preview LEVEL -o PNG: the rooms with the names of things, and the steps by what they wait for.  Opens no window."""
    import io
    import os

    level = load(args.level, args.lang)
    os.environ["SDL_VIDEODRIVER"] = "dummy"
    import pygame

    from game.view.preview import picture

    pygame.display.init()
    pygame.font.init()
    pygame.display.set_mode((1, 1))
    out = io.BytesIO()
    pygame.image.save(picture(level, args.lang), out, "preview.png")
    written(args.output, out.getvalue(), args.lang)
    return GOOD


def sheet(args: argparse.Namespace) -> int:
    """sheet LEVEL -o HTML: the trainer's sheet and the paper checklist of a level."""
    from game.content.rules import load_rulebook
    from game.session.authoring.sheet import page

    text = page(load(args.level, args.lang), load_rulebook(), args.lang)
    written(args.output, text.encode(), args.lang)
    return GOOD


def new(args: argparse.Namespace) -> int:
    """new KIND NAME: a level that passes the check, to be made one's own; asks in a terminal what was not said."""
    from game.content.edit import EditError
    from game.environment import levels_home
    from game.session.authoring import starting

    kind = args.kind or _asked("kind", args.lang, known=", ".join(starting.KINDS))
    title = args.title or _asked("title", args.lang)
    room = args.room if args.room is not None else _asked("room", args.lang)
    name = args.name or starting.name_of(title)
    path = args.output or levels_home() / kind / f"{name}.yaml"
    try:
        starting.make(starting.Wish(kind, name, title, room, args.lang), path)
    except (starting.NewError, EditError) as error:
        raise Trouble(error.text(args.lang)) from error
    except OSError as error:
        raise Trouble(t("cli.cannot_write", args.lang, file=path, reason=error.strerror or error)) from error
    print(path)
    print(t("author.new_done", args.lang, file=path), file=sys.stderr)
    return GOOD


def _asked(what: str, lang: str, **values: object) -> str:
    """The answer to a question, "" where there is nobody to ask."""
    if not sys.stdin or not sys.stdin.isatty():
        return ""
    print(t(f"author.ask_{what}", lang, **values), end=" ", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip()


def translate(args: argparse.Namespace) -> int:
    """translate export|import: the texts of levels as a table, and the English back.  1 when a line was not taken."""
    from game.content.edit import EditError

    try:
        return _exported(args) if args.action == "export" else _imported(args)
    except EditError as error:
        raise Trouble(error.text(args.lang)) from error
    except OSError as error:
        raise Trouble(f"{error.filename}: {error.strerror}") from error


def _levels(names: list[str], lang: str) -> list[Path]:
    return [level_path(name, lang) for name in names] or list(level_files().values())


def _exported(args: argparse.Namespace) -> int:
    from game.session.authoring import translation

    if args.output is None:
        raise Trouble(t("author.translate_where", args.lang))
    data, notes = translation.export(_levels(args.what, args.lang))
    written(args.output, data, args.lang)
    for note in notes:
        print(note.text(args.lang), file=sys.stderr)
    return GOOD


def _imported(args: argparse.Namespace) -> int:
    from game.session.authoring import translation

    if not args.what:
        raise Trouble(t("author.translate_which", args.lang))
    table = Path(args.what[0])
    if not table.is_file():
        raise Trouble(t("author.translate_gone", args.lang, file=table))
    try:
        done = translation.take(table.read_bytes(), _levels(args.what[1:], args.lang))
    except ValueError as error:
        raise Trouble(t("author.translate_no_table", args.lang, file=table, reason=error), COULD_NOT) from error
    for path, count, backup in done.files:
        print(t("author.translate_done", args.lang, file=path, count=count, backup=backup))
    if not done.files:
        print(t("author.translate_nothing", args.lang))
    for note in done.notes:
        print(note.text(args.lang), file=sys.stderr)
    return NOT_GOOD if any(note.bad for note in done.notes) else GOOD


def written(path: Path, data: bytes, lang: str) -> None:
    """Put a file in place and say where.  Raises Trouble when it cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError as error:
        raise Trouble(t("cli.cannot_write", lang, file=path, reason=error.strerror or error)) from error
    print(path)
