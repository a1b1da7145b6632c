"""The Atelier in a real window: a level made by buttons, broken on disk while it plays, read, mended, proved, approved."""

import json
import re

from game.content.loader import load_level
from game.content.rules import load_rulebook
from game.session.approval import holds
from tests.kit.approved import approve
from tests.window.kit import seen

NAME = "atelier-essai"
PROOF_S = 300.0
"""So long a proof may take on a busy PC."""


def ids(told):
    """Of everything that can be reached."""
    return [target["id"] for target in told["targets"]]


def proofs(game):
    """What the game has kept of proofs of that level."""
    files = (game.folder / "data" / "proofs").glob(f"{NAME}-*.json")
    return [json.loads(file.read_text(encoding="utf-8")) for file in files]


def prove(game):
    """By the button: begun, stopped, begun again; another part is looked at meanwhile."""
    turn_to(game, "prove")
    game.click("prove")
    game.click("stop")
    game.until("it was stopped", lambda told: "prove" in ids(told))
    assert proofs(game) == []
    game.click("prove")
    game.until("it goes on", lambda told: "stop" in ids(told))
    game.key("ctrl+Prior")
    game.until("another part, while it goes on", lambda told: "stop" not in ids(told))
    game.key("ctrl+Next")
    game.until("it has ended", lambda told: "prove" in ids(told), PROOF_S)


def turn_to(game, name):
    """To the part of the page where that target is, with Ctrl and Page up."""
    for _ in range(12):
        before = ids(game.told())
        if name in before:
            return
        game.key("ctrl+Prior")
        game.until("another part", lambda told, before=before: ids(told) != before)
    raise AssertionError(name)


def written(template):
    """The level with what a template leaves to be written: nobody approves it before."""
    return re.sub(r"[AÀ]_REMPLACER(?: :[^\"]*)?|TO_REPLACE(?: ?:[^\"]*)?", "Atelier essai", template)


def test_an_author_makes_a_level_breaks_it_while_it_plays_reads_the_error_mends_proves_and_approves_it(play, tmp_path):
    """Buttons with the mouse, fields and parts of the page with the keyboard; the file is broken and mended by another program."""
    approve(tmp_path / "levels")
    settings = {"format": 1, "welcomed": True, "trainee": "anna", "recent": ["anna"], "lang": "fr"}
    (tmp_path / "settings.json").write_text(json.dumps(settings), encoding="utf-8")
    game = play(GRADE_A_LEVELS=str(tmp_path / "levels"))
    game.scene("TitleScene")
    game.click("workshop")
    game.scene("WorkshopScene")
    game.click("new")
    game.scene("WorkshopNewScene")
    while game.told()["focus"] != "title":
        before = game.told()["focus"]
        game.key("Tab")
        game.until("the keyboard moves on", lambda told, before=before: told["focus"] != before)
    game.write("Atelier essai")
    game.key("Return")
    game.scene("WorkshopLevelScene")
    path = tmp_path / "levels" / "gowning" / f"{NAME}.yaml"
    whole = path.read_text(encoding="utf-8")

    game.click("trial")
    game.scene("TrialScene")
    game.until("it plays", lambda told: told["state"].get("trial", -1) >= 0)
    lines = whole.split("\n")
    n = next(n for n, line in enumerate(lines) if line.startswith("kind:"))
    lines[n] = "kind: gownin"
    path.write_text("\n".join(lines), encoding="utf-8")
    game.until(
        "the bar tells the fault, the last good one plays on", lambda told: told["state"]["fault"] == "faulty" and seen(told, "details")
    )
    game.click("details")
    game.scene("MessageScene")
    game.key("Return")
    game.scene("TrialScene")
    game.key("Escape")
    game.scene("TrialMenu")
    game.click("atelier")
    game.scene("WorkshopLevelScene")
    game.until("the error at its line", lambda told: f"line {n + 1} 7 0" in ids(told) and "explain S203 0" in ids(told))

    path.write_text(written(whole), encoding="utf-8")
    game.until("the error is gone", lambda told: not any(name.startswith("explain S203") for name in ids(told)))
    prove(game)
    assert [proof["good"] for proof in proofs(game)] == [True]
    assert "L’élève parfait a 100." in proofs(game)[0]["said"]["fr"]
    turn_to(game, "approver")
    while game.told()["focus"] != "reviewer":
        before = game.told()["focus"]
        game.key("Tab")
        game.until("the keyboard moves on", lambda told, before=before: told["focus"] != before)
    game.write("A. Martin")
    game.key("Tab")
    game.until("the next field", lambda told: told["focus"] == "approver")
    game.write("Q. Durand")
    game.key("Return")
    game.scene("MessageScene")
    game.click("approve")
    game.scene("WorkshopLevelScene")
    assert holds(load_level(path), load_rulebook())
    game.key("Escape")
    game.scene("WorkshopScene")
    assert game.close() == 0
