"""A street of London: terraces with shops, red telephone boxes and buses, black cabs, and at its end the clock tower."""

from __future__ import annotations

import math

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, boxes, grid, turned
from beatreel.plugins.generators.procedural.scenery.built import EVEN, ODD, skins
from beatreel.plugins.generators.procedural.scenery.motorcars import finish, motorcar
from beatreel.plugins.generators.procedural.scenery.streets import sheet, wall

from .homes import WARM
from .site import Site, View, somebody
from .westminster import clock_tower

AIR = 0.0016
ROAD, WALK = 4.4, 3.2  # metres from the middle of the road on
_END = 118.0
_TOWER = 142.0  # z of the clock tower
_RED = (0.022, 0.026, 0.50)
_BOXES = {"box", "booth", "kiosk", "payphone"}
_NEAR = {"wide": (4.95, 6.2), "medium": (5.5, 7.6), "close": (5.2, 4.9), "detail": (5.7, 3.4)}
_BRICKS = ((0.10, 0.14, 0.21), (0.055, 0.075, 0.17), (0.30, 0.34, 0.36), (0.13, 0.19, 0.25), (0.06, 0.07, 0.11))
_SHOPS = ((0.03, 0.05, 0.03), (0.09, 0.035, 0.015), (0.02, 0.02, 0.02), (0.025, 0.025, 0.13), (0.06, 0.07, 0.05))


def sun_at(kind: str, hour: str, side: float, rng: np.random.Generator) -> float:
    """Return where the sun stands: low at the end of the street, by day beside it."""
    if hour in ("golden", "dusk", "dawn"):
        return side * float(rng.uniform(0.05, 0.18))
    return side * float(rng.uniform(0.7, 1.1))


def build(site: Site, kind: str, shot: str, side: float) -> View:
    """Build it; wide along the street, medium from the pavement, close at a telephone box, detail up at the dial.

    A telephone box that is named is near in all of them.
    """
    place = site.place
    is_named = bool(_BOXES & site.words)
    if site.dark < 0.9:  # pale fronts send light into the street
        place.zenith, place.horizon = (tuple(1.7 * part for part in sky) for sky in (place.zenith, place.horizon))
    _ground(site)
    for way in (-1.0, 1.0):
        _terrace(site, way)
    place.add(clock_tower(site).moved(-side * 9.0, 0.0, _TOWER))
    if site.dark > 0.2:  # it is floodlit
        for x in (-20.0, 4.0):
            at, to = (-side * 9.0 + x, 12.0, _TOWER - 34.0), (-side * 9.0, 52.0, _TOWER)
            place.lamp(at, tuple(5500 * site.dark * part for part in WARM), ODD, 1.0, toward=to, angles=(50, 30))
    _lamps(site)
    box = _telephone_box(site)
    spots = {"wide": (6.3, 10.5), "medium": (5.5, 7.6), "close": (5.2, 4.9), "detail": (5.6, 16.0)}
    x, z = (_NEAR if is_named else spots)[shot]
    place.add(box.moved(side * x, 0.14, z, turn=-side * 0.25), box.moved(side * (ROAD + 1.0), 0.14, 42.0))
    _traffic(site, side)
    _passers(site, side, shot)
    return {
        "wide": View((side * 1.7, 1.7, -4.0), -side * 2.0, 0.94, 0.70, 1.4),
        "medium": View((side * 6.4, 1.6, 0.0), -side * 7.0, 0.98, 0.68, 0.9),
        "close": View((side * 4.3, 1.6, 0.6), -side * 1.0, 0.92, 0.66, 0.5),
        "detail": View((side * 5.0, 1.35, 0.0), side * 3.0, 1.25, 0.80, 0.4)
        if is_named
        else View((-side * 4.4, 1.7, 62.0), -side * 3.0, 1.25, 1.16, 0.6),
    }[shot]


def _ground(site: Site) -> None:
    place, snow, wet = site.place, site.snow, site.wet
    white = (0.72, 0.70, 0.68)
    tar = place.material(
        skins.GROUND, (0.55, 0.53, 0.51) if snow else (0.060, 0.060, 0.060), white if snow else (0.085, 0.085, 0.084),
        gloss=0.07 if wet else 0.02, rough=0.04 if wet else 0.3, scale=2.6, extra=(max(wet, 0.12),),
    )  # fmt: skip
    slabs = place.material(
        skins.GROUND if snow else skins.SLABS, white if snow else (0.19, 0.205, 0.21), (0.16, 0.175, 0.18),
        gloss=0.05 if wet else 0.0, rough=0.10, scale=0.9,
    )  # fmt: skip
    kerb, yellow = (
        place.material(skins.STONE, (0.24, 0.25, 0.26), scale=2.0),
        place.material(skins.PLASTER, (0.03, 0.34, 0.52)),
    )
    paint = place.material(skins.PLASTER, (0.50, 0.51, 0.52))
    place.add(sheet(-ROAD, ROAD, -14, 400, 0.0, tar), sheet(-600, 600, -14, 1200, -0.1, slabs))
    for way in (-1.0, 1.0):
        a, b = sorted((way * ROAD, way * (ROAD + WALK + 0.4)))
        place.add(sheet(a, b, -14, 400, 0.14, slabs), boxes([(way * ROAD, 0.03, 190)], (0.08, 0.12, 204), kerb))
        for x in (0.28, 0.48):
            at = way * (ROAD - x)
            place.add(sheet(at - 0.05, at + 0.05, -14, _END, 0.005, yellow))
    place.add(*(sheet(-0.06, 0.06, float(z), float(z) + 2.4, 0.005, paint) for z in np.arange(-4.0, _END, 5.4)))


def _terrace(site: Site, way: float) -> None:
    """Set houses along one side of the street, every other one over a shop."""
    place, rng = site.place, site.rng
    glow = tuple(1.5 * site.dark * part for part in WARM)
    fronts = [
        place.material(
            skins.FACADE, base, (0.045, 0.042, 0.04), gloss=0.07, rough=0.05, scale=float(rng.uniform(2.0, 2.5)), glow=glow,
            family=(EVEN, ODD)[n % 2], extra=(3.5, 0.42, 0.56, 0.10 + 0.32 * site.dark),
        )
        for n, base in enumerate(_BRICKS)
    ]  # fmt: skip
    slate = place.material(skins.PLASTER, (0.60, 0.58, 0.57) if site.snow else (0.055, 0.058, 0.060))
    stone, pot = place.material(skins.PLASTER, (0.31, 0.34, 0.35)), place.material(skins.PLASTER, (0.07, 0.13, 0.28))
    shine = 0.06 + 1.5 * site.dark
    panes = [
        place.material(
            skins.PLAIN, (0.05, 0.05, 0.05), gloss=0.06, rough=0.03, glow=tuple(shine * part for part in tone), family=family
        )
        for tone, family in ((WARM, EVEN), ((0.5, 0.85, 1.1), ODD))
    ]  # fmt: skip
    z, number = -9.0, int(rng.integers(5))
    edge = ROAD + WALK
    while z < _END:
        wide, floors = float(rng.uniform(6.2, 9.0)), int(rng.integers(4, 6))
        high, half = 3.5 * floors, 0.5 * wide
        front = fronts[number % len(fronts)]
        corners = [(-half, 0.0), (half, 0.0), (half, 11.0), (-half, 11.0)]
        parts = [wall(a, b, 0.14, high, front) for a, b in zip(corners, [*corners[1:], corners[0]], strict=True)]
        parts.append(boxes([(0, high + 0.1, -0.12), (0, 7.0, -0.06)], (half + 0.02, 0.22, 0.24), stone))
        roof = [
            [(-half, high + 2.6, 2.2), (half, high + 2.6, 2.2)],
            [(-half, high + 0.2, 0.2), (half, high + 0.2, 0.2)],
        ]
        parts += [grid(roof, slate), boxes([(0, high + 1.3, 6.5)], (half, 1.3, 4.3), slate)]
        for at in (-0.3 * wide, 0.3 * wide):  # dormers
            parts.append(boxes([(at, high + 1.2, 0.9)], (0.7, 0.9, 0.9), stone))
            parts.append(
                boxes(
                    [(at, high + 1.2, -0.02)],
                    (0.5, 0.65, 0.03),
                    panes[int(rng.integers(2))] if rng.random() < 0.4 else slate,
                )
            )
        parts.append(boxes([(half - 0.35, high + 3.4, 4.0)], (0.4, 1.7, 1.4), front))
        for at in np.linspace(2.9, 5.1, 4):
            parts.append(turned([(0.13, 0.7), (0.16, 0.0)], 10, pot).moved(half - 0.35, high + 5.1, float(at)))
        if number % 3 != 2:
            parts += _shop(site, half, panes[number % 2], number)
        else:
            parts.append(
                boxes(
                    [(0.3 * half, 1.3, -0.04)],
                    (0.55, 1.2, 0.05),
                    place.material(skins.PLAIN, _SHOPS[number % 5], gloss=0.05),
                )
            )
            parts.append(boxes([(0.3 * half, 0.2, -0.4)], (0.8, 0.1, 0.4), stone))
        # Seen from the street, which is at -z of a house.
        place.add(Mesh.of(parts).moved(way * edge, 0, z + half, turn=-way * 0.5 * math.pi))
        z += wide
        number += 1


def _shop(site: Site, half: float, pane: int, number: int) -> list[Mesh]:
    place = site.place
    wood = place.material(skins.PLAIN, _SHOPS[number % len(_SHOPS)], gloss=0.05, rough=0.1)
    gold = place.material(skins.PLASTER, (0.10, 0.30, 0.42))
    parts = [
        boxes([(0, 1.75, -0.12)], (half - 0.15, 1.75, 0.14), wood), boxes([(0, 3.2, -0.34)], (half - 0.1, 0.34, 0.22), wood),
        boxes([(0, 1.85, -0.27)], (half - 0.55, 1.05, 0.02), pane), boxes([(0, 3.2, -0.565)], (0.55 * half, 0.12, 0.006), gold),
    ]  # fmt: skip
    parts.append(boxes([(at, 1.75, -0.30) for at in np.linspace(-half + 0.5, half - 0.5, 5)], (0.055, 1.2, 0.04), wood))
    if site.dark > 0.2 and number % 2 == 0:
        place_light = tuple(3.0 * site.dark * part for part in WARM)
        glow = place.material(skins.PLAIN, (0.3, 0.3, 0.3), glow=place_light, family=EVEN)
        parts += [boxes([(at, 3.62, -0.75)], (0.10, 0.07, 0.12), glow) for at in (-0.5 * half, 0.5 * half)]
    return parts


def _lamps(site: Site) -> None:
    """Set lanterns on iron posts along both kerbs, every other one of a family."""
    place = site.place
    iron = place.material(skins.METAL, (0.015, 0.018, 0.015), gloss=0.05, rough=0.3)
    post = turned([(0.05, 4.3), (0.055, 2.6), (0.08, 1.1), (0.15, 0.9), (0.15, 0.25), (0.22, 0.0)], 14, iron)
    cap = turned([(0.0, 5.25), (0.10, 5.1), (0.30, 4.92), (0.0, 4.90)], 8, iron)
    for n, z in enumerate(np.arange(5.5, 112.0, 12.5)):
        for way in (-1.0, 1.0):
            family = EVEN if (n + (way > 0)) % 2 else ODD
            glass = place.material(
                skins.PLAIN,
                (0.5, 0.5, 0.5),
                glow=tuple(7.0 * max(site.dark, 0.05) * part for part in WARM),
                family=family,
            )
            at = (way * (ROAD + 0.45), 0.14, float(z) + (6.0 if way > 0 else 0.0))
            place.add(Mesh.of([post, cap, turned([(0.21, 4.90), (0.25, 4.75), (0.13, 4.3)], 8, glass)]).moved(*at))
            if site.dark > 0.2 and n < 4:
                spot = (at[0], 4.7, at[2])
                place.lamp(spot, tuple(13 * site.dark * part for part in WARM), family, 0.2)
                place.beacons.append((spot, WARM))


def _telephone_box(site: Site) -> Mesh:
    """Return a red telephone box, lit from within, its door towards -z."""
    place = site.place
    # At night its own lamp shows its paint, too.
    red = place.material(
        skins.PLAIN, _RED, gloss=0.06, rough=0.08, glow=tuple(0.5 * site.dark * part for part in _RED), family=ODD
    )
    power = 0.25 + 0.9 * site.dark
    glass = place.material(
        skins.PLAIN,
        (0.10, 0.12, 0.12),
        gloss=0.06,
        rough=0.04,
        glow=tuple(0.8 * power * part for part in (0.7, 1.0, 1.15)),
        family=ODD,
    )
    sign = place.material(
        skins.PLAIN, (0.4, 0.42, 0.42), glow=tuple(1.6 * power * part for part in (0.8, 1.0, 1.1)), family=ODD
    )
    black = place.material(skins.PLAIN, (0.012, 0.012, 0.012))
    parts = [boxes([(0, 0.08, 0)], (0.47, 0.08, 0.47), black), boxes([(0, 1.28, 0)], (0.385, 1.02, 0.385), glass)]
    parts.append(boxes([(x, 1.22, z) for x in (-0.41, 0.41) for z in (-0.41, 0.41)], (0.055, 1.10, 0.055), red))
    parts += [boxes([(0, y, 0)], (0.45, h, 0.45), red) for y, h in ((0.26, 0.14), (2.24, 0.05), (2.50, 0.06))]
    parts.append(boxes([(0, 2.37, 0)], (0.43, 0.10, 0.43), red))
    parts += [
        boxes(
            [(0, 2.37, way * 0.44) if n else (way * 0.44, 2.37, 0)],
            (0.30, 0.07, 0.012) if n else (0.012, 0.07, 0.30),
            sign,
        )
        for n in (0, 1)
        for way in (-1, 1)
    ]
    dome = [(0.44 * math.cos(a), 2.56 + 0.20 * math.sin(a)) for a in np.linspace(math.pi / 2, 0, 7)]
    parts.append(turned([(max(r * 1.41, 0.01), y) for r, y in dome], 4, red, start=math.pi / 4))
    parts.append(boxes([(0, y, 0) for y in np.linspace(0.52, 2.08, 7)], (0.40, 0.016, 0.40), red))
    for at in (-0.2, 0.2):
        parts.append(boxes([(at, 1.28, way * 0.39) for way in (-1, 1)], (0.014, 0.95, 0.014), red))
        parts.append(boxes([(way * 0.39, 1.28, at) for way in (-1, 1)], (0.014, 0.95, 0.014), red))
    return Mesh.of(parts)


def _bus(site: Site) -> Mesh:
    """Return a red bus with two decks, 9 m long, its front towards -z."""
    place = site.place
    red = place.material(skins.PLAIN, _RED, gloss=0.06, rough=0.06)
    dark = place.material(skins.PLAIN, (0.012, 0.012, 0.012), gloss=0.03)
    panes = place.material(
        skins.PLAIN,
        (0.04, 0.04, 0.04),
        gloss=0.07,
        rough=0.03,
        glow=tuple((0.05 + 1.1 * site.dark) * part for part in (0.45, 0.85, 1.05)),
        family=ODD,
    )
    sign = place.material(
        skins.PLAIN,
        (0.1, 0.1, 0.1),
        glow=tuple((0.3 + 2.0 * site.dark) * part for part in (0.2, 0.75, 1.0)),
        family=EVEN,
    )
    head = place.material(
        skins.PLAIN,
        (0.4, 0.42, 0.42),
        glow=tuple(0.2 + 6.0 * site.dark * part for part in (0.75, 0.95, 1.0)),
        family=EVEN,
    )
    parts = [boxes([(0, 2.4, 0)], (1.22, 2.0, 4.6), red), boxes([(0, 0.55, 0)], (1.18, 0.2, 4.5), dark)]
    parts.append(boxes([(0, 4.44, 0)], (1.1, 0.06, 4.4), red))
    for y, tall in ((1.95, 0.45), (3.65, 0.42)):
        for way in (-1.0, 1.0):
            parts += [boxes([(way * 1.225, y, z) for z in np.linspace(-3.6, 3.6, 6)], (0.012, tall, 0.56), panes)]
        parts.append(boxes([(0, y - 0.05, -4.61)], (1.06, tall + 0.12, 0.02), panes))
    parts.append(boxes([(0, 2.82, -4.62)], (0.85, 0.20, 0.02), sign))
    parts.append(boxes([(way * 0.85, 0.95, -4.62) for way in (-1, 1)], (0.16, 0.12, 0.03), head))
    wheel = turned([(0.0, 0.14), (0.48, 0.14), (0.5, 0.0), (0.48, -0.14), (0.0, -0.14)], 20, dark).leaned(
        0, math.pi / 2
    )
    parts += [wheel.moved(way * 1.12, 0.5, z) for way in (-1, 1) for z in (-2.9, 2.6)]
    return Mesh.of(parts)


def _traffic(site: Site, side: float) -> None:
    """Let a bus and cabs come on one side, and cabs drive away on the other."""
    place, lit = site.place, site.dark
    place.add(_bus(site).moved(-side * 2.1, 0.0, 31.0))
    cab = finish(place, (0.012, 0.012, 0.013), lit=lit)
    for x, z, turn in ((-2.1, 58.0, math.pi), (2.2, 24.0, 0.0), (2.2, 47.0, 0.0), (-2.1, 80.0, math.pi)):
        place.add(motorcar("saloon", cab, fine=z < 30).moved(side * x, 0.0, z, turn=turn))
    if lit > 0.2:
        for x, z in ((-2.1, 26.2), (-2.1, 55.4)):
            place.lamp(
                (side * x, 0.9, z), tuple(12 * lit * part for part in (0.75, 0.95, 1.0)), EVEN, 0.3,
                toward=(side * x, 0.0, z - 14.0), angles=(26, 14),
            )  # fmt: skip
            for w in (-0.8, 0.8):
                place.beacons.append(((side * x + w, 0.9, z), (0.8, 0.95, 1.0)))


def _passers(site: Site, side: float, shot: str) -> None:
    if site.empty:
        return
    kind = "sheltered" if site.wet > 0.5 else "walker"
    for n, (x, z) in enumerate(((-5.9, 13.0), (6.6, 21.0), (-6.4, 27.0), (5.6, 36.0), (-5.6, 46.0))):
        coat = ((0.03, 0.035, 0.04), (0.10, 0.14, 0.19), (0.05, 0.04, 0.10))[n % 3]
        site.place.add(somebody(site, kind, coat).moved(side * x, 0.14, z, turn=float(site.rng.uniform(-0.3, 0.3))))
    if site.somebody and shot in ("wide", "medium"):
        site.place.add(
            somebody(site, kind).moved(
                -side * 0.6 if shot == "wide" else side * 4.9, 0.0 if shot == "wide" else 0.14, 11.0
            )
        )
