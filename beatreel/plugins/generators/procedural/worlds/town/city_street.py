"""Streets of a city: an avenue between towers, a street of brick with fire escapes, one with a tram, one under an elevated railway."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import boxes, tube
from beatreel.plugins.generators.procedural.scenery.built import EVEN, ODD, dressed, skins
from beatreel.plugins.generators.procedural.scenery.dyes import DYES
from beatreel.plugins.generators.procedural.scenery.streets import bare_tree, broad_tree, sheet, street_lamp, tower

from . import bus_stop
from .city_fronts import BRICKS, OFFICES, Fronts, lamp_glow, lamps_of
from .city_traffic import (
    AVENUE,
    BRICK,
    CROSS,
    ELEVATED,
    NARROW,
    ROAD_VEHICLES,
    TRAINS,
    TRAM,
    lay_tram,
    let_drive,
    raise_railway,
)
from .crossing import cloth_of_umbrella, umbrellas_of
from .graffiti import spray_walls, view_of
from .site import COAT, Plume, Site, View, somebody

if TYPE_CHECKING:
    pass

AIR = 0.0011
_END = 190.0
_COATS = (
    (0.05, 0.06, 0.08),
    (0.10, 0.14, 0.19),
    (0.05, 0.04, 0.16),
    (0.16, 0.10, 0.06),
    (0.03, 0.03, 0.03),
    (0.22, 0.26, 0.30),
)

# half of the road, of the pavement; floors at least and at most
_SIZES = {
    AVENUE: (8.4, 4.6, 9, 26),
    BRICK: (5.2, 3.6, 4, 6),
    NARROW: (2.5, 1.5, 4, 6),
    TRAM: (6.6, 4.4, 4, 9),
    ELEVATED: (7.2, 3.8, 5, 13),
}
_SPRAYED = {"graffiti", "underpass"}
_CROWDED = {"crowd", "crowded", "crowds", "people", "pedestrians", "commuters", "bustling"}
_NAMED = {
    TRAM: {"tram", "trams", "streetcar", "trolley", "cable"},
    ELEVATED: {"train", "trains", "overhead", "metro", "overpass", "bridge", "elevated", "viaduct", "flyover", "underpass"},
    NARROW: {"narrow", "cramped", "tight", "backstreet"},
    BRICK: {"brick", "bricks", "escapes", "escape", "side", "neighbourhood", "neighborhood",
        "quiet", "small", "brooklyn", "bronx"},
    AVENUE: {"avenue", "boulevard", "broad", "wide", "towers", "skyscrapers", "downtown", "traffic", "rush", "intersection",
        "manhattan", "crosswalk", "crossing", "financial", "midtown"},
}  # fmt: skip


def sun_at(kind: str, hour: str, side: float, rng: np.random.Generator) -> float:
    """Return where the sun stands: low at the end of the street, by day behind the viewer, so that it reaches the road."""
    if hour in ("golden", "dusk", "dawn"):
        return side * float(rng.uniform(0.04, 0.14))
    return side * (math.pi - float(rng.uniform(0.16, 0.28)))


def street_of(site: Site) -> str:
    """Return which kind of street it is: that which the prompt names, else one that its other words choose."""
    for kind, names in _NAMED.items():
        if names & site.words:
            return kind
    if ROAD_VEHICLES & site.words:
        return AVENUE
    return (AVENUE, BRICK, TRAM, AVENUE, AVENUE)[site.flavour % 5]  # what hides the sky is named


def build(site: Site, kind: str, shot: str, side: float) -> View:
    """Build it; wide along the street, medium from the pavement, close at what drives there, detail low above the road."""
    street = street_of(site)
    road, walk, least, most = _SIZES[street]
    if site.dark < 0.9:  # what is lit lights the other side of the street
        place = site.place
        place.zenith, place.horizon = (tuple(1.6 * part for part in sky) for sky in (place.zenith, place.horizon))
    _ground(site, street, road, walk)
    fronts = Fronts(
        site, BRICKS if street in (BRICK, NARROW) else OFFICES if street == AVENUE else (*BRICKS[:2], *OFFICES[:3])
    )
    _rows(site, fronts, road + walk, least, most)
    _distance(site, fronts, street)
    _furniture(site, street, road, side)
    if street not in (ELEVATED, NARROW):
        _trees(site, street, road)
    waits = "stop" in site.words
    if waits:
        bus_stop.raise_shelter(site, road, side)
    if street == TRAM:
        lay_tram(site, road, shot, side)
    elif street == ELEVATED:
        raise_railway(site, side)
        if _SPRAYED & site.words:
            spray_walls(site, road + walk - 0.5)
    let_drive(site, street, road, shot, side)
    _people(site, road, walk, shot, side)
    if site.dark > 0.3 or site.is_winter:
        x = 1.5 * side
        site.plumes.append(
            Plume((x, 0.05, {"wide": 17.0, "medium": 21.0, "close": 26.0, "detail": 14.0}[shot]), 3.4, 0.9)
        )
    if {"windscreen", "windshield", "wiper", "wipers"} & site.words:
        return View((side * (1.9 if street != BRICK else 1.5), 1.25, -2.0), -side * 2.0, 0.9, 0.58, 0.2)
    if street == ELEVATED and _SPRAYED & site.words:
        return view_of(shot, road, side)
    beside = street == ELEVATED and TRAINS & site.words  # the train, which its viaduct would hide
    if (
        beside and ROAD_VEHICLES & site.words and shot != "wide"
    ):  # both are named: past the viaduct's edge, from the pavement
        return {
            "medium": View((side * 10.4, 1.7, -3.0), -side * 23.0, 0.86, 0.86, 0.8),
            "close": View((side * 9.4, 1.5, 1.5), -side * 36.0, 0.80, 0.84, 0.5),
            "detail": View((side * 8.2, 1.1, 4.5), -side * 38.0, 0.84, 0.84, 0.4),
        }[shot]
    if beside and shot != "detail":
        return {
            "wide": View((side * 7.3, 10.4, -7.0), -side * 9.0, 0.88, 0.56, 1.2),
            "medium": View((side * 10.4, 1.7, -3.0), -side * 23.0, 0.86, 0.86, 0.8),
            "close": View((side * 5.9, 8.8, 1.0), -side * 17.0, 0.96, 0.56, 0.5),
        }[shot]
    if waits and site.somebody:
        return bus_stop.view_of(shot, road, side)
    if shot == "detail" and ROAD_VEHICLES & site.words:  # what is named, from low before it
        return View((side * 1.0, 0.75, 2.2), -side * 16.0, 1.34, 0.60, 0.4)
    if street == NARROW:
        return {
            "wide": View((0.7 * side, 1.9, -5.0), -side * 1.5, 0.86, 0.66, 1.5),
            "medium": View((side * 1.9, 1.6, -2.0), -side * 10.0, 1.0, 0.64, 0.9),
            "close": View((side * 0.9, 1.45, 0.5), -side * 9.0, 1.06, 0.62, 0.6),
            "detail": View((side * 1.0, 0.62, 1.2), -side * 12.0, 1.12, 0.62, 0.5),
        }[shot]
    return {
        "wide": View((0.9 * side, 1.9, -4.0), -side * 1.5, 0.86, 0.71, 1.5),
        "medium": View((side * (road - 0.2), 1.65, -1.0), -side * 12.0, 0.96, 0.64, 0.9),
        "close": View((side * 0.5, 1.45, 0.5), -side * 9.0, 1.02, 0.60, 0.6),
        "detail": View((side * 1.0, 0.62, 2.2), -side * 9.0, 1.12, 0.62, 0.5),
    }[shot]


def _ground(site: Site, street: str, road: float, walk: float) -> None:
    place, snow, wet = site.place, site.snow, site.wet
    white = (0.72, 0.70, 0.68)
    wet = max(wet, 0.35 * (site.dark > 0.6))  # at night streets have been washed
    dull = 0.65 if wet else 1.0
    tar = place.material(
        skins.GROUND, (0.50, 0.48, 0.47) if snow else tuple(dull * part for part in (0.092, 0.090, 0.088)),
        white if snow else tuple(dull * part for part in (0.13, 0.128, 0.125)),
        gloss=0.09 if wet else 0.0, rough=0.05, scale=2.6, extra=(wet,),
    )  # fmt: skip
    slabs = place.material(
        skins.GROUND if snow else skins.SLABS, white if snow else (0.20, 0.215, 0.225), (0.5, 0.5, 0.5) if snow else (0.165, 0.18, 0.19),
        gloss=0.06 if wet else 0.0, rough=0.05, scale=1.2,
    )  # fmt: skip
    kerb = place.material(skins.STONE, (0.26, 0.27, 0.28), scale=2.0)
    paint = place.material(skins.PLASTER, (0.46, 0.47, 0.48), gloss=0.05 if wet else 0.0, rough=0.05)
    yellow = place.material(skins.PLASTER, (0.20, 0.36, 0.44))
    place.add(
        sheet(-road, road, -20, 500, 0.0, tar),
        sheet(-700, 700, CROSS[0], CROSS[1], -0.005, tar),
        sheet(-700, 700, -20, 1400, -0.1, slabs),
    )
    for way in (-1.0, 1.0):
        a, b = sorted((way * road, way * (road + walk + 0.3)))
        for z0, z1 in ((-20.0, CROSS[0]), (CROSS[1], 420.0)):
            place.add(
                sheet(a, b, z0, z1, 0.14, slabs),
                boxes([(way * road, 0.03, 0.5 * (z0 + z1))], (0.09, 0.115, 0.5 * (z1 - z0)), kerb),
            )
    if snow:
        return
    lanes = [-0.14, 0.14, -road / 2, road / 2]
    if road < 6:
        lanes = [0.0] if street != NARROW else []
    elif street in (TRAM, ELEVATED):
        lanes = lanes[:2]
    for x in lanes:
        middle = abs(x) < 1
        step = 0.0 if middle and len(lanes) > 1 else 7.0
        runs = (
            [(-14.0, CROSS[0] - 6)]
            if not step
            else [(z, z + 2.6) for z in np.arange(-9.0, 160.0, step) if not CROSS[0] - 8 < z < CROSS[1] + 2]
        )
        place.add(
            *(
                sheet(x - 0.06, x + 0.06, float(a), float(b), 0.006, yellow if middle and len(lanes) > 1 else paint)
                for a, b in runs
            )
        )
    bars_ = np.arange(-road + 0.5, road - 0.3, 1.05)
    for z in (6.5, CROSS[0] - 3.6, CROSS[1] + 1.2) if street != NARROW else ():
        place.add(*(sheet(float(x), float(x) + 0.52, z, z + 2.8, 0.007, paint) for x in bars_))


def _rows(site: Site, fronts: Fronts, edge: float, least: int, most: int) -> None:
    """Set buildings along both sides, and some along the street that crosses."""
    rng, place = site.rng, site.place
    number = int(rng.integers(6))
    is_neon = "neon" in site.words
    large = 1.8 if edge > 5 else 1.2
    for way in (-1.0, 1.0):
        z = -16.0 + float(rng.uniform(-4, 4))
        while z < _END:
            number += 1
            floors = int(rng.integers(least, most + 1))
            floors = max(least, floors - 3) if z < 14 else floors
            near = -2 < z < 62
            mesh, wide = fronts.building(
                number, float(rng.uniform(11, 19)) if most < 8 else float(rng.uniform(14, 25)), floors, near=near
            )
            if z < CROSS[1] and z + wide > CROSS[0] - 1.0:
                if z < CROSS[0] - 9 and z + wide > CROSS[0] - 1:
                    mesh, wide = fronts.building(number, max(8.0, CROSS[0] - 1.5 - z), floors, near=near)
                if z + wide > CROSS[0] + 2:
                    z = CROSS[1] + 1.0
                    continue
            # A building faces -z; its front is turned to the road.
            place.add(mesh.moved(way * edge, 0.0, z + wide / 2, turn=-way * math.pi / 2))
            if near and z > 4 and (is_neon or rng.random() < 0.65):
                starts = np.arange(0.0, wide - 3.0, 5.5) if is_neon else [0.0]
                for n, start in enumerate(starts):
                    light = int(rng.integers(len(fronts.signs)))
                    sign, tall = fronts.blade(light)
                    at, lifted = z + float(start) + float(rng.uniform(0.5, 2.0)), (4.2 * (n % 2) - 3.0) * is_neon
                    place.add(
                        sign.moved(way * edge, lifted, at, turn=-way * math.pi / 2, scale=large if is_neon else 1.0)
                    )
                    if site.dark > 0.4 and z < 30 and n == 0:
                        tone = tuple(7.0 * site.dark * part for part in fronts.signs[light])
                        place.lamp((way * (edge - 1.6), 5.2 + tall, at - 0.6), tone, (ODD, EVEN)[light % 2], 0.5)
            if site.dark > 0.25 and -2 < z < 40:  # shop windows light the pavement
                shine = tuple(6.5 * site.dark * part for part in fronts.panes[number % len(fronts.panes)])
                place.lamp((way * (edge - 1.1), 2.4, z + wide / 2), shine, (EVEN, ODD)[number % 2], 0.9)
            z += wide + 0.02


def _distance(site: Site, fronts: Fronts, street: str) -> None:
    """Set towers behind the rows and at the end of the street."""
    place, rng = site.place, site.rng
    tall = 1.0 if street != BRICK else 0.75
    skins_ = fronts.far_walls()
    for n in range(26):
        x, z, wide = float(rng.uniform(-190, 190)), float(rng.uniform(215, 520)), float(rng.uniform(11, 20))
        if abs(x) < 16 and z < 330:
            continue
        high = tall * float(rng.uniform(45, 150)) * (1.3 if abs(x) < 60 else 1.0)
        place.add(tower(x - wide, x + wide, z, z + 26, 0, high, skins_[n % len(skins_)], fronts._roof))
    x = float(rng.uniform(-7, 7))
    skin = skins_[-1]
    for half, low, high in ((20, 0, 110), (14, 110, 175), (8, 175, 215), (3, 215, 232)):
        place.add(tower(x - half, x + half, 470 - half, 470 + half, tall * low, tall * high, skin, fronts._roof))
    place.add(tube([(x, tall * 232, 470), (x, tall * 285, 470)], [1.2, 0.2], 8, fronts._iron))


def _furniture(site: Site, street: str, road: float, side: float) -> None:
    """Set lamps, traffic lights at the crossings, hydrants, bins and boxes of newspapers."""
    place, dark = site.place, site.dark
    metal = place.material(skins.METAL, (0.05, 0.055, 0.055), gloss=0.05, rough=0.4)
    tone = lamps_of(site)
    glows = [lamp_glow(site, 9, family) for family in (EVEN, ODD)]
    for n, z in enumerate(np.arange(4.0, 150.0, 19.0)):
        for way in (-1.0, 1.0) if street == AVENUE else ((-1.0,) if n % 2 else (1.0,)):
            at = float(z) + (6.0 if way > 0 else 0.0)
            if CROSS[0] - 1 < at < CROSS[1] + 1:
                continue
            lamp = street_lamp(7.6, 1.9 if street != NARROW else 1.0, metal, glows[n % 2])
            place.add(lamp.moved(way * (road + 0.5), 0.14, at, turn=math.pi if way > 0 else 0.0))
            head = (way * (road - 1.6), 7.5, at)
            if dark > 0.2 and at < 60:
                place.lamp(head, tuple(24 * dark * part for part in tone), (EVEN, ODD)[n % 2], 0.3)
                place.beacons.append((head, tone))
    black = place.material(skins.METAL, (0.02, 0.022, 0.02), gloss=0.05, rough=0.3)
    dull = place.material(skins.PLAIN, (0.03, 0.03, 0.03))
    power = 1.2 + 5.0 * dark
    stop = place.material(
        skins.PLAIN, (0.05, 0.05, 0.2), glow=tuple(power * part for part in (0.04, 0.06, 1.0)), family=EVEN
    )
    go = place.material(
        skins.PLAIN, (0.1, 0.2, 0.05), glow=tuple(power * part for part in (0.45, 0.95, 0.08)), family=ODD
    )
    lights = (
        ()
        if street == NARROW
        else ((10.2, -side), (CROSS[0] - 0.6, side), (CROSS[0] - 0.6, -side), (CROSS[1] + 4.4, -side))
    )
    for z, way in lights:
        x = way * (road + 0.55)
        arm = [(x, 0, z), (x, 5.6, z), (x - way * 0.6, 6.1, z), (x - way * 3.4, 6.2, z)]
        place.add(tube(arm, 0.06, 8, black))
        red = way < 0
        for bx, by in ((x - way * 3.0, 5.75), (x - way * 0.05, 2.9)):
            place.add(boxes([(bx, by, z - 0.1)], (0.19, 0.52, 0.14), black))
            for k, up in enumerate((0.33, 0.0, -0.33)):
                lit = (red and k == 0) or (not red and k == 2)
                place.add(
                    boxes([(bx, by + up, z - 0.25)], (0.12, 0.12, 0.02), (stop if k == 0 else go) if lit else dull)
                )
            if dark > 0.3 and z < 20 and by > 5:
                shine = (0.03, 0.05, 1.0) if red else (0.35, 0.9, 0.06)
                place.lamp((bx, by, z - 0.8), tuple(5 * dark * part for part in shine), EVEN if red else ODD, 0.2)
    red = place.material(skins.PLAIN, (0.03, 0.035, 0.36), gloss=0.05)
    blue = place.material(skins.PLAIN, (0.22, 0.08, 0.03), gloss=0.05)
    for x, z, tone in ((road + 0.8, 5.4, red), (-road - 0.9, 13.0, red)):
        place.add(
            tube([(side * x, 0.14, z), (side * x, 0.75, z), (side * x, 0.92, z)], [0.13, 0.12, 0.05], 10, tone),
            boxes([(side * x, 0.6, z)], (0.21, 0.07, 0.07), tone),
        )
    papers = ((-road - 1.0, 19.0, blue), (road + 1.0, 9.4, blue), (road + 1.0, 10.1, red))
    for x, z, tone in papers[: 1 if "stop" in site.words else 3]:  # who waits stands there
        place.add(
            boxes([(side * x, 0.75, z)], (0.26, 0.45, 0.28), tone),
            boxes([(side * x, 0.23, z)], (0.05, 0.1, 0.05), black),
        )
    for x, z in ((road + 0.9, 14.6), (-road - 0.9, 8.2)):
        place.add(tube([(side * x, 0.14, z), (side * x, 1.05, z)], [0.26, 0.30], 14, black))


def _trees(site: Site, street: str, road: float) -> None:
    place, rng = site.place, site.rng
    bark = place.material(skins.PLASTER, (0.045, 0.055, 0.065))
    autumn = bool({"autumn", "fall", "october"} & site.words)
    leaf = place.material(
        skins.LEAF,
        (0.01, 0.09, 0.24) if autumn else (0.012, 0.055, 0.025),
        (0.02, 0.24, 0.46) if autumn else (0.03, 0.14, 0.065),
    )
    shapes = [
        bare_tree(float(tall), bark, rng)
        if site.is_winter
        else broad_tree(float(tall), 0.62 * float(tall), bark, leaf, rng, 7000)
        for tall in rng.uniform(6.0, 8.0, 2)
    ]
    for way in (-1.0, 1.0):
        for z in np.arange(19.0 + 5.0 * (way > 0), 120.0, 13.0 if street == AVENUE else 17.0):
            if not CROSS[0] - 3 < z < CROSS[1] + 3:
                place.add(
                    shapes[int(rng.integers(2))].moved(
                        way * (road + 1.0), 0.1, float(z), turn=float(rng.uniform(0, 6.28))
                    )
                )


def _people(site: Site, road: float, walk: float, shot: str, side: float) -> None:
    """Let people walk on the pavements and over the crossing; with umbrellas where it rains."""
    if site.empty:
        return
    place, rng = site.place, site.rng
    covered = "umbrella" in site.words or "umbrellas" in site.words
    kinds = ("sheltered", "walker", "sheltered") if site.wet > 0.5 else ("walker",)
    near, far = (
        [somebody(site, kinds[n % len(kinds)], coat, rows=rows) for n, coat in enumerate(_COATS)] for rows in (110, 50)
    )
    if len(kinds) > 1 and site.umbrella not in DYES:  # else the one that is named is alone in its colour
        cloths = umbrellas_of(site)
        near, far = (
            [
                dressed(one, (1.74, cloths[n % len(cloths)])) if kinds[n % len(kinds)] == "sheltered" else one
                for n, one in enumerate(people)
            ]
            for people in (near, far)
        )
    is_crowded = bool(_CROWDED & site.words)
    spots = [
        (way * (road + float(rng.uniform(min(1.3, 0.4 * walk), max(walk - 0.9, 0.7 * walk)))), float(z))
        for n, z in enumerate(np.arange(9.0, 44.0, 1.1 if is_crowded else 3.4))
        for way in ((-1.0, 1.0) if n % 2 or is_crowded else (1.0,))
    ]
    if is_crowded:  # they cross before the camera, too
        spots += [(float(x) * road, 7.3 + 1.6 * float(rng.random())) for x in np.arange(-0.9, 0.95, 0.16)]
    if site.alone:
        spots = [(x, z) for x, z in spots if z > 24][::3]
    if shot == "medium":
        spots = [(x, z) for x, z in spots if x * side < 0 or z > 10]
    waits = "stop" in site.words
    if waits:
        spots = [(x, z) for x, z in spots if not bus_stop.is_at(x * side, z)]
    for n, (x, z) in enumerate(spots):
        place.add(
            (near if z < 17 else far)[n % len(near)].moved(
                x, 0.14, z, turn=float(rng.choice([0.0, math.pi])) + float(rng.uniform(-0.3, 0.3))
            )
        )
    for n, x in enumerate((0.55, -0.25, -0.62)[: 3 if shot in ("wide", "detail") and not site.alone else 0]):
        place.add(near[(n + 1) % len(near)].moved(side * x * road, 0.0, 7.6 + 0.5 * n, turn=side * 1.2))
    if not (site.somebody or covered) or waits:
        return
    who = somebody(site, "sheltered" if covered or site.wet > 0.5 else "walker", DYES.get(site.dressed, COAT))
    if covered and site.umbrella in DYES:
        who = dressed(who, (1.74, cloth_of_umbrella(site, DYES[site.umbrella])))
    x, z = {"wide": (0.4, 5.6), "medium": (road - 1.6, 4.8), "close": (-0.5, 4.0), "detail": (0.4, 5.5)}[shot]
    place.add(who.moved(side * x, 0.0, z))
