"""Columns of basalt, six-sided and close together, as a mesh; metres, the middle of their foot at the origin."""

from __future__ import annotations

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, extruded

from .built import Place, skins

WIDE, TALL = 15.0, 9.5
"""How wide a group of columns stands, and how high its tallest is."""
_RADIUS, _DEEP = 0.42, 9
_GAP = 0.965  # of a column's width that it fills


def basalt_columns(place: Place, rng: np.random.Generator, *, snow: bool = False) -> Mesh:
    """Return columns that rise like organ pipes to a crest, and steps of broken ones before it."""
    tones = [
        place.material(skins.STONE, tuple(tone * part for part in (1.05, 1.0, 0.95)), gloss=0.04, rough=0.5, scale=0.5)
        for tone in (0.050, 0.075, 0.105)
    ]
    white = place.material(skins.PLAIN, (0.62, 0.60, 0.58))
    turns = np.pi / 6 + np.pi / 3 * np.arange(6)
    half = round(WIDE / 2 / (_RADIUS * np.sqrt(3)))
    crest = float(rng.uniform(-0.25, 0.25)) * WIDE
    parts = []
    for row in range(_DEEP):
        for column in range(-half, half + 1):
            x = (column + 0.5 * (row % 2)) * _RADIUS * np.sqrt(3)
            z = row * 1.5 * _RADIUS
            arch = max(1 - (abs(x - crest) / (0.62 * WIDE)) ** 2.2, 0.0)
            step = min((row + 0.6 + 0.8 * np.sin(0.9 * x + 2 * crest)) / 4.0, 1.0)
            tall = TALL * arch * max(step, 0.05) ** 1.3 * rng.uniform(0.86, 1.0)
            if row < 4:  # weather and waves have broken these
                tall *= rng.uniform(0.35, 1.0)
            if tall < 0.25:
                continue
            radius = _RADIUS * _GAP * rng.uniform(0.96, 1.0)
            hexagon = [(radius * np.cos(turn), radius * np.sin(turn)) for turn in turns]
            prism = extruded(hexagon, tall + 0.6, tones[int(rng.integers(3))]).leaned(0.0, np.pi / 2)
            prism = prism.moved(0.0, -float(prism.points[:, 1].min()) - 0.6, 0.0).leaned(
                float(rng.normal(0, 0.006)), 0.0
            )
            parts.append(prism.moved(x, 0.0, z))
            if snow:
                cap = extruded([(0.98 * a, 0.98 * b) for a, b in hexagon], 0.08, white).leaned(0.0, np.pi / 2)
                parts.append(cap.moved(x, tall + 0.04 - float(cap.points[:, 1].min()), z))
    return Mesh.of(parts)
