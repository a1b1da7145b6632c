"""Why a bundle or its wheels cannot be made."""

from __future__ import annotations

from game.texts import t


class BundleError(Exception):
    """key: text in `bundle.po`; values: what to fill in."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key, values)
        self.key, self.values = key, values

    def text(self, lang: str) -> str:
        """What is wrong and what to do."""
        return t(f"bundle.{self.key}", lang, **self.values)
