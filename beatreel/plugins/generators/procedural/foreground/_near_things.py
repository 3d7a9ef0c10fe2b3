"""What stands between the camera and a cabin: a fence along its path, tufts of grass, somebody who comes home."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels import silhouette
from beatreel.plugins.generators.procedural.scenery import plants, staffage

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.kernels.house import View

    from ._ground import Canvas, Land
    from ._lamplight import Lamps

Array = np.ndarray[Any, np.dtype[np.float32]]

_BAY = 2.1  # metres from post to post
_WOOD = np.array([0.10, 0.13, 0.16], np.float32)
_STALK = np.array([0.07, 0.15, 0.17], np.float32)


def fence(canvas: Canvas, view: View, land: Land, lamps: Lamps, rng: np.random.Generator) -> None:
    """Set an old fence along one side of the path, its posts leaning, in place."""
    if land.path is None:
        return
    far = land.path[1] - 1.6
    hand = float(rng.choice([-1.0, 1.0]))
    z = np.arange(far, 2.6, -_BAY)
    if z.size < 2:
        return
    z = z + rng.uniform(-0.25, 0.25, z.size)
    x = land.path_at(z.astype(np.float32)) + hand * (1.5 + 0.25 * rng.uniform(-1, 1, z.size))
    tall = rng.uniform(0.85, 1.10, z.size)
    lean = rng.normal(0, 0.06, z.size)
    for index in range(z.size):
        wood, white = (np.zeros((view.height, view.width), np.uint8) for _ in range(2))
        here = float(z[index])
        unit = view.focal / here
        base = float(
            land.rise(np.array([x[index]], np.float32), np.array([here], np.float32), np.zeros(1, np.float32))[0]
        )

        def at(px: float, py: float, pz: float) -> tuple[float, float]:
            u, v = view.at(px, py, pz)
            return float(u), float(v)

        half = 0.065
        foot, head = at(float(x[index]), base - 0.1, here), at(float(x[index] + lean[index]), base + tall[index], here)
        wide = half * unit
        post = ((-1.0, foot), (-0.9, head), (0.9, (head[0], head[1] + 0.2 * wide)), (1.0, foot))
        silhouette.fill(wood, [(at_[0] + share * wide, at_[1]) for share, at_ in post])
        if land.snow:
            cap = np.array([(-1.15, 0.5), (-1.0, -0.5), (0.1, -1.0), (1.0, -0.4), (1.15, 0.5)]) * wide + head
            silhouette.fill(white, silhouette.smooth_curve([(float(u), float(v)) for u, v in cap]))
            mound = np.array([(-3.0, 0.3), (-1.2, -0.9), (0.2, -1.3), (1.2, -0.8), (2.8, 0.3)]) * wide + foot
            silhouette.fill(white, silhouette.smooth_curve([(float(u), float(v)) for u, v in mound]))
        if index + 1 < z.size and rng.random() < 0.88:
            there = float(z[index + 1])
            low = float(
                land.rise(np.array([x[index + 1]], np.float32), np.array([there], np.float32), np.zeros(1, np.float32))[
                    0
                ]
            )
            for share in (0.82, 0.45):
                drop = float(rng.normal(0, 0.05))
                a = at(float(x[index] + share * lean[index]), base + share * tall[index], here)
                b = at(float(x[index + 1] + share * lean[index + 1]), low + share * tall[index + 1] + drop, there)
                ta, tb = 0.045 * unit, 0.045 * view.focal / there
                silhouette.fill(wood, [(a[0], a[1] - ta), (b[0], b[1] - tb), (b[0], b[1] + tb), (a[0], a[1] + ta)])
                if land.snow:
                    middle = (0.5 * (a[0] + b[0]), 0.5 * (a[1] + b[1]) - 1.1 * (ta + tb))
                    low_edge = [(b[0], b[1] - 0.6 * tb), (a[0], a[1] - 0.6 * ta)]
                    silhouette.fill(white, [(a[0], a[1] - 1.9 * ta), middle, (b[0], b[1] - 1.9 * tb), *low_edge])
        put(canvas, wood, white, float(x[index]), here, view, land, lamps)


def put(
    canvas: Canvas,
    wood: Any,
    white: Any,
    x: float,
    z: float,
    view: View,
    land: Land,
    lamps: Lamps,
    *,
    across: bool = False,
    colour: Array = _WOOD,
) -> None:
    both = cv2.max(wood, white)
    left, top, wide, high = cv2.boundingRect(both)
    if not wide or not high:
        return
    part = np.s_[top : top + high, left : left + wide]
    steady, warm, cover, depth = canvas
    alpha, snow = both[part].astype(np.float32) / 255, white[part].astype(np.float32)[..., None] / 255
    if across:  # each column where it stands; what is nearer hides it
        alpha = alpha * (depth[part] > z - 0.3)
        x = view.side * (np.arange(left, left + wide, dtype=np.float32) - view.centre_x) / view.focal * z
    one = np.atleast_1d(np.asarray(x, np.float32)), np.array([0.7], np.float32), np.array([z], np.float32)
    side = (lamps.on(*one, (np.float32(0.0), np.float32(0.2), np.float32(0.6)), 0.5))[None, :, None]
    crown = (lamps.on(*one, (np.float32(0.0), np.float32(0.7), np.float32(0.4)), 0.2))[None, :, None]
    through = float(land.air(z))
    haze = land.haze_at(np.arange(left, left + wide, dtype=np.float32), view.width)[None]
    own = colour * land.ambient * np.float32(0.25) * (1 - snow) + snow * land.ambient * np.float32(0.36)
    own = own * through + haze * (1 - through)
    lit = (colour * (1 - snow) * (0.35 * side) + snow * (0.5 * crown)) * land.lamp * np.float32(through)
    share = alpha[..., None]
    steady[part] += (own - steady[part]) * share
    warm[part] += (lit - warm[part]) * share
    cover[part] += (1 - cover[part]) * alpha
    depth[part] = np.where(alpha > 0.5, np.float32(z), depth[part])


def tufts(
    canvas: Canvas, view: View, land: Land, lamps: Lamps, rng: np.random.Generator, clear: Any = None, *, much: float = 1.0,
    aside: float = 0.5,
) -> None:  # fmt: skip
    """Let grass stand before the camera, in bands from far to near.

    ``clear`` (x, z, radius) is where none grows, ``aside`` how far from the path it begins in metres; with less than 1 there is
    less of it, and shorter.
    """
    farthest = land.path[1] - 1.0 if land.path is not None else 16.0
    edges = np.geomspace(max(farthest, 4.0), 2.2, 9)
    for far, near in zip(edges[:-1], edges[1:], strict=True):
        z = float(near)
        unit = view.focal / z
        count = round(520 * much * (1.0 if view.width / unit > 3 else 0.7))
        heaps = rng.uniform(-0.75, 0.75, max(3, count // 9)) * view.width / view.focal * z
        x = (rng.choice(heaps, count) + rng.normal(0, 0.35, count)).astype(np.float32)
        zs = rng.uniform(near, far, count).astype(np.float32)
        px, py = view.at(x, land.rise(x, zs, np.zeros(count, np.float32)) - 0.02, zs)
        free = np.abs(x - land.path_at(zs)) > aside
        if clear is not None:
            free &= np.hypot(x - clear[0], zs - clear[1]) > clear[2]
        long = rng.uniform(0.10, 0.38, count) * much**0.5 * view.focal / zs
        mask = np.zeros((view.height, view.width), np.uint8)
        blades = plants.grass(rng, px.astype(np.float32), py.astype(np.float32), long.astype(np.float32))
        plants.draw_segments(mask, blades[np.tile(free, 2)], max(1.0, 0.007 * unit))
        put(canvas, mask, np.zeros_like(mask), 0.0, z, view, land, lamps, across=True, colour=_STALK)


def walker(canvas: Canvas, view: View, land: Land, lamps: Lamps, rng: np.random.Generator) -> None:
    """Let somebody walk along the path to the door."""
    if land.path is None:
        return
    z = 0.60 * land.path[1] if land.path[1] > 12 else 0.75 * land.path[1]
    x = float(land.path_at(np.array([z], np.float32))[0])
    size = 1.76 * view.focal / z
    kind = "walker" if rng.random() < 0.5 else "hiker"
    one = staffage.body(kind, size, mirrored=bool(rng.random() < 0.5), variant=land.seed % 50)
    low = float(land.rise(np.array([x], np.float32), np.array([z], np.float32), np.zeros(1, np.float32))[0])
    px, py = (float(at) for at in view.at(x, low, z))
    left, top = round(px - one.feet[0]), round(py - one.feet[1])
    rows, columns = one.cover.shape
    if left < 0 or top < 0 or left + columns > view.width or top + rows > view.height:
        return
    steady, warm, cover, depth = canvas
    part, share = np.s_[top : top + rows, left : left + columns], one.cover[..., None]
    nx, ny, nz = one.normal[..., 0], one.normal[..., 1], one.normal[..., 2]
    high = np.broadcast_to((one.feet[1] - np.arange(rows, dtype=np.float32)[:, None]) / size * 1.76, one.cover.shape)
    fall = lamps.on(
        np.full_like(nx, x), np.ascontiguousarray(high), np.full_like(nx, z), (view.side * nx, ny, nz), 0.12
    )
    haze = land.haze_at(np.arange(left, left + columns, dtype=np.float32), view.width)[None]
    through = float(land.air(z))
    own = one.albedo * ((0.35 + 0.25 * ny) * one.openness)[..., None] * land.ambient * through + haze * (1 - through)
    edge = 0.6 + 1.6 * np.clip(1 + nz, 0, 1) ** 1.7
    lit = (0.7 * one.albedo + 0.02) * (fall * edge * one.openness)[..., None] * land.lamp * np.float32(through)
    steady[part] += (own - steady[part]) * share
    warm[part] += (lit - warm[part]) * share
    cover[part] += (1 - cover[part]) * one.cover
    depth[part] = np.where(one.cover > 0.5, np.float32(z), depth[part])
