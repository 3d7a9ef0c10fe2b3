"""Signs of the alley: glyphs from stroke tables, drawn as neon tubes, light boxes or lit letters.

Characters are put together from strokes and parts, so that no font is needed; words in Latin letters use OpenCV's strokes.
"""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np

Array = np.ndarray[Any, np.dtype[np.float32]]
Stroke = list[tuple[float, float]]

TUBE, BOX, PANEL = 0, 1, 2
_SUPERSAMPLING = 3

# Strokes in a unit square, y down.
_PARTS: dict[str, list[Stroke]] = {
    "mouth": [[(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)]],
    "sun": [[(0.1, 0), (0.9, 0), (0.9, 1), (0.1, 1), (0.1, 0)], [(0.1, 0.5), (0.9, 0.5)]],
    "field": [[(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)], [(0, 0.5), (1, 0.5)], [(0.5, 0), (0.5, 1)]],
    "earth": [[(0.1, 0.35), (0.9, 0.35)], [(0.5, 0), (0.5, 1)], [(0, 1), (1, 1)]],
    "king": [[(0.05, 0), (0.95, 0)], [(0.1, 0.5), (0.9, 0.5)], [(0.5, 0), (0.5, 1)], [(0, 1), (1, 1)]],
    "tree": [[(0, 0.3), (1, 0.3)], [(0.5, 0), (0.5, 1)], [(0.5, 0.32), (0.05, 0.85)], [(0.5, 0.32), (0.95, 0.85)]],
    "person": [[(0.5, 0), (0.4, 0.5), (0, 1)], [(0.45, 0.4), (1, 1)]],
    "large": [[(0, 0.33), (1, 0.33)], [(0.5, 0), (0.42, 0.55), (0, 1)], [(0.5, 0.4), (1, 1)]],
    "river": [[(0.1, 0), (0.05, 1)], [(0.5, 0.1), (0.5, 0.85)], [(0.95, 0), (0.95, 1)]],
    "mountain": [[(0.5, 0), (0.5, 1)], [(0, 0.4), (0, 1), (1, 1), (1, 0.4)]],
    "middle": [[(0.05, 0.25), (0.95, 0.25), (0.95, 0.7), (0.05, 0.7), (0.05, 0.25)], [(0.5, 0), (0.5, 1)]],
    "eye": [
        [(0.15, 0), (0.85, 0), (0.85, 1), (0.15, 1), (0.15, 0)],
        [(0.15, 0.33), (0.85, 0.33)],
        [(0.15, 0.66), (0.85, 0.66)],
    ],
    "three": [[(0.1, 0.05), (0.9, 0.05)], [(0.15, 0.5), (0.85, 0.5)], [(0, 0.95), (1, 0.95)]],
    "roof": [
        [(0.5, 0), (0.5, 0.2)],
        [(0, 0.5), (0, 0.2), (1, 0.2), (1, 0.5)],
        [(0.25, 0.6), (0.75, 0.6)],
        [(0.5, 0.6), (0.5, 1)],
    ],
    "gate": [[(0, 1), (0, 0), (0.4, 0), (0.4, 0.4), (0, 0.4)], [(1, 1), (1, 0), (0.6, 0), (0.6, 0.4), (1, 0.4)]],
}
_KANA: list[list[Stroke]] = [
    [[(0.15, 0.05), (0.85, 0.05)], [(0, 0.35), (1, 0.35), (0.85, 0.7), (0.35, 1)]],
    [[(0, 0.3), (1, 0.3)], [(0.3, 0), (0.3, 0.6)], [(0.72, 0), (0.7, 0.6), (0.4, 1)]],
    [[(0.35, 0), (0, 0.5)], [(0.3, 0.15), (0.95, 0.15), (0.8, 0.6), (0.3, 1)]],
    [[(0.1, 0.1), (0.35, 0.3)], [(0.05, 1), (0.6, 0.8), (1, 0.25)]],
    [[(0.15, 0.05), (0.15, 0.7), (0.4, 1), (0.8, 0.9), (1, 0.6)]],
    [[(0.3, 0), (0.3, 1)], [(0.3, 0.35), (0.85, 0.62)]],
    [[(0.85, 0), (0.55, 0.6), (0.05, 1)], [(0.2, 0.35), (0.85, 0.8)]],
    [[(0.1, 0.1), (0.9, 0.1), (0.9, 0.95), (0.1, 0.95), (0.1, 0.1)]],
    [[(0.05, 0.2), (0.95, 0.2)], [(0.6, 0), (0.6, 0.5), (0.15, 1)], [(0.6, 0.25), (0.1, 0.75)]],
    [[(0.1, 0.05), (0.9, 0.05), (0.55, 0.45)], [(0.5, 0.4), (0.5, 0.75), (0.2, 1)]],
]
_ICONS: list[list[Stroke]] = [
    [[(0.1, 0.2), (0.5, 0.75), (0.9, 0.2), (0.1, 0.2)], [(0.5, 0.75), (0.5, 1)], [(0.28, 1), (0.72, 1)]],
    [
        [
            (0.5, 1),
            (0.05, 0.45),
            (0.15, 0.12),
            (0.38, 0.1),
            (0.5, 0.3),
            (0.62, 0.1),
            (0.85, 0.12),
            (0.95, 0.45),
            (0.5, 1),
        ]
    ],
    [
        [
            (0.5, 0),
            (0.62, 0.36),
            (1, 0.38),
            (0.7, 0.6),
            (0.81, 1),
            (0.5, 0.76),
            (0.19, 1),
            (0.3, 0.6),
            (0, 0.38),
            (0.38, 0.36),
            (0.5, 0),
        ]
    ],
    [[(0.1, 0.5), (0.9, 0.5)], [(0.55, 0.15), (0.9, 0.5), (0.55, 0.85)]],
]
_WORDS = ("BAR", "HOTEL", "CLUB", "OPEN", "JAZZ", "CAFE", "24H", "MOTEL", "DINER", "RADIO", "PIZZA", "VINYL", "LIVE")


def glyph(random: np.random.Generator, kana: bool) -> list[Stroke]:
    """Return the strokes of one character."""
    if kana:
        return _KANA[random.integers(len(_KANA))]
    names = list(_PARTS)
    first, second = (names[i] for i in random.integers(len(names), size=2))
    form = random.integers(4)
    if form == 0:
        return _PARTS[first]
    if form == 1:
        return _placed(first, 0, 0.05, 0.38, 0.9) + _placed(second, 0.5, 0, 0.5, 1)
    if form == 2:
        return _placed(first, 0.1, 0, 0.8, 0.42) + _placed(second, 0, 0.54, 1, 0.46)
    return _placed("person", 0, 0, 1, 0.4) + _placed(second, 0.15, 0.5, 0.7, 0.5)


def _placed(part: str, x: float, y: float, width: float, height: float) -> list[Stroke]:
    return [[(x + px * width, y + py * height) for px, py in stroke] for stroke in _PARTS[part]]


def texture(
    random: np.random.Generator,
    width: int,
    height: int,
    count: int,
    colour: Array,
    style: int,
    *,
    across: bool,
    latin: bool,
) -> Array:
    """Draw the light of a sign.

    Parameters
    ----------
    random : Generator
        Chooses the characters.
    width, height : int
        Pixels.
    count : int
        Characters.
    colour : ndarray (3,)
        Linear BGR.
    style : int
        ``TUBE``, ``BOX`` or ``PANEL``.
    across : bool
        Characters side by side instead of one below the other.
    latin : bool
        A word in Latin letters.

    Returns
    -------
    ndarray (height, width, 3), float32
        Emitted light.
    """
    symbols = _symbols(random, count, latin)
    canvas = _Canvas(width, height)
    unit = min(width, height)
    peak = float(colour.max())
    if style == TUBE:
        core, tube = canvas.draw(symbols, unit * 0.035, across, True), canvas.draw(symbols, unit * 0.075, across, True)
        halo = cv2.GaussianBlur(tube, (0, 0), unit * 0.05) + 0.5 * cv2.GaussianBlur(tube, (0, 0), unit * 0.16)
        light = tube[..., None] * colour * 2.4 + core[..., None] * (colour * 0.45 + 0.55 * peak) * 2.5
        return (light + halo[..., None] * colour * 0.9 + colour * 0.03).astype(np.float32)
    letters = canvas.draw(symbols, unit * 0.085, across, False)
    y, x = np.linspace(-1, 1, height)[:, None], np.linspace(-1, 1, width)[None]
    lamps = 0.75 + 0.25 * np.cos(x * 9.42) * np.ones_like(y)
    fall = ((1 - 0.35 * np.abs(x) ** 3) * (1 - 0.3 * np.abs(y) ** 6) * lamps)[..., None]
    if style == BOX:
        return ((colour * 1.15 + 0.12 * peak) * fall * (1 - letters[..., None] * 0.93)).astype(np.float32)
    return (colour * 0.16 * fall + letters[..., None] * (colour * 0.5 + 0.5 * peak) * 2.2).astype(np.float32)


def _symbols(random: np.random.Generator, count: int, latin: bool) -> list[str | list[Stroke]]:
    if latin:
        fitting = [word for word in _WORDS if abs(len(word) - count) <= 1] or list(_WORDS)
        return list(str(random.choice(fitting)))
    kana = random.random() < 0.45
    symbols: list[str | list[Stroke]] = [glyph(random, kana) for _ in range(count)]
    if random.random() < 0.3:
        symbols[0 if random.random() < 0.5 else -1] = _ICONS[random.integers(len(_ICONS))]
    return symbols


class _Canvas:
    """Strokes with smooth edges: drawn at three times the size, shrunk by area."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height

    def draw(self, symbols: list[str | list[Stroke]], thickness: float, across: bool, frame: bool) -> Array:
        scale = _SUPERSAMPLING
        image = np.zeros((self.height * scale, self.width * scale), np.uint8)
        number = len(symbols)
        cell = min(self.height, self.width / number) if across else min(self.width, self.height / number)
        weight = max(1, round(thickness * scale))
        for i, symbol in enumerate(symbols):
            x = (i + 0.5) * self.width / number if across else self.width / 2
            y = self.height / 2 if across else (i + 0.5) * self.height / number
            self._symbol(image, symbol, x * scale, y * scale, cell * 0.68 * scale, weight)
        if frame:
            edge = thickness * 1.1 * scale
            self._frame(image, edge, self.width * scale * 0.12, max(1, round(weight * 0.8)))
        small = cv2.resize(image, (self.width, self.height), interpolation=cv2.INTER_AREA)
        return small.astype(np.float32) / 255

    def _symbol(self, image: Any, symbol: str | list[Stroke], x: float, y: float, size: float, weight: int) -> None:
        if isinstance(symbol, str):
            (w, h), _ = cv2.getTextSize(symbol, cv2.FONT_HERSHEY_SIMPLEX, 1.0, 1)
            scale = size / max(w, h)
            start = (round(x - w * scale / 2), round(y + h * scale / 2))
            cv2.putText(image, symbol, start, cv2.FONT_HERSHEY_SIMPLEX, scale, 255, weight, cv2.LINE_AA)
            return
        for stroke in symbol:
            points = [(x + (px - 0.5) * size, y + (py - 0.5) * size) for px, py in stroke]
            cv2.polylines(image, [np.rint(np.array(points)).astype(np.int32)], False, 255, weight, cv2.LINE_AA)

    def _frame(self, image: Any, edge: float, radius: float, weight: int) -> None:
        height, width = image.shape
        radius = min(radius, min(width, height) / 2 - edge)
        points = []
        for cx, cy, start in (
            (width - edge - radius, edge + radius, -90),
            (width - edge - radius, height - edge - radius, 0),
            (edge + radius, height - edge - radius, 90),
            (edge + radius, edge + radius, 180),
        ):
            for step in range(9):
                angle = np.radians(start + step * 11.25)
                points.append((cx + radius * np.cos(angle), cy + radius * np.sin(angle)))
        cv2.polylines(image, [np.rint(np.array(points)).astype(np.int32)], True, 255, weight, cv2.LINE_AA)


def atlas(textures: list[Array]) -> tuple[Array, Array]:
    """Put textures side by side; return the atlas and (count, 4) places: x, y, width, height."""
    height, width = max(t.shape[0] for t in textures), sum(t.shape[1] for t in textures)
    image = np.zeros((height, width, 3), np.float32)
    places, x = [], 0
    for t in textures:
        image[: t.shape[0], x : x + t.shape[1]] = t
        places.append((x, 0, t.shape[1], t.shape[0]))
        x += t.shape[1]
    return image, np.array(places, np.float32)
