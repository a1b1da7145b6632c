"""Air at the line: particles in grade A, the counter, pressure of barrier and room.

One volume that clean air sweeps: dC/dt = source - C/T, with T = 12 s in operation and 300 s when the fans stand.  The counter draws
28.3 L a minute, so a minute's count is a Poisson draw.  Pressures follow doors and guards within seconds.
"""

from __future__ import annotations

from game.exact import poisson
from game.world.draws import draw
from game.world.twin.filling.state import LineState

SWEPT_S, STILL_S = 12.0, 300.0
BACKGROUND = 40.0 / SWEPT_S
"""Of a running machine, 1/(m3 s), 0.5 um and more: 40 per m3 in the end."""
HAND = 25.0
GUARD = 900.0
"""A hand in a glove; an open guard lets room air in."""
COARSE = 0.006
"""Share of 5 um and more."""
SAMPLED_M3 = 0.0283
LAG_S = 6.0


def breathe(line: LineState, dt_s: float, *, power: bool) -> None:
    """One step of particles and pressures."""
    air = line.air
    source = (BACKGROUND if line.running else 0.2 * BACKGROUND) + air.source
    for glove in line.gloves.values():
        if glove.in_use:
            source += HAND * (1.0 + 2.0 * glove.hole_mm)
    opened = any(line.guards.values())
    if opened:
        source += GUARD
    sweep = 1.0 / (SWEPT_S if power else STILL_S)
    air.um05 += dt_s * ((source if power else source + 5.0) - sweep * air.um05)
    air.um5 += dt_s * (COARSE * source - sweep * air.um5)
    air.drawn_um05 += air.um05 * dt_s
    air.drawn_um5 += air.um5 * dt_s
    both = all(line.doors.values())
    one = any(line.doors.values())
    barrier = (2.0 if opened else 14.0) if power else 0.5
    room = (1.0 if both else 7.0 if one else 15.0) if power else 1.0
    air.over_b_pa += (barrier - air.over_b_pa) * dt_s / LAG_S
    air.room_pa += (room - air.room_pa) * dt_s / LAG_S


def count(line: LineState) -> None:
    """Once a minute the counter tells; per m3, from what it drew."""
    air = line.air
    minute = int(line.t_s // 60.0)
    if minute == air.minute:
        return
    air.minute = minute
    for name in ("um05", "um5"):
        mean = min(20_000.0, getattr(air, f"drawn_{name}") / 60.0 * SAMPLED_M3)
        setattr(air, f"drawn_{name}", 0.0)
        setattr(air, f"seen_{name}", poisson(draw(line.seed, "filling.count", name, minute), mean) / SAMPLED_M3)


def bad(line: LineState, *, power: bool) -> bool:
    """Whether open units stand in air that is not grade A: outside the limits, an open guard, no fans."""
    return line.air.um05 > 3520.0 or not power or any(line.guards.values())
