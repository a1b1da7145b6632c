"""The command line itself: what can be said to `main.py`, in the reader's language."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn

from game.cli import authoring
from game.cli import commands as do
from game.cli.approving import approve
from game.cli.assess import annotate, assess
from game.cli.bundles import bundle, wheels
from game.cli.erasing import erase
from game.cli.exports import export, sync
from game.cli.finding import Trouble, near
from game.cli.reports import report
from game.cli.stations import station
from game.texts import LANGS, catalogue, t

SCALES = (100, 125, 150, 200)
COMMANDS = (
    "play", "demo", "replay", "check", "prove", "new", "preview", "sheet", "translate", "explain", "schema", "migrate",
    "approve", "verify", "assess", "annotate", "export", "report",
    "sync", "erase", "station", "bundle", "wheels", "bench", "test",
)  # fmt: skip
MODES = ("discover", "guided", "practice", "assessment")


class Parser(argparse.ArgumentParser):
    """Speaks the reader's language, and exits with 2."""

    lang = "fr"

    def error(self, message: str) -> NoReturn:
        """What is wrong, and where to read more.  Raises Trouble."""
        raise Trouble(f"{message}\n{t('cli.see_help', self.lang, command=self.prog)}")


def translate_argparse(lang: str) -> None:
    """argparse takes its words from gettext's compiled catalogues; ours are .po, so it is handed ours."""
    words = {text: t(f"cli.{key}", lang) for key, text in catalogue("en", "cli").items() if key.startswith("argparse_")}
    argparse._ = lambda text: words.get(text, text)  # type: ignore[attr-defined]
    argparse.ngettext = lambda one, many, n: words.get(one if n == 1 else many, one if n == 1 else many)  # type: ignore[attr-defined]


def parser(lang: str) -> Parser:
    """The whole command line, in one language."""
    translate_argparse(lang)
    Parser.lang = lang
    top = Parser(prog="main.py", description=t("cli.about", lang), epilog=t("cli.exit_codes", lang), allow_abbrev=False)
    top.set_defaults(run=do.play, level=None, mode=None, seed=None, trainee=None, results=None, windowed=False, scale=None, mutant=None)
    top.add_argument("--lang", choices=LANGS, help=t("cli.help_lang", lang))
    commands = top.add_subparsers(title=t("cli.commands", lang), metavar="", dest="command")

    def command(name: str, run: Callable[[argparse.Namespace], int], *options: str, **settings: object) -> Parser:
        made = commands.add_parser(name, help=t(f"cli.do_{name}", lang), description=t(f"cli.do_{name}", lang), allow_abbrev=False)
        made.set_defaults(run=run, **settings)
        made.add_argument("--lang", choices=LANGS, default=argparse.SUPPRESS, help=t("cli.help_lang", lang))
        for option in options:
            made.add_argument(*OPTIONS[option][0], help=t(f"cli.help_{option}", lang), **OPTIONS[option][1])
        return made

    command("play", do.play, "level", "mode", "seed", "trainee", "results", "windowed", "scale")
    command("demo", do.demo, "level", "seed", "mutant", "headless", "results")
    command("replay", do.replay, "file", "headless", "from")
    command("check", do.check, "paths", "play", "format_check", "profile", "fix")
    command("prove", do.prove, "levels", "seeds", "format")
    command("new", authoring.new, "new_kind", "new_name", "new_title", "new_room", "file_made")
    command("preview", authoring.preview, "level", "file_png")
    command("sheet", authoring.sheet, "level", "file_out")
    command("translate", authoring.translate, "translate_action", "translate_what", "file_made")
    command("explain", do.explain, "code", "page")
    command("schema", do.schema, "output")
    command("migrate", do.migrate, "paths")
    command("approve", approve, "level", "reviewer", "approver")
    command("verify", do.verify, "runs", "format")
    command("assess", assess, "assess_action", "what", "by", "format")
    command("annotate", annotate, "file", "by", "finding", "contest", "presence", "rating", "decision", "reason")
    command("export", export, "runs", "to", "file_out", "base")
    command("report", report, "runs", "output", "lrs", "authority")
    command("sync", sync, "places", "lrs", "base", "spool", "authority", "store_credentials", "forget_credentials")
    command("erase", erase, "pseudonym", "erase_results", "yes")
    command("station", station, "site", "name", "share", "deliver", "check_place")
    command("bundle", bundle, "output", "python", "sha256", "platform", "wheels", "zip")
    command("wheels", wheels, "output", "platform_wheels", "python_version")
    command("bench", do.bench, "names", "plots", "format")
    command("test", do.run_tests)
    return top


def unknown_command(words: Sequence[str], lang: str) -> None:
    """Raise Trouble when the first word is no command: argparse would list them all without saying which was meant."""
    said = [word for n, word in enumerate(words) if not word.startswith("-") and (n == 0 or words[n - 1] != "--lang")]
    if not said or said[0] in COMMANDS:
        return
    meant = near(said[0], COMMANDS, lang)
    raise Trouble(t("cli.no_command", lang, name=said[0], meant=meant, known=", ".join(COMMANDS)))


def counting(text: str) -> int:
    """A whole number from 1 up.  Raises ValueError."""
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


OPTIONS: dict[str, tuple[tuple[str, ...], dict[str, Any]]] = {
    "level": (("level",), {"metavar": "LEVEL"}),
    "levels": (("levels",), {"metavar": "LEVEL", "nargs": "*"}),
    "mode": (("--mode",), {"choices": MODES}),
    "seed": (("--seed",), {"type": int, "metavar": "N"}),
    "seeds": (("--seeds",), {"type": counting, "metavar": "N", "default": 2}),
    "trainee": (("--trainee",), {"metavar": "ID"}),
    "results": (("--results",), {"type": Path, "metavar": "DIR"}),
    "windowed": (("--windowed",), {"action": "store_true"}),
    "scale": (("--scale",), {"type": int, "choices": SCALES, "metavar": "PCT"}),
    "mutant": (("--mutant",), {"metavar": "NAME"}),
    "headless": (("--headless",), {"action": "store_true"}),
    "from": (("--from",), {"dest": "start", "metavar": "TIME", "default": "0"}),
    "file": (("file",), {"type": Path, "metavar": "RUN"}),
    "runs": (("runs",), {"type": Path, "metavar": "RUN", "nargs": "+"}),
    "paths": (("paths",), {"metavar": "PATH", "nargs": "*"}),
    "play": (("--play",), {"action": "store_true"}),
    "fix": (("--fix",), {"action": "store_true"}),
    "profile": (("--profile",), {"choices": ("draft", "normal", "publication"), "default": "normal"}),
    "format": (("--format",), {"choices": ("text", "json"), "default": "text"}),
    "format_check": (("--format",), {"choices": ("text", "json", "html", "github"), "default": "text"}),
    "assess_action": (("action",), {"choices": ("code", "result", "trainer")}),
    "what": (("what",), {"metavar": "LEVEL|RUN|DIR|NAME", "nargs": "*"}),
    "by": (("--by",), {"metavar": "NAME", "default": ""}),
    "finding": (("--finding",), {"type": counting, "metavar": "N", "default": 0}),
    "contest": (("--contest",), {"action": "store_true"}),
    "presence": (("--presence",), {"action": "store_true"}),
    "rating": (("--rating",), {"type": int, "choices": range(1, 6), "metavar": "1-5"}),
    "decision": (("--decision",), {"choices": ("confirmed", "refused")}),
    "reason": (("--reason", "--comment"), {"metavar": "TEXT", "default": ""}),
    "page": (("-o", "--output"), {"type": Path, "metavar": "DIR"}),
    "reviewer": (("--reviewer",), {"metavar": "NAME", "required": True}),
    "approver": (("--approver",), {"metavar": "NAME", "required": True}),
    "site": (("--site",), {"metavar": "TEXT"}),
    "name": (("--name",), {"metavar": "TEXT"}),
    "share": (("--share",), {"metavar": "DIR"}),
    "deliver": (("--deliver",), {"action": "store_true"}),
    "check_place": (("--check",), {"action": "store_true"}),
    "pseudonym": (("pseudonym",), {"metavar": "PSEUDONYM"}),
    "erase_results": (("--results",), {"type": Path, "metavar": "DIR", "nargs": "+", "default": []}),
    "yes": (("--yes",), {"action": "store_true"}),
    "code": (("code",), {"metavar": "CODE", "nargs": "?", "default": ""}),
    "places": (("places",), {"type": Path, "metavar": "DIR", "nargs": "*"}),
    "lrs": (("--lrs",), {"metavar": "URL", "default": ""}),
    "store_credentials": (("--store-credentials",), {"action": "store_true"}),
    "forget_credentials": (("--forget-credentials",), {"action": "store_true"}),
    "spool": (("--spool",), {"type": Path, "metavar": "DIR"}),
    "authority": (("--authority",), {"type": Path, "metavar": "PEM"}),
    "to": (("--to",), {"choices": ("csv", "xlsx", "moodle", "xapi", "html", "record"), "required": True}),
    "new_kind": (("kind",), {"metavar": "KIND", "nargs": "?", "default": ""}),
    "new_name": (("name",), {"metavar": "NAME", "nargs": "?", "default": ""}),
    "new_title": (("--title",), {"metavar": "TEXT", "default": ""}),
    "new_room": (("--room",), {"metavar": "TEXT", "default": None}),
    "file_png": (("-o", "--output"), {"type": Path, "metavar": "PNG", "required": True}),
    "translate_action": (("action",), {"choices": ("export", "import")}),
    "translate_what": (("what",), {"metavar": "LEVEL|CSV", "nargs": "*"}),
    "file_made": (("-o", "--output"), {"type": Path, "metavar": "PATH"}),
    "base": (("--base",), {"metavar": "URL", "default": ""}),
    "file_out": (("-o", "--output"), {"type": Path, "metavar": "PATH", "required": True}),
    "python": (("--python",), {"metavar": "PATH", "default": ""}),
    "sha256": (("--sha256",), {"metavar": "HEX", "default": ""}),
    "platform": (("--platform",), {"choices": ("windows", "linux")}),
    "platform_wheels": (("--platform",), {"choices": ("windows", "linux", "here"), "default": "here"}),
    "python_version": (("--python",), {"dest": "python_version", "metavar": "3.13", "default": ""}),
    "wheels": (("--wheels",), {"type": Path, "metavar": "DIR"}),
    "zip": (("--zip",), {"action": "store_true"}),
    "output": (("-o", "--output"), {"type": Path, "metavar": "DIR", "required": True}),
    "names": (("names",), {"metavar": "NAME", "nargs": "*"}),
    "plots": (("--plots",), {"type": Path, "metavar": "DIR"}),
}
"""Name -> (spelling, settings) of what commands take."""
