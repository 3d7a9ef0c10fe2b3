"""The light above and below the clouds, by hour and weather; linear BGR."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.moon import glare
from beatreel.plugins.generators.procedural.kernels.noise import fill_fbm
from beatreel.plugins.generators.procedural.palette import light_of_hue
from beatreel.plugins.generators.procedural.scenery.dyed_skies import in_sky_hues

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

Array = np.ndarray[Any, np.dtype[np.float32]]
Colour = tuple[float, float, float]

_LUMA = np.array([0.0722, 0.7152, 0.2126])
_NAMED = 0.6  # strength of hues from which a prompt names colours
_SUN = 6.0  # light of its disc, in parts of what it sheds on clouds


@dataclass(frozen=True)
class SkyLight:
    """Colours and the height of the sun.

    Attributes
    ----------
    elevation : float
        Of sun or moon in degrees.
    sun, top, low, ambient, sea : tuple of float
        Sunlight, zenith, horizon, light from all around, what lies below the clouds.
    glow : float
        How far the air shines around the sun.
    visibility : float
        Kilometres.
    cirrus : float
        0 to 1, how much high cloud there is.
    median : tuple of float
        Where the median of the picture should lie, code values.
    """

    elevation: float
    sun: Colour
    top: Colour
    low: Colour
    ambient: Colour
    sea: Colour
    glow: float = 0.34
    visibility: float = 26.0
    cirrus: float = 0.4
    disc: bool = True
    overcast: bool = False
    night: bool = False
    median: tuple[float, float] = (50.0, 104.0)


TIMES: dict[str, SkyLight] = {
    "dawn": SkyLight(5.0, (1.25, 1.60, 2.9), (0.40, 0.20, 0.13), (0.52, 0.47, 0.66), (0.56, 0.38, 0.33), (0.14, 0.085, 0.065)),
    "day": SkyLight(
        34.0, (2.5, 2.9, 3.1), (0.50, 0.19, 0.05), (0.86, 0.62, 0.42), (0.72, 0.50, 0.37), (0.22, 0.11, 0.04),
        glow=0.25, visibility=45.0, disc=False, median=(60.0, 122.0),
    ),
    "golden": SkyLight(7.0, (0.46, 1.10, 3.4), (0.40, 0.19, 0.105), (0.30, 0.42, 0.80), (0.60, 0.38, 0.33), (0.12, 0.075, 0.06)),
    "dusk": SkyLight(
        2.5, (0.62, 0.56, 1.9), (0.22, 0.085, 0.050), (0.30, 0.225, 0.52), (0.36, 0.20, 0.18), (0.08, 0.04, 0.036),
        glow=0.7, median=(48.0, 100.0),
    ),
    "night": SkyLight(
        13.0, (0.95, 0.72, 0.52), (0.042, 0.018, 0.008), (0.13, 0.070, 0.036), (0.085, 0.048, 0.030), (0.012, 0.006, 0.004),
        glow=0.3, cirrus=0.25, night=True, median=(40.0, 92.0),
    ),
}  # fmt: skip

STORM: dict[str, SkyLight] = {
    "day": SkyLight(
        17.0, (0.52, 0.53, 0.50), (0.085, 0.060, 0.044), (0.36, 0.31, 0.26), (0.105, 0.078, 0.058), (0.032, 0.024, 0.019),
        glow=0.30, visibility=15.0, cirrus=0.0, disc=False, overcast=True, median=(30.0, 74.0),
    ),
    "golden": SkyLight(
        5.0, (0.27, 0.62, 1.9), (0.115, 0.072, 0.056), (0.24, 0.33, 0.62), (0.135, 0.088, 0.074), (0.04, 0.028, 0.026),
        glow=0.45, visibility=15.0, cirrus=0.0, disc=False, overcast=True, median=(34.0, 80.0),
    ),
    "night": SkyLight(
        12.0, (0.26, 0.18, 0.13), (0.028, 0.016, 0.011), (0.085, 0.050, 0.035), (0.060, 0.036, 0.026), (0.008, 0.005, 0.004),
        glow=0.15, visibility=13.0, cirrus=0.0, disc=False, overcast=True, night=True, median=(28.0, 70.0),
    ),
}  # fmt: skip


def sky_light(description: SceneDescription) -> SkyLight:
    """Return the light that a description asks for."""
    time = description.time_of_day
    if description.weather in ("storm", "rain"):
        light = STORM.get({"dusk": "golden", "dawn": "golden"}.get(time, time), STORM["day"])
    else:
        light = TIMES.get(time, TIMES["golden"])
        if description.weather in ("mist", "snow", "dust"):
            light = replace(light, visibility=light.visibility * (0.7 - 0.35 * description.weather_amount))
    if description.palette.light:  # pale colours: a sky that is light up to its zenith, clouds with little shade
        top = tuple(0.45 * own + 0.75 * low for own, low in zip(light.top, light.low, strict=True))
        ambient = tuple(1.7 * part for part in light.ambient)
        light = replace(
            light, top=top, ambient=ambient, low=tuple(1.35 * part for part in light.low), median=(92.0, 124.0)
        )
    if "moon" in description.motifs:  # that one is set into the sky, and no second disc
        light = replace(light, disc=False)
    palette = description.palette
    if description.sky_hues:
        light = in_sky_hues(light, description)
    elif (
        palette.strength > _NAMED and palette.key == palette.fill
    ):  # one colour is named: the sun has it, too, or the picture would be the sun's
        share = 0.75 if light.overcast else 0.45  # a clear sun keeps more of its own
        light = replace(light, sun=_in_hue(light.sun, palette.key, share), low=_in_hue(light.low, palette.key, share))
    warmth = palette.temperature
    if warmth:
        factors = (1 - 0.2 * warmth, 1.0, 1 + 0.18 * warmth)

        def shifted(colour: Colour) -> Colour:
            blue, green, red = (c * f for c, f in zip(colour, factors, strict=True))
            return blue, green, red

        light = replace(
            light,
            sun=shifted(light.sun),
            top=shifted(light.top),
            low=shifted(light.low),
            ambient=shifted(light.ambient),
        )
    return light


def _in_hue(colour: Colour, hue: float, share: float) -> Colour:
    """Return a light of the same brightness, a share of whose colour is a hue's."""
    tint = light_of_hue(hue, 0.10, 0.75)
    scale = np.dot(colour, _LUMA) / np.dot(tint, _LUMA)
    blue, green, red = ((1 - share) * own + share * float(t * scale) for own, t in zip(colour, tint, strict=True))
    return blue, green, red


def direction(azimuth: float, elevation: float) -> tuple[float, float, float]:
    """Return the unit vector (x right, y up, z ahead) of angles in degrees; azimuth 0 is ahead, positive to the right."""
    a, e = math.radians(azimuth), math.radians(elevation)
    return math.sin(a) * math.cos(e), math.sin(e), math.cos(a) * math.cos(e)


def open_sky(
    light: SkyLight,
    width: int,
    height: int,
    *,
    focal: float,
    horizon: float,
    sun: tuple[float, float, float],
    seed: int,
) -> tuple[Array, Array]:
    """Return what is behind the clouds: the steady sky, and what the sun adds (glow and disc); (height, width, 3) each."""
    x = ((np.arange(width, dtype=np.float32) + 0.5) / width - 0.5) / np.float32(focal)
    y = ((horizon - (np.arange(height, dtype=np.float32) + 0.5) / height) * height / width / focal)[:, None]
    up = np.maximum(y, 0)
    share = 1 - np.exp(-up * 2.6)
    below = 1 - np.exp(np.minimum(y, 0) * 9.0)
    column = (
        np.array(light.low, np.float32) * (1 - share)[..., None] + np.array(light.top, np.float32) * share[..., None]
    )
    column += (np.array(light.sea, np.float32) - column) * below[..., None]
    steady = np.broadcast_to(column, (height, width, 3)).astype(np.float32)
    length = np.sqrt(x * x + y * y + 1)
    angle = np.arccos(np.clip((x * sun[0] + y * sun[1] + sun[2]) / length, -1, 1))
    shine = light.glow * (0.34 * np.exp(-angle / 0.10) + 0.16 * np.exp(-angle / 0.42)) * np.exp(np.minimum(y, 0) * 5)
    if light.overcast:
        veil = fill_fbm(
            max(2, height // 4), max(2, width // 4), step_x=5.0 / width, step_y=13.0 / width, seed=seed + 25, octaves=6
        )
        veil = cv2.resize(veil, (width, height), interpolation=cv2.INTER_CUBIC)
        dark = 1 - np.clip(up / 0.45, 0, 1) * np.clip(0.66 - 0.42 * veil, 0.25, 0.88)
        steady *= dark[..., None]
        shine *= dark
    if light.cirrus > 0:
        high = _cirrus(width, height, y, seed) * light.cirrus
        steady += high[..., None] * np.array(light.low, np.float32) * 0.45
        shine = shine + high * (0.10 + 0.5 * np.exp(-angle / 0.5))
    if light.disc:
        square = (angle / (0.022 if light.night else 0.013)) ** 2
        glow = 0.0 if light.night else glare.py_func(square, _SUN) * np.exp(np.minimum(y, 0) * 40)
        shine = shine + (3.2 if light.night else _SUN) * (np.exp(-(square**2)) * (y > -0.01) + glow)
    return steady, (shine[..., None] * np.array(light.sun, np.float32)).astype(np.float32)


def _cirrus(width: int, height: int, up: Array, seed: int) -> Array:
    """Return thin high clouds, (height, width) 0 to about 1: streaks that gather in bands, none near the horizon."""
    small = max(8, width // 2), max(8, height // 2)
    streaks = fill_fbm(small[1], small[0], step_x=4.2 / small[0], step_y=15.0 / small[0], seed=seed + 5, octaves=6)
    bands = fill_fbm(small[1], small[0], step_x=1.4 / small[0], step_y=3.0 / small[0], seed=seed + 15, octaves=3)
    thin = np.clip(streaks * 0.9 + bands * 0.9 + 0.02, 0, 1) ** 1.4
    turn = cv2.getRotationMatrix2D((small[0] / 2, small[1] / 2), 9.0 if seed % 2 else -9.0, 1.25)
    thin = cv2.warpAffine(thin.astype(np.float32), turn, small, borderMode=cv2.BORDER_REFLECT)
    large = cv2.resize(thin, (width, height), interpolation=cv2.INTER_CUBIC)
    return np.asarray(np.maximum(large, 0) * np.clip(up / 0.35, 0, 1), np.float32)
