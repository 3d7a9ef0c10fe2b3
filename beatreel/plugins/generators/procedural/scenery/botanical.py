"""Parts of plants drawn in layers of smooth outlines: what pictures of blossoms and leaves are put together from."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.silhouette import smooth_curve

Array = np.ndarray[Any, np.dtype[np.float32]]
Colour = tuple[float, float, float]


def blank(width: int, tall: float = 1.0) -> Array:
    """Return an empty picture: linear BGR, cover, and how much light comes through."""
    return np.zeros((round(width * tall), width, 5), np.float32)


def lay(canvas: Array, outline: Any, colour: Colour, through: float, shade: Any = 1.0) -> None:
    """Paint a closed outline (pixels) with smooth edges over a canvas."""
    mask = np.zeros(canvas.shape[:2], np.uint8)
    cv2.fillPoly(mask, [np.round(np.asarray(outline) * 16).astype(np.int32)], 255, cv2.LINE_AA, 4)
    alpha = mask.astype(np.float32)[..., None] / 255
    paint = np.empty_like(canvas)
    paint[..., :3] = np.asarray(colour, np.float32) * (
        np.asarray(shade, np.float32)[..., None] if np.ndim(shade) else shade
    )
    paint[..., 3] = 1.0
    paint[..., 4] = through * (shade if np.ndim(shade) else 1.0)
    canvas += (paint - canvas) * alpha


def grid(canvas: Array, x: float, y: float) -> tuple[Array, Array]:
    """Return how far each pixel lies to the right of a point and below it."""
    rows, columns = np.mgrid[0 : canvas.shape[0], 0 : canvas.shape[1]].astype(np.float32)
    return columns + 0.5 - x, rows + 0.5 - y


def petal_outline(
    length: float, wide: float, turn: float, squash: float, x: float, y: float, notch: float = 0.0
) -> Any:
    """Return the outline of a petal that grows out of a point at an angle, ``notch`` deep at its tip."""
    points = [
        (0.0, 0.0),
        (-0.42 * wide, 0.35 * length),
        (-0.5 * wide, 0.72 * length),
        (-0.22 * wide, 0.97 * length),
        (0.0, (1 - notch) * length),
        (0.24 * wide, 0.98 * length),
        (0.5 * wide, 0.70 * length),
        (0.40 * wide, 0.33 * length),
    ]
    curve = smooth_curve(points)
    cosine, sine = np.cos(turn), np.sin(turn)
    return np.stack(
        [x + curve[:, 0] * cosine - curve[:, 1] * sine, y + (curve[:, 0] * sine + curve[:, 1] * cosine) * squash], 1
    )
