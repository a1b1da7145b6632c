"""The samples of game/content/diagnostics: each a sound text with one fault in it."""

from dataclasses import dataclass
from pathlib import Path

import yaml

from game.content import check_text
from game.content.paths import check_paths_file
from game.content.report import codes, definition
from game.content.rules import CATALOGUE as FOLDER
from game.content.rules import ROOT, check_rules, load_rulebook
from game.content.source import from_bytes

HERE = Path(__file__).parent
FILES = {"level": "base.yaml", "line": "line.yaml", "deviation": "deviation.yaml", "rules": "rules.yaml", "paths": "paths.yaml"}
GOOD = {where: (HERE / "good" / name).read_text("utf-8") for where, name in FILES.items()}
GOOD["site"] = (ROOT / "levels" / "site" / "gants.yaml").read_text("utf-8")
CATALOGUE = load_rulebook(sorted(FOLDER.glob("*.yaml")))
LEVELS = {"gowning-first": ("discover", "guided", "practice"), "gowning-grade-d": ("discover", "guided", "practice", "assessment")}
"""What paths may ask for in these samples."""


@dataclass(frozen=True)
class Sample:
    """A faulty text, the codes it must yield, and the line (from 1) that must bear the first of them."""

    name: str
    code: str
    where: str
    text: str
    line: int

    def faults(self):
        """What the check says of it."""
        return faults_of(self.text, self.where)


def faults_of(text, where="level"):
    """What the check says of a level, of rules or of paths."""
    data = text.encode()
    if where == "paths":
        return check_paths_file(from_bytes(data, "x.yaml"), LEVELS)[1]
    if where == "site":
        return check_rules(from_bytes(data, "site/x.yaml"), CATALOGUE, whole=True)[1]
    return check_text(data, "x.yaml").faults if where in ("level", "line", "deviation") else check_rules(from_bytes(data, "x.yaml"))[1]


def spoiled(good, bad, where="level"):
    """The sound text with the first `good` replaced."""
    whole = GOOD[where]
    assert good in whole, good
    return whole.replace(good, bad, 1)


def samples():
    """Every sample of every code."""
    for code in codes():
        for n, sample in enumerate(definition(code)["samples"]):
            where = sample.get("in", "level")
            text = spoiled(sample["good"], sample["bad"], where)
            if "at" in sample:
                line = text[: text.index(sample["at"])].count("\n") + 1
            else:
                line = GOOD[where][: GOOD[where].index(sample["good"])].count("\n") + sample["line"]
            yield Sample(f"{code}-{n + 1}", code, where, text, line)


def also(code, n):
    """Codes that a sample cannot help yielding besides its own."""
    return definition(code)["samples"][n].get("also", [])


def stock(text):
    """What PyYAML's own safe loader makes of a text."""
    return yaml.safe_load(text)
