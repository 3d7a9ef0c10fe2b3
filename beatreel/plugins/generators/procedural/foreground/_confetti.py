"""Confetti in the air of any place: near bits out of focus, many behind them, and those that lie on the ground."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.painting import Element, Layer, Motion
from beatreel.plugins.generators.procedural.scenery import confetti

from ._light import peak

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Painting
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

    from ._light import Backlight

_BRIGHT = {"day": 1.15, "golden": 0.95, "dawn": 0.85, "dusk": 0.8, "night": 0.75}
_GROUNDS = ("town", "alley", "field", "road", "dunes", "stage", "fair")
_MANY = {"rainbow", "colourful", "colorful", "multicolour", "multicoloured", "multicolored", "bright"}
# For each depth: how many, half their length in widths, metres, softness in widths, heights a second that they sink.
_DEPTHS = ((170, 0.0042, 9.0, 0.0, 0.020), (60, 0.0085, 4.0, 0.0007, 0.045), (11, 0.024, 1.6, 0.0040, 0.10))
_NEARER = {"wide": 0.85, "medium": 1.0, "close": 1.3, "detail": 1.7}


def add_confetti(
    painting: Painting, light: Backlight, description: SceneDescription, shot: str, rng: np.random.Generator
) -> None:
    """Let confetti fall before a painting, in place; the animator adds what goes on falling."""
    width, height = light.width, light.height
    paper = confetti.colours(description.palette, many=bool(_MANY & description.all_words))
    white = np.float32(_BRIGHT.get(description.time_of_day, 0.8) * peak(painting, 0.72) / 0.75)
    near = _NEARER.get(shot, 1.0)
    if description.world in _GROUNDS and shot != "detail":
        _on_the_ground(painting, light, paper, white, rng)
    for count, half, metres, soft, sinks in _DEPTHS:
        places = rng.uniform(-0.03, 1.03, (count, 2)) * (width, height)
        sizes = near * half * width * rng.uniform(0.6, 1.3, count)
        tones = np.array(paper, np.float32)[rng.integers(0, len(paper), count)]
        lit, cover = confetti.lay((width, height), places, sizes, tones, rng)
        if soft:
            lit = cv2.GaussianBlur(lit * cover[..., None], (0, 0), soft * width)
            cover = cv2.GaussianBlur(cover, (0, 0), soft * width)
            lit /= np.maximum(cover, 1e-3)[..., None]
        motion = Motion(x=float(rng.random()), right=0.006 * float(rng.choice([-1, 1])), down=sinks, sway=0.006)
        painting.layers.append(Layer((lit * white).astype(np.float16), cover.astype(np.float16), metres / near, motion))
    share = min(_BRIGHT.get(description.time_of_day, 0.8), 1.0)
    shown = [[round(255 * min(share * part, 1.0) ** 0.45) for part in one] for one in paper]
    painting.elements.append(Element("confetti", 0.9, {"colours": shown}))


def _on_the_ground(
    painting: Painting, light: Backlight, paper: list[confetti.Colour], white: np.float32, rng: np.random.Generator
) -> None:
    """Strew the ground before the camera."""
    width, height = light.width, light.height
    horizon = float(painting.centre[1])
    room = height - horizon
    if room < 0.12 * height:
        return
    count = 420
    down = rng.uniform(0.10, 1.0, count) ** 0.8
    places = np.stack([rng.uniform(0, 1, count) * width, horizon + down * room], 1)
    sizes = 0.0075 * width * np.maximum(down, 0.12) * rng.uniform(0.7, 1.2, count)
    tones = np.array(paper, np.float32)[rng.integers(0, len(paper), count)]
    lit, cover = confetti.lay((width, height), places, sizes, 0.55 * tones, rng, flat=0.45)
    free = np.ones_like(cover)
    for layer in painting.layers:  # what stands there stands before it
        free *= 1 - np.asarray(layer.alpha, np.float32)
    depth = np.asarray(painting.depth, np.float32)
    is_ground = (depth < 0.6 * float(np.percentile(depth, 80))).astype(np.float32)
    share = (0.9 * cover * free * cv2.resize(is_ground, (width, height)))[..., None]
    first = next(iter(painting.groups.values()))
    for group in painting.groups.values():
        held = np.asarray(group.light, np.float32) * (1 - share)
        group.light = (held + lit * share * white if group is first else held).astype(np.float16)
