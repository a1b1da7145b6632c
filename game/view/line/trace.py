"""What the trace says of a line: targets and tools with the places where a click finds them.  Only loaded for a trace."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from game.view.line.coach import target_of
from game.view.line.keys import ARM_Y_M
from game.view.trace import target

if TYPE_CHECKING:
    from game.scenes.line_clearance import LineScene

SHARES = (0.5, 0.3, 0.7, 0.15, 0.85)


def told(scene: LineScene) -> dict[str, Any]:
    """Targets, focus, and of the run what a person can perceive; advice: what an expert would do now."""
    form = _form(scene)
    if form is not None:
        targets = [target(widget, form) for widget in form.stops()]
        focus = form.focus.id if form.focus else ""
    else:
        targets = _targets(scene)
        focus = scene.hand.focus
    if scene.card is None:
        targets += [target(widget, scene.bar.form) for widget in scene.bar.form.stops()]
    return {"targets": targets, "focus": focus, "state": _state(scene)}


def _form(scene: LineScene) -> Any:
    holder = scene.card or scene.over or scene.hand.ring or scene.paper
    return holder.form if holder else None


def _targets(scene: LineScene) -> list[dict[str, Any]]:
    hand, screen = scene.hand, scene.view.screen
    found = []
    for name, box in hand.targets():
        spot = None
        for across in SHARES:
            for down in SHARES:
                point = box.x + round(box.w * across), box.y + round(box.h * down)
                if spot is None and screen.bounds.collidepoint(point) and not hand.over(point) and hand.under(point) == name:
                    spot = point
        x, y = spot or box.center
        found.append({"id": name, "label": hand.name(name), "x": x, "y": y, "on": True, "seen": spot is not None})
    return found


def _state(scene: LineScene) -> dict[str, Any]:
    seen, view = scene.seen, scene.view
    acts = [] if seen.ended else scene.coach.ghost.decide(seen)
    act = acts[0] if acts else None
    line = scene.coach.line(seen, view.screen.lang)
    aim = _aim(scene, act) if act else None
    return {
        "tick": seen.tick,
        "ended": seen.ended,
        "x": seen.x,
        "busy": scene.hand.busy or seen.walking,
        "holding": {side: seen.hand(side).holding for side in ("left", "right")},
        "distance": view.camera.level,
        "paper": scene.paper.thing if scene.paper else "",
        "mode": scene.paper.mode if scene.paper else "",
        "over": scene.over.kind if scene.over else "",
        "card": scene.card is not None,
        "ring": scene.hand.ring is not None,
        "done": [step.id for step in seen.steps if seen.step_done(step.id)],
        "says": line.text if line else "",
        "act": [act.verb, act.thing, act.part] if act else [],
        "text": act.params.text if act else "",
        "beside": list(act.params.beside) if act else [],
        "advice": f"{act.verb}:{act.thing}:{act.part}" if act else "",
        "at": target_of(view, act) if act else "",
        "gaze": [*seen.beam[:2]],
        "aim": aim,
    }


def _aim(scene: LineScene, act: Any) -> list[float]:
    """Where on the screen, and in metres, the eye should go: the nearest part of a place not seen yet, or the thing itself."""
    seen, camera = scene.seen, scene.view.camera
    if act.verb == "sweep":
        left = seen.unseen(act.thing)
        bx, by, _ = seen.beam
        place = min(left, key=lambda cell: (cell[0] - bx) ** 2 + (cell[1] - by) ** 2) if left else (bx, by)
    elif act.thing in scene.view.truth.residues:
        place = seen.anchor(act.thing, act.part if act.verb == "take" else "")
    else:
        box = scene.picture.box(target_of(scene.view, act))
        place = camera.world(*box.center) if box else seen.beam[:2]
    place = place[0], min(ARM_Y_M[1], max(ARM_Y_M[0], place[1]))
    return [*camera.point(*place), *place]
