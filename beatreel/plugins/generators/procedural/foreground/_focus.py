"""Where in a picture stands what its prompt names, so that a camera that looks closer keeps it in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from beatreel.plugins.generators.procedural.painting import Focus

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Painting

Array = np.ndarray[Any, np.dtype[np.float32]]

_STEP = 8  # pixels between those that are compared
_NEARER = 0.97  # of the depth before
_LEAST, _MOST = 0.0015, 0.45  # share of the picture that a thing covers
_HEAD = 0.35  # of its height from its top: where one looks


def sampled(painting: Painting) -> Array:
    """Return a painting's depths, thinned out, to compare later ones with."""
    return np.array(painting.depth[::_STEP, ::_STEP], np.float32)


def focus_of(painting: Painting, before: Array, layers: int) -> Focus | None:
    """Return where something stands that came into a painting.

    Parameters
    ----------
    painting : Painting
    before : ndarray (rows, columns)
        :func:`sampled` before it came.
    layers : int
        How many layers there were.

    Returns
    -------
    Focus or None
        None where nothing came, or as much as a second picture.
    """
    now = sampled(painting)
    came = now < _NEARER * before if now.shape == before.shape else np.zeros(now.shape, bool)
    for layer in painting.layers[layers:]:
        alpha = np.asarray(layer.alpha)[::_STEP, ::_STEP]
        if alpha.shape == came.shape:
            came |= alpha > 0.5
    if not _LEAST < came.mean() < _MOST:
        return None
    rows, columns = np.nonzero(came)
    (top, foot), (left, right) = np.percentile(rows, (3, 97)), np.percentile(columns, (3, 97))
    height, width = came.shape
    x, y = 0.5 * (left + right + 1), top + _HEAD * (foot - top)
    return Focus(float(x) / width, float(y) / height, float(right - left) / 2 / width, float(y - top) / height)
