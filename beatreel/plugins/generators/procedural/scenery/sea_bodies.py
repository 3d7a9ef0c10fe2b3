"""Bodies and fins of what swims in the sea: smooth hulls, dark above and pale below, and fins with the section of a foil."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels import silhouette
from beatreel.plugins.generators.procedural.kernels.fields import fbm_at, step
from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, grid

from .built import Colour, Place, skins
from .flyers import loft

Array = np.ndarray[Any, np.dtype[np.float32]]


def hide(place: Place, back: Colour, belly: Colour, gloss: float = 0.05, rough: float = 0.22) -> int:
    """Return a skin that :func:`toned` shades from the colour of a back (0) to that of a belly (1)."""
    dark, pale = tuple(part / 0.6 for part in back), tuple(part / 1.2 for part in belly)
    return place.material(skins.LEAF, dark, pale, gloss=gloss, rough=rough)


def toned(mesh: Mesh, tone: Any) -> Mesh:
    """Return a mesh of a :func:`hide` with a tone (0 to 1) at each of its points."""
    carried = mesh.carried.copy()
    carried[:, 0] = np.clip(tone, 0.01, 0.98)
    return Mesh(mesh.points, carried, mesh.triangles, mesh.skins)


def body(
    along: tuple[float, float], knots: Any, high: Any, low: Any, wide: Any, skin: int, *, arch: Any = None,
    edge: tuple[float, float] = (0.1, -0.5), ragged: float = 0.1, grain: float = 0.05, flat: float = 2.0,
) -> Mesh:  # fmt: skip
    """Return a body with countershading.

    Parameters
    ----------
    along : tuple of float
        Where it begins and ends, metres.
    knots, high, low, wide : array_like
        Half sizes above, below and beside its middle at shares of its length.
    arch : callable, optional
        Height of its middle by the share of its length.
    edge : tuple of float
        Between which heights, in half sizes, the back becomes the belly.
    ragged, grain : float
        How much that line wanders, and how uneven the tones are.
    """
    s = np.linspace(0, 1, 220)
    fine = np.exp(-0.5 * (np.arange(-12, 13) / 3.2) ** 2)
    fine /= fine.sum()
    sizes = (np.interp(s, knots, one) for one in (high, low, wide))
    up, down, half = (np.convolve(np.pad(one, 12, mode="edge"), fine, "valid") for one in sizes)
    nose = np.sqrt(np.clip(s / 0.02, 0, 1))  # it ends round
    x = along[0] + (along[1] - along[0]) * s
    y = arch(s) if arch is not None else 0 * s
    hull = loft(np.stack([x, y, 0 * s], 1), up * nose, half * nose, skin, sides=64, low=down * nose, flat=flat)
    share = np.repeat(s, 65)
    above = hull.points[:, 1] - np.interp(share, s, y)
    height = above / np.interp(share, s, np.maximum(np.where(s < 0.02, 1.0, nose) * 0.5 * (up + down), 1e-3))
    a, b = (3.0 * hull.points[:, 0]).astype(np.float32), (3.0 * hull.points[:, 1]).astype(np.float32)
    b = b + np.sign(hull.points[:, 2]) * 7
    wander = ragged * fbm_at(a, b, 1.0, 11, 4)
    tone = step(*edge, (height + wander).astype(np.float32)) + grain * fbm_at(a, b, 0.35, 13, 4)
    return toned(hull, tone)


def foil(outline: Any, thick: float, skin: int, tone: float = 0.05, pale: float = 0.0) -> Mesh:
    """Return a fin in the plane of x and y, its root at y = 0: thick at the root and thin at its edges and tip.

    ``pale`` is how much paler its rear edge is.
    """
    edge = silhouette.smooth_curve(outline)
    up = np.linspace(0.0, float(edge[:, 1].max()) * 0.995, 46)
    rows: list[tuple[float, float]] = []
    for y in up:
        crossing = [
            float(a[0] + (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]))
            for a, b in zip(edge, np.roll(edge, -1, axis=0), strict=True)
            if (a[1] - y) * (b[1] - y) <= 0 and a[1] != b[1]
        ]
        rows.append((min(crossing), max(crossing)) if crossing else rows[-1])
    left, right = np.array(rows).T
    t = np.linspace(0, 2 * math.pi, 29)
    across = 0.5 + 0.5 * np.cos(t)
    x = left[:, None] + (right - left)[:, None] * across
    z = thick * np.sin(t)[None] * (0.45 + 0.55 * across)[None] * (1 - 0.75 * (up / up[-1]))[:, None]
    sheet = np.stack([x, np.broadcast_to(up[:, None], x.shape), z], -1)
    made = grid(sheet.astype(np.float32), skin)
    return toned(made, np.broadcast_to(tone + pale * (1 - across)[None] ** 2, x.shape).ravel())
