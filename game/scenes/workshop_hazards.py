"""What may go wrong in a level: how much of it a run draws, each hazard on or off with what it is for, and what one draw holds."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from game.scenes.stack import Transition
from game.scenes.workshop_parts import Badge, Part
from game.session.authoring.workshop_hazards import Pooled, drawn, pool_of, pressed, residues_of, switch, switch_residue
from game.view.theme import BODY, THEME
from game.view.widgets import Column, Fired, Label, TextField, Toggle

MOST_SEED = 2_000_000
MOST_RULES = 3
"""Rules named at a hazard; the others are counted."""


class HazardsPart(Part):
    """Toggles write `active` into the file; a hazard that is kept for assessments says so."""

    id = "hazards"
    icon = "critical"

    def __init__(self, *args: object) -> None:
        super().__init__(*args)  # type: ignore[arg-type]
        self._for: tuple[bytes, Mapping[str, tuple[str, ...]]] = (b"", {})
        self.seed = "0"

    def pool(self) -> tuple[Pooled, ...]:
        """The hazards of the file."""
        return pool_of(self.desk.plain)

    def _residues(self) -> tuple[tuple[str, bool], ...]:
        return residues_of(self.desk.level) if self.desk.level is not None else ()

    def sign(self) -> tuple[str, str]:
        on = [one.active for one in self.pool()] + [one for _, one in self._residues()]
        return "dot" if not on else "bell", self.say("hazards_on", on=on.count(True), of=len(on)) if on else ""

    def fill(self, column: Column) -> None:
        self.head(column, self.say("part_hazards"), self.say("hazards_about"))
        pool, residues = self.pool(), self._residues()
        if pool and self.desk.value(("hazards", "draw")):
            self._draw(column, ("hazards", "draw"), "draw")
        if residues:
            self._draw(column, ("residues", "count"), "residues")
            self._draw(column, ("residues", "difficulty"), "difficulty")
        if not pool and not residues:
            column.add(Badge("plain", "dot", self.say("hazards_none")), gap=18)
        for title, reserved in (("hazards_open", False), ("hazards_reserved", True)):
            self._toggles(column, title, [one for one in pool if one.reserved is reserved])
        self._residue_toggles(column, residues)
        self._look(column)
        self._playtests(column)

    def _draw(self, column: Column, place: tuple[str, str], what: str) -> None:
        self.title(column, self.say(f"{what}_title"))
        least = self.field((*place, 0), self.say(f"{what}_least"), most=3, what=self.say(f"{what}_title"))
        most = self.field((*place, 1), self.say(f"{what}_most"), most=3, what=self.say(f"{what}_title"))
        self.fields(column, [least, most], gap=8)
        column.add(Label(self.say(f"{what}_about"), 20, THEME.slate), gap=8)

    def _toggles(self, column: Column, title: str, pool: Sequence[Pooled]) -> None:
        if not pool:
            return
        self.title(column, self.say(title))
        if title == "hazards_reserved":
            column.add(Label(self.say("hazards_reserved_about"), BODY), gap=2)
        enabled = self.desk.draft is not None and not self.page.read_only
        states = (self.say("off"), self.say("on"))
        for one in pool:
            note = self._note(one)
            text = self.shown(one.text)
            toggle = Toggle(f"hazard {one.id}", text, one.active, states=states, note=note, boxed=True, enabled=enabled)
            self._with_trial(column, toggle, one.id, text, on=one.active)

    def _note(self, one: Pooled) -> str:
        """What it is for: the rules that it presses."""
        from game.content.rules import known_rulebook

        if self._for[0] != self.desk.data:
            self._for = (self.desk.data, pressed(self.desk.data, self.desk.path.name))
        rulebook, names = known_rulebook(), self._for[1].get(one.id, ())
        titles = [rulebook.rules[name].title.get(self.ctx.lang) for name in names] if rulebook else list(names)
        said = [self.say("hazard_for", rules=" ; ".join(titles[:MOST_RULES]))] if titles else []
        if len(titles) > MOST_RULES:
            said.append(self.say("hazard_more", n=len(titles) - MOST_RULES))
        if one.always:
            said.append(self.say("hazard_always"))
        return " ".join(said)

    def _residue_toggles(self, column: Column, residues: Sequence[tuple[str, bool]]) -> None:
        if not residues:
            return
        self.title(column, self.say("residues_kinds"))
        enabled, states = not self.page.read_only, (self.say("off"), self.say("on"))
        for kind, on in residues:
            name = self._residue(kind)
            self._with_trial(column, Toggle(f"residue {kind}", name, on, states=states, boxed=True, enabled=enabled), kind, name, on=on)

    def _with_trial(self, column: Column, toggle: Toggle, id: str, text: str, *, on: bool) -> None:
        button = self.trial("hazard", id, text)
        button.enabled = button.enabled and on
        self.beside(column, toggle, button, gap=10)

    def _residue(self, kind: str) -> str:
        name = self.ctx.t(f"line.residue_{kind}")
        return name[:1].upper() + name[1:]

    def _look(self, column: Column) -> None:
        """A field for a seed, and what that seed draws."""
        level = self.desk.level
        if level is None:
            return
        self.title(column, self.say("seed_title"))
        field = TextField("seed", self.seed, label=self.say("seed"), hint=self.say("seed_tip"), max_chars=7, size=BODY)
        old = next((w for w in self.page.form.all() if w.id == "seed"), None)
        if isinstance(old, TextField):
            field.line = old.line
        column.add(field, gap=8, width=column.screen.px(420))
        if self.seed.isdecimal() and int(self.seed) <= MOST_SEED:
            names = [self.shown(text) for text in drawn(level, int(self.seed))]
            said = self.say("seed_draws", names=" ; ".join(names)) if names else self.say("seed_nothing")
        else:
            said = self.say("seed_number", most=MOST_SEED)
        column.add(Label(said, BODY, icon="eye"), gap=12)

    def _playtests(self, column: Column) -> None:
        tests = self.desk.plain.get("playtests")
        if not isinstance(tests, list) or not tests:
            return
        self.title(column, self.say("playtests_title"))
        column.add(Label(self.say("playtests_about"), BODY), gap=2)
        for n, one in enumerate(tests):
            if not isinstance(one, dict):
                continue
            name, sown = str(one.get("id", n + 1)), "seed" in one
            column.add(Label(name if sown else self.say("playtest_plain", name=name), BODY, weight="semibold"), gap=18)
            for line in self._playtest(one):
                column.add(Label(line, BODY), gap=2)
            if sown:
                field = self.field(("playtests", n, "seed"), self.say("playtest_seed", name=name), most=7)
                column.add(field, gap=8, width=column.screen.px(420))

    def _playtest(self, one: Mapping[str, object]) -> tuple[str, str]:
        """(who plays and where he errs, what has to be found)."""
        from game.content.rules import known_rulebook
        from game.texts import has

        rulebook, mutant = known_rulebook(), one.get("mutant")
        names = [name for name in _listed(one.get("finds")) if isinstance(name, str)]
        known = rulebook.rules if rulebook else {}
        titles = [f"{known[name].title.get(self.ctx.lang)} ({name})" if name in known else name for name in names]
        found = self.say("playtest_finds", rules=" ; ".join(titles)) if titles else self.say("playtest_nothing")
        if not isinstance(mutant, dict):
            return self.say("playtest_perfect"), found
        key = f"reference.op_{mutant.get('op')}"
        error = self.ctx.t(key) if has(key, self.ctx.lang) else str(mutant.get("op"))
        error = re.split(r"\s*[;(]", error)[0].rstrip(".")  # what follows is about the words of the file
        return self.say("playtest_errs", at=self._slot(mutant), error=error), found

    def _slot(self, mutant: Mapping[str, object]) -> str:
        """The step in words, with its name in the file and what else is said of the error."""
        level, at = self.desk.level, str(mutant.get("at", "–"))
        names = ", ".join([at, *(str(value) for key, value in mutant.items() if key not in ("op", "at"))])
        text = next((self.shown(step.text) for step in level.steps if step.id == at), "") if level is not None else ""
        return f"{text} ({names})" if text else names

    def on(self, fired: Fired) -> Transition | None:
        word, _, name = fired.id.partition(" ")
        if word == "seed":
            self.seed = str(fired.value)
            self.page.rebuild()
        elif word == "hazard":
            one = next(one for one in self.pool() if one.id == name)
            return self.page.edit(lambda draft: switch(draft, one), (*one.place, "active"), one.text.get(self.ctx.lang))
        elif word == "residue":
            return self.page.edit(lambda draft: switch_residue(draft, name), ("residues",), self._residue(name))
        return self.tried(fired)


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []
