"""Faults of the bioreactor, what one sees of them, and what puts them right; loops, alarms, samples, acts."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from game.world.twin import Act, Bioreactor, FaultSpec, Look, When, begin, do, end, finish, look, screen
from game.world.twin import spec as fault_kinds
from game.world.twin.acts import ACTS
from game.world.twin.examples import EXAMPLES, REMEDIES, at
from game.world.twin.samples import DELAY_S, content, results
from game.world.twin.truth import onsets

DAY_6 = 6 * 86_400.0
BY_ID = {spec.id: spec for spec in EXAMPLES}


def hit(name: str, seconds: float, *, dt_s: float = 2.0, seed: int = 5) -> Bioreactor:
    """Day 6 with that fault, so much later."""
    twin = begin(6, (at(BY_ID[name], DAY_6),), seed=seed)
    twin.run(seconds, dt_s)
    return twin


@cache
def whole(name: str | None, *, mend_after_s: float | None = None) -> Bioreactor:
    """The batch to its end; mended after that time, or never."""
    twin = begin(6, () if name is None else (at(BY_ID[name], DAY_6),), seed=5)
    if name is not None and mend_after_s is not None:
        twin.run(mend_after_s, 10.0)
        for act in REMEDIES[name]:
            do(twin, act)
            twin.run(600.0, 10.0)
    finish(twin, 30.0)
    return twin


def test_there_is_an_example_and_a_remedy_for_every_kind() -> None:
    assert {spec.kind for spec in EXAMPLES} == set(fault_kinds.BIOREACTOR)
    assert REMEDIES.keys() == BY_ID.keys()
    assert {act.kind for acts in REMEDIES.values() for act in acts} <= ACTS.keys()


# --- one symptom, four causes ------------------------------------------------------------------------------------------


def offline(twin: Bioreactor) -> float:
    do(twin, Act("flush_port", value=50.0))
    do(twin, Act("take_sample", "sample"))
    twin.run(301.0)
    return results(twin.batch.samples[-1])["do"]


def told_apart(seen: Look, before: Look) -> tuple[bool, bool, bool, bool]:
    """Bottle empty, oxygen low, air low, line folded."""
    return seen.bottle_bar < 1.0, seen.o2_l_min < 0.8 * before.o2_l_min, seen.air_l_min < 0.8 * before.air_l_min, seen.line == "folded"


@pytest.mark.parametrize(
    ("name", "after_s", "signs", "probe_lies"),
    [
        ("bottle_empty", 4500, (True, True, False, False), False),
        ("line_folded", 2400, (False, True, True, True), False),
        ("sparger_blocked", 4 * 3600, (False, True, True, False), False),
        ("do_probe_low", 2400, (False, False, False, False), True),
    ],
)
def test_dissolved_oxygen_falls_for_four_causes_and_a_look_tells_them_apart(name, after_s, signs, probe_lies) -> None:
    twin = hit(name, after_s)
    told = screen(twin)
    assert told.readings["do"] < 30.0
    assert told.o2_valve_pct == 100.0
    assert "do_low_alert" in told.listed
    assert told_apart(look(twin), look(begin(6, seed=5))) == signs
    assert (offline(twin) > told.readings["do"] + 20.0) is probe_lies


def test_a_slow_drift_shows_nothing_on_the_screen_but_starves_the_cells() -> None:
    twin = hit("do_probe_high", 9 * 3600)
    assert abs(screen(twin).readings["do"] - 40.0) < 20.0
    assert screen(twin).listed == ()
    assert content(twin.plan, twin.batch)["do"] < 20.0


# --- each fault changes what it should, and can be put right -------------------------------------------------------------


def symptom(name: str, twin: Bioreactor, healthy: Bioreactor) -> bool:
    """Whether the fault's own mark is there."""
    true, usual = content(twin.plan, twin.batch), content(healthy.plan, healthy.batch)
    probes = screen(twin).readings
    return {
        "line_folded": probes["do"] < 20.0,
        "sparger_blocked": probes["do"] < 20.0,
        "bottle_empty": probes["do"] < 20.0,
        "do_probe_low": true["do"] > probes["do"] + 30.0,
        "do_probe_high": true["do"] < probes["do"] - 15.0,
        "do_probe_frozen": twin.batch.probes["do"].frozen,
        "ph_probe_high": true["ph"] < usual["ph"] - 0.08,
        "ph_probe_low": true["ph"] > usual["ph"] + 0.08,
        "temperature_hot": true["vcd"] < usual["vcd"] and twin.batch.broth.temp_c > 38.5,
        "feed_stopped": true["glc_g_l"] < usual["glc_g_l"] - 0.3,
        "foaming": twin.batch.gas.tripped and twin.batch.gas.filter_wet > 0.3,
        "wrong_port": twin.batch.port_swapped,
        "power_cut": not twin.batch.feed.running,
    }[name]


@pytest.mark.parametrize("name", BY_ID)
def test_each_fault_shows_its_mark_and_its_remedy_takes_it_away(name) -> None:
    healthy = begin(6, seed=5)
    healthy.run(6 * 3600, 20.0)
    twin = hit(name, 6 * 3600, dt_s=20.0)
    assert symptom(name, twin, healthy)
    for act in REMEDIES[name]:
        do(twin, act)
        twin.run(900.0, 5.0)
    [state] = twin.batch.faults.values()
    assert state.started_s == DAY_6
    assert state.ended_s is not None or name == "power_cut"
    twin.run(24 * 3600, 30.0)
    found = content(twin.plan, twin.batch)
    assert found["do"] == pytest.approx(40.0, abs=2.0)
    assert found["ph"] == pytest.approx(7.0, abs=0.1)
    assert twin.batch.broth.temp_c == pytest.approx(36.8, abs=0.2)
    assert screen(twin).readings["do"] == pytest.approx(found["do"], abs=1.5)
    assert twin.batch.feed.running
    assert not symptom(name, twin, healthy) or name in ("temperature_hot", "feed_stopped")


@pytest.mark.parametrize(
    "name", ["line_folded", "do_probe_high", "ph_probe_high", "temperature_hot", "feed_stopped", "foaming", "power_cut"]
)
def test_waiting_has_consequences_for_the_batch_and_acting_saves_most_of_it(name) -> None:
    good, left, mended = end(whole(None)), end(whole(name)), end(whole(name, mend_after_s=5400.0))
    assert good.within
    assert not left.within
    lost, kept = good.product_g - left.product_g, good.product_g - mended.product_g
    assert lost > 3.0 * max(kept, 0.0)
    assert mended.viability_pct > left.viability_pct - 1.0


def test_a_fault_that_is_over_stays_over() -> None:
    twin = hit("line_folded", 2400)
    do(twin, Act("straighten_line"))
    twin.run(1200, 2.0)
    assert twin.batch.gas.fold == 0.0
    assert screen(twin).readings["do"] > 30.0


def test_a_fault_can_wait_for_a_condition() -> None:
    twin = begin(
        6, (FaultSpec("late", "feed_stopped", when=When("temp", "above", 37.5)), replace(BY_ID["temperature_hot"], at_s=DAY_6)), seed=1
    )
    twin.run(300)
    assert "late" not in twin.batch.faults
    twin.run(1500)
    assert twin.batch.faults["late"].started_s is not None
    assert twin.batch.feed.slip == 1.0


@pytest.mark.parametrize(
    ("settings", "word"),
    [
        ({"kind": "gremlin", "at_s": 0.0}, "gremlin"),
        ({"kind": "line_folded"}, "at_s or when"),
        ({"kind": "line_folded", "at_s": 0.0, "when": When("do", "below", 10.0)}, "only one"),
        ({"kind": "ph_probe_drift", "at_s": 0.0}, "over_s"),
    ],
)
def test_a_fault_that_cannot_be_says_why(settings, word) -> None:
    with pytest.raises(ValueError, match=word):
        FaultSpec("x", **settings)


# --- what a report is held to -------------------------------------------------------------------------------------------


def test_the_truth_says_since_when_a_drift_could_be_seen_and_since_when_limits_were_left() -> None:
    """The line folds over 20 minutes: oxygen begins to fall and the valve to open, then the limits are left."""
    fault = at(BY_ID["line_folded"], DAY_6)
    found = onsets(6, (fault,), seed=5, horizon_s=2400.0)
    valve, oxygen = found["o2_valve"], found["do"]
    assert DAY_6 + 600.0 < oxygen.visible_s < oxygen.beyond_s < DAY_6 + 2000.0
    assert abs(valve.visible_s - oxygen.visible_s) < 60.0
    assert valve.beyond_s > oxygen.visible_s
    assert abs(oxygen.truly_beyond_s - oxygen.beyond_s) < 120.0
    assert found["temp"] == found["feed"].__class__(None, None, None)


def test_the_truth_of_a_lying_probe_is_out_of_limits_long_before_its_reading() -> None:
    found = onsets(6, (at(BY_ID["do_probe_high"], DAY_6),), seed=5, horizon_s=3.5 * 3600.0)["do"]
    assert found.beyond_s is None
    assert found.truly_beyond_s == pytest.approx(DAY_6 + 3.3 * 3600.0, rel=1e-3)


def test_without_a_fault_nothing_is_ever_to_be_seen() -> None:
    found = onsets(6, (), seed=5, horizon_s=900.0)
    assert set(found.values()) == {found["do"].__class__(None, None, None)}


# --- power -------------------------------------------------------------------------------------------------------------


def test_after_a_power_cut_stirrer_gas_and_loops_come_back_and_pumps_wait_for_somebody() -> None:
    twin = begin(6, (at(BY_ID["power_cut"], DAY_6),), seed=5)
    happened = twin.run(240)
    assert [event.ident for event in happened if event.kind == "alarm_raised"][:2] == ["power_action", "stirrer_action"]
    assert twin.batch.rpm < 1.0
    assert look(twin).bubbles == 0
    assert do(twin, Act("restart_pump", "feed")) == "no_power"
    assert "power_back" in [event.kind for event in twin.run(900)]
    assert twin.batch.rpm > 90.0
    assert look(twin).feed_pump == "still"
    assert do(twin, Act("restart_pump", "feed")) == ""
    assert look(twin).feed_pump == "turning"


def test_foam_wets_the_filter_the_pressure_trips_the_gas_and_the_oxygen_goes() -> None:
    twin = begin(6, (at(BY_ID["foaming"], DAY_6),), seed=5)
    order = [event.ident or event.kind for event in twin.run(2 * 3600) if event.kind in ("alarm_raised", "gas_tripped")]
    assert order[:5] == ["foam_alert", "pressure_alert", "pressure_action", "gas_tripped", "do_low_alert"]
    assert look(twin).filter == "wet"
    assert end(twin).barrier_doubtful


# --- loops and acts ----------------------------------------------------------------------------------------------------


def test_a_setpoint_is_followed_and_manual_holds_its_output() -> None:
    twin = begin(6, seed=2)
    assert do(twin, Act("setpoint", "do", 55.0)) == ""
    assert do(twin, Act("setpoint", "temp", 34.0)) == ""
    twin.run(4 * 3600, 2.0)
    assert screen(twin).readings["do"] == pytest.approx(55.0, abs=2.0)
    assert twin.batch.broth.temp_c == pytest.approx(34.0, abs=0.2)
    do(twin, Act("mode", "do", 1.0))
    do(twin, Act("output", "do", 0.0))
    twin.run(600)
    assert screen(twin).manual == ("do",)
    assert screen(twin).o2_valve_pct == 0.0
    assert screen(twin).readings["do"] < 30.0


def test_back_to_automatic_the_loop_takes_over_where_it_stands() -> None:
    twin = begin(6, seed=2)
    do(twin, Act("mode", "do", 1.0))
    before = screen(twin).outputs["do"]
    do(twin, Act("mode", "do", 0.0))
    twin.step()
    assert screen(twin).outputs["do"] == pytest.approx(before, abs=1.5)


@pytest.mark.parametrize(
    ("act", "why"),
    [
        (Act("dance"), "unknown"),
        (Act("setpoint", "ph", 11.0), "out_of_range"),
        (Act("setpoint", "mood", 1.0), "unknown"),
        (Act("output", "do", 50.0), "automatic"),
        (Act("straighten_line"), "nothing_there"),
        (Act("free_jacket_valve"), "nothing_there"),
        (Act("reset_gas"), "nothing_there"),
        (Act("mend_labels"), "nothing_there"),
        (Act("silence"), "nothing_there"),
        (Act("acknowledge", "do_low_alert"), "nothing_there"),
        (Act("add_base", value=50.0), "out_of_range"),
        (Act("add_antifoam", value=0.0), "out_of_range"),
        (Act("exchange_probe", "nose"), "unknown"),
        (Act("take_sample", "roof"), "unknown"),
        (Act("restart_pump", "heart"), "unknown"),
    ],
    ids=lambda value: value.kind if isinstance(value, Act) else value,
)
def test_what_is_impossible_is_refused_and_changes_nothing(act, why) -> None:
    from game.world.twin import to_plain

    twin = begin(6, seed=2)
    before = to_plain(twin.batch)
    assert do(twin, act) == why
    assert to_plain(twin.batch) == before


def test_base_by_hand_lifts_the_ph_and_a_wrong_calibration_does_harm() -> None:
    twin = begin(6, seed=2)
    do(twin, Act("add_base", value=0.4))
    twin.run(300)
    assert content(twin.plan, twin.batch)["ph"] > 7.05
    twin = begin(6, seed=2)
    do(twin, Act("calibrate", "ph", 7.4))
    twin.run(6 * 3600, 5.0)
    assert content(twin.plan, twin.batch)["ph"] < 6.85


# --- alarms ------------------------------------------------------------------------------------------------------------


def test_an_alarm_rings_after_its_delay_stays_listed_until_read_and_silence_is_no_acknowledgement() -> None:
    twin = hit("line_folded", 1800, dt_s=1.0)
    told = screen(twin)
    assert told.siren
    assert {"do_low_alert", "do_low_action"} <= set(told.unread)
    assert do(twin, Act("silence")) == ""
    assert not screen(twin).siren
    assert screen(twin).unread == told.unread
    do(twin, Act("straighten_line"))
    twin.run(1800)
    assert twin.batch.alarms["do_low_alert"].standing is False
    assert "do_low_alert" in screen(twin).listed
    assert do(twin, Act("acknowledge", "do_low_alert")) == ""
    assert "do_low_alert" not in screen(twin).listed


def test_a_short_dip_does_not_ring() -> None:
    twin = begin(6, seed=2)
    twin.batch.probes["do"].frozen = True
    twin.batch.probes["do"].reading = 25.0
    assert not [event for event in twin.run(50) if event.kind == "alarm_raised"]
    assert [event.ident for event in twin.run(20) if event.kind == "alarm_raised"] == ["do_low_alert"]


def test_an_undisturbed_day_rings_nothing() -> None:
    twin = begin(6, seed=9)
    assert not [event for event in twin.run(86_400, 10.0) if event.kind == "alarm_raised"]


# --- samples -----------------------------------------------------------------------------------------------------------


def test_results_come_when_the_bench_has_them() -> None:
    twin = begin(6, seed=2)
    do(twin, Act("flush_port", value=50.0))
    do(twin, Act("take_sample", "sample"))
    told = {}
    for event in twin.run(1800):
        told[event.ident] = event.t_s - DAY_6
    assert told == {f"1.{name}": delay for name, delay in DELAY_S.items() if delay <= 1800.0}
    assert set(results(twin.batch.samples[0])) == {name for name, delay in DELAY_S.items() if delay <= 1800.0}


def test_a_good_sample_tells_the_truth_within_the_laboratory_error() -> None:
    twin = begin(6, seed=2)
    true = content(twin.plan, twin.batch)
    do(twin, Act("flush_port", value=50.0))
    do(twin, Act("take_sample", "sample"))
    for name, value in twin.batch.samples[0].values.items():
        assert value == pytest.approx(true[name], rel=0.16, abs=4.0 if name in ("do", "viability") else 0.25), name
    assert twin.batch.samples[0].values["ph"] == pytest.approx(true["ph"], abs=0.03)


def test_an_unflushed_port_and_a_swapped_label_mislead() -> None:
    twin = begin(6, seed=2)
    true = content(twin.plan, twin.batch)
    do(twin, Act("take_sample", "sample"))
    assert twin.batch.samples[0].values["do"] < true["do"] / 2
    swapped = hit("wrong_port", 10.0)
    do(swapped, Act("flush_port", value=50.0))
    do(swapped, Act("take_sample", "sample"))
    values = swapped.batch.samples[0].values
    assert values["glc_g_l"] > 50.0
    assert values["vcd"] < 0.3 * true["vcd"]
    do(swapped, Act("mend_labels"))
    do(swapped, Act("flush_port", value=50.0))
    do(swapped, Act("take_sample", "sample"))
    assert swapped.batch.samples[1].values["glc_g_l"] < 5.0
