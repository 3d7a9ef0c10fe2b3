"""Who lives under water: a diver, a whale, kelp and corals."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels import silhouette
from beatreel.plugins.generators.procedural.kernels.fields import fbm_at

Array = np.ndarray[Any, np.dtype[np.float32]]
Mask = np.ndarray[Any, np.dtype[np.uint8]]

# In lengths of the body, swimming to the right.
DIVER = (
    ((0.50, 0.02), (0.47, 0.075), (0.41, 0.085), (0.37, 0.05), (0.38, -0.01), (0.43, -0.03)),
    (
        (0.39, 0.05),
        (0.26, 0.075),
        (0.10, 0.06),
        (-0.04, 0.03),
        (-0.05, -0.03),
        (0.08, -0.055),
        (0.26, -0.05),
        (0.38, -0.02),
    ),
    ((0.33, 0.075), (0.30, 0.125), (0.10, 0.115), (0.07, 0.075)),
    ((-0.02, 0.025), (-0.18, 0.045), (-0.33, 0.075), (-0.34, 0.05), (-0.18, 0.01), (-0.03, -0.02)),
    ((-0.02, 0.0), (-0.17, -0.05), (-0.31, -0.075), (-0.32, -0.10), (-0.17, -0.09), (-0.03, -0.04)),
    ((-0.32, 0.085), (-0.42, 0.125), (-0.53, 0.135), (-0.52, 0.105), (-0.42, 0.075), (-0.33, 0.045)),
    ((-0.30, -0.07), (-0.40, -0.115), (-0.50, -0.155), (-0.505, -0.175), (-0.40, -0.15), (-0.31, -0.105)),
    ((0.33, 0.0), (0.38, -0.075), (0.47, -0.095), (0.475, -0.075), (0.41, -0.05), (0.37, 0.01)),
)


def kelp(width: int, height: int, rng: np.random.Generator, places: list[float], thick: float, base: float) -> Mask:
    """Return the cover of stems of kelp that rise through the whole picture.

    Parameters
    ----------
    places : list of float
        Where they stand, shares of the width.
    thick : float
        Width of a leaf, share of the width.
    base : float
        Where they begin, share of the height.
    """
    canvas: Mask = np.zeros((height, width), np.uint8)
    for place in places:
        bend, phase = float(rng.uniform(0.02, 0.07)), float(rng.uniform(0, 6.3))
        lean = float(rng.uniform(-0.10, 0.10))
        top = float(rng.uniform(-0.15, 0.12))
        steps = np.linspace(0, 1, 90)
        y = (base + (top - base) * steps) * height
        x = (place + lean * steps + bend * steps * np.sin(phase + 5.5 * steps)) * width
        for i in range(len(steps) - 1):
            stroke = max(1, round(thick * width * 0.13))
            ends = [(int(x[j] * 16), int(y[j] * 16)) for j in (i, i + 1)]
            cv2.line(canvas, ends[0], ends[1], 255, stroke, cv2.LINE_AA, 4)
        for i in range(2, len(steps) - 1):
            side = 1 if i % 2 else -1
            long = thick * width * float(rng.uniform(2.2, 4.2))
            angle = side * float(rng.uniform(0.35, 1.0)) + 0.5 * np.sin(phase + i * 0.3)
            wide = thick * width * float(rng.uniform(0.34, 0.52))
            t = np.linspace(0, 1, 9)
            curl = 0.35 * side * t * t
            along_x, along_y = long * t * np.sin(angle + curl), -long * t * np.cos(angle + curl)
            half = wide * np.sin(np.pi * t**0.75) * (1 + 0.12 * np.sin(9 * t + i))
            nx, ny = np.cos(angle + curl), np.sin(angle + curl)
            left = np.stack([x[i] + along_x + nx * half, y[i] + along_y + ny * half], 1)
            right = np.stack([x[i] + along_x - nx * half, y[i] + along_y - ny * half], 1)
            silhouette.fill(canvas, np.concatenate([left, right[::-1]]))
    return canvas


def corals(width: int, height: int, rng: np.random.Generator, side: float, tall: float) -> Mask:
    """Return the cover of branching corals and fans that grow from a lower corner."""
    canvas: Mask = np.zeros((height, width), np.uint8)

    def grow(x: float, y: float, angle: float, length: float, stroke: float, left: int) -> None:
        x1, y1 = x + length * np.sin(angle), y - length * np.cos(angle)
        cv2.line(
            canvas, (int(x * 16), int(y * 16)), (int(x1 * 16), int(y1 * 16)), 255, max(1, round(stroke)), cv2.LINE_AA, 4
        )
        cv2.circle(canvas, (int(x1 * 16), int(y1 * 16)), int(stroke * 8), 255, -1, cv2.LINE_AA, 4)
        if left == 0:
            return
        for _ in range(2 if rng.random() < 0.75 else 3):
            turn = angle * 0.85 + float(rng.normal(0, 0.42))
            grow(x1, y1, turn, length * float(rng.uniform(0.66, 0.90)), stroke * 0.80, left - 1)

    for index in range(6):
        x = (0.5 + side * (0.52 - 0.075 * index * float(rng.uniform(0.7, 1.2)))) * width
        size = tall * height * (1 - 0.13 * index) * float(rng.uniform(0.7, 1.1))
        grow(x, height * 1.01, -side * float(rng.uniform(0.0, 0.35)), size * 0.30, size * 0.052, 6)
    y, x = np.mgrid[0:height:4, 0:width:4].astype(np.float32)
    far = np.clip(0.5 - side * (x / width - 0.5), 0, 1)
    ground = (1.0 - 0.16 * tall / 0.3 * (1 - far) ** 2) * height - 0.012 * height * fbm_at(
        x, x * 0 + 3, 0.09 * width, 5, 4
    )
    mound = cv2.resize(np.clip((y - ground) / 6 + 0.5, 0, 1), (width, height), interpolation=cv2.INTER_LINEAR)
    return np.maximum(canvas, (mound * 255).astype(np.uint8))
