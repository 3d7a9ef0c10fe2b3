"""A street of New York: brownstones with stoops and fire escapes, yellow cabs, steam from the ground, towers in the haze."""

from __future__ import annotations

import math

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, tube
from beatreel.plugins.generators.procedural.scenery.built import EVEN, ODD, skins
from beatreel.plugins.generators.procedural.scenery.motorcars import finish, motorcar
from beatreel.plugins.generators.procedural.scenery.streets import (
    bare_tree,
    broad_tree,
    sheet,
    street_lamp,
    tower,
    wall,
)

from .homes import WARM, window
from .site import Plume, Site, View, somebody

AIR = 0.0014
ROAD, WALK, LOT = 4.6, 3.4, 6.2  # metres
_END = 170.0
_CAB = {"taxi", "cab"}  # it is one
_STONES = ((0.055, 0.085, 0.19), (0.075, 0.125, 0.26), (0.05, 0.07, 0.13), (0.11, 0.17, 0.29), (0.045, 0.06, 0.20))


def sun_at(kind: str, hour: str, side: float, rng: np.random.Generator) -> float:
    """Return where the sun stands: low at the end of the street, by day beside it."""
    if hour in ("golden", "dusk", "dawn"):
        return side * float(rng.uniform(0.05, 0.18))
    return side * float(rng.uniform(0.7, 1.0))


def build(site: Site, kind: str, shot: str, side: float) -> View:
    """Build the street; wide along it, medium by a cab, close its stoops, detail the steam and a cab behind it."""
    place, rng, snow = site.place, site.rng, site.snow
    white = (0.80, 0.76, 0.73)
    tar = place.material(
        skins.GROUND,
        (0.075, 0.072, 0.070),
        (0.55, 0.53, 0.51) if snow else (0.11, 0.108, 0.105),
        gloss=0.05 if site.wet else 0.0,
        rough=0.35,
        scale=2.5,
        extra=(site.wet,),
    )
    slabs = place.material(
        skins.GROUND if snow else skins.SLABS,
        white if snow else (0.20, 0.215, 0.225),
        (0.5, 0.49, 0.48) if snow else (0.17, 0.185, 0.195),
        scale=1.5,
    )
    kerb = place.material(skins.STONE, (0.28, 0.29, 0.30), scale=2.0)
    place.add(sheet(-ROAD, ROAD, -14, 500, 0.0, tar), sheet(-500, 500, -14, 900, -0.1, slabs))
    for way in (-1.0, 1.0):
        a, b = sorted((way * ROAD, way * (ROAD + WALK + 1.6)))
        place.add(sheet(a, b, -14, 500, 0.15, slabs))
        place.add(boxes([(way * ROAD, 0.03, 160)], (0.07, 0.125, 174), kerb))
    _rows(site)
    _trees(site)
    _traffic(site, shot, side)
    _distance(site)
    metal = place.material(skins.METAL, (0.05, 0.06, 0.06), gloss=0.04, rough=0.4)
    # Not right above the cab, which it would bleach.
    for n, z in enumerate(np.arange(8.0 if shot == "close" else 14.0, 130.0, 26.0)):
        way = 1.0 if n % 2 else -1.0
        family = EVEN if n % 2 else ODD
        glow = place.material(
            skins.PLAIN, (0.5, 0.5, 0.5), glow=tuple(8 * site.dark * part for part in (0.16, 0.52, 1.15)), family=family
        )
        place.add(
            street_lamp(7.4, 1.9, metal, glow).moved(
                way * (ROAD + 0.4), 0.15, float(z), turn=math.pi if way > 0 else 0.0
            )
        )
        if site.dark > 0.2:
            place.lamp(
                (way * (ROAD - 1.5), 7.2, float(z)),
                tuple(24 * site.dark * part for part in (0.16, 0.52, 1.15)),
                family,
                0.25,
            )
            place.beacons.append(((way * (ROAD - 1.75), 7.3, float(z)), (0.16, 0.52, 1.15)))
    for x, z, size in {
        "wide": ((0.9, 15.0, 1.0), (-2.0, 40.0, 1.4)),
        "medium": ((-1.6, 12.0, 1.0), (1.5, 33.0, 1.3)),
        "close": ((-2.2, 11.0, 0.9),),
        "detail": ((1.7, 8.0, 0.8), (-1.0, 26.0, 1.3)),
    }[shot]:
        site.plumes.append(Plume((side * x, 0.05, z), 3.6 * size, 0.9 * size))
    if not site.empty:
        for x, z, coat in (
            (ROAD + 1.9, 14.0, (0.04, 0.05, 0.06)),
            (-ROAD - 1.8, 22.0, (0.05, 0.06, 0.22)),
            (-ROAD - 2.2, 31.0, (0.10, 0.13, 0.18)),
        ):
            place.add(somebody(site, "walker", coat).moved(side * x, 0.15, z, turn=float(rng.uniform(-0.3, 0.3))))
    return {
        "wide": View((0.5 * side, 1.65, -4.0), -side * 1.0, 0.86, 0.62, 1.4),
        "medium": View((1.8 * side, 1.5, 0.0), -side * 9.0, 1.0, 0.58, 0.9),
        "close": View((2.6 * side, 1.7, 1.0), side * (27.0 if not _CAB & site.words else 15.0), 0.94, 0.62, 0.6),
        "detail": View((0.9 * side, 1.0, 1.2), -side * 5.0, 1.15, 0.52, 0.5),
    }[shot]


def _rows(site: Site) -> None:
    """Set the houses side by side, some variants again and again."""
    variants = [_house(site, n) for n in range(4)]
    rng = site.rng
    order = -1
    for way in (-1.0, 1.0):
        z = -6.0 - 3.0 * (way > 0)
        while z < _END:
            choice = int(rng.integers(len(variants)))
            order = (choice + 1) % len(variants) if choice == order else choice
            # A house faces -z; its front is turned to the road.
            site.place.add(variants[order].moved(way * (ROAD + WALK + 1.6), 0.15, z + LOT / 2, turn=-way * math.pi / 2))
            z += LOT + 0.02


def _house(site: Site, number: int) -> Mesh:
    place, rng = site.place, site.rng
    floors = 4 if number != 2 else 5
    brick = number == 2
    stone = place.material(
        skins.BRICK if brick else skins.STONE,
        (0.07, 0.10, 0.27) if brick else _STONES[(number + int(rng.integers(2))) % len(_STONES)],
        scale=1.0,
    )
    trim = place.material(skins.PLASTER, tuple(1.25 * part for part in _STONES[(number + 3) % len(_STONES)]))
    dark = place.material(skins.PLAIN, (0.02, 0.025, 0.03))
    iron = place.material(skins.METAL, (0.02, 0.02, 0.02), gloss=0.03, rough=0.4)
    door = place.material(
        skins.WOOD,
        [(0.02, 0.03, 0.12), (0.10, 0.06, 0.02), (0.03, 0.05, 0.05), (0.03, 0.03, 0.20)][number % 4],
        scale=0.25,
    )
    glass = place.material(skins.PLAIN, (0.05, 0.045, 0.04), gloss=0.10, rough=0.03)
    shine = max(site.dark, 0.18)
    lit = [
        place.material(
            skins.PLAIN,
            (0.10, 0.12, 0.13),
            gloss=0.05,
            rough=0.03,
            glow=tuple(1.2 * shine * part for part in WARM),
            family=family,
        )
        for family in (EVEN, ODD)
    ]
    half, base, floor = LOT / 2, 1.6, 3.2
    top = base + floors * floor
    parts = [boxes([(0, top / 2, 4.0)], (half, top / 2, 4.0), stone)]
    rows = [wall((half, -0.01), (-half, -0.01), 0.0, top, stone)]  # a face with courses of its own
    parts += rows
    for level_ in range(floors):
        y = base + floor * (level_ + 0.5) - 0.1
        for column, x in enumerate((-2.0, 0.0, 2.0)):
            if level_ == 0 and column == 0:
                continue
            pane = glass if rng.random() > 0.12 + 0.5 * site.dark else lit[int(rng.integers(2))]
            parts.append(window(x, y, 1.05, 1.9 - 0.12 * level_, pane, dark).moved(0, 0, -0.03))
            parts.append(
                boxes(
                    [(x, y + 1.12 - 0.06 * level_, -0.12), (x, y - 1.05 + 0.06 * level_, -0.14)],
                    [(0.72, 0.13, 0.12), (0.70, 0.07, 0.14)],
                    trim,
                )
            )
    # The cornice on its brackets.
    parts.append(
        boxes(
            [(0, top + 0.12, -0.30), (0, top + 0.34, -0.22), (0, top - 0.35, -0.06)],
            [(half, 0.10, 0.42), (half, 0.14, 0.32), (half, 0.07, 0.08)],
            trim,
        )
    )
    parts.append(boxes([(x, top - 0.12, -0.22) for x in np.linspace(-2.8, 2.8, 8)], (0.10, 0.20, 0.20), trim))
    if site.snow:
        snow = place.material(skins.PLASTER, (0.82, 0.80, 0.78))
        parts.append(boxes([(0, top + 0.52, 0.0)], (half, 0.05, 0.5), snow))
        parts.append(
            boxes([(-2.0, 0.17 + 0.2 * n + 0.02, -1.85 + 0.30 * n) for n in range(8)], (0.62, 0.02, 0.12), snow)
        )
    if brick:
        parts.append(fire_escape(floors, base, floor, iron))
        parts.append(boxes([(-2.0, 1.25, -0.05)], (0.55, 1.25, 0.06), door))
        awning = place.material(skins.CLOTH, (0.03, 0.12, 0.04))
        parts.append(bars([(0.9, 3.1, -0.1)], [(0.9, 2.6, -1.3)], (1.9, 0.03), awning))
        return Mesh.of(parts)
    # The stoop, its cheeks and rails, and the door above it.
    steps = [(-2.0, 0.1 + 0.2 * n, -1.85 + 0.30 * n + 0.5) for n in range(8)]
    parts.append(
        boxes([(x, y / 2 + 0.05, z) for x, y, z in steps], [(0.68, y / 2 + 0.05, 0.65) for _, y, _ in steps], trim)
    )
    for x in (-2.76, -1.24):
        parts.append(bars([(x, 0.35, -2.2)], [(x, 1.95, 0.1)], (0.10, 0.24), trim))
        parts.append(boxes([(x, 0.55, -2.25)], (0.16, 0.55, 0.16), trim))
        parts.append(tube([(x, 1.30, -2.2), (x, 2.75, 0.0)], 0.03, 6, iron))
        at = np.linspace(0, 1, 11)
        low = np.stack([np.full_like(at, x), 0.5 + 1.4 * at, -2.15 + 2.1 * at], 1)
        parts.append(bars(low, low + np.array([0, 0.82, 0]), (0.010, 0.010), iron))
    parts.append(boxes([(-2.0, base + 1.25, -0.04)], (0.55, 1.25, 0.05), door))
    parts.append(
        boxes(
            [(-2.72, base + 1.35, -0.15), (-1.28, base + 1.35, -0.15), (-2.0, base + 2.85, -0.25)],
            [(0.13, 1.4, 0.14), (0.13, 1.4, 0.14), (0.95, 0.18, 0.25)],
            trim,
        )
    )
    fence_at = np.linspace(-0.9, 2.95, 22)
    parts.append(
        bars(
            np.stack([fence_at, 0 * fence_at, 0 * fence_at - 1.55], 1),
            np.stack([fence_at, 0 * fence_at + 1.0, 0 * fence_at - 1.55], 1),
            (0.011, 0.011),
            iron,
        )
    )
    parts.append(boxes([(1.02, 0.95, -1.55), (1.02, 0.25, -1.55)], (1.94, 0.018, 0.014), iron))
    return Mesh.of(parts)


def fire_escape(floors: int, base: float, floor: float, iron: int) -> Mesh:
    """Return landings with rails and stairs between them, before a front at z = 0; ``base`` is where its floors begin."""
    parts = []
    for n in range(1, floors):
        y = base + floor * n - 0.15
        parts.append(boxes([(0.7, y, -0.62)], (1.9, 0.03, 0.55), iron))
        at = np.linspace(-1.2, 2.6, 18)
        parts.append(
            bars(
                np.stack([at, 0 * at + y, 0 * at - 1.15], 1),
                np.stack([at, 0 * at + y + 0.95, 0 * at - 1.15], 1),
                (0.010, 0.010),
                iron,
            )
        )
        parts.append(
            boxes(
                [(0.7, y + 0.95, -1.15), (-1.2, y + 0.95, -0.6), (2.6, y + 0.95, -0.6)],
                [(1.9, 0.02, 0.015), (0.015, 0.02, 0.55), (0.015, 0.02, 0.55)],
                iron,
            )
        )
        if n + 1 < floors:
            a, b = (-0.9, 2.0) if n % 2 else (2.0, -0.9)
            parts += [bars([(a, y, off)], [(b, y + floor, off)], (0.02, 0.05), iron) for off in (-0.85, -0.35)]
            run = np.linspace(0.05, 0.95, 11)
            step = np.stack([a + (b - a) * run, y + floor * run, 0 * run - 0.6], 1)
            parts.append(boxes(step, (0.13, 0.012, 0.25), iron))
    parts.append(
        bars(
            [(-1.0, base + floor - 0.2, -1.0), (-0.6, base + floor - 0.2, -1.0)],
            [(-1.0, 2.2, -1.0), (-0.6, 2.2, -1.0)],
            (0.02, 0.02),
            iron,
        )
    )
    return Mesh.of(parts)


def _trees(site: Site) -> None:
    place, rng = site.place, site.rng
    bark = place.material(skins.PLASTER, (0.04, 0.05, 0.06))
    leaf = place.material(skins.LEAF, (0.012, 0.055, 0.025), (0.03, 0.14, 0.065))
    shapes = [
        bare_tree(float(tall), bark, rng)
        if site.is_winter
        else broad_tree(float(tall), 0.6 * float(tall), bark, leaf, rng, 9000)
        for tall in rng.uniform(7.5, 10.0, 3)
    ]
    for way in (-1.0, 1.0):
        for z in np.arange(17.0 + 6.0 * (way > 0), 120.0, 14.0):
            place.add(
                shapes[int(rng.integers(3))].moved(way * (ROAD + 0.8), 0.1, float(z), turn=float(rng.uniform(0, 6.28)))
            )


def _traffic(site: Site, shot: str, side: float) -> None:
    place, rng = site.place, site.rng
    lit = max(site.dark, 0.25)
    cab = finish(place, (0.012, 0.36, 0.72), lit=lit)
    sign = place.material(
        skins.PLAIN, (0.5, 0.6, 0.65), glow=tuple(1.4 * lit * part for part in (0.5, 0.9, 1.1)), family=ODD
    )
    spots = {
        "wide": [(1.3, 9.5, 1), (-1.5, 24.0, -1), (1.4, 46.0, 1)],
        "medium": [(-1.7, 9.0, -1), (1.4, 24.0, 1), (-1.5, 40.0, -1)],
        "close": [(-1.6, 30.0, -1), (1.4, 44.0, 1)],
        "detail": [(-0.7, 9.5, -1), (1.5, 27.0, 1)],
    }[shot]
    if _CAB & site.words and shot == "close":  # it waits at the kerb before the stoops
        spots = [(ROAD - 1.15, 9.0, -1)]
    if site.alone or _CAB & site.words:
        spots = spots[:1]
    for x, z, way in spots:
        place.add(
            motorcar("saloon", cab, roof_sign=sign, fine=z < 20).moved(side * x, 0, z, turn=0.0 if way > 0 else math.pi)
        )
        if way < 0 and site.dark > 0.2:
            place.lamp(
                (side * x, 0.7, z - 2.6),
                tuple(22 * lit * part for part in (0.8, 0.95, 1.0)),
                EVEN,
                0.3,
                toward=(side * x, 0.0, z - 15),
                angles=(24, 12),
            )
    if site.alone:
        return
    paints = [
        finish(place, one) for one in ((0.03, 0.03, 0.03), (0.30, 0.31, 0.32), (0.10, 0.05, 0.03), (0.04, 0.04, 0.22))
    ]
    kinds = ("saloon", "estate", "coupe")
    for way in (-1.0, 1.0):
        z = 9.0 if shot != "close" else 15.0 if not _CAB & site.words else 20.0
        while z < 110:
            worn = paints[int(rng.integers(4))]
            place.add(
                motorcar(kinds[int(rng.integers(3))], worn, fine=z < 20).moved(
                    way * (ROAD - 1.05), 0, z, turn=0.0 if way > 0 else math.pi
                )
            )
            z += float(rng.choice([5.6, 6.2, 11.0]))


def _distance(site: Site) -> None:
    """Set towers in the haze, one of them stepped and with a spire."""
    place, rng = site.place, site.rng
    glow = tuple(0.9 * site.dark * part for part in WARM)
    stone = place.material(
        skins.FACADE,
        (0.26, 0.30, 0.33),
        (0.07, 0.065, 0.06),
        gloss=0.08,
        rough=0.04,
        scale=2.6,
        glow=glow,
        family=EVEN,
        extra=(3.5, 0.45, 0.6, 0.16 * site.dark),
    )
    roof = place.material(skins.PLASTER, (0.2, 0.2, 0.2))
    for _ in range(16):
        x, z, wide = float(rng.uniform(-130, 130)), float(rng.uniform(230, 420)), float(rng.uniform(12, 22))
        place.add(tower(x - wide, x + wide, z, z + 30, 0, float(rng.uniform(50, 130)), stone, roof))
    x, z = float(rng.uniform(-9, 9)), 400.0
    for half, low, high in ((26, 0, 90), (20, 90, 170), (14, 170, 235), (8, 235, 262), (4, 262, 285)):
        place.add(tower(x - half, x + half, z - half, z + half, low, high, stone, roof))
    place.add(tube([(x, 285, z), (x, 305, z), (x, 350, z)], [2.2, 1.2, 0.3], 8, roof))
