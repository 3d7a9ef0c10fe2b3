"""The dusty main street of a western town: wooden fronts with porches, a saloon, a water tower, a wind pump, mesas; metres."""

from __future__ import annotations

import math

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, grid, tube, turned
from beatreel.plugins.generators.procedural.scenery.built import EVEN, ODD, skins
from beatreel.plugins.generators.procedural.scenery.lettering import word, word_width
from beatreel.plugins.generators.procedural.scenery.streets import hills, poles, sheet

from .homes import WARM, gable
from .site import Site, View, somebody

AIR = 0.0012
_ROAD = 7.4  # from the middle of the street to the fronts
_END = 78.0
_NAMES = ("SALOON", "HOTEL", "BANK", "STORE", "SHERIFF", "BARBER", "ASSAY", "LIVERY")
_BOARDS = (
    (0.17, 0.24, 0.31),
    (0.10, 0.16, 0.24),
    (0.24, 0.30, 0.35),
    (0.12, 0.14, 0.16),
    (0.13, 0.20, 0.33),
    (0.24, 0.24, 0.18),
)


def sun_at(kind: str, hour: str, side: float, rng: np.random.Generator) -> float:
    """Return where the sun stands: low beyond the end of the street, by day behind a shoulder."""
    if hour in ("golden", "dusk", "dawn"):
        return side * float(rng.uniform(0.16, 0.3))
    return side * float(rng.uniform(2.2, 2.6))


def build(site: Site, kind: str, shot: str, side: float) -> View:
    """Build it; wide along the street, medium from a porch, close at the saloon, detail low over the ruts."""
    place, rng = site.place, site.rng
    if site.dark < 0.9:  # sand sends much light back
        place.zenith, place.horizon = (tuple(1.4 * part for part in sky) for sky in (place.zenith, place.horizon))
    dust = place.material(skins.GROUND, (0.19, 0.30, 0.42), (0.25, 0.38, 0.50), scale=3.0)
    rut = place.material(skins.GROUND, (0.15, 0.24, 0.34), (0.19, 0.29, 0.40), scale=0.8)
    place.add(sheet(-1500, 1500, -60, 2600, 0.0, dust))
    place.add(*(sheet(x - 0.16, x + 0.16, -12, 140, 0.006, rut) for x in (-1.5, -0.7, 0.75, 1.6)))
    _rows(site, side)
    _tower(site, side)
    _pump(site, side)
    _church(site, side)
    _street(site, shot, side)
    wood = place.material(skins.WOOD, (0.07, 0.09, 0.11), scale=0.3)
    wire = place.material(skins.PLAIN, (0.03, 0.03, 0.03))
    place.add(poles(side * (_ROAD - 2.8), [12.0, 34.0, 56.0], 7.0, wood, wire, rng))
    for n, (near, far, wide, high) in enumerate(((520.0, 900.0, 1300.0, 150.0), (1300.0, 2200.0, 2400.0, 330.0))):
        land = place.material(skins.GROUND, (0.12 + 0.03 * n, 0.17, 0.27), (0.15, 0.20, 0.31), scale=40.0)
        place.add(hills(rng, near, far, wide, high, land))
    if not site.empty and ({"cowboy", "sheriff", "gunslinger"} & site.words or site.somebody):
        x, z = {"wide": (0.3, 10.0), "medium": (-1.0, 13.0), "close": (-2.0, 14.0), "detail": (0.4, 12.0)}[shot]
        place.add(somebody(site, "traveller", (0.06, 0.08, 0.11)).moved(side * x, 0.0, z))
    return {
        "wide": View((side * 0.9, 1.8, -5.0), -side * 2.0, 0.88, 0.69, 1.4),
        "medium": View((side * 3.9, 1.7, -1.0), -side * 15.0, 0.95, 0.67, 0.9),
        "close": View((side * 1.6, 1.6, 5.0), -side * 31.0, 0.98, 0.70, 0.5),
        "detail": View((-side * 0.4, 0.5, 1.0), side * 6.0, 1.05, 0.68, 0.4),
    }[shot]


def _rows(site: Site, side: float) -> None:
    """Set wooden houses along both sides; their fronts hide the roofs, and porches run along them."""
    place, rng, dark = site.place, site.rng, site.dark
    site.lettering = True
    boards = [place.material(skins.WOOD, tone, scale=0.19) for tone in _BOARDS]
    trim = place.material(skins.WOOD, (0.30, 0.34, 0.36), scale=0.2)
    deck = place.material(skins.WOOD, (0.14, 0.20, 0.27), scale=0.24)
    tin = place.material(skins.METAL, (0.11, 0.15, 0.22), gloss=0.03, rough=0.5)
    ink = place.material(skins.PLAIN, (0.03, 0.035, 0.05))
    panes = [
        place.material(
            skins.PLAIN,
            (0.06, 0.06, 0.055),
            gloss=0.08,
            rough=0.05,
            family=family,
            glow=tuple(power * dark * part for part in WARM),
        )
        for family, power in ((EVEN, 2.4), (ODD, 1.6), (ODD, 0.1))
    ]
    lamp = place.material(skins.PLAIN, (0.4, 0.4, 0.4), glow=tuple(8 * dark * part for part in WARM), family=EVEN)
    number = int(rng.integers(8))
    for way in (-side, side):
        z = -7.0 if way == side else -4.0
        while z < _END:
            wide, floors = float(rng.uniform(6.5, 10.0)), int(rng.choice([1, 2, 2]))
            name = _NAMES[number % 8]
            if way == -side and 9.0 < z + wide / 2 < 19.0 and z < 13.0:
                name, floors, wide = "SALOON", 2, 9.5
            board = boards[int(rng.integers(len(boards)))]
            house = _house(wide, floors, name, (board, trim, deck, tin, ink, lamp), panes, rng)
            place.add(house.moved(way * _ROAD, 0.0, z + wide / 2, turn=-way * math.pi / 2))
            if dark > 0.2 and z < 40:
                place.lamp(
                    (way * (_ROAD - 1.2), 2.5, z + wide / 2),
                    tuple(9 * dark * part for part in WARM),
                    (EVEN, ODD)[number % 2],
                    0.4,
                )
                place.beacons.append(((way * (_ROAD - 1.9), 2.45, z + wide / 2), WARM))
            number += 1
            z += wide + (float(rng.uniform(1.5, 4.0)) if rng.random() < 0.3 else 0.06)


def _house(
    wide: float, floors: int, name: str, skin: tuple[int, ...], panes: list[int], rng: np.random.Generator
) -> Mesh:
    """Return a house whose front lies on z = 0 and faces -z."""
    board, trim, deck, tin, ink, lamp = skin
    half, high = wide / 2, 3.3 * floors
    top = high + float(rng.uniform(1.3, 2.0))
    parts = [
        boxes([(0, high / 2, 5.0)], (half - 0.05, high / 2, 4.9), board),
        boxes([(0, top / 2, 0.06)], (half, top / 2, 0.10), board),
        boxes([(0, top + 0.08, -0.05)], (half + 0.15, 0.10, 0.26), trim),
        gable(-half + 0.05, half - 0.05, 0.2, 9.9, high, min(high + 0.3 * wide, top), tin, board, over=0.2),
    ]
    if rng.random() < 0.5:
        parts.append(boxes([(0, top + 0.5, 0.06)], (0.55 * half, 0.45, 0.09), board))
        parts.append(boxes([(0, top + 0.98, -0.02)], (0.55 * half + 0.1, 0.07, 0.2), trim))
    for floor in range(floors):
        y = 3.3 * floor
        at = np.linspace(-half + 1.1, half - 1.1, 3 if wide < 8 else 4)
        for n, x in enumerate(at):
            if floor == 0 and n == len(at) // 2:
                parts.append(boxes([(x, 1.45, -0.06)], (0.62, 1.15, 0.04), ink))
                parts.append(boxes([(x + off, 1.35, -0.12) for off in (-0.31, 0.31)], (0.27, 0.55, 0.03), trim))
                continue
            parts.append(
                boxes(
                    [(x, y + 1.85, -0.05)], (0.42, 0.72, 0.03), panes[int(rng.choice([0, 1, 2], p=[0.4, 0.25, 0.35]))]
                )
            )
            frame = [(x, y + 1.85 + v, -0.08) for v in (-0.76, 0.0, 0.76)]
            parts.append(boxes(frame, (0.50, 0.045, 0.05), trim))
            parts.append(boxes([(x + off, y + 1.85, -0.08) for off in (-0.46, 0.0, 0.46)], (0.035, 0.76, 0.04), trim))
    # The porch: a walk of planks, posts, a roof or a balcony.
    posts = np.linspace(-half + 0.15, half - 0.15, 4)
    parts.append(boxes([(0, 0.17, -1.15)], (half, 0.17, 1.15), deck))
    parts.append(boxes([(x, 1.65, -2.15) for x in posts], (0.08, 1.5, 0.08), trim))
    parts.append(
        grid(
            [
                [(-half - 0.1, 3.45, 0.0), (half + 0.1, 3.45, 0.0)],
                [(-half - 0.1, 3.02, -2.5), (half + 0.1, 3.02, -2.5)],
            ],
            tin,
        )
    )
    parts.append(boxes([(0, 2.98, -2.4)], (half + 0.1, 0.09, 0.06), trim))
    parts.append(
        bars([(x, 2.5, -2.15) for x in posts[:-1]], [(x + 0.5, 2.95, -2.15) for x in posts[:-1]], (0.04, 0.04), trim)
    )
    if floors > 1:
        rail = np.arange(-half, half, 0.26)
        parts.append(boxes(np.stack([rail, 0 * rail + 3.85, 0 * rail - 2.3], 1), (0.025, 0.42, 0.025), trim))
        parts.append(boxes([(0, 4.3, -2.3)], (half, 0.05, 0.06), trim))
    parts.append(boxes([(0, 2.72, -1.9)], (0.09, 0.15, 0.09), lamp))
    tall = min(0.72, 0.8 * wide / max(word_width(name, 1.0), 0.1))
    parts.append(boxes([(0, high + 0.62, -0.08)], (0.5 * word_width(name, tall) + 0.3, 0.5 * tall + 0.18, 0.04), trim))
    starts, ends = [], []
    for line in word(name, 0.0, 0.0, tall):
        points = [(a, high + 0.62 + tall / 2 - b, -0.14) for a, b in line]
        starts += points[:-1]
        ends += points[1:]
    parts.append(bars(starts, ends, (0.05, 0.02), ink))
    return Mesh.of(parts)


def _tower(site: Site, side: float) -> None:
    """Raise the water tower on its legs."""
    place = site.place
    wood = place.material(skins.WOOD, (0.09, 0.14, 0.21), scale=0.25)
    iron = place.material(skins.METAL, (0.05, 0.06, 0.08), gloss=0.03, rough=0.5)
    feet = [(x, 0.0, z) for x in (-2.0, 2.0) for z in (-2.0, 2.0)]
    tops = [(0.75 * x, 9.0, 0.75 * z) for x, _, z in feet]
    parts = [bars(feet, tops, (0.16, 0.16), wood)]
    for low, high in ((0.4, 4.4), (4.6, 8.8)):
        for a, b in ((0, 1), (1, 3), (3, 2), (2, 0)):
            p = np.array(feet[a]) + (np.array(tops[a]) - feet[a]) * low / 9
            q = np.array(feet[b]) + (np.array(tops[b]) - feet[b]) * high / 9
            parts.append(bars([p], [q], (0.05, 0.05), iron))
    parts.append(turned([(0.0, 15.4), (2.7, 13.5), (2.4, 13.4), (2.4, 9.2), (0.0, 9.2)], 26, wood))
    parts += [turned([(2.45, y + 0.1), (2.45, y)], 26, iron) for y in (9.8, 11.2, 12.6)]
    place.add(Mesh.of(parts).moved(-side * 13.5, 0.0, 48.0))


def _pump(site: Site, side: float) -> None:
    """Raise a wind pump behind the houses."""
    place, rng = site.place, site.rng
    steel = place.material(skins.METAL, (0.20, 0.21, 0.22), gloss=0.06, rough=0.4)
    feet = [(x, 0.0, z) for x in (-1.3, 1.3) for z in (-1.3, 1.3)]
    parts = [bars(feet, [(0.12 * x, 12.0, 0.12 * z) for x, _, z in feet], (0.06, 0.06), steel)]
    for y in (3.0, 6.0, 9.0):
        half = 1.3 * (1 - 0.88 * y / 12)
        parts.append(boxes([(0, y, w) for w in (-half, half)], (half, 0.04, 0.04), steel))
        parts.append(boxes([(w, y, 0) for w in (-half, half)], (0.04, 0.04, half), steel))
    start = float(rng.uniform(0, 1))
    for n in range(14):
        a, b = start + 2 * math.pi * n / 14, start + 2 * math.pi * (n + 0.72) / 14
        near, far = 0.45, 1.7
        blade = [
            [
                (near * math.cos(a), 12.3 + near * math.sin(a), -0.5),
                (near * math.cos(b), 12.3 + near * math.sin(b), -0.38),
            ],
            [(far * math.cos(a), 12.3 + far * math.sin(a), -0.5), (far * math.cos(b), 12.3 + far * math.sin(b), -0.30)],
        ]
        parts += [grid(blade, steel), grid([row[::-1] for row in blade], steel)]
    parts.append(boxes([(0.0, 12.3, 1.3)], (0.03, 0.45, 0.6), steel))
    parts.append(bars([(0, 12.3, -0.5)], [(0, 12.3, 1.0)], (0.05, 0.05), steel))
    place.add(Mesh.of(parts).moved(side * 14.0, 0.0, 58.0, turn=0.35 * side))


def _church(site: Site, side: float) -> None:
    """Set a small white church at the end of the street."""
    place = site.place
    white = place.material(skins.WOOD, (0.50, 0.53, 0.55), scale=0.2)
    roof = place.material(skins.PLASTER, (0.09, 0.11, 0.15))
    pane = place.material(
        skins.PLAIN,
        (0.05, 0.05, 0.05),
        gloss=0.08,
        glow=tuple((0.1 + 1.6 * site.dark) * part for part in WARM),
        family=ODD,
    )
    parts = [
        boxes([(0, 2.4, 7.0)], (3.6, 2.4, 6.0), white),
        gable(-3.6, 3.6, 1.0, 13.0, 4.8, 8.4, roof, white, over=0.4),
        boxes([(0, 5.0, 0.4)], (1.35, 5.0, 1.35), white),
        turned([(0.0, 15.6), (1.9, 10.0), (0.0, 10.0)], 4, roof).moved(0, 0, 0.4, turn=math.pi / 4),
        tube([(0, 15.4, 0.4), (0, 17.0, 0.4)], 0.06, 6, roof),
        boxes([(0, 16.5, 0.4)], (0.4, 0.06, 0.06), roof),
        boxes([(0, 8.4, -0.97)], (0.42, 0.8, 0.04), pane),
        boxes([(0, 1.4, -0.97)], (0.7, 1.4, 0.04), roof),
        boxes([(x, 2.6, 0.97) for x in (-2.5, 2.5)], (0.4, 0.9, 0.04), pane),
    ]
    place.add(Mesh.of(parts).moved(side * 1.5, 0.0, _END + 18.0))


def _street(site: Site, shot: str, side: float) -> None:
    """Set barrels, hitching posts, a trough, tumbleweed."""
    place, rng = site.place, site.rng
    wood = place.material(skins.WOOD, (0.08, 0.13, 0.20), scale=0.16)
    iron = place.material(skins.METAL, (0.05, 0.05, 0.055), gloss=0.03, rough=0.5)
    barrel = Mesh.of(
        [
            turned([(0.0, 0.92), (0.28, 0.92), (0.35, 0.62), (0.35, 0.30), (0.28, 0.0)], 18, wood),
            *(turned([(r, y + 0.05), (r, y)], 18, iron) for r, y in ((0.325, 0.74), (0.325, 0.14))),
        ]
    )
    for x, z in ((-4.7, 7.2), (-4.4, 7.9), (4.6, 11.4), (-4.6, 21.0), (4.5, 3.9)):
        place.add(barrel.moved(side * x, 0.0, z))
    rail = Mesh.of(
        [
            boxes([(0, 1.05, 0)], (0.06, 0.06, 1.5), wood),
            boxes([(0, 0.5, z) for z in (-1.3, 1.3)], (0.07, 0.5, 0.07), wood),
        ]
    )
    place.add(*(rail.moved(side * x, 0.0, z) for x, z in ((-4.4, 13.0), (4.4, 8.0), (-4.4, 27.0), (4.4, 21.0))))
    place.add(boxes([(-side * 4.2, 0.3, 17.2)], (0.4, 0.3, 1.0), wood))
    straw = place.material(skins.PLASTER, (0.12, 0.22, 0.30))
    for n, (x, z, size) in enumerate(((1.6, 6.4, 0.34), (-2.4, 12.0, 0.42), (3.0, 19.0, 0.4))):
        if n == 0 and shot == "wide":
            x += 0.8
        ways = rng.normal(size=(150, 3))
        ways /= np.linalg.norm(ways, axis=1, keepdims=True)
        bent = np.roll(ways, 7, axis=0) * 0.45 + ways
        bent /= np.linalg.norm(bent, axis=1, keepdims=True)
        radius = size * rng.uniform(0.55, 1.0, (150, 1))
        middle = np.array([side * x, size, z])
        place.add(bars(middle + ways * radius, middle + bent * radius, (0.006, 0.006), straw))
