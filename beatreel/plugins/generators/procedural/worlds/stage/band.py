"""Who plays: singers, a guitarist, a bass player, the drums and the amplifiers; kinds of :mod:`...scenery.staffage`."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels import silhouette

Array = np.ndarray[Any, np.dtype[np.float32]]

SINGER = ("singing", "arms_wide", "guitarist")
BAND = ("guitarist", "bassist")


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


def draw_desk(cover: Array, shine: Array, x: float, edge: float, tall: float) -> None:
    """Draw the desk of a disc jockey with its decks, and into ``shine`` the lines of light on its front, in place."""
    canvas = np.zeros(cover.shape, np.uint8)

    def box(into: Array, u: float, v: float, wide: float, high: float) -> None:
        points = np.array([(u - wide / 2, v), (u + wide / 2, v), (u + wide / 2, v + high), (u - wide / 2, v + high)])
        silhouette.fill(into, np.stack([x + points[:, 0] * tall, edge - points[:, 1] * tall], 1))

    box(canvas, 0.0, 0.0, 2.3, 0.50)
    box(canvas, 0.0, 0.50, 2.45, 0.035)
    for u, wide, high in (
        (-0.72, 0.50, 0.07),
        (0.72, 0.50, 0.07),
        (0.0, 0.42, 0.12),
        (1.08, 0.16, 0.34),
        (-1.08, 0.16, 0.34),
    ):
        box(canvas, u, 0.53, wide, high)
    for way in (-1.0, 1.0):
        for level in range(3):
            box(canvas, way * 2.1, 0.02 + 0.50 * level, 0.74, 0.47)
    lit = np.zeros(cover.shape, np.uint8)
    for k in range(9):
        high = 0.10 + 0.28 * abs(np.sin(1.7 * k + 0.6))
        box(lit, -0.96 + 0.24 * k, 0.08, 0.10, high)
    box(lit, 0.0, 0.455, 2.2, 0.018)
    np.maximum(cover, canvas.astype(np.float32) / 255, out=cover)
    np.maximum(shine, lit.astype(np.float32) / 255, out=shine)
