"""What is typed and what is marked belongs to the run: a kill takes a second of it at most, a replay shows it, nobody judges it."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from game.commands import Draft, Fill, Sign
from game.events import Refused
from game.session.resume import resume, unfinished
from game.session.verify import PROVED, verify
from tests.kit.deviation_room import DeviationRoom
from tests.kit.type_on import TICKS_A_LETTER

KILLS = int(os.environ.get("GRADE_A_KILLS", "4"))
ROOT = Path(__file__).resolve().parent.parent
A_SECOND = 60


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of its own, for the station's key."""
    monkeypatch.setenv("GRADE_A_DATA", str(tmp_path / "home"))
    return tmp_path / "home"


def typed_until_killed(results: Path, letters: int) -> str:
    """Start a real program that types, kill it after so many letters and some moment; what it had typed."""
    command = [sys.executable, "-m", "tests.kit.type_on", str(results)]
    with subprocess.Popen(command, cwd=ROOT, env={**os.environ}, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        said = [line for line, _ in zip(iter(program.stdout.readline, ""), range(letters + 1), strict=False)]
        program.kill()
        rest = program.stdout.read().splitlines(keepends=True)
    lines = [line for line in said + rest if line.startswith("typed ") and line.endswith("\n")]
    return lines[-1].removeprefix("typed ").rstrip("\n")


@pytest.mark.parametrize("kill", range(KILLS))
def test_a_kill_while_writing_loses_a_second_of_typing_at_most(kill: int, tmp_path: Path, home: Path) -> None:
    results = tmp_path / "results"
    typed = typed_until_killed(results, random.Random().randrange(15, 90))
    (left,) = unfinished(results)
    session = resume(left.path)
    kept = session.world.state.drafts["report/remark"]["value"]
    assert kept == typed[: len(kept)] or typed == kept[: len(typed)]
    assert len(typed) - len(kept) <= A_SECOND // TICKS_A_LETTER + 1
    room = DeviationRoom(session=session)
    assert room.scene.paper is not None, "the paper lies open again"
    assert room.scene.paper.form.get("value").text == kept
    room.write("!")
    room.click("write")
    room.wait(0.1)
    assert session.world.state.forms["report"].entries["remark"].text == f"{kept}!".strip()
    assert session.world.state.drafts == {}
    session.close("given_up")
    assert [grade.verdict for grade in verify(left.path, home).grades] == [PROVED] * 3


def test_what_is_not_written_after_all_is_no_draft_any_more() -> None:
    room = DeviationRoom()
    room.scene._call_up("report")
    room.click("at:room")
    room.click("value")
    room.write("20")
    room.wait(0.1)
    assert room.session.world.state.drafts == {"report/room": {"value": "20"}}
    room.click("away")
    room.wait(0.1)
    assert room.session.world.state.drafts == {}


def test_what_the_room_refuses_stays_a_draft() -> None:
    room = DeviationRoom()
    world = room.session.world
    world.step([Draft("report", "seen", "value", "23:59")])
    events = world.step([Fill("report", "seen", "23:59")])
    assert any(isinstance(event, Refused) for event in events)
    assert world.state.drafts == {"report/seen": {"value": "23:59"}}
    assert not world.step([Draft("report", "seen", "value", "")])
    assert world.state.drafts == {}


def test_marks_are_in_the_run_file_and_come_back_with_a_resumed_run_and_a_replay(tmp_path: Path, home: Path) -> None:
    room = DeviationRoom(results=tmp_path)
    room.scene._go_and_open("screen", "console")
    room.settle()
    for tag, lefts in (("do", 2), ("ph", 4)):
        room.click(f"trend.{tag}")
        room.settle()
        for _ in range(lefts):
            room.key("Left")
        room.click("mark")
        room.wait(0.1)
        room.key("Escape")
    room.wait(1.1)
    marks = dict(room.session.world.state.marks)
    assert set(marks) == {"do", "ph"}
    room.session.leave_open()
    path = room.session.path
    assert path is not None
    again = resume(path)
    assert again.world.state.marks == marks
    fresh = DeviationRoom(session=again)
    fresh.scene._go_and_open("screen", "console")
    assert fresh.scene.panel.marks == marks
    fresh.click("trend.ph")
    fresh.settle()
    fresh.click("unmark")
    fresh.wait(0.1)
    assert again.world.state.marks == {"do": marks["do"]}
    sheet = again.close("given_up")
    assert not any("mark" in str(finding) for finding in sheet.to_plain()["findings"])
    assert [grade.verdict for grade in verify(path, home).grades] == [PROVED] * 3


def test_a_mark_is_told_to_nobody() -> None:
    room = DeviationRoom()
    world = room.session.world
    world.state.operator.x = room.seen.point("console")[0]
    world.step([])
    assert world.step([Fill("console", "mark.do", "-600")]) == []
    assert world.state.marks == {"do": -600}


@pytest.mark.parametrize(("field", "value"), [("mark.none", "60"), ("mark.do", "14:18"), ("mark.do", "9999999"), ("mark.", "1")])
def test_a_mark_that_cannot_be_set_is_refused(field: str, value: str) -> None:
    room = DeviationRoom()
    world = room.session.world
    world.state.operator.x = room.seen.point("console")[0]
    assert any(isinstance(event, Refused) for event in world.step([Fill("console", field, value)]))
    assert world.state.marks == {}


RIGHT, WRONG = (0x3A, 0x7D, 0x44), (0xB2, 0x3A, 0x48)


def told(room: DeviationRoom) -> tuple[bool, bool]:
    """Whether the open paper shows a right and a wrong sign."""
    room.wait(0.2)
    picture = room.scene.paper.sheet.picture
    found = {tuple(picture.get_at((x, y)))[:3] for x in range(0, picture.get_width(), 2) for y in range(0, picture.get_height(), 2)}
    return RIGHT in found, WRONG in found


@pytest.mark.parametrize(("mode", "shown"), [("guided", (True, True)), ("practice", (False, False)), ("assessment", (False, False))])
def test_fields_tell_whether_they_were_right_only_when_guided_and_only_once_signed(mode: str, shown: tuple[bool, bool]) -> None:
    room = DeviationRoom("deviation-first", mode)
    room.session.world.step([Fill("report", "room", "204"), Fill("report", "equipment", "BR-402"), Fill("report", "remark", "rien")])
    room.scene.open("write_on", "report")
    assert told(room) == (False, False)
    room.session.world.step([Sign("report")])
    assert told(room) == shown
