"""The smoke that rises from a cigarette: a thread that curls, widens and fades."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

if TYPE_CHECKING:
    from ._solid_light import Rig

Array = np.ndarray[Any, np.dtype[np.float32]]

_RISES = 0.62  # metres
_STEPS = 90
_THREADS = 3


def add_wisp(
    layer: tuple[Array, Array], at: tuple[float, float], unit: float, rig: Rig, rng: np.random.Generator
) -> None:
    """Let smoke rise from a pixel, ``unit`` pixels to a metre, in place, in a layer's colour and cover."""
    canvas, alpha = layer
    height, width = alpha.shape
    drawn = np.zeros((height, width), np.uint8)
    t = np.linspace(0, 1, _STEPS)
    for number in range(_THREADS):
        bends = np.cumsum(rng.normal(0, 1, _STEPS) * np.sqrt(t + 0.02))
        bends = cv2.GaussianBlur(bends[None].astype(np.float32), (0, 0), 6.0)[0]
        sway = 0.013 * bends + 0.03 * np.sin(7 * t + 2.1 * number) * t
        x = at[0] + unit * (sway - sway[0] + 0.05 * t * number)
        y = at[1] - unit * _RISES * (0.75 + 0.25 * number / _THREADS) * t
        for k in range(_STEPS - 1):
            thick = max(1, round(unit * (0.009 + 0.050 * t[k] ** 1.3)))
            shade = round(200 * float(1 - t[k]) ** 1.1)
            ends = [(round(float(x[n]) * 16), round(float(y[n]) * 16)) for n in (k, k + 1)]
            cv2.line(drawn, ends[0], ends[1], shade, thick, cv2.LINE_AA, 4)
    smoke = drawn.astype(np.float32) / 255
    fine = cv2.GaussianBlur(smoke, (0, 0), max(0.6, 0.006 * unit))
    cover = np.clip(0.75 * fine + 0.8 * cv2.GaussianBlur(smoke, (0, 0), max(1.0, 0.022 * unit)), 0, 0.75)
    light = (0.60 * rig.key + 0.70 * rig.sides[2] + 0.70 * rig.front).astype(np.float32)
    share = cover / np.maximum(np.maximum(alpha, cover), 1e-3)
    canvas += (light - canvas) * share[..., None]
    np.maximum(alpha, cover, out=alpha)
