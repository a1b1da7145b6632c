"""A person is erased in the trainer's room: what is found is shown, two confirmations are asked for, all of it goes and nothing else."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pygame
import pytest

from game.scenes.stack import Stack
from game.scenes.trainer import TrainerScene
from game.scenes.trainer_desk import Desk
from game.scenes.trainer_erase import EraseScene
from game.scenes.trainer_people import PeopleScene
from game.scenes.trainer_person import MemberScene
from game.scenes.trainer_room import RoomScene
from game.scenes.trainer_work import WorkScene
from game.session.erasing import LOG, erase, traces
from game.session.trainer_groups import Group, groups, keep_group
from game.view.settings import Settings, load, save
from tests.kit import records
from tests.kit.cohort import station_at, write_run
from tests.kit.shots import press
from tests.test_scenes_trainer import BY, PIN, data, enter, push, row, said, settle, start, write  # noqa: F401 - `data` is a fixture

GONE, STAYS = "K-17", "L-09"


@pytest.fixture
def pc(tmp_path: Path, data: Path) -> Path:  # noqa: F811
    """A PC on which two persons have trained."""
    here = station_at(data)
    for number in range(3):
        write_run(tmp_path / "results", here, GONE, number, mode="practice")
    write_run(tmp_path / "results", here, STAYS, 9, mode="practice")
    keep_group(Group("Matin", (GONE, STAYS)))
    (tmp_path / "pseudonyms.txt").write_text(f"{GONE}\n{STAYS}\n", encoding="utf-8")
    save(Settings(trainee=GONE, recent=[GONE, STAYS]), tmp_path / "settings.json")
    return tmp_path


def at_the_page(pc: Path, lang: str = "fr") -> Stack:
    """From the room to the page, by the keyboard."""
    stack = start(pc, lang=lang)
    stack.ctx.settings.trainee, stack.ctx.settings.recent = GONE, [GONE, STAYS]
    enter(stack, "people")
    row(stack, "people", GONE)
    enter(stack, "erase")
    assert isinstance(stack.top, EraseScene)
    return stack


def confirm(stack: Stack, pin: str = PIN, name: str = GONE) -> None:
    write(stack, "pin", pin)
    press(stack, pygame.K_RETURN)
    for _ in range(20):
        press(stack, pygame.K_BACKSPACE)
    write(stack, "name", name)
    press(stack, pygame.K_RETURN)


def runs(pc: Path, name: str) -> list[Path]:
    return [path for path in (pc / "results").glob("*.run") if name in path.name]


@pytest.mark.parametrize(("lang", "counted", "reach"), [("fr", "essais : 3", "autres postes"), ("en", "runs: 3", "other PCs")])
def test_what_is_found_is_counted_and_what_is_out_of_reach_is_said_before_anything_goes(
    pc: Path, lang: str, counted: str, reach: str
) -> None:
    stack = at_the_page(pc, lang)
    assert counted in said(stack)
    assert reach in said(stack)
    press(stack, pygame.K_ESCAPE)
    assert isinstance(stack.top, MemberScene)
    assert len(runs(pc, GONE)) == 3


def test_with_pin_and_pseudonym_the_person_goes_from_the_pc_and_from_the_list_and_the_other_stays(pc: Path, data: Path) -> None:  # noqa: F811
    stack = at_the_page(pc)
    confirm(stack)
    settle(stack)
    assert "Effacé" in said(stack)
    assert "essais : 3" in said(stack)
    assert (len(runs(pc, GONE)), len(runs(pc, STAYS))) == (0, 1)
    assert groups() == (Group("Matin", (STAYS,)),)
    assert GONE not in (data / LOG).read_text(encoding="utf-8")
    press(stack, pygame.K_RETURN)
    settle(stack)
    assert isinstance(stack.top, PeopleScene)
    assert [one.id for one in stack.top.form.get("people").rows] == [STAYS]  # type: ignore[attr-defined]


def test_the_window_does_not_write_the_name_down_again(pc: Path) -> None:
    stack = at_the_page(pc)
    confirm(stack)
    settle(stack)
    stack.ctx.trial = False
    stack.ctx.remember()
    kept = load(pc / "settings.json").settings
    assert (kept.trainee, kept.recent) == ("", [STAYS])


@pytest.mark.parametrize(
    ("pin", "name", "told"), [("wrong-1", GONE, "n’est pas le bon"), (PIN, STAYS, "exactement"), (PIN, "", "exactement")]
)
def test_without_the_pin_or_the_pseudonym_nothing_goes(pc: Path, pin: str, name: str, told: str) -> None:
    stack = at_the_page(pc)
    confirm(stack, pin, name)
    settle(stack)
    assert isinstance(stack.top, EraseScene)
    assert told in said(stack)
    assert len(runs(pc, GONE)) == 3
    enter(stack, "erase")
    assert len(runs(pc, GONE)) == 3


def test_five_wrong_pins_lock_the_room(pc: Path) -> None:
    stack = at_the_page(pc)
    for _ in range(5):
        confirm(stack, "wrong-1")
        settle(stack)
    assert isinstance(stack.top, TrainerScene)
    assert len(runs(pc, GONE)) == 3


def test_who_stops_the_erasure_is_shown_the_rest_and_it_can_go_too(pc: Path) -> None:
    stack = at_the_page(pc)
    confirm(stack)
    assert isinstance(stack.top, WorkScene)
    stack.top.job.wait(60)
    stack.top.job.result, stack.top.job.state = None, "stopped"
    for number in (20, 21):
        write_run(pc / "results", station_at(pc / "data"), GONE, number, mode="practice")
    stack.tick()
    stack.tick()
    settle(stack)
    assert "essais : 2" in said(stack)
    assert "pas allé au bout" in said(stack)
    confirm(stack)
    settle(stack)
    assert runs(pc, GONE) == []


def test_an_erasure_that_is_ended_half_way_has_its_line_and_the_next_one_takes_the_rest(pc: Path, data: Path) -> None:  # noqa: F811
    class Enough(Exception):
        pass

    def only_two(done: int, of: int) -> None:
        assert of == len(found.found)
        if done == 2:
            raise Enough

    found = traces(GONE, [pc / "results"])
    with pytest.raises(Enough):
        erase(found, progress=only_two)
    assert '"left": true' in (data / LOG).read_text(encoding="utf-8")
    again = traces(GONE, [pc / "results"])
    assert 0 < len(again.found) < len(found.found)
    assert erase(again).left == ()
    assert runs(pc, GONE) == []


def test_what_is_held_open_is_named_and_can_be_looked_for_again(pc: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.unlink

    def held(self: Path, missing_ok: bool = False) -> None:
        if self.suffix == ".run":
            raise PermissionError(13, "held")
        real(self, missing_ok=missing_ok)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", held)
        stack = at_the_page(pc)
        confirm(stack)
        settle(stack)
    assert "held" in said(stack)
    assert runs(pc, GONE)[0].name in said(stack)
    enter(stack, "again")
    assert "essais : 3" in said(stack)
    confirm(stack)
    settle(stack)
    assert runs(pc, GONE) == []


def test_a_run_that_is_being_played_stays_and_is_named(pc: Path, data: Path) -> None:  # noqa: F811
    session = records.session(pc / "results", station_at(data), trainee=GONE)
    stack = at_the_page(pc)
    confirm(stack)
    settle(stack)
    assert session.path.name in said(stack)
    assert session.path.exists()
    session.close("given_up")


def test_of_somebody_of_whom_nothing_is_kept_there_is_nothing_to_confirm(pc: Path) -> None:
    stack = start(pc)
    enter(stack, "people")
    member = stack.top.members[0]  # type: ignore[union-attr]
    stack.go(None)
    stack._push(MemberScene(Desk(BY, pc / "results"), dataclasses.replace(member, name="Z-00")))
    enter(stack, "erase")
    assert "ne garde rien" in said(stack)
    assert {one.id for one in stack.top.form.stops()} == {"back"}  # type: ignore[union-attr]
    assert isinstance(stack.scenes[0], RoomScene)
