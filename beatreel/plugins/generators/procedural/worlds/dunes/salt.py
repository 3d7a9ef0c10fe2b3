"""A salt flat after rain: water as thin as glass that mirrors the whole sky, crusts of salt, and somebody between two skies."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels import ice, tone
from beatreel.plugins.generators.procedural.kernels.fields import fbm_at, ridged_at, step
from beatreel.plugins.generators.procedural.kernels.heightfield import FAR, Camera
from beatreel.plugins.generators.procedural.kernels.tone import fit_grade
from beatreel.plugins.generators.procedural.painting import Element, LightGroup, Painting
from beatreel.plugins.generators.procedural.scenery import open_sky, staffage
from beatreel.plugins.generators.procedural.scenery.open_sky import OpenLight, open_light

if TYPE_CHECKING:
    from beatreel import Progress
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

Array = np.ndarray[Any, np.dtype[np.float32]]

_SALT = np.array([0.80, 0.79, 0.77], np.float32)
_OVERCAST = 0.85  # clouds that leave nothing of a blue sky
_PLATE = 1.5  # metres across a plate of salt
_DRY = {"dry", "cracked", "bonneville", "badwater"}


@dataclass(frozen=True)
class View:
    """A composition: metres, and picture measures in widths or heights of the picture; ``walker`` is how far somebody is."""

    eye: float
    focal: tuple[float, float]
    horizon: tuple[float, float]
    walker: tuple[float, float]
    travel: float


VIEWS = {
    "wide": View(1.7, (0.95, 1.1), (0.50, 0.56), (20, 30), 1.4),
    "medium": View(1.4, (1.1, 1.3), (0.52, 0.58), (9, 12), 0.9),
    "close": View(1.2, (1.2, 1.4), (0.54, 0.58), (6.4, 7.6), 0.5),
    "detail": View(0.9, (1.1, 1.25), (0.24, 0.30), (13, 17), 0.3),
}


def paint(
    description: SceneDescription, *, shot: str, variation: int, width: int, height: int, seed: int, progress: Progress
) -> Painting:
    """Paint a salt flat; see :mod:`~beatreel.plugins.generators.procedural.worlds` for the contract."""
    view = VIEWS.get(shot, VIEWS["wide"])
    rng = np.random.default_rng([seed & 0x7FFFFFFF, variation & 0xFFFF, len(shot), 97])
    light = open_light(description, rng)
    light = replace(light, clouds=min(max(light.clouds, 0.42) + 0.12, 0.95), aurora=0.0, air=0.6 * light.air)
    if description.time_of_day in ("golden", "dawn") and light.clouds < _OVERCAST:
        light = _over_salt(light)
    side = float(rng.choice([-1.0, 1.0]))
    azimuth = side * float(rng.uniform(0.06, 0.26))
    horizon = float(rng.uniform(*view.horizon)) * height
    camera = Camera(0.0, view.eye, 0.0, 0.0, float(rng.uniform(*view.focal)) * width, 0.5 * width, horizon)
    seeds = [int(v) for v in rng.integers(1, 1 << 20, 3)]
    # The mirror shows sky from above the picture's upper edge where the horizon is high.
    above = max(math.ceil(height - 2 * horizon + 0.03 * height), 0)
    steady, sun = open_sky.paint_sky(
        light, replace(camera, horizon=horizon + above), azimuth, width, height + above, seeds[0]
    )
    _mountains(steady, sun, light, camera, horizon + above, seeds[1])
    progress(0.4, "sky")
    wet = _flat(steady, sun, light, camera, above, azimuth, description, seeds[2])
    steady, sun = (np.ascontiguousarray(part[above:]) for part in (steady, sun))
    progress(0.75, "water")
    if "people" not in description.without:
        x = -side * float(rng.uniform(0.13, 0.2)) * width + 0.5 * width
        _walker(steady, sun, light, camera, x, float(rng.uniform(*view.walker)), mirrored=side > 0,
                variant=description.flavour)  # fmt: skip
    return _finish(description, view, light, camera, (steady, sun), wet, azimuth)


def _over_salt(light: OpenLight) -> OpenLight:
    """Return the light of a low sun where two skies are all there is: blue above, rose in the clouds, fire low down alone."""
    zenith, horizon, glow, lit, shade = (
        tuple(float(own + share * (other - own)) for own, other in zip(colour, cold, strict=True))
        for colour, cold, share in (
            (light.zenith, (0.78, 0.42, 0.17), 0.8),
            (light.horizon, (0.50, 0.40, 0.68), 0.6),
            (light.glow, (0.18, 0.36, 0.90), 0.75),
            (light.cloud_lit, (0.80, 0.58, 1.05), 0.6),
            (light.cloud_shade, (0.56, 0.37, 0.33), 0.6),
        )
    )
    clouds = 0.8 * light.clouds
    return replace(light, zenith=zenith, horizon=horizon, glow=glow, cloud_lit=lit, cloud_shade=shade, clouds=clouds)


def _mountains(steady: Array, sun: Array, light: OpenLight, camera: Camera, level: float, seed: int) -> None:
    """Draw far ranges along the horizon, in place: two, the farther one paler."""
    height, width = steady.shape[:2]
    haze, ambient = np.array(light.haze, np.float32), np.array(light.ambient, np.float32)
    columns = (np.arange(width, dtype=np.float32) - width / 2) / np.float32(camera.focal)
    rows = np.arange(height, dtype=np.float32)[:, None] + 0.5
    for number, (tall, dark) in enumerate(((0.030, 0.30), (0.016, 0.90))):
        ridge = ridged_at(columns + 5 * number, np.zeros_like(columns), 0.35, seed + number, 6, None, 0.5)
        broad = fbm_at(columns, np.full_like(columns, 3.0 * number), 0.9, seed + 5 + number, 2)
        top = np.maximum(tall * camera.focal * (1.25 * ridge - 0.35 + 1.1 * broad), 0)
        cover = np.clip(top[None, :] - (level - rows), 0, 1) * (rows < level)
        colour = haze * np.float32(1 - 0.75 * dark) + ambient * np.float32(0.10)
        steady += cover[..., None] * (colour - steady)
        sun *= (1 - cover * np.float32(0.55 + 0.4 * dark))[..., None]


def _flat(
    steady: Array,
    sun: Array,
    light: OpenLight,
    camera: Camera,
    above: int,
    azimuth: float,
    description: SceneDescription,
    seed: int,
) -> Array:
    """Lay water and salt under the horizon, in place; return how much of the picture's rows is water, (height, width)."""
    height, width = steady.shape[0] - above, steady.shape[1]
    level = camera.horizon + above
    first = min(max(math.ceil(level), 1), steady.shape[0] - 1)
    px, py = np.meshgrid(
        np.arange(width, dtype=np.float32) + 0.5, np.arange(first, steady.shape[0], dtype=np.float32) + 0.5
    )
    z = np.float32(camera.y * camera.focal) / np.maximum(py - np.float32(level), 0.35)
    x = (px - np.float32(camera.centre_x)) * z / np.float32(camera.focal)
    foot = z * z / np.float32(camera.focal * camera.y)
    # A breath of wind moves the water here and there.
    windy = step(0.05, 0.5, fbm_at(x / 9, z / 30, 1.0, seed, 3, foot / 9)) * 0.9 + 0.06
    wave = fbm_at(x, 0.5 * z, 0.5, seed + 1, 4, foot) * windy
    reach = np.float32(0.010 * camera.focal)
    map_y = np.clip(2 * np.float32(level) - py - np.abs(wave) * reach * 1.6 - wave * reach, 0, level - 1.0).astype(
        np.float32
    )
    map_x = np.clip(px + 0.35 * reach * wave, 0, width - 1).astype(np.float32)
    down = np.float32(camera.y) / np.sqrt(np.float32(camera.y**2) + z * z + x * x)
    fresnel = 0.10 + 0.90 * (1 - down) ** 1.5  # the salt under it is white, so that little is needed to make a mirror
    plates = np.empty((x.size, 2), np.float32)
    bend = 0.22 * fbm_at(x, z, 1.1, seed + 2, 3, foot)
    ice.floe_heights(
        np.ascontiguousarray((x + bend).ravel()), np.ascontiguousarray((z - bend).ravel()), np.float32(_PLATE),
        np.full(x.size, 1.0, np.float32), np.int32(seed + 3), plates,
    )  # fmt: skip
    edge = plates[:, 0].reshape(x.shape)
    fine = np.clip(0.05 / np.maximum(foot, 1e-4), 0, 1)
    rim = step(0.55, 0.0, np.maximum(edge, 0) + 0.30 * fbm_at(x, z, 0.25, seed + 4, 3, foot)) * fine
    dry = bool(_DRY & description.all_words)
    islands = step(0.30, 0.52, fbm_at(x / 7, z / 11, 1.0, seed + 5, 4, foot / 7)) * 0.8
    crust = np.clip(rim * (0.95 if dry else 0.10 + 0.75 * islands) + (0.55 if dry else 0.0), 0, 1)
    grain = 0.86 + 0.22 * fbm_at(x, z, 0.11, seed + 6, 3, foot) + 0.12 * rim
    ambient, warm = np.array(light.ambient, np.float32), np.array(light.sun, np.float32)
    rise = max(light.towards(azimuth)[1], 0.05)
    salt, salt_sun = _SALT * ambient * grain[..., None], _SALT * warm * np.float32(rise) * grain[..., None]
    mirror = (fresnel * (1 - crust))[..., None]
    under = ((1 - fresnel) * 0.62 * (1 - crust) + crust)[..., None]
    for part, own in ((steady, salt), (sun, salt_sun)):
        seen = cv2.remap(np.ascontiguousarray(part[:first]), map_x, np.minimum(map_y, first - 1), cv2.INTER_LINEAR)
        part[first:] = seen * mirror * np.float32(0.93) + own * under
    whole = np.zeros((height, width), np.float32)
    whole[first - above :] = 1 - crust
    return whole


def _walker(
    steady: Array, sun: Array, light: OpenLight, camera: Camera, x: float, away: float, *, mirrored: bool,
    variant: int,
) -> None:  # fmt: skip
    """Draw somebody walking, and the image that hangs from the same feet."""
    height, width = steady.shape[:2]
    size = camera.focal * 1.75 / away
    kind = "walker" if away > 8 else "stander"
    alpha, (foot_x, foot_y) = staffage.figure(kind, size, mirrored=mirrored, variant=variant)
    feet = camera.horizon + camera.focal * camera.y / away
    shape = alpha[::-1]
    top, left = round(feet - (alpha.shape[0] - foot_y)), round(x - foot_x)
    rows = np.arange(shape.shape[0], dtype=np.float32)[:, None]
    columns = np.broadcast_to(np.arange(shape.shape[1], dtype=np.float32)[None, :], shape.shape)
    move = 0.012 * size * np.sin(rows * np.float32(60 / size)) * (rows / shape.shape[0])  # the water trembles a little
    map_y = np.broadcast_to(rows, shape.shape).astype(np.float32)
    shape = cv2.remap(np.ascontiguousarray(shape), (columns + move).astype(np.float32), map_y, cv2.INTER_LINEAR)
    y0, y1, x0, x1 = max(top, 0), min(top + shape.shape[0], height), max(left, 0), min(left + shape.shape[1], width)
    if y0 < y1 and x0 < x1:
        window, cover = np.s_[y0:y1, x0:x1], 0.86 * shape[y0 - top : y1 - top, x0 - left : x1 - left][..., None]
        for part, colour in ((steady, light.ambient), (sun, light.sun)):
            part[window] *= 1 - cover
            part[window] += cover * np.array(colour, np.float32) * np.float32(0.035 if part is steady else 0.008)
    staffage.stand((steady, sun), kind, (x, feet), size, mirrored=mirrored, variant=variant, shade=0.0)


def _finish(
    description: SceneDescription,
    view: View,
    light: OpenLight,
    camera: Camera,
    lights: tuple[Array, Array],
    wet: Array,
    azimuth: float,
) -> Painting:
    steady, sun = lights
    height, width = wet.shape
    small = (max(8, width // 8), max(8, height // 8))
    total = sum(cv2.resize(part, small, interpolation=cv2.INTER_AREA) for part in lights)
    open_sky.set_black(total, steady, 0.72)
    low, high = (0.72 * value for value in light.median) if description.time_of_day == "night" else light.median
    start = replace(light.grade(), bloom=0.16, contrast=1.27 * light.contrast)
    grade = tone.darker(total, fit_grade(total, start, median=(low, high), white=light.white), high)
    rows = np.arange(height, dtype=np.float32)[:, None] + 0.5
    below = rows - np.float32(camera.horizon)
    depth = np.where(below > 0.5, camera.y * camera.focal / np.maximum(below, 0.5), FAR)
    depth = np.broadcast_to(np.minimum(depth, FAR).astype(np.float32), (height, width))
    weather, amount = description.weather, description.weather_amount
    elements = [Element("ripples", 0.55, {"rings": 0.5, "horizon": camera.horizon / height}, "water")]
    if weather in ("rain", "snow"):
        elements.append(Element(weather, amount))
    elif weather == "storm":
        elements.append(Element("rain", amount))
    if description.time_of_day != "night" and weather == "clear":
        elements.append(Element("birds", 0.3, {"top": 0.12, "bottom": 0.34, "count": 4, "size": 11.0}, "sky"))
    spot = open_sky.on_picture(light, camera, azimuth)
    if (
        spot
        and light.disc > 0
        and description.time_of_day in ("dawn", "golden")
        and 0 < spot[0] < width
        and spot[1] > 0
    ):
        elements.append(Element("flare", 0.35, {"x": spot[0] / width, "y": spot[1] / height}))
    return Painting(
        groups={
            "sky": LightGroup(steady),
            "moon" if description.time_of_day == "night" else "sun": LightGroup(sun, "kick", 1.0, 0.16),
        },
        depth=depth,
        focal=camera.focal,
        centre=(camera.centre_x, min(camera.horizon, 0.9 * height)),
        grade=grade,
        masks={"sky": (np.broadcast_to(below, wet.shape) < 0).astype(np.float32), "water": wet},
        elements=elements,
        travel=view.travel,
    )
