"""Strings of bulbs over a scene, and paper lanterns that rise into its sky."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.painting import Element, LightGroup

from ._light import Backlight, peak

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.describe import SceneDescription
    from beatreel.plugins.generators.procedural.painting import Painting, Pulse

Array = np.ndarray[Any, np.dtype[np.float32]]
Canvas = np.ndarray[Any, np.dtype[np.uint8]]

_WARM = np.array([0.13, 0.46, 1.0], np.float32)
_BULB = np.array([0.45, 0.80, 1.0], np.float32)
_PAPER = np.array([0.11, 0.46, 1.0], np.float32)
_FAMILIES: tuple[tuple[str, Pulse], ...] = (("bulbs", "kick"), ("other bulbs", "offbeat"))
_FIXED = 16


def _shine(
    painting: Painting, name: str, pulse: Pulse, core: Canvas, reach: float, strength: float, inner: Array
) -> None:
    """Add a family of lamps to a painting: their cores, and a narrow and a wide glow."""
    height, width = core.shape
    small = (max(8, width // 4), max(8, height // 4))
    wide = cv2.resize(core, small, interpolation=cv2.INTER_AREA).astype(np.float32) / 255
    glow = 1.6 * cv2.GaussianBlur(wide, (0, 0), max(0.6, reach * width / 4)) + 3.2 * cv2.GaussianBlur(
        wide, (0, 0), max(1.0, 4 * reach * width / 4)
    )
    light = cv2.resize(glow, (width, height))[..., None] * (_WARM * np.float32(0.55 * strength))
    light += (core.astype(np.float32) / 255)[..., None] * (inner * np.float32(strength))
    painting.groups[name] = LightGroup(light.astype(np.float16), pulse, 1.0, 0.35)


def add_string_lights(
    painting: Painting, light: Backlight, description: SceneDescription, shot: str, rng: np.random.Generator
) -> None:
    """Hang strings of bulbs across the upper part; every other bulb answers the beat, the rest what lies between."""
    width, height = light.width, light.height
    near = {"wide": 1.0, "medium": 1.25, "close": 1.7}.get(shot, 2.3)
    cores = [np.zeros((height, width), np.uint8) for _ in _FAMILIES]
    wire = np.zeros((height, width), np.uint8)
    for number in range(4):
        far = 1 - 0.2 * number
        left, right = (float(v) for v in rng.uniform(0.03, 0.30, 2) * (0.7 + 0.5 * number) * 0.8)
        sag = float(rng.uniform(0.05, 0.09)) * far * near
        t = np.linspace(-0.03, 1.03, 240)
        row = (left + (right - left) * t + sag * 4 * t * (1 - t)) * height
        line = np.round(np.stack([t * width, row], 1) * _FIXED).astype(np.int32)
        cv2.polylines(wire, [line], False, 150, max(1, round(0.0016 * near * far * width)), cv2.LINE_AA, 4)
        count = round(15 / near * (1 + 0.25 * number))
        for index in range(count):
            u = (index + 0.5 + float(rng.uniform(-0.1, 0.1))) / count
            y = float(np.interp(u, t, row)) + 0.008 * near * far * width
            at = (round(u * width * _FIXED), round(y * _FIXED))
            radius = max(0.9, 0.0062 * near * far * width)
            cv2.circle(cores[(index + number) % 2], at, round(radius * _FIXED), 255, -1, cv2.LINE_AA, 4)
    dark = 1 - (wire.astype(np.float32) / 255)[..., None]
    for group in painting.groups.values():
        group.light = (np.asarray(group.light, np.float32) * dark).astype(np.float16)
    strength = peak(painting, 1.5)
    for (name, pulse), core in zip(_FAMILIES, cores, strict=True):
        _shine(painting, name, pulse, core, 0.006 * near, strength, _BULB)


def add_paper_lanterns(
    painting: Painting, light: Backlight, description: SceneDescription, shot: str, rng: np.random.Generator
) -> None:
    """Let paper lanterns float in the air, large ones near, and many small ones that rise in the distance."""
    width, height = light.width, light.height
    near = {"wide": 1.0, "medium": 1.35, "close": 1.8}.get(shot, 2.4)
    cores = [np.zeros((height, width), np.uint8) for _ in _FAMILIES]
    sizes = np.concatenate(
        [0.075 * rng.uniform(0.75, 1.1, 4), 0.035 * rng.uniform(0.7, 1.3, 9), 0.012 * rng.uniform(0.6, 1.6, 34)]
    )
    for index, size in enumerate(sizes):
        tall = float(size) * near * width
        x = float(rng.uniform(0.04, 0.96)) * width
        y = float(rng.uniform(0.06, 0.62 if size < 0.03 else 0.5)) * height
        _paper(cores[index % 2], x, y, tall)
    hidden = 1 - (np.minimum(np.maximum(cores[0], cores[1]).astype(np.float32) / 90, 1))[..., None] * np.float32(0.9)
    for group in painting.groups.values():
        group.light = (np.asarray(group.light, np.float32) * hidden).astype(np.float16)
    strength = peak(painting, 1.0)
    for (name, pulse), core in zip(_FAMILIES, cores, strict=True):
        _shine(painting, name, pulse, core, 0.007 * near, strength, _PAPER)
        painting.groups[name].gain = 0.18
    painting.elements.append(Element("lanterns", 0.7, {"colour": [70, 150, 255]}))


def _paper(canvas: Canvas, x: float, y: float, tall: float) -> None:
    """Draw a lantern: a bag of paper, wide above, brightest low where its flame burns."""
    v = np.linspace(0, 1, 14)
    half = tall * (0.30 + 0.10 * np.sin(np.pi * np.clip(1.15 - v, 0, 1))) * np.minimum(1, 3.2 * np.sqrt(v + 0.02))
    rows = y + tall * (v - 0.5)
    steps = 10 if tall > 8 else 1
    for number in range(steps):
        low = number / steps
        part = v >= low - 1e-6
        if part.sum() < 2:
            continue
        shape = np.concatenate(
            [np.stack([x - half[part], rows[part]], 1), np.stack([x + half[part], rows[part]], 1)[::-1]]
        )
        value = round(255 * (0.42 + 0.58 * low**1.5)) if steps > 1 else 190
        cv2.fillPoly(canvas, [np.round(shape * _FIXED).astype(np.int32)], value, cv2.LINE_AA, 4)
    if tall > 8:
        mouth = (round(x * _FIXED), round((y + 0.5 * tall) * _FIXED))
        axes = (round(0.30 * tall * _FIXED), round(0.05 * tall * _FIXED))
        cv2.ellipse(canvas, mouth, axes, 0, 0, 360, 255, -1, cv2.LINE_AA, 4)
