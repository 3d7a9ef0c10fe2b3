"""Who plays: singers, a guitarist, a bass player, the drums and the amplifiers; outlines for :mod:`~..kernels.silhouette`."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels import silhouette
from beatreel.plugins.generators.procedural.kernels.animals import limb

Array = np.ndarray[Any, np.dtype[np.float32]]

_HEAD = ((-0.052, 0.87), (-0.062, 0.93), (-0.035, 0.99), (0.03, 0.992), (0.06, 0.935), (0.05, 0.87), (0.0, 0.845))
_TRUNK = ((-0.03, 0.85), (-0.105, 0.825), (-0.125, 0.76), (-0.100, 0.62), (-0.105, 0.48), (0.0, 0.455), (0.105, 0.48), (0.100, 0.62),
          (0.125, 0.76), (0.105, 0.825), (0.03, 0.85))  # fmt: skip
_LEG_A = limb(((-0.055, 0.50), (-0.095, 0.27), (-0.125, 0.035), (-0.165, 0.012)), (0.11, 0.085, 0.060, 0.035))
_LEG_B = limb(((0.055, 0.50), (0.115, 0.27), (0.135, 0.035), (0.180, 0.012)), (0.11, 0.085, 0.060, 0.035))
_STAND = limb(((0.17, 0.0), (0.165, 0.45), (0.115, 0.875)), (0.016, 0.014, 0.020))
_FOOT = limb(((0.07, 0.008), (0.17, 0.012), (0.27, 0.008)), (0.014, 0.018, 0.014))
_BODY = (_HEAD, _TRUNK, _LEG_A, _LEG_B)
_GUITAR = (
    ((-0.20, 0.52), (-0.17, 0.585), (-0.10, 0.575), (-0.05, 0.60), (0.02, 0.595), (0.035, 0.54), (0.0, 0.485), (-0.07, 0.49),
     (-0.13, 0.455), (-0.19, 0.475)),
    limb(((0.0, 0.555), (0.18, 0.64), (0.33, 0.715)), (0.030, 0.024, 0.026)),
    limb(((0.31, 0.70), (0.37, 0.735)), (0.045, 0.040)),
    limb(((-0.11, 0.79), (-0.20, 0.66), (-0.10, 0.555)), (0.075, 0.055, 0.045)),
    limb(((0.11, 0.79), (0.22, 0.69), (0.22, 0.655)), (0.075, 0.055, 0.050)),
)  # fmt: skip
SINGING = (*_BODY, _STAND, _FOOT, limb(((0.11, 0.79), (0.20, 0.70), (0.135, 0.83)), (0.075, 0.058, 0.042)),
           limb(((-0.11, 0.79), (-0.24, 0.90), (-0.23, 1.10), (-0.225, 1.16)), (0.075, 0.058, 0.045, 0.050)))  # fmt: skip
ARMS_WIDE = (*_BODY, limb(((-0.11, 0.79), (-0.25, 0.83), (-0.40, 0.94), (-0.43, 0.97)), (0.075, 0.060, 0.045, 0.045)),
             limb(((0.11, 0.79), (0.25, 0.83), (0.40, 0.94), (0.43, 0.97)), (0.075, 0.060, 0.045, 0.045)))  # fmt: skip
GUITARIST = (*_BODY, *_GUITAR)
SINGER = ("singing", "arms_wide", "guitarist")
BAND = ("guitarist", "bassist")
silhouette.KINDS.update({"singing": SINGING, "arms_wide": ARMS_WIDE, "guitarist": GUITARIST, "bassist": GUITARIST})


def draw_gear(cover: Array, x: float, edge: float, tall: float, rng: np.random.Generator) -> None:
    """Draw a drum kit behind the singer, amplifiers at both sides and monitors on the edge, in place."""
    canvas = np.zeros(cover.shape, np.uint8)

    def box(u: float, v: float, wide: float, high: float) -> None:
        points = np.array([(u - wide / 2, v), (u + wide / 2, v), (u + wide / 2, v + high), (u - wide / 2, v + high)])
        silhouette.fill(canvas, np.stack([x + points[:, 0] * tall, edge - points[:, 1] * tall], 1))

    box(0.0, 0.0, 1.25, 0.16)  # the drummer's riser
    cv2.circle(canvas, (round(x), round(edge - 0.34 * tall)), max(2, round(0.19 * tall)), 255, -1, cv2.LINE_AA)
    for u, v, wide in ((-0.30, 0.46, 0.22), (0.30, 0.46, 0.22), (-0.42, 0.34, 0.26), (0.42, 0.34, 0.26)):
        box(u, v, wide, 0.16)
    for u, v, turn in ((-0.52, 0.86, 0.20), (0.52, 0.86, -0.20), (-0.30, 0.98, 0.10), (0.34, 0.96, -0.12)):
        cv2.ellipse(canvas, (round(x + u * tall), round(edge - v * tall)), (max(2, round(0.17 * tall)), max(1, round(0.018 * tall))),
                    float(np.degrees(turn)), 0, 360, 255, -1, cv2.LINE_AA)  # fmt: skip
        box(u, 0.1, 0.018, v - 0.1)
    for way in (-1.0, 1.0):
        stack = way * float(rng.uniform(1.75, 2.05))
        for level in range(2):
            box(stack, 0.02 + 0.47 * level, 0.62, 0.44)
        box(stack, 0.96, 0.50, 0.18)
        for u in (0.55, 1.25):
            base = way * u * tall + x
            wedge = np.array([(base - 0.17 * tall, edge + 0.01 * tall), (base + 0.17 * tall, edge + 0.01 * tall),
                              (base + 0.10 * tall, edge - 0.15 * tall), (base - 0.10 * tall, edge - 0.15 * tall)])  # fmt: skip
            silhouette.fill(canvas, wedge)
    np.maximum(cover, canvas.astype(np.float32) / 255, out=cover)
