"""The Milky Way over the dunes, where a prompt names it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.scenery import open_sky
from beatreel.plugins.generators.procedural.scenery.stars import milky_way, strewn

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.kernels.heightfield import Camera

Array = np.ndarray[Any, np.dtype[np.float32]]

HORIZONS = {"wide": (0.52, 0.60), "medium": (0.54, 0.62), "close": (0.42, 0.50)}
"""Shares of the height; the sky is what is looked at."""
_STRENGTH = 0.8  # of it, beside a desert that the moon lights


def add_galaxy(sky: Array, clear: Array, camera: Camera, power: float, seed: int) -> None:
    """Add the Milky Way and its faint stars to the light of the sky where nothing is before it, in place.

    Parameters
    ----------
    clear : ndarray (height, width)
        How much of the sky is seen, 0 to 1.
    power : float
        See :func:`~...scenery.open_sky.galaxy_of`.
    """
    height, width = clear.shape
    half = max(8, -(-width // 2)), max(8, -(-height // 2))
    y, x = np.mgrid[0 : half[1], 0 : half[0]].astype(np.float32)
    ways = open_sky.directions(camera, (x + 0.5) * (width / half[0]), (y + 0.5) * (height / half[1]))
    band = milky_way(*ways, camera.heading, seed) * np.float32(_STRENGTH * power)
    band = cv2.resize(band, (width, height), interpolation=cv2.INTER_LINEAR)
    faint = strewn(band.max(axis=2) / max(float(band.max()), 1e-6), 0.20 * power, seed, below=camera.horizon / height)
    sky += (band + faint[..., None]) * clear[..., None]
