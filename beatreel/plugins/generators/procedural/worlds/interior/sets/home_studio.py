"""A room in which music is made at home: keyboards, a wall of synthesizers with cables, a screen with a song, strips of light."""

from __future__ import annotations

import math

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, tube, turned
from beatreel.plugins.generators.procedural.palette import light_of_hue
from beatreel.plugins.generators.procedural.scenery.built import EVEN, KEY, ODD, SKY, skins
from beatreel.plugins.generators.procedural.scenery.exposure import View
from beatreel.plugins.generators.procedural.scenery.setting import WARM, Colour, Plan, Setting

from .furnishings import house_plant
from .monitors import hooded
from .recording import speaker

HALF, TALL, NEAR, END = 2.2, 2.6, -2.4, 3.3
_HUES = (320.0, 215.0)  # of its strips where the prompt names none
_DESK = 0.76  # how high


def _furnish(setting: Setting) -> None:
    place, side, palette = setting.place, setting.side, setting.description.palette
    hues = (palette.key, palette.accent) if palette.strength > 0.4 else _HUES
    tones: list[Colour] = [tuple(light_of_hue(hue, 0.19, 0.64).astype(float)) for hue in hues]
    setting.median = (30.0, 54.0)
    setting.hazy(0.010, (0, 0, 0), *(tuple(0.008 * part for part in tone) for tone in tones))
    wall = setting.paint(skins.PLASTER, (0.13, 0.13, 0.135))
    boards = setting.paint(skins.WOOD, (0.045, 0.080, 0.125), gloss=0.03, rough=0.12, scale=0.15)
    oak = setting.paint(skins.WOOD, (0.045, 0.095, 0.16), gloss=0.03, rough=0.15, scale=0.2)
    black = setting.paint(skins.PLAIN, (0.016, 0.016, 0.018), gloss=0.04, rough=0.12)
    foam = setting.paint(skins.CLOTH, (0.030, 0.030, 0.034), scale=2.0)
    setting.shell(HALF, TALL, (NEAR, END), wall, boards, wall)
    for k, tone in enumerate(tones):  # strips: along the ceiling, and behind the desk
        strip = setting.glow(tuple(3.4 * part for part in tone), (EVEN, ODD)[k])
        way = side * (1.0 if k else -1.0)
        place.add(
            tube([(way * (HALF - 0.04), TALL - 0.05, NEAR), (way * (HALF - 0.04), TALL - 0.05, END - 0.04), (0, TALL - 0.05, END - 0.04)],
                 0.016, 6, strip),
            tube([(0, _DESK - 0.06, END - 0.05), (way * 1.5, _DESK - 0.06, END - 0.05)], 0.014, 6, strip),
        )  # fmt: skip
        for z in (-0.8, 0.8, 2.3):
            light = tuple(0.85 * part for part in tone)
            place.lamp((way * (HALF - 0.35), TALL - 0.3, z), light, (EVEN, ODD)[k], 0.35)
        place.lamp((way * 0.9, _DESK - 0.25, END - 0.35), tuple(0.5 * part for part in tone), (EVEN, ODD)[k], 0.2)
    _foam(setting, foam)
    _wave(setting, tones[1])
    _desk(setting, oak, black, tones)
    for x in (-0.86, 0.86):
        speaker(setting, (x, _DESK + 0.30, END - 0.32), black, turn=-0.3 * x)
    _modular(setting, oak, black, tones)
    _stand(setting, black)
    if setting.peopled and setting.words & {"producer", "beatmaker"} and setting.shot in ("wide", "medium"):
        hooded(setting, (0.0, 0.50, END - 1.42), turn=math.pi)
    pot, leaf = (
        setting.paint(skins.PLAIN, (0.25, 0.26, 0.27)),
        setting.paint(skins.LEAF, (0.03, 0.10, 0.045), (0.05, 0.2, 0.1)),
    )
    place.add(house_plant(setting, 1.25, pot, leaf).moved(-side * 1.75, 0, END - 0.45))
    rug = setting.paint(skins.CARPET, tuple(0.03 + 0.10 * part for part in tones[0]), (0.12, 0.13, 0.14), extra=(1.3,))
    setting.box((0, 0.006, 0.9), (1.25, 0.006, 1.1), rug)


def _foam(setting: Setting, foam: int) -> None:
    """Hang panels of foam in wedges on the walls."""
    parts = []
    for x in (-1.62, -1.02, 1.02, 1.62):
        for y in (1.28, 1.86):
            rows = np.arange(-0.22, 0.23, 0.0733)
            turn = (x + 1.02) % 1.2 > 0.3
            halves = (0.26, 0.028, 0.03) if turn else (0.028, 0.26, 0.03)
            parts.append(
                boxes([(x, y + u, END - 0.03) if turn else (x + u, y, END - 0.03) for u in rows], halves, foam)
            )
    setting.place.add(*parts)


def _wave(setting: Setting, tone: Colour) -> None:
    """Bend a tube of neon as a wave of sound over the screen."""
    u = np.linspace(-0.62, 0.62, 160)
    swing = 0.17 * np.exp(-((u / 0.34) ** 2)) * np.sin(34 * u) + 0.01 * np.sin(9 * u)
    tubes = setting.glow(tuple(3.6 * part for part in tone), ODD)
    setting.place.add(tube(np.stack([u, 2.08 + swing, np.full(160, END - 0.06)], 1), 0.010, 6, tubes))
    setting.place.lamp((0, 2.05, END - 0.35), tuple(0.5 * part for part in tone), ODD, 0.2)


def _keys(setting: Setting, octaves: int, case: int) -> Mesh:
    """Return a keyboard with knobs, sliders and lamps over its keys; the middle of its lower front edge at the origin."""
    rng = setting.rng
    wide = 0.1645 * octaves
    ivory, ebony = setting.paint(skins.PLAIN, (0.52, 0.54, 0.55), gloss=0.05, rough=0.06), setting.paint(
        skins.PLAIN, (0.012, 0.012, 0.013), gloss=0.06, rough=0.06
    )  # fmt: skip
    knob = setting.paint(skins.PLAIN, (0.05, 0.05, 0.052), gloss=0.05, rough=0.1)
    count = 7 * octaves
    xs = (np.arange(count) + 0.5) * wide / count - wide / 2
    parts = [
        boxes([(0, 0.035, 0.16)], (wide / 2 + 0.04, 0.035, 0.16), case),
        boxes([(x, 0.078, 0.07) for x in xs], (0.46 * wide / count, 0.009, 0.07), ivory),
        boxes(
            [(xs[n] + 0.5 * wide / count, 0.092, 0.095) for n in range(count - 1) if n % 7 not in (2, 6)],
            (0.0055, 0.008, 0.045),
            ebony,
        ),
        boxes([(0, 0.085, 0.235)], (wide / 2 + 0.04, 0.016, 0.085), case),
    ]
    spots = [(float(x), z) for x in np.arange(-wide / 2 + 0.04, wide / 2 - 0.02, 0.052) for z in (0.185, 0.235, 0.285)]
    for n, (x, z) in enumerate(spots):
        if rng.random() < 0.55:
            parts.append(turned([(0.0, 0.022), (0.010, 0.020), (0.012, 0.0)], 10, knob).moved(x, 0.101, z))
        elif rng.random() < 0.6:
            lamp = setting.glow(
                ((0.3, 0.35, 4.5), (0.4, 3.4, 1.0), (4.0, 2.6, 0.6), (0.5, 2.4, 4.2))[int(rng.integers(4))],
                (EVEN, ODD)[n % 2],
            )
            parts.append(boxes([(x, 0.103, z)], (0.009, 0.003, 0.006), lamp))
    return Mesh.of(parts)


def _desk(setting: Setting, oak: int, black: int, tones: list[Colour]) -> None:
    """Build the desk: a long board, a wide screen that shows the tracks of a song, a keyboard, a mug, a lamp."""
    place, rng, side = setting.place, setting.rng, setting.side
    feet = [(x, 0.0, END - deep) for x in (-1.4, 1.4) for deep in (0.12, 0.8)]
    place.add(
        boxes([(0, _DESK - 0.02, END - 0.46)], (1.5, 0.02, 0.44), oak),
        bars(feet, [(x, _DESK - 0.04, z) for x, _, z in feet],
             (0.025, 0.025), black),
    )  # fmt: skip
    z = END - 0.26
    place.add(
        boxes([(0, _DESK + 0.39, z)], (0.56, 0.24, 0.012), black),
        boxes([(0, _DESK + 0.09, z + 0.02), (0, _DESK + 0.006, z)], [(0.03, 0.09, 0.015), (0.14, 0.006, 0.09)], black),
        boxes([(0, _DESK + 0.39, z - 0.014)], (0.545, 0.225, 0.002), setting.glow((0.030, 0.028, 0.026), SKY)),
    )
    clips = [setting.glow(tuple(power * part for part in tone), SKY) for tone in tones for power in (1.0, 0.45)]
    clips.append(setting.glow((0.5, 0.55, 0.6), SKY))
    for row in range(11):  # tracks, and what lies on each
        y, x = _DESK + 0.585 - 0.037 * row, -0.42
        setting.box((-0.485, y, z - 0.018), (0.045, 0.011, 0.001), clips[4])
        skin = clips[int(rng.integers(4))]
        while x < 0.5:
            long = float(rng.choice([0.06, 0.12, 0.12, 0.24]))
            if rng.random() < 0.68:
                setting.box((min(x + long / 2, 0.53 - long / 2), y, z - 0.018), (0.47 * long, 0.013, 0.001), skin)
            x += long
    setting.box((0.10, _DESK + 0.39, z - 0.020), (0.0018, 0.22, 0.001), setting.glow((1.6, 1.7, 1.8), SKY))
    place.lamp((0, _DESK + 0.40, z - 0.35), tuple(0.12 * (a + b) for a, b in zip(*tones, strict=True)), SKY, 0.3)
    place.add(_keys(setting, 5, black).moved(-0.05 * side, _DESK, END - 0.90))
    china = setting.paint(skins.PLAIN, (0.46, 0.48, 0.49), gloss=0.06, rough=0.05)
    place.add(
        turned([(0.034, 0.09), (0.040, 0.09), (0.038, 0.0), (0.0, 0.0)], 24, china).moved(
            0.62 * side, _DESK, END - 0.68
        )
    )
    a = np.linspace(-0.15, math.pi + 0.15, 25)  # headphones lie on the desk
    band = np.stack([0.085 * np.cos(a), 0.012 + 0 * a, 0.095 * np.sin(a)], 1)
    ear = turned([(0.0, 0.05), (0.035, 0.045), (0.040, 0.0)], 20, black)
    phones = Mesh.of([tube(band, 0.009, 8, black), ear.moved(-0.085, 0, 0), ear.moved(0.085, 0, 0)])
    place.add(phones.moved(-0.72 * side, _DESK, END - 0.72, turn=0.5))
    x = 1.22 * side  # a lamp at the end of the desk
    shade = setting.paint(skins.GLOW, (0.3, 0.32, 0.33), scale=4.0, glow=tuple(0.9 * part for part in WARM), family=KEY)
    place.add(
        turned([(0.012, 0.28), (0.012, 0.04), (0.07, 0.02), (0.075, 0.0)], 18, black).moved(x, _DESK, END - 0.25),
        turned([(0.07, 0.14), (0.11, 0.0)], 24, shade).moved(x, _DESK + 0.26, END - 0.25),
    )
    place.lamp((x, _DESK + 0.46, END - 0.34), tuple(0.35 * part for part in WARM), KEY, 0.1)
    place.beacons.append(((x, _DESK + 0.33, END - 0.25), WARM))


def _modular(setting: Setting, oak: int, black: int, tones: list[Colour]) -> None:
    """Stand a wall of modules at the side: knobs, sockets, lamps that answer the beat, and cables that hang between them."""
    place, rng, side = setting.place, setting.rng, setting.side
    panels = [
        setting.paint(skins.PLAIN, tone, gloss=0.03, rough=0.2)
        for tone in ((0.36, 0.37, 0.37), (0.06, 0.06, 0.064), (0.14, 0.145, 0.15))
    ]
    lamps = [
        setting.glow(tuple(3.6 * part for part in tone), family)
        for tone, family in zip(tones, (EVEN, ODD), strict=True)
    ]
    lamps.append(setting.glow((0.25, 0.3, 4.0), ODD))
    steel = setting.paint(skins.METAL, (0.4, 0.4, 0.4), gloss=0.3, rough=0.15, metal=True)
    cable = [
        setting.paint(skins.PLAIN, tuple(0.02 + 0.45 * part for part in tone))
        for tone in (*tones, (0.05, 0.1, 0.6), (0.6, 0.6, 0.6))
    ]
    wide, rows, high, parts, sockets = 1.5, 3, 0.34, [], []
    parts.append(boxes([(x, 0.62, 0.10) for x in (-wide / 2 - 0.02, wide / 2 + 0.02)], (0.02, 0.64, 0.13), oak))
    parts.append(boxes([(0, 0.06 + (high + 0.02) * k + 0.19, 0.2) for k in range(rows)], (wide / 2, 0.19, 0.02), black))
    for row in range(rows):
        x, y = -wide / 2, 0.24 + (high + 0.02) * row
        while x < wide / 2 - 0.05:
            w = min(float(rng.choice([0.06, 0.09, 0.12, 0.16])), wide / 2 - x)
            parts.append(
                boxes([(x + w / 2, y + high / 2, 0.0)], (0.485 * w, 0.49 * high, 0.004), panels[int(rng.integers(3))])
            )
            for u in np.arange(x + 0.022, x + w - 0.012, 0.032):
                for v in np.arange(0.03, high - 0.02, 0.037):
                    luck, at = float(rng.random()), (float(u), y + float(v), -0.005)
                    if v < 0.11 and luck < 0.75:
                        parts.append(
                            turned([(0.008, 0.004), (0.010, 0.0)], 8, steel).leaned(0, -math.pi / 2).moved(*at)
                        )
                        sockets.append(at)
                    elif luck < 0.36:
                        parts.append(
                            turned([(0.0, 0.018), (0.010, 0.016), (0.012, 0.0)], 9, black)
                            .leaned(0, -math.pi / 2)
                            .moved(*at)
                        )
                    elif luck < 0.52:
                        parts.append(boxes([at], (0.0055, 0.0055, 0.004), lamps[int(rng.integers(3))]))
            x += w
    picks = rng.permutation(len(sockets))[:36]
    t = np.linspace(0, 1, 13)[:, None]
    for n, (a, b) in enumerate(zip(picks[::2], picks[1::2], strict=True)):
        one, other = np.array(sockets[int(a)]), np.array(sockets[int(b)])
        sag = 0.06 + 0.25 * float(np.linalg.norm(one - other))
        line = one * (1 - t) + other * t + np.array([0, -sag, -0.10]) * 4 * t * (1 - t) * np.array([1.0, 1.0, 0.6])
        parts.append(tube(line, 0.0045, 6, cable[n % 4]))
    table = boxes([(0, 0.32, 0.15)], (wide / 2 + 0.1, 0.32, 0.2), black)
    rack = Mesh.of([Mesh.of(parts).moved(0, 0.44, 0), table])
    place.add(rack.moved(0, 0, 0, turn=-side * math.pi / 2).moved(side * (HALF - 0.32), 0, 1.35))
    for k, z in enumerate((0.9, 1.9)):
        place.lamp((side * (HALF - 0.75), 1.3, z), tuple(0.22 * part for part in tones[k]), (EVEN, ODD)[k], 0.2)


def _stand(setting: Setting, black: int) -> None:
    """Stand two keyboards, one over the other, at the other side."""
    place, side = setting.place, setting.side
    case = setting.paint(skins.PLAIN, (0.20, 0.205, 0.21), gloss=0.04, rough=0.15)
    x = -side * (HALF - 0.42)
    for y, deep, skin in ((0.74, 0.0, black), (1.02, 0.10, case)):
        keys = _keys(setting, 5, skin).leaned(0.0, -0.16 if y > 1 else 0.0).moved(0, y, deep)
        place.add(keys.moved(0, 0, 0, turn=side * math.pi / 2).moved(x + 0.2 * side, 0, 1.3))
    for z in (0.95, 1.65):
        place.add(
            bars(
                [(x + 0.12 * side, 0, z), (x - 0.10 * side, 0, z)],
                [(x - 0.02 * side, 1.0, z), (x - 0.06 * side, 1.1, z)],
                (0.016, 0.016),
                black,
            )
        )


PLAN = Plan(
    _furnish,
    {
        "wide": View((-0.30, 1.50, -2.0), (0.12, 1.10, 2.4), 0.80, (0.5, 0.52)),
        "medium": View((-0.75, 1.45, 0.15), (0.35, 0.98, 2.8), 0.84, (0.5, 0.52)),
        "close": View((-0.15, 1.30, 0.55), (1.85, 0.98, 1.55), 0.86, (0.5, 0.52)),
        "detail": View((0.62, 1.16, 1.78), (-0.12, 0.86, 2.55), 0.96, (0.5, 0.54)),
    },
    groups={"even": (EVEN, "kick", 0.80, 0.34), "odd": (ODD, "offbeat", 0.80, 0.34), "lamp": (KEY,), "screen": (SKY, "low", 0.92, 0.12)},
    mist=0.10, travel=0.6, lettering=True, holds=frozenset({"record player"}), focus={"detail": (1.05, 0.006)},
)  # fmt: skip
