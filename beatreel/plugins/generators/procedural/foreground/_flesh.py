"""Skin as light sees it: it enters and comes out again a little farther on, redder; no patch of it has quite the colour of the next."""

from __future__ import annotations

from typing import Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels.fields import fbm_at

Array = np.ndarray[Any, np.dtype[np.float32]]

_BEYOND = np.array([-0.02, 0.05, 0.26], np.float32)
"""How far light reaches round into the shade, of a quarter turn, BGR: red goes deepest."""
_THROUGH = np.array([0.0, 0.03, 0.16], np.float32)  # of a light goes on into the shadow that is thrown
_DEEP = np.array([0.26, 0.17, -0.08], np.float32)  # powers by which hollows keep less blue and more red
_BLOTCHES = np.array([0.30, 0.24, 0.05], np.float32)
_PORES = np.array([0.16, 0.16, 0.12], np.float32)


def lit_within(facing: Array, lit: Array, tender: Array, flesh: Array) -> Array:
    """Return how much of a light comes back, (rows, columns, 3).

    Parameters
    ----------
    facing : ndarray (rows, columns)
        The cosine between surface and light.
    lit : ndarray (rows, columns)
        0 where a shadow falls on it, 1 in the light.
    tender : ndarray (rows, columns)
        How far light goes into it, 0 to 1.
    flesh : ndarray (rows, columns)
        How much of it is skin, 0 to 1.
    """
    wrap = 0.25 * tender[..., None] + flesh[..., None] * _BEYOND
    reached = np.clip((facing[..., None] + wrap) / (1 + wrap), 0, 1)
    through = flesh[..., None] * _THROUGH
    return np.asarray(reached * (0.12 + through + (0.88 - through) * lit[..., None]), np.float32)


def hollowed(openness: Array, flesh: Array) -> Array:
    """Return ``openness`` (rows, columns, 1) for each colour: between fingers light that is thrown to and fro grows red."""
    return np.asarray(np.maximum(openness, 1e-3) ** (1 + flesh[..., None] * _DEEP), np.float32)


def complexion(
    colour: Array, flesh: Array, at: tuple[Array, Array, Array], foot: float, seed: int
) -> tuple[Array, Array]:
    """Return the colour of skin with blotches and pores in it, and how high the pores stand, about 0.

    ``at`` are the places of a strip in units of the model, ``foot`` is how large a pixel is there.
    """
    x, y, z = at
    far = np.full_like(x, foot)
    blotches = fbm_at(x + 0.4 * z, y - 0.3 * z, 0.07, seed + 12, 4, far)
    pores = fbm_at(x + 0.3 * z, y, 0.007, seed + 13, 2, far)
    tone = 1 + flesh[..., None] * (blotches[..., None] * _BLOTCHES + pores[..., None] * _PORES)
    return np.asarray(colour * tone, np.float32), pores
