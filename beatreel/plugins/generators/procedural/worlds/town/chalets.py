"""What villages of wood are built of: houses with snow on their roofs, churches, spruces, and mountains of rock and snow behind them."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from beatreel.plugins.generators.procedural.kernels.fields import fbm_at
from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, boxes, grid, turned
from beatreel.plugins.generators.procedural.scenery.built import EVEN, ODD, skins

from .homes import WARM, gable, window
from .site import Site

SNOW = (0.80, 0.77, 0.74)  # BGR, linear, as all colours here


@dataclass(frozen=True)
class Timber:
    """Skins of a house: two of panes, the first of each family is lit after dark."""

    wall: int
    foot: int
    roof: int
    snow: int
    trim: int
    door: int
    shutter: int
    panes: tuple[int, int, int]


def timber(site: Site, number: int, wall: tuple[float, float, float], foot: tuple[float, float, float]) -> Timber:
    """Add what a house is made of."""
    place = site.place
    glow = tuple(2.0 * max(site.dark, 0.10) * part for part in WARM)
    lit = [
        place.material(skins.PLAIN, (0.1, 0.1, 0.1), gloss=0.04, rough=0.05, glow=glow, family=family)
        for family in (EVEN, ODD)
    ]
    dim = place.material(skins.PLAIN, (0.05, 0.045, 0.04), gloss=0.10, rough=0.03)
    shutter = ((0.05, 0.14, 0.05), (0.04, 0.05, 0.28), (0.20, 0.12, 0.05))[number % 3]
    return Timber(
        place.material(skins.WOOD, wall, scale=0.22),
        place.material(skins.PLASTER, foot),
        place.material(skins.WOOD, (0.06, 0.075, 0.10), scale=0.25),
        place.material(skins.PLASTER, SNOW),
        place.material(skins.WOOD, (0.55, 0.58, 0.60), scale=0.2),
        place.material(skins.WOOD, (0.05, 0.09, 0.16), scale=0.25),
        place.material(skins.WOOD, shutter, scale=0.2),
        (lit[number % 2], lit[1 - number % 2], dim),
    )


def blanket(
    x0: float, x1: float, z0: float, z1: float, low: float, high: float, thick: float, skin: int, seed: int
) -> Mesh:
    """Return the snow on a roof with its ridge along z: round at its edges, thick in the middle of each slope."""
    across, along = np.linspace(-1, 1, 33), np.linspace(-1, 1, 31)
    across, along = np.sin(0.5 * np.pi * across)[:, None], np.sin(0.5 * np.pi * along)[None]
    half, middle = 0.5 * (x1 - x0), 0.5 * (x0 + x1)
    x, z = np.broadcast_arrays(middle + half * across, 0.5 * (z0 + z1) + 0.5 * (z1 - z0) * along)
    lumps = fbm_at(x.astype(np.float32), z.astype(np.float32), 2.2, seed, 3)
    edge = np.sqrt(np.clip((1 - across**6) * (1 - along**12), 0, 1))
    slope = (high - low) / half
    y = high + 0.14 - slope * (np.sqrt((half * across) ** 2 + 0.05) - 0.1) + thick * edge * (1 + 0.35 * lumps)
    return grid(np.stack([x, y, z], -1), skin)


def house(
    site: Site, skin: Timber, half: float, long: float, high: float, *, storeys: int, snow: float, alpine: bool
) -> Mesh:
    """Return a house whose gable lies on z = 0 and faces -z; alpine ones have a balcony and shutters, others white corners."""
    rng = site.rng
    over = 0.95 if alpine else 0.35
    rise = half * (0.72 if alpine else 0.95)
    foot = high / storeys if alpine else 0.25
    parts = [
        boxes([(0, foot / 2 - 0.6, long / 2)], (half, foot / 2 + 0.6, long / 2), skin.foot),
        boxes([(0, (foot + high) / 2, long / 2)], (half - 0.02, (high - foot) / 2, long / 2 - 0.02), skin.wall),
        gable(-half, half, 0.0, long, high, high + rise, skin.roof, skin.wall, over=over),
    ]
    chimney = (0.45 * half, long * 0.62)
    top = high + rise + 0.75
    parts.append(boxes([(chimney[0], top - 1.5, chimney[1])], (0.36, 1.5, 0.36), skin.foot))
    if snow:
        slope = rise / half
        parts.append(
            blanket(-half - over, half + over, -over, long + over, high - over * slope, high + rise, 0.25 + 0.5 * snow,
                    skin.snow, int(rng.integers(1 << 20)))
        )  # fmt: skip
        parts.append(turned([(0.0, 0.26), (0.25, 0.2), (0.42, 0.0)], 12, skin.snow).moved(chimney[0], top, chimney[1]))
    step = high / storeys

    def pane() -> int:
        return skin.panes[int(rng.choice(3, p=(0.55, 0.2, 0.25)))]

    bays = (-0.58, 0.0, 0.58) if half > 3 else (-0.5, 0.5)
    for floor in range(storeys + 1):
        y = floor * step + 0.55 * min(step, 2.9)
        for bay in bays if floor < storeys else (-0.18, 0.18) if alpine else (0.0,):
            if floor == 0 and abs(bay) == min(map(abs, bays)) and bay >= 0:
                continue  # there is the door
            parts.append(window(bay * half, y, 0.95, 1.15, pane(), skin.trim))
            if alpine and floor < storeys:
                at = [(bay * half + way * 0.78, y, -0.05) for way in (-1.0, 1.0)]
                parts.append(boxes(at, (0.24, 0.62, 0.03), skin.shutter))
    parts.append(boxes([(bays[-1] * half if half <= 3 else 0.0, 1.05, -0.03)], (0.5, 1.05, 0.05), skin.door))
    for way in (-1.0, 1.0):
        for floor in range(storeys):
            for v in np.arange(0.18, 0.95, 0.27) * long:
                one = window(0, floor * step + 0.55 * min(step, 2.9), 0.9, 1.1, pane(), skin.trim)
                parts.append(one.moved(way * half, 0, float(v), turn=-way * math.pi / 2))
    if alpine and storeys > 1:
        slats = np.arange(-half + 0.1, half, 0.22)
        parts += [
            boxes([(0, step + 0.02, -0.55)], (half, 0.08, 0.55), skin.roof),
            boxes(np.stack([slats, 0 * slats + step + 0.5, 0 * slats - 1.04], 1), (0.06, 0.42, 0.02), skin.door),
            boxes([(0, step + 0.98, -1.04)], (half, 0.06, 0.06), skin.roof),
        ]
        if snow:
            parts.append(boxes([(0, step + 1.09, -1.04)], (half, 0.06, 0.08), skin.snow))
    elif not alpine:
        corners = [(x, high / 2, z) for x in (-half, half) for z in (0.0, long)]
        parts.append(boxes(corners, (0.11, high / 2, 0.11), skin.trim))
        parts.append(boxes([(0, high - 0.02, -0.03)], (half, 0.07, 0.05), skin.trim))
    return Mesh.of(parts)


def smoke_of(
    x: float, y: float, z: float, turn: float, half: float, long: float, high: float, slope: float = 0.72
) -> tuple[float, float, float]:
    """Return the top of the chimney of a house that stands somewhere; ``slope`` is that of its roof, as alpine ones have it."""
    u, v = 0.45 * half, 0.62 * long
    c, s = math.cos(turn), math.sin(turn)
    return (x + c * u - s * v, y + high + slope * half + 0.9, z + s * u + c * v)


def church(site: Site, snow: float) -> Mesh:
    """Return a church of white walls with a spire, its tower at z = 0."""
    place = site.place
    wall = place.material(skins.PLASTER, (0.56, 0.60, 0.63))
    slate = place.material(skins.BRICK, (0.055, 0.05, 0.05))
    white = place.material(skins.PLASTER, SNOW)
    gold = place.material(skins.METAL, (0.05, 0.32, 0.55), gloss=0.3, rough=0.3, metal=True)
    trim = place.material(skins.STONE, (0.30, 0.32, 0.34), scale=1.0)
    face = place.material(
        skins.PLAIN, (0.5, 0.6, 0.65), glow=tuple(0.9 * site.dark * part for part in WARM), family=ODD
    )
    panes = place.material(
        skins.PLAIN, (0.08, 0.08, 0.08), glow=tuple(2.2 * max(site.dark, 0.06) * part for part in WARM), family=EVEN
    )
    parts = [
        boxes([(0, 8.0, 2.2)], (2.2, 10.0, 2.2), wall),
        boxes([(0, 18.1, 2.2)], (2.45, 0.16, 2.45), trim),
        boxes([(0, 11.4, 2.2)], (2.3, 0.10, 2.3), trim),
        turned([(0.02, 34.0), (0.9, 26.5), (1.75, 21.2), (3.05, 18.2)], 8, slate, start=math.pi / 8).moved(0, 0, 2.2),
        boxes([(0, 34.6, 2.2), (0, 34.9, 2.2)], [(0.06, 1.0, 0.06), (0.45, 0.06, 0.06)], gold),
        boxes([(0, 3.2, 11.0)], (4.4, 5.2, 7.0), wall),
        gable(-4.4, 4.4, 4.4, 18.0, 8.4, 13.6, slate, wall, over=0.5),
        turned([(0.0, 0.05), (1.05, 0.05), (1.05, -0.05)], 24, face).leaned(0, math.pi / 2).moved(0, 13.0, -0.05),
        boxes([(0, 1.4, -0.02)], (0.85, 1.4, 0.06), place.material(skins.WOOD, (0.04, 0.07, 0.13), scale=0.25)),
        boxes([(-0.62, 15.9, -0.02), (0.62, 15.9, -0.02), (0, 6.2, -0.02)], (0.36, 1.1, 0.05), panes),
    ]
    for way in (-1.0, 1.0):
        at = [(way * 4.4, 4.6, float(v)) for v in np.arange(6.4, 17.5, 3.2)]
        parts.append(boxes(at, (0.05, 1.7, 0.55), panes))
        parts.append(boxes([(way * 2.2, 15.9, 1.6), (way * 2.2, 15.9, 2.9)], (0.05, 1.1, 0.36), panes))
    if snow:
        parts.append(blanket(-4.9, 4.9, 3.9, 18.5, 7.8, 13.6, 0.25 + 0.35 * snow, white, 17))
        parts.append(
            turned([(1.15, 24.9), (1.95, 21.0), (3.0, 18.75), (3.12, 18.3)], 8, white, start=math.pi / 8).moved(
                0.0, 0, 2.2
            )
        )
    return Mesh.of(parts)


def peaks(site: Site, near: float, far: float, wide: float, high: float, *, snow: bool) -> Mesh:
    """Return mountains between two distances: ridges and gullies of rock, snow where it holds, forest at their feet."""
    place = site.place
    x, z = np.meshgrid(np.linspace(-wide, wide, 300), np.linspace(near, far, 130))
    x, z = x.astype(np.float32), z.astype(np.float32)
    seed = int(site.rng.integers(1 << 20))
    large = 1 - np.abs(fbm_at(x, z, 0.62 * high + 500, seed, 2)) * 1.5
    ridges = 1 - np.abs(fbm_at(x, z, 0.42 * high, seed + 1, 6, None, 0.55)) * 1.6
    away = np.clip((z - near) / (far - near), 0, 1)
    rise = np.sin(0.5 * np.pi * np.clip(1.5 * away, 0, 1)) ** 1.3
    valley = 0.55 + 0.45 * np.clip(np.abs(x) / (0.55 * wide), 0, 1)
    y = high * rise * valley * np.clip(0.12 + 0.62 * np.clip(large, 0, 1) ** 1.3 + 0.42 * (ridges - 0.5), 0.02, 1.4)
    rock = place.material(skins.STONE, (0.13, 0.13, 0.135), scale=60.0)
    white = place.material(skins.PLASTER, SNOW)
    wood = place.material(
        skins.GROUND, (0.035, 0.05, 0.03), (0.30, 0.29, 0.28) if snow else (0.03, 0.075, 0.045), scale=40.0
    )
    land = grid(np.stack([x, y, z], -1)[::-1], rock)
    worn = land.skins.copy()
    corners = land.triangles
    up = np.abs(land.carried[corners][:, :, 3].mean(axis=1))
    level = land.points[corners][:, :, 1].mean(axis=1) / high
    line = 0.16 if snow else 0.55
    middle = land.points[corners].mean(axis=1)
    ragged = fbm_at(middle[:, 0], middle[:, 2], 0.2 * high, seed + 2, 4)
    worn[(up > 0.60 + 0.25 * ragged) & (level > line + 0.1 * ragged)] = white
    worn[(level < (0.2 if snow else 0.33) + 0.08 * ragged) & (up > 0.45)] = wood
    return Mesh(land.points, land.carried, corners, worn)
