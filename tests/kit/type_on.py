"""A program for the kill test: a person types a remark into the deviation report, on and on, as fast as the machine goes.

python -m tests.kit.type_on RESULTS      prints what has been typed after each letter
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.kit.deviation_room import DeviationRoom

TICKS_A_LETTER = 6
LETTERS = "abcdefghijklmnopqrstuvwxyz "


def main(results: Path) -> None:
    """Open the report, choose the remark, type."""
    room = DeviationRoom(results=results)
    room.scene._call_up("report")
    room.click("at:remark")
    room.click("value")
    typed = ""
    while True:
        letter = LETTERS[len(typed) % len(LETTERS)]
        room.write(letter)
        typed += letter
        for _ in range(TICKS_A_LETTER):
            room.stack.tick()
        print(f"typed {typed}", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
