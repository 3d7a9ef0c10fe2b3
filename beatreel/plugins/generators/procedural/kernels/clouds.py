"""Clouds: a layer of billows with towers, marched along each ray, lit by the sun, the sky and lightning within.

Method: A. Schneider, "The real-time volumetric cloudscapes of Horizon Zero Dawn" (2015): coverage carves a block of noise,
finer noise eats its edges, a short march to the sun gives the shadows.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numba import njit

from .noise import LENT, random_at
from .volume import at, billows, phase

Array = np.ndarray[Any, np.dtype[np.float32]]

_ONE = np.float32(1.0)
_ZERO = np.float32(0.0)
_HALF = np.float32(0.5)


@dataclass(frozen=True)
class Layer:
    """Where clouds are; kilometres.

    Attributes
    ----------
    base, top : float
        Heights between which they lie.
    cover : float
        0 none to 1 closed.
    variety : float
        How much the cover changes from place to place.
    size : float
        Kilometres of a repeat of the noise; billows are a quarter of it.
    towers : tuple of (float, float, float, float)
        x, z (ahead), radius and height above the top of what rises out of the layer; at most four.
    rough : float
        How much the edges are eaten, 0 to 1.
    anvil : float
        How far the tops of towers spread, 0 for round crowns to about 2.
    """

    base: float = 0.6
    top: float = 1.5
    cover: float = 0.6
    variety: float = 0.5
    size: float = 7.0
    towers: tuple[tuple[float, float, float, float], ...] = ()
    rough: float = 0.5
    anvil: float = 0.0


@njit(**LENT)
def _heap(block, radius, anvil, square, v, x, y, z):  # type: ignore[no-untyped-def]
    """Return how much of a tower there is, above 0 within it: turrets side by side, a spread foot, round crowns or an anvil.

    ``square`` is the distance from its axis over its radius, squared; ``v`` the height over its own.
    """
    s = np.float32(0.27) / radius
    lumps = at(block, x * s, y * s, z * s)
    s *= np.float32(2.3)
    lumps = np.float32(0.68) * lumps + np.float32(0.32) * at(block, x * s + np.float32(0.5), y * s, z * s)
    s = np.float32(0.21) / radius
    turret = at(block, x * s, np.float32(0.7), z * s + np.float32(0.3))  # each column ends at a height of its own
    v *= _ONE + np.float32(0.9) * max(np.float32(0.75) - turret, _ZERO)
    if v >= _ONE:
        return _ZERO
    foot = np.float32(0.7) * np.float32(math.exp(-np.float32(6.0) * v))
    wide = foot + np.float32(0.95) * (_ONE - v * v)
    spread = v - np.float32(0.80)
    wide += anvil * np.float32(math.exp(-spread * spread * np.float32(110.0)))
    return np.float32(1.5) * (_ONE - square / (wide * (np.float32(0.10) + np.float32(1.7) * lumps)))


@njit(**LENT)
def _density(block, layer, towers, x, y, z, fine):  # type: ignore[no-untyped-def]
    base = layer[0]
    if y <= base:
        return _ZERO
    body = _ZERO
    for number in range(towers.shape[0]):
        dx, dz = x - towers[number, 0], z - towers[number, 1]
        square = (dx * dx + dz * dz) / (towers[number, 2] * towers[number, 2])
        v = (y - base) / (layer[1] + towers[number, 3] - base)
        if square < np.float32(5.0) and v < _ONE:
            part = _heap(block, towers[number, 2], layer[6], square, v, x, y, z)
            body = max(body, part)
    if body <= _ZERO and y >= layer[1]:
        return _ZERO
    core = min(body, _ONE)
    h = (y - base) / (layer[1] - base)
    scale = layer[4]
    if h < np.float32(0.3):  # undersides hang in lumps
        s = scale * np.float32(2.6)
        lump = at(block, x * s, np.float32(0.2), z * s)
        s = scale * np.float32(8.3)
        lump = lump * np.float32(0.7) + np.float32(0.3) * at(block, x * s, np.float32(0.6), z * s)
        h -= np.float32(0.16) * lump
        if h <= _ZERO:
            return _ZERO
    patches = at(block, x * scale * np.float32(0.21), np.float32(0.4), z * scale * np.float32(0.21)) - _HALF
    foot = min(h * np.float32(9.0), _ONE)
    cover = _ZERO
    if y < layer[1]:  # the layer itself; what rises out of it has a shape of its own
        head = (_ONE - np.float32(0.75) * h * h) * min((_ONE - h) * np.float32(5.0), _ONE)
        cover = (layer[2] + layer[3] * patches) * head
    cover = max(cover, core) * foot
    if cover <= _ZERO:
        return _ZERO
    shape = at(block, x * scale, y * scale, z * scale)
    density = shape - _ONE + cover
    if density <= _ZERO:
        return _ZERO
    if fine:
        s = scale * np.float32(3.7)
        bite = at(block, x * s, y * s, z * s) * np.float32(0.50)
        s = scale * np.float32(11.3)
        bite += at(block, x * s, y * s + np.float32(0.3), z * s) * np.float32(0.30)
        s = scale * np.float32(33.0)
        bite += at(block, x * s, y * s + np.float32(0.7), z * s) * np.float32(0.20)
        # Only what is thin is eaten: the inside needs no detail.
        density -= layer[5] * (_ONE - bite) * np.float32(0.55) * max(_ONE - density * np.float32(2.5), _ZERO)
    return max(density, _ZERO)


@njit(**LENT)
def _march(out, block, layer, towers, bolts, view, sun, steps, far, seed):  # type: ignore[no-untyped-def]
    rows, columns = out.shape[:2]
    ceiling = layer[1]
    for number in range(towers.shape[0]):
        ceiling += towers[number, 3]
    eye = view[3]
    visibility = view[4]
    for row in range(rows):
        for column in range(columns):
            dx = (np.float32(column) + _HALF - view[0]) / view[2]
            dy = -(np.float32(row) + _HALF - view[1]) / view[2]
            length = np.float32(math.sqrt(dx * dx + dy * dy + _ONE))
            dx, dy, dz = dx / length, dy / length, _ONE / length
            first, last = np.float32(0.15), far
            if eye > ceiling:
                if dy >= -np.float32(1e-4):
                    last = _ZERO
                else:
                    first = (ceiling - eye) / dy
            elif dy > np.float32(1e-4):
                last = min(far, (ceiling - eye) / dy)
            if eye < layer[0]:
                if dy <= np.float32(1e-4):
                    last = _ZERO
                else:
                    first = (layer[0] - eye) / dy
            elif dy < -np.float32(1e-4):
                last = min(last, (layer[0] - eye) / dy)
            cosine = dx * sun[0] + dy * sun[1] + dz * sun[2]
            scatter = np.float32(0.55) * phase(cosine, np.float32(0.62)) + np.float32(0.75) * phase(
                cosine, np.float32(-0.12)
            )
            through = _ONE
            lit = _ZERO
            ambient = _ZERO
            flash = _ZERO
            mist = _ZERO
            weight = _ZERO
            where = _ZERO
            t = first
            inside = False
            stride = max(np.float32(0.045), t * np.float32(0.014))
            t += stride * random_at(column, row, seed)
            for _ in range(steps):
                if t >= last:
                    break
                x, y, z = dx * t, eye + dy * t, dz * t
                density = _density(block, layer, towers, x, y, z, True)
                if density > np.float32(0.003) and not inside:
                    # Entered in a long step: go back and take short ones, so that the surface is sharp.
                    inside = True
                    t = max(t - stride * np.float32(0.85), first)
                    stride = max(np.float32(0.030), t * np.float32(0.0085))
                    continue
                if density > np.float32(0.003):
                    shade = _ZERO
                    reach = np.float32(0.10)
                    before = _ZERO
                    for _ in range(4):
                        middle = (before + reach) * _HALF
                        shade += (reach - before) * _density(
                            block,
                            layer,
                            towers,
                            x + sun[0] * middle,
                            y + sun[1] * middle,
                            z + sun[2] * middle,
                            False,
                        )
                        before = reach
                        reach *= np.float32(2.7)
                    depth = shade * np.float32(15.0)
                    direct = max(
                        np.float32(math.exp(-depth)), np.float32(0.16) * np.float32(math.exp(-np.float32(0.22) * depth))
                    )
                    powder = _ONE - np.float32(0.55) * np.float32(math.exp(-density * np.float32(14.0)))
                    opacity = _ONE - np.float32(math.exp(-density * np.float32(30.0) * stride))
                    clear = np.float32(math.exp(-t / visibility))
                    share = through * opacity
                    lit += share * clear * direct * powder * scatter
                    h = min(max((y - layer[0]) / (layer[1] - layer[0] + np.float32(1e-3)), _ZERO), np.float32(1.5))
                    ambient += (
                        share
                        * clear
                        * (np.float32(0.30) + np.float32(0.47) * h)
                        * (np.float32(0.45) + np.float32(0.55) * np.float32(math.exp(-shade * np.float32(3.5))))
                    )
                    for number in range(bolts.shape[0]):
                        bx, by, bz = bolts[number, 0] - x, bolts[number, 1] - y, bolts[number, 2] - z
                        square = bx * bx + by * by + bz * bz
                        flash += (
                            share
                            * clear
                            * bolts[number, 3]
                            / (square + np.float32(0.90))
                            * np.float32(math.exp(-np.float32(math.sqrt(square)) * np.float32(0.9)))
                        )
                    mist += share * (_ONE - clear)
                    weight += share
                    where += share * t
                    through *= _ONE - opacity
                    if through < np.float32(0.01):
                        break
                    t += stride
                    stride = max(np.float32(0.030), t * np.float32(0.0085))
                else:
                    if inside:
                        inside = through < np.float32(0.9) and stride < t * np.float32(0.008)
                        stride *= np.float32(1.15)
                    else:
                        stride = max(np.float32(0.06), t * np.float32(0.016))
                    t += stride
            out[row, column, 0] = lit
            out[row, column, 1] = ambient
            out[row, column, 2] = flash
            out[row, column, 3] = mist
            out[row, column, 4] = through
            out[row, column, 5] = where / max(weight, np.float32(1e-4)) if weight > np.float32(0.02) else far


def clouds(
    width: int,
    height: int,
    *,
    layer: Layer,
    eye: float,
    focal: float,
    horizon: float,
    sun: tuple[float, float, float],
    visibility: float = 30.0,
    bolts: Array | None = None,
    steps: int = 240,
    far: float = 60.0,
    seed: int = 0,
) -> Array:
    """Render clouds as seen by somebody who looks level.

    Parameters
    ----------
    width, height : int
        Pixels.
    layer : Layer
    eye : float
        Height of the eye in kilometres.
    focal : float
        In widths.
    horizon : float
        Row of the horizon, share of the height; may lie outside of the picture.
    sun : tuple of float
        Unit vector: x right, y up, z ahead.
    visibility : float
        Kilometres after which a third of the light is left.
    bolts : ndarray (count, 4), float32, optional
        Lightning within the clouds: x, y, z, strength.

    Returns
    -------
    ndarray (height, width, 6), float32
        Sunlight, light of the sky, light of the lightning, light of the air before the clouds (all per unit of the source),
        how much of the background is seen, and distance in kilometres.
    """
    out = np.empty((height, width, 6), np.float32)
    numbers = np.array(
        [layer.base, layer.top, layer.cover, layer.variety, 1 / layer.size, layer.rough, layer.anvil], np.float32
    )
    towers = np.array(layer.towers, np.float32).reshape(-1, 4)
    view = np.array([0.5 * width, horizon * height, focal * width, eye, visibility], np.float32)
    lamps = np.zeros((0, 4), np.float32) if bolts is None else np.ascontiguousarray(bolts, np.float32)
    _march(
        out,
        billows(seed),
        numbers,
        towers,
        lamps,
        view,
        np.array(sun, np.float32),
        steps,
        np.float32(far),
        np.int32(seed),
    )
    return out
