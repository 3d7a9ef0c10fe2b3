"""A road to its vanishing point, through desert, mountains, forest, fields, along a coast, towards a city or through a tunnel
of light, with whoever drives on it.

Light families: ``sky``, ``sun`` (or ``moon``), ``lamps`` (headlights, street lamps, windows; on the beat), ``red`` (tail lights; between).
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels import heightfield
from beatreel.plugins.generators.procedural.kernels.heightfield import Camera
from beatreel.plugins.generators.procedural.painting import Painting
from beatreel.plugins.generators.procedural.prompt.persons import is_by_a_car
from beatreel.plugins.generators.procedural.scenery import open_sky
from beatreel.plugins.generators.procedural.scenery.open_sky import OpenLight, open_light
from beatreel.plugins.generators.procedural.scenery.relief import Sunlight, render

from . import (
    cars,
    finishing,
    journey,
    land,
    neon_grid,
    placing,
    roadside,
    side as side_,
    station,
    stop as stops,
    tunnel,
    views,
)
from .cars import Canvas

if TYPE_CHECKING:
    from beatreel import Progress
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

Array = np.ndarray[Any, np.dtype[np.float32]]


_DARK = {"night": 1.0, "dusk": 0.75, "dawn": 0.30, "golden": 0.16, "day": 0.04}
_GIVEN_UP = {"abandoned", "derelict", "deserted", "forgotten", "disused", "ruined", "rusty"}
_STANDING = {"old_car", "grand_piano", "lone_door", "televisions", "bench", "neon_word"}  # they have it for themselves


def paint(
    description: SceneDescription,
    *,
    shot: str,
    variation: int,
    width: int,
    height: int,
    seed: int,
    progress: Progress,
) -> Painting:
    """Paint a road; see :mod:`~beatreel.plugins.generators.procedural.worlds` for the contract.

    Wide looks along it from its middle or, in odd variations, from above; medium follows a car or meets one that waits; close
    is a driver's view or low behind a car, detail a tail light or the instruments.
    """
    if neon_grid.MOTIF in description.motifs:
        return neon_grid.paint(
            description, shot=shot, variation=variation, width=width, height=height, seed=seed, progress=progress
        )
    if "light_tunnel" in description.motifs:
        return tunnel.paint(
            description, shot=shot, variation=variation, width=width, height=height, seed=seed, progress=progress
        )
    stop = next((kind for motif, kind in station.KINDS.items() if motif in description.motifs), "")
    rng = np.random.default_rng([seed & 0x7FFFFFFF, variation & 0xFFFF, len(shot), 107])
    film = np.random.default_rng([seed & 0x7FFFFFFF, 109])  # what stays for all pictures of a film
    dark = _DARK[description.time_of_day]
    ground = journey.ground_of(description, film)
    light = replace(open_light(description, rng), aurora=0.0)
    if description.time_of_day == "night":
        light = _darker(replace(light, disc=0.0 if ground == "city" else light.disc, air=1.5 * light.air), 0.5)
        light = replace(light, galaxy=0.0 if ground == "city" else light.galaxy)
    if description.weather in ("rain", "storm", "snow", "overcast"):
        light = replace(light, stars=0.0)
    side = float(rng.choice([-1.0, 1.0]))
    car = journey.car_of(description, film)
    is_named = bool(set(description.motifs) & set(journey.KINDS) or description.all_words & journey.vehicles())
    if "people" in description.without and "empty" in description.understood and not is_named:
        car = None
    view = views.view_of(description, shot, variation + seed, stop=bool(stop), empty=car is None, named=is_named)
    if set(description.motifs) & _STANDING:
        car, view = None, views.OPEN
    if "driven_car" in description.motifs or ("motorcycle" in description.motifs and not stop):
        car, view = None, views.following(description, shot, variation + seed)
    narrow = min(width, 0.75 * height)
    camera = Camera(0.0, view.eye, 0.0, 0.0, view.focal * narrow, width / 2, view.horizon * height)
    road = journey.road_of(description, view, ground, dark, side, rng)
    lane = 0.0 if road.dirt else 0.5 * road.half if road.lanes == 2 else 0.25 * road.half
    closed = bool(_GIVEN_UP & description.all_words)  # nobody lights it, nobody parks there
    place = station.build(stop, side, dark, stops.neon(description), film, lit=not closed) if stop else None
    camera, vehicle = placing.placed(view, camera, road, car, lane, side, dark, rng)
    azimuth = -side * float(rng.uniform(0.35, 0.75))
    if description.time_of_day == "day" and "sun" not in description.all_words:  # it lights what is looked at
        azimuth = math.copysign(math.pi - abs(azimuth), azimuth)
    parked = (
        stops.parked(place, car, film) if place and car and not closed and view not in (stops.NEAR, stops.MOTEL) else []
    )  # that would hide it
    if description.time_of_day in ("golden", "dawn", "dusk") and view.kind in ("open", "chase", "driver"):
        azimuth = -side * float(rng.uniform(0.10, 0.35))
    if place:
        for one in parked:
            station.shadow_of(place, one)
        road.stop = station.Ground(place, light.towards(azimuth))
    grids = [(0.0, 1200.0, 5.0), (0.0, 60.0, 0.35)]
    sunlight = Sunlight(road.heights, azimuth, light.elevation, light.softness, grids, count=480)
    progress(0.12, "shadows cast")
    relief = render(
        road.heights, lambda points: land.shade(points, road, sunlight, light, azimuth), (3, 3, 3, 3, 1), camera, width, height,
        heightfield.sample_distances(0.5 if view.eye < 5 else 4.0, 5200.0, 0.0028),
        lambda done: progress(0.12 + 0.55 * done, "painting the road"),
    )  # fmt: skip
    steady, sun, lamps, red, paved = relief.lights
    canvas = Canvas(steady, sun, lamps, red, relief.depth, paved[..., 0].copy())
    clear = 1 - relief.cover
    del relief, paved
    for part, sky in zip(
        (steady, sun), open_sky.paint_sky(light, camera, azimuth, width, height, road.seed), strict=True
    ):
        sky *= clear[..., None]
        part += sky
    if ground == "city" and dark > 0.2:
        roadside.city_glow(canvas, camera, clear, dark)
    beside = side_.Side(canvas, camera, road, light, azimuth)
    roadside.furnish(beside, view, road, side, dark, rng)
    progress(0.75, "the roadside stands")
    figure = placing.figure_of(description, view, vehicle, side)
    lamplight = side_.WARM_LAMP * (0.25 * road.lamps[3])
    if view.kind == "meets":  # who sees it has lamps, too
        lamplight = lamplight + side_.HEADLIGHT * np.float32(0.16 * dark)
    if view.kind in ("open", "above", "front", "meets") and vehicle:
        cars.draw(canvas, vehicle, camera, light, azimuth, wet=road.wet, lamplight=lamplight)
    if place:
        where = station.draw(canvas, place, camera, light, azimuth, road.wet, road.seed)
        for one in sorted(parked, key=lambda one: -one.at[2]):
            cars.draw(
                canvas,
                one,
                camera,
                light,
                azimuth,
                wet=road.wet,
                lamplight=station.LAMPLIGHT[stop] * np.float32(min(1.0, 0.2 + dark)),
            )
        station.settle(canvas, where, camera)
    elif road.wet > 0.02:
        side_.mirror_road(canvas, camera, road, road.wet, road.seed)
    if vehicle and view.kind not in ("open", "above", "front", "meets"):
        cars.draw(canvas, vehicle, camera, light, azimuth, wet=road.wet, lamplight=lamplight)
    if vehicle and vehicle.power > 0 and view.kind in ("front", "meets"):
        roadside.flares(beside, vehicle)
    if figure:
        placing.stand(canvas, camera, figure, side, description.flavour)
    progress(0.92, "cars on the road")
    painting = finishing.finish(description, view, light, camera, road, canvas, clear, vehicle, lane, side, dark, rng)
    if vehicle and view.kind == "front" and is_by_a_car(description.prompt):
        painting.beside = camera.project(*vehicle.at)[0] / width
    if place:
        painting.focus = place.sign_in(camera, (width, height))
    return painting


def _darker(light: OpenLight, factor: float) -> OpenLight:
    """Return a night in which lamps are what is bright."""
    names = ("ambient", "zenith", "horizon", "haze", "haze_sun", "glow", "cloud_lit", "cloud_shade")
    return replace(light, **{name: tuple(factor * value for value in getattr(light, name)) for name in names})
