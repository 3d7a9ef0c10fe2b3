"""An indoor pool: tiles, a vault on ribs, tall windows, water that is lit from below and mirrors the hall, loungers, a springboard."""

from __future__ import annotations

import math

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, grid, tube, turned
from beatreel.plugins.generators.procedural.painting import Element
from beatreel.plugins.generators.procedural.palette import light_of_hue
from beatreel.plugins.generators.procedural.scenery.built import EVEN, KEY, ODD, SKY, skins
from beatreel.plugins.generators.procedural.scenery.setting import WARM, Colour, Level, Plan, Setting

from .furnishings import house_plant
from .joinery import facing, window_wall
from .outlook import daylight, outlook

HALF, TALL, NEAR, BAY, BAYS = 5.2, 4.2, -4.0, 3.8, 6
END = NEAR + BAY * BAYS
_POOL = (2.9, -1.6, 16.6)  # half its width, where it begins and ends
_LEVEL = -0.12  # of the water, metres
_RISE = 2.6  # of the vault
_AQUA: Colour = (2.3, 2.0, 0.55)


def _furnish(setting: Setting) -> None:
    place = setting.place
    dark = setting.hour in ("night", "dusk")
    setting.sunlit((28.0, 42.0), strength=1.2, dust=0.016)
    dim = {"night": 0.25, "dusk": 0.8}.get(setting.hour, 0.8)
    for name in ("zenith", "horizon", "halo"):
        setattr(place, name, tuple(dim * part for part in getattr(place, name)))
    place.air = (-HALF, -1.0, NEAR), (HALF, TALL + _RISE, END)
    aqua = _water_light(setting, 1.0 if dark else 0.85)
    setting.median = (38.0, 66.0) if dark else (52.0, 92.0)
    lamps = tuple(0.006 * setting.lamps * part for part in WARM)
    setting.hazy(
        0.014,
        tuple(0.004 * part for part in place.sunlight),
        lamps,
        tuple(0.008 * part for part in aqua),
        daylight(setting, 0.05),
    )
    left = bool(setting.words & {"abandoned", "derelict", "ruined", "forgotten", "old"})
    share = 0.7 if left else 1.0
    wall = setting.paint(skins.PLASTER, tuple(share * part for part in (0.36, 0.40, 0.41)))
    tile = setting.paint(
        skins.SLABS,
        tuple(share * part for part in (0.36, 0.37, 0.35)),
        tuple(share * part for part in (0.30, 0.32, 0.31)),
        gloss=0.05,
        rough=0.08,
        scale=0.30,
    )
    frame = setting.paint(skins.PLAIN, (0.05, 0.055, 0.055), gloss=0.03, rough=0.3)
    _basin(setting, tile, aqua)
    middle, long = 0.5 * (NEAR + END), 0.5 * (END - NEAR)
    setting.box((0, TALL, NEAR - 0.1), (HALF + 0.4, TALL + _RISE, 0.1), wall)
    for k in range(BAYS):
        z = NEAR + BAY * (k + 0.5)
        for way in (-1.0, 1.0):
            place.add(
                window_wall(way * HALF, z, BAY / 2, TALL, (1.15, 0.45, 2.5, 1.15), way * 0.35, wall, frame, (3, 4))
            )
            place.window(
                (way * (HALF + 0.1), 0.5, z - 1.1), (0, 0, 2.2), (0, 2.9, 0), daylight(setting, 2.4 if dark else 4.6)
            )
    place.add(
        facing(
            window_wall(0.0, 0.0, HALF + 0.1, TALL + _RISE, (2.1, 0.6, 2.9, 2.1), 0.35, wall, frame, (6, 5)), 0.0, END
        )
    )
    place.window((-1.9, 0.7, END + 0.1), (3.8, 0, 0), (0, 3.9, 0), daylight(setting, 2.6))
    outlook(setting, END, usual="trees")
    a = np.linspace(0, math.pi, 33)
    vault = np.empty((33, 2, 3), np.float32)
    vault[..., 0], vault[..., 1] = (HALF * np.cos(a))[:, None], (TALL + _RISE * np.sin(a))[:, None]
    vault[:, 0, 2], vault[:, 1, 2] = NEAR - 0.2, END + 0.2
    place.add(grid(vault, wall))
    rib = setting.paint(skins.PLASTER, (0.28, 0.31, 0.32))
    for k in range(BAYS + 1):
        z = NEAR + BAY * k
        curve = np.stack([(HALF - 0.10) * np.cos(a), TALL + (_RISE - 0.10) * np.sin(a), np.full(33, z)], 1)
        place.add(tube(curve, 0.16, 8, rib))
        for way in (-1.0, 1.0):
            place.add(boxes([(way * (HALF - 0.12), TALL / 2, z)], (0.14, TALL / 2, 0.20), tile))
            if 0 < k < BAYS and not left:
                _sconce(setting, (way * (HALF - 0.34), 2.5, z), way)
    _deck(setting, frame, middle, long)


def _water_light(setting: Setting, power: float) -> Colour:
    """Return the light from under the water: turquoise, or the cold colour of the prompt."""
    palette = setting.description.palette
    if palette.strength < 0.4:
        return tuple(power * part for part in _AQUA)
    hue = min((palette.key, palette.fill), key=lambda one: abs((one - 215.0 + 180) % 360 - 180))
    return tuple(2.3 * power * float(part) for part in light_of_hue(hue, 0.13, 0.72))


def _basin(setting: Setting, tile: int, aqua: Colour) -> None:
    """Lay the floor about the basin, and its water: a sheet that glows with what is lit in it and mirrors the hall."""
    place = setting.place
    half, near, far = _POOL
    middle, long = 0.5 * (near + far), 0.5 * (far - near)
    rim = setting.paint(skins.SLABS, (0.40, 0.42, 0.42), (0.33, 0.35, 0.35), gloss=0.05, rough=0.1, scale=0.5)
    for way in (-1.0, 1.0):
        setting.box(
            (way * 0.5 * (half + HALF + 0.4), -0.05, 0.5 * (NEAR + END)),
            (0.5 * (HALF + 0.4 - half), 0.05, 0.5 * (END - NEAR)),
            tile,
        )
        setting.box((way * (half + 0.16), 0.012, middle), (0.16, 0.02, long + 0.3), rim)
    for z0, z1 in ((NEAR, near), (far, END)):
        setting.box((0, -0.05, 0.5 * (z0 + z1)), (half + 0.01, 0.05, 0.5 * (z1 - z0)), tile)
    for z in (near - 0.15, far + 0.15):
        setting.box((0, 0.012, z), (half + 0.3, 0.02, 0.16), rim)
    lit = _bottom(setting, aqua)
    place.add(lit)
    clear = setting.paint(
        skins.WATER,
        tuple(0.035 * part for part in aqua),
        gloss=0.10,
        rough=0.0,
        scale=1.3,
        glow=tuple(0.10 * part for part in aqua),
        family=ODD,
    )
    edge = np.zeros((2, 2, 3), np.float32)
    edge[:, 0, 0], edge[:, 1, 0], edge[0, :, 2], edge[1, :, 2], edge[..., 1] = -half, half, near, far, _LEVEL
    place.add(grid(edge, clear, uv=edge[..., [0, 2]], normals=np.broadcast_to(np.float32([0, 1, 0]), edge.shape)))
    for way in (-1.0, 1.0):
        setting.box((way * (half + 0.02), -0.06, middle), (0.02, 0.08, long), rim)
        for z in np.arange(near + 1.5, far, 3.0):
            place.lamp((way * (half - 0.5), 0.25, float(z)), tuple(0.55 * part for part in aqua), ODD, 0.5)
    setting.elements.append(Element("ripples", 0.5, {"rings": 0.3}, "water"))


def _bottom(setting: Setting, aqua: Colour) -> Mesh:
    """Return the lines of the lanes, as the surface breaks them."""
    half, near, far = _POOL
    line = setting.paint(skins.PLAIN, (0.02, 0.02, 0.02), glow=tuple(0.02 * part for part in aqua), family=ODD)
    parts = []
    z = np.linspace(near + 0.4, far - 0.4, 300)
    for x in np.linspace(-half, half, 5)[1:-1]:
        wave = 0.035 * np.sin(5.1 * z + 3 * x) + 0.02 * np.sin(13 * z + x)
        strip = np.empty((2, 300, 3), np.float32)
        strip[0, :, 0], strip[1, :, 0] = x + wave - 0.055, x + wave + 0.055
        strip[..., 1], strip[..., 2] = _LEVEL + 0.004, z
        parts.append(grid(strip, line))
    return Mesh.of(parts)


def _sconce(setting: Setting, at: tuple[float, float, float], way: float) -> None:
    globe = setting.glow(tuple(2.4 * max(setting.lamps, 0.3) * part for part in WARM), EVEN, scale=4.0)
    brass = setting.paint(skins.METAL, (0.14, 0.42, 0.70), gloss=0.4, rough=0.15, metal=True)
    x, y, z = at
    setting.place.add(
        turned([(0.0, 0.14), (0.10, 0.08), (0.13, 0.0), (0.10, -0.08), (0.0, -0.14)], 20, globe).moved(x, y, z),
        bars([(x, y - 0.12, z)], [(x + 0.22 * way, y - 0.16, z)], (0.012, 0.012), brass),
    )
    setting.place.lamp((x - 0.15 * way, y, z), tuple(0.85 * setting.lamps * part for part in WARM), EVEN, 0.15)
    setting.place.beacons.append((at, WARM))


def _deck(setting: Setting, frame: int, middle: float, long: float) -> None:
    """Set loungers, plants, a ladder and a springboard about the water."""
    place, side = setting.place, setting.side
    chrome = setting.paint(skins.METAL, (0.55, 0.55, 0.55), gloss=0.55, rough=0.12, metal=True)
    cloth = setting.paint(
        skins.CLOTH,
        tuple(0.06 + 0.42 * float(part) for part in light_of_hue(setting.description.palette.accent, 0.10, 0.62)),
        scale=0.8,
    )
    wood = setting.paint(skins.WOOD, (0.05, 0.11, 0.19), scale=0.2)
    for z in (1.2, 4.6, 8.0, 11.4):
        lounger = Mesh.of(
            [
                boxes([(0, 0.30, 0.25)], (0.33, 0.035, 0.72), wood),
                boxes([(0, 0.345, 0.25)], (0.30, 0.03, 0.70), cloth),
                boxes([(0, 0.0, 0.0)], (0.30, 0.04, 0.42), cloth).leaned(0.0, -0.75).moved(0, 0.60, -0.72),
                boxes([(x, 0.14, z0) for x in (-0.29, 0.29) for z0 in (-0.35, 0.85)], (0.03, 0.15, 0.03), wood),
            ]
        )
        place.add(lounger.moved(side * 4.1, 0, z, turn=side * 1.35))
    leaf = setting.paint(skins.LEAF, (0.03, 0.10, 0.04), (0.05, 0.18, 0.08))
    pot = setting.paint(skins.PLAIN, (0.20, 0.23, 0.25), gloss=0.03, rough=0.2)
    for x, z in ((-4.5, 0.6), (4.6, -1.6), (-4.5, 8.2), (4.6, 13.6), (-4.5, 15.8)):
        place.add(house_plant(setting, 1.9, pot, leaf).moved(side * x, 0, z))
    t = np.linspace(0, math.pi, 15)
    for x in (-0.25, 0.25):  # a ladder
        rail = np.stack([np.full(15, x), 0.72 * np.sin(t) + 0.02, -0.32 * np.cos(t)], 1)
        place.add(tube(rail, 0.020, 8, chrome).moved(-side * (_POOL[0] + 0.08), 0, 2.6, turn=math.pi / 2))
    board = Mesh.of(
        [
            boxes([(0, 0.62, 0.55)], (0.24, 0.025, 1.15), cloth),
            boxes([(0, 0.30, -0.25)], (0.20, 0.30, 0.22), frame),
            *[
                tube([(x, 0.0, -0.5), (x, 1.25, -0.45), (x, 1.25, 0.35), (x, 0.62, 0.45)], 0.018, 8, chrome)
                for x in (-0.27, 0.27)
            ],
        ]
    )
    place.add(board.moved(0.2 * side, 0, _POOL[2] + 0.55, turn=math.pi))


PLAN = Plan(
    _furnish,
    {
        "wide": Level((1.1, 1.55, -3.4), -7.0, 0.82, 0.55),
        "medium": Level((-2.3, 0.95, -2.2), 12.0, 0.95, 0.52),
        "close": Level((2.5, 0.62, 0.4), -22.0, 1.0, 0.50),
        "detail": Level((-1.6, 0.55, 7.2), 9.0, 1.1, 0.46),
    },
    groups={
        "sun": (KEY, "kick", 0.94, 0.14),
        "lamps": (EVEN, "offbeat", 0.84, 0.26),
        "water": (ODD, "kick", 0.86, 0.24),
        "sky": (SKY,),
    },
    median=(46.0, 84.0),
    mist=0.3,
    travel=1.0,
)
