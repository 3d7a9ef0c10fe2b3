"""The light in the mist: its colour field, the sun or moon behind the trees and the rays between them."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.moon import Moon, moon_face, moon_of
from beatreel.plugins.generators.procedural.kernels.noise import fill_fbm, value_fbm
from beatreel.plugins.generators.procedural.painting import Grade
from beatreel.plugins.generators.procedural.palette import light_of_hue
from beatreel.plugins.generators.procedural.prompt.colouring import CHROMATIC
from beatreel.plugins.generators.procedural.prompt.reading import Reading

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

Array = np.ndarray[Any, np.dtype[np.float32]]
Colour = tuple[float, float, float]  # linear BGR


@dataclass(frozen=True)
class ForestLight:
    """Colours (linear BGR) and places of the light.

    Attributes
    ----------
    base : Colour
        Of the mist far from the sun.
    warm, core : Colour
        Of the wide and the narrow glow about the sun.
    dark : Colour
        Of a near tree in its own shade.
    sun_x, sun_y : float
        In widths and heights of the painting.
    disc : float
        Radius of the visible sun or moon in widths; 0 for none.
    fog : float
        Mist density, 1 as in a misty dawn.
    rays : float
        Strength of the light shafts.
    stars : float
    ground_snow : float
        How white ground and boughs are, 0 to 1.
    moon : Moon or None
        A large one that the prompt names, in place of the disc.
    shaft : Colour or None
        Of the light shafts; None for that of the core.
    """

    base: Colour
    warm: Colour
    core: Colour
    dark: Colour
    sun_x: float = 0.6
    sun_y: float = 0.37
    wide: float = 0.47
    narrow: float = 0.19
    disc: float = 0.035
    fog: float = 1.0
    rays: float = 1.0
    stars: float = 0.0
    ground_snow: float = 0.0
    moon: Moon | None = None
    shaft: Colour | None = None
    median: tuple[float, float] = (56.0, 104.0)
    lift: Colour = (0.028, 0.019, 0.006)
    saturation: float = 1.35

    @property
    def shafts(self) -> Colour:
        """The colour of the light shafts."""
        return self.shaft or self.core

    def grade(self) -> Grade:
        """Return the grade to start from."""
        return Grade(contrast=1.2, pivot=0.20, saturation=self.saturation, lift=self.lift, desaturate=0.32, bloom=0.17)


TIMES: dict[str, ForestLight] = {
    "dawn": ForestLight(
        base=(0.38, 0.27, 0.135), warm=(0.26, 0.42, 0.88), core=(0.52, 0.80, 1.25), dark=(0.024, 0.018, 0.008),
        sun_y=0.42
    ),
    "golden": ForestLight(base=(0.34, 0.285, 0.105), warm=(0.15, 0.46, 1.05), core=(0.42, 0.88, 1.40), dark=(0.020,
    0.017, 0.006)),
    "day": ForestLight(
        base=(0.40, 0.42, 0.27), warm=(0.36, 0.60, 0.62), core=(0.72, 0.98, 1.05), dark=(0.020, 0.024, 0.010),
        sun_y=0.16, disc=0.0, fog=0.85, saturation=1.3,
    ),
    "dusk": ForestLight(
        base=(0.27, 0.165, 0.090), warm=(0.11, 0.27, 0.90), core=(0.13, 0.30, 0.66), dark=(0.020, 0.012, 0.007),
        sun_y=0.50, rays=0.3, stars=0.2, disc=0.0, median=(48.0, 92.0),
    ),
    "night": ForestLight(
        base=(0.125, 0.072, 0.026), warm=(0.17, 0.115, 0.052), core=(0.62, 0.54, 0.42), dark=(0.010, 0.007, 0.003),
        sun_y=0.22, disc=0.052, rays=0.20, stars=1.0, fog=0.9, wide=0.40, narrow=0.055, median=(28.0, 56.0),
        saturation=1.25,
    ),
}  # fmt: skip


_SHAFTS = re.compile(
    r"(?:\b([a-z]+) )?\b(?:(?:god|light|sun) ?(?:rays|beams|shafts)|sunbeams|sunrays|(?:rays|beams|shafts) of [a-z ]*light"
    r"|crepuscular rays|light (?:rays|shafts|beams)|rays)\b"
)
_NAMED = 2.3  # times as strong as others are, that are named

_BLUE_GLOW, _BLUE_CORE = (0.62, 0.36, 0.20), (0.58, 0.42, 0.30)  # of the blue hour


def forest_light(description: SceneDescription, rng: np.random.Generator) -> ForestLight:
    """Return the light that a description asks for, with the sun on a third."""
    light = TIMES.get(description.time_of_day, TIMES["dawn"])
    third = float(rng.choice([0.36, 0.62]) + rng.uniform(-0.05, 0.05))
    light = replace(light, sun_x=third, sun_y=light.sun_y + float(rng.uniform(-0.04, 0.04)))
    amount = description.weather_amount
    weather = description.weather
    lying = 0.8 if description.is_snowy else 0.0
    moon = moon_of(description.motifs)
    if moon is not None:
        light = replace(
            light, moon=moon, sun_y=min(light.sun_y, 0.30), disc=moon.radius, wide=max(light.wide, 2.6 * moon.radius)
        )
    if weather == "mist":
        light = replace(light, fog=light.fog * (1.0 + 0.6 * amount), rays=light.rays * 1.1, ground_snow=lying)
    elif weather == "clear":
        light = replace(light, fog=light.fog * 0.85, ground_snow=lying)
    elif weather == "overcast":
        light = replace(_dulled(light, 0.75, disc=0.0, rays=0.1), ground_snow=lying)
    elif weather in ("rain", "storm", "dust"):
        light = _dulled(light, 0.35 + 0.4 * amount, disc=0.0, rays=0.25)
    elif weather == "snow":
        light = replace(
            _dulled(light, 0.15 + 0.35 * amount, disc=light.disc * (1 - amount), rays=0.5),
            ground_snow=0.4 + 0.6 * amount,
        )
    if description.blue_hour:  # the sun has set: the sky is what is left of it, brightest where it went
        light = replace(light, warm=_BLUE_GLOW, core=_BLUE_CORE, disc=0.0 if light.moon is None else light.disc)
    return _with_shafts(_temperature(light, description.palette.temperature), description)


def _with_shafts(light: ForestLight, description: SceneDescription) -> ForestLight:
    """Return the light with those shafts that are named, in their colour: “green light rays”."""
    if description.weather in ("rain", "storm", "overcast") or not (said := _SHAFTS.search(description.prompt.lower())):
        return light
    hues = [one["hue"] for one in Reading(said[1] or "").entries("colours") if one.get("chroma", 1.0) > CHROMATIC]
    level = sum(light.core)
    colour = tuple(map(float, level / 2.2 * light_of_hue(hues[0], 0.13))) if hues else light.core
    return replace(light, rays=_NAMED * max(light.rays, 0.6), shaft=colour, disc=min(light.disc, 0.02))


def _dulled(light: ForestLight, share: float, *, disc: float, rays: float) -> ForestLight:
    def grey(colour: Colour, cool: float) -> Colour:
        mean = sum(colour) / 3
        blue, green, red = (c + (mean * f - c) * share for c, f in zip(colour, (1 + cool, 1.0, 1 - cool), strict=True))
        return blue, green, red

    warm = grey(light.warm, 0.15)
    core = grey(light.core, 0.1)
    return replace(
        light, base=grey(light.base, 0.3), warm=(warm[0] * (1 - 0.4 * share), warm[1] * (1 - 0.4 * share),
        warm[2] * (1 - 0.5 * share)),
        core=(core[0] * (1 - 0.5 * share), core[1] * (1 - 0.5 * share), core[2] * (1 - 0.55 * share)),
        wide=light.wide * 1.25, narrow=light.narrow * 1.4, disc=disc, rays=light.rays * rays,
    )  # fmt: skip


def _temperature(light: ForestLight, temperature: float) -> ForestLight:
    if not temperature:
        return light
    factors = (1 - 0.2 * temperature, 1.0, 1 + 0.18 * temperature)
    shifted: dict[str, Any] = {
        name: tuple(c * f for c, f in zip(getattr(light, name), factors, strict=True))
        for name in ("base", "warm", "core")
    }
    return replace(light, **shifted)


def mist_field(
    light: ForestLight, width: int, height: int, seed: int, *, valley: float = 0.0, low: float = 0.26
) -> tuple[Array, Array]:
    """Return the colour of endless mist in each direction: its steady part and the part lit by the sun.

    ``valley`` is how much sunlit mist lies below the sun, and ``low`` how bright mist is at the foot of the picture, 0 to 1.
    """
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    up = 1 - y / height
    radius = np.sqrt((x - light.sun_x * width) ** 2 + ((y - light.sun_y * height) * 0.92) ** 2) / width
    clouds = cv2.resize(
        fill_fbm(height // 8 + 2, width // 8 + 2, step_x=15.0 / width, step_y=40.0 / width, seed=seed, octaves=5),
        (width, height),
        interpolation=cv2.INTER_CUBIC,
    )
    veil = 1 + 0.26 * clouds
    steady = np.array(light.base, np.float32) * ((low + (0.92 - low) * up**1.1) * veil)[..., None]
    wide = (np.exp(-((radius / light.wide) ** 1.6)) * 0.34 * veil)[..., None] * np.array(light.warm, np.float32)
    wide += (np.exp(-((radius / light.narrow) ** 1.25)) * 0.60 * veil)[..., None] * np.array(light.core, np.float32)
    below = np.clip((y / height - light.sun_y) / 0.5, 0, 1)
    pool = np.exp(-(((x / width - light.sun_x) / 0.50) ** 2)) * below * (1 - 0.45 * below) * (1 + 0.5 * clouds)
    wide += (np.float32(0.40 * valley) * pool)[..., None] * (
        np.array(light.warm, np.float32) * 0.75 + np.array(light.base, np.float32)
    )
    return steady.astype(np.float32), wide.astype(np.float32)


def sun_disc(light: ForestLight, width: int, height: int) -> Array:
    """Return the visible sun or moon, (height, width) 0 to about 1.3."""
    if light.disc <= 0:
        return np.zeros((height, width), np.float32)
    if light.moon is not None or light.stars == 1:
        return _moon_disc(light, light.moon or Moon(light.disc), width, height)
    x = (np.arange(width, dtype=np.float32) / np.float32(width) - np.float32(light.sun_x)) / np.float32(light.disc)
    y = (np.arange(height, dtype=np.float32) - np.float32(light.sun_y * height)) / np.float32(width * light.disc)
    square = (y * y)[:, None] + x * x
    np.multiply(square, -square, out=square)
    np.exp(square, out=square)
    square *= np.float32(1.3)
    return square


def _moon_disc(light: ForestLight, moon: Moon, width: int, height: int) -> Array:
    disc = np.zeros((height, width), np.float32)
    side = max(8, round(2 * moon.radius * width))
    face, cover = moon_face(side, moon.lit)
    left, top = round(light.sun_x * width - side / 2), round(light.sun_y * height - side / 2)
    rows, columns = slice(max(top, 0), min(top + side, height)), slice(max(left, 0), min(left + side, width))
    part = (face * cover)[rows.start - top : rows.stop - top, columns.start - left : columns.stop - left]
    disc[rows, columns] = 1.5 * part
    return disc


def shafts(light: ForestLight, open_sky: Array, seed: int) -> Array:
    """Return light shafts: the openings between the trees, smeared away from the sun.

    Parameters
    ----------
    open_sky : ndarray (height, width)
        1 where the sky is free, 0 behind trees.

    Returns
    -------
    ndarray (height, width), float32
        0 to about 1.
    """
    height, width = open_sky.shape
    half = (max(8, width // 2), max(8, height // 2))
    sun = (light.sun_x * half[0], light.sun_y * half[1])
    y, x = np.mgrid[0 : half[1], 0 : half[0]].astype(np.float32)
    radius = np.sqrt((x - sun[0]) ** 2 + (y - sun[1]) ** 2) / half[0]
    source = cv2.resize(open_sky, half, interpolation=cv2.INTER_AREA) * np.exp(-((radius / 0.36) ** 1.3))
    reach = int(math.hypot(max(sun[0], half[0] - sun[0]), max(sun[1], half[1] - sun[1]))) + 2
    angles = 1024
    polar = cv2.warpPolar(source, (reach, angles), sun, reach, cv2.WARP_POLAR_LINEAR | cv2.WARP_FILL_OUTLIERS)
    turns = np.arange(angles) / angles
    gaps = np.array(
        [
            0.34
            + 2.0 * value_fbm(8 + 7 * math.cos(2 * math.pi * t), 8 + 7 * math.sin(2 * math.pi * t), seed + 88, 3) ** 2
            for t in turns
        ],
        np.float32,
    )
    total = np.zeros_like(polar)
    weight = 0.0
    for step in range(40):
        stretch = 1 / (1 - step / 40 * 0.80)
        share = 0.955**step
        total += share * cv2.warpAffine(
            polar, np.array([[stretch, 0, 0], [0, 1, 0]], np.float32), (reach, angles), borderMode=cv2.BORDER_REPLICATE
        )
        weight += share
    total *= (gaps**1.8)[:, None] / weight
    # Without FILL_OUTLIERS the corners keep whatever the memory held.
    flags = cv2.WARP_POLAR_LINEAR | cv2.WARP_INVERSE_MAP | cv2.WARP_FILL_OUTLIERS
    back = cv2.warpPolar(total, half, sun, reach, flags)
    back = cv2.GaussianBlur(back, (0, 0), max(0.6, half[0] / 260))
    return np.asarray(cv2.resize(back, (width, height), interpolation=cv2.INTER_LINEAR), np.float32)
