"""Rooms with nothing in them but their light: a hall with tall windows, a room, a loft of concrete; kept, or left to itself.

What a prompt names stands in them (:mod:`.guests`); where it names nothing, a chair, or a piano in a hall.
"""

from __future__ import annotations

import math
import re
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, grid, tube, turned
from beatreel.plugins.generators.procedural.scenery import staffage
from beatreel.plugins.generators.procedural.scenery.built import EVEN, KEY, SKY, skins
from beatreel.plugins.generators.procedural.scenery.people.extras import READS
from beatreel.plugins.generators.procedural.scenery.setting import WARM, Colour, Level, Plan, Setting

from .joinery import bulb, facing, parquet, picture_frame, window_wall
from .outlook import daylight, outlook
from .people import has_figure

if TYPE_CHECKING:
    Array = np.ndarray[Any, np.dtype[np.float32]]

LEFT = {
    "abandoned",
    "derelict",
    "ruined",
    "forgotten",
    "decaying",
    "crumbling",
    "dilapidated",
    "dusty",
    "old",
    "haunted",
}


_WHITE = {"white", "all-white", "whitewashed"}  # of rooms whose walls and floor are
_BRIGHT = {"sunlit", "sunny", "bright", "sunlight", "airy", "sun-drenched", "sundrenched", "morning"}


class Shape(NamedTuple):
    """Half width, height, end, bays and half the length of one, the opening of its windows and their panes, what its floor is of."""

    half: float
    tall: float
    end: float
    bays: int
    bay: float
    opening: tuple[float, float, float, float]
    panes: tuple[int, int]
    floor: str
    usual: str


_WHITE_ROOM = re.compile(
    r"\bwhite(?:washed)? (?:[a-z-]+ )?(?:studio|rooms?|loft|walls?|hall|space|gallery|floor|apartment|void|set)\b"
)
_WHITE_MEDIAN = (112.0, 150.0)
_OUTSIDE = 7.0  # how much brighter what lies outside by day is than the light that comes in
_AGLOW = 0.50  # of the sky's light
NEAR = -3.4
HALL = Shape(4.3, 6.6, 17.0, 6, 1.7, (0.85, 0.45, 4.7, 0.85), (3, 7), "parquet", "piano")
ROOM = Shape(2.6, 3.4, 6.2, 3, 1.6, (0.66, 0.62, 2.75, 0.0), (2, 4), "boards", "chair")
LOFT = Shape(4.3, 4.7, 14.0, 5, 1.74, (1.30, 0.95, 4.0, 0.0), (5, 6), "concrete", "chair")


def is_white(setting: Setting) -> bool:
    """Return whether it is the room that is white: a studio, its walls, and not a dress or a piano in it."""
    return bool(setting.words & _WHITE and _WHITE_ROOM.search(setting.description.prompt.lower()))


def _furnish(shape: Shape, setting: Setting) -> None:
    place, side, rng = setting.place, setting.side, setting.rng
    dark = setting.hour in ("night", "dusk")
    setting.sunlit((30.0, 44.0), strength=1.3, dust=0.020)
    dim = {"night": 0.30, "dusk": 0.85}.get(setting.hour, 0.8)
    for name in ("zenith", "horizon", "halo"):
        setattr(place, name, tuple(dim * part for part in getattr(place, name)))
    place.air = (-shape.half, 0.0, NEAR), (shape.half, shape.tall, shape.end)
    lamps = tuple(0.008 * part for part in WARM)
    setting.hazy(0.010, tuple(0.005 * part for part in place.sunlight), lamps, (0, 0, 0), daylight(setting, 0.05))
    left = bool(setting.words & LEFT)
    white = is_white(setting) and not left
    setting.is_bright = white and not dark
    bright = not left and bool(setting.words & _BRIGHT)
    setting.median = (34.0, 62.0) if dark else _WHITE_MEDIAN if white else (66.0, 112.0) if bright else (48.0, 88.0)
    tone: Colour = ((0.36, 0.40, 0.42), (0.33, 0.38, 0.36), (0.30, 0.36, 0.41))[int(rng.integers(3))]
    if shape is LOFT:
        wall = (
            setting.paint(skins.PLASTER, (0.26, 0.27, 0.28))
            if not left
            else setting.paint(skins.BRICK, (0.12, 0.15, 0.20))
        )
        frame = setting.paint(skins.PLAIN, (0.03, 0.03, 0.032), gloss=0.03, rough=0.3)
    else:
        wall = setting.paint(skins.PLASTER, tuple((0.72 if left else 1.0) * part for part in tone))
        frame = setting.paint(skins.PLAIN, (0.36, 0.40, 0.42), gloss=0.02, rough=0.3)
    trim = setting.paint(skins.PLASTER, (0.40, 0.44, 0.46))
    if white:
        glow = daylight(setting, _AGLOW)  # white walls, floor and ceiling send light to each other
        wall = trim = setting.paint(skins.PLASTER, (0.50, 0.52, 0.53), glow=glow, family=SKY)
        frame = setting.paint(skins.PLAIN, (0.62, 0.64, 0.65), gloss=0.02, rough=0.3)
    _floor(setting, shape, left=left)
    middle, long = 0.5 * (NEAR + shape.end), 0.5 * (shape.end - NEAR)
    setting.box((0, shape.tall + 0.1, middle), (shape.half + 0.4, 0.1, long + 0.3), wall)
    setting.box((0, shape.tall / 2, NEAR - 0.1), (shape.half + 0.4, shape.tall / 2, 0.1), wall)
    light = daylight(setting, 5.0 if dark else 4.2)
    for k in range(shape.bays):
        z = NEAR + shape.bay * (2 * k + 1)
        place.add(
            window_wall(
                side * shape.half, z, shape.bay, shape.tall, shape.opening, side * 0.32, wall, frame, shape.panes
            )
        )
        wide, sill, spring, rise = shape.opening
        place.window(
            (side * (shape.half + 0.05), sill, z - wide), (0, 0, 2 * wide), (0, spring + 0.6 * rise - sill, 0), light
        )
    setting.box(
        (side * (shape.half + 0.1), shape.tall / 2, 0.5 * (NEAR + 2 * shape.bay * shape.bays + shape.end)),
        (0.1, shape.tall / 2, max(0.5 * (shape.end - NEAR) - shape.bay * shape.bays, 0.02)),
        wall,
    )
    if setting.is_bright:
        _fill_with_light(setting, shape)
    else:
        _look_out(setting, shape)
    _far_wall(setting, shape, wall, frame, trim)
    _long_wall(setting, shape, wall, trim)
    if shape is LOFT:
        beam = trim if white else setting.paint(skins.PLASTER, (0.22, 0.23, 0.24))
        for z in np.arange(NEAR + shape.bay * 2, shape.end, shape.bay * 2):
            setting.box((0, shape.tall - 0.20, float(z)), (shape.half, 0.20, 0.16), beam)
            setting.box((-side * (shape.half - 1.1), shape.tall / 2, float(z)), (0.17, shape.tall / 2, 0.17), beam)
    else:
        _stucco(setting, shape, trim)
    if left:
        litter(setting, shape.half, shape.end)
    if setting.lamps > 0.6 and not left:
        _lamps(setting, shape)
    if has_figure(setting):
        x, z = {"wide": (-0.12, 4.2), "medium": (-0.05, 2.6), "close": (0.02, 1.2), "detail": (0.02, 0.4)}[setting.shot]
        reads = bool(READS & {*setting.words, *setting.description.said})
        kind, z = ("reader", z - 0.5) if reads else ("stander", z)  # who sits is seen from nearer
        setting.standing.append(staffage.Person(kind, side * x * shape.half, z, variant=setting.description.flavour))


def _look_out(setting: Setting, shape: Shape) -> None:
    """Put what is seen through the windows beyond them, brighter by day than any wall in here."""
    place, within = setting.place, (setting.place.zenith, setting.place.horizon)
    if setting.hour == "day":
        place.zenith, place.horizon = (tuple(_OUTSIDE * part for part in light) for light in within)
    outlook(setting, shape.half, aside=True, usual="trees")
    place.zenith, place.horizon = within


def _fill_with_light(setting: Setting, shape: Shape) -> None:
    """Hang white cloth before the windows of a white room."""
    deep = shape.end - NEAR
    cloth = setting.glow(daylight(setting, 0.9), SKY)
    setting.box((setting.side * (shape.half + 0.9), shape.tall / 2, NEAR + deep / 2), (0.02, shape.tall, deep), cloth)


def _floor(setting: Setting, shape: Shape, *, left: bool) -> None:
    place, gloss = setting.place, 0.012 if left else 0.045
    if is_white(setting) and not left:
        glow = daylight(setting, 0.8 * _AGLOW)
        below = setting.paint(skins.PLASTER, (0.42, 0.44, 0.45), gloss=0.05, rough=0.06, glow=glow, family=SKY)
    elif shape.floor == "parquet" and not setting.words & {"marble", "stone", "tiled", "tiles"}:
        woods = [
            setting.paint(
                skins.WOOD, tuple(share * part for part in (0.075, 0.145, 0.24)), gloss=gloss, rough=0.06, scale=0.2
            )
            for share in (1.0, 0.8)
        ]
        place.add(parquet(shape.half, (NEAR, shape.end), (woods[0], woods[1])))
        below = woods[1]
    elif shape.floor == "boards":
        below = setting.paint(skins.WOOD, (0.060, 0.115, 0.19), gloss=gloss, rough=0.10, scale=0.16)
    elif shape.floor == "concrete":
        below = setting.paint(skins.PLASTER, (0.15, 0.155, 0.16), gloss=0.01 if left else 0.04, rough=0.10)
    else:
        below = setting.paint(skins.SLABS, (0.36, 0.38, 0.38), (0.10, 0.105, 0.11), gloss=0.07, rough=0.03, scale=0.9)
    setting.floored(shape.half, (NEAR, shape.end), below)


def _far_wall(setting: Setting, shape: Shape, wall: int, frame: int, trim: int) -> None:
    """Close it with a wall that has a door of two wings, or a window in a hall."""
    place, side = setting.place, setting.side
    if shape is HALL:
        opening = (1.05, 0.9, 4.4, 1.05)
        place.add(
            facing(
                window_wall(0.0, 0.0, shape.half + 0.1, shape.tall, opening, 0.32, wall, frame, (4, 7)), 0.0, shape.end
            )
        )
        place.window((-1.0, 1.0, shape.end + 0.05), (2.0, 0, 0), (0, 4.2, 0), daylight(setting, 3.0))
        return
    setting.box((0, shape.tall / 2, shape.end + 0.1), (shape.half + 0.3, shape.tall / 2, 0.1), wall)
    wood = setting.paint(skins.WOOD, (0.14, 0.17, 0.19) if shape is ROOM else (0.05, 0.055, 0.06), scale=0.4)
    wood = frame if is_white(setting) else wood
    x = -side * 0.30 * shape.half
    for way in (-1.0, 1.0):
        place.add(boxes([(x + 0.41 * way, 1.12, shape.end - 0.03)], (0.395, 1.12, 0.03), wood))
        place.add(
            boxes(
                [(x + 0.41 * way, y, shape.end - 0.065) for y in (0.55, 1.62)],
                [(0.26, 0.36, 0.012), (0.26, 0.46, 0.012)],
                trim if shape is ROOM else wood,
            )
        )
    place.add(
        boxes(
            [(x - 0.88, 1.15, shape.end - 0.05), (x + 0.88, 1.15, shape.end - 0.05), (x, 2.32, shape.end - 0.05)],
            [(0.07, 1.15, 0.06), (0.07, 1.15, 0.06), (0.97, 0.08, 0.07)],
            trim,
        )
    )


def _long_wall(setting: Setting, shape: Shape, wall: int, trim: int) -> None:
    """Face the windows with a wall: pilasters and panels, or marks where pictures hung."""
    place, side = setting.place, setting.side
    x, middle, long = -side * shape.half, 0.5 * (NEAR + shape.end), 0.5 * (shape.end - NEAR)
    setting.box((x - side * 0.1, shape.tall / 2, middle), (0.1, shape.tall / 2, long + 0.2), wall)
    if shape is LOFT:
        if is_white(setting):
            return
        pipe = setting.paint(skins.METAL, (0.20, 0.22, 0.24), gloss=0.10, rough=0.4, metal=True)
        place.add(
            *[
                tube([(x + side * 0.2, y, NEAR), (x + side * 0.2, y, shape.end)], r, 10, pipe)
                for y, r in ((3.7, 0.07), (3.95, 0.045))
            ]
        )
        return
    for k in range(shape.bays):
        z = NEAR + shape.bay * (2 * k + 1)
        tall = min(shape.tall - 1.4, 4.4)
        for u in (-1.0, 1.0):  # moulded panels
            place.add(
                boxes(
                    [(x + side * 0.015, 0.5 + 0.5 * tall, z + 0.72 * u * shape.bay)],
                    (0.02, 0.5 * tall - 0.25, 0.025),
                    trim,
                )
            )
        for y in (0.75, 0.25 + tall):
            place.add(boxes([(x + side * 0.015, y, z)], (0.02, 0.025, 0.72 * shape.bay), trim))
        if shape is HALL:
            place.add(
                boxes(
                    [
                        (x + side * 0.08, shape.tall / 2, z - shape.bay),
                        (x + side * 0.10, shape.tall - 0.75, z - shape.bay),
                        (x + side * 0.10, 0.16, z - shape.bay),
                    ],
                    [(0.09, shape.tall / 2, 0.20), (0.13, 0.14, 0.26), (0.12, 0.16, 0.24)],
                    trim,
                )
            )


def _stucco(setting: Setting, shape: Shape, trim: int) -> None:
    """Run a cornice and a skirting around it, and set a rose in its ceiling."""
    place, middle, long = setting.place, 0.5 * (NEAR + shape.end), 0.5 * (shape.end - NEAR)
    deep = 0.05 * shape.tall
    for way in (-1.0, 1.0):
        for k, (out, y) in enumerate(((1.0, 0.28), (0.72, 0.62), (0.42, 0.95))):
            setting.box(
                (way * (shape.half - 0.5 * out * deep), shape.tall - y * deep, middle),
                (0.5 * out * deep, 0.16 * deep + 0.0 * k, long),
                trim,
            )
        setting.box((way * (shape.half - 0.015), 0.09, middle), (0.02, 0.09, long), trim)
    setting.box((0, shape.tall - 0.5 * deep, shape.end - 0.4 * deep), (shape.half, 0.5 * deep, 0.4 * deep), trim)
    setting.box((0, 0.09, shape.end - 0.015), (shape.half, 0.09, 0.02), trim)
    for z in np.arange(NEAR + 3.0, shape.end, 5.2 if shape is HALL else 4.4):
        rings = [
            tube([(r * math.cos(a), 0, r * math.sin(a)) for a in np.linspace(0, 2 * math.pi, 49)], 0.028, 8, trim)
            for r in (0.30, 0.62, 0.70)
        ]
        place.add(Mesh.of(rings).moved(0, shape.tall - 0.02, float(z)))


def litter(setting: Setting, half: float, end: float) -> None:
    """Let plaster and leaves lie about, and a frame lean on the wall."""
    place, rng, side = setting.place, setting.rng, setting.side
    bits = setting.paint(skins.PLASTER, (0.28, 0.30, 0.31))
    leaf = setting.paint(skins.CLOTH, (0.03, 0.075, 0.16), scale=3.0)
    count = 150
    at = np.stack(
        [
            rng.uniform(-1, 1, count) * (half - 0.15),
            np.full(count, 0.012),
            rng.uniform(NEAR + 0.5, end - 0.3, count),
        ],
        1,
    )
    walls = rng.random(count) < 0.6
    at[walls, 0] = np.sign(at[walls, 0]) * (half - 0.1 - 0.5 * rng.random(int(walls.sum())) ** 2)
    sizes = np.stack(
        [rng.uniform(0.02, 0.10, count), rng.uniform(0.004, 0.03, count), rng.uniform(0.02, 0.09, count)], 1
    )
    place.add(boxes(at, sizes, bits))
    for _ in range(90):
        x, z, a = (
            float(rng.uniform(-1, 1)) * (half - 0.2),
            float(rng.uniform(NEAR + 0.5, end - 0.4)),
            float(rng.uniform(0, 6)),
        )
        points = np.array(
            [[[-0.05, 0.006, 0.0], [0.0, 0.022, 0.028]], [[0.0, 0.016, -0.028], [0.055, 0.008, 0.0]]], np.float32
        )
        place.add(grid(points, leaf).moved(x, 0.0, z, turn=a))
    gold = setting.paint(skins.METAL, (0.10, 0.26, 0.42), gloss=0.2, rough=0.3, metal=True)
    canvas = setting.paint(skins.CLOTH, (0.05, 0.06, 0.07))
    place.add(
        picture_frame(0.9, 1.2, gold, canvas)
        .leaned(0.0, 0.16)
        .moved(-side * (half - 0.35), 0.62, 3.6, turn=side * math.pi / 2)
    )


def _lamps(setting: Setting, shape: Shape) -> None:
    """Hang lamps along the middle."""
    place = setting.place
    iron = setting.paint(skins.PLAIN, (0.03, 0.03, 0.032), gloss=0.04, rough=0.3)
    globe = setting.glow(tuple(2.6 * setting.lamps * part for part in WARM), EVEN, scale=5.0)
    high = min(shape.tall - 0.7, 3.9)
    for z in np.arange(NEAR + 3.0, shape.end, 5.2 if shape is HALL else 4.4):
        at = (0.0, high, float(z))
        place.add(
            bulb(0.09, globe).moved(*at),
            bars([(0, high + 0.12, float(z))], [(0, shape.tall, float(z))], (0.006, 0.006), iron),
            turned([(0.02, 0.24), (0.05, 0.20), (0.24, 0.02), (0.25, 0.0)], 28, iron).moved(*at),
        )
        place.lamp((0.0, high - 0.12, float(z)), tuple(1.9 * setting.lamps * part for part in WARM), EVEN, 0.12)
        place.beacons.append((at, WARM))


def _plan(shape: Shape) -> Plan:
    h = shape.half
    return Plan(
        partial(_furnish, shape),
        {
            "wide": Level((-0.30 * h, 1.45, NEAR + 0.5), 5.0, 0.84, 0.56),
            "medium": Level((-0.42 * h, 1.40, NEAR + 1.3), 13.0, 0.98, 0.54),
            "close": Level((-0.45 * h, 1.20, NEAR + 1.6), 22.0, 1.1, 0.54),
            "detail": Level((0.1 * h, 0.5, NEAR + 1.2), -9.0, 1.15, 0.60),
        },
        groups={
            "sun": (KEY, "kick", 0.94, 0.14),
            "lamps": (EVEN, "offbeat", 0.84, 0.26),
            "sky": (SKY, "low", 0.96, 0.06),
        },
        median=(44.0, 82.0),
        mist=0.2,
        travel=1.2,
        usual=shape.usual,
    )


PLANS = {"hall": _plan(HALL), "room": _plan(ROOM), "loft": _plan(LOFT)}
"""By what a prompt calls it."""
