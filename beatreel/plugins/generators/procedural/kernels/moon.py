"""The moon as an eye sees it: bright highlands, dark seas, a few craters with rays, in any phase."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
from numba import njit

from .noise import INLINED, fill_fbm

if TYPE_CHECKING:
    from collections.abc import Collection

    Array = np.ndarray[Any, np.dtype[np.float32]]

Colour = tuple[float, float, float]  # linear BGR

PALE: Colour = (0.86, 0.95, 1.0)
# Seas: middle (right, down), half axes, depth, in radii; a likeness, no map.
_SEAS = (
    (-0.34, -0.40, 0.30, 0.27, 0.9), (-0.56, 0.02, 0.26, 0.44, 0.8), (0.16, -0.42, 0.21, 0.19, 0.9), (0.33, -0.14, 0.24, 0.20, 1.0),
    (0.62, -0.27, 0.13, 0.16, 0.95), (0.52, 0.10, 0.17, 0.20, 0.75), (0.36, 0.22, 0.12, 0.12, 0.7), (-0.20, 0.34, 0.22, 0.17, 0.7),
    (-0.46, 0.44, 0.14, 0.13, 0.7), (-0.06, -0.76, 0.42, 0.07, 0.6),
)  # fmt: skip
# Craters: middle, reach of the rays, strength.
_CRATERS = ((-0.10, 0.70, 0.85, 1.0), (-0.32, 0.12, 0.24, 0.8), (-0.62, -0.10, 0.16, 0.6), (0.30, 0.55, 0.14, 0.4))


@dataclass(frozen=True)
class Moon:
    """How a prompt wants its moon.

    Attributes
    ----------
    radius : float
        In widths of the picture.
    colour : tuple of float
        Linear BGR.
    lit : float
        Share of the face that is lit, 1 for a full moon.
    """

    radius: float = 0.13
    colour: Colour = PALE
    lit: float = 1.0


def moon_of(motifs: Collection[str]) -> Moon | None:
    """Return the moon that the motifs of a description name; None without one."""
    if "moon" not in motifs:
        return None
    radius = 0.20 if "huge_moon" in motifs else 0.10
    if "blood_moon" in motifs:
        return Moon(max(radius, 0.13), (0.055, 0.16, 0.80))
    if "crescent" in motifs:
        return Moon(0.8 * radius, PALE, 0.16)
    return Moon(radius, (0.42, 0.76, 1.0) if "harvest_moon" in motifs else PALE)


def moon_face(size: int, lit: float = 1.0, seed: int = 3) -> tuple[Array, Array]:
    """Return the brightness of a moon and what it covers, (size, size) each, 0 to 1.

    Parameters
    ----------
    size : int
        Pixels across.
    lit : float
        Share of the face that is lit.
    """
    axis = (np.arange(size, dtype=np.float32) + 0.5) / size * 2 - 1
    x, y = axis[None, :], axis[:, None]
    far = np.sqrt(x * x + y * y)
    warp = fill_fbm(size, size, step_x=4.0 / size, step_y=4.0 / size, seed=seed, octaves=5)
    fine = fill_fbm(size, size, step_x=17.0 / size, step_y=17.0 / size, seed=seed + 1, octaves=4)
    sea = np.zeros((size, size), np.float32)
    for at_x, at_y, wide, tall, deep in _SEAS:
        away = ((x - at_x) / wide) ** 2 + ((y - at_y) / tall) ** 2
        sea += deep * np.clip(1.15 - 0.8 * away + 1.7 * warp + 0.5 * fine, 0, 1)
    sea = np.minimum(sea, 1.05)
    face = 0.93 - 0.42 * cv2.GaussianBlur(sea, (0, 0), max(0.5, size / 90)) + 0.10 * fine + 0.06 * warp
    for at_x, at_y, reach, strength in _CRATERS:
        dx, dy = x - at_x, y - at_y
        away = np.sqrt(dx * dx + dy * dy) / reach
        rays = 0.55 + 0.45 * np.cos(11 * np.arctan2(dy, dx) + 3.0 * warp)
        face += 0.16 * strength * rays * np.exp(-3.2 * away) + 0.20 * strength * np.exp(-((away / 0.07) ** 2))
    face *= 1 - 0.22 * far**6
    alpha = np.clip((1 - far) * size / 2 + 0.5, 0, 1)
    if lit < 1:
        # The sun stands to the right; the line between light and shade is half an ellipse.
        edge = (1 - 2 * lit) * np.sqrt(np.maximum(1 - y * y, 0))
        shade = np.clip((x - edge) / 0.10 + 0.35, 0, 1)
        face = face * (0.018 + 0.982 * shade**1.5)
    return np.clip(face, 0, 1.1).astype(np.float32), alpha.astype(np.float32)


def tilted(image: Array, degrees: float) -> Array:
    """Return a square picture turned about its middle."""
    size = image.shape[0]
    turn = cv2.getRotationMatrix2D(((size - 1) / 2, (size - 1) / 2), degrees, 1.0)
    return np.asarray(cv2.warpAffine(image, turn, (size, size)), np.float32)


@njit(**INLINED)
def glare(square: float, strongest: float) -> float:
    """Return the light about the disc of a sun, in parts of its own: ``square`` of the distance from its middle in radii.

    Air and lens scatter it, so that no sun has an edge. A moon, whose ``strongest`` channel is far below that of a sun, has one.
    """
    return min(np.float32(0.05) * strongest, np.float32(0.5)) / ((1 + square) * np.sqrt(1 + square))


def halo(distance: Array, radius: float) -> Array:
    """Return the glow about a moon at ``distance`` from its middle, both in the same unit: 1 at its edge, fading."""
    out = np.maximum(distance / np.float32(radius) - 1, 0)
    return np.asarray(0.6 * np.exp(-2.6 * out) + 0.4 * np.exp(-0.75 * out), np.float32)
