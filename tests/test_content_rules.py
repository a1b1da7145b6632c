"""Rule files: read once, every faulty rule told at its line, numbers unique over the catalogue and the site."""

import pytest

from game.content import ContentError, load_rulebook
from game.content.report import tell
from game.content.rules import catalogue_paths
from scoring.rulebook import Rulebook
from tests.content.samples import GOOD, HERE, faults_of, spoiled

RULES = HERE / "good" / "rules.yaml"


def test_the_shipped_catalogue_is_sound_and_read_once():
    book = load_rulebook()
    assert isinstance(book, Rulebook)
    assert len(book.rules) >= 15
    assert load_rulebook() is book
    assert load_rulebook(catalogue_paths()).hash == book.hash


def test_a_rule_file_comes_out_as_it_was_written():
    book = load_rulebook([RULES])
    assert list(book.rules) == ["GOWN-01"]
    assert book.rules["GOWN-01"].severity == "major"
    assert book.documents["A1"].edition == "2022"


def test_a_changed_file_is_read_again(tmp_path):
    path = tmp_path / "r.yaml"
    path.write_text(GOOD["rules"], "utf-8")
    assert load_rulebook([path]).rules["GOWN-01"].severity == "major"
    path.write_text(GOOD["rules"].replace("severity: major", "severity: minor  "), "utf-8")
    assert load_rulebook([path]).rules["GOWN-01"].severity == "minor"


def test_every_faulty_rule_is_told_at_once_on_its_line():
    second = GOOD["rules"][GOOD["rules"].index("  - id: GOWN-01") :]
    text = GOOD["rules"] + second.replace("GOWN-01", "GOWN-02").replace("severity: major", "severity: terrible")
    text += second.replace("GOWN-01", "GOWN-03").replace("doc: A1", "doc: A9")
    text += second.replace("GOWN-01", "GOWN-04")
    faults = faults_of(text, "rules")
    lines = text.split("\n")
    assert [(fault.code, lines[fault.span.line].strip()) for fault in faults] == [("N720", "severity: terrible"), ("N720", "- doc: A9")]
    assert "GOWN-02" in tell(faults[0], "fr").fix


def test_a_number_used_twice_is_told():
    second = GOOD["rules"][GOOD["rules"].index("  - id: GOWN-01") :]
    [fault] = faults_of(GOOD["rules"] + second, "rules")
    assert fault.code == "N720"
    assert fault.span.line > GOOD["rules"].count("\n") - 1


def test_a_site_rule_may_not_take_a_number_of_the_catalogue(tmp_path):
    path = tmp_path / "site.yaml"
    path.write_text(GOOD["rules"], "utf-8")
    with pytest.raises(ContentError) as error:
        load_rulebook([RULES, path])
    [fault] = error.value.diagnostics
    assert (fault.code, fault.file) == ("N721", str(path))
    path.write_text(GOOD["rules"].replace("GOWN-01", "SITE-01"), "utf-8")
    assert set(load_rulebook([RULES, path]).rules) == {"GOWN-01", "SITE-01"}


@pytest.mark.parametrize(
    "text",
    ["rules:\n", "rules: 3\n", "[]\n", "rules:\n  - 3\n  - []\n  - a: b\n", "format: 1\nversion: x\ndocuments: []\nrules: []\n"]
    + [spoiled(f"{key}:", f"{key}x:", "rules") for key in ("format", "version", "documents", "rules", "severity", "checks", "found", "for")]
    + [spoiled("    severity: major", f"    severity: {value}", "rules") for value in ("", "[]", "{}", "3", "*a", "!x y", "no")],
)
def test_a_rule_file_of_any_form_is_told_never_a_traceback(text):
    faults = faults_of(text, "rules")
    assert faults
    for fault in faults:
        for lang in ("fr", "en"):
            assert tell(fault, lang).sentence


def test_text_slips_in_rules_are_told_like_in_levels():
    assert [fault.code for fault in faults_of(spoiled("    severity: major", "\tseverity: major", "rules"), "rules")] == ["Y102"]
    assert [fault.code for fault in faults_of(spoiled('      en: "They carry germs."', "      en: Note: germs", "rules"), "rules")] == [
        "Y105"
    ]


def test_a_level_is_still_checked_when_the_catalogue_cannot_be_read(monkeypatch, tmp_path):
    from game.content import rules

    monkeypatch.setattr(rules, "CATALOGUE", tmp_path / "nowhere")
    monkeypatch.setattr(rules, "SITE", tmp_path / "nowhere")
    assert faults_of(GOOD["level"]) == ()
    assert [fault.code for fault in faults_of(spoiled("    into: locker", "    into: lokcer"))] == ["R302"]
    with pytest.raises(ContentError):
        load_rulebook()


def test_a_fault_outside_the_rules_is_told_beside_those_inside():
    text = spoiled("severity: major", "severity: grave", "rules").replace('version: "1"', "version: 1")
    faults = faults_of(text, "rules")
    assert [text.split("\n")[fault.span.line].strip() for fault in faults] == ["version: 1", "severity: grave"]


# --- rules of a site -------------------------------------------------------------------------------------------------------


@pytest.fixture
def site(tmp_path, monkeypatch):
    from game.content import rules

    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.setattr(rules, "SITE", folder)
    return folder


def test_the_shipped_example_of_a_site_is_sound_and_no_shipped_level_names_it():
    from game.content import load_level
    from game.content.rules import SITE
    from tests.test_content_levels import SHIPPED

    names = {name for path in sorted(SITE.glob("*.yaml")) for name in load_rulebook([path]).rules}
    assert "SITE-01" in names
    assert not any(names & set(load_level(path).rules) for path in SHIPPED)


def test_a_broken_file_of_the_site_leaves_all_else_in_play(site):
    (site / "faux.yaml").write_text(GOOD["site"].replace("severity: major", "severity: grave"), "utf-8")
    book = load_rulebook()
    assert "SITE-01" not in book.rules
    assert "GOWN-01" in book.rules
    (site / "juste.yaml").write_text(GOOD["site"], "utf-8")
    assert "SITE-01" in load_rulebook().rules


def test_rule_files_are_checked_against_each_other(site):
    from game.content.check import check_paths

    (site / "a.yaml").write_text(GOOD["site"], "utf-8")
    (site / "b.yaml").write_text(GOOD["site"].replace("id: first", "id: other"), "utf-8")
    output, code = check_paths([site / "b.yaml"], "fr")
    assert code == 1
    assert "N721" in output
    assert check_paths([site / "a.yaml"], "en")[0].count("N721") == 1
    (site / "a.yaml").unlink()
    assert check_paths([site / "b.yaml"])[1] == 0


def test_a_level_that_names_a_rule_of_the_site_is_checked_with_it(site):
    (site / "a.yaml").write_text(GOOD["site"], "utf-8")
    named = spoiled("    - GOWN-07\n", "    - GOWN-07\n    - SITE-01\n")
    assert [fault.code for fault in faults_of(named)] == ["N711"]
    given = named.replace("    wash_s: 30 s\n", "    wash_s: 30 s\n    gloves_again_s: 10 min\n")
    assert [fault.code for fault in faults_of(given)] == ["N702"]
    (site / "a.yaml").unlink()
    assert [fault.code for fault in faults_of(named)] == ["R305"]


def test_a_level_whose_rule_lies_in_a_broken_file_of_the_site_is_sent_there(site):
    named = spoiled("    - GOWN-07\n", "    - GOWN-07\n    - SITE-02\n")
    (site / "juste.yaml").write_text(GOOD["site"], "utf-8")
    [fault] = [fault for fault in faults_of(named) if fault.code == "R305"]
    assert "SITE-01" in tell(fault, "fr").fix
    (site / "faux.yaml").write_text(GOOD["site"].replace("SITE-01", "SITE-02").replace("severity: major", "severity: majeure"), "utf-8")
    [fault] = [fault for fault in faults_of(named) if fault.code == "R305"]
    assert "levels/site/faux.yaml" in tell(fault, "fr").fix
    assert "levels/site/faux.yaml" in tell(fault, "en").fix


def test_a_number_taken_is_answered_by_one_that_is_free(site):
    from game.content.check import check_paths

    for name in ("a.yaml", "b.yaml"):
        (site / name).write_text(GOOD["site"], "utf-8")
    assert "par exemple SITE-02" in check_paths([site / "b.yaml"], "fr")[0]
    (site / "a.yaml").write_text(GOOD["site"].replace("SITE-01", "SITE-02"), "utf-8")
    text = (site / "b.yaml").read_text("utf-8")
    (site / "b.yaml").write_text(text + text[text.index("  - id: SITE-01") :].replace("SITE-01", "SITE-02"), "utf-8")
    assert "par exemple SITE-03" in check_paths([site / "b.yaml"], "fr")[0]


@pytest.mark.parametrize(
    ("good", "bad", "said"),
    [
        ("    severity: major", "    severity: majeure", "vouliez-vous dire «\u00a0major\u00a0»"),
        ("          op: linger", "          op: traîner", "vouliez-vous dire «\u00a0linger\u00a0»"),
        ("          event: worn", "          event: wron", "vouliez-vous dire «\u00a0worn\u00a0»"),
        ("        within:\n", "        withn:\n", "vouliez-vous dire «\u00a0within\u00a0»"),
        ("{threshold}", "{seuil}", "possible ici\u00a0: {measure}, {threshold}"),
        ("  - id: SITE-01", "  - id: GANTS", "comme SITE-02"),
        ('        clause: "6.4"', "        clause: 6.4", "entre guillemets droits"),
    ],
)
def test_a_slip_in_a_rule_of_the_site_is_told_with_what_to_write(good, bad, said):
    [fault] = faults_of(spoiled(good, bad, "site"), "site")
    told = tell(fault, "fr")
    assert said in f"{told.sentence} {told.fix}".replace("\u00a0?", "")
    assert len(told.sentence) < 260
