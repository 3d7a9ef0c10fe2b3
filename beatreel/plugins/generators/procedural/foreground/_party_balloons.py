"""Party balloons on strings: one that got away, or a bunch, drifting up through a picture."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.painting import Layer, Motion

from ._light import peak

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Painting
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

    from ._light import Backlight

Array = np.ndarray[Any, np.dtype[np.float32]]

_COLOURS = {
    "red": (0.030, 0.022, 0.62), "yellow": (0.03, 0.50, 0.80), "blue": (0.60, 0.20, 0.05), "green": (0.07, 0.42, 0.07),
    "white": (0.70, 0.72, 0.74), "pink": (0.42, 0.22, 0.78), "orange": (0.02, 0.24, 0.80), "purple": (0.48, 0.07, 0.30),
    "black": (0.012, 0.012, 0.012), "gold": (0.10, 0.42, 0.66), "silver": (0.46, 0.46, 0.46),
}  # fmt: skip
# For each shot where one hangs (shares of width and height) and its width (of the picture's).
_ONE = {
    "wide": (0.64, 0.30, 0.075),
    "medium": (0.62, 0.30, 0.15),
    "close": (0.58, 0.34, 0.30),
    "detail": (0.52, 0.36, 0.52),
}
_MOST, _FEW = 40, 4  # that are painted at most; up to how many each is seen by itself
_BRIGHT = {"day": 1.0, "golden": 0.9, "dawn": 0.75, "dusk": 0.65, "night": 0.5}


def add_party_balloons(
    painting: Painting, light: Backlight, description: SceneDescription, shot: str, rng: np.random.Generator
) -> None:
    """Let balloons rise before a painting, in place."""
    width, height = light.width, light.height
    words = description.said
    at = next((n for n, word in enumerate(words) if word.startswith("balloon")), 0)
    named = [word for word in words[max(at - 3, 0) : at] if word in _COLOURS]
    x, y, size = _ONE.get(shot, _ONE["medium"])
    x = 1 - x if rng.random() < 0.5 else x
    spots = [(x, y, size)]
    count = min(description.count_of("balloon"), _MOST) or (9 if "balloons" in words else 1)
    for _ in range(count - 1):
        bx, by, share = (float(rng.uniform(*ends)) for ends in ((0.1, 0.9), (0.06, 0.55), (0.35, 0.8)))
        if count <= _FEW:
            bx, by, share = *_free(bx, by, spots), max(share, 0.6)
        spots.append((bx, by, size * share))
    white = np.float32(_BRIGHT.get(description.time_of_day, 0.6) * peak(painting, 0.9))
    ambient = 0.30 * light.mean() / max(float(light.mean().max()), 1e-4)
    for number, (bx, by, wide) in enumerate(sorted(spots, key=lambda one: one[2])):
        colour = named[0] if named else "red" if len(spots) == 1 else list(_COLOURS)[int(rng.integers(8))]
        body, alpha = _balloon((width, height), (bx * width, by * height), wide * width, _COLOURS[colour], ambient, rng)
        motion = Motion(
            x=float(rng.random()),
            right=0.004 * (1 if number % 2 else -1),
            down=-0.012 * (0.5 + wide / size),
            sway=0.008,
        )
        painting.layers.append(Layer((body * white).astype(np.float16), alpha.astype(np.float16), 1.4 / wide, motion))


def _free(x: float, y: float, spots: list[tuple[float, float, float]]) -> tuple[float, float]:
    """Return a place (shares of width and height) as far from those that are taken as a few steps aside lead."""
    tries = [((x + 0.27 * step) % 0.8 + 0.1, (y + 0.11 * step) % 0.45 + 0.08) for step in range(9)]
    return max(
        tries, key=lambda at: min(math.hypot(at[0] - u, 1.78 * (at[1] - v)) - 0.5 * wide for u, v, wide in spots)
    )


def _balloon(
    size: tuple[int, int], at: tuple[float, float], wide: float, colour: Any, ambient: Array, rng: np.random.Generator
) -> tuple[Array, Array]:
    """Return the light of one balloon under white light, and its cover, each of the picture's size."""
    width, height = size
    lit = np.zeros((height, width, 3), np.float32)
    alpha = np.zeros((height, width), np.float32)
    half, tall = 0.5 * wide, 0.60 * wide
    rows = slice(max(int(at[1] - tall) - 2, 0), max(min(int(at[1] + 1.35 * tall) + 2, height), 0))
    columns = slice(max(int(at[0] - half) - 2, 0), max(min(int(at[0] + half) + 2, width), 0))
    v = ((np.arange(rows.start, rows.stop, dtype=np.float32) + 0.5 - at[1]) / tall)[:, None]
    narrow = 1 - 0.20 * np.clip(v, 0, 1) ** 1.5  # rounder above, drawn in to its neck
    u = ((np.arange(columns.start, columns.stop, dtype=np.float32) + 0.5 - at[0]) / half)[None] / narrow
    away = np.sqrt(u * u + v * v)
    cover = np.clip((1 - away) * half + 0.5, 0, 1)
    nz = np.sqrt(np.maximum(1 - away**2, 0))
    facing = np.clip(-0.42 * u - 0.62 * v + 0.66 * nz, 0, 1)
    through = np.clip(0.45 * u + 0.55 * v - 0.1, 0, 1) * (1 - nz)  # light that has gone through its skin
    shine = np.exp(-(((u + 0.34) / 0.13) ** 2 + ((v + 0.46) / 0.17) ** 2)) + 0.35 * np.exp(
        -(((u - 0.45) / 0.08) ** 2 + ((v - 0.40) / 0.22) ** 2)
    )
    tint = np.array(colour, np.float32)
    body = tint * ((0.16 + 0.95 * facing + 0.55 * through)[..., None] + ambient)
    body += (0.55 * shine + 0.10 * (1 - nz) ** 3)[..., None]
    knot = (np.abs(u * narrow) < 0.07 * (1 + 2 * (v - 1.02))) & (v > 0.97) & (v < 1.10)
    body = np.where(knot[..., None], 0.6 * tint, body)
    window = np.s_[rows, columns]
    lit[window], alpha[window] = body, np.maximum(cover, knot)
    string = np.zeros((height, width), np.uint8)
    t = np.linspace(0, 1, 40)
    bend = 0.10 * wide * np.sin(5 * t + float(rng.uniform(0, 6))) * t
    line = np.stack([at[0] + bend, at[1] + 1.08 * tall + t * 2.1 * wide], 1)
    cv2.polylines(
        string, [np.round(line * 16).astype(np.int32)], False, 255, max(1, math.ceil(0.008 * wide)), cv2.LINE_AA, 4
    )
    strand = string.astype(np.float32) / 255 * (1 - alpha)
    lit += strand[..., None] * np.float32(0.55)
    return lit, np.maximum(alpha, 0.7 * strand)
