"""Every kind of station, by id."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from game.entities.line import StationKind
from game.entities.line_filling import FILLING
from game.entities.line_labelling import LABELLING

STATIONS: Mapping[str, StationKind] = MappingProxyType({kind.id: kind for kind in (*LABELLING, *FILLING)})
