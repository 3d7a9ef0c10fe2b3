"""Large animals that walk, each one a little different: elephants and giraffes, from the side.

An animal is drawn part by part from the far side to the near one, so that legs, ear and tusk stand out from the body behind
them. The unit is the animal's height at the shoulder (elephant) or to the horns (giraffe); it looks to the right, its feet are at
y = 0.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

from .silhouette import SUPERSAMPLING, Outline, fill, inflated, smooth_curve

Array = np.ndarray[Any, np.dtype[np.float32]]
Part = tuple[Outline, float]
"""An outline and how light it is: 1 as the body, less on the far side."""

_LEG = 1.001  # tone of a leg on the near side

TALL = {"elephant": 3.1, "giraffe": 5.0}
"""Height in metres of a grown animal."""


def limb(points: Outline, widths: Sequence[float]) -> Outline:
    """Return the outline of a line through ``points``, as wide as ``widths`` say at each of them."""
    left, right = [], []
    for i, ((x, y), wide) in enumerate(zip(points, widths, strict=True)):
        ahead, behind = points[min(i + 1, len(points) - 1)], points[max(i - 1, 0)]
        dx, dy = ahead[0] - behind[0], ahead[1] - behind[1]
        length = math.hypot(dx, dy) or 1.0
        nx, ny = -dy / length * wide / 2, dx / length * wide / 2
        left.append((x + nx, y + ny))
        right.append((x - nx, y - ny))
    return (*left, *reversed(right))


@dataclass(frozen=True)
class Drawn:
    """An animal as a picture.

    Attributes
    ----------
    alpha : ndarray (rows, columns)
        0 to 1.
    tone : ndarray (rows, columns)
        How light its skin is, about 1.
    normal_x, normal_y : ndarray (rows, columns)
        Of the rounded parts: right and down.
    feet : tuple of float
        Pixel (x, y) of its origin.
    """

    alpha: Array
    tone: Array
    normal_x: Array
    normal_y: Array
    feet: tuple[float, float]


def _front(x: float, top: float, swing: float, lift: float, widths: tuple[float, ...]) -> Outline:
    knee = (x + 0.45 * swing + 0.35 * lift, 0.50 * top)
    return limb(
        (
            (x, top),
            knee,
            (x + 0.80 * swing, 0.18 * top + lift),
            (x + swing, 0.06 * top + lift),
            (x + swing + 0.01, lift),
        ),
        widths,
    )


def _hind(x: float, top: float, swing: float, lift: float, widths: tuple[float, ...], hock: float) -> Outline:
    return limb(
        ((x, top), (x + hock + 0.35 * swing + 0.2 * lift, 0.62 * top), (x - hock + 0.65 * swing, 0.40 * top + 0.5 * lift),
         (x + 0.95 * swing, 0.10 * top + lift), (x + swing + 0.01, lift)),
        widths,
    )  # fmt: skip


def _elephant(rng: np.random.Generator, young: bool) -> list[Part]:
    step = rng.uniform(0.12, 0.17) * rng.choice([-1.0, 1.0])
    lifted = rng.uniform(0.01, 0.04)
    nod, flare = rng.uniform(-0.035, 0.03), rng.uniform(-0.02, 0.05)
    big = 1.12 if young else 1.0  # a calf's head is large for its body

    def head(*points: tuple[float, float]) -> Outline:
        return tuple((0.40 + (x - 0.40) * big, 0.80 + (y - 0.80) * big + nod * (1.4 * (x - 0.25))) for x, y in points)

    front, hind = (0.20, 0.155, 0.122, 0.118, 0.135), (0.27, 0.185, 0.122, 0.115, 0.132)
    body: Outline = (
        (-0.475, 0.60), (-0.505, 0.74), (-0.475, 0.86), (-0.40, 0.935), (-0.29, 0.96), (-0.14, 0.935), (0.0, 0.94), (0.14, 0.985),
        (0.27, 0.985), (0.40, 0.93), (0.46, 0.78), (0.42, 0.63), (0.36, 0.53), (0.26, 0.46), (0.08, 0.425), (-0.12, 0.425),
        (-0.28, 0.46), (-0.40, 0.51),
    )  # fmt: skip
    skull = head((0.30, 0.97), (0.38, 0.995), (0.46, 1.045), (0.545, 1.055), (0.615, 1.01), (0.66, 0.93), (0.685, 0.83), (0.69, 0.73),
                 (0.63, 0.655), (0.55, 0.635), (0.47, 0.64), (0.38, 0.66), (0.30, 0.78))  # fmt: skip
    ways = (
        ((0.665, 0.86), (0.735, 0.70), (0.765, 0.52), (0.765, 0.34), (0.785, 0.20), (0.845, 0.135)),
        ((0.665, 0.86), (0.735, 0.70), (0.755, 0.52), (0.735, 0.34), (0.705, 0.20), (0.655, 0.13)),
        ((0.665, 0.86), (0.745, 0.70), (0.80, 0.54), (0.835, 0.40), (0.895, 0.335), (0.955, 0.375)),
    )
    trunk = limb(head(*ways[int(rng.integers(3))]), (0.20 * big, 0.145 * big, 0.115 * big, 0.088, 0.066, 0.045))
    ear = head((0.47, 0.965), (0.40, 0.985), (0.315 - flare, 0.955), (0.255 - flare, 0.87), (0.235 - flare, 0.76), (0.265 - flare, 0.64),
               (0.325 - 0.5 * flare, 0.545), (0.375, 0.555), (0.425, 0.64), (0.475, 0.70), (0.50, 0.82))  # fmt: skip
    tail = limb(
        ((-0.485, 0.80), (-0.535, 0.68), (-0.548, 0.52), (-0.535, 0.42), (-0.53, 0.35)),
        (0.05, 0.030, 0.022, 0.020, 0.045),
    )
    parts: list[Part] = [
        (_front(0.235, 0.60, -step, lifted if step < 0 else 0.0, front), 0.55),
        (_hind(-0.335, 0.62, step, lifted if step > 0 else 0.0, hind, 0.03), 0.55),
        (tail, 0.9),
        (body, 1.0),
        (_hind(-0.325, 0.66, -step, 0.0, hind, 0.03), _LEG),
        (_front(0.245, 0.66, step, 0.0, front), _LEG),
    ]
    if not young:
        shift = 0.02
        tusk = head((0.655, 0.70), (0.715, 0.625), (0.785, 0.595), (0.855, 0.625), (0.895, 0.675))
        parts.append((limb(tuple((x + shift, y + shift) for x, y in tusk), (0.045, 0.042, 0.036, 0.026, 0.008)), 1.6))
    parts += [(skull, 1.06), (trunk, 1.06)]
    if not young:
        parts.append((limb(tusk, (0.048, 0.045, 0.038, 0.028, 0.008)), 4.5))
    parts.append((ear, 1.22))
    return parts


def _giraffe(rng: np.random.Generator, young: bool) -> list[Part]:
    step = rng.uniform(0.06, 0.11) * rng.choice([-1.0, 1.0])
    lean = rng.uniform(-0.045, 0.05)  # how far the neck reaches forward

    def up(*points: tuple[float, float]) -> Outline:
        return tuple((x + lean * max(y - 0.60, 0) * 3.0, y - 0.35 * abs(lean) * max(y - 0.60, 0)) for x, y in points)

    front, hind = (0.105, 0.060, 0.034, 0.030, 0.036), (0.15, 0.095, 0.044, 0.030, 0.036)
    body: Outline = (
        (-0.185, 0.475), (-0.19, 0.525), (-0.15, 0.565), (-0.06, 0.585), (0.03, 0.615), (0.095, 0.645), (0.16, 0.63), (0.205, 0.57),
        (0.195, 0.49), (0.13, 0.445), (0.03, 0.435), (-0.07, 0.45), (-0.14, 0.455),
    )  # fmt: skip
    neck = up((0.06, 0.635), (0.115, 0.675), (0.155, 0.75), (0.195, 0.84), (0.222, 0.91), (0.245, 0.945), (0.285, 0.925), (0.275, 0.86),
              (0.25, 0.775), (0.235, 0.68), (0.215, 0.585), (0.17, 0.53), (0.09, 0.57))  # fmt: skip
    skull = up((0.225, 0.925), (0.245, 0.962), (0.285, 0.962), (0.325, 0.925), (0.368, 0.893), (0.383, 0.868), (0.37, 0.85), (0.335, 0.855),
               (0.29, 0.872), (0.25, 0.885))  # fmt: skip
    parts: list[Part] = [
        (_front(0.125, 0.50, -step, 0.0, front), 0.6),
        (_hind(-0.125, 0.52, step, 0.0, hind, 0.02), 0.6),
        (
            limb(
                ((-0.18, 0.535), (-0.215, 0.46), (-0.222, 0.36), (-0.215, 0.30), (-0.218, 0.255)),
                (0.022, 0.013, 0.011, 0.012, 0.030),
            ),
            0.9,
        ),
        (body, 1.0),
        (_hind(-0.115, 0.53, -step, 0.0, hind, 0.02), _LEG),
        (_front(0.145, 0.52, step, 0.0, front), _LEG),
        (neck, 1.05),
        (limb(up((0.243, 0.945), (0.21, 0.958), (0.186, 0.950)), (0.012, 0.026, 0.005)), 1.1),
        (limb(up((0.258, 0.950), (0.253, 0.975), (0.251, 0.992)), (0.016, 0.013, 0.018)), 1.1),
        (limb(up((0.272, 0.952), (0.270, 0.977), (0.270, 0.994)), (0.016, 0.013, 0.018)), 1.1),
        (skull, 1.1),
    ]
    if young:
        parts = [(tuple((x, y * 0.93) for x, y in outline), tone) for outline, tone in parts]
    return parts


def _patches(rows: int, columns: int, span: tuple[float, float], rng: np.random.Generator) -> Array:
    """Return the pattern of a giraffe's coat, (rows, columns): dark patches in a light net, which ends above the knees."""
    scale = 220 / max(rows, columns)
    size = (max(8, round(columns * scale)), max(8, round(rows * scale)))
    seeds = np.full((size[1], size[0]), 255, np.uint8)
    for x, y in rng.random((300, 2)):
        seeds[int(y * size[1]), int(x * size[0])] = 0
    _, label = cv2.distanceTransformWithLabels(seeds, cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL)
    edge = np.zeros(label.shape, np.float32)
    edge[1:] = label[1:] != label[:-1]
    edge[:, 1:] = np.maximum(edge[:, 1:], label[:, 1:] != label[:, :-1])
    net = cv2.resize(cv2.GaussianBlur(edge, (0, 0), 0.8), (columns, rows), interpolation=cv2.INTER_CUBIC)
    low, high = (span[1] - span[0]), (span[1] - 1.7 * span[0])
    fade = np.clip((low - np.arange(rows, dtype=np.float32)) / (low - high), 0, 1)[:, None]
    return np.asarray(1 + fade * (np.clip(net, 0, 0.7) * 2.2 - 0.45), np.float32)


_KINDS = {"elephant": _elephant, "giraffe": _giraffe}


def draw(kind: str, height: float, rng: np.random.Generator, *, mirrored: bool, young: bool = False) -> Drawn:
    """Draw an animal.

    Parameters
    ----------
    kind : str
        A name of :data:`TALL`.
    height : float
        Pixels of one unit.
    rng : numpy.random.Generator
        Decides on its pose.
    mirrored : bool
        Looking left instead of right.
    young : bool
        A calf: larger head, no tusks; its size is the caller's.
    """
    parts = [(smooth_curve(outline), tone) for outline, tone in _KINDS[kind](rng, young)]
    points = np.concatenate([outline for outline, _ in parts])
    left, right, top = points[:, 0].min() - 0.03, points[:, 0].max() + 0.03, points[:, 1].max() + 0.03
    if mirrored:
        left, right = -right, -left
    columns, rows = int(np.ceil((right - left) * height)) + 2, int(np.ceil((top + 0.03) * height)) + 2
    fine = min(SUPERSAMPLING, max(1, round(1600 / max(columns, rows))))
    alpha, tone_of = np.zeros((rows, columns), np.float32), np.zeros((rows, columns), np.float32)
    normal_x, normal_y = np.zeros_like(alpha), np.zeros_like(alpha)
    for outline, tone in parts:
        canvas = np.zeros((rows * fine, columns * fine), np.uint8)
        x = (-outline[:, 0] if mirrored else outline[:, 0]) - left
        fill(canvas, np.stack([x, top - outline[:, 1]], 1) * height * fine)
        cover = cv2.resize(canvas, (columns, rows), interpolation=cv2.INTER_AREA).astype(np.float32) / 255
        nx, ny, _ = inflated(cover)
        alpha = np.maximum(alpha, cover)
        if tone == _LEG:  # where a leg joins the body there is no edge
            rise = (top - outline[:, 1].max() - np.arange(rows, dtype=np.float32) / height) / -0.24
            cover = cover * np.clip(rise, 0, 1)[:, None]
        # An edge that casts a little shade on what is behind it.
        shade = cv2.GaussianBlur(cover, (0, 0), max(0.6, 0.018 * height))
        tone_of *= 1 - 0.45 * shade
        for plane, value in ((tone_of, np.float32(tone)), (normal_x, nx), (normal_y, ny)):
            plane += (value - plane) * cover
    if kind == "giraffe":
        tone_of *= _patches(rows, columns, (0.25 * height, top * height), rng)
    return Drawn(alpha, tone_of, normal_x, normal_y, (-left * height, top * height))
