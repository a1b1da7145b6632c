"""The contract of the code with itself: who imports whom, what scored code must not do, how long things may be.

Every guard here is also seen to fail.
"""

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests import guards

TOP = Path(__file__).resolve().parent.parent
SCORED = [TOP / "game" / "exact.py", *guards.python_files(TOP / "game" / "world", TOP / "game" / "entities", TOP / "scoring")]
SCORED = [path for path in SCORED if path.parent.name not in ("export", "cohort") and path.name != "seal.py"]
OURS = [TOP / "main.py", *guards.python_files(TOP / "game", TOP / "scoring")]
LONG_FILES: dict[str, int] = {}
"""Files over 400 lines, with the most they may ever have: this list only shrinks."""


def relative(path: Path) -> str:
    return path.relative_to(TOP).as_posix()


# --- what scored code must not do --------------------------------------------------------------------------------------


def test_there_is_scored_code():
    """Empty lists would make the tests below pass for nothing."""
    assert len(SCORED) > 20
    assert len(OURS) > 80


@pytest.mark.parametrize("path", SCORED, ids=relative)
def test_scored_code_holds_the_bans(path):
    assert guards.bans(path.read_text(encoding="utf-8"), relative(path)) == []


@pytest.mark.parametrize(
    ("snippet", "word"),
    [
        ("x = sum(values)", "sum"),
        ("from math import exp", "math.exp"),
        ("import math\nx = math.hypot(1, 2)", "math.hypot"),
        ("x = speed ** 2", "**"),
        ("x = 0.8 ** 240", "**"),
        ("x **= 2", "**="),
        ("x = pow(a, b)", "pow"),
        ("import time", "clock"),
        ("from time import perf_counter", "clock"),
        ("from datetime import datetime", "clock"),
        ("import random\nx = random.random()", "random.random"),
        ("from random import shuffle", "random.shuffle"),
        ("import numpy as np", "numpy"),
        ("import uuid", "uuid"),
        ("x = hash('a')", "hash"),
        ("for x in {1, 2}: pass", "set walked"),
        ("for x in set(a): pass", "set walked"),
        ("x = [y for y in {z for z in a}]", "set walked"),
        ("a = set(b)\nfor x in a: pass", "set walked"),
        ("class A:\n    held: set[str]\n    def f(self):\n        return list(self.held)", "set walked"),
        ("def f(held: frozenset[str]):\n    return [*held]", "set walked"),
        ("for x in a.keys() & b.keys(): pass", "set walked"),
        ("a = set(b)\nx = ','.join(a)", "set walked"),
        ("a = set(b)\nx = a.pop()", "set walked"),
        ("a = set(b)\nx = next(iter(a))", "set walked"),
        ("for x in set(a) - set(b): pass", "set walked"),
    ],
)
def test_each_ban_is_seen_to_catch(snippet, word):
    assert word in " ".join(guards.bans(snippet))


@pytest.mark.parametrize(
    "snippet",
    [
        "from math import sqrt",
        "import math\nx = math.sqrt(2) if y < math.inf else 0",
        "import random\nx = random.Random('7/hair/a/0')",
        "x = 2 ** 10",
        "for x in sorted({1, 2}): pass",
        "a = set(b)\nif x in a: pass",
        "x = sorted(y for y in set(a))",
        "x = any(y for y in set(a))",
        "for x in a.keys(): pass",
    ],
)
def test_what_is_harmless_passes(snippet):
    assert guards.bans(snippet) == []


# --- sizes -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", OURS, ids=relative)
def test_files_and_functions_are_short(path):
    """400 lines a file, 60 a function.  What is over is named above, and may only shrink."""
    limit = LONG_FILES.get(relative(path), 400)

    assert guards.too_long(path.read_text(encoding="utf-8"), relative(path), limit, 60) == []


def test_the_list_of_long_files_is_true():
    """A file that became shorter takes its allowance with it."""
    for name, most in LONG_FILES.items():
        assert (TOP / name).read_text(encoding="utf-8").count("\n") == most > 400, name


def test_the_size_guard_is_seen_to_catch():
    long_function = "def f():\n" + "    x = 1\n" * 60

    assert guards.too_long(long_function, "a.py", 400, 60) == ["a.py:1 f has 61 lines"]
    assert guards.too_long("x = 1\n" * 401, "a.py", 400, 60) == ["a.py has 401 lines"]


# --- who imports whom --------------------------------------------------------------------------------------------------


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    code = "import sys; from importlinter.cli import lint_imports_command; lint_imports_command(['--no-cache'], prog_name='lint-imports')"
    return subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)


def test_imports_go_one_way():
    said = lint_imports(TOP)

    assert said.returncode == 0, said.stdout + said.stderr


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    top = tmp_path_factory.mktemp("contract")
    for path in OURS:
        target = top / path.relative_to(TOP)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
    shutil.copy(TOP / "pyproject.toml", top)
    return top


@pytest.mark.parametrize(
    ("file", "line", "contract"),
    [
        ("scoring/judge.py", "import game.entities.kinds", "Scoring knows events only"),
        ("game/world/draws.py", "import scoring.judge", "The world does not know it is scored"),
        ("game/world/draws.py", "import pygame", "pygame only in app, scenes and view"),
        ("game/world/draws.py", "import pymunk", "One door to pymunk"),
        ("game/content/level.py", "import game.session.runfile", "Inside game, imports go down"),
        ("game/session/runfile.py", "import pydantic", "pydantic only where content is checked"),
        ("game/environment.py", "import platformdirs", "main.py's part needs nothing installed"),
        ("game/newcomer.py", "", "Inside game, imports go down"),
        ("game/entities/kinds.py", "import game.entities.garment\nfrom game.entities import state", "No cycles anywhere"),
    ],
)
def test_each_import_contract_is_seen_to_catch(copy, file, line, contract):
    """One line too many, and the contract says which one it is."""
    path = copy / file
    before = path.read_text(encoding="utf-8") if path.exists() else None
    try:
        path.write_text((before or "") + f"\n{line}\n", encoding="utf-8")
        said = lint_imports(copy)
    finally:
        path.unlink() if before is None else path.write_text(before, encoding="utf-8")

    assert said.returncode != 0
    assert f"{contract} BROKEN" in said.stdout or "newcomer" in said.stdout, said.stdout


@pytest.mark.parametrize("path", [path for path in OURS if path.is_relative_to(TOP / "scoring")], ids=relative)
def test_scoring_needs_nothing_but_itself_and_events(path):
    """And exact arithmetic, a leaf.  Besides the standard library: cryptography for the seal, and the writers of exports."""
    allowed = {"scoring", "game.events", "game.exact"}
    if path.name == "seal.py":
        allowed |= {"cryptography"}
    if path.parent.name == "export":
        allowed |= {"jinja2", "markupsafe", "xlsxwriter"}
    if path.parent.name == "cohort":
        allowed |= {"duckdb", "jinja2", "markupsafe", "matplotlib"}

    assert guards.foreign_imports(path.read_text(encoding="utf-8"), relative(path), allowed) == []


def test_the_guard_on_scoring_is_seen_to_catch():
    assert guards.foreign_imports("import numpy", "a.py", {"scoring"}) == ["a.py:1 numpy"]
    assert guards.foreign_imports("from game import spec", "a.py", {"scoring", "game.events"}) == ["a.py:1 game.spec"]
    assert guards.foreign_imports("from game.events import Event\nimport json", "a.py", {"game.events"}) == []


@pytest.mark.parametrize(
    ("module", "absent"),
    [
        ("game", ["game.texts"]),
        ("game.cli", ["pygame", "numpy", "pydantic", "yaml", "pymunk", "rich", "cryptography"]),
        ("game.environment", ["subprocess", "tomllib", "shutil"]),
        ("game.session.session", ["pygame", "pydantic"]),
        ("game.session.prove", ["pygame", "pydantic"]),
        ("game.content.loader", ["pygame", "pymunk"]),
        ("scoring.judge", ["yaml", "pygame", "pymunk", "numpy", "pydantic"]),
    ],
)
def test_a_module_brings_along_only_what_it_should(module, absent):
    """Import in a fresh process, and look at what came along."""
    code = f"import sys; before = set(sys.modules); import {module}; print(*sorted((set(sys.modules) - before) & set({absent!r})))"
    said = subprocess.run([sys.executable, "-c", code], cwd=TOP, capture_output=True, text=True, check=False)

    assert (said.returncode, said.stdout.strip()) == (0, ""), said.stderr


def test_main_py_parses_under_old_pythons():
    """No f-string, no annotation, nothing that Python 2.7 or 3.0 would stumble over before its message."""
    tree = ast.parse((TOP / "main.py").read_text(encoding="utf-8"), feature_version=(3, 4))

    modern = (ast.JoinedStr, ast.AnnAssign, ast.NamedExpr, ast.AsyncFunctionDef, ast.Match, ast.Nonlocal)
    assert [node.lineno for node in ast.walk(tree) if isinstance(node, modern)] == []
    assert (TOP / "main.py").read_bytes().isascii()


@pytest.mark.parametrize("old", ["2.7", "3.6", "3.10"])
def test_an_old_python_says_what_is_needed(old):
    """Where such a Python is to be found; elsewhere the test above must do."""
    python = shutil.which(f"python{old}")
    if python is None or subprocess.run([python, "-c", ""], capture_output=True, check=False).returncode:
        pytest.skip(f"no Python {old} here")
    said = subprocess.run([python, str(TOP / "main.py")], capture_output=True, text=True, check=False)

    assert said.returncode == 2
    assert "3.11" in said.stderr
    assert "Traceback" not in said.stderr


@pytest.mark.parametrize("name", ["lock-play.txt", "lock-all.txt"])
def test_the_locks_name_hashes_and_no_index(name):
    lines = (TOP / name).read_text(encoding="utf-8").splitlines()

    assert sum("==" in line for line in lines) > 20
    assert all("--hash=sha256:" in lines[n + 1] for n, line in enumerate(lines) if "==" in line)
    assert not [line for line in lines if "://" in line or "index" in line.split("==")[0]]


def test_the_pygame_here_is_the_community_edition():
    """A package that depends on pygame would overwrite it without a word."""
    import pygame

    assert pygame.IS_CE


def test_the_play_lock_is_part_of_the_other():
    """Same versions, so that what was tested is what is played."""
    play, everything = (
        {line.split(" \\")[0] for line in (TOP / name).read_text().splitlines() if "==" in line}
        for name in ("lock-play.txt", "lock-all.txt")
    )

    assert play < everything
