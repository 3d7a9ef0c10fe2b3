"""Buses, vans and lorries that stand in a land, off any road; rusty where the prompt says so, or that they were left there."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh
from beatreel.plugins.generators.procedural.scenery import camper_vans, coaches

from ._houses import lamplight
from ._pieces import Thing, View

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np

    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription
    from beatreel.plugins.generators.procedural.scenery.built import Colour, Place

    Make = Callable[[coaches.Livery, SceneDescription, np.random.Generator], Mesh]

_LEFT = {"rusty", "rusted", "rusting", "abandoned", "derelict", "wrecked", "decaying", "forgotten", "rotting"}
_RUST = (0.040, 0.105, 0.245)
_PAINTS: dict[str, Colour] = {
    "red": (0.03, 0.03, 0.40), "blue": (0.36, 0.16, 0.05), "green": (0.10, 0.26, 0.08), "yellow": (0.02, 0.36, 0.62),
    "white": (0.50, 0.52, 0.53), "turquoise": (0.36, 0.36, 0.09), "orange": (0.02, 0.20, 0.58), "pink": (0.36, 0.24, 0.60),
}  # fmt: skip
_CREAM = (0.42, 0.50, 0.54)


def is_left(description: SceneDescription) -> bool:
    """Return whether a vehicle has been left to rust."""
    return bool(_LEFT & set(description.said))


def rusted(place: Place) -> None:
    """Let the paint of all that is built so far flake, in place; what is black, and its lamps, stay."""
    for row in place.materials:
        if max(row[:3]) > 0.06:
            row[:3] = [0.30 * part + 0.55 * rust for part, rust in zip(row[:3], _RUST, strict=True)]
            row[7], row[8] = 0.2 * row[7], 0.45  # gloss, and how rough
            row[11:14] = [0.0, 0.0, 0.0]


def bus(worn: coaches.Livery, description: SceneDescription, rng: np.random.Generator, *, manned: bool = False) -> Mesh:
    """Return a school bus or one of a city, its front towards z; somebody may sit in it."""
    is_school = "school" in description.prompt.lower()
    return (coaches.school_bus if is_school else coaches.city_bus)(worn, rng, manned=manned)


def camper(worn: coaches.Livery, description: SceneDescription, rng: np.random.Generator) -> Mesh:
    """Return a camper van in two colours, its front towards z."""
    return camper_vans.camper_van(worn)


def _lorry(worn: coaches.Livery, description: SceneDescription, rng: np.random.Generator) -> Mesh:
    return coaches.lorry(worn)


def parked(make: Make, long: float, high: float, usual: str) -> Callable[..., Thing]:
    """Return how a vehicle is built that is ``long`` metres and ``high``, in its colour or else the ``usual`` one."""

    def build(place: Place, description: SceneDescription, white: float, rng: np.random.Generator) -> Thing:
        words = next(iter(description.clauses), ())
        paint = next((word for word in words if word in _PAINTS), usual)
        left = is_left(description)
        dark = 0.0 if left else lamplight(description)
        worn = coaches.livery(place, _PAINTS[paint], _CREAM, lit=0.6 * white * dark)
        mesh = make(worn, description, rng).moved(0.0, 0.0, 0.0, turn=math.pi / 2)
        if left:
            rusted(place)
            mesh = mesh.leaned(0.02, 0.045).moved(0.0, -0.10, 0.0)
        views = {
            "wide": View(0.50, 0.22, 0.08, 32.0, 1.6),
            "medium": View(0.76, 0.34, 0.02, -36.0, 1.5),
            "close": View(1.05, 0.50, 0.0, 52.0, 1.4),
            "detail": View(1.7, 0.80, 0.08, -60.0, 1.4),
        }
        return Thing(mesh, (long, high), views, reach=6.0)

    return build


PARKED: dict[str, Callable[..., Thing]] = {
    "parked_bus": parked(bus, 11.0, 3.1, "yellow"),
    "parked_van": parked(camper, camper_vans.LONG, camper_vans.HIGH, "turquoise"),
    "parked_lorry": parked(_lorry, 9.2, 3.7, "red"),
}
"""How each motif is built."""
