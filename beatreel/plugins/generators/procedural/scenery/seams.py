"""Cuts meshes where one material ends and another begins, so that the seam between them is a line and no row of teeth."""

from __future__ import annotations

from typing import Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh

_TOUCHES = 1e-5  # metres: what is nearer lies on the seam


def cut(mesh: Mesh, sides: np.ndarray[Any, np.dtype[Any]]) -> Mesh:
    """Return a mesh whose triangles all lie on one side of a seam.

    Parameters
    ----------
    sides : ndarray (points,)
        Of each point: how far from the seam it lies, one side negative.
    """
    sides = np.where(np.abs(sides) < _TOUCHES, _TOUCHES, sides).astype(np.float32)
    above = (sides > 0)[mesh.triangles]
    count = above.sum(axis=1)
    crossed = (count == 1) | (count == 2)
    if not crossed.any():
        return mesh
    lone = above[crossed] == (count[crossed] == 1)[:, None]  # the point that has a side for itself comes first
    order = (lone.argmax(axis=1)[:, None] + np.arange(3)) % 3
    corners = np.take_along_axis(mesh.triangles[crossed], order, axis=1)
    a, b, c = corners.T
    data = np.concatenate([mesh.points, mesh.carried], axis=1)
    new = []
    for other in (b, c):
        share = (sides[a] / (sides[a] - sides[other]))[:, None]
        new.append((1 - share) * data[a] + share * data[other])
    data = np.concatenate([data, *new]).astype(np.float32)
    ab = len(mesh.points) + np.arange(len(a))
    ac = ab + len(a)
    parts = [np.stack(three, 1) for three in ((a, ab, ac), (ab, b, c), (ab, c, ac))]
    triangles = np.concatenate([mesh.triangles[~crossed], *parts]).astype(np.int32)
    skins = np.concatenate([mesh.skins[~crossed], *[mesh.skins[crossed]] * 3])
    return Mesh(data[:, :3], data[:, 3:], triangles, skins)
