"""What drifts in space on a rock of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh
from beatreel.plugins.generators.procedural.scenery import islands
from beatreel.plugins.generators.procedural.scenery.built import skins

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.scenery.built import Place

    from ._pieces import Thing

_LEVEL = 0.22  # of the heights of its ground are left: a thing stands firmly
_SHARES = {"wide": 0.62, "medium": 0.68, "close": 0.80, "detail": 0.92}  # of the size that a thing has on other ground


def on_rock(place: Place, thing: Thing, rng: np.random.Generator) -> None:
    """Set a thing on a rock that hangs below it, in place, and look at both from a little above."""
    radius = 0.62 * thing.size[0] + 0.35
    of = islands.island_skins(place)
    of["grass"] = place.material(skins.GROUND, (0.11, 0.12, 0.13), (0.19, 0.20, 0.21), scale=0.5)
    rock = islands.island(of, radius, place.seed, rng, trees=False)
    points = rock.points.copy()
    points[:, 1] = np.where(points[:, 1] > 0, _LEVEL * points[:, 1], 0.8 * points[:, 1]) - 0.025 * radius
    thing.mesh = Mesh.of([thing.mesh, Mesh(points, rock.carried, rock.triangles, rock.skins)])
    for shot, view in thing.views.items():
        share = _SHARES.get(shot, 0.7)
        eye = min(view.eye, 0.75 * thing.size[1]) if shot == "detail" else 0.28 * thing.size[1]
        thing.views[shot] = replace(view, wide=share * view.wide, tall=share * view.tall, eye=eye)
