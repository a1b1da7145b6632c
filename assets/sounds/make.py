# ruff: noqa: INP001 - a script beside its products
"""Makes every sound of this folder out of sines and noise: `python assets/sounds/make.py`.  Same bytes every time.

Short, soft and dry, 22,050 Hz mono: a changing room, not a fair.  Nothing was recorded, nothing was taken from elsewhere.
"""

from __future__ import annotations

import math
import random
import struct
import wave
from collections.abc import Callable
from pathlib import Path

RATE = 22_050
FOLDER = Path(__file__).resolve().parent

Wave = list[float]


def tone(seconds: float, hertz: Callable[[float], float], level: Callable[[float], float], harmonics: tuple[float, ...] = (1.0,)) -> Wave:
    """A sine (with harmonics) whose pitch and loudness follow the time in seconds."""
    samples, phase = [], 0.0
    for n in range(int(seconds * RATE)):
        at = n / RATE
        phase += 2 * math.pi * hertz(at) / RATE
        value = 0.0
        for k, part in enumerate(harmonics, 1):
            value += part * math.sin(k * phase)
        samples.append(value * level(at))
    return samples


def noise(seconds: float, seed: str, low: float, high: float, level: Callable[[float], float]) -> Wave:
    """Noise between two frequencies (two one-pole filters), loudness by time."""
    rng = random.Random(seed)
    a, b = 1 - math.exp(-2 * math.pi * high / RATE), 1 - math.exp(-2 * math.pi * low / RATE)
    fast = slow = 0.0
    samples = []
    for n in range(int(seconds * RATE)):
        fast += a * (rng.random() * 2 - 1 - fast)
        slow += b * (fast - slow)
        samples.append((fast - slow) * level(n / RATE))
    return samples


def decay(peak: float, half_s: float, attack_s: float = 0.003) -> Callable[[float], float]:
    """Up in attack_s, then half as loud every half_s."""
    return lambda at: peak * min(1.0, at / attack_s) * 0.5 ** (at / half_s)


def swell(peak: float, total_s: float) -> Callable[[float], float]:
    """Up and down again."""
    return lambda at: peak * math.sin(math.pi * min(1.0, at / total_s)) ** 1.5


def mix(*waves: Wave) -> Wave:
    """One over the other."""
    longest = max(len(w) for w in waves)
    out = [0.0] * longest
    for each in waves:
        for n, value in enumerate(each):
            out[n] += value
    return out


def after(seconds: float, samples: Wave) -> Wave:
    """Later."""
    return [0.0] * int(seconds * RATE) + samples


def sounds() -> dict[str, Wave]:
    """Name -> samples."""

    def flat(hertz: float) -> Callable[[float], float]:
        return lambda at: hertz

    return {
        "click": mix(tone(0.05, flat(1250), decay(0.30, 0.008)), noise(0.03, "click", 1500, 6000, decay(0.25, 0.005))),
        "take": mix(tone(0.10, lambda at: 380 + 900 * at, decay(0.30, 0.025)), noise(0.08, "take", 700, 4000, decay(0.30, 0.020))),
        "put": mix(tone(0.12, lambda at: 260 - 500 * at, decay(0.45, 0.025)), noise(0.06, "put", 300, 2500, decay(0.35, 0.012))),
        "cloth": noise(0.34, "cloth", 900, 4200, swell(0.55, 0.34)),
        "drop": mix(noise(0.30, "drop", 200, 1800, decay(0.75, 0.05)), tone(0.20, lambda at: 110 - 120 * at, decay(0.5, 0.04))),
        "tear": noise(0.28, "tear", 1800, 7500, lambda at: 0.6 * (0.6 + 0.4 * math.sin(2 * math.pi * 46 * at)) * max(0.0, 1 - at / 0.28)),
        "zip": noise(
            0.42, "zip", 2200, 7000, lambda at: 0.45 * (0.5 + 0.5 * math.sin(2 * math.pi * (60 + 60 * at) * at)) * max(0.0, 1 - at / 0.42)
        ),
        "water": noise(0.90, "water", 600, 5200, swell(0.40, 0.90)),
        "soap": mix(
            noise(0.16, "soap", 400, 2200, swell(0.5, 0.16)), after(0.14, tone(0.06, lambda at: 700 + 2500 * at, decay(0.2, 0.02)))
        ),
        "door": mix(
            noise(0.50, "door", 120, 900, swell(0.5, 0.5)),
            after(0.42, tone(0.16, flat(96), decay(0.7, 0.04))),
            after(0.42, noise(0.06, "latch", 800, 5000, decay(0.4, 0.01))),
        ),
        "good": mix(
            tone(0.50, flat(587.33), decay(0.24, 0.11), (1, 0.2)), after(0.11, tone(0.55, flat(880.0), decay(0.24, 0.13), (1, 0.2)))
        ),
        "warn": mix(
            tone(0.32, flat(311.13), decay(0.34, 0.09), (1, 0.35, 0.1)),
            after(0.13, tone(0.36, flat(261.63), decay(0.32, 0.10), (1, 0.35, 0.1))),
        ),
        "start": mix(
            tone(0.7, flat(392.0), decay(0.18, 0.2), (1, 0.2)),
            after(0.09, tone(0.7, flat(493.88), decay(0.18, 0.2), (1, 0.2))),
            after(0.18, tone(0.8, flat(587.33), decay(0.2, 0.24), (1, 0.2))),
        ),
    }


def write(name: str, samples: Wave) -> None:
    """As 16-bit WAV, ending in silence so that nothing clicks."""
    tail = min(len(samples), RATE // 100)
    for n in range(tail):
        samples[-1 - n] *= n / tail
    with wave.open(str(FOLDER / f"{name}.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(b"".join(struct.pack("<h", round(max(-1.0, min(1.0, s)) * 32000)) for s in samples))


if __name__ == "__main__":
    for sound_name, data in sounds().items():
        write(sound_name, data)
