"""What is stuffed or hangs in folds: cushions and curtains; metres."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, grid


def cushion(
    half: tuple[float, float, float], skin: int, *, square: float = 0.45, steps: tuple[int, int] = (14, 28)
) -> Mesh:
    """Return something stuffed: a box whose edges are round, rounder for a greater ``square`` up to 1."""
    v = np.linspace(math.pi / 2, -math.pi / 2, steps[0])
    u = np.linspace(0, -2 * math.pi, steps[1] + 1)

    def power(x: Any) -> Any:
        return np.sign(x) * np.abs(x) ** square

    points = np.empty((len(v), len(u), 3), np.float32)
    points[..., 0] = half[0] * power(np.cos(v))[:, None] * power(np.cos(u))[None]
    points[..., 1] = half[1] * power(np.sin(v))[:, None]
    points[..., 2] = half[2] * power(np.cos(v))[:, None] * power(np.sin(u))[None]
    return grid(points, skin, wrap=True)


def curtain(
    width: float,
    tall: float,
    skin: int,
    *,
    folds: float = 9.0,
    deep: float = 0.07,
    gathered: float = 1.0,
    phase: float = 0.0,
) -> Mesh:
    """Return a curtain that hangs from the origin, along x, narrower by ``gathered`` at two fifths of its height."""
    u, v = np.linspace(-0.5, 0.5, 121), np.linspace(0, 1, 25)[:, None]
    narrow = 1 - (1 - gathered) * np.exp(-(((v - 0.62) / 0.22) ** 2))
    fold = deep * np.sin(2 * math.pi * folds * u + phase + 0.7 * np.sin(5 * u + phase)) * (0.5 + 0.6 * v)
    points = np.empty((25, 121, 3), np.float32)
    points[..., 0] = width * u * narrow - 0.5 * width * (1 - narrow)
    points[..., 1], points[..., 2] = -tall * v, fold
    return grid(points, skin)
