"""The gleam of a field towards a low sun: blossoms and blades let its light through, most of all below it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels import meadow

if TYPE_CHECKING:
    from .field import Stage

Array = np.ndarray[Any, np.dtype[np.float32]]

_AWAY, _BELOW = (0.84, 0.94), (2.1, 1.3)  # of the light of sun and sky, far from the gleam and in it
_DUST = 0.22  # of the sun's light that the air over the field sends on, right below it
_NARROW, _WIDENS = 0.13, 0.45  # widths: of the gleam at the horizon, and by how much a height below it


def gleam(stage: Stage) -> None:
    """Let a field be bright below a sun that is in the picture or little beside it, and darker to its sides, in place."""
    width, height = stage.width, stage.height
    if not -0.15 * width < stage.sun[0] < 1.15 * width:
        return
    first = max(int(stage.horizon), 0)
    below = np.arange(height - first, dtype=np.float32)[:, None] / height
    aside = (np.arange(width, dtype=np.float32)[None] - np.float32(stage.sun[0])) / width
    share = np.exp(-((aside / (_NARROW + _WIDENS * below)) ** 2)) * np.exp(-((below / 0.42) ** 2))
    share *= np.clip(below / 0.018, 0, 1)  # what stands before the sky keeps its light
    rim = np.clip(below / 0.03, 0, 1)
    for families, number in (((meadow.SUN, meadow.PETALS), 0), ((meadow.SKY,), 1)):
        low, high = _AWAY[number], _BELOW[number]
        factor = (1 + rim * (low - 1) + (high - low) * share).astype(np.float32)[..., None]
        for family in families:
            stage.out[first:, :, family : family + 3] *= factor
    sunlight = np.array(stage.mood.sunlight, np.float32)
    level = float(stage.out[first:].sum(axis=2).mean()) / 3 / max(float(sunlight.mean()), 1e-6)
    dusty = share * np.exp(-below / 0.10) + 0.35 * share * share
    stage.out[first:, :, meadow.SUN : meadow.SUN + 3] += (_DUST * 9 * level * dusty)[..., None] * sunlight
