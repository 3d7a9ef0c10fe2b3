"""A container port: gantry cranes over a quay, a ship under their booms, stacks of containers in the light of high masts."""

from __future__ import annotations

import math

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes
from beatreel.plugins.generators.procedural.painting import Element
from beatreel.plugins.generators.procedural.scenery import vessels
from beatreel.plugins.generators.procedural.scenery.built import EVEN, ODD, skins
from beatreel.plugins.generators.procedural.scenery.streets import hills, sheet, wall

from .site import Site, View, somebody

AIR = 0.0012
_TOP = 3.2  # metres of the quay above the water
_SEA_LEG, _LAND_LEG = 4.0, 24.0  # x of a crane's rails
_BOOM, _TIP = 38.0, 60.0  # height of its boom and of its top
_CRANES = (26.0, 78.0, 140.0, 215.0, 300.0)
_SODIUM = (0.13, 0.50, 1.15)
_CONTAINERS = (
    (0.035, 0.055, 0.30), (0.26, 0.11, 0.025), (0.03, 0.16, 0.42), (0.10, 0.20, 0.05), (0.36, 0.38, 0.39), (0.05, 0.05, 0.055),
    (0.04, 0.26, 0.44), (0.16, 0.13, 0.03),
)  # fmt: skip
_PAINTS = ((0.03, 0.04, 0.34), (0.34, 0.13, 0.02), (0.42, 0.45, 0.46), (0.04, 0.30, 0.46))


def sun_at(kind: str, hour: str, side: float, rng: np.random.Generator) -> float:
    """Return where the sun stands: low behind the cranes, else behind a shoulder."""
    if hour in ("golden", "dusk", "dawn"):
        return -side * float(rng.uniform(0.06, 0.22))
    return -side * float(rng.uniform(1.0, 1.6))


def build(site: Site, kind: str, shot: str, side: float) -> View:
    """Build it; wide over the water along the ship, medium under the cranes, close between stacks, detail up to what a crane lifts."""
    place, rng = site.place, site.rng
    tones = [place.material(skins.METAL, tone, gloss=0.03, rough=0.5) for tone in _CONTAINERS]
    _ground(site, side)
    paint = _PAINTS[int(rng.integers(len(_PAINTS)))]
    steel = place.material(skins.METAL, paint, gloss=0.03, rough=0.45)
    for n, z in enumerate(_CRANES):
        place.add(_crane(site, steel, tones, raised=n == 3).moved(0, _TOP, z) if side > 0 else
                  _crane(site, steel, tones, raised=n == 3).moved(0, 0, 0, turn=math.pi).moved(0, _TOP, z))  # fmt: skip
        _floodlights(site, side, z, n)
    hull = ((0.09, 0.035, 0.012), (0.014, 0.016, 0.018), (0.02, 0.03, 0.16))[int(rng.integers(3))]
    ship = vessels.container_ship(place, hull, tones, max(site.dark, 0.1), rng)
    place.add(ship.moved(-side * 17.5, 0.0, 106.0, turn=0.5 * math.pi))
    _yard(site, side, tones)
    _masts(site, side)
    if site.somebody and not site.empty and shot in ("medium", "close"):
        place.add(somebody(site, "walker").moved(side * (12.0 if shot == "medium" else 36.4), _TOP, 15.0))
    site.elements.append(Element("birds", 0.2, {"top": 0.08, "bottom": 0.3, "count": 4, "size": 9.0}, "sky"))
    return {
        "wide": View((-side * 41.0, 6.0, -40.0), side * 24.0, 0.90, 0.70, 2.0),
        "medium": View((side * 9.5, _TOP + 1.7, -10.0), -side * 1.0, 0.80, 0.68, 1.2),
        "close": View((side * 35.2, _TOP + 1.65, -4.0), -side * 5.0, 0.90, 0.66, 0.8),
        "detail": View((side * 9.0, _TOP + 1.6, 2.0), -side * 38.0, 1.15, 1.04, 0.6),
    }[shot]


def _ground(site: Site, side: float) -> None:
    place = site.place
    water = place.material(skins.WATER, (0.035, 0.028, 0.014), gloss=0.05, rough=0.0, scale=4.0)
    site.water.append(water)
    place.add(sheet(-3000, 3000, -400, 4000, 0.0, water))
    tar = place.material(
        skins.GROUND, (0.60, 0.58, 0.56) if site.snow else (0.060, 0.062, 0.064), (0.66, 0.64, 0.62) if site.snow else (0.095, 0.098, 0.10),
        gloss=0.06, rough=0.05, scale=3.0, extra=(0.22 + 0.5 * site.wet,),
    )  # fmt: skip
    stone = place.material(skins.SLABS, (0.13, 0.14, 0.145), (0.10, 0.11, 0.115), scale=3.0)
    yellow = place.material(skins.PLASTER, (0.03, 0.32, 0.48))
    low, high = sorted((0.0, side * 600.0))
    place.add(sheet(low, high, -60, 900, _TOP, tar))
    ends = ((0.0, 900.0), (0.0, -60.0))
    place.add(wall(*(ends if side < 0 else ends[::-1]), -1.0, _TOP, stone))
    near = sorted((0.0, side * 600.0))
    place.add(boxes([(0.5 * sum(near), _TOP / 2 - 0.5, -60.0)], (300.0, _TOP / 2 + 0.48, 0.3), stone))
    rail = place.material(skins.METAL, (0.12, 0.12, 0.13), gloss=0.25, rough=0.15)
    for x in (_SEA_LEG, _LAND_LEG):
        place.add(boxes([(side * x, _TOP + 0.03, 400.0)], (0.06, 0.03, 440.0), rail))
    for x in (1.1, 7.0, 28.4):
        place.add(boxes([(side * x, _TOP + 0.006, 400.0)], (0.08, 0.004, 440.0), yellow))
    rubber = place.material(skins.PLAIN, (0.012, 0.012, 0.012))
    place.add(boxes([(-side * 0.3, 1.4, float(z)) for z in range(-50, 400, 12)], (0.3, 1.3, 0.9), rubber))
    land = place.material(skins.GROUND, (0.04, 0.05, 0.045), (0.05, 0.07, 0.06), scale=30.0)
    place.add(hills(site.rng, 1500, 2600, 2600, 120, land).moved(0, -6, 0))


def _crane(site: Site, steel: int, tones: list[int], *, raised: bool) -> Mesh:
    """Return a crane whose boom reaches towards -x, over the water; its rails are at the origin's height."""
    place = site.place
    dark = place.material(skins.METAL, (0.03, 0.03, 0.032), gloss=0.03, rough=0.5)
    red = place.material(skins.PLAIN, (0.1, 0.1, 0.1), glow=(0.02, 0.03, 3.0 + 5.0 * site.dark), family=ODD)
    cab = place.material(
        skins.PLAIN, (0.2, 0.2, 0.2), glow=tuple(0.2 + 2.0 * site.dark * part for part in _SODIUM), family=EVEN
    )
    parts = []
    for z in (-9.0, 9.0):
        parts += [
            bars([(_SEA_LEG, 1.5, z), (_LAND_LEG, 1.5, z)], [(_SEA_LEG, _BOOM + 3, z), (_LAND_LEG, _BOOM + 3, z)], (0.85, 0.75), steel),
            bars([(_SEA_LEG, 15.0, z)], [(_LAND_LEG, 15.0, z)], (0.8, 0.9), steel),
            bars([(_SEA_LEG, 16.0, z), (_LAND_LEG, 16.0, z)], [(14.0, _BOOM, z), (14.0, _BOOM, z)], (0.35, 0.35), steel),
            bars([(_SEA_LEG, _BOOM + 3, z)], [(9.0, _TIP, z * 0.25)], (0.6, 0.5), steel),
            bars([(_LAND_LEG, _BOOM + 3, z)], [(9.0, _TIP, z * 0.25)], (0.35, 0.35), steel),
            boxes([(_SEA_LEG, 0.8, z), (_LAND_LEG, 0.8, z)], (0.7, 0.8, 3.2), dark),
        ]  # fmt: skip
    for x in (_SEA_LEG, _LAND_LEG):
        parts.append(
            bars([(x, 15.0, -9.0), (x, _BOOM + 2, -9.0)], [(x, 15.0, 9.0), (x, _BOOM + 2, 9.0)], (0.7, 0.8), steel)
        )
        parts.append(bars([(x, 3.2, -9.0)], [(x, 3.2, 9.0)], (0.6, 0.7), steel))
    tilt = math.radians(76.0) if raised else 0.0
    reach = 44.0
    for z in (-3.2, 3.2):
        hinge, tip = (0.0, _BOOM, z), (-reach * math.cos(tilt), _BOOM + reach * math.sin(tilt), z)
        parts.append(bars([(46.0, _BOOM, z), hinge], [(0.0, _BOOM, z), tip], (0.55, 0.9), steel))
        for share in (0.45, 0.92):
            at = tuple(a + (b - a) * share for a, b in zip(hinge, tip, strict=True))
            parts.append(bars([(9.0, _TIP, z * 0.5)], [at], (0.14, 0.14), steel))
        parts.append(bars([(9.0, _TIP, z * 0.5)], [(44.0, _BOOM + 0.6, z)], (0.14, 0.14), steel))
    steps = np.linspace(0.0, 1.0, 12)
    across = [(-reach * math.cos(tilt) * s, _BOOM + reach * math.sin(tilt) * s) for s in steps] + [
        (x, _BOOM) for x in np.linspace(4, 44, 10)
    ]
    parts.append(bars([(x, y, -3.2) for x, y in across], [(x, y, 3.2) for x, y in across], (0.16, 0.2), steel))
    parts.append(boxes([(26.0, _BOOM + 3.4, 0)], (6.5, 2.6, 4.0), steel))
    parts.append(boxes([(9.0, _TIP + 0.5, 0)], (0.3, 0.5, 0.3), red))
    trolley = -14.0 if not raised else 12.0
    parts.append(boxes([(trolley, _BOOM - 1.4, 0)], (2.4, 0.5, 3.0), dark))
    parts.append(boxes([(trolley + 4.0, _BOOM - 3.0, 0)], (1.2, 1.4, 1.2), cab))
    hangs = float(site.rng.uniform(17.0, 26.0))
    for z in (-2.2, 2.2):
        for x in (-0.8, 0.8):
            parts.append(bars([(trolley + x, _BOOM - 1.5, z)], [(trolley + x, hangs + 1.6, z)], (0.05, 0.05), dark))
    parts.append(boxes([(trolley, hangs + 1.5, 0)], (1.2, 0.25, 6.1), dark))
    parts.append(boxes([(trolley, hangs, 0)], (1.22, 1.3, 6.1), tones[int(site.rng.integers(len(tones)))]))
    return Mesh.of(parts)


def _floodlights(site: Site, side: float, z: float, number: int) -> None:
    if site.dark < 0.2:
        return
    place, family = site.place, EVEN if number % 2 else ODD
    glow = place.material(
        skins.PLAIN, (0.5, 0.5, 0.5), glow=tuple(14 * site.dark * part for part in _SODIUM), family=family
    )
    for x in (-8.0, 14.0, 34.0):
        at = (side * x, _TOP + _BOOM - 1.6, z)
        place.add(boxes([(at[0], at[1] + 0.4, at[2] + w) for w in (-3.2, 3.2)], (0.5, 0.16, 0.3), glow))
        place.beacons.append((at, _SODIUM))
        if number < 3:
            place.lamp(at, tuple(560 * site.dark * part for part in _SODIUM), family, 0.5)
    place.beacons.append(((side * 9.0, _TOP + _TIP + 1, z), (0.05, 0.08, 1.0)))


def _yard(site: Site, side: float, tones: list[int]) -> None:
    """Stack containers along the quay in rows with a lane between them; the near ones have ribs and doors."""
    place, rng = site.place, site.rng
    bar = place.material(skins.METAL, (0.20, 0.205, 0.21), gloss=0.1, rough=0.3)
    wide, up, across = vessels.CONTAINER
    found: dict[int, list[tuple[float, float, float]]] = {}
    ribs: dict[int, list[tuple[float, float, float]]] = {}
    for row, x in enumerate((30.6, 33.2, 38.6, 41.2, 43.8, 46.4, 56.0, 58.6, 61.2)):
        for bay, z in enumerate(np.arange(2.0, 300.0, wide + 0.6)):
            high = int(rng.integers(2, 6)) if row != 1 else int(rng.integers(1, 4))
            if row == 0 and rng.random() < 0.3:
                high = 1
            for tier in range(high):
                skin = tones[int(rng.integers(len(tones)))]
                at = (side * x, _TOP + up * (tier + 0.5), float(z) + wide / 2)
                found.setdefault(skin, []).append(at)
                if bay < 3 and row in (1, 2):
                    ribs.setdefault(skin, []).append(at)
    for skin, middles in found.items():
        place.add(boxes(middles, (across / 2 - 0.03, up / 2 - 0.03, wide / 2), skin))
    for skin, middles in ribs.items():
        steps = np.arange(-wide / 2 + 0.2, wide / 2, 0.28)
        places = [(x + w * (across / 2 - 0.02), y, z + s) for x, y, z in middles for w in (-1, 1) for s in steps]
        place.add(boxes(places, (0.03, up / 2 - 0.16, 0.075), skin))
        ends = [(x + s, y, z - wide / 2 - 0.02) for x, y, z in middles for s in (-0.85, -0.3, 0.3, 0.85)]
        place.add(boxes(ends, (0.025, up / 2 - 0.12, 0.025), bar))
        handles = [(x + s, y - 0.35, z - wide / 2 - 0.05) for x, y, z in middles for s in (-0.6, 0.6)]
        place.add(boxes(handles, (0.22, 0.035, 0.03), bar))
        frames = [(x + s, y, z - wide / 2) for x, y, z in middles for s in (-across / 2 + 0.08, 0.0, across / 2 - 0.08)]
        place.add(boxes(frames, (0.06, up / 2 - 0.02, 0.03), skin))


def _masts(site: Site, side: float) -> None:
    """Set high masts between the stacks, with lamps in a ring."""
    place = site.place
    metal = place.material(skins.METAL, (0.16, 0.165, 0.17), gloss=0.05, rough=0.4)
    for n, z in enumerate((12.0, 52.0, 96.0, 150.0, 220.0)):
        family = EVEN if n % 2 == 0 else ODD
        glow = place.material(
            skins.PLAIN, (0.5, 0.5, 0.5), glow=tuple(0.3 + 12 * site.dark * part for part in _SODIUM), family=family
        )
        x = side * (36.0 if n % 2 else 51.0)
        place.add(
            bars([(x, _TOP, z)], [(x, _TOP + 26.0, z)], (0.22, 0.22), metal),
            boxes([(x + 1.1 * math.cos(a), _TOP + 26.0, z + 1.1 * math.sin(a)) for a in np.arange(0, 6.2, 1.05)], (0.3, 0.16, 0.3), glow),
        )  # fmt: skip
        if site.dark > 0.2:
            place.beacons.append(((x, _TOP + 26.0, z), _SODIUM))
            if n < 3:
                place.lamp((x, _TOP + 25.0, z), tuple(330 * site.dark * part for part in _SODIUM), family, 0.6)
