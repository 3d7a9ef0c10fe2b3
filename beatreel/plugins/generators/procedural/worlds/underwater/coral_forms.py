"""Forms of corals, each drawn once as a shape with its own shading."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels import silhouette
from beatreel.plugins.generators.procedural.kernels.fields import fbm_at, ridged_at

if TYPE_CHECKING:
    from collections.abc import Callable

Array = np.ndarray[Any, np.dtype[np.float32]]
Mask = np.ndarray[Any, np.dtype[np.uint8]]
Form = tuple[Mask, Array]
"""Cover of a coral (rows, columns) 0 to 255, and how light its parts are by themselves, about 1; its foot is in the lowest row."""

_SUN = np.array([-0.28, -0.80, 0.53], np.float32)  # from where the light falls on a form: right, down, to the viewer


def _rounded(mask: Mask, thick: float, seed: int, *, grain: float = 0.25) -> Array:
    """Return the shading of a mask as if it were round, as thick as ``thick`` pixels from its edge."""
    inside = cv2.distanceTransform((mask > 127).astype(np.uint8), cv2.DIST_L2, 5)
    reach = np.minimum(inside, np.float32(thick))
    high = np.sqrt(np.maximum(2 * thick * reach - reach * reach, 0))
    high = cv2.GaussianBlur(high, (0, 0), max(0.6, 0.10 * thick))
    slope_x, slope_y = cv2.Sobel(high, cv2.CV_32F, 1, 0, scale=1 / 8), cv2.Sobel(high, cv2.CV_32F, 0, 1, scale=1 / 8)
    length = np.sqrt(slope_x * slope_x + slope_y * slope_y + 1)
    facing = (-slope_x * _SUN[0] - slope_y * _SUN[1] + _SUN[2]) / length
    rows, columns = np.mgrid[0 : mask.shape[0], 0 : mask.shape[1]].astype(np.float32)
    rough = 1 + grain * fbm_at(columns, rows, 0.035 * mask.shape[0] + 2, seed % 97, 4)
    return np.asarray((0.22 + 0.95 * np.clip(facing, 0, 1)) * rough, np.float32)


def _line(canvas: Mask, x0: float, y0: float, x1: float, y1: float, thick: float) -> None:
    ends = [(round(16 * a), round(16 * b)) for a, b in ((x0, y0), (x1, y1))]
    cv2.line(canvas, ends[0], ends[1], 255, max(1, round(thick)), cv2.LINE_AA, 4)


def _branching(side: int, rng: np.random.Generator) -> Form:
    """Staghorn: round branches that fork upwards, with pale tips."""
    canvas: Mask = np.zeros((side, round(1.8 * side)), np.uint8)
    tips = np.zeros(canvas.shape, np.float32)
    wide = canvas.shape[1]

    def grow(x: float, y: float, angle: float, length: float, thick: float, left: int) -> None:
        x1, y1 = x + length * math.sin(angle), y - length * math.cos(angle)
        _line(canvas, x, y, x1, y1, thick)
        if left == 0 or y1 < 0.06 * side:
            cv2.circle(tips, (round(x1), round(y1)), max(1, round(0.9 * thick)), 1.0, -1)
            return
        for way in (-1, 1) if rng.random() < 0.85 else (-1, 0, 1):
            turn = 0.82 * angle + way * float(rng.uniform(0.22, 0.62))
            grow(x1, y1, turn, length * float(rng.uniform(0.66, 0.92)), thick * 0.80, left - 1)

    for number in range(5):
        lean = (number - 2) * 0.34 + float(rng.normal(0, 0.10))
        grow(
            0.5 * wide + (number - 2) * 0.05 * side, side, lean, side * float(rng.uniform(0.20, 0.28)), 0.055 * side, 5
        )
    pale = cv2.GaussianBlur(tips, (0, 0), max(0.6, 0.018 * side))
    return canvas, _rounded(canvas, 0.026 * side, int(rng.integers(97))) * (1 + 0.8 * np.minimum(pale, 1))


def _table(side: int, rng: np.random.Generator) -> Form:
    """Plates on a foot, one above the other, seen a little from above."""
    canvas: Mask = np.zeros((round(0.62 * side), round(2.0 * side)), np.uint8)  # the widest plate has room
    tall, wide = canvas.shape
    shade = np.zeros(canvas.shape, np.float32)
    _line(canvas, wide / 2, tall, wide / 2, 0.4 * tall, 0.14 * side)
    shade[canvas > 0] = 0.22
    for number in range(3):
        half = side * (0.66 - 0.17 * number) * float(rng.uniform(0.85, 1.05))
        x, y = wide / 2 + 0.10 * side * float(rng.normal()), tall * (0.62 - 0.20 * number)
        turn = np.linspace(0, 2 * math.pi, 90, endpoint=False)
        ragged = (
            1 + 0.09 * np.sin(5 * turn + number) + 0.06 * np.sin(11 * turn + 2 * number) + 0.04 * rng.normal(0, 1, 90)
        )
        edge = np.stack([x + half * ragged * np.cos(turn), y + 0.19 * half * ragged * np.sin(turn)], 1)
        below: Mask = np.zeros_like(canvas)
        silhouette.fill(below, edge + np.array([0.0, 0.055 * side]))
        plate: Mask = np.zeros_like(canvas)
        silhouette.fill(plate, edge)
        rows, columns = np.mgrid[0:tall, 0:wide].astype(np.float32)
        ribs = ridged_at(columns, 4.5 * rows, 0.10 * side, 7 + number, 3)
        for mask, value in ((below, 0.20), (plate, 0.72 + 0.55 * ribs)):
            share = mask.astype(np.float32) / 255
            shade += (value - shade) * share
            np.maximum(canvas, mask, out=canvas)
    return canvas, np.asarray(shade, np.float32)


def _boulder(side: int, rng: np.random.Generator) -> Form:
    """A brain coral: a dome with winding grooves."""
    tall, wide = round(0.72 * side), round(1.1 * side)
    rows, columns = np.mgrid[0:tall, 0:wide].astype(np.float32)
    x, y = (columns - wide / 2) / (0.5 * wide), (rows - tall) / tall
    lumpy = 0.10 * fbm_at(columns, rows, 0.30 * side, int(rng.integers(97)), 3)
    away = np.sqrt(x * x + y * y) + lumpy
    mask = (np.clip((0.96 - away) * 0.5 * side, 0, 1) * 255).astype(np.uint8)
    up = np.sqrt(np.maximum(1 - np.minimum(away, 1) ** 2, 0))
    bent_x, bent_y = columns * (1 + 0.5 * away), rows * (1 + 0.5 * away)
    grooves = ridged_at(bent_x, bent_y, 0.085 * side, int(rng.integers(97)), 2)
    facing = np.clip(x * _SUN[0] + y * _SUN[1] + up * _SUN[2], 0, 1.3)
    return mask, np.asarray((0.18 + 0.75 * facing) * (0.50 + 0.85 * np.clip(grooves, 0, 1)), np.float32)


def _fan(side: int, rng: np.random.Generator) -> Form:
    """A sea fan: fine branches in one plane, as lace."""
    canvas: Mask = np.zeros((side, round(1.6 * side)), np.uint8)
    wide = canvas.shape[1]

    def grow(x: float, y: float, angle: float, length: float, thick: float, left: int) -> None:
        for _ in range(3):
            bend = angle + float(rng.normal(0, 0.10))
            x1, y1 = x + length / 3 * math.sin(bend), y - length / 3 * math.cos(bend)
            _line(canvas, x, y, x1, y1, thick)
            x, y = x1, y1
        if left:
            for way in (-1, 1):
                grow(
                    x,
                    y,
                    angle + way * float(rng.uniform(0.18, 0.36)),
                    length * float(rng.uniform(0.72, 0.86)),
                    thick * 0.72,
                    left - 1,
                )

    for lean in (-0.62, -0.18, 0.22, 0.60):
        grow(0.5 * wide, side, lean + float(rng.normal(0, 0.06)), 0.25 * side, 0.026 * side, 6)
    rows = np.linspace(1.25, 0.7, side, dtype=np.float32)[:, None]
    return canvas, np.asarray(_rounded(canvas, 0.012 * side, 3, grain=0.15) * rows, np.float32)


def _tubes(side: int, rng: np.random.Generator) -> Form:
    """Sponges: a cluster of upright tubes, dark within."""
    canvas: Mask = np.zeros((side, side), np.uint8)
    shade = np.zeros((side, side), np.float32)
    for number in range(7):
        x = side * (0.5 + 0.30 * (((number * 3) % 7) / 3 - 1) + 0.03 * float(rng.normal()))
        top = side * float(rng.uniform(0.14, 0.62))
        half = side * float(rng.uniform(0.055, 0.085))
        lean = (x - 0.5 * side) * 0.22
        one: Mask = np.zeros_like(canvas)
        body = np.array(
            [[x - 0.7 * half - lean, side], [x - half, top], [x + half, top], [x + 0.7 * half - lean, side]]
        )
        silhouette.fill(one, body)
        cv2.ellipse(
            one, (round(x), round(top)), (round(half), max(1, round(0.42 * half))), 0, 0, 360, 255, -1, cv2.LINE_AA
        )
        light = _rounded(one, half, number + 5, grain=0.35)
        mouth = np.zeros_like(shade)
        cv2.ellipse(
            mouth,
            (round(x), round(top)),
            (max(1, round(0.74 * half)), max(1, round(0.28 * half))),
            0,
            0,
            360,
            1.0,
            -1,
            cv2.LINE_AA,
        )
        light = light * (1 - 0.85 * mouth)
        share = one.astype(np.float32) / 255
        shade += (light - shade) * share
        np.maximum(canvas, one, out=canvas)
    return canvas, shade


def _anemone(side: int, rng: np.random.Generator) -> Form:
    """Soft arms that curl, with light ends."""
    tall = round(0.7 * side)
    canvas: Mask = np.zeros((tall, round(1.7 * side)), np.uint8)
    shade = np.zeros(canvas.shape, np.float32)
    wide = canvas.shape[1]
    for number in range(90):
        spread = float(rng.uniform(-1, 1))
        x, y = wide / 2 + 0.22 * side * spread, tall - 0.02 * side
        angle, bend = 1.15 * spread + float(rng.normal(0, 0.12)), float(rng.normal(0, 0.10))
        length = 0.074 * side * float(rng.uniform(0.7, 1.15)) * (1 - 0.25 * abs(spread))
        back = 0.45 + 0.55 * number / 90
        for joint in range(8):
            x1, y1 = x + length * math.sin(angle), y - length * math.cos(angle)
            thick = max(1, round(0.030 * side * (1 - 0.05 * joint)))
            ends = (round(16 * x), round(16 * y)), (round(16 * x1), round(16 * y1))
            cv2.line(canvas, *ends, 255, thick, cv2.LINE_AA, 4)
            cv2.line(shade, *ends, back * (0.30 + 0.10 * joint), thick, cv2.LINE_8, 4)
            x, y, angle = x1, y1, angle + bend
        cv2.circle(canvas, (round(x), round(y)), max(1, round(0.017 * side)), 255, -1, cv2.LINE_AA)
        cv2.circle(shade, (round(x), round(y)), max(1, round(0.017 * side)), 1.5 * back, -1)
    return canvas, cv2.GaussianBlur(shade, (0, 0), max(0.5, 0.006 * side))


KINDS: tuple[Callable[[int, np.random.Generator], Form], ...] = (
    _branching, _boulder, _table, _fan, _anemone, _tubes, _branching, _boulder, _branching, _anemone, _fan,
)  # fmt: skip
