"""Spruces about a cabin: dark against the sky, white where snow lies on their boughs, warm where windows reach them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.noise import fill_fbm
from beatreel.plugins.generators.procedural.scenery import plants

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.kernels.house import View

    from ._ground import Canvas, Land
    from ._lamplight import Lamps

Array = np.ndarray[Any, np.dtype[np.float32]]
Mask = np.ndarray[Any, np.dtype[np.uint8]]


@dataclass(frozen=True)
class Tree:
    """A spruce at a place on the ground, metres."""

    x: float
    z: float
    tall: float
    seed: int


_SIZES = (64, 128, 256, 512, 820)  # pixels in which spruces are grown; others are made from the next larger one
_KINDS = 5


@lru_cache(maxsize=2 * _KINDS)
def _grown(kind: int, size: int) -> tuple[Mask, tuple[float, float], Mask]:
    """Return cover, foot and boughs (bright on top) of a spruce ``size`` pixels tall, both 0 to 255."""
    radius = (0.135, 0.150, 0.142, 0.165, 0.155)[kind % _KINDS]
    kind = 7 + 13 * kind
    mask, foot = plants.conifer(kind, size, radius=radius)
    cover = mask.astype(np.float32) / 255
    boughs = np.zeros_like(cover)
    shift = max(1.0, 0.012 * size)
    for number, part in enumerate((1.0, 0.78, 0.55, 0.34)):
        # Boughs within the crown are those of the same tree, slimmer and turned around.
        narrow = cv2.resize(mask, (max(2, round(part * mask.shape[1])), mask.shape[0]), interpolation=cv2.INTER_AREA)
        sheet = np.zeros(mask.shape, np.uint8)
        its = (part * foot[0], foot[1] + 0.006 * number * size)
        plants.stamp(sheet, narrow, its, foot[0], foot[1], mirrored=number % 2 == 1)
        layer = sheet.astype(np.float32) / 255
        moved = cv2.warpAffine(layer, np.array([[1, 0, 0], [0, 1, shift]], np.float32), (mask.shape[1], mask.shape[0]))
        edge = np.clip(layer - moved, 0, 1)
        np.maximum(boughs, edge * (1.0 - 0.12 * number), out=boughs)
    # Boughs that come towards the camera hide the trunk.
    rows, columns = mask.shape
    before = fill_fbm(rows, columns, step_x=26 / size, step_y=44 / size, seed=kind, octaves=3)
    away = (np.arange(columns, dtype=np.float32) - foot[0]) / (0.05 * size)
    np.maximum(boughs, np.clip(1.6 * before, 0, 0.8) * np.exp(-(away**2))[None], out=boughs)
    return mask, foot, np.clip(255 * boughs * cover, 0, 255).astype(np.uint8)


def _shaped(tree: Tree, size: int) -> tuple[Array, Array, tuple[float, float]]:
    """Return cover and boughs (0 to 1) of a tree in its size, and its foot."""
    grown = next((one for one in _SIZES if one >= size), _SIZES[-1])
    mask, foot, boughs = _grown(tree.seed % _KINDS, grown)
    share = size / grown
    lean = 0.9 + 0.2 * ((tree.seed // 7) % 10) / 9  # no two are as slender
    shape = (max(2, round(mask.shape[1] * share * lean)), max(2, round(mask.shape[0] * share)))
    how = cv2.INTER_AREA if share < 1 else cv2.INTER_CUBIC
    body, up = (cv2.resize(each, shape, interpolation=how).astype(np.float32) / 255 for each in (mask, boughs))
    foot = (foot[0] * shape[0] / mask.shape[1], foot[1] * shape[1] / mask.shape[0])
    if tree.seed % 2:
        return body[:, ::-1], up[:, ::-1], (shape[0] - foot[0], foot[1])
    return body, up, foot


def tree_light(canvas: Canvas, tree: Tree, view: View, land: Land, lamps: Lamps) -> None:
    """Paint a spruce over what is behind it."""
    steady, warm, cover, depth = canvas
    x, y = (float(one) for one in view.at(tree.x, 0.0, tree.z))
    unit = view.focal / tree.z
    size = int(tree.tall * unit)
    if size < 6:
        return
    body, boughs, foot = _shaped(tree, size)
    left, top = round(x - foot[0]), round(y - foot[1])
    x0, y0 = max(left, 0), max(top, 0)
    x1, y1 = min(left + body.shape[1], view.width), min(top + body.shape[0], view.height)
    if x1 <= x0 or y1 <= y0:
        return
    its = np.s_[y0 - top : y1 - top, x0 - left : x1 - left]
    part = np.s_[y0:y1, x0:x1]
    alpha, up = body[its], boughs[its]
    columns = np.arange(x0, x1, dtype=np.float32) + 0.5
    rows = np.arange(y0, y1, dtype=np.float32)[:, None] + 0.5
    px = view.side * (columns - view.centre_x)[None, :] / view.focal * tree.z
    py = (view.eye + (view.horizon - rows) / view.focal * tree.z) + np.zeros_like(px)
    # A crown is round: its boughs look outwards, and a little towards the camera.
    round_ = np.clip((px - tree.x) / (0.14 * tree.tall), -1, 1)
    pz = tree.z - 0.10 * tree.tall * np.sqrt(1 - round_**2)
    fall = lamps.on(px, py, pz, (0.75 * round_, np.float32(0.15), -0.65 * np.sqrt(1 - 0.8 * round_**2)), 0.35)
    dark = land.ambient * np.float32(0.055)
    white = np.float32(0.85 if land.snow else 0.10)
    own = dark + (up * white)[..., None] * land.ambient * np.float32(0.42)
    needle = np.array([0.16, 0.26, 0.22], np.float32)
    bright = (0.35 + up)[..., None] * needle + ((0.75 * up)[..., None] if land.snow else 0)
    lit = (fall * 0.9)[..., None] * bright * land.lamp
    through = land.air(tree.z)
    haze = land.haze_at(columns, view.width)[None]
    own = own * through + haze * (1 - through)
    # Mist lies about its foot.
    low = np.exp(-np.clip(py, 0, None) / 1.6) * (1 - through) * np.float32(0.55)
    own += (haze - own) * low[..., None]
    share = alpha[..., None]
    steady[part] += (own - steady[part]) * share
    warm[part] += (lit * through - warm[part]) * share
    cover[part] += (1 - cover[part]) * alpha
    depth[part] = np.where(alpha > 0.5, np.float32(tree.z), depth[part])
