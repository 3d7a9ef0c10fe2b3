"""An oasis: palms and reeds about still water, a lit tent on its bank, dunes on all sides."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels.fields import fbm_at
from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, grid, leaves
from beatreel.plugins.generators.procedural.scenery.built import EVEN, SKY, skins
from beatreel.plugins.generators.procedural.scenery.palm_trees import palm_tree
from beatreel.plugins.generators.procedural.scenery.streets import sheet

from .homes import WARM
from .site import Site, View, somebody

Array = np.ndarray[Any, np.dtype[np.float32]]

AIR = 0.0022
_MIDDLE, _LONG, _WIDE = 13.0, 11.0, 7.5  # metres: where the water lies, half its extent along z and across
_LEVEL = -0.16
_VIEWS = {
    "wide": View((0.6, 2.9, -9.5), 0.0, 0.92, 0.50, 1.0),
    "medium": View((-3.2, 1.7, -1.2), 14.0, 0.98, 0.52, 0.6),
    "close": View((-5.6, 1.35, 4.6), 33.0, 1.0, 0.56, 0.4),
    "detail": View((1.8, 0.34, 2.6), -9.0, 1.25, 0.40, 0.2),
}


def sun_at(kind: str, hour: str, side: float, rng: np.random.Generator) -> float:
    """Return where the sun stands: low behind the palms, by day to one side."""
    return side * float(rng.uniform(0.15, 0.4) if hour != "day" else rng.uniform(0.9, 1.3))


def build(site: Site, kind: str, shot: str, side: float) -> View:
    """Build it."""
    place, rng = site.place, site.rng
    seed = int(rng.integers(1, 1 << 16))
    sand = place.material(skins.GROUND, (0.20, 0.33, 0.50), (0.26, 0.40, 0.58), scale=6.0)
    water = place.material(skins.WATER, (0.085, 0.075, 0.020), gloss=0.05, rough=0.0, scale=2.4)
    site.water.append(water)
    place.add(_sand(seed, side, sand), sheet(-16, 16, -4, 32, _LEVEL, water))
    view = _VIEWS[shot]
    view = replace(view, eye=(view.eye[0] * side, *view.eye[1:]), yaw=view.yaw * side)
    _palms(site, seed, side, view)
    _reeds(site, seed, side, view)
    _tent(site, seed, side)
    if not site.empty and (site.somebody or shot in ("wide", "medium")):
        x, z = 4.1 * side, 20.5
        place.add(somebody(site, "walker", (0.30, 0.33, 0.36)).moved(x, _height(x, z, seed, side) - 0.03, z))
    return view


def _shore(x: Any, z: Any, seed: int) -> Array:
    """Return how far from the water places are, in shares of its extent: below 1 they lie in it."""
    x, z = np.broadcast_arrays(np.asarray(x, np.float32), np.asarray(z, np.float32))
    bend = 0.22 * fbm_at(np.ascontiguousarray(x), np.ascontiguousarray(z), 7.0, seed, 3)
    return np.asarray(np.hypot(x / _WIDE, (z - _MIDDLE) / _LONG) + bend, np.float32)


def _heights(x: Any, z: Any, seed: int, side: float) -> Array:
    """Return the height of the sand."""
    x, z = (
        np.ascontiguousarray(part) for part in np.broadcast_arrays(np.asarray(x, np.float32), np.asarray(z, np.float32))
    )
    away = _shore(x, z, seed)
    bank = np.clip((away - 1.0) * 1.1, -0.7, 0.75)
    far = np.clip((np.hypot(x, z - _MIDDLE) - 20) / 60, 0, 1) ** 1.3
    # Dunes: long backs towards the wind, steep where they fall.
    bent = x * 0.5 * side + z + 9 * fbm_at(x, z, 60.0, seed + 3, 3)
    turn = bent / 46.0 - np.floor(bent / 46.0)
    back = np.where(turn < 0.72, (turn / 0.72) ** 1.5, ((1 - turn) / 0.28) ** 1.15)
    dunes = far * (13.0 * back * (0.65 + 0.6 * fbm_at(x, z, 90.0, seed + 5, 2)) + 5.0)
    small = 0.10 * fbm_at(x, z, 3.0, seed + 7, 4) + 0.03 * np.sin(
        7.0 * (x * 0.4 + z + 0.8 * fbm_at(x, z, 5.0, seed + 8, 2))
    )
    return np.asarray(bank + dunes + small * np.clip((away - 1.05) * 3, 0, 1), np.float32)


def _height(x: float, z: float, seed: int, side: float) -> float:
    return float(_heights(x, z, seed, side).flat[0])


def _sand(seed: int, side: float, skin: int) -> Mesh:
    near = np.arange(-14.0, 46.0, 0.32)
    z = np.concatenate([near, 46.0 * (380.0 / 46.0) ** np.linspace(0, 1, 150)])
    u = np.linspace(-1, 1, 260)
    x = (0.25 * u + 0.75 * u**3)[None, :] * (26.0 + 0.9 * np.maximum(z, 0))[:, None]
    grid_z = np.broadcast_to(z[:, None], x.shape)
    points = np.stack([x, _heights(x, grid_z, seed, side), grid_z], -1)
    return grid(points[::-1], skin, uv=points[::-1][..., [0, 2]])


def _palms(site: Site, seed: int, side: float, view: View) -> None:
    """Plant palms in groups about the water, none right before the lens."""
    place, rng = site.place, site.rng
    bark = place.material(skins.WOOD, (0.06, 0.085, 0.115), scale=0.22)
    through = tuple(0.10 * a * b for a, b in zip((0.3, 1.0, 0.55), site.light.sun, strict=True))
    leaf = place.material(skins.LEAF, (0.045, 0.17, 0.085), (0.10, 0.34, 0.18), glow=through, family=SKY)
    kinds = [palm_tree(float(rng.uniform(5.5, 10.5)), (bark, leaf), rng, fronds=30) for _ in range(6)]
    heading = math.radians(view.yaw)
    placed = 0
    for _ in range(400):
        turn = float(rng.choice([0.5, 1.05, 2.05, 2.6, 3.75, 5.7])) + float(rng.normal(0, 0.17))
        far = float(rng.uniform(1.12, 1.55))
        x, z = side * far * _WIDE * math.cos(turn), _MIDDLE + far * _LONG * math.sin(turn)
        dx, dz = x - view.eye[0], z - view.eye[2]
        ahead, aside = dx * math.sin(heading) + dz * math.cos(heading), dx * math.cos(heading) - dz * math.sin(heading)
        if _shore(x, z, seed) < 1.08 or math.hypot(dx, dz) < 3.0 or (0 < ahead < 12 and abs(aside) < 0.18 * ahead):
            continue
        scale = float(rng.uniform(0.75, 1.1))
        palm = kinds[int(rng.integers(6))].moved(0, 0, 0, turn=float(rng.uniform(0, 6.28)), scale=scale)
        place.add(palm.moved(x, _height(x, z, seed, side) - 0.1, z))
        placed += 1
        if placed == 30:
            break


def _reeds(site: Site, seed: int, side: float, view: View) -> None:
    """Let reeds and grass grow where the sand is wet, and bushes behind them."""
    place, rng = site.place, site.rng
    green = place.material(skins.LEAF, (0.020, 0.085, 0.050), (0.06, 0.20, 0.13))
    count = 26000
    turn, far = rng.uniform(0, 2 * math.pi, count), 1 + 0.30 * rng.random(count) ** 2
    x, z = far * _WIDE * np.cos(turn), _MIDDLE + far * _LONG * np.sin(turn)
    away = _shore(x, z, seed)
    tufts = fbm_at(x.astype(np.float32), z.astype(np.float32), 2.6, seed + 11, 3)
    near = np.hypot(x - view.eye[0], z - view.eye[2])
    kept = (away > 0.97) & (away < 1.24) & (tufts > 0.02) & (near > 1.0)
    x, z, tall = x[kept], z[kept], (0.25 + 0.55 * rng.random(count))[kept] * (1 + 1.2 * tufts[kept])
    foot = np.stack([x, np.maximum(_heights(x, z, seed, side), _LEVEL), z], 1)
    lean = rng.normal(0, 0.22, (len(x), 3)) * [1, 0, 1]
    place.add(_blades(foot, foot + tall[:, None] * (lean + np.array([0, 1, 0])), 0.012, green, rng))
    for _ in range(26):
        turn, far = float(rng.uniform(0, 6.28)), float(rng.uniform(1.25, 1.7))
        bx, bz = far * _WIDE * math.cos(turn), _MIDDLE + far * _LONG * math.sin(turn)
        if math.hypot(bx - view.eye[0], bz - view.eye[2]) < 3.5:
            continue
        size = float(rng.uniform(0.4, 0.9))
        way = rng.normal(size=(900, 3))
        way /= np.linalg.norm(way, axis=1, keepdims=True)
        at = way * rng.random((900, 1)) ** 0.3 * size * [1, 0.7, 1] + [
            bx,
            _height(bx, bz, seed, side) + 0.35 * size,
            bz,
        ]
        place.add(leaves(at, way + np.array([0, 0.4, 0]), 0.07, green, rng))


def _blades(foot: Array, tip: Array, half: float, skin: int, rng: np.random.Generator) -> Mesh:
    """Return blades of grass, each a triangle that looks to the viewer."""
    count = len(foot)
    across = np.zeros_like(foot)
    across[:, 0] = half
    points = np.stack([foot - across, foot + across, tip], 1).reshape(-1, 3).astype(np.float32)
    carried = np.zeros((count, 3, 6), np.float32)
    carried[..., 0] = rng.random((count, 1), np.float32)
    carried[..., 2:5] = np.array([0, 0.55, -0.83], np.float32)
    carried[..., 5] = np.array([0.4, 0.4, 1.0], np.float32)
    triangles = np.arange(3 * count, dtype=np.int32).reshape(-1, 3)
    return Mesh(points, carried.reshape(-1, 6), triangles, np.full(count, skin, np.int16))


def _tent(site: Site, seed: int, side: float) -> None:
    """Pitch a tent on the far bank; after dark it is lit from within."""
    place = site.place
    x, z = 6.0 * side, 25.5
    y = _height(x, z, seed, side) - 0.05
    lit = tuple(0.55 * site.dark * part for part in WARM)
    cloth = place.material(skins.CLOTH, (0.30, 0.40, 0.50), glow=lit, family=EVEN)
    u, v = np.linspace(-1, 1, 25)[None, :], np.linspace(-1, 1, 13)[:, None]
    roof = 2.3 - 0.75 * np.abs(u) ** 0.8 - 0.75 * np.abs(v) ** 0.8 + 0.12 * np.cos(u * 9.4) * np.abs(v)
    cover = np.stack(np.broadcast_arrays(2.9 * u, roof, 1.9 * v), -1).astype(np.float32)
    place.add(grid(cover[::-1], cloth).moved(x, y, z))
    wall = cover[-1]
    for edge in (wall, cover[:, 0], cover[:, -1]):
        place.add(grid(np.stack([edge, edge * [1.04, 0, 1.04]]), cloth).moved(x, y, z))
    if site.dark > 0.2:
        place.lamp((x - 0.4 * side, y + 1.1, z - 2.8), tuple(9.0 * site.dark * part for part in WARM), EVEN, 0.4)
        place.beacons.append(((x, y + 1.1, z - 1.9), WARM))
