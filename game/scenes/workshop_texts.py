"""The texts of a level, French and English side by side, a few of them at a time; what lacks a language comes first."""

from __future__ import annotations

from collections.abc import Iterator

from game.content.lint.texts import ROOM, unwritten
from game.content.tree import Path as Place
from game.scenes.stack import Transition
from game.scenes.workshop_parts import Part
from game.texts import LANGS
from game.view.theme import BODY, LEAD, THEME
from game.view.widgets import Choice, Column, Fired, Label, Option

GROUPS = ("to_write", "missing", "title", "steps", "hazards", "other")

LACKS = {"": "", "missing": "alert", "to_write": "write"}
"""Sign at the name of a text, by what it lacks."""


class TextsPart(Part):
    """A text alone stands for the French one: writing the English makes both."""

    id = "texts"
    group = "title"

    def texts(self) -> Iterator[tuple[Place, str, str]]:
        """(place, group, what it lacks: "to_write" where a template has left its mark, "missing" a language, "" nothing) of every text."""
        from game.session.authoring.translation import texts_of

        for place, value in texts_of(self.desk.plain):
            both = value if isinstance(value, dict) else {"fr": value}
            group = "title" if place[0] in ("title", "brief") else str(place[0])
            lacks = "to_write" if any(map(unwritten, both.values())) else "" if all(map(both.get, LANGS)) else "missing"
            yield place, group if group in GROUPS else "other", lacks

    def sign(self) -> tuple[str, str]:
        lacking = [lacks for _, _, lacks in self.texts() if lacks]
        told = (("to_write", "to_write"), ("missing", "texts_missing"))
        said = [self.say(key, n=n) for what, key in told if (n := lacking.count(what))]
        return ("write" if "to_write" in lacking else "alert" if said else "language"), ", ".join(said)

    def fill(self, column: Column) -> None:
        self.head(column, self.say("part_texts"), self.say("texts_about"))
        found = list(self.texts())
        counts = {name: len([one for one in found if self._in(one, name)]) for name in GROUPS}
        options = [
            Option(name, self.say("count", what=self.say("texts_missing_all" if name == "missing" else f"texts_{name}"), n=n))
            for name, n in counts.items()
            if n
        ]
        if not options:
            return
        if self.group not in {option.id for option in options}:
            self.group = options[0].id
        column.add(Choice("group", options, self.group), gap=18)
        before: tuple[str, str] | None = None
        for place, _, lacks in [one for one in found if self._in(one, self.group)]:
            self._pair(column, place, lacks)
            entry = self._entry(place)
            if entry is not None and entry != before:
                column.row([self.trial(*entry, self._name(place))], gap=8)
            before = entry

    def _in(self, one: tuple[Place, str, str], group: str) -> bool:
        return group in one[1:]

    def _pair(self, column: Column, place: Place, lacks: str) -> None:
        what = "hazard" if place[0] == "hazards" else str(next(part for part in reversed(place) if isinstance(part, str)))
        name = self._name(place)
        column.add(Label(name, LEAD if lacks else BODY, THEME.ink, "semibold", icon=LACKS[lacks]), gap=24)
        alone = isinstance(self.desk.value(place), str)
        room = self.say("texts_room", n=ROOM.get(what, 600))
        french = self.field(place if alone else (*place, "fr"), self.say("french"), room, lines=True, most=600, what=name)
        if alone:
            column.add(french, gap=8)
            column.add(Label(self.say("texts_alone"), BODY, icon="alert"), gap=6)
            return
        self.fields(column, [french, self.field((*place, "en"), self.say("english"), room, lines=True, most=600, what=name)], gap=8)

    def _entry(self, place: Place) -> tuple[str, str] | None:
        """What can be tried of what the text stands for: ("step" or "hazard", its id)."""
        what, long = {"steps": ("step", 2), "hazards": ("hazard", 3)}.get(str(place[0]), ("", 0))
        entry = self.desk.value(place[:long]) if what else None
        name = entry.get("id") if isinstance(entry, dict) else None
        level = self.desk.level
        known = [one.id for one in (level.steps if what == "step" else level.hazards)] if level is not None and what else []
        return (what, name) if isinstance(name, str) and name in known else None

    def _name(self, place: Place) -> str:
        """Where a text stands: the id of its step, its number in a list."""
        parts, now = [], self.desk.plain
        for part in place:
            now = now[part]
            if isinstance(part, int):
                parts.append(str(now.get("id", part + 1)) if isinstance(now, dict) else str(part + 1))
        kind = self.say(f"texts_{place[0]}") if place[0] in ("title", "steps", "hazards", "brief") else str(place[0])
        return " · ".join([kind, *parts, *([str(place[-1])] if place[0] == "steps" and isinstance(place[-1], str) else [])])

    def on(self, fired: Fired) -> Transition | None:
        if fired.id == "group":
            self.group = str(fired.value)
            self.page.rebuild()
        return self.tried(fired)
