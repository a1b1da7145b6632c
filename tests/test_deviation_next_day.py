"""The next day with the team: the five whys from the dossier, evidence that was not kept, and a clock and a date that are of that day."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from game.commands import Correct, Fill, Sign
from game.content import load_level
from game.content.rules import load_rulebook
from game.entities.process import CAUSES, FAULTS, LINE_CAUSES, TWIN_FAULTS
from game.entities.whys import CHAINS, CHOICES, COLLEAGUE, LINE_CHOICES, PERSON, SOURCES, WHYS, Told, links, read
from game.events import Corrected, DocumentClosed, Filled, Refused
from game.session.expert import Expert
from game.session.judging import opportunities_of
from game.session.replay import follow, level_of
from game.session.runfile import read_run
from game.session.station import remember
from game.session.verify import CONTRADICTED, PROVED, verify
from game.spec import LevelSpec
from game.texts import LANGS, has, t
from game.view.deviation.choices import choices
from game.world.deviation.drawing import draw_deviation, fault_of
from game.world.runs import REBUILD_TICKS, open_world, restore_world
from game.world.typed import day_after
from scoring.judge import Judge, JudgeState
from tests.kit.deviation import Operator
from tests.kit.deviation_room import LEVELS, DeviationRoom
from tests.kit.whys_to_see import to_next_day

OXYGEN = "deviation-bioreactor-oxygen"
NAMES = (OXYGEN, "deviation-bioreactor-silent", "deviation-filling-breakage", "deviation-filling-glove", "deviation-filling-around")
DATA = Path(__file__).parent / "data"


def drawn() -> list[tuple[str, int, str]]:
    """(level, seed, fault): each fault of each level once."""
    found: dict[tuple[str, str], int] = {}
    for name in NAMES:
        level = load_level(LEVELS / f"{name}.yaml")
        for seed in range(40):
            fault = fault_of(draw_deviation(level, seed))
            assert fault is not None
            found.setdefault((name, fault.id), seed)
    return [(name, seed, fault) for (name, fault), seed in found.items()]


@pytest.mark.parametrize(("name", "seed", "fault"), drawn(), ids=str)
def test_the_perfect_trainee_answers_every_why_of_every_fault_from_what_is_on_the_table(name: str, seed: int, fault: str) -> None:
    session = to_next_day(name, seed)
    pilot, world = Expert(session.level), session.world
    entries = world.state.forms["five_whys"].entries
    while "trainee" not in world.state.forms["five_whys"].closed:
        session.step(pilot.commands(world.seen))
    what = next(one.what for one in world.draw.hazards if one.id == fault)
    assert {why: entry.text for why, entry in entries.items()} == dict(links(FAULTS[what].cause))
    assert all(entry.right for entry in entries.values())
    assert not session.findings


# --- the chains ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("causes", "offered"), [(CAUSES, CHOICES), (LINE_CAUSES, LINE_CHOICES)])
def test_every_cause_has_a_chain_of_its_own_and_its_links_are_on_offer(
    causes: tuple[str, ...], offered: tuple[tuple[str, ...], ...]
) -> None:
    asked = [cause for cause in causes if cause != "human_error"]
    assert len(asked) == len(causes) - 1
    chains = [tuple(links(cause).values()) for cause in asked]
    assert len({chain[:4] for chain in chains}) == len(asked)
    assert all(link in answers for chain in chains for link, answers in zip(chain, offered, strict=True))
    assert len({chain[0] for chain in chains}) < len(asked), "chains meet"


def test_the_answer_that_blames_a_person_is_on_every_line_and_never_a_link() -> None:
    for lines in (CHOICES, LINE_CHOICES):
        for person, offered in zip(PERSON, lines, strict=True):
            assert offered[0] == person
    for cause in CHAINS:
        assert not set(links(cause).values()) & set(PERSON)


@pytest.mark.parametrize("twin", TWIN_FAULTS)
def test_every_fault_there_is_has_a_chain(twin: str) -> None:
    for fault in TWIN_FAULTS[twin]:
        assert FAULTS[fault].cause in CHAINS, fault


@pytest.mark.parametrize("lang", LANGS)
def test_everything_said_and_every_answer_has_its_words(lang: str) -> None:
    told = [Told(source, cause) for cause in CHAINS for source in SOURCES]
    missing = [Told("piece", f"not_kept_{kind}") for kind in ("trend_print", "glove_removed")]
    texts = [t(one.key, lang) for one in (*told, *missing, COLLEAGUE)]
    assert len(set(texts)) == len(texts) == 4 * len(CHAINS) + 3
    for lines in (CHOICES, LINE_CHOICES):
        for why, offered in zip(WHYS, lines, strict=True):
            keys = [f"deviation.pick_cause_{one}" if why == "why5" else f"whys.pick_{why}_{one}" for one in offered]
            assert all(has(key, lang) for key in keys), why
            assert len({t(key, lang) for key in keys}) == len(keys)


@pytest.mark.parametrize("lang", LANGS)
def test_nothing_on_the_table_says_an_answer_in_its_own_words(lang: str) -> None:
    for cause in CHAINS:
        for n, source in enumerate(SOURCES):
            said = t(Told(source, cause).key, lang).lower()
            answer = t(f"whys.pick_{WHYS[n]}_{CHAINS[cause][n]}", lang).lower()
            words = [word for word in re.findall(r"\w+", answer) if len(word) > 3]
            assert answer not in said
            assert not words or sum(word in re.findall(r"\w+", said) for word in words) < len(words), (cause, source)


def test_each_statement_speaks_for_one_link_and_all_of_them_for_one_cause() -> None:
    for cause, chain in CHAINS.items():
        told = [Told(source, cause) for source in SOURCES]
        assert [one.link for one in told] == list(zip(WHYS, chain, strict=False))
        assert dict(read((*told, COLLEAGUE)))["why5"] == cause
    assert COLLEAGUE.link is None
    assert dict(read((COLLEAGUE,))) == {}


def test_no_root_cause_is_only_a_worn_part() -> None:
    for causes in (CAUSES, LINE_CAUSES):
        for cause in causes:
            assert not re.search(r"\b(usée?s?|âgée?)$", t(f"deviation.pick_cause_{cause}", "fr")), cause


# --- a wrong answer ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Table:
    """The team has met, nothing is written yet.  right: the answers of who reads what is on the table."""

    level: LevelSpec
    snapshot: bytes
    judge: JudgeState
    right: Mapping[str, str]


@cache
def table(name: str) -> Table:
    """Where each wrong answer starts from."""
    level = load_level(LEVELS / f"{name}.yaml")
    world, pilot, judge = open_world(level, 7), Expert(level), Judge(opportunities_of(level, load_rulebook(), 7))
    while world.seen.phase != "next_day" or world.tick % REBUILD_TICKS:
        for event in world.step(pilot.commands(world.seen) if world.seen.phase != "next_day" else ()):
            judge.feed(event)
    return Table(level, world.snapshot(), judge.snapshot(), read(world.seen.dossier))


def found_for(name: str, answers: dict[str, str]) -> list[str]:
    """Rule and check of every finding about the sheet of somebody who writes those answers and signs it."""
    begin = table(name)
    world = restore_world(begin.level, 7, begin.snapshot)
    judge = Judge.restored(opportunities_of(begin.level, load_rulebook(), 7), begin.judge)
    for field, text in answers.items():
        for event in world.step([Fill("five_whys", field, text)]):
            judge.feed(event)
    for event in world.step([Sign("five_whys")]):
        judge.feed(event)
    return [one.opportunity.partition("@")[0] for one in judge.findings]


@pytest.mark.parametrize("name", [OXYGEN, "deviation-filling-around"])
@pytest.mark.parametrize("why", WHYS)
def test_every_wrong_answer_of_every_line_is_exactly_one_finding(name: str, why: str) -> None:
    right = dict(table(name).right)
    assert found_for(name, right) == []
    offered = (CHOICES if name == OXYGEN else LINE_CHOICES)[WHYS.index(why)]
    wrong = [one for one in offered if one != right[why]]
    assert PERSON[WHYS.index(why)] in wrong
    for answer in wrong:
        assert found_for(name, right | {why: answer}) == ["DEV-13/chain"], answer


# --- the evidence ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGS)
def test_a_print_that_was_thrown_away_is_missing_on_the_table_and_that_is_said(lang: str) -> None:
    kept, thrown = to_next_day(), to_next_day(throw="keep")
    assert Told("piece", "sparger_cleaning") in kept.world.seen.dossier
    assert Told("piece", "not_kept_trend_print") in thrown.world.seen.dossier
    assert [one for one in kept.world.seen.dossier if one.source != "piece"] == [
        one for one in thrown.world.seen.dossier if one.source != "piece"
    ]
    room = DeviationRoom(session=thrown, lang=lang)
    room.scene._go_and_open("write_on", "five_whys")
    room.settle()
    words = [widget.words() for widget in room.scene.paper.form.all()]
    assert t("whys.piece_not_kept_trend_print", lang) in words
    assert t("whys.piece_sparger_cleaning", lang) not in words


def test_of_a_torn_glove_the_glove_itself_is_the_piece() -> None:
    glove = "deviation-filling-glove"
    assert Told("piece", "glove_age") in to_next_day(glove).world.seen.dossier
    assert Told("piece", "not_kept_glove_removed") in to_next_day(glove, throw="keep_glove").world.seen.dossier


def test_who_threw_the_print_away_is_found_for_that_and_can_still_answer_from_the_rest() -> None:
    session = to_next_day(throw="keep")
    pilot = Expert(session.level)
    while not session.world.ended:
        session.step(pilot.commands(session.world.seen))
    assert all(entry.right for entry in session.world.state.forms["five_whys"].entries.values())
    rules = {one.finding.opportunity.partition("/")[0] for one in session.close().findings}
    assert rules
    assert "DEV-13" not in rules


# --- not before ----------------------------------------------------------------------------------------------------------------


def test_during_the_shift_there_is_no_table_and_the_sheet_is_not_to_be_written_on() -> None:
    who = Operator(load_level(LEVELS / f"{OXYGEN}.yaml"))
    assert who.seen.dossier == ()
    for command in (Fill("five_whys", "why1", "careless"), Sign("five_whys")):
        assert [event.reason for event in who.do(command) if isinstance(event, Refused)] == ["next_day"]
    assert who.seen.entries("five_whys") == {}
    room = DeviationRoom(OXYGEN)
    for paper in ("five_whys", "investigation"):
        assert room.scene.picture.box(paper) is None
        assert f"write_on:{paper}:" not in {one.id for one in choices(room.scene.view)}


# --- clock and date -------------------------------------------------------------------------------------------------------------


def gone(minutes: float = 2.0) -> Operator:
    """Somebody who handed over and has been at the table for so many minutes."""
    who = Operator(load_level(LEVELS / f"{OXYGEN}.yaml"))
    who.minutes(30.0)
    who.use("door", "handle")
    who.do(ticks=round(minutes * 3600))
    return who


def test_the_team_meets_at_nine_of_the_day_after_and_its_clock_goes_as_fast_as_play() -> None:
    who = gone(0.0)
    assert (who.seen.today, who.seen.clock_min) == (20261124, 540)
    history, seconds = len(who.seen.history), who.seen.seconds
    who.do(ticks=3 * 3600)
    assert who.seen.clock_min == 543
    assert (len(who.seen.history), who.seen.seconds) == (history, seconds), "the process stands still"


@pytest.mark.parametrize(
    ("today", "tomorrow"), [(20261123, 20261124), (20261130, 20261201), (20261231, 20270101), (20280228, 20280229), (20270228, 20270301)]
)
def test_the_day_after_is_the_next_of_the_calendar(today: int, tomorrow: int) -> None:
    assert day_after(today) == tomorrow


def test_yesterdays_times_can_still_be_written_and_are_held_against_yesterday() -> None:
    who = gone()
    told = who.world.state.told
    told["supervisor"] = who.seen.seconds - 60
    at = who.world._core.at_clock(told["supervisor"])
    (event,) = [one for one in who.fill("report", supervisor=f"{at // 60:02d}:{at % 60:02d}") if isinstance(one, Filled)]
    assert event.right
    (event,) = [one for one in who.fill("report", quality="23:59") if isinstance(one, Filled)]
    assert event.field == "quality"


def test_a_logbook_line_written_the_next_day_is_no_time_of_doing() -> None:
    who = gone()
    (event,) = [one for one in who.fill("logbook", notice__time="14:10") if isinstance(one, Filled)]
    assert not event.right
    assert event.off_min == 542 + 1440 - (14 * 60 + 10)
    (event,) = [one for one in who.fill("logbook", safe__time="09:02") if isinstance(one, Filled)]
    assert (event.right, event.off_min) == (True, 0)


def test_how_late_a_line_is_written_does_not_grow_shorter_over_night() -> None:
    who = Operator(load_level(LEVELS / f"{OXYGEN}.yaml"))
    who.minutes(20.0)
    who.world.state.noticed, noticed = who.seen.seconds, who.seen.tick
    who.use("door", "handle")
    who.do(ticks=4 * 3600)
    (event,) = [one for one in who.fill("logbook", notice__time="09:03") if isinstance(one, Filled)]
    assert abs(event.late_ticks - (event.tick - noticed)) <= 6


def test_a_correction_bears_the_date_of_its_day_and_not_of_the_day_after_that() -> None:
    who = gone()
    who.fill("report", seen="14:00")
    late = who.do(Correct("report", "seen", "14:05", "erreur", "25/11/2026", "MD"))
    assert [one.reason for one in late if isinstance(one, Refused)] == ["future"]
    for date in ("24/11/2026", "23/11/2026"):
        assert [one.complete for one in who.do(Correct("report", "seen", "14:06", "erreur", date, "MD")) if isinstance(one, Corrected)] == [
            True
        ]


def test_a_time_put_right_the_next_day_is_held_against_the_clock_of_its_writing() -> None:
    who = Operator(load_level(LEVELS / f"{OXYGEN}.yaml"))
    who.minutes(10.0)
    who.fill("logbook", notice__time="13:50")
    now = who.seen.clock_min
    who.minutes(40.0)
    who.use("door", "handle")
    who.do(ticks=7200)
    put = who.do(Correct("logbook", "notice.time", f"{now // 60:02d}:{now % 60:02d}", "erreur", "24/11/2026", "MD"))
    assert [one.right for one in put if isinstance(one, Corrected)] == [True]


def test_a_time_put_right_much_later_is_held_against_the_clock_of_its_writing_in_a_level_of_one_day_too() -> None:
    who = Operator(load_level(LEVELS / "deviation-first.yaml"))
    who.minutes(10.0)
    who.fill("logbook", notice__time="13:50")
    then = who.seen.clock_min
    who.minutes(40.0)
    for minutes, right in ((then + 14, False), (then, True)):
        put = who.do(Correct("logbook", "notice.time", f"{minutes // 60:02d}:{minutes % 60:02d}", "erreur", "23/11/2026", "MD"))
        assert [one.right for one in put if isinstance(one, Corrected)] == [right]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", [OXYGEN, "deviation-filling-glove"])
def test_everything_one_reads_the_next_day_is_of_that_day(name: str, lang: str) -> None:
    room = DeviationRoom(session=to_next_day(name), lang=lang)
    view = room.scene.view
    assert view.clock.startswith("09:0")
    assert view.pace == t("whys.day_after", lang, date="24/11")
    for paper, date in (("five_whys", "24/11/2026"), ("investigation", "24/11/2026"), ("report", "23/11/2026")):
        room.scene._go_and_open("write_on", paper)
        room.settle()
        room.wait(0.1)
        words = [widget.words() for widget in room.scene.paper.form.all()]
        assert "24/11/2026" in words, "beside the clock"
        assert any(word.startswith("09:0") for word in words)
        assert date in [value for _, value in room.scene.paper.head.facts]
        room.scene.paper = None
        room.draw()


@pytest.mark.parametrize("lang", LANGS)
def test_on_the_first_day_everything_is_of_the_first_day(lang: str) -> None:
    room = DeviationRoom(OXYGEN, lang=lang)
    assert (room.seen.today, room.scene.view.clock[:5], room.seen.latest_min) == (20261123, "14:00", 840)
    assert room.scene.view.pace == t("deviation.pace", lang, n=10)


# --- runs of before --------------------------------------------------------------------------------------------------------------


def test_a_run_recorded_when_the_next_day_had_one_sheet_is_replayed_and_judged_as_it_was(tmp_path: Path) -> None:
    """Written once and never again, with times, a correction and a logbook line of the next day: its level has no five whys."""
    path = DATA / "next-day-one-sheet.run"
    remember(DATA / "next-day-one-sheet.pub", tmp_path)
    found = verify(path, tmp_path)
    assert found.grade("sealed").verdict == PROVED
    assert CONTRADICTED not in [grade.verdict for grade in found.grades]
    run = read_run(path)
    level = level_of(run.header)
    assert not any(step.do == "five_whys" for step in level.steps)
    assert follow(open_world(level, run.header.seed), run) is None, "the same events, to the last"
    assert sum(isinstance(event, DocumentClosed) for event in run.events) == 2


# --- the sheet -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGS)
def test_each_line_asks_why_of_the_answer_above_it_and_the_last_why_it_could_happen_again(lang: str) -> None:
    room = DeviationRoom(session=to_next_day(), lang=lang)
    room.scene._go_and_open("write_on", "five_whys")
    room.settle()
    first, opened, last = (t(f"whys.ask_{which}", lang) for which in ("first", "open", "root"))
    assert room.scene.paper.sheet.questions() == [first, *3 * [opened], last]
    room.click("at:why1")
    room.click("pick.oxygen_short")
    room.wait(0.2)
    assert room.scene.paper.sheet.questions() == [
        first,
        t("whys.ask", lang, said=t("whys.pick_why1_oxygen_short", lang)),
        *2 * [opened],
        last,
    ]


@pytest.mark.parametrize(("size", "percent"), [((1280, 720), 100), ((1280, 720), 200), ((1920, 1080), 100), ((1920, 1080), 150)])
def test_the_table_stands_beside_the_answers_and_the_keyboard_reaches_all_of_it(size: tuple[int, int], percent: int) -> None:
    room = DeviationRoom(session=to_next_day(), size=size, percent=percent)
    room.scene._go_and_open("write_on", "five_whys")
    room.settle()
    room.wait(0.1)
    room.click("at:why2")
    room.wait(0.1)
    form = room.scene.paper.form
    wanted = {f"told.{one.source}" for one in room.seen.dossier} | {f"pick.{one}" for one in CHOICES[1]}
    reached = set()
    for _ in range(60):
        room.key("Tab")
        reached.add(form.focus.id if form.focus else "")
        if form.focus is not None and form.focus.id in wanted:
            assert form.focus.rect.top >= 0
            assert form.focus.rect.bottom <= size[1]
    assert wanted <= reached
    side, table = (next(one.rect for one in form.widgets if one.id == name) for name in ("side", "dossier"))
    assert not side.colliderect(table)


def test_who_does_what_guided_mode_says_writes_the_whole_chain() -> None:
    room = DeviationRoom(session=to_next_day(mode="guided"))
    said = []
    for _ in range(200):
        told = room.told()
        if told["scene"] != "DeviationScene" or "five_whys" in told["state"]["done"]:
            break
        verb, thing, part = told["state"]["act"]
        assert (verb, thing) in {("write", "five_whys"), ("sign", "five_whys")}
        said.append(told["state"]["says"])
        if verb == "sign":
            room.scene._out.append(Sign("five_whys"))
        else:
            room.scene._out.append(Fill(thing, part, told["state"]["text"]))
        room.wait(0.2)
    assert all(entry.right for entry in room.seen.entries("five_whys").values())
    assert any(t("whys.form_field_why3", "fr") in one for one in said)
