"""Texts: both languages there, of a length that fits their place, no mark left by a template, same figures in both."""

from __future__ import annotations

import re

from game.content.fault import TODO, Word
from game.content.lint.view import View

ROOM = {"title": 60, "brief": 220, "text": 60, "hint": 110, "say": 110, "why": 220, "name": 40, "hazard": 90, "poster": 110}
"""Most characters each text has room for on the screen."""
_MARK = re.compile(r"\b(?:[AÀ]_REMPLACER|REPLACE_?ME|TO_REPLACE|TODO|FIXME|XXX+|lorem ipsum)\b", re.IGNORECASE)
_MARK_WORDS = ("REMPLACER", "REPLACE", "TODO", "FIXME", "XXX", "LOREM")
_FIGURES = re.compile(r"\d+(?:[.,]\d+)?")
_LETTERS = re.compile(r"[^\W\d_]{3,}")


def unwritten(text: str) -> str:
    """The mark that a template has left in a text, "" where there is none."""
    mark = _MARK.search(text)
    return mark.group() if mark else ""


class Texts:
    """T401 one language missing, T402 too long, T403 the same in both, T404 mark left, T405 other figures."""

    def run(self, view: View) -> None:
        upper = view.tree.source.text.upper()
        marked = any(word in upper for word in _MARK_WORDS)
        for path, what, value in view.texts():
            if not marked and _sound(value, ROOM[what]):
                continue
            both = {"fr": value} if isinstance(value, str) else value
            if not isinstance(both, dict):
                continue
            fr, en = both.get("fr"), both.get("en")
            for lang, text in (("fr", fr), ("en", en)):
                if isinstance(text, str) and text:
                    self._one(view, (*path, lang) if isinstance(value, dict) else path, what, text, marked)
            self._pair(view, path, fr, en, isinstance(value, str))
        for key, value in view.block("control").data.items():
            mark = unwritten(value) if marked and isinstance(value, str) else ""
            if mark:
                view.say("T404", ("control", key), mark=mark, severity=TODO)

    def _one(self, view: View, path: tuple[str | int, ...], what: str, text: str, marked: bool) -> None:
        if len(text) > ROOM[what]:
            view.say("T402", path, what=Word(f"content.text_{what}"), found=len(text), most=ROOM[what])
        mark = unwritten(text) if marked else ""
        if mark:
            view.say("T404", path, mark=mark, severity=TODO)

    def _pair(self, view: View, path: tuple[str | int, ...], fr: object, en: object, alone: bool) -> None:
        if isinstance(fr, str) and isinstance(en, str) and fr and en:
            if fr == en and len(_LETTERS.findall(fr)) > 1:
                view.say("T403", (*path, "en"), text=fr)
            here, there = sorted(_numbers(fr)), sorted(_numbers(en))
            if here != there and not unwritten(fr) and not unwritten(en):
                view.say("T405", (*path, "en"), fr=", ".join(here) or "-", en=", ".join(there) or "-")
        elif isinstance(fr, str) and fr and en is None and (alone or not _key(view, path, "en")):
            view.say("T401", path, fix="alone" if alone else "en", lang=Word("content.english"), text=fr)
        elif isinstance(en, str) and en and fr is None and not _key(view, path, "fr"):
            view.say("T401", path, fix="fr", lang=Word("content.french"), text=en)


def _sound(value: object, room: int) -> bool:
    """Whether a text is right in every way: nearly all are, and this says so quickly."""
    if not isinstance(value, dict) or len(value) != 2:
        return False
    fr, en = value.get("fr"), value.get("en")
    if not (isinstance(fr, str) and isinstance(en, str)) or not (fr and en) or fr == en or len(fr) > room or len(en) > room:
        return False
    return _FIGURES.findall(fr) == _FIGURES.findall(en)


def _key(view: View, path: tuple[str | int, ...], key: str) -> bool:
    """Whether the key stands there, with nothing behind it: told already."""
    found = view.tree.find((*path, key))[2]
    return found == len(path) + 1


def _numbers(text: str) -> list[str]:
    return [number.replace(",", ".") for number in _FIGURES.findall(text)]
