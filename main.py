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

from game import environment

if __name__ == "__main__":
    sys.exit(environment.start(os.path.dirname(os.path.abspath(__file__)), sys.argv[1:]))
