#!/usr/bin/env python3
"""Grade A starts here: `python3 main.py` (Windows: `py main.py`).

This file also parses under old Pythons, so that they can say what is wrong; the rest is in game/environment.py.
"""

import os
import sys

if sys.version_info < (3, 11):
    sys.stderr.write(
        "Grade A demande Python 3.11 ou plus ; celui-ci est Python %d.%d.\n"
        "Grade A needs Python 3.11 or later; this one is Python %d.%d.\n" % (tuple(sys.version_info[:2]) * 2)
    )
    sys.exit(2)

HERE = os.path.dirname(os.path.abspath(__file__))
READY_MADE = os.path.exists(os.path.join(HERE, "bundle.json"))  # the folder that `bundle` makes: nothing is built or written in it
if READY_MADE:
    sys.dont_write_bytecode = True
if HERE not in sys.path:  # Python started with -I
    sys.path.insert(0, HERE)

from game import environment, installed

if __name__ == "__main__":
    sys.exit((installed if READY_MADE else environment).start(HERE, sys.argv[1:]))
