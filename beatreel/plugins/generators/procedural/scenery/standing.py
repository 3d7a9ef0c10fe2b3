"""What stands or hangs in a painting: meshes traced by themselves, with their cover, and what they throw on the ground."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels import built as kernel

from .built import EVEN, KEY, ODD, SKY, Place, gathered

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.kernels.lens import Lens

Array = np.ndarray[Any, np.dtype[np.float32]]

_SAMPLES, _FEWER = 8, 4  # rays for a pixel at an edge; fewer where leaves are all edges
_LEAFY = 0.35  # edges in such a picture, as a share of what stands in it
_ROWS = 64  # traced at a time
_MOST = 6.0  # light that one of several rays may bring


@dataclass
class Seen:
    """What a camera sees of things.

    Attributes
    ----------
    lit, glow : ndarray (height, width, 3)
        Their light, premultiplied by ``cover``: of the sun and sky, and of lamps.
    cover : ndarray (height, width)
    depth : ndarray (height, width)
        Metres; far where nothing is.
    shade : ndarray (height, width)
        How much of the light of the open ground reaches it, 0 to 1.
    lamplight : ndarray (height, width, 3)
        What lamps throw on the ground, for ground that is white.
    ids : ndarray (height, width), int32
        Skins + 1 of what is seen; 0 for nothing.
    """

    lit: Array
    glow: Array
    cover: Array
    depth: Array
    shade: Array
    lamplight: Array
    ids: Any


def seen(place: Place, lens: Lens, width: int, height: int, ground: int | None, reach: float = np.inf) -> Seen:
    """Trace a place.

    Parameters
    ----------
    ground : int or None
        The skin of the ground, which is not shown itself; None where things hang in the air.
    reach : float
        Metres up to which edges are smooth; what is farther will be out of focus.
    """
    built = gathered(place, lens, width, height, lambda *_: None)
    light = np.zeros((height, width, kernel.CHANNELS), np.float32)
    depth, ids = np.full((height, width), kernel.FAR, np.float32), np.zeros((height, width), np.int32)
    for first in range(0, height, _ROWS):
        rows = slice(first, min(first + _ROWS, height))
        y, x = np.mgrid[rows, :width].reshape(2, -1) + 0.5
        kernel.rays(
            built,
            lens,
            x,
            y,
            1,
            light[rows].reshape(-1, kernel.CHANNELS),
            depth[rows].reshape(-1),
            ids[rows].reshape(-1),
        )
    floor = -1 if ground is None else ground + 1
    cover = ((ids > 0) & (ids != floor)).astype(np.float32)
    _settle(light, cover)
    on_ground = (ids == floor).astype(np.float32)
    earth = light * on_ground[..., None]
    light *= cover[..., None]
    edge = _edges(ids, light) & (cv2.erode(depth, np.ones((3, 3), np.uint8)) < reach)
    _refine(built, lens, edge, floor, light, cover)
    lit = light[..., 3 * KEY : 3 * KEY + 3] + light[..., 3 * SKY : 3 * SKY + 3]
    glow = light[..., 3 * EVEN : 3 * EVEN + 3] + light[..., 3 * ODD : 3 * ODD + 3]
    shade, lamplight = np.ones((height, width), np.float32), np.zeros((height, width, 3), np.float32)
    if ground is not None and on_ground.any():
        day = (earth[..., 3 * KEY : 3 * KEY + 3] + earth[..., 3 * SKY : 3 * SKY + 3]).sum(axis=2)
        open_ = float(np.percentile(day[on_ground > 0], 90))
        shade = np.where(on_ground > 0, _shade(day / max(open_, 1e-6)), 1).astype(np.float32)
        lamplight = earth[..., 3 * EVEN : 3 * EVEN + 3] + earth[..., 3 * ODD : 3 * ODD + 3]
        lamplight /= np.maximum(np.array(place.materials[ground][:3], np.float32), 1e-3)
        _under(shade, on_ground, cover)
        shade = cv2.GaussianBlur(shade, (0, 0), max(0.7, width / 700))
    return Seen(lit, glow, cover, depth, shade, lamplight, ids)


GROUND = 0.18
"""How much of its light the ground sends back while things are traced."""


def _shade(day: Array) -> Array:
    """Return shade without the noise of soft light on open ground."""
    return np.asarray(np.clip(day / 0.9, 0, 1) ** 0.9, np.float32)


def _settle(light: Array, cover: Array) -> None:
    """Let no single mirrored ray sparkle, in place."""
    for k in range(0, light.shape[2], 3):
        some = np.ascontiguousarray(light[..., k : k + 3])
        light[..., k : k + 3] = np.where(
            cover[..., None] > 0, np.minimum(some, 1.3 * cv2.medianBlur(some, 5) + 0.03), some
        )


def _edges(ids: Any, light: Array) -> Any:
    mask = np.zeros(ids.shape, np.bool_)
    mask[:, 1:] |= ids[:, 1:] != ids[:, :-1]
    mask[1:] |= ids[1:] != ids[:-1]
    mask[:, :-1] |= mask[:, 1:]
    mask[:-1] |= mask[1:]
    loud = np.log1p(light.sum(axis=2) * 8)
    return mask | (np.abs(cv2.Laplacian(loud, cv2.CV_32F)) > 0.3)


def _refine(built: kernel.Built, lens: Lens, mask: Any, floor: int, light: Array, cover: Array) -> None:
    """Trace masked pixels again with several rays each, in place."""
    y, x = np.nonzero(mask)
    if not len(x):
        return
    total, share = np.zeros((len(x), light.shape[2]), np.float32), np.zeros(len(x), np.float32)
    one, depth, ids = np.zeros_like(total), np.zeros(len(x), np.float32), np.zeros(len(x), np.int32)
    samples = _FEWER if len(x) > _LEAFY * cover.sum() else _SAMPLES
    for i in range(samples):
        kernel.rays(built, lens, x + (i * 0.618034 + 0.1) % 1.0, y + (i + 0.5) / samples, i + 2, one, depth, ids)
        solid = ((ids > 0) & (ids != floor)).astype(np.float32)
        total += np.minimum(one, _MOST) * solid[:, None]
        share += solid
    light[y, x], cover[y, x] = total / samples, share / samples


def _under(shade: Array, on_ground: Array, cover: Array) -> None:
    """Carry the shade of the ground a little under what stands on it, so that no bright line is left between, in place."""
    known = cv2.blur(on_ground, (5, 5))
    near = cv2.blur(shade * on_ground, (5, 5)) / np.maximum(known, 1e-3)
    hidden = (on_ground <= 0) & (known > 0.02) & (cover > 0)
    shade[hidden] = near[hidden]
