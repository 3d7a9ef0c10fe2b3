"""How a scene comes in and goes out, so that cuts feel intended."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from beatreel import Scene

_FLASH, _FLASH_DECAY = 0.16, 0.14  # gain of exposure, seconds
_PUNCH, _PUNCH_DECAY = 0.055, 0.20  # share of zoom, seconds
_DIP = 0.30  # seconds out of the dark
_EXIT = 0.22  # seconds into the dark
_END = 1.6  # seconds of a last scene's fade, at most a third of it


@dataclass(frozen=True)
class Accent:
    """At one instant: factors on zoom, exposure and everything (0 is black)."""

    zoom: float = 1.0
    gain: float = 1.0
    fade: float = 1.0


NONE = Accent()


class Accents:
    """Entrance and exit of one scene.

    Parameters
    ----------
    scene : Scene
        ``entrance``, ``exit``, ``intensity``, ``calm`` and ``loop``; a loop has neither.
    last : bool
        The film ends with it.
    """

    def __init__(self, scene: Scene, *, last: bool = False) -> None:
        self._scene = scene
        self._leave = min(_END, scene.duration / 3) if last else min(_EXIT, scene.duration / 4)
        self._enter = min(_DIP * (2 if scene.calm else 1), scene.duration / 3)

    def at(self, time: float) -> Accent:
        """Return the accent at an instant in seconds."""
        scene = self._scene
        if scene.loop or (scene.entrance == "cut" and scene.exit == "cut"):
            return NONE
        since, left = max(time - scene.start, 0.0), max(scene.end - time, 0.0)
        strength = 0.0 if scene.calm else 0.6 + 0.4 * scene.intensity
        zoom = 1 + strength * _PUNCH * math.exp(-since / _PUNCH_DECAY) if scene.entrance == "punch" else 1.0
        gain = 1 + strength * _FLASH * math.exp(-since / _FLASH_DECAY) if scene.entrance == "flash" else 1.0
        fade = _smooth(0.25 + 0.75 * since / self._enter) if scene.entrance == "dip" else 1.0
        if scene.exit == "dip":
            fade *= _smooth(left / self._leave)
        return Accent(zoom, gain, fade)


def _smooth(share: float) -> float:
    share = min(max(share, 0.0), 1.0)
    return share * share * (3 - 2 * share)
