"""What the scene makes of what happened: something opens, somebody speaks, words come and go; and what one watches an expert do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from game.events import (
    AlarmRaised,
    Asked,
    DeviationNoticed,
    DocumentClosed,
    Event,
    Looked,
    PlantWorked,
    Refused,
    Replied,
    StatusShown,
)  # fmt: skip
from game.view.deviation import papers
from game.view.deviation.filling_cards import reading_of
from game.view.deviation.filling_hearing import heard
from game.view.deviation.panels import Reply, Talk

if TYPE_CHECKING:
    from game.scenes.deviation import DeviationScene

READ_TICKS = 150
"""When the expert reads or looks closely, so long is it shown."""


def happened(scene: DeviationScene, events: Sequence[Event]) -> None:
    """What became of a tick."""
    for event in events:
        told = heard(scene.view, event)
        if told is not None:
            scene.ctx.sound.play(told[0])
            if scene.expert is None:
                scene.coach.note(scene.seen, told[1], "done")
            continue
        match event:
            case Refused() if scene.expert is None:
                _refused(scene, event.reason)
            case Looked():
                _looked(scene, event)
            case Asked() if scene.expert is None:
                scene.show(Talk(scene.view, event.question))
            case Replied():
                scene.reply = Reply(scene.view, event.who, event.what, written=event.written)
                scene.ctx.sound.play("click")
                scene.ctx.speak(scene.reply.text)
            case AlarmRaised():
                scene.ctx.sound.play("warn")
            case PlantWorked() if scene.expert is None:
                _note(scene, f"deviation.done_{event.what}")
            case DeviationNoticed() if scene.expert is None:
                _note(scene, "deviation.said" if event.right else "deviation.said_early")
            case StatusShown() if scene.expert is None:
                _note(scene, "deviation.done_label")
            case DocumentClosed() if scene.expert is None:
                _note(scene, "deviation.done_signed")


def _note(scene: DeviationScene, key: str) -> None:
    said = scene.view.told(key)
    if said:
        scene.coach.note(scene.seen, said, "done")


def _looked(scene: DeviationScene, event: Looked) -> None:
    scene.opened = scene.view.frame
    scene.hand.stop()
    if event.thing == scene.seen.console:
        if scene.panel is None:
            scene.open("screen", event.thing)
        if scene.panel is not None:
            scene.panel.show(event.part.removeprefix("trend."))
    elif not scene.picture.look(event.part):
        scene.show(reading_of(scene.view, event.thing, event.part))


def _refused(scene: DeviationScene, reason: str) -> None:
    if scene.paper is not None:
        scene.paper.refused(reason)
    elif scene.panel is None or not scene.panel.refused(reason):
        said = scene.view.told(f"deviation.refused_{reason}") or scene.view.told(f"room.refused_{reason}")
        if said:
            scene.coach.note(scene.seen, said)


def watch(scene: DeviationScene, console: str) -> None:
    """Discover: what the expert has before his eyes."""
    assert scene.expert is not None  # noqa: S101
    act = scene.expert.log[-1].acts[0] if scene.expert.log else None
    paper = act.thing if act and act.verb in ("write", "sign") and act.thing != console else ""
    if paper and scene.seen.by(paper) and not scene.seen.walking:
        if scene.paper is None or scene.paper.thing != paper:
            scene.paper = papers.write(scene.view, paper, watching=True)
            scene.paper.layout()
    else:
        scene.paper = None
    watched = act is not None and (act.thing == console or (act.verb == "wait" and act.slot in ("notice", "authorise")))
    there = watched and scene.seen.by(console) and not scene.seen.walking
    if there and scene.panel is None:
        scene.open("screen", console)
    elif not there and scene.panel is not None:
        scene.panel = None
    if scene.view.frame - scene.opened > READ_TICKS:
        if scene.over and scene.over.kind == "reading":
            scene.over = None
        if scene.panel and scene.panel.page == "trend":
            scene.panel.page = "main"
    if scene.over and scene.over.kind == "reading" and act is not None and act.verb in ("press", "call", "write", "lift", "take"):
        scene.over = None
