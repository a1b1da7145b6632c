"""Numbers, names and findings in words, from the texts that rules carry."""

from __future__ import annotations

from scoring.findings import Finding
from scoring.language import Check, Text
from scoring.monitors import TICKS_PER_SECOND

NO_BREAK = "\u00a0"
LONGEST_NAME = 80
"""Characters of a pseudonym on a page."""
_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def short(name: str) -> str:
    """A name as it fits a page; without marks that turn the direction of writing."""
    plain = "".join(sign for sign in name if sign.isprintable() and sign not in _TURNING)
    return plain if len(plain) <= LONGEST_NAME else plain[: LONGEST_NAME - 1] + "…"


def number(value: float, lang: str, decimals: int = 1) -> str:
    """A number as that language writes it; no decimals where there are none."""
    text = f"{value:.{decimals}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    if text == "-0":
        text = "0"
    return text.replace(".", ",") if lang == "fr" else text


def points(score: float) -> int:
    """A score as it is shown where there is no room for decimals: 100 only where nothing was missed."""
    return 100 if score >= 100 else min(99, round(score))


def grouped(n: int) -> str:
    """1234 -> "1 234", with spaces that keep it together."""
    return f"{n:,}".replace(",", "\u202f")


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


def measured(finding: Finding, lang: str) -> tuple[str, str]:
    """(measure, threshold) with their unit, "" for one that there is not."""
    measure, threshold = finding.measure, finding.threshold
    if measure is None:
        return "", ""
    decimals = 1
    if threshold is not None and measure != threshold:
        while decimals < 3 and number(measure, lang, decimals) == number(threshold, lang, decimals):
            decimals += 1  # 29.98 s of 30 s must not read "30 s of 30 s"
    asked = "" if threshold is None else quantity(threshold, finding.unit, lang)
    return quantity(measure, finding.unit, lang, decimals), asked


def _filled(text: str, finding: Finding, lang: str) -> str:
    measure, threshold = measured(finding, lang)
    if not measure:
        # Left undone altogether: there is nothing to fill in.
        return text.replace("{measure}", "–").replace("{threshold}", "–") if "{" in text else text
    return text.format(measure=measure, **({"threshold": threshold} if threshold else {}))
