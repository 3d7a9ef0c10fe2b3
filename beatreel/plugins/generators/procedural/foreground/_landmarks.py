"""Great frames and stones that stand in a land: radio masts, pylons, water and cooling towers, bones, stone rings; see :mod:`._things`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from beatreel.plugins.generators.procedural.palette import light_of_hue
from beatreel.plugins.generators.procedural.scenery import (
    basalt,
    beach_huts as huts,
    bones,
    cairns,
    lattices,
    megaliths,
    saguaros,
)

from ._houses import lamplight
from ._pieces import Thing, View

if TYPE_CHECKING:
    import numpy as np

    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription
    from beatreel.plugins.generators.procedural.scenery.built import Place


def radio_mast(place: Place, description: SceneDescription, white: float, rng: np.random.Generator) -> Thing:
    """Return a radio tower, its red lights lit from when the sun is low."""
    views = {
        "wide": View(0.40, 0.52, 0.10, 12.0, 1.7),
        "medium": View(0.60, 0.66, -0.06, 34.0, 1.6),
        "close": View(0.90, 1.10, 0.06, 20.0, 1.5),
        "detail": View(1.5, 1.9, -0.12, 40.0, 1.5),
    }
    mesh = lattices.radio_mast(place, glow=1.4 * white * max(0.12, lamplight(description)))
    return Thing(mesh, (7.2, lattices.MAST), views, reach=7.0)


def pylons(place: Place, description: SceneDescription, white: float, rng: np.random.Generator) -> Thing:
    """Return a line of pylons that goes into the land."""
    views = {
        "wide": View(0.50, 0.42, 0.10, -10.0, 1.7),
        "medium": View(0.80, 0.62, 0.14, -16.0, 1.6),
        "close": View(1.2, 0.95, 0.10, -12.0, 1.5),
        "detail": View(1.9, 1.5, 0.12, -20.0, 1.4),
    }
    return Thing(lattices.pylons(place), (13.2, lattices.PYLON), views, reach=7.0)


def water_tower(place: Place, description: SceneDescription, white: float, rng: np.random.Generator) -> Thing:
    """Return a water tower of planks."""
    views = {
        "wide": View(0.34, 0.36, 0.08, 14.0, 1.7),
        "medium": View(0.55, 0.52, -0.04, -18.0, 1.6),
        "close": View(0.80, 0.78, 0.03, 26.0, 1.5),
        "detail": View(1.3, 1.25, -0.05, 10.0, 1.5),
    }
    return Thing(lattices.water_tower(place), (7.0, lattices.TOWER), views, reach=6.0)


def skeleton(place: Place, description: SceneDescription, white: float, rng: np.random.Generator) -> Thing:
    """Return the skeleton of a giant animal."""
    views = {
        "wide": View(0.86, 0.30, 0.0, 24.0, 1.8),
        "medium": View(1.10, 0.42, 0.06, -34.0, 1.6),
        "close": View(1.5, 0.62, -0.10, 48.0, 1.5),
        "detail": View(2.2, 0.95, 0.10, -58.0, 1.4),
    }
    return Thing(bones.skeleton(place, rng), (bones.LONG, bones.TALL), views, reach=9.0)


def standing_stones(place: Place, description: SceneDescription, white: float, rng: np.random.Generator) -> Thing:
    """Return a ring of standing stones."""
    views = {
        "wide": View(0.84, 0.30, 0.0, 10.0, 1.9),
        "medium": View(1.25, 0.42, 0.06, -16.0, 1.7),
        "close": View(1.8, 0.60, -0.10, 24.0, 1.6),
        "detail": View(2.7, 0.95, 0.12, -30.0, 1.5),
    }
    return Thing(megaliths.standing_stones(place, rng), (megaliths.RING, megaliths.STONE), views, reach=12.0)


def cairn(place: Place, description: SceneDescription, white: float, rng: np.random.Generator) -> Thing:
    """Return a cairn of the rock of its land."""
    views = {
        "wide": View(0.22, 0.20, 0.14, 10.0, 1.6),
        "medium": View(0.40, 0.34, -0.12, 60.0, 1.4),
        "close": View(0.72, 0.52, 0.08, 140.0, 1.2),
        "detail": View(1.25, 0.85, -0.06, 220.0, 1.1),
    }
    tones = cairns.SANDSTONE if description.world in ("canyon", "dunes", "savanna") else cairns.GRANITE
    mesh = cairns.cairn(place, rng, tones, snow=description.weather == "snow")
    return Thing(mesh, (cairns.WIDE, cairns.TALL), views, reach=5.0)


def saguaro(place: Place, description: SceneDescription, white: float, rng: np.random.Generator) -> Thing:
    """Return a tall cactus of the desert."""
    views = {
        "wide": View(0.46, 0.36, 0.14, 12.0, 1.7),
        "medium": View(0.62, 0.52, -0.12, -20.0, 1.5),
        "close": View(0.95, 0.70, 0.08, 26.0, 2.2),
        "detail": View(2.0, 1.5, -0.06, -32.0, 3.6),
    }
    return Thing(saguaros.saguaro(place, rng), (saguaros.WIDE, saguaros.TALL), views, reach=4.0)


def basalt_columns(place: Place, description: SceneDescription, white: float, rng: np.random.Generator) -> Thing:
    """Return columns of basalt."""
    views = {
        "wide": View(0.86, 0.36, 0.10, 8.0, 1.8),
        "medium": View(1.05, 0.46, -0.10, -16.0, 1.6),
        "close": View(1.6, 0.62, 0.12, 22.0, 1.5),
        "detail": View(3.0, 1.1, -0.10, -10.0, 1.5),
    }
    mesh = basalt.basalt_columns(place, rng, snow=description.weather == "snow")
    return Thing(mesh, (basalt.WIDE, basalt.TALL), views, reach=9.0)


def beach_huts(place: Place, description: SceneDescription, white: float, rng: np.random.Generator) -> Thing:
    """Return a row of beach huts in the colours that are named, or in those of the seaside."""
    hues = (20.0, 190.0, 95.0, 250.0)
    if description.palette.strength > 0:
        hues = tuple(dict.fromkeys((description.palette.key, description.palette.accent, description.palette.fill)))
    colours = [tuple(0.62 * float(part) for part in light_of_hue(hue, 0.09, 0.84)) for hue in hues]
    views = {
        "wide": View(0.92, 0.30, 0.0, 30.0, 4.6),
        "medium": View(1.25, 0.40, 0.10, -38.0, 3.8),
        "close": View(1.9, 0.58, -0.20, 30.0, 2.4),
        "detail": View(3.4, 0.95, 0.10, -16.0, 1.5),
    }
    return Thing(huts.beach_huts(place, rng, colours), (huts.WIDE, huts.TALL), views, reach=6.0)


def cooling_towers(place: Place, description: SceneDescription, white: float, rng: np.random.Generator) -> Thing:
    """Return the towers of a power plant."""
    views = {
        "wide": View(0.70, 0.34, 0.02, 8.0, 1.8),
        "medium": View(0.98, 0.46, 0.04, -14.0, 1.7),
        "close": View(1.45, 0.66, 0.16, 18.0, 1.6),
        "detail": View(2.2, 1.0, 0.30, -12.0, 1.6),
    }
    mesh = megaliths.cooling_towers(place, glow=1.4 * white * max(0.12, lamplight(description)))
    return Thing(mesh, (megaliths.TOWERS, 1.35 * megaliths.TOWER), views, reach=20.0)
