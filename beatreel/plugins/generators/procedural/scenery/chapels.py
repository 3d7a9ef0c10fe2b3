"""A chapel that stands in a land, as a mesh: of boards or stone with a spire, or of clay with bells; metres, front towards smaller z."""

from __future__ import annotations

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, extruded, turned

from .built import EVEN, Place, skins
from .sheets import rectangle, sheet, walls

WIDE, TALL = 9.0, 17.6
_NAVE, _DEEP, _EAVES, _RISE = 3.4, 12.0, 4.6, 4.2  # half its width, its length, its walls, its roof over them
_TOWER, _FRONT, _BELFRY = 1.55, -2.2, 10.4  # half its width, where its front is, the foot of the spire


def chapel(place: Place, *, glow: float, clay: bool = False, stone: bool = False, snow: bool = False) -> Mesh:
    """Return a chapel, some 12 m long.

    Parameters
    ----------
    glow : float
        Of its windows and its open door; 0 leaves them dark.
    clay : bool
        As in deserts: plastered walls, a wall of bells, a flat roof.
    stone : bool
        Grey stone; else white boards.
    snow : bool
        It lies on the roof.
    """
    dark = place.material(skins.PLAIN, (0.01, 0.01, 0.012), gloss=0.06, rough=0.02)
    of = {
        "trim": place.material(skins.PLAIN, (0.40, 0.42, 0.43) if not clay else (0.06, 0.10, 0.16)),
        "roof": place.material(skins.STONE, (0.64, 0.60, 0.57) if snow else (0.05, 0.055, 0.07), scale=0.4),
        "wood": place.material(skins.WOOD, (0.03, 0.06, 0.12), scale=0.3),
        "bronze": place.material(skins.PLAIN, (0.05, 0.14, 0.20), gloss=0.4, rough=0.3),
        "dark": dark,
        "light": place.material(
            skins.PLAIN, (0.02, 0.02, 0.02), glow=tuple(glow * part for part in (0.30, 0.68, 1.0)), family=EVEN
        )
        if glow > 0
        else dark,
    }
    if clay:
        of["wall"] = place.material(skins.PLAIN, (0.52, 0.62, 0.68), rough=0.5, scale=0.5)
        return Mesh.of(_of_clay(of))
    of["wall"] = (
        place.material(skins.STONE, (0.22, 0.24, 0.26), scale=0.8)
        if stone
        else place.material(skins.WOOD, (0.50, 0.53, 0.54), gloss=0.01, rough=0.3, scale=0.16)
    )
    return Mesh.of(_with_spire(of))


def _with_spire(of: dict[str, int]) -> list[Mesh]:
    parts = walls(rectangle(-_NAVE, _NAVE, 0.0, _DEEP), -2.0, _EAVES, of["wall"])
    for z in (0.05, _DEEP - 0.05):
        gable = extruded([(-_NAVE, 0.0), (_NAVE, 0.0), (0.0, _RISE)], 0.08, of["wall"])
        parts.append(gable.moved(0, _EAVES, z))
    slope, over, top = _RISE / _NAVE, 0.4, _EAVES + _RISE + 0.12
    for way in (-1.0, 1.0):
        edge, low = way * (_NAVE + over), _EAVES - slope * over + 0.12
        upper, lower = ((0.0, top, -0.35), (0.0, top, _DEEP + 0.35)), ((edge, low, -0.35), (edge, low, _DEEP + 0.35))
        parts.append(sheet(upper, lower, of["roof"], (way, 1.0, 0.0)))
        parts.append(bars([(0, top, -0.36)], [(edge, low, -0.36)], (0.05, 0.13), of["trim"]))
    parts += _sides(of, _NAVE, (1.8, 4.4, 7.0, 9.6))
    middle = _FRONT + _TOWER
    parts += walls(rectangle(-_TOWER, _TOWER, _FRONT, _FRONT + 2 * _TOWER), -2.0, _BELFRY, of["wall"])
    for y, out in ((7.2, 0.10), (_BELFRY, 0.22)):
        parts.append(boxes([(0, y, middle)], (_TOWER + out, 0.12, _TOWER + out), of["trim"]))
    corners = [(x, 3.6, z) for x in (-_TOWER, _TOWER) for z in (_FRONT, _FRONT + 2 * _TOWER)]
    parts.append(boxes(corners, (0.10, 3.6, 0.10), of["trim"]))
    spire = turned(
        [(0.05, TALL - 1.5), (0.62, 13.4), (1.65 * np.sqrt(2), _BELFRY + 0.1)], 4, of["roof"], start=np.pi / 4
    )
    parts.append(spire.moved(0, 0, middle))
    parts += _cross(0.0, TALL - 1.6, middle, of["trim"])
    for way in (-1.0, 0.0, 1.0):  # the openings of the belfry, with their slats
        face = [_arch(0.55, 1.3, 0.05, of["dark"]), *_frame(0.55, 1.3, of["trim"])]
        face.append(boxes([(0, 0.2 + 0.26 * row, -0.06) for row in range(6)], (0.53, 0.03, 0.05), of["trim"]))
        parts += [one.moved(0, 0, -_TOWER, 0).moved(0, 0, 0, way * np.pi / 2).moved(0, 7.7, middle) for one in face]
    return parts + _door(of, _FRONT, 4.9)


def _of_clay(of: dict[str, int]) -> list[Mesh]:
    parts = walls(rectangle(-_NAVE, _NAVE, 0.0, _DEEP), -2.0, 5.6, of["wall"])
    parts.append(boxes([(0, 5.4, _DEEP / 2)], (_NAVE - 0.1, 0.1, _DEEP / 2 - 0.1), of["wall"]))
    beams = [(side * _NAVE, 4.7, z) for side in (-1.0, 1.0) for z in np.linspace(0.9, _DEEP - 0.9, 9)]
    parts.append(boxes(beams, (0.35, 0.09, 0.09), of["wood"]))
    front = [(-3.7, 0.0), (3.7, 0.0), (3.7, 6.2), (2.9, 6.6), (2.5, 7.5), (1.7, 7.9), (1.6, 10.6)]
    arc = [(1.6 * np.cos(turn), 10.6 + 1.1 * np.sin(turn)) for turn in np.linspace(0.2, np.pi - 0.2, 9)]
    outline = [*front, *arc, *[(-x, y) for x, y in reversed(front[2:])]]
    parts.append(extruded([(x, y) for x, y in outline], 0.9, of["wall"]).moved(0, 0, -0.3))
    parts.append(boxes([(0, -1.0, -0.3)], (3.7, 1.0, 0.45), of["wall"]))
    for side in (-1.0, 1.0):  # two bells in two arches
        parts.append(_arch(0.52, 1.2, 0.06, of["dark"]).moved(side * 0.78, 8.5, -0.77))
        bell = turned([(0.04, 0.72), (0.17, 0.64), (0.22, 0.30), (0.36, 0.0)], 20, of["bronze"])
        parts.append(bell.moved(side * 0.78, 8.85, -0.95))
        parts.append(
            bars([(side * 0.78 - 0.5, 9.62, -0.95)], [(side * 0.78 + 0.5, 9.62, -0.95)], (0.05, 0.05), of["wood"])
        )
    parts += _cross(0.0, 11.6, -0.3, of["wood"])
    parts += _sides(of, _NAVE, (2.4, 6.0, 9.6))
    return parts + _door(of, -0.75, 5.1)


def _sides(of: dict[str, int], half: float, places: tuple[float, ...]) -> list[Mesh]:
    """Return the pointed windows along both sides."""
    window = [_arch(0.46, 1.5, 0.05, of["light"]), *_frame(0.46, 1.5, of["trim"])]
    window.append(boxes([(0, 0.95, -0.06)], (0.03, 1.0, 0.03), of["trim"]))
    window.append(boxes([(0, y, -0.06) for y in (0.5, 1.0, 1.5)], (0.45, 0.025, 0.03), of["trim"]))
    return [
        one.moved(0, 0, 0, -side * np.pi / 2).moved(side * half, 1.5, z)
        for side in (-1.0, 1.0)
        for z in places
        for one in window
    ]


def _door(of: dict[str, int], z: float, rose: float) -> list[Mesh]:
    """Return an arched door, one wing open, with light in it, steps before it and a round window over it."""
    parts = [_arch(0.95, 1.9, 0.05, of["light"]).moved(0, 0.3, z - 0.02)]
    parts += [one.moved(0, 0.3, z - 0.03) for one in _frame(0.95, 1.9, of["trim"])]
    parts.append(boxes([(-0.48, 1.35, z - 0.06)], (0.46, 1.05, 0.04), of["wood"]))
    parts.append(boxes([(0.98, 1.35, z - 0.5)], (0.04, 1.05, 0.46), of["wood"]))
    parts += [
        boxes([(0, 0.02 + 0.09 * up, z - 1.2 + 0.3 * up)], (1.7 - 0.2 * up, 0.10, 0.6), of["trim"]) for up in (0, 1, 2)
    ]
    turns = np.linspace(0, 2 * np.pi, 25)[:-1]
    parts.append(
        extruded([(0.62 * np.cos(turn), 0.62 * np.sin(turn)) for turn in turns], 0.05, of["light"]).moved(
            0, rose, z - 0.03
        )
    )
    ring = [(0.66 * np.cos(turn), rose + 0.66 * np.sin(turn), z - 0.05) for turn in turns]
    parts.append(bars(ring, [*ring[1:], ring[0]], (0.07, 0.07), of["trim"]))
    spokes = [(0.64 * np.cos(turn), rose + 0.64 * np.sin(turn), z - 0.07) for turn in turns[::3]]
    parts.append(bars([(0, rose, z - 0.07)] * len(spokes), spokes, (0.025, 0.025), of["trim"]))
    return parts


def _cross(x: float, foot: float, z: float, skin: int) -> list[Mesh]:
    return [boxes([(x, foot + 0.75, z), (x, foot + 1.0, z)], [(0.06, 0.75, 0.06), (0.40, 0.06, 0.06)], skin)]


def _outline(half: float, spring: float) -> list[tuple[float, float]]:
    """Return the edge of a pointed arch from its right foot to its left one."""
    turns = np.linspace(0.0, np.pi / 3, 8)  # two circles of its width, each about the other's foot
    right = [(-half + 2 * half * np.cos(turn), spring + 2 * half * np.sin(turn)) for turn in turns]
    return [(half, 0.0), *right, *[(-x, y) for x, y in reversed(right[:-1])], (-half, 0.0)]


def _arch(half: float, spring: float, thick: float, skin: int) -> Mesh:
    return extruded([(float(x), float(y)) for x, y in _outline(half, spring)], thick, skin)


def _frame(half: float, spring: float, skin: int) -> list[Mesh]:
    edge = [(x, y, -0.05) for x, y in _outline(half + 0.05, spring)]
    return [bars(edge[:-1], edge[1:], (0.06, 0.06), skin)]
