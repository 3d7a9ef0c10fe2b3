"""What a car that stands in a land or goes along a road is: one of the fifties, a pickup or a camper van."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from beatreel.plugins.generators.procedural.scenery import camper_vans, coaches, old_cars, pickups
from beatreel.plugins.generators.procedural.scenery.naming import body_named

from ._parked import camper

if TYPE_CHECKING:
    import numpy as np

    from beatreel.plugins.generators.procedural.kernels.mesh import Mesh
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription
    from beatreel.plugins.generators.procedural.scenery.built import Place


def vehicle(
    place: Place, description: SceneDescription, colour: str, rng: np.random.Generator, *, is_open: bool, lamps: float
) -> tuple[Mesh, tuple[float, float, float]]:
    """Return the vehicle that a prompt names, its nose towards greater x, and its length, height and width in metres.

    Parameters
    ----------
    colour : str
        A name of :data:`~..scenery.old_cars.PAINTS`.
    is_open : bool
        A car has its top down.
    lamps : float
        Light of its headlights, 0 for none.
    """
    body = body_named(description.said)
    if body == "pickup":
        return pickups.pickup(place, colour, lamps=lamps), (pickups.LONG, pickups.HIGH, 2.0)
    if body == "van":
        paints = old_cars.PAINTS[colour], old_cars.PAINTS["red" if colour in ("cream", "white") else "cream"]
        worn = coaches.livery(place, *paints, lit=0.6 * lamps)
        return camper(worn, description, rng).moved(0.0, 0.0, 0.0, turn=-math.pi / 2), (
            camper_vans.LONG, camper_vans.HIGH, camper_vans.WIDE
        )  # fmt: skip
    return old_cars.old_car(place, colour, rng, is_open=is_open, lamps=lamps), (5.4, 1.5, 2.2)
