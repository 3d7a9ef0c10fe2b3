"""A castle on its crag, as a mesh: walls with battlements, round towers under steep roofs, a keep, a gate; metres, its front towards
smaller z."""

from __future__ import annotations

from typing import Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, boxes, extruded, grid, turned

from .built import EVEN, Place, skins
from .sheets import rectangle, walls

WIDE, TALL = 58.0, 58.0
_TOP = 13.0  # of the crag
# Round towers: across, back, radius, top of the walls, height of the roof.
_TOWERS = (
    (-19.0, -11.0, 3.4, 29.0, 9.0), (17.5, -12.0, 3.8, 32.0, 10.0), (21.5, 5.0, 3.2, 28.0, 9.0), (-21.0, 6.0, 3.2, 31.0, 9.5),
    (-4.5, -14.5, 2.6, 26.0, 7.5), (4.5, -14.5, 2.6, 26.0, 7.5), (6.5, 3.0, 4.2, 45.0, 13.0), (-8.5, 6.5, 3.0, 39.0, 10.5),
)  # fmt: skip
_WALLS = (
    (-19.0, -11.0),
    (-4.5, -14.5),
    (4.5, -14.5),
    (17.5, -12.0),
    (21.5, 5.0),
    (10.0, 16.0),
    (-12.0, 16.0),
    (-21.0, 6.0),
)
_KEEP = (-9.0, 7.0, -2.0, 11.0, 33.0)  # left, right, front, back, top


def castle(
    place: Place,
    rng: np.random.Generator,
    *,
    glow: float,
    snow: bool = False,
    ruined: bool = False,
    white: bool = False,
) -> Mesh:
    """Return a castle.

    Parameters
    ----------
    glow : float
        Of its windows; 0 for none.
    snow : bool
        It lies on roofs and rock.
    ruined : bool
        Towers lack their roofs.
    white : bool
        Of pale stone, under blue tiles.
    """
    of = _skins(place, glow, snow)
    if white:
        of["stone"] = place.material(skins.BRICK, (0.50, 0.54, 0.57), rough=0.5, scale=0.6)
        of["pale"] = place.material(skins.STONE, (0.58, 0.61, 0.63), rough=0.5, scale=1.4)
        of["roof"] = place.material(skins.STONE, (0.30, 0.19, 0.12), rough=0.4, scale=0.8)
    parts = [_crag(of["rock"], rng)]
    for x, z, radius, top, roof in _TOWERS:
        parts += _tower(x, z, radius, top, 0.0 if ruined and rng.random() < 0.7 else roof, of)
        parts += _slits(x, z, radius, top, glow, of, rng)
    for (ax, az), (bx, bz) in zip(_WALLS, (*_WALLS[1:], _WALLS[0]), strict=True):
        parts += _curtain((ax, az), (bx, bz), 8.5, of)
    left, right, front, back, top = _KEEP
    parts += walls(rectangle(left, right, front, back), _TOP - 2, top, of["stone"])
    parts.append(
        boxes(
            [((left + right) / 2, top, (front + back) / 2)],
            ((right - left) / 2 + 0.4, 0.5, (back - front) / 2 + 0.4),
            of["pale"],
        )
    )
    parts += _merlons([(x, top + 1.1, front) for x in np.arange(left, right + 0.1, 1.9)], of["pale"])
    half = (right - left) / 2
    gable = extruded([(-half, 0.0), (half, 0.0), (0.0, 7.0)], back - front, of["roof"])
    parts.append(gable.moved((left + right) / 2, top + 0.4, (front + back) / 2))
    for y in (18.0, 23.0, 28.0):
        for x in np.arange(left + 2.0, right - 1.0, 3.6):
            parts += _window(float(x), y, front, 0.55, 1.3, glow > 0 and rng.random() < 0.65, of)
    gate = [(-1.9, 0.0), (1.9, 0.0), *((1.9 * np.cos(a), 4.0 + 1.9 * np.sin(a)) for a in np.linspace(0, np.pi, 9))]
    parts.append(extruded(gate, 0.4, of["dark"]).moved(0.0, _TOP, -14.7))
    return Mesh.of(parts)


TOWER_WIDE, TOWER_TALL = 25.0, 39.0
_ROCK = 0.46  # of the crag of a castle, is that of a tower that stands alone


def tower(place: Place, rng: np.random.Generator, *, glow: float, snow: bool = False, ruined: bool = False) -> Mesh:
    """Return a tower that stands alone on its rock, a turret at its side; see :func:`castle`."""
    of = _skins(place, glow, snow)
    parts: list[Mesh] = []
    for x, z, radius, top, roof in ((0.0, 0.0, 4.3, 33.0, 12.5), (4.3, -1.2, 1.9, 27.0, 7.5)):
        parts += _tower(x, z, radius, top, 0.0 if ruined else roof, of)
        parts += _slits(x, z, radius, top, glow, of, rng)
    parts += _window(0.0, 29.0, -4.2, 0.75, 1.5, glow > 0, of)
    door = [(-1.1, 0.0), (1.1, 0.0), *((1.1 * np.cos(a), 2.6 + 1.1 * np.sin(a)) for a in np.linspace(0, np.pi, 9))]
    parts.append(extruded(door, 0.5, of["dark"]).moved(-0.6, _TOP, -4.3))
    sunk = (1 - _ROCK) * _TOP  # its foot is on the rock
    return Mesh.of([_crag(of["rock"], rng).moved(0, 0, 0, scale=_ROCK), Mesh.of(parts).moved(0, -sunk, 0)])


def _skins(place: Place, glow: float, snow: bool) -> dict[str, int]:
    """Return what castles are built of, by name."""
    white = (0.62, 0.58, 0.55)
    of: dict[str, int] = {
        "stone": place.material(skins.BRICK, (0.20, 0.23, 0.26), rough=0.5, scale=0.6),
        "pale": place.material(skins.STONE, (0.26, 0.30, 0.33), rough=0.5, scale=1.4),
        "roof": place.material(skins.STONE, white if snow else (0.075, 0.060, 0.058), rough=0.4, scale=0.8),
        "rock": place.material(
            skins.STONE, (0.42, 0.40, 0.38) if snow else (0.075, 0.085, 0.095), rough=0.6, scale=0.9
        ),
        "dark": place.material(skins.PLAIN, (0.010, 0.010, 0.011)),
    }
    of["light"] = place.material(
        skins.PLAIN, (0.02, 0.02, 0.02), glow=tuple(glow * part for part in (0.22, 0.60, 1.0)), family=EVEN
    )
    return of


def _crag(skin: int, rng: np.random.Generator) -> Mesh:
    """Return rock that falls off on all sides, in ledges."""
    turn = np.linspace(0, 2 * np.pi, 145)[::-1]
    rise = np.array([1.0, 1.0, 0.80, 0.55, 0.34, 0.18, 0.0, -0.45])
    out = np.array([0.0, 24.0, 24.6, 26.5, 28.0, 31.5, 36.0, 42.0])
    wave = sum(float(rng.uniform(0.3, 1.0)) / k * np.cos(k * turn + float(rng.uniform(0, 6.28))) for k in range(2, 19))
    points = np.empty((len(rise), len(turn), 3), np.float32)
    for row, (up, far) in enumerate(zip(rise, out, strict=True)):
        ledge = (
            1
            + (0.075 * wave + 0.07 * np.cos(9 * turn + 2.1 * row) + 0.05 * np.cos(23 * turn - 1.3 * row))
            * min(row, 4)
            / 4
        )
        points[row, :, 0], points[row, :, 2] = far * ledge * np.cos(turn), 0.72 * far * ledge * np.sin(turn)
        points[row, :, 1] = _TOP * up + (0.8 * np.cos(7 * turn + row) + 0.5 * np.cos(19 * turn + 2 * row)) * (
            1 < row < 6
        )
    return grid(points, skin, wrap=True)


def _tower(x: float, z: float, radius: float, top: float, roof: float, of: dict[str, int]) -> list[Mesh]:
    """Return a round tower that widens below its battlements, under a roof like a cone if it has one."""
    body = [(1.18, top + 0.6), (1.18, top - 1.2), (1.0, top - 2.4), (1.0, _TOP), (1.12, _TOP - 6.0)]
    parts = [turned([(radius * share, y) for share, y in body], 22, of["stone"]).moved(x, 0, z)]
    turn = np.linspace(0, 2 * np.pi, 11)[:-1]
    at = [(x + 1.12 * radius * np.cos(a), top + 1.1, z + 1.12 * radius * np.sin(a)) for a in turn]
    parts += _merlons(at, of["pale"])
    if roof > 0:
        parts.append(
            turned([(0.0, top + roof), (0.16, top + roof - 0.6), (0.98 * radius, top + 0.4)], 22, of["roof"]).moved(
                x, 0, z
            )
        )
    else:
        parts.append(turned([(0.0, top), (radius, top)], 22, of["pale"]).moved(x, 0, z))
    return parts


def _merlons(at: list[tuple[float, float, float]], skin: int) -> list[Mesh]:
    return [boxes(at, (0.5, 0.6, 0.42), skin)]


def _curtain(a: tuple[float, float], b: tuple[float, float], tall: float, of: dict[str, int]) -> list[Mesh]:
    """Return a wall between two towers, with battlements."""
    run = np.hypot(b[0] - a[0], b[1] - a[1])
    steps = np.linspace(0, 1, max(int(run / 1.9), 2))
    top = _TOP + tall
    merlons = [(a[0] + (b[0] - a[0]) * s, top + 0.6, a[1] + (b[1] - a[1]) * s) for s in steps]
    off = np.array([b[1] - a[1], a[0] - b[0]]) / run * 0.7
    corners = [
        (a[0] + off[0], a[1] + off[1]),
        (b[0] + off[0], b[1] + off[1]),
        (b[0] - off[0], b[1] - off[1]),
        (a[0] - off[0], a[1] - off[1]),
    ]
    return [*walls(corners, _TOP - 5, top, of["stone"]), *_merlons(merlons, of["pale"])]


def _slits(
    x: float, z: float, radius: float, top: float, glow: float, of: dict[str, int], rng: np.random.Generator
) -> list[Mesh]:
    parts: list[Mesh] = []
    for y in np.arange(_TOP + 4.0, top - 3.0, 5.5):
        a = float(rng.uniform(-0.5, 0.5))
        lit = glow > 0 and rng.random() < 0.5
        parts += _window(x + radius * np.sin(a), float(y), z - radius * np.cos(a), 0.32, 0.9, lit, of)
    return parts


def _window(x: float, y: float, z: float, half: float, high: float, lit: Any, of: dict[str, int]) -> list[Mesh]:
    pane = of["light"] if lit else of["dark"]
    return [
        boxes([(x, y, z - 0.12)], (half, high, 0.12), pane),
        boxes([(x, y - high - 0.15, z - 0.2), (x, y + high + 0.15, z - 0.2)], (half + 0.25, 0.15, 0.2), of["pale"]),
    ]
