"""A reader of run files written from docs/run-file.md alone: the standard library and `cryptography`, nothing of the program.

    python tests/judges/independent_reader.py RUN... [--known FILE.pub...]

Says of each run whether chain and seal hold, what was found, and the score, worked out again from the outcomes on the sheet.
Exit code 1 when anything of a file does not hold.  It stays this simple so that another reader can be written after it.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import sys
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_public_key

LARGEST = 32_000_000
WEIGHTS = {"critical": 10, "major": 3, "minor": 1}
X = {"met": 1.0, "repris": 1.0, "hinted": 0.5, "half": 0.5, "missed": 0.0, "not_observed": None, "void": None}
Z = 1.96


class NotARunError(Exception):
    """What does not hold, with the line."""


def check(holds: object, line: int, what: str) -> None:
    """Raise NotARunError unless it holds."""
    if not holds:
        raise NotARunError(f"line {line}: {what}")


def digest(data: bytes) -> str:
    """SHA-256, 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


# --- the chain and the seal ----------------------------------------------------------------------------------------------


def chained(data: bytes, head: str, first: str) -> list[tuple[dict[str, Any], bytes]]:
    """The lines of a file with their bytes, numbered and chained; head: what `prev` of the first line has to be.  Raises NotARunError."""
    lines = data.split(b"\n")
    check(lines.pop() == b"", len(lines) + 1, "torn: it does not end in a line feed")
    check(lines, 1, "empty")
    found = []
    for n, line in enumerate(lines):
        try:
            entry = json.loads(line.decode("utf-8"), parse_constant=lambda name: check(False, n + 1, name))  # noqa: B023 - called at once
        except ValueError as error:
            raise NotARunError(f"line {n + 1}: {error}") from None
        check(isinstance(entry, dict), n + 1, "no object")
        check(entry.get("n") == n, n + 1, "a line is missing or out of its place")
        check(entry.get("prev") == head, n + 1, f"{first if n == 0 else 'the line before'} was changed")
        head = digest(line)
        found.append((entry, line))
    return found


def signed(entry: dict[str, Any], line: int, prefix: bytes, message: str) -> str:
    """The station whose key signed the hash `message`.  Raises NotARunError."""
    try:
        public = bytes.fromhex(entry["public"])
        Ed25519PublicKey.from_public_bytes(public).verify(bytes.fromhex(entry["signature"]), prefix + message.encode("ascii"))
    except (InvalidSignature, KeyError, ValueError, TypeError):
        raise NotARunError(f"line {line}: the signature does not fit") from None
    return digest(public)[:16]


def read(path: Path) -> dict[str, Any]:
    """A sealed run: header, play, gaps, sheet, station that sealed, hash of the last line.  Raises NotARunError."""
    with path.open("rb") as file:
        data = file.read(LARGEST + 1)
    check(len(data) <= LARGEST, 1, "too large")
    lines = chained(data, "", "the beginning")
    kinds = [entry.get("kind") for entry, _ in lines]
    check(kinds[0] == "run" and kinds.count("run") == 1, 1, "no run")
    check(kinds[-1] == "seal", len(lines), "not sealed: unfinished, or its end was taken away")
    check(kinds.count("seal") == 1 and kinds.count("sheet") == 1 and kinds[-2] == "sheet", len(lines), "sheet and seal are not its end")
    header, sheet, seal = lines[0][0], lines[-2][0]["sheet"], lines[-1][0]
    check(header["format"] == 1 and sheet["format"] == 1, 1, "another format")
    plain = {name: seal.get(name) for name in ("n", "prev", "kind", "algorithm", "public", "signature")}
    check(json.dumps(plain, separators=(",", ":")).encode() == lines[-1][1], len(lines), "the seal is not as it was written")
    station = signed(seal, len(lines), b"grade-a run\n", seal["prev"])
    gaps = [entry for entry, _ in lines if entry["kind"] == "resumed"]
    check(station == (gaps[-1] if gaps else header)["station"], len(lines), "sealed by another station than the one that wrote it")
    header_holds(header)
    ticks, events = played([(n, entry) for n, (entry, _) in enumerate(lines, 1) if entry["kind"] in ("play", "resumed")])
    facts_hold(header, sheet, len(gaps), ticks, len(lines) - 1)
    return {"header": header, "events": events, "sheet": sheet, "station": station, "head": digest(lines[-1][1]), "public": seal["public"]}


# --- what is in it -------------------------------------------------------------------------------------------------------


def header_holds(header: dict[str, Any]) -> None:
    """The hashes of level and rules.  Raises NotARunError."""
    check(digest(header["level"]["text"].encode("utf-8")) == header["level"]["sha256"], 1, "the level's text is not the one hashed")
    book = header["rules"]["book"]
    content = {"documents": book["documents"], "rules": sorted(book["rules"], key=lambda rule: rule["id"])}
    spelled = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    check(digest(spelled) == header["rules"]["sha256"], 1, "the rules are not the ones hashed")


def played(lines: list[tuple[int, dict[str, Any]]]) -> tuple[int, list[list[Any]]]:
    """(length in ticks, all events), the paths of the hands gone along on the way.  Raises NotARunError."""
    at, last_n, last_tick = 0, -1, 0
    events: list[list[Any]] = []
    for number, entry in lines:
        if entry["kind"] == "resumed":
            check(entry["tick"] == at, number, "goes on at another tick")
            continue
        start, end = entry["from"], entry["to"]
        check(start == at and start < end <= start + 60, number, "ticks do not join")
        at = end
        for hand, stretches in entry.get("reach", {}).items():
            check(hand in ("left", "right"), number, "no hand")
            for tick, _, _ in path(start, stretches):
                check(start <= tick < end, number, "a hand moves outside the line")
        for offset, name, *_ in entry.get("do", ()):
            check(0 <= offset < end - start and isinstance(name, str), number, "a command stands outside the line")
        for event in entry.get("events", ()):
            _, tick, n, cause = event[:4]
            check(start <= tick <= end and tick >= last_tick and n > last_n, number, "an event is out of order")
            check(cause is None or cause < n, number, "an event follows from one that is not yet")
            last_n, last_tick = n, tick
            events.append(event)
    return at, events


def path(start: int, stretches: list[list[int]]) -> list[tuple[int, int, int]]:
    """The path of a hand: (tick, x in mm, y in mm)."""
    x = y = 0
    found = []
    for offset, *steps in stretches:
        for step, (dx, dy) in enumerate(zip(steps[::2], steps[1::2], strict=True)):
            x, y = x + dx, y + dy
            found.append((start + offset + step, x, y))
    return found


def facts_hold(header: dict[str, Any], sheet: dict[str, Any], gaps: int, ticks: int, line: int) -> None:
    """That the sheet is of this run, and its score follows from its outcomes.  Raises NotARunError."""
    facts = sheet["facts"]
    for name in ("run", "seed", "mode", "trainee", "origin", "mutant", "device", "station", "program", "started"):
        check(facts[name] == header[name], line, f"the sheet tells another {name}")
    check((facts["level"], facts["level_version"]) == (header["level"]["id"], header["level"]["version"]), line, "another level")
    check(facts["level_hash"] == header["level"]["sha256"] and sheet["rules_hash"] == header["rules"]["sha256"], line, "another hash")
    check((facts["ticks"], facts["interruptions"]) == (ticks, gaps), line, "another length")
    told, ours = sheet["score"], score([one for rule in sheet["rules"] for one in rule["outcomes"]], sheet["ended"] == "finished")
    for name in ("value", "low", "high"):
        same = told[name] is ours[name] if told[name] is None or ours[name] is None else math.isclose(told[name], ours[name], abs_tol=1e-9)
        check(same, line, f"score: {name} is {told[name]}, the outcomes give {ours[name]}")
    for name in ("counted", "indicative", "counts"):
        check(told[name] == ours[name], line, f"score: {name} is {told[name]}, the outcomes give {ours[name]}")
    ids = {one["finding"]["id"] for one in sheet["findings"]}
    for one in sheet["findings"]:
        root = one["finding"]["root"]
        check(root is None or root in ids, line, "a finding follows from none")


def score(outcomes: list[dict[str, Any]], finished: bool) -> dict[str, Any]:
    """The score as the page defines it."""
    counts = []
    for severity in WEIGHTS:
        marks = [one["x"] for one in outcomes if one["severity"] == severity and one["x"] is not None]
        tally = {"met": marks.count(1), "half": marks.count(0.5), "missed": marks.count(0)}
        counts.append({"severity": severity, "counted": len(marks), **tally})
    for one in outcomes:
        check(X[one["status"]] == one["x"], 0, f"{one['opportunity']}: {one['status']} is worth {X[one['status']]}, not {one['x']}")
    weights = [WEIGHTS[one["severity"]] for one in outcomes if one["x"] is not None]
    if not finished or not weights:
        return {"value": None, "low": None, "high": None, "counted": len(weights), "indicative": True, "counts": counts}
    gained = math.fsum(WEIGHTS[one["severity"]] * one["x"] for one in outcomes if one["x"] is not None)
    share, size = gained / sum(weights), sum(weights) ** 2 / sum(w * w for w in weights)
    low, high = wilson(share, size)
    return {"value": 100 * share, "low": 100 * low, "high": 100 * high, "counted": len(weights), "indicative": len(weights) < 80,
            "counts": counts}  # fmt: skip


def wilson(share: float, size: float) -> tuple[float, float]:
    """Wilson's interval."""
    middle, spread = share + Z * Z / (2 * size), Z * math.sqrt(share * (1 - share) / size + Z * Z / (4 * size * size))
    return max(0.0, (middle - spread) / (1 + Z * Z / size)), min(1.0, (middle + spread) / (1 + Z * Z / size))


# --- what a trainer said -------------------------------------------------------------------------------------------------


def notes(path: Path, run: dict[str, Any]) -> list[dict[str, Any]]:
    """The notes beside a run, their chain and signatures checked; none when there is no file.  Raises NotARunError."""
    beside = path.with_name(path.name.removesuffix(".run") + ".notes.jsonl")
    if not beside.exists():
        return []
    found = []
    for n, (note, line) in enumerate(chained(beside.read_bytes(), run["head"], "the run"), 1):
        body, cut, _ = line.partition(b',"signature":')
        check(cut, n, "a note without a signature")
        check(signed(note, n, b"grade-a note\n", digest(body + b"}")) == note["station"], n, "signed by another station")
        found.append(note)
    return found


# --- to a person ---------------------------------------------------------------------------------------------------------


def told(path: Path, known: set[str]) -> list[str]:
    """What there is to say of a run, a line each.  Raises NotARunError."""
    run = read(path)
    header, sheet = run["header"], run["sheet"]
    form = header.get("assessment")
    lines = [
        f"{path}",
        f"  {header['level']['id']} {header['level']['version']}, {header['trainee'] or '-'}, {header['origin']}, {header['mode']}"
        + (f", form {form['form']} of {form['forms']} of set {form['set']}" if form else ""),
        f"  chain and seal hold; sealed by {run['station']}" + ("" if run["public"] in known else ", a station not known here"),
    ]
    result = sheet["score"]
    value = "no score" if result["value"] is None else f"{result['value']:.1f} ({result['low']:.0f} to {result['high']:.0f})"
    lines.append(
        f"  {sheet['ended']}, {sheet['facts']['ticks'] / 60:.0f} s, {len(run['events'])} events, {result['counted']} points, {value}"
    )
    for one in sheet["findings"]:
        finding = one["finding"]
        clauses = ", ".join(f"{cited['document']['en']} {cited['clause']}" for cited in one["cited"])
        lines.append(f"  {finding['tick'] / 60:7.1f} s  {finding['severity']:8}  {finding['rule']}  {one['found']['en']}  [{clauses}]")
    lines += [
        f"  note of {note['by']}: {note['kind']} {note['decision']}{note['rating'] or ''} {note['text']}" for note in notes(path, run)
    ]
    return lines


def main(words: list[str]) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("runs", nargs="+", type=Path)
    parser.add_argument("--known", nargs="*", type=Path, default=[])
    args = parser.parse_args(words)
    keys = [load_pem_public_key(path.read_bytes()) for path in args.known]
    known = {key.public_bytes(Encoding.Raw, PublicFormat.Raw).hex() for key in keys}
    bad = 0
    for path in args.runs:
        try:
            print("\n".join(told(path, known)))
        except (NotARunError, KeyError, TypeError, ValueError, AttributeError) as fault:
            print(f"{path}\n  NOT a run that holds: {type(fault).__name__} {fault}")
            bad += 1
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
