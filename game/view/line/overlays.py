"""What a line did not show: what was left behind, found or not, behind lids too; which places were looked at; hands and eye."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pygame

from game.entities.line_state import ResidueState
from game.entities.residues import RESIDUES
from game.entities.stations import STATIONS
from game.view import paint, svg
from game.view.line import small
from game.view.overlays import Overlays
from game.view.theme import THEME, Colour
from game.world.line.truths import SEEN_TICKS
from game.world.runs import RunWorld

if TYPE_CHECKING:
    from game.view.line.picture import LinePicture
    from game.view.line.view import LineView

NAMES = ("hidden", "looked", "trail", "speed")
SIDE_M = 0.10
"""Half the sign that stands for a state or for what is too small."""


class LineOverlays(Overlays):
    """Over a line that is gone through again."""

    names = NAMES
    order = ("looked", "hidden", "trail", "speed")

    def _hidden(self, picture: LinePicture, _: RunWorld) -> None:
        """A ring round all that does not belong and is still there: a cross where nobody has found it, a hand where it was found."""
        view = picture.view
        for residue in view.truth.residues.values():
            if residue.cleared or residue.on.startswith("hand:"):
                continue
            found = bool(residue.found)
            tint: Colour = THEME.amber_deep if found else THEME.red
            box = self._box(view, residue)
            if not box.colliderect(view.surface.get_rect()):
                continue
            if not small.in_sight(view, residue) and residue.kind in small.LOOKS and not residue.on:
                small.item(residue, 0).paint(view.surface, view.camera.origin, view.camera.scale)
            ring = box.inflate(view.screen.u(36), view.screen.u(36))
            pygame.draw.rect(view.surface, THEME.white, ring.inflate(6, 6), max(3, view.screen.u(10)), border_radius=ring.h // 2)
            pygame.draw.rect(view.surface, tint, ring, max(2, view.screen.u(7)), border_radius=ring.h // 2)
            icon = svg.sized(f"process/icons/{'again' if found else 'wrong'}", max(18, view.screen.u(44)))
            view.surface.blit(icon, icon.get_rect(center=(ring.right - view.screen.u(8), ring.top + view.screen.u(8))))
            words = view.t("replay.residue_found" if found else "replay.residue_unfound", thing=view.residue_name(residue.id))
            self._pill(view, words, (ring.centerx, ring.bottom + view.screen.u(34)))

    def _box(self, view: LineView, residue: ResidueState) -> pygame.Rect:
        """Where it lies, or where what is in a wrong state shows it."""
        if residue.kind in small.LOOKS and RESIDUES[residue.kind].family != "state" and not residue.on:
            return view.camera.rect(*small.box(residue))
        x, y = residue.x, residue.y
        thing = view.spec(residue.on or residue.station)
        if thing is not None and residue.on:
            kind = STATIONS[thing.kind]
            x, y = thing.x_m + kind.width_m / 2, thing.y_m + kind.height_m / 2
        return view.camera.rect(x - SIDE_M, y - SIDE_M, x + SIDE_M, y + SIDE_M)

    def _looked(self, picture: LinePicture, _: RunWorld) -> None:
        """Each place that is to be looked at: a filled dot once it was in view for long enough, an empty ring before."""
        view = picture.view
        radius = max(4, view.screen.u(13))
        for zone in view.places.zones.values():
            ticks = view.truth.cells.get(zone.id, ())
            for (x, y), n in zip(zone.cells, ticks, strict=False):
                at = view.camera.point(x, y)
                seen = n >= SEEN_TICKS
                fill, edge = (THEME.green, THEME.white) if seen else (THEME.white, THEME.red)
                paint.disc(view.surface, at, radius if seen else radius * 4 // 5, fill, edge, max(1.5, view.screen.unit * 3))
