"""A room somebody lives in: an armchair before a tall window, a lamp, books, pictures; by the window somebody sits. Wide to a portrait."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, boxes, grid, tube, turned
from beatreel.plugins.generators.procedural.palette import light_of_hue
from beatreel.plugins.generators.procedural.scenery import staffage
from beatreel.plugins.generators.procedural.scenery.built import EVEN, KEY, ODD, SKY, skins
from beatreel.plugins.generators.procedural.scenery.exposure import View
from beatreel.plugins.generators.procedural.scenery.people.extras import READS
from beatreel.plugins.generators.procedural.scenery.setting import WARM, Colour, Plan, Setting

from . import fireplace
from .camp_things import stove
from .canvas import canvas
from .furnishings import candles, floor_lamp, flowers, house_plant, round_table, shelf_of_books, sofa
from .joinery import PALE_OAK, curtain, facing, picture_frame, window_wall
from .outlook import blinds, daylight, outlook
from .people import has_figure

HALF, TALL, NEAR, END = 2.3, 2.95, -3.2, 3.2
_WINDOW = 0.62  # its middle along the end wall, on the side of the light
_OPENING = (0.74, 0.50, 2.45, 0.0)
_CHAIR = (-0.42, 2.05)
_BY_THE_FIRE: dict[str, Any] = {"window": 1.22, "chair": (0.52, 1.75), "fire": -1.25}
"""Where these are along the end wall, and the chair on the floor, where a fire burns beside the window."""
_STOVES = {"stove", "woodstove", "stoves"}
_OF_BOARDS = {"cabin", "log", "chalet", "hut", "lodge", "cottage", "wooden", "rustic"}
_DARK = {"dark", "darkness", "moonlight", "moonlit", "unlit", "shadows", "gloomy"}
"""Words of a room in which no lamp is lit, unless one is named."""
_LAMPS = {"lamp", "lamps", "lamplight", "candle", "candles", "candlelight", "candlelit", "bulb", "firelight"}
_CANDLES = {"candle", "candles", "candlelit", "candlelight"}
_WOMEN = {
    "girl",
    "woman",
    "lady",
    "she",
    "her",
    "daughter",
    "mother",
    "grandmother",
    "female",
    "women",
    "grandma",
    "granny",
}
_OLD = {"old", "elderly", "elder", "grandmother", "grandfather", "grandma", "grandpa", "granny"}
_STANDS = {"stands", "standing", "stand", "dancing", "dances", "walks", "walking"}
_BEFORE_FIRE: dict[str, Any] = {  # of the fire, and of who is there with it
    "medium": ((1.10, 1.30, -0.85), (-0.30, 0.92, 2.6), 0.92, (0.5, 0.52)),
    "close": ((0.35, 1.05, 0.35), (-1.10, 0.62, 2.6), 0.98, (0.5, 0.54)),
    "detail": ((-0.55, 0.80, 1.25), (-1.25, 0.45, 2.6), 1.0, (0.5, 0.56)),
}
_PORTRAITS_BY_FIRE: dict[str, Any] = {
    "close": ((0.80, 1.22, -0.15), (0.02, 0.92, 1.9), 1.0, (0.5, 0.52)),
    "detail": ((-0.35, 1.18, 0.55), (0.42, 1.04, 1.75), 1.05, (0.5, 0.48)),
}
_PORTRAITS: dict[str, Any] = {  # views of who is there
    "close": ((-0.75, 1.18, 0.35), (-0.16, 0.98, 2.1), 1.02, (0.5, 0.52)),
    "detail": ((0.35, 1.22, 0.62), (-0.30, 1.06, 2.05), 1.12, (0.5, 0.46)),
}


def _furnish(setting: Setting) -> None:
    place = setting.place
    dark = setting.hour in ("night", "dusk")
    unlit = bool(setting.words & _DARK) and not setting.words & _LAMPS
    moonlit = setting.hour == "night" and (unlit or bool(setting.words & {"moon", "moonlight", "moonlit"}))
    setting.sunlit((70.0, 80.0), strength=2.6 if moonlit else 1.5, dust=0.016 if moonlit else 0.024)
    setting.is_moonlit = moonlit and unlit
    dim = {"night": 0.34 if unlit else 0.30, "dusk": 0.95}.get(setting.hour, 1.6)  # against lamps and what is lit
    for name in ("zenith", "horizon", "halo"):
        setattr(place, name, tuple(dim * part for part in getattr(place, name)))
    setting.median = (24.0, 46.0) if unlit else (34.0, 62.0) if dark else (54.0, 94.0)
    warm = tuple(0.0 if unlit else 0.008 * part for part in WARM)
    setting.hazy(0.010, tuple(0.006 * part for part in place.sunlight), warm, warm, daylight(setting, 0.10))
    palette = setting.description.palette
    tones = ((0.26, 0.27, 0.26), (0.22, 0.27, 0.30), (0.24, 0.26, 0.21), (0.28, 0.24, 0.21))
    tone: Colour = tones[int(setting.film.integers(4))]
    if palette.strength > 0.4:  # papered in the colours of the prompt
        tone = tuple((0.26 if palette.light else 0.05) + 0.28 * light_of_hue(palette.key, 0.055, 0.8).astype(float))
    wall = setting.paint(skins.PLASTER, tone)
    if setting.words & _OF_BOARDS:
        wall = setting.paint(skins.WOOD, (0.07, 0.125, 0.20), scale=0.17)
    white = setting.paint(skins.PLAIN, (0.40, 0.42, 0.43), gloss=0.02, rough=0.3)
    above = setting.paint(skins.PLAIN, (0.12, 0.125, 0.13) if unlit else (0.34, 0.36, 0.37))
    if setting.words & _OF_BOARDS:
        above = wall
    oak = PALE_OAK if palette.light else (0.060, 0.105, 0.17)
    boards = setting.paint(skins.WOOD, oak, gloss=0.04, rough=0.10, scale=0.15)
    wood = setting.paint(skins.WOOD, (0.04, 0.08, 0.14), gloss=0.03, rough=0.15, scale=0.2)
    iron = setting.paint(skins.PLAIN, (0.02, 0.02, 0.022), gloss=0.04, rough=0.3)
    setting.shell(HALF, TALL, (NEAR, END), wall, boards, above, ended=False)
    _window(setting, wall, white, dark=dark)
    _mouldings(setting, white)
    _seat(setting, wood)
    _things(setting, wood, iron, unlit=unlit, dark=dark)
    if _has_fire(setting) and setting.shot in _BEFORE_FIRE:
        setting.view = View(*_BEFORE_FIRE[setting.shot])
    if has_figure(setting):
        _somebody(setting)


def _has_fire(setting: Setting) -> bool:
    return bool(setting.words & (fireplace.WORDS | _STOVES))


def _window_at(setting: Setting) -> float:
    """Return where the middle of the window is along the end wall, on the side of the light."""
    return float(_BY_THE_FIRE["window"]) if _has_fire(setting) else _WINDOW


def _chair_at(setting: Setting) -> tuple[float, float, float]:
    """Return where the armchair is on the floor, and 1 if it looks to the window, -1 if to the fire."""
    return (*_BY_THE_FIRE["chair"], -1.0) if _has_fire(setting) else (*_CHAIR, 1.0)


def _window(setting: Setting, wall: int, white: int, *, dark: bool) -> None:
    """Open the end wall in a tall window between curtains, with what is seen from it."""
    place, side = setting.place, setting.side
    at, half = _window_at(setting), 1.0
    x = side * at
    place.add(facing(window_wall(0.0, 0.0, half, TALL, _OPENING, 0.30, wall, white, (2, 3)), x, END))
    for low, high in ((-HALF, at - half), (at + half, HALF)):
        setting.box((side * 0.5 * (low + high), TALL / 2, END + 0.05), (0.5 * (high - low), TALL / 2, 0.05), wall)
    setting.box((x, _OPENING[1] - 0.02, END + 0.06), (_OPENING[0] + 0.12, 0.025, 0.22), white)  # the sill
    place.window((x - 0.7, 0.55, END + 0.05), (1.4, 0, 0), (0, 1.8, 0), daylight(setting, 14.0 if dark else 12.0))
    place.window((-1.5, 1.0, NEAR + 0.3), (3.0, 0, 0), (0, 1.4, 0), daylight(setting, 0.5 if dark else 3.0))
    place.air = (-HALF, 0.0, NEAR), (HALF, TALL, END)
    outlook(setting, END + 0.3, usual="city" if dark else "trees")
    if setting.words & {"blind", "blinds", "venetian", "slats"}:
        place.add(blinds(x, 0.55, 2.4, 0.72, END - 0.06, white))
        return
    hue = setting.description.palette.accent
    cloth = setting.paint(skins.CLOTH, tuple(0.05 + 0.20 * light_of_hue(hue, 0.06, 0.6).astype(float)), scale=0.5)
    for way in (-1.0, 1.0):
        hung = curtain(0.52, 2.62, cloth, folds=5.0, deep=0.045, phase=float(setting.rng.uniform(0, 6)))
        place.add(hung.moved(x + way * 0.98, 2.66, END - 0.12))
    place.add(tube([(x - 1.35, 2.68, END - 0.12), (x + 1.35, 2.68, END - 0.12)], 0.016, 8, white))


def _mouldings(setting: Setting, white: int) -> None:
    """Run a cornice and a skirting around the room."""
    middle, long = 0.5 * (NEAR + END), 0.5 * (END - NEAR)
    for way in (-1.0, 1.0):
        for out, y in ((0.07, 0.03), (0.045, 0.09), (0.02, 0.14)):
            setting.box((way * (HALF - out / 2), TALL - y, middle), (out / 2, 0.028, long), white)
        setting.box((way * (HALF - 0.012), 0.08, middle), (0.014, 0.08, long), white)
    for out, y in ((0.07, 0.03), (0.045, 0.09), (0.02, 0.14)):
        setting.box((0, TALL - y, END - out / 2), (HALF, 0.028, out / 2), white)
    setting.box((0, 0.08, END - 0.012), (HALF, 0.08, 0.014), white)


def _seat(setting: Setting, wood: int) -> None:
    """Turn an armchair to the window, on a rug."""
    place, side, palette = setting.place, setting.side, setting.description.palette
    tone: Colour = ((0.05, 0.08, 0.16), (0.10, 0.13, 0.08), (0.16, 0.11, 0.07))[int(setting.film.integers(3))]
    if palette.strength > 0.2 and setting.words & {"armchair", "chair", "sofa"}:
        tone = tuple(0.02 + 0.24 * light_of_hue(palette.accent, 0.12, 0.6).astype(float))
    cloth = setting.paint(skins.CLOTH, tone, gloss=0.02, rough=0.4, scale=0.7)
    x, z, way = _chair_at(setting)
    place.add(sofa(cloth, wood, (), setting.rng, wide=0.90).moved(side * x, 0, z, turn=way * side * 1.95))
    rug = setting.paint(
        skins.CARPET, tuple(0.03 + 0.14 * light_of_hue(palette.key, 0.08, 0.55).astype(float)), (0.20, 0.23, 0.25), extra=(1.15,)
    )  # fmt: skip
    points = np.zeros((2, 2, 3), np.float32)
    points[:, 0, 0], points[:, 1, 0], points[0, :, 2], points[1, :, 2], points[..., 1] = -1.15, 1.15, 2.7, -0.3, 0.010
    place.add(grid(points + np.float32([0.1 * side, 0, 0]), rug, uv=points[..., [0, 2]]))


def _things(setting: Setting, wood: int, iron: int, *, unlit: bool, dark: bool) -> None:
    """Put a small table, a lamp, shelves, pictures and a plant about, and a fireplace where one is named."""
    place, side = setting.place, setting.side
    lit = 0.0 if unlit else 1.3 if dark else 0.5 if setting.description.weather != "clear" else 0.12
    spot = (-1.85, 1.75) if _has_fire(setting) else (-1.05, 2.75)
    floor_lamp(setting, (side * spot[0], 0.0, spot[1]), iron, tuple(lit * part + 0.004 for part in WARM), EVEN)
    if unlit or not lit:
        place.beacons.pop()
    x, z = side * (1.25 if _has_fire(setting) else 0.98), 2.28
    place.add(round_table(0.27, wood, iron, tall=0.56).moved(x, 0, z))
    china = setting.paint(skins.PLAIN, (0.46, 0.48, 0.49), gloss=0.08, rough=0.08)
    tea = setting.paint(skins.PLAIN, (0.010, 0.030, 0.07), gloss=0.10, rough=0.04)
    cup = Mesh.of([
        turned([(0.036, 0.082), (0.041, 0.082), (0.035, 0.010), (0.0, 0.004)], 28, china), turned([(0.0, 0.070), (0.036, 0.070)], 24, tea),
        turned([(0.0, 0.010), (0.05, 0.010), (0.078, 0.018), (0.078, 0.014), (0.04, 0.0)], 32, china),
        tube([(0.036, 0.066, 0), (0.064, 0.060, 0), (0.062, 0.034, 0), (0.034, 0.024, 0)], 0.005, 8, china),
    ])  # fmt: skip
    place.add(cup.moved(x - 0.10, 0.56, z - 0.10, turn=0.7))
    for k in range(3):
        cover = setting.paint(skins.PLAIN, tuple(float(v) for v in setting.rng.uniform(0.03, 0.22, 3)))
        place.add(
            boxes([(0, 0, 0)], (0.085, 0.012, 0.12), cover).moved(x + 0.10, 0.573 + 0.025 * k, z + 0.06, turn=0.3 * k)
        )
    if setting.words & _CANDLES:
        candles(setting, (x - 0.02, 0.56, z + 0.02), 4, 0.10, (EVEN, ODD), strength=0.9)
    else:
        place.add(
            flowers(setting, count=9).moved(side * (_window_at(setting) + 0.42), _OPENING[1], END + 0.04, scale=0.9)
        )
    if _has_fire(setting):
        at = side * _BY_THE_FIRE["fire"]
        if setting.words & _STOVES:
            stove(setting, (at, 0.0, END - 0.65), TALL)
        else:
            fireplace.fireplace(setting, at, END, TALL, setting.paint(skins.BRICK, (0.13, 0.16, 0.25)), wood)
    else:
        pot = setting.paint(skins.PLASTER, (0.16, 0.22, 0.30))
        leaf = setting.paint(skins.LEAF, (0.025, 0.10, 0.035), (0.05, 0.18, 0.07))
        place.add(house_plant(setting, 1.35, pot, leaf).moved(side * 1.95, 0, 2.75))
    shelf = shelf_of_books(setting, 1.5, 2.2, wood)
    place.add(shelf.moved(0, 0, 0, turn=-side * math.pi / 2).moved(-side * (HALF - 0.18), 0, 1.2))
    for z, y, wide, tall in ((0.2, 1.65, 0.55, 0.75), (1.1, 1.72, 0.7, 0.55)):
        if not _has_fire(setting):
            hung = Mesh.of(
                [
                    picture_frame(wide, tall, wood, iron, deep=0.03, rail=0.05),
                    canvas(setting, wide, tall).moved(0, 0, -0.01),
                ]
            )
            place.add(hung.moved(0, 0, 0, turn=side * math.pi / 2).moved(side * (HALF - 0.03), y, z))


def pose_of(said: set[str]) -> str:
    """Return what somebody there does, by the words of a prompt: an extra of :mod:`~.scenery.people.extras`."""
    if said & READS:
        return "reads_at_home"
    if said & _STANDS:
        return "stander"
    return "elder_at_home" if said & _OLD else "at_home"


def _somebody(setting: Setting) -> None:
    """Let somebody sit in the armchair and look out, read there, or stand at the window."""
    side = setting.side
    said = {*setting.words, *setting.description.said}
    who, kind = 2 * setting.description.flavour + int(bool(said & _WOMEN)), pose_of(said)
    x, z, way = _chair_at(setting)
    at = (0.15, 2.55) if kind == "stander" else (x + 0.05 * way, z)
    if kind in ("at_home", "elder_at_home") and setting.shot == "detail":
        kind += "_near"
    looks = side if kind == "stander" else way * side
    setting.standing.append(staffage.Person(kind, side * at[0], at[1], mirrored=looks < 0, variant=who))
    portraits = _PORTRAITS_BY_FIRE if way < 0 else _PORTRAITS
    if setting.shot in portraits:
        setting.view = View(*portraits[setting.shot])


PLAN = Plan(
    _furnish,
    {
        "wide": View((-0.85, 1.46, -2.30), (0.22, 1.05, END), 0.84, (0.5, 0.46)),
        "medium": View((-1.15, 1.30, -0.85), (0.14, 1.05, 2.5), 0.94, (0.5, 0.50)),
        "close": View((-0.35, 1.25, 0.35), (0.40, 0.95, 2.6), 1.0, (0.5, 0.54)),
        "detail": View((0.45, 1.02, 1.20), (0.90, 0.64, 2.30), 1.05, (0.5, 0.58)),
    },
    groups={
        "sun": (KEY, "downbeat", 0.95, 0.12), "even": (EVEN, "kick", 0.86, 0.26), "odd": (ODD, "offbeat", 0.84, 0.30),
        "sky": (SKY, "low", 0.96, 0.06),
    },
    median=(40.0, 74.0), mist=0.0, travel=0.7, holds=frozenset({"armchair", "chair", "candles"}),
)  # fmt: skip
