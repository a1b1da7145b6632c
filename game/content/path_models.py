"""The shape of levels/paths.yaml, as pydantic models.  Imported late, like `game.content.models`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from game.content.models import Block, Id, Text


class Ask(Block):
    """One step of a path: a level in a mode, so many runs, each of at least so many points."""

    level: Id
    mode: Literal["guided", "practice", "assessment"]
    runs: Annotated[int, Field(strict=True, ge=1, le=20)] = 1
    score: Annotated[int, Field(strict=True, ge=1, le=100)] | None = None


class Course(Block):
    """A path: its levels in order; every_days: how long a step stays done (without: for good)."""

    id: Id
    title: Text
    about: Text
    every_days: Annotated[int, Field(strict=True, ge=1, le=400)] | None = None
    steps: Annotated[list[Ask], Field(min_length=1, max_length=60)]


class Paths(Block):
    """The whole file: paths in the order in which a person goes through them."""

    format: Literal[1]
    paths: Annotated[list[Course], Field(min_length=1, max_length=20)]
