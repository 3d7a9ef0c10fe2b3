"""What one plays with in a casino: slot machines, a roulette wheel on its table, chips and cards; metres, feet at the origin, facing -z."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, boxes, extruded, grid, tube, turned
from beatreel.plugins.generators.procedural.palette import light_of_hue
from beatreel.plugins.generators.procedural.scenery.built import skins

from .diner import written

if TYPE_CHECKING:
    from collections.abc import Sequence

    from beatreel.plugins.generators.procedural.scenery.setting import Colour, Setting

TABLE = 0.90  # metres of the top of a table
_RED, _BLACK, _GREEN = (0.012, 0.010, 0.22), (0.012, 0.012, 0.014), (0.035, 0.20, 0.02)
_REDS = {1, 3, 5, 7, 9, 12, 14, 16, 18, 19, 21, 23, 25, 27, 30, 32, 34, 36}
_CHIPS = ((0.03, 0.03, 0.42), (0.34, 0.10, 0.03), (0.02, 0.02, 0.022), (0.50, 0.53, 0.54), (0.05, 0.26, 0.05))


def slot_machine(setting: Setting, trim: Colour, screen: Colour, family: int, sign: str) -> Mesh:
    """Return a machine: three reels behind glass, a lit arch with a word above, buttons, a tray, a lever.

    ``trim`` is the light of its edges, ``screen`` that behind its reels.
    """
    shell = setting.paint(skins.PLAIN, (0.018, 0.018, 0.020), gloss=0.08, rough=0.08)
    gold = setting.paint(skins.METAL, (0.14, 0.42, 0.70), gloss=0.45, rough=0.12, metal=True)
    chrome = setting.paint(skins.METAL, (0.52, 0.53, 0.54), gloss=0.55, rough=0.10, metal=True)
    edge = setting.glow(tuple(2.6 * part for part in trim), family)
    panel = setting.glow(tuple(0.30 * part for part in trim), family, scale=1.6)
    reel = setting.glow(tuple(0.75 * part + 0.20 for part in screen), family, scale=2.2)
    red = setting.glow((0.03, 0.04, 1.15), family)
    fruits = [setting.glow(tone, family) for tone in ((0.02, 0.75, 1.2), (0.10, 0.55, 0.06), (0.75, 0.12, 0.30))]
    lit = setting.glow(tuple(1.5 * part for part in trim), family, scale=1.2)
    parts = [
        boxes([(0, 0.36, 0.05)], (0.31, 0.36, 0.27), shell),
        boxes([(0, 1.20, 0.16)], (0.31, 0.50, 0.16), shell),
        boxes([(0, 0.40, -0.222)], (0.26, 0.26, 0.006), panel),
        boxes([(0, 0.13, -0.27)], (0.20, 0.035, 0.06), chrome),
        boxes([(0, 0.76, -0.12)], (0.30, 0.035, 0.15), gold),
        boxes([(0, 1.16, -0.006)], (0.265, 0.20, 0.010), gold),
        boxes([(0, 1.55, -0.006)], (0.27, 0.13, 0.010), panel),
    ]
    parts.append(boxes([(x, 0.86, -0.02) for x in (-0.325, 0.325)], (0.016, 0.84, 0.020), edge))
    for n, x in enumerate((-0.165, 0.0, 0.165)):  # the reels, bowed towards the eye
        a = np.linspace(1.0, -1.0, 9)
        bow = np.empty((9, 2, 3), np.float32)
        bow[:, 0, 0], bow[:, 1, 0] = x - 0.075, x + 0.075
        bow[..., 1], bow[..., 2] = (1.16 + 0.20 * np.sin(a))[:, None], (0.03 - 0.07 * np.cos(a))[:, None]
        uv = np.empty((9, 2, 2), np.float32)
        uv[..., 0], uv[..., 1] = (0.0, 1.0), np.abs(np.linspace(-0.3, 0.3, 9))[:, None]
        parts.append(grid(bow, reel, uv=0.42 - uv))
        parts += [one.moved(x, 1.16, -0.05) for one in written("7", 0.13, red, 0.012)]
        for k, y in enumerate((1.285, 1.035)):
            fruit = turned(
                [(0.0, 0.032), (0.028, 0.018), (0.034, 0.0), (0.026, -0.02), (0.0, -0.03)], 14, fruits[(n + k) % 3]
            )
            parts.append(fruit.moved(x, y, -0.015))
    for n, x in enumerate(np.linspace(-0.22, 0.22, 6)):
        button = turned([(0.0, 0.016), (0.024, 0.012), (0.028, 0.0)], 14, red if n == 5 else lit)
        parts.append(button.moved(float(x), 0.795, -0.17))
    parts += [one.moved(0, 1.55, -0.03) for one in written(sign, 0.13, edge, 0.010)]
    t = np.linspace(0, math.pi, 25)  # the arch over it, with bulbs around
    arch = np.stack([0.31 * np.cos(t), 0.26 * np.sin(t)], 1)
    parts += [
        extruded(arch[::-1], 0.10, shell).moved(0, 1.70, 0.10),
        extruded(0.86 * arch[::-1], 0.004, panel).moved(0, 1.715, 0.04),
    ]
    parts.append(tube(np.concatenate([0.96 * arch, np.zeros((25, 1))], 1), 0.016, 8, edge).moved(0, 1.70, 0.03))
    star = np.arange(10) * math.pi / 5 + math.pi / 2
    radius = np.where(np.arange(10) % 2, 0.042, 0.10)
    parts.append(extruded(np.stack([radius * np.cos(star), radius * np.sin(star)], 1), 0.02, edge).moved(0, 1.82, 0.03))
    parts += [
        tube([(0.345, 0.95, 0.12), (0.40, 0.98, 0.06), (0.42, 1.28, 0.02)], 0.014, 8, chrome),
        turned([(0.0, 0.045), (0.040, 0.02), (0.045, 0.0), (0.035, -0.03), (0.0, -0.04)], 18, red).moved(
            0.42, 1.31, 0.02
        ),
    ]
    return Mesh.of(parts)


def stool(leather: int, chrome: int) -> Mesh:
    """Return a round stool with a low back on one foot."""
    return Mesh.of(
        [
            turned([(0.0, 0.66), (0.17, 0.655), (0.20, 0.62), (0.20, 0.58), (0.16, 0.55), (0.0, 0.55)], 28, leather),
            turned([(0.03, 0.56), (0.03, 0.06), (0.20, 0.03), (0.21, 0.0)], 24, chrome),
            boxes([(0, 0.84, 0.19)], (0.17, 0.11, 0.025), leather),
            tube([(0, 0.58, 0.16), (0, 0.72, 0.20)], 0.018, 8, chrome),
        ]
    )


def wheel(setting: Setting, family: int) -> tuple[Mesh, Mesh]:
    """Return the bowl of a roulette wheel, its foot at the origin, and what turns in it with the ball."""
    wood = setting.paint(skins.WOOD, (0.012, 0.028, 0.075), gloss=0.06, rough=0.06, scale=0.3)
    brass = setting.paint(skins.METAL, (0.14, 0.42, 0.70), gloss=0.5, rough=0.10, metal=True)
    pockets = [setting.paint(skins.PLAIN, tone, gloss=0.05, rough=0.1) for tone in (_RED, _BLACK, _GREEN)]
    white = setting.paint(skins.PLAIN, (0.62, 0.65, 0.66), gloss=0.06, rough=0.05)
    bowl = turned(
        [(0.285, 0.085), (0.36, 0.125), (0.40, 0.155), (0.425, 0.160), (0.44, 0.14), (0.42, 0.05), (0.36, 0.0)],
        64,
        wood,
    )
    ring = np.linspace(0, 2 * math.pi, 65)
    rails = [
        tube(np.stack([r * np.cos(ring), np.full(65, y), r * np.sin(ring)], 1), 0.005, 6, brass)
        for r, y in ((0.405, 0.162), (0.288, 0.092))
    ]
    stops = []
    for k in range(8):
        a = 2 * math.pi * k / 8 + 0.2
        stops.append(
            turned([(0.0, 0.012), (0.010, 0.0), (0.0, -0.012)], 8, brass).moved(
                0.345 * math.cos(a), 0.125, 0.345 * math.sin(a)
            )
        )
    rotor = []
    for n in range(37):
        a = 2 * math.pi * (n + np.linspace(0.04, 0.96, 4)) / 37
        skin = pockets[2 if n == 0 else n % 2]
        for inner, outer, y0, y1 in ((0.205, 0.245, 0.070, 0.070), (0.248, 0.283, 0.082, 0.090)):
            wedge = np.empty((2, 4, 3), np.float32)
            for row, (r, y) in enumerate(((outer, y1), (inner, y0))):
                wedge[row, :, 0], wedge[row, :, 1], wedge[row, :, 2] = r * np.cos(a), y, r * np.sin(a)
            rotor.append(grid(wedge, skin, normals=np.broadcast_to(np.float32([0, 1, 0]), wedge.shape)))
    frets = 2 * math.pi * np.arange(37) / 37
    rotor.append(
        Mesh.of(
            [boxes([(0.225, 0.076, 0.0)], (0.021, 0.008, 0.0012), brass).moved(0, 0, 0, turn=float(a)) for a in frets]
        )
    )
    rotor.append(turned([(0.0, 0.16), (0.03, 0.135), (0.06, 0.115), (0.14, 0.095), (0.205, 0.072)], 48, wood))
    rotor.append(
        turned(
            [(0.0, 0.25), (0.018, 0.24), (0.012, 0.21), (0.022, 0.19), (0.035, 0.15), (0.05, 0.125), (0.0, 0.12)],
            24,
            brass,
        )
    )
    for k in range(4):
        a = math.pi * k / 2 + 0.4
        rotor.append(tube([(0, 0.185, 0), (0.11 * math.cos(a), 0.185, 0.11 * math.sin(a))], 0.008, 8, brass))
        rotor.append(
            turned([(0.0, 0.020), (0.017, 0.0), (0.0, -0.02)], 12, brass).moved(
                0.12 * math.cos(a), 0.185, 0.12 * math.sin(a)
            )
        )
    rotor.append(
        turned([(0.0, 0.012), (0.009, 0.008), (0.012, 0.0), (0.0, -0.012)], 14, white).moved(-0.11, 0.088, -0.195)
    )
    return Mesh.of([bowl, *rails, *stops]), Mesh.of(rotor)


def table(setting: Setting, felt: int, wood: int, pad: int) -> Mesh:
    """Return a roulette table along x, 2.8 m wide: its cloth with the numbers to the right, a padded rim, chips on it."""
    rng = setting.rng
    line = setting.paint(skins.PLAIN, (0.30, 0.46, 0.55))
    squares = [setting.paint(skins.CLOTH, tone, scale=2.0) for tone in (_RED, _BLACK, _GREEN)]
    half, deep, top = 1.40, 0.62, TABLE
    t = np.linspace(0, 2 * math.pi, 65)[:-1]
    power = 0.45
    outline = np.stack(
        [
            half * np.sign(np.cos(t)) * np.abs(np.cos(t)) ** power,
            deep * np.sign(np.sin(t)) * np.abs(np.sin(t)) ** power,
        ],
        1,
    )
    rim = np.concatenate([outline, outline[:1]])
    sheet = np.zeros((2, 65, 3), np.float32)
    sheet[0, :, [0, 2]], sheet[..., 1] = rim.T, top
    skirt = np.empty((3, 65, 3), np.float32)
    for row, (share, y) in enumerate(((1.0, top), (0.98, top - 0.16), (0.80, top - 0.20))):
        skirt[row, :, 0], skirt[row, :, 1], skirt[row, :, 2] = share * rim[:, 0], y, share * rim[:, 1]
    parts = [
        grid(sheet, felt, normals=np.broadcast_to(np.float32([0, 1, 0]), sheet.shape), uv=sheet[..., [0, 2]]),
        grid(skirt, wood, wrap=True),
        tube(np.stack([rim[:, 0], np.full(65, top + 0.025), rim[:, 1]], 1), 0.048, 12, pad),
    ]
    foot = turned([(0.13, top - 0.18), (0.09, 0.55), (0.15, 0.30), (0.10, 0.14), (0.26, 0.05), (0.28, 0.0)], 20, wood)
    parts += [foot.moved(x, 0, 0) for x in (-0.9, 0.9)]
    x0, z0, cell = -0.34, -0.33, 0.122
    for column in range(12):
        for row in range(3):
            number = 3 * column + row + 1
            at = (x0 + cell * (column + 0.5), top + 0.0015, z0 + cell * (row + 0.5))
            parts.append(boxes([at], (0.44 * cell, 0.0015, 0.44 * cell), squares[0 if number in _REDS else 1]))
    parts.append(boxes([(x0 - 0.05, top + 0.0015, z0 + 1.5 * cell)], (0.04, 0.0015, 1.45 * cell), squares[2]))
    columns = [(x0 + cell * k, top + 0.002, z0 + 1.5 * cell) for k in range(13)]
    rows = [(x0 + 6 * cell, top + 0.002, z0 + cell * k) for k in range(4)]
    parts += [boxes(columns, (0.003, 0.0016, 1.5 * cell), line), boxes(rows, (6 * cell, 0.0016, 0.003), line)]
    for k in range(6):  # what lies outside the numbers
        a = x0 + 2 * cell * (k + 0.5)
        z = z0 + 3.6 * cell
        parts += [
            boxes([(a, top + 0.002, z + d)], (0.95 * cell, 0.0016, 0.003), line) for d in (-0.5 * cell, 0.5 * cell)
        ]
        parts += [
            boxes([(a + d, top + 0.002, z)], (0.003, 0.0016, 0.5 * cell), line) for d in (-0.95 * cell, 0.95 * cell)
        ]
        if k in (2, 3):
            gem = np.array([(0.07, 0), (0, 0.04), (-0.07, 0), (0, -0.04)])
            jewel = np.zeros((2, 2, 3), np.float32)
            jewel[..., [0, 2]] = gem[[0, 1, 3, 2]].reshape(2, 2, 2) + np.array([a, z])
            jewel[..., 1] = top + 0.002
            parts.append(grid(jewel, squares[k - 2], normals=np.broadcast_to(np.float32([0, 1, 0]), jewel.shape)))
    stacks = chips(setting)
    for _ in range(16):
        at = x0 + cell * float(rng.uniform(0, 12)), z0 + cell * float(rng.uniform(0, 4.2))
        parts.append(stacks[int(rng.integers(len(stacks)))].moved(at[0], top + 0.002, at[1]))
    for k in range(10):  # the bank beside the wheel
        parts.append(stacks[k % len(stacks)].moved(-0.62 + 0.05 * (k % 5) - 0.02, top + 0.002, 0.30 + 0.055 * (k // 5)))
    return Mesh.of(parts)


def chips(setting: Setting) -> list[Mesh]:
    """Return stacks of chips, each of one colour with white marks on its edge."""
    rng = setting.rng
    white = setting.paint(skins.PLAIN, (0.50, 0.53, 0.54))
    stacks = []
    for tone in _CHIPS:
        skin = setting.paint(skins.PLAIN, tone, gloss=0.03, rough=0.2)
        mark = white if tone[0] < 0.45 else setting.paint(skins.PLAIN, _RED)
        parts = []
        for n in range(int(rng.integers(3, 10))):
            chip = Mesh.of(
                [
                    turned(
                        [(0.0, 0.0036), (0.0195, 0.0036), (0.020, 0.0028), (0.020, 0.0004), (0.0195, 0.0)], 24, skin
                    ),
                    *[
                        boxes([(0.0197, 0.0018, 0.0)], (0.0008, 0.0017, 0.0035), mark).moved(
                            0, 0, 0, turn=math.pi * k / 3
                        )
                        for k in range(6)
                    ],
                    turned([(0.0, 0.0040), (0.012, 0.0040)], 20, mark),
                ]
            )
            slip = rng.normal(0, 0.0007, 2)
            parts.append(chip.moved(float(slip[0]), 0.0038 * n, float(slip[1]), turn=float(rng.uniform(0, 6))))
        stacks.append(Mesh.of(parts))
    return stacks


def tones(setting: Setting, usual: Sequence[float]) -> tuple[Colour, Colour]:
    """Return the light of the two hues of a prompt, or of those that are usual."""
    palette = setting.description.palette
    hues = (palette.key, palette.fill) if palette.strength > 0.4 else usual
    first, second = (tuple(float(v) for v in light_of_hue(hue, 0.19, 0.64)) for hue in hues)
    return first, second
