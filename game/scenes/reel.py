"""What a replay shows of a run that has been gone through again: its lanes, and the expert beside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.events import ResidueFound
from game.scenes.base import Context
from game.session.film import GhostFilm
from game.session.ghost import Past
from game.session.replay import Replayer
from game.spec import LevelSpec
from game.view.lanes import Span, Spot, Tracks
from game.view.timeline import STEP_TICKS
from scoring.record import Sheet, SheetFinding

if TYPE_CHECKING:
    from game.session.runfile import Run

WORST = ("minor", "major", "critical")


@dataclass(frozen=True)
class Reel:
    """past: None where the file does not play again as it was recorded (another version of the program)."""

    film: Replayer
    sheet: Sheet | None
    past: Past | None

    @property
    def level(self) -> LevelSpec:
        """The level of the run, out of its file."""
        return self.film.level

    def ghost(self, finding: SheetFinding) -> GhostFilm | None:
        """The expert from the moment from which the finding can be avoided; None when there is none."""
        if self.past is None:
            return None
        ghost = self.past.ghost(finding.finding)
        return GhostFilm(self.level, self.film.run.header.seed, ghost) if ghost else None

    def near(self, tick: int) -> SheetFinding | None:
        """The finding that a moment is about: the last one before or just ahead, else the first."""
        found = sorted(self.sheet.findings, key=lambda one: one.finding.tick) if self.sheet else []
        return next((one for one in reversed(found) if one.finding.tick <= tick + STEP_TICKS), found[0] if found else None)

    def topics(self) -> Sequence[SheetFinding]:
        """Those to look at again, in the order of time."""
        from game.session.debrief import topics
        from scoring.mastery import unknown

        if self.sheet is None:
            return ()
        known: Mapping[str, float] = {rule.rule: unknown().acquired for rule in self.sheet.rules}
        found = [one for one in topics(self.sheet, known) if one.finding.tick <= self.film.run.ticks]
        return sorted(found, key=lambda one: one.finding.tick)

    def tracks(self, ctx: Context) -> Tracks:
        """Its lanes, in the reader's language."""
        t = ctx.t
        names = {name: t(f"replay.{name}") for name in ("steps", "findings", "hazards", "recovered", "load", "air")}
        notes = {name: t(f"replay.unit_{name}") for name in ("load", "air")}
        if self.past is None:
            return Tracks(names, recovered=self._recovered(ctx.lang), notes=notes, most=t("replay.most"))
        curves = {"load": [self.past.curves.load[hand] for hand in ("right", "left")], "air": [self.past.curves.air["um5"]]}
        legend = {"load": (t("replay.hand_right"), t("replay.hand_left"))}
        steps, hazards, recovered = self._steps(ctx.lang), self._hazards(ctx.lang), self._recovered(ctx.lang)
        return Tracks(names, steps, hazards, recovered, curves, notes, legend, t("replay.most"))

    def _steps(self, lang: str) -> list[Span]:
        """Steps by when they were done; the time before the next one is done belongs to that."""
        assert self.past is not None  # noqa: S101 - asked only then
        texts = {step.id: step.text.get(lang) for step in self.level.steps}
        done = sorted((tick, step) for step, tick in self.past.curves.steps.items() if step in texts)
        spans, start = [], 0
        for tick, step in done:
            if tick - start >= 1:
                spans.append(Span(start, tick, texts[step], self._worst(start, tick)))
                start = tick
        return spans

    def _worst(self, start: int, end: int) -> str:
        found = [one.finding.severity for one in (self.sheet.findings if self.sheet else ()) if start < one.finding.tick <= end]
        return max(found, key=WORST.index, default="")

    def _recovered(self, lang: str) -> list[Spot]:
        """Breaches that were put right, where they happened."""
        found = [one for one in (self.sheet.findings if self.sheet else ()) if one.status in ("repris", "half")]
        return [Spot(one.finding.tick, "put_right", one.title.get(lang)) for one in found]

    def _hazards(self, lang: str) -> list[Spot]:
        """Hazards that came; one kept for assessments is not shown in clear."""
        from game.content.rules import load_rulebook
        from game.session.debrief import hazards_of

        assert self.past is not None  # noqa: S101 - asked only then
        if self.sheet is None:
            return []
        seen = hazards_of(self.sheet, self.level, load_rulebook(), self.past.events)
        # What lay there from the start tells more where it was found.
        found = {event.slot: event.tick for event in reversed(self.past.events) if isinstance(event, ResidueFound)}
        spots = [(found.get(one.slot, one.tick), one) for one in seen if one.tick is not None and not one.reserved]
        return [Spot(tick, one.status, one.text.get(lang)) for tick, one in spots]


def reel(run: Run, sheet: Sheet | None) -> Reel:
    """Go through the run once more.  Raises RunError when its level cannot be loaded."""
    from game.content.rules import load_rulebook
    from game.session.replay import level_of

    level = level_of(run.header)
    try:
        past: Past | None = Past(level, load_rulebook(), run.header.seed, run.commands, run.ticks)
    except Exception:  # noqa: BLE001 - the commands of an older or hostile file may ask for anything: then there is the film only
        past = None
    if past is not None and past.events != list(run.events):
        past = None
    known = {tick: moment.snapshot for tick, moment in past.moments.items()} if past else None
    return Reel(Replayer(run, level, known), sheet, past)
