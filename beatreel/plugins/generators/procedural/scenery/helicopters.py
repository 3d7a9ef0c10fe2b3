"""A helicopter as a mesh: metres, the nose towards greater x, the middle of its cabin at the origin."""

from __future__ import annotations

import math

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, extruded, turned

from .built import EVEN, ODD, Colour, Place, skins
from .flyers import loft, painted

LONG = 11.5
"""Metres from nose to tail."""
_ROTOR, _TAIL_ROTOR = 5.0, 0.95  # metres, the reach of a blade
_BLADES = 4


def helicopter(place: Place, colour: Colour, glow: float, turn: float) -> Mesh:
    """Return a helicopter in flight.

    Parameters
    ----------
    glow : float
        Light of its lamps, 0 for none.
    turn : float
        Radians by which its rotors have turned.
    """
    paint = place.material(skins.PLAIN, colour, gloss=0.07, rough=0.05, extra=(1.0,))
    glass = place.material(skins.PLAIN, (0.020, 0.018, 0.016), gloss=0.12, rough=0.02)
    dark = place.material(skins.PLAIN, (0.014, 0.014, 0.015), gloss=0.03, rough=0.2)
    lamp = place.material(
        skins.PLAIN, (0.3, 0.3, 0.3), glow=tuple(glow * part for part in (2.6, 3.0, 3.2)), family=EVEN
    )
    red = place.material(skins.PLAIN, (0.0, 0.0, 0.1), glow=(0.04 * glow, 0.06 * glow, 1.8 * glow), family=ODD)
    s = np.linspace(0, 1, 60)
    x = 2.9 - 8.9 * s  # from the nose along the cabin to the end of the boom
    at = [0, 0.03, 0.10, 0.20, 0.34, 0.46, 0.56, 0.66, 1.0]
    high = np.interp(s, at, [0.04, 0.34, 0.74, 0.98, 1.02, 0.82, 0.46, 0.28, 0.15])
    low = np.interp(s, at, [0.04, 0.30, 0.56, 0.78, 0.86, 0.72, 0.36, 0.22, 0.13])
    wide = np.interp(s, at, [0.04, 0.32, 0.62, 0.82, 0.86, 0.72, 0.38, 0.22, 0.12])
    y = 0.34 * np.clip((s - 0.42) / 0.2, 0, 1)
    body = loft(np.stack([x, y, 0 * x], 1), high, wide, paint, sides=48, low=low, flat=2.3)
    body = painted(body, lambda m: (m[:, 0] > 1.10) & (m[:, 1] > -0.12) & (np.abs(m[:, 0] - 1.85) > 0.05), glass)
    body = painted(body, lambda m: (np.abs(m[:, 0] - 0.35) < 0.48) & (m[:, 1] > 0.02) & (m[:, 1] < 0.62), glass)
    engine = np.stack([1.0 - 3.0 * s, 0 * s + 1.12, 0 * s], 1)
    parts = [
        body,
        loft(engine, 0.34 * np.sin(np.pi * s) ** 0.5 + 0.01, 0.5 * np.sin(np.pi * s) ** 0.5 + 0.01, paint, sides=24),
    ]
    parts.append(extruded(np.array([(-5.7, 0.30), (-6.7, 1.75), (-6.2, 1.80), (-5.0, 0.42)]), 0.10, paint))
    parts.append(bars([(-4.9, 0.34, -1.0)], [(-4.9, 0.34, 1.0)], (0.20, 0.03), paint))
    parts.append(
        turned(np.array([(0.10, 1.95), (0.13, 1.40), (0.13, 1.30)], np.float32), 12, dark).moved(-0.35, 0.0, 0.0)
    )
    hub = np.array([-0.35, 1.90, 0.0])
    for n in range(_BLADES):
        a = turn + 2 * math.pi * n / _BLADES
        out = np.array([math.cos(a), 0.035, math.sin(a)])
        parts.append(bars([hub + 0.15 * out], [hub + _ROTOR * out], (0.13, 0.018), dark))
        tail = np.array([math.cos(1.7 * a), math.sin(1.7 * a), 0.0])
        at_tail = np.array([-6.35, 1.15, 0.16])
        parts.append(bars([at_tail], [at_tail + _TAIL_ROTOR * tail], (0.05, 0.02), dark))
    for way in (-1.0, 1.0):  # its skids
        z, foot = 0.95 * way, -1.35
        parts.append(
            bars([(-1.5, foot, z), (1.7, foot, z)], [(1.7, foot, z), (2.1, foot + 0.22, z)], (0.045, 0.045), dark)
        )
        legs = [(-0.9, foot, z), (1.1, foot, z)]
        parts.append(bars(legs, [(one[0], -0.66, 0.45 * way) for one in legs], (0.04, 0.04), dark))
    ball = np.array([(0.0, 0.12), (0.10, 0.06), (0.12, 0.0), (0.10, -0.06), (0.0, -0.12)], np.float32)
    parts.append(turned(ball, 12, lamp).moved(2.35, -0.62, 0.0))
    parts.append(turned(0.7 * ball, 12, red).moved(-6.4, 1.86, 0.0))
    parts.append(turned(0.7 * ball, 12, red).moved(-0.9, -0.86, 0.0))
    return Mesh.of(parts)
