"""Signs at the roadside: painted boards cut out along their outlines, with words and arrows of neon tubes. Words are no brand's."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

Array = np.ndarray[Any, np.dtype[np.float32]]
Strokes = list[list[tuple[float, float]]]

TEXELS = 110  # a metre
_FINE = 3
_TUBE = 0.030  # metres, radius


def _arc(x: float, y: float, rx: float, ry: float, first: float, last: float) -> list[tuple[float, float]]:
    """Return an arc; degrees from the right, downwards."""
    turns = np.radians(np.linspace(first, last, max(4, int(abs(last - first) / 9))))
    return [(x + rx * math.cos(t), y + ry * math.sin(t)) for t in turns]


# Letters as tubes are bent: strokes in a square, y down; a letter's width as a share of its height.
_LETTERS: dict[str, tuple[float, Strokes]] = {
    "A": (0.72, [[(0.0, 1.0), (0.42, 0.04), (0.5, 0.0), (0.58, 0.04), (1.0, 1.0)], [(0.18, 0.66), (0.82, 0.66)]]),
    "C": (0.68, [_arc(0.52, 0.5, 0.52, 0.5, -42, -318)]),
    "D": (0.70, [[(0.0, 0.0), *_arc(0.42, 0.5, 0.58, 0.5, -90, 90), (0.0, 1.0), (0.0, 0.0)]]),
    "E": (0.58, [[(1.0, 0.0), (0.0, 0.0), (0.0, 1.0), (1.0, 1.0)], [(0.0, 0.48), (0.84, 0.48)]]),
    "F": (0.56, [[(1.0, 0.0), (0.0, 0.0), (0.0, 1.0)], [(0.0, 0.48), (0.82, 0.48)]]),
    "G": (0.72, [[*_arc(0.52, 0.5, 0.50, 0.5, -42, -360), (0.62, 0.54)]]),
    "I": (0.10, [[(0.5, 0.0), (0.5, 1.0)]]),
    "L": (0.54, [[(0.0, 0.0), (0.0, 1.0), (1.0, 1.0)]]),
    "M": (0.84, [[(0.0, 1.0), (0.06, 0.0), (0.5, 0.72), (0.94, 0.0), (1.0, 1.0)]]),
    "N": (0.68, [[(0.0, 1.0), (0.0, 0.0), (1.0, 1.0), (1.0, 0.0)]]),
    "O": (0.76, [[*_arc(0.5, 0.5, 0.5, 0.5, -90, 270)]]),
    "P": (0.62, [[(0.0, 1.0), (0.0, 0.0), *_arc(0.55, 0.27, 0.45, 0.27, -90, 90), (0.0, 0.54)]]),
    "R": (0.64, [[(0.0, 1.0), (0.0, 0.0), *_arc(0.55, 0.26, 0.43, 0.26, -90, 90), (0.0, 0.52)], [(0.45, 0.52), (1.0, 1.0)]]),
    "S": (0.62, [[*_arc(0.5, 0.26, 0.48, 0.26, -30, -240), *_arc(0.5, 0.75, 0.50, 0.25, -60, 150)]]),
    "T": (0.66, [[(0.0, 0.0), (1.0, 0.0)], [(0.5, 0.0), (0.5, 1.0)]]),
    "U": (0.68, [[(0.0, 0.0), (0.0, 0.6), *_arc(0.5, 0.62, 0.5, 0.38, 180, 0), (1.0, 0.0)]]),
    "V": (0.72, [[(0.0, 0.0), (0.5, 1.0), (1.0, 0.0)]]),
    "Y": (0.70, [[(0.0, 0.0), (0.5, 0.48), (1.0, 0.0)], [(0.5, 0.48), (0.5, 1.0)]]),
    "2": (0.60, [[*_arc(0.5, 0.28, 0.5, 0.28, -170, 30), (0.0, 1.0), (1.0, 1.0)]]),
    "4": (0.64, [[(0.75, 1.0), (0.75, 0.0), (0.0, 0.68), (1.0, 0.68)]]),
}  # fmt: skip
_GAP = 0.24  # between letters, of their height


@dataclass
class Sign:
    """A sign's picture, ``size`` metres wide and high: cover, albedo (3), and two families of tubes, each with its halo."""

    size: tuple[float, float]
    picture: Array


def word_width(word: str, high: float) -> float:
    """Return the width of a word in metres."""
    return high * (sum(_LETTERS[one][0] if one in _LETTERS else 0.45 for one in word) + _GAP * (len(word) - 1))


def word(text: str, x: float, y: float, high: float) -> Strokes:
    """Return the strokes of a word about ``x`` with its top at ``y``, metres from a sign's upper left corner."""
    found: Strokes = []
    at = x - word_width(text, high) / 2
    for one in text:
        share, strokes = _LETTERS.get(one, (0.45, []))
        found += [[(at + px * share * high, y + py * high) for px, py in stroke] for stroke in strokes]
        at += (share + _GAP) * high
    return found


def column(text: str, x: float, y: float, high: float, step: float) -> Strokes:
    """Return the strokes of letters below each other."""
    return [stroke for i, one in enumerate(text) for stroke in word(one, x, y + i * step, high)]


def round_box(x: float, y: float, wide: float, high: float, radius: float) -> list[tuple[float, float]]:
    """Return the outline of a box with round corners."""
    corners = ((wide, high, 0), (0, high, 90), (0, 0, 180), (wide, 0, 270))
    return [
        place
        for cx, cy, turn in corners
        for place in _arc(
            x + (cx - radius if cx else radius), y + (cy - radius if cy else radius), radius, radius, turn, turn + 90
        )
    ]


class Drawing:
    """A sign that is being drawn; metres from its upper left corner."""

    def __init__(self, wide: float, high: float) -> None:
        self.size = (wide, high)
        self.picture = np.zeros((round(high * TEXELS), round(wide * TEXELS), 8), np.float32)

    def _mask(self, outlines: Strokes, thick: float) -> Any:
        """Return a mask of lines of a thickness in metres, or filled where it is 0."""
        rows, columns = self.picture.shape[:2]
        mask = np.zeros((rows * _FINE, columns * _FINE), np.uint8)
        for outline in outlines:
            points = np.round(np.array(outline) * (TEXELS * _FINE * 16)).astype(np.int32)
            if thick:
                cv2.polylines(mask, [points], False, 255, max(1, round(thick * TEXELS * _FINE)), cv2.LINE_AA, 4)
            else:
                cv2.fillPoly(mask, [points], 255, cv2.LINE_AA, 4)
        return mask

    def _small(self, mask: Any) -> Array:
        rows, columns = self.picture.shape[:2]
        return cv2.resize(mask, (columns, rows), interpolation=cv2.INTER_AREA).astype(np.float32) / 255

    def board(self, outline: list[tuple[float, float]], colour: tuple[float, float, float]) -> None:
        """Cut out a board and paint it."""
        share = self._small(self._mask([outline], 0))
        self.picture[..., 0] = np.maximum(self.picture[..., 0], share)
        self.picture[..., 1:4] += (np.array(colour, np.float32) - self.picture[..., 1:4]) * share[..., None]

    def paint(self, strokes: Strokes, thick: float, colour: tuple[float, float, float]) -> None:
        """Paint lines onto boards."""
        share = self._small(self._mask(strokes, thick))
        self.picture[..., 1:4] += (np.array(colour, np.float32) - self.picture[..., 1:4]) * share[..., None]

    def neon(self, strokes: Strokes, family: int, radius: float = _TUBE) -> None:
        """Lay tubes of the first or the second colour."""
        line = self._mask(strokes, 0.012)
        away = cv2.distanceTransform(255 - (line > 90).astype(np.uint8) * 255, cv2.DIST_L2, 5) / (TEXELS * _FINE)
        core = np.exp(-((away / radius) ** 4))
        halo = 0.30 * np.exp(-away / (2.6 * radius)) + 0.10 * np.exp(-away / (9 * radius))
        # It ends at the edge of what is drawn, which nobody shall see.
        rows, columns = np.mgrid[0 : away.shape[0], 0 : away.shape[1]].astype(np.float32)
        edge = np.minimum.reduce([rows, columns, away.shape[0] - rows, away.shape[1] - columns]) / (TEXELS * _FINE)
        halo = halo * np.clip(edge / 0.3, 0, 1)
        size = (self.picture.shape[1], self.picture.shape[0])
        for channel, light in ((4 + 2 * family, core), (5 + 2 * family, halo)):
            small = cv2.resize(light.astype(np.float32), size, interpolation=cv2.INTER_AREA)
            self.picture[..., channel] = np.maximum(self.picture[..., channel], small)

    def done(self) -> Sign:
        return Sign(self.size, self.picture)


_INK, _CREAM = (0.030, 0.022, 0.018), (0.50, 0.62, 0.66)


def pole_sign(kind: str, colour: tuple[float, float, float]) -> Sign:
    """Draw the sign on a pole: of a petrol station, a diner or a motel."""
    if kind == "motel":
        found = Drawing(4.4, 6.6)
        found.board(round_box(1.15, 0.5, 1.7, 5.0, 0.35), colour)
        found.board(round_box(0.55, 5.05, 3.3, 1.0, 0.25), _INK)
        sweep = [*_arc(2.2, 2.6, 1.85, 2.35, 200, 350), (4.02, 3.4)]
        found.board([*sweep, *[(2.2 + (x - 2.2) * 0.84, 2.6 + (y - 2.6) * 0.88) for x, y in sweep[::-1]]], _CREAM)
        found.neon([sweep[2:]], 1)
        found.neon([[(3.62, 3.1), (3.95, 3.75), (4.20, 3.05)]], 1)
        found.paint(column("MOTEL", 2.0, 1.0, 0.66, 0.84), 0.16, _CREAM)
        found.neon(column("MOTEL", 2.0, 1.0, 0.66, 0.84), 0)
        found.neon([[*round_box(1.24, 0.6, 1.52, 4.3, 0.3)]], 1, 0.022)
        found.neon(word("VACANCY", 2.2, 5.32, 0.42), 0, 0.024)
        return found.done()
    if kind == "diner":
        found = Drawing(4.6, 5.4)
        found.board(round_box(0.45, 0.5, 3.7, 1.75, 0.85), colour)
        found.board(round_box(1.0, 2.45, 2.6, 0.85, 0.2), _INK)
        found.board(
            [
                (1.2, 3.5),
                (3.4, 3.5),
                (3.4, 3.85),
                (1.9, 3.85),
                (1.9, 4.75),
                (2.2, 4.75),
                (1.55, 5.15),
                (0.9, 4.75),
                (1.2, 4.75),
            ],
            _CREAM,
        )
        found.paint(word("EAT", 2.3, 0.86, 1.02), 0.2, _CREAM)
        found.neon(word("EAT", 2.3, 0.86, 1.02), 0, 0.036)
        found.neon([[*round_box(0.56, 0.61, 3.48, 1.53, 0.76)]], 1, 0.024)
        found.neon(word("OPEN 24", 2.3, 2.68, 0.40), 1, 0.022)
        found.neon([[(3.3, 3.67), (1.55, 3.67), (1.55, 4.95)], [(1.2, 4.68), (1.55, 5.0), (1.9, 4.68)]], 0, 0.026)
        return found.done()
    found = Drawing(4.2, 5.2)
    found.board(round_box(0.5, 0.5, 3.2, 2.5, 0.5), colour)
    found.board(round_box(0.8, 3.2, 2.6, 1.5, 0.18), _INK)
    found.paint(word("GAS", 2.1, 1.1, 1.15), 0.24, _CREAM)
    found.neon(word("GAS", 2.1, 1.1, 1.15), 0, 0.04)
    found.neon([[*round_box(0.62, 0.62, 2.96, 2.26, 0.42)]], 1, 0.024)
    found.neon(word("OPEN", 2.1, 3.42, 0.46), 1, 0.024)
    found.neon(word("24", 2.1, 4.06, 0.42), 0, 0.024)
    return found.done()


def roof_sign(text: str) -> Sign:
    """Draw letters that stand free on a roof, between two lines."""
    high = 1.3
    wide = word_width(text, high) + 1.6
    found = Drawing(wide, high + 1.2)
    found.neon(word(text, wide / 2, 0.6, high), 0, 0.045)
    found.neon([[(0.5, 0.36), (wide - 0.5, 0.36)], [(0.5, high + 0.84), (wide - 0.5, high + 0.84)]], 1, 0.028)
    return found.done()


def atlas(signs: list[Sign]) -> tuple[Array, list[tuple[int, int, int, int]]]:
    """Return all signs in one picture, and where each is: column, row, width, height."""
    rows, columns = max(s.picture.shape[0] for s in signs), sum(s.picture.shape[1] for s in signs)
    found = np.zeros((rows, columns, 8), np.float32)
    places, at = [], 0
    for sign in signs:
        high, wide = sign.picture.shape[:2]
        found[:high, at : at + wide] = sign.picture
        places.append((at, 0, wide, high))
        at += wide
    return found, places
