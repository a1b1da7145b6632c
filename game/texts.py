"""Every text a reader sees, by key, in French and English (gettext catalogues in assets/lang/<lang>/<domain>.po).

A key is "domain.name", e.g. "ui.start"; the catalogue `ui.po` holds it as msgid "start".  French and English grow
together: tests/test_texts.py fails on a key that one of them lacks.
"""

from __future__ import annotations

import functools
import json
import locale
import os
import re
from pathlib import Path

LANGS = ("fr", "en")
FOLDER = Path(__file__).resolve().parent.parent / "assets" / "lang"
_QUOTED = re.compile(r'(msgid |msgstr |)(".*")')


@functools.cache
def catalogue(lang: str, domain: str) -> dict[str, str]:
    """msgid -> text of one catalogue.  Raises FileNotFoundError when there is no such domain."""
    # Not Babel's reader: main.py speaks before anything is installed, and the first frame is not to wait for Babel.
    parts: dict[str, list[str]] = {}
    key = field = ""
    for line in (FOLDER / lang / f"{domain}.po").read_text(encoding="utf-8").split("\n"):
        quoted = _QUOTED.fullmatch(line.strip())
        if quoted is None:
            continue
        field = quoted[1] or field
        if field == "msgid ":
            key = json.loads(quoted[2], strict=False) if quoted[1] else key + json.loads(quoted[2], strict=False)
        else:
            parts.setdefault(key, []).append(json.loads(quoted[2], strict=False))
    return {key: "".join(texts) for key, texts in parts.items() if key}


def t(key: str, lang: str, **values: object) -> str:
    """The text of `key` in `lang`, its {names} filled in.  Raises KeyError for a key nobody wrote."""
    domain, name = key.split(".", 1)
    text = catalogue(lang, domain)[name]
    if not text:
        raise KeyError(key)
    return text.format(**values) if values else text


def has(key: str, lang: str) -> bool:
    """Whether the key has a text in that language."""
    domain, name = key.split(".", 1)
    return (FOLDER / lang / f"{domain}.po").exists() and bool(catalogue(lang, domain).get(name))


def system_lang() -> str:
    """The system's language when it is one of ours, else French."""
    # Python takes the plain locale "C" for American English: elsewhere than on Windows only the variables count.
    windows = locale.getlocale()[0] if os.name == "nt" else ""
    for name in (os.environ.get("LC_ALL"), os.environ.get("LC_MESSAGES"), os.environ.get("LANG"), windows):
        code = (name or "").replace("_", "-").split("-")[0].lower()
        if code in ("en", "english"):
            return "en"
        if code in ("fr", "french"):
            return "fr"
    return "fr"
