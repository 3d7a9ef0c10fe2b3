"""From a warped BGRA frame to I420: exact BT.709, exposure, vignette and grain, in a few milliseconds.

OpenCV's fast conversion writes BT.601. Both standards are linear in the same gamma-coded RGB and agree on greys, so luma is
corrected by a weighted sum of the two chroma planes, and chroma by a 2 x 2 matrix at a quarter of the size.

Source: ITU-R BT.709-6 and BT.601-7, limited range.
"""

from __future__ import annotations

import math
from typing import Any

import cv2
import numpy as np

from .clock import chance_seed

Picture = np.ndarray[Any, np.dtype[np.uint8]]

_TILE = 256  # pixels by which the grain tile is larger than the frame
_BLACK = 16
_WHITE = 235
_TONE_EXPOSURE = 0.12  # gain at either end of the colour script
_TONE_CHROMA = 0.20
_TONE_TURN = math.radians(9)  # of all hues


def matrix(red: float, blue: float) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Return the limited-range matrix from RGB code values (0 to 255) to YUV without offsets, for luma weights of red and blue."""
    green = 1 - red - blue
    luma = np.array([red, green, blue])
    u = (np.array([0, 0, 1]) - luma) / (2 * (1 - blue))
    v = (np.array([1, 0, 0]) - luma) / (2 * (1 - red))
    return np.stack([luma * 219, u * 224, v * 224]) / 255


BT709 = matrix(0.2126, 0.0722)
BT601 = matrix(0.299, 0.114)
_CORRECTION = BT709 @ np.linalg.inv(BT601)


def to_i420(frame: Picture) -> Picture:
    """Convert BGRA (height, width, 4) to I420 (height * 3 // 2, width), BT.709 limited range, to within 2 code values."""
    height, width = frame.shape[:2]
    yuv = np.empty((height * 3 // 2, width), np.uint8)
    _convert(frame, planes(yuv, height, width))
    return yuv


def _convert(
    frame: Picture,
    out: tuple[Picture, Picture, Picture],
    chroma: float = 1.0,
    air: tuple[Picture, Picture, Picture] | None = None,
    turn: float = 0.0,
) -> None:
    """Convert BGRA into Y, U and V planes.

    ``chroma`` is a factor of colourfulness and ``turn`` turns hues (radians), free because they join the matrix.
    ``air`` is light of half the frame's size to be
    added, as :func:`_air_planes` returns it: its luma rides on the correction, which is enlarged anyway.
    """
    height, width = frame.shape[:2]
    y, u, v = planes(cv2.cvtColor(frame, cv2.COLOR_BGRA2YUV_I420), height, width)
    _, a, b = _CORRECTION[0]
    cosine, sine = chroma * math.cos(turn), chroma * math.sin(turn)
    (uu, uv), (vu, vv) = np.array([[cosine, -sine], [sine, cosine]]) @ _CORRECTION[1:, 1:]
    change = cv2.addWeighted(u, a, v, b, 128 - 128 * (a + b))
    if air is not None:
        cv2.add(change, air[0], dst=change)
    wide = cv2.resize(change, (width, height), interpolation=cv2.INTER_LINEAR)
    cv2.addWeighted(y, 1.0, wide, 1.0, -128.0, dst=out[0])
    cv2.addWeighted(u, uu, v, uv, 128 - 128 * (uu + uv), dst=out[1])
    cv2.addWeighted(u, vu, v, vv, 128 - 128 * (vu + vv), dst=out[2])
    if air is not None:
        cv2.addWeighted(out[1], 1.0, air[1], 1.0, -128.0, dst=out[1])
        cv2.addWeighted(out[2], 1.0, air[2], 1.0, -128.0, dst=out[2])


def _air_planes(air: Picture, chroma: float) -> tuple[Picture, Picture, Picture]:
    """Return luma to add and chroma to add (128 is none) of light given as BGR."""
    weights = np.zeros((3, 4))
    weights[:, :3] = BT709[:, ::-1] * np.array([[1.0], [chroma], [chroma]])
    weights[1:, 3] = 128
    y, u, v = cv2.split(cv2.transform(air, weights))
    return y, u, v


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
        random = np.random.default_rng(chance_seed(seed, "grain"))
        self._grain = _grain_tile(random, width, height, grain, grain_size * max(min(width, height) / 1440, 0.5))
        self._noise = self._grain[:height, :width]
        self._table = _exposure(1.0, 0.0)
        self._air: tuple[Picture, Picture, Picture] | None = None
        self._turn = _TONE_TURN * tone
        self._tone_gain = 1 + _TONE_EXPOSURE * tone
        self._tone_chroma = self._chroma = 1 + _TONE_CHROMA * tone
        x = np.linspace(-1, 1, width, dtype=np.float32)
        y = np.linspace(-1, 1, height, dtype=np.float32)[:, None]
        wide = max(width / height, height / width)  # the longer side falls off more
        weight_x, weight_y = (0.55, 0.75) if height >= width else (0.75, 0.55)
        fall = 1 - vignette * np.clip((weight_x * x * x + weight_y * y * y) ** 1.3, 0, 1.3) * min(wide / 1.4, 1.0)
        if scanlines:
            lines = max(round(height / _LINES), 2)  # rows of the frame for each line of the tube
            fall = fall * (1 - scanlines * (np.arange(height, dtype=np.float32) % lines >= lines / 2))[:, None]
        dither = random.random((height, width), dtype=np.float32) - 0.5
        self._vignette = np.clip(fall * 255 + dither, 0, 255).astype(np.uint8)

    def __call__(
        self, frame: Picture, index: int, gain: float = 1.0, lift: float = 0.0, air: Picture | None = None
    ) -> Picture:
        """Return I420 of a whole BGRA frame; arguments as for :meth:`begin`."""
        out = self.begin(index, gain, lift, air)
        self.band(frame, out, 0)
        return out

    def begin(
        self, index: int, gain: float = 1.0, lift: float = 0.0, air: Picture | None = None, fade: float = 1.0
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
        air : ndarray (height // 2, width // 2, 3), uint8, optional
            Light added to the frame, display BGR; it adds at most 127 to luma.
        fade : float
            0 black to 1.
        """
        self._chroma = self._tone_chroma * fade
        self._air = None if air is None else _air_planes(air, self._chroma)
        self._table = _exposure(gain * self._tone_gain, lift, fade)
        down = chance_seed(self._seed, "grain-y", index) % _TILE
        across = chance_seed(self._seed, "grain-x", index) % _TILE
        self._noise = self._grain[down : down + self._height, across : across + self._width]
        return np.empty((self._height * 3 // 2, self._width), np.uint8)

    def band(self, frame: Picture, out: Picture, top: int) -> None:
        """Finish rows ``top`` and on, (rows, width, 4) BGRA with an even number of rows, into the array of :meth:`begin`."""
        bottom = top + frame.shape[0]
        y, u, v = planes(out, self._height, self._width)
        y = y[top:bottom]
        half = slice(top // 2, bottom // 2)
        air = self._air and (self._air[0][half], self._air[1][half], self._air[2][half])
        _convert(frame, (y, u[half], v[half]), self._chroma, air, self._turn)
        cv2.LUT(y, self._table, dst=y)
        cv2.multiply(y, self._vignette[top:bottom], dst=y, scale=1 / 255)
        cv2.add(y, self._noise[top:bottom], dst=y)
        cv2.subtract(y, (float(_GRAIN_ZERO - _BLACK), 0.0, 0.0, 0.0), dst=y)


_GRAIN_ZERO = 32
_LINES = 320  # of the tube over the frame's height


def _grain_tile(random: np.random.Generator, width: int, height: int, strength: float, size: float) -> Picture:
    noise = random.standard_normal((height + _TILE, width + _TILE), dtype=np.float32)
    sharp = 0.75 / max(size, 1.0) ** 2
    noise = sharp * noise + 1.6 * cv2.GaussianBlur(noise, (0, 0), 0.9 * max(size, 1.0))
    noise *= strength / noise.std()
    return np.clip(np.rint(noise + _GRAIN_ZERO), 0, 2 * _GRAIN_ZERO).astype(np.uint8)


def _exposure(gain: float, lift: float, fade: float = 1.0) -> Picture:
    """Return the luma table: limited range in, black at 0 out, white fixed."""
    top = float(_WHITE - _BLACK)
    x = np.clip(np.arange(256, dtype=np.float32) - _BLACK, 0, top) / top
    # White stays white, so highlights never clip and never dip on an accent.
    bright = x + (gain - 1) * x * (1 - x**4) + lift / top * np.minimum(x * 6, 1) * (1 - x)
    return np.clip(np.rint(bright * top * fade), 0, top).astype(np.uint8)
