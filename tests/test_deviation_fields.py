"""The papers of a deviation, field by field, on both plants: what cannot be read is refused with its reason and nothing is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest

from game.commands import Fill, Sign
from game.content import load_level
from game.content.rules import load_rulebook
from game.entities.report_forms import FORMS
from game.events import DocumentClosed, Filled, Refused
from game.session.deviation import policy
from game.session.expert import Expert
from game.session.session import Session
from tests.kit.deviation import Operator
from tests.kit.filling import LEVELS, Filler

BAD = {
    "number": (("", "empty"), ("9" * 30, "too_long"), ("beaucoup", "not_a_number"), ("12,5", "not_whole"), ("12.5", "not_whole")),
    "past_time": (("", "empty"), ("1" * 30, "too_long"), ("tout à l'heure", "not_a_time"), ("25:70", "no_such_time"), ("23:59", "future")),
    "time": (("", "empty"), ("1" * 30, "too_long"), ("maintenant", "not_a_time"), ("25:70", "no_such_time"), ("23:59", "future")),
    "choice": (("", "empty"), ("x" * 30, "too_long"), ("peut-être", "no_such_choice")),
    "code": (("", "empty"), ("x" * 30, "too_long"), ("a\x07", "not_printable")),
    "initials": (("", "empty"), ("M" * 30, "too_long"), ("12", "not_initials")),
    "text": (("", "empty"), ("x" * 401, "too_long")),
}
GOOD = {"number": "1 234", "past_time": "10h23", "time": "10:23", "code": "ABC", "initials": "MD", "text": "vu", "tick": "x"}
FIELDS = [
    (plant, kind, f"{line.id}.{spec.id}" if line.id else spec.id, spec)
    for plant, forms in FORMS.items() for kind, form in forms.items() for line in form.lines for spec in line.fields
]  # fmt: skip


@pytest.fixture(scope="module")
def desks():
    """Somebody by the desk of each plant, before anything has happened; and the next day."""
    found = {}
    for day in ("shift", "next_day"):
        found["bioreactor", day] = Operator(load_level(LEVELS / "deviation-bioreactor-oxygen.yaml"))
        found["filling", day] = Filler()
    for (_, day), who in found.items():
        if day == "next_day":
            who.use("door", "handle")
        who.to("report")
    return found


def only(events, kind):
    """The one event of that kind."""
    found = [event for event in events if isinstance(event, kind)]
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(("plant", "kind", "field", "spec"), FIELDS, ids=lambda value: value if isinstance(value, str) else "")
def test_what_cannot_be_read_is_refused_with_its_reason_and_nothing_is_lost(desks, plant, kind, field, spec):
    desk = desks[plant, "next_day" if kind == "five_whys" else "shift"]
    for text, reason in BAD[spec.what]:
        assert only(desk.do(Fill(kind, field, text)), Refused).reason == reason, (field, text)
    assert field not in desk.seen.entries(kind)

    good = spec.choices[0] if spec.choices else GOOD[spec.what]
    assert only(desk.do(Fill(kind, field, good)), Filled).field == spec.id
    assert desk.seen.entries(kind)[field].text == good
    desk.do(Fill(kind, field, BAD[spec.what][1][0]))
    assert desk.seen.entries(kind)[field].text == good


@pytest.mark.parametrize(
    ("who", "x", "sign"),
    [(Operator, "console", ","), (Operator, "console", "."), (Filler, "filling_panel", ","), (Filler, "filling_panel", ".")],
)
def test_a_decimal_sign_of_either_language_is_read(who, x, sign):
    desk = who()
    desk.to(x)
    field, text = ("setpoint.do", f"45{sign}5") if x == "console" else ("setpoint.dose", f"4{sign}9")
    assert not [event for event in desk.do(Fill(x, field, text)) if isinstance(event, Refused)]


@pytest.mark.parametrize("who", [Operator, Filler])
def test_a_report_can_be_signed_with_nothing_on_it(who):
    desk = who()
    desk.to("report")
    assert only(desk.do(Sign("report")), DocumentClosed).thing == "report"


EMPTY = {"facts", "symptom", "drift", "seen", "where", "scope", "class"}
WRONG_ALONE = [
    ("supervisor", "14:00", "seen"),
    ("quality", "14:00", "seen"),
    ("act", "nothing", "facts"),
    ("evidence", "none", "facts"),
    ("out", "14:00", "drift"),
]


def found(monkeypatch, change):
    """Checks broken by who does all as an expert, but for what he writes into the report."""
    level = load_level(LEVELS / "deviation-first.yaml")
    way = policy.WAYS["bioreactor"]
    monkeypatch.setitem(policy.WAYS, "bioreactor", replace(way, facts=lambda mind: change(dict(way.facts(mind)))))
    session, expert = Session(level, load_rulebook(), 7, "practice"), Expert(level)
    while not session.world.ended:
        session.step(expert.commands(session.world.seen))
    return {one.finding.opportunity.partition("/")[2].partition("@")[0] for one in session.close().findings}


def test_a_report_signed_empty_is_found_field_by_field(monkeypatch):
    assert found(monkeypatch, lambda facts: {}) == EMPTY


@pytest.mark.parametrize(("field", "text", "check"), WRONG_ALONE, ids=[field for field, _, _ in WRONG_ALONE])
def test_what_was_not_so_is_found_whichever_the_field(monkeypatch, field, text, check):
    assert found(monkeypatch, lambda facts: facts | {field: text}) == {check}
