"""How a road is seen where a petrol station, a diner or a motel stands at it, and what stands around that."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from . import station
from .views import View

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

    from .bodywork import Vehicle
    from .side import Side


ACROSS = View("stop", 1.5, 0.98, 0.60, 0.0, False, 0.5, -2.4, 0.0, 0.29)
ARRIVING = View("stop", 1.25, 1.02, 0.58, 0.0, False, 0.4, 1.0, 5.0, 0.30)
BESIDE = View("stop", 1.35, 1.0, 0.63, 0.0, False, 0.3, 5.6, 8.2, 0.27)
NEAR = View("stop", 0.8, 0.98, 0.62, 0.0, False, 0.2, 9.9, 15.8, 0.19)
MOTEL = View("stop", 1.3, 1.3, 0.72, 0.0, False, 0.3, 9.0, 7.0, 0.46)  # its letters on the roof, whole
SIGN = View("stop", 1.5, 1.9, 0.98, 0.0, False, 0.5, 3.6, 4.0, 0.28)
VIEWS = {"wide": (ACROSS, ARRIVING), "medium": (BESIDE, BESIDE), "close": (NEAR, NEAR), "detail": (SIGN, SIGN)}


def views_of(description: SceneDescription) -> dict[str, tuple[View, View]]:
    """Return from where it is seen, by shot."""
    return VIEWS | {"close": (MOTEL, MOTEL)} if "motel" in description.motifs else VIEWS


def neon(description: SceneDescription) -> list[str]:
    """Return the colours that a prompt names, as tubes have them."""
    return [word for word in description.words if word in station.NEON]


def parked(place: station.Station, car: Vehicle, film: np.random.Generator) -> list[Vehicle]:
    """Return the cars that stand at a station, the first as the prompt has it."""
    found = []
    for number, (x, z, heading) in enumerate(place.spots):
        own = car if number == 0 else replace(car, kind=str(film.choice(["estate", "saloon", "coupe"])))
        if own.paint == "black" or number:
            own = replace(own, paint=str(film.choice(["red", "teal", "silver", "blue"])))
        found.append(
            replace(
                own,
                at=(x * place.side, 0.0, z),
                heading=heading * place.side,
                power=0.55 * own.power if number == 0 else 0.0,
            )
        )
    return found


def furnish(
    beside: Side, view: View, ground: str, side: float, dark: float, rng: np.random.Generator
) -> None:  # fmt: skip
    """Furnish the road where something stands beside it: its own side stays free, and the other one stays low."""
    near = view.back + 14.0
    if ground == "city":
        beside.town(rng, lit=dark > 0.2)
    elif ground in ("forest", "mountain"):
        beside.trees(rng, 90, near=near, far=600.0, keep=7.0, both=False, side=-side)
        beside.trees(rng, 70, near=station.APRON[3] + 6, far=600.0, keep=6.0, both=False, side=side)
    elif ground == "desert":
        beside.trees(rng, 14, near=near + 8, far=420.0, keep=9.0, cactus=True, both=False, side=-side)
    elif ground == "field":
        beside.trees(rng, 12, near=station.APRON[3] + 30, far=600.0, keep=26.0)
    if ground in ("desert", "field"):
        beside.poles(-side, near + 4.0, 42.0, 800.0)
