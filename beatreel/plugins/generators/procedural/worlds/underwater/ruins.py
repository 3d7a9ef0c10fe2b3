"""Ruins on the sea bed: a way of columns, some of them broken, that leads to the front of a temple."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels.caustics import caustic_tile, sampled
from beatreel.plugins.generators.procedural.kernels.fields import fbm_at
from beatreel.plugins.generators.procedural.scenery import front

if TYPE_CHECKING:
    from .world import Stage

Array = np.ndarray[Any, np.dtype[np.float32]]

_STONE = np.array([0.44, 0.56, 0.64], np.float32)  # of sand, warm where the sun falls on it
_MOSS = np.array([0.16, 0.30, 0.17], np.float32)
_TALL = 6.4  # metres of a whole column
_RADIUS = 0.46
_SUNK = 0.5  # metres of everything that the sand has swallowed


def draw_ruins(stage: Stage, *, temple: float) -> None:
    """Draw from far to near; ``temple`` is how far away the front stands, in metres."""
    rng, side = stage.rng, stage.side
    tile = caustic_tile(int(rng.integers(1, 1 << 20)), 256)
    drift = side * float(rng.uniform(0.05, 0.13))  # the way leads to one side
    middle = temple * drift
    for x in (-3.9, -2.34, -0.78, 0.78, 2.34, 3.9):
        _column(stage, tile, middle + x, temple, _TALL)
    _roof(stage, middle, temple)
    near = float(rng.uniform(3.4, 4.6))
    steps = np.arange(temple - 4.0, near, -3.1)
    for number, z in enumerate(steps):
        for way in (-1.0, 1.0):
            whole = rng.random() < 0.55 and number < len(steps) - 1
            tall = _TALL if whole else _TALL * float(rng.uniform(0.16, 0.72))
            x = z * drift + way * float(rng.uniform(2.3, 2.9))
            if rng.random() < 0.9:
                _column(stage, tile, x, float(z + rng.uniform(-0.4, 0.4)), tall)


def _ground(stage: Stage, z: float) -> float:
    """Return the pixel row on which something at a distance stands."""
    camera = stage.camera
    return float(camera.horizon + camera.focal * (camera.y + _SUNK) / z)


def _column(stage: Stage, tile: Array, x: float, z: float, tall: float) -> None:
    """Draw a fluted column of drums, with a capital where it is whole and a slanting break where it is not."""
    camera = stage.camera
    height, width = stage.relief.depth.shape
    scale = camera.focal / z
    px, foot = camera.centre_x + x * scale, _ground(stage, z)
    is_whole = tall >= _TALL
    radius, top = _RADIUS * scale, foot - tall * scale
    x0, x1 = max(int(px - 1.6 * radius) - 1, 0), min(int(px + 1.6 * radius) + 2, width)
    y0, y1 = max(int(top - radius) - 1, 0), min(int(foot) + 1, height)
    if x1 <= x0 or y1 <= y0:
        return
    rows, columns = np.mgrid[y0:y1, x0:x1].astype(np.float32) + np.float32(0.5)
    up = (foot - rows) / np.float32(scale)  # metres above the sand's own floor
    wide = np.float32(1.0) - np.float32(0.13) * up / np.float32(_TALL)
    if is_whole:
        wide = np.where(up > tall - 0.55, 1.0 + 0.42 * np.clip((up - tall + 0.55) / 0.35, 0, 1), wide)
    wide = np.where(up < _SUNK + 0.35, 1.28, wide).astype(np.float32)
    across = (columns - np.float32(px)) / (np.float32(radius) * wide)
    rough = fbm_at(columns / np.float32(scale), rows / np.float32(scale), 0.7, _stone_seed(x, z), 4)
    edge = tall + (0.0 if is_whole else 1.0) * (0.35 * across + 0.5 * rough)
    alpha = np.clip((1 - np.abs(across)) * radius * wide + 0.5, 0, 1) * np.clip((edge - up) * scale + 0.5, 0, 1)
    alpha *= np.clip(stage.relief.depth[y0:y1, x0:x1] - np.float32(0.96 * z), 0, 1)  # sand and rocks before it
    turn = np.arcsin(np.clip(across, -1, 1))
    lit = 0.42 + 0.34 * np.cos(turn - stage.side * 0.8) + 0.24 * np.clip(up / tall, 0, 1)
    lit *= 1 - 0.20 * (0.5 + 0.5 * np.cos(20 * turn)) * np.clip(radius / 7, 0, 1)  # flutes, where pixels can hold them
    lit *= 1 - 0.38 * np.exp(-(((up + 0.3) % 1.05 - 0.5) ** 2) / 0.0016)  # joints of the drums
    lit *= np.clip(0.95 + 0.55 * rough, 0.4, 1.4)
    crown = np.exp(-((np.maximum(edge - up, 0) / 0.16) ** 2))  # light from above on what lies open to it
    _lay(stage, tile, (slice(y0, y1), slice(x0, x1)), alpha, lit, crown, rough, z)


def _roof(stage: Stage, x: float, z: float) -> None:
    """Lay the entablature and a broken pediment on the columns of the front."""
    camera = stage.camera
    height, width = stage.relief.depth.shape
    scale = camera.focal / z
    px, foot = camera.centre_x + x * scale, _ground(stage, z) - _TALL * scale
    beam = ((-4.7, 0.0), (-4.7, 1.0), (4.7, 1.0), (4.7, 0.0))
    ledge = ((-5.0, 1.0), (-5.0, 1.3), (5.0, 1.3), (5.0, 1.0))
    way = stage.side
    gable = tuple(
        (way * a, b)
        for a, b in ((-4.9, 1.3), (-0.3, 3.25), (0.15, 3.3), (1.3, 2.55), (1.6, 2.75), (2.5, 1.9), (2.9, 1.3))
    )
    tile = caustic_tile(5, 256)
    for outline, shade in ((gable, 0.50), (beam, 0.72), (ledge, 0.95)):
        window, alpha = front.shape(width, height, [outline], px, foot, scale)
        if alpha.size == 0:
            continue
        rows, columns = np.mgrid[window].astype(np.float32)
        rough = fbm_at(columns / np.float32(scale), rows / np.float32(scale), 0.9, 71, 4)
        alpha = alpha * np.clip(stage.relief.depth[window] - np.float32(0.96 * z), 0, 1)
        lit = shade * np.clip(0.95 + 0.5 * rough, 0.4, 1.4)
        _lay(stage, tile, window, alpha, lit, np.zeros_like(lit), rough, z)


def _lay(
    stage: Stage,
    tile: Array,
    window: tuple[slice, slice],
    alpha: Array,
    lit: Array,
    crown: Array,
    rough: Array,
    z: float,
) -> None:
    """Lay stone into the picture as the water shows it at a distance, and move the depth there."""
    light, camera = stage.light, stage.camera
    through = np.exp(-z * np.array(light.extinction, np.float32))
    stone = _STONE + (_MOSS - _STONE) * np.clip(0.10 + 1.2 * rough, 0, 1)[..., None]
    sunlight = np.array(light.sun, np.float32) * np.exp(-7.0 * np.array(light.extinction, np.float32))
    rows, columns = np.mgrid[window].astype(np.float32)
    net = sampled(tile, columns * np.float32(z / camera.focal / 2.1), rows * np.float32(z / camera.focal / 3.2))
    before = stage.water_at(float(rows.mean()), z)
    own = stone * sunlight * (0.80 * lit)[..., None] * through + before
    share = alpha[..., None].astype(np.float32)
    stage.steady[window] += (own - stage.steady[window]) * share
    bright = (0.62 * lit * (0.5 + 1.1 * net) + 0.70 * crown)[..., None]
    stage.sun[window] += (stone * sunlight * bright * through - stage.sun[window]) * share
    depth = stage.relief.depth[window]
    np.copyto(depth, np.minimum(depth, np.float32(z)), where=alpha > 0.5)


def _stone_seed(x: float, z: float) -> int:
    """Return a seed for the stone of one column."""
    return int(abs(math.sin(12.9898 * x + 78.233 * z)) * 99_991) + 1
