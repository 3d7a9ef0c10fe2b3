"""The light in canyon country: a sun that is lower than the walls, and rock that lights the rock across from it."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels.fields import fbm_at
from beatreel.plugins.generators.procedural.scenery import open_sky
from beatreel.plugins.generators.procedural.scenery.open_sky import OpenLight, open_light

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription
    from beatreel.plugins.generators.procedural.scenery.relief import Points, Sunlight

    from .ground import Country

Array = np.ndarray[Any, np.dtype[np.float32]]

GROWTH = 0.0016  # between samples of a ray, as a share of the distance
_BOUNCE = np.array([0.30, 0.52, 1.0], np.float32)  # what red rock makes of white light
_FLOOR = 0.26  # of the light of a sun in the zenith that ground throws on a wall
_RIVER = np.array([0.105, 0.150, 0.060], np.float32)  # silt in it makes it green


def daylight(description: SceneDescription, rng: np.random.Generator) -> OpenLight:
    """Return the light of the hour: a dusty air that parts near from far, a sun high enough to reach into a valley."""
    light = open_light(description, rng)
    elevation = {"dawn": 9.0, "golden": 12.0, "day": 50.0, "dusk": 3.5, "night": 24.0}[description.time_of_day]
    light = replace(
        light, elevation=math.radians(elevation * float(rng.uniform(0.9, 1.15))), air=1.25 * light.air, aurora=0.0
    )
    if description.time_of_day in ("golden", "dawn"):  # on rock that is red itself a red sun leaves no other colour
        blue, green, red = light.sun
        light = replace(light, sun=(1.10 * blue, 1.28 * green, 0.88 * red), saturation=1.04)
    if description.weather == "dust":
        light = replace(light, air=light.air * (2 + 4 * description.weather_amount), haze=(0.20, 0.34, 0.62))
    if description.weather == "mist":  # which takes the sun's beams, and leaves its light
        share = 1 - 0.7 * description.weather_amount
        light = replace(light, sun=tuple(share * part for part in light.sun))
    if description.weather == "snow":
        light = replace(light, fog=max(light.fog, 0.2))
    return light


def shade(
    points: Points, country: Country, sunlight: Sunlight, light: OpenLight, azimuth: float, eye: float
) -> list[Array]:
    """Return the light of ground points: steady, sun (points, 3 each) and water (points, 1)."""
    x, z = points.x, points.z
    y = (eye + points.dy * points.distance).astype(np.float32)
    country.settle(points, y, GROWTH)
    normal, albedo, water = country.rock(x, y, z, points.foot)
    if light.stars > 0.9:  # by moonlight there is hardly a colour
        albedo += (albedo @ np.array([0.25, 0.5, 0.25], np.float32)[:, None] - albedo) * np.float32(0.6)
    nx, ny, nz = normal[:, 0], normal[:, 1], normal[:, 2]
    towards = light.towards(azimuth)
    facing = np.maximum(nx * towards[0] + ny * towards[1] + nz * towards[2], 0)
    # Of a cliff the shadow that reaches the air before it is seen: the grids do not know its height.
    upright = np.clip((0.80 - ny) / 0.3, 0, 1)
    before = (5.0 * upright / np.maximum(np.hypot(nx, nz), 0.3)).astype(np.float32)
    lit, bounce, hollow = sunlight.at(x + before * nx, z + before * nz)
    if upright.any():
        lit += (sunlight.above(x + before * nx, z + before * nz, y, 3.0) - lit) * upright
    flat = 1 / max(math.hypot(towards[0], towards[2]), 1e-3)
    aside = (nx * towards[0] + nz * towards[2]) * np.float32(flat)
    openness = np.clip(1 - 0.75 * np.maximum(hollow, 0), 0.22, 1.1) * np.clip(0.42 + 0.45 * ny + 0.30 * aside, 0.1, 1.2)
    steady = albedo * np.array(light.ambient, np.float32) * openness[:, None]
    warm = np.array(light.sun, np.float32) * albedo
    # The wall across stands in the sun: its light comes from the side that is turned away from the sun.
    across = np.clip(0.45 - 0.55 * aside + 0.15 * (1 - ny), 0, 1)
    strength = (0.20 * across * (0.30 + bounce) * (1 - 0.6 * lit)).astype(np.float32)
    # So does the ground at its foot, which sees more of a high sun.
    strength += np.float32(_FLOOR * towards[1]) * np.clip(1 - ny, 0, 1) * np.clip(openness, 0, 1)
    steady += warm * _BOUNCE * strength[:, None]
    sun = warm * (lit * facing)[:, None]
    mu = np.clip(points.dx * towards[0] + points.dy * towards[1] + points.dz * towards[2], 0, 1)
    veil, glow = open_sky.veil(light, mu)
    if water.any():
        _mirror(points, light, azimuth, water, lit, steady, sun)
    # Dust lies low: the air over the floor is thicker than that over the rim.
    thick = 0.55 + 0.75 * np.exp(-np.maximum(y, 0) / 150.0)
    through = np.exp(-points.distance * light.air * thick - light.fog * np.maximum(points.distance - 60, 0) * 0.0016)
    keep, air = through[:, None], (1 - through)[:, None]
    return [steady * keep + veil * air, sun * keep + glow * air, water[:, None]]


def _mirror(
    points: Points, light: OpenLight, azimuth: float, water: Array, lit: Array, steady: Array, sun: Array
) -> None:
    """Make water of ground points where it is (in place): what it mirrors, and the green of the river."""
    at = water > 0.5
    dx, dy, dz = points.dx[at], points.dy[at], points.dz[at]
    ripple = 0.05 * fbm_at(points.x[at], points.z[at], 3.0, 5, 3, points.foot[at]) + 0.05 * fbm_at(
        points.x[at], points.z[at], 26.0, 6, 3, points.foot[at]
    )
    up = np.clip(-dy + ripple, 0.02, 1)
    length = 1 / np.sqrt(dx * dx + dz * dz + up * up)
    sky, shine = open_sky.sky_colours(light, azimuth, dx * length, up * length, dz * length)
    fresnel = (0.03 + 0.97 * (1 - np.clip(-dy, 0, 1)) ** 4)[:, None]
    # Low down it is the walls that are mirrored.
    wall = np.clip((0.42 - up) / 0.30, 0, 1)[:, None] * np.float32(0.8)
    rock = np.array(light.sun, np.float32) * np.array([0.010, 0.030, 0.085], np.float32)
    steady[at] = _RIVER * np.array(light.ambient, np.float32) * 1.4 + (sky + (rock - sky) * wall) * np.maximum(
        fresnel, 0.22
    )
    sun[at] = (
        shine * (1 - wall) * np.maximum(fresnel, 0.22)
        + _RIVER * np.array(light.sun, np.float32) * (0.24 * lit[at])[:, None]
    )
