"""Tracing a picture in bands of rows: first one ray per pixel, then the edges again with several; and where a point lands on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.kernels.street import Lens

Array = np.ndarray[Any, np.dtype[np.float32]]

BAND = 64  # rows traced at a time
_BRIGHTEST = 60.0


def trace(
    kernel: Any,
    scene: Any,
    lens: Any,
    width: int,
    height: int,
    progress: Callable[..., None],
    *,
    families: int = 4,
    sharp: float = 0.5,
    samples: int = 3,
) -> tuple[list[Any], Array, Any]:
    """Return light (one float16 picture per family, which halves the memory), depth and ids.

    Parameters
    ----------
    kernel : module
        With ``render(scene, lens, first, rows, width, out, depth, ids)`` and ``refine(scene, lens, first, mask, samples, out)``.
    scene, lens
        For the kernel.
    families : int
        Of light, three channels each.
    sharp : float
        Jump of log light to its neighbours above which a pixel is traced again.
    samples : int
        Rays for such a pixel.
    """
    light = [np.zeros((height, width, 3), np.float16) for _ in range(families)]
    depth = np.zeros((height, width), np.float32)
    ids = np.zeros((height, width), np.int32)
    loudness = np.zeros((height, width), np.float32)
    for first in range(0, height, BAND):
        rows = slice(first, min(first + BAND, height))
        band = np.zeros((rows.stop - first, width, 3 * families), np.float32)
        kernel.render(scene, lens, first, len(band), width, band, depth[rows], ids[rows])
        _store(band, light, rows)
        loudness[rows] = np.log1p(band.sum(axis=2) * 4)
        progress(0.7 * rows.stop / height, "tracing light")
    mask = _edges(ids, loudness, sharp)
    for first in range(0, height, BAND):
        rows = slice(first, min(first + BAND, height))
        band = np.concatenate([family[rows] for family in light], axis=2).astype(np.float32)
        kernel.refine(scene, lens, first, mask[rows], samples, band)
        _store(band, light, rows)
        progress(0.7 + 0.3 * rows.stop / height, "smoothing edges")
    return light, depth, ids


def _store(band: Array, light: list[Any], rows: slice) -> None:
    np.minimum(band, _BRIGHTEST, out=band)
    for index, family in enumerate(light):
        family[rows] = band[..., 3 * index : 3 * index + 3]


def _edges(ids: Any, loudness: Array, sharp: float) -> Any:
    mask = np.zeros(ids.shape, np.bool_)
    mask[:, 1:] |= ids[:, 1:] != ids[:, :-1]
    mask[1:] |= ids[1:] != ids[:-1]
    mask[:, :-1] |= mask[:, 1:]
    mask[:-1] |= mask[1:]
    mask |= np.abs(cv2.Laplacian(loudness, cv2.CV_32F)) > sharp
    return mask


def project(lens: Lens, point: Any) -> tuple[float, float, float]:
    """Return the pixel of a point in space and its distance along the axis."""
    to = np.asarray(point, np.float64) - lens.origin
    away = float(to @ lens.forward)
    scale = float(lens.focal) / max(away, 1e-3)
    return float(lens.centre_x + to @ lens.right * scale), float(lens.centre_y - to @ lens.up * scale), away
