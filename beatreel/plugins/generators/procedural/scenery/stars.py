"""Stars, few and mostly faint, and the Milky Way."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels.fields import fbm_at, step
from beatreel.plugins.generators.procedural.kernels.specks import specks

Array = np.ndarray[Any, np.dtype[np.float32]]


def stars(width: int, height: int, strength: float, seed: int, *, below: float = 0.7, count: int = 420) -> Array:
    """Return the light of stars, (height, width), about 0 to ``strength``, fading towards ``below`` heights."""
    rng = np.random.default_rng([seed, 5])
    image = np.zeros((height, width), np.float32)
    unit = width / 1584
    x, y, brightness = rng.random((count, 3)).T
    radius = (0.7 + 1.5 * brightness**9) * unit
    # Smaller than a pixel: a dimmer pixel, not a smaller dot.
    light = (0.05 + 0.95 * brightness**7) * (1 - y) * np.minimum(1.0, radius / 0.7) ** 2
    specks(image, x * width, y * below * height, np.maximum(radius, 0.7), light)
    return np.asarray(image * np.float32(strength), np.float32)


_CORE = np.array([0.105, 0.130, 0.165], np.float32)  # towards its middle; linear BGR
_ARMS = np.array([0.150, 0.105, 0.100], np.float32)
_ROSE = np.array([0.040, 0.012, 0.055], np.float32)  # of its nebulae


def milky_way(dx: Array, dy: Array, dz: Array, heading: float, seed: int) -> Array:
    """Return the light of the Milky Way in directions, (..., 3): a band that rises ahead, brightest low in it, cleft by dust.

    Parameters
    ----------
    dx, dy, dz : ndarray
        Unit vectors, y up.
    heading : float
        Radians to the right of z in which it stands.
    seed : int
    """
    rng = np.random.default_rng([seed, 11])
    way = float(rng.choice([-1.0, 1.0]))
    foot, lean = heading + way * float(rng.uniform(-0.05, 0.22)), way * float(rng.uniform(0.35, 0.62))
    rises = np.array([math.sin(lean) * -math.cos(foot), math.cos(lean), math.sin(lean) * math.sin(foot)])
    ahead = np.array([math.sin(foot), 0.0, math.cos(foot)])
    across = np.cross(ahead, rises)
    u = np.arctan2(*(dx * v[0] + dy * v[1] + dz * v[2] for v in (rises, ahead))).astype(np.float32)
    v = np.asarray(dx * across[0] + dy * across[1] + dz * across[2], np.float32)
    bent = v + 0.05 * fbm_at(u, v, 0.55, seed + 41, 3)
    core = np.exp(-(((u - 0.30) / 0.34) ** 2))
    wide = 0.075 + 0.035 * core
    clouds = fbm_at(u, bent, 0.30, seed + 43, 6, gain=0.64)
    band = np.exp(-((bent / wide) ** 2)) * np.clip(0.62 + 0.8 * clouds, 0.04, 1.6)
    cleft = 0.024 + 0.05 * core
    lane = np.exp(-(((bent - 0.03 * fbm_at(u, v, 0.35, seed + 47, 4)) / cleft) ** 2))
    dust = np.clip(0.55 + 1.5 * fbm_at(u + 3, 1.4 * v, 0.22, seed + 49, 6, gain=0.62), 0, 1.3)
    dust = np.clip(lane * dust + 0.55 * step(0.10, 0.5, fbm_at(u, 1.7 * v + 5, 0.16, seed + 51, 5)) * band, 0, 0.92)
    rose = step(0.28, 0.6, fbm_at(u + 9, v, 0.14, seed + 53, 4)) * band
    share = core[..., None]
    light = (_ARMS * (1 - share) + _CORE * (0.5 + 1.3 * share)) * (0.34 * band * (0.45 + 0.8 * core) * (1 - dust))[
        ..., None
    ]
    light = (
        light
        + _ROSE * (rose * (1 - dust) * (0.4 + core))[..., None]
        + _ARMS * (0.07 * np.exp(-((v / 0.34) ** 2)))[..., None]
    )
    return np.asarray(light * (step(0.0, 0.10, dy) * (1 - 0.25 * dy))[..., None], np.float32)


def strewn(band: Array, strength: float, seed: int, *, below: float = 0.7, count: int = 5200) -> Array:
    """Return many faint stars, (height, width), that lie dense where ``band`` (0 to 1) is bright."""
    height, width = band.shape
    rng = np.random.default_rng([seed, 17])
    image = np.zeros((height, width), np.float32)
    x, y = rng.random(count) * width, rng.random(count) * min(max(below, 0.05), 1.0) * height
    kept = (
        rng.random(count)
        < 0.12 + 0.88 * band[np.minimum(y.astype(int), height - 1), np.minimum(x.astype(int), width - 1)]
    )
    radius = max(0.62 * width / 1584, 0.45)
    light = 0.15 + 0.85 * rng.random(int(kept.sum())) ** 4
    specks(image, x[kept], y[kept], np.full(light.size, radius), light)
    return np.asarray(image * np.float32(strength * min(1.0, (1.1 * width / 1584) ** 0.5)), np.float32)
