"""The trainer's room in a real window: in by name and PIN, an assessment opened by a code, its result, the signature, the report."""

import json

from game.session.assessment import header_of
from game.session.notes import read_notes
from game.session.trainer_groups import openings
from tests.kit.approved import approved, opened, whole_set
from tests.window.kit import seen
from tests.window.reader import Reader


def tab_to(game, name):
    """By the keyboard alone."""
    Reader(game, keys=True).reach(name)


def test_a_trainer_opens_an_assessment_sees_its_result_signs_it_and_makes_the_report(play, tmp_path, monkeypatch):
    """The code with the mouse, the result with the keyboard, the report with both."""
    spec = approved(tmp_path / "levels")
    settings = {"format": 1, "welcomed": True, "trainee": "anna", "recent": ["anna"], "lang": "fr"}
    (tmp_path / "settings.json").write_text(json.dumps(settings), encoding="utf-8")
    game = play(GRADE_A_LEVELS=str(tmp_path / "levels"))
    game.scene("TitleScene")
    game.click("trainer")
    game.scene("TrainerScene")
    game.write("M. Duval")
    for field in ("pin", "pin_again"):
        game.key("Tab")
        game.until(f"the keyboard at {field}", lambda told, field=field: told["focus"] == field)
        game.write("rose-9041")
    game.key("Return")
    game.scene("RoomScene")

    game.click("assess")
    game.scene("OpeningsScene")
    game.click("new")
    game.scene("NewScene")
    game.click("go")
    game.scene("BoardScene")
    monkeypatch.setenv("GRADE_A_DATA", str(game.folder / "data"))
    [opening] = openings()
    assert opening.by == "M. Duval"
    assert not list((game.folder / "data").rglob("*.html")), "the code is in no file of the data"
    game.click("back")
    game.scene("OpeningsScene")
    game.key("Escape")
    game.scene("RoomScene")

    # Meanwhile somebody has been assessed on this PC.
    runs = whole_set(game.folder / "data" / "results", opened(spec), "anna", ("skip", "wash"))
    game.key("Escape")
    game.scene("TitleScene")
    game.click("trainer")
    game.scene("TrainerScene")
    game.write("rose-9041")
    game.key("Return")
    game.scene("RoomScene")
    tab_to(game, "results")
    game.key("Return")
    game.scene("ResultsScene")
    game.until("the result is read", lambda told: any(target["id"] == "sets" for target in told["targets"]))
    tab_to(game, "sets")
    game.key("Return")
    game.scene("SetScene")
    tab_to(game, "attest")
    game.key("Return")
    game.scene("AttestScene")
    tab_to(game, "presence")
    game.key("space")
    tab_to(game, "pin")
    game.write("rose-9041")
    game.key("Return")
    told = game.scene("SetScene")
    assert seen(told, "run_1")
    assert [note.kind for path in runs for note in read_notes(path, _run_id(path)).sound] == ["presence", "presence"]

    for scene in ("ResultsScene", "RoomScene"):
        game.key("Escape")
        game.scene(scene)
    game.click("report")
    game.scene("ReportScene")
    game.click("go")
    game.until("the report is there", lambda told: seen(told, "show"), 120)
    assert next((game.folder / "data" / "pages").rglob("index.html")).is_file()
    game.key("Escape")
    game.scene("RoomScene")
    assert game.close() == 0


def _run_id(path):
    return header_of(path).run
