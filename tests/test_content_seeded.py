"""More than a hundred mistakes seeded into the levels we ship: each told by its code, at its line and column, in both languages."""

from __future__ import annotations

import re

import pytest

from game.content import check_text
from game.content.report import block, severity_of, tell
from tests.content.mistakes import SLIPS, slips
from tests.test_content_levels import SHIPPED

SEEDED = [pytest.param(slip, id=f"{path.stem}-{slip.name}") for path in SHIPPED for slip in slips(path.read_text("utf-8"), path.stem)]


def test_there_are_many_of_many_kinds():
    assert len(SEEDED) >= 400
    assert len(SLIPS) >= 55


@pytest.mark.parametrize("slip", SEEDED)
def test_a_mistake_is_told_by_its_code_at_its_place(slip):
    faults = [fault for fault in check_text(slip.data, "x.yaml").faults if severity_of(fault) != "info"]
    assert slip.code in [fault.code for fault in faults]
    fault = next(fault for fault in faults if fault.code == slip.code)
    assert (fault.span.line + 1, fault.span.column + 1) == (slip.line, slip.column)
    for lang, kinds in (("fr", "erreur|attention|à faire"), ("en", "error|warning|to do")):
        first, *rest = block(tell(fault, lang), lang).split("\n")
        assert re.match(rf"x\.yaml:{slip.line}:{slip.column}: ({kinds}) {slip.code}\u00a0?: \S", first)
        assert rest[-1].lstrip().startswith("= ")


@pytest.mark.parametrize("slip", SEEDED)
def test_a_mistake_is_told_once_not_by_all_that_follows_from_it(slip):
    faults = [fault for fault in check_text(slip.data, "x.yaml").faults if severity_of(fault) in ("error", "warning", "todo")]
    assert len(faults) <= 2, [fault.code for fault in faults]
