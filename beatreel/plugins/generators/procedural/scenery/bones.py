"""The skeleton of a giant animal, half sunk into the ground, as a mesh; metres, its length along x, the ground at y = 0."""

from __future__ import annotations

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, grid, tube

from .built import Place, skins

LONG, TALL = 23.0, 5.6
_RIBS = 11


def skeleton(place: Place, rng: np.random.Generator) -> Mesh:
    """Return spine, ribs and skull of a whale."""
    bone = place.material(skins.PLAIN, (0.44, 0.52, 0.58), gloss=0.03, rough=0.35)
    s = np.linspace(0, 1, 60)
    spine_x = -0.5 * LONG + 0.88 * LONG * s
    spine_y = 0.35 + (0.74 * TALL) * np.sin(np.pi * np.clip(0.12 + 0.88 * s, 0, 1)) ** 0.8
    parts = [tube(np.stack([spine_x, spine_y, 0 * s], 1), 0.10 + 0.16 * np.sin(np.pi * s) ** 0.5, 10, bone)]
    for at in np.linspace(0.03, 0.97, 34):  # vertebrae with their spines
        x, y = float(np.interp(at, s, spine_x)), float(np.interp(at, s, spine_y))
        size = 0.24 + 0.28 * np.sin(np.pi * at)
        parts.append(tube([(x - 0.16, y, 0), (x, y, 0), (x + 0.16, y, 0)], (0.7 * size, size, 0.7 * size), 12, bone))
        parts.append(tube([(x, y + 0.5 * size, 0), (x - 0.25, y + 2.0 * size, 0)], (0.10, 0.05), 6, bone))
        parts.append(tube([(x, y, -1.6 * size), (x, y, 1.6 * size)], (0.07, 0.07), 6, bone))
    for k, at in enumerate(np.linspace(0.42, 0.93, _RIBS)):
        x, top = float(np.interp(at, s, spine_x)), float(np.interp(at, s, spine_y))
        wide = 2.6 * np.sin(np.pi * np.clip((at - 0.28) / 0.74, 0, 1)) ** 0.6 + 0.4
        for side in (-1.0, 1.0):
            if rng.random() < 0.07:
                continue  # fallen
            turn = np.linspace(0.0, 2.35 * rng.uniform(0.85, 1.05), 18)
            down = (top + 0.8) * (1 - np.cos(turn)) / 1.7
            out = side * wide * np.sin(turn) ** 0.8
            lean = -0.35 * (turn / 2.3) ** 2 + 0.12 * rng.normal() * turn / 2.3
            points = np.stack([x + lean, top - down, out], 1)
            parts.append(tube(points, 0.15 - 0.07 * turn / 2.4, 8, bone))
        if k % 4 == 1:  # one that lies in the sand
            lie = np.linspace(0, 1.6, 10)
            where = (x + rng.uniform(-1, 1), 0.05, -3.0 - 2.0 * rng.random())
            points = np.stack([1.3 * np.cos(lie), 0.10 + 0 * lie, 1.6 * np.sin(lie)], 1)
            parts.append(tube(points, 0.11, 8, bone).moved(*where, turn=float(rng.uniform(0, 6))))
    parts += [part.moved(0.39 * LONG, 0.9, 0) for part in _skull(bone)]
    return Mesh.of(parts)


def _skull(bone: int) -> list[Mesh]:
    """Return the skull: a brow, a long upper jaw, two arcs below it."""
    turn, along = np.meshgrid(np.linspace(0, 2 * np.pi, 25), np.linspace(0, 1, 22))
    size = np.interp(along, (0, 0.08, 0.22, 0.36, 0.6, 1.0), (0.05, 0.95, 1.15, 0.62, 0.42, 0.05))
    sheet = np.stack(
        [5.2 * along - 0.6, 0.75 * size * np.sin(turn) + 0.6 - 0.5 * along**2, 1.25 * size * np.cos(turn)], 2
    )
    parts = [grid(sheet.astype(np.float32), bone, wrap=True)]
    for side in (-1.0, 1.0):
        s = np.linspace(0, 1, 16)
        jaw = np.stack([5.0 * s - 0.4, -0.65 + 0.25 * s, side * (1.05 * (1 - s**2.2) + 0.06)], 1)
        parts.append(tube(jaw, 0.17 - 0.06 * s, 8, bone))
    return parts
