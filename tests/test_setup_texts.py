"""Catalogues: read by ourselves before anything is installed, as Babel would read them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from game import texts

CATALOGUES = [(path.parent.name, path.stem) for path in sorted(texts.FOLDER.glob("*/*.po"))]


def test_there_are_catalogues():
    assert {lang for lang, _ in CATALOGUES} == set(texts.LANGS)
    assert len(CATALOGUES) > 10


@pytest.mark.parametrize(("lang", "domain"), CATALOGUES)
def test_our_reader_reads_what_babel_reads(lang, domain):
    with (texts.FOLDER / lang / f"{domain}.po").open("rb") as file:
        theirs = {str(message.id): str(message.string) for message in read_po(file) if message.id}

    assert texts.catalogue(lang, domain) == theirs


def test_texts_over_several_lines_and_signs_survive(tmp_path, monkeypatch):
    monkeypatch.setattr(texts, "FOLDER", tmp_path)
    (tmp_path / "fr").mkdir()
    (tmp_path / "fr" / "odd.po").write_text(
        '# a note\n#: place\nmsgid ""\nmsgstr "Language: fr\\n"\n\n'
        'msgid "one"\nmsgstr ""\n"Il dit «\u00a0non\u00a0» :\\n"\n"\\"et\\" \\\\ rien\\tde plus"\n\n'
        '#~ msgid "gone"\n#~ msgstr "parti"\n\nmsgid ""\n"lo"\n"ng"\nmsgstr "x"\n',
        encoding="utf-8",
        newline="\r\n",
    )
    texts.catalogue.cache_clear()

    assert texts.catalogue("fr", "odd") == {"one": 'Il dit «\u00a0non\u00a0» :\n"et" \\ rien\tde plus', "long": "x"}


@pytest.mark.parametrize(
    ("environ", "lang"),
    [
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "fr_FR.UTF-8", "LC_ALL": "en_US.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "fr"),
        ({"LC_ALL": "C.UTF-8"}, "fr"),
        ({}, "fr"),
    ],
    ids=str,
)
@pytest.mark.skipif(os.name == "nt", reason="asks the system there")
def test_the_systems_language_else_french(environ, lang):
    """In a process of its own: the locale is the process's."""
    code = "from game.texts import system_lang; print(system_lang())"
    top = str(Path(texts.__file__).resolve().parents[1])
    said = subprocess.run([sys.executable, "-c", code], env={"PYTHONPATH": top, **environ}, capture_output=True, text=True, check=True)

    assert said.stdout.strip() == lang
