"""Hot-air balloons, as meshes: the half that looks to the camera, its middle at x = y = z = 0, 1 wide."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from .mesh import Mesh, bars, boxes, grid
from .pagoda import LEAF, WOOD

Array = np.ndarray[Any, np.dtype[np.float32]]

GORES = 14  # that the camera sees
_PROFILE = np.array([
    (0.02, 0.520), (0.12, 0.512), (0.25, 0.470), (0.37, 0.385), (0.455, 0.255), (0.498, 0.10), (0.50, -0.03), (0.470, -0.17),
    (0.405, -0.31), (0.31, -0.445), (0.21, -0.56), (0.125, -0.635), (0.085, -0.66),
], np.float32)  # fmt: skip
MOUTH = -0.66
"""How far its mouth is below its middle; the basket hangs under it."""


def gores(first: int, step: int, turn: float) -> Mesh:
    """Return every ``step``-th gore of an envelope from ``first`` on, each bulging between its seams."""
    parts = []
    # Finer than it is told, along a smooth curve.
    along = np.linspace(0, len(_PROFILE) - 1, 37)
    radius, y = (np.interp(along, np.arange(len(_PROFILE)), _PROFILE[:, n]) for n in (0, 1))
    kernel = np.array([0.25, 0.5, 0.25])
    for _ in range(2):
        radius[1:-1] = np.convolve(radius, kernel, "valid")
        y[1:-1] = np.convolve(y, kernel, "valid")
    slope_r, slope_y = np.gradient(radius), np.gradient(y)
    across = np.linspace(0, 1, 7)
    for n in range(first, GORES + 1, step):
        at = math.pi + math.pi * (n + across - 1 + turn) / GORES
        bulge = 1 + 0.028 * np.sin(math.pi * across) ** 0.7
        ring = np.stack([np.cos(at), np.sin(at)], -1)
        points = np.empty((37, 7, 3), np.float32)
        points[..., 0], points[..., 2] = (radius[:, None] * bulge * ring[None, :, part] for part in (0, 1))
        points[..., 1] = y[:, None]
        tilt = at + 0.32 * (across - 0.5)  # a gore is rounder than the whole
        normals = np.stack([
            -slope_y[:, None] * np.cos(tilt), slope_r[:, None] + 0 * tilt, -slope_y[:, None] * np.sin(tilt)
        ], -1)  # fmt: skip
        normals /= np.maximum(np.linalg.norm(normals, axis=2, keepdims=True), 1e-9)
        seam = 0.62 + 0.38 * np.sin(math.pi * across) ** 0.6
        sheet = grid(points, LEAF, openness=np.broadcast_to(seam, (37, 7)), normals=normals)
        sheet.carried[:, 0] = 0.42
        parts.append(sheet)
    return Mesh.of(parts)


def basket() -> Mesh:
    """Return what hangs under the mouth: ropes, a basket with a padded rim, and two or three heads over it."""
    top, low = MOUTH - 0.075, MOUTH - 0.165
    corners = np.array([[i, 0, j] for i in (-0.045, 0.045) for j in (-0.04, 0.04)])
    wide = np.array([[i, 0, j] for i in (-0.075, 0.075) for j in (-0.05, 0.05)])
    up = np.array([0, 1, 0])
    return Mesh.of([
        bars(corners + top * up, wide + MOUTH * up, (0.0022, 0.0022), WOOD),
        boxes([(0, 0.5 * (top + low), 0)], [(0.052, 0.5 * (top - low), 0.045)], WOOD, openness=0.7),
        boxes([(0, top, 0)], [(0.056, 0.008, 0.05)], WOOD),
        boxes([(0, top + 0.05, 0)], [(0.02, 0.007, 0.012)], WOOD),
        boxes([(-0.028, top + 0.014, 0), (0.012, top + 0.018, 0), (0.034, top + 0.011, 0)],
              [(0.008, 0.022, 0.008), (0.008, 0.026, 0.008), (0.007, 0.019, 0.008)], WOOD, openness=0.5),
    ])  # fmt: skip
