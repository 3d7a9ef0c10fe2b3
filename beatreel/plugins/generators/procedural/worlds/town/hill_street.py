"""A steep street down to a bay: painted houses with bay windows, a cable car that climbs, parked cars, a bridge over the water; metres."""

from __future__ import annotations

import math

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, grid, tube, turned
from beatreel.plugins.generators.procedural.palette import light_of_hue
from beatreel.plugins.generators.procedural.scenery.built import EVEN, ODD, skins
from beatreel.plugins.generators.procedural.scenery.cable_cars import cable_car
from beatreel.plugins.generators.procedural.scenery.dyes import DYES
from beatreel.plugins.generators.procedural.scenery.motorcars import finish, motorcar
from beatreel.plugins.generators.procedural.scenery.streets import broad_tree, hills, sheet, street_lamp

from .homes import WARM, gable
from .site import Site, View, somebody

AIR = 0.0012
ROAD, WALK, LOT = 5.2, 2.6, 6.6
_STEEP = 0.19
_CROSSINGS = ((58.0, 70.0), (128.0, 140.0), (198.0, 212.0))
_FOOT, _SHORE = 262.0, 330.0  # where the hill ends, and the water begins
_TRACK = 1.75
_TONES = (
    (0.50, 0.52, 0.50),
    (0.30, 0.46, 0.56),
    (0.42, 0.36, 0.24),
    (0.28, 0.40, 0.34),
    (0.30, 0.28, 0.48),
    (0.46, 0.50, 0.40),
    (0.20, 0.34, 0.52),
)


def _profile() -> tuple[np.ndarray, np.ndarray]:
    z = np.arange(-40.0, 420.0, 0.5)
    slope = np.where((z > -1.0) & (z < _FOOT), _STEEP, 0.015 * (z <= -1.0))
    for first, last in _CROSSINGS:
        slope[(z > first) & (z < last)] = 0.02
    slope = np.convolve(np.pad(slope, 8, mode="edge"), np.ones(17) / 17, "valid")
    y = -np.cumsum(slope) * 0.5
    return z, y - np.interp(0.0, z, y)


_Z, _Y = _profile()


def rise(z: float) -> float:
    """Return the height of the street."""
    return float(np.interp(z, _Z, _Y))


def _lean(z: float) -> float:
    return math.atan2(rise(z - 2) - rise(z + 2), 4.0)


def sun_at(kind: str, hour: str, side: float, rng: np.random.Generator) -> float:
    """Return where the sun stands: low over the bay, by day behind a shoulder."""
    if hour in ("golden", "dusk", "dawn"):
        return side * float(rng.uniform(0.16, 0.30))
    return side * float(rng.uniform(1.4, 1.9))


def build(site: Site, kind: str, shot: str, side: float) -> View:
    """Build it; wide down the hill, medium as the car comes up, close beside it, detail along the fronts."""
    _ground(site)
    _houses(site)
    _rails(site, shot, side)
    _parked(site, shot, side)
    _trees(site)
    _bay(site, side)
    if not site.empty:
        for x, z, coat in (
            (6.4, 15.0, (0.05, 0.06, 0.22)),
            (-6.6, 24.0, (0.10, 0.13, 0.18)),
            (6.9, 33.0, (0.04, 0.05, 0.06)),
        ):
            site.place.add(
                somebody(site, "walker", coat).moved(
                    side * x, rise(z) + 0.15, z, turn=float(site.rng.uniform(-0.4, 0.4))
                )
            )
    return {
        "wide": View((1.1 * side, 1.9, -4.5), -side * 1.0, 0.86, 0.42, 1.4),
        "medium": View((1.9 * side, 1.6, -1.5), -side * 8.0, 0.98, 0.44, 0.9),
        "close": View((0.9 * side, 1.5, 1.2), -side * 14.0, 1.05, 0.50, 0.6),
        "detail": View((-2.2 * side, 1.6, 3.0), side * 27.0, 1.05, 0.46, 0.5),
    }[shot]


def _strip(x0: float, x1: float, skin: int, lift: float = 0.0, first: float = -30.0, last: float = _SHORE) -> Mesh:
    """Return a length of the street between two places across it, along the hill."""
    z = np.arange(last, first, -1.5)
    points = np.empty((len(z), 2, 3), np.float32)
    points[:, 0, 0], points[:, 1, 0], points[..., 2] = x0, x1, z[:, None]
    points[..., 1] = np.interp(z, _Z, _Y)[:, None] + lift
    return grid(points, skin, uv=points[..., [0, 2]])


def _ground(site: Site) -> None:
    place, snow = site.place, site.snow
    wet = site.wet if site.wet > 0.6 else 0.0  # fog leaves no puddles
    white = (0.78, 0.74, 0.71)
    tar = place.material(
        skins.GROUND,
        white if snow else (0.085, 0.080, 0.078),
        (0.12, 0.115, 0.11),
        gloss=0.05 if wet else 0.0,
        rough=0.12,
        scale=2.5,
        extra=(wet,),
    )
    slabs = place.material(
        skins.GROUND if snow else skins.SLABS, white if snow else (0.26, 0.275, 0.285), (0.22, 0.235, 0.245), scale=1.2
    )
    land = place.material(skins.GROUND, (0.05, 0.07, 0.07), (0.08, 0.10, 0.11), scale=9.0)
    place.add(_strip(-ROAD, ROAD, tar), _strip(-220, 220, land, -0.8))
    for way in (-1.0, 1.0):
        a, b = sorted((way * ROAD, way * (ROAD + WALK + 1.0)))
        place.add(_strip(a, b, slabs, 0.15))
        edge = way * ROAD
        kerb = np.stack(
            [
                [(edge, rise(z) + 0.15, z) for z in np.arange(-30, _SHORE, 1.5)],
                [(edge, rise(z) - 0.02, z) for z in np.arange(-30, _SHORE, 1.5)],
            ]
        )
        place.add(grid(kerb if way > 0 else kerb[:, ::-1], slabs))
    for first, last in _CROSSINGS:
        place.add(_strip(-200, 200, tar, 0.02, first + 1, last - 1))


def _rails(site: Site, shot: str, side: float) -> None:
    """Lay rails and the slot of the cable, and let a car come up and another go down."""
    place = site.place
    steel = place.material(skins.PLAIN, (0.15, 0.155, 0.16), gloss=0.12, rough=0.10)
    dark = place.material(skins.PLAIN, (0.02, 0.02, 0.022))
    for x in (-_TRACK, _TRACK):
        for off, wide, skin in (
            (-0.53, 0.018, steel),
            (0.53, 0.018, steel),
            (0.0, 0.014, dark),
            (-0.04, 0.020, steel),
            (0.04, 0.020, steel),
        ):
            place.add(_strip(x + off - wide, x + off + wide, skin, 0.014 if skin == steel else 0.016))
    tone = DYES.get(site.painted, (0.025, 0.030, 0.20))
    made = cable_car(place, tone, lit=site.dark)
    for z, way in (({"wide": 12.5, "medium": 11.5, "close": 10.5, "detail": 16.0}[shot], -side), (84.0, side)):
        turned_ = made.moved(0, 0, 0, turn=0.0 if way == -side else math.pi)
        place.add(turned_.leaned(0.0, _lean(z)).moved(way * _TRACK, rise(z), z))
        if way == -side:
            if site.somebody or not site.empty:
                for dz, dx in ((-2.7, 1.28), (-1.4, -1.28)):
                    one = somebody(site, "stander", (0.06, 0.08, 0.20) if dx > 0 else (0.14, 0.12, 0.08))
                    place.add(
                        one.moved(way * _TRACK + dx, rise(z + dz) + 0.45, z + dz, turn=0.5 * math.copysign(1, dx))
                    )
            if site.dark > 0.2:
                ahead = (way * _TRACK, rise(z - 4) + 1.2, z - 4.6)
                place.lamp(
                    ahead,
                    tuple(16 * site.dark * part for part in (0.5, 0.9, 1.2)),
                    EVEN,
                    0.3,
                    toward=(ahead[0], rise(z - 18), z - 18),
                    angles=(26, 12),
                )
                place.beacons.append(((ahead[0], ahead[1], z - 4.2), (0.5, 0.9, 1.2)))


def _houses(site: Site) -> None:
    """Set painted houses side by side, each a step lower."""
    place, rng = site.place, site.rng
    variants = [_house(site, n) for n in range(7)]
    for way in (-1.0, 1.0):
        z, before = -22.0 - 3.0 * (way > 0), -1
        while z < _FOOT:
            inside = next((last for first, last in _CROSSINGS if z + LOT > first and z < last), None)
            if inside is not None:
                z = inside + 0.5
                continue
            one = int(rng.integers(7))
            one = (one + 1) % 7 if one == before else one
            before = one
            place.add(
                variants[one].moved(
                    way * (ROAD + WALK + 1.0), rise(z + LOT) + 0.15, z + LOT / 2, turn=-way * math.pi / 2
                )
            )
            z += LOT + 0.05


def _house(site: Site, number: int) -> Mesh:
    """Return a house whose front is in the plane z = 0, seen from z < 0: a garage, a stair, a bay over two floors, a gable or a cornice."""
    place, rng, dark = site.place, site.rng, site.dark
    palette = site.palette
    tone = _TONES[number]
    if palette.strength > 0.5 and number % 2:
        hue = (palette.key, palette.fill)[number // 2 % 2]
        tone = tuple(
            0.5 * a + 0.5 * (0.16 + 0.34 * float(b)) for a, b in zip(tone, light_of_hue(hue, 0.09, 0.75), strict=True)
        )
    wall, white = place.material(skins.WOOD, tone, scale=0.16), place.material(skins.PLAIN, (0.52, 0.54, 0.55))
    accent = place.material(skins.PLAIN, tuple(0.35 * part for part in _TONES[(number + 3) % 7]))
    roof = place.material(skins.GROUND, (0.035, 0.036, 0.042), (0.055, 0.055, 0.06), scale=0.6)
    panes = [
        place.material(
            skins.GLOW,
            (0.035, 0.037, 0.040),
            gloss=0.12,
            rough=0.02,
            family=family,
            glow=tuple((0.02 + power * dark) * part for part in WARM),
        )
        for family, power in ((EVEN, 1.2), (ODD, 0.8), (EVEN, 0.05), (ODD, 0.05))
    ]
    half, tall = LOT / 2, (9.6, 10.4, 8.8)[number % 3]
    parts = [boxes([(0, 0.5 * tall - 2.0, 5.5)], (half, 0.5 * tall + 2.0, 5.5), wall)]
    bay, out = (-0.85 if number % 2 else 0.85), 0.95
    corners = [(bay - 1.65, 0.0), (bay - 0.95, -out), (bay + 0.95, -out), (bay + 1.65, 0.0)]
    for a, b in zip(corners[:-1], corners[1:], strict=True):  # three sides of the bay, a window in each of both floors
        face = np.array([[(a[0], tall - 0.9, a[1]), (b[0], tall - 0.9, b[1])], [(a[0], 2.9, a[1]), (b[0], 2.9, b[1])]])
        parts.append(grid(face, wall))
        middle, along = 0.5 * np.add(a, b), np.subtract(b, a)
        long = float(np.hypot(*along))
        turn = math.atan2(along[1], along[0])
        for floor in range(2):
            y = 4.55 + 3.05 * floor
            wide = 0.30 * long
            one = [
                boxes([(0, 0, -0.02)], (wide, 0.92, 0.02), panes[int(rng.integers(4))]),
                boxes([(0, 0.02, -0.05)], (wide, 0.025, 0.02), white),
                boxes([(x, 0, -0.05) for x in (-wide - 0.06, wide + 0.06)], (0.07, 1.05, 0.04), white),
                boxes([(0, y0, -0.06) for y0 in (-1.05, 1.08)], (wide + 0.18, 0.09, 0.06), white),
                boxes([(0, -1.42, -0.03)], (wide + 0.05, 0.22, 0.025), accent),
            ]
            parts.append(Mesh.of(one).moved(float(middle[0]), y, float(middle[1]), turn=turn))
    lid = [(x, z) for x, z in corners]
    for y in (2.86, 6.0, tall - 0.86):
        line = np.array([(x * 1.0, y, z - 0.05) for x, z in lid])
        parts.append(bars(line[:-1], line[1:], (0.12, 0.11), white))
    under = np.array([[(lid[0][0], 2.9, 0.0), (lid[3][0], 2.9, 0.0)], [(lid[1][0], 2.9, -out), (lid[2][0], 2.9, -out)]])
    parts.append(grid(under[::-1], white))
    other = -math.copysign(2.15, bay)
    for floor in range(2):  # windows beside the bay, the door and its stair below
        parts.append(boxes([(other, 5.1 + 3.0 * floor, -0.02)], (0.48, 0.85, 0.02), panes[int(rng.integers(4))]))
        parts.append(boxes([(other, 5.1 + 3.0 * floor + d, -0.05) for d in (-0.95, 0.95)], (0.66, 0.08, 0.06), white))
    parts += [
        boxes([(other, 2.1 + 0.75, -0.03)], (0.55, 1.15, 0.03), accent),
        boxes([(other, 4.15, -0.35)], (0.95, 0.08, 0.40), white),
    ]
    parts.append(boxes([(other + d, 2.9, -0.62) for d in (-0.8, 0.8)], (0.07, 1.2, 0.07), white))
    steps = [(other, 0.19 * n + 0.095 - 0.1, -2.35 + 0.21 * n) for n in range(9)]
    parts.append(boxes(steps, (0.75, 0.10, 0.15), white))
    parts.append(boxes([(other, -0.2, -1.4)], (0.72, 0.9, 0.9), wall))
    parts += [
        boxes([(bay, 1.05, -0.03)], (1.3, 1.05, 0.03), white),
        boxes([(bay, 0.35 + 0.45 * k, -0.07) for k in range(4)], (1.2, 0.18, 0.015), accent),
    ]
    if number % 2 == 0:
        parts.append(gable(-half, half, 0.0, 11.0, tall, tall + 2.6, roof, wall, over=0.35))
        parts += [
            boxes([(0, tall + 0.9, -0.03)], (0.45, 0.6, 0.03), panes[1]),
            boxes([(0, tall + 0.9 + d, -0.06) for d in (-0.68, 0.68)], (0.6, 0.07, 0.05), white),
        ]
    else:
        parts += [
            boxes([(0, tall + 0.10, -0.10)], (half, 0.16, 0.30), white),
            boxes([(0, tall - 0.35, -0.04)], (half, 0.22, 0.05), accent),
        ]
        parts.append(
            boxes([(x, tall - 0.28, -0.18) for x in np.linspace(-half + 0.3, half - 0.3, 9)], (0.09, 0.22, 0.16), white)
        )
        parts.append(boxes([(0, tall + 0.02, 5.5)], (half, 0.05, 5.5), roof))
    return Mesh.of(parts)


def _parked(site: Site, shot: str, side: float) -> None:
    place, rng = site.place, site.rng
    paints = ((0.50, 0.51, 0.52), (0.03, 0.03, 0.30), (0.28, 0.16, 0.04), (0.06, 0.20, 0.40), (0.015, 0.015, 0.016))
    dressed = [finish(place, paints[(n + int(rng.integers(5))) % 5]) for n in range(3)]
    for way in (-1.0, 1.0):
        z = 10.0 if way == side else 17.0
        while z < 190:
            if not any(first - 3 < z < last + 3 for first, last in _CROSSINGS):
                one = motorcar(
                    ("coupe", "saloon", "estate")[int(rng.integers(3))], dressed[int(rng.integers(3))], fine=z < 30
                )
                one = one.moved(0, 0, 0, turn=0.0 if way > 0 else math.pi).leaned(0.0, _lean(z))
                place.add(one.moved(way * (ROAD - 1.0), rise(z), z))
            z += float(rng.choice([5.8, 7.0, 12.0]))


def _trees(site: Site) -> None:
    place, rng = site.place, site.rng
    bark = place.material(skins.PLASTER, (0.05, 0.065, 0.08))
    leaf = place.material(skins.LEAF, (0.012, 0.050, 0.022), (0.028, 0.12, 0.06))
    crowns = [broad_tree(float(tall), 0.6 * float(tall), bark, leaf, rng, 5200) for tall in rng.uniform(4.2, 5.6, 3)]
    metal = place.material(skins.METAL, (0.06, 0.065, 0.06), gloss=0.05, rough=0.4)
    for way in (-1.0, 1.0):
        for n, z in enumerate(np.arange(13.0 + 6.0 * (way > 0), 180.0, 15.0)):
            if any(first < z < last for first, last in _CROSSINGS):
                continue
            place.add(
                crowns[n % 3].moved(way * (ROAD + 0.9), rise(float(z)) + 0.1, float(z), turn=float(rng.uniform(0, 6.3)))
            )
            if n % 2 == 0 and n < 6:
                family = EVEN if n % 4 else ODD
                glow = place.material(
                    skins.PLAIN, (0.5, 0.5, 0.5), glow=tuple(9 * site.dark * part for part in WARM), family=family
                )
                at = (way * (ROAD + 0.4), rise(float(z) - 6) + 0.15, float(z) - 6)
                place.add(street_lamp(6.8, 1.6, metal, glow).moved(*at, turn=math.pi if way > 0 else 0.0))
                if site.dark > 0.2:
                    place.lamp(
                        (way * (ROAD - 1.4), at[1] + 6.5, at[2]),
                        tuple(22 * site.dark * part for part in WARM),
                        family,
                        0.25,
                    )


def _bay(site: Site, side: float) -> None:
    """Fill the bay, set roofs between hill and water, a bridge of two towers over it, and hills beyond."""
    place, rng = site.place, site.rng
    low = rise(_SHORE) - 0.6
    water = place.material(skins.WATER, (0.13, 0.10, 0.055), gloss=0.08, rough=0.0, scale=6.0)
    site.water.append(water)
    place.add(sheet(-6000, 6000, _SHORE - 6, 9000, low, water))
    walls = [
        place.material(skins.PLASTER, tone) for tone in ((0.34, 0.38, 0.40), (0.26, 0.30, 0.34), (0.40, 0.42, 0.42))
    ]
    for _ in range(120):
        z = float(rng.uniform(70, _SHORE - 16))
        x = float(rng.choice([-1, 1])) * float(rng.uniform(26, 150))
        high = float(rng.uniform(6, 13))
        place.add(
            boxes([(x, rise(z) + 0.3 * high, z)], (float(rng.uniform(4, 8)), high, 6.0), walls[int(rng.integers(3))])
        )
    red = place.material(skins.PLASTER, (0.045, 0.075, 0.34))
    far, middle = 1500.0, -side * 150.0
    for x in (middle - 230, middle + 230):
        place.add(boxes([(x + d, low + 85, far) for d in (-9, 9)], (3.2, 85, 4.0), red))
        place.add(boxes([(x, low + y, far) for y in (62, 96, 128, 160)], (9, 4.0, 3.0), red))
    place.add(boxes([(middle, low + 45, far)], (1400, 2.6, 6.0), red))
    u = np.linspace(-1, 1, 41)
    cables = [np.stack([middle + 230 * u, low + 52 + 116 * u * u, far + 0 * u], 1)]
    cables += [
        np.stack(
            [middle + way * (230 + 300 * (0.5 + 0.5 * u)), low + 168 - 120 * (0.5 + 0.5 * u) ** 0.8, far + 0 * u], 1
        )
        for way in (-1.0, 1.0)
    ]
    place.add(*[tube(line, 1.5, 6, red) for line in cables])
    hang = cables[0][::2]
    place.add(bars(hang, np.stack([hang[:, 0], np.full(len(hang), low + 46), hang[:, 2]], 1), (0.45, 0.45), red))
    place.add(
        turned(
            [(0.0, 40.0), (60.0, 30.0), (120.0, 8.0), (140.0, 0.0)],
            24,
            place.material(skins.GROUND, (0.07, 0.10, 0.10), (0.10, 0.12, 0.12), scale=14.0),
        ).moved(side * 210, low, 1100)
    )
    place.add(
        hills(
            rng,
            4200,
            8200,
            6000,
            420,
            place.material(skins.GROUND, (0.06, 0.085, 0.085), (0.10, 0.12, 0.13), scale=90.0),
        ).moved(0, low, 0)
    )
