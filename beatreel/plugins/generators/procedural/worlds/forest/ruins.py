"""Old stones in a rainforest: a stair up to a gate, blocks with moss on them and roots over them."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from .canvas import Canvas, Colour
from .leaves import Masks, liana, put, rosette

_STONE = (0.150, 0.175, 0.175)  # linear BGR


def gate(canvas: Canvas, x: float, z: float, moss: Colour) -> None:
    """Paint a stair and a gate with its foot at ``x``, ``z`` metres."""
    rng, lens = canvas.rng, canvas.lens
    stone, green = ((canvas.blank(), canvas.blank(), canvas.blank()) for _ in range(2))
    steps, rise, tread = 9, 0.26, 0.34
    back = z + steps * tread
    top = steps * rise
    # The platform to both sides of the stair, then the gate upon it, then the stair before them.
    for side in (-1, 1):
        for tier, (out, up0, up1) in enumerate(((4.2, 0.0, 0.62), (3.7, 0.62, 1.25), (3.2, 1.25, top))):
            _wall(canvas, stone, green, (x + side * 1.15, x + side * out), (up0, up1), back - 0.35 * (2 - tier), rng)
    for side in (-1, 1):
        _wall(
            canvas, stone, green, (x + side * 0.75, x + side * 1.85), (top, top + 3.1), back + 0.8, rng, broken=side > 0
        )
    put(stone, _face(canvas, (x - 0.78, x + 0.78), (top, top + 2.2), back + 1.2), 0.02, 0.0)
    for n, (half, up0, up1) in enumerate(((2.15, 3.1, 3.6), (1.75, 3.6, 4.05), (1.1, 4.05, 4.5))):
        shift = 0.0 if n < 2 else -0.3
        _wall(canvas, stone, green, (x - half + shift, x + half + shift), (top + up0, top + up1), back + 0.7, rng)
    _wall(canvas, stone, green, (x - 0.76, x + 0.76), (top + 2.2, top + 3.1), back + 0.8, rng)
    for n in reversed(range(steps)):
        where = z + n * tread
        face = _face(canvas, (x - 1.1, x + 1.1), (n * rise, (n + 1) * rise), where)
        worn = float(rng.uniform(0.75, 1.1))
        put(stone, face, 0.26 * worn, 0.10)
        a, b = canvas.lens.at(x - 1.1, (n + 1) * rise, where), canvas.lens.at(x + 1.1, (n + 1) * rise, where)
        c, d = (
            canvas.lens.at(x + 1.1, (n + 1) * rise, where + tread),
            canvas.lens.at(x - 1.1, (n + 1) * rise, where + tread),
        )
        put(stone, [a, b, c, d], 0.72 * worn, 0.75)
        for _ in range(7):
            at, half = x + float(rng.uniform(-1.1, 1.1)), float(rng.uniform(0.05, 0.28))
            _tuft(canvas, green, at, half, (n + 1) * rise, where, rng)
    canvas.flat(*stone, _STONE, z + 1.0, glow=0.9)
    canvas.flat(*green, moss, z + 1.0, glow=1.2)
    roots = (canvas.blank(), canvas.blank(), canvas.blank())
    unit = lens.focal / z
    for _ in range(9):
        at = x + float(rng.uniform(-1.7, 1.7))
        start = lens.at(at, top + float(rng.uniform(3.2, 4.6)), back + 0.5)
        end = lens.at(at + float(rng.normal(0, 0.8)), top * float(rng.uniform(0.0, 0.9)), back)
        liana(
            roots,
            start,
            end,
            float(rng.uniform(-0.02, 0.05)) * unit,
            float(rng.uniform(0.05, 0.16)) * unit,
            0.10 * unit * (rng.random() < 0.4),
            rng,
            0.5,
        )
    for _ in range(11):
        side = float(rng.choice([-1, 1]))
        px, py = lens.at(x + side * float(rng.uniform(1.3, 4.0)), float(rng.choice([0.0, 0.6, 1.25, top])), back - 0.8)
        rosette(roots, (px, py), float(rng.uniform(0.4, 0.8)) * unit, rng, 0.4, count=7, low=0.02)
    canvas.flat(*roots, moss, z + 0.5, glow=1.1)


def _face(canvas: Canvas, across: tuple[float, float], up: tuple[float, float], z: float) -> Any:
    a, b = min(across), max(across)
    return [
        canvas.lens.at(a, up[0], z),
        canvas.lens.at(a, up[1], z),
        canvas.lens.at(b, up[1], z),
        canvas.lens.at(b, up[0], z),
    ]


def _wall(
    canvas: Canvas, stone: Masks, green: Masks, across: tuple[float, float], up: tuple[float, float], z: float,
    rng: np.random.Generator, broken: bool = False,
) -> None:  # fmt: skip
    """Lay blocks, each a little lighter or darker, some gone from the top of a broken wall."""
    a, b = min(across), max(across)
    put(stone, _face(canvas, (a, b), (up[0], up[1] - (0.5 if broken else 0.0)), z), 0.10, 0.02)
    courses = max(1, round((up[1] - up[0]) / 0.36))
    tall = (up[1] - up[0]) / courses
    to_sun = canvas.light.sun_x * canvas.width
    for course in range(courses):
        left = a - float(rng.uniform(0, 0.4)) * (course % 2)
        while left < b:
            right = left + float(rng.uniform(0.45, 0.85))
            x0, x1 = max(left, a), min(right, b)
            left = right
            if x1 - x0 < 0.08 or (broken and course >= courses - 2 and rng.random() < 0.5):
                continue
            gap, low = 0.018, up[0] + course * tall
            tilt = float(rng.normal(0, 0.012))
            near = math.exp(-abs(canvas.lens.at(x0, 0, z)[0] - to_sun) / (0.35 * canvas.width))
            tone = float(rng.uniform(0.24, 0.44))
            block = _face(canvas, (x0 + gap, x1 - gap), (low + gap + tilt, low + tall - gap + tilt), z)
            put(stone, block, tone, 0.22 * near * float(rng.uniform(0.4, 1.2)))
            lip = _face(canvas, (x0 + gap, x1 - gap), (low + tall - gap - 0.05 + tilt, low + tall - gap + tilt), z)
            put(stone, lip, tone * 1.35, 0.40 * near)
            if rng.random() < 0.4:
                _tuft(canvas, green, (x0 + x1) / 2, 0.5 * (x1 - x0), low + tall, z, rng)
    for _ in range(round(6 * (b - a))):
        _tuft(canvas, green, float(rng.uniform(a, b)), float(rng.uniform(0.08, 0.35)), up[1], z, rng)


def _tuft(canvas: Canvas, green: Masks, x: float, half: float, up: float, z: float, rng: np.random.Generator) -> None:
    """Put a cushion of moss on an edge, hanging over it a little."""
    t = np.linspace(-1, 1, 9)
    above = 0.05 * np.sqrt(np.maximum(1 - t**2, 0)) + 0.01
    below = -float(rng.uniform(0.03, 0.16)) * (1 - np.abs(t)) * rng.uniform(0.5, 1.0, 9)
    upper = [canvas.lens.at(x + half * s, up + h, z - 0.02) for s, h in zip(t, above, strict=True)]
    lower = [canvas.lens.at(x + half * s, up + h, z - 0.02) for s, h in zip(t, below, strict=True)]
    put(green, np.array(upper + lower[::-1]), float(rng.uniform(0.3, 0.75)), float(rng.uniform(0.1, 0.7)))
