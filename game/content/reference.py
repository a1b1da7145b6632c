"""The reference of the language of levels, made from what the program itself reads: models, kinds, verbs, rules, diagnostics.

One HTML file in both languages that needs nothing else: it is searched and read without a network.
"""

from __future__ import annotations

import base64
import html
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any

from game import events
from game.content import report, shape, suggest, units
from game.content.reference_page import PAGE
from game.content.report import VISIBLE, limit_name
from game.entities.kinds import KINDS
from game.entities.process import FAULTS, PLANT, FaultKind
from game.entities.residues import DRAWN, RESIDUES
from game.entities.stations import STATIONS
from game.texts import LANGS, has, t
from scoring.language import MUTANT_OPS, PATTERNS, Rule
from scoring.rulebook import Rulebook, limits_of

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "assets" / "svg"
FILE = "reference.html"
_EVERY = frozenset(one.name for one in fields(events.Event))
_SIZES = {
    "line_folded": "share", "sparger_blocked": "share", "feed_stopped": "share", "bottle_empty": "bar", "do_probe_drift": "air",
    "do_probe_creep": "air", "ph_probe_drift": "ph", "temperature_excursion": "jacket", "foaming": "foam", "foam_rising": "foam",
    "vial_breaks": "metres", "stopper_shortage": "stoppers", "glove_torn": "mm", "particles": "particles", "power_cut": "seconds",
}  # fmt: skip
"""Faults whose size means something -> what it is counted in (see the tables at the top of the twins' faults)."""
_DRAWN = {
    "soap": "gowning/dispenser-soap", "rub": "gowning/dispenser-gel", "ipa": "gowning/dispenser-ipa", "towels": "gowning/towel-box",
    "dryer": "gowning/hand-dryer", "door": "gowning/door-d", "clock": "line/clock", "gauge": "gowning/gauge-dial",
    "poster": "gowning/poster-sheet", "shelf": "gowning/shelf-plank", "glove": "gowning/glove-flat", "bin": "gowning/bin-closed",
    "suit": "gowning/limb-upper-site-suit", "pack_suit": "gowning/pack-coverall", "pack_overboots": "gowning/pack-boots",
    "panel": "line/operator-panel", "rejects": "line/reject-bin-locked", "tag": "line/tag-clean", "stock": "line/carton-flat",
    "check_list": "line/doc-checklist", "reconciliation": "line/doc-reconciliation", "order": "line/doc-order",
    "colleague": "line/operator", "supervisor": "process/people/supervisor", "filler": "line/filler-frame",
    "tool_board": "line/tool-board-tools", "console": "process/desk/console", "gas_mixer": "process/bioreactor/gas-mixer",
    "reactor": "process/bioreactor/7-vessel", "gas_line": "process/bioreactor/gas-float", "feed_pump": "process/bioreactor/pump",
    "feed_port": "process/bioreactor/8-top", "sample_port": "process/bioreactor/9-probe-ph", "manifold": "process/bioreactor/bottle",
    "sample_bench": "process/bioreactor/scale", "response_sheet": "line/doc-checklist", "batch_record": "line/doc-order",
    "logbook": "process/desk/logbook-blank", "report": "line/doc-reconciliation", "investigation": "line/doc-checklist",
    "five_whys": "line/doc-checklist",
    "status_label": "process/desk/label-roll", "trend_print": "line/printed-sheet", "evidence_folder": "line/old-slip",
    "forceps": "line/forceps", "glove_removed": "process/filling/glove-palm", "glove_pack": "gowning/pack-gloves",
    "units_tray": "line/tray-table", "units_label": "line/sticker", "filling_panel": "line/operator-panel",
    "vial_labelled": "line/vial-labelled", "site_socks": "gowning/site-socks-loose", "overboot": "gowning/overboot-loose",
}  # fmt: skip
"""Kinds whose drawing has another name."""
_ENDINGS = ("", "-folded", "-loose", "-closed", "-flat")
_BEGINNINGS = ("gowning/", "gowning/obj-", "line/", "process/desk/", "process/bioreactor/")


def write(folder: Path, lang: str = "fr") -> Path:
    """Write the page into a folder; `lang` shows first.  Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / FILE
    path.write_text(page(lang), "utf-8")
    return path


def page(lang: str = "fr") -> str:
    """The whole page."""
    views = "\n".join(_view(one) for one in sorted(LANGS, key=lambda one: one != lang))
    buttons = "".join(f'<button data-lang="{one}">{t(f"reference.lang_{one}", one)}</button>' for one in LANGS)
    return PAGE.replace("@views@", views).replace("@lang@", lang).replace("@buttons@", buttons)


def _view(lang: str) -> str:
    sections = (
        ("start", _start(lang)), ("keys", _keys(lang)), ("things", _things(lang)), ("verbs", _verbs(lang)), ("hazards", _hazards(lang)),
        ("units", _units(lang)), ("rules", _rules(lang)), ("site", _site(lang)), ("messages", _messages(lang)),
        ("words", _words(lang)), ("levels", _levels(lang)),
    )  # fmt: skip
    body, menu = [], []
    for name, entries in sections:
        title = html.escape(t(f"reference.{name}", lang))
        menu.append(f'<a href="#{lang}-{name}">{title}</a>')
        about = html.escape(t(f"reference.{name}_about", lang))
        body.append(f'<section id="{lang}-{name}"><h2>{title}</h2><p>{about}</p>{"".join(entries)}</section>')
    search = html.escape(t("reference.search", lang))
    head = f"<h1>{html.escape(t('reference.title', lang))}</h1><p>{html.escape(t('reference.about', lang))}</p>"
    found = f'<p class="none" hidden>{html.escape(t("reference.none", lang))}</p>'
    box = f'<input type="search" aria-label="{search}" placeholder="{search}">'
    return f'<main lang="{lang}"><header>{head}{box}<nav>{"".join(menu)}</nav>{found}</header>{"".join(body)}</main>'


def _entry(name: str, body: Iterable[str], picture: str = "", mark: str = "", anchor: str = "") -> str:
    """One thing that can be found.  body: ready HTML; mark: a word beside its name."""
    shown = f'<img alt="" src="{picture}">' if picture else ""
    said = f"<small>{html.escape(mark)}</small>" if mark else ""
    place = f' id="{anchor}"' if anchor else ""
    return f"<article{place}>{shown}<div><h3><code>{html.escape(name)}</code>{said}</h3>{''.join(body)}</div></article>"


def _p(text: str, kind: str = "") -> str:
    return f"<p{f' class={kind}' if kind else ''}>{html.escape(text)}</p>" if text else ""


def _pre(text: str, kind: str = "") -> str:
    return f"<pre{f' class={kind}' if kind else ''}>{html.escape(text.translate(VISIBLE).rstrip())}</pre>"


@cache
def picture(kind: str) -> str:
    """The drawing of a kind as a data address, "" when there is none."""
    dashed = kind.replace("_", "-")
    names = [_DRAWN[kind]] if kind in _DRAWN else [f"{first}{dashed}{last}" for first in _BEGINNINGS for last in _ENDINGS]
    path = next((PICTURES / f"{name}.svg" for name in names if (PICTURES / f"{name}.svg").is_file()), None)
    return f"data:image/svg+xml;base64,{base64.b64encode(path.read_bytes()).decode()}" if path else ""


# --- the parts of the page -----------------------------------------------------------------------------------------------


def _start(lang: str) -> Iterator[str]:
    yield _pre(t("reference.start_sample", lang))


def _keys(lang: str) -> Iterator[str]:
    """Every block and its keys, as the editor's schema has them."""
    from game.content.schema import build

    schema = build(lang)
    blocks = {"Level": schema, **schema["definitions"]}
    for name, block in blocks.items():
        form = next(one for one in (block, *block.get("anyOf", ())) if one.get("type") == "object")
        needed = {key: f" <b>{t('reference.needed', lang)}</b>" for key in form.get("required", [])}
        rows = [
            f"<tr><td><code>{key}</code>{needed.get(key, '')}</td>"
            f"<td>{html.escape(spec.get('description', ''))}</td><td>{_holds(spec, lang)}</td></tr>"
            for key, spec in form.get("properties", {}).items()
        ]
        table = f"<table>{''.join(rows)}</table>"
        yield _entry(_block(name), (_p(form.get("description", "")), table), anchor=f"{lang}-key-{name}")


def _block(name: str) -> str:
    """How a block is called on the page."""
    return name.lower()


def _holds(spec: Mapping[str, Any], lang: str) -> str:
    """What a key may hold, in words."""
    if "allOf" in spec or "$ref" in spec:
        name = str(spec.get("$ref") or spec["allOf"][0]["$ref"]).rpartition("/")[2]
        return f'<a href="#{lang}-key-{name}">{_block(name)}</a>'
    if "anyOf" in spec:
        return f" {t('reference.or', lang)} ".join(_holds(one, lang) for one in spec["anyOf"])
    if "enum" in spec or "const" in spec:
        words = [str(one) for one in spec.get("enum", [spec.get("const")]) if not isinstance(one, bool)]
        return ", ".join(f"<code>{html.escape(one)}</code>" for one in words if one)
    if spec.get("type") == "array":
        return t("reference.list_of", lang, what=_holds(spec.get("items", {}), lang))
    kind = t(f"reference.type_{spec.get('type', 'any')}", lang)
    bounds = [str(spec[key]) for key in ("minimum", "maximum") if key in spec]
    sample = spec.get("examples", [])
    shown = kind + (f" ({'–'.join(bounds)})" if len(bounds) == 2 else "")
    return html.escape(shown) + (f" <code>{html.escape(str(sample[0]))}</code>" if sample else "")


def kind_name(kind: str, lang: str) -> str:
    """What a kind is called, "" when it has no name."""
    return next((t(f"{room}.kind_{kind}", lang) for room in ("room", "line", "deviation") if has(f"{room}.kind_{kind}", lang)), "")


def _things(lang: str) -> Iterator[str]:
    """Kinds of things, scene by scene, each with its drawing."""
    for kind in KINDS.values():
        size = t("reference.size", lang, w=f"{kind.size_m[0]:g}", h=f"{kind.size_m[1]:g}")
        tags = t("reference.tags", lang, tags=", ".join(kind.tags)) if kind.tags else ""
        faults = t("reference.faults", lang, faults=", ".join(kind.faults)) if kind.faults else ""
        mark = t("reference.scene_gowning", lang)
        yield _entry(kind.id, (_p(kind_name(kind.id, lang)), _p(size), _p(tags), _p(faults)), picture(kind.id), mark)
    for station in STATIONS.values():
        size = t("reference.size", lang, w=f"{station.width_m:g}", h=f"{station.height_m:g}")
        zones = t("reference.zones", lang, zones=", ".join(zone.id for zone in station.zones)) if station.zones else ""
        mark = t("reference.scene_line_clearance", lang)
        yield _entry(station.id, (_p(kind_name(station.id, lang)), _p(size), _p(zones)), picture(station.id), mark)
    for plant in PLANT.values():
        parts = t("reference.parts", lang, parts=", ".join(plant.parts)) if plant.parts else ""
        yield _entry(plant.id, (_p(kind_name(plant.id, lang)), _p(parts)), picture(plant.id), t("reference.scene_deviation", lang))


def _verbs(lang: str) -> Iterator[str]:
    from game.content.models import DEVIATION_VERBS, LINE_VERBS, VERBS

    for scene, verbs in (("gowning", VERBS), ("line_clearance", LINE_VERBS), ("deviation", DEVIATION_VERBS)):
        for verb in verbs:
            yield _entry(verb, (_p(t(f"reference.verb_{verb}", lang)),), mark=t(f"reference.scene_{scene}", lang))


def _hazards(lang: str) -> Iterator[str]:
    from game.content.lint.hazards import WHAT
    from game.content.models import Level

    for kind in shape.allowed_words(Level, ("hazards", "pool", 0, "kind")):
        about = t(f"content.about_{kind}", lang) if has(f"content.about_{kind}", lang) else ""
        yield _entry(kind, (_p(about), *map(_p, _whats(kind, WHAT.get(kind, ()), lang))))
    for fault in FAULTS.values():
        yield _entry(fault.id, map(_p, _about_fault(fault, lang)), mark=t("reference.scene_deviation", lang))
    yield _p(t("reference.residues_place", lang))
    for name in DRAWN:
        residue = RESIDUES[name]
        places = [kind.id for kind in STATIONS.values() if any(tag in residue.tags for spot in kind.spots for tag in spot.takes)]
        where = t("reference.residue_places", lang, places=", ".join(places))
        said = (t(f"line.residue_{name}", lang), t("reference.difficulty", lang, n=residue.difficulty), where)
        yield _entry(name, map(_p, said), picture(name), t("reference.scene_line_clearance", lang))


def _whats(kind: str, gowning: Iterable[str], lang: str) -> Iterator[str]:
    """What a hazard of that kind may be; people want other things in each scene."""
    from game.content.lint import deviation, line

    if kind == "person":
        there = dict.fromkeys(what for some in deviation.ASKS.values() for what in some)
        asked = {"gowning": gowning, "line_clearance": line.ASKS, "deviation": there}
        for scene, known in asked.items():
            yield t("reference.what_of_scene", lang, scene=t(f"reference.scene_{scene}", lang), what=", ".join(known))
    elif kind == "fault":
        yield t("reference.what", lang, what=", ".join(FAULTS))
    elif gowning:
        yield t("reference.what", lang, what=", ".join(gowning))


def _about_fault(fault: FaultKind, lang: str) -> Iterator[str]:
    yield t(f"reference.fault_{fault.id}", lang)
    yield t("reference.fault_how", lang, size=t(f"reference.fault_size_{_SIZES.get(fault.id, 'none')}", lang))
    if fault.places:
        yield t("reference.fault_where", lang, places=", ".join(fault.places))
    yield t("reference.fault_remedy", lang, acts=", ".join(fault.remedy))
    if fault.silent and not fault.check:
        yield t("reference.fault_silent", lang)


def _units(lang: str) -> Iterator[str]:
    for quantity, known in units.UNITS.items():
        if known:
            sample = t("reference.example", lang, example=units.EXAMPLES[quantity])
            yield _entry(", ".join(known), (_p(t(f"content.{quantity}", lang)), _p(sample)))


def _rules(lang: str) -> Iterator[str]:
    """The rules in force, the site's among them."""
    from game.content.rules import known_rulebook

    book = known_rulebook()
    if book is None:
        return
    for rule in book.rules.values():
        yield _entry(rule.id, _about_rule(book, rule, lang), mark=t(f"reference.severity_{rule.severity}", lang))


def _about_rule(book: Rulebook, rule: Rule, lang: str) -> Iterator[str]:
    yield f"<p><b>{html.escape(rule.title.get(lang))}</b></p>"
    yield _p(rule.why.get(lang))
    if rule.citations:
        clauses = ", ".join(f"{book.documents[one.doc].short.get(lang)} {one.clause}" for one in rule.citations)
        yield _p(t("reference.clauses", lang, clauses=clauses))
    limits = limits_of(rule)
    if limits:
        yield _p(t("reference.limits", lang, limits=", ".join(f"{limit_name(name, lang)} ({name})" for name in limits)))
    checks = [f"{one.id} ({one.for_}{f' · {one.mutant.op}' if one.mutant else ''})" for one in rule.checks]
    yield _p(t("reference.checks", lang, checks=", ".join(checks)))


def _site(lang: str) -> Iterator[str]:
    """The language of rules: patterns, and the errors that break them."""
    for name in PATTERNS:
        yield _entry(name, (_p(t(f"reference.pattern_{name}", lang)),), mark=t("reference.pattern", lang))
    for op in MUTANT_OPS:
        yield _entry(op, (_p(t(f"reference.op_{op}", lang)),), mark=t("reference.op", lang))
    yield _table(t("reference.tags_of_slots", lang), _tag_rows())
    rows = [(name, f"{t(f'reference.event_{name}', lang)} · {_own_fields(event)}") for name, event in events.KINDS.items()]
    yield _table(t("reference.events", lang), rows)
    for path in sorted((ROOT / "levels" / "site").glob("*.yaml")):
        yield f"<details><summary>{path.name}</summary>{_pre(path.read_text('utf-8'))}</details>"


def _own_fields(event: type[events.Event]) -> str:
    """The fields of an event beside those that every event has."""
    return ", ".join(one.name for one in fields(event) if one.name not in _EVERY)


def _table(title: str, rows: Iterable[tuple[str, str]]) -> str:
    lines = "".join(f"<tr><td><code>{html.escape(name)}</code></td><td>{html.escape(said)}</td></tr>" for name, said in rows)
    return f'<article class="wide"><div>{_p(title, "label")}<table>{lines}</table></div></article>'


def _tag_rows() -> list[tuple[str, str]]:
    """Tags that rules bind to, and the rules that do."""
    from game.content.rules import known_rulebook

    used: dict[str, list[str]] = {}
    book = known_rulebook()
    for rule in book.rules.values() if book else ():
        for check in rule.checks:
            used.setdefault(check.for_, []).append(rule.id)
    return [(tag, ", ".join(dict.fromkeys(rules))) for tag, rules in sorted(used.items())]


def _messages(lang: str) -> Iterator[str]:
    for code in report.codes():
        yield _entry(code, _about_code(code, lang), mark=t(f"content.{report.definition(code)['severity']}", lang), anchor=f"{lang}-{code}")


def _about_code(code: str, lang: str) -> Iterator[str]:
    from game.content.explain import opened

    data = report.definition(code)
    texts = data[lang]
    yield f"<p><b>{html.escape(texts['title'])}</b></p>"
    yield _p(texts["means"])
    yield "<ul>" + "".join(f"<li>{html.escape(opened(fix))}</li>" for fix in texts["fixes"].values()) + "</ul>"
    for sample in data["samples"][:1]:
        yield _p(t("content.explain_bad", lang), "label") + _pre(str(sample["bad"]), "bad")
        yield _p(t("content.explain_good", lang), "label") + _pre(str(sample["good"]), "good")


def _words(lang: str) -> Iterator[str]:
    """French words that people look for, and what they are called in a file."""
    for table in ("keys", "kinds", "words", "stations", "plant", "residues"):
        rows: dict[str, list[str]] = {}
        for french, ours in suggest.synonyms(table).items():
            rows.setdefault(ours, []).append(french.replace("_", " "))
        lines = "".join(f"<tr><td>{html.escape(', '.join(said))}</td><td><code>{ours}</code></td></tr>" for ours, said in rows.items())
        yield f"<article><div><table>{lines}</table></div></article>"


def _levels(lang: str) -> Iterator[str]:
    """One whole level of each scene, with its remarks."""
    del lang  # a level is in both languages
    for name in ("gowning/gowning-first", "line_clearance/line-clearance-first", "deviation/deviation-first"):
        path = ROOT / "levels" / f"{name}.yaml"
        if path.is_file():
            yield f"<details><summary>{path.name}</summary>{_pre(path.read_text('utf-8'))}</details>"
