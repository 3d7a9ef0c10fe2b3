"""A sea of clouds in which a city stands: its streets and lower roofs are under it, its towers rise out of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels.fields import fbm_at, step

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.kernels.lens import Lens
    from beatreel.plugins.generators.procedural.scenery.city_mood import Mood

Array = np.ndarray[Any, np.dtype[np.float32]]
Mask = np.ndarray[Any, np.dtype[np.bool_]]

_BAND = 256  # rows that are laid at once
_BILLOW, _TALL = 120.0, 26.0  # metres: size of the largest heads, and by how much they stand out
_HEADS = ((1.0, 0.85), (0.42, 0.36), (0.17, 0.17), (0.07, 0.07))  # sizes and heights of heads on heads
_STEPS = 5  # towards where a ray meets them
_UNLIT = 4.0  # times the light of the horizon on them where no sun is: that of a moon and of the city
_SOFT = 14.0  # metres over which what stands in them is lost
_FARTHEST = 4000.0  # metres of depth, less than the sky's
_FAR = 2600.0  # metres over which they take the colour of the air before the sky


def lay_clouds(light: list[Any], depth: Array, lens: Lens, mood: Mood, top: float, seed: int) -> Mask:
    """Lay clouds over all that is lower than they are, in place; return where they are seen. The depth becomes theirs.

    Parameters
    ----------
    light : list of ndarray (height, width, 3)
        Families of light, the sky's last; those of what clouds hide end there.
    depth : ndarray (height, width)
        Metres along each ray.
    top : float
        Metres over the ground, less than the height of the camera.
    seed : int
        Of their shape.
    """
    height, width = depth.shape
    hidden = np.zeros((height, width), np.bool_)
    columns = ((np.arange(width, dtype=np.float32) + 0.5 - lens.centre_x) / lens.focal)[None, :, None]
    for first in range(0, height, _BAND):
        rows = slice(first, min(first + _BAND, height))
        up = -((np.arange(rows.start, rows.stop, dtype=np.float32) + 0.5 - lens.centre_y) / lens.focal)[:, None, None]
        way = columns * lens.right + up * lens.up + lens.forward
        way /= np.linalg.norm(way, axis=2, keepdims=True)
        found = _meet(way.astype(np.float32), lens, top, seed)
        if found is None:
            continue
        away, x, z, foot = found
        cover = step(0.0, _SOFT, depth[rows] - away) * np.isfinite(away)
        colour = _colour(x, z, foot, np.where(np.isfinite(away), away, 1e5), way, mood, seed)
        share = cover[..., None]
        for family in light[:-1]:
            family[rows] = (family[rows].astype(np.float32) * (1 - share)).astype(family.dtype)
        sky = light[-1][rows].astype(np.float32)
        light[-1][rows] = (sky + (colour - sky) * share).astype(light[-1].dtype)
        depth[rows] = np.where(cover > 0.5, np.minimum(away, _FARTHEST), depth[rows])
        hidden[rows] = cover > 0.5
    return hidden


def _meet(way: Array, lens: Lens, top: float, seed: int) -> tuple[Array, Array, Array, Array] | None:
    """Return where rays meet the heads of the clouds: metres (infinite where they never do), x, z, and metres of a pixel there."""
    down = -way[..., 1]
    falls = down > 1e-4
    if not falls.any():
        return None
    over = float(lens.origin[1]) - top
    fall = np.maximum(down, 1e-4)
    away = np.minimum(over / fall, 3e4)
    for _ in range(_STEPS):  # with half a step each time, which does not run away where rays graze them
        x, z = float(lens.origin[0]) + away * way[..., 0], float(lens.origin[2]) + away * way[..., 2]
        foot = away / np.float32(lens.focal)
        target = np.minimum((over - _heads(x, z, foot / np.maximum(fall, 0.02), seed)) / fall, 3e4)
        away = away + np.float32(0.55) * (target - away)
    x, z = float(lens.origin[0]) + away * way[..., 0], float(lens.origin[2]) + away * way[..., 2]
    foot = away / np.float32(lens.focal) / np.maximum(fall, 0.02)
    return np.where(falls, away, np.inf).astype(np.float32), x, z, foot


def _heads(x: Array, z: Array, foot: Array, seed: int) -> Array:
    """Return by how many metres the clouds stand out: round heads with smaller ones on them; ``foot`` is a pixel's length on them."""
    broad = fbm_at(x, z, 5 * _BILLOW, seed + 1, 2)
    bent_x = x + 34 * fbm_at(x, z, _BILLOW, seed + 5, 2) + 7 * fbm_at(x, z, 0.2 * _BILLOW, seed + 7, 2)
    bent_z = z + 34 * fbm_at(x, z, _BILLOW, seed + 6, 2) + 7 * fbm_at(x, z, 0.2 * _BILLOW, seed + 8, 2)
    out = 0.6 * broad
    for number, (size, tall) in enumerate(_HEADS):
        head = np.sqrt(np.abs(fbm_at(bent_x, bent_z, size * _BILLOW, seed + 11 + number, 1)) * 2.2 + 0.03) - 0.6
        out += tall * head / (1 + (foot / (0.22 * size * _BILLOW)) ** 2)  # what is less than a pixel is no relief
    return np.asarray(_TALL * out, np.float32)


def _colour(x: Array, z: Array, foot: Array, away: Array, way: Array, mood: Mood, seed: int) -> Array:
    """Return the light of the clouds: lit on the side of the sun, blue in their valleys, and pale far away."""
    turn = np.radians(mood.azimuth)
    reach = np.maximum(5.0, foot)
    here = _heads(x, z, foot, seed)
    sunward = _heads(x + reach * np.float32(np.sin(turn)), z + reach * np.float32(np.cos(turn)), foot, seed)
    slope = np.clip((here - sunward) / reach, -1.2, 1.2)
    high = np.clip(0.5 + here / (1.6 * _TALL), 0, 1)
    lit = (0.25 + 0.75 * step(-0.5, 0.9, slope)) * (0.30 + 0.70 * high)
    sky = 0.55 * np.array(mood.zenith, np.float32) + 0.45 * np.array(mood.ambient, np.float32)
    low = np.array(mood.sunlight, np.float32) + np.array(mood.glow, np.float32)
    low = np.maximum(low, _UNLIT * np.array(mood.horizon, np.float32))
    colour = sky * (0.55 + 0.45 * high[..., None]) * 0.80 + low * (0.60 * lit)[..., None]
    haze = (1 - np.exp(-np.maximum(away - 150, 0) / _FAR))[..., None]
    forward = np.clip(way[..., 2] * np.float32(np.cos(turn)) + way[..., 0] * np.float32(np.sin(turn)), 0, 1) ** 12
    air = np.array(mood.horizon, np.float32) * 0.8 + np.array(mood.glow, np.float32) * (0.30 * forward)[..., None]
    return np.asarray(colour + (air - colour) * haze, np.float32)
