"""An octopus that swims: a mantle, two eyes, eight arms with suckers that trail and curl; metres, it moves towards greater x."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels.fields import fbm_at
from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, grid, tube, turned

from .built import skins
from .flyers import loft
from .sea_bodies import hide, toned

if TYPE_CHECKING:
    from .built import Place

Array = np.ndarray[Any, np.dtype[np.float64]]

LONG = 2.1
"""Metres from the top of the mantle to the tips of its arms."""
_STEPS = 60


def octopus(place: Place) -> Mesh:
    """Return it: rust red above with pale spots, suckers below its arms."""
    rng = np.random.default_rng(8)
    skin = hide(place, (0.07, 0.075, 0.30), (0.42, 0.46, 0.80), gloss=0.05, rough=0.22)
    pale = place.material(skins.PLAIN, (0.50, 0.56, 0.66), gloss=0.03, rough=0.3)
    dark = place.material(skins.PLAIN, (0.004, 0.004, 0.005), gloss=0.14, rough=0.04)
    iris = place.material(skins.PLAIN, (0.05, 0.30, 0.48), gloss=0.06, rough=0.1)
    s = np.linspace(0, 1, 60)
    middle = np.stack([0.02 + 0.80 * s, 0.02 + 0.30 * s - 0.05 * np.sin(math.pi * s), 0 * s], 1)
    wide = np.interp(s, (0.0, 0.10, 0.24, 0.42, 0.70, 0.90, 1.0), (0.14, 0.155, 0.13, 0.20, 0.235, 0.15, 0.004))
    for _ in range(5):
        wide[1:-1] = 0.25 * wide[:-2] + 0.5 * wide[1:-1] + 0.25 * wide[2:]
    parts = [_mottled(loft(middle, 0.95 * wide, wide, skin, sides=56), 0.12)]
    for way in (-1.0, 1.0):  # eyes on bulges
        at = (0.125, 0.135, way * 0.105)
        bulge = [(0.0, 0.062), (0.035, 0.052), (0.058, 0.020), (0.062, -0.02), (0.05, -0.06)]
        parts.append(_mottled(turned(bulge, 24, skin).leaned(0.0, way * 0.9).moved(*at), 0.10))
        out = turned([(0.0, 0.020), (0.026, 0.012), (0.034, 0.0), (0.028, -0.012)], 24, iris).leaned(0.0, way * 1.25)
        parts.append(out.moved(at[0], at[1] + 0.020, at[2] + way * 0.030))
        slit = turned([(0.0, 0.012), (0.022, 0.004), (0.0, 0.0)], 20, dark).leaned(0.0, way * 1.25)
        parts.append(slit.moved(at[0], at[1] + 0.024, at[2] + way * 0.042))
    arms = [_arm(n, rng) for n in range(8)]
    for line, below in arms:
        u = np.linspace(0, 1, _STEPS)
        radii = 0.062 * (1 - u) ** 0.85 + 0.005
        parts.append(_mottled(tube(line, radii, 18, skin), 0.16))
        for k in np.linspace(2, _STEPS - 6, 30):
            n = int(k)
            along = line[min(n + 1, _STEPS - 1)] - line[n - 1]
            along /= np.linalg.norm(along)
            side = np.cross(along, below[n])
            size = 0.40 * float(radii[n])
            for hand in (-1.0, 1.0):
                at = line[n] + 0.86 * radii[n] * below[n] + hand * 0.45 * radii[n] * side
                cup = turned([(0.0, 0.35), (0.55, 0.5), (1.0, 0.25), (0.9, -0.4)], 9, pale)
                parts.append(cup.moved(float(at[0]), float(at[1]), float(at[2]), scale=size))
    for (a, _), (b, _) in zip(arms, [*arms[1:], arms[0]], strict=True):  # the web between their roots
        rows = 16
        t = np.linspace(0, 1, 7)[None, :, None]
        sheet = a[:rows, None] * (1 - t) + b[:rows, None] * t
        toward = np.array([0.10, 0.0, 0.0]) - sheet
        sheet = sheet + 0.42 * np.sin(math.pi * t) * (np.linspace(0, 1, rows)[:, None, None] ** 1.4) * toward
        parts += [_mottled(grid(one.astype(np.float32), skin), 0.22) for one in (sheet, sheet[:, ::-1])]
    return Mesh.of(parts)


def _arm(number: int, rng: np.random.Generator) -> tuple[Array, Array]:
    """Return the line of an arm that trails towards smaller x, and which way its suckers look."""
    u = np.linspace(0, 1, _STEPS)
    around = 2 * math.pi * (number + 0.5) / 8
    long, spread = float(rng.uniform(1.05, 1.40)), float(rng.uniform(0.42, 0.72))
    phase, curl = float(rng.uniform(0, 6.3)), float(rng.choice([-1.0, 1.0])) * float(rng.uniform(3.4, 5.2))
    ring = np.array([0.0, math.cos(around), math.sin(around)])
    across = np.cross([1.0, 0.0, 0.0], ring)
    # Its heading turns from outward to backward, waves, and winds up at the tip.
    away = (
        1.15
        - 1.45 * u**0.55 * (1.3 - spread)
        + 0.35 * np.sin(5.0 * u + phase) * u
        + curl * np.clip(u - 0.62, 0, 1) ** 1.5 * 4.2
    )
    weave = 0.45 * np.sin(4.2 * u + 2 * phase) * u
    way = -np.cos(away)[:, None] * np.array([1.0, 0.10, 0.0]) + np.sin(away)[:, None] * ring + weave[:, None] * across
    way /= np.linalg.norm(way, axis=1, keepdims=True)
    line = np.array([0.02, 0.0, 0.0]) + 0.075 * ring + np.cumsum(way, axis=0) * long / _STEPS
    below = -np.cos(away)[:, None] * -ring - np.sin(away)[:, None] * np.array([1.0, 0.0, 0.0])
    below = below - (below * way).sum(1, keepdims=True) * way
    return line, below / np.maximum(np.linalg.norm(below, axis=1, keepdims=True), 1e-6)


def _mottled(mesh: Mesh, pale: float) -> Mesh:
    """Return it with spots, dark above and paler below."""
    x, y, z = (np.ascontiguousarray(mesh.points[:, c]) for c in range(3))
    spots = fbm_at(14 * x + 3 * z, 14 * y - 5 * z, 1.0, 21, 4) + 0.6 * fbm_at(
        40 * x + 9 * z, 40 * y - 7 * z, 1.0, 23, 3
    )
    return toned(mesh, pale + 0.30 * np.clip(spots, -0.4, 1.0) - 0.16 * mesh.carried[:, 3])
