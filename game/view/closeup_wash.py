"""The hand wash, close: two big hands with their six surfaces, water, soap, towels, and the clock as the only timer.

One stays on a surface until one goes on: a click chooses, another click chooses the next.  In guided mode a ring round
each name shows how long it has been; otherwise only the second hand tells.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import pygame

from game.entities.kinds import HAND_SURFACES
from game.view import paint, parts, svg
from game.view.choices import Choice
from game.view.closeup import MORE, CloseUp, Zone
from game.view.lather import SOAP, bubbles, cropped, distance, tinted
from game.view.looks.base import RoomView
from game.view.looks.hygiene import towel_file
from game.view.looks.signs import TICKS_PER_SECOND, clock_hands
from game.view.screen import Screen
from game.view.theme import BODY, HEAD, LEAD, THEME
from game.view.widgets import Button, Column, Label

PALM_SIDE = ("palms", "tips", "thumbs")
"""Surfaces shown on the left hand, palm up; the others on the right hand, back up."""
SHEET = (200.0, 240.0)
RINSED_TICKS = 120
PENDING_FRAMES = 300
STATES = ("closed", "water", "soap", "rubbing", "rinsing", "wet", "drying", "dry")
DRY = 10.0
FAMILIES = ("sink", "soap", "towels", "dryer")


class WashCloseUp(CloseUp):
    """Open from the first touch of the sink until one leaves it."""

    kind = "wash"
    brief = False
    why = "room.why_wash"

    def __init__(self, view: RoomView, thing: str, guided: bool) -> None:
        super().__init__(view, thing)
        self.guided = guided
        self._over: Choice | None = None
        self._pending: tuple[str, int, str, str] = ("", -PENDING_FRAMES, "", "")
        """What was chosen last, in which frame, how the hands were then, of what thing: shown until something has come of it."""

    def stays(self) -> bool:
        seen = self.view.seen
        return seen.stance != "sit" and abs(seen.thing(self.thing).x - seen.x) < 1.75

    def belongs(self, choice: Choice) -> bool:
        seen = self.view.seen
        return (
            seen.has(choice.thing)
            and seen.thing(choice.thing).family in FAMILIES
            and choice.verb in ("work", "declare")
            and abs(seen.thing(choice.thing).x - seen.thing(self.thing).x) < 1.8
            and (choice.verb != "declare" or "empty" in seen.thing(choice.thing).known)
            and self._nearest(choice)
        )

    def _nearest(self, choice: Choice) -> bool:
        """Of two like dispensers the nearer one is offered, and the other once something is wrong with it."""
        seen = self.view.seen
        here = seen.thing(self.thing).x
        mine = seen.thing(choice.thing)
        like = [t for t in self.view.things() if t.family == mine.family and not t.known]
        return choice.verb != "work" or mine.family == "sink" or bool(mine.known) or min(like, key=lambda t: abs(t.x - here)).id == mine.id

    def folds(self) -> tuple[Callable[[Choice], str], ...]:
        """For large letters only: what comes after, then the surfaces of the hands, which the picture shows too."""
        if self.view.screen.vw >= 1500:
            return ()
        return (
            lambda c: MORE if c.verb == "declare" or c.part in ("dry", "stop") else "",
            lambda c: "rub" if c.part in HAND_SURFACES else "",
        )

    def state_key(self, found: Sequence[Choice]) -> tuple[str, ...]:
        return (*super().state_key(found), self._active(), self._state())

    def _state(self) -> str:
        """How hands and water are now, in a word: name of a sentence."""
        seen = self.view.seen
        active = self._active()
        if active:
            return {"rinse": "rinsing", "dry": "drying"}.get(active, "rubbing")
        if seen.rinse_ticks and not self._soaped():
            return "wet" if seen.wet > DRY else "dry"
        return "soap" if seen.soap else "water" if seen.tap else "closed"

    def facts(self) -> list[str]:
        return [self.view.t(f"room.wash_state_{self._state()}")]

    def relabel(self, choice: Choice) -> str:
        if choice.part == "stop":
            return self.view.t({"rinse": "room.wash_stop_rinse", "dry": "room.wash_stop_dry"}.get(self._active(), "room.wash_stop_rub"))
        key = {"declare": "room.here_declare_empty"}.get(choice.verb) or {"lever": "room.wash_soap"}.get(choice.part)
        return self.view.t(key) if key else choice.label

    def chose(self, choice: Choice) -> None:
        super().chose(choice)
        self._pending = choice.label, self.view.frame, self._how(), choice.thing

    def _how(self) -> str:
        seen = self.view.seen
        return f"{self._active()} {seen.tap} {seen.soap} {seen.rinse_ticks > 0}"

    def _labelled(self, found: Sequence[Choice]) -> list[Choice]:
        return sorted(super()._labelled(found), key=self._place)

    def _fill(self, column: Column) -> None:
        """Water and soap, the surfaces of the hands side by side, rinsing and drying: all that the picture offers too."""
        wide = column.screen.vw >= 1500
        column.add(Label(self.title(), HEAD if wide else LEAD, weight="bold"))
        said = [Label(self.view.t(f"room.wash_state_{state}"), BODY, THEME.ink) for state in (self._state(), *STATES)]
        top = column.add(said[0], gap=8).rect.y
        # The longest sentence keeps its room: buttons stay where they are when the words change.
        column.y = top + max(label.measure(column.screen, column.area.w) for label in said)
        group = -1
        pairs: list[Button] = []
        for n, choice in enumerate(self.listed, 1):
            here = self._place(choice)[0]
            parts_of = [each.part for each in choice.members or (choice,)]
            style = "chosen" if self._active() and self._active() in parts_of else "plain"
            button = self.button(choice, n, style)
            paired = self._paired(choice)
            if paired:
                button.label = f"{n}  {paired}" if n < 10 else paired
                pairs.append(button)
                if len(pairs) == 2 or not any(self._paired(c) for c in self.listed[n : n + 1]):
                    column.split(pairs, gap=(8 if here == group else 20) * self.tight**2, between=8 * self.tight)
                    pairs, group = [], here
                continue
            column.add(button, gap=(8 if here == group else 20) * self.tight**2)
            group = here
        if self.note and (wide or not self.found):
            column.add(Label(self.note, BODY, THEME.petrol, weight="semibold", icon="hand"), gap=16)

    def _paired(self, choice: Choice) -> str:
        """The words of what shares its row with another: surfaces of the hands, two ways to dry them; "" for the others."""
        if choice.members:
            return ""
        if choice.part in HAND_SURFACES:
            return self.view.t(f"room.wash_{choice.part}")
        if choice.part in ("tap", "lever"):
            return self.view.t("closeup.soap" if choice.part == "lever" else "closeup.tap_off" if self.view.seen.tap else "closeup.tap_on")
        both = choice.part == "dry" and len([c for c in self.found if c.part == "dry"]) == 2
        return self.view.t(f"closeup.dry_{self.view.seen.thing(choice.thing).family}") if both else ""

    def _place(self, choice: Choice) -> tuple[int, int]:
        """Group and place in the list."""
        if choice.part in HAND_SURFACES:
            return 1, HAND_SURFACES.index(choice.part)
        if choice.verb == "declare":
            return 3, 1
        family = self.view.seen.thing(choice.thing).family
        early = {"tap": 0, "lever": 1}.get(choice.part)
        if early is not None:
            return 0, early
        return (3, 0) if choice.part == "stop" else (2, {"sink": 0, "towels": 1}.get(family, 2))

    def _active(self) -> str:
        washing = self.view.seen.washing
        return "dry" if washing.startswith("dry:") else washing

    def _soaped(self) -> bool:
        """Soap lies in the palm that has not been rubbed: the first, or some taken again after rinsing."""
        seen = self.view.seen
        fresh = seen.rinse_ticks >= RINSED_TICKS or not any(seen.wash.values())
        return seen.soap and self.view.soaped and fresh and self._active() not in HAND_SURFACES

    # --- the picture -----------------------------------------------------------------------------------------------------

    def _hands(self) -> list[tuple[str, pygame.Rect, float]]:
        """Which hand, where, and real pixels per unit of its file."""
        area = self.picture
        room = pygame.Rect(area.x, area.y + round(area.h * 0.03), area.w, round(area.h * 0.77))
        scale = min(room.w / 310, room.h / SHEET[1])
        w, h = round(SHEET[0] * scale), round(SHEET[1] * scale)
        found = []
        for side, middle, share in (("palm", 81, 0.27), ("back", 119, 0.73)):
            rect = pygame.Rect(0, room.bottom - h, w, h)
            rect.x = round(room.x + room.w * share - middle * scale)
            found.append((side, rect, scale))
        return found

    def _zone(self, surface: str) -> tuple[pygame.Rect, float, bool]:
        palm, back = self._hands()
        _, rect, scale = palm if surface in PALM_SIDE else back
        return rect, scale, surface not in PALM_SIDE

    def paint(self) -> None:
        view = self.view
        if view.seen.tap:
            water = svg.load("gowning/water", self.picture.h / 150 * 1.02)
            view.surface.blit(water, (self.picture.centerx - water.get_width() // 2, self.picture.y))
        for side, rect, scale in self._hands():
            drawn, box = cropped(f"wash-hand-{side}-{view.looks.skin}", scale, False)
            view.surface.blit(drawn, box.move(rect.topleft))
        active = self._active()
        for surface in HAND_SURFACES:
            if any(c.part == surface for c in self.found):
                self._mark(surface, active)
        if self._soaped():
            self._blob()
        elif view.seen.wet > DRY and active not in HAND_SURFACES:
            for side, rect, scale in self._hands():
                drawn, box = cropped("hand-open-wet", scale, side == "back")
                view.surface.blit(drawn, box.move(rect.topleft))
        for file, rect, _ in self._fittings():
            drawn = svg.load(f"gowning/{file}", rect.h / svg.size(f"gowning/{file}")[1])
            view.surface.blit(drawn, drawn.get_rect(center=rect.center))
        self._spout()
        self._clock()

    def _blob(self) -> None:
        """Soap as it came out, in the hollow of the palm."""
        _, rect, scale = self._hands()[0]
        size = round(58 * scale)
        drawn = svg.inline(SOAP, (size, round(size * 0.8)), (100, 80))
        self.view.surface.blit(drawn, drawn.get_rect(center=(rect.x + round(100 * scale), rect.y + round(158 * scale))))

    # --- tap, soap, towels: what the picture offers beside the hands ---------------------------------------------------

    def _fittings(self) -> list[tuple[str, pygame.Rect, Choice | None]]:
        """Soap and towels (or the dryer) at the foot of the picture: file, place, and what a click does."""
        area, found = self.picture, []
        high = round(area.h * 0.185)
        x = area.right - round(area.w * 0.02)
        for part, files in (("dry", {"towels": "towel-box", "dryer": "hand-dryer"}), ("lever", {"soap": "dispenser-soap"})):
            choice = next((c for c in self.found if c.part == part), None)
            family = self.view.seen.thing(choice.thing).family if choice else next(iter(files))
            if family not in files:
                continue
            file = files[family]
            if family == "towels":
                file = towel_file(self.view, choice.thing if choice else next(t.id for t in self.view.things() if t.family == "towels"))
            w, h = svg.size(f"gowning/{file}")
            wide = round(high * w / h)
            x -= wide + round(area.w * 0.015)
            found.append((file, pygame.Rect(x, area.bottom - high - round(area.h * 0.012), wide, high), choice))
        return found

    def _tap_box(self) -> pygame.Rect:
        high = max(46, round(self.picture.h * 0.13))
        box = pygame.Rect(0, 0, round(high * 1.1), high)
        box.midtop = self.picture.centerx, self.picture.y
        return box

    def _spout(self) -> None:
        """The end of the tap, above the water."""
        box = self._tap_box()
        body = (
            '<path d="M46 0V40" stroke="#6F8590" stroke-width="30"/><path d="M46 0V40" stroke="#E3EAED" stroke-width="24"/>'
            '<path d="M38 0V40" stroke="#FFFFFF" stroke-width="5"/>'
            '<rect x="26" y="40" width="40" height="24" rx="5" fill="#AEBDC3" stroke="#6F8590" stroke-width="3"/>'
            '<g fill="none" stroke-linecap="round"><path d="M64 12C78 14 88 20 94 30" stroke="#6F8590" stroke-width="13"/>'
            '<path d="M64 12C78 14 88 20 94 30" stroke="#D3DDE1" stroke-width="8"/></g>'
        )
        self.view.surface.blit(svg.inline(body, box.size, (102, 92)), box)

    def zones(self) -> list[Zone]:
        """Tap, running water, soap, towels."""
        by_part = {choice.part: choice for choice in self.found}
        found = [Zone(rect, choice.label, choice) for _, rect, choice in self._fittings() if choice]
        if "tap" in by_part:
            found.append(Zone(self._tap_box(), by_part["tap"].label, by_part["tap"]))
        if "rinse" in by_part and self.view.seen.tap:
            stream = pygame.Rect(0, 0, max(46, round(self.picture.h * 0.26)), round(self.picture.h * 0.8))
            stream.midtop = self.picture.centerx, self.picture.y
            found.append(Zone(stream, by_part["rinse"].label, by_part["rinse"]))
        return found

    def _mark(self, surface: str, active: str) -> None:
        rect, scale, mirrored = self._zone(surface)
        view = self.view
        on = surface == active
        done = view.seen.wash[surface] > 0
        lather = view.seen.soap and ((on and view.soaped) or (done and view.seen.rinse_ticks < RINSED_TICKS))
        zone, box = tinted(surface, scale, mirrored, 150 if lather else 105 if on else 60)
        view.surface.blit(zone, box.move(rect.topleft))
        if lather:
            self._foam(surface, rect, scale, mirrored, on)

    def _foam(self, surface: str, rect: pygame.Rect, scale: float, mirrored: bool, moving: bool) -> None:
        """Bubbles where one has rubbed; they move under the hands."""
        view = self.view
        phase = view.frame / 9 if moving else 0.0
        for n, (x, y, size) in enumerate(bubbles(surface, mirrored)):
            r = (2.0 + 3.4 * size) * scale
            at = rect.x + x * rect.w + math.sin(phase + n) * 2 * scale, rect.y + y * rect.h + math.cos(phase * 1.3 + n) * 2 * scale
            paint.disc(
                view.surface, (round(at[0]), round(at[1])), max(2, round(r)), THEME.white, (0xB5, 0xD3, 0xDB), max(1.0, view.screen.unit)
            )

    def _clock(self) -> None:
        """The wall clock, as one sees it from the sink."""
        view, area = self.view, self.picture
        size = max(view.screen.u(150), round(area.h * 0.20))
        at = area.x + size * 0.62, area.bottom - size * 0.60
        scale = size / 200
        parts.put(view.surface, "clock-face", at, scale)
        clock_hands(view.surface, at, scale, view.start_s + view.seen.tick / TICKS_PER_SECOND)
        left = round(at[0] + size * 0.62)
        right = min((rect.left for _, rect, _ in self._fittings()), default=area.right)
        self._doing(self._active(), pygame.Rect(left, round(at[1] - size / 2), right - left - view.screen.u(8), size))

    def _doing(self, active: str, room: pygame.Rect) -> None:
        """What the hands do now, with a ring of how long in guided mode; or what was chosen and is not yet under way."""
        screen = self.view.screen
        label, since, how, thing = self._pending
        lately = self.view.frame - since < PENDING_FRAMES
        nothing = lately and self.view.seen.has(thing) and "empty" in self.view.seen.thing(thing).known
        waits = lately and how == self._how()
        if not active and not waits and not nothing:
            return
        if nothing:  # the hand found nothing: picture and words say so
            label = self.view.t(f"closeup.empty_{self.view.seen.thing(thing).family}")
        text = label if nothing else f"{label}…" if waits else self.view.t(f"room.wash_{active}")
        x = room.x
        if self.guided and active and not waits:
            self._ring(screen, (x + screen.px(26), room.centery), self._share(active))
            x += screen.px(60)
        size = float(LEAD)
        lines = screen.text.wrap(text, room.right - x, size, "semibold")
        while size > 16 and len(lines) * screen.text.line_height(size) > room.h:
            size -= 2
            lines = screen.text.wrap(text, room.right - x, size, "semibold")
        step = screen.text.line_height(size)
        y = room.centery - len(lines) * step // 2
        for n, line in enumerate(lines):
            screen.text.draw(line, (x, y + n * step), size, THEME.ink, "semibold")

    def _share(self, surface: str) -> float:
        """How much of what is enough: of a surface, of rinsing, of drying."""
        if surface == "rinse":
            return min(1.0, self.view.seen.rinse_ticks / RINSED_TICKS)
        if surface == "dry":
            return min(1.0, (100.0 - self.view.seen.wet) / (100.0 - DRY))
        least = self.view.level.limits.get("wash_surface_s", 4.0) * TICKS_PER_SECOND
        return min(1.0, self.view.seen.wash[surface] / least)

    def _ring(self, screen: Screen, centre: tuple[int, int], share: float) -> None:
        done = share >= 1.0
        share = round(share * 60) / 60
        tone = THEME.green if done else THEME.amber
        paint.donut(screen.surface, centre, screen.px(24), screen.px(9), ((share, tone), (1.0 - share, THEME.line)))
        if done:
            icon = svg.sized("process/icons/done", screen.px(26))
            screen.surface.blit(icon, icon.get_rect(center=centre))

    def _middle(self, surface: str) -> pygame.Rect:
        rect, scale, mirrored = self._zone(surface)
        return cropped(f"wash-zone-{surface}", scale, mirrored)[1].move(rect.topleft)

    def handle(self, event: pygame.Event) -> Choice | str | None:
        if event.type == pygame.MOUSEMOTION:
            self._over = self._surface(event.pos) if self.picture.collidepoint(event.pos) else None
        return super().handle(event)

    def over(self) -> None:
        """The name of the surface under the pointer; else of the fitting."""
        if self._over and not self.form.by_keyboard:
            self.tag(self._over.label, self._middle(self._over.part))
        elif not self._over:
            super().over()

    def pointed(self, pos: tuple[int, int]) -> Choice | str | None:
        return self._surface(pos) or super().pointed(pos)

    def _surface(self, pos: tuple[int, int]) -> Choice | None:
        """The surface under the pointer: the zone itself, else the nearest zone's middle on that hand."""
        best: tuple[float, Choice] | None = None
        for choice in self.found:
            if choice.part not in HAND_SURFACES:
                continue
            rect, scale, mirrored = self._zone(choice.part)
            if not rect.collidepoint(pos):
                continue
            zone = svg.load(f"gowning/wash-zone-{choice.part}", scale, flip=mirrored)
            far = distance(zone, (pos[0] - rect.x, pos[1] - rect.y), round(30 * scale))
            if far is not None and (best is None or far < best[0]):
                best = far, choice
        return best[1] if best else None
