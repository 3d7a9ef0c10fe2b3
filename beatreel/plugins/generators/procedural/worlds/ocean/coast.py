"""A rocky coast: black cliffs and stacks in three dimensions, and the sea that breaks on them."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels import heightfield
from beatreel.plugins.generators.procedural.kernels.crags import bedding
from beatreel.plugins.generators.procedural.kernels.heightfield import Camera
from beatreel.plugins.generators.procedural.kernels.sea import sea_state
from beatreel.plugins.generators.procedural.scenery.crags import Crags, paint_crags
from beatreel.plugins.generators.procedural.scenery.open_sky import OpenLight
from beatreel.plugins.generators.procedural.scenery.relief import Relief, render

from .cliffs import Coast, shade_rock
from .ground import shade

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

    from .figures import SeaScenery

Array = np.ndarray[Any, np.dtype[np.float32]]

COLUMNS = 54
_SEA_END = 11000.0
_WHOLE = 1200  # pixels of a picture's width from which it is painted smaller
_LOW = {
    "stacks": 0.75,
    "rocks": 0.75,
}  # of their height, what rocks have that a lighthouse stands on: it is what is looked at
_FOOTING = 0.8  # of a lighthouse, how much cliff below it is enough
_GREYED = 0.78  # of the colour of its light that a storm takes from a coast
_DARKENED = 0.6  # of its light that a sky keeps which is called dark
_HIGHER = 1.7  # times as high are waves that are called huge
_GIANT = {"giant", "huge", "monster", "towering", "massive", "enormous", "gigantic", "mountainous", "rogue", "big"}
_BASALT = np.array([0.066, 0.062, 0.060], np.float32)
_SLATE = np.array([0.085, 0.095, 0.110], np.float32)
_CHALK = np.array([0.62, 0.68, 0.72], np.float32)
_BLACK = {"black", "basalt", "dark", "storm", "stormy", "iceland", "icelandic", "faroe", "volcanic"}
_WHITE = {"white", "chalk", "dover", "normandy", "étretat", "etretat"}


@dataclass(frozen=True)
class CoastView:
    """A composition: ranges to draw from; metres, and picture measures in widths or heights of the picture."""

    kind: str
    eye: tuple[float, float]
    focal: tuple[float, float]
    horizon: tuple[float, float]
    wall: tuple[float, float]
    nearest: float
    travel: float


HEADLANDS = CoastView("headlands", (17, 25), (1.05, 1.25), (0.46, 0.52), (150, 200), 8.0, 1.4)
STACKS = CoastView("stacks", (7, 11), (1.05, 1.3), (0.52, 0.58), (95, 130), 4.0, 1.0)
ROCKS = CoastView("rocks", (3.6, 5.0), (1.05, 1.25), (0.52, 0.60), (62, 84), 2.4, 0.5)
BELOW = CoastView("below", (40, 52), (1.0, 1.2), (-0.40, -0.22), (52, 70), 12.0, 1.4)
UNDER = CoastView("stacks", (5, 8), (1.15, 1.35), (0.62, 0.68), (80, 105), 4.0, 0.8)
VIEWS = {"wide": (HEADLANDS, HEADLANDS), "medium": (STACKS, STACKS), "close": (ROCKS, ROCKS), "detail": (BELOW, BELOW)}


@dataclass
class CoastPlace:
    """A camera and the coast before it; ``side`` is where the wall stands, -1 or 1."""

    camera: Camera
    shore: Coast
    side: float
    azimuth: float


def coast_light(light: OpenLight, description: SceneDescription) -> OpenLight:
    """Return the light over a coast: a storm is heavier and greyer here than elsewhere, so that foam shines in it."""
    if description.weather != "storm":
        thick = 3.5 if description.weather == "mist" else 1.0
        return replace(light, clouds=max(light.clouds, 0.42), air=thick * light.air)
    amount = 0.4 + 0.6 * description.weather_amount
    grey: dict[str, Any] = {
        name: tuple(part + (0.90 * sum(getattr(light, name)) / 3 * tint - part) * _GREYED for part, tint in
                    zip(getattr(light, name), (1.16, 1.04, 0.80), strict=True))
        for name in ("zenith", "horizon", "haze", "haze_sun", "glow", "sun", "ambient", "cloud_shade", "cloud_lit")
    }  # fmt: skip
    grey["zenith"] = tuple(part * (1 - 0.4 * amount) for part in grey["zenith"])
    if {"dark", "black"} & set(description.said):
        for name in ("zenith", "horizon", "cloud_shade", "cloud_lit"):
            grey[name] = tuple(_DARKENED * part for part in grey[name])
    if description.time_of_day == "night":  # clouds that no moon shines through: the lamp is the light
        for name, share in (("cloud_lit", 0.30), ("horizon", 0.55), ("glow", 0.3), ("haze_sun", 0.5)):
            grey[name] = tuple(share * part for part in grey[name])
    return replace(
        light, **grey, clouds=0.95, air=0.8 * light.air, contrast=1.08 * light.contrast, saturation=light.saturation
    )


def find_place(view: CoastView, description: SceneDescription, aspect: float, rng: np.random.Generator) -> CoastPlace:
    """Lay out a coast: a wall on one side, headlands beyond, stacks across from it and rocks that the sea washes over."""
    tall = 1 / aspect
    side = float(rng.choice([-1.0, 1.0]))
    storm = {"storm": 1.0, "rain": 0.45, "dust": 0.4}.get(description.weather, 0.12)
    if storm > 0.4:
        storm *= 0.5 + 0.5 * description.weather_amount
    if {"crashing", "breaking", "raging", "surf", "waves", "breakers", "wild", "rough"} & description.all_words:
        storm = max(storm, 0.42)
    longest = rng.uniform(26, 40) * (0.7 if view.kind == "rocks" else 1.0)
    height = rng.uniform(1.0, 1.4) * (1 + 1.9 * storm) * (0.55 if view.kind == "rocks" else 1.0)
    focal, eye, horizon = rng.uniform(*view.focal), rng.uniform(*view.eye), rng.uniform(*view.horizon) * tall
    words = description.all_words
    is_giant = bool(_GIANT & set(description.said) and {"wave", "waves", "swell", "surf"} & set(description.said))
    if is_giant:
        longest, height, eye = 1.3 * longest, _HIGHER * height, eye + 0.8 * height
    sea = sea_state(
        rng, longest=longest, height=height, wind=rng.uniform(-0.5, 0.5) + side * 0.7, chop=0.55 + 0.45 * storm
    )
    low = _LOW.get(view.kind, 1.0) if "lighthouse" in description.motifs else 1.0
    bodies = _bodies(view, rng, side, focal, tall, eye, low)
    rock = (
        _CHALK
        if words & _WHITE and words & {"cliff", "cliffs", "chalk", "dover"}
        else _BASALT
        if words & _BLACK
        else _SLATE
    )
    scale = {"rocks": 0.42, "below": 0.75, "stacks": 0.85}.get(view.kind, 1.0)
    bodies[:, [0, 1, 2, 6]] /= scale  # near by, beds and joints are smaller
    crags = Crags(bodies, bedding(rng, 200.0), int(rng.integers(1, 1 << 20)), scale)
    shore = Coast(
        sea,
        int(rng.integers(1, 1 << 20)),
        height,
        rng.uniform(0.95, 1.15) - 0.62 * storm,
        crags=crags,
        rough=storm,
        rock=rock,
        near={"rocks": 0.45, "below": 0.8}.get(view.kind, 1.0),
        high=_HIGHER if is_giant else 1.0,
    )
    camera = Camera(0.0, eye, 0.0, 0.0, focal * COLUMNS, COLUMNS / 2, horizon * COLUMNS)
    low = description.time_of_day in ("dawn", "golden", "dusk", "night")
    away = rng.uniform(0.10, 0.26) if low else rng.uniform(0.9, 1.5)
    if view.kind == "below":
        away = rng.uniform(0.9, 1.5)
    azimuth = -side * away
    return CoastPlace(camera, shore, side, azimuth)


def _bodies(
    view: CoastView, rng: np.random.Generator, side: float, focal: float, tall: float, eye: float, low: float
) -> Array:
    found: list[tuple[float, ...]] = []

    def crag(
        share: float,
        z: float,
        radius: float,
        rise: float,
        stretch: float = 1.0,
        narrows: float = 0.13,
        turn: float = 0.0,
    ) -> None:
        """Add one at a share of the picture's width from its middle; ``rise`` is a height in metres."""
        found.append((share / focal * z, z, radius, stretch, math.cos(turn), math.sin(turn), rise, narrows))

    def strew(
        count: int, across: float, depths: tuple[float, float], radii: tuple[float, float], rises: tuple[float, float],
        narrows: float = 0.5,
    ) -> None:  # fmt: skip
        """Add small ones anywhere within a share of the picture's width from its middle."""
        for _ in range(count):
            z = rng.uniform(*depths)
            crag(
                rng.uniform(-across, across), z, rng.uniform(*radii), rng.uniform(*rises), rng.uniform(1, 1.8), narrows,
                rng.uniform(0, 3),
            )  # fmt: skip

    def top(share: float, z: float) -> float:
        """Return the height of what ends at a share of the picture's height over the horizon."""
        return eye + low * share * tall * z / focal

    wall = rng.uniform(*view.wall)
    if view.kind == "headlands":
        high = top(rng.uniform(0.20, 0.26), wall)
        crag(side * 0.60, wall, 0.24 * wall, high, 1.5, 0.10, side * 0.5)
        crag(side * 0.34, 1.32 * wall, 0.12 * wall, 0.86 * high, 1.4, 0.14, side * 0.9)
        crag(side * 0.40, 1.9 * wall, 0.26 * wall, 1.1 * high, 1.6, 0.15, side * 0.4)
        crag(side * 0.24, 3.4 * wall, 0.42 * wall, 1.25 * high, 1.7, 0.3, side * 0.3)
        crag(side * 0.05, 6.2 * wall, 0.75 * wall, 1.5 * high, 2.0, 0.5)
        for n in range(int(rng.integers(2, 5))):
            z = wall * (0.9 + 0.5 * n) * rng.uniform(0.85, 1.1)
            crag(
                -side * rng.uniform(0.02, 0.34),
                z,
                rng.uniform(6, 11),
                rng.uniform(0.35, 0.7) * high,
                rng.uniform(1, 1.5),
                0.10,
                rng.uniform(0, 3),
            )
        strew(7, 0.45, (0.36 * wall, 0.8 * wall), (2.5, 6.0), (1.0, 5.0))
    elif view.kind == "stacks":
        high = top(rng.uniform(0.20, 0.27), 0.62 * wall)
        crag(
            -side * rng.uniform(0.10, 0.20),
            0.62 * wall,
            rng.uniform(9, 12),
            high,
            rng.uniform(1.1, 1.5),
            0.08,
            rng.uniform(0, 3),
        )
        crag(side * 0.62, wall, 0.36 * wall, top(0.24, wall), 1.5, 0.09, side * 0.6)
        crag(side * 0.42, 1.8 * wall, 0.30 * wall, top(0.17, 1.8 * wall), 1.5, 0.12, side * 0.5)
        crag(side * 0.16, 3.6 * wall, 0.6 * wall, top(0.11, 3.6 * wall), 1.8, 0.3)
        crag(-side * 0.40, 1.7 * wall, 10.0, top(0.12, 1.7 * wall), 1.2, 0.1, 1.0)
        strew(7, 0.45, (0.24 * wall, 0.55 * wall), (1.8, 4.2), (0.8, 3.6))
    elif view.kind == "rocks":
        near = rng.uniform(0.32, 0.38) * wall
        high = top(rng.uniform(0.10, 0.17), near)
        crag(side * rng.uniform(0.24, 0.34), near, 0.32 * near, high, 1.4, 0.35, side * 0.6)
        crag(side * 0.46, 0.8 * near, 0.22 * near, 0.55 * high, 1.3, 0.5, side)
        crag(-side * 0.36, 1.5 * near, 0.18 * near, 0.8 * top(0.06, 1.5 * near), 1.6, 0.4, 0.5)
        crag(side * 0.5, 1.5 * wall, 0.4 * wall, top(0.24, 1.5 * wall), 1.5, 0.1, side * 0.5)
        crag(-side * 0.3, 2.0 * wall, 10.0, top(0.13, 2.0 * wall), 1.2, 0.1)
        strew(6, 0.45, (0.16 * wall, 0.5 * wall), (0.8, 2.0), (0.3, 1.4))
    else:  # from above
        middle = eye * focal / (0.62 * tall)  # where a look down meets the water
        crag(side * 0.58, middle * 1.05, 0.34 * middle, 0.5 * eye, 1.7, 0.25, side * 0.9)
        crag(side * 0.40, middle * 1.45, 0.24 * middle, 0.36 * eye, 1.5, 0.3, side * 0.5)
        crag(
            -side * rng.uniform(0.08, 0.2),
            middle * rng.uniform(0.95, 1.15),
            6.5,
            0.36 * eye,
            1.3,
            0.12,
            rng.uniform(0, 3),
        )
        strew(9, 0.5, (0.6 * middle, 1.6 * middle), (1.2, 4.5), (0.6, 4.0), 0.45)
    return np.array(found, np.float32)


def render_coast(
    place: CoastPlace,
    view: CoastView,
    light: OpenLight,
    width: int,
    height: int,
    growth: float,
    told: Any = lambda done: None,
) -> Relief:
    """Trace and light water and rock; see :func:`~...scenery.relief.render`. ``growth`` is the relative step between samples."""
    if width > _WHOLE:  # water, spray and far rock are soft, and enlarged they have softer edges
        share = 0.52 if view.kind == "below" else 0.6  # from above there is rock everywhere
        small = round(share * width), round(share * height)
        whole = place.camera
        place.camera = replace(whole.scaled(small[0] / width), horizon=whole.horizon * small[1] / height)
        seen = render_coast(place, view, light, *small, growth, told)
        place.camera = whole
        lights = [_enlarged(part, width, height) for part in seen.lights]
        depth = cv2.resize(seen.depth, (width, height), interpolation=cv2.INTER_NEAREST)
        return Relief(lights, np.minimum(_enlarged(seen.cover, width, height), 1), depth)
    shore = place.shore
    relief = render(
        shore.heights, lambda points: shade(points, shore, None, light, place.azimuth), (3, 3, 3, 1, 1), place.camera, width, height,
        heightfield.sample_distances(view.nearest, _SEA_END, growth), lambda done: told(0.6 * done),
    )  # fmt: skip
    assert shore.crags is not None
    lights, cover, depth = paint_crags(
        shore.crags, place.camera, width, height, light.towards(place.azimuth),
        lambda rock: shade_rock(rock, shore, light, place.azimuth), farthest=1600.0, lowest=-1.5 * shore.height,
        told=lambda done: told(0.6 + 0.4 * done),
    )  # fmt: skip
    # Water hides the foot of the rock, along a soft line.
    behind = np.where(relief.cover > 0.02, relief.depth, np.float32(1e6))
    shown = cover * np.clip((behind - depth) / (0.006 * depth + 0.12) + 0.5, 0, 1)
    keep, ratio = (1 - shown)[..., None], (shown / np.maximum(cover, 1e-3))[..., None]
    for number, plane in enumerate(relief.lights):
        plane *= keep
        if number < 2 and lights:
            plane += lights[number] * ratio
    # The sky lays itself over what is not covered, and has no share in an edge before water.
    whole = np.maximum(relief.cover, shown)
    return Relief(relief.lights, whole, np.where(shown > 0.5, depth, relief.depth).astype(np.float32))


def lighthouse_place(
    scenery: SeaScenery, camera: Camera, side: float, largest: float = 0.15
) -> tuple[float, float, float] | None:
    """Return pixel and height in pixels of a lighthouse, where a crag ends flat against the sky; None if none does.

    Parameters
    ----------
    largest : float
        Its height as a share of the picture's at most.
    """
    width, height = scenery.width, scenery.height
    best: tuple[float, tuple[float, float, float]] | None = None
    for share in np.linspace(0.17, 0.83, 60):
        found = scenery.edge(share * width, 420.0)
        if found is None or not 8 < found[1] < 420 or found[0] < 0.16 * height:
            continue
        row, depth = found
        unit = min(max(scenery.focal * 19 / depth, 0.58 * largest * height), largest * height)
        unit = min(unit, max(row - 0.05 * height, 0.4 * largest * height))  # all of it is in the picture
        beside = [scenery.edge(share * width + way * 0.16 * unit, 420.0) for way in (-1, 1)]
        if any(one is None or abs(one[0] - row) > 0.18 * unit for one in beside):
            continue
        sunk = max(row, *(one[0] for one in beside if one)) + 0.02 * unit
        value = sunk / height + 1.1 * abs(share - 0.5 - 0.2 * side) + (0.3 if sunk - unit < 0.03 * height else 0.0)
        rock = camera.project(0.0, 0.0, depth)[1] - sunk  # pixels of it above the water: low, it would stand in the sea
        value -= 0.8 * min(rock / unit, _FOOTING)
        if best is None or value < best[0]:
            best = value, (share * width, sunk, unit)
    return best[1] if best else None


def _enlarged(part: Array, width: int, height: int) -> Array:
    large = np.maximum(cv2.resize(part, (width, height), interpolation=cv2.INTER_CUBIC), 0)
    return np.asarray(large.reshape(height, width, *part.shape[2:]), np.float32)
