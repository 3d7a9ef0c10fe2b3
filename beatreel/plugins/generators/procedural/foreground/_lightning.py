"""Lightning in the sky of a world whose prompt names it: branching bolts that light the clouds about them, on first beats of bars."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.animate.elements.lightning import jagged
from beatreel.plugins.generators.procedural.kernels.half import halved
from beatreel.plugins.generators.procedural.kernels.noise import fill_fbm
from beatreel.plugins.generators.procedural.painting import LightGroup

from ._light import LUMA, SMALL, Backlight

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Painting
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

    Array = np.ndarray[Any, np.dtype[np.float32]]

_WORDS = {"lightning", "thunder", "thunderstorm", "thunderbolt", "thunderstorms"}
_FAR = 3000.0  # metres from which the sky lies behind what is seen
_DARK = 0.10  # luminance of the middle of a picture in a thunderstorm
_LEAST = 0.05  # share of a picture that the sky must have
_COLOUR = np.array([1.0, 0.82, 0.80], np.float32)  # BGR
_NO_SKY = ("underwater", "space", "chrome", "cave", "interior", "stage", "forest")
_WITHIN = {"wide": 3, "medium": 2, "close": 2, "detail": 1}  # bolts within towers
_ABOUT, _EVEN = 0.5, 0.3  # of the light that clouds have without them, and of the moon and what lights them evenly
_BOLTS = {"wide": 3, "medium": 2, "close": 1, "detail": 1}


def add_lightning(painting: Painting, description: SceneDescription, shot: str, rng: np.random.Generator) -> None:
    """Strike bolts behind the land, in place; a storm without the word for it has none of these."""
    if description.world in _NO_SKY or not description.all_words & _WORDS:
        return
    sky = sky_of(painting, description.world)
    if float(sky.mean()) < _LEAST:
        return
    height, width = sky.shape
    light = Backlight.of(painting)
    if description.world == "clouds" and _is_among(painting):
        _strike_within(painting, light, shot, rng)
        return
    dim = min(max(_DARK / max(light.level(50.0), 1e-4), 0.45), 1.0)  # no bolt is seen before a bright sky
    for group in painting.groups.values():
        group.light = halved(np.asarray(group.light, np.float32) * np.float32(dim))
    rows = np.flatnonzero(sky.mean(axis=1) > 0.04)
    top, bottom = int(rows[0]), int(rows[-1])
    core = np.zeros((height, width), np.uint8)
    side = -1.0 if light.behind(0.2, 0.3, 0.2) > light.behind(0.8, 0.3, 0.2) else 1.0  # the darker side of the sky
    for number in range(_BOLTS.get(shot, 1)):
        x = width * (0.5 + side * (0.22 - 0.34 * number) + float(rng.uniform(-0.08, 0.08)))
        start = np.array([x, top + (bottom - top) * float(rng.uniform(-0.05, 0.02))])
        foot = 1.04 if number == 0 else float(rng.uniform(0.5, 1.0))
        end = np.array([x + width * float(rng.uniform(-0.14, 0.14)), top + (bottom - top) * foot])
        _draw(core, start, end, rng, 1.0 if number == 0 else 0.6)
    bolt = core.astype(np.float32) / 255
    level = max(float(light.brightest(20.0) @ LUMA), 0.08)
    small = cv2.resize(bolt, (max(8, width // SMALL), max(8, height // SMALL)), interpolation=cv2.INTER_AREA)
    glow = 2.2 * cv2.GaussianBlur(small, (0, 0), small.shape[1] / 60) + 5.0 * cv2.GaussianBlur(
        small, (0, 0), small.shape[1] / 9
    )
    luma = light.small @ LUMA
    structure = np.clip(luma / max(float(np.median(luma)), 1e-4), 0.3, 1.8)  # the clouds that it lights
    structure = cv2.resize(structure.astype(np.float32), glow.shape[::-1], interpolation=cv2.INTER_LINEAR)
    glow = cv2.resize((glow * structure).astype(np.float32), (width, height), interpolation=cv2.INTER_LINEAR)
    shone = (4.0 * level * bolt + 1.1 * level * glow) * sky
    painting.add_lights("lightning", LightGroup(halved(shone[..., None] * _COLOUR), "downbeat", 0.42, 0.58))


def _is_among(painting: Painting) -> bool:
    """Return whether clouds lie below the horizon: they are seen from among them, and not from the sea under them."""
    rows = np.arange(painting.depth.shape[0]) > painting.centre[1] + 0.06 * painting.depth.shape[0]
    return bool(rows.any()) and float(np.asarray(painting.masks["clouds"], np.float32)[rows].mean()) > 0.15


def _strike_within(painting: Painting, light: Backlight, shot: str, rng: np.random.Generator) -> None:
    """Let bolts shine within the towers of cloud, in place: billows before them hide parts, and all the cloud about them glows."""
    height, width = painting.depth.shape
    cloud = 1 - np.asarray(painting.masks["sky"], np.float32)
    small = (max(8, width // SMALL), max(8, height // SMALL))
    tall = cv2.resize(cloud, small, interpolation=cv2.INTER_AREA) > 0.6
    middle = min(max(painting.centre[1] / height, 0.3), 0.9)
    tops = np.where(tall.any(axis=0), tall.argmax(axis=0), small[1]) / small[1]
    tops = cv2.blur(tops[None].astype(np.float32), (max(1, small[0] // 12), 1))[0]
    across = (np.arange(small[0]) + 0.5) / small[0]
    score = tops + np.where((across < 0.14) | (across > 0.86), 1.0, 0.0)
    core = np.zeros((height, width), np.uint8)
    for number in range(_WITHIN.get(shot, 1)):
        at = int(score.argmin())
        top, x = min(float(tops[at]), middle + 0.06), float(across[at])
        span = max(middle - top, 0.16)
        start = np.array([x * width, (top + 0.16 * span) * height])
        end = np.array([(x + float(rng.uniform(-0.10, 0.10))) * width, (top + 1.15 * span) * height])
        _draw(core, start, end, rng, 1.0 if number == 0 else 0.6)
        score = score + np.exp(-(((across - x) / 0.16) ** 2))
    bolt = core.astype(np.float32) / 255
    level = max(float(light.brightest(20.0) @ LUMA), 0.08)
    soft = cv2.resize(bolt, small, interpolation=cv2.INTER_AREA)
    glow = 3.0 * cv2.GaussianBlur(soft, (0, 0), small[0] / 40) + 9.0 * cv2.GaussianBlur(soft, (0, 0), small[0] / 7)
    luma = light.small @ LUMA
    folds = np.clip(luma / max(float(np.median(luma)), 1e-4), 0.35, 1.7).astype(np.float32)
    glow *= cv2.resize(folds, small, interpolation=cv2.INTER_LINEAR)
    glow = cv2.resize(glow, (width, height), interpolation=cv2.INTER_LINEAR)
    seen = fill_fbm(height, width, step_x=9.0 / width, step_y=9.0 / width, seed=int(rng.integers(1 << 16)), octaves=3)
    shone = (9.0 * level * bolt * np.clip(0.6 + 1.6 * seen, 0.15, 1) + 0.5 * level * glow) * cloud
    for name, group in painting.groups.items():  # what is about it is dark, or no bolt is seen
        kept = _EVEN if name in ("lightning", "sun") else _ABOUT
        group.light = halved(np.asarray(group.light, np.float32) * np.float32(kept))
    painting.add_lights("lightning", LightGroup(halved(shone[..., None] * _COLOUR), "downbeat", 0.42, 0.58))


def sky_of(painting: Painting, world: str) -> Array:
    """Return where the sky is seen, 0 to 1; among clouds all is sky above the horizon."""
    height, width = painting.depth.shape
    far = np.clip((np.asarray(painting.depth, np.float32) - 0.7 * _FAR) / (0.3 * _FAR), 0, 1)
    if world == "clouds":
        far = np.full((height, width), 0.8, np.float32)
    far *= np.clip((painting.centre[1] + 0.03 * height - np.arange(height)[:, None]) / (0.02 * height), 0, 1)
    if "open" in painting.masks:  # which knows it behind blossoms that are all near, too
        beyond = 1.0 if world == "field" else far
        far = beyond * np.asarray(painting.masks["open"], np.float32)
    for layer in painting.layers:
        far *= 1 - np.asarray(layer.alpha, np.float32)
    return far.astype(np.float32)


def _draw(core: Any, start: Any, end: Any, rng: np.random.Generator, strong: float) -> None:
    main = jagged(start, end, rng, 0.13, 7)
    paths = [(main, 3.0 * strong, 255.0 * strong)]
    for _ in range(int(rng.integers(4, 8))):
        at = int(rng.integers(6, int(0.8 * len(main))))
        way = main[at] + (end - start) * float(rng.uniform(0.12, 0.32))
        way = way + np.array([float(rng.uniform(-1, 1)) * 0.24 * abs(end[1] - start[1]), 0.0])
        paths.append((jagged(main[at], way, rng, 0.18, 5), 1.3 * strong, 130.0 * strong))
    unit = core.shape[1] / 1584
    for path, thick, bright in paths:
        points = np.round(path * 16).astype(np.int32)
        fine = max(thick * unit, 0.35)
        cv2.polylines(core, [points], False, bright * min(1.0, fine), max(1, round(fine)), cv2.LINE_AA, 4)
