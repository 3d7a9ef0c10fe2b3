"""From a warped BGRA frame to I420: exact BT.709, exposure, vignette and grain, in a few milliseconds.

Every pixel is read once for luma and once, four at a time, for chroma; what follows works on planes of one byte.

Source: ITU-R BT.709-6 and BT.601-7, limited range.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import lru_cache
from typing import Any, NamedTuple

import cv2
import numpy as np
from numba import njit

from beatreel.plugins.generators.procedural.kernels.noise import FLAGS, LENT

from .clock import chance_seed

Picture = np.ndarray[Any, np.dtype[np.uint8]]
Weights = np.ndarray[Any, np.dtype[np.float32]]

Sampled = Callable[[Picture, int], None]
SampledChroma = Callable[[Picture, Picture, int, float], None]
Painted = Callable[[Picture, Picture, Picture, int, Weights], None]

_TILE = 256  # pixels by which the grain tile is larger than the frame
_BLACK = 16
_WHITE = 235
_GRAIN_ZERO = 32
# Gain at the dark and at the bright end of the colour script. A quiet verse is seen at a glance, and a loud chorus keeps its colours: more
# colour than the picture was painted with, or other hues, are garish.
_TONE_EXPOSURE = (0.16, 0.08)
_TONE_CHROMA = (0.24, 0.06)
_TONE_TURN = math.radians(3)  # of all hues


def matrix(red: float, blue: float) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Return the limited-range matrix from RGB code values (0 to 255) to YUV without offsets, for luma weights of red and blue."""
    green = 1 - red - blue
    luma = np.array([red, green, blue])
    u = (np.array([0, 0, 1]) - luma) / (2 * (1 - blue))
    v = (np.array([1, 0, 0]) - luma) / (2 * (1 - red))
    return np.stack([luma * 219, u * 224, v * 224]) / 255


BT709 = matrix(0.2126, 0.0722)


def to_i420(frame: Picture) -> Picture:
    """Convert BGRA (height, width, 4) to I420 (height * 3 // 2, width), BT.709 limited range, to the nearest code value."""
    height, width = frame.shape[:2]
    yuv = np.empty((height * 3 // 2, width), np.uint8)
    y, u, v = planes(yuv, height, width)
    weights = colour_weights(1.0, 0.0)
    luma_of(frame, weights, y)
    chroma_of(frame, weights, u, v)
    return yuv


@lru_cache(maxsize=64)
def colour_weights(chroma: float, turn: float) -> Weights:
    """Return the matrix from BGR to YUV without offsets, (3, 3): ``chroma`` is a factor of colourfulness, ``turn`` turns hues (radians)."""
    cosine, sine = chroma * math.cos(turn), chroma * math.sin(turn)
    colour = np.array([[cosine, -sine], [sine, cosine]]) @ BT709[1:]
    weights = np.concatenate([BT709[:1], colour])[:, ::-1].astype(np.float32)
    weights.setflags(write=False)  # it is lent to many
    return weights


def luma_of(picture: Picture, weights: Weights, out: Picture) -> None:
    """Write the luma of BGRA."""
    _luma(picture, weights[0], out)


def chroma_of(picture: Picture, weights: Weights, u: Picture, v: Picture) -> None:
    """Write the chroma of BGRA, (height / 2, width / 2) both."""
    _chroma(picture, weights[1], weights[2], u, v)


@njit(**FLAGS)
def _luma(frame: Any, weights: Any, out: Any) -> None:
    """Write the luma of BGRA."""
    height, width = out.shape
    blue, green, red = weights[0], weights[1], weights[2]
    offset = np.float32(16.5)  # with a half to round by
    for y in range(height):
        source = frame[y].reshape(-1)
        for x in range(width):
            out[y, x] = np.uint8(
                np.float32(source[4 * x]) * blue
                + np.float32(source[4 * x + 1]) * green
                + np.float32(source[4 * x + 2]) * red
                + offset
            )


@njit(**FLAGS)
def _chroma(frame: Any, to_u: Any, to_v: Any, u: Any, v: Any) -> None:
    """Write the chroma of BGRA, the mean of 2 x 2 pixels."""
    height, width = u.shape
    quarter, low, high = np.float32(0.25), np.float32(0.0), np.float32(255.0)
    ub, ug, ur = to_u[0] * quarter, to_u[1] * quarter, to_u[2] * quarter
    vb, vg, vr = to_v[0] * quarter, to_v[1] * quarter, to_v[2] * quarter
    for y in range(height):
        above = frame[2 * y].reshape(-1)
        below = frame[2 * y + 1].reshape(-1)
        for x in range(width):
            i = 8 * x
            blue = np.float32(above[i]) + np.float32(above[i + 4]) + np.float32(below[i]) + np.float32(below[i + 4])
            green = np.float32(above[i + 1]) + np.float32(above[i + 5])
            green += np.float32(below[i + 1]) + np.float32(below[i + 5])
            red = np.float32(above[i + 2]) + np.float32(above[i + 6])
            red += np.float32(below[i + 2]) + np.float32(below[i + 6])
            one = blue * ub + green * ug + red * ur + np.float32(128.5)
            two = blue * vb + green * vg + red * vr + np.float32(128.5)
            u[y, x] = np.uint8(min(max(one, low), high))
            v[y, x] = np.uint8(min(max(two, low), high))


@njit(**FLAGS)
def _expose(y: Any, vignette: Any, noise: Any, gain: float, lift: float, fade: float) -> None:
    """Expose luma, darken it by the vignette (255 is none) and add grain, unless that is empty, in place.

    Black stays black and white stays white, so highlights never clip and never dip on an accent.
    """
    height, width = y.shape
    line = np.empty(width, np.float32)
    zero, one, six = np.float32(0.0), np.float32(1.0), np.float32(6.0)
    black, top, high = np.float32(_BLACK), np.float32(_WHITE - _BLACK), np.float32(255.0)
    has_noise = noise.size > 0
    more, raised, whole = np.float32(gain - 1), np.float32(lift) / top, np.float32(fade) * top
    shade, half, mean = np.float32(1 / 255), np.float32(0.5), np.float32(_GRAIN_ZERO)
    share = one / top
    for row in range(height):
        for i in range(width):
            x = min(max((np.float32(y[row, i]) - black) * share, zero), one)
            squared = x * x
            x += more * x * (one - squared * squared) + raised * min(x * six, one) * (one - x)
            x = min(max(x * whole, zero), top)
            line[i] = x * np.float32(vignette[row, i]) * shade + black + half
        if has_noise:
            for i in range(width):
                y[row, i] = np.uint8(min(max(line[i] + (np.float32(noise[row, i]) - mean), zero), high))
        else:
            for i in range(width):
                y[row, i] = np.uint8(line[i])


class AirPlanes(NamedTuple):
    """Light to be added to a frame, half its size.

    Attributes
    ----------
    y : ndarray (height / 2, width / 2), uint8
        Luma without an offset.
    u, v : ndarray (height / 2, width / 2), uint8
        128 is none.
    lit : ndarray (height / 2), uint8
        Rows with any light; what the others hold says nothing.
    """

    y: Picture
    u: Picture
    v: Picture
    lit: Picture


@njit(**FLAGS)
def _add_doubled(y: Any, small: Any, lit: Any, top: int) -> None:
    """Add light of half the size to rows of luma, from row ``top`` of the light on, bilinear."""
    height, width = y.shape
    last = small.shape[0] - 1
    mixed = np.empty(width // 2 + 2, np.uint16)
    most, eight = np.uint16(255), np.uint16(8)
    for row in range(height):
        near = top + row // 2
        far = min(max(near + (1 if row % 2 else -1), 0), last)
        if not (lit[near] or lit[far]):
            continue
        upper, lower = np.uint16(3 if lit[near] else 0), np.uint16(1 if lit[far] else 0)
        for x in range(width // 2):
            mixed[x + 1] = np.uint16(np.uint16(small[near, x]) * upper) + np.uint16(np.uint16(small[far, x]) * lower)
        mixed[0], mixed[width // 2 + 1] = mixed[1], mixed[width // 2]
        target = y[row]
        for x in range(width // 2):
            middle = mixed[x + 1] * np.uint16(3) + eight
            target[2 * x] = np.uint8(min(np.uint16(target[2 * x]) + ((middle + mixed[x]) >> np.uint16(4)), most))
            target[2 * x + 1] = np.uint8(
                min(np.uint16(target[2 * x + 1]) + ((middle + mixed[x + 2]) >> np.uint16(4)), most)
            )


@njit(**LENT)
def _add_colour(plane: Any, light: Any, lit: Any) -> None:
    """Add chroma of light, of which 128 is none, in place."""
    low, high, none = np.int16(0), np.int16(255), np.int16(128)
    for row in range(plane.shape[0]):
        if not lit[row]:
            continue
        for x in range(plane.shape[1]):
            plane[row, x] = np.uint8(min(max(np.int16(plane[row, x]) + np.int16(light[row, x]) - none, low), high))


def _air_planes(air: Picture, chroma: float) -> AirPlanes:
    """Return what light given as BGR adds."""
    weights = np.zeros((3, 4))
    weights[:, :3] = BT709[:, ::-1] * np.array([[1.0], [chroma], [chroma]])
    weights[1:, 3] = 128
    y, u, v = cv2.split(cv2.transform(air, weights))
    return AirPlanes(y, u, v, np.ones(air.shape[0], np.uint8))


def planes(yuv: Picture, height: int, width: int) -> tuple[Picture, Picture, Picture]:
    """Return views of the Y, U and V planes of an I420 array."""
    flat = yuv.reshape(-1)
    luma, chroma = height * width, height * width // 4
    shape = (height // 2, width // 2)
    y = flat[:luma].reshape(height, width)
    return y, flat[luma : luma + chroma].reshape(shape), flat[luma + chroma : luma + 2 * chroma].reshape(shape)


class Finish:
    """The last step of every frame.

    Parameters
    ----------
    width, height : int
    grain : float
        Standard deviation in code values; above 1.5 it mostly costs bits.
    vignette : float
        Darkening of the corners, 0 to 1.
    seed : int
    tone : float
        -1 dark and pale to 1 bright and colourful; 0 leaves the picture as painted.
    grain_size : float
        1 is fine.
    scanlines : float
        Darkening between the lines of a tube, 0 to 1.

    Attributes
    ----------
    chroma, turn : float
        Factor of colourfulness, and turn of hues (radians), of the scene's tone.
    curve : ndarray (256,), uint8, or None
        What luma becomes in the end; see :func:`~.timing.print_curve`.
    """

    def __init__(
        self,
        width: int,
        height: int,
        *,
        grain: float = 1.3,
        vignette: float = 0.26,
        seed: int = 0,
        tone: float = 0.0,
        grain_size: float = 1.0,
        scanlines: float = 0.0,
    ) -> None:
        self._width, self._height, self._seed = width, height, seed
        grain_size *= max(min(width, height) / 1440, 0.5)
        self._grain = _grain_tile(width, height, grain, grain_size) if grain else None
        self._noise = _NO_GRAIN
        self._exposure = (1.0, 0.0, 1.0)
        self._air: AirPlanes | None = None
        self.turn = _TONE_TURN * tone
        self._tone_gain = 1 + _TONE_EXPOSURE[tone > 0] * tone
        self._fade = 1.0
        self.curve: Picture | None = None
        self._vignette = _falling_off(width, height, vignette, scanlines)
        # What is darker has less colour, too: as luma alone falls off, all colour is less by what falls off on average.
        self.chroma = self._chroma = (1 + _TONE_CHROMA[tone > 0] * tone) * float(self._vignette.mean()) / 255

    def __call__(
        self, frame: Picture, index: int, gain: float = 1.0, lift: float = 0.0, air: Picture | AirPlanes | None = None
    ) -> Picture:
        """Return I420 of a whole BGRA frame; arguments as for :meth:`begin`."""
        out = self.begin(index, gain, lift, air)
        self.band(frame, out, 0)
        return out

    def begin(
        self,
        index: int,
        gain: float = 1.0,
        lift: float = 0.0,
        air: Picture | AirPlanes | None = None,
        fade: float = 1.0,
    ) -> Picture:
        """Return an empty I420 array to be filled by :meth:`band`.

        Parameters
        ----------
        index : int
            Of the frame in the film; chooses the grain.
        gain : float
            Exposure on luma, about 1.
        lift : float
            Code values added to everything but black and white.
        air : ndarray (height // 2, width // 2, 3), uint8, or AirPlanes, optional
            Light added to the frame: display BGR, or as :func:`~.air.air_planes` returns it.
        fade : float
            0 black to 1.
        """
        self._fade = fade
        self._chroma = self.chroma * fade
        self._air = _air_planes(air, self._chroma) if isinstance(air, np.ndarray) else air
        self._exposure = (gain * self._tone_gain, lift, fade)
        if self._grain is not None:
            down = chance_seed(self._seed, "grain-y", index) % _TILE
            across = chance_seed(self._seed, "grain-x", index) % _TILE
            self._noise = self._grain[down : down + self._height, across : across + self._width]
        return np.empty((self._height * 3 // 2, self._width), np.uint8)

    def band(self, frame: Picture, out: Picture, top: int) -> None:
        """Finish rows ``top`` and on, (rows, width, 4) BGRA with an even number of rows, into the array of :meth:`begin`."""
        bottom = top + frame.shape[0]
        half = slice(top // 2, bottom // 2)
        y, u, v = planes(out, self._height, self._width)
        y, u, v = y[top:bottom], u[half], v[half]
        weights = colour_weights(self._chroma, self.turn)
        luma_of(frame, weights, y)
        chroma_of(frame, weights, u, v)
        self._complete(y, u, v, top)

    def planar_band(
        self, luma: Sampled, chroma: SampledChroma, out: Picture, rows: slice, paint: Painted | None = None
    ) -> None:
        """Finish rows of a frame that is sampled as luma and chroma, into the array of :meth:`begin`.

        Parameters
        ----------
        luma : callable ``(y, top)``
            Fills rows ``top`` and on of the frame.
        chroma : callable ``(u, v, top, fade)``
            Likewise, of the half-size frame.
        rows : slice
            Even.
        paint : callable ``(y, u, v, top, weights)``, optional
            Paints on those rows; ``weights`` turns its colours into theirs, as :func:`colour_weights` does.
        """
        y, u, v = planes(out, self._height, self._width)
        half = slice(rows.start // 2, rows.stop // 2)
        y, u, v = y[rows], u[half], v[half]
        luma(y, rows.start)
        chroma(u, v, half.start, self._fade)
        if paint:
            paint(y, u, v, rows.start, colour_weights(self._chroma, self.turn))
        self._complete(y, u, v, rows.start)

    def _complete(self, y: Picture, u: Picture, v: Picture, top: int) -> None:
        """Add what the air shows to rows of a frame, and expose them."""
        bottom, half = top + y.shape[0], slice(top // 2, top // 2 + u.shape[0])
        if self._air:
            _add_doubled(y, self._air.y, self._air.lit, half.start)
            _add_colour(u, self._air.u[half], self._air.lit[half])
            _add_colour(v, self._air.v[half], self._air.lit[half])
        noise = self._noise[top:bottom] if self._noise.size else _NO_GRAIN
        _expose(y, self._vignette[top:bottom], noise, *self._exposure)
        if self.curve is not None:
            cv2.LUT(y, self.curve, dst=y)


_NO_GRAIN: Any = np.zeros((0, 0), np.uint8)
_LINES = 320  # of the tube over the frame's height


@lru_cache(maxsize=2)
def _grain_tile(width: int, height: int, strength: float, size: float) -> Picture:
    """Return the grain that the scenes of a film share; each frame of each scene begins elsewhere in it."""
    random = np.random.default_rng(_TILE)
    noise = random.standard_normal((height + _TILE, width + _TILE), dtype=np.float32)
    sharp = 0.75 / max(size, 1.0) ** 2
    noise = sharp * noise + 1.6 * cv2.GaussianBlur(noise, (0, 0), 0.9 * max(size, 1.0))
    noise *= strength / noise.std()
    return np.clip(np.rint(noise + _GRAIN_ZERO), 0, 2 * _GRAIN_ZERO).astype(np.uint8)


@lru_cache(maxsize=2)
def _falling_off(width: int, height: int, vignette: float, scanlines: float) -> Picture:
    """Return how bright the lens leaves each pixel, 255 in the middle, dithered."""
    x = np.linspace(-1, 1, width, dtype=np.float32)
    y = np.linspace(-1, 1, height, dtype=np.float32)[:, None]
    wide = max(width / height, height / width)  # the longer side falls off more
    weight_x, weight_y = (0.55, 0.75) if height >= width else (0.75, 0.55)
    fall = 1 - vignette * np.clip((weight_x * x * x + weight_y * y * y) ** 1.3, 0, 1.3) * min(wide / 1.4, 1.0)
    if scanlines:
        lines = max(round(height / _LINES), 2)  # rows of the frame for each line of the tube
        fall = fall * (1 - scanlines * (np.arange(height, dtype=np.float32) % lines >= lines / 2))[:, None]
    dither = np.random.default_rng(_LINES).random((height, width), dtype=np.float32) - 0.5
    return np.clip(fall * 255 + dither, 0, 255).astype(np.uint8)
