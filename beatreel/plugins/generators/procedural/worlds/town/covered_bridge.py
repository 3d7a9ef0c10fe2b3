"""A covered bridge of timber over a creek: boarded sides, a roof of shingles, a lantern at each portal, a lane that leads in; metres."""

from __future__ import annotations

import math

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, extruded, turned
from beatreel.plugins.generators.procedural.painting import Element
from beatreel.plugins.generators.procedural.scenery.built import EVEN, ODD, skins
from beatreel.plugins.generators.procedural.scenery.streets import sheet

from .homes import WARM, gable
from .site import Site, View, somebody
from .stone_bridge import banks, trees

AIR = 0.0018
_SPAN, _HALF, _Z = 15.5, 2.5, 24.0  # half its length and width, and where it crosses the creek
_DECK, _WALL, _RIDGE = 3.0, 3.5, 2.3  # height of its way, of its sides above that, and of its roof above those
_PORTAL = 1.85  # half of a portal's width
_BARN_RED = (0.026, 0.034, 0.20)


def sun_at(kind: str, hour: str, side: float, rng: np.random.Generator) -> float:
    """Return where the sun stands: at dusk behind the bridge, else where it lights a portal."""
    return side * float(rng.uniform(0.08, 0.3) if hour == "dusk" else rng.uniform(1.2, 1.5))


def build(site: Site, kind: str, shot: str, side: float) -> View:
    """Build it; wide over the creek from its bank, medium from the lane, close at its portal, detail below the lantern beside it."""
    place = site.place
    water = place.material(skins.WATER, (0.040, 0.036, 0.022), gloss=0.06, rough=0.0, scale=1.2)
    site.water.append(water)
    place.add(sheet(-60, 60, -60, 700, 0.0, water))
    banks(site)
    trees(site, free=side)
    _bridge(site)
    _lane(site)
    _stones(site)
    for n, way in enumerate((-side, side)):
        _lantern(site, way, EVEN if n else ODD, side)
    if site.somebody and not site.empty:
        across = {"wide": 9.0, "medium": 18.5, "close": 13.0, "detail": 17.0}[shot]
        place.add(somebody(site, "walker").moved(side * across, _DECK, _Z - 0.5, turn=-side * 0.5 * math.pi))
    if site.dark < 0.5 and not site.snow:
        site.elements.append(Element("birds", 0.2, {"top": 0.10, "bottom": 0.3, "count": 4, "size": 10.0}, "sky"))
    return {
        "wide": View((side * 24.0, 5.8, 3.5), -side * 37.0, 0.88, 0.54, 1.2),
        "medium": View((side * 29.0, _DECK + 1.6, _Z - 6.4), -side * 64.0, 0.92, 0.60, 0.9),
        "close": View((side * 22.6, _DECK + 1.5, _Z - 0.7), -side * 87.0, 0.98, 0.60, 0.6),
        "detail": View((side * 17.5, _DECK + 1.35, _Z - 5.3), -side * 37.0, 1.15, 0.64, 0.35),
    }[shot]


def _bridge(site: Site) -> None:
    """Build it with its way along z, and turn it across the creek."""
    place = site.place
    paint = place.material(skins.WOOD, _BARN_RED, scale=0.35)
    wood = place.material(skins.WOOD, (0.045, 0.075, 0.11), scale=0.3)
    floor = place.material(skins.WOOD, (0.075, 0.105, 0.135), scale=0.25, gloss=0.04 if site.wet else 0.0, rough=0.1)
    trim = place.material(skins.PLASTER, (0.42, 0.45, 0.47))
    white = (0.76, 0.74, 0.72)
    shingle = place.material(
        skins.PLASTER if site.snow else skins.WOOD, white if site.snow else (0.06, 0.07, 0.08), scale=0.3
    )
    stone = place.material(skins.STONE, (0.12, 0.145, 0.155), scale=0.6)
    eaves = _DECK + _WALL
    boards = np.arange(-_SPAN + 0.16, _SPAN, 0.30)
    parts = [
        boxes([(0, _DECK - 0.15, 0)], (_HALF, 0.12, _SPAN), floor),
        boxes([(x, _DECK - 0.62, 0) for x in (-_HALF + 0.2, _HALF - 0.2)], (0.18, 0.40, _SPAN), wood),
        boxes([(0, 1.0, way * (_SPAN - 0.4)) for way in (-1.0, 1.0)], (_HALF + 0.5, 1.75, 1.4), stone),
        gable(-_HALF - 0.1, _HALF + 0.1, -_SPAN, _SPAN, eaves, eaves + _RIDGE, shingle, paint, over=0.6),
    ]
    for way in (-1.0, 1.0):
        # An opening below the eaves lets light in: boards end under it.
        low, high = _DECK - 0.75, _DECK + 2.35
        middle, tall = 0.5 * (low + high), 0.5 * (high - low)
        seams = boards + 0.15
        parts += [
            boxes([(way * _HALF, middle, z) for z in boards], (0.035, tall, 0.138), paint),
            boxes([(way * (_HALF + 0.035), middle, z) for z in seams], (0.022, tall, 0.035), paint),
            boxes([(way * _HALF, high + 0.06, 0)], (0.08, 0.07, _SPAN), wood),
            boxes([(way * _HALF, eaves - 0.18, 0)], (0.07, 0.20, _SPAN), paint),
        ]
        posts = np.linspace(-_SPAN + 0.2, _SPAN - 0.2, 13)
        inside = way * (_HALF - 0.18)
        parts.append(boxes(np.stack([0 * posts + inside, 0 * posts + _DECK + 1.7, posts], 1), (0.10, 1.75, 0.11), wood))
        for rise in (0, 1):  # the lattice of its truss
            a = np.stack([0 * posts[1:] + inside, 0 * posts[1:] + _DECK + 0.1, posts[rise : 12 + rise]], 1)
            b = np.stack([0 * posts[1:] + inside, 0 * posts[1:] + eaves - 0.1, posts[1 - rise : 13 - rise]], 1)
            parts.append(bars(a, b, (0.06, 0.10), wood))
    ties = np.linspace(-_SPAN + 0.2, _SPAN - 0.2, 13)
    parts.append(boxes(np.stack([0 * ties, 0 * ties + eaves - 0.1, ties], 1), (_HALF, 0.11, 0.10), wood))
    for way in (-1.0, 1.0):
        parts += [_portal(paint).moved(0, 0, way * _SPAN), _portal(trim, frame=True).moved(0, 0, way * (_SPAN + 0.07))]
    place.add(Mesh.of(parts).moved(0, 0, 0, turn=0.5 * math.pi).moved(0, 0, _Z))


def _portal(skin: int, *, frame: bool = False) -> Mesh:
    """Return the boards of a portal, or the pale frame around its opening."""
    spring, arch = _DECK + 2.3, 0.75
    turn = np.linspace(0.0, math.pi, 15)
    inner = [(_PORTAL * math.cos(a), spring + arch * math.sin(a)) for a in turn]
    if frame:
        wide = 0.17
        outer = [((_PORTAL + wide) * math.cos(a), spring + (arch + wide) * math.sin(a)) for a in turn[::-1]]
        ring = [(_PORTAL, _DECK), *inner, (-_PORTAL, _DECK), (-_PORTAL - wide, _DECK), *outer, (_PORTAL + wide, _DECK)]
        return extruded(ring, 0.08, skin)
    top, half = _DECK + _WALL, _HALF + 0.05
    return extruded(
        [(half, _DECK - 0.7), (half, top), (-half, top), (-half, _DECK - 0.7), (-_PORTAL, _DECK - 0.7), *inner[::-1],
         (_PORTAL, _DECK - 0.7)], 0.10, skin,
    )  # fmt: skip


def _lane(site: Site) -> None:
    """Lead a lane on a bank of earth to both portals, with rails of wood beside it."""
    place = site.place
    white = (0.70, 0.68, 0.66)
    earth = place.material(
        skins.GROUND,
        white if site.snow else (0.12, 0.16, 0.20),
        (0.62, 0.60, 0.59) if site.snow else (0.07, 0.13, 0.13),
        scale=1.3,
    )
    slope = place.material(
        skins.GROUND,
        white if site.snow else (0.022, 0.085, 0.05),
        white if site.snow else (0.045, 0.12, 0.095),
        scale=2.0,
    )
    wood = place.material(skins.WOOD, (0.06, 0.08, 0.10), scale=0.3)
    rut = place.material(skins.GROUND, (0.40, 0.40, 0.41) if site.snow else (0.10, 0.135, 0.17), scale=0.8)
    for way in (-1.0, 1.0):
        near, far = sorted((way * _SPAN, way * 70.0))
        place.add(sheet(near, far, _Z - 2.6, _Z + 2.6, _DECK - 0.02, earth))
        for off in (-0.85, 0.85):
            place.add(sheet(near, far, _Z + off - 0.2, _Z + off + 0.2, _DECK - 0.012, rut))
        section = [(-8.0, -0.6), (8.0, -0.6), (2.6, _DECK - 0.03), (-2.6, _DECK - 0.03)]
        bank = extruded(section, 70.0 - _SPAN - 0.9, slope).moved(0, 0, 0, turn=0.5 * math.pi)
        place.add(bank.moved(way * (0.5 * (70.0 + _SPAN) + 0.45), 0, _Z))
        for z in (_Z - 2.5, _Z + 2.5):
            at = np.arange(_SPAN + 1.4, 34.0, 2.3) * way
            place.add(boxes(np.stack([at, 0 * at + _DECK + 0.45, 0 * at + z], 1), (0.07, 0.55, 0.07), wood))
            rails = [(way * 0.5 * (_SPAN + 35.0), _DECK + high, z) for high in (0.45, 0.85)]
            place.add(boxes(rails, (0.5 * (34.0 - _SPAN), 0.06, 0.035), wood))
            if site.snow:
                cap = place.material(skins.PLASTER, (0.76, 0.74, 0.72))
                place.add(boxes([(rails[1][0], _DECK + 0.94, z)], (0.5 * (34.0 - _SPAN), 0.035, 0.05), cap))


def _stones(site: Site) -> None:
    """Lay boulders into the creek and along its edges, round and half in the water."""
    place, rng = site.place, site.rng
    stone = place.material(skins.STONE, (0.075, 0.085, 0.090), scale=1.4, gloss=0.05, rough=0.15)
    cap = place.material(skins.PLASTER, (0.74, 0.72, 0.70))
    for _ in range(60):
        x, z = float(rng.choice([-1.0, 1.0])) * float(14.6 - 9.0 * rng.random() ** 2.2), float(rng.uniform(-3.0, 60.0))
        size = float(0.35 + 0.75 * rng.random() ** 2)
        body = [(0.0, 0.62), (0.42, 0.55), (0.78, 0.32), (1.0, -0.05), (0.9, -0.5)]
        place.add(turned(body, 9, stone, start=float(rng.random())).moved(x, 0.0, z, scale=size))
        if site.snow:
            top = turned([(0.0, 0.76), (0.40, 0.68), (0.74, 0.36)], 11, cap)
            place.add(top.moved(x, 0.0, z, scale=size))


def _lantern(site: Site, way: float, family: int, side: float) -> None:
    """Hang a lantern from an arm at a portal's corner, on the side of the viewer; it is lit but by day."""
    place = site.place
    power = max(site.dark, 0.7 if "lantern" in site.words else 0.0)
    iron = place.material(skins.METAL, (0.02, 0.022, 0.02), gloss=0.04, rough=0.4)
    glass = place.material(
        skins.PLAIN, (0.5, 0.5, 0.5), glow=tuple((0.2 + 8.0 * power) * part for part in WARM), family=family
    )
    x, y, z = way * (_SPAN + 0.62), _DECK + 2.05, _Z - _HALF + 0.12
    cage = [(0.13 * math.cos(a), 0.13 * math.sin(a)) for a in np.arange(0.785, 6.3, 1.571)]
    place.add(
        bars([(way * _SPAN, y + 0.62, z)], [(x, y + 0.62, z)], (0.03, 0.03), iron),
        bars([(way * _SPAN, y + 0.15, z)], [(x - way * 0.12, y + 0.60, z)], (0.022, 0.022), iron),
        turned([(0.0, 0.56), (0.05, 0.50), (0.19, 0.36), (0.19, 0.33), (0.0, 0.33)], 8, iron).moved(x, y, z),
        turned([(0.0, 0.31), (0.09, 0.30), (0.11, 0.02), (0.0, 0.0)], 8, glass).moved(x, y, z),
        turned([(0.0, 0.0), (0.16, -0.01), (0.16, -0.06), (0.0, -0.07)], 8, iron).moved(x, y, z),
        bars([(x + a, y, z + b) for a, b in cage], [(x + a, y + 0.34, z + b) for a, b in cage], (0.012, 0.012), iron),
    )
    if power > 0.2:
        place.lamp((x, y + 0.2, z - 0.02), tuple(7 * power * part for part in WARM), family, 0.16)
        inside = (way * (_SPAN - 4.0), _DECK + _WALL - 0.5, _Z)
        place.lamp(inside, tuple(6 * power * part for part in WARM), family, 0.2)
        place.beacons.append(((x, y + 0.2, z), WARM))
