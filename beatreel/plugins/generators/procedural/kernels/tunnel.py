"""Seeing and lighting a passage through rock that is a radius over direction and length.

The passage runs along z. Around its axis, at each place along it and in each direction across, one radius says where the rock
begins, so that floor, walls, roof and what hangs from it are one picture: cheap to make from noise, cheap to look up. Rays walk
through it in steps that follow how far the rock is; a coarse map of the smallest radius lets them stride through the open.

Places along the passage are spaced logarithmically from the camera, which stands at z = 0 and looks along z: millimetres close
by, decimetres at the far end. Directions are counted from straight down, where the seam of the map lies hidden under the floor.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numba import njit

from .fast import angle, log2, power
from .noise import INLINED, LENT

Array = np.ndarray[Any, np.dtype[np.float32]]

ROWS, COLUMNS = 1280, 2048
"""Of a map: places along the passage, directions across it."""
COARSE = 16
_SOFT = 45
_AHEAD, _AROUND = 4, 6  # coarse cells that a stride may cross
_QUICK = 4  # times smaller is the picture that is looked at first
NEAR = 2.0  # metres over which places are spaced evenly
HOLE = 200.0  # metres that the map has more where rock is pierced
NOTHING, ROCK, OPEN = 0, 1, 2
"""What a ray finds: the far end of the map, rock, or daylight."""

_ZERO = np.float32(0.0)
_ONE = np.float32(1.0)
_TAU = np.float32(2 * np.pi)


@dataclass(frozen=True)
class Passage:
    """Where rock is.

    Attributes
    ----------
    radius : ndarray (ROWS, COLUMNS)
        Metres from the axis.
    least : ndarray (ROWS / COARSE, COLUMNS / COARSE)
        Smallest radius in a coarse cell and those that a stride from it may cross.
    stand : ndarray (ROWS, COLUMNS)
        How far the rock stands out from its surroundings, metres; below 0 in hollows.
    axis : ndarray (ROWS, 2)
        Where the middle of the passage lies, x and y in metres.
    far : float
        Length in metres.
    water : float
        Height of still water, metres; far below for none.
    rim : float
        Metres from the axis beyond which a hole in the rock is in the open; the map has :data:`HOLE` more there.
    """

    radius: Array
    least: Array
    stand: Array
    axis: Array
    far: float
    water: float = -1e3
    rim: float = 1e3

    @staticmethod
    def of(radius: Array, axis: Array, far: float, water: float = -1e3, rim: float = 1e3) -> Passage:
        """Prepare a map of radii."""
        rows, columns = radius.shape[0] // COARSE, radius.shape[1] // COARSE
        least = radius.reshape(rows, COARSE, columns, COARSE).min((1, 3))
        around = np.concatenate([least[:, -_AROUND:], least, least[:, :_AROUND]], 1)
        around = cv2.erode(
            around, np.ones((2 * _AHEAD + 1, 2 * _AROUND + 1), np.uint8), borderType=cv2.BORDER_REPLICATE
        )
        least = around[:, _AROUND:-_AROUND]
        level = np.minimum(radius, 12.0)
        wide = np.concatenate([level[:, -_SOFT:], level, level[:, :_SOFT]], 1)
        stand = cv2.blur(cv2.blur(wide, (_SOFT, _SOFT)), (_SOFT, _SOFT))[:, _SOFT:-_SOFT] - level
        return Passage(radius, np.ascontiguousarray(least), np.ascontiguousarray(stand), axis, far, water, rim)


def places(far: float) -> Array:
    """Return the distance of each row of a map in metres."""
    share = np.arange(ROWS, dtype=np.float64) / (ROWS - 1)
    return (NEAR * ((1 + far / NEAR) ** share - 1)).astype(np.float32)


def directions() -> Array:
    """Return the direction of each column of a map: radians, 0 straight down, growing to the right."""
    return (np.arange(COLUMNS, dtype=np.float32) + np.float32(0.5)) * (_TAU / np.float32(COLUMNS))


@njit(inline="always", **INLINED)
def _row_of(z, scale):  # type: ignore[no-untyped-def]
    return log2(_ONE + max(z, _ZERO) / np.float32(NEAR)) * scale


@njit(**INLINED)
def _gap(x, y, z, radius, axis, scale):  # type: ignore[no-untyped-def]
    """Return how far the rock is outwards, metres; below 0 within it."""
    level, away = _looked_up(x, y, z, radius, axis, scale)
    return level - away


@njit(**INLINED)
def _looked_up(x, y, z, radius, axis, scale):  # type: ignore[no-untyped-def]
    """Return a map's value in the direction of a place, and how far the place is from the axis."""
    v = min(_row_of(z, scale), np.float32(radius.shape[0] - 2) + np.float32(0.99))
    i = np.int64(v)
    f = v - np.float32(i)
    x -= axis[i, 0] + (axis[i + 1, 0] - axis[i, 0]) * f
    y -= axis[i, 1] + (axis[i + 1, 1] - axis[i, 1]) * f
    count = radius.shape[1]
    u = angle(x, -y) * (np.float32(count) / _TAU) - np.float32(0.5)
    u = u + np.float32(count) if u < _ZERO else u
    j = np.int64(u)
    g = u - np.float32(j)
    j = j - count if j >= count else j
    k = j + 1 if j + 1 < count else 0
    near = radius[i, j] + (radius[i, k] - radius[i, j]) * g
    next_ = radius[i + 1, j] + (radius[i + 1, k] - radius[i + 1, j]) * g
    return near + (next_ - near) * f, np.sqrt(x * x + y * y)


@njit(**INLINED)
def _room(x, y, z, least, axis, scale):  # type: ignore[no-untyped-def]
    """Return a length that a ray can surely go, metres; below 0 where only small steps tell."""
    v = min(_row_of(z, scale), np.float32(axis.shape[0] - 1))
    i = np.int64(v)
    x -= axis[i, 0]
    y -= axis[i, 1]
    a = min(i // COARSE, least.shape[0] - 1)
    b = np.int64(angle(x, -y) * (np.float32(least.shape[1]) / _TAU)) % least.shape[1]
    away = np.sqrt(x * x + y * y)
    stride = min(np.float32(0.13) * (np.float32(NEAR) + z), np.float32(0.15) + np.float32(0.3) * away)
    return min(np.float32(0.6) * (least[a, b] - away), stride)


@njit(**INLINED)
def _walk(x, y, z, dx, dy, dz, t, rock, detail):  # type: ignore[no-untyped-def]
    """Walk along a ray from ``t`` metres on; return what it finds and how far away."""
    radius, least, axis, scale, far, rim = rock
    for _ in range(420):
        px, py, pz = x + dx * t, y + dy * t, z + dz * t
        if pz > far:
            return NOTHING, t
        if pz < _ZERO:
            return ROCK, t
        fine = np.float32(0.003) + np.float32(1.2) * detail * t
        room = _room(px, py, pz, least, axis, scale)
        if room > np.float32(8.0) * fine:
            t += room
            continue
        level, away = _looked_up(px, py, pz, radius, axis, scale)
        gap = level - away
        if gap < _ZERO:
            low, high = max(t - np.float32(6.0) * fine, _ZERO), t
            for _ in range(5):
                middle = np.float32(0.5) * (low + high)
                if _gap(x + dx * middle, y + dy * middle, z + dz * middle, radius, axis, scale) < _ZERO:
                    high = middle
                else:
                    low = middle
            return ROCK, high
        if away > rim and gap > np.float32(0.5 * HOLE):
            return OPEN, t
        t += min(max(gap, fine), np.float32(6.0) * fine)
    return ROCK, t


@njit(**LENT)
def _see(first, across, rise, eye, rock, stand, detail, water, ripple, starts, kind, where, normal, wet, stands):  # type: ignore[no-untyped-def]
    """Follow one ray per pixel of some picture rows, by way of the water's surface where it meets that first."""
    radius, _least, axis, scale, far, _rim = rock
    rows, columns = kind.shape
    for r in range(rows):
        for c in range(columns):
            dx, dy, dz = across[c], rise[first + r], _ONE
            length = _ONE / np.sqrt(dx * dx + dy * dy + dz * dz)
            dx, dy, dz = dx * length, dy * length, dz * length
            a, b = (first + r) * starts.shape[0] // rise.shape[0], c * starts.shape[1] // columns
            found, t = _walk(eye[0], eye[1], eye[2], dx, dy, dz, starts[a, b, 0], rock, detail)
            x, y, z = eye[0] + dx * t, eye[1] + dy * t, eye[2] + dz * t
            wet[r, c] = _ZERO
            if dy < _ZERO and (y < water or (found != ROCK and dy < np.float32(-1e-4))):
                s = (water - eye[1]) / dy
                if s < t or found != ROCK:
                    x, z = eye[0] + dx * s, eye[2] + dz * s
                    if z < far:
                        u = np.int64((x + np.float32(400.0)) * np.float32(36.0)) % ripple.shape[1]
                        tilt = ripple[np.int64(z * np.float32(36.0)) % ripple.shape[0], u]
                        calm = _ONE / (_ONE + np.float32(0.10) * s)
                        dx, dy = dx + tilt[0] * calm, max(-dy + tilt[1] * calm, np.float32(0.003))
                        wet[r, c] = s
                        found, t = _walk(x, water + np.float32(0.01), z, dx, dy, dz, starts[a, b, 1], rock, detail)
                        x, y, z = x + dx * t, water + dy * t, z + dz * t
                        t += s
            kind[r, c] = found
            where[r, c, 0], where[r, c, 1], where[r, c, 2], where[r, c, 3] = x, y, z, t
            normal[r, c, 0], normal[r, c, 1], normal[r, c, 2] = dx, dy, dz
            if found == ROCK:
                stands[r, c], _away = _looked_up(x, y, z, stand, axis, scale)
                e = np.float32(0.006) + np.float32(0.7) * detail * t
                base = _gap(x, y, z, radius, axis, scale)
                nx = _gap(x + e, y, z, radius, axis, scale) - base
                ny = _gap(x, y + e, z, radius, axis, scale) - base
                nz = _gap(x, y, z + e, radius, axis, scale) - base
                length = _ONE / max(np.sqrt(nx * nx + ny * ny + nz * nz), np.float32(1e-9))
                normal[r, c, 0], normal[r, c, 1], normal[r, c, 2] = nx * length, ny * length, nz * length


@dataclass
class Sight:
    """What is seen, pixel by pixel.

    Attributes
    ----------
    kind : ndarray (height, width), uint8
        :data:`ROCK`, :data:`OPEN` or :data:`NOTHING`.
    where : ndarray (height, width, 4)
        The place in metres, and the length of the way there.
    normal : ndarray (height, width, 3)
        Of the rock, away from it; of daylight the direction of the ray.
    wet : ndarray (height, width)
        Distance of the water by way of which it is seen; 0 for none.
    stands : ndarray (height, width)
        How far the rock stands out from its surroundings, metres.
    """

    kind: np.ndarray[Any, np.dtype[np.uint8]]
    where: Array
    normal: Array
    wet: Array
    stands: Array


@dataclass(frozen=True)
class Look:
    """Where a picture is taken from, and what is known before its rays are followed.

    Attributes
    ----------
    eye : tuple of float
        Metres.
    focal : float
        Pixels.
    centre : tuple of float
        Vanishing point, pixels.
    width, height : int
    ripple : ndarray (n, m, 2)
        Slopes of the water, 36 to a metre.
    starts : ndarray (rows, columns, 2)
        Metres that rays surely go before they meet something, first to rock or water, then from the water on.
    """

    eye: tuple[float, float, float]
    focal: float
    centre: tuple[float, float]
    width: int
    height: int
    ripple: Array
    starts: Array

    @staticmethod
    def of(
        passage: Passage, eye: tuple[float, float, float], focal: float, centre: tuple[float, float], width: int, height: int, ripple: Array
    ) -> Look:  # fmt: skip
        """Look at a picture a sixteenth as large first, so that the rays of the large one need not start at the eye."""
        nothing = np.zeros((1, 1, 2), np.float32)
        if width < 64:
            return Look(eye, focal, centre, width, height, ripple, nothing)
        small = Look(
            eye, focal / _QUICK, (centre[0] / _QUICK, centre[1] / _QUICK), -(-width // _QUICK), -(-height // _QUICK), ripple, nothing
        )  # fmt: skip
        seen = see(passage, small, (0, small.height), 0.5 / small.focal)
        first = np.where(seen.wet > 0, seen.wet, seen.where[..., 3])
        then = np.where(seen.wet > 0, seen.where[..., 3] - seen.wet, 0).astype(np.float32)
        around = np.ones((3, 3), np.uint8)
        starts = np.stack([cv2.erode(part, around) for part in (first, then)], 2)
        return Look(
            eye,
            focal,
            centre,
            width,
            height,
            ripple,
            np.ascontiguousarray(np.maximum(0.985 * starts - 0.03, 0), np.float32),
        )


def see(passage: Passage, look: Look, rows: tuple[int, int], detail: float) -> Sight:
    """Look along a passage.

    Parameters
    ----------
    passage : Passage
    look : Look
    rows : tuple of int
        First and last picture row.
    detail : float
        Size of a pixel per metre of distance.
    """
    count, width = rows[1] - rows[0], look.width
    sight = Sight(
        np.zeros((count, width), np.uint8), np.zeros((count, width, 4), np.float32), np.zeros((count, width, 3), np.float32),
        np.zeros((count, width), np.float32), np.zeros((count, width), np.float32),
    )  # fmt: skip
    across = (np.arange(width, dtype=np.float32) + np.float32(0.5 - look.centre[0])) / np.float32(look.focal)
    rise = (np.float32(look.centre[1] - 0.5) - np.arange(look.height, dtype=np.float32)) / np.float32(look.focal)
    rock = (
        passage.radius, passage.least, passage.axis, _scale(passage), np.float32(passage.far), np.float32(passage.rim)
    )  # fmt: skip
    _see(
        rows[0], across, rise, np.array(look.eye, np.float32), rock, passage.stand, np.float32(detail), np.float32(passage.water),
        look.ripple, look.starts, sight.kind, sight.where, sight.normal, sight.wet, sight.stands,
    )  # fmt: skip
    return sight


def _scale(passage: Passage) -> Any:
    return np.float32((ROWS - 1) / np.log2(1 + passage.far / NEAR))


@njit(**LENT)
def _reaches(kind, where, lamp, size, radius, axis, scale, steps, out):  # type: ignore[no-untyped-def]
    """How much of a lamp every second pixel of every second row sees, 0 to 1: softer the larger the lamp and the farther off the edge."""
    for r in range(out.shape[0]):
        for c in range(out.shape[1]):
            a, b = min(2 * r, kind.shape[0] - 1), min(2 * c, kind.shape[1] - 1)
            out[r, c] = _ZERO
            if kind[a, b] != ROCK:
                continue
            x, y, z = where[a, b, 0], where[a, b, 1], where[a, b, 2]
            dx, dy, dz = lamp[0] - x, lamp[1] - y, lamp[2] - z
            away = np.sqrt(dx * dx + dy * dy + dz * dz)
            dx, dy, dz = dx / away, dy / away, dz / away
            open_ = _ONE
            reach = away - size
            t = np.float32(0.04) + np.float32(0.01) * where[a, b, 3]
            growth = power(max(reach, np.float32(2.0) * t) / t, _ONE / np.float32(steps))
            for _ in range(steps):
                if t >= reach or open_ <= _ZERO:
                    break
                gap = _gap(x + dx * t, y + dy * t, z + dz * t, radius, axis, scale)
                open_ = min(open_, np.float32(0.5) + gap / (np.float32(0.08) + np.float32(2.0) * size * t / away))
                t *= growth
            open_ = max(open_, _ZERO)
            out[r, c] = open_ * open_ * (np.float32(3.0) - np.float32(2.0) * open_)


@njit(**LENT)
def _lamp(kind, where, normal, eye, lamp, size, wrap, fall, sharp, reached, diffuse, gleam):  # type: ignore[no-untyped-def]
    """Light of one lamp on what is seen: cosine and falling off with distance; and its image in wet rock."""
    for i in range(kind.shape[0]):
        diffuse[i] = _ZERO
        gleam[i] = _ZERO
        if kind[i] != ROCK or reached[i] <= _ZERO:
            continue
        x, y, z = where[i, 0], where[i, 1], where[i, 2]
        nx, ny, nz = normal[i, 0], normal[i, 1], normal[i, 2]
        dx, dy, dz = lamp[0] - x, lamp[1] - y, lamp[2] - z
        away = np.sqrt(dx * dx + dy * dy + dz * dz)
        light = reached[i] / (power(away, fall) + size)
        cosine = (nx * dx + ny * dy + nz * dz) / away
        diffuse[i] = max(cosine + wrap, _ZERO) / (_ONE + wrap) * light
        vx, vy, vz = x - eye[0], y - eye[1], z - eye[2]
        length = np.sqrt(vx * vx + vy * vy + vz * vz) * away
        twice = np.float32(2.0) * (vx * nx + vy * ny + vz * nz)
        mirrored = ((vx - twice * nx) * dx + (vy - twice * ny) * dy + (vz - twice * nz) * dz) / length
        if mirrored > np.float32(0.5):
            gleam[i] = power(mirrored, sharp) * light


@dataclass(frozen=True)
class Lit:
    """Light of a lamp of strength 1, (height, width): on dull rock, and mirrored by wet rock."""

    diffuse: Array
    gleam: Array


def lamp(
    passage: Passage, sight: Sight, eye: tuple[float, float, float], at: tuple[float, float, float], size: float, *, wrap: float = 0.25,
    steps: int = 10, fall: float = 2.0, sharp: float = 20.0,
) -> Lit:  # fmt: skip
    """Return the light of a lamp on what is seen.

    Parameters
    ----------
    passage : Passage
    sight : Sight
    eye, at : tuple of float
        Metres.
    size : float
        Radius of the lamp in metres: the larger, the softer its shadows.
    wrap : float
        How far light reaches around an edge, 0 to 1.
    steps : int
        Places on the way to the lamp that are looked at.
    fall : float
        Power of the distance that light falls with: 2 of a small lamp, less of a wide opening whose light walls pass on.
    sharp : float
        How narrow the image in wet rock is.
    """
    height, width = sight.kind.shape
    small = np.zeros((-(-height // 2), -(-width // 2)), np.float32)
    place = np.array(at, np.float32)
    _reaches(
        sight.kind, sight.where, place, np.float32(size), passage.radius, passage.axis, _scale(passage), steps, small
    )
    reached = cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR)
    diffuse, gleam = np.zeros_like(reached), np.zeros_like(reached)
    _lamp(
        sight.kind.ravel(), sight.where.reshape(-1, 4), sight.normal.reshape(-1, 3), np.array(eye, np.float32), place, np.float32(size),
        np.float32(wrap), np.float32(fall), np.float32(sharp), reached.ravel(), diffuse.ravel(), gleam.ravel(),
    )  # fmt: skip
    return Lit(diffuse, gleam)
