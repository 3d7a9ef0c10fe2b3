"""A sign of neon tubes that spells a word, as a mesh; metres, its foot at the origin, its face towards smaller z."""

from __future__ import annotations

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, tube

from .built import EVEN, ODD, Colour, Place, skins
from .lettering import Strokes, round_box, word, word_width

_TUBE = 0.026
_HIGH = 0.62  # of a letter
_LINE = 0.86
_LONGEST = 9  # letters in a line


def lines_of(text: str) -> list[str]:
    """Return a text in lines: words stay whole, three lines at most."""
    lines: list[str] = []
    for one in text.split():
        if lines and len(lines[-1]) + 1 + len(one) <= _LONGEST or len(lines) == 3:
            lines[-1] += " " + one
        else:
            lines.append(one)
    return lines


def size_of(text: str) -> tuple[float, float]:
    """Return width and height of the board of a sign."""
    lines = lines_of(text)
    return max(word_width(line, _HIGH) for line in lines) + 0.7, _LINE * len(lines) + 0.44


def neon_sign(
    place: Place, text: str, tint: Colour, second: Colour, glow: float, *, lifted: float, hung: bool
) -> tuple[Mesh, list[tuple[float, float, float]]]:
    """Return a sign and places for lamps before it.

    Parameters
    ----------
    tint, second : Colour
        Light of the letters and of the line around them.
    lifted : float
        Metres from the ground to the foot of the board.
    hung : bool
        It hangs from above; else it stands on two posts.
    """
    wide, high = size_of(text)
    board = place.material(skins.METAL, (0.030, 0.028, 0.028), gloss=0.08, rough=0.25)
    frame = place.material(skins.METAL, (0.10, 0.11, 0.12), gloss=0.25, rough=0.25, metal=True)
    letters = place.material(skins.PLAIN, (0.1, 0.1, 0.1), glow=tuple(glow * part for part in tint), family=EVEN)
    line = place.material(skins.PLAIN, (0.1, 0.1, 0.1), glow=tuple(0.8 * glow * part for part in second), family=ODD)
    middle, top = lifted + high / 2, lifted + high
    parts = [boxes([(0, middle, 0)], (wide / 2, high / 2, 0.05), board)]
    edges = [(0, top, 0), (0, lifted, 0), (-wide / 2, middle, 0), (wide / 2, middle, 0)]
    sizes = [
        (wide / 2 + 0.03, 0.03, 0.08),
        (wide / 2 + 0.03, 0.03, 0.08),
        (0.03, high / 2, 0.08),
        (0.03, high / 2, 0.08),
    ]
    parts.append(boxes(edges, sizes, frame))
    strokes: Strokes = []
    for number, each in enumerate(lines_of(text)):
        strokes += word(each, wide / 2, 0.22 + 0.12 + number * _LINE, _HIGH)
    for stroke, skin in [
        *((one, letters) for one in strokes),
        (round_box(0.10, 0.10, wide - 0.20, high - 0.20, 0.18), line),
    ]:
        path = np.array([(x - wide / 2, top - y, -0.13) for x, y in stroke])
        if skin == line:
            path = np.concatenate([path, path[:1]])
        dense = np.concatenate(
            [np.linspace(a, b, 5)[:-1] for a, b in zip(path[:-1], path[1:], strict=True)] + [path[-1:]]
        )
        parts.append(tube(dense, _TUBE, 8, skin))
        parts.append(bars([path[0]], [path[0] + np.array([0, 0, 0.1])], (0.012, 0.012), frame))
    posts = (-0.36 * wide, 0.36 * wide)
    if hung:
        parts.append(bars([(x, top, 0) for x in posts], [(x, top + 6.0, 0) for x in posts], (0.012, 0.012), frame))
    else:
        parts.append(bars([(x, 0, 0.10) for x in posts], [(x, top - 0.1, 0.10) for x in posts], (0.05, 0.05), frame))
        parts.append(bars([(posts[0], 0.2, 0.10)], [(posts[1], lifted - 0.1, 0.10)], (0.02, 0.02), frame))
    lamps = [(x, middle, -0.55) for x in np.linspace(-0.35 * wide, 0.35 * wide, 4)]
    return Mesh.of(parts), lamps
