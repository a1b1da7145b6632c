"""Looking back in a real window: a run and its debrief, plates, replay, path; my runs; by mouse or by keys alone."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from game.content.rules import load_rulebook
from game.session.expert import Expert
from game.session.mutation import Mutation
from game.session.session import Session
from game.session.station import this_station
from game.texts import t
from tests.kit.player import level
from tests.window.begun import AT, happened
from tests.window.kit import PATIENCE_S, Told
from tests.window.reader import Reader, ids, one
from tests.window.student import LEVEL, play_badly

BY = pytest.mark.parametrize("keys", [False, True], ids=["mouse", "keyboard"])
GUESS = 80
SECOND, LEAD_S = 60, 5
"""Ticks; the replay begins so long before what it goes to."""
SETTINGS = {"format": 1, "welcomed": True, "trainee": "anna", "lang": "en"}


def played(folder: Path) -> None:
    """A sealed run of anna's, with an error in it, where the game finds it."""
    data = folder / "data"
    session = Session(
        level("gowning-first"), load_rulebook(), 7, results=data / "results", trainee="anna", lang="en", station=this_station(data)
    )
    pilot = Expert(session.level, Mutation("skip", "wash"))
    while not session.world.ended and not pilot.stuck:
        session.step(pilot.commands(session.world.seen))
    session.close()
    (folder / "settings.json").write_text(json.dumps(SETTINGS), encoding="utf-8")


@BY
def test_from_my_runs_to_the_reason_the_plates_the_replay_and_the_path(play, tmp_path, keys):
    played(tmp_path)
    game = play(size=AT)
    hands = Reader(game, keys=keys)
    hands.scene("TitleScene")
    hands.press("history")
    hands.scene("HistoryScene")
    hands.press("runs")
    hands.scene("DebriefScene")
    hands.press("tab_findings")
    hands.press("reason_0")
    game.until("the reason is told", lambda told: not any(one["id"] == "reason_0" for one in told["targets"]))
    hands.press("tab_plate")
    hands.press("incubate")
    game.target("plate", 4 * PATIENCE_S)
    hands.press("tab_next")
    hands.press("replay")
    hands.scene("ReplayScene")
    hands.press("play")
    hands.press("back")
    hands.scene("DebriefScene")
    hands.press("home")
    hands.scene("HistoryScene")
    hands.press("back")
    hands.scene("TitleScene")
    hands.press("path")
    hands.scene("PathScene")
    game.target("go_0")
    assert game.close() == 0


@BY
def test_a_run_is_played_badly_estimated_reasoned_about_grown_traced_scrubbed_and_leads_to_the_path(play, tmp_path, keys):
    """All of it in the window, from the briefing on: by mouse alone, or without one."""
    (tmp_path / "settings.json").write_text(json.dumps(SETTINGS), encoding="utf-8")
    game = play(*LEVEL, size=AT)
    told = play_badly(game, keys=keys)
    assert told["scene"] == "DebriefScene"
    [path] = (tmp_path / "data" / "results").glob("*.run")
    sheet = json.loads(path.read_text(encoding="utf-8").splitlines()[-2])["sheet"]
    hands = Reader(game, keys=keys)

    guess_before_anything_is_seen(hands, round(sheet["score"]["value"]))
    pick_the_reason(hands, sheet["findings"])
    touch = follow_a_colony(hands)
    assert any(abs(event["tick"] - touch) < SECOND for event in happened(path, "Touched", 0) if event["surface"] == "floor")
    look_at_the_film(hands, touch)
    hands.scene("DebriefScene")
    hands.press("home")
    hands.scene("TitleScene")
    hands.press("path")
    hands.scene("PathScene")
    hands.see("go_0")
    assert game.close() == 0


def guess_before_anything_is_seen(hands: Reader, score: int) -> None:
    """Nothing else can be reached before; then score and guess stand side by side."""
    told = hands.game.told()
    assert ids(told) == {"guess", "reveal", "unguessed"}
    assert str(score) not in told["words"]
    hands.slide("guess", GUESS)
    hands.press("reveal")
    told = hands.game.until("the result", lambda told: "tab_main" in ids(told))
    assert not ids(told) & {"guess", "reveal"}
    assert t("debrief.guess_above", "en", value=GUESS, off=GUESS - score) in told["words"]


def pick_the_reason(hands: Reader, findings: list[dict[str, Any]]) -> None:
    """The right one of four; it is called right, and the four are gone."""
    hands.press("tab_findings")
    told = hands.game.until("four reasons", lambda told: "reason_3" in ids(told))
    reasons = {name: one(told, name)["label"] for name in ids(told) if re.fullmatch(r"reason_\d", name)}
    assert len(set(reasons.values())) == 4
    about = next(each for each in findings if t("ui.rule_line", "en", title=each["title"]["en"]) in told["words"])
    hands.press(next(name for name, label in reasons.items() if label.rstrip(".") == about["why"]["en"].rstrip(".")))
    told = hands.game.until("it is told", lambda told: not ids(told) & set(reasons))
    assert t("debrief.right", "en") in told["words"]


def follow_a_colony(hands: Reader) -> int:
    """Waits while the plates grow (by mouse: goes to the last day), looks at two colonies, goes on from the first; the tick of
    its first touch, as it is told."""
    hands.press("tab_plate")
    hands.game.until("it grows", lambda told: one(told, "plate").get("chosen") == -1 and one(told, "plate")["colonies"])
    if not hands.keys:
        hands.press("incubate")
    told = hands.game.until("the last day", lambda told: one(told, "plate").get("chosen", -1) >= 0)
    first, shown = one(told, "plate")["chosen"], way(told)
    assert len(one(told, "plate")["colonies"]) > 1
    for colony in one(told, "plate")["colonies"]:
        hands.colony(int(colony))
        if way(hands.game.told()) != shown:
            break
    assert way(hands.game.told()) != shown, "all came the same way"
    hands.colony(first)
    told = hands.game.told()
    assert way(told) == shown
    hands.press("replay_second")
    numbers = [int(number) for number in re.findall(r"\d+", shown)]
    return SECOND * (60 * numbers[0] + numbers[1] if len(numbers) > 1 else numbers[0])


def way(told: Told) -> str:
    """What is said of the first touch of the chosen colony, "" where it had none."""
    return str(one(told, "replay_second").get("label", ""))


def look_at_the_film(hands: Reader, touch: int) -> None:
    """It begins a little before that touch, stands still when asked to, and goes where its line is pulled to."""
    hands.scene("ReplayScene")
    told = hands.game.until("the line of time", lambda told: one(told, "line"))
    assert touch > 2 * LEAD_S * SECOND
    assert touch - LEAD_S * SECOND <= one(told, "line")["tick"] <= touch + LEAD_S * SECOND
    runs = one(told, "play")["label"]
    hands.press("play")
    hands.game.until("it stands still", lambda told: one(told, "play")["label"] != runs)
    hands.scrub("line")
    hands.press("back")
