"""What the debrief shows of a run: its sheet, the plate, where each colony came from, and where the files are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from game.events import Event
from game.scenes import debrief_batch
from game.scenes.debrief_batch import BatchStory
from game.scenes.debrief_line import Story, story
from game.session.barrier_plates import prints
from game.session.debrief import Debrief, Topic, debrief
from game.session.glance import sheet_of
from game.session.plate import Plate, Touch, grow
from game.session.plates import SitePlate, take
from game.spec import LevelSpec
from game.texts import t
from game.view.bodymap import Person, person_of
from scoring.plain import PlainError
from scoring.record import Sheet, SheetFinding
from scoring.rulebook import Rulebook
from scoring.skills import SkillSum, named, sums

if TYPE_CHECKING:
    from game.session.runfile import Run
    from game.session.session import Session

WEIGHTS = {"critical": 0, "major": 1, "minor": 2}
MOST_FIRST = 3
"""Findings shown first: more at once is not taken in (reference/learning.md 1.5)."""


@dataclass(frozen=True)
class Review:
    """sheet: the score sheet; plate, chains: the print of the right hand, and by origin of a colony the way its germs took;
    plates: all that were taken; run_file, page: None for a trial that leaves no trace."""

    sheet: Sheet
    level: LevelSpec
    plate: Plate
    chains: Mapping[int, Sequence[Touch]] = field(default_factory=dict)
    run_file: Path | None = None
    page: Path | None = None
    warnings: tuple[str, ...] = ()
    line: Story | None = None
    """At a line: what had been left where, and who found it."""
    batch: BatchStory | None = None
    """After a deviation: how the batch ends."""
    plated: bool = True
    """Whether it is known what was on the hands at the end."""
    plates: tuple[SitePlate, ...] = ()
    body: Person | None = None
    """After gowning: where on the person the germs are."""
    skills: tuple[SkillSum, ...] = ()
    """Of a deviation: the four sums of its points; () where the run's own rules do not speak of them."""
    told: Debrief | None = None
    """What to talk about; None where the rules of the run are not known here."""

    @property
    def first(self) -> tuple[SheetFinding, ...]:
        """The findings to talk about: at most three, gravest first, no consequences of another."""
        if self.told is not None:
            return tuple(topic.finding for topic in self.told.topics)
        roots = [one for one in self.sheet.findings if one.finding.root is None]
        return tuple(sorted(roots, key=lambda one: (WEIGHTS[one.finding.severity], one.finding.tick, one.finding.id))[:MOST_FIRST])

    def kept(self, most: int) -> tuple[tuple[str, str], ...]:
        """(severity, rule id) of rules kept whenever they came up, gravest first."""
        good = [
            rule
            for rule in self.sheet.rules
            if any(one.x == 1.0 for one in rule.outcomes) and all(one.x in (1.0, None) and one.finding is None for one in rule.outcomes)
        ]
        good.sort(key=lambda rule: (WEIGHTS[rule.severity], -len(rule.outcomes), rule.rule))
        return tuple((rule.severity, rule.rule) for rule in good[:most])

    def praised(self) -> tuple[tuple[str, str], ...]:
        """(severity, rule id) of two things done well."""
        return self.kept(2) if self.told is None else tuple((one.severity, one.rule) for one in self.told.praise)

    def topic(self, finding: int) -> Topic | None:
        """The topic that a finding is; None for one that is not talked about."""
        return next((one for one in self.told.topics if one.finding.finding.id == finding), None) if self.told else None

    def known(self) -> int:
        """How many rules were kept."""
        return len(self.kept(len(self.sheet.rules)))

    def title_of(self, rule_id: str, lang: str) -> str:
        """Title of a rule in play."""
        return next((rule.title.get(lang) for rule in self.sheet.rules if rule.rule == rule_id), rule_id)


def review(
    sheet: Sheet,
    level: LevelSpec,
    plates: tuple[SitePlate, ...],
    run_file: Path | None = None,
    page: Path | None = None,
    warnings: tuple[str, ...] = (),
) -> Review:
    """plates: as they were taken at the end of the run, () where that is not known."""
    right = next((one for one in plates if one.site.id == "print_right"), None)
    plate = right.plate if right else grow({}, sheet.facts.seed)
    return Review(sheet, level, plate, right.chains if right else {}, run_file, page, warnings, plates=plates)


def surface_name(level: LevelSpec, surface: str, lang: str) -> str:
    """What a surface is called: as the level names it, else by its kind."""
    if surface.startswith("floor"):
        return t("ui.surface_floor", lang)
    if surface in ("hand_left", "hand_right", "hands", "shoes", "colleague"):
        return t(f"ui.surface_{surface}", lang)
    if surface.startswith("glove."):
        zone, _, side = surface.removeprefix("glove.").rpartition("_")
        return t(f"filling.spot_glove_{side}", lang, zone=t(f"filling.zone_{zone}", lang))
    if surface == "forceps":
        return t("filling.spot_dropped", lang)
    thing_id, _, inside = surface.partition(".")
    thing = next((thing for thing in level.things if thing.id == thing_id), None)
    if thing is None:
        return surface
    if inside and thing.holds:
        return thing.name.get(lang) if thing.name else t(f"room.kind_{thing.holds}", lang)
    if thing.kind == "door":
        return t("ui.surface_door", lang)
    return thing.name.get(lang) if thing.name else t(f"room.kind_{thing.kind}", lang)


def talked(
    sheet: Sheet, level: LevelSpec, rulebook: Rulebook, events: Sequence[Event], known: Mapping[str, float] | None = None
) -> Debrief | None:
    """What to talk about; None where a rule that was in play is not known here (an older file)."""
    if any(rule.rule not in rulebook.rules for rule in sheet.rules):
        return None
    return debrief(sheet, level, rulebook, events, known)


def of_file(path: Path, lang: str) -> Review:
    """The review of a run from its file: played again to its end, for what was on the hands then; where that gives other
    events (an older program), or the file is no longer as it was written, there is no plate, and it says so.  Raises RunError
    where it has no sheet to show."""
    from game.content.rules import load_rulebook
    from game.session.replay import follow, level_of
    from game.session.runfile import read_run
    from game.world.runs import open_world

    run = read_run(path)
    sheet = _sheet_of(run, path)
    level = level_of(run.header)
    world = open_world(level, run.header.seed)
    same = run.fault is None and follow(world, run) is None
    page = path.with_suffix(".html")
    plates = (take(world, run.events) or prints(world, run.events)) if same else ()
    told = () if same else (_matter(run, lang),)
    seen = review(sheet, level, plates, path, page if page.exists() else None, told)
    about = talked(sheet, level, load_rulebook(), run.events)
    batch = debrief_batch.story(level, run.header.seed, world) if same else None
    body = person_of(level, world, run.events) if same else None
    line = story(level, sheet.facts.seed, run.events)
    skills = sums(sheet, named(run.header.rules))
    return replace(seen, plated=same and bool(plates), line=line, batch=batch, body=body, told=about, skills=skills)


def _matter(run: Run, lang: str) -> str:
    """Why not all can be shown."""
    if run.fault is None:
        return t("ui.plate_not_again", lang)
    return t("debrief.damaged", lang, reason=run.fault.text(lang).rstrip("."))


def _sheet_of(run: Run, path: Path) -> Sheet:
    """The sheet of a run; of one that was changed or damaged, what stands at its end all the same.  Raises RunError."""
    from game.session.faults import RunError

    if run.fault is not None:
        found = sheet_of(path)
        if found is None:
            raise run.fault
        return found
    try:
        return Sheet.from_plain(run.sheet)
    except PlainError as error:
        raise RunError("field", field="sheet", wanted=str(error)) from error


def of_session(session: Session, events: Sequence[Event] = (), known: Mapping[str, float] | None = None) -> Review:
    """The review of a session that is over (it is closed here if it was not).

    events: what happened, for a trial without a file; otherwise the file tells.  known: rule -> probability that it was
    known before this run."""
    sheet = session.close()
    path = session.path
    if path is not None:
        from game.session.runfile import read_run

        events = read_run(path).events
    page = path.with_suffix(".html") if path else None
    lang = session.header.lang
    told = [warning.text(lang) for warning in session.warnings]
    if session.trouble is not None:
        told.insert(0, t("ui.file_trouble", lang, reason=session.trouble.strerror or type(session.trouble).__name__))
    plates = take(session.world, events) or prints(session.world, events)
    seen = review(sheet, session.level, plates, path, page if page and page.exists() else None, tuple(told))
    about = talked(sheet, session.level, session.rulebook, events, known)
    batch = debrief_batch.story(session.level, sheet.facts.seed, session.world)
    body = person_of(session.level, session.world, events)
    line = story(session.level, sheet.facts.seed, events)
    skills = sums(sheet, named(session.header.rules))
    return replace(seen, plated=bool(plates), line=line, batch=batch, body=body, told=about, skills=skills)
