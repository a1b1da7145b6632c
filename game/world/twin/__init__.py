"""A fed-batch bioreactor as a digital twin: mammalian cells that make an antibody, 200 L, pure Python, usable on its own.

    from game.world.twin import Act, FaultSpec, begin, do, end, finish, look, screen

    twin = begin(6, (FaultSpec("fold", "line_folded", 0.95, at_s=6 * 86400 + 600, over_s=1200),), seed=7)   # morning of day 6
    happened = twin.run(1800)           # half an hour of process time: alarms raised and cleared, results of samples, trips
    screen(twin).readings["do"]         # what the control room shows;  look(twin).line  what one sees at the vessel
    do(twin, Act("straighten_line"))    # "" when done, else why it is impossible
    finish(twin); end(twin)             # to day 14 in long steps: viability, product, quality

Design.

- *State*: `Batch`, plain dataclasses, picklable and JSON-able (`stored.py`); `Plan` is what does not change.  Amounts are kept, not
  concentrations, and a `Ledger` of what went in, was made and went out: every balance closes to rounding (tests).
- *Step*: STEP_S = 1 s of process time; specific rates are renewed every 10 s.  Slow amounts by Euler, oxygen with its consumption solved
  for the end of the step (stable at any step), gases by their closed solution along a bubble, pH from the charge balance by Newton.
  Halving or tenfold steps change the end of a batch by less than 1 % (tests); `finish` uses 10 s.
- *Cells* (`kinetics.py`): structure and most constants of Xing et al. 2010, respiration of Gray et al. 1996; what is our own is named in
  `plan.CHO`.  *Gas* (`gas.py`): van 't Riet's kLa, bubbles that fill with CO2.  *pH* (`acid.py`): bicarbonate and one buffer.
- *Loops* (`control.py`) see readings only: oxygen by stirrer, then oxygen valve; pH by CO2 or base; jacket; feed by recipe; manual mode.
- *Probes* (`probes.py`): lag, noise by named draws, drift, frozen.  *Alarms* (`alarms.py`): limit, delay, hysteresis, acknowledge.
- *Samples* (`samples.py`): ports, dead leg, results after the bench's delay.  *Faults* (`faults.py`) and *acts* (`acts.py`) are data.
- *Truth and sight*: `seen.screen` and `seen.look` are all that a trainee may perceive; a report is held to `Batch.faults` and to
  `truth.onsets` (since when it could be seen, since when limits were left).
- *Same bits*: + - * / sqrt and `game.exact` only, no sets, no clock; tests compare Pythons 3.11, 3.12 and 3.13 byte by byte.

What it is not: glutamine is the only amino acid, osmolality is left out, the vessel is perfectly mixed, limits are invented.
The vial-filling line is `game.world.twin.filling`.  Plots of every fault of both, with and without it:
`python3 main.py bench twin --plots DIR`; speed: `python3 main.py bench twin`.
"""

from game.world.twin.acts import Act, do
from game.world.twin.plan import STEP_S, Plan
from game.world.twin.reactor import Bioreactor
from game.world.twin.seen import End, Look, Screen, end, look, screen
from game.world.twin.spec import FaultSpec, When
from game.world.twin.state import Batch, Happening
from game.world.twin.stored import begin, finish, from_plain, to_plain

__all__ = [
    "STEP_S", "Act", "Batch", "Bioreactor", "End", "FaultSpec", "Happening", "Look", "Plan", "Screen", "When", "begin", "do", "end",
    "finish", "from_plain", "look", "screen", "to_plain",
]  # fmt: skip
