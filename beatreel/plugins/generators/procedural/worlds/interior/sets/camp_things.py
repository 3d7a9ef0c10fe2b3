"""What stands in a yurt or a tent: a stove with its kettle, a fire between stones, lanterns, rugs, a bed, packs; metres."""

from __future__ import annotations

import math

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, grid, tube, turned
from beatreel.plugins.generators.procedural.palette import light_of_hue
from beatreel.plugins.generators.procedural.scenery.built import EVEN, ODD, skins
from beatreel.plugins.generators.procedural.scenery.setting import WARM, Colour, Setting

from .joinery import cushion

Point = tuple[float, float, float]
_WOVEN: tuple[tuple[Colour, Colour], ...] = (
    ((0.035, 0.030, 0.30), (0.10, 0.30, 0.50)), ((0.04, 0.20, 0.46), (0.20, 0.08, 0.03)), ((0.34, 0.22, 0.06), (0.16, 0.40, 0.52)),
)  # fmt: skip
"""Two colours of each rug, linear BGR."""


def rug(setting: Setting, at: tuple[float, float], half: tuple[float, float], turn: float, which: int) -> None:
    """Lay a woven rug with a fringe."""
    base, other = _WOVEN[which % len(_WOVEN)]
    palette = setting.description.palette
    if palette.strength > 0.4 and which == 0:
        base = tuple(0.02 + 0.26 * light_of_hue(palette.key, 0.12, 0.62).astype(float))
    skin = setting.paint(skins.CARPET, base, other, extra=(half[0],))
    y = 0.010 + 0.006 * which
    u, w = np.meshgrid(np.linspace(-half[0], half[0], 9), np.linspace(half[1], -half[1], 13))
    points = np.stack([u, np.full(u.shape, y), w], -1).astype(np.float32)
    fringe = setting.paint(skins.CLOTH, (0.30, 0.40, 0.44), scale=3.0)
    x = np.arange(-half[0] + 0.02, half[0], 0.045)
    parts = [grid(points, skin, uv=np.stack([u, w], -1).astype(np.float32))]
    for way in (-1.0, 1.0):
        ends = [
            np.stack([x + shift, np.full(len(x), y), np.full(len(x), way * far)], 1)
            for shift, far in ((0.0, half[1]), (0.01, half[1] + 0.07))
        ]
        parts.append(bars(ends[0], ends[1], (0.006, 0.004), fringe))
    setting.place.add(Mesh.of(parts).moved(at[0], 0.0, at[1], turn=turn))


def kettle(setting: Setting, skin: int) -> Mesh:
    """Return a kettle with its spout and its handle."""
    black = setting.paint(skins.PLAIN, (0.015, 0.016, 0.018), gloss=0.05, rough=0.2)
    body = [
        (0.0, 0.185),
        (0.014, 0.183),
        (0.016, 0.168),
        (0.055, 0.155),
        (0.095, 0.115),
        (0.112, 0.06),
        (0.105, 0.012),
        (0.09, 0.0),
    ]
    spout = [(-0.095, 0.06, 0), (-0.15, 0.09, 0), (-0.175, 0.145, 0), (-0.20, 0.155, 0)]
    a = np.linspace(0.15, math.pi - 0.15, 13)
    handle = np.stack([0.085 * np.cos(a), 0.13 + 0.15 * np.sin(a), 0 * a], 1)
    return Mesh.of(
        [turned(body, 36, skin), tube(spout, [0.026, 0.02, 0.014, 0.012], 10, skin), tube(handle, 0.009, 8, black)]
    )


def stove(setting: Setting, at: Point, top: float) -> None:
    """Put down an iron stove whose fire is seen through its door, a kettle on it, its pipe up to ``top``."""
    place, side = setting.place, setting.side
    iron = setting.paint(skins.PLAIN, (0.022, 0.022, 0.024), gloss=0.05, rough=0.25)
    copper = setting.paint(skins.METAL, (0.10, 0.24, 0.52), gloss=0.4, rough=0.22, metal=True)
    hot, ember = setting.glow((0.22, 1.7, 5.2), EVEN, scale=5.0), setting.glow((0.05, 0.5, 2.3), EVEN)
    front = -0.36
    parts = [
        boxes([(0, 0.44, 0)], (0.23, 0.22, 0.34), iron),
        boxes([(0, 0.67, 0)], (0.26, 0.014, 0.38), iron),
        boxes([(0, 0.235, 0)], (0.25, 0.014, 0.36), iron),
        *[tube([(x, 0.24, z), (1.12 * x, 0.0, 1.08 * z)], [0.022, 0.014], 8, iron) for x in (-0.2, 0.2) for z in (-0.3, 0.3)],
        bars(
            [(-0.15, 0.33, front), (0.15, 0.33, front), (-0.15, 0.33, front), (-0.15, 0.56, front)],
            [(-0.15, 0.56, front), (0.15, 0.56, front), (0.15, 0.33, front), (0.15, 0.56, front)], (0.022, 0.018), iron,
        ),
        boxes([(0, 0.445, front + 0.012)], (0.14, 0.11, 0.004), ember),
        tube([(0.0, 0.68, 0.2), (0.0, 1.2, 0.2), (0.0, top, 0.2)], 0.062, 16, iron),
        *[turned([(0.072, 0.02), (0.072, -0.02)], 18, iron).moved(0, y, 0.2) for y in (0.78, 1.55, 2.3)],
        kettle(setting, copper).moved(-0.03, 0.685, -0.12, turn=0.5 * side),
    ]  # fmt: skip
    for n, (x, tall) in enumerate(((-0.10, 0.13), (-0.05, 0.19), (0.01, 0.15), (0.06, 0.20), (0.11, 0.12))):
        tongue = turned([(0.0, tall), (0.010, 0.7 * tall), (0.030, 0.25 * tall), (0.018, 0.0)], 12, hot)
        parts.append(tongue.leaned(0.12 * (-1) ** n, 0).moved(x, 0.345, front + 0.002))
    parts += [boxes([(0.075 * k, 0.445, front - 0.014) for k in (-1, 0, 1)], (0.006, 0.11, 0.006), iron)]
    turn = -0.28 * side
    place.add(Mesh.of(parts).moved(*at, turn=turn))
    out = (at[0] - 0.62 * math.sin(-turn), 0.44, at[2] - 0.62 * math.cos(turn))
    place.lamp(out, tuple(0.42 * part for part in WARM), EVEN, 0.2)
    place.lamp((at[0], 0.95, at[2] - 0.1), tuple(0.22 * part for part in WARM), EVEN, 0.12)
    place.beacons.append(((at[0] - 0.37 * math.sin(-turn), 0.44, at[2] - 0.37 * math.cos(turn)), WARM))


def hearth(setting: Setting, at: Point) -> None:
    """Let a fire burn between stones."""
    place, rng = setting.place, setting.rng
    stone = setting.paint(skins.PLASTER, (0.13, 0.14, 0.15), scale=2.0)
    bark = setting.paint(skins.WOOD, (0.025, 0.040, 0.06), scale=0.1)
    parts = []
    for n in range(11):
        a = 2 * math.pi * n / 11
        one = cushion(
            (float(rng.uniform(0.08, 0.12)), float(rng.uniform(0.045, 0.07)), float(rng.uniform(0.07, 0.10))),
            stone,
            square=0.6,
        )
        parts.append(one.moved(0.43 * math.sin(a), 0.06, 0.43 * math.cos(a), turn=a))
    for n in range(6):
        a = 1.05 * n + 0.3
        parts.append(
            tube(
                [(0.30 * math.sin(a), 0.04, 0.30 * math.cos(a)), (-0.04 * math.sin(a), 0.26, -0.04 * math.cos(a))],
                0.035,
                8,
                bark,
            )
        )
    for n in range(40):
        family = ODD if n % 2 else EVEN
        r, a = 0.17 * math.sqrt((n + 0.5) / 40), 2.4 * n
        tall = float(rng.uniform(0.20, 0.50)) * (1.25 - 3.4 * r)
        hot = setting.glow((0.22, 1.7, 5.4) if n % 3 else (0.7, 3.4, 7.2), family, scale=1 / tall)
        tongue = turned(
            [(0.0, tall), (0.022, 0.82 * tall), (0.050, 0.5 * tall), (0.070, 0.22 * tall), (0.050, 0.0)], 12, hot
        )
        tongue = tongue.leaned(float(rng.normal(0, 0.20)), float(rng.normal(0, 0.20)))
        parts.append(tongue.moved(r * math.sin(a), float(rng.uniform(0.05, 0.16)), r * math.cos(a)))
    place.add(Mesh.of(parts).moved(*at))
    for x, family in ((-0.12, EVEN), (0.12, ODD)):
        place.lamp((at[0] + x, 0.62, at[2] - 0.1), tuple(1.1 * part for part in WARM), family, 0.25)
    place.beacons.append(((at[0], 0.3, at[2]), WARM))


def lantern(setting: Setting, at: Point, family: int, *, strength: float = 1.0) -> None:
    """Put down a storm lantern that burns: a tank, a glass with its flame, a cap, a guard of wire and a handle."""
    place = setting.place
    tin = setting.paint(skins.METAL, (0.05, 0.10, 0.16), gloss=0.3, rough=0.3, metal=True)
    glass = setting.glow(tuple(2.2 * part for part in WARM), family, scale=5.5)
    fire = setting.glow((1.3, 4.6, 9.0), family, scale=10.0)
    a = np.linspace(0, math.pi, 15)
    parts = [
        turned([(0.030, 0.075), (0.070, 0.065), (0.080, 0.045), (0.078, 0.008), (0.085, 0.0)], 28, tin),
        turned([(0.034, 0.235), (0.056, 0.19), (0.060, 0.14), (0.038, 0.075)], 28, glass),
        turned([(0.0, 0.17), (0.007, 0.15), (0.014, 0.115), (0.009, 0.085)], 10, fire).moved(0, 0, -0.058),
        turned([(0.0, 0.30), (0.020, 0.295), (0.024, 0.27), (0.055, 0.245), (0.055, 0.235)], 24, tin),
        tube(np.stack([0.095 * np.cos(a), 0.27 + 0.12 * np.sin(a), 0 * a], 1), 0.004, 6, tin),
        *[tube([(0.074 * w, 0.06, 0), (0.098 * w, 0.12, 0), (0.09 * w, 0.24, 0), (0.05 * w, 0.262, 0)], 0.007, 6, tin) for w in (-1, 1)],
        tube([(0.068 * math.cos(t), 0.155, 0.068 * math.sin(t)) for t in np.linspace(0, 2 * math.pi, 25)], 0.003, 5, tin),
    ]  # fmt: skip
    place.add(Mesh.of(parts).moved(*at))
    light = tuple(strength * part for part in WARM)
    for far in (-0.13, 0.13):
        place.lamp((at[0], at[1] + 0.17, at[2] + far), tuple(0.55 * part for part in light), family, 0.06)
    place.lamp((at[0], at[1] + 0.42, at[2]), tuple(0.35 * part for part in light), family, 0.08)
    place.beacons.append(((at[0], at[1] + 0.15, at[2]), WARM))


def low_table(setting: Setting, at: Point) -> None:
    """Put down a low round table with bowls of tea, a pot and bread."""
    wood = setting.paint(skins.WOOD, (0.04, 0.11, 0.24), gloss=0.03, rough=0.15, scale=0.2)
    china = setting.paint(skins.PLAIN, (0.44, 0.48, 0.49), gloss=0.07, rough=0.08)
    blue = setting.paint(skins.PLAIN, (0.30, 0.14, 0.05), gloss=0.07, rough=0.08)
    tea = setting.paint(skins.PLAIN, (0.03, 0.09, 0.17), gloss=0.08, rough=0.03)
    crust = setting.paint(skins.CLOTH, (0.05, 0.15, 0.30), scale=2.0)
    parts = [
        turned([(0.0, 0.33), (0.40, 0.33), (0.41, 0.315), (0.40, 0.295), (0.0, 0.295)], 48, wood),
        turned([(0.26, 0.295), (0.29, 0.20), (0.30, 0.02), (0.32, 0.0)], 8, wood),
    ]
    bowl = Mesh.of([
        turned([(0.056, 0.060), (0.060, 0.060), (0.045, 0.022), (0.026, 0.006), (0.026, 0.0)], 28, china),
        turned([(0.0, 0.050), (0.053, 0.050)], 24, tea), turned([(0.0605, 0.052), (0.0585, 0.044)], 28, blue),
    ])  # fmt: skip
    parts += [bowl.moved(x, 0.33, z) for x, z in ((0.10, -0.20), (-0.20, -0.14), (0.24, 0.06))]
    loaf = cushion((0.13, 0.055, 0.09), crust, square=0.85)
    parts.append(loaf.moved(0.06, 0.375, 0.20, turn=0.6))
    setting.place.add(Mesh.of(parts).moved(*at))


def bed(setting: Setting, at: Point, *, turn: float, furred: bool) -> None:
    """Make up a bed along the wall: a mattress, a cover that hangs in folds, pillows, or furs."""
    rng, hue = setting.rng, setting.description.palette.accent
    wood = setting.paint(skins.WOOD, (0.04, 0.12, 0.28), scale=0.2)
    linen = setting.paint(skins.CLOTH, (0.44, 0.48, 0.50))
    warm: Colour = (0.05, 0.05, 0.26) if not furred else (0.10, 0.16, 0.23)
    cover = setting.paint(skins.CLOTH, warm, scale=1.4 if not furred else 5.0)
    other = setting.paint(skins.CLOTH, tuple(0.06 + 0.34 * light_of_hue(hue, 0.09, 0.7).astype(float)), scale=2.4)
    long, wide = 1.0, 0.44
    u, w = np.meshgrid(np.linspace(-long, long, 90), np.linspace(-wide - 0.22, wide, 60))
    over = np.maximum(-wide - w, 0)
    fold = (
        0.022 * np.sin(4.3 * u + 5 * w)
        + 0.014 * np.sin(11 * u - 6 * w + 1.0)
        + 0.008 * np.sin(23 * u + 3 * np.sin(7 * w))
    )
    if furred:
        fold += 0.018 * rng.standard_normal(u.shape)
    points = np.stack(
        [u, 0.44 + fold * np.exp(-3 * over) - 1.25 * over, np.maximum(w, -wide) - 0.02 * np.sin(14 * u) * (over > 0)],
        -1,
    )
    parts = [
        boxes([(0, 0.11, 0)], (long, 0.11, wide - 0.02), wood),
        cushion((long, 0.10, wide), linen, square=0.2).moved(0, 0.32, 0),
        grid(points[:, : 62].astype(np.float32), cover),
        cushion((0.26, 0.10, 0.30), linen, square=0.5).leaned(-0.35, 0).moved(0.74, 0.52, 0.0),
        cushion((0.20, 0.19, 0.08), other, square=0.55).leaned(0, -0.35).moved(0.36, 0.60, 0.20),
        cushion((0.20, 0.19, 0.08), cover, square=0.55).leaned(0.1, -0.30).moved(-0.10, 0.60, 0.24),
        cushion((0.42, 0.035, 0.36), other, square=0.3).moved(-0.66, 0.475, -0.02),
    ]  # fmt: skip
    setting.place.add(Mesh.of(parts).moved(*at, turn=turn))


def bundle(setting: Setting, at: Point, *, turn: float) -> None:
    """Put down a painted chest, and a rolled blanket and a pack on it."""
    paint = setting.paint(skins.PLAIN, (0.03, 0.17, 0.50), gloss=0.03, rough=0.2)
    inlay = setting.paint(skins.ZELLIGE, (0.24, 0.12, 0.02), (0.05, 0.30, 0.50), scale=0.16)
    roll = setting.paint(skins.CLOTH, (0.16, 0.22, 0.10), scale=1.5)
    pack = setting.paint(skins.CLOTH, (0.14, 0.10, 0.05), scale=1.2)
    strap = setting.paint(skins.CLOTH, (0.04, 0.07, 0.12))
    front = np.array(
        [[(-0.36, 0.40, -0.285), (0.36, 0.40, -0.285)], [(-0.36, 0.10, -0.285), (0.36, 0.10, -0.285)]], np.float32
    )
    spiral = [(0.0, 0.36), (0.11, 0.36), (0.125, 0.33), (0.125, -0.33), (0.11, -0.36), (0.0, -0.36)]
    parts = [
        boxes([(0, 0.25, 0)], (0.42, 0.21, 0.28), paint), boxes([(0, 0.475, 0)], (0.44, 0.018, 0.30), paint),
        grid(front, inlay, uv=front[..., :2]),
        Mesh.of([turned(spiral, 24, roll), *[turned([(0.130, z + 0.02), (0.130, z - 0.02)], 24, strap) for z in (-0.2, 0.2)]])
        .leaned(math.pi / 2, 0).moved(0.0, 0.615, -0.08),
        cushion((0.20, 0.27, 0.15), pack, square=0.55).leaned(0.12, 0.1).moved(0.66, 0.27, -0.05),
        cushion((0.14, 0.11, 0.07), pack, square=0.5).moved(0.66, 0.20, -0.20),
        *[tube([(0.58 + dx, 0.50, -0.10), (0.57 + dx, 0.38, -0.22), (0.58 + dx, 0.10, -0.22)], 0.012, 6, strap) for dx in (0.0, 0.17)],
    ]  # fmt: skip
    setting.place.add(Mesh.of(parts).moved(*at, turn=turn))
