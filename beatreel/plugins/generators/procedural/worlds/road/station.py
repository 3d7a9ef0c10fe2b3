"""A petrol station, a diner or a motel beside a road: laid out of boxes, lit by its lamps and its neon, mirrored by wet ground."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels import forecourt
from beatreel.plugins.generators.procedural.kernels.fields import fbm_at, step
from beatreel.plugins.generators.procedural.kernels.forecourt_skins import (
    BOARD,
    CANOPY,
    CHROME,
    DINER,
    PLAIN,
    PUMP,
    ROOMS,
    SHADOW,
    SHOP,
)  # fmt: skip
from beatreel.plugins.generators.procedural.painting import Focus
from beatreel.plugins.generators.procedural.scenery import open_sky

from . import signs

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.kernels.heightfield import Camera
    from beatreel.plugins.generators.procedural.scenery.open_sky import OpenLight

    from .bodywork import Vehicle
    from .cars import Canvas

Array = np.ndarray[Any, np.dtype[np.float32]]
Colour = tuple[float, float, float]

KINDS = {"gas_station": "station", "diner": "diner", "motel": "motel"}
"""Motifs, and what they are here."""
NEON: dict[str, Colour] = {
    "red": (0.10, 0.07, 1.0), "pink": (0.50, 0.10, 1.0), "blue": (1.0, 0.36, 0.06), "cyan": (0.95, 0.80, 0.10), "green": (0.40, 1.0, 0.10),
    "orange": (0.04, 0.30, 1.0), "violet": (1.0, 0.16, 0.55), "white": (0.9, 0.95, 1.0),
}  # fmt: skip
_PAIRS = (("red", "cyan"), ("pink", "cyan"), ("orange", "blue"), ("red", "green"), ("pink", "violet"))
_BOARDS: tuple[Colour, ...] = ((0.20, 0.14, 0.02), (0.03, 0.03, 0.22), (0.22, 0.06, 0.05), (0.07, 0.05, 0.10))
_COOL, _WARM = np.array([0.90, 1.0, 0.84], np.float32), np.array([0.20, 0.58, 1.0], np.float32)
LAMPLIGHT = {"station": 1.5 * _COOL, "diner": 0.40 * _WARM, "motel": 0.32 * _WARM}
"""What falls on cars that stand there."""
_STRIP = 96
NEAREST = 25.0  # metres along the road from which on it stands, but for its sign
APRON = (3.7, 46.0, 6.0, 78.0)  # paved: metres beside the middle of the road, and along it


@dataclass
class Station:
    """What stands there.

    Attributes
    ----------
    boxes, lights, glows : ndarray
        See :mod:`~...kernels.forecourt`.
    atlas : ndarray
    spots : list of (x, z, heading)
        Where cars stand.
    boards : list of (x0, x1, y0, y1, z)
        Signs, ``x`` from the middle of the road to its side.
    """

    kind: str
    side: float
    boxes: Array
    lights: Array
    glows: Array
    atlas: Array
    spots: list[tuple[float, float, float]] = field(default_factory=list)
    boards: list[tuple[float, float, float, float, float]] = field(default_factory=list)

    def sign_in(self, camera: Camera, size: tuple[int, int]) -> Focus | None:
        """Return where a picture shows its largest sign; None where it shows none whole."""
        found: list[Focus] = []
        for x0, x1, y0, y1, z in self.boards:
            ends = [camera.project(self.side * x, y, z) for x in (x0, x1) for y in (y0, y1)]
            across, up = sorted(end[0] for end in ends), sorted(end[1] for end in ends)
            is_whole = across[0] > 0 and across[-1] < size[0] and up[0] > 0 and up[-1] < size[1]
            if min(end[2] for end in ends) > 1 and is_whole:
                focus = Focus.inside(across[0], up[0], across[-1], up[-1], size)
                found += [focus] if focus else []
        return max(found, key=lambda one: one.across * one.down, default=None)


class _Builder:
    """Collects boxes and lamps; ``x`` counts from the middle of the road to the side where it stands."""

    def __init__(self, side: float, power: float) -> None:
        self.side, self.power = side, power
        self.boxes: list[list[float]] = []
        self.glows: list[list[float]] = []
        self.lights: list[list[float]] = []

    def box(
        self, x: tuple[float, float], y: tuple[float, float], z: tuple[float, float], skin: int = PLAIN, colour: Colour = (0.3, 0.3, 0.3),
        *, bright: float = 1.0, seed: int = 1, place: tuple[int, int, int, int] = (0, 0, 0, 0), tubes: tuple[Colour, Colour] | None = None,
        shadow: bool = True,
    ) -> None:  # fmt: skip
        """Add a box; with ``tubes`` it is only light."""
        a, b = sorted((self.side * x[0], self.side * x[1]))
        first, second = tubes or (colour, (0.0, 0.0, 0.0))
        row = [a, b, *y, *z, skin, *first, bright * self.power, seed, *place, 0.0 if shadow else 1.0, *second]
        (self.glows if tubes else self.boxes).append([float(v) for v in row])

    def lamp(
        self, x: float, y: float, z: float, colour: Any, strength: float, size: float, *, neon: bool = False, down: bool = False
    ) -> None:  # fmt: skip
        """Add a lamp."""
        light = np.asarray(colour, np.float32) * np.float32(strength * self.power)
        self.lights.append([self.side * x, y, z, *(float(v) for v in light), size, float(neon), float(down)])


def build(
    kind: str, side: float, dark: float, named: list[str], rng: np.random.Generator, *, lit: bool = True
) -> Station:  # fmt: skip
    """Lay out a station.

    Parameters
    ----------
    kind : str
        One of the values of :data:`KINDS`.
    side : float
        Of the road, -1 or 1.
    dark : float
        0 by day to 1.
    named : list of str
        Colours of :data:`NEON` that the prompt names; they are those of the tubes.
    lit : bool
        Somebody is there to light it.
    """
    pair = _PAIRS[int(rng.integers(len(_PAIRS)))]
    if named:
        pair = (named[0], named[1] if len(named) > 1 else next(p for p in ("cyan", "pink", "orange") if p != named[0]))
    first, second = NEON[pair[0]], NEON[pair[1]]
    board = _BOARDS[int(rng.integers(len(_BOARDS)))]
    power = min(1.0, 0.22 + 0.9 * dark) if lit else 0.0
    made = _Builder(side, power)
    pole = signs.pole_sign({"station": "gas"}.get(kind, kind), board)
    roof = signs.roof_sign({"station": "GAS", "diner": "DINER", "motel": "MOTEL"}[kind])
    picture, places = signs.atlas([pole, roof])
    spots = {"station": _pumps, "diner": _diner, "motel": _motel}[kind](made, (first, second), roof, places[1], rng)
    # The sign on its pole, before everything else.
    x, z = {"station": 7.6, "diner": 8.0, "motel": 8.4}[kind], {"station": 21.0, "diner": 20.0, "motel": 19.0}[kind]
    wide, high = pole.size
    low = 5.0
    made.box((x - 0.14, x + 0.14), (0, low + 0.4 * high), (z + 0.1, z + 0.38), colour=(0.10, 0.10, 0.10))
    made.box((x + 0.5, x + 0.68), (0, low + 0.3 * high), (z + 0.1, z + 0.30), colour=(0.10, 0.10, 0.10))
    reach = (x - wide / 2, x + wide / 2)
    made.box(reach, (low, low + high), (z, z + 0.06), BOARD, place=places[0], shadow=False)
    made.box(reach, (low, low + high), (z - 0.12, z - 0.10), place=places[0], tubes=(first, second))
    made.lamp(x, low + 0.62 * high, z - 1.2, first, 3.2, 1.2, neon=True)
    made.lamp(x, low + 0.35 * high, z - 1.2, second, 2.0, 1.2, neon=True)
    boxes, lights, glows = (np.array(rows, np.float32) for rows in (made.boxes, made.lights, made.glows))
    boards = [(*reach, low, low + high, z)] + ([(12.5, 19.0, 6.4, 8.9, 23.4)] if kind == "motel" else [])
    return Station(kind, side, boxes, lights, glows, picture, spots, boards)


def _roof(
    made: _Builder, sign: signs.Sign, place: Any, x: float, y: float, z: float, tubes: tuple[Colour, Colour]
) -> None:
    """Stand letters on a roof, with the frame that holds them."""
    wide, high = sign.size
    made.box((x - wide / 2, x + wide / 2), (y, y + high), (z, z + 0.02), place=place, tubes=tubes, bright=1.15)
    for across in np.linspace(-0.46, 0.46, 5):
        at = x + across * wide
        made.box(
            (at - 0.035, at + 0.035),
            (y - 0.3, y + high - 0.3),
            (z + 0.12, z + 0.19),
            colour=(0.06, 0.06, 0.06),
            shadow=False,
        )
    for level in (0.32, high - 0.36):
        made.box((x - 0.47 * wide, x + 0.47 * wide), (y + level, y + level + 0.05), (z + 0.12, z + 0.17), colour=(0.06, 0.06, 0.06),
                 shadow=False)  # fmt: skip
    for across in (-0.25, 0.25):
        made.lamp(x + across * wide, y + 0.5 * high, z - 0.6, tubes[0], 3.2, 1.0, neon=True)


def _pumps(made: _Builder, tubes: tuple[Colour, Colour], sign: signs.Sign, place: Any, rng: np.random.Generator) -> Any:
    left, right, near, far = 9.0, 21.0, 24.0, 36.0
    made.box((left, right), (4.7, 5.75), (near, far), CANOPY, tubes[0])
    for x in (12.0, 18.0):
        made.box((x - 0.65, x + 0.65), (0, 0.17), (26.2, 33.8), colour=(0.42, 0.42, 0.40))
        for z in (27.4, 32.6):
            made.box((x - 0.17, x + 0.17), (0.17, 4.7), (z - 0.17, z + 0.17), colour=(0.55, 0.56, 0.55))
        for z in (28.6, 31.2):
            made.box((x - 0.30, x + 0.30), (0.17, 2.05), (z - 0.45, z + 0.45), PUMP, tubes[0], seed=int(z))
        made.box((x - 0.25, x + 0.25), (0.17, 1.0), (33.1, 33.6), colour=(0.10, 0.10, 0.12))
    for x in (10.5, 13.5, 16.5, 19.5):
        for z in (25.5, 28.5, 31.5, 34.5):
            made.lamp(x, 4.55, z, _COOL, 34.0, 0.8, down=True)
    made.box((10.0, 24.0), (0, 3.9), (44.0, 52.0), SHOP, (0.34, 0.36, 0.36), bright=1.15)
    made.box((9.6, 24.4), (3.3, 4.1), (43.0, 52.4), colour=(0.12, 0.12, 0.13))
    for x in (12.5, 17.0, 21.5):
        made.lamp(x, 2.2, 42.6, _COOL, 9.0, 1.2)
    _roof(made, sign, place, 13.4, 5.95, 24.6, tubes)
    made.box((22.6, 23.3), (0, 1.9), (42.6, 43.2), PUMP, (0.05, 0.05, 0.5), seed=3)  # a machine with drinks
    return [(10.0, 29.6, 0.0), (15.2, 31.5, math.pi)]


def _diner(made: _Builder, tubes: tuple[Colour, Colour], sign: signs.Sign, place: Any, rng: np.random.Generator) -> Any:
    left, right, near, far = 12.5, 20.0, 25.0, 43.0
    made.box((left - 0.2, right + 0.2), (0, 0.32), (near - 0.2, far), colour=(0.16, 0.16, 0.17))
    made.box((left, right), (0.32, 3.65), (near, far), DINER, tubes[0], bright=1.25)
    made.box((left - 0.45, right + 0.45), (3.65, 4.05), (near - 0.45, far), CHROME, (0.42, 0.42, 0.42))
    made.box((left + 0.6, right - 0.6), (4.05, 4.6), (near + 0.6, far), CHROME, (0.34, 0.34, 0.34))
    for level in (3.72, 3.97):
        made.box(
            (left - 0.50, left - 0.46),
            (level - 0.03, level + 0.03),
            (near - 0.5, far),
            0,
            tubes[0 if level > 3.8 else 1],
            bright=2.0,
        )
    for ends, z in (
        ((left - 0.26, left - 0.21), (near - 0.2, far)),
        ((left - 0.2, right + 0.2), (near - 0.26, near - 0.21)),
    ):
        made.box(ends, (0.34, 0.42), z, 0, tubes[1], bright=2.4)  # along its foot
    for z in np.arange(near + 1.0, far, 4.0):
        made.lamp(left - 0.9, 0.5, float(z), tubes[1], 4.5, 0.8, neon=True)
    for x in (left + 1.0, 0.5 * (left + right), right - 1.0):
        made.lamp(x, 0.5, near - 0.9, tubes[1], 4.5, 0.8, neon=True)
    _roof(made, sign, place, 0.5 * (left + right), 4.75, near - 0.2, tubes)
    for z in np.arange(near + 1.5, far, 3.0):
        made.lamp(left - 0.5, 1.7, float(z), _WARM, 2.0, 0.9)
    for x in (left + 2.0, right - 2.0):
        made.lamp(x, 1.7, near - 0.5, _WARM, 2.0, 0.9)
        made.lamp(x, 3.8, near - 0.8, tubes[0], 0.8, 0.8, neon=True)
    for z in (28.0, 34.0, 40.0):
        made.lamp(left - 0.9, 3.8, z, tubes[0], 1.2, 0.8, neon=True)
    return [(9.2, 27.6, math.pi / 2), (9.2, 34.4, math.pi / 2 + 0.05)]


def _motel(made: _Builder, tubes: tuple[Colour, Colour], sign: signs.Sign, place: Any, rng: np.random.Generator) -> Any:
    left, right, near, far = 13.0, 20.0, 23.0, 71.4
    seed = int(rng.integers(1, 60))
    for floor in (0.0, 3.1):
        made.box((left, right), (floor, floor + 3.1), (near, far), ROOMS, (0.30, 0.38, 0.40), seed=seed + int(floor))
        made.box((left - 2.1, right), (floor + 2.86, floor + 3.06), (near - 0.4, far), colour=(0.36, 0.40, 0.42))
        for z in np.arange(near + 0.1, far, 4.4):
            made.box(
                (left - 2.0, left - 1.86), (floor, floor + 2.9), (float(z), float(z) + 0.14), colour=(0.40, 0.42, 0.42)
            )
            if z + 2 < far:
                made.lamp(left - 0.45, floor + 2.0, float(z) + 4.4 - 1.68, _WARM, 1.5, 0.5)
    for level in (3.55, 4.1):
        made.box(
            (left - 2.02, left - 1.97), (level, level + 0.05), (near, far), colour=(0.30, 0.31, 0.32), shadow=False
        )
    for z in np.arange(near + 0.1, far, 0.44):
        made.box(
            (left - 2.0, left - 1.975), (3.1, 4.1), (float(z), float(z) + 0.03), colour=(0.30, 0.31, 0.32), shadow=False
        )
    _roof(made, sign, place, 0.5 * (left + right) - 0.6, 6.4, near + 0.4, tubes)
    made.box((left + 4.2, left + 5.1), (0, 1.9), (near - 0.9, near - 0.2), PUMP, (0.05, 0.05, 0.5), seed=3)
    made.lamp(left + 4.6, 1.4, near - 1.4, (0.5, 0.4, 0.9), 1.2, 0.6)
    return [(9.0, 27.4, math.pi / 2), (9.0, 36.2, math.pi / 2 + 0.06)]


def shadow_of(station: Station, car: Vehicle) -> None:
    """Let a car keep light from the ground, in place."""
    along, wide = (2.1, 0.8) if abs(math.cos(car.heading)) > 0.7 else (0.8, 2.1)
    x, _, z = car.at
    row = np.zeros((1, forecourt.COLUMNS), np.float32)
    row[0, :7] = x - wide, x + wide, 0.22, 1.25, z - along, z + along, SHADOW
    station.boxes = np.concatenate([station.boxes, row])


class Ground:
    """The light of a station on the ground around it."""

    def __init__(self, station: Station, sun: tuple[float, float, float]) -> None:
        self.station = station
        self.sun = np.array(sun, np.float32)

    def level(self, x: Array, z: Array) -> Array:
        """Return where the ground is level, 0 to 1."""
        across = x * np.float32(self.station.side)
        out = np.maximum(np.maximum(-across, across - APRON[1]), np.maximum(APRON[2] - 4 - z, z - APRON[3]))
        return np.asarray(step(26.0, 1.0, out), np.float32)

    def paved(self, x: Array, z: Array, foot: Array) -> Array:
        """Return how much of a point is paved beside the road."""
        across = x * np.float32(self.station.side)
        inside = np.minimum.reduce([across - 2.5, APRON[1] - across, z - APRON[2], APRON[3] - z])
        return np.asarray(np.clip(inside / np.maximum(foot, 0.02) + 0.5, 0, 1), np.float32)

    def at(self, x: Array, z: Array) -> tuple[Array, Array, Array, Array]:
        """Return lamps (points, 3), neon (points, 3), the share of the sun and of the sky."""
        found = np.zeros((x.size, 8), np.float32)
        found[:, 6:] = 1
        across = x * np.float32(self.station.side)
        near = np.flatnonzero((across > -12) & (across < 60) & (z > -8) & (z < 110))
        part = np.zeros((near.size, 8), np.float32)
        forecourt.ground_light(
            self.station.boxes, self.station.lights, self.sun, np.ascontiguousarray(x[near]), np.ascontiguousarray(z[near]), part
        )  # fmt: skip
        found[near] = part
        return found[:, :3], found[:, 3:6], found[:, 6], found[:, 7]


def draw(
    canvas: Canvas, station: Station, camera: Camera, light: OpenLight, azimuth: float, wet: float, seed: int
) -> Array:  # fmt: skip
    """Draw a station and what the wet ground mirrors of it, in place; return where it is, 0 or 1, an eighth as large."""
    width, height = canvas.size
    ambient, sunlight = (np.array(part, np.float32) for part in (light.ambient, light.sun))
    sun = np.array(light.towards(azimuth), np.float32)
    lens = np.array(
        [camera.x, camera.y, camera.z, math.sin(camera.heading), math.cos(camera.heading), camera.focal, camera.centre_x], np.float32
    ).astype(np.float64)  # fmt: skip
    given = (station.boxes, station.lights, station.atlas, station.glows, ambient, sunlight, sun)
    least = max(NEAREST - camera.z, 0.0) * math.cos(camera.heading)
    covered = np.zeros((-(-height // 8), -(-width // 8)), np.uint8)
    for first in range(0, height, _STRIP):
        rows = slice(first, min(first + _STRIP, height))
        reach = np.empty((rows.stop - first, width + 1), np.float32)
        reach[:, :width] = canvas.depth[rows] * 1.02 + 0.3
        reach[:, width] = camera.horizon
        seen = np.zeros((rows.stop - first, width, 14), np.float32)
        forecourt.look(*given, lens, first, reach, seen)
        cover = seen[..., 12:13]
        for number, part in enumerate(canvas.all()):
            window = part[rows]
            window *= 1 - cover
            window += seen[..., 3 * number : 3 * number + 3]
        part = cover[::8, ::8, 0] > 0.3
        covered[first // 8 : first // 8 + part.shape[0]] = part
        canvas.paved[rows] *= 1 - cover[..., 0]
        # The poles of a sign stand before all else: with their own depth they would bend what is seen beside them.
        nearer = np.maximum(seen[..., 13] * _along(camera, first, seen.shape[:2]), least)
        np.copyto(canvas.depth[rows], nearer, where=cover[..., 0] > 0.5)
    _mirror(canvas, given, camera, lens, wet, seed, light, azimuth)
    return covered


def settle(canvas: Canvas, covered: Array, camera: Camera) -> None:
    """Bring what is seen between the posts of a station to its own depth, in place: in motion they would bend before the far sky."""
    height, width = canvas.depth.shape
    reach = 2 * round(0.011 * width) + 1
    edge = cv2.copyMakeBorder(covered, reach, reach, reach, reach, cv2.BORDER_CONSTANT, value=0)
    closed = cv2.morphologyEx(edge, cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8))[reach:-reach, reach:-reach]
    closed = cv2.resize(closed, (width, height), interpolation=cv2.INTER_NEAREST)
    own = (NEAREST + 5.0 - camera.z) * math.cos(camera.heading)
    np.copyto(canvas.depth, np.float32(own), where=(closed > 0) & (canvas.depth > own))


def _along(camera: Camera, first: int, size: tuple[int, int]) -> Array:
    """Return the share of a ray's length that lies along the axis."""
    rows, columns = np.mgrid[first : first + size[0], 0 : size[1]].astype(np.float32) + np.float32(0.5)
    a, b = (columns - camera.centre_x) / camera.focal, (rows - camera.horizon) / camera.focal
    return np.asarray(1 / np.sqrt(1 + a * a + b * b), np.float32)


def _mirror(
    canvas: Canvas, given: Any, camera: Camera, lens: Array, wet: float, seed: int, light: OpenLight, azimuth: float
) -> None:  # fmt: skip
    """Lay the mirror image on wet ground: puddles are smooth, what lies between them is rough and mirrors less."""
    width, height = canvas.size
    half = camera.scaled(0.5)
    small = lens.copy()
    small[5:7] = half.focal, half.centre_x
    top = max(int(half.horizon) + 1, 0)
    margin = math.ceil(0.007 * width)  # rows painted twice, or strips would end in edges when they are blurred
    for start in range(top, height // 2, 2 * _STRIP):
        stop = min(start + 2 * _STRIP, height // 2)
        first, last = max(start - margin, top), min(stop + margin, height // 2)
        rows, columns = np.mgrid[first:last, 0 : width // 2].astype(np.float32) + np.float32(0.5)
        below = rows - half.horizon
        away = half.y * half.focal / np.maximum(below, 0.3)
        side = (columns - half.centre_x) / half.focal * away
        sine, cosine = math.sin(camera.heading), math.cos(camera.heading)
        x, z = camera.x + away * sine + side * cosine, camera.z + away * cosine - side * sine
        foot = np.maximum(away / half.focal * away / half.y, 0.01).astype(np.float32)
        pools = fbm_at(x.ravel(), z.ravel(), 3.4, seed + 71, 4, np.minimum(foot, 1.2).ravel(), 0.55).reshape(x.shape)
        pools = step(-0.10, 0.22, pools + 0.9 * (wet - 0.55))
        rough = (0.040 + 0.045 * (1 - pools) - 0.030 * pools).astype(np.float32)
        share = cv2.resize(canvas.paved[2 * first : 2 * last], (width // 2, last - first), interpolation=cv2.INTER_AREA)
        rough[share < 0.02] = -1
        seen = np.zeros((last - first, width // 2, 14), np.float32)
        forecourt.mirror(*given, small, half.horizon, first, rough, seen)
        grazing = 1 - np.clip(below / np.hypot(np.hypot(below, half.focal), columns - half.centre_x), 0.01, 1)
        gain = share * (0.06 + 0.94 * grazing**5) * (0.30 + 0.95 * pools) * (0.35 + 0.65 * wet)
        dx, dy, dz = (part.ravel() for part in open_sky.directions(half, columns, rows))
        skies = open_sky.sky_colours(light, azimuth, dx, np.maximum(-dy, 0.02), dz)
        for sky, at in zip(skies, (0, 3), strict=True):
            seen[..., at : at + 3] += sky.reshape(*x.shape, 3) * (1 - seen[..., 12:13])
        for number, part in enumerate(canvas.all()):
            image = cv2.GaussianBlur(
                seen[..., 3 * number : 3 * number + 3], (0, 0), sigmaX=0.0009 * width, sigmaY=0.0021 * width
            )
            image *= gain[..., None]
            large = cv2.resize(image, (width, 2 * (last - first)))
            part[2 * start : 2 * stop] += large[2 * (start - first) : 2 * (stop - first)]
