"""A vial-filling line as a digital twin: grade A in a barrier, in a room of grade B.  Pure Python, usable on its own.

    from game.world.twin import Act, FaultSpec
    from game.world.twin.filling import FillingLine, do, outcome, panel, since_good_check, sight

    line = FillingLine(each=(FaultSpec("glass", "vial_breaks", 0.15, at_s=600, where="infeed"),), seed=7)
    do(line, Act("start"))
    line.run(900)                                # a quarter of an hour of the machine
    panel(line).stopped_by                       # "jam": and what does the window show?  sight(line).lying
    since_good_check(line.state, "gloves")       # the units to hold

Vials are bodies in one dimension (`track.py`): infeed, needles, stoppering, capping, sensors, pusher.  Step: 0.1 s.  Air (`air.py`) is one
volume of grade A with its counter, and two pressures.  Interlocks and alarms (`alarms.py`) stop what they must.  Faults (`faults.py`) and
acts (`acts.py`) are data, as for the bioreactor; wrong acts are carried out.  What a unit truly met stands in `LineState.marks` (glass,
glove, touched, air, dose, overtime): the trainee never sees it, and `outcome` counts by it who was released and should not have been.
A torn glove shows nothing until somebody looks; its routine use soils what stands open in its zone, which is why one counts back to the
last conforming check.
"""

from game.world.twin.filling.acts import do
from game.world.twin.filling.machine import CHECKS, FillingLine
from game.world.twin.filling.plan import DOORS, GLOVES, STEP_S, ZONES, FillingPlan
from game.world.twin.filling.seen import Outcome, Panel, Sight, affected, outcome, panel, sight, since_good_check
from game.world.twin.filling.state import LineState

__all__ = [
    "CHECKS", "DOORS", "GLOVES", "STEP_S", "ZONES", "FillingLine", "FillingPlan", "LineState", "Outcome", "Panel", "Sight", "affected",
    "do", "outcome", "panel", "sight", "since_good_check",
]  # fmt: skip
