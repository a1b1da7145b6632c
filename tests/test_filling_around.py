"""Around the vials: a door, a bag, a cut, a seal, forceps on the floor; each is put right by what its cause asks for."""

from __future__ import annotations

from game.commands import Look, Release, Say
from game.events import HazardMet, PlantWorked, Refused
from tests.kit.filling import Filler, filling_level


def who_meets(fault, where="", size=1.0):
    """In the level around the vials, with that fault at once."""
    who = Filler(filling_level(fault, where, size, 5.0, "around"))
    who.minutes(1)
    assert who.world.state.found.began >= 0
    return who


def call_maintenance(who):
    """By phone, and wait until they have been."""
    who.to("phone")
    who.do(Say("maintenance", "help"))
    who.minutes(12)


def mended(who):
    return who.world.state.mended >= 0


def test_the_airlocks_door_is_seen_open_and_shut_by_hand_and_the_pressure_comes_back():
    who = who_meets("airlock_door_open", "airlock_b")
    assert who.seen.plant().doors_open == ("airlock_b",)
    who.minutes(2)
    assert "room_alert" in who.seen.alarms
    who.use("door", "leaf", "leaf")
    assert mended(who)
    who.minutes(1)
    assert who.world.twin.state.air.room_pa > 14.0
    assert not who.seen.ended, "shutting the door hands nothing over"


def test_forceps_on_the_floor_are_known_to_who_has_looked_into_that_window_and_to_nobody_else():
    who = who_meets("tool_dropped", "filling")
    assert who.seen.dropped_in == ""
    who.look_at("window.infeed")
    assert who.seen.dropped_in == ""
    who.look_at("window.filling")
    assert who.seen.dropped_in == "filling"
    assert any(isinstance(event, HazardMet) for event in who.events)
    who.use("forceps_pack", "open", "open")
    assert mended(who)
    assert (who.seen.plant().tool, who.seen.plant().tool_lies) == ("sterile", "filling"), "what fell stays where it lies"


def test_a_bag_of_stoppers_goes_to_its_port_and_nowhere_else():
    who = who_meets("stopper_shortage", "stoppering", 0.0)
    assert who.seen.plant().bowl_empty
    who.to("stopper_bag")
    who.carry("stopper_bag", "filler", "window.capping")
    assert any(isinstance(event, Refused) and event.reason == "out_of_reach" for event in who.events)
    who.before("stoppering")
    who.go(*who.seen.point("filler", "bowl"))
    done = who.do(Release("right", "filler"))
    assert [event.what for event in done if isinstance(event, PlantWorked)] == ["fill_bowl"]
    assert mended(who)
    assert not who.seen.plant().bowl_empty


def test_after_a_cut_nothing_starts_without_power_and_all_is_well_once_counter_and_pressure_were_read():
    who = who_meets("power_cut", size=120.0)
    assert not who.seen.plant().mains
    refused = who.key("start")
    assert any(isinstance(event, Refused) and event.reason == "no_power" for event in refused)
    who.do(Look("filling_panel", "trend.um05"), Look("filling_panel", "trend.over_b_pa"))
    assert not mended(who), "what was read before the power came back tells nothing"
    who.minutes(4)
    assert who.seen.plant().mains
    who.do(Look("filling_panel", "trend.um05"))
    assert not mended(who)
    who.do(Look("filling_panel", "trend.over_b_pa"))
    assert mended(who)


def test_a_seal_that_hangs_out_is_put_right_by_maintenance_on_a_machine_that_stands():
    who = who_meets("particles", "stoppering", 520.0)
    assert who.seen.plant().seal_out == "stoppering"
    who.minutes(3)
    assert "particles_action" in who.seen.alarms
    call_maintenance(who)
    assert not mended(who), "nobody works on it while it runs"
    who.key("stop")
    call_maintenance(who)
    assert mended(who)
    assert who.seen.plant().seal_out == ""
