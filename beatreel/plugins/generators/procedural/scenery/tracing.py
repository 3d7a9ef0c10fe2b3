"""Tracing a picture in bands of rows: first one ray per pixel, then the edges again with several; and where a point lands on it."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.half import halved

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.kernels.lens import Lens

Array = np.ndarray[Any, np.dtype[np.float32]]

Mask = np.ndarray[Any, np.dtype[np.bool_]]
Rays = Callable[..., None]
"""``(x, y, jitter, out, depth, ids)``: the function ``rays`` of a kernel (city, hall, hull, …), given scene and lens."""

BAND = 64  # rows traced at a time
_BLOCK = 16  # pixels a side of what is traced together
_BRIGHTEST = 60.0
_BRIGHTEST_OF_SEVERAL = 6.0
_AROUND = ((0.15, 0.68), (0.82, 0.16))  # of a pixel, on no line with its middle that edges are likely to follow


def look(rays: Rays, width: int, height: int, channels: int, first: int = 0) -> tuple[Array, Array, Any]:
    """Return what one ray through each pixel sees from row ``first`` on: light (height, width, channels), depth and ids."""
    light = np.zeros((height, width, channels), np.float32)
    depth, ids = np.zeros((height, width), np.float32), np.zeros((height, width), np.int32)
    y, x = _by_blocks(height, width)
    seen, far, found = (
        np.zeros((len(x), channels), np.float32),
        np.zeros(len(x), np.float32),
        np.zeros(len(x), np.int32),
    )
    rays(x + 0.5, first + y + 0.5, 1, seen, far, found)
    light[y, x], depth[y, x], ids[y, x] = seen, far, found
    return light, depth, ids


@lru_cache(maxsize=2)
def _by_blocks(height: int, width: int) -> tuple[Any, Any]:
    """Return rows and columns of all pixels, block by block: rays that follow each other find in the processor's cache what they meet."""
    y, x = np.mgrid[:height, :width].astype(np.int32).reshape(2, -1)
    order = np.lexsort((x, y, x // _BLOCK, y // _BLOCK))
    return y[order], x[order]


def trace(
    rays: Rays,
    width: int,
    height: int,
    progress: Callable[..., None],
    *,
    families: int = 4,
    sharp: float = 0.5,
    samples: int = 3,
    edges: Callable[[Any, Array], Mask] | None = None,
    dimmed: Callable[[Any], Array] | None = None,
    keeps_first: bool = False,
) -> tuple[list[Any], Array, Any]:
    """Return light (one float16 picture per family, which halves the memory), depth and ids.

    Parameters
    ----------
    rays : Rays
    families : int
        Of light, three channels each.
    sharp : float
        Jump of log light to its neighbours above which a pixel is traced again.
    samples : int
        Rays for such a pixel.
    edges : Callable
        Ids and log light of a picture to the pixels that are traced again, in place of those that ``sharp`` finds.
    dimmed : Callable
        Ids to the most light that one of several rays may bring, where that is less than usual: no single one shall sparkle.
    keeps_first : bool
        The ray through the middle of a pixel is one of those, which spares a third of what edges cost.
    """
    light = [np.zeros((height, width, 3), np.float16) for _ in range(families)]
    depth = np.zeros((height, width), np.float32)
    ids = np.zeros((height, width), np.int32)
    loudness = np.zeros((height, width), np.float32)
    for first in range(0, height, BAND):
        rows = slice(first, min(first + BAND, height))
        band, depth[rows], ids[rows] = look(rays, width, rows.stop - first, 3 * families, first)
        _store(band, light, rows)
        loudness[rows] = np.log1p(band.sum(axis=2) * 4)
        progress(0.7 * rows.stop / height, "tracing light")
    mask = edges(ids, loudness) if edges else _edges(ids, loudness, sharp)
    for first in range(0, height, BAND):
        rows = slice(first, min(first + BAND, height))
        band = np.concatenate([family[rows] for family in light], axis=2).astype(np.float32)
        _refine(rays, band, mask[rows], first, samples, dimmed, keeps_first=keeps_first)
        _store(band, light, rows)
        progress(0.7 + 0.3 * rows.stop / height, "smoothing edges")
    return light, depth, ids


def _refine(
    rays: Rays,
    band: Array,
    mask: Mask,
    first: int,
    samples: int,
    dimmed: Callable[[Any], Array] | None,
    *,
    keeps_first: bool,
) -> None:
    """Trace masked pixels of rows from ``first`` on again, with several rays each, in place."""
    y, x = np.nonzero(mask)
    order = np.lexsort((x // _BLOCK, y // _BLOCK))
    y, x = y[order], x[order]
    total, light = np.zeros((2, len(x), band.shape[2]), np.float32)
    depth, ids = np.zeros(len(x), np.float32), np.zeros(len(x), np.int32)
    places = [((i * 0.618 + 0.1) % 1.0, (i + 0.5) / samples) for i in range(samples)]
    if keeps_first:
        places = list(_AROUND)
        total += np.minimum(band[y, x], _BRIGHTEST_OF_SEVERAL)
    for i, (right, down) in enumerate(places):
        rays(x + right, first + y + down, i + 2, light, depth, ids)
        most = _BRIGHTEST_OF_SEVERAL if dimmed is None else dimmed(ids)[:, None]
        total += np.minimum(light, most)
    band[y, x] = total / (len(places) + keeps_first)


def _store(band: Array, light: list[Any], rows: slice) -> None:
    np.minimum(band, _BRIGHTEST, out=band)
    for index, family in enumerate(light):
        family[rows] = halved(band[..., 3 * index : 3 * index + 3])


def _edges(ids: Any, loudness: Array, sharp: float) -> Mask:
    mask = np.zeros(ids.shape, np.bool_)
    mask[:, 1:] |= ids[:, 1:] != ids[:, :-1]
    mask[1:] |= ids[1:] != ids[:-1]
    mask[:, :-1] |= mask[:, 1:]
    mask[:-1] |= mask[1:]
    mask |= np.abs(cv2.Laplacian(loudness, cv2.CV_32F)) > sharp
    return mask


def smear(light: list[Any], ground: Mask, across: float, along: float) -> None:
    """Smooth along the view what wet ground mirrors, in place, as real asphalt does; lights there are few rays that sparkle.

    Parameters
    ----------
    light : list of ndarray (height, width, 3)
        Families, float16.
    ground : ndarray of bool (height, width)
        What is wet.
    across, along : float
        Standard deviations, pixels.
    """
    soft = cv2.erode(ground.astype(np.uint8), np.ones((7, 3), np.uint8)).astype(np.float32)
    soft = cv2.GaussianBlur(soft, (0, 0), max(across, 0.5))[..., None]
    top = int(np.argmax(ground.any(axis=1)))  # nothing above the first row of ground changes
    for family in light:
        sharp = np.minimum(family[top:].astype(np.float32), 4.0)
        blurred = cv2.GaussianBlur(sharp, (0, 0), sigmaX=max(across, 0.4), sigmaY=max(along, 0.6))
        blurred -= sharp
        blurred *= soft[top:]
        family[top:] += halved(blurred)


def project(lens: Lens, point: Any) -> tuple[float, float, float]:
    """Return the pixel of a point in space and its distance along the axis."""
    to = np.asarray(point, np.float64) - lens.origin
    away = float(to @ lens.forward)
    scale = float(lens.focal) / max(away, 1e-3)
    return float(lens.centre_x + to @ lens.right * scale), float(lens.centre_y - to @ lens.up * scale), away
