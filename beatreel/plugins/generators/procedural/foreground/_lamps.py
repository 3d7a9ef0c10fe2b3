"""Strings of bulbs over a scene."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.half import halved
from beatreel.plugins.generators.procedural.painting import LightGroup

from ._light import Backlight, peak

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Painting, Pulse
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

Array = np.ndarray[Any, np.dtype[np.float32]]
Canvas = np.ndarray[Any, np.dtype[np.uint8]]

_WARM = np.array([0.13, 0.46, 1.0], np.float32)
_BULB = np.array([0.45, 0.80, 1.0], np.float32)
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
    painting.add_lights(name, LightGroup(halved(light), pulse, 1.0, 0.35))


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
        group.light = halved(np.asarray(group.light, np.float32) * dark)
    strength = peak(painting, 1.5)
    for (name, pulse), core in zip(_FAMILIES, cores, strict=True):
        _shine(painting, name, pulse, core, 0.006 * near, strength, _BULB)
