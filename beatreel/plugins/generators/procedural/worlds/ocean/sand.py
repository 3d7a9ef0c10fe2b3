"""What lies on the sand of a beach: shells and pebbles, and somebody's footprints along the water."""

from __future__ import annotations

from typing import Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels.fields import fbm_at, ridged_at, step

Array = np.ndarray[Any, np.dtype[np.float32]]

_STRIDE, _BESIDE = 0.70, 0.13  # metres from print to print, and of each beside the way
_WAY = 2.7  # metres inland that somebody walked


def cusps(x: Array, z: Array, seed: int, foot: Array) -> Array:
    """Return by how much the edge of the water runs out and in, metres: lobes as each wave leaves them."""
    return np.asarray(
        1.8 * fbm_at(x, z, 8.5, seed + 33, 3, foot) + 0.45 * fbm_at(x, z, 2.4, seed + 35, 2, foot), np.float32
    )


def swash(out: Array, x: Array, z: Array, foot: Array, seed: int) -> tuple[Array, Array]:
    """Return how white the edge of the water is and how much lace it draws after it, 0 to 1 each; ``out`` is metres from the edge."""
    torn = out + 0.30 * fbm_at(x, z, 1.2, seed + 61, 3, foot) + 0.10 * fbm_at(x, z, 0.3, seed + 63, 2, foot)
    wide = np.clip(0.42 + 0.75 * fbm_at(x, z, 5.0, seed + 65, 2, foot), 0.10, 0.9)
    edge = step(wide, 0.3 * wide, torn)
    lace = 0.85 * np.exp(-np.maximum(torn, 0) / np.float32(1.6)) * np.clip(0.4 + 1.6 * wide, 0, 1)
    return np.asarray(edge, np.float32), np.asarray(lace, np.float32)


def footprints(along: Array, inland: Array, foot: Array, seed: int) -> Array:
    """Return how the tone of sand changes where somebody has walked: below 0 in a print, above 0 on its rim.

    ``along`` and ``inland`` are metres along the water and from it.
    """
    off = inland - np.float32(_WAY) - np.float32(0.5) * np.sin(along * np.float32(0.35) + np.float32(seed % 7))
    number = np.floor(along / np.float32(_STRIDE))
    side = np.where(number.astype(np.int64) % 2 == 0, np.float32(_BESIDE), np.float32(-_BESIDE))
    loose = np.float32(0.05) * np.sin(number * np.float32(12.9) + np.float32(seed % 11))
    a = along - (number + np.float32(0.5)) * np.float32(_STRIDE) + loose
    b = off - side + loose
    ball, heel = np.hypot((a - 0.05) / 0.12, b / 0.062), np.hypot((a + 0.10) / 0.07, b / 0.050)
    away = np.minimum(ball, heel)
    print_ = -0.50 * step(1.05, 0.65, away) * (1 - 0.4 * a / np.float32(0.15))
    rim = 0.22 * np.exp(-(((away - 1.25) / 0.2) ** 2))
    return np.asarray((print_ + rim) * step(0.16, 0.04, foot), np.float32)


def shells(x: Array, z: Array, foot: Array, seed: int) -> Array:
    """Return the cover of shells and pale pebbles, 0 to 1; more where the tide turned."""
    drift = fbm_at(x, z, 1.9, seed + 37, 3, foot)
    grains = fbm_at(x, z, 0.07, seed + 39, 2, np.minimum(foot, 0.02))
    return np.asarray(step(0.50, 0.60, grains + 0.25 * drift) * step(0.09, 0.03, foot), np.float32)


def left_behind(x: Array, z: Array, inland: Array, foot: Array, seed: int) -> Array:
    """Return the cover of foam that the last waves have left on wet sand, 0 to 1: a thin line where each turned, and lace below."""
    reach = inland - 1.0 * fbm_at(x, z, 3.1, seed + 41, 3, foot) - 0.22 * fbm_at(x, z, 0.7, seed + 47, 3, foot)
    soft = np.maximum(np.float32(0.03), foot)
    threads = step(0.50, 0.85, ridged_at(x, z, 0.24, seed + 43, 4, foot, 0.6))
    cover = np.zeros_like(reach)
    for turned, share in ((0.35, 0.55), (1.15, 0.35)):  # sharp where it turned, torn towards the water
        off = reach - np.float32(turned)
        below = np.exp(np.minimum(off, 0) / np.float32(0.30)) * np.clip(0.5 - off / (2 * soft), 0, 1)
        edge = 0.5 * np.exp(-((off / (2 * soft)) ** 2))
        cover = np.maximum(cover, share * np.maximum(below * threads, edge))
    broken = step(-0.22, 0.25, fbm_at(x, z, 1.1, seed + 45, 3, foot))
    return np.asarray(cover * broken, np.float32)
