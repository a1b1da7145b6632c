"""The score sheet: complete, the same after a journey through a file, and safe to open as a page or a table."""

from __future__ import annotations

import csv
import dataclasses
import html.parser
import io
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game import events
from game.spec import Slot
from game.texts import LANGS
from game.texts import catalogue as texts
from scoring.export import csv as table
from scoring.export import html as page
from scoring.language import Text
from scoring.plain import PlainError
from scoring.record import RunFacts, Sheet, make_sheet
from scoring.rulebook import bind
from tests.scoring_cases import catalogue, declared, gripped, judged, passed, rub_ended, touched, worn, worn_at

LABELS = {lang: texts(lang, "sheet") for lang in LANGS}
RULES = ["GOWN-07", "GOWN-15", "GOWN-16", "GOWN-22"]
SLOTS = [
    Slot("coat", ("coat", "live", "outfit")),
    Slot("rub", ("rub",)),
    Slot("hair", ("hair_cover", "outfit")),
    Slot("door", ("door", "clean_door")),
]
FACTS = RunFacts(
    level="gowning-grade-d",
    level_title=Text("Entrer en classe D", "Entering grade D"),
    level_version="1.2",
    level_hash="ab" * 32,
    procedure="HAB-012",
    procedure_version="3",
    approved=True,
    grade="D",
    seed=7,
    mode="practice",
    trainee="A17",
    origin="person",
    mutant="",
    device="mouse",
    station="0123456789abcdef",
    program="0.1",
    run="cd" * 16,
    started="2026-10-05T14:03:05Z",
    ticks=7325,
)
NAMES = {"coat.1": Text("blouse", "coat"), "hair": Text("charlotte", "hair cover")}
BAD = (
    gripped("coat"), touched("coat"), worn("coat", soiled=True), declared("pressure", true=False),
    rub_ended("rub", wet_ticks=666, broken=True), worn_at("coat", soiled=True, cause=1), worn_at("hair", gap=True), passed(),
)  # fmt: skip
GOOD = (gripped("coat"), worn("coat"), rub_ended("rub"), worn_at("coat"), worn_at("hair"), passed())


def sheet(*happened: events.Event, ended: str = "finished", **facts: Any) -> Sheet:
    book = catalogue().subset(RULES)
    opportunities = bind(book, RULES, SLOTS, {"rub_s": 20.0})
    run = dataclasses.replace(FACTS, **facts)
    return make_sheet(run, book, opportunities, judged(opportunities, *happened, ended=ended), NAMES)


def test_a_sheet_tells_each_finding_in_both_languages() -> None:
    told = sheet(*BAD)
    assert [(line.finding.rule, line.finding.severity, line.status) for line in told.findings] == [
        ("GOWN-15", "major", "missed"), ("GOWN-22", "minor", "missed"), ("GOWN-16", "critical", "missed"), ("GOWN-07", "major", "missed"),
    ]  # fmt: skip
    rub = told.findings[1]
    assert rub.found.fr == "Quelque chose a été touché après 11,1\u00a0s\u00a0; la procédure demande 20\u00a0s."
    assert rub.found.en == "Something was touched after 11.1\u00a0s; the procedure asks for 20\u00a0s."
    assert (rub.finding.measure, rub.finding.threshold, rub.finding.unit) == (11.1, 20.0, "s")
    assert [(line.gmp, [one.clause for one in line.cited]) for line in told.findings] == [
        (False, []), (False, []), (True, ["7.11"]), (True, ["7.13(iii)"]),
    ]  # fmt: skip
    assert told.findings[0].thing == Text("blouse", "coat")
    assert told.findings[3].thing == Text("charlotte", "hair cover")
    assert [alarm.subject for alarm in told.false_alarms] == ["pressure"]


@pytest.mark.parametrize(("happened", "ended"), [(BAD, "finished"), (GOOD, "finished"), (BAD[:2], "given_up"), ((), "")])
def test_a_sheet_comes_back_the_same_from_json(happened: tuple[events.Event, ...], ended: str) -> None:
    made = sheet(*happened, ended=ended)
    plain = json.loads(json.dumps(made.to_plain()))
    assert Sheet.from_plain(plain) == made
    assert Sheet.from_plain(plain).to_plain() == plain


def test_a_consequence_is_told_after_its_root() -> None:
    late = (
        gripped("coat", tick=10),
        touched("coat", tick=20),
        touched("hair", tick=30),
        worn_at("coat", tick=50),
        worn_at("hair", tick=50),
    )
    told = sheet(*late, rub_ended("rub", wet_ticks=1, tick=40))
    assert [line.finding.tick for line in told.findings if line.finding.root is None] == sorted(
        line.finding.tick for line in told.findings if line.finding.root is None
    )


# --- from a stranger ---------------------------------------------------------------------------------------------------


def paths(data: Any, before: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    inner: list[tuple[str | int, ...]] = []
    for key, child in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        inner += [(*before, key), *paths(child, (*before, key))]
    return inner


PLAIN = json.loads(json.dumps(sheet(*BAD).to_plain()))


@pytest.mark.parametrize("junk", [None, 7, [], "sheet", {}, {"format": 2}, {"format": True}, {"format": 1}])
def test_what_is_no_sheet_is_refused(junk: object) -> None:
    with pytest.raises(PlainError):
        Sheet.from_plain(junk)


@settings(deadline=None)
@given(st.sampled_from(paths(PLAIN)), st.sampled_from([[], {}, b"", 2.5j, float("nan"), float("inf")]))
def test_a_sheet_with_a_part_of_another_type_is_refused_and_never_trips(path: tuple[str | int, ...], junk: object) -> None:
    spoiled = json.loads(json.dumps(PLAIN))
    place = spoiled
    for key in path[:-1]:
        place = place[key]
    empty_stays_empty = junk == [] and isinstance(place[path[-1]], list)
    place[path[-1]] = junk
    if not empty_stays_empty:
        with pytest.raises(PlainError):
            Sheet.from_plain(spoiled)


def test_a_missing_and_a_surplus_part_are_named() -> None:
    with pytest.raises(PlainError, match=r"^facts\.seed$"):
        Sheet.from_plain({**PLAIN, "facts": {key: value for key, value in PLAIN["facts"].items() if key != "seed"}})
    with pytest.raises(PlainError, match=r"^surplus$"):
        Sheet.from_plain({**PLAIN, "surplus": 1})


# --- the page ----------------------------------------------------------------------------------------------------------


class Reader(html.parser.HTMLParser):
    """Texts and addresses of a page, and whether its tags pair."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.addresses: list[str] = []
        self.tags: list[str] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.addresses += [value or "" for name, value in attrs if name in ("src", "href", "action", "data", "xlink:href")]
        if tag not in ("meta", "input", "br", "link", "img"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.addresses += [value or "" for name, value in attrs if name in ("src", "href")]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] not in ("style", "title") and data.strip():
            self.texts.append(data.strip())


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_needs_nothing_else_and_holds_both_languages(lang: str) -> None:
    reader = Reader(page.render(sheet(*BAD), LABELS, lang))
    assert reader.open == []
    assert "script" not in reader.tags
    assert all(address.startswith("#") for address in reader.addresses)
    shown = " ".join(reader.texts)
    for text in ("Entrer en classe D", "Entering grade D", "11,1\u00a0s", "11.1\u00a0s", "BPF", "GMP", "Annexe 1 7.11", "Annex 1 7.11"):
        assert text in shown
    assert LABELS["fr"]["not_qualification"] in shown
    assert LABELS["en"]["not_who"] in shown


def test_the_page_says_what_it_is_not_and_who_played() -> None:
    assert LABELS["fr"]["by_program"] in page.render(sheet(*GOOD, origin="expert"), LABELS, "fr")
    assert LABELS["fr"]["by_program"] not in page.render(sheet(*GOOD), LABELS, "fr")
    assert LABELS["fr"]["not_approved"] in page.render(sheet(*GOOD, approved=False), LABELS, "fr")
    assert LABELS["fr"]["no_score"] in page.render(sheet(*BAD[:2], ended="given_up"), LABELS, "fr")
    assert LABELS["en"]["no_findings"] in page.render(sheet(*GOOD), LABELS, "en")


def test_severity_and_outcome_are_shapes_with_names_and_not_colours_alone() -> None:
    text = page.render(sheet(*BAD), LABELS, "fr")
    for name in ("critical", "major", "minor"):
        assert f'<symbol id="{name}"' in text
        assert f'aria-label="{LABELS["fr"][name]}"' in text
    assert f'aria-label="{LABELS["fr"]["status_missed"]}"' in text


def test_what_a_stranger_wrote_stays_text_on_the_page() -> None:
    text = page.render(sheet(*BAD, trainee="<script>alert(1)</script>", device='"><img src=x>', mode="unheard of"), LABELS, "fr")
    reader = Reader(text)
    assert "script" not in reader.tags
    assert "img" not in reader.tags
    assert "<script>alert(1)</script>" in reader.texts
    assert "unheard of" in reader.texts


# --- the table ---------------------------------------------------------------------------------------------------------


def read_table(lang: str, *sheets: Sheet) -> list[dict[str, str]]:
    data = table.header(lang) + b"".join(table.row(one, lang) for one in sheets)
    assert data.startswith(b"\xef\xbb\xbf")
    rows = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";" if lang == "fr" else ",")
    return list(rows)


@pytest.mark.parametrize(("lang", "score", "duration"), [("fr", "37", "122,1"), ("en", "37", "122.1")])
def test_a_run_is_one_line_with_the_numbers_of_that_language(lang: str, score: str, duration: str) -> None:
    (first, second) = read_table(lang, sheet(*BAD), sheet(*BAD[:2], ended="given_up"))
    assert tuple(first) == table.COLUMNS
    assert (first["duration_s"], first["ended"], first["seed"]) == (duration, "finished", "7")
    assert (first["critical_missed"], first["major_missed"], first["minor_missed"], first["findings"]) == ("1", "2", "1", "4")
    assert first["rules_broken"] == "GOWN-07 GOWN-15 GOWN-16 GOWN-22"
    assert first["score"] == score
    assert (second["score"], second["score_low"], second["ended"]) == ("", "", "given_up")


def test_lines_end_as_spreadsheets_want_them() -> None:
    assert table.row(sheet(*GOOD), "fr").endswith(b"\r\n")
    assert table.header("fr").count(b"\n") == 1


@settings(deadline=None)
@given(st.text(max_size=12), st.sampled_from(LANGS))
def test_any_pseudonym_stays_one_text_cell_that_no_spreadsheet_computes(name: str, lang: str) -> None:
    (line,) = read_table(lang, sheet(*GOOD, trainee=name))
    cell = line["trainee"]
    assert None not in line
    assert not cell.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))
    assert not cell.strip().isdecimal()
    assert "\n" not in cell
    assert "\r" not in cell


@pytest.mark.parametrize(
    "name",
    [
        "=1+1",
        "+33",
        "-2",
        "@x",
        "\t=1",
        " =1",
        "＝1",
        "0042",
        "1e5",
        "12/5",
        "3,14",
        "2026-10-05",
        "VRAI",
        "false",
        "SEPT1",
        "5-mars",
        "12 %",
    ],
)
def test_what_looks_like_a_formula_a_number_or_a_date_stays_text(name: str) -> None:
    (line,) = read_table("fr", sheet(*GOOD, trainee=name))
    assert line["trainee"].startswith("'")


@pytest.mark.parametrize("name", ["A17; Léa", "Martin", "mars", "decor-7", "p-12", "juin-bleu"])
def test_an_ordinary_pseudonym_is_left_alone(name: str) -> None:
    (line,) = read_table("fr", sheet(*GOOD, trainee=name))
    assert line["trainee"] == name
