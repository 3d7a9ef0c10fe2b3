"""A cathedral: vaults on piers, stained glass, beams of light over the pews, candles on the altar and in the aisle."""

from __future__ import annotations

import math

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, grid, tube, turned
from beatreel.plugins.generators.procedural.scenery import gothic
from beatreel.plugins.generators.procedural.scenery.built import EVEN, KEY, ODD, SKY, body, skins
from beatreel.plugins.generators.procedural.scenery.exposure import View
from beatreel.plugins.generators.procedural.scenery.setting import BEAMS, FLAME, Colour, Level, Plan, Setting

from .glass import Panes
from .joinery import facing

NAVE, AISLE, BAY, BAYS, SPRING = 3.3, 1.5, 4.4, 5, 7.6
END = BAY * BAYS
OUTER = NAVE + 2 * AISLE
_LANCET = (0.95, 1.9, 6.2, 1.75)
_ALTAR = END - 2.4


def _furnish(setting: Setting) -> None:
    place, side, rng = setting.place, setting.side, setting.rng
    setting.sunlit((26.0, 36.0), strength=1.1 if setting.hour != "dusk" else 1.0, dust=0.05)
    if setting.hour == "dusk":  # the last sun
        place.sunlight, place.sun = (1.0, 2.4, 4.6), (side * 0.80, 0.42, 0.43)
    stone: Colour = ((0.26, 0.32, 0.36), (0.24, 0.27, 0.29), (0.28, 0.31, 0.33))[int(rng.integers(3))]
    wall, rib = setting.paint(skins.STONE, stone), setting.paint(skins.PLASTER, tuple(1.2 * part for part in stone))
    floor = setting.paint(skins.SLABS, (0.17, 0.19, 0.20), (0.07, 0.075, 0.08), gloss=0.12, rough=0.02, scale=0.7)
    oak = setting.paint(skins.WOOD, (0.018, 0.038, 0.075), gloss=0.03, rough=0.25, scale=0.16)
    gold = setting.paint(skins.METAL, (0.18, 0.48, 0.80), gloss=0.4, rough=0.3, metal=True)
    sun = float(max(place.sunlight))
    strength = {"night": 0.6, "dusk": 1.2, "day": 2.0, "golden": 1.8, "dawn": 1.5}[setting.hour]
    if setting.words & BEAMS:  # which are seen before what is darker
        strength *= 0.5
        place.sunlight = tuple(1.5 * part for part in place.sunlight)
    panes = Panes(setting, strength)
    setting.hazy(
        0.006,
        tuple(0.004 * part for part in place.sunlight),
        tuple(0.006 * part for part in FLAME),
        (0, 0, 0),
        tuple(0.03 * strength * part for part in (1.0, 0.7, 0.6)),
    )
    _hall(setting, panes, wall, rib, floor, strength, sun)
    _pews(setting, oak)
    _altar(setting, gold, rib)


def _hall(setting: Setting, panes: Panes, wall: int, rib: int, floor: int, strength: float, sun: float) -> None:
    place, side = setting.place, setting.side
    rise_nave, rise_aisle = 4.2, 2.9
    at = np.linspace(-BAY / 2, BAY / 2, 25)
    for k in range(-1, BAYS):
        z = BAY * (k + 0.5)
        place.add(gothic.vault(0.0, z, (NAVE, BAY / 2), SPRING, rise_nave, wall, rib))
        for way in (-1.0, 1.0):
            place.add(gothic.vault(way * (NAVE + AISLE), z, (AISLE, BAY / 2), SPRING, rise_aisle, wall, rib))
            place.add(
                gothic.lancet_wall(
                    way * OUTER,
                    z,
                    BAY / 2,
                    lambda u: SPRING + gothic.pointed(u, BAY / 2, rise_aisle),
                    _LANCET,
                    way * 0.45,
                    wall,
                    rib,
                )
            )
            low, high = (
                SPRING + gothic.pointed(at, BAY / 2, rise_aisle),
                SPRING + gothic.pointed(at, BAY / 2, rise_nave),
            )
            points = np.empty((2, 25, 3), np.float32)
            points[..., 0], points[..., 2], points[0, :, 1], points[1, :, 1] = way * NAVE, z + at, high, low
            place.add(grid(points, wall, uv=points[..., [2, 1]]))
            if way != side or sun < 0.05:  # the sun comes in through the other side
                place.add(facing(panes.window(*_LANCET), way * (OUTER + 0.36), z, turn=math.pi / 2))
                tone: Colour = (1.6, 0.8, 0.7)
            else:
                tone = tuple(2.0 * part for part in place.horizon)
            place.window(
                (way * (OUTER + 0.1), 2.0, z - 0.9),
                (0, 0, 1.8),
                (0, 5.4, 0),
                tuple(3.0 * strength * part for part in tone),
            )
    for k in range(BAYS + 1):
        for way in (-1.0, 1.0):
            place.add(
                gothic.pier(way * NAVE, BAY * k, SPRING, 0.46, rib, rib),
                gothic.pier(way * OUTER, BAY * k, SPRING, 0.26, rib, rib),
            )
    setting.floored(OUTER + 0.6, (-5, END), floor)
    place.add(boxes([[0, 6.5, -4.8]], [OUTER + 1, 7.0, 0.1], wall))
    for way in (-1.0, 1.0):
        place.add(boxes([[way * (OUTER / 2 + NAVE / 2), 6.0, END + 0.2]], [AISLE + 0.4, 6.0, 0.2], wall))
    lancets = ((-2.1, 5.0), (0.0, 5.6), (2.1, 5.0))
    for x, spring in lancets:  # three lights under a rose
        opening = (0.74, 2.6, spring, 1.3)
        panel = gothic.lancet_wall(0.0, 0.0, 1.05, lambda u: 7.3 + 0 * u, opening, 0.4, wall, rib)
        place.add(facing(panel, x, END), panes.window(*opening).moved(x, 0, END + 0.3))
        place.window(
            (x - 0.7, 2.7, END + 0.1),
            (1.4, 0, 0),
            (0, spring - 2.0, 0),
            tuple(3.2 * strength * part for part in (1.5, 0.8, 0.8)),
        )
    radius = 1.72
    turn = np.linspace(0, 2 * math.pi, 73)
    hole = np.empty((2, 73, 3), np.float32)  # the wall around the rose
    square = np.maximum(np.abs(np.cos(turn)) / 3.16, np.abs(np.sin(turn)) / 2.4)
    hole[0, :, 0], hole[0, :, 1] = np.cos(turn) / square, 9.2 + np.sin(turn) / square
    hole[1, :, 0], hole[1, :, 1] = radius * np.cos(turn), 9.2 + radius * np.sin(turn)
    hole[..., 2] = END
    tracery = [
        tube(np.stack([r * np.cos(turn), r * np.sin(turn), np.zeros(73)], 1), w, 8, rib)
        for r, w in ((radius, 0.14), (0.47 * radius, 0.045), (0.21 * radius, 0.05))
    ]
    a = np.arange(12) * math.pi / 6
    tracery.append(
        bars(
            np.stack([0.2 * radius * np.cos(a), 0.2 * radius * np.sin(a), 0 * a], 1),
            np.stack([radius * np.cos(a), radius * np.sin(a), 0 * a], 1),
            (0.035, 0.05),
            rib,
        )
    )
    place.add(
        grid(hole, wall, uv=hole[..., :2]),
        Mesh.of(tracery).moved(0, 9.2, END + 0.02),
        panes.rose(radius).moved(0, 9.2, END + 0.12),
    )
    place.window(
        (-1.2, 8.0, END + 0.05), (2.4, 0, 0), (0, 2.4, 0), tuple(3.0 * strength * part for part in (1.3, 0.8, 1.1))
    )
    place.add(boxes([[0, 6.0, END + 0.8]], [OUTER, 7.0, 0.1], panes.lead))


def _pews(setting: Setting, oak: int) -> None:
    place = setting.place
    for z in np.arange(1.9, _ALTAR - 4.2, 1.05):
        for way in (-1.0, 1.0):
            x = way * 1.95
            place.add(
                boxes(
                    [(x, 0.45, z), (x, 0.74, z + 0.22), (x, 0.97, z + 0.24)],
                    [(1.05, 0.022, 0.20), (1.05, 0.22, 0.018), (1.07, 0.025, 0.04)],
                    oak,
                )
            )
            for end in (0.88, 3.02):
                place.add(boxes([(way * end, 0.5, z + 0.02)], (0.03, 0.5, 0.25), oak))
                place.add(
                    turned([(0.0, 0.07), (0.045, 0.04), (0.05, 0.0), (0.03, -0.03)], 12, oak).moved(
                        way * end, 1.03, z + 0.2
                    )
                )


def candle(setting: Setting, at: tuple[float, float, float], tall: float, family: int, *, thick: float = 0.022) -> None:
    """Put a burning candle down; whoever asks adds the lamp."""
    wax = setting.paint(skins.PLAIN, (0.42, 0.55, 0.62), glow=(0.05, 0.16, 0.30), family=family)
    fire = setting.glow((1.3, 4.6, 9.0), family, scale=1 / 0.10)
    x, y, z = at
    setting.place.add(
        turned([(0.0, tall), (thick * 0.9, tall), (thick, tall - 0.02), (thick * 1.05, 0.0)], 10, wax).moved(x, y, z)
    )
    setting.place.add(
        turned([(0.0, 0.10), (0.008, 0.07), (0.016, 0.035), (0.011, 0.0)], 8, fire).moved(x, y + tall + 0.008, z)
    )
    setting.place.beacons.append(((x, y + tall + 0.05, z), (0.2, 0.5, 1.0)))


def _altar(setting: Setting, gold: int, stone: int) -> None:
    place, rng, side = setting.place, setting.rng, setting.side
    linen = setting.paint(skins.CLOTH, (0.55, 0.60, 0.62))
    carpet = setting.paint(skins.CARPET, (0.030, 0.022, 0.16), (0.05, 0.26, 0.48), extra=(0.75,))
    for k in range(3):
        z = _ALTAR - 2.2 + 0.5 * k
        place.add(boxes([(0, 0.075 + 0.15 * k, (z + END) / 2)], (3.1 - 0.1 * k, 0.075, (END - z) / 2), stone))
    points = np.zeros((2, 2, 3), np.float32)
    points[:, 0, 0], points[:, 1, 0], points[0, :, 2], points[1, :, 2], points[..., 1] = (
        -0.7,
        0.7,
        -3.0,
        _ALTAR - 2.2,
        0.008,
    )
    place.add(grid(points, carpet, uv=points[..., [0, 2]]))
    y = 0.45
    place.add(
        boxes([(0, y + 0.5, _ALTAR)], (1.25, 0.5, 0.42), stone),
        boxes([(0, y + 1.02, _ALTAR)], (1.35, 0.025, 0.50), linen),
        boxes([(0, y + 0.80, _ALTAR - 0.49)], (0.6, 0.24, 0.01), linen),
    )
    place.add(
        boxes([(0, y + 1.75, _ALTAR + 0.3), (0, y + 2.0, _ALTAR + 0.3)], [(0.04, 0.70, 0.03), (0.34, 0.04, 0.03)], gold)
    )
    for n, x in enumerate((-1.15, -0.85, -0.55, 0.55, 0.85, 1.15)):
        place.add(
            turned([(0.05, 0.34), (0.02, 0.30), (0.02, 0.06), (0.08, 0.0)], 12, gold).moved(x, y + 1.045, _ALTAR + 0.1)
        )
        candle(setting, (x, y + 1.385, _ALTAR + 0.1), 0.30 + 0.07 * (n % 3), EVEN)
    for x in (-0.85, 0.85):
        place.lamp((x, y + 2.1, _ALTAR - 0.25), tuple(2.6 * part for part in FLAME), EVEN, 0.35)
    stand = [
        (0.09, 1.12),
        (0.03, 1.06),
        (0.025, 0.7),
        (0.05, 0.66),
        (0.025, 0.6),
        (0.025, 0.08),
        (0.14, 0.03),
        (0.16, 0.0),
    ]
    for k, z in enumerate(np.arange(1.4, _ALTAR - 2.5, 2.1)):  # along the way to the altar
        for way in (-1.0, 1.0):
            family = EVEN if (k + (way > 0)) % 2 else ODD
            place.add(turned(stand, 14, gold).moved(way * 0.80, 0, z))
            candle(setting, (way * 0.80, 1.12, z), float(rng.uniform(0.2, 0.34)), family, thick=0.035)
            place.lamp((way * 0.72, 1.75, z), tuple(0.42 * part for part in FLAME), family, 0.2)
    # A rack of small lights before a pier.
    x, z = -side * (NAVE - 0.75), 8.4 if setting.shot != "close" else 10.0
    for row in range(4):
        place.add(boxes([(x, 0.70 + 0.14 * row, z + 0.16 * row)], (0.55, 0.012, 0.07), gold))
        for n in range(9):
            if rng.random() < 0.85:
                candle(
                    setting,
                    (x - 0.5 + 0.125 * n, 0.71 + 0.14 * row, z + 0.16 * row),
                    float(rng.uniform(0.05, 0.12)),
                    ODD,
                    thick=0.026,
                )
    place.add(
        bars(
            [(x - 0.5, 0, z + 0.3), (x + 0.5, 0, z + 0.3)],
            [(x - 0.5, 1.12, z + 0.3), (x + 0.5, 1.12, z + 0.3)],
            (0.02, 0.02),
            gold,
        )
    )
    place.lamp((x, 1.55, z - 0.1), tuple((1.9 if setting.shot != "detail" else 3.5) * part for part in FLAME), ODD, 0.4)
    if setting.peopled and "figure" in setting.description.details:
        cloth = setting.paint(skins.CLOTH, (0.02, 0.018, 0.02))
        place.add(
            body("stander", 1.74, 0.3, cloth).moved(0.0, 0.01, {"wide": 8.0, "medium": 13.0}.get(setting.shot, 16.0))
        )


PLAN = Plan(
    _furnish,
    {
        "wide": Level((-0.25, 1.55, 0.6), 1.5, 0.92, 0.70),
        "medium": Level((-0.3, 1.6, 8.2), 2.0, 1.15, 0.70),
        "close": Level((-0.2, 1.6, 12.6), 1.5, 1.30, 0.56),
        "detail": View((1.35, 1.72, 17.9), (0.50, 2.25, _ALTAR + 0.1), 1.15, (0.5, 0.55)),  # candles before the glass
    },
    groups={"sun": (KEY, "downbeat", 0.92, 0.18), "even": (EVEN, "kick", 0.84, 0.32), "odd": (ODD, "offbeat", 0.84,
        0.32), "glass": (SKY, "low", 0.90, 0.18)},
    median=(26.0, 52.0), travel=1.8, mist=0.08, glare=0.08, white=(186.0, 220.0), holds=frozenset({"candles"}),
    focus={"detail": (1.9, 0.010)},
)  # fmt: skip
