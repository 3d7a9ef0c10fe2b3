"""The city out of focus behind what is near: rain on a window, or a string of bulbs on a roof."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np

Array = np.ndarray[Any, np.dtype[np.float32]]


def drops(random: np.random.Generator, width: int, height: int, amount: float) -> tuple[Array, Array]:
    """Return the relief of rain on a window.

    Returns
    -------
    offset : ndarray (height, width, 2)
        Where a pixel looks instead, in pixels.
    body : ndarray (height, width)
        0 off the drops to 1 in their middle; the edge is sharp.
    """
    offset = np.zeros((height, width, 2), np.float32)
    body = np.zeros((height, width), np.float32)
    table = [(int(900 * amount), 0.0012, 0.004), (int(260 * amount), 0.004, 0.011), (int(46 * amount), 0.012, 0.024)]
    spots = [
        (random.random(), random.random(), random.uniform(low, high), 1 + 0.5 * random.random())
        for count, low, high in table
        for _ in range(count)
    ]
    for _ in range(int(9 * amount)):  # trails: a drop that runs, and what it left
        x, y, length = random.random(), random.random() * 0.8, random.uniform(0.1, 0.4)
        for k in range(int(length * 60)):
            part = k / (length * 60)
            spots.append((x + 0.006 * np.sin(9 * part + 5 * x), y + length * part, random.uniform(0.0025, 0.0065), 1.5))
        spots.append((x + 0.006 * np.sin(9 + 5 * x), y + length, random.uniform(0.014, 0.020), 1.45))
    for x, y, size, tall in spots:
        _drop(offset, body, x * width, y * height, size * width, tall, float(random.uniform(0, 6.28)))
    return offset, body


def _drop(offset: Array, body: Array, x: float, y: float, r: float, tall: float, turn: float) -> None:
    height, width = body.shape
    x0, x1 = max(int(x - r * 1.3) - 1, 0), min(int(x + r * 1.3) + 2, width)
    y0, y1 = max(int(y - r * tall * 1.3) - 1, 0), min(int(y + r * tall * 1.3) + 2, height)
    if x1 <= x0 or y1 <= y0:
        return
    dy, dx = np.mgrid[y0:y1, x0:x1].astype(np.float32)
    dx, dy = (dx + 0.5 - x) / r, (dy + 0.5 - y) / (r * tall)
    dx = dx * (1 + 0.22 * dy)  # wider below
    angle = np.arctan2(dy, dx)
    away = np.sqrt(dx * dx + dy * dy) / (1 + 0.07 * np.sin(2 * angle + turn) + 0.05 * np.sin(3 * angle - 2 * turn))
    inside = np.clip((1 - away) * r * 0.8, 0, 1)
    lens = np.sqrt(np.clip(1 - away**2, 0, 1))
    new = inside * (0.15 + 0.85 * lens)
    part = np.s_[y0:y1, x0:x1]
    over = inside > 0.5
    body[part] = np.where(over, new, np.maximum(body[part], new))
    reach = 7.5 + 40.0 / max(r, 4.0)
    bend = (0.35 + 0.65 * away**2) * reach * r
    offset[part][..., 0] = np.where(over, -dx * bend, offset[part][..., 0])
    offset[part][..., 1] = np.where(over, -dy * bend * tall, offset[part][..., 1])


def through_glass(light: list[Array], sharp: list[Array], offset: Array, body: Array) -> list[Array]:
    """Return what is seen through a wet window: the blurred city, and in each drop a small city upside down."""
    height, width = body.shape
    rows, columns = np.mgrid[0:height, 0:width].astype(np.float32)
    map_x, map_y = columns + offset[..., 0], rows + offset[..., 1]
    edge = np.clip(body * 6, 0, 1)
    rim = edge * (1 - np.clip((body - 0.15) * 2.2, 0, 1))  # the dark edge of a lens
    shine = np.clip(cv2.Sobel(body, cv2.CV_32F, 0, 1, ksize=3) * 0.5, 0, 0.5)
    found = []
    for blurred, near in zip(light, sharp, strict=True):
        inside = cv2.remap(near, map_x, map_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT_101)
        inside *= (1.15 - 0.95 * rim + 0.9 * shine)[..., None]
        found.append(blurred + (inside - blurred) * edge[..., None])
    return found


def bulbs(random: np.random.Generator, width: int, height: int, warm: Any) -> tuple[Array, Array, Array]:
    """Draw strings of bulbs.

    Returns
    -------
    glow : ndarray (height, width, 3)
        Their light.
    cover : ndarray (height, width)
        What hides the background.
    body : ndarray (height, width)
        Lightness of sockets and wires, 0 to 1.
    """
    glow = np.zeros((height, width, 3), np.float32)
    hidden, body = np.zeros((height, width), np.uint8), np.zeros((height, width), np.uint8)
    strings = [(random.uniform(0.10, 0.2), 0.040, 1.0), (random.uniform(0.5, 0.62), 0.060, 1.0)]
    slope = float(random.choice([-1, 1]))
    for level, size, power in strings:
        u = np.linspace(-0.05, 1.05, 60)
        y = level + slope * 0.16 * (u - 0.5) + 0.20 * (u - 0.5) ** 2 * -1 + 0.05
        line = np.stack([u * width, y * height], 1)
        cv2.polylines(
            hidden, [np.round(line * 16).astype(np.int32)], False, 255, max(1, round(0.0042 * width)), cv2.LINE_AA, 4
        )
        start = random.uniform(-0.02, 0.08)
        for k in range(5):
            x = start + k * 0.24 + random.uniform(-0.015, 0.015)
            at = (x * width, np.interp(x, u, y) * height)
            _bulb(
                glow,
                hidden,
                body,
                at,
                size * width,
                warm,
                power * random.uniform(0.75, 1.1),
                random.uniform(-0.08, 0.08),
            )
        slope = -slope
    return glow, hidden.astype(np.float32) / 255, body.astype(np.float32) / 255


def _bulb(
    glow: Array, hidden: Any, body: Any, at: tuple[float, float], r: float, warm: Any, power: float, lean: float
) -> None:
    """A pear of glass below a socket, with a filament and a bright edge."""
    height, width = hidden.shape
    x, y = at
    socket = np.array(
        [(x - 0.28 * r, y), (x + 0.28 * r, y), (x + 0.34 * r, y + 0.62 * r), (x - 0.34 * r, y + 0.62 * r)]
    )
    for canvas, value in ((hidden, 255), (body, 22)):
        cv2.fillPoly(canvas, [np.round(socket * 16).astype(np.int32)], value, cv2.LINE_AA, 4)
    light = np.array([(x - 0.20 * r, y), (x - 0.08 * r, y), (x - 0.10 * r, y + 0.62 * r), (x - 0.26 * r, y + 0.62 * r)])
    cv2.fillPoly(body, [np.round(light * 16).astype(np.int32)], 90, cv2.LINE_AA, 4)
    cx, cy = x + lean * r, y + 1.45 * r
    x0, x1, y0, y1 = (
        max(int(cx - 2 * r), 0),
        min(int(cx + 2 * r), width),
        max(int(cy - 2 * r), 0),
        min(int(cy + 2 * r), height),
    )
    if x1 <= x0 or y1 <= y0:
        return
    dy, dx = np.mgrid[y0:y1, x0:x1].astype(np.float32)
    dx, dy = (dx + 0.5 - cx) / r, (dy + 0.5 - cy) / r
    neck = np.where(dy < 0, 1 - 0.42 * np.clip(-dy, 0, 1) ** 1.6, 1.0)
    away = np.sqrt((dx / neck) ** 2 + dy**2)
    inside = np.clip((1 - away) * r, 0, 1)
    edge = np.exp(-(((away - 0.94) * 9) ** 2)) * (0.6 + 0.4 * dy)
    coil = np.exp(-((np.abs(dx) - 0.20 - 0.05 * np.sin(dy * 9)) ** 2) * 700) * (np.abs(dy + 0.02) < 0.42)
    coil += np.exp(-((dy - 0.40) ** 2) * 900) * (np.abs(dx) < 0.22)
    shine = np.exp(-(((dx + 0.42) ** 2) * 26 + ((dy + 0.25) ** 2) * 9))
    heart = np.exp(-(dx**2 * 5 + dy**2 * 3))
    amount = (0.20 + 0.9 * heart + 0.55 * edge + 0.35 * shine) * inside
    part = glow[y0:y1, x0:x1]
    part += power * amount[..., None] * warm * 1.1 + power * (coil * inside)[..., None] * (0.55 * warm + 0.45) * 9.0
