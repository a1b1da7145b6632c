"""The workshop without a window: the list of levels, and a level on the desk."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from game.content.loader import load_level
from game.session import approval
from game.session.authoring import workshop, workshop_hazards
from game.session.authoring.starting import NewError
from game.session.authoring.workshop_desk import Desk, Elsewhere, NotWritten
from game.session.authoring.workshop_memory import Memory, keep, recall
from tests.kit.player import LEVELS


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site's own folder of levels, with data of its own."""
    monkeypatch.setenv("GRADE_A_LEVELS", str(tmp_path / "levels"))
    monkeypatch.setenv("GRADE_A_DATA", str(tmp_path / "data"))
    for name in ("gowning/gowning-first", "gowning/gowning-grade-c", "line_clearance/line-clearance-filling", "deviation/deviation-first"):
        (tmp_path / "levels" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(LEVELS / f"{name}.yaml", tmp_path / "levels" / f"{name}.yaml")
    return tmp_path / "levels"


def level(home: Path, name: str = "gowning/gowning-first") -> Path:
    return home / f"{name}.yaml"


# --- the list ----------------------------------------------------------------------------------------------------------------


def test_every_level_is_listed_scene_by_scene_and_rules_of_the_site_are_not(home: Path) -> None:
    (home / "site").mkdir()
    shutil.copy(LEVELS / "site/gants.yaml", home / "site/gants.yaml")
    shutil.copy(LEVELS / "paths.yaml", home / "paths.yaml")
    names = [path.stem for path in workshop.files()]
    assert names == ["gowning-first", "gowning-grade-c", "line-clearance-filling", "deviation-first"]


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xfe\x00", b"title: a: b\n\tkind: x", b"- 1\n- 2\n", b"format: 1\nid: x\ntitle: 3\ncontrol: []\n", b"\x00" * 50]
)
def test_a_broken_file_is_in_the_list_with_what_is_wrong(home: Path, data: bytes) -> None:
    (home / "gowning/casse.yaml").write_bytes(data)
    entry = next(entry for entry in map(workshop.entry_of, workshop.files()) if entry.path.stem == "casse")
    assert entry.scene == "gowning"
    assert entry.state.errors >= 1
    assert entry.state.first is not None
    assert not entry.state.good


def test_a_sound_level_is_good_not_approved_and_not_proved(home: Path) -> None:
    entry = workshop.entry_of(level(home))
    assert (entry.state.good, entry.state.approval, entry.state.proof) == (True, "none", None)
    assert entry.title is not None
    assert entry.title.fr == "Premiers gestes"
    assert entry.version == "0.1"


def test_an_approval_stands_in_the_list_until_the_level_is_changed(home: Path) -> None:
    approval.approve(level(home), "A. Martin", "Q. Durand", "2026-03-01")
    assert workshop.entry_of(level(home)).state.approval == "approved"
    text = level(home).read_text(encoding="utf-8")
    level(home).write_text(text.replace("limit: ", "limit: 1", 1), encoding="utf-8")
    assert workshop.entry_of(level(home)).state.approval == "voided"


def test_what_cannot_be_written_is_copied_among_the_users_own_levels_and_can_be_played_there(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from game.cli.finding import level_files
    from game.scenes import library

    assert workshop.home_for("gowning") == home / "gowning"
    monkeypatch.setattr(workshop, "can_write", lambda folder: home not in (folder, *folder.parents))
    approval.approve(level(home), "A. Martin", "Q. Durand", "2026-03-01")
    fresh = workshop.copied(level(home), "mon-vestiaire")
    assert fresh.parent.parent == Path(home.parent / "data" / "levels")
    copy = load_level(fresh)
    assert (copy.id, copy.control.reviewer, copy.control.approval) == ("mon-vestiaire", "", "")
    assert workshop.entry_of(fresh).own
    assert fresh in library.level_paths()
    assert level_files()["mon-vestiaire"] == fresh
    with pytest.raises(NewError):
        workshop.copied(level(home), "mon-vestiaire")
    with pytest.raises(NewError):
        workshop.copied(level(home), "Mon vestiaire")


# --- on the desk -------------------------------------------------------------------------------------------------------------


def test_a_change_is_saved_at_once_and_the_rest_of_the_file_stays_byte_for_byte(home: Path) -> None:
    before = level(home).read_bytes()
    desk = Desk(level(home))
    desk.put(("control", "version"), "0.2")
    assert level(home).read_bytes() == before.replace(b'version: "0.1"', b'version: "0.2"', 1)
    assert level(home).with_name("gowning-first.yaml.bak").read_bytes() == before
    assert desk.saved_at is not None


def test_what_the_check_refuses_is_told_in_words_and_not_written(home: Path) -> None:
    before = level(home).read_bytes()
    desk = Desk(level(home))
    with pytest.raises(NotWritten) as caught:
        desk.put(("time", "target"), "5")
    assert "5" in caught.value.text("fr")
    with pytest.raises(NotWritten):
        desk.put(("control", "procedure"), "")
    with pytest.raises(NotWritten) as caught:
        desk.put(("control", "version"), "")
    assert "version" in caught.value.text("fr")
    assert level(home).read_bytes() == before
    assert not level(home).with_name("gowning-first.yaml.bak").exists()
    assert not desk.can_undo


def test_a_wrong_value_may_be_put_right_but_not_made_another_wrong_one(home: Path) -> None:
    text = level(home).read_text(encoding="utf-8").replace("target: 5 min", "target: 5", 1)
    text = text.replace("target: 4 min", "target: 4", 1)
    level(home).write_text(text, encoding="utf-8")
    desk = Desk(level(home))
    assert desk.state.errors == 1
    with pytest.raises(NotWritten):
        desk.put(("time", "target"), "6")
    desk.put(("control", "version"), "0.3")  # other places can be worked on meanwhile
    desk.put(("time", "target"), "4 min")
    assert desk.state.good


def test_undo_and_redo_go_over_everything_done_here(home: Path) -> None:
    before = level(home).read_bytes()
    desk = Desk(level(home))
    desk.put(("control", "version"), "0.2", "version")
    desk.put(("title", "fr"), "Autres gestes", "title")
    after = level(home).read_bytes()
    assert (desk.undo(), desk.undo(), desk.undo()) == ("title", "version", None)
    assert level(home).read_bytes() == before
    assert (desk.redo(), desk.redo(), desk.redo()) == ("version", "title", None)
    assert level(home).read_bytes() == after
    desk.undo()
    desk.put(("control", "version"), "0.4")
    assert not desk.can_redo


def test_a_file_changed_in_another_program_is_never_written_over_and_both_texts_stay(home: Path) -> None:
    desk = Desk(level(home))
    desk.put(("control", "version"), "0.2")
    mine = level(home).read_bytes()
    theirs = mine.replace(b"Premiers gestes", b"Nos gestes", 1)
    level(home).write_bytes(theirs)
    with pytest.raises(Elsewhere):
        desk.put(("control", "author"), "A. Martin")
    assert level(home).read_bytes() == theirs
    desk.put(("control", "author"), "A. Martin")  # asked again, on their text
    assert level(home).read_bytes() == theirs.replace("Équipe Grade A".encode(), b"A. Martin", 1)
    assert level(home).with_name("gowning-first.yaml.bak").read_bytes() == theirs
    desk.undo()
    desk.undo()
    assert level(home).read_bytes() == mine


def test_a_change_of_another_program_is_noticed_and_can_be_undone(home: Path) -> None:
    desk = Desk(level(home))
    before = level(home).read_bytes()
    level(home).write_bytes(before.replace(b'version: "0.1"', b"version: [", 1))
    assert any(desk.look() for _ in range(240))
    assert desk.draft is None
    assert desk.state.errors
    assert desk.reread_at is not None
    with pytest.raises(NotWritten):
        desk.put(("control", "author"), "A. Martin")
    assert desk.undo() == "elsewhere"
    assert level(home).read_bytes() == before


def test_a_file_that_is_gone_is_told_and_the_next_change_writes_it_again(home: Path) -> None:
    desk = Desk(level(home))
    level(home).unlink()
    assert any(desk.look() for _ in range(600))
    assert desk.gone == "gone"
    desk.put(("control", "version"), "0.2")
    assert desk.gone == ""
    assert load_level(level(home)).control.version == "0.2"


def test_a_file_that_cannot_be_written_is_told(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(level(home))

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("game.session.authoring.workshop_desk.save", full)
    with pytest.raises(NotWritten) as caught:
        desk.put(("control", "version"), "0.2")
    assert "No space left" in caught.value.text("fr")
    assert desk.words(("control", "version")) == "0.1"
    assert not desk.can_undo


# --- hazards -----------------------------------------------------------------------------------------------------------------


def test_a_hazard_is_turned_off_and_on_and_its_rules_are_named_all_the_same(home: Path) -> None:
    path = level(home, "gowning/gowning-grade-c")
    desk = Desk(path)
    pool = workshop_hazards.pool_of(desk.plain)
    assert all(one.active for one in pool)
    assert any(one.reserved for one in pool)
    rules = workshop_hazards.pressed(desk.data, path.name)
    first = pool[0]
    assert rules[first.id]
    desk.change(lambda draft: workshop_hazards.switch(draft, first))
    assert not workshop_hazards.pool_of(desk.plain)[0].active
    assert first.id not in {hazard.id for hazard in load_level(path).hazards}
    assert workshop_hazards.pressed(desk.data, path.name) == rules
    off = workshop_hazards.pool_of(desk.plain)[0]
    desk.change(lambda draft: workshop_hazards.switch(draft, off))
    assert first.id in {hazard.id for hazard in load_level(path).hazards}


def test_a_kind_of_residue_is_left_out_of_a_line_and_taken_in_again(home: Path) -> None:
    path = level(home, "line_clearance/line-clearance-filling")
    desk = Desk(path)
    assert desk.level is not None
    kinds = dict(workshop_hazards.residues_of(desk.level))
    one = next(kind for kind, on in kinds.items() if on)
    desk.change(lambda draft: workshop_hazards.switch_residue(draft, one))
    assert dict(workshop_hazards.residues_of(desk.level)) == {**kinds, one: False}
    assert all(text.fr for seed in range(5) for text in workshop_hazards.drawn(desk.level, seed))
    desk.change(lambda draft: workshop_hazards.switch_residue(draft, one))
    assert dict(workshop_hazards.residues_of(desk.level)) == kinds


@pytest.mark.parametrize(
    "plain", [None, [], {}, {"hazards": 3}, {"hazards": {"pool": 7}}, {"hazards": {"pool": [3, {"id": 4}], "always": "x"}}]
)
def test_a_pool_that_is_none_is_empty(plain: object) -> None:
    assert workshop_hazards.pool_of(plain) == ()


# --- what is remembered ------------------------------------------------------------------------------------------------------


def test_what_was_open_is_remembered_and_a_broken_file_is_as_good_as_none(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "workshop.json"
    keep(path, Memory(level="a.yaml", part="texts", scene="gowning"))
    assert recall(path) == Memory(level="a.yaml", part="texts", scene="gowning")
    for text in ("", "[]", "{", '{"level": 3, "part": null}', "[" * 5000):
        path.write_text(text, encoding="utf-8")
        assert recall(path) == Memory()
    keep(None, Memory(level="b"))
    assert recall(None) == Memory()


# --- what was proved ---------------------------------------------------------------------------------------------------------


def test_a_proof_is_shown_as_long_as_the_level_is_the_one_that_was_proved(home: Path) -> None:
    from game.session.prove import prove_paths

    path = level(home)
    prove_paths([path], 1, "fr", jobs=1)
    proof = workshop.entry_of(path).state.proof
    assert proof is not None
    assert (proof.good, proof.seeds) == (True, 1)
    assert proof.tried > 0
    assert proof.rules
    assert "parfait" in proof.said["fr"]
    approval.approve(path, "A. Martin", "Q. Durand", "2026-03-01")
    assert workshop.entry_of(path).state.proof == proof  # who signs changes nothing of what was proved
    desk = Desk(path)
    desk.put(("time", "limit"), "45 min")
    assert desk.state.proof is None
    desk.undo()
    assert desk.state.proof == proof
    for file in (home.parent / "data" / "proofs").glob("*.json"):
        file.write_text('{"format": 1, "said": []}', encoding="utf-8")
    assert workshop.entry_of(path).state.proof is None
