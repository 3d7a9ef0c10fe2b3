"""Where a city is looked at from, and what moves in it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels import city as kernel
from beatreel.plugins.generators.procedural.kernels.lens import Lens
from beatreel.plugins.generators.procedural.painting import Element, Layer
from beatreel.plugins.generators.procedural.scenery.city_mood import Mood
from beatreel.plugins.generators.procedural.scenery.tracing import project

from .layout import LONG, ROWS, WIDE, X0, Z0, Ground

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

    Array = np.ndarray[Any, np.dtype[np.float32]]

_TOWERS = 5  # whose windows follow the spectrum
_PANES = 420


@dataclass(frozen=True)
class View:
    """A place to look from.

    Attributes
    ----------
    kind : str
    ground : Ground
        What the city is built around.
    x, y, z, yaw, pitch : float
        Of the camera; metres and degrees.
    focal, middle_y : float
        Focal length in widths and height of the axis in the picture.
    travel : float
        Metres that the camera may move.
    figure : tuple of float or None
        x and z of somebody on the roof.
    """

    kind: str
    ground: Ground
    x: float
    y: float
    z: float
    yaw: float
    pitch: float
    focal: float
    middle_y: float
    travel: float
    figure: tuple[float, float] | None = None

    def lens(self, width: int, height: int) -> Lens:
        """The camera for a painting of some size; a wider picture sees more at the sides."""
        yaw, pitch = math.radians(self.yaw), math.radians(self.pitch)
        right = np.array([math.cos(yaw), 0, -math.sin(yaw)])
        forward = np.array([math.sin(yaw) * math.cos(pitch), math.sin(pitch), math.cos(yaw) * math.cos(pitch)])
        narrow = min(width, height * 0.5625 * 1.25)
        return Lens(
            np.array([self.x, self.y, self.z], np.float32),
            right.astype(np.float32),
            np.cross(forward, right).astype(np.float32),
            forward.astype(np.float32),
            np.float32(self.focal * narrow),
            np.float32(width / 2),
            np.float32(height * self.middle_y),
        )


_SHINE = {"night": 0.8, "dusk": 0.6, "dawn": 0.3, "golden": 0.24, "day": 0.0}
"""How bright windows shine that follow the spectrum: before a low sun they would be static."""


@dataclass(frozen=True)
class Scene:
    """A traced view: ids without faces in ``hits``, faces apart."""

    description: SceneDescription
    view: View
    mood: Mood
    city: kernel.City
    lens: Lens
    depth: Array
    hits: Any
    faces: Any


def elements(scene: Scene, layers: Sequence[Layer] = ()) -> list[Element]:
    """Return what moves in a view; windows shine only where no layer, such as somebody on the roof, stands before them."""
    description, view = scene.description, scene.view
    weather, amount, hour = description.weather, description.weather_amount, description.time_of_day
    found: list[Element] = []
    if hour != "day":
        found += _panes(scene, _covered(scene, layers)) + _beacons(scene)
    if scene.mood.traffic > 0.2:
        found += _traffic(scene)
    if view.kind == "bay":
        found.append(Element("ripples", 0.8, {"rings": 0.6 if weather in ("rain", "storm") else 0.0}, "water"))
    if weather in ("rain", "storm"):
        found.append(Element("rain", amount, {"slant": 0.18 if weather == "storm" else 0.05}))
    elif weather == "snow":
        found.append(Element("snow", amount))
    if weather in ("mist", "rain", "storm", "snow"):
        found.append(Element("mist", 0.7 if weather == "mist" else 0.3, {"low": view.middle_y - 0.12, "high": 1.0}))
    else:
        found.append(Element("mist", 0.14, {"low": view.middle_y - 0.06, "high": view.middle_y + 0.2, "drift": 14}))
    if hour in ("dawn", "day", "golden") and weather in ("clear", "mist"):
        found.append(
            Element(
                "birds", 0.4, {"top": 0.10, "bottom": max(view.middle_y - 0.10, 0.18), "count": 8, "size": 10}, "sky"
            )
        )
    elif weather in ("clear", "dust"):
        found.append(Element("plane", 0.9, {"top": 0.08}))
    if hour == "golden" and weather == "clear":
        found += _flare(scene)
    return found


def _flare(scene: Scene) -> list[Element]:
    height, width = scene.depth.shape
    x, y, away = project(scene.lens, np.asarray(scene.lens.origin, np.float64) + scene.city.sun * 1000)
    if away < 0 or not (0 < x < width and 0 < y < height):
        return []
    return [Element("flare", 0.3, {"x": x / width, "y": y / height})]


def _beacons(scene: Scene) -> list[Element]:
    """Masts that are seen against the sky."""
    height, width = scene.depth.shape
    red = np.flatnonzero((scene.city.traits[:, 0] == kernel.GLOWING) & (scene.city.traits[:, 6] == 3))
    points = []
    for box in red:
        low = scene.city.boxes[box]
        x, y, away = project(scene.lens, ((low[0] + low[1]) / 2, (low[2] + low[3]) / 2, low[4]))
        if away > 1 and 0 <= x < width and 0 <= y < height and abs(scene.depth[int(y), int(x)] - away) < 3:
            points.append((away, round(x / width, 5), round(y / height, 5)))
    nearest = [[x, y] for _, x, y in sorted(points)[:14]]
    return [Element("beacons", 0.8, {"points": nearest})] if nearest else []


def _traffic(scene: Scene) -> list[Element]:
    """Lanes of the avenues along the view and of the nearest cross streets."""
    view, lens = scene.view, scene.lens
    if view.kind not in ("avenue", "train", "canyon"):
        return []
    height, width = scene.depth.shape
    white, red = [150.0, 205.0, 250.0], [14.0, 24.0, 235.0]
    lanes: list[dict[str, Any]] = []

    def lane(points: Any, metres: float, colour: list[float], way: int) -> None:
        seen = []
        for point in points:
            x, y, away = project(lens, point)
            if away < 3:
                return
            seen.append([round(x / width, 5), round(y / height, 5), round(float(lens.focal) / away / width, 6)])
        lanes.append({"points": seen, "metres": metres, "colour": colour, "way": way})

    near = max(view.z + 9 if view.kind != "avenue" else view.z + 90, Z0)
    far = near + (900 if view.kind == "avenue" else 420)
    for k in (-2, -1, 0, 1, 2) if view.kind == "avenue" else (0,):
        x = k * WIDE
        for side in (-4.9, -1.7, 1.7, 4.9):
            along = np.linspace(near, far, 90)
            lane(
                [(x + side, 0.6, z) for z in along],
                float(far - near),
                red if side > 0 else white,
                1 if side > 0 else -1,
            )
    if view.kind == "avenue":
        first = int((view.z + 120 - Z0) / LONG) + 1
        for row in range(first, min(first + 6, ROWS)):
            z = Z0 + row * LONG
            for side in (-1.7, 1.7):
                lane(
                    [(x, 0.6, z + side) for x in np.linspace(X0 / 6, -X0 / 6, 24)],
                    -X0 / 3,
                    white if side > 0 else red,
                    1 if side > 0 else -1,
                )
    options = {"lanes": lanes, "speed": 15.0, "spacing": 46.0 if view.kind == "avenue" else 30.0}
    return [Element("traffic", 0.6, options, "ground")]


def _covered(scene: Scene, layers: Sequence[Layer]) -> Any:
    """Where layers stand or come to stand when the camera moves: bool, shape of the view."""
    height, width = scene.depth.shape
    covered = np.zeros((height, width), np.uint8)
    for layer in layers:
        covered |= (layer.alpha > 0.02).astype(np.uint8)
    reach = max(3, round(0.05 * width))
    return cv2.dilate(covered, np.ones((reach, reach), np.uint8)) > 0


def _panes(scene: Scene, covered: Any) -> list[Element]:
    """Windows of the largest towers whose front is seen, as columns of a spectrum."""
    height, width = scene.depth.shape
    found: list[tuple[float, dict[str, Any]]] = []
    counts = np.bincount(np.maximum(scene.hits, -1).ravel() + 1, minlength=len(scene.city.boxes) + 1)[1:]
    towers = [
        int(i)
        for i in np.argsort(-counts, kind="stable")[:60]
        if scene.city.traits[i, 0] <= kernel.STRIPS and counts[i] > 0
    ]
    for number, box in enumerate(towers):
        quads, places = _front(scene, box, covered)
        if len(quads) < 24:
            continue
        columns = np.array([place[0] for place in places], np.float32)
        rows = np.array([place[1] for place in places], np.float32)
        bands = (columns - columns.min()) / max(float(np.ptp(columns)), 1.0)
        levels = (rows - rows.min()) / max(float(np.ptp(rows)), 1.0) * 0.9 + 0.05
        away = project(scene.lens, scene.city.boxes[box][[0, 2, 4]])[2]
        colours = (scene.mood.warm, scene.mood.cool, *scene.mood.colours[:3])
        colour = np.sqrt(np.array(colours[number % 5])) * 165
        options = {
            "quads": np.round(np.array(quads) / np.array([width, height] * 4), 5).tolist(),
            "bands": np.round(bands, 3).tolist(),
            "levels": np.round(levels, 3).tolist(),
            "inverse": 1 / away,
            "colour": [float(v) for v in np.round(colour, 1)],
        }
        found.append((away, options))
        if len(found) == _TOWERS:
            break
    return (
        [Element("panes", _SHINE[scene.description.time_of_day], {"towers": [options for _, options in found]})]
        if found
        else []
    )


def _front(scene: Scene, box: int, covered: Any) -> tuple[list[list[float]], list[tuple[int, int]]]:
    """Return the corners, in pixels, of the visible windows of a box's front, and their column and floor."""
    height, width = scene.depth.shape
    x0, x1, y0, y1, z0, _ = (float(v) for v in scene.city.boxes[box])
    style = int(scene.city.traits[box, 0])
    if z0 <= scene.view.z + 1:
        return [], []
    count = max(round((x1 - x0) / kernel.PITCH[style, 0]), 1)
    pitch, floor = (x1 - x0) / count, kernel.PITCH[style, 1]
    scale = float(scene.lens.focal) / (z0 - scene.view.z)
    merged = max(1, round(0.006 * width / (pitch * scale)))  # several windows act as one where they are small
    high = max(1, round(0.004 * width / (floor * scale)))
    quads: list[list[float]] = []
    places: list[tuple[int, int]] = []
    for column in range(0, count - merged + 1, merged):
        for level in range(math.ceil(max(y0, 0) / floor), int(y1 / floor) - high + 1, high):
            a = x0 + (column + 0.5 - kernel.GLASS[style, 0] / 2) * pitch
            b = x0 + (column + merged - 0.5 + kernel.GLASS[style, 0] / 2) * pitch
            c = (level + 0.5 - kernel.GLASS[style, 1] / 2) * floor
            d = (level + high - 0.5 + kernel.GLASS[style, 1] / 2) * floor
            corners = [project(scene.lens, point) for point in ((a, c, z0), (b, c, z0), (b, d, z0), (a, d, z0))]
            if any(
                away < 1
                or not (0 <= x < width and 0 <= y < height)
                or scene.hits[int(y), int(x)] != box
                or covered[int(y), int(x)]
                for x, y, away in corners
            ):
                continue
            quads.append([v for x, y, _ in corners for v in (x, y)])
            places.append((column, level))
            if len(quads) >= _PANES:
                return quads, places
    return quads, places
