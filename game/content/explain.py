"""What a code means, for `explain CODE` and the workshop."""

from __future__ import annotations

import re

from game.content import report
from game.content.suggest import distance
from game.texts import t

GOOD, COULD_NOT = 0, 2


def explain_code(code: str, lang: str = "fr") -> tuple[str, int]:
    """What a code means, what to do about it, and how it looks wrong and right.  No code: the list of them."""
    known = report.codes()
    if not code:
        lines = [t("content.explain_all", lang), ""]
        lines += [
            f"{one}  {t('content.' + report.definition(one)['severity'], lang):10} {report.definition(one)[lang]['title']}" for one in known
        ]
        return "\n".join(lines) + "\n", GOOD
    code = code.strip().upper()
    if code not in known:
        near = sorted(known, key=lambda one: (distance(one, code[:8]), one))[:3]
        return t("content.explain_unknown", lang, code=code[:20], near=", ".join(near)) + "\n", COULD_NOT
    return _explained(code, lang), GOOD


def _explained(code: str, lang: str) -> str:
    data = report.definition(code)
    texts = data[lang]
    parts = [f"{code} ({t('content.' + data['severity'], lang)}) {texts['title']}", texts["means"]]
    fixes = "\n".join(f"  - {fix}" for fix in map(opened, texts["fixes"].values()))
    parts.append(f"{t('content.explain_fix', lang)}\n{fixes}")
    for sample in data["samples"][:1]:
        for key in ("bad", "good"):
            shown = "\n".join(f"    | {line}" for line in str(sample[key]).rstrip("\n").translate(report.VISIBLE).split("\n"))
            parts.append(f"{t(f'content.explain_{key}', lang)}\n{shown}")
    return "\n\n".join(parts) + "\n"


def opened(text: str) -> str:
    """A sentence before anything is filled in."""
    return re.sub(r"\{\w+\}", "…", text)
