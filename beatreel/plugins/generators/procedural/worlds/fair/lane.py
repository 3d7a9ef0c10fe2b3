"""The lane of a fair: booths with striped awnings, garlands over it, people; metres, colours linear BGR."""

from __future__ import annotations

import math
from typing import Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.scenery import staffage

from .canvas import Canvas, Colour

Array = np.ndarray[Any, np.dtype[np.float32]]

CREAM: Colour = (0.55, 0.72, 0.80)
WARM: Colour = (0.32, 0.70, 1.0)
PITCH, LONG = 3.9, 3.4  # of the booths along the lane, metres
_DOTS = (14.0, 90.0)  # pixels of a metre on a panel, at least and at most


def booths(canvas: Canvas, half: float, first: float, count: int, hues: list[Colour], rng: np.random.Generator) -> None:
    """Line both sides of the lane with booths, the farthest first."""
    for k in range(count - 1, -1, -1):
        for way in (-1.0, 1.0):
            dice = np.random.default_rng([int(rng.integers(1 << 30)), k])
            _booth(canvas, way, half, first + PITCH * k + (-1.9 if way > 0 else 0.0), hues, dice)


def _booth(canvas: Canvas, way: float, half: float, z: float, hues: list[Colour], rng: np.random.Generator) -> None:
    colour = hues[int(rng.integers(len(hues)))]
    x, far = way * half, z + LONG
    tall = 2.75 + float(rng.uniform(-0.1, 0.15))
    side = _stripes(16, 64, 6, (0.10, 0.10, 0.11), tuple(0.5 * v for v in colour))
    deep = x + way * 2.6
    canvas.panel([(x, tall, z), (deep, tall + 0.5, z), (deep, 0, z), (x, 0, z)], side, side * np.float32(0.035))
    dots = float(np.clip(1.3 * canvas.eye.focal / z, *_DOTS))
    albedo, glow = _front(colour, dots, rng)
    ends = (z, far) if way < 0 else (far, z)
    canvas.panel([(x, tall, ends[0]), (x, tall, ends[1]), (x, 0, ends[1]), (x, 0, ends[0])], albedo, glow)
    # The sign above, then the awning before it.
    board, shine = _board(colour, rng)
    canvas.panel(
        [(x, tall + 0.85, ends[0]), (x, tall + 0.85, ends[1]), (x, tall - 0.1, ends[1]), (x, tall - 0.1, ends[0])],
        board,
        shine,
    )
    for n in range(8):
        u = z + LONG * (n + 0.5) / 8
        for row in (tall + 0.88,):
            canvas.bulb((x - way * 0.06, row, u), 0.045, WARM, n % 2)
    out = x - way * 1.0
    stripes = _stripes(40, 160, 10, CREAM, colour)
    shade = np.linspace(0.35, 1.0, 40, dtype=np.float32)[:, None, None]
    canvas.panel(
        [
            (x, tall - 0.12, ends[0]),
            (x, tall - 0.12, ends[1]),
            (out, tall - 0.58, ends[1]),
            (out, tall - 0.58, ends[0]),
        ],
        stripes,
        stripes * shade * np.float32(0.30),
    )
    scallops = _stripes(24, 160, 10, CREAM, colour)
    u, v = np.meshgrid(np.linspace(0, 10, 160, endpoint=False) % 1.0 - 0.5, np.linspace(0, 1, 24), indexing="xy")
    cover = np.clip((0.45 + 0.55 * np.sqrt(np.clip(1 - 4 * u * u, 0, 1)) - v) * 14 + 0.5, 0, 1).astype(np.float32)
    canvas.panel(
        [
            (out, tall - 0.56, ends[0]),
            (out, tall - 0.56, ends[1]),
            (out, tall - 0.86, ends[1]),
            (out, tall - 0.86, ends[0]),
        ],
        scallops,
        scallops * np.float32(0.46),
        cover,
    )
    posts = [((out, 0.0, end), (out, tall - 0.6, end), 0.06) for end in (z + 0.04, far - 0.04)]
    for post in posts:
        canvas.bars([post], 0.2, (0.02, 0.04, 0.06))
    for n in range(6):
        canvas.bulb((out + way * 0.10, tall - 0.66, z + LONG * (n + 0.5) / 6), 0.05, WARM, n % 2)


def _stripes(rows: int, columns: int, count: int, one: Any, other: Any) -> Array:
    where = (np.arange(columns) * count // columns) % 2
    line = np.where(where[:, None] == 0, np.float32(one), np.float32(other))
    return np.repeat(line[None], rows, axis=0).astype(np.float32)


def _front(colour: Colour, dots: float, rng: np.random.Generator) -> tuple[Array, Array]:
    """Draw the open front of a booth: shelves full of prizes in lamplight, who keeps it, a counter of boards."""
    wide, high = round(LONG * dots), round(2.75 * dots)
    y, x = np.mgrid[0:high, 0:wide].astype(np.float32)
    up, along = 2.75 - y / dots, x / dots
    tint = np.float32(WARM if rng.random() < 0.7 else [0.75, 0.62, 1.0])
    lamp = np.zeros_like(x)
    for at in (0.28, 0.72):
        lamp += np.exp(-(((along - at * LONG) / 0.95) ** 2) - ((up - 2.15) / 0.85) ** 2)
    light = 0.16 + 0.75 * lamp
    wall = np.float32(colour) * 0.5 + np.float32([0.12, 0.16, 0.18])
    scene = np.ones((high, wide, 3), np.float32) * wall
    for shelf in (1.12, 1.47, 1.82):
        row = round((2.75 - shelf) * dots)
        at = 0.10
        while at < LONG - 0.15:
            size = float(rng.uniform(0.10, 0.22))
            hue = np.float32(rng.uniform(0.06, 0.62, 3)) * np.float32(rng.uniform(0.35, 1.0))
            spot = (round((at + size / 2) * dots), round(row - 0.95 * size * dots))
            axes = (max(1, round(size * 0.52 * dots)), max(1, round(size * float(rng.uniform(0.7, 1.0)) * dots)))
            cv2.ellipse(scene, spot, axes, 0, 0, 360, [float(v) * 0.55 for v in hue], -1, cv2.LINE_AA)
            cv2.ellipse(
                scene,
                (spot[0], spot[1] - axes[1] // 4),
                (axes[0] * 3 // 4, axes[1] // 2),
                0,
                0,
                360,
                [float(v) for v in hue],
                -1,
                cv2.LINE_AA,
            )
            head = (spot[0], spot[1] - axes[1])
            cv2.circle(scene, head, max(1, axes[0] * 2 // 3), [float(v) * 0.9 for v in hue], -1, cv2.LINE_AA)
            at += size * float(rng.uniform(1.1, 2.4))
        scene[row : row + max(1, round(0.055 * dots))] = (0.10, 0.16, 0.22)
    glow = scene * light[..., None] * tint
    if rng.random() < 0.6:
        shape, feet = staffage.figure("stander", 1.72 * dots, mirrored=bool(rng.random() < 0.5))
        left, top = round(float(rng.uniform(0.3, 0.65)) * wide - feet[0]), round(high - 0.10 * dots - feet[1])
        x0, x1 = max(left, 0), min(left + shape.shape[1], wide)
        part = shape[: high - top, x0 - left : x1 - left]
        glow[top : top + part.shape[0], x0:x1] *= 1 - 0.93 * part[..., None]
    front = up < 1.0
    boards = _stripes(high, wide, 12, CREAM, colour)
    albedo = np.where(front[..., None], boards, scene * 0.4)
    lower = (0.05 + 0.26 * np.clip(up, 0, 1) ** 2)[..., None] * boards * np.float32(WARM)
    glow = np.where(front[..., None], lower, glow)
    glow[(up > 0.98) & (up < 1.05)] = np.float32([0.35, 0.55, 0.70])
    glow *= np.clip(0.35 + 0.65 * np.minimum(along, LONG - along) / 0.12, 0, 1)[..., None]
    return albedo.astype(np.float32), glow.astype(np.float32)


def _board(colour: Colour, rng: np.random.Generator) -> tuple[Array, Array]:
    """Draw a painted board: rays from its middle, a disc, a border."""
    wide, high = 220, 64
    y, x = np.mgrid[0:high, 0:wide].astype(np.float32)
    u, v = (x - wide / 2) / high, (y - high * 0.62) / high
    rays = np.sin(np.arctan2(v, u) * (10 + 4 * int(rng.integers(3)))) > 0
    disc = np.hypot(u, v * 1.1) < 0.34
    paint = np.where(rays[..., None], np.float32(CREAM), np.float32(colour))
    paint = np.where(disc[..., None], np.array(colour[::-1], np.float32) * 0.9 + 0.05, paint)
    border = (np.minimum(x, wide - 1 - x) < 7) | (np.minimum(y, high - 1 - y) < 6)
    paint = np.where(border[..., None], np.float32([0.04, 0.18, 0.36]), paint).astype(np.float32)
    fall = (0.34 - 0.16 * np.abs(y / high - 0.5) * 2)[..., None]
    return paint, (paint * fall * np.float32([0.75, 0.95, 1.0])).astype(np.float32)


def garlands(canvas: Canvas, half: float, first: float, count: int, rng: np.random.Generator) -> None:
    """Hang strings of bulbs from post to post across the lane, the farthest first."""
    for k in range(count - 1, -1, -1):
        z = first + 5.2 * k
        high, low = 4.7 + float(rng.uniform(-0.2, 0.3)), 0.9 + float(rng.uniform(0.0, 0.4))
        skew = float(rng.uniform(-2.2, 2.2))
        t = np.linspace(0, 1, 22)
        points = [(-half + 2 * half * u, high - low * 4 * u * (1 - u), z + skew * (u - 0.5)) for u in t]
        canvas.bars([(a, b, 0.018) for a, b in zip(points[:-1], points[1:], strict=True)], 0.03, 0.006)
        for n, point in enumerate(points[1:-1]):
            canvas.bulb((point[0], point[1] - 0.09, point[2]), 0.05, WARM, (n + k) % 2)
        for way in (-1.0, 1.0):
            x, at = way * half, z + way * skew / 2
            canvas.bars([((x, 0.0, at), (x, high + 0.15, at), 0.07)], 0.10, (0.02, 0.035, 0.05))


def crowd(canvas: Canvas, people: list[tuple[str, float, float, float, bool]], rim: Any) -> None:
    """Stand people on the lane (kind, x, z, height in metres, mirrored), the farthest first."""
    for kind, x, z, tall, mirrored in sorted(people, key=lambda one: -one[2]):
        size = tall * canvas.eye.focal / z
        if size > 3:
            variant = int(1000 * abs(x) + 10 * z)  # the same in the mirror
            far = np.float32(min(1.0, 0.5 + z / 25))
            canvas.figure(kind, size, x, z, np.float32(rim) * far, mirrored=mirrored, variant=variant)


def people_of(
    rng: np.random.Generator, nearest: float, half: float, many: int
) -> list[tuple[str, float, float, float, bool]]:
    """Return who walks on the lane: in twos and threes, more of them farther away, the middle left free near the eye."""
    found = []
    for _ in range(many):
        z = nearest + 34.0 * float(rng.random()) ** 1.3
        x = float(rng.uniform(-1, 1)) * (half - 0.7)
        if z < nearest + 4 and abs(x) < 0.7:
            x = math.copysign(1.2, x)
        for n in range(1 + int(rng.integers(3))):
            kind = ("walker", "stander", "walker", "hiker")[int(rng.integers(3))]
            tall = 1.72 + 0.1 * float(rng.normal()) if n < 2 else 1.15
            found.append((kind, x + 0.62 * n, z + 0.3 * float(rng.normal()), tall, bool(rng.random() < 0.5)))
    return found
