"""A street of low houses: a boulevard under tall palms as in Los Angeles, or a suburb under broad trees."""

from __future__ import annotations

import math

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import boxes
from beatreel.plugins.generators.procedural.scenery.built import EVEN, ODD, skins
from beatreel.plugins.generators.procedural.scenery.motorcars import finish, motorcar
from beatreel.plugins.generators.procedural.scenery.streets import (
    bare_tree,
    broad_tree,
    fan_palm,
    hedge,
    hills,
    poles,
    sheet,
    street_lamp,
)

from .homes import bungalow, fence, mailbox
from .site import Site, View, somebody

ROAD, VERGE, WALK, LAWN = 5.6, 1.9, 1.6, 6.5  # metres from the middle of the road on
_END = 190.0
_PAINTS = (
    (0.50, 0.51, 0.52),
    (0.015, 0.015, 0.016),
    (0.03, 0.03, 0.36),
    (0.30, 0.16, 0.03),
    (0.36, 0.34, 0.30),
    (0.06, 0.20, 0.42),
    (0.40, 0.46, 0.26),
    (0.10, 0.07, 0.05),
)
_SODIUM = (0.10, 0.44, 1.15)


AIR = 0.0009


def sun_at(kind: str, hour: str, side: float, rng: np.random.Generator) -> float:
    """Return where the sun stands: low at the end of the street, in a suburb beside it, so that houses are lit, else behind a shoulder."""
    if hour in ("golden", "dusk", "dawn") and kind == "suburb":
        return -side * float(rng.uniform(0.22, 0.34))
    if hour in ("golden", "dusk", "dawn"):
        return side * float(rng.uniform(0.03, 0.16))
    return side * float(rng.uniform(0.9, 1.5))


def build(site: Site, kind: str, shot: str, side: float) -> View:
    """Build the street; return where it is seen from. Wide along it, medium by the kerb, close a car, detail the crowns or a porch."""
    palms = kind == "palm_boulevard"
    _ground(site, palms)
    _houses(site)
    _trees(site, palms)
    _cars(site, shot, side)
    _lamps(site)
    if site.somebody and not site.empty and shot != "detail":
        walker = somebody(site, "walker")
        site.place.add(
            walker.moved(-side * 0.5, 0.0, {"wide": 5.5, "medium": 8.0, "close": 7.0}[shot], turn=0.2 * side)
        )
    wood = site.place.material(skins.WOOD, (0.05, 0.07, 0.09), scale=0.3)
    wire = site.place.material(skins.PLAIN, (0.02, 0.02, 0.02))
    site.place.add(
        poles(-side * (ROAD + VERGE + WALK + 0.5), [float(z) for z in range(-8, 150, 32)], 10.5, wood, wire, site.rng)
    )
    views = {
        "wide": View((-0.8 * side, 1.55, -3.0), 0.0, 0.88, 0.70, 1.6)
        if palms
        else View((-1.5 * side, 2.3, -1.0), side * 13.0, 0.86, 0.56, 1.4),
        "medium": View((side * 4.6, 1.6, -1.0), -side * 11.0, 1.02, 0.66 if palms else 0.58, 1.0),
        "close": View((side * 0.9, 1.25, 2.2), side * 17.0, 1.05, 0.60, 0.7)
        if palms
        else View((-side * 3.0, 1.35, 3.0), side * 43.0, 1.0, 0.56, 0.7),  # a house across the road, a car before it
        "detail": View((side * 1.5, 1.6, 3.0), side * 14.0, 1.25, 1.14, 0.5)
        if palms
        else View((side * 5.0, 1.6, 3.4), side * 38.0, 1.2, 0.52, 0.5),
    }
    return views[shot]


def _ground(site: Site, palms: bool) -> None:
    place, snow = site.place, site.snow
    wet = site.wet
    tar = place.material(
        skins.GROUND,
        (0.095, 0.090, 0.086),
        (0.60, 0.57, 0.55) if snow else (0.145, 0.140, 0.136),
        gloss=0.06 if wet else 0.0,
        rough=0.35,
        scale=3.0,
        extra=(wet,),
    )
    white = (0.80, 0.76, 0.73)
    lawn = white if snow else (0.022, 0.085, 0.045) if palms else (0.018, 0.095, 0.040)
    dry = white if snow else (0.045, 0.13, 0.10) if palms else (0.030, 0.13, 0.07)
    grass = place.material(skins.GROUND, lawn, dry, scale=2.2)
    slabs = place.material(skins.SLABS, (0.30, 0.32, 0.33), (0.26, 0.28, 0.29), scale=1.6)
    kerb = place.material(skins.STONE, (0.32, 0.33, 0.34), scale=2.0)
    yellow = place.material(skins.PLASTER, (0.03, 0.30, 0.50))
    land = place.material(skins.GROUND, lawn, (0.05, 0.10, 0.12), scale=20.0)
    place.add(sheet(-900, 900, -40, 1500, -0.12, land), sheet(-ROAD, ROAD, -12, _END + 200, 0.0, tar))
    for x in (-0.16, 0.16):
        place.add(sheet(x - 0.06, x + 0.06, -12, _END + 200, 0.006, yellow))
    for way in (-1.0, 1.0):
        at = [ROAD, ROAD + 0.18, ROAD + VERGE, ROAD + VERGE + WALK, ROAD + VERGE + WALK + LAWN + 30]
        skins_ = [kerb, grass, slabs, grass]
        for a, b, skin in zip(at[:-1], at[1:], skins_, strict=True):
            place.add(sheet(min(way * a, way * b), max(way * a, way * b), -12, _END + 200, 0.14, skin))
        place.add(boxes([(way * ROAD, 0.02, _END / 2)], (0.02, 0.12, _END / 2 + 12), kerb))
        for k, z in enumerate(np.arange(4.0, _END, 16.0)):  # paths to the doors, and drives
            a, b = sorted((way * (ROAD + VERGE + WALK), way * (ROAD + VERGE + WALK + LAWN)))
            place.add(sheet(a, b, z + 1.0, z + 2.2, 0.147, slabs))
            c, d = sorted((way * ROAD, way * (ROAD + VERGE + WALK + LAWN + 6)))
            if k % 2 == 0:
                place.add(sheet(c, d, z + 7.2, z + 10.0, 0.146, slabs))
    far = place.material(skins.PLASTER, (0.08, 0.11, 0.11))
    place.add(hills(site.rng, 900, 1700, 900, 150 if palms else 60, far))


def _houses(site: Site) -> None:
    place, rng = site.place, site.rng
    leaf = place.material(skins.LEAF, (0.010, 0.040, 0.018), (0.020, 0.085, 0.045))
    picket = place.material(skins.PLAIN, (0.66, 0.67, 0.68))
    post = place.material(skins.WOOD, (0.10, 0.16, 0.22))
    tin = place.material(skins.METAL, (0.20, 0.20, 0.42), gloss=0.05, rough=0.4)
    number = 0
    for way in (-1.0, 1.0):
        for z in np.arange(-6.0, _END, 16.0):
            x = way * (ROAD + VERGE + WALK + LAWN + float(rng.uniform(-0.8, 1.2)))
            house = bungalow(site, number)
            place.add(house.moved(x, 0.14, float(z) + 7.5, turn=-way * math.pi / 2))
            edge = way * (ROAD + VERGE + WALK + 0.5)
            if number % 3 == 0 and z > 0:
                place.add(fence(6.0, picket).moved(edge, 0.14, float(z) + 3.5, turn=math.pi / 2))
            elif number % 3 == 1:
                place.add(
                    hedge(4.0, 0.9, 0.8, leaf, rng).moved(edge + way * 0.4, 0.14, float(z) + 2.0, turn=math.pi / 2)
                )
            place.add(mailbox(tin, post).moved(way * (ROAD + 0.55), 0.14, float(z) + 6.4, turn=math.pi / 2))
            number += 1


def _trees(site: Site, palms: bool) -> None:
    place, rng = site.place, site.rng
    if palms:
        bark = place.material(skins.PLASTER, (0.075, 0.105, 0.14))
        leaf = place.material(skins.LEAF, (0.030, 0.055, 0.055), (0.020, 0.095, 0.050), gloss=0.02, rough=0.3)
        shapes = [fan_palm(float(tall), bark, leaf, rng) for tall in rng.uniform(13.5, 21.5, 7)]
        for way in (-1.0, 1.0):
            for n, z in enumerate(np.arange(2.0 + 3.0 * (way > 0), _END + 60, 8.5)):
                one = shapes[int(rng.integers(len(shapes)))]
                place.add(
                    one.moved(way * (ROAD + 1.05), 0.1, float(z + rng.uniform(-1, 1)), turn=float(rng.uniform(0, 6.28)))
                )
                if n % 5 == 2:
                    x = way * (ROAD + VERGE + WALK + LAWN + float(rng.uniform(10, 26)))
                    place.add(one.moved(x, 0.0, float(z), turn=float(rng.uniform(0, 6.28))))
        return
    bark = place.material(skins.PLASTER, (0.045, 0.06, 0.075))
    leaf = place.material(skins.LEAF, (0.012, 0.055, 0.022), (0.025, 0.14, 0.065))
    crowns = {
        count: [
            bare_tree(float(tall), bark, rng)
            if site.snow
            else broad_tree(float(tall), 0.75 * float(tall), bark, leaf, rng, count)
            for tall in rng.uniform(7.0, 10.5, 3)
        ]
        for count in (30000, 5000, 1300)
    }
    for way in (-1.0, 1.0):
        for z in np.arange(16.0 + 9.0 * (way > 0), _END, 24.0):
            one = crowns[30000 if z < 30 else 5000 if z < 70 else 1300][int(rng.integers(3))]
            at = (way * (ROAD + 1.1), 0.1, float(z + rng.uniform(-2, 2)))
            place.add(one.moved(*at, turn=float(rng.uniform(0, 6.28))))


def _cars(site: Site, shot: str, side: float) -> None:
    place, rng = site.place, site.rng
    start = int(rng.integers(len(_PAINTS)))
    dressed = [
        finish(place, _PAINTS[(start + 3 * n) % len(_PAINTS)], lit=site.dark if n < 2 else 0.0) for n in range(4)
    ]
    kinds = ("coupe", "saloon", "muscle", "estate")
    for way in (-1.0, 1.0):
        z = 11.0 if way == side else 15.0
        while z < 120:
            if shot == "close" and way == side and z < 12:
                z = 8.6
            n = int(rng.integers(2, 4))
            turn = 0.0 if way > 0 else math.pi
            place.add(
                motorcar(kinds[int(rng.integers(4))], dressed[n], fine=z < 26).moved(
                    way * (ROAD - 1.15), 0.0, z, turn=turn
                )
            )
            z += float(rng.choice([6.5, 8.0, 14.0, 20.0]))
    for way, z in ((1.0, 24.0), (-1.0, 34.0), (1.0, 60.0), (-1.0, 75.0), (-1.0, 120.0)):
        z += float(rng.uniform(-4, 4))
        n = int(rng.integers(0, 2))
        place.add(
            motorcar(kinds[int(rng.integers(4))], dressed[n], fine=z < 26).moved(
                way * 2.0, 0.0, z, turn=0.0 if way > 0 else math.pi
            )
        )
        if site.dark > 0.3:
            ahead = z + way * 2.6
            toward = (way * 2.0, 0.0, ahead + way * 14)
            place.lamp(
                (way * 2.0, 0.7, ahead),
                tuple(26 * site.dark * part for part in (0.8, 0.95, 1.0)),
                EVEN,
                0.3,
                toward=toward,
                angles=(24, 12),
            )
            for x in (-0.6, 0.6):
                place.beacons.append(((way * 2.0 + x, 0.65, ahead), (0.8, 0.95, 1.0) if way < 0 else (0.05, 0.08, 1.0)))


def _lamps(site: Site) -> None:
    place = site.place
    metal = place.material(skins.METAL, (0.20, 0.20, 0.20), gloss=0.05, rough=0.4)
    for n, z in enumerate(np.arange(6.0, 150.0, 26.0)):
        way = 1.0 if n % 2 else -1.0
        family = EVEN if n % 2 else ODD
        glow = place.material(
            skins.PLAIN, (0.5, 0.5, 0.5), glow=tuple(9 * site.dark * part for part in _SODIUM), family=family
        )
        place.add(
            street_lamp(8.2, 2.2, metal, glow).moved(
                way * (ROAD + 0.7), 0.1, float(z), turn=math.pi if way > 0 else 0.0
            )
        )
        if site.dark > 0.2:
            place.lamp(
                (way * (ROAD - 1.75), 8.0, float(z)), tuple(30 * site.dark * part for part in _SODIUM), family, 0.25
            )
