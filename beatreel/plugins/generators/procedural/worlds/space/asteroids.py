"""A field of asteroids, traced in the light of a picture's sun; a unit is the width of the picture at its middle distance."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels.half import halved
from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, grid
from beatreel.plugins.generators.procedural.scenery.built import Place, level, skins
from beatreel.plugins.generators.procedural.scenery.standing import seen

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Painting

    from .globes import View
    from .sky import Colours

Array = np.ndarray[Any, np.dtype[np.float32]]

WORDS = frozenset(("asteroid", "asteroids"))
_LARGEST = {"wide": 0.13, "medium": 0.22, "close": 0.34, "detail": 0.42}  # radius
_COUNT = 46


def add_asteroids(painting: Painting, view: View, colours: Colours, shot: str, rng: np.random.Generator) -> None:
    """Set a field of them before the sky, in place: one large and near, the others ever smaller."""
    height, width = painting.depth.shape
    x, y, toward = view.sun
    sun = np.array([x, -y, -max(toward, 0.15)])
    place = Place(
        int(rng.integers(1 << 16)), sun=tuple(sun / np.linalg.norm(sun)), sunlight=tuple(2.2 * colours.sun),
        zenith=tuple(0.10 * colours.gas + 0.02), horizon=tuple(0.10 * colours.other + 0.02), is_open=True,
    )  # fmt: skip
    stone = place.material(skins.PLASTER, (0.20, 0.22, 0.24))
    dark = place.material(skins.PLASTER, (0.10, 0.105, 0.11))
    largest = _LARGEST.get(shot, 0.2)
    focal, tall = 1.2, height / width
    rocks = [_rock(rng, stone if n % 2 else dark, 40 if n else 120) for n in range(6)]
    place.add(rocks[0].moved(0.30 * float(rng.choice([-1, 1])), -0.16 * tall, focal, scale=largest))
    for n in range(1, _COUNT):
        away = focal * float(rng.uniform(1.1, 5.0))
        at = rng.uniform(-0.55, 0.55, 2) * (1, tall) * away / focal
        size = float(rng.uniform(0.05, 0.55)) ** 1.6 * largest * 1.2
        place.add(
            rocks[1 + n % 5]
            .moved(0, 0, 0, float(rng.uniform(0, 6)))
            .moved(float(at[0]), float(at[1]), away, scale=size)
        )
    lens = level((0.0, 0.0, 0.0), 0.0, 1.0, 0.5, width, height)
    lens = lens._replace(
        focal=np.float32(focal * width), centre_x=np.float32(width / 2), centre_y=np.float32(height / 2)
    )
    found = seen(place, lens, width, height, None)
    keep = (1 - found.cover)[..., None]
    for group in painting.groups.values():
        group.light = halved(group.light * keep)
    painting.groups["sun"].light += halved(found.lit)
    painting.depth[found.cover > 0.5] = 9.0


def _rock(rng: np.random.Generator, skin: int, rows: int) -> Mesh:
    """Return a lump about as large as a ball of radius 1, with dents."""
    v, u = np.mgrid[0 : rows + 1, 0 : 2 * rows + 1].astype(np.float32)
    rise, turn = (0.5 - v / rows) * np.pi * 0.999, u / rows * np.pi
    way = np.stack([np.cos(rise) * np.cos(turn), np.sin(rise), np.cos(rise) * np.sin(turn)], -1)
    radius = np.full(v.shape, 0.92, np.float32)
    for octave in range(1, 7):
        for _ in range(4):
            axis = rng.normal(size=3) * 1.5 * 1.9 ** (octave - 1)
            radius += 0.085 / 1.75 ** (octave - 1) * np.sin(way @ axis + float(rng.uniform(0, 2 * math.pi)))
    for _ in range(16):
        middle = rng.normal(size=3)
        near = way @ (middle / np.linalg.norm(middle))
        wide = float(rng.uniform(0.08, 0.32))
        apart = np.arccos(np.clip(near, -1, 1)) / wide
        radius += wide * (0.07 * np.exp(-(((apart - 1) / 0.25) ** 2)) - 0.26 * np.clip(1 - apart**2, 0, 1))
    points = (radius[..., None] * way * rng.uniform(0.7, 1.1, 3)).astype(np.float32)
    return grid(points, skin)
