"""Settings come from a file that anybody may have written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from game.session.pseudonyms import good_code
from game.view.settings import ACTIONS, Settings, load, save

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


def test_a_first_start_has_no_problem_and_is_known_as_the_first(tmp_path: Path) -> None:
    loaded = load(tmp_path / "settings.json")
    assert loaded.first
    assert not loaded.problem
    assert loaded.settings.text_percent == 100


def test_what_was_chosen_is_there_at_the_next_start(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "settings.json"
    chosen = Settings(lang="en", text_percent=150, sound=False, volume=30, trainee="K-17", welcomed=True)
    chosen.keys["act"] = 9
    chosen.key_names["act"] = "F"
    assert save(chosen, path)
    loaded = load(path)
    assert loaded.settings == chosen
    assert not loaded.problem
    assert [p.name for p in path.parent.iterdir()] == ["settings.json"]


@pytest.mark.parametrize(
    "written",
    [
        b"",
        b"{",
        b'{"format": 1, "lang": "fr"',
        b"[1, 2]",
        b"null",
        b"\xff\xfe\x00",
        b"[" * 60_000,
        b'{"format":1,"x":"' + b"y" * 70_000 + b'"}',
    ],
)
def test_an_unreadable_file_gives_defaults_a_message_and_is_kept_beside(tmp_path: Path, written: bytes) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(written)
    loaded = load(path)
    assert loaded.problem == "ui.settings_broken"
    assert loaded.settings.keys == ACTIONS
    assert loaded.kept_as == tmp_path / "settings.json.bad"
    assert loaded.kept_as.read_bytes() == written
    assert not path.exists()


def test_a_second_bad_file_does_not_overwrite_the_first(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    for text in ("first", "second"):
        path.write_text(text)
        load(path)
    assert (tmp_path / "settings.json.bad").read_text() == "first"
    assert (tmp_path / "settings.json.bad2").read_text() == "second"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("lang", "de"),
        ("text_percent", 117),
        ("text_percent", True),
        ("volume", 900),
        ("volume", "70"),
        ("pointer", "hover"),
        ("sound", 1),
        ("trainee", "../../etc"),
        ("trainee", "x" * 80),
        ("keys", {"act": -4}),
        ("keys", {"format_disk": 4}),
        ("key_names", {"act": ["F"]}),
    ],
)
def test_one_wrong_value_gets_its_default_and_the_sound_ones_stay(tmp_path: Path, name: str, value: object) -> None:
    path = tmp_path / "settings.json"
    data = {"format": 1, "fullscreen": True, "welcomed": True, name: value}
    path.write_text(json.dumps(data))
    loaded = load(path)
    assert loaded.problem == "ui.settings_partly"
    assert getattr(loaded.settings, name) == getattr(Settings(), name)
    assert loaded.settings.fullscreen
    assert json.loads((tmp_path / "settings.json.bad").read_text()) == data


def test_a_key_of_a_newer_program_is_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"format": 1, "hologram": True}))
    assert not load(path).problem


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.dictionaries(st.sampled_from(("format", "lang", "keys", "volume", "trainee", "sound", "text_percent", "key_names")), JSON))
def test_whatever_stands_in_the_file_settings_come_out_usable(tmp_path: Path, data: dict[str, object]) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps(data))
    chosen = load(path).settings
    assert chosen.lang in ("fr", "en")
    assert set(chosen.keys) == set(ACTIONS)
    assert all(chosen.key_name(action) for action in ACTIONS)
    assert good_code(chosen.trainee) == ""


def test_a_folder_that_cannot_be_written_is_no_crash(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert not save(Settings(), tmp_path / "file" / "settings.json")


def test_keys_are_named_in_the_language_of_the_reader() -> None:
    assert Settings(lang="fr").key_name("other_hand") == "Espace"
    assert Settings(lang="en").key_name("other_hand") == "Space"
    assert Settings().key_name("walk_left") == "←"


def test_a_problem_is_told_and_not_written_down(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text("{")
    chosen = load(path).settings
    assert chosen.problem == "ui.settings_broken"
    save(chosen, path)
    assert not load(path).problem


def test_a_key_chosen_before_an_action_came_in_keeps_its_meaning(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    kept = {action: code for action, code in ACTIONS.items() if action != "aim"} | {"look": ACTIONS["aim"]}
    path.write_text(json.dumps({"format": 1, "keys": kept}), encoding="utf-8")
    loaded = load(path).settings
    assert loaded.action_of(ACTIONS["aim"]) == "look"
    assert len(set(loaded.keys.values())) == len(ACTIONS)
