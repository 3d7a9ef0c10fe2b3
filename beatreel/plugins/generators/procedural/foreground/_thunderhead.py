"""A thunderhead over an open land: a tower of cloud on a dark foot, lit from where the sky is bright, with lightning inside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.clouds import Layer, clouds
from beatreel.plugins.generators.procedural.kernels.half import halved
from beatreel.plugins.generators.procedural.painting import LightGroup

from ._light import LUMA, Backlight
from ._lightning import sky_of

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Painting
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

    Array = np.ndarray[Any, np.dtype[np.float32]]

_LEAST = 0.06  # share of a picture that the sky must have
_FINE = 3  # pixels of the picture to one that is marched: cloud is soft
_FOCAL = 1.15  # of its own camera, in widths
_BASE = 1.0  # kilometres, of its foot
# For each shot: how high its top reaches, share of the sky; how wide it is, of its height; how far from the middle, in widths.
_SIZES = {
    "wide": (0.80, 0.60, 0.17),
    "medium": (0.95, 0.62, 0.13),
    "close": (1.08, 0.66, 0.06),
    "detail": (0.9, 0.62, 0.16),
}
_NEAR = (0.30, 0.55)  # of the way to it, from where clouds are left out to where they are seen
_HIGH = 9.0  # kilometres
_SUN, _SHADE, _AIR = 1.9, 0.85, 0.55  # of the light of the sky about it
_DIM = {
    "day": 0.62,
    "golden": 0.60,
    "dawn": 0.62,
    "dusk": 0.66,
    "night": 0.9,
}  # what a storm leaves of the land's light
_SEEN = 0.42  # of the brightest light of the picture, that a tower has at least
_FLASH = np.array([1.0, 0.80, 0.76], np.float32)  # BGR


def add_thunderhead(
    painting: Painting, light: Backlight, description: SceneDescription, shot: str, rng: np.random.Generator
) -> None:
    """Let a thunderhead rise behind the land, in place; the sky over it is dark, and it glows from within on first beats of bars."""
    sky = sky_of(painting, description.world)
    if float(sky.mean()) < _LEAST:
        return
    height, width = sky.shape
    size = max(16, width // _FINE), max(16, height // _FINE)
    lit, shade, flash, air, cover = (
        cv2.resize(part, (width, height), interpolation=cv2.INTER_CUBIC)
        for part in _marched(size, painting.centre[1] / height, light, shot, rng)
    )
    cover = np.clip(cover, 0, 1) * sky
    bright, middle = light.brightest(3.0), _sky_light(light, sky)
    shine = max(float(bright @ LUMA), 1e-4)
    level = max(float(middle @ LUMA), _SEEN * shine, 0.02)  # also where the sky over it is dark
    middle = middle * np.float32(max(0.5 * _SEEN * shine / max(float(middle @ LUMA), 1e-4), 1.0))
    sun = bright * np.float32(_SUN * min(level / shine, 1.0))
    rise = np.clip(
        (painting.centre[1] - np.arange(height, dtype=np.float32)[:, None]) / max(painting.centre[1], 1), 0, 1
    )
    dim = np.float32(_DIM[description.time_of_day])
    kept = (1 - cover) * (dim * (1 - 0.55 * rise * sky))  # dark overhead, light along the horizon
    for name, group in painting.groups.items():
        if name == "lightning":  # bolts strike before it
            continue
        group.light = halved(np.asarray(group.light, np.float32) * kept[..., None])
    body = shade[..., None] * (middle * np.float32(_SHADE)) + air[..., None] * (middle * np.float32(_AIR))
    painting.add_lights("thunderhead", LightGroup(halved(np.maximum(body, 0) * sky[..., None] * dim)))
    painting.add_lights(
        "towers_sun", LightGroup(halved((np.maximum(lit, 0) * sky)[..., None] * sun), "kick", 1.0, 0.14)
    )
    glow = (np.maximum(flash, 0) * sky)[..., None] * (_FLASH * np.float32(2.2 * level))
    painting.add_lights("sheet_lightning", LightGroup(halved(glow), "downbeat", 0.25, 0.75))
    painting.elements[:] = [one for one in painting.elements if one.kind not in ("flare", "rays")]


def _marched(
    size: tuple[int, int], horizon: float, light: Backlight, shot: str, rng: np.random.Generator
) -> tuple[Array, ...]:
    """Return sunlight, light of the sky, of the lightning and of the air before it, and its cover, as a camera on the ground sees it."""
    width, height = size
    high, stout, aside = _SIZES.get(shot, _SIZES["medium"])
    horizon = min(max(horizon, 0.30), 0.95)
    side = -1.0 if light.behind(0.2, 0.3, 0.2) > light.behind(0.8, 0.3, 0.2) else 1.0  # the darker side of the sky
    away = _HIGH * _FOCAL / (high * horizon * height / width)
    x, radius = side * aside * away / _FOCAL, stout * _HIGH * 0.5
    tall = _HIGH - _BASE - 0.9
    towers = (
        (x, away, radius, tall),
        (x - side * 1.25 * radius, away + 2.0, 0.75 * radius, tall * float(rng.uniform(0.45, 0.65))),
        (x + side * 1.35 * radius, away + 3.0, 0.85 * radius, tall * float(rng.uniform(0.35, 0.7))),
        (x - side * 2.9 * radius, away + 5.0, 0.9 * radius, tall * float(rng.uniform(0.25, 0.45))),
    )
    layer = Layer(_BASE, _BASE + 0.9, float(rng.uniform(0.36, 0.46)), 0.4, 7.0, towers, 0.75)
    bolts = np.array([(x, 3.4, away - 0.3 * radius, 2.0), (x - 0.5 * side * radius, 5.6, away, 2.0)], np.float32)
    azimuth, elevation = -side * np.radians(rng.uniform(62, 88)), np.radians(14.0)
    sun = (
        float(np.sin(azimuth) * np.cos(elevation)),
        float(np.sin(elevation)),
        float(np.cos(azimuth) * np.cos(elevation)),
    )
    found = clouds(
        width, height, layer=layer, eye=0.03, focal=_FOCAL, horizon=horizon, sun=sun, visibility=0.9 * away, bolts=bolts,
        far=2.2 * away, seed=int(rng.integers(1, 1 << 20)),
    )  # fmt: skip
    far = np.clip((found[..., 5] / away - _NEAR[0]) / (_NEAR[1] - _NEAR[0]), 0, 1)  # no lone puff hangs overhead
    found[..., 4] = 1 - found[..., 4]
    soft = cv2.GaussianBlur(found[..., :5] * far[..., None], (0, 0), max(0.45, 0.75 * width / 792))
    return tuple(np.ascontiguousarray(soft[..., k]) for k in range(5))


def _sky_light(light: Backlight, sky: Array) -> Array:
    """Return the mean light of the sky, (3,)."""
    small = cv2.resize(sky, light.small.shape[1::-1], interpolation=cv2.INTER_AREA)
    return np.asarray((light.small * small[..., None]).sum(axis=(0, 1)) / max(float(small.sum()), 1e-3), np.float32)
