"""The trainee's page: from sealed runs, a pseudonym and a day to what is acquired, what is due, and three things to play."""

from __future__ import annotations

import dataclasses
from datetime import date, timedelta
from functools import cache

import pytest

from game.content.loader import load_level
from game.content.paths import load_paths
from game.content.rules import load_rulebook
from game.session.path import PathPage, day_of, page, page_of, seed_for
from game.session.pressing import cover, pressed, pressing_seed
from game.session.sheets import sealed_sheet, sealed_sheets
from game.texts import LANGS
from game.world.hazards import ASSESSMENT_SEEDS, draw_level
from scoring.record import Sheet
from tests.kit.player import LEVELS as LEVELS_FOLDER
from tests.kit.player import level
from tests.kit.runs import play, reviewed

DAY = date(2026, 3, 2)
NAMES = ("gowning-first", "gowning-grade-b", "gowning-grade-c", "gowning-grade-d")
LEVELS = [level(name) for name in NAMES]


def sheet(day: date, name: str = "gowning-first", mode: str = "practice", seed: int = 7, errors: tuple[tuple[str, str], ...] = ()) -> Sheet:
    """A sheet as that person's run of that day would give it."""
    made = reviewed(name, errors=errors).sheet
    facts = dataclasses.replace(
        made.facts,
        origin="person",
        trainee="p-12",
        mode=mode,
        seed=seed,
        started=f"{day}T10:00:00Z",
        run=f"{day.toordinal():016}{seed:016}",
    )
    return dataclasses.replace(made, facts=facts)


def shown(*sheets: Sheet, today: date = DAY, experienced: bool = False) -> PathPage:
    return page(sheets, "p-12", today, LEVELS, load_rulebook(), load_paths(), experienced)


@cache
def begun() -> tuple[Sheet, ...]:
    """Through the first three steps of initial training."""
    return (
        sheet(DAY - timedelta(9), mode="guided", seed=1),
        sheet(DAY - timedelta(8), "gowning-grade-d", "guided", seed=2),
        *(sheet(DAY - timedelta(n), "gowning-grade-d", seed=3 + n) for n in (6, 4, 2)),
    )


def test_a_newcomer_is_led_to_the_first_step_guided_and_may_watch_first():
    new = shown()
    assert {rule.state for rule in new.rules} == {"new"}
    assert (new.due, new.ready, new.runs) == ((), (), 0)
    first, *others = new.proposals
    assert (first.level, first.mode, first.seeds) == ("gowning-first", "guided", ())
    assert [reason.key for reason in first.reasons] == ["next_step", "new", "guided_first"]
    assert len(new.proposals) == 3
    assert all(one.mode == "discover" for one in others)


@pytest.mark.parametrize("lang", LANGS)
def test_every_proposal_takes_about_ten_minutes_and_gives_its_reason(lang):
    for one in (*shown().proposals, *shown(*begun()).proposals, *shown(*begun(), today=DAY + timedelta(300)).proposals):
        assert 3 <= one.minutes <= 12
        assert one.reasons
        assert all(reason.text(lang) for reason in one.reasons)


def test_a_path_goes_on_where_its_steps_stand():
    initial, *_, continuing = shown(*begun()).courses
    assert [step.complete for step in initial.steps] == [True, True, True, False, False, False, False]
    assert initial.now == 3
    assert (initial.steps[2].done, initial.steps[2].again) == (3, None)
    [first] = shown(*begun()).proposals[:1]
    assert (first.level, first.mode) == ("gowning-grade-c", "guided")
    assert continuing.steps[0].complete
    assert continuing.steps[0].again == DAY - timedelta(2) + timedelta(28)
    assert not shown(*begun(), today=DAY + timedelta(26)).courses[-1].steps[0].complete


def test_a_run_below_the_points_asked_for_does_not_count():
    low = dataclasses.replace(begun()[2], score=dataclasses.replace(begun()[2].score, value=89.0))
    assert shown(*begun()[:2], low).courses[0].steps[2].done == 0


def test_levels_further_on_are_not_proposed_yet_but_to_watch():
    assert {one.level for one in shown().proposals if one.mode != "discover"} == {"gowning-first"}
    assert {one.level for one in shown(*begun()).proposals} <= {"gowning-first", "gowning-grade-d", "gowning-grade-c"}


def test_what_was_kept_twice_on_two_days_is_acquired_and_fades():
    now, later = shown(*begun()), shown(*begun(), today=DAY + timedelta(200))
    acquired = {rule.rule for rule in now.of("acquired")}
    assert {"GOWN-15", "GOWN-16"} <= acquired
    assert not acquired & {rule.rule for rule in later.of("acquired")}
    assert acquired <= {rule.rule for rule in later.of("due")}
    assert all(rule.due is None or rule.due > DAY for rule in now.of("acquired"))
    needs = [rule.need for rule in later.due]
    assert needs == sorted(needs, reverse=True)
    assert len(later.due) <= 10


def test_the_day_something_is_due_is_the_first_day_it_is():
    now = shown(*begun())
    rule = next(rule for rule in now.of("acquired") if rule.due)
    assert rule.due is not None

    def state(day: date) -> str:
        return next(one.state for one in shown(*begun(), today=day).rules if one.rule == rule.rule)

    assert state(rule.due - timedelta(1)) != "due"
    assert state(rule.due) == "due"


def test_what_was_played_today_is_not_called_so_many_days_old():
    def reasons(today: date) -> set[str]:
        proposals = shown(sheet(DAY, errors=(("drop", "coat"),)), today=today).proposals
        return {reason.key for one in proposals for reason in one.reasons if reason.key.startswith("due")}

    assert reasons(DAY)
    assert all(key.endswith("_today") for key in reasons(DAY))
    assert reasons(DAY + timedelta(1))
    assert not any(key.endswith("_today") for key in reasons(DAY + timedelta(1)))


def test_what_was_broken_is_due_at_once_and_what_was_kept_a_little_later():
    after = shown(sheet(DAY, errors=(("drop", "coat"),)))
    due = {rule.rule for rule in after.due}
    assert "GOWN-15" in due
    assert "GOWN-01" not in due
    assert next(rule.due for rule in after.rules if rule.rule == "GOWN-01") == DAY + timedelta(5)


def test_experienced_staff_go_straight_to_practice():
    known = shown(sheet(DAY, seed=1), sheet(DAY, "gowning-grade-d", seed=2), experienced=True)
    assert "practice" in [one.mode for one in known.proposals]


def test_who_knows_the_critical_rules_is_fit_for_an_assessment():
    assert shown().ready == ()
    assert "gowning-grade-d" in shown(*begun()).ready
    assert "gowning-first" not in shown(*begun()).ready


def test_the_page_is_the_same_for_the_same_runs_and_day():
    assert shown(*begun()) == shown(*begun())


# --- seeds -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_hazards_press_rules_that_the_level_has(name):
    found = pressed(level(name), load_rulebook())
    assert set(found.hazards) == {hazard.id for hazard in level(name).hazards if not hazard.reserved}
    assert {rule for rules in found.hazards.values() for rule in rules} <= set(level(name).rules)
    assert set(found.offer.fixed).isdisjoint(found.offer.pool)


def test_levels_of_another_trade_are_open_from_the_start_of_their_path():
    lines = [load_level(path) for path in sorted((LEVELS_FOLDER / "line_clearance").glob("*.yaml"))]
    found = page((), "p-12", DAY, [*LEVELS, *lines], load_rulebook(), load_paths())
    assert [(one.level, one.mode) for one in found.proposals[:2]] == [("gowning-first", "guided"), ("line-clearance-first", "guided")]
    assert all(one.mode == "discover" for one in found.proposals[2:])
    for spec in lines:
        hazards = pressed(spec, load_rulebook()).hazards
        assert len([rules for rules in hazards.values() if rules]) >= 0.9 * len(hazards) > 0


def test_a_practice_seed_deals_hazards_for_what_is_due():
    spec = level("gowning-grade-b")
    hazards = pressed(spec, load_rulebook()).hazards
    due = {"GOWN-25": 10.0, "GOWN-01": 3.0}
    for n in range(5):
        seed = pressing_seed(spec, hazards, due, "p-12", n)
        assert 0 <= seed < ASSESSMENT_SEEDS
        dealt = [hazard.id for hazard in draw_level(spec, seed).hazards]
        assert "glove_tears" in dealt
        assert cover(dealt, hazards, due) == 13.0


def test_seeds_differ_from_run_to_run_and_person_to_person():
    spec = level("gowning-grade-b")
    hazards = pressed(spec, load_rulebook()).hazards
    seeds = {pressing_seed(spec, hazards, {}, who, n) for who in ("p-12", "p-13") for n in range(10)}
    assert len(seeds) == 20
    assert pressing_seed(spec, hazards, {}, "p-12", 0) == pressing_seed(spec, hazards, {}, "p-12", 0)
    first = pressing_seed(spec, hazards, {}, "p-12", 0)
    assert pressing_seed(spec, hazards, {}, "p-12", 0, known=(first,)) != first


# --- from a folder -----------------------------------------------------------------------------------------------------


def test_only_this_persons_own_sealed_runs_count(tmp_path):
    for who, origin in (("p-12", "person"), ("p-13", "person"), ("p-12", "expert")):
        play("gowning-first", results=tmp_path, origin=origin, trainee=who)[0].close()
    play("gowning-first", until_s=2.0, results=tmp_path, origin="person", trainee="p-12")[0].leave_open()
    [own] = sealed_sheets(tmp_path, "p-12")
    assert (own.facts.trainee, own.facts.origin, own.ended) == ("p-12", "person", "finished")
    assert sealed_sheets(tmp_path, "") == ()
    assert sealed_sheets(tmp_path / "nowhere", "p-12") == ()
    today = date.fromordinal(int(day_of(own.facts.started)))
    found = page_of(tmp_path, "p-12", today, LEVELS, load_rulebook(), load_paths())
    assert found.runs == 1
    assert found.courses[0].steps[0].done == 0
    assert any(rule.runs == 1 for rule in found.rules)


def test_a_copied_run_counts_once_and_a_changed_one_not_at_all(tmp_path):
    session, _ = play("gowning-first", results=tmp_path, origin="person", trainee="p-12")
    session.close()
    path = session.path
    assert path is not None
    whole = path.read_bytes()
    path.with_name("copy.run").write_bytes(whole)
    assert len(sealed_sheets(tmp_path, "p-12")) == 1
    for bad in (whole[:-40], whole.replace(b'"status":"met"', b'"status":"void"', 1), b"", b"\n\n\n", whole + b"x\n"):
        path.write_bytes(bad)
        assert sealed_sheet(path) is None


def test_the_next_practice_run_presses_what_is_due_and_is_none_that_was_played():
    spec, rules, runs = level("gowning-grade-d"), load_rulebook(), list(begun())
    hazards = pressed(spec, rules).hazards
    for day in range(4):
        today = DAY + timedelta(120 + day)
        seed = seed_for(runs, "p-12", today, spec, rules)
        due = {rule.rule: rule.need for rule in shown(*runs, today=today).rules if rule.state in ("due", "new")}
        assert cover([hazard.id for hazard in draw_level(spec, seed).hazards], hazards, due) > 0.0
        assert seed not in [run.facts.seed for run in runs]
        runs.append(sheet(today, spec.id, seed=seed))
