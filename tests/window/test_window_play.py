"""Whole levels played in a real window: by mouse, by keyboard alone; and the ways a run can end there."""

import json
import os
import subprocess
import sys

import pytest

from tests.window.hands import Keyboard, Mouse
from tests.window.kit import TOP


def verified(game):
    """What `verify` says of the one run that was left."""
    [run] = game.results.glob("*.run")
    said = subprocess.run(
        [sys.executable, "-P", "-m", "game.cli", "verify", str(run), "--format", "json"],
        env=os.environ | {"PYTHONPATH": str(TOP), "GRADE_A_DATA": str(game.folder / "data")},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    return json.loads(said.stdout)["runs"][0]


def sheet(game):
    """The score sheet in the one run that was left."""
    [run] = game.results.glob("*.run")
    return json.loads(run.read_text(encoding="utf-8").splitlines()[-2])["sheet"]


def verdicts(row):
    return [row[grade]["verdict"] for grade in ("sealed", "rejudged", "replayed")]


def test_the_mouse_plays_the_first_level_from_the_first_start(play):
    """Code, one big button, the room, the debrief; the run is sealed and proved, and a careful hand gets all points."""
    game = play("--lang", "fr")
    game.scene("WelcomeScene")
    game.click("code")
    game.write("anna")
    game.click("start")
    if game.until("briefing or room", lambda told: told["scene"] in ("BriefingScene", "GowningScene"))["scene"] == "BriefingScene":
        game.click("enter")
    game.scene("GowningScene")

    person = Mouse(game)
    told = person.play()

    assert told["scene"] == "DebriefScene", person.log
    game.results = game.folder / "data" / "results"
    assert verdicts(verified(game)) == ["proved"] * 3
    assert sheet(game)["ended"] == "finished"
    assert sheet(game)["score"]["value"] == 100, person.log
    assert game.close() == 0


def test_the_keyboard_alone_plays_the_grade_d_level(play):
    """Practice: nobody points at anything.  The pointer stays where it was."""
    game = play("play", "gowning-grade-d", "--mode", "practice", "--seed", "7", "--trainee", "anna", "--results", "results", "--lang", "en")
    game.scene("BriefingScene")
    game.key("Return")
    game.scene("GowningScene")

    person = Keyboard(game)
    told = person.play()

    assert told["scene"] == "DebriefScene", person.log
    assert verdicts(verified(game)) == ["proved"] * 3
    assert sheet(game)["ended"] == "finished"
    assert sheet(game)["score"]["value"] == 100, person.log
    assert game.close() == 0


def begin(play, *, extra=()):
    """The first level, with the first thing done."""
    game = play("play", "gowning-first", "--seed", "7", "--trainee", "anna", "--results", "results", "--lang", "en", *extra)
    game.scene("BriefingScene")
    game.key("Return")
    game.scene("GowningScene")
    game.click("phone")
    game.until("the phone in hand", lambda told: "phone" in told["state"]["holding"].values())
    return game


def kill(game):
    """The power goes."""
    game.process.kill()
    game.process.wait()


def leave(game):
    """The window is closed: asked, one stays first, by a key, and then leaves."""
    game.cross()
    game.scene("LeavingScene")
    game.key("Escape")
    game.scene("GowningScene")
    game.cross()
    game.scene("LeavingScene")
    game.click("leave")
    assert game.ended() == 0


@pytest.mark.parametrize("way", [kill, leave])
def test_a_run_that_was_killed_or_left_is_offered_again_and_goes_on(play, way):
    """From its last second, the phone still in hand; and the gap stands in the file.  Given up then, it is sealed and proved."""
    game = begin(play)
    tick = game.until("three seconds of play", lambda told: told["state"]["tick"] > 180)["state"]["tick"]
    way(game)
    (game.folder / "settings.json").write_text(
        json.dumps({"format": 1, "welcomed": True, "trainee": "anna", "lang": "en"}), encoding="utf-8"
    )
    # Where the first game wrote: the second one is started as a trainee would, from the title, and has to look there.
    (game.folder / "data").mkdir(exist_ok=True)
    game.results.rename(game.folder / "data" / "results")

    again = play()
    again.scene("MessageScene")
    again.click("go_on")
    told = again.scene("GowningScene")

    assert 0 < told["state"]["tick"] <= tick + 600
    assert "phone" in told["state"]["holding"].values()
    again.click("pause")
    again.click("give_up")
    again.click("really")
    again.scene("DebriefScene")
    assert again.close() == 0
    again.results = again.folder / "data" / "results"
    row = verified(again)
    assert row["run"]["gaps"] == 1
    assert verdicts(row) == ["proved"] * 3
    assert sheet(again)["ended"] == "given_up"
    assert sheet(again)["score"]["value"] is None


def test_the_demo_shows_the_expert_and_a_mutant(play):
    """He acts by himself, and what he does is told; nothing is written."""
    game = play("demo", "gowning-grade-d", "--seed", "7", "--mutant", "skip@rub", "--lang", "en")

    told = game.until("the expert at work", lambda told: told["scene"] == "GowningScene" and "phone" in told["state"]["done"])

    assert told["state"]["says"]
    assert game.close() == 0
    assert not list(game.folder.rglob("*.run"))


def test_a_run_is_shown_again_from_its_file(play):
    game = begin(play)
    game.until("three seconds of play", lambda told: told["state"]["tick"] > 180)
    game.click("pause")
    game.click("give_up")
    game.click("really")
    game.scene("DebriefScene")
    assert game.close() == 0
    [run] = game.results.glob("*.run")

    film = play("replay", str(run), "--from", "2")
    film.until("the film", lambda told: told["scene"] == "ReplayScene")

    assert film.close() == 0
    assert verdicts(verified(game)) == ["proved"] * 3
