"""The person after gowning: where the germs are, in front and behind, and from which touch; its second is a press away."""

from __future__ import annotations

from dataclasses import replace

from game.scenes.base import Context
from game.scenes.chain import chain_picture, count
from game.scenes.review import Review, surface_name
from game.session.bodymap import BACK, FRONT, Place, Soil, whole
from game.view.bodymap import TITLES, BodyView, Person
from game.view.theme import BODY, HEAD, LEAD, THEME
from game.view.widgets import Column, Label, Row, RowList, Rule

MOST_SOILS = 5
"""Origins listed of a place one by one; the others are told together."""


class BodyPage:
    """What is looked at: which place, which of its origins."""

    def __init__(self, review: Review, person: Person) -> None:
        self.review, self.person = review, person
        self.place = next((place.id for place in person.places if not place.id.startswith("foot")), "")
        """Feet tread on every floor: they are looked at first only where there is nothing else."""
        if person.places and not self.place:
            self.place = person.places[0].id
        self.origin = self._first()

    @property
    def one(self) -> Place:
        """The place that is looked at."""
        return next(place for place in self.person.places if place.id == self.place)

    @property
    def soils(self) -> tuple[Soil, ...]:
        """Its origins that are listed."""
        return self.one.soils[:MOST_SOILS]

    def _first(self) -> int:
        return self.one.soils[0].origin if self.person.places else 0

    def pick(self, place: bool, value: str) -> None:
        """Look at another place; else at another origin of this one (serial number of an event)."""
        if place:
            self.place = value
        self.origin = self._first() if place else int(value)

    def second(self) -> int | None:
        """The tick of the first touch of the chosen origin."""
        return self._soil().tick if self.person.places else None

    def _soil(self) -> Soil:
        return next((soil for soil in self.soils if soil.origin == self.origin), self.soils[0])

    # --- widgets ---------------------------------------------------------------------------------------------------------

    def _said(self, ctx: Context) -> str:
        return ctx.t("plates.body_place", place=ctx.t(f"plates.place_{self.place}"), n=count(ctx, self.one.cfu))

    def parts(self) -> dict[int, float]:
        """Origin -> its CFU as they are shown: whole numbers that give the sum that is shown, below one as it is."""
        soils = self.one.soils
        shown = whole([soil.cfu for soil in soils])
        return {soil.origin: float(n) if n else min(soil.cfu, 0.5) for soil, n in zip(soils, shown, strict=True)}

    def figure_card(self, column: Column, ctx: Context, most: int) -> None:
        """The person twice, as large as may be (at most that many real pixels)."""
        t = ctx.t
        labels = {"left": t("plates.body_left"), "right": t("plates.body_right"), FRONT: t(TITLES[FRONT]), BACK: t(TITLES[BACK])}
        column.add(Label(t("plates.body_title"), LEAD, weight="bold"))
        column.add(
            BodyView("body", self.person, self.place, self._said(ctx), labels), width=min(column.area.w, most), align="centre", gap=12
        )

    def flat(self, column: Column, ctx: Context, high: int) -> None:
        """Large text: the figures, hardly higher than what is in sight (real pixels), and the rest below."""
        self.figure_card(column, ctx, max(round(1.3 * high), column.screen.px(560)))
        column.y += column.screen.px(24)
        self.germs_card(column, ctx)

    def germs_card(self, column: Column, ctx: Context) -> None:
        """What is at the chosen place, from which touches; the way of the chosen one."""
        t, review = ctx.t, self.review
        column.add(Label(self._said(ctx), HEAD, weight="bold"))
        column.add(Label(t("plates.body_which"), LEAD, THEME.petrol, "bold"), gap=10)
        rows, parts = [], self.parts()
        for soil in self.soils:
            source = surface_name(review.level, soil.links[0].surface, ctx.lang) if soil.links else t("plates.body_own")
            at = "" if soil.tick is None else t("plates.body_at", time=ctx.lapse(soil.tick))
            rows.append(Row(str(soil.origin), source, at, "", t("plates.body_cfu", n=count(ctx, parts[soil.origin]))))
        column.add(RowList("soils", rows, str(self._soil().origin)), gap=12)
        self._others(column, ctx, parts)
        links = self._soil().links
        if links:
            links = (*links[:-1], replace(links[-1], cfu=parts[self._soil().origin]))
            column.add(chain_picture(ctx, review, links), gap=22)
        column.add(Label(t("plates.body_choose"), BODY - 4, THEME.slate), gap=14)
        column.add(Rule(), gap=16)
        column.add(Label(t("plates.body_truth"), BODY - 4, THEME.slate), gap=10)

    def _others(self, column: Column, ctx: Context, parts: dict[int, float]) -> None:
        """Origins that are not listed, so that the parts still give the whole."""
        others = self.one.soils[MOST_SOILS:]
        if others:
            total = 0.0
            for soil in others:
                total += parts[soil.origin] if parts[soil.origin] >= 1.0 else 0.0
            said = ctx.t("plates.body_cfu", n=count(ctx, total))
            column.add(Label(ctx.t("plates.body_others", n=len(others), cfu=said), BODY - 2, THEME.slate), gap=10)
