"""The elevated railway of a city: from where it is looked at, and the train on it, which pulls away."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh
from beatreel.plugins.generators.procedural.painting import Layer, Motion
from beatreel.plugins.generators.procedural.scenery.built import EVEN, ODD, Place, traced
from beatreel.plugins.generators.procedural.scenery.coaches import RAIL_CAR, livery, rail_car
from beatreel.plugins.generators.procedural.scenery.tracing import project

from .layout import DECK, LONG, Ground
from .life import View

if TYPE_CHECKING:
    from collections.abc import Callable

    from beatreel.plugins.generators.procedural.kernels.lens import Lens
    from beatreel.plugins.generators.procedural.scenery.city_mood import Mood

    Array = np.ndarray[Any, np.dtype[np.float32]]

_CARS = 5
_TRACK = 1.8  # metres from the middle of the deck to that of its near track
_SPEED = 0.8  # metres a second
_END = 0.30  # widths beside the middle of the picture at which it ends
_LIT = {"day": 0.2, "golden": 0.4, "dawn": 0.6, "dusk": 0.9, "night": 1.0}


def view_of(random: np.random.Generator, shot: str) -> View:
    """Return a view of it: from between the towers before it, from the street, along its cars, and into their windows."""
    side = float(random.choice([-1, 1]))
    ground = Ground(viaduct=LONG)
    if shot == "medium":
        return View("train", ground, -side * random.uniform(3, 6), random.uniform(2.2, 3.4), LONG - random.uniform(19, 23),
                    side * random.uniform(8, 14), 0.0, random.uniform(0.95, 1.1), random.uniform(0.76, 0.82), 2.0)  # fmt: skip
    if shot == "close":
        return View("train", ground, -side * random.uniform(0, 3), DECK + random.uniform(2.4, 2.9), LONG - random.uniform(7.6, 8.4),
                    side * random.uniform(58, 66), 0.0, random.uniform(0.92, 1.02), random.uniform(0.52, 0.58), 0.6)  # fmt: skip
    if shot == "detail":
        return View("train", ground, -side * random.uniform(0, 3), DECK + random.uniform(1.7, 2.1), LONG - random.uniform(7.4, 8.0),
                    side * random.uniform(26, 34), 0.0, random.uniform(1.2, 1.35), random.uniform(0.50, 0.56), 0.3)  # fmt: skip
    return View("train", ground, -side * random.uniform(0, 4), random.uniform(12, 15), LONG - random.uniform(20, 24),
                side * random.uniform(4, 10), 0.0, random.uniform(0.95, 1.1), random.uniform(0.56, 0.62), 3.0)  # fmt: skip


def train(view: View, lens: Lens, mood: Mood, hour: str, depth: Array, progress: Callable[..., None]) -> Layer:
    """Return a train whose last car is in the picture and which pulls out of it, hidden where ``depth`` is nearer."""
    height, width = depth.shape
    assert view.ground.viaduct is not None
    z, way = view.ground.viaduct - _TRACK, 1.0 if view.yaw > 0 else -1.0
    zenith, horizon = (tuple(2.2 * part for part in colour) for colour in (mood.ambient, mood.horizon))
    place = Place(int(abs(view.x) * 1e3), zenith=zenith, horizon=horizon, is_open=True)
    worn = livery(place, (0.34, 0.35, 0.36), tuple(0.35 * part for part in mood.colours[0]), lit=0.8 * _LIT[hour])
    rng = np.random.default_rng([int(abs(view.x) * 1e4), 35])
    tail = view.x + way * _ahead(view, lens, width)
    cars = [rail_car(worn, rng, is_last=n == 0).moved(0.0, 0.0, RAIL_CAR * n) for n in range(_CARS)]
    place.add(Mesh.of(cars).moved(tail + way * 0.5 * RAIL_CAR, DECK - 0.35, z, turn=way * math.pi / 2))
    for n, tone in enumerate(mood.colours[:2]):  # signs behind the viewer
        at = (view.x + (12.0 - 24.0 * n), DECK + 9.0, z - 16.0)
        place.lamp(at, tuple(70 * min(mood.neon, 1.0) * part for part in tone), (EVEN, ODD)[n], 1.0)
    light, away, _ = traced(place, lens, width, height, progress, 5, bare=True)
    cover = 1 - light.pop()[..., 0].astype(np.float32)
    cover *= away < depth
    colour = np.sum([part.astype(np.float32) for part in light], axis=0)
    colour /= np.maximum(cover, 0.05)[..., None]
    colour *= (cover > 0)[..., None]
    middle, _, near = project(lens, (tail, DECK + 1.5, z))
    return Layer(colour, cover, max(near, 1.0), _pulling(view, lens, middle, near, width, height))


def _ahead(view: View, lens: Lens, width: int) -> float:
    """Return how many metres beside the viewer, to where it leaves, the train ends: at the other edge of the picture."""
    assert view.ground.viaduct is not None
    edge = math.atan(_END * width / float(lens.focal))
    return (view.ground.viaduct - _TRACK - view.z) * math.tan(math.radians(abs(view.yaw)) - edge)


def _pulling(view: View, lens: Lens, x: float, away: float, width: int, height: int) -> Motion:
    """Return the motion of what leaves along the rails: towards their vanishing point, if that is near the picture."""
    turn = math.radians(view.yaw)
    ahead = abs(math.sin(turn))
    vanishing = float(lens.centre_x) + float(lens.focal) / math.tan(turn)
    nearing = -_SPEED * ahead / max(away, 1.0) * width / (x - vanishing)
    return Motion(vanishing / width, float(lens.centre_y) / height, nearing=nearing)
