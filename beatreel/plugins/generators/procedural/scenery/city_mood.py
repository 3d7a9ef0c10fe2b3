"""Light and weather of a city by the hour."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from beatreel.plugins.generators.procedural.hues import from_cold
from beatreel.plugins.generators.procedural.palette import in_hue, light_of_hue

from .dyed_skies import in_sky_hues

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.prompt.colouring import Palette
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

Colour = tuple[float, float, float]


@dataclass(frozen=True)
class Mood:
    """Light and weather of one city; colours are linear BGR, see :class:`~..kernels.city.City`.

    Attributes
    ----------
    elevation, azimuth : float
        Of the sun or moon, degrees; azimuth 0 is straight ahead.
    share : float
        Factor of how many windows are lit.
    neon : float
        Power of crowns and beacons.
    bare : float
        Factor of how much light surfaces throw back: concrete is dark only in pictures that its lamps expose.
    """

    elevation: float
    azimuth: float
    sunlight: Colour
    glow: Colour
    zenith: Colour
    horizon: Colour
    ambient: Colour
    air: Colour
    street_air: Colour
    lamps: Colour
    windows: float
    traffic: float
    share: float
    neon: float
    haze: float = 0.00042
    haze_height: float = 150.0
    cloud: float = 0.45
    wet: float = 0.0
    snow: float = 0.0
    colours: tuple[Colour, ...] = ()
    warm: Colour = (0.15, 0.43, 1.0)
    cool: Colour = (0.85, 0.90, 0.80)
    median: tuple[float, float] = (48.0, 88.0)
    disc: Colour = (0.0, 0.0, 0.0)
    bare: float = 1.0

    def light(self) -> dict[str, Any]:
        """Return the fields of a :class:`~..kernels.city.City` that are light or weather."""
        up, turn = math.radians(self.elevation), math.radians(self.azimuth)
        sun = (math.sin(turn) * math.cos(up), math.sin(up), math.cos(turn) * math.cos(up))
        names = (
            "sunlight",
            "disc",
            "glow",
            "zenith",
            "horizon",
            "ambient",
            "air",
            "street_air",
            "lamps",
            "warm",
            "cool",
            "colours",
        )
        fields: dict[str, Any] = {name: np.array(getattr(self, name), np.float32) for name in names}
        fields |= {
            name: float(getattr(self, name))
            for name in ("haze", "haze_height", "cloud", "wet", "snow", "windows", "traffic")
        }
        return fields | {"sun": np.array(sun, np.float64)}


_NIGHT = Mood(24, 20, (0.0, 0.0, 0.0), (0.010, 0.006, 0.004), (0.016, 0.0062, 0.0034), (0.040, 0.022, 0.020),
              (0.050, 0.028, 0.018), (0.034, 0.020, 0.017), (0.012, 0.026, 0.050), (0.10, 0.30, 0.62), 1.35, 1.4, 1.1, 1.2,
              cloud=0.3, median=(26.0, 60.0), disc=(0.75, 0.80, 0.80))  # fmt: skip
_DUSK = Mood(-1.5, 18, (0.0, 0.0, 0.0), (0.03, 0.19, 0.62), (0.125, 0.052, 0.021), (0.165, 0.100, 0.090),
             (0.15, 0.080, 0.052), (0.10, 0.062, 0.060), (0.010, 0.024, 0.050), (0.10, 0.30, 0.62), 1.1, 1.1, 1.1, 1.0,
             median=(44.0, 84.0))  # fmt: skip
_GOLDEN = Mood(6.5, 16, (0.45, 1.15, 3.4), (0.30, 0.95, 2.7), (0.42, 0.30, 0.26), (0.42, 0.55, 0.85),
               (0.30, 0.26, 0.28), (0.20, 0.30, 0.52), (0.0, 0.0, 0.0), (0.02, 0.06, 0.12), 0.40, 0.35, 0.35, 0.5,
               disc=(3.2, 7.0, 17.0), haze=0.00062, cloud=0.5, median=(62.0, 108.0), bare=1.5)  # fmt: skip
_DAWN = Mood(3.0, -16, (0.55, 0.80, 1.7), (0.55, 0.75, 1.6), (0.46, 0.30, 0.25), (0.62, 0.50, 0.66),
             (0.34, 0.28, 0.30), (0.36, 0.30, 0.34), (0.004, 0.010, 0.018), (0.05, 0.15, 0.30), 0.55, 0.5, 0.35, 0.6,
             disc=(3.5, 5.0, 10.0), haze=0.0009, haze_height=75.0, cloud=0.4, median=(60.0, 108.0), bare=1.5)  # fmt: skip
_DAY = Mood(36, 128, (2.6, 2.9, 3.1), (0.35, 0.36, 0.36), (1.00, 0.46, 0.20), (1.15, 0.86, 0.66),
            (1.10, 0.86, 0.70), (0.62, 0.48, 0.38), (0.0, 0.0, 0.0), (0.0, 0.0, 0.0), 0.10, 0.0, 0.20, 0.2,
            cloud=0.55, median=(84.0, 128.0), bare=2.8)  # fmt: skip
_BLUE_HOUR = Mood(-7, 18, (0.0, 0.0, 0.0), (0.045, 0.040, 0.045), (0.085, 0.031, 0.013), (0.190, 0.090, 0.056),
                  (0.130, 0.060, 0.034), (0.100, 0.052, 0.032), (0.010, 0.024, 0.050), (0.10, 0.30, 0.62), 1.5, 1.3, 1.5, 0.9,
                  cloud=0.35, median=(34.0, 62.0))  # fmt: skip
_APART = 40.0  # degrees between hues that are told apart
_OVERCAST, _FALLING = (
    0.85,
    0.6,
)  # of its colour that a whole sky of clouds loses, and one from which rain or snow falls by day
_BEHIND = 146.0  # degrees from the view at which a sun lights what is looked at
_DEEP = 0.85  # of its light that such a sky keeps
HOURS = {"night": _NIGHT, "dusk": _DUSK, "golden": _GOLDEN, "dawn": _DAWN, "day": _DAY}


def mood_of(description: SceneDescription, random: np.random.Generator) -> Mood:
    """Return the light and weather of a description; the sun stands a little to one side of the view."""
    hour, palette = description.time_of_day, description.palette
    mood = _BLUE_HOUR if description.blue_hour else HOURS[hour]
    mood = replace(mood, azimuth=float(random.choice([-1, 1]) * random.uniform(0.5, 1.0) * abs(mood.azimuth)))
    hues = ((palette.key, 0.15, 0.72), (palette.fill, 0.20, 0.66), (palette.accent, 0.15, 0.76))
    colours = [tuple(float(v) for v in light_of_hue(*hue)) for hue in hues]
    mood = replace(mood, colours=(*colours, (0.05, 0.05, 1.0), (0.35, 0.70, 1.0)))
    if hour in ("golden", "dawn"):
        mood = _parted(mood, palette)
    mood = in_sky_hues(mood, description)
    if description.named_light == "sun":
        mood = _sunny(mood)
    mood = _weathered(mood, description.weather, description.weather_amount)
    return _greyed(mood, _FALLING) if description.named_light in ("snow", "rain") else mood


def _sunny(mood: Mood) -> Mood:
    """Return a day whose sun is what is named: it stands behind whoever looks, walls are light, and few clouds are in the sky."""
    changes: dict[str, Any] = {
        name: tuple(factor * part for part in getattr(mood, name))
        for name, factor in (("sunlight", 1.5), ("ambient", 1.5), ("zenith", 1.15))
    }
    return replace(mood, **changes, cloud=0.6 * mood.cloud, azimuth=math.copysign(_BEHIND, mood.azimuth))


def _greyed(mood: Mood, share: float) -> Mood:
    """Return a light whose sky is all cloud, without a share of its colour."""
    parts: dict[str, Any] = {
        name: tuple((1 - share) * part + share * sum(getattr(mood, name)) / 3 for part in getattr(mood, name))
        for name in ("zenith", "horizon", "ambient", "air")
    }
    return replace(mood, **parts, cloud=1.0)


def _parted(mood: Mood, palette: Palette) -> Mood:
    """Return a mood whose sky above and shade are of the colder of two hues that a prompt names: a low sun would be all there is."""
    apart = abs((palette.key - palette.fill + 180) % 360 - 180)
    if palette.strength < 0.45 or apart < _APART:
        return mood
    cold = min(palette.key, palette.fill, key=from_cold)
    zenith, ambient = (
        tuple(float(v) for v in in_hue(np.array(part, np.float32) * _DEEP, cold, 0.75))
        for part in (mood.zenith, mood.ambient)
    )
    return replace(mood, zenith=zenith, ambient=ambient)


def _weathered(mood: Mood, weather: str, amount: float) -> Mood:
    if weather in ("rain", "storm", "snow", "overcast"):
        grey = 0.55 + 0.35 * amount
        flat = tuple(0.6 * (z + h) / 2 for z, h in zip(mood.zenith, mood.horizon, strict=True))
        mood = replace(
            mood,
            sunlight=tuple(v * (1 - grey) ** 3 for v in mood.sunlight),
            disc=tuple(v * (1 - grey) ** 4 for v in mood.disc),
            glow=tuple(v * (1 - 0.85 * grey) for v in mood.glow),
            zenith=tuple(z + (0.8 * f - z) * grey for z, f in zip(mood.zenith, flat, strict=True)),
            horizon=tuple(h + (f - h) * 0.7 * grey for h, f in zip(mood.horizon, flat, strict=True)),
            cloud=0.9,
            haze=mood.haze * (1.3 if weather == "overcast" else 2.0 + 2.0 * amount),
            windows=max(mood.windows, 0.5),
            lamps=tuple(max(a, b) for a, b in zip(mood.lamps, (0.05, 0.15, 0.31), strict=True)),
            wet=0.0 if weather in ("snow", "overcast") else 1.0,
            snow=amount if weather == "snow" else 0.0,
        )
        if weather == "overcast":
            mood = replace(_greyed(mood, _OVERCAST), cloud=mood.cloud)
        if weather == "snow":
            mood = replace(mood, ambient=tuple(1.25 * v for v in mood.ambient))
    elif weather == "mist":
        mood = replace(mood, haze=mood.haze * (2.2 + 3.6 * amount), haze_height=46 + 40 * amount, cloud=0.25)
    elif weather == "dust":
        warm = tuple(0.5 * a + 0.5 * max(mood.air) * c for a, c in zip(mood.air, (0.35, 0.65, 1.0), strict=True))
        mood = replace(mood, haze=mood.haze * (2 + 3 * amount), air=warm, cloud=0.2)
    return mood
