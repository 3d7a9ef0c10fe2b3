"""A twig that hangs before the light, seen from near: leaf by leaf, with their ribs, and what shines through them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from .leaves import put

if TYPE_CHECKING:
    from .canvas import Canvas, Colour

Array = np.ndarray[Any, np.dtype[np.float64]]

OVAL = np.array([(0.0, 0.0), (0.10, 0.20), (0.24, 0.34), (0.40, 0.36), (0.58, 0.28), (0.78, 0.14), (1.0, 0.0)])
"""Half of a leaf of a birch: along it, and from its rib."""
LOBED = np.array(
    [(0.0, 0.0), (0.02, 0.16), (-0.10, 0.30), (0.06, 0.32), (0.04, 0.52), (0.22, 0.44), (0.34, 0.60), (0.40, 0.30), (0.52, 0.16),
     (0.58, 0.30), (0.70, 0.12), (0.76, 0.18), (1.0, 0.0)]
)  # fmt: skip
"""Half of one of a maple."""
_AWAY = 0.9  # metres


def hang(canvas: Canvas, half: Array, colours: tuple[Colour, ...], bark: Colour, side: float, long_: float) -> None:
    """Let a twig with leaves hang into the picture from above.

    Parameters
    ----------
    half : ndarray (points, 2)
        The outline of half a leaf, :data:`OVAL` or :data:`LOBED`.
    side : float
        On which side of the middle it hangs, -1 or 1.
    long_ : float
        Metres of a leaf.
    """
    rng, width, height = canvas.rng, canvas.width, canvas.height
    unit = canvas.lens.focal / _AWAY
    t = np.linspace(0, 1, 24)
    x = (0.5 + side * (0.36 - 0.20 * t + 0.05 * np.sin(5 * t))) * width
    y = (-0.03 + 0.50 * t**0.9) * height
    wood = (canvas.blank(), canvas.blank(), canvas.blank())
    thick = 0.004 * unit * (1.2 - t) + 0.4
    put(wood, np.concatenate([np.stack([x - thick, y], 1), np.stack([x + thick, y], 1)[::-1]]), 0.5, 0.4)
    canvas.flat(*wood, bark, _AWAY)
    sheets = [(canvas.blank(), canvas.blank(), canvas.blank()) for _ in colours]
    for number, at in enumerate(np.linspace(0.22, 1.0, 11)):
        px, py = float(np.interp(at, t, x)), float(np.interp(at, t, y))
        turn = math.pi / 2 + (1 if number % 2 else -1) * float(rng.uniform(0.25, 0.95)) * (1.1 - at)
        size = long_ * unit * float(rng.uniform(0.75, 1.15))
        _leaf(sheets[int(rng.integers(len(sheets)))], half, (px, py), turn, size, rng)
    for masks, colour in zip(sheets, colours, strict=True):
        canvas.flat(*masks, colour, _AWAY, glow=1.05)


def _leaf(masks: Any, half: Array, at: tuple[float, float], turn: float, size: float, rng: np.random.Generator) -> None:
    """Draw a leaf on its stalk: one half is turned to the light more than the other, its ribs are darker."""
    cosine, sine = math.cos(turn), math.sin(turn)
    narrow = float(rng.uniform(0.6, 1.0))  # it is seen at a slant

    def place(points: Array, flip: float) -> Array:
        along, beside = 0.28 * size + size * points[:, 0], flip * narrow * size * points[:, 1]
        return np.stack([at[0] + along * cosine - beside * sine, at[1] + along * sine + beside * cosine], 1)

    bright = float(rng.uniform(0.7, 1.0))
    for flip, share in ((1.0, 1.0), (-1.0, 0.72)):
        put(masks, place(half, flip), 0.62 * bright * share, bright * share)
    ribs = [((-0.28, 0.0), (1.0, 0.0), 0.022)]
    for start in (0.12, 0.28, 0.44, 0.60):
        reach = 0.72 * float(half[np.abs(half[:, 0] - start - 0.12).argmin(), 1])
        ribs += [((start, 0.0), (start + 0.16, way * reach), 0.010) for way in (1.0, -1.0)]
    for (x0, y0), (x1, y1), thick in ribs:
        quad = np.array([(x0, y0 - thick), (x1, y1), (x0, y0 + thick)])
        put(masks, place(quad, 1.0), 0.30 * bright, 0.42 * bright)
