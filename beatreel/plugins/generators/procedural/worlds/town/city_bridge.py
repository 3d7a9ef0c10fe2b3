"""The roadway of a great bridge: traffic between two towers, cables with their hangers and lights, a river and the city beyond; metres."""

from __future__ import annotations

import math

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, extruded, tube
from beatreel.plugins.generators.procedural.scenery.built import EVEN, ODD, skins
from beatreel.plugins.generators.procedural.scenery.streets import hills, sheet, street_lamp, tower

from .city_fronts import OFFICES, Fronts, lamp_glow, lamps_of
from .city_traffic import AVENUE, let_drive
from .homes import WARM
from .site import Site, View, somebody

AIR = 0.0012
_ROAD, _EDGE, _CABLE = 8.4, 11.6, 9.7  # half of the roadway and of the deck, and how far from its middle the cables are
_TOWERS, _TOP = (62.0, 430.0), 64.0  # z of the towers, and their height above the deck
_WATER = -46.0
_FOGGY = 0.004  # haze per metre
_STONE = {"brooklyn", "stone", "old", "gothic"}


def sun_at(kind: str, hour: str, side: float, rng: np.random.Generator) -> float:
    """Return where the sun stands: low beyond the towers, by day behind a shoulder."""
    if hour in ("golden", "dusk", "dawn"):
        return side * float(rng.uniform(0.10, 0.28))
    return side * float(rng.uniform(2.2, 2.7))


def build(site: Site, kind: str, shot: str, side: float) -> View:
    """Build it; wide over the lanes, medium from the water, close under a tower, detail at the rail where a cable comes down."""
    place = site.place
    if site.air > _FOGGY:  # of what is near little is far away
        site.air *= 3.0
    _deck(site)
    stone = bool(_STONE & site.words)
    if "golden" in site.words and "gate" in site.words:
        tone: tuple[float, ...] = (0.035, 0.075, 0.36)
    else:
        tone = (0.16, 0.20, 0.24) if stone else (0.13, 0.125, 0.11)
    skin = place.material(skins.STONE if stone else skins.PLASTER, tone, scale=2.4 if stone else 1.0)
    _piers(site)
    for z in _TOWERS:
        place.add((_stone_tower if stone else _steel_tower)(skin).moved(0.0, 0.0, z))
    _floodlights(site)
    _cables(site, skin)
    _lamps(site, side)
    let_drive(site, AVENUE, _ROAD, shot, side)
    _beyond(site, side)
    if site.somebody and not site.empty and shot != "detail":
        place.add(somebody(site, "walker").moved(side * 10.6, 0.25, {"wide": 9.0, "medium": 40.0, "close": 44.0}[shot]))
    return {
        "wide": View((side * 0.6, 7.5, -16.0), -side * 1.0, 0.86, 0.66, 1.6),
        "medium": View((side * 58.0, _WATER + 2.6, -28.0), -side * 26.0, 0.84, 0.84, 1.2),
        "close": View((side * 4.6, 1.7, 18.0), -side * 5.0, 0.84, 0.88, 0.6),
        "detail": View((side * 10.9, 1.95, -70.0), -side * 3.0, 1.0, 0.66, 0.3),
    }[shot]


def _deck(site: Site) -> None:
    """Lay the roadway with its lines, kerbs, walkways and rails."""
    place, snow = site.place, site.snow
    wet = min(max(site.wet, 0.3 * (site.dark > 0.6)), 0.5)  # it is drained
    dull = 0.65 if wet else 1.0
    tar = place.material(
        skins.GROUND,
        (0.50, 0.48, 0.47) if snow else tuple(dull * part for part in (0.085, 0.083, 0.081)),
        (0.72, 0.70, 0.68) if snow else tuple(dull * part for part in (0.12, 0.118, 0.115)),
        gloss=0.09 if wet else 0.0,
        rough=0.05,
        scale=2.6,
        extra=(wet,),
    )
    slabs = place.material(
        skins.SLABS, (0.20, 0.21, 0.22), (0.17, 0.18, 0.19), gloss=0.06 if wet else 0.0, rough=0.05, scale=1.4
    )
    paint = place.material(skins.PLASTER, (0.46, 0.47, 0.48), gloss=0.05 if wet else 0.0, rough=0.05)
    steel = place.material(skins.METAL, (0.09, 0.095, 0.095), gloss=0.05, rough=0.4)
    long = (-120.0, 700.0)
    middle, half = 0.5 * sum(long), 0.5 * (long[1] - long[0])
    place.add(sheet(-_ROAD, _ROAD, *long, 0.0, tar))
    for way in (-1.0, 1.0):
        a, b = sorted((way * _ROAD, way * _EDGE))
        place.add(
            sheet(a, b, *long, 0.25, slabs),
            boxes([(way * _ROAD, 0.12, middle)], (0.10, 0.15, half), slabs),
            boxes([(way * _EDGE, -1.4, middle)], (0.3, 1.7, half), steel),
            boxes([(way * (_EDGE - 0.1), y, middle) for y in (0.55, 0.95, 1.35)], (0.03, 0.035, half), steel),
        )
        at = np.arange(-100.0, 150.0, 1.6)
        place.add(boxes(np.stack([0 * at + way * (_EDGE - 0.1), 0 * at + 0.8, at], 1), (0.03, 0.58, 0.03), steel))
    place.add(boxes([(0.0, 0.38, middle)], (0.22, 0.38, half), slabs))
    if not snow:
        for x in (-_ROAD / 2, _ROAD / 2):
            place.add(
                *(sheet(x - 0.07, x + 0.07, float(z), float(z) + 3.0, 0.007, paint) for z in np.arange(-18, 220, 7.5))
            )
        for x in (-_ROAD + 0.3, _ROAD - 0.3, -0.5, 0.5):
            place.add(sheet(x - 0.06, x + 0.06, -120.0, 500.0, 0.007, paint))


def _stone_tower(skin: int) -> Mesh:
    """Return a tower of stone with two pointed gates over the roadway."""
    thick, spring, top = 3.2, 27.0, _TOP
    parts = [
        boxes([(x, 0.5 * top - 23.0, 0.0)], (wide, 0.5 * top + 23.0, thick), skin)
        for x, wide in ((-12.2, 2.3), (0.0, 1.5), (12.2, 2.3))
    ]
    for way in (-1.0, 1.0):
        s = np.linspace(0.0, 1.0, 9)
        x0, x1 = (1.5, 9.9) if way > 0 else (-9.9, -1.5)
        middle, half = 0.5 * (x0 + x1), 0.5 * (x1 - x0)
        left = np.stack([middle - half * np.cos(s * math.pi / 2) ** 0.8, spring + 12.5 * np.sin(s * math.pi / 2)], 1)
        right = np.stack([2 * middle - left[::-1, 0], left[::-1, 1]], 1)
        outline = [*map(tuple, left), *map(tuple, right[1:]), (x1, top), (x0, top)]
        parts.append(extruded(outline, 2 * thick - 0.8, skin))
    parts.append(
        boxes(
            [(0.0, top - 1.0, 0.0), (0.0, top - 12.5, 0.0)], [(15.4, 1.3, thick + 0.9), (14.9, 0.5, thick + 0.4)], skin
        )
    )
    return Mesh.of(parts)


def _steel_tower(skin: int) -> Mesh:
    """Return a tower of steel: two legs that step back, braced by crosses and by portals."""
    parts = []
    for way in (-1.0, 1.0):
        x = way * 10.6
        for low, high, half in ((-46.0, 24.0, 1.7), (24.0, 46.0, 1.45), (46.0, _TOP, 1.2)):
            parts.append(boxes([(x, 0.5 * (low + high), 0.0)], (half, 0.5 * (high - low), half * 1.3), skin))
            parts.append(boxes([(x, high, 0.0)], (half + 0.25, 0.35, half * 1.3 + 0.25), skin))
    for y, tall in ((15.5, 1.4), (35.0, 1.2), (50.0, 1.1), (_TOP - 1.6, 1.6)):
        parts.append(boxes([(0.0, y, 0.0)], (10.0, tall, 1.0), skin))
    for low, high in ((17.0, 34.0), (36.0, 49.0), (51.0, _TOP - 3.0)):
        parts += [
            bars([(-9.6, low, z), (9.6, low, z)], [(9.6, high, z), (-9.6, high, z)], (0.42, 0.32), skin)
            for z in (-1.1, 1.1)
        ]
    return Mesh.of(parts)


def _piers(site: Site) -> None:
    """Set the towers on piers in the water, with fenders round them."""
    place = site.place
    stone = place.material(skins.STONE, (0.12, 0.13, 0.135), scale=3.0)
    wood = place.material(skins.WOOD, (0.05, 0.055, 0.06), scale=0.5)
    for z in _TOWERS:
        place.add(
            boxes([(0.0, _WATER + 2.0, z), (0.0, _WATER + 6.2, z)], [(18.5, 4.0, 8.0), (17.0, 0.6, 6.6)], stone),
            boxes([(0.0, _WATER + 0.6, z)], (19.6, 0.9, 9.1), wood),
        )


def _floodlights(site: Site) -> None:
    """Light the near tower from its foot, and set red lamps on top of both."""
    place, dark = site.place, site.dark
    red = place.material(
        skins.PLAIN, (0.1, 0.1, 0.1), glow=tuple((0.2 + 7 * dark) * part for part in (0.03, 0.05, 1.0)), family=ODD
    )
    for z in _TOWERS:
        place.add(boxes([(way * 10.6, _TOP + 1.2, z) for way in (-1, 1)], (0.4, 0.5, 0.4), red))
        place.beacons += [((way * 10.6, _TOP + 1.2, z), (0.05, 0.08, 1.0)) for way in (-1.0, 1.0)]
    if dark > 0.2:
        for way in (-1.0, 1.0):
            foot = (way * 6.5, 3.0, _TOWERS[0] - 16.0)
            place.lamp(
                foot,
                tuple(650 * dark * part for part in WARM),
                EVEN,
                0.5,
                toward=(way * 9.0, 42.0, _TOWERS[0]),
                angles=(46, 20),
            )


def _cables(site: Site, skin: int) -> None:
    """Hang the cables: up to the near tower, down to the middle and up to the other; hangers, and lights along them."""
    place, dark = site.place, site.dark
    near, far = _TOWERS
    back = np.linspace(-90.0, near, 40)
    span = np.linspace(near, far, 60)
    middle = 0.5 * (near + far)
    rise = 3.5 + (_TOP - 3.5) * ((span - middle) / (far - middle)) ** 2
    up = 3.0 + (_TOP - 3.0) * ((back + 90.0) / (near + 90.0)) ** 1.25
    bulb = place.material(
        skins.PLAIN, (0.5, 0.5, 0.5), glow=tuple((0.1 + 6.0 * dark) * part for part in lamps_of(site)), family=ODD
    )
    for way in (-1.0, 1.0):
        x = way * _CABLE
        z, y = np.concatenate([back, span[1:]]), np.concatenate([up, rise[1:]])
        place.add(tube(np.stack([0 * z + x, y, z], 1), 0.34, 9, skin))
        at = np.concatenate(
            [np.arange(-84.0, -4.0, 5.0), np.arange(9.0, near - 3, 5.0), np.arange(near + 4, far - 3, 6.0)]
        )
        tops = np.interp(at, z, y)
        place.add(
            bars(np.stack([0 * at + x, 0 * at, at], 1), np.stack([0 * at + x, tops, at], 1), (0.045, 0.045), skin)
        )
        lit = at[::2]
        place.add(boxes(np.stack([0 * lit + x, np.interp(lit, z, y) + 0.5, lit], 1), (0.17, 0.17, 0.17), bulb))


def _lamps(site: Site, side: float) -> None:
    place, dark = site.place, site.dark
    metal = place.material(skins.METAL, (0.05, 0.055, 0.055), gloss=0.05, rough=0.4)
    tone = lamps_of(site)
    glows = [lamp_glow(site, 9, family) for family in (EVEN, ODD)]
    for n, z in enumerate(np.arange(-91.0, 250.0, 24.0)):
        for way in (-1.0, 1.0):
            lamp = street_lamp(8.4, 2.2, metal, glows[n % 2])
            place.add(lamp.moved(way * (_ROAD + 0.5), 0.25, float(z), turn=math.pi if way > 0 else 0.0))
            head = (way * (_ROAD - 1.9), 8.3, float(z))
            if dark > 0.2 and z < 60:
                place.lamp(head, tuple(30 * dark * part for part in tone), (EVEN, ODD)[n % 2], 0.3)
            if dark > 0.2 and z < 110:
                place.beacons.append((head, tone))


def _beyond(site: Site, side: float) -> None:
    """Set the river below, and on its far bank towers in the haze."""
    place, rng = site.place, site.rng
    rough = 0.35 if site.air > _FOGGY else 0.0  # what it mirrors is in the fog, too
    water = place.material(skins.WATER, (0.05, 0.045, 0.03), gloss=0.05, rough=rough, scale=6.0)
    site.water.append(water)
    land = place.material(skins.GROUND, (0.04, 0.05, 0.045), (0.06, 0.075, 0.07), scale=30.0)
    place.add(sheet(-4000, 4000, -600, 640, _WATER, water), sheet(-4000, 4000, 640, 5000, _WATER + 3, land))
    fronts = Fronts(site, OFFICES)
    for n in range(130):
        z = 660.0 + 900.0 * float(rng.random()) ** 1.3
        x = float(rng.normal(0, 1)) * 300.0
        if abs(x) < 20 and z < 740:
            x += 60.0
        wide, deep = (float(v) for v in rng.uniform(14, 26, 2))
        high = (
            20.0
            + 210.0 * float(rng.random()) ** 2.0 * math.exp(-(((x - side * 90) / 330) ** 2))
            + 45.0 * float(rng.random())
        )
        place.add(
            tower(
                x - wide, x + wide, z, z + 2 * deep, _WATER, high, fronts._walls[n % len(fronts._walls)], fronts._roof
            )
        )
        if high > 130:
            place.add(tube([(x, high, z + deep), (x, high + 40, z + deep)], [1.2, 0.2], 6, fronts._iron))
    place.add(hills(rng, 1900, 3200, 3200, 140, land).moved(0, _WATER, 0))
