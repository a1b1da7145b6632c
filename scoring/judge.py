"""Events in, findings out.

Each opportunity is watched by a `_Watch`: the monitor of its pattern, plus what all checks share (given, needs, hints,
recovery).  Events are dispatched by class and slot, so one event reaches only the watches that asked for it and its cost
does not grow with the length of the run.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from game import events
from game.events import Event
from scoring.findings import FalseAlarm, Finding, Judgement, Outcome, X
from scoring.language import Match
from scoring.monitors import TICKS_PER_SECOND, Answer, Breach, Predicate, measured, monitor, predicate
from scoring.rulebook import Opportunity

_NOTHING: list[Finding] = []


class _Watch:
    """One opportunity being watched.  The fields in STATE are all that a run changes."""

    STATE = ("given", "needed", "hinted", "open", "lost", "rooted", "finding", "last")

    def __init__(self, opportunity: Opportunity) -> None:
        self.opportunity = opportunity
        self.check = opportunity.check
        self.monitor = monitor(opportunity.check.pattern)
        self.name = f"{opportunity.rule.id}/{self.check.id}"
        self.follows = tuple(f"{name}@{opportunity.slot}" for name in self.check.follows)
        """Ids of the opportunities it is a consequence of when one event breaks both."""
        self.leaders: tuple[_Watch, ...] = ()
        """Watches it is a consequence of while they are broken."""
        self.given = self.check.given is None
        self.needed = self.check.needs is None
        self.hinted = False
        self.open = False
        """Broken and not yet put right."""
        self.lost = False
        """Broken, and the point of no return has passed."""
        self.rooted = False
        """Broken at least once other than as a consequence."""
        self.finding = -1
        """Index of its finding, or -1."""
        self.last = -1
        """Serial number of the event that last broke it."""

    def wants(self) -> list[tuple[int, Match, Answer]]:
        """Phase, match, answer.  Within one event: what is given, then the pattern, then recovery, then its end."""
        check = self.check
        wanted: list[tuple[int, Match, Answer]] = [(1, match, answer) for match, answer in self.monitor.wants()]
        if check.given is not None:
            wanted.append((0, check.given, self._on_given))
        if check.needs is not None:
            wanted.append((0, check.needs, self._on_needs))
        if check.recovery is not None:
            wanted += [(2, match, self._on_fix) for match in check.recovery.by]
            wanted += [(3, match, self._on_no_return) for match in check.recovery.until]
        wanted.append((0, Match("hinted", slots=(self.opportunity.slot,)), self._on_hint))
        return wanted

    def _on_given(self, event: Event) -> None:
        self.given = True

    def _on_needs(self, event: Event) -> None:
        self.needed = True

    def _on_hint(self, event: Event) -> None:
        if not self.monitor.settled():
            self.hinted = True

    def _on_fix(self, event: Event) -> None:
        # What breaks a rule does not mend it, and a late "first" is no fix until it has come.
        if self.open and self.last != event.n and not self.monitor.waiting():
            self.open = False

    def _on_no_return(self, event: Event) -> None:
        if self.open:
            self.lost = True

    def status(self, complete: bool, missing: bool, rooted: bool) -> str:
        """One of STATUSES.  complete: the run reached its end; missing: something was left undone; rooted: broken as a root."""
        if complete and self.void():
            return "void"
        if self.finding >= 0 and not rooted:
            return "void"
        if not self.needed and not rooted:
            return "not_observed"
        if missing or self.lost or self.open:
            return "missed"
        if not complete and not rooted and not self.monitor.settled():
            return "not_observed"
        recovery = self.check.recovery
        if rooted and recovery is not None and recovery.worth < 1:
            return "half"
        if self.hinted:
            return "hinted"
        return "repris" if rooted else "met"

    def void(self) -> bool:
        """Whether, the run being over, there was nothing to judge here."""
        return not self.given or self.monitor.void()


@dataclass(frozen=True, slots=True)
class JudgeState:
    """A judge between two events, as plain picklable values; `Judge.restored` brings it back."""

    tick: int
    n: int
    ended: str
    findings: tuple[Finding, ...]
    alarms: tuple[FalseAlarm, ...]
    taint: tuple[tuple[int, int], ...]
    watches: tuple[tuple[tuple[Any, ...], tuple[Any, ...]], ...]


Handler = tuple[Predicate | None, Answer, _Watch]


class Judge:
    """Folds the events of one run.  opportunities: from `rulebook.bind`."""

    def __init__(self, opportunities: Sequence[Opportunity]) -> None:
        self._watches = [_Watch(opportunity) for opportunity in opportunities]
        for watch in self._watches:
            watch.leaders = tuple(one for one in self._watches if one.name in watch.check.led_by)
        self._timed = [watch for watch in self._watches if watch.monitor.timed]
        self._table = _dispatch(self._watches)
        self._findings: list[Finding] = []
        self._alarms: list[FalseAlarm] = []
        self._taint: dict[int, int] = {}
        """Serial number of an event that broke a rule, or that such an event led to -> id of the root finding."""
        self._tick = 0
        self._n = 0
        self._ended = ""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings so far, as they stand now.  Some may fall away at the end, when an omission turns out to be the fault."""
        return tuple(self._current(watch) for watch in self._by_finding())

    def feed(self, event: Event) -> list[Finding]:
        """Judges one event; the findings it makes, or makes again (then `times` is more than 1)."""
        self._tick, self._n = event.tick, event.n
        made = self._overdue(event) if self._timed else _NOTHING
        cls = type(event)
        if cls is events.Declared or cls is events.Ended:
            self._note(event)
        table = self._table.get(cls)
        if table is not None:
            by_slot, for_any = table
            handlers = for_any if by_slot is None else by_slot.get(event.slot, for_any)  # type: ignore[attr-defined]
            broken: list[tuple[_Watch, Breach]] = []
            for test, answer, watch in handlers:
                if test is None or test(event):
                    breach = answer(event)
                    if breach is not None:
                        watch.open, watch.last = True, event.n
                        broken.append((watch, breach))
            if broken:
                return [*made, *self._record(broken, event)]
        if event.cause is not None and event.cause in self._taint:
            self._taint[event.n] = self._taint[event.cause]
        return made

    def finish(self) -> Judgement:
        """What all this amounts to.  Changes nothing, so it may be asked in the middle of a run too."""
        complete = self._ended == "finished"
        findings = {watch.opportunity.id: self._current(watch) for watch in self._by_finding()}
        fallen = {watch.finding + 1 for watch in self._by_finding() if complete and watch.void()}
        outcomes = []
        for watch in self._watches:
            opportunity = watch.opportunity
            left = watch.monitor.at_end() if complete and not watch.void() and watch.needed else None
            finding = findings.get(opportunity.id)
            if finding is not None and finding.root in fallen:
                # The finding it was a consequence of has fallen away: it stands on its own.
                finding = dataclasses.replace(finding, root=None)
            if finding is None and left is not None:
                finding = self._finding(watch, left, None, len(findings) + 1)
            status = watch.status(complete, left is not None, finding is not None and finding.root is None)
            if finding is not None:
                findings[opportunity.id] = finding
            outcomes.append(self._outcome(opportunity, status, None if finding is None or finding.id in fallen else finding.id))
        kept = tuple(finding for finding in findings.values() if finding.id not in fallen)
        return Judgement(kept, tuple(outcomes), tuple(self._alarms), self._ended)

    # --- state

    def snapshot(self) -> JudgeState:
        """The state after the last event."""
        return JudgeState(
            self._tick,
            self._n,
            self._ended,
            tuple(self._findings),
            tuple(self._alarms),
            tuple(self._taint.items()),
            tuple(
                (tuple(getattr(watch, name) for name in _Watch.STATE), tuple(_copied(value) for value in watch.monitor.state))
                for watch in self._watches
            ),
        )

    @classmethod
    def restored(cls, opportunities: Sequence[Opportunity], state: JudgeState) -> Judge:
        """A judge of the same opportunities that goes on from a snapshot.  Raises ValueError when they are not the same."""
        judge = cls(opportunities)
        judge._tick, judge._n, judge._ended = state.tick, state.n, state.ended
        judge._findings, judge._alarms, judge._taint = list(state.findings), list(state.alarms), dict(state.taint)
        for watch, (common, own) in zip(judge._watches, state.watches, strict=True):
            for name, value in zip(_Watch.STATE, common, strict=True):
                setattr(watch, name, value)
            watch.monitor.state[:] = [_copied(value) for value in own]
        return judge

    # --- breaches

    def _overdue(self, event: Event) -> list[Finding]:
        broken = []
        for watch in self._timed:
            breach = watch.monitor.overdue(event.tick)
            if breach is not None:
                watch.open, watch.last = True, event.n
                broken.append((watch, breach))
        return [self._keep(watch, breach, event, None) for watch, breach in broken]

    def _record(self, broken: list[tuple[_Watch, Breach]], event: Event) -> list[Finding]:
        """Findings for all that one event breaks; which of them are consequences."""
        names = [watch.opportunity.id for watch, _ in broken]
        led_here = self._taint.get(event.cause) if event.cause is not None else None
        made: dict[int, Finding] = {}
        followers = []
        for index, (watch, breach) in enumerate(broken):
            leaders = [names.index(name) for name in watch.follows if name in names]
            if leaders:
                followers.append((index, leaders[0]))
                continue
            root = self._root(watch, breach, led_here)
            made[index] = self._keep(watch, breach, event, root)
            self._taint.setdefault(event.n, made[index].id if root is None else root)
        for index, leader in followers:
            root = made[leader].root or made[leader].id if leader in made else self._taint.get(event.n)
            made[index] = self._keep(*broken[index], event, root)
        return [made[index] for index in sorted(made)]

    def _root(self, watch: _Watch, breach: Breach, led_here: int | None) -> int | None:
        """The finding a breach is a consequence of, or None when it is a root itself."""
        own = watch.check.own_right
        if "any" in own or breach.aspect in own:
            return None
        for leader in watch.leaders:
            if leader.open and leader.finding >= 0:
                finding = self._findings[leader.finding]
                return finding.root or finding.id
        return led_here

    def _keep(self, watch: _Watch, breach: Breach, event: Event, root: int | None) -> Finding:
        """A new finding, or one time more of the one there is.  What was a consequence becomes a root when broken as one."""
        if watch.finding < 0:
            watch.finding = len(self._findings)
            self._findings.append(dataclasses.replace(self._finding(watch, breach, event, watch.finding + 1), root=root))
        else:
            known = self._findings[watch.finding]
            if root is None and not watch.rooted:
                known = dataclasses.replace(self._finding(watch, breach, event, known.id), times=known.times)
            self._findings[watch.finding] = dataclasses.replace(known, times=known.times + 1)
        watch.rooted = watch.rooted or root is None
        return self._findings[watch.finding]

    def _finding(self, watch: _Watch, breach: Breach, event: Event | None, finding_id: int) -> Finding:
        opportunity, measure = watch.opportunity, watch.check.measure
        value, threshold, unit = breach.value, breach.threshold, ""
        if breach.ticks and value is not None and threshold is not None:
            value, threshold, unit = value / TICKS_PER_SECOND, threshold / TICKS_PER_SECOND, "s"
        if measure is not None and event is not None:
            value, threshold, unit = measured(event, measure.field, measure.threshold, measure.unit)
        return Finding(
            finding_id,
            opportunity.id,
            opportunity.rule.id,
            watch.check.id,
            opportunity.slot,
            opportunity.rule.severity,
            self._tick,
            self._n,
            thing=getattr(event, "thing", ""),
            aspect=breach.aspect,
            measure=value,
            threshold=threshold,
            unit=unit,
        )

    def _by_finding(self) -> list[_Watch]:
        return sorted((watch for watch in self._watches if watch.finding >= 0), key=lambda watch: watch.finding)

    def _current(self, watch: _Watch) -> Finding:
        return dataclasses.replace(self._findings[watch.finding], recovered=not watch.open and not watch.lost)

    def _outcome(self, opportunity: Opportunity, status: str, finding: int | None) -> Outcome:
        rule = opportunity.rule
        return Outcome(opportunity.id, rule.id, opportunity.check.id, opportunity.slot, rule.severity, status, X[status], finding)

    def _note(self, event: Event) -> None:
        if isinstance(event, events.Ended):
            self._ended = event.how
        elif isinstance(event, events.Declared) and not event.true and event.subject != "fit":
            # An outfit wrongly called fit raises no alarm: what is wrong with it is found at the door.
            self._alarms.append(FalseAlarm(event.tick, event.n, event.subject, event.thing))


def _copied(value: Any) -> Any:
    return dict(value) if isinstance(value, dict) else value


Table = dict[type[Event], tuple[dict[str, tuple[Handler, ...]] | None, tuple[Handler, ...]]]


def _dispatch(watches: Sequence[_Watch]) -> Table:
    """Event class -> (handlers by slot, or None when the event has no slot; handlers for any other slot)."""
    wanted: dict[type[Event], list[tuple[int, tuple[str, ...] | None, Handler]]] = {}
    for watch in watches:
        for phase, match, answer in watch.wants():
            handler: Handler = (predicate(match.where), answer, watch)
            wanted.setdefault(events.KINDS[match.event], []).append((phase, match.slots, handler))
    return {cls: _by_slot(cls, entries) for cls, entries in wanted.items()}


def _by_slot(
    cls: type[Event], entries: list[tuple[int, tuple[str, ...] | None, Handler]]
) -> tuple[dict[str, tuple[Handler, ...]] | None, tuple[Handler, ...]]:
    entries = sorted(entries, key=lambda entry: entry[0])  # stable: within a phase, the order of the opportunities
    for_any = tuple(handler for _, slots, handler in entries if slots is None)
    if not any(spec.name == "slot" for spec in dataclasses.fields(cls)):
        return None, for_any
    names = dict.fromkeys(name for _, slots, _ in entries for name in slots or ())
    return {name: tuple(handler for _, slots, handler in entries if slots is None or name in slots) for name in names}, for_any
