"""Small sounds, mixed only once a window is up and somebody wants them.  Sound never carries information alone."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pygame

FOLDER = Path(__file__).resolve().parents[2] / "assets" / "sounds"


class Sound:
    """Plays `assets/sounds/<name>.wav`.  Without a sound card it stays silent and says why (`reason`, a key of catalogue ui)."""

    def __init__(self, on: bool = False, volume: int = 70) -> None:
        self.on, self.volume = on, volume
        self.reason = ""
        self._ready = False
        self._sounds: dict[str, pygame.mixer.Sound | None] = {}

    def set(self, on: bool, volume: int) -> None:
        """The person's choice."""
        self.on, self.volume = on, volume

    def _open(self) -> bool:
        if self._ready or self.reason:
            return self._ready
        if not _card():
            self.reason = "ui.no_sound_card"
            return False
        try:
            pygame.mixer.init(frequency=22050, size=-16, channels=1, buffer=512)
        except pygame.error:
            self.reason = "ui.no_sound_card"
            return False
        self._ready = True
        return True

    def available(self) -> bool:
        """Whether something could be heard."""
        return self._open()

    def play(self, name: str, part: float = 1.0) -> None:
        """Play a sound once, at `part` of the chosen volume.  A name without a file is silent."""
        if not self.on or self.volume == 0 or not self._open():
            return
        if name not in self._sounds:
            path = FOLDER / f"{name}.wav"
            self._sounds[name] = pygame.mixer.Sound(str(path)) if path.exists() else None
        sound = self._sounds[name]
        if sound:
            sound.set_volume(self.volume / 100 * part)
            sound.play()

    def stop(self) -> None:
        """Silence."""
        if self._ready:
            pygame.mixer.stop()


def _card() -> bool:
    """ALSA writes to stderr where there is no card, so look before asking SDL."""
    if os.environ.get("SDL_AUDIODRIVER"):
        return True
    if not sys.platform.startswith("linux"):
        return True
    runtime = Path(os.environ.get("XDG_RUNTIME_DIR", "/nonexistent"))
    served = any((runtime / name).exists() for name in ("pulse/native", "pipewire-0")) or "PULSE_SERVER" in os.environ
    return served or any(Path("/dev/snd").glob("pcm*p"))
