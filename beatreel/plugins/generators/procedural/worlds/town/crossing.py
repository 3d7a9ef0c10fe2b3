"""A scramble crossing: stripes from all sides and across, many people with umbrellas, towers with screens and signs; metres."""

from __future__ import annotations

import math

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, extruded, grid
from beatreel.plugins.generators.procedural.palette import light_of_hue
from beatreel.plugins.generators.procedural.scenery.built import EVEN, ODD, dressed, skins
from beatreel.plugins.generators.procedural.scenery.dyes import DYES
from beatreel.plugins.generators.procedural.scenery.motorcars import finish, motorcar
from beatreel.plugins.generators.procedural.scenery.shop_signs import glyph
from beatreel.plugins.generators.procedural.scenery.streets import sheet, street_lamp, tower

from .city_fronts import OFFICES, Fronts, lamp_glow, lamps_of, signs_of
from .site import Plume, Site, View, somebody

AIR = 0.0018
_HALF, _NEAR, _FAR = 11.5, 3.0, 26.0  # of the square that is crossed
_WEDGE = (-7.5, 7.5)  # of the building between the two streets that lead away
_COATS = (
    (0.05, 0.06, 0.08),
    (0.10, 0.12, 0.15),
    (0.06, 0.04, 0.10),
    (0.16, 0.12, 0.08),
    (0.03, 0.03, 0.03),
    (0.24, 0.26, 0.28),
)
_CLOTHS = (
    (0.02, 0.02, 0.02),
    (0.56, 0.58, 0.58),
    (0.30, 0.12, 0.05),
    (0.40, 0.42, 0.42),
    (0.04, 0.04, 0.36),
    (0.34, 0.35, 0.35),
)

_WET, _HEAD = 0.5, 1.74  # from where umbrellas are up, and metres over which they are
_DARK_COAT = (0.06, 0.07, 0.09)
_NEON = ((1.0, 0.62, 0.08), (0.50, 0.06, 1.0), (0.30, 0.72, 1.0), (0.10, 0.10, 1.0), (0.95, 0.95, 0.8))


def sun_at(kind: str, hour: str, side: float, rng: np.random.Generator) -> float:
    """Return where the sun stands: low over one of the streets that lead away, by day behind the viewer."""
    if hour in ("golden", "dusk", "dawn"):
        return side * float(rng.uniform(0.10, 0.25))
    return side * (math.pi - float(rng.uniform(0.3, 0.6)))


def build(site: Site, kind: str, shot: str, side: float) -> View:
    """Build it; wide from above, medium on the crossing, close among umbrellas, detail low over the wet stripes."""
    if site.dark < 0.9:
        place = site.place
        place.zenith, place.horizon = (tuple(1.5 * part for part in sky) for sky in (place.zenith, place.horizon))
    _ground(site)
    fronts = Fronts(site, OFFICES)
    _towers(site, fronts)
    _signs(site, fronts, side)
    _lamps(site)
    _traffic(site, side)
    _people(site, shot, side)
    if site.dark > 0.3:
        site.plumes.append(Plume((-side * 9.5, 0.05, 31.0), 4.0, 1.2))
    return {
        "wide": View((side * 2.0, 8.0, -5.0), -side * 4.0, 0.86, 0.48, 1.6, down=11.0),
        "medium": View((side * 1.4, 2.5, -1.5), -side * 3.0, 0.90, 0.60, 1.0),
        "close": View((-side * 1.5, 1.75, 3.0), side * 6.0, 1.12, 0.60, 0.5),
        "detail": View((side * 2.4, 0.55, 1.5), -side * 9.0, 1.05, 0.58, 0.4),
    }[shot]


def _ground(site: Site) -> None:
    place, snow = site.place, site.snow
    wet = max(site.wet, 0.35 * (site.dark > 0.6))
    white = (0.72, 0.70, 0.68)
    tar = place.material(
        skins.GROUND,
        (0.50, 0.48, 0.47) if snow else (0.058, 0.057, 0.056),
        white if snow else (0.085, 0.083, 0.082),
        gloss=0.10 if wet else 0.0,
        rough=0.05,
        scale=2.6,
        extra=(wet,),
    )
    slabs = place.material(
        skins.GROUND if snow else skins.SLABS,
        white if snow else (0.18, 0.19, 0.20),
        (0.5, 0.5, 0.5) if snow else (0.14, 0.15, 0.16),
        gloss=0.06 if wet else 0.0,
        rough=0.05,
        scale=1.2,
    )
    paint = place.material(skins.PLASTER, (0.50, 0.51, 0.52), gloss=0.06 if wet else 0.0, rough=0.05)
    place.add(sheet(-400, 400, -60, 600, 0.0, tar))
    for x0, x1 in ((-60.0, -15.5), (15.5, 60.0)):
        place.add(boxes([((x0 + x1) / 2, 0.06, 190.0)], ((x1 - x0) / 2, 0.06, 160.0), slabs))
    place.add(boxes([(0.0, 0.06, 45.0)], (7.5, 0.06, 15.5), slabs))
    if snow > 0.9:
        return
    for z in (_NEAR - 1.5, _FAR + 1.5):  # stripes lie along the way that wheels take
        at = np.arange(-_HALF, _HALF + 0.1, 0.95)
        place.add(boxes(np.stack([at, 0 * at, 0 * at + z], 1), (0.24, 0.006, 1.9), paint))
    for x in (-_HALF - 1.2, _HALF + 1.2):
        at = np.arange(_NEAR + 1.5, _FAR - 1.0, 0.95)
        place.add(boxes(np.stack([0 * at + x, 0 * at, at], 1), (1.9, 0.006, 0.24), paint))
    for way in (-1.0, 1.0):
        along = np.linspace(-1.0, 1.0, 26)[1:-1]
        x, z = way * (_HALF - 1.5) * along, 0.5 * (_NEAR + _FAR) + 0.5 * (_FAR - _NEAR - 3.0) * along
        place.add(
            *(
                sheet(-0.24, 0.24, -2.0, 2.0, 0.007 + 0.002 * (way > 0), paint).moved(float(a), 0.0, float(b))
                for a, b in np.stack([x, z], axis=1)
            )
        )


def _towers(site: Site, fronts: Fronts) -> None:
    """Set the building between the streets, a corner on either side, rows along the streets, and towers in the haze."""
    place, rng = site.place, site.rng
    n = int(rng.integers(9))
    mesh, wide = fronts.building(n, _WEDGE[1] - _WEDGE[0], 9, near=True)
    place.add(mesh.moved(0.0, 0.1, 33.0))
    for way in (-1.0, 1.0):
        z, k = 33.0, n + (way > 0)
        while z < 120:
            k += 1
            mesh, wide = fronts.building(k, float(rng.uniform(10, 15)), int(rng.integers(7, 14)), near=z < 60)
            place.add(mesh.moved(way * 16.5, 0.1, z + wide / 2, turn=-way * math.pi / 2))
            z += wide + 0.02
        mesh, wide = fronts.building(n + 3 + int(way), 13.5, 8 + int(rng.integers(5)), near=True)
        place.add(mesh.moved(way * (16.5 + wide / 2), 0.1, 32.6))
        mesh, wide = fronts.building(n + 5, 14.0, 14, near=False)
        place.add(mesh.moved(way * 7.0, 0.1, 60.0, turn=way * math.pi / 2))
    walls = fronts._walls
    for _ in range(18):
        x, z, half = float(rng.uniform(-150, 150)), float(rng.uniform(130, 420)), float(rng.uniform(9, 16))
        if 9 < abs(x) < 20 and z < 220:
            continue
        place.add(
            tower(
                x - half,
                x + half,
                z,
                z + 24,
                0,
                float(rng.uniform(40, 120)),
                walls[int(rng.integers(len(walls)))],
                fronts._roof,
            )
        )


def _signs(site: Site, fronts: Fronts, side: float) -> None:
    """Hang screens that show pictures, boards and upright signs with characters on what faces the crossing."""
    place, rng, dark = site.place, site.rng, site.dark
    site.lettering = True
    lights = signs_of(site) if site.palette.strength > 0.45 else _NEON
    frame = place.material(skins.METAL, (0.02, 0.02, 0.02), gloss=0.06, rough=0.3)
    tubes = [
        place.material(
            skins.PLAIN,
            (0.4, 0.4, 0.4),
            glow=tuple((0.15 + 4.0 * dark) * part for part in tone),
            family=(ODD, EVEN)[n % 2],
        )
        for n, tone in enumerate(lights)
    ]
    for n, (x, y, wide, high, z) in enumerate(
        (
            (0.0, 13.0, 5.4, 6.6, 32.5),
            (-side * 22.6, 15.5, 4.4, 7.6, 32.2),
            (side * 21.8, 11.0, 4.8, 5.4, 32.2),
        )
    ):
        _screen(site, (x, y, z), (wide / 1.0, high), lights[n % len(lights)], lights[(n + 1) % len(lights)], n, frame)
    boards = [
        (0.0, 23.0, 6.6, 1.7, 32.4),
        (-side * 22.5, 26.0, 4.0, 1.4, 32.1),
        (side * 21.8, 19.5, 4.6, 1.5, 32.1),
        (0.0, 6.2, 7.0, 0.7, 32.3),
    ]
    for n, (x, y, wide, high, z) in enumerate(boards):
        place.add(boxes([(x, y, z + 0.15)], (wide, high, 0.12), frame))
        place.add(
            _text(rng, (x - wide + high, y, z), int(wide / high), 2 * high * 0.92, tubes[n % len(tubes)], upright=False)
        )
    # Upright signs stand out from the corners into the streets.
    for n, z in enumerate(np.arange(34.0, 70.0, 3.6)):
        for way in (-1.0, 1.0):
            for x in (way * 15.6, way * 8.4)[: 2 if z < 48 else 1]:
                count = int(rng.integers(3, 6))
                y, size, light = float(rng.uniform(6.5, 15)), 1.35, int(rng.integers(len(tubes)))
                tall = 0.5 * count * size + 0.15
                place.add(boxes([(x, y, float(z) + 0.12)], (0.78, tall, 0.09), frame))
                edge = [
                    (x - 0.78, y - tall, z),
                    (x + 0.78, y - tall, z),
                    (x + 0.78, y + tall, z),
                    (x - 0.78, y + tall, z),
                ]
                place.add(bars(edge, [*edge[1:], edge[0]], (0.05, 0.04), tubes[light]))
                place.add(
                    _text(
                        rng,
                        (x, y + tall - 0.5 * size - 0.15, float(z)),
                        count,
                        size,
                        tubes[(light + n) % len(tubes)],
                        upright=True,
                    )
                )
    if dark > 0.2:
        fill = 0.5 * np.array(lights[0]) + 0.5 * np.array((0.9, 0.9, 0.9))  # of the signs behind the viewer
        place.lamp((side * 9.0, 15.0, -15.0), tuple(190 * dark * float(part) for part in fill), ODD, 2.0)
        for n, (x, y, power) in enumerate(
            ((0.0, 12.0, 260.0), (-side * 20.0, 13.0, 150.0), (side * 20.0, 10.0, 150.0))
        ):
            tone = lights[n % len(lights)]
            place.lamp((x, y + 3.0, 28.0), tuple(power * dark * part for part in tone), (EVEN, ODD)[n % 2], 2.0)


def _screen(
    site: Site,
    at: tuple[float, float, float],
    half: tuple[float, float],
    sky: tuple[float, ...],
    other: tuple[float, ...],
    n: int,
    frame: int,
) -> None:
    """Hang a screen that faces -z: a gradient with a disc, and hills or bars of the other light before it."""
    place, rng, power = site.place, site.rng, 0.5 + 1.5 * site.dark
    (x, y, z), (wide, high) = at, half
    family = (EVEN, ODD)[n % 2]
    ground = place.material(
        skins.GLOW, (0.1, 0.1, 0.1), scale=1.0, glow=tuple(0.62 * power * part for part in sky), family=family
    )
    bright = place.material(
        skins.PLAIN, (0.1, 0.1, 0.1), glow=tuple(power * (0.55 * part + 0.45) for part in other), family=family
    )
    deep = place.material(
        skins.PLAIN, (0.02, 0.02, 0.02), glow=tuple(0.35 * power * part for part in other), family=family
    )
    corner = [[(x - wide, y + high, z), (x + wide, y + high, z)], [(x - wide, y - high, z), (x + wide, y - high, z)]]
    place.add(grid(corner, ground, uv=[[(0, 0.95), (1, 0.95)], [(0, 0.18), (1, 0.18)]]))
    place.add(boxes([(x, y, z + 0.3)], (wide + 0.25, high + 0.25, 0.25), frame))
    turn = np.linspace(0, 2 * math.pi, 41)[:-1]
    small = min(wide, high)
    for radius, skin, off, right, up in (
        (0.62, deep, 0.05, 0.25, 0.30),
        (0.44, bright, 0.09, 0.25, 0.30),
        (0.30, deep, 0.12, -0.45, -0.12),
    ):
        disc = np.stack([right * wide + radius * small * np.cos(turn), up * high + radius * small * np.sin(turn)], 1)
        disc = np.clip(disc, (-wide, -high), (wide, high))
        place.add(extruded(disc, 0.02, skin).moved(x, y, z - off))
    place.add(boxes([(x, y - 0.70 * high, z - 0.06)], (wide, 0.30 * high, 0.02), deep))
    count = max(2, int(2 * wide / (0.52 * high)))
    place.add(
        _text(rng, (x - 0.25 * (count - 1) * high, y - 0.70 * high, z - 0.12), count, 0.5 * high, bright, upright=False)
    )
    tall = 0.36 * high
    place.add(_text(rng, (x - 0.62 * wide, y + 0.62 * high, z - 0.16), 3, tall, bright, upright=True))


def _text(
    rng: np.random.Generator, at: tuple[float, float, float], count: int, size: float, light: int, *, upright: bool
) -> Mesh:
    """Return characters below or beside each other, the middle of the first at a place, facing -z."""
    starts, ends = [], []
    kana = rng.random() < 0.5
    for n in range(count):
        x, y = (at[0], at[1] - n * size) if upright else (at[0] + n * size, at[1])
        for stroke in glyph(rng, kana):
            points = [(x + 0.66 * size * (a - 0.5), y - 0.66 * size * (b - 0.5), at[2] - 0.06) for a, b in stroke]
            starts += points[:-1]
            ends += points[1:]
    return bars(starts, ends, (0.052 * size, 0.03), light)


def _lamps(site: Site) -> None:
    place, dark = site.place, site.dark
    metal = place.material(skins.METAL, (0.05, 0.055, 0.055), gloss=0.05, rough=0.4)
    tone = lamps_of(site)
    glow = lamp_glow(site, 9, EVEN)
    dull = place.material(skins.PLAIN, (0.03, 0.03, 0.03))
    go = place.material(skins.PLAIN, (0.1, 0.2, 0.05), glow=(1.8, 3.8, 0.3), family=ODD)
    for way in (-1.0, 1.0):
        for z in (0.5, 30.0):
            x = way * 15.0
            place.add(street_lamp(8.0, 2.2, metal, glow).moved(x, 0.1, z, turn=math.pi if way > 0 else 0.0))
            place.add(
                boxes([(way * 13.6, 3.4, z)], (0.06, 3.4, 0.06), metal),
                boxes([(way * 13.6, 5.9, z - 0.15)], (0.24, 0.62, 0.14), dull),
                boxes([(way * 13.6, 5.6, z - 0.31)], (0.13, 0.13, 0.02), go),
            )
            if dark > 0.2 and z < 10:  # the far ones are lost in the light of the screens
                place.lamp((x - way * 2.1, 7.9, z), tuple(26 * dark * part for part in tone), EVEN, 0.3)


def _traffic(site: Site, side: float) -> None:
    """Let cars wait in the streets that lead away, their lamps towards the crossing."""
    place, lit = site.place, max(site.dark, 0.2)
    paints = [finish(place, one, lit=lit) for one in ((0.03, 0.03, 0.03), (0.42, 0.43, 0.44), (0.10, 0.05, 0.03))]
    cab = finish(place, (0.012, 0.30, 0.60), lit=lit)
    for way in (-1.0, 1.0):
        for n in range(5):
            mesh = motorcar(("saloon", "estate")[n % 2], cab if n % 3 == 1 else paints[n % 3], fine=n == 0)
            place.add(mesh.moved(way * (10.2 + 2.9 * (n % 2)), 0.0, 34.5 + 6.0 * n, turn=math.pi))


def passer_by(site: Site, kind: str) -> Mesh:
    """Return who passes, under an umbrella of its own colour where streets are wet, and else as a kind of extra."""
    covered = site.wet > _WET
    who = somebody(site, "sheltered" if covered else kind, DYES.get(site.dressed, _DARK_COAT))
    if covered and site.umbrella in DYES:
        who = dressed(who, (_HEAD, cloth_of_umbrella(site, DYES[site.umbrella])))
    return who


def cloth_of_umbrella(site: Site, dye: tuple[float, ...]) -> int:
    """Add the cloth of one umbrella of a colour (linear BGR), through which lights shine after dark."""
    lit_through = tuple((0.06 + 0.10 * site.dark) * part for part in dye)
    return site.place.material(skins.PLAIN, dye, gloss=0.04, rough=0.2, glow=lit_through, family=EVEN)


def umbrellas_of(site: Site) -> list[int]:
    """Add the cloths of umbrellas, the colour that the prompt names among them; after dark lights shine through."""
    place = site.place
    cloths = [*_CLOTHS[:4], DYES.get(site.umbrella, _CLOTHS[4]), _CLOTHS[5]]
    if site.palette.strength > 0.45:  # some let the lights of the signs through
        cloths[1], cloths[3] = (
            tuple(0.40 * float(part) + 0.06 for part in light_of_hue(hue, 0.10, 0.8))
            for hue in (site.palette.key, site.palette.fill)
        )
    return [
        place.material(
            skins.PLAIN, tone, gloss=0.05, rough=0.15, glow=tuple(0.14 * site.dark * part for part in tone), family=EVEN
        )
        for tone in cloths
    ]


def _people(site: Site, shot: str, side: float) -> None:
    """Let a crowd walk over the crossing along its stripes, under umbrellas where it rains or where they are named."""
    if site.empty:
        return
    place, rng = site.place, site.rng
    sheltered = site.wet > 0.5 or bool({"umbrella", "umbrellas"} & site.words)
    skins_ = umbrellas_of(site)

    def crowd(rows: int) -> list[Mesh]:
        found = []
        for n, coat in enumerate(_COATS):
            kind = "sheltered" if sheltered and n != 4 else "walker"
            mesh = somebody(site, kind, coat, rows=rows)
            found.append(dressed(mesh, (1.74, skins_[n])) if kind == "sheltered" else mesh)
        return found

    near, middle, far = crowd(120), crowd(76), crowd(44)  # a crowd as fine as the first would be millions of triangles
    lane = [
        (float(rng.uniform(-_HALF, _HALF)), float(rng.normal(z, 0.8)))
        for z in (_NEAR - 1.5, _FAR + 1.5)
        for _ in range(22)
    ]
    for way in (-1.0, 1.0):
        for _ in range(30):
            t = float(rng.uniform(-1, 1))
            lane.append(
                (way * (_HALF - 1.5) * t + float(rng.normal(0, 1.0)), 14.5 + 10.0 * t + float(rng.normal(0, 1.0)))
            )
        lane += [(way * (_HALF + 1.2) + float(rng.normal(0, 0.7)), float(rng.uniform(_NEAR, _FAR))) for _ in range(12)]
    eye = {
        "wide": (side * 2.0, -5.0, 0.0),
        "medium": (side * 1.4, -1.5, 6.0),
        "close": (-side * 1.5, 3.0, 3.0),
        "detail": (side * 2.4, 1.5, 4.2),
    }[shot]
    kept: list[tuple[float, float]] = []
    for x, z in lane:
        if math.hypot(x - eye[0], z - eye[1]) < eye[2] or any(math.hypot(x - a, z - b) < 1.0 for a, b in kept):
            continue
        kept.append((x, z))
        meshes = far
        if z < 14 and shot != "wide":
            meshes = near if math.hypot(x - eye[0], z - eye[1]) < 8.0 else middle
        turn = float(rng.choice([0.0, math.pi])) + float(rng.normal(0, 0.5))
        place.add(meshes[int(rng.integers(len(meshes)))].moved(x, 0.0, z, turn=turn))
    spots = {
        "close": ((0.3, 7.0), (-1.0, 8.4), (1.9, 8.0)),
        "detail": ((-1.0, 7.6), (1.6, 8.6)),
        "medium": ((-0.5, 5.4),),
    }.get(shot, ())
    if shot != "wide" and site.dark > 0.2:  # signs behind the viewer light who is near
        place.lamp((eye[0], 5.0, eye[1] - 2.5), tuple(20 * site.dark * part for part in (0.55, 0.60, 0.62)), ODD, 1.0)
    for n, (x, z) in enumerate(spots):
        place.add(near[(3 + 2 * n) % 6 if n else 3].moved(eye[0] + side * x, 0.0, z, turn=0.2 * n))
