"""What the screen tells the trainee while he works, as far as his mode allows: steps, the next act, hints, refusals, findings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from game.events import Declared, Event, Fastened, FaultMended, TakenOff, Worn
from game.session.acts import Act
from game.session.affordances import matching
from game.session.expert import Expert
from game.spec import LevelSpec, StepSpec
from game.texts import has, t
from game.view.hud import CardText, StepLine
from game.world.seen import Seen
from scoring.findings import Finding
from scoring.rulebook import Rulebook
from scoring.wording import found_text

SAY_TICKS = 540
"""A step's own sentence stands so long; then the next act is named."""
THINK_TICKS = 20
NOTE_TICKS = 330
HINT_TICKS = 900
IDLE_TICKS = 3600
"""After a minute without any act, practice offers a hint; it never shows one unasked."""


@dataclass(slots=True)
class Line:
    """What stands at the bottom left, and the sign before it."""

    text: str
    icon: str = "hand-light"


class Coach:
    """Follows the run and finds the words.  mode: discover | guided | practice | assessment."""

    def __init__(self, level: LevelSpec, mode: str) -> None:
        self.level, self.mode = level, mode
        self.step: StepSpec | None = None
        self.act: Act | None = None
        self.ghost = Expert(level)
        """Who would act now; he remembers what the trainee said and changed."""
        self._since = 0
        self._thought = -THINK_TICKS
        self._note: tuple[Line, int] | None = None
        self._depth: dict[str, int] = {}
        self._acted = 0

    # --- steps -----------------------------------------------------------------------------------------------------------

    def due(self, seen: Seen) -> StepSpec | None:
        """The first step that is not done and whose forerunners are."""
        done = {step.id for step in seen.steps if seen.step_done(step.id)}
        known = {step.id for step in seen.steps}
        for step in seen.steps:
            if step.id not in done and all(before in done or before not in known for before in step.after):
                return step
        return next((step for step in seen.steps if step.id not in done), None)

    def lines(self, seen: Seen, lang: str) -> list[StepLine]:
        """The list of steps; empty where the mode shows none."""
        if self.mode not in ("guided", "discover"):
            return []
        now = self.step.id if self.step else ""
        return [StepLine(step.text.get(lang), seen.step_done(step.id), step.id == now) for step in seen.steps]

    # --- each tick -------------------------------------------------------------------------------------------------------

    def acted(self, seen: Seen) -> None:
        """The trainee did something."""
        self._acted = seen.tick

    def follow(self, seen: Seen) -> None:
        """Look at where the trainee is."""
        if seen.tick - self._thought < THINK_TICKS:
            return
        self._thought = seen.tick
        step = self.due(seen)
        if (step.id if step else "") != (self.step.id if self.step else ""):
            self.step, self._since = step, seen.tick
        if self.mode == "guided":
            acts = self.ghost.decide(seen) if not seen.ended else []
            self.act = acts[0] if acts else None

    def hear(self, events: Sequence[Event]) -> None:
        """What the ghost cannot see any more he has to remember: declarations, and when the outfit changed."""
        for event in events:
            if isinstance(event, Declared):
                self.ghost.memory.said.add((event.subject, event.thing))
            elif isinstance(event, Worn | Fastened | FaultMended | TakenOff):
                self.ghost.memory.changed_tick = event.tick

    def line(self, seen: Seen, lang: str) -> Line | None:
        """What stands at the bottom left now."""
        if self._note and seen.tick < self._note[1]:
            return self._note[0]
        if self.mode == "discover":
            return Line(self.step.text.get(lang), "eye-light") if self.step else None
        if self.mode == "practice" and self.step is not None and seen.tick - self._acted > IDLE_TICKS:
            return Line(t("room.offer_hint", lang))
        if self.mode != "guided" or self.step is None:
            return None
        say = (self.step.say or self.step.text).get(lang)
        if seen.tick - self._since < SAY_TICKS:
            return Line(say)
        found = matching(seen, self.act) if self.act else None
        return Line(t("room.next", lang, act=found.label(lang))) if found else Line(say)

    def target(self, seen: Seen) -> str:
        """The thing the next act is about; "" where the mode points at nothing."""
        if self.mode != "guided" or self.act is None:
            return ""
        place = self.act.part if self.act.verb == "put" else self.act.thing
        return place if seen.has(place) else ""

    def beside(self, seen: Seen, lang: str) -> str:
        """What stands beside a close-up: the line of the room, and for a film what the step is for."""
        if self.mode == "discover" and self.step is not None:
            said = [text.get(lang) for text in (self.step.say, self.step.why) if text]
            return "\n".join(said) or self.step.text.get(lang)
        line = self.line(seen, lang) if self.mode == "guided" or self.noting(seen) else None
        return line.text if line else ""

    # --- words that come and go ------------------------------------------------------------------------------------------

    def note(self, seen: Seen, text: str, icon: str = "hand-light", ticks: int = NOTE_TICKS) -> None:
        """Say something for a few seconds."""
        self._note = Line(text, icon), seen.tick + ticks

    def noting(self, seen: Seen) -> bool:
        """Whether such words stand now."""
        return self._note is not None and seen.tick < self._note[1]

    def refused(self, seen: Seen, reason: str, lang: str) -> None:
        """Something could not be done: say why, in the body's terms."""
        key = f"room.refused_{reason}"
        if has(key, lang):
            self.note(seen, t(key, lang))

    def hint(self, seen: Seen, lang: str) -> str:
        """The next hint on the step that is due, on demand in practice: what, then how to think of it, then the site's words.

        Returns the slot it is about, "" when there is none."""
        if self.mode != "practice" or self.step is None:
            return ""
        depth = self._depth[self.step.id] = min(3, self._depth.get(self.step.id, 0) + 1)
        texts = [self.step.text, self.step.hint or self.step.text, self.step.say or self.step.hint or self.step.text]
        self.note(seen, t("room.hint", lang, n=depth, text=texts[depth - 1].get(lang)), "hand-light", HINT_TICKS)
        return self.step.id

    def card(self, rulebook: Rulebook, finding: Finding, lang: str) -> CardText | None:
        """What a finding says at once in guided mode; None elsewhere."""
        if self.mode != "guided":
            return None
        rule = rulebook.rules[finding.rule]
        what = found_text(rule.check(finding.check), finding).get(lang)
        return CardText(finding.severity, what, rule.why.get(lang), rule.now.get(lang))
