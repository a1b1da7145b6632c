"""Slips of an instructor's hand, put into a sound level: each with the code, the line and the column it must be told at."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass

NBSP = "\u00a0"


@dataclass(frozen=True)
class Slip:
    """A spoiled text.  line, column: from 1, where the fault is."""

    name: str
    data: bytes
    code: str
    line: int
    column: int


class Text:
    """The lines of a level, and where something can go wrong in them."""

    def __init__(self, text: str, seed: str) -> None:
        self.lines = text.split("\n")
        self.rng = random.Random(seed)

    def find(self, pattern: str, below: str = "") -> int:
        """A line that matches, one of many by chance; -1 for none.  below: only among those after a line like that one."""
        start = next((n for n, line in enumerate(self.lines) if line.startswith(below)), 0) if below else 0
        found = [n for n, line in enumerate(self.lines) if n >= start and re.search(pattern, line)]
        return self.rng.choice(found) if found else -1

    def swap(self, n: int, old: str, new: str) -> None:
        assert old in self.lines[n], (old, self.lines[n])
        self.lines[n] = self.lines[n].replace(old, new, 1)


SLIPS: dict[str, Callable[[Text], tuple[str, int, int] | None]] = {}
"""Name -> spoils the text in place; gives (code, line from 0, column from 0) or None where it finds no place."""


def slip(maker: Callable[[Text], tuple[str, int, int] | None]) -> Callable[[Text], tuple[str, int, int] | None]:
    """Note one kind of slip."""
    SLIPS[maker.__name__] = maker
    return maker


def line_slip(name: str, pattern: str, old: str, new: str, code: str, at: str, below: str = "") -> None:
    """A slip in one line: `old` becomes `new` (regular expression), and the fault begins where `at` does in the new line."""

    def make(text: Text) -> tuple[str, int, int] | None:
        n = text.find(pattern, below)
        if n < 0:
            return None
        text.lines[n] = re.sub(old, new, text.lines[n], count=1)
        return code, n, text.lines[n].index(at) if at else 0

    SLIPS[name] = make


TEXT_LINE = r'^\s+fr: "[^"]*"$'
line_slip("key_letters_swapped", r"^things:", "things", "thigns", "S201", "thigns")
line_slip("key_letter_missing", r"^  version:", "version", "verson", "S201", "verson", "control:")
line_slip("key_in_french", r"^steps:", "steps", "étapes", "S201", "étapes")
line_slip("key_of_a_step_in_french", r"^    text:$", "text", "texte", "S201", "texte", "steps:")
line_slip("tab_in_the_margin", r"^    do: ", r"^    ", "\t", "Y102", "\t", "steps:")
line_slip("tab_after_the_colon", r"^    do: ", r": ", ":\t", "Y102", "\t", "steps:")
line_slip("hard_space_after_the_colon", r"^    do: ", r": ", ":" + NBSP, "Y103", NBSP, "steps:")
line_slip("hard_space_in_the_margin", r"^    do: ", r"^    ", NBSP * 4, "Y103", NBSP, "steps:")
line_slip("french_space_before_the_colon", r"^    do: ", r":", NBSP + ":", "Y103", NBSP, "steps:")
line_slip("colon_in_a_bare_text", TEXT_LINE, r'"[^"]*"', "Attention : sol mouillé", "Y105", "Attention")
line_slip("colon_after_a_hard_space", TEXT_LINE, r'"[^"]*"', f"Attention{NBSP}: sol mouillé", "Y105", "Attention")
line_slip("apostrophe_in_single_quotes", TEXT_LINE, r'"[^"]*"', "'L'opérateur entre'", "Y107", "'L'")
line_slip("number_sign_cuts_a_text", TEXT_LINE, r'"[^"]*"', "Porte #2 fermée", "Y106", "#2")
line_slip("ampersand_first", TEXT_LINE, r'"[^"]*"', "&co", "Y108", "&")
line_slip("star_first", TEXT_LINE, r'"[^"]*"', "*important*", "Y108", "*")
line_slip("exclamation_first", TEXT_LINE, r'"[^"]*"', "!Attention", "Y108", "!")
line_slip("at_sign_first", TEXT_LINE, r'"[^"]*"', "@qualité", "Y114", "@")
line_slip("percent_first", TEXT_LINE, r'"[^"]*"', "%70", "Y114", "%")
line_slip("no_space_after_the_colon", r"^    do: ", r": ", ":", "Y109", ":", "steps:")
line_slip("no_space_after_the_dash", r"^  - id: ", r"- id", "-id", "Y109", "-id", "things:")
line_slip("dash_from_a_word_processor", r"^  - (guided|practice)$", "-", "–", "Y110", "–", "modes:")
line_slip("curly_quotes", r'^\s+fr: "[^":]*"$', r'"([^"]*)"', r"“\1”", "Y111", "“")
line_slip("quote_never_closed", TEXT_LINE, r'"$', "", "Y113", '"')
line_slip("sign_that_shows_nothing", r"^    do: ", r": ", ": \u200b", "Y117", "\u200b", "steps:")
line_slip("clock_for_a_duration", r"^  limit: ", r": .*", ": 12:30", "S206", "12:30", "time:")
line_slip("three_part_clock", r"^  limit: ", r": .*", ": 1:30:15", "S206", "1:30:15", "time:")
line_slip("duration_without_unit", r"^  target: ", r": .*", ": 480", "S205", "480", "time:")
line_slip("duration_in_metres", r"^  limit: ", r": .*", ": 30 m", "S216", "30 m", "time:")
line_slip("decimal_comma", r"^  x: ", r": .*", ": 0,5", "S204", "0,5", "trainee:")
line_slip("thousands_sign", r"^  x: ", r": .*", ": 1_000", "S204", "1_000", "trainee:")
line_slip("octal_looking", r"^  x: ", r": .*", ": 0123", "S204", "0123", "trainee:")
line_slip("exponent", r"^  x: ", r": .*", ": 12E4", "S204", "12E4", "trainee:")
line_slip("far_too_much", r"^  x: ", r": .*", ": 5000", "S209", "5000", "trainee:")
line_slip("rule_by_its_clause", r"^    - [A-Z]+-\d+$", r"- .*", "- 7.10", "S211", "7.10", "rules:")
line_slip("rule_in_small_letters", r"^    - [A-Z]+-\d+$", r"- .*", "- gown01", "S208", "gown01", "rules:")
line_slip("rule_that_is_none", r"^    - [A-Z]+-\d+$", r"- .*", "- GOWN-99", "R305", "GOWN-99", "rules:")
line_slip("grade_that_is_none", r"^grade: ", r": .*", ": E", "S203", "E")
line_slip("kind_in_french", r"^kind: ", r": .*", ": habillage", "S203", "habillage")
line_slip("verb_that_is_none", r"^    do: ", r": .*", ": teleport", "S203", "teleport", "steps:")
line_slip("format_of_the_future", r"^format: ", r": .*", ": 7", "V801", "7")
line_slip("id_with_accents", r"^  - id: ", r": .*", ": Étape n°1", "S208", "Étape", "steps:")
line_slip("empty_value", r"^  author: ", r": .*", ":", "S218", "author", "control:")
line_slip("list_for_a_text", r"^  author: ", r": .*", ": [Anne, Paul]", "S207", "author", "control:")
line_slip("number_for_a_text", r"^  version: ", r": .*", ": 1.0", "S211", "1.0", "control:")
line_slip(
    "date_that_is_none",
    r"^  author: (.*)",
    r"$",
    '\n  reviewer: "B"\n  approver: "C"\n  approved_on: 14/03/2025',
    "S219",
    "14/03",
    "control:",
)
line_slip("placeholder_left", TEXT_LINE, r'"[^"]*"', '"À_REMPLACER"', "T404", '"À_REMPLACER"', "steps:")


@slip
def step_that_is_not_there(text: Text) -> tuple[str, int, int] | None:
    n = text.find(r"^    after:$", "steps:")
    if n < 0:
        return None
    text.lines[n + 1] = "      - nulle_part"
    return "R303", n + 1, 8


@slip
def kind_that_is_none(text: Text) -> tuple[str, int, int] | None:
    n = text.find(r"^    is: ", "things:")
    text.lines[n] = "    is: tapis_volant"
    return "R301", n, 8


@slip
def item_of_a_list_without_its_dash(text: Text) -> tuple[str, int, int] | None:
    start = next(n for n, line in enumerate(text.lines) if line.startswith("steps:"))
    ids = [n for n, line in enumerate(text.lines) if n > start and line.startswith("  - id: ")]
    if len(ids) < 3:
        return None
    text.lines[ids[2]] = text.lines[ids[2]].replace("- id", "  id")
    return "Y104", ids[2], 4


@slip
def words_outside_of_any_key(text: Text) -> tuple[str, int, int] | None:
    n = next(n for n, line in enumerate(text.lines) if line.startswith("steps:"))
    text.lines.insert(n, "à revoir avec Anne")
    return "Y123", n, 0


@slip
def rule_named_twice(text: Text) -> tuple[str, int, int] | None:
    n = text.find(r"^    - [A-Z]+-\d+$", "rules:")
    text.lines.insert(n + 1, text.lines[n])
    return "R306", n + 1, 6


@slip
def limit_without_its_unit(text: Text) -> tuple[str, int, int] | None:
    n = text.find(r"^    \w+_s: ", "  limits:")
    if n < 0:
        return None
    key = text.lines[n].partition(":")[0]
    text.lines[n] = f"{key}: 25"
    return "S205", n, len(key) + 2


@slip
def limit_that_nobody_reads(text: Text) -> tuple[str, int, int] | None:
    n = next(n for n, line in enumerate(text.lines) if line.startswith("  limits:"))
    text.lines.insert(n + 1, "    pause_cafe_s: 30 s")
    return "N712", n + 1, 4


@slip
def yes_that_is_neither(text: Text) -> tuple[str, int, int] | None:
    n = text.find(r"^      kind: \w+$", "hazards:")
    if n < 0:
        return None
    text.lines.insert(n + 1, "      active: peut-être")
    return "S212", n + 1, 14


@slip
def id_that_others_take_for_yes(text: Text) -> tuple[str, int, int] | None:
    n = text.find(r"^  - id: ", "rooms:")
    text.lines[n] = "  - id: on"
    return "S208", n, 8


@slip
def flow_list_with_decimal_commas(text: Text) -> tuple[str, int, int] | None:
    n = text.find(r"^  draw:", "hazards:")
    if n < 0:
        return None
    end = n + 1
    while text.lines[end].startswith("    - "):
        end += 1
    text.lines[n:end] = ["  draw: [0,5, 1,5]"]
    return "S210", n, 2


@slip
def duplicate_key(text: Text) -> tuple[str, int, int] | None:
    n = text.find(r"^  author: ", "control:")
    text.lines.insert(n + 1, text.lines[n])
    return "Y104", n + 1, 2


@slip
def key_twice_at_the_top(text: Text) -> tuple[str, int, int] | None:
    n = text.find(r"^grade: ")
    text.lines.insert(n + 1, text.lines[n])
    return "Y104", n + 1, 0


@slip
def line_one_step_too_far_in(text: Text) -> tuple[str, int, int] | None:
    n = text.find(r"^    do: ", "steps:")
    text.lines[n] = " " + text.lines[n]
    return "Y122", n, 0


@slip
def line_one_step_too_far_out(text: Text) -> tuple[str, int, int] | None:
    n = text.find(r"^    do: ", "steps:")
    text.lines[n] = text.lines[n][1:]
    return "Y122", n, 0


@slip
def forgotten_colon(text: Text) -> tuple[str, int, int] | None:
    n = text.find(r"^    text:$", "steps:")
    text.lines[n] = "    text"
    return "Y123", n, 4


@slip
def missing_key(text: Text) -> tuple[str, int, int] | None:
    n = text.find(r"^    do: ", "steps:")
    del text.lines[n]
    return "S202", n - 1, 4


@slip
def step_named_twice(text: Text) -> tuple[str, int, int] | None:
    start = next(n for n, line in enumerate(text.lines) if line.startswith("steps:"))
    ids = [n for n, line in enumerate(text.lines) if n > start and line.startswith("  - id: ")]
    if len(ids) < 2:
        return None
    text.lines[ids[1]] = text.lines[ids[0]]
    return "R306", ids[1], text.lines[ids[1]].index(": ") + 2


@slip
def english_forgotten(text: Text) -> tuple[str, int, int] | None:
    n = text.find(r'^      en: "', "steps:")
    del text.lines[n]
    n -= 1
    while not re.match(r"^ {4}\w+:$", text.lines[n]):
        n -= 1
    return "T401", n, 4


@slip
def english_copied_from_the_french(text: Text) -> tuple[str, int, int] | None:
    n = text.find(r'^      fr: "[^"0-9]{12,}"$', "steps:")
    if n < 0:
        return None
    text.lines[n + 1] = text.lines[n].replace("fr:", "en:")
    return "T403", n + 1, 10


@slip
def other_figures_in_english(text: Text) -> tuple[str, int, int] | None:
    n = text.find(r'^      en: "[^"0-9]*"$', "steps:")
    text.lines[n] = text.lines[n][:-1] + ' 45"'
    return "T405", n, 10


@slip
def text_too_long(text: Text) -> tuple[str, int, int] | None:
    n = next(n for n, line in enumerate(text.lines) if line.startswith("title:"))
    text.lines[n + 1] = f'  fr: "{"Très " * 20}long"'
    return "T402", n + 1, 6


@slip
def steps_that_wait_for_each_other(text: Text) -> tuple[str, int, int] | None:
    start = next(n for n, line in enumerate(text.lines) if line.startswith("steps:"))
    ids = [n for n, line in enumerate(text.lines) if n > start and line.startswith("  - id: ")]
    own = text.lines[ids[0]].partition(": ")[2]
    text.lines[ids[0] + 1 : ids[0] + 1] = ["    after:", f"      - {own}"]
    return "G501", ids[0] + 2, 8


@slip
def limit_below_the_target(text: Text) -> tuple[str, int, int] | None:
    n = text.find(r"^  limit: ", "time:")
    text.lines[n] = "  limit: 10 s"
    return "G505", n, 9


@slip
def second_document(text: Text) -> tuple[str, int, int] | None:
    n = next(n for n, line in enumerate(text.lines) if line.startswith("steps:"))
    text.lines.insert(n, "---")
    return "Y118", n, 0


@slip
def half_of_it_saved(text: Text) -> tuple[str, int, int] | None:
    n = next(n for n, line in enumerate(text.lines) if line.startswith("steps:"))
    del text.lines[n:]
    first = next(n for n, line in enumerate(text.lines) if line.startswith("format:"))
    return "S202", first, 0


@slip
def approved_by_its_author(text: Text) -> tuple[str, int, int] | None:
    n = text.find(r"^  author: ", "control:")
    name = text.lines[n].partition(": ")[2]
    text.lines[n + 1 : n + 1] = [f"  approver: {name}", '  reviewer: "B"', '  approved_on: "2025-03-14"']
    return "V804", n + 1, 12


def _letter(text: str) -> tuple[int, int]:
    """Line and column of the first letter that old Windows files write otherwise."""
    n = next(n for n, line in enumerate(text.split("\n")) if not line.isascii())
    line = text.split("\n")[n]
    return n, next(k for k, letter in enumerate(line) if not letter.isascii())


def slips(text: str, name: str) -> list[Slip]:
    """Every kind of slip in a level, each in a copy of its own."""
    made = []
    for kind, spoil in SLIPS.items():
        copy = Text(text, f"{name}/{kind}")
        done = spoil(copy)
        if done is not None:
            code, line, column = done
            whole = "\n".join(copy.lines)
            if kind == "date_that_is_none":
                line = whole[: whole.index("14/03")].count("\n")
                column = whole.split("\n")[line].index("14/03")
            made.append(Slip(kind, whole.encode(), code, line + 1, column + 1))
    n, column = _letter(text)
    made.append(Slip("old_windows_file", text.encode("cp1252", "replace"), "Y101", n + 1, column + 1))
    made.append(Slip("utf_16", text.encode("utf-16"), "Y101", 1, 1))
    broken = text.split("\n")
    at = next(k for k, line in enumerate(broken) if "é" in line and not line.lstrip().startswith("#"))
    broken[at] = broken[at].replace("é", "Ã©")
    word = broken[at].index("Ã©")
    start = max(broken[at].rfind(sign, 0, word) for sign in " \"'") + 1
    made.append(Slip("letters_gone_wrong", "\n".join(broken).encode(), "Y112", at + 1, start + 1))
    return made
