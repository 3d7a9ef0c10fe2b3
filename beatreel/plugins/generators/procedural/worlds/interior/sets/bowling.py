"""A bowling alley: lanes of polished boards between tubes of neon, pins in white light, balls on their rack, one that rolls."""

from __future__ import annotations

import math

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, boxes, grid, tube, turned
from beatreel.plugins.generators.procedural.scenery.built import EVEN, KEY, ODD, SKY, skins
from beatreel.plugins.generators.procedural.scenery.exposure import View
from beatreel.plugins.generators.procedural.scenery.setting import Colour, Level, Plan, Setting

from .diner import written
from .gaming import tones
from .people import seated

MOTIF = "bowling_alley"
HALF, TALL, NEAR = 6.2, 3.5, -6.0
PITCH, LANE = 1.76, 0.53  # from lane to lane, and half the width of one
PINS = 15.0  # metres from the foul line to the first of them
_LANES = (-3, -2, -1, 0, 1, 2, 3)
_BALL = 0.108
_BALLS: tuple[Colour, ...] = (
    (0.36, 0.05, 0.02),
    (0.03, 0.02, 0.36),
    (0.20, 0.03, 0.26),
    (0.03, 0.16, 0.42),
    (0.05, 0.25, 0.06),
    (0.02, 0.02, 0.024),
    (0.30, 0.20, 0.03),
)


def pin(white: int, red: int) -> Mesh:
    """Return a pin with two rings about its neck."""
    shape = [
        (0.0, 0.381),
        (0.016, 0.377),
        (0.027, 0.364),
        (0.0325, 0.343),
        (0.030, 0.318),
        (0.0245, 0.290),
        (0.0228, 0.258),
        (0.0260, 0.226),
        (0.037, 0.190),
        (0.052, 0.152),
        (0.0605, 0.114),
        (0.057, 0.070),
        (0.044, 0.030),
        (0.028, 0.004),
        (0.026, 0.0),
    ]
    rings = [
        turned([(0.0262 if y < 0.26 else 0.0265, y + 0.013), (0.0248, y), (0.0262, y - 0.011)], 24, red)
        for y in (0.285, 0.246)
    ]
    return Mesh.of([turned(shape, 26, white), *rings])


def ball(setting: Setting, tone: Colour) -> Mesh:
    """Return a ball with three holes, its middle at the origin."""
    a = np.linspace(math.pi / 2, -math.pi / 2, 17)
    skin = setting.paint(skins.METAL, tone, gloss=0.14, rough=0.012)
    hole = setting.paint(skins.PLAIN, (0.003, 0.003, 0.003))
    parts = [turned(np.stack([np.maximum(_BALL * np.cos(a), 1e-4), _BALL * np.sin(a)], 1), 32, skin)]
    for u, v in ((-0.020, 0.020), (0.020, 0.024), (0.0, -0.028)):
        y = math.sqrt(_BALL**2 - u * u - v * v)
        parts.append(turned([(0.0, y + 0.0012), (0.012, y + 0.0004)], 16, hole).moved(u, 0, v))
    return Mesh.of(parts)


def _furnish(setting: Setting) -> None:
    place = setting.place
    first, second = tones(setting, (345.0, 250.0))
    setting.hazy(0.016, (0.0, 0.0, 0.0), tuple(0.009 * part for part in first), tuple(0.009 * part for part in second))
    dark = setting.paint(skins.PLASTER, (0.030, 0.028, 0.034))
    approach = setting.paint(skins.WOOD, (0.060, 0.115, 0.185), gloss=0.07, rough=0.03, scale=0.06)
    setting.shell(HALF, TALL, (NEAR, PINS + 2.6), dark, setting.paint(skins.PLAIN, (0.012, 0.012, 0.014)), dark)
    place.air = (-HALF, 0.0, NEAR), (HALF, TALL, PINS + 2.6)
    _sheet(setting, (-HALF, HALF), (NEAR, 0.0), 0.012, approach)
    _lanes(setting, first, second)
    _deck(setting, first, second)
    _hall(setting, first, second)
    _rack(setting, first)
    for family, tone, x in ((EVEN, first, -HALF + 0.3), (ODD, second, HALF - 0.3)):
        place.window((x, 0.4, NEAR + 1), (0, 0, PINS + 4), (0, 2.2, 0), tuple(0.50 * part for part in tone), family)
    place.window(
        (-HALF, TALL - 0.2, NEAR + 1.0),
        (2 * HALF, 0, 0),
        (0, 0, 3.0),
        tuple(0.35 * a + 0.25 * b for a, b in zip(first, second, strict=True)),
        ODD,
    )


def _sheet(setting: Setting, x: tuple[float, float], z: tuple[float, float], y: float, skin: int) -> None:
    """Lay boards along the room."""
    points = np.zeros((2, 2, 3), np.float32)
    points[:, 0, 0], points[:, 1, 0], points[0, :, 2], points[1, :, 2], points[..., 1] = x[0], x[1], z[1], z[0], y
    up = np.broadcast_to(np.float32([0, 1, 0]), points.shape)
    setting.place.add(grid(points, skin, uv=points[..., [2, 0]], normals=up))


def _lanes(setting: Setting, first: Colour, second: Colour) -> None:
    """Lay the lanes with their arrows, gutters to both sides, and tubes of light between them."""
    place = setting.place
    boards = [
        setting.paint(skins.WOOD, tone, gloss=0.13, rough=0.012, scale=0.045)
        for tone in ((0.095, 0.185, 0.30), (0.085, 0.165, 0.275))
    ]
    mark = setting.paint(skins.PLAIN, (0.012, 0.016, 0.030))
    gutter = setting.paint(skins.PLAIN, (0.010, 0.010, 0.012), gloss=0.08, rough=0.05)
    cap = setting.paint(skins.PLAIN, (0.020, 0.020, 0.024), gloss=0.06, rough=0.08)
    lines = [
        setting.glow(tuple(2.3 * part for part in tone), family) for tone, family in ((first, EVEN), (second, ODD))
    ]
    setting.box((0, 0.008, 0.03), (HALF, 0.006, 0.03), mark)
    for n, lane in enumerate(_LANES):
        x = PITCH * lane
        _sheet(setting, (x - LANE, x + LANE), (0.06, PINS + 1.2), 0.014, boards[n % 2])
        for k in range(7):  # arrows
            u, z = x + 0.135 * (k - 3), 4.9 - 0.22 * abs(k - 3)
            arrow = np.zeros((2, 2, 3), np.float32)
            arrow[0, :, 0], arrow[1, 0, 0], arrow[1, 1, 0] = u, u - 0.022, u + 0.022
            arrow[0, :, 2], arrow[1, :, 2], arrow[..., 1] = z + 0.16, z, 0.0155
            place.add(grid(arrow, mark, normals=np.broadcast_to(np.float32([0, 1, 0]), arrow.shape)))
        a = np.linspace(0, math.pi, 9)
        for way in (-1.0, 1.0):
            trough = np.zeros((9, 2, 3), np.float32)
            trough[..., 0] = (x + way * (LANE + 0.125) + 0.118 * np.cos(a))[:, None]
            trough[..., 1] = (0.012 - 0.10 * np.sin(a))[:, None]
            trough[:, 0, 2], trough[:, 1, 2] = 0.06, PINS + 1.2
            place.add(grid(trough[::-1], gutter))
    for n, lane in enumerate((*_LANES, 4)):  # between them
        x = PITCH * (lane - 0.5)
        setting.box((x, 0.02, 0.5 * PINS), (0.09, 0.03, 0.5 * PINS - 0.1), cap)
        place.add(tube([(x, 0.062, 0.3), (x, 0.062, PINS - 0.4)], 0.018, 8, lines[n % 2]))


def _deck(setting: Setting, first: Colour, second: Colour) -> None:
    """Set up the pins in white light under a painted front, one frame with some of them down."""
    place = setting.place
    white = setting.paint(skins.PLAIN, (0.60, 0.62, 0.62), gloss=0.05, rough=0.05)
    red = setting.paint(skins.PLAIN, (0.02, 0.02, 0.40), gloss=0.05, rough=0.1)
    one = pin(white, red)
    for lane in _LANES:
        for row in range(4):
            for k in range(row + 1):
                place.add(one.moved(PITCH * lane + 0.305 * (k - row / 2), 0.014, PINS + 0.264 * row))
    pale: Colour = (1.10, 1.05, 1.0)
    place.window((-HALF, 0.92, PINS - 0.35), (2 * HALF, 0, 0), (0, 0.05, 0.5), tuple(5.0 * part for part in pale), KEY)
    setting.box((0, 0.97, PINS - 0.30), (HALF, 0.012, 0.03), setting.glow(tuple(2.2 * part for part in pale), KEY))
    setting.box((0, 0.5, PINS + 1.9), (HALF, 0.5, 0.02), setting.paint(skins.CLOTH, (0.05, 0.05, 0.055)))
    post = setting.paint(skins.PLAIN, (0.03, 0.03, 0.034), gloss=0.05, rough=0.1)
    for lane in (*_LANES, 4):
        setting.box((PITCH * (lane - 0.5), 0.5, PINS + 0.7), (0.10, 0.5, 1.15), post)
    z = PINS - 0.48
    setting.box(
        (0, 1.95, z + 0.05),
        (HALF, 0.95, 0.04),
        setting.paint(skins.PLAIN, tuple(0.012 + 0.05 * p for p in second), gloss=0.05, rough=0.1),
    )
    letters, border = (
        setting.glow(tuple(3.4 * p for p in first), EVEN),
        setting.glow(tuple(2.6 * p for p in second), ODD),
    )
    place.add(*[w.moved(0, 1.98, z - 0.03) for w in written("BOWL", 0.86, letters, 0.045)])
    for way in (-1.0, 1.0):  # pins and stars of neon beside the word
        for n, x in enumerate((2.75, 4.0, 5.25)):
            place.add(
                _neon_pin(0.95, letters if n % 2 else border, way * x, 1.98, z - 0.03)
                if n != 1
                else _star(0.34, letters, way * x, 1.98, z - 0.03)
            )
    for y in (1.06, 2.86):
        place.add(tube([(-HALF, y, z - 0.02), (HALF, y, z - 0.02)], 0.026, 8, border))
    place.window((-2.0, 1.4, z - 0.3), (4.0, 0, 0), (0, 1.1, 0), tuple(0.9 * p for p in first), EVEN)


def _neon_pin(high: float, skin: int, x: float, y: float, z: float) -> Mesh:
    half = np.array(
        [
            (0.0, 0.5),
            (0.05, 0.485),
            (0.085, 0.40),
            (0.055, 0.27),
            (0.06, 0.17),
            (0.15, -0.10),
            (0.15, -0.25),
            (0.07, -0.5),
        ]
    )
    line = np.concatenate([half, half[::-1] * [-1, 1]]) * high
    return tube(np.column_stack([x + line[:, 0], y + line[:, 1], np.full(len(line), z)]), 0.024, 8, skin)


def _star(radius: float, skin: int, x: float, y: float, z: float) -> Mesh:
    a = np.arange(11) * math.pi / 5 + math.pi / 2
    r = np.where(np.arange(11) % 2, 0.42 * radius, radius)
    return tube(np.column_stack([x + r * np.cos(a), y + r * np.sin(a), np.full(11, z)]), 0.022, 8, skin)


def _hall(setting: Setting, first: Colour, second: Colour) -> None:
    """Run tubes of light along walls and ceiling, and hang the screens with the score over the foul line."""
    place = setting.place
    lit = [setting.glow(tuple(2.4 * part for part in tone), family) for tone, family in ((first, EVEN), (second, ODD))]
    for n, x in enumerate((-4.4, -2.64, -0.88, 0.88, 2.64, 4.4)):
        place.add(tube([(x, TALL - 0.05, 1.0), (x, TALL - 0.05, PINS - 0.6)], 0.022, 8, lit[n % 2]))
    for way in (-1.0, 1.0):
        x = way * (HALF - 0.03)
        for n, z in enumerate(np.arange(-4.0, PINS - 1.5, 1.9)):  # chevrons that point to the pins
            bend = [(x, 0.5, float(z)), (x, 1.55, float(z) + 1.05), (x, 2.6, float(z))]
            place.add(
                tube(
                    np.concatenate([np.linspace(bend[0], bend[1], 8)[:-1], np.linspace(bend[1], bend[2], 8)]),
                    0.026,
                    8,
                    lit[n % 2],
                )
            )
    case = setting.paint(skins.PLAIN, (0.012, 0.012, 0.014), gloss=0.06, rough=0.1)
    for n, lane in enumerate((-3, -1, 1, 3)):
        x, y, z = PITCH * lane * 0.92, 2.75, 0.6
        setting.box((x, y, z), (0.55, 0.32, 0.04), case)
        tone = (first, second)[n % 2]
        setting.box(
            (x, y, z - 0.045), (0.51, 0.28, 0.004), setting.glow(tuple(0.22 * p for p in tone), ODD if n % 2 else EVEN)
        )
        cells = [setting.glow(tuple(strong * p for p in tone), ODD if n % 2 else EVEN) for strong in (1.6, 0.4)]
        for k in range(24):
            at = (x - 0.42 + 0.12 * (k % 8), y + 0.16 - 0.16 * (k // 8), z - 0.052)
            setting.box(at, (0.045, 0.045, 0.003), cells[int((5 * k + n) % 4 == 0)])
        place.add(
            boxes(
                [(x + d, 0.5 * (y + 0.3 + TALL), z) for d in (-0.3, 0.3)], (0.012, 0.5 * (TALL - y - 0.3), 0.012), case
            )
        )


def _rack(setting: Setting, first: Colour) -> None:
    """Stand the return of the balls on the approach, balls on it, a bench with somebody, and one ball on its way."""
    place, side, rng = setting.place, setting.side, setting.rng
    body = setting.paint(skins.PLAIN, (0.030, 0.030, 0.034), gloss=0.09, rough=0.06)
    chrome = setting.paint(skins.METAL, (0.52, 0.53, 0.54), gloss=0.55, rough=0.10, metal=True)
    edge = setting.glow(tuple(2.2 * part for part in first), EVEN)
    x, z = side * 0.5 * PITCH, -1.6
    setting.box((x, 0.26, z), (0.25, 0.26, 0.85), body)
    setting.box((x, 0.50, z + 0.9), (0.27, 0.34, 0.30), body)
    place.add(tube([(x - side * 0.26, 0.10, z - 0.85), (x - side * 0.26, 0.10, z + 1.1)], 0.014, 8, edge))
    for d in (-0.16, 0.16):
        place.add(tube([(x + d, 0.57, z - 0.90), (x + d, 0.55, z), (x + d, 0.57, z + 0.75)], 0.018, 10, chrome))
    order = rng.permutation(len(_BALLS))
    for n in range(6):
        one = ball(setting, _BALLS[int(order[n])]).leaned(float(rng.uniform(-0.5, 0.5)), float(rng.uniform(0.3, 0.9)))
        place.add(one.moved(x, 0.66, z - 0.72 + 0.26 * n, turn=float(rng.uniform(0, 6))))
    rolling = {"wide": (0, 5.5), "medium": (0, 3.4), "close": (0, 12.4), "detail": (0, 7.0)}[setting.shot]
    place.add(
        ball(setting, _BALLS[int(order[6])])
        .leaned(0.4, -0.9)
        .moved(PITCH * rolling[0] + 0.12 * side, _BALL + 0.014, rolling[1])
    )
    cloth = setting.paint(skins.PLAIN, (0.03, 0.03, 0.16), gloss=0.05, rough=0.2)
    setting.box((-side * 3.4, 0.22, -2.9), (1.3, 0.22, 0.30), cloth)
    setting.box((-side * 3.4, 0.62, -3.2), (1.3, 0.30, 0.06), cloth)
    if setting.peopled:
        seated(setting, (-side * 2.9, 0.47, -2.85), turn=math.pi + 0.3)


PLAN = Plan(
    _furnish,
    {
        "wide": Level((0.35, 1.62, -4.6), -1.5, 0.84, 0.47),
        "medium": Level((0.30, 0.92, -2.9), 4.0, 0.92, 0.46),
        "close": View((0.34, 0.44, 10.9), (0.02, 0.52, PINS), 1.0, (0.5, 0.52)),
        "detail": View((0.05, 1.12, -2.75), (0.92, 0.66, -1.5), 1.0, (0.5, 0.60)),
    },
    groups={
        "pins": (KEY, "downbeat", 0.94, 0.12),
        "even": (EVEN, "kick", 0.80, 0.34),
        "odd": (ODD, "offbeat", 0.80, 0.34),
        "sky": (SKY,),
    },
    median=(36.0, 62.0),
    mist=0.16,
    travel=1.4,
    lettering=True,
)
