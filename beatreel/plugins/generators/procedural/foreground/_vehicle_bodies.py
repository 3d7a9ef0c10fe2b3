"""What a car that stands in a land or goes along a road is: one of the fifties, a pickup, a camper van or a bus."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from beatreel.plugins.generators.procedural.kernels.vehicle import SHAPES
from beatreel.plugins.generators.procedural.scenery import camper_vans, coaches, motorcars, old_cars, pickups
from beatreel.plugins.generators.procedural.scenery.built import ODD, skins
from beatreel.plugins.generators.procedural.scenery.naming import VINTAGE, body_named

from ._parked import bus, camper

if TYPE_CHECKING:
    import numpy as np

    from beatreel.plugins.generators.procedural.kernels.mesh import Mesh
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription
    from beatreel.plugins.generators.procedural.scenery.built import Place

CABS = frozenset(("taxi", "taxicab", "cab"))
"""What a car with a sign on its roof is called."""
BUSES = frozenset(("bus", "coach"))
"""What a vehicle with rows of seats is called."""
_BUS = (11.0, 3.1, 2.5)  # length, height and width, metres
_GLOSS, _GLOW = 0.05, 0.4  # share of light that new paint mirrors; of the light of its lamps, beside those of a town


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
    if BUSES & set(description.said) and body != "van":
        worn = coaches.livery(place, old_cars.PAINTS[colour], old_cars.PAINTS["cream"], lit=0.6 * lamps)
        return bus(worn, description, rng, manned=True).moved(0.0, 0.0, 0.0, turn=-math.pi / 2), _BUS
    if body == "pickup":
        return pickups.pickup(place, colour, lamps=lamps), (pickups.LONG, pickups.HIGH, 2.0)
    if body == "van":
        paints = old_cars.PAINTS[colour], old_cars.PAINTS["red" if colour in ("cream", "white") else "cream"]
        worn = coaches.livery(place, *paints, lit=0.6 * lamps)
        return camper(worn, description, rng).moved(0.0, 0.0, 0.0, turn=-math.pi / 2), (
            camper_vans.LONG, camper_vans.HIGH, camper_vans.WIDE
        )  # fmt: skip
    is_cab = bool(CABS & set(description.said))
    is_of_today = body in ("coupe", "estate") and not is_open
    if is_cab or (is_of_today and not VINTAGE & set(description.said)):
        return _of_today(place, body or "saloon", colour, lamps=lamps, is_cab=is_cab)
    return old_cars.old_car(place, colour, rng, is_open=is_open, lamps=lamps), (5.4, 1.5, 2.2)


def _of_today(
    place: Place, body: str, colour: str, *, lamps: float, is_cab: bool
) -> tuple[Mesh, tuple[float, float, float]]:
    """Return a car of :data:`~..kernels.vehicle.SHAPES` and its size; a cab has its sign on its roof."""
    worn = motorcars.finish(place, old_cars.PAINTS[colour], lit=_GLOW * lamps, gloss=_GLOSS)
    sign = place.material(
        skins.PLAIN, (0.2, 0.4, 0.45), glow=tuple(lamps * part for part in (0.9, 2.2, 2.6)), family=ODD
    )
    mesh = motorcars.motorcar(body, worn, roof_sign=sign if is_cab else -1)
    half, wide, _, tall, *_ = map(float, SHAPES[body])
    return mesh.moved(0.0, 0.0, 0.0, turn=-math.pi / 2), (2 * half, tall, 2 * wide)
