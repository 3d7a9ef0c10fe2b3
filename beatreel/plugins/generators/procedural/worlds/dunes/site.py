"""A place of the dune sea: how shots look at it, its ground and its light."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels import heightfield
from beatreel.plugins.generators.procedural.kernels.heightfield import SunGrid

from . import ground
from .light import Daylight, daylight
from .pyramids import lay_out

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

Array = np.ndarray[Any, np.dtype[np.float32]]


@dataclass(frozen=True)
class View:
    """How a shot size looks at the dunes; lengths in metres, picture measures in widths and heights of the frame."""

    eye: tuple[float, float]
    focal: tuple[float, float]
    horizon: tuple[float, float]
    wavelength: tuple[float, float]
    amplitude: tuple[float, float]
    nearest: float
    figures_at: tuple[float, float]
    candidates: int
    travel: float
    ripple: float = 0.19
    macro: float = 1.0


NOBODY = (1e6, 1e6)  # distances at which figures look right: none

VIEWS: dict[str, View] = {
    "wide": View((16, 46), (0.85, 1.25), (0.25, 0.36), (85, 125), (22, 33), 2.0, (62, 175), 64, 2.2),
    "medium": View((2.2, 9.0), (1.3, 1.9), (0.36, 0.52), (70, 110), (18, 27), 1.5, (35, 120), 64, 0.9),
    "close": View((1.1, 1.7), (0.95, 1.2), (0.20, 0.30), (60, 100), (13, 20), 0.7, (18, 70), 56, 0.35, 0.15),
    "detail": View((0.26, 0.36), (1.25, 1.6), (-0.04, 0.10), (60, 100), (10, 16), 0.25, NOBODY, 40, 0.05, 0.105, 0.12),
}

NAMED: dict[str, dict[str, Any]] = {
    "wide": {"eye": (11, 32), "figures_at": (36, 100)}, "medium": {"figures_at": (13, 42)}, "close": {"figures_at": (8, 24)},
}  # fmt: skip
"""What is other about a view where the prompt names somebody: they are nearer."""

BEHIND_THINGS: dict[str, dict[str, Any]] = {
    shot: {"eye": (2.0, 4.0), "horizon": horizon, "amplitude": (2.5, 4.5), "wavelength": (55, 90), "figures_at": NOBODY}
    for shot, horizon in {
        "wide": (0.46, 0.52),
        "medium": (0.50, 0.56),
        "close": (0.42, 0.48),
        "detail": (0.46, 0.52),
    }.items()
}
"""What is other where camels stand before the dunes: these are low, or one would be a wall at whose face they stand."""
STANDING = {"camel_train"}

BEFORE_DUST = {"wide": (0.50, 0.60), "medium": (0.52, 0.62), "close": (0.40, 0.48), "detail": (0.24, 0.32)}
"""Horizons where a wall of dust comes, which needs a sky."""

PYRAMIDS: dict[str, View] = {
    "wide": View((9, 30), (0.95, 1.2), (0.42, 0.52), (85, 125), (13, 20), 2.0, (62, 190), 64, 2.2),
    "medium": View((3.0, 9.0), (1.5, 1.8), (0.50, 0.60), (70, 110), (9, 14), 1.5, (45, 160), 64, 0.9),
    "close": View((1.2, 1.8), (0.95, 1.2), (0.34, 0.42), (60, 100), (8, 12), 0.7, (18, 70), 56, 0.35, 0.15),
    "detail": View((5.0, 14.0), (2.7, 3.3), (0.64, 0.74), (70, 110), (9, 14), 2.0, (90, 260), 48, 0.9),
}
"""Views where pyramids stand: lower dunes, and a horizon that leaves room for them."""
AWAY = {"wide": (430, 640), "medium": (430, 620), "close": (520, 760), "detail": (520, 700)}  # metres to the first


@dataclass
class Site:
    """A place of the dune sea with its light: what the camera search and the painter share."""

    land: Array
    light: Daylight
    seed: int
    azimuth: float
    pyramid: tuple[float, float] | None = None
    frames: Array | None = None
    lits: Array | None = None

    def heights(self, x: Array, z: Array, step_x: Array, step_z: Array, distances: Array) -> Array:
        """Return ground heights along lines, (lines, distances)."""
        out = np.empty((len(x), len(distances)), np.float32)
        ground.fill_profiles(x, z, step_x, step_z, distances, self.land, np.int32(self.seed), out)
        return out

    def height(self, x: float, z: float) -> float:
        """Return the ground height at a point."""
        point = np.array([x], np.float32), np.array([z], np.float32), np.zeros(1, np.float32), np.zeros(1, np.float32)
        return float(self.heights(*point, np.zeros(1, np.float32))[0, 0])

    def level_place(self, spread: float, rng: np.random.Generator) -> tuple[float, float]:
        """Return a random place that is not a slip face, where no ripples form."""
        places = rng.uniform(-spread, spread, (24, 2)).astype(np.float32)
        step = np.array([0.0, 3.0], np.float32)
        still, moving = np.zeros(24, np.float32), np.ones(24, np.float32)
        along_x = np.diff(self.heights(places[:, 0], places[:, 1], moving, still, step))[:, 0] / 3
        along_z = np.diff(self.heights(places[:, 0], places[:, 1], still, moving, step))[:, 0] / 3
        gentle = np.flatnonzero(np.hypot(along_x, along_z) < 0.26)
        x, z = places[gentle[0] if gentle.size else 0]
        return float(x), float(z)

    def light_up(self, centre: tuple[float, float], cells: list[float], count: int, reach: float = 18.0) -> None:
        """Make shadow grids around a point, from the coarsest cell size to the finest."""
        away = (-math.sin(self.azimuth), -math.cos(self.azimuth))
        coarser = None
        grids: list[SunGrid] = []
        for cell in sorted(cells, reverse=True):
            x, z = heightfield.grid_positions(centre, away, cell, count)
            across = np.arange(count, dtype=np.float32) * cell
            ones = np.ones(count, np.float32)
            heights = self.heights(
                (x - away[1] * across).astype(np.float32),
                (z + away[0] * across).astype(np.float32),
                ones * np.float32(away[0]),
                ones * np.float32(away[1]),
                across,
            )
            coarser = heightfield.light_grid(
                heights, x, z, away, cell, self.light.elevation, self.light.softness, coarser, reach
            )
            grids.insert(0, coarser)
        self.frames = np.stack([grid.frame() for grid in grids])
        self.lits = np.stack([np.stack([grid.lit, grid.bounce, grid.hollow]) for grid in grids])


def is_named(description: SceneDescription) -> bool:
    """Return whether the prompt names somebody who is to be seen."""
    return "figure" in description.details and "people" not in description.without


def lay_ground(description: SceneDescription, view: View, shot: str, rng: np.random.Generator) -> Site:
    """Return a random place for a view, with its wind and its light."""
    land = np.zeros(ground.LAND_SIZE, np.float32)
    land[ground.WAVELENGTH] = rng.uniform(*view.wavelength)
    land[ground.AMPLITUDE] = rng.uniform(*view.amplitude)
    land[ground.SINUOSITY] = rng.uniform(0.75, 1.25)
    land[ground.CREST] = rng.uniform(0.60, 0.68)
    land[ground.CROSSING] = rng.uniform(0.10, 0.24)
    land[ground.RIPPLE] = view.ripple * rng.uniform(0.9, 1.15)
    land[ground.MACRO] = view.macro
    land[ground.RIPPLE_EVEN] = {"detail": 0.85, "close": 0.6, "medium": 0.2}.get(shot, 0.0)
    wind = math.atan2(0.21, 1.0) + rng.uniform(-0.35, 0.35)
    land[ground.WIND_X], land[ground.WIND_Z] = math.sin(wind), math.cos(wind)
    light = daylight(description, close=shot in ("close", "detail"), rng=rng)
    azimuth = rng.uniform(0, 2 * math.pi)
    # The sun lies on the rippled sides: a slip face in it is a bright, bare slab.
    if shot in ("wide", "medium") and view not in PYRAMIDS.values():
        azimuth = wind + math.pi + 0.35 * (azimuth - math.pi)
    if shot in ("close", "detail"):
        # Ripples show their relief when the light rakes across them.
        wind = azimuth + rng.choice([0.0, math.pi]) + rng.uniform(-0.6, 0.6)
        land[ground.WIND_X], land[ground.WIND_Z] = math.sin(wind), math.cos(wind)
    site = Site(land, light, int(rng.integers(1, 1 << 20)), azimuth)
    if view is PYRAMIDS["detail"]:  # a long lens through all that air would leave a shadow play
        site.light = replace(light, haze=0.4 * light.haze, haze_far=0.4 * light.haze_far, mist=0.2 * light.mist)
    if view in PYRAMIDS.values():
        site.pyramid = lay_out(land[ground.PYRAMIDS :], "ziggurat" in description.motifs, rng)
    return site
