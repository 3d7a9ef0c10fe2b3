"""The terrace of a street café: small round tables with candles under an awning and strings of bulbs, along an old street; metres."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, grid, tube, turned
from beatreel.plugins.generators.procedural.scenery.built import EVEN, ODD, skins
from beatreel.plugins.generators.procedural.scenery.lettering import word
from beatreel.plugins.generators.procedural.scenery.streets import bare_tree, broad_tree, sheet, street_lamp

from .city_fronts import BRICKS, OFFICES, Fronts, lamp_glow, lamps_of
from .crossing import passer_by
from .homes import WARM
from .site import Site, View, somebody

AIR = 0.0035
_WALL, _KERB, _OTHER = -2.7, 2.2, 8.6  # x of the café's front, of the kerb and of the houses over the street
_LONG = (-3.0, 15.5)  # z of the café
_EAVES, _REACH = 2.75, 1.9  # height of the awning's edge, and how far it stands out
_NAMES = ("CAFE LUNE", "CAFE NOIR", "LE PETIT CAFE", "CAFE DE NUIT")
_WOODS = ((0.045, 0.075, 0.030), (0.035, 0.030, 0.13), (0.10, 0.050, 0.025), (0.030, 0.030, 0.035))  # of its front
_CLOTHS = ((0.045, 0.040, 0.30), (0.050, 0.150, 0.060), (0.22, 0.10, 0.045), (0.10, 0.26, 0.34))
_NEAR = (0.35, 1.15)  # x and z of the table that is looked at from near by


def sun_at(kind: str, hour: str, side: float, rng: np.random.Generator) -> float:
    """Return where the sun stands: low at the end of the street, by day over the trees that are on the other side of it then."""
    if hour in ("golden", "dusk", "dawn"):
        return side * float(rng.uniform(0.05, 0.18))
    return side * float(rng.uniform(1.9, 2.2))


def build(site: Site, kind: str, shot: str, side: float) -> View:
    """Build it; wide along the terrace, medium between its tables, close at one of them, detail its cup and candle."""
    place = site.place
    if site.dark < 0.9:  # pale fronts send light into the street
        place.zenith, place.horizon = (tuple(1.5 * part for part in sky) for sky in (place.zenith, place.horizon))
    _ground(site, side)
    _cafe(site, side)
    _street(site, side)
    _tables(site, shot, side)
    if not site.empty:
        spots = {"wide": ((1.5, 9.0), (3.6, 17.0)), "medium": ((1.7, 12.0),)}.get(shot, ((1.4, 14.0), (3.4, 22.0)))
        for x, z in spots:
            place.add(passer_by(site, "walker").moved(side * x, 0.0, z))
    site.lettering = True
    return {
        "wide": View((side * 1.35, 1.65, -3.6), -side * 7.0, 0.92, 0.56, 1.2),
        "medium": View((side * 0.75, 1.35, -0.6), -side * 12.0, 0.95, 0.58, 0.7),
        "close": View((side * 0.62, 1.16, -0.45), -side * 9.0, 1.10, 0.50, 0.3, focus=1.75),
        "detail": View((side * 0.40, 0.98, 0.35), -side * 3.0, 1.30, 0.40, 0.08, focus=0.86),
    }[shot]


def _ground(site: Site, side: float) -> None:
    place, snow, wet = site.place, site.snow, site.wet
    white = (0.72, 0.70, 0.68)
    setts = place.material(
        skins.GROUND if snow else skins.SLABS, white if snow else (0.075, 0.078, 0.080), white if snow else (0.055, 0.058, 0.060),
        gloss=0.08 if wet else 0.02, rough=0.06 if wet else 0.3, scale=0.22, extra=(wet,),
    )  # fmt: skip
    slabs = place.material(
        skins.GROUND, white if snow else (0.17, 0.18, 0.19), white if snow else (0.14, 0.15, 0.16),
        gloss=0.07 if wet else 0.02, rough=0.08 if wet else 0.35, scale=0.9, extra=(wet,),
    )  # fmt: skip
    kerb = place.material(skins.STONE, (0.24, 0.25, 0.26), scale=2.0)
    a, b = sorted((side * (_WALL - 30), side * _KERB))
    place.add(sheet(-400, 400, -40, 400, -0.12, setts), sheet(a, b, -40, 400, 0.0, slabs))
    place.add(boxes([(side * _KERB, -0.05, 90)], (0.09, 0.07, 110), kerb))
    a, b = sorted((side * 7.0, side * 40.0))
    place.add(sheet(a, b, -40, 400, 0.0, slabs), boxes([(side * 7.0, -0.05, 90)], (0.09, 0.07, 110), kerb))


def _cafe(site: Site, side: float) -> None:
    """Build its front of wood and glass, the room that is seen behind it, the awning, the name and the bulbs before it."""
    place, rng, dark = site.place, site.rng, site.dark
    wood = place.material(skins.PLAIN, _WOODS[site.flavour % len(_WOODS)], gloss=0.06, rough=0.1)
    gold = place.material(skins.PLAIN, (0.10, 0.32, 0.48), glow=tuple(0.5 * dark * part for part in WARM), family=EVEN)
    room = place.material(skins.PLASTER, (0.10, 0.17, 0.24))
    floor = place.material(skins.SLABS, (0.10, 0.14, 0.18), (0.05, 0.06, 0.07), gloss=0.05, rough=0.1, scale=0.5)
    shade = place.material(
        skins.PLAIN, (0.4, 0.4, 0.4), glow=tuple((0.3 + 4.2 * dark) * part for part in WARM), family=EVEN
    )
    lit = place.material(
        skins.PLAIN, (0.3, 0.3, 0.3), glow=tuple((0.15 + 1.1 * dark) * part for part in WARM), family=EVEN
    )
    z0, z1 = _LONG
    middle, half = 0.5 * (z0 + z1), 0.5 * (z1 - z0)
    x = side * _WALL

    def out(metres: float) -> float:
        return x + side * metres

    a, b = sorted((x, out(-5.0)))
    place.add(sheet(a, b, z0, z1, 0.02, floor), boxes([(out(-5.1), 1.6, middle)], (0.1, 1.6, half), room))
    place.add(boxes([(out(-2.5), 3.25, middle)], (2.5, 0.08, half), room))
    bottles = [(out(-4.8), y, float(z)) for y in (1.25, 1.65, 2.05) for z in np.arange(z0 + 1, z1 - 1, 0.17)]
    for n, tone in enumerate(((0.05, 0.16, 0.05), (0.03, 0.10, 0.22), (0.20, 0.22, 0.24))):
        skin = place.material(skins.PLAIN, tone, glow=tuple(0.25 * dark * part for part in WARM), family=EVEN)
        place.add(boxes(bottles[n::3], (0.04, 0.13, 0.04), skin))
    for z in np.arange(z0 + 1.2, z1, 2.3):
        place.add(
            turned([(0.0, 2.42), (0.17, 2.30), (0.20, 2.12), (0.0, 2.12)], 14, shade).moved(out(-1.8), 0, float(z))
        )
    place.add(boxes([(out(-4.95), 2.45, middle)], (0.05, 0.04, half - 0.5), lit))
    # Posts between the panes, a sill, a board with the name over them.
    posts = [(out(0.02), 1.6, float(z)) for z in np.arange(z0, z1 + 0.1, 1.55)]
    place.add(boxes(posts, (0.07, 1.6, 0.06), wood), boxes([(out(0.0), 0.32, middle)], (0.10, 0.34, half), wood))
    bars_at = [(out(0.02), y, middle) for y in (2.35, 1.5)]
    place.add(
        boxes(bars_at, (0.03, 0.03, half), wood), boxes([(out(0.05), 3.45, middle)], (0.16, 0.42, half + 0.1), wood)
    )
    tall = 0.42
    starts: list[Any] = []
    ends: list[Any] = []
    for line in word(_NAMES[site.flavour % len(_NAMES)], 0.0, 0.0, tall):
        points = [(out(0.24), 3.24 + tall - v, middle - 2.0 - side * u) for u, v in line]
        starts += points[:-1]
        ends += points[1:]
    place.add(bars(starts, ends, (0.035, 0.02), gold))
    _awning(site, side, half, middle)
    glow = place.material(
        skins.PLAIN, (0.3, 0.3, 0.3), glow=tuple((0.5 + 6.0 * dark) * part for part in WARM), family=ODD
    )
    wire = place.material(skins.PLAIN, (0.02, 0.02, 0.02))
    bulbs = []
    for z in np.arange(z0 + 1.5, z1 + 9, 3.4):  # from the house to posts at the kerb and on
        t = np.linspace(0, 1, 12)
        line = np.stack(
            [out(0.2) + side * t * (_KERB - _WALL - 0.1), 3.55 + 0.15 * t - 0.55 * np.sin(np.pi * t), z + 0.8 * t], 1
        )
        place.add(tube(line, 0.012, 5, wire))
        bulbs += [line[k] - [0, 0.05, 0] for k in range(1, 12)]
        place.add(tube([line[-1] * [1, 0, 1], line[-1]], 0.03, 8, wire))
    around = np.linspace(0, math.pi, 9)
    ball = turned(0.05 * np.stack([np.sin(around), np.cos(around)], 1), 14, glow)
    place.add(*(ball.moved(*(float(part) for part in at)) for at in bulbs))
    if dark > 0.2:
        for z in np.arange(z0 + 2.0, z1 + 3, 5.6):
            place.lamp((out(-1.2), 2.0, float(z)), tuple(9.0 * dark * part for part in WARM), EVEN, 0.5)
            place.lamp(
                (out(2.6), 3.1, float(z + rng.uniform(-0.6, 0.6))), tuple(6.0 * dark * part for part in WARM), ODD, 0.4
            )


def _awning(site: Site, side: float, half: float, middle: float) -> None:
    """Hang a striped awning over the terrace; light comes through it after dark."""
    place, dark = site.place, site.dark
    cloth = _CLOTHS[site.flavour // 5 % len(_CLOTHS)]
    tones = (cloth, (0.42, 0.44, 0.46))
    stripes = [
        place.material(
            skins.CLOTH,
            tone,
            scale=2.0,
            glow=tuple(0.10 * dark * a * b for a, b in zip(tone, WARM, strict=True)),
            family=EVEN,
        )
        for tone in tones
    ]
    edges = np.arange(middle - half, middle + half, 0.42)
    x0, x1 = side * (_WALL + 0.2), side * (_WALL + 0.2 + _REACH)
    for n, z in enumerate(edges):
        far = z + 0.42
        top = [
            [(x0, _EAVES + 0.65, z), (x0, _EAVES + 0.65, far)],
            [(x1, _EAVES, z), (x1, _EAVES, far)],
            [(x1, _EAVES - 0.24, z), (x1, _EAVES - 0.24, far)],
        ]
        sheet_ = np.array(top if side > 0 else [row[::-1] for row in top], np.float32)
        place.add(grid(sheet_, stripes[n % 2]), grid(sheet_[:, ::-1], stripes[n % 2]))


def _street(site: Site, side: float) -> None:
    """Set the houses of both sides of the street, lamps along it and trees before them."""
    place, rng, dark = site.place, site.rng, site.dark
    fronts = Fronts(site, (*BRICKS[2:], OFFICES[0], OFFICES[2]))
    is_open = dark < 0.1  # a square is over the street, and the sun reaches the terrace
    rows = [
        (-side, -_WALL, _LONG[0], 3.9),
        (-side, -_WALL, _LONG[1], 0.0),
        (side, _OTHER, 34.0 if is_open else -8.0, 0.0),
    ]
    for way, edge, start, low in rows:
        z = start
        stop = _LONG[1] if low else 95.0
        while z < stop - 0.1:
            mesh, wide = fronts.building(
                int(rng.integers(9)),
                min(float(rng.uniform(8, 12)), stop - z) if low else float(rng.uniform(8, 12)),
                int(rng.integers(4, 6)),
                near=not low and z < 40,
            )
            if low:  # over the café: only what is above its front
                kept = (mesh.points[mesh.triangles][:, :, 1] > low).all(axis=1)
                mesh = Mesh(mesh.points, mesh.carried, mesh.triangles[kept], mesh.skins[kept])
            place.add(mesh.moved(way * edge, 0.0, z + wide / 2, turn=-way * 0.5 * math.pi))
            z += wide
    mesh, wide = fronts.building(3, 26.0, 6, near=False)
    place.add(mesh.moved(side * 3.0, 0.0, 97.0))
    stone = place.material(skins.PLASTER, (0.22, 0.26, 0.29))
    a, b = sorted((side * (_WALL - 0.02), side * (_WALL - 0.4)))
    place.add(boxes([(0.5 * (a + b), 3.95, 0.5 * sum(_LONG))], (0.22, 0.10, 0.5 * (_LONG[1] - _LONG[0]) + 0.1), stone))
    metal = place.material(skins.METAL, (0.03, 0.035, 0.035), gloss=0.05, rough=0.4)
    tone = lamps_of(site)
    for n, z in enumerate((6.5, 21.0, 37.0, 55.0)):
        glow = lamp_glow(site, 8, (EVEN, ODD)[n % 2])
        place.add(street_lamp(4.6, 0.7, metal, glow).moved(side * 7.3, 0.0, z, turn=math.pi if side > 0 else 0.0))
        if dark > 0.2:
            place.lamp((side * 6.5, 4.4, z), tuple(16 * dark * part for part in tone), (EVEN, ODD)[n % 2], 0.3)
    bark = place.material(skins.PLASTER, (0.045, 0.055, 0.065))
    leaf = place.material(skins.LEAF, (0.012, 0.055, 0.025), (0.03, 0.14, 0.065))
    square = [(12.0 + 7 * (n % 2), 4.0 + 6.5 * n) for n in range(5)] if is_open else []
    for x, z in [(7.9, 13.0), (7.9, 29.0), (7.9, 44.0), *square]:
        tree = bare_tree(6.0, bark, rng) if site.is_winter else broad_tree(6.0, 3.4, bark, leaf, rng, 4200)
        place.add(tree.moved(side * x, 0.0, z + float(rng.uniform(-1, 1))))


def _tables(site: Site, shot: str, side: float) -> None:
    """Set tables and chairs in two rows, somebody at a few of them, a cup, a glass and a candle on each."""
    place, rng = site.place, site.rng
    marble = place.material(skins.PLAIN, (0.42, 0.44, 0.45), gloss=0.07, rough=0.06)
    iron = place.material(skins.METAL, (0.02, 0.022, 0.022), gloss=0.05, rough=0.3)
    cane = place.material(skins.WOOD, (0.05, 0.13, 0.24), gloss=0.03, rough=0.3, scale=0.15)
    china = place.material(skins.PLAIN, (0.60, 0.62, 0.63), gloss=0.06, rough=0.05)
    coffee = place.material(skins.PLAIN, (0.010, 0.022, 0.045), gloss=0.06, rough=0.02)
    lit = site.dark > 0.1
    flame = place.material(
        skins.PLAIN, (0.4, 0.4, 0.4), glow=tuple((1.0 + 9.0 * site.dark) * lit * part for part in WARM), family=EVEN
    )
    jar = place.material(
        skins.PLAIN,
        (0.2, 0.25, 0.3),
        gloss=0.06,
        rough=0.02,
        glow=tuple(0.9 * site.dark * part for part in WARM),
        family=EVEN,
    )
    table = Mesh.of([
        turned([(0.0, 0.755), (0.325, 0.755), (0.335, 0.74), (0.32, 0.72), (0.0, 0.72)], 40, marble),
        turned([(0.03, 0.73), (0.028, 0.1), (0.16, 0.05), (0.21, 0.0), (0.0, 0.0)], 14, iron),
    ])  # fmt: skip
    cup = Mesh.of([
        turned([(0.0, 0.012), (0.075, 0.016), (0.08, 0.022), (0.0, 0.014)], 28, china),
        turned([(0.022, 0.016), (0.036, 0.035), (0.042, 0.072), (0.039, 0.072), (0.034, 0.058), (0.0, 0.058)], 28, china),
        turned([(0.0, 0.0645), (0.0375, 0.0645)][::-1], 24, coffee),
        tube([(0.041, 0.062, 0), (0.062, 0.058, 0), (0.062, 0.036, 0), (0.038, 0.034, 0)], 0.0045, 8, china),
    ])  # fmt: skip
    candle = Mesh.of([
        turned([(0.034, 0.0), (0.040, 0.02), (0.042, 0.085), (0.039, 0.085), (0.036, 0.03), (0.0, 0.03)], 24, jar),
        *[turned([(0.0, 0.128), (0.006, 0.105), (0.010, 0.082), (0.0, 0.066)], 12, flame)][: int(lit)],
    ])  # fmt: skip
    chair = _chair(cane, iron)
    places = [(side * (-1.55 + 0.12 * math.sin(3 * n)), 1.9 * n - 1.3) for n in range(9)]
    places += [(side * (0.35 + 0.15 * math.sin(2 * n)), 1.9 * n + 3.05) for n in range(6)]
    places = [(side * _NEAR[0], _NEAR[1]), *places]
    for n, (x, z) in enumerate(places):
        place.add(table.moved(x, 0, z))
        spin = float(rng.uniform(0, 6.28)) if n else 0.4
        place.add(cup.moved(x + 0.13 * math.cos(spin), 0.755, z - 0.13 * abs(math.sin(spin)), turn=spin))
        place.add(candle.moved(x - 0.10 * math.cos(spin), 0.755, z + 0.09))
        if site.dark > 0.2 and n < (1 if shot == "wide" else 3):
            place.lamp(
                (x - 0.10 * math.cos(spin), 0.90, z + 0.09), tuple(0.38 * site.dark * part for part in WARM), EVEN, 0.05
            )
        for way in (-1.0, 1.0):
            turn = float(rng.normal(0, 0.2)) + (0.0 if way > 0 else math.pi)
            cx, cz = x + 0.12 * float(rng.normal()), z + way * 0.62
            if math.hypot(cx - side * 0.5, cz + 0.3) < 0.7:
                continue  # it would stand before the lens
            place.add(chair.moved(cx, 0, cz, turn=turn))
            if not site.empty and way > 0 and n in (2, 4, 10, 12):
                coat = ((0.05, 0.05, 0.07), (0.07, 0.06, 0.22), (0.20, 0.12, 0.06), (0.16, 0.20, 0.24))[n % 4]
                place.add(somebody(site, "sitter", coat).moved(cx, 0.47, cz, turn=turn))


def _chair(cane: int, iron: int) -> Mesh:
    """Return a bistro chair whose back is at +z: seat of cane, legs and a bent back of iron."""
    parts = [turned([(0.0, 0.465), (0.195, 0.465), (0.205, 0.45), (0.0, 0.44)], 24, cane)]
    legs = [(way * 0.15, z) for way in (-1, 1) for z in (-0.14, 0.14)]
    parts.append(
        bars([(x, 0.45, z) for x, z in legs], [(1.25 * x, 0.0, 1.25 * z) for x, z in legs], (0.018, 0.018), iron)
    )
    bend = np.linspace(0, math.pi, 16)
    back = np.stack([-0.18 * np.cos(bend), 0.46 + 0.42 * np.sin(bend) ** 0.7, np.full(16, 0.19)], 1)
    inner = np.stack([-0.09 * np.cos(bend), 0.46 + 0.30 * np.sin(bend) ** 0.7, np.full(16, 0.19)], 1)
    parts += [tube(back, 0.013, 7, iron), tube(inner, 0.009, 6, iron)]
    return Mesh.of(parts)
