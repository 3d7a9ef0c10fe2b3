"""A drive along a beach: hotels of the thirties in pale colours with lines of neon, palms, cars, sand and the sea across the road."""

from __future__ import annotations

import math

import numpy as np

from beatreel.plugins.generators.procedural.hues import from_cold
from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, boxes, grid, tube, turned
from beatreel.plugins.generators.procedural.palette import light_of_hue
from beatreel.plugins.generators.procedural.scenery.built import EVEN, ODD, skins
from beatreel.plugins.generators.procedural.scenery.lettering import word, word_width
from beatreel.plugins.generators.procedural.scenery.motorcars import finish, motorcar
from beatreel.plugins.generators.procedural.scenery.palm_trees import palm_skins, palm_tree
from beatreel.plugins.generators.procedural.scenery.streets import sheet

from .homes import WARM
from .site import Site, View, somebody

AIR = 0.0011
ROAD, WALK = 4.4, 3.4  # metres from the middle of the road on
_SAND, _SEA = 7.6, 25.0
_FLOOR = 3.15
_NAMES = ("CORAL", "OCEAN", "PALMS", "STAR", "TIDE", "DELUXE", "MOON")
_PINK, _AQUA = 350.0, 200.0
_PAINTS = ((0.50, 0.52, 0.53), (0.42, 0.34, 0.12), (0.26, 0.22, 0.55), (0.40, 0.42, 0.22), (0.10, 0.32, 0.52))


def sun_at(kind: str, hour: str, side: float, rng: np.random.Generator) -> float:
    """Return where the sun stands: low over the sea at the end of the drive, by day behind a shoulder, so that fronts are lit."""
    if hour in ("golden", "dusk", "dawn"):
        return -side * float(rng.uniform(0.22, 0.36))
    return -side * float(rng.uniform(1.7, 2.2))


def build(site: Site, kind: str, shot: str, side: float) -> View:
    """Build it; wide along the drive, medium from the sand, close a porch with a car before it, detail a sign among crowns."""
    hues = _hues(site)
    _ground(site, side)
    _row(site, side, hues)
    _palms(site, side)
    _cars(site, shot, side)
    if not site.empty:
        for x, z, coat in (
            (6.2, 12.0, (0.30, 0.32, 0.40)),
            (5.9, 23.0, (0.10, 0.09, 0.30)),
            (-6.3, 16.0, (0.34, 0.30, 0.16)),
        ):
            site.place.add(
                somebody(site, "walker", coat).moved(side * x, 0.15, z, turn=float(site.rng.uniform(-0.4, 0.4)))
            )
    return {
        "wide": View((-1.2 * side, 1.65, -3.0), side * 7.0, 0.84, 0.62, 1.4),
        "medium": View((-11.5 * side, 1.5, 3.0), side * 43.0, 0.84, 0.62, 0.9),
        "close": View((-2.4 * side, 1.45, 5.5), side * 36.0, 0.92, 0.62, 0.6),
        "detail": View((0.6 * side, 1.6, 3.0), side * 25.0, 1.15, 0.98, 0.4),
    }[shot]


def _hues(site: Site) -> tuple[float, float]:
    """Return the warmer and the colder hue of the prompt, or pink and turquoise."""
    if site.palette.strength < 0.4:
        return _PINK, _AQUA
    cold, warm = sorted((site.palette.key, site.palette.fill), key=from_cold)
    return warm, cold


def _ground(site: Site, side: float) -> None:
    place = site.place
    wet = max(site.wet, 0.45 * site.dark)
    tar = place.material(
        skins.GROUND,
        (0.075, 0.070, 0.068),
        (0.11, 0.105, 0.10),
        gloss=0.07 if wet else 0.0,
        rough=0.10,
        scale=2.5,
        extra=(wet,),
    )
    slabs = place.material(skins.SLABS, (0.30, 0.31, 0.36), (0.26, 0.28, 0.31), scale=1.2)
    kerb = place.material(skins.STONE, (0.32, 0.33, 0.34), scale=2.0)
    sand = place.material(skins.GROUND, (0.36, 0.46, 0.52), (0.30, 0.40, 0.46), scale=1.6)
    grass = place.material(skins.GROUND, (0.025, 0.10, 0.05), (0.045, 0.15, 0.09), scale=1.4)
    line = place.material(skins.PLASTER, (0.45, 0.47, 0.48))
    sea = place.material(skins.WATER, (0.10, 0.075, 0.03), gloss=0.08, rough=0.0, scale=4.0)
    foam = place.material(skins.PLAIN, (0.62, 0.62, 0.60))
    site.water.append(sea)
    place.add(sheet(-ROAD, ROAD, -30, 400, 0.0, tar), sheet(-0.06, 0.06, -30, 400, 0.006, line))
    for a, b, y, skin in ((ROAD, ROAD + WALK + 40.0, 0.15, slabs), (-_SAND, -ROAD - 1.9, 0.15, grass), (-ROAD - 1.9, -ROAD, 0.15, slabs),
                          (-_SEA, -_SAND, 0.10, sand)):  # fmt: skip
        x0, x1 = sorted((side * a, side * b))
        place.add(sheet(x0, x1, -30, 400, y, skin))
    x0, x1 = sorted((-side * _SEA, -side * 2500.0))
    place.add(sheet(x0, x1, -40, 2500, 0.0, sea))
    place.add(boxes([(way * ROAD, 0.04, 185) for way in (-1.0, 1.0)], (0.08, 0.12, 215), kerb))
    u = np.linspace(-20, 300, 120)
    for n, away in enumerate((0.4, 4.5, 9.0)):  # waves that come in
        x = -side * (_SEA + away + 0.5 * np.sin(0.35 * u + n) + 0.3 * np.sin(0.9 * u + 2 * n))
        wide = (0.30 + 0.25 * np.sin(0.23 * u + 2 * n) ** 2) * (1.0 - 0.2 * n)
        strip = np.stack([np.stack([x - wide, 0 * u + 0.05, u], 1), np.stack([x + wide, 0 * u + 0.05, u], 1)])
        place.add(grid(strip, foam, normals=np.broadcast_to(np.float32([0, 1, 0]), strip.shape)))


def _row(site: Site, side: float, hues: tuple[float, float]) -> None:
    """Set the hotels side by side, each in a colour of its own, lamps before the nearest."""
    place, rng = site.place, site.rng
    z, first = -7.0, int(rng.integers(len(_NAMES)))
    lights = [tuple(float(v) for v in light_of_hue(hue, 0.19, 0.66)) for hue in hues]
    for n in range(9):
        wide = float(rng.uniform(13.0, 17.0))
        x = side * (ROAD + WALK + 2.6)
        made = _hotel(site, wide, 3 + int((n + first) % 3 == 1), n + first, hues, lights)
        place.add(made.moved(x, 0.15, z + wide / 2, turn=-side * math.pi / 2))
        if site.dark > 0.2 and n < 4:
            for k, (light, family) in enumerate(zip(lights, (EVEN, ODD), strict=True)):
                at = (side * (ROAD + 1.6), 4.2 + 2.2 * k, z + wide * (0.3 + 0.4 * k))
                place.lamp(at, tuple(15 * site.dark * part for part in light), family, 0.8)
        z += wide + 1.2


def _hotel(
    site: Site, wide: float, floors: int, number: int, hues: tuple[float, float], lights: list[tuple[float, ...]]
) -> Mesh:
    """Return a hotel whose front is in the plane z = 0, seen from z < 0: ledges over its windows, a fin with its name, a porch."""
    place, rng, dark = site.place, site.rng, site.dark
    hue = (*hues, hues[0] + 40, hues[1] - 35)[number % 4]
    pale = tuple(0.30 + 0.24 * float(part) for part in light_of_hue(hue, 0.07, 0.8))
    wall = place.material(skins.PLASTER, pale)
    white = place.material(skins.PLASTER, (0.56, 0.57, 0.57))
    band = place.material(
        skins.PLASTER, tuple(0.16 + 0.30 * float(part) for part in light_of_hue(hues[(number + 1) % 2], 0.11, 0.7))
    )
    frame = place.material(skins.PLAIN, (0.05, 0.05, 0.055))
    panes = [
        place.material(skins.GLOW, (0.035, 0.035, 0.035), gloss=0.10, rough=0.02, scale=0.5, family=family,
                       glow=tuple((0.04 + power * dark) * part for part in WARM))
        for family, power in ((EVEN, 1.2), (ODD, 0.7), (EVEN, 0.06))
    ]  # fmt: skip
    shine = 0.10 + 3.6 * dark
    neon = [place.material(skins.PLAIN, (0.4, 0.4, 0.4), glow=tuple(shine * part for part in light), family=family)
            for light, family in zip(lights, (EVEN, ODD), strict=True)]  # fmt: skip
    tall, half = floors * _FLOOR + 0.9, wide / 2
    parts = [boxes([(0, tall / 2, 5.0)], (half, tall / 2, 5.0), wall)]
    for step, (share, high) in enumerate(((0.62, 0.7), (0.34, 1.3))):  # a parapet in steps
        parts.append(boxes([(0, tall + high / 2, 0.35)], (share * half, high / 2, 0.35), white if step else band))
    for floor in range(floors):
        y = _FLOOR * floor + 0.4
        for way in (-1.0, 1.0):
            for x in np.arange(2.5, half - 0.9, 2.5):
                pane = panes[int(rng.choice([0, 1, 2], p=[0.36, 0.28, 0.36]))] if floor else panes[0]
                low, high = (y + 0.85, y + 2.35) if floor else (0.5, 2.75)
                at = [
                    [(way * x - 0.85, high, -0.02), (way * x + 0.85, high, -0.02)],
                    [(way * x - 0.85, low, -0.02), (way * x + 0.85, low, -0.02)],
                ]
                parts.append(grid(at, pane, uv=[[(0, 1.2), (2, 1.2)], [(0, 0.3), (2, 0.3)]]))
                parts.append(
                    boxes(
                        [(way * x + d, 0.5 * (low + high), -0.04) for d in (-0.87, 0.0, 0.87)],
                        (0.035, 0.5 * (high - low), 0.04),
                        frame,
                    )
                )
            middle, long = way * (1.3 + 0.5 * (half - 1.3)), 0.5 * (half - 1.3)
            if floor:  # a ledge over the windows, a line of neon under it, bands of colour between
                parts.append(boxes([(middle, y + 2.62, -0.34)], (long, 0.06, 0.40), white))
                parts.append(boxes([(middle, y + 0.42, -0.03)], (long, 0.12, 0.035), band))
                parts.append(
                    tube(
                        [(middle - long, y + 2.50, -0.72), (middle + long, y + 2.50, -0.72)],
                        0.035,
                        8,
                        neon[(floor + number) % 2],
                    )
                )
    fin = tall + 3.0
    parts.append(boxes([(0, fin / 2, -0.15)], (1.15, fin / 2, 0.45), white))
    for x in (-0.95, 0.95):
        parts.append(
            tube(
                [(x, 3.4, -0.64), (x, fin - 0.1, -0.64), (0.55 * x, fin + 0.35, -0.64)],
                0.035,
                8,
                neon[(number + 1) % 2],
            )
        )
        parts.append(boxes([(x, fin / 2, -0.62)], (0.10, fin / 2, 0.03), band))
    parts.append(turned([(0.0, 1.6), (0.05, 1.5), (0.07, 0.0)], 8, white).moved(0, fin, -0.15))
    name = _NAMES[number % len(_NAMES)]
    step = min(1.05, (fin - 4.4) / len(name))
    for n, letter in enumerate(name):
        parts += _letter(letter, 0.0, fin - 0.75 - step * n, 0.74 * step, neon[number % 2])
    # A porch on round posts over the pavement, tables behind it.
    parts += [
        boxes([(0, 3.18, -1.35)], (half - 0.4, 0.16, 1.35), white),
        boxes([(0, 3.18, -2.72)], (half - 0.4, 0.07, 0.02), band),
    ]
    parts.append(tube([(-half + 0.4, 3.18, -2.76), (half - 0.4, 3.18, -2.76)], 0.04, 8, neon[(number + 1) % 2]))
    for x in np.linspace(-half + 0.8, half - 0.8, 6):
        parts.append(turned([(0.13, 3.05), (0.13, 0.0)], 14, white).moved(float(x), 0, -2.45))
    parts.append(boxes([(0, 0.12, -1.3)], (half - 0.4, 0.12, 1.3), white))
    parts.append(boxes([(0, 1.35, -0.62)], (0.75, 1.1, 0.02), panes[0]))
    return Mesh.of(parts)


def _letter(letter: str, x: float, y: float, high: float, skin: int) -> list[Mesh]:
    """Return a letter of neon whose middle is at a place on the fin."""
    wide = word_width(letter, high)
    return [
        tube([(x + u - wide / 2, y + high / 2 - v, -0.70) for u, v in stroke], 0.045, 8, skin)
        for stroke in word(letter, wide / 2, 0.0, high)
    ]


def _palms(site: Site, side: float) -> None:
    place, rng = site.place, site.rng
    of = palm_skins(place)
    kinds = [palm_tree(float(tall), of, rng, 28) for tall in rng.uniform(7.5, 11.5, 4)]
    for n, z in enumerate(np.arange(1.5, 130.0, 7.0)):
        place.add(
            kinds[n % 4].moved(-side * float(rng.uniform(6.2, 7.2)), 0.1, float(z), turn=float(rng.uniform(0, 6.3)))
        )
        if n % 2:
            place.add(
                kinds[(n + 1) % 4].moved(side * (ROAD + 0.9), 0.1, float(z) + 1.5, turn=float(rng.uniform(0, 6.3)))
            )
        if n % 4 == 2:
            place.add(
                kinds[(n + 2) % 4].moved(
                    -side * float(rng.uniform(12, 18)), 0.1, float(z), turn=float(rng.uniform(0, 6.3))
                )
            )


def _cars(site: Site, shot: str, side: float) -> None:
    """Park cars before the hotels, and let some drive."""
    place, rng = site.place, site.rng
    start = int(rng.integers(len(_PAINTS)))
    dressed = [finish(place, _PAINTS[(start + n) % len(_PAINTS)], lit=0.0) for n in range(4)]
    kinds = ("coupe", "muscle", "saloon", "coupe")
    z = 9.2 if shot != "detail" else 14.0
    n = 0
    while z < 110:
        place.add(motorcar(kinds[n % 4], dressed[n % 4], fine=z < 26).moved(side * (ROAD - 1.1), 0.0, z, turn=0.0))
        z, n = z + float(rng.choice([6.2, 7.5, 12.0])), n + 1
    lit = finish(place, _PAINTS[(start + 4) % len(_PAINTS)], lit=site.dark)
    for x, z in ((-1.9, 27.0), (1.0, 46.0), (-1.9, 70.0)):
        place.add(motorcar("coupe", lit, fine=False).moved(side * x, 0.0, z, turn=0.0 if x > 0 else math.pi))
        if site.dark > 0.3:
            for d in (-0.6, 0.6):
                place.beacons.append(((side * x + d, 0.65, z - 2.2), (0.7, 0.95, 1.0) if x < 0 else (0.05, 0.08, 1.0)))
