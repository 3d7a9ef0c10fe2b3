"""Signs at the roadside: painted boards cut out along their outlines, with words and arrows of neon tubes. Words are no brand's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.scenery.lettering import Strokes, arc, round_box, word, word_width

Array = np.ndarray[Any, np.dtype[np.float32]]

TEXELS = 110  # a metre
_FINE = 3
_TUBE = 0.030  # metres, radius


@dataclass
class Sign:
    """A sign's picture, ``size`` metres wide and high: cover, albedo (3), and two families of tubes, each with its halo."""

    size: tuple[float, float]
    picture: Array


def column(text: str, x: float, y: float, high: float, step: float) -> Strokes:
    """Return the strokes of letters below each other."""
    return [stroke for i, one in enumerate(text) for stroke in word(one, x, y + i * step, high)]


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
        sweep = [*arc(2.2, 2.6, 1.85, 2.35, 200, 350), (4.02, 3.4)]
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
