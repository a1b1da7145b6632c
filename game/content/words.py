"""Every key a file of ours may hold, without loading pydantic (the text pass needs them before the models are there)."""

from __future__ import annotations

# fmt: off
KEYS = frozenset((
    "format", "id", "kind", "title", "brief", "grade", "control", "modes", "time", "trainee", "rooms", "things", "steps", "hazards",
    "rules", "poster", "version", "procedure", "procedure_version", "author", "reviewer", "approver", "approved_on", "approval",
    "target", "limit",
    "x", "y", "hair", "beard", "name", "from", "to", "side", "is", "at", "slot", "on", "holds", "between", "airlock", "checkpoint", "end",
    "pressure", "do", "thing", "into", "after", "text", "hint", "only_if", "say", "why", "draw", "always", "pool", "what", "reserved",
    "weight", "use", "limits", "fr", "en", "covers", "batch", "residues", "product", "old", "new", "expiry_old", "expiry_new",
    "recipe_old", "recipe_new", "date", "clock", "labels_issued", "labels_applied", "labels_rejected", "labels_specimens", "labels_left",
    "article_old", "article_new", "delivered",
    "count", "difficulty", "leave_out", "only", "process", "twin", "equipment", "room", "day", "pace", "listed", "safe", "supervisor",
    "quality", "size", "over", "since", "units", "checks", "where", "when", "latest", "cells",
    "active", "playtests", "seed", "mutant", "op", "part", "fault", "with", "seconds", "finds",
))
"""A test holds this list against the models."""
# fmt: on
