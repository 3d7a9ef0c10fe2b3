"""Motorcars as meshes: the bodies of :mod:`~..kernels.vehicle`, cut along their length."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

import numpy as np
from numba import njit

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, boxes, grid
from beatreel.plugins.generators.procedural.kernels.noise import LENT
from beatreel.plugins.generators.procedural.kernels.vehicle import SHAPES, distance
from beatreel.plugins.generators.procedural.scenery.built import EVEN, ODD, Place, skins
from beatreel.plugins.generators.procedural.scenery.seams import cut

Array = np.ndarray[Any, np.dtype[np.float32]]

_POST = 0.42  # metres from the side to which pillars reach
_EVEN_COAT = (1.0,)  # paint is not blotched
_COARSE, _FINE = (64, 44, 7), (190, 132, 22)  # stations, directions, and rows of the ends
_PAINT, _GLASS, _TYRE, _RIM, _DARK, _HEAD, _TAIL = range(7)


class Finish(NamedTuple):
    """Skins of a motorcar: paint, glass, tyres, rims, what is underneath, headlamps and tail lamps."""

    paint: int
    glass: int
    tyre: int
    rim: int
    dark: int
    head: int
    tail: int


def finish(
    place: Place, paint: tuple[float, ...], *, lit: float = 0.0, worn: bool = False, gloss: float = 0.06
) -> Finish:
    """Add the materials of a motorcar.

    Parameters
    ----------
    lit : float
        How bright its lamps are.
    worn : bool
        It is dusty and does not shine.
    gloss : float
        Share of light that its paint mirrors, 0 to 1.
    """
    head, tail = (tuple(lit * part for part in colour) for colour in ((5.0, 6.5, 7.5), (0.05, 0.10, 3.4)))
    gloss = 0.008 if worn else gloss
    return Finish(
        place.material(
            skins.PLASTER if worn else skins.PLAIN,
            paint,
            gloss=gloss,
            rough=0.5 if worn else 0.04,
            extra=() if worn else _EVEN_COAT,
        ),
        place.material(skins.PLAIN, (0.016, 0.015, 0.013), gloss=0.02 if worn else 0.10, rough=0.4 if worn else 0.02),
        place.material(skins.PLAIN, (0.014, 0.013, 0.013), gloss=0.01),
        place.material(skins.METAL, (0.42, 0.43, 0.44), gloss=0.3, rough=0.3, metal=True),
        place.material(skins.PLAIN, (0.012, 0.012, 0.012)),
        place.material(skins.PLAIN, (0.42, 0.44, 0.45), gloss=0.12, rough=0.1, glow=head, family=EVEN),
        place.material(skins.PLAIN, (0.02, 0.02, 0.30), gloss=0.08, rough=0.1, glow=tail, family=ODD),
    )


@njit(**LENT)
def _outline(shape, along, ways, middle, out):  # type: ignore[no-untyped-def]
    """Fill ``out`` with how far a body reaches from its axis, for each station and direction."""
    for i in range(along.size):
        for j in range(ways.shape[0]):
            far = np.float32(1.9)
            for _ in range(60):
                off = distance(shape, far * ways[j, 0], middle[i] + far * ways[j, 1], along[i])
                if off < np.float32(0.002):
                    break
                far -= max(np.float32(0.55) * off, np.float32(0.004))
                if far <= 0:
                    far = np.float32(0)
                    break
            out[i, j] = far


@njit(**LENT)
def _end(shape, way, points):  # type: ignore[no-untyped-def]
    """Set z of points (count, 3) to where a body ends ahead (``way`` 1) or behind (-1)."""
    for i in range(points.shape[0]):
        far = shape[0] + np.float32(0.1)
        for _ in range(80):
            off = distance(shape, points[i, 0], points[i, 1], way * far)
            if off < np.float32(0.002) or far < 0:
                break
            far -= max(np.float32(0.55) * off, np.float32(0.004))
        points[i, 2] = way * far


@njit(**LENT)
def _slopes(shape, points, out):  # type: ignore[no-untyped-def]
    small = np.float32(0.012)
    for i in range(points.shape[0]):
        x, y, z = points[i, 0], points[i, 1], points[i, 2]
        out[i, 0] = distance(shape, x + small, y, z) - distance(shape, x - small, y, z)
        out[i, 1] = distance(shape, x, y + small, z) - distance(shape, x, y - small, z)
        out[i, 2] = distance(shape, x, y, z + small) - distance(shape, x, y, z - small)


@cache
def _body(kind: str, fine: bool) -> Mesh:
    """Return the body of a motorcar whose skins are numbers of parts; it faces along z, its origin is below its middle."""
    shape = SHAPES[kind]
    long = float(shape[0])
    stations, angles, rows = _FINE if fine else _COARSE
    t = np.linspace(-1, 1, stations)
    along = (0.985 * long * (0.6 * t + 0.4 * np.sin(t * np.pi / 2))).astype(np.float32)
    turn = np.linspace(0, 2 * np.pi, angles + 1)
    ways = np.stack([np.sin(turn), -np.cos(turn)], 1).astype(np.float32)
    middle = np.full(stations, 0.60, np.float32)
    reach = np.zeros((stations, angles + 1), np.float32)
    _outline(shape, along, ways, middle, reach)
    body = np.empty((stations, angles + 1, 3), np.float32)
    body[..., 0], body[..., 1] = reach * ways[:, 0], middle[:, None] + reach * ways[:, 1]
    body[..., 2] = along[:, None]
    ends = []
    for ring, way in ((body[0], -1), (body[-1], 1)):
        share = np.linspace(0, 1, rows + 1)[:-1] if way < 0 else np.linspace(1, 0, rows + 1)[1:]
        cap = ring[None] * share[:, None, None].astype(np.float32)
        cap[..., 1] += middle[0] * (1 - share[:, None])
        flat = np.ascontiguousarray(cap.reshape(-1, 3))
        _end(shape, np.float32(way), flat)
        ends.append(flat.reshape(cap.shape))
    points = np.concatenate([ends[0], body, ends[1]])
    slopes = np.empty((points.size // 3, 3), np.float32)
    _slopes(shape, points.reshape(-1, 3), slopes)
    slopes /= np.maximum(np.linalg.norm(slopes, axis=1, keepdims=True), 1e-6)
    mesh = grid(points, _PAINT, normals=slopes.reshape(points.shape))
    if fine:
        for number in range(len(_seams(shape, mesh.points))):
            mesh = cut(mesh, _seams(shape, mesh.points)[number])
    mesh = Mesh(mesh.points, mesh.carried, mesh.triangles, _worn(shape, mesh, fine=fine))
    extra = [boxes([(0.0, 0.42, way * (long - 0.05)) for way in (-1, 1)], (0.80 * float(shape[1]), 0.05, 0.06), _RIM)]
    return Mesh.of([mesh, *extra])


def _pillars(shape: Array, x: Array, y: Array, z: Array) -> list[Array]:
    """Return how far outside each pair of pillars points are along the car, metres: at the back, in front and in the middle."""
    belt, roof = float(shape[2]), float(shape[3])
    part = np.clip((y - belt) / max(roof - belt, 0.01), 0, 1)
    found = [
        np.abs(z - (foot + (top - foot) * part)) - 0.075 for foot, top in ((shape[4], shape[5]), (shape[7], shape[6]))
    ]
    return [*found, np.abs(z - 0.5 * (shape[5] + shape[6])) - 0.05]


def _seams(shape: Array, points: Array) -> list[Array]:
    """Return how far points are from each line along which two skins of a motorcar meet."""
    x, y, z = points.T
    long, wide, belt, roof = (float(part) for part in shape[:4])
    is_cabin = y > belt - 0.2
    axle = np.where(np.abs(x) > wide - 0.4, np.hypot(y - shape[11], np.abs(z) - shape[12]), 1.0)
    ahead, behind = z > long - 0.25, z < -long + 0.25
    return [
        y - belt - 0.05, y - belt - 0.026, y - roof + 0.08, y - shape[10] - 0.10,
        *(np.where(is_cabin, off, 1.0) for off in (*_pillars(shape, x, y, z), np.abs(x) - wide + _POST)),
        axle - shape[11] - 0.075, axle - shape[11] - 0.01, axle - 0.62 * shape[11],
        np.where(ahead | behind, np.abs(y - 0.42) - 0.07, 1.0),
        np.where(ahead, np.abs(y - 0.62) - 0.065, 1.0), np.where(ahead, np.abs(x) - 0.52 * wide, 1.0),
        np.where(behind, np.abs(y - 0.74) - 0.06, 1.0), np.where(behind, np.abs(x) - 0.50 * wide, 1.0),
    ]  # fmt: skip


def _worn(shape: Array, mesh: Mesh, *, fine: bool) -> np.ndarray[Any, np.dtype[np.int16]]:
    """Return which part of a motorcar each triangle of its body is."""
    x, y, z = mesh.points[mesh.triangles].mean(axis=1).T
    long, wide, belt, roof = (float(part) for part in shape[:4])
    worn = mesh.skins.copy()
    ends = [(off < 0) & (np.abs(x) > wide - _POST) for off in _pillars(shape, x, y, z)]
    pillar = ends[0] | ends[1] | ends[2]
    worn[(y > belt + 0.05) & (y < roof - 0.08) & ~pillar] = _GLASS
    if fine:  # a line of chrome under the windows
        worn[(y > belt + 0.026) & (y < belt + 0.05)] = _RIM
    worn[y < shape[10] + 0.10] = _DARK
    worn[(np.abs(z) > long - 0.2) & (np.abs(y - 0.42) < 0.07)] = _DARK
    worn[(z > long - 0.20) & (np.abs(x) > 0.52 * wide) & (np.abs(y - 0.62) < 0.065)] = _HEAD
    worn[(z > long - 0.12) & (np.abs(x) < 0.52 * wide) & (np.abs(y - 0.62) < 0.065)] = _DARK
    worn[(z < -long + 0.20) & (np.abs(x) > 0.50 * wide) & (np.abs(y - 0.74) < 0.06)] = _TAIL
    axle = np.hypot(y - shape[11], np.abs(z) - shape[12])
    beside = np.abs(x) > wide - 0.32
    worn[beside & (axle < shape[11] + 0.075)] = _DARK
    worn[beside & (axle < shape[11] + 0.01)] = _TYRE
    worn[beside & (axle < 0.62 * shape[11])] = _RIM
    return worn


def motorcar(kind: str, worn: Finish, *, roof_sign: int = -1, fine: bool = True) -> Mesh:
    """Return a motorcar: a kind of :data:`~..kernels.vehicle.SHAPES`; with the skin of a sign on its roof, it is a taxi.

    What is not ``fine`` is for the distance.
    """
    body = _body(kind, fine)
    mesh = Mesh(body.points, body.carried, body.triangles, np.array(worn, np.int16)[body.skins])
    if roof_sign < 0:
        return mesh
    shape = SHAPES[kind]
    at = (0.0, float(shape[3]) + 0.09, 0.5 * float(shape[5] + shape[6]))
    return Mesh.of([mesh, boxes([at], (0.34, 0.085, 0.10), roof_sign)])
