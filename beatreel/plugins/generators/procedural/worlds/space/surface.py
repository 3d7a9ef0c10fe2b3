"""On the ground of another world: an astronaut on a moon, Mars or a planet of another sun, with what stands in its sky."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels import heightfield
from beatreel.plugins.generators.procedural.kernels.heightfield import Camera
from beatreel.plugins.generators.procedural.kernels.planet import Kind
from beatreel.plugins.generators.procedural.kernels.tone import fit_grade
from beatreel.plugins.generators.procedural.painting import Element, Grade, LightGroup, Painting
from beatreel.plugins.generators.procedural.palette import light_of_hue
from beatreel.plugins.generators.procedural.scenery import spacewalkers
from beatreel.plugins.generators.procedural.scenery.relief import Sunlight, render

from . import crust
from .crust import Air, Crust
from .globes import Vector, View, add_globe, sky_of
from .sky import Colours, colours_of, gas

if TYPE_CHECKING:
    from beatreel import Progress
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

Array = np.ndarray[Any, np.dtype[np.float32]]
Globe = tuple[Kind, float, float, float, float, bool]


@dataclass(frozen=True)
class Look:
    """A composition.

    Attributes
    ----------
    eye, focal, horizon : float
        Metres over the ground, widths, heights.
    away : float
        Metres to the astronaut.
    globe : float
        Radius of what stands in the sky, widths.
    travel : float
        Metres that the camera may move.
    """

    eye: float
    focal: float
    horizon: float
    away: float
    globe: float
    travel: float


_LOOKS = {
    "wide": Look(3.4, 0.95, 0.62, 17.0, 0.20, 1.6), "medium": Look(1.7, 1.05, 0.60, 7.5, 0.26, 0.8),
    "close": Look(1.5, 1.15, 0.58, 2.5, 0.34, 0.4), "detail": Look(1.3, 3.2, 0.70, 34.0, 0.42, 1.2),
}  # fmt: skip
_SOMEBODY = {
    "astronaut",
    "astronauts",
    "cosmonaut",
    "spaceman",
    "spacewoman",
    "explorer",
    "moonwalk",
    "apollo",
    "walking",
}
_RISES = {0.95: 1.15, 1.05: 0.62, 1.15: 1.35, 3.2: 0.9}  # by focal length: how high suns stand
_SUNS = ((0.17, 0.24, 0.075), (-0.14, 0.13, 0.040))
"""Of each of two suns its place aside of the middle, widths, and over the horizon, heights, and its radius, widths."""
_RINGED = {"saturn", "ringed", "rings"}
_GIANTS = {"giant", "jupiter", "uranus", "neptune"}
_ICY = {"ice", "icy", "frozen", "frost", "snowy", "snow", "glacier", "europa", "enceladus"}
_RED = re.compile(
    r"\b(?:red|rusty?|ochre|crimson|orange)(?: [a-z]+){0,2} planet\b|\b(?:desert|dust) planet\b|\bplanet of red\b"
)
_MOON_WORDS = {"moon", "lunar", "apollo", "mondlandung"}


def paint(
    description: SceneDescription, *, shot: str, variation: int, width: int, height: int, seed: int, progress: Progress
) -> Painting:
    """Paint the ground of another world; see :mod:`~beatreel.plugins.generators.procedural.worlds` for the contract.

    Wide has the astronaut small in the plain, medium and close nearer, detail far off before the globe in the sky.
    """
    rng = np.random.default_rng([seed & 0x7FFFFFFF, variation & 0xFFFF, len(shot), 43])
    look = _LOOKS.get(shot, _LOOKS["medium"])
    place = place_of(description)
    colours = colours_of(description)
    number = int(rng.integers(1, 1 << 20))
    side = float(rng.choice([-1.0, 1.0]))
    azimuth = side * float(rng.uniform(0.55, 1.15))
    elevation = math.radians(float(rng.uniform(9, 17)))
    flat = math.cos(elevation)
    towards = (math.sin(azimuth) * flat, math.sin(elevation), math.cos(azimuth) * flat)
    globes = _globes(place, look, side, rng, description.all_words)
    suns = _suns_of(description, look, side, (width, height))
    if suns:  # they stand in the picture, and nothing else beside them
        globes, towards = [], suns[0][2]
        azimuth, elevation = math.atan2(towards[0], towards[2]), math.asin(towards[1])
    lit = (towards[0], -towards[1], 0.40 * flat)  # half of what stands in the sky is seen by day
    painting = _sky(colours, globes, lit, (width, height), number, place)
    progress(0.25, "the sky")
    air, land = _air(place, colours), _land(place, colours, number)
    _veil(painting, air, look, towards)
    for (x, y, _, radius), light in zip(suns, (colours.sun, 0.5 * (colours.sun + colours.heart)), strict=False):
        _add_sun(painting, (x, y), radius * look.globe / 0.2, light)
    camera = _camera(land, look, width, height)
    sunlight = Sunlight(land.heights, azimuth, elevation, 0.008, [(0.0, 1500.0, 7.0), (0.0, 30.0, 0.14)], count=520)
    nearest = max(0.7, 0.5 * look.eye * camera.focal / (height - camera.horizon))  # half as far as level ground is seen
    relief = render(
        land.heights, lambda points: crust.shade(points, land, sunlight, towards, air), (3, 3), camera, width, height,
        heightfield.sample_distances(nearest, 3600.0, 0.0034), lambda done: progress(0.3 + 0.5 * done, "the ground"),
    )  # fmt: skip
    steady, sun = relief.lights
    cover = relief.cover[..., None]
    for group in painting.groups.values():
        group.light = np.asarray(group.light * (1 - cover), np.float32)
    painting.groups["ground"] = LightGroup(steady)
    painting.groups["sun"].light += sun
    ground = np.minimum(relief.depth, heightfield.FAR)
    painting.depth = np.where(relief.cover > 0.5, ground, np.float32(3500.0)).astype(np.float32)
    painting.focal, painting.centre = camera.focal, (camera.centre_x, camera.horizon)
    named = "figure" in description.motifs or _SOMEBODY & description.all_words
    if named and "people" not in description.without and "astronaut" not in description.motifs:  # who is near already
        look = replace(look, away=min(look.away, 15.0))
        _astronaut(painting, camera, land, look, side, towards, air, rng)
    progress(0.9, "somebody walks there")
    _finish(description, painting, look, place, (1 - relief.cover).astype(np.float32), camera, towards)
    return painting


def place_of(description: SceneDescription) -> str:
    """Return "moon", "mars", "ice" or "planet": the ground that a prompt names."""
    words = description.all_words
    if words & _ICY:
        return "ice"
    if words & {"mars", "martian"} or _RED.search(description.prompt.lower()):
        return "mars"
    return "moon" if words & _MOON_WORDS else "planet"


def _sky(colours: Colours, globes: list[Globe], sun: Vector, size: tuple[int, int], seed: int, place: str) -> Painting:
    """Return a painting of stars, a little gas and what stands before them."""
    thin = (0.3, 0.8, 0.5, 0.0, 0.8, 0.45, 0.26, 1.6)
    view = View(
        heart=(0.5, 0.25),
        form=thin,
        sun=sun,
        brightness={"moon": 0.02, "mars": 0.0, "ice": 0.25}.get(place, 0.45),
        globes=globes,
        stars=1900,
    )
    cloud = gas(
        *size, heart=view.heart, form=view.form, brightness=view.brightness, thickness=view.thickness, seed=seed
    )
    painting = sky_of(view, colours, cloud, *size, seed)
    if place == "moon":  # beside sunlit ground, gas is hardly seen
        for name in ("gas", "other gas"):
            painting.groups[name].light *= np.float16(0.3)
    if place == "mars":  # its dust hides all but its moons
        for group in painting.groups.values():
            group.light[:] = 0
    for globe in globes:
        add_globe(painting, view, colours, globe, seed)
    return painting


def _globes(
    place: str, look: Look, side: float, rng: np.random.Generator, words: frozenset[str] | set[str]
) -> list[Globe]:
    """Return what stands in the sky, from far to near, opposite of the sun."""
    x, y = 0.5 - side * float(rng.uniform(0.10, 0.20)), look.horizon - float(rng.uniform(0.30, 0.36))
    if look.focal > 2:  # behind the astronaut, half below the horizon
        x, y = 0.5 + float(rng.uniform(-0.06, 0.06)), look.horizon - 0.20
    if _RINGED & words:
        return [("gas", x, y, look.globe * 1.1, 0.010, True)]
    if _GIANTS & words:  # it fills a third of the sky
        return [
            ("rock", 1 - x, y + 0.02, look.globe * 0.16, 0.0, False),
            ("gas", x, y + 0.04, look.globe * 1.7, 0.008, False),
        ]
    if place == "moon":
        return [("water", x, y, look.globe * 0.75, 0.02, False)]
    if place == "mars":
        return [("rock", x, y, look.globe * 0.16, 0.0, False), ("rock", 1 - x, y + 0.07, look.globe * 0.09, 0.0, False)]
    moons: list[Globe] = [
        ("rock", 1 - x + 0.04 * k, y + 0.06 - 0.11 * k, look.globe * (0.22 - 0.10 * k), 0.0, False) for k in range(2)
    ]
    return [*moons, ("gas", x, y, look.globe, 0.010, bool(rng.random() < 0.75))]


def _suns_of(
    description: SceneDescription, look: Look, side: float, size: tuple[int, int]
) -> list[tuple[float, float, Vector, float]]:
    """Return two suns that a prompt names: place in the picture, direction and radius of each."""
    words = set(description.said)
    if not words & {"suns", "binary"}:
        return []
    width, height = size
    found = []
    for aside, rise, radius in _SUNS:
        share = _RISES.get(look.focal, 1.0)
        x, up = side * aside / look.focal, share * rise * height / (look.focal * min(width, 0.75 * height))
        length = math.sqrt(1 + x * x + up * up)
        found.append((0.5 + side * aside, look.horizon - share * rise, (x / length, up / length, 1 / length), radius))
    return found


def _add_sun(painting: Painting, at: tuple[float, float], radius: float, light: Array) -> None:
    """Add a sun whose disc is seen, with a glow that the air spreads."""
    height, width = painting.depth.shape
    x = (np.arange(width, dtype=np.float32) + 0.5)[None] / width - at[0]
    y = ((np.arange(height, dtype=np.float32) + 0.5)[:, None] / height - at[1]) * height / width
    away = np.sqrt(x * x + y * y) / radius
    disc = np.clip((1 - away) * radius * width / 3, 0, 1) * (0.35 + 0.65 * np.sqrt(np.clip(1 - away**2, 0, 1)))
    glow = 0.85 * np.exp(-np.maximum(away - 1, 0) * 1.6) + 0.26 * np.exp(-np.maximum(away - 1, 0) * 0.28)
    painting.groups["sun"].light += ((2.6 * disc + glow)[..., None] * light).astype(np.float32)


def _air(place: str, colours: Colours) -> Air:
    white = np.array([1.0, 0.97, 0.93], np.float32)
    if place == "ice":  # a breath of vapour over it, and shadows of the colour of its sky
        haze = (0.06 * colours.gas + 0.02 * colours.other).astype(np.float32)
        ambient = (0.10 * colours.gas + 0.03 * colours.other + 0.012).astype(np.float32)
        return Air(
            0.00022, haze, 0.25 * colours.sun, ambient, (3.0 * (0.5 * white + 0.5 * colours.sun)).astype(np.float32)
        )
    if place == "moon":
        black = np.zeros(3, np.float32)
        return Air(0.0, black, black, np.array([0.050, 0.034, 0.026], np.float32), 3.6 * white)
    if place == "mars":
        haze = np.array([0.22, 0.36, 0.62], np.float32)
        return Air(
            0.0011,
            haze,
            np.array([0.55, 0.62, 0.75], np.float32),
            0.42 * haze,
            2.6 * np.array([0.80, 0.92, 1.0], np.float32),
        )
    haze = (0.17 * colours.gas + 0.10 * colours.heart).astype(np.float32)
    return Air(
        0.0007,
        haze,
        (0.5 * colours.sun).astype(np.float32),
        (0.55 * haze + 0.02).astype(np.float32),
        (2.8 * colours.sun).astype(np.float32),
    )


def _land(place: str, colours: Colours, seed: int) -> Crust:
    if place == "moon":
        return Crust(0.62, 0.30, 1.0, np.array([0.155, 0.160, 0.168], np.float32), seed)
    if place == "ice":
        white = 0.46 + 0.10 * colours.gas
        return Crust(0.14, 0.26, 1.7, white.astype(np.float32), seed, (0.34 * colours.gas + 0.01).astype(np.float32))
    if place == "mars":
        return Crust(0.16, 0.62, 0.75, np.array([0.050, 0.115, 0.27], np.float32), seed)
    local = 0.14 * colours.planet + 0.10 * light_of_hue(40.0, 0.03, 0.6)
    return Crust(0.30, 0.55, 1.25, local.astype(np.float32), seed)


def _veil(painting: Painting, air: Air, look: Look, towards: Vector) -> None:
    """Let the air of the world shine before its sky: most at the horizon, and towards the sun."""
    if not air.thick:
        return
    height, width = painting.depth.shape
    narrow = min(width, 0.75 * height)
    row = (np.arange(height, dtype=np.float32) + 0.5)[:, None]
    rise = np.maximum(look.horizon * height - row, 0) / (look.focal * narrow)
    thick = 1 - np.exp(-air.thick * 900 / (0.16 + rise) * 0.35)
    column = ((np.arange(width, dtype=np.float32) + 0.5)[None] - 0.5 * width) / (look.focal * narrow)
    length = np.sqrt(1 + column**2 + rise**2)
    mu = np.clip((column * towards[0] + rise * towards[1] + towards[2]) / length, 0, 1)
    for group in painting.groups.values():
        group.light = np.asarray(group.light * (1 - thick[..., None]) ** 1.5, np.float32)
    first = painting.groups["gas"]
    first.light = (first.light + air.haze * thick[..., None]).astype(np.float32)
    painting.groups["sun"].light += air.sunny * (mu**6 * thick)[..., None]


def _camera(land: Crust, look: Look, width: int, height: int) -> Camera:
    narrow = min(width, 0.75 * height)
    return Camera(
        0.0, max(land.height(0.0, 0.0, 2.0), land.height(0.0, 3.0, 2.0)) + look.eye, 0.0, 0.0, look.focal * narrow, width / 2,
        look.horizon * height,
    )  # fmt: skip


def _astronaut(
    painting: Painting,
    camera: Camera,
    land: Crust,
    look: Look,
    side: float,
    towards: Vector,
    air: Air,
    rng: np.random.Generator,
) -> None:
    """Let somebody stand on the ground, in the sun, with a shadow."""
    width = painting.depth.shape[1]
    z = look.away
    aside = side * float(rng.uniform(0.08, 0.15)) if look.focal < 2 else float(rng.uniform(-0.04, 0.04))
    x = aside * width / camera.focal * z
    foot_x, foot_y, _ = camera.project(x, land.height(x, z, 0.4) - 0.04, z)
    unit = camera.focal / z  # pixels of a metre
    _shadow(painting, camera, land, (x, z), towards)
    spacewalkers.place(
        painting, spacewalkers.on_foot(rng, mirrored=side > 0), (foot_x, foot_y), 1.02 * unit,
        sun=(towards[0], -towards[1], max(-towards[2], -0.25)), sunlight=air.sun * np.float32(0.55),
        ambient=(air.ambient * np.float32(0.6) + land.colour * air.sun * np.float32(0.05)).astype(np.float32),
        groups=("sun", "ground"), depth=z,
    )  # fmt: skip


def _shadow(painting: Painting, camera: Camera, land: Crust, foot: tuple[float, float], towards: Vector) -> None:
    """Darken the ground away from the sun, as it lies, in the shape of somebody."""
    height, width = painting.depth.shape
    flat = math.hypot(towards[0], towards[2])
    away = (-towards[0] / flat, -towards[2] / flat)
    long_ = min(1.9 * flat / towards[1], 9.0)
    share = np.linspace(0, 1, 14)
    half = 0.27 * np.interp(share, [0, 0.08, 0.5, 0.78, 0.84, 0.92, 1.0], [0.6, 0.7, 1.1, 1.2, 0.55, 0.5, 0.1])
    sides: tuple[list[tuple[float, float]], list[tuple[float, float]]] = ([], [])
    for way, edge in zip((-1, 1), sides, strict=True):
        for step, wide in zip(share * long_, half * way, strict=True):
            px, pz = foot[0] + away[0] * step - away[1] * wide, foot[1] + away[1] * step + away[0] * wide
            if pz > 0.6:
                edge.append(camera.project(px, land.height(px, pz, 0.3), pz)[:2])
    outline = np.array(sides[0] + sides[1][::-1])
    if len(outline) < 4:
        return
    mask = np.zeros((height, width), np.uint8)
    cv2.fillPoly(mask, [np.round(outline * 16).astype(np.int32)], 255, cv2.LINE_AA, 4)
    mask = cv2.GaussianBlur(mask, (0, 0), max(0.6, 0.03 * camera.focal / foot[1]))
    painting.groups["sun"].light *= 1 - np.float32(0.94 / 255) * mask[..., None]


def _finish(
    description: SceneDescription, painting: Painting, look: Look, place: str, clear: Array, camera: Camera,
    towards: Vector,
) -> None:  # fmt: skip
    height, width = painting.depth.shape
    size = (max(16, width // 8), max(16, height // 8))
    total = np.sum(
        [
            cv2.resize(np.asarray(group.light, np.float32), size, interpolation=cv2.INTER_AREA)
            for group in painting.groups.values()
        ],
        axis=0,
    )
    start = Grade(
        contrast=1.18, saturation=1.15, bloom=0.16, bloom_width=1.2, desaturate=0.4, lift=(0.014, 0.008, 0.007)
    )
    median = {"moon": (26.0, 70.0), "ice": (34.0, 88.0), "mars": (58.0, 108.0)}.get(place, (40.0, 92.0))
    painting.grade = fit_grade(total, start, median=median, white=(206.0, 236.0))
    painting.travel = look.travel
    painting.masks = {"sky": clear}
    painting.elements = [Element("motes", 0.2)]
    if place != "mars":
        painting.elements.append(Element("meteors", 0.4))
    if place == "mars" or description.weather == "dust":
        painting.elements.append(Element("mist", 0.30, {"low": 0.45, "high": 0.9, "drift": 10}))
        painting.elements.append(Element("sand", 0.4))
