"""Plants of greenhouses and ruins, drawn leaf by leaf: ferns, palms, broad leaves, grass, trees, vines, roses.

Each is a card of three layers: alpha, shade, and where petals are.
"""

from __future__ import annotations

import math
from typing import Any

import cv2
import numpy as np

Canvas = np.ndarray[Any, np.dtype[np.uint8]]

KINDS = ("fern", "broad", "palm", "fern", "blade", "vine", "vine", "tree", "broad", "rose", "rose")
_SHIFT = 4  # fraction bits of coordinates


class _Sheet:
    def __init__(self, size: int, rng: np.random.Generator) -> None:
        self.size, self.rng = size, rng
        self.alpha = np.zeros((size, size), np.uint8)
        self.shade = np.zeros((size, size), np.uint8)
        self.petals = np.zeros((size, size), np.uint8)

    def leaf(self, points: Any, shade: float, *, petal: bool = False) -> None:
        """Fill an outline of shares of the sheet (x right, y up)."""
        spots = np.asarray(points, np.float64) * self.size
        spots[:, 1] = self.size - spots[:, 1]
        found = np.round(spots * (1 << _SHIFT)).astype(np.int32)
        cv2.fillPoly(self.alpha, [found], 255, cv2.LINE_AA, _SHIFT)
        cv2.fillPoly(self.shade, [found], int(255 * min(max(shade, 0.0), 1.0)), cv2.LINE_AA, _SHIFT)
        cv2.fillPoly(self.petals, [found], 255 * petal, cv2.LINE_AA, _SHIFT)

    def stem(self, points: Any, wide: float, shade: float) -> None:
        """Draw a stalk along points of the sheet."""
        spots = np.asarray(points, np.float64) * self.size
        spots[:, 1] = self.size - spots[:, 1]
        found = np.round(spots * (1 << _SHIFT)).astype(np.int32)
        thick = max(1, round(wide * self.size))
        cv2.polylines(self.alpha, [found], False, 255, thick, cv2.LINE_AA, _SHIFT)
        cv2.polylines(self.shade, [found], False, int(255 * shade), thick, cv2.LINE_AA, _SHIFT)

    def blade(
        self, x: float, y: float, turn: float, long: float, wide: float, shade: float, bend: float = 0.0, steps: int = 1
    ) -> None:
        """Fill a leaf that is pointed at both ends, its halves lit unlike each other; in ``steps``, lighter towards the tip."""
        t = np.linspace(0, 1, 9 if steps == 1 else 17)
        way = turn + bend * t
        u, v = x + long * np.cumsum(np.sin(way)) / len(t), y + long * np.cumsum(np.cos(way)) / len(t)
        half = wide * np.sin(np.pi * t**0.8) / 2
        side_u, side_v = np.cos(way) * half, -np.sin(way) * half
        for sign, light in ((1.0, 1.0), (-1.0, 0.74)):
            edge, rib = np.stack([u + sign * side_u, v + sign * side_v], 1), np.stack([u, v], 1)
            for k in range(steps):
                a, b = k * (len(t) - 1) // steps, (k + 1) * (len(t) - 1) // steps + 1
                tone = shade * light * (0.66 + 0.46 * (k + 0.5) / steps if steps > 1 else 1.0)
                self.leaf(np.concatenate([edge[a:b], rib[a:b][::-1]]), tone)


def _fern(sheet: _Sheet) -> None:
    rng = sheet.rng
    for k in range(19):
        turn = math.radians(float(rng.uniform(-85, 85)))
        long, droop = float(rng.uniform(0.42, 0.66)), float(rng.uniform(0.25, 0.55))
        light = 0.22 + 0.66 * (k / 18) * float(rng.uniform(0.7, 1.1))
        for t in np.linspace(0.06, 1.0, 40):
            x = 0.5 + long * 0.92 * math.sin(turn) * t
            y = 0.08 + long * math.cos(turn) * t * 1.35 + 0.10 * t - droop * long * t * t
            way = math.atan2(math.sin(turn) * 0.92, math.cos(turn) * 1.35 - 2 * droop * t)
            size = 0.105 * math.sin(math.pi * (0.10 + 0.88 * t) ** 0.75) + 0.004
            for side in (-1.0, 1.0):
                tone = light * (0.50 + 0.50 * t) * float(rng.uniform(0.85, 1.1))
                sheet.blade(x, y, way + side * 1.25, size, 0.022, tone, -side * 0.4)


def _palm(sheet: _Sheet) -> None:
    rng = sheet.rng
    for k in range(3):
        x = 0.47 + 0.03 * k
        sheet.leaf([(x - 0.012, 0.0), (x + 0.012, 0.0), (x + 0.010, 0.46), (x - 0.010, 0.46)], 0.22)
    for k in range(15):
        turn = math.radians(float(rng.uniform(-105, 105)))
        long, droop = float(rng.uniform(0.34, 0.50)), float(rng.uniform(0.2, 0.5))
        light = 0.22 + 0.60 * (k / 14)
        for t in np.linspace(0.12, 1.0, 26):
            x = 0.5 + long * math.sin(turn) * t
            y = 0.45 + long * math.cos(turn) * t + 0.10 * t - droop * long * t * t
            way = math.atan2(math.sin(turn), math.cos(turn) - 2 * droop * t)
            for side in (-1.0, 1.0):
                tone = light * float(rng.uniform(0.75, 1.1))
                sheet.blade(x, y, way + side * 0.75, 0.15 * (1.15 - 0.6 * t), 0.016, tone, side * 0.6)


def _broad(sheet: _Sheet) -> None:
    rng = sheet.rng
    count = 24
    order = sorted((float(rng.uniform(0.04, 0.80)) for _ in range(count)), reverse=True)
    for k, high in enumerate(order):
        turn = math.radians(float(rng.uniform(-80, 80)))
        reach = float(rng.uniform(0.05, 0.22))
        x, y = 0.5 + reach * math.sin(turn) * 1.4, 0.05 + 0.62 * high + reach * math.cos(turn) * 0.5
        light = 0.20 + 0.66 * k / (count - 1) * float(rng.uniform(0.7, 1.1))
        sheet.stem([(0.5, 0.0), (0.5 + 0.4 * (x - 0.5), 0.6 * y), (x, y)], 0.007, 0.25)
        side = math.copysign(1.0, turn)
        way, long = turn * 1.15 + 0.35 * side, float(rng.uniform(0.20, 0.32))
        sheet.blade(x, y, way, long, 0.55 * long, light, 0.7 * side, steps=8)
        for n in range(7):  # veins
            t = 0.14 + 0.11 * n
            bent = way + 0.35 * t * side
            for hand in (-1.0, 1.0):
                at = (x + long * t * math.sin(bent), y + long * t * math.cos(bent))
                sheet.blade(*at, bent + hand * 0.9, 0.20 * long, 0.0035, light * (0.85 + 0.4 * t), 0.0)


def _blade(sheet: _Sheet) -> None:
    rng = sheet.rng
    for k in range(46):
        turn, light = math.radians(float(rng.normal(0, 26))), 0.18 + 0.66 * k / 45
        long, bend = float(rng.uniform(0.4, 0.95)), turn * float(rng.uniform(0.6, 1.9))
        sheet.blade(0.5 + float(rng.normal(0, 0.05)), 0.0, turn, long, 0.026, light, bend, steps=6)


def _vine(sheet: _Sheet) -> None:
    rng = sheet.rng
    for _ in range(9):
        x, long, phase = float(rng.uniform(0.2, 0.8)), float(rng.uniform(0.35, 0.97)), float(rng.uniform(0, 6))
        t = np.linspace(0, 1, int(70 * long))
        u, v = x + 0.03 * np.sin(5 * t + phase) + 0.05 * t * math.sin(phase), 1.0 - long * t
        sheet.stem(np.stack([u, v], 1), 0.004, 0.22)
        for a, b in zip(u, v, strict=True):
            side = float(rng.choice([-1.0, 1.0]))
            sheet.blade(
                float(a), float(b), side * float(rng.uniform(1.5, 2.9)), float(rng.uniform(0.035, 0.06)), 0.030,
                float(rng.uniform(0.25, 0.95)), side * 0.4,
            )  # fmt: skip


def _tree(sheet: _Sheet) -> None:
    rng = sheet.rng
    tips: list[tuple[float, float]] = []

    def grow(x: float, y: float, way: float, long: float, wide: float, depth: int) -> None:
        points = [(x, y)]
        for _ in range(4):
            way += float(rng.normal(0, 0.14)) - 0.05 * way
            x, y = x + long / 4 * math.sin(way), y + long / 4 * math.cos(way)
            points.append((x, y))
            if depth < 2:
                tips.append((x, y))
        sheet.stem(points, wide, 0.16 + 0.10 * (depth < 3))
        if depth == 0:
            tips.append((x, y))
            return
        for side in (-1.0, 1.0, float(rng.choice([-1.0, 1.0])))[: 3 if depth > 1 else 2]:
            turn = way + side * float(rng.uniform(0.22, 0.75))
            grow(x, y, turn, long * float(rng.uniform(0.62, 0.85)), wide * 0.62, depth - 1)

    grow(0.5, 0.0, float(rng.uniform(-0.06, 0.06)), 0.27, 0.030, 4)
    order = rng.permutation(len(tips))
    for n, index in enumerate(order):
        x, y = tips[int(index)]
        for _ in range(15):
            a, b = x + float(rng.normal(0, 0.034)), y + float(rng.normal(0, 0.026))
            if math.hypot(a - 0.5, 0.9 * (b - 0.5)) > float(rng.uniform(0.40, 0.46)):
                continue  # a crown is round and lies within its sheet
            tone = (0.20 + 0.55 * n / len(order)) * (0.75 + 0.5 * b) * float(rng.uniform(0.75, 1.15))
            sheet.blade(a, b, float(rng.uniform(0, 6.28)), float(rng.uniform(0.016, 0.028)), 0.014, tone, 0.3)


def _rose(sheet: _Sheet) -> None:
    """Draw a bush of roses: canes, leaves in fives, blooms and buds over its crown."""
    rng = sheet.rng
    heads = []
    for k in range(13):
        turn = math.radians(float(rng.uniform(-46, 46)))
        long = float(rng.uniform(0.38, 0.84)) * (1 - 0.25 * abs(turn))
        t = np.linspace(0, 1, 9)
        u = 0.5 + long * math.sin(turn) * t**1.3 * 0.85 + float(rng.normal(0, 0.012)) * np.sin(6 * t)
        v = long * math.cos(turn) * t
        sheet.stem(np.stack([u, v], 1), 0.006, 0.20)
        heads.append((float(u[-1]), float(v[-1]), k))
    spots = rng.uniform((-1.0, 0.02), (1.0, 0.86), (300, 2))
    for n, (x, y) in enumerate(spots[np.argsort(-np.abs(spots[:, 0]))]):
        reach = 0.36 * math.sqrt(max(1 - ((y - 0.42) / 0.50) ** 2, 0.0))
        light = (0.16 + 0.55 * n / 300) * (0.6 + 0.55 * y) * float(rng.uniform(0.75, 1.2))
        way = float(rng.uniform(-2.4, 2.4))
        for turn in (0.0, 0.85, -0.85, 1.6, -1.6):
            a, b = 0.5 + x * reach, y + 0.02
            long = float(rng.uniform(0.038, 0.055))
            sheet.blade(a, b, way + turn, long, 0.62 * long, light * float(rng.uniform(0.85, 1.15)), 0.25)
    for x, y, k in heads:
        _bloom(sheet, x, min(y + 0.02, 0.90), float(rng.uniform(0.045, 0.085)) * (0.5 if k % 5 == 0 else 1.0))


def _bloom(sheet: _Sheet, x: float, y: float, radius: float) -> None:
    """Draw the head of a rose: rings of round petals, each darker at its foot and light along its rim, about a whorl."""
    rng = sheet.rng
    radius = min(radius, 0.97 * min(x, 1 - x, 1 - y))
    a = np.linspace(0, 2 * math.pi, 25)[:-1]
    lean = float(rng.uniform(-0.3, 0.3))
    for ring, (away, size, count) in enumerate(((0.56, 0.46, 7), (0.40, 0.40, 6), (0.26, 0.33, 5), (0.13, 0.25, 4))):
        first = float(rng.uniform(0, 6.28))
        for n in range(count):
            turn = first + 2 * math.pi * n / count + float(rng.normal(0, 0.12))
            cx, cy = x + away * radius * math.cos(turn), y + 0.86 * away * radius * math.sin(turn)
            lit = 0.72 - 0.085 * ring + 0.20 * math.sin(turn + lean) + float(rng.normal(0, 0.04))
            for share, shift, tone in ((1.0, 0.0, 1.12), (0.90, -0.07, 0.86), (0.66, -0.20, 0.70)):
                u = cx + radius * (shift * math.cos(turn) + size * share * np.cos(a))
                v = cy + radius * 0.86 * (shift * math.sin(turn) + size * share * np.sin(a))
                sheet.leaf(np.stack([u, v], 1), lit * tone, petal=True)
    t = np.linspace(0, 1, 20)
    for share in (0.17, 0.09):
        sheet.leaf(
            np.stack([x + share * radius * np.cos(a), y + share * radius * np.sin(a)], 1), 0.30 + share, petal=True
        )
    spiral = np.stack([x + 0.2 * radius * t * np.cos(9 * t), y + 0.17 * radius * t * np.sin(9 * t)], 1)
    sheet.leaf(np.concatenate([spiral, spiral[::-1] + 0.02 * radius]), 0.55, petal=True)


_DRAW = {"rose": _rose, "fern": _fern, "palm": _palm, "broad": _broad, "blade": _blade, "vine": _vine, "tree": _tree}


def cards(size: int, rng: np.random.Generator) -> np.ndarray[Any, np.dtype[np.uint8]]:
    """Return one card for each of :data:`KINDS`, shape (kinds, 3, size, size): alpha, shade and petals."""
    found = []
    for kind in KINDS:
        sheet = _Sheet(size, rng)
        _DRAW[kind](sheet)
        found.append(np.stack([sheet.alpha, sheet.shade, sheet.petals]))
    return np.stack(found)
