"""Every text in both languages, with the same places to fill in, and French set as French is set."""

import ast
import re
import string
from pathlib import Path

import pytest

from game.texts import FOLDER, LANGS, catalogue, has

TOP = FOLDER.parent.parent
DOMAINS = sorted({path.stem for path in FOLDER.glob("*/*.po")})
BREAKING = re.compile(r"(?<=[^\s:]) [:;!?»](?=\s|$)|« |\w [:;!?»]$")
"""An ordinary space where French wants one that does not break."""


def places(text):
    """Names in braces that a text wants filled in."""
    return sorted({name for _, name, _, _ in string.Formatter().parse(text) if name is not None})


def test_there_are_texts():
    assert len(DOMAINS) >= 6


@pytest.mark.parametrize("domain", DOMAINS)
def test_french_and_english_have_the_same_texts(domain):
    french, english = catalogue("fr", domain), catalogue("en", domain)

    assert sorted(french) == sorted(english)
    assert [name for texts in (french, english) for name, text in texts.items() if not text.strip()] == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_both_languages_fill_in_the_same_names(domain):
    """A name that stands in one language only would be lost, or would crash, in the other."""
    french, english = catalogue("fr", domain), catalogue("en", domain)

    assert {name: (places(french[name]), places(english[name])) for name in french if places(french[name]) != places(english[name])} == {}


@pytest.mark.parametrize("domain", DOMAINS)
def test_french_keeps_its_signs_on_the_line(domain):
    assert {name: text for name, text in catalogue("fr", domain).items() if BREAKING.search(text)} == {}


@pytest.mark.parametrize("text", ["Oui : non", "Oui ; non", "Quoi ?", "« oui", "oui »"])
def test_the_guard_on_french_is_seen_to_catch(text):
    assert BREAKING.search(text)


@pytest.mark.parametrize("text", ["Oui\u00a0: non", "Quoi\u00a0?", "«\u00a0oui\u00a0»", "écrivez m:ss", "a ? b : c".replace(" ", "\u00a0")])
def test_the_guard_on_french_lets_good_french_pass(text):
    assert not BREAKING.search(text)


def keys_used():
    """(file, line, key) of every t("domain.name") and ctx.t(...) written out in the code."""
    for path in sorted((TOP / "game").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr if isinstance(node.func, ast.Attribute) else ""
            first = node.args[0]
            if name == "t" and isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield path.relative_to(TOP).as_posix(), node.lineno, first.value


def test_every_text_that_is_asked_for_was_written():
    used = list(keys_used())
    assert len(used) > 100

    missing = [(file, line, key) for file, line, key in used for lang in LANGS if "." not in key or not has(key, lang)]
    assert missing == []
    assert Path(FOLDER).is_dir()
