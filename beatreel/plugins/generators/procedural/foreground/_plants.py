"""Palms at the side of a picture, a branch in blossom, the leaves and vines of a jungle around it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels import silhouette
from beatreel.plugins.generators.procedural.painting import Element
from beatreel.plugins.generators.procedural.scenery.palm import palm

from ._light import Backlight, backlit, near_layer
from ._road_palms import ROAD, add_road_palms
from ._shore_palms import add_shore_palms

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Painting
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

Canvas = np.ndarray[Any, np.dtype[np.uint8]]


def add_palms(
    painting: Painting, light: Backlight, description: SceneDescription, shot: str, rng: np.random.Generator
) -> None:
    """Add two or three palms at the darker side, before the sky; on a beach they stand on the sand."""
    if description.world == "ocean" and "water" in painting.masks:
        add_shore_palms(painting, light, description, shot, rng)
        return
    width, height = light.width, light.height
    side = 1 if light.behind(0.8, 0.3, 0.2) < light.behind(0.2, 0.3, 0.2) else -1
    if description.world == "road" and ROAD in painting.masks:
        if add_road_palms(painting, light, rng, lambda cover, crown: _sunlit(description, light, cover, crown)):
            return
        near = painting.masks[ROAD][int(0.8 * height) :]
        side = -1 if near[:, : width // 2].mean() < near[:, width // 2 :].mean() else 1  # where no road is
    large = {"wide": 0.80, "medium": 0.95, "close": 1.15}.get(shot, 1.25)
    for number, (at, tall) in enumerate(((0.20, 0.60), (0.36, 0.84))):
        canvas = np.zeros((height, width), np.uint8)
        foot = (0.5 + side * (at + 0.05 * float(rng.uniform(-1, 1)))) * width
        size = tall * large * min(height, 2.1 * width) * float(rng.uniform(0.92, 1.05))
        palm(canvas, foot, 1.02 * height, size, -side * float(rng.uniform(0.10, 0.24)), rng)
        cover = canvas.astype(np.float32) / 255
        colour = backlit(light, cover, 0.07 - 0.03 * number, 0.50, at=(0.5 + side * 0.3, 0.4))
        colour += _sunlit(description, light, cover, 1.02 * height - 0.80 * size) * np.float32(1 - 0.25 * number)
        painting.layers.append(near_layer(colour, cover, 9.0 - 3.0 * number))


_IN_SUN = {"day": 1.0, "golden": 0.30, "dawn": 0.25}


def _sunlit(description: SceneDescription, light: Backlight, cover: Any, crown: float) -> Any:
    """Return the colour that the sun gives to palms, leaves above ``crown`` (a row) and trunks below, (height, width, 3)."""
    share = _IN_SUN.get(description.time_of_day, 0.0) * (1.0 if description.weather in ("clear", "dust") else 0.45)
    rows = np.arange(light.height, dtype=np.float32)[:, None]
    is_leaf = np.clip((crown - rows) / (0.03 * light.height) + 0.5, 0, 1)[..., None]
    green, brown = np.array([0.075, 0.225, 0.14], np.float32), np.array([0.10, 0.14, 0.18], np.float32)
    dense = cv2.GaussianBlur(
        cover, (0, 0), 0.012 * light.width
    )  # where leaves lie over one another little sun comes through
    tips = np.clip(1.5 - 1.25 * dense, 0.2, 1.3)[..., None]
    rings = (0.75 + 0.25 * np.sin(rows * (260.0 / light.height)))[..., None]
    bright = np.float32(share * float(light.brightest().mean()))
    return (brown * rings + (green * tips - brown * rings) * is_leaf) * bright


def add_blossom(
    painting: Painting, light: Backlight, description: SceneDescription, shot: str, rng: np.random.Generator
) -> None:
    """Let branches in blossom hang into the picture from an upper corner, and petals fall."""
    width, height = light.width, light.height
    side = 1 if light.behind(0.8, 0.2, 0.2) < light.behind(0.2, 0.2, 0.2) else -1
    for number, (top, reach, metres) in enumerate(((0.02, 0.62, 5.0), (0.16, 0.80, 2.6))):
        wood = np.zeros((height, width), np.uint8)
        tone, cover = np.zeros((height, width), np.uint8), np.zeros((height, width), np.uint8)
        ends: list[tuple[float, float]] = []
        root = ((0.5 + side * 0.56) * width, top * height)
        large = reach * width * {"close": 1.15, "detail": 1.3}.get(shot, 1.0)
        _branch(wood, root, math.pi / 2 + side * float(rng.uniform(1.05, 1.25)), large, 0.020 * width, 4, rng, ends)
        flower = (0.0075 + 0.0055 * number) * width * (1.0 if shot in ("wide", "medium") else 1.4)
        for x, y in ends:
            for _ in range(int(rng.integers(5, 11))):
                at = (x + float(rng.normal(0, 2.0)) * flower, y + float(rng.normal(0, 1.6)) * flower)
                _flower(tone, cover, at, flower * float(rng.uniform(0.7, 1.2)), rng)
        alpha = np.maximum(wood, cover).astype(np.float32) / 255
        body = backlit(light, wood.astype(np.float32) / 255, 0.05, 0.35, at=(0.5 + side * 0.3, 0.2))
        share = (cover.astype(np.float32) / 255)[..., None]
        petals = light.blurred(0.12)
        petals *= np.float32(0.55)
        petals += light.mean() * np.float32(0.30) + light.brightest() * np.float32(0.20)
        petals *= (tone.astype(np.float32) / np.maximum(cover, 1))[..., None] * share
        petals *= np.array([0.83, 0.70, 0.97], np.float32)
        body *= 1 - share
        body += petals
        painting.layers.append(near_layer(body, alpha, metres))
    painting.elements.append(Element("petals", 0.9, {"colour": [206, 186, 246], "way": -side}))


def _branch(
    canvas: Canvas, at: tuple[float, float], way: float, size: float, thick: float, depth: int, rng: np.random.Generator,
    ends: list[tuple[float, float]],
) -> None:  # fmt: skip
    """Draw a branch and what grows from it; collect where flowers sit."""
    x, y = at
    steps = 9
    left, right = [], []
    for i in range(steps + 1):
        wide = thick * (1 - 0.55 * i / steps) / 2
        left.append((x + wide * math.sin(way), y - wide * math.cos(way)))
        right.append((x - wide * math.sin(way), y + wide * math.cos(way)))
        if depth <= 2 or i > 5:
            ends.append((x, y))
        if i < steps:
            way += float(rng.normal(0, 0.13))
            x, y = x + size / steps * math.cos(way), y + size / steps * math.sin(way)
            if depth > 1 and i in (2, 4, 6, 8):
                turn = float(rng.choice([-1, 1])) * float(rng.uniform(0.5, 1.0))
                _branch(
                    canvas, (x, y), way + turn, size * float(rng.uniform(0.32, 0.5)), wide * 1.5, depth - 2, rng, ends
                )
    silhouette.fill(canvas, np.array(left + right[::-1]))


def _flower(tone: Canvas, cover: Canvas, at: tuple[float, float], size: float, rng: np.random.Generator) -> None:
    """Draw five petals, each a little lighter or darker, and their dark middle."""
    turn, flat = float(rng.uniform(0, 6.3)), float(rng.uniform(0.55, 1.0))
    value = float(rng.choice([0.42, 0.66, 0.85, 1.0]))
    for i in range(5):
        angle = turn + i * 1.2566
        middle = (at[0] + 0.55 * size * math.cos(angle), at[1] + 0.55 * size * flat * math.sin(angle))
        ring = np.linspace(0, 2 * math.pi, 10, endpoint=False)
        petal = np.stack([middle[0] + 0.52 * size * np.cos(ring), middle[1] + 0.52 * size * flat * np.sin(ring)], 1)
        silhouette.fill(cover, petal)
        silhouette.fill(tone, petal, round(255 * min(value * float(rng.uniform(0.85, 1.15)), 1.0)))
    cv2.circle(tone, (round(at[0]), round(at[1])), max(1, round(0.16 * size)), round(190 * value), -1, cv2.LINE_AA)


_LEAF_GREENS = np.array([[0.10, 0.34, 0.10], [0.13, 0.46, 0.20], [0.08, 0.27, 0.13]], np.float32)


def add_jungle(
    painting: Painting, light: Backlight, description: SceneDescription, shot: str, rng: np.random.Generator
) -> None:
    """Frame the picture in leaves and hang vines into it, in two depths: green in the light farther away, almost black near."""
    width, height = light.width, light.height
    for number, (count, size, metres, lit) in enumerate(((30, 0.21, 6.5, 1.7), (20, 0.42, 2.2, 0.45))):
        tone, cover = np.zeros((height, width), np.uint8), np.zeros((height, width), np.uint8)
        for _ in range(7 - 2 * number):
            _vine(
                tone,
                cover,
                float(rng.uniform(0, 1)) * width,
                float(rng.uniform(0.12, 0.42)) * height,
                0.010 * width * (1 + number),
                rng,
            )
        for _ in range(count):
            side = float(rng.choice([-1.0, 1.0]))
            edge = float(rng.random())
            if edge < 0.34:  # from below
                at, way = (float(rng.uniform(-0.05, 1.05)), 1.02), -math.pi / 2 + float(rng.normal(0, 0.55))
                long_ = size * float(rng.uniform(0.7, 1.15))
            elif edge < 0.80:  # from the sides
                at = (0.5 + side * 0.54, float(rng.uniform(0.25, 1.0)))
                way = (math.pi if side > 0 else 0.0) + side * float(rng.normal(0.35, 0.4))
                long_ = size * float(rng.uniform(0.6, 1.0))
            else:
                at, way = (
                    (0.5 + side * float(rng.uniform(0.15, 0.6)), -0.02),
                    math.pi / 2 + side * float(rng.normal(0.25, 0.4)),
                )
                long_ = size * float(rng.uniform(0.6, 1.0))
            shape = _frond_leaf if rng.random() < 0.4 else _broad_leaf
            shape(tone, cover, (at[0] * width, at[1] * height), way, long_ * width * 1.25, rng)
        alpha = cover.astype(np.float32) / 255
        green = _LEAF_GREENS[int(rng.integers(3))]
        through = light.blurred(0.10)
        through *= np.float32(1.1)
        through += light.mean() * np.float32(1.5) + light.brightest() * np.float32(0.22)
        through *= (tone.astype(np.float32) / np.maximum(cover, 1))[..., None]
        through *= green * np.float32(lit)
        painting.layers.append(near_layer(through, alpha, metres))


def _broad_leaf(
    tone: Canvas, cover: Canvas, at: tuple[float, float], way: float, size: float, rng: np.random.Generator
) -> None:
    """Draw a leaf like that of a banana, in two halves of which one is in the light, with slits and ribs."""
    t = np.linspace(0, 1, 26)
    bend = float(rng.normal(0, 0.5))
    angle = way + bend * t
    rib_x = at[0] + size * np.cumsum(np.cos(angle)) / 26
    rib_y = at[1] + size * (np.cumsum(np.sin(angle)) / 26 + 0.22 * t**2)
    wide = size * float(rng.uniform(0.15, 0.24)) * np.sin(math.pi * np.clip(t * 1.02, 0, 1) ** 0.75) ** 0.8
    notch = 1 - 0.42 * (np.sin(t * float(rng.uniform(20, 34)) + float(rng.uniform(0, 6))) > 0.72) * (rng.random() < 0.6)
    nx, ny = -np.sin(angle), np.cos(angle)
    base = float(rng.uniform(0.45, 0.85))
    for hand, value in ((-1.0, base), (1.0, 0.62 * base)):
        out = np.stack([rib_x + hand * wide * notch * nx, rib_y + hand * wide * notch * ny], 1)
        half = np.concatenate([np.stack([rib_x, rib_y], 1), out[::-1]])
        silhouette.fill(cover, half)
        silhouette.fill(tone, half, round(255 * value))
        for i in range(3, 24, 2):
            end = (rib_x[i] + 0.9 * hand * wide[i] * nx[i] + 0.12 * size * math.cos(angle[i]),
                   rib_y[i] + 0.9 * hand * wide[i] * ny[i] + 0.12 * size * math.sin(angle[i]))  # fmt: skip
            inside = np.array([(rib_x[i], rib_y[i] - 0.6), end, (rib_x[i], rib_y[i] + 0.6)])
            silhouette.fill(tone, inside, round(255 * min(value * 1.18, 1)))
    line = np.concatenate([np.stack([rib_x - 0.004 * size * nx, rib_y - 0.004 * size * ny], 1),
                           np.stack([rib_x + 0.004 * size * nx, rib_y + 0.004 * size * ny], 1)[::-1]])  # fmt: skip
    silhouette.fill(cover, line)
    silhouette.fill(tone, line, round(255 * min(1.35 * base, 1)))


def _frond_leaf(
    tone: Canvas, cover: Canvas, at: tuple[float, float], way: float, size: float, rng: np.random.Generator
) -> None:
    """Draw a fern: a bent rib with narrow leaflets on both sides."""
    t = np.linspace(0, 1, 34)
    angle = way + float(rng.normal(0, 0.6)) * t
    rib_x = at[0] + 1.15 * size * np.cumsum(np.cos(angle)) / 34
    rib_y = at[1] + 1.15 * size * (np.cumsum(np.sin(angle)) / 34 + 0.25 * t**2)
    base = float(rng.uniform(0.4, 0.9))
    for i in range(4, 34):
        long_ = 0.24 * size * math.sin(math.pi * min(0.1 + 0.88 * t[i], 1.0)) ** 0.7
        for hand, value in ((-1.0, base), (1.0, 0.7 * base)):
            turn = angle[i] + hand * 1.05
            tip = (rib_x[i] + long_ * math.cos(turn), rib_y[i] + long_ * math.sin(turn) + 0.2 * long_)
            wide = 0.011 * size
            mx, my = (rib_x[i] + tip[0]) / 2, (rib_y[i] + tip[1]) / 2
            leaf = np.array([(rib_x[i], rib_y[i]), (mx - wide * math.sin(turn), my + wide * math.cos(turn)), tip,
                             (mx + wide * math.sin(turn), my - wide * math.cos(turn))])  # fmt: skip
            silhouette.fill(cover, leaf)
            silhouette.fill(tone, leaf, round(255 * value * float(rng.uniform(0.85, 1.1))))


def _vine(tone: Canvas, cover: Canvas, x: float, long_: float, leaf: float, rng: np.random.Generator) -> None:
    """Hang a vine from above, with small leaves."""
    count = 40
    y = np.linspace(-0.02, 1.0, count) * long_
    sway = x + 2.2 * leaf * np.sin(np.linspace(0, float(rng.uniform(2, 5)), count) + float(rng.uniform(0, 6)))
    thick = max(0.6, 0.12 * leaf)
    line = np.concatenate([np.stack([sway - thick, y], 1), np.stack([sway + thick, y], 1)[::-1]])
    silhouette.fill(cover, line)
    silhouette.fill(tone, line, 70)
    for i in range(2, count):
        for hand in (-1.0, 1.0):
            if rng.random() < 0.7:
                turn = math.pi / 2 + hand * float(rng.uniform(0.5, 1.3))
                tip = (sway[i] + 2.4 * leaf * math.cos(turn), y[i] + 2.4 * leaf * math.sin(turn))
                mx, my = (sway[i] + tip[0]) / 2, (y[i] + tip[1]) / 2
                shape = np.array([(sway[i], y[i]), (mx - 0.6 * leaf * math.sin(turn), my + 0.6 * leaf * math.cos(turn)), tip,
                                  (mx + 0.6 * leaf * math.sin(turn), my - 0.6 * leaf * math.cos(turn))])  # fmt: skip
                silhouette.fill(cover, shape)
                silhouette.fill(tone, shape, round(255 * float(rng.uniform(0.35, 0.95))))
