"""A white village above the sea, as on Santorini, with its blue domes and bells; and a lone house on a cliff."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, boxes, grid, leaves, tube, turned
from beatreel.plugins.generators.procedural.scenery.built import EVEN, ODD, skins
from beatreel.plugins.generators.procedural.scenery.streets import hills, sheet

from .homes import WARM, gable, window
from .site import Site, View, somebody

AIR = 0.00045
_SEA = -62.0


def sun_at(kind: str, hour: str, side: float, rng: np.random.Generator) -> float:
    """Return where the sun stands: over the sea in the evening, else beside it so that walls show their shade."""
    if hour in ("golden", "dusk", "dawn"):
        return side * float(rng.uniform(0.12, 0.3) if kind == "white_village" else rng.uniform(1.0, 1.3))
    return -side * float(rng.uniform(2.2, 2.5) if kind == "white_village" else rng.uniform(0.7, 1.0))


def build(site: Site, kind: str, shot: str, side: float) -> View:
    """Build it."""
    if kind == "white_village" and site.dark < 0.2:  # white is meant to be white
        site.light = replace(site.light, median=(92.0, 150.0), white=(224.0, 244.0))
    return _village(site, shot, side) if kind == "white_village" else _cliff(site, shot, side)


def _water(site: Site) -> None:
    water = site.place.material(skins.WATER, (0.16, 0.085, 0.025), gloss=0.03, rough=0.0, scale=9.0)
    site.water.append(water)
    site.place.add(sheet(-4000, 4000, -200, 9000, _SEA, water))


def _ground(x: np.ndarray, z: np.ndarray, side: float) -> np.ndarray:
    """Return the height of the hillside: it falls to the sea ahead and to one side."""
    x = x * side
    fall = 0.30 * np.clip(z - 2, 0, None) + 0.0042 * np.clip(z - 26, 0, None) ** 2
    rise = 0.34 * np.clip(-x - 2, 0, None) - 0.30 * np.clip(x - 3, 0, None)
    return rise - fall + 0.5 * np.sin(0.21 * x + 1.3) * np.cos(0.17 * z)


def _village(site: Site, shot: str, side: float) -> View:
    place, rng = site.place, site.rng
    _water(site)
    rock = place.material(skins.GROUND, (0.10, 0.15, 0.22), (0.16, 0.20, 0.26), scale=5.0)
    x, z = np.meshgrid(np.linspace(-70, 70, 90), np.linspace(-14, 130, 90))
    y = np.maximum(_ground(x, z, side) - 1.1, _SEA - 4)
    place.add(grid(np.stack([x, y, z], -1)[::-1], rock))
    far = place.material(skins.PLASTER, (0.13, 0.13, 0.14))
    island = hills(rng, 1500, 2600, 1100, 190, far)
    place.add(island.moved(-side * 900, _SEA - 8, 0))
    whites = [
        place.material(skins.PLASTER, one)
        for one in ((0.74, 0.76, 0.77), (0.70, 0.73, 0.75), (0.66, 0.72, 0.76), (0.60, 0.68, 0.74))
    ]
    blue = place.material(skins.PLASTER, (0.52, 0.20, 0.045), gloss=0.03, rough=0.3)
    wood = place.material(skins.WOOD, (0.36, 0.14, 0.03), scale=0.2)
    shade = place.material(skins.PLAIN, (0.07, 0.05, 0.035), gloss=0.06, rough=0.05)
    lit = [
        place.material(
            skins.PLAIN, (0.1, 0.1, 0.1), glow=tuple(1.6 * max(site.dark, 0.05) * part for part in WARM), family=family
        )
        for family in (EVEN, ODD)
    ]
    spots: list[tuple[float, float, float]] = []
    wanted = 170
    for _ in range(1500):
        px, pz = float(rng.uniform(-46, 24)), float(rng.uniform(2.5, 74))
        wide = float(rng.uniform(2.0, 3.6))
        if abs(px) < (5.5 if pz < 13 else 2.6):
            continue
        if any((px - a) ** 2 + (pz - b) ** 2 < (0.82 * (wide + w)) ** 2 for a, b, w in spots):
            continue
        spots.append((px, pz, wide))
        if len(spots) > wanted:
            break
    for n, (px, pz, wide) in enumerate(spots):
        low = float(_ground(np.array(px * side), np.array(pz), side)) - 1.6
        high, deep = float(rng.uniform(3.4, 6.2)), wide * float(rng.uniform(0.8, 1.3))
        turn = float(rng.normal(0.12 * side, 0.14))
        place.add(
            _cube(wide, high, deep, whites[n % 4], shade, wood, lit, site, blue if n % 9 == 4 else -1).moved(
                px * side, low, pz, turn=turn
            )
        )
    # The church: a dome on its drum, a wall with three bells.
    cx, cz = {"wide": (-4.6, 17.0), "medium": (-2.6, 13.5), "close": (-1.6, 9.6), "detail": (-1.9, 8.6)}[shot]
    low = float(_ground(np.array(cx * side), np.array(cz), side)) - 0.9
    place.add(_church(whites[0], blue, shade, wood).moved(cx * side, low, cz, turn=-0.25 * side))
    # Steps that lead down, with low walls.
    s = np.arange(0.0, 34.0, 0.42)
    drop = np.array([float(_ground(np.array(0.0), np.array(v), side)) for v in s])
    place.add(boxes(np.stack([0 * s, drop - 0.35, s + 0.5], 1), (1.35, 0.5, 0.24), whites[1]))
    for way in (-1.55, 1.55):
        place.add(boxes(np.stack([0 * s + way, drop + 0.15, s + 0.5], 1), (0.20, 0.72, 0.24), whites[2]))
    place.add(boxes([(0, 0.1 - 0.5, -3.0)], (7.0, 0.5, 3.3), whites[1]))
    leaf = place.material(skins.LEAF, (0.012, 0.06, 0.03), (0.03, 0.13, 0.06))
    flower = place.material(skins.LEAF, (0.26, 0.02, 0.42), (0.42, 0.05, 0.62))
    for px, pz, size in ((2.5, 4.6, 1.0), (-2.4, 7.2, 0.8), (2.9, 13.0, 1.1), (-7.0, 20.0, 1.2), (6.0, 24.0, 1.2)):
        ground = float(_ground(np.array(px * side), np.array(pz), side))
        for skin, count, grow in ((leaf, 500, 0.9), (flower, 1100, 1.0)):
            way = rng.normal(size=(count, 3))
            way /= np.linalg.norm(way, axis=1, keepdims=True)
            at = way * (grow * size * rng.random(count) ** 0.3)[:, None] * [0.8, 1.1, 0.8] + [
                px * side,
                ground + 1.0,
                pz,
            ]
            place.add(leaves(at, way + 0.6 * rng.normal(size=(count, 3)), 0.055, skin, rng))
    if site.dark > 0.25:
        for n, (px, pz) in enumerate(
            ((1.5, 3.0), (-1.5, 9.0), (1.5, 15.0), (-1.5, 22.0), (-7.0, 12.0), (6.0, 18.0), (-14.0, 24.0))
        ):
            at = (px * side, float(_ground(np.array(px * side), np.array(pz), side)) + 1.9, pz)
            place.lamp(at, tuple(5.5 * site.dark * part for part in WARM), EVEN if n % 2 else ODD, 0.15)
            place.beacons.append((at, WARM))
    if site.somebody and not site.empty and shot != "detail":
        place.add(
            somebody(site, "traveller", (0.55, 0.56, 0.58)).moved(
                0.3 * side, float(drop[10]) + 0.15, float(s[10]) + 0.4
            )
        )
    return {
        "wide": View((2.0 * side, 10.5, -11.0), -side * 7.0, 0.84, 0.27, 1.4),
        "medium": View((1.2 * side, 6.0, -5.0), -side * 9.0, 1.0, 0.28, 0.9),
        "close": View((0.7 * side, 2.0, -0.5), -side * 10.0, 1.0, 0.44, 0.6),
        "detail": View((0.4 * side, 2.5, 0.5), -side * 13.0, 1.25, 0.62, 0.4),
    }[shot]


def _cube(
    wide: float, high: float, deep: float, white: int, shade: int, wood: int, lit: list[int], site: Site, dome: int
) -> Mesh:
    """Return a house: a cube with soft upper edges, a parapet, a door, small windows."""
    rng = site.rng
    parts = [
        boxes([(0, high / 2, 0)], (wide, high / 2, deep), white),
        boxes([(0, high + 0.12, 0)], (wide + 0.05, 0.14, deep + 0.05), white),
    ]
    if rng.random() < 0.45:  # a barrel vault
        turn = np.linspace(0, np.pi, 13)
        arch = np.stack([0.86 * wide * np.cos(turn), high + 0.62 * wide * np.sin(turn)], 1)
        parts.append(grid([[(x, y, v) for x, y in arch[::-1]] for v in (-deep, deep)], white))
        face = np.stack([np.append(arch, [[0, 0]], 0)[:-1], np.broadcast_to([0.0, high], arch.shape)])
        parts.append(grid(np.insert(face, 2, -deep, axis=2), white))
    elif dome >= 0:
        turn = np.linspace(0, np.pi / 2, 12)
        parts.append(turned(np.stack([0.75 * wide * np.sin(turn), high + 0.75 * wide * np.cos(turn)], 1), 30, dome))
    glass = lit[int(rng.integers(2))] if rng.random() < 0.15 + 0.5 * site.dark else shade
    parts.append(
        boxes(
            [(-0.4 * wide, high * 0.62, -deep - 0.01), (0.45 * wide, high * 0.66, -deep - 0.01)],
            (0.30, 0.42, 0.03),
            glass,
        )
    )
    parts.append(boxes([(0.05 * wide, high * 0.36, -deep - 0.02)], (0.42, 0.85, 0.03), wood))
    beside = [(way * (wide + 0.01), high * 0.62, 0.2 * deep) for way in (-1.0, 1.0)]
    parts.append(boxes(beside, (0.03, 0.42, 0.30), glass))
    return Mesh.of(parts)


def _church(white: int, blue: int, shade: int, wood: int) -> Mesh:
    turn = np.linspace(0, np.pi / 2, 18)
    parts = [
        boxes([(0, 1.9, 0), (0, 3.85, 0)], [(2.5, 1.9, 2.5), (2.6, 0.12, 2.6)], white),
        turned([(1.75, 5.0), (1.75, 3.8)], 40, white),
        turned(np.stack([1.88 * np.sin(turn), 5.0 + 1.75 * np.cos(turn)], 1), 44, blue),
        turned([(0.0, 7.0), (0.16, 6.98), (0.20, 6.7)], 14, white),
        boxes([(0, 7.45, 0), (0, 7.55, 0)], [(0.05, 0.48, 0.05), (0.24, 0.05, 0.05)], white),
        boxes([(0, 1.1, -2.52)], (0.55, 1.1, 0.05), wood),
    ]
    for n in range(8):
        a = 2 * np.pi * n / 8 + 0.2
        parts.append(boxes([(1.74 * math.sin(a), 4.45, 1.74 * math.cos(a))], (0.17, 0.34, 0.17), shade))
    for x, y, half in ((-1.1, 0.0, 0.52), (0.0, 0.0, 0.52), (-0.55, 1.35, 0.5)):  # the wall with its bells
        at = np.linspace(0, np.pi, 11)
        outer = np.concatenate(
            [
                [(half + 0.16, 0.0)],
                np.stack([(half + 0.16) * np.cos(at), 0.75 + (half + 0.16) * np.sin(at)], 1),
                [(-half - 0.16, 0.0)],
            ]
        )
        inner = np.concatenate(
            [
                [(half - 0.14, 0.0)],
                np.stack([(half - 0.14) * np.cos(at), 0.70 + (half - 0.14) * np.sin(at)], 1),
                [(-half + 0.14, 0.0)],
            ]
        )
        faces = [np.insert(np.stack([outer, inner]), 2, depth, axis=2) for depth in (-0.2, 0.2)]
        parts += [grid(face, white).moved(x + 2.2, 3.9 + y, -2.2) for face in faces]
        for edge in (outer, inner):
            parts.append(
                grid(np.stack([np.insert(edge, 2, -0.2, axis=1), np.insert(edge, 2, 0.2, axis=1)]), white).moved(
                    x + 2.2, 3.9 + y, -2.2
                )
            )
        bell = turned([(0.05, 0.30), (0.12, 0.26), (0.15, 0.05), (0.20, 0.0)], 16, shade)
        parts.append(bell.moved(x + 2.2, 3.9 + y + 0.5, -2.2))
    parts.append(boxes([(1.65, 3.85, -2.2)], (1.35, 0.12, 0.3), white))
    return Mesh.of(parts)


def _headland(x: np.ndarray, z: np.ndarray, side: float) -> np.ndarray:
    """Return the height of a green headland that ends in cliffs at the sea."""
    x = x * side
    edge = 1.0 / (
        1.0
        + np.exp(
            -(x + 9.0 + 5.5 * np.sin(0.09 * z + 0.7) + 2.0 * np.sin(0.31 * z) + 0.16 * np.clip(z - 20, 0, 200)) / 0.9
        )
    )
    front = 1.0 / (1.0 + np.exp((z - 62.0 - 7 * np.sin(0.13 * x)) / 1.2))
    meadow = (
        1.6 * np.sin(0.05 * x + 0.4) * np.cos(0.045 * z)
        + 0.5 * np.sin(0.23 * x + 0.19 * z)
        + 0.10 * np.clip(x, 0, None)
        - 0.02 * z
    )
    stone = 3.0 * np.sin(0.33 * z + 0.2 * x) + 2.0 * np.sin(0.9 * z + 1.0)
    return (_SEA - 6) + (meadow - _SEA + 6) * edge * front + stone * edge * (1 - edge) * 3.2


def _cliff(site: Site, shot: str, side: float) -> View:
    place, rng = site.place, site.rng
    _water(site)
    grass = place.material(
        skins.GROUND,
        (0.78, 0.75, 0.72) if site.snow else (0.035, 0.10, 0.065),
        (0.80, 0.77, 0.74) if site.snow else (0.07, 0.16, 0.14),
        scale=4.0,
    )
    rock = place.material(skins.STONE, (0.11, 0.13, 0.15), scale=3.2)
    x, z = np.meshgrid(np.linspace(-60, 90, 260), np.linspace(-12, 120, 200))
    land = grid(np.stack([x, _headland(x, z, side), z], -1)[::-1], grass)
    steep = np.abs(land.carried[land.triangles][:, :, 3].mean(axis=1)) < 0.72
    worn = land.skins.copy()
    worn[steep] = rock
    place.add(Mesh(land.points, land.carried, land.triangles, worn))
    hx, hz = -1.2, 34.0
    y = float(_headland(np.array(hx * side), np.array(hz), side))
    place.add(_cottage(site).moved(hx * side, y - 0.25, hz, turn=0.5 * side))
    blades = place.material(skins.LEAF, (0.03, 0.09, 0.055), (0.07, 0.17, 0.13))
    count = 9000
    at = np.stack([rng.uniform(-9, 14, count) * side, np.zeros(count), 1.5 + 26 * rng.random(count) ** 1.6], 1)
    at[:, 1] = _headland(at[:, 0], at[:, 2], side)
    keep = at[:, 1] > -6
    at = at[keep]
    up = rng.normal((0, 0, -1), 0.5, at.shape) * [1, 0.15, 1]
    if not site.snow:
        place.add(leaves(at + np.array([0, 0.10, 0]), up, 0.10 + 0.10 * rng.random(len(at)), blades, rng))
    path = place.material(skins.GROUND, (0.16, 0.22, 0.28), (0.20, 0.27, 0.33), scale=1.0)
    s = np.linspace(-3, hz - 4.2, 60)
    px = (0.9 + 1.3 * np.sin(0.17 * s)) * side - 2.6 * side * np.clip(s / hz, 0, 1)
    rows = np.stack(
        [np.stack([px + way * 0.45, _headland(px + way * 0.45, s, side) + 0.03, s], 1) for way in (-1, 0, 1)], 1
    )
    place.add(grid(rows[::-1], path))
    posts = np.arange(1.0, hz - 5, 2.6)
    fx = np.interp(posts, s, px) + 1.1 * side
    fy = _headland(fx, posts, side)
    wood = place.material(skins.WOOD, (0.10, 0.13, 0.16), scale=0.2)
    place.add(boxes(np.stack([fx, fy + 0.45, posts], 1), (0.05, 0.55, 0.05), wood))
    for rise in (0.4, 0.85):
        place.add(tube(np.stack([fx, fy + rise, posts], 1), 0.025, 5, wood))
    if site.somebody and not site.empty and shot != "detail":
        k = 22 if shot == "wide" else 34
        place.add(somebody(site, "traveller").moved(float(px[k]), float(_headland(px[k], s[k], side)), float(s[k])))
    far = place.material(skins.PLASTER, (0.10, 0.12, 0.12))
    place.add(hills(rng, 1300, 2200, 900, 150, far).moved(side * 900, _SEA - 6, 0))
    return {
        "wide": View((-40.0 * side, -1.0, -6.0), side * 36.0, 0.86, 0.40, 1.6),
        "medium": View((-24.0 * side, 2.5, 8.0), side * 36.0, 1.0, 0.42, 1.0),
        "close": View((3.2 * side, 2.8, 19.0), -side * 17.0, 1.0, 0.50, 0.6),
        "detail": View((2.0 * side, 1.6, 25.0), -side * 16.0, 1.1, 0.54, 0.3),
    }[shot]


def _cottage(site: Site) -> Mesh:
    """Return a tiny house of white walls with a slate roof, a chimney, lit windows."""
    place = site.place
    wall = place.material(skins.PLASTER, (0.62, 0.64, 0.65))
    roof = (
        place.material(skins.PLASTER, (0.8, 0.78, 0.76))
        if site.snow
        else place.material(skins.BRICK, (0.07, 0.07, 0.075))
    )
    trim = place.material(skins.PLAIN, (0.5, 0.5, 0.5))
    door = place.material(skins.WOOD, (0.04, 0.05, 0.30), scale=0.25)
    glow = tuple(2.2 * max(site.dark, 0.30) * part for part in WARM)
    panes = [
        place.material(skins.PLAIN, (0.1, 0.1, 0.1), gloss=0.04, rough=0.05, glow=glow, family=family)
        for family in (EVEN, ODD)
    ]
    long, half, high = 6.4, 2.4, 2.7
    parts = [
        boxes([(0, high / 2 - 1.0, long / 2)], (half, high / 2 + 1.0, long / 2), wall),
        gable(-half, half, 0, long, high, high + 2.3, roof, wall, over=0.35),
        boxes([(0, high + 2.3, long * 0.72)], (0.42, 1.2, 0.42), wall),
        boxes([(0, high + 3.4, long * 0.72)], (0.5, 0.10, 0.5), trim),
        boxes([(0.0, 1.02, -0.02)], (0.48, 1.02, 0.04), door),
        window(-1.45, 1.55, 0.8, 0.95, panes[0], trim),
        window(1.45, 1.55, 0.8, 0.95, panes[1], trim),
        window(0.0, 3.5, 0.75, 0.85, panes[0], trim),
    ]
    for way in (-1.0, 1.0):
        for n, v in enumerate((1.6, 4.6)):
            parts.append(window(0, 1.55, 0.9, 0.95, panes[n], trim).moved(way * half, 0, v, turn=-way * math.pi / 2))
    if site.dark > 0.2:
        place.beacons.append(((0, 1.6, 33.0), WARM))
    return Mesh.of(parts)
