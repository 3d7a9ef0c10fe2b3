"""A bridge of ropes and planks between two walls of rock, as a mesh; metres, it runs along x, its deck at level 0 where it is tied."""

from __future__ import annotations

from typing import Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels.fields import fbm_at
from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, boxes, grid, leaves, tube

from .built import Place, skins

Array = np.ndarray[Any, np.dtype[np.float32]]

LONG = 40.0
_SAG, _HALF, _RAIL = 1.1, 0.62, 1.05
_DEEP = 70.0


def sag(along: Any) -> Any:
    """Return the height of the deck at a share of its length, -1 to 1."""
    return -_SAG * (1 - np.asarray(along, np.float64) ** 2)


def rope_bridge(
    place: Place, rng: np.random.Generator, *, rock: tuple[float, ...], green: tuple[float, ...] | None
) -> Mesh:
    """Return a bridge and the rock to which it is tied; ``green`` is the colour of what grows on that."""
    plank = [
        place.material(skins.WOOD, tuple(share * part for part in (0.11, 0.16, 0.21)), scale=0.4)
        for share in (0.65, 1.0, 1.3)
    ]
    rope = place.material(skins.PLASTER, (0.16, 0.24, 0.30))
    stone = [
        place.material(skins.PLASTER, tuple(share * part for part in rock), gloss=0.01, rough=0.5)
        for share in (0.55, 0.85, 1.2)
    ]
    parts: list[Mesh] = []
    half = LONG / 2
    at = np.arange(-half, half, 0.27)
    at = at[rng.random(at.size) > 0.035]  # some are gone
    for skin in plank:
        mine = rng.integers(0, 3, at.size) == plank.index(skin)
        if not mine.any():
            continue
        x = at[mine]
        centres = np.stack([x, sag(x / half) + rng.normal(0, 0.012, x.size), rng.normal(0, 0.03, x.size)], 1)
        tilt = rng.normal(0, 0.03, x.size)
        axes = np.stack(
            [
                np.stack([np.cos(tilt), np.sin(tilt), 0 * tilt], 1),
                np.stack([-np.sin(tilt), np.cos(tilt), 0 * tilt], 1),
                np.tile([0.0, 0.0, 1.0], (x.size, 1)),
            ],
            1,
        )
        parts.append(boxes(centres, (0.105, 0.022, _HALF), skin, axes=axes))
    t = np.linspace(-1, 1, 81)
    for side in (-1.0, 1.0):
        for high, thick, out in ((-0.05, 0.035, 0.5), (_RAIL, 0.042, 0.74), (0.55, 0.02, 0.68)):
            line = np.stack(
                [half * 1.03 * t, sag(t) + high + (0.45 * t**8 if high > 1 else 0), np.full_like(t, side * out)], 1
            )
            parts.append(tube(line, thick, 9, rope))
        x = np.arange(-half + 0.3, half, 0.8)
        for place_x in x:
            low, top = float(sag(place_x / half)), float(sag(place_x / half)) + _RAIL
            knots = [
                (place_x, low - 0.05, 0.5 * side),
                (place_x + 0.05, low + 0.5, 0.66 * side),
                (place_x, top + 0.03, 0.74 * side),
            ]
            parts.append(tube(np.array(knots), 0.016, 6, rope))
        for end in (-1.0, 1.0):
            post = np.array(
                [
                    (end * (half + 0.4), -0.6, 0.78 * side),
                    (end * (half + 0.45), 0.8, 0.8 * side),
                    (end * (half + 0.4), 1.9, 0.82 * side),
                ]
            )
            parts.append(tube(post, [0.17, 0.15, 0.13], 12, plank[0]))
    for end in (-1.0, 1.0):
        parts += _wall(end, half, stone, place, rng, green)
    return Mesh.of(parts)


def _wall(
    end: float, half: float, stone: list[int], place: Place, rng: np.random.Generator, green: tuple[float, ...] | None
) -> list[Mesh]:
    """Return a wall of rock with a flat top at level 0, the bridge at its edge."""
    seed = int(rng.integers(1 << 16))
    over = np.linspace(0, 1, 130, dtype=np.float32)[:, None]  # along the top away from the edge, then down the face
    wide = np.linspace(-30, 30, 150, dtype=np.float32)[None]
    over, wide = (np.ascontiguousarray(part) for part in np.broadcast_arrays(over, wide))
    down = np.clip((over - 0.22) / 0.78, 0, 1) ** 1.2 * _DEEP
    back = np.clip((0.22 - over) / 0.22, 0, 1) * 16.0
    ledge = 1.4 * np.floor(down / 4.2 + 0.7 * fbm_at(wide, down, 16.0, seed + 3, 2)) * 0.5
    rough = 3.0 * fbm_at(wide, 0.5 * down, 11.0, seed, 5) + 0.7 * fbm_at(wide, 2.5 * down, 2.2, seed + 1, 4)
    near = np.exp(-((wide / 4.0) ** 2))  # it is level where the bridge is tied
    shape = (rough - 0.06 * wide**2 * 0.5) * (1 - near) + rough * near * np.clip(down / 5, 0, 1)
    x = end * (half + 0.2 + back - shape * np.clip(down / 1.5 + 0.5, 0, 1) * 0.9 - ledge)
    y = (
        -down
        + np.clip(back / 6, 0, 1) * (1.6 + 1.6 * fbm_at(wide, back, 7.0, seed + 2, 3))
        - 0.08
        - 0.05 * np.abs(wide) * (1 - near)
    )
    points = np.stack([x, y + 0 * wide, wide + 0 * over], -1)
    sheet = grid(points if end > 0 else points[:, ::-1], stone[1])
    middle = sheet.points[sheet.triangles].mean(axis=1)
    bed = fbm_at(0.04 * middle[:, 2], middle[:, 1], 5.0, seed + 4, 5) + 0.5 * fbm_at(
        middle[:, 2], 0.3 * middle[:, 1], 3.0, seed + 5, 4
    )
    sheet.skins[:] = np.array(stone, np.int16)[np.digitize(bed, (-0.12, 0.14))]
    parts = [sheet]
    if green is not None:
        leaf = place.material(skins.LEAF, tuple(0.5 * part for part in green), green)
        flat = np.asarray(sheet.points)[sheet.carried[:, 3] > 0.45]
        if len(flat):
            chosen = flat[rng.integers(len(flat), size=5200)] + rng.normal(0, 0.35, (5200, 3)) * [1, 0.5, 1]
            parts.append(
                leaves(chosen, rng.normal((0, 1, 0), 0.7, (5200, 3)), rng.uniform(0.08, 0.34, 5200), leaf, rng)
            )
    return parts
