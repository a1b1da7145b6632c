"""`assess` and `annotate`: what a trainer does at a screen, for scripts.

    assess code LEVEL              a code that opens two forms of an approved level
    assess result RUN|DIR...       what the sets in these files amount to
    assess trainer NAME            a trainer more for this station
    annotate RUN --by NAME ...     his word beside a run, signed

A PIN never stands on a command line, where every program of the PC can read it: it is asked for, or comes from GRADE_A_PIN.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from game.cli.finding import GOOD, NOT_GOOD, Trouble, load
from game.texts import catalogue, t

if TYPE_CHECKING:
    from game.session.assessment import SetState

PIN, NEW_PIN = "GRADE_A_PIN", "GRADE_A_NEW_PIN"


def assess(args: argparse.Namespace) -> int:
    """assess code|result|trainer."""
    actions = {"code": _code, "result": _result, "trainer": _trainer}
    return actions[args.action](args)


def _code(args: argparse.Namespace) -> int:
    """A new code each time; it is written nowhere else."""
    from game.session.assessment import NotOpen, new_code, open_code, points
    from scoring.score import ENOUGH

    lang: str = args.lang
    if len(args.what) != 1:
        raise Trouble(t("cli.assess_one_level", lang))
    level = load(args.what[0], lang)
    try:
        code = new_code(level)
        opened = open_code(code.text, [level])
    except NotOpen as error:
        raise Trouble(error.text(lang), NOT_GOOD) from error
    count = points(level, opened.seeds)
    if args.format == "json":
        _json({"code": code.text, "set": code.public, "level": level.id, "version": level.control.version, "points": count})
        return GOOD
    print(code.text)
    _say(t("cli.assess_code", lang, level=level.title.get(lang), version=level.control.version, set=code.public[:8], count=count))
    if count < ENOUGH:
        _say(t("assess.few_points", lang, count=count, least=ENOUGH))
    return GOOD


def _result(args: argparse.Namespace) -> int:
    """0: every set is proposed as passed; 1: some is not, or there is none."""
    from game.session.assessment import sets_of
    from game.session.collection import run_files
    from game.session.results import results_folder

    lang: str = args.lang
    places = [Path(place) for place in args.what]
    missing = next((place for place in places if not place.exists()), None)
    if missing is not None:
        raise Trouble(t("cli.no_file", lang, name=missing))
    sets = sets_of(run_files(places or [results_folder()]))
    if args.format == "json":
        _json({"format": 1, "sets": [_plain(one, lang) for one in sets]})
    else:
        for one in sets:
            print(_told(one, lang))
        if not sets:
            _say(t("cli.assess_none", lang))
    return GOOD if sets and all(one.result.verdict == "proposed" for one in sets) else NOT_GOOD


def _reasons(one: SetState, lang: str) -> list[str]:
    from scoring.assessment import told

    words = catalogue(lang, "assess")
    return [told(reason, words, lang) for reason in (*one.result.reasons, *one.result.remarks)]


def _told(one: SetState, lang: str) -> str:
    from scoring.wording import number

    result = one.result
    lines = [f"{one.trainee}  {one.level} {one.version}  {one.set[:8]}  {one.started}", f"  {t(f'assess.verdict_{result.verdict}', lang)}"]
    if result.mean is not None:
        low, high = (number(value or 0, lang, 0) for value in (result.low, result.high))
        lines.append("  " + t("assess.mean_words", lang, mean=number(result.mean, lang), low=low, high=high))
    lines += [f"  {reason}" for reason in _reasons(one, lang)]
    return "\n".join([*lines, "  " + t("assess.indicative", lang)])


def _plain(one: SetState, lang: str) -> dict[str, Any]:
    result = one.result
    return {
        "trainee": one.trainee, "set": one.set, "level": one.level, "version": one.version, "started": one.started,
        "verdict": result.verdict, "mean": result.mean, "low": result.low, "high": result.high, "counted": result.counted,
        "critical": result.critical, "reasons": [reason.code for reason in result.reasons],
        "remarks": [remark.code for remark in result.remarks], "told": _reasons(one, lang),
        "forms": [{"form": form.number, "state": form.state, "run": form.header.run if form.header else None,
                   "file": str(form.path) if form.path else None, "score": score}
                  for form, score in zip(one.forms, result.scores, strict=True)],
    }  # fmt: skip


def _trainer(args: argparse.Namespace) -> int:
    """The first on a station is taken at his word; each further one is let in by one who is there (--by, his PIN in GRADE_A_PIN)."""
    from game.session import trainers
    from game.session.trainers import TrainerError

    lang: str = args.lang
    name = " ".join(args.what)
    try:
        by = (args.by, _pin(PIN, t("assess.pin", lang, name=args.by), lang)) if args.by else None
        trainers.add(name, _pin(NEW_PIN, t("assess.pin", lang, name=name), lang), by)
    except TrainerError as error:
        raise Trouble(error.text(lang), NOT_GOOD) from error
    except OSError as error:
        raise Trouble(t("cli.cannot_write", lang, file=error.filename or "", reason=error.strerror or error)) from error
    print(t("cli.assess_trainer", lang, name=name))
    return GOOD


def annotate(args: argparse.Namespace) -> int:
    """annotate RUN --by NAME: presence, a finding contested or annotated, a rating, a decision on the set."""
    from game.session.faults import RunError
    from game.session.remarks import attest
    from game.session.trainers import TrainerError

    lang: str = args.lang
    try:
        finding = _finding(args.file, args.finding) if args.finding else 0
        told = attest(
            args.file, (args.by, _pin(PIN, t("assess.pin", lang, name=args.by), lang)), presence=args.presence, finding=finding,
            contest=args.contest, rating=args.rating or 0, decision=args.decision or "", text=args.reason,
        )  # fmt: skip
    except (RunError, TrainerError) as error:
        raise Trouble(error.text(lang), NOT_GOOD) from error
    except OSError as error:
        raise Trouble(t("cli.cannot_write", lang, file=error.filename or args.file, reason=error.strerror or error)) from error
    print(told.path)
    return GOOD


def _finding(run_file: Path, number: int) -> int:
    """The id of a finding that people count as the sheet does.  Raises RunError when there is none."""
    from game.session.faults import RunError
    from game.session.remarks import sealed

    lines = sealed(run_file)[1].findings
    if number > len(lines):
        raise RunError("notes_finding", finding=number, known=f"1 – {len(lines)}" if lines else "–")
    return lines[number - 1].finding.id


def _pin(variable: str, asked: str, lang: str) -> str:
    given = os.environ.get(variable)
    if given is not None:
        return given
    if not sys.stdin or not sys.stdin.isatty():
        raise Trouble(t("cli.no_pin", lang, variable=variable))
    from getpass import getpass

    return getpass(f"{asked}: ")


def _json(data: dict[str, Any]) -> None:
    print(json.dumps(data, ensure_ascii=False, indent=1))


def _say(text: str) -> None:
    from game.cli.commands import say

    say(text)
