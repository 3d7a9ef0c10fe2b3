"""Shapes against the light: camels, horses, birds, and the way to draw them without jagged edges.

Outlines are closed curves through control points in units of the figure's height, feet at the origin and y up. They are
filled by OpenCV at four times the size with sub-pixel coordinates and shrunk by area.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import cv2
import numpy as np

from .outlines import THINGS

Array = np.ndarray[Any, np.dtype[np.float32]]
Outline = Sequence[tuple[float, float]]

SUPERSAMPLING = 4
_SHIFT = 4  # fractional bits of the coordinates handed to OpenCV

CAMEL: tuple[Outline, ...] = (
    ((-0.44, 0.62), (-0.42, 0.72), (-0.30, 0.79), (-0.17, 0.80), (-0.08, 0.93), (0.02, 0.98), (0.11, 0.91), (0.18,
    0.79),
     (0.32, 0.75), (0.44, 0.62), (0.52, 0.60), (0.57, 0.74), (0.60, 0.92), (0.63, 1.01), (0.70, 1.04), (0.79, 0.99),
     (0.85, 0.93), (0.83, 0.90), (0.72, 0.92), (0.68, 0.87), (0.66, 0.68), (0.58, 0.49), (0.44, 0.44), (0.20, 0.41),
     (-0.05, 0.39), (-0.26, 0.43), (-0.40, 0.48)),
    ((-0.42, 0.55), (-0.40, 0.35), (-0.43, 0.20), (-0.46, 0.0), (-0.39, 0.0), (-0.37, 0.20), (-0.33, 0.36), (-0.29,
    0.52)),
    ((-0.33, 0.50), (-0.28, 0.34), (-0.25, 0.18), (-0.22, 0.0), (-0.15, 0.0), (-0.18, 0.20), (-0.22, 0.38), (-0.20,
    0.50)),
    ((0.24, 0.52), (0.25, 0.30), (0.20, 0.16), (0.17, 0.0), (0.24, 0.0), (0.27, 0.17), (0.33, 0.32), (0.35, 0.52)),
    ((0.36, 0.52), (0.37, 0.30), (0.40, 0.16), (0.43, 0.0), (0.50, 0.0), (0.46, 0.18), (0.44, 0.34), (0.48, 0.54)),
    ((-0.43, 0.66), (-0.48, 0.56), (-0.48, 0.44), (-0.46, 0.44), (-0.45, 0.54), (-0.41, 0.60)),
)  # fmt: skip
RIDER: tuple[Outline, ...] = (
    ((-0.12, 0.86), (-0.11, 1.06), (-0.08, 1.22), (-0.02, 1.30), (0.06, 1.28), (0.11, 1.14), (0.14, 0.98), (0.17,
    0.84)),
    ((-0.04, 1.28), (-0.05, 1.35), (-0.01, 1.42), (0.06, 1.42), (0.09, 1.36), (0.07, 1.28)),
)  # fmt: skip
SACK: tuple[Outline, ...] = (
    ((-0.24, 0.62), (-0.25, 0.82), (-0.14, 0.97), (0.06, 1.02), (0.20, 0.93), (0.25, 0.76), (0.22, 0.60)),
)  # fmt: skip
KINDS: dict[str, tuple[Outline, ...]] = {
    "camel": CAMEL + SACK,
    "rider": CAMEL + RIDER,
    **THINGS,
}


def smooth_curve(points: Outline, steps: int = 6) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Return a closed Catmull-Rom curve through ``points`` as an array (count * steps, 2)."""
    p1 = np.asarray(points, np.float64)
    p0, p2, p3 = np.roll(p1, 1, 0), np.roll(p1, -1, 0), np.roll(p1, -2, 0)
    t = (np.arange(steps) / steps)[None, :, None]
    p0, p1, p2, p3 = (p[:, None, :] for p in (p0, p1, p2, p3))
    curve = 0.5 * (2 * p1 + (p2 - p0) * t + (2 * p0 - 5 * p1 + 4 * p2 - p3) * t**2 + (3 * p1 - p0 - 3 * p2 + p3) * t**3)
    return curve.reshape(-1, 2)


def fill(canvas: np.ndarray[Any, np.dtype[np.uint8]], points: Any, value: int = 255) -> None:
    """Fill one polygon of float pixel coordinates (count, 2) on a uint8 canvas with smooth edges."""
    fill_each((canvas,), fixed(points), (value,))


def fixed(points: Any) -> np.ndarray[Any, np.dtype[np.int32]]:
    """Return float pixel coordinates as OpenCV draws them with :data:`_SHIFT` binary places."""
    return np.round(np.asarray(points) * (1 << _SHIFT)).astype(np.int32)


def fill_each(canvases: Iterable[Any], points: np.ndarray[Any, np.dtype[np.int32]], values: Iterable[int]) -> None:
    """Fill one polygon of :func:`fixed` coordinates on several canvases, each with its value."""
    for canvas, value in zip(canvases, values, strict=True):
        cv2.fillPoly(canvas, [points], value, cv2.LINE_AA, _SHIFT)


def figure(kind: str, height: float, *, mirrored: bool = False) -> tuple[Array, tuple[float, float]]:
    """Draw a figure.

    Parameters
    ----------
    kind : str
        A name of :data:`KINDS`.
    height : float
        Pixels of one unit (a person's height; a camel's head).
    mirrored : bool
        Looking left instead of right.

    Returns
    -------
    alpha : ndarray (rows, columns), float32
        0 to 1.
    feet : tuple of float
        Pixel (x, y) in ``alpha`` of the figure's origin.
    """
    outlines = [smooth_curve(outline) for outline in KINDS[kind]]
    points = np.concatenate(outlines)
    left, right = points[:, 0].min() - 0.1, points[:, 0].max() + 0.1
    if mirrored:
        left, right = -right, -left
    bottom, top = points[:, 1].min(), points[:, 1].max() + 0.1
    columns = int(np.ceil((right - left) * height)) + 2
    rows = int(np.ceil((top - bottom) * height)) + 2
    canvas = np.zeros((rows * SUPERSAMPLING, columns * SUPERSAMPLING), np.uint8)
    for outline in outlines:
        x = (-outline[:, 0] if mirrored else outline[:, 0]) - left
        fill(canvas, np.stack([x, top - outline[:, 1]], 1) * height * SUPERSAMPLING)
    alpha = cv2.resize(canvas, (columns, rows), interpolation=cv2.INTER_AREA).astype(np.float32) / 255
    return alpha, (-left * height, top * height)


def inflated(alpha: Array) -> tuple[Array, Array, Array]:
    """Return unit normals (x right, y down, z to the camera) of a body with this outline, as if it were inflated."""
    rows, columns = alpha.shape
    scale = min(1.0, 360 / max(rows, columns))
    size = (max(4, round(columns * scale)), max(4, round(rows * scale)))
    mask = (cv2.resize(alpha, size, interpolation=cv2.INTER_AREA) > 0.5).astype(np.uint8)
    mask = cv2.copyMakeBorder(mask, 1, 0, 1, 1, cv2.BORDER_CONSTANT, value=0)
    distance = cv2.distanceTransform(mask, cv2.DIST_L2, 5)[1:, 1:-1]
    widest = max(float(distance.max()), 1.0)
    swell = np.sqrt(np.maximum(2 * widest * distance - distance * distance, 0))
    swell = cv2.GaussianBlur(swell, (0, 0), max(0.8, 0.10 * widest))
    slope_x, slope_y = (cv2.Sobel(swell, cv2.CV_32F, *way, scale=1 / 8) for way in ((1, 0), (0, 1)))
    length = np.sqrt(slope_x**2 + slope_y**2 + 1)
    normals = (cv2.resize(part / length, (columns, rows)) for part in (-slope_x, -slope_y, np.ones_like(swell)))
    x, y, z = normals
    return x, y, z
