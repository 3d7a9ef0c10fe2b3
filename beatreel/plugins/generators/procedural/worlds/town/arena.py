"""An arena under the sky: sand within a barrier, tiers of steps, and arches all around; one of old stones, or a bullring in use."""

from __future__ import annotations

import math

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, grid
from beatreel.plugins.generators.procedural.scenery.built import skins
from beatreel.plugins.generators.procedural.scenery.streets import sheet

from .site import Site, View, somebody

AIR = 0.0022
_RADIUS, _STEPS, _RUN, _RISE = 24.0, 14, 0.95, 0.52  # of the sand, and of the steps about it, metres
_BAYS, _WIDE, _SPRING = 44, 0.62, 2.6  # arches, how much of a bay each is, and where its curve begins
_DEEP = 1.1  # metres, of a wall of arches
_CURVE = 9  # points of an arch
_STOREY = 5.6
_FALLEN = (0.9, 5.1)  # from which angle to which the upper storey of an old arena is gone, radians from the right
_CROWD = ((0.06, 0.06, 0.42), (0.62, 0.62, 0.64), (0.40, 0.20, 0.06), (0.09, 0.09, 0.10), (0.10, 0.44, 0.66))
_CAPE = (0.05, 0.03, 0.42)
_GIVEN_UP = {"ruin", "ruins", "ruined", "abandoned", "overgrown", "crumbling", "forgotten"}


def sun_at(kind: str, hour: str, side: float, rng: np.random.Generator) -> float:
    """Return where the sun stands: to one side, which leaves a half of the sand in shade; low over a shoulder, on the steps ahead."""
    return side * float(rng.uniform(1.6, 2.1) if hour in ("golden", "dusk", "dawn") else rng.uniform(1.1, 1.6))


def build(site: Site, kind: str, shot: str, side: float) -> View:
    """Build it; wide from high up on the steps, medium across the sand, close at somebody on it, detail along its barrier."""
    place, is_old = site.place, kind == "arena"
    stone = (0.30, 0.42, 0.52) if is_old else (0.52, 0.60, 0.66)
    walls = place.material(skins.STONE, stone, scale=0.7)
    steps = place.material(skins.STONE if is_old else skins.PLASTER, tuple(0.92 * part for part in stone), scale=0.9)
    sand = place.material(
        skins.GROUND, (0.17, 0.32, 0.47), tuple(0.84 * part for part in (0.17, 0.32, 0.47)), scale=1.6
    )
    dark = place.material(skins.PLASTER, (0.05, 0.06, 0.08))
    place.add(sheet(-140, 140, -140, 140, -0.02, sand))
    turn = np.linspace(0, 2 * math.pi, 145)
    high = _barrier(site, turn, walls, is_old=is_old)
    rows = [
        _ring(turn, _RADIUS + 1.4 + _RUN * step, high + _RISE * step + lift - 0.3)
        for step in range(_STEPS)
        for lift in (0.0, _RISE)
    ]
    place.add(grid(np.stack(rows[::-1]), steps, wrap=True))
    outer, floor = _RADIUS + 1.4 + _RUN * _STEPS, high + _RISE * _STEPS - 0.3
    place.add(grid(np.stack([_ring(turn, outer + 5, floor), _ring(turn, outer - _RUN, floor)]), steps, wrap=True))
    _arches(site, outer, floor, walls, (0.0, 2 * math.pi))
    if is_old:  # what is left of its upper storey stands opposite of the sun
        left = (_FALLEN[1] - 2 * math.pi, _FALLEN[0]) if side > 0 else (math.pi - _FALLEN[0], 3 * math.pi - _FALLEN[1])
        _arches(site, outer, floor + _STOREY, walls, left)
    else:
        tiles = place.material(skins.BRICK, (0.07, 0.15, 0.36))
        edges = [_ring(turn, outer + 4.5, floor + _STOREY + 1.6), _ring(turn, outer - 1.2, floor + _STOREY + 0.1)]
        place.add(grid(np.stack(edges), tiles, wrap=True))
        place.add(
            grid(
                np.stack([_ring(turn, outer + 4.2, floor + _STOREY), _ring(turn, outer + 4.2, floor)]), dark, wrap=True
            )
        )
        _flags(site, outer, floor + _STOREY + 0.3)
    if not site.empty and not (is_old and _GIVEN_UP & site.words):
        _crowd(site, high)
    spot = {
        "wide": (-side * 5.0, 3.0),
        "medium": (-side * 1.5, 1.0),
        "close": (-side * 0.75, -0.6),
        "detail": (0.0, 0.0),
    }[shot]
    if not site.empty and (site.somebody or not is_old) and shot != "detail":
        place.add(somebody(site, "stander", _CAPE).moved(spot[0], 0.0, spot[1]))
    return {
        "wide": View((side * 8.0, high + 8.0, -_RADIUS - 8.0), -side * 11.0, 0.86, 0.36, 1.6),
        "medium": View((side * 0.1, 1.65, -7.0), 0.0, 0.95, 0.62, 1.0),
        "close": View((side * 0.1, 1.45, -4.6), side * 2.0, 1.05, 0.55, 0.4),
        "detail": View((side * (_RADIUS - 3.0), 1.3, -6.0), side * 11.0, 1.0, 0.58, 0.4),
    }[shot]


def _ring(turn: np.ndarray, radius: float, height: float | np.ndarray) -> np.ndarray:
    return np.stack([radius * np.cos(turn), np.broadcast_to(height, turn.shape), radius * np.sin(turn)], 1)


def _barrier(site: Site, turn: np.ndarray, walls: int, *, is_old: bool) -> float:
    """Set what is around the sand, and return how high it is: a wall with dark gates, or red boards with a white band."""
    place, rng = site.place, site.rng
    high = 2.7 if is_old else 1.55
    skin = walls if is_old else place.material(skins.WOOD, (0.05, 0.05, 0.34), scale=0.3)
    place.add(grid(np.stack([_ring(turn, _RADIUS + 0.35, high), _ring(turn, _RADIUS, high)]), skin, wrap=True))
    place.add(grid(np.stack([_ring(turn, _RADIUS, high), _ring(turn, _RADIUS, 0.0)]), skin, wrap=True))
    if not is_old:
        white = place.material(skins.PLASTER, (0.72, 0.74, 0.76))
        place.add(
            grid(np.stack([_ring(turn, _RADIUS - 0.02, 1.18), _ring(turn, _RADIUS - 0.02, 1.0)]), white, wrap=True)
        )
        for radius in (9.0, 16.0):
            place.add(
                grid(np.stack([_ring(turn, radius + 0.09, 0.01), _ring(turn, radius - 0.09, 0.01)]), white, wrap=True)
            )
    hole = place.material(skins.PLAIN, (0.012, 0.014, 0.018))
    for angle in (
        0.5 * math.pi,
        0.5 * math.pi + float(rng.uniform(1.2, 1.6)),
        0.5 * math.pi - float(rng.uniform(1.2, 1.6)),
    ):
        span = np.linspace(angle - 1.5 / _RADIUS, angle + 1.5 / _RADIUS, 5)
        tall = 0.86 * high
        place.add(grid(np.stack([_ring(span, _RADIUS - 0.03, tall), _ring(span, _RADIUS - 0.03, 0.0)]), hole))
    return high


def _arches(site: Site, radius: float, floor: float, skin: int, reach: tuple[float, float]) -> None:
    """Set a storey of arches on a ring between two angles, with what is seen of its depth."""
    turn, under = [], []
    bay = 2 * math.pi / _BAYS
    half = 0.5 * _WIDE * bay
    curve = np.linspace(math.pi, 0, _CURVE)
    for number in range(math.floor(reach[0] / bay), math.ceil(reach[1] / bay)):
        middle = (number + 0.5) * bay
        turn += [middle - 0.5 * bay, middle - half, *(middle + half * np.cos(curve)), middle + half]
        under += [0.0, 0.0, *(_SPRING + half * radius * np.sin(curve)), 0.0]
    turn, under = np.array([*turn, turn[-1] + 0.5 * bay - half]), np.array([*under, 0.0])
    top = floor + _STOREY
    for near, far in ((radius, None), (radius, radius + _DEEP)):
        lower = _ring(turn, near, floor + under)
        upper = _ring(turn, near, top) if far is None else _ring(turn, far, floor + under)
        site.place.add(grid(np.stack([upper, lower]), skin))
    site.place.add(grid(np.stack([_ring(turn, radius + _DEEP, top), _ring(turn, radius, top)]), skin))
    for out, y, tall in ((0.22, top - 0.25, 0.5), (0.14, floor + _SPRING - 0.1, 0.2)):  # cornices
        if tall > 0.3:
            site.place.add(grid(np.stack([_ring(turn, radius - out, y + tall), _ring(turn, radius - out, y)]), skin))
            site.place.add(grid(np.stack([_ring(turn, radius - out, y), _ring(turn, radius, y)]), skin))


def _crowd(site: Site, high: float) -> None:
    """Seat people on the steps, but for those behind the camera."""
    place, rng = site.place, site.rng
    seats = []
    for step in range(1, _STEPS):
        radius = _RADIUS + 1.4 + _RUN * (step - 0.45)
        turn = np.sort(rng.uniform(-0.4, math.pi + 0.4, int(0.62 * radius * 3.9)))
        seats.append(_ring(turn, radius, high + _RISE * step + 0.06))
    sitting = np.concatenate(seats)
    which = rng.integers(0, len(_CROWD), len(sitting))
    for number, colour in enumerate(_CROWD):
        place.add(boxes(sitting[which == number], (0.20, 0.34, 0.17), place.material(skins.CLOTH, colour)))
    face = place.material(skins.PLAIN, (0.16, 0.22, 0.34))
    place.add(boxes(sitting + np.array([0, 0.46, 0]), (0.10, 0.12, 0.10), face))


def _flags(site: Site, radius: float, height: float) -> None:
    """Let flags stand on the edge of the roof."""
    place, rng = site.place, site.rng
    turn = np.linspace(0, math.pi, 12)
    feet = _ring(turn, radius, height)
    pole = place.material(skins.PLAIN, (0.30, 0.32, 0.34))
    place.add(bars(feet, feet + np.array([0, 3.0, 0]), (0.04, 0.04), pole))
    cloths = [place.material(skins.CLOTH, colour) for colour in ((0.05, 0.04, 0.50), (0.06, 0.50, 0.75))]
    along = np.linspace(0, 1.5, 7)
    parts = []
    for number, foot in enumerate(feet):
        sway = 0.12 * np.sin(4.2 * along + float(rng.uniform(0, 6)))
        edges = [
            np.stack([foot[0] + along, foot[1] + y + 0 * along - 0.1 * along, foot[2] + sway], 1) for y in (2.95, 2.05)
        ]
        parts.append(grid(np.stack(edges), cloths[number % 2]))
    place.add(Mesh.of(parts))
