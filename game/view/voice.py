"""Reading aloud with the voice the system has, if it has one: spd-say, espeak-ng, espeak, say, or Windows' own."""

from __future__ import annotations

import shutil
import subprocess
import sys

_SAPI = (
    "Add-Type -AssemblyName System.Speech;"
    "$s=New-Object System.Speech.Synthesis.SpeechSynthesizer;"
    "try{$s.SelectVoiceByHints('NotSet','NotSet',0,[Globalization.CultureInfo]::GetCultureInfo($env:GRADE_A_VOICE))}catch{};"
    "$s.Speak([Console]::In.ReadToEnd())"
)
_NO_CONSOLE = getattr(subprocess, "CREATE_NO_WINDOW", 0)
"""Windows: the game runs without a console, and none is to flash up beside it."""


class Voice:
    """Speaks one text at a time; a new one cuts the old one short.  `found` is False where no voice is installed."""

    def __init__(self) -> None:
        self._program = _find()
        self._speaking: subprocess.Popen[bytes] | None = None

    @property
    def found(self) -> bool:
        """Whether there is a voice."""
        return bool(self._program)

    def say(self, text: str, lang: str) -> None:
        """Begin to read.  The text goes through standard input, never through a command line."""
        self.stop()
        if not self._program or not text:
            return
        command, env = _command(self._program, lang)
        try:
            self._speaking = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=env, creationflags=_NO_CONSOLE
            )
            if self._speaking.stdin:
                self._speaking.stdin.write(text.encode("utf-8"))
                self._speaking.stdin.close()
        except OSError:
            self._speaking = None

    def stop(self) -> None:
        """Silence."""
        if self._speaking and self._speaking.poll() is None:
            self._speaking.terminate()
            self._speaking.wait()
        self._speaking = None
        if self._program.endswith("spd-say"):
            subprocess.run([self._program, "--cancel"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False, timeout=5)


def _find() -> str:
    if sys.platform == "win32":
        return shutil.which("powershell") or ""
    names = ("say",) if sys.platform == "darwin" else ("spd-say", "espeak-ng", "espeak")
    return next((path for name in names if (path := shutil.which(name))), "")


def _command(program: str, lang: str) -> tuple[list[str], dict[str, str] | None]:
    name = program.replace("\\", "/").rsplit("/", 1)[-1].lower()
    if name == "spd-say":
        return [program, "--language", lang, "--pipe-mode", "--wait"], None
    if name.startswith("espeak"):
        return [program, "-v", lang, "--stdin"], None
    if name == "say":
        return [program, "-v", "Thomas" if lang == "fr" else "Samantha", "-f", "-"], None
    import os

    return [program, "-NoProfile", "-Command", _SAPI], {**os.environ, "GRADE_A_VOICE": "fr-FR" if lang == "fr" else "en-GB"}
