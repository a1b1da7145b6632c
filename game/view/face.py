"""What the scene of a room shows, frame by frame: the room or a close-up, then marks, words, bar, list and card."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pygame

from game.view import colleague, hud, paint, topbar
from game.view.looks import look_of
from game.view.names import called
from game.view.screen import Screen
from game.view.theme import THEME
from game.view.widgets import Look

if TYPE_CHECKING:
    from typing import Protocol

    from game.session.expert import Expert
    from game.session.session import Session
    from game.view.closeup import CloseUp
    from game.view.coach import Coach
    from game.view.input import Controller
    from game.view.looks.base import RoomView
    from game.view.room import RoomPicture
    from game.world.seen import Seen

    class Teller(Protocol):
        """What speaks the reader's language."""

        def t(self, key: str, **values: object) -> str:
            """A text of the catalogues."""

        def speak(self, words: str) -> None:
            """Read aloud, where the person wants it."""

    class Shown(Protocol):
        """What a scene with a room offers to be drawn."""

        @property
        def ctx(self) -> Teller:
            """What all scenes share."""

        session: Session
        expert: Expert | None
        view: RoomView
        picture: RoomPicture
        hand: Controller
        coach: Coach
        bar: hud.Bar
        card: hud.Card | None
        closeup: CloseUp | None
        mode: str
        steps_shown: bool

        @property
        def seen(self) -> Seen:
            """What can be perceived."""

        @property
        def fast(self) -> bool:
            """Whether time runs faster."""

        @property
        def stopped(self) -> bool:
            """Whether the world stands still."""


KEYS = {"next": "next_thing", "act": "act", "aim": "aim", "pause": "pause"}
"""The keys that the line about them names."""
KEYS_TICKS = 1200
FAST = 4
"""While one only waits (washing, rub drying), guided and practice let time run so much faster, and say so."""
BEHIND_EVERY = 120
"""Frames between two pictures of the room behind a close-up."""
SHADE = (128, 150, 156)
"""What that picture is multiplied with."""


class Face:
    """Draws a scene with a room; it keeps nothing of the run."""

    def __init__(self, scene: Shown) -> None:
        self.scene = scene
        self._still: pygame.Surface | None = None
        self._box: pygame.Rect | None = None
        self.bubble: pygame.Rect | None = None
        """Where a click brings a question back that waits for its answer."""
        self._rub_ticks = 0
        """The most that was left of the contact time now running."""
        self._age = 0
        """Frames since the room behind was drawn."""
        self._spoken = ""

    def draw(self, screen: Screen) -> None:
        """One frame."""
        scene = self.scene
        scene.picture.take_pose()
        if scene.closeup:
            self._behind(screen)
            scene.closeup.draw()
            scene.hand.pills, scene.hand.covered = {}, []
            if scene.coach.noting(scene.seen) and not self._beside():
                self._words(screen)
        else:
            self._still = None
            scene.picture.draw()
            if scene.card is None:
                self._marks(screen)
                self._rub(screen)
            self._words(screen)
            self._asked(screen)
        self._bar(screen)
        if scene.hand.pointed:
            scene.bar.tip(screen, scene.hand.pointed)
        if scene.hand.ring:
            scene.hand.ring.draw(screen)
        if scene.card:
            scene.card.draw(screen)

    def _beside(self) -> bool:
        """Whether what is said stands beside the picture of the close-up already."""
        closeup = self.scene.closeup
        return closeup is not None and bool(closeup.note) and any(widget.words() == closeup.note for widget in closeup.form.all())

    def _behind(self, screen: Screen) -> None:
        """The room behind a close-up, darkened, and the panel: it stands almost still, and none of what its picture hides."""
        closeup = self.scene.closeup
        if closeup is None:
            return
        self._age += 1
        if self._still is None or self._still.get_size() != screen.size or closeup.box != self._box or self._age >= BEHIND_EVERY:
            self.scene.picture.draw()
            for strip in around(screen.bounds, closeup.box):
                screen.surface.fill(SHADE, strip, special_flags=pygame.BLEND_RGB_MULT)
            closeup.panel.draw(screen, Look())
            if self._still is None or self._still.get_size() != screen.size:
                self._still = screen.surface.copy()
            for strip in around(screen.bounds, closeup.picture):
                self._still.blit(screen.surface, strip, strip)
            self._box, self._age = closeup.box.copy(), 0
        else:
            for strip in around(screen.bounds, closeup.picture):
                screen.surface.blit(self._still, strip, strip)

    def _marks(self, screen: Screen) -> None:
        """What has the keyboard or the pointer, and in guided mode what the next act is about."""
        scene, hand = self.scene, self.scene.hand
        shown = hand.led or hand.offered
        if scene.expert is None and shown and not hand.busy:
            acting = scene.seen.hand(shown)
            at_hand = scene.view.camera.point(acting.x, acting.y)
            hud.here(screen, at_hand, led=bool(hand.led))
            if not hand.led:
                over = pygame.Rect(0, 0, screen.u(96), screen.u(96))
                over.center = round(at_hand[0]), round(at_hand[1])
                hud.name_tag(screen, scene.ctx.t("room.guide_how"), over, topbar.height(screen))
        at = "" if scene.expert or shown else hand.focus if hand.by_keyboard else hand.hover
        target = "" if hand.busy else scene.coach.target(scene.seen)
        where = self._where(target)
        if where:
            hud.pointer_to(screen, where, scene.view.frame)
        where = self._where(at) if hand.ring is None else None
        if where:
            hud.focus_mark(screen, where)
            on_body = scene.seen.thing(at).where.startswith(("worn", "hand:"))
            hud.name_tag(screen, self.name(at), where, topbar.height(screen), beside=on_body)

    def _rub(self, screen: Screen) -> None:
        """Guided: how long the product on the hands has acted, of what is enough."""
        scene = self.scene
        left = scene.seen.hand("right").rub_ticks_left
        self._rub_ticks = max(self._rub_ticks, left) if left else 0
        if scene.mode != "guided" or not left:
            return
        x, y = scene.view.camera.point(scene.seen.x, 1.16)
        share = round(60 * (1.0 - left / self._rub_ticks)) / 60
        centre = round(x + screen.u(150)), round(y)
        paint.disc(screen.surface, centre, screen.u(40), THEME.white, THEME.steel, max(1.0, screen.unit))
        paint.donut(screen.surface, centre, screen.u(32), screen.u(12), ((share, THEME.amber), (1.0 - share, THEME.line)))

    def _asked(self, screen: Screen) -> None:
        """Somebody waits for an answer: a bubble, and what a click on it does."""
        scene = self.scene
        self.bubble = colleague.bubble(scene.view) if scene.expert is None and scene.card is None else None
        if self.bubble is None:
            return
        colleague.draw_bubble(scene.view, self.bubble)
        scene.hand.covered.append(self.bubble)
        if scene.hand.pointed and self.bubble.collidepoint(scene.hand.pointed):
            hud.focus_mark(screen, self.bubble)
            hud.name_tag(screen, scene.ctx.t("closeup.answer"), self.bubble, topbar.height(screen))

    def _where(self, thing_id: str) -> pygame.Rect | None:
        """Where a thing is on the screen now."""
        seen = self.scene.seen
        if not thing_id or not seen.has(thing_id):
            return None
        thing = seen.thing(thing_id)
        return look_of(thing.kind).box(self.scene.view, thing)

    def name(self, thing_id: str) -> str:
        """What a thing is called on the screen."""
        return called(self.scene.view, self.scene.seen.thing(thing_id))

    def _words(self, screen: Screen) -> None:
        """What the hands hold, and the line at the bottom left."""
        scene = self.scene
        scene.hand.pills, scene.hand.covered = {}, []
        if scene.expert is None:
            held = {side: self._held(side) for side in ("left", "right")}
            names = {side: scene.ctx.t(f"room.hand_{side}") for side in ("left", "right")}
            if any(held.values()) and scene.closeup is None:
                scene.hand.pills = hud.hands(screen, held, scene.hand.acting, names, scene.hand.led)
                scene.hand.covered += scene.hand.pills.values()
        line = scene.coach.line(scene.seen, screen.lang)
        if line and line.text != self._spoken:
            self._spoken = line.text
            scene.ctx.speak(line.text)
        said = hud.guidance(screen, line.text, line.icon) if line else None
        keys = self.keys()
        told = hud.keys(screen, keys, said) if keys else None
        scene.hand.covered += [box for box in (said, told) if box]

    def keys(self) -> str:
        """What the keys do, for who uses them: in guided mode always, elsewhere for the first moments."""
        scene, hand = self.scene, self.scene.hand
        if not hand.by_keyboard or hand.ring or scene.closeup or scene.expert or scene.card:
            return ""
        guided = scene.mode == "guided"
        if not guided and scene.seen.tick - hand.keyed > KEYS_TICKS:
            return ""
        names = {key: hand.settings.key_name(action) for key, action in KEYS.items()}
        return scene.ctx.t("room.keys_guided" if guided else "room.keys", **names)

    def _held(self, side: str) -> str:
        holding = self.scene.seen.hand(side).holding
        return self.name(holding) if holding else ""

    def _bar(self, screen: Screen) -> None:
        scene, lang = self.scene, screen.lang
        minutes = int(scene.view.start_s + scene.seen.tick / 60) // 60
        clock = f"{minutes // 60:02d}:{minutes % 60:02d}"
        steps = scene.coach.lines(scene.seen, lang)
        speed = scene.ctx.t("room.fast", n=FAST) if scene.fast and not scene.stopped else ""
        mode = scene.ctx.t(f"ui.mode_{scene.mode}")
        scene.bar.draw(screen, scene.ctx.t("room.place"), scene.session.level.title.get(lang), mode, clock, speed, steps)
        if scene.steps_shown and steps and scene.closeup is None:
            scene.hand.covered.append(hud.step_panel(screen, scene.ctx.t("room.tool_steps"), steps))


def around(whole: pygame.Rect, hole: pygame.Rect) -> tuple[pygame.Rect, ...]:
    """What of a surface lies about a hole in it: above, below, left, right."""
    return (
        pygame.Rect(whole.x, whole.y, whole.w, hole.y - whole.y),
        pygame.Rect(whole.x, hole.bottom, whole.w, whole.bottom - hole.bottom),
        pygame.Rect(whole.x, hole.y, hole.x - whole.x, hole.h),
        pygame.Rect(hole.right, hole.y, whole.right - hole.right, hole.h),
    )
