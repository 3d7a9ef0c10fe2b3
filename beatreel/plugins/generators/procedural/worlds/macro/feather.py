"""A feather that falls: barbs along its shaft that close to a vane, down at its foot, others out of focus behind it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.fields import fbm_at
from beatreel.plugins.generators.procedural.painting import Layer, Motion

from .backdrop import backdrop
from .picture import FOCAL, finished

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Painting
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

Array = np.ndarray[Any, np.dtype[np.float32]]

# Of each shot: its length in widths, where its middle is, and the share of its length that is there.
_SHOTS = {
    "wide": (0.82, (0.50, 0.50), 0.5),
    "medium": (1.08, (0.50, 0.50), 0.5),
    "close": (1.95, (0.50, 0.52), 0.60),
    "detail": (3.4, (0.50, 0.52), 0.30),
}
_STRONG = {"night": 0.55, "dusk": 0.8, "dawn": 1.25, "golden": 1.3, "day": 1.25}
_COLOURS = {
    "black": (0.075, 0.060, 0.055), "red": (0.03, 0.04, 0.55), "blue": (0.60, 0.22, 0.05), "golden": (0.14, 0.46, 0.80),
    "gold": (0.14, 0.46, 0.80), "grey": (0.28, 0.29, 0.30),
}  # fmt: skip
_WHITE = (0.78, 0.80, 0.82)


class _Sheet:
    """Cover and tone of a feather that is being drawn, in a picture's pixels."""

    def __init__(
        self, size: tuple[int, int], length: float, middle: tuple[float, float], share: float, turn: float, bend: float
    ) -> None:
        width, height = size
        self.cover, self.tone = (np.zeros((height, width), np.uint8) for _ in range(2))
        self.length, self.bend = length, bend
        self.way = np.array([math.cos(turn), -math.sin(turn)])
        self.side = np.array([math.sin(turn), math.cos(turn)])
        self.origin = np.array(middle) - self._local(share, 0.0) @ np.stack([self.way, self.side]) * length

    def _local(self, t: Any, across: Any) -> Any:
        """Return places along and beside a shaft that bends, in lengths."""
        t = np.asarray(t, float)
        slope = 2 * self.bend * (1 - 2 * t)
        unit = np.sqrt(1 + slope * slope)
        return np.stack([t - across * slope / unit, 2 * self.bend * t * (1 - t) + across / unit], -1)

    def line(self, t: Any, across: Any, thick: float, tone: float, cover: float = 1.0) -> None:
        """Draw a line through places along and beside the shaft."""
        points = self.origin + self._local(t, across) @ np.stack([self.way, self.side]) * self.length
        fixed = [np.round(np.clip(points, -20_000, 20_000) * 16).astype(np.int32)]
        wide = max(1, round(thick * self.length))
        cv2.polylines(self.tone, fixed, False, round(255 * tone), wide, cv2.LINE_AA, 4)
        cv2.polylines(self.cover, fixed, False, round(255 * cover), wide, cv2.LINE_AA, 4)


def _feather(
    size: tuple[int, int], length: float, middle: tuple[float, float], share: float, turn: float, seed: int
) -> tuple[Array, Array]:
    """Return cover and tone, (height, width) each."""
    rng = np.random.default_rng([seed, 17])
    sheet = _Sheet(size, length, middle, share, turn, float(rng.uniform(0.04, 0.10)) * float(rng.choice([-1.0, 1.0])))
    s = np.linspace(0, 1, 9)
    for _ in range(420):  # down, which is loose
        t = float(rng.uniform(0.10, 0.30))
        side, long_ = float(rng.choice([-1.0, 1.0])), float(rng.uniform(0.04, 0.11))
        curl = 0.02 * np.sin(5 * s + float(rng.uniform(0, 6))) * s
        tone, cover = float(rng.uniform(0.55, 0.95)), float(rng.uniform(0.2, 0.6))
        sheet.line(t + (0.25 * s + curl) * long_, side * (s * long_ + curl), 0.0006, tone, cover)
    count = 460
    at = np.linspace(0.20, 0.985, count)
    for side, share_ in ((-1.0, 1.0), (1.0, 0.72)):
        clump = fbm_at(at.astype(np.float32) * 1.0, np.full(count, side, np.float32), 0.11, seed % 91 + 5, 3)
        slits = [float(one) for one in rng.uniform(0.28, 0.92, 4)]  # where barbs have come apart
        for t, bunch in zip(at, clump, strict=True):
            wide = (
                share_
                * 0.135
                * math.sin(math.pi * min(t**1.25, 1.0)) ** 0.55
                * (0.55 + 0.45 * min((t - 0.18) / 0.2, 1.0))
            )
            wide *= 1 + 0.06 * float(bunch)
            lean = 1.05 + 0.75 * t + 0.30 * float(bunch)
            apart = sum(math.copysign(1.0, t - one) * math.exp(-abs(t - one) / 0.012) for one in slits)
            ahead = wide * (lean * s**1.25 + 0.10 * apart * s**2)
            tone = 0.74 + 0.16 * float(bunch) + float(rng.uniform(-0.07, 0.07))
            reach = min(1.0, (1.0 - t) / max(ahead[-1], 1e-3) * 1.6)
            sheet.line(t + ahead * reach, side * wide * s * reach, 0.0030, min(max(tone, 0.3), 1.0))
            if rng.random() < 0.5:  # its own shade, and what the light catches of it
                other = tone + float(rng.choice([-0.22, 0.16]))
                sheet.line(t + ahead * reach, side * wide * s * reach, 0.0008, min(max(other, 0.2), 1.0))
    for aside, wide, least, tone in (
        (0.0, 0.0125, 0.0012, 0.62),
        (-0.0022, 0.0045, 0.0006, 0.96),
    ):  # the shaft, and its gleam
        for k in range(40):
            t, left = np.linspace(k / 40, (k + 1) / 40, 4) * 0.99, 1 - k / 40
            sheet.line(t, 0 * t + aside * left, wide * left**0.8 + least, tone)
    cover, tone = (part.astype(np.float32) / 255 for part in (sheet.cover, sheet.tone))
    return cover, tone


def paint(
    description: SceneDescription, shot: str, size: tuple[int, int], rng: np.random.Generator, film: np.random.Generator
) -> Painting:
    """Paint the feather; ``film`` chooses what all pictures of a film share."""
    width, height = size
    unit = min(width, 0.703125 * height)
    place = backdrop(description, size, rng, shade=235.0, middle=225.0, lamps=0.8)
    long_, (mx, my), share = _SHOTS[shot]
    side = float(rng.choice([-1.0, 1.0]))
    seed = int(film.integers(1 << 16))
    colour = next((_COLOURS[word] for word in _COLOURS if f"{word} feather" in description.prompt.lower()), _WHITE)
    strong = np.float32(_STRONG[description.time_of_day])
    lit = np.array(colour, np.float32) * (0.75 + 0.35 * place.tones[2]) * strong * np.float32(1.15)
    shade = np.array(colour, np.float32) * (0.30 + 0.70 * place.tones[1]) * strong * np.float32(0.5)
    y, x = np.mgrid[:height, :width].astype(np.float32)
    layers = []
    others = [(0.34, (0.5 - 0.28 * side, 0.20), 1.2, 3.5), (0.5, (0.5 + 0.34 * side, 0.82), -0.4, 2.4)]
    turn = (0.5 * math.pi - side * float(rng.uniform(0.55, 0.85))) if shot != "detail" else 0.5 * math.pi - 0.5 * side
    for n, (size_, spot, way, away) in enumerate([*others, (long_, (0.5 + side * (mx - 0.5), my), 0.0, FOCAL)]):
        is_near = n == len(others)
        found = _feather(
            size, size_ * unit, (spot[0] * width, spot[1] * height), share if is_near else 0.5, turn + side * way, seed + 7 * n
        )  # fmt: skip
        soft = max(0.0006 * size_ * unit, 0.45) if is_near else width * (0.012 + 0.006 * n)
        cover, tone = (cv2.GaussianBlur(part, (0, 0), soft) for part in found)
        tone = tone / np.maximum(cover, 0.02)
        sun_x, sun_y = place.sun[0] * width, place.sun[1] * height
        near = np.exp(-((np.hypot(x - sun_x, y - sun_y) / (1.25 * height)) ** 2))
        shine = np.clip(0.15 + 0.95 * near, 0, 1) * tone**1.6
        light = shade + (lit - shade) * shine[..., None]
        motion = Motion(x=spot[0], y=spot[1], rock=0.05 if is_near else 0.08, sway=0.010, down=0.004)
        layers.append(Layer(light.astype(np.float32), (0.97 * np.clip(cover, 0, 1)).astype(np.float32), away, motion))
    base = place.light
    near_layer = layers[-1]
    return finished(
        description, {"place": place.soft, "lamps": place.discs[0], "gaps": place.discs[1]}, np.full((height, width), 5.0, np.float32),
        size, layers=layers, weather=True, also=(near_layer.colour - base) * near_layer.alpha[..., None],
    )  # fmt: skip
