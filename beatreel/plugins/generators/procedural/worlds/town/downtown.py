"""An avenue between towers: under water with boats, in ruins and dust, or a motorway with trails of light seen from a bridge."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, grid, leaves, tube
from beatreel.plugins.generators.procedural.scenery.boats import open_boat
from beatreel.plugins.generators.procedural.scenery.built import EVEN, ODD, skins
from beatreel.plugins.generators.procedural.scenery.motorcars import finish, motorcar
from beatreel.plugins.generators.procedural.scenery.streets import bare_tree, sheet, street_lamp, tower, wall

from .site import Site, View, somebody

Array = np.ndarray[Any, np.dtype[np.float64]]

AIR = 0.0016
_HALF = {"flooded_city": 13.0, "ruined_city": 11.0, "light_trails": 26.0}
_WARM, _COOL = (0.22, 0.66, 1.25), (0.95, 0.95, 0.80)
# wall, glass, bay, floor, shares of window across and up
_WALLS = (
    ((0.30, 0.34, 0.37), (0.07, 0.06, 0.05), 3.0, 3.4, 0.50, 0.55),
    ((0.10, 0.15, 0.24), (0.05, 0.05, 0.05), 2.4, 3.3, 0.45, 0.58),
    ((0.12, 0.11, 0.10), (0.10, 0.085, 0.065), 1.7, 3.8, 0.90, 0.80),
    ((0.42, 0.44, 0.45), (0.06, 0.055, 0.05), 4.2, 3.5, 0.86, 0.45),
    ((0.22, 0.27, 0.32), (0.05, 0.05, 0.05), 2.2, 3.6, 0.40, 0.70),
    ((0.06, 0.06, 0.06), (0.13, 0.10, 0.07), 1.5, 3.9, 0.92, 0.86),
)


def sun_at(kind: str, hour: str, side: float, rng: np.random.Generator) -> float:
    """Return where the sun stands: ahead, low between the towers; by day at an angle that lights one side."""
    if hour == "day" and kind != "ruined_city":
        return side * float(rng.uniform(2.2, 2.6))
    return side * float(rng.uniform(0.35, 0.6) if kind == "ruined_city" else rng.uniform(0.08, 0.24))


def build(site: Site, kind: str, shot: str, side: float) -> View:
    """Build it; wide along the avenue, medium nearer to what is in it, close one thing, detail low above the ground."""
    _towers(site, kind)
    return {"flooded_city": _flooded, "ruined_city": _ruined, "light_trails": _trails}[kind](site, shot, side)


def _towers(site: Site, kind: str) -> None:
    place, rng = site.place, site.rng
    ruined = kind == "ruined_city"
    share = 0.0 if ruined else 0.05 + 0.40 * site.dark
    dull = 0.6 if ruined else 1.0
    styles = []
    for n, (base, glass, bay, floor, across, up) in enumerate(_WALLS):
        colour = _WARM if n % 3 else _COOL
        glow = tuple(1.9 * max(site.dark, 0.25) * part for part in colour) if share else (0.0, 0.0, 0.0)
        styles.append(
            place.material(
                skins.FACADE,
                tuple(dull * part for part in base),
                tuple((0.25 if ruined else 1.0) * part for part in glass),
                gloss=0.0 if ruined else 0.10,
                rough=0.03,
                scale=bay,
                glow=glow,
                family=EVEN if n % 2 else ODD,
                extra=(floor, across, up, share),
            )
        )
    roof = place.material(skins.PLASTER, (0.16, 0.16, 0.16))
    half = _HALF[kind]
    low, tall = (22.0, 70.0) if ruined else (30.0, 120.0)
    for way in (-1.0, 1.0):
        for row, (gap, height) in enumerate(((0.0, 1.0), (34.0, 1.5))):
            z = -24.0 + 9.0 * rng.random()
            while z < (520 if row == 0 else 700):
                wide, deep = float(rng.uniform(18, 30)), float(rng.uniform(18, 28))
                high = height * float(rng.uniform(low, tall)) * (1 + 0.5 * (rng.random() < 0.12))
                x = half + gap + float(rng.choice([0.0, 0.0, 2.5]))
                x0, x1 = sorted((way * x, way * (x + deep)))
                style = styles[int(rng.integers(len(styles)))]
                if ruined and row == 0:
                    place.add(_broken(x0, x1, z, z + wide, high, style, roof, rng))
                else:
                    place.add(tower(x0, x1, z, z + wide, -6.0, high, style, roof))
                    if rng.random() < 0.5:  # what stands on roofs
                        inset = 0.25 * min(wide, deep)
                        place.add(
                            tower(
                                x0 + inset,
                                x1 - inset,
                                z + inset,
                                z + wide - inset,
                                high - 1,
                                high + float(rng.uniform(4, 16)),
                                style,
                                roof,
                            )
                        )
                z += wide + float(rng.choice([0.6, 1.0, 13.0]))


def _broken(
    x0: float, x1: float, z0: float, z1: float, high: float, skin: int, inside: int, rng: np.random.Generator
) -> Mesh:
    """Return a building whose top has fallen: walls of uneven height, floors that hang out between them."""
    parts = []
    corners = [(x0, z0), (x1, z0), (x1, z1), (x0, z1)]
    for (ax, az), (bx, bz) in zip(corners, [*corners[1:], corners[0]], strict=True):
        n = max(3, int(math.hypot(bx - ax, bz - az) / 2.6))
        tops = high * (0.86 + 0.14 * np.clip(np.cumsum(rng.normal(0, 0.45, n)), -1.6, 1.0))
        for k, top in enumerate(tops):
            if rng.random() < 0.06:
                top *= 0.55
            a, b = k / n, (k + 1) / n
            parts.append(
                wall(
                    (ax + (bx - ax) * a, az + (bz - az) * a),
                    (ax + (bx - ax) * b, az + (bz - az) * b),
                    -1.0,
                    float(top),
                    skin,
                )
            )
    for y in np.arange(3.5, high * 0.9, 3.5):
        shrink = 0.3 + (2.5 * rng.random() if y > 0.6 * high else 0.0)
        parts.append(
            boxes(
                [((x0 + x1) / 2, y, (z0 + z1) / 2)],
                ((x1 - x0) / 2 - shrink * rng.random(), 0.14, (z1 - z0) / 2 - shrink * rng.random()),
                inside,
            )
        )
    return Mesh.of(parts)


def _flooded(site: Site, shot: str, side: float) -> View:
    place, rng = site.place, site.rng
    water = place.material(skins.WATER, (0.045, 0.052, 0.034), gloss=0.035, rough=0.0, scale=2.2)
    site.water.append(water)
    place.add(sheet(-1200, 1200, -60, 2400, 0.0, water))
    hulls = [(0.30, 0.10, 0.03), (0.04, 0.06, 0.34), (0.50, 0.52, 0.54), (0.05, 0.14, 0.24)]
    wood = place.material(skins.WOOD, (0.07, 0.13, 0.22), scale=0.12)
    rim = place.material(skins.WOOD, (0.10, 0.18, 0.28), scale=0.1)
    black = place.material(skins.PLAIN, (0.02, 0.02, 0.02), gloss=0.06, rough=0.2)
    spots = {
        "wide": [(0.6, 11.0), (-4.5, 27.0), (5.0, 44.0)],
        "medium": [(1.0, 8.0), (-4.0, 22.0), (4.0, 38.0)],
        "close": [(0.7, 5.6), (-4.5, 19.0)],
        "detail": [(1.6, 7.5), (-3.0, 24.0)],
    }[shot]
    for n, (x, z) in enumerate([*spots, (-7.0, 70.0), (6.0, 95.0)]):
        hull = place.material(skins.PLAIN, hulls[(n + int(rng.integers(2))) % 4], gloss=0.03, rough=0.2)
        turn = float(rng.uniform(-0.7, 0.7)) + (math.pi if n % 2 else 0)
        boat = open_boat(4.6 if n != 1 else 6.5, hull, wood, rim, motor=black if n != 0 else -1).moved(
            side * x, 0.02, z, turn=turn
        )
        place.add(boat)
        if not site.empty:
            place.add(somebody(site, "stander", hulls[(n + 2) % 4]).moved(side * x, 0.06, z, turn=turn + 0.4))
            if n == 0:  # a pole to push off with
                place.add(tube([(side * x + 0.35, -0.6, z + 0.3), (side * x + 0.25, 2.3, z + 0.1)], 0.02, 7, rim))
        if site.dark > 0.3:
            at = (side * x, 1.3, z + 0.8)
            bulb = place.material(
                skins.PLAIN,
                (0.4, 0.4, 0.4),
                glow=tuple(9 * site.dark * part for part in _WARM),
                family=EVEN if n % 2 else ODD,
            )
            place.add(boxes([at], (0.06, 0.09, 0.06), bulb))
            place.lamp(at, tuple(5 * site.dark * part for part in _WARM), EVEN if n % 2 else ODD, 0.1)
            place.beacons.append((at, _WARM))
    # What stood in the street looks out of the water.
    metal = place.material(skins.METAL, (0.20, 0.20, 0.19), gloss=0.06, rough=0.4)
    dead = place.material(skins.PLAIN, (0.3, 0.3, 0.3))
    for z in np.arange(6.0, 130.0, 24.0):
        for way in (-1.0, 1.0):
            lamp_ = street_lamp(6.8, 2.0, metal, dead).leaned(float(rng.normal(0, 0.05)), float(rng.normal(0, 0.04)))
            place.add(lamp_.moved(way * 9.3, -3.6, float(z) + 9 * (way > 0), turn=math.pi if way > 0 else 0.0))
    worn = finish(place, (0.03, 0.32, 0.52), worn=True)
    for x, z in ((4.4, 16.0), (-6.2, 13.0), (-5.5, 36.0)):
        place.add(
            motorcar("estate", worn, fine=z < 20)
            .leaned(0.05, 0.10)
            .moved(side * x, -1.12, z, turn=float(rng.uniform(0, 6)))
        )
    red, sign = place.material(skins.PLAIN, (0.05, 0.05, 0.45)), place.material(skins.PLAIN, (0.03, 0.03, 0.03))
    place.add(
        tube([(side * -6.4, -3, 24), (side * -6.4, 2.6, 24), (side * -2.0, 2.75, 24)], 0.07, 8, metal),
        boxes([(side * -2.2, 2.2, 24)], (0.17, 0.48, 0.15), sign),
        boxes([(side * -2.2, 2.48, 23.84)], (0.09, 0.09, 0.02), red),
    )
    green = place.material(skins.LEAF, (0.012, 0.05, 0.025), (0.03, 0.12, 0.05))
    growth = rng.normal(0, 1, (900, 3)) * [0.5, 0.5, 40] + [0, 0.4, 40]
    growth[:, 0] = np.where(rng.random(900) < 0.5, -1, 1) * (_HALF["flooded_city"] - 0.06 - 0.2 * rng.random(900))
    growth[:, 1] = np.abs(growth[:, 1])
    place.add(leaves(growth, rng.normal((0, 0.5, 0), 0.7, (900, 3)), 0.14, green, rng))
    return {
        "wide": View((-0.8 * side, 1.7, -6.0), side * 2.0, 0.86, 0.66, 1.2),
        "medium": View((0.4 * side, 1.5, -2.0), side * 3.0, 1.05, 0.62, 0.8),
        "close": View((-0.4 * side, 1.35, -0.2), side * 7.0, 1.05, 0.52, 0.5),
        "detail": View((-0.6 * side, 0.5, 0.5), side * 12.0, 1.15, 0.48, 0.4),
    }[shot]


def _ruined(site: Site, shot: str, side: float) -> View:
    place, rng = site.place, site.rng
    tar = place.material(skins.GROUND, (0.10, 0.12, 0.13), (0.17, 0.20, 0.22), scale=3.5)
    concrete = place.material(skins.PLASTER, (0.22, 0.25, 0.27))
    place.add(sheet(-600, 600, -40, 1500, 0.0, tar))
    count = 1500
    x = rng.uniform(-10.5, 10.5, count)
    z = rng.uniform(-2, 130, count) ** 1.0
    size = 0.07 + 0.55 * rng.random(count) ** 5
    heap = np.abs(x) > 5
    size = np.where(heap, 2.0 * size, 0.55 * size)
    size = np.where((z < 4) & (np.abs(x) < 3), 0.3 * size, size)
    axes = np.linalg.qr(rng.normal(size=(count, 3, 3)))[0]
    halves = size[:, None] * rng.uniform(0.35, 1.2, (count, 3))
    y = np.where(heap, (np.abs(x) - 5) * 0.28 * rng.random(count), 0.0) + 0.25 * size
    place.add(boxes(np.stack([x, y, z], 1), halves, concrete, axes=axes))
    rust = place.material(skins.METAL, (0.06, 0.11, 0.22), gloss=0.02, rough=0.6)
    for _ in range(60):  # bent bars in what has fallen
        at = np.array([rng.choice([-1, 1]) * rng.uniform(5, 9.5), rng.uniform(0, 1), rng.uniform(3, 70)])
        bend = rng.normal(0, 0.6, (3, 3)) * [1, 0.6, 1] + [[0, 0, 0], [0, 0.8, 0], [0, 1.1, 0]]
        place.add(tube(at + np.cumsum(bend, axis=0) * 0.6, 0.02, 5, rust))
    for _ in range(5):  # slabs that lean against each other
        a, z_ = float(rng.choice([-1, 1])), float(rng.uniform(9, 55))
        slab = boxes([(0, 0, 0)], (2.6, 0.16, 1.8), concrete).leaned(
            a * float(rng.uniform(0.4, 0.9)), float(rng.normal(0, 0.2))
        )
        place.add(slab.moved(a * float(rng.uniform(6, 8)), 1.2, z_, turn=float(rng.uniform(-0.6, 0.6))))
    worn = finish(place, (0.10, 0.13, 0.17), worn=True)
    spots = (
        [(-3.6, 12.0), (4.4, 21.0), (-2.0, 34.0), (3.0, 52.0)]
        if shot != "close"
        else [(-1.6, 6.8), (4.0, 20.0), (-3.0, 33.0)]
    )
    for x_, z_ in spots:
        place.add(
            motorcar("saloon", worn, fine=z_ < 20)
            .leaned(float(rng.normal(0, 0.05)), 0)
            .moved(side * x_, -0.10, z_, turn=float(rng.uniform(0, 6)))
        )
    metal = place.material(skins.METAL, (0.14, 0.15, 0.16), gloss=0.03, rough=0.5)
    dead = place.material(skins.PLAIN, (0.2, 0.2, 0.2))
    for n, z_ in enumerate((10.0, 34.0, 58.0, 82.0)):
        way = -1.0 if n % 2 else 1.0
        bent = street_lamp(8.0, 2.0, metal, dead).leaned(
            -way * float(rng.uniform(0.02, 0.35)), float(rng.normal(0, 0.1))
        )
        place.add(bent.moved(way * 7.5, 0, z_, turn=math.pi if way > 0 else 0.0))
    grown = site.overgrown
    green = place.material(skins.LEAF, (0.015, 0.06, 0.03), (0.04, 0.17, 0.09))
    many = 9000 if grown else 900
    at = np.stack(
        [
            rng.choice([-1, 1], many) * (10.9 - 0.35 * rng.random(many)),
            14 * rng.random(many) ** 2 * (1 if grown else 0.2),
            rng.uniform(0, 110, many),
        ],
        1,
    )
    flat = rng.random(many) < 0.4
    at[flat, 0], at[flat, 1] = rng.uniform(-10, 10, flat.sum()), 0.10 * rng.random(flat.sum())
    place.add(leaves(at, rng.normal((0, 0.6, 0), 0.7, (many, 3)), 0.11, green, rng))
    bark = place.material(skins.PLASTER, (0.04, 0.05, 0.06))
    for x_, z_ in ((7.6, 16.0), (-8.0, 27.0), (8.4, 44.0)):
        place.add(bare_tree(float(rng.uniform(5, 8)), bark, rng).moved(side * x_, 0, z_, turn=float(rng.uniform(0, 6))))
    if not site.empty:
        place.add(
            somebody(site, "traveller", (0.06, 0.08, 0.11)).moved(
                side * 0.8, 0, {"wide": 13.0, "medium": 8.5, "close": 9.0, "detail": 14.0}[shot], turn=0.1
            )
        )
    return {
        "wide": View((-0.5 * side, 1.8, -3.0), side * 1.5, 0.84, 0.64, 1.4),
        "medium": View((0.8 * side, 1.6, 0.0), -side * 5.0, 1.05, 0.60, 0.9),
        "close": View((0.6 * side, 1.4, 1.4), -side * 10.0, 1.05, 0.52, 0.6),
        "detail": View((1.0 * side, 0.45, 2.0), side * 6.0, 1.2, 0.56, 0.4),
    }[shot]


def _path(z: Array, bend: float) -> Array:
    return bend * (1 - np.cos(np.clip(z, 0, None) / 150.0)) * 26


def _ribbon(x: Any, z: Array, half: float, y: float, bend: float, skin: int) -> Mesh:
    """Return a level band along the motorway, beside its middle."""
    middle = _path(z, bend) + x
    points = np.stack([np.stack([middle + way * half, np.full_like(z, y), z], 1) for way in (-1, 1)], 1)
    return grid(points[::-1], skin)


def _trails(site: Site, shot: str, side: float) -> View:
    place, rng = site.place, site.rng
    bend = float(rng.uniform(0.35, 0.75)) * side
    z = np.concatenate([np.linspace(-30, 60, 40), np.linspace(62, 520, 90)])
    wet = site.wet
    tar = place.material(
        skins.GROUND,
        (0.045, 0.043, 0.041),
        (0.06, 0.058, 0.056),
        gloss=0.05 if wet else 0.0,
        rough=0.30,
        scale=4.0,
        extra=(wet,),
    )
    dirt = place.material(skins.GROUND, (0.03, 0.045, 0.035), (0.05, 0.06, 0.05), scale=6.0)
    white = place.material(skins.PLASTER, (0.45, 0.46, 0.46))
    wall_ = place.material(skins.PLASTER, (0.22, 0.23, 0.24))
    place.add(sheet(-700, 700, -60, 900, -0.3, dirt), _ribbon(0, z, 16.5, 0.0, bend, tar))
    for x in (-4.9, -8.5, 4.9, 8.5):
        for start in np.arange(-20.0, 220.0, 12.0):
            part = np.linspace(start, start + 4.0, 4)
            place.add(_ribbon(x, part, 0.08, 0.012, bend, white))
    for x in (-12.3, -1.4, 1.4, 12.3):
        place.add(_ribbon(x, z, 0.09, 0.012, bend, white))
    for x in (0.0, -15.0, 15.0):
        ridge = np.stack(
            [
                np.stack([_path(z, bend) + x + off, np.full_like(z, y), z], 1)
                for off, y in ((-0.3, 0.0), (-0.1, 0.9), (0.1, 0.9), (0.3, 0.0))
            ],
            1,
        )
        place.add(grid(ridge[::-1], wall_))
    night = max(site.dark, 0.4)
    for way in (-1.0, 1.0):
        for lane in (3.1, 6.7, 10.3):
            for n in range(7):
                coming = way * side < 0
                base = (
                    np.array([(0.35, 0.80, 1.15), (0.85, 1.0, 1.1), (0.25, 0.60, 1.2)][n % 3])
                    if coming
                    else np.array([(0.03, 0.05, 1.3), (0.02, 0.12, 1.4), (0.06, 0.04, 1.0)][n % 3])
                )
                glow = tuple(float(v) for v in base * night * rng.uniform(0.5, 2.6))
                skin = place.material(skins.PLAIN, (0.02, 0.02, 0.02), glow=glow, family=EVEN if coming else ODD)
                a = float(rng.uniform(-28, 30)) if n > 2 else -28.0
                b = a + float(rng.uniform(120, 480))
                part = z[(z >= a) & (z <= b)]
                if len(part) < 3:
                    continue
                off = way * (lane + float(rng.normal(0, 0.35)))
                drift = 0.25 * np.sin(part / float(rng.uniform(30, 70)) + n)
                for pair in (-0.62, 0.62):
                    place.add(
                        _ribbon(off + pair + drift, part, float(rng.uniform(0.03, 0.075)), 0.62 + 0.04 * n, bend, skin)
                    )
        for at in np.arange(-10.0, 240.0, 17.0):
            colour = (0.30, 0.55, 0.80) if way * side < 0 else (0.01, 0.03, 0.55)
            place.lamp(
                (float(_path(np.array([at]), bend)[0]) + way * 6.5, 1.2, float(at)),
                tuple(5.0 * night * v for v in colour),
                EVEN if way * side < 0 else ODD,
                1.5,
            )
    metal = place.material(skins.METAL, (0.2, 0.2, 0.2), gloss=0.05, rough=0.4)
    glow = place.material(
        skins.PLAIN, (0.5, 0.5, 0.5), glow=tuple(9 * night * part for part in (0.12, 0.48, 1.1)), family=EVEN
    )
    for n, at in enumerate(np.arange(14.0, 330.0, 30.0)):
        way = -1.0 if n % 2 else 1.0
        x = float(_path(np.array([at]), bend)[0]) + way * 16.2
        place.add(street_lamp(9.5, 3.0, metal, glow).moved(x, 0, float(at), turn=math.pi if way > 0 else 0.0))
        if at < 200:
            place.lamp(
                (x - way * 3.2, 9.2, float(at)), tuple(26 * night * part for part in (0.12, 0.48, 1.1)), EVEN, 0.3
            )
    board, text = (
        place.material(skins.PLAIN, (0.10, 0.20, 0.02)),
        place.material(skins.PLAIN, (0.75, 0.75, 0.75), glow=(0.2, 0.2, 0.2), family=EVEN),
    )
    x = float(_path(np.array([70.0]), bend)[0])
    place.add(
        bars(
            [(x - 16, 0, 70), (x + 16, 0, 70), (x - 16, 7.6, 70)],
            [(x - 16, 8, 70), (x + 16, 8, 70), (x + 16, 7.6, 70)],
            (0.18, 0.18),
            metal,
        )
    )
    for off in (-9.0, 7.5):
        place.add(
            boxes([(x + off, 7.6, 69.7)], (3.2, 1.3, 0.06), board),
            boxes(
                [(x + off - 0.8, 8.1, 69.6), (x + off - 0.3, 7.3, 69.6)], [(1.6, 0.16, 0.02), (2.1, 0.16, 0.02)], text
            ),
        )
    rail = place.material(skins.METAL, (0.16, 0.17, 0.18), gloss=0.08, rough=0.35, metal=True)
    if shot == "wide":  # the parapet of the bridge
        y, front = 9.4, 2.0
        place.add(
            boxes([(0, y, front)], (9.0, 0.05, 0.06), rail), boxes([(0, y - 1.0, front)], (9.0, 0.04, 0.04), rail)
        )
        at_x = np.arange(-6.0, 6.0, 0.14)
        place.add(
            boxes(
                np.stack([at_x, np.full_like(at_x, y - 0.5), np.full_like(at_x, front)], 1), (0.012, 0.5, 0.012), rail
            )
        )
        if site.somebody and not site.empty:
            place.add(somebody(site, "stander").moved(side * 0.55, y - 1.12, front - 0.35))
    return {
        "wide": View((0.0, 10.6, -2.0), 4.0 * side, 0.84, 0.44, 1.2),
        "medium": View((-7.0 * side, 40.0, -20.0), 5.0 * side, 0.95, 0.46, 1.2, down=29.0),
        "close": View((4.9 * side, 1.25, 2.0), 3.0 * side, 1.1, 0.50, 0.8),
        "detail": View((0.2 * side, 8.0, 0.0), 4.5 * side, 2.7, 0.46, 1.0),
    }[shot]
