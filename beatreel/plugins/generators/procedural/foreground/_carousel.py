"""A carousel on a wet square: its roof and bulbs, its horses, that pass before the camera, mirrored by the ground."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels import carousel
from beatreel.plugins.generators.procedural.kernels.house import View
from beatreel.plugins.generators.procedural.kernels.mesh import Mesh
from beatreel.plugins.generators.procedural.kernels.tone import fit_grade
from beatreel.plugins.generators.procedural.painting import Element, Motion

from ._ground import Land
from ._lamplight import Lamps
from ._land_layer import blank, canvas_size, lay, out_of_focus
from ._light import LUMA, Backlight, peak
from ._mesh_light import lamp_air, mesh_light
from ._moving import add_canvas
from ._water import Surface, lay_water, sky_over

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Painting
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

Array = np.ndarray[Any, np.dtype[np.float32]]


@dataclass(frozen=True)
class _Look:
    """Metres to its middle, of the eye; focal length and where it stands in widths, horizon in heights; metres that the camera may move."""

    away: float
    eye: float
    focal: float
    aside: float
    horizon: float
    travel: float


_LOOKS = {
    "wide": _Look(19.0, 1.5, 1.15, 0.0, 0.63, 1.0),
    "medium": _Look(14.5, 1.6, 1.20, 0.08, 0.66, 0.6),
    "close": _Look(10.8, 1.75, 1.25, -0.10, 0.62, 0.3),
    "detail": _Look(8.6, 2.0, 1.45, -0.17, 0.55, 0.1),
}
_BRIGHT = {"golden": 1.5, "dawn": 1.6, "night": 2.0, "dusk": 1.5}
_POWER = {"day": 0.5, "golden": 0.7, "dawn": 0.8}
_ROOF = np.array([0.20, 0.16, 0.05], np.float32)
_GONE = ("chase", "motes", "embers")


def add_carousel(
    painting: Painting, light: Backlight, description: SceneDescription, shot: str, rng: np.random.Generator
) -> None:
    """Set a carousel into a painting, in place."""
    share, width, height = canvas_size(light)
    one = _LOOKS.get(shot, _LOOKS["medium"])
    side = float(rng.choice([-1.0, 1.0]))
    seed = int(rng.integers(1 << 16))
    hour = description.time_of_day
    view = View(
        width,
        height,
        one.focal * min(width, 0.9 * height),
        (0.5 + side * one.aside) * width,
        one.horizon * height,
        one.eye,
        side,
    )
    out_of_focus(painting, light, 0.012, {"night": 0.6, "dusk": 0.85}.get(hour, 0.95))
    land = Land.before(light, description, view, seed, "floor", peak(painting, 0.90))
    land = replace(land, ambient=land.ambient * np.float32(_BRIGHT.get(hour, 1.0)), thick=260.0)
    lamps = _lamps(one, _POWER.get(hour, 1.0))
    turn = float(rng.uniform(0, 0.5))
    if shot in ("close", "detail"):  # one horse passes right before us
        turn = -math.pi / 2
    built = carousel.stand().moved(0, 0, one.away, 0.1)
    back = Mesh.of([built, *(each.moved(0, 0, one.away) for each in carousel.ridden(near=False, turn=turn))])
    front = Mesh.of([each.moved(0, 0, one.away) for each in carousel.ridden(near=True, turn=turn)])
    surface = Surface.of(view, 0.017, seed)

    def draw(canvas: Any, seen: View, mesh: Mesh = back) -> Array:
        return np.concatenate(mesh_light(canvas, seen, mesh, land, lamps, seed, _ROOF), axis=2)

    canvas = blank(width, height)
    mirrored = surface.mirrored(lambda seen, below: draw(seen, below, Mesh.of([back, front])))
    haze = land.haze_at(np.arange(width, dtype=np.float32), width)
    ground = np.array([0.030, 0.034, 0.038], np.float32) * np.float32(max(float(land.ambient @ LUMA), 0.02))
    sky = sky_over(light, view, one.horizon)
    lay_water(canvas, surface, sky, ground, (mirrored[0], mirrored[1][..., :3] * 0, mirrored[2]), (haze, 140.0))
    canvas[1][:] = 0
    shines = draw(canvas, view)
    part = np.s_[surface.top :]
    wet = np.where(np.abs(canvas[3] - _depth(view)) < 0.02 * canvas[3] + 0.02, 1.0, 0.0)[part].astype(np.float32)
    shines[part] += mirrored[1] * (0.8 * surface.shares * wet)[..., None]
    other, bulbs = shines[..., :3].copy(), shines[..., 3:].copy()
    lamp_air(bulbs, bulbs, view)
    lamp_air(other, other, view)
    groups = {
        "roof bulbs": (bulbs + 0.6 * canvas[1], "kick", 1.0, 0.30),
        "other roof bulbs": (other + 0.4 * canvas[1], "offbeat", 1.0, 0.34),
    }
    lay(painting, light, canvas, (view, share), groups, one.travel)
    painting.elements[:] = [element for element in painting.elements if element.kind not in _GONE]
    whole = np.concatenate([np.zeros((surface.top, width), np.float32), wet])
    painting.masks["wet square"] = cv2.resize(whole, (light.width, light.height))
    painting.elements.append(
        Element("ripples", 0.3, {"rings": 0.5 if description.weather == "rain" else 0.0, "waves": 0.0}, "wet square")
    )
    _ride(painting, light, view, land, lamps, front, one, seed, side)
    _chase(painting, view, one)
    if shot in ("close", "detail"):
        painting.grade = fit_grade(
            Backlight.of(painting).small, painting.grade, median=(46.0, 84.0), white=(206.0, 234.0)
        )


def _depth(view: View) -> Array:
    rows = np.arange(view.height, dtype=np.float32)[:, None] + np.float32(0.5)
    return np.asarray(view.focal * view.eye / np.maximum(rows - view.horizon, 1e-3), np.float32)


def _lamps(one: _Look, power: float) -> Lamps:
    """Return the light of all its bulbs together: under its roof, and from its edge."""
    at = np.arange(5) * 2 * math.pi / 5 + 0.3
    under = np.stack([3.9 * np.cos(at), 0 * at + 3.6, one.away + 3.9 * np.sin(at)], 1)
    edge = np.array([[-3.0, 3.7, one.away - 6.9], [3.0, 3.7, one.away - 6.9]])
    places = np.concatenate([under, edge]).astype(np.float32)
    powers = np.array([5.0] * 5 + [15.0] * 2, np.float32) * np.float32(power)
    return Lamps(places, np.zeros((7, 3), np.float32), powers, np.full(7, 1.0, np.float32))


def _ride(
    painting: Painting, light: Backlight, view: View, land: Land, lamps: Lamps, front: Mesh, one: _Look, seed: int, side: float
) -> None:  # fmt: skip
    """Add the horses before the middle as a layer that passes, and rises and sinks."""
    canvas = blank(view.width, view.height)
    mesh_light(canvas, view, front, land, lamps, seed, _ROOF)
    canvas[0][:] += canvas[1]
    motion = Motion(x=0.4, right=side * 0.10 / one.away, sway=0.055 / one.away)
    add_canvas(painting, light, canvas, one.away - 4.0, motion)


def _chase(painting: Painting, view: View, one: _Look) -> None:
    """Let light run along the bulbs of the roof's edge, so that it seems to turn."""
    points = []
    for n in range(72):
        at = 2 * math.pi * n / 72
        x, z = carousel.RADIUS * 1.03 * math.cos(at), carousel.RADIUS * 1.03 * math.sin(at)
        if z > 0.5:
            continue
        u, v = view.at(x, carousel.EAVES + 0.6, one.away + z)
        points.append([float(u) / view.width, float(v) / view.height, n / 72])
    painting.elements.append(Element("chase", 0.8, {"points": points, "colour": [120, 205, 255], "waves": 6}))
