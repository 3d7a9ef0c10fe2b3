"""A tornado where a prompt names one: a funnel that hangs from a low dark cloud, and the dust where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.fields import fbm_at
from beatreel.plugins.generators.procedural.painting import Layer, Motion

from ._light import LUMA, Backlight

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Painting
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

    Array = np.ndarray[Any, np.dtype[np.float32]]

_FINE = 2  # pixels of the picture to one that is painted: cloud is soft
# For each shot: half the width of the funnel at its top, at its foot, and how far from the middle it stands, in widths.
_SIZES = {
    "wide": (0.20, 0.016, 0.16),
    "medium": (0.30, 0.026, 0.10),
    "close": (0.42, 0.045, 0.05),
    "detail": (0.62, 0.085, 0.02),
}
_METRES = 900.0


def add_tornado(
    painting: Painting, light: Backlight, description: SceneDescription, shot: str, rng: np.random.Generator
) -> None:
    """Let a tornado stand at the horizon under a wall of cloud, in place; it leans to and fro as it comes."""
    width, height = light.width, light.height
    top_half, foot_half, aside = _SIZES.get(shot, _SIZES["medium"])
    side, seed = float(rng.choice([-1.0, 1.0])), int(rng.integers(1 << 16))
    rows, columns = -(-height // _FINE), -(-width // _FINE)
    y, x = np.mgrid[:rows, :columns].astype(np.float32)
    x, y = x / np.float32(columns), y / np.float32(columns)  # in widths
    tall = rows / columns
    foot = min(max(painting.centre[1] / height, 0.45), 0.82) * tall + 0.01
    base = (0.24 if shot in ("wide", "medium") else 0.16) * tall  # of the cloud
    pixel = np.full_like(x, 1.0 / columns)
    funnel, shade = _funnel(x, y, (0.5 + side * aside, base, foot), (top_half, foot_half), side, seed, pixel)
    dust, dust_shade = _dust(x, y, (0.5 + side * aside - side * 0.02, foot), 2.2 * foot_half + 0.09, seed, pixel)
    cloud, cloud_shade = _ceiling(x, y, (0.5 + side * aside, base), top_half, seed, pixel)
    tint = light.small.reshape(-1, 3)
    luma = tint @ LUMA
    bright = tint[luma >= np.percentile(luma, 70)].mean(axis=0)
    dark = tint[luma <= np.percentile(luma, 30)].mean(axis=0)
    slate = 0.25 * bright + 0.30 * dark
    earth = slate * np.array([0.80, 1.0, 1.14], np.float32)
    colour = np.zeros((rows, columns, 3), np.float32)
    alpha = np.zeros((rows, columns), np.float32)
    for cover, light_, base_ in (
        (cloud, cloud_shade, 0.8 * slate),
        (funnel, shade, slate),
        (dust, dust_shade, 1.25 * earth),
    ):
        paint = light_[..., None] * (base_ + 0.35 * bright * np.clip(light_ - 0.9, 0, 1)[..., None])
        colour += (paint - colour) * cover[..., None]
        alpha += cover * (1 - alpha)
    colour, alpha = (cv2.resize(part, (width, height), interpolation=cv2.INTER_CUBIC) for part in (colour, alpha))
    for layer in painting.layers:  # what stands before it hides it
        alpha *= 1 - np.asarray(layer.alpha, np.float32) * (layer.depth < _METRES)
    near = np.clip((0.5 * painting.depth - 60) / 60, 0, 1).astype(np.float32)
    alpha *= near
    painting.layers.append(
        Layer(
            np.maximum(colour, 0).astype(np.float16), np.clip(alpha, 0, 1).astype(np.float16), _METRES,
            Motion(x=0.5 + side * aside, y=float(foot / tall), rock=0.010, sway=0.002),
        )
    )  # fmt: skip
    painting.elements[:] = [one for one in painting.elements if one.kind not in ("birds", "butterflies")]


def _funnel(
    x: Array,
    y: Array,
    place: tuple[float, float, float],
    halves: tuple[float, float],
    side: float,
    seed: int,
    pixel: Array,
) -> tuple[Array, Array]:
    """Return cover and shade of the funnel: bands of cloud that wind about its axis, lit from the side."""
    middle, base, foot = place
    down = np.minimum((y - base) / (foot - base), 1.05)
    bend = 0.035 * np.sin(5.0 * down + seed % 7) * np.clip(down, 0, 1) + side * 0.06 * np.clip(down, 0, 2) ** 2
    half = halves[1] + (halves[0] - halves[1]) * np.clip(1 - down, 0, 1.1) ** 2.6
    # Its outline is torn in lumps that wind down.
    lump = fbm_at(
        1.0 * np.sign(x - middle - bend) + 0 * x, 16 * down - 3.0 * np.abs(x - middle), 1.0, seed, 4, 12 * pixel
    )
    across = (x - middle - bend) / (half * (1 + 0.20 * lump))
    turn = np.arcsin(np.clip(across, -0.999, 0.999))
    winding = fbm_at(1.1 * turn - 7.0 * down, 9.0 * down + 1.4 * turn, 1.0, seed + 1, 5, 9 * pixel)
    soft = 0.16 + 0.10 * np.clip(1 - down, 0, 1)
    cover = (
        np.clip((1 - np.abs(across)) / soft, 0, 1)
        * np.clip((foot + 0.012 - y) / 0.02, 0, 1)
        * np.clip((y - base + 0.10) / 0.12, 0, 1)
    )
    cover *= np.clip(1.02 + 0.5 * winding, 0.55, 1)
    shade = 0.42 + 0.62 * np.clip(0.5 - 0.62 * side * np.sin(turn), 0, 1) + 0.55 * winding
    return cover.astype(np.float32), np.clip(shade, 0.12, 1.6).astype(np.float32)


def _dust(x: Array, y: Array, place: tuple[float, float], wide: float, seed: int, pixel: Array) -> tuple[Array, Array]:
    """Return cover and shade of the earth that it whirls up: billows about its foot."""
    u, v = (x - place[0]) / wide, (place[1] - y) / (0.62 * wide)
    billow = fbm_at(2.4 * u, 2.0 * v, 1.0, seed + 5, 6, 2.4 * pixel / wide)
    shape = np.clip(1.15 - np.abs(u) - 0.55 * np.clip(v, 0, 3) + 0.75 * billow, 0, 1)
    cover = np.clip(1.8 * shape, 0, 1) * np.clip((v + 0.10) / 0.12, 0, 1)
    return cover.astype(np.float32), np.clip(0.75 + 0.9 * billow + 0.25 * v, 0.25, 1.5).astype(np.float32)


def _ceiling(
    x: Array, y: Array, place: tuple[float, float], half: float, seed: int, pixel: Array
) -> tuple[Array, Array]:
    """Return cover and shade of the cloud it hangs from: low about it, its underside in turning shelves."""
    middle, base = place
    away = np.abs(x - middle)
    low = base * (0.62 + 0.50 * np.exp(-((away / (1.5 * half)) ** 2)))
    rough = fbm_at(2.6 * x, 5.0 * y, 1.0, seed + 8, 6, 4 * pixel)
    shelf = fbm_at(1.2 * x, 14.0 * (y + 0.15 * away), 1.0, seed + 9, 5, 10 * pixel)
    cover = np.clip((low - y + 0.10 * rough) / 0.09, 0, 1)
    shade = 0.62 + 0.75 * rough + 0.30 * shelf + 0.35 * np.clip(1 - (low - y) / 0.30, 0, 1)
    return (0.96 * cover).astype(np.float32), np.clip(shade, 0.15, 1.5).astype(np.float32)
