"""An assessment in a real window: opened by a code, two forms played, the result, the trainer's signature."""

import json
import os
import subprocess
import sys

import pytest

from game.session.assessment import new_code
from game.texts import t
from tests.kit.approved import approved
from tests.window.hands import Keyboard, Mouse
from tests.window.kit import TOP, seen
from tests.window.reader import Reader

VERDICTS = ("proposed", "not_passed", "undecided")
"""A patient hand may let a thing slip: what is tested is that it is told."""


def cli(game, *words):
    """A command of the program on the same data; its JSON."""
    said = subprocess.run(
        [sys.executable, "-P", "-m", "game.cli", *words, "--format", "json"],
        env=os.environ | {"PYTHONPATH": str(TOP), "GRADE_A_DATA": str(game.folder / "data")},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    return json.loads(said.stdout)


@pytest.mark.parametrize("keys", [False, True], ids=["mouse", "keyboard"])
def test_a_code_opens_two_forms_and_the_trainer_signs_the_result(play, tmp_path, keys):
    """By the mouse, the keyboard only for what is typed; or without a mouse."""
    spec = approved(tmp_path / "levels")
    settings = {"format": 1, "welcomed": True, "trainee": "anna", "recent": ["anna"], "lang": "fr"}
    (tmp_path / "settings.json").write_text(json.dumps(settings), encoding="utf-8")
    game = play(GRADE_A_LEVELS=str(tmp_path / "levels"))
    hands = Reader(game, keys=keys)
    hands.scene("TitleScene")
    hands.press("assessment")
    code = type_the_code(hands, new_code(spec).text)
    both_forms(hands)
    told = game.told()
    assert any(t(f"assess.verdict_{verdict}", "fr") in told["words"] for verdict in VERDICTS), told["words"]
    sign(hands)
    told = hands.scene("SittingScene")
    assert "M. Duval" in told["words"]
    assert game.close() == 0
    what_is_left(game, code)


def type_the_code(hands, code):
    """With a slip in its last character, which is told, and then put right."""
    hands.scene("AssessmentScene")
    hands.fill("code", code[:-1].lower() + ("2" if code[-1] != "2" else "3"))
    hands.leave_with("open")
    hands.game.until("the slip is told", lambda told: "faute de frappe" in told["words"])
    hands.fill("code", code[-1].lower(), "BackSpace")
    hands.leave_with("open")
    return code


def both_forms(hands):
    for form in (1, 2):
        hands.scene("SittingScene")
        hands.press("next")
        hands.scene("BriefingScene")
        hands.press("enter")
        hands.scene("GowningScene")
        person = (Keyboard if hands.keys else Mouse)(hands.game)
        told = person.play()
        assert told["scene"] == "SittingScene", person.log
        assert seen(told, "next") == (form == 1)


def sign(hands):
    """The first trainer of this PC: a name, a PIN, and that the person was there."""
    hands.press("attest")
    hands.scene("AttestScene")
    hands.press("presence", key="space")
    for field, text in (("name", "M. Duval"), ("pin", "rose-9041"), ("pin_again", "rose-9041")):
        hands.fill(field, text)
    assert "rose" not in json.dumps(hands.game.told())
    hands.press("sign")


def what_is_left(game, code):
    """Two runs of one set, proved; and the code in no file."""
    runs = sorted((game.folder / "data" / "results").glob("*.run"))
    assert len(runs) == 2
    checked = cli(game, "verify", *map(str, runs))["runs"]
    assert [row[grade]["verdict"] for row in checked for grade in ("sealed", "rejudged", "replayed", "notes")] == ["proved"] * 8
    assert {row["run"]["mode"] for row in checked} == {"assessment"}
    [one] = cli(game, "assess", "result", str(runs[0].parent))["sets"]
    assert [form["state"] for form in one["forms"]] == ["finished", "finished"]
    assert one["trainee"] == "anna"
    for path in game.folder.rglob("*"):
        if path.is_file() and path.suffix not in (".yaml", ".jsonl"):
            assert code.encode() not in path.read_bytes()
