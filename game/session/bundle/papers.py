"""What stands at the top of the folder for people: starters, settings, a word to begin with, licences, the security officer's page."""

from __future__ import annotations

import email.parser
import functools
import json
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from game.installed import MARK, SETTINGS, files_in
from game.texts import LANGS, catalogue, t

LICENCES = "licences.txt"
SECURITY = "securite-security.html"
README = "LISEZMOI-README.txt"
WINDOWS_STARTER = "Grade A.cmd"
WINDOWS_CONSOLE = "grade-a-console.cmd"
LINUX_STARTER = "grade-a"
_LEGAL = ("licen", "copying", "notice", "authors", "copyright")
_RULE = "=" * 100


@dataclass(frozen=True, slots=True)
class Package:
    """One package that goes along.  licence: as it says itself; texts: (name of the file, its words)."""

    name: str
    version: str
    licence: str
    home: str
    texts: tuple[tuple[str, str], ...]


def lay(top: Path) -> None:
    """Write them all."""
    mark = json.loads((top / "program" / MARK).read_text(encoding="utf-8"))
    _starters(top, mark)
    (top / SETTINGS).write_bytes(_settings(mark["platform"]))
    found = list(packages(top / "packages"))
    (top / LICENCES).write_text(_licences(top, found), encoding="utf-8", newline="\n")
    start = WINDOWS_STARTER if mark["platform"] == "windows" else LINUX_STARTER
    values = {**mark, "starter": start, "console": WINDOWS_CONSOLE if mark["platform"] == "windows" else LINUX_STARTER}
    words = "\n\n".join(t("bundle.readme", lang, **values) for lang in LANGS) + "\n"
    (top / README).write_text(words, encoding="utf-8-sig", newline="\r\n" if mark["platform"] == "windows" else "\n")
    page = _template().render(
        views=[(lang, _Words(lang, values)) for lang in LANGS], mark=mark, values=values, packages=found,
        files=sum(1 for _ in files_in(top)) + 1, windows=mark["platform"] == "windows",
    )  # fmt: skip
    (top / SECURITY).write_text(page, encoding="utf-8", newline="\n")


class _Words:
    """The page's texts in one language, the facts of this bundle filled in."""

    def __init__(self, lang: str, values: dict[str, str]) -> None:
        self.lang, self.values = lang, values

    def __call__(self, key: str, **values: object) -> str:
        return t(f"bundle.{key}", self.lang, **{**self.values, **values})

    def rows(self, prefix: str) -> list[tuple[str, str]]:
        """(head, body) of the texts `<prefix>_1`, `<prefix>_1_is`, and so on."""
        names = [name for name in catalogue(self.lang, "bundle") if name.startswith(f"{prefix}_") and name.endswith("_is")]
        return [(self(name.removesuffix("_is")), self(name)) for name in names]


@functools.cache
def _template() -> Template:
    pages = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return pages.get_template("security.html")


# --- starters and settings -----------------------------------------------------------------------------------------------


def _starters(top: Path, mark: dict[str, str]) -> None:
    """Plain ASCII on Windows: its command interpreter reads these in the PC's old code page, while %~dp0 brings any path whole."""
    if mark["platform"] == "windows":
        how = '-B -X utf8 "%~dp0program\\main.py" %*'
        _cmd(top / WINDOWS_STARTER, f'start "" "%~dp0python\\pythonw.exe" {how}')
        _cmd(top / WINDOWS_CONSOLE, f'"%~dp0python\\python.exe" {how}', "exit /b %ERRORLEVEL%")
        return
    path = top / LINUX_STARTER
    path.write_text(_SHELL.format(start=mark["start"]), encoding="ascii", newline="\n")
    path.chmod(0o755)


def _cmd(path: Path, *lines: str) -> None:
    path.write_bytes("".join(f"{line}\r\n" for line in ("@echo off", "setlocal DisableDelayedExpansion", *lines)).encode("ascii"))


_SHELL = """#!/bin/sh
# Starts Grade A with the Python of this folder; writes nothing here.
here=$(dirname -- "$(readlink -f -- "$0")")
LD_LIBRARY_PATH="$here/python/lib${{LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}}"
export LD_LIBRARY_PATH
exec "$here/{start}" -I -S -B -X utf8 "$here/program/main.py" "$@"
"""


def _settings(platform: str) -> bytes:
    """The settings with every line switched off, explained in both languages; with a mark of UTF-8 for Windows' editor."""
    remarks = "\n".join(f"; {line}" for lang in LANGS for line in t("bundle.ini_head", lang).split("\n"))
    if platform == "windows":
        examples = [r"data = %LOCALAPPDATA%\grade-a", r"share = \\serveur\formation\grade-a", "site = Lyon", "name = %COMPUTERNAME%",
                    r"levels = D:\grade-a\levels"]  # fmt: skip
    else:
        examples = ["data = ${HOME}/.local/share/grade-a", "share = /srv/formation/grade-a", "site = Lyon", "name = PC 3",
                    "levels = /srv/grade-a/levels"]  # fmt: skip
    text = f"{remarks}\n\n[grade-a]\n" + "".join(f";{line}\n" for line in examples)
    return ("\ufeff" + (text.replace("\n", "\r\n") if platform == "windows" else text)).encode("utf-8")


# --- licences ------------------------------------------------------------------------------------------------------------


def packages(folder: Path) -> Iterator[Package]:
    """What goes along, by name, with the licences its metadata carries."""
    for info in sorted(folder.glob("*.dist-info"), key=lambda path: path.name.lower()):
        said = email.parser.Parser().parsestr((info / "METADATA").read_text(encoding="utf-8", errors="replace"), headersonly=True)
        files = sorted(path for path in info.rglob("*") if path.is_file() and _legal(path, info))
        texts = tuple((path.relative_to(info).as_posix(), path.read_text(encoding="utf-8", errors="replace")) for path in files)
        yield Package(str(said["Name"]), str(said["Version"]), _licence(said), _home(said), texts)


def _legal(path: Path, info: Path) -> bool:
    return path.relative_to(info).parts[0] in ("licenses", "license_files") or path.name.lower().startswith(_LEGAL)


def _licence(said: Message) -> str:
    expression = str(said["License-Expression"] or "")
    classifiers = [str(line).rsplit("::", 1)[-1].strip() for line in said.get_all("Classifier", []) if str(line).startswith("License ::")]
    plain = str(said["License"] or "").strip().split("\n")[0]
    return expression or ", ".join(classifiers) or plain[:80] or "?"


def _home(said: Message) -> str:
    return str(said["Home-page"] or next((str(line).split(",", 1)[-1].strip() for line in said.get_all("Project-URL", [])), ""))


def _licences(top: Path, found: list[Package]) -> str:
    """One file: ours, Python's, then every package's."""
    heads = [t("bundle.licences_head", lang) for lang in LANGS]
    table = "\n".join(f"{one.name:<24} {one.version:<14} {one.licence}" for one in found)
    parts = ["\n\n".join(heads), table]
    ours = [path for path in (top / "program" / "LICENSE", *sorted((top / "program").rglob("CREDITS.md"))) if path.is_file()]
    python = [path for path in (top / "python" / "LICENSE.txt", *(top / "python" / "lib").glob("python*/LICENSE.txt")) if path.is_file()]
    files = ((path.relative_to(top).as_posix(), path) for path in (*ours, *python))
    parts += [_chapter(name, path.read_text(encoding="utf-8", errors="replace")) for name, path in files]
    for one in found:
        if not one.texts:
            parts.append(_chapter(f"{one.name} {one.version}", f"{one.licence}\n{one.home}\n"))
        parts += [_chapter(f"{one.name} {one.version}: {name}", text) for name, text in one.texts]
    return "\n\n".join(part.strip() for part in parts) + "\n"


def _chapter(title: str, text: str) -> str:
    return f"{_RULE}\n{title}\n{_RULE}\n{text}"
