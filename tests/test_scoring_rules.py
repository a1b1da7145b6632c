"""The catalogue as it ships, its reading, and its binding to a level."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable
from typing import Any

import pytest
import yaml

from game import events
from game.spec import Slot
from game.texts import LANGS, t
from scoring.findings import Judgement
from scoring.language import SEVERITIES, Text
from scoring.rulebook import Rulebook, RuleError, bind, limits_of
from scoring.wording import found_text
from tests.scoring_cases import (
    CATALOGUE,
    catalogue,
    catalogue_data,
    check,
    gripped,
    judged,
    looked,
    opened,
    passed,
    rub_ended,
    rule,
    touched,
    worn_at,
)  # fmt: skip

BOOK = catalogue()
LIMITS = {"wash_s": 30.0, "rub_s": 20.0, "airlock_delay_s": 15.0}


def texts() -> list[tuple[str, Text]]:
    found = []
    for one in BOOK.rules.values():
        found += [(f"{one.id} {name}", getattr(one, name)) for name in ("title", "why", "now")]
        for each in one.checks:
            found += [(f"{one.id}/{each.id}", text) for text in (each.found, *each.aspects.values())]
    return found


# --- the catalogue -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "text"), texts())
def test_every_text_is_there_twice_and_set_as_french_is(name: str, text: Text) -> None:
    assert text.fr != text.en
    assert not re.search(r"[^\u00a0][:;!?](\s|$)", text.fr), "a non-breaking space goes before : ; ! ?"
    assert "  " not in text.fr + text.en
    assert text.fr[0].isupper()
    assert text.en[0].isupper()


@pytest.mark.parametrize("rule_id", list(BOOK.rules))
def test_why_and_what_to_do_are_short(rule_id: str) -> None:
    one = BOOK.rules[rule_id]
    for lang in LANGS:
        assert len(one.why.get(lang).split()) <= 25
        assert len(one.now.get(lang).split()) <= 15


@pytest.mark.parametrize("rule_id", list(BOOK.rules))
def test_only_what_a_clause_says_of_this_grade_prints_as_gmp(rule_id: str) -> None:
    one = BOOK.rules[rule_id]
    for each in one.checks:
        for grade in ("D", "C", "B"):
            if one.is_gmp(each, grade):
                assert (each.basis or one.basis) == "text"
                assert one.cited(grade)


@pytest.mark.parametrize(
    ("name", "gmp", "clauses"),
    [
        ("GOWN-01/carried", True, ["7.9"]),
        ("GOWN-04/done", True, ["7.10", "4.12(i)", "2.21"]),
        ("GOWN-04/order", False, ["7.10", "4.12(i)", "2.21"]),
        ("GOWN-07/hair", True, ["7.13(iii)"]),
        ("GOWN-10/look", False, []),
        ("GOWN-15/floor", False, []),
        ("GOWN-16/sound", True, ["7.11"]),
        ("GOWN-22/contact", False, []),
        ("GOWN-30/worn", True, ["7.13(iii)"]),
        ("GOWN-30/closed", False, ["7.13(iii)"]),
        ("GOWN-31/order", False, ["7.10"]),
        ("AIRL-01/both", True, ["4.13"]),
        ("AIRL-02/delay", False, []),
        ("ASEP-01/speed", False, []),
        ("LINE-16/date", False, []),
    ],
)
def test_what_prints_as_gmp_at_grade_d(name: str, gmp: bool, clauses: list[str]) -> None:
    one = BOOK.rules[name.split("/")[0]]
    assert one.is_gmp(one.check(name.split("/")[1]), "D") == gmp
    assert [citation.clause for citation in one.cited("D")] == clauses


def test_no_text_carries_a_clause_number() -> None:
    clauses = [citation.clause for one in BOOK.rules.values() for citation in one.citations]
    assert not [name for name, text in texts() for clause in clauses if clause in text.fr or clause in text.en]


# --- its hash and its parts --------------------------------------------------------------------------------------------


def test_the_hash_follows_the_content_and_not_the_layout() -> None:
    data = catalogue_data()
    again = Rulebook.from_plain(yaml.safe_load(yaml.safe_dump(data, sort_keys=True, allow_unicode=True)))
    assert again.hash == BOOK.hash
    assert Rulebook.from_plain({**data, "rules": data["rules"][::-1]}).hash == BOOK.hash
    changed = copy.deepcopy(data)
    changed["rules"][0]["severity"] = "minor"
    assert Rulebook.from_plain(changed).hash != BOOK.hash


def test_a_book_comes_back_whole_from_its_plain_data() -> None:
    part = BOOK.subset(["GOWN-15", "GOWN-05"])
    again = Rulebook.from_plain(json.loads(json.dumps(part.to_plain())))
    assert again == part
    assert again.hash == part.hash != BOOK.hash
    assert list(again.rules) == ["GOWN-05", "GOWN-15"]


def test_a_site_adds_rules_of_its_own_and_cannot_take_an_id_that_is_taken() -> None:
    site = Rulebook.from_plain(
        {"format": 1, "version": "7", "documents": {}, "rules": [rule(check(forbid={"event": "touched"}), id="SITE-1")]}
    )
    both = BOOK.joined(site)
    assert set(both.rules) == {*BOOK.rules, "SITE-1"}
    assert both.version == "0.1+7"
    with pytest.raises(RuleError) as caught:
        both.joined(site)
    assert (caught.value.code, caught.value.values) == ("twice", {"name": "SITE-1"})


# --- what is refused ---------------------------------------------------------------------------------------------------


def spoiled(change: Callable[[dict[str, Any]], object]) -> RuleError:
    """What reading says of a book of one good rule once it was changed."""
    pattern = {"event": "touched", "where": {"surface": "floor"}}
    data = {"format": 1, "version": "1", "documents": {}, "rules": [copy.deepcopy(rule(check(forbid=pattern)))]}
    Rulebook.from_plain(data)
    change(data)
    with pytest.raises(RuleError) as caught:
        Rulebook.from_plain(data)
    return caught.value


def of_check(change: Callable[[dict[str, Any]], object]) -> Callable[[dict[str, Any]], object]:
    return lambda data: change(data["rules"][0]["checks"][0])


CHECK = ("rules", 0, "checks", 0)
EACH_FAULTS: list[tuple[Any, tuple[str | int, ...], str]] = [
    ({"each": "node"}, ("each",), "each_unlisted"),
    ({"each": "depth_mm"}, ("each",), "each_unlisted"),
    ({"each": {"surface": ["floor"], "node": ["hem"]}}, ("each",), "each_unlisted"),
    ({"each": {"surface": ["wall"]}}, ("each", "surface", 0), "not_one_of"),
    ({"each": {"surface": []}}, ("each", "surface"), "empty"),
    ({"each": ["surface"]}, ("each",), "want_text"),
    ({"each": "surface", "each_given": {"wall": {"event": "worn"}}}, ("each_given", "wall"), "not_one_of"),
    ({"each_given": {"floor": {"event": "worn"}}}, ("each_given", "floor"), "not_one_of"),
    ({"each": "surface", "each_given": {"floor": {"event": "wron"}}}, ("each_given", "floor", "event"), "not_one_of"),
]


def each_of(one: dict[str, Any], keys: dict[str, Any]) -> None:
    """The check, with a pattern that lists surfaces and has these keys besides."""
    del one["forbid"]
    where = {"surface": ["floor", "bench"], "depth_mm": {"over": 1}}
    one["matches"] = {"event": "touched", "where": where, "expect": {"held": True}, **keys}


FAULTS: list[tuple[Callable[[dict[str, Any]], object], tuple[str | int, ...], str]] = [
    (lambda data: data.update(format=2), ("format",), "bad_format"),
    (lambda data: data.pop("rules"), (), "missing"),
    (lambda data: data.update(rules={}), ("rules",), "want_list"),
    (lambda data: data.update(extra=1), ("extra",), "unknown_key"),
    (lambda data: data["rules"].append(data["rules"][0]), ("rules", 1), "twice"),
    (lambda data: data["rules"].append("GOWN-01"), ("rules", 1), "want_map"),
    (lambda data: data["rules"][0].update(id="gown 1"), ("rules", 0, "id"), "bad_id"),
    (lambda data: data["rules"][0].update(severity="grave"), ("rules", 0, "severity"), "not_one_of"),
    (lambda data: data["rules"][0].update(title={"fr": "x"}), ("rules", 0, "title"), "missing"),
    (lambda data: data["rules"][0].update(why={"fr": "", "en": "x"}), ("rules", 0, "why", "fr"), "want_text"),
    (lambda data: data["rules"][0].update(checks=[]), ("rules", 0, "checks"), "empty"),
    (
        lambda data: data["rules"][0].update(citations=[{"doc": "A1", "clause": "7.9", "areas": ["D"]}]),
        ("rules", 0, "citations", 0, "doc"),
        "not_one_of",
    ),
    (of_check(lambda one: one.pop("forbid")), CHECK, "one_pattern"),
    (of_check(lambda one: one.update(require={"event": "worn"})), CHECK, "one_pattern"),
    (of_check(lambda one: one["forbid"].update(event="touhced")), (*CHECK, "forbid", "event"), "not_one_of"),
    (of_check(lambda one: one["forbid"].update(where={"surfaec": "floor"})), (*CHECK, "forbid", "where", "surfaec"), "unknown_field"),
    (
        of_check(lambda one: one["forbid"].update(where={"depth_mm": {"more": 1}})),
        (*CHECK, "forbid", "where", "depth_mm", "more"),
        "not_one_of",
    ),
    (
        of_check(lambda one: one["forbid"].update(where={"depth_mm": {"over": "much"}})),
        (*CHECK, "forbid", "where", "depth_mm", "over"),
        "want_number",
    ),
    (of_check(lambda one: one["forbid"].update(where={"depth_mm": float("nan")})), (*CHECK, "forbid", "where", "depth_mm"), "want_scalar"),
    (of_check(lambda one: one["forbid"].update(slot="any", slot_tag="coat")), (*CHECK, "forbid", "slot_tag"), "slot_twice"),
    (of_check(lambda one: one.update(forbid={"event": "walked"})), (*CHECK, "forbid", "event"), "no_slot"),
    (of_check(lambda one: one.update(found={"fr": "{measure}", "en": "x"})), CHECK, "no_number"),
    (of_check(lambda one: one.update(found={"fr": "{", "en": "x"})), CHECK, "bad_braces"),
    (of_check(lambda one: one.update(measure={"field": "deep"})), (*CHECK, "measure", "field"), "not_one_of"),
    (of_check(lambda one: one.update(aspects={"gap": {"fr": "x", "en": "y"}})), (*CHECK, "aspects"), "not_one_of"),
    (of_check(lambda one: one.update(own_right=["gap"])), (*CHECK, "own_right"), "not_one_of"),
    (of_check(lambda one: one.update(follows=["TEST-1/other"])), (*CHECK, "follows"), "unknown_check"),
    (of_check(lambda one: one.update(mutant={"op": "sneeze"})), (*CHECK, "mutant", "op"), "not_one_of"),
    (of_check(lambda one: one.update(recovery={"by": [], "until": [], "worth": 2})), (*CHECK, "recovery", "worth"), "not_one_of"),
    (
        of_check(lambda one: (one.pop("forbid"), one.update(lasts={"event": "rub_ended", "field": "wet", "at_least": 1}))),
        (*CHECK, "lasts", "field"),
        "not_one_of",
    ),
    (
        of_check(lambda one: (one.pop("forbid"), one.update(at_most={"event": "touched", "times": -1}))),
        (*CHECK, "at_most", "times"),
        "want_number",
    ),
    *((of_check(lambda one, each=each: each_of(one, each)), (*CHECK, "matches", *path), code) for each, path, code in EACH_FAULTS),
]


@pytest.mark.parametrize(("change", "path", "code"), FAULTS)
def test_a_fault_is_told_with_its_place_and_in_both_languages(
    change: Callable[[dict[str, Any]], object], path: tuple[str | int, ...], code: str
) -> None:
    error = spoiled(change)
    assert (error.path, error.code) == (path, code)
    for lang in LANGS:
        told = t(f"rulebook.{code}", lang, **error.values)
        assert all(value in told for name, value in error.values.items() if name != "known")


@pytest.mark.parametrize("data", [None, [], "rules", 7, {"format": 1, "version": "1", "documents": [], "rules": []}])
def test_what_is_no_book_at_all_is_refused(data: object) -> None:
    with pytest.raises(RuleError):
        Rulebook.from_plain(data)


# --- binding -----------------------------------------------------------------------------------------------------------


def test_a_check_is_bound_once_for_each_slot_with_its_tag() -> None:
    slots = [Slot("boot_left", ("overshoe",)), Slot("boot_right", ("overshoe",)), Slot("coat", ("live",))]
    ids = [opportunity.id for opportunity in bind(BOOK, ["GOWN-09", "GOWN-15"], slots, LIMITS)]
    assert ids == [
        "GOWN-09/worn@boot_left", "GOWN-09/worn@boot_right", "GOWN-09/fits@boot_left", "GOWN-09/fits@boot_right", "GOWN-15/floor@coat",
    ]  # fmt: skip


def test_an_unknown_rule_and_a_missing_site_value_are_told() -> None:
    with pytest.raises(RuleError) as unknown:
        bind(BOOK, ["GOWN-01", "GOWN-99"], [], {})
    assert (unknown.value.path, unknown.value.code) == (("rules", "use", 1), "unknown_rule")
    with pytest.raises(RuleError) as missing:
        bind(BOOK, ["GOWN-22"], [Slot("rub", ("rub",))], {})
    assert (missing.value.code, missing.value.values) == ("no_limit", {"name": "rub_s", "rule": "GOWN-22"})
    for error in (unknown.value, missing.value):
        assert "GOWN" in t(f"rulebook.{error.code}", "fr", **error.values)


def test_a_rule_tells_which_site_values_it_asks_for() -> None:
    assert {name: limits_of(one) for name, one in BOOK.rules.items() if limits_of(one)} == {
        "AIRL-02": ("airlock_delay_s",), "GOWN-05": ("wash_s",), "GOWN-22": ("rub_s",),
    }  # fmt: skip


def test_a_mutant_that_names_a_tag_gets_the_slot_that_has_it() -> None:
    slots = [Slot("lavage", ("wash", "wash_first")), Slot("blouse", ("clean_garment",))]
    order = next(one for one in bind(BOOK, ["GOWN-04"], slots, LIMITS) if one.check.id == "order")
    assert order.check.mutant is not None
    assert order.check.mutant.args == {"with": "blouse"}
    alone = next(one for one in bind(BOOK, ["GOWN-04"], slots[:1], LIMITS) if one.check.id == "order")
    assert alone.check.mutant is None


# --- what single rules say of single runs ------------------------------------------------------------------------------

DOORS = (Slot("door_in", ("door", "entry_door")), Slot("door_d", ("door", "clean_door", "warned_door")))


def found(rules: list[str], *happened: events.Event, **slots: tuple[str, ...]) -> Judgement:
    places = [*(Slot(name, tags) for name, tags in slots.items()), *DOORS]
    return judged(bind(BOOK, rules, places, LIMITS), *happened)


def names(judgement: Judgement) -> list[str]:
    return [f"{finding.rule}/{finding.check}" for finding in judgement.findings]


def wash_ended(**keys: Any) -> events.Event:
    return events.WashEnded(**{"slot": "wash", "wash_ticks": 1900, "missed": 0, "soap": True, "rinsed": True, "dry": True, **keys})


def washed(surface: str = "palms") -> events.Event:
    return events.SurfaceWashed(slot="wash", surface=surface, lasted_ticks=300, total_ticks=300)


def soap(ok: bool = True) -> events.Event:
    return events.SoapTaken(thing="soap", kind="soap", slot="wash", ok=ok)


def test_a_short_wash_tells_both_durations() -> None:
    judgement = found(["GOWN-05"], soap(), washed(), wash_ended(wash_ticks=1170), wash=("wash",))
    (finding,) = judgement.findings
    text = found_text(BOOK.rules["GOWN-05"].check("time"), finding)
    assert text == Text(
        "Lavage de 19,5 s\u00a0; la procédure demande 30 s.".replace(" s", "\u00a0s"),
        "Wash of 19.5\u00a0s; the procedure asks for 30\u00a0s.",
    )


def test_a_wash_a_hair_too_short_does_not_read_as_long_enough() -> None:
    (finding,) = found(["GOWN-05"], soap(), washed(), wash_ended(wash_ticks=1799), wash=("wash",)).findings
    assert "29.98\u00a0s" in found_text(BOOK.rules["GOWN-05"].check("time"), finding).en


def test_a_missed_surface_explains_the_short_time() -> None:
    judgement = found(["GOWN-05"], soap(), washed(), wash_ended(wash_ticks=1200, missed=2), wash=("wash",))
    assert [(finding.check, finding.root) for finding in judgement.findings] == [("surfaces", None), ("time", 1)]


def test_washing_without_soap_is_one_error_and_no_missing_wash() -> None:
    judgement = found(["GOWN-04", "GOWN-05"], soap(ok=False), washed(), wash_ended(wash_ticks=0, missed=6, soap=False), wash=("wash",))
    assert names(judgement) == ["GOWN-05/soap"]


def test_rinsing_the_hands_again_is_not_a_second_wash() -> None:
    rinsed_again = wash_ended(wash_ticks=0, missed=6, soap=False, dry=False)
    assert names(found(["GOWN-04", "GOWN-05"], soap(), washed(), wash_ended(), rinsed_again, wash=("wash",))) == []


def test_the_wash_may_be_taken_up_again_before_a_garment_is_touched() -> None:
    again = (soap(), washed(), wash_ended(wash_ticks=900), soap(), washed(), wash_ended())
    tags: dict[str, tuple[str, ...]] = {"wash": ("wash",), "coat": ("clean_garment",)}
    assert {one.status for one in found(["GOWN-05"], *again, gripped("coat"), **tags).outcomes} == {"met", "repris"}
    late = (soap(), washed(), wash_ended(wash_ticks=900), gripped("coat"), soap(), washed(), wash_ended())
    assert "missed" in {one.status for one in found(["GOWN-05"], *late, **tags).outcomes}


def test_wet_hands_follow_from_hands_not_dried() -> None:
    rub = events.RubTaken(thing="rub", kind="rub", slot="rub", ok=True, in_date=True, hands_dry=False)
    judgement = found(["GOWN-05", "GOWN-06"], soap(), washed(), wash_ended(dry=False), rub, wash=("wash",), rub=("rub", "rub_by_water"))
    assert [(finding.check, finding.root) for finding in judgement.findings] == [("dry", None), ("dry", 1)]


def test_a_soiled_coat_may_be_taken_by_its_outer_face_and_its_replacement_may_not() -> None:
    tags = ("clean_garment", "live")
    soiled = (gripped("coat", first=True, thing="one"), touched("coat", thing="one"))
    assert names(found(["GOWN-14"], *soiled, gripped("coat", "outside", thing="one"), coat=tags)) == []
    second = (*soiled, gripped("coat", first=True, thing="two"), gripped("coat", "outside", thing="one"))
    assert names(found(["GOWN-14"], *second, coat=tags)) == []
    assert names(found(["GOWN-14"], *second, gripped("coat", "outside", thing="two"), coat=tags)) == ["GOWN-14/outside"]
    assert names(found(["GOWN-14"], gripped("coat", "outside", first=True), coat=tags)) == ["GOWN-14/outside"]


def test_going_in_with_what_is_known_to_be_soiled_is_an_error_of_its_own() -> None:
    tags = ("live", "outfit")
    judgement = found(["GOWN-15", "GOWN-16"], gripped("coat"), touched("coat"), worn_at("coat", soiled=True, cause=1), coat=tags)
    assert [(finding.rule, finding.severity, finding.root) for finding in judgement.findings] == [
        ("GOWN-15", "major", None),
        ("GOWN-16", "critical", None),
    ]


def test_wearing_what_came_from_a_bad_pack_follows_from_opening_it() -> None:
    pack = events.PackOpened(hand="left", thing="p", kind="pack", slot="coat", end="notch", defect="expired", looked=False)
    judgement = found(["GOWN-10", "GOWN-16"], pack, worn_at("coat", defect="expired", cause=0), coat=("pack", "bad_pack", "outfit"))
    assert [(finding.rule, finding.check, finding.root) for finding in judgement.findings] == [
        ("GOWN-10", "look", None), ("GOWN-10", "defect", 1), ("GOWN-16", "sound", 1),
    ]  # fmt: skip


def test_what_the_mirror_would_have_shown_follows_from_passing_it_by() -> None:
    tags: dict[str, tuple[str, ...]] = {"hair": ("hair_cover",), "mirror": ("check",)}
    past = (opened("door_d", by="trainee"), worn_at("hair", gap=True), passed("door_d"))
    assert [finding.root for finding in found(["GOWN-07", "GOWN-20"], *past, **tags).findings] == [None, 1]
    fit = (looked("mirror", "hair_strand"), events.Declared(subject="fit", thing="m", kind="mirror", slot="mirror", true=False))
    assert names(found(["GOWN-07", "GOWN-20"], *fit, *past, **tags)) == ["GOWN-07/hair"]
    bare = (opened("door_d", by="trainee"), worn_at("hair", worn=False), passed("door_d"))
    assert [finding.root for finding in found(["GOWN-07", "GOWN-20"], *bare, **tags).findings] == [None, None]


def test_a_colleague_at_the_other_door_is_not_charged_to_the_trainee() -> None:
    assert names(found(["AIRL-01"], opened("door_in", by="colleague", other_open=True))) == []
    assert names(found(["AIRL-01"], opened("door_in"), opened("door_d", other_open=True))) == ["AIRL-01/both"]


def test_an_early_door_is_excused_by_none_and_mended_by_waiting() -> None:
    early, right = opened("door_d", since_closed_ticks=300), opened("door_d", since_closed_ticks=900)
    assert found(["AIRL-02"], early, passed("door_d")).outcome("AIRL-02/delay@door_d").status == "missed"
    assert found(["AIRL-02"], early, right, passed("door_d")).outcome("AIRL-02/delay@door_d").status == "repris"
    assert found(["AIRL-02"], opened("door_d")).outcome("AIRL-02/delay@door_d").status == "met"


def test_a_rub_broken_off_tells_how_long_it_acted() -> None:
    (finding,) = found(["GOWN-22"], rub_ended("rub", wet_ticks=666, broken=True), rub=("rub",)).findings
    assert (
        found_text(BOOK.rules["GOWN-22"].check("contact"), finding).en
        == "Something was touched after 11.1\u00a0s; the procedure asks for 20\u00a0s."
    )


def test_the_trainee_may_go_back_to_the_locker_and_it_counts_half() -> None:
    carried = events.CarriedThrough(door="door_in", thing="phone", kind="phone", slot="phone")
    stowed = events.Stowed(hand="left", thing="phone", kind="phone", slot="phone", container="locker")
    assert found(["GOWN-01"], carried, stowed, passed("door_d"), phone=("personal",)).outcome("GOWN-01/carried@phone").status == "half"
    assert found(["GOWN-01"], stowed, phone=("personal",)).outcome("GOWN-01/carried@phone").status == "met"


def test_each_severity_is_one_of_three_and_the_file_says_what_it_is() -> None:
    assert {one.severity for one in BOOK.rules.values()} <= set(SEVERITIES)
    assert "quality expert" in CATALOGUE.read_text("utf-8")[:700]


def test_a_rule_can_weigh_less_in_another_area() -> None:
    slots = [Slot("coat", ("coat", "outfit"))]
    at_d, at_b = (bind(BOOK, ["GOWN-16"], slots, LIMITS, area)[0].rule.severity for area in ("D", "B"))
    assert (at_d, at_b) == ("major", "critical")
