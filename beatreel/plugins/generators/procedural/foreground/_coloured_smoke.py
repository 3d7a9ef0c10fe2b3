"""Smoke of a colour that a prompt names, in any place: plumes that rise and curl behind what is near, and veils that pass before it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.fields import fbm_at
from beatreel.plugins.generators.procedural.kernels.half import halved
from beatreel.plugins.generators.procedural.painting import Layer, Motion
from beatreel.plugins.generators.procedural.palette import light_of_hue
from beatreel.plugins.generators.procedural.scenery.dyes import DYES

from ._light import LUMA, peak

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Painting
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

    from ._light import Backlight

Array = np.ndarray[Any, np.dtype[np.float32]]

_ROWS = 640  # it is soft: fewer pixels are enough
_PLUMES = ((0.24, 14.0, 0.80, 0.94), (0.80, 5.0, 0.62, 0.78))
"""Of each plume where it rises (widths from the edge that it is nearer to), how far away (metres), its height (shares of the
picture) and how dense it is."""
_FOOT = {"wide": 0.86, "medium": 0.94, "close": 1.04, "detail": 1.08}  # row from which it rises, share of the height
_LARGE = {"wide": 0.85, "medium": 1.0, "close": 1.2, "detail": 1.35}
_BRIGHT = {"day": 0.62, "golden": 0.56, "dawn": 0.52, "dusk": 0.46, "night": 0.40}  # as it is seen in the film, 0 to 1
_THIN = 0.10  # cover below which there is none
_TONED = 0.8  # of its light has its own colour, the rest that of the place


def add_coloured_smoke(
    painting: Painting, light: Backlight, description: SceneDescription, shot: str, rng: np.random.Generator
) -> None:
    """Let smoke of the named colours rise at both sides of a picture, the far plume behind and the near one before what is named."""
    colours = description.smokes or (("grey", None),)
    side = float(rng.choice([-1.0, 1.0]))
    rows, columns = _ROWS, max(round(_ROWS * light.width / light.height), 8)
    aspect = light.height / light.width
    y, x = np.mgrid[0:rows, 0:columns].astype(np.float32)
    u, v = (x + 0.5) / columns - 0.5, (y + 0.5) / rows  # widths from the middle, shares of the height
    bright = peak(painting, _BRIGHT[description.time_of_day])
    for number, (at, metres, tall, dense) in enumerate(_PLUMES):
        seed = int(rng.integers(1 << 16))
        body, shade = _plume(
            u, v, (side * (at - 0.5), aspect, _FOOT.get(shot, 0.94), tall * _LARGE.get(shot, 1.0)), seed
        )
        colour = _lit(light, _own(*colours[number % len(colours)]), bright, shade)
        alpha = dense * body
        size = (light.width, light.height)
        whole = np.clip(cv2.resize(alpha.astype(np.float32), size, interpolation=cv2.INTER_CUBIC), 0, 1)
        whole *= np.clip((painting.depth - 0.45 * metres) / (0.3 * metres), 0, 1)  # what is near stands before it
        for name in ("open", "sky"):
            if name in painting.masks:
                painting.masks[name] = np.asarray(painting.masks[name], np.float32) * (1 - whole)
        large = cv2.resize(colour.astype(np.float32), size, interpolation=cv2.INTER_CUBIC)
        painting.layers.append(Layer(halved(large), halved(whole), metres, Motion(right=-0.004 * side, sway=0.006)))


def _plume(u: Array, v: Array, place: tuple[float, float, float, float], seed: int) -> tuple[Array, Array]:
    """Return the cover of a plume, 0 to 1, and how much light each part of it gets: it curls, spreads and thins as it rises."""
    at, aspect, foot, tall = place
    x, up = u, (foot - v) * aspect  # widths
    warp_x = fbm_at(x, up + 3.0, 0.42, seed, 4)
    warp_y = fbm_at(x + 7.0, up, 0.42, seed + 1, 4)
    x, up = x + 0.26 * warp_x, up + 0.22 * warp_y
    rise = up / (tall * aspect)
    reach = 0.10 + 0.26 * np.clip(rise, 0, 1.2) ** 0.8
    lean = at * (1 - 0.55 * np.clip(rise, 0, 1.3))  # towards the middle
    across = (x - lean) / reach
    body = np.exp(-1.2 * across * across) * np.clip(1.25 - rise, 0, 1) * np.clip(1 + rise / 0.10, 0, 1)
    pool = np.exp(-((up / 0.16) ** 2)) * np.exp(-(((x - at) / 0.42) ** 2))  # what lies on the ground about its foot
    curls = fbm_at(x * 1.0, up * 0.8, 0.20, seed + 2, 5)
    fine = fbm_at(x + 0.12 * curls, up + 0.12 * warp_x, 0.075, seed + 3, 4)
    thick = (3.4 * body + 1.2 * pool) * np.clip(0.45 + 1.5 * curls + 0.6 * fine, 0, None)
    cover = np.asarray(np.clip((1 - np.exp(-thick) - _THIN) / (1 - _THIN), 0, 1), np.float32)
    shade = np.clip(0.62 + 0.9 * curls + 0.35 * fine + 0.25 * (warp_y - warp_x), 0.22, 1.35)
    return cover, np.asarray(shade, np.float32)


def _own(name: str, hue: float | None) -> Array:
    """Return what a colour of smoke makes of white light, its strongest channel 1."""
    if hue is None or name == "pink":  # which is red in white light
        dye = np.asarray(DYES[name], np.float32)
        return np.asarray(dye / max(float(dye.max()), 0.55), np.float32)
    return np.asarray(light_of_hue(hue, 0.19, 0.62), np.float32)


def _lit(light: Backlight, own: Array, bright: float, shade: Array) -> Array:
    """Return the colour of smoke: its own in the light of the place, a little of what shines behind it comes through."""
    rows, columns = shade.shape
    behind = cv2.GaussianBlur(light.small, (0, 0), max(1.0, 0.12 * light.small.shape[1]))
    behind = cv2.resize(behind, (columns, rows), interpolation=cv2.INTER_LINEAR)
    level = np.clip((behind @ LUMA) / max(bright, 1e-4), 0.35, 1.6)[..., None]
    toned = own * np.float32(bright) * (0.55 + 0.45 * level)
    return np.asarray(
        (_TONED * toned + (1 - _TONED) * np.minimum(behind, 2 * bright) * own) * shade[..., None], np.float32
    )
