"""Pyramids among the dunes: their geometry, the courses of their stones, and where they stand."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numba import njit

from beatreel.plugins.generators.procedural.kernels.noise import (
    LENT,
    gradient_at,
    random_at,
    smoothstep,
    value_at,
)

Array = np.ndarray[Any, np.dtype[np.float32]]

MOST = 4
(X, Z, HALF, TALL, COSINE, SINE, STEPS) = range(7)
EACH = 7
SIZE = 1 + MOST * EACH  # count, then each of them
GROUND = np.float32(-6.0)  # metres: they stand on rock under the sand
SLOPE = 1.27  # height over half a side
COURSE = np.float32(1.35)

_0, _1, _HALF = np.float32(0), np.float32(1), np.float32(0.5)


@njit(**LENT)
def height_of(x, z, e, table, seed):  # type: ignore[no-untyped-def]
    """Return the height of the pyramids over a point in metres; far below the sand where there is none."""
    best = np.float32(-1e3)
    for i in range(np.int32(table[0])):
        p = 1 + i * EACH
        dx, dz = x - table[p + X], z - table[p + Z]
        half, tall = table[p + HALF], table[p + TALL]
        if abs(dx) + abs(dz) > np.float32(1.5) * half:
            continue
        u = abs(dx * table[p + COSINE] + dz * table[p + SINE])
        v = abs(dz * table[p + COSINE] - dx * table[p + SINE])
        r = max(u, v)
        # Stones that have come loose, most of them along the edges.
        edge = _1 - min(abs(u - v) / np.float32(5), _1)
        if e < np.float32(1.2):
            worn = (np.float32(0.35) + np.float32(1.1) * edge) * value_at(
                x * np.float32(0.45), z * np.float32(0.45), seed + 91
            )
            r += worn - np.float32(0.3)
        share = _1 - r / half
        if share <= _0:
            continue
        if table[p + STEPS] > 0:
            at = share * table[p + STEPS]
            level = np.floor(at)
            share = (
                level
                + smoothstep(_0, np.float32(0.22), at - level) * np.float32(0.86)
                + np.float32(0.14) * (at - level)
            ) / table[p + STEPS]
        elif e < np.float32(0.5):  # near enough to see the courses as steps
            at = share * tall / COURSE
            level = np.floor(at)
            share = (level + smoothstep(_0, np.float32(0.5), at - level)) * COURSE / tall
        best = max(best, GROUND + tall * min(share, np.float32(0.992)))
    return best


@njit(**LENT)
def stone_at(x, y, z, e, table, seed):  # type: ignore[no-untyped-def]
    """Return how light the stone is at a point of a face: courses, blocks, and what is left of a smooth casing."""
    for i in range(np.int32(table[0])):
        p = 1 + i * EACH
        dx, dz = x - table[p + X], z - table[p + Z]
        if abs(dx) + abs(dz) > np.float32(1.5) * table[p + HALF]:
            continue
        u = dx * table[p + COSINE] + dz * table[p + SINE]
        v = dz * table[p + COSINE] - dx * table[p + SINE]
        along = v if abs(u) > abs(v) else u
        at = (y - GROUND) / COURSE
        row = np.floor(at)
        fine = smoothstep(np.float32(1.1), np.float32(0.3), e)
        tone = _1 + np.float32(0.22) * (random_at(np.int32(row), 7, seed + 93) - _HALF) * smoothstep(
            np.float32(3), np.float32(1), e
        )
        joint = smoothstep(np.float32(0.16), np.float32(0.02), at - row)
        tone *= _1 - np.float32(0.45) * joint * fine
        wide = np.float32(2.1) + np.float32(1.2) * random_at(np.int32(row), 9, seed + 93)
        block = along / wide + np.float32(5.3) * random_at(np.int32(row), 11, seed + 93)
        number = np.floor(block)
        tone *= _1 + np.float32(0.30) * (random_at(np.int32(row), np.int32(number), seed + 94) - _HALF) * fine
        tone *= _1 - np.float32(0.30) * smoothstep(np.float32(0.10), np.float32(0.02), block - number) * fine
        stain = gradient_at(along * np.float32(0.045), y * np.float32(0.03), seed + 95) + _HALF * gradient_at(
            along * np.float32(0.16), y * np.float32(0.09), seed + 96
        )
        tone *= _1 + np.float32(0.20) * stain
        share = (y - GROUND) / table[p + TALL] + np.float32(0.03) * stain
        if table[p + STEPS] == 0 and i == 1:
            tone += np.float32(0.35) * smoothstep(np.float32(0.76), np.float32(0.80), share)
        return tone
    return _1


def lay_out(table: Array, steps: bool, rng: np.random.Generator) -> tuple[float, float]:
    """Write a group of pyramids into a table, as at Giza one behind the other; return the middle of the first."""
    turn = rng.uniform(0, math.pi / 2)
    way = turn + math.pi / 4 + rng.uniform(-0.2, 0.2)
    sizes = [rng.uniform(128, 148), rng.uniform(112, 134), rng.uniform(58, 72), rng.uniform(16, 24)]
    if steps:
        sizes = [rng.uniform(92, 112), rng.uniform(44, 58)]
    far = 0.0
    table[0] = len(sizes)
    for i, tall in enumerate(sizes):
        half = tall / SLOPE * (1.25 if steps else 1.0)
        if i:
            far += 1.55 * half + 1.25 * sizes[i - 1] / SLOPE + (rng.uniform(30, 60) if i < 3 else -10.0)
        aside = rng.uniform(-25, 25)
        x = far * math.sin(way) + aside * math.cos(way)
        z = far * math.cos(way) - aside * math.sin(way)
        table[1 + i * EACH : 1 + (i + 1) * EACH] = (
            x, z, half, tall, math.cos(turn), math.sin(turn), (6 if i == 0 else 4) if steps else 0,
        )  # fmt: skip
    return float(table[1 + X]), float(table[1 + Z])
