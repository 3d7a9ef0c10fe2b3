"""What stands and walks on the savannah: acacias with flat crowns, and animals in file before the sun."""

from __future__ import annotations

import math
from typing import Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels import herd, meadow, silhouette
from beatreel.plugins.generators.procedural.scenery.field import Stage

Array = np.ndarray[Any, np.dtype[np.float32]]


def over(out: Array, alpha: Array, lit: Any, dim: Any) -> None:
    """Lay a shape over the three families of light."""
    for first, value in ((meadow.SUN, lit), (meadow.PETALS, np.float32(0)), (meadow.SKY, dim)):
        part = out[..., first : first + 3]
        part += (value - part) * alpha


def acacia(stage: Stage, x: float, y: float, size: float, mist: float, leaves: int) -> None:
    """Paint an acacia with its foot at a pixel: limbs that fan out from low down, and shelves of leaves upon them."""
    random, out = stage.random, stage.out
    _, ambient, haze_sun, haze_sky = stage.light()
    height, width = out.shape[:2]
    reach = 0.95 * size
    x0, x1 = max(int(x - reach), 0), min(int(x + reach) + 1, width)
    y0, y1 = max(int(y - 1.15 * size), 0), min(int(y + 0.05 * size) + 2, height)
    if x1 - x0 < 2 or y1 - y0 < 2:
        return
    mask = np.zeros((y1 - y0, x1 - x0), np.uint8)
    tips: list[tuple[float, float, float]] = []
    top = y - size

    def stroke(points: list[tuple[float, float]], thick: float, thin: float) -> None:
        for k in range(len(points) - 1):
            a, b = np.array(points[k]) - (x0, y0), np.array(points[k + 1]) - (x0, y0)
            across = np.array([b[1] - a[1], a[0] - b[0]])
            across = across / max(float(np.hypot(*across)), 1e-6) / 2
            t0, t1 = (thick + (thin - thick) * (k + i) / (len(points) - 1) for i in (0, 1))
            silhouette.fill(mask, [a + across * t0, b + across * t1, b - across * t1, a - across * t0])
            cv2.circle(
                mask, (round(float(b[0]) * 16), round(float(b[1]) * 16)), max(round(t1 * 8), 1), 255, -1, cv2.LINE_AA, 4
            )

    def grow(px: float, py: float, goal_x: float, goal_y: float, thick: float, level: int) -> None:
        points = []
        bend = random.uniform(-0.10, 0.10) * size / (level + 1)
        for k in range(7):
            t = k / 6
            # First up, then out: limbs bow.
            bow = t ** (0.8 if level else 1.0)
            points.append((px + (goal_x - px) * t + bend * math.sin(math.pi * t), py + (goal_y - py) * bow))
        stroke(points, thick, 0.62 * thick)
        if level >= 3:
            tips.append((goal_x, goal_y, random.uniform(0.7, 1.25)))
            return
        for k in range(int(random.integers(2, 4))):
            side = (k - 0.6) * random.uniform(0.10, 0.24) * size / (0.6 + 0.5 * level)
            drift = 0.45 * (goal_x - px) / (level + 1.0)
            rest = (top + random.uniform(0.02, 0.10) * size - goal_y) * random.uniform(0.42, 0.72)
            grow(goal_x, goal_y, goal_x + drift + side, goal_y + rest, 0.60 * thick, level + 1)

    fork = y - random.uniform(0.22, 0.36) * size
    lean = random.uniform(-0.06, 0.06) * size
    stroke([(x, y + 0.01 * size), (x + 0.4 * lean, y - 0.5 * (y - fork)), (x + lean, fork)], 0.078 * size, 0.052 * size)
    for share in np.linspace(-1, 1, int(random.integers(3, 5))):
        spread = (share + random.uniform(-0.15, 0.15)) * 0.30 * size
        grow(x + lean, fork, x + lean + spread, fork - random.uniform(0.22, 0.34) * size, 0.040 * size, 1)
    alpha = (mask.astype(np.float32) / 255)[..., None]
    bark = np.array((0.02, 0.027, 0.034), np.float32)
    over(out[y0:y1, x0:x1], alpha, haze_sun * mist, bark * ambient * (1 - mist) + haze_sky * mist)
    spots = np.array(tips)
    # Each shelf is flat: as wide as two hands, as thick as two fingers; the highest ones make one level.
    spots[:, 1] = np.minimum(spots[:, 1], y - 0.70 * size)
    level = np.round((spots[:, 1] - top) / (0.055 * size)) * 0.055 * size + top
    spots[:, 1] += 0.72 * (level - spots[:, 1])
    which = random.integers(len(spots), size=leaves)
    angle, away = random.random(leaves) * 2 * math.pi, np.sqrt(random.random(leaves))
    wide = 0.135 * size * spots[which, 2]
    lx = spots[which, 0] + np.cos(angle) * away * wide
    ly = spots[which, 1] + np.sin(angle) * away * 0.20 * wide - 0.012 * size * (1 - away)
    leaf = max(0.011 * size, 0.9)
    table = np.zeros((leaves, meadow.BLADE), np.float32)
    table[:, 0], table[:, 1], table[:, 2] = lx, ly + 0.5 * leaf, leaf * (0.5 + 0.6 * random.random(leaves))
    table[:, 3], table[:, 4] = 0.8 * leaf, (random.random(leaves) - 0.5) * 2.2 * leaf
    table[:, 5:8] = np.array((0.030, 0.085, 0.080)) * (0.5 + random.random(leaves))[:, None]
    sx, sy = stage.sun[0] - x, stage.sun[1] - (y - 0.85 * size)
    toward = ((lx - x) * sx + (ly - (y - 0.85 * size)) * sy) / (0.5 * size * max(math.hypot(sx, sy), 1.0))
    edge = np.clip(away, 0, 1)
    table[:, 8] = np.clip(
        0.02 + 0.30 * edge * np.clip(0.4 + toward, 0, 1.4) + 0.22 * (np.sin(angle) < 0) * edge, 0.01, 0.8
    )
    table[:, 9] = mist
    order = np.argsort(table[:, 8], kind="stable")
    meadow.blades(out, np.ascontiguousarray(table[order]), *stage.light())


def animal(
    stage: Stage, kind: str, x: float, away: float, scale: float, *, mirrored: bool, young: bool = False
) -> None:
    """Paint an animal whose feet are on the ground at a column and a distance in metres, with its shadow, round against the light."""
    size = herd.TALL[kind] * scale * stage.focal / away
    y = stage.horizon + stage.eye * stage.focal / away
    drawn = herd.draw(kind, size, stage.random, mirrored=mirrored, young=young)
    left, top = round(x - drawn.feet[0]), round(y - drawn.feet[1])
    rows, columns = drawn.alpha.shape
    x0, y0 = max(left, 0), max(top, 0)
    x1, y1 = min(left + columns, stage.width), min(top + rows, stage.height)
    if x1 - x0 < 2 or y1 - y0 < 2:
        return
    window = np.s_[y0 - top : y1 - top, x0 - left : x1 - left]
    alpha, tone = drawn.alpha[window][..., None], drawn.tone[window][..., None]
    nx, ny = drawn.normal_x[window][..., None], drawn.normal_y[window][..., None]
    sunlight, ambient, haze_sun, haze_sky = stage.light()
    mist = float(1 - np.exp(-away * stage.mood.haze * 1.5))
    to_x, to_y = stage.sun[0] - x, stage.sun[1] - (y - 0.6 * size)
    length = max(math.hypot(to_x, to_y), 1.0)
    # Where the body turns away from us and towards the sun it catches light; its upper side has the sky's.
    rim = np.clip(nx * to_x / length + ny * to_y / length - 0.25, 0, 1) ** 2
    thin = max(0.7, 0.007 * size)
    move = np.array([[1, 0, -thin * to_x / length], [0, 1, -thin * (to_y / length - 0.35)]], np.float32)
    edge = np.clip(drawn.alpha - cv2.warpAffine(drawn.alpha, move, (columns, rows)), 0, 1)
    edge = cv2.GaussianBlur(edge, (0, 0), 0.5 * thin)[window][..., None]
    over_sky = np.clip(0.40 - 0.75 * ny, 0.06, 1.2)
    skin = (
        np.array((0.075, 0.082, 0.095), np.float32) if kind == "elephant" else np.array((0.05, 0.085, 0.14), np.float32)
    )
    dust = np.clip(1 - (y - np.arange(y0, y1, dtype=np.float32)) / (0.45 * size), 0, 1)[
        :, None, None
    ] ** 1.5 * np.float32(0.30)
    veil = mist + (1 - mist) * dust
    lit = skin * sunlight * (0.09 * tone + 2.4 * rim * np.minimum(tone, 1.3) + 3.2 * edge) * (1 - veil) + haze_sun * (
        mist + 1.6 * dust
    )
    dim = skin * ambient * (0.62 * tone * over_sky) * (1 - veil) + haze_sky * veil
    over(stage.out[y0:y1, x0:x1], alpha, lit, dim)


def shadows(stage: Stage, spots: list[tuple[float, float, float]]) -> None:
    """Darken the ground from feet (column, distance, pixels of height) towards us and away from the sun."""
    cover = np.zeros((stage.height, stage.width), np.uint8)
    for x, away, size in spots:
        y = stage.horizon + stage.eye * stage.focal / away
        lean = (x - stage.sun[0]) / max(y - stage.sun[1], 1.0)
        long = 1.5 * size
        quad = np.array([(x - 0.45 * size, y), (x + 0.45 * size, y), (x + 0.5 * size + lean * long, y + long),
                         (x - 0.5 * size + lean * long, y + long)])  # fmt: skip
        silhouette.fill(cover, quad)
    soft = cv2.GaussianBlur(cover, (0, 0), max(1.0, 0.008 * stage.width)).astype(np.float32) / 255
    rows = np.arange(stage.height, dtype=np.float32)[:, None]
    soft *= rows > stage.horizon
    stage.out *= 1 - 0.45 * soft[..., None]
