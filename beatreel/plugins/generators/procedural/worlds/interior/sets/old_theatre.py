"""A theatre that nobody plays in: a hole in its ceiling and the light through it, torn curtains, broken seats, boxes with gilded fronts."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels.fields import fbm_at
from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, grid, leaves, tube, turned
from beatreel.plugins.generators.procedural.scenery.built import EVEN, KEY, SKY, skins
from beatreel.plugins.generators.procedural.scenery.exposure import View, toward
from beatreel.plugins.generators.procedural.scenery.setting import WARM, Level, Plan, Setting

from .cinema import seat
from .decay import torn
from .joinery import bulb, curtain

if TYPE_CHECKING:
    Array = np.ndarray[Any, np.dtype[np.float32]]

HALF, TOP, NEAR, STAGE, END, ROW = 6.4, 7.8, -5.0, 13.0, 20.0, 1.02
_ARCH = (4.3, 5.6)  # half width and height of the opening over the stage
_HOLES = ((0.5, 8.4, 1.45), (-0.5, 18.4, 0.85), (2.6, 4.6, 0.45))
"""Middles of the holes in the ceiling (x where the light comes from the right, z) and their radii."""
_LIT = (-1.9, 4.2)  # where the light of the first falls
_TIERS = (1.75, 4.35)  # heights of the floors of the boxes


def _floor(z: float) -> float:
    return -0.085 * (min(max(z, 0.0), STAGE))


def _furnish(setting: Setting) -> None:
    place, side = setting.place, setting.side
    dark = setting.hour in ("night", "dusk")
    setting.sunlit(strength=1.6 if not dark else 1.0, dust=0.013)
    if setting.hour == "dusk":
        place.sunlight = (0.9, 1.6, 2.8)
    ahead, up, across = toward(58.0, 30.0)
    place.sun = (side * across, up, ahead)
    setting.median = (34.0, 60.0) if dark else (42.0, 74.0)
    setting.hazy(
        0.014, tuple(0.006 * part for part in place.sunlight), tuple(0.004 * part for part in WARM), (0, 0, 0),
        tuple(0.05 * part for part in place.horizon),
    )  # fmt: skip
    wall = setting.paint(skins.PLASTER, (0.17, 0.19, 0.155))
    old = setting.paint(skins.PLASTER, (0.115, 0.125, 0.125))
    boards = setting.paint(skins.WOOD, (0.060, 0.095, 0.135), gloss=0.02, rough=0.3, scale=0.17)
    gilt = setting.paint(skins.METAL, (0.085, 0.235, 0.36), gloss=0.22, rough=0.35, metal=True)
    cloth = setting.paint(skins.CLOTH, (0.040, 0.036, 0.22), scale=1.2)
    velvet = setting.paint(skins.CLOTH, (0.036, 0.032, 0.20), scale=3.0)
    iron = setting.paint(skins.PLAIN, (0.022, 0.022, 0.026), gloss=0.03, rough=0.4)
    brick = setting.paint(skins.BRICK, (0.07, 0.085, 0.13))
    lines = np.array([(z, _floor(z)) for z in np.linspace(NEAR, STAGE, 40)], np.float32)
    floor = np.zeros((40, 2, 3), np.float32)
    floor[:, 0, 0], floor[:, 1, 0], floor[..., 1], floor[..., 2] = -HALF, HALF, lines[:, 1:], lines[:, :1]
    place.add(grid(floor, boards, uv=floor[..., [0, 2]]))
    for way in (-1.0, 1.0):
        setting.box((way * (HALF + 0.1), TOP / 2 - 1, 7.5), (0.1, TOP / 2 + 1.5, 13), wall)
        for n, z in enumerate(np.arange(NEAR + 1.5, STAGE - 1.0, 2.9)):
            _boxes(setting, way, float(z), n, wall, gilt, velvet)
    setting.box((0, TOP / 2 - 1, NEAR - 0.1), (HALF, TOP / 2 + 1.5, 0.1), wall)
    setting.box((0, TOP / 2 - 1, END + 0.1), (HALF, TOP / 2 + 1.5, 0.1), brick)
    _ceiling(setting, old, iron)
    _stage(setting, boards, wall, gilt, cloth, iron)
    _seats(setting, velvet, iron)
    _fallen(setting, old, boards)
    place.window((-1.6, 1.0, NEAR + 0.3), (3.2, 0, 0), (0, 3.0, 0), tuple(3.0 * part for part in place.horizon))


def _boxes(setting: Setting, way: float, z: float, n: int, wall: int, gilt: int, velvet: int) -> None:
    """Hang a box on each tier: its floor, a curved front with gilded mouldings, a column, the dark of its back."""
    place, x = setting.place, way * HALF
    a = np.linspace(-1, 1, 15)
    dark = setting.paint(skins.CLOTH, (0.018, 0.016, 0.050))
    for y in _TIERS:
        out = 1.05 + 0.28 * (1 - a**2)
        edge = np.stack([x - way * out, np.full(15, y), z + 1.38 * a], 1)
        front = np.stack([edge + np.float64([0, 0.86, 0]), edge + np.float64([-0.10 * way, 0.3, 0]), edge])
        if way > 0:
            front = front[:, ::-1]
        place.add(
            grid(front, wall),
            tube(edge + np.float64([0, 0.88, 0]), 0.055, 8, velvet),
            tube(edge + np.float64([0.02 * way, 0.06, 0]), 0.045, 8, gilt),
            tube(edge + np.float64([0, 0.66, 0]), 0.022, 6, gilt),
            boxes([(x - way * 0.62, y - 0.05, z)], (0.66, 0.06, 1.43), wall),
            boxes([(x - way * 0.04, y + 1.15, z)], (0.03, 0.95, 0.9), dark),
        )
        medal = turned([(0.0, 0.05), (0.16, 0.035), (0.20, 0.0)], 20, gilt).leaned(0, math.pi / 2)
        place.add(medal.moved(0, 0, 0, turn=way * math.pi / 2).moved(x - way * 1.37, y + 0.36, z))
    pillar = [(0.07, TOP), (0.07, _TIERS[1] + 0.2), (0.10, _TIERS[1]), (0.08, _TIERS[0] + 0.2), (0.12, _TIERS[0]),
              (0.09, _TIERS[0] - 0.2), (0.10, -1.2)]  # fmt: skip
    place.add(turned(pillar, 14, gilt if n % 2 else wall).moved(x - way * 1.12, 0, z + 1.45))


def _ceiling(setting: Setting, plaster: int, iron: int) -> None:
    """Close the house above, but for a ragged hole through which laths and the sky are seen."""
    place, seed = setting.place, int(setting.rng.integers(1 << 16))
    x, z = np.meshgrid(np.linspace(-HALF - 0.2, HALF + 0.2, 130), np.linspace(NEAR - 0.2, END, 240))
    ragged = 0.8 * fbm_at(x.astype(np.float32), z.astype(np.float32), 1.1, seed, 4)
    away = np.min([np.hypot(x - setting.side * x0, 0.8 * (z - z0)) / far for x0, z0, far in _HOLES], axis=0) + ragged
    sag = TOP - 0.35 * np.exp(-((away / 1.6) ** 2)) + 0.05 * ragged
    sheet = grid(np.stack([x, sag, z], -1)[::-1], plaster)
    open_ = (away < 1)[::-1].ravel()
    keep = ~open_[sheet.triangles].any(axis=1)
    place.add(Mesh(sheet.points, sheet.carried, sheet.triangles[keep], sheet.skins[keep]))
    rows = np.arange(NEAR, END, 1.65)
    place.add(
        bars(
            [(-6.0, TOP + 0.1, float(w)) for w in rows], [(6.0, TOP + 0.1, float(w)) for w in rows], (0.05, 0.09), iron
        )
    )
    light = tuple(7.0 * a + 4.0 * b for a, b in zip(place.zenith, place.horizon, strict=True))
    for x0, z0, far in _HOLES:
        place.window((setting.side * x0 - far, TOP + 0.15, z0 - far), (2 * far, 0, 0), (0, 0, 2 * far), light)
    place.air = (-HALF, -1.5, NEAR), (HALF, TOP, END)


def _stage(setting: Setting, boards: int, wall: int, gilt: int, cloth: int, iron: int) -> None:
    """Raise the stage behind a gilded arch, with what is left of its curtain, and a ghost light that still burns."""
    place, rng, side = setting.place, setting.rng, setting.side
    wide, tall = _ARCH
    setting.box((0, -0.9, 0.5 * (STAGE + END)), (HALF, 0.9, 0.5 * (END - STAGE) + 0.25), boards)
    setting.box((0, -0.55, STAGE - 0.27), (HALF, 0.6, 0.03), wall)
    for way in (-1.0, 1.0):
        setting.box((way * 0.5 * (wide + HALF), TOP / 2, STAGE), (0.5 * (HALF - wide), TOP / 2, 0.25), wall)
        for k, (far, thick) in enumerate(((0.06, 0.10), (0.34, 0.05), (0.62, 0.075))):
            place.add(
                tube(
                    [(way * (wide + far), 0, STAGE - 0.28), (way * (wide + far), tall + far, STAGE - 0.28)],
                    thick,
                    8,
                    gilt,
                )
            )
            line = [(-wide - far, tall + far, STAGE - 0.28), (wide + far, tall + far, STAGE - 0.28)]
            if way > 0:
                place.add(tube(line, thick, 8, gilt))
            if k == 1:
                for y in np.arange(0.5, tall, 0.62):  # rosettes between them
                    rose = turned([(0.0, 0.05), (0.10, 0.03), (0.13, 0.0)], 14, gilt).leaned(0, math.pi / 2)
                    place.add(rose.moved(way * (wide + 0.2), float(y), STAGE - 0.3))
    setting.box((0, 0.5 * (tall + TOP), STAGE), (wide, 0.5 * (TOP - tall), 0.25), wall)
    crest = turned([(0.0, 0.22), (0.32, 0.16), (0.46, 0.06), (0.52, 0.0)], 28, gilt).leaned(0, math.pi / 2)
    place.add(crest.moved(0, tall + 0.72, STAGE - 0.28))
    seed = int(rng.integers(1 << 16))
    for way in (-1.0, 1.0):
        broad = 2.9 if way == side else 2.1
        hung = curtain(broad, tall + 0.1, cloth, folds=7.0, deep=0.12, phase=float(rng.uniform(0, 6)))
        ragged = torn(hung, seed + int(way), 0.30, -tall)
        place.add(ragged.moved(way * (wide - 0.42 * broad), tall + 0.05, STAGE + 0.45))
    u = np.linspace(-wide, wide, 221)
    drop = (
        0.75 + 0.20 * np.abs(np.sin(2.0 * u)) + 0.9 * np.exp(-(((u - 1.6 * side) / 0.8) ** 2))
    )  # one swag has come down
    rows = np.linspace(0, 1, 12)[:, None]
    swag = np.stack(
        [u + 0 * rows, tall + 0.1 - drop * rows, STAGE + 0.3 + 0.05 * np.sin(19 * u) * (0.4 + rows) + 0 * rows], -1
    )
    place.add(torn(grid(swag, cloth), seed + 5, 0.38, -9.0))
    backdrop = setting.paint(skins.PLASTER, (0.115, 0.12, 0.105))
    hung = torn(curtain(6.4, 5.2, backdrop, folds=2.0, deep=0.05), seed + 8, 0.34, -5.2)
    place.add(hung.moved(0.4 * side, 5.3, END - 1.6))
    for k in range(4):  # battens, one of which hangs by one end
        y, z = 5.9 - 0.2 * k, STAGE + 1.4 + 1.2 * k
        fallen = 2.6 if k == 2 else 0.0
        place.add(
            tube([(-4.0, y - (fallen if side > 0 else 0), z), (4.0, y - (0 if side > 0 else fallen), z)], 0.03, 6, iron)
        )
    x, z = -1.5 * side, STAGE + 2.6
    glow = setting.glow((2.6, 5.4, 8.0), EVEN)
    place.add(
        turned([(0.02, 1.45), (0.02, 0.05), (0.22, 0.02), (0.24, 0.0)], 16, iron).moved(x, 0, z),
        bulb(0.075, glow).moved(x, 1.54, z),
    )
    place.lamp((x, 1.56, z - 0.12), tuple(5.0 * part for part in WARM), EVEN, 0.08)
    place.beacons.append(((x, 1.54, z), WARM))


def _seats(setting: Setting, velvet: int, iron: int) -> None:
    """Stand rows of seats to both sides of an aisle; some are gone, some have come loose."""
    place, rng = setting.place, setting.rng
    one = seat(velvet, iron)
    for k in range(int((STAGE - 2.2) / ROW)):
        z = ROW * k - 1.0
        for n in range(6):
            for way in (-1.0, 1.0):
                x = way * (0.98 + 0.61 * n)
                luck = float(rng.random())
                if luck < 0.10:
                    continue
                loose = luck < 0.20
                lean = (float(rng.uniform(-0.35, 0.35)), float(rng.uniform(-0.5, 0.3))) if loose else (0.0, 0.0)
                turn = float(rng.uniform(-0.5, 0.5)) if loose else float(rng.normal(0, 0.02))
                place.add(one.leaned(*lean).moved(x, _floor(z) - 0.05 * loose, z, turn=turn))


def _fallen(setting: Setting, plaster: int, boards: int) -> None:
    """Let plaster, laths and boards lie under the hole, and something green where the light falls."""
    place, rng, side = setting.place, setting.rng, setting.side
    low = np.array([side * _LIT[0], _LIT[1]])
    for skin, count, long in ((plaster, 170, 0.24), (boards, 46, 0.9)):
        spread = np.where(rng.random((count, 1)) < 0.6, 1.2, 3.0)
        at = low + rng.normal(0, 1, (count, 2)) * spread * (0.8, 1.2)
        at[::3, 0] = rng.normal(0, 0.32, len(at[::3]))  # in the aisle
        at[::3, 1] = rng.uniform(0.0, STAGE - 1, len(at[::3]))
        turns, tilts = rng.uniform(0, 6.28, count), rng.normal(0, 0.22, count)
        axes = np.empty((count, 3, 3), np.float32)
        axes[:, 0] = np.stack([np.cos(turns) * np.cos(tilts), np.sin(tilts), np.sin(turns) * np.cos(tilts)], 1)
        axes[:, 2] = np.stack([-np.sin(turns), 0 * turns, np.cos(turns)], 1)
        axes[:, 1] = np.cross(axes[:, 2], axes[:, 0])
        size = rng.uniform(0.25, 1.0, count) ** 1.6 * long
        halves = np.stack([0.5 * size, np.full(count, 0.012 if skin == boards else 0.022), 0.06 + 0 * size], 1)
        if skin == plaster:
            halves[:, 2] = 0.5 * size * rng.uniform(0.5, 1.0, count)
        y = np.array([_floor(float(w)) for w in at[:, 1]]) + 0.03 + np.abs(np.sin(tilts)) * 0.5 * size
        place.add(boxes(np.stack([at[:, 0], y, at[:, 1]], 1), halves, skin, axes=axes))
    green = setting.paint(skins.LEAF, (0.030, 0.105, 0.045), (0.05, 0.20, 0.09))
    spots, normals = [], []
    for _ in range(90):
        x, z = low + rng.normal(0, 1.0, 2) * (0.9, 1.5)
        for _ in range(14):
            a, up = float(rng.uniform(0, 6.28)), float(rng.uniform(0.0, 0.32))
            spots.append((x + 0.5 * up * math.cos(a), _floor(z) + 0.05 + up, z + 0.5 * up * math.sin(a)))
            normals.append((0.6 * math.cos(a), 0.8, 0.6 * math.sin(a)))
    place.add(leaves(spots, normals, rng.uniform(0.03, 0.07, len(spots)), green, rng))


PLAN = Plan(
    _furnish,
    {
        "wide": Level((-0.25, 1.75, -4.2), 1.5, 0.86, 0.60),
        "medium": Level((0.5, 1.0, 5.0), -2.0, 0.92, 0.62),
        "close": Level((-1.1, 1.75, 15.2), 177.0, 0.92, 0.52),
        "detail": View((1.35, 0.72, 2.5), (-1.7, 0.10, 4.2), 0.92, (0.5, 0.50)),
    },
    groups={"sun": (KEY, "downbeat", 0.94, 0.14), "lamp": (EVEN, "kick", 0.80, 0.36), "sky": (SKY,)},
    mist=0.30, travel=1.4, glare=0.30,
)  # fmt: skip
