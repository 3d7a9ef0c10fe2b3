"""From linear light to a graded picture: bloom, contrast, path to white, saturation, film curve, lift and dither.

Light is float32, shape (height, width, 3), linear BGR. Bloom belongs before the curve and before the plate is made,
never on top of a picture that already holds it: added in display space it turns the street white.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
from numba import njit

from .fast import power
from .noise import FLAGS, INLINED, lattice_random

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Grade

    Light = np.ndarray[Any, np.dtype[np.float32]]
    Picture = np.ndarray[Any, np.dtype[np.uint8]]

_ONE = np.float32(1.0)
_ZERO = np.float32(0.0)
_HALF = np.float32(0.5)
_SMALLEST = np.float32(1e-5)
_WHITE = np.float32(255.0)
_SHOULDER = np.float32(2.5)


@njit(**INLINED)
def film_curve(x: float) -> float:
    """Map linear light of at least 0 to display light in 0 to 1 (K. Narkowicz's fit of the ACES curve, 2015)."""
    top = x * (np.float32(2.51) * x + np.float32(0.03))
    return min(top / (x * (np.float32(2.43) * x + np.float32(0.59)) + np.float32(0.14)), _ONE)


@njit(**INLINED)
def _luminance(b: float, g: float, r: float) -> float:
    return np.float32(0.0722) * b + np.float32(0.7152) * g + np.float32(0.2126) * r


@njit(**FLAGS)
def _develop(light, out, exposure, contrast, pivot, saturation, lift, desaturate, seed):  # type: ignore[no-untyped-def]
    height, width = light.shape[:2]
    slope = np.float32(pivot ** (_ONE - contrast))
    seed_again = np.int32(seed + np.int32(9))
    lift_b, lift_g, lift_r = lift[0], lift[1], lift[2]
    # Planes of one row: LLVM reads three channels in a step, but computes on planes.
    rows = np.empty((3, width), np.float32)
    blues, greens, reds = rows[0], rows[1], rows[2]
    for y in range(height):
        for x in range(width):
            blues[x], greens[x], reds[x] = light[y, x, 0], light[y, x, 1], light[y, x, 2]
        for x in range(width):
            b = slope * power(max(blues[x] * exposure, _SMALLEST), contrast)
            g = slope * power(max(greens[x] * exposure, _SMALLEST), contrast)
            r = slope * power(max(reds[x] * exposure, _SMALLEST), contrast)
            strongest = max(b, max(g, r))
            to_white = desaturate * strongest / (strongest + _SHOULDER)
            grey = _HALF * (_luminance(b, g, r) + strongest)
            b += (grey - b) * to_white
            g += (grey - g) * to_white
            r += (grey - r) * to_white
            grey = _luminance(b, g, r)
            b = film_curve(max(grey + (b - grey) * saturation, _ZERO))
            g = film_curve(max(grey + (g - grey) * saturation, _ZERO))
            r = film_curve(max(grey + (r - grey) * saturation, _ZERO))
            b = lift_b + (_ONE - lift_b) * np.sqrt(b)
            g = lift_g + (_ONE - lift_g) * np.sqrt(g)
            r = lift_r + (_ONE - lift_r) * np.sqrt(r)
            dither = lattice_random(x, y, seed) + lattice_random(x, y, seed_again) - _HALF
            blues[x] = min(max(b * _WHITE + dither, _ZERO), _WHITE)
            greens[x] = min(max(g * _WHITE + dither, _ZERO), _WHITE)
            reds[x] = min(max(r * _WHITE + dither, _ZERO), _WHITE)
        for x in range(width):
            out[y, x, 0] = np.uint8(np.int32(blues[x]))
            out[y, x, 1] = np.uint8(np.int32(greens[x]))
            out[y, x, 2] = np.uint8(np.int32(reds[x]))


def develop(light: Light, grade: Grade, *, seed: int = 7, out: Picture | None = None) -> Picture:
    """Turn linear light into a graded picture, without bloom.

    Parameters
    ----------
    light : ndarray (height, width, 3), float32
        Linear BGR, any strides; not changed.
    grade : Grade
        Its bloom fields are ignored, see :func:`bloom`.
    seed : int
        Of the dither (triangular, one code value), which keeps gradients from banding.
    out : ndarray (height, width, 3 or 4), uint8, optional
        Written in place; a fourth channel is left alone.

    Returns
    -------
    ndarray (height, width, 3), uint8
        Display BGR with gamma 2; ``out`` if given.
    """
    if out is None:
        out = np.empty((*light.shape[:2], 3), np.uint8)
    _develop(
        light.astype(np.float32, copy=False),
        out,
        np.float32(grade.exposure),
        np.float32(grade.contrast),
        np.float32(grade.pivot),
        np.float32(grade.saturation),
        np.array(grade.lift, np.float32),
        np.float32(grade.desaturate),
        np.int32(seed),
    )
    return out


def scattered(light: Light, width: float = 1.2, levels: int = 8) -> Light:
    """Return ``light`` as a lens scatters it: a mean of ever wider blurs, with the energy of the original.

    Parameters
    ----------
    light : ndarray (height, width, 3), float32
    width : float
        Weight of each level over the one before; above 1 spreads wide.
    levels : int
        Halvings at most; small images get fewer.

    Returns
    -------
    ndarray of half the size, float32
        Enlarge it to the size wanted; it holds nothing sharp.
    """
    levels = max(1, min(levels, int(math.log2(max(2, min(light.shape[:2])))) - 1))
    mips: list[Light] = []
    level = light
    for _ in range(levels):
        size = (max(1, level.shape[1] // 2), max(1, level.shape[0] // 2))
        level = cv2.GaussianBlur(cv2.resize(level, size, interpolation=cv2.INTER_AREA), (0, 0), 1.6)
        mips.append(level)
    total = mips[-1] * np.float32(width ** (levels - 1))
    for index in range(levels - 2, -1, -1):
        size = (mips[index].shape[1], mips[index].shape[0])
        interpolation = cv2.INTER_CUBIC if min(total.shape[:2]) > 3 else cv2.INTER_LINEAR
        total = cv2.resize(total, size, interpolation=interpolation)
        total += mips[index] * np.float32(width**index)
        mips.pop()
    total /= np.float32(sum(width**index for index in range(levels)))
    np.maximum(total, 0, out=total)
    return total


def bloom(light: Light, share: float, width: float = 1.2, *, levels: int = 8) -> Light:
    """Scatter a share of the light and leave its sum alone.

    Bloom is linear, so the bloom of a sum of light groups is the sum of their blooms.

    Parameters
    ----------
    light : ndarray (height, width, 3), float32
        Changed in place, to save 54 MB at full size.
    share : float
        0 to 1, how much of the light is scattered.
    width : float
        See :func:`scattered`.

    Returns
    -------
    ndarray
        ``light`` itself.
    """
    if share <= 0:
        return light
    halo = scattered(light, width, levels)
    halo *= np.float32(share)
    light *= np.float32(1 - share)
    size = (light.shape[1], light.shape[0])
    for channel in range(light.shape[2]):
        plane = np.ascontiguousarray(halo[..., channel])
        light[..., channel] += cv2.resize(plane, size, interpolation=cv2.INTER_LINEAR)
    return light


def picture(light: Light, grade: Grade, *, seed: int = 7) -> Picture:
    """Bloom and develop a copy of ``light``; the whole way from a painting's light to a still."""
    return develop(bloom(light.copy(), grade.bloom, grade.bloom_width), grade, seed=seed)


def fit_grade(
    light: Light,
    grade: Grade,
    *,
    median: tuple[float, float] = (55.0, 110.0),
    white: tuple[float, float] = (206.0, 240.0),
    black: float = 34.0,
) -> Grade:
    """Set exposure and contrast so that a picture uses the whole scale without clipping.

    The exposure puts the brightest hundredth into ``white``; if the median then lies outside its range or the shadows
    are milky, the contrast moves them, and the exposure is found again.

    Parameters
    ----------
    light : ndarray (height, width, 3), float32
        A small version of the picture (a few thousand pixels will do), linear BGR.
    grade : Grade
        Where to start; not changed.
    median, white : tuple of float
        Ranges of luma (0 to 255) for the median and for the 99th percentile.
    black : float
        Highest luma of the darkest hundredth, where contrast can bring it there.
    """
    small = bloom(np.array(light, np.float32), grade.bloom, grade.bloom_width)
    best = grade
    for _ in range(7):
        best = _expose(small, best, sum(white) / 2)
        low, middle = np.percentile(_luma(develop(small, best)), [1, 50])
        if median[0] <= middle <= median[1] and (low <= black or middle < median[0] * 1.1):
            break
        # With the whites held in place, more contrast lowers everything below them.
        step = 0.94 if middle < median[0] else 1.06
        contrast = min(max(best.contrast * step, 0.8), max(1.7, grade.contrast))
        best = replace(best, contrast=contrast)
    return best


def _expose(small: Light, grade: Grade, target: float) -> Grade:
    """Return ``grade`` with the 99th percentile at ``target``, or less where a fifth of the picture would wash out."""
    low, high = -4.0, 5.0
    for _ in range(14):
        middle = (low + high) / 2
        wide, bright = np.percentile(_luma(develop(small, replace(grade, exposure=2.0**middle))), [80, 99])
        low, high = (middle, high) if bright < target and (wide < 0.86 * target or bright < 202) else (low, middle)
    return replace(grade, exposure=2.0 ** ((low + high) / 2))


def _luma(shown: Picture) -> Light:
    return shown.astype(np.float32) @ np.array([0.0722, 0.7152, 0.2126], np.float32)


def darker(total: Light, grade: Grade, most: float, least: float = 201.0) -> Grade:
    """Return a grade in which a bright sky over bright ground does not wash out: its median is at most ``most`` where whites allow.

    They do as long as the brightest hundredth is at ``least`` (luma, 0 to 255).
    """
    for _ in range(12):
        middle, white = np.percentile(_luma(picture(total, grade)), [50, 99])
        if middle <= most or white < least:
            break
        grade = replace(grade, exposure=grade.exposure * 0.93)
    return grade
