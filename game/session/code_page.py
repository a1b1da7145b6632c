"""The page a trainer pins up or reads out: the code of an assessment, large, each letter with its spelling word."""

from __future__ import annotations

from html import escape

from game.session.codes import GROUP
from game.session.trainer_groups import Opening
from game.texts import t

_STYLE = """
@page { size: A4; margin: 18mm }
body { font-family: "Source Sans Pro", "Segoe UI", Arial, sans-serif; color: #0F3540; margin: 2em auto; max-width: 60em }
h1 { font-size: 26pt; margin: 0 0 .2em }
p { font-size: 14pt; margin: .3em 0 }
.code { display: grid; grid-template-columns: repeat(8, 1fr); gap: 3mm 2mm; margin: 12mm 0 }
.sign { border: 1.5px solid #9FB0B6; border-radius: 3mm; text-align: center; padding: 3mm 0 2mm }
.sign b { display: block; font-size: 46pt; line-height: 1 }
.sign span { font-size: 11pt; color: #47636D }
.end { margin-right: 4mm }
ol { font-size: 14pt }
small { color: #47636D; font-size: 11pt }
"""


def spelled(sign: str, lang: str) -> str:
    """The word one says for a letter or digit of a code."""
    return t(f"trainer.spell_{sign}", lang)


def code_page(code: str, opening: Opening, lang: str) -> str:
    """One HTML page that prints on one sheet; it loads nothing."""
    signs = code.replace("-", "")
    boxes = "".join(_box(sign, at % (2 * GROUP) == GROUP - 1, lang) for at, sign in enumerate(signs))
    title = escape(t("trainer.page_title", lang))
    level = escape(t("trainer.page_level", lang, title=opening.title(lang), version=opening.version))
    points = escape(t("trainer.page_points", lang, n=opening.points))
    group = f"<p>{escape(t('trainer.page_group', lang, group=opening.group))}</p>" if opening.group else ""
    steps = "".join(f"<li>{escape(t(f'trainer.page_step_{n}', lang))}</li>" for n in (1, 2, 3))
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title><style>{_STYLE}</style></head><body>'
        f'<h1>{title}</h1><p>{level}</p>{group}<p>{points}</p><div class="code">{boxes}</div><ol>{steps}</ol>'
        f"<p><small>{escape(t('trainer.page_secret', lang))}</small></p></body></html>\n"
    )


def _box(sign: str, end: bool, lang: str) -> str:
    return f'<div class="sign{" end" if end else ""}"><b>{escape(sign)}</b><span>{escape(spelled(sign, lang))}</span></div>'
