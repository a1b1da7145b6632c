"""The reference page: made from what the program reads, whole in both languages, without a network."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from game import events
from game.content import reference, shape
from game.content.models import DEVIATION_VERBS, LINE_VERBS, VERBS, Level
from game.content.report import codes, definition
from game.content.rules import known_rulebook
from game.content.words import KEYS
from game.entities.kinds import KINDS
from game.entities.people import QUESTIONS
from game.entities.process import FAULTS, PLANT
from game.entities.residues import DRAWN, RESIDUES
from game.entities.stations import STATIONS
from scoring.language import MUTANT_OPS, PATTERNS

VOID = ("meta", "input", "img", "br")


class Page(HTMLParser):
    """Names of entries and words of each language; every element closed, every link leading somewhere."""

    def __init__(self, text):
        super().__init__()
        self.open, self.lang, self.text, self.names = [], "", {"fr": [], "en": []}, {"fr": [], "en": []}
        self.ids, self.links, self.outside = [], [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag not in VOID:
            self.open.append(tag)
        if tag == "main":
            self.lang = given["lang"]
        self.ids += [given["id"]] if "id" in given else []
        self.links += [given["href"][1:]] if given.get("href", "").startswith("#") else []
        self.outside += [value for value in given.values() if value and re.match(r"(https?:)?//", value)]

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.lang:
            self.text[self.lang].append(data)
            if self.open[-2:] == ["h3", "code"]:
                self.names[self.lang].append(data)


@pytest.fixture(scope="module")
def page():
    return Page(reference.page())


def test_it_is_sound_and_needs_nothing_else(page):
    assert page.open == []
    assert page.outside == []
    assert set(page.links) <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_everything_that_can_be_written_is_on_it(page, lang):
    names, words = page.names[lang], set(page.text[lang])
    assert set(VERBS) | set(LINE_VERBS) | set(DEVIATION_VERBS) <= set(names)
    assert set(KINDS) | set(STATIONS) | set(PLANT) | set(DRAWN) | set(FAULTS) <= set(names)
    assert set(shape.allowed_words(Level, ("hazards", "pool", 0, "kind"))) <= set(names)
    assert set(known_rulebook().rules) <= set(names)
    assert set(codes()) | set(PATTERNS) | set(MUTANT_OPS) <= set(names)
    assert words >= KEYS
    assert words >= set(events.KINDS)
    assert words >= {check.for_ for rule in known_rulebook().rules.values() for check in rule.checks}


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_what_people_want_where_leftovers_lie_and_what_a_size_counts_is_on_it(page, lang):
    text = "".join(page.text[lang])
    assert all(what in text for what in QUESTIONS)
    assert not (set(RESIDUES) - set(DRAWN)) & set(page.names[lang]), "what a level may not name"
    assert not re.search(r"\b(True|False)\b", text)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_message_is_explained_in_the_language(page, lang):
    text = "".join(page.text[lang])
    for code in codes():
        assert definition(code)[lang]["means"] in text
    assert not re.search(r"reference\.\w+", text), "a text is missing"


def test_most_things_show_their_drawing():
    kinds = [*KINDS, *STATIONS, *PLANT]
    drawn = [kind for kind in kinds if reference.picture(kind)]
    assert len(drawn) >= 0.95 * len(kinds)
    for kind in reference._DRAWN:
        assert reference.picture(kind), kind
    assert all(reference.kind_name(kind, lang) for kind in kinds for lang in ("fr", "en"))


def test_the_command_writes_it_and_tells_where_it_cannot(tmp_path, capsys):
    from game.cli.__main__ import main

    assert main(["explain", "-o", str(tmp_path / "docs"), "--lang", "en"]) == 0
    written = (tmp_path / "docs" / "reference.html").read_text("utf-8")
    assert written.startswith('<!doctype html>\n<html lang="en"')
    (tmp_path / "file").write_text("", "utf-8")
    assert main(["explain", "-o", str(tmp_path / "file"), "--lang", "en"]) == 2
    assert "Traceback" not in capsys.readouterr().err
