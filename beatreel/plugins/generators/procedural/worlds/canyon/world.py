"""Canyon country: a gorge with a river, seen from the air, from its rim or from its floor; buttes and mesas on a red plain."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels import heightfield, tone
from beatreel.plugins.generators.procedural.kernels.heightfield import Camera
from beatreel.plugins.generators.procedural.kernels.tone import fit_grade
from beatreel.plugins.generators.procedural.painting import Element, LightGroup, Painting
from beatreel.plugins.generators.procedural.scenery import open_sky
from beatreel.plugins.generators.procedural.scenery.figures import Scenery
from beatreel.plugins.generators.procedural.scenery.relief import Sunlight, render

from . import ground
from .ground import Country
from .light import GROWTH, daylight, shade

if TYPE_CHECKING:
    from beatreel import Progress
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription
    from beatreel.plugins.generators.procedural.scenery.open_sky import OpenLight

Array = np.ndarray[Any, np.dtype[np.float32]]


@dataclass(frozen=True)
class View:
    """A composition; lengths in metres, picture measures in widths or heights of the picture."""

    eye: tuple[float, float]
    focal: tuple[float, float]
    horizon: tuple[float, float]
    nearest: float
    travel: float
    turn: tuple[float, float] = (-0.05, 0.05)


_ALONG = np.arange(-90.0, 91.0, 30.0)  # metres along a gorge between places on its rim that are tried
GORGE = {
    "wide": View((0.80, 1.05), (0.95, 1.15), (0.24, 0.31), 14.0, 3.0),
    "medium": View((2.0, 3.2), (1.0, 1.25), (0.40, 0.48), 0.8, 0.9),
    "close": View((2.2, 4.0), (0.95, 1.15), (0.66, 0.74), 1.6, 0.8),
    "detail": View((0.55, 0.75), (2.6, 3.2), (0.40, 0.60), 30.0, 1.2, (0.45, 0.75)),
}
AT_RIVER = View((1.0, 1.5), (1.25, 1.5), (0.24, 0.32), 0.9, 0.4)
"""What is looked at from near where water is named: the river, with the sky and the walls in it."""
OVER_RIVER = {
    "wide": View((1.15, 1.35), (0.95, 1.15), (0.20, 0.26), 14.0, 3.0),
    "medium": View((0.42, 0.55), (1.1, 1.3), (0.34, 0.40), 14.0, 1.6),
}
"""From where a river that is named is seen between its walls."""
_WATERS = {"river", "rivers", "stream", "creek", "water", "rapids", "colorado"}
MESAS = {
    "wide": View((3.5, 9.0), (1.05, 1.25), (0.60, 0.68), 2.0, 1.6),
    "medium": View((2.0, 3.0), (1.7, 2.1), (0.66, 0.74), 3.0, 1.0),
    "close": View((0.7, 1.1), (1.0, 1.2), (0.58, 0.64), 0.55, 0.35),
    "detail": View((6.0, 16.0), (3.2, 4.0), (0.82, 0.95), 60.0, 1.2),
}
_MESAS = {
    *(
        "mesa",
        "mesas",
        "butte",
        "buttes",
        "monument",
        "valley",
        "western",
        "sedona",
        "arizona",
        "utah",
        "wild",
        "cowboy",
    ),
    "tafelberg",
}


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
    """Paint canyon country; see :mod:`~beatreel.plugins.generators.procedural.worlds` for the contract.

    A gorge is seen from a drone (wide), from its rim (medium), from its river (close) and across from wall to wall (detail);
    where the prompt names a river, all four show it;
    buttes stand on a plain with a track.
    """
    flat = bool(description.all_words & _MESAS)
    view = (MESAS if flat else GORGE).get(shot, GORGE["wide"])
    rng = np.random.default_rng([seed & 0x7FFFFFFF, variation & 0xFFFF, len(shot), 61])
    wet = bool(_WATERS & description.all_words)
    if wet and not flat and not (shot == "medium" and "figure" in description.details):  # who stands on the rim
        view = OVER_RIVER.get(shot, view)
        shot = "wide" if shot == "medium" else shot
    if shot == "detail" and wet and not flat:
        view, shot = AT_RIVER, "close"
    light = daylight(description, rng)
    azimuth = _azimuth(description.time_of_day, rng, flat=flat)
    if "backlight" in description.without:
        azimuth = math.copysign(max(abs(azimuth), 1.2), azimuth)
    if flat:
        camera, country = _plain(view, shot, width, height, rng)
    else:
        camera, country = _valley(view, shot, width, height, math.copysign(1.0, azimuth), rng, wet=wet)
    if shot == "detail":
        light = replace(light, air=0.45 * light.air)  # a long lens through all that air would leave no wall
    progress(0.05, "rock laid down")
    centre = 500.0 if flat else 420.0
    grids = [(0.0, 1300.0, 3.9), (0.0, centre, 1.1)]
    if view.nearest < 4:
        grids.append((camera.x, camera.z + 24.0, 0.08))
    sunlight = Sunlight(country.heights, azimuth, light.elevation, light.softness, grids, reach=60.0, soften=1.7)
    progress(0.12, "shadows cast")
    sky_seed = int(rng.integers(1, 1 << 20))
    relief = render(
        country.heights,
        lambda points: shade(points, country, sunlight, light, azimuth, camera.y),
        (3, 3, 1),
        camera,
        width,
        height,
        heightfield.sample_distances(view.nearest, 3700.0, GROWTH),
        lambda done: progress(0.12 + 0.70 * done, "painting the canyon"),
    )
    steady, sun, water = relief.lights
    clear = (1 - relief.cover)[..., None]
    for part, sky in zip(
        (steady, sun), open_sky.paint_sky(light, camera, azimuth, width, height, sky_seed), strict=True
    ):
        sky *= clear
        part += sky
    progress(0.9, "sky")
    if shot == "medium" and not flat and "people" not in description.without:
        _onlooker(Scenery(steady, sun, [], relief.depth, camera.focal), description.flavour)
    return _finish(description, view, shot, light, camera, azimuth, relief.depth, water[..., 0], steady, sun)


def _valley(
    view: View, shot: str, width: int, height: int, sunward: float, rng: np.random.Generator, *, wet: bool = False
) -> tuple[Camera, Country]:
    """Lay out a gorge, and stand where the shot is taken from: the wall across from the sun is the one that shines.

    A river that the prompt names is ``wet``: wider than most are.
    """
    land = np.zeros(ground.SIZE, np.float32)
    land[ground.HIGH] = rng.uniform(230, 300)
    land[ground.WIDE] = rng.uniform(190, 250)
    land[ground.BED] = rng.uniform(26, 40)
    land[ground.RIVER] = rng.uniform(12, 19) * (1.5 if wet else 1.0)
    land[ground.SWING] = rng.uniform(55, 95) * rng.choice([-1.0, 1.0])
    land[ground.LENGTH] = rng.uniform(150, 210)
    land[ground.PHASE] = rng.uniform(0, 2 * math.pi)
    land[ground.SCRUB] = rng.uniform(0.25, 0.45)
    layers = int(rng.integers(7, 10))
    country = Country(land, ground.walls(rng, layers), ground.colours(rng, 34, 0.25), int(rng.integers(1, 1 << 20)))
    x, z, heading = 0.0, 0.0, float(rng.uniform(*view.turn))
    eye = float(rng.uniform(*view.eye))
    if shot in ("wide", "detail"):
        eye *= float(land[ground.HIGH])
        heading *= -sunward if shot == "detail" else float(rng.choice([-1.0, 1.0]))
        eye = max(eye, country.height(0.0, 0.0) + 25)
        if wet:  # and no bend hides it

            def seen(phase: float) -> float:
                land[ground.PHASE] = phase
                return _river_seen(country, eye, heading)

            land[ground.PHASE] = max(rng.uniform(0, 2 * math.pi, 10), key=seen)
    elif shot == "medium":
        heading = -sunward * float(rng.uniform(0.40, 0.62))
        rims = [(_rim(country, sunward, float(at)), float(at)) for at in _ALONG]
        x, z = max(rims, key=lambda at: _deepest(country, at[0], at[1], country.height(*at) + eye, heading))
        eye += country.height(x, z)
    else:
        x = float(rng.choice([-1.0, 1.0])) * float(land[ground.RIVER]) * (0.3 if view is AT_RIVER else 1.15)
        if wet and view is not AT_RIVER:  # across the river stands the wall that shines
            x = sunward * 1.05 * float(land[ground.RIVER])
            heading -= 0.45 * sunward
        eye += max(country.height(x, 0.0), 0.0)
    camera = Camera(x, eye, z, heading, rng.uniform(*view.focal), 0.5, rng.uniform(*view.horizon) * height / width)
    return camera.scaled(width), country


def _rim(country: Country, side: float, z: float) -> float:
    """Return where somebody would stand on the rim of a gorge, a few steps from its edge."""
    places = np.arange(40.0, 620.0, 1.0, dtype=np.float32) * np.float32(side)
    level = country.heights(places, np.full_like(places, z), np.ones_like(places))
    return float(places[int(np.argmax(level > 0.93 * country.land[ground.HIGH]))]) + side * 6.5


def _deepest(country: Country, x: float, z: float, eye: float, heading: float) -> float:
    """Return how far below the eye the deepest ground is that can be seen from a place, in metres: an edge may hide a gorge."""
    away = np.geomspace(4.0, 1600.0, 240, dtype=np.float32)
    seen = []
    for turn in (heading - 0.2, heading, heading + 0.2):
        level = country.heights(x + np.sin(turn) * away, z + np.cos(turn) * away, np.ones_like(away))
        slope = (level - eye) / away
        open_ = slope >= np.maximum.accumulate(slope)
        seen.append(float((eye - level[open_]).max()))
    return sum(seen)


def _river_seen(country: Country, eye: float, heading: float) -> float:
    """Return how many of some places that are seen from over the middle of a gorge are its river."""
    away = np.geomspace(20.0, 1600.0, 200, dtype=np.float32)
    seen = 0.0
    for turn in np.linspace(heading - 0.3, heading + 0.3, 9):
        level = country.heights(np.sin(turn) * away, np.cos(turn) * away, np.ones_like(away))
        slope = (level - eye) / away
        seen += float(((slope >= np.maximum.accumulate(slope)) & (level < 0.05) & (slope > -1.0)).sum())
    return seen


def _plain(view: View, shot: str, width: int, height: int, rng: np.random.Generator) -> tuple[Camera, Country]:
    """Set buttes on a plain: one that rules the picture, one across from it, and more where they fade."""
    land = np.zeros(ground.SIZE, np.float32)
    side = float(rng.choice([-1.0, 1.0]))
    land[ground.HIGH] = 260.0
    land[ground.SWING] = -side * rng.uniform(9, 16)
    land[ground.LENGTH] = rng.uniform(90, 130)
    land[ground.PHASE] = rng.uniform(0, 2 * math.pi)
    land[ground.TRACK] = 1.0 if shot in ("wide", "close") else 0.0
    land[ground.SCRUB] = rng.uniform(0.30, 0.5)
    focal = rng.uniform(*view.focal)
    near = rng.uniform(560, 720) if shot != "detail" else rng.uniform(800, 950)
    table = [
        (side * rng.uniform(0.19, 0.27), near, rng.uniform(62, 92), rng.uniform(215, 265), rng.uniform(0.8, 1.2)),
        (
            -side * rng.uniform(0.26, 0.38),
            rng.uniform(1.5, 1.8) * near,
            rng.uniform(120, 165),
            rng.uniform(220, 265),
            1.0,
        ),
        (
            -side * rng.uniform(0.05, 0.13),
            rng.uniform(1.9, 2.3) * near,
            rng.uniform(26, 40),
            rng.uniform(200, 240),
            1.0,
        ),
        (
            side * rng.uniform(0.44, 0.60),
            rng.uniform(1.9, 2.4) * near,
            rng.uniform(150, 220),
            rng.uniform(200, 240),
            0.7,
        ),
    ]
    for _ in range(5):
        away = rng.uniform(2300, 3300)
        table.append(
            (rng.uniform(-0.6, 0.6), away, rng.uniform(130, 420), rng.uniform(110, 250), rng.uniform(0.5, 0.9))
        )
    buttes = np.array([(share / focal * away, away, *rest) for share, away, *rest in table], np.float32)
    bands = ground.colours(rng, 40, 0.62)
    country = Country(land, ground.butte(rng), bands, int(rng.integers(1, 1 << 20)), buttes)
    x = 0.0 if not land[ground.TRACK] else side * rng.uniform(0.8, 2.2)
    eye = float(rng.uniform(*view.eye)) + country.height(x, 0.0)
    camera = Camera(x, eye, 0.0, 0.0, focal, 0.5, rng.uniform(*view.horizon) * height / width)
    return camera.scaled(width), country


def _azimuth(time: str, rng: np.random.Generator, *, flat: bool) -> float:
    """Return where the sun is: beside the view, so that one wall shines and throws its shadow on the other."""
    ranges = {"dawn": (0.7, 1.3), "golden": (0.55, 1.25), "day": (0.9, 1.7), "dusk": (0.1, 0.5), "night": (0.8, 1.6)}
    low, high = ranges[time]
    if flat and time in ("dawn", "golden"):
        low, high = 0.8, 1.75
    elif flat and time == "day":  # a mesa has but one face to show, and red rock is red in the sun
        low, high = 1.75, 2.35
    return float(rng.choice([-1.0, 1.0]) * rng.uniform(low, high))


def _onlooker(scenery: Scenery, variant: int) -> None:
    """Put somebody on the rim, where it ends against the depth."""
    best: tuple[float, float, float, float] | None = None
    for share in np.linspace(0.16, 0.84, 35):
        found = scenery.edge(share * scenery.width, 34.0)
        if found is None:
            continue
        row, away = found
        third = min(abs(share - 0.3), abs(share - 0.7))
        value = third + 0.6 * abs(row / scenery.height - 0.68) + (0.5 if not 5 < away < 30 else 0.0)
        if best is None or value < best[0]:
            best = value, share * scenery.width, row, away
    if best is None:
        return
    _, x, row, away = best
    size = min(max(scenery.focal * 1.75 / away, 0.03 * scenery.height), 0.12 * scenery.height)
    scenery.person("hiker", x, row + 0.04 * size, size, mirrored=x > 0.5 * scenery.width, variant=variant)


def _finish(
    description: SceneDescription, view: View, shot: str, light: OpenLight, camera: Camera, azimuth: float, depth: Array,
    water: Array, steady: Array, sun: Array,
) -> Painting:  # fmt: skip
    height, width = depth.shape
    small = (max(8, width // 8), max(8, height // 8))
    total = sum(cv2.resize(part, small, interpolation=cv2.INTER_AREA) for part in (steady, sun))
    open_sky.set_black(total, steady, 0.5)
    grade = fit_grade(total, light.grade(), median=light.median, white=light.white)
    grade = tone.darker(total, grade, 1.08 * light.median[1])
    groups = {
        "sky": LightGroup(steady),
        "moon" if description.time_of_day == "night" else "sun": LightGroup(sun, "kick", 1.0, 0.15),
    }
    sky = (depth > heightfield.FAR * 0.9).astype(np.float32)
    return Painting(
        groups=groups,
        depth=depth,
        focal=camera.focal,
        centre=(camera.centre_x, min(camera.horizon, 0.9 * height)),
        grade=grade,
        masks={"sky": sky, "water": water.astype(np.float16)},
        elements=_elements(description, shot, light, camera, azimuth, water, width, height),
        travel=view.travel,
    )


def _elements(
    description: SceneDescription, shot: str, light: OpenLight, camera: Camera, azimuth: float, water: Array, width: int,
    height: int,
) -> list[Element]:  # fmt: skip
    weather, amount = description.weather, description.weather_amount
    elements = [Element("drift", 1.0, {"rate": 9.0 if azimuth > 0 else -9.0}, "sky")] if light.clouds > 0.3 else []
    if water.any() and shot == "close":
        elements.append(Element("ripples", 0.4, {"rings": 0.0, "horizon": camera.horizon / height}, "water"))
    if weather in ("rain", "snow"):
        elements.append(Element(weather, amount))
    elif weather == "storm":
        elements.append(Element("rain", amount))
    elif weather == "mist":
        elements.append(Element("mist", 0.4 + 0.4 * amount, {"low": 0.42, "high": 0.75}))
    else:
        elements.append(Element("motes", 0.4))
    if weather in ("clear", "dust") and description.time_of_day != "night" and shot in ("wide", "medium"):
        elements.append(Element("birds", 0.3, {"top": 0.10, "bottom": 0.30, "count": 5, "size": 11.0}, "sky"))
    place = open_sky.on_picture(light, camera, azimuth)
    inside = place is not None and -0.2 * width < place[0] < 1.2 * width
    if place is not None and inside and description.time_of_day in ("dawn", "golden") and weather == "clear":
        elements.append(Element("flare", 0.35, {"x": place[0] / width, "y": place[1] / height}))
    return elements
