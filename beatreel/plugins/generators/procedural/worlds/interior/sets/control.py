"""A control room: a wall of screens over rows of consoles with lit buttons, where people watch; for missions, stations, guards."""

from __future__ import annotations

import math

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, boxes, grid, tube, turned
from beatreel.plugins.generators.procedural.palette import light_of_hue
from beatreel.plugins.generators.procedural.scenery.built import EVEN, KEY, ODD, SKY, skins
from beatreel.plugins.generators.procedural.scenery.exposure import View
from beatreel.plugins.generators.procedural.scenery.screens import PICTURES, Screen
from beatreel.plugins.generators.procedural.scenery.setting import WARM, Colour, Plan, Setting

from .joinery import cushion
from .people import seated

MOTIF = "control_room"
HALF, TALL, NEAR, END = 3.8, 5.2, -5.4, 5.4
_ROWS = (1.9, -0.3)  # of consoles, and where they stand
_GUARDED = {"surveillance", "security", "cctv", "cameras", "guard"}


def _furnish(setting: Setting) -> None:
    place, side, rng = setting.place, setting.side, setting.rng
    palette = setting.description.palette
    hues = (palette.key, palette.accent) if palette.strength > 0.4 else (235.0, 55.0)
    one, other = (tuple(light_of_hue(hue, 0.14, 0.70).astype(float)) for hue in hues)
    setting.median = (34.0, 60.0)
    setting.hazy(0.012, (0, 0, 0), tuple(0.008 * part for part in one), tuple(0.006 * part for part in other))
    wall = setting.paint(skins.PLASTER, (0.070, 0.072, 0.076))
    floor = setting.paint(skins.SLABS, (0.045, 0.046, 0.050), (0.052, 0.053, 0.056), gloss=0.07, rough=0.05, scale=0.9)
    black = setting.paint(skins.PLAIN, (0.015, 0.015, 0.017), gloss=0.04, rough=0.12)
    steel = setting.paint(skins.PLAIN, (0.085, 0.087, 0.090), gloss=0.05, rough=0.14)
    setting.shell(HALF, TALL, (NEAR, END), wall, floor, setting.paint(skins.PLASTER, (0.035, 0.036, 0.040)))
    for way in (-1.0, 1.0):  # ribs of the walls, a line of light between them
        for z in np.arange(NEAR + 0.8, END, 1.3):
            setting.box((way * (HALF - 0.07), TALL / 2, float(z)), (0.07, TALL / 2, 0.09), steel)
        line = setting.glow(tuple(1.3 * part for part in other), ODD)
        setting.box((way * (HALF - 0.02), 2.9, 0.6), (0.012, 0.025, 4.4), line)
        for z in (-1.2, 2.4):
            place.lamp((way * (HALF - 0.45), 2.9, z), tuple(0.75 * part for part in other), ODD, 0.3)
    _wall(setting, black, (one, other))
    for n, z in enumerate(_ROWS):
        _console(setting, z, steel, black, (one, other), half=2.5 + 0.3 * n)
        if setting.peopled:
            for x in ((-1.25, 0.15, 1.45), (-0.72, 0.80))[n]:
                _operator(setting, (side * x, z - 0.72), black)
    for x in (-2.0, 0.0, 2.0):  # small lamps in the ceiling
        place.add(
            turned([(0.10, 0.0), (0.10, -0.02)], 16, setting.glow(tuple(1.2 * part for part in WARM), KEY)).moved(
                x, TALL - 0.01, -1.4
            )
        )
    place.lamp((0, TALL - 0.4, -1.4), tuple(0.5 * part for part in WARM), KEY, 0.4)
    cloth = setting.paint(skins.PLAIN, (0.34, 0.36, 0.37), gloss=0.05, rough=0.08)
    cup = turned([(0.036, 0.095), (0.041, 0.095), (0.041, 0.004), (0.0, 0.0)], 24, cloth)
    place.add(cup.moved(side * 0.55, 0.865, _ROWS[1] - 0.08), cup.moved(-side * 0.9, 0.865, _ROWS[0] - 0.06))
    t = np.linspace(0, 1, 20)
    for k in range(5):  # cables that hang under the ceiling
        z = 1.0 + 0.7 * k
        place.add(
            tube(
                np.stack(
                    [-HALF + 2 * HALF * t, TALL - 0.12 - 0.35 * np.sin(math.pi * t) * rng.random(), np.full(20, z)], 1
                ),
                0.02,
                6,
                black,
            )
        )


def _screen(
    setting: Setting,
    black: int,
    size: tuple[float, float],
    light: Colour,
    family: int,
    shows: str,
    at: tuple[float, float, float],
    turn: float = 0.0,
) -> None:
    wide, high = size
    glass = setting.paint(skins.PLAIN, (0.01, 0.01, 0.01), gloss=0.03, rough=0.05, glow=light, family=family)
    corners = [
        [(-wide / 2, high / 2, -0.002), (wide / 2, high / 2, -0.002)],
        [(-wide / 2, -high / 2, -0.002), (wide / 2, -high / 2, -0.002)],
    ]
    frame = boxes([(0, 0, 0.03)], (wide / 2 + 0.02, high / 2 + 0.02, 0.03), black)
    setting.place.add(Mesh.of([frame, grid(corners, glass)]).moved(*at, turn=turn))
    shown = Screen(
        glass,
        family,
        (-wide / 2, high / 2, 0),
        (wide, 0, 0),
        (0, -high, 0),
        PICTURES[shows](setting.rng),
        flickers=shows == "snow",
    )
    setting.screens.append(shown.moved(*at, turn=turn))


def _wall(setting: Setting, black: int, tones: tuple[Colour, Colour]) -> None:
    """Hang a great screen in the middle of the far wall and smaller ones around it."""
    place, z = setting.place, END - 0.35
    guarded = bool(setting.words & _GUARDED)
    lights = [tuple(1.15 * part for part in tone) for tone in tones]
    if guarded:
        spots = [
            ((0.96 * i, 1.45 + 0.72 * j, z), (0.90, 0.66))
            for j in range(5)
            for i in (-3, -2, -1, 0, 1, 2, 3)
            if abs(i) < 4 - j * 0.35
        ]
    else:
        spots = [((0.0, 2.95, z), (3.3, 1.85))]
        spots += [((way * 2.30, y, z - 0.22), (1.15, 0.86)) for way in (-1, 1) for y in (3.45, 2.47)]
        spots += [((x, 1.56, z), (1.05, 0.74)) for x in (-1.10, 0.0, 1.10)]
        spots += [((x, 4.30, z), (1.05, 0.62)) for x in (-1.10, 0.0, 1.10)]
        spots += [((way * 2.30, 1.50, z - 0.22), (1.15, 0.80)) for way in (-1, 1)]
    for number, (at, size) in enumerate(spots):
        family = int(number % 4 == 2 or number % 7 == 5)
        shows = "stray" if guarded else "map" if number == 0 else ("plots", "code", "plots", "stray", "map")[number % 5]
        shows = "snow" if guarded and number % 9 == 4 else shows
        _screen(
            setting,
            black,
            size,
            lights[family],
            (EVEN, ODD)[family],
            shows,
            at,
            turn=-0.13 * (abs(at[0]) > 2) * math.copysign(1, at[0]),
        )
    for x, y, tone, family in (
        (-1.8, 2.2, 0, EVEN),
        (1.8, 2.2, 0, EVEN),
        (0.0, 3.4, 0, EVEN),
        (-2.2, 3.6, 1, ODD),
        (2.2, 1.5, 1, ODD),
    ):
        place.lamp((x, y, z - 1.0), tuple(1.5 * part for part in tones[tone]), family, 0.6)


def _console(setting: Setting, z: float, steel: int, black: int, tones: tuple[Colour, Colour], *, half: float) -> None:
    """Build a console along x: a sloping panel of buttons and a row of small screens."""
    place, rng = setting.place, setting.rng
    top = np.array(
        [[(-half, 1.08, z + 0.42), (half, 1.08, z + 0.42)], [(-half, 0.80, z - 0.22), (half, 0.80, z - 0.22)]],
        np.float32,
    )
    place.add(
        grid(top, steel),
        boxes([(0, 0.40, z + 0.10)], (half, 0.40, 0.30), black),
        boxes([(0, 0.80, z - 0.24)], (half, 0.022, 0.03), steel),
        boxes([(0, 1.22, z + 0.46)], (half, 0.20, 0.05), black),
    )
    lamps = [
        setting.glow(tuple(power * part for part in tone), family)
        for tone, family, power in (
            (tones[0], EVEN, 2.2),
            (tones[1], ODD, 2.4),
            ((0.8, 0.9, 1.0), EVEN, 0.9),
            (tones[1], ODD, 0.8),
        )
    ]
    keys: list[list[tuple[float, float, float]]] = [[] for _ in range(5)]
    for x in np.arange(-half + 0.08, half - 0.05, 0.062):
        for k in range(6):
            t = 0.12 + 0.13 * k
            if int(x / 0.55 + 40) % 4 == 3 and k < 3:
                continue  # room for a hand or a sheet of paper
            which = int(rng.choice(5, p=[0.12, 0.12, 0.10, 0.10, 0.56]))
            keys[which].append((float(x), 0.80 + 0.28 * t + 0.008, z - 0.22 + 0.64 * t))
    for which, skin in enumerate([*lamps, black]):
        if keys[which]:
            place.add(boxes(keys[which], (0.022, 0.008, 0.020), skin))
    knob = turned([(0.0, 0.03), (0.016, 0.028), (0.02, 0.0)], 14, black)
    place.add(
        *[knob.moved(float(x), 0.80 + 0.28 * 0.9, z - 0.22 + 0.64 * 0.9) for x in np.arange(-half + 0.2, half, 0.21)]
    )
    for n, x in enumerate(np.arange(-half + 0.45, half - 0.3, 0.72)):
        family = int(n % 3 == 1)
        light = tuple(1.1 * part for part in tones[family])
        _screen(
            setting,
            black,
            (0.50, 0.30),
            light,
            (EVEN, ODD)[family],
            ("plots", "code", "map")[(n + int(rng.integers(3))) % 3],
            (float(x), 1.24, z + 0.40),
        )
    for x, k in ((-1.4, 0), (0.4, 1), (1.6, 0)):
        place.lamp((x, 1.25, z - 0.05), tuple(0.20 * part for part in tones[k]), (EVEN, ODD)[k], 0.2)


def _operator(setting: Setting, at: tuple[float, float], black: int) -> None:
    """Let somebody sit at a console, seen from behind, in a swivel chair."""
    x, z = at
    cloth = setting.paint(skins.CLOTH, (0.035, 0.035, 0.040), scale=0.6)
    place, turn = setting.place, math.pi + float(setting.rng.uniform(-0.15, 0.15))
    parts = [
        cushion((0.26, 0.05, 0.25), cloth, square=0.4).moved(0, 0.45, 0),
        cushion((0.23, 0.22, 0.04), cloth, square=0.4).leaned(0, -0.10).moved(0, 0.76, 0.26),
        turned([(0.025, 0.42), (0.025, 0.06), (0.30, 0.03), (0.30, 0.0)], 16, black),
    ]
    place.add(Mesh.of(parts).moved(x, 0, z, turn=turn))
    seated(setting, (x, 0.51, z), turn=turn)


PLAN = Plan(
    _furnish,
    {
        "wide": View((-0.45, 2.05, NEAR + 0.6), (0.10, 2.15, END), 1.0, (0.5, 0.50)),
        "medium": View((-1.45, 1.85, -2.7), (0.35, 2.05, END), 1.05, (0.5, 0.50)),
        "close": View((0.95, 1.72, -0.15), (-0.55, 1.75, END), 0.96, (0.5, 0.46)),
        "detail": View((-0.55, 1.52, -0.95), (-1.05, 0.98, 0.05), 0.86, (0.5, 0.56)),
    },
    groups={"lamp": (KEY,), "even": (EVEN, "kick", 0.84, 0.28), "odd": (ODD, "offbeat", 0.82, 0.32), "sky": (SKY,)},
    mist=0.10,
    travel=0.9,
    lettering=True,
    focus={"detail": (1.1, 0.006)},
)
