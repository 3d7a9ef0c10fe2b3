"""Sampling a plane of bytes through the grid of a frame, eight lanes of a cell at a time.

A row of a frame is made in short passes, each of which is vectorised: where its cells begin, where in its cell each lane lies, fetching,
mixing. Neighbours in a cell lie next to each other in the plate, so sixteen bytes of a row hold all that a cell needs, and its lanes
pick theirs with one instruction. A cell reaches over two rows at most and their neighbour below, or it is steep, as where water
ripples, and its lanes are fetched one by one.

Chroma is sampled as luma is: its lanes are U and V in turn, four pixels a cell.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from beatreel.plugins.generators.procedural.kernels.noise import FLAGS, LENT

from .lanes import pick, prefetch, spread

LANES = 8  # of a cell
SPARE_ROWS = 2  # below a plane, which a cell may fetch and leave unused
_TOGETHER = 4  # cells whose values are spread at once
_LINE = 64  # bytes of the cache
_AHEAD = 6  # rows


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
    for c in range(map_x.shape[1] - 1):
        wide = between[0, c + 1] - between[0, c]
        deep = between[1, c + 1] - between[1, c]
        begin[0, c] = np.int32(between[0, c] + wide * half)
        begin[1, c] = np.int32(between[1, c] + deep * half)
        begin[2, c] = np.int32(wide * per_lane)
        begin[3, c] = np.int32(deep * per_lane)


@njit(**LENT)
def _fix(begin, last, most, stride, step, at, cells, is_steep):  # type: ignore[no-untyped-def]
    """Write from which byte each cell is fetched, and where within that it begins and how far it goes, with 12 binary places each.

    Returns how many are steep.
    """
    count = 0
    four, sixteen, zero = np.int32(4), np.int32(16), np.int32(0)
    for c in range(at.size):
        x, y, dx, dy = begin[0, c], begin[1, c], begin[2, c] >> four, begin[3, c] >> four
        far_x, far_y = (dx << four) * last, (dy << four) * last
        left, above = (x + min(far_x, zero)) >> sixteen, (y + min(far_y, zero)) >> sixteen
        x -= left << sixteen
        y -= above << sixteen
        wide, deep = max(x, x + far_x) >> sixteen, max(y, y + far_y) >> sixteen
        at[c] = above * stride + left * step
        is_steep[c] = (wide > most) | (deep > np.int32(1))
        count += is_steep[c]
        cells[0, c], cells[1, c] = np.uint16(x >> four), np.uint16(y >> four)
        cells[2, c], cells[3, c] = np.uint16(dx), np.uint16(dy)
    return count


@njit(**LENT)
def _place(lines, ramp, step, offset, wanted, right, lower, second):  # type: ignore[no-untyped-def]
    """Write which bytes each lane wants, the weights of its neighbours (8 binary places), and all bits if it lies in the second row."""
    from_x, from_y, by_x, by_y = lines[0], lines[1], lines[2], lines[3]
    four, twelve = np.uint16(4), np.uint16(12)
    for i in range(ramp.size):
        x = np.uint16(from_x[i] + np.uint16(by_x[i] * ramp[i]))
        y = np.uint16(from_y[i] + np.uint16(by_y[i] * ramp[i]))
        wanted[i] = np.uint16(np.uint16(np.uint16(x >> twelve) * step) + offset[i])
        right[i] = np.uint16(np.uint16(x >> four) & np.uint16(255))
        lower[i] = np.uint16(np.uint16(y << four) & np.uint16(0xFF00))
        second[i] = np.uint16(np.uint16(0) - np.uint16(y >> twelve))
    # The upper 4 bits of a step far below 0 are lost with those of what it is added to: a cell begins at 0 or above and ends there.


@njit(**LENT)
def _climb(flat, cell, begin, ramp, stride, step, right, lower, second, upper, under):  # type: ignore[no-untyped-def]
    """Fetch the lanes of a steep cell one by one."""
    four, eight, sixteen = np.int32(4), np.int32(8), np.int32(16)
    dx, dy = begin[2, cell] >> four << four, begin[3, cell] >> four << four
    for i in range(cell * LANES, (cell + 1) * LANES):
        x = begin[0, cell] + dx * np.int32(ramp[i])
        y = begin[1, cell] + dy * np.int32(ramp[i])
        place = np.intp((y >> sixteen) * stride + (x >> sixteen) * step)
        if step == 2:
            place += i & 1
        right[i] = np.uint16((x >> eight) & np.int32(255))
        lower[i] = np.uint16(y & np.int32(0xFF00))
        second[i] = np.uint16(0)
        below = place + np.intp(stride)
        upper[i] = np.uint16(flat[place]) | np.uint16(np.uint16(flat[place + step]) << np.uint16(8))
        under[i] = np.uint16(flat[below]) | np.uint16(np.uint16(flat[below + step]) << np.uint16(8))


@njit(**LENT)
def _mix(rows, right, lower, second, out):  # type: ignore[no-untyped-def]
    """Write the mean of four neighbours; 16 bits are enough on the way. The first cell begins half of it before ``out``."""
    first, middle, last = rows[0], rows[1], rows[2]
    low_byte, eight, whole = np.uint16(255), np.uint16(8), np.uint16(65535)
    for i in range(out.size):
        k = i + LANES // 2
        a, b, c, mask = first[k], middle[k], last[k], second[k]
        upper = np.uint16(a ^ np.uint16(np.uint16(a ^ b) & mask))
        under = np.uint16(b ^ np.uint16(np.uint16(b ^ c) & mask))
        wide, down = right[k], lower[k]
        left, beside = np.uint16(upper & low_byte), np.uint16(upper >> eight)
        above = np.uint16(np.uint16(left << eight) + np.uint16(np.uint16(beside - left) * wide))
        left, beside = np.uint16(under & low_byte), np.uint16(under >> eight)
        below = np.uint16(np.uint16(left << eight) + np.uint16(np.uint16(beside - left) * wide))
        up = np.uint16(whole - down)
        high = np.uint16((np.uint32(above) * np.uint32(up)) >> np.uint32(16))
        low = np.uint16((np.uint32(below) * np.uint32(down)) >> np.uint32(16))
        out[i] = np.uint8(np.uint16(np.uint16(high + low) + np.uint16(128)) >> eight)


@njit(**FLAGS)
def sample(
    flat: Any, width: int, height: int, map_x: Any, map_y: Any, down: float, top: int, halved: bool, out: Any
) -> None:
    """Write rows ``top`` and on of a frame's plane.

    Parameters
    ----------
    flat : ndarray, uint8
        Bytes of the plane of the plate, with ``SPARE_ROWS`` below it.
    width, height : int
        Of that plane in pixels.
    map_x, map_y : ndarray (rows + 2, cells + 1), float32
        The frame's grid in pixels of the plate; its first cell begins half of it before the frame.
    down : float
        Rows of this plane in a cell.
    top : int
    halved : bool
        It is chroma: half the size, U and V in turn.
    out : ndarray (rows, lanes), uint8
    """
    cells = map_x.shape[1] - 1
    whole = (cells + _TOGETHER - 1) // _TOGETHER * _TOGETHER
    lanes = whole * LANES
    step = 2 if halved else 1
    stride, most = np.int32(width * step), np.int32(6 if halved else 14)
    last = np.int32(LANES // step - 1)
    scale, shift = (np.float32(0.5), np.float32(-0.25)) if halved else (np.float32(1.0), np.float32(0.0))
    high = np.array([width - 2, height - 2], np.float32)
    ramp, offset = np.empty(lanes, np.uint16), np.empty(lanes, np.uint16)
    for i in range(lanes):
        ramp[i] = np.uint16(i % LANES // step)
        offset[i] = np.uint16(step * 256 + (i % 2) * 257 if halved else 256)
    between = np.empty((2, cells + 1), np.float32)
    begin = np.zeros((4, whole), np.int32)
    at = np.empty(whole, np.int32)
    values, is_steep = np.empty((4, whole), np.uint16), np.empty(whole, np.uint8)
    lines, rows = np.empty((4, lanes), np.uint16), np.empty((3, lanes), np.uint16)
    wanted, right, lower, second = (
        np.empty(lanes, np.uint16),
        np.empty(lanes, np.uint16),
        np.empty(lanes, np.uint16),
        np.empty(lanes, np.uint16),
    )
    first, middle, last_row = rows[0], rows[1], rows[2]
    for row in range(out.shape[0]):
        _begin(map_x, map_y, LANES // step, down, top + row, scale, shift, high, between, begin)
        steep = _fix(begin, last, most, stride, np.int32(step), at, values, is_steep)
        for n in range(4):
            for cell in range(0, whole, _TOGETHER):
                spread(values[n], cell, lines[n], cell * LANES)
        _place(lines, ramp, np.uint16(step * 257), offset, wanted, right, lower, second)
        for cell in range(
            0, cells, _LINE // LANES
        ):  # no row goes on where the last one ended, so the processor cannot know what comes
            prefetch(flat, np.intp(at[cell]) + _AHEAD * stride)
        for cell in range(cells):
            place, lane = np.intp(at[cell]), cell * LANES
            pick(flat, place, wanted, first, lane)
            pick(flat, place + stride, wanted, middle, lane)
            pick(flat, place + 2 * stride, wanted, last_row, lane)
        if steep:  # in a loop of its own, for it is seldom needed and would slow the other one down
            for cell in range(cells):
                if is_steep[cell]:
                    _climb(flat, cell, begin, ramp, stride, step, right, lower, second, first, middle)
        _mix(rows, right, lower, second, out[row])
