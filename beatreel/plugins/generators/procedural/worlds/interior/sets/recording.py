"""A recording studio: a desk of faders and meters before the window of a booth, where somebody sings; slats, speakers."""

from __future__ import annotations

import math

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, grid, tube, turned
from beatreel.plugins.generators.procedural.palette import light_of_hue
from beatreel.plugins.generators.procedural.scenery import instruments
from beatreel.plugins.generators.procedural.scenery.built import EVEN, KEY, ODD, SKY, skins
from beatreel.plugins.generators.procedural.scenery.setting import WARM, Colour, Level, Plan, Setting

from .joinery import cushion
from .people import singer

HALF, TALL, NEAR, GLASS, END = 3.0, 2.8, -2.4, 3.5, 6.6


def _furnish(setting: Setting) -> None:
    place, side, rng = setting.place, setting.side, setting.rng
    palette = setting.description.palette
    accent: Colour = tuple(
        1.3
        * light_of_hue(
            palette.key if palette.strength > 0.4 else float(rng.choice([300.0, 215.0, 25.0])), 0.18, 0.66
        ).astype(float)
    )
    setting.hazy(0.012, (0, 0, 0), tuple(0.006 * part for part in WARM), tuple(0.006 * part for part in accent))
    dark = setting.paint(skins.PLASTER, (0.030, 0.030, 0.034))
    carpet = setting.paint(skins.CLOTH, (0.045, 0.042, 0.042), scale=3.0)
    slat = setting.paint(skins.WOOD, (0.040, 0.090, 0.165), scale=0.2)
    black = setting.paint(skins.PLAIN, (0.014, 0.014, 0.015), gloss=0.03, rough=0.05)
    foam = setting.paint(skins.CLOTH, (0.035, 0.035, 0.040), scale=2.0)
    setting.floored(HALF, (NEAR, END), carpet)
    setting.box((0, TALL + 0.1, 2), (HALF + 0.3, 0.1, 5), dark)
    setting.box((0, TALL / 2, NEAR - 0.1), (HALF + 0.2, TALL / 2, 0.1), dark)
    for way in (-1.0, 1.0):
        setting.box((way * (HALF + 0.1), TALL / 2, 2), (0.1, TALL / 2, 4.6), dark)
        for z in np.arange(NEAR + 0.2, GLASS - 0.3, 0.14):
            setting.box((way * (HALF - 0.03), 1.35, float(z)), (0.03, 1.30, 0.045), slat)
        line = setting.glow(tuple(3.0 * part for part in accent), ODD)
        setting.box((way * (HALF - 0.09), TALL - 0.10, 0.5), (0.012, 0.012, 2.8), line)
        place.lamp((way * (HALF - 0.35), TALL - 0.3, 1.6), tuple(0.9 * part for part in accent), ODD, 0.4)
        place.lamp((way * (HALF - 0.35), TALL - 0.3, -0.6), tuple(0.7 * part for part in accent), ODD, 0.4)
    _booth(setting, dark, foam, black, slat)
    _desk(setting, black, slat)
    for x in (-1.55, 1.55):  # monitors
        speaker(setting, (x, 1.22, 2.75), black, turn=-0.22 * x)
        place.add(bars([(x, 0, 2.8)], [(x, 0.98, 2.8)], (0.05, 0.05), black))
    for x, family in ((-1.2, EVEN), (1.2, EVEN)):
        place.lamp(
            (x, TALL - 0.2, 0.7),
            tuple(2.6 * part for part in WARM),
            family,
            0.08,
            toward=(0.4 * x, 0.8, 2.2),
            angles=(44.0, 20.0),
        )
    chair = Mesh.of([cushion((0.26, 0.06, 0.25), black, square=0.4).moved(0, 0.50, 0), cushion((0.25, 0.34, 0.06),
        black, square=0.4).leaned(0, -0.12).moved(0, 0.92, -0.26),
                     tube([(0, 0.12, 0), (0, 0.46, 0)], 0.03, 10, black), *[tube([(0, 0.10, 0),
                         (0.30 * math.cos(a), 0.05, 0.30 * math.sin(a))], 0.02, 8,
                         black) for a in np.arange(5) * 1.2566]])  # fmt: skip
    if setting.shot in ("wide", "medium"):
        place.add(chair.moved(0.55 * side, 0, 0.95, turn=0.3 * side))


def speaker(setting: Setting, at: tuple[float, float, float], black: int, turn: float) -> None:
    """Stand a loudspeaker, which looks to -z."""
    cone, dome = (
        setting.paint(skins.PLAIN, (0.05, 0.05, 0.052), gloss=0.03, rough=0.3),
        setting.paint(skins.PLAIN, (0.02, 0.30, 0.45), gloss=0.05, rough=0.2),
    )
    parts = [boxes([(0, 0, 0)], (0.17, 0.26, 0.15), black)]
    for y, r, skin in ((-0.08, 0.125, dome), (0.16, 0.05, cone)):
        parts.append(
            turned([(0.28 * r, 0.012), (0.35 * r, 0.004), (0.85 * r, 0.022), (r, 0.030), (r * 1.08, 0.0)], 32, skin)
            .leaned(0, -math.pi / 2)
            .moved(0, y, -0.152)
        )
        parts.append(turned([(0.0, 0.02), (0.3 * r, 0.010)], 20, cone).leaned(0, -math.pi / 2).moved(0, y, -0.155))
    setting.place.add(Mesh.of(parts).moved(*at, turn=turn))


def _desk(setting: Setting, black: int, wood: int) -> None:
    """Build a sloping desk: strips with a fader, knobs and lamps, and a bridge of meters."""
    place, rng = setting.place, setting.rng
    half, z0, z1, y0, y1 = 1.45, 1.55, 2.30, 0.80, 0.98
    face = setting.paint(skins.PLAIN, (0.050, 0.050, 0.054))
    steel, white = (
        setting.paint(skins.METAL, (0.4, 0.4, 0.4), gloss=0.3, rough=0.15, metal=True),
        setting.paint(skins.PLAIN, (0.5, 0.5, 0.5)),
    )
    caps = [
        setting.paint(skins.PLAIN, tone)
        for tone in ((0.45, 0.45, 0.45), (0.03, 0.03, 0.35), (0.35, 0.14, 0.03), (0.03, 0.28, 0.40), (0.06, 0.28, 0.06))
    ]
    lamps = [
        setting.glow(tone, ODD if n % 2 else EVEN)
        for n, tone in enumerate(((0.1, 2.4, 0.3), (0.1, 0.3, 3.2), (0.2, 1.9, 2.6), (2.8, 1.2, 0.2)))
    ]
    top = np.array([[(-half, y0, z0), (half, y0, z0)], [(-half, y1, z1), (half, y1, z1)]], np.float32)
    place.add(grid(top, face), boxes([(0, 0.42, z1 - 0.1)], (half, 0.40, 0.10), black))
    for way in (-1.0, 1.0):
        place.add(boxes([(way * (half + 0.05), 0.50, 0.5 * (z0 + z1))], (0.05, 0.50, 0.42), wood))
    place.add(tube([(-half - 0.05, y0 - 0.01, z0 - 0.05), (half + 0.05, y0 - 0.01, z0 - 0.05)], 0.06, 14, black))
    slope = (y1 - y0) / (z1 - z0)
    tilt = math.atan(slope)

    def on(x: float, t: float, up: float = 0.004) -> tuple[float, float, float]:
        z = z0 + t * (z1 - z0)
        return x, y0 + t * (y1 - y0) + up, z

    many = 34
    faders, knobs = [], [[] for _ in caps]  # type: ignore[var-annotated]
    for n in range(many):
        x = -half + 0.05 + (2 * half - 0.1) * n / (many - 1)
        place.add(boxes([(0, 0, 0)], (0.003, 0.001, 0.13), black).leaned(0, -tilt).moved(*on(x, 0.24)))
        faders.append(on(x, float(rng.uniform(0.12, 0.36)), 0.012))
        for k, t in enumerate((0.50, 0.57, 0.64, 0.71, 0.78, 0.85)):
            knobs[(n // 8 + k // 2) % len(caps)].append(on(x, t, 0.010))
        for t in (0.44, 0.92):
            if rng.random() < 0.7:
                place.add(
                    boxes([(0, 0, 0)], (0.007, 0.003, 0.006), lamps[int(rng.integers(4))])
                    .leaned(0, -tilt)
                    .moved(*on(x, t))
                )
    place.add(
        boxes(faders, (0.012, 0.008, 0.020), white),
        boxes(np.array(faders) + np.array([[0, 0.009, 0]]), (0.012, 0.001, 0.002), black),
    )
    for some, skin in zip(knobs, caps, strict=True):
        place.add(*[turned([(0.0, 0.016), (0.008, 0.016), (0.010, 0.0)], 12, skin).moved(*one) for one in some])
    place.add(boxes([(0, y1 + 0.10, z1 + 0.05)], (half, 0.12, 0.06), black))  # the bridge
    amber, needle = setting.glow((0.30, 1.35, 2.1), EVEN), setting.paint(skins.PLAIN, (0.01, 0.01, 0.01))
    for n in range(12):
        x = -half + 0.12 + (2 * half - 0.24) * n / 11
        place.add(boxes([(x, y1 + 0.12, z1 - 0.012)], (0.085, 0.055, 0.004), amber))
        a = float(rng.uniform(0.9, 2.0))
        place.add(
            bars(
                [(x, y1 + 0.075, z1 - 0.018)],
                [(x + 0.075 * math.cos(a), y1 + 0.075 + 0.075 * math.sin(a), z1 - 0.018)],
                (0.002, 0.001),
                needle,
            )
        )
        for k in range(9):
            high = k < int(rng.integers(3, 9))
            place.add(
                boxes(
                    [(x - 0.064 + 0.016 * k, y1 + 0.045, z1 - 0.014)],
                    (0.006, 0.006, 0.004),
                    lamps[1 if k > 7 else 2 if k > 5 else 0] if high else needle,
                )
            )
    place.window((-half, y1 + 0.06, z1 - 0.03), (2 * half, 0, 0), (0, 0.12, 0), (0.5, 1.5, 2.2), EVEN)
    place.add(
        *[
            turned([(0.02, 0.0), (0.012, 0.05), (0.0, 0.05)], 12, steel).moved(x, y1 + 0.22, z1 + 0.05)
            for x in (-1.2, 1.2)
        ]
    )
    screen = setting.glow((0.55, 0.42, 0.30), ODD)  # a monitor with the tracks on it
    shift = 0.88 * setting.side
    place.add(
        boxes([(shift, 1.42, z1 + 0.22)], (0.34, 0.21, 0.02), black),
        boxes([(shift, 1.42, z1 + 0.198)], (0.32, 0.19, 0.002), screen),
    )
    for row in range(7):
        x = -0.29
        tone = setting.glow(tuple(float(v) for v in rng.uniform(0.2, 1.8, 3)), ODD)
        while x < 0.28:
            w = float(rng.uniform(0.04, 0.16))
            if rng.random() < 0.8:
                place.add(
                    boxes(
                        [(shift + min(x + w / 2, 0.28), 1.57 - 0.05 * row, z1 + 0.194)],
                        (w / 2 - 0.004, 0.019, 0.001),
                        tone,
                    )
                )
            x += w


def _booth(setting: Setting, dark: int, foam: int, black: int, slat: int) -> None:
    """Put the booth behind its window: foam on the walls, a microphone, whoever sings."""
    place, side = setting.place, setting.side
    left, right, low, high = -1.75, 1.75, 1.0, 2.35
    for way in (-1.0, 1.0):
        setting.box((way * 0.5 * (HALF + right), TALL / 2, GLASS), (0.5 * (HALF - right), TALL / 2, 0.08), slat)
    setting.box((0, low / 2, GLASS), (right, low / 2, 0.08), slat)
    setting.box((0, 0.5 * (high + TALL), GLASS), (right, 0.5 * (TALL - high), 0.08), dark)
    line = [
        (left, low, GLASS - 0.05),
        (right, low, GLASS - 0.05),
        (right, high, GLASS - 0.05),
        (left, high, GLASS - 0.05),
        (left, low, GLASS - 0.05),
    ]
    place.add(bars(line[:-1], line[1:], (0.05, 0.05), black))
    for n, x in enumerate(np.arange(-2.7, 2.71, 0.3)):  # wedges of foam
        for m, y in enumerate(np.arange(0.3, 2.7, 0.3)):
            turn = (n + m) % 2
            ridge = [
                [(-0.15, -0.15, 0), (0.15, -0.15, 0)],
                [(-0.15, 0.0, -0.09), (0.15, 0.0, -0.09)],
                [(-0.15, 0.15, 0), (0.15, 0.15, 0)],
            ]
            points = np.array(ridge, np.float32)
            if turn:
                points = points[..., [1, 0, 2]]
            place.add(
                grid(points[:2], foam).moved(float(x), float(y), END - 0.05),
                grid(points[1:], foam).moved(float(x), float(y), END - 0.05),
            )
    setting.box((0, TALL / 2, END), (HALF, TALL / 2, 0.05), dark)
    sign = setting.glow((0.10, 0.12, 3.6), SKY)
    frame = setting.paint(skins.PLAIN, (0.03, 0.03, 0.03))
    setting.box((0, 2.56, GLASS - 0.12), (0.30, 0.085, 0.03), frame)
    setting.box((0, 2.56, GLASS - 0.152), (0.285, 0.07, 0.004), setting.glow((0.02, 0.02, 0.5), SKY))
    letters = {
        "R": [(0, 0), (0, 2), (1, 2), (1, 1), (0, 1), (1, 0)],
        "E": [(1, 2), (0, 2), (0, 1), (0.8, 1), (0, 1), (0, 0), (1, 0)],
        "C": [(1, 2), (0, 2), (0, 0), (1, 0)],
    }
    for n, letter in enumerate("REC"):
        u = -0.135 + 0.095 * n
        place.add(tube([(u + 0.055 * a, 2.515 + 0.045 * b, GLASS - 0.162) for a, b in letters[letter]], 0.008, 6, sign))
    place.add(cushion((0.018, 0.018, 0.01), sign, square=1.0).moved(-0.21, 2.56, GLASS - 0.16))
    place.lamp((0, 2.45, GLASS - 0.35), (0.02, 0.03, 0.55), SKY, 0.1)
    of = instruments.tints(place)
    x = -0.35 * side
    tall = 1.52
    place.add(instruments.stand(of, tall).moved(x, 0, 4.75))
    place.lamp(
        (x + 0.5 * side, TALL - 0.25, 4.3),
        tuple(6.5 * part for part in (0.62, 1.05, 1.45)),
        KEY,
        0.06,
        toward=(x, 1.2, 5.0),
        angles=(40.0, 22.0),
        sharp=True,
    )
    place.lamp((x - 0.9, 2.3, 5.6), (0.8, 0.75, 0.7), KEY, 0.3)
    place.lamp((x + 1.2, 2.3, 5.2), (0.7, 0.75, 0.8), KEY, 0.3)
    if setting.peopled:
        singer(setting, (x, 0.0, 5.05))


PLAN = Plan(
    _furnish,
    {
        "wide": Level((-0.35, 1.56, -0.7), 3.0, 0.86, 0.42),
        "medium": Level((-0.25, 1.50, 0.0), 3.0, 0.88, 0.42),
        "close": Level((-0.55, 1.40, 0.95), 12.0, 0.95, 0.42),
        "detail": Level((0.25, 1.22, 1.0), -12.0, 1.15, 0.18),
    },
    groups={"booth": (KEY, "downbeat", 0.90, 0.18), "even": (EVEN, "kick", 0.86, 0.26), "odd": (ODD, "offbeat",
        0.82, 0.30), "sign": (SKY,)},
    median=(44.0, 78.0), mist=0.08, travel=0.5, lettering=True, focus={"detail": (0.85, 0.012)},
    holds=frozenset({"microphone"}),
)  # fmt: skip
