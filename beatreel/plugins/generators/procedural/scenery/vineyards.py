"""A vineyard on a hillside as a mesh: rows of vines on posts along a lane, grapes between the leaves; metres, the lane runs away."""

from __future__ import annotations

from typing import Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels.fields import fbm_at
from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, grid, leaves, tube, turned

from .built import Place, skins

Array = np.ndarray[Any, np.dtype[np.float32]]

WIDE, TALL = 22.0, 5.2
_APART, _ROWS, _NEAR, _FAR = 2.5, 15, -16.0, 92.0
_CREST, _ASIDE = 84.0, 5.0  # where a village stands
_POST, _TOP = 5.5, 1.75
_DENSE = ((26, 3.0), (60, 1.0), (100, 0.5))  # metres from the front, and leaves of what a dense row has


def _rise(x: Any, z: Any, seed: int) -> Any:
    """Return the height of the hillside: level about the front, then up to a rounded crest."""
    far = np.clip((np.asarray(z, np.float32) - 2.0) / 88.0, 0, 1)
    swell = fbm_at(np.asarray(x, np.float32), np.asarray(z, np.float32), 46.0, seed, 2)
    return 15.0 * far**1.5 * (1 - 0.33 * far**2) + 4.5 * far * swell + 0.02 * np.asarray(x, np.float32) * far


def vineyard(
    place: Place,
    rng: np.random.Generator,
    *,
    leaf: tuple[tuple[float, ...], tuple[float, ...]],
    snow: bool,
    above: Mesh | None = None,
) -> Mesh:
    """Return rows of vines on a hill of earth and grass, on whose crest ``above`` stands; ``leaf`` are colours in shade and in the sun."""
    seed = int(rng.integers(1 << 16))
    wood = place.material(skins.PLASTER, (0.075, 0.10, 0.13))
    green = place.material(skins.LEAF, *leaf, gloss=0.02, rough=0.35)
    grape = place.material(skins.PLAIN, (0.085, 0.022, 0.050), gloss=0.05, rough=0.25)
    white = (0.66, 0.64, 0.62)
    soil = place.material(
        skins.GROUND, white if snow else (0.075, 0.135, 0.195), white if snow else (0.045, 0.125, 0.085), scale=2.2
    )
    z, x = np.meshgrid(
        np.linspace(_FAR, _NEAR, 90, dtype=np.float32), np.linspace(-48, 48, 90, dtype=np.float32), indexing="ij"
    )
    parts = [grid(np.stack([x, _rise(x, z, seed), z], -1), soil)]
    for row in range(_ROWS):
        for side in (-1.0, 1.0):
            parts += _row(side * (row + 0.5) * _APART, row, seed, (wood, green, grape), rng, snow=snow)
    if above is not None:
        parts.append(above.moved(_ASIDE, float(_rise(_ASIDE, np.float32(_CREST), seed)) - 0.4, _CREST))
    return Mesh.of(parts)


def _row(
    x: float, row: int, seed: int, of: tuple[int, int, int], rng: np.random.Generator, *, snow: bool
) -> list[Mesh]:
    wood, green, grape = of
    posts = np.arange(_NEAR + float(rng.uniform(0, 2)), _FAR, _POST if row < 5 else 2 * _POST, dtype=np.float32)
    foot = _rise(np.full_like(posts, x), posts, seed)
    low = np.stack([np.full_like(posts, x), foot - 0.1, posts], 1)
    parts = [bars(low, low + np.array([0, _TOP + 0.2, 0]), (0.045, 0.045), wood)]
    if row < 4:
        parts += [tube(low + np.array([0, high + 0.1, 0]), 0.008, 4, wood) for high in (0.75, 1.15, 1.6)]
        stems = np.arange(_NEAR, 40.0, 1.15)
        for at in stems + rng.uniform(-0.2, 0.2, stems.size):
            base = float(_rise(x, np.float32(at), seed))
            bend = rng.normal(0, 0.07, (6, 3)).cumsum(axis=0)
            line = np.stack([np.full(6, x), base + np.linspace(-0.05, 0.9, 6), np.full(6, at)], 1) + bend * [
                0.6,
                0.2,
                1.0,
            ]
            parts.append(tube(line, np.linspace(0.055, 0.03, 6), 6, wood))
    if snow:
        return parts
    near = _NEAR
    if row < 2:  # leaves that are looked at from near have their lobes
        parts.append(_lobed(x, seed, green, rng))
        near = 7.0
    for far, share in _DENSE:
        count = int((far - near) * 46 * share * (1.0 if row < 3 else 0.36 if row < 8 else 0.16))
        at = rng.uniform(near, far, count).astype(np.float32)
        at = at[at < _FAR]
        aside = rng.normal(0, 0.20, at.size).astype(np.float32)
        high = rng.beta(2.2, 1.6, at.size).astype(np.float32) * 1.35 + 0.55
        places = np.stack([x + aside, _rise(np.full_like(at, x), at, seed) + high, at], 1)
        way = np.stack(
            [
                np.sign(aside) * rng.uniform(0.2, 1.2, at.size),
                rng.normal(0.35, 0.4, at.size),
                rng.normal(0, 0.6, at.size),
            ],
            1,
        )
        size = (
            rng.uniform(0.07, 0.13, at.size)
            * (1.0 if share > 2 else 1.7 if share > 0.7 else 2.6)
            * (1.0 if row < 3 else 1.5 if row < 8 else 2.1)
        )
        parts.append(leaves(places, way, size, green, rng))
        near = float(far)
    if row < 2:
        z = rng.uniform(_NEAR, 22.0, 46)
        high = _rise(np.full(46, x), z, seed) + rng.uniform(0.62, 0.9, 46)
        sides = x + rng.choice([-0.26, 0.26], 46)
        places = zip(sides, high, z, strict=True)
        parts += [_cluster(float(side), float(up), float(at), grape, rng) for side, up, at in places]
    return parts


_LOBES = np.array(
    [
        (0.0, 1.0),
        (0.20, 0.60),
        (0.72, 0.62),
        (0.48, 0.18),
        (0.74, -0.22),
        (0.18, -0.18),
        (0.0, -0.08),
        (-0.18, -0.18),
        (-0.74, -0.22),
        (-0.48, 0.18),
        (-0.72, 0.62),
        (-0.20, 0.60),
    ],
    np.float32,
)


def _lobed(x: float, seed: int, skin: int, rng: np.random.Generator) -> Mesh:
    """Return the leaves of the near part of a row."""
    count, corners = 2300, len(_LOBES) + 1
    z = rng.uniform(_NEAR, 7.0, count)
    aside = rng.normal(0, 0.22, count)
    high = rng.beta(2.0, 1.6, count) * 1.35 + 0.55
    centre = np.stack([x + aside, _rise(np.full(count, x), z, seed) + high, z], 1)
    way = np.stack(
        [np.sign(aside) * rng.uniform(0.2, 1.2, count), rng.normal(0.3, 0.4, count), rng.normal(0, 0.7, count)], 1
    )
    way /= np.linalg.norm(way, axis=1, keepdims=True)
    down = rng.normal((0, -1, 0), 0.45, (count, 3))
    down -= (down * way).sum(axis=1, keepdims=True) * way
    down /= np.linalg.norm(down, axis=1, keepdims=True)
    side = np.cross(way, down)
    size = rng.uniform(0.055, 0.105, count)[:, None, None]
    rim = np.concatenate([[(0.0, 0.15)], _LOBES])
    bent = 0.25 * rim[:, 0] ** 2 + 0.2 * rim[:, 1] ** 2  # its edges hang
    points = centre[:, None] + size * (
        rim[:, 0, None] * side[:, None] + rim[:, 1, None] * down[:, None] - bent[:, None] * way[:, None]
    )
    carried = np.ones((count, corners, 6), np.float32)
    carried[..., 0] = rng.random(count)[:, None]
    carried[..., 1] = rim[:, 1]
    carried[..., 2:5] = way[:, None]
    fan = np.array([(0, k, k % (corners - 1) + 1) for k in range(1, corners)], np.int32)
    triangles = (corners * np.arange(count, dtype=np.int32)[:, None, None] + fan).reshape(-1, 3)
    skins_ = np.full(len(triangles), skin, np.int16)
    return Mesh(points.reshape(-1, 3).astype(np.float32), carried.reshape(-1, 6), triangles, skins_)


def _cluster(x: float, y: float, z: float, skin: int, rng: np.random.Generator) -> Mesh:
    """Return grapes that hang."""
    down = rng.uniform(0, 0.20, 16)
    spread = 0.055 * (1.1 - down / 0.22)
    places = rng.normal(size=(16, 3)) * spread[:, None] * [1, 0, 1] + np.stack([0 * down, -down, 0 * down], 1)
    one = turned([(0.002, 0.022), (0.016, 0.016), (0.022, 0.0), (0.016, -0.016), (0.002, -0.022)], 12, skin)
    return Mesh.of([one.moved(x + float(a), y + float(b), z + float(c)) for a, b, c in places])
