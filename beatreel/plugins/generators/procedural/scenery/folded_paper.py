"""Cranes and planes folded of paper, as meshes: flat facets with creases between them; a metre long, nose towards greater x."""

from __future__ import annotations

from typing import Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, grid, tube

from .built import Place, skins

PAPERS = (
    (0.66, 0.70, 0.72), (0.52, 0.64, 0.72), (0.10, 0.14, 0.62), (0.06, 0.34, 0.68), (0.50, 0.26, 0.08), (0.42, 0.30, 0.66),
    (0.62, 0.66, 0.68), (0.36, 0.48, 0.16),
)  # fmt: skip
"""Colours of paper, linear BGR."""


def paper_crane(place: Place, colour: tuple[float, ...], lift: float, *, thread: float = 0.0) -> Mesh:
    """Return a crane.

    Parameters
    ----------
    colour : tuple of float
        Of its paper.
    lift : float
        How high the tips of its wings stand, metres.
    thread : float
        How long the thread is by which it hangs, metres; 0 for none.
    """
    paper = place.material(skins.PLAIN, colour)
    shaded = place.material(skins.PLAIN, tuple(0.80 * part for part in colour))
    front, back, keel, top = (0.24, 0.0, 0.0), (-0.24, 0.0, 0.0), (0.0, -0.20, 0.0), (0.0, 0.15, 0.0)
    facets: list[tuple[Any, Any, Any, int]] = []
    for way in (-1.0, 1.0):
        side = (0.0, 0.03, 0.12 * way)
        facets += [
            (front, keel, side, shaded),
            (keel, back, side, paper),
            (front, side, top, paper),
            (side, back, top, shaded),
        ]
        tip, middle = (-0.02, 0.06 + lift, 0.66 * way), (0.0, 0.05 + 0.35 * lift, 0.34 * way)
        ahead, behind = (0.20, 0.03, 0.08 * way), (-0.20, 0.03, 0.08 * way)
        for a, b, skin in (
            (ahead, (0.105, middle[1] - 0.015, middle[2]), paper),
            (behind, (-0.115, middle[1] - 0.015, middle[2]), shaded),
        ):
            facets += [(a, b, middle, skin), (a, middle, side, skin), (b, tip, middle, skin)]
        edge = 0.035 * way
        neck, head, beak = (0.20, 0.02, edge), (0.52, 0.42, 0.004 * way), (0.68, 0.30, 0.0)
        facets += [(neck, (0.14, 0.06, 0.0), head, shaded), (neck, front, head, paper)]
        facets += [(head, beak, (0.48, 0.35, 0.02 * way), paper)]
        tail = (-0.60, 0.40, 0.0)
        facets += [((-0.20, 0.02, edge), (-0.12, 0.07, 0.0), tail, paper), ((-0.20, 0.02, edge), back, tail, shaded)]
    parts = _sheets(facets)
    if thread:
        cord = place.material(skins.PLAIN, (0.30, 0.32, 0.34))
        parts.append(tube([top, (0.0, top[1] + thread, 0.0)], 0.003, 5, cord))
    return Mesh.of(parts)


def paper_plane(place: Place, colour: tuple[float, ...]) -> Mesh:
    """Return a plane, a dart whose wings stand up a little; ``colour`` is that of its paper."""
    paper = place.material(skins.PLAIN, colour)
    shaded = place.material(skins.PLAIN, tuple(0.72 * part for part in colour))
    nose, keel, tail = (0.56, 0.02, 0.0), (-0.44, -0.17, 0.0), (-0.46, 0.05, 0.0)
    facets: list[tuple[Any, Any, Any, int]] = []
    for way in (-1.0, 1.0):
        root, tip, rim = (-0.46, 0.05, 0.035 * way), (-0.46, 0.13, 0.40 * way), (-0.40, 0.125, 0.40 * way)
        facets += [(nose, keel, root, shaded), (nose, root, tip, paper), (nose, tip, rim, paper)]
        facets.append((keel, tail, root, shaded))
    return Mesh.of(_sheets(facets))


def _sheets(facets: list[tuple[Any, Any, Any, int]]) -> list[Mesh]:
    """Return facets, each three corners and a skin, as paper that is seen from both sides."""
    parts = []
    for a, b, c, skin in facets:
        sheet = np.array([[a, b], [c, c]], np.float32)
        normal = np.cross(sheet[0, 1] - sheet[0, 0], sheet[1, 0] - sheet[0, 0])
        normal /= max(float(np.linalg.norm(normal)), 1e-9)
        for way in (-1.0, 1.0):
            aside = sheet + 0.0012 * way * normal
            parts.append(grid(aside, skin, normals=np.broadcast_to(way * normal, (2, 2, 3))))
    return parts
