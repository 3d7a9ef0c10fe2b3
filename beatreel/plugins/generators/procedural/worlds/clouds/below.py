"""What lies under clouds and what falls through them: a sea that mirrors the sky, the light of a bolt about it, shafts of sunlight."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.fields import fbm_at
from beatreel.plugins.generators.procedural.kernels.half import halved

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Painting

Array = np.ndarray[Any, np.dtype[np.float32]]

_EYE = 0.12  # of the distance at which a row is seen, over how far it lies below the horizon
_DARKER = 0.62  # of what a sea mirrors


def add_sea(painting: Painting, horizon: float, seed: int) -> None:
    """Let a sea mirror what is above its horizon (a share of the height), broken by its waves, in place."""
    height, width = painting.depth.shape
    first = round(horizon * height)
    rows = height - first
    if rows < 4:
        return
    down = (np.arange(rows, dtype=np.float32)[:, None] + 0.5) / height
    far = _EYE / (down + np.float32(0.003))
    x = ((np.arange(width, dtype=np.float32) + 0.5) / width - 0.5)[None, :]
    foot = np.broadcast_to(far * far / (_EYE * height), (rows, width)).astype(np.float32)
    across, ahead = (x * far).astype(np.float32), np.broadcast_to(far, (rows, width)).astype(np.float32)
    waves = fbm_at(across, 3.2 * ahead, 0.9, seed + 61, 7, foot) + 0.5 * fbm_at(
        across, 2.0 * ahead, 3.5, seed + 62, 3, foot
    )
    lean = waves * (0.05 + 0.55 * down)
    source = np.clip(first - (1.6 * down + lean + 0.004) * height, 0, first - 1).astype(np.float32)
    column = np.broadcast_to(np.arange(width, dtype=np.float32)[None, :], (rows, width)) + 0.10 * lean * width
    share = (_DARKER * (0.55 + 0.75 * np.clip(0.5 + 1.1 * waves, 0, 1)) * np.exp(-1.1 * down))[..., None]
    for group in painting.groups.values():
        light = group.light[:first].astype(np.float32)
        mirrored = cv2.remap(light, column.astype(np.float32), source, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT)
        group.light[first:] = halved((mirrored * share).astype(np.float32))
    painting.depth[first:] = np.clip(2000.0 * far / far.max(), 30.0, None)


def bolt_light(
    shape: tuple[int, int],
    bolts: tuple[tuple[float, float, float, float], ...],
    focal: float,
    horizon: float,
    eye: float,
) -> Array:
    """Return how bright bolts make the underside of clouds about them, (height, width): what is near them, and all of it a little."""
    height, width = shape
    x = ((np.arange(width, dtype=np.float32) + 0.5) / width)[None, :]
    y = ((np.arange(height, dtype=np.float32) + 0.5) / width)[:, None]
    found = np.zeros(shape, np.float32)
    for across, high, away, strength in bolts:
        at, top = 0.5 + focal * across / away, horizon * height / width - focal * (high - eye) / away
        aside, over = (x - at) / 0.30, (y - top) / 0.42
        found += np.float32(0.24 * strength) * np.exp(-np.sqrt(aside * aside + over * over) * 2.2)
    return found + np.float32(0.015)


def lumps(shape: tuple[int, int], horizon: float, seed: int) -> Array:
    """Return how light the underside of a front is, (height, width) about 0.3 to 1.5: lumps that hang, smaller further away."""
    height, width = shape
    small = max(8, width // 2), max(8, height // 2)
    up = np.maximum(horizon - (np.arange(small[1], dtype=np.float32)[:, None] + 0.5) / small[1], 0.0)
    far = 0.55 / (up + np.float32(0.07))
    x = ((np.arange(small[0], dtype=np.float32) + 0.5) / small[0] - 0.5)[None, :]
    across = (x * far).astype(np.float32)
    ahead = np.broadcast_to(1.5 * far, across.shape).astype(np.float32)
    foot = np.broadcast_to(far * far / (0.55 * small[1]), across.shape).astype(np.float32)
    bent = [fbm_at(across, ahead, 1.1, seed + k, 4, foot) for k in (81, 82)]
    u, v = across + 0.35 * bent[0], ahead + 0.35 * bent[1]
    broad, fine = fbm_at(u, v, 1.3, seed + 83, 3, foot), np.abs(fbm_at(u, v, 0.55, seed + 84, 6, foot))
    found = np.clip(0.95 + 1.0 * broad - 1.15 * (0.32 - np.minimum(fine * 1.6, 0.6)), 0.22, 1.6)
    return np.asarray(cv2.resize(found.astype(np.float32), (width, height), interpolation=cv2.INTER_CUBIC), np.float32)


def shafts(shape: tuple[int, int], sun: tuple[float, float], seed: int) -> Array:
    """Return shafts of light that spread from the sun through gaps in clouds, (height, width) 0 to about 1."""
    height, width = shape
    small = max(8, width // 2), max(8, height // 2)
    y, x = np.mgrid[: small[1], : small[0]].astype(np.float32) / np.float32(small[0])
    x, y = x + np.float32(0.5 / small[0] - sun[0]), y - np.float32(sun[1] * height / width)
    away = np.hypot(x, y) + np.float32(1e-4)
    u, v = x / away, y / away
    streaks = fbm_at(2.4 * u, 2.4 * v, 0.55, seed + 71, 5) + 0.35 * fbm_at(
        2.4 * u + 0.15 * away, 2.4 * v, 0.16, seed + 72, 4
    )
    found = (
        np.clip(0.12 + 1.9 * streaks, 0, 1)
        * np.exp(-away / 0.75)
        * np.clip((v + 0.25) / 0.5, 0, 1)
        * np.clip(away / 0.06, 0, 1)
    )
    found = cv2.GaussianBlur(found.astype(np.float32), (0, 0), max(0.6, small[0] / 250))
    return np.asarray(cv2.resize(found, (width, height), interpolation=cv2.INTER_LINEAR), np.float32)
