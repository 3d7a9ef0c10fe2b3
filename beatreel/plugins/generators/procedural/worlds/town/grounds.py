"""Gardens and grounds: flowers of glass that glow, an avenue of trees with benches."""

from __future__ import annotations

import math

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, boxes, grid, leaves, tube, turned
from beatreel.plugins.generators.procedural.painting import Element
from beatreel.plugins.generators.procedural.scenery.built import EVEN, ODD, skins
from beatreel.plugins.generators.procedural.scenery.streets import bare_tree, broad_tree, sheet

from .homes import WARM
from .site import Site, View, somebody

AIR = 0.0012


def sun_at(kind: str, hour: str, side: float, rng: np.random.Generator) -> float:
    """Return where the sun stands: low ahead in the evening, else to one side."""
    if hour in ("golden", "dusk", "dawn"):
        return side * float(rng.uniform(0.05, 0.2))
    return side * float(rng.uniform(0.8, 1.3))


def build(site: Site, kind: str, shot: str, side: float) -> View:
    """Build it."""
    return {"glow_garden": _garden, "park_avenue": _avenue}[kind](site, shot, side)


def _flower(rng: np.random.Generator, tall: float, size: float, stem: int, petal: int, heart: int) -> Mesh:
    """Return a flower with an open cup of curved petals on a bent stem."""
    s = np.linspace(0, 1, 9)
    lean = rng.normal(0, 0.12 * tall, 2)
    line = np.stack([lean[0] * s**2, tall * s, lean[1] * s**2], 1)
    parts = [tube(line, 0.012 + 0.006 * (1 - s), 6, stem)]
    count = int(rng.integers(6, 9))
    u, v = np.linspace(-1, 1, 5), np.linspace(0, 1, 7)
    open_ = float(rng.uniform(0.30, 0.85))
    for ring, grow in ((0.0, 1.0), (math.pi / count, 0.72)):
        for k in range(count):
            a = 2 * math.pi * k / count + ring
            half = 0.30 * grow * size * np.sin(np.pi * np.clip(0.08 + 0.9 * v, 0, 1)) ** 0.7
            out = grow * size * (v * math.sin(open_) + 0.25 * v**3)
            rise = grow * size * (v * math.cos(open_) - 0.22 * v**3 + 0.10 * v)
            x = out[:, None] - 0.10 * size * (u**2)[None] * v[:, None]
            points = np.stack(
                [
                    x * math.cos(a) - half[:, None] * u[None] * math.sin(a),
                    rise[:, None] + 0.12 * size * (u**2)[None] * v[:, None],
                    x * math.sin(a) + half[:, None] * u[None] * math.cos(a),
                ],
                -1,
            )
            parts.append(
                grid(points, petal, uv=np.stack(np.broadcast_arrays(u[None], v[:, None]), -1)).moved(
                    *(float(c) for c in line[-1])
                )
            )
    turn = np.linspace(0, np.pi, 9)
    parts.append(
        turned(np.stack([0.13 * size * np.sin(turn), 0.13 * size * np.cos(turn) + 0.10 * size], 1), 12, heart).moved(
            *(float(c) for c in line[-1])
        )
    )
    return Mesh.of(parts)


_GLOWS = ((1.3, 0.75, 0.10), (0.95, 0.12, 1.15), (1.2, 0.25, 0.45), (0.12, 0.55, 1.3), (0.75, 1.05, 0.15))


def _garden(site: Site, shot: str, side: float) -> View:
    place, rng = site.place, site.rng
    soil = place.material(skins.GROUND, (0.02, 0.035, 0.03), (0.03, 0.05, 0.045), scale=1.2)
    path = place.material(skins.SLABS, (0.12, 0.12, 0.12), (0.10, 0.10, 0.10), gloss=0.05, rough=0.06, scale=0.8)
    place.add(sheet(-80, 80, -10, 120, 0.0, soil))
    z = np.linspace(-3, 40, 60)
    bend = side * 1.1 * np.sin(z / 6.5)
    place.add(
        grid(np.stack([np.stack([bend + way * 0.75, np.full_like(z, 0.02), z], 1) for way in (-1, 1)], 1)[::-1], path)
    )
    stem = place.material(skins.PLAIN, (0.02, 0.07, 0.035), gloss=0.02)
    strong = 0.35 + 0.65 * site.dark
    chosen = rng.permutation(len(_GLOWS))[:4]
    kinds = []
    for n, index in enumerate(chosen):
        family = (EVEN, ODD)[n % 2]
        base = _GLOWS[int(index)]
        petal = place.material(
            skins.GLOW,
            tuple(0.25 * part + 0.04 for part in base),
            gloss=0.09,
            rough=0.04,
            scale=0.8,
            glow=tuple(0.62 * strong * part for part in base),
            family=family,
        )
        heart = place.material(
            skins.PLAIN, (0.4, 0.4, 0.4), glow=tuple(2.6 * strong * (0.5 * part + 0.5) for part in base), family=family
        )
        kinds.append(
            [
                _flower(rng, float(rng.uniform(0.35, 1.0)), float(rng.uniform(0.20, 0.32)), stem, petal, heart)
                for _ in range(3)
            ]
        )
    green = place.material(skins.LEAF, (0.012, 0.045, 0.022), (0.03, 0.10, 0.05), gloss=0.03, rough=0.2)
    count = 0
    while count < 270:
        v = 0.6 + 24 * float(rng.random()) ** 1.5
        x = float(rng.uniform(-1, 1)) * (2.6 + 0.55 * v)
        if abs(x - float(np.interp(v, z, bend))) < 0.95:
            continue
        which = int(rng.integers(4))
        place.add(
            kinds[which][int(rng.integers(3))].moved(
                x, 0, v, turn=float(rng.uniform(0, 6.28)), scale=float(rng.uniform(0.75, 1.25))
            )
        )
        if count % 9 == 0 and v < 16:
            place.lamp(
                (x, 0.95, v),
                tuple(0.32 * strong * part for part in _GLOWS[int(chosen[which])]),
                (EVEN, ODD)[which % 2],
                0.25,
            )
        count += 1
    many = 9000
    at = np.stack([rng.uniform(-9, 9, many), np.zeros(many), 0.3 + 20 * rng.random(many) ** 1.5], 1)
    at = at[np.abs(at[:, 0] - np.interp(at[:, 2], z, bend)) > 0.8]
    at[:, 1] = 0.05 + 0.30 * rng.random(len(at)) ** 1.5
    place.add(leaves(at, rng.normal((0, 0.5, -0.4), 0.6, at.shape), 0.035 + 0.04 * rng.random(len(at)), green, rng))
    bark = place.material(skins.PLASTER, (0.03, 0.035, 0.04))
    for n in range(9):
        tree = broad_tree(float(rng.uniform(6, 9)), float(rng.uniform(5, 7)), bark, green, rng, 3500)
        place.add(tree.moved((-1) ** n * float(rng.uniform(6, 13)), 0, 14 + 2.4 * n))
    site.elements += [Element("fireflies", 0.7), Element("motes", 0.5)]
    if site.somebody and not site.empty and shot in ("wide", "medium"):
        place.add(somebody(site, "walker").moved(float(np.interp(8.5, z, bend)), 0.02, 8.5))
    return {
        "wide": View((0.2 * side, 1.75, -2.4), 0.0, 0.88, 0.42, 0.7),
        "medium": View((0.5 * side, 1.35, 0.2), -side * 12.0, 1.0, 0.38, 0.5),
        "close": View((0.7 * side, 0.72, 1.2), -side * 22.0, 1.05, 0.46, 0.3),
        "detail": View((0.8 * side, 0.58, 1.4), -side * 28.0, 1.3, 0.52, 0.15),
    }[shot]


def _avenue(site: Site, shot: str, side: float) -> View:
    place, rng = site.place, site.rng
    autumn = not site.snow and not ({"spring", "summer", "may", "june", "july"} & site.words)
    gravel = place.material(
        skins.GROUND,
        (0.72, 0.70, 0.68) if site.snow else (0.22, 0.28, 0.33),
        (0.6, 0.58, 0.57) if site.snow else (0.28, 0.34, 0.39),
        gloss=0.05 if site.wet else 0.0,
        rough=0.3,
        scale=2.0,
        extra=(site.wet,),
    )
    grass = place.material(
        skins.GROUND,
        (0.78, 0.75, 0.73) if site.snow else (0.03, 0.09, 0.055),
        (0.8, 0.77, 0.75) if site.snow else (0.045, 0.12, 0.085),
        scale=2.0,
    )
    place.add(sheet(-200, 200, -12, 400, -0.02, grass), sheet(-2.7, 2.7, -12, 260, 0.0, gravel))
    bark = place.material(skins.PLASTER, (0.045, 0.055, 0.065))
    tones = (
        [
            ((0.010, 0.11, 0.40), (0.02, 0.22, 0.60)),
            ((0.010, 0.06, 0.34), (0.02, 0.12, 0.52)),
            ((0.015, 0.20, 0.48), (0.04, 0.34, 0.62)),
        ]
        if autumn
        else [((0.012, 0.06, 0.025), (0.03, 0.15, 0.07))]
    )
    foliage = [place.material(skins.LEAF, *tone) for tone in tones]
    for near, count, far in ((5.0, 15000, 24.0), (24.0, 3500, 64.0), (64.0, 1500, 190.0)):
        shapes = [
            bare_tree(float(t), bark, rng)
            if site.is_winter
            else broad_tree(float(t), 0.72 * float(t), bark, foliage[n % len(foliage)], rng, count)
            for n, t in enumerate(rng.uniform(9, 12.5, 3))
        ]
        for way in (-1.0, 1.0):
            for v in np.arange(near + 2.0, far, 8.0):
                place.add(
                    shapes[int(rng.integers(3))].moved(
                        way * (4.3 + float(rng.normal(0, 0.2))),
                        0,
                        float(v + rng.normal(0, 0.5)),
                        turn=float(rng.uniform(0, 6.28)),
                    )
                )
    if autumn:
        many = 9000
        at = np.stack(
            [rng.normal(0, 3.0, many), 0.015 + 0.05 * rng.random(many), 0.2 + 60 * rng.random(many) ** 1.6], 1
        )
        for n, skin in enumerate(foliage):
            some = at[n :: len(foliage)]
            place.add(
                leaves(some, rng.normal((0, 1, 0), 0.3, some.shape), 0.045 + 0.03 * rng.random(len(some)), skin, rng)
            )
    wood = place.material(skins.WOOD, (0.05, 0.10, 0.17), scale=0.09)
    iron = place.material(skins.METAL, (0.02, 0.022, 0.02), gloss=0.04, rough=0.4)
    bench = _bench(wood, iron)
    for n, v in enumerate(np.arange(7.5, 90.0, 9.0)):
        for way in (-1.0, 1.0):
            place.add(bench.moved(way * 2.55, 0, float(v) + 1.5 * way, turn=-way * math.pi / 2))
        way = side if n % 2 == 0 else -side
        family = EVEN if n % 2 else ODD
        glass = place.material(
            skins.PLAIN, (0.5, 0.5, 0.5), glow=tuple(5.5 * max(site.dark, 0.10) * part for part in WARM), family=family
        )
        place.add(_lantern(iron, glass).moved(way * 2.75, 0, float(v) + 3.6))
        if site.dark > 0.2:
            at_ = (way * 2.75, 3.45, float(v) + 3.6)
            place.lamp(at_, tuple(9 * site.dark * part for part in WARM), family, 0.2)
            place.beacons.append((at_, WARM))
    if site.somebody and not site.empty and shot != "detail":
        place.add(somebody(site, "walker").moved(-0.3 * side, 0, {"wide": 11.0, "medium": 9.0, "close": 12.0}[shot]))
    if autumn:
        site.elements.append(
            Element("petals", 0.8, {"colour": [round(v * (1.0 - 0.4 * site.dark)) for v in (36, 104, 206)], "way": 1})
        )
    return {
        "wide": View((-0.3 * side, 1.6, -2.0), 0.0, 0.88, 0.58, 1.2),
        "medium": View((0.9 * side, 1.5, 1.5), side * 6.0, 1.0, 0.56, 0.8),
        "close": View((0.1 * side, 1.3, 4.0), side * 24.0, 1.05, 0.52, 0.5),
        "detail": View((0.5 * side, 0.55, 4.6), side * 24.0, 1.15, 0.44, 0.3),
    }[shot]


def _bench(wood: int, iron: int) -> Mesh:
    """Return a park bench that faces -z."""
    seat = boxes([(0, 0.45, -0.20 + 0.11 * n) for n in range(5)], (0.85, 0.02, 0.045), wood)
    back = boxes([(0, 0.58 + 0.11 * n, 0.33 + 0.03 * n) for n in range(4)], (0.85, 0.045, 0.018), wood)
    frame = [
        tube([(x, 0, -0.22), (x, 0.43, -0.20), (x, 0.45, 0.28), (x, 0.95, 0.46)], 0.026, 7, iron) for x in (-0.7, 0.7)
    ]
    legs = [tube([(x, 0, 0.36), (x, 0.44, 0.26)], 0.026, 7, iron) for x in (-0.7, 0.7)]
    return Mesh.of([seat, back, *frame, *legs])


def _lantern(iron: int, glass: int) -> Mesh:
    """Return a lantern on a post, as it stands in old parks."""
    post = turned([(0.035, 3.1), (0.04, 2.0), (0.055, 0.9), (0.09, 0.75), (0.09, 0.2), (0.14, 0.0)], 12, iron)
    lamp = turned([(0.13, 3.62), (0.17, 3.5), (0.10, 3.15)], 8, glass)
    hat = turned([(0.0, 3.85), (0.06, 3.78), (0.20, 3.63), (0.0, 3.62)], 8, iron)
    return Mesh.of([post, lamp, hat])
