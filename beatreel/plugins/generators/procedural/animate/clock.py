"""Time for what moves by itself, and chance that depends on nothing but its arguments."""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    Array = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(frozen=True)
class Clock:
    """The time of one scene.

    Attributes
    ----------
    start, duration : float
        Of the scene in seconds.
    loop : bool
        The end leads back to the start; everything that asks this clock then does.
    speed : float
        1 as in life, 0.4 slow motion.
    """

    start: float
    duration: float
    loop: bool = False
    speed: float = 1.0

    def progress(self, time: float) -> float:
        """Return how far the scene is, 0 to 1."""
        return min(max((time - self.start) / self.duration, 0.0), 1.0)

    def turns(self, rate: float, time: float) -> float:
        """Return how many turns something has made that makes ``rate`` turns a second.

        In a loop the number of turns is rounded to a whole one; what would make less than half a turn swings instead.
        """
        rate = rate * self.speed
        if not self.loop:
            return rate * time
        elapsed = (time - self.start) / self.duration
        turns = rate * self.duration
        if abs(turns) < 0.5:
            return turns * math.sin(2 * math.pi * elapsed) / (2 * math.pi)
        return round(turns) * elapsed

    def wave(self, rate: float, time: float, phase: float = 0.0) -> float:
        """Return a sine of ``rate`` swings a second; ``phase`` in turns."""
        return math.sin(2 * math.pi * (self.turns(rate, time) + phase))

    def turns_each(self, rates: Array, time: float) -> Array:
        """Return :meth:`turns` of many rates."""
        rates = rates * self.speed
        if not self.loop:
            return rates * time
        elapsed = (time - self.start) / self.duration
        turns = rates * self.duration
        swing = math.sin(2 * math.pi * elapsed) / (2 * math.pi)
        return np.where(np.abs(turns) < 0.5, turns * swing, np.round(turns) * elapsed)

    def wave_each(self, rates: Array, time: float, phases: Array) -> Array:
        """Return :meth:`wave` of many rates and phases."""
        return np.sin(2 * math.pi * (self.turns_each(rates, time) + phases))


def chance(*parts: int | str) -> float:
    """Return a number in [0, 1) that is fixed by the parts."""
    text = "/".join(map(str, parts)).encode()
    return int.from_bytes(hashlib.blake2b(text, digest_size=6).digest(), "big") / float(1 << 48)


def chance_seed(*parts: int | str) -> int:
    """Return a seed of 31 bits that is fixed by the parts."""
    return int(chance(*parts) * (1 << 31))
