"""The cabin of a cable car that hangs from its ropes over a valley, and one that comes the other way; metres, it climbs towards +x."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, extruded, grid, tube

from .built import EVEN, skins
from .rounded import rounded

if TYPE_CHECKING:
    from .built import Place

CABIN = 4.4  # metres from end to end
_WIDE, _LOW, _HIGH = 1.15, -1.35, 1.30  # half its width, its floor and its roof
_ROPE, _CLIMB, _SAG = (
    4.7,
    0.30,
    0.0010,
)  # height of the rope over the cabin's middle, its slope there, and how much that grows
_OTHER = (44.0, 7.0)  # where the other cabin is: along the ropes, and beside them
_ABOARD = ((-1.35, 0.35, (0.05, 0.05, 0.16)), (-0.35, -0.55, (0.10, 0.08, 0.05)), (0.95, 0.1, (0.04, 0.05, 0.05)))
_WARM = (0.22, 0.66, 1.25)


def _rope_at(x: float) -> float:
    return _ROPE + _CLIMB * x + _SAG * x * x


def cable_car(place: Place, tone: tuple[float, ...], glow: float, *, snow: bool) -> Mesh:
    """Return two cabins on their ropes; the near one has its middle at the origin.

    Parameters
    ----------
    tone : tuple of float
        Its paint, linear BGR.
    glow : float
        Light of its lamps, 0 where no lamps are lit.
    snow : bool
        Snow lies on its roof.
    """
    rope = place.material(skins.METAL, (0.05, 0.052, 0.055), gloss=0.1, rough=0.3)
    one = _cabin(place, tone, glow, rope, snow=snow)
    x = np.concatenate([np.linspace(-60, 20, 33), np.linspace(26, 220, 40)])
    cables = [
        tube([(float(at), _rope_at(float(at)) + up, z) for at in x], 0.032, 6, rope)
        for z in (0.0, _OTHER[1])
        for up in (0.0, -0.42)
    ]
    along, beside = _OTHER
    return Mesh.of([one, one.moved(along, _rope_at(along) - _ROPE, beside), *cables])


def _cabin(place: Place, tone: tuple[float, ...], glow: float, steel: int, *, snow: bool) -> Mesh:
    paint = place.material(skins.PLAIN, tone, gloss=0.06, rough=0.08)
    cream = place.material(skins.PLAIN, (0.42, 0.46, 0.48), gloss=0.04, rough=0.1)
    dark = place.material(skins.PLAIN, (0.02, 0.021, 0.022), gloss=0.03, rough=0.3)
    lamp = place.material(
        skins.PLAIN, (0.3, 0.3, 0.3), family=EVEN, glow=tuple((0.02 + 3 * glow) * part for part in _WARM)
    )
    half = CABIN / 2
    tub = [(-half + 0.45, _LOW), (half - 0.45, _LOW), (half - 0.10, _LOW + 0.55), (half, -0.20), (-half, -0.20),
           (-half + 0.10, _LOW + 0.55)]  # fmt: skip
    lid = [(-half + 0.08, 0.92), (half - 0.08, 0.92), (half - 0.40, _HIGH), (-half + 0.40, _HIGH)]
    parts = [extruded(lid[::-1], 2 * _WIDE, paint)]
    parts += [extruded(tub[::-1], 0.05, paint).moved(0, 0, way * (_WIDE - 0.025)) for way in (-1.0, 1.0)]
    ends = [*tub[3:0:-1], tub[0], tub[5], tub[4]]
    parts += [grid([[(*a, -_WIDE), (*b, -_WIDE)], [(*a, _WIDE), (*b, _WIDE)]], paint) for a, b in pairwise(ends)]
    posts = np.linspace(-half + 0.12, half - 0.12, 5)  # between them one sees through to the other side
    for way in (-1.0, 1.0):
        z = way * (_WIDE - 0.03)
        parts += [
            bars([(x, -0.22, z) for x in posts], [(x, 0.94, z) for x in posts], (0.045, 0.035), dark),
            boxes([(0, y, z) for y in (-0.18, 0.90)], (half - 0.10, 0.03, 0.045), dark),
            boxes([(0, 0.16, z)], (half - 0.10, 0.014, 0.014), steel),
            boxes([(0, -0.48, way * _WIDE)], (half - 0.06, 0.10, 0.010), cream),
            boxes([(0, -0.80, way * _WIDE)], (0.012, 0.56, 0.014), dark),
            boxes([(off, -0.86, way * _WIDE) for off in (-0.16, 0.16)], (0.05, 0.018, 0.03), steel),
            boxes([(0, _LOW + 0.10, way * _WIDE)], (half - 0.42, 0.07, 0.05), dark),
            bars([(way * (half - 0.05), -0.2, 0)], [(way * (half - 0.10), 0.92, 0)], (0.03, 0.03), dark),
        ]
    parts.append(boxes([(0, 0.88, 0)], (half - 0.5, 0.025, 0.12), lamp))
    for n, (x, z, coat) in enumerate(_ABOARD):
        parts.append(rounded(place, "walker", 70, coat, n).moved(x, _LOW + 0.02, z, turn=1.3 * n))
    if glow > 0:
        place.lamp((0.0, 0.80, 0.0), tuple(4.5 * glow * part for part in _WARM), EVEN, 0.25)
    parts += [
        boxes([(0, _HIGH + 0.05, 0)], (half - 0.55, 0.07, _WIDE - 0.12), dark),
        boxes([(0, _HIGH + 0.22, 0)], (0.9, 0.12, 0.42), steel),
    ]
    if snow:
        white = place.material(skins.PLASTER, (0.76, 0.74, 0.72))
        parts.append(boxes([(0, _HIGH + 0.17, 0)], (half - 0.48, 0.09, _WIDE - 0.05), white))
    # The arm, bent round the rope, and the carriage whose wheels run on it.
    parts += [
        bars([(-0.8, _HIGH + 0.2, 0), (0.8, _HIGH + 0.2, 0)], [(0, _HIGH + 1.5, 0), (0, _HIGH + 1.5, 0)], (0.06, 0.08), steel),
        bars([(0, _HIGH + 1.35, 0)], [(0, _ROPE - 0.1, 0)], (0.09, 0.11), steel),
        boxes([(0, _HIGH + 1.45, 0)], (0.22, 0.14, 0.16), dark),
    ]  # fmt: skip
    slope = math.hypot(1.0, _CLIMB)
    for z in (-0.14, 0.14):
        reach = 1.7 / slope
        parts.append(
            bars([(-reach, _rope_at(-reach) + 0.02, z)], [(reach, _rope_at(reach) + 0.02, z)], (0.05, 0.13), dark)
        )
    wheel = np.arange(0, 2 * math.pi, math.pi / 6)
    disc = [(0.19 * math.cos(a), 0.19 * math.sin(a)) for a in wheel]
    for x in np.linspace(-1.4, 1.4, 5):
        parts.append(extruded(disc, 0.40, steel).moved(float(x), _rope_at(float(x)) + 0.16, 0))
    return Mesh.of(parts)
