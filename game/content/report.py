"""Diagnostics to sentences."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from game.content.diagnostic import Diagnostic

FOLDER = Path(__file__).parent / "diagnostics"


@functools.cache
def definition(code: str) -> dict[str, Any]:
    """What diagnostics/<code>.yaml holds.  Raises FileNotFoundError for a code that is none of ours."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    data: dict[str, Any] = yaml.load((FOLDER / f"{code}.yaml").read_text("utf-8"), Loader=loader)
    return data


def severity_of(fault: Diagnostic) -> str:
    return fault.severity or "error"


def blocks(faults: Sequence[Diagnostic], lang: str) -> str:
    return "\n".join(f"{f.file}:{f.span.line+1}:{f.span.column+1} {f.code} {f.fix} {f.values}" for f in faults)
