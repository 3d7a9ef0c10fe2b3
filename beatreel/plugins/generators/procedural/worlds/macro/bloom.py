"""The head of a flower looked at so closely that it fills the picture, with dew on its petals, others behind it; decimetres."""

from __future__ import annotations

from typing import TYPE_CHECKING

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh
from beatreel.plugins.generators.procedural.palette import light_of_hue
from beatreel.plugins.generators.procedural.scenery import blooms
from beatreel.plugins.generators.procedural.scenery.built import EVEN, ODD, skins
from beatreel.plugins.generators.procedural.scenery.exposure import View
from beatreel.plugins.generators.procedural.scenery.small_things import drops_on

from .traced import Subject

if TYPE_CHECKING:
    from .traced import Table

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
    water = place.material(skins.PLAIN, tuple(0.5 * part + 0.10 for part in tone), gloss=0.45, rough=0.02)
    head = flower.points[flower.points[:, 1] > blooms.HEAD + 0.04]
    dew = [] if words & _DRY else [*drops_on(head, water, film, 90, 0.022), *drops_on(head, water, film, 26, 0.040)]
    turn = 0.4 * table.side + float(table.rng.uniform(-0.4, 0.4))
    place.add(Mesh.of([flower, *dew]).moved(0, 0, 0, turn))
    for n, (x, z, low, size) in enumerate(_OTHERS):
        other = blooms.bloom(place, kind, tuple(0.8 * part for part in tone), film, through=0.06)
        place.add(other.moved(table.side * x, low, z, 1.3 * n + turn, size))
    table.lamp((2.0, 5.0, -2.2), 3.2, 2, EVEN)
    table.lamp((-2.2, 3.0, 2.4), 0.9, 1, ODD)


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
