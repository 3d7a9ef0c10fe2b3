"""A crowd from behind: heads, and arms that are raised to whatever shines before them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels import silhouette

from ._light import Array, Backlight, backlit, near_layer

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Painting
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

Canvas = np.ndarray[Any, np.dtype[np.uint8]]

# row of the heads, width of a head (shares of height and width), metres
_ROWS = {
    "wide": ((0.76, 0.040, 11.0), (0.815, 0.062, 7.0), (0.90, 0.105, 4.0)),
    "medium": ((0.76, 0.055, 9.0), (0.84, 0.092, 5.5), (0.945, 0.16, 3.0)),
    "close": ((0.74, 0.085, 7.0), (0.86, 0.155, 4.0), (0.99, 0.25, 2.2)),
}
_RAISED = 0.22  # share of people with an arm in the air


def add_crowd(
    painting: Painting, light: Backlight, description: SceneDescription, shot: str, rng: np.random.Generator
) -> None:
    """Add three rows of people, the nearest ones the darkest."""
    for number, (row, head, metres) in enumerate(_ROWS.get(shot, _ROWS["medium"])):
        cover = _row(light.width, light.height, row, head, rng)
        colour = backlit(light, cover, 0.16 - 0.06 * number, 0.30 - 0.08 * number, at=(0.5, row))
        painting.layers.append(near_layer(colour, cover, metres))


def _row(width: int, height: int, row: float, head: float, rng: np.random.Generator) -> Array:
    canvas = np.zeros((height, width), np.uint8)
    size = head * width
    x = -size * float(rng.uniform(0, 1))
    while x < width + size:
        y = row * height + size * float(rng.normal(0, 0.22))
        _person(canvas, x, y, size * float(rng.uniform(0.9, 1.1)), rng)
        x += size * float(rng.uniform(1.5, 2.4))
    return canvas.astype(np.float32) / 255


def _person(canvas: Canvas, x: float, y: float, size: float, rng: np.random.Generator) -> None:
    """Draw somebody whose head has its middle at (x, y) and is ``size`` pixels wide."""

    def fill(points: list[tuple[float, float]]) -> None:
        curve = silhouette.smooth_curve(points)
        silhouette.fill(canvas, np.stack([x + curve[:, 0] * size, y + curve[:, 1] * size], 1))

    fill(
        [
            (-0.42, -0.05),
            (-0.36, -0.48),
            (0.0, -0.66),
            (0.36, -0.48),
            (0.42, -0.05),
            (0.30, 0.42),
            (0.0, 0.58),
            (-0.30, 0.42),
        ]
    )
    if rng.random() < 0.35:  # long hair
        fill([(-0.44, -0.2), (-0.52, 0.5), (-0.46, 1.1), (0.46, 1.1), (0.52, 0.5), (0.44, -0.2), (0.0, -0.62)])
    deep = 30.0
    fill([(-0.22, 0.40), (-0.55, 0.72), (-1.05, 0.95), (-1.22, 1.5), (-1.25, deep), (1.25, deep), (1.22, 1.5), (1.05, 0.95), (0.55, 0.72),
          (0.22, 0.40)])  # fmt: skip
    ways = [way for way in (-1.0, 1.0) if rng.random() < _RAISED]
    for way in ways:
        lean, reach = float(rng.uniform(-0.25, 0.55)), float(rng.uniform(1.7, 2.7))
        hand = (way * (0.95 + lean), -reach)
        bend = (way * (1.25 + 0.35 * lean), -0.25 * reach)
        fill([(way * 0.80, 1.25), (way * 0.95, 0.6), (bend[0] - way * 0.17, bend[1]), (hand[0] - way * 0.12, hand[1] + 0.35),
              (hand[0] + way * 0.13, hand[1] + 0.35), (bend[0] + way * 0.20, bend[1]), (way * 1.28, 1.0), (way * 1.2, 1.5)])  # fmt: skip
        hx, hy = hand
        fill([(hx - 0.17, hy + 0.40), (hx - 0.21, hy + 0.05), (hx - 0.10, hy - 0.20), (hx + 0.12, hy - 0.20), (hx + 0.21, hy + 0.05),
              (hx + 0.15, hy + 0.40)])  # fmt: skip
        for turn in (-0.42, -0.14, 0.14, 0.42):  # fingers, open
            tip = (hx + 0.62 * np.sin(turn), hy - 0.02 - 0.56 * np.cos(turn))
            fill(
                [
                    (hx + 0.20 * turn - 0.055, hy - 0.06),
                    (tip[0] - 0.045, tip[1]),
                    (tip[0] + 0.045, tip[1]),
                    (hx + 0.20 * turn + 0.055, hy - 0.06),
                ]
            )
