"""What goes wrong before YAML is even read: the commonest slips of a text editor, recognised on the raw line.

A YAML reader names the symptom, often lines away; each check here names the cause and gives the corrected line.  Slips
that spoil a file silently are always reported; those that only matter when the file cannot be read wait for that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from game.content.fault import Edit
from game.content.source import Source

NBSP = "\u00a0\u202f\u2007\u2009\u3000"
_LINE = re.compile(
    rf"(?P<margin>[ \t{NBSP}]*)(?P<dash>(?:-(?:[ \t{NBSP}]+|$))*)"
    rf"(?:(?P<key>[^\s:#'\"\[\]{{}}&*!|>@`%,-][^:#'\"\[\]{{}}\n]*?)(?P<colon>[ \t{NBSP}]*:(?:[ \t{NBSP}]+|$)))?(?P<value>.*)"
)
_BLOCK_TEXT = re.compile(r"[|>][+-]?\d?[+-]?\s*(?:#.*)?$")
_GLUED = re.compile(r"(?P<key>[a-z_]+):(?P<value>[^\s:/\\].*)$")
_CUT = re.compile(rf"[ \t{NBSP}](#[^\s#].*)$")
_MOJIBAKE = re.compile("Ã[\u0080-\u00bf\u0152-\u2122]|â€[\u0080-\u00bf\u0152-\u2122]|Â[\u00a0-\u00bf]")
_CURLY = "“”„‘’"
_HARD_SIGNS = {"&": "Y108", "*": "Y108", "!": "Y108", "@": "Y114", "`": "Y114", "%": "Y114"}
_DASHES = "–—•·‣−"
_CLOSING = {"[": "]", "{": "}"}
_NUMBER = re.compile(r"[-+]?[\d.,]++(?:\s*+[\w/%]++)?$")


_SAFE = re.compile(
    r"""(?: \ *+ (?:-\ ){0,3}+
        (?: [a-z_]++ (?: : (?: \  (?: "[^"\\ÃÂâ\n]*+(?:â(?!€)[^"\\ÃÂâ\n]*+)*+" | (?:\w|-\d)[\w.\-/ ]*+ | \[\] ) )? )?
          | "[^"\\ÃÂâ\n]*+(?:â(?!€)[^"\\ÃÂâ\n]*+)*+" | (?:\w|-\d)[\w.\-]*+ | \#.*+ )?
        \n )*+""",
    re.VERBOSE,
)
"""Lines that are each one of: key with a plain or quoted value, item, comment, nothing.  A file of such lines needs no closer look."""


def suspect(source: Source) -> bool:
    """Whether any line needs a closer look: by this pass, or for what nests too deep."""
    text = source.text if source.text.endswith("\n") else source.text + "\n"
    safe = _SAFE.match(text)
    return safe is None or safe.end() < len(text)


class Parts(NamedTuple):
    """One line taken apart, with the columns where its value begins."""

    n: int
    line: str
    margin: str
    dash: str
    key: str
    colon: str
    value: str
    column: int


def parts(source: Source) -> Iterator[Parts]:
    """The lines that hold keys or list items: neither comments, nor the inside of long texts."""
    block_margin = -1
    quote = ""
    for n, line in enumerate(source.lines):
        stripped = line.lstrip()
        if quote:
            quote = "" if _closes(line, quote) else quote
            continue
        if block_margin >= 0:
            if not stripped or len(line) - len(stripped) > block_margin:
                continue
            block_margin = -1
        if not stripped or stripped[0] == "#":
            continue
        match = _LINE.match(line)
        if match is None:  # cannot be: all parts of the pattern may be empty
            continue
        margin, dash, key, colon, value = match.group("margin", "dash", "key", "colon", "value")
        yield Parts(n, line, margin, dash, key or "", colon or "", value, match.start("value"))
        if value:
            if value[0] in "|>" and _BLOCK_TEXT.match(value):
                block_margin = len(margin) + len(dash)
            elif value[0] in "\"'" and _unclosed(value) and _closed_later(source, n, value[0]):
                quote = value[0]


def _key_follows(source: Source, n: int) -> bool:
    """Whether the next line that is not empty begins a key or an item."""
    following = next((line for line in source.lines[n + 1 :] if line.strip()), "x: y")
    return bool(re.match(r"\s*(?:- +)?[\w-]+:(?: |$)|\s*- ", following))


def _closes(line: str, quote: str) -> bool:
    return line.replace("\\" + quote, "").replace(quote * 2, "").rstrip().endswith(quote) or quote in line


def _unclosed(value: str) -> bool:
    quote, rest = value[0], value[1:]
    return quote not in (rest.replace("\\\\", "").replace('\\"', "") if quote == '"' else rest.replace("''", ""))


def _closed_later(source: Source, n: int, quote: str) -> bool:
    """A text over several lines is fine as long as it is closed before the next line that has a key."""
    for line in source.lines[n + 1 : n + 40]:
        if _closes(line, quote):
            return not re.match(r"\s*(?:- +)?[a-z_]+: ", line)
        if re.match(r"\s*(?:- +)?[a-z_]+:(?: |$)", line):
            return False
    return False


def run(source: Source) -> None:
    """Report what spoils a file silently, readable or not."""
    text = source.text
    odd_spaces = "\t" in text or any(space in text for space in NBSP)
    mojibake = "Ã" in text or "â€" in text or "Â" in text
    for part in parts(source):
        if odd_spaces:
            _spaces(source, part)
        if part.line.lstrip()[0] in _DASHES:
            at = len(part.line) - len(part.line.lstrip())
            rest = part.line[at + 1 :].strip()
            source.report("Y110", part.n, at, 1, edit=Edit(part.n, at, len(part.line.rstrip()), f"- {rest}"), key="")
        value = part.value
        if not value:
            continue
        first = value[0]
        if first in "\"'":
            pass
        elif first in _CURLY and value.rstrip()[-1] in _CURLY and len(value) > 1:
            _say(source, "Y111", part, part.column, len(value.rstrip()), _quoted(value.strip(_CURLY + " ")))
        elif " #" in value or part.line.find("\u00a0#") >= 0:
            _cut(source, part)
        if first in _HARD_SIGNS and not value.startswith(("!!", "%YAML")):
            _say(source, _HARD_SIGNS[first], part, part.column, len(value.rstrip()), _quoted(value.rstrip()))
        elif not part.key and ":" in value:
            _glued(source, part)
        if first == "-" and not part.dash and not part.key:
            _glued_dash(source, part)
    if mojibake:
        _mojibake(source)


def explain(source: Source, error: Exception) -> None:
    """The file cannot be read: report each line that explains it, else the place where the reader gave up."""
    told = {(fault.code, fault.span.line) for fault in source.faults}
    explained = False
    for part in parts(source):
        for code, column, width, better in _breaking(source, part):
            if (code, part.n) not in told:
                _say(source, code, part, column, width, better)
                explained = True
            # What keeps the line from being read says it all.
            source.faults = [fault for fault in source.faults if (fault.code, fault.span.line) != ("Y111", part.n)]
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line = min(mark.line, len(source.lines) - 1) if mark else 0
    if explained or any(_breaks(fault.code) and fault.span.line <= line + 1 for fault in source.faults):
        return
    line, column = _last_text(source, line, mark.column if mark else 0)
    _generic(source, error, line, column)


def _breaks(code: str) -> bool:
    """Faults that by themselves keep a file from being read."""
    return code in ("Y101", "Y102", "Y103", "Y108", "Y109", "Y110", "Y114", "Y116", "Y117")


def _last_text(source: Source, line: int, column: int) -> tuple[int, int]:
    """A place that shows something: never the emptiness after the last line."""
    while line > 0 and not source.lines[line].strip():
        line, column = line - 1, len(source.lines[line - 1])
    return line, min(column, max(0, len(source.lines[line]) - 1))


def _generic(source: Source, error: Exception, line: int, column: int) -> None:
    text = str(getattr(error, "problem", "") or "")
    context = str(getattr(error, "context", "") or "")
    if "expected a single document" in context or "expected a single document" in text:
        source.report("Y118", line, 0, 3)
    elif "quoted scalar" in context and hasattr(error, "context_mark") and error.context_mark:
        start = error.context_mark
        source.report("Y113", start.line, start.column, max(1, len(source.lines[start.line]) - start.column))
    elif "flow" in context and getattr(error, "context_mark", None):
        start = error.context_mark  # type: ignore[attr-defined]
        source.report("Y121", start.line, start.column, 1, sign=source.lines[start.line][start.column : start.column + 1])
    elif "':'" in text and _words(source, error):
        return
    else:
        _by_shape(source, line, column)


def _words(source: Source, error: Exception) -> bool:
    """Words on a line of their own that no key announces.  True when that was it."""
    mark = getattr(error, "context_mark", None)
    words = source.lines[mark.line].strip() if mark and mark.line < len(source.lines) else ""
    if mark is None or not words or ":" in words or words[0] in "-#[{":
        return False
    source.report("Y123", mark.line, source.lines[mark.line].index(words), len(words), text=words)
    return True


_ITEM = re.compile(r"(?P<margin> *)(?P<dash>(?:- +)*)(?P<key>[\w-]+:(?:\s+(?P<value>\S.*))?$)?")


NEAR = 8
"""How many lines above the one where the reader gave up the cause is looked for."""


def _by_shape(source: Source, line: int, column: int) -> None:
    """Margins and forgotten colons, seen from the line where the reader gave up."""
    here = source.lines[line]
    for n in range(line, max(-1, line - NEAR), -1):
        if _no_colon(source.lines[n]):
            text = source.lines[n].strip()
            source.report("Y123", n, source.lines[n].index(text), len(text), text=text)
            return
    margin = len(here) - len(here.lstrip())
    if _ITEM.fullmatch(here) is not None and margin and not _fits(source, line):
        source.report("Y122", line, 0, margin)
    else:
        source.report("Y199", line, column, max(1, len(here.rstrip()) - column))


def _no_colon(line: str) -> bool:
    return re.fullmatch(r"\s*[\w-]+\s*", line) is not None


def _fits(source: Source, line: int) -> bool:
    """Whether a line begins where one may begin: beside a key or an item of its block, or one step in below a key that opens one."""
    here = source.lines[line]
    margin = len(here) - len(here.lstrip())
    item, begun = here.lstrip().startswith("- "), False
    for text in reversed(source.lines[:line]):
        match = _ITEM.match(text)
        if match is None or not text.strip() or text.lstrip()[0] == "#":
            continue
        start, content = len(match["margin"]), len(match["margin"]) + len(match["dash"])
        if start > margin:
            begun = True  # the block above it has its column, further right
            continue
        if content == margin and match["dash"] and not item:
            return True
        if start == margin:
            return item == bool(match["dash"]) or (item and not match["value"])
        return content < margin and not match["value"] and not begun
    return margin == 0


# --- one check each ------------------------------------------------------------------------------------------------------


def _say(source: Source, code: str, part: Parts, column: int, width: int, better: str = "", edit: Edit | None = None) -> None:
    corrected = f"{part.line[: part.column]}{better}".strip() if better else ""
    if better and edit is None:
        edit = Edit(part.n, part.column, part.column + len(part.value.rstrip()), better)
    fix = "curly" if code == "Y113" and part.value.rstrip()[-1] in _CURLY else ""
    source.report(code, part.n, column, width, fix=fix, edit=edit, better=corrected, key=part.key, sign=part.line[column : column + 1])


def _quoted(text: str) -> str:
    inner = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{inner}"'


def _spaces(source: Source, part: Parts) -> None:
    """Tabs and non-breaking spaces where the shape of the file depends on them."""
    head = part.line[: part.column]
    for column, sign in enumerate(head):
        if (sign != "\t" and sign not in NBSP) or (part.key and part.key in head and _inside_key(head, part.key, column)):
            continue
        wrong = re.match(rf"[\t{NBSP}]+", head[column:])
        width = len(wrong.group()) if wrong else 1
        margin = column < len(part.margin)
        new = "  " if sign == "\t" and margin else " "
        if part.colon and column >= head.rindex(part.key) + len(part.key) and ":" in head[column:]:
            new = ""
        edit = Edit(part.n, column, column + width, new * width if margin else new)
        source.report("Y102" if sign == "\t" else "Y103", part.n, column, width, edit=edit, key=part.key)
        return
    glued = re.match(rf"[a-z_]+[{NBSP}]?:[{NBSP}]", part.value) if not part.key else None
    if glued:
        source.report(
            "Y103",
            part.n,
            part.column + glued.end() - 1,
            1,
            edit=Edit(part.n, part.column + glued.end() - 1, part.column + glued.end(), " "),
            key="",
        )


def _inside_key(head: str, key: str, column: int) -> bool:
    start = head.rindex(key)
    return start <= column < start + len(key)


def _cut(source: Source, part: Parts) -> None:
    """A # glued to a word is meant as text, yet all after it is lost."""
    if part.value[0] in "[{#|>":
        return
    match = _CUT.search(part.value)
    if match and not _NUMBER.match(part.value[: match.start()].strip()):
        _say(source, "Y106", part, part.column + match.start(1), len(match.group(1).rstrip()), _quoted(part.value.rstrip()))


def _glued(source: Source, part: Parts) -> None:
    """title:x, with no space after the colon: known keys only, anything else may be a text."""
    from game.content.suggest import synonyms

    match = _GLUED.match(part.value)
    if (
        match
        and (part.margin or part.dash or not part.value.startswith("http"))
        and (match["key"] in _known_keys() or match["key"] in synonyms("keys"))
    ):
        at = part.column + len(match["key"]) + 1
        source.report(
            "Y109", part.n, at - 1, 2, edit=Edit(part.n, at, at, " "), better=f"{match['key']}: {match['value'].rstrip()}", key=match["key"]
        )


_GLUED_DASH = re.compile(r"-(?=[^\W\d_\"'\[{])")


def _glued_dash(source: Source, part: Parts) -> None:
    """-item, with no space after the dash, where items stand at this margin or a key follows."""
    match = _GLUED_DASH.match(part.value)
    beside = f"\n{part.margin}- "
    if match and (beside in source.text or re.match(r"-[a-z_]+:(?: |$)", part.value)):
        rest = part.value[1:].rstrip()
        edit = Edit(part.n, part.column + 1, part.column + 1, " ")
        source.report("Y109", part.n, part.column, 2, "dash", edit, better=f"- {rest}", key="")


def _known_keys() -> frozenset[str]:
    from game.content.words import KEYS

    return KEYS


def _mojibake(source: Source) -> None:
    for n, line in enumerate(source.lines):
        match = _MOJIBAKE.search(line)
        if match:
            before = line[: match.start()]
            start = max(before.rfind(sign) for sign in " \"'") + 1
            word = line[start:].split(" ")[0].strip().rstrip("\"'")
            try:
                better = word.encode("cp1252").decode("utf-8")
            except UnicodeError:
                better = ""
            edit = Edit(n, start, start + len(word), better) if better else None
            source.report("Y112", n, start, len(word), edit=edit, fix="" if better else "unknown", word=word, better=better)


def _breaking(source: Source, part: Parts) -> Iterator[tuple[str, int, int, str]]:
    """(code, column, width, corrected value) of what keeps a line from being read."""
    value = part.value.rstrip()
    if not value:
        return
    if value[0] in "\"'" and _unclosed(value) and not _closed_later(source, part.n, value[0]):
        yield "Y113", part.column, len(value), _quoted(value[1:].rstrip(_CURLY))
    elif value[0] in "[{" and _key_follows(source, part.n) and value.count(value[0]) > value.count(_CLOSING[value[0]]):
        yield "Y121", part.column, 1, ""
    elif value[0] == "'":
        match = re.match(r"'(?:[^']|'')*'(?=[^\s',\]}:])", value)
        if (match and value.count("'") % 2) or match:
            inner = value[1:-1] if value.endswith("'") else value[1:]
            yield "Y107", part.column, len(value), _quoted(inner.replace("''", "'"))
    elif value[0] == '"':
        match = re.match(r'"(?:[^"\\]|\\.)*"(?=[^\s,\]}:])', value)
        if match or re.match(r'"(?:[^"\\]|\\.)*"\s+[^\s#]', value):
            inner = value[1:-1] if value.endswith('"') and len(value) > 1 else value[1:]
            yield "Y107", part.column, len(value), _quoted(inner.replace('\\"', '"'))
    elif value.startswith("- ") and part.key in ("fr", "en"):
        yield "Y108", part.column, len(value), _quoted(value)
    elif value[0] not in "[{#|>&*!@`%" and part.key and re.search(rf":(?:[\s{NBSP}]|$)", value):
        body = re.split(r"\s#", value)[0].rstrip()
        curly = body[0] in _CURLY and body[-1] in _CURLY
        yield "Y105", part.column, len(body), _quoted(body.strip(_CURLY + " ") if curly else body)
