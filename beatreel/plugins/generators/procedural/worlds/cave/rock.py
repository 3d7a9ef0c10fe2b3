"""The shape of caves: passages of rock with what hangs and stands in them, ice worn into bowls, a grotto on the sea."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels.fields import fbm_at, ridged_at, step
from beatreel.plugins.generators.procedural.kernels.tunnel import COLUMNS, HOLE, ROWS, Passage, directions, places

Array = np.ndarray[Any, np.dtype[np.float32]]

ROUND = 4.0  # metres: the radius at which directions are turned into lengths along the wall


@dataclass(frozen=True)
class Shape:
    """What a cave is like; metres.

    Attributes
    ----------
    kind : {"rock", "ice", "grotto", "slot"}
    far : float
        Length up to its mouth.
    half, up, down : float
        From the axis to the walls, the roof and the floor.
    rough : float
        Factor on everything that makes the rock uneven.
    hanging : int
        How many stalactites.
    water : float
        Height of the water over the floor's mean; below -1 for none.
    hole : tuple of float, optional
        Distance, sideways shift and radius of a hole in the roof.
    bend : float
        How far the mouth lies to the side, metres: at more than the width of the passage it is out of sight.
    """

    kind: str
    far: float
    half: float
    up: float
    down: float
    rough: float = 1.0
    hanging: int = 0
    water: float = -5.0
    hole: tuple[float, float, float] | None = None
    bend: float = 0.0


def passage(shape: Shape, rng: np.random.Generator) -> Passage:
    """Make the map of a cave.

    Parameters
    ----------
    shape : Shape
    rng : numpy.random.Generator
    """
    seed = int(rng.integers(1, 1 << 18))
    z, turn = places(shape.far)[:, None], directions()[None, :]
    axis = np.stack(
        [_course(z[:, 0], 0.34 * shape.half, 17.0, seed), _course(z[:, 0], 0.10 * shape.up, 13.0, seed + 9)], 1
    )
    axis -= axis[0]
    axis[:, 0] += shape.bend * (z[:, 0] / shape.far) ** 2
    sine, cosine = np.sin(turn), -np.cos(turn)  # sideways, up
    swell = 1 + 0.26 * _course(z, 1.0, 9.0, seed + 3)
    vertical = np.where(
        cosine > 0, shape.up * (1 + 0.30 * _course(z, 1.0, 7.0, seed + 5)), shape.down * np.float32(1.9)
    )
    radius = 1 / np.sqrt((sine / (shape.half * swell)) ** 2 + (cosine / vertical) ** 2)
    along, out = turn * np.float32(ROUND) + 0 * z, z + 0 * turn
    floor = step(0.35, 0.75, -cosine) + 0 * z
    radius = radius - shape.rough * _uneven(shape, along, out, seed) * (1 - 0.75 * floor)
    radius = _floor(shape, radius, sine, cosine, out, axis, seed)
    if shape.hanging:
        radius = _hang(radius, turn[0], z[:, 0], shape, rng)
    rim = 1e3
    if shape.hole is not None:
        radius, rim = _pierce(radius, sine, cosine, out, axis, shape.hole, seed)
    return Passage.of(
        np.maximum(radius, 0.35).astype(np.float32), axis.astype(np.float32), shape.far, shape.water - shape.down, rim
    )


def _course(z: Array, most: float, length: float, seed: int) -> Array:
    return np.asarray(np.float32(most) * 1.5 * fbm_at(z, np.zeros_like(z), length, seed, 2), np.float32)


def _uneven(shape: Shape, along: Array, out: Array, seed: int) -> Array:
    """Return how far rock stands into the passage, metres."""
    if shape.kind == "ice":
        bowls = 0.62 * _bowls(along, out, 2.3, seed + 21) + 0.22 * _bowls(along + 0.7, out, 0.95, seed + 22)
        return np.asarray(
            bowls + 0.9 * fbm_at(along, out, 7.0, seed + 23, 2) + 0.015 * fbm_at(along, out, 0.3, seed + 24, 2),
            np.float32,
        )
    if shape.kind == "slot":  # floods have worn it smooth: long waves that overhang, and the edges of thin beds
        waves = fbm_at(along * 1.3 + 0.35 * out, out * 0.8, 4.6, seed + 41, 3)
        bowls = ridged_at(along + 0.9 * waves, out * 0.55, 3.4, seed + 42, 3)
        beds = fbm_at(along * 1.0 + 0.12 * out + 0.5 * waves, 0.06 * out, 0.36, seed + 43, 3)
        return np.asarray(0.75 * waves + 0.85 * (bowls - 0.4) + 0.035 * beds, np.float32)
    big = 1.7 * fbm_at(along, out, 6.5, seed + 11, 3)
    # Beds of rock: ledges that run along the passage, broken up.
    beds = ridged_at(along * 0.85 + 0.5 * big, out * 0.42, 2.1, seed + 12, 4)
    small = fbm_at(along, out, 0.8, seed + 15, 5)
    lumps = np.abs(fbm_at(along + 11, out, 1.9, seed + 17, 3))
    return np.asarray(big + 1.15 * (beds - 0.45) + 0.26 * small + 0.9 * lumps, np.float32)


def _bowls(along: Array, out: Array, size: float, seed: int) -> Array:
    """Return bowls side by side with sharp edges between them, 0 in their middles to 1, as moving air wears them into ice."""
    u, v = along / np.float32(size), 0.8 * out / np.float32(size)
    u = u + 0.5 * fbm_at(along, out, 1.6 * size, seed + 1, 2)
    v = v + 0.5 * fbm_at(along + 31, out, 1.6 * size, seed + 2, 2)
    i, j = np.floor(u), np.floor(v)
    nearest = np.full(u.shape, 9.0, np.float32)
    for di in (-1, 0, 1):
        for dj in (-1, 0, 1):
            a, b = i + di, j + dj
            mixed = np.abs(np.sin(a * 127.1 + b * 311.7 + seed % 97) * 43758.547)
            other = np.abs(np.sin(a * 269.5 + b * 183.3 + seed % 89) * 28001.83)
            du, dv = a + (mixed - np.floor(mixed)) - u, b + (other - np.floor(other)) - v
            np.minimum(nearest, (du * du + dv * dv).astype(np.float32), out=nearest)
    nearest = np.minimum(nearest, 1.0)
    return np.asarray(1.45 * nearest / (0.45 + nearest), np.float32)  # where three meet, a blunt knob and no spike


def _floor(shape: Shape, radius: Array, sine: Array, cosine: Array, out: Array, axis: Array, seed: int) -> Array:
    """Lay an uneven floor with blocks that fell."""
    down = np.maximum(-cosine, 1e-3)
    level = np.full_like(radius, shape.down) + axis[:, 1:2]
    x = np.clip(sine * np.minimum(shape.down / down, 30.0), -1.6 * shape.half, 1.6 * shape.half) + 0 * out
    if shape.kind == "grotto":
        bed = 0.4 * fbm_at(x, out, 3.0, seed + 31, 4) - 2.0
    else:
        pools = fbm_at(x, out, 5.5, seed + 31, 3)
        bed = 0.45 * pools + 0.10 * fbm_at(x, out, 0.9, seed + 32, 4)
        blocks = np.maximum(fbm_at(x, out, 1.5, seed + 33, 3) - 0.20, 0) * (1.7 if shape.kind == "rock" else 0.5)
        blocks *= 1 - 0.85 * step(0.25, 0.8, np.abs(x) / np.float32(shape.half))
        banks = 0.75 * step(0.25, 1.15, np.abs(x) / np.float32(shape.half))
        bed = bed + 0.7 * blocks + banks
    flat = (level - bed * (1.0 if shape.kind != "ice" else 0.7)) / down
    return np.asarray(np.where(cosine < -0.05, np.minimum(radius, np.maximum(flat, 0.4)), radius), np.float32)


def _hang(radius: Array, turn: Array, z: Array, shape: Shape, rng: np.random.Generator) -> Array:
    """Hang stalactites from the roof, in groups."""
    radius = radius.copy()
    groups = [
        (float(rng.uniform(2.5, 0.85 * shape.far)), float(rng.normal(math.pi, 0.55)))
        for _ in range(max(4, shape.hanging // 9))
    ]
    for number in range(shape.hanging):
        at, way = groups[number % len(groups)]
        at, way = at + float(rng.normal(0, 0.9)) + 0.02 * at, way + float(rng.normal(0, 0.16))
        if (
            not 1.6 < at < shape.far - 1.5
            or abs(way - math.pi) > 1.05
            or (shape.hole and abs(at - shape.hole[0]) < 3.2 * shape.hole[2])
        ):
            continue
        long, thick = float(rng.gamma(2.2, 0.42)), float(rng.uniform(0.07, 0.17))
        thick *= 0.7 + 0.5 * min(long, 2.0)
        i0, i1 = np.searchsorted(z, (at - thick, at + thick))
        wall = float(radius[min(i0, ROWS - 1), int(way / (2 * math.pi) * COLUMNS) % COLUMNS])
        reach = thick / max(wall, 1.0)
        j0, j1 = (int((way + s * reach) / (2 * math.pi) * COLUMNS) for s in (-1, 1))
        if i1 - i0 < 2 or j1 - j0 < 2:
            continue
        away = np.hypot((z[i0:i1, None] - at), (turn[None, j0:j1] - way) * wall) / thick
        cone = np.clip(1 - away, 0, 1)
        shape_ = long * (0.16 * cone + 0.84 * cone**2.4) * (1 + 0.10 * np.sin(23 * cone))
        radius[i0:i1, j0:j1] -= np.minimum(shape_, np.maximum(radius[i0:i1, j0:j1] - 1.2, 0)).astype(np.float32)
    return radius


def _pierce(
    radius: Array, sine: Array, cosine: Array, out: Array, axis: Array, hole: tuple[float, float, float], seed: int
) -> tuple[Array, float]:  # fmt: skip
    """Open the roof to the sky; return the map and the distance from the axis at which the open begins."""
    at, shift, size = hole
    x = sine * radius + axis[:, :1]
    ragged = 1 + 0.42 * fbm_at(x, out, 1.1 * size, seed + 61, 4)
    away = np.hypot(x - shift, out - at) / (size * ragged)
    open_ = (away < 1) & (cosine > 0.3)
    lip = 0.35 * np.clip(1.6 - away, 0, 1) * (cosine > 0.3)
    rim = float(np.percentile(radius[open_], 3)) if open_.any() else 1e3
    return np.where(open_, radius + np.float32(HOLE), radius + lip).astype(np.float32), rim
