"""Colours by hue: from OKLCH to light, and pulling a picture's hues towards a palette.

Method: B. Ottosson, "A perceptual color space for image processing" (OKLab, 2020).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, NamedTuple

import cv2
import numpy as np
from numba import njit

from .hues import from_cold, is_green
from .kept_hues import keep
from .kernels.fast import angle, exp2, power
from .kernels.noise import FLAGS, INLINED

if TYPE_CHECKING:
    from .prompt.describe import Palette

    Light = np.ndarray[Any, np.dtype[np.float32]]

_SPLIT = 3.0  # octaves by which the darkest lean to the colder hue and the lightest to the warmer one
_NAMED = 0.45  # strength from which hues are those of the picture, and not of things in it
_APART = 25.0  # degrees from which two hues are two colours
SPLIT_TINT = 0.044  # chroma that two hues give to what has none
ALONG = 2.2  # weight of an own hue between the two, against lightness
SEEN = 0.12  # lightness from which a colour is seen
_BALANCED = 0.85  # share of the colour of lamps that two named colours take out of a room
_LUMA = np.array([0.0722, 0.7152, 0.2126])
_SKY = math.radians(238.0)  # hue of a blue sky
_WHITE = 0.84  # of its colour, that what is white beside a colour loses
_GREY = 0.9  # of its colour, that what is grey beside a colour loses
_BLACK = 0.5  # darkness from which colours go, beside black
_SPARED = 0.9  # of what is blue, where the sky keeps out of the green of its land
_GOLDEN = (62.0, 115.0)  # hues beside green to which no blue sky turns: it would be green on its way
_RICHER = 3.0  # by how much more chroma a shade gives to what has none, for being darker
_STRIP = 256  # rows that are coloured at once where things keep a colour of their own
_TINT = 0.030  # chroma given to what has none, at full strength
_AGREED = np.float32(1.3)  # full chroma from an agreement of 1 / 1.3, as of two hues 80 degrees apart
_VIVID = 11.0  # of a chroma of 1 / 11 a hue is an accent
_KNEE, _LOUD = 0.10, 0.55  # chroma of a picture in named hues from which only a share of the rest is kept
_AIRY, _AIRY_DARK, _AIRY_LIGHT = (
    0.9,
    0.6,
    1.2,
)  # of the colour of a light shade that the darks have not, and of the middle's lightness, from where they have, and have all of it
_SILVER = 0.5  # of the tint that a grey beside such a shade takes: it is cool
_HUSHED = 0.4  # of what a quiet shade has less, that goes from all of it, and the rest from what is loud
_WARM_LAMP = 90.0  # degrees from blue, from which a colour is that of lamps
_SCORED = 320  # cells along a picture in which the surfaces are told apart
_SURFACE, _GRAIN = 0.4, 0.35  # of the scores of a split: differences within one surface, and those that are its grain
_NEAR = 4.0  # cells over which a surface is smoothed
_WIDTH = 32.0  # degrees over which a palette hue attracts
_BRIDGE = (
    math.cos(math.radians(350.0)),
    math.sin(math.radians(350.0)),
)  # rose, through which opposite hues pass in a sky
_BRIDGED = 0.55  # of the chroma that they take from each other
_BRIDGED_TINT, _KEPT = 0.9, 0.72  # and of the tint, of which neighbours keep so much
_YELLOW = math.radians(
    105.0
)  # hue to which lights lean, and from which darks lean away, as they do in paint and in the sky
_LEAN = 0.32  # radians by which they lean, for each doubling of lightness
_COLD_FROM, _COLD_FULL = (
    0.3,
    0.75,
)  # temperatures below zero from which pale warm colours leave the picture, and are gone
_WARM_OWN = (45.0, 75.0)  # hues of fur and of sunflowers
_OWN_TAKEN = 0.25  # what is taken of theirs in a cold picture
_LAMP = 0.13  # warm chroma of lamps and fires, which stay warm in a cold picture

# From linear RGB to the cones and from their cube roots to OKLab.
_TO_CONES = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
_TO_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)


class Split(NamedTuple):
    """Where a picture parts into the two hues of its palette, as the split toning of a film print does.

    Attributes
    ----------
    at : float
        Score between the two: lightness and the own hue's place between them.
    below, above : float
        Score from there to where a picture is of the colder one alone, and of the warmer one.
    tint : float
        Chroma that it gives to what has none.
    weight : float
        Of lightness, against the own hue.
    """

    at: float
    below: float
    above: float
    tint: float = SPLIT_TINT
    weight: float = 1.0


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


def in_hue(light: Light, hue: float, share: float = 0.8) -> Light:
    """Return light of which a share has the colour of a hue, as bright as before."""
    colour = light_of_hue(hue, 0.15, 0.78)
    weights = np.array([0.0722, 0.7152, 0.2126], np.float32)
    bright = (light.astype(np.float32) @ weights)[..., None] * (colour / np.float32(colour @ weights))
    return np.asarray(light + np.float32(share) * (bright - light), np.float32)


def white_balance(light: Light, palette: Palette) -> Light | None:
    """Return what to multiply a picture's channels by so that its light has hardly a colour; None for a palette of one hue.

    Under lamps all is orange, and no blue comes of it: a photographer filters them before the print is toned in two colours.

    Parameters
    ----------
    light : ndarray (height, width, 3), float32
        Linear BGR of the whole picture, a small one.
    palette : Palette

    Returns
    -------
    ndarray (3,), float32, or None
        Factors that keep the lightness of its grey.
    """
    if not is_parted(palette):
        return None
    seen = light.reshape(-1, 3)
    seen = seen[seen.max(axis=1) > SEEN**3 * float(np.percentile(seen, 98))]
    if len(seen) < 16:
        return None
    usual = np.exp(np.log(np.maximum(seen, 1e-5)).mean(axis=0))
    gains = (float(usual @ _LUMA) / usual) ** _BALANCED
    return np.asarray(gains * (usual @ _LUMA) / ((gains * usual) @ _LUMA), np.float32)


def lamps_and_sky(palette: Palette) -> tuple[float, float] | None:
    """Return the hues of lamps and of what the sky lights after dark, where a palette has a warm colour for the first; else None."""
    if not palette.lamps or not is_parted(palette):
        return None
    cold, warm = (palette.key, other_hue(palette)) if is_dark(palette) else (other_hue(palette), palette.key)
    return (warm, cold) if from_cold(warm) > _WARM_LAMP and from_cold(cold) < from_cold(warm) else None


def is_parted(palette: Palette) -> bool:
    """Whether a palette has two hues for the picture."""
    return palette.strength >= _NAMED and _between(palette.key, other_hue(palette)) >= _APART


def across(palette: Palette) -> tuple[float, float]:
    """Return the direction from the hue of the darks to that of the lights, in the plane of a and b."""
    cold, warm = (palette.key, other_hue(palette)) if is_dark(palette) else (other_hue(palette), palette.key)
    a = math.cos(math.radians(warm)) - math.cos(math.radians(cold))
    b = math.sin(math.radians(warm)) - math.sin(math.radians(cold))
    length = max(math.hypot(a, b), 1e-6)
    return a / length, b / length


def is_dark(palette: Palette) -> bool:
    """Whether the key's hue is that of the darks, and not the other one."""
    other = other_hue(palette)
    return _between(palette.key, palette.shadow) < _between(other, palette.shadow)


def other_hue(palette: Palette) -> float:
    """Return the hue beside the key's: the fill's, or that of the shadows where both lights are of one hue."""
    return palette.fill if _between(palette.key, palette.fill) >= _APART else palette.shadow


def _between(one: float, other: float) -> float:
    return abs((one - other + 180) % 360 - 180)


def oklab(light: Light) -> Any:
    """Return lightness, a and b of linear BGR light, (…, 3), each on its first axis."""
    cone = np.cbrt(np.maximum(light[..., ::-1], 0) @ _TO_CONES.T.astype(np.float32))
    return np.moveaxis(cone @ _TO_LAB.T.astype(np.float32), -1, 0)


def _surface_scores(light: Light, palette: Palette, split: Split) -> Light:
    """Return the score of the surface that each pixel is part of, of which recolouring takes no account of grain and stains.

    Without it a ceiling whose lightness is that of the split would be spotted in both colours.
    """
    height, width = light.shape[:2]
    reach = max(height, width) / _SCORED
    size = (max(2, round(width / max(reach, 1))), max(2, round(height / max(reach, 1))))
    lightness, a, b = oklab(cv2.resize(light, size, interpolation=cv2.INTER_AREA))
    across_a, across_b = across(palette)
    score = split.weight * lightness + ALONG * (a * across_a + b * across_b) / (lightness + 0.1)
    smooth = cv2.bilateralFilter(score.astype(np.float32), 0, _SURFACE * (split.below + split.above), _NEAR)
    return np.asarray(cv2.resize(smooth, (width, height), interpolation=cv2.INTER_LINEAR), np.float32)


def middle_of(light: Light) -> float:
    """Return the lightness from which hues lean to both sides in :func:`recolour`: that of the middle of a picture."""
    lightness = np.cbrt(np.maximum(light.reshape(-1, 3), 0) @ _LUMA)
    seen = lightness[lightness > SEEN * max(float(np.percentile(lightness, 98)), 1e-3)]
    return float(np.median(seen)) if seen.size else 0.0


def recolour(light: Light, palette: Palette, split: Split | None = None, middle: float = 0.0) -> Light:
    """Pull the hues of linear light towards a palette, in place, and return it.

    Hues near the accent go to the accent, the others to key and fill; what is grey takes a little of the key. Where the picture
    is split, its lights lean to the warmer of key and fill and its darks to the colder one. Lightness is kept. A cold palette
    takes the warmth out of skies, mist and walls, and leaves it to lamps, whose colour is strong; a warm one leaves the darks. Where
    black is a colour of the palette, the darks are of no hue; where grey or white is one, nothing is that would take the fill's. A
    named hue is a family: what is lighter than the middle leans to yellow, what is darker leans away from it. Of two named shades
    the deep one is darker.

    Parameters
    ----------
    light : ndarray (height, width, 3), float32
        Linear BGR.
    palette : Palette
    split : Split or None
        See :func:`split_of`; of the whole picture, also for a part of it.
    middle : float
        See :func:`middle_of`; likewise. With 0, light and dark are of one hue.
    """
    if palette.strength <= 0 and palette.temperature == 0 and palette.chroma == 1:
        return light
    fill, octaves, tint = palette.fill, 0.0, _TINT
    if split is not None:
        fill, tint = other_hue(palette), split.tint
        octaves = -_SPLIT if is_dark(palette) else _SPLIT
    hues = np.radians([palette.key, fill, palette.accent, palette.shadow]).astype(np.float32)
    follows = _between(palette.accent, fill) < 1
    greens = [is_green(hue) for hue in (palette.key, fill)]
    no_sky = any(greens) and any(_GOLDEN[0] <= hue <= _GOLDEN[1] for hue in (palette.key, fill))
    spared = [palette.spares_sky * (1.0 if no_sky else _SPARED * (green or palette.day_sky)) for green in greens]
    parted = (
        *across(palette),
        *(split[:3] if split else (0.0, 1.0, 1.0)),
        octaves,
        follows,
        *spared,
        palette.black,
        palette.pale,
        1 / middle if middle > 0 else 0.0,
        split.weight if split else 1.0,
        palette.grey,
        *palette.depths,
        *palette.mutes,
        *palette.airy,
    )
    is_fur = any(_WARM_OWN[0] <= hue <= _WARM_OWN[1] for hue in palette.borne)
    # A fox in the snow stays red, however dull its coat is beside a dyed one.
    spared_warmth = _OWN_TAKEN if is_fur else 1.0
    surfaces = _surface_scores(light, palette, split) if split is not None else np.zeros((1, 1), np.float32)
    amounts = (
        hues,
        np.array(parted, np.float32),
        np.float32(palette.strength),
        np.float32(palette.temperature),
        np.float32(palette.chroma),
        np.float32(math.radians(_WIDTH)),
        np.float32(tint),
        np.float32(min(max((-palette.temperature - _COLD_FROM) / (_COLD_FULL - _COLD_FROM), 0.0), 1.0) * spared_warmth),
        np.float32(_LAMP),
    )
    if not palette.borne:
        _recolour(light, surfaces, *amounts)
        return light
    for first in range(0, light.shape[0], _STRIP):  # so that what was there before takes little memory
        strip = light[first : first + _STRIP]
        before = strip.astype(np.float32)
        _recolour(strip, surfaces[first : first + _STRIP] if split is not None else surfaces, *amounts)
        keep(strip, before, palette.borne)
    return light


@njit(inline="always", **INLINED)
def _attraction(hue: float, target: float, narrow: float, least: float) -> float:
    distance = abs(hue - target)
    distance = min(distance, abs(np.float32(6.2831853) - distance))
    return exp2(distance * distance * narrow) + least


@njit(**FLAGS)
def _recolour(light, surfaces, hues, parted, strength, temperature, chroma, width, tint, cold, lamp):  # type: ignore[no-untyped-def]
    height, columns = light.shape[:2]
    third = np.float32(1.0 / 3.0)
    zero, one = np.float32(0.0), np.float32(1.0)
    least = np.float32(1e-18)
    key_a, key_b = np.float32(math.cos(hues[0])), np.float32(math.sin(hues[0]))
    fill_a, fill_b = np.float32(math.cos(hues[1])), np.float32(math.sin(hues[1]))
    accent_a, accent_b = np.float32(math.cos(hues[2])), np.float32(math.sin(hues[2]))
    shadow_a, shadow_b = np.float32(math.cos(hues[3])), np.float32(math.sin(hues[3]))
    key, fill, accent = hues[0], hues[1], hues[2]
    across_a, across_b, at, below, above, octaves, follows, key_spares, fill_spares, black, pale, middling, weight = (
        parted[:13]
    )
    grey, key_depth, fill_depth = parted[13], parted[14] - one, parted[15] - one
    sky, both_spare = np.float32(_SKY), key_spares * fill_spares
    octaves_accent = octaves * follows
    open_to = np.float32(0.02) if octaves == zero else np.float32(0.3)
    knee = np.float32(_KNEE) * chroma if strength > np.float32(_NAMED) else np.float32(9.0)
    bright = one if octaves == zero else np.float32(1.5)
    is_split = octaves != zero
    grain = np.float32(_GRAIN) * (below + above)
    below, above = one / below, one / above
    yellow_a, yellow_b = np.float32(math.cos(_YELLOW)), np.float32(math.sin(_YELLOW))
    bridging = strength * np.float32(_BRIDGED) * (one - grey) if octaves != zero else zero
    bridging_tint = np.float32(_BRIDGED_TINT) if octaves != zero else zero
    key_airy, fill_airy = parted[18], parted[19]
    airy_slope = np.float32(1.0 / (_AIRY_LIGHT - _AIRY_DARK))
    leaning = strength * np.float32(_LEAN) if middling > zero else zero
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
            own = (a * across_a + b * across_b) / (lightness + np.float32(0.1))
            score = weight * lightness + np.float32(ALONG) * own
            if is_split:
                aside = score - surfaces[y, x]
                score -= min(max(aside, -grain), grain)
            score -= at
            score = min(max(score * (above if score > zero else below), -one), one)
            lean = exp2(octaves * score)
            to_key = _attraction(hue, key, narrow, open_to) * lean
            to_fill = _attraction(hue, fill, narrow, open_to) / lean
            to_accent = _attraction(hue, accent, narrow, np.float32(0.02)) * exp2(-octaves_accent * score)
            if follows < one:  # a third hue is that of lamps and bright things; brown sand is none of them
                vivid = min(colourful * np.float32(_VIVID), one)
                to_accent *= vivid * vivid
            own_sky = _attraction(hue, sky, narrow, zero)
            to_key *= one - key_spares * own_sky
            to_fill *= one - fill_spares * own_sky
            pull = strength * (one - both_spare * own_sky)
            target_a = to_key * key_a + to_fill * fill_a + to_accent * accent_a
            target_b = to_key * key_b + to_fill * fill_b + to_accent * accent_b
            pulled = max(np.sqrt(target_a * target_a + target_b * target_b), np.float32(1e-6))
            # Between hues that pull in opposite ways lies grey; keeping all chroma there would tear a glow from its sky.
            agreed = pulled / (to_key + to_fill + to_accent)
            # Red bricks that are made violet keep less of their colour than what is nearly violet.
            turned = (a * target_a + b * target_b) / max(colourful * pulled, np.float32(1e-6))
            scale = colourful / pulled * min(agreed * _AGREED, one) * (np.float32(0.76) + np.float32(0.24) * turned)
            a += pull * (target_a * scale - a)
            b += pull * (target_b * scale - b)
            between = bridging * max(one - agreed * np.float32(1.6), zero) * colourful
            a += between * np.float32(_BRIDGE[0])
            b += between * np.float32(_BRIDGE[1])
            whitened = min(np.float32(1.3) * (to_fill + to_accent) / (to_key + to_fill + to_accent), one)
            white = one - pale * np.float32(_WHITE) * whitened
            white -= grey * np.float32(_GREY) * min(np.float32(1.4) * to_fill / (to_key + to_fill + to_accent), one)
            quiet = (parted[16] * to_key + parted[17] * (to_fill + follows * to_accent)) / (
                to_key + to_fill + to_accent
            )
            white -= np.float32(_HUSHED) * quiet
            a *= white
            b *= white
            deep = key_depth * to_key + fill_depth * (to_fill + follows * to_accent)
            deep *= pull / (to_key + to_fill + to_accent)
            lightness *= one + deep * min(max(np.float32(2.9) - lightness * middling, zero), one)  # lamps shine
            colourful = np.sqrt(a * a + b * b)
            hushed = knee * (one - quiet)
            full = hushed / max(colourful, hushed)  # no colour is louder for being named
            gentle = full + (one - full) * np.float32(_LOUD) * (one - quiet)
            a *= gentle
            b *= gentle
            tinted = pull * tint * min(lightness * bright, one)
            toned = lean * lean  # of the key's hue against the fill's
            toned = toned / (one + toned)
            if octaves != zero:
                of_fill = (
                    (one - grey * (one - np.float32(_SILVER) * key_airy))
                    * (one - toned)
                    * (one - np.float32(_RICHER) * fill_depth)
                )
                of_key = toned * (one - np.float32(_RICHER) * key_depth)
                a += tinted * (of_fill * fill_a + of_key * key_a)
                b += tinted * (of_fill * fill_b + of_key * key_b)
                lost = np.float32(_KEPT) * (of_fill + of_key) - np.sqrt(
                    (of_fill * fill_a + of_key * key_a) ** 2 + (of_fill * fill_b + of_key * key_b) ** 2
                )
                lost = max(lost, zero) * tinted * bridging_tint
                a += lost * np.float32(_BRIDGE[0])
                b += lost * np.float32(_BRIDGE[1])
                risen = min(max((lightness * middling - np.float32(_AIRY_DARK)) * airy_slope, zero), one)
                airy = key_airy * toned + fill_airy * (one - toned)
                heavy = one - np.float32(_AIRY) * airy * (one - risen * risen * (np.float32(3.0) - risen - risen))
                a *= heavy
                b *= heavy
            else:
                a += tinted * (key_a + dark * (shadow_a - key_a))
                b += tinted * (key_b + dark * (shadow_b - key_b))
            turn = min(max(lightness * middling, np.float32(0.3)), np.float32(1.4)) - one
            turn *= leaning * (yellow_b * a - yellow_a * b) / max(np.sqrt(a * a + b * b), np.float32(1e-6))
            a, b = a - turn * b, b + turn * a
            without = one - black * min(max(np.float32(3.0) * (dark - np.float32(_BLACK)), zero), one)
            a *= without
            b *= without
            warm = max(np.float32(0.5) * a + np.float32(0.8660254) * b, zero)
            lit = min(warm / lamp, one)
            taken = cold * np.float32(0.9) * warm * (one - lit * lit)
            a -= np.float32(0.5) * taken
            b -= np.float32(0.8660254) * taken
            lightest = min(lightness, np.float32(1.2))
            if temperature > zero:
                lightest = lightest * np.float32(1.4) - np.float32(0.4)
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
