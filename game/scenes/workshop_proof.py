"""The proof of a level: played by the perfect student and by students who each err once, beside the window; and the short trial."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from game.scenes.base import route
from game.scenes.stack import Push, Transition
from game.scenes.workshop import day, proof_words, trouble_words
from game.scenes.workshop_parts import Badge, Part, Progress, on_fault, tell_fault
from game.session.jobs import Job
from game.view.theme import BODY, THEME
from game.view.widgets import Button, Choice, Column, Fired, Label, Option, Rule

if TYPE_CHECKING:
    from game.content.fault import Diagnostic
    from game.session.proofs import Doubt, Proof

DRAWS = (2, 5, 20)
MOST = 12
"""Of each list so many are shown at once; a button opens the rest."""
ABOUT = ("rules_idle", "untested", "hazards")
"""Lists that say what one can do about them."""
SHARES = {"expert": (0.0, 0.2), "mutants": (0.2, 1.0)}
"""From where to where a part of the work takes the bar."""
PATIENCE = {2: "short", 5: "middle", 20: "long"}


class ProofPart(Part):
    """What was said of this very text is shown at once; what is going on has a bar and a stop, and goes on while one works elsewhere."""

    id = "proof"
    domain = "workshop_proof"

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.draws = str(DRAWS[0])
        self.job: Job[Any] | None = None
        self._data = b""
        """The text that is being played, or was; none when that was stopped."""
        self._fresh: tuple[bytes, Proof | None] = (b"", None)
        """What came of it here, for a text: shown even where it could not be kept."""
        self._played: tuple[bytes, tuple[Diagnostic, ...]] | None = None
        """A text, and what play has shown to be wrong with it."""
        self._trouble = ""
        self._open: set[str] = set()
        """Lists shown whole."""
        self._seen = ("", -1, -1)
        """How far the page says it is."""

    @property
    def proof(self) -> Proof | None:
        """Of the text as it stands."""
        data, fresh = self._fresh
        return fresh if fresh is not None and data == self.desk.data else self.desk.state.proof

    @property
    def stale(self) -> bool:
        """Whether what was played here is not the text as it stands, whenever that was noticed."""
        return self.job is None and self._data not in (b"", self.desk.data)

    def sign(self) -> tuple[str, str]:
        if self.job is not None:
            return "clock", self.say("running")
        if self.proof is None:
            return "dot", proof_words(self.ctx, self.desk.state)
        if self.proof.good:
            return "done", self.say("good")
        return "alert", self.say("bad", why=trouble_words(self.ctx, self.proof))

    # --- layout --------------------------------------------------------------------------------------------------------

    def fill(self, column: Column) -> None:
        self.head(column, self.say("part_proof"), self.say("about"))
        trouble = self._trouble or (self.say("changed") if self.stale else "")
        if trouble:
            column.add(Badge("bad", "alert", trouble), gap=18)
        if self.job is not None:
            self._running(column, self.job)
        elif self.desk.level is None:
            column.add(Badge("bad", "wrong", self.say("cannot"), self.say("cannot_what")), gap=18)
        else:
            self._verdict(column)
            self._ask(column)
        self._trial(column)
        if self.proof is not None:
            self._result(column, self.proof)

    def _ask(self, column: Column) -> None:
        column.add(Label(self.say("draws"), BODY, weight="semibold"), gap=18)
        options = [Option(str(n), self.say("draws_n", n=n), self.say(f"takes_{PATIENCE[n]}")) for n in DRAWS]
        column.add(Choice("draws", options, self.draws, height=64), gap=8)
        prove = Button("prove", self.say("prove"), style="primary", height=56)
        column.row([prove, Button("try", self.say("try"), height=56)], gap=14)
        column.add(Label(self.say("try_about"), 20, THEME.slate), gap=8)

    def _running(self, column: Column, job: Job[Any]) -> None:
        said = self.say(f"so_far_{job.what or 'begin'}", done=job.done, of=job.of)
        low, high = SHARES.get(job.what, (0.0, 0.0))
        column.add(Progress(said, low + (high - low) * (job.share or 0.0)), gap=22)
        column.add(Label(self.say("meanwhile"), 20, THEME.slate), gap=10)
        column.row([Button("stop", self.say("stop"), height=56)], gap=14)

    def _trial(self, column: Column) -> None:
        """What the short trial has shown, of the text as it stands."""
        if self._played is None or self._played[0] != self.desk.data:
            return
        faults = self._played[1]
        if not faults:
            column.add(Badge("good", "done", self.say("try_good"), self.say("try_good_what")), gap=22)
            return
        column.add(Badge("bad", "wrong", self.say("try_bad_one" if len(faults) == 1 else "try_bad", n=len(faults))), gap=22)
        for n, fault in enumerate(faults[:MOST]):
            tell_fault(self, column, n, fault)

    def _verdict(self, column: Column) -> None:
        """What came of it, in a sentence."""
        proof = self.proof
        if proof is None:
            column.add(Badge("plain", "dot", proof_words(self.ctx, self.desk.state)), gap=18)
            return
        when = self.say("when_one" if proof.seeds == 1 else "when", day=day(proof.day, self.ctx.lang), n=proof.seeds)
        kind, icon = ("good", "done") if proof.good else ("bad", "wrong")
        column.add(Badge(kind, icon, proof.said[self.ctx.lang], when), gap=18)

    def _result(self, column: Column, proof: Proof) -> None:
        self.title(column, self.say("figures"))
        self._figures(column, proof)
        if proof.doubts:
            self.title(column, self.say("doubts"))
        shown = self._first("doubts", len(proof.doubts))
        for n, doubt in enumerate(proof.doubts[:shown]):
            self._doubt(column, n, doubt)
        self._rest(column, "doubts", len(proof.doubts))
        self._tested(column, proof)
        self._draws(column, proof)

    def _figures(self, column: Column, proof: Proof) -> None:
        from game.content.lint.order import count_orders
        from game.session.proof import MOST_PLAIN
        from game.session.proof_report import orders_said

        lang, level = self.ctx.lang, self.desk.level
        figures = [("clock", self.say("expert", time=self._time(proof.seconds)))]
        much = proof.share > round(100 * MOST_PLAIN)
        figures.append(("alert" if much else "hand", self.say("clicks_many" if much else "clicks", share=proof.share)))
        if level is not None:
            figures.append(("log", orders_said(count_orders({step.id: list(step.after) for step in level.steps}), lang)))
            tested = [rule for rule in level.rules if rule in proof.rules]
            all_of_them = len(tested) == len(level.rules)
            figures.append(("done" if all_of_them else "alert", self.say("rules_count", n=len(tested), of=len(level.rules))))
        for icon, text in figures:
            column.add(Label(text, BODY, icon=icon), gap=8)

    def _doubt(self, column: Column, n: int, doubt: Doubt) -> None:
        """A run that was not as it should be."""
        if n:
            column.add(Rule(), gap=18)
        who = self._point(doubt.expects) if doubt.expects else doubt.name or self.say("expert_not")
        column.add(Label(who, BODY, weight="semibold", icon="alert"), gap=14)
        found = " ; ".join(map(self._point, doubt.found)) or self.say("nothing")
        kind = doubt.verdict if doubt.name else "expert"
        column.add(Label(self.say(f"doubt_{kind}", found=found, seed=doubt.seed), BODY), gap=4)
        if doubt.alarms:
            column.add(Label(self.say("doubt_alarms", n=doubt.alarms), BODY), gap=4)
        if doubt.run and Path(doubt.run).is_file():
            column.row([Button(f"see {n}", self.say("see"), icon="eye", height=48, spoken=self.say("see_spoken", who=who))], gap=10)

    def _tested(self, column: Column, proof: Proof) -> None:
        """What these draws put to the test, and what not."""
        level = self.desk.level
        named = level.rules if level is not None else ()
        idle = [rule for rule in named if rule not in proof.rules]
        points = [name for name in dict.fromkeys(proof.untested) if name.partition("/")[0] not in idle]
        self._listed(column, "rules_idle", "rules_idle_none", list(map(self._point, idle)))
        self._listed(column, "untested", "", list(map(self._point, points)))
        self._listed(column, "hazards", "", self._hazards(proof.hazards))
        self._listed(column, "rules", "", [self._point(rule) for rule in named if rule in proof.rules], icon="done")

    def _draws(self, column: Column, proof: Proof) -> None:
        """One line a draw, as the command has it."""
        if not proof.draws:
            return
        self.title(column, self.say("each_draw"))
        for draw in proof.draws[: self._first("draws", len(proof.draws))]:
            score = "–" if draw.score is None else f"{draw.score:.0f}"
            column.add(Label(self.say("draw", seed=draw.seed, score=score, time=self._time(draw.seconds)), BODY, weight="semibold"), gap=14)
            column.add(Label(self.say("draw_students", tried=draw.tried, seen=draw.seen, idle=draw.idle), BODY), gap=2)
            names = " ; ".join(self._hazards(draw.hazards))
            column.add(Label(self.say("draw_hazards", names=names) if names else self.say("draw_no_hazard"), 20, THEME.slate), gap=2)
        self._rest(column, "draws", len(proof.draws))

    def _listed(self, column: Column, what: str, none: str, names: list[str], icon: str = "dot") -> None:
        if names or none:
            self.title(column, self.say(what))
        if names and what in ABOUT:
            column.add(Label(self.say(f"{what}_about"), 20, THEME.slate), gap=2)
        if not names and none:
            column.add(Label(self.say(none), BODY, icon="done"), gap=8)
        for name in names[: self._first(what, len(names))]:
            column.add(Label(name, BODY, icon=icon), gap=8)
        self._rest(column, what, len(names))

    def _first(self, what: str, count: int) -> int:
        """So many of a list are shown."""
        return count if what in self._open else MOST

    def _rest(self, column: Column, what: str, count: int) -> None:
        """What opens the rest of a list."""
        if count > self._first(what, count):
            column.row([Button(f"all {what}", self.say("more", n=count - MOST), height=48)], gap=12)

    def _time(self, seconds: int) -> str:
        return self.say("time", minutes=seconds // 60, seconds=f"{seconds % 60:02d}")

    def _point(self, name: str) -> str:
        """An opportunity, RULE/check@slot, in words: the title of its rule, and its name."""
        from game.content.rules import known_rulebook

        rulebook, rule = known_rulebook(), name.partition("/")[0]
        known = rulebook is not None and rule in rulebook.rules
        return f"{rulebook.rules[rule].title.get(self.ctx.lang)} ({name})" if rulebook is not None and known else name

    def _hazards(self, names: Sequence[str]) -> list[str]:
        """What may go wrong, in the level's words; those that read alike once."""
        from game.world.runs import everything

        level = self.desk.level
        texts = {one.id: self.shown(one.text) for one in everything(level).hazards} if level is not None else {}
        return list(dict.fromkeys(texts.get(name, name) for name in names))

    # --- events --------------------------------------------------------------------------------------------------------

    def on(self, fired: Fired) -> Transition | None:
        word, _, rest = fired.id.partition(" ")
        match word:
            case "draws":
                self.draws = str(fired.value)
            case "prove" | "try":
                self._begin(prove=word == "prove")
            case "stop":
                self._stop()
            case "all":
                self._open.add(rest)
                self.page.rebuild()
            case "see":
                proof = self.proof
                if proof is not None:
                    doubt = proof.doubts[int(rest)]
                    return Push(route("replay", Path(doubt.run), max(0, doubt.tick)))
            case _:
                return on_fault(self, fired)
        return None

    def _begin(self, *, prove: bool) -> None:
        from game.session.authoring import workshop_work

        level, data, name, draws = self.desk.level, self.desk.data, self.desk.path.name, int(self.draws)
        if self.job is not None or level is None:
            return
        self._data, self._trouble = data, ""
        if prove:
            self.job = Job(lambda tell: workshop_work.proved(level, draws, tell), "prove")
        else:
            self.job = Job(lambda tell: workshop_work.played(data, name, tell), "play")
        self.page.rebuild()
        self.page.form.focus_on("stop")

    def _stop(self) -> None:
        self.left()
        self.page.told = self.say("stopped")
        self.page.rebuild()
        self.page.form.focus_on("prove")

    def tick(self) -> Transition | None:
        job = self.job
        if job is None or not (job.over or self._seen != (job.what, job.done, job.of)):
            return None
        over, self._seen = job.over, (job.what, job.done, job.of)
        if over:
            self.job = None
            self._take(job)
        if over or self.page.part is self:
            waiting = self.page.form.focus is not None and self.page.form.focus.id == "stop"
            self.page.rebuild()
            if over and waiting:
                self.page.form.focus_on("prove")
        return None

    def _take(self, job: Job[Any]) -> None:
        """What came of it, said aloud too."""
        if job.error is not None:
            text = getattr(job.error, "message", None)
            self._trouble = text(self.ctx.lang) if callable(text) else self.say("failed", reason=str(job.error) or type(job.error).__name__)
            self.ctx.speak(self._trouble)
        elif job.result is None:
            return
        elif job.name == "prove":
            self._fresh = (self._data, job.result)
            self.desk.judge_again()
            self.ctx.speak(job.result.said[self.ctx.lang])
        else:
            self._played = (self._data, job.result)
            self.ctx.speak(self.say("try_bad", n=len(job.result)) if job.result else self.say("try_good"))
        if self.stale:
            self.ctx.speak(self.say("changed"))

    def left(self) -> None:
        if self.job is not None:
            self.job.stop()
            self.job, self._data = None, b""
