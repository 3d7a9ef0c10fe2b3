"""Pictures of a sunflower and of its leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .botanical import blank, grid, lay

if TYPE_CHECKING:
    from .botanical import Array

_LARGE = 400  # pixels of a blossom of which single seeds are seen


def sunflower(random: np.random.Generator, width: int) -> Array:
    """Return a sunflower as linear BGR and cover, ``width`` pixels wide."""
    canvas = blank(width)
    x = y = width * 0.5
    r, squash, start = width * 0.49, random.uniform(0.66, 0.98), random.uniform(0, 6.28)
    dx, dy = grid(canvas, x, y)
    away, angle = np.hypot(dx, dy / squash) / r, np.arctan2(dy / squash, dx)
    s = np.linspace(0, 1, 12)
    half = np.sin(np.pi * s**0.85) ** 0.8 * (1 - 0.25 * s)
    for ring, (count, long_, wide, colour) in enumerate(
        (
            (23, 1.0, 0.105, (0.005, 0.50, 0.86)),
            (19, 0.95, 0.115, (0.008, 0.64, 0.95)),
            (17, 0.86, 0.110, (0.012, 0.72, 0.98)),
        )
    ):
        for k in range(count):
            turn = start + 0.37 * ring + k * 6.283 / count + random.uniform(-0.09, 0.09)
            reach, bend = r * long_ * random.uniform(0.84, 1.0), random.uniform(-0.12, 0.12)
            along, across = s * reach, half * wide * r
            points = np.concatenate([np.stack([along, across], 1), np.stack([along, -across], 1)[::-1]])
            points[:, 1] += bend * reach * (points[:, 0] / reach) ** 2
            cosine, sine = np.cos(turn), np.sin(turn)
            outline = np.stack(
                [
                    x + points[:, 0] * cosine - points[:, 1] * sine,
                    y + (points[:, 0] * sine + points[:, 1] * cosine) * squash,
                ],
                1,
            )
            off = (np.mod(angle - turn + np.pi, 2 * np.pi) - np.pi) * away
            ribs = 1 - 0.22 * np.exp(-((off / 0.022) ** 2)) - 0.10 * np.cos(90 * off)
            shade = np.clip((0.62 + 0.52 * away) * ribs * random.uniform(0.80, 1.08), 0, 1.15)
            lay(canvas, outline, colour, 0.85, shade)
    core = 0.40
    e = np.linspace(0, 6.28, 48)
    rim = np.stack([x + core * r * np.cos(e), y + core * r * squash * np.sin(e)], 1)
    inner = np.minimum(away / core, 1.0)
    many = 13 if width < _LARGE else 34  # spirals each way, as far as they are told apart
    seeds = 0.80 + 0.34 * np.sin(many * (angle + 1.1 * inner)) * np.sin(many * (angle - 1.1 * inner))
    dome = np.clip(1.10 - 0.35 * inner**2 - 0.25 * dy / r / core, 0.3, 1.3)
    lay(canvas, rim, (0.014, 0.034, 0.070), 0.30, seeds * dome)
    for share, colour in (
        (0.98, (0.020, 0.100, 0.24)),
        (0.34, (0.030, 0.085, 0.085)),
    ):  # florets that are open, and buds
        ring_ = np.exp(-(((inner - (0.82 if share > 0.5 else 0.0)) / (0.13 if share > 0.5 else 0.3)) ** 2))
        part = (away < core).astype(np.float32) * ring_ * share
        canvas[..., :3] += (np.asarray(colour, np.float32) * (seeds * dome)[..., None] - canvas[..., :3]) * part[
            ..., None
        ]
    return canvas


def broad_leaf(random: np.random.Generator, width: int) -> Array:
    """Return a broad leaf shaped like a heart that hangs to the right, as linear BGR and cover, ``width`` pixels wide."""
    canvas = blank(width, 0.86)
    foot, down = np.array([0.04 * width, 0.30 * width]), np.array([0.0, 1.0])
    way = random.uniform(0.15, 0.42)
    s = np.linspace(0, 1, 24)
    half = (0.30 * np.sin(np.pi * s**0.62) ** 0.9 + 0.03 * (1 - s)) * width * random.uniform(0.85, 1.0)
    along = 0.92 * width * s
    droop = 0.24 * width * s**2.2
    cosine, sine = np.cos(way), np.sin(way)
    middle = np.stack([foot[0] + along * cosine, foot[1] + 0.6 * along * sine + droop], 1)
    dx, dy = grid(canvas, *foot)
    run, aside = (dx * cosine + dy * sine) / width, (dy * cosine - dx * sine) / width
    for side, shade in ((-1.0, 1.12), (1.0, 0.72)):  # its halves lie at an angle
        edge = middle + side * half[:, None] * np.array([-sine, cosine]) * [1.0, 0.9]
        veins = 0.97 + 0.12 * np.exp(-((np.mod(run - 0.7 * np.abs(aside), 0.13) / 0.013) ** 2))
        outline = np.concatenate([middle, edge[::-1]])
        lay(canvas, outline, (0.034, 0.150, 0.060), 0.7, shade * veins * random.uniform(0.85, 1.1))
    rib = np.concatenate([middle + 0.008 * width * down, (middle - 0.008 * width * down)[::-1]])
    lay(canvas, rib, (0.07, 0.24, 0.11), 0.7)
    return canvas
