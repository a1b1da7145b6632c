"""From a level file to the level the game plays: values, units, defaults, and the levels we ship."""

from pathlib import Path

import pytest

from game.content import check_level, check_text, load_level, load_rulebook
from game.content.report import severity_of
from game.content.words import KEYS
from game.spec import Control, HazardSpec, RoomSpec, StepSpec, Text, ThingSpec
from scoring.rulebook import bind
from tests.content.samples import GOOD, HERE, faults_of, spoiled

TOP = Path(__file__).resolve().parent.parent
SHIPPED = sorted(path for path in (TOP / "levels").glob("*/*.yaml") if path.parent.name != "site")
BASE = HERE / "good" / "base.yaml"


def test_a_level_comes_out_as_it_was_written():
    level = load_level(BASE)
    assert (level.id, level.scene, level.grade, level.modes) == ("base", "gowning", "D", ("guided", "practice"))
    assert (level.target_s, level.limit_s) == (240.0, 600.0)
    assert level.title == Text("Entrer au sas", "Entering the airlock")
    assert level.control == Control("1.0", "PR-HAB-01", "3", "Claire Martin", "Anne Petit", "Paul Durand", "2025-03-14", "0123456789abcdef")
    assert level.rooms[1] == RoomSpec("airlock", Text("Sas", "Airlock"), 6.0, 8.0, "D")
    assert level.thing("phone") == ThingSpec("phone", "phone", on="body:pocket")
    door = level.thing("door_in")
    assert (door.between, door.airlock, door.checkpoint, door.end, door.pressure_pa) == (
        ("changing", "airlock"),
        "airlock",
        True,
        True,
        10.0,
    )
    assert level.step("wash") == StepSpec(
        id="wash",
        do="wash",
        text=Text("Se laver les mains 30 s", "Wash your hands, 30 s"),
        thing="sink",
        after=("hair_cover",),
        why=Text("La main nue transporte les germes.", "The bare hand carries germs."),
    )
    assert level.hazards[1] == HazardSpec(
        "ring_on", "personal_item", "finger_right", "ring", Text("Une bague au doigt", "A ring on the finger"), reserved=True
    )
    assert level.hazards_draw == (0, 1)
    assert level.trainee.beard == "no"
    assert dict(level.limits) == {"wash_s": 30.0, "airlock_delay_s": 15.0, "hand_speed_m_s": 1.2, "pressure_min_pa": 10.0}
    assert len(level.text_hash) == 64


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_shipped_level_is_free_of_errors_and_warnings(path):
    assert [fault.code for fault in check_level(path) if severity_of(fault) != "info"] == []


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_shipped_level_binds_every_rule_it_names(path):
    from game.world.runs import everything, slots_of

    level = load_level(path)
    bound = bind(load_rulebook(), level.rules, slots_of(level, everything(level)), level.limits)
    assert {one.rule.id for one in bound} == set(level.rules)


@pytest.mark.parametrize(
    ("written", "seconds"),
    [("4 min", 240), ("1 min 30 s", 90), ("2min", 120), ("1 h", 3600), ("90 s", 90), ("90\u00a0s", 90), ('"4 min"', 240), ("1.5 min", 90)],
)
def test_durations_are_read_with_their_units(written, seconds):
    text = spoiled("  target: 4 min", f"  target: {written}").replace("  limit: 10 min", "  limit: 2 h")
    level = check_text(text.encode(), "x.yaml").level
    assert level is not None
    assert level.target_s == seconds


@pytest.mark.parametrize(("written", "metres"), [("2.9", 2.9), ("3", 3.0), ("290 cm", 2.9), ("2900 mm", 2.9), ("2.9 m", 2.9)])
def test_places_are_metres_with_or_without_unit(written, metres):
    level = check_text(spoiled("      x: 2.9", f"      x: {written}").encode(), "x.yaml").level
    assert level is not None
    assert abs(level.thing("bin").x_m - metres) < 1e-12


@pytest.mark.parametrize(("word", "value"), [("yes", True), ("oui", True), ("true", True), ("Oui", True), ("no", False), ("non", False)])
def test_yes_and_no_may_be_french(word, value):
    text = spoiled("    checkpoint: yes", f"    checkpoint: {word}")
    level = check_text(text.encode(), "x.yaml").level
    assert level is not None
    assert level.thing("door_in").checkpoint is value


def test_a_text_in_one_language_is_shown_in_both():
    text = spoiled('    say:\n      fr: "Tout reste au casier."\n      en: "Everything stays in the locker."', '    say: "Tout reste."')
    level = check_text(text.encode(), "x.yaml").level
    assert level is not None
    assert level.step("phone").say == Text("Tout reste.", "Tout reste.")


def test_layout_does_not_matter_only_meaning():
    plain = check_text(GOOD["level"].encode(), "x.yaml").level
    for changed in (
        GOOD["level"].replace("\n", "\r\n"),
        GOOD["level"].replace("\n", "\r"),
        "\ufeff" + GOOD["level"],
        GOOD["level"].replace("  always: []\n", "  always: [] # rien\n"),
        GOOD["level"].replace("  draw:\n    - 0\n    - 1\n", "  draw: [0, 1]\n"),
        GOOD["level"].replace('      fr: "Une bague au doigt"', "      fr: Une bague au doigt"),
        GOOD["level"].rstrip("\n"),
    ):
        level = check_text(changed.encode(), "x.yaml").level
        assert level is not None
        assert (level.things, level.steps, level.hazards, level.limits) == (plain.things, plain.steps, plain.hazards, plain.limits)


def test_long_texts_over_several_lines_are_left_in_peace():
    folded = spoiled(
        '      fr: "La main nue transporte les germes."', "      fr: >-\n        La main nue : elle transporte\n        les germes #2."
    )
    quoted = spoiled('      fr: "La main nue transporte les germes."', '      fr: "La main nue : elle transporte\n        les germes 2."')
    for text in (folded, quoted):
        checked = check_text(text.encode(), "x.yaml")
        assert [fault.code for fault in checked.faults] == ["T405"]
        assert checked.level is not None
        assert checked.level.step("wash").why.fr.startswith("La main nue : elle transporte les germes")


def test_the_words_of_the_text_pass_are_the_keys_of_the_models():
    from game.content import shape
    from game.content.models import Level

    def keys(model, seen):
        if model not in seen:
            seen.add(model)
            yield from shape.fields(model)
            for annotation in shape.fields(model).values():
                for one in shape.inner_models(annotation):
                    yield from keys(one, seen)

    assert set(keys(Level, set())) == set(KEYS)


def test_site_values_the_world_reads_are_known_to_the_check():
    """A level may give each of them without being told that nobody reads it."""
    import re

    from game.content.lint.rules import WORLD_LIMITS

    read = set()
    for path in [*(TOP / "game" / "world").glob("*.py"), *(TOP / "game" / "session").glob("*.py")]:
        read |= set(re.findall(r"limits?(?:\.get)?\(\s*\"([a-z_]+)\"", path.read_text("utf-8")))
    assert read
    assert read <= WORLD_LIMITS


def test_a_place_beyond_every_bound_or_a_wrong_family_never_reaches_the_game():
    assert check_text(spoiled("    thing: sink", "    thing: mirror").encode(), "x.yaml").level is None
    assert [fault.code for fault in faults_of(spoiled("    thing: sink", "    thing: mirror"))] == ["R308"]
