"""Which country a waterfall is in, and how light falls on its walls: moss, leaves, wet rock, snow."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels.fields import fbm_at, step

from . import open_sky
from .open_sky import OpenLight, open_light

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

    from .crags import Rock
    from .gorge import Gorge

Array = np.ndarray[Any, np.dtype[np.float32]]

_SNOW = np.array([0.86, 0.82, 0.79], np.float32)
_MOSS = np.array([0.020, 0.088, 0.044], np.float32)
_RED = {"canyon", "desert", "red", "arizona", "sandstone", "havasu"}
_WINTER = {"winter", "frozen", "ice", "icy", "snow", "snowy", "frost", "arctic", "glacier"}


def neutral(colour: Any) -> Array:
    """Return the light that white water throws back: nearly without colour, so that no palette stains it."""
    part = np.array(colour, np.float32)
    return np.asarray(part + (part @ np.array([0.15, 0.6, 0.25], np.float32) - part) * np.float32(0.72), np.float32)


@dataclass(frozen=True)
class Country:
    """Colours linear BGR; ``growth`` of bushes, ``moss`` on rock, both 0 to 1."""

    rock: Any
    leaf: Any
    pool: Any
    growth: float
    moss: float
    frozen: bool


def words_of_winter(description: SceneDescription) -> bool:
    """Return whether water freezes in what a prompt describes."""
    return description.weather == "snow" or bool(description.all_words & _WINTER)


def country_of(description: SceneDescription) -> Country:
    """Return what the gorge of a prompt is made of."""
    words, world = description.all_words, description.world
    leaf, pool = np.array([0.022, 0.105, 0.052], np.float32), np.array([0.085, 0.100, 0.030], np.float32)
    if words & {"autumn", "fall colours", "maple", "october"}:
        leaf = np.array([0.018, 0.095, 0.26], np.float32)
    grey = np.array([0.075, 0.080, 0.085], np.float32)
    if words_of_winter(description):
        return Country(np.array([0.085, 0.082, 0.080], np.float32), np.array([0.03, 0.05, 0.04], np.float32),
                       np.array([0.30, 0.26, 0.17], np.float32), 0.30, 0.0, frozen=True)  # fmt: skip
    if world == "canyon" and words & (_RED | {"canyon"}) and not words & {"green", "lush", "jungle"}:
        return Country(np.array([0.10, 0.20, 0.40], np.float32), leaf * np.float32(1.3), np.array([0.22, 0.24, 0.06], np.float32),
                       0.20, 0.10, frozen=False)  # fmt: skip
    if (
        "rainforest" in description.motifs
        or "jungle" in description.motifs
        or words & {"jungle", "tropical", "rainforest", "hawaii"}
    ):
        return Country(grey * np.float32(0.85), leaf * np.float32([0.9, 1.1, 0.9]), pool, 1.0, 0.9, frozen=False)
    if world == "mountain" or words & {"iceland", "norway", "alps", "mountain", "basalt"}:
        return Country(grey * np.float32(1.15), leaf * np.float32([1.0, 0.9, 1.1]), pool, 0.5, 0.55, frozen=False)
    return Country(grey, leaf, pool, 0.82, 0.75, frozen=False)


_LOW_SUN = {*"golden gold sunset sunrise evening dusk dawn morning warm amber sundown".split()}


def _paler(colour: tuple[float, float, float]) -> tuple[float, float, float]:
    """Return a light with a third of its colour."""
    mean = sum(colour) / 3
    blue, green, red = (mean + 0.35 * (part - mean) for part in colour)
    return blue, green, red


def _of_spray(colour: tuple[float, float, float]) -> tuple[float, float, float]:
    """Return the air of a light as spray makes it: a grey, if any a green one; that of a low sun is violet over rock and moss."""
    mean = sum(colour) / 3
    return 1.0 * mean, 1.03 * mean, 0.95 * mean


def falls_light(description: SceneDescription, rng: np.random.Generator) -> OpenLight:
    """Return the light of the hour in a gorge: a sun that reaches into it."""
    light = open_light(description, rng)
    least = {"dawn": 17.0, "golden": 21.0, "day": 46.0, "dusk": 10.0, "night": 38.0}[description.time_of_day]
    light = replace(
        light,
        elevation=math.radians(least * float(rng.uniform(0.9, 1.15))),
        aurora=0.0,
        disc=0.0,
        air=2.0 * light.air,
        fog=0.4 * light.fog,
    )
    if description.time_of_day in ("dawn", "golden"):
        blue, green, red = light.sun
        light = replace(light, sun=(1.25 * blue, 1.2 * green, 0.85 * red))
    if (
        description.time_of_day == "golden" and not _LOW_SUN & description.all_words
    ):  # nobody named the hour: water is white
        light = replace(light, sun=_paler(light.sun), glow=_paler(light.glow), haze_sun=_paler(light.haze_sun))
        light = replace(light, haze=_of_spray(light.haze), horizon=_of_spray(light.horizon))
    return replace(
        light,
        median=(light.median[0] * 0.85, light.median[1] * 0.95),
        saturation=(0.80 if description.time_of_day == "dusk" or words_of_winter(description) else 1.0)
        * light.saturation,
    )


def shade_wall(rock: Rock, gorge: Gorge, country: Country, light: OpenLight, seed: int) -> list[Array]:
    """Return the steady light of rock and leaves, and that of the sun."""
    x, y, z = (np.ascontiguousarray(rock.at[:, k]) for k in range(3))
    ny, foot = rock.normal[:, 1], rock.foot
    scale = gorge.crags.scale
    mottle = fbm_at(x + 0.7 * y, z - 0.8 * y, 6.0 * scale, seed, 5, foot, 0.6)
    streak = fbm_at(x + z, 0.12 * y, 2.6 * scale, seed + 1, 4, foot, 0.6)
    albedo = country.rock * np.clip(rock.tone * (1 + 0.6 * mottle - 0.5 * np.maximum(streak, 0)), 0.2, 2)[:, None]
    off = np.min([np.hypot(x - one.x, z - one.z) - one.half for one in gorge.sheets], axis=0)
    near = gorge.sheets[0].z * 0.10
    wet = np.clip(step(1.6 * near, 0.1 * near, off + 0.4 * near * mottle) + step(0.05 * near, 0.0, y), 0, 1)
    washed = step(3.0 * scale, 0.8 * scale, y + 0.8 * scale * mottle)  # stones in the stream are dark
    albedo *= ((1 - 0.5 * wet) * (1 - 0.55 * washed))[:, None]
    if country.moss:
        damp = (
            0.9 * country.moss - 0.55 - 0.5 * step(2.5 * scale, 0.5 * scale, y) + 0.5 * ny + 0.9 * mottle + 0.25 * wet
        )
        moss = step(0.0, 0.5, damp)
        albedo += (_MOSS * (1 + 0.7 * mottle)[:, None] - albedo) * (0.85 * moss)[:, None]
    # Leaves: each clump has its own green, and light comes through them.
    clump = fbm_at(x + 0.6 * y, z + 0.5 * y, 3.0 * scale, seed + 2, 2, foot)
    fine = fbm_at(x - 0.7 * y, z + 0.9 * y, 0.55 * scale, seed + 3, 5, foot, 0.75)
    fine = 1.1 * step(-0.25, 0.35, fine) - 0.55  # leaves, and the dark between them
    leaf = (
        country.leaf
        * np.float32(0.72)
        * (1 + 0.55 * clump + 0.9 * fine)[:, None]
        * np.stack([1 - 0.3 * clump, np.ones_like(clump), 1 + 0.5 * clump], -1)
    )
    albedo += (np.maximum(leaf, 0.004) - albedo) * rock.leaves[:, None]
    if country.frozen:
        snow = step(0.25, 0.62, ny + 0.3 * mottle) * (0.6 + 0.4 * rock.open)
        ice = step(0.15, 0.45, streak + 0.25 * wet) * (1 - rock.leaves) * 0.6
        albedo += (np.array([0.62, 0.56, 0.42], np.float32) - albedo) * ice[:, None]
        albedo += (_SNOW - albedo) * snow[:, None]
    ambient, warm = np.array(light.ambient, np.float32), np.array(light.sun, np.float32)
    towards = np.array(light.towards(gorge.azimuth), np.float32)
    open_ = (rock.open * (0.45 + 0.55 * ny))[:, None]
    # Deep in a gorge less of the sky is seen.
    deep = np.clip(0.45 + 0.55 * y / max(gorge.sheets[0].top, 1.0), 0.45, 1.05)[:, None]
    steady = albedo * ambient * open_ * deep * np.float32(1.5)
    facing = rock.normal @ towards
    through = 0.25 * np.maximum(-facing, 0) * rock.leaves
    sun = albedo * warm * (rock.lit * np.clip(facing, 0, 1) + 0.5 * rock.lit * through)[:, None]
    # Lit rock across lights what lies in the shade.
    steady += albedo * warm * (0.055 * rock.open * np.clip(0.6 + 0.4 * facing, 0, 1))[:, None]
    back = (rock.way * rock.normal).sum(axis=1)
    mirror = rock.way - 2 * back[:, None] * rock.normal
    gloss = (0.02 + 0.4 * (1 - np.clip(-back, 0.05, 1)) ** 5) * wet * (1 - rock.leaves) * rock.open
    shine, _ = open_sky.sky_colours(light, gorge.azimuth, mirror[:, 0], np.maximum(mirror[:, 1], 0.1), mirror[:, 2])
    steady += shine * gloss[:, None]
    mu = np.clip(rock.way @ towards, 0, 1)
    veil, glow = open_sky.veil(light, mu)
    # The fall fills its amphitheatre with damp air.
    damp_air = (
        0.45 * np.exp(-(((rock.distance - gorge.sheets[0].z) / (0.5 * gorge.sheets[0].z)) ** 2)) / gorge.sheets[0].z
    )
    damp_air = damp_air * np.exp(-y / (0.55 * gorge.sheets[0].top))
    keep = np.exp(-rock.distance * (light.air + 0.004 * light.fog + damp_air))[:, None].astype(np.float32)
    steady = steady * keep + (0.55 * veil + 0.6 * ambient) * (1 - keep)
    return [steady.astype(np.float32), (sun * keep + glow * (1 - keep)).astype(np.float32)]
