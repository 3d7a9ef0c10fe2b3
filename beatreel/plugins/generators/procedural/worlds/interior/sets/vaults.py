"""Vaults under the ground: catacombs, sewers, dungeons, wine cellars and bunkers, each a long barrel of stone, brick or concrete."""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels.fields import fbm_at
from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, grid, tube, turned
from beatreel.plugins.generators.procedural.painting import Element
from beatreel.plugins.generators.procedural.palette import light_of_hue
from beatreel.plugins.generators.procedural.scenery.built import EVEN, KEY, ODD, SKY, skins
from beatreel.plugins.generators.procedural.scenery.setting import WARM, Colour, Level, Plan, Setting
from beatreel.plugins.generators.procedural.worlds.interior.regalia import torch

from .furnishings import candles
from .vault_things import barrel, bunk, cage_lamp, cell_door, niche, shackles

if TYPE_CHECKING:
    Array = np.ndarray[Any, np.dtype[np.float32]]

HALF, SPRING, RISE, NEAR, END, BAY = 2.1, 1.55, 1.55, -3.2, 17.6, 2.6
_CHANNEL = 0.85  # half the width of the water of a sewer
_SHAFT = 4.4  # where light falls in from above
_ROUGH = {"catacombs": 0.07, "dungeon": 0.06, "sewer": 0.015, "wine_cellar": 0.02, "bunker": 0.0}
_MEDIANS = {
    "catacombs": (22.0, 44.0), "dungeon": (20.0, 42.0), "sewer": (22.0, 46.0), "wine_cellar": (30.0, 54.0), "bunker": (26.0, 50.0),
}  # fmt: skip


def _furnish(kind: str, setting: Setting) -> None:
    place = setting.place
    setting.hour, setting.lamps = "night", 1.0  # whatever the hour above
    ring = setting.paint(*_STONES[kind][0], scale=_STONES[kind][1])
    floor = _floor(kind, setting)
    rib = setting.paint(skins.STONE if kind != "bunker" else skins.PLASTER, _RIBS[kind], scale=0.5)
    place.air = (-HALF, 0.0, NEAR), (HALF, SPRING + RISE, END)
    place.add(_barrel(ring, _ROUGH[kind], int(setting.rng.integers(1 << 16))))
    if kind == "sewer":
        _gutter(setting, floor, ring)
    else:
        setting.floored(HALF, (NEAR, END), floor)
    for z in np.arange(NEAR + 0.5 * BAY, END, BAY):
        place.add(_rib(float(z), rib))
    for z in (NEAR, END):
        setting.box((0, 1.6, z), (HALF + 0.3, 1.7, 0.1), ring)
    _FILL[kind](setting)


def _floor(kind: str, setting: Setting) -> int:
    """Return the skin of the floor: flags, or wet concrete."""
    if kind == "wine_cellar":
        return setting.paint(skins.SLABS, (0.13, 0.145, 0.16), (0.11, 0.122, 0.135), gloss=0.04, rough=0.14, scale=0.62)
    if kind == "bunker":
        return setting.paint(
            skins.GROUND, (0.13, 0.14, 0.14), (0.09, 0.097, 0.10), scale=1.6, gloss=0.03, rough=0.12, extra=(0.25,)
        )
    tone = 0.62 if kind == "sewer" else 0.8
    return setting.paint(
        skins.STONE, tuple(tone * part for part in (0.13, 0.15, 0.165)), scale=0.8, gloss=0.035, rough=0.16
    )


def _arch(count: int, inset: float = 0.0) -> Array:
    """Return x and y of the section, from the foot on the left to the one on the right, and how far along it each point is."""
    a = np.linspace(math.pi, 0, count)
    sides = np.linspace(0, SPRING, 9)[:-1]
    x = np.concatenate([np.full(8, -1.0), np.cos(a), np.full(8, 1.0)]) * (HALF - inset)
    y = np.concatenate([sides, SPRING + (RISE - inset) * np.sin(a), sides[::-1]])
    along = np.concatenate([[0.0], np.cumsum(np.hypot(np.diff(x), np.diff(y)))])
    return np.stack([x, y, along], 1).astype(np.float32)


def _barrel(skin: int, rough: float, seed: int) -> Mesh:
    section = _arch(41)
    z = np.linspace(NEAR - 0.1, END + 0.1, 150, dtype=np.float32)
    across, long = np.meshgrid(section[:, 2], z)
    bulge = rough * fbm_at(1.6 * across, 1.6 * long, 1.0, seed, 4)
    points = np.empty((150, len(section), 3), np.float32)
    points[..., 0], points[..., 1] = section[:, 0] * (1 - bulge / HALF), section[:, 1] * (1 - 0.5 * bulge)
    points[..., 2] = long
    return grid(points, skin, uv=np.stack([long, across], -1))


def _rib(z: float, skin: int) -> Mesh:
    section = _arch(33, 0.14)[:, :2]
    path = np.column_stack([section, np.full(len(section), z)])
    return Mesh.of([tube(path + np.float32([0, 0, dz]), 0.13, 6, skin) for dz in (-0.09, 0.09)])


def _gutter(setting: Setting, floor: int, wall: int) -> None:
    """Lay two walkways and let water run between them."""
    place = setting.place
    middle, long = 0.5 * (NEAR + END), 0.5 * (END - NEAR) + 0.5
    for way in (-1.0, 1.0):
        half = 0.5 * (HALF - _CHANNEL)
        setting.box((way * (_CHANNEL + half), -0.30, middle), (half, 0.30, long), floor)
        place.add(boxes([(way * (_CHANNEL + 0.07), 0.012, middle)], (0.09, 0.014, long), wall))
    tint = _hue(setting, 0)
    water = setting.paint(
        skins.WATER, tuple(0.012 * part for part in tint), gloss=0.12, rough=0.02, scale=1.1,
        glow=tuple(0.003 * part for part in tint), family=ODD,
    )  # fmt: skip
    edge = np.zeros((2, 2, 3), np.float32)
    edge[:, 0, 0], edge[:, 1, 0], edge[0, :, 2], edge[1, :, 2], edge[..., 1] = -_CHANNEL, _CHANNEL, NEAR, END, -0.28
    place.add(grid(edge, water, uv=edge[..., [0, 2]], normals=np.broadcast_to(np.float32([0, 1, 0]), edge.shape)))


def _hue(setting: Setting, which: int, usual: tuple[float, float] = (135.0, 80.0), chroma: float = 0.13) -> Colour:
    """Return the light of a named colour, or what is usual."""
    palette = setting.description.palette
    hues = (palette.key, palette.fill) if palette.strength > 0.4 else usual
    return tuple(light_of_hue(hues[which], chroma, 0.70).astype(float))


def _hazed(setting: Setting, thick: float, *lights: Colour) -> None:
    setting.hazy(thick, *(tuple(0.011 * part for part in light) for light in lights))


def _shaft(setting: Setting, light: Colour, x: float, z: float) -> None:
    """Let light fall in through an opening in the vault."""
    top = SPRING + RISE
    setting.place.lamp((x, top - 0.12, z), tuple(26.0 * part for part in light), KEY, 0.05,
                       toward=(0.65 * x, 0.0, z - 0.25), angles=(12.5, 10.0), sharp=True)  # fmt: skip
    iron = setting.paint(skins.PLAIN, (0.02, 0.02, 0.022))
    a = np.linspace(0, 2 * math.pi, 33)
    rim = np.stack([x + 0.36 * np.cos(a), np.full(33, top - 0.06), z + 0.36 * np.sin(a)], 1)
    sky = setting.glow(tuple(3.0 * part for part in light), KEY)
    setting.place.add(tube(rim, 0.05, 8, iron), turned([(0.34, 0.0), (0.0, 0.001)], 24, sky).moved(x, top - 0.07, z))
    setting.place.dust = max(setting.place.dust, 0.05)


def _catacombs(setting: Setting) -> None:
    """Fill niches with skulls, and the floor along the walls with candles."""
    place, side, rng = setting.place, setting.side, setting.rng
    bone = setting.paint(skins.PLAIN, (0.26, 0.36, 0.43), gloss=0.02, rough=0.4)
    dark = setting.paint(skins.PLAIN, (0.010, 0.010, 0.012))
    for n, z in enumerate(np.arange(NEAR + BAY, END - 1, BAY)):
        for way in (-1.0, 1.0):
            place.add(
                niche(bone, dark, rng)
                .moved(0, 0, 0, turn=-way * math.pi / 2)
                .moved(way * (HALF - 0.12), 0.28, float(z))
            )
        x = (1 if n % 2 else -1) * side * 1.45
        candles(
            setting, (x, 0.0, float(z) + 0.6), 7 if n < 3 else 3, 0.24, (EVEN, ODD), strength=0.85, tall=(0.07, 0.34)
        )
    _shaft(setting, (1.0, 0.72, 0.50), -0.3 * side, 11.0)
    _hazed(setting, 0.030, (0.5, 0.4, 0.3), WARM, WARM)


def _dungeon(setting: Setting) -> None:
    """Hang torches and chains between doors of bars; straw and a cold shaft of light farther back."""
    place, side, rng = setting.place, setting.side, setting.rng
    iron = setting.paint(skins.METAL, (0.045, 0.05, 0.055), gloss=0.10, rough=0.4, metal=True)
    wood = setting.paint(skins.WOOD, (0.030, 0.050, 0.075), scale=0.2)
    for n, z in enumerate(np.arange(NEAR + BAY, END - 1, BAY)):
        way = side if n % 2 else -side
        for one, u in ((-way, float(z) + 0.92), (way, float(z) + 0.5)):
            torch(place, (one * (HALF - 0.36), 1.62, u), iron, (EVEN, ODD)[n % 2], 0.55)
        place.add(cell_door(iron, wood).moved(0, 0, 0, turn=way * math.pi / 2).moved(-way * (HALF - 0.06), 0, float(z)))
        place.add(
            shackles(iron, rng).moved(0, 0, 0, turn=-way * math.pi / 2).moved(way * (HALF - 0.05), 1.75, float(z) - 0.4)
        )
    place.add(
        barrel(wood, iron).moved(-side * 1.6, 0, 1.2, scale=0.8),
        barrel(wood, iron).moved(-side * 1.45, 0, 2.1, scale=0.7),
    )
    _shaft(setting, (1.0, 0.78, 0.60), 0.5 * side, 9.2)
    _hazed(setting, 0.028, (0.6, 0.5, 0.4), WARM, WARM)


def _sewer(setting: Setting) -> None:
    """Let light fall through a manhole onto the water, lamps glow along the wall, pipes run and drip."""
    place, side = setting.place, setting.side
    rust = setting.paint(skins.METAL, (0.045, 0.075, 0.13), gloss=0.06, rough=0.4)
    iron = setting.paint(skins.PLAIN, (0.03, 0.032, 0.035), gloss=0.04, rough=0.3)
    first, second = _hue(setting, 0), _hue(setting, 1)
    for y, radius in ((1.62, 0.10), (1.32, 0.06)):
        for way in (-1.0, 1.0):
            x = way * (HALF - 0.16)
            place.add(tube([(x, y, float(z)) for z in np.linspace(NEAR, END, 12)], radius, 12, rust))
            place.add(*[turned([(radius * 1.5, 0.06), (radius * 1.5, -0.06)], 14, rust).leaned(0, math.pi / 2).moved(x, y, float(z))
                        for z in np.arange(NEAR + 1, END, BAY)])  # fmt: skip
    for n, z in enumerate(np.arange(NEAR + 1.5 * BAY, END, 2 * BAY)):
        cage_lamp(
            setting,
            ((1 if n % 2 else -1) * side * (HALF - 0.32), 2.02, float(z)),
            second,
            (EVEN, ODD)[n % 2],
            iron,
            0.8,
        )
    mouth = setting.paint(skins.PLAIN, (0.008, 0.008, 0.009))
    for z, way in ((2.8, side), (8.0, -side)):  # side drains
        pipe = turned([(0.34, 0.0), (0.40, 0.02), (0.40, 0.30)], 28, rust)
        pipe = Mesh.of([pipe, turned([(0.335, 0.02), (0.0, 0.021)], 24, mouth)]).leaned(0, math.pi / 2)
        place.add(pipe.moved(0, 0, 0, turn=-way * math.pi / 2).moved(way * (HALF - 0.25), 0.62, z))
    _shaft(setting, first, 0.0, _SHAFT)
    _shaft(setting, tuple(0.6 * part for part in first), 0.2 * side, _SHAFT + 7.4)
    place.dust = 0.11
    _hazed(setting, 0.020, first, second, second)
    setting.elements += [
        Element("ripples", 0.6, {"rings": 0.5}, "water"),
        Element("mist", 0.4, {"low": 0.5, "high": 0.95, "drift": 14}),
    ]


def _wine_cellar(setting: Setting) -> None:
    """Lay barrels along both walls, bottles and candles on some."""
    place, side, rng = setting.place, setting.side, setting.rng
    oak = setting.paint(skins.WOOD, (0.050, 0.105, 0.19), gloss=0.03, rough=0.2, scale=0.10)
    hoop = setting.paint(skins.METAL, (0.06, 0.065, 0.07), gloss=0.15, rough=0.35, metal=True)
    rest = setting.paint(skins.WOOD, (0.030, 0.055, 0.090), scale=0.2)
    cask = barrel(oak, hoop).moved(0, -0.47, 0).leaned(0, math.pi / 2)
    for n, z in enumerate(np.arange(NEAR + 0.9, END - 0.5, 0.98)):
        for way in (-1.0, 1.0):
            turned_to = cask.moved(0, 0, 0, turn=way * math.pi / 2)
            place.add(
                turned_to.moved(way * (HALF - 0.62), 0.58, float(z)),
                turned_to.moved(way * (HALF - 0.74), 1.36, float(z) + 0.49),
            )
            place.add(boxes([(way * (HALF - 0.62), 0.10, float(z) + 0.49)], (0.50, 0.10, 0.06), rest))
        if n % 3 == 1:
            x = (1 if n % 2 else -1) * side * (HALF - 1.32)
            candles(setting, (x, 0.0, float(z)), 5, 0.16, (EVEN, ODD), strength=0.8, tall=(0.08, 0.3))
    stand = barrel(oak, hoop)
    place.add(stand.moved(-0.35 * side, 0, 3.4))
    candles(setting, (-0.45 * side, 0.95, 3.45), 3, 0.10, (EVEN, ODD), strength=0.9, tall=(0.08, 0.22))
    glass = setting.paint(skins.PLAIN, (0.02, 0.035, 0.02), gloss=0.10, rough=0.04)
    neck = [(0.0, 0.31), (0.014, 0.31), (0.014, 0.22), (0.037, 0.17), (0.037, 0.01), (0.0, 0.0)]
    place.add(*[turned(neck, 20, glass).moved(-0.22 * side + 0.11 * k * side, 0.95, 3.30 + 0.05 * k) for k in range(2)])
    for n, z in enumerate(np.arange(NEAR + 2 * BAY, END, 2 * BAY)):
        cage_lamp(setting, (0.0, SPRING + RISE - 0.42, float(z)), WARM, (EVEN, ODD)[n % 2], hoop, 0.9)
    _hazed(setting, 0.020, (0, 0, 0), WARM, WARM)
    del rng


def _bunker(setting: Setting) -> None:
    """Fix caged lamps, pipes and cables to the concrete, bunks and crates along the walls, a door of steel at the end."""
    place, side, rng = setting.place, setting.side, setting.rng
    steel = setting.paint(skins.METAL, (0.11, 0.12, 0.115), gloss=0.10, rough=0.35)
    dark = setting.paint(skins.PLAIN, (0.025, 0.027, 0.03), gloss=0.04, rough=0.3)
    cloth = setting.paint(skins.CLOTH, (0.06, 0.085, 0.075), scale=1.5)
    wood = setting.paint(skins.WOOD, (0.050, 0.080, 0.10), scale=0.14)
    light = _hue(setting, 0, (195.0, 195.0), 0.09)
    red = _hue(setting, 1, (25.0, 25.0), 0.17)
    for k, (y, radius) in enumerate(((2.30, 0.085), (2.12, 0.05), (2.02, 0.03))):
        x = -side * (HALF - 0.24 + 0.03 * k)
        place.add(tube([(x, y, float(z)) for z in np.linspace(NEAR, END, 12)], radius, 12, (steel, dark, dark)[k]))
    for n, z in enumerate(np.arange(NEAR + 1.2, END, BAY)):
        cage_lamp(setting, (0.25 * side, SPRING + RISE - 0.20, float(z)), light, (EVEN, ODD)[n % 2], dark, 1.25)
    for n, z in enumerate(np.arange(NEAR + 2.6, END - 3, 2.5)):
        if n % 3 != 2:
            place.add(bunk(steel, cloth).moved(side * (HALF - 0.52), 0, float(z)))
        half = np.array(
            [float(rng.uniform(0.22, 0.34)), float(rng.uniform(0.16, 0.26)), float(rng.uniform(0.24, 0.40))]
        )
        for level in range(1 + n % 3):
            crate = Mesh.of(
                [
                    boxes([(0, 0, 0)], half, wood),
                    boxes([(0, v, 0) for v in (-0.5 * half[1], 0.5 * half[1])], half * [1.02, 0.12, 1.02], dark),
                ]
            )
            place.add(
                crate.moved(
                    -side * (HALF - 0.42), half[1] * (2 * level + 1), float(z), turn=float(rng.uniform(-0.2, 0.2))
                )
            )
    place.add(
        boxes([(0, 1.05, END - 0.22)], (0.72, 1.05, 0.12), steel),
        boxes([(0, 1.05, END - 0.30)], (0.86, 1.19, 0.05), dark),
    )
    wheel = np.linspace(0, 2 * math.pi, 33)
    ring = np.stack([0.26 * np.cos(wheel), 1.1 + 0.26 * np.sin(wheel), np.full(33, END - 0.42)], 1)
    place.add(
        tube(ring, 0.025, 8, dark),
        bars(
            [(-0.26, 1.1, END - 0.42), (0, 0.84, END - 0.42)],
            [(0.26, 1.1, END - 0.42), (0, 1.36, END - 0.42)],
            (0.018, 0.018),
            dark,
        ),
    )
    cage_lamp(setting, (0.0, 2.42, END - 0.35), red, ODD, dark, 1.6)
    place.lamp((0.0, 2.1, END - 1.2), tuple(2.2 * part for part in red), ODD, 0.1)
    _hazed(setting, 0.018, (0, 0, 0), light, red)


_STONES: dict[str, tuple[tuple[int, Colour], float]] = {
    "catacombs": ((skins.STONE, (0.15, 0.20, 0.24)), 0.55),
    "dungeon": ((skins.STONE, (0.13, 0.15, 0.165)), 0.62),
    "sewer": ((skins.BRICK, (0.075, 0.10, 0.125)), 1.0),
    "wine_cellar": ((skins.BRICK, (0.085, 0.135, 0.20)), 1.0),
    "bunker": ((skins.PLASTER, (0.17, 0.185, 0.18)), 1.0),
}
_RIBS: dict[str, Colour] = {
    "catacombs": (0.19, 0.24, 0.28), "dungeon": (0.15, 0.17, 0.18), "sewer": (0.10, 0.12, 0.14), "wine_cellar": (0.12, 0.17, 0.23),
    "bunker": (0.13, 0.14, 0.14),
}  # fmt: skip
_FILL = {
    "catacombs": _catacombs, "dungeon": _dungeon, "sewer": _sewer, "wine_cellar": _wine_cellar, "bunker": _bunker,
}  # fmt: skip
_WIDE, _MEDIUM = Level((0.35, 1.45, -2.6), -2.5, 0.80, 0.50), Level((-0.75, 1.25, 0.2), 8.0, 0.92, 0.52)
_VIEWS = {
    "catacombs": (Level((0.75, 1.20, 0.5), -38.0, 0.95, 0.50), Level((0.1, 0.85, 0.9), -58.0, 1.05, 0.50)),
    "dungeon": (Level((0.95, 1.30, -0.1), -42.0, 0.92, 0.50), Level((0.15, 1.55, 1.2), -52.0, 1.10, 0.50)),
    "sewer": (Level((1.35, 1.45, 0.3), -24.0, 0.95, 0.46), Level((-1.4, 0.95, 0.2), 33.0, 1.05, 0.44)),
    "wine_cellar": (Level((0.55, 1.15, 1.1), -27.0, 1.0, 0.50), Level((0.35, 1.25, 2.25), -30.0, 1.10, 0.40)),
    "bunker": (Level((-0.9, 1.40, -2.1), 34.0, 0.95, 0.52), Level((-0.3, 1.45, END - 3.0), 4.0, 1.0, 0.50)),
}  # close and detail


def _plan(kind: str) -> Plan:
    return Plan(
        partial(_furnish, kind), {"wide": _WIDE, "medium": _MEDIUM, "close": _VIEWS[kind][0], "detail": _VIEWS[kind][1]},
        groups={"shaft": (KEY, "downbeat", 0.90, 0.18), "even": (EVEN, "kick", 0.80, 0.34),
                "odd": (ODD, "offbeat", 0.80, 0.34), "sky": (SKY,)},
        median=_MEDIANS[kind], mist=0.34, travel=1.2, glare=0.20,
        holds=frozenset({"candles"}),
    )  # fmt: skip


PLANS = {kind: _plan(kind) for kind in _FILL}
