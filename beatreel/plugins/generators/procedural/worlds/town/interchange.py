"""A motorway interchange from the air: ramps that cross over each other on piers, cars with their lights, a city around; metres."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, boxes, grid
from beatreel.plugins.generators.procedural.scenery.built import EVEN, ODD, skins
from beatreel.plugins.generators.procedural.scenery.streets import broad_tree, sheet, street_lamp, tower

from .city_fronts import OFFICES, Fronts, lamp_glow, lamps_of
from .site import Site, View

Array = np.ndarray[Any, np.dtype[np.float64]]

AIR = 0.0011
_PAINTS = ((0.03, 0.03, 0.03), (0.46, 0.47, 0.48), (0.16, 0.09, 0.04), (0.04, 0.04, 0.26), (0.25, 0.26, 0.27))
_FRONT, _REAR = (0.80, 0.95, 1.0), (0.03, 0.05, 1.0)


def sun_at(kind: str, hour: str, side: float, rng: np.random.Generator) -> float:
    """Return where the sun stands: low beyond the towers, by day beside the viewer."""
    if hour in ("golden", "dusk", "dawn"):
        return side * float(rng.uniform(0.2, 0.45))
    return side * float(rng.uniform(1.8, 2.3))


def build(site: Site, kind: str, shot: str, side: float) -> View:
    """Build it; wide from high up, medium lower, close along a ramp, detail straight down on the lanes that cross."""
    place, rng = site.place, site.rng
    ground = place.material(
        skins.GROUND,
        (0.72, 0.70, 0.68) if site.snow else (0.035, 0.060, 0.048),
        (0.62, 0.60, 0.58) if site.snow else (0.060, 0.085, 0.075),
        scale=14.0,
    )
    place.add(sheet(-2500, 2500, -600, 4000, -0.4, ground))
    wet = max(site.wet, 0.2 * (site.dark > 0.6))
    tar = place.material(
        skins.GROUND,
        (0.085, 0.084, 0.083),
        (0.12, 0.118, 0.116),
        gloss=0.08 if wet else 0.0,
        rough=0.06,
        scale=5.0,
        extra=(wet,),
    )
    wall = place.material(skins.PLASTER, (0.30, 0.31, 0.32))
    paint = place.material(skins.PLASTER, (0.55, 0.56, 0.57))
    for line, half in _lines(side):
        _ramp(site, line, half, tar, wall, paint)
    _lamps(site, side)
    _around(site, side)
    bark = place.material(skins.PLASTER, (0.045, 0.055, 0.065))
    leaf = place.material(skins.LEAF, (0.012, 0.050, 0.024), (0.03, 0.12, 0.06))
    trees = [broad_tree(float(tall), 6.5, bark, leaf, rng, 500) for tall in (7.0, 8.5)]
    for n in range(110):
        x, z = float(rng.uniform(-150, 150)), float(rng.uniform(-20, 260))
        if min(float(np.min(np.hypot(line[:, 0] - x, line[:, 2] - z))) - half for line, half in _lines(side)) > 7.0:
            place.add(trees[n % 2].moved(x, -0.4, z, turn=float(n)))
    return {
        "wide": View((side * 14.0, 150.0, -64.0), -side * 3.0, 0.90, 0.50, 1.4, down=46.0),
        "medium": View((side * 46.0, 78.0, -12.0), -side * 26.0, 0.95, 0.50, 1.0, down=43.0),
        "close": View((-side * 30.0, 46.0, 22.0), side * 15.0, 0.92, 0.50, 0.7, down=40.0),
        "detail": View((side * 4.0, 78.0, 66.0), side * 10.0, 1.0, 0.50, 0.5, down=62.0),
    }[shot]


def _lines(side: float) -> list[tuple[Array, float]]:
    """Return the roads: the middle of each as points (count, 3), and half of its width."""
    s = np.linspace(0.0, 1.0, 140)
    zero = np.zeros_like(s)
    z, x = -160.0 + 900.0 * s, -420.0 + 840.0 * s
    found = [
        (np.stack([8.0 * np.sin(z / 130.0), zero + 0.1, z], 1), 13.0),  # the motorway that leads to the city
        (np.stack([x, 8.5 + zero, 100.0 + 14.0 * np.sin(x / 150.0)], 1), 11.0),  # the one that crosses over it
    ]
    turn = math.pi * (s - 0.5)
    for way, rise, big in ((-1.0, 17.0, 92.0), (1.0, 21.0, 120.0)):  # ramps that fly over both
        x = way * (1.6 * big * (1 - np.cos(0.5 * math.pi * s)) - 24.0)
        bend = np.stack([x, 0.2 + rise * np.sin(math.pi * s) ** 1.2, -60.0 + 178.0 * np.sin(0.5 * math.pi * s)], 1)
        found.append((bend, 5.0))
    for cx, cz, radius in ((44.0, 142.0, 27.0), (-46.0, 62.0, 25.0)):  # loops
        a = 2 * turn * 0.80 + (math.pi if cx > 0 else 0.0)
        found.append((np.stack([cx + radius * np.cos(a), 0.3 + 8.0 * s, cz + radius * np.sin(a)], 1), 4.2))
    return [(line * [side, 1.0, 1.0], half) for line, half in found]


def _ramp(site: Site, line: Array, half: float, tar: int, wall: int, paint: int) -> None:
    """Lay a road along a line, with its barriers, lines, piers and cars."""
    place, rng = site.place, site.rng
    ahead = np.gradient(line, axis=0)
    out = np.stack([ahead[:, 2], 0 * ahead[:, 1], -ahead[:, 0]], 1)
    out /= np.linalg.norm(out, axis=1, keepdims=True)

    def strip(a: float, b: float, low: float, high: float) -> Array:
        return np.stack([line + out * a + [0, low, 0], line + out * b + [0, high, 0]], 1)

    place.add(grid(strip(-half, half, 0.0, 0.0)[::-1], tar))
    raised = float(line[:, 1].max()) > 2.0
    for way in (-1.0, 1.0):
        edge = way * half
        place.add(
            grid(strip(edge, edge, 0.9, -1.1 if raised else 0.0), wall),
            grid(strip(edge, edge, -1.1 if raised else 0.0, 0.9), wall),
            grid(strip(edge - 0.2, edge + 0.2, 0.9, 0.9)[::-1], wall),
            grid(strip(way * (half - 0.8) - 0.1, way * (half - 0.8) + 0.1, 0.05, 0.05)[::-1], paint),
        )
    lanes = (-0.62, -0.26, 0.26, 0.62) if half > 8 else (0.0,)
    if half > 8:
        place.add(grid(strip(-0.25, 0.25, 0.8, 0.8)[::-1], wall))
        place.add(grid(strip(-0.25, -0.25, 0.0, 0.8), wall), grid(strip(0.25, 0.25, 0.8, 0.0), wall))
    if raised:
        spots = line[6:-6:9]
        place.add(boxes([(x, 0.5 * y - 0.6, z) for x, y, z in spots if y > 4.0], (1.0, 4.2, 1.0), wall))
    far = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1))])
    paints = [place.material(skins.PLAIN, one, gloss=0.06, rough=0.05) for one in _PAINTS]
    glass = place.material(skins.PLAIN, (0.016, 0.015, 0.013), gloss=0.10, rough=0.02)
    bulbs = [
        place.material(
            skins.PLAIN, (0.3, 0.3, 0.3), glow=tuple((0.1 + 5 * site.dark) * part for part in tone), family=family
        )
        for tone, family in ((_FRONT, EVEN), (_REAR, ODD))
    ]
    glow = {
        way: place.material(
            skins.PLAIN, (0.4, 0.4, 0.4), glow=tuple(power * site.dark * part for part in tone), family=family
        )
        for way, tone, power, family in ((-1.0, _FRONT, 1.5, EVEN), (1.0, _REAR, 1.3, ODD))
    }
    for lane in lanes:
        way = 1.0 if lane * 1.0 >= 0 else -1.0
        at = float(rng.uniform(0, 20))
        while at < far[-1] - 5:
            k = int(np.clip(np.searchsorted(far, at), 1, len(line) - 2))
            x, y, z = line[k] + out[k] * lane * half
            if abs(x) < 230 and z < 420:
                heading = math.atan2(float(ahead[k, 0]), float(ahead[k, 2])) + (0.0 if way > 0 else math.pi)
                car = _car(
                    paints[int(rng.integers(len(paints)))], glass, *bulbs, tall=float(rng.choice([1.4, 1.4, 1.9]))
                )
                place.add(car.moved(float(x), float(y), float(z), turn=-heading))
                if site.dark > 0.3:  # what its lamps throw on the road
                    place.add(
                        _pool(
                            float(x),
                            float(y) + 0.06,
                            float(z),
                            heading,
                            1.0 if way < 0 else -1.0,
                            glow[way if way > 0 else -1.0],
                        )
                    )
            at += float(rng.choice([11.0, 15.0, 24.0, 40.0]))


def _car(paint: int, glass: int, front: int, rear: int, *, tall: float) -> Mesh:
    """Return a car as it looks from the air, which drives along z."""
    return Mesh.of(
        [
            boxes([(0, 0.55, 0.0)], (0.88, 0.33, 2.15), paint),
            boxes([(0, 0.5 * (0.85 + tall), -0.25)], (0.76, 0.5 * (tall - 0.85), 1.15), glass),
            boxes([(0, tall, -0.25)], (0.72, 0.03, 0.95), paint),
            boxes([(x, 0.62, 2.16) for x in (-0.62, 0.62)], (0.2, 0.09, 0.03), front),
            boxes([(x, 0.66, -2.16) for x in (-0.64, 0.64)], (0.2, 0.09, 0.03), rear),
        ]
    )


def _pool(x: float, y: float, z: float, heading: float, way: float, skin: int) -> Mesh:
    """Return a patch of light on the road before a car (``way`` 1) or behind it (-1)."""
    near, far = (2.6, 9.0) if way > 0 else (-5.0, -2.6)
    points = [[(-1.3, 0, far), (1.3, 0, far)], [(-0.8, 0, near), (0.8, 0, near)]]
    return grid(points, skin).moved(x, y, z, turn=-heading)


def _lamps(site: Site, side: float) -> None:
    place, dark = site.place, site.dark
    metal = place.material(skins.METAL, (0.10, 0.11, 0.11), gloss=0.05, rough=0.4)
    tone = lamps_of(site)
    glows = [lamp_glow(site, 14, family) for family in (EVEN, ODD)]
    for n, (line, half) in enumerate(_lines(side)):
        for k in range(6, len(line) - 6, 12):
            x, y, z = (float(v) for v in line[k])
            if abs(x) > 190 or z > 330:
                continue
            family = (EVEN, ODD)[(n + k // 12) % 2]
            place.add(street_lamp(11.0, 2.6, metal, glows[family == ODD]).moved(x + half * 0.0, y, z))
            if dark > 0.2 and abs(x) < 110 and -30 < z < 230 and (k // 12) % 2 == n % 2:
                place.lamp((x + 2.6, y + 10.6, z), tuple(72 * dark * part for part in tone), family, 0.4)


def _around(site: Site, side: float) -> None:
    """Set houses beyond the roads, and towers where the motorway leads."""
    place, rng = site.place, site.rng
    fronts = Fronts(site, OFFICES)
    lines = _lines(side)
    for n in range(420):
        x, z = float(rng.uniform(-330, 330)), float(-40 + 900 * rng.random() ** 1.6)
        if min(float(np.min(np.hypot(line[:, 0] - x, line[:, 2] - z - 12.0))) - half for line, half in lines) < 34.0:
            continue
        near = math.exp(-((x - side * 60) ** 2 + (z - 700) ** 2) / 230**2)
        high = 7.0 + 14.0 * float(rng.random()) + 170.0 * near * float(rng.random()) ** 1.5
        wide, deep = (float(v) for v in rng.uniform(9, 20, 2))
        place.add(
            tower(x - wide, x + wide, z, z + 2 * deep, 0.0, high, fronts._walls[n % len(fronts._walls)], fronts._roof)
        )
