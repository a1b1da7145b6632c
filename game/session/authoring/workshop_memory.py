"""What the workshop was left at: the level, the part of its page, which levels were listed.  A small file beside the settings."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from game.session.results import write_whole

NAME = "workshop.json"
MAX_BYTES = 10_000


@dataclass(slots=True)
class Memory:
    """level: path of the file whose page was open; part: of the page; scene: whose levels were listed, "" all; seeds: of the last proof;
    folder: where the last table of a translation was."""

    level: str = ""
    part: str = ""
    scene: str = ""
    seeds: str = ""
    folder: str = ""


def recall(path: Path | None) -> Memory:
    """What was left there; a file that says nothing we know is as good as none."""
    try:
        plain = json.loads(path.read_bytes()[:MAX_BYTES]) if path else {}
    except (OSError, ValueError, RecursionError):
        plain = {}
    known = plain if isinstance(plain, dict) else {}
    values = {field.name: known[field.name] for field in fields(Memory) if isinstance(known.get(field.name), str)}
    return Memory(**values)


def keep(path: Path | None, memory: Memory) -> None:
    """Write it down; where that cannot be, it lasts until the end."""
    try:
        if path:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, (json.dumps(asdict(memory), ensure_ascii=False, indent=1) + "\n").encode())
    except OSError:
        pass
