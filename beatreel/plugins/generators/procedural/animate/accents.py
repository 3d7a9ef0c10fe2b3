"""How a scene comes in and goes out, so that cuts feel intended."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from beatreel import Scene

_FLASH, _FLASH_DECAY = 0.16, 0.14  # gain of exposure, seconds
_PUNCH, _PUNCH_DECAY = 0.055, 0.20  # share of zoom, seconds
_DIP = 0.30  # seconds out of the dark, at least
_EXIT = 0.22  # seconds into the dark, at least
_DARK = 0.5  # of the light that is left where the film goes on: less would drown the beats around it
_RATE = 250.0  # code values of mean luma a second that a fade may change at its steepest: 8 a frame
_STEEP = 1.5  # how much steeper than even a smooth fade is in its middle
_JUMP = 12.0  # code values of mean luma that a flash adds at most
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
    luma : float
        Mean of the picture, code values: the brighter, the slower it fades, or a fade would be a blow.
    """

    def __init__(self, scene: Scene, *, last: bool = False, luma: float = 40.0) -> None:
        self._scene = scene
        self._dark = 0.0 if last else _DARK
        smooth = _STEEP * (1 - _DARK) * luma / _RATE
        self._leave = min(_END if last else max(_EXIT, smooth), scene.duration / 3)
        self._enter = min(max(_DIP * (2 if scene.calm else 1), smooth), scene.duration / 3)
        self._flash = min(_FLASH, _JUMP / max(luma, 1.0))

    def at(self, time: float) -> Accent:
        """Return the accent at an instant in seconds."""
        scene = self._scene
        if scene.loop or (scene.entrance == "cut" and scene.exit == "cut"):
            return NONE
        since, left = max(time - scene.start, 0.0), max(scene.end - time, 0.0)
        strength = 0.0 if scene.calm else 0.6 + 0.4 * scene.intensity
        zoom = 1 + strength * _PUNCH * math.exp(-since / _PUNCH_DECAY) if scene.entrance == "punch" else 1.0
        gain = 1 + strength * self._flash * math.exp(-since / _FLASH_DECAY) if scene.entrance == "flash" else 1.0
        fade = _DARK + (1 - _DARK) * _smooth(since / self._enter) if scene.entrance == "dip" else 1.0
        if scene.exit == "dip":
            fade *= self._dark + (1 - self._dark) * _smooth(left / self._leave)
        return Accent(zoom, gain, fade)

    def fades(self, time: float) -> bool:
        """Return whether the scene is on its way out of the dark, or into it."""
        scene = self._scene
        if scene.loop:
            return False
        coming = scene.entrance == "dip" and time < scene.start + self._enter
        return coming or (scene.exit == "dip" and time > scene.end - self._leave)


def _smooth(share: float) -> float:
    share = min(max(share, 0.0), 1.0)
    return share * share * (3 - 2 * share)
