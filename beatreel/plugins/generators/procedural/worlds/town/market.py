"""A market: a lane between stalls under striped awnings, with fruit and flowers by day, lanterns, pots and steam at night; metres."""

from __future__ import annotations

import math

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, grid, tube, turned
from beatreel.plugins.generators.procedural.scenery.built import EVEN, KEY, ODD, skins
from beatreel.plugins.generators.procedural.scenery.streets import sheet, wall

from .homes import WARM, gable
from .site import Plume, Site, View, somebody

AIR = 0.003
_LANE, _LONG, _DEEP = 1.55, 2.9, 1.9  # half the width of the lane; length and depth of a stall
_COUNT = 13  # stalls a side
_FINE = 4  # of them are so near that single fruits are seen
_STRIPES = (
    ((0.045, 0.05, 0.40), (0.46, 0.52, 0.54)), ((0.10, 0.20, 0.06), (0.46, 0.52, 0.54)), ((0.30, 0.14, 0.04), (0.46, 0.52, 0.54)),
    ((0.05, 0.30, 0.48), (0.46, 0.52, 0.54)), ((0.05, 0.12, 0.42), (0.10, 0.36, 0.50)),
)  # fmt: skip
_WALLS = ((0.20, 0.32, 0.42), (0.26, 0.36, 0.40), (0.14, 0.22, 0.36), (0.36, 0.42, 0.44), (0.10, 0.15, 0.27))
_FRUIT = (
    (0.02, 0.24, 0.62), (0.03, 0.035, 0.46), (0.05, 0.50, 0.62), (0.035, 0.26, 0.10), (0.09, 0.03, 0.16), (0.04, 0.36, 0.24),
    (0.03, 0.10, 0.55), (0.05, 0.14, 0.30),
)  # fmt: skip
_LANTERNS = ((0.035, 0.10, 1.5), (0.10, 0.62, 1.45))  # red and gold
_COATS = ((0.05, 0.06, 0.08), (0.16, 0.10, 0.05), (0.04, 0.05, 0.24), (0.20, 0.26, 0.30), (0.05, 0.14, 0.12))
_FOOD = {
    "night", "food", "ramen", "noodle", "steam", "lantern", "lanterns", "asian", "bangkok", "thai", "taipei", "taiwan", "chinese", "seoul",
    "tokyo",
}  # fmt: skip


def sun_at(kind: str, hour: str, side: float, rng: np.random.Generator) -> float:
    """Return where the sun stands: low at the end of the lane, else high beside it."""
    if hour in ("golden", "dusk", "dawn"):
        return side * float(rng.uniform(0.08, 0.25))
    return side * float(rng.uniform(0.6, 1.1))


def build(site: Site, kind: str, shot: str, side: float) -> View:
    """Build it; wide along the lane, medium past a stall, close before one, detail over its goods."""
    place, rng = site.place, site.rng
    if site.dark < 0.9:  # awnings and pale walls send light into the lane
        place.zenith, place.horizon = (tuple(2.3 * part for part in sky) for sky in (place.zenith, place.horizon))
    food = site.dark > 0.5 or bool(_FOOD & site.words)
    stone = place.material(
        skins.GROUND if site.snow else skins.STONE, (0.70, 0.68, 0.66) if site.snow else (0.13, 0.15, 0.165), (0.6, 0.6, 0.6),
        gloss=0.06 if site.wet else 0.015, rough=0.05 if site.wet else 0.25, scale=0.32 if not site.snow else 2.0,
    )  # fmt: skip
    place.add(sheet(-60, 60, -10, 120, 0.0, stone))
    goods = [_crate(site, tone) for tone in _FRUIT]
    cooking = _kitchen(site) if food else None
    wood = place.material(skins.WOOD, (0.07, 0.12, 0.18), scale=0.2)
    cloths = [tuple(place.material(skins.CLOTH, tone, scale=2.0) for tone in pair) for pair in _STRIPES]
    start = int(rng.integers(len(cloths)))
    for way in (-1.0, 1.0):
        for n in range(_COUNT):
            z = 0.6 + n * (_LONG + 0.35) + (0.9 if way > 0 else 0.0)
            stall = [_frame(wood, cloths[(start + 2 * n + (way > 0)) % len(cloths)], float(rng.uniform(-0.08, 0.12)))]
            if cooking and (n + (way > 0)) % 2 == 0:
                stall.append(cooking)
                if n < 5:
                    site.plumes.append(Plume((way * (_LANE + 0.75), 1.25, z + 0.9), 2.6, 0.8))
            else:
                stall += _wares(goods, rng, fine=n < _FINE)
            place.add(Mesh.of(stall).moved(way * _LANE, 0, z + _LONG / 2, turn=-way * 0.5 * math.pi))
    _lights(site, lanterns=food)
    _houses(site)
    if not site.empty:
        _people(site, side, shot)
    return {
        "wide": View((-0.35 * side, 1.62, -3.4), side * 1.5, 0.88, 0.60, 1.2),
        "medium": View((-0.75 * side, 1.5, -1.0), side * 17.0, 0.92, 0.56, 0.8),
        "close": View((-0.95 * side, 1.42, 1.1), side * 44.0, 0.86, 0.47, 0.4),
        "detail": View((1.15 * side, 1.56, 1.4), side * 52.0, 0.95, 0.16, 0.2, focus=1.2),
    }[shot]


def _ball(size: float, skin: int) -> Mesh:
    a = np.linspace(math.pi / 2, -math.pi / 2, 7)
    return turned(np.stack([np.maximum(size * np.cos(a), 1e-4), size * np.sin(a)], 1), 12, skin)


def _crate(site: Site, tone: tuple[float, ...]) -> tuple[Mesh, Mesh]:
    """Return a crate of fruit at the origin as it is seen near by, and far away."""
    place, rng = site.place, site.rng
    pine = place.material(skins.WOOD, (0.13, 0.22, 0.30), scale=0.15)
    skin = place.material(skins.PLAIN, tone, gloss=0.05, rough=0.12)
    box = [
        boxes([(0, 0.06, w * 0.19) for w in (-1, 1)], (0.27, 0.07, 0.012), pine),
        boxes([(w * 0.26, 0.06, 0) for w in (-1, 1)], (0.012, 0.07, 0.2), pine),
    ]
    far = Mesh.of([*box, boxes([(0, 0.06, 0)], (0.25, 0.08, 0.18), skin)])
    one, off = _ball(0.046, skin), rng.normal(0, 0.006, (6, 4, 2))
    heap = [
        one.moved(0.083 * i - 0.21 + float(off[i, k, 0]), 0.115 + 0.03 * math.cos(0.9 * (i - 2.5)) + float(off[i, k, 1]), 0.088 * k - 0.14)
        for i in range(6)
        for k in range(4)
    ]  # fmt: skip
    return Mesh.of([*box, *heap, boxes([(0, 0.04, 0)], (0.25, 0.05, 0.18), skin)]), far


def _wares(goods: list[tuple[Mesh, Mesh]], rng: np.random.Generator, *, fine: bool) -> list[Mesh]:
    """Return crates in steps on the table of a stall."""
    found, order = [], rng.permutation(len(goods))
    for row in range(3):
        for n, x in enumerate(np.linspace(-1.1, 1.1, 5)):
            near, far = goods[int(order[(2 * row + n) % len(order)])]
            found.append((near if fine else far).leaned(0.0, 0.0).moved(float(x), 0.86 + 0.13 * row, 0.30 + 0.42 * row))
    return found


def _frame(wood: int, cloth: tuple[int, ...], droop: float) -> Mesh:
    """Return a stall: its front is at z = 0 and looks towards -z; a table, posts, an awning in stripes with a valance."""
    half = _LONG / 2 - 0.08
    parts = [boxes([(0, 0.82, 0.75)], (half, 0.03, 0.72), wood), boxes([(0, 0.42, 0.06)], (half, 0.38, 0.02), wood)]
    parts.append(boxes([(x, 1.25, z) for x in (-half, half) for z in (0.04, 1.7)], (0.035, 1.25, 0.035), wood))
    count = 9
    for n in range(count):
        a, b = -half - 0.1 + (2 * half + 0.2) * n / count, -half - 0.1 + (2 * half + 0.2) * (n + 1) / count
        steps = np.linspace(0, 1, 6)
        edge = np.stack([1.8 - 2.45 * steps, 2.72 - 0.50 * steps - droop * np.sin(math.pi * steps)], 1)
        rows = [[(a, y, z), (b, y, z)] for z, y in edge] + [[(a, 1.98, -0.66), (b, 1.98, -0.66)]]
        parts.append(grid(rows, cloth[n % 2]))
    parts.append(bars([(-half - 0.1, 2.21, -0.64)], [(half + 0.1, 2.21, -0.64)], (0.02, 0.02), wood))
    back = [[(-half, 2.6, 1.75), (half, 2.6, 1.75)], [(-half, 0.0, 1.75), (half, 0.0, 1.75)]]
    parts.append(grid(back, cloth[0]))
    return Mesh.of(parts)


def _kitchen(site: Site) -> Mesh:
    """Return pots over a fire, trays of buns, bowls, a rail with ladles."""
    place = site.place
    steel = place.material(skins.METAL, (0.30, 0.31, 0.32), gloss=0.25, rough=0.15, metal=True)
    clay, bun = (
        place.material(skins.PLAIN, (0.05, 0.09, 0.16), gloss=0.04),
        place.material(skins.PLAIN, (0.42, 0.54, 0.60)),
    )
    china = place.material(skins.PLAIN, (0.44, 0.44, 0.44), gloss=0.06, rough=0.05)
    fire = place.material(skins.PLAIN, (0.2, 0.2, 0.2), glow=(0.10, 0.8, 3.2), family=ODD)
    pot = turned([(0.0, 0.36), (0.24, 0.36), (0.27, 0.34), (0.26, 0.05), (0.2, 0.0)], 24, steel)
    parts = [pot.moved(x, 0.93, 0.75) for x in (-0.95, -0.3)] + [
        boxes([(-0.62, 0.885, 0.75)], (0.62, 0.03, 0.20), fire)
    ]
    basket = turned([(0.0, 0.10), (0.26, 0.10), (0.27, 0.0)], 22, clay)
    for x, z in ((0.45, 0.45), (1.05, 0.45), (0.45, 1.05), (1.05, 1.05)):
        parts.append(basket.moved(x, 0.86, z))
        parts += [
            _ball(0.06, bun).moved(x + 0.14 * math.cos(a), 0.98, z + 0.14 * math.sin(a))
            for a in np.arange(0, 6.2, 1.05)
        ]
    bowl = turned([(0.10, 0.07), (0.095, 0.06), (0.05, 0.0), (0.0, 0.0)], 20, china)
    parts += [bowl.moved(x, 0.855, 0.16) for x in (-1.15, -0.85, -0.55, -0.2, 0.1)]
    parts += [tube([(x, 2.0, 0.9), (x, 1.5, 0.88)], 0.012, 6, steel) for x in (-1.0, -0.8, -0.5, 0.6)]
    return Mesh.of([*parts, bars([(-1.3, 2.0, 0.9)], [(1.3, 2.0, 0.9)], (0.012, 0.012), steel)])


def _hang(site: Site) -> None:
    """Hang lanterns over the lane, red and gold ones in turn."""
    place, rng, dark = site.place, site.rng, site.dark
    wire = place.material(skins.PLAIN, (0.015, 0.015, 0.015))
    shine = 0.05 + 2.4 * dark
    kinds = [
        place.material(skins.PLAIN, tuple(0.18 * part + 0.02 for part in tone), glow=tuple(shine * part for part in tone), family=family)
        for tone, family in zip(_LANTERNS, (EVEN, ODD), strict=True)
    ]  # fmt: skip
    a = np.linspace(math.pi / 2, -math.pi / 2, 9)
    shape = np.stack([np.maximum(0.23 * np.cos(a), 0.05), 0.20 * np.sin(a)], 1)
    hung = [turned(shape, 16, skin) for skin in kinds]
    for n, z in enumerate(np.arange(2.2, 40.0, 2.6)):
        s = np.linspace(-1, 1, 15)
        high = 3.75 + float(rng.normal(0, 0.08))
        line = np.stack([2.2 * s, high - 0.55 * (1 - s * s), np.full_like(s, z)], 1)
        place.add(tube(line, 0.012, 5, wire))
        for k, at in enumerate((-0.66, -0.22, 0.22, 0.66)):
            place.add(hung[(n + k) % 2].moved(2.2 * at, high - 0.55 * (1 - at * at) - 0.25, float(z)))
        if dark > 0.2 and n < 4:
            place.lamp(
                (0.0, high - 0.9, float(z)),
                tuple(1.5 * dark * part for part in (0.09, 0.42, 1.3)),
                EVEN if n % 2 else ODD,
                0.3,
            )


def _lights(site: Site, *, lanterns: bool) -> None:
    """Hang lanterns over the lane and bulbs under the awnings; they light the nearer stalls."""
    place, dark = site.place, site.dark
    if lanterns:
        _hang(site)
    if dark < 0.5:  # what awnings and walls send back under them
        for z in np.arange(1.6, 16.0, 3.4):
            place.lamp((0.0, 2.2, float(z)), tuple(2.6 * (1 - dark) * part for part in (0.92, 1.0, 1.02)), KEY, 0.5)
    glow = place.material(
        skins.PLAIN, (0.5, 0.5, 0.5), glow=tuple(6 * max(dark, 0.05) * part for part in WARM), family=EVEN
    )
    for way in (-1.0, 1.0):
        for n in range(_COUNT):
            z = 0.6 + n * (_LONG + 0.35) + (0.9 if way > 0 else 0.0) + _LONG / 2
            place.add(*[_ball(0.05, glow).moved(way * (_LANE + 0.4), 2.1, z + d) for d in (-0.8, 0.8)])
            if dark > 0.2 and n < 3:
                place.lamp(
                    (way * (_LANE + 0.4), 2.0, z),
                    tuple(1.9 * dark * part for part in WARM),
                    EVEN if n % 2 else ODD,
                    0.12,
                )
                place.beacons.append(((way * (_LANE + 0.4), 2.1, z), WARM))


def _houses(site: Site) -> None:
    """Close the market with old houses at both sides and at its end."""
    place, rng = site.place, site.rng
    roof = (
        place.material(skins.PLASTER, (0.7, 0.68, 0.66))
        if site.snow
        else place.material(skins.BRICK, (0.06, 0.10, 0.26))
    )
    glow = tuple(1.4 * site.dark * part for part in WARM)
    fronts = [
        (place.material(
            skins.FACADE, tone, (0.045, 0.042, 0.04), gloss=0.06, rough=0.05, scale=2.3, glow=glow, family=(EVEN, ODD)[n % 2],
            extra=(3.0, 0.36, 0.48, 0.06 + 0.34 * site.dark),
        ), place.material(skins.PLASTER, tone))
        for n, tone in enumerate(_WALLS)
    ]  # fmt: skip
    for way in (-1.0, 1.0):
        z = -8.0
        while z < 62.0:
            wide, high = float(rng.uniform(6.0, 9.0)), float(rng.uniform(7.0, 11.0))
            _house(
                site,
                wide,
                high,
                way * (_LANE + _DEEP + 1.3),
                z + wide / 2,
                -way * 0.5 * math.pi,
                roof,
                fronts[int(rng.integers(5))],
            )
            z += wide
    for k, x in enumerate((-9.0, 0.5, 9.5)):
        _house(site, 9.4, 9.0 + 2.5 * (k == 1), x, 62.0, 0.0, roof, fronts[k])


def _house(
    site: Site, wide: float, high: float, x: float, z: float, turn: float, roof: int, skin: tuple[int, int]
) -> None:  # fmt: skip
    front, plain = skin
    half = wide / 2
    corners = [(-half, 0.0), (half, 0.0), (half, 10.0), (-half, 10.0)]
    parts = [wall(a, b, 0.0, high, front) for a, b in zip(corners, [*corners[1:], corners[0]], strict=True)]
    parts.append(gable(-half, half, 0.0, 10.0, high, high + 0.5 * wide, roof, plain, over=0.3))
    site.place.add(Mesh.of(parts).moved(x, 0, z, turn=turn))


def _people(site: Site, side: float, shot: str) -> None:
    rng = site.rng
    near = {"wide": 6.5, "medium": 5.5, "close": 9.0, "detail": 9.0}[shot]
    kind = "sheltered" if site.wet > 0.5 else "walker"
    for n, z in enumerate(np.linspace(near, 34.0, 12)):
        x = float(rng.uniform(-1.0, 1.0)) if n else -0.35 * side
        who = somebody(site, kind if n % 3 else "stander", _COATS[n % len(_COATS)])
        site.place.add(who.moved(x, 0.0, float(z + rng.uniform(-0.5, 0.5)), turn=float(rng.uniform(-0.4, 0.4))))
    for n in range(5):  # who sells
        for way in (-1.0, 1.0):
            if (n + (way > 0)) % 2:
                z = 0.6 + n * (_LONG + 0.35) + 1.2
                site.place.add(
                    somebody(site, "stander", _COATS[(2 * n) % 5]).moved(way * (_LANE + 1.62), 0.05, z, turn=way * 1.3)
                )
