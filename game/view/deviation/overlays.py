"""What the plant did not tell: the fault and since when, what is true beside what the probes show, the hands."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

import pygame

from game.entities import filler
from game.view import svg
from game.view.overlays import Overlays
from game.view.theme import THEME
from game.world.deviation.drawing import fault_of
from game.world.runs import RunWorld
from game.world.twin import probes
from game.world.twin.filling import affected

if TYPE_CHECKING:
    from game.spec import HazardSpec
    from game.view.deviation.picture import RoomPicture
    from game.view.deviation.view import DeviationView

NAMES = ("fault", "truth", "trail", "speed")
PLACES: Mapping[str, tuple[str, str]] = MappingProxyType({
    "line_folded": ("gas_line", "fold"), "sparger_blocked": ("reactor", "sparger"), "bottle_empty": ("manifold", "switch"),
    "do_probe_drift": ("reactor", "do_probe"), "do_probe_creep": ("reactor", "do_probe"), "do_probe_frozen": ("reactor", "do_probe"),
    "ph_probe_drift": ("reactor", "ph_probe"), "temperature_excursion": ("reactor", "jacket"), "feed_stopped": ("feed_pump", "seat"),
    "foaming": ("reactor", "antifoam"), "foam_rising": ("reactor", "antifoam"), "wrong_port": ("sample_port", "port"),
})  # fmt: skip
"""Fault of the bioreactor -> kind of the thing it sits in, and which part of it."""
TRUE = (("do", 0, "%"), ("ph", 2, ""), ("temp", 1, "°C"))
"""Readings that can be false, decimals, unit."""
RING_M = 0.16


class ProcessOverlays(Overlays):
    """Over a deviation that is gone through again."""

    names = NAMES
    order = ("truth", "fault", "trail", "speed")

    def _fault(self, picture: RoomPicture, world: RunWorld) -> None:
        """A ring where it sits, with what it is and when it began; a tick once it is put right."""
        view, fault = picture.view, fault_of(world.draw)
        found = view.truth.found
        if fault is None or found.began < 0:
            return
        where = place(view, fault)
        if where is None:
            return
        over = view.truth.mended >= 0
        tint = THEME.green if over else THEME.red
        ring = view.camera.rect(where[0] - RING_M, where[1] - RING_M, where[0] + RING_M, where[1] + RING_M)
        pygame.draw.ellipse(view.surface, THEME.white, ring.inflate(8, 8), max(4, view.screen.u(12)))
        pygame.draw.ellipse(view.surface, tint, ring, max(2, view.screen.u(7)))
        icon = svg.sized(f"process/icons/{'done' if over else 'wrong'}", max(20, view.screen.u(46)))
        view.surface.blit(icon, icon.get_rect(center=(ring.right, ring.top)))
        key, at = ("replay.fault_over", view.truth.mended) if over else ("replay.fault_since", found.began)
        words = view.t(key, fault=fault.text.get(view.screen.lang), time=view.at_clock(at))
        if ring.left > view.surface.get_width():
            words = f"{words} →"
        elif ring.right < 0:
            words = f"← {words}"
        self._pill(view, words, (ring.centerx, ring.top - view.screen.u(40)))

    def _truth(self, picture: RoomPicture, world: RunWorld) -> None:
        """Of a culture what is true, beside what the probes show; of a filling line how many units the fault has reached."""
        view = picture.view
        lines = self._units(view, world) if view.process.twin == "filling" else self._readings(view, world)
        machine = view.seen.one("reactor") or view.seen.one("filler")
        x, _ = view.seen.point(machine)
        screen = self._screen or view.screen
        step = screen.px(46)
        top = view.camera.point(x, 0.0)[1] + screen.px(26)
        for n, words in enumerate(lines):
            self._pill(view, words, (view.camera.point(x, 0.0)[0], min(top, view.surface.get_height() - step * len(lines)) + n * step))

    def _readings(self, view: DeviationView, world: RunWorld) -> list[str]:
        batch = world.twin.batch  # type: ignore[attr-defined]  # a world of this scene
        true = probes.truth(batch)
        found = []
        for tag, decimals, unit in TRUE:
            real, shown = (view.number(value, decimals) for value in (true[tag], batch.probes[tag].reading))
            found.append(view.t("replay.true_reading", what=view.t(f"deviation.tag_{tag}"), true=real, shown=shown, unit=unit).strip())
        return found

    def _units(self, view: DeviationView, world: RunWorld) -> list[str]:
        units = affected(world.twin.state)  # type: ignore[attr-defined]  # a world of this scene
        if not units:
            return [view.t("replay.units_none")]
        return [view.t("replay.units", n=len(units), first=min(units), last=max(units))]


def place(view: DeviationView, fault: HazardSpec) -> tuple[float, float] | None:
    """Where a fault sits, room metres; None where the room has no such thing."""
    machine = view.seen.one("filler")
    if machine:
        x, y = view.seen.point(machine)
        zone, _, side = fault.where.rpartition("_") if fault.where not in filler.MIDDLES else (fault.where, "", "")
        if zone not in filler.MIDDLES:
            return x, y + filler.PORT_Y
        dx, dy = filler.port(zone, side) if side else (filler.MIDDLES[zone], filler.BELT_Y)
        return x + dx, y + dy
    kind, part = PLACES.get(fault.what, ("", ""))
    thing = view.seen.one(kind) if kind else ""
    return view.seen.point(thing, part) if thing else None
