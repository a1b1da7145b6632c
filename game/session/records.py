"""Training records: which runs make one, what `verify` says of them, and the page to print, sign and file.

Call `page(one, lang)` for each of `records_of(collection)`: one page a run, the forms of a set together, verified again on the way.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from game.session.assessment import header_of
from game.session.collection import Collected, Collection
from game.session.faults import RunError
from game.session.runfile import ends_sealed
from game.session.verify import verify
from game.texts import LANGS, catalogue, t
from scoring.assessment import SetResult, Taken, set_result

if TYPE_CHECKING:
    from scoring.export.record import Checked

_WORDS = ("assess", "sheet", "record")
"""Catalogues of the page; where two have a text of one name, the later one's counts."""


@dataclass(frozen=True, slots=True)
class Record:
    """What one page is about.  runs: one run, or the forms of one person's set in their order; result: of the set, None for one run."""

    runs: tuple[Collected, ...]
    result: SetResult | None = None

    @property
    def trainee(self) -> str:
        """Whose it is, a pseudonym."""
        return self.runs[0].header.trainee


def records_of(collection: Collection) -> tuple[Record, ...]:
    """One record for every run that counts; the forms of one set are one.  Oldest first."""
    sets: dict[tuple[str, str], list[Collected]] = {}
    found: list[Record | tuple[str, str]] = []
    for one in collection.runs:
        sitting = one.header.sitting
        if sitting is None:
            found.append(Record((one,)))
            continue
        key = one.header.trainee, sitting.set
        if key not in sets:
            found.append(key)
        sets.setdefault(key, []).append(one)
    apart = _apart(one.path for one in collection.aside) if sets else {}
    return tuple(one if isinstance(one, Record) else _of_set(sets[one], apart.get(one, {})) for one in found)


def _of_set(runs: Sequence[Collected], apart: dict[int, str]) -> Record:
    """The forms that count, the first begun of each, and the state of those kept apart."""
    forms: dict[int, list[Collected]] = {}
    for one in runs:
        assert one.header.sitting is not None  # noqa: S101 - grouped by it
        forms.setdefault(one.header.sitting.form, []).append(one)
    taken = [
        Taken(form, "finished" if mine[0].sheet.ended == "finished" else "abandoned", mine[0].sheet, len(mine))
        for form, mine in sorted(forms.items())
    ]
    taken += [Taken(form, state) for form, state in sorted(apart.items()) if form not in forms]
    return Record(tuple(mine[0] for _, mine in sorted(forms.items())), set_result(taken))


def _apart(paths: Iterable[Path]) -> dict[tuple[str, str], dict[int, str]]:
    """Of files that do not count: (pseudonym, set) -> form -> its state."""
    states: dict[tuple[str, str], dict[int, str]] = {}
    for path in paths:
        header = header_of(path)
        if header is not None and header.sitting is not None:
            state = "damaged" if ends_sealed(path) else "unfinished"
            states.setdefault((header.trainee, header.sitting.set), {})[header.sitting.form] = state
    return states


def page(record: Record, lang: str, data_folder: Path | None = None) -> str:
    """The page, its runs verified again: some seconds for each.  data_folder: as `verify`.  Raises KeyError for a missing word."""
    from scoring.export.record import Entry, render

    labels = {code: {key: text for domain in _WORDS for key, text in catalogue(code, domain).items()} for code in LANGS}
    entries = [Entry(one.sheet, one.beside, _checked(one.path, data_folder)) for one in record.runs]
    return render(entries, labels, lang, record.result)


def _checked(path: Path, data_folder: Path | None) -> tuple[Checked, ...]:
    """What verify says, in every language; nothing when the file can no longer be opened."""
    from scoring.export.record import Checked

    try:
        told = verify(path, data_folder).told
    except RunError:
        return ()
    return tuple(
        Checked(
            grade.verdict,
            {code: t(f"record.record_grade_{grade.name}", code) for code in LANGS},
            {code: t(f"session.verdict_{grade.verdict}", code) for code in LANGS},
            {code: grade.text(code) for code in LANGS},
        )
        for grade in told
    )
