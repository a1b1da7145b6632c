"""Sounds and voices are helpers: without them everything still works, and says why it is silent."""

from __future__ import annotations

import runpy
import subprocess
import sys
import wave
from pathlib import Path

import pytest

from game.view import sound, voice
from game.view.sound import Sound
from game.view.voice import Voice

FILES = sorted(sound.FOLDER.glob("*.wav"))


def _samples(path: Path) -> memoryview:
    with wave.open(str(path)) as file:
        return memoryview(file.readframes(file.getnframes())).cast("h")


def test_the_script_makes_the_committed_sounds(tmp_path: Path) -> None:
    script = runpy.run_path(str(sound.FOLDER / "make.py"))
    script["write"].__globals__["FOLDER"] = tmp_path
    made = script["sounds"]()
    assert sorted(made) == [path.stem for path in FILES]
    for name, samples in made.items():
        script["write"](name, samples)
        mine, kept = _samples(tmp_path / f"{name}.wav"), _samples(sound.FOLDER / f"{name}.wav")
        assert len(mine) == len(kept), name
        assert max(abs(a - b) for a, b in zip(mine, kept, strict=True)) <= 1, name  # another C library may round a sine otherwise


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_sound_is_short_not_clipped_and_ends_in_silence(path: Path) -> None:
    data = _samples(path)
    assert len(data) / 22_050 <= 1.0
    assert 1000 < max(abs(s) for s in data) < 32_000
    assert abs(data[-1]) < 50


def test_without_a_sound_card_it_stays_silent_and_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sound, "_card", lambda: False)
    silent = Sound(on=True)
    silent.play("click")
    assert not silent.available()
    assert silent.reason == "ui.no_sound_card"


def test_switched_off_it_never_asks_for_a_card(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sound, "_card", lambda: pytest.fail("asked"))
    Sound(on=False).play("click")


def test_a_name_without_a_file_is_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SDL_AUDIODRIVER", "dummy")
    playing = Sound(on=True)
    playing.play("no-such-sound")
    playing.play("click")
    playing.stop()


def test_a_voice_is_one_of_the_programs_that_are_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(voice.shutil, "which", lambda name: f"/usr/bin/{name}" if name == "espeak-ng" else None)
    assert Voice().found == (sys.platform != "win32")
    monkeypatch.setattr(voice.shutil, "which", lambda name: None)
    assert not Voice().found


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script stands in for the voice")
def test_a_text_reaches_the_voice_by_standard_input_whatever_stands_in_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "espeak-ng"
    program.write_text(f'#!/bin/sh\necho "$@" > {tmp_path}/args\ncat > {tmp_path}/said\n')
    program.chmod(0o755)
    monkeypatch.setattr(voice.shutil, "which", lambda name: str(program) if name == "espeak-ng" else None)
    speaking = Voice()
    speaking.say("--version; $(rm -rf /) « été »", "fr")
    assert isinstance(speaking._speaking, subprocess.Popen)
    speaking._speaking.wait(timeout=10)
    assert (tmp_path / "said").read_text("utf-8") == "--version; $(rm -rf /) « été »"
    assert (tmp_path / "args").read_text() == "-v fr --stdin\n"
    speaking.stop()
