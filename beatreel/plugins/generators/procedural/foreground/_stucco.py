"""Old stucco over bricks, damp near water, and slats of shutters."""

from __future__ import annotations

from typing import Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels.fields import fbm_at, step

Array = np.ndarray[Any, np.dtype[np.float32]]

COLOURS = (
    (0.200, 0.370, 0.540), (0.290, 0.340, 0.520), (0.130, 0.190, 0.420), (0.420, 0.510, 0.580),
    (0.160, 0.290, 0.480), (0.330, 0.380, 0.390),
    (0.060, 0.085, 0.190), (0.075, 0.105, 0.240), (0.050, 0.055, 0.070), (0.130, 0.160, 0.210),
)  # fmt: skip
"""Ochre, rose, red, cream, sienna and grey; and bricks: brown, red, tarred, pale."""
BRICKS = 6
"""Number of the first that is bare brick."""
_BRICK = np.array([0.115, 0.150, 0.250], np.float32)
_SLIME = np.array([0.030, 0.060, 0.035], np.float32)


def weathered(u: Array, v: Array, along: Array, y: Array, albedo: Array, foot: Array, seed: int) -> Array:
    """Return how bright a wall is; where stucco has come off, its bricks show, and what the tide reaches is green, in place."""
    rough = fbm_at(u, v, 0.9, seed + 1, 5, foot)
    worn = fbm_at(u, 0.8 * v, 2.6, seed + 2, 5, foot)
    streak = fbm_at(6 * u, 0.5 * v, 1.6, seed + 4, 4, foot)
    row = np.floor(v / 0.085)
    at = u / 0.26 + 0.5 * np.mod(row, 2)
    edge = np.minimum(0.0425 - np.abs(v - (row + 0.5) * 0.085), 0.26 * (0.5 - np.abs(at - np.floor(at) - 0.5)))
    joint = step(0.014, 0.004, edge) * np.clip(0.02 / np.maximum(foot, 1e-4) - 0.4, 0, 1)
    own = np.sin(row * 12.9898 + np.floor(at) * 78.233) * 43758.547
    own = own - np.floor(own)
    bricks = (0.75 + 0.5 * own) * (1 - 0.45 * joint)
    damp = step(2.2, 0.3, y + 0.9 * worn)
    bare = step(0.24, 0.30, worn + 0.22 * damp)
    is_brick = albedo.max(axis=1) < 0.28
    bare = np.where(is_brick, 1.0, bare)
    brick = np.where(is_brick[:, None], albedo, _BRICK)
    albedo += (brick - albedo) * bare[:, None]
    tone = (1 + 0.30 * rough + 0.38 * streak) * (1 - bare) + bricks * (1 + 0.3 * rough) * bare
    tone *= 1 - 0.42 * damp
    slime = step(0.75, 0.15, y + 0.35 * rough)
    albedo += (_SLIME - albedo) * (0.85 * slime)[:, None]
    return np.asarray(np.clip(tone, 0.12, 1.8), np.float32)


def slats(u: Array, v: Array, foot: Array) -> Array:
    """Return how bright the slats of a shutter are, that look down."""
    at = v / 0.055
    lap = at - np.floor(at)
    sharp = np.clip(0.02 / np.maximum(foot, 1e-4) - 0.4, 0, 1)
    return np.asarray(1 + sharp * 1.1 * (lap - 0.5), np.float32)
