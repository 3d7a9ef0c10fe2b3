"""A basketball court between fences, by day or under floodlights."""

from __future__ import annotations

import math

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, grid, tube, turned
from beatreel.plugins.generators.procedural.scenery import limbs
from beatreel.plugins.generators.procedural.scenery.built import EVEN, ODD, skins
from beatreel.plugins.generators.procedural.scenery.streets import bare_tree, broad_tree, sheet, street_lamp, tower

from .homes import WARM
from .site import Site, View, clothes

AIR = 0.0010
HALF, LONG = 7.5, 26.0
_LIGHT = (0.80, 0.93, 1.0)
_SURFACES = (
    ((0.20, 0.16, 0.05), (0.05, 0.08, 0.30)),
    ((0.05, 0.10, 0.32), (0.22, 0.15, 0.04)),
    ((0.16, 0.22, 0.06), (0.30, 0.12, 0.03)),
    ((0.10, 0.10, 0.10), (0.06, 0.09, 0.30)),
)


def sun_at(kind: str, hour: str, side: float, rng: np.random.Generator) -> float:
    """Return where the sun stands: beside the basket, so that its shadow lies on the court."""
    return side * float(rng.uniform(0.25, 0.7))


def build(site: Site, kind: str, shot: str, side: float) -> View:
    """Build the court; wide from its middle, medium and close a player at the basket, detail the ring and its net."""
    place, rng = site.place, site.rng
    paint, key = _SURFACES[int(rng.integers(len(_SURFACES)))]
    wet = max(site.wet, 0.0)
    floor = place.material(
        skins.GROUND,
        paint,
        tuple(0.75 * part for part in paint),
        gloss=0.045 if wet or site.dark > 0.5 else 0.0,
        rough=0.12 if wet else 0.2,
        scale=2.5,
        extra=(max(wet, 0.25 * (site.dark > 0.5)),),
    )
    zone = place.material(
        skins.GROUND,
        key,
        tuple(0.75 * part for part in key),
        gloss=0.045 if wet or site.dark > 0.5 else 0.0,
        rough=0.12 if wet else 0.2,
        scale=2.5,
        extra=(max(wet, 0.25 * (site.dark > 0.5)),),
    )
    line = place.material(skins.PLASTER, (0.62, 0.63, 0.64))
    around = place.material(skins.GROUND, (0.10, 0.10, 0.10), (0.15, 0.15, 0.15), scale=3.0)
    place.add(
        sheet(-300, 300, -60, 500, -0.03, around), sheet(-HALF - 1.6, HALF + 1.6, -16, LONG / 2 + 1.6, 0.0, floor)
    )
    end = LONG / 2 - 1.0
    place.add(sheet(-2.45, 2.45, end - 5.8, end, 0.004, zone), *_lines(end, line))
    place.add(_basket(site).moved(0, 0, end - 1.2))
    _fence(site, end + 1.9)
    _around(site, end)
    if shot != "detail" and not site.empty:
        _player(site, shot, side, end)
    return {
        "wide": View((-2.6 * side, 1.6, -3.2), side * 9.0, 0.88, 0.60, 1.2),
        "medium": View((-2.2 * side, 1.3, 2.6), side * 14.0, 1.0, 0.66, 0.8),
        "close": View((-1.3 * side, 1.1, 6.4), side * 15.0, 0.98, 0.74, 0.5),
        "detail": View((-0.9 * side, 1.4, 8.2), side * 13.0, 1.20, 0.98, 0.3),
    }[shot]


def _band(points: np.ndarray, half: float, skin: int) -> Mesh:
    """Return a painted line through points (count, 2) of the floor."""
    along = np.gradient(points, axis=0)
    across = np.stack([along[:, 1], -along[:, 0]], 1) / np.linalg.norm(along, axis=1, keepdims=True) * half
    pairs = np.stack([points - across, points + across], 1)
    return grid(np.insert(pairs, 1, 0.008, axis=2), skin)


def _lines(end: float, skin: int) -> list[Mesh]:
    def to(*points: tuple[float, float]) -> np.ndarray:
        knots = np.array(points, np.float64)
        at = np.linspace(0, len(knots) - 1, 8 * len(knots))
        return np.stack([np.interp(at, np.arange(len(knots)), knots[:, c]) for c in range(2)], 1)

    turn = np.linspace(0, math.pi, 40)
    basket = end - 1.2
    arc = np.stack([6.4 * np.cos(turn), basket - 6.4 * np.sin(turn)], 1)
    free = np.stack([1.8 * np.cos(turn), end - 5.8 - 1.8 * np.sin(turn)], 1)
    whole = np.linspace(0, 2 * math.pi, 60)
    middle = np.stack([1.8 * np.cos(whole), -1.8 + 1.8 * np.sin(whole)], 1)
    found = [
        to((-HALF, -14), (-HALF, end)),
        to((HALF, -14), (HALF, end)),
        to((-HALF, end), (HALF, end)),
        to((-2.45, end), (-2.45, end - 5.8)),
        to((2.45, end), (2.45, end - 5.8)),
        to((-2.45, end - 5.8), (2.45, end - 5.8)),
        to((-6.4, end), (-6.4, basket)),
        to((6.4, end), (6.4, basket)),
        to((-HALF, -1.8), (HALF, -1.8)),
        arc,
        free,
        middle,
    ]
    return [_band(one, 0.035, skin) for one in found]


def _basket(site: Site) -> Mesh:
    place = site.place
    steel = place.material(skins.METAL, (0.16, 0.17, 0.18), gloss=0.06, rough=0.4)
    board = place.material(skins.PLAIN, (0.62, 0.63, 0.64), gloss=0.05, rough=0.1)
    red = place.material(skins.PLAIN, (0.03, 0.09, 0.62), gloss=0.04)
    cord = place.material(skins.PLAIN, (0.70, 0.70, 0.70))
    parts = [
        tube([(0, 0, 1.6), (0, 2.2, 1.6), (0, 3.1, 1.2), (0, 3.3, 0.45)], 0.085, 12, steel),
        boxes([(0, 3.42, 0.35)], (0.90, 0.53, 0.025), board),
        boxes(
            [(0, 3.95, 0.31), (0, 2.90, 0.31), (-0.9, 3.42, 0.31), (0.9, 3.42, 0.31)],
            [(0.92, 0.03, 0.02), (0.92, 0.03, 0.02), (0.03, 0.53, 0.02), (0.03, 0.53, 0.02)],
            red,
        ),
        boxes(
            [(0, 3.66, 0.315), (0, 3.22, 0.315), (-0.3, 3.44, 0.315), (0.3, 3.44, 0.315)],
            [(0.31, 0.025, 0.012), (0.31, 0.025, 0.012), (0.025, 0.22, 0.012), (0.025, 0.22, 0.012)],
            red,
        ),
        boxes([(0, 3.04, 0.25)], (0.07, 0.06, 0.10), red),
    ]
    turn = np.linspace(0, 2 * np.pi, 33)
    parts.append(tube(np.stack([0.23 * np.cos(turn), 3.05 + 0 * turn, -0.08 + 0.23 * np.sin(turn)], 1), 0.012, 8, red))
    drop = np.linspace(0, 1, 9)
    for n in range(12):
        for way in (-1, 1):
            a = 2 * np.pi * n / 12 + way * 0.9 * drop
            radius = 0.225 - 0.10 * drop**0.7
            parts.append(
                tube(np.stack([radius * np.cos(a), 3.04 - 0.42 * drop, -0.08 + radius * np.sin(a)], 1), 0.006, 4, cord)
            )
    return Mesh.of(parts)


def _player(site: Site, shot: str, side: float, end: float) -> None:
    place, rng = site.place, site.rng
    tops = [(0.03, 0.10, 0.55), (0.45, 0.20, 0.03), (0.58, 0.60, 0.62), (0.03, 0.34, 0.60)]
    worn = clothes(site, tops[int(rng.integers(4))])._replace(
        trousers=place.material(skins.CLOTH, tops[int(rng.integers(4))])
    )
    turn = math.pi * 0.0 - 0.25 * side
    at = {
        "wide": (1.3 * side, 0.0, end - 5.6),
        "medium": (-0.2 * side, 0.0, end - 4.6),
        "close": (-0.25 * side, 0.0, end - 2.9),
    }[shot]
    place.add(limbs.person(limbs.SHOOTING, worn, loose=1.15).moved(*at, turn=turn))
    orange = place.material(skins.PLAIN, (0.03, 0.15, 0.50), gloss=0.02, rough=0.4)
    angles = np.linspace(0, np.pi, 15)
    ball = turned(np.stack([0.12 * np.sin(angles), 0.12 * np.cos(angles)], 1), 24, orange)
    place.add(ball.moved(at[0] - 0.05 * side, 2.42, at[2] + 0.42))


def _fence(site: Site, end: float) -> None:
    """Set a fence of wire around the court: posts, rails, and diamonds of wire across its end."""
    place = site.place
    steel = place.material(skins.METAL, (0.18, 0.19, 0.20), gloss=0.05, rough=0.4)
    wire = place.material(skins.METAL, (0.22, 0.23, 0.24), gloss=0.04, rough=0.4)
    wide, high = HALF + 1.9, 4.2
    posts = [(x, high / 2, end) for x in np.linspace(-wide, wide, 8)] + [
        (way * wide, high / 2, z) for way in (-1, 1) for z in np.arange(-14, end, 2.8)
    ]
    place.add(boxes(posts, (0.035, high / 2, 0.035), steel))
    for y in (0.1, high / 2, high):
        place.add(
            boxes([(0, y, end)], (wide, 0.025, 0.025), steel),
            boxes([(way * wide, y, end / 2 - 7) for way in (-1, 1)], (0.025, 0.025, end / 2 + 7), steel),
        )

    at = np.arange(-wide - high, wide + high, 0.22)
    for lean in (-1, 1):
        a = np.stack(
            [
                np.clip(at, -wide, wide),
                np.clip((np.clip(at, -wide, wide) - at) * lean * 1.0, 0, high)
                if lean > 0
                else np.clip(at - np.clip(at, -wide, wide), 0, high),
                0 * at + end,
            ],
            1,
        )
        b_x = np.clip(at - lean * high, -wide, wide)
        b = np.stack([b_x, np.clip((at - b_x) * lean, 0, high), 0 * at + end], 1)
        place.add(bars(a, b, (0.004, 0.004), wire))


def _around(site: Site, end: float) -> None:
    place, rng = site.place, site.rng
    metal = place.material(skins.METAL, (0.2, 0.2, 0.2), gloss=0.05, rough=0.4)
    for n, (x, z) in enumerate(
        ((-HALF - 2.4, 2.0), (HALF + 2.4, 2.0), (-HALF - 2.4, end + 1.0), (HALF + 2.4, end + 1.0))
    ):
        family = EVEN if n % 2 else ODD
        glow = place.material(
            skins.PLAIN, (0.5, 0.5, 0.5), glow=tuple(18 * site.dark * part for part in _LIGHT), family=family
        )
        place.add(street_lamp(8.5, 1.5, metal, glow).moved(x, 0, z, turn=math.pi if x > 0 else 0.0))
        if site.dark > 0.2:
            at = (x * 0.80, 8.3, z)
            place.lamp(
                at,
                tuple(70 * site.dark * part for part in _LIGHT),
                family,
                0.3,
                toward=(x * 0.1, 0.0, z * 0.8 + 1.5),
                angles=(75, 40),
                sharp=True,
            )
            place.beacons.append(((x * 0.82, 8.4, z), _LIGHT))
    bark = place.material(skins.PLASTER, (0.045, 0.06, 0.075))
    leaf = place.material(skins.LEAF, (0.012, 0.055, 0.022), (0.03, 0.14, 0.065))
    for _ in range(7):
        tall = float(rng.uniform(6, 10))
        tree = bare_tree(tall, bark, rng) if site.is_winter else broad_tree(tall, 0.7 * tall, bark, leaf, rng, 5000)
        place.add(tree.moved(float(rng.uniform(-14, 14)), 0, end + float(rng.uniform(4, 9))))
    glow = tuple(1.5 * max(site.dark, 0.1) * part for part in WARM)
    styles = [
        place.material(
            skins.FACADE,
            base,
            (0.05, 0.05, 0.05),
            gloss=0.08,
            rough=0.04,
            scale=3.0,
            glow=glow,
            family=EVEN if n else ODD,
            extra=(3.1, 0.42, 0.5, 0.45 * site.dark),
        )
        for n, base in enumerate(((0.08, 0.13, 0.28), (0.26, 0.29, 0.31)))
    ]
    roof = place.material(skins.PLASTER, (0.16, 0.16, 0.16))
    for _ in range(16):
        x, z, wide = float(rng.uniform(-70, 70)), end + float(rng.uniform(16, 70)), float(rng.uniform(7, 13))
        place.add(
            tower(x - wide, x + wide, z, z + 14, 0, float(rng.uniform(14, 42)), styles[int(rng.integers(2))], roof)
        )
    for way in (-1.0, 1.0):
        for z in np.arange(-20.0, end + 10, 17.0):
            x = way * (HALF + 11.0)
            place.add(
                tower(
                    min(x, x + way * 12),
                    max(x, x + way * 12),
                    z,
                    z + 15.5,
                    0,
                    float(rng.uniform(13, 28)),
                    styles[int(rng.integers(2))],
                    roof,
                )
            )
