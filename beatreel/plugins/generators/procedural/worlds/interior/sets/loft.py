"""A loft one lives in: tall windows of steel over a city, a sofa, books, plants, candles or lamps; wide to still life."""

from __future__ import annotations

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, boxes, grid, tube
from beatreel.plugins.generators.procedural.palette import light_of_hue
from beatreel.plugins.generators.procedural.scenery import instruments
from beatreel.plugins.generators.procedural.scenery.built import EVEN, KEY, ODD, SKY, skins
from beatreel.plugins.generators.procedural.scenery.exposure import View
from beatreel.plugins.generators.procedural.scenery.setting import WARM, Colour, Plan, Setting

from . import festive, fireplace, upright_piano
from .canvas import canvas
from .furnishings import (
    candles,
    floor_lamp,
    flowers,
    house_plant,
    low_table,
    round_table,
    shelf_of_books,
    sofa,
    television,
    wine_glass,
)
from .joinery import bulb, chair, curtain, facing, picture_frame, window_wall
from .outlook import blinds, daylight, outlook
from .people import seated

HALF, TALL, NEAR, END = 3.3, 5.4, -3.4, 4.4
_WINDOWS = (-2.2, 0.0, 2.2)
_OPENING = (0.92, 0.42, 5.0, 0.0)
_TABLE = (-1.75, 3.05)  # the round one, by the window
_BY_THE_FIRE: dict[str, tuple[View, tuple[float, float]]] = {
    "close": (View((0.40, 1.30, 0.55), (-1.75, 0.80, 3.85), 1.10, (0.5, 0.56)), (4.0, 0.002)),
    "detail": (View((-1.25, 0.85, 1.95), (-2.1, 0.62, 3.85), 1.10, (0.5, 0.58)), (2.0, 0.006)),
}

_BY_THE_PIANO = {
    "wide": View((-0.15, 1.60, -1.9), (-0.25, 1.40, 4.4), 0.80, (0.5, 0.52)),
    "medium": View((1.75, 1.60, -0.55), (0.35, 1.15, 2.2), 0.90, (0.5, 0.52)),
    "close": View((0.40, 1.52, 0.15), (0.75, 1.36, 1.4), 0.98, (0.5, 0.56)),
    "detail": View((1.55, 1.55, 0.62), (0.80, 1.34, 1.36), 1.0, (0.5, 0.54)),
}
_BY_THE_TREE: dict[str, tuple[View, tuple[float, float]]] = {
    "medium": (View((0.75, 1.45, -1.1), (-0.80, 1.55, 2.95), 0.90, (0.5, 0.52)), (4.3, 0.001)),
    "close": (View((0.25, 1.30, 0.10), (-1.35, 1.40, 2.95), 0.95, (0.5, 0.52)), (3.2, 0.003)),
    "detail": (View((-0.65, 1.30, 1.30), (-1.45, 1.25, 2.85), 1.10, (0.5, 0.50)), (1.6, 0.006)),
}


def _furnish(setting: Setting) -> None:
    place, side = setting.place, setting.side
    setting.sunlit((46.0, 62.0), strength=1.6, dust=0.022)
    dim = {"night": (0.16, 0.26), "dusk": (0.9, 0.9)}.get(
        setting.hour, (0.55, 0.55)
    )  # of sky and horizon, against lamps and what is lit
    place.zenith = tuple(dim[0] * part for part in place.zenith)
    place.horizon = tuple(dim[1] * part for part in place.horizon)
    place.halo = tuple(0.7 * dim[1] * part for part in place.halo)
    dark = setting.hour in ("night", "dusk")
    candlelit = bool(setting.words & {"candle", "candles", "candlelit", "candlelight"})
    setting.median = (34.0, 62.0) if dark else (52.0, 92.0)
    lit = tuple((0.35 if candlelit else 0.6) * part for part in WARM)
    sunny, lamplit = tuple(0.004 * part for part in place.sunlight), tuple(0.008 * part for part in lit)
    setting.hazy(0.009, sunny, lamplit, (0, 0, 0), daylight(setting, 0.22 if dark else 0.5))
    brick = setting.paint(skins.BRICK, (0.13, 0.16, 0.25))
    white = setting.paint(skins.PLASTER, (0.34, 0.37, 0.38))
    boards = setting.paint(skins.WOOD, (0.055, 0.095, 0.15), gloss=0.035, rough=0.14, scale=0.16)
    beam = setting.paint(skins.WOOD, (0.030, 0.058, 0.10), scale=0.3)
    wood = setting.paint(skins.WOOD, (0.035, 0.075, 0.14), gloss=0.03, rough=0.15, scale=0.2)
    iron = setting.paint(skins.PLAIN, (0.018, 0.018, 0.020), gloss=0.04, rough=0.3)
    setting.shell(HALF, TALL, (NEAR, END), white, boards, white, ended=False)
    setting.box((-side * (HALF - 0.01), TALL / 2, 0.5), (0.02, TALL / 2, 4.0), brick)
    has_fire = bool(setting.words & fireplace.WORDS)
    for x in _WINDOWS:
        if has_fire and x * side < 0:
            continue
        place.add(facing(window_wall(0.0, 0.0, 1.1, TALL, _OPENING, 0.28, brick, iron, (3, 7)), x, END))
        place.window((x - 0.9, 0.5, END + 0.05), (1.8, 0, 0), (0, 4.4, 0), daylight(setting, 2.2 if dark else 13.0))
    for z in np.arange(NEAR + 0.9, END, 1.7):
        setting.box((0, TALL - 0.14, float(z)), (HALF, 0.14, 0.09), beam)
    setting.box((0, TALL - 0.42, 0.5), (0.13, 0.14, 4.0), beam)
    fill = daylight(setting, 0.5 if dark else 5.5)  # what the room sends back
    place.window((-2.0, 1.0, NEAR + 0.3), (4.0, 0, 0), (0, 3.0, 0), fill)
    if has_fire:  # in the place of a window, of the small table and of its candles
        at = -2.2 * side
        setting.box((at, TALL / 2, END + 0.14), (1.1, TALL / 2, 0.14), brick)
        fireplace.fireplace(setting, at, END, TALL, brick, wood)
        if setting.shot in _BY_THE_FIRE:
            setting.view, setting.focus = _BY_THE_FIRE[setting.shot]
    place.air = (-HALF, 0.0, NEAR), (HALF, TALL, END)
    outlook(setting, END)
    _dress_windows(setting, white)
    _sitting(setting, wood, iron, candlelit=candlelit)
    if setting.words & festive.WORDS:
        _at_christmas(setting, has_fire=has_fire)
    elif not has_fire:
        _by_the_window(setting, wood, iron, candlelit=candlelit)
    _walls(setting, wood, iron)
    if dark and not candlelit:
        for n, (x, y, z) in enumerate(((0.5, 2.9, 1.3), (-1.2, 3.3, 0.2), (1.5, 3.6, -0.6))):
            globe = setting.glow(tuple(1.5 * part for part in WARM), ODD if n % 2 else EVEN, scale=5.0)
            place.add(
                bulb(0.06, globe).moved(side * x, y, z),
                tube([(side * x, y + 0.1, z), (side * x, TALL, z)], 0.006, 5, iron),
            )
            place.lamp((side * x, y - 0.1, z), tuple(0.9 * part for part in WARM), ODD if n % 2 else EVEN, 0.15)
            place.beacons.append(((side * x, y, z), WARM))


def _dress_windows(setting: Setting, white: int) -> None:
    """Hang sheer curtains at the sides, or blinds where the prompt names them."""
    place, rng = setting.place, setting.rng
    if setting.words & {"blind", "blinds", "venetian", "shutter", "shutters", "slats"}:
        for x in _WINDOWS:
            place.add(blinds(x, 0.5, 5.0, 0.95, END - 0.10, white))
        return
    sheer = setting.paint(skins.CLOTH, (0.36, 0.39, 0.41))
    for x in (-3.05, 3.05):
        hung = curtain(0.55, 4.95, sheer, folds=5.0, deep=0.05, phase=float(rng.uniform(0, 6)))
        place.add(hung.moved(x + 0.1, 5.05, END - 0.14))
    rod = setting.paint(skins.PLAIN, (0.02, 0.02, 0.02))
    place.add(tube([(-HALF, 5.06, END - 0.14), (HALF, 5.06, END - 0.14)], 0.016, 8, rod))


def _sitting(setting: Setting, wood: int, iron: int, *, candlelit: bool) -> None:
    """Put a sofa, an armchair and a low table on a rug, in the middle."""
    place, side, rng = setting.place, setting.side, setting.rng
    palette = setting.description.palette
    tone: Colour = ((0.12, 0.12, 0.12), (0.17, 0.11, 0.07), (0.13, 0.16, 0.10), (0.28, 0.30, 0.31))[
        int(rng.integers(4))
    ]
    cloth = setting.paint(skins.CLOTH, tone, scale=0.7)
    pillow = setting.paint(skins.CLOTH, tuple(0.03 + 0.30 * light_of_hue(palette.accent, 0.10, 0.62).astype(float)))
    other = setting.paint(skins.CLOTH, tuple(0.03 + 0.26 * light_of_hue(palette.key, 0.09, 0.62).astype(float)))
    place.add(sofa(cloth, wood, (pillow, other, other), rng).moved(side * 0.75, 0, 2.75, turn=-0.12 * side))
    bears = "piano" in setting.words and upright_piano.bears(setting)
    if bears:
        upright_piano.put(setting, side * 0.95, 1.35, -0.35 * side)
        setting.view = _BY_THE_PIANO.get(setting.shot)
    elif "piano" in setting.words and not setting.is_behind:
        grand = instruments.piano(instruments.tints(place)).moved(0, 0, 0, turn=0.5 if side > 0 else np.pi - 0.5)
        place.add(grand.moved(-side * 1.3, 0, 0.9))
    elif not setting.words & festive.WORDS:  # where the tree stands
        leather = setting.paint(skins.CLOTH, (0.025, 0.055, 0.13), gloss=0.03, rough=0.3, scale=0.6)
        place.add(sofa(leather, wood, (), rng, wide=0.95).moved(-side * 1.35, 0, 1.55, turn=side * 1.15))
    rug = setting.paint(
        skins.CARPET,
        tuple(0.05 + 0.10 * light_of_hue(palette.key, 0.07, 0.6).astype(float)),
        (0.20, 0.23, 0.25),
        extra=(1.3,),
    )
    points = np.zeros((2, 2, 3), np.float32)
    points[:, 0, 0], points[:, 1, 0], points[0, :, 2], points[1, :, 2], points[..., 1] = -1.3, 1.3, 2.6, 0.3, 0.010
    place.add(grid(points + np.float32([0.35 * side, 0, 0]), rug, uv=points[..., [0, 2]]))
    x, z = 0.45 * side, 1.35
    dark = setting.hour in ("night", "dusk")
    if bears:
        floor_lamp(setting, (side * 2.2, 0.0, 2.55), iron, tuple(setting.lamps * part for part in WARM), EVEN)
        return
    place.add(low_table(1.15, 0.66, wood, iron).moved(x, 0, z))
    if candlelit or dark:
        candles(
            setting,
            (x - 0.15 * side, 0.38, z),
            7 if candlelit else 3,
            0.20,
            (EVEN, ODD),
            strength=1.0 if candlelit else 0.5,
        )
    for k in range(3):
        book = setting.paint(
            skins.PLAIN, tuple(float(v) for v in float(rng.uniform(0.05, 0.3)) * rng.uniform(0.6, 1.0, 3))
        )
        place.add(
            boxes([(0, 0, 0)], (0.15, 0.014, 0.11), book).moved(
                x + 0.33 * side, 0.395 + 0.029 * k, z + 0.05, turn=0.2 * k
            )
        )
    if candlelit:  # on the floor, along the windows and beside the sofa
        for n, (u, w) in enumerate(((2.35, 3.75), (-0.85, 3.95), (2.0, 1.0), (-2.35, 0.5))):
            candles(
                setting,
                (side * u, 0.0, w),
                5,
                0.22,
                (ODD, EVEN) if n % 2 else (EVEN, ODD),
                strength=0.75,
                tall=(0.08, 0.42),
            )
    elif dark or setting.description.weather in ("rain", "storm", "snow"):
        floor_lamp(setting, (side * 2.2, 0.0, 2.55), iron, tuple(1.3 * setting.lamps * part for part in WARM), EVEN)
    if setting.peopled and "figure" in setting.description.details:
        seated(setting, (side * 0.95, 0.50, 2.62), turn=-0.12 * side)


def _by_the_window(setting: Setting, wood: int, iron: int, *, candlelit: bool) -> None:
    """Lay a small round table before the window: candles, wine, a bowl of fruit or a vase."""
    place, side = setting.place, setting.side
    x, z = side * _TABLE[0], _TABLE[1]
    if setting.words & {"tv", "television"}:
        _screen(setting, (x, z + 0.45), wood, iron)
        return
    place.add(round_table(0.42, wood, iron).moved(x, 0, z))
    seat = setting.paint(skins.CLOTH, (0.10, 0.12, 0.13))
    place.add(
        chair(wood, seat).moved(x - side * 0.72, 0, z - 0.15, turn=side * 1.45),
        chair(wood, seat).moved(x + side * 0.25, 0, z - 0.75, turn=side * 0.4 + np.pi),
    )
    for u, w in ((-0.20, -0.10), (0.22, -0.04)):
        place.add(wine_glass(setting).moved(x + u, 0.74, z + w))
    place.add(flowers(setting).moved(x + 0.14, 0.74, z + 0.22))
    if candlelit or setting.hour in ("night", "dusk"):
        candles(setting, (x, 0.74, z + 0.06), 6 if candlelit else 3, 0.13, (ODD, EVEN), strength=0.55)
    if candlelit:
        for n, u in enumerate((-2.75, -1.6, 0.35, 1.8, 2.7)):  # on the sills
            at = (side * u, 0.44, END + 0.10)
            candles(setting, at, 3, 0.12, (EVEN, ODD), strength=0.22 * (n % 2), tall=(0.06, 0.2))


def _at_christmas(setting: Setting, *, has_fire: bool) -> None:
    """Let the tree stand before the windows in the place of the round table, or between fire and sofa."""
    at = (-0.95 * setting.side, 3.5) if has_fire else (-1.5 * setting.side, 2.95)
    setting.place.add(festive.festive_tree(setting, (EVEN, ODD), at, tall=2.3 if has_fire else 3.1))
    if not has_fire and setting.shot in _BY_THE_TREE:
        setting.view, setting.focus = _BY_THE_TREE[setting.shot]


def _screen(setting: Setting, at: tuple[float, float], wood: int, iron: int) -> None:
    """Let a television run before the window; its light is that of the room."""
    place, side = setting.place, setting.side
    blue: Colour = (4.2, 2.7, 1.4)
    turn = 0.55 * side
    board = low_table(1.7, 0.42, wood, iron, tall=0.5)
    screen = television(setting, 1.35, blue, ODD).moved(0, 0.52, 0)
    place.add(
        Mesh.of([board, screen, wine_glass(setting).moved(0.74 * side, 0.5, -0.1)]).moved(at[0], 0, at[1], turn=turn)
    )
    place.lamp((at[0] + 0.5 * side, 1.0, at[1] - 0.7), tuple(0.9 * part for part in blue), ODD, 0.4)


def _walls(setting: Setting, wood: int, iron: int) -> None:
    """Put shelves against the bricks, a picture and a plant or two to the other side, and a screen where one is named."""
    place, side = setting.place, setting.side
    for z in (0.2, 1.9):
        shelf = shelf_of_books(setting, 1.55, 2.9, wood)
        place.add(shelf.moved(0, 0, 0, turn=-side * np.pi / 2).moved(-side * (HALF - 0.20), 0, z))
    art = canvas(setting, 1.5, 1.9)
    hung = art.moved(0, 0, 0, turn=side * np.pi / 2)
    place.add(hung.moved(side * (HALF - 0.06), 1.95, 1.1))
    place.add(picture_frame(1.5, 1.9, iron, setting.paint(skins.PLAIN, (0.3, 0.3, 0.3)), deep=0.03, rail=0.04)
              .moved(0, 0, 0, turn=side * np.pi / 2).moved(side * (HALF - 0.04), 1.95, 1.1))  # fmt: skip
    pot, leaf = (
        setting.paint(skins.PLASTER, (0.16, 0.22, 0.30)),
        setting.paint(skins.LEAF, (0.025, 0.10, 0.035), (0.05, 0.18, 0.07)),
    )
    place.add(
        house_plant(setting, 1.9, pot, leaf).moved(side * 2.85, 0, 3.6),
        house_plant(setting, 1.2, pot, leaf).moved(-side * 2.8, 0, 3.7),
    )


PLAN = Plan(
    _furnish,
    {
        "wide": View((-0.95, 1.62, -3.1), (0.10, 1.95, 4.4), 0.86, (0.5, 0.48)),
        "medium": View((0.95, 1.45, -1.1), (0.15, 1.25, 3.6), 0.92, (0.5, 0.52)),
        "close": View((-0.55, 1.34, 1.35), (-1.72, 1.02, 3.15), 1.02, (0.5, 0.55)),
        "detail": View((-1.42, 1.02, 2.42), (-1.76, 0.90, 3.10), 1.12, (0.5, 0.56)),
    },
    groups={"sun": (KEY, "downbeat", 0.95, 0.12), "even": (EVEN, "kick", 0.84, 0.30), "odd": (ODD, "offbeat", 0.84, 0.30), "sky": (SKY,)},
    median=(40.0, 76.0), mist=0.08, travel=0.8, glare=0.14, focus={"close": (2.0, 0.010), "detail": (0.70, 0.020)},
    holds=frozenset({"piano", "christmas tree"}),
)  # fmt: skip
