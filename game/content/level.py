"""A checked level file to the frozen LevelSpec that the rest of the game knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.content import units
from game.spec import (
    BatchSpec,
    Control,
    HazardSpec,
    LevelSpec,
    PlaytestSpec,
    ProcessSpec,
    ResidueDraw,
    RoomSpec,
    StepSpec,
    ThingSpec,
    TraineeSpec,
    WhenSpec,
)  # fmt: skip
from game.spec import Text as SpecText

if TYPE_CHECKING:
    from game.content import models


def _text(text: models.Text) -> SpecText:
    """A text that lacks a language is shown in the other one (the check says so)."""
    return SpecText(text.fr or text.en, text.en or text.fr)


def _maybe(text: models.Text | None) -> SpecText | None:
    return _text(text) if text is not None else None


def _thing(thing: models.Thing) -> ThingSpec:
    return ThingSpec(
        id=thing.id,
        kind=thing.is_,
        x_m=thing.at.x if thing.at else 0.0,
        y_m=thing.at.y if thing.at else 0.0,
        slot=thing.slot or "",
        on=thing.on or "",
        holds=thing.holds or "",
        between=(thing.between[0], thing.between[1]) if thing.between else None,
        airlock=thing.airlock or "",
        checkpoint=thing.checkpoint,
        end=thing.end,
        pressure_pa=thing.pressure,
        name=_maybe(thing.name),
    )


def _step(step: models.Step) -> StepSpec:
    return StepSpec(
        id=step.id,
        do=step.do,
        text=_text(step.text),
        thing=step.thing or "",
        into=step.into or "",
        after=tuple(step.after),
        hint=_maybe(step.hint),
        only_if=step.only_if,
        say=_maybe(step.say),
        why=_maybe(step.why),
        covers=tuple(step.covers or ()),
    )


def _batch(batch: models.Batch) -> BatchSpec:
    return BatchSpec(
        product=_text(batch.product),
        old=batch.old,
        new=batch.new,
        expiry_old=batch.expiry_old,
        expiry_new=batch.expiry_new,
        recipe_old=batch.recipe_old,
        recipe_new=batch.recipe_new,
        date=batch.date,
        clock=batch.clock,
        labels_issued=batch.labels_issued,
        labels_applied=batch.labels_applied,
        labels_rejected=batch.labels_rejected,
        labels_specimens=batch.labels_specimens,
        labels_left=batch.labels_left,
        article_old=batch.article_old,
        article_new=batch.article_new,
        delivered=batch.delivered,
    )


def _residues(residues: models.Residues) -> ResidueDraw:
    (least, most), (easiest, hardest) = residues.count, residues.difficulty
    return ResidueDraw(least, most, easiest, hardest, tuple(residues.leave_out), tuple(residues.only))


def _process(process: models.Process) -> ProcessSpec:
    return ProcessSpec(
        twin=process.twin,
        batch=process.batch,
        product=_text(process.product),
        equipment=process.equipment,
        room=process.room,
        day=process.day,
        date=process.date,
        clock=process.clock,
        pace=process.pace,
        listed=tuple(process.listed),
        safe=tuple(process.safe),
        supervisor_min=int(process.supervisor // 60.0),
        quality_min=int(process.quality // 60.0),
        since_s=int(process.since),
        units=process.units,
        checks=tuple((str(kind), int(every)) for kind, every in process.checks.items()),
    )


def _playtest(playtest: models.Playtest) -> PlaytestSpec:
    """The error's arguments as texts, in the order of the model."""
    mutant = playtest.mutant
    if mutant is None:
        return PlaytestSpec(playtest.id, playtest.seed, finds=tuple(playtest.finds))
    given = mutant.model_dump(by_alias=True, exclude={"op", "at"}, exclude_none=True)
    args = tuple((name, str(value)) for name, value in given.items())
    return PlaytestSpec(playtest.id, playtest.seed, mutant.op, mutant.at, args, tuple(playtest.finds))


def _control(control: models.Control) -> Control:
    return Control(
        version=control.version,
        procedure=control.procedure,
        procedure_version=control.procedure_version,
        author=control.author,
        reviewer=control.reviewer or "",
        approver=control.approver or "",
        approved_on=control.approved_on or "",
        approval=control.approval or "",
    )


def _hazard(hazard: models.Hazard) -> HazardSpec:
    when = hazard.when
    return HazardSpec(
        hazard.id, hazard.kind, hazard.at, hazard.what, _text(hazard.text), hazard.reserved, hazard.weight, hazard.size, hazard.after,
        hazard.over, hazard.where or "", WhenSpec(when.thing or "", when.units or 0, when.cells or 0.0) if when else None, hazard.latest,
    )  # fmt: skip


def limit(name: str, value: object) -> float:
    """A site value in the unit its name says.  The value has been checked."""
    read = units.parse(value, units.of_limit(name))
    return units.to_limit(name, read) if isinstance(read, float) else 0.0


def to_spec(level: models.Level, sha256: str, text: str) -> LevelSpec:
    """The level as the game knows it.  text: the file, which a run file carries along."""
    return LevelSpec(
        format=level.format,
        id=level.id,
        scene=level.kind,
        title=_text(level.title),
        brief=tuple(_text(text) for text in level.brief),
        grade=level.grade,
        control=_control(level.control),
        modes=tuple(level.modes),
        target_s=level.time.target,
        limit_s=level.time.limit,
        rooms=tuple(RoomSpec(r.id, _text(r.name), r.from_, r.to, r.grade, r.side) for r in level.rooms),
        things=tuple(_thing(thing) for thing in level.things),
        trainee=TraineeSpec(level.trainee.x, level.trainee.hair, level.trainee.beard),
        steps=tuple(_step(step) for step in level.steps),
        hazards=tuple(_hazard(hazard) for hazard in level.hazards.pool if hazard.active),
        hazards_fixed=tuple(name for name in level.hazards.always if all(h.active for h in level.hazards.pool if h.id == name)),
        hazards_draw=(level.hazards.draw[0], level.hazards.draw[1]),
        rules=tuple(level.rules.use),
        limits={name: limit(name, value) for name, value in level.rules.limits.items()},
        batch=_batch(level.batch) if level.batch else None,
        residues=_residues(level.residues) if level.residues else None,
        process=_process(level.process) if level.process else None,
        poster=tuple(_text(text) for text in level.poster),
        playtests=tuple(_playtest(playtest) for playtest in level.playtests),
        text_hash=sha256,
        source=text,
    )
