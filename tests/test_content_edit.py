"""Edits at the marks: what was meant is in the file afterwards, and every other byte is what it was."""

from __future__ import annotations

import difflib

import pytest

from game.content import check_text
from game.content.edit import Draft, EditError
from tests.content.samples import GOOD
from tests.test_content_levels import SHIPPED

BASE = GOOD["level"]


def edited(text, *steps):
    draft = Draft(text.encode() if isinstance(text, str) else text, "x.yaml")
    for name, *args in steps:
        getattr(draft, name)(*args)
    return draft


def changed(before, after):
    """Lines taken out, lines put in."""
    delta = list(difflib.unified_diff(before.split("\n"), after.split("\n"), n=0, lineterm=""))[2:]
    return [line[1:] for line in delta if line[0] == "-"], [line[1:] for line in delta if line[0] == "+"]


def leaves(plain, path=()):
    if isinstance(plain, dict):
        return [one for key, value in plain.items() for one in leaves(value, (*path, key))]
    if isinstance(plain, list):
        return [one for n, value in enumerate(plain) for one in leaves(value, (*path, n))]
    return [(path, plain)]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_any_value_of_a_shipped_level_can_be_put_and_put_back(path):
    data = path.read_bytes()
    every = leaves(Draft(data).plain)
    for place, value in every[:: max(7, len(every) // 40)]:
        draft = edited(data, ("put", place, "l'autre : « valeur » #2"))
        out, come = changed(data.decode(), draft.data.decode())
        assert (len(out), len(come)) == (1, 1), place
        draft.put(place, value)
        assert draft.plain == Draft(data).plain
        before, after = data.decode().split("\n"), draft.data.decode().split("\n")
        assert len(before) == len(after)
        assert len([n for n, line in enumerate(before) if line != after[n]]) <= 1


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_any_entry_of_a_shipped_level_can_be_taken_away_and_added_again(path):
    data = path.read_bytes()
    plain = Draft(data).plain
    for key in ("things", "steps", "rooms"):
        for n in range(0, len(plain[key]), 3):
            draft = edited(data, ("remove", (key, n)))
            out, come = changed(data.decode(), draft.data.decode())
            assert come in ([], [f"{key}: []"])
            assert len(out) <= 30
            draft.append((key,), plain[key][n])
            assert draft.plain[key] == [*plain[key][:n], *plain[key][n + 1 :], plain[key][n]]


def test_remarks_quotes_line_ends_and_the_mark_at_the_top_stay():
    text = "\ufeff" + BASE.replace("  target: 4 min", "  target:   4 min   # tenu par Anne").replace("\n", "\r\n")
    draft = edited(text, ("put", ("time", "target"), "5 min"), ("put", ("title", "fr"), 'Le "sas"'), ("put", ("grade",), "C"))
    wanted = text.replace("  4 min   #", "  5 min   #").replace('"Entrer au sas"', '"Le \\"sas\\""').replace("grade: D\r", "grade: C\r", 1)
    assert draft.data.decode() == wanted


def test_mixed_line_ends_stay_as_they_are():
    text = BASE.replace("\n", "\r\n", 40)
    out = edited(text, ("put", ("time", "limit"), "11 min")).data
    assert out == text.encode().replace(b"limit: 10 min", b"limit: 11 min")


def test_a_key_that_is_not_there_is_added_below_its_block():
    out, come = changed(BASE, edited(BASE, ("put", ("steps", 0, "hint"), {"fr": "Poche.", "en": "Pocket."})).data.decode())
    assert out == []
    assert come == ["    hint:", '      fr: "Poche."', '      en: "Pocket."']
    text = BASE.replace('  approved_on: "2025-03-14"\n', "")
    out, come = changed(text, edited(text, ("put", ("control", "approved_on"), "2025-03-14")).data.decode())
    assert (out, come) == ([], ['  approved_on: "2025-03-14"'])


def test_rules_and_limits_are_added_as_the_author_would_write_them():
    steps = (("append", ("rules", "use"), "GOWN-22"), ("put", ("rules", "limits", "rub_s"), "30 s"))
    out, come = changed(BASE, edited(BASE, *steps).data.decode())
    assert out == []
    assert come == ["    - GOWN-22", "    rub_s: 30 s"]


def test_lists_in_brackets_stay_in_brackets():
    text = BASE.replace("  draw:\n    - 0\n    - 1\n", "  draw: [0, 1] # rien\n")
    assert "  draw: [1, 2] # rien\n" in edited(text, ("put", ("hazards", "draw"), [1, 2])).data.decode()
    assert "  always: [watch_on]\n" in edited(text, ("append", ("hazards", "always"), "watch_on")).data.decode()


def test_a_list_gets_its_first_entry_and_loses_its_last():
    draft = edited(BASE, ("append", ("hazards", "always"), "watch_on"))
    assert draft.value(("hazards", "always")) == ["watch_on"]
    assert check_text(draft.data, "x.yaml").level is not None
    draft.remove(("hazards", "always", 0))
    assert draft.plain == Draft(BASE.encode()).plain
    assert check_text(draft.data, "x.yaml").level is not None


def test_the_first_key_of_an_entry_can_go_and_the_dash_stays():
    draft = edited("a:\n  - b: 1\n    c: 2\n  - d: 3\n", ("remove", ("a", 0, "b")))
    assert draft.data == b"a:\n  - c: 2\n  - d: 3\n"


def test_a_text_over_several_lines_is_replaced_whole():
    text = BASE.replace('      fr: "Déposer le téléphone"', "      fr: >-\n        Déposer : le\n        téléphone")
    draft = edited(text, ("put", ("steps", 0, "text", "fr"), "Déposer le téléphone"))
    assert draft.plain == Draft(BASE.encode()).plain
    assert draft.data.decode() == BASE


def test_a_text_in_one_language_becomes_one_in_two():
    text = BASE.replace('title:\n  fr: "Entrer au sas"\n  en: "Entering the airlock"\n', 'title: "Entrer au sas"\n')
    assert edited(text, ("put", ("title",), {"fr": "Entrer au sas", "en": "Entering the airlock"})).data.decode() == BASE


def test_a_file_without_a_last_line_end_takes_another_line():
    draft = edited("a: 1\nb:\n  - x", ("append", ("b",), "z"), ("put", ("c",), 3))
    assert draft.data == b"a: 1\nb:\n  - x\n  - z\nc: 3\n"


@pytest.mark.parametrize(
    ("step", "code"),
    [
        (("append", ("title",), "x"), "nowhere"),
        (("append", ("nothing",), "x"), "nowhere"),
        (("remove", ("steps", 99)), "nowhere"),
        (("remove", ("nothing",)), "nowhere"),
        (("put", ("steps", 99, "id"), "x"), "nowhere"),
    ],
)
def test_what_cannot_be_done_is_refused_and_nothing_changes(step, code):
    draft = Draft(BASE.encode())
    with pytest.raises(EditError) as error:
        getattr(draft, step[0])(*step[1:])
    assert error.value.code == code
    assert error.value.text("fr") != error.value.text("en")
    assert draft.data == BASE.encode()
    assert not draft.changed


@pytest.mark.parametrize("data", [b"", b"\xff\xfe\x00", b"a: [", b"[" * 5000, b"a: b: c"])
def test_a_file_that_cannot_be_read_is_not_edited(data):
    with pytest.raises(EditError) as error:
        Draft(data, "x.yaml")
    assert "x.yaml" in error.value.text("fr")


def test_a_shared_part_is_never_changed_in_silence():
    with pytest.raises(EditError):
        edited("a: &x 1\nb: *x\nc: 2\n", ("put", ("a",), 5))


def test_saving_keeps_the_old_text_and_never_overwrites_another_hand(tmp_path):
    path = tmp_path / "x.yaml"
    path.write_bytes(BASE.encode())
    draft = Draft.read(path)
    draft.put(("time", "limit"), "11 min")
    backup = draft.save(path)
    assert backup.read_bytes() == BASE.encode()
    assert b"limit: 11 min" in path.read_bytes()
    path.write_bytes(b"autre: main\n")
    draft.put(("time", "limit"), "12 min")
    with pytest.raises(EditError) as error:
        draft.save(path)
    assert error.value.code == "changed"
    assert path.read_bytes() == b"autre: main\n"


def test_an_edit_that_would_mean_something_else_is_refused():
    text = b"a:\n  - id: x\n    id: y\nb: 1\n"
    draft = Draft(text)
    assert len(draft.plain["a"]) == 2, "a forgotten dash, read as meant"
    with pytest.raises(EditError) as error:
        draft.remove(("a", 0))
    assert error.value.code == "unsure"
    assert draft.data == text
    draft.put(("b",), 2)
    assert draft.data == text.replace(b"b: 1", b"b: 2")
