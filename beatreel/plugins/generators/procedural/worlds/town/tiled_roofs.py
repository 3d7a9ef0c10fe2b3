"""The roofs of an old town of the south, of clay tiles, with a dome and a bell tower over them and hills behind."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, boxes, grid, leaves, tube, turned
from beatreel.plugins.generators.procedural.scenery.built import EVEN, ODD, skins
from beatreel.plugins.generators.procedural.scenery.streets import hills, sheet, wall

from . import washing
from .homes import WARM
from .site import Site, View, somebody

AIR = 0.0011
_TILE, _COURSE = 0.27, 0.42  # metres, of a tile across and along a roof
_FINE = 46.0  # nearer roofs have tiles that are round
_BAYS = ((0.30, 0.46, 0.60), (0.22, 0.42, 0.62), (0.26, 0.34, 0.56), (0.40, 0.50, 0.58), (0.18, 0.36, 0.58))


def sun_at(kind: str, hour: str, side: float, rng: np.random.Generator) -> float:
    """Return where the sun stands: low ahead, beside the dome, in the evening, else over a shoulder."""
    if hour in ("golden", "dusk", "dawn"):
        return -side * float(rng.uniform(0.36, 0.56))
    return side * float(rng.uniform(1.7, 2.2))


def _level(x: float, z: float) -> float:
    """Return the height of the ground: the town lies in a hollow."""
    return -0.07 * min(max(z, 0.0), 150.0) + 1.5 * math.sin(0.07 * x + 0.05 * z)


def build(site: Site, kind: str, shot: str, side: float) -> View:
    """Build it; close and detail stand on a terrace among the chimneys."""
    place, rng = site.place, site.rng
    if site.dark < 0.2:  # roofs in the shade are roofs, too
        site.light = replace(site.light, median=(62.0, 114.0))
    snow = (0.80, 0.77, 0.75)
    clays = [
        place.material(skins.BRICK, snow if site.snow > 0.4 else tone)
        for tone in ((0.075, 0.17, 0.46), (0.10, 0.21, 0.48), (0.055, 0.13, 0.37), (0.13, 0.22, 0.42))
    ]
    glow = tuple(1.6 * site.dark * part for part in WARM)
    walls = [
        place.material(
            skins.FACADE, tone, (0.05, 0.05, 0.045), gloss=0.05, rough=0.05, scale=2.7, glow=glow,
            family=EVEN if n % 2 else ODD, extra=(3.3, 0.30, 0.46, 0.05 + 0.42 * site.dark),
        )
        for n, tone in enumerate(_BAYS)
    ]  # fmt: skip
    plain = [place.material(skins.PLASTER, tone) for tone in _BAYS]
    shutter = place.material(skins.WOOD, (0.10, 0.17, 0.09), scale=0.08)
    pane = place.material(
        skins.PLAIN, (0.06, 0.06, 0.06), gloss=0.08, rough=0.05, family=ODD,
        glow=tuple(1.5 * max(site.dark, 0.05) * part for part in WARM),
    )  # fmt: skip
    iron = place.material(skins.PLAIN, (0.03, 0.03, 0.03))
    earth = place.material(skins.GROUND, (0.10, 0.13, 0.15), (0.14, 0.17, 0.19), scale=4.0)
    place.add(sheet(-700, 700, -40, 1500, -11.5, earth))
    away = {"wide": 150.0, "medium": 112.0, "close": 92.0, "detail": 80.0}[shot]
    at = side * 0.11 * away
    for row, z in enumerate(np.concatenate([np.arange(2.0, 130, 10.5), np.arange(130, 430, 13.0)])):
        for x in np.arange(-34 - 0.60 * z, 34 + 0.60 * z, 11.2) + 4.0 * (row % 2):
            px, pz = float(x + rng.normal(0, 1.1)), float(z + rng.normal(0, 1.0))
            if math.hypot(px - at, pz - away) < 23 or (abs(px) < 7 and pz < 8):
                continue
            high = float(rng.uniform(9.0, 15.5)) - (3.0 if pz < 16 else 0.0)
            half, long = float(rng.uniform(3.6, 5.0)), float(rng.uniform(4.6, 6.4))
            n, m = int(rng.integers(4)), int(rng.integers(len(walls)))
            fine = pz < _FINE and abs(px) < 9 + 0.5 * pz
            house = _house(
                half, long, high, plain[m] if fine else walls[m], plain[m], clays[n], shutter, pane, rng, fine=fine
            )
            turn = (0.0 if rng.random() < 0.5 else math.pi / 2) + float(rng.normal(0, 0.13))
            place.add(house.moved(px, _level(px, pz), pz, turn=turn))
            if fine and rng.random() < 0.4:  # an aerial
                top = (px + 0.4, _level(px, pz) + high + 2.0, pz)
                mast = [(top[0], top[1], top[2]), (top[0], top[1] + 2.3, top[2])]
                arms = [(top[0], top[1] + 2.2 - 0.22 * k, top[2]) for k in range(4)]
                place.add(tube(mast, 0.025, 5, iron), boxes(arms, (0.42, 0.012, 0.012), iron))
    marble = place.material(skins.PLASTER, (0.42, 0.52, 0.58))
    place.add(_dome(clays[0], marble, walls[3], pane).moved(at, _level(at, away), away, turn=0.3))
    place.add(_bell_tower(marble, plain[3], clays[2], pane).moved(at - side * 24, _level(at, away), away - 3, turn=0.1))
    far = place.material(skins.PLASTER, (0.11, 0.15, 0.15))
    place.add(hills(rng, 620, 1500, 1300, 150, far).moved(0, -14, 0))
    eye = {"wide": (0.0, 30.0, -14.0), "medium": (side * 3.0, 24.0, -6.0)}.get(shot, (side * 1.0, 15.3, -1.1))
    hangs = "washing_line" in site.motifs
    if shot in ("close", "detail"):
        _terrace(site, side, plain[0], shot)
        if hangs:
            _hang_near(site, side, shot)
    elif hangs:
        _drying_roof(site, side, shot, plain[0], clays[2])
    elif site.somebody and not site.empty:
        ground = _level(-side * 3, 4)
        place.add(boxes([(-side * 3, ground + 8.5, 3.5)], (3.0, 8.5, 2.4), plain[1]))
        place.add(somebody(site, "stander").moved(-side * 3, ground + 17.0, 3.0))
    if site.dark > 0.25:
        for n in range(16):
            px, pz = float(rng.uniform(-36, 36)), float(rng.uniform(12, 110))
            light = tuple(26 * site.dark * part for part in WARM)
            place.lamp((px, _level(px, pz) + 5.0, pz), light, EVEN if n % 2 else ODD, 0.3)
        place.lamp((at, 6.0, away - 26), tuple(240 * site.dark * part for part in WARM), EVEN, 1.0)
    if hangs and shot in ("close", "detail"):
        return {
            "close": View((side * 0.6, 15.05, -6.2), side * 3.0, 1.0, 0.58, 0.5),
            "detail": View((side * 1.5, 14.75, -3.2), side * 6.0, 1.05, 0.60, 0.3),
        }[shot]
    return {
        "wide": View(eye, side * 2.0, 0.92, 0.42, 1.6),
        "medium": View(eye, side * 5.0, 1.05, 0.42, 1.2),
        "close": View(eye, side * 4.0, 1.0, 0.46, 0.6),
        "detail": View((side * 2.2, 15.2, -2.2), side * 2.0, 1.35, 0.60, 0.3),
    }[shot]


def _slope(half: float, long: float, low: float, rise: float, skin: int, *, fine: bool) -> list[Mesh]:
    """Return both sides of a roof with its ridge along z; ``fine`` ones have round tiles in courses."""
    over, parts = 0.40, []
    if fine:
        count = max(4, round(2 * (long + over) / _TILE))
        z = np.linspace(-long - over, long + over, 4 * count + 1)
        swell = 0.055 * np.abs(np.sin(np.linspace(0, np.pi * count, 4 * count + 1)))
        steps = max(3, round(math.hypot(half + over, rise) / _COURSE))
        share = np.repeat(np.linspace(0, 1, steps + 1), 2)[1:-1]
        lift = np.tile([0.045, 0.0], steps)
    else:
        z, swell = np.array([-long - over, long + over]), np.zeros(2)
        share, lift = np.array([0.0, 1.0]), np.zeros(2)
    for way in (1.0, -1.0):
        x = -way * (half + over) * (1 - share)
        y = low + rise * (half - np.abs(x)) / half + 0.10 + lift
        points = np.stack(
            [
                np.broadcast_to(x[:, None], (x.size, z.size)),
                y[:, None] + swell[None],
                np.broadcast_to(z[None], (x.size, z.size)),
            ],
            -1,
        )
        reach = math.hypot(half, rise)
        uv = np.stack(np.broadcast_arrays(z[None] * 0.24 / _TILE, (share * reach)[:, None] * 0.078 / _COURSE), -1)
        if way < 0:
            points, uv = points[::-1], uv[::-1]
        parts.append(grid(points, skin, uv=uv))
    return parts


def _house(
    half: float, long: float, high: float, front: int, side: int, roof: int, shutter: int, pane: int, rng: np.random.Generator,
    *, fine: bool,
) -> Mesh:  # fmt: skip
    """Return a house whose ridge runs along z."""
    rise = half * float(rng.uniform(0.42, 0.58))
    corners = [(-half, -long), (half, -long), (half, long), (-half, long)]
    parts = [wall(a, b, -4.0, high, front) for a, b in zip(corners, [*corners[1:], corners[0]], strict=True)]
    parts += _slope(half, long, high, rise, roof, fine=fine)
    parts += [
        grid([[(0, high + rise, z), (0, high + rise, z)], [(-half, high, z), (half, high, z)]], side)
        for z in (-long, long)
    ]
    ridge = np.array([(0, high + rise + 0.16, z) for z in np.linspace(-long - 0.4, long + 0.4, 2)])
    parts.append(tube(ridge, 0.15, 8, roof))
    if fine:
        for floor in (high - 1.75, high - 5.0):  # windows and their shutters
            for way in (-1.0, 1.0):
                at = [(x, floor, way * (long + 0.02)) for x in (-0.45 * half, 0.45 * half)]
                parts.append(boxes(at, (0.36, 0.68, 0.03), pane))
                at = [(x + d, floor, way * (long + 0.06)) for x, _, _ in at for d in (-0.56, 0.56)]
                parts.append(boxes(at, (0.19, 0.72, 0.03), shutter))
                at = [(way * (half + 0.02), floor, z) for z in (-0.55 * long, 0.0, 0.55 * long)]
                parts.append(boxes(at, (0.03, 0.68, 0.36), pane))
                at = [(way * (half + 0.06), floor, z + d) for _, _, z in at for d in (-0.56, 0.56)]
                parts.append(boxes(at, (0.03, 0.72, 0.19), shutter))
        eaves = np.arange(-long, long, 0.6)
        parts.append(
            boxes([(w * (half + 0.2), high - 0.16, z) for z in eaves for w in (-1, 1)], (0.20, 0.06, 0.05), shutter)
        )
    for _ in range(1 + int(rng.integers(2))):
        x, z = float(rng.uniform(-0.6, 0.6)) * half, float(rng.uniform(-0.8, 0.8)) * long
        top = high + rise + float(rng.uniform(0.5, 1.1))
        parts.append(boxes([(x, 0.5 * (high + top), z)], (0.34, 0.5 * (top - high), 0.46), side))
        cap = [
            [(x - 0.5, top + 0.30, z - 0.6), (x - 0.5, top + 0.30, z + 0.6)],
            [(x, top + 0.62, z - 0.6), (x, top + 0.62, z + 0.6)],
        ]
        other = [
            [(x + 0.5, top + 0.30, z + 0.6), (x + 0.5, top + 0.30, z - 0.6)],
            [(x, top + 0.62, z + 0.6), (x, top + 0.62, z - 0.6)],
        ]
        parts += [grid(cap, roof), grid(other, roof)]
        parts.append(
            boxes([(x + a, top + 0.15, z + b) for a in (-0.28, 0.28) for b in (-0.4, 0.4)], (0.06, 0.17, 0.06), side)
        )
    return Mesh.of(parts)


def _dome(clay: int, marble: int, walls: int, pane: int) -> Mesh:
    """Return a church under a dome of eight sides with ribs of marble and a lantern."""
    turn = np.linspace(0, np.pi / 2, 16)
    high, radius = 25.0, 13.0
    shape = np.stack([radius * np.cos(turn) ** 0.9 + 0.01, high + 17.5 * np.sin(turn)], 1)[::-1]
    parts = [
        boxes([(0, 6, 0), (0, 6, 16)], [(12, 10, 12), (8.5, 7, 14)], walls),
        turned([(13.6, high - 0.2), (13.6, high - 1.2), (12.6, high - 1.4), (12.6, 12.0)], 8, marble),
        turned(shape, 8, clay),
        turned(
            [(0.0, 52.0), (0.5, 50.6), (2.0, 48.2), (2.1, 47.6), (1.6, 47.4), (1.6, 43.4), (2.5, 43.0), (2.6, 42.2)],
            8,
            marble,
        ),
        turned([(0.0, 53.2), (0.45, 52.7), (0.0, 52.2)], 10, clay),
    ]
    for n in range(8):
        a = 2 * np.pi * n / 8
        rib = np.stack([(shape[:, 0] + 0.10) * math.cos(a), shape[:, 1] + 0.05, (shape[:, 0] + 0.10) * math.sin(a)], 1)
        parts.append(tube(rib, 0.36, 6, marble))
        b = a + np.pi / 8
        way = np.array([math.cos(b), 0, math.sin(b)]) * 11.75
        ring = turned([(0.0, 0.12), (1.55, 0.10), (1.9, 0.0)], 20, pane).leaned(math.pi / 2, 0)
        parts.append(ring.moved(float(way[0]), 18.5, float(way[2]), turn=math.pi / 2 - b + math.pi / 2))
    return Mesh.of(parts)


def _bell_tower(marble: int, plain: int, clay: int, pane: int) -> Mesh:
    """Return a square tower with openings for its bells under a low roof."""
    parts = [
        boxes([(0, 15, 0)], (3.4, 19, 3.4), plain),
        boxes([(0, y, 0) for y in (12, 20, 28, 36)], (3.7, 0.35, 3.7), marble),
        boxes([(0, 34.6, 0), (0, 40.5, 0)], [(3.4, 1.4, 3.4), (3.7, 0.5, 3.7)], plain),
    ]
    parts.append(boxes([(a * 3.0, 38.0, b * 3.0) for a in (-1, 1) for b in (-1, 1)], (0.5, 2.4, 0.5), marble))
    parts.append(boxes([(0, 38, 0)], (0.9, 1.0, 0.9), pane))
    roof = turned([(0.0, 45.0), (5.4, 41.0)], 4, clay)
    parts.append(roof.moved(0, 0, 0, turn=math.pi / 4))
    parts.append(boxes([(0, y, -3.42) for y in (16, 24, 31.5)], (0.55, 1.3, 0.05), pane))
    return Mesh.of(parts)


def _drying_roof(site: Site, side: float, shot: str, plain: int, clay: int) -> None:
    """Raise a flat roof before the town, with lines of washing over it, and somebody if the prompt names one."""
    place = site.place
    x, z = (-side * 2.6, 4.0) if shot == "wide" else (side * 0.4, 5.2)
    ground = _level(x, z)
    low = ground + 17.0
    place.add(boxes([(x, ground + 8.4, z)], (4.6, 8.6, 3.2), plain))
    place.add(boxes([(x, low + 0.3, z + way * 3.1) for way in (-1, 1)], (4.6, 0.35, 0.14), plain))
    place.add(boxes([(x + way * 4.5, low + 0.3, z) for way in (-1, 1)], (0.14, 0.35, 3.2), plain))
    place.add(sheet(x - 4.4, x + 4.4, z - 3.0, z + 3.0, low + 0.03, clay))
    post = place.material(skins.PLAIN, (0.06, 0.07, 0.08))
    skin = washing.cloths(site)
    for n, (at, turn) in enumerate(((-1.9, 0.3), (0.3, -0.2), (2.3, 0.4))):
        ends = [(x + way * 4.0, low + 2.0, z + at + way * turn) for way in (-1, 1)]
        place.add(washing.line(site, ends[0], ends[1], low, skin, post, first=3 * n))
    if site.somebody and not site.empty:
        place.add(somebody(site, "stander").moved(x + side * 1.2, low, z - 2.5))


def _hang_near(site: Site, side: float, shot: str) -> None:
    """Hang washing over the terrace, with a gap through which the town is seen."""
    place, low = site.place, 13.4
    post = place.material(skins.PLAIN, (0.05, 0.06, 0.07))
    skin = washing.cloths(site)
    lines = ((-3.4, 5.2, 0.2, 0.2), (-5.4, -0.6, -2.7, -0.3)) if shot == "close" else ((-2.4, 4.4, -0.2, 0.25),)
    for n, (a, b, z, turn) in enumerate(lines):
        ends = [(side * a, low + 2.05, z - turn), (side * b, low + 2.05, z + turn)]
        ends.sort()
        place.add(washing.line(site, ends[0], ends[1], low, skin, post, first=1 + 4 * n))


def _terrace(site: Site, side: float, plain: int, shot: str) -> None:
    """Lay a terrace with pots of herbs and flowers before what is seen from a roof."""
    place, rng = site.place, site.rng
    floor = place.material(skins.STONE, (0.10, 0.19, 0.40), scale=0.6)
    place.add(sheet(-6, 6, -9, 1.2, 13.4, floor), boxes([(0, 13.55, 1.3)], (6.0, 0.32, 0.16), plain))
    place.add(boxes([(0, 6.7, -3.9)], (6.0, 6.6, 5.1), plain))
    clay = place.material(skins.PLASTER, (0.08, 0.17, 0.44))
    leaf = place.material(skins.LEAF, (0.02, 0.08, 0.04), (0.05, 0.17, 0.09))
    flower = place.material(skins.LEAF, (0.05, 0.03, 0.44), (0.14, 0.07, 0.62))
    pot = turned([(0.20, 0.36), (0.24, 0.36), (0.24, 0.30), (0.20, 0.28), (0.14, 0.0)], 18, clay)
    for x in (-1.75, -1.15, 1.9, 2.6, -2.6) if shot == "close" else (-0.35, 0.25, 2.9, 3.5):
        place.add(pot.moved(side * x, 13.87, 1.3))
        for skin, count, size in ((leaf, 260, 0.34), (flower, 150, 0.36)):
            way = rng.normal(size=(count, 3))
            way /= np.linalg.norm(way, axis=1, keepdims=True)
            at = way * (size * rng.random(count) ** 0.3)[:, None] + [side * x, 14.45, 1.3]
            place.add(leaves(at, way + 0.6 * rng.normal(size=(count, 3)), 0.045, skin, rng))
    if site.somebody and not site.empty:
        place.add(somebody(site, "stander").moved(side * 0.8, 13.4, 0.6))
