"""What no schema can see, in levels that differ from the sound one by an instructor's mistake."""

from dataclasses import replace

import pytest

from game.content import check_text, lint
from game.content.lint.deviation import ASKS
from game.content.lint.order import count_orders
from game.content.report import blocks, tell
from game.entities.people import QUESTIONS
from game.entities.residues import DRAWN
from game.world.deviation.telling import STANDS_BY
from tests.content.samples import CATALOGUE, GOOD, faults_of, spoiled


def found(text):
    return [(fault.code, text.split("\n")[fault.span.line].strip()) for fault in faults_of(text)]


def test_all_faults_are_told_at_once_each_by_its_root():
    text = GOOD["level"]
    for good, bad in (
        ("    is: locker", "    is: casier"),
        ("    into: locker", "    into: lokcer"),
        ("  target: 4 min", "  target: 4"),
        ("      - changing\n      - airlock", "      - changing\n      - airlok"),
        ("    - GOWN-07", "    - GOWN-99"),
        ("      what: expired", "      what: cassé"),
    ):
        text = text.replace(good, bad, 1)
    assert sorted(code for code, _ in found(text)) == ["H904", "R301", "R302", "R304", "R305", "S205"]


def test_a_misspelt_key_is_one_fault_and_what_lies_under_it_is_checked():
    text = GOOD["level"].replace("steps:\n", "étapes:\n").replace("    into: locker", "    into: lokcer")
    assert found(text) == [("S201", "étapes:"), ("R302", "into: lokcer")]


def test_an_entry_without_its_id_does_not_make_every_reference_to_it_a_fault():
    text = spoiled("  - id: locker\n    is: locker", "  - is: locker")
    assert found(text) == [("S202", "- is: locker")]


def test_a_value_of_the_wrong_form_is_not_judged_further():
    assert found(spoiled("    - GOWN-07", "    - gown07")) == [("S208", "- gown07")]
    assert found(spoiled("  x: 0.5", "  x: 5000")) == [("S209", "x: 5000")]


def test_the_hidden_step_of_a_ring_is_named_with_its_ring():
    text = spoiled("    do: stow\n", "    do: stow\n    after:\n      - door_in\n")
    [fault] = [fault for fault in faults_of(text) if fault.code == "G501"]
    assert "phone > hair_cover > wash > mirror > door_in > phone" in tell(fault, "fr").sentence


def test_a_ring_is_the_only_thing_said_about_the_order():
    text = spoiled("    do: stow\n", "    do: stow\n    after:\n      - wash\n")
    assert [code for code, _ in found(text)] == ["G501"]


def test_reserving_most_hazards_leaves_too_few_for_practice():
    text = GOOD["level"]
    for n in range(7):
        name = ["watch", "ring", "necklace", "badge", "phone"][n % 5]
        spot = ["wrist_left", "finger_right", "neck", "chest", "pocket"][(n + n // 5 + 2) % 5]
        text = text.replace("rules:\n", _hazard(f"more_{n}", spot, name) + "rules:\n", 1)
    text = text.replace("    - 0\n    - 1\n", "    - 1\n    - 2\n").replace('"\n      weight: 2', '"')
    text = text.replace('EN"\n', 'EN"\n      reserved: yes\n')
    plain = [line for line in text.split("\n") if line == "      reserved: yes"]
    assert len(plain) == 8
    assert found(text) == []
    for hazard in ("Un sachet périmé", "Une charlotte trouée", "Une mèche sort de la charlotte", "Un distributeur de savon vide"):
        at = text.index("\n", text.index("en:", text.index(hazard)))
        text = text[:at] + "\n      reserved: yes" + text[at:]
    assert found(text) == [("H906", "draw:")]


def _hazard(name, at, what):
    return (
        f"    - id: {name}\n      kind: personal_item\n      at: {at}\n      what: {what}\n"
        f'      text:\n        fr: "Objet {name} FR"\n        en: "Item {name} EN"\n'
    )


def test_a_thing_out_of_the_arm_s_reach_is_told_with_the_height_that_would_do():
    [fault] = faults_of(spoiled("      x: 4.8\n      y: 1.45", "      x: 4.8\n      y: 2.9"))
    assert fault.code == "P604"
    assert tell(fault, "en").fix == "give a “y” of 2.35 at most"
    assert not faults_of(spoiled("      x: 4.8\n      y: 1.45", "      x: 4.8\n      y: 2.35"))


def test_the_near_rule_is_named_with_its_title_in_the_reader_s_language():
    [fault] = faults_of(spoiled("    - GOWN-07", "    - GOWN-70"))
    assert "GOWN-07 (" in tell(fault, "fr").fix
    assert tell(fault, "fr").fix != tell(fault, "en").fix


@pytest.mark.parametrize(
    ("before", "count"),
    [
        ({}, 1),
        ({"a": []}, 1),
        ({"a": [], "b": []}, 2),
        ({"a": [], "b": ["a"], "c": ["a"]}, 2),
        ({name: [] for name in "abcdef"}, 720),
        ({f"s{n}": [] for n in range(25)}, None),
        ({f"s{n}": [] for n in range(24)}, None),
        ({f"s{n}": [f"s{n - 1}"] if n else [] for n in range(24)}, 1),
    ],
)
def test_right_orders_are_counted(before, count):
    assert count_orders(before) == count


def test_a_pass_that_breaks_down_is_told_as_ours_and_the_others_go_on(monkeypatch):
    class Broken:
        def run(self, view):
            raise RuntimeError("au secours")

    monkeypatch.setattr(lint, "SHARED", (Broken(), *lint.SHARED))
    faults = faults_of(spoiled("    into: locker", "    into: lokcer"))
    assert [fault.code for fault in faults] == ["V890", "R302"]
    assert "au secours" in blocks(faults, "fr")


def test_a_hazard_of_an_always_list_and_a_personal_slot_are_known():
    text = spoiled("  always: []", "  always:\n    - watch_on").replace('    on: "body:pocket"', '    slot: phone\n    on: "body:pocket"')
    assert found(text) == []
    assert "H906" not in blocks(faults_of(text), "fr")


def test_who_can_be_called_in_a_level_is_who_can_be_called_in_the_world():
    from game.content.lint.deviation import PEOPLE
    from game.world.deviation.telling import TO

    assert PEOPLE == TO


@pytest.mark.parametrize(
    ("good", "bad", "where", "code", "fix"),
    [
        ("time_tolerance_min: 2", "time_tolerance_min: 2 min", "line", "S216", "écrivez 2\u00a0: ce sont déjà des minutes"),
        ("time_tolerance_min: 2", "time_tolerance_min: 1 h", "line", "S216", "écrivez 60\u00a0:"),
        ("time_tolerance_min: 2", "time_tolerance_min: 2 Pa", "line", "S216", "exemple\u00a0: 5"),
        ("time_tolerance_min: 2", "time_tolerance_min: -2", "line", "S209", "entre 0 et 1000000"),
        ("    - 1\n    - 5\n  leave_out", "    - 1\n    - 9\n  leave_out", "line", "S209", "au plus 5"),
        ("    notice_min: 5\n", "", "deviation", "N711", "«\u00a0notice_min: 5\u00a0»"),
        ("  limit: 10 min", "  limit: 1h30", "level", "S204", "écrivez 1 h 30 min"),
    ],
)
def test_a_number_is_asked_for_in_the_form_it_is_read(good, bad, where, code, fix):
    [fault] = [fault for fault in faults_of(spoiled(good, bad, where), where) if fault.code == code]
    assert fix in tell(fault, "fr").fix


LINE_ONLY = "  leave_out:\n    - leaflet_open\n"


@pytest.mark.parametrize(
    ("good", "bad", "codes"),
    [
        ("    covers:\n      - desk\n", "    covers: desk\n", ["S207"]),
        ("    covers:\n      - desk\n", "    covers:\n      - dekc\n", ["R302"]),
        ("    after:\n      - lock\n", "    after: lock\n", ["S207"]),
        ("    after:\n      - lock\n", "    after:\n      - lokc\n", ["R303"]),
        (LINE_ONLY, "  only:\n    - chaussette\n", ["L607"]),
    ],
)
def test_what_only_follows_from_a_slip_in_a_line_is_not_told(good, bad, codes):
    assert sorted(fault.code for fault in faults_of(spoiled(good, bad, "line"), "line")) == codes


def test_a_residue_without_a_place_is_told_where_it_could_lie():
    text = spoiled(LINE_ONLY, "  only:\n    - pen\n    - vial_filled\n    - print_in_bag\n    - stopper_in_bowl\n", "line")
    fixes = [tell(fault, "fr").fix for fault in faults_of(text, "line") if fault.code == "L609"]
    assert any(fix.endswith("filler") for fix in fixes)
    uncovered = text.replace("    covers:\n      - conveyor\n", "    covers:\n      - desk\n", 1)
    told = [tell(fault, "fr").fix for fault in faults_of(uncovered, "line") if fault.code == "L609"]
    assert any(fix.startswith("elle peut être dans conveyor,") for fix in told)


def test_a_long_list_ends_with_a_whole_word_and_says_that_it_goes_on():
    [fault] = [fault for fault in faults_of(spoiled(LINE_ONLY, "  only:\n    - chaussette\n", "line"), "line") if fault.code == "L607"]
    fix = tell(fault, "fr").fix
    assert fix.endswith(", …")
    assert set(fix.removesuffix(", …").split("\u00a0: ")[1].split(", ")) < set(DRAWN)


def test_the_space_of_french_punctuation_is_no_sign_to_point_out_and_one_within_a_name_is():
    [unknown] = [fault for fault in faults_of(spoiled("    - GOWN-07", "    - GOWN-70")) if fault.code == "R305"]
    shown = [
        tell(replace(unknown, values={**unknown.values, "title_fr": title}), "fr").fix for title in ("Laver\u00a0: sécher", "mon\u00a0sas")
    ]
    assert "Laver\u00a0: sécher" in shown[0]
    assert "mon·sas" in shown[1]


def test_a_rule_nothing_falls_under_is_told_with_what_it_is_about():
    [fault] = faults_of(spoiled("    - GOWN-07", "    - GOWN-07\n    - GOWN-08"))
    assert CATALOGUE.rules["GOWN-08"].title.fr in tell(fault, "fr").fix
    assert CATALOGUE.rules["GOWN-08"].title.en in tell(fault, "en").fix


@pytest.mark.parametrize(
    ("file", "codes"),
    [
        ("levels/gowning/base.yaml", []),
        ("levels/gowning/copy.yaml", ["R316"]),
        (r"C:\levels\gowning\copy.yaml", ["R316"]),
        ("elsewhere/copy.yaml", []),
    ],
)
def test_a_copy_that_kept_the_name_of_the_other_is_told(file, codes):
    faults = check_text(GOOD["level"].encode(), file).faults
    assert [fault.code for fault in faults] == codes
    assert all("id: copy" in tell(fault, "fr").fix for fault in faults)


def test_figures_are_not_compared_with_a_text_that_is_still_to_be_written():
    assert [fault.code for fault in faults_of(spoiled('en: "Wash your hands, 30 s"', 'en: "TO_REPLACE: wash"'))] == ["T404"]
    assert [fault.code for fault in faults_of(spoiled('en: "Wash your hands, 30 s"', 'en: "Wash your hands"'))] == ["T405"]


@pytest.mark.parametrize(
    ("good", "bad", "code", "fix"),
    [
        ("      at: mend\n", "      at: mned\n", "R303", "«\u00a0mend\u00a0»"),
        ("      size: 0.95\n", "      size: 95\n", "S209", "entre 0 et 1"),
        ("      size: 0.95\n", "      size: 0\n", "S209", "entre 0 et 1"),
        ("      kind: fault\n", "      kind: person\n", "H904", "spoken_go"),
        ("    - stop_pump.feed\n    - straighten_line", "    - stop_pmup.feed\n    - straighten_line", "L626", "stop_pump"),
        ("  safe:\n    - stop_pump.feed", "  safe:\n    - arreter", "L626", "actes possibles"),
    ],
)
def test_a_slip_in_a_deviation_is_told_where_it_would_have_been_passed_over(good, bad, code, fix):
    [fault] = faults_of(spoiled(good, bad, "deviation"), "deviation")
    assert fault.code == code
    assert fix in tell(fault, "fr").fix


def test_what_people_ask_in_a_deviation_is_what_the_world_lets_them_ask():
    asked = {what for some in ASKS.values() for what in some}
    assert asked == {*STANDS_BY, "spoken_go"}
    assert asked <= set(QUESTIONS)
