"""The head of a flower looked at so closely that it fills the picture, with dew on its petals, others behind it; decimetres."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from beatreel.plugins.generators.procedural.palette import light_of_hue
from beatreel.plugins.generators.procedural.scenery import blooms
from beatreel.plugins.generators.procedural.scenery.built import EVEN, KEY, ODD, skins
from beatreel.plugins.generators.procedural.scenery.exposure import View
from beatreel.plugins.generators.procedural.scenery.small_things import ball

from .traced import Subject

if TYPE_CHECKING:
    from .traced import Table

Array = np.ndarray[Any, np.dtype[np.float32]]

_KINDS = {"rose": "rose", "roses": "rose", "tulip": "tulip", "tulips": "tulip", "lily": "lily", "lilies": "lily"}
_DRY = {"dry", "dried", "wilted", "wilting", "withered"}
# Of the flowers that stand about the first: x, z, how far below it, size.
_OTHERS = ((-1.25, 1.5, -0.55, 0.9), (1.35, 2.3, -0.2, 0.95), (0.55, 4.2, 0.35, 1.0), (-1.9, 4.6, 0.5, 1.0))


def _build(table: Table) -> None:
    place, film, words = table.place, table.film, table.description.all_words
    palette = table.description.palette
    tone = next((colour for word, colour in blooms.COLOURS.items() if word in words), None)
    if tone is None:
        hue = palette.key if palette.strength > 0.45 else float(film.choice([20.0, 350.0, 330.0, 300.0]))
        tone = tuple(float(0.55 * part) for part in light_of_hue(hue, 0.17, 0.62))
    kind = next((kind for word, kind in _KINDS.items() if word in words), "lotus")
    flower = blooms.bloom(place, kind, tone, film, through=0.10)
    turn = 0.4 * table.side + float(table.rng.uniform(-0.4, 0.4))
    flower = flower.moved(0, 0, 0, turn)
    place.add(flower)
    if not words & _DRY:
        _dew(table, flower.points[flower.points[:, 1] > blooms.HEAD + 0.04], tone)
    for n, (x, z, low, size) in enumerate(_OTHERS):
        other = blooms.bloom(place, kind, tuple(0.8 * part for part in tone), film, through=0.06)
        place.add(other.moved(table.side * x, low, z, 1.3 * n + turn, size))
    table.lamp((2.0, 5.0, -2.2), 3.2, 2, EVEN)
    table.lamp((-2.2, 3.0, 2.4), 0.9, 1, ODD)


def _dew(table: Table, head: Array, tone: tuple[float, ...]) -> None:
    """Lay drops on a head: dark as what shows through their rims, bright where the light leaves them, with a glint on the sun's side."""
    place, film = table.place, table.film
    clear = place.material(skins.PLAIN, tuple(0.45 * part for part in tone), gloss=0.05, rough=0.02)
    lit = place.material(skins.PLAIN, tuple(1.25 * part + 0.03 for part in tone), gloss=0.0)
    glint = place.material(
        skins.GLOW, (0.02, 0.02, 0.02), glow=tuple(0.9 * part for part in place.sunlight), family=KEY
    )
    sun = np.array(place.sun, np.float32)
    towards = sun + np.float32([0.0, 0.9, -1.1])  # half way to whoever looks
    towards /= np.linalg.norm(towards)
    for count, size in ((70, 0.022), (26, 0.040)):
        for at in head[film.integers(len(head), size=count)]:
            radius = size * float(film.uniform(0.5, 1.3))
            parts = ((1.0, 0.0 * sun, clear), (0.80, -0.25 * sun, lit), (0.15, 0.92 * towards, glint))
            place.add(*[ball(share * radius, skin, sides=14).moved(*(at + radius * off)) for share, off, skin in parts])


BLOOM = Subject(
    _build,
    {
        "wide": (View((0.35, 4.4, -3.2), (0.05, 2.62, 0.0), 1.15, (0.5, 0.50)), 3.45, 0.10),
        "medium": (View((-0.45, 4.35, -2.25), (0.05, 3.0, 0.0), 1.12, (0.5, 0.50)), 2.55, 0.10),
        "close": (View((0.30, 4.35, -1.35), (0.0, 3.12, -0.05), 1.05, (0.5, 0.52)), 1.75, 0.075),
        "detail": (View((-0.42, 3.95, -0.85), (0.10, 3.18, -0.10), 1.10, (0.5, 0.50)), 1.05, 0.050),
    },
    far=(9.0, 14.0), hues=(150.0, 140.0), sky=1.5, weather=True,
)  # fmt: skip
