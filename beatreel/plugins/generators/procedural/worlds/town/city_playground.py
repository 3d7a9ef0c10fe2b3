"""A playground between blocks of flats: swings, a slide, a roundabout, a climbing dome, a lamp, trees; metres."""

from __future__ import annotations

import math

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, grid, tube, turned
from beatreel.plugins.generators.procedural.painting import Element
from beatreel.plugins.generators.procedural.scenery.built import EVEN, ODD, skins
from beatreel.plugins.generators.procedural.scenery.streets import bare_tree, broad_tree, sheet

from .city_fronts import BRICKS, OFFICES, Fronts, lamp_glow, lamps_of
from .site import Plume, Site, View, somebody

AIR = 0.0022


def sun_at(kind: str, hour: str, side: float, rng: np.random.Generator) -> float:
    """Return where the sun stands: low beside the swings, by day behind a shoulder."""
    if hour in ("golden", "dusk", "dawn"):
        return -side * float(rng.uniform(0.35, 0.6))
    return side * float(rng.uniform(1.9, 2.4))


def build(site: Site, kind: str, shot: str, side: float) -> View:
    """Build it; wide over all of it, medium at the slide, close at the swings, detail at one swing before the lamp."""
    place, rng = site.place, site.rng
    sand = place.material(
        skins.GROUND,
        (0.72, 0.70, 0.68) if site.snow else (0.20, 0.28, 0.35),
        (0.62, 0.60, 0.58) if site.snow else (0.26, 0.35, 0.42),
        gloss=0.07 if site.wet else 0.0,
        rough=0.06,
        scale=1.6,
        extra=(0.8 * site.wet,),
    )
    grass = place.material(
        skins.GROUND,
        (0.78, 0.75, 0.73) if site.snow else (0.025, 0.085, 0.045),
        (0.8, 0.77, 0.75) if site.snow else (0.04, 0.12, 0.07),
        scale=2.0,
    )
    kerb = place.material(skins.WOOD, (0.08, 0.12, 0.16), scale=0.2)
    place.add(sheet(-300, 300, -40, 500, -0.06, grass), sheet(-7.5, 7.5, -3.0, 19.0, 0.0, sand))
    place.add(
        boxes([(way * 7.5, 0.05, 8.0) for way in (-1, 1)], (0.12, 0.14, 11.0), kerb),
        boxes([(0, 0.05, 19.0)], (7.5, 0.14, 0.12), kerb),
    )
    steel = place.material(skins.METAL, (0.30, 0.31, 0.32), gloss=0.25, rough=0.2, metal=True)
    red = place.material(skins.PLAIN, (0.03, 0.04, 0.42), gloss=0.06, rough=0.1)
    blue = place.material(skins.PLAIN, (0.42, 0.17, 0.03), gloss=0.06, rough=0.1)
    yellow = place.material(skins.PLAIN, (0.02, 0.36, 0.60), gloss=0.06, rough=0.1)
    black = place.material(skins.PLAIN, (0.02, 0.02, 0.022), gloss=0.03)
    place.add(_swings(red, steel, black, rng).moved(-side * 2.2, 0.0, 8.6))
    place.add(_slide(steel, yellow, blue).moved(side * 4.2, 0.0, 10.2, turn=side * 0.5))
    place.add(
        _roundabout(blue, yellow, steel).moved(-side * 4.6, 0.0, 14.6), _dome(yellow).moved(side * 1.0, 0.0, 15.6)
    )
    place.add(_seesaw(red, steel).moved(side * 2.6, 0.0, 5.4, turn=side * 0.9))
    _around(site, side)
    _lamp(site, side)
    if site.somebody and not site.empty:
        x, z = {"wide": (0.4, 12.0), "medium": (1.2, 9.0), "close": (1.2, 11.0), "detail": (1.5, 12.0)}[shot]
        place.add(somebody(site, "stander").moved(side * x, 0.0, z))
    return {
        "wide": View((side * 0.8, 1.9, -1.2), -side * 4.0, 0.88, 0.60, 1.2),
        "medium": View((-side * 0.2, 1.4, 1.5), side * 20.0, 0.94, 0.58, 0.8),
        "close": View((side * 0.6, 1.35, 3.0), -side * 24.0, 1.0, 0.54, 0.5),
        "detail": View((-side * 0.9, 0.75, 5.6), -side * 16.0, 1.05, 0.56, 0.3),
    }[shot]


def _swings(frame: int, chain: int, seat: int, rng: np.random.Generator) -> Mesh:
    """Return a frame with three swings, one of which still moves."""
    long, high = 2.5, 2.5
    parts = [tube([(-long, high, 0), (long, high, 0)], 0.05, 10, frame)]
    for x in (-long, long):
        parts.append(tube([(x * 1.06, 0, -1.1), (x, high, 0)], 0.045, 10, frame))
        parts.append(tube([(x * 1.06, 0, 1.1), (x, high, 0)], 0.045, 10, frame))
    for n, x in enumerate((-1.55, 0.0, 1.55)):
        swung = (0.10, -0.34, 0.02)[n] + float(rng.normal(0, 0.03))
        drop = 2.0
        y, z = high - drop * math.cos(swung), drop * math.sin(swung)
        parts += [tube([(x + off, high, 0), (x + off, y, z)], 0.012, 5, chain) for off in (-0.25, 0.25)]
        parts.append(boxes([(x, y - 0.02, z)], (0.29, 0.025, 0.11), seat))
    return Mesh.of(parts)


def _slide(steel: int, rail: int, post: int) -> Mesh:
    """Return a slide with its ladder and a small roof; it runs down towards -z."""
    s = np.linspace(0.0, 1.0, 16)
    y = 1.75 - 1.5 * np.clip(s * 1.15, 0, 1) + 0.08 * np.clip(s - 0.85, 0, 1)
    z = -3.4 * s
    chute = np.stack(
        [
            np.stack([np.full(16, x), y + lift, z], 1)
            for x, lift in ((-0.30, 0.20), (-0.26, 0.02), (0.26, 0.02), (0.30, 0.20))
        ],
        1,
    )
    parts = [grid(chute[::-1], steel), grid(chute, steel)]
    parts += [tube(np.stack([np.full(16, x), y + 0.20, z], 1), 0.03, 8, rail) for x in (-0.31, 0.31)]
    parts += [boxes([(x, 1.4, v) for x in (-0.55, 0.55) for v in (0.05, 1.15)], (0.05, 1.4, 0.05), post)]
    parts.append(boxes([(0, 1.73, 0.6)], (0.6, 0.04, 0.6), post))
    roof = [[(0, 3.4, 0.0), (0, 3.4, 1.2)], [(0.75, 2.75, -0.1), (0.75, 2.75, 1.3)]]
    parts += [grid(roof, rail), grid([[(-a, b, c) for a, b, c in row][::-1] for row in roof], rail)]
    parts.append(bars([(-0.3, 0, 2.0), (0.3, 0, 2.0)], [(-0.3, 1.75, 1.2), (0.3, 1.75, 1.2)], (0.03, 0.03), steel))
    steps = [(0, 0.28 * n, 2.0 - 0.128 * n) for n in range(1, 6)]
    parts.append(boxes(steps, (0.3, 0.02, 0.06), steel))
    parts.append(
        bars(
            [(x, 2.25, v) for x in (-0.55, 0.55) for v in (0.05,)],
            [(x, 2.25, 1.15) for x in (-0.55, 0.55)],
            (0.03, 0.03),
            rail,
        )
    )
    return Mesh.of(parts)


def _roundabout(deck: int, rail: int, steel: int) -> Mesh:
    a = np.linspace(0, 2 * math.pi, 25)
    parts = [turned([(0.0, 0.34), (1.25, 0.34), (1.25, 0.26), (0.0, 0.26)], 32, deck)]
    parts.append(tube(np.stack([0.95 * np.cos(a), 0 * a + 1.0, 0.95 * np.sin(a)], 1), 0.025, 8, rail))
    spokes = np.arange(6) * math.pi / 3
    rim = np.stack([0.95 * np.cos(spokes), 0 * spokes + 1.0, 0.95 * np.sin(spokes)], 1)
    parts.append(bars(rim, rim * [1, 0.35, 1], (0.02, 0.02), steel))
    parts.append(bars(rim * [0, 1, 0], rim, (0.02, 0.02), steel))
    return Mesh.of(parts)


def _dome(skin: int) -> Mesh:
    """Return a climbing dome of bars."""
    parts = []
    rings = [(0.0, 1.9), (0.55, 1.72), (0.98, 1.42), (1.32, 0.98), (1.50, 0.5), (1.56, 0.0)]
    for k in range(8):
        a = 2 * math.pi * k / 8
        line = np.array([(r * math.cos(a), y, r * math.sin(a)) for r, y in rings])
        parts.append(tube(line, 0.022, 6, skin))
    turn = np.linspace(0, 2 * math.pi, 9)
    for r, y in rings[1:5]:
        parts.append(tube(np.stack([r * np.cos(turn), 0 * turn + y, r * np.sin(turn)], 1), 0.02, 6, skin))
    return Mesh.of(parts)


def _seesaw(board: int, steel: int) -> Mesh:
    plank = boxes([(0, 0, 0)], (0.13, 0.03, 1.6), board)
    handles = bars([(0, 0, v) for v in (-1.2, 1.2)], [(0, 0.35, v) for v in (-1.2, 1.2)], (0.02, 0.02), steel)
    return Mesh.of(
        [Mesh.of([plank, handles]).leaned(0.20, 0.0).moved(0, 0.5, 0), boxes([(0, 0.24, 0)], (0.08, 0.24, 0.08), steel)]
    )


def _around(site: Site, side: float) -> None:
    """Set trees, a fence, a bench and blocks of flats with lit windows."""
    place, rng = site.place, site.rng
    bark = place.material(skins.PLASTER, (0.045, 0.055, 0.065))
    leaf = place.material(skins.LEAF, (0.012, 0.055, 0.025), (0.03, 0.14, 0.065))
    for n, (x, z) in enumerate(((-9.5, 7.0), (9.8, 13.0), (-8.8, 17.5), (10.5, 4.0), (-3.0, 23.0), (6.0, 24.0))):
        tree = (
            bare_tree(7.5, bark, rng)
            if site.is_winter
            else broad_tree(7.5 + n % 3, 5.5, bark, leaf, rng, 9000 if n < 3 else 4000)
        )
        place.add(tree.moved(side * x, 0.0, z))
    iron = place.material(skins.METAL, (0.05, 0.055, 0.05), gloss=0.04, rough=0.4)
    at = np.arange(-26.0, 26.0, 0.14)
    place.add(
        boxes(np.stack([at, 0 * at + 0.6, 0 * at + 27.0], 1), (0.012, 0.6, 0.012), iron),
        boxes([(0, y, 27.0) for y in (0.25, 1.1)], (26.0, 0.02, 0.02), iron),
    )
    wood = place.material(skins.WOOD, (0.05, 0.10, 0.17), scale=0.09)
    seat = boxes([(0, 0.45, -0.2 + 0.12 * n) for n in range(4)], (0.85, 0.02, 0.05), wood)
    back = boxes([(0, 0.62 + 0.13 * n, 0.33) for n in range(3)], (0.85, 0.05, 0.02), wood)
    legs = boxes([(x, 0.22, 0.05) for x in (-0.7, 0.7)], (0.03, 0.22, 0.25), iron)
    place.add(Mesh.of([seat, back, legs]).moved(side * 6.6, 0.0, 16.6, turn=side * 0.9))
    fronts = Fronts(site, (*BRICKS[:2], *OFFICES[2:4]))
    x = -62.0
    while x < 62.0:
        mesh, wide = fronts.building(
            int(rng.integers(9)), float(rng.uniform(15, 24)), int(rng.integers(4, 9)), near=False
        )
        place.add(mesh.moved(x + wide / 2, 0.0, 44.0 + float(rng.uniform(0, 5))))
        x += wide + float(rng.uniform(0.5, 7.0))


def _lamp(site: Site, side: float) -> None:
    """Set the lamp whose light all of it lies in, and a weaker one by the fence."""
    place, dark = site.place, site.dark
    metal = place.material(skins.METAL, (0.05, 0.055, 0.055), gloss=0.05, rough=0.4)
    tone = lamps_of(site)
    for n, (x, z, power) in enumerate(((0.9, 11.4, 90.0), (-7.9, 24.0, 20.0), (7.9, 25.0, 16.0))):
        family = (EVEN, ODD)[n % 2]
        glow = lamp_glow(site, 7, family)
        globe = turned([(0.0, 5.16), (0.15, 5.10), (0.22, 4.90), (0.15, 4.70), (0.0, 4.66)], 18, glow)
        post = tube([(0, 0, 0), (0, 1.0, 0), (0, 4.7, 0)], [0.09, 0.06, 0.05], 10, metal)
        place.add(Mesh.of([globe, post]).moved(side * x, 0.0, z))
        if dark > 0.2:
            head = (side * x, 4.9, z)
            place.lamp(head, tuple(power * dark * part for part in tone), family, 0.35)
            place.beacons.append((head, tone))
    if dark > 0.2:
        site.plumes.append(Plume((side * 0.2, 0.0, 15.5), 2.0, 2.4))
        site.elements.append(Element("motes", 0.3))
