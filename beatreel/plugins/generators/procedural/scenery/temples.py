"""A Doric temple of marble, as a mesh: six columns wide, on steps, under a pediment; metres, its front towards smaller z."""

from __future__ import annotations

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, boxes, extruded, grid

from .built import EVEN, Place, skins
from .sheets import sheet

WIDE, TALL = 15.6, 12.2
_ACROSS, _ALONG = 6, 11  # columns
_APART = 2.55  # metres between the middles of columns
_STEPS = 1.05  # metres from the ground to the floor
_COLUMN = 6.2  # metres of a column with its capital


def doric_temple(place: Place, rng: np.random.Generator, *, ruined: bool, glow: float) -> Mesh:
    """Return a temple.

    Parameters
    ----------
    ruined : bool
        Some columns are broken, and most of its roof has gone.
    glow : float
        Of fires in it; 0 for none.
    """
    stone = place.material(skins.PLAIN, (0.52, 0.58, 0.62), gloss=0.03, rough=0.3)
    pale = place.material(skins.STONE, (0.48, 0.54, 0.58), gloss=0.02, rough=0.4, scale=0.9)
    dark = place.material(skins.STONE, (0.16, 0.19, 0.22), rough=0.6)
    half, deep = _APART * (_ACROSS - 1) / 2, _APART * (_ALONG - 1)
    parts = []
    for step in range(3):
        out = 1.3 + 0.42 * (2 - step)
        parts.append(boxes([(0, 0.175 + 0.35 * step, deep / 2)], (half + out, 0.175, deep / 2 + out), pale))
    shaft, stump = _column(stone, _COLUMN), _column(stone, 0.5 * _COLUMN, broken=True)
    edge = [(x, z) for z in range(_ALONG) for x in range(_ACROSS) if x in (0, _ACROSS - 1) or z in (0, _ALONG - 1)]
    for x, z in edge:
        lost = ruined and z > 0 and rng.random() < 0.4
        parts.append((stump if lost else shaft).moved(-half + x * _APART, _STEPS, z * _APART))
    top = _STEPS + _COLUMN
    parts += _beams(half, deep, top, stone, pale, ruined=ruined)
    if not ruined:
        parts += _roof(half, deep, top + 1.5, pale)
    cella = [((0.0, _STEPS + 2.9, 5.0 + deep / 2 - 3.0), (half - 2.3, 2.9, 0.35))]
    cella += [((side * (half - 2.3), _STEPS + 2.9, deep / 2), (0.35, 2.9, deep / 2 - 3.2)) for side in (-1.0, 1.0)]
    parts += [boxes([at], size, dark if at[0] == 0 else pale) for at, size in cella]
    if glow > 0:
        fire = place.material(
            skins.PLAIN, (0.02, 0.02, 0.02), glow=tuple(glow * part for part in (0.16, 0.55, 1.0)), family=EVEN
        )
        for x in (-half / 3, half / 3):
            parts.append(boxes([(x, _STEPS + 0.5, 2.6)], (0.35, 0.5, 0.35), stone))
            parts.append(boxes([(x, _STEPS + 1.15, 2.6)], (0.22, 0.2, 0.22), fire))
    return Mesh.of(parts)


def _column(skin: int, tall: float, *, broken: bool = False) -> Mesh:
    """Return a fluted shaft that swells a little and narrows upwards, with its capital unless it is broken."""
    turn = np.linspace(0, 2 * np.pi, 81)[::-1]
    rows = np.linspace(tall - (0.0 if broken else 0.62), 0.0, 9)
    share = rows / _COLUMN
    radius = 0.70 * (1 - 0.24 * share + 0.03 * np.sin(np.pi * share))
    flutes = 1 - 0.07 * np.abs(np.sin(10 * turn))
    points = np.empty((len(rows), len(turn), 3), np.float32)
    points[..., 0] = radius[:, None] * flutes * np.cos(turn)
    points[..., 2] = radius[:, None] * flutes * np.sin(turn)
    points[..., 1] = rows[:, None] + (0.25 * np.sin(3 * turn) * (share[:, None] == share.max()) if broken else 0.0)
    uv = np.stack(np.broadcast_arrays(turn[None] * 0.7, rows[:, None]), -1)
    parts = [grid(points, skin, uv=uv, wrap=True)]
    if not broken:
        cushion = np.linspace(0, 2 * np.pi, 33)[::-1]
        ring = np.empty((3, 33, 3), np.float32)
        for row, (out, y) in enumerate(((0.92, tall - 0.30), (0.86, tall - 0.42), (0.55, tall - 0.62))):
            ring[row, :, 0], ring[row, :, 1], ring[row, :, 2] = out * np.cos(cushion), y, out * np.sin(cushion)
        parts += [grid(ring, skin, wrap=True), boxes([(0, tall - 0.15, 0)], (0.95, 0.15, 0.95), skin)]
    return Mesh.of(parts)


def _beams(half: float, deep: float, top: float, stone: int, pale: int, *, ruined: bool) -> list[Mesh]:
    """Return architrave, frieze with its triglyphs and cornice; of a ruin the front and a part of the sides."""
    back = 0.4 * deep if ruined else deep
    runs = [((0.0, 0.0), (half + 0.85, 0.85))] + ([((0.0, deep), (half + 0.85, 0.85))] if not ruined else [])
    runs += [((side * half, back / 2), (0.85, back / 2 + 0.85)) for side in (-1.0, 1.0)]
    parts = []
    for (x, z), (wide, long_) in runs:
        parts.append(boxes([(x, top + 0.36, z)], (wide, 0.36, long_), stone))
        parts.append(boxes([(x, top + 1.06, z)], (wide - 0.06, 0.34, long_ - 0.06), pale))
        parts.append(boxes([(x, top + 1.46, z)], (wide + 0.35, 0.10, long_ + 0.35), stone))
    along = np.arange(-half, half + 0.01, _APART / 2)
    glyphs = [(x + dx, top + 1.06, -0.86) for x in along for dx in (-0.26, 0.0, 0.26)]
    parts.append(boxes(glyphs, (0.09, 0.33, 0.05), stone))
    if ruined:
        return parts
    rise = TALL - top - 1.56
    gable = [(-half - 1.1, 0.0), (half + 1.1, 0.0), (0.0, rise)]
    return [*parts, *(extruded(gable, 0.3, pale).moved(0, top + 1.56, z) for z in (-0.7, deep + 0.7))]


def _roof(half: float, deep: float, y: float, skin: int) -> list[Mesh]:
    wide, rise = half + 1.3, TALL - y
    parts = []
    for way in (-1.0, 1.0):
        ends = (-1.3, deep + 1.3)
        upper = ((0.0, TALL + 0.12, ends[0]), (0.0, TALL + 0.12, ends[1]))
        lower = ((way * wide, y + 0.02, ends[0]), (way * wide, y + 0.02, ends[1]))
        parts.append(sheet(upper, lower, skin, (way, 1.0, 0.0)))
        parts += [
            extruded(
                [(0.0, rise + 0.16), (way * wide, 0.06), (way * wide, -0.2), (0.0, rise - 0.12)], 0.36, skin
            ).moved(0, y, z)
            for z in (-1.05, deep + 1.05)
        ]
    return parts
