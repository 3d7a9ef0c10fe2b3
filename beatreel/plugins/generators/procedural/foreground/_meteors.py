"""What crosses the sky of a night where a prompt names it: meteors that fall from one place in it, a comet with its two tails."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.fields import fbm_at
from beatreel.plugins.generators.procedural.painting import Element, LightGroup

from ._light import Backlight, peak

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Painting
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

    Array = np.ndarray[Any, np.dtype[np.float32]]

_FAR = 900.0  # metres from which what is seen is sky
_COUNTS = {"wide": 11, "medium": 9, "close": 7, "detail": 6}
_ICE = np.array([1.0, 0.93, 0.86], np.float32)
_ION = np.array([1.0, 0.72, 0.42], np.float32)


def add_meteors(
    painting: Painting, light: Backlight, description: SceneDescription, shot: str, rng: np.random.Generator
) -> None:
    """Let meteors fall, in place; more of them fall on the beat."""
    width, height = light.width, light.height
    side = float(rng.choice([-1.0, 1.0]))
    radiant = np.array([(0.5 + 0.75 * side) * width, -0.25 * height])
    horizon = min(max(painting.centre[1], 0.35 * height), 0.8 * height)
    streaks = np.zeros((height, width), np.float32)
    for number in range(_COUNTS.get(shot, 8)):
        head = np.array([float(rng.uniform(0.04, 0.96)) * width, float(rng.uniform(0.06, 0.92)) * horizon])
        way = (head - radiant) / np.linalg.norm(head - radiant)
        long_ = width * float(rng.uniform(0.10, 0.34)) * (1.5 if number == 0 else 1.0)
        bright = float(rng.uniform(0.25, 0.8)) if number else 1.0
        for step in range(16):  # brighter towards the head
            a, b = (head - way * long_ * (part / 16) for part in (step + 1, step))
            ends = [tuple(int(round(16 * v)) for v in point) for point in (a, b)]
            value = bright * (1 - step / 16) ** 1.8
            cv2.line(
                streaks,
                ends[0],
                ends[1],
                value,
                max(1, round(width / 620 * (1.4 if number == 0 else 1.0))),
                cv2.LINE_AA,
                4,
            )
    glow = cv2.GaussianBlur(streaks, (0, 0), max(0.8, width / 220))
    shown = (streaks + 1.1 * glow) * _sky(painting, description.world)
    painting.add_lights(
        "meteors",
        LightGroup((1.5 * peak(painting, 0.95) * shown[..., None] * _ICE).astype(np.float16), "high", 0.75, 0.35),
    )
    painting.elements.append(Element("meteors", 1.0))


def add_comet(
    painting: Painting, light: Backlight, description: SceneDescription, shot: str, rng: np.random.Generator
) -> None:
    """Set a comet into the sky, in place: a white head, a broad tail of dust that bends, a thin blue one of gas."""
    width, height = light.width, light.height
    side = float(rng.choice([-1.0, 1.0]))
    size = {"wide": 0.52, "medium": 0.70, "close": 0.90, "detail": 1.15}.get(shot, 0.7) * width
    sky = _sky(painting, description.world)
    x = (0.5 - 0.18 * side) * width
    column = sky[:, max(int(x - 0.04 * width), 0) : int(x + 0.04 * width) + 1].min(axis=1)
    free = int(np.argmax(column < 0.5)) if column.min() < 0.5 else 0.7 * height  # land ends the sky there
    head = np.array([x, float(rng.uniform(0.62, 0.74)) * min(free, 0.6 * height)])
    size = min(size, 1.5 * max(head[1], 0.08 * height))
    angle = math.radians(float(rng.uniform(38, 62)))
    v, u = np.mgrid[0:height:2, 0:width:2].astype(np.float32)
    u, v = (u - head[0]) * side / size, (head[1] - v) / size
    along = u * math.cos(angle) + v * math.sin(angle)
    across = v * math.cos(angle) - u * math.sin(angle)
    out = np.clip(along, 0, 4)
    foot = np.full_like(u, 2 / size)
    rays = 1 + 0.55 * fbm_at(9 * across / (0.08 + out), 1.2 * out, 0.6, int(rng.integers(1 << 16)), 4, 9 * foot)
    bent = across - 0.16 * out**2
    dust = np.exp(-((bent / (0.014 + 0.15 * out)) ** 2)) * np.exp(-2.3 * out) * np.clip(along / 0.02 + 0.3, 0, 1) * rays
    gas = np.exp(-(((across + 0.05 * out) / (0.007 + 0.035 * out)) ** 2)) * np.exp(-1.5 * out) * (along > 0) * rays
    away = np.hypot(u, v)
    coma = 2.6 * np.exp(-((away / 0.012) ** 2)) + 0.75 * np.exp(-away / 0.028)
    shine = (0.85 * dust + coma)[..., None] * _ICE + (0.55 * gas)[..., None] * _ION
    shine = cv2.resize(shine.astype(np.float32), (width, height)) * sky[..., None]
    painting.add_lights(
        "comet", LightGroup((np.float32(peak(painting, 0.93)) * shine).astype(np.float16), "low", 0.88, 0.2)
    )


def _sky(painting: Painting, world: str) -> Array:
    """Return where the sky is seen, 0 to 1."""
    if world == "space":
        return (painting.depth > 30.0).astype(np.float32)
    sky = np.array(painting.masks.get("sky", painting.depth > _FAR), np.float32)
    for layer in painting.layers:
        sky *= 1 - np.asarray(layer.alpha, np.float32)
    return sky
