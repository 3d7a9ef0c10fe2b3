"""Rays through a pool: into the water and out of it, tiles under a net of light, lamps in the walls, what stands around it.

Conventions
-----------
Metres; the water's surface is y = 0, the pool reaches from -half to half in x, 0 to ``long`` in z and down to -``deep``. All work is on
flat arrays of rays. Light comes in three families: steady (sky, everything by it), sun, and glow (lamps in water and windows).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.caustics import caustic_tile, sampled
from beatreel.plugins.generators.procedural.kernels.fields import fbm_at, step
from beatreel.plugins.generators.procedural.kernels.sea import Sea
from beatreel.plugins.generators.procedural.scenery import open_sky
from beatreel.plugins.generators.procedural.scenery.open_sky import OpenLight
from beatreel.plugins.generators.procedural.scenery.palm import palm

Array = np.ndarray[Any, np.dtype[np.float32]]
Light = tuple[Array, Array, Array]

EXTINCTION = np.array([0.030, 0.042, 0.30], np.float32)
_TILE = np.array([0.74, 0.70, 0.44], np.float32)
_LANE = np.array([0.26, 0.10, 0.03], np.float32)
_STONE = np.array([0.46, 0.50, 0.54], np.float32)
_GLOW = np.array([1.75, 1.62, 0.72], np.float32)  # lamps under water
_WARM = np.array([0.42, 1.05, 2.3], np.float32)  # windows
_WATER = 1.33
BACK = 12.0  # metres from the far end of the pool to hedge and house


@dataclass
class Pool:
    """A pool, its light and its surroundings.

    Attributes
    ----------
    half, long, deep : float
        Metres.
    light : OpenLight
        Of the sky.
    azimuth : float
        Of the sun, radians.
    lamps : float
        Strength of all lamps, 0 by day to 1.
    sea : Sea
        Ripples.
    tile : ndarray
        Of caustics.
    scene : ndarray (rows, columns, 3)
        What stands behind the far end: cover, wall, window.
    ring : tuple of float
        x, z and size of something that floats; size 0 for nothing.
    ring_colour : ndarray (3,)
    seed : int
    pixel : float
        Size of a pixel at one metre.
    """

    half: float
    long: float
    deep: float
    light: OpenLight
    azimuth: float
    lamps: float
    sea: Sea
    tile: Array
    scene: Array
    ring: tuple[float, float, float]
    ring_colour: Array
    seed: int
    pixel: float = 0.0016


_SCENE_WIDE, _SCENE_TALL, _PER_METRE = 56.0, 18.0, 22


def scenery(rng: np.random.Generator) -> Array:
    """Draw hedge, palms and a house with large windows, as seen from the pool."""
    columns, rows = round(_SCENE_WIDE * _PER_METRE), round(_SCENE_TALL * _PER_METRE)
    cover, wall, window = (np.zeros((rows, columns), np.uint8) for _ in range(3))
    edge = np.interp(np.arange(columns), np.linspace(0, columns, 90), rng.normal(0, 1, 90))
    top = rows - _PER_METRE * (2.3 + 0.22 * edge + 0.10 * rng.normal(0, 1, columns))
    cover[np.arange(rows)[:, None] > top[None, :]] = 255
    for _ in range(9):
        x = float(rng.uniform(0, columns))
        palm(cover, x, rows, float(rng.uniform(6.5, 12.5)) * _PER_METRE, float(rng.uniform(-0.12, 0.12)), rng)
    side = float(rng.choice([-1.0, 1.0]))
    left, right = sorted((columns / 2 + side * 1.0 * _PER_METRE, columns / 2 + side * 13.5 * _PER_METRE))
    x0, x1, y0 = int(left), int(right), rows - round(3.7 * _PER_METRE)
    cover[y0:, x0:x1], wall[y0:, x0:x1] = 255, 235
    wall[y0 : y0 + 8, x0:x1] = 255
    wall[y0 + 8 : y0 + 16, x0:x1] = 120
    pane = 1.7 * _PER_METRE
    for i in range(int((right - left) / pane)):
        if rng.random() < 0.72:
            a = int(left + (i + 0.07) * pane)
            window[y0 + 24 : rows - 6, a : int(a + 0.86 * pane)] = int(rng.uniform(150, 255))
    planes = [cv2.GaussianBlur(part, (0, 0), 0.7).astype(np.float32) / 255 for part in (cover, wall, window)]
    return np.dstack(planes)


def surroundings(pool: Pool, x: Array, y: Array, z: Array, dx: Array, dy: Array, dz: Array) -> Light:
    """Return what rays see that leave the ground: the sky, and before it hedge, palms and house."""
    steady, sun = open_sky.sky_colours(pool.light, pool.azimuth, dx, np.maximum(dy, 0.01), dz)
    glow = np.zeros_like(steady)
    distance = (pool.long + BACK - z) / np.maximum(dz, 1e-3)
    u = ((x + dx * distance) + _SCENE_WIDE / 2) * _PER_METRE
    v = (_SCENE_TALL - (y + dy * distance)) * _PER_METRE
    where = (dz > 0.02) & (u > 0) & (u < pool.scene.shape[1] - 1) & (v > 0)
    u, v = np.where(where, u, -9).astype(np.float32), np.where(where, np.minimum(v, pool.scene.shape[0] - 1), -9)
    seen = _looked_up(pool.scene, u, v.astype(np.float32))
    cover, wall, window = (seen[..., i : i + 1] for i in range(3))
    near = np.exp(-np.maximum(y + dy * distance, 0) / 1.6)[..., None].astype(np.float32)
    ambient, key = np.array(pool.light.ambient, np.float32), np.array(pool.light.sun, np.float32)
    green = np.array([0.05, 0.10, 0.07], np.float32)
    own = ambient * (green * (1 - wall) * 0.9 + 0.62 * wall)
    steady = (
        steady * (1 - cover) + own * cover * (1 - 0.85 * window) + ambient * (0.6 * window * (1 - min(pool.lamps, 1.0)))
    )
    sun = sun * (1 - cover) + key * cover * (1 - window) * (0.05 * (1 - wall) * green * 8 + 0.16 * wall)
    glow += (
        cover
        * pool.lamps
        * (_GLOW * near * (0.05 + 0.24 * wall) + _WARM * (0.85 * window + 0.05 * wall * (1 - window)))
    )
    return steady.astype(np.float32), sun.astype(np.float32), glow.astype(np.float32)


def _looked_up(scene: Array, u: Array, v: Array) -> Array:
    folded = -(-u.size // 4096)
    room = folded * 4096 - u.size
    maps = [np.pad(p.ravel(), (0, room), constant_values=-9).reshape(folded, 4096) for p in (u, v)]
    found = cv2.remap(scene, maps[0], maps[1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=(0, 0, 0))
    return np.asarray(found.reshape(-1, 3)[: u.size].reshape(*u.shape, 3), np.float32)


def inside(
    pool: Pool, x: Array, y: Array, z: Array, dx: Array, dy: Array, dz: Array, start: Array
) -> tuple[Light, Array, Array]:
    """Follow rays under water to floor and walls.

    Returns
    -------
    lights : tuple of ndarray (count, 3)
        What comes from there, the water between included.
    distance : ndarray (count,)
    escapes : ndarray (count,)
        1 where the ray meets the surface from below instead.
    """
    tiny = np.float32(1e-5)
    to_floor = np.where(dy < -tiny, (-pool.deep - y) / np.minimum(dy, -tiny), 1e9)
    to_top = np.where(dy > tiny, -y / np.maximum(dy, tiny), 1e9)
    safe_x, safe_z = np.where(np.abs(dx) < tiny, tiny, dx), np.where(np.abs(dz) < tiny, tiny, dz)
    to_side = (np.where(dx > 0, pool.half, -pool.half) - x) / safe_x
    to_end = (np.where(dz > 0, pool.long, 0.0) - z) / safe_z
    distance = np.minimum(np.minimum(to_floor, to_top), np.minimum(to_side, to_end)).astype(np.float32)
    distance = np.clip(distance, 0.01, 60.0)
    px, py, pz = x + dx * distance, y + dy * distance, z + dz * distance
    on_floor, on_top = (to_floor <= distance + tiny), (to_top <= distance + tiny)
    on_side = ~on_floor & ~on_top & (to_side <= distance + tiny)
    u = np.where(on_side, pz, px).astype(np.float32)
    v = np.where(on_floor, pz, py).astype(np.float32)
    foot = (start + distance) * np.float32(pool.pixel)
    shade = _tiles(u, v, foot, pool.seed)
    lane = on_floor & (np.abs(np.abs(px) - 0.5 * pool.half) < 0.13) & (pz > 0.8) & (pz < pool.long - 0.8)
    albedo = np.where(lane[..., None], _LANE, _TILE) * shade[..., None]
    net_u, net_v = u / 2.6, v / 2.6
    net = np.minimum(sampled(pool.tile, net_u, net_v), sampled(pool.tile, 0.83 * net_u + 0.4, 0.83 * net_v + 0.2))
    net = np.where(on_floor, net, 0.6 * net + 0.05)
    through = np.exp(-distance[..., None] * EXTINCTION)
    below = np.exp(-np.maximum(-py, 0)[..., None] * EXTINCTION)
    key, ambient = np.array(pool.light.sun, np.float32), np.array(pool.light.ambient, np.float32)
    facing = np.where(on_floor, 1.0, 0.45).astype(np.float32)
    steady = albedo * ambient * (0.9 * facing)[..., None] * below * through
    sun = (
        albedo
        * key
        * (facing * (0.16 + 1.5 * net) * math.sin(max(pool.light.elevation, 0.15)) ** 0.5)[..., None]
        * below
        * through
    )
    lit = _lamplight(pool, px, py, pz) * (0.62 + 1.5 * net)
    glow = albedo * _GLOW * (pool.lamps * lit)[..., None] * through
    bulb = _bulbs(pool, px, py, pz, on_side)
    glow += _GLOW * (pool.lamps * 11.0 * bulb)[..., None] * through
    haze = 1 - np.exp(-0.075 * distance)[..., None]
    water = np.array([0.42, 0.34, 0.06], np.float32)
    steady += haze * water * ambient * np.float32(1.7)
    sun += haze * water * key * np.float32(0.22)
    glow += haze * np.array([0.52, 0.44, 0.10], np.float32) * np.float32(0.30 * pool.lamps)
    lights = tuple(part.astype(np.float32) for part in (steady, sun, glow))
    return (lights[0], lights[1], lights[2]), distance, on_top.astype(np.float32)


def _tiles(u: Array, v: Array, foot: Array, seed: int) -> Array:
    """Return how light tiles are, about 1: each a little different, pale joints between them, gone where pixels are larger."""
    size = 0.24
    i, j = np.floor(u / size), np.floor(v / size)
    mixed = np.sin(i * 127.1 + j * 311.7 + seed * 0.137) * 43758.5453
    each = 0.80 + 0.36 * (mixed - np.floor(mixed))
    away = np.minimum(np.abs(u / size - np.round(u / size)), np.abs(v / size - np.round(v / size))) * size
    wide = 0.009 + 0.6 * foot
    joint = np.clip(1 - away / wide, 0, 1) * np.minimum(0.012 / np.maximum(foot, 1e-4), 1)
    plain = np.clip(1.4 - foot / 0.05, 0, 1)
    return np.asarray((0.98 + (each - 0.98) * plain) * (1 - 0.38 * joint), np.float32)


def _lamp_places(pool: Pool) -> list[tuple[float, float, float]]:
    count = max(2, round(pool.long / 5.5))
    return [(way * pool.half, -0.62, pool.long * (k + 0.5) / count) for k in range(count) for way in (-1.0, 1.0)]


def _lamplight(pool: Pool, x: Array, y: Array, z: Array) -> Array:
    total = np.full(x.shape, 0.05, np.float32)
    for lx, ly, lz in _lamp_places(pool):
        square = (x - lx) ** 2 + (y - ly) ** 2 + (z - lz) ** 2
        total += np.float32(0.60) * np.exp(-0.35 * np.sqrt(square)) / (square + np.float32(0.30))
    return np.minimum(total, 1.5)


def _bulbs(pool: Pool, x: Array, y: Array, z: Array, on_side: Any) -> Array:
    total = np.zeros(x.shape, np.float32)
    for lx, ly, lz in _lamp_places(pool):
        away = np.hypot(y - ly, z - lz)
        total += np.where(
            on_side & (np.sign(x) == np.sign(lx)), step(0.17, 0.12, away) + 0.10 * np.exp(-away / 0.22), 0
        )
    return total


def water(pool: Pool, x: Array, z: Array, dx: Array, dy: Array, dz: Array, distance: Array, foot: Array) -> Light:
    """Return the light of points of the surface, seen from above."""
    _, slope_x, slope_z, _ = pool.sea.at(x, z, foot)
    size = 1 / np.sqrt(slope_x**2 + slope_z**2 + 1)
    nx, ny, nz = -slope_x * size, size, -slope_z * size
    cosine = np.clip(-(dx * nx + dy * ny + dz * nz), 0.02, 1)
    ratio = np.float32(1 / _WATER)
    bend = ratio * cosine - np.sqrt(np.maximum(1 - ratio**2 * (1 - cosine**2), 0))
    rx, ry, rz = ratio * dx + bend * nx, ratio * dy + bend * ny, ratio * dz + bend * nz
    (steady, sun, glow), _, _ = inside(pool, x, np.full_like(x, -0.001), z, rx, np.minimum(ry, -0.05), rz, distance)
    mirror = 0.02 + 0.98 * (1 - cosine) ** 5
    mx, my, mz = dx + 2 * cosine * nx, dy + 2 * cosine * ny, dz + 2 * cosine * nz
    around = surroundings(pool, x, np.zeros_like(x), z, mx, np.maximum(my, 0.02), mz)
    share = np.clip(mirror, 0, 0.85)[..., None]
    mixed = [part * (1 - share) + other * share for part, other in zip((steady, sun, glow), around, strict=True)]
    towards = pool.light.towards(pool.azimuth)
    spark = np.clip(mx * towards[0] + my * towards[1] + mz * towards[2], 0, 1) ** 420
    mixed[1] = mixed[1] + spark[..., None] * np.array(pool.light.sun, np.float32) * 5
    return mixed[0].astype(np.float32), mixed[1].astype(np.float32), mixed[2].astype(np.float32)


def deck(pool: Pool, x: Array, z: Array, foot: Array) -> Light:
    """Return the light of the paving around: large slabs, pale copings along the water, all of it lit by the pool at night."""
    slab = 0.9
    i, j = np.floor(x / slab), np.floor(z / slab)
    mixed = np.sin(i * 91.7 + j * 217.3 + pool.seed * 0.31) * 24634.6345
    each = 0.80 + 0.3 * (mixed - np.floor(mixed))
    away = np.minimum(np.abs(x / slab - np.round(x / slab)), np.abs(z / slab - np.round(z / slab))) * slab
    joint = np.clip(1 - away / (0.008 + 0.6 * foot), 0, 1) * np.minimum(0.016 / np.maximum(foot, 1e-4), 1)
    rough = 1 + 0.5 * fbm_at(x, z, 0.8, pool.seed + 5, 5, foot)
    out = np.maximum(np.maximum(np.abs(x) - pool.half, -z), z - pool.long)
    coping = step(0.36, 0.32, out)
    shade = each * (1 - 0.5 * joint) * rough * (0.62 + 0.75 * coping)
    stone = _STONE * shade[..., None]
    near = np.exp(-np.maximum(out, 0) / 1.1) * 0.30 + 0.035
    key = np.array(pool.light.sun, np.float32) * np.float32(0.8 * math.sin(max(pool.light.elevation, 0.1)))
    glow = stone * (
        _GLOW * near[..., None] + _WARM * np.exp(-np.maximum(pool.long + BACK - z, 0) / 6)[..., None] * 0.16
    )
    return (
        (stone * np.array(pool.light.ambient, np.float32) * 0.9).astype(np.float32),
        (stone * key).astype(np.float32),
        (glow * pool.lamps).astype(np.float32),
    )


def ring(pool: Pool, x: Array, z: Array) -> tuple[Array, Array, Array]:
    """Return cover, shading (about 0 to 1) and stripes of a ring that floats, at points of a plane just above the water."""
    rx, rz, size = pool.ring
    if size <= 0:
        nothing = np.zeros_like(x)
        return nothing, nothing, nothing
    away = np.hypot(x - rx, z - rz) / size
    across = (away - 0.72) / 0.28
    cover = np.clip((1 - np.abs(across)) * 14, 0, 1)
    lift = np.sqrt(np.clip(1 - across * across, 0, 1))
    turn = np.arctan2(z - rz, x - rx)
    shade = 0.35 + 0.65 * lift + 0.25 * np.clip(across, -1, 1) * np.cos(turn - 0.9)
    stripes = (np.sin(6 * turn + 0.6) > 0).astype(np.float32)
    return cover.astype(np.float32), shade.astype(np.float32), stripes


def make_tile(seed: int) -> Array:
    """Return a net of light for a pool."""
    return caustic_tile(seed, 384, focus=1.05)
