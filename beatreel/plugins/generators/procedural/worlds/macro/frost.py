"""Frost on a window pane: ferns of ice that grow in from its edges about a clear patch, lit by what is behind the glass."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.noise import fill_fbm
from beatreel.plugins.generators.procedural.painting import Element

from .backdrop import backdrop
from .picture import FOCAL, finished

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Painting
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

Array = np.ndarray[Any, np.dtype[np.float32]]

_SIZES = {"wide": 0.42, "medium": 0.62, "close": 0.95, "detail": 1.6}  # length of a fern, widths
_COUNTS = {"wide": 46, "medium": 34, "close": 22, "detail": 13}


def _fern(start: Any, way: float, long_: float, rng: np.random.Generator, level: int = 0) -> list[tuple[Array, float]]:
    """Return curves of a fern of ice with their thickness: a bent spine, branches at sixty degrees to both sides, and theirs."""
    t = np.linspace(0, 1, 14 if level < 2 else 4)
    bend = float(rng.normal(0, 0.5 if level == 0 else 0.16))
    turn = way + bend * t
    step = long_ / (len(t) - 1)
    spine = np.asarray(start) + np.concatenate(
        [[(0.0, 0.0)], np.cumsum(step * np.stack([np.cos(turn), np.sin(turn)], 1)[:-1], axis=0)]
    )
    found = [(spine, (1.0, 0.6, 0.4)[level])]
    if level == 2:
        return found
    many = 26 if level == 0 else 11
    for k in range(1, many):
        share = k / many
        at = np.array([np.interp(share, t, spine[:, 0]), np.interp(share, t, spine[:, 1])])
        along = way + bend * share
        short = long_ * (0.30 if level == 0 else 0.26) * math.sin(math.pi * (0.12 + 0.86 * share)) ** 0.8
        for side in (-1.0, 1.0):
            one = short * float(rng.uniform(0.7, 1.1))
            found += _fern(at, along + side * (0.95 + float(rng.normal(0, 0.04))), one, rng, level + 1)
    return found


def _grown(size: tuple[int, int], shot: str, clear: tuple[float, float], rng: np.random.Generator) -> Array:
    """Return how thick the ferns are, 0 to 1."""
    width, height = size
    unit = min(width, 0.703125 * height)
    drawn = np.zeros((height, width), np.float32)
    high = height / width
    for _ in range(_COUNTS[shot]):
        round_ = float(rng.uniform(0, 2 * math.pi))
        start = np.array([0.5 + 0.75 * math.cos(round_), (0.5 + 0.62 * math.sin(round_)) * high])
        if rng.random() < 0.35:
            start = np.array([float(rng.random()), float(rng.random()) * high])
        to = np.array([clear[0], clear[1] * high]) - start
        if float(np.linalg.norm(to)) < 0.30:
            continue
        way = math.atan2(to[1], to[0]) + float(rng.normal(0, 0.55))
        long_ = _SIZES[shot] * unit / width * float(rng.uniform(0.55, 1.1))
        one = np.zeros((height, width), np.uint8)
        curves = _fern(start, way, long_, rng)
        box = np.concatenate([curve for curve, _ in curves]) * width
        for curve, thick in curves:
            cv2.polylines(
                one, [np.round(curve * width * 16).astype(np.int32)], False, int(90 + 165 * thick),
                max(1, round(thick * unit * _SIZES[shot] / 420)), cv2.LINE_AA, 4,
            )  # fmt: skip
        low, top = np.clip(box.min(axis=0) - 3, 0, (width, height)), np.clip(box.max(axis=0) + 4, 0, (width, height))
        part = slice(int(low[1]), int(top[1])), slice(int(low[0]), int(top[0]))
        drawn[part] = np.maximum(drawn[part], one[part].astype(np.float32) / 255)
    return drawn


def paint(
    description: SceneDescription, shot: str, size: tuple[int, int], rng: np.random.Generator, film: np.random.Generator
) -> Painting:
    """Paint the pane; ``film`` chooses what all pictures of a film share."""
    width, height = size
    lamps = 1.6 if description.time_of_day in ("night", "dusk") else 0.8
    place = backdrop(description, size, rng, shade=255.0, middle=240.0, lamps=lamps, dark=1.25)
    clear = (place.sun[0] * 0.5 + 0.25, min(place.sun[1] + 0.16, 0.5))
    ferns = _grown(size, shot, clear, rng)
    y, x = np.mgrid[:height, :width].astype(np.float32)
    away = np.hypot(x / width - clear[0], (y / height - clear[1]) * height / width)
    seed = int(film.integers(1 << 16))
    rough = fill_fbm(height, width, step_x=60.0 / width, step_y=60.0 / width, seed=seed, octaves=4)
    wide = fill_fbm(
        max(height // 8, 8), max(width // 8, 8), step_x=32.0 / width, step_y=32.0 / width, seed=seed + 1, octaves=4
    )
    wide = cv2.resize(wide, size, interpolation=cv2.INTER_CUBIC)
    edge = np.clip((away - 0.20 + 0.16 * wide) / 0.34, 0, 1)
    ice = ferns * np.clip(edge * 3.0, 0, 1)
    rime = np.clip(edge * (0.34 + 0.45 * rough + 0.25 * wide), 0, 1)
    # Ice is bright where its slope bends light from behind towards the eye, and dark on its other side.
    body = cv2.GaussianBlur(ice, (0, 0), max(width / 900, 0.7)) + 0.25 * rime
    slope = cv2.Sobel(body, cv2.CV_32F, 1, 0, ksize=3) * np.float32(place.sun[0] - 0.5) * 2 + cv2.Sobel(
        body, cv2.CV_32F, 0, 1, ksize=3
    ) * np.float32(-0.8)
    slope *= width / 1584 + 0.25
    light = place.light
    few = (max(width // 16, 8), max(height // 16, 8))
    spread = cv2.GaussianBlur(cv2.resize(light, few, interpolation=cv2.INTER_AREA), (0, 0), few[0] / 14)
    spread = cv2.resize(spread, size, interpolation=cv2.INTER_LINEAR)
    veil = np.clip(0.72 * rime + 0.65 * ice, 0, 0.94)[..., None]
    glow = spread * (0.75 + 0.9 * ice + 0.35 * rough)[..., None] + np.float32(0.012) * place.tones[1]
    sparkle = np.clip(slope * 1.3, 0, 1.5)[..., None] * (0.25 * spread.max(axis=2, keepdims=True) + 0.8 * spread)
    shade = (1 - np.clip(-slope * 1.1, 0, 0.75))[..., None]
    lights = {
        "place": place.soft * (1 - veil) + glow * veil * shade,
        "glints": sparkle,
        "lamps": place.discs[0] * (1 - veil),
        "gaps": place.discs[1] * (1 - veil),
    }
    depth = np.where(veil[..., 0] > 0.4, FOCAL, 4.0).astype(np.float32)
    found = finished(description, lights, cv2.GaussianBlur(depth, (0, 0), max(width / 100, 1.0)), size)
    found.masks["clear"] = (1 - veil[..., 0]).astype(np.float32)
    found.elements.append(Element("snow", 0.25, mask="clear"))  # outside
    return found
