"""Bursts of fireworks: where their sparks are at an age, how bright, and how they are drawn; display colours BGR, 0 to 255."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

Array = np.ndarray[Any, np.dtype[np.float32]]
Canvas = np.ndarray[Any, np.dtype[np.uint8]]

_GOLD = (90.0, 185.0, 255.0)
_HUES = (
    (70.0, 70.0, 255.0), (255.0, 150.0, 60.0), (235.0, 90.0, 255.0), (120.0, 255.0, 130.0), (255.0, 235.0, 150.0), _GOLD,
    (240.0, 240.0, 255.0),
)  # fmt: skip
_BITS = 4
_TAIL = 0.13  # of its life that a spark's trail reaches back


@dataclass(frozen=True)
class Burst:
    """One shell.

    Attributes
    ----------
    x, y : float
        Middle, shares of the picture's width and height.
    reach : float
        How far its sparks fly, share of the width.
    sag : float
        How far they fall in their life, in reaches.
    ways : ndarray (count, 2)
        Where each flies, right and down, at most 1 long.
    colours : ndarray (count, 3)
    dice : ndarray (count,)
        0 to 1.
    """

    x: float
    y: float
    reach: float
    sag: float
    ways: Array
    colours: Array
    dice: Array


def burst(seed: int, x: float, y: float, reach: float, hues: Any = None) -> Burst:
    """Return a shell by its seed: a ball of sparks, one of two colours, a ring, or a willow of gold that hangs and falls.

    Parameters
    ----------
    hues : sequence of (3,), optional
        Colours to choose from in place of the usual ones.
    """
    rng = np.random.default_rng(seed)
    kind = int(rng.integers(5))
    count = 210 if kind < 3 else 150
    up = rng.uniform(-1, 1, count)
    turn = rng.uniform(0, 2 * np.pi, count)
    flat = np.sqrt(1 - up * up)
    ways = np.stack([flat * np.cos(turn), up], 1) * rng.uniform(0.86, 1.0, (count, 1))
    colours = list(hues if hues is not None else _HUES)
    first, second = (np.array(colours[i], np.float32) for i in rng.permutation(len(colours))[:2]) if len(colours) > 1 else (
        np.array(colours[0], np.float32), np.array(_GOLD, np.float32))  # fmt: skip
    shade = np.repeat(first[None], count, axis=0)
    sag = 0.45
    if kind == 1:  # a heart of another colour
        inner = rng.random(count) < 0.4
        ways[inner] *= 0.52
        shade[inner] = second
    elif kind == 3:  # a ring, seen aslant
        lean = float(rng.uniform(0.3, 0.8))
        ring = np.stack([np.cos(turn), lean * np.sin(turn)], 1)
        tilt = float(rng.uniform(-0.5, 0.5))
        ways = ring @ np.array([[np.cos(tilt), np.sin(tilt)], [-np.sin(tilt), np.cos(tilt)]])
        ways[::4] *= 0.45
        shade[::4] = second
    elif kind == 4:
        sag, shade = 1.05, np.repeat(np.array([_GOLD], np.float32), count, axis=0)
        ways *= 0.9
    return Burst(x, y, reach, sag, ways.astype(np.float32), shade, rng.random(count).astype(np.float32))


def _places(shell: Burst, age: Any) -> Array:
    """Return where sparks are at an age (0 to 1), in reaches from the middle, (count, 2)."""
    age = np.maximum(age, 0.0)
    found = shell.ways * (1 - np.exp(-4.2 * age)) / (1 - np.exp(-4.2))
    found[:, 1] += shell.sag * age**2.2
    return np.asarray(found, np.float32)


def draw(layer: Canvas, shell: Burst, age: float, power: float = 1.0, *, place: Any = None, unit: float = 0.0) -> None:
    """Draw a shell at an age (0 to 1) on an 8-bit picture, brighter sparks over fainter ones.

    Parameters
    ----------
    place : (x, y), optional
        Pixels of its middle, in place of its shares of the picture.
    unit : float
        Pixels of the picture's width that the reach is a share of; 0 for the picture's own.
    """
    height, width = layer.shape[:2]
    x, y = place if place is not None else (shell.x * width, shell.y * height)
    size = shell.reach * (unit or width)
    heads, tails = _places(shell, age), _places(shell, age - _TAIL * (0.6 + 0.8 * shell.sag))
    fade = np.clip((1 - age) * 1.5, 0, 1) ** 1.4 * np.clip(age / 0.015, 0, 1)
    twinkle = np.where(age > 0.45, 0.45 + 0.55 * ((shell.dice * 7 + age * 23) % 1.0 > 0.35), 1.0)
    thin = 0.0018 * (unit or width)
    # Thin lines are fainter, not wider; and a young shell is small, not a disc of white.
    power *= min(1.0, 0.25 + 0.75 * thin) * min(1.0, 0.35 + 1.1 * (1 - np.exp(-4.2 * age)))
    bright = (power * fade * (0.55 + 0.45 * shell.dice) * twinkle)[:, None]
    white = np.clip(1 - age / 0.12, 0, 1)
    colours = (shell.colours + (255 - shell.colours) * np.float32(0.6 * white)) * bright
    thick = max(1, round(thin))
    for (hx, hy), (tx, ty), colour in zip(
        (heads * size).tolist(), (tails * size).tolist(), colours.tolist(), strict=True
    ):
        if max(colour) < 6:
            continue
        ends = [(x + tx + (hx - tx) * part, y + ty + (hy - ty) * part) for part in (0.0, 0.5, 1.0)]
        one, middle, other = ((round(u * 16), round(v * 16)) for u, v in ends)
        cv2.line(
            layer, one, middle, [0.24 * c for c in colour], thick, cv2.LINE_AA, _BITS
        )  # a trail that goes out behind
        cv2.line(layer, middle, other, [0.62 * c for c in colour], thick, cv2.LINE_AA, _BITS)
        cv2.circle(layer, other, max(8, round(0.75 * thin * 16)), colour, -1, cv2.LINE_AA, _BITS)
