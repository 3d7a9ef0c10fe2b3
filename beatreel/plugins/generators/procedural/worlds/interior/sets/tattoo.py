"""A tattoo parlour: a chair under a lamp, walls of framed flash, bottles of ink, words of neon."""

from __future__ import annotations

import math

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, boxes, tube, turned
from beatreel.plugins.generators.procedural.palette import light_of_hue
from beatreel.plugins.generators.procedural.scenery.built import EVEN, KEY, ODD, SKY, skins
from beatreel.plugins.generators.procedural.scenery.exposure import View
from beatreel.plugins.generators.procedural.scenery.setting import Colour, Level, Plan, Setting

from .diner import written
from .flash import drawing
from .gaming import tones
from .shop_things import barber_chair
from .shops import END, HALF, NEAR, TALL, shop

MOTIF = "tattoo_parlour"
_CHAIR = (-0.35, 2.35)
_TRAY = (0.62, 1.75)


def _furnish(setting: Setting) -> None:
    first, second = tones(setting, (22.0, 235.0))
    dark = setting.hour in ("night", "dusk")
    setting.median = (34.0, 60.0) if dark else (48.0, 84.0)
    hue = setting.description.palette.fill if setting.description.palette.strength > 0.4 else 235.0
    wall = setting.paint(skins.BRICK, tuple(0.035 + 0.06 * float(p) for p in light_of_hue(hue, 0.04, 0.6)))
    floor = setting.paint(skins.SLABS, (0.24, 0.25, 0.26), (0.016, 0.016, 0.018), gloss=0.07, rough=0.05, scale=0.42)
    iron = setting.paint(skins.PLAIN, (0.018, 0.018, 0.020), gloss=0.05, rough=0.15)
    shop(setting, wall, floor, setting.paint(skins.PLASTER, (0.035, 0.035, 0.040)), iron)
    setting.hazy(0.013, (0.004, 0.004, 0.004), tuple(0.008 * p for p in first), tuple(0.006 * p for p in second))
    _walls(setting, iron)
    _neon(setting, first, second)
    _work(setting, iron)
    _inks(setting, iron)


def _walls(setting: Setting, iron: int) -> None:
    """Hang flash in black frames from the shelf up to the ceiling, on both sides."""
    place, rng = setting.place, setting.rng
    line, red, other = (
        setting.paint(skins.PLAIN, tone) for tone in ((0.012, 0.012, 0.014), (0.03, 0.03, 0.36), (0.28, 0.36, 0.24))
    )
    papers = [
        setting.paint(skins.PLASTER, tone) for tone in ((0.40, 0.50, 0.56), (0.46, 0.51, 0.53), (0.30, 0.42, 0.50))
    ]
    frames: list[Mesh] = []
    for n in range(12):
        wide, high = ((0.22, 0.30), (0.30, 0.22), (0.22, 0.30), (0.16, 0.22))[n % 4]
        parts = [
            boxes([(0, 0, 0.012)], (wide + 0.022, high + 0.022, 0.012), iron),
            boxes([(0, 0, -0.001)], (wide, high, 0.003), papers[n % 3]),
        ]
        spots = (
            [(0.0, 0.0, 1.5 * min(wide, high))]
            if n % 3
            else [(x, y, 0.9 * min(wide, high)) for x in (-0.5 * wide, 0.5 * wide) for y in (-0.5 * high, 0.5 * high)]
        )
        for k, (x, y, size) in enumerate(spots):
            parts.append(drawing(n + 3 * k, size, line, red, other).moved(x, y, -0.004))
        frames.append(Mesh.of(parts))
    for way in (-1.0, 1.0):
        for row, y in enumerate((1.42, 2.06, 2.62)):
            z = NEAR + 0.7
            while z < END - 0.35:
                one = frames[int(rng.integers(len(frames)))]
                if not (way > 0 and 2.4 < z < 5.4 and row < 2):  # where the word of neon hangs
                    place.add(one.moved(way * (HALF - 0.03), y, z, turn=-way * math.pi / 2, scale=0.95))
                z += 0.66


def _neon(setting: Setting, first: Colour, second: Colour) -> None:
    """Bend a word of neon on the wall, a heart with an arrow in the window, and run a line under the ceiling."""
    place = setting.place
    word, border = setting.glow(tuple(3.4 * p for p in first), EVEN), setting.glow(tuple(2.6 * p for p in second), ODD)
    x, y, z = HALF - 0.10, 1.72, 3.9
    for one in written("TATTOO", 0.40, word, 0.020):
        place.add(one.moved(x, y, z, turn=-math.pi / 2))
    for d in (-0.36, 0.36):
        place.add(tube([(x, y + d, z - 1.25), (x, y + d, z + 1.25)], 0.014, 8, border))
    for d in (-0.8, 0.8):
        place.lamp((x - 0.35, y, z + d), tuple(0.75 * p for p in first), EVEN, 0.2)
    place.add(*[one.moved(0, 2.08, END - 0.30) for one in written("TATTOO", 0.46, word, 0.024)])
    t = np.linspace(0, 2 * math.pi, 49)
    heart = (
        np.stack([16 * np.sin(t) ** 3, 13 * np.cos(t) - 5 * np.cos(2 * t) - 2 * np.cos(3 * t) - np.cos(4 * t)], 1)
        * 0.020
    )
    place.add(tube(np.column_stack([heart[:, 0], 1.36 + heart[:, 1], np.full(49, END - 0.25)]), 0.018, 8, border))
    place.add(tube([(-0.62, 1.20, END - 0.22), (0.62, 1.60, END - 0.22)], 0.014, 8, word))
    for d in (-0.8, 0.8):
        place.lamp((d, 1.9, END - 0.8), tuple(0.9 * p for p in first), EVEN, 0.2)
    for way in (-1.0, 1.0):
        place.add(
            tube([(way * (HALF - 0.06), TALL - 0.06, NEAR), (way * (HALF - 0.06), TALL - 0.06, END)], 0.016, 8, border)
        )
    for z in (0.2, 4.2):
        place.window(
            (-HALF + 0.15, TALL - 0.12, z - 1.6), (0, 0, 3.2), (0.25, 0, 0), tuple(5.0 * p for p in second), ODD
        )


def _work(setting: Setting, iron: int) -> None:
    """Stand the chair, a rest for an arm and a stool under a lamp on an arm."""
    place = setting.place
    chrome = setting.paint(skins.METAL, (0.52, 0.53, 0.54), gloss=0.55, rough=0.08, metal=True)
    leather = setting.paint(skins.PLAIN, (0.014, 0.014, 0.016), gloss=0.06, rough=0.16)
    x, z = _CHAIR
    place.add(barber_chair(chrome, leather, leather).moved(x, 0, z, turn=-0.5, scale=1.12))
    stool = Mesh.of(
        [
            turned([(0.0, 0.56), (0.18, 0.55), (0.20, 0.51), (0.18, 0.47), (0.0, 0.47)], 26, leather),
            turned([(0.03, 0.47), (0.03, 0.08), (0.22, 0.05), (0.24, 0.0)], 22, chrome),
        ]
    )
    place.add(stool.moved(0.42, 0, 2.62))
    place.add(
        boxes([(0.16, 0.74, 2.05)], (0.10, 0.03, 0.24), leather),
        tube([(0.16, 0.0, 2.05), (0.16, 0.72, 2.05)], 0.025, 10, chrome),
    )
    joints = [(1.05, 0.0, 3.0), (1.05, 1.55, 3.0), (0.80, 1.95, 2.65), (0.28, 1.62, 2.25)]
    place.add(
        tube(joints, 0.014, 8, iron),
        turned([(0.05, 0.10), (0.13, 0.0), (0.12, 0.01)], 28, iron).moved(0.24, 1.52, 2.20),
    )
    place.add(
        turned([(0.0, 0.02), (0.10, 0.01), (0.0, 0.0)], 24, setting.glow((4.6, 6.2, 7.4), KEY)).moved(0.24, 1.53, 2.20)
    )
    place.lamp((0.22, 1.48, 2.18), (1.15, 1.75, 2.2), KEY, 0.10, toward=(0.02, 0.7, 2.1), angles=(58.0, 30.0))
    place.beacons.append(((0.24, 1.52, 2.20), (0.8, 1.1, 1.3)))


def _inks(setting: Setting, iron: int) -> None:
    """Set bottles of ink and a machine on a steel trolley, more of them on a shelf along the wall, and a mirror above it."""
    place, rng = setting.place, setting.rng
    steel = setting.paint(skins.METAL, (0.40, 0.41, 0.42), gloss=0.40, rough=0.18, metal=True)
    brass = setting.paint(skins.METAL, (0.14, 0.42, 0.70), gloss=0.45, rough=0.12, metal=True)
    inks = [
        setting.paint(
            skins.PLAIN, tuple(0.02 + 0.34 * light_of_hue(hue, 0.18, 0.5).astype(float)), gloss=0.10, rough=0.04
        )
        for hue in (25.0, 60.0, 95.0, 145.0, 195.0, 255.0, 310.0, 350.0)
    ]
    cap, label = (
        setting.paint(skins.PLAIN, (0.014, 0.014, 0.015), gloss=0.06, rough=0.1),
        setting.paint(skins.PLAIN, (0.48, 0.51, 0.52)),
    )
    bottles = [
        Mesh.of(
            [
                turned([(0.0, 0.098), (0.022, 0.094), (0.026, 0.085), (0.026, 0.0)], 20, ink),
                turned([(0.0265, 0.065), (0.0265, 0.025)], 20, label),
                turned([(0.0, 0.145), (0.006, 0.14), (0.013, 0.118), (0.014, 0.096)], 16, cap),
            ]
        )
        for ink in inks
    ]
    x, z = _TRAY
    for y in (0.82, 0.42):
        setting.box((x, y, z), (0.24, 0.012, 0.34), steel)
    place.add(boxes([(x + a, 0.42, z + b) for a in (-0.23, 0.23) for b in (-0.33, 0.33)], (0.012, 0.42, 0.012), steel))
    for n in range(14):
        place.add(bottles[(3 * n) % 8].moved(x + 0.10 + 0.062 * (n // 7) - 0.02, 0.832, z - 0.22 + 0.068 * (n % 7)))
    cups = turned([(0.013, 0.016), (0.011, 0.0)], 14, label)
    for n in range(5):
        place.add(
            cups.moved(x - 0.06, 0.832, z - 0.12 + 0.05 * n),
            turned([(0.0, 0.012), (0.012, 0.012)], 14, inks[(5 * n) % 8]).moved(x - 0.06, 0.832, z - 0.12 + 0.05 * n),
        )
    gun = Mesh.of(
        [
            tube([(0, 0.03, -0.10), (0, 0.035, 0.0)], [0.004, 0.015], 12, steel),
            boxes([(0, 0.055, 0.03)], (0.012, 0.030, 0.032), brass),
            *[
                turned([(0.0, 0.045), (0.014, 0.045), (0.014, 0.0)], 18, brass).moved(0, 0.05, d)
                for d in (0.015, 0.047)
            ],
            tube([(0, 0.06, 0.06), (0.06, 0.02, 0.12), (0.10, 0.006, 0.06), (0.16, 0.004, 0.16)], 0.005, 8, cap),
        ]
    )
    place.add(gun.moved(x - 0.15, 0.832, z - 0.02, turn=0.7))
    setting.box(
        (-HALF + 0.20, 0.93, 2.2),
        (0.20, 0.02, 3.4),
        setting.paint(skins.WOOD, (0.022, 0.05, 0.10), gloss=0.05, rough=0.1, scale=0.2),
    )
    setting.box((-HALF + 0.19, 0.45, 2.2), (0.18, 0.45, 3.35), iron)
    for n, z0 in enumerate(np.arange(-1.0, 5.4, 0.075)):
        if rng.random() < 0.7:
            place.add(bottles[int(rng.integers(8))].moved(-HALF + 0.12 + 0.06 * (n % 2), 0.95, float(z0)))


PLAN = Plan(
    _furnish,
    {
        "wide": Level((0.75, 1.50, -1.1), -7.0, 0.80, 0.47),
        "medium": View((0.62, 1.40, 0.35), (-0.15, 1.22, 2.4), 0.92, (0.5, 0.50)),
        "close": View((1.15, 1.30, 1.15), (-0.20, 1.02, 2.30), 1.0, (0.5, 0.52)),
        "detail": View((0.20, 1.18, 1.10), (0.60, 0.87, 1.78), 0.95, (0.5, 0.58)),
    },
    groups={
        "lamp": (KEY, "downbeat", 0.94, 0.12),
        "even": (EVEN, "kick", 0.82, 0.32),
        "odd": (ODD, "offbeat", 0.82, 0.32),
        "sky": (SKY,),
    },
    mist=0.10,
    travel=0.9,
    lettering=True,
    focus={"detail": (0.86, 0.006)},
    holds=frozenset({"chair", "mirror"}),
)
