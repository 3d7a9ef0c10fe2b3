"""A motorcycle as a mesh, and who rides it; metres, its nose towards greater x, wheels on the ground."""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, boxes, grid, tube, turned

from .built import ODD, Colour, Place, skins
from .rounded import rounded

_AXLES, _WHEEL = (-0.72, 0.74), 0.33
_EVEN = (1.0,)  # paint is not blotched
_BEHIND = (-0.36, 0.08)  # metres from the rider to whoever sits behind, ahead and up
_ROWS = 200  # a metre of a body


class _Skins(NamedTuple):
    paint: int
    chrome: int
    metal: int
    rubber: int
    leather: int
    head: int
    tail: int
    plate: int


def motorcycle(place: Place, paint: Colour, *, lamps: float = 0.0) -> Mesh:
    """Return a motorcycle without its rider; 2.2 m long, 1.2 m high.

    Parameters
    ----------
    paint : Colour
        Of its tank and fenders.
    lamps : float
        Light of its headlight, 0 for none.
    """
    made = _Skins(
        paint=place.material(skins.PLAIN, paint, gloss=0.09, rough=0.03, extra=_EVEN),
        chrome=place.material(skins.METAL, (0.60, 0.60, 0.60), gloss=0.62, rough=0.06, metal=True),
        metal=place.material(skins.METAL, (0.12, 0.12, 0.12), gloss=0.30, rough=0.25, metal=True),
        rubber=place.material(skins.PLAIN, (0.013, 0.013, 0.014), gloss=0.02, rough=0.3),
        leather=place.material(skins.PLAIN, (0.018, 0.017, 0.017), gloss=0.05, rough=0.25),
        head=place.material(
            skins.GLOW, (0.5, 0.5, 0.5), gloss=0.2, scale=0.0, family=ODD, glow=tuple(lamps * part for part in (0.75, 0.95, 1.1))
        ),
        tail=place.material(
            skins.GLOW, (0.02, 0.02, 0.35), gloss=0.1, scale=0.0, family=ODD,
            glow=tuple((0.22 + 0.9 * lamps) * part for part in (0.02, 0.03, 1.0)),
        ),
        plate=place.material(skins.PLAIN, (0.42, 0.44, 0.45), gloss=0.03),
    )  # fmt: skip
    parts = [*_wheels(made), *_frame(made), *_front(made), *_rear(made)]
    return Mesh.of(parts)


def rider(place: Place, jacket: Colour, helmet: Colour, variant: int, *, pillion: bool = False) -> Mesh:
    """Return who rides it, or sits close behind; ``variant`` says who that is."""
    shell = place.material(skins.PLAIN, helmet, gloss=0.10, rough=0.04, extra=_EVEN)
    visor = place.material(skins.PLAIN, (0.008, 0.008, 0.009), gloss=0.14, rough=0.02)
    body = rounded(place, "astride", _ROWS, jacket, variant)
    high = float(body.points[:, 1].max())
    used = np.unique(body.triangles)
    head = body.points[used][body.points[used, 1] > high - 0.17]
    x, _, z = 0.5 * (head.min(axis=0) + head.max(axis=0))
    top = _ball((0.150, 0.165, 0.168), shell).moved(x, high - 0.135, z)
    glass = _ball((0.132, 0.070, 0.138), visor).moved(x, high - 0.14, z + 0.042)
    ahead, up = _BEHIND if pillion else (0.0, 0.0)
    return Mesh.of([body, top, glass]).moved(ahead, up, 0, turn=-math.pi / 2)


def _ball(half: tuple[float, float, float], skin: int, power: float = 1.0) -> Mesh:
    """Return a rounded body about the origin; a lower ``power`` makes it boxier."""
    turn, rise = np.linspace(0, 2 * np.pi, 29), np.linspace(0.5 * np.pi, -0.5 * np.pi, 17)

    def bent(value: Any) -> Any:
        return np.sign(value) * np.abs(value) ** power

    x = half[0] * bent(np.cos(rise))[:, None] * bent(np.cos(turn))[None]
    y = np.broadcast_to(half[1] * bent(np.sin(rise))[:, None], x.shape)
    z = half[2] * bent(np.cos(rise))[:, None] * bent(np.sin(turn))[None]
    return grid(np.stack([x, y, z], -1)[:, ::-1], skin, wrap=True)


def _wheels(made: _Skins) -> list[Mesh]:
    found = []
    for x, wide in zip(_AXLES, (0.085, 0.055), strict=True):
        t = np.linspace(0, 2 * np.pi, 17)
        tyre = [(_WHEEL - 0.06 + 0.06 * math.cos(a), wide * math.sin(a)) for a in t[::-1]]
        parts = [
            turned(tyre, 44, made.rubber),
            turned([(0.262, 0.03), (0.262, -0.03), (0.235, -0.03), (0.235, 0.03)], 40, made.chrome),
        ]
        parts.append(turned([(0.0, 0.07), (0.05, 0.07), (0.05, -0.07), (0.0, -0.07)], 20, made.metal))
        for k in range(7):
            a = 2 * math.pi * k / 7
            ends = [(r * math.cos(a), 0.0, r * math.sin(a)) for r in (0.04, 0.245)]
            parts.append(tube(ends, [0.018, 0.012], 6, made.metal))
        found.append(Mesh.of(parts).leaned(0, -math.pi / 2).moved(x, _WHEEL, 0))
    return found


def _frame(made: _Skins) -> list[Mesh]:
    """Return engine, tank, seat and exhausts."""
    found = [_ball((0.24, 0.16, 0.15), made.metal, 0.5).moved(0.02, 0.38, 0)]
    for lean, x in ((0.42, 0.14), (-0.42, -0.08)):  # two cylinders with their fins
        fins = boxes([(0, 0.05 * k, 0) for k in range(6)], (0.085, 0.016, 0.105), made.chrome)
        found.append(fins.leaned(-lean, 0).moved(x, 0.50, 0))
    found.append(_ball((0.33, 0.135, 0.165), made.paint, 0.8).moved(0.20, 0.87, 0))
    found.append(_ball((0.34, 0.065, 0.155), made.leather, 0.6).moved(-0.38, 0.81, 0))
    found.append(_ball((0.20, 0.06, 0.125), made.leather, 0.6).moved(-0.72, 0.88, 0))
    spine = [(0.50, 0.92, 0), (0.10, 0.74, 0), (-0.40, 0.70, 0), (-0.85, 0.78, 0)]
    found.append(tube(spine, 0.035, 8, made.metal))
    for way in (-1.0, 1.0):
        pipe = [
            (0.22, 0.52, way * 0.12),
            (0.36, 0.30, way * 0.17),
            (0.05, 0.22, way * 0.20),
            (-0.45, 0.27, way * 0.21),
            (-1.02, 0.36, way * 0.22),
        ]
        at = np.linspace(0, len(pipe) - 1, 33)
        line = np.stack([np.interp(at, np.arange(len(pipe)), np.array(pipe)[:, c]) for c in range(3)], 1)
        line[1:-1] = 0.25 * line[:-2] + 0.5 * line[1:-1] + 0.25 * line[2:]
        found.append(tube(line, np.interp(at, [0, 2.6, 3, 4], [0.028, 0.030, 0.052, 0.058]), 12, made.chrome))
        found.append(tube([(-0.72, 0.33, way * 0.12), (-0.20, 0.52, way * 0.11)], 0.024, 8, made.metal))
        found.append(tube([(-0.70, 0.36, way * 0.14), (-0.62, 0.76, way * 0.14)], 0.026, 8, made.chrome))
    return found


def _front(made: _Skins) -> list[Mesh]:
    """Return the fork, the bar with its mirrors, the headlight and the fender."""
    found = [_fender(_AXLES[1], (0.30, 2.5), 0.075, made.paint)]
    for way in (-1.0, 1.0):
        found.append(tube([(0.74, 0.33, way * 0.10), (0.46, 1.04, way * 0.10)], 0.026, 10, made.chrome))
        bar = [(0.48, 1.06, 0.0), (0.47, 1.08, way * 0.16), (0.44, 1.05, way * 0.30), (0.40, 1.03, way * 0.43)]
        found.append(tube(bar, 0.016, 8, made.chrome))
        found.append(tube([(0.42, 1.035, way * 0.34), (0.40, 1.03, way * 0.45)], 0.021, 8, made.rubber))
        found.append(tube([(0.44, 1.05, way * 0.30), (0.47, 1.20, way * 0.40)], 0.008, 6, made.chrome))
        found.append(_ball((0.014, 0.042, 0.068), made.chrome, 0.7).moved(0.47, 1.22, way * 0.42))
    bowl = turned([(0.0, 0.06), (0.07, 0.04), (0.095, 0.0), (0.085, -0.09), (0.0, -0.15)], 24, made.chrome)
    lens = turned([(0.0, 0.075), (0.06, 0.062), (0.085, 0.035)], 24, made.head)
    found += [part.leaned(-math.pi / 2, 0).moved(0.62, 0.94, 0) for part in (bowl, lens)]
    return found


def _rear(made: _Skins) -> list[Mesh]:
    """Return the fender, the tail light, the plate and the indicators."""
    found = [_fender(_AXLES[0], (0.9, 3.0), 0.10, made.paint)]
    found.append(_ball((0.035, 0.040, 0.085), made.tail, 0.6).moved(-1.06, 0.72, 0))
    found.append(boxes([(-1.09, 0.56, 0)], (0.004, 0.07, 0.115), made.plate))
    found.append(boxes([(-1.07, 0.56, 0)], (0.012, 0.08, 0.125), made.metal))
    for way in (-1.0, 1.0):
        found.append(tube([(-1.0, 0.69, way * 0.08), (-1.02, 0.69, way * 0.20)], 0.010, 6, made.chrome))
        found.append(_ball((0.035, 0.028, 0.030), made.tail, 0.8).moved(-1.03, 0.69, way * 0.22))
    return found


def _fender(x: float, angles: tuple[float, float], half: float, skin: int) -> Mesh:
    """Return a sheet over a wheel, between two angles from ahead of it, radians."""
    turn = np.linspace(*angles, 25)
    across = np.linspace(-1, 1, 9)
    radius = _WHEEL + 0.045 - 0.05 * np.abs(across) ** 3
    at = np.stack(
        [
            x + np.cos(turn)[:, None] * radius[None],
            _WHEEL + np.sin(turn)[:, None] * radius[None],
            np.broadcast_to(half * across, (25, 9)),
        ],
        -1,
    )
    return grid(at, skin)
