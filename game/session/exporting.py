"""Runs to the files that trainers and other programs read: what `export` and the trainer's room share."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from game.session.collection import Aside, Collected, Collection
from game.session.results import write_whole
from game.texts import LANGS, catalogue, t

KINDS = ("csv", "xlsx", "moodle", "xapi", "html", "record")
IRI = re.compile(r"https?://[A-Za-z0-9.-]+(:\d+)?(/[A-Za-z0-9._~/-]*)?")
"""What may vouch for names in xAPI: an address of the site's own."""


@dataclass(frozen=True, slots=True)
class Exported:
    """files: what was written; notes: what the reader has to know, in his language."""

    files: tuple[Path, ...]
    notes: tuple[str, ...] = ()


def export(collection: Collection, kind: str, output: Path, lang: str, base: str = "") -> Exported:
    """Write one kind of file.  output: the file, for xapi, html and record a folder; base: the site's address, for xapi.

    Raises OSError when it cannot be written, ValueError for a base that is no address."""
    return _WRITERS[kind](collection, output, lang, base)


def told(aside: Aside, lang: str) -> str:
    """Why a file was kept apart, as a sentence."""
    return t(f"export.aside_{aside.reason}", lang, detail=aside.detail)


def _csv(collection: Collection, output: Path, lang: str, _base: str) -> Exported:
    from scoring.export import csv
    from scoring.export.privacy import is_open, masked

    rows = [csv.row(one.sheet, lang, one.beside) if is_open(one.sheet) else csv.row(masked(one.sheet), lang) for one in collection.runs]
    return _one(output, csv.header(lang) + b"".join(rows), (t("export.private", lang),))


def _xlsx(collection: Collection, output: Path, lang: str, _base: str) -> Exported:
    from scoring.export.xlsx import Apart, workbook

    apart = [Apart(one.path.name, told(one, lang), one.run) for one in collection.aside]
    made = workbook(collection.sheets, apart, catalogue(lang, "export"), lang, collection.noted, catalogue(lang, "assess"))
    return _one(output, made, (t("export.private", lang),))


def _moodle(collection: Collection, output: Path, lang: str, _base: str) -> Exported:
    from scoring.export.moodle import gradebook

    made = gradebook(collection.sheets, catalogue(lang, "export"), lang)
    notes = (t("export.moodle_skipped", lang, count=made.skipped),) if made.skipped else ()
    return _one(output, made.data, (*notes, t("export.moodle_practice", lang)))


def _xapi(collection: Collection, output: Path, lang: str, base: str) -> Exported:
    from scoring.export.xapi import batch, note_batches, statements

    if not IRI.fullmatch(base):
        raise ValueError(base)
    files = []
    for one in collection.runs:
        path = output / f"{one.header.run}.json"
        write_whole(path, batch(statements(one.sheet, one.digest, base, one.beside)))
        files.append(path)
        for name, notes in note_batches(one.sheet, one.digest, base, one.beside):
            write_whole(output / name, batch(notes))
            files.append(output / name)
    return Exported(tuple(files), (t("export.private", lang),))


def _html(collection: Collection, output: Path, lang: str, _base: str) -> Exported:
    from scoring.export.html import render

    labels: Mapping[str, Mapping[str, str]] = {code: catalogue(code, "sheet") for code in LANGS}
    files = []
    for one, stem in zip(collection.runs, _stems(collection.runs), strict=True):
        path = output / f"{stem}.html"
        write_whole(path, render(one.sheet, labels, lang, one.beside).encode("utf-8"))
        files.append(path)
    return Exported(tuple(files))


def _record(collection: Collection, output: Path, lang: str, _base: str) -> Exported:
    from game.session.records import page, records_of

    made = records_of(collection)
    files = []
    for one, stem in zip(made, _stems([record.runs[0] for record in made]), strict=True):
        path = output / f"{stem}-record.html"
        write_whole(path, page(one, lang).encode("utf-8"))
        files.append(path)
    return Exported(tuple(files), (t("export.private", lang),))


def _stems(runs: Sequence[Collected]) -> list[str]:
    """A name for the file of each run: that of its own file, with the run's id where two files of different folders are called alike."""
    names = [one.path.stem for one in runs]
    called = Counter(name.casefold() for name in names)
    return [f"{name}-{one.header.run}" if called[name.casefold()] > 1 else name for name, one in zip(names, runs, strict=True)]


def _one(output: Path, data: bytes, notes: Sequence[str]) -> Exported:
    write_whole(output, data)
    return Exported((output,), tuple(notes))


_WRITERS: Mapping[str, Callable[[Collection, Path, str, str], Exported]] = {
    "csv": _csv, "xlsx": _xlsx, "moodle": _moodle, "xapi": _xapi, "html": _html, "record": _record,
}  # fmt: skip
