"""Where in a picture stands what its prompt names, so that a camera that looks closer keeps it in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from beatreel.plugins.generators.procedural.painting import Focus

if TYPE_CHECKING:
    from collections.abc import Iterable

    from beatreel.plugins.generators.procedural.painting import Layer

Array = np.ndarray[Any, np.dtype[np.float32]]

_STEP = 8  # pixels between those that are compared
_NEARER = 0.97  # of the depth before
_LEAST, _MOST = 0.0015, 0.6  # share of the picture that a thing covers
_HEAD = 0.35  # of its height from its top: where one looks
_CROWN = 0.15  # of its height from its top: there is the head of who stands
_WHOLE = 0.3  # of the width to each side: what is wider leaves the picture of a closer look, and its head is to stay
_STANDS = 0.75  # of the height of the picture: what reaches down so far stands


def sampled(depth: Array) -> Array:
    """Return depths, thinned out, to compare later ones with."""
    return np.array(depth[::_STEP, ::_STEP], np.float32)


def focus_of(before: Array, depth: Array, layers: Iterable[Layer] = ()) -> Focus | None:
    """Return where something stands that came into a picture.

    Parameters
    ----------
    before : ndarray (rows, columns)
        Its depths as :func:`sampled` before it came.
    depth : ndarray (height, width)
        With it.
    layers : iterable of Layer
        That came with it.

    Returns
    -------
    Focus or None
        None where nothing came, or as much as a second picture.
    """
    now = sampled(depth)
    came = now < _NEARER * before if now.shape == before.shape else np.zeros(now.shape, bool)
    for layer in layers:
        alpha = np.asarray(layer.alpha)[::_STEP, ::_STEP]
        if alpha.shape == came.shape:
            came |= alpha > 0.5
    if not _LEAST < came.mean() < _MOST:
        return None
    rows, columns = np.nonzero(came)
    (top, foot), (left, right) = np.percentile(rows, (0.3, 97)), np.percentile(columns, (2, 98))
    height, width = came.shape
    y = top + _HEAD * (foot - top)
    if (
        right - left > 2 * _WHOLE * width and foot > _STANDS * height
    ):  # of what flies or swims, a wing or the tail is highest
        left, right = np.percentile(columns[rows <= top + _CROWN * (foot - top)], (2, 98))
    x = 0.5 * (left + right + 1)
    return Focus(float(x) / width, float(y) / height, float(right - left) / 2 / width, float(y - top) / height)
