"""What lies behind a small thing: the place, so far out of focus that it is gradients and discs of light."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.noise import fill_fbm
from beatreel.plugins.generators.procedural.palette import light_of_hue

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

Array = np.ndarray[Any, np.dtype[np.float32]]

_NAMED = 0.45  # strength of hues from which a prompt names colours
# Of each hour the hues and the light of shade, middle and glow, where no colours are named.
_HOURS: dict[str, tuple[float, float, float, float]] = {  # light of the shade, of the middle, of the glow; its hue
    "night": (0.010, 0.035, 0.30, 235.0),
    "dusk": (0.020, 0.075, 0.55, 35.0),
    "dawn": (0.045, 0.16, 0.95, 72.0),
    "golden": (0.035, 0.14, 1.05, 66.0),
    "day": (0.060, 0.20, 0.95, 105.0),
}


_PALE = {"silver", "grey", "gray", "white", "pearl", "ivory", "platinum"}


@dataclass
class Backdrop:
    """Light out of focus.

    Attributes
    ----------
    soft : ndarray (height, width, 3)
        Gradients.
    discs : list of ndarray (height, width, 3)
        Two families of lamps or gaps between leaves.
    sun : tuple of float
        Where the light comes from, shares of width and height.
    tones : list of ndarray (3,)
        Colours of shade, middle and glow, brightest channel 1.
    """

    soft: Array
    discs: list[Array]
    sun: tuple[float, float]
    tones: list[Array]

    @property
    def light(self) -> Array:
        return np.asarray(self.soft + self.discs[0] + self.discs[1], np.float32)


def tones_of(description: SceneDescription, shade: float, middle: float) -> list[Array]:
    """Return the colours of shade, middle and glow: those of the prompt, or hues of the subject's own and of the hour."""
    palette = description.palette
    if palette.chroma < 0.2:
        return [np.ones(3, np.float32)] * 3
    is_pale = palette.pale or bool(_PALE & set(description.said))
    if palette.strength > _NAMED:
        return [
            light_of_hue(palette.shadow if palette.black else palette.key, 0.13, 0.5),
            light_of_hue(palette.key, 0.12, 0.62),
            light_of_hue(palette.accent, 0.02 if is_pale else 0.11, 0.85),
        ]
    glow = _HOURS[description.time_of_day][3]
    return [light_of_hue(shade, 0.09, 0.5), light_of_hue(middle, 0.11, 0.62), light_of_hue(glow, 0.09, 0.86)]


def backdrop(
    description: SceneDescription, size: tuple[int, int], rng: np.random.Generator, *, shade: float = 165.0, middle: float = 135.0,
    lamps: float = 1.0, dark: float = 1.0,
) -> Backdrop:  # fmt: skip
    """Return what lies behind.

    Parameters
    ----------
    shade, middle : float
        Hues where neither the prompt nor the hour names one.
    lamps, dark : float
        How many discs there are; factor of all but the glow.
    """
    width, height = size
    low, mid, glow, _ = _HOURS[description.time_of_day]
    tones = tones_of(description, shade, middle)
    side = float(rng.choice([-1.0, 1.0]))
    sun = (0.5 + side * float(rng.uniform(0.16, 0.34)), float(rng.uniform(0.13, 0.30)))
    columns, rows = max(8, width // 12), max(8, height // 12)
    y, x = np.mgrid[:rows, :columns].astype(np.float32)
    x, y = x / columns, y / rows
    cloud = fill_fbm(rows, columns, step_x=3.0 / columns, step_y=4.2 / rows, seed=int(rng.integers(1 << 16)), octaves=3)
    cloud = cv2.GaussianBlur(cloud, (0, 0), columns / 22)
    away = np.hypot(x - sun[0], (y - sun[1]) * height / width)
    bright = np.exp(-((away / 0.36) ** 2)) + 0.40 * np.exp(-((away / 0.85) ** 2))
    lit = np.clip(0.62 - 0.75 * (y - 0.35) + 1.5 * cloud, 0.0, 1.4)
    soft = dark * (low * tones[0] * (1 - 0.5 * y)[..., None] + mid * lit[..., None] * tones[1])
    if description.weather == "mist":
        soft = soft * 0.8 + 0.25 * mid * (0.5 * tones[1] + 0.5)
        bright = 0.8 * bright + 0.3 * np.exp(-((away / 1.3) ** 2))
    soft = soft + glow * bright[..., None] * tones[2]
    discs = [_discs((rows * 12, columns * 12), sun, tones, rng, lamps, family) for family in (0, 1)]
    strength = 0.8 * glow + 0.10
    return Backdrop(
        cv2.resize(soft.astype(np.float32), size, interpolation=cv2.INTER_CUBIC).clip(0),
        [np.float32(strength) * cv2.resize(part, size, interpolation=cv2.INTER_LINEAR) for part in discs],
        sun, tones,
    )  # fmt: skip


def _discs(
    shape: tuple[int, int], sun: tuple[float, float], tones: list[Array], rng: np.random.Generator, lamps: float, family: int
) -> Array:  # fmt: skip
    """Draw discs of light, in a third of the size."""
    height, width = shape[0] // 3, shape[1] // 3
    out = np.zeros((height, width, 3), np.float32)
    for _ in range(int(lamps * 20)):
        near = rng.random() < 0.55
        x = float(np.clip(rng.normal(sun[0], 0.26), -0.05, 1.05)) if near else float(rng.random())
        y = float(np.clip(rng.normal(sun[1] + 0.12, 0.17), -0.05, 1.0)) if near else float(rng.uniform(0.0, 0.85))
        radius = width * float(rng.uniform(0.022, 0.075))
        strength = float(rng.uniform(0.06, 0.34)) * (1.0 if near else 0.55)
        tone = tones[2] if rng.random() < (0.65 if family == 0 else 0.3) else tones[1]
        left, top = int(x * width - radius - 2), int(y * height - radius - 2)
        reach = int(2 * radius + 5)
        rows, columns = slice(max(top, 0), max(top + reach, 0)), slice(max(left, 0), max(left + reach, 0))
        patch = out[rows, columns]
        if not patch.size:
            continue
        v, u = np.mgrid[rows.start : rows.start + patch.shape[0], columns.start : columns.start + patch.shape[1]]
        away = np.hypot(u - x * width, v - y * height)
        disc = np.clip((radius - away) / max(0.06 * radius, 0.8) + 0.5, 0, 1) * (
            0.72 + 0.38 * np.minimum(away / radius, 1) ** 4
        )
        patch += (strength * disc)[..., None].astype(np.float32) * tone
    return cv2.GaussianBlur(out, (0, 0), 0.8)
