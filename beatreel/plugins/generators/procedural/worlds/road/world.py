"""A road to its vanishing point, through desert, mountains, forest, fields, along a coast, towards a city or through a tunnel
of light, with whoever drives on it.

Light families: ``sky``, ``sun`` (or ``moon``), ``lamps`` (headlights, street lamps, windows; on the beat), ``red`` (tail lights; between).
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels import heightfield
from beatreel.plugins.generators.procedural.kernels.heightfield import Camera
from beatreel.plugins.generators.procedural.kernels.tone import darker, fit_grade
from beatreel.plugins.generators.procedural.painting import Element, Layer, LightGroup, Painting
from beatreel.plugins.generators.procedural.prompt.reading import Reading, lexicon
from beatreel.plugins.generators.procedural.scenery import cabin, open_sky, staffage
from beatreel.plugins.generators.procedural.scenery.open_sky import OpenLight, open_light
from beatreel.plugins.generators.procedural.scenery.relief import Sunlight, render

from . import cars, land, neon_grid, side as side_, station, stop as stops, traffic, tunnel, views
from .bodywork import PAINTS, Vehicle
from .cars import Canvas
from .land import Road
from .views import View

if TYPE_CHECKING:
    from beatreel import Progress
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

Array = np.ndarray[Any, np.dtype[np.float32]]


_GROUNDS = {  # a world that the prompt names besides, and the ground that it is
    "dunes": "desert", "volcano": "desert", "mountain": "mountain", "clouds": "mountain", "forest": "forest", "ocean": "coast",
    "underwater": "coast", "pool": "coast", "field": "field", "skyline": "city", "alley": "city",
}  # fmt: skip
_DARK = {"night": 1.0, "dusk": 0.75, "dawn": 0.30, "golden": 0.16, "day": 0.04}
_GIVEN_UP = {"abandoned", "derelict", "deserted", "forgotten", "disused", "ruined", "rusty"}
_READ = 12.0  # metres within which plates are read
_STANDING = {"old_car", "grand_piano", "lone_door", "televisions", "bench", "neon_word"}  # they have it for themselves
_KINDS = {"lorry": "lorry", "motorcycle": "motorcycle", "taxi": "saloon"}


_HILLY = {"hills", "hill", "hilly", "rolling", "tuscany", "tuscan", "toscana", "hillside", "highlands", "downs"}


def _vehicles() -> set[str]:
    return set(lexicon()["vehicles"]["words"])


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
    ground = ground_of(description, film)
    light = replace(open_light(description, rng), aurora=0.0)
    if description.time_of_day == "night":
        light = _darker(replace(light, disc=0.0 if ground == "city" else light.disc, air=1.5 * light.air), 0.5)
        light = replace(light, galaxy=0.0 if ground == "city" else light.galaxy)
    if description.weather in ("rain", "storm", "snow", "overcast"):
        light = replace(light, stars=0.0)
    side = float(rng.choice([-1.0, 1.0]))
    car = _car(description, film)
    is_named = bool(set(description.motifs) & set(_KINDS) or description.all_words & _vehicles())
    if "people" in description.without and "empty" in description.understood and not is_named:
        car = None
    view = views.view_of(description, shot, variation + seed, stop=bool(stop), empty=car is None, named=is_named)
    if set(description.motifs) & _STANDING:
        car, view = None, views.OPEN
    narrow = min(width, 0.75 * height)
    camera = Camera(0.0, view.eye, 0.0, 0.0, view.focal * narrow, width / 2, view.horizon * height)
    road = _road(description, view, ground, dark, side, rng)
    lane = 0.5 * road.half if road.lanes == 2 else 0.25 * road.half
    closed = bool(_GIVEN_UP & description.all_words)  # nobody lights it, nobody parks there
    place = station.build(stop, side, dark, stops.neon(description), film, lit=not closed) if stop else None
    camera, vehicle = _placed(view, camera, road, car, lane, side, dark, rng)
    azimuth = -side * float(rng.uniform(0.35, 0.75))
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
        _city_glow(canvas, camera, clear, dark)
    beside = side_.Side(canvas, camera, road, light, azimuth)
    _furnish(beside, view, road, side, dark, rng)
    progress(0.75, "the roadside stands")
    figure = _figure(description, view, vehicle, side)
    lamplight = side_.WARM_LAMP * (0.25 * road.lamps[3])
    if view.kind in ("open", "above", "front") and vehicle:
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
    if vehicle and view.kind not in ("open", "above", "front"):
        cars.draw(canvas, vehicle, camera, light, azimuth, wet=road.wet, lamplight=lamplight)
    if vehicle and vehicle.power > 0 and view.kind == "front":
        _flares(beside, vehicle)
    if figure:
        _stand(canvas, camera, figure, side, description.flavour)
    progress(0.92, "cars on the road")
    painting = _finish(description, view, light, camera, road, canvas, clear, vehicle, lane, side, dark, rng)
    if place:
        painting.focus = place.sign_in(camera, (width, height))
    return painting


def _darker(light: OpenLight, factor: float) -> OpenLight:
    """Return a night in which lamps are what is bright."""
    names = ("ambient", "zenith", "horizon", "haze", "haze_sun", "glow", "cloud_lit", "cloud_shade")
    return replace(light, **{name: tuple(factor * value for value in getattr(light, name)) for name in names})


def ground_of(description: SceneDescription, film: np.random.Generator) -> str:
    """Return the kind of ground that a prompt names, or one of the film's own."""
    own = str(film.choice(["desert", "mountain", "forest", "field", "desert"]))
    apart = ", ".join(
        part for phrase in description.understood for part in phrase.split()
    )  # a “desert highway” is in the desert
    readings = Reading(description.prompt), Reading(apart)
    named = [
        world for section in ("words", "hints", "lives", "near") for words in readings for world in words.all(section)
    ]
    grounds = sorted(
        (world for world in named if world in _GROUNDS), key=lambda world: world == "clouds"
    )  # no ground itself
    if grounds:
        return _GROUNDS[grounds[0]]
    if description.weather == "snow":
        return "mountain" if own == "desert" else own
    return "city" if {"taxi", "traffic", "traffic jam"} & set(description.understood) else own


def _car(description: SceneDescription, film: np.random.Generator) -> Vehicle:
    kind = str(film.choice(["coupe", "saloon", "muscle", "estate"]))
    colour = str(film.choice(["black", "red", "silver", "teal", "blue", "cream"]))
    motifs = [motif for motif in description.motifs if motif in _KINDS]
    kind = _KINDS[motifs[0]] if motifs else kind
    said = description.prompt.lower().replace(",", " ").split()
    named = [word for word in said if word in PAINTS]
    beside = [word for n, word in enumerate(said) if word in PAINTS and _vehicles() & set(said[n + 1 : n + 4])]
    colour = next(iter(beside or named), colour)  # “a black car, teal and red” is black
    if "taxi" in motifs:
        colour = "yellow"
    elif colour == "cream" and description.time_of_day in ("night", "dusk"):
        colour = "black"  # pale paint outshines its own lights
    if kind == "lorry":
        colour = "silver" if colour == "black" else colour
    return Vehicle(kind, (0.0, 0.0, 0.0), paint=colour, lamps=int(film.integers(3)), taxi="taxi" in motifs)


def _road(
    description: SceneDescription, view: View, ground: str, dark: float, side: float, rng: np.random.Generator
) -> Road:  # fmt: skip
    wet = {"rain": 0.55 + 0.45 * description.weather_amount, "storm": 1.0, "mist": 0.30}.get(
        description.weather, 0.05 + 0.13 * dark
    )
    wide = ground == "city" or bool({"highway", "motorway", "freeway", "autobahn"} & set(description.understood))
    bend = (side * float(rng.uniform(10, 26)), float(rng.uniform(90, 150)), float(rng.uniform(0.4, 1.6)))
    hill = (float(rng.uniform(1.0, 3.2)), float(rng.uniform(60, 110)), float(rng.uniform(1.2, 4.0)))
    if view.kind == "above":
        bend = (side * float(rng.uniform(24, 40)), float(rng.uniform(70, 105)), float(rng.uniform(0, 6)))
    if (
        ground in ("desert", "city")
        and view.kind != "above"
        and rng.random() < 0.65
        or view.kind in ("tail", "lens", "chase")
    ):
        bend, hill = (0.25 * bend[0], 1.8 * bend[1], bend[2]), (0.5 * hill[0], hill[1], hill[2])
    if view.kind == "stop":  # it stands on level ground
        bend, hill = (0.3 * bend[0], 2.4 * bend[1], 0.0), (0.0, hill[1], 0.0)
        wet = max(wet, 0.30 + 0.42 * dark)
    elif ground in ("mountain", "coast") and view.kind != "above":
        bend = (1.5 * bend[0], bend[1], bend[2])
    snowy = description.weather == "snow"
    rolling = ground in ("field", "forest") and bool(_HILLY & description.all_words)
    if rolling:
        bend, hill = (1.8 * bend[0], bend[1], bend[2]), (2.0 * hill[0], hill[1], hill[2])
    return Road(
        ground=ground, half=7.4 if wide else 3.7, lanes=4 if wide else 2, bend=bend, hill=hill, sea_side=-side,
        seed=int(rng.integers(1, 1 << 18)),
        broken=not view.rides, blur=1.0 if view.rides else 0.0, wet=wet, snow=0.4 + 0.6 * description.weather_amount if snowy else 0.0,
        eye=view.eye, lamps=(34.0, 16.0, (7.4 if wide else 3.7) + 1.0, 1.5 * dark if ground == "city" and dark > 0.2 else 0.0),
        rolling=rolling, bleached=max(0.0, 1 - 3 * dark) if wet < 0.1 else 0.0,
    )  # fmt: skip


def _placed(
    view: View, camera: Camera, road: Road, car: Vehicle | None, lane: float, side: float, dark: float, rng: np.random.Generator
) -> tuple[Camera, Vehicle | None]:  # fmt: skip
    """Put the camera and the car on the road, and their headlights into its light."""
    power = 3.6 * dark
    lights = min(1.0, 0.25 + dark) if dark > 0.1 else 0.12
    if view.kind == "driver":
        camera = replace(camera, x=lane)
        if dark > 0.1:
            road.beams.append((lane, 0.6, 17.0, 1.5 * power))
        return camera, None
    coast = road.sea_side if road.ground == "coast" else 0.0
    if coast and view.kind == "open" and not view.rides:  # over the edge of the road to the water
        camera = replace(camera, x=0.8 * coast * road.half, y=view.eye + 3.2, heading=0.20 * coast)
    elif view.kind == "open":
        camera = replace(camera, x=-0.25 * road.half * side if road.lanes == 2 else 0.4 * lane)
    elif coast and view.kind == "above":
        out = 34.0 if view.eye > 20 else 17.0
        camera = replace(camera, x=coast * out, y=view.eye + float(rng.uniform(-2, 5)), heading=-0.20 * coast)
    elif coast and view.kind == "chase":
        camera = replace(camera, x=lane - side * 0.35 + coast, y=view.eye + 0.9, heading=0.14 * coast)
    elif view.kind == "above":
        camera = replace(camera, x=-side * 9.0, y=view.eye + float(rng.uniform(-3, 8)))
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
    if car is None:
        return camera, None
    away = view.car * (1.5 if car.kind == "lorry" else 1.0) * float(rng.uniform(0.94, 1.08))
    if view.kind == "front":
        x, y, z = road.at(away, side * (road.half + 0.1))
        heading = math.pi + road.heading(away) + side * float(rng.uniform(0.35, 0.6))
        vehicle = replace(car, at=(x, y, z), heading=heading, power=lights)
        if car.kind == "motorcycle":
            vehicle = replace(vehicle, kind="coupe")
        if dark > 0.1:
            road.pools.append((x - side * 2.6, z - 5.0, 4.0, side_.HEADLIGHT * (0.9 * dark)))
        return camera, vehicle
    x, y, z = road.at(away, lane)
    heading = road.heading(away)
    if view.kind == "lens":
        heading += side * 0.42
    vehicle = replace(car, at=(x, y, z), heading=heading, power=lights)
    if view.kind in ("chase", "tail", "lens") and dark > 0.1:  # whoever follows it has lights, too
        vehicle = replace(vehicle, followed=0.06 * dark)
        road.beams.append((camera.x, -3.0, 9.0, 0.4 * dark))
    length = cars.vehicle.SHAPES[vehicle.kind][0] if vehicle.kind != "motorcycle" else 1.0
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


def _furnish(
    beside: side_.Side, view: View, road: Road, side: float, dark: float, rng: np.random.Generator,
) -> None:  # fmt: skip
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


def _city_glow(canvas: Canvas, camera: Camera, clear: Array, dark: float) -> None:
    rows = np.arange(clear.shape[0], dtype=np.float32)[:, None]
    above = np.maximum(camera.horizon - rows, 0) / camera.focal
    glow = (np.exp(-above / 0.16) * 0.30 + np.exp(-above / 0.55) * 0.06)[..., None] * np.array(
        [0.20, 0.42, 0.85], np.float32
    )
    canvas.lamps += glow * clear[..., None] * np.float32(0.55 * dark)


def _flares(beside: side_.Side, car: Vehicle) -> None:
    """Let headlights that look at the viewer shine."""
    shape = cars.vehicle.SHAPES[car.kind]
    sine, cosine = math.sin(car.heading), math.cos(car.heading)
    for x in (-0.70 * shape[1], 0.70 * shape[1]):
        z = shape[0] - 0.12
        place = (car.at[0] + x * cosine + z * sine, car.at[1] + 0.62, car.at[2] - x * sine + z * cosine)
        beside.lamp(place, 0.10, side_.HEADLIGHT * np.float32(5.0 * car.power), beside.canvas.lamps, 0.30)


def _figure(
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
    if "people" in description.without or "figure" not in description.motifs or vehicle is None or view.kind != "front":
        return None
    return "stander", vehicle.at[0] - side * 2.1, vehicle.at[1], vehicle.at[2] - 0.6


def _stand(
    canvas: Canvas,
    camera: Camera,
    figure: tuple[str, float, float, float],
    side: float,
    variant: int,
) -> None:
    kind, x, y, z = figure
    px, py, away = camera.project(x, y, z)
    size = camera.focal * 1.76 / away
    window, cover = staffage.stand(canvas.all(), kind, (px, py), size, mirrored=side > 0, variant=variant)
    np.copyto(canvas.depth[window], np.float32(away), where=cover > 0.5)


def _beyond(depth: Array) -> Array:
    """Return what is so far away that blown sand is a veil and no streaks, 0 to 1."""
    return np.asarray(np.clip((depth - 25.0) / 90.0, 0, 1), np.float32)


def _finish(
    description: SceneDescription, view: View, light: OpenLight, camera: Camera, road: Road, canvas: Canvas, clear: Array,
    vehicle: Vehicle | None, lane: float, side: float, dark: float, rng: np.random.Generator,
) -> Painting:  # fmt: skip
    height, width = canvas.depth.shape
    layers = []
    hidden = None
    if view.kind == "driver":
        palette = [(0.95, 0.55, 0.12), (0.42, 0.62, 1.0), (0.75, 0.80, 0.70), (0.12, 0.42, 1.0)]
        glow = np.array(palette[int(rng.integers(len(palette)))], np.float32) * np.float32(0.25 + 0.5 * dark)
        low = np.array(light.horizon, np.float32)
        sky = np.array(light.ambient, np.float32) * 2.0 + 0.25 * low + np.array(light.sun, np.float32) * 0.12
        lights = cabin.Lights(glow, sky, side_.HEADLIGHT * np.float32(0.5 * dark), low)
        followed = 0.15 + dark if dark > 0.1 else 0.0
        colour, alpha = cabin.cabin(width, height, rng, lights, followed=followed, zoom=view.zoom)
        hidden = alpha.astype(np.float32)
        layers.append(Layer(colour, alpha, 1.1))
    small = (max(8, width // 8), max(8, height // 8))
    total = np.sum(
        [cv2.resize(part, small, interpolation=cv2.INTER_AREA) for part in canvas.all()], axis=0, dtype=np.float32
    )
    pale = road.bleached if view.kind != "above" else 0.0  # asphalt in the sun is no black
    open_sky.set_black(total, canvas.steady, 0.85 - 0.4 * pale)
    if hidden is not None:
        total *= 1 - cv2.resize(hidden, small, interpolation=cv2.INTER_AREA)[..., None]
    start = replace(light.grade(), contrast=1.32, bloom=0.20, bloom_width=1.15, desaturate=0.28)
    night = description.time_of_day in ("night", "dusk")
    if description.time_of_day == "night":
        start = replace(start, saturation=0.88)
    grade = fit_grade(
        total,
        start,
        median=(22.0 if view.kind == "stop" else 30.0, 60.0) if night else (58.0, 115.0),
        white=(202.0, 230.0),
    )
    if description.time_of_day == "night":  # a night without lamps is not as light as they would be
        grade = darker(total, grade, 62.0, 140.0)
    ahead = (canvas.depth > (0.8 if vehicle is None or view.kind == "front" else vehicle.at[2] + 1.0)).astype(
        np.float32
    )
    if vehicle is not None and view.kind != "front":
        ahead = np.maximum(ahead, (canvas.depth < vehicle.at[2] - 3.2).astype(np.float32))
    elements = traffic.moving(
        camera, road, (width, height), rides=view.rides, high=view.kind == "above", lane=lane, dark=dark, mask="open_road",
        near=view.back + 5.0 if view.kind == "stop" else 0.0,
        behind=vehicle.at[2] + 14 if vehicle and view.kind != "front" else 0.0,
    )  # fmt: skip
    if light.clouds > 0.3:
        elements.append(Element("drift", 1.0, {"rate": 8.0}, "sky"))
    if description.weather in ("rain", "snow", "storm"):
        elements.append(Element("snow" if description.weather == "snow" else "rain", description.weather_amount))
    if description.weather == "storm":
        elements.append(Element("lightning", 0.5, {"x": 0.5 - 0.2 * side, "y": 0.5 * view.horizon}))
    if description.weather == "mist" or (description.weather == "clear" and dark > 0.5):
        strong = 0.3 + 0.4 * description.weather_amount if description.weather == "mist" else 0.14
        elements.append(Element("mist", strong, {"low": 0.35, "high": 0.85, "drift": 9}))
    if description.weather == "dust":
        elements.append(Element("sand", 0.5))
    elif road.ground == "desert" and dark < 0.2:  # it creeps over the ground far away
        elements.append(Element("sand", 0.28, {"low": True, "far": True}, "far_ground"))
    groups = {
        "sky": LightGroup(canvas.steady),
        "moon" if description.time_of_day == "night" else "sun": LightGroup(
            canvas.sun, "kick" if dark < 0.2 else "steady", 0.97 if dark < 0.2 else 1.0, 0.07
        ),
    }
    if dark > 0.1:
        groups["lamps"] = LightGroup(canvas.lamps, "kick", 0.94, 0.24)
        groups["red"] = LightGroup(canvas.red, "offbeat", 0.92, 0.30)
    else:
        groups["sky"].light += canvas.lamps + canvas.red
    return Painting(
        groups=groups,
        depth=np.minimum(canvas.depth, heightfield.FAR).astype(np.float32),
        focal=camera.focal,
        centre=(camera.centre_x, min(max(camera.horizon, 0.1 * height), 0.9 * height)),
        grade=grade,
        masks={
            "sky": clear.astype(np.float32),
            "open_road": ahead,
            "far_ground": (1 - clear) * ahead * _beyond(canvas.depth),
        },
        elements=elements,
        layers=layers,
        travel=view.travel,
        lettering=view.kind == "stop" or (vehicle is not None and view.car < _READ),  # its plates
    )
