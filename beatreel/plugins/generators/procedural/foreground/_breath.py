"""Breath that is seen in the cold: a cloud before a mouth, which swells, rises and thins."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.fields import fbm_at

if TYPE_CHECKING:
    from ._solid_light import Rig

Array = np.ndarray[Any, np.dtype[np.float32]]

BREATHES = {"breath", "breaths", "breathing", "steaming"}
"""Words by which breath is seen."""
_LONG, _PUFFS = 0.52, 22  # metres that it drifts, and clouds in it


def add_breath(
    canvas: Array, alpha: Array, mouth: tuple[float, float], unit: float, way: float, rig: Rig, rng: np.random.Generator
) -> None:
    """Lay breath over a canvas and its cover, in place.

    Parameters
    ----------
    canvas, alpha : ndarray (rows, columns[, 3])
    mouth : tuple of float
        Pixel that it comes from.
    unit : float
        Pixels to a metre.
    way : float
        To which side it is blown, -1 or 1.
    rig
        The light that shines through it.
    rng
    """
    few = max(1, int(unit / 60))  # it is soft: fewer pixels are enough
    height, width = alpha.shape
    y, x = np.mgrid[0 : height // few + 1, 0 : width // few + 1].astype(np.float32) * few
    density = np.zeros_like(x)
    for n in range(_PUFFS):
        age = (n + float(rng.random())) / _PUFFS
        large = unit * (0.030 + 0.15 * age)
        at_x = mouth[0] + way * unit * _LONG * age**0.8 + 0.02 * unit * float(rng.normal())
        at_y = mouth[1] - unit * (0.30 * age**1.3 - 0.02) + 0.03 * unit * age * float(rng.normal())
        density += (0.62 - 0.52 * age) * np.exp(-(((x - at_x) / large) ** 2) - ((y - at_y) / (0.7 * large)) ** 2)
    wisps = fbm_at(x / unit, 1.4 * y / unit, 0.16, int(rng.integers(1 << 16)), 4, np.full_like(x, few / unit))
    density = np.clip(density * (0.75 + 1.5 * wisps), 0, 1)
    cover = 0.72 * np.clip(
        cv2.resize(density.astype(np.float32), (width, height), interpolation=cv2.INTER_LINEAR), 0, 1
    )
    light = (0.55 * rig.key + 0.5 * rig.sides[2] + 0.35 * rig.front).astype(np.float32)
    share = cover / np.maximum(np.maximum(alpha, cover), 1e-3)
    canvas += (light - canvas) * share[..., None]
    np.maximum(alpha, cover, out=alpha)
