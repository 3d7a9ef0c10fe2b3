"""Sheer curtains that the wind blows into a room at an open balcony door, what lies outside behind them, the light on the floor."""

from __future__ import annotations

import math

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, grid, tube, turned
from beatreel.plugins.generators.procedural.palette import light_of_hue
from beatreel.plugins.generators.procedural.scenery.built import EVEN, KEY, SKY, skins
from beatreel.plugins.generators.procedural.scenery.exposure import View
from beatreel.plugins.generators.procedural.scenery.setting import WARM, Colour, Plan, Setting

from .furnishings import flowers, house_plant
from .joinery import PALE_OAK, chair, cushion, picture_frame
from .outlook import daylight, outlook

MOTIF = "blown_curtains"
HALF, TALL, NEAR, END = 2.2, 3.2, -2.8, 3.0
_WIDE, _HIGH, _ROD = 0.86, 2.50, 2.72  # the door: half its width, its height; and where the curtains hang
_LONG = 2.66
_DARK = ("night", "dusk")
_BEDS = {"bedroom", "bed", "sleeping"}


def _furnish(setting: Setting) -> None:
    place, side = setting.place, setting.side
    dark, palette = setting.hour in _DARK, setting.description.palette
    setting.sunlit((8.0, 20.0), strength=1.9 if setting.hour == "night" else 1.5, dust=0.022)
    dim = {"night": 0.42, "dusk": 0.9}.get(setting.hour, 1.5)
    for name in ("zenith", "horizon", "halo"):
        setattr(place, name, tuple(dim * part for part in getattr(place, name)))
    setting.median = (34.0, 62.0) if dark else (60.0, 100.0)
    tone: Colour = (0.26, 0.27, 0.28)
    if palette.strength > 0.4:
        tone = tuple(0.05 + 0.24 * light_of_hue(palette.key, 0.05, 0.8).astype(float))
    setting.hazy(0.010, (0, 0, 0), tuple(0.006 * part for part in WARM), (0, 0, 0), daylight(setting, 0.05))
    wall = setting.paint(skins.PLASTER, tone)
    white = setting.paint(skins.PLAIN, (0.40, 0.42, 0.43), gloss=0.02, rough=0.3)
    oak = PALE_OAK if palette.light and not dark else (0.055, 0.10, 0.16)
    boards = setting.paint(skins.WOOD, oak, gloss=0.05, rough=0.05, scale=0.14)
    wood = setting.paint(skins.WOOD, (0.05, 0.10, 0.18), gloss=0.03, rough=0.2, scale=0.2)
    setting.shell(HALF, TALL, (NEAR, END), wall, boards, setting.paint(skins.PLASTER, (0.36, 0.38, 0.39)), ended=False)
    _door(setting, wall, white)
    _curtains(setting, wood)
    place.window((-_WIDE, 0.05, END + 0.05), (2 * _WIDE, 0, 0), (0, _HIGH, 0), daylight(setting, 5.0))
    place.window((-1.6, 0.8, NEAR + 0.3), (3.2, 0, 0), (0, 1.6, 0), daylight(setting, 0.6 if dark else 2.6))
    place.air = (-HALF, 0.0, NEAR), (HALF, TALL, END)
    outlook(setting, END + 1.3, usual="city" if dark else "sea")
    _things(setting, wood)
    if setting.words & _BEDS:
        _bed(setting, wood)
    elif dark or "lamp" in setting.words:
        x = -side * (HALF - 0.35)
        shade = setting.paint(
            skins.GLOW, (0.3, 0.33, 0.34), scale=4.0, glow=tuple(0.9 * part for part in WARM), family=EVEN
        )
        place.add(turned([(0.014, 1.25), (0.014, 0.03), (0.15, 0.02), (0.15, 0.0)], 20, wood).moved(x, 0, END - 0.9),
                  turned([(0.12, 0.28), (0.20, 0.0)], 26, shade).moved(x, 1.22, END - 0.9))  # fmt: skip
        place.lamp((x + 0.1 * side, 1.55, END - 1.0), tuple(0.75 * part for part in WARM), EVEN, 0.18)
        place.beacons.append(((x, 1.36, END - 0.9), WARM))


def _door(setting: Setting, wall: int, white: int) -> None:
    """Open a pair of glazed doors in the far wall on a balcony with a railing."""
    place = setting.place
    for way in (-1.0, 1.0):
        setting.box((way * 0.5 * (HALF + _WIDE), TALL / 2, END + 0.11), (0.5 * (HALF - _WIDE), TALL / 2, 0.11), wall)
        setting.box((way * 0.5 * (HALF + _WIDE), 0.08, END - 0.012), (0.5 * (HALF - _WIDE) - 0.04, 0.08, 0.012), white)
    setting.box((0, 0.5 * (TALL + _HIGH), END + 0.11), (_WIDE, 0.5 * (TALL - _HIGH), 0.11), wall)
    line = [(-_WIDE, 0, END - 0.01), (-_WIDE, _HIGH, END - 0.01), (_WIDE, _HIGH, END - 0.01), (_WIDE, 0, END - 0.01)]
    place.add(bars(line[:-1], line[1:], (0.055, 0.03), white))
    place.add(
        boxes(
            [(way * HALF, TALL - 0.06, 0.1) for way in (-1, 1)] + [(0, TALL - 0.06, END)],
            [(0.05, 0.06, 2.9)] * 2 + [(HALF, 0.06, 0.05)],
            white,
        )
    )
    for way in (-1.0, 1.0):  # its leaves stand open on the balcony
        wide, parts = _WIDE - 0.04, []
        rim = [(0, 0.02, 0), (0, _HIGH - 0.05, 0), (wide, _HIGH - 0.05, 0), (wide, 0.02, 0), (0, 0.02, 0)]
        parts.append(bars(rim[:-1], rim[1:], (0.035, 0.02), white))
        parts.append(
            bars(
                [(0, y, 0) for y in (0.62, 1.24, 1.86)],
                [(wide, y, 0) for y in (0.62, 1.24, 1.86)],
                (0.014, 0.014),
                white,
            )
        )
        parts.append(boxes([(wide / 2, 0.32, 0)], (wide / 2, 0.28, 0.012), white))
        leaf = Mesh.of(parts)
        place.add(
            leaf.moved(way * _WIDE, 0, END + 0.22, turn=math.pi / 2 - way * 0.22 if way > 0 else math.pi / 2 + 0.22)
        )
    stone = setting.paint(skins.SLABS, (0.20, 0.21, 0.22), (0.22, 0.23, 0.24), scale=0.5)
    setting.box((0, -0.06, END + 0.75), (1.7, 0.05, 0.62), stone)
    iron = setting.paint(skins.PLAIN, (0.02, 0.02, 0.022), gloss=0.05, rough=0.2)
    x = np.arange(-1.6, 1.61, 0.125)
    z = END + 1.25
    place.add(
        bars([(float(u), 0, z) for u in x], [(float(u), 0.98, z) for u in x], (0.007, 0.007), iron),
        bars([(-1.65, 1.0, z), (-1.65, 0.10, z)], [(1.65, 1.0, z), (1.65, 0.10, z)], (0.022, 0.016), iron),
    )


def _sheet(setting: Setting, skin: int, way: float, wind: float, wide: float) -> Mesh:
    """Return one curtain that the wind lifts off the floor, most of all at its free edge; it hangs from the origin."""
    rng = setting.rng
    u, v = np.linspace(0, 1, 150), np.linspace(0, 1, 60)
    free = u**0.8  # 0 at the wall, 1 in the middle of the door
    phase = rng.uniform(0, 6.28, 6)
    lift = wind * (0.36 + 0.64 * free)[None] * (1 - np.exp(-2.2 * v))[:, None]
    lift = lift + 0.34 * wind * np.sin(4.6 * v[:, None] - 2.2 * u[None] + phase[0]) * v[:, None]
    lift = lift + 0.10 * np.sin(9.0 * v[:, None] + 5 * u[None] + phase[1]) * v[:, None]
    step = _LONG / (len(v) - 1)
    down = np.concatenate([np.zeros((1, len(u))), np.cumsum(step * np.cos(lift[1:]), axis=0)])
    out = np.concatenate([np.zeros((1, len(u))), np.cumsum(step * np.sin(lift[1:]), axis=0)])
    folds = (
        0.045
        * np.sin(2 * math.pi * 8.5 * u + phase[2] + 0.8 * np.sin(5 * u + phase[3]))[None]
        * (1.0 - 0.35 * v[:, None])
    )
    folds = folds + 0.05 * np.sin(2 * math.pi * 2.3 * u + 3.0 * v[:, None] + phase[4]) * v[:, None]
    across = wide * u[None] * (1 + 0.35 * wind * v[:, None]) - 0.10 * v[:, None] * np.sin(3 * v[:, None] + phase[5])
    x = -way * (across - 0.98)  # from the side to the middle
    points = np.stack([x, -down + folds * np.sin(lift), -(out + folds * np.cos(lift))], -1)
    return grid(points if way < 0 else points[:, ::-1], skin)


def _curtains(setting: Setting, wood: int) -> None:
    place, side = setting.place, setting.side
    dark = setting.hour in _DARK
    named = {"red": 25.0, "crimson": 20.0, "blue": 255.0, "green": 150.0, "pink": 350.0, "purple": 305.0}
    dye = next((hue for word, hue in named.items() if f"{word} curtains" in " ".join(setting.description.words)), None)
    white = np.array([0.46, 0.48, 0.49])
    base = tuple((white if dye is None else 0.04 + 0.36 * light_of_hue(dye, 0.16, 0.6)).astype(float))
    through = daylight(setting, 0.10 if dark else 0.085)
    sheer = setting.paint(
        skins.CLOTH, base, glow=tuple(a * b / 0.48 for a, b in zip(through, base, strict=True)), family=SKY, scale=0.4
    )
    strong = (
        1.15
        if setting.words & {"strong", "storm", "stormy", "billowing", "wild"} or setting.description.weather == "storm"
        else 1.0
    )
    for way, wind, wide in ((side, 1.08 * strong, 0.78), (-side, 0.46 * strong, 0.50)):
        place.add(_sheet(setting, sheer, way, wind, wide).moved(0, _ROD, END - 0.12))
    place.add(
        tube([(-_WIDE - 0.35, _ROD + 0.02, END - 0.12), (_WIDE + 0.35, _ROD + 0.02, END - 0.12)], 0.015, 10, wood)
    )
    place.add(
        *[
            cushion((0.035, 0.035, 0.035), wood, square=1.0).moved(way * (_WIDE + 0.37), _ROD + 0.02, END - 0.12)
            for way in (-1, 1)
        ]
    )
    setting.blown.append(sheer)


def _things(setting: Setting, wood: int) -> None:
    """Stand a chair, a small table with flowers, a plant and pictures in the room; a rug lies on its floor."""
    place, side, rng = setting.place, setting.side, setting.rng
    if not setting.words & _BEDS:  # which stands there
        seat = setting.paint(skins.CLOTH, (0.16, 0.19, 0.24), scale=0.8)
        place.add(chair(wood, seat).moved(1.45 * side, 0, END - 1.25, turn=math.pi / 2 + 0.9 * side))
    x, z = -1.62 * side, END - 0.42
    place.add(
        turned([(0.24, 0.62), (0.24, 0.595), (0.02, 0.59), (0.022, 0.04), (0.17, 0.02), (0.17, 0.0)], 28, wood).moved(
            x, 0, z
        )
    )
    place.add(flowers(setting, count=13).moved(x, 0.62, z))
    pot, leaf = (
        setting.paint(skins.PLASTER, (0.22, 0.25, 0.28)),
        setting.paint(skins.LEAF, (0.025, 0.09, 0.035), (0.05, 0.17, 0.07)),
    )
    place.add(house_plant(setting, 1.35, pot, leaf).moved(1.80 * side, 0, END - 0.40))
    gold = setting.paint(skins.METAL, (0.10, 0.26, 0.38), gloss=0.25, rough=0.2, metal=True)
    art = setting.paint(skins.PLASTER, tuple(float(v) for v in rng.uniform(0.06, 0.30, 3)))
    frame = picture_frame(0.62, 0.82, gold, art).moved(0, 0, 0, turn=side * math.pi / 2)
    place.add(frame.moved(-side * (HALF - 0.03), 1.62, 0.9))
    rug = setting.paint(skins.CARPET, (0.20, 0.20, 0.22), (0.09, 0.11, 0.17), extra=(1.0,))
    points = np.zeros((2, 2, 3), np.float32)
    points[:, 0, 0], points[:, 1, 0], points[0, :, 2], points[1, :, 2], points[..., 1] = -1.0, 1.0, 1.35, -1.4, 0.012
    place.add(grid(points, rug, uv=points[..., [0, 2]]))


def _bed(setting: Setting, wood: int) -> None:
    """Stand an unmade bed at the wall, its foot towards the door, far enough from the camera to be seen."""
    side, rng = setting.side, setting.rng
    sheet, quilt = (
        setting.paint(skins.CLOTH, (0.42, 0.44, 0.45), scale=0.8),
        setting.paint(skins.CLOTH, (0.30, 0.31, 0.33), scale=0.6),
    )
    x, z = side * (HALF - 0.92), 1.40
    setting.box((x, 0.20, z), (0.70, 0.12, 1.05), wood)
    setting.place.add(cushion((0.70, 0.14, 1.05), sheet, square=0.2, steps=(14, 48)).moved(x, 0.42, z))
    u, v = np.meshgrid(np.linspace(-0.78, 0.78, 60), np.linspace(1.10, -0.45, 60))
    lift = (
        0.585
        + 0.05 * np.sin(4 * u + 3 * v + 6 * rng.random())
        + 0.03 * np.sin(12 * v - 5 * u)
        + 0.02 * np.sin(23 * u + 9 * v)
    )
    drop = 0.34 * np.clip((np.abs(u) - 0.62) / 0.16, 0, 1) + 0.34 * np.clip((v - 0.96) / 0.14, 0, 1)
    setting.place.add(grid(np.stack([x + u, lift - drop, z + v], -1), quilt))
    for k in (-0.33, 0.33):
        setting.place.add(
            cushion((0.29, 0.10, 0.20), sheet, square=0.5).moved(
                x + k, 0.64, z - 0.80, turn=float(rng.uniform(-0.3, 0.3))
            )
        )


PLAN = Plan(
    _furnish,
    {
        "wide": View((-1.20, 1.45, -1.55), (0.10, 1.45, END), 1.06, (0.5, 0.52)),
        "medium": View((-1.05, 1.40, -0.35), (0.20, 1.45, END), 0.88, (0.5, 0.50)),
        "close": View((-0.62, 1.35, 0.75), (0.26, 1.42, END), 0.86, (0.5, 0.50)),
        "detail": View((-0.95, 1.30, 1.35), (0.45, 1.15, END), 0.95, (0.5, 0.50)),
    },
    groups={"sun": (KEY, "downbeat", 0.92, 0.16), "even": (EVEN, "kick", 0.82, 0.32), "sky": (SKY, "low", 0.94, 0.10)},
    mist=0.08, travel=0.7, focus={"detail": (1.5, 0.008)},
)  # fmt: skip
