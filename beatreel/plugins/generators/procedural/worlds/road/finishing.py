"""The finished painting of a road: a driver's cabin before it, its grade, and what moves in it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels import heightfield
from beatreel.plugins.generators.procedural.kernels.heightfield import Camera
from beatreel.plugins.generators.procedural.kernels.tone import darker, fit_grade
from beatreel.plugins.generators.procedural.painting import Element, Layer, LightGroup, Painting
from beatreel.plugins.generators.procedural.scenery import cabin, open_sky
from beatreel.plugins.generators.procedural.scenery.open_sky import OpenLight

from . import side as side_, traffic
from .bodywork import Vehicle
from .cars import Canvas
from .land import Road
from .views import View

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

Array = np.ndarray[Any, np.dtype[np.float32]]

_READ = 12.0  # metres within which plates are read


def _beyond(depth: Array) -> Array:
    """Return what is so far away that blown sand is a veil and no streaks, 0 to 1."""
    return np.asarray(np.clip((depth - 25.0) / 90.0, 0, 1), np.float32)


def finish(
    description: SceneDescription, view: View, light: OpenLight, camera: Camera, road: Road, canvas: Canvas, clear: Array,
    vehicle: Vehicle | None, lane: float, side: float, dark: float, rng: np.random.Generator,
) -> Painting:  # fmt: skip
    """Return the painting of a canvas on which everything stands."""
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
    ahead = (
        canvas.depth > (0.8 if vehicle is None or view.kind in ("front", "meets") else vehicle.at[2] + 1.0)
    ).astype(np.float32)
    if vehicle is not None and view.kind not in ("front", "meets"):
        ahead = np.maximum(ahead, (canvas.depth < vehicle.at[2] - 3.2).astype(np.float32))
    elements = traffic.moving(
        camera, road, (width, height), rides=view.rides, high=view.kind == "above", lane=lane, dark=dark, mask="open_road",
        near=view.back + 5.0 if view.kind == "stop" else 0.0,
        behind=vehicle.at[2] + 14 if vehicle and view.kind not in ("front", "meets") else 0.0,
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
    if (
        description.weather == "dust"
    ):  # along the ground and in a bank that rolls over it: streaks over sky and cars would be scratches
        bank = {"low": max(0.05, view.horizon - 0.05), "high": min(0.95, view.horizon + 0.14), "drift": 34.0}
        elements.append(Element("mist", 0.30 + 0.25 * description.weather_amount, bank, "open_road"))
        elements.append(Element("sand", 0.55, {"low": True, "far": True}, "far_ground"))
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
            **({"paved": canvas.paved} if "palms" in description.motifs else {}),
            "far_ground": (1 - clear) * ahead * _beyond(canvas.depth),
        },
        elements=elements,
        layers=layers,
        travel=view.travel,
        lettering=view.kind == "stop" or (vehicle is not None and view.car < _READ),  # its plates
    )
