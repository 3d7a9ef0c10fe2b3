"""Blades, stems and blossoms by the hundred thousand, painted from far to near, in three families of light.

A blade is scanned row by row, as wide as it is there, with exact coverage at its sides; a blossom is a small picture taken from
an atlas of sizes. Both let light through: what stands before the sun glows at its tips.

Conventions
-----------
Pictures are float32 (height, width, 9): sunlight, light of petals, light of the sky, linear BGR each. The sky above them is that of
:mod:`.city_sky`.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numba import njit

from beatreel.plugins.generators.procedural.kernels.city_sky import AIR, CHANNELS, sky
from beatreel.plugins.generators.procedural.kernels.noise import FLAGS, LENT

Array = np.ndarray[Any, np.dtype[np.float32]]

SUN, PETALS, SKY = 0, 3, 6  # first channel of each family
BLADE = 12  # root x, y, height, width, lean in pixels; colour b, g, r; share of sun; haze; first of the stem that is bare; curl
BLOSSOM = 8  # middle x, y, size in pixels; sprite; share of sun; haze; lightness; mirrored

_F = np.float32


@njit(**FLAGS)
def fill_sky(scene, focal, centre_x, horizon, out):  # type: ignore[no-untyped-def]
    """Paint the sky of a scene with the fields of :class:`.city.City` that :func:`.city_sky.sky` needs."""
    height, width = out.shape[:2]
    acc = np.zeros(CHANNELS, np.float32)
    for y in range(height):
        up = (horizon - y - 0.5) / focal
        if up < -0.05:
            break
        for x in range(width):
            across = (x + 0.5 - centre_x) / focal
            length = 1 / math.sqrt(1 + up * up + across * across)
            acc[:] = 0
            sky(acc, scene, across * length, max(up, 0.0) * length, length)
            for c in range(3):
                out[y, x, SKY + c] = acc[AIR + c]


@njit(**LENT)
def blades(out, table, sunlight, ambient, haze_sun, haze_sky):  # type: ignore[no-untyped-def]
    """Paint blades in order.

    Parameters
    ----------
    out : ndarray (height, width, 9)
    table : ndarray (count, 12)
        See ``BLADE``.
    sunlight, ambient, haze_sun, haze_sky : ndarray (3,)
        Light of sun and sky, and what haze adds of both.
    """
    height, width = out.shape[:2]
    for i in range(table.shape[0]):
        x0, y0, tall, wide, lean = table[i, 0], table[i, 1], table[i, 2], table[i, 3], table[i, 4]
        share, mist, curl = table[i, 8], table[i, 9], table[i, 11]
        thin = min(wide, _F(1))  # thinner than a pixel: fainter instead
        wide = max(wide, _F(1))
        first, last = max(int(y0 - tall), 0), min(int(y0) + 1, height)
        for y in range(first, last):
            t = min(max((y0 - y) / max(tall, _F(1)), _F(0)), _F(1))
            middle = x0 + lean * t * t * (_F(1) + curl * (t - _F(1)))
            half = _F(0.5) * wide * (_F(1) - t) ** _F(0.6) * (_F(0.55) + _F(0.9) * t * (_F(1) - t)) + _F(0.22)
            left, right = max(int(middle - half - _F(0.5)), 0), min(int(middle + half + _F(1.5)), width)
            lit = share * (_F(0.06) + _F(0.94) * t * t) * (_F(1) - mist)
            dim = (_F(0.14) + _F(0.86) * t) * (_F(1) - mist)
            for x in range(left, right):
                alpha = min(max(half - abs(x + _F(0.5) - middle) + _F(0.5), _F(0)), min(_F(1), _F(2) * half)) * thin
                # One side of the fold catches more of the light.
                fold = _F(1) + _F(0.28) * min(max((x + _F(0.5) - middle) / half, _F(-1)), _F(1))
                for c in range(3):
                    colour = table[i, 5 + c]
                    a = colour * sunlight[c] * lit * fold + haze_sun[c] * mist
                    b = colour * ambient[c] * dim * fold + haze_sky[c] * mist
                    out[y, x, SUN + c] += (a - out[y, x, SUN + c]) * alpha
                    out[y, x, PETALS + c] -= out[y, x, PETALS + c] * alpha
                    out[y, x, SKY + c] += (b - out[y, x, SKY + c]) * alpha


@njit(**LENT)
def blossoms(out, table, atlas, places, levels, sunlight, ambient, haze_sun, haze_sky):  # type: ignore[no-untyped-def]
    """Paint blossoms in order.

    Parameters
    ----------
    table : ndarray (count, 8)
        See ``BLOSSOM``.
    atlas : ndarray (rows, columns, 5)
        Colour, alpha and how much light comes through.
    places : ndarray (sprites, levels, 4)
        x, y, width and height of each sprite at each size, largest first.
    levels : ndarray (levels,)
        Width of each size in pixels.
    """
    height, width = out.shape[:2]
    for i in range(table.shape[0]):
        size, sprite = table[i, 2], int(table[i, 3])
        level = levels.shape[0] - 1
        while level > 0 and levels[level] < size:
            level -= 1
        at = places[sprite, level]
        wide, tall = size, size * at[3] / at[2]
        faint = min(size / _F(1.5), _F(1))
        if size < _F(1.5):
            wide, tall = _F(1.5), tall / size * _F(1.5)
        left, top = table[i, 0] - wide / 2, table[i, 1] - tall / 2
        share, mist, light = table[i, 4], table[i, 5], table[i, 6]
        for y in range(max(int(top), 0), min(int(top + tall) + 1, height)):
            v = (y + _F(0.5) - top) / tall * at[3] - _F(0.5)
            if v < 0 or v > at[3] - 1.001:
                continue
            iv = int(v)
            fv = v - iv
            for x in range(max(int(left), 0), min(int(left + wide) + 1, width)):
                u = (x + _F(0.5) - left) / wide * at[2] - _F(0.5)
                if u < 0 or u > at[2] - 1.001:
                    continue
                if table[i, 7] > 0:
                    u = at[2] - _F(1.002) - u
                    u = max(u, _F(0))
                iu = int(u)
                fu = u - iu
                row, column = int(at[1]) + iv, int(at[0]) + iu
                w00, w01, w10, w11 = (1 - fu) * (1 - fv), fu * (1 - fv), (1 - fu) * fv, fu * fv
                alpha = (
                    atlas[row, column, 3] * w00 + atlas[row, column + 1, 3] * w01
                    + atlas[row + 1, column, 3] * w10 + atlas[row + 1, column + 1, 3] * w11
                )  # fmt: skip
                if alpha < 0.004:
                    continue
                through = (
                    atlas[row, column, 4] * w00 + atlas[row, column + 1, 4] * w01 + atlas[row + 1, column, 4] * w10
                )
                through += atlas[row + 1, column + 1, 4] * w11
                lit, alpha = light * (1 - mist), alpha * faint
                for c in range(3):
                    colour = (
                        atlas[row, column, c] * w00 + atlas[row, column + 1, c] * w01 + atlas[row + 1, column, c] * w10
                    )
                    colour += atlas[row + 1, column + 1, c] * w11
                    a = colour * sunlight[c] * share * through * lit
                    b = colour * ambient[c] * lit
                    out[y, x, SUN + c] += (haze_sun[c] * mist - out[y, x, SUN + c]) * alpha
                    out[y, x, PETALS + c] += (a - out[y, x, PETALS + c]) * alpha
                    out[y, x, SKY + c] += (b + haze_sky[c] * mist - out[y, x, SKY + c]) * alpha
