"""A compartment of a train at night: seats that face each other, a table at the window, lights that pass and are mirrored."""

from __future__ import annotations

import math

import numpy as np

from beatreel.plugins.generators.procedural.kernels.fields import fbm_at
from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, grid, tube, turned
from beatreel.plugins.generators.procedural.scenery.built import EVEN, KEY, ODD, SKY, skins
from beatreel.plugins.generators.procedural.scenery.setting import WARM, Colour, Level, Plan, Setting

from .joinery import curtain, cushion
from .people import seated

HALF, TALL, NEAR, END = 1.55, 2.3, -1.9, 1.9  # seats stand at both sides, the window at the end


def _furnish(setting: Setting) -> None:
    place, side, rng = setting.place, setting.side, setting.rng
    lit = {"day": 1.0, "golden": 0.8, "dawn": 0.5, "dusk": 0.35}.get(setting.hour, 0.0)
    setting.sunlit((60.0, 70.0), strength=0.5 * lit, dust=0.01)
    if lit and setting.hour != "day":  # low, over the land that is looked at
        place.sun = (0.22 * side, 0.20, 0.95)
        for name in ("zenith", "horizon", "halo"):  # so that its colours are seen beside lamps
            setattr(place, name, tuple(0.42 * part for part in getattr(place, name)))
    setting.hazy(0.01, (0, 0, 0), tuple(0.006 * part for part in WARM))
    panel = setting.paint(skins.WOOD, (0.030, 0.070, 0.145), gloss=0.04, rough=0.05, scale=0.4)
    dark = setting.paint(skins.WOOD, (0.016, 0.034, 0.070), gloss=0.04, rough=0.05, scale=0.3)
    ceiling = setting.paint(skins.PLAIN, (0.11, 0.13, 0.14))
    velvet = setting.paint(
        skins.CLOTH, ((0.03, 0.025, 0.17), (0.055, 0.09, 0.03), (0.12, 0.06, 0.03))[int(rng.integers(3))], scale=2.5
    )
    brass = setting.paint(skins.METAL, (0.14, 0.42, 0.70), gloss=0.4, rough=0.1, metal=True)
    floor = setting.paint(skins.CARPET, (0.025, 0.02, 0.09), (0.04, 0.16, 0.26), extra=(9.0,))
    setting.floored(HALF, (NEAR, END), floor)
    setting.box((0, TALL + 0.05, 0), (HALF + 0.2, 0.05, 2.2), ceiling)
    for way in (-1.0, 1.0):
        setting.box((way * (HALF + 0.05), TALL / 2, 0), (0.05, TALL / 2, 2.0), panel)
        setting.box((way * (HALF - 0.01), 1.62, 0), (0.02, 0.02, 1.9), dark)
        _seats(setting, way, velvet, dark)
        setting.box((way * (HALF - 0.20), 1.86, 0.1), (0.18, 0.015, 1.6), brass)  # a rack with luggage
        place.add(
            bars(
                [(way * (HALF - 0.38), 1.88, z) for z in np.arange(-1.4, 1.7, 0.12)],
                [(way * (HALF - 0.02), 1.94, z) for z in np.arange(-1.4, 1.7, 0.12)],
                (0.006, 0.006),
                brass,
            )
        )
    bags = [
        setting.paint(skins.CLOTH, tone) for tone in ((0.025, 0.055, 0.12), (0.03, 0.03, 0.035), (0.10, 0.06, 0.04))
    ]
    for n, (way, z, long) in enumerate(((-1.0, -0.2, 0.34), (-1.0, 0.75, 0.26), (1.0, 0.35, 0.36))):
        place.add(
            boxes([(way * (HALF - 0.21), 2.06, z)], (0.15, 0.13, long), bags[n]),
            boxes(
                [(way * (HALF - 0.365), 2.06, z - 0.5 * long), (way * (HALF - 0.365), 2.06, z + 0.5 * long)],
                (0.006, 0.13, 0.02),
                dark,
            ),
        )
    setting.box((0, TALL / 2, NEAR - 0.05), (HALF, TALL / 2, 0.05), panel)
    _window(setting, panel, brass, velvet, lit)
    _table(setting, dark, brass)
    for way in (-1.0, 1.0):  # lamps on the walls
        family = EVEN if way > 0 else ODD
        glow = setting.paint(skins.GLOW, (0.3, 0.3, 0.3), scale=4.0, glow=(0.8, 1.9, 3.0), family=family)
        at = (way * (HALF - 0.10), 1.45, 0.95)
        place.add(
            turned([(0.05, 0.16), (0.085, 0.0)], 20, glow).moved(*at),
            tube([(way * HALF, 1.40, 0.95), (at[0], 1.38, 0.95), (at[0], 1.46, 0.95)], 0.010, 6, brass),
        )
        place.lamp((at[0] - 0.12 * way, 1.5, 0.9), tuple(0.75 * part for part in WARM), family, 0.08)
        place.beacons.append(((at[0], 1.52, 0.95), WARM))
    glow = setting.glow((1.6, 2.6, 3.4), EVEN)
    place.add(turned([(0.0, 0.0), (0.15, -0.02), (0.16, 0.0)], 28, glow).moved(0, TALL - 0.02, -0.3))
    place.lamp((0, TALL - 0.2, -0.3), tuple(0.65 * part for part in WARM), EVEN, 0.15)
    if setting.peopled and "figure" in setting.description.details:
        seated(setting, (side * -0.98, 0.47, 0.72 if setting.shot == "wide" else 0.95), turn=side * math.pi / 2)


def _seats(setting: Setting, way: float, velvet: int, dark: int) -> None:
    for k, z in enumerate((-0.85, 0.1, 1.05)):
        x = way * (HALF - 0.36)
        setting.place.add(
            cushion((0.30, 0.09, 0.45), velvet, square=0.3).moved(x, 0.40, z),
            cushion((0.09, 0.46, 0.45), velvet, square=0.35).leaned(way * -0.10, 0).moved(way * (HALF - 0.12), 0.98, z),
        )
        setting.place.add(cushion((0.10, 0.13, 0.30), velvet, square=0.5).moved(way * (HALF - 0.14), 1.40, z))
        if k < 2:
            setting.place.add(boxes([(x, 0.62, z + 0.475)], (0.26, 0.035, 0.035), dark))
    setting.box((way * (HALF - 0.36), 0.16, 0.1), (0.27, 0.16, 1.42), dark)


def _window(setting: Setting, panel: int, brass: int, velvet: int, lit: float) -> None:
    """Let the night pass: dark land, lamps and lit windows far and near; the glass mirrors the lamps of the compartment."""
    place = setting.place
    z = END
    left, right, low, high = -0.82, 0.82, 0.95, 1.98
    setting.box((0, low / 2, z + 0.05), (HALF, low / 2, 0.05), panel)
    setting.box((0, 0.5 * (high + TALL), z + 0.05), (HALF, 0.5 * (TALL - high), 0.05), panel)
    for way in (-1.0, 1.0):
        setting.box(
            (way * 0.5 * (HALF + right), 0.5 * (low + high), z + 0.05),
            (0.5 * (HALF - right), 0.5 * (high - low), 0.05),
            panel,
        )
        place.add(curtain(0.34, 1.12, velvet, folds=4.0, deep=0.035, phase=way).moved(way * 0.86, 2.02, z - 0.06))
    place.add(tube([(-1.05, 2.03, z - 0.06), (1.05, 2.03, z - 0.06)], 0.012, 8, brass))
    line = [(left, low, z), (right, low, z), (right, high, z), (left, high, z), (left, low, z)]
    place.add(
        bars(line[:-1], line[1:], (0.025, 0.03), brass),
        bars([(left, 1.62, z)], [(right, 1.62, z)], (0.012, 0.014), brass),
    )
    if lit:
        _land(setting, z)
    else:
        _night(setting, z)
    mirrored = [setting.glow(tone, EVEN) for tone in ((0.10, 0.26, 0.42), (0.05, 0.10, 0.15))]
    for x, y, w, h in ((-0.45, 1.58, 0.045, 0.075), (0.45, 1.58, 0.045, 0.075)):  # the lamps, mirrored in the pane
        place.add(turned([(0.6 * w, h), (w, -h)], 16, mirrored[0]).moved(x, y, z + 0.02))
    place.add(bars([(-0.5, 1.75, z + 0.02)], [(0.5, 1.75, z + 0.02)], (0.006, 0.004), mirrored[1]))
    if lit:
        place.window(
            (left, low, z + 0.1),
            (right - left, 0, 0),
            (0, high - low, 0),
            tuple(6.0 * lit * part for part in (1.0, 1.0, 1.0)),
            SKY,
        )
    else:
        place.window((left, low, z + 0.1), (right - left, 0, 0), (0, high - low, 0), (0.36, 0.20, 0.12), SKY)


def _land(setting: Setting, z: float) -> None:
    """Let hills lie one behind the other under the sky of the hour, each paler than the one before it, and fields with hedges and trees."""
    place, rng = setting.place, setting.rng
    haze = 0.8 * np.add(place.horizon, np.multiply(0.2, place.halo))
    near = 0.05 * np.array([0.5, 1.0, 0.9]) * float(haze.mean())
    u = np.linspace(-1.0, 1.0, 900, dtype=np.float32)
    for away, tall, rough, air in (
        (420.0, 46.0, 22.0, 0.58), (240.0, 19.0, 12.0, 0.36), (120.0, 4.5, 4.5, 0.19), (60.0, 0.2, 2.2, 0.09), (30.0, -1.6, 1.0, 0.04),
    ):  # fmt: skip
        seed = int(rng.integers(1 << 16))
        x = 1.1 * away * u
        ridge = tall + rough * fbm_at(x, 0 * x, 0.55 * away, seed, 4)
        trees = fbm_at(x, 0 * x, 9.0, seed + 1, 3) + 0.5 * fbm_at(x, 0 * x, 60.0, seed + 2, 2)
        ridge += (
            np.clip(2.2 * trees - 0.15, 0, 1) * 5.0 * (0.75 + 0.5 * fbm_at(x, 0 * x, 1.6, seed + 3, 3)) * (away < 300)
        )
        tone = near * (1 - air) + haze * air
        rows = [(ridge, tone)]
        for share, light in ((0.30, 1.25), (0.62, 0.85), (1.0, 1.15)) if away < 300 else ():  # fields below them
            low = tall - share * (tall + 7.0) + 0.06 * rough * fbm_at(x, 0 * x, 0.4 * away, seed + 5, 3)
            rows.append((np.minimum(low, ridge - 0.2), tone * light + 0.05 * light * haze * (1 - air)))
        for n, (top, light) in enumerate(rows):
            sheet = np.empty((2, len(u), 3), np.float32)
            sheet[..., 0], sheet[0, :, 1], sheet[1, :, 1], sheet[..., 2] = x, top, -60.0, z + away - 0.02 * away * n
            place.add(grid(sheet, setting.glow(tuple(float(v) for v in light), SKY)))


def _night(setting: Setting, z: float) -> None:
    """Let dark land pass, and lights that speed draws out."""
    place, rng = setting.place, setting.rng
    tones: list[Colour] = [(0.05, 0.026, 0.014), (0.085, 0.045, 0.024), (0.14, 0.075, 0.040)]
    far = 9.0
    for k in range(3):
        y0, y1 = (5.5, 3.2, 1.9)[k], (3.2, 1.9, 0.9)[k]
        place.add(
            grid(
                [[(-14, y0, z + far), (14, y0, z + far)], [(-14, y1, z + far), (14, y1, z + far)]],
                setting.glow(tones[k], SKY),
            )
        )
    for n, (base, tall) in enumerate(((1.35, 0.5), (1.0, 0.4))):
        u = np.linspace(-13, 13, 90)
        ridge = base + tall * (
            0.5 * np.sin(0.5 * u + 6 * rng.random())
            + 0.3 * np.sin(1.3 * u + 6 * rng.random())
            + 0.15 * np.sin(3.1 * u + 6 * rng.random())
        )
        sheet = np.empty((2, 90, 3), np.float32)
        sheet[..., 0], sheet[0, :, 1], sheet[1, :, 1], sheet[..., 2] = u, ridge, -3.0, z + far - 0.5 - 0.5 * n
        place.add(
            grid(
                sheet,
                setting.glow(tuple(0.12 * (1 - 0.5 * n) * part for part in (0.12, 0.12, 0.10)), SKY),
            )
        )
    lights = [setting.glow(tone, ODD) for tone in ((0.8, 2.6, 4.4), (0.5, 1.5, 3.4), (3.0, 3.2, 3.2), (0.3, 0.4, 3.4))]
    for _ in range(46):  # drawn out by speed
        x, y, w = float(rng.uniform(-11, 11)), float(rng.normal(1.02, 0.22)), float(rng.uniform(0.05, 0.55))
        setting.box(
            (x, y, z + float(rng.uniform(5.0, 7.4))),
            (w, float(rng.uniform(0.010, 0.026)), 0.01),
            lights[int(rng.integers(4))],
        )


def _table(setting: Setting, wood: int, brass: int) -> None:
    place, rng = setting.place, setting.rng
    linen, china = (
        setting.paint(skins.CLOTH, (0.36, 0.40, 0.42)),
        setting.paint(skins.PLAIN, (0.46, 0.48, 0.49), gloss=0.06, rough=0.05),
    )
    tea = setting.paint(skins.PLAIN, (0.01, 0.03, 0.09), gloss=0.1, rough=0.02)
    place.add(
        boxes([(0, 0.74, END - 0.30)], (0.36, 0.018, 0.30), wood),
        boxes([(0, 0.762, END - 0.30)], (0.33, 0.004, 0.27), linen),
        tube([(0, 0.0, END - 0.25), (0, 0.72, END - 0.25)], 0.028, 10, brass),
    )
    shade = setting.paint(skins.GLOW, (0.3, 0.3, 0.28), scale=5.0, glow=(0.45, 1.5, 2.7), family=EVEN)
    x = 0.20 * setting.side
    place.add(
        turned([(0.02, 0.16), (0.012, 0.14), (0.012, 0.03), (0.06, 0.0)], 18, brass).moved(x, 0.765, END - 0.16),
        turned([(0.05, 0.13), (0.09, 0.0)], 24, shade).moved(x, 0.90, END - 0.16),
    )
    place.lamp((x, 1.08, END - 0.22), tuple(0.20 * part for part in WARM), EVEN, 0.08)
    place.lamp((x, 0.86, END - 0.22), tuple(0.06 * part for part in WARM), EVEN, 0.05)
    place.add(
        turned([(0.042, 0.062), (0.040, 0.055), (0.026, 0.004), (0.0, 0.004)], 22, china).moved(
            -0.12 * setting.side, 0.772, END - 0.36
        ),
        turned([(0.075, 0.010), (0.05, 0.0)], 24, china).moved(-0.12 * setting.side, 0.766, END - 0.36),
        turned([(0.0, 0.05), (0.037, 0.05)], 20, tea).moved(-0.12 * setting.side, 0.772, END - 0.36),
    )
    book = setting.paint(skins.PLAIN, tuple(float(v) for v in rng.uniform(0.03, 0.25, 3)))
    paper = setting.paint(skins.PLAIN, (0.45, 0.50, 0.52))
    place.add(
        Mesh.of(
            [
                boxes([(0, 0.0, 0)], (0.09, 0.012, 0.065), paper),
                boxes([(0, 0.013, 0), (0, -0.013, 0)], (0.095, 0.002, 0.068), book),
            ]
        ).moved(0.08 * setting.side, 0.782, END - 0.44, turn=0.4)
    )


PLAN = Plan(
    _furnish,
    {
        "wide": Level((0.26, 1.42, -1.25), -4.0, 0.74, 0.38),
        "medium": Level((0.30, 1.34, -0.6), -7.0, 0.80, 0.40),
        "close": Level((0.40, 1.30, 0.05), -16.0, 0.95, 0.42),
        "detail": Level((0.05, 1.20, 0.75), 0.0, 1.0, 0.38),
    },
    groups={"sun": (KEY,), "lamps": (EVEN, "kick", 0.88, 0.20), "passing": (ODD, "offbeat", 0.74, 0.42), "night": (SKY, "low", 0.9, 0.15)},
    median=(38.0, 68.0), mist=0.0, travel=0.3, focus={"detail": (0.95, 0.006)},
)  # fmt: skip
