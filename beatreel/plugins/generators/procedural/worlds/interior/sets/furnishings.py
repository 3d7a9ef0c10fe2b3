"""What people live with: sofas, low tables, shelves, lamps, plants, screens, candles in groups; metres, at the origin, facing -z."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, extruded, grid, leaves, tube, turned
from beatreel.plugins.generators.procedural.palette import light_of_hue
from beatreel.plugins.generators.procedural.scenery.built import skins
from beatreel.plugins.generators.procedural.scenery.setting import CANDLE

from .cathedral import candle
from .joinery import cushion

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.scenery.setting import Colour, Setting

_ROSE = 20.0  # degrees of OKLCH


def sofa(cloth: int, wood: int, pillows: tuple[int, ...], rng: np.random.Generator, *, wide: float = 2.1) -> Mesh:
    """Return a sofa, or an armchair where it is narrow."""
    half, seats = wide / 2, max(1, round((wide - 0.3) / 0.85))
    inner = half - 0.17
    parts = [
        boxes([(0, 0.24, 0.02)], (half - 0.02, 0.10, 0.40), cloth),
        cushion((half, 0.27, 0.15), cloth, square=0.30, steps=(18, 48)).moved(0, 0.58, 0.42),
    ]
    arm = cushion((0.13, 0.23, 0.46), cloth, square=0.32)
    parts += [arm.moved(way * (half - 0.1), 0.42, 0.05) for way in (-1.0, 1.0)]
    for n in range(seats):
        x = -inner + (2 * n + 1) * inner / seats
        parts.append(cushion((0.97 * inner / seats, 0.10, 0.40), cloth, square=0.32).moved(x, 0.42, -0.03))
        parts.append(
            cushion((0.95 * inner / seats, 0.24, 0.12), cloth, square=0.42).leaned(0, -0.20).moved(x, 0.70, 0.27)
        )
    for n, skin in enumerate(pillows):
        x = (-1.0 if n % 2 else 1.0) * inner * (0.72 - 0.18 * (n // 2))
        parts.append(
            cushion((0.22, 0.20, 0.08), skin, square=0.55)
            .leaned(float(rng.uniform(-0.2, 0.2)), -0.35)
            .moved(x, 0.70, 0.08)
        )
    feet = [(x, z) for x in (-half + 0.12, half - 0.12) for z in (-0.36, 0.44)]
    parts += [turned([(0.025, 0.16), (0.015, 0.0)], 12, wood).moved(x, 0, z) for x, z in feet]
    return Mesh.of(parts)


def low_table(wide: float, deep: float, top: int, iron: int, *, tall: float = 0.38) -> Mesh:
    """Return a table of thick boards on an iron frame."""
    half = (wide / 2, deep / 2)
    parts = [boxes([(0, tall - 0.025, 0)], (half[0], 0.025, half[1]), top)]
    corners = [(x, z) for x in (-half[0] + 0.05, half[0] - 0.05) for z in (-half[1] + 0.05, half[1] - 0.05)]
    parts.append(bars([(x, 0, z) for x, z in corners], [(x, tall - 0.05, z) for x, z in corners], (0.016, 0.016), iron))
    return Mesh.of(parts)


def round_table(radius: float, top: int, iron: int, *, tall: float = 0.74) -> Mesh:
    """Return a table on one turned foot."""
    foot = [(0.03, tall - 0.03), (0.035, 0.30), (0.06, 0.10), (0.22, 0.03), (0.24, 0.0)]
    board = [(0.0, tall), (radius, tall), (radius + 0.008, tall - 0.012), (radius, tall - 0.03), (0.0, tall - 0.03)]
    return Mesh.of([turned(board, 48, top), turned(foot, 24, iron)])


def shelf_of_books(setting: Setting, wide: float, tall: float, wood: int) -> Mesh:
    """Return open shelves with books, some lying, a few things between them."""
    rng = setting.rng
    hues = rng.uniform(0, 360, 9)
    tones = [setting.paint(skins.PLAIN, _dyed(float(hue), 0.06, float(rng.uniform(0.08, 0.33)))) for hue in hues]
    parts = [boxes([(x, tall / 2, 0) for x in (-wide / 2, wide / 2)], (0.02, tall / 2, 0.16), wood),
             boxes([(0, tall / 2, 0.155)], (wide / 2, tall / 2, 0.006), wood)]  # fmt: skip
    rows = np.arange(0.06, tall, 0.36)
    parts.append(boxes([(0, float(y), 0) for y in rows], (wide / 2, 0.014, 0.16), wood))
    boxes_of: dict[int, tuple[list[tuple[float, ...]], list[tuple[float, ...]]]] = {}
    for y in rows[:-1]:
        x = -wide / 2 + 0.05
        while x < wide / 2 - 0.06:
            if rng.random() < 0.12:
                x += float(rng.uniform(0.08, 0.25))
                continue
            thick, high, deep = (
                float(rng.uniform(0.012, 0.030)),
                float(rng.uniform(0.19, 0.29)),
                float(rng.uniform(0.10, 0.14)),
            )
            at, size = boxes_of.setdefault(tones[int(rng.integers(9))], ([], []))
            at.append((x + thick, float(y) + 0.014 + high / 2, 0.145 - deep))
            size.append((thick, high / 2, deep))
            x += 2 * thick + 0.002
    parts += [boxes(at, size, skin) for skin, (at, size) in boxes_of.items()]
    return Mesh.of(parts)


def house_plant(setting: Setting, tall: float, pot: int, leaf: int) -> Mesh:
    """Return a plant in a pot whose stems bend under large leaves."""
    rng = setting.rng
    parts = [turned([(0.15, 0.34), (0.17, 0.32), (0.12, 0.0)], 24, pot)]
    spots, normals, sizes = [], [], []
    for n in range(34):
        a, lean = 2.4 * n, 0.15 + 0.75 * float(rng.random())
        long = (tall - 0.34) * float(rng.uniform(0.45, 1.0)) * (1.05 - 0.3 * lean)
        s = np.linspace(0, 1, 7)
        out = long * lean * s**1.7
        stem = np.stack([out * math.cos(a), 0.30 + long * s * (1.1 - 0.22 * lean * s), out * math.sin(a)], 1)
        parts.append(tube(stem, np.linspace(0.010, 0.004, 7), 6, leaf))
        for at in (stem[-1], stem[4]) if n % 2 else (stem[-1],):
            spots.append(at)
            normals.append((0.5 * math.cos(a), 0.8, 0.5 * math.sin(a)))
            sizes.append(float(rng.uniform(0.10, 0.17)))
    parts.append(leaves(spots, normals, np.array(sizes), leaf, rng))
    return Mesh.of(parts)


def floor_lamp(setting: Setting, at: tuple[float, float, float], iron: int, light: Colour, family: int) -> None:
    """Put a lamp with a shade of cloth on a tall stand."""
    x, y, z = at
    shade = setting.paint(skins.GLOW, (0.22, 0.25, 0.26), scale=3.2, glow=light, family=family)
    setting.place.add(
        turned([(0.008, 1.42), (0.008, 0.04), (0.14, 0.02), (0.15, 0.0)], 20, iron).moved(x, y, z),
        turned([(0.14, 0.32), (0.22, 0.0)], 32, shade).moved(x, y + 1.30, z),
    )
    for up, share in ((1.22, 0.55), (1.78, 0.35)):
        setting.place.lamp((x, y + up, z), tuple(share * part for part in light), family, 0.10)
    setting.place.beacons.append(((x, y + 1.45, z), light))


def candles(
    setting: Setting, at: tuple[float, float, float], count: int, spread: float, families: tuple[int, int], *, strength: float = 1.0,
    tall: tuple[float, float] = (0.05, 0.26),
) -> None:  # fmt: skip
    """Put burning candles of several heights together, the tall ones behind, and one lamp above them for all."""
    rng = setting.rng
    x, y, z = at
    for n in range(count):
        a, away = 2.399 * n, spread * math.sqrt((n + 0.5) / count)
        dx, dz = away * math.cos(a), 0.7 * away * math.sin(a)
        high = tall[0] + (tall[1] - tall[0]) * min(
            max(0.5 + 0.5 * dz / max(spread, 1e-3) + float(rng.uniform(-0.3, 0.3)), 0), 1
        )
        candle(setting, (x + dx, y, z + dz), high, families[n % 2], thick=float(rng.uniform(0.018, 0.034)))
    light = tuple(strength * part for part in CANDLE)
    if strength > 0:
        setting.place.lamp((x, y + tall[1] + 0.22, z - 0.05), light, families[0], 0.16)


def television(setting: Setting, wide: float, light: Colour, family: int) -> Mesh:
    """Return a screen that shows a picture out of focus, its lower edge at the origin."""
    rng = setting.rng
    black = setting.paint(skins.PLAIN, (0.012, 0.012, 0.014), gloss=0.05, rough=0.1)
    high = 0.58 * wide
    parts = [boxes([(0, high / 2, 0.03)], (wide / 2 + 0.03, high / 2 + 0.03, 0.03), black)]
    sky = setting.glow(light, family, scale=1.0 / high)
    bright, dark = (
        setting.glow(tuple(1.6 * part for part in light), family),
        setting.glow(tuple(0.10 * part for part in light), family),
    )
    far = setting.glow(tuple(0.30 * part for part in light), family)
    parts.append(grid([[(-wide / 2, high, -0.002), (wide / 2, high, -0.002)], [(-wide / 2, 0, -0.002), (wide / 2, 0, -0.002)]], sky,
                      uv=[[(0, high), (1, high)], [(0, 0), (1, 0)]]))  # fmt: skip
    a, x = np.linspace(0, 2 * np.pi, 33)[:-1], np.linspace(-wide / 2, wide / 2, 33)
    disc = np.stack([0.18 * wide + 0.09 * wide * np.cos(a), 0.66 * high + 0.09 * wide * np.sin(a)], 1)
    parts.append(extruded(disc, 0.001, bright).moved(0, 0, -0.004))
    for n, skin in enumerate((far, dark)):  # ridges, one before the other
        top = high * (
            0.40
            - 0.20 * n
            + 0.07 * np.sin(5 * x / wide + 6 * rng.random())
            + 0.03 * np.sin(17 * x / wide + 6 * rng.random())
        )
        line = np.concatenate([np.stack([x, top], 1), [(wide / 2, 0.0), (-wide / 2, 0.0)]])
        parts.append(extruded(line[::-1], 0.001, skin).moved(0, 0, -0.006 - 0.003 * n))
    return Mesh.of(parts)


def wine_glass(setting: Setting) -> Mesh:
    """Return a glass of red wine."""
    clear = setting.paint(skins.PLAIN, (0.24, 0.27, 0.28), gloss=0.22, rough=0.02)
    wine = setting.paint(skins.PLAIN, (0.014, 0.010, 0.11), gloss=0.15, rough=0.02)
    ring = np.linspace(0, 2 * np.pi, 33)
    rim = np.stack([0.036 * np.cos(ring), np.full(33, 0.166), 0.036 * np.sin(ring)], 1)
    return Mesh.of([
        turned([(0.005, 0.09), (0.004, 0.008), (0.034, 0.003), (0.034, 0.0)], 24, clear), tube(rim, 0.0014, 6, clear),
        turned([(0.0, 0.158), (0.036, 0.164), (0.037, 0.145), (0.030, 0.11), (0.004, 0.09)], 24, wine),
    ])  # fmt: skip


def flowers(setting: Setting, *, count: int = 15) -> Mesh:
    """Return flowers of the colours of the prompt in a vase of china."""
    rng, palette = setting.rng, setting.description.palette
    china = setting.paint(skins.PLAIN, (0.44, 0.48, 0.50), gloss=0.06, rough=0.06)
    green = setting.paint(skins.LEAF, (0.03, 0.11, 0.05), (0.05, 0.20, 0.10))
    is_rose = bool(setting.words & {"rose", "roses", "poppies"}) and palette.strength < 0.2
    hue = _ROSE if is_rose else palette.accent
    blooms = [setting.paint(skins.CLOTH, _dyed(hue + turn, 0.10, 0.5), scale=4.0) for turn in (-15, 10, 35)]
    parts = [turned([(0.022, 0.20), (0.028, 0.19), (0.024, 0.15), (0.055, 0.07), (0.05, 0.0)], 28, china)]
    t = np.linspace(0, 1, 7)
    spots, normals = [], []
    for n in range(count):
        a, long = 2.4 * n, float(rng.uniform(0.10, 0.26))
        lean = float(rng.uniform(0.2, 0.6)) * long
        line = np.stack([lean * t**2 * np.cos(a), 0.18 + long * t, lean * t**2 * np.sin(a)], 1)
        parts.append(tube(line, 0.0025, 5, green))
        size = float(rng.uniform(0.6, 1.0))
        x, y, z = (float(part) for part in line[-1])
        for lift, wide in ((0.0, 1.0), (0.012, 0.72), (0.022, 0.4)):  # petals in three rings
            bowl = [(0.026 * wide, 0.012), (0.022 * wide, 0.0), (0.0, -0.008)]
            parts.append(turned(bowl, 14, blooms[n % 3]).moved(x, y + lift * size, z, scale=size))
        spots += [line[4], line[3]]
        normals += [(math.cos(a), 0.7, math.sin(a)), (-math.sin(a), 0.5, math.cos(a))]
    parts.append(leaves(spots, normals, 0.03, green, rng))
    return Mesh.of(parts)


def _dyed(hue: float, chroma: float, share: float) -> Colour:
    return tuple(0.03 + share * light_of_hue(hue, chroma, 0.62).astype(float))
