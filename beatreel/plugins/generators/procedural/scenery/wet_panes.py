"""Rain on the windows of a room, seen from inside: drops on the panes that show what is outside upside down."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.half import halved

from .built import SKY
from .defocus import defocus
from .drops import pane_of

if TYPE_CHECKING:
    from .exposure import Exposure

Array = np.ndarray[Any, np.dtype[np.float32]]

_BEYOND = 0.35  # metres that what is seen through a window is at least behind it
_DROP = 0.012  # radius of the largest drops, metres
_SIZES = (0.007, 0.020)  # and what it is at least and at most, shares of the picture's width
_SOFT = 0.0035  # how far water on the glass spreads what is outside, widths
_DISCS = (0.015, 0.017)  # radius of a lamp out there for somebody a metre from the glass, and at most, widths
_LEAST = 0.002  # of the picture that windows must cover


def through_windows(seen: Exposure) -> tuple[Array, Array]:
    """Return where a room's windows are looked through (1, else 0), and how far their panes are (metres)."""
    lens, place = seen.lens, seen.place
    height, width = seen.depth.shape
    y, x = np.mgrid[:height, :width].astype(np.float32) + np.float32(0.5)
    across = (x - lens.centre_x) / lens.focal
    down = (y - lens.centre_y) / lens.focal
    way = lens.forward + across[..., None] * lens.right - down[..., None] * lens.up
    through, away = np.zeros((height, width), np.float32), np.full((height, width), np.inf, np.float32)
    for row in place.windows:
        corner, right, up = (np.array(row[k : k + 3], np.float32) for k in (0, 3, 6))
        facing = np.cross(right, up)
        slope = way @ facing
        far = float((corner - lens.origin) @ facing) / np.where(np.abs(slope) < 1e-6, np.float32(1e-6), slope)
        pane = (far > 0.3) & (far < away) & (seen.depth > far + _BEYOND)
        at = far[pane, None] * way[pane] + (lens.origin - corner)
        u, v = at @ right / float(right @ right), at @ up / float(up @ up)
        pane[pane] = (u > 0) & (u < 1) & (v > 0) & (v < 1)
        through[pane], away[pane] = 1.0, far[pane]
    return through, away


def wetted(seen: Exposure, amount: float, rng: np.random.Generator) -> Array | None:
    """Let it rain on the panes that are in the picture, in place; return where they are, or None if there are none.

    Parameters
    ----------
    amount : float
        How hard it rains, 0 to 1.
    """
    through, away = through_windows(seen)
    if float(through.mean()) < _LEAST:
        return None
    width = through.shape[1]
    rows, columns = np.flatnonzero(through.any(axis=1)), np.flatnonzero(through.any(axis=0))
    box = np.s_[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    inside, size = through[box], (int(np.ptp(columns)) + 1, int(np.ptp(rows)) + 1)
    near = float(np.median(away[through > 0]))
    largest = float(np.clip(_DROP * seen.lens.focal / near, _SIZES[0] * width, _SIZES[1] * width))
    pane = pane_of(*size, largest, 1.0 + 0.8 * amount, rng)
    pane.x, pane.y = _within(pane.x, size[0]), _within(pane.y, size[1])
    soft = cv2.GaussianBlur(inside, (0, 0), max(0.6, 0.0006 * width))  # drops end softly at the frame, too
    for n, family in enumerate(seen.light):
        light = np.minimum(family[box].astype(np.float32), 12.0)
        outside = light * inside[..., None]
        spread = _out_of_focus(outside, inside, max(min(_DISCS[0] / near, _DISCS[1]), _SOFT) * width)
        haze = outside.reshape(-1, 3).sum(axis=0) / inside.sum()
        wet = spread + pane.fog[..., None] * (0.12 * haze)
        drops = pane.look(_filled(outside, inside)) * (1.25 * pane.clear[..., None])
        if n == SKY:
            drops += pane.glint[..., None] * (0.5 * spread + 1.2 * haze)
        else:  # lamps of the room
            drops += pane.glint[..., None] * (1.5 * family[::8, ::8].astype(np.float32).reshape(-1, 3).mean(axis=0))
        wet += (drops - wet) * pane.cover[..., None]
        seen.light[n][box] = halved(family[box] + (wet - light) * (soft * inside)[..., None])
    seen.depth[through > 0] = away[through > 0]  # drops are where the glass is
    return through


def _out_of_focus(outside: Array, inside: Array, radius: float) -> Array:
    """Return what is seen through the glass, on which the lens is focused: lamps are discs."""
    if radius < 1.5:
        return np.asarray(_spread(outside, radius) / np.maximum(_spread(inside, radius), 0.05)[..., None], np.float32)
    soft, share = defocus([outside, np.repeat(inside[..., None], 3, axis=2)], radius, 0.0)
    return np.asarray(soft / np.maximum(share, 0.05), np.float32)


def _spread(light: Array, radius: float) -> Array:
    return np.asarray(cv2.GaussianBlur(light, (0, 0), max(radius, 0.5)), np.float32)


def _within(at: Array, size: int) -> Array:
    """Return coordinates mirrored at the edges of the pane."""
    period = 2.0 * size
    return np.asarray(size - np.abs(np.mod(at, period) - size), np.float32).clip(0, size - 1)


def _filled(outside: Array, inside: Array) -> Array:
    """Return what is outside with the frame and the curtains before it filled in from beside them."""
    size = (max(inside.shape[1] // 8, 8), max(inside.shape[0] // 8, 8))
    light, share = (cv2.resize(part, size, interpolation=cv2.INTER_AREA) for part in (outside, inside))
    wide = 0.05 * max(size)
    around = _spread(light, wide) / np.maximum(_spread(share, wide), 1e-3)[..., None]
    around = cv2.resize(around, inside.shape[::-1], interpolation=cv2.INTER_LINEAR)
    return np.asarray(outside + around * (1 - inside[..., None]), np.float32)
