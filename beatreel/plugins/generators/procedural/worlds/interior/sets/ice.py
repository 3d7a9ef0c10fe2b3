"""A palace of ice: columns of facets that glow from within, icicles, a frozen floor, a throne of crystals."""

from __future__ import annotations

import math

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, grid, turned
from beatreel.plugins.generators.procedural.palette import light_of_hue
from beatreel.plugins.generators.procedural.scenery.built import EVEN, KEY, ODD, SKY, body, skins
from beatreel.plugins.generators.procedural.scenery.gothic import pointed
from beatreel.plugins.generators.procedural.scenery.setting import Colour, Level, Plan, Setting

HALF, BAY, BAYS, SPRING, RISE, NEAR = 3.4, 3.6, 5, 5.2, 3.6, -3.6
END = NEAR + BAY * (BAYS + 1)


def crystal(skin: int, tall: float, thick: float, rng: np.random.Generator) -> Mesh:
    """Return one crystal that stands at the origin: six faces and a point."""
    neck = tall * float(rng.uniform(0.62, 0.85))
    return turned(
        [(0.0, tall), (thick * float(rng.uniform(0.7, 1.0)), neck), (thick, 0.4 * neck), (0.8 * thick, 0.0)],
        6,
        skin,
        start=float(rng.uniform(0, 1)),
    )


def cluster(ice: list[int], tall: float, rng: np.random.Generator, *, many: int = 9) -> Mesh:
    """Return crystals that spread from one foot."""
    parts = []
    for k in range(many):
        a = 2.4 * k
        lean = 0.06 + 0.5 * (k / many) ** 0.8
        one = crystal(
            ice[int(rng.integers(len(ice)))],
            tall * (1 - 0.55 * k / many) * float(rng.uniform(0.85, 1.1)),
            tall * 0.085,
            rng,
        )
        parts.append(
            one.leaned(lean * math.cos(a), lean * math.sin(a)).moved(
                0.05 * tall * math.cos(a), 0, 0.05 * tall * math.sin(a)
            )
        )
    return Mesh.of(parts)


def _furnish(setting: Setting) -> None:
    place, side, rng = setting.place, setting.side, setting.rng
    palette = setting.description.palette
    setting.sunlit((26.0, 36.0), strength=0.55 if setting.hour != "night" else 2.2, dust=0.03)
    deep: Colour = (0.50, 0.26, 0.08)
    accent = tuple(
        1.2
        * light_of_hue(
            palette.accent if palette.strength > 0.4 else float(rng.choice([185.0, 300.0, 205.0])), 0.13, 0.70
        ).astype(float)
    )
    place.horizon, place.zenith = (0.75, 0.55, 0.42), (0.55, 0.30, 0.16)
    if setting.hour in ("day", "golden", "dawn"):
        place.horizon, place.zenith = (1.6, 1.35, 1.15), (1.4, 1.0, 0.75)
    setting.hazy(
        0.016,
        (0.010, 0.008, 0.006),
        (0.006, 0.004, 0.002),
        tuple(0.005 * part for part in accent),
        tuple(0.04 * part for part in place.horizon),
    )
    ice = [setting.paint(skins.PLASTER, (0.62, 0.54, 0.46), gloss=0.07, rough=0.03,
        glow=tuple(share * part for part in deep), family=family)
           for share, family in ((0.55, EVEN), (0.30, EVEN), (0.18, ODD))]  # fmt: skip
    lit = [setting.paint(skins.PLAIN, (0.5, 0.45, 0.4), gloss=0.08, rough=0.03, glow=tuple(1.6 * part for part in colour), family=family)
           for colour, family in ((deep, EVEN), (accent, ODD))]  # fmt: skip
    floor = setting.paint(skins.PLAIN, (0.20, 0.17, 0.14), gloss=0.24, rough=0.02)
    snow = setting.paint(skins.PLASTER, (0.66, 0.64, 0.62))
    setting.floored(HALF + 3, (NEAR, END), floor)
    _vault(setting, ice)
    for k in range(BAYS + 2):
        for way in (-1.0, 1.0):
            z = NEAR + BAY * k
            x = way * HALF
            for n in range(7):  # a bundle of hexagonal shafts
                a = n * 1.047
                r = 0.0 if n == 6 else 0.24
                tall = SPRING + (0.3 if n == 6 else float(rng.uniform(-0.5, 0.2)))
                place.add(
                    turned(
                        [(0.12, tall), (0.17, tall - 0.3), (0.15, 0.5), (0.24, 0.0)],
                        6,
                        lit[(k + (way > 0)) % 2] if n == 6 else ice[n % 3],
                        start=a,
                    ).moved(x + r * math.cos(a), 0, z + r * math.sin(a))
                )
            place.add(cluster(ice, float(rng.uniform(0.7, 1.3)), rng, many=7).moved(x - way * 0.1, 0, z - 0.25))
            drift = turned([(0.0, 0.16), (0.3, 0.12), (0.62, 0.03), (0.75, 0.0)], 24, snow)
            place.add(drift.moved(x + way * 0.1, 0, z + 0.2))
            place.lamp(
                (x - way * 0.65, 1.6, z - 0.5),
                tuple(0.85 * part for part in ((1.5, 0.85, 0.35) if (k + (way > 0)) % 2 == 0 else accent)),
                EVEN if (k + (way > 0)) % 2 == 0 else ODD,
                0.35,
            )
    for k in range(BAYS + 1):
        for way in (-1.0, 1.0):
            z = NEAR + BAY * (k + 0.5)
            place.window(
                (way * (HALF + 2.2), 0.6, z - 1.3),
                (0, 0, 2.6),
                (0, 4.6, 0),
                tuple(3.2 * part for part in place.horizon),
            )
    for _ in range(90):  # icicles along the ribs
        k, u = int(rng.integers(BAYS + 2)), float(rng.uniform(-0.92, 0.92))
        y = SPRING + float(pointed(u * HALF, HALF, RISE)) - 0.1
        long = float(rng.uniform(0.25, 1.1))
        place.add(
            turned(
                [(0.035 + 0.02 * long, 0.0), (0.02, -0.45 * long), (0.0, -long)], 7, ice[int(rng.integers(3))]
            ).moved(u * HALF, y, NEAR + BAY * k + float(rng.uniform(-0.1, 0.1)))
        )
    _throne(setting, ice, lit, snow)
    if setting.peopled and setting.shot in ("wide", "medium"):
        cloth = setting.paint(skins.CLOTH, (0.10, 0.05, 0.03))
        place.add(body("stander", 1.72, 0.32, cloth).moved(0.35 * side, 0, {"wide": 5.2, "medium": 8.0}[setting.shot]))


def _vault(setting: Setting, ice: list[int]) -> None:
    place = setting.place
    u = np.linspace(-1, 1, 33)
    for k in range(BAYS + 2):  # ribs of facets
        z = NEAR + BAY * k
        high = SPRING + pointed(u * HALF, HALF, RISE)
        for offset in (-0.16, 0.16):
            points = np.empty((2, 33, 3), np.float32)
            points[0, :, 0], points[0, :, 1], points[0, :, 2] = u * HALF, high, z + offset
            points[1, :, 0], points[1, :, 1], points[1, :, 2] = u * HALF * 0.94, high - 0.28, z
            place.add(grid(points, ice[1]))
    for k in range(BAYS + 1):  # the shell between, broken into plates
        z0 = NEAR + BAY * k
        for a in range(10):
            for b in range(3):
                ua, ub = -1 + 0.2 * a, -0.8 + 0.2 * a
                quad = []
                for w, s in ((ua, b / 3), (ub, b / 3), (ub, (b + 1) / 3), (ua, (b + 1) / 3)):
                    lift = 0.12 * math.sin(12.9 * round(5 * w) + 7.1 * round(3 * s) + k)
                    quad.append(
                        (
                            w * HALF,
                            SPRING + 0.05 + float(pointed(w * HALF * 0.999, HALF, RISE)) + lift * (abs(w) < 0.99),
                            z0 + s * BAY,
                        )
                    )
                place.add(grid([[quad[0], quad[1]], [quad[3], quad[2]]], ice[(a + b + k) % 3]))
    for way in (-1.0, 1.0):  # aisles of frosted panes
        for k in range(BAYS + 1):
            z = NEAR + BAY * (k + 0.5)
            setting.box((way * (HALF + 2.4), 3.0, z), (0.05, 3.2, BAY / 2), ice[2])
            setting.box((way * (HALF + 1.2), 6.2, z), (1.3, 0.05, BAY / 2), ice[1])
    setting.box((0, 4.5, NEAR - 0.1), (HALF + 2.6, 4.8, 0.1), ice[2])


def _throne(setting: Setting, ice: list[int], lit: list[int], snow: int) -> None:
    """Raise a throne before a wall of crystals that reach up like the sun's rays."""
    place, rng = setting.place, setting.rng
    z = END - 1.9
    for k in range(4):
        setting.box((0, 0.09 + 0.18 * k, z + 0.6 + 0.3 * k), (2.3 - 0.32 * k, 0.09, 1.5 - 0.3 * k), ice[k % 2])
    setting.box((0, 4.5, END + 0.3), (HALF + 2.6, 4.8, 0.1), ice[2])
    for n in range(29):
        a = math.pi * (0.06 + 0.88 * n / 28)
        tall = 2.2 + 2.3 * math.sin(a) + float(rng.uniform(-0.4, 0.5))
        one = crystal(lit[n % 2] if n % 4 == 0 else ice[n % 3], tall, 0.15, rng)
        place.add(one.leaned(math.pi / 2 - a, -0.05).moved(0.55 * math.cos(a), 0.9, END - 0.15))
    y, zt = 0.72, z + 0.95
    place.add(turned([(0.0, 0.5), (0.50, 0.48), (0.46, 0.2), (0.55, 0.0)], 6, ice[1]).moved(0, y, zt))
    for x, tall in ((-0.42, 1.5), (-0.25, 1.9), (0.0, 2.3), (0.25, 1.9), (0.42, 1.5)):
        place.add(crystal(lit[0] if x == 0 else ice[0], tall, 0.13, rng).moved(x, y + 0.2, zt + 0.38))
    for x in (-0.5, 0.5):
        place.add(crystal(ice[1], 0.95, 0.10, rng).moved(x, y, zt - 0.12))
    for way in (-1.0, 1.0):
        place.add(
            cluster([*ice, lit[1]], 1.9, rng, many=11).moved(way * 1.9, 0, z + 0.2),
            turned([(0.0, 0.2), (0.5, 0.12), (0.9, 0.0)], 24, snow).moved(way * 2.3, 0, z - 0.2),
        )
    place.lamp((0, 2.6, z + 0.2), (2.6, 1.5, 0.7), EVEN, 0.5)


PLAN = Plan(
    _furnish,
    {
        "wide": Level((0.4, 1.6, -2.4), -2.0, 0.84, 0.68),
        "medium": Level((0.5, 1.55, 4.2), -3.0, 1.0, 0.66),
        "close": Level((-0.6, 1.55, 9.2), 5.0, 1.1, 0.60),
        "detail": Level((0.5, 1.45, 13.3), 22.0, 1.0, 0.56),
    },
    groups={"sun": (KEY, "downbeat", 0.94, 0.14), "even": (EVEN, "kick", 0.84, 0.28), "odd": (ODD, "offbeat", 0.84, 0.28), "sky": (SKY,)},
    median=(66.0, 112.0), mist=0.34, travel=1.4,
)  # fmt: skip
