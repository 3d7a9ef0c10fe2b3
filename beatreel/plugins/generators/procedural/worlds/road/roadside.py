"""What stands along a road, and the lamps of a city and of a car that looks at the viewer."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels.heightfield import Camera

from . import cars, side as side_, stop as stops
from .bodywork import Vehicle
from .cars import Canvas
from .land import Road
from .views import View

Array = np.ndarray[Any, np.dtype[np.float32]]


def furnish(
    beside: side_.Side, view: View, road: Road, side: float, dark: float, rng: np.random.Generator,
) -> None:  # fmt: skip
    """Draw trees, cacti, houses, lamps, barriers and poles along a road as its ground has them."""
    ground, near = road.ground, 9.0 if view.rides else 6.0
    if view.kind == "above":
        near = 26.0
    if view.kind == "stop":
        stops.furnish(beside, view, ground, side, dark, rng)
        return
    if ground == "city":
        beside.town(rng, lit=dark > 0.2)
    if ground in ("forest", "mountain"):
        beside.trees(
            rng, 190 if ground == "forest" else 80, near=near + 4, far=700.0, keep=5.5 if ground == "forest" else 9.0
        )
    elif ground == "coast":
        beside.trees(rng, 26, near=near + 14, far=500.0, keep=10.0, both=False, side=side)
    elif ground == "desert":
        beside.trees(rng, 34, near=near + 6, far=420.0, keep=7.0, cactus=True)
    elif ground == "field":
        beside.trees(rng, 16, near=60.0, far=600.0, keep=26.0)
    if ground == "city":
        if not view.rides or dark <= 0.2:
            beside.lamps(
                34.0,
                16.0 if view.kind != "above" else 33.0,
                road.half + 1.0,
                620.0,
                side_.WARM_LAMP,
                1.0 if dark > 0.2 else 0.0,
            )
        beside.barrier(-side, 2.0, 420.0)
        beside.barrier(side, 2.0, 420.0)
    elif ground in ("mountain", "coast"):
        beside.barrier(road.sea_side if ground == "coast" else -side, 2.0 if view.kind != "above" else 12.0, 420.0)
    if ground in ("desert", "field") and not (view.rides and dark > 0.5):
        beside.poles(side, 16.0 if view.kind != "above" else 30.0, 42.0, 800.0)


def city_glow(canvas: Canvas, camera: Camera, clear: Array, dark: float) -> None:
    """Light the sky over a city."""
    rows = np.arange(clear.shape[0], dtype=np.float32)[:, None]
    above = np.maximum(camera.horizon - rows, 0) / camera.focal
    glow = (np.exp(-above / 0.16) * 0.30 + np.exp(-above / 0.55) * 0.06)[..., None] * np.array(
        [0.20, 0.42, 0.85], np.float32
    )
    canvas.lamps += glow * clear[..., None] * np.float32(0.55 * dark)


def flares(beside: side_.Side, car: Vehicle) -> None:
    """Let headlights that look at the viewer shine."""
    shape = cars.vehicle.SHAPES[car.kind]
    sine, cosine = math.sin(car.heading), math.cos(car.heading)
    for x in (-0.70 * shape[1], 0.70 * shape[1]):
        z = shape[0] - 0.12
        place = (car.at[0] + x * cosine + z * sine, car.at[1] + 0.62, car.at[2] - x * sine + z * cosine)
        beside.lamp(place, 0.10, side_.HEADLIGHT * np.float32(5.0 * car.power), beside.canvas.lamps, 0.30)
