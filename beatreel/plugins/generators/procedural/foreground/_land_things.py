"""What belongs to a land and fills it: a vineyard, a caravan, a rope bridge over a gorge; see :mod:`._things`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from beatreel.plugins.generators.procedural.scenery import camels, cypresses, rope_bridges, vineyards

from ._houses import castle, chapel, lamplight, lone_house, village
from ._pieces import Thing, View

if TYPE_CHECKING:
    import numpy as np

    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription
    from beatreel.plugins.generators.procedural.scenery.built import Place

_AUTUMN = {"autumn", "autumnal", "fall", "october", "november", "burgundy", "rust", "copper"}
_LUSH = {"green", "emerald", "jade", "lush", "mossy", "jungle", "rainforest"}
_ROCK = {
    "canyon": (0.13, 0.22, 0.36),
    "dunes": (0.16, 0.26, 0.38),
    "mountain": (0.16, 0.17, 0.18),
    "volcano": (0.045, 0.045, 0.05),
}
_GROWTH = {"forest": (0.06, 0.26, 0.12), "mountain": (0.06, 0.18, 0.11), "field": (0.06, 0.24, 0.12)}

_ONE_CAMEL = re.compile(r"\b(an?|one|single|lone|lonely|solitary) camel(?! (caravan|train))\b|\bcamel rider\b")

ABOVE = {"village": village, "castle": castle, "chapel": chapel, "lone_house": lone_house}
"""What stands on the crest of a vineyard's hill."""


def vineyard(place: Place, description: SceneDescription, white: float, rng: np.random.Generator) -> Thing:
    """Return rows of vines on a hillside, green or in the colours of autumn."""
    leaf = ((0.022, 0.085, 0.038), (0.05, 0.30, 0.16))
    if _AUTUMN & {*description.all_words, *description.said}:
        leaf = ((0.020, 0.060, 0.22), (0.03, 0.28, 0.52))
    house = next((build for motif, build in ABOVE.items() if motif in description.motifs), None)
    above = house(place, description, white, rng).mesh if house else None
    mesh = vineyards.vineyard(place, rng, leaf=leaf, snow=description.weather == "snow", above=above)
    views = {
        "wide": View(1.15, 9.0, 0.0, 7.0, 4.2),
        "medium": View(1.8, 9.0, 0.0, -7.0, 2.1),
        "close": View(2.6, 9.0, 0.0, 12.0, 1.55),
        "detail": View(4.0, 9.0, 0.0, -12.0, 1.4),
    }
    return Thing(mesh, (vineyards.WIDE, vineyards.TALL), views, reach=30.0, spans=True, along=True)


def cypress_avenue(place: Place, description: SceneDescription, white: float, rng: np.random.Generator) -> Thing:
    """Return cypresses along the lane to a house, whose windows are lit after dark."""
    mesh = cypresses.avenue(place, rng, glow=0.9 * white * lamplight(description), snow=description.weather == "snow")
    views = {
        "wide": View(1.0, 0.62, 0.10, 7.0, 2.6),
        "medium": View(1.5, 0.95, -0.06, -5.0, 1.8),
        "close": View(2.2, 1.35, 0.16, 9.0, 1.7),
        "detail": View(3.0, 1.9, -0.30, -14.0, 2.0),
    }
    return Thing(mesh, (cypresses.WIDE, cypresses.TALL), views, reach=75.0, along=True)


def caravan(place: Place, description: SceneDescription, white: float, rng: np.random.Generator) -> Thing:
    """Return camels in a line, or the one that is named."""
    if _ONE_CAMEL.search(description.prompt.lower()):
        views = {
            "wide": View(0.34, 0.3, 0.10, 14.0, 2.0),
            "medium": View(0.62, 0.42, -0.08, -24.0, 1.8),
            "close": View(0.8, 0.50, 0.06, 26.0, 1.6),
            "detail": View(1.0, 0.56, -0.05, 14.0, 1.8),
        }
        return Thing(camels.camel_rider(place, rng), (camels.ONE_WIDE, camels.TALL), views)
    views = {
        "wide": View(0.80, 0.5, 0.0, 14.0, 2.4),
        "medium": View(1.05, 0.5, 0.0, -24.0, 1.8),
        "close": View(1.8, 0.7, 0.1, 30.0, 1.5),
        "detail": View(3.0, 0.9, 0.0, 12.0, 1.7),
    }
    return Thing(camels.caravan(place, rng), (camels.WIDE, camels.TALL), views, reach=16.0)


def rope_bridge(place: Place, description: SceneDescription, white: float, rng: np.random.Generator) -> Thing:
    """Return a bridge of ropes between two walls of rock: seen from aside, and by somebody who steps on it."""
    world = "forest" if description.world == "canyon" and _LUSH & description.all_words else description.world
    green = None if description.weather == "snow" else _GROWTH.get(world)
    mesh = rope_bridges.rope_bridge(place, rng, rock=_ROCK.get(world, (0.12, 0.15, 0.15)), green=green)
    long = rope_bridges.LONG
    views = {  # how near its middle is follows from how many widths of the picture it would fill
        "wide": View(0.64, 9.0, 0.0, 34.0, 11.0),
        "medium": View(long / 24.5 * 1.15, 9.0, 0.0, 90.0, 2.0),
        "close": View(long / 12.0 * 1.15, 9.0, 0.0, 88.0, 1.0),
        "detail": View(long / 4.0 * 1.15, 9.0, 0.05, 66.0, 0.55),
    }
    if description.world == "forest":  # between trees there is no room to see it from aside
        views["wide"] = View(long / 31.0 * 1.15, 9.0, 0.0, 82.0, 4.2)
    return Thing(mesh, (long, 12.0), views, reach=4.0, spans=True)
