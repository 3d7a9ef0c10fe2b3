"""A dance floor of lit tiles under a ball of mirrors: spotlights in haze, a desk, loudspeakers, lines of neon, who dances."""

from __future__ import annotations

import math

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, tube, turned
from beatreel.plugins.generators.procedural.scenery import staffage
from beatreel.plugins.generators.procedural.scenery.built import EVEN, KEY, ODD, SKY, skins
from beatreel.plugins.generators.procedural.scenery.exposure import View
from beatreel.plugins.generators.procedural.scenery.setting import Level, Plan, Setting

from .joinery import curtain
from .mirror_ball import MOTIF, colours, hang

HALF, TALL, NEAR, END = 4.4, 4.3, -3.6, 8.6
_BALL = (0.0, 3.05, 3.4)
_TILE = 0.62
_FLOOR = (-5, 5, -2, 12)  # tiles across and along
_DANCING = {"dancers", "dancer", "dancing", "people", "party", "couple", "ravers", "skaters"}


def _furnish(setting: Setting) -> None:
    place, rng = setting.place, setting.rng
    tones = colours(setting)
    setting.hazy(
        0.020,
        (0, 0, 0),
        tuple(0.010 * part for part in tones[0]),
        tuple(0.008 * part for part in tones[1]),
        tuple(0.003 * part for part in tones[0]),
    )
    place.dust = 0.030
    place.air = (-HALF, 0.0, NEAR), (HALF, TALL, END)
    wall = setting.paint(skins.PLASTER, (0.045, 0.045, 0.048))
    wood = setting.paint(skins.WOOD, (0.020, 0.030, 0.045), gloss=0.06, rough=0.03, scale=0.16)
    dark = setting.paint(skins.PLAIN, (0.016, 0.016, 0.018), gloss=0.05, rough=0.15)
    chrome = setting.paint(skins.METAL, (0.45, 0.45, 0.45), gloss=0.5, rough=0.08, metal=True)
    ceiling = setting.paint(skins.PLAIN, (0.014, 0.014, 0.016))
    setting.shell(HALF, TALL, (NEAR, END), wall, wood, ceiling)
    _tiles(setting, dark)
    _walls(setting, dark)
    _desk(setting, dark, chrome)
    _spots(setting, dark)
    x, y, z = _BALL
    for way in (-1.0, 1.0):
        place.window(
            (way * (HALF - 0.2), 0.5, NEAR + 0.5),
            (0, 0, END - NEAR - 1),
            (0, 2.0, 0),
            tuple(0.05 * part for part in tones[int(way > 0)]),
            SKY,
        )
    hang(setting, _BALL, 0.46, [EVEN, ODD, KEY], TALL)
    for n, tone in enumerate(tones):
        place.lamp((x, y - 0.75, z), tuple(0.34 * part for part in tone), (EVEN, ODD, KEY)[n], 0.3)
    crowded = "crowd" in setting.description.motifs  # who is there stands before the camera
    if setting.peopled and not crowded and setting.words & _DANCING and setting.shot in ("wide", "medium"):
        for n in range(7):
            a = 2.4 * n + float(rng.uniform(-0.2, 0.2))
            away = 0.9 + 0.26 * n
            setting.standing.append(
                staffage.Person(
                    ("arms_wide", "singing")[n % 2],
                    x + away * math.cos(a),
                    z + 0.9 + 0.8 * away * math.sin(a),
                    mirrored=bool(n % 2),
                    variant=setting.description.flavour + n,
                )
            )
    elif (
        setting.peopled
        and not crowded
        and "figure" in setting.description.details
        and setting.shot in ("wide", "medium")
    ):
        setting.standing.append(staffage.Person("arms_wide", x - 0.5, z - 0.4, variant=setting.description.flavour))


def _tiles(setting: Setting, dark: int) -> None:
    """Lay tiles of glass, lit from below in turn, into a frame."""
    rng, place = setting.rng, setting.place
    tones = colours(setting)
    lit = [
        setting.paint(
            skins.GLOW,
            (0.03, 0.03, 0.03),
            gloss=0.09,
            rough=0.03,
            glow=tuple(share * part for part in tones[k]),
            family=(EVEN, ODD)[k],
        )
        for k in (0, 1)
        for share in (0.62, 0.20)
    ]
    unlit = setting.paint(skins.PLAIN, (0.03, 0.03, 0.034), gloss=0.10, rough=0.03)
    left, right, near, far = _FLOOR
    spots: dict[int, list[tuple[float, float, float]]] = {}
    for i in range(left, right):
        for j in range(near, far):
            chance = float(rng.random())
            skin = unlit if chance < 0.22 else lit[2 * ((i + j) % 2) + int(chance > 0.62)]
            spots.setdefault(skin, []).append(((i + 0.5) * _TILE, 0.035, (j + 0.5) * _TILE))
    for skin, at in spots.items():
        place.add(boxes(at, (0.47 * _TILE, 0.012, 0.47 * _TILE), skin))
    setting.box(
        (0, 0.012, 0.5 * (near + far) * _TILE), (right * _TILE + 0.08, 0.024, 0.5 * (far - near) * _TILE + 0.08), dark
    )


def _walls(setting: Setting, dark: int) -> None:
    """Hang cloth at the sides, between lines of neon, and stand benches before it."""
    place, tones = setting.place, colours(setting)
    cloth = setting.paint(skins.CLOTH, tuple(0.02 + 0.06 * part for part in tones[0]), scale=0.6)
    seat = setting.paint(skins.CLOTH, tuple(0.03 + 0.14 * part for part in tones[1]), gloss=0.03, rough=0.3, scale=0.6)
    middle, long = 0.5 * (NEAR + END), 0.5 * (END - NEAR)
    for way in (-1.0, 1.0):
        for k in range(6):
            piece = curtain(2.0, 3.0, cloth, folds=9.0, deep=0.05, phase=float(k))
            place.add(piece.moved(0, 0, 0, turn=math.pi / 2).moved(way * (HALF - 0.12), 3.3, NEAR + 1.0 + 2.05 * k))
        for y, tone in ((3.42, 0), (3.62, 1)):
            line = setting.glow(tuple(2.0 * part for part in tones[tone]), (EVEN, ODD)[tone])
            place.add(tube([(way * (HALF - 0.06), y, NEAR + 0.1), (way * (HALF - 0.06), y, END - 0.1)], 0.018, 8, line))
        for z in (0.4, 3.4, 6.4):
            place.add(
                boxes([(way * (HALF - 0.42), 0.22, z)], (0.34, 0.22, 1.2), seat),
                boxes([(way * (HALF - 0.14), 0.62, z)], (0.10, 0.32, 1.2), seat),
            )
    setting.box((0, TALL - 0.08, middle), (0.06, 0.08, long), dark)


def _desk(setting: Setting, dark: int, chrome: int) -> None:
    """Stand a desk with two decks at the end, its front of lines of light, between stacks of loudspeakers."""
    place, tones = setting.place, colours(setting)
    z = END - 1.1
    setting.box((0, 0.15, END - 0.9), (2.2, 0.15, 0.9), dark)
    setting.box((0, 0.80, z), (1.25, 0.50, 0.32), dark)
    setting.box((0, 1.32, z), (1.32, 0.025, 0.36), chrome)
    for k in range(9):
        skin = setting.glow(tuple(1.7 * part for part in tones[k % 2]), (EVEN, ODD)[k % 2])
        setting.box((-1.12 + 0.28 * k, 0.80, z - 0.33), (0.030, 0.42, 0.012), skin)
    for x in (-0.72, 0.72):
        place.add(turned([(0.0, 0.04), (0.19, 0.04), (0.19, 0.0)], 32, chrome).moved(x, 1.345, z))
    for way in (-1.0, 1.0):
        for k in range(3):
            setting.box((way * 2.95, 0.62 + 0.98 * k, END - 0.6), (0.48, 0.46, 0.42), dark)
            cone = turned([(0.34, 0.02), (0.31, 0.0), (0.12, -0.12), (0.0, -0.08)], 36, chrome)
            place.add(cone.leaned(0.0, math.pi / 2).moved(way * 2.95, 0.62 + 0.98 * k, END - 1.03))
    a = np.linspace(0, 2 * math.pi, 65)  # rings of neon on the wall behind
    for k, radius in enumerate((0.55, 0.85, 1.15)):
        ring = np.stack([radius * np.cos(a), 2.55 + radius * np.sin(a), np.full(65, END - 0.08)], 1)
        place.add(tube(ring, 0.022, 8, setting.glow(tuple(2.2 * part for part in tones[k % 2]), (EVEN, ODD)[k % 2])))


def _spots(setting: Setting, dark: int) -> None:
    """Turn spotlights from a truss on the ball and on the floor."""
    place, tones = setting.place, colours(setting)
    for z in (0.6, 6.4):
        for y in (TALL - 0.28, TALL - 0.50):
            place.add(tube([(-HALF, y, z), (HALF, y, z)], 0.022, 8, dark))
        x = np.arange(-4.2, 4.2, 0.3)
        place.add(
            bars(
                [(float(u), TALL - 0.28, z) for u in x],
                [(float(u) + 0.15, TALL - 0.50, z) for u in x],
                (0.010, 0.010),
                dark,
            )
        )
    can = turned([(0.05, 0.30), (0.09, 0.27), (0.10, 0.0), (0.085, 0.01), (0.08, 0.1)], 20, dark)
    bx, by, bz = _BALL
    aims = [
        (-3.2, 0.6, None),
        (3.2, 0.6, None),
        (-1.5, 6.4, (-0.9, 1.8)),
        (1.5, 6.4, (1.3, 2.6)),
        (-3.4, 6.4, (-2.2, 4.2)),
        (3.4, 6.4, (2.0, 0.9)),
    ]
    for n, (x, z, floor) in enumerate(aims):
        at = (x, TALL - 0.68, z)
        toward = (bx, by, bz) if floor is None else (floor[0], 0.0, floor[1])
        family, tone = (EVEN, ODD, KEY)[n % 3], tones[n % 3]
        wide = (9.0, 7.0) if floor is None else (8.0, 6.0)
        place.add(Mesh.of([can]).moved(*at))
        place.add(
            turned([(0.0, 0.0), (0.075, 0.0)], 20, setting.glow(tuple(5.0 * part for part in tone), family)).moved(
                x, TALL - 0.685, z
            )
        )
        place.lamp(at, tuple(15.0 * part for part in tone), family, 0.05, toward=toward, angles=wide, sharp=True)
        place.beacons.append((at, tone))


PLAN = Plan(
    _furnish,
    {
        "wide": Level((-0.9, 1.50, -2.9), 6.0, 0.82, 0.54),
        "medium": Level((0.55, 1.45, -0.4), -5.0, 0.84, 0.60),
        "close": View((-1.0, 1.95, 1.1), (0.05, 3.0, 3.4), 1.05, (0.54, 0.42)),
        "detail": View((0.75, 2.75, 2.1), (0.0, 3.05, 3.4), 1.10, (0.50, 0.46)),
    },
    groups={
        "white": (KEY, "downbeat", 0.72, 0.40),
        "even": (EVEN, "kick", 0.62, 0.52),
        "odd": (ODD, "offbeat", 0.62, 0.52),
        "wash": (SKY, "low", 0.94, 0.08),
    },
    median=(30.0, 56.0),
    mist=0.30,
    travel=0.9,
    holds=frozenset({MOTIF}),
)
