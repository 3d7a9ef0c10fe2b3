"""Conifers, ferns, grass and twigs as coverage masks.

Plants are grown as line segments in units of their height (foot at the origin, y up) and drawn in bulk by OpenCV. What
a plant is (its branches) comes from one random stream and what is seen of it at a size (needles) from another, so that
a small picture shows the same plants as a large one.
"""

from __future__ import annotations

import math
from typing import Any

import cv2
import numpy as np

Array = np.ndarray[Any, np.dtype[np.float32]]
Mask = np.ndarray[Any, np.dtype[np.uint8]]
Points = np.ndarray[Any, np.dtype[np.float64]]
Segments = np.ndarray[Any, np.dtype[np.float64]]  # (count, 2, 2): from and to, x and y

_SHIFT = 4


def draw_segments(canvas: Mask, segments: Segments, thickness: float, value: int = 255) -> None:
    """Draw line segments given in pixels with smooth edges; thickness in pixels, at least one."""
    if len(segments) == 0:
        return
    fixed = np.round(segments * (1 << _SHIFT)).astype(np.int32)
    cv2.polylines(canvas, list(fixed), False, value, max(1, round(thickness)), cv2.LINE_AA, _SHIFT)


def to_pixels(points: Segments, foot: tuple[float, float], unit: float) -> Segments:
    """Turn plant units (y up) into pixels (y down)."""
    return np.stack([foot[0] + points[..., 0] * unit, foot[1] - points[..., 1] * unit], -1)


def needles(rng: np.random.Generator, twigs: Segments, per_twig: int, length: float, spread: float = 0.95) -> Segments:
    """Return short strokes along twigs, leaning towards the tip."""
    start, end = twigs[:, None, 0], twigs[:, None, 1]
    t = rng.random((len(twigs), per_twig, 1))
    base = start + (end - start) * t
    angle = np.arctan2(*(end - start)[..., ::-1].transpose(2, 0, 1)) + rng.choice(
        [-1.0, 1.0], (len(twigs), per_twig)
    ) * rng.uniform(0.45, spread, (len(twigs), per_twig))
    reach = length * rng.uniform(0.6, 1.25, (len(twigs), per_twig))
    tip = base + np.stack([np.cos(angle) * reach, np.sin(angle) * reach], -1)
    return np.stack([base, tip], 2).reshape(-1, 2, 2)


def conifer(
    seed: int, height: float, *, radius: float = 0.15, bare: float = 0.07, lean: float = 0.0
) -> tuple[Mask, tuple[float, float]]:
    """Draw a spruce.

    Parameters
    ----------
    height : float
        Pixels.
    radius : float
        Of the crown, in heights.
    bare : float
        Share of the trunk without branches.

    Returns
    -------
    mask : ndarray (rows, columns), uint8
    foot : tuple of float
        Pixel (x, y) of the foot in the mask.
    """
    grow = np.random.default_rng([seed, 1])
    fine = np.random.default_rng([seed, 2])
    oversize = 3 if height < 260 else 2 if height < 1300 else 1
    unit = height * oversize
    half = radius * 1.45 + abs(lean) + 0.02
    columns, rows = int(2 * half * height) + 4, int(height * 1.06) + 4
    canvas = np.zeros((rows * oversize, columns * oversize), np.uint8)
    foot = (columns * oversize / 2, (rows - height * 0.02) * oversize)
    whorls = int(grow.integers(34, 46))
    vigour = _wander(grow, whorls, 0.28)
    sides = _wander(grow, whorls, 0.22)
    u = np.repeat((np.arange(whorls) + grow.uniform(0.1, 0.9, whorls)) / whorls, 7)
    wander, side = np.repeat(vigour, 7), np.repeat(sides, 7)
    count = len(u)
    spread = radius * (0.012 + 0.988 * u**0.86) * (1 - 0.45 * np.maximum(0.0, (u - 0.88) / 0.12)) * (1 + wander)
    turn = grow.uniform(0, 2 * math.pi, count)
    reach = spread * grow.uniform(0.62, 1.16, count) * (1 + side * np.sign(np.cos(turn)))
    reach *= np.where(grow.random(count) < 0.05 * u, 0.35, 1.0)
    sag = 0.40 - 0.95 * u + grow.normal(0, 0.13, count) - 0.16 * np.sin(turn)
    y = 1 - (1 - bare) * u**1.06 - 0.004
    roots = np.stack([lean * y, y + grow.normal(0, 0.004, count)], 1)
    kept = grow.random(count) < 0.86
    branches = _Branches(*(part[kept] for part in (roots, reach * np.cos(turn), reach, sag, u)))
    trunk = np.array(
        [
            [-0.012, 0.0],
            [-0.004 + lean, 0.97],
            [lean, 1.0],
            [0.004 + lean, 0.97],
            [0.012, 0.0],
            [0.016, -0.02],
            [-0.016, -0.02],
        ]
    )
    cv2.fillPoly(canvas, [np.round(to_pixels(trunk, foot, unit) * 16).astype(np.int32)], 255, cv2.LINE_AA, _SHIFT)
    wood, hanging = branches.wood(), branches.twigs(grow)
    draw_segments(canvas, to_pixels(wood, foot, unit), unit * 0.0024)
    if unit < 420:
        draw_segments(canvas, to_pixels(hanging, foot, unit), unit * 0.0046)
    else:
        # From near by the twigs are thin and it is the needles that cover the sky.
        draw_segments(canvas, to_pixels(hanging, foot, unit), unit * 0.0012)
        per_twig = int(min(34, 8 + unit / 75))
        for strokes in (needles(fine, hanging, per_twig, 0.0078), needles(fine, wood, per_twig // 2, 0.0085)):
            draw_segments(canvas, to_pixels(strokes, foot, unit), max(1.0, unit * 0.0006))
    if oversize > 1:
        canvas = cv2.resize(canvas, (columns, rows), interpolation=cv2.INTER_AREA)
    return canvas, (foot[0] / oversize, foot[1] / oversize)


def _wander(rng: np.random.Generator, count: int, strength: float) -> np.ndarray[Any, np.dtype[np.float64]]:
    noise = rng.normal(0, 1, count + 8)
    smooth = np.convolve(noise, np.ones(5) / 5**0.5, "same")[4:-4]
    return np.clip(smooth, -1.6, 1.6) * strength * 0.6


class _Branches:
    """Branches that rise or sag and turn up at their tips; all arguments are arrays with one entry for each."""

    def __init__(self, roots: Points, across: Points, reach: Points, sag: Points, u: Points) -> None:
        self.roots, self.across, self.reach, self.sag, self.u = roots, across, reach, sag, u

    def at(self, v: Points) -> Points:
        """Return points (branches, positions, 2) at shares ``v`` (branches, positions) of the length."""
        x = self.roots[:, :1] + self.across[:, None] * v
        y = self.roots[:, 1:] + self.reach[:, None] * ((self.sag[:, None] - 0.10) * v + 0.16 * v**3)
        return np.stack([x, y], -1)

    def wood(self) -> Segments:
        """Return the branches themselves."""
        points = self.at(np.broadcast_to(np.linspace(0, 1, 6), (len(self.reach), 6)))
        return np.stack([points[:, :-1], points[:, 1:]], 2).reshape(-1, 2, 2)

    def twigs(self, rng: np.random.Generator) -> Segments:
        """Return twigs that hang from the branches."""
        shape = (len(self.reach), 12)
        v = (np.arange(12) + rng.uniform(0.2, 0.9, shape)) / 12
        foot = self.at(v)
        u, reach = self.u[:, None], self.reach[:, None]
        length = (reach * (0.34 * (1 - v) ** 0.7 + 0.10) + 0.0012 + 0.004 * u) * rng.uniform(0.55, 1.25, shape)
        angle = -0.85 - 0.35 * u + rng.normal(0, 0.35, shape)
        outward = np.sign(self.across)[:, None]
        tip = foot + np.stack([outward * np.cos(angle) * length * 0.8, np.sin(angle) * length], -1)
        return np.stack([foot, tip], 2).reshape(-1, 2, 2)


def stamp(canvas: Mask, plant: Mask, foot: tuple[float, float], x: float, y: float, *, mirrored: bool = False) -> None:
    """Put a plant on a canvas with its foot at ``x``, ``y``; parts outside are cut off."""
    if mirrored:
        plant = plant[:, ::-1]
        foot = (plant.shape[1] - foot[0], foot[1])
    left, top = round(x - foot[0]), round(y - foot[1])
    x0, y0 = max(0, left), max(0, top)
    x1, y1 = min(canvas.shape[1], left + plant.shape[1]), min(canvas.shape[0], top + plant.shape[0])
    if x0 >= x1 or y0 >= y1:
        return
    window = canvas[y0:y1, x0:x1]
    np.maximum(window, plant[y0 - top : y1 - top, x0 - left : x1 - left], out=window)


def fern(rng: np.random.Generator, x: float, y: float, size: float) -> tuple[Segments, Segments]:
    """Return stems and leaflets of a fern, in pixels, growing from ``x``, ``y``."""
    stems, leaflets = [], []
    for index in range(int(rng.integers(5, 8))):
        lean = (-1.0) ** index * rng.uniform(0.15, 1.35)
        length = size * rng.uniform(0.7, 1.15)
        v = np.linspace(0, 1, 14)
        bend = 0.55 * lean * v + 0.55 * lean * v**2
        px = x + length * np.sin(bend) * v
        py = y - length * (np.cos(bend) * v - 0.18 * abs(lean) * v**3)
        points = np.stack([px, py], 1)
        stems.append(np.stack([points[:-1], points[1:]], 1))
        t = np.linspace(0.10, 0.99, 34)
        bx, by = np.interp(t, v, px), np.interp(t, v, py)
        tx, ty = np.interp(t, v, np.gradient(px)), np.interp(t, v, np.gradient(py))
        direction = np.arctan2(ty, tx)
        reach = length * 0.24 * np.sin(np.pi * np.clip(t * 0.94 + 0.06, 0, 1)) ** 0.8 * (1.1 - 0.75 * t)
        for side in (-1.0, 1.0):
            angle = direction + side * rng.uniform(0.95, 1.2)
            tip = np.stack([bx + np.cos(angle) * reach, by + np.sin(angle) * reach + 0.12 * reach], 1)
            leaflets.append(np.stack([np.stack([bx, by], 1), tip], 1))
    return np.concatenate(stems), np.concatenate(leaflets)


def grass(rng: np.random.Generator, x: Array, y: Array, length: Array) -> Segments:
    """Return blades of grass in pixels, two segments each."""
    bend = rng.normal(0, 0.32, len(x))
    middle = np.stack([x + bend * length * 0.22, y - length * 0.6], 1)
    tip = np.stack([x + bend * length, y - length], 1)
    foot = np.stack([x, y], 1)
    return np.concatenate([np.stack([foot, middle], 1), np.stack([middle, tip], 1)])


def bough(
    rng: np.random.Generator, start: tuple[float, float], angle: float, length: float, depth: int = 0
) -> tuple[list[Segments], list[Segments]]:
    """Return wood and twigs of a spruce bough seen from near by, in pixels."""
    v = np.linspace(0, 1, 12)
    bend = rng.uniform(-0.25, 0.25) - (0.35 if depth == 0 else 0.10)
    directions = angle + bend * v
    points = np.array(start) + np.cumsum(np.stack([np.cos(directions), -np.sin(directions)], 1), 0) * length / 12
    wood = [np.stack([points[:-1], points[1:]], 1)]
    twigs: list[Segments] = [wood[0][3 if depth == 0 else 0 :]]
    if depth < 2:
        count = 11 if depth == 0 else 3
        for index in range(count):
            t = 0.12 + 0.84 * (index + rng.uniform(0.1, 0.9)) / count
            base = (float(np.interp(t, v, points[:, 0])), float(np.interp(t, v, points[:, 1])))
            side = 1.0 if index % 2 else -1.0
            child = bough(
                rng,
                base,
                angle + bend * t + side * rng.uniform(0.62, 0.98),
                length * (0.46 - 0.28 * t) * rng.uniform(0.8, 1.15),
                depth + 1,
            )
            wood += child[0]
            twigs += child[1]
    return wood, twigs
