"""An empty swimming pool behind a house in the sun, and a park of concrete bowls: places where one skates."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, grid, leaves, tube
from beatreel.plugins.generators.procedural.scenery import limbs
from beatreel.plugins.generators.procedural.scenery.built import EVEN, ODD, skins
from beatreel.plugins.generators.procedural.scenery.streets import (
    bare_tree,
    broad_tree,
    fan_palm,
    hedge,
    hills,
    poles,
    sheet,
    street_lamp,
    tower,
)

from .homes import bungalow
from .site import Site, View, clothes

Array = np.ndarray[Any, np.dtype[np.float64]]

AIR = 0.0006
LONG, WIDE = 8.2, 4.6  # half the pool
DEEP, SHALLOW, TILES, BEND = 2.75, 1.25, 0.28, 1.9
_FLOODLIGHT = (0.85, 0.95, 1.0)


def sun_at(kind: str, hour: str, side: float, rng: np.random.Generator) -> float:
    """Return where the sun stands: ahead and beside, so that one wall of the bowl lies in the shade."""
    if kind == "skate_park":
        return side * float(rng.uniform(0.8, 1.1))
    return side * float(rng.uniform(0.25, 0.5) if hour in ("golden", "dusk", "dawn") else rng.uniform(0.7, 1.1))


def build(site: Site, kind: str, shot: str, side: float) -> View:
    """Build it; wide shows all of it from the shallow end, medium stands in it, close is who skates, detail its edge."""
    pool = kind == "empty_pool"
    _bowl(site, pool, side)
    (_garden if pool else _park)(site, side)
    skated = not pool or any(word.startswith("skat") for word in site.words)  # a pool that is only empty is
    if shot != "detail" and skated and not site.empty:
        _skater(site, shot, side)
    return {
        "wide": View((-2.0 * side, 2.3, -9.3), side * 7.0, 0.80, 0.40, 0.8),
        "medium": View((-1.4 * side, 0.05, -4.6), side * 14.0, 0.86, 0.47, 0.6),
        "close": View((-0.6 * side, -0.15, -0.9), side * 27.0, 1.0, 0.50, 0.4),
        "detail": View((-4.9 * side, 1.15, -4.4), side * 52.0, 1.05, 0.30, 0.3),
    }[shot]


def _edge(turn: Array) -> tuple[Array, Array]:
    """Return the outline of the pool, a kidney, in directions from its middle."""
    x = WIDE * np.sin(turn) * (1 + 0.10 * np.cos(turn)) + 1.05 * np.cos(turn) ** 2
    z = LONG * np.cos(turn)
    return x, z


def _depth(z: Array) -> Array:
    """Return how deep the floor lies: it falls from the shallow end (near) to the deep one."""
    t = np.clip((z + 3.5) / 6.0, 0, 1)
    return SHALLOW + (DEEP - SHALLOW) * t * t * (3 - 2 * t)


def _bowl(site: Site, pool: bool, side: float) -> None:
    place = site.place
    shell = place.material(
        skins.GROUND,
        (0.66, 0.60, 0.46) if pool else (0.36, 0.37, 0.38),
        (0.50, 0.48, 0.40) if pool else (0.28, 0.29, 0.30),
        scale=2.6,
    )
    tiles = place.material(skins.ZELLIGE, (0.52, 0.25, 0.05), (0.30, 0.10, 0.02), gloss=0.05, rough=0.06, scale=0.14)
    coping = place.material(
        skins.STONE if pool else skins.METAL,
        (0.55, 0.58, 0.60) if pool else (0.34, 0.34, 0.34),
        gloss=0.0 if pool else 0.25,
        rough=0.35,
        scale=0.5,
    )
    deck = place.material(
        skins.GROUND,
        (0.8, 0.77, 0.75) if site.snow else (0.42, 0.47, 0.50),
        (0.8, 0.77, 0.75) if site.snow else (0.33, 0.37, 0.39),
        scale=2.0,
    )
    turn = np.linspace(0, 2 * np.pi, 145)
    x, z = _edge(turn)
    mean = np.hypot(x - x.mean(), z) + 1e-6
    deep = _depth(z)
    rows: list[tuple[Any, Any]] = [(np.zeros_like(x), TILES * share + 0 * x) for share in (0.0, 0.5, 1.0)]
    bend = np.minimum(BEND, deep - TILES)
    arc = np.linspace(0.08, math.pi / 2, 12)
    rows += [(0.02 + bend * (1 - math.cos(a)) * 1.05, TILES + bend * math.sin(a)) for a in arc]
    floor_at = 0.02 + bend * 1.05
    rows += [(floor_at + share * (mean - floor_at), None) for share in (0.25, 0.5, 0.75, 1.0)]
    middle = float(x.mean())
    points: Any = []
    for inset, down in rows:
        keep = np.clip(1 - inset / mean, 0, 1)
        px, pz = middle + (x - middle) * keep, z * keep
        floor = _depth(pz)
        # The wall reaches down to the floor that lies at its own foot.
        y = -floor if down is None else -np.minimum(down * floor / np.maximum(deep, 1e-3), floor)
        y = -down if down is not None and float(np.max(inset)) == 0 else y
        points.append(np.stack([side * px, y, pz], 1))
    points = np.stack(points)
    across = np.concatenate([[0], np.cumsum(np.hypot(np.diff(x), np.diff(z)))])
    uv = np.stack(np.broadcast_arrays(across[None], points[..., 1]), -1)
    order = points if side < 0 else points[:, ::-1]
    uv = uv if side < 0 else uv[:, ::-1]
    place.add(
        grid(order[:3], tiles if pool else shell, uv=uv[:3], wrap=True), grid(order[2:], shell, uv=uv[2:], wrap=True)
    )
    ring = np.stack([side * x, np.full_like(x, 0.03), z], 1)
    place.add(tube(ring, 0.085 if pool else 0.035, 12, coping))
    if pool:  # its rim of stone
        rim: Any = [
            np.stack([side * (middle + (x - middle) * (1 + s / mean)), np.full_like(x, 0.06), z * (1 + s / mean)], 1)
            for s in (0.0, 0.34)
        ]
        rim = np.stack(rim if side > 0 else [one[::-1] for one in rim])
        place.add(grid(rim, coping, wrap=True))
    grown = []
    for share in (0.0, 0.15, 0.5, 1.0):
        far = np.maximum(np.abs(np.sin(turn)), np.abs(np.cos(turn)))
        out = (7.5 if pool else 16.0) / np.maximum(far, 0.5)
        bx, bz = middle + out * np.sin(turn) * (0.95 if pool else 1.3), (out + 4.5) * np.cos(turn)
        grown.append(
            np.stack(
                [
                    side * (x + (bx - x) * share),
                    np.full_like(x, 0.035 if pool else 0.0) * (share < 1),
                    z + (bz - z) * share,
                ],
                1,
            )
        )
    rim = np.stack(grown if side > 0 else [one[::-1] for one in grown])
    place.add(grid(rim, deck, uv=rim[..., [0, 2]], wrap=True))
    # Where wheels have been.
    dark = place.material(skins.PLASTER, (0.26, 0.26, 0.24) if pool else (0.16, 0.16, 0.16))
    rng = site.rng
    for _ in range(9):
        a, span, reach = float(rng.uniform(0, 6.3)), float(rng.uniform(0.25, 0.6)), float(rng.uniform(0.5, 1.6))
        s = np.linspace(-1, 1, 20)
        k = np.clip(((a + span * s) % (2 * np.pi)) / (2 * np.pi) * 144, 0, 143.9)
        level_ = 3 + (10 * reach / 1.6) * (1 - s**2)
        one = np.stack([_sample(points, level_, k, c) for c in range(3)], 1)
        inward = np.stack([side * middle - one[:, 0], 0.8 + 0 * s, -one[:, 2]], 1)
        one += 0.012 * inward / np.linalg.norm(inward, axis=1, keepdims=True)
        place.add(tube(one, 0.012, 4, dark))
    drain = place.material(skins.METAL, (0.10, 0.10, 0.10), gloss=0.2, metal=True)
    place.add(boxes([(side * middle, -DEEP + 0.02, 3.6)], (0.22, 0.012, 0.22), drain))
    leaf = place.material(skins.LEAF, (0.02, 0.06, 0.14), (0.03, 0.12, 0.22))
    count = 160

    at = rng.normal(0, 1, (count, 3)) * [1.3, 0, 1.6] + [side * middle, 0, 3.0]
    at[:, 1] = -_depth(at[:, 2]) + 0.02
    place.add(leaves(at, rng.normal((0, 1, 0), 0.3, (count, 3)), 0.05, leaf, rng))


def _sample(points: Array, row: Array, column: Array, c: int) -> Array:
    row = np.clip(row, 0, len(points) - 1.001)
    i, j = row.astype(int), column.astype(int)
    a, b = row - i, column - j
    p = points[..., c]
    return (p[i, j] * (1 - a) + p[i + 1, j] * a) * (1 - b) + (p[i, j + 1] * (1 - a) + p[i + 1, j + 1] * a) * b


def _skater(site: Site, shot: str, side: float) -> None:
    place, rng = site.place, site.rng
    tops = [(0.05, 0.06, 0.42), (0.50, 0.52, 0.55), (0.30, 0.14, 0.03), (0.03, 0.30, 0.55)]
    worn = clothes(site, tops[int(rng.integers(4))])
    board = limbs.skateboard(
        place.material(skins.PLAIN, (0.05, 0.10, 0.40)), place.material(skins.PLAIN, (0.55, 0.60, 0.62))
    )
    rider = Mesh.of([limbs.person(limbs.SKATING, worn, loose=1.12), board])
    x, z, lean, turn = {
        "wide": (3.75, 3.4, 0.95, 0.5),
        "medium": (3.3, 4.2, 0.85, 0.5),
        "close": (2.6, 3.4, 0.72, 0.4),
        "detail": (0, 0, 0, 0),
    }[shot]
    # Up on the far wall, leaning into the bowl.
    y = {"wide": -0.55, "medium": -1.0, "close": -1.55, "detail": 0}[shot]
    place.add(rider.leaned(lean * side, 0.0).moved(side * x, y, z, turn=side * turn))


def _garden(site: Site, side: float) -> None:
    place, rng = site.place, site.rng
    grass = place.material(
        skins.GROUND,
        (0.78, 0.75, 0.72) if site.snow else (0.035, 0.115, 0.085),
        (0.8, 0.76, 0.73) if site.snow else (0.09, 0.19, 0.20),
        scale=2.5,
    )
    land = place.material(skins.GROUND, (0.05, 0.10, 0.11), (0.08, 0.14, 0.16), scale=25.0)
    # The lawn lies around the deck, not under the pool.
    for x0, x1, z0, z1 in ((-40, -8, -30, 42), (8, 40, -30, 42), (-8, 8, 12.5, 42), (-8, 8, -30, -12.5)):
        place.add(sheet(x0, x1, z0, z1, -0.015, grass))
    place.add(
        sheet(-900, -40, -40, 1500, -0.4, land),
        sheet(40, 900, -40, 1500, -0.4, land),
        sheet(-40, 40, 42, 1500, -0.4, land),
    )
    place.add(hills(rng, 700, 1500, 800, 170, place.material(skins.PLASTER, (0.08, 0.11, 0.12))))
    house = bungalow(site, int(rng.integers(6)))
    place.add(house.moved(-side * 3.5, 0.0, 19.0), bungalow(site, 1).moved(side * 22.0, -0.2, 30.0, turn=0.3))
    bark = place.material(skins.PLASTER, (0.10, 0.13, 0.16))
    leaf = place.material(skins.LEAF, (0.030, 0.070, 0.060), (0.025, 0.13, 0.065), gloss=0.02, rough=0.3)
    for n, (x, z) in enumerate(
        [(6.8, 15.5), (9.5, 18.5), (-9.5, 15.0), (3.5, 27), (-14, 26), (13, 31), (-5, 33), (18, 40), (-22, 38), (8, 46)]
    ):
        place.add(fan_palm(float(rng.uniform(9, 17)), bark, leaf, rng).moved(side * x, 0.0, float(z), turn=float(n)))
    green = place.material(skins.LEAF, (0.012, 0.050, 0.022), (0.03, 0.12, 0.06))
    planks = place.material(skins.WOOD, (0.10, 0.17, 0.24), scale=0.16)
    for way in (-1.0, 1.0):
        at = np.arange(-20.0, 26.0, 0.17)
        place.add(
            boxes(
                np.stack([np.full_like(at, way * 14.0), 0.9 + 0.02 * np.sin(9 * at), at], 1),
                (0.015, 0.95, 0.078),
                planks,
            )
        )
    place.add(hedge(16.0, 1.3, 1.0, green, rng).moved(side * 8.5, 0.0, 14.6))
    steel = place.material(skins.METAL, (0.55, 0.55, 0.55), gloss=0.5, rough=0.12, metal=True)
    s = np.linspace(0, np.pi, 13)
    for off in (-0.28, 0.28):  # the ladder
        rail = np.stack(
            [-4.4 * side - 0.45 * side * np.cos(s) * -1, 0.05 + 0.75 * np.sin(s), np.full_like(s, 2.6 + off)], 1
        )
        place.add(tube(rail, 0.022, 8, steel))
    canvas = place.material(skins.CLOTH, (0.55, 0.58, 0.60))
    cushion = place.material(skins.CLOTH, (0.32, 0.30, 0.06))
    for z in (-3.6, -1.4):  # loungers
        place.add(
            boxes([(side * 7.0, 0.32, z)], (0.95, 0.05, 0.32), cushion),
            boxes([(side * 7.0, 0.25, z)], (1.0, 0.03, 0.35), canvas),
        )
        place.add(bars([(side * 7.8, 0.3, z)], [(side * 8.5, 0.85, z)], (0.32, 0.05), cushion))
    wood, wire = (
        place.material(skins.WOOD, (0.05, 0.07, 0.09), scale=0.3),
        place.material(skins.PLAIN, (0.02, 0.02, 0.02)),
    )
    place.add(poles(-side * 13.2, [-6.0, 26.0, 58.0], 9.5, wood, wire, rng))
    if site.dark > 0.2:
        for n, (x, z) in enumerate(((-4.4, 16.6), (6.2, 9.8), (-6.4, 3.0))):
            at = (side * x, 2.4, float(z))
            place.lamp(at, tuple(9 * site.dark * part for part in (0.22, 0.62, 1.25)), EVEN if n % 2 else ODD, 0.2)
            place.beacons.append((at, (0.22, 0.62, 1.25)))


def _park(site: Site, side: float) -> None:
    place, rng = site.place, site.rng
    snow = bool(site.snow)
    grey = place.material(skins.GROUND, (0.40, 0.41, 0.42), (0.33, 0.34, 0.35), scale=4.0)
    ground = place.material(
        skins.GROUND,
        (0.78, 0.75, 0.72) if snow else (0.03, 0.10, 0.06),
        (0.8, 0.76, 0.73) if snow else (0.05, 0.14, 0.10),
        scale=5.0,
    )
    for x0, x1, z0, z1 in ((-900, -20, -60, 1500), (20, 900, -60, 1500), (-20, 20, 20, 1500), (-20, 20, -60, -20)):
        place.add(sheet(x0, x1, z0, z1, -0.02, ground))
    # A quarter pipe across the end, with its platform, in painted colours.
    a = np.linspace(0, 1.35, 14)
    radius = 2.6
    z, y = 13.0 + radius * np.sin(a), radius * (1 - np.cos(a))
    pipe = np.stack(
        [
            np.broadcast_to(np.array([-11.0, 11.0])[None], (14, 2)),
            np.broadcast_to(y[:, None], (14, 2)),
            np.broadcast_to(z[:, None], (14, 2)),
        ],
        -1,
    )
    place.add(grid(pipe[::-1], grey))
    steel = place.material(skins.METAL, (0.34, 0.34, 0.34), gloss=0.25, rough=0.3, metal=True)
    top = float(y[-1])
    place.add(tube([(-11, top, float(z[-1])), (0, top, float(z[-1])), (11, top, float(z[-1]))], 0.035, 8, steel))
    place.add(boxes([(0, top / 2 - 0.01, float(z[-1]) + 1.5)], (11, top / 2, 1.48), grey))
    colours = [
        (0.05, 0.06, 0.45),
        (0.42, 0.16, 0.03),
        (0.03, 0.36, 0.56),
        (0.10, 0.34, 0.08),
        (0.40, 0.05, 0.36),
        (0.60, 0.60, 0.60),
    ]
    painted_ = [place.material(skins.PLASTER, one) for one in colours]
    wall_ = place.material(skins.PLASTER, (0.42, 0.43, 0.44))
    place.add(boxes([(0, 2.6, 21.0)], (20, 2.6, 0.15), wall_))
    for n in range(26):  # what has been sprayed on the wall: bubbles of letters
        x, high = -17 + 1.35 * n + float(rng.uniform(-0.3, 0.3)), float(rng.uniform(0.7, 1.3))
        t = np.linspace(0, 2 * np.pi, 25)
        wob = 1 + 0.20 * np.sin(2 * t + rng.uniform(0, 6)) + 0.13 * np.sin(3 * t + rng.uniform(0, 6))
        for grow, skin, off in (
            (1.0, painted_[-1] if n % 2 else painted_[1], 0.0),
            (0.82, painted_[int(rng.integers(5))], 0.012),
        ):
            ring = np.stack(
                [x + 0.75 * grow * wob * np.cos(t), 3.5 + high * grow * wob * np.sin(t), np.full_like(t, 20.83 - off)],
                1,
            )
            disc = np.stack([ring, np.broadcast_to([x, 3.5, 20.83 - off], ring.shape)])
            place.add(grid(disc, skin))
    place.add(
        boxes([(-side * 7.6, 0.22, -3.0)], (0.5, 0.22, 2.4), wall_),
        boxes([(-side * 7.6, 0.44, -3.0)], (0.53, 0.02, 2.43), steel),
    )
    place.add(
        tube([(side * 8.0, 0.55, -5), (side * 8.0, 0.55, -1)], 0.03, 8, steel),
        boxes([(side * 8.0, 0.27, z_) for z_ in (-4.8, -1.2)], (0.02, 0.27, 0.02), steel),
    )
    metal = place.material(skins.METAL, (0.25, 0.25, 0.25), gloss=0.1, rough=0.4)
    for n, (x, zz) in enumerate(((-10.5, 4.0), (10.5, 8.0), (-10.5, 19.0), (10.5, 22.0))):
        family = EVEN if n % 2 else ODD
        glow = place.material(
            skins.PLAIN, (0.5, 0.5, 0.5), glow=tuple(16 * site.dark * part for part in _FLOODLIGHT), family=family
        )
        place.add(street_lamp(9.0, 1.6, metal, glow).moved(x, 0.0, zz, turn=math.pi if x > 0 else 0.0))
        if site.dark > 0.2:
            place.lamp((x * 0.82, 8.8, zz), tuple(75 * site.dark * part for part in _FLOODLIGHT), family, 0.3)
            place.beacons.append(((x * 0.82, 8.9, zz), _FLOODLIGHT))
    bark = place.material(skins.PLASTER, (0.06, 0.08, 0.10))
    leaf = place.material(skins.LEAF, (0.012, 0.055, 0.022), (0.03, 0.14, 0.065))
    for _ in range(9):
        tall = float(rng.uniform(7, 12))
        tree = bare_tree(tall, bark, rng) if snow else broad_tree(tall, 0.7 * tall, bark, leaf, rng)
        place.add(tree.moved(float(rng.uniform(-22, 22)), 0.0, float(rng.uniform(25, 40))))
    tower_ = place.material(
        skins.FACADE,
        (0.30, 0.32, 0.34),
        (0.05, 0.05, 0.05),
        gloss=0.08,
        rough=0.04,
        scale=3.2,
        glow=tuple(1.4 * site.dark * part for part in (0.25, 0.70, 1.3)),
        family=EVEN,
        extra=(3.1, 0.5, 0.5, 0.3),
    )

    for _ in range(14):
        x, zz, wide = float(rng.uniform(-120, 120)), float(rng.uniform(60, 170)), float(rng.uniform(8, 14))
        place.add(tower(x - wide, x + wide, zz, zz + 20, 0.0, float(rng.uniform(14, 46)), tower_, grey))
