"""A tall ship as a mesh: three masts under sail; metres, the bow towards greater x, the waterline at the origin."""

from __future__ import annotations

from typing import Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, grid, tube, turned

from .built import EVEN, Colour, Place, skins

_MASTS = ((9.0, 24.0, 1.0), (0.5, 27.0, 1.12), (-8.5, 20.0, 0.82))
"""Place, height and size of the sails of each mast."""


def tall_ship(
    place: Place,
    cloth: Colour,
    hull: Colour,
    glow: float,
    *,
    torn: bool,
    rng: np.random.Generator,
    furled: bool = False,
) -> Mesh:
    """Return a ship of 34 m with lanterns at her stern.

    Parameters
    ----------
    torn : bool
        Her sails hang in rags.
    furled : bool
        They are rolled up on their yards, as in a harbour.
    """
    wood = place.material(skins.WOOD, hull, gloss=0.02, rough=0.3, scale=0.35)
    trim = place.material(
        skins.WOOD, tuple(min(2.6 * part + 0.01, 0.5) for part in hull), gloss=0.02, rough=0.3, scale=0.3
    )
    spar = place.material(skins.WOOD, (0.03, 0.06, 0.11), scale=0.3)
    sail = place.material(skins.CLOTH, cloth, scale=0.05)
    rope = place.material(skins.PLAIN, (0.03, 0.04, 0.05))
    light = place.material(
        skins.PLAIN, (0.02, 0.02, 0.02), glow=tuple(glow * part for part in (0.25, 0.75, 1.2)), family=EVEN
    )
    parts = [*_hull(wood, trim, light)]
    for number, (x, tall, size) in enumerate(_MASTS):
        parts += _mast(x, tall, size, (spar, sail, rope), torn, rng, aft=number == 2, furled=furled)
    parts.append(tube([(14.5, 4.6, 0), (22.0, 8.0, 0)], [0.30, 0.14], 8, spar))
    stays = [
        ((21.5, 7.8, 0), (9.0, 22.5, 0)),
        ((18.0, 6.2, 0), (9.0, 15.0, 0)),
        ((9.0, 22.0, 0), (0.5, 15.0, 0)),
        ((0.5, 25.0, 0), (-8.5, 12.0, 0)),
    ]
    parts.append(bars([a for a, _ in stays], [b for _, b in stays], (0.03, 0.03), rope))
    jibs = (((21.0, 7.6), (9.4, 20.0), (11.5, 7.5)), ((18.0, 6.4), (9.4, 14.5), (10.8, 6.2)))
    for (ax, ay), (bx, by), (cx, cy) in () if furled else jibs:
        u, v = np.meshgrid(np.linspace(0, 1, 9), np.linspace(0, 1, 9))
        point = (1 - v)[..., None] * np.array([bx, by, 0.0]) + v[..., None] * (
            (1 - u)[..., None] * np.array([cx, cy, 0.0]) + u[..., None] * np.array([ax, ay, 0.0])
        )
        point[..., 2] += 1.1 * np.sin(np.pi * u) * np.sin(np.pi * v)
        parts.append(grid(point.astype(np.float32), sail))
    return Mesh.of(parts)


def wreck(place: Place, rng: np.random.Generator) -> Mesh:
    """Return what is left of a ship long after: her hull with planks gone, three stumps of masts, a yard that hangs, weed."""
    wood = place.material(skins.WOOD, (0.075, 0.10, 0.105), scale=0.35)
    trim = place.material(skins.WOOD, (0.11, 0.135, 0.125), scale=0.3)
    weed = place.material(skins.PLASTER, (0.045, 0.09, 0.05))
    parts = []
    for part in _hull(wood, trim, trim):
        middle = part.points[part.triangles].mean(axis=1)
        gone = rng.random((9, 3)) * [30, 5, 1] + [-15, 0, 0]
        away = np.stack(
            [np.abs(middle[:, 0] - x) / (1.1 + 1.8 * s) + np.abs(middle[:, 1] - y) / (0.5 + s) for x, y, s in gone]
        )
        keep = (away.min(axis=0) > 0.8) | (middle[:, 1] < 0.2)
        parts.append(Mesh(part.points, part.carried, part.triangles[keep], part.skins[keep]))
    ribs = np.arange(-13.0, 12.5, 1.5)
    for x in ribs:  # her frames, seen where planks are gone
        s = np.linspace(-1, 1, 15)
        half = 3.5 * np.clip(1 - abs((x + 2) / 19) ** 2.6, 0.05, 1)
        line = np.stack([np.full_like(s, x), -0.6 + 3.9 * np.abs(s) ** 2.2, half * np.sign(s) * np.abs(s) ** 0.6], 1)
        parts.append(tube(line, 0.16, 6, trim))
    for (x, tall, _), share in zip(_MASTS, rng.uniform(0.22, 0.62, 3), strict=True):
        top = float(share) * tall
        lean = rng.normal(0, 0.6, 2)
        parts.append(
            tube(
                [(x, 2.0, 0), (x + lean[0], 0.6 * top, lean[1]), (x + 2 * lean[0], top, 2 * lean[1])],
                [0.34, 0.28, 0.20],
                9,
                wood,
            )
        )
        if share > 0.35:
            parts.append(tube([(x + lean[0], 0.7 * top + 2, -5.0), (x + lean[0], 0.7 * top - 1.5, 4.5)], 0.13, 7, wood))
            starts = [(x - 1.6 + 0.8 * k, 3.4, 3.8) for k in range(4)]
            parts.append(bars(starts, [(x + 2 * lean[0], top, 2 * lean[1])] * 4, (0.035, 0.035), weed))
    parts.append(tube([(14.5, 4.6, 0), (18.0, 5.2, 0.4)], [0.30, 0.22], 8, wood))
    for _ in range(150):  # weed on rails and stumps
        x, way = float(rng.uniform(-15, 14)), float(rng.choice([-1.0, 1.0]))
        long_, y = float(rng.uniform(0.3, 1.3)), float(rng.uniform(1.5, 5.0))
        z = way * 3.9 * max(1 - abs((x + 2) / 18.5) ** 2.6, 0.1) ** 0.8
        s = np.linspace(0, 1, 5)
        parts.append(
            tube(
                np.stack([x + 0.2 * s, y - long_ * s, z + way * (0.08 + 0.25 * np.sin(3 * s))], 1),
                0.07 * (1.05 - s),
                5,
                weed,
            )
        )
    return Mesh.of(parts)


def _hull(wood: int, trim: int, light: int) -> list[Mesh]:
    s = np.linspace(0, 1, 60)
    x = -15.5 + 32.0 * s
    half = 3.9 * np.clip(1 - np.abs((s - 0.42) / 0.60) ** 2.6, 0.0, 1) ** 0.8 + 0.04
    half = np.where(s < 0.12, np.maximum(half, 2.7), half)
    deck = 3.1 + 2.2 * np.clip(0.30 - s, 0, 1) / 0.30 + 1.7 * np.clip((s - 0.72) / 0.28, 0, 1) ** 1.4
    rows = []
    for share, high in ((1.02, 1.0), (1.0, 0.75), (1.04, 0.5), (0.98, 0.2), (0.80, -0.15), (0.40, -0.4)):
        lean = np.clip((s - 0.8) / 0.2, 0, 1) * 1.8 * (1 - high)
        rows.append(np.stack([x - lean, deck * high, share * half], 1))
    other = [row * [1, 1, -1] for row in rows]
    found = [grid(np.stack(rows).astype(np.float32), wood), grid(np.stack(other).astype(np.float32), wood)]
    top = np.stack([rows[0], rows[0] * [1, 1, -1]])
    found.append(grid((top - [0, 0.25, 0]).astype(np.float32), trim))
    stern = np.stack([[row[0] for row in rows], [row[0] for row in other]])
    found.append(
        grid(
            stern.astype(np.float32), wood, normals=np.broadcast_to(np.array([-1, 0, 0], np.float32), (2, len(rows), 3))
        )
    )
    for way in (-1.0, 1.0):
        for share, thick in ((1.0, 0.13), (0.72, 0.10), (0.42, 0.10)):
            line = np.stack([x - 0.2, deck * share, way * 1.03 * half], 1)
            found.append(tube(line, thick, 6, trim))
        ports = [
            (float(px), float(np.interp(px, x, deck)) * 0.57, way * 1.03 * float(np.interp(px, x, half)))
            for px in np.arange(-9.0, 9.5, 2.1)
        ]
        found.append(boxes(ports, (0.34, 0.30, 0.08), trim))
    found.append(boxes([(-13.0, 5.6, 0)], (2.2, 0.9, 2.6), wood))
    found.append(boxes([(-15.55, 3.9, z) for z in (-1.6, -0.8, 0.0, 0.8, 1.6)], (0.06, 0.34, 0.26), light))
    lamp = turned([(0.0, 0.75), (0.22, 0.6), (0.28, 0.1), (0.12, 0.0)], 10, light)
    found += [lamp.moved(-15.4, 6.6, z) for z in (-2.0, 0.0, 2.0)]
    return found


def _mast(
    x: float,
    tall: float,
    size: float,
    of: tuple[int, int, int],
    torn: bool,
    rng: np.random.Generator,
    *,
    aft: bool,
    furled: bool,
) -> list[Mesh]:
    spar, sail, rope = of
    found = [tube([(x, 2.0, 0), (x, 0.55 * tall, 0), (x, tall, 0)], [0.34, 0.26, 0.10], 9, spar)]
    levels = ((0.30, 0.56, 7.2), (0.58, 0.80, 5.8), (0.82, 0.96, 4.2))
    for low, high, wide in levels[1 if aft else 0 :]:
        y0, y1, half = low * tall + 1.2, high * tall + 0.6, 0.5 * wide * size * 1.9
        found.append(tube([(x + 0.35, y1, -half * 1.06), (x + 0.35, y1, half * 1.06)], 0.14, 7, spar))
        if furled:
            found.append(_roll(x + 0.35, y1 + 0.12, half, size, sail, rng))
            continue
        u, v = np.meshgrid(np.linspace(-1, 1, 25), np.linspace(0, 1, 17))
        belly = 1.9 * size * np.sin(np.pi * np.clip(0.12 + 0.80 * v, 0, 1)) * (1 - 0.45 * u**2)
        spread = half * (0.94 + 0.12 * v)
        foot = y1 + (y0 - y1) * v * (1 - 0.10 * (1 - u**2) * v)
        sheet = grid(np.stack([x + 0.5 + belly, foot, spread * u], -1).astype(np.float32), sail)
        if torn:
            hole = rng.random((5, 2)) * [2, 1] + [-1, 0]
            middle = np.stack([u[:-1, :-1].ravel(), v[:-1, :-1].ravel()], 1)
            cut = np.array([float(np.min(np.abs(hole - one) @ np.array([1.0, 1.4]))) < 0.16 for one in middle])
            keep = ~np.repeat(cut | ((middle[:, 1] > 0.86) & (rng.random(len(middle)) < 0.5)), 2)
            sheet = Mesh(sheet.points, sheet.carried, sheet.triangles[keep], sheet.skins[keep])
        found.append(sheet)
    if aft:  # a sail along the ship
        corners: Any = [[(x - 0.3, 14.5, 0.0), (x - 6.5, 17.0, 0.6)], [(x - 0.3, 5.0, 0.0), (x - 8.5, 6.0, 1.2)]]
        if furled:
            found.append(
                tube([(x - 0.4, 5.3, 0), (x - 4.5, 5.8, 0.5), (x - 8.5, 6.3, 1.2)], [0.42, 0.34, 0.18], 9, sail)
            )
        else:
            found.append(grid(corners, sail))
        found.append(bars([(x, 5.0, 0), (x, 14.5, 0)], [(x - 8.7, 6.0, 1.2), (x - 6.7, 17.0, 0.6)], (0.10, 0.10), spar))
    top = 0.56 * tall + 0.8
    for way in (-1.0, 1.0):
        starts = [(x - 1.6 + 0.8 * k, 3.4, way * 3.8) for k in range(5)]
        found.append(bars(starts, [(x, top, way * 0.4)] * 5, (0.03, 0.03), rope))
        rungs = np.linspace(0.06, 0.9, 14)[:, None]
        first, last = np.array(starts[0]), np.array(starts[-1])
        end = np.array([x, top, way * 0.4])
        found.append(bars(first + (end - first) * rungs, last + (end - last) * rungs, (0.02, 0.02), rope))
    found.append(turned([(0.9, 0.5), (1.0, 0.4), (0.7, 0.0)], 14, spar).moved(x, top, 0))
    flag: Any = [[(x, tall + 0.9, 0), (x - 2.6, tall + 0.6, 0.5)], [(x, tall - 0.2, 0), (x - 2.5, tall - 0.4, 0.3)]]
    found.append(grid(flag, rope if torn else sail))
    return found


def _roll(x: float, y: float, half: float, size: float, sail: int, rng: np.random.Generator) -> Mesh:
    """Return a sail that is rolled up on its yard and tied, fuller at the mast, with folds between its ties."""
    z = np.linspace(-0.96, 0.96, 57)
    folds = 0.72 + 0.28 * np.abs(np.sin(np.pi * 5 * z)) ** 0.7 + 0.08 * rng.normal(size=z.size)
    thick = size * (0.14 + 0.24 * np.clip(1 - np.abs(z), 0, 1)) * folds
    return tube(np.stack([np.full_like(z, x), y - 0.25 * thick, half * z], 1), thick, 9, sail)
