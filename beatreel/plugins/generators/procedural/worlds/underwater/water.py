"""Light under water: what the water swallows and scatters, the surface from below, and shafts of light."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.fields import fbm_at, step
from beatreel.plugins.generators.procedural.kernels.sea import Sea
from beatreel.plugins.generators.procedural.painting import Grade

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.kernels.heightfield import Camera
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

Array = np.ndarray[Any, np.dtype[np.float32]]
Colour = tuple[float, float, float]  # linear BGR

_BEAMS = re.compile(
    r"\b(?:sun|light|god)[ -]?(?:rays?|beams?|shafts?)\b|\b(?:rays?|beams?|shafts?) of (?:[a-z]+ )?(?:sun|moon)?light\b"
    r"|\b(?:sunbeams?|sunrays?|moonbeams?)\b|\b(?:sun|moon)?light (?:streaming|filtering|falling|piercing|pouring|breaking)\b"
)


@dataclass(frozen=True)
class DeepLight:
    """Light and water; colours linear BGR.

    ``sun`` is what comes down through the surface, ``surface`` the bright surface itself, ``water`` the colour in which the
    distance drowns at eye level and ``abyss`` below, ``extinction`` per metre, ``rays`` and ``glow`` the strength of shafts
    and of what shines by itself, ``lean`` how far the sun stands from the zenith to one side.
    """

    sun: Colour
    surface: Colour
    water: Colour
    abyss: Colour
    extinction: Colour = (0.045, 0.060, 0.19)
    rays: float = 1.0
    glow: float = 0.5
    lean: float = 0.25
    median: tuple[float, float] = (52.0, 104.0)
    white: tuple[float, float] = (208.0, 231.0)
    saturation: float = 1.10

    def dimmed(self, share: float) -> DeepLight:
        """Return the same light far down, where only a share of it arrives."""
        parts = {
            name: tuple(share * part for part in getattr(self, name)) for name in ("sun", "surface", "water", "abyss")
        }
        return replace(self, **parts, glow=max(self.glow, 0.9))

    def sunless(self) -> DeepLight:
        """Return the dark of the deep sea, into which no ray comes from above: what is seen there shines by itself."""
        found = self.dimmed(0.16)
        black: Colour = (0.0, 0.0, 0.0)
        sun: Colour = tuple(0.02 * part for part in found.sun)
        level: Colour = tuple(0.15 * part + 0.85 * below for part, below in zip(found.water, found.abyss, strict=True))
        return replace(found, sun=sun, surface=black, water=level, rays=0.0, glow=1.0, median=(14.0, 40.0))

    def cleared(self, share: float) -> DeepLight:
        """Return the same light in water that swallows only a share as much of its red."""
        blue, green, red = self.extinction
        return replace(self, extinction=(blue, green, max(blue, share * red)))

    def over_corals(self) -> DeepLight:
        """Return the light of the surface over a reef, blue as seen from below, so that warm colours are those of the corals."""
        sun: Colour = (self.sun[0], 0.85 * self.sun[1], 0.16 * self.sun[2])
        surface: Colour = (self.surface[0], 0.85 * self.surface[1], 0.16 * self.surface[2])
        return replace(self, sun=sun, surface=surface)

    def grade(self) -> Grade:
        """Return the grade to start from."""
        return Grade(
            contrast=1.24,
            pivot=0.22,
            saturation=self.saturation,
            lift=(0.026, 0.012, 0.004),
            desaturate=0.35,
            bloom=0.17,
        )


DAY = DeepLight((2.1, 2.3, 2.2), (2.6, 2.5, 1.9), (0.42, 0.235, 0.030), (0.085, 0.030, 0.004))
GOLDEN = DeepLight(
    (1.1, 2.0, 2.7), (1.5, 2.3, 2.5), (0.26, 0.230, 0.060), (0.060, 0.036, 0.008), lean=0.7, extinction=(0.060, 0.055, 0.13),
    saturation=1.0,
)  # fmt: skip
DAWN = DeepLight(
    (1.5, 1.7, 2.0),
    (2.0, 2.0, 2.1),
    (0.34, 0.215, 0.060),
    (0.075, 0.032, 0.010),
    lean=0.6,
    extinction=(0.050, 0.060, 0.14),
)
DUSK = DeepLight(
    (0.95, 0.62, 0.70), (1.25, 0.80, 0.95), (0.26, 0.085, 0.050), (0.060, 0.014, 0.010), lean=0.5, glow=0.9, rays=0.8,
    extinction=(0.045, 0.070, 0.12), median=(38.0, 84.0), white=(204.0, 228.0),
)  # fmt: skip
NIGHT = DeepLight(
    (0.62, 0.50, 0.30), (0.80, 0.62, 0.36), (0.110, 0.042, 0.008), (0.026, 0.008, 0.002), glow=1.0, rays=0.75,
    median=(30.0, 70.0), white=(202.0, 226.0),
)  # fmt: skip
TIMES = {"dawn": DAWN, "golden": GOLDEN, "day": DAY, "dusk": DUSK, "night": NIGHT}


def deep_light(description: SceneDescription) -> DeepLight:
    """Return the light that a description asks for; weather above makes the water murky and the shafts faint."""
    light = TIMES.get(description.time_of_day, DAY)
    murk = {"mist": 0.9, "storm": 0.8, "rain": 0.35, "dust": 0.7, "snow": 0.2}.get(description.weather, 0.0)
    murk *= 0.4 + 0.6 * description.weather_amount
    b, g, r = (part * (1 + murk) for part in light.extinction)
    dim = 1 - 0.35 * murk
    sun: Colour = (light.sun[0] * dim, light.sun[1] * dim, light.sun[2] * dim)
    return replace(light, extinction=(b, g, r), rays=light.rays * (1 - 0.5 * murk), sun=sun)


def has_beams(description: SceneDescription) -> bool:
    """Return whether a prompt names rays of light."""
    return bool(_BEAMS.search(description.prompt.lower()))


def drowned(light: DeepLight, colour: Array, distance: Array, dy: Array) -> tuple[Array, Array]:
    """Return what is left of a colour at a distance, and the water before it, each (..., 3)."""
    through = np.exp(-distance[..., None] * np.array(light.extinction, np.float32))
    return colour * through, veil(light, dy) * (1 - through)


def veil(light: DeepLight, dy: Array) -> Array:
    """Return the colour of endless water in directions, by their upward part."""
    water, abyss = np.array(light.water, np.float32), np.array(light.abyss, np.float32)
    down = step(0.10, -0.55, dy)[..., None]
    up = np.clip(dy, 0, 1)[..., None]
    return np.asarray((water + (abyss - water) * down) * (1 + 1.9 * up * up), np.float32)


def background(
    light: DeepLight, camera: Camera, depth: float, sea: Sea, width: int, height: int, sun_at: tuple[float, float]
) -> tuple[Array, Array]:
    """Paint open water and the surface seen from below.

    Parameters
    ----------
    depth : float
        Metres of water over the camera.
    sun_at : tuple of float
        Pixel of the sun behind the surface.

    Returns
    -------
    steady, sun : ndarray (height, width, 3)
    """
    half = max(8, -(-width // 2)), max(8, -(-height // 2))
    y, x = np.mgrid[0 : half[1], 0 : half[0]].astype(np.float32)
    x, y = (x + 0.5) * (width / half[0]), (y + 0.5) * (height / half[1])
    side, rise = (x - camera.centre_x) / camera.focal, (camera.horizon - y) / camera.focal
    length = 1 / np.sqrt(side * side + rise * rise + 1)
    dy = (rise * length).astype(np.float32)
    steady = veil(light, dy)
    up = np.maximum(dy, 0.02)
    away = (depth / up).astype(np.float32)
    foot = away / np.float32(camera.focal)
    _, slope_x, slope_z, _ = sea.at(away * side * length, away * length, foot)
    # Beyond 48.6 degrees from the zenith the surface mirrors the deep; waves let the edge of that window dance.
    tilt = slope_x * side * length + slope_z * length
    window = step(0.38, 0.86, dy + 0.75 * tilt)
    through = np.exp(-away[..., None] * np.array(light.extinction, np.float32))
    surface = np.array(light.surface, np.float32)
    steady += surface * through * (0.16 + 0.60 * window)[..., None] * step(0.04, 0.2, dy)[..., None]
    off_x, off_y = (x - sun_at[0]) / width, (y - sun_at[1]) / width
    near = (off_x + 0.40 * slope_x) ** 2 + (0.75 * off_y + 0.30 * slope_z) ** 2
    spot = 3.0 * np.exp(-near / 0.0022) + 1.6 * np.exp(-near / 0.010) + 0.50 * np.exp(-near / 0.06)
    halo = 0.30 * np.exp(-np.sqrt(off_x * off_x + off_y * off_y) / 0.32)
    sun = np.array(light.sun, np.float32) * (spot * step(0.0, 0.25, dy) + halo)[..., None].astype(np.float32)
    sun *= np.exp(-0.6 * depth * np.array(light.extinction, np.float32))
    return tuple(cv2.resize(part, (width, height), interpolation=cv2.INTER_LINEAR) for part in (steady, sun))


def shafts(width: int, height: int, sun_at: tuple[float, float], seed: int, reach: float = 1.1) -> Array:
    """Return shafts of light that fan out from a sun above, (height, width), about 0 to 1; a quarter of the size inside."""
    small = max(8, width // 4), max(8, height // 4)
    y, x = np.mgrid[0 : small[1], 0 : small[0]].astype(np.float32)
    # The shafts meet far above the surface: they are nearly parallel.
    dx = (x + 0.5) / small[0] - sun_at[0] / width
    dy = ((y + 0.5) / small[1] - sun_at[1] / height) * (height / width) + 0.55
    angle = np.arctan2(dx, np.maximum(dy, 0.05))
    zero = np.zeros_like(angle)
    broad = fbm_at(angle, zero, 0.16, seed, 2)
    narrow = fbm_at(angle, zero + 3, 0.035, seed + 5, 3, gain=0.65)
    light = step(-0.05, 0.75, broad + 0.55 * narrow + 0.15)
    away = np.hypot(dx, dy - 0.55)
    light = light * np.exp(-away / np.float32(0.62 * reach)) * np.exp(-((angle / 0.75) ** 2))
    uneven = 0.75 + 0.4 * fbm_at(dx, dy, 0.5, seed + 9, 3)
    return np.asarray(cv2.resize((light * uneven).astype(np.float32), (width, height)), np.float32)


def beams(width: int, height: int, sun_at: tuple[float, float], rng: np.random.Generator) -> Array:
    """Return a few rays of light apart from each other, as of a sun between waves, (height, width), 0 to about 1."""
    small = max(8, width // 2), max(8, height // 2)
    y, x = np.mgrid[0 : small[1], 0 : small[0]].astype(np.float32)
    dx = (x + 0.5) / small[0] - sun_at[0] / width
    dy = ((y + 0.5) / small[1] - sun_at[1] / height) * (height / width) + 0.55
    angle = np.arctan2(dx, np.maximum(dy, 0.05))
    away = np.hypot(dx, dy - 0.55)
    light = np.zeros_like(angle)
    count = int(rng.integers(8, 12))
    for number in range(count):
        at = 1.5 * ((number + float(rng.uniform(0.15, 0.85))) / count - 0.5)
        half, strong = float(rng.uniform(0.012, 0.042)), float(rng.uniform(0.5, 1.0))
        ends = 1 / (1 + np.exp((away - np.float32(rng.uniform(0.9, 1.8))) / 0.22))
        light += np.float32(strong) * step(half, 0.35 * half, np.abs(angle - np.float32(at))) * ends
    light *= 0.72 + 0.5 * fbm_at(angle, 0.05 * away, 0.03, int(rng.integers(1, 1 << 20)), 2)
    light *= np.exp(-away / np.float32(1.3))
    return np.asarray(cv2.resize(np.clip(light, 0, 1.2).astype(np.float32), (width, height)), np.float32)
