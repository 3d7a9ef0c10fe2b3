"""An old bridge of stone over a quiet river: three arches that the water closes to circles, banks with trees, reeds; metres."""

from __future__ import annotations

import math

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, extruded, grid, turned
from beatreel.plugins.generators.procedural.painting import Element
from beatreel.plugins.generators.procedural.scenery.built import EVEN, ODD, skins
from beatreel.plugins.generators.procedural.scenery.streets import bare_tree, broad_tree, hills, sheet

from .homes import WARM
from .site import Site, View, somebody

AIR = 0.0016
_SPAN, _HALF, _Z = 17.0, 2.4, 24.0  # half its length and width, and where it crosses the river
_ARCHES = ((-9.4, 3.5), (0.0, 4.3), (9.4, 3.5))  # middle and radius
_SPRING = 0.15


def sun_at(kind: str, hour: str, side: float, rng: np.random.Generator) -> float:
    """Return where the sun stands: low behind the bridge, else over a shoulder."""
    if hour in ("golden", "dusk", "dawn"):
        return side * float(rng.uniform(0.08, 0.3))
    return side * float(rng.uniform(0.8, 1.4))


def build(site: Site, kind: str, shot: str, side: float) -> View:
    """Build it; wide from the river, medium from a bank, close at an arch, detail over its own stones."""
    place = site.place
    water = place.material(skins.WATER, (0.030, 0.034, 0.022), gloss=0.05, rough=0.0, scale=2.2)
    site.water.append(water)
    place.add(sheet(-60, 60, -60, 700, 0.0, water))
    _bridge(site)
    banks(site)
    trees(site)
    if site.dark > 0.2:
        _lanterns(site)
    if not site.empty and (site.somebody or shot == "detail"):
        across = {"wide": -3.0, "medium": 4.0, "close": 2.0, "detail": 7.5}[shot]
        place.add(somebody(site, "walker").moved(side * across, _deck(across), _Z - 0.6))
    site.elements.append(Element("birds", 0.2, {"top": 0.10, "bottom": 0.3, "count": 4, "size": 10.0}, "sky"))
    return {
        "wide": View((side * 2.6, 1.7, -3.0), -side * 2.0, 0.86, 0.56, 1.2),
        "medium": View((side * 13.2, 2.6, 3.0), -side * 22.0, 0.90, 0.52, 0.9),
        "close": View((-side * 2.4, 1.1, 10.5), side * 6.0, 0.92, 0.60, 0.5),
        "detail": View((-side * 12.5, _deck(12.5) + 1.6, _Z + 0.5), side * 88.0, 0.90, 0.46, 0.4),
    }[shot]


def _deck(x: float) -> float:
    """Return the height of the way over the bridge: it rises to its middle."""
    return 5.1 + 0.9 * (1 - min(abs(x) / _SPAN, 1.0) ** 2)


def _bridge(site: Site) -> None:
    place = site.place
    stone = place.material(skins.STONE, (0.16, 0.195, 0.215), scale=0.62)
    pale = place.material(skins.STONE, (0.22, 0.255, 0.275), scale=0.45)
    cap = place.material(skins.PLASTER, (0.70, 0.68, 0.66) if site.snow else (0.24, 0.275, 0.29))
    way = place.material(skins.STONE, (0.12, 0.14, 0.15), scale=0.30, gloss=0.05 if site.wet else 0.0, rough=0.08)
    lower: list[tuple[float, float]] = [(-_SPAN, -2.0)]
    for middle, radius in _ARCHES:
        lower.append((middle - radius, -2.0))
        turn = np.linspace(math.pi, 0, 19)
        lower += [(middle + radius * math.cos(a), _SPRING + radius * math.sin(a)) for a in turn]
        lower.append((middle + radius, -2.0))
    x = np.linspace(_SPAN, -_SPAN, 25)
    upper = [(float(v), _deck(v)) for v in x]
    parts = [extruded([*lower, (_SPAN, -2.0), *upper], 2 * _HALF, stone)]
    for face in (-1.0, 1.0):
        band = [*((float(v), _deck(v) + 0.95) for v in x), *((float(v), _deck(v) - 0.05) for v in x[::-1])]
        parts.append(extruded(band, 0.34, stone).moved(0, 0, face * (_HALF - 0.12)))
        for high, half in ((1.0, (0.26, 0.07)), (-0.12, (0.12, 0.10))):
            ends = np.array([(v, _deck(v) + high, face * (_HALF - 0.12 if high > 0 else _HALF + 0.03)) for v in x])
            parts.append(bars(ends[:-1], ends[1:], half, cap))
        for middle, radius in _ARCHES:  # the stones of an arch
            for a in np.linspace(math.radians(4), math.radians(176), 23):
                inner, outer = (
                    (middle + r * math.cos(a), _SPRING + r * math.sin(a), face * (_HALF + 0.02))
                    for r in (radius, radius + 0.55)
                )
                parts += [bars([inner], [outer], (0.05, 0.5 * radius * math.pi / 24), pale)]
        for at in (-5.1, 5.1):  # cutwaters
            parts.append(turned([(0.0, 2.6), (0.9, 1.7), (0.95, -2.0)], 4, pale).moved(at, 0, face * _HALF))
    rows = [[(float(v), _deck(v) + 0.01, z) for v in x[::-1]] for z in (_HALF, -_HALF)]
    parts.append(grid(rows, way))
    place.add(Mesh.of(parts).moved(0, 0, _Z))
    for end in (-1.0, 1.0):  # ramps to both banks
        ramp = place.material(skins.STONE, (0.13, 0.155, 0.17), scale=0.62)
        place.add(boxes([(end * (_SPAN + 14.0), 2.2, _Z)], (14.0, 2.95, _HALF), ramp))


def banks(site: Site) -> None:
    """Let meadows rise from the water on both sides, with reeds at its edge and hills behind."""
    place, rng = site.place, site.rng
    white = (0.74, 0.72, 0.70)
    grass = place.material(
        skins.GROUND,
        white if site.snow else (0.022, 0.085, 0.050),
        white if site.snow else (0.045, 0.12, 0.095),
        scale=2.4,
    )
    z = np.linspace(-40, 420, 120)
    for way in (-1.0, 1.0):
        wander = 1.2 * np.sin(0.045 * z + way) + 0.6 * np.sin(0.15 * z)
        rows = []
        for out, high in ((0.0, -0.4), (1.6, 0.35), (4.0, 0.9), (9.0, 1.8), (40.0, 4.0)):
            bump = 0.18 * np.sin(0.7 * z + out) * (out > 0)
            rows.append(np.stack([way * (14.2 + out) + wander, high + bump, z], 1))
        found = grid(np.array(rows if way > 0 else rows[::-1], np.float32), grass)
        place.add(found)
    reed = place.material(skins.LEAF, (0.03, 0.10, 0.075), (0.05, 0.16, 0.15))
    for way in (-1.0, 1.0):
        at = rng.uniform(-2.0, 60.0, 420)
        foot = np.stack([way * (13.9 + rng.normal(0.3, 0.5, at.size)), np.full(at.size, -0.1), at], 1)
        tip = foot + np.stack(
            [rng.normal(0, 0.18, at.size), rng.uniform(0.7, 1.7, at.size), rng.normal(0, 0.18, at.size)], 1
        )
        place.add(bars(foot, tip, (0.012, 0.012), reed))
    land = place.material(skins.GROUND, white if site.snow else (0.030, 0.065, 0.045), (0.05, 0.08, 0.07), scale=30.0)
    place.add(hills(rng, 420, 1300, 1500, 110, land).moved(0, -4, 0))


def trees(site: Site, *, free: float = 0.0) -> None:
    """Plant trees along both banks; none is near on the side ``free``, -1 or 1, from which the bridge is seen."""
    place, rng = site.place, site.rng
    bark = place.material(skins.PLASTER, (0.04, 0.055, 0.07))
    autumn = bool({"autumn", "fall", "october"} & site.words)
    tones = ((0.015, 0.10, 0.20), (0.03, 0.18, 0.36)) if autumn else ((0.014, 0.055, 0.026), (0.030, 0.125, 0.065))
    leaf = place.material(skins.LEAF, *tones)

    def tree(count: int) -> Mesh:
        tall = float(rng.uniform(12.0, 17.0))
        return bare_tree(tall, bark, rng) if site.is_winter else broad_tree(tall, 0.8 * tall, bark, leaf, rng, count)

    near, far = [tree(14000) for _ in range(2)], [tree(1500) for _ in range(3)]
    for way in (-1.0, 1.0):
        for z in (37.0,) if way == free else (14.0, 37.0):
            one = near[int(rng.integers(2))]
            place.add(
                one.moved(
                    way * float(rng.uniform(19, 23)), 0.8, z + float(rng.uniform(-2, 2)), turn=float(rng.uniform(0, 6))
                )
            )
        for z in np.arange(56.0, 190.0, 11.0):
            one = far[int(rng.integers(3))]
            place.add(one.moved(way * float(rng.uniform(16, 34)), 0.8, float(z), turn=float(rng.uniform(0, 6))))
    for x in np.arange(-40.0, 41.0, 9.0):  # where the river turns away
        place.add(far[int(rng.integers(3))].moved(float(x + rng.uniform(-3, 3)), 0.2, 200.0))


def _lanterns(site: Site) -> None:
    place = site.place
    iron = place.material(skins.METAL, (0.02, 0.022, 0.02), gloss=0.04, rough=0.4)
    post = turned([(0.03, 2.4), (0.05, 0.0)], 10, iron)
    for n, x in enumerate((-12.5, -5.1, 5.1, 12.5)):
        family = EVEN if n % 2 else ODD
        glass = place.material(
            skins.PLAIN, (0.5, 0.5, 0.5), glow=tuple(7 * site.dark * part for part in WARM), family=family
        )
        at = (x, _deck(x) + 0.95, _Z - _HALF + 0.12)
        place.add(Mesh.of([post, turned([(0.0, 2.95), (0.16, 2.80), (0.20, 2.75), (0.12, 2.4)], 8, glass)]).moved(*at))
        spot = (at[0], at[1] + 2.6, at[2] - 0.3)
        place.lamp(spot, tuple(14 * site.dark * part for part in WARM), family, 0.2)
        place.beacons.append((spot, WARM))
