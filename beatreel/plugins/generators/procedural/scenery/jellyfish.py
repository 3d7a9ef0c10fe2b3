"""Jellyfish that shine, as light and shade, alone and in swarms that drift."""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.fields import fbm_at, step
from beatreel.plugins.generators.procedural.painting import Layer, Motion

Array = np.ndarray[Any, np.dtype[np.float32]]


def jellyfish(size: int, seed: int) -> tuple[Array, Array]:
    """Return the light of a jellyfish, (rows, columns, 3) white for its body, and how much of the shade hides (rows, columns).

    ``size`` is the bell's diameter in pixels; the picture is 1.6 of it wide and 3.6 high, the bell's middle at (0.5, 0.2).
    """
    rng = np.random.default_rng([seed, 7])
    columns, rows = max(16, int(1.6 * size)), max(36, int(3.6 * size))
    y, x = np.mgrid[0:rows, 0:columns].astype(np.float32)
    u, v = (x - columns / 2) / (0.5 * size), (y - 0.2 * rows) / (0.5 * size)
    scallop = 0.06 * np.cos(u * 15)
    radius = np.sqrt(u * u + (v / 0.92) ** 2)
    edge = max(0.025, 3.2 / size)  # a pixel and a half
    bell = step(1.0, 1.0 - edge, radius) * step(0.32 + 0.10, 0.26, v + scallop - 0.28 * u * u)
    thin = np.sqrt(np.clip(1 - radius * radius, 0, 1))
    rim = (1 - thin) ** 2.2
    ribs = 0.5 + 0.5 * np.cos(11 * np.arctan2(u, v + 1.35) * 2.6)
    inside = np.exp(-(((np.abs(u) - 0.26) / 0.16) ** 2) - (((v + 0.12) / 0.26) ** 2))
    light = bell * (0.16 + 0.85 * rim + 0.16 * ribs * thin + 0.75 * inside)
    light += bell * 0.55 * np.exp(-(((v - 0.22 + 0.28 * u * u * 0) / 0.07) ** 2))
    # Arms: frilled ribbons; then threads.
    for index in range(4):
        shift = (index - 1.5) * 0.17
        wave = shift * (1 + 0.35 * v) + 0.20 * fbm_at(v, v * 0 + index * 5.0, 1.7, seed + index, 3) * np.clip(v, 0, 3)
        frill = 0.10 + 0.06 * fbm_at(v + index, u * 0.2, 0.22, seed + 21 + index, 3)
        ribbon = np.exp(-(np.abs((u - wave) / np.maximum(frill, 0.02)) ** 3))
        light += (
            ribbon
            * step(0.12, 0.35, v)
            * np.exp(-np.clip(v, 0, 9) / 1.15)
            * (0.45 + 0.35 * fbm_at(u, v, 0.12, seed + 31, 3))
        )
    unit = max(0.011, 1.3 / size)
    for index in range(17):
        start = float(rng.uniform(-0.92, 0.92))
        wave = start * (1 - 0.10 * np.clip(v, 0, 4)) + 0.30 * fbm_at(
            v, v * 0 + 9.0 * index, 2.3, seed + 50 + index, 2
        ) * np.clip(v, 0, 2)
        thread = np.exp(-(((u - wave) / unit) ** 2)) * step(0.20, 0.32, v + 0.2 * start * start)
        light += thread * 0.42 * np.exp(-np.clip(v, 0, 9) / float(rng.uniform(1.0, 2.6)))
    light *= step(5.6, 3.6, v)  # nothing ends at the picture's edge
    cover = np.clip(0.55 * bell + 0.25 * np.clip(light, 0, 1), 0, 1)
    colour = (
        np.array([1.0, 0.42, 0.62], np.float32)
        + (np.array([0.75, 0.34, 1.0], np.float32) - np.array([1.0, 0.42, 0.62], np.float32))
        * np.clip(inside + 0.35 * np.clip(v, 0, 2)[...], 0, 1)[..., None]
    )
    return (np.maximum(light, 0)[..., None] * colour).astype(np.float32), cover.astype(np.float32)


def placed(
    size: float, x: float, y: float, turn: float, seed: int, width: int, height: int
) -> tuple[tuple[slice, slice], Array, Array] | None:
    """Return a jellyfish in a picture: its window, its light (rows, columns, 3) and its cover; None where it is outside.

    Parameters
    ----------
    size : float
        Diameter of the bell in widths.
    x, y : float
        The bell's middle, shares of width and height.
    turn : float
        Radians by which it leans.
    """
    body, cover = jellyfish(max(8, int(size * width)), seed)
    rows, columns = cover.shape
    middle = (columns / 2, 0.2 * rows)
    matrix = cv2.getRotationMatrix2D(middle, math.degrees(turn), 1.0)
    pad = rows
    matrix[:, 2] += pad / 2
    body, cover = (cv2.warpAffine(part, matrix, (columns + pad, rows + pad // 2)) for part in (body, cover))
    left, top = int(x * width - middle[0] - pad / 2), int(y * height - middle[1] - pad / 2)
    x0, y0, x1, y1 = max(left, 0), max(top, 0), min(left + body.shape[1], width), min(top + body.shape[0], height)
    if x1 <= x0 or y1 <= y0:
        return None
    part = np.s_[y0 - top : y1 - top, x0 - left : x1 - left]
    return (slice(y0, y1), slice(x0, x1)), body[part], cover[part]


class Spot(NamedTuple):
    """Where a jellyfish of a swarm is: its bell's diameter in widths, its middle in shares, and how brightly it shines."""

    size: float
    x: float
    y: float
    bright: float


def swarm(
    spots: list[Spot], metres: float, motion: Motion, rng: np.random.Generator, *, width: int, height: int
) -> tuple[Layer, list[list[float]]]:
    """Return jellyfish of one distance as a layer, and the points of the ``burners`` element that lights their bells."""
    colour, alpha = np.zeros((height, width, 3), np.float32), np.zeros((height, width), np.float32)
    points: list[list[float]] = []
    for number, (size, x, y, bright) in enumerate(spots):
        seed = int(rng.integers(1, 1 << 20))
        found = placed(size, x, y, float(rng.uniform(-0.4, 0.4)), seed, width, height)
        if found is None:
            continue
        window, body, cover = found
        # Light through a body: what is bright hides what is behind it.
        thick = np.clip(0.75 * cover + 0.8 * body.max(axis=2), 0, 0.96)
        colour[window] = colour[window] * (1 - thick)[..., None] + body * np.float32(bright)
        alpha[window] = alpha[window] + thick * (1 - alpha[window])
        drift = [motion.x, motion.right, motion.down, motion.sway]
        points.append([x, y - 0.11 * size, size, 1 / metres, float(number % 2), *drift])
    colour /= np.maximum(alpha, 0.02)[..., None]
    return Layer(colour.astype(np.float16), alpha.astype(np.float16), metres, motion), points
