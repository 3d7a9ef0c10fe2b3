"""An old library: walls of books without end on two floors, ladders on rails, a vault, brass lamps on long tables, a globe."""

from __future__ import annotations

import math

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, grid, tube, turned
from beatreel.plugins.generators.procedural.scenery.built import EVEN, KEY, ODD, SKY, body, skins
from beatreel.plugins.generators.procedural.scenery.exposure import View
from beatreel.plugins.generators.procedural.scenery.setting import Colour, Level, Plan, Setting

from .floating import is_afloat
from .furnishings import candles
from .joinery import chair, facing, window_wall

HALF, NEAR, END, BAY, FLOOR, TOP = 3.6, -3.6, 23.4, 2.7, 3.3, 6.5
_LAMPLIGHT: Colour = (0.50, 1.0, 1.55)
_SPINES: tuple[Colour, ...] = (
    (0.020, 0.030, 0.14), (0.035, 0.075, 0.15), (0.030, 0.055, 0.028), (0.085, 0.045, 0.022), (0.040, 0.060, 0.085),
    (0.020, 0.025, 0.045), (0.10, 0.17, 0.24), (0.028, 0.040, 0.22), (0.24, 0.30, 0.33), (0.045, 0.095, 0.20),
)  # fmt: skip

_CANDLES = {"candle", "candles", "candlelight", "candlelit"}
_AT_TABLE = {
    "close": (View((1.25, 1.42, 0.55), (0.0, 0.98, 2.5), 0.92, (0.5, 0.56)), (2.2, 0.004)),
    "detail": (View((0.75, 1.16, 1.25), (0.0, 0.95, 2.2), 0.98, (0.5, 0.56)), (1.2, 0.008)),
}
"""Cameras at a table with candles, and what their lenses are focused on."""


def shelf_of_books(
    spines: list[int], gilt: int, board: int, wide: float, rng: np.random.Generator, *, rows: int = 8, tall: float = 3.0
) -> Mesh:
    """Return a bay of shelves along x, open to -z, its foot at the origin."""
    step = tall / rows
    kinds: dict[int, list[tuple[tuple[float, float, float], tuple[float, float, float]]]] = {}
    bands: list[tuple[float, float, float]] = []
    widths: list[tuple[float, float, float]] = []
    for row in range(rows):
        x = -wide / 2 + 0.05
        run, tone = 0, 0
        while x < wide / 2 - 0.08:
            if run == 0:
                run, tone = int(rng.integers(1, 9)), spines[int(rng.integers(len(spines)))]
                high, thick, deep = (
                    step * float(rng.uniform(0.62, 0.90)),
                    float(rng.uniform(0.022, 0.055)),
                    float(rng.uniform(0.16, 0.22)),
                )
            run -= 1
            h, t = high * (1 + 0.02 * float(rng.normal())), thick * float(rng.uniform(0.9, 1.1))
            if rng.random() < 0.04:
                x += float(rng.uniform(0.03, 0.10))
                continue
            y = row * step + 0.03
            kinds.setdefault(tone, []).append(
                ((x + t / 2, y + h / 2, -deep / 2 + 0.02), (t / 2 - 0.0012, h / 2, deep / 2))
            )
            if rng.random() < 0.3:
                for share in (0.22, 0.78):
                    bands.append((x + t / 2, y + share * h, -deep + 0.0185))
                    widths.append((t / 2 - 0.002, 0.004, 0.002))
            x += t
    parts = [boxes([c for c, _ in some], [half for _, half in some], skin) for skin, some in kinds.items()]
    parts.append(boxes(bands, widths, gilt))
    levels = [(0.0, row * step + 0.014, -0.10) for row in range(rows + 1)]
    parts += [
        boxes(levels, (wide / 2, 0.014, 0.14), board),
        boxes([(0, tall / 2, 0.05)], (wide / 2, tall / 2, 0.02), board),
    ]
    return Mesh.of(parts)


def _furnish(setting: Setting) -> None:
    place, side, rng = setting.place, setting.side, setting.rng
    setting.sunlit((12.0, 20.0), strength=0.9, dust=0.03)
    place.sun = (0.16 * side, 0.42, 0.89)  # through the window at the end
    setting.hazy(
        0.016,
        tuple(0.004 * part for part in place.sunlight),
        tuple(0.008 * part for part in _LAMPLIGHT),
        tuple(0.006 * part for part in _LAMPLIGHT),
        tuple(0.05 * part for part in place.horizon),
    )
    oak = setting.paint(skins.WOOD, (0.026, 0.055, 0.105), scale=0.3)
    boards = setting.paint(skins.WOOD, (0.030, 0.060, 0.105), gloss=0.045, rough=0.04, scale=0.16)
    plaster = setting.paint(skins.PLASTER, (0.20, 0.25, 0.28))
    brass = setting.paint(skins.METAL, (0.14, 0.42, 0.70), gloss=0.4, rough=0.12, metal=True)
    gilt = setting.paint(skins.METAL, (0.14, 0.40, 0.62), gloss=0.3, rough=0.2, metal=True)
    spines = [setting.paint(skins.PLAIN, tone) for tone in _SPINES]
    setting.floored(HALF, (NEAR, END), boards)
    bays = [shelf_of_books(spines, gilt, oak, BAY - 0.24, rng) for _ in range(5)]
    count = round((END - NEAR) / BAY)
    for k in range(count):
        z = NEAR + BAY * (k + 0.5)
        for way in (-1.0, 1.0):
            for level in (0.12, FLOOR + 0.06):
                one = bays[int(rng.integers(5))].moved(0, 0, 0, turn=-way * math.pi / 2)
                place.add(one.moved(way * (HALF - 0.06), level, z))
    for k in range(count + 1):
        z = NEAR + BAY * k
        for way in (-1.0, 1.0):
            x = way * (HALF - 0.18)
            place.add(
                boxes(
                    [(x, TOP / 2, z), (x - way * 0.03, FLOOR - 0.12, z), (x - way * 0.03, TOP - 0.14, z)],
                    [(0.16, TOP / 2, 0.12), (0.17, 0.07, 0.16), (0.19, 0.10, 0.18)],
                    oak,
                )
            )
            place.add(
                tube(
                    [
                        (x - way * 0.75, FLOOR - 0.08, z),
                        (x - way * 0.55, FLOOR - 0.45, z),
                        (x - way * 0.16, FLOOR - 0.75, z),
                    ],
                    0.045,
                    8,
                    oak,
                )
            )  # what carries the gallery
        a = np.linspace(0, math.pi, 25)
        rib = np.stack([(HALF - 0.1) * np.cos(a), TOP + 1.9 * np.sin(a), np.full(25, z)], 1)
        place.add(tube(rib, 0.11, 8, oak))
    for way in (-1.0, 1.0):
        x = way * (HALF - 0.18)
        setting.box((way * (HALF + 0.06), TOP / 2, (NEAR + END) / 2), (0.06, TOP / 2 + 0.1, (END - NEAR) / 2), oak)
        setting.box((x, 0.06, (NEAR + END) / 2), (0.18, 0.06, (END - NEAR) / 2), oak)
        setting.box((way * (HALF - 0.62), FLOOR, (NEAR + END) / 2), (0.62, 0.06, (END - NEAR) / 2), oak)
        setting.box((x, TOP - 0.02, (NEAR + END) / 2), (0.24, 0.06, (END - NEAR) / 2), oak)
        rail = way * (HALF - 1.2)
        for y in (FLOOR + 0.98, FLOOR + 0.14):
            place.add(tube([(rail, y, NEAR), (rail, y, END)], 0.022, 8, brass))
        zs = np.arange(NEAR, END, 0.19)
        place.add(
            bars(
                [(rail, FLOOR + 0.06, float(z)) for z in zs],
                [(rail, FLOOR + 0.98, float(z)) for z in zs],
                (0.008, 0.008),
                brass,
            )
        )
        place.add(tube([(way * (HALF - 0.46), 2.85, NEAR), (way * (HALF - 0.46), 2.85, END)], 0.018, 8, brass))
    a = np.linspace(0, math.pi, 33)
    vault = np.empty((33, 2, 3), np.float32)
    vault[..., 0], vault[..., 1] = ((HALF + 0.05) * np.cos(a))[:, None], (TOP + 2.0 * np.sin(a))[:, None]
    vault[:, 0, 2], vault[:, 1, 2] = NEAR, END
    place.add(grid(vault, plaster))
    setting.box((0, 4.5, NEAR - 0.1), (HALF + 0.2, 4.6, 0.1), oak)
    place.add(facing(window_wall(0.0, 0.0, HALF + 0.2, 9.0, (1.5, 1.2, 5.4, 1.5), 0.4, plaster, oak, (5, 7)), 0.0, END))
    place.window(
        (-1.4, 1.3, END + 0.1),
        (2.8, 0, 0),
        (0, 5.2, 0),
        tuple(9.0 * place.horizon[c] + 4.0 * place.zenith[c] for c in range(3)),
    )
    place.window((-1.5, 5.0, NEAR + 0.4), (3.0, 0, 0), (0, 2.0, 0), tuple(0.9 * place.horizon[c] for c in range(3)))
    _ladders(setting, oak, brass)
    _tables(setting, oak, brass, spines)


def _ladders(setting: Setting, wood: int, brass: int) -> None:
    place, side = setting.place, setting.side
    spots = [(-side, 3.2), (side, 8.6), (-side, 15.0)]
    if setting.shot in ("close", "detail"):
        spots[0] = (-side, 4.3)
    for n, (way, z) in enumerate(spots):
        head, foot = (way * (HALF - 0.46), 2.85), (way * (HALF - 1.35), 0.0)
        for dz in (-0.23, 0.23):
            place.add(bars([(foot[0], 0.0, z + dz)], [(head[0], head[1] + 0.15, z + dz)], (0.022, 0.035), wood))
            place.add(
                turned([(0.05, 0.015), (0.05, -0.015)], 16, brass).leaned(math.pi / 2, 0).moved(foot[0], 0.05, z + dz)
            )
        t = np.linspace(0.08, 0.96, 10)
        place.add(
            bars(
                [(foot[0] + (head[0] - foot[0]) * s, head[1] * s, z - 0.23) for s in t],
                [(foot[0] + (head[0] - foot[0]) * s, head[1] * s, z + 0.23) for s in t],
                (0.030, 0.012),
                wood,
            )
        )
        if n == 0 and setting.peopled and "figure" in setting.description.details:
            cloth = setting.paint(skins.CLOTH, (0.02, 0.02, 0.024))
            place.add(body("stander", 1.72, 0.3, cloth).moved(way * (HALF - 1.7), 0, z - 0.9))


def _tables(setting: Setting, wood: int, brass: int, spines: list[int]) -> None:
    place, rng, side = setting.place, setting.rng, setting.side
    leather = setting.paint(skins.CLOTH, (0.03, 0.055, 0.028))
    green = setting.paint(
        skins.GLOW, (0.02, 0.10, 0.04), gloss=0.06, rough=0.05, scale=0.0, glow=(0.06, 0.55, 0.14), family=EVEN
    )
    paper = setting.paint(skins.PLAIN, (0.42, 0.50, 0.53))
    a_chair = chair(wood, leather)
    candlelit = bool(setting.words & _CANDLES) and not is_afloat(setting)
    for k in range(5):
        z = 2.2 + 4.4 * k
        if candlelit:
            for n, (x, dz) in enumerate(((0.06 * side, -0.1), (-0.2 * side, 1.15), (0.16 * side, -1.2))):
                families = (EVEN, ODD) if (k + n) % 2 else (ODD, EVEN)
                candles(
                    setting, (x, 0.797, z + dz), 7 - 2 * n, 0.20 - 0.04 * n, families, strength=1.1, tall=(0.06, 0.32)
                )
        place.add(
            boxes([(0, 0.77, z), (0, 0.72, z)], [(0.62, 0.022, 1.5), (0.55, 0.035, 1.4)], wood),
            boxes([(0, 0.793, z)], (0.5, 0.003, 1.38), leather),
        )
        for x in (-0.48, 0.48):
            for dz in (-1.3, 1.3):
                place.add(
                    turned([(0.05, 0.72), (0.06, 0.6), (0.035, 0.4), (0.06, 0.2), (0.04, 0.0)], 16, wood).moved(
                        x, 0, z + dz
                    )
                )
        for n, dz in enumerate(() if candlelit else (-0.75, 0.75)):
            family = EVEN if (k + n) % 2 else ODD
            bulb = setting.glow((1.9, 4.4, 6.6), family)
            foot = [(0.012, 0.30), (0.012, 0.06), (0.06, 0.03), (0.085, 0.0)]
            place.add(turned(foot, 18, brass).moved(0, 0.795, z + dz))
            t = np.linspace(0, math.pi, 13)
            shade = np.empty((13, 2, 3), np.float32)
            shade[..., 0], shade[..., 1] = (0.075 * np.cos(t))[:, None], (1.10 + 0.075 * np.sin(t))[:, None]
            shade[:, 0, 2], shade[:, 1, 2] = z + dz - 0.16, z + dz + 0.16
            place.add(grid(shade, green), boxes([(0, 1.112, z + dz)], (0.018, 0.010, 0.13), bulb))
            place.lamp((0, 1.08, z + dz), tuple(0.42 * part for part in _LAMPLIGHT), family, 0.06)
            place.beacons.append(((0, 1.10, z + dz), _LAMPLIGHT))
        for _ in range(5):
            x, dz, high = float(rng.uniform(-0.4, 0.4)), float(rng.uniform(-1.2, 1.2)), 0.796
            for _ in range(int(rng.integers(1, 4))):
                thick = float(rng.uniform(0.015, 0.03))
                place.add(
                    boxes([(0, 0, 0)], (0.085, thick, 0.12), spines[int(rng.integers(len(spines)))]).moved(
                        x, high + thick, z + dz, turn=float(rng.uniform(-0.5, 0.5))
                    )
                )
                high += 2 * thick
        place.add(boxes([(0, 0, 0)], (0.15, 0.006, 0.11), paper).moved(0.2 * side, 0.80, z - 0.2, turn=0.2))
        for way in (-1.0, 1.0):
            for dz in (-0.75, 0.75):
                place.add(a_chair.moved(way * 0.85, 0, z + dz, turn=way * math.pi / 2))
    for k, z in enumerate((3.4, 9.8, 16.2)):  # lamps from the vault
        family = EVEN if k % 2 else ODD
        globe = setting.glow((0.5, 1.1, 1.6) if candlelit else (1.4, 2.9, 4.2), family, scale=2.0)
        place.add(
            turned([(0.0, 0.17), (0.12, 0.13), (0.18, 0.0), (0.12, -0.13), (0.0, -0.17)], 24, globe).moved(0, 4.6, z),
            tube([(0, 4.77, z), (0, 8.4, z)], 0.012, 6, brass),
        )
        place.lamp((0, 4.6, z), tuple((0.9 if candlelit else 3.4) * part for part in _LAMPLIGHT), family, 0.2)
        place.beacons.append(((0, 4.6, z), _LAMPLIGHT))
    if candlelit and setting.shot in _AT_TABLE:
        setting.view, setting.focus = _AT_TABLE[setting.shot]
    x = side * 1.75  # a globe on its stand
    sea = setting.paint(skins.PLASTER, (0.14, 0.17, 0.12), (0.05, 0.1, 0.16), gloss=0.03, rough=0.2)
    z = 4.4
    place.add(
        turned(
            [(0.0, 0.30), (0.15, 0.26), (0.26, 0.15), (0.30, 0.0), (0.26, -0.15), (0.15, -0.26), (0.0, -0.30)], 28, sea
        ).moved(x, 0.92, z)
    )
    ring = np.linspace(0, 2 * math.pi, 41)
    place.add(
        tube(np.stack([x + 0.35 * np.cos(ring), np.full(41, 0.92), z + 0.35 * np.sin(ring)], 1), 0.018, 8, brass),
        tube(np.stack([x + 0.32 * np.cos(ring), 0.92 + 0.32 * np.sin(ring), np.full(41, z)], 1), 0.012, 8, brass),
    )
    for n in range(3):
        t = 2.1 * n
        place.add(
            tube(
                [
                    (x + 0.35 * math.cos(t), 0.92, z + 0.35 * math.sin(t)),
                    (x + 0.28 * math.cos(t), 0.3, z + 0.28 * math.sin(t)),
                    (x + 0.36 * math.cos(t), 0.0, z + 0.36 * math.sin(t)),
                ],
                0.022,
                8,
                wood,
            )
        )


PLAN = Plan(
    _furnish,
    {
        "wide": Level((0.9, 1.60, -2.4), -4.0, 0.86, 0.62),
        "medium": Level((0.95, 1.55, 0.6), -16.0, 0.95, 0.58),
        "close": Level((0.6, 1.55, 2.0), -48.0, 0.95, 0.52),
        "detail": Level((-1.0, 1.55, 2.7), -62.0, 1.1, 0.50),
    },
    groups={"sun": (KEY, "downbeat", 0.94, 0.14), "even": (EVEN, "kick", 0.86, 0.26), "odd": (ODD, "offbeat", 0.86, 0.26), "sky": (SKY,)},
    median=(34.0, 64.0), mist=0.16, travel=1.4, holds=frozenset({"candles"}),
)  # fmt: skip
