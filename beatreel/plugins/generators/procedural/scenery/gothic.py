"""Pointed arches of stone: vaults on ribs, clustered piers, walls with lancets; meshes in metres."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, grid, tube, turned

Array = np.ndarray[Any, np.dtype[np.float32]]


def pointed(at: Any, half: float, rise: float) -> Array:
    """Return the height of a pointed arch over its springing at places across, 0 outside."""
    radius = (half * half + rise * rise) / (2 * half)
    off = np.abs(np.asarray(at, np.float64)) + radius - half
    return np.asarray(np.sqrt(np.maximum(radius * radius - off * off, 0)), np.float32)


def vault(x: float, z: float, half: tuple[float, float], spring: float, rise: float, web: int, rib: int) -> Mesh:
    """Return one bay of a ribbed vault: two pointed tunnels that meet, and ribs where they do; ``half`` across and along."""
    u, w = np.meshgrid(np.linspace(-1, 1, 41), np.linspace(-1, 1, 41))
    high = np.maximum(pointed(u * half[0], half[0], rise), pointed(w * half[1], half[1], rise))
    points = np.stack([x + u * half[0], spring + high, z + w * half[1]], -1)
    across = pointed(u * half[0], half[0], rise) > pointed(w * half[1], half[1], rise)
    uv = np.where(
        across[..., None],
        np.stack([w * half[1], 1.3 * u * half[0]], -1),
        np.stack([u * half[0], 1.3 * w * half[1]], -1),
    )
    parts = [grid(points, web, uv=uv)]
    s = np.linspace(-1, 1, 33)
    up = spring + pointed(s, 1.0, rise) - 0.03
    for a, b in ((s, s), (s, -s)):
        parts.append(tube(np.stack([x + a * half[0], up, z + b * half[1]], 1), 0.085, 8, rib))
    for way in (-1.0, 1.0):
        parts.append(tube(np.stack([x + s * half[0], up, np.full_like(s, z + way * half[1])], 1), 0.15, 8, rib))
        parts.append(tube(np.stack([np.full_like(s, x + way * half[0]), up, z + s * half[1]], 1), 0.15, 8, rib))
    boss = turned([(0.0, 0.02), (0.20, 0.0), (0.24, -0.06), (0.12, -0.14), (0.0, -0.18)], 14, rib)
    parts.append(boss.moved(x, spring + rise + 0.02, z))
    return Mesh.of(parts)


def pier(x: float, z: float, tall: float, thick: float, skin: int, capital: int) -> Mesh:
    """Return a clustered pier: shafts around a core, on a base, under a capital of leaves."""
    turn = np.linspace(0, 2 * np.pi, 97)[::-1]
    lobes = thick * (0.80 + 0.26 * np.abs(np.cos(4 * turn)) ** 0.6)
    rows = np.array([tall - 0.62, 0.46], np.float32)
    points = np.empty((2, len(turn), 3), np.float32)
    points[..., 0], points[..., 2] = lobes * np.cos(turn), lobes * np.sin(turn)
    points[..., 1] = rows[:, None]
    uv = np.stack(np.broadcast_arrays(turn[None] * thick, rows[:, None]), -1)
    shaft = grid(points, skin, uv=uv, wrap=True)
    base = [
        (1.02, 0.48),
        (1.16, 0.44),
        (1.20, 0.38),
        (1.10, 0.32),
        (1.28, 0.26),
        (1.36, 0.18),
        (1.40, 0.16),
        (1.40, 0.0),
    ]
    top = [
        (1.62, 0.0),
        (1.62, -0.10),
        (1.50, -0.14),
        (1.42, -0.22),
        (1.12, -0.44),
        (1.05, -0.56),
        (1.16, -0.60),
        (1.02, -0.66),
    ]
    parts = [
        shaft, turned([(r * thick, y) for r, y in base], 8, skin, start=math.pi / 8),
        turned([(r * thick, tall + y) for r, y in top], 24, capital),
    ]  # fmt: skip
    for k in range(16):  # leaves that curl out under the plate
        a = k * math.pi / 8
        out = np.array([1.08, 1.20, 1.46, 1.56, 1.44]) * thick
        up = tall + np.array([-0.52, -0.34, -0.22, -0.24, -0.31])
        curl = np.stack([out * math.cos(a), up, out * math.sin(a)], 1)
        parts.append(tube(curl, [0.05, 0.055, 0.05, 0.035, 0.02], 6, capital))
    return Mesh.of(parts).moved(x, 0, z)


def lancet_wall(
    x: float,
    z: float,
    half: float,
    top: Any,
    opening: tuple[float, float, float, float],
    thick: float,
    skin: int,
    frame: int,
) -> Mesh:
    """Return a wall along z with one pointed window in its middle.

    Parameters
    ----------
    half : float
        Of the wall, along z.
    top : Callable
        Its upper edge at places along, from its middle.
    opening : tuple of float
        Half width, sill, springing and rise of the window.
    thick : float
        How deep its reveal is, towards greater x.
    """
    wide, sill, spring, rise = opening

    def sheet(places: Any, low: Any, high: Any) -> Mesh:
        places = np.asarray(places, np.float32)
        points = np.empty((2, len(places), 3), np.float32)
        points[..., 0], points[..., 2] = x, z + places
        points[0, :, 1], points[1, :, 1] = high, low
        return grid(
            points,
            skin,
            uv=points[..., [2, 1]],
            normals=np.broadcast_to(np.float32([-np.sign(thick), 0, 0]), points.shape),
        )

    inner = np.linspace(-wide, wide, 33)
    arch = spring + pointed(inner, wide, rise)
    sides = [np.linspace(-half, -wide, 9), np.linspace(wide, half, 9)]
    parts = [sheet(at, 0.0, top(at)) for at in sides]
    parts += [sheet(inner, 0.0, sill), sheet(inner, arch, top(inner))]
    outline = np.concatenate([[(-wide, sill)], np.stack([inner, arch], 1), [(wide, sill)], [(-wide, sill)]])
    ring = np.empty((2, len(outline), 3), np.float32)
    ring[..., 2], ring[..., 1] = z + outline[:, 0], outline[:, 1]
    ring[0, :, 0], ring[1, :, 0] = x, x + thick
    parts.append(grid(ring, skin))
    edge = np.stack([np.full(35, x - 0.03 * np.sign(thick)), outline[:35, 1], z + outline[:35, 0]], 1)
    parts.append(tube(edge, 0.07, 6, frame))
    at = x + 0.6 * thick
    parts.append(_tracery(at, z, opening, frame))
    return Mesh.of(parts)


def _tracery(x: float, z: float, opening: tuple[float, float, float, float], skin: int) -> Mesh:
    """Return a mullion that parts into two lights under a ring, with iron bars and lead between."""
    wide, sill, spring, _ = opening
    parts = []
    half = wide / 2
    s = np.linspace(-half, half, 13)
    small = 1.15 * half
    for way in (-1.0, 1.0):
        points = np.stack([np.full(13, x), spring - 0.25 + pointed(s, half, small), z + way * half + s], 1)
        parts.append(tube(points, 0.045, 6, skin))
    parts.append(bars([[x, sill, z]], [[x, spring - 0.2, z]], (0.05, 0.05), skin))
    turn = np.linspace(0, 2 * np.pi, 25)
    ring = 0.30 * wide
    centre = spring - 0.25 + small + 0.62 * ring
    parts.append(
        tube(np.stack([np.full(25, x), centre + ring * np.sin(turn), z + ring * np.cos(turn)], 1), 0.045, 6, skin)
    )
    for a in range(4):
        lobe = np.stack([np.full(13, x), centre + 0.5 * ring * (math.sin(a * math.pi / 2) + np.sin(np.linspace(0, 2 * np.pi, 13))),
                         z + 0.5 * ring * (math.cos(a * math.pi / 2) + np.cos(np.linspace(0, 2 * np.pi, 13)))], 1)  # fmt: skip
        parts.append(tube(lobe, 0.022, 5, skin))
    rows = np.arange(sill + 0.45, spring - 0.1, 0.45)
    parts.append(bars([[x, y, z - wide] for y in rows], [[x, y, z + wide] for y in rows], (0.014, 0.014), skin))
    columns = [c for c in np.linspace(-wide, wide, 9)[1:-1] if abs(c) > 0.05]
    parts.append(
        bars([[x, sill, z + c] for c in columns], [[x, spring + 0.1, z + c] for c in columns], (0.010, 0.010), skin)
    )
    return Mesh.of(parts)
