"""The savannah: dry grass against a large low sun, acacias in three planes of haze, elephants or giraffes in file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels import herd, meadow
from beatreel.plugins.generators.procedural.kernels.half import halved
from beatreel.plugins.generators.procedural.painting import Element, LightGroup, Painting
from beatreel.plugins.generators.procedural.scenery import field as ground, sowing
from beatreel.plugins.generators.procedural.scenery.crops import Crop
from beatreel.plugins.generators.procedural.scenery.stars import stars

from . import life

if TYPE_CHECKING:
    from collections.abc import Callable

    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

    Array = np.ndarray[Any, np.dtype[np.float32]]

_GRASS = Crop(("wheat",), (0.060, 0.20, 0.34), (0.075, 0.24, 0.38), 0.62, 0.45, 0.022, 0.35, 0.0, 0.52)
_SEVERAL = {"elephants", "giraffes", "herd", "herds", "family", "group", "several", "two", "three"}
"""Words by which a herd walks in file, and not one by itself."""
_SUN = {
    "dawn": 0.085,
    "golden": 0.095,
    "dusk": 0.125,
    "day": 0.0,
    "night": 0.0,
}  # radius of its disc, shares of the width
# metres away, pixels of focal length as shares of the width, height of the horizon, how many
_FILE = {
    "wide": (25.5, 1.08, 0.665, 4),
    "medium": (26.5, 1.55, 0.69, 3),
    "close": (11.5, 1.75, 0.72, 1),
    "detail": (46.0, 2.9, 0.78, 2),
}


def paint(
    description: SceneDescription,
    *,
    shot: str,
    variation: int,
    width: int,
    height: int,
    seed: int,
    progress: Callable[..., None],
) -> Painting:
    """Paint the savannah; see :mod:`~..worlds`.

    Wide is a herd before the sun with an acacia over it, medium three of it, close one animal, detail the sun through a long lens,
    behind trees and grass.
    """
    random = np.random.default_rng([seed & 0x7FFFFFFF, variation & 0xFFFF, len(shot), 67])
    stage, away, count = _stage(description, shot, width, height, random)
    ground.paint_sky(stage)
    radius = _SUN[description.time_of_day] * width * (1.9 if shot == "detail" else 1.0)
    if description.weather in ("rain", "storm", "snow", "overcast"):
        radius = 0.0
    if description.time_of_day == "night":
        point = stars(width, height, 0.5, int(random.integers(1 << 16)), below=stage.horizon / height, count=700)
        stage.out[..., meadow.SKY : meadow.SKY + 3] += point[..., None]
    if radius:
        _sun(stage, radius)
    progress(0.12, "painting the sky")
    ridge = ground.hills(stage, 0.55)
    ground.ground_colour(stage)
    progress(0.25, "painting hills")
    _trees(stage, shot, random)
    progress(0.45, "planting acacias")
    _life(stage, description, away, count, variation, random)
    progress(0.7, "herd")
    near = 1.3 if shot != "detail" else 3.0
    sowing.sow(stage, 30000, 3.4, away * 0.93)
    sowing.sow(stage, 9000, near, 3.4)
    sowing.sow(stage, 700, 0.75 * near, near, 1.15)
    return _painting(stage, description, shot, ridge)


def _stage(
    description: SceneDescription, shot: str, width: int, height: int, random: np.random.Generator
) -> tuple[ground.Stage, float, int]:
    mood = ground.mood_for(description, random)
    side = 1.0 if mood.azimuth > 0 else -1.0
    away, focal, horizon, count = _FILE.get(shot, _FILE["wide"])
    hour = description.time_of_day
    if hour in ("dawn", "golden", "dusk"):
        turn = np.degrees(np.arctan(random.uniform(0.10, 0.22) / focal))
        up = np.degrees(np.arctan(random.uniform(0.13, 0.24) / focal))
        mood = replace(
            mood, azimuth=side * float(turn), elevation=float(up), haze=1.9 * mood.haze, disc=(0.0, 0.0, 0.0)
        )
    if hour == "dusk":  # here the sun is still there, large and dull
        mood = replace(
            mood, sunlight=(0.16, 0.62, 2.6), glow=(0.05, 0.36, 1.5), horizon=(0.10, 0.20, 0.52), zenith=(0.16, 0.10, 0.12),
            air=(0.10, 0.16, 0.36), ambient=(0.16, 0.12, 0.14),
        )  # fmt: skip
    focal = focal * min(width, 0.7 * height) * random.uniform(0.95, 1.05)
    stage = ground.Stage(
        width, height, focal, width * 0.5, height * (horizon + random.uniform(-0.02, 0.02)), random.uniform(1.7, 2.1), mood,
        _GRASS, random, np.zeros((height, width, 9), np.float32), 0.0, False, moonlit=hour == "night",
    )  # fmt: skip
    return stage, away * random.uniform(0.93, 1.08), count


def _sun(stage: ground.Stage, radius: float) -> None:
    """Paint the disc, softer and redder towards its lower edge where the air is thick."""
    x, y = stage.sun
    rows = np.arange(stage.height, dtype=np.float32)[:, None] + 0.5
    columns = np.arange(stage.width, dtype=np.float32)[None, :] + 0.5
    away = np.hypot(columns - x, rows - y) / radius
    disc = np.clip((1 - away) * radius / 1.5 + 0.5, 0, 1)
    low = np.clip((rows - y) / radius * 0.5 + 0.5, 0, 1)
    strong = float(max(stage.mood.sunlight))
    top, bottom = np.array((0.75, 2.1, 3.2), np.float32), np.array((0.10, 0.75, 2.5), np.float32)
    colour = top + (bottom - top) * low[..., None]
    halo = (0.42 * np.exp(-np.maximum(away - 1, 0) * 1.1) + 0.18 * np.exp(-np.maximum(away - 1, 0) * 0.32)) * (1 - disc)
    sun = stage.out[..., meadow.SUN : meadow.SUN + 3]
    sun += disc[..., None] * colour * np.float32(0.45 + 0.16 * strong)
    sun += halo[..., None] * np.array((0.04, 0.30, 0.95), np.float32) * np.float32(0.25 + 0.16 * strong)


def _trees(stage: ground.Stage, shot: str, random: np.random.Generator) -> None:
    """Plant acacias from far to near: a faint line, single ones in the haze, and one that frames the picture."""
    width, height, horizon = stage.width, stage.height, stage.horizon
    unit = height * (1.0 if shot == "wide" else 1.25)
    for away, low, high, count, leaves in ((0.80, 0.016, 0.030, 11, 500), (0.55, 0.035, 0.062, 4, 1500)):
        for _ in range(count):
            x = random.uniform(-0.02, 1.02) * width
            foot = horizon - float(sowing.edge_of(stage, x)) + random.uniform(0.002, 0.006) * height
            life.acacia(stage, x, foot, random.uniform(low, high) * unit, away, leaves)
    side = -1.0 if stage.sun[0] > 0.5 * width else 1.0
    middle = 0.5 + side * random.uniform(0.10, 0.17)
    foot = horizon + 0.008 * height
    life.acacia(stage, middle * width, foot, random.uniform(0.11, 0.15) * unit, 0.26, 5000)
    if shot in ("wide", "detail"):
        big = random.uniform(0.29, 0.35) * height
        life.acacia(
            stage, (0.5 + side * random.uniform(0.33, 0.40)) * width, horizon + 0.024 * height, big, 0.05, 16000
        )


def _life(
    stage: ground.Stage, description: SceneDescription, away: float, count: int, variation: int, random: np.random.Generator
) -> None:  # fmt: skip
    """Let a herd walk in file into the picture; where the prompt names none, it is small and far."""
    named = [kind for kind in herd.TALL if kind in description.motifs]
    if not named and "animals" not in description.without and "people" not in description.without:
        away, count = 3.6 * away, min(count + 1, 4)
        named = [list(herd.TALL)[(variation + 1) % 2]]
    elif not named:
        sowing.sow(stage, 90000, 0.93 * away, 160.0)
        return
    kind = named[variation % len(named)]
    if kind in description.details and not _SEVERAL & {*description.said}:
        count = 1
    if kind == "giraffe":
        away *= 1.25
    sowing.sow(stage, 90000, away, 160.0)
    left = bool(random.random() < 0.5)
    way = -1.0 if left else 1.0
    long = {"elephant": 1.50, "giraffe": 0.66}[kind] * herd.TALL[kind] * stage.focal / away
    gap = long * (1.0 if kind == "elephant" else 1.25)
    middle = stage.width * (0.5 + (0.04 * way if count > 1 else -0.06 * way))
    young = 1 + int(random.integers(max(count - 1, 1))) if count > 2 else -1
    spots = []
    for number in range(count):
        scale = random.uniform(0.50, 0.56) if number == young else random.uniform(0.84, 1.04)
        place = middle + way * gap * ((count - 1) / 2 - number + random.uniform(-0.09, 0.09))
        spots.append((place, away * (1 + random.uniform(-0.035, 0.05)), scale, number == young))
    life.shadows(stage, [(x, z, herd.TALL[kind] * scale * stage.focal / z) for x, z, scale, _ in spots])
    for x, z, scale, calf in sorted(spots, key=lambda spot: -spot[1]):
        life.animal(stage, kind, x, z, scale, mirrored=left, young=calf)


def _painting(stage: ground.Stage, description: SceneDescription, shot: str, ridge: Array) -> Painting:
    width, height = stage.width, stage.height
    size = (max(8, width // 8), max(8, height // 8))
    out = stage.out
    total = np.sum(
        [
            cv2.resize(np.ascontiguousarray(out[..., first : first + 3]), size, interpolation=cv2.INTER_AREA)
            for first in (0, 3, 6)
        ],
        axis=0,
    )
    light = [halved(out[..., first : first + 3]) for first in (meadow.SUN, meadow.SKY)]
    light[1] += halved(out[..., meadow.PETALS : meadow.PETALS + 3])
    rows = np.arange(height, dtype=np.float32)[:, None]
    flat = stage.eye * stage.focal / np.maximum(rows - stage.horizon, 0.02)
    depth = np.broadcast_to(np.minimum(np.where(rows > stage.horizon, flat, 6000.0), 6000.0), (height, width)).astype(
        np.float32
    )
    depth = np.where((rows <= stage.horizon) & (rows >= ridge[None, :]), np.float32(400), depth)
    field = np.broadcast_to(np.clip((rows - stage.horizon - 0.03 * height) / (0.05 * height), 0, 1), (height, width))
    return Painting(
        groups={"sun": LightGroup(light[0], "kick", 0.98, 0.15), "sky": LightGroup(light[1])},
        depth=depth,
        focal=stage.focal,
        centre=(stage.centre_x, stage.horizon),
        grade=ground.grade(total, stage.mood),
        masks={
            "field": field.astype(np.float32),
            "sky": (rows < ridge[None, :]).astype(np.float32),
            "open": ground.open_sky_mask(stage),
        },
        elements=_elements(stage, description, shot),
        travel={"wide": 1.2, "medium": 1.0, "close": 0.5, "detail": 2.0}.get(shot, 1.0),
    )


def _elements(stage: ground.Stage, description: SceneDescription, shot: str) -> list[Element]:
    weather, amount = description.weather, description.weather_amount
    way = 1 if stage.mood.azimuth > 0 else -1
    found = [Element("wind", 0.5, {"horizon": stage.horizon / stage.height, "way": way, "near": 0.0}, "field")]
    if weather in ("rain", "storm"):
        found.append(Element("rain", amount, {"slant": 0.1}))
    elif weather == "snow":
        found.append(Element("snow", amount))
    else:
        found.append(Element("motes", 0.5))
    level = stage.horizon / stage.height
    found.append(
        Element("mist", 0.5 if weather in ("mist", "dust") else 0.22, {"low": level - 0.06, "high": level + 0.16})
    )
    if shot != "close" and description.time_of_day != "night" and weather in ("clear", "mist", "dust"):
        found.append(
            Element("birds", 0.4, {"top": 0.14, "bottom": max(level - 0.26, 0.2), "count": 7, "size": 10}, "sky")
        )
    return found
