"""Frames of scenes into which nothing solid is painted: luma and chroma are lit and warped apart.

Such a scene never needs its picture in red, green and blue. Its plate is turned into luma and half-size chroma once; each frame
then moves a byte and a half for a pixel instead of four, and is converted no more: half the time of the other way (decision 31).

A plane is sampled in three passes over a row, each of which a compiler can vectorise or keep in the cache: where from, fetching
two neighbours in one load each, mixing them. One pass for all is three times as slow, for fetching then holds up the rest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numba import njit, types
from numba.core import cgutils
from numba.extending import intrinsic

from beatreel.plugins.generators.procedural.kernels.noise import FLAGS, INLINED, LENT

from .cells import even
from .sheets import NO_COLOUR, Sheets

if TYPE_CHECKING:
    from beatreel import Moment

    from .lights import LightRig
    from .warp import Warp

    Picture = np.ndarray[Any, np.dtype[np.uint8]]


class Planar:
    """Lights and samples a scene's plate.

    Parameters
    ----------
    rig : LightRig
        Has no pictures any more afterwards.
    warp : Warp
    chroma, turn : float
        Colourfulness and hue of the scene's tone.
    """

    def __init__(self, rig: LightRig, warp: Warp, chroma: float, turn: float) -> None:
        self._rig, self._warp = rig, warp
        self._base, self._added = rig.split(chroma, turn)
        self._mixed = Sheets(np.empty_like(self._base.luma), np.empty_like(self._base.chroma))
        self._shown = self._base
        self._map_x, self._map_y = warp.map_x, warp.map_y

    def light(self, moment: Moment) -> None:
        """Light what the frame sees of the plate as it is at an instant, and sample it from where the warp now says."""
        _, _, top, bottom = self._warp.seen()
        self._map_x, self._map_y = (even(each, self._warp.width) for each in (self._warp.map_x, self._warp.map_y))
        changes, self._shown = self._rig.changes(moment), self._base
        for first in range(0, len(changes), 2):
            (one, by_one), (two, by_two) = (*changes[first : first + 2], (changes[first][0], 0.0))[:2]
            sheets = (self._shown, self._added[one], self._added[two], self._mixed)
            (*lumas,), (*chromas,) = zip(*(each.rows(top, bottom) for each in sheets), strict=True)
            _add_light(*lumas, by_one, by_two, 0)
            _add_light(*chromas, by_one, by_two, NO_COLOUR)
            self._shown = self._mixed

    def luma(self, y: Picture, top: int) -> None:
        """Fill rows ``top`` and on of the frame's luma."""
        down = self._warp.height / self._warp.rows
        _sample_luma(self._shown.luma, self._map_x, self._map_y, down, top, y)

    def chroma(self, u: Picture, v: Picture, top: int, fade: float) -> None:
        """Fill rows ``top`` and on of the frame's chroma, faded to grey (0 is all grey)."""
        down, sheet = self._warp.height // 2 / self._warp.rows, self._shown.chroma
        source = sheet.reshape(sheet.shape[0], -1)
        _sample_chroma(source, self._map_x, self._map_y, down, top, round(256 * fade), u, v)


@njit(**LENT)
def _add_light(below: Any, one: Any, two: Any, out: Any, by_one: float, by_two: float, none: int) -> None:
    """Write ``below + (one - none) * by_one + (two - none) * by_two``, rounded and clipped, to ``out``; flat uint8 all."""
    a, b = np.float32(by_one), np.float32(by_two)
    add = np.float32(0.5) - np.float32(none) * (a + b)
    for i in range(out.size):
        light = np.float32(below[i]) + np.float32(one[i]) * a + np.float32(two[i]) * b + add
        out[i] = np.uint8(min(max(light, np.float32(0.0)), np.float32(255.0)))


@intrinsic
def _load(context: Any, array: Any, at: Any, kind: Any) -> Any:
    """Return an unsigned integer of the type ``kind`` from the bytes at ``at`` of a flat uint8 array, little end first."""
    result = kind.dtype

    def code(target: Any, builder: Any, signature: Any, given: Any) -> Any:
        data = cgutils.create_struct_proxy(signature.args[0])(target, builder, given[0]).data
        place = builder.gep(data, [given[1]], inbounds=True)
        return builder.load(builder.bitcast(place, target.get_value_type(result).as_pointer()), align=1)

    return result(array, types.intp, kind), code


@njit(**LENT)
def _begin(map_x, map_y, lanes, down, row, scale, shift, high, between, begin):  # type: ignore[no-untyped-def]
    """Write where each cell of a row begins, x and y, and how far it goes a pixel, with 16 binary places each."""
    down_at = (np.float32(row) + np.float32(0.5)) / np.float32(down) + np.float32(0.5)
    j = int(down_at)
    f = down_at - np.float32(j)
    zero, whole, per_lane = np.float32(0.0), np.float32(65536), np.float32(1.0) / np.float32(lanes)
    for c in range(map_x.shape[1]):
        x = (map_x[j, c] + (map_x[j + 1, c] - map_x[j, c]) * f) * scale + shift
        y = (map_y[j, c] + (map_y[j + 1, c] - map_y[j, c]) * f) * scale + shift
        between[0, c] = min(max(x, zero), high[0]) * whole
        between[1, c] = min(max(y, zero), high[1]) * whole
    half = per_lane * np.float32(0.5)
    for c in range(begin.shape[1]):
        wide = between[0, c + 1] - between[0, c]
        deep = between[1, c + 1] - between[1, c]
        begin[0, c] = np.int32(between[0, c] + wide * half)
        begin[1, c] = np.int32(between[1, c] + deep * half)
        begin[2, c] = np.int32(wide * per_lane)
        begin[3, c] = np.int32(deep * per_lane)


# The number of lanes must be known to the compiler, or it makes no vectors of them.
@njit(**LENT)
def _place_luma(begin, stride, at, right, lower):  # type: ignore[no-untyped-def]
    """Write from which byte each lane is fetched, and the weights of its neighbours, 0 to 255."""
    for c in range(begin.shape[1]):
        x0, y0, dx, dy = begin[0, c], begin[1, c], begin[2, c], begin[3, c]
        for k in range(8):
            x = x0 + dx * np.int32(k)
            y = y0 + dy * np.int32(k)
            at[c * 8 + k] = (y >> np.int32(16)) * stride + (x >> np.int32(16))
            right[c * 8 + k] = np.uint8(x >> np.int32(8))
            lower[c * 8 + k] = np.uint8(y >> np.int32(8))


@njit(**LENT)
def _place_chroma(begin, stride, at, right, lower):  # type: ignore[no-untyped-def]
    for c in range(begin.shape[1]):
        x0, y0, dx, dy = begin[0, c], begin[1, c], begin[2, c], begin[3, c]
        for k in range(4):
            x = x0 + dx * np.int32(k)
            y = y0 + dy * np.int32(k)
            at[c * 4 + k] = (y >> np.int32(16)) * stride + (x >> np.int32(16)) * np.int32(2)
            right[c * 4 + k] = np.uint8(x >> np.int32(8))
            lower[c * 4 + k] = np.uint8(y >> np.int32(8))


@njit(**FLAGS)
def _sample_luma(source: Any, map_x: Any, map_y: Any, down: float, top: int, out: Any) -> None:
    height, width = out.shape
    flat, stride = source.reshape(-1), source.shape[1]
    high = np.array([source.shape[1] - 2, source.shape[0] - 2], np.float32)
    between = np.empty((2, map_x.shape[1]), np.float32)
    begin = np.empty((4, map_x.shape[1] - 1), np.int32)
    at = np.empty(begin.shape[1] * 8, np.int32)
    right = np.empty(at.size, np.uint8)
    lower = np.empty(at.size, np.uint8)
    four = np.empty(width, np.uint32)
    one, zero = np.float32(1.0), np.float32(0.0)
    for row in range(height):
        _begin(map_x, map_y, 8, down, top + row, one, zero, high, between, begin)
        _place_luma(begin, np.int32(stride), at, right, lower)
        for x in range(width):  # the first cell begins half of it before the frame
            place = np.intp(at[x + 4])
            four[x] = _load(flat, place, np.uint16) | _load(flat, place + stride, np.uint16) << np.uint32(16)
        for x in range(width):
            out[row, x] = _between(four[x], right[x + 4], lower[x + 4])


@njit(**INLINED)
def _between(four: Any, right: Any, lower: Any) -> Any:
    """Return the mean of four neighbours, the bytes of an integer: two above, two below; 16 bits are enough for all on the way."""
    wide, down = np.uint16(right), np.uint16(np.uint16(lower) << np.uint16(8))
    left, up = np.uint16(np.uint16(256) - wide), np.uint16(np.uint16(65535) - down)
    a, b = np.uint16(four & np.uint32(255)), np.uint16((four >> np.uint32(8)) & np.uint32(255))
    c, d = np.uint16((four >> np.uint32(16)) & np.uint32(255)), np.uint16(four >> np.uint32(24))
    above = np.uint16(np.uint16(a * left) + np.uint16(b * wide))
    below = np.uint16(np.uint16(c * left) + np.uint16(d * wide))
    upper = np.uint16((np.uint32(above) * np.uint32(up)) >> np.uint32(16))
    under = np.uint16((np.uint32(below) * np.uint32(down)) >> np.uint32(16))
    return np.uint8(np.uint16(upper + under + np.uint16(128)) >> np.uint16(8))


@njit(**FLAGS)
def _sample_chroma(source: Any, map_x: Any, map_y: Any, down: float, top: int, fade: int, u: Any, v: Any) -> None:
    height, width = u.shape
    flat, stride = source.reshape(-1), source.shape[1]
    high = np.array([source.shape[1] // 2 - 2, source.shape[0] - 2], np.float32)
    between = np.empty((2, map_x.shape[1]), np.float32)
    begin = np.empty((4, map_x.shape[1] - 1), np.int32)
    at = np.empty(begin.shape[1] * 4, np.int32)
    right = np.empty(at.size, np.uint8)
    lower = np.empty(at.size, np.uint8)
    above = np.empty(width, np.uint32)
    below = np.empty(width, np.uint32)
    half, shift = np.float32(0.5), np.float32(-0.25)
    for row in range(height):
        _begin(map_x, map_y, 4, down, top + row, half, shift, high, between, begin)
        _place_chroma(begin, np.int32(stride), at, right, lower)
        for x in range(width):
            place = np.intp(at[x + 2])
            above[x] = _load(flat, place, np.uint32)
            below[x] = _load(flat, place + stride, np.uint32)
        for x in range(width):
            a, b = above[x], below[x]  # U, V, U, V, of two neighbours each
            one = (a & np.uint32(255)) | ((a >> np.uint32(8)) & np.uint32(0xFF00))
            two = ((a >> np.uint32(8)) & np.uint32(255)) | ((a >> np.uint32(16)) & np.uint32(0xFF00))
            one |= ((b & np.uint32(255)) << np.uint32(16)) | ((b << np.uint32(8)) & np.uint32(0xFF000000))
            two |= ((b << np.uint32(8)) & np.uint32(0xFF0000)) | (b & np.uint32(0xFF000000))
            u[row, x] = _between(np.uint32(one), right[x + 2], lower[x + 2])
            v[row, x] = _between(np.uint32(two), right[x + 2], lower[x + 2])
    if fade < 256:
        _to_grey(u, fade)
        _to_grey(v, fade)


@njit(**LENT)
def _to_grey(plane: Any, share: int) -> None:
    """Leave ``share`` of 256 of a plane's colour."""
    for row in range(plane.shape[0]):
        for x in range(plane.shape[1]):
            colour = (np.int32(plane[row, x]) - np.int32(NO_COLOUR)) * np.int32(share) + np.int32(128)
            plane[row, x] = np.uint8((colour >> np.int32(8)) + np.int32(NO_COLOUR))
