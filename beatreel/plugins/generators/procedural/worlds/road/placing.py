"""Where the camera and the cars are on a road, and who stands beside it."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from beatreel.plugins.generators.procedural.kernels.heightfield import Camera
from beatreel.plugins.generators.procedural.prompt.persons import is_by_a_car
from beatreel.plugins.generators.procedural.scenery import staffage

from . import cars, side as side_, stop as stops
from .bodywork import Vehicle
from .cars import Canvas
from .land import Road
from .views import View

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription


_LOW = 0.5  # of the height of a flight: a drone that follows
_FOLLOWED = 15.0  # metres to what goes on ahead
_ASKEW, _MET, _DIPPED = (
    0.36,
    7.2,
    0.12,
)  # radians by which what comes shows its side, so many metres away; how bright its lamps are
_TO_SEA, _AHEAD = 0.24, 9.0  # radians off the road, and how far ahead is what is followed, metres
_NEAR_BY = {"man", "woman", "child", "wayfarer"}  # who are not small in the place


def placed(
    view: View, camera: Camera, road: Road, car: Vehicle | None, lane: float, side: float, dark: float, rng: np.random.Generator
) -> tuple[Camera, Vehicle | None]:  # fmt: skip
    """Return the camera and the car where they are on the road, and put the car's headlights into its light."""
    power = 3.6 * dark
    lights = min(1.0, 0.25 + dark) if dark > 0.1 else 0.12
    if view.kind == "driver":
        camera = replace(camera, x=lane)
        if dark > 0.1:
            road.beams.append((lane, 0.6, 17.0, 1.5 * power))
        return camera, None
    coast = road.sea_side if road.ground == "coast" else 0.0
    is_beside = 0 < view.car < _FOLLOWED  # what is named is near, and in the picture
    if coast and view.kind == "open" and not view.rides and not is_beside:  # over the edge of the road to the water
        camera = replace(camera, x=0.8 * coast * road.half, y=view.eye + 3.2, heading=0.20 * coast)
    elif view.kind == "open" and is_beside:  # it goes on a third
        camera = replace(camera, x=lane - 0.13 * view.car)
    elif view.kind == "open":
        camera = replace(camera, x=-0.25 * road.half * side if road.lanes == 2 else 0.4 * lane)
    elif coast and view.kind == "above" and not is_beside:
        out = 34.0 if view.eye > 20 else 17.0
        camera = replace(camera, x=coast * out, y=view.eye + float(rng.uniform(-2, 5)), heading=-0.20 * coast)
    elif coast and view.kind == "chase" and car:
        camera = replace(camera, x=lane - side * 0.35 + coast, y=view.eye + 0.9, heading=1.06 / view.car * coast)
    elif coast and view.kind == "chase":  # what is followed stands where it would, and the sea opens beside it
        camera = replace(camera, x=lane - _TO_SEA * _AHEAD * coast, heading=_TO_SEA * coast)
    elif view.kind == "above":
        share = view.eye / 27.0  # of the height of a flight
        aside = -9.0 * side if share > _LOW else lane - 0.14 * side * view.car
        camera = replace(camera, x=aside, y=view.eye + share * float(rng.uniform(-3, 8)))
    elif view.kind == "meets":
        camera = replace(camera, x=-lane + side * 0.13 * view.car)
    elif view.kind == "front":
        camera = replace(camera, x=side * (road.half - 1.5))
    elif view.kind == "tail":
        camera = replace(camera, x=lane - side * 0.80, y=view.eye + 0.5 * abs(coast))
    elif view.kind == "lens":
        camera = replace(camera, x=lane - side * 1.35)
    else:
        camera = replace(camera, x=lane - side * 0.35)
    if view.kind == "stop":
        return replace(camera, x=side * view.lateral, z=view.back, heading=side * view.heading), None
    if car is None or not view.car:
        return camera, None
    away = view.car * (1.5 if car.kind == "lorry" else 1.0) * float(rng.uniform(0.94, 1.08))
    if view.kind == "front":
        x, y, z = road.at(away, side * (road.half + 0.1))
        heading = math.pi + road.heading(away) + side * float(rng.uniform(0.35, 0.6))
        vehicle = replace(car, at=(x, y, z), heading=heading, power=lights)
        if dark > 0.1:
            road.pools.append((x - side * 2.6, z - 5.0, 4.0, side_.HEADLIGHT * (0.9 * dark)))
        return camera, vehicle
    if view.kind == "meets":  # on the other side of the road
        x, y, z = road.at(away, -lane)
        askew = _ASKEW * (_MET / view.car) ** 2
        vehicle = replace(car, at=(x, y, z), heading=math.pi + road.heading(away) - side * askew, power=lights)
        if dark > 0.1:  # lit by the camera's lamps: its own would outshine it
            road.pools.append((x, z - 5.0, 4.0, side_.HEADLIGHT * (0.5 * dark)))
            vehicle = replace(vehicle, power=_DIPPED * lights)
        return camera, vehicle
    x, y, z = road.at(away, lane)
    heading = road.heading(away)
    if view.kind == "lens":
        heading += side * 0.42
    vehicle = replace(car, at=(x, y, z), heading=heading, power=lights)
    if view.kind in ("chase", "tail", "lens") and dark > 0.1:  # whoever follows it has lights, too
        vehicle = replace(vehicle, followed=0.06 * dark)
        road.beams.append((camera.x, -3.0, 9.0, 0.4 * dark))
    length = cars.vehicle.SHAPES[vehicle.kind][0]
    if dark > 0.1:
        road.beams.append(
            (
                lane,
                away + float(length) - 0.5,
                19.0 if view.kind != "above" else 26.0,
                power * (1.0 if view.kind != "above" else 2.2),
            )
        )
        road.reds.append((lane, away - float(length), 0.25 * dark))
    return camera, vehicle


def figure_of(
    description: SceneDescription, view: View, vehicle: Vehicle | None, side: float
) -> tuple[str, float, float, float] | None:
    """Return who stands there: kind, and place."""
    if (
        view.kind == "stop"
        and "people" not in description.without
        and "figure" in description.motifs
        and view is not stops.SIGN
    ):
        return ("stander", side * 13.5, 0.0, 25.4) if view is not stops.NEAR else ("stander", side * 11.15, 0.0, 27.4)
    if (
        "people" in description.without
        or "figure" not in description.details
        or vehicle is None
        or view.kind != "front"
        or (_NEAR_BY & set(description.details) and is_by_a_car(description.prompt))
    ):
        return None
    return "stander", vehicle.at[0] - side * 2.1, vehicle.at[1], vehicle.at[2] - 0.6


def stand(
    canvas: Canvas,
    camera: Camera,
    figure: tuple[str, float, float, float],
    side: float,
    variant: int,
) -> None:
    """Draw who stands there; see :func:`figure_of`."""
    kind, x, y, z = figure
    px, py, away = camera.project(x, y, z)
    size = camera.focal * 1.76 / away
    window, cover = staffage.stand(canvas.all(), kind, (px, py), size, mirrored=side > 0, variant=variant)
    np.copyto(canvas.depth[window], np.float32(away), where=cover > 0.5)
