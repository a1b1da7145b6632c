"""Runs out of a learning record store: our own xAPI statements back to rows of the report.

A statement tells less than a run file (no single opportunity, no seed) and carries no seal, so a run that is there as a file too is taken
from the file, and the report says how many came this way.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from scoring.cohort.store import FROM_STORE, FileRow, RunRows, moment

Plain = Mapping[str, Any]
_VERBS = {"initialized": "begin", "completed": "end", "terminated": "stop", "violated": "finding"}


def rows_of_statements(statements: Iterable[object], source: str) -> tuple[list[FileRow], list[RunRows], int]:
    """Files, runs, and how many statements were none of ours (or not of a run).  source: the store's address."""
    runs: dict[str, dict[str, list[Plain]]] = defaultdict(lambda: defaultdict(list))
    foreign = 0
    for one in statements:
        place = _place(one)
        if place is None:
            foreign += 1
            continue
        registration, what = place
        assert isinstance(one, Mapping)  # noqa: S101 - _place saw it
        runs[registration][what].append(one)
    files, rows = [], []
    for registration, told in sorted(runs.items()):
        try:
            row = _run(registration, told)
        except (KeyError, TypeError, ValueError, AttributeError, IndexError):
            foreign += sum(len(each) for each in told.values())
            continue
        rows.append(row)
        files.append(FileRow(f"{source}#{registration}", FROM_STORE, row.digest, run=registration))
    return files, rows, foreign


def _place(one: object) -> tuple[str, str] | None:
    """(registration, what it tells) of a statement of ours."""
    try:
        verb = one["verb"]["id"].rsplit("/", 1)[-1]  # type: ignore[index]
        context = one["context"]  # type: ignore[index]
        return (str(context["registration"]), _VERBS[verb]) if context["platform"] == "Grade A" else None
    except (KeyError, TypeError, AttributeError):
        return None


def _run(registration: str, told: Mapping[str, list[Plain]]) -> RunRows:
    """Raises KeyError, TypeError, ValueError, AttributeError or IndexError for statements that lack what ours have."""
    begin, stop = told["begin"][0], told["stop"][0]
    end = told["end"][0] if "end" in told else None
    more = _named(begin["context"]["extensions"])
    name = begin["object"]["definition"]["name"]
    result = end["result"] if end else {}
    score = result.get("score", {}).get("raw")
    told_more = _named(result.get("extensions", {}))
    findings = [_finding(place, one) for place, one in enumerate(_once(told.get("finding", [])), 1)]
    run = (
        registration, str(begin["actor"]["account"]["name"]), _last(begin["object"]["id"]), str(name["fr"]), str(name["en"]),
        str(begin["context"]["revision"]), str(more["mode"]), moment(str(begin["timestamp"])), _minutes(str(stop["result"]["duration"])),
        str(more["station"]), 0, "finished" if end else "", _number(score), _number(told_more.get("score-low")),
        _number(told_more.get("score-high")), int(told_more.get("opportunities", 0)), [row[2] for row in findings].count("critical"),
        str(more.get("assessment-set", "")), int(more.get("form", 0)), "", "", "lrs",
    )  # fmt: skip
    rules = {str(row[1]): _title(one) for row, one in zip(findings, _once(told.get("finding", [])), strict=True)}
    return RunRows(
        str(more["run-digest"]).removeprefix("sha256:"), run, (), findings, (), [(rule, *title) for rule, title in sorted(rules.items())]
    )


def _once(statements: list[Plain]) -> list[Plain]:
    """In the order of their time, each once: a store may answer twice."""
    kept = {str(one["id"]): one for one in statements}
    return sorted(kept.values(), key=lambda one: (str(one["timestamp"]), str(one["id"])))


def _finding(place: int, one: Plain) -> tuple[Any, ...]:
    more = _named(one["result"]["extensions"])
    rule = str(one["object"]["id"]).rsplit("/", 1)[-1]
    name = one["object"]["definition"]["name"]
    return (
        place,
        rule,
        str(more["severity"]),
        0,
        str(name["fr"]),
        str(name["en"]),
        "; ".join(map(str, more.get("rule-reference", []))),
        "",
        False,
    )


def _title(one: Plain) -> tuple[str, str, str]:
    name = one["object"]["definition"]["name"]
    return str(name["fr"]), str(name["en"]), str(_named(one["result"]["extensions"])["severity"])


def _named(extensions: Mapping[str, Any]) -> dict[str, Any]:
    """Extensions by the last part of their address."""
    return {str(iri).rsplit("/", 1)[-1]: value for iri, value in extensions.items()}


def _last(iri: object) -> str:
    return str(iri).rsplit("/", 1)[-1]


def _number(value: object) -> float | None:
    return None if value is None else float(value)  # type: ignore[arg-type]


def _minutes(text: str) -> float:
    """PT61.50S as minutes.  Raises ValueError for another form than ours."""
    if not (text.startswith("PT") and text.endswith("S")):
        raise ValueError(text)
    return float(text[2:-1]) / 60.0
