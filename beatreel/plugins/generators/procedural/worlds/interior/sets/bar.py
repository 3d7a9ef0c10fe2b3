"""A bar: a counter with stools before shelves of bottles that are lit from behind, lamps over it, glasses, taps."""

from __future__ import annotations

import math

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, tube, turned
from beatreel.plugins.generators.procedural.palette import light_of_hue
from beatreel.plugins.generators.procedural.scenery import lettering
from beatreel.plugins.generators.procedural.scenery.built import EVEN, ODD, SKY, skins
from beatreel.plugins.generators.procedural.scenery.setting import WARM, Colour, Level, Plan, Setting

from .bottles import shelves
from .diner import dense, written
from .joinery import bulb, cushion, picture_frame
from .people import barman, seated

HALF, TALL, NEAR, COUNTER, WALL = 4.6, 3.45, -2.6, 3.3, 4.9


def _furnish(setting: Setting) -> None:
    place, rng = setting.place, setting.rng
    if setting.shot == "detail":
        setting.median = (24.0, 44.0)
    palette = setting.description.palette
    amber: Colour = (0.09, 0.52, 1.35)
    if palette.strength > 0.4 and math.cos(math.radians(palette.key - 60.0)) < 0.5:
        amber = tuple(1.7 * light_of_hue(palette.key, 0.17, 0.72).astype(float))
    setting.hazy(0.018, (0, 0, 0), tuple(0.010 * part for part in amber), tuple(0.006 * part for part in WARM))
    oak = setting.paint(skins.WOOD, (0.020, 0.045, 0.095), gloss=0.03, rough=0.05, scale=0.22)
    top = setting.paint(skins.WOOD, (0.022, 0.055, 0.12), gloss=0.045, rough=0.03, scale=0.3)
    boards = setting.paint(skins.WOOD, (0.040, 0.070, 0.12), gloss=0.03, rough=0.05, scale=0.14)
    beam = setting.paint(skins.WOOD, (0.020, 0.040, 0.080), scale=0.2)
    brick, dark = setting.paint(skins.BRICK, (0.05, 0.075, 0.15)), setting.paint(skins.PLASTER, (0.022, 0.022, 0.028))
    brass = setting.paint(skins.METAL, (0.14, 0.42, 0.70), gloss=0.4, rough=0.12, metal=True)
    leather = setting.paint(skins.CLOTH, (0.018, 0.020, 0.065), gloss=0.04, rough=0.2)
    iron = setting.paint(skins.PLAIN, (0.016, 0.016, 0.018), gloss=0.04, rough=0.2)
    setting.shell(HALF, TALL, (NEAR, WALL + 0.1), brick, boards, dark)
    for k in range(5):
        setting.box((0, TALL - 0.1, NEAR + 1.0 + 1.9 * k), (HALF, 0.1, 0.09), beam)
    shelves(setting, amber, oak, WALL, HALF)
    _counter(setting, oak, top, brass, iron)
    _rack(setting, oak, iron)
    for x in np.arange(-3.6, 3.7, 0.9):
        _stool(
            setting,
            (float(x) + float(rng.uniform(-0.05, 0.05)), COUNTER - 0.62),
            leather,
            iron,
            float(rng.uniform(0, 6)),
        )
    for n, x in enumerate((-3.0, -1.5, 0.0, 1.5, 3.0)):
        _pendant(setting, (x, 2.15, COUNTER + 0.05), brass, EVEN if n % 2 else ODD)
    glow = setting.glow((1.7, 0.25, 2.6), ODD)  # neon on the brick at the side
    side = -setting.side
    a = np.linspace(0, 2 * math.pi, 40)
    cup = [(0.0, 0.52), (0.30, 0.52), (0.0, 0.14), (-0.30, 0.52), (0.0, 0.52)]
    place.add(
        tube([(side * (HALF - 0.06), 1.7 + y, 2.6 + x) for x, y in cup], 0.014, 8, glow),
        tube(
            [(side * (HALF - 0.06), 1.7 + y, 2.6 + x) for x, y in ((0, 0.14), (0, -0.18), (-0.16, -0.2), (0.16, -0.2))],
            0.014,
            8,
            glow,
        ),
    )
    olive = setting.glow((0.3, 2.2, 0.5), ODD)
    place.add(
        tube(
            np.stack([np.full(40, side * (HALF - 0.06)), 2.14 + 0.05 * np.sin(a), 2.55 + 0.05 * np.cos(a)], 1),
            0.012,
            6,
            olive,
        )
    )
    place.lamp((side * (HALF - 0.3), 1.9, 2.6), (0.7, 0.12, 1.0), ODD, 0.25)
    if setting.words & {"neon", "sign", "signs"}:
        _sign(setting)
    for n, z in enumerate((0.2, 1.3, 4.0)):
        canvas = setting.paint(skins.PLASTER, ((0.10, 0.12, 0.16), (0.06, 0.10, 0.12), (0.12, 0.10, 0.10))[n])
        hung = picture_frame(0.5, 0.7, oak, canvas).moved(0, 0, 0, turn=side * math.pi / 2)
        place.add(
            hung.moved(side * (HALF - 0.02), 1.75, z),
            hung.moved(0, 0, 0, turn=math.pi).moved(-side * (HALF - 0.02), 1.75, z + 0.4),
        )
    if setting.peopled and "figure" in setting.description.details and setting.shot != "detail":
        seated(setting, (0.0, 0.84, COUNTER - 0.62), turn=math.pi)
    if setting.peopled:
        barman(
            setting,
            ({"wide": 1.15, "medium": 1.25, "close": 2.6}.get(setting.shot, 3.0) * setting.side, 0.0, COUNTER + 0.85),
        )


def _sign(setting: Setting) -> None:
    """Hang a word of neon over the counter, in a frame, in the two colours of the prompt."""
    place, palette = setting.place, setting.description.palette
    hues = (palette.accent, palette.key) if palette.strength > 0.4 else (345.0, 210.0)
    tones = [tuple(light_of_hue(hue, 0.20, 0.64).astype(float)) for hue in hues]
    word, frame = (
        setting.glow(tuple(3.4 * part for part in tone), family)
        for tone, family in zip(tones, (EVEN, ODD), strict=True)
    )
    x, y, z = -0.25, 3.08, COUNTER - 0.10
    text = "COCKTAILS" if setting.words & {"cocktail", "cocktails", "lounge"} else "BAR"
    half = 0.5 * lettering.word_width(text, 0.36) + 0.22
    outline = lettering.round_box(-half, -0.29, 2 * half, 0.58, 0.16)
    place.add(
        *[one.moved(x, y, z) for one in written(text, 0.36, word, 0.020)],
        tube(dense([(x + u, y + v, z) for u, v in [*outline, outline[0]]]), 0.013, 8, frame),
    )
    for way, tone, family in ((-0.6, tones[0], EVEN), (0.6, tones[1], ODD)):
        place.lamp((x + way * half, y - 0.1, z - 0.45), tuple(1.3 * part for part in tone), family, 0.4)


def _counter(setting: Setting, oak: int, top: int, brass: int, iron: int) -> None:
    place, rng = setting.place, setting.rng
    setting.box((0, 0.53, COUNTER + 0.08), (HALF, 0.53, 0.25), oak)
    setting.box((0, 1.09, COUNTER), (HALF, 0.03, 0.40), top)
    place.add(
        tube([(-HALF, 1.09, COUNTER - 0.40), (HALF, 1.09, COUNTER - 0.40)], 0.036, 12, top),
        tube([(-HALF, 0.20, COUNTER - 0.42), (HALF, 0.20, COUNTER - 0.42)], 0.026, 12, brass),
    )
    for x in np.arange(-4.2, 4.3, 0.84):  # panels, and what carries the rail
        place.add(
            boxes([(float(x), 0.58, COUNTER - 0.185)], (0.34, 0.36, 0.016), oak),
            bars(
                [(float(x) + 0.42, 0.20, COUNTER - 0.42)],
                [(float(x) + 0.42, 0.20, COUNTER - 0.16)],
                (0.014, 0.014),
                brass,
            ),
        )
    clear = setting.paint(skins.PLAIN, (0.30, 0.34, 0.36), gloss=0.20, rough=0.02)
    drinks = [setting.paint(skins.GLOW, base, gloss=0.10, rough=0.02, scale=0.0, glow=glow, family=EVEN)
              for base, glow in (((0.01, 0.10, 0.30), (0.01, 0.30, 0.85)), ((0.02, 0.02, 0.16),
                  (0.02, 0.03, 0.45)), ((0.03, 0.24, 0.34), (0.04, 0.5, 0.75)))]  # fmt: skip
    turn = np.linspace(0, 2 * math.pi, 33)

    def rim(x: float, y: float, z: float, radius: float) -> Mesh:
        return tube(
            np.stack([x + radius * np.cos(turn), np.full(33, y), z + radius * np.sin(turn)], 1), 0.0016, 6, clear
        )

    spots = [
        (-3.9 + 0.74 * n + float(rng.uniform(-0.15, 0.15)), COUNTER - 0.16 + float(rng.uniform(-0.06, 0.14)), n)
        for n in range(11)
    ]
    for x, z, n in [*spots, (0.12 * setting.side, COUNTER - 0.22, 1)]:  # the last is for whoever looks closely
        if n % 3 == 0:  # a stemmed glass
            place.add(
                turned(
                    [
                        (0.0, 0.155),
                        (0.050, 0.155),
                        (0.044, 0.115),
                        (0.006, 0.085),
                        (0.005, 0.012),
                        (0.036, 0.004),
                        (0.036, 0.0),
                    ],
                    24,
                    drinks[1],
                ).moved(x, 1.12, z)
            )
            place.add(rim(x, 1.33, z, 0.043))
        else:
            place.add(
                turned(
                    [(0.0, 0.060), (0.040, 0.060), (0.039, 0.008), (0.0, 0.008)], 28, drinks[0 if n % 3 == 1 else 2]
                ).moved(x, 1.12, z)
            )
            place.add(rim(x, 1.22, z, 0.043), rim(x, 1.124, z, 0.040))
            for a in (0.0, math.pi):
                place.add(
                    bars(
                        [(x + 0.040 * math.cos(a), 1.122, z)],
                        [(x + 0.043 * math.cos(a), 1.22, z)],
                        (0.0012, 0.0012),
                        clear,
                    )
                )
            place.add(
                boxes([(x + 0.012, 1.182, z - 0.005), (x - 0.014, 1.178, z + 0.008)], (0.014, 0.013, 0.014), clear)
            )
    for x in (-2.1, 2.3):  # taps
        place.add(
            turned([(0.05, 0.34), (0.055, 0.30), (0.05, 0.05), (0.075, 0.0)], 18, brass).moved(x, 1.12, COUNTER + 0.16),
            tube([(x - 0.22, 1.42, COUNTER + 0.16), (x + 0.22, 1.42, COUNTER + 0.16)], 0.045, 14, brass),
        )
        for k in range(3):
            u = x - 0.16 + 0.16 * k
            place.add(
                tube([(u, 1.42, COUNTER + 0.12), (u, 1.40, COUNTER + 0.02), (u, 1.32, COUNTER)], 0.014, 8, brass),
                turned([(0.0, 0.24), (0.024, 0.22), (0.018, 0.08), (0.010, 0.0)], 12, iron).moved(
                    u, 1.45, COUNTER + 0.14
                ),
            )


def _rack(setting: Setting, oak: int, iron: int) -> None:
    """Hang glasses upside down in a rack over the counter."""
    place = setting.place
    clear = setting.paint(skins.PLAIN, (0.16, 0.18, 0.19), gloss=0.25, rough=0.02)
    y, z = 2.62, COUNTER + 0.28
    setting.box((0, y + 0.07, z), (HALF - 0.3, 0.03, 0.34), oak)
    place.add(
        bars(
            [(-HALF + 0.4, y, z + d) for d in (-0.26, -0.1, 0.06, 0.22)],
            [(HALF - 0.4, y, z + d) for d in (-0.26, -0.1, 0.06, 0.22)],
            (0.012, 0.012),
            iron,
        )
    )
    place.add(
        bars(
            [(x, y + 0.1, z) for x in (-3.6, -1.2, 1.2, 3.6)],
            [(x, TALL, z) for x in (-3.6, -1.2, 1.2, 3.6)],
            (0.014, 0.014),
            iron,
        )
    )
    glass = turned(
        [
            (0.034, 0.0),
            (0.032, -0.006),
            (0.005, -0.015),
            (0.005, -0.085),
            (0.026, -0.115),
            (0.041, -0.155),
            (0.036, -0.215),
        ],
        18,
        clear,
    )
    for n, x in enumerate(np.arange(-4.0, 4.05, 0.115)):
        for k, d in enumerate((-0.18, -0.02, 0.14)):
            if (7 * n + 3 * k) % 5:
                place.add(glass.moved(float(x), y, z + d))


def _stool(setting: Setting, at: tuple[float, float], leather: int, iron: int, turn: float) -> None:
    x, z = at
    parts = [
        cushion((0.19, 0.055, 0.19), leather, square=0.7).moved(0, 0.78, 0),
        turned([(0.19, 0.75), (0.20, 0.73), (0.17, 0.70)], 24, iron),
    ]
    for k in range(4):
        a = turn + k * math.pi / 2
        parts.append(
            tube(
                [(0.13 * math.cos(a), 0.72, 0.13 * math.sin(a)), (0.23 * math.cos(a), 0.0, 0.23 * math.sin(a))],
                0.014,
                8,
                iron,
            )
        )
    ring = np.linspace(0, 2 * math.pi, 33)
    parts.append(tube(np.stack([0.2 * np.cos(ring), np.full(33, 0.25), 0.2 * np.sin(ring)], 1), 0.010, 6, iron))
    setting.place.add(Mesh.of(parts).moved(x, 0, z))


def _pendant(setting: Setting, at: tuple[float, float, float], metal: int, family: int) -> None:
    x, y, z = at
    lit_bulb = setting.glow((1.6, 4.4, 7.5), family, scale=6.0)
    shade = turned(
        [(0.02, 0.20), (0.05, 0.18), (0.10, 0.12), (0.16, 0.02), (0.165, 0.0), (0.155, 0.01), (0.09, 0.11)], 28, metal
    )
    setting.place.add(shade.moved(x, y, z), bulb(0.036, lit_bulb).moved(x, y, z))
    setting.place.add(bars([(x, y + 0.18, z)], [(x, TALL, z)], (0.006, 0.006), metal))
    setting.place.lamp(
        (x, y - 0.06, z), tuple(2.2 * part for part in WARM), family, 0.06, toward=(x, 0.0, z), angles=(72.0, 40.0)
    )
    setting.place.beacons.append(((x, y, z), WARM))


PLAN = Plan(
    _furnish,
    {
        "wide": Level((-1.0, 1.52, -1.0), 11.0, 0.96, 0.46),
        "medium": Level((-0.8, 1.50, 0.4), 13.0, 0.95, 0.50),
        "close": Level((-0.6, 1.48, 1.5), 16.0, 1.0, 0.55),
        "detail": Level((0.05, 1.30, 2.45), 3.0, 1.35, 0.60),
    },
    groups={"shelves": (EVEN, "kick", 0.86, 0.26), "lamps": (ODD, "offbeat", 0.86, 0.28), "sky": (SKY,)},
    median=(36.0, 64.0), mist=0.26, travel=0.8, focus={"detail": (0.63, 0.020)}, lettering=True,
)  # fmt: skip
