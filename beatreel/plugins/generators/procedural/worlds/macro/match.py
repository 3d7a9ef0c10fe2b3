"""A match that has just been lit: its flame, the stick in its light, sparks, smoke, and the dark."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.noise import fill_fbm
from beatreel.plugins.generators.procedural.painting import Element
from beatreel.plugins.generators.procedural.palette import light_of_hue

from .backdrop import backdrop
from .picture import FOCAL, finished

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Painting
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

Array = np.ndarray[Any, np.dtype[np.float32]]

# Of each shot: height of the flame in widths, and where its foot is.
_SHOTS = {
    "wide": (0.42, (0.56, 0.55)),
    "medium": (0.68, (0.42, 0.58)),
    "close": (1.05, (0.58, 0.66)),
    "detail": (1.25, (0.44, 0.80)),
}


def _flame(x: Array, y: Array, bend: Array) -> tuple[Array, Array]:
    """Return how bright a flame is and how blue, at places in its heights from its foot, up positive."""
    t = np.clip((y + 0.10) / 1.10, 0, 1)
    wide = 0.44 * t**0.62 * (1 - t) ** 0.85
    across = (x - bend * t * t) / np.maximum(wide, 1e-4)
    inside = np.clip(1 - across * across, 0, 1) * (t > 0) * (t < 1)
    hollow = 1 - 0.72 * np.exp(-((across / 0.5) ** 2) - ((y - 0.02) / 0.10) ** 2)
    rise = np.clip((t - 0.06) / 0.30, 0, 1) ** 1.4
    body = inside**0.75 * hollow * (0.10 + 0.90 * rise) * (1 - 0.35 * t**3)
    blue = inside**0.5 * np.exp(-(((t - 0.07) / 0.09) ** 2)) * (0.35 + 0.65 * across * across)
    return body.astype(np.float32), blue.astype(np.float32)


def _stick(
    size: tuple[int, int], foot: tuple[float, float], tall: float, lean: float, seed: int
) -> tuple[Array, Array]:
    """Return the light of the stick and its burnt head, and its cover; all in pixels."""
    width, height = size
    y, x = np.mgrid[:height, :width].astype(np.float32)
    sine, cosine = math.sin(lean), math.cos(lean)
    along = (x - foot[0]) * sine + (y - foot[1]) * cosine  # from the head downwards
    across = (x - foot[0]) * cosine - (y - foot[1]) * sine
    half = 0.062 * tall
    char = np.clip(1 - along / (0.75 * tall), 0, 1) ** 1.5
    shape = half * (1 - 0.22 * char)
    cover = np.clip(shape - np.abs(across) + 0.5, 0, 1) * np.clip(along + 0.5, 0, 1)
    bump = fill_fbm(height, width, step_x=9 / tall, step_y=9 / tall, seed=seed, octaves=4)
    away = np.hypot((along + 0.10 * tall) / (0.17 * tall), across / (0.105 * tall * (1 + 0.3 * bump)))
    head = np.clip((1 - away) * 0.10 * tall + 0.5, 0, 1)
    grain = fill_fbm(height, width, step_x=40 / tall, step_y=2.0 / tall, seed=seed + 1, octaves=4)
    round_ = np.sqrt(np.clip(1 - (across / np.maximum(shape, 1e-3)) ** 2, 0, 1))
    near = np.exp(-np.clip(along, 0, None) / (0.95 * tall)) + 0.03
    wood = np.array([0.10, 0.27, 0.46], np.float32) * (0.75 + 0.7 * grain)[..., None]
    burnt = np.clip(1.5 * char + 0.8 * bump - 0.35, 0, 1)[..., None]
    wood = wood * (1 - burnt) + np.float32(0.010) * burnt
    light = wood * (0.9 * near * (0.25 + 0.75 * round_))[..., None] * np.array([0.35, 0.75, 1.2], np.float32)
    ember = np.clip(0.55 + 1.6 * bump - 0.5 * away, 0, 1) ** 2
    coal = np.float32(0.008) + ember[..., None] * np.array([0.01, 0.10, 0.55], np.float32)
    light = light * (1 - head)[..., None] + coal * head[..., None]
    return light.astype(np.float32), np.maximum(cover, head).astype(np.float32)


def paint(
    description: SceneDescription, shot: str, size: tuple[int, int], rng: np.random.Generator, film: np.random.Generator
) -> Painting:
    """Paint the match; ``film`` chooses what all pictures of a film share."""
    width, height = size
    unit = min(width, 0.703125 * height)
    tall, (fx, fy) = _SHOTS[shot]
    tall *= unit
    side = float(rng.choice([-1.0, 1.0]))
    foot = ((0.5 + side * (fx - 0.5)) * width, fy * height)
    palette = description.palette
    place = backdrop(
        description.model_copy(update={"time_of_day": "night"}),
        size,
        rng,
        shade=260.0,
        middle=250.0,
        lamps=0.8,
        dark=0.8,
    )
    y, x = np.mgrid[:height, :width].astype(np.float32)
    u, v = (x - foot[0]) / np.float32(tall), (foot[1] - y) / np.float32(tall)
    lick = float(rng.uniform(-0.16, 0.16))
    wave = 0.02 * np.sin(7 * v + float(rng.uniform(0, 6)))
    body, blue = _flame(u - wave * np.clip(v, 0, 1), v, np.float32(lick))
    hot = np.array([0.36, 0.98, 1.55], np.float32)
    cool = np.array([0.015, 0.36, 1.35], np.float32)
    if palette.strength > 0.45 and 100 < palette.accent < 340 and {"flame", "fire"} & description.all_words:
        cool = 1.2 * light_of_hue(palette.accent, 0.16, 0.6)
    flame = body[..., None] * (cool + (hot - cool) * np.clip(1.6 * body - 0.35, 0, 1)[..., None]) * np.float32(1.75)
    flame += blue[..., None] * np.array([0.75, 0.22, 0.05], np.float32)
    soft = max(0.006 * tall, 0.6)
    flame = cv2.GaussianBlur(flame.astype(np.float32), (0, 0), soft)
    away = np.hypot(u - 0.5 * lick, v - 0.42)
    glow = 0.15 * np.exp(-((away / 0.75) ** 2)) + 0.035 * np.exp(-((away / 1.7) ** 2))
    few = (max(width // 6, 8), max(height // 6, 8))
    smoke = fill_fbm(
        few[1], few[0], step_x=2.6 / few[0], step_y=1.5 / few[0], seed=int(rng.integers(1 << 16)), octaves=5
    )
    smoke = cv2.resize(np.abs(smoke), size, interpolation=cv2.INTER_CUBIC)
    plume = np.clip(1 - smoke * 4.5, 0, 1) ** 2 * np.exp(
        -(((u - 0.25 * lick * v) / (0.16 + 0.28 * np.clip(v, 0, 3))) ** 2)
    )
    plume *= np.clip((v - 0.7) / 0.5, 0, 1) * np.exp(-np.clip(v - 0.9, 0, None) / 0.9)
    warm = np.array([0.10, 0.42, 1.0], np.float32)
    air = (glow + 0.16 * plume)[..., None] * warm
    del x, y, u, v, wave, blue, smoke, plume, away, glow  # makes room
    stick, cover = _stick(size, foot, tall, side * float(rng.uniform(0.30, 0.55)), int(film.integers(1 << 16)))
    shown = (1 - cover)[..., None]
    lights = {
        "place": place.soft * shown * np.float32(0.35),
        "stick": stick * cover[..., None],
        "flame": flame * (1 - 0.35 * cover)[..., None],
        "glow": (air * (0.4 + 0.6 * shown)).astype(np.float32),
        "lamps": (place.discs[0] + place.discs[1]) * shown * np.float32(0.5),
    }
    depth = np.where(cv2.GaussianBlur(cover + body, (0, 0), max(width / 200, 0.8)) > 0.2, FOCAL, 3.5)
    return finished(
        description, lights, depth.astype(np.float32), size, median=(14.0, 40.0),
        elements=[Element("embers", 0.35)],
    )  # fmt: skip
