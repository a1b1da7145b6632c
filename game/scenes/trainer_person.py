"""One person, as far as a trainer may look: how it stands and why, that and when he trained, what he was assessed in."""

from __future__ import annotations

from datetime import UTC, datetime

from game.scenes.stack import Pop, Push, Transition
from game.scenes.trainer_desk import Desk, DeskScene, titled
from game.scenes.trainer_erase import ERASED, EraseScene
from game.scenes.trainer_set import SetScene
from game.scenes.trainer_tiles import figures
from game.scenes.unfinished import when
from game.session.trainer_room import Member
from game.texts import t
from game.view.theme import BODY, HEAD, LEAD, THEME
from game.view.widgets import Button, Column, Fired, Label, Row, RowList
from scoring.cohort.people import Person
from scoring.wording import number

SESSIONS = 12
"""So many of the latest are listed."""
VERDICTS = {"open": "clock", "undecided": "alert", "not_passed": "wrong", "proposed": "done"}


def why(person: Person, lang: str) -> list[str]:
    """Why somebody is at risk or due, in sentences, gravest first."""
    told = [t(f"report.worry_{one.code}", lang, **one.values) for one in person.worries]
    levels = [one for one in person.due if one.kind == "level"]
    rules = [one for one in person.due if one.kind == "rule"]
    if levels:
        told.append(t("trainer.due_levels", lang, n=len(levels)))
    if rules:
        told.append(t("trainer.due_rules", lang, n=len(rules)))
    return told


def moment(time: datetime | None, lang: str) -> str:
    """When, for a reader; time: UTC without zone."""
    return when(time.replace(tzinfo=UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), lang) if time else "–"


class MemberScene(DeskScene):
    """A row of an assessment leads to its result."""

    title_key = "trainer.people"
    wide = 1200

    def __init__(self, desk: Desk, member: Member) -> None:
        super().__init__(desk)
        self.member = member

    def fill(self, column: Column) -> None:
        t, one = self.ctx.t, self.member
        column.add(Label(one.name, HEAD + 8, weight="bold", icon="people"))
        person = self.desk.known.person(one.name)
        if person is None:
            column.add(Label(t("trainer.is_new"), LEAD), gap=12)
            return
        lang = self.ctx.lang
        figures(
            column,
            [
                (str(person.runs), t("trainer.runs"), ""),
                (number(person.hours, lang), t("trainer.hours"), ""),
                (str(len(self._sets())), t("trainer.assessments"), ""),
            ],
        )
        column.add(Label(t(f"trainer.is_{one.state}"), LEAD, weight="bold"), gap=10)
        for line in why(person, lang):
            column.add(Label(line, BODY, icon="alert" if one.state == "risk" else "clock"), gap=10)
        self._assessed(column)
        self._due(column, person)
        self._trained(column, person)
        column.add(Label(t("trainer.privacy"), 20, THEME.slate, icon="lock"), gap=20)

    def _sets(self) -> list[str]:
        return [one.set for one in self.desk.known.sets if one.trainee == self.member.name]

    def _assessed(self, column: Column) -> None:
        t, lang = self.ctx.t, self.ctx.lang
        rows = []
        for one in self.desk.known.sets:
            if one.trainee == self.member.name:
                mean = one.result.mean
                tail = t("ui.run_score", value=number(mean, lang)) if mean is not None else ""
                title = next((run.title_fr if lang == "fr" else run.title_en for run in self.desk.known.runs
                              if run.run in {form.header.run for form in one.forms if form.header}), one.level)  # fmt: skip
                note = f"{when(one.started, lang)} · {t(f'assess.verdict_{one.result.verdict}')}"
                rows.append(Row(one.set, title, note, VERDICTS[one.result.verdict], tail))
        if rows:
            column.add(Label(t("trainer.assessments"), LEAD, weight="bold"), gap=24)
            column.add(RowList("sets", rows, height=72), gap=10)

    def _due(self, column: Column, person: Person) -> None:
        if person.due:
            column.add(Label(self.ctx.t("trainer.again"), LEAD, weight="bold"), gap=24)
        for one in person.due:
            words = f"{titled(self.ctx, one.title_fr, one.title_en)} · {moment(one.since, self.ctx.lang)}"
            column.add(Label(words, BODY, icon="clock"), gap=10)

    def _trained(self, column: Column, person: Person) -> None:
        t, lang = self.ctx.t, self.ctx.lang
        column.add(Label(t("trainer.trained"), LEAD, weight="bold"), gap=24)
        for one in list(reversed(person.sessions))[:SESSIONS]:
            ended = "" if one.ended == "finished" else " · " + t(f"ui.run_{one.ended or 'broken'}")
            minutes = t("ui.minutes", n=max(1, round(one.minutes)))
            words = f"{moment(one.started, lang)} · {titled(self.ctx, one.title_fr, one.title_en)} · {t(f'ui.mode_{one.mode}')} · {minutes}"
            column.add(Label(words + ended, BODY, icon="log"), gap=8)
        if len(person.sessions) > SESSIONS:
            column.add(Label(t("trainer.earlier", n=len(person.sessions) - SESSIONS), 20, THEME.slate), gap=8)

    def foot(self) -> list[Button]:
        return [self.back_button(), Button("erase", self.ctx.t("erase.button"), style="danger", height=60)]

    def resumed(self, result: object) -> Transition | None:
        """Whoever is erased has no page any more."""
        return super().resumed(result) or (Pop(None) if result == ERASED else None)

    def on(self, fired: Fired) -> Transition | None:
        if fired.id == "sets":
            one = next((s for s in self.desk.known.sets if (s.trainee, s.set) == (self.member.name, fired.value)), None)
            return Push(SetScene(self.desk, one)) if one else None
        if fired.id == "erase":
            return Push(EraseScene(self.desk, self.member.name))
        return super().on(fired)
