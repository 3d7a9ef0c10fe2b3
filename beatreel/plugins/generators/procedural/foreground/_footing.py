"""What hides the foot of a thing: grass before it, waves about it, what has drifted against it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.fields import fbm_at

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription
    from beatreel.plugins.generators.procedural.scenery.standing import Seen

    from ._scene import Scene

Array = np.ndarray[Any, np.dtype[np.float32]]

ALOFT = ("clouds",)
"""Worlds without ground, where things rise out of the clouds."""
_GRASS = {"field": 0.20, "savanna": 0.14, "forest": 0.07, "mountain": 0.05}  # metres of it before what stands in it
_CROPS = {*"wheat corn barley rye oats maize rapeseed reeds cornfield wheatfield".split()} | {"tall grass"}
_TRODDEN = {*"path track trail road street lawn court pitch stadium square".split()}


def grass(found: Seen, scene: Scene, description: SceneDescription, seed: int) -> None:
    """Let what grows around a thing stand before its foot, in place: there the ground behind is seen, which is grass."""
    aloft = description.world in ALOFT
    tall = _GRASS.get(description.world, 0.0)
    if not (tall or aloft) or (description.weather == "snow" and not aloft):
        return
    rows = np.arange(scene.height, dtype=np.float32)[:, None] + 0.5
    columns = np.arange(scene.width, dtype=np.float32)[None] + 0.5
    y = scene.eye - (rows - scene.lens.centre_y) / scene.lens.focal * found.depth
    x = (columns - scene.lens.centre_x) / scene.lens.focal * scene.z + 0 * rows
    if aloft:
        wave = fbm_at(x, 1.6 * y, 1.5, seed + 5, 4)
        kept = np.clip((y - 0.5 - 1.6 * wave) / 0.9, 0, 1)
    else:
        kept = _above(x, y, tall, float(scene.lens.focal) / scene.z, 0.45 * tall, seed)
    kept = np.where(found.cover > 0, kept, 1)
    found.cover *= kept
    found.lit *= kept[..., None]
    found.glow *= kept[..., None]


def hidden_feet(
    shape: tuple[int, int], corner: tuple[int, int], at: tuple[float, float], unit: float, tall: float,
    description: SceneDescription, seed: int,
) -> Array | None:  # fmt: skip
    """Return how much is seen of somebody who stands in grass, 0 to 1; None where none grows.

    Parameters
    ----------
    shape, corner : tuple of int
        Rows and columns of a window of the picture, and the row and column at which it begins.
    at : tuple of float
        Column and row of the ground at the feet.
    unit : float
        Pixels to a metre.
    tall : float
        Metres of height of who stands there: no grass hides more than a part of it.
    description, seed
        The world, and which blades.
    """
    grows = _GRASS.get(description.world, 0.0)
    if not grows or description.weather == "snow" or "snow" in description.details:
        return None
    in_crop = bool(_CROPS & description.all_words)
    grows = 0.45 if in_crop else grows * (0.3 if _TRODDEN & description.all_words else 1.0)
    grows = min(grows, (0.28 if in_crop else 0.14) * tall)
    y = (at[1] - (np.arange(shape[0], dtype=np.float32)[:, None] + corner[0] + 0.5)) / unit
    x = (np.arange(shape[1], dtype=np.float32)[None] + corner[1] + 0.5 - at[0]) / unit + 0 * y
    y = y + 0 * x
    # Of many blades, one behind another, no single one is an edge.
    return _above(x, y, grows, unit, 0.03 + 0.12 * grows, seed)


def _above(x: Array, y: Array, grows: float, unit: float, soft: float, seed: int) -> Array:
    """Return what is seen over blades ``grows`` metres tall, 0 to 1, at places in metres of which one has ``unit`` pixels."""
    far = np.full_like(x, 1 / unit)
    wide = min(34.0, 0.30 * unit)  # blades to a metre; none is narrower than pixels show
    blades = fbm_at(x * wide, 1.5 * y, 1.0, seed + 5, 3, wide * far) + 0.3 * fbm_at(x, 0 * y, 0.6, seed + 6, 2, far)
    edge = grows * np.clip(0.60 + 1.6 * blades, 0.1, 1.8)
    return np.asarray(np.clip((y - edge) / soft + 0.5, 0, 1), np.float32)


def awash(found: Seen, scene: Scene, seed: int) -> None:
    """Let waves hide the foot of what floats and its image tremble on them, in place."""
    rows = np.arange(scene.height, dtype=np.float32)[:, None] + 0.5
    columns = np.arange(scene.width, dtype=np.float32)[None] + 0.5
    unit = float(scene.lens.focal) / scene.z
    y = scene.eye - (rows - scene.lens.centre_y) / scene.lens.focal * found.depth
    x = (columns - scene.lens.centre_x) / unit + 0 * rows
    kept = np.clip((y - 0.25 - 0.7 * fbm_at(x, 0.3 * y, 3.0, seed + 5, 3)) * unit * 0.5 + 0.5, 0, 1)
    kept = np.where(found.cover > 0, kept, 1)
    found.cover *= kept
    found.lit *= kept[..., None]
    found.glow *= kept[..., None]
    line = float(scene.lens.centre_y) + scene.eye * unit
    tremble = (
        1.2 * unit * fbm_at(x / 4, rows / unit + 0 * x, 1.0, seed + 7, 3) * np.clip((rows - line) / (6 * unit), 0, 1)
    )
    from_row = np.clip(2 * line - rows + 0 * columns, 0, scene.height - 1).astype(np.float32)
    image = cv2.remap(found.cover, (columns + tremble + 0 * rows).astype(np.float32), from_row, cv2.INTER_LINEAR)
    image *= (rows > line) * np.exp(-np.maximum(rows - line, 0) / (9 * unit))
    found.shade *= 1 - 0.62 * image


def drifted(found: Seen, scene: Scene, high: float, seed: int) -> None:
    """Let ground lie against the foot of a thing, in place: there the ground behind is seen."""
    rows = np.arange(scene.height, dtype=np.float32)[:, None] + 0.5
    columns = np.arange(scene.width, dtype=np.float32)[None] + 0.5
    y = scene.eye - (rows - scene.lens.centre_y) / scene.lens.focal * found.depth
    x = (columns - scene.lens.centre_x) / scene.lens.focal * scene.z + 0 * rows
    edge = high * (0.45 + 1.1 * fbm_at(0.5 * x / high, 0 * y, 1.0, seed + 5, 4))
    kept = np.where(found.cover > 0, np.clip((y - edge) / (0.35 * high), 0, 1), 1)
    found.cover *= kept
    found.lit *= kept[..., None]
    found.glow *= kept[..., None]
