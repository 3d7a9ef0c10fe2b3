"""A playground that stands in a field: swings on their frame and a slide, against the light."""

from __future__ import annotations

import math
from typing import Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels import meadow, silhouette
from beatreel.plugins.generators.procedural.scenery.field import Stage

Array = np.ndarray[Any, np.dtype[np.float32]]


def playground(stage: Stage, x: float, y: float, unit: float) -> None:
    """Paint swings and a slide whose feet stand about a pixel.

    Parameters
    ----------
    stage : Stage
    x, y : float
        Pixel of the middle of the swings' feet.
    unit : float
        Pixels of a metre there.
    """
    random = stage.random
    reach = 4.6 * unit
    x0, x1 = max(int(x - reach), 0), min(int(x + reach), stage.width)
    y0, y1 = max(int(y - 2.9 * unit), 0), min(int(y + 0.7 * unit), stage.height)
    if x1 - x0 < 4 or y1 - y0 < 4:
        return
    body, snow = (np.zeros((y1 - y0, x1 - x0), np.uint8) for _ in range(2))

    def bar(canvas: Any, a: tuple[float, float], b: tuple[float, float], thick: float) -> None:
        p, q = (np.array([x - x0 + px * unit, y - y0 - py * unit]) for px, py in (a, b))
        across = np.array([q[1] - p[1], p[0] - q[0]])
        across = across / max(float(np.hypot(*across)), 1e-6) * max(thick * unit, 1.0) / 2
        silhouette.fill(canvas, [p + across, q + across, q - across, p - across])

    side = float(random.choice([-1.0, 1.0]))
    deep = 0.42 * side  # how far what stands behind is seen aside
    for end in (-1.75, 1.75):
        for foot, down in ((deep, 0.16), (-deep, -0.20)):
            bar(body, (end + foot, down), (end, 2.35), 0.075)
        bar(body, (end + 0.5 * deep, 1.2), (end - 0.5 * deep, 1.05), 0.05)
    bar(body, (-1.95, 2.35), (1.95, 2.35), 0.085)
    bar(snow, (-1.95, 2.405), (1.95, 2.405), 0.045)
    for seat, swing in ((-0.85, random.uniform(-0.03, 0.03)), (0.80, side * random.uniform(0.10, 0.24))):
        low = 2.35 - 1.72 * math.cos(swing)
        shift = 1.72 * math.sin(swing)
        for chain in (-0.21, 0.21):
            bar(body, (seat + chain, 2.35), (seat + chain + shift, low), 0.022)
        bar(body, (seat - 0.25 + shift, low), (seat + 0.25 + shift, low), 0.055)
        bar(snow, (seat - 0.22 + shift, low + 0.05), (seat + 0.22 + shift, low + 0.05), 0.05)
    # The slide: a ladder, a railing, and the chute that runs out level.
    base = side * 3.1
    top = (base, 1.55)
    bar(body, (base + side * 0.55, 0.05), (top[0] + side * 0.12, 2.05), 0.05)
    bar(body, (base + side * 0.80, 0.16), (top[0] + side * 0.34, 2.05), 0.05)
    for rung in np.linspace(0.3, 1.45, 6):
        bar(body, (base + side * (0.50 - 0.21 * rung), rung), (base + side * (0.76 - 0.22 * rung), rung + 0.04), 0.035)
    bar(body, (top[0] + side * 0.36, 1.55), (top[0] - side * 0.15, 1.55), 0.07)
    bar(body, (top[0] - side * 0.10, 1.55), (top[0] - side * 0.10, 0.0), 0.05)
    chute = [(top[0] - side * a, h) for a, h in ((0.10, 1.58), (0.7, 1.08), (1.25, 0.58), (1.6, 0.36), (1.95, 0.30))]
    for a, b in zip(chute, chute[1:], strict=False):
        bar(body, a, b, 0.14)
        bar(snow, (a[0], a[1] + 0.07), (b[0], b[1] + 0.07), 0.05)
    away = stage.focal / unit
    mist = float(1 - np.exp(-away * stage.mood.haze * 1.3))
    sunlight, ambient, haze_sun, haze_sky = stage.light()
    alpha = body.astype(np.float32)[..., None] / 255
    step = max(0.7, 0.012 * unit)
    move = np.array([[1, 0, step * (-1 if stage.sun[0] > x else 1)], [0, 1, 0.5 * step]], np.float32)
    rim = np.clip(alpha[..., 0] - cv2.warpAffine(alpha[..., 0], move, (x1 - x0, y1 - y0)), 0, 1)[..., None]
    _over(stage.out[y0:y1, x0:x1], alpha, rim * sunlight * (0.35 * (1 - mist)) + haze_sun * mist,
          ambient * ((0.05 + 0.12 * rim) * (1 - mist)) + haze_sky * mist)  # fmt: skip
    if stage.snow > 0:
        white = snow.astype(np.float32)[..., None] / 255 * min(1.0, 1.4 * stage.snow)
        _over(stage.out[y0:y1, x0:x1], white, sunlight * (0.10 * (1 - mist)) + haze_sun * mist,
              ambient * (0.62 * (1 - mist)) + haze_sky * mist)  # fmt: skip


def _over(out: Array, alpha: Array, lit: Any, dim: Any) -> None:
    for first, value in ((meadow.SUN, lit), (meadow.PETALS, np.float32(0)), (meadow.SKY, dim)):
        part = out[..., first : first + 3]
        part += (value - part) * alpha
