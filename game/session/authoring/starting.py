"""A new level: the smallest one of its kind under a new name, with what is to be replaced marked and remarks that guide."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from game.content.edit import Draft
from game.environment import ROOT
from game.texts import has, t

KINDS: Mapping[str, str] = {
    "gowning": "gowning-first", "line_clearance": "line-clearance-first", "deviation": "deviation-first",
}  # fmt: skip
"""Kind of a level -> the level that a new one begins as."""
_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
MOST_NAME = 40


class NewError(Exception):
    """No level was made.  code: text `author.new_<code>`."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(code)
        self.code, self.values = code, values

    def text(self, lang: str) -> str:
        """Why, in the reader's words."""
        return t(f"author.new_{self.code}", lang, **self.values)


@dataclass(frozen=True, slots=True)
class Wish:
    """The answers to the questions.  title, room: in the language of who writes; "" keeps the room's name."""

    kind: str
    name: str
    title: str
    room: str = ""
    lang: str = "fr"


def name_of(title: str) -> str:
    """A level's name made from a title: "Vestiaire PAL B" -> "vestiaire-pal-b"."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:MOST_NAME].strip("-")


def good_name(name: str) -> bool:
    """Whether a new level may be called so."""
    return bool(_NAME.fullmatch(name)) and len(name) <= MOST_NAME and name not in KINDS.values()


def level_text(wish: Wish) -> bytes:
    """The file of a new level.  Raises NewError (kind, name, title), EditError (a title nobody can type)."""
    if wish.kind not in KINDS:
        raise NewError("kind", kind=wish.kind, known=", ".join(KINDS))
    if not good_name(wish.name):
        raise NewError("name", name=wish.name)
    if not wish.title.strip():
        raise NewError("title")
    draft = Draft.read(ROOT / "levels" / wish.kind / f"{KINDS[wish.kind]}.yaml")
    draft.put(("id",), wish.name)
    draft.put(("title",), _both(wish.title.strip(), wish.lang))
    while len(draft.value(("brief",))) > 1:
        draft.remove(("brief", 0))  # the last line stays: what no training of ours is
    draft.put(("brief",), [{lang: t("author.new_brief", lang) for lang in ("fr", "en")}, draft.value(("brief", 0))])
    draft.put(("control", "author"), t("author.new_author", wish.lang))
    if wish.room.strip():
        draft.put(("rooms", 0, "name"), _both(wish.room.strip(), wish.lang))
    if wish.kind == "gowning":
        _without_trial(draft)
    # An ordinary space, as the author would type it: what does not break is set when it is shown.
    return _guided(draft.data.decode("utf-8"), wish).replace("\u00a0", " ").encode()


def make(wish: Wish, path: Path) -> None:
    """Write the file of a new level.  Raises NewError (also there: a file of that name), OSError."""
    data = level_text(wish)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("xb") as file:
            file.write(data)
    except FileExistsError as error:
        raise NewError("there", file=str(path)) from error


def _both(text: str, lang: str) -> dict[str, str]:
    """A text, and the mark of what is to be translated."""
    return {one: text if one == lang else t("author.new_translate", one, text=text) for one in ("fr", "en")}


def _without_trial(draft: Draft) -> None:
    """The coat that is dropped on purpose belongs to the very first lesson only."""
    for block, gone in (("steps", ("trial", "trial_away")), ("things", ("trial_pack",))):
        for name in gone:
            draft.remove((block, next(n for n, one in enumerate(draft.value((block,))) if one["id"] == name)))
    coat = next(n for n, one in enumerate(draft.value(("steps",))) if one["id"] == "coat")
    draft.put(("steps", coat, "after"), ["wash"])
    draft.put(("steps", coat, "say"), {lang: t("author.new_coat", lang) for lang in ("fr", "en")})


def _guided(text: str, wish: Wish) -> str:
    """Remarks at the head and above each block that has one."""
    lines = [line for n, line in enumerate(text.split("\n")) if n or not line.startswith("#")]
    out = _remark(t("author.guide_head", wish.lang, name=wish.name))
    for line in lines:
        key = re.match(r"([a-z]+):", line)
        if key:
            for name in (f"guide_{key[1]}", f"guide_{key[1]}_{wish.kind}"):
                if has(f"author.{name}", wish.lang):
                    out += _remark(t(f"author.{name}", wish.lang))
        out.append(line)
    return "\n".join(out)


def _remark(text: str) -> list[str]:
    return [f"# {line}".rstrip() for line in text.split("\n")]
