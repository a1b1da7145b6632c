"""The report: one folder of pages that open by a double click, need no network and print.

Nothing of the pages holds what may not be shown: whoever reads their source finds no single result of practice.
"""

from __future__ import annotations

import functools
import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from scoring.cohort import figures, people, plots
from scoring.cohort.store import Store
from scoring.export.privacy import LEAST_GROUP
from scoring.wording import NO_BREAK, clock, number, short

Labels = Mapping[str, str]
Written = tuple[str, str]
"""(path in the folder, text)."""


@dataclass(frozen=True, slots=True)
class Site:
    """What all pages of a report share.  reasons: the sentences for why a file is kept apart."""

    store: Store
    labels: Labels
    lang: str
    now: datetime
    told: Callable[[str, str], str]


def pages(site: Site) -> Iterator[Written]:
    """Every page, one after the other.  Raises KeyError for a word that `labels` lacks."""
    everybody, levels = people.people(site.store, site.now), figures.levels(site.store)
    show = _Shower(site, {level.level: (level.title_fr, level.title_en) for level in levels})
    yield (
        "index.html",
        show("index.html", "", totals=figures.totals(site.store), people=everybody, levels=levels, sites=figures.sites(site.store),
             rules=figures.rules(site.store), apart=len(figures.apart(site.store))),
    )  # fmt: skip
    yield "heat.html", show("heat.html", "", **_heat(site.store, everybody))
    yield "apart.html", show("apart.html", "", files=figures.apart(site.store))
    yield "runs.html", show("runs.html", "", data=_script(_runs(site, everybody, levels)))
    for level in levels:
        yield f"levels/{key(level.level)}.html", show("level.html", "../", level=level, **_level(site, level.level))
    for person in everybody:
        yield f"people/{key(person.trainee)}.html", show("person.html", "../", person=person)


def key(name: str) -> str:
    """A name for files and links: whatever stands in `name`, nothing of it gets into a path."""
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:16]


class _Shower:
    """Templates with the words and numbers of one language."""

    def __init__(self, site: Site, titles: Mapping[str, tuple[str, str]]) -> None:
        self.site, self.titles = site, titles
        self.words: dict[str, Any] = {
            "lang": site.lang, "now": site.now, "label": self.label, "word": self.word, "n": self.n, "pct": self.pct, "day": self.day,
            "minute": self.minute, "key": key, "short": short, "text": self.text, "clock": clock, "least": LEAST_GROUP,
            "told": site.told, "level_name": self.level_name, "colour": colour,
        }  # fmt: skip

    def __call__(self, template: str, root: str, **values: object) -> str:
        """The page.  root: the way up to the folder's top."""
        return _templates().get_template(template).render(**self.words, root=root, **values)

    def label(self, name: str, **values: object) -> str:
        """A text of the catalogue."""
        return self.site.labels[name].format(**values) if values else self.site.labels[name]

    def word(self, kind: str, name: str) -> str:
        """The text of a name out of a list that may have grown since: the name itself when it has none."""
        return self.site.labels.get(f"{kind}_{name}", name)

    def text(self, fr: str, en: str) -> str:
        """The one in the reader's language, the other when it is missing."""
        return (fr or en) if self.site.lang == "fr" else (en or fr)

    def level_name(self, level: str) -> str:
        """Title of a level."""
        return self.text(*self.titles[level]) or level if level in self.titles else level

    def n(self, value: float | None, decimals: int = 1) -> str:
        """A number, "–" for none."""
        return "–" if value is None else number(value, self.site.lang, decimals)

    def pct(self, value: float | None) -> str:
        """A share in per cent."""
        return "–" if value is None else number(100 * value, self.site.lang, 0) + (NO_BREAK if self.site.lang == "fr" else "") + "%"

    def day(self, moment: datetime | None) -> str:
        """A date."""
        return "–" if moment is None else moment.strftime("%d/%m/%Y" if self.site.lang == "fr" else "%Y-%m-%d")

    def minute(self, moment: datetime | None) -> str:
        """Date and time, UTC."""
        return "–" if moment is None else moment.strftime("%d/%m/%Y %H:%M" if self.site.lang == "fr" else "%Y-%m-%d %H:%M")


@functools.cache
def _templates() -> Environment:
    loader = FileSystemLoader(Path(__file__).parent / "templates")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


def colour(share: float | None) -> str:
    """Background of a cell by how much was broken, 0 to 1: white to amber to red; the number stands in it too."""
    if share is None:
        return "none"
    return ("k0", "k1", "k2", "k3", "k4")[min(4, int(share * 5))]


# --- what the pages hold -------------------------------------------------------------------------------------------------


def _heat(store: Store, everybody: Sequence[people.Person]) -> dict[str, Any]:
    """Rules by trainee, over assessments: (broken, counted) of each; and the group beside it."""
    cells: dict[tuple[str, str], tuple[int, int]] = {}
    for rule, trainee, broken, counted in store.ask(
        """SELECT o.rule, k.trainee, sum(CASE WHEN o.x < 1 THEN 1 ELSE 0 END), count(*) FROM opened k JOIN outcome o USING (digest)
        WHERE o.x IS NOT NULL GROUP BY o.rule, k.trainee"""
    ):
        cells[rule, trainee] = broken, counted
    assessed = {trainee for _, trainee in cells}
    return {"cells": cells, "rules": figures.rules(store), "people": [one for one in everybody if one.trainee in assessed]}


def _level(site: Site, level: str) -> dict[str, Any]:
    """One level: curves, items, what was never found, sure and wrong."""
    turns, pace = figures.curve(site.store, level), figures.pace(site.store, level)
    labels = site.labels
    return {
        "curve": Markup(plots.curve(turns, labels["axis_turn"], labels["axis_score"], whole=True)) if len(turns) > 1 else "",  # noqa: S704
        "pace": Markup(plots.curve(pace, labels["axis_minutes"], labels["axis_score"], whole=False)) if len(pace) > 1 else "",  # noqa: S704
        "items": figures.items(site.store, level),
        "sure": figures.sure(site.store, level),
        "titles": {row.rule: (row.title_fr, row.title_en) for row in figures.rules(site.store, level)},
    }


def _runs(site: Site, everybody: Sequence[people.Person], levels: Sequence[figures.LevelRow]) -> dict[str, Any]:
    """All runs, for the list that every number leads to: scores of assessments only."""
    persons = {one.trainee: place for place, one in enumerate(everybody)}
    names = {one.level: place for place, one in enumerate(levels)}
    rows: list[tuple[Any, ...]] = []
    places: dict[str, int] = {}
    for digest, run, trainee, level, mode, started, minutes, ended, station, score in site.store.ask(
        """SELECT digest, run, trainee, level, mode, started, minutes, ended, station, CASE WHEN mode = 'assessment' THEN score END
        FROM kept ORDER BY started, run"""
    ):
        places[digest] = len(rows)
        rows.append((run, started.isoformat(timespec="minutes") if started else "", persons[trainee], names[level], mode, round(minutes),
                     ended, station, None if score is None else round(score, 1)))  # fmt: skip
    steps: dict[str, list[int]] = defaultdict(list)
    for rule, digest in site.store.ask("SELECT DISTINCT o.rule, digest FROM scored JOIN outcome o USING (digest) WHERE o.x IS NOT NULL"):
        steps[rule].append(places[digest])
    files: dict[str, str] = {}
    for run, path in site.store.ask("SELECT run, min(path) FROM file WHERE reason = '' GROUP BY run"):
        files[run] = Path(path).name
    words = {f"{kind}_{name}": text for kind in ("mode", "ended") for name, text in _words(site.labels, kind)}
    return {
        "runs": [(*row, files.get(row[0], "")) for row in rows],
        "people": [(key(one.trainee), short(one.trainee)) for one in everybody],
        "levels": [(key(one.level), (one.title_fr if site.lang == "fr" else one.title_en) or one.level) for one in levels],
        "rules": {rule: _deltas(sorted(found)) for rule, found in sorted(steps.items())},
        "words": words,
        "lang": site.lang,
    }


def _words(labels: Labels, kind: str) -> list[tuple[str, str]]:
    return [(name.removeprefix(f"{kind}_"), text) for name, text in labels.items() if name.startswith(f"{kind}_")]


def _deltas(places: Sequence[int]) -> list[int]:
    return [place - before for before, place in zip([0, *places[:-1]], places, strict=True)]


def _script(data: object) -> Markup:
    """JSON inside a page: nothing in it can end the element it stands in."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for sign, safe in (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026"), ("\u2028", "\\u2028"), ("\u2029", "\\u2029")):
        text = text.replace(sign, safe)
    return Markup(text)  # noqa: S704 - the signs that could end the element are written as escapes
