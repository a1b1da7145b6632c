"""The rules in play: known, with the site values they ask for, and with something in the level to look at."""

from __future__ import annotations

import itertools

from game.content import units
from game.content.lint.view import LONGEST, View
from game.content.rulelint import SITE_PREFIX
from game.content.rules import faulty_site_files
from game.spec import LevelSpec
from scoring.rulebook import Rulebook, limits_of


class Rules:
    """R305 unknown rule, N711 site value missing, N712 site value no rule in play asks for."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self.limits: dict[str, tuple[str, ...]] = {}

    def run(self, view: View) -> None:
        block = view.block("rules")
        limits = block.data.get("limits")
        given = limits if isinstance(limits, dict) else {}
        asked: dict[str, str] = {}
        unknown = False
        for n, rule_id in block.words("use"):
            rule = self.rulebook.rules.get(rule_id)
            if rule is None:
                unknown = True
                self._unknown(view, ("rules", "use", n), rule_id)
                continue
            if rule_id not in self.limits:
                self.limits[rule_id] = limits_of(rule)
            for name in self.limits[rule_id]:
                asked.setdefault(name, rule_id)
                if name not in given and asked[name] == rule_id:
                    typed = view.near(name, [key for key in given if key not in asked])
                    view.say(
                        "N711",
                        ("rules", "use", n),
                        fix="near" if typed else "",
                        name=name,
                        rule=rule_id,
                        typed=typed,
                        example=units.example_of(name),
                    )
        self._unused(view, given, asked, unknown)

    def _unknown(self, view: View, path: tuple[str | int, ...], rule_id: str) -> None:
        broken = faulty_site_files() if rule_id.startswith(SITE_PREFIX) else ()
        if broken:
            view.say("R305", path, fix="broken", name=rule_id, file=", ".join(broken))
            return
        near = view.near(rule_id, self.rulebook.rules)
        rule = self.rulebook.rules.get(near)
        title = {"fr": rule.title.fr, "en": rule.title.en} if rule else {"fr": "", "en": ""}
        view.say("R305", path, fix="near" if near else "", near=near, name=rule_id, title_fr=title["fr"], title_en=title["en"])

    def _unused(self, view: View, given: dict[str, object], asked: dict[str, str], unknown: bool) -> None:
        if unknown:
            return
        for name in itertools.islice(given, LONGEST):
            if name not in asked and name not in WORLD_LIMITS:
                near = view.near(name, [one for one in asked if one not in given])
                view.say("N712", ("rules", "limits", name), "key", fix="near" if near else "", near=near, name=name)


WORLD_LIMITS = frozenset(
    (
        "wash_s",
        "wash_surface_s",
        "wash_surfaces",
        "rub_s",
        "glove_rub_s",
        "airlock_delay_s",
        "hand_speed_m_s",
        "walk_speed_m_s",
        "pressure_min_pa",
        "time_tolerance_min",
        "label_gap_pct",
        "silent_min",
        "wipe_s",
        "help_min",
        "silent_min",
    )
)
"""Site values that the world itself reads (doors, dispensers, speed), whatever the rules."""


class Bound:
    """N702: a rule that nothing in this level can keep or break.  Only for a level that is sound otherwise."""

    def __init__(self, rulebook: Rulebook, level: LevelSpec) -> None:
        self.rulebook = rulebook
        self.level = level

    def run(self, view: View) -> None:
        from game.world.runs import everything, slots_of

        tags = {tag for slot in slots_of(self.level, everything(self.level)) for tag in slot.tags}
        for n, rule_id in view.block("rules").words("use"):
            rule = self.rulebook.rules.get(rule_id)
            if rule is not None and not any(check.for_ in tags for check in rule.checks):
                view.say("N702", ("rules", "use", n), name=rule_id, title_fr=rule.title.fr, title_en=rule.title.en)
