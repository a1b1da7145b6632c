"""An assessment in a real window: opened by a code, two forms played, the result, the trainer's signature."""

import json
import os
import subprocess
import sys

from game.session.assessment import new_code
from tests.kit.approved import approved
from tests.window.hands import Keyboard, Mouse
from tests.window.kit import TOP, seen


def cli(game, *words):
    """A command of the program on the same data; its JSON."""
    said = subprocess.run(
        [sys.executable, "-P", "-m", "game.cli", *words, "--format", "json"],
        env=os.environ | {"PYTHONPATH": str(TOP), "GRADE_A_DATA": str(game.folder / "data")},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    return json.loads(said.stdout)


def words(told):
    return " ".join(target["label"] for target in told["targets"])


def test_a_code_opens_two_forms_and_the_trainer_signs_the_result(play, tmp_path):
    """Form 1 with the mouse, form 2 with the keyboard alone."""
    spec = approved(tmp_path / "levels")
    settings = {"format": 1, "welcomed": True, "trainee": "anna", "recent": ["anna"], "lang": "fr"}
    (tmp_path / "settings.json").write_text(json.dumps(settings), encoding="utf-8")
    game = play(GRADE_A_LEVELS=str(tmp_path / "levels"))
    game.scene("TitleScene")
    game.click("assessment")
    game.scene("AssessmentScene")
    code = new_code(spec).text
    wrong = code[:-1] + ("2" if code[-1] != "2" else "3")
    game.write(wrong.lower())
    game.key("Return")
    game.until("the slip is told", lambda told: "faute de frappe" in words(told))
    game.key("BackSpace")
    game.write(code[-1].lower())
    game.key("Return")

    for hands in (Mouse, Keyboard):
        game.scene("SittingScene")
        if hands is Mouse:
            game.click("next")
        else:
            game.key("Return")
        game.scene("BriefingScene")
        if hands is Mouse:
            game.click("enter")
        else:
            game.key("Return")
        game.scene("GowningScene")
        person = hands(game)
        told = person.play()
        assert told["scene"] == "SittingScene", person.log
        assert seen(told, "next") == (hands is Mouse)

    game.click("attest")
    game.scene("AttestScene")
    game.click("name")
    game.write("M. Duval")
    for field in ("pin", "pin_again"):
        game.key("Tab")
        game.until(f"the keyboard at {field}", lambda told, field=field: told["focus"] == field)
        game.write("rose-9041")
    assert "rose" not in json.dumps(game.told())
    game.key("Home")
    for _ in range(20):
        if game.told()["focus"] == "presence":
            break
        before = game.told()["focus"]
        game.key("shift+Tab")
        game.until("the keyboard moves back", lambda told, before=before: told["focus"] != before)
    game.key("space")
    game.click("sign")
    game.scene("SittingScene")
    assert game.close() == 0

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
