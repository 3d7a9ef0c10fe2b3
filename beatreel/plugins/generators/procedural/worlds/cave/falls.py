"""A waterfall before the mouth of a cave, seen from behind: threads of water with the day in them."""

from __future__ import annotations

from typing import Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels.fields import fbm_at, ridged_at
from beatreel.plugins.generators.procedural.kernels.tunnel import ROCK, Passage, Sight

from .light import CaveLight, daylight

Array = np.ndarray[Any, np.dtype[np.float32]]

_STRETCHED = 0.035  # of heights beside bearings: threads are so much longer than wide
_WHITE, _THIN = (
    1.5,
    0.16,
)  # brightness of white water against the sky's, and of the land that is seen through thin water
_DEEP = np.array([1.15, 0.95, 0.48], np.float32)  # of light, what thin water lets through, BGR
_BROAD, _THREADS, _FINE = 0.10, 0.022, 0.006  # tangents across a sheet, its threads and the water in them


def curtain(sight: Sight, light: CaveLight, passage: Passage, kind: str, seed: int) -> Array:
    """Return what is seen at the mouth, (height, width, 3): falling water, the land through what is thin of it; see :func:`.daylight`."""
    ahead = np.maximum(sight.normal[..., 2], 0.05)
    bearing = np.asarray(sight.normal[..., 0] / ahead, np.float32)
    down = np.asarray(_STRETCHED * sight.normal[..., 1] / ahead, np.float32)
    bent = bearing + 0.012 * fbm_at(bearing, 2 * down, 0.05, seed + 3, 2)
    broad = fbm_at(bent, 0.3 * down, _BROAD, seed + 5, 3)
    threads = ridged_at(bent, down, _THREADS, seed + 7, 4, None, 0.55)
    fine = fbm_at(bent, down, _FINE, seed + 9, 3)
    thick = np.clip(0.38 + 0.75 * broad + 0.75 * (threads - 0.45) + 0.35 * fine, 0.02, 1.0)[..., None]
    sky, sun = np.array(light.sky, np.float32), np.array(light.sun, np.float32)
    tint = _DEEP + (1 - _DEEP) * thick**2
    white = np.float32(_WHITE) * (0.72 * sky + 0.28 * sun) * tint * (0.25 + 0.75 * thick)
    through = daylight(sight, light, passage, kind, seed) * np.float32(_THIN)
    return np.asarray((through + (white - through) * thick) * (sight.kind != ROCK)[..., None], np.float32)
