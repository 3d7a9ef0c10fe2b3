"""A spider's web with dew: threads that sag between their spokes, drops strung along them, twigs that hold it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.painting import Layer, Motion

from .backdrop import backdrop
from .drops import Drop, hanging
from .picture import FOCAL, finished
from .spider import lay_spider

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Painting
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

Array = np.ndarray[Any, np.dtype[np.float32]]

# Of each shot: radius of the web in widths, where its hub is, the largest drops in widths, and their distance on a thread.
_SHOTS = {
    "wide": (0.52, (0.46, 0.45), 0.0052, 0.013),
    "medium": (0.82, (0.38, 0.42), 0.0075, 0.016),
    "close": (1.40, (0.30, 0.36), 0.0120, 0.026),
    "detail": (2.60, (0.16, 0.26), 0.0230, 0.052),
}
_SPIDERS = re.compile(r"\b(?:spiders?|tarantulas?)\b(?!(?:'s|s')?[ -]?webs?\b)")  # no web alone
_SPIDER = {"wide": 0.115, "medium": 0.19, "close": 0.33, "detail": 0.62}  # widths of the length of its body
_NEAR = (0.47, 0.44)  # where it is from very near, shares of the picture
_SPOKES, _ROUNDS = 23, 17


def _threads(radius: float, hub: tuple[float, float], rng: np.random.Generator) -> tuple[list[Array], list[Array]]:
    """Return spokes and the threads between them, as curves in widths from the upper left."""
    turns = np.sort(2 * np.pi * (np.arange(_SPOKES) + rng.uniform(-0.28, 0.28, _SPOKES)) / _SPOKES)
    reach = radius * (1.0 + 0.16 * rng.uniform(-1, 1, _SPOKES)) * (1 + 0.14 * np.sin(turns))
    ways = np.stack([np.cos(turns), np.sin(turns)], 1)
    middle = np.array(hub)
    spokes = [np.stack([middle, middle + way * long_ * 1.6]) for way, long_ in zip(ways, reach, strict=True)]
    rounds = []
    shares = 0.10 + 0.90 * (np.arange(_ROUNDS) / (_ROUNDS - 1)) ** 0.92
    for n, share in enumerate(shares):
        for k in range(_SPOKES):
            if rng.random() < 0.035:  # torn
                continue
            ahead = share + 0.9 / _ROUNDS * k / _SPOKES, share + 0.9 / _ROUNDS * (k + 1) / _SPOKES
            a = middle + ways[k] * reach[k] * ahead[0]
            b = middle + ways[(k + 1) % _SPOKES] * reach[(k + 1) % _SPOKES] * (
                ahead[1] if k + 1 < _SPOKES else shares[min(n + 1, _ROUNDS - 1)]
            )
            t = np.linspace(0, 1, 9)[:, None]
            bend = 4 * t * (1 - t) * float(np.linalg.norm(b - a))
            inward = middle - 0.5 * (a + b)
            inward /= max(float(np.linalg.norm(inward)), 1e-6)
            sag = float(rng.uniform(0.05, 0.11))
            rounds.append(a + (b - a) * t + bend * (0.07 * inward + sag * np.array([0.0, 1.0])))
    return spokes, rounds


def _strung(curve: Array, apart: float, most: float, rng: np.random.Generator) -> list[tuple[float, float, float]]:
    """Return drops along a curve: large ones at distances, small ones between them."""
    steps = np.linalg.norm(np.diff(curve, axis=0), axis=1)
    run = np.concatenate([[0], np.cumsum(steps)])
    at, found = apart * float(rng.uniform(0.2, 1.0)), []
    while at < run[-1]:
        large = rng.random() < 0.4
        size = most * float(rng.uniform(0.55, 1.0) if large else rng.uniform(0.22, 0.5))
        found.append((float(np.interp(at, run, curve[:, 0])), float(np.interp(at, run, curve[:, 1])), size))
        at += apart * float(rng.uniform(0.6, 1.4)) * (1.0 if large else 0.6)
    return found


def _twigs(size: tuple[int, int], rng: np.random.Generator, side: float) -> Array:
    """Return the cover of twigs and blades that hold the web, out of focus."""
    width, height = size
    few = (max(width // 4, 8), max(height // 4, 8))
    drawn = np.zeros((few[1], few[0]), np.uint8)
    for k in range(7):
        t = np.linspace(0, 1, 24)
        foot = 0.5 + side * float(rng.uniform(0.42, 0.60)) if k < 4 else float(rng.uniform(-0.1, 1.1))
        tall = float(rng.uniform(0.8, 1.15)) if k < 4 else float(rng.uniform(0.16, 0.30))
        lean = float(rng.uniform(-0.25, 0.10)) * side
        x = (foot + lean * t**1.6 + 0.012 * np.sin(9 * t + k)) * few[0]
        y = (1.02 - tall * t) * few[1]
        wide = few[0] * (0.016 if k < 4 else 0.011)
        edge = wide * (1 - 0.85 * t)
        outline = np.concatenate([np.stack([x - edge, y], 1), np.stack([x + edge, y], 1)[::-1]])
        cv2.fillPoly(drawn, [np.round(outline * 16).astype(np.int32)], 255, cv2.LINE_AA, 4)
    soft = cv2.GaussianBlur(drawn.astype(np.float32) / 255, (0, 0), max(0.008 * few[0], 0.8))
    return cv2.resize(soft, size, interpolation=cv2.INTER_CUBIC).clip(0, 1)


def paint(
    description: SceneDescription, shot: str, size: tuple[int, int], rng: np.random.Generator, film: np.random.Generator
) -> Painting:
    """Paint the web; ``film`` chooses what all pictures of a film share."""
    width, height = size
    place = backdrop(description, size, rng, shade=170.0, middle=150.0, dark=0.62)
    unit = min(width, 0.703125 * height)
    radius, hub, most, apart = _SHOTS[shot]
    side = 1.0 if place.sun[0] < 0.5 else -1.0
    hub = (0.5 + side * (0.5 - hub[0]), hub[1] * height / width)
    spokes, rounds = _threads(radius * unit / width, hub, film)
    base = place.light
    twigs = _twigs(size, rng, side)[..., None]
    shade = np.float32(0.03) * place.tones[1]
    discs = [part * (1 - twigs) for part in place.discs]
    soft = place.soft * (1 - twigs) + shade * twigs
    lines = np.zeros((height, width), np.uint8)
    thick = max(1, round(unit / (900 if shot in ("wide", "medium") else 620)))
    for curve in (*spokes, *rounds):
        cv2.polylines(lines, [np.round(curve * width * 16).astype(np.int32)], False, 255, thick, cv2.LINE_AA, 4)
    alpha = lines.astype(np.float32) / 255 * np.float32(0.55 if unit > 500 else 0.40)
    y, x = np.mgrid[:height, :width].astype(np.float32)
    away = np.hypot(x / width - place.sun[0], (y / height - place.sun[1]) * height / width)
    lit = 0.22 + 0.75 * np.exp(-((away / 0.55) ** 2))
    light = (place.tones[2] * 0.6 + 0.4).astype(np.float32) * np.float32(
        {"night": 0.45, "dusk": 0.7}.get(description.time_of_day, 1.15)
    )
    colour = lit[..., None] * light
    drops = []
    for curve in (*rounds, *spokes):
        for u, v, r in _strung(curve, apart * unit / width, most * unit / width, rng):
            if -0.05 < u < 1.05 and -0.05 < v * width / height < 1.05:
                drops.append(Drop(u * width, v * width + 0.4 * r * width, max(r * width, 0.7), 1.06))
    toward = np.array([place.sun[0] - hub[0], place.sun[1] * height / width - hub[1]])
    toward /= max(float(np.linalg.norm(toward)), 1e-3)
    hanging(colour, alpha, drops, base, (float(toward[0]), float(toward[1])), light)
    if _SPIDERS.search(description.prompt.lower()):
        long_ = _SPIDER[shot] * unit
        at = (hub[0] * width, hub[1] * width) if shot != "detail" else (_NEAR[0] * width, _NEAR[1] * height)
        soft_light = base[int(0.4 * height) : int(0.8 * height)].reshape(-1, 3).mean(axis=0)
        way = (float(toward[0]), float(toward[1]))
        lay_spider(
            colour, alpha, at, long_, float(film.uniform(-0.35, 0.35)), way, light, 0.5 * soft_light + 0.25 * light
        )
    depth = np.full((height, width), 5.0, np.float32)
    motion = Motion(x=hub[0], y=hub[1] * width / height - 0.3, rock=0.008, sway=0.0015)
    return finished(
        description, {"place": soft, "lamps": discs[0], "gaps": discs[1]}, depth, size,
        layers=[Layer(colour, alpha, FOCAL, motion)], also=(colour - base) * alpha[..., None],
    )  # fmt: skip
