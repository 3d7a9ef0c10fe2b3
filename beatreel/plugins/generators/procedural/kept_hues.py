"""What has a colour of its own keeps it while the hues about it are pulled: a red coat in a pale blue dusk is red."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
from numba import njit

from .kernels.fast import angle, power
from .kernels.noise import FLAGS

if TYPE_CHECKING:
    Light = np.ndarray[Any, np.dtype[np.float32]]

_WHOLE, _NONE = math.radians(13.0), math.radians(21.0)  # away from its hue: it is that colour, and another
_RICHER = 1.2  # times what colour it has, for the light about it took some
_DULL, _VIVID = 0.20, 0.27  # OKLab chroma over lightness: sand, skin and skies, and what is dyed


@njit(**FLAGS)
def _keep(light, before, hues):  # type: ignore[no-untyped-def]
    third, one, zero = np.float32(1.0 / 3.0), np.float32(1.0), np.float32(0.0)
    least, around = np.float32(1e-9), np.float32(6.2831853)
    for y in range(light.shape[0]):
        for x in range(light.shape[1]):
            blue, green, red = before[y, x, 0], before[y, x, 1], before[y, x, 2]
            long = np.float32(0.4122214708) * red + np.float32(0.5363325363) * green + np.float32(0.0514459929) * blue
            middle = np.float32(0.2119034982) * red + np.float32(0.6806995451) * green + np.float32(0.1073969566) * blue
            short = np.float32(0.0883024619) * red + np.float32(0.2817188376) * green + np.float32(0.6299787005) * blue
            long, middle, short = (
                power(max(long, least), third),
                power(max(middle, least), third),
                power(max(short, least), third),
            )
            lightness = (
                np.float32(0.2104542553) * long + np.float32(0.7936177850) * middle - np.float32(0.0040720468) * short
            )
            a = np.float32(1.9779984951) * long - np.float32(2.4285922050) * middle + np.float32(0.4505937099) * short
            b = np.float32(0.0259040371) * long + np.float32(0.7827717662) * middle - np.float32(0.8086757660) * short
            vivid = np.sqrt(a * a + b * b) / max(lightness, np.float32(1e-3))
            vivid = min(max((vivid - np.float32(_DULL)) / np.float32(_VIVID - _DULL), zero), one)
            if vivid == zero:
                continue
            hue, own, turned = angle(b, a), zero, zero
            for each in hues:
                away = each - hue
                away -= around * np.rint(away / around)
                near = min((np.float32(_NONE) - abs(away)) / np.float32(_NONE - _WHOLE), one)
                if near > own:
                    own, turned = near, away
            own *= vivid
            if own <= zero:
                continue
            along, aside = np.float32(_RICHER) * np.cos(turned), np.float32(_RICHER) * np.sin(turned)
            a, b = a * along - b * aside, b * along + a * aside
            long = lightness + np.float32(0.3963377774) * a + np.float32(0.2158037573) * b
            middle = lightness - np.float32(0.1055613458) * a - np.float32(0.0638541728) * b
            short = lightness - np.float32(0.0894841775) * a - np.float32(1.2914855480) * b
            long, middle, short = long * long * long, middle * middle * middle, short * short * short
            red = np.float32(4.0767416621) * long - np.float32(3.3077115913) * middle + np.float32(0.2309699292) * short
            green = (
                np.float32(2.6097574011) * middle - np.float32(1.2684380046) * long - np.float32(0.3413193965) * short
            )
            blue = (
                np.float32(1.7076147010) * short - np.float32(0.7034186147) * middle - np.float32(0.0041960863) * long
            )
            light[y, x, 0] += own * (max(blue, zero) - light[y, x, 0])
            light[y, x, 1] += own * (max(green, zero) - light[y, x, 1])
            light[y, x, 2] += own * (max(red, zero) - light[y, x, 2])


def keep(light: Light, before: Light, hues: tuple[float, ...]) -> None:
    """Bring back, in place, what had a colour of its own before other hues were pulled.

    Parameters
    ----------
    light, before : ndarray (rows, columns, 3), float32
        Linear BGR, after and before.
    hues : tuple of float
        Degrees of OKLCH.
    """
    _keep(light, before, np.radians(np.asarray(hues, np.float32) % 360).astype(np.float32))
