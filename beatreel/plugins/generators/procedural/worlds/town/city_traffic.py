"""What drives in streets of a city: cars and cabs, buses, lorries, trams on their rails, trains on an elevated railway."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, tube
from beatreel.plugins.generators.procedural.scenery.built import EVEN, ODD, skins
from beatreel.plugins.generators.procedural.scenery.coaches import city_bus, livery, lorry, school_bus, tram
from beatreel.plugins.generators.procedural.scenery.dyes import DYES
from beatreel.plugins.generators.procedural.scenery.motorcars import finish, motorcar
from beatreel.plugins.generators.procedural.scenery.streets import sheet

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .site import Site

_HEADLIGHTS = (0.80, 0.95, 1.0)
_PAINTS = (
    (0.025, 0.025, 0.025),
    (0.30, 0.31, 0.32),
    (0.12, 0.06, 0.03),
    (0.04, 0.04, 0.24),
    (0.45, 0.46, 0.47),
    (0.10, 0.09, 0.08),
)
_YELLOW, _WHITE, _RED = (0.012, 0.36, 0.72), (0.52, 0.53, 0.54), (0.03, 0.04, 0.42)
_EMPTY = {"empty", "deserted", "abandoned", "silent"}
_POLICE = {"police", "cop", "cops", "patrol", "siren", "sirens"}
ROAD_VEHICLES = {
    "police",
    "bus",
    "buses",
    "truck",
    "trucks",
    "lorry",
    "lorries",
    "van",
    "vans",
    "taxi",
    "taxis",
    "cab",
    "cabs",
}
# kinds of streets
AVENUE, BRICK, NARROW, TRAM, ELEVATED = "avenue", "brick", "narrow", "tram", "elevated"
CROSS = (46.0, 60.0)  # where another street crosses


def lay_tram(site: Site, road: float, shot: str, side: float) -> None:
    """Lay rails, hang the wires, and let trams run on them."""
    place, rng = site.place, site.rng
    setts = place.material(
        skins.STONE, (0.13, 0.14, 0.15), gloss=0.07 if site.wet or site.dark > 0.6 else 0.0, rough=0.05, scale=0.35
    )
    steel = place.material(skins.PLAIN, (0.34, 0.35, 0.36), gloss=0.25, rough=0.05)
    wire = place.material(skins.PLAIN, (0.02, 0.02, 0.02))
    tracks = (-1.75, 1.75)
    for x in tracks:
        if not site.snow:
            place.add(sheet(x - 1.35, x + 1.35, -20, 400, 0.008, setts))
        place.add(*(boxes([(x + off, 0.010, 190)], (0.055, 0.012, 210), steel) for off in (-0.72, 0.72)))
        place.add(tube([(x, 5.6, -20), (x, 5.6, 90), (x, 5.6, 300)], 0.012, 4, wire))
    for z in np.arange(9.0, 150.0, 22.0):
        x = road + 0.5
        place.add(tube([(-x, 7.2, z), (0, 6.0, z), (x, 7.2, z)], 0.014, 4, wire))
        for track in tracks:
            place.add(bars([(track, 5.6, z)], [(track, 6.15, z)], (0.02, 0.02), wire))
    tones = [(0.03, 0.045, 0.42), (0.02, 0.30, 0.55), (0.10, 0.22, 0.06), (0.30, 0.14, 0.03)]
    worn = livery(place, DYES.get(site.painted, tones[site.flavour // 7 % 4]), (0.50, 0.53, 0.55), lit=site.dark)
    # It comes on the left track and another goes away on the right one.
    for x, z, turn in {
        "wide": ((-1.75, 26.0, math.pi), (1.75, 62.0, 0.0)),
        "medium": ((-1.75, 24.0, math.pi), (1.75, 70.0, 0.0)),
        "close": ((-1.75, 21.0, math.pi), (1.75, 70.0, 0.0)),
        "detail": ((-1.75, 20.0, math.pi), (1.75, 66.0, 0.0)),
    }[shot]:
        place.add(tram(worn, rng).moved(side * x, 0.02, z, turn=turn))
        if turn:
            _headlights(site, side * x, z - 12.4, 0.8)


TRAINS = {"train", "trains", "metro", "subway", "railway", "railroad"}


def raise_railway(site: Site, side: float) -> None:
    """Carry an elevated railway over the road on columns of steel, open between its sleepers; a named train comes near."""
    place, rng = site.place, site.rng
    steel = place.material(skins.PLASTER, (0.085, 0.095, 0.085))
    wood = place.material(skins.WOOD, (0.06, 0.08, 0.11), scale=0.25)
    low, half = 5.6, 4.0
    for x in (-half, -1.3, 1.3, half):
        place.add(
            boxes([(x, low + 0.45, 140)], (0.16, 0.45, 160), steel),
            boxes([(x, low + 0.05, 140), (x, low + 0.88, 140)], (0.28, 0.04, 160), steel),
        )
    at = np.arange(-19.0, 150.0, 0.62)
    place.add(boxes(np.stack([0 * at, 0 * at + low + 1.02, at], 1), (half + 0.7, 0.11, 0.12), wood))
    place.add(*(boxes([(x, low + 1.22, 140)], (0.04, 0.08, 160), steel) for x in (-3.2, -1.8, 1.8, 3.2)))
    for z in np.arange(-10.0, 180.0, 13.0):
        if CROSS[0] - 2 < z < CROSS[1] + 2:
            continue
        place.add(boxes([(0, low - 0.30, z)], (half + 1.2, 0.34, 0.22), steel))
        for way in (-1.0, 1.0):
            x = way * (half + 0.9)
            place.add(boxes([(x + off, 0.5 * low, z) for off in (-0.2, 0.2)], (0.045, 0.5 * low, 0.20), steel))
            place.add(
                boxes([(x, 0.5 * low, z)], (0.18, 0.5 * low, 0.03), steel),
                boxes([(x, 0.25, z)], (0.42, 0.25, 0.42), steel),
            )
            place.add(bars([(x, low - 1.5, z)], [(x - way * 1.6, low - 0.3, z)], (0.07, 0.09), steel))
    y = low + 2.0
    for way in (-1.0, 1.0):
        x = way * (half + 0.75)
        place.add(boxes([(x, y, 70), (x, y - 0.4, 70)], (0.025, 0.03, 90), steel))
        posts = np.arange(-19.0, 150.0, 1.7)
        place.add(boxes(np.stack([0 * posts + x, 0 * posts + y - 0.45, posts], 1), (0.02, 0.5, 0.02), steel))
    worn = livery(place, (0.33, 0.34, 0.35), (0.16, 0.08, 0.04), lit=max(site.dark, 0.2))
    train = [city_bus(worn, rng).moved(0, 0, 11.3 * n) for n in range(5)]
    first = 17.0 if TRAINS & site.words else 34.0
    place.add(Mesh.of(train).moved(side * 2.5, low + 0.98, first + 11.3 * 4, turn=math.pi))
    if site.dark > 0.2:
        place.beacons += [((side * 2.5 + off, low + 1.9, first - 5.8), _HEADLIGHTS) for off in (-0.85, 0.85)]
        place.lamp(
            (side * 2.5, low + 2.4, first - 6.6), tuple(12 * site.dark * part for part in _HEADLIGHTS), EVEN, 0.3
        )


def _headlights(site: Site, x: float, z: float, high: float) -> None:
    """Let lamps of a vehicle at a place, which comes towards the viewer, light the road before it."""
    if site.dark < 0.2:
        return
    site.place.lamp(
        (x, high, z - 0.2), tuple(26 * site.dark * part for part in _HEADLIGHTS), EVEN, 0.3, toward=(x, 0.0, z - 13.0), angles=(26, 14)
    )  # fmt: skip
    site.place.beacons += [((x + off, high, z), _HEADLIGHTS) for off in (-0.75, 0.75)]


def let_drive(site: Site, street: str, road: float, shot: str, side: float) -> None:
    """Let vehicles come on the left and drive away on the right, as the prompt names them; others stand at the kerbs."""
    place, rng, words, lit = site.place, site.rng, site.words, max(site.dark, 0.2)
    paints = [finish(place, one, lit=lit) for one in _PAINTS]
    cab = finish(place, _YELLOW, lit=lit)
    sign = place.material(
        skins.PLAIN, (0.5, 0.6, 0.65), glow=tuple(1.5 * lit * part for part in (0.5, 0.9, 1.1)), family=ODD
    )

    is_rank = bool({"taxis", "cabs"} & words)  # there is more than one
    is_one = bool({"taxi", "cab"} & words) and not is_rank
    is_alone = site.alone and bool(ROAD_VEHICLES & words)

    def vehicle(near: bool, which: int, *, first: bool = False) -> tuple[Mesh, float]:
        if first or (which % 3 == 1 and not is_one) or (is_rank and which % 3 == 2):
            return motorcar("saloon", cab, roof_sign=sign, fine=near), 2.4
        return motorcar(
            ("saloon", "estate", "coupe")[which % 3], paints[int(rng.integers(len(paints)))], fine=near
        ), 2.4

    large = _large(site, street)
    lane = {BRICK: 1.5, NARROW: 0.9}.get(street, 1.9)
    lanes: Iterable[float] = (lane,) if street != AVENUE else (1.9, road - 2.0)
    start = {"wide": 15.0, "medium": 12.0, "close": 9.5, "detail": 9.2}[shot]
    if (large or is_alone) and ROAD_VEHICLES & words:  # what is named is near
        start -= {"wide": 4.5, "medium": 3.0}.get(shot, 0.0)
    is_empty = (site.alone or bool(_EMPTY & words)) and not ROAD_VEHICLES & words
    if street != TRAM and not is_empty:
        for n, x in enumerate(lanes):
            for way in (-1.0,) if street == NARROW else (-1.0, 1.0):
                z = start + 4.5 * n + (5.0 if way > 0 else 0.0)
                which = int(rng.integers(3))
                first = way < 0 and n == 0
                while z < 150:
                    which += 1
                    mesh, long = (large, 5.8) if first and large else vehicle(z < 15, which, first=first)
                    if first and large:
                        z += 3.6
                    if _POLICE & words and which % 3 != 2:
                        mesh = _patrol(site, side * way * x, z)
                    place.add(mesh.moved(side * way * x, 0.0, z, turn=0.0 if way > 0 else math.pi))
                    if way < 0 and z < 36:
                        _headlights(site, side * way * x, z - long, 0.7)
                    if is_alone:
                        return
                    first = False
                    z += 2 * long + float(
                        rng.choice(
                            [2.5, 6.0, 14.0] if "traffic" not in words and "jam" not in words else [1.4, 2.0, 3.0]
                        )
                    )
                    if CROSS[0] - 2 < z < CROSS[1] + 4:
                        z = CROSS[1] + 6.0
    if street in (BRICK, TRAM) or is_empty:
        for way in (-1.0, 1.0):
            z = 13.5 if way == side else 10.0
            while z < 110:
                which = int(rng.choice([0, 2]))
                if not CROSS[0] - 4 < z < CROSS[1] + 4:
                    place.add(
                        vehicle(z < 14, which)[0].moved(way * (road - 1.1), 0.0, z, turn=0.0 if way > 0 else math.pi)
                    )
                z += float(rng.choice([5.6, 6.2, 11.0, 17.0]))


def _large(site: Site, street: str) -> Mesh | None:
    """Return the bus or lorry that the prompt names, or that an avenue has."""
    place, words, rng = site.place, site.words, site.rng
    if "school" in words and {"bus", "buses"} & words:
        return school_bus(livery(place, (0.010, 0.29, 0.62), (0.02, 0.02, 0.02), lit=site.dark), rng)
    if {"truck", "trucks", "lorry", "lorries"} & words:
        return lorry(livery(place, (0.10, 0.06, 0.40), (0.48, 0.50, 0.52), lit=site.dark))
    if {"van", "vans", "delivery"} & words:
        return lorry(livery(place, _WHITE, _WHITE, lit=site.dark), van=True)
    if {"bus", "buses"} & words or (not {"taxi", "cab", "cabs", "taxis", "car", "cars"} & words and street == AVENUE):
        tones = [(0.42, 0.22, 0.06), _RED, (0.48, 0.50, 0.51), (0.12, 0.30, 0.10)]
        return city_bus(livery(place, tones[site.flavour // 5 % 4], (0.40, 0.42, 0.43), lit=site.dark), rng)
    return None


def _patrol(site: Site, x: float, z: float) -> Mesh:
    """Return a police car whose lamps, red and blue, answer the beat, and light what is around where it stands."""
    place = site.place
    worn = finish(place, (0.50, 0.51, 0.52) if int(z) % 2 else (0.02, 0.02, 0.022), lit=max(site.dark, 0.2))
    mesh = motorcar("saloon", worn, fine=z < 15)
    top = float(mesh.points[:, 1].max())
    power = 3.0 + 9.0 * site.dark
    bar = []
    for way, tone, family in ((-1.0, (0.05, 0.03, 1.0), ODD), (1.0, (1.0, 0.22, 0.05), EVEN)):
        glow = place.material(skins.PLAIN, (0.1, 0.1, 0.1), glow=tuple(power * part for part in tone), family=family)
        bar.append(boxes([(way * 0.33, top + 0.07, -0.2)], (0.24, 0.07, 0.13), glow))
        if z < 60:
            place.lamp(
                (x + 0.6 * way, top + 0.6, z - 0.8),
                tuple(26 * max(site.dark, 0.2) * part for part in tone),
                family,
                0.3,
            )
            place.beacons.append(((x + 0.33 * way, top + 0.1, z), tone))
    return Mesh.of([mesh, *bar, boxes([(0, top, -0.2)], (0.6, 0.02, 0.16), worn.dark)])
