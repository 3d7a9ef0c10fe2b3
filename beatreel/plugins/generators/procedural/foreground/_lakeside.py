"""A cabin on the shore of a lake: its own point of land with spruces and a jetty, and all of it once more in the water."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels import silhouette
from beatreel.plugins.generators.procedural.kernels.fields import fbm_at, step

from ._near_things import put

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.kernels.house import View

    from ._ground import Canvas, Land
    from ._lamplight import Lamps

Array = np.ndarray[Any, np.dtype[np.float32]]

LAKES = {"lake", "lakes", "lakeside", "lakeshore", "fjord", "loch", "tarn"}
_BANK = 0.42  # metres that the land stands over the water
_BEFORE = 4.6  # metres from the middle of the house to the water before it
_BEHIND = 17.0
_TIP = -6.5  # metres aside at which the land begins to draw back
_COVE = 4.8  # and at which it comes nearer on the other side
_DECK, _HALF_DECK = -0.06, 0.62  # metres: of a jetty over the land, and from its middle to its edge
_WOOD = np.array([0.10, 0.115, 0.13], np.float32)
_STONE = np.array([0.115, 0.120, 0.120], np.float32)
_REED = np.array([0.09, 0.17, 0.18], np.float32)


def shore(land: Land, x: Array, z: Array, away: float) -> Array:
    """Return where there is land about a house ``away`` metres off, 0 to 1, at places in metres."""
    wander = 1.1 * fbm_at(x, 0 * x, 5.0, land.seed + 41, 3) + 0.3 * fbm_at(x, z, 0.8, land.seed + 42, 2)
    drawn_back = np.maximum(_TIP - x, 0)
    near = away - _BEFORE + wander + 0.5 * drawn_back**1.6 - 3.1 * np.maximum(x - _COVE, 0)
    behind = away + _BEHIND + 2 * wander - 1.5 * np.maximum(-3.0 - x, 0) ** 1.25
    return step(-0.12, 0.12, z - np.maximum(near, 5.0)) * step(-0.5, 0.5, behind - z)


def is_ashore(x: float, z: float, away: float) -> bool:
    """Whether a tree may stand there."""
    return x > -8.5 and z > away - _BEFORE + 1.5 and (x > -3 or z < away + _BEHIND - 1.5 * (-3.0 - x) ** 1.25 - 1)


def at_water(
    canvas: Canvas, view: View, land: Land, lamps: Lamps, away: float, rough: float, rng: np.random.Generator
) -> Array:
    """Lead a piece of land about a house down to a lake that mirrors both, with a jetty, and reeds before the camera, in place.

    Parameters
    ----------
    away : float
        Metres to the house.
    rough : float
        Of the water, 0 glass to 1 choppy.

    Returns
    -------
    ndarray (height, width)
        What the water of a film does not move, 0 to 1.
    """
    cover = canvas[2]
    line = _bank(canvas, view, land)
    dry = cover.copy()
    _mirror(canvas, view, line, land.seed, rough)
    seen = cover.copy()
    cover[:] = 0
    _jetty(canvas, view, land, lamps, away, rng)
    _reeds(canvas, view, land, lamps, rng)
    np.maximum(dry, cover, out=dry)
    np.maximum(seen, cover, out=cover)
    return dry


def _bank(canvas: Canvas, view: View, land: Land) -> Array:
    """Set stones and earth under the edge of the land, in place; return the row in which each column meets the water, NaN for none."""
    steady, warm, cover, depth = canvas
    height, width = cover.shape
    ground = (cover > 0.5) & (np.arange(height)[:, None] > view.horizon)
    lowest = np.where(ground.any(axis=0), height - 1 - ground[::-1].argmax(axis=0), -1)
    columns = np.flatnonzero((lowest >= 0) & (lowest < height - 1))
    line = np.full(width, np.nan, np.float32)
    if not columns.size:
        return line
    z = view.focal * view.eye / np.maximum(lowest[columns] + 0.5 - view.horizon, 1.0)
    line[columns] = lowest[columns] + _BANK * view.focal / z
    sigma = max(1.0, width / 400)
    whole = np.interp(np.arange(width), columns, line[columns]).astype(np.float32)
    line[columns] = cv2.GaussianBlur(whole[None], (0, 0), sigma)[0][columns]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    top, end = lowest.astype(np.float32)[None], np.nan_to_num(line, nan=-1.0)[None]
    share = np.clip(y - top + 2, 0, 1) * np.clip(end - y, 0, 1) * (lowest >= 0)
    away = np.broadcast_to(view.focal * view.eye / np.maximum(top + 0.5 - view.horizon, 1.0), share.shape)
    across = (x - view.centre_x) / view.focal * away
    up = np.clip((end - y) / np.maximum(end - top, 1), 0, 1)
    stones = np.clip(0.75 + 1.3 * fbm_at(across, 2.2 * up, 0.45, land.seed + 43, 3), 0.15, 1.8)
    tone = (stones * (0.25 + 0.75 * up))[..., None]
    through = land.air(away)[..., None]
    haze = land.haze_at(np.arange(width, dtype=np.float32), width)[None]
    own = _STONE * land.ambient * tone * through + haze * (1 - through)
    steady += (own - steady) * share[..., None]
    warm *= 1 - share[..., None]
    cover[:] = np.maximum(cover, share)
    depth[:] = np.where(share > 0.5, away, depth)
    return line


def _mirror(canvas: Canvas, view: View, line: Array, seed: int, rough: float) -> None:
    """Put the mirror image of a canvas on the water before it, in place.

    Parameters
    ----------
    line : ndarray (columns,)
        Rows in which the land meets the water, NaN for none.
    rough : float
        Of the water, 0 glass to 1 choppy.
    """
    steady, warm, cover, depth = canvas
    height, width = cover.shape
    known = np.flatnonzero(~np.isnan(line))
    row = np.interp(np.arange(width), known, line[known]).astype(np.float32)[None]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    below = np.maximum(y + 0.5 - view.horizon, 1.0)
    ahead = np.minimum(view.eye * view.focal / below, 2000.0).astype(np.float32)
    side = (x - view.centre_x) * ahead / view.focal
    foot = ahead * ahead / (view.eye * view.focal)
    swell = fbm_at(0.6 * side, ahead, 1.5, seed + 5, 5, foot, 0.6)
    shift = swell * rough * np.minimum(2.0 + 0.10 * below, 30.0 * width / 1080)
    from_x, from_y = x + 0.6 * shift, 2 * row - y + 1.6 * shift
    from_y = np.minimum(from_y, row - 1)  # nothing under the water's edge is seen in it
    water = np.clip(y - row + 0.5, 0, 1) * (1 - cover)
    blur = max(0.4, width / 1080)
    share = np.clip(0.86 - 0.5 * below / height + 0.10 * swell, 0.2, 0.9)[..., None]
    seen = cv2.remap(cover, from_x, from_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=0.0)
    seen = cv2.GaussianBlur(seen, (0, 0), sigmaX=0.6 * blur, sigmaY=2.2 * blur) * water
    for part in (steady, warm):
        image = cv2.remap(part, from_x, from_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT)
        image = cv2.GaussianBlur(image, (0, 0), sigmaX=0.6 * blur, sigmaY=2.2 * blur)
        part += (image * share * water[..., None]).astype(np.float32)
    depth[:] = np.where(seen > 0.5, ahead, depth)
    cover[:] = np.maximum(cover, seen)


def _jetty(canvas: Canvas, view: View, land: Land, lamps: Lamps, away: float, rng: np.random.Generator) -> None:
    """Let a jetty lead from the shore out over the water, in place."""
    count = 9
    z = np.linspace(away - _BEFORE + 0.8, max(0.42 * away, 5.5), count)
    x = np.linspace(-1.6, -0.6 - 0.035 * away, count) + 0.25 * float(rng.uniform(-1, 1)) * np.linspace(0, 1, count)

    def at(aside: float, up: float, far: float) -> tuple[float, float]:
        u, v = view.at(aside, up, far)
        return float(u), float(v)

    def deck(up: float) -> list[tuple[float, float]]:
        left = [at(float(x[k]) - _HALF_DECK, up, float(z[k])) for k in range(count)]
        return left + [at(float(x[k]) + _HALF_DECK, up, float(z[k])) for k in reversed(range(count))]

    def sheet() -> Any:
        return np.zeros((view.height, view.width), np.uint8)

    def lay(mask: Any, tone: float, alpha: float = 1.0) -> None:
        put(
            canvas,
            (mask * alpha).astype(np.uint8),
            sheet(),
            float(x[4]),
            float(z[5]),
            view,
            land,
            lamps,
            colour=_WOOD * np.float32(tone),
        )

    shade, posts, boards, seams = sheet(), sheet(), sheet(), sheet()
    silhouette.fill(shade, deck(-2 * _BANK - _DECK))  # its underside in the water
    lay(shade, 0.35, 0.6)
    for k in range(count):
        for aside in (x[k] - 0.92 * _HALF_DECK, x[k] + 0.92 * _HALF_DECK):
            thick = 0.06 * view.focal / z[k]
            head, foot = at(aside, _DECK + (0.4 if k in (4, count - 1) else 0.0), z[k]), at(aside, -_BANK - 0.35, z[k])
            outline = (head[0] - thick, head[1]), (head[0] + thick, head[1]), (foot[0] + thick, foot[1])
            silhouette.fill(posts, [*outline, (foot[0] - thick, foot[1])])
    edge = [
        at(float(x[-1]) + way * _HALF_DECK, _DECK - drop, float(z[-1]))
        for way, drop in ((-1, 0), (1, 0), (1, 0.14), (-1, 0.14))
    ]
    silhouette.fill(posts, edge)
    lay(posts, 0.6)
    silhouette.fill(boards, deck(_DECK))
    lay(boards, 3.2)
    for far in np.arange(z[-1], z[0], 0.42):
        middle = float(np.interp(far, z[::-1], x[::-1]))
        ends = [at(middle + way * _HALF_DECK, _DECK, float(far)) for way in (-1, 1)]
        low = max(0.5, 0.028 * view.focal * (view.eye - _DECK) / far**2)
        silhouette.fill(seams, [*ends, (ends[1][0], ends[1][1] + low), (ends[0][0], ends[0][1] + low)])
    lay(seams, 0.6, 0.7)


def _reeds(canvas: Canvas, view: View, land: Land, lamps: Lamps, rng: np.random.Generator) -> None:
    """Let reeds stand in the corners before the camera, in place: blades that thin out and bend, heads on some."""
    up = np.linspace(0, 1, 8)[:, None]
    mask = np.zeros((view.height, view.width), np.uint8)
    for hand, count, reach in ((1.0, 90, 0.34), (-1.0, 45, 0.20)):
        aside = rng.beta(0.8, 2.4, count) * reach
        foot = view.width * (0.5 + view.side * hand * (0.52 - aside))
        tall = rng.uniform(0.35, 1.0, count) * (1 - aside / reach) ** 0.6 * 0.21 * view.height
        bend = rng.normal(0, 0.10, count) - 0.06 * view.side * hand
        for k in range(count):
            half = 0.0022 * view.width * (1 - up[:, 0]) ** 0.7 + 0.3
            line = np.hstack(
                [foot[k] + tall[k] * bend[k] * (0.4 * up + 1.6 * up**2.5), 1.02 * view.height - tall[k] * up]
            )
            left, right = line.copy(), line[::-1].copy()
            left[:, 0] -= half
            right[:, 0] += half[::-1]
            silhouette.fill(mask, [(float(u), float(v)) for u, v in np.vstack([left, right])])
            if k % 9 == 0:
                a, b = line[5], line[6]
                wide = 0.0045 * view.width
                head = [(a[0] - wide, a[1]), (b[0] - wide, b[1]), (b[0] + wide, b[1]), (a[0] + wide, a[1])]
                silhouette.fill(mask, silhouette.smooth_curve([(float(u), float(v)) for u, v in head]))
    put(canvas, mask, np.zeros_like(mask), 0.0, 3.1, view, land, lamps, across=True, colour=_REED)
