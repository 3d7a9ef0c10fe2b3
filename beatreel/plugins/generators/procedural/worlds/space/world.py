"""Space: gas lit by young stars, a planet's edge before sunrise, a ringed giant, the ground of other worlds; somebody small before it."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.planet import Kind
from beatreel.plugins.generators.procedural.kernels.tone import fit_grade
from beatreel.plugins.generators.procedural.painting import Element, Grade, Painting
from beatreel.plugins.generators.procedural.scenery import craft, spacewalkers
from beatreel.plugins.generators.procedural.scenery.focus import focus_of, sampled

from . import asteroids, black_hole, galaxy, newborn, star, surface
from .globes import Vector, View, add_globe, sky_of
from .sky import Colours, colours_of, gas
from .vessels import add_vessel

if TYPE_CHECKING:
    from collections.abc import Callable

    from beatreel import Progress
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

Array = np.ndarray[Any, np.dtype[np.float32]]


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
    """Paint space; see :mod:`~beatreel.plugins.generators.procedural.worlds` for the contract.

    Wide is over the edge of a planet at sunrise, medium before a giant with rings, close within a nebula, detail along the
    rings; other variations take turns with the globes and the gas. A black hole or a galaxy that the prompt names is in all of them.
    """
    is_aloft = _named(description) in ("ship", "station") and not _GROUNDED & set(description.said)
    if "star_face" in description.motifs:
        return star.paint(
            description, shot=shot, variation=variation, width=width, height=height, seed=seed, progress=progress
        )
    if "other_ground" in description.motifs and not is_aloft:
        return surface.paint(
            description, shot=shot, variation=variation, width=width, height=height, seed=seed, progress=progress
        )
    rng = np.random.default_rng([seed & 0x7FFFFFFF, variation & 0xFFFF, len(shot), 41])
    has_hole = "black_hole" in description.motifs
    beside = "ship_window" in description.motifs or bool(_named(description))
    earth = "earth" in description.motifs or (beside and "earth" in re.findall("[a-z]+", description.prompt.lower()))
    has_rings = bool({"ring", "rings"} & description.all_words and {"planet", "giant"} & description.all_words)
    ringed = (has_rings or bool(_RINGED & description.all_words)) and not earth
    gaseous = newborn.is_named(description) or bool(_GASES & description.all_words)
    gaseous = gaseous and not _SOLID & description.all_words
    views = _EARTH_VIEWS if earth else _RINGED_VIEWS if ringed else _GAS_VIEWS if gaseous else _VIEWS
    comet = "comet" in description.motifs
    if comet:  # nothing stands before it
        views = _BELOW_A_COMET if _SOLID & description.all_words else _GAS_VIEWS
    has_galaxy = not has_hole and bool(_GALAXIES & description.all_words) and "planet" not in description.all_words
    if has_hole or has_galaxy:
        thing = _thing_of(description, "ship" if shot == "wide" else "astronaut")
        view = (black_hole if has_hole else galaxy).view_of(rng, shot, thing)
    else:
        view = views.get(shot, _giant)(rng, description, _shape(width, height))
    if comet:
        view = replace(view, brightness=0.45 * view.brightness, thing=_thing_of(description, "astronaut"))
    if _named(description) and "ship_window" not in description.motifs:  # what the prompt names is no speck
        if view.thing == "astronaut" and shot == "detail":  # head and chest
            x, y = view.spot
            view = replace(view, size=1.7, spot=(0.5 + 0.3 * (x - 0.5), 0.74))
        elif view.thing == "astronaut":
            grown = {"wide": 1.5, "medium": 3.3, "close": 4.4}.get(shot, 2.0)
            x, y = view.spot
            view = replace(
                view, size=min(grown * view.size, 0.85), spot=(0.5 + 0.6 * (x - 0.5), y - 0.04 * (grown - 1))
            )
        else:
            view = replace(view, size=_VESSELS[shot][0], spot=_VESSELS[shot][1])
    if view.thing == "astronaut" and {"above", "over"} & set(description.said) and "planet" in description.said:
        view = _above_the_planet(view)
    colours = colours_of(description)
    number = int(rng.integers(1, 1 << 20))
    cloud = gas(
        width,
        height,
        heart=view.heart,
        form=view.form,
        brightness=view.brightness,
        thickness=view.thickness,
        seed=number,
    )
    progress(0.5, "gas between the stars")
    painting = sky_of(view, colours, cloud, width, height, number)
    behind = painting.depth.copy()
    vapour = ((1 - np.clip(cloud.through, 0, 1)) / (1 + 3 * cloud.lit)).astype(
        np.float32
    )  # what shines keeps its colour
    del cloud
    for globe in view.globes:
        add_globe(painting, view, colours, globe, number)
    if has_hole:
        black_hole.add_black_hole(painting, colours, shot, rng, number)
    if has_galaxy:
        galaxy.add_galaxy(painting, colours, shot, rng, number)
    if views is _GAS_VIEWS and not (has_hole or has_galaxy) and newborn.is_named(description):
        newborn.add_star(painting, colours, view.heart, shot, rng, number)
    progress(0.8, "planets")
    if view.disc is not None:
        _sun(painting, view.disc, colours)
    if asteroids.WORDS & description.all_words:
        asteroids.add_asteroids(painting, view, colours, shot, rng)
    before = sampled(painting.depth)
    if "ship_window" in description.motifs:
        pass  # the eye is in it
    elif view.thing != "astronaut" and _named(description):
        add_vessel(painting, view, colours, rng)
        if {"astronaut", "cosmonaut"} & description.all_words:  # beside it
            size, spot = _BESIDE.get(shot, _BESIDE["medium"])
            _thing(painting, replace(view, thing="astronaut", size=size, spot=spot), colours, rng)
    elif view.thing != "astronaut" or _named(description) == "astronaut":
        _thing(painting, view, colours, rng)
    painting.focus = focus_of(before, painting.depth)
    painting.masks["gas"] = _clear_of(painting.depth != behind, vapour)
    _finish(description, painting, view, colours, shot)
    progress(0.95, "light")
    return painting


def _clear_of(things: Any, vapour: Array) -> Array:
    """Return how much vapour there is, none at things and close to them."""
    height, width = vapour.shape
    small = max(8, width // 8), max(8, height // 8)
    free = 1 - cv2.resize(things.astype(np.float32), small, interpolation=cv2.INTER_AREA)
    free = cv2.blur(cv2.erode(free, np.ones((5, 5), np.uint8)), (5, 5))
    return np.asarray(cv2.resize(free, (width, height), interpolation=cv2.INTER_LINEAR) * vapour, np.float32)


def _form(rng: np.random.Generator, lean: float, *, scale: float, thick: float, strength: float) -> tuple[float, ...]:
    """Return a sheet of gas that runs across the picture at an angle (radians, 0 level)."""
    tip = float(rng.uniform(-0.35, 0.35))
    normal = (math.sin(lean) * math.cos(tip), math.cos(lean) * math.cos(tip), math.sin(tip))
    return (*normal, 0.0, thick, strength, scale, float(rng.uniform(1.1, 2.3)))


def _unit(x: float, y: float, z: float) -> Vector:
    length = math.sqrt(x * x + y * y + z * z)
    return x / length, y / length, z / length


def _shape(width: int, height: int) -> float:
    """Return width by height, which places given as shares need; overscan is rounded, so upright films count as exactly 9:16."""
    return 9 / 16 if abs(16 * width / (9 * height) - 1) < 0.03 else width / height


def _third(rng: np.random.Generator) -> float:
    return float(rng.choice([0.33, 0.67]) + rng.uniform(-0.03, 0.03))


def _named(description: SceneDescription) -> str:
    """Return what a prompt names of those that fly: astronaut, station, ship, or nothing."""
    words = " ".join(description.understood)
    known = (
        ("station", ("station", "satellite")),
        ("ship", ("ship", "craft", "rocket")),
        ("astronaut", ("astronaut", "cosmonaut")),
    )
    return next((thing for thing, names in known if any(name in words for name in names)), "")


def _above_the_planet(view: View) -> View:
    """Return a view whose planet, unless it fills the picture, lies below what floats there."""
    if not view.globes or view.globes[-1][3] > _FILLING:
        return view
    *others, (kind, x, y, radius, air, ringed) = view.globes
    x_there, y_there = view.spot
    if y_there < y - 0.5 * radius:
        return view
    globes = [*others, (kind, x, 0.74, radius, air, ringed)]
    return replace(view, globes=globes, spot=(x_there, min(0.34, y)), heart=(view.heart[0], 1 - view.heart[1]))


def _thing_of(description: SceneDescription, default: str) -> str:
    return _named(description) or default


def _limb(rng: np.random.Generator, description: SceneDescription, shape: float) -> View:
    """Wide: the edge of a world below, the sun about to rise over it, a station before the gas."""
    side = _third(rng)
    radius = float(rng.uniform(1.25, 2.4))
    lean = (0.5 - side) * rng.uniform(0.7, 1.3)
    top = float(rng.uniform(0.60, 0.72))
    middle = (0.5 + lean * radius * 0.55, top + radius * shape * math.cos(lean * 0.5))
    # The sun stands on the edge of the globe, in the third.
    x = (side - middle[0]) / radius
    y = -math.sqrt(max(1 - x * x, 0.01))
    below = description.time_of_day in ("night", "dawn", "dusk")
    sun = _unit(x, y, -0.95 if below else 0.25)
    at = (side, middle[1] + y * radius * shape - 0.004)
    moon = [("rock", 1 - side + 0.05, float(rng.uniform(0.13, 0.25)), float(rng.uniform(0.035, 0.07)), 0.0, False)]
    return View(
        heart=(1 - side + float(rng.uniform(-0.1, 0.1)), float(rng.uniform(0.22, 0.38))),
        form=_form(rng, float(rng.uniform(0.3, 1.0) * rng.choice([-1, 1])), scale=0.27, thick=0.75, strength=0.5),
        sun=sun,
        brightness=0.75,
        globes=[*(moon if rng.random() < 0.7 and not below else []), (_water(rng), *middle, radius, 0.013, False)],  # type: ignore[list-item]
        disc=at if below else None,
        thing=_thing_of(description, "station"),
        spot=(1 - side, float(rng.uniform(0.40, 0.48))),
        size=float(rng.uniform(0.13, 0.19)),
    )


def _water(rng: np.random.Generator) -> Kind:
    return "water" if rng.random() < 0.75 else "gas"


def _giant(rng: np.random.Generator, description: SceneDescription, shape: float) -> View:
    """Medium: a giant with rings on a third, its moons, and a ship that shows how large it is."""
    side = _third(rng)
    high = float(rng.uniform(0.34, 0.46))
    away = -1.0 if side > 0.5 else 1.0
    return View(
        heart=(1 - side, float(rng.uniform(0.62, 0.78))),
        form=_form(rng, float(rng.uniform(-1.2, 1.2)), scale=0.24, thick=0.85, strength=0.42),
        sun=_unit(away * rng.uniform(0.6, 1.0), -rng.uniform(0.1, 0.6), rng.uniform(0.15, 0.55)),
        brightness=0.55,
        globes=[
            (
                "rock",
                side + away * float(rng.uniform(0.3, 0.45)),
                high - float(rng.uniform(0.14, 0.22)),
                0.032,
                0.0,
                False,
            ),
            ("gas", side, high, float(rng.uniform(0.23, 0.31)), 0.010, True),
        ],
        thing=_thing_of(description, "ship"),
        spot=(1 - side + float(rng.uniform(-0.05, 0.05)), float(rng.uniform(0.66, 0.74))),
        size=float(rng.uniform(0.10, 0.15)),
    )


def _inside(rng: np.random.Generator, description: SceneDescription, shape: float) -> View:
    """Close: within the gas, somebody floats before its heart."""
    side = _third(rng)
    return View(
        heart=(1 - side, float(rng.uniform(0.30, 0.42))),
        form=_form(rng, float(rng.uniform(0.4, 1.5) * rng.choice([-1, 1])), scale=0.24, thick=0.95, strength=0.46),
        sun=_unit((1 - 2 * side) * 1.5, -0.5, -0.15),
        brightness=0.8,
        thickness=3.2,
        thing=_thing_of(description, "astronaut"),
        spot=(side, float(rng.uniform(0.58, 0.66))),
        size=float(rng.uniform(0.15, 0.20)),
        stars=900,
    )


def _along_rings(rng: np.random.Generator, description: SceneDescription, shape: float) -> View:
    """Detail: so near to a giant that its rings sweep through the picture."""
    side = float(rng.choice([-0.22, 1.22]))
    away = 1.0 if side < 0.5 else -1.0
    return View(
        heart=(0.5 + 0.25 * away, float(rng.uniform(0.18, 0.28))),
        form=_form(rng, float(rng.uniform(-1.0, 1.0)), scale=0.25, thick=0.7, strength=0.4),
        sun=_unit(away * rng.uniform(0.7, 1.0), -rng.uniform(0.2, 0.6), rng.uniform(0.05, 0.35)),
        brightness=0.5,
        globes=[
            ("rock", 0.5 + 0.2 * away, float(rng.uniform(0.24, 0.34)), float(rng.uniform(0.05, 0.08)), 0.0, False),
            ("gas", side, float(rng.uniform(0.46, 0.56)), float(rng.uniform(0.75, 0.95)), 0.008, True),
        ],
        thing=_thing_of(description, "ship"),
        spot=(0.5 + 0.16 * away, float(rng.uniform(0.68, 0.76))),
        size=0.07,
    )


def _in_gas(
    *, lean: float, scale: float, thick: float, strength: float, heart: tuple[float, float], brightness: float
) -> Callable[[np.random.Generator, SceneDescription, float], View]:
    """Return a composition of gas and stars alone: a sheet that leans from level (radians), its bright heart at a place."""

    def compose(rng: np.random.Generator, description: SceneDescription, shape: float) -> View:
        side = float(rng.choice([-1.0, 1.0]))
        x, y = heart
        return View(
            heart=(0.5 + side * (x - 0.5) + float(rng.uniform(-0.04, 0.04)), y + float(rng.uniform(-0.04, 0.04))),
            form=_form(rng, side * lean * float(rng.uniform(0.85, 1.15)), scale=scale, thick=thick, strength=strength),
            sun=_unit(0.8 * side, -0.5, 0.3),
            brightness=brightness,
            thickness=3.0,
            thing=_thing_of(description, "astronaut"),
            spot=(0.5 - 0.10 * side, float(rng.uniform(0.56, 0.64))),
            size=float(rng.uniform(0.15, 0.20)),
            stars=2000,
        )  # fmt: skip

    return compose


def _earth_limb(rng: np.random.Generator, description: SceneDescription, shape: float) -> View:
    """Wide and close: the edge of the Earth, towns on its dark side where it is not day; hardly any gas before the stars."""
    view = _limb(rng, description, shape)
    far_behind = description.time_of_day in ("night", "dusk")
    x, y, _ = view.sun
    globes: list[tuple[Kind, float, float, float, float, bool]] = [("water", *view.globes[-1][1:4], 0.013, False)]
    return replace(
        view, sun=_unit(x, y, -2.6 * math.hypot(x, y)) if far_behind else view.sun, globes=globes, brightness=0.10, stars=2200
    )  # fmt: skip


def _earth_globe(rng: np.random.Generator, description: SceneDescription, shape: float) -> View:
    """Medium and detail: the whole Earth, half of it by night, before the stars."""
    side = _third(rng)
    away = -1.0 if side > 0.5 else 1.0
    dark = description.time_of_day in ("night", "dusk")
    return View(
        heart=(1 - side, float(rng.uniform(0.62, 0.78))),
        form=_form(rng, float(rng.uniform(-1.2, 1.2)), scale=0.24, thick=0.85, strength=0.42),
        sun=_unit(away, -float(rng.uniform(0.3, 0.6)), -float(rng.uniform(0.5, 0.8)) if dark else 0.5),
        brightness=0.10,
        globes=[
            (
                "water",
                0.5 + 0.4 * (side - 0.5),
                float(rng.uniform(0.40, 0.48)),
                float(rng.uniform(0.40, 0.48)),
                0.012,
                False,
            )
        ],
        thing=_thing_of(description, "astronaut"),
        spot=(1 - side, float(rng.uniform(0.80, 0.86))),
        size=float(rng.uniform(0.09, 0.12)),
        stars=2200,
    )


def _earth_half(rng: np.random.Generator, description: SceneDescription, shape: float) -> View:
    """Close: half of the Earth, so near that it leaves the picture at one side."""
    view = _earth_globe(rng, description, shape)
    side = 1.0 if view.spot[0] < 0.5 else -1.0
    place = 0.5 + side * 0.42, float(rng.uniform(0.42, 0.54)), float(rng.uniform(0.66, 0.76))
    globes: list[tuple[Kind, float, float, float, float, bool]] = [("water", *place, 0.012, False)]
    return replace(view, globes=globes, sun=_unit(-side, -0.45, view.sun[2]), spot=(0.5 - 0.22 * side, 0.80))


def _earth_below(rng: np.random.Generator, description: SceneDescription, shape: float) -> View:
    """Detail: seas and clouds below, and the thin air over the curve of the horizon."""
    view = _limb(rng, description, shape)
    radius, top = float(rng.uniform(2.0, 2.6)), float(rng.uniform(0.26, 0.34))
    middle = (0.5 + float(rng.uniform(-0.5, 0.5)), top + radius * shape)
    dark = description.time_of_day in ("night", "dusk")
    sun = _unit(float(rng.choice([-0.8, 0.8])), -0.7, -0.35 if dark else 0.35)
    globes: list[tuple[Kind, float, float, float, float, bool]] = [("water", *middle, radius, 0.009, False)]
    return replace(
        view, globes=globes, sun=sun, disc=None, brightness=0.10, stars=1600,
        spot=(0.5 + float(rng.choice([-0.2, 0.2])), 0.56),
    )  # fmt: skip


_GAS_VIEWS = {
    "wide": _in_gas(lean=0.55, scale=0.21, thick=1.25, strength=0.44, heart=(0.62, 0.40), brightness=0.95),
    "medium": _in_gas(lean=1.45, scale=0.26, thick=1.00, strength=0.50, heart=(0.60, 0.30), brightness=0.85),
    "close": _in_gas(lean=1.0, scale=0.24, thick=1.30, strength=0.46, heart=(0.36, 0.36), brightness=0.95),
    "detail": _in_gas(lean=0.25, scale=0.40, thick=1.30, strength=0.50, heart=(0.55, 0.52), brightness=1.15),
}
_BELOW_A_COMET = {"wide": _limb, "medium": _GAS_VIEWS["medium"], "close": _limb, "detail": _GAS_VIEWS["wide"]}
_GASES = {"nebula", "nebulae", "nebulas"}
_SOLID = {
    "planet",
    "planets",
    "saturn",
    "jupiter",
    "mars",
    "neptune",
    "venus",
    "moon",
    "moons",
    "ring",
    "rings",
    "ringed",
}
_RINGED_VIEWS = {"wide": _giant, "medium": _along_rings, "close": _giant, "detail": _along_rings}
_FILLING = 0.55  # radius in widths from which a planet fills a picture
_RINGED = {"saturn", "ringed"}
_VESSELS = {
    "wide": (0.62, (0.47, 0.40)),
    "medium": (0.95, (0.52, 0.64)),
    "close": (1.45, (0.46, 0.68)),
    "detail": (2.6, (0.40, 0.55)),
}
"""How long a ship or a station that is named is by shot, in widths of the picture, and where its middle is."""
_BESIDE = {
    "wide": (0.22, (0.70, 0.58)),
    "medium": (0.42, (0.30, 0.38)),
    "close": (0.62, (0.62, 0.36)),
    "detail": (0.9, (0.36, 0.62)),
}
"""How tall an astronaut beside a ship is by shot, and where."""
_GALAXIES = {"galaxy", "galaxies", "galactic", "andromeda", "spiral"}
_GROUNDED = {
    "surface",
    "landed",
    "landing",
    "on",
    "crashed",
    "wreck",
    "desert",
}  # a ship beside these words is not in flight
_EARTH_VIEWS = {"wide": _earth_limb, "medium": _earth_globe, "close": _earth_half, "detail": _earth_below}
_VIEWS = {"wide": _limb, "medium": _giant, "close": _inside, "detail": _along_rings}


def _sun(painting: Painting, at: tuple[float, float], colours: Colours) -> None:
    """Add the sun at the edge of a globe: a small core and a wide glow along the edge."""
    height, width = painting.depth.shape
    x = (np.arange(width, dtype=np.float32) + 0.5) / width - at[0]
    y = ((np.arange(height, dtype=np.float32) + 0.5) / height - at[1]) * height / width
    square = x * x + (y * y)[:, None]
    core = (
        14.0 * np.exp(-square / (2 * 0.0065**2))
        + 0.9 * np.exp(-np.sqrt(square) / 0.035)
        + 0.16 * np.exp(-np.sqrt(square) / 0.17)
    )
    streak = 0.8 * np.exp(-np.abs(x) / 0.16 - (y * y)[:, None] / (2 * 0.0026**2))
    painting.groups["sun"].light += (core + streak)[..., None].astype(np.float32) * colours.sun


def _thing(painting: Painting, view: View, colours: Colours, rng: np.random.Generator) -> None:
    height, width = painting.depth.shape
    if view.thing == "astronaut":
        model, unit = spacewalkers.afloat(rng), view.size * width / spacewalkers.TALL
        left, right, bottom, top = model.bounds()
        spot = view.spot[0] * width - 0.5 * (left + right) * unit, view.spot[1] * height + 0.5 * (bottom + top) * unit
        dim = (colours.gas * np.float32(0.09) + colours.other * np.float32(0.07)).astype(np.float32)
        spacewalkers.place(
            painting, model, spot, unit, sun=_towards_the_eye(view.sun), sunlight=colours.sun * np.float32(2.6), ambient=dim,
            groups=("sun", "heart"), depth=9.0,
        )  # fmt: skip
        return
    made = {"station": craft.station, "ship": craft.ship}[view.thing](view.size * width, rng)
    craft.place(
        painting, made, (view.spot[0] * width, view.spot[1] * height),
        sun=view.sun, sunlight=colours.sun * np.float32(1.3),
        ambient=colours.gas * np.float32(0.05) + colours.other * np.float32(0.04),
        lamps=np.array([0.5, 1.0, 1.6], np.float32) if view.thing != "ship" else colours.heart * np.float32(2.0) + np.float32(0.4),
        groups=("sun", "gas", "lamps"),
    )  # fmt: skip


def _towards_the_eye(sun: Vector) -> Vector:
    """Return the way to a sun that is not behind what is lit, so that more than its edge is seen."""
    return _unit(sun[0], sun[1], max(sun[2], 0.10))


def _finish(description: SceneDescription, painting: Painting, view: View, colours: Colours, shot: str) -> None:
    height, width = painting.depth.shape
    size = (max(16, width // 8), max(16, height // 8))
    total = np.sum(
        [
            cv2.resize(group.light.astype(np.float32), size, interpolation=cv2.INTER_AREA)
            for group in painting.groups.values()
        ],
        axis=0,
    )
    painting.grade = fit_grade(
        total, Grade(contrast=1.22, saturation=1.22, bloom=0.20, bloom_width=1.25, desaturate=0.28, lift=(0.016, 0.008, 0.008)),
        median=(26.0 if not view.globes else 40.0, 92.0), white=(208.0, 236.0),
    )  # fmt: skip
    painting.travel = {"wide": 2.2, "medium": 2.4, "close": 2.0, "detail": 1.6}.get(shot, 2.0)
    elements = [
        Element("motes", 0.35 if shot == "close" else 0.18),
        Element("meteors", 0.5),
        Element("billow", 3.0, {}, "gas"),
    ]
    elements.append(Element("mist", 0.8, {"low": 0.0, "high": 1.0, "drift": 80.0}, "gas"))
    if view.disc is not None:
        glow = [float(v) for v in np.clip(colours.sun * 200, 0, 255)]
        elements.append(Element("flare", 0.3, {"x": view.disc[0], "y": view.disc[1], "colour": glow}))
    painting.elements = elements
