"""Surf: spray where waves break on rock, and the mist that hangs about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.spray import TALL, WIDE, Spray
from beatreel.plugins.generators.procedural.scenery.open_sky import OpenLight

if TYPE_CHECKING:
    from .coast import CoastPlace, CoastView
    from .figures import SeaScenery

Array = np.ndarray[Any, np.dtype[np.float32]]

_FOAM = np.array([0.90, 0.88, 0.85], np.float32)
_ROWS = 700  # of a picture of spray, at most
_COUNT = {"headlands": 4, "stacks": 4, "rocks": 3, "below": 4}
_TALLEST = 0.20  # of the picture's height


def add_surf(
    scenery: SeaScenery, place: CoastPlace, view: CoastView, light: OpenLight, rng: np.random.Generator
) -> tuple[Array, list[list[float]]]:
    """Let waves break on the rocks of a picture, in place.

    Returns
    -------
    light : ndarray (height, width, 3)
        Of the spray alone.
    points : list of [x, y, size, 1 / metres]
        Where it rises, in shares of the picture's width and height, and how tall in widths.
    """
    camera, rough = place.camera, place.shore.rough
    height, width = scenery.depth.shape
    own = np.zeros((height, width, 3), np.float32)
    foot = _feet(scenery, place)
    _hang_mist(scenery, foot, rough, light, 0.35 if view.kind == "below" else 1.0)  # one looks down through less of it
    rows, columns = np.nonzero(foot)
    points: list[list[float]] = []
    if not len(rows):
        return own, points
    away = scenery.depth[rows, columns]
    nearest = float(np.percentile(away, 4))
    # The nearest rocks have most of it, and none stands before another.
    weight = np.exp(-((np.log(away / (1.35 * nearest)) / 0.55) ** 2)) * np.exp(-(((columns / width - 0.5) / 0.42) ** 4))
    order: list[tuple[float, int, int, float, float]] = []
    for _ in range(_COUNT[view.kind]):
        if weight.sum() <= 0:
            break
        at = int(rng.choice(len(rows), p=weight / weight.sum()))
        tall = (2.4 + 15.0 * rough) * rng.uniform(0.55, 1.15) * {"rocks": 0.55, "below": 0.7}.get(view.kind, 1.0)
        most = _TALLEST * height * place.shore.high
        size = min(tall * place.shore.high * camera.focal / float(away[at]), most)
        below = rows[columns == columns[at]]
        below = below[below >= rows[at]]
        last = int(below[np.arange(len(below)) == below - below[0]].max())  # down to the water
        order.append((float(away[at]), last, int(columns[at]), size, float(rng.uniform(0.95, 1.3))))
        gap = np.hypot(columns - columns[at], rows - rows[at]) / max(0.8 * size, 0.06 * width)
        weight = weight * np.clip(gap - 0.5, 0, 1)
    for depth, row, column, size, dense in sorted(order, reverse=True):
        _burst(
            scenery, own, place, light, Spray(rng, int(min(TALL * size + 8, _ROWS))), (row, column, size, depth, dense)
        )
        points.append([column / width, row / height, size / width, 1 / depth])
    return own, points


def _feet(scenery: SeaScenery, place: CoastPlace) -> Any:
    """Return where rock that is seen meets the water."""
    height = scenery.depth.shape[0]
    water = scenery.others[1][..., 0]
    rows = np.arange(height, dtype=np.float32)[:, None]
    level = place.camera.y + (np.float32(place.camera.horizon) - rows) * scenery.depth / np.float32(place.camera.focal)
    return (
        (water < 0.4)
        & (scenery.depth < 700)
        & (level > -1.5)
        & (level < 0.6 + 1.1 * place.shore.height + 0.006 * scenery.depth)
    )


def _hang_mist(scenery: SeaScenery, foot: Any, rough: float, light: OpenLight, share: float) -> None:
    height, width = foot.shape
    small = (max(8, width // 8), max(8, height // 8))
    base = cv2.resize(foot.astype(np.float32), small, interpolation=cv2.INTER_AREA)
    base = cv2.GaussianBlur(base, (0, 0), sigmaX=small[0] / 18, sigmaY=small[0] / 26)
    lift = round(small[1] / 60)
    base = np.roll(base, -lift, axis=0)
    base[-lift - 1 :] = 0
    alpha = cv2.resize(1 - np.exp(-(2.0 + 5.0 * rough) * base), (width, height), interpolation=cv2.INTER_LINEAR)
    alpha *= np.float32(share * (0.14 + 0.22 * rough))
    scenery.cover((slice(None), slice(None)), alpha, 0.0)
    ambient, warm = np.array(light.ambient, np.float32), np.array(light.sun, np.float32)
    scenery.steady += alpha[..., None] * (_FOAM * ambient * np.float32(0.9))
    scenery.sun += alpha[..., None] * (_FOAM * warm * np.float32(0.10))


def _burst(
    scenery: SeaScenery,
    own: Array,
    place: CoastPlace,
    light: OpenLight,
    spray: Spray,
    at: tuple[int, int, float, float, float],
) -> None:
    row, column, size, depth, dense = at
    wide, tall = max(4, round(WIDE * size)), max(4, round(TALL * size))
    picture = cv2.resize(spray.at() * np.float32(dense), (wide, tall), interpolation=cv2.INTER_CUBIC)
    left, top = round(column - wide / 2), round(row - 0.9 * tall)
    height, width = scenery.depth.shape
    x0, x1, y0, y1 = max(left, 0), min(left + wide, width), max(top, 0), min(top + tall, height)
    if x0 >= x1 or y0 >= y1:
        return
    picture = np.clip(picture, 0, 1)
    # The side towards the light is brighter, and so is what the sun shines through.
    soft = cv2.GaussianBlur(picture, (0, 0), max(1.0, size / 22))
    shift = round(size / 14) * (1 if place.azimuth > 0 else -1)
    across = np.roll(soft, -shift, axis=1)
    part = (slice(y0 - top, y1 - top), slice(x0 - left, x1 - left))
    shade = np.clip(0.80 + 0.9 * (soft - across) + 0.25 * (1 - soft), 0.45, 1.3)[part]
    window = (slice(y0, y1), slice(x0, x1))
    seen = scenery.depth[window]
    alpha = picture[part] * np.clip((seen - 0.90 * depth) / (0.05 * depth), 0, 1)  # a wave before it hides its foot
    scenery.cover(window, alpha, 0.0)
    own[window] *= (1 - alpha)[..., None]
    ambient, warm = np.array(light.ambient, np.float32), np.array(light.sun, np.float32)
    through = 0.16 + 0.55 * np.exp(-2.2 * soft[part]) * max(0.0, np.cos(place.azimuth)) ** 4
    colour = _FOAM * (ambient * np.float32(1.3) * shade[..., None] + warm * (through * shade)[..., None])
    own[window] += alpha[..., None] * colour
