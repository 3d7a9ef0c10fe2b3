"""The lights of a city out of focus: towers, lamps along a street and its traffic, each light a disc as a wide open lens draws it."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.half import halved
from beatreel.plugins.generators.procedural.kernels.tone import fit_grade
from beatreel.plugins.generators.procedural.painting import Element, Layer, LightGroup, Motion
from beatreel.plugins.generators.procedural.palette import light_of_hue

from ._wet_window import flatten

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Painting
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

    from ._light import Backlight

Array = np.ndarray[Any, np.dtype[np.float32]]

_AWAY = 40.0  # metres: behind whoever stands before it
_RADIUS = {"wide": 0.021, "medium": 0.033, "close": 0.050, "detail": 0.076}  # of a disc, shares of the width
_UNNAMED = (62.0, 205.0)  # hues where a prompt names none
_KEPT = {"rain", "snow", "mist", "fog"}
_DIM = 0.42  # what is left of all that is no lamp
_TO_WHITE = 0.10
_MEDIAN, _WHITE = (24.0, 50.0), (206.0, 236.0)


class _Lamp(NamedTuple):
    """A light: place in widths of the picture, radius as a share of the usual one, power, its hue, and whether it drives."""

    x: float
    y: float
    size: float
    power: float
    hue: int
    drives: int = 0


def add_bokeh(
    painting: Painting, light: Backlight, description: SceneDescription, shot: str, rng: np.random.Generator
) -> None:
    """Throw a painting out of focus, in place, and let the lights of a city shine in it as discs that answer the beat."""
    flatten(painting)
    width, height = light.width, light.height
    for group in painting.groups.values():
        group.light = halved(_DIM * _soft(np.asarray(group.light, np.float32), 0.045))
    radius, tall = _RADIUS.get(shot, _RADIUS["medium"]), height / width
    lamps = _city(rng, radius, tall, shot)
    colours = _colours(description, rng)
    white = 1.6 * max(light.level(99.0), 2.0 * light.level(50.0), 0.05)
    still = [np.zeros((height, width, 3), np.float32) for _ in range(2)]
    driving = {way: np.zeros((height, width, 3), np.float32) for way in (-1, 1)}
    for n, lamp in enumerate(lamps):
        tone = colours[lamp.hue][n % len(colours[lamp.hue])] * np.float32(white * lamp.power)
        target = driving[lamp.drives] if lamp.drives else still[lamp.hue % 2]
        _disc(target, lamp.x * width, lamp.y * width, radius * lamp.size * width, tone, rng)
    horizon = int(_horizon(shot) * height)
    if shot != "detail":
        for part in still:  # the street is wet or polished enough
            part[horizon:] += _mirrored(part, horizon)
    for name, pulse, part in zip(("lamps_even", "lamps_odd"), ("kick", "offbeat"), still, strict=True):
        painting.groups[name] = LightGroup(halved(part), pulse, 0.76, 0.36)
    for way, part in driving.items():
        alpha = np.clip(part.max(axis=2) / (0.30 * white), 0, 0.9)
        if alpha.max() > 0:
            painting.layers.append(
                Layer(
                    halved(part / np.maximum(alpha, 0.05)[..., None]), halved(alpha), _AWAY, Motion(right=0.016 * way)
                )
            )
    painting.depth = np.full((height, width), _AWAY, np.float32)
    painting.masks.clear()
    painting.elements[:] = [one for one in painting.elements if one.kind in _KEPT]
    painting.elements.append(Element("bokeh", 0.45, {"colour": [float(v) for v in 150 * np.sqrt(colours[0][0])]}))
    painting.travel, painting.lettering, painting.is_lamplit = min(painting.travel, 0.4), False, True
    size = (max(8, width // 8), max(8, height // 8))
    parts = [
        cv2.resize(np.asarray(group.light, np.float32), size, interpolation=cv2.INTER_AREA)
        for group in painting.groups.values()
    ]
    grade = replace(painting.grade, desaturate=_TO_WHITE)  # a disc has the colour of its lamp
    painting.grade = fit_grade(np.sum(parts, axis=0), grade, median=_MEDIAN, white=_WHITE)


def _soft(light: Array, share: float) -> Array:
    """Return light blurred by a share of its width, computed at an eighth of its size."""
    height, width = light.shape[:2]
    small = cv2.resize(light, (max(8, width // 8), max(8, height // 8)), interpolation=cv2.INTER_AREA)
    small = cv2.GaussianBlur(small, (0, 0), max(1.0, share * small.shape[1]))
    return np.asarray(cv2.resize(small, (width, height), interpolation=cv2.INTER_CUBIC).clip(0), np.float32)


def _colours(description: SceneDescription, rng: np.random.Generator) -> list[list[Array]]:
    """Return tones of lamps: of the first hue, of the second, and pale ones of the first."""
    palette = description.palette
    first, second = (palette.key, palette.accent) if palette.strength > 0.4 else _UNNAMED
    found = []
    for hue, chroma, light in ((first, 0.16, 0.74), (second, 0.17, 0.70), (first, 0.06, 0.86)):
        found.append(
            [
                light_of_hue(hue + float(rng.normal(0, 9)), chroma * float(rng.uniform(0.8, 1.2)), light)
                for _ in range(9)
            ]
        )
    return found


def _horizon(shot: str) -> float:
    """Return where the street ends, a share of the height."""
    return {"wide": 0.60, "medium": 0.62, "close": 0.66}.get(shot, 0.5)


def _city(rng: np.random.Generator, radius: float, tall: float, shot: str) -> list[_Lamp]:
    """Return the lamps of a city at night: windows of towers, signs, two rows of street lamps, and cars."""
    lamps: list[_Lamp] = []
    far = _horizon(shot) * tall
    share = 0.021 / radius  # fewer where each is larger
    for _ in range(7):
        x, wide = float(rng.uniform(-0.05, 1.05)), float(rng.uniform(0.07, 0.17))
        top = far - tall * float(rng.uniform(0.10, 0.44)) * (1.2 if shot == "detail" else 1.0)
        hue = int(rng.random() < 0.40)
        lamps += [
            _Lamp(x + wide * float(rng.uniform(-0.5, 0.5)), float(rng.uniform(top, far)), float(rng.uniform(0.55, 0.85)),
                  float(rng.uniform(0.10, 0.36)), hue if rng.random() < 0.8 else 2)
            for _ in range(max(4, round(22 * share)))
        ]  # fmt: skip
    for _ in range(4):  # signs: a few lights close together
        x, y, hue = float(rng.uniform(0.05, 0.95)), far - tall * float(rng.uniform(0.02, 0.20)), int(rng.random() < 0.5)
        lamps += [
            _Lamp(x + 0.9 * radius * float(rng.normal(0, 1)), y + 1.5 * radius * k, 1.0, 0.55, hue) for k in range(3)
        ]
    if shot == "detail":
        return lamps + [
            _Lamp(float(rng.uniform(0, 1)), tall * float(rng.uniform(0.12, 0.95)), float(rng.uniform(0.9, 1.3)),
                  float(rng.uniform(0.25, 0.65)), int(rng.integers(3)))
            for _ in range(9)
        ]  # fmt: skip
    vanish = float(rng.choice([0.36, 0.64]))
    for k in range(9):  # they come nearer by the same share each
        s = 0.07 * 1.42**k
        for way in (-1.0, 1.0):
            lamps.append(
                _Lamp(
                    vanish + way * 0.85 * s,
                    far - 0.42 * s,
                    0.7 + 0.45 * min(s, 1.0),
                    0.62,
                    0 if way < 0 or rng.random() < 0.7 else 2,
                )
            )
    for lane, hue, drives in ((-0.42, 2, -1), (-0.20, 2, -1), (0.24, 1, 1), (0.50, 1, 1)):
        for k in range(5):
            s = 0.10 * 1.55**k * float(rng.uniform(0.85, 1.15))
            x, y = vanish + lane * s, far + 0.30 * s
            moves = drives if s > 0.25 else 0
            lamps += [_Lamp(x + side * s, y, 0.62 + 0.5 * min(s, 1.0), 0.55, hue, moves) for side in (-0.055, 0.055)]
    return lamps


def _disc(target: Array, x: float, y: float, radius: float, tone: Array, rng: np.random.Generator) -> None:
    """Add a lamp out of focus: a disc with a brighter rim, cut like a cat's eye where the lens vignettes it."""
    height, width = target.shape[:2]
    reach = math.ceil(radius) + 1
    left, right, top, bottom = (
        max(0, int(x) - reach),
        min(width, int(x) + reach + 1),
        max(0, int(y) - reach),
        min(height, int(y) + reach + 1),
    )
    if left >= right or top >= bottom:
        return
    v, u = np.mgrid[top:bottom, left:right].astype(np.float32)
    u, v = u - np.float32(x), v - np.float32(y)
    away = np.hypot(u, v)
    aside = 0.62 * radius * np.array([x / width - 0.5, y / height - 0.5])
    cut = np.clip(1.02 * radius + 0.5 - np.hypot(u + aside[0], v + aside[1]), 0, 1)
    edge = np.clip(radius + 0.5 - away, 0, 1) * cut
    rim = 0.74 + 0.42 * np.minimum(away / radius, 1) ** 5 + 0.04 * float(rng.uniform(-1, 1)) * u / radius
    target[top:bottom, left:right] += (edge * rim)[..., None] * tone


def _mirrored(part: Array, horizon: int) -> Array:
    """Return what a wet street shows of lamps over it, drawn out downwards."""
    height, width = part.shape[:2]
    over = part[max(0, 2 * horizon - height) : horizon][::-1]
    out = np.zeros((height - horizon, width, 3), np.float32)
    small = cv2.resize(over, (max(8, width // 4), max(8, len(over) // 4)), interpolation=cv2.INTER_AREA)
    small = cv2.GaussianBlur(
        small, (0, 0), sigmaX=max(0.8, 0.012 * small.shape[1]), sigmaY=max(1.0, 0.11 * small.shape[1])
    )
    rows = min(len(over), len(out))
    grows = np.linspace(0, 1, rows, dtype=np.float32)[:, None, None]  # no line where it begins
    grows = np.minimum(grows * height / max(0.10 * width, 1) * rows / height, 1.0)
    out[:rows] = 0.34 * grows * cv2.resize(small, (width, len(over)), interpolation=cv2.INTER_CUBIC).clip(0)[:rows]
    return out
