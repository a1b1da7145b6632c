"""Numbers and findings in words, from the texts that rules carry."""

from __future__ import annotations

from scoring.findings import Finding
from scoring.language import Check, Text
from scoring.monitors import TICKS_PER_SECOND

NO_BREAK = "\u00a0"


def number(value: float, lang: str, decimals: int = 1) -> str:
    """A number as that language writes it; no decimals where there are none."""
    text = f"{value:.{decimals}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    if text == "-0":
        text = "0"
    return text.replace(".", ",") if lang == "fr" else text


def quantity(value: float, unit: str, lang: str, decimals: int = 1) -> str:
    """A number with its unit."""
    return number(value, lang, decimals) + (NO_BREAK + unit if unit else "")


def clock(tick: int) -> str:
    """Time in the run as minutes and seconds, 65 s = 01:05."""
    seconds = tick // TICKS_PER_SECOND
    return f"{seconds // 60:02d}:{seconds % 60:02d}"


def found_text(check: Check, finding: Finding) -> Text:
    """What was found, with its numbers, in both languages."""
    text = check.aspects.get(finding.aspect, check.found)
    return Text(_filled(text.fr, finding, "fr"), _filled(text.en, finding, "en"))


def _filled(text: str, finding: Finding, lang: str) -> str:
    measure, threshold = finding.measure, finding.threshold
    if measure is None:
        # Left undone altogether: there is nothing to fill in.
        return text.replace("{measure}", "–").replace("{threshold}", "–") if "{" in text else text
    decimals = 1
    if threshold is not None and measure != threshold:
        while decimals < 3 and number(measure, lang, decimals) == number(threshold, lang, decimals):
            decimals += 1  # 29.98 s of 30 s must not read "30 s of 30 s"
    shown = {"measure": quantity(measure, finding.unit, lang, decimals)}
    if threshold is not None:
        shown["threshold"] = quantity(threshold, finding.unit, lang)
    return text.format(**shown)
