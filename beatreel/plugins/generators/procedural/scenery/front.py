"""What stands before the mountains: spruces, a hiker, a tent, a cabin with lit windows."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels import silhouette
from beatreel.plugins.generators.procedural.kernels.silhouette import SUPERSAMPLING

from . import bare_trees, plants

Array = np.ndarray[Any, np.dtype[np.float32]]
Mask = np.ndarray[Any, np.dtype[np.uint8]]

TENT = ((-0.95, 0.0), (-0.55, 0.50), (0.0, 1.0), (0.55, 0.52), (1.0, 0.0))
TENT_DOOR = ((-0.34, 0.0), (-0.05, 0.72), (0.22, 0.0))
CABIN = ((-1.0, 0.0), (-1.0, 0.62), (-1.15, 0.58), (-0.2, 1.32), (0.25, 1.32), (1.2, 0.58), (1.05, 0.62), (1.05, 0.0))
CHIMNEY = ((0.45, 1.0), (0.45, 1.55), (0.65, 1.55), (0.65, 0.85))
WINDOWS = (
    ((-0.72, 0.18), (-0.72, 0.48), (-0.42, 0.48), (-0.42, 0.18)),
    ((0.35, 0.18), (0.35, 0.48), (0.68, 0.48), (0.68, 0.18)),
)
ROOF_SNOW = (
    (-1.15, 0.60),
    (-0.2, 1.34),
    (0.25, 1.34),
    (1.2, 0.60),
    (1.12, 0.68),
    (0.25, 1.44),
    (-0.2, 1.44),
    (-1.1, 0.70),
)


def shape(width: int, height: int, outlines: Any, x: float, y: float, unit: float) -> tuple[tuple[slice, slice], Array]:
    """Return the window and the cover (0 to 1) of straight-edged outlines (units, y up) with their origin at a pixel."""
    points = np.concatenate([np.asarray(outline, np.float64) for outline in outlines])
    x0 = max(0, int(x + points[:, 0].min() * unit) - 2)
    x1 = min(width, int(x + points[:, 0].max() * unit) + 3)
    y0 = max(0, int(y - points[:, 1].max() * unit) - 2)
    y1 = min(height, int(y - points[:, 1].min() * unit) + 3)
    if x1 <= x0 or y1 <= y0:
        return (slice(0, 0), slice(0, 0)), np.zeros((0, 0), np.float32)
    canvas = np.zeros(((y1 - y0) * SUPERSAMPLING, (x1 - x0) * SUPERSAMPLING), np.uint8)
    for outline in outlines:
        o = np.asarray(outline, np.float64)
        pixels = np.stack([x + o[:, 0] * unit - x0, y - o[:, 1] * unit - y0], 1) * SUPERSAMPLING
        silhouette.fill(canvas, pixels)
    cover = cv2.resize(canvas, (x1 - x0, y1 - y0), interpolation=cv2.INTER_AREA).astype(np.float32) / 255
    return (slice(y0, y1), slice(x0, x1)), cover


def trees(
    width: int,
    height: int,
    rng: np.random.Generator,
    side: float,
    base: float,
    tall: float,
    count: int,
    *,
    bare: bool = False,
) -> Array:
    """Return the cover of a group of ``count`` spruces, or bare trees, at one side (-1 left, 1 right).

    ``base`` is where they stand and ``tall`` the height of the largest, shares of the height.
    """
    canvas: Mask = np.zeros((height, width), np.uint8)
    for index in range(count):
        size = tall * (1.0 if index == 0 else float(rng.uniform(0.48, 0.82)))  # smaller ones would be saplings
        x = (0.5 + side * (0.47 - 0.10 * index * float(rng.uniform(0.5, 1.1)))) * width
        if index == 0:
            x = (0.5 + side * 0.44) * width
        its = int(rng.integers(1 << 20))
        if bare:
            mask, _, foot = bare_trees.draw(bare_trees.grow(np.random.default_rng(its), wide=0.8), size * height)
        else:
            mask, foot = plants.conifer(its, size * height, radius=0.155)
        plants.stamp(canvas, mask, foot, x, (base + 0.02 * float(rng.random())) * height)
    return canvas.astype(np.float32) / 255


def bank(width: int, height: int, rng: np.random.Generator, side: float, base: float) -> Array:
    """Return the cover of a bank of the lake that is highest at one side."""
    x = np.linspace(0, 1, width, dtype=np.float32)
    wander = np.interp(x, np.linspace(0, 1, 14), rng.normal(0, 1, 14)).astype(np.float32)
    fine = np.interp(x, np.linspace(0, 1, 160), rng.normal(0, 1, 160)).astype(np.float32)
    near = np.clip(0.5 + side * (x - 0.5), 0, 1)
    top = (base + 0.065 * (1 - near) ** 1.5 - 0.006 * wander - 0.0012 * fine) * height
    rows = np.arange(height, dtype=np.float32)[:, None]
    return np.clip(rows - top[None, :] + 0.5, 0, 1).astype(np.float32)


def glow(width: int, height: int, x: float, y: float, radius: float) -> Array:
    """Return a small core and a wide faint halo around a lamp, about 0 to 1; pixels."""
    small = 4
    rows, columns = np.mgrid[0 : -(-height // small), 0 : -(-width // small)].astype(np.float32) * small
    away = np.hypot(columns - x, rows - y) / radius
    light = 0.05 * np.exp(-((away / 0.9) ** 2)) + 0.075 / (1 + (away / 1.6) ** 2) ** 1.6
    return np.asarray(cv2.resize(light.astype(np.float32), (width, height)), np.float32)


def drawn(
    width: int,
    height: int,
    outlines: Any,
    x: float,
    y: float,
    unit: float,
    *,
    turn: float = 0.0,
    mirrored: bool = False,
) -> tuple[tuple[slice, slice], Array]:
    """Return window and cover of smooth outlines about a pixel, turned by radians."""
    cosine, sine = np.cos(turn), np.sin(turn)
    placed = []
    for outline in outlines:
        points = silhouette.smooth_curve(outline)
        px = -points[:, 0] if mirrored else points[:, 0]
        placed.append(
            np.stack(
                [x + unit * (px * cosine - points[:, 1] * sine), y - unit * (px * sine + points[:, 1] * cosine)], 1
            )
        )
    every = np.concatenate(placed)
    x0, y0 = (int(v) - 2 for v in every.min(axis=0))
    x1, y1 = (int(v) + 3 for v in every.max(axis=0))
    cx0, cy0, cx1, cy1 = max(x0, 0), max(y0, 0), min(x1, width), min(y1, height)
    if cx1 <= cx0 or cy1 <= cy0:
        return (slice(0, 0), slice(0, 0)), np.zeros((0, 0), np.float32)
    scale = silhouette.SUPERSAMPLING
    canvas: Mask = np.zeros(((cy1 - cy0) * scale, (cx1 - cx0) * scale), np.uint8)
    for points in placed:
        silhouette.fill(canvas, (points - (cx0, cy0)) * scale)
    cover = cv2.resize(canvas, (cx1 - cx0, cy1 - cy0), interpolation=cv2.INTER_AREA).astype(np.float32) / 255
    return (slice(cy0, cy1), slice(cx0, cx1)), cover
