"""A station's hall: ribs of iron under glass, a steam train in its own steam, travellers, shafts of light, lamps and a clock."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels import station, trains
from beatreel.plugins.generators.procedural.kernels.fields import fbm_at
from beatreel.plugins.generators.procedural.kernels.half import halved
from beatreel.plugins.generators.procedural.kernels.house import View
from beatreel.plugins.generators.procedural.kernels.mesh import Mesh
from beatreel.plugins.generators.procedural.kernels.tone import fit_grade
from beatreel.plugins.generators.procedural.painting import Element, Motion

from ._ground import Land
from ._lamplight import Lamps
from ._land_layer import blank, canvas_size, lay
from ._light import LUMA, Backlight, peak
from ._mesh_light import height_fog, lamp_air, mesh_light
from ._moving import add_canvas
from ._passenger import add_passenger
from ._steam import plume

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Painting
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

Array = np.ndarray[Any, np.dtype[np.float32]]


@dataclass(frozen=True)
class _Look:
    """Where the eye is, metres to the right and up; focal length in widths, horizon in heights; metres to the engine, and of travel."""

    right: float
    eye: float
    focal: float
    horizon: float
    engine: float
    travel: float


_LOOKS = {
    "wide": _Look(1.7, 2.7, 0.86, 0.60, 15.0, 1.2),
    "medium": _Look(1.5, 2.4, 1.05, 0.60, 10.5, 0.7),
    "close": _Look(0.9, 2.3, 1.10, 0.58, 7.4, 0.3),
    "detail": _Look(0.2, 2.6, 1.25, 0.55, 5.4, 0.1),
}
_EMPTY = {"empty", "deserted", "abandoned", "lonely", "silent"}
_TRAINS = {
    "steam",
    "locomotive",
    "engine",
    "arriving",
    "arrives",
    "leaving",
    "leaves",
    "departing",
    "departs",
    "trains",
    "smoke",
}
_SOMEBODY = {
    "passenger",
    "traveller",
    "traveler",
    "commuter",
    "stranger",
    "woman",
    "man",
    "girl",
    "boy",
    "lady",
    "soldier",
    "figure",
    "someone",
}
_NEAR = {"woman", "man", "child", "lady", "elder"}
"""Motifs by which somebody stands before all of it."""
_WAITS = {"wide": (1.7, 8.0), "medium": (0.9, 5.2), "close": (0.35, 3.0), "detail": (0.25, 1.9)}
"""Where somebody who is named waits, metres to the right and ahead."""
_GREEN = np.array([0.035, 0.060, 0.035], np.float32)
_GLASS = 0.72  # of the light that old panes let through


def add_station_hall(
    painting: Painting, light: Backlight, description: SceneDescription, shot: str, rng: np.random.Generator
) -> None:
    """Set a station's hall into a painting, in place: the world is seen through its glass."""
    share, width, height = canvas_size(light)
    one = _LOOKS.get(shot, _LOOKS["medium"])
    words = description.all_words
    empty = bool(_EMPTY & words) and not _TRAINS & words  # no train waits, and no crowd
    if empty:
        one = replace(one, right=1.7 if shot == "wide" else 3.3, eye=min(one.eye, 2.45))
    side = float(rng.choice([-1.0, 1.0]))
    seed = int(rng.integers(1 << 16))
    hour = description.time_of_day
    dark = hour in ("night", "dusk")
    view = View(width, height, one.focal * min(width, 0.9 * height), 0.5 * width, one.horizon * height, one.eye, side)
    land = Land.before(light, description, view, seed, "floor", peak(painting, 0.92))
    bright = {"night": 3.0, "dusk": 2.6, "golden": 2.0, "dawn": 2.6, "day": 1.5}[hour]  # all of it comes from above
    outside = replace(land, key=land.key * np.float32(0.7), thick=130.0)
    land = replace(outside, ambient=outside.ambient * np.float32(bright))
    spots = [(x, 5.4, z) for z in np.arange(3.5, 60, 7.0) for x in (5.6, -8.4)]
    lamps = _lamps([(x - one.right, y, z) for x, y, z in spots], 1.0 if dark else 0.45)
    parts = [station.hall(lit=dark), *(station.globe().moved(*spot) for spot in spots)]
    inside = []
    if not empty:
        inside.append(trains.train(4, steam=True).moved(station.TRACKS[1], 0, one.engine, -math.pi / 2))
        if "people" not in description.without or "figure" in description.details:
            inside += _crowd(rng, near=4.5 if shot in ("wide", "medium") else 9.0)
    mesh, standing = (Mesh.of(each).moved(-one.right, 0, 0) if each else None for each in (parts, inside))
    canvas = blank(width, height)
    for group in painting.groups.values():
        group.light = halved(np.asarray(group.light, np.float32) * np.float32(_GLASS))
    windows, flames = mesh_light(canvas, view, mesh, land, lamps, seed, _GREEN)
    if standing is not None:
        free = replace(land, ambient=land.ambient * np.float32(1.7))
        before = canvas[3].copy()
        shines = mesh_light(canvas, view, standing, free, lamps, seed, _GREEN)
        hidden = (canvas[3] != before)[..., None]
        for glow, more in zip((windows, flames), shines, strict=True):
            glow[:] = np.where(hidden, more, glow)
    height_fog(canvas, view, land, 1.9, 90.0, 0.45, seed, 160.0)
    shafts = np.zeros_like(canvas[0]) if hour == "night" else _shafts(view, land, one, seed)
    lamp_air(flames, flames, view)
    lamp_air(windows, windows, view)
    groups = {
        "hall lamps": (0.6 * canvas[1] + flames, "kick", 1.0, 0.25), "hall windows": (0.4 * canvas[1] + windows, "offbeat", 1.0, 0.2),
        "shafts": (shafts, "downbeat", 0.9, 0.3),
    }  # fmt: skip
    lay(painting, light, canvas, (view, share), groups, one.travel)
    painting.elements[:] = [element for element in painting.elements if element.kind == "mist"]
    painting.elements.append(Element("motes", 0.5))
    alone = not _NEAR & set(description.motifs)
    if alone and (_SOMEBODY & words or (empty and "figure" in description.details)):
        x, z = _WAITS.get(shot, _WAITS["medium"])
        x += 0.0 if empty else 0.075 * z  # free of the engine
        add_passenger(painting, light, description, view, land, (x, station.PLATFORM - one.eye, z), seed)
    if not empty:
        dim = replace(
            outside, ambient=outside.ambient * np.float32({"night": 0.6, "dusk": 0.6, "day": 0.26}.get(hour, 0.62))
        )
        _steam(painting, light, view, dim, one, seed, side)
    painting.grade = fit_grade(Backlight.of(painting).small, painting.grade, median=(40.0, 84.0), white=(206.0, 238.0))


def _lamps(spots: list[tuple[float, float, float]], power: float) -> Lamps:
    near = sorted(spots, key=lambda spot: spot[2])[:8]
    count = len(near)
    return Lamps(
        np.array(near, np.float32),
        np.zeros((count, 3), np.float32),
        np.full(count, 8.0 * power, np.float32),
        np.full(count, 0.7, np.float32),
    )


def _crowd(rng: np.random.Generator, near: float) -> list[Mesh]:
    """Return travellers on both platforms."""
    found = []
    for number in range(22):
        z = near + 46 * float(rng.random()) ** 1.5
        x = float(rng.uniform(2.6, 9.5)) if number % 4 else float(rng.uniform(-10.5, -6.2))
        who = station.traveller(number, float(rng.uniform(1.62, 1.88)))
        found.append(who.moved(x, station.PLATFORM, z, float(rng.uniform(0, 6.28))))
    return found


def _shafts(view: View, land: Land, one: _Look, seed: int) -> Array:
    """Return light that falls in shafts through the bays of the roof, (height, width, 3)."""
    small = (max(8, view.width // 3), max(8, view.height // 3))
    total = np.zeros((small[1], small[0]), np.float32)
    scale = np.array([small[0] / view.width, small[1] / view.height])
    for z in np.arange(4.0, 60.0, 7.0):
        mask = np.zeros((small[1], small[0]), np.uint8)
        corners = []
        for x, y in ((-2.5, 13.9), (2.0, 13.8)):
            for deep in (1.2, 3.4):
                for fall in (0.0, 1.0):
                    px, py, pz = x - one.right + 5.2 * fall, y - (y - station.PLATFORM) * fall, z + deep - 2.4 * fall
                    if pz > 0.8:
                        u, v = view.at(px, py, pz)
                        corners.append((float(u) * scale[0], float(v) * scale[1]))
        if len(corners) < 4:
            continue
        hull = cv2.convexHull(np.array(corners, np.float32))
        cv2.fillConvexPoly(mask, np.clip(np.round(hull * 8), -30000, 30000).astype(np.int32), 255, cv2.LINE_AA, 3)
        soft = cv2.GaussianBlur(mask.astype(np.float32) / 255, (0, 0), max(0.8, 0.012 * small[0] * 12 / z))
        total += soft * np.float32(0.42 * math.exp(-z / 60))
    rows, columns = np.mgrid[: small[1], : small[0]].astype(np.float32) / small[0]
    smoke = np.clip(0.75 + 0.9 * fbm_at(4 * columns, 4 * rows, 1.0, seed + 91, 5), 0.15, 1.6)
    sheet = cv2.resize(total * smoke, (view.width, view.height))
    warm = land.key / max(float(land.key @ LUMA), 1e-6)
    power = 0.50 * max(float(land.haze.mean(axis=0) @ LUMA), 0.4 * float(land.key @ LUMA))
    return np.asarray(sheet[..., None] * (warm * np.float32(power)), np.float32)


def _steam(
    painting: Painting, light: Backlight, view: View, land: Land, one: _Look, seed: int, side: float
) -> None:  # fmt: skip
    """Add the steam of the engine, that hangs under the roof, and puffs of it, and its lamps."""

    def place(x: Any, y: Any, z: Any) -> tuple[Any, Any, Any]:
        return station.TRACKS[1] - one.right + z, np.minimum(y, 11.0), one.engine - x

    for old in (True, False):
        canvas = blank(view.width, view.height)
        plume(canvas, view, land, place, old=old, seed=seed)
        add_canvas(painting, light, canvas, one.engine, Motion(x=0.3, right=side * 0.004, down=-0.002, sway=0.003))

    def at(x: float, y: float, z: float) -> tuple[float, float, float]:
        px, py, pz = place(x, y, z)
        u, v = view.at(px, py, pz)
        return float(u) / view.width, float(v) / view.height, view.focal / pz / view.width

    lamps = [(trains.LAMP[0] + 0.1, trains.LAMP[1], 0.0, 0.8), (0.05, 1.62, 0.92, 0.4), (0.05, 1.62, -0.92, 0.4)]
    trail = [
        at(trains.CHIMNEY[0] - back, trains.CHIMNEY[1] + up, 0.0)
        for back, up in ((0.0, 0.1), (0.6, 1.8), (2.0, 3.6), (5.0, 5.4))
    ]
    options: dict[str, Any] = {
        "lamps": [[*at(x, y, z), power] for x, y, z, power in lamps], "colour": [120.0, 200.0, 255.0], "inverse": 1 / one.engine,
        "motion": [0.5, 0.5, 0.0], "trail": [list(each) for each in trail],
    }  # fmt: skip
    painting.elements.append(Element("engine", 0.8, options))
