"""From the first start to the briefing, in a real window."""

import json


def test_the_first_start_leads_to_the_first_level_with_one_click(play):
    """No code given: a trial, which leaves no trace."""
    game = play()

    game.scene("WelcomeScene")
    game.click("start")
    game.until("the briefing", lambda told: told["scene"] != "WelcomeScene")

    assert game.close() == 0
    assert not (game.folder / "settings.json").exists()
    assert not list(game.folder.rglob("*.run"))


def test_a_code_and_the_language_are_kept_for_the_next_start(play):
    game = play("--lang", "fr")
    game.scene("WelcomeScene")
    game.click("lang")
    game.until("English", lambda told: any("Start" in target["label"] or "Begin" in target["label"] for target in told["targets"]))
    game.click("code")
    game.write("anna-7")
    game.key("Return")
    game.until("the briefing", lambda told: told["scene"] != "WelcomeScene")
    assert game.close() == 0

    kept = json.loads((game.folder / "settings.json").read_text(encoding="utf-8"))
    assert (kept["lang"], kept["trainee"]) == ("en", "anna-7")


def test_the_whole_screen_and_back_says_nothing_on_the_terminal(play):
    game = play("--lang", "fr")
    before = game.scene("WelcomeScene")["window"]
    game.key("F11")
    game.until("the whole screen", lambda told: told["window"] != before)
    game.key("F11")
    focus = game.told()["focus"]
    game.key("Tab")
    game.until("the keyboard moves on", lambda told: told["focus"] != focus)
    said = game.said()
    assert game.close() == 0
    assert "Warning" not in said
