"""The light of open landscapes, by time of day and weather, and the sky that goes with it."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.fields import fbm_at, step
from beatreel.plugins.generators.procedural.kernels.moon import glare
from beatreel.plugins.generators.procedural.painting import Grade

from .dyed_skies import in_sky_hues
from .stars import milky_way, stars, strewn

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.kernels.heightfield import Camera
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

Array = np.ndarray[Any, np.dtype[np.float32]]
Colour = tuple[float, float, float]  # linear BGR


@dataclass(frozen=True)
class OpenLight:
    """Sun or moon, sky and air; colours linear BGR, angles in radians, haze per metre.

    ``disc`` is the size of sun or moon relative to the sun, ``clouds`` the cover (0 to 1),
    ``aurora`` and ``galaxy`` (the Milky Way) their strength,
    ``grey`` how much of it a whole sky of clouds has taken the colour from (0 to 1),
    ``median`` and ``white`` the ranges for :func:`~...kernels.tone.fit_grade`.
    """

    elevation: float
    sun: Colour
    ambient: Colour
    zenith: Colour
    horizon: Colour
    haze: Colour
    haze_sun: Colour
    glow: Colour
    cloud_lit: Colour
    cloud_shade: Colour
    disc_colour: Colour = (6.0, 10.5, 13.0)
    disc: float = 1.0
    softness: float = 0.012
    air: float = 0.00030
    clouds: float = 0.45
    stars: float = 0.0
    galaxy: float = 0.0
    aurora: float = 0.0
    fog: float = 0.0
    grey: float = 0.0
    median: tuple[float, float] = (58.0, 112.0)
    white: tuple[float, float] = (208.0, 230.0)
    saturation: float = 1.12
    contrast: float = 1.18
    lift: Colour = (0.024, 0.012, 0.008)

    def towards(self, azimuth: float) -> tuple[float, float, float]:
        """Return the unit vector to the sun."""
        flat = math.cos(self.elevation)
        return math.sin(azimuth) * flat, math.sin(self.elevation), math.cos(azimuth) * flat

    def grade(self) -> Grade:
        """Return the grade to start from."""
        return Grade(
            contrast=self.contrast, pivot=0.22, saturation=self.saturation, lift=self.lift, desaturate=0.3, bloom=0.13
        )


DAWN = OpenLight(
    elevation=math.radians(6.0), sun=(1.25, 1.85, 5.6), ambient=(0.40, 0.23, 0.155),
    zenith=(0.44, 0.24, 0.115), horizon=(0.50, 0.46, 0.72), haze=(0.50, 0.36, 0.36), haze_sun=(0.40, 0.54, 1.00),
    glow=(0.34, 0.78, 2.0), cloud_lit=(0.52, 0.75, 1.65), cloud_shade=(0.44, 0.31, 0.32), saturation=1.04, clouds=0.5,
)  # fmt: skip
GOLDEN = OpenLight(
    elevation=math.radians(8.0), sun=(0.95, 2.05, 6.2), ambient=(0.37, 0.215, 0.165),
    zenith=(0.36, 0.20, 0.15), horizon=(0.22, 0.36, 0.85), haze=(0.36, 0.28, 0.42), haze_sun=(0.26, 0.50, 1.25),
    glow=(0.24, 0.80, 2.6), cloud_lit=(0.34, 0.66, 1.75), cloud_shade=(0.36, 0.27, 0.36), clouds=0.5,
)  # fmt: skip
DAY = OpenLight(
    elevation=math.radians(32.0), sun=(3.4, 3.75, 4.4), ambient=(0.62, 0.40, 0.26),
    zenith=(0.86, 0.38, 0.11), horizon=(1.10, 0.82, 0.56), haze=(0.95, 0.68, 0.46), haze_sun=(0.95, 0.85, 0.75),
    glow=(0.45, 0.5, 0.55), cloud_lit=(1.9, 1.95, 2.0), cloud_shade=(0.85, 0.70, 0.58), disc=0.0, clouds=0.5,
    median=(66.0, 122.0), saturation=1.08, softness=0.007,
)  # fmt: skip
DUSK = OpenLight(
    elevation=math.radians(2.5), sun=(0.50, 0.38, 0.72), ambient=(0.40, 0.215, 0.115),
    zenith=(0.17, 0.070, 0.030), horizon=(0.30, 0.17, 0.21), haze=(0.27, 0.15, 0.125), haze_sun=(0.20, 0.20, 0.42),
    glow=(0.15, 0.30, 0.66), cloud_lit=(0.28, 0.27, 0.66), cloud_shade=(0.17, 0.10, 0.09), disc=0.0, softness=0.06,
    stars=0.3, median=(40.0, 86.0), white=(198.0, 222.0), clouds=0.55, contrast=1.38,
    lift=(0.026, 0.010, 0.008),
)  # fmt: skip
BLUE_HOUR = replace(
    DUSK, elevation=math.radians(7.0), sun=(0.20, 0.12, 0.085), zenith=(0.20, 0.085, 0.032), horizon=(0.36, 0.21, 0.17),
    haze_sun=(0.32, 0.20, 0.19), glow=(0.20, 0.14, 0.20), cloud_lit=(0.32, 0.19, 0.17), cloud_shade=(0.15, 0.080, 0.050),
    median=(26.0, 54.0), white=(164.0, 192.0),
)  # fmt: skip
NIGHT = OpenLight(
    elevation=math.radians(17.0), sun=(1.05, 0.80, 0.55), ambient=(0.085, 0.045, 0.020),
    zenith=(0.040, 0.016, 0.006), horizon=(0.100, 0.052, 0.024), haze=(0.110, 0.060, 0.028), haze_sun=(0.20, 0.14, 0.085),
    glow=(0.14, 0.105, 0.070), cloud_lit=(0.28, 0.22, 0.16), cloud_shade=(0.040, 0.024, 0.014), disc=1.5,
    disc_colour=(1.9, 1.8, 1.65), stars=1.0, aurora=1.0, clouds=0.25, median=(36.0, 76.0), white=(196.0, 222.0),
    lift=(0.026, 0.012, 0.004),
)  # fmt: skip
TIMES = {"dawn": DAWN, "golden": GOLDEN, "day": DAY, "dusk": DUSK, "night": NIGHT}


def open_light(description: SceneDescription, rng: np.random.Generator) -> OpenLight:
    """Return the light that a description asks for."""
    light = BLUE_HOUR if description.blue_hour else TIMES.get(description.time_of_day, DAY)
    light = replace(
        light,
        elevation=light.elevation * float(rng.uniform(0.85, 1.2)),
        clouds=light.clouds * float(rng.uniform(0.6, 1.35)),
    )
    if description.named_light == "sun":
        light = replace(light, clouds=_FEW * light.clouds, zenith=_scaled(light.zenith, _AIRY))
    light = _starlit(light, description)
    if "moon" in description.motifs:  # that one is set into the sky, and there is no second
        light = replace(light, disc=0.0)
        if description.time_of_day == "night":  # nothing that it lights is as light as itself
            light = replace(light, median=_MOONLIT, white=_MOONLIT_WHITE)
    elif "comet" in description.motifs and description.time_of_day == "night":  # beside which no moon stands
        light = replace(_moonless(light), disc=0.0, median=_MOONLIT, white=_MOONLIT_WHITE)
    if description.weather == "mist" and _OVERCAST & description.all_words:  # that lies under a grey sky
        light = _weather(light, "overcast", _WHOLE)
    light = in_sky_hues(light, description)
    return _temperature(
        _weather(light, description.weather, description.weather_amount), description.palette.temperature
    )


_FEW, _AIRY = 0.5, 1.6  # of its clouds that a sky has whose sun is named, and of its light overhead: no noon is navy
_OVERCAST, _WHOLE = {"overcast", "cloudy", "leaden"}, 0.8  # words and amount of a sky over mist
_MOONLIT, _MOONLIT_WHITE = (30.0, 56.0), (150.0, 178.0)
_GALAXY = {
    "milky": 1.0,
    "galaxy": 1.0,
    "galactic": 1.0,
    "starry": 0.55,
    "starlit": 0.55,
    "stars": 0.4,
    "starlight": 0.55,
}


def galaxy_of(description: SceneDescription) -> float:
    """Return how strong the Milky Way of a night is whose stars are named, 0 to 1."""
    if description.time_of_day != "night" or "moon" in description.motifs:
        return 0.0
    return max((_GALAXY[word] for word in description.all_words & set(_GALAXY)), default=0.0)


def is_over_clouds(description: SceneDescription) -> bool:
    """Return whether a prompt looks down on clouds: on a sea of them, or from above them."""
    said = set(description.said)
    return bool({"cloud", "clouds"} & said) and bool({"sea", "above", "ocean", "over"} & said)


def _starlit(light: OpenLight, description: SceneDescription) -> OpenLight:
    """Return a night whose stars are named: no moon outshines them, few clouds hide them, and the land lies in their light."""
    power = galaxy_of(description)
    if not power:
        return light
    return replace(_moonless(light), galaxy=power, disc=0.0, clouds=0.3 * light.clouds, stars=1.25 * light.stars)


def _moonless(light: OpenLight) -> OpenLight:
    """Return a night without the light of its moon."""
    dim: dict[str, Any] = {
        name: _scaled(getattr(light, name), factor)
        for name, factor in (("sun", 0.30), ("zenith", 0.75), ("haze_sun", 0.5), ("glow", 0.15), ("cloud_lit", 0.3))
    }
    return replace(light, **dim)


# How much of its colour a light loses in a storm: low in the sky, under the clouds, the hour is still seen.
_DULLED = {
    "zenith": 0.55,
    "horizon": 0.30,
    "haze": 0.50,
    "haze_sun": 0.15,
    "glow": 0.10,
    "cloud_shade": 0.50,
    "cloud_lit": 0.25,
}
_GREYED = 1.0  # of the colour of all light, under a whole sky of clouds


def _weather(light: OpenLight, weather: str, amount: float) -> OpenLight:
    if weather == "mist":
        return replace(
            light, grey=0.6, fog=0.45 + 0.55 * amount, air=light.air * (1.8 + 2.4 * amount), aurora=0.6 * light.aurora
        )
    if weather not in ("rain", "snow", "storm", "dust", "overcast"):
        return light
    heavy = {"storm": 1.0, "rain": 0.85, "snow": 0.6, "dust": 0.4, "overcast": 1.0}[weather] * (0.45 + 0.55 * amount)
    thicker = {"storm": 3.4, "overcast": 0.5}.get(weather, 2.2)  # air
    dimmed = 0.85 if weather == "overcast" else 0.55  # of the sun
    shares = _DULLED if weather != "overcast" else dict.fromkeys((*_DULLED, "sun", "ambient"), _GREYED)
    dull = {
        name: _mixed(getattr(light, name), (sum(getattr(light, name)) / 3,) * 3, share * heavy)
        for name, share in shares.items()
    }
    dull["zenith"] = _mixed(_scaled(dull["zenith"], 1 - 0.45 * heavy), dull["cloud_shade"], 0.55 * heavy)
    dull["cloud_shade"] = _scaled(dull["cloud_shade"], 1 - 0.55 * heavy)
    white = min(max((amount - 0.65) / 0.2, 0.0), 0.95) if weather == "snow" else 0.0  # a blizzard fills the sky
    for name in ("zenith", "horizon", "cloud_shade", "cloud_lit"):
        dull[name] = _mixed(dull[name], _scaled(light.haze, 1.3), white)
    return replace(
        light,
        **dull | {"sun": _scaled(dull.get("sun", light.sun), (1 - dimmed * heavy) * (1 - 0.5 * white))},
        clouds=max(light.clouds, 0.55 + 0.45 * heavy),
        disc=0.0 if weather != "snow" else light.disc * 0.6, air=light.air * (1 + thicker * heavy),
        softness=light.softness + 0.05 * heavy, fog=0.0 if weather == "overcast" else 0.35 * heavy,
        stars=light.stars * (1 - heavy), galaxy=light.galaxy * (1 - heavy) ** 2,
        aurora=light.aurora * (1 - 0.5 * heavy), grey=heavy * {"overcast": 1.0, "dust": 0.0}.get(weather, 0.75),
    )  # fmt: skip


def _temperature(light: OpenLight, temperature: float) -> OpenLight:
    if not temperature:
        return light
    factors = (1 - 0.2 * temperature, 1.0, 1 + 0.2 * temperature)
    names = ("sun", "horizon", "haze", "haze_sun", "glow", "cloud_lit", "ambient")
    shifted: dict[str, Any] = {
        name: tuple(c * f for c, f in zip(getattr(light, name), factors, strict=True)) for name in names
    }
    return replace(light, **shifted)


def _mixed(a: Colour, b: tuple[float, ...], share: float) -> Colour:
    blue, green, red = (x + (y - x) * share for x, y in zip(a, b, strict=True))
    return blue, green, red


def _scaled(a: Colour, factor: float) -> Colour:
    return a[0] * factor, a[1] * factor, a[2] * factor


def veil(light: OpenLight, mu: Array) -> tuple[Array, Array]:
    """Return the colour of the air (points, 3) in directions whose cosine to the sun is ``mu``, and its share of sunlight."""
    toward = np.maximum(mu, 0).astype(np.float32)
    squared = toward * toward
    fourth = squared * squared
    eighth = fourth * fourth  # products take a tenth of the time of powers
    haze, low = np.array(light.haze, np.float32), np.array(light.haze_sun, np.float32)
    bright = np.float32(0.30) * (eighth * fourth + (eighth * eighth) ** 2 * eighth)
    return haze + (low - haze) * (squared * toward)[..., None], np.array(light.glow, np.float32) * bright[..., None]


def sky_colours(light: OpenLight, azimuth: float, dx: Array, dy: Array, dz: Array) -> tuple[Array, Array]:
    """Return the clear sky in directions: steady light and what comes from around the sun, each (..., 3)."""
    sun = light.towards(azimuth)
    up = np.maximum(dy, 0)
    mu = np.clip(dx * sun[0] + dy * sun[1] + dz * sun[2], 0, 1)
    middle, low = np.exp(-2.1 * up)[..., None], np.exp(-6.0 * up)[..., None]
    facing = (mu * mu)[..., None]
    zenith, horizon = np.array(light.zenith, np.float32), np.array(light.horizon, np.float32)
    steady = zenith * (1 - middle) + horizon * middle * (0.68 + 0.45 * facing)
    air, _ = veil(light, mu)
    steady = steady + (air - steady) * low * np.float32(0.7)
    wide = mu**6 * 0.20 + mu**36 * 0.40 + mu**300 * 0.9
    return steady.astype(np.float32), (np.array(light.glow, np.float32) * wide[..., None]).astype(np.float32)


def paint_sky(
    light: OpenLight, camera: Camera, azimuth: float, width: int, height: int, seed: int, *, clouds: bool = True
) -> tuple[Array, Array]:
    """Paint the sky of a whole picture.

    Returns
    -------
    steady, sun : ndarray (height, width, 3)
        What stays, and what the sun or moon adds (glow, disc, lit clouds).
    """
    half = max(8, -(-width // 2)), max(8, -(-height // 2))
    y, x = np.mgrid[0 : half[1], 0 : half[0]].astype(np.float32)
    dx, dy, dz = directions(camera, (x + 0.5) * (width / half[0]), (y + 0.5) * (height / half[1]))
    steady, sun = sky_colours(light, azimuth, dx, dy, dz)
    if light.galaxy > 0:
        steady += milky_way(dx, dy, dz, camera.heading, seed) * np.float32(light.galaxy)
    if clouds and light.clouds > 0.05:
        _add_clouds(light, azimuth, (dx, dy, dz), seed, steady, sun)
    steady, sun = (cv2.resize(part, (width, height), interpolation=cv2.INTER_LINEAR) for part in (steady, sun))
    if light.disc > 0:
        _add_disc(light, camera, azimuth, sun)
    if light.stars > 0:
        point = stars(width, height, 0.9 * light.stars, seed, below=camera.horizon / height, count=900)
        steady += point[..., None] * np.array([1.0, 0.95, 0.88], np.float32)
    if light.galaxy > 0:
        band = steady.max(axis=2) / max(float(steady.max()), 1e-6)
        steady += strewn(band, 0.20 * light.galaxy, seed, below=camera.horizon / height)[..., None]
    return steady, sun


def directions(camera: Camera, x: Array, y: Array) -> tuple[Array, Array, Array]:
    """Return unit vectors in world axes of picture positions."""
    side, rise = (x - camera.centre_x) / camera.focal, (camera.horizon - y) / camera.focal
    length = 1 / np.sqrt(side * side + rise * rise + 1)
    sine, cosine = math.sin(camera.heading), math.cos(camera.heading)
    dx, dz = (sine + side * cosine) * length, (cosine - side * sine) * length
    return dx.astype(np.float32), (rise * length).astype(np.float32), dz.astype(np.float32)


def on_picture(light: OpenLight, camera: Camera, azimuth: float) -> tuple[float, float] | None:
    """Return the pixel of the sun; None if it is behind the camera."""
    away = azimuth - camera.heading
    ahead = math.cos(away)
    if ahead < 0.1:
        return None
    x = camera.centre_x + camera.focal * math.tan(away)
    return x, camera.horizon - camera.focal * math.tan(light.elevation) / ahead


def _add_clouds(
    light: OpenLight, azimuth: float, way: tuple[Array, Array, Array], seed: int, steady: Array, sun: Array
) -> None:
    """Lay a sheet of clouds over the sky, brighter where little of it lies towards the sun."""
    dx, dy, dz = way
    up = np.maximum(dy, 0)
    plane = 1 / (up + 0.09)
    x, z = dx * plane, dz * plane
    foot = np.minimum(plane * plane * 0.0011, 0.4).astype(np.float32)
    to_sun = light.towards(azimuth)
    warp = fbm_at(x, z, 1.6, seed + 3, 2, foot)
    drawn = (x + 0.35 * warp, 0.62 * z + 0.35 * warp)
    density = fbm_at(*drawn, 1.3, seed + 7, 7, foot, 0.54)
    sunward = fbm_at(drawn[0] + 0.14 * to_sun[0], drawn[1] + 0.14 * to_sun[2], 1.3, seed + 7, 5, foot, 0.54)
    cover = 0.46 - 0.72 * light.clouds
    thick = step(cover, cover + 0.46, density) * step(0.005, 0.10, up)
    behind = np.clip((sunward - cover) / 0.46, 0, 1.4)
    mu = np.clip(dx * to_sun[0] + dy * to_sun[1] + dz * to_sun[2], 0, 1)
    lit = np.exp(-2.0 * behind) * (0.45 + 0.55 * mu) + 0.9 * mu**8 * (1 - 0.75 * thick)
    opaque = (thick * min(0.55 + 0.4 * light.clouds, 0.95))[..., None]
    steady += (np.array(light.cloud_shade, np.float32) - steady) * opaque
    sun *= 1 - 0.8 * opaque
    sun += np.array(light.cloud_lit, np.float32) * (lit[..., None] * opaque)


def _add_disc(light: OpenLight, camera: Camera, azimuth: float, sun: Array) -> None:
    place = on_picture(light, camera, azimuth)
    if place is None:
        return
    radius = camera.focal * 0.0105 * math.sqrt(light.disc) * 1.5
    height, width = sun.shape[:2]
    reach = 16 * radius
    x0, x1 = max(0, int(place[0] - reach)), min(width, int(place[0] + reach + 1))
    y0, y1 = max(0, int(place[1] - reach)), min(height, int(place[1] + reach + 1))
    if x0 >= x1 or y0 >= y1:
        return
    y, x = np.mgrid[y0:y1, x0:x1].astype(np.float32)
    away = np.hypot(x + 0.5 - place[0], y + 0.5 - place[1])
    inside = np.clip(radius - away + 0.5, 0, 1)
    inside += glare.py_func(np.square(away / radius), max(light.disc_colour)) * np.clip(2 - 2 * away / reach, 0, 1)
    sun[y0:y1, x0:x1] += inside[..., None] * np.array(light.disc_colour, np.float32)


def set_black(small: Array, steady: Array, share: float) -> None:
    """Take the veil off the darkest places, in a small picture and in the steady light (in place)."""
    luma = small @ np.array([0.07, 0.72, 0.21], np.float32)
    darkest = small[luma <= np.percentile(luma, 1.5)].mean(axis=0) * np.float32(share)
    darkest[1] = min(
        darkest[1], 0.5 * (darkest[0] + darkest[2])
    )  # a veil of air is never green: green water is no veil
    for part in (small, steady):
        part -= darkest
        np.maximum(part, 0, out=part)
