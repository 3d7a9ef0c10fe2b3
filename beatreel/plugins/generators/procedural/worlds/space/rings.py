"""The rings of a giant: thousands of fine bands, the planet's shadow across them, and theirs on the planet."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Painting

    from .sky import Colours

Array = np.ndarray[Any, np.dtype[np.float32]]

_INNER, _OUTER = 1.28, 2.35  # radii of the planet
_BANDS = 4096
_ROWS = 256  # are drawn at a time


def bands(seed: int) -> Array:
    """Return how dense the rings are from the inner to the outer edge, (4096,), 0 to 1."""
    rng = np.random.default_rng([seed, 17])
    total = np.zeros(_BANDS)
    for count, weight in ((5, 0.5), (14, 0.35), (60, 0.25), (300, 0.16), (1200, 0.10)):
        knots = rng.random(count + 2)
        total += weight * np.interp(np.linspace(0, count, _BANDS), np.arange(count + 2), knots)
    total = (total - total.min()) / (total.max() - total.min())
    place = np.linspace(0, 1, _BANDS)
    for gap, wide in ((0.58 + 0.1 * rng.random(), 0.022), (0.84, 0.008)):
        total *= 1 - np.exp(-(((place - gap) / wide) ** 4))
    edges = np.clip(place / 0.05, 0, 1) * np.clip((1 - place) / 0.02, 0, 1)
    return np.asarray(np.clip(total * 1.25, 0, 1) * edges, np.float32)


def add_rings(
    painting: Painting,
    centre: tuple[float, float],
    radius: float,
    sun: tuple[float, float, float],
    colours: Colours,
    *,
    lean: float,
    seed: int,
) -> None:
    """Draw rings around a planet into the light groups of a painting.

    Parameters
    ----------
    centre, radius : float
        Of the planet in pixels.
    sun : tuple of float
        Unit vector: x right, y down, z to the viewer.
    lean : float
        Of the planet's axis, radians.
    """
    rng = np.random.default_rng([seed, 19])
    tip = float(rng.uniform(0.20, 0.38))  # sine of the angle from which the rings are seen
    edges = np.linspace(0, 1, _BANDS + 1)
    sums = np.concatenate([[0.0], np.cumsum(bands(seed), dtype=np.float64)]) / _BANDS
    height, width = painting.depth.shape
    turn = lean + float(rng.uniform(-0.2, 0.2))
    cosine, sine = math.cos(turn), math.sin(turn)
    flat = math.sqrt(1 - tip * tip)
    normal = np.array([sine * flat, -cosine * flat, tip])
    facing = 0.35 + 0.65 * min(abs(float(normal @ np.array(sun))) * 1.6, 1.0)
    light = (colours.planet * 0.42 + 0.30) * colours.sun * np.float32(2.0 * facing)
    x = (np.arange(width, dtype=np.float32) + 0.5 - np.float32(centre[0])) / np.float32(radius)
    for top in range(0, height, _ROWS):
        rows = slice(top, min(top + _ROWS, height))
        y = ((np.arange(rows.start, rows.stop, dtype=np.float32) + 0.5 - np.float32(centre[1])) / np.float32(radius))[
            :, None
        ]
        along = x * np.float32(cosine) + y * np.float32(sine)
        across = y * np.float32(cosine) - x * np.float32(sine)
        out = np.sqrt(along * along + (across / np.float32(tip)) ** 2)
        if float(out.min()) > _OUTER:
            continue
        place = (out - np.float32(_INNER)) / np.float32(_OUTER - _INNER)
        # Bands are finer than pixels: each pixel gets the mean of those that it covers, more where they are seen edge-on.
        slope = np.sqrt((along / out) ** 2 + (across / (np.float32(tip * tip) * out)) ** 2)
        half = np.maximum(slope * np.float32(0.6 / (_OUTER - _INNER)) / np.float32(radius), np.float32(0.5 / _BANDS))
        dense = (np.interp(place + half, edges, sums) - np.interp(place - half, edges, sums)) / (2 * half)
        dense = dense.astype(np.float32)
        hidden = (x * x + y * y < 1) & (across < 0)  # the far half passes behind the planet
        dense[hidden] = 0
        # Where the planet stands between the sun and the ring, the ring is dark.
        deep = across * np.float32(flat / tip)  # towards the viewer is positive
        point = (x, y, deep)
        toward = sum(p * np.float32(s) for p, s in zip(point, sun, strict=True))
        apart = sum((p - toward * np.float32(s)) ** 2 for p, s in zip(point, sun, strict=True))
        lit = 1 - np.clip((1.03 - np.sqrt(apart)) / 0.06, 0, 1) * (toward < 0)
        cover = (dense * np.float32(0.86))[..., None]
        for name, group in painting.groups.items():
            group.light[rows] *= 1 - cover
            if name == "sun":
                shine = (dense * (0.25 + 0.75 * dense) * (0.03 + 0.97 * lit)).astype(np.float32)
                group.light[rows] += shine[..., None] * light
