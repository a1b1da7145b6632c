"""Paper at a line: what is written, written over, put right and signed, and what is true of it."""

from __future__ import annotations

import pytest

from game.commands import Command, Correct, Fill, Sign
from game.entities.forms import FieldSpec, FormSpec
from game.events import Corrected, DocumentClosed, Event, Filled, LineSigned, Overwritten, Refused
from game.world.line.world import LineWorld
from tests.kit.line_player import line_with

TODAY, ME = "23/11/2026", "MD"
POINT = "desk"


class Desk:
    """A run that only writes: it stands where the papers lie."""

    def __init__(self, *kinds: str) -> None:
        self.world = LineWorld(line_with(*kinds), 0)

    def do(self, *commands: Command) -> list[Event]:
        return self.world.step(commands)

    def write(self, thing: str, field: str, value: str) -> Event:
        """What came of writing into a field."""
        return self.do(Fill(thing, field, value))[-1]

    def text(self, thing: str, field: str) -> str | None:
        entry = self.world.state.forms[thing].entries.get(field)
        return entry.text if entry else None

    def wait(self, minutes: int) -> None:
        for _ in range(minutes * 3600):
            self.world.step(())


def fields() -> list[tuple[str, str, FieldSpec]]:
    """Every field of every form, by its address."""
    seen = Desk().world.seen
    found = []
    for thing in seen.documents():
        spec: FormSpec = seen.form(thing)[0]
        lines = spec.lines[:1]
        found += [(thing, f"{line.id}.{one.id}" if line.id else one.id, one) for line in lines for one in line.fields]
    return found


@pytest.fixture
def desk() -> Desk:
    return Desk()


BAD = {"time": "9h5", "number": "4O8", "initials": "12", "choice": "perhaps"}
"""A slip for each kind of field that can be misread."""


@pytest.mark.parametrize(("thing", "field", "spec"), fields(), ids=lambda one: one if isinstance(one, str) else "")
def test_no_field_takes_what_cannot_be_read_and_nothing_is_lost(desk: Desk, thing: str, field: str, spec: FieldSpec) -> None:
    for bad in ("", "   ", "x" * 10_000, "a\x07", *([BAD[spec.what]] if spec.what in BAD else [])):
        (said,) = [one for one in desk.do(Fill(thing, field, bad)) if isinstance(one, Refused)]
        assert said.thing == thing
        assert said.reason
        assert desk.text(thing, field) is None


def test_forms_are_blank_and_stay_so_by_themselves(desk: Desk) -> None:
    desk.wait(2)
    assert not any(form.entries for form in desk.world.state.forms.values())


def test_the_future_cannot_be_written(desk: Desk) -> None:
    said = desk.write("check_list", f"{POINT}.time", "23:59")
    assert isinstance(said, Refused)
    assert said.reason == "future"


def test_an_entry_is_held_against_the_clock(desk: Desk) -> None:
    said = desk.write("check_list", f"{POINT}.time", "7h42")
    assert isinstance(said, Filled)
    assert (said.slot, said.field, said.value, said.right, said.off_min) == (POINT, "time", 7 * 60 + 42, True, 0)


@pytest.mark.parametrize(("text", "slip", "off"), [("07:24", True, 18), ("06:42", True, 60), ("07:09", False, 33)])
def test_a_slip_of_a_digit_is_told_from_an_earlier_time(desk: Desk, text: str, slip: bool, off: int) -> None:
    said = desk.write("check_list", f"{POINT}.time", text)
    assert isinstance(said, Filled)
    assert (said.right, said.slip, said.off_min) == (False, slip, off)


def test_a_line_written_before_its_places_were_looked_at_says_so(desk: Desk) -> None:
    said = desk.write("check_list", f"{POINT}.conform", "yes")
    assert isinstance(said, Filled)
    assert said.before_act
    signed = desk.do(Fill("check_list", f"{POINT}.initials", ME))[-1]
    assert isinstance(signed, LineSigned)
    assert (signed.by, signed.seen_pct, signed.empty) == ("trainee", 0, 1)
    assert signed.cause == said.n


def test_writing_over_makes_the_first_entry_unreadable(desk: Desk) -> None:
    desk.write("reconciliation", "issued", "5200")
    said = desk.write("reconciliation", "issued", "5300")
    assert isinstance(said, Overwritten)
    assert not said.right
    assert desk.text("reconciliation", "issued") == "5300"
    assert not desk.world.state.forms["reconciliation"].entries["issued"].struck


def test_the_same_written_again_changes_nothing(desk: Desk) -> None:
    desk.write("reconciliation", "issued", "5200")
    assert not desk.do(Fill("reconciliation", "issued", "5200"))


def test_a_correction_keeps_what_stood_there_readable(desk: Desk) -> None:
    desk.write("reconciliation", "issued", "5300")
    said = desk.do(Correct("reconciliation", "issued", "5 200", "erreur de lecture", TODAY, ME))[-1]
    assert isinstance(said, Corrected)
    assert said.right
    assert said.complete
    (struck,) = desk.world.state.forms["reconciliation"].entries["issued"].struck
    assert (struck.text, struck.reason, struck.date, struck.initials) == ("5300", "erreur de lecture", TODAY, ME)


@pytest.mark.parametrize("left_out", [0, 1, 2])
def test_a_correction_without_reason_date_or_initials_is_possible_and_incomplete(desk: Desk, left_out: int) -> None:
    desk.write("reconciliation", "issued", "5300")
    beside = [text if n != left_out else "" for n, text in enumerate(("motif", TODAY, ME))]
    said = desk.do(Correct("reconciliation", "issued", "5200", *beside))[-1]
    assert isinstance(said, Corrected)
    assert not said.complete


@pytest.mark.parametrize(("value", "reason", "date", "initials", "why"), [
    ("5200", "motif", "24/11/2026", ME, "future"), ("5200", "motif", "hier", ME, "not_a_date"),
    ("52OO", "motif", TODAY, ME, "not_a_number"),
    ("5200", "x" * 10_000, TODAY, ME, "too_long"), ("5200", "motif", TODAY, "12", "not_initials"), ("", "motif", TODAY, ME, "empty"),
])  # fmt: skip
def test_a_correction_that_cannot_be_read_changes_nothing(desk: Desk, value: str, reason: str, date: str, initials: str, why: str) -> None:
    desk.write("reconciliation", "issued", "5300")
    said = desk.do(Correct("reconciliation", "issued", value, reason, date, initials))[-1]
    assert isinstance(said, Refused)
    assert said.reason == why
    assert desk.text("reconciliation", "issued") == "5300"


def test_there_is_nothing_to_correct_in_an_empty_field(desk: Desk) -> None:
    said = desk.do(Correct("reconciliation", "issued", "5200", "motif", TODAY, ME))[-1]
    assert isinstance(said, Refused)
    assert said.reason == "nothing_there"


def test_a_time_put_right_is_held_against_the_moment_it_was_written(desk: Desk) -> None:
    desk.write("check_list", f"{POINT}.time", "07:24")
    desk.wait(5)
    said = desk.do(Correct("check_list", f"{POINT}.time", "07:42", "chiffres inversés", TODAY, ME))[-1]
    assert isinstance(said, Corrected)
    assert said.right


def test_sums_are_held_against_what_stands_on_the_paper(desk: Desk) -> None:
    for field, text in (("issued", "5200"), ("applied", "4871"), ("rejected", "36"), ("specimens", "3"), ("counted", "288")):
        desk.write("reconciliation", field, text)
    right = {}
    for field, text in (("accounted", "5198"), ("gap", "2"), ("rate", "99,96"), ("within", "yes")):
        said = desk.write("reconciliation", field, text)
        assert isinstance(said, Filled)
        right[field] = said.right
    assert right == {"accounted": True, "gap": True, "rate": True, "within": False}


def test_what_is_left_written_without_counting_says_so(desk: Desk) -> None:
    said = desk.write("reconciliation", "counted", "290")
    assert isinstance(said, Filled)
    assert not said.counted


def test_signing_is_always_possible_and_tells_what_is_empty(desk: Desk) -> None:
    desk.write("reconciliation", "issued", "5300")
    (said,) = [one for one in desk.do(Sign("reconciliation")) if isinstance(one, DocumentClosed)]
    assert (said.by, said.empty, said.wrong) == ("trainee", 9, 1)
    again = desk.do(Sign("reconciliation"))[-1]
    assert isinstance(again, Refused)
    assert again.reason == "already_signed"


def test_the_second_persons_initials_are_not_the_trainees_to_write(desk: Desk) -> None:
    said = desk.write("check_list", f"{POINT}.second", "TL")
    assert isinstance(said, Filled)
    assert not said.right


@pytest.mark.parametrize(("kinds", "right"), [((), {"yes": True, "no": False}), (("printed_sheet",), {"yes": True, "no": True})])
def test_what_is_seen_and_not_yet_taken_may_be_written_down(kinds: tuple[str, ...], right: dict[str, bool]) -> None:
    judged = {}
    for choice in right:
        desk = Desk(*kinds)
        where = next((r.at for r in desk.world.state.residues.values()), POINT)
        said = desk.write("check_list", f"{where}.conform", choice)
        assert isinstance(said, Filled)
        judged[choice] = said.right
    assert judged == right
