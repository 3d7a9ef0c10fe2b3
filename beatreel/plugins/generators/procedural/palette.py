"""Colours by hue: from OKLCH to light, and pulling a picture's hues towards a palette.

Method: B. Ottosson, "A perceptual color space for image processing" (OKLab, 2020).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
from numba import njit

from .kernels.fast import angle, exp2, power
from .kernels.noise import FLAGS, INLINED

if TYPE_CHECKING:
    from .describe import Palette

    Light = np.ndarray[Any, np.dtype[np.float32]]

_SPLIT = 5.0  # octaves by which the darkest lean to the shadow's hue, where that is another than the key's
_TINT = 0.030  # chroma given to what has none, at full strength
_AGREED = np.float32(1.3)  # full chroma from an agreement of 1 / 1.3, as of two hues 80 degrees apart
_WIDTH = 32.0  # degrees over which a palette hue attracts
_COLD_FROM, _COLD_FULL = (
    0.3,
    0.75,
)  # temperatures below zero from which pale warm colours leave the picture, and are gone
_LAMP = 0.13  # warm chroma of lamps and fires, which stay warm in a cold picture


def light_of_hue(hue: float, chroma: float = 0.15, lightness: float = 0.75) -> Light:
    """Return linear BGR light of a hue, scaled so that its strongest channel is 1 and no channel is negative.

    Parameters
    ----------
    hue : float
        Degrees of OKLCH.
    chroma : float
        0 grey to about 0.3.
    lightness : float
        0 to 1; at the same chroma, darker colours are purer.

    Returns
    -------
    ndarray (3,), float32
    """
    a = chroma * math.cos(math.radians(hue))
    b = chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    red = 4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short
    green = -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short
    blue = -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short
    colour = np.maximum(np.array([blue, green, red]), 0.004)
    return (colour / colour.max()).astype(np.float32)


def recolour(light: Light, palette: Palette) -> Light:
    """Pull the hues of linear light towards a palette, in place, and return it.

    Hues near the accent go to the accent, the others to key and fill; what is grey takes a little of the key in the
    lights and of the shadow hue in the darks. Lightness is kept. A cold palette takes the warmth out of skies, mist and
    walls, and leaves it to lamps, whose colour is strong.

    Parameters
    ----------
    light : ndarray (height, width, 3), float32
        Linear BGR.
    palette : Palette
    """
    if palette.strength <= 0 and palette.temperature == 0 and palette.chroma == 1:
        return light
    hues = np.radians([palette.key, palette.fill, palette.accent, palette.shadow]).astype(np.float32)
    _recolour(
        light,
        hues,
        np.float32(palette.strength),
        np.float32(palette.temperature),
        np.float32(palette.chroma),
        np.float32(math.radians(_WIDTH)),
        np.float32(_TINT),
        np.float32(min(max((-palette.temperature - _COLD_FROM) / (_COLD_FULL - _COLD_FROM), 0.0), 1.0)),
        np.float32(_LAMP),
    )
    return light


@njit(inline="always", **INLINED)
def _attraction(hue: float, target: float, narrow: float) -> float:
    distance = abs(hue - target)
    distance = min(distance, abs(np.float32(6.2831853) - distance))
    return exp2(distance * distance * narrow) + np.float32(0.02)


@njit(**FLAGS)
def _recolour(light, hues, strength, temperature, chroma, width, tint, cold, lamp):  # type: ignore[no-untyped-def]
    height, columns = light.shape[:2]
    third = np.float32(1.0 / 3.0)
    zero, one = np.float32(0.0), np.float32(1.0)
    least = np.float32(1e-18)
    key_a, key_b = np.float32(math.cos(hues[0])), np.float32(math.sin(hues[0]))
    fill_a, fill_b = np.float32(math.cos(hues[1])), np.float32(math.sin(hues[1]))
    accent_a, accent_b = np.float32(math.cos(hues[2])), np.float32(math.sin(hues[2]))
    shadow_a, shadow_b = np.float32(math.cos(hues[3])), np.float32(math.sin(hues[3]))
    key, fill, accent = hues[0], hues[1], hues[2]
    apart = abs(hues[3] - key)
    apart = min(apart, abs(np.float32(6.2831853) - apart))
    split = min(apart, one) * np.float32(_SPLIT)
    narrow = np.float32(-0.5 * 1.44269504) / (width * width)
    warmth_a = temperature * np.float32(0.045) * np.float32(0.35) * min(chroma * np.float32(4.0), one)
    warmth_b = temperature * np.float32(0.045) * min(chroma * np.float32(4.0), one)
    # Planes of one row: LLVM reads three channels in a step, but computes on planes.
    rows = np.empty((3, columns), np.float32)
    blues, greens, reds = rows[0], rows[1], rows[2]
    for y in range(height):
        for x in range(columns):
            blues[x], greens[x], reds[x] = light[y, x, 0], light[y, x, 1], light[y, x, 2]
        for x in range(columns):
            blue, green, red = max(blues[x], zero), max(greens[x], zero), max(reds[x], zero)
            long = np.float32(0.4122214708) * red + np.float32(0.5363325363) * green + np.float32(0.0514459929) * blue
            middle = np.float32(0.2119034982) * red + np.float32(0.6806995451) * green + np.float32(0.1073969566) * blue
            short = np.float32(0.0883024619) * red + np.float32(0.2817188376) * green + np.float32(0.6299787005) * blue
            long = power(max(long, least), third)
            middle = power(max(middle, least), third)
            short = power(max(short, least), third)
            lightness = (
                np.float32(0.2104542553) * long + np.float32(0.7936177850) * middle - np.float32(0.0040720468) * short
            )
            a = np.float32(1.9779984951) * long - np.float32(2.4285922050) * middle + np.float32(0.4505937099) * short
            b = np.float32(0.0259040371) * long + np.float32(0.7827717662) * middle - np.float32(0.8086757660) * short
            colourful = np.sqrt(a * a + b * b)
            hue = angle(b, a)
            dark = max(one - lightness * np.float32(1.35), zero)
            lean = exp2(split * dark)
            to_key = _attraction(hue, key, narrow) / lean
            to_fill = _attraction(hue, fill, narrow) * lean
            to_accent = _attraction(hue, accent, narrow)
            target_a = to_key * key_a + to_fill * fill_a + to_accent * accent_a
            target_b = to_key * key_b + to_fill * fill_b + to_accent * accent_b
            pulled = max(np.sqrt(target_a * target_a + target_b * target_b), np.float32(1e-6))
            # Between hues that pull in opposite ways lies grey; keeping all chroma there would tear a glow from its sky.
            agreed = pulled / (to_key + to_fill + to_accent)
            scale = colourful / pulled * min(agreed * _AGREED, one)
            a += strength * (target_a * scale - a)
            b += strength * (target_b * scale - b)
            tinted = strength * tint * min(lightness, one)
            a += tinted * (key_a + dark * (shadow_a - key_a))
            b += tinted * (key_b + dark * (shadow_b - key_b))
            warm = max(np.float32(0.5) * a + np.float32(0.8660254) * b, zero)
            lit = min(warm / lamp, one)
            taken = cold * np.float32(0.9) * warm * (one - lit * lit)
            a -= np.float32(0.5) * taken
            b -= np.float32(0.8660254) * taken
            lightest = min(lightness, np.float32(1.2))
            a = a * chroma + warmth_a * lightest
            b = b * chroma + warmth_b * lightest
            long = lightness + np.float32(0.3963377774) * a + np.float32(0.2158037573) * b
            middle = lightness - np.float32(0.1055613458) * a - np.float32(0.0638541728) * b
            short = lightness - np.float32(0.0894841775) * a - np.float32(1.2914855480) * b
            long, middle, short = long * long * long, middle * middle * middle, short * short * short
            reds[x] = (
                np.float32(4.0767416621) * long - np.float32(3.3077115913) * middle + np.float32(0.2309699292) * short
            )
            greens[x] = (
                np.float32(2.6097574011) * middle - np.float32(1.2684380046) * long - np.float32(0.3413193965) * short
            )
            blues[x] = (
                np.float32(1.7076147010) * short - np.float32(0.7034186147) * middle - np.float32(0.0041960863) * long
            )
        for x in range(columns):
            light[y, x, 0] = max(blues[x], zero)
            light[y, x, 1] = max(greens[x], zero)
            light[y, x, 2] = max(reds[x], zero)
