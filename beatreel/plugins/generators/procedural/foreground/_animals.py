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
ANIMALS = ("cat", "dog", "wolf", "fox", "deer", "horse")
# height by shot, share of the picture's height
_TALL = {
    "cat": {"wide": 0.15, "medium": 0.22, "close": 0.33, "detail": 0.40},
    "dog": {"wide": 0.16, "medium": 0.23, "close": 0.33, "detail": 0.40},
    "wolf": {"wide": 0.16, "medium": 0.22, "close": 0.31, "detail": 0.36},
    "fox": {"wide": 0.14, "medium": 0.20, "close": 0.30, "detail": 0.37},
    "deer": {"wide": 0.21, "medium": 0.29, "close": 0.40, "detail": 0.48},
    "horse": {"wide": 0.115, "medium": 0.16, "close": 0.22, "detail": 0.26},
}
_COATS = {"fox": (0.030, 0.115, 0.36)}  # of whose colour is known, linear BGR
_BUILT = ("alley", "skyline", "interior")  # worlds with parapets and sills
_OPEN = ("canyon", "dunes", "field", "ocean", "mountain")  # land on which a herd runs
_GRASS = ("forest", "field")


def add_animal(
    painting: Painting, light: Backlight, description: SceneDescription, kind: str, shot: str, rng: np.random.Generator
) -> None:
    """Add the animal and what it stands on as one layer."""
    width, height = light.width, light.height
    tall = min(_TALL[kind].get(shot, 0.2) * height, (0.62 if kind != "horse" else 0.42) * width)
    if kind == "horse" and description.world in _OPEN:
        _herd(painting, light, tall, shot, rng)
        return
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
    if kind == "horse":
        _run(cover, tall, 2 if shot == "close" else 3, middle + 0.12 * towards, towards, top, rng)
    else:
        _stamp(cover, kind, tall, middle * width, top, towards < 0)
    colour = backlit(light, cover, 0.045, 0.50, at=(middle, foot - 0.5 * tall / height))
    if kind in _COATS:
        above = np.clip((top[None, :] - rows) / (0.004 * height), 0, 1)[..., None]
        fur = np.array(_COATS[kind], np.float32) * (0.35 + 0.65 * np.clip((rows - top.min()) / -tall, 0, 1))[..., None]
        colour += fur * above * np.float32(0.75 * float(light.brightest(30.0).mean()))
    on_ledge = np.clip((rows - top[None, :]) / (0.012 * height) + 1, 0, 1)[..., None]
    colour *= 1 - np.float32(0.62) * on_ledge
    painting.layers.append(near_layer(colour, cover, 3.2))


def _herd(painting: Painting, light: Backlight, tall: float, shot: str, rng: np.random.Generator) -> None:
    """Let horses run over open land where it is brightest behind them, with shadows under them."""
    width, height = light.width, light.height
    row = max((0.56, 0.60, 0.64, 0.68, 0.72), key=lambda one: light.behind(0.5, one - 0.5 * tall / height, 0.25))
    towards = int(rng.choice([-1, 1]))
    top = np.full(width, row * height, np.float32)
    cover = np.zeros((height, width), np.float32)
    _run(cover, tall, 5 if shot == "wide" else 3, 0.5 + 0.20 * towards, towards, top, rng)
    shadow = np.zeros_like(cover)
    lean = np.array([[1, 0, 0], [0, -0.16, 1.16 * row * height]], np.float32)
    shadow = cv2.GaussianBlur(cv2.warpAffine(cover, lean, (width, height)), (0, 0), max(0.6, 0.02 * tall))
    shadow[: int(row * height)] = 0
    shade = 1 - np.float32(0.55) * shadow[..., None]
    for group in painting.groups.values():
        group.light = group.light * shade
    painting.layers.append(near_layer(backlit(light, cover, 0.05, 0.45, at=(0.5, row)), cover, 12.0))


def _run(
    cover: Array, tall: float, count: int, first: float, towards: int, top: Array, rng: np.random.Generator
) -> None:
    """Stamp horses one behind the other, the ones behind a little smaller and higher."""
    for number in range(count):
        size = tall * (1 - 0.07 * number)
        x = first - towards * (0.24 * number + float(rng.uniform(-0.04, 0.04)))
        _stamp(cover, "gallop", size, x * cover.shape[1], top, towards < 0, 0.03 + 0.10 * number)


def _stamp(cover: Array, kind: str, tall: float, x: float, top: Array, mirrored: bool, rows: float = 0.0) -> None:
    """Lay a shape into a cover so that its feet stand on the ledge; ``rows`` lifts it by a share of its height."""
    height, width = cover.shape
    alpha, feet = silhouette.figure(kind, tall, mirrored=mirrored)
    column = int(min(max(x, 0), width - 1))
    reach = max(1, int(0.25 * tall))
    ground = float(np.median(top[max(column - reach, 0) : column + reach + 1])) + 0.012 * tall
    left, up = round(x - feet[0]), round(ground - feet[1] - rows * tall)
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
