"""Palms as coverage masks."""

from __future__ import annotations

import math
from typing import Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels import silhouette

Mask = np.ndarray[Any, np.dtype[np.uint8]]


def palm(canvas: Mask, x: float, y: float, size: float, lean: float, rng: np.random.Generator) -> None:
    """Draw a palm with its foot at (x, y): a bent trunk and a crown of fronds with leaflets."""
    t = np.linspace(0, 1, 24)
    trunk_x = x + lean * size * t**1.7
    trunk_y = y - size * t
    wide = size * (0.021 - 0.010 * t) + size * 0.018 * np.exp(-t / 0.06)
    silhouette.fill(
        canvas, np.concatenate([np.stack([trunk_x - wide, trunk_y], 1), np.stack([trunk_x + wide, trunk_y], 1)[::-1]])
    )
    top = (float(trunk_x[-1]), float(trunk_y[-1]))
    count = 10
    for number in range(count):
        way = -math.pi * (-0.04 + 1.08 * (number + float(rng.uniform(-0.3, 0.3))) / (count - 1))
        _frond(canvas, top, way, size * float(rng.uniform(0.27, 0.36)), rng)
    for _ in range(4):
        dx, dy = rng.uniform(-0.022, 0.022) * size, rng.uniform(0.0, 0.03) * size
        cv2.circle(canvas, (round(top[0] + dx), round(top[1] + dy)), max(1, round(0.014 * size)), 255, -1, cv2.LINE_AA)


def _frond(canvas: Mask, top: tuple[float, float], way: float, size: float, rng: np.random.Generator) -> None:
    t = np.linspace(0, 1, 30)
    droop = 0.42 + 0.16 * abs(math.cos(way))
    rib_x = top[0] + size * math.cos(way) * t
    rib_y = top[1] + size * (math.sin(way) * t * (1 - 0.15 * t) - 0.16 * np.sin(np.pi * t) + droop * t**2.2)
    thick = max(0.6, 0.006 * size)
    silhouette.fill(
        canvas, np.concatenate([np.stack([rib_x, rib_y - thick], 1), np.stack([rib_x, rib_y + thick], 1)[::-1]])
    )
    for i in range(3, 30):
        dx, dy = rib_x[i] - rib_x[i - 1], rib_y[i] - rib_y[i - 1]
        along = math.atan2(dy, dx)
        for hand in (-1.0, 1.0):
            turn = along + hand * (0.95 - 0.35 * t[i])
            long_ = size * 0.21 * math.sin(math.pi * min(0.12 + 0.86 * t[i], 1.0)) ** 0.6 * float(rng.uniform(0.8, 1.1))
            tip = (rib_x[i] + long_ * math.cos(turn), rib_y[i] + long_ * (math.sin(turn) + 0.32))
            wide = max(0.5, 0.010 * size)
            silhouette.fill(canvas, np.array([(rib_x[i] - dx * 0.4, rib_y[i] - dy * 0.4),
                ((rib_x[i] + tip[0]) / 2 + wide * math.sin(turn), (rib_y[i] + tip[1]) / 2 - wide * abs(math.cos(turn))), tip,
                (rib_x[i] + dx * 0.4, rib_y[i] + dy * 0.4)]))  # fmt: skip
