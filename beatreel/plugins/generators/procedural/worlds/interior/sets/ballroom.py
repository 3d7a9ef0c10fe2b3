"""A grand ballroom: chandeliers of crystal, gilded pilasters, mirrors, tall windows, a floor in herringbone, a couple that waltzes."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, grid, tube, turned
from beatreel.plugins.generators.procedural.scenery.built import EVEN, KEY, ODD, SKY, skins
from beatreel.plugins.generators.procedural.scenery.exposure import View
from beatreel.plugins.generators.procedural.scenery.setting import FLAME, Colour, Level, Plan, Setting

from . import decay
from .dancing import dancers
from .joinery import beads, curtain, facing, parquet, window_wall

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.scenery.built import Place

HALF, TALL, BAY, BAYS = 5.6, 7.4, 3.6, 7
NEAR, END = -3.6, 21.6
_DANCERS = {"dancing", "dancers", "dancer", "dance", "waltz", "waltzing", "couple"}
_AT_WINDOWS = View((-2.6, 1.35, 2.6), (5.6, 2.3, 8.4), 0.95, (0.5, 0.55))
_CANDLES: Colour = (0.62, 1.15, 1.75)


def chandelier(
    place: Place,
    at: tuple[float, float, float],
    metal: int,
    family: int,
    strength: float,
    rng: np.random.Generator,
    *,
    scale: float = 1.0,
) -> None:
    """Hang a chandelier: two rings of candles on arms, ropes of crystal from its crown and to its foot."""
    x, y, z = at
    glass = [place.material(skins.GLOW, (0.30, 0.33, 0.35), gloss=0.35, rough=0.05, scale=0.0,
                            glow=tuple(part * strength * share for part in (0.95, 1.15, 1.25)), family=family)
             for share in (0.3, 1.1, 4.0)]  # fmt: skip
    wax = place.material(skins.PLAIN, (0.5, 0.6, 0.66))
    fire = place.material(
        skins.GLOW,
        (0, 0, 0),
        scale=1 / 0.11,
        glow=tuple(3.4 * strength * part for part in (0.9, 2.4, 4.2)),
        family=family,
    )
    stem = [(0.02, 2.6), (0.02, 1.6), (0.10, 1.52), (0.26, 1.46), (0.10, 1.40), (0.05, 1.2), (0.13, 0.95), (0.16, 0.75), (0.06, 0.55),
            (0.05, 0.2), (0.17, 0.02), (0.20, -0.12), (0.09, -0.30), (0.03, -0.45), (0.07, -0.75), (0.0, -0.86)]  # fmt: skip
    parts = [turned(stem, 24, metal)]
    ropes = []
    for count, radius, up in ((14, 1.15, 0.0), (9, 0.68, 0.62)):
        for k in range(count):
            a = 2 * math.pi * (k + 0.5 * (up > 0)) / count
            c, s = math.cos(a), math.sin(a)
            t = np.linspace(0, 1, 15)
            out, high = radius * t, up - 0.10 - 0.24 * np.sin(math.pi * t) * (1 - 0.3 * t) + 0.16 * t**3
            parts.append(tube(np.stack([out * c, high, out * s], 1), 0.016, 6, metal))
            foot = (radius * c, up + 0.06, radius * s)
            parts.append(turned([(0.05, 0.03), (0.075, 0.0), (0.02, -0.03)], 10, metal).moved(*foot))
            parts.append(turned([(0.0, 0.17), (0.014, 0.17), (0.015, 0.0)], 8, wax).moved(*foot))
            parts.append(
                turned([(0.0, 0.11), (0.010, 0.07), (0.020, 0.03), (0.014, 0.0)], 8, fire).moved(
                    foot[0], foot[1] + 0.17, foot[2]
                )
            )
            ropes += [
                [(foot[0] - b * s, foot[1] - 0.07 - 0.05 * n, foot[2] + b * c) for n in range(3)]
                for b in (-0.05, 0.0, 0.05)  # drops under the cup
            ]
            for low, far in (((0.26, 1.44), radius), ((0.04, -0.78), radius)):
                reach = low[0] + (far - low[0]) * t
                sag = low[1] + (foot[1] - 0.05 - low[1]) * t - (0.22 if low[1] > 0 else 0.10) * np.sin(math.pi * t)
                turn = a + (math.pi / count if low[1] > 0 else 0.0)
                ropes.append(list(zip(reach * math.cos(turn), sag, reach * math.sin(turn), strict=True)))
            a2 = 2 * math.pi * (k + 1 + 0.5 * (up > 0)) / count  # from arm to arm
            mid = radius * math.cos(math.pi / count)
            turn = np.linspace(a, a2, 11)
            ropes.append(list(zip((mid + (radius - mid) * np.abs(np.linspace(-1, 1, 11))) * np.cos(turn),
                up - 0.02 - 0.13 * np.sin(np.linspace(0, math.pi, 11)),
                                  (mid + (radius - mid) * np.abs(np.linspace(-1, 1, 11))) * np.sin(turn), strict=True)))  # fmt: skip
    stones = np.array([point for rope in ropes for point in rope], np.float32)
    kind = rng.choice(3, len(stones), p=(0.5, 0.35, 0.15))
    for k in range(3):
        some = stones[kind == k]
        parts.append(beads(some, rng.uniform(0.016, 0.030, len(some)).astype(np.float32), glass[k]))
    place.add(Mesh.of(parts).moved(x, y, z, turn=float(rng.uniform(0, 1)), scale=scale))
    place.add(bars([(x, y + 2.5 * scale, z)], [(x, y + 8, z)], (0.012, 0.012), metal))
    place.lamp((x, y + 0.2 * scale, z), tuple(10.0 * strength * part for part in _CANDLES), family, 1.1 * scale)
    place.beacons.append(((x, y + 0.3, z), (0.35, 0.7, 1.0)))


def _furnish(setting: Setting) -> None:
    place, side, rng = setting.place, setting.side, setting.rng
    setting.sunlit((20.0, 30.0), strength=0.6, dust=0.012)
    is_ruined = bool(setting.words & decay.WORDS)
    lamps = max(setting.lamps, 0.55) if not is_ruined else 0.0
    if is_ruined:
        decay.air(setting)
        setting.median = (30.0, 58.0)
    setting.hazy(
        0.006,
        (0, 0, 0),
        tuple(0.02 * lamps * part for part in FLAME),
        tuple(0.01 * lamps * part for part in FLAME),
        tuple(0.05 * part for part in place.horizon),
    )
    tone: Colour = ((0.25, 0.33, 0.38), (0.30, 0.32, 0.28), (0.34, 0.31, 0.34))[int(rng.integers(3))]
    wall = setting.paint(skins.PLASTER, tone)
    moulding = setting.paint(skins.PLAIN, tuple(1.15 * part for part in tone))
    gold = setting.paint(skins.METAL, (0.16, 0.46, 0.78), gloss=0.42, rough=0.14, metal=True)
    mirror = setting.paint(skins.PLAIN, (0.80, 0.84, 0.84), gloss=0.86, rough=0.0, metal=True)
    velvet = setting.paint(skins.CLOTH, (0.030, 0.022, 0.20))
    gloss = 0.012 if is_ruined else 0.045
    woods = (setting.paint(skins.WOOD, (0.045, 0.105, 0.20), gloss=gloss, rough=0.03, scale=0.2),
             setting.paint(skins.WOOD, (0.032, 0.075, 0.15), gloss=gloss, rough=0.03, scale=0.2))  # fmt: skip
    place.add(parquet(HALF, (NEAR, END), woods))
    setting.floored(HALF, (NEAR, END), woods[1])
    setting.box(
        (0, TALL + 0.1, 9), (HALF + 0.5, 0.1, 14), setting.paint(skins.PLASTER, tuple(0.55 * part for part in tone))
    )
    setting.box((0, TALL / 2, NEAR - 0.1), (HALF + 0.5, TALL / 2, 0.1), wall)
    opening = (0.92, 0.35, 4.1, 0.92)
    glow = tuple(7.0 * place.horizon[c] + 3.0 * place.zenith[c] for c in range(3))
    for k in range(BAYS):
        z = NEAR + BAY * (k + 0.5)
        place.add(window_wall(side * HALF, z, BAY / 2, TALL, opening, side * 0.4, wall, moulding, (3, 6)))
        place.window((side * (HALF + 0.1), 0.4, z - 0.9), (0, 0, 1.8), (0, 4.3, 0), glow)
        for way in (-1.0, 1.0):  # curtains held back
            hung = curtain(0.62, 4.75, velvet, folds=4.0, deep=0.05, gathered=0.55, phase=float(rng.uniform(0, 6)))
            if is_ruined:
                hung = decay.torn(hung, 31 * k + int(way), 0.22, -4.75 + 1.6 * float(rng.random()))
            hung = (
                hung.moved(0, 0, 0, turn=math.pi / 2)
                if way > 0
                else Mesh(hung.points * np.float32([-1, 1, 1]), hung.carried, hung.triangles, hung.skins).moved(
                    0, 0, 0, turn=math.pi / 2
                )
            )
            place.add(hung.moved(side * (HALF - 0.16), 5.0, z - way * 1.0))
        place.add(
            bars([(side * (HALF - 0.14), 5.06, z - 1.5)], [(side * (HALF - 0.14), 5.06, z + 1.5)], (0.035, 0.035), gold)
        )
        # The other side: mirrors in gilded frames.
        place.add(boxes([(-side * (HALF + 0.1), TALL / 2, z)], (0.1, TALL / 2, BAY / 2), wall))
        place.add(boxes([(-side * (HALF - 0.02), 2.75, z)], (0.02, 2.05, 0.92), mirror))
        arch = np.linspace(0, math.pi, 21)
        rim = np.concatenate(
            [
                [(0.95, 0.65)],
                np.stack([0.95 * np.cos(arch), 4.8 + 0.35 * np.sin(arch)], 1),
                [(-0.95, 0.65)],
                [(0.95, 0.65)],
            ]
        )
        place.add(
            tube(np.stack([np.full(len(rim), -side * (HALF - 0.05)), rim[:, 1], z + rim[:, 0]], 1), 0.055, 6, gold)
        )
        _sconce(setting, (-side * (HALF - 0.1), 2.7, z + BAY / 2), gold, ODD, lamps)
    for k in range(BAYS + 1):
        z = NEAR + BAY * k
        for way in (-1.0, 1.0):
            x = way * (HALF - 0.09)
            place.add(boxes([(x, 3.0, z), (x, 0.32, z)], [(0.09, 2.7, 0.24), (0.13, 0.32, 0.32)], moulding))
            flutes = [-0.15, -0.05, 0.05, 0.15]
            place.add(
                bars(
                    [(x - 0.10 * way, 0.8, z + f) for f in flutes],
                    [(x - 0.10 * way, 5.5, z + f) for f in flutes],
                    (0.014, 0.014),
                    gold,
                )
            )
            place.add(boxes([(x - 0.02 * way, 5.85, z)], (0.13, 0.14, 0.33), gold))
            for f in (-0.26, 0.26):
                place.add(
                    turned([(0.0, 0.11), (0.10, 0.05), (0.10, -0.05), (0.0, -0.11)], 12, gold).moved(
                        x - 0.05 * way, 5.80, z + f
                    )
                )
    for way in (-1.0, 1.0):  # entablature and coving
        place.add(
            boxes([(way * (HALF - 0.12), 6.15, 9.0)], (0.14, 0.16, 14), moulding),
            boxes([(way * (HALF - 0.22), 6.36, 9.0)], (0.25, 0.05, 14), gold),
        )
        a = np.linspace(0, math.pi / 2, 9)
        cove = np.zeros((9, 2, 3), np.float32)
        cove[..., 0] = way * (HALF - 1.0 + 1.0 * np.cos(a))[:, None]
        cove[..., 1] = (6.4 + 1.0 * np.sin(a))[:, None]
        cove[:, 0, 2], cove[:, 1, 2] = NEAR, END
        place.add(grid(cove, wall))
    for k in range(BAYS + 1):  # ribs and coffers of the ceiling
        z = NEAR + BAY * k
        place.add(
            boxes([(0, TALL - 0.09, z)], (HALF - 1.0, 0.09, 0.16), moulding),
            boxes([(0, TALL - 0.19, z)], (HALF - 1.0, 0.015, 0.09), gold),
        )
    for x in (-2.3, 2.3):
        place.add(
            boxes([(x, TALL - 0.09, 9)], (0.14, 0.09, 14), moulding),
            boxes([(x, TALL - 0.19, 9)], (0.07, 0.015, 14), gold),
        )
    _end(setting, wall, moulding, gold, velvet, mirror, glow, lamps)
    if is_ruined:
        at = (0.55 * side, 4.9)
        decay.fallen(setting, lambda: chandelier(place, (0.0, 0.0, 0.0), gold, EVEN, 0.02, rng), at)
        decay.litter(setting, HALF - 0.3, (NEAR + 2.4, END), at)
    for k, z in enumerate((5.6, 11.0, 16.4)):
        if is_ruined and k == 0:
            continue
        chandelier(place, (0.0, 4.3, z), gold, EVEN if k != 1 else ODD, max(0.62 * lamps, 0.02), rng)
    if setting.peopled and (not is_ruined or setting.words & _DANCERS):
        away = {"wide": 4.8, "medium": 6.2, "close": 4.6, "detail": 8.0}[setting.shot]
        dancers(
            setting,
            (0.35 * side if setting.shot != "detail" else -0.3 * side, 0.0, away),
            turn=float(rng.uniform(-0.5, 0.7)),
        )
    elif setting.shot == "close":  # where nobody dances, along the windows and the light that they let in
        setting.view = _AT_WINDOWS


def _sconce(setting: Setting, at: tuple[float, float, float], gold: int, family: int, strength: float) -> None:
    x, y, z = at
    fire = setting.glow(tuple(1.9 * strength * part for part in (0.7, 2.2, 4.2)), family, scale=9.0)
    way = -1.0 if x > 0 else 1.0
    setting.place.add(
        turned([(0.0, 0.2), (0.05, 0.1), (0.07, 0.0), (0.03, -0.12), (0.0, -0.2)], 12, gold).moved(x - 0.04 * way, y, z)
    )
    for off in (-0.16, 0.16):
        setting.place.add(
            tube(
                [(x, y, z), (x + 0.1 * way, y - 0.08, z + 0.6 * off), (x + 0.14 * way, y + 0.05, z + off)],
                0.014,
                6,
                gold,
            )
        )
        setting.place.add(
            turned([(0.0, 0.24), (0.013, 0.18), (0.020, 0.13), (0.016, 0.10), (0.016, 0.0)], 8, fire).moved(
                x + 0.14 * way, y + 0.05, z + off
            )
        )
    setting.place.lamp((x + 0.25 * way, y + 0.25, z), tuple(0.8 * strength * part for part in FLAME), family, 0.2)


def _end(
    setting: Setting, wall: int, moulding: int, gold: int, velvet: int, mirror: int, glow: Colour, lamps: float
) -> None:
    """Close the room with a high window and two doors."""
    place = setting.place
    panel = window_wall(0.0, 0.0, 2.2, TALL, (1.25, 0.4, 4.0, 1.25), 0.4, wall, moulding, (4, 6))
    place.add(facing(panel, 0.0, END))
    place.window((-1.2, 0.5, END + 0.2), (2.4, 0, 0), (0, 4.4, 0), tuple(0.6 * part for part in glow))
    for way in (-1.0, 1.0):
        place.add(boxes([(way * 4.0, TALL / 2, END + 0.1)], (1.85, TALL / 2, 0.1), wall))
        place.add(boxes([(way * 3.7, 1.5, END - 0.02)], (0.75, 1.5, 0.03), moulding))
        for x in (3.35, 4.05):
            for y, h in ((0.8, 0.5), (2.1, 0.62)):
                place.add(
                    boxes([(way * x, y, END - 0.055)], (0.24, h, 0.012), gold),
                    boxes([(way * x, y, END - 0.062)], (0.215, h - 0.025, 0.012), moulding),
                )
        place.add(
            boxes([(way * 3.7, 4.5, END - 0.02)], (0.75, 0.95, 0.02), mirror),
            tube(
                [
                    (way * (3.7 + 0.78 * u), 4.5 + 0.98 * v, END - 0.05)
                    for u, v in ((-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1))
                ],
                0.06,
                6,
                gold,
            ),
        )
        _sconce(setting, (way * 2.45, 2.6, END - 0.1), gold, EVEN, lamps)
        place.add(curtain(0.8, 5.5, velvet, folds=5.0, deep=0.06, gathered=0.6).moved(way * 1.55, 5.75, END - 0.2))


PLAN = Plan(
    _furnish,
    {
        "wide": Level((-0.7, 1.55, -2.2), 3.0, 0.98, 0.66),
        "medium": Level((-0.6, 1.45, 1.6), 6.0, 1.05, 0.66),
        "close": Level((-0.35, 1.40, 1.7), 9.0, 1.25, 0.56),
        "detail": Level((-0.6, 3.0, 1.6), 8.0, 1.25, 0.70),
    },
    groups={"sun": (KEY, "downbeat", 0.95, 0.14), "chandeliers": (EVEN, "kick", 0.84, 0.30), "candles": (ODD,
        "offbeat", 0.84, 0.30), "sky": (SKY,)},
    median=(28.0, 54.0),
)  # fmt: skip
