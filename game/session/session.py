"""A headless run: the world, its judge and its file, one tick at a time.

The window, the expert, a test and a resumed run all drive this and differ only in where commands come from.
"""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from game.commands import Command, Leave
from game.events import Event
from game.session import beside, versions
from game.session.codec import TICKS_A_LINE, orderly
from game.session.faults import RunError
from game.session.header import Header
from game.session.journal import Journal
from game.session.judging import opportunities_of, sheet_of
from game.session.reference_scene import reference_hash
from game.session.results import run_name, utc_now
from game.session.station import Station, this_station
from game.spec import LevelSpec
from game.world.runs import open_world
from scoring.findings import Finding
from scoring.judge import Judge
from scoring.notes import Beside, Sitting
from scoring.record import Sheet
from scoring.rulebook import Rulebook
from scoring.skills import named

Clock = Callable[[], str]
"""Tells the time in UTC, as `results.utc_now` does."""
NO_STATION = "0" * 16
"""What the sheet of a trial names: nobody sealed it."""


@dataclass(frozen=True, slots=True)
class StepResult:
    """What one tick brought.  A finding that comes again has `times` above 1."""

    events: tuple[Event, ...]
    findings: tuple[Finding, ...]


class Session:
    """One run.

    results: folder of the run file; None = a trial that leaves no trace.  origin: person | expert | mutant | replay, and
    `mutant` its name.  station, now: by default this station's key and the system's clock.  sitting: which form of an
    assessment set it is (game.session.assessment).  going_on: header and open journal of an unfinished run to go on with,
    instead of a new file (see game.session.resume).

    Raises RunError ("unwritable") when `results` cannot take the file, scoring.rulebook.RuleError when level and rules do
    not fit, ValueError for terms that no file could hold."""

    def __init__(
        self,
        level: LevelSpec,
        rulebook: Rulebook,
        seed: int,
        mode: str = "practice",
        origin: str = "person",
        results: Path | None = None,
        trainee: str = "",
        device: str = "",
        lang: str = "fr",
        station: Station | None = None,
        *,
        mutant: str = "",
        now: Clock = utc_now,
        sitting: Sitting | None = None,
        going_on: tuple[Header, Journal] | None = None,
    ) -> None:
        self.level = level
        self.rulebook = rulebook.subset(level.rules)
        self.opportunities = opportunities_of(level, rulebook, seed)
        self.judge = Judge(self.opportunities)
        self.world = open_world(level, seed)
        self.sheet: Sheet | None = None
        self.interruptions = 0
        self.beside: list[Path] = []
        """Files written beside the run file when it was closed."""
        self.warnings: list[RunError] = []
        """What could not be written beside it, and why."""
        self._played: list[tuple[int, Command]] = []
        self._happened: list[Event] = []
        self._station = station
        self.journal: Journal | None = None
        if going_on is not None:
            self.header, self.journal = going_on
            return
        header = _header(level, self.rulebook, seed, mode, origin, mutant, trainee, device, lang, now())
        self.header = dataclasses.replace(header, sitting=sitting)
        if results is not None:
            self.header, self.journal = self._create(results)

    @property
    def path(self) -> Path | None:
        """The run file, None for a trial."""
        return self.journal.path if self.journal is not None else None

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings so far, as they stand."""
        return self.judge.findings

    @property
    def trouble(self) -> OSError | None:
        """Why the last lines are not on the disk yet: play may go on, each next line tries again.  None when all is well."""
        return self.journal.trouble if self.journal is not None else None

    def step(self, commands: Sequence[Command]) -> StepResult:
        """One tick.  What it returns is in the file already when it holds a finding, else within a second of play.

        Nothing happens any more once the run has ended.  Raises TypeError for commands that no file could hold."""
        if self.world.ended:
            return StepResult((), ())
        result = self._tick(orderly(commands))
        if result.findings or self.world.ended or self.world.tick % TICKS_A_LINE == 0:
            self._write()
        return result

    def _tick(self, commands: tuple[Command, ...]) -> StepResult:
        self._played += [(self.world.tick, command) for command in commands]
        events = self.world.step(commands)
        self._happened += events
        return StepResult(tuple(events), self._judge(events))

    def _judge(self, events: Sequence[Event]) -> tuple[Finding, ...]:
        return tuple(finding for event in events for finding in self.judge.feed(event))

    def _write(self) -> None:
        if self.journal is not None and self.world.tick > self.journal.tick:
            self.journal.play(self.world.tick, self._played, self._happened)
        self._played, self._happened = [], []

    def follow(self, events: Sequence[Event]) -> None:
        """Judge events that the world has given while a run was replayed up to where it goes on: they are in the file."""
        self._judge(events)

    def close(self, how: str = "given_up") -> Sheet:
        """End the run, unless the world has ended it already: `given_up` or `window_closed`.  Writes sheet and seal, and
        the files beside.  A second call returns the same sheet.

        `trouble` then says whether the file is whole; `warnings` what else could not be written."""
        if self.sheet is not None:
            return self.sheet
        if not self.world.ended:
            self._tick((Leave(how),))
            self._write()
        judgement = self.judge.finish()
        self.sheet = sheet_of(self.header, self.level, self.rulebook, self.opportunities, judgement, self.world.tick, self.interruptions)
        if self.journal is not None:
            self.journal.seal(self.sheet.to_plain(), self._station or this_station())
            if self.journal.trouble is None:
                told = Beside(self.header.sitting, skills=named(self.header.rules))
                self.beside, self.warnings = beside.write(self.journal.path, self.sheet, self.header.lang, told)
            self.journal.close()
        return self.sheet

    def leave_open(self) -> None:
        """Let go of the file without ending the run: it stays unfinished and can be resumed."""
        self._write()
        if self.journal is not None:
            self.journal.close()

    def _create(self, results: Path) -> tuple[Header, Journal]:
        try:
            self._station = self._station or this_station()
            header = dataclasses.replace(self.header, station=self._station.id)
            path = results / run_name(header.started, header.level, header.trainee, header.run)
            beside.mend(results)
            return header, Journal.create(path, header)
        except OSError as error:
            raise RunError("unwritable", folder=str(results), reason=error.strerror or type(error).__name__) from error


def _header(
    level: LevelSpec,
    rulebook: Rulebook,
    seed: int,
    mode: str,
    origin: str,
    mutant: str,
    trainee: str,
    device: str,
    lang: str,
    started: str,
) -> Header:
    header = Header(
        run=uuid.uuid4().hex,
        started=started,
        level=level.id,
        level_version=level.control.version,
        level_text=level.source,
        rules=rulebook.to_plain(),
        rules_hash=rulebook.hash,
        seed=seed,
        mode=mode,
        trainee=trainee,
        origin=origin,
        mutant=mutant,
        device=device,
        lang=lang,
        station=NO_STATION,
        program=versions.program(),
        code=versions.code(),
        libraries=versions.libraries(),
        system=versions.system(),
        reference=reference_hash(),
    )
    return header.checked()
