"""Caves: a passage of rock with its mouth in the distance, a chamber into which the day falls, ice, crystals, glowworms, a sea grotto."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels import tone, tunnel
from beatreel.plugins.generators.procedural.kernels.caustics import caustic_tile
from beatreel.plugins.generators.procedural.kernels.noise import fill_fbm
from beatreel.plugins.generators.procedural.kernels.tone import fit_grade
from beatreel.plugins.generators.procedural.kernels.tunnel import ROCK, Passage
from beatreel.plugins.generators.procedural.painting import Element, Grade, LightGroup, Painting
from beatreel.plugins.generators.procedural.scenery import staffage

from . import light as lighting
from .crystals import Crystal, Eye, draw, glowworms
from .falls import curtain
from .light import CaveLight, Lamp
from .places import Survey, grow, place
from .rock import Shape, passage

if TYPE_CHECKING:
    from collections.abc import Callable

    from beatreel import Progress
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

Array = np.ndarray[Any, np.dtype[np.float32]]

_ROWS = 192  # picture rows painted at a time
FAR = 4000.0
_BEHIND_FALLS = (13.0, 17.0)  # metres to a mouth before which water falls
_POOL = (1.15, 0.80, 0.14)  # light of water that shines by itself, BGR
_WORM_LIGHT = np.array([0.90, 0.86, 0.20], np.float32)


@dataclass(frozen=True)
class View:
    """A composition; lengths in metres, picture measures in widths (focal) or heights (horizon) of the picture."""

    eye: tuple[float, float]
    focal: tuple[float, float]
    horizon: tuple[float, float]
    far: tuple[float, float]
    room: float
    travel: float
    figure: tuple[float, float]
    hole: bool = False


VIEWS = {
    "wide": View((-0.2, 0.3), (0.80, 0.95), (0.50, 0.57), (25.0, 33.0), 1.1, 1.1, (8.0, 15.0)),
    "medium": View((-0.3, 0.2), (0.92, 1.08), (0.56, 0.63), (38.0, 48.0), 1.25, 0.8, (11.0, 16.0), True),
    "close": View((-1.15, -0.80), (0.90, 1.10), (0.60, 0.68), (20.0, 27.0), 0.85, 0.4, (9.0, 13.0)),
    "detail": View((-0.3, 0.2), (1.9, 2.3), (0.50, 0.56), (26.0, 34.0), 0.95, 0.8, (12.0, 18.0)),
}
_ICE = {"ice", "glacier", "glacial", "frozen", "icy"}
_SLOTS = {"slot", "antelope", "canyon", "gorge", "narrow"}
_SEA = {"grotto", "sea"}
_WORMS = {"glowworm", "glowworms", "bioluminescent", "bioluminescence", "fireflies", "firefly", "waitomo"}
_CRYSTALS = {
    *(
        "crystal",
        "crystals",
        "amethyst",
        "geode",
        "quartz",
        "gem",
        "gems",
        "gemstone",
        "gemstones",
        "emerald",
        "sapphire",
    ),
    *("ruby", "diamond", "diamonds", "selenite"),
}
_TORCH = {"torch", "torches", "torchlight", "lantern", "lamp", "explorer"}
_WATERS = {"water", "waters", "pool", "pools", "lake", "river", "stream", "lagoon", "pond", "spring"}
_MOUTH = {"wide": 24.0, "medium": 16.0, "close": 24.0, "detail": 18.0}  # strength of the day at the far end


def paint(
    description: SceneDescription,
    *,
    shot: str,
    variation: int,
    width: int,
    height: int,
    seed: int,
    progress: Progress,
) -> Painting:
    """Paint a cave; see :mod:`~beatreel.plugins.generators.procedural.worlds` for the contract.

    Wide looks along the passage to its mouth, medium into a chamber into which light falls from above, close over still water, detail
    at the mouth through a long lens.
    """
    view = VIEWS.get(shot, VIEWS["wide"])
    falls = "waterfall" in description.motifs
    if falls:
        view = replace(view, far=_BEHIND_FALLS, hole=False)
    rng = np.random.default_rng([seed & 0x7FFFFFFF, variation & 0xFFFF, len(shot), 71])
    words = description.all_words
    kind = (
        "slot"
        if words & _SLOTS
        else "ice"
        if words & _ICE
        else "grotto"
        if words & _SEA and not words & _CRYSTALS
        else "rock"
    )
    glowing, gems = bool(words & _WORMS), bool(words & _CRYSTALS)
    shines = glowing or gems or kind == "ice"
    # What shines by itself needs no mouth; where water is named beside it, that shines, too.
    shining_water = kind == "rock" and (glowing or gems) and bool(words & _WATERS)
    shape = _shape(
        view,
        kind,
        shot,
        rng,
        bent=shines and not falls and (kind != "ice" or (variation + seed) % 2 == 1 and shot in ("wide", "close")),
    )
    if shining_water:
        shape = replace(shape, water=max(shape.water, 0.55), hole=None)
    cave = passage(shape, rng)
    progress(0.08, "rock laid down")
    focal, centre = float(rng.uniform(*view.focal)) * width, (0.5 * width, float(rng.uniform(*view.horizon)) * height)
    eye = Eye((0.0, max(float(rng.uniform(*view.eye)), cave.water + 0.35), 0.05), focal, centre)
    light = lighting.cave_light(description, kind, cave, _MOUTH.get(shot, 20.0) * (0.55 if kind == "ice" else 1.0))
    if glowing or gems:
        light = light.dimmed(0.35 if glowing else 0.55, 0.35 if glowing else 0.7)
    if glowing:
        light.ambient = (0.042, 0.036, 0.013)  # their own light, from all over the roof
    if shining_water:
        light.water = lighting.times(_POOL, 0.30 if glowing else 1.0)
    if kind == "grotto" or shining_water:
        light.caustic = caustic_tile(int(rng.integers(1, 1 << 20)))
    ripple = _ripple(int(rng.integers(1, 1 << 18)), 0.030 if kind == "grotto" or shining_water else 0.010)
    survey = Survey(cave, eye, ripple, width, height)
    beam = None
    if shape.hole is not None:
        beam = lighting.beam_of(cave, shape.hole, float(rng.uniform(-0.22, 0.22)))
        x, y, z = lighting.where_beam_lands(beam, -shape.down)
        light.lamps.append(Lamp((x, y + 0.9, z), lighting.times(light.sun, 3.6), 0.9, "day"))
    crystals = grow(survey, rng) if gems else []
    for stone in crystals[:: max(1, len(crystals) // 5)][:5]:
        colour = stone.colour * np.float32(2.6 * max(stone.long, 0.4))
        light.lamps.append(Lamp(place(stone.base + stone.way * (0.75 * stone.long)), place(colour), 0.35, stone.family))
    where = None
    if "people" not in description.without:
        where = survey.standing(*view.figure, beam=beam, floor=-shape.down)
        in_the_dark = kind == "rock" and shot == "wide" and not glowing and not gems
        if words & _TORCH or in_the_dark:
            light.lamps.append(
                Lamp((where[0] + 0.32, where[1] + 1.05, where[2] - 0.15), (0.30, 1.15, 2.9), 0.12, "lamp")
            )
    outside = curtain if falls else lighting.daylight
    names = _families(light, kind, crystals, glowing=glowing)
    families = {name: np.zeros((height, width, 3), np.float32) for name in names}
    depth, wet = _paint_rock(
        cave, eye, light, ripple, beam, kind, families, int(rng.integers(1, 1 << 18)), progress, outside
    )
    _soften_edges(families, depth, wet)
    if crystals:
        draw(crystals, eye, depth, wet, cave.water, families, families["day"], int(rng.integers(1, 1 << 18)))
    if glowing:
        glowworms(survey.on_roof(620, rng), eye, depth, wet, cave.water, families["worms"], _WORM_LIGHT, rng)
    if where is not None:
        _figure(families, depth, wet, eye, where, cave.water, description.flavour, rng)
    progress(0.95, "life")
    return _finish(description, view, kind, eye, depth, wet, families)


def _shape(view: View, kind: str, shot: str, rng: np.random.Generator, *, bent: bool) -> Shape:
    hole = None
    if kind == "slot":
        hole = (float(rng.uniform(7.5, 12.0)), float(rng.uniform(-0.2, 0.2)), float(rng.uniform(0.8, 1.1)))
        return Shape(kind, float(rng.uniform(*view.far)), half=float(rng.uniform(1.9, 2.5)), up=float(rng.uniform(6.5, 8.5)), down=1.75,
                     hole=hole, bend=float(rng.choice([-1.0, 1.0]) * rng.uniform(5, 8)))  # fmt: skip
    if view.hole and kind != "grotto":
        hole = (float(rng.uniform(13.5, 17.0)), float(rng.uniform(-1.4, 1.4)), float(rng.uniform(1.3, 1.9)))
    hanging = int(rng.integers(70, 110)) * (2 if shot == "close" else 1)
    return Shape(
        kind,
        float(rng.uniform(*view.far)),
        half=view.room * float(rng.uniform(3.8, 5.0)),
        up=view.room * float(rng.uniform(3.9, 5.2)) * (0.8 if kind == "grotto" else 1.0),
        down=1.75,
        hanging=hanging if kind == "rock" else 0,
        water=float(rng.uniform(0.06, 0.20)) if kind != "grotto" else 0.7,
        hole=hole,
        bend=float(rng.choice([-1.0, 1.0]) * rng.uniform(13, 17)) if bent else 0.0,
    )


def _families(light: CaveLight, kind: str, crystals: list[Crystal], *, glowing: bool) -> list[str]:
    names = ["still", "day", *(lamp.family for lamp in light.lamps), *(stone.family for stone in crystals)]
    names += ["ice"] if kind == "ice" else ["water"] if light.caustic is not None else []
    names += ["worms"] if glowing else []
    return list(dict.fromkeys(names))


def _ripple(seed: int, slope: float) -> Array:
    level = fill_fbm(512, 512, step_x=0.045, step_y=0.075, seed=seed, octaves=3)
    fade = np.minimum(1, np.minimum(np.arange(512), np.arange(512)[::-1]) / 40).astype(np.float32)
    level *= fade[:, None] * fade[None, :]
    return np.ascontiguousarray(
        np.stack([np.gradient(level, axis=1), np.gradient(level, axis=0)], 2) * np.float32(12 * slope)
    )


def _paint_rock(
    cave: Passage, eye: Eye, light: CaveLight, ripple: Array, beam: Any, kind: str, families: dict[str, Array], seed: int,
    progress: Progress, outside: Callable[..., Array] = lighting.daylight,
) -> tuple[Array, Array]:  # fmt: skip
    height, width = families["day"].shape[:2]
    depth, wet = np.empty((height, width), np.float32), np.zeros((height, width), np.float32)
    detail = 1 / eye.focal
    look = tunnel.Look.of(cave, eye.at, eye.focal, eye.centre, width, height, ripple)
    for first in range(0, height, _ROWS):
        last = min(first + _ROWS, height)
        sight = tunnel.see(cave, look, (first, last), detail)
        grain = lighting.detailed(sight, detail, seed, kind)
        part = {name: np.zeros((last - first, width, 3), np.float32) for name in families}
        lighting.shade(cave, sight, light, eye.at, grain, beam, part)
        part["day"] += outside(sight, light, cave, kind, seed)
        water = sight.wet > 0
        view = np.abs(sight.where[..., 1] - cave.water) / np.maximum(sight.where[..., 3] - sight.wet, 0.05)
        mirrored = np.where(water, 0.10 + 0.90 * (1 - np.clip(view, 0, 1)) ** 3, 1.0).astype(np.float32)[..., None]
        through = np.exp(-light.air * np.minimum(sight.where[..., 3], cave.far))[..., None] * mirrored
        for array in part.values():
            array *= through
        if light.caustic is not None:
            part["water"] += lighting.from_below(sight, light, cave, eye.at, 1 - mirrored[..., 0])
        part["day"] += lighting.air(sight, light, cave, eye.at, beam)[..., None] * np.array(light.sky, np.float32)
        for name, array in part.items():
            families[name][first:last] = array
        ahead = np.where(water, sight.wet, sight.where[..., 3]).astype(np.float32)
        depth[first:last] = np.where(water | (sight.kind == ROCK), ahead, FAR)
        wet[first:last] = water
        progress(0.1 + 0.75 * last / height, "painting the cave")
    return depth, wet


def _soften_edges(families: dict[str, Array], depth: Array, wet: Array) -> None:
    """Smooth the steps where rock ends before what is farther: each pixel is one ray; and what still water mirrors, a little downwards."""
    ratio = cv2.dilate(depth, np.ones((3, 3), np.uint8)) / cv2.erode(depth, np.ones((3, 3), np.uint8))
    share = np.clip((ratio - 1.03) / 0.06, 0, 1).astype(np.float32)[..., None]
    mirrored = cv2.GaussianBlur(wet, (0, 0), 1.0)[..., None] * wet[..., None]
    step = depth.shape[1] / 1584
    for array in families.values():
        array += (cv2.GaussianBlur(array, (0, 0), 0.75) - array) * share
        if wet.any():
            soft = cv2.GaussianBlur(array, (0, 0), sigmaX=max(1.0, 2.0 * step), sigmaY=max(1.4, 4.0 * step))
            array += (soft - array) * mirrored


def _figure(
    families: dict[str, Array], depth: Array, wet: Array, eye: Eye, where: tuple[float, float, float], water: float,
    variant: int, rng: np.random.Generator,
) -> None:  # fmt: skip
    """Put somebody into the cave, dark against the light, and mirrored where there is water."""
    height, width = depth.shape
    kind, mirrored = ("hiker", "stander")[int(rng.integers(2))], bool(rng.integers(2))
    for upright in (True, False):
        foot = np.array([where], np.float32)
        if not upright:
            if water < -100:
                continue
            foot[0, 1] = 2 * water - foot[0, 1]
        pixels, away = eye.project(foot)
        size = eye.focal * 1.75 / float(away[0])
        if upright:
            place = (float(pixels[0, 0]), float(pixels[0, 1]))
            nearer = (depth < away[0] - 0.4).astype(np.float32)
            window, share = staffage.stand(
                list(families.values()), kind, place, size, mirrored=mirrored, variant=variant, hidden=nearer
            )
            np.copyto(depth[window], np.float32(away[0]), where=share > 0.5)
            continue
        alpha, feet = staffage.figure(kind, size, mirrored=mirrored, variant=variant)
        alpha, feet = alpha[::-1], (feet[0], alpha.shape[0] - feet[1])
        left, top = round(float(pixels[0, 0]) - feet[0]), round(float(pixels[0, 1]) - feet[1])
        x0, y0, x1, y1 = max(left, 0), max(top, 0), min(left + alpha.shape[1], width), min(top + alpha.shape[0], height)
        if x1 - x0 < 2 or y1 - y0 < 2:
            continue
        share = alpha[y0 - top : y1 - top, x0 - left : x1 - left].copy()
        window = (slice(y0, y1), slice(x0, x1))
        share *= 0.75 * wet[window]
        for part in families.values():
            part[window] *= 1 - 0.97 * share[..., None]


def _finish(
    description: SceneDescription, view: View, kind: str, eye: Eye, depth: Array, wet: Array, families: dict[str, Array]
) -> Painting:  # fmt: skip
    height, width = depth.shape
    small = (max(8, width // 8), max(8, height // 8))
    total = np.sum(
        [cv2.resize(part, small, interpolation=cv2.INTER_AREA) for part in families.values()], axis=0, dtype=np.float32
    )
    start = Grade(contrast=1.22, saturation=1.12, bloom=0.20, bloom_width=1.25, desaturate=0.5)
    grade = fit_grade(total, start, median=(30.0, 66.0) if kind != "ice" else (52.0, 104.0), white=(198.0, 226.0))
    grade = tone.darker(total, grade, 84.0 if kind != "ice" else 112.0)
    pulses: dict[str, tuple[Any, float, float]] = {
        "still": ("steady", 1.0, 0.0), "day": ("kick", 1.0, 0.10), "ice": ("kick", 0.96, 0.16), "water": ("low", 0.92, 0.22),
        "gems": ("kick", 0.80, 0.36), "other gems": ("offbeat", 0.76, 0.40), "worms": ("high", 0.82, 0.32), "lamp": ("flicker", 0.92, 0.14),
    }  # fmt: skip
    groups = {name: LightGroup(part, *pulses[name]) for name, part in families.items()}
    elements = [Element("motes", 0.55)]
    masks = {"water": wet.astype(np.float16)}
    if "waterfall" in description.motifs:
        masks["falls"] = ((depth >= FAR) & (wet == 0)).astype(np.float16)
        elements.append(Element("cascade", 0.7, {"grain": 0.5}, "falls"))
        level = eye.centre[1] / height
        elements.append(Element("mist", 0.45, {"low": level - 0.02, "high": level + 0.10}))
    if wet.any():
        elements.append(
            Element(
                "ripples", 0.5 if kind == "grotto" else 0.35, {"rings": 0.3, "horizon": eye.centre[1] / height}, "water"
            )
        )
    if description.weather == "mist":
        elements.append(Element("mist", 0.3 + 0.4 * description.weather_amount, {"low": 0.5, "high": 0.9}))
    elif description.weather in ("snow", "rain") and view.hole:
        elements.append(Element("mist", 0.25, {"low": 0.55, "high": 0.9}))
    return Painting(
        groups=groups,
        depth=np.minimum(depth, FAR).astype(np.float32),
        focal=eye.focal,
        centre=(eye.centre[0], min(max(eye.centre[1], 0.1 * height), 0.9 * height)),
        grade=grade,
        masks=masks,
        elements=elements,
        travel=view.travel,
    )
