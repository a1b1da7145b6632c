"""`python -m game.cli COMMAND ...`, which main.py hands over to.

Exit codes: 0 good, 1 the thing checked is not good, 2 could not run.  Messages follow --lang, else the system's
language, else French.  No traceback reaches a reader: what went wrong is written to a file, and he is told which.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from game.cli.commands import run_tests, say
from game.cli.finding import COULD_NOT, Trouble
from game.environment import asked_lang, data_home
from game.texts import t


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    lang = asked_lang(words)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
    try:
        return run(words, lang)
    except Trouble as trouble:
        say(trouble.text)
        return trouble.code
    except KeyboardInterrupt:
        return COULD_NOT
    except BrokenPipeError:  # the reader of a report went away (| head): nothing more can be said to him
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return COULD_NOT
    except Exception as error:  # noqa: BLE001 - the last one: it is told, kept, and never shown raw
        say(t("cli.crash", lang, file=crash_report(error, words)))
        return COULD_NOT


def run(words: Sequence[str], lang: str) -> int:
    """Parse and carry out."""
    if words[:1] == ["test"]:  # pytest reads its own options, -h too
        return run_tests(argparse.Namespace(lang=lang, rest=list(words[1:])))
    from game.cli.arguments import parser, unknown_command

    unknown_command(words, lang)
    args = parser(lang).parse_args(words)
    args.asked_lang, args.lang = args.lang, args.lang or lang
    code: int = args.run(args)
    return code


def crash_report(error: BaseException, words: Sequence[str]) -> Path | str:
    """Write what went wrong where the user's data lie; returns the file (or why there is none)."""
    import platform
    import time
    import traceback

    text = "".join(traceback.format_exception(error))
    head = f"main.py {' '.join(words)}\nPython {platform.python_version()}, {platform.platform()}\n"
    path = data_home() / "crashes" / time.strftime(f"%Y-%m-%dT%H-%M-%SZ-{os.getpid()}.txt", time.gmtime())
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(head + text, encoding="utf-8")
    except OSError as trouble:
        return str(trouble)
    return path


def leave(code: int, patience_s: float | None = None) -> NoReturn:
    """End the program with its long work.  What hangs even then nobody needs, and it would hang for ever: the window is gone, all that
    is kept is in its file, and what was to be said is said.  patience_s: for tests."""
    jobs = sys.modules.get("game.session.jobs")
    if jobs is not None and not jobs.finish(patience_s or jobs.END_S):
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        os._exit(code)
    sys.exit(code)


if __name__ == "__main__":
    leave(main())
