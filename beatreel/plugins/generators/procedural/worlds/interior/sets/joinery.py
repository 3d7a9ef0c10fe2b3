"""What rooms are fitted with: walls with windows, parquet, cushions, curtains, beads of crystal, people in the round; metres."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, grid, tube, turned
from beatreel.plugins.generators.procedural.scenery.gothic import pointed
from beatreel.plugins.generators.procedural.scenery.upholstery import curtain as curtain, cushion as cushion

Array = np.ndarray[Any, np.dtype[np.float32]]

PALE_OAK = (0.20, 0.27, 0.33)  # limed boards of a bright room


def window_wall(
    x: float, z: float, half: float, tall: float, opening: tuple[float, float, float, float], thick: float, skin: int, frame: int,
    panes: tuple[int, int] = (3, 6),
) -> Mesh:  # fmt: skip
    """Return a wall along z with one window in its middle.

    Parameters
    ----------
    opening : tuple of float
        Half width, sill, springing and rise of the window; a rise of its half width makes a round arch, 0 a flat head.
    thick : float
        How deep its reveal is, towards greater x.
    panes : tuple of int
        Columns and rows between its bars.
    """
    wide, sill, spring, rise = opening
    inner = np.linspace(-wide, wide, 33)
    arch = spring + (pointed(inner, wide, rise) if rise > 0 else np.zeros(33, np.float32))

    def sheet(places: Any, low: Any, high: Any) -> Mesh:
        points = np.empty((2, len(places), 3), np.float32)
        points[..., 0], points[..., 2] = x, z + np.asarray(places)
        points[0, :, 1], points[1, :, 1] = high, low
        return grid(
            points,
            skin,
            uv=points[..., [2, 1]],
            normals=np.broadcast_to(np.float32([-np.sign(thick), 0, 0]), points.shape),
        )

    parts = [sheet(np.linspace(-half, -wide, 5), 0.0, tall), sheet(np.linspace(wide, half, 5), 0.0, tall),
             sheet(inner, 0.0, sill), sheet(inner, arch, tall)]  # fmt: skip
    outline = np.concatenate([[(-wide, sill)], np.stack([inner, arch], 1), [(wide, sill)], [(-wide, sill)]])
    ring = np.empty((2, len(outline), 3), np.float32)
    ring[..., 2], ring[..., 1] = z + outline[:, 0], outline[:, 1]
    ring[0, :, 0], ring[1, :, 0] = x, x + thick
    parts.append(grid(ring, skin))
    edge = np.stack([np.full(len(outline), x - 0.02 * np.sign(thick)), outline[:, 1], z + outline[:, 0]], 1)
    parts.append(tube(edge, 0.055, 6, frame))
    at = x + 0.55 * thick
    across = np.linspace(-wide, wide, panes[0] + 1)[1:-1]
    tops = spring + (pointed(across, wide, rise) if rise > 0 else 0 * across)
    parts.append(
        bars(
            [[at, sill, z + c] for c in across],
            [[at, t, z + c] for c, t in zip(across, tops, strict=True)],
            (0.022, 0.03),
            frame,
        )
    )
    rows = np.linspace(sill, spring, panes[1] + 1)
    parts.append(bars([[at, y, z - wide] for y in rows], [[at, y, z + wide] for y in rows], (0.02, 0.03), frame))
    return Mesh.of(parts)


def facing(mesh: Mesh, x: float, z: float, *, turn: float = -math.pi / 2) -> Mesh:
    """Return what was made along z at the origin as part of a wall across the view."""
    return mesh.moved(x, 0.0, z, turn=turn)


def parquet(
    half: float,
    ends: tuple[float, float],
    skin: tuple[int, int],
    *,
    long: float = 0.60,
    wide: float = 0.12,
    y: float = 0.003,
) -> Mesh:
    """Lay a floor of blocks in herringbone, of two woods."""
    step = wide * math.sqrt(2)
    rows, parts = [], []
    count = int(math.ceil(2 * half / (long * math.sqrt(2)))) + 2
    for n in range(int((ends[1] - ends[0]) / step) + 4):
        for k in range(-count, count):
            rows.append((k * long * math.sqrt(2) / 1.0, ends[0] + n * step, 1))
            rows.append((k * long * math.sqrt(2) + long / math.sqrt(2), ends[0] + n * step, -1))
    at = np.array(rows, np.float32)
    at = at[np.abs(at[:, 0]) < half + long]
    c = np.float32(math.sqrt(0.5))
    for which in range(2):
        some = at[(np.arange(len(at)) * 7919 // 13) % 2 == which]
        way = np.stack([np.full(len(some), c), some[:, 2] * c], 1)
        side = np.stack([-way[:, 1], way[:, 0]], 1)
        middle = some[:, :2]
        corner = [
            middle + a * (long / 2) * way + b * (wide / 2 - 0.0012) * side
            for a, b in ((-1, -1), (1, -1), (1, 1), (-1, 1))
        ]
        points = np.zeros((len(some), 4, 3), np.float32)
        for n, one in enumerate(corner):
            points[:, n, 0], points[:, n, 2], points[:, n, 1] = one[:, 0], one[:, 1], y
        carried = np.zeros((len(some), 4, 6), np.float32)
        shift = (np.arange(len(some)) * 0.618 % 1 * 40).astype(np.float32)
        carried[..., 0] = shift[:, None] + np.float32([0, long, long, 0])
        carried[..., 1] = np.floor(shift * 37)[:, None] * 0.2 + np.float32([0.04, 0.04, 0.16, 0.16])
        carried[..., 3], carried[..., 5] = 1.0, 1.0
        start = (4 * np.arange(len(some), dtype=np.int32))[:, None, None]
        triangles = (start + np.array([[0, 1, 2], [0, 2, 3]], np.int32)).reshape(-1, 3)
        parts.append(
            Mesh(
                points.reshape(-1, 3), carried.reshape(-1, 6), triangles, np.full(len(triangles), skin[which], np.int16)
            )
        )
    return Mesh.of(parts)


def beads(places: Any, radii: Any, skin: int) -> Mesh:
    """Return cut stones: an octahedron at each place (count, 3)."""
    places = np.asarray(places, np.float32).reshape(-1, 3)
    count = len(places)
    tips = np.array([[1, 0, 0], [0, 0, 1], [-1, 0, 0], [0, 0, -1], [0, 1.25, 0], [0, -1.25, 0]], np.float32)
    faces = [(a, (a + 1) % 4, tip) for a in range(4) for tip in (4, 5)]
    size = np.broadcast_to(np.asarray(radii, np.float32), (count,))[:, None, None]
    points = places[:, None] + size * tips[np.array(faces).ravel()][None]
    carried = np.zeros((count, 24, 6), np.float32)
    normals = np.array([np.mean(tips[list(face)], axis=0) for face in faces], np.float32)
    normals /= np.linalg.norm(normals, axis=1, keepdims=True)
    carried[..., 2:5] = np.repeat(normals, 3, axis=0)
    carried[..., 0], carried[..., 1] = np.arange(count)[:, None] * 0.37, 0.5
    triangles = np.arange(24 * count, dtype=np.int32).reshape(-1, 3)
    return Mesh(
        points.reshape(-1, 3).astype(np.float32),
        carried.reshape(-1, 6),
        triangles,
        np.full(len(triangles), skin, np.int16),
    )


def chair(wood: int, seat: int) -> Mesh:
    """Return a chair with turned legs and a padded seat, which faces -z."""
    parts = [
        cushion((0.22, 0.04, 0.21), seat).moved(0, 0.46, 0),
        bars([(-0.2, 0.42, -0.19)], [(0.2, 0.42, -0.19)], (0.018, 0.03), wood),
    ]
    leg = [(0.022, 0.44), (0.024, 0.36), (0.016, 0.10), (0.012, 0.0)]
    for x in (-0.19, 0.19):
        parts += [
            turned(leg, 12, wood).moved(x, 0, -0.18),
            tube([(x, 0.0, 0.20), (x, 0.46, 0.18), (x * 0.94, 0.80, 0.22), (x * 0.9, 0.98, 0.27)], 0.018, 8, wood),
        ]
    top = np.linspace(-0.18, 0.18, 13)
    parts += [
        tube(np.stack([top, 0.97 + 0.03 * np.cos(9 * top), np.full(13, 0.27)], 1), 0.022, 8, wood),
        cushion((0.14, 0.17, 0.03), seat).leaned(0, -0.2).moved(0, 0.74, 0.22),
    ]
    return Mesh.of(parts)


def loft(rings: Any, skin: int, *, sides: int = 28) -> Mesh:
    """Return a limb or trunk through ellipses: rows of x, y, z, half width and half depth."""
    rings = np.asarray(rings, np.float32)
    t = np.linspace(0, 1, len(rings))
    fine = np.linspace(0, 1, 4 * len(rings))
    rings = np.stack([np.interp(fine, t, rings[:, k]) for k in range(5)], 1)
    for _ in range(2):
        rings[1:-1] = 0.25 * rings[:-2] + 0.5 * rings[1:-1] + 0.25 * rings[2:]
    turn = np.linspace(0, 2 * math.pi, sides + 1)
    points = np.empty((len(rings), sides + 1, 3), np.float32)
    points[..., 0] = rings[:, :1] + rings[:, 3:4] * np.cos(turn)
    points[..., 1] = rings[:, 1:2]
    points[..., 2] = rings[:, 2:3] + rings[:, 4:5] * np.sin(turn)
    return grid(points, skin, wrap=True)


def picture_frame(wide: float, tall: float, frame: int, canvas: int, *, deep: float = 0.05, rail: float = 0.07) -> Mesh:
    """Return a framed canvas in the plane z = 0, seen from -z, its middle at the origin."""
    a, b = wide / 2 + rail / 2, tall / 2 + rail / 2
    line = [(-a, b, -deep / 2), (a, b, -deep / 2), (a, -b, -deep / 2), (-a, -b, -deep / 2)]
    ends = [*line[1:], line[0]]
    parts = [bars(line, ends, (rail / 2, deep / 2), frame)]
    parts.append(
        grid(
            [
                [(-wide / 2, tall / 2, -0.01), (wide / 2, tall / 2, -0.01)],
                [(-wide / 2, -tall / 2, -0.01), (wide / 2, -tall / 2, -0.01)],
            ],
            canvas,
        )
    )
    return Mesh.of(parts)


def rolled(mesh: Mesh, angle: float) -> Mesh:
    """Return it turned about z."""
    c, s = math.cos(angle), math.sin(angle)
    way = np.float32([[c, s, 0], [-s, c, 0], [0, 0, 1]])
    carried = mesh.carried.copy()
    carried[:, 2:5] = carried[:, 2:5] @ way
    return Mesh((mesh.points @ way).astype(np.float32), carried, mesh.triangles, mesh.skins)


def bulb(radius: float, skin: int) -> Mesh:
    """Return a light bulb whose widest part is at the origin, its neck up."""
    profile = [
        (0.30, 1.9),
        (0.34, 1.5),
        (0.55, 1.0),
        (0.86, 0.5),
        (1.0, 0.0),
        (0.88, -0.48),
        (0.52, -0.85),
        (0.0, -1.0),
    ]
    return turned([(radius * r, radius * y) for r, y in profile], 20, skin)
