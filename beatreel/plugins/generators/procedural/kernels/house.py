"""A house in a landscape: flat faces in three dimensions as a camera at eye height sees them.

What comes out is what each pixel sees (face, place on it in metres, distance); light is laid on it by whoever asks. The camera
stands at x = z = 0 and looks along z over a ground at y = 0.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from .fields import fbm_at

Array = np.ndarray[Any, np.dtype[np.float32]]

WALL, ROOF, SNOW, TIMBER, UNDER, STONE, ICE, BANK = range(8)
"""What a face is covered with."""

_NEAREST = 0.25  # metres


@dataclass(frozen=True)
class View:
    """A camera without tilt.

    Attributes
    ----------
    width, height : int
    focal, centre_x, horizon : float
        Pixels.
    eye : float
        Metres over the ground.
    side : float
        1, or -1 for the same house seen in a mirror.
    """

    width: int
    height: int
    focal: float
    centre_x: float
    horizon: float
    eye: float
    side: float = 1.0

    def at(self, x: Any, y: Any, z: Any) -> tuple[Any, Any]:
        """Return the pixels that show points."""
        return self.centre_x + self.side * self.focal * x / z, self.horizon - self.focal * (y - self.eye) / z


@dataclass(frozen=True)
class Face:
    """A convex piece of a plane.

    Attributes
    ----------
    corner, across, up : ndarray (3,)
        A point, and two unit vectors at right angles: u and v of the plane.
    outline : ndarray (count, 2)
        Corners in metres along ``across`` and ``up``, in either sense.
    skin : int
    normal : ndarray (3,)
        Away from the house.
    ragged : float
        Metres by which its edge wanders: snow that overhangs.
    name : str
        For windows and doors.
    """

    corner: Array
    across: Array
    up: Array
    outline: Array
    skin: int
    normal: Array
    ragged: float = 0.0
    name: str = ""


@dataclass(frozen=True)
class Opening:
    """A window or a door in a wall: its lower left corner and its size, metres on the wall of that name."""

    wall: str
    u: float
    v: float
    wide: float
    high: float
    is_door: bool = False


@dataclass(frozen=True)
class House:
    """Faces and openings of a house, and what stands where.

    Attributes
    ----------
    faces : tuple of Face
    openings : tuple of Opening
    middle : ndarray (3,)
        Of its ground.
    ridge, gable : ndarray (3,)
        Along the ridge, and from wall to wall.
    length, width : float
        Metres along these.
    smoke : ndarray (3,)
        Mouth of the chimney.
    """

    faces: tuple[Face, ...]
    openings: tuple[Opening, ...]
    middle: Array
    ridge: Array
    gable: Array
    length: float
    width: float
    smoke: Array

    def wall(self, name: str) -> Face:
        """Return a wall by its name."""
        return next(face for face in self.faces if face.name == name)

    def point(self, wall: str, u: float, v: float, off: float = 0.0) -> Array:
        """Return a place before a wall in metres."""
        face = self.wall(wall)
        return face.corner + u * face.across + v * face.up + off * face.normal

    def away(self, x: Array, z: Array) -> Array:
        """Return how far points of the ground are from the walls, metres; 0 inside."""
        dx, dz = x - self.middle[0], z - self.middle[2]
        a = np.abs(dx * self.ridge[0] + dz * self.ridge[2]) - self.length / 2
        b = np.abs(dx * self.gable[0] + dz * self.gable[2]) - self.width / 2
        return np.asarray(np.hypot(np.maximum(a, 0), np.maximum(b, 0)), np.float32)


@dataclass
class Seen:
    """What the pixels of a window of the picture see, ``fine`` times as dense.

    Attributes
    ----------
    rows, columns : slice
        Of the picture.
    fine : int
    face : ndarray (rows * fine, columns * fine), int16
        Number of the face; -1 for none.
    u, v, z : ndarray
        Metres on the face and along the view.
    x, y : ndarray
        Metres.
    """

    rows: slice
    columns: slice
    fine: int
    face: np.ndarray[Any, np.dtype[np.int16]]
    u: Array
    v: Array
    x: Array
    y: Array
    z: Array


def _vector(*parts: float) -> Array:
    return np.array(parts, np.float32)


def build(
    middle: tuple[float, float], turn: float, openings: tuple[Opening, ...], *, length: float = 6.6, width: float = 5.0,
    wall: float = 2.35, rise: float = 2.5, snow: float = 0.34,
) -> House:  # fmt: skip
    """Return a house with a pitched roof; its gable ``"front"`` and its wall ``"side"`` face the camera.

    Parameters
    ----------
    middle : tuple of float
        x and z of the ground under its middle.
    turn : float
        Radians from the view's right to the ridge, about 0.9 for a gable that is seen almost from before.
    openings : tuple of Opening
    length, width, wall, rise : float
        Metres: of the walls, up to the eaves, and from there to the ridge.
    snow : float
        How deep it lies on the roof; 0 for none.
    """
    e, g = _vector(math.cos(turn), 0, math.sin(turn)), _vector(-math.sin(turn), 0, math.cos(turn))
    up = _vector(0, 1, 0)
    foot = _vector(middle[0], 0, middle[1])
    half, reach = width / 2, length / 2

    def at(a: float, b: float, y: float) -> Array:
        return foot + a * e + b * g + y * up

    faces: list[Face] = []

    def add(
        corner: Array, across: Array, upward: Array, outline: Any, skin: int, normal: Array, ragged: float = 0.0, name: str = "",
    ) -> None:  # fmt: skip
        faces.append(Face(corner, across, upward, np.asarray(outline, np.float32), skin, normal, ragged, name))

    def box(length_: float, high: float) -> Any:
        return [(0, 0), (length_, 0), (length_, high), (0, high)]

    gable = [(0, 0), (width, 0), (width, wall), (half, wall + rise), (0, wall)]
    add(at(-reach, half, 0), -g, up, gable, WALL, -e, name="front")
    add(at(-reach, -half, 0), e, up, [(0, 0), (length, 0), (length, wall), (0, wall)], WALL, -g, name="side")
    pitch = math.hypot(half, rise)
    over, hang = 0.75, 0.55  # beyond the gables, and beyond the eaves along the slope
    slope = pitch + hang
    for hand in (-1.0, 1.0):  # the slope that is seen from above, and the one behind the ridge
        down = (hand * half * g - rise * up) / pitch
        out = (hand * rise * g + half * up) / pitch
        top = at(-reach - over, 0, wall + rise)
        long = length + 2 * over
        board, meet = 0.14, rise / half  # two slopes meet that much beyond the ridge for each metre of thickness
        add(
            top + board * out,
            e,
            -down,
            [(0, board * meet), (long, board * meet), (long, -slope), (0, -slope)],
            ROOF,
            out,
        )
        add(top, -down, out, [(0, 0), (-slope, 0), (-slope, board), (board * meet, board)], TIMBER, -e)
        add(top, e, -down, [(0, 0), (long, 0), (long, -slope), (0, -slope)], UNDER, -out)
        edge = top + slope * down
        add(edge, e, out, box(long, board), TIMBER, down)
        if snow:
            a, ridge = top + board * out - 0.06 * e, (board + snow) * meet
            ice = edge + 0.01 * down
            add(
                ice,
                e,
                up,
                [(0.1, -0.5), (long - 0.1, -0.5), (long - 0.1, 0.02), (0.1, 0.02)],
                ICE,
                -g if hand < 0 else g,
            )
            end = long + 0.12
            sheet = [(-0.03, ridge), (end, ridge), (end, -slope - 0.08), (-0.03, -slope - 0.08)]
            add(a + snow * out, e, -down, sheet, SNOW, out, 0.03)
            cut = [
                (board * meet, -0.04),
                (-slope - 0.09, -0.04),
                (-slope - 0.09, snow + 0.01),
                (ridge + 0.03, snow + 0.02),
            ]
            add(a, -down, out, cut, SNOW, -e, 0.03)
            lip = [(-0.02, -0.05), (end, -0.05), (end, snow), (-0.02, snow)]
            add(a + (slope + 0.06) * down, e, out, lip, SNOW, down, 0.05)
    if snow:  # that the wind has laid against the walls
        out_, high = 1.25, 0.62
        slant = math.hypot(out_, high)
        for corner, along, normal, long, name in (
            (at(-reach, half, 0), -g, -e, width, "front bank"), (at(-reach, -half, 0), e, -g, length, "side bank"),
        ):  # fmt: skip
            rising = (high * up - out_ * normal) / slant
            facing = (out_ * up + high * normal) / slant
            start = corner + out_ * normal - 0.06 * up
            before = out_ if name == "side bank" else 0.6
            after = out_ if name == "front bank" else 0.6
            sheet = [(-before, 0), (long + after, 0), (long, slant), (0, slant)]
            add(start, along, rising, sheet, BANK, facing, name=name)
    # the chimney stands on the slope that is seen
    wide, deep, tall = 0.72, 0.6, 1.0
    a, b = 0.18 * length, -0.30 * half
    base, crown = wall + 0.3 * rise, wall + rise + tall
    corner = at(a, b - deep / 2, base)
    add(corner, e, up, box(wide, crown - base), STONE, -g)
    add(at(a, b + deep / 2, base), -g, up, box(deep, crown - base), STONE, -e)
    if snow:
        cap = at(a - 0.06, b - deep / 2 - 0.06, crown)
        add(cap, e, up, box(wide + 0.12, 0.20), SNOW, -g, 0.03)
        add(at(a - 0.06, b + deep / 2 + 0.06, crown), -g, up, box(deep + 0.12, 0.20), SNOW, -e, 0.03)
    return House(tuple(faces), openings, foot, e, g, length, width, at(a + wide / 2, b, crown + 0.1))


def look_at(house: House, view: View, fine: int = 2, seed: int = 1, rows: tuple[int, int] | None = None) -> Seen | None:
    """Return what the pixels about a house see of it, within some rows of the picture if wanted; None if it is not in there."""
    corners = [face.corner + np.outer(face.outline[:, 0], face.across) + np.outer(face.outline[:, 1], face.up)
               for face in house.faces]  # fmt: skip
    points = np.concatenate(corners)
    if (points[:, 2] < _NEAREST).any():
        x0, x1, y0, y1 = 0, view.width, 0, view.height
    else:
        px, py = view.at(points[:, 0], points[:, 1], points[:, 2])
        x0, x1 = max(int(px.min()) - 3, 0), min(int(px.max()) + 4, view.width)
        y0, y1 = max(int(py.min()) - 3, 0), min(int(py.max()) + 4, view.height)
    if rows is not None:
        y0, y1 = max(y0, rows[0]), min(y1, rows[1])
    if x1 <= x0 or y1 <= y0:
        return None
    shape = ((y1 - y0) * fine, (x1 - x0) * fine)
    u, v, x, y = (np.zeros(shape, np.float32) for _ in range(4))
    z, number_of = np.full(shape, 1e6, np.float32), np.full(shape, -1, np.int16)
    seen = Seen(slice(y0, y1), slice(x0, x1), fine, number_of, u, v, x, y, z)
    for number, (face, its) in enumerate(zip(house.faces, corners, strict=True)):
        _draw(house, face, its, number, seen, view, seed)
    return seen


def bank_top(house: House, face: Face, u: Array, seed: int) -> Array:
    """Return how far a bank reaches up along itself, metres: uneven, and trodden down before a door."""
    high = float(face.outline[:, 1].max())
    at = np.clip(np.nan_to_num(u), -50, 50)
    wave = fbm_at(at, 0 * at, 2.4, seed + 13, 3) + 0.25 * fbm_at(at, 0 * at, 0.5, seed + 14, 2)
    top = high * np.clip(0.72 + 0.75 * wave, 0.25, 1.0)
    for one in house.openings:
        if one.is_door and face.name.startswith(one.wall):
            top = top * (1 - np.exp(-((((at - one.u - one.wide / 2) / 0.95) ** 2) ** 1.3)))
    return np.asarray(top, np.float32)


def _icicles(u: Array, v: Array, seed: int) -> Any:
    """Return where icicles hang below v = 0: thin, of all lengths, in groups."""
    with np.errstate(invalid="ignore"):
        at = u / np.float32(0.085)
        number = np.floor(at)
        drawn = np.sin(number * 12.9898 + seed % 71) * 43758.547
        drawn = drawn - np.floor(drawn)
        group = 0.55 + 0.45 * np.sin(0.33 * number + 2.0 * np.sin(0.11 * number))
        long = 0.05 + 0.42 * drawn**3 * group
        return (v < 0.02) & (-v < long) & (np.abs(at - number - 0.5) < 0.40 * (1 + v / long) ** 0.7)


def _draw(house: House, face: Face, corners: Array, number: int, seen: Seen, view: View, seed: int) -> None:
    fine = seen.fine
    x0, y0 = seen.columns.start, seen.rows.start
    rows, columns = seen.face.shape
    top, bottom, left, right = 0, rows, 0, columns
    if (corners[:, 2] > _NEAREST).all():
        px, py = view.at(corners[:, 0], corners[:, 1], corners[:, 2])
        more = 0.4 * view.focal / float(corners[:, 2].min()) if face.ragged else 2
        left, right = max(int((px.min() - x0 - more) * fine), 0), min(int((px.max() - x0 + more) * fine) + 1, columns)
        top, bottom = max(int((py.min() - y0 - more) * fine), 0), min(int((py.max() - y0 + more) * fine) + 1, rows)
    if right <= left or bottom <= top:
        return
    part = np.s_[top:bottom, left:right]
    dx = view.side * ((np.arange(left, right, dtype=np.float32) + 0.5) / fine + x0 - view.centre_x) / view.focal
    dy = (view.horizon - ((np.arange(top, bottom, dtype=np.float32) + 0.5) / fine + y0))[:, None] / view.focal
    n = face.normal
    facing = n[0] * dx[None, :] + n[1] * dy + n[2]
    origin = np.array([0, view.eye, 0], np.float32)
    level = float((face.corner - origin) @ n)
    z = level / np.minimum(facing, np.float32(-1e-6))
    px, py = z * dx, view.eye + z * dy
    away = (px - face.corner[0], py - face.corner[1], z - face.corner[2])
    u = sum(a * b for a, b in zip(away, face.across, strict=True))
    v = sum(a * b for a, b in zip(away, face.up, strict=True))
    inside = (facing < -1e-6) & (z > _NEAREST) & (z < seen.z[part])
    if not inside.any():
        return
    eu, ev = np.asarray(u, np.float32), np.asarray(v, np.float32)
    if face.ragged:
        safe = np.clip(np.nan_to_num(eu), -50, 50), np.clip(np.nan_to_num(ev), -50, 50)
        ev = ev + np.float32(face.ragged) * fbm_at(safe[0], safe[1], 0.9, seed + 5 * number, 3)
        eu = eu + np.float32(0.6 * face.ragged) * fbm_at(safe[1], safe[0], 0.7, seed + 5 * number + 2, 2)
    if face.skin == BANK:
        inside &= ev < bank_top(house, face, eu, seed)
    if face.skin == ICE:
        inside &= _icicles(eu, ev, seed + number)
    turning = np.roll(face.outline, -1, axis=0) - face.outline
    a, b = face.outline.T
    area = float((a * np.roll(b, -1) - np.roll(a, -1) * b).sum())
    sense = 1.0 if area > 0 else -1.0
    for (a, b), (da, db) in zip(face.outline, turning, strict=True):
        inside &= sense * (da * (ev - b) - db * (eu - a)) >= 0
    for target, value in (
        (seen.face, np.int16(number)),
        (seen.u, u),
        (seen.v, v),
        (seen.x, px),
        (seen.y, py),
        (seen.z, z),
    ):
        np.copyto(target[part], value, where=inside, casting="unsafe")
