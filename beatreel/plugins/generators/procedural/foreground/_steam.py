"""Steam that an engine leaves behind: billows that swell, rise and thin out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.noise import fill_fbm
from beatreel.plugins.generators.procedural.kernels.trains import CHIMNEY

from ._land_layer import blank

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.kernels.house import View

    from ._ground import Canvas, Land

Array = np.ndarray[Any, np.dtype[np.float32]]

_WIDEST = 570  # pixels
_NOISE = 256


def plume(
    canvas: Canvas, view: View, land: Land, place: Callable[..., tuple[Any, Any, Any]], *, old: bool, seed: int
) -> None:
    """Paint the steam of an engine into a canvas, in place.

    Parameters
    ----------
    place : Callable
        From a point of the train to one of the land, metres.
    old : bool
        What hangs in the air far behind it, in place of what the chimney blows out.
    """
    rng = np.random.default_rng([seed, 5 + old])
    count = 170 if old else 150
    at = rng.random(count) ** (0.9 if old else 1.6)
    back = 14 + 95 * at if old else 17 * at
    up = CHIMNEY[1] + 0.2 + 5.2 * (1 - np.exp(-back / 4.5)) + 0.03 * back
    size = 0.32 + 1.45 * (1 - np.exp(-back / 7.0)) + 0.012 * back
    spread = 0.75 * size
    x = CHIMNEY[0] - back + rng.normal(0, 0.3, count) * size
    y = up + rng.normal(0, 0.62, count) * spread
    z = rng.normal(0, 0.62, count) * spread
    px, py, pz = place(x, y, z)
    thin = (
        (0.30 * np.exp(-(back - 14) / 45) * np.clip((back - 13) / 10, 0, 1))
        if old
        else 0.62 * np.clip((24 - back) / 14, 0, 1)
    )
    size = size * rng.uniform(0.55, 1.25, count)
    towards = land.towards * np.array([1, 1, -0.55], np.float32)  # a low light still reaches what looks to us
    towards /= np.linalg.norm(towards)
    # It is soft: half as many pixels each way are enough.
    small = min(1.0, _WIDEST / view.width)
    size_ = (max(2, round(view.width * small)), max(2, round(view.height * small)))
    coarse = replace(
        view,
        width=size_[0],
        height=size_[1],
        focal=view.focal * small,
        centre_x=view.centre_x * small,
        horizon=view.horizon * small,
    )
    sheet = blank(*size_)
    noise = fill_fbm(_NOISE, _NOISE, step_x=3.4 / _NOISE, step_y=3.4 / _NOISE, seed=seed + 17, octaves=5)
    for n in np.argsort(-pz):
        if pz[n] > 1.0:
            turned = np.ascontiguousarray(
                np.rot90(noise, int(n) % 4) if n % 8 < 4 else np.rot90(noise[::-1], int(n) % 4)
            )
            _billow(sheet, coarse, land, (px[n], py[n], pz[n]), float(size[n]), float(thin[n]), towards, turned)
    for whole, part in zip(canvas, sheet, strict=True):
        whole[...] = cv2.resize(part, (view.width, view.height), interpolation=cv2.INTER_LINEAR)


def _billow(
    canvas: Canvas, view: View, land: Land, place: tuple[float, float, float], size: float, thick: float, towards: Array,
    noise: Array,
) -> None:  # fmt: skip
    steady, _, cover, depth = canvas
    u, v = (float(each) for each in view.at(*place))
    reach = float(size * view.focal / place[2])
    x0, x1 = max(int(u - 1.4 * reach), 0), min(int(u + 1.4 * reach) + 2, view.width)
    y0, y1 = max(int(v - 1.4 * reach), 0), min(int(v + 1.4 * reach) + 2, view.height)
    if x1 <= x0 or y1 <= y0 or reach < 0.4:
        return
    rows, columns = np.mgrid[y0:y1, x0:x1].astype(np.float32) + np.float32(0.5)
    across, down = (columns - u) / reach, (rows - v) / reach
    half = len(noise) / 2
    wave = cv2.remap(
        noise, (across / 1.5 + 1) * half, (down / 1.5 + 1) * half, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT
    )
    off = np.sqrt(across**2 + down**2) + 0.75 * wave
    body = np.clip(1 - off, 0, 1)
    alpha = thick * np.clip(2.4 * body, 0, 1) ** 1.3
    if not (alpha > 0.004).any():
        return
    bulge = np.sqrt(np.clip(1 - np.minimum(off, 1) ** 2, 0, 1))
    shade = np.clip(0.35 + 0.65 * (across * view.side * towards[0] - down * towards[1] - bulge * towards[2]), 0, 1)
    white = land.ambient * np.float32(0.95) * (0.55 + 0.45 * np.clip(0.5 - 0.5 * down, 0, 1))[..., None]
    colour = white + shade[..., None] * land.key * np.float32(0.22)
    through = float(land.air(place[2]))
    colour = colour * through + land.haze_at(columns[0], view.width)[None] * (1 - through)
    part = np.s_[y0:y1, x0:x1]
    steady[part] += (colour - steady[part]) * alpha[..., None]
    cover[part] += (1 - cover[part]) * alpha
    depth[part] = np.where(alpha > 0.4, np.float32(place[2]), depth[part])
