"""Where several surfaces share a pixel: what the lesser ones of them show, which a mirror of one direction a pixel cannot.

The surroundings swirl, and this light stands still: it is that of surroundings smeared along their swirl, which is right at any time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from .lens import looked_up

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import LightGroup

Array = np.ndarray[Any, np.dtype[np.float32]]

_PIECE = 16384  # rays at a time: OpenCV takes no more than 32767 rows
_WAY, _OPEN, _CLEAR = slice(3, 6), 7, 8  # columns of a stray, see :func:`~...kernels.surface.refine`
_SMEAR = (9.0, 4.0)  # along and across their swirl, in a map so many pixels wide:
_COARSE = (128, 64)
_ALIKE, _APART = (
    np.float32(0.97),
    np.float32(0.80),
)  # lengths of the mean of nine directions: a mirror's, and what has none
_LEAST = 0.02  # share from which it is seen
_WITHIN = np.float32(0.55)  # of light that comes through glass


def laid_on_side(strays: Array, columns: int) -> Array:
    """Return strays of a picture of so many columns that is turned by a quarter to the left."""
    turned = strays.copy()
    turned[:, 0], turned[:, 1] = columns - 1 - strays[:, 1], strays[:, 0]
    turned[:, 3], turned[:, 4] = -strays[:, 4], strays[:, 3]
    return turned


def strayed(strays: Array, rig: dict[str, LightGroup], backdrop: Array, focal: float) -> tuple[Array, Array]:
    """Return the light of strays and how much of each pixel they cover.

    Parameters
    ----------
    strays : ndarray (rays, :data:`~...kernels.surface.STRAY`)
        In the camera's axes.
    rig : dict of str to LightGroup
        Surroundings that mirrors see.
    backdrop : ndarray (height, width, 3)
        What is seen through glass.
    focal : float
        Pixels.

    Returns
    -------
    light : ndarray (height, width, 3)
    share : ndarray (height, width)
        0 to 1.
    """
    height, width = backdrop.shape[:2]
    at = strays[:, 0].astype(np.int64) * width + strays[:, 1].astype(np.int64)
    share = np.bincount(at, strays[:, 2], height * width).astype(np.float32)
    light = np.zeros((height * width, 3), np.float32)
    total = np.sum([group.light * np.float32(group.base + 0.4 * group.gain) for group in rig.values()], axis=0)
    total, own = _smeared(total), np.empty((len(strays), 3), np.float32)
    for first in range(0, len(strays), _PIECE):
        part = slice(first, first + _PIECE)
        own[part] = _light_of(strays[part], share[at[part]], total, backdrop, focal)
    for c in range(3):
        light[:, c] = np.bincount(at, own[:, c], height * width)
    return light.reshape(height, width, 3), share.reshape(height, width)


def blunted(direction: Array, coverage: Array, strayed: Array, rig: dict[str, LightGroup]) -> tuple[Array, Array]:
    """Return the light of what turns away within a pixel, and how much of each pixel does.

    A ribbon's edge or a thread looks all round in a pixel or two; one direction of them would be a lamp in this pixel and the dark
    in the next, which is seen as stitches.

    Parameters
    ----------
    direction : ndarray (height, width, 3)
        Where each pixel looks, unit vectors in the camera's axes.
    coverage, strayed : ndarray (height, width)
        How much of each pixel looks there and elsewhere, 0 to 1.
    rig : dict of str to LightGroup
        Surroundings that mirrors see.

    Returns
    -------
    light : ndarray (height, width, 3)
        Before it is shaded.
    share : ndarray (height, width)
        0 (a mirror) to 1.
    """
    weight = cv2.blur(coverage, (3, 3)) + np.float32(1e-4)
    about = cv2.blur(direction * coverage[..., None], (3, 3)) / weight[..., None]
    length = np.linalg.norm(about, axis=2)
    share = np.maximum((_ALIKE - length) / (_ALIKE - _APART), 2 * strayed / (coverage + strayed + np.float32(1e-4)))
    share = np.clip(share, 0, 1) * (coverage > 0)
    share = np.clip(1.5 * cv2.blur(share.astype(np.float32), (3, 3)), 0, 1) * (coverage > 0)
    light = np.zeros_like(direction)
    rows, columns = np.nonzero(share > _LEAST)
    if len(rows):
        total = _smeared(
            np.sum([group.light * np.float32(group.base + 0.4 * group.gain) for group in rig.values()], axis=0)
        )
        ways = about[rows, columns] / np.maximum(length[rows, columns], np.float32(1e-4))[:, None]
        for first in range(0, len(rows), _PIECE):
            part = slice(first, first + _PIECE)
            light[rows[part], columns[part]] = looked_up(total, ways[part, None])[:, 0]
    return light, np.asarray(share, np.float32)


def _light_of(strays: Array, share: Array, surroundings: Array, backdrop: Array, focal: float) -> Array:
    """Return what each stray adds to its pixel, of which strays have a share, (rays, 3)."""
    height, width = backdrop.shape[:2]
    way, open_ = strays[:, _WAY], strays[:, _OPEN]
    seen = looked_up(surroundings, way[:, None])[:, 0]
    ahead = np.maximum(way[:, 2], 0.15)
    x = (width / 2 + focal * way[:, 0] / ahead).astype(np.float32)
    y = (height / 2 - focal * way[:, 1] / ahead).astype(np.float32)
    behind = cv2.remap(backdrop, x[:, None], y[:, None], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT)[:, 0]
    behind = (behind * np.clip(2.5 * way[:, 2:], 0.12, 0.90) + _WITHIN * seen) * open_[:, None]
    # A mirror's light is added to what is developed: the rest of its pixel is, too, as light of a share squared.
    mirrored = seen * (0.84 * np.clip(open_, 0, 1) ** 0.55 * share)[:, None]
    return np.asarray(np.where(strays[:, _CLEAR, None] > 0.5, behind, mirrored) * strays[:, 2:3], np.float32)


def _smeared(surroundings: Array) -> Array:
    """Return surroundings smeared round about."""
    size = surroundings.shape[1], surroundings.shape[0]
    small = cv2.resize(surroundings.astype(np.float32), _COARSE, interpolation=cv2.INTER_AREA)
    round_ = np.concatenate([small, small, small], axis=1)
    soft = cv2.GaussianBlur(round_, (0, 0), _SMEAR[0], sigmaY=_SMEAR[1])[:, _COARSE[0] : 2 * _COARSE[0]]
    return np.asarray(cv2.resize(np.ascontiguousarray(soft), size, interpolation=cv2.INTER_LINEAR), np.float32)
