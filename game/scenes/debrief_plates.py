"""The plates of the debrief: they incubate before the eyes, counts stand beside limits, a colony leads to its first touch."""

from __future__ import annotations

from collections.abc import Sequence

import pygame

from game.events import TICKS_PER_SECOND
from game.scenes.base import Context
from game.scenes.chain import chain_picture
from game.scenes.review import Review, surface_name
from game.session.plate import INCUBATION_DAYS, most_telling_of
from game.session.plates import CONTACT, PRINT, SitePlate
from game.view import paint
from game.view.agar import Dish, Incubation
from game.view.screen import Screen
from game.view.theme import BODY, HEAD, LEAD, THEME
from game.view.widgets import Button, Column, Label, Picture, Rule, Widget
from game.view.widgets.plate import PlateTile, PlateView

DAY_TICKS = TICKS_PER_SECOND
"""A day of incubation takes so long."""
ORDER = ("print_left", "forearm_left", "hood", "chest", "forearm_right", "print_right")
"""As one sees oneself in a mirror: the person's right is on the right."""


class PlatesPage:
    """What is looked at: which plate, which colony, which day."""

    def __init__(self, review: Review) -> None:
        self.review = review
        self.plates = tuple(sorted(review.plates, key=lambda one: ORDER.index(one.site.id) if one.site.id in ORDER else 0))
        self.time = Incubation()
        self._ticks = 0
        self.at = self._first()
        self.colony = -1
        if self.plates:
            self._tell()

    def _first(self) -> int:
        """The plate to show first: one with germs from the floor, else the one that is most over its limit, else has most."""

        def worth(at: int) -> tuple[bool, int, bool]:
            one = self.plates[at]
            floor = any(links and links[0].surface.startswith("floor") for links in one.chains.values())
            return floor, one.plate.count - (one.limit or 0), one.site.kind == PRINT

        return max(range(len(self.plates)), key=worth, default=0)

    def _tell(self) -> None:
        """The colony of the plate that tells most."""
        one = self.one
        origin = most_telling_of(one.plate, one.chains)
        self.colony = next((n for n, colony in enumerate(one.plate.colonies) if colony.origin == origin), -1)

    @property
    def one(self) -> SitePlate:
        """The plate that is looked at."""
        return self.plates[self.at]

    def tick(self) -> bool:
        """A sixtieth of a second of incubation; whether it came to its end now."""
        if self.time.over:
            return False
        self._ticks += 1
        self.time.day = self._ticks / DAY_TICKS
        return self.time.over

    def skip(self) -> None:
        """To the last day."""
        self.time.day = float(INCUBATION_DAYS)

    def again(self) -> None:
        """From the first day."""
        self._ticks, self.time.day = 0, 0.0

    def fits(self, screen: Screen, tiles: Sequence[Widget], width: int) -> bool:
        """Whether all small plates have room side by side."""
        return all(tile.natural(screen) <= (width - screen.px(16) * (len(tiles) - 1)) // len(tiles) for tile in tiles)

    def choose(self, at: int) -> None:
        """Look at another plate."""
        self.at = at
        self._tell()

    def press(self, what: str) -> None:
        """Another plate; or to the last day of incubation, or once more from the first."""
        if what != "incubate":
            self.choose(int(what.removeprefix("site_")))
        elif self.time.over:
            self.again()
        else:
            self.skip()

    def second(self) -> int | None:
        """The tick of the first touch of the chosen colony, once it has grown."""
        if not self.time.over or self.colony < 0 or not self.plates:
            return None
        return self.one.first_touch(self.one.plate.colonies[self.colony].origin)

    # --- widgets ---------------------------------------------------------------------------------------------------------

    def dish(self, one: SitePlate) -> Dish:
        """The plate as it is drawn: a left print is the mirror image of a right one."""
        return Dish(one.plate, one.site.kind == CONTACT, one.site.id.endswith("_left"))

    def name(self, ctx: Context, one: SitePlate) -> str:
        """Where it was pressed."""
        if one.site.id.startswith("glove_"):
            return surface_name(self.review.level, one.surface, ctx.lang)
        name = ctx.t(f"plates.site_{one.site.id}")
        return f"{name}, {ctx.t('plates.bare')}" if one.surface.startswith("hand_") else name

    def tiles(self, ctx: Context) -> list[Widget]:
        """All plates, small."""
        t = ctx.t
        return [
            PlateTile(
                f"site_{at}",
                self.dish(one),
                self.name(ctx, one),
                t("plates.cfu"),
                one.limit,
                (t("plates.within", limit=one.limit), t("plates.beyond", limit=one.limit)),
                self.time,
                chosen=at == self.at,
            )
            for at, one in enumerate(self.plates)
        ]

    def days(self, ctx: Context) -> list[Widget]:
        """The day, and the way to the last or back to the first."""
        words = ctx.t("plates.day", n=INCUBATION_DAYS, of=INCUBATION_DAYS)
        bar = Picture(lambda s, r: self._draw_days(s, r, ctx), lambda s, w: max(44, s.px(52)), words)
        label = ctx.t("plates.again" if self.time.over else "plates.skip")
        return [bar, Button("incubate", label, icon="again" if self.time.over else "fast", height=52, size=BODY - 2)]

    def _draw_days(self, screen: Screen, rect: pygame.Rect, ctx: Context) -> None:
        words = ctx.t("plates.day", n=min(INCUBATION_DAYS, int(self.time.day) + (0 if self.time.over else 1)), of=INCUBATION_DAYS)
        wide = screen.text.measure(words, LEAD, "bold")[0]
        screen.text.draw(words, (rect.x, rect.centery), LEAD, THEME.ink, "bold", "midleft")
        x = rect.x + wide + screen.px(20)
        track = pygame.Rect(x, rect.centery - screen.px(7), max(10, rect.right - x), screen.px(14))
        paint.bar(screen.surface, track, self.time.day / INCUBATION_DAYS, THEME.petrol, THEME.line)

    def agar_card(self, column: Column, ctx: Context, most: int) -> None:
        """The chosen plate as large as it can be (at most that many real pixels)."""
        one = self.one
        column.add(Label(self._title(ctx, one), LEAD, weight="bold"))
        view = PlateView("plate", self.dish(one), self.colony if self.time.over else -1, self._counted(ctx), self.time)
        column.add(view, width=min(column.area.w, most), align="centre", gap=12)
        if self.time.over:
            column.add(Label(self._counted(ctx), LEAD, weight="bold", align="centre"), gap=8)

    def _title(self, ctx: Context, one: SitePlate) -> str:
        if one.site.kind == CONTACT:
            return ctx.t("plates.title_gown", where=ctx.t(f"plates.site_{one.site.id}").lower())
        return self.name(ctx, one) if one.site.id.startswith("glove_") else ctx.t(f"plates.title_{one.site.id}")

    def flat(self, column: Column, ctx: Context) -> None:
        """Large text: small plates two by two, the chosen one and its chain below."""
        tiles = self.tiles(ctx)
        for widget in self.days(ctx):
            column.add(widget, gap=10)
        for at in range(0, len(tiles), 2):
            column.split(tiles[at : at + 2], gap=12)
        column.y += column.screen.px(24)
        self.agar_card(column, ctx, column.screen.px(420))
        column.y += column.screen.px(24)
        self.chain_card(column, ctx)

    def _counted(self, ctx: Context) -> str:
        n = self.one.plate.count
        return ctx.t("ui.colonies", n=n) if n > 1 else ctx.t("ui.colony") if n else ctx.t("ui.no_colony")

    def chain_card(self, column: Column, ctx: Context) -> None:
        """From which touch the chosen colony came, second by second; what plates can tell and what not."""
        t, one = ctx.t, self.one
        if not self.time.over:
            column.add(Label(t("plates.incubating"), HEAD, weight="bold"))
        elif not one.plate.colonies:
            column.add(Label(t("plates.nothing"), HEAD, weight="bold"))
            column.add(Label(t("ui.nothing_grew"), BODY + 2), gap=8)
        else:
            column.add(Label(t("plates.where"), HEAD, weight="bold"))
            colony = one.plate.colonies[self.colony]
            if one.site.id == "print_right":
                column.add(Label(t(f"ui.finger_{colony.finger}"), BODY, THEME.slate), gap=0)
            self._chain(column, ctx, colony.origin)
            if len(one.plate.origins()) > 1:
                column.add(Label(t("plates.choose"), 20, THEME.slate), gap=14)
        column.add(Rule(), gap=20)
        for text in self._notes(ctx):
            column.add(Label(text, 20, THEME.slate), gap=10)

    def _notes(self, ctx: Context) -> Sequence[str]:
        t, one, grade = ctx.t, self.one, self.review.level.grade
        limit = t("plates.no_limit") if one.limit is None else t("plates.limit", grade=grade, limit=one.limit)
        after = ["plates.gown"] if any(each.site.kind == CONTACT for each in self.plates) else []
        after += ["plates.barrier"] if one.site.id.startswith("glove_") else []
        return (t("plates.truth"), limit, *(t(key) for key in after))

    def _chain(self, column: Column, ctx: Context, origin: int) -> None:
        links = self.one.chains.get(origin, ())
        if not links:
            column.add(Label(ctx.t("plates.own_germ"), BODY + 2), gap=14)
            return
        review, grown = self.review, len([one for one in self.one.plate.colonies if one.origin == origin])
        column.add(chain_picture(ctx, review, links, grown), gap=22)
