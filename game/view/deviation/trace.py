"""What the trace says of a deviation: targets and tools with the places where a click finds them.  Only loaded for a trace."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from game.view.trace import target

if TYPE_CHECKING:
    from game.scenes.deviation import DeviationScene

SHARES = (0.5, 0.3, 0.7, 0.15, 0.85)


def told(scene: DeviationScene) -> dict[str, Any]:
    """Targets, focus, and of the run what a person can perceive; advice: what an expert would do now."""
    holder = scene.card or scene.over or scene.hand.ring or scene.paper or scene.panel
    if holder is not None:
        targets = [target(widget, holder.form) for widget in holder.form.stops()]
        focus = holder.form.focus.id if holder.form.focus else ""
    else:
        targets, focus = _targets(scene), scene.hand.focus
    if scene.card is None:
        targets += [target(widget, scene.bar.form) for widget in scene.bar.form.stops()]
    return {"targets": targets, "focus": focus, "state": _state(scene)}


def _targets(scene: DeviationScene) -> list[dict[str, Any]]:
    hand, area = scene.hand, scene.view.camera.area
    hand.ask()
    found = []
    for name, box in hand.targets():
        spots = [(box.x + round(box.w * across), box.y + round(box.h * down)) for across in SHARES for down in SHARES]
        spot = next((point for point in spots if area.collidepoint(point) and hand.under(point) == name), None)
        x, y = spot or box.center
        found.append({"id": name, "label": scene.picture.title(name), "x": x, "y": y, "on": True, "seen": spot is not None})
    return found


def _state(scene: DeviationScene) -> dict[str, Any]:
    seen, view = scene.seen, scene.view
    act = scene.coach.advice(seen)
    line = scene.coach.line(seen, view.screen.lang)
    return {
        "tick": seen.tick,
        "seconds": seen.seconds,
        "ended": seen.ended,
        "x": seen.x,
        "busy": scene.hand.busy or seen.walking,
        "paper": scene.paper.thing if scene.paper else "",
        "mode": scene.paper.mode if scene.paper else "",
        "over": scene.over.kind if scene.over else "",
        "panel": scene.panel.page if scene.panel else "",
        "near": scene.picture.zoomed,
        "card": scene.card is not None,
        "ring": scene.hand.ring is not None,
        "done": [step.id for step in seen.steps if seen.step_done(step.id)],
        "says": line.text if line else "",
        "act": [act.verb, act.thing, act.part] if act else [],
        "text": act.params.text if act else "",
        "advice": f"{act.verb}:{act.thing or seen.question_slot}:{act.part}" if act else "",
        "at": scene.picture.goal(act) if act else "",
    }
