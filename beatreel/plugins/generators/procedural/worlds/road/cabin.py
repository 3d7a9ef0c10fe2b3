"""The inside of a car around its windscreen: dashboard with lit instruments, steering wheel, pillars, mirror."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

Array = np.ndarray[Any, np.dtype[np.float32]]

_STRIP = 160  # rows painted at a time; a whole 2K picture at once would take 600 MB


def cabin(width: int, height: int, rng: np.random.Generator, glow: Any, sky: Any, ahead: Any) -> tuple[Array, Array]:
    """Paint the cabin.

    Parameters
    ----------
    glow : sequence of float
        Colour of the instruments, linear BGR.
    sky : sequence of float
        Light from above through the windscreen.
    ahead : sequence of float
        Light from the road.

    Returns
    -------
    colour : ndarray (height, width, 3), float16
        Linear BGR.
    alpha : ndarray (height, width), float16
    """
    unit = float(min(width, 0.62 * height))
    lights = tuple(np.asarray(c, np.float32) for c in (glow, sky, ahead))
    colour = np.empty((height, width, 3), np.float16)
    alpha = np.empty((height, width), np.float16)
    for first in range(0, height, _STRIP):
        last = min(first + _STRIP, height)
        rows, columns = np.mgrid[first:last, 0:width].astype(np.float32)
        u, v = (columns - 0.5 * width) / unit, (rows - height) / unit
        colour[first:last], alpha[first:last] = _rows(u, v, width / unit, height / unit, unit, rng, lights)
    return colour, alpha


def _rows(
    u: Array, v: Array, wide: float, tall: float, unit: float, rng: np.random.Generator, lights: tuple[Array, Array, Array]
) -> tuple[Array, Array]:  # fmt: skip
    """Paint rows of the cabin; ``u`` and ``v`` are places in units from the middle of the lower edge."""
    glow, sky, ahead = lights
    colour = np.zeros((*u.shape, 3), np.float32)
    alpha = np.zeros_like(u)

    # The top of the dashboard, with a hood over the instruments.
    wheel_x = -0.14
    top = -0.60 + 0.05 * (u * u) - 0.085 * np.exp(-(((u - wheel_x) / 0.24) ** 4))
    dash = np.clip((v - top) * unit + 0.5, 0, 1)
    under = np.maximum(v - top, 0)[..., None]
    shade = 0.006 * sky + 0.07 * sky * np.exp(-under / 0.055) + 0.05 * ahead * np.exp(-under / 0.020)
    grain: Array = 1 + 0.10 * (rng.random(u.shape, dtype=np.float32) - 0.5)
    colour += shade * grain[..., None]
    alpha = np.maximum(alpha, dash)

    # The instruments under the hood.
    for at, size, turn in ((wheel_x - 0.115, 0.098, 0.62), (wheel_x + 0.115, 0.098, 0.38)):
        _dial(colour, u - at, v + 0.548, size, turn, glow, unit)
    panel = np.exp(-(((u - 0.30) / 0.115) ** 8)) * np.exp(-(((v + 0.41) / 0.085) ** 8))
    bars = np.zeros_like(u)
    for line in range(6):
        bars += np.exp(-(((v + 0.465 - 0.022 * line) / 0.0035) ** 2)) * (
            np.abs(u - 0.285) < 0.09 - 0.012 * ((line * 5) % 4)
        )
    colour += panel[..., None] * (0.035 * glow + 0.55 * glow * bars[..., None])

    # The wheel, before the instruments.
    ring_y, ring = -0.33, 0.335
    off = np.hypot(u - wheel_x, (v - ring_y) * 1.06)
    rim = np.clip((0.026 - np.abs(off - ring)) * unit + 0.5, 0, 1)
    spokes = np.zeros_like(rim)
    for angle in (0.0, math.pi, math.pi / 2):
        along = (u - wheel_x) * math.cos(angle) + (v - ring_y) * math.sin(angle)
        beside = -(u - wheel_x) * math.sin(angle) + (v - ring_y) * math.cos(angle)
        spokes = np.maximum(spokes, np.clip((0.024 - np.abs(beside)) * unit + 0.5, 0, 1) * (along > 0) * (off < ring))
    hub = np.clip((0.085 - off) * unit + 0.5, 0, 1)
    wheel = np.maximum.reduce([rim, spokes, hub])
    round_ = np.clip((off - ring) / 0.026, -1, 1)
    edge = np.clip(0.5 - 0.5 * round_ * np.sign(v - ring_y), 0, 1)
    upper = np.clip(-(v - ring_y) / ring, 0, 1)
    shine = 0.005 * sky + 0.16 * (sky + 0.5 * ahead) * ((0.25 + upper) * (1 - edge) ** 3 * rim)[..., None]
    shine = shine + 0.16 * glow * (rim * np.clip(round_ * -1, 0, 1) ** 2 * upper)[..., None]
    colour += (shine - colour) * wheel[..., None]
    alpha = np.maximum(alpha, wheel)

    # Pillars and roof.
    roof = np.clip((-v - (tall - 0.045 - 0.02 * u * u)) * unit + 0.5, 0, 1)
    lean = (v + tall) / (tall)
    left = np.clip((-(u + 0.47 * wide + 0.10 - 0.16 * (1 - lean))) * unit + 0.5, 0, 1)
    frame = np.maximum(roof, left)
    colour += (0.010 * sky - colour) * frame[..., None]
    alpha = np.maximum(alpha, frame)

    # The mirror.
    mx, my = 0.17, -tall + 0.155
    body = np.clip((1 - (np.abs((u - mx) / 0.165) ** 5 + np.abs((v - my) / 0.052) ** 5)) * 14 + 0.5, 0, 1)
    glass = np.clip((1 - (np.abs((u - mx) / 0.152) ** 5 + np.abs((v - my) / 0.042) ** 5)) * 14, 0, 1)
    stalk = np.clip((0.012 - np.abs(u - mx)) * unit + 0.5, 0, 1) * (v < my)
    dark = np.maximum(body, stalk)
    colour += (0.006 * sky - colour) * dark[..., None]
    behind = np.exp(-(((v - my - 0.01) / 0.010) ** 2))
    scene = 0.10 * sky * np.clip(0.8 - (v - my) / 0.05, 0, 1)[..., None] + 0.05 * sky * behind[..., None]
    for place, size in ((mx - 0.06, 0.0075), (mx - 0.035, 0.0075), (mx + 0.05, 0.004)):
        spot = np.exp(-(((u - place) ** 2 + (v - my - 0.008) ** 2) / size**2))
        scene = scene + spot[..., None] * np.array([1.6, 1.9, 2.1], np.float32)
    colour += (scene - colour) * glass[..., None]
    alpha = np.maximum(alpha, dark)
    return colour, alpha


def _dial(colour: Array, u: Array, v: Array, size: float, turn: float, glow: Array, unit: float) -> None:
    off, angle = np.hypot(u, v), np.arctan2(u, -v)
    fine = 0.9 / unit
    ring = np.exp(-(((off - size) / max(0.0030, fine)) ** 2))
    ticks = np.zeros_like(off)
    for number, step in enumerate(np.linspace(-2.2, 2.2, 21)):
        long_ = 0.020 if number % 5 == 0 else 0.011
        ticks += (
            np.clip((max(0.0028, fine) - np.abs(off * np.sin(angle - step))) * unit + 0.5, 0, 1)
            * (np.cos(angle - step) > 0)
            * (np.abs(off - size + 0.008 + long_ / 2) < long_ / 2)
        )
    place = -2.2 + 4.4 * turn
    needle = (
        np.clip((0.0032 - np.abs(off * np.sin(angle - place))) * unit + 0.5, 0, 1)
        * (np.cos(angle - place) > 0)
        * (off < 0.80 * size)
    )
    face = np.clip((size - off) * unit, 0, 1)
    light = 0.55 * ring + 0.9 * ticks + 0.05 * face
    colour += light[..., None] * glow + needle[..., None] * np.array([0.05, 0.16, 1.5], np.float32)
