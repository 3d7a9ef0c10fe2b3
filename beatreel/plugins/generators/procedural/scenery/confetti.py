"""Confetti: bits of coloured paper in the air and on the ground."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.palette import light_of_hue

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.prompt.colouring import Palette

Array = np.ndarray[Any, np.dtype[np.float32]]
Colour = tuple[float, float, float]  # linear BGR

_MANY = (28.0, 78.0, 148.0, 235.0, 302.0, 350.0)
_WHITE = (0.72, 0.74, 0.76)


def colours(palette: Palette, *, many: bool) -> list[Colour]:
    """Return what the paper reflects, linear BGR: the hues of a prompt, gold and white, or all colours."""
    hues = _MANY if many or palette.strength <= 0 else (palette.accent, palette.key, palette.fill, palette.accent)
    paper: list[Colour] = []
    for hue in hues:
        blue, green, red = (float(part) for part in light_of_hue(hue, 0.17, 0.74))
        paper.append((blue, green, red))
    return [*paper, _WHITE]


def lay(
    size: tuple[int, int], places: Array, sizes: Array, tones: Array, rng: np.random.Generator, *, flat: float = 1.0
) -> tuple[Array, Array]:
    """Return bits of paper that tumble, and what they cover.

    Parameters
    ----------
    size : tuple of int
        Width and height.
    places, sizes, tones : ndarray
        Pixels, half lengths in pixels, and colours.
    flat : float
        How foreshortened all of them are, as what lies on the ground is.
    """
    width, height = size
    lit = np.zeros((height, width, 3), np.float32)
    cover = np.zeros((height, width), np.uint8)
    for (x, y), half, tone in zip(places, sizes, tones, strict=True):
        turn, tip, long = float(rng.uniform(0, 6.3)), float(rng.uniform(0.15, 1.0)), float(rng.choice([1.0, 1.0, 1.9]))
        corners = np.array([(-long, -0.7), (long, -0.7), (long, 0.7), (-long, 0.7)]) * (1.0, tip)
        c, s = np.cos(turn), np.sin(turn)
        outline = np.round((corners @ np.array([[c, s], [-s, c]]) * half * (1.0, flat) + (x, y)) * 16).astype(np.int32)
        shade = float(0.45 + 0.65 * tip + (0.6 if rng.random() < 0.12 else 0.0))  # some catch the light
        colour = tuple(float(v) * shade for v in tone)
        cv2.fillPoly(lit, [outline], colour, cv2.LINE_8, 4)
        cv2.polylines(lit, [outline], True, colour, 3, cv2.LINE_8, 4)  # their edges are smooth in the cover alone
        cv2.fillPoly(cover, [outline], 255, cv2.LINE_AA, 4)
    return lit, cover.astype(np.float32) / 255
