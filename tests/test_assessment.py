"""An assessment: a code opens two forms, a begun form counts, and the set has a result that a trainer confirms."""

from __future__ import annotations

import dataclasses
import os
import shutil
from pathlib import Path

import pytest

from game.session.assessment import NotOpen, begin, forms_of, new_code, next_form, open_code, seeds_of, set_result, sets_of
from game.session.codes import read_code
from game.session.collection import run_files
from game.session.resume import resume, set_aside, unfinished
from game.session.runfile import read_run
from game.session.verify import verify
from game.texts import LANGS, catalogue
from game.world.hazards import ASSESSMENT_SEEDS
from game.world.runs import draw_of
from scoring.assessment import Taken, told
from scoring.record import Sheet
from tests.kit.approved import approve, approved, form, opened, play, whole_set
from tests.kit.player import level

WRONG = ("skip", "wash")


@pytest.fixture
def results(tmp_path: Path) -> Path:
    folder = tmp_path / "results"
    folder.mkdir()
    return folder


def states(results: Path, set_id: str, trainee: str = "p-12") -> list[str]:
    return [one.state for one in forms_of(results, trainee, set_id)]


# --- what a code opens ---------------------------------------------------------------------------------------------------


def test_a_code_opens_its_level_and_the_same_two_forms_for_everybody(tmp_path: Path) -> None:
    spec = approved(tmp_path, "gowning-grade-d")
    code = new_code(spec).text

    one, other = open_code(code, [level("gowning-first"), spec]), open_code(code.lower().replace("-", " "), [spec])

    assert one == other
    assert one.level.id == "gowning-grade-d"
    assert len(set(one.seeds)) == 2
    assert all(seed >= ASSESSMENT_SEEDS for seed in one.seeds)


@pytest.mark.parametrize("name", ["gowning-grade-d", "gowning-grade-b"])
def test_forms_draw_what_is_kept_for_assessment_and_are_unlike_each_other(tmp_path: Path, name: str) -> None:
    spec = approved(tmp_path, name)
    for _ in range(5):
        first, second = (draw_of(spec, seed).hazards for seed in seeds_of(new_code(spec), spec))

        assert any(hazard.reserved for hazard in first)
        assert any(hazard.reserved for hazard in second)
        drawn = {hazard.id for hazard in first} - set(spec.hazards_fixed)
        assert not drawn & {hazard.id for hazard in second}


def test_a_level_that_is_not_approved_stays_closed_and_it_is_said_why(tmp_path: Path) -> None:
    shipped = level("gowning-grade-d")
    code = new_code(approved(tmp_path, "gowning-grade-d")).text  # the same id and version, elsewhere approved

    for ask in (lambda: new_code(shipped), lambda: open_code(code, [shipped])):
        with pytest.raises(NotOpen) as caught:
            ask()
        assert caught.value.code == "approval"
        for lang in LANGS:
            assert shipped.title.get(lang) in caught.value.text(lang)
            assert "control" in caught.value.text(lang)


def test_half_an_approval_opens_nothing(tmp_path: Path) -> None:
    spec = approved(tmp_path, "gowning-grade-d")
    for missing in ("reviewer", "approver", "approved_on"):
        half = dataclasses.replace(spec, control=dataclasses.replace(spec.control, **{missing: ""}))
        with pytest.raises(NotOpen):
            new_code(half)


def test_another_version_of_the_level_is_not_opened(tmp_path: Path) -> None:
    spec = approved(tmp_path)
    later = dataclasses.replace(spec, control=dataclasses.replace(spec.control, version="0.2"))

    with pytest.raises(NotOpen) as caught:
        open_code(new_code(spec).text, [later])
    assert caught.value.code == "level"


def test_a_level_without_the_mode_is_not_opened(tmp_path: Path) -> None:
    spec = dataclasses.replace(approved(tmp_path), modes=("practice",))

    with pytest.raises(NotOpen) as caught:
        new_code(spec)
    assert caught.value.code == "modes"


# --- forms ---------------------------------------------------------------------------------------------------------------


def test_two_forms_are_played_and_their_files_say_so_and_hold_no_code(tmp_path: Path, results: Path) -> None:
    spec = approved(tmp_path)
    code = new_code(spec).text
    started = opened(spec, code)

    paths = whole_set(results, started)

    runs = [read_run(path) for path in paths]
    assert [(run.header.mode, run.header.sitting.set, run.header.sitting.form, run.header.sitting.forms) for run in runs] == [
        ("assessment", started.set, 1, 2), ("assessment", started.set, 2, 2)
    ]  # fmt: skip
    assert tuple(run.header.seed for run in runs) == started.seeds
    assert all(verify(path).good for path in paths)
    signs = code.replace("-", "")[4:14].encode()
    for path in [path for path in tmp_path.rglob("*") if path.is_file()]:
        assert code.encode() not in path.read_bytes()
        assert signs not in path.read_bytes()


def test_the_second_seed_is_in_no_file_while_the_first_form_is_played(tmp_path: Path, results: Path) -> None:
    started = opened(approved(tmp_path))
    session = play(form(results, started))
    session.close()

    for folder in (tmp_path, Path(os.environ["GRADE_A_DATA"])):
        for path in [path for path in folder.rglob("*") if path.is_file()]:
            assert str(started.seeds[1]).encode() not in path.read_bytes()


def test_a_run_that_is_no_assessment_has_the_same_first_line_as_before(results: Path) -> None:
    from tests.kit.records import session as plain

    run = plain(results)
    run.close()

    assert b'"assessment"' not in run.path.read_bytes().split(b'"level":')[0]
    assert read_run(run.path).header.sitting is None


def test_a_form_given_up_counts_and_is_not_begun_again(tmp_path: Path, results: Path) -> None:
    started = opened(approved(tmp_path))
    play(form(results, started), until_tick=300).close()

    assert states(results, started.set) == ["abandoned", "to_do"]
    assert form(results, started).header.sitting.form == 2


def test_a_broken_off_form_is_gone_on_with_and_it_is_recorded(tmp_path: Path, results: Path) -> None:
    started = opened(approved(tmp_path))
    play(form(results, started), until_tick=300).leave_open()
    assert states(results, started.set) == ["unfinished", "to_do"]
    assert next_form(forms_of(results, "p-12", started.set)) is None, "no second form while one is open"

    [left] = unfinished(results)
    again = play(resume(left.path))
    again.close()

    first, _ = forms_of(results, "p-12", started.set)
    assert first.state == "finished"
    assert first.header.sitting.form == 1
    assert first.taken.sheet.facts.interruptions == 1
    result = set_result([first.taken])
    assert ("interrupted", 1) in [(one.code, one.values["count"]) for one in result.remarks if one.code == "interrupted"]


def test_a_form_set_aside_counts_as_abandoned(tmp_path: Path, results: Path) -> None:
    started = opened(approved(tmp_path))
    play(form(results, started), until_tick=300).leave_open()
    set_aside(unfinished(results)[0].path)

    assert states(results, started.set) == ["abandoned", "to_do"]


def test_when_both_forms_were_begun_nothing_is_left_to_open(tmp_path: Path, results: Path) -> None:
    started = opened(approved(tmp_path))
    whole_set(results, started)

    with pytest.raises(NotOpen) as caught:
        form(results, started)
    assert caught.value.code == "done"


def test_nobody_is_assessed_without_a_pseudonym(tmp_path: Path, results: Path) -> None:
    with pytest.raises(NotOpen) as caught:
        form(results, opened(approved(tmp_path)), trainee="")
    assert caught.value.code == "nobody"
    assert not list(results.iterdir())


def test_each_person_and_each_code_has_a_set_of_its_own(tmp_path: Path, results: Path) -> None:
    spec = approved(tmp_path)
    monday, friday = opened(spec), opened(spec)
    whole_set(results, monday, "p-12")
    play(form(results, monday, "p-13")).close()
    play(form(results, friday, "p-12")).close()

    assert {(one.trainee, one.set): [each.state for each in one.forms] for one in sets_of(run_files([results]))} == {
        ("p-12", monday.set): ["finished", "finished"],
        ("p-13", monday.set): ["finished", "to_do"],
        ("p-12", friday.set): ["finished", "to_do"],
    }


def test_a_copy_counts_once_and_a_form_begun_twice_is_told(tmp_path: Path, results: Path) -> None:
    started = opened(approved(tmp_path))
    first = play(form(results, started))
    first.close()
    shutil.copy(first.path, results / "a-copy.run")
    assert forms_of(results, "p-12", started.set)[0].taken.begun == 1
    elsewhere = tmp_path / "another-pc"
    elsewhere.mkdir()
    play(form(elsewhere, started), WRONG).close()

    [one] = sets_of(run_files([results, elsewhere]))

    assert one.forms[0].taken.begun == 2
    assert one.forms[0].header.run == min((first.header.started, first.header.run), *[
        (h.started, h.run) for h in [read_run(p).header for p in elsewhere.glob("*.run")]])[1]  # fmt: skip
    assert "begun_again" in [reason.code for reason in one.result.remarks]


def test_a_foreign_file_in_the_folder_hinders_nothing(tmp_path: Path, results: Path) -> None:
    started = opened(approved(tmp_path))
    (results / "x.run").write_bytes(b'{"assessment":{"set":"' + b"\xff" * 90)
    (results / "y.run").mkdir()

    assert states(results, started.set) == ["to_do", "to_do"]


# --- the result ----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def sheet(tmp_path_factory: pytest.TempPathFactory) -> Sheet:
    folder = tmp_path_factory.mktemp("sheet")
    (folder / "results").mkdir()
    session = play(form(folder / "results", opened(approved(folder))))
    return session.close()


def taken(sheet: Sheet, number: int, met: int, missed: int = 0, critical: int = 0, critical_met: int = 4, **facts: object) -> Taken:
    """A form with so many majors met and missed, so many criticals missed."""
    counts = (
        dataclasses.replace(sheet.score.counts[0], counted=critical + critical_met, met=critical_met, half=0, missed=critical),
        dataclasses.replace(sheet.score.counts[1], counted=met + missed, met=met, half=0, missed=missed),
        dataclasses.replace(sheet.score.counts[2], counted=0, met=0, half=0, missed=0),
    )
    points = 10 * (critical + critical_met) + 3 * (met + missed)
    value = 100 * (10 * critical_met + 3 * met) / points
    score = dataclasses.replace(
        sheet.score, value=value, low=0.0, high=100.0, counted=critical + critical_met + met + missed, counts=counts
    )
    facts = {"seed": sheet.facts.seed + number, **facts}
    return Taken(number, "finished", dataclasses.replace(sheet, score=score, facts=dataclasses.replace(sheet.facts, **facts)))


def codes(result) -> list[str]:
    return [reason.code for reason in result.reasons]


def test_two_good_forms_are_proposed_with_their_interval(sheet: Sheet) -> None:
    result = set_result([taken(sheet, 1, 40, 2), taken(sheet, 2, 40, 4)])

    assert (result.verdict, result.reasons, result.critical, result.counted) == ("proposed", (), 0, 94)
    assert result.mean == pytest.approx((result.scores[0] + result.scores[1]) / 2)
    assert result.low < result.mean < result.high


@pytest.mark.parametrize(
    ("first", "second", "verdict", "reasons"),
    [
        ({"met": 40}, {"met": 40, "critical": 1}, "proposed", []),
        ({"met": 40, "critical": 1}, {"met": 40, "critical": 1}, "not_passed", ["critical"]),
        ({"met": 40}, {"met": 40, "critical": 2}, "not_passed", ["critical"]),
        ({"met": 31, "missed": 12}, {"met": 40}, "not_passed", ["mean"]),
        ({"met": 20}, {"met": 20}, "undecided", ["few"]),
        ({"met": 10, "critical": 2}, {"met": 20}, "undecided", ["critical", "mean", "few"]),
    ],
)
def test_the_rule_of_the_set_is_applied_and_its_reasons_are_named(sheet: Sheet, first, second, verdict, reasons) -> None:
    result = set_result([taken(sheet, 1, **first), taken(sheet, 2, **second)])

    assert (result.verdict, codes(result)) == (verdict, reasons)


def test_a_mean_of_exactly_ninety_passes_and_a_hair_below_does_not(sheet: Sheet) -> None:
    exact = [taken(sheet, n, 36, 4, critical_met=0) for n in (1, 2)]
    below = [taken(sheet, 1, 36, 4, critical_met=0), taken(sheet, 2, 71, 8, critical_met=0)]

    assert set_result(exact).verdict == "proposed"
    assert codes(set_result(below)) == ["mean"]


def test_one_critical_is_a_remark_to_talk_over(sheet: Sheet) -> None:
    result = set_result([taken(sheet, 1, 40), taken(sheet, 2, 40, critical=1)])

    assert [remark.code for remark in result.remarks] == ["critical_once"]


def test_a_set_is_open_until_both_forms_are_over(sheet: Sheet) -> None:
    one = taken(sheet, 1, 40)

    assert (set_result([one]).verdict, codes(set_result([one]))) == ("open", ["form_to_do"])
    left = set_result([one, Taken(2, "unfinished")])
    assert (left.verdict, codes(left), left.mean) == ("open", ["form_unfinished"], None)


def test_an_abandoned_form_cannot_pass(sheet: Sheet) -> None:
    gone = taken(sheet, 2, 40)
    gone = Taken(2, "abandoned", dataclasses.replace(gone.sheet, ended="given_up", score=dataclasses.replace(gone.sheet.score, value=None)))

    result = set_result([taken(sheet, 1, 40), gone])

    assert (result.verdict, codes(result), result.mean) == ("not_passed", ["form_abandoned"], None)


@pytest.mark.parametrize("facts", [{"level_hash": "0" * 64}, {"trainee": "p-99"}])
def test_forms_that_do_not_belong_together_are_no_set(sheet: Sheet, facts) -> None:
    result = set_result([taken(sheet, 1, 40), taken(sheet, 2, 40, **facts)])

    assert (result.verdict, codes(result)) == ("not_passed", ["forms_differ"])


def test_one_form_twice_is_no_set(sheet: Sheet) -> None:
    result = set_result([taken(sheet, 1, 40, seed=5), taken(sheet, 2, 40, seed=5)])

    assert codes(result) == ["forms_differ"]


def test_every_reason_has_its_words_in_both_languages(sheet: Sheet) -> None:
    results = [
        set_result([]),
        set_result([Taken(1, "abandoned"), Taken(2, "damaged")]),
        set_result([Taken(1, "finished"), Taken(2, "unfinished")]),
        set_result([taken(sheet, 1, 10, 9, 2), taken(sheet, 2, 10, 9, 2, level_hash="0" * 64)]),
    ]  # fmt: skip
    for lang in LANGS:
        for result in results:
            assert catalogue(lang, "assess")[f"verdict_{result.verdict}"]
            said = [told(reason, catalogue(lang, "assess"), lang) for reason in (*result.reasons, *result.remarks)]
            assert all(said)
            assert not any("{" in each for each in said)


def test_the_level_of_a_code_is_found_by_what_it_says_and_not_by_its_file(tmp_path: Path) -> None:
    path = approve(tmp_path)
    moved = path.with_name("renamed.yaml")
    path.rename(moved)
    from game.content.loader import load_level

    spec = load_level(moved)
    assert open_code(new_code(spec).text, [spec]).level.id == "gowning-first"
    assert read_code(new_code(spec).text).level == new_code(spec).level


def test_begin_needs_a_folder_that_can_be_written(tmp_path: Path) -> None:
    from game.content.rules import load_rulebook
    from game.session.faults import RunError

    started = opened(approved(tmp_path))
    (tmp_path / "file").write_text("x")

    with pytest.raises(RunError):
        begin(started, forms_of(tmp_path, "p-12", started.set), load_rulebook(), tmp_path / "file" / "results", "p-12", "fr")
