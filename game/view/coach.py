"""What the screen tells the trainee while he works, as far as his mode allows: steps, the next act, hints, refusals, findings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from game.events import Declared, Event, Fastened, FaultMended, TakenOff, Worn
from game.session.acts import Act
from game.session.affordances import matching
from game.session.cards import HOW, card, hint, may_hint
from game.session.expert import Expert
from game.session.handling import nearest
from game.session.mind import Mind
from game.session.mutation import Slip
from game.session.routines import ROUTINES
from game.spec import LevelSpec, StepSpec
from game.texts import has, t
from game.view.hud import CardText, StepLine
from game.world.seen import Seen
from scoring.findings import Finding
from scoring.rulebook import Opportunity, Rulebook

SAY_TICKS = 540
"""A step's own sentence introduces it for so long, once, and only until its first act is done; then the next act is named."""
THINK_TICKS = 20
AWAY = ("take_off", "put")
"""Verbs by which one parts with what is known to be bad: then the reason is said."""
NOTE_TICKS = 330
LEAST_NOTE_TICKS = 75
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
        self.before = ""
        """The kind of close-up one has open, "" for the room."""
        self.ghost = Expert(level)
        """Who would act now; he remembers what the trainee said and changed."""
        self._since = 0
        self._first: Act | None = None
        """The act the step began with: its introduction stands until that act is another."""
        self._introduced: set[str] = set()
        self._thought = -THINK_TICKS
        self._note: tuple[Line, int, int] | None = None
        """Words that come and go, until which tick at most, and from which on another act takes their place."""
        self._spent = False
        """Another act has become the next one since."""
        self._depth: dict[str, int] = {}
        self._hinted: dict[str, int] = {}
        """Step -> when its last hint was given."""
        self._acted = 0
        self._done: set[str] = set()

    # --- steps -----------------------------------------------------------------------------------------------------------

    def due(self, seen: Seen) -> StepSpec | None:
        """The first step that is not done and whose forerunners are."""
        done = self._done = {step.id for step in seen.steps if seen.step_done(step.id)}
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
        done = self._done
        return [
            StepLine(s.text.get(lang), s.id in done, s.id == now, "" if s.id in done else self.missing(seen, s, lang)) for s in seen.steps
        ]

    # --- each tick -------------------------------------------------------------------------------------------------------

    def acted(self, seen: Seen) -> None:
        """The trainee did something."""
        self._acted = seen.tick

    def follow(self, seen: Seen) -> None:
        """Look at where the trainee is."""
        if seen.tick - self._thought < THINK_TICKS:
            return
        self._thought = seen.tick
        before = self.act
        step, self.act = self._next(seen) if self.mode == "guided" and not seen.ended else (self.due(seen), None)
        self._spent |= self.act != before
        if self._note and self._spent and seen.tick >= self._note[2]:
            self._note = None
        if (step.id if step else "") != (self.step.id if self.step else ""):
            if self.step:
                self._introduced.add(self.step.id)
            self.step, self._since, self._first = step, seen.tick, self.act
        elif step and (self.act != self._first or seen.tick - self._since >= SAY_TICKS):
            self._introduced.add(step.id)

    def _next(self, seen: Seen) -> tuple[StepSpec | None, Act | None]:
        """The next act from the state the person is in, and the step it belongs to: arrow, line and list all follow it."""
        mind = Mind(seen, self.ghost.memory.copy(), Slip(None))
        for step in seen.steps:
            # A good garment that is half on is finished first.
            if step.do == "wear" and not seen.step_done(step.id) and self._half_on(mind, step):
                act = ROUTINES["wear"](mind, step)
                if act:
                    return step, act
        due = self.due(seen)
        acts = self.ghost.decide(seen)
        act = acts[0] if acts else None
        own = act is None or not seen.has(act.thing) or due is None or seen.thing(act.thing).slot == due.thing
        if due and due.do in ("drop", "discard") and (own or (act is not None and act.verb in ("look", "open_pack", "take"))):
            act = self._on_purpose(mind, due) or act
        if act and act.verb == "declare" and seen.thing(act.thing).family == "garment":
            act = Act("put", act.thing, nearest(seen, "bin"), act.slot)  # as the card says: away with it
        mine = next((s for s in seen.steps if act and act.slot in (s.id, s.thing) and not seen.step_done(s.id)), None)
        return mine if mine and due and mine.do == due.do else due, act

    @staticmethod
    def _half_on(mind: Mind, step: StepSpec) -> bool:
        things = [t for t in mind.seen.things() if t.family == "garment" and t.slot == step.id and not mind.bad(t)]
        return any(t.threaded or t.where == "worn" for t in things)

    @staticmethod
    def _on_purpose(mind: Mind, step: StepSpec) -> Act | None:
        """What a step asks for that an expert would not do: let it fall (unopened, unsearched), then into the bin."""
        if step.do == "discard" and any(t.slot == step.thing and t.where == "worn" and not mind.bad(t) for t in mind.seen.things()):
            return None
        act = ROUTINES[step.do](mind, step)
        if act is None or act.verb != "look":
            return act
        inside = next((t for t in mind.seen.things() if t.id.startswith(f"{act.thing}.")), None)
        return Act("take", inside.id, "collar.inside", act.slot) if inside else Act("open_pack", act.thing, "notch", act.slot)

    def hear(self, events: Sequence[Event]) -> None:
        """What the ghost cannot see any more he has to remember: declarations, and when the outfit changed."""
        if events:
            self._thought = -THINK_TICKS  # what was said may be done now
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
        if self.step.say and self.step.id not in self._introduced and self._belongs(seen):
            return Line(self.step.say.get(lang))
        return Line(self._now(seen, lang))

    def _belongs(self, seen: Seen) -> bool:
        """Whether the next act is one of the step itself: first something else may have to be put right."""
        if self.step is None or self.act is None:
            return True
        if self.step.do == "stow" and seen.has(self.act.thing) and seen.thing(self.act.thing).family == "personal":
            return True
        return self.act.slot in (self.step.id, self.step.thing) or self.act.thing == self.step.thing

    def _now(self, seen: Seen, lang: str) -> str:
        """The next act in words; before the mirror, what to press there."""
        found = matching(seen, self.act) if self.act else None
        if self.act is not None and self.act.verb == "wait":
            return t(f"room.wait_{self.act.part or 'rub'}", lang)
        if self.act is None or found is None:
            return (self.step.text if self.step else self.level.title).get(lang)
        if self.before == "mirror" and self.act.verb == "mend":
            return t("room.mend_here", lang, act=found.label(lang))
        if self.before == "mirror" and (self.act.verb == "declare" or self.act.thing == (self.step.thing if self.step else "")):
            return t("room.press_fit", lang)
        thing = seen.thing(self.act.thing)
        wrong = Mind(seen, self.ghost.memory, Slip(None)) if thing.family == "garment" and self.act.verb in AWAY else None
        if wrong and wrong.known(thing):
            why = t(f"room.why_{wrong.what_is_wrong(thing)}", lang)
            return t("room.next_why", lang, act=found.label(lang), why=why)
        return t("room.next", lang, act=found.label(lang))

    def missing(self, seen: Seen, step: StepSpec, lang: str) -> str:
        """What a step that is not done still wants, in a word."""
        worn = step.do == "wear" and step.id in seen.worn
        return t(f"room.miss_{'close' if worn else step.do}", lang)

    def target(self, seen: Seen) -> str:
        """The thing the next act is about; "" where the mode points at nothing."""
        if self.mode != "guided" or self.act is None:
            return ""
        place = self.act.part if self.act.verb == "put" else self.act.thing
        if not seen.has(place):
            return ""
        return seen.thing(place).where if seen.away(place) else place

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
        self._note = Line(text, icon), seen.tick + ticks, seen.tick + LEAST_NOTE_TICKS
        self._spent = False

    def unsay(self, text: str) -> None:
        """That is not so any more."""
        if self._note and self._note[0].text == text:
            self._note = None

    def noting(self, seen: Seen) -> bool:
        """Whether such words stand now."""
        return self._note is not None and seen.tick < self._note[1]

    def refused(self, seen: Seen, reason: str, lang: str) -> None:
        """Something could not be done: say why, in the body's terms."""
        key = f"room.refused_{reason}"
        if has(key, lang):
            self.note(seen, t(key, lang))

    def hint(self, seen: Seen, lang: str, opportunities: tuple[Opportunity, ...] = ()) -> str:
        """The next hint on the step that is due, on demand in practice: the step, then its rule, then the act itself; asked for
        again too soon, the same one once more.

        Returns the slot it is about, "" when nothing new was told."""
        if self.mode != "practice" or self.step is None:
            return ""
        step = self.step
        fresh = may_hint(self._hinted.get(step.id), seen.tick)
        if fresh:
            self._depth[step.id] = min(HOW, self._depth.get(step.id, 0) + 1)
            self._hinted[step.id] = seen.tick
        told = hint(step, opportunities, self._depth[step.id], lang, self._how(seen, lang) if self._depth[step.id] == HOW else "")
        self.note(seen, t("room.hint", lang, n=told.depth, text=told.text), "hand-light", HINT_TICKS)
        return step.id if fresh else ""

    def _how(self, seen: Seen, lang: str) -> str:
        """The next act in words; "" where there is none or only the step's own words say it."""
        act = self._next(seen)[1] if self.level.scene == "gowning" and not seen.ended else None
        found = matching(seen, act) if act else None
        return found.label(lang) if found else ""

    def card(self, rulebook: Rulebook, finding: Finding, lang: str) -> CardText | None:
        """What a finding says at once in guided mode; None elsewhere."""
        if self.mode != "guided":
            return None
        told = card(rulebook.rules[finding.rule], finding, lang)
        return CardText(told.severity, told.what, told.why, told.now)
