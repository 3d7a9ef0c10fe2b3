"""Colours by hue: from OKLCH to light, and pulling a picture's hues towards a palette.

Method: B. Ottosson, "A perceptual color space for image processing" (OKLab, 2020).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
from numba import njit

from .kernels.noise import FLAGS

if TYPE_CHECKING:
    from .describe import Palette

    Light = np.ndarray[Any, np.dtype[np.float32]]

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


@njit(inline="always", **FLAGS)
def _attraction(hue: float, target: float, width: float) -> float:
    distance = abs(hue - target)
    distance = min(distance, abs(np.float32(6.2831853) - distance))
    return math.exp(-np.float32(0.5) * (distance / width) ** 2) + np.float32(0.02)


@njit(**FLAGS)
def _recolour(light, hues, strength, temperature, chroma, width, tint, cold, lamp):  # type: ignore[no-untyped-def]
    height, columns = light.shape[:2]
    third = np.float32(1.0 / 3.0)
    zero = np.float32(0.0)
    key_a = math.cos(hues[0])
    key_b = math.sin(hues[0])
    shadow_a = math.cos(hues[3])
    shadow_b = math.sin(hues[3])
    for y in range(height):
        for x in range(columns):
            blue = max(light[y, x, 0], zero)
            green = max(light[y, x, 1], zero)
            red = max(light[y, x, 2], zero)
            long = (
                np.float32(0.4122214708) * red + np.float32(0.5363325363) * green + np.float32(0.0514459929) * blue
            ) ** third
            middle = (
                np.float32(0.2119034982) * red + np.float32(0.6806995451) * green + np.float32(0.1073969566) * blue
            ) ** third
            short = (
                np.float32(0.0883024619) * red + np.float32(0.2817188376) * green + np.float32(0.6299787005) * blue
            ) ** third
            lightness = (
                np.float32(0.2104542553) * long + np.float32(0.7936177850) * middle - np.float32(0.0040720468) * short
            )
            a = np.float32(1.9779984951) * long - np.float32(2.4285922050) * middle + np.float32(0.4505937099) * short
            b = np.float32(0.0259040371) * long + np.float32(0.7827717662) * middle - np.float32(0.8086757660) * short
            colourful = math.sqrt(a * a + b * b)
            if strength > zero:
                hue = math.atan2(b, a)
                if hue < zero:
                    hue += np.float32(6.2831853)
                to_key = _attraction(hue, hues[0], width)
                to_fill = _attraction(hue, hues[1], width)
                to_accent = _attraction(hue, hues[2], width)
                target_a = to_key * math.cos(hues[0]) + to_fill * math.cos(hues[1]) + to_accent * math.cos(hues[2])
                target_b = to_key * math.sin(hues[0]) + to_fill * math.sin(hues[1]) + to_accent * math.sin(hues[2])
                pulled = max(math.sqrt(target_a * target_a + target_b * target_b), np.float32(1e-6))
                # Between hues that pull in opposite ways lies grey; keeping all chroma there would tear a glow from its sky.
                agreed = pulled / (to_key + to_fill + to_accent)
                scale = colourful / pulled * min(agreed * _AGREED, np.float32(1.0))
                a += strength * (target_a * scale - a)
                b += strength * (target_b * scale - b)
                dark = max(np.float32(1.0) - lightness * np.float32(2.0), zero)
                a += strength * tint * min(lightness, np.float32(1.0)) * (key_a + dark * (shadow_a - key_a))
                b += strength * tint * min(lightness, np.float32(1.0)) * (key_b + dark * (shadow_b - key_b))
            warm = np.float32(0.5) * a + np.float32(0.8660254) * b
            if cold > zero and warm > zero:
                lit = min(warm / lamp, np.float32(1.0))
                taken = cold * np.float32(0.9) * warm * (np.float32(1.0) - lit * lit)
                a -= np.float32(0.5) * taken
                b -= np.float32(0.8660254) * taken
            warmth = temperature * np.float32(0.045) * min(lightness, np.float32(1.2))
            a = a * chroma + warmth * np.float32(0.35) * min(chroma * np.float32(4.0), np.float32(1.0))
            b = b * chroma + warmth * min(chroma * np.float32(4.0), np.float32(1.0))
            long = (lightness + np.float32(0.3963377774) * a + np.float32(0.2158037573) * b) ** 3
            middle = (lightness - np.float32(0.1055613458) * a - np.float32(0.0638541728) * b) ** 3
            short = (lightness - np.float32(0.0894841775) * a - np.float32(1.2914855480) * b) ** 3
            red = np.float32(4.0767416621) * long - np.float32(3.3077115913) * middle + np.float32(0.2309699292) * short
            green = (
                -np.float32(1.2684380046) * long + np.float32(2.6097574011) * middle - np.float32(0.3413193965) * short
            )
            blue = (
                -np.float32(0.0041960863) * long - np.float32(0.7034186147) * middle + np.float32(1.7076147010) * short
            )
            light[y, x, 0] = max(blue, zero)
            light[y, x, 1] = max(green, zero)
            light[y, x, 2] = max(red, zero)
