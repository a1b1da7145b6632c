"""The pages for people: what they name is there, and both languages of the trainers' page tell the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from game.cli.arguments import COMMANDS, OPTIONS
from scoring.export.csv import COLUMNS
from scoring.export.xapi import NOTED

TOP = Path(__file__).resolve().parent.parent
PAGES = [TOP / "README.md", *sorted((TOP / "docs").glob("*.md"))]
TRAINERS = (TOP / "docs" / "for-trainers.fr.md", TOP / "docs" / "for-trainers.md")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_to_a_file_and_every_command_is_one(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)#]+)[^)]*\)", text) if "://" not in link]
    assert [link for link in links if not (page.parent / link).exists()] == []
    named = re.findall(r"python3 main\.py ([a-z]+)", text)
    assert [name for name in named if name not in COMMANDS] == []


@pytest.mark.parametrize("page", TRAINERS, ids=lambda page: page.name)
def test_every_option_that_the_trainers_page_names_is_one(page: Path) -> None:
    known = {word for words, _ in OPTIONS.values() for word in words} | {"--lang"}
    named = set(re.findall(r"(?<![\w-])--[a-z]+(?:-[a-z]+)*", page.read_text(encoding="utf-8")))
    assert len(named) > 10
    assert named <= known


def test_both_trainers_pages_name_the_same_commands_options_and_files() -> None:
    french, english = (page.read_text(encoding="utf-8") for page in TRAINERS)
    for pattern in (r"main\.py ([a-z]+)", r"(--[a-z]+(?:-[a-z]+)*)", r"`(\w+\.(?:csv|txt|html|pub))`", r"(GRADE_A_\w+)", r"^## (?=.)(.)"):
        told = [sorted(set(re.findall(pattern, text, re.MULTILINE))) for text in (french, english)]
        if pattern.startswith("^"):
            assert french.count("\n## ") == english.count("\n## ")
        else:
            assert told[0] == told[1], pattern


def test_french_pages_keep_their_signs_on_the_line() -> None:
    text = re.sub(r"`[^`]*`", "", TRAINERS[0].read_text(encoding="utf-8"))
    assert re.findall(r".{12} [:;!?»](?=\s).{0,12}|« .{12}", text) == []


def test_the_page_on_files_names_every_column_and_verb() -> None:
    text = (TOP / "docs" / "formats.md").read_text(encoding="utf-8")
    assert [name for name in (*COLUMNS, *(verb for verb, _ in NOTED.values())) if f"`{name}`" not in text] == []
