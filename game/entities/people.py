"""What colleagues ask, and the answers there are: data of the trade, nothing hidden."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

QUESTIONS: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "health": ("report", "hide"),
    "hurries": ("calm", "hurry"),
    "offers": ("refuse", "accept"),
    "sign": ("refuse", "accept"),
    "chats": ("later", "chat"),
    "crowd": ("wait", "enter"),
    "half_filled": ("fresh", "keep"),
    "unseen": ("refuse", "accept"),
    "loose_print": ("voucher", "take"),
    "found_late": ("keep", "bin"),
    "spoken_go": ("wait", "go"),
    "next_shift": ("now", "leave"),
    "recal": ("report", "adjust"),
    "carry_on": ("stop", "finish"),
    "fingers": ("forceps", "fingers"),
    "count_now": ("back", "now"),
    "tidy": ("keep", "throw"),
})  # fmt: skip
"""What is asked -> the answers there are, the right one first."""
