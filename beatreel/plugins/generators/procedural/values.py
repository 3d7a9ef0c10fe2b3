"""Value structure: that a picture has its darks, its lights and something between them.

Worlds expose for their light; what a palette, a lens and things in front of them make of it is only known in the end. Here the
whole picture is looked at once more, as it is going to be printed, and its grade is moved as little as brings it into the ranges.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from .kernels import tone

if TYPE_CHECKING:
    from .painting import Grade
    from .toning import Print

    Array = np.ndarray[Any, np.dtype[np.float32]]

_LUMA = np.array([0.0722, 0.7152, 0.2126], np.float32)
# Ranges of luma, 0 to 255: of the darkest hundredth, the middle, the lightest hundredth, and of the standard deviation.
_BLACK, _MEDIAN, _WHITE, _SPREAD = 32.0, (49.0, 118.0), (205.0, 243.0), (43.0, 69.5)
_BY_DAY = (68.0, 118.0)  # the middle by daylight
# Of a bright picture: the same.
_PALE_BLACK, _LIGHT, _PALE_WHITE, _PALE_SPREAD = 34.0, (108.0, 120.0), (216.0, 244.0), (42.0, 69.0)
_TINTED = 150.0  # most luma of a large part in light of a colour
_TINTED_WHITE = 198.0, 235.0
_COLOURED = 0.34  # from where its lights are: of their strongest channel, by how much the weakest is less
_CLIPPED, _BURNT = 249.0, 0.006  # from where luma is burnt out, and of how much of a picture it may be
_EXPOSURES = tuple(2 ** (step / 6) for step in range(-4, 7))
_BRIGHTER = tuple(2 ** (step / 4) for step in range(-4, 10))
_CONTRASTS = (0.78, 0.84, 0.9, 0.95, 1.0, 1.06, 1.13, 1.2, 1.28, 1.38, 1.5)
_SOFTER = 0.8  # power of contrast by which colours are softer
_DARK = 19.0  # luma of the middle of what stands before the light
_FILLS = (1.4, 1.8, 2.3, 3.0)
_HOLE, _SHADE, _HOLES = (
    25.0,
    0.16,
    45.0,
)  # luma of what is a hole by a named sun, how much of a picture may be, what more of it costs
_SET = 2.0  # how much more the middle counts where a named light sets it
_LARGE = 0.01  # of a picture, from which a thing is looked at
_SAMPLES = 160
_VEIL = 26.0  # most that is taken off milky darks, luma
_EFFORT = (
    0.3,
    3.0,
)  # what a stop of exposure and an octave of contrast cost, against a range that is missed by a tenth of its width


class Values(NamedTuple):
    """How well luma is spread: what is missed, in code values, and the darks.

    Attributes
    ----------
    missed : float
        Sum of squares of what each range is missed by.
    black : float
        Luma of the darkest hundredth.
    """

    missed: float
    black: float


def values_of(
    luma: Array, *, light: bool = False, by_day: bool = False, tinted: bool = False, wanted: Print | None = None
) -> Values:
    """Rate the luma of a picture's pixels, 0 to 255, in any order; of one that is to be bright, if ``light``.

    A named light may have ranges of its own (``wanted``). Where its lights are ``tinted``, a large part in them is not to be nearly
    white: sand in a low sun would be pink or lemon.
    """
    black, median, large, white = (float(each) for each in np.percentile(luma, [1, 50, 84, 99]))
    whites = _PALE_WHITE if light else _TINTED_WHITE if tinted else _WHITE
    median_range = _LIGHT if light else _BY_DAY if by_day else _MEDIAN
    blackest = _PALE_BLACK if light else _BLACK
    if wanted is not None and not light:
        whites = wanted.white or whites
        median_range = wanted.median or median_range
        blackest = blackest if wanted.black is None else wanted.black
    spread = float(luma.std())
    burnt = float((luma >= _CLIPPED).mean())
    misses = (
        max(black - blackest, 0.0),
        (2.5 if light else _SET if wanted is not None and wanted.median else 1) * _outside(median, median_range),
        1.5 * _outside(white, whites),  # whites that are grey are seen first
        2 * _outside(spread, _PALE_SPREAD if light else _SPREAD),
        400 * max(burnt - _BURNT, 0.0),
        2.5 * max(large - _TINTED, 0.0) if tinted else 0.0,
        2.5 * max(large - wanted.most, 0.0) if wanted is not None else 0.0,
        _HOLES * max(float((luma < _HOLE).mean()) - _SHADE, 0.0) if wanted is not None and wanted.sunny else 0.0,
    )
    return Values(sum(miss * miss for miss in misses) / 100, black)


def fill_light(light: Array, cover: Array, grade: Grade) -> float:
    """Return by how much a thing near by is to be lit more, so that it is dark and no hole: 1 if it is not black.

    Parameters
    ----------
    light : ndarray (rows, columns, 3), float32
        Linear BGR.
    cover : ndarray (rows, columns)
        How much of it is seen, 0 to 1.
    grade : Grade
    """
    some = np.s_[:: max(1, cover.shape[0] // _SAMPLES), :: max(1, cover.shape[1] // _SAMPLES)]
    seen = np.asarray(light[some], np.float32)[cover[some] > 0.5][None]
    if seen.shape[1] < _LARGE * cover[some].size:
        return 1.0
    for more in (1.0, *_FILLS):
        if np.median(tone.develop(seen * np.float32(more), grade) @ _LUMA) >= _DARK:
            break
    return float(more)


def _outside(value: float, limits: tuple[float, float]) -> float:
    return max(limits[0] - value, value - limits[1], 0.0)


def balanced(
    light: Array,
    grade: Grade,
    mirrored: tuple[Array, Array] | None = None,
    *,
    is_bright: bool = False,
    by_day: bool = False,
    wanted: Print | None = None,
) -> Grade:
    """Return a grade near ``grade`` with which a picture has darks, lights and a middle; itself if it has.

    Parameters
    ----------
    light : ndarray (rows, columns, 3), float32
        Pixels of the whole picture, bloomed and in its colours: linear BGR. Some ten thousand will do.
    grade : Grade
    mirrored : tuple of ndarray, optional
        What the same pixels mirror of their surroundings, and how much of it they show, 0 to 1.
    is_bright : bool
        The picture is to be in light tones.
    by_day : bool
        Daylight is what it is lit by: it is not dim.
    wanted : Print, optional
        Of a named light, with ranges of its own.
    """
    best, lowest = grade, 0.0
    tinted = not is_bright and _is_tinted(tone.develop(light, grade))
    for exposure, contrast in [(1.0, 1.0), *product(_BRIGHTER if is_bright else _EXPOSURES, _CONTRASTS)]:
        # Contrast is that of each primary: it makes colours louder, too.
        saturation = grade.saturation * contrast**-_SOFTER
        tried = replace(
            grade, exposure=grade.exposure * exposure, contrast=grade.contrast * contrast, saturation=saturation
        )
        luma = tone.develop(light, tried) @ _LUMA
        if mirrored is not None:
            luma = np.minimum(luma + mirrored[1] * (tone.develop(mirrored[0], tried) @ _LUMA), 255)
        values = values_of(luma, light=is_bright, by_day=by_day, tinted=tinted, wanted=wanted)
        if (exposure, contrast) == (1.0, 1.0) and values.missed == 0:
            return grade
        veil = min(max((values.black - _BLACK) / (1 - _BLACK / 255), 0.0), _VEIL)
        if veil > 0:
            tried = _unveiled(tried, veil / 255)
            values = values_of(
                np.maximum(luma - veil, 0) / (1 - veil / 255),
                light=is_bright,
                by_day=by_day,
                tinted=tinted,
                wanted=wanted,
            )
        cost = values.missed + _EFFORT[0] * np.log2(exposure) ** 2 + _EFFORT[1] * np.log2(contrast) ** 2
        if best is grade or cost < lowest:
            best, lowest = tried, cost
    return best


def _is_tinted(shown: Any) -> bool:
    """Return whether the lightest sixth of a picture has a colour."""
    luma = shown @ _LUMA
    lights = shown[luma >= np.percentile(luma, 84)].astype(np.float32)
    return bool(np.median(1 - lights.min(axis=-1) / np.maximum(lights.max(axis=-1), 1)) > _COLOURED)


def _unveiled(grade: Grade, veil: float) -> Grade:
    """Return a grade whose darks are lower by ``veil`` (of display light, 0 to 1) and whose whites stay."""
    lift = tuple((each - veil) / (1 - veil) for each in grade.lift)
    return replace(grade, lift=(lift[0], lift[1], lift[2]))
