"""Flocks that a prompt names: bats, cranes and planes of paper; each a mesh of many, some of which cross where the light is."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh
from beatreel.plugins.generators.procedural.scenery import flyers, folded_paper

from ._light import LUMA

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription
    from beatreel.plugins.generators.procedural.scenery.built import Place

    from ._light import Backlight

WIDE = 6.0  # metres of a flock
BATS = {
    "wide": ((0.50, 0.42, 0.62, 0.0), (0.52, 0.38, 0.36, 0.0)),
    "medium": ((0.50, 0.42, 0.95, 0.0), (0.50, 0.40, 0.50, 0.0)),
    "close": ((0.50, 0.42, 1.5, 0.0), (0.50, 0.42, 0.70, 0.0)),
    "detail": ((0.50, 0.44, 2.4, 0.0), (0.50, 0.42, 1.0, 0.0)),
}
CRANES = {
    "wide": ((0.50, 0.30, 1.25, 0.0), (0.50, 0.30, 0.80, 0.0)),
    "medium": ((0.46, 0.34, 1.9, 0.0), (0.54, 0.30, 1.1, 0.0)),
    "close": ((0.50, 0.42, 3.2, 0.0), (0.50, 0.34, 1.4, 0.0)),
    "detail": ((0.48, 0.46, 5.0, 0.0), (0.52, 0.40, 2.0, 0.0)),
}
"""Where flocks are in each shot, the nearer one first: x, y, width, turn."""
_WHITE_PAPER = (0.72, 0.72, 0.70)
_HUNG = {"hanging", "hung", "hang", "mobile", "thread", "threads", "string", "strings", "suspended"}


def _places(count: int, apart: float, rng: np.random.Generator) -> list[tuple[float, float]]:
    """Return where they are (x, y; metres), the first in the middle, denser about it."""
    found = [(0.0, 0.0)]
    for _ in range(60 * count):
        at = float(rng.normal(0, 0.22)) * WIDE, float(rng.normal(0, 0.20)) * WIDE
        if len(found) < count and all(math.dist(at, one) > apart for one in found):
            found.append(at)
    return found


def bats(place: Place, description: SceneDescription, white: float, number: int, rng: np.random.Generator) -> Mesh:
    """Return bats that fly every way."""
    parts = []
    for x, y in _places(15 if number else 12, 0.75, rng):
        one = flyers.bat(place, float(rng.uniform(-0.7, 1.1))).leaned(
            float(rng.normal(0, 0.5)), float(rng.uniform(-0.9, 0.4))
        )
        parts.append(
            one.moved(x, y, float(rng.uniform(-0.5, 0.5)), float(rng.normal(0, 0.7)), float(rng.uniform(0.45, 0.95)))
        )
    return Mesh.of(parts)


def cranes(place: Place, description: SceneDescription, white: float, number: int, rng: np.random.Generator) -> Mesh:
    """Return cranes of paper; in rooms and where a prompt says so, they hang by threads."""
    hangs = description.world in ("interior", "stage") or bool(_HUNG & description.all_words)
    parts = []
    for x, y in _places(10, 1.05, rng):
        colour = folded_paper.PAPERS[int(rng.integers(len(folded_paper.PAPERS)))]
        one = folded_paper.paper_crane(place, colour, float(rng.uniform(0.1, 0.6)), thread=9.0 if hangs else 0.0)
        parts.append(
            one.moved(x, y, float(rng.uniform(-0.8, 0.8)), float(rng.uniform(0, 6.28)), float(rng.uniform(0.75, 1.1)))
        )
    return Mesh.of(parts)


def paper_planes(
    place: Place, description: SceneDescription, white: float, number: int, rng: np.random.Generator
) -> Mesh:
    """Return planes of white paper that all glide about one way, some of them rising."""
    parts = []
    for x, y in _places(11, 1.0, rng):
        one = folded_paper.paper_plane(place, _WHITE_PAPER).leaned(
            float(rng.normal(0, 0.35)), float(rng.normal(0.12, 0.16))
        )
        parts.append(
            one.moved(x, y, float(rng.uniform(-0.8, 0.8)), float(rng.normal(0.0, 0.45)), float(rng.uniform(0.7, 1.1)))
        )
    return Mesh.of(parts)


def before_light(light: Backlight, spot: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    """Return a spot moved to before the brightest place of the sky."""
    luma = cv2.GaussianBlur(light.small @ LUMA, (0, 0), max(1.0, 0.05 * light.small.shape[1]))
    sky = luma[: int(0.55 * len(luma))]
    row, column = np.unravel_index(int(np.argmax(sky)), sky.shape)
    x, y = (float(column) + 0.5) / luma.shape[1], (float(row) + 0.5) / luma.shape[0]
    return (min(max(x, 0.2), 0.8) + spot[0] - 0.5, min(max(y, 0.12), 0.5) + spot[1] - 0.40, *spot[2:])
