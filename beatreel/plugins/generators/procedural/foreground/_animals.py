"""An animal on the nearest ledge, against the light: on rock, in grass, on sand, or on a parapet where people live."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels import silhouette
from beatreel.plugins.generators.procedural.kernels.animals import ANIMALS as OUTLINES

from ._light import Array, Backlight, backlit, near_layer

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.describe import SceneDescription
    from beatreel.plugins.generators.procedural.painting import Painting

silhouette.KINDS.update(OUTLINES)
ANIMALS = ("cat", "deer")
# height by shot, share of the picture's height
_TALL = {
    "cat": {"wide": 0.15, "medium": 0.22, "close": 0.33, "detail": 0.40},
    "dog": {"wide": 0.16, "medium": 0.23, "close": 0.33, "detail": 0.40},
    "wolf": {"wide": 0.16, "medium": 0.22, "close": 0.31, "detail": 0.36},
    "fox": {"wide": 0.14, "medium": 0.20, "close": 0.30, "detail": 0.37},
    "deer": {"wide": 0.21, "medium": 0.29, "close": 0.40, "detail": 0.48},
}
_COATS = {"fox": (0.030, 0.115, 0.36)}  # of whose colour is known, linear BGR
_BUILT = ("alley", "skyline", "interior")  # worlds with parapets and sills
_GRASS = ("forest", "field")


def add_animal(
    painting: Painting, light: Backlight, description: SceneDescription, kind: str, shot: str, rng: np.random.Generator
) -> None:
    """Add the animal and what it stands on as one layer."""
    width, height = light.width, light.height
    tall = min(_TALL[kind].get(shot, 0.2) * height, 0.62 * width)
    base = max((0.80, 0.84, 0.88), key=lambda row: light.behind(0.5, row - 0.6 * tall / height, 0.3))
    top = ledge(description.world, width, height, base * height, rng)
    rows = np.arange(height, dtype=np.float32)[:, None]
    cover = np.clip(rows - top[None, :] + 0.5, 0, 1).astype(np.float32)
    if description.world in _GRASS:
        _grass(cover, top, rng)
    spots = [0.34, 0.66]
    foot = float(top.min()) / height
    spots.sort(key=lambda x: -light.behind(x, foot - 0.7 * tall / height, 0.12))
    middle = spots[0] + float(rng.uniform(-0.03, 0.03))
    towards = 1 if middle < 0.5 else -1  # looks into the picture
    _stamp(cover, kind, tall, middle * width, top, towards < 0)
    colour = backlit(light, cover, 0.045, 0.50, at=(middle, foot - 0.5 * tall / height))
    if kind in _COATS:
        above = np.clip((top[None, :] - rows) / (0.004 * height), 0, 1)[..., None]
        fur = np.array(_COATS[kind], np.float32) * (0.35 + 0.65 * np.clip((rows - top.min()) / -tall, 0, 1))[..., None]
        colour += fur * above * np.float32(0.75 * float(light.brightest(30.0).mean()))
    on_ledge = np.clip((rows - top[None, :]) / (0.012 * height) + 1, 0, 1)[..., None]
    colour *= 1 - np.float32(0.62) * on_ledge
    painting.layers.append(near_layer(colour, cover, 3.2))


def _stamp(cover: Array, kind: str, tall: float, x: float, top: Array, mirrored: bool) -> None:
    """Lay a shape into a cover so that its feet stand on the ledge."""
    height, width = cover.shape
    alpha, feet = silhouette.figure(kind, tall, mirrored=mirrored)
    column = int(min(max(x, 0), width - 1))
    reach = max(1, int(0.25 * tall))
    ground = float(np.median(top[max(column - reach, 0) : column + reach + 1])) + 0.012 * tall
    left, up = round(x - feet[0]), round(ground - feet[1])
    x0, y0 = max(left, 0), max(up, 0)
    x1, y1 = min(left + alpha.shape[1], width), min(up + alpha.shape[0], height)
    if x1 > x0 and y1 > y0:
        part = cover[y0:y1, x0:x1]
        np.maximum(part, alpha[y0 - up : y1 - up, x0 - left : x1 - left], out=part)


def ledge(world: str, width: int, height: int, base: float, rng: np.random.Generator) -> Array:
    """Return the upper edge of what somebody stands on before a world, a row for each column."""
    x = np.linspace(0, 1, width, dtype=np.float32)
    if world in _BUILT:
        return np.asarray(base + np.float32(rng.uniform(-0.02, 0.02)) * (x - 0.5) * height, np.float32)
    bend = np.interp(x, np.linspace(0, 1, 6), rng.normal(0, 1, 6)).astype(np.float32)
    bend = cv2.GaussianBlur(bend[None], (0, 0), max(1.0, 0.08 * width))[0]
    edge = base + 0.016 * height * bend
    if world in (*_GRASS, "dunes"):
        return np.asarray(edge, np.float32)
    for count, share in ((22, 0.0065), (70, 0.0028)):  # rock breaks in edges
        edge = edge + share * height * np.interp(x, np.linspace(0, 1, count), rng.normal(0, 1, count))
    return np.asarray(edge, np.float32)


def _grass(cover: Array, top: Array, rng: np.random.Generator) -> None:
    """Let blades stand on the edge, most of them short."""
    height, width = cover.shape
    canvas = np.zeros((height, width), np.uint8)
    for x, size, lean in zip(
        rng.uniform(0, width, 420), rng.gamma(3.0, 0.006 * height, 420), rng.normal(0.15, 0.35, 420), strict=True
    ):
        y = float(top[int(min(x, width - 1))]) + 0.004 * height
        size = min(float(size), 0.07 * height)
        wide = max(0.7, 0.055 * size)
        blade = np.array([(x - wide, y), (x + 0.3 * lean * size, y - 0.6 * size), (x + lean * size, y - size),
                          (x + 0.3 * lean * size + wide, y - 0.55 * size), (x + wide, y)])  # fmt: skip
        silhouette.fill(canvas, blade)
    np.maximum(cover, canvas.astype(np.float32) / 255, out=cover)
