"""The light over the dunes: sun or moon, sky, air, by time of day and weather."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from beatreel.plugins.generators.procedural.painting import Grade
from beatreel.plugins.generators.procedural.prompt.borne import coloured_in
from beatreel.plugins.generators.procedural.scenery.dyed_skies import in_sky_hues
from beatreel.plugins.generators.procedural.scenery.dyes import DYES
from beatreel.plugins.generators.procedural.scenery.open_sky import galaxy_of

from . import ground

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.kernels.heightfield import Camera
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

Array = np.ndarray[Any, np.dtype[np.float32]]
Colour = tuple[float, float, float]  # linear BGR


_SANDS = ("sand", "dune", "dunes", "desert")
_PLAIN = {
    "gold",
    "yellow",
    "brown",
    "white",
    "silver",
    "grey",
    "black",
}  # of which sand is, or which the palette gives it


@dataclass(frozen=True)
class Daylight:
    """Everything that lights the dunes; colours linear BGR, angles radians, haze per metre.

    ``offset`` is the range of angles between the view and the sun, ``lit`` the share of the ground that the sun
    should reach.
    """

    elevation: float
    softness: float
    sun: Colour
    sky: Colour
    bounce: Colour
    zenith: Colour
    horizon: Colour
    haze_sun: Colour
    haze_away: Colour
    glow: Colour
    cloud_sun: Colour
    cloud_shade: Colour
    sand: Colour = (0.165, 0.345, 0.62)
    disc_colour: Colour = (6.0, 10.5, 13.0)
    haze: float = 0.00045
    haze_far: float = 0.0008
    mist: float = 0.0
    mist_height: float = 0.0
    mist_depth: float = 6.0
    clouds: float = 0.4
    offset: tuple[float, float] = (0.30, 1.6)
    lit: float = 0.5
    stars: float = 0.0
    disc: float = 1.0
    glint: float = 0.6
    wet: float = 0.0
    snow: float = 0.0
    dust: float = 0.0
    saturation: float = 1.16
    lift: Colour = (0.026, 0.009, 0.010)
    median: tuple[float, float] = (62.0, 122.0)
    white: tuple[float, float] = (204.0, 226.0)

    def arrays(self, azimuth: float) -> tuple[Array, Array]:
        """Return the parameters in the order of the kernels."""
        flat = math.cos(self.elevation)
        light = np.zeros(ground.LIGHT_SIZE, np.float32)
        light[:] = [
            math.sin(azimuth) * flat, math.sin(self.elevation), math.cos(azimuth) * flat, self.haze, self.haze_far,
            self.mist,
            self.mist_height, self.mist_depth, self.clouds, self.stars, self.disc, self.glint, self.wet, self.snow,
            self.dust,
        ]  # fmt: skip
        colours = np.array(
            [self.sun, self.sky, self.bounce, self.zenith, self.horizon, self.haze_sun, self.haze_away, self.glow,
             self.cloud_sun, self.cloud_shade, self.sand, self.disc_colour],
            np.float32,
        )  # fmt: skip
        return light, colours

    def on_picture(self, camera: Camera, azimuth: float) -> tuple[float, float]:
        """Return where the sun is in fractions of the picture; outside 0 to 1 if it is out of the picture."""
        away = azimuth - camera.heading
        ahead = max(math.cos(away), 0.15)
        x = 0.5 + camera.focal * math.sin(away) / ahead / (2 * camera.centre_x)
        y = (camera.horizon - camera.focal * math.tan(self.elevation) / ahead) / (2 * camera.centre_x)
        return x, y

    def grade(self) -> Grade:
        """Return the grade to start from."""
        return Grade(
            contrast=1.16,
            pivot=0.24,
            saturation=self.saturation,
            lift=self.lift,
            desaturate=0.22,
            bloom=0.15,
        )


GOLDEN = Daylight(
    elevation=math.radians(11.0), softness=0.010,
    sun=(2.20, 3.00, 4.3), sky=(1.15, 0.65, 0.60), bounce=(0.70, 1.00, 1.10),
    zenith=(0.82, 0.46, 0.47), horizon=(0.49, 0.67, 0.94), haze_sun=(0.50, 0.88, 1.26), haze_away=(0.60, 0.53, 0.61),
    glow=(0.34, 1.05, 1.9), cloud_sun=(0.85, 1.15, 1.45), cloud_shade=(0.66, 0.54, 0.60), sand=(0.20, 0.37, 0.56),
    clouds=0.7, saturation=1.06, lift=(0.026, 0.011, 0.012),
)  # fmt: skip
DAWN = Daylight(
    elevation=math.radians(6.5), softness=0.012, offset=(0.35, 1.4),
    sun=(2.20, 2.75, 4.2), sky=(0.62, 0.38, 0.30), bounce=(0.3, 0.5, 1.0),
    zenith=(0.50, 0.26, 0.13), horizon=(0.46, 0.42, 0.70), haze_sun=(0.46, 0.56, 1.05), haze_away=(0.52, 0.37, 0.36),
    glow=(0.42, 0.85, 2.0), cloud_sun=(0.50, 0.55, 1.10), cloud_shade=(0.46, 0.32, 0.34),
    mist=0.004, mist_depth=4.0, saturation=1.06,
)  # fmt: skip
DAY = Daylight(
    elevation=math.radians(37.0), softness=0.010, offset=(0.5, 2.3), lit=0.66,
    sun=(3.1, 3.6, 4.6), sky=(1.05, 0.72, 0.50), bounce=(0.55, 1.0, 1.55),
    zenith=(1.30, 0.74, 0.32), horizon=(1.35, 1.12, 0.90), haze_sun=(0.95, 0.92, 0.92), haze_away=(0.95, 0.76, 0.60),
    glow=(0.55, 0.65, 0.75), cloud_sun=(1.1, 1.15, 1.2), cloud_shade=(0.85, 0.72, 0.62),
    sand=(0.20, 0.345, 0.56), clouds=0.55, disc=0.0, haze=0.0003, saturation=1.04,
)  # fmt: skip
DUSK = Daylight(
    elevation=math.radians(4.2), softness=0.035, offset=(0.20, 1.1), lit=0.40,
    sun=(0.80, 1.25, 1.95), sky=(0.52, 0.32, 0.29), bounce=(0.18, 0.32, 0.5),
    zenith=(0.33, 0.17, 0.13), horizon=(0.38, 0.42, 0.66), haze_sun=(0.26, 0.50, 1.10), haze_away=(0.40, 0.29, 0.34),
    glow=(0.18, 0.58, 1.7), cloud_sun=(0.42, 0.54, 1.10), cloud_shade=(0.30, 0.21, 0.25),
    disc=0.0, clouds=0.6, stars=0.25, median=(46.0, 100.0), lift=(0.026, 0.010, 0.010),
)  # fmt: skip
NIGHT = Daylight(
    elevation=math.radians(15.0), softness=0.012, offset=(0.5, 1.35), lit=0.52,
    sun=(0.95, 0.78, 0.56), sky=(0.190, 0.100, 0.048), bounce=(0.12, 0.09, 0.06),
    zenith=(0.032, 0.012, 0.004), horizon=(0.085, 0.041, 0.018), haze_sun=(0.24, 0.155, 0.090), haze_away=(0.100,
    0.050, 0.023),
    glow=(0.13, 0.098, 0.064), cloud_sun=(0.28, 0.22, 0.16), cloud_shade=(0.03, 0.018, 0.012),
    sand=(0.215, 0.265, 0.33), disc=1.6, disc_colour=(1.9, 1.8, 1.65), clouds=0.3, stars=1.0, haze=0.0004,
    median=(40.0, 80.0), saturation=1.1, lift=(0.024, 0.010, 0.004),
)  # fmt: skip
_AIRY = 1.4  # of its light overhead, that of a sky whose sun is named
TIMES = {"golden": GOLDEN, "dawn": DAWN, "day": DAY, "dusk": DUSK, "night": NIGHT}


def daylight(description: SceneDescription, *, close: bool, rng: np.random.Generator) -> Daylight:
    """Return the light that a description asks for; ``close`` shots get a lower, raking sun."""
    light = TIMES.get(description.time_of_day, GOLDEN)
    light = replace(
        light,
        elevation=light.elevation * float(rng.uniform(0.85, 1.2)),
        clouds=light.clouds * float(rng.uniform(0.5, 1.4)),
    )
    if galaxy_of(description):  # no moon outshines it
        light = replace(light, disc=0.0, clouds=0.3 * light.clouds)
    if description.named_light == "sun":  # no noon is navy
        light = replace(light, zenith=tuple(_AIRY * part for part in light.zenith), clouds=0.5 * light.clouds)
    light = replace(light, sand=_sand(light.sand, description))
    if "backlight" in description.without:
        light = replace(light, offset=(1.25, 2.0))
    if close:
        light = replace(light, elevation=min(light.elevation, math.radians(20.0)) * 0.95)
        if description.time_of_day in ("dawn", "dusk", "night"):  # a dune near by, against that light, is a black wall
            light = replace(light, offset=(0.6, 1.7))
    if not description.is_windy:  # which leaves the air clear, and the dunes to be seen
        light = _weather(light, description.weather, description.weather_amount)
    return _temperature(in_sky_hues(light, description), description.palette.temperature)


def _sand(sand: Colour, description: SceneDescription) -> Colour:
    """Return the colour of sand, between its own and one that a prompt names for it."""
    named = dict(coloured_in(description.prompt))
    dye = next((DYES[named[one]] for one in _SANDS if named.get(one) in DYES and named[one] not in _PLAIN), None)
    return sand if dye is None else tuple(own**0.6 * its**0.4 for own, its in zip(sand, dye, strict=True))


def _weather(light: Daylight, weather: str, amount: float) -> Daylight:
    if weather in ("dust", "storm"):
        veil = _mixed(light.haze_sun, light.haze_away, 0.45)
        thick = 1.0 if weather == "storm" else 0.35  # the wall of a sandstorm stands in clearer air
        return replace(
            light, haze=light.haze + thick * 0.0035 * amount, haze_far=light.haze_far + thick * 0.004 * amount,
            dust=0.55 + (0.4 if weather == "storm" else 0.1) * amount,
            haze_away=_mixed(light.haze_away, veil, 0.6), softness=light.softness + 0.03 * amount, clouds=0.1,
            disc=light.disc * 0.8,
        )  # fmt: skip
    if weather == "mist":
        return replace(light, mist=0.006 + 0.022 * amount, mist_depth=4.5, haze=light.haze * 1.5)
    if weather in ("rain", "snow", "overcast"):
        grey = 0.35 + 0.45 * amount
        dull = {
            name: _mixed(getattr(light, name), (sum(getattr(light, name)) / 3,) * 3, 0.6 * grey)
            for name in ("zenith", "horizon", "haze_sun", "haze_away", "cloud_shade", "glow")
        }
        sun = tuple(c * (1 - 0.55 * grey) for c in _mixed(light.sun, (sum(light.sun) / 3,) * 3, 0.4 * grey))
        return replace(
            light, **dull, sun=sun, clouds=0.9, disc=0.0, softness=light.softness + 0.06 * amount,
            haze=light.haze + (0.0003 if weather == "overcast" else 0.0012) * amount,
            wet=amount if weather == "rain" else 0.0, snow=0.25 + 0.75 * amount if weather == "snow" else 0.0,
            glint=0.2,
        )  # fmt: skip
    return light


def _temperature(light: Daylight, temperature: float) -> Daylight:
    """Shift sun and air a little to cold (below 0) or warm."""
    if not temperature:
        return light
    factors = np.array([1 - 0.20 * temperature, 1.0, 1 + (0.07 if temperature > 0 else 0.18) * temperature])
    names = ("sun", "horizon", "haze_sun", "haze_away", "glow", "cloud_sun")
    shifted: dict[str, Any] = {name: tuple(np.asarray(getattr(light, name)) * factors) for name in names}
    return replace(light, **shifted)


def _mixed(a: Colour, b: Colour | tuple[float, ...], share: float) -> Colour:
    blue, green, red = (x + (y - x) * share for x, y in zip(a, b, strict=True))
    return blue, green, red
