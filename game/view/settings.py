"""What this person chose: read from and written to one small JSON file in the user's configuration folder.

The file comes from outside: it may be half-written, hostile or older than we are.  What is sound in it is kept, the rest
gets its default, the old file stays beside it as `.bad`, and the person is told (`problem`, keys of the catalogue `ui`).
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from game.session.pseudonyms import good_code
from game.session.results import data_folder
from game.texts import LANGS, system_lang

FORMAT = 1
MAX_BYTES = 65_536
MOST_RECENT = 200
"""Pseudonyms remembered; who has not played for longest goes first."""
TEXT_SCALES = (100, 125, 150, 200)
POINTERS = ("click", "drag")

ACTIONS: dict[str, int] = {
    "walk_left": 80,
    "walk_right": 79,
    "next_thing": 43,
    "act": 40,
    "aim": 17,
    "higher": 75,
    "lower": 78,
    "other_hand": 44,
    "look": 82,
    "gather": 10,
    "guide": 16,
    "hint": 58,
    "pause": 41,
}
"""What a key can do in a room, with its default as an SDL scancode (a place on the keyboard, the same on AZERTY and QWERTY):
left, right, Tab, Return, N, Page Up, Page Down, Space, up, G, M, F1, Escape."""

KEY_NAMES: dict[int, str] = {
    80: "←", 79: "→", 82: "↑", 81: "↓", 43: "Tab", 40: "Entrée/Enter", 44: "Espace/Space", 41: "Échap/Esc", 75: "Page ↑", 78: "Page ↓",
    74: "Début/Home", 77: "Fin/End", 42: "Retour/Backspace", 73: "Inser/Insert", 76: "Suppr/Delete", 229: "Maj/Shift", 225: "Maj/Shift",
    **{57 + n: f"F{n}" for n in range(1, 13)},
}  # fmt: skip
"""French/English where they differ; letters are named as they were typed."""


@dataclass
class Settings:
    """All of it, with the defaults of a first start."""

    lang: str = field(default_factory=system_lang)
    text_percent: int = 100
    sound: bool = True
    volume: int = 70
    pointer: str = "click"
    read_aloud: bool = False
    fullscreen: bool = False
    trainee: str = ""
    """Pseudonym; "" = none given yet, or a trial."""
    recent: list[str] = field(default_factory=list)
    """Pseudonyms that have played on this PC, the last one first."""
    welcomed: bool = False
    keys: dict[str, int] = field(default_factory=lambda: dict(ACTIONS))
    key_names: dict[str, str] = field(default_factory=dict)
    """For keys that were changed: what stands on that key here."""
    problem: str = field(default="", compare=False, metadata={"kept": False})
    """Why the file was not good, to be told once (a key of catalogue ui); never written."""

    @property
    def people(self) -> list[str]:
        """Who has played here, the last one first."""
        return list(dict.fromkeys(code for code in (self.trainee, *self.recent) if code))

    def key_name(self, action: str) -> str:
        """What to call the key of that action."""
        if action in self.key_names:
            return self.key_names[action]
        code = self.keys[action]
        name = KEY_NAMES.get(code, chr(ord("A") + code - 4) if 4 <= code <= 29 else f"#{code}")
        french, _, english = name.partition("/")
        return english if english and self.lang == "en" else french

    def action_of(self, scancode: int) -> str:
        """The action that key stands for, "" if none."""
        return next((action for action, code in self.keys.items() if code == scancode), "")


def default_path() -> Path:
    """Where the settings live: GRADE_A_CONFIG, else in the folder GRADE_A_DATA names, else the user's configuration folder."""
    named = os.environ.get("GRADE_A_CONFIG")
    if named:
        return Path(named)
    if os.environ.get("GRADE_A_DATA"):
        return data_folder() / "settings.json"
    import platformdirs

    return Path(platformdirs.user_config_dir("grade-a", appauthor=False)) / "settings.json"


@dataclass
class Loaded:
    """Settings as read.  kept_as: where a bad file is now; first: nothing usable was there, so welcome the person."""

    settings: Settings
    kept_as: Path | None = None
    first: bool = False

    @property
    def problem(self) -> str:
        """Empty, or why the file was not good (a key of catalogue ui)."""
        return self.settings.problem


def load(path: Path) -> Loaded:
    """Read the settings.  Never raises for what stands in the file."""
    try:
        if not path.exists():
            return Loaded(Settings(), first=True)
        raw = path.read_bytes()[: MAX_BYTES + 1]
        data = json.loads(raw.decode("utf-8")) if len(raw) <= MAX_BYTES else None
    except OSError:
        return Loaded(Settings(problem="ui.settings_unreadable"))
    except (ValueError, RecursionError):
        data = None
    if not isinstance(data, dict):
        return Loaded(Settings(problem="ui.settings_broken"), _set_aside(path), first=True)
    settings, sound = _from_plain(data)
    if not sound:
        settings.problem = "ui.settings_partly"
        return Loaded(settings, _set_aside(path))
    return Loaded(settings)


def _set_aside(path: Path) -> Path | None:
    """Keep the old file as .bad, .bad2, ...: nothing is overwritten."""
    for n in range(1, 100):
        kept = path.with_name(path.name + (".bad" if n == 1 else f".bad{n}"))
        if not kept.exists():
            try:
                path.replace(kept)
            except OSError:
                return None
            return kept
    return None


def _from_plain(data: dict[str, Any]) -> tuple[Settings, bool]:
    """Settings with every sound value of `data`; False when some value was not.  A key nobody knows is a newer program's: no harm."""
    settings, sound = Settings(), data.get("format") == FORMAT
    for each in fields(Settings):
        if each.name not in data or not each.metadata.get("kept", True):
            continue
        if _good(each.name, data[each.name]):
            value = data[each.name]
            setattr(settings, each.name, _all_keys(value) if each.name == "keys" else value)
        else:
            sound = False
    return settings, sound


def _all_keys(chosen: dict[str, int]) -> dict[str, int]:
    """The chosen keys, and for actions that came in since their own key, or the first free letter where that is taken."""
    keys = dict(chosen)
    for action, code in ACTIONS.items():
        taken = set(keys.values())
        keys.setdefault(action, code if code not in taken else next(free for free in range(4, 30) if free not in taken))
    return {action: keys[action] for action in ACTIONS}


def _good(name: str, value: object) -> bool:
    match name:
        case "lang":
            return value in LANGS
        case "text_percent":
            return type(value) is int and value in TEXT_SCALES
        case "volume":
            return type(value) is int and 0 <= value <= 100
        case "pointer":
            return value in POINTERS
        case "trainee":
            return isinstance(value, str) and good_code(value) == ""
        case "recent":
            return isinstance(value, list) and len(value) <= MOST_RECENT and all(isinstance(v, str) and good_code(v) == "" for v in value)
        case "keys":
            return isinstance(value, dict) and all(k in ACTIONS and type(v) is int and 0 < v < 512 for k, v in value.items())
        case "key_names":
            return isinstance(value, dict) and all(k in ACTIONS and isinstance(v, str) and len(v) <= 20 for k, v in value.items())
        case _:
            return isinstance(value, bool)


def save(settings: Settings, path: Path) -> bool:
    """Write them, whole or not at all.  False when the folder cannot be written: the choice then lasts until the end."""
    kept = {each.name: getattr(settings, each.name) for each in fields(Settings) if each.metadata.get("kept", True)}
    text = json.dumps({"format": FORMAT, **kept}, ensure_ascii=False, indent=2)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f"{path.name}.{os.getpid()}.part")
        with part.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError:
        return False
    return True
