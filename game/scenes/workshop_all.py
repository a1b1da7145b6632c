"""The parts of a level's page, in the order in which they are worked through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.scenes.workshop_approve import ApprovePart
from game.scenes.workshop_check import CheckPart
from game.scenes.workshop_document import DocumentPart
from game.scenes.workshop_hazards import HazardsPart
from game.scenes.workshop_parts import Part
from game.scenes.workshop_preview import PreviewPart
from game.scenes.workshop_proof import ProofPart
from game.scenes.workshop_texts import TextsPart
from game.scenes.workshop_times import TimesPart
from game.scenes.workshop_translate import TranslatePart

if TYPE_CHECKING:
    from game.scenes.workshop_level import WorkshopLevelScene


def parts_of(page: WorkshopLevelScene) -> list[Part]:
    """All of them, for one page."""
    kinds = (CheckPart, DocumentPart, TextsPart, TimesPart, HazardsPart, PreviewPart, ProofPart, TranslatePart, ApprovePart)
    return [kind(page) for kind in kinds]
