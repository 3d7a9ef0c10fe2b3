"""A garden of cherry trees in blossom: a way between them, lanterns of stone, a stream under an arched bridge, petals on all of it."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels import pagoda
from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, grid, leaves, tube, turned
from beatreel.plugins.generators.procedural.kernels.trees import tree
from beatreel.plugins.generators.procedural.painting import Element
from beatreel.plugins.generators.procedural.scenery.built import EVEN, ODD, SKY, skins
from beatreel.plugins.generators.procedural.scenery.streets import sheet

from .homes import WARM
from .site import Site, View, somebody

AIR = 0.0035
_STREAM = 15.5  # metres to its middle
_PALE, _DEEP = (0.74, 0.66, 0.88), (0.40, 0.26, 0.70)  # of blossoms
_THROUGH = (0.52, 0.24, 1.60)  # of the sky's light, what comes through their petals

_RIVERS = {"river", "rivers", "riverside", "riverbank", "canal", "canals"}
_HALF, _LEVEL = 3.3, -0.30  # metres: half the width of a river between the trees, and where its water lies
_SPAN = 21.0  # metres to the bridge over it
_ALONG = {
    "wide": View((0.5, 1.45, -2.0), -2.0, 0.92, 0.56, 0.9),
    "medium": View((-3.9, 1.35, 4.5), 17.0, 0.95, 0.54, 0.5),
    "close": View((2.2, 0.75, 8.5), -8.0, 1.10, 0.60, 0.5),
    "detail": View((0.4, 1.75, 2.0), 0.0, 1.25, 0.55, 0.08, focus=0.95),
}
_VIEWS = {
    "wide": View((0.2, 1.55, -1.2), -2.0, 0.92, 0.60, 1.0),
    "medium": View((-5.6, 1.25, 11.6), 52.0, 0.90, 0.52, 0.5),
    "close": View((0.1, 1.25, 1.7), 23.0, 1.05, 0.66, 0.4),
    "detail": View((0.4, 1.75, 2.0), 0.0, 1.25, 0.55, 0.08, focus=0.95),
}


def sun_at(kind: str, hour: str, side: float, rng: np.random.Generator) -> float:
    """Return where the sun stands: low behind the trees, by day to one side."""
    return side * float(rng.uniform(0.15, 0.4) if hour != "day" else rng.uniform(0.9, 1.3))


def build(site: Site, kind: str, shot: str, side: float) -> View:
    """Build it; where the prompt names a river, that lies between the trees."""
    place = site.place
    if _RIVERS & site.words:
        return _along_river(site, shot, side)
    z = np.linspace(-4, 60, 90)
    bend = side * 0.8 * np.sin(z / 7.0) * np.clip((_STREAM - z) / 8, 0, 1)
    _ground(site, z, bend)
    bark = place.material(skins.PLASTER, (0.020, 0.022, 0.028))
    view = _VIEWS[shot]
    eye = (view.eye[0] * side + (float(np.interp(view.eye[2], z, bend)) if shot == "wide" else 0.0), *view.eye[1:])
    view = replace(view, eye=eye, yaw=view.yaw * side)
    _trees(site, bark, [_petals(site, 0.0), _petals(site, 0.35)], z, bend, view)
    place.add(_bridge(site).moved(0, 0, _STREAM))
    for n, v in enumerate((4.2, 8.4, 11.8, 19.5, 26.0)):
        way = side if n % 2 == 0 else -side
        _lantern(site, float(np.interp(v, z, bend)) + way * 1.75, v, (EVEN, ODD)[n % 2])
    if shot == "detail":
        _twigs(site, bark, side)
    if site.somebody and not site.empty and shot in ("wide", "medium"):
        place.add(somebody(site, "walker").moved(0.1, 1.0, _STREAM))
    site.elements.append(Element("petals", 0.9, {"colour": [206, 186, 246], "way": -side}))
    return view


def _along_river(site: Site, shot: str, side: float) -> View:
    """Build two banks of trees over a river, with a bridge from one to the other."""
    place, rng = site.place, site.rng
    z = np.linspace(-8, 80, 120)
    bend = side * 2.2 * np.sin(np.maximum(z, 0) / 13.0)
    moss = (0.72, 0.70, 0.68) if site.snow > 0 else (0.030, 0.088, 0.060)
    strewn = place.material(skins.GROUND, moss, (0.40, 0.31, 0.56), scale=1.5)
    water = place.material(skins.WATER, (0.040, 0.036, 0.024), gloss=0.06, rough=0.0, scale=1.6)
    site.water.append(water)
    place.add(sheet(-12, 12, -8, 80, _LEVEL, water))
    for way in (-1.0, 1.0):
        edge = bend + way * (_HALF + 0.22 * np.sin(1.1 * z + way) + 0.14 * np.sin(2.9 * z))
        across = ((-0.5, -0.6), (0.0, -0.05), (0.35, 0.12), (3.0, 0.22), (60.0, 0.3))
        rows = [np.stack([edge + way * out, np.full_like(z, high), z], 1) for out, high in across]
        bank = np.stack(rows if way > 0 else rows[::-1], 1)[::-1]
        place.add(grid(bank, strewn, normals=np.broadcast_to(np.array([0, 1, 0], np.float32), bank.shape)))
        for at, e in zip(z[8:90:2], edge[8:90:2], strict=True):
            if rng.random() < 0.7:
                place.add(
                    _stone(
                        site, float(e - 0.1 * way), float(at + rng.normal(0, 0.2)), float(rng.uniform(0.12, 0.34))
                    ).moved(0, -0.12, 0)
                )
    petal = place.material(skins.LEAF, (0.55, 0.44, 0.74), _PALE)
    many = 14000
    at = np.stack([rng.normal(0, 3.0, many), np.zeros(many), 0.2 + 40 * rng.random(many) ** 1.7], 1)
    afloat = np.abs(at[:, 0]) < _HALF + 0.1
    at[:, 0] = np.where(
        afloat, np.sign(at[:, 0]) * _HALF * (np.abs(at[:, 0]) / _HALF) ** 0.6, at[:, 0]
    )  # they gather at the banks
    at[:, 1] = np.where(afloat, _LEVEL + 0.012, 0.24)
    at[:, 0] += np.interp(at[:, 2], z, bend)
    up = rng.normal((0, 1, 0), np.where(afloat, 0.04, 0.22)[:, None], at.shape)
    place.add(leaves(at, up, 0.022 + 0.014 * rng.random(many), petal, rng))
    bark = place.material(skins.PLASTER, (0.020, 0.022, 0.028))
    view = _ALONG[shot]
    view = replace(view, eye=(view.eye[0] * side, *view.eye[1:]), yaw=view.yaw * side)
    rows_of_trees = ((1.0, 34.0, 4.2), (34.0, 80.0, 7.0))
    _trees(site, bark, [_petals(site, 0.0), _petals(site, 0.35)], z, bend, view, rows_of_trees, _HALF - 0.9)
    middle = float(np.interp(_SPAN, z, bend))
    place.add(_bridge(site).moved(middle, 0.12, _SPAN, turn=math.pi / 2, scale=1.25))
    for n, v in enumerate((5.0, 11.0, 17.5, 27.0)):
        way = side if n % 2 == 0 else -side
        _lantern(site, float(np.interp(v, z, bend)) + way * (_HALF + 0.7), v, (EVEN, ODD)[n % 2])
    if shot == "detail":
        _twigs(site, bark, side)
    if site.somebody and not site.empty and shot in ("wide", "medium"):
        place.add(somebody(site, "walker").moved(middle, 1.35, _SPAN))
    site.elements.append(Element("petals", 0.9, {"colour": [206, 186, 246], "way": -side}))
    return view


def _ground(site: Site, z: Any, bend: Any) -> None:
    """Lay moss with petals on it, the way, and the stream between its stones."""
    place, rng = site.place, site.rng
    snow = site.snow > 0
    moss = (0.72, 0.70, 0.68) if snow else (0.030, 0.088, 0.060)
    strewn = place.material(skins.GROUND, moss, (0.40, 0.31, 0.56), scale=1.5)
    gravel = place.material(
        skins.GROUND, (0.17, 0.18, 0.20), (0.26, 0.25, 0.29), gloss=0.05 if site.wet else 0.0, rough=0.3, scale=1.2,
        extra=(site.wet,),
    )  # fmt: skip
    water = place.material(skins.WATER, (0.040, 0.036, 0.024), gloss=0.06, rough=0.0, scale=1.6)
    site.water.append(water)
    x = np.linspace(-60, 60, 241)
    for near, far in ((-12.0, None), (None, 220.0)):  # both banks
        edge = _STREAM + (-1.0 if far is None else 1.0) * (2.0 + 0.35 * np.sin(0.9 * x) + 0.2 * np.sin(2.3 * x + 1))
        rows = [np.stack([x, np.full_like(x, 0.0), np.full_like(x, near if far is None else far)], 1)]
        rows.append(np.stack([x, np.full_like(x, 0.0), edge], 1))
        rows.append(np.stack([x, np.full_like(x, -0.5), edge + (0.25 if far is None else -0.25)], 1))
        points = np.stack(rows, 0)
        place.add(grid(points, strewn, normals=np.broadcast_to(np.array([0, 1, 0], np.float32), points.shape)))
        for at, e in zip(x[60:181:2], edge[60:181:2], strict=True):
            if abs(at) > 1.3:
                place.add(_stone(site, float(at + rng.normal(0, 0.1)), float(e), float(rng.uniform(0.16, 0.42))))
    place.add(sheet(-60, 60, _STREAM - 4, _STREAM + 4, -0.22, water))
    for first, last in ((-4.0, _STREAM - 1.9), (_STREAM + 1.9, 60.0)):
        kept = (z >= first) & (z <= last)
        sides = [np.stack([bend[kept] + way * 0.85, np.full(kept.sum(), 0.02), z[kept]], 1) for way in (-1, 1)]
        place.add(grid(np.stack(sides, 1)[::-1], gravel))
    petal = place.material(skins.LEAF, (0.55, 0.44, 0.74), _PALE)
    many = 14000
    at = np.stack([rng.normal(0, 3.2, many), 0.025 + 0.03 * rng.random(many), 0.2 + 34 * rng.random(many) ** 1.7], 1)
    on_water = np.abs(at[:, 2] - _STREAM) < 2.2
    at[on_water, 1] = -0.205
    place.add(leaves(at, rng.normal((0, 1, 0), 0.22, at.shape), 0.022 + 0.014 * rng.random(many), petal, rng))


def _stone(site: Site, x: float, z: float, size: float) -> Mesh:
    """Return a boulder, half in the ground."""
    rng = site.rng
    turn = np.linspace(0, np.pi, 9)
    body = turned(np.stack([np.sin(turn), 0.72 * np.cos(turn)], 1), 14, _rock(site))
    points = body.points.copy()
    for _ in range(3):  # a few flat faces make a stone of a ball
        way = rng.normal(size=3)
        way /= np.linalg.norm(way)
        beyond = np.maximum(points @ way - rng.uniform(0.45, 0.8), 0)
        points -= (beyond[:, None] * way).astype(np.float32)
    stone = Mesh((size * points).astype(np.float32), body.carried, body.triangles, body.skins)
    return stone.moved(x, -0.1 * size, z, turn=float(rng.uniform(0, 6.28)))


def _rock(site: Site) -> int:
    """Return the skin of stones; one for all of a place."""
    made = (0.13, 0.135, 0.14)
    for number, material in enumerate(site.place.materials):
        if tuple(material[:3]) == made:
            return number
    return site.place.material(skins.PLASTER, made)


def _petals(site: Site, pale: float) -> int:
    """Return a skin of blossoms; light comes through them, so that their shade is not dark."""
    deep = tuple(a + pale * (b - a) for a, b in zip(_DEEP, _PALE, strict=True))
    level = sum(site.light.ambient) / 3  # not the blue of the sky: what has come through petals is pink
    through = tuple(level * part for part in _THROUGH)
    return site.place.material(
        skins.LEAF, deep, tuple(min(a + 0.25 * pale, 0.92) for a in _PALE), glow=through, family=SKY
    )


def _trees(
    site: Site,
    bark: int,
    blossoms: list[int],
    z: Any,
    bend: Any,
    view: View,
    rows: Any = ((2.2, 13.0, 4.0), (19.5, 34.0, 4.4), (34.0, 80.0, 7.0)),
    wider: float = 0.0,
) -> None:
    """Plant cherries along the way, near ones with more blossoms; their crowns meet above it and leave the view free.

    ``rows`` are where they begin and end and how far apart they stand, ``wider`` by how much more than a path lies between them.
    """
    place, rng = site.place, site.rng
    heading = math.radians(view.yaw)

    def is_free(x: float, v: float) -> bool:
        dx, dz = x - view.eye[0], v - view.eye[2]
        ahead, aside = dx * math.sin(heading) + dz * math.cos(heading), dx * math.cos(heading) - dz * math.sin(heading)
        return math.hypot(dx, dz) > 2.4 and not (0 < ahead < 8.5 and abs(aside) < 0.22 * ahead + 0.6)

    kinds = []
    for count, petal in ((27000, 0.037), (6000, 0.09), (1200, 0.21)):
        shapes = []
        for n in range(3):
            grown = tree(rng, float(rng.uniform(5.4, 6.8)), leafy=count, leaf=petal, gnarled=0.75)
            skin = np.where(grown.skins == pagoda.LEAF, blossoms[n % 2], bark).astype(np.int16)
            shapes.append(Mesh(grown.points, grown.carried, grown.triangles, skin))
        kinds.append(shapes)
    for first, last, gap in rows:
        for way in (-1.0, 1.0):
            for v in np.arange(first, last, gap):
                x = float(np.interp(v, z, bend)) + way * float(rng.uniform(2.4, 3.3) + 0.03 * v + wider)
                beside = x + way * float(rng.uniform(4.5, 7.5)), float(v + rng.uniform(-2, 2))
                for row, (px, pz) in enumerate(((x, float(v + rng.normal(0, 0.5))), beside)):
                    away = math.hypot(px - view.eye[0], pz - view.eye[2])
                    shape = kinds[0 if away < 9 and not row else 1 if away < 22 else 2][int(rng.integers(3))]
                    turn = float(rng.uniform(0, 6.28))
                    if is_free(px, pz) and (wider or abs(pz - _STREAM) > 2.9):
                        place.add(_clear_of(shape.moved(px, 0, pz, turn=turn, scale=1.35 if wider else 1.0), view.eye))


def _clear_of(mesh: Mesh, eye: Any) -> Mesh:
    """Return a tree without what would hang right before the lens."""
    away = np.linalg.norm(mesh.points[mesh.triangles[:, 0]] - np.asarray(eye, np.float32), axis=1)
    kept = away > 1.9
    return Mesh(mesh.points, mesh.carried, mesh.triangles[kept], mesh.skins[kept])


def _bridge(site: Site) -> Mesh:
    """Return an arched bridge of red wood that leads along z over its middle."""
    place, parts = site.place, list[Mesh]()
    red = place.material(skins.WOOD, (0.03, 0.05, 0.36), gloss=0.05, rough=0.3, scale=0.12)
    cap = place.material(skins.METAL, (0.03, 0.04, 0.04), gloss=0.05)
    s = np.linspace(-1, 1, 25)
    v, y = 3.3 * s, 0.05 + 0.95 * (1 - s**2)
    deck = np.stack([np.stack([np.full_like(v, x), y, v], 1) for x in (-0.95, 0.95)], 1)
    parts += [grid(deck[::-1], red), grid((deck - [0, 0.16, 0])[::-1], red)]
    for way in (-0.95, 0.95):
        side = np.stack([np.stack([np.full_like(v, way), y - low, v], 1) for low in (0.22, -0.04)], 1)
        parts += [grid(side, red), grid(side[::-1], red)]
        for high, thick in ((0.42, 0.035), (0.82, 0.05)):
            line = np.stack([np.full_like(v, way), y + high, v], 1)
            parts.append(tube(line, thick, 8, red))
        for n in range(0, 25, 4):
            foot, tall = (way, float(y[n]) - 0.2, float(v[n])), 1.0
            parts.append(bars([foot], [(way, float(y[n]) + tall, float(v[n]))], (0.06, 0.06), red))
            knob = turned([(0.0, 0.16), (0.07, 0.08), (0.05, 0.03), (0.085, 0.0)], 12, cap)
            parts.append(knob.moved(way, float(y[n]) + tall, float(v[n])))
    return Mesh.of(parts)


def _lantern(site: Site, x: float, z: float, family: int) -> None:
    """Set a lantern of stone beside the way; after dark it is lit."""
    place = site.place
    stone = _rock(site)
    strong = max(site.dark, 0.12)
    flame = place.material(
        skins.PLAIN, (0.5, 0.5, 0.5), glow=tuple(4.5 * strong * part for part in WARM), family=family
    )
    made = pagoda.stone_lantern()
    skin = np.where(made.skins == pagoda.FLAME, flame, stone).astype(np.int16)
    place.add(Mesh(made.points, made.carried, made.triangles, skin).moved(x, 0, z, turn=0.5))
    if site.dark > 0.2:
        place.lamp((x, pagoda.LAMP + 0.75, z), tuple(3.2 * site.dark * part for part in WARM), family, 0.25)
        place.beacons.append(((x, pagoda.LAMP, z), WARM))


def _twigs(site: Site, bark: int, side: float) -> None:
    """Let a twig in blossom hang before the lens, flower by flower."""
    place, rng = site.place, site.rng
    petal = _petals(site, 0.5)
    heart = place.material(skins.PLAIN, (0.16, 0.10, 0.52))
    anther = place.material(skins.PLAIN, (0.10, 0.55, 0.75))
    flowers = [_flower(rng, petal, heart, anther) for _ in range(6)]
    for start, end, sag in (
        ((0.46, 2.02, 3.02), (-0.40, 1.84, 2.90), 0.05),
        ((0.46, 1.60, 2.98), (-0.06, 1.46, 2.96), 0.03),
    ):
        t = np.linspace(0, 1, 22)
        line = np.array(start) + (np.array(end) - np.array(start)) * t[:, None]
        line[:, 1] += sag * np.sin(7 * t) * 0.35 - sag * t**2 + np.cumsum(rng.normal(0, 0.0022, 22))
        line[:, 0] = 0.4 * side + side * line[:, 0]
        place.add(tube(line, 0.011 * (1.1 - 0.75 * t), 9, bark))
        for n in range(3, 22):
            for _ in range(int(rng.integers(2, 5))):
                off = rng.normal(0, 1, 3) * [0.030, 0.036, 0.022] + [0, -0.012, -0.018]
                way = off / np.linalg.norm(off) * 0.6 + [0, -0.1, -0.9] + rng.normal(0, 0.35, 3)
                at = line[n] + off
                flower = _turned(flowers[int(rng.integers(6))], way)
                x, y, z = (float(part) for part in at)
                place.add(flower.moved(x, y, z, scale=float(rng.uniform(0.75, 1.15))))
                place.add(tube(np.stack([line[n], line[n] + 0.5 * off + [0, 0.006, 0], at]), 0.0012, 5, heart))


def _flower(rng: np.random.Generator, petal: int, heart: int, anther: int) -> Mesh:
    """Return a cherry blossom that looks along z: five notched petals, stamens."""
    u, v = np.linspace(-1, 1, 7), np.linspace(0.02, 1, 7)
    cup = float(rng.uniform(0.12, 0.4))
    parts = []
    for k in range(5):
        a = 2 * math.pi * k / 5 + float(rng.normal(0, 0.06))
        half = 0.021 * np.sin(np.pi * np.clip(0.12 + 0.78 * v, 0, 1)) ** 0.75
        out = 0.034 * (v[:, None] - 0.10 * (v**6)[:, None] * (1 - np.abs(u))[None] * 1.6)
        across = half[:, None] * u[None]
        rise = cup * 0.034 * (v**1.6)[:, None] + 0.004 * (u**2)[None] * v[:, None]
        points = np.stack(
            [out * math.cos(a) - across * math.sin(a), out * math.sin(a) + across * math.cos(a), np.broadcast_to(rise, out.shape)], -1
        )  # fmt: skip
        tone = np.stack(np.broadcast_arrays(0.25 + 0.74 * np.clip(v, 0, 0.98)[:, None], v[:, None] + 0 * u[None]), -1)
        parts.append(grid(points, petal, uv=tone))
    for _ in range(14):
        a, r = float(rng.uniform(0, 6.28)), 0.012 * math.sqrt(float(rng.random()))
        tip = np.array([r * math.cos(a), r * math.sin(a), 0.012 + 0.004 * float(rng.random())])
        parts.append(tube(np.stack([[0, 0, 0.001], 0.6 * tip, tip]), 0.0005, 4, heart))
        parts.append(turned([(0.0, 0.0016), (0.0014, 0.0), (0.0, -0.0016)], 5, anther).moved(*(float(c) for c in tip)))
    return Mesh.of(parts)


def _turned(mesh: Mesh, way: Any) -> Mesh:
    """Return a mesh whose z lies along a way."""
    z = np.asarray(way, np.float64) / np.linalg.norm(way)
    x = np.cross([0.3, 1.0, 0.1], z)
    x /= np.linalg.norm(x)
    axes = np.stack([x, np.cross(z, x), z]).astype(np.float32)
    carried = mesh.carried.copy()
    carried[:, 2:5] = carried[:, 2:5] @ axes
    return Mesh((mesh.points @ axes).astype(np.float32), carried, mesh.triangles, mesh.skins)
