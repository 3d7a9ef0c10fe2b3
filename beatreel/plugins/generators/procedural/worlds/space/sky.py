"""The sky of space: colours, gas lit by young stars, and fields of stars."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels import volume
from beatreel.plugins.generators.procedural.kernels.fields import fbm_at, ridged_at, step
from beatreel.plugins.generators.procedural.kernels.specks import specks
from beatreel.plugins.generators.procedural.palette import light_of_hue

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

Array = np.ndarray[Any, np.dtype[np.float32]]

# Hues of the two gases, of what the stars light, of planets, and of the sun.
_SCHEMES: tuple[tuple[float, float, float, float, float], ...] = (
    (262.0, 350.0, 62.0, 48.0, 75.0),  # blue and magenta with a golden heart
    (192.0, 40.0, 78.0, 200.0, 70.0),  # teal and rust, as narrow-band filters show it
    (285.0, 12.0, 45.0, 290.0, 55.0),  # violet and crimson
    (225.0, 300.0, 210.0, 35.0, 85.0),  # cold blue with violet, a warm planet
    (20.0, 330.0, 70.0, 30.0, 80.0),  # ember red
)


@dataclass(frozen=True)
class Colours:
    """Linear BGR light of each thing, strongest channel 1."""

    gas: Array
    other: Array
    heart: Array
    planet: Array
    sun: Array


def colours_of(description: SceneDescription) -> Colours:
    """Return the colours of a film: those that the prompt names, else a scheme that its words choose."""
    palette = description.palette
    if palette.strength > 0:
        hues: tuple[float, ...] = (palette.key, palette.fill, palette.accent, palette.key, palette.accent)
    else:
        text = " ".join(sorted(description.prompt.lower().split()))
        number = int.from_bytes(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:2], "big")
        hues = _SCHEMES[number % len(_SCHEMES)]
    gas, other, heart, planet, sun = hues
    return Colours(
        gas=light_of_hue(gas, 0.19, 0.62),
        other=light_of_hue(other, 0.18, 0.62),
        heart=light_of_hue(heart, 0.11, 0.80),
        planet=light_of_hue(planet, 0.09, 0.70),
        sun=light_of_hue(sun, 0.06, 0.90),
    )


@dataclass
class Gas:
    """A nebula at a picture's size.

    Attributes
    ----------
    one, other, lit : ndarray (height, width), float32
        Light of its two gases, and of the stars within it.
    through : ndarray (height, width), float32
        How much of what lies behind is seen.
    """

    one: Array
    other: Array
    lit: Array
    through: Array


def gas(
    width: int,
    height: int,
    *,
    heart: tuple[float, float],
    form: tuple[float, ...],
    brightness: float,
    thickness: float,
    seed: int,
) -> Gas:
    """Paint a nebula.

    Parameters
    ----------
    heart : tuple of float
        Where its brightest star is, shares of the picture.
    form : tuple of float
        See :func:`~..kernels.volume.nebula`; the offset is found so that the sheet passes through the heart.
    brightness, thickness : float
    """
    small = max(16, width // 2), max(16, height // 2)
    tall = height / width
    depth = 2.1
    star = np.array(
        [(heart[0] - 0.5) * (2 + depth), (heart[1] - 0.5) * tall * (2 + depth), depth, brightness], np.float32
    )
    rng = np.random.default_rng([seed, 3])
    others = [
        [*(star[:3] + rng.uniform(-1.3, 1.3, 3) * [1, 1.4, 0.6]), brightness * rng.uniform(0.08, 0.3)] for _ in range(2)
    ]
    plane = np.array(form, np.float32)
    plane[3] = float(plane[:3] @ star[:3])
    steps = 26
    found = volume.nebula(
        *small,
        form=plane,
        stars=np.array([star, *others], np.float32),
        focal=1.0,
        steps=steps,
        thickness=thickness,
        seed=seed,
    )
    # The grain of the random first steps goes; what is finer than that is added by the stars and the dust before them.
    found = cv2.GaussianBlur(found, (0, 0), max(0.5, 1.3 * small[0] / 792))
    large = [cv2.resize(found[..., i], (width, height), interpolation=cv2.INTER_CUBIC) for i in range(4)]
    one, other, lit, through = (np.maximum(part, 0) for part in large)
    fine, dust = _threads(np.clip(1 - through, 0, 1), width, seed)
    trunks, rim = _trunks(np.clip(1 - through, 0, 1), heart, seed)
    glow = cv2.GaussianBlur(lit, (0, 0), width / 22)
    dust = np.maximum(dust, trunks)
    total, share = one + other, step(0.22, 0.78, one / (one + other + np.float32(1e-4)))
    one, other = total * share, total * (1 - share)  # where both are alike, opposite hues would be grey
    lit /= 1 + 2.0 * glow  # an eye gets used to the core, and sees what it is made of
    used = 1 / (1 + 0.9 * cv2.GaussianBlur(total, (0, 0), width / 22))
    one *= used
    other *= used
    for part, much in ((one, 1.0), (other, 1.0), (lit, 1.35)):
        part *= np.maximum(1 + much * (fine - 1), 0.05) * (1 - dust)
    one += 0.5 * rim * (0.2 + one)
    lit += 0.7 * rim * np.minimum(glow, 1.5)
    through *= 1 - 0.6 * dust
    return Gas(one, other, lit, through)


def _trunks(opacity: Array, heart: tuple[float, float], seed: int) -> tuple[Array, Array]:
    """Return pillars of dark dust that point at the bright heart, as its light wears them away, and their lit rims; 0 to 1."""
    height, width = opacity.shape
    small = max(16, width // 2), max(16, height // 2)
    y, x = np.mgrid[: small[1], : small[0]].astype(np.float32) / np.float32(small[0])
    x, y = x - np.float32(heart[0]), y - np.float32(heart[1] * height / width)
    away = np.hypot(x, y) + np.float32(1e-4)
    bends = [fbm_at(x, y, 0.30, seed % 983 + k, 5) for k in (41, 42)]
    stretch = (0.85 + 0.55 * away) / away
    streak = fbm_at(x * stretch + 0.32 * bends[0], y * stretch + 0.32 * bends[1], 0.62, seed % 983 + 43, 6)
    body = cv2.GaussianBlur(cv2.resize(opacity, small, interpolation=cv2.INTER_AREA), (0, 0), small[0] / 30)
    inside = step(0.25, 0.75, body) * step(0.05, 0.20, away)
    cover = step(0.05, 0.27, streak + 0.22 * bends[1] - 0.12 * np.exp(-away / 0.16)) * inside
    soft = cv2.GaussianBlur(cover, (0, 0), max(0.7, small[0] / 260))
    gx, gy = (cv2.Sobel(soft, cv2.CV_32F, k, 1 - k, scale=small[0] / 1600) for k in (1, 0))
    rim = np.clip(gx * x / away + gy * y / away, 0, 1) * np.exp(-away / 0.45)
    return tuple(
        cv2.resize(part.astype(np.float32), (width, height), interpolation=cv2.INTER_LINEAR)
        for part in (0.86 * cover, rim)
    )


def cluster(width: int, height: int, heart: tuple[float, float], seed: int) -> Array:
    """Return the young stars that light a nebula, (height, width) of light, crowded about its heart."""
    rng = np.random.default_rng([seed, 17])
    unit = width / 1584
    image = np.zeros((height, width), np.float32)
    x, y = rng.normal(heart[0], 0.10, 70) * width, rng.normal(heart[1] * height, 0.12 * width, 70)
    size = rng.random(70) ** 4
    specks(image, x, y, np.maximum((0.6 + 1.6 * size) * unit, 0.6), 0.25 + 1.3 * size)
    image = 1.9 * cv2.GaussianBlur(image, (0, 0), max(0.4, 0.7 * unit))
    for _ in range(3):
        x, y = rng.normal(heart[0], 0.06) * width, rng.normal(heart[1] * height, 0.07 * width)
        _spiked(image, float(x), float(y), rng.uniform(0.6, 1.0), unit)
    return image


def _threads(opacity: Array, width: int, seed: int) -> tuple[Array, Array]:
    """Return how gas is drawn out into threads, about 1, and the lanes of dark dust before it, 0 to 1."""
    height = opacity.shape[0]
    y, x = np.mgrid[:height, :width].astype(np.float32) / np.float32(width)
    foot = np.full((height, width), 1 / width, np.float32)
    bend_x, bend_y = (fbm_at(x, y, 0.40, seed % 991 + k, 3) for k in (1, 2))
    # Threads follow the edges of what they are part of, as shock fronts do.
    soft = cv2.GaussianBlur(opacity, (0, 0), width / 40)
    u, v = x + 0.16 * bend_x + 0.10 * soft, y + 0.16 * bend_y - 0.10 * soft
    thread = ridged_at(u, v, 0.20, seed % 991 + 11, 6, foot)
    lane = ridged_at(0.8 * u + 0.3 * v, 0.8 * v - 0.3 * u, 0.55, seed % 991 + 23, 6, foot)
    dust = 0.82 * step(0.62, 1.05, lane) * step(0.15, 0.6, soft)
    return np.asarray(0.45 + 0.85 * thread, np.float32), np.asarray(dust, np.float32)


def stars(width: int, height: int, *, count: int, bright: int, seed: int) -> Array:
    """Return a field of stars, (height, width) of light: most of them specks, crowded along a band, a few with spikes."""
    rng = np.random.default_rng([seed, 11])
    unit = width / 1584
    image = np.zeros((height, width), np.float32)
    angle = rng.uniform(-0.9, 0.9)
    x, y = rng.uniform(-0.1, 1.1, count), rng.uniform(-0.05, 1.05, count)
    along, across = rng.uniform(-1.2, 1.2, count), rng.normal(0, 0.17, count)
    banded = np.arange(count) % 2 == 1  # every other one lies in the band
    x = np.where(banded, 0.5 + along * np.sin(angle) + across * np.cos(angle), x)
    y = np.where(banded, 0.5 + (along * np.cos(angle) - across * np.sin(angle)) * width / height * 1.6, y)
    size = rng.random(count) ** 7
    radius = (0.55 + 1.5 * size) * unit
    light = (0.07 + 0.95 * size) * np.minimum(1.0, radius / 0.6) ** 1.3
    specks(image, x * width, y * height, np.maximum(radius, 0.6), light)
    image = 1.9 * cv2.GaussianBlur(image, (0, 0), max(0.4, 0.62 * unit))
    for _ in range(bright):
        _spiked(image, rng.uniform(0.04, 0.96) * width, rng.uniform(0.03, 0.85) * height, rng.uniform(0.4, 1.0), unit)
    return image


def _spiked(image: Array, x: float, y: float, light: float, unit: float) -> None:
    """Draw a bright star as a telescope sees it: a core, a halo, four fine spikes."""
    reach = max(3, int(58 * unit * light))
    left, top = int(x) - reach, int(y) - reach
    height, width = image.shape
    if left < 0 or top < 0 or left + 2 * reach + 1 > width or top + 2 * reach + 1 > height:
        return
    dy, dx = (np.mgrid[0 : 2 * reach + 1, 0 : 2 * reach + 1] - reach).astype(np.float32)
    dx, dy = dx - np.float32(x % 1 - 0.5), dy - np.float32(y % 1 - 0.5)
    square = dx * dx + dy * dy
    core = np.exp(-square / (2 * (1.5 * unit + 0.35) ** 2)) * 2.4 + 0.10 * np.exp(-np.sqrt(square) / (9 * unit + 0.3))
    thin = 2 * (0.8 * unit + 0.3) ** 2
    fall = 11 * unit * light + 0.3
    spikes = np.exp(-dx * dx / thin - np.abs(dy) / fall) + np.exp(-dy * dy / thin - np.abs(dx) / fall)
    image[top : top + 2 * reach + 1, left : left + 2 * reach + 1] += (light * (core + 0.55 * spikes)).astype(np.float32)
