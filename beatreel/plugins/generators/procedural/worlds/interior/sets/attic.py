"""An attic: rafters under the roof, a window in the gable, a beam of light full of dust, trunks, a chair, what was forgotten."""

from __future__ import annotations

import math

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, grid, tube, turned
from beatreel.plugins.generators.procedural.scenery.built import EVEN, KEY, SKY, skins
from beatreel.plugins.generators.procedural.scenery.setting import WARM, Level, Plan, Setting

from .joinery import bulb, chair, facing, picture_frame, window_wall

_ROUND = {"round", "circular", "porthole", "oval", "rose", "wheel"}
HALF, KNEE, RIDGE, NEAR, END = 3.1, 0.9, 3.7, -2.4, 6.4
_THICK = 0.12  # of its dust, above which nothing is seen behind a beam
_SKYLIGHT = (1.85, 2.70, 0.30, 0.70)  # along the roof, and up its slope as shares of it


def _furnish(setting: Setting) -> None:
    place, side = setting.place, setting.side
    setting.sunlit((24.0, 30.0), strength=1.25, dust=0.085)
    place.dust = min(place.dust, _THICK)
    is_wet = setting.description.weather in ("rain", "storm", "snow")
    if is_wet:
        place.sunlight = (0.0, 0.0, 0.0)
    elif setting.hour == "dusk":
        place.sunlight = (1.2, 2.6, 4.4)
    place.sun = (0.42 * side, 0.52, 0.74)  # through the gable
    setting.hazy(
        0.010,
        tuple(0.006 * part for part in place.sunlight),
        tuple(0.004 * part for part in WARM),
        (0, 0, 0),
        tuple(0.04 * part for part in place.horizon),
    )
    boards = setting.paint(skins.WOOD, (0.10, 0.17, 0.26), scale=0.17)
    roof = setting.paint(skins.WOOD, (0.08, 0.14, 0.22), scale=0.15)
    beam = setting.paint(skins.WOOD, (0.06, 0.11, 0.175), scale=0.3)
    wall = setting.paint(skins.WOOD, (0.09, 0.155, 0.24), scale=0.18)
    iron = setting.paint(skins.PLAIN, (0.03, 0.03, 0.032), gloss=0.04, rough=0.3)
    setting.floored(HALF, (NEAR, END), boards)
    for way in (-1.0, 1.0):
        setting.box((way * (HALF + 0.05), KNEE / 2, 2), (0.05, KNEE / 2, 4.6), wall)
        _slope(setting, way, roof, has_skylight=way == side)
    _skylight(setting, beam, bright=2.4 if is_wet else 1.0)
    rows = np.arange(NEAR + 0.4, END, 0.95)
    for way in (-1.0, 1.0):
        place.add(
            bars(
                [(way * HALF, KNEE - 0.05, float(z)) for z in rows],
                [(0.0, RIDGE - 0.08, float(z)) for z in rows],
                (0.045, 0.075),
                beam,
            )
        )
        place.add(
            bars(
                [(way * HALF * 0.52, KNEE + 0.45 * (RIDGE - KNEE), NEAR)],
                [(way * HALF * 0.52, KNEE + 0.45 * (RIDGE - KNEE), END)],
                (0.08, 0.09),
                beam,
            )
        )
    some = rows[1::2]
    place.add(
        bars([(-1.55, 2.22, float(z)) for z in some], [(1.55, 2.22, float(z)) for z in some], (0.06, 0.09), beam),
        bars([(0, RIDGE - 0.12, NEAR)], [(0, RIDGE - 0.12, END)], (0.07, 0.10), beam),
    )
    for z in some:
        place.add(
            bars(
                [(way * 1.45, 0, float(z)) for way in (-1.0, 1.0)],
                [(way * 1.45, 2.25, float(z)) for way in (-1.0, 1.0)],
                (0.075, 0.075),
                beam,
            )
        )
    setting.box((0, RIDGE / 2, NEAR - 0.05), (HALF, RIDGE / 2, 0.05), wall)
    if setting.words & _ROUND:
        place.add(_round_window(0.95, wall, beam))
    else:
        opening = (0.62, 1.25, 2.3, 0.62)
        gable = window_wall(0.0, 0.0, 0.95, RIDGE, opening, 0.2, wall, beam, (2, 3))
        place.add(facing(gable, 0.0, END))
    for way in (-1.0, 1.0):
        setting.box((way * (0.95 + 1.1), RIDGE / 2, END + 0.05), (1.1, RIDGE / 2, 0.05), wall)
    place.window(
        (-0.6, 1.3, END + 0.05),
        (1.2, 0, 0),
        (0, 1.4, 0),
        tuple(6.0 * place.horizon[c] + 3.0 * place.zenith[c] for c in range(3)),
    )
    place.window((-1.4, 1.0, NEAR + 0.2), (2.8, 0, 0), (0, 1.0, 0), tuple(1.0 * part for part in WARM), EVEN)
    lit_bulb = setting.glow((1.6, 4.2, 7.0), EVEN, scale=6.0)
    place.add(
        bulb(0.035, lit_bulb).moved(-0.5 * side, 1.98, 1.9),
        tube([(-0.5 * side, 2.02, 1.9), (-0.5 * side, 2.2, 1.9)], 0.006, 5, iron),
    )
    place.lamp((-0.5 * side, 1.94, 1.85), tuple(0.30 * part for part in WARM), EVEN, 0.05)
    place.beacons.append(((-0.5 * side, 1.98, 1.9), WARM))
    _forgotten(setting, beam, iron)


def _slope(setting: Setting, way: float, skin: int, *, has_skylight: bool) -> None:
    """Lay the boards of one side of the roof, around its skylight."""
    z0, z1, low, high = _SKYLIGHT
    parts = [(NEAR, z0, 0.0, 1.0), (z1, END, 0.0, 1.0), (z0, z1, 0.0, low), (z0, z1, high, 1.0)]
    for a, b, under, over in parts if has_skylight else [(NEAR, END, 0.0, 1.0)]:
        rows = [[_on_roof(way, share, z) for share in (under, over)] for z in (a, b)]
        uv = np.array([[(z, 4.2 * share) for share in (under, over)] for z in (a, b)], np.float32)
        sheet = np.array(rows, np.float32)
        setting.place.add(grid(sheet, skin, uv=uv), grid(sheet + np.float32([0, 0.12, 0]), skin, uv=uv))


def _on_roof(way: float, share: float, z: float) -> tuple[float, float, float]:
    return way * HALF * (1 - share), KNEE + share * (RIDGE - KNEE), z


def _skylight(setting: Setting, frame: int, *, bright: float) -> None:
    """Open the roof to the sky between two rafters."""
    place, way = setting.place, setting.side
    z0, z1, low, high = _SKYLIGHT
    corners = [_on_roof(way, share, z) for share, z in ((low, z0), (low, z1), (high, z1), (high, z0))]
    place.add(bars(corners, [*corners[1:], corners[0]], (0.035, 0.05), frame))
    middle = 0.5 * (z0 + z1)
    place.add(bars([_on_roof(way, low, middle)], [_on_roof(way, high, middle)], (0.014, 0.02), frame))
    up = tuple(b - a for a, b in zip(corners[0], corners[3], strict=True))
    light = tuple(bright * (5.0 * place.horizon[c] + 3.0 * place.zenith[c]) for c in range(3))
    place.window(corners[0], (0.0, 0.0, z1 - z0), up, light)


def _round_window(half: float, wall: int, wood: int) -> Mesh:
    """Return the middle of the gable with a round window in it: a thick frame, and a cross of bars."""
    middle, radius = 2.05, 0.66
    a = np.linspace(0, 2 * math.pi, 97)
    way = np.stack([np.cos(a), np.sin(a)], 1)
    up = np.where(way[:, 1] > 0, RIDGE - middle, middle)
    reach = np.minimum(half / np.maximum(np.abs(way[:, 0]), 1e-6), up / np.maximum(np.abs(way[:, 1]), 1e-6))
    rings = [np.column_stack([way * far, np.full(97, END)]) for far in (radius, reach[:, None])]
    rings = [np.column_stack([way * radius, np.full(97, END + 0.2)]), *rings]  # from outside in
    points = np.stack(rings) + np.array([0.0, middle, 0.0])
    rim = np.column_stack([way * (radius + 0.03), np.full(97, END - 0.02)]) + np.array([0.0, middle, 0.0])
    z = END + 0.08
    cross = bars(
        [(-radius, middle, z), (0, middle - radius, z)],
        [(radius, middle, z), (0, middle + radius, z)],
        (0.022, 0.022),
        wood,
    )
    inner = np.column_stack([0.33 * way, np.full(97, z)]) + np.array([0.0, middle, 0.0])
    return Mesh.of([grid(points[::-1], wall), tube(rim, 0.06, 10, wood), tube(inner, 0.018, 6, wood), cross])


def _forgotten(setting: Setting, wood: int, iron: int) -> None:
    place, side, rng = setting.place, setting.side, setting.rng
    card = [setting.paint(skins.PLAIN, tone) for tone in ((0.13, 0.20, 0.28), (0.11, 0.17, 0.24))]
    leather, brass = (
        setting.paint(skins.CLOTH, (0.025, 0.040, 0.075)),
        setting.paint(skins.METAL, (0.12, 0.34, 0.55), gloss=0.3, rough=0.25, metal=True),
    )
    cloth = setting.paint(skins.CLOTH, (0.34, 0.38, 0.40))
    for n in range(16):  # boxes, stacked along the eaves
        way = -1.0 if n % 2 else 1.0
        half = (float(rng.uniform(0.18, 0.30)), float(rng.uniform(0.14, 0.22)), float(rng.uniform(0.18, 0.28)))
        z = 0.4 + 0.72 * (n // 2) + float(rng.uniform(-0.1, 0.1))
        one = boxes([(0, half[1], 0), (0, 2 * half[1] + 0.004, 0)], [half, (half[0], 0.004, 0.03)], card[n % 2])
        place.add(one.moved(way * float(rng.uniform(2.25, 2.55)), 0, z, turn=float(rng.uniform(-0.4, 0.4))))
    x, z = 0.95 * side, 3.3  # a trunk with a bowed lid
    a = np.linspace(0, math.pi, 17)
    lid = np.empty((17, 2, 3), np.float32)
    lid[..., 1], lid[..., 2] = (0.42 + 0.20 * np.sin(a))[:, None], (z - 0.27 * np.cos(a))[:, None]
    lid[:, 0, 0], lid[:, 1, 0] = x - 0.5, x + 0.5
    place.add(boxes([(x, 0.21, z)], (0.5, 0.21, 0.27), leather), grid(lid, leather))
    for dx in (-0.42, 0.0, 0.42):
        strap = np.stack([np.full(17, x + dx), 0.425 + 0.205 * np.sin(a), z - 0.275 * np.cos(a)], 1)
        place.add(tube(strap, 0.014, 6, wood), boxes([(x + dx, 0.21, z - 0.278)], (0.03, 0.21, 0.006), wood))
    place.add(boxes([(x, 0.42, z - 0.285)], (0.06, 0.05, 0.01), brass))
    for dx in (-0.5, 0.5):
        lid_end = np.stack(
            [
                np.stack([np.full(17, x + dx), 0.42 + 0.20 * np.sin(a), z - 0.27 * np.cos(a)], 1),
                np.tile([[x + dx, 0.42, z]], (17, 1)),
            ]
        )
        place.add(grid(lid_end, leather))
    place.add(chair(wood, cloth).moved(-0.75 * side, 0, 3.5, turn=0.7 * side))
    gold = setting.paint(skins.METAL, (0.12, 0.36, 0.60), gloss=0.3, rough=0.3, metal=True)
    dark = setting.paint(skins.PLASTER, (0.06, 0.08, 0.10))
    for k in range(3):  # pictures that lean against a post
        place.add(
            picture_frame(0.55 - 0.1 * k, 0.75 - 0.12 * k, gold if k != 1 else wood, dark)
            .leaned(0, 0.22)
            .moved(-1.6 * side + 0.1 * k, 0.42 - 0.06 * k, 4.6 - 0.12 * k)
        )
    form = [
        (0.035, 1.50),
        (0.05, 1.45),
        (0.045, 1.40),
        (0.16, 1.34),
        (0.19, 1.24),
        (0.17, 1.10),
        (0.125, 0.98),
        (0.17, 0.84),
        (0.18, 0.78),
        (0.0, 0.76),
    ]
    place.add(
        turned(form, 28, cloth).moved(-1.35 * side, 0, 2.6),
        tube([(-1.35 * side, 0.0, 2.6), (-1.35 * side, 0.8, 2.6)], 0.02, 8, wood),
        turned([(0.22, 0.03), (0.24, 0.0)], 20, wood).moved(-1.35 * side, 0, 2.6),
    )
    for k in range(6):
        tone = setting.paint(skins.PLAIN, tuple(float(v) for v in rng.uniform(0.03, 0.22, 3)))
        place.add(
            boxes([(0, 0, 0)], (0.13, 0.018, 0.095), tone).moved(
                0.25 * side, 0.018 + 0.037 * k, 2.5, turn=float(rng.uniform(-0.4, 0.4))
            )
        )
    ring = np.linspace(0, 2 * math.pi, 33)
    for x0, y0, r in ((2.2, 0.62, 0.34),):  # a wheel that leans on the wall
        place.add(
            tube(
                np.stack([side * x0 + 0 * ring, y0 - 0.25 + r * np.sin(ring), 1.6 + r * np.cos(ring)], 1),
                0.016,
                6,
                iron,
            )
        )


PLAN = Plan(
    _furnish,
    {
        "wide": Level((-0.35, 1.50, -1.9), 3.0, 0.84, 0.56),
        "medium": Level((-0.2, 1.40, -0.2), 3.0, 0.92, 0.54),
        "close": Level((0.1, 1.25, 1.3), 10.0, 1.0, 0.48),
        "detail": Level((0.35, 1.05, 1.9), 18.0, 1.1, 0.38),
    },
    groups={"sun": (KEY, "downbeat", 0.93, 0.15), "bulb": (EVEN, "kick", 0.84, 0.30), "sky": (SKY,)},
    median=(40.0, 70.0), mist=0.26, travel=0.8,
)  # fmt: skip
