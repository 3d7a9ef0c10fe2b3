"""A car on show: on the glossy floor of a showroom under lines of light, or before the backdrop of a studio between soft boxes."""

from __future__ import annotations

import math

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, grid, tube, turned
from beatreel.plugins.generators.procedural.palette import light_of_hue
from beatreel.plugins.generators.procedural.scenery import motorcars, old_cars
from beatreel.plugins.generators.procedural.scenery.built import EVEN, KEY, ODD, SKY, skins
from beatreel.plugins.generators.procedural.scenery.exposure import View
from beatreel.plugins.generators.procedural.scenery.naming import VINTAGE, body_named, colour_named
from beatreel.plugins.generators.procedural.scenery.setting import Colour, Plan, Setting

MOTIF = "car_show"
HALF, TALL, NEAR, END = 9.0, 5.6, -6.0, 17.0
AT = 6.0  # where the car stands, metres away
_TURNS = {"wide": -38.0, "medium": 142.0, "close": -62.0, "detail": 128.0}  # degrees of its nose from the right, away
# A car of today is smooth: its detail is its nose.
_NOSE_ON = (-97.0, View((0.0, 0.42, 0.7), (0.0, 0.75, AT), 1.45, (0.5, 0.60)))
_OPEN = {"convertible", "cabriolet", "cabrio", "open-top"}
_STUDIO = {"studio", "softbox", "softboxes", "backdrop", "cyclorama"}
_BRIGHT, _DARK = (
    {"white", "bright", "day", "daylight", "sunlit"},
    {"dark", "black", "dim", "night", "darkness", "moody"},
)


def kind_of(words: set[str]) -> str:
    """Return which kind of car words name: ``"old"``, or one of :data:`~...kernels.vehicle.SHAPES`."""
    body = body_named(words)
    if words & VINTAGE or (words & _OPEN and body != "coupe"):
        return "old"
    return body or "saloon"


def _furnish(setting: Setting) -> None:
    said = setting.description.said
    places = {"studio", "void", "room", "backdrop", "background", "showroom", "hall", "light", "cyclorama"}
    of_place = {one for one, after in zip(said, said[1:], strict=False) if after in places}
    is_studio = bool(setting.words & _STUDIO)
    is_bright = is_studio and not of_place & _DARK and bool((of_place & _BRIGHT) or not setting.words & _DARK)
    (_studio if is_studio else _showroom)(setting, is_bright)
    _shown(setting)


def _shown(setting: Setting) -> None:
    """Park the car that is named in the middle, turned as the shot wants it."""
    place, rng = setting.place, setting.rng
    kind, turn = kind_of(setting.words), _TURNS[setting.shot]
    tone = colour_named(setting.description, old_cars.NAMES, old_cars.PAINTS, str(rng.choice(["red", "silver"])))
    if kind == "old":
        car = old_cars.old_car(place, tone, rng, is_open=bool(setting.words & _OPEN), lamps=0.35)
    else:
        skin = motorcars.finish(place, old_cars.PAINTS[tone], lit=0.08, gloss=0.13)
        car = motorcars.motorcar(kind, skin).moved(0, 0, 0, turn=-math.pi / 2)
        if setting.shot == "detail":
            turn, setting.view = _NOSE_ON
    turn = math.radians(turn)
    place.add(car.moved(0.0, 0.02, AT, turn=turn if setting.side > 0 else math.pi - turn))


def _line(
    setting: Setting, ends: list[tuple[float, float, float]], light: Colour, family: int, half: float = 0.03
) -> None:
    setting.place.add(bars([ends[0]], [ends[1]], (half, half), setting.glow(light, family)))


def _showroom(setting: Setting, _: bool) -> None:
    """Build a dark hall with lines of light on its ceiling and behind its walls, other cars at its end."""
    place, side = setting.place, setting.side
    palette = setting.description.palette
    hue = palette.accent if palette.strength > 0.2 else 75.0
    tint: Colour = tuple(0.45 + 0.9 * part for part in light_of_hue(hue, 0.09, 0.72).astype(float))
    white: Colour = (1.06, 1.02, 0.98)
    setting.median, place.air = (30.0, 56.0), ((-HALF, 0.0, NEAR), (HALF, TALL, END))
    setting.hazy(0.008, (0, 0, 0), tuple(0.006 * part for part in white), tuple(0.008 * part for part in tint))
    floor = setting.paint(skins.PLAIN, (0.020, 0.020, 0.021), gloss=0.14, rough=0.012)
    wall = setting.paint(skins.PLAIN, (0.060, 0.060, 0.062), gloss=0.02, rough=0.3)
    dark = setting.paint(skins.PLAIN, (0.016, 0.016, 0.017), gloss=0.03, rough=0.2)
    setting.shell(HALF, TALL, (NEAR, END), wall, floor, dark)
    for x in np.arange(-6.6, 6.7, 2.2):  # on the ceiling, along the hall
        _line(setting, [(x, TALL - 0.10, NEAR + 1), (x, TALL - 0.10, END - 0.6)], tuple(2.6 * p for p in white), EVEN)
    for z in np.arange(NEAR + 2.0, END, 3.2):
        for way in (-1.0, 1.0):
            setting.box((way * (HALF - 0.25), TALL / 2, float(z)), (0.25, TALL / 2, 0.22), dark)
            _line(setting, [(way * (HALF - 0.05), 0.3, z + 1.6), (way * (HALF - 0.05), TALL - 0.6, z + 1.6)],
                  tuple(1.5 * p for p in tint), ODD, 0.035)  # fmt: skip
    for x in np.arange(-8.0, 8.1, 1.0):  # slats before a lit wall at its end
        setting.box((float(x), TALL / 2, END - 0.45), (0.14, TALL / 2, 0.14), dark)
    for y, power in ((0.12, 2.2), (TALL - 0.3, 2.2)):
        _line(setting, [(-HALF, y, END - 0.12), (HALF, y, END - 0.12)], tuple(power * p for p in tint), ODD, 0.05)
    place.window((-HALF, 0.3, END - 0.05), (2 * HALF, 0, 0), (0, 1.2, 0), tuple(0.50 * part for part in tint), ODD)
    place.window((-3.4, TALL - 0.2, AT - 3.2), (6.8, 0, 0), (0, 0, 6.4), tuple(1.25 * part for part in white), EVEN)
    place.window((-HALF, TALL - 0.2, NEAR + 1), (2 * HALF, 0, 0), (0, 0, 6.0), tuple(0.20 * p for p in white), SKY)
    for x, aim in ((-3.6, 0.4), (3.6, -0.4)):
        place.lamp((x, TALL - 0.4, AT - 2.6), tuple(5.0 * part for part in white), KEY, 0.25,
                   toward=(aim, 0.6, AT), angles=(34.0, 20.0), sharp=True)  # fmt: skip
    ring = [(3.3 * math.cos(a), 0.012, AT + 3.3 * math.sin(a)) for a in np.linspace(0, 2 * math.pi, 97)]
    disc = [(0.0, 0.016), (3.22, 0.016), (3.24, 0.0)]
    place.add(
        turned(disc, 96, setting.paint(skins.PLAIN, (0.030, 0.030, 0.032), gloss=0.16, rough=0.01)).moved(0, 0, AT)
    )
    place.add(tube(ring, 0.022, 6, setting.glow(tuple(1.8 * part for part in tint), ODD)))
    for n, (x, z, turn) in enumerate(((-5.6, 12.6, -0.5), (5.5, 13.4, 3.6), (0.4, 14.4, -0.2))):
        skin = motorcars.finish(place, ((0.014, 0.014, 0.015), (0.20, 0.20, 0.20), (0.03, 0.03, 0.032))[n])
        car = motorcars.motorcar(("saloon", "coupe", "muscle")[n], skin, fine=False)
        place.add(car.moved(side * x, 0.0, z, turn=turn if side > 0 else -turn))


def _studio(setting: Setting, is_bright: bool) -> None:
    """Build a studio: a backdrop that curves up from the floor, a great soft box over the car and two that stand beside it."""
    place, side = setting.place, setting.side
    tone = 0.26 if is_bright else 0.035
    white: Colour = (1.02, 1.0, 0.99)
    setting.median = (150.0, 200.0) if is_bright else (26.0, 48.0)
    place.air = (-HALF, 0.0, NEAR), (HALF, TALL, END)
    paper = setting.paint(skins.PLAIN, (tone, tone, tone))
    floor = setting.paint(skins.PLAIN, (tone, tone, tone), gloss=0.05 if is_bright else 0.12, rough=0.012)
    dark = setting.paint(skins.PLAIN, (0.014, 0.014, 0.015), gloss=0.03, rough=0.2)
    roof = setting.paint(skins.PLAIN, (0.8 * tone, 0.8 * tone, 0.8 * tone))
    setting.shell(HALF, TALL + 1.4, (NEAR, END), paper, floor, roof)
    a = np.linspace(0, math.pi / 2, 25)
    foot = END - 5.0
    cove = np.stack(
        [np.stack([np.full(25, x), 2.6 * (1 - np.cos(a)), foot + 2.6 * np.sin(a)], -1) for x in (-HALF, HALF)]
    )
    place.add(grid(cove.astype(np.float32), paper))
    setting.box((0, 0.5 * (TALL + 4.0), foot + 2.65), (HALF, 0.5 * (TALL - 1.2), 0.04), paper)
    panel = setting.glow(tuple(4.0 * part for part in white), EVEN)
    setting.box((0, TALL - 0.9, AT + 0.2), (2.6, 0.02, 1.35), panel)  # over the car
    setting.box((0, TALL - 0.72, AT + 0.2), (2.75, 0.16, 1.5), dark)
    for x in (-2.0, 2.0):
        place.add(bars([(x, TALL - 0.6, AT)], [(x, TALL + 1.4, AT)], (0.02, 0.02), dark))
    place.window((-2.6, TALL - 0.95, AT - 1.15), (5.2, 0, 0), (0, 0, 2.7), tuple(2.3 * p for p in white), EVEN)
    for x, z, power, family in ((-3.9, 5.2, 2.4, KEY), (4.1, 7.6, 1.5, ODD)):
        place.add(_soft_box(setting, tuple(power * part for part in white), family, dark).moved(
            side * x, 0.0, z, turn=side * (math.pi / 2 if x < 0 else -math.pi / 2)))  # fmt: skip
        sign = side * math.copysign(1.0, x)
        place.window(
            (sign * abs(x) - sign * 0.1, 0.9, z - 0.6),
            (0, 0, 1.2),
            (0, 2.2, 0),
            tuple(0.8 * power * p for p in white),
            family,
        )
    fill = 16.0 if is_bright else 0.3
    for z in (-1.0, 4.5, 10.0):
        for x in (-5.2, 5.2):
            place.lamp((x, TALL + 0.8, z), tuple(fill * part for part in white), SKY, 0.3)
    if not is_bright:  # a glow on the backdrop behind the roof of the car
        place.lamp(
            (0.0, 0.5, foot - 0.6),
            tuple(2.4 * p for p in white),
            ODD,
            0.4,
            toward=(0.0, 3.4, foot + 2.6),
            angles=(62.0, 30.0),
        )


def _soft_box(setting: Setting, light: Colour, family: int, dark: int) -> Mesh:
    """Return a soft box on its stand, its face towards -z."""
    face = setting.glow(light, family)
    legs = [(0.55 * math.cos(a), 0.03, 0.35 + 0.55 * math.sin(a)) for a in (0.4, 2.5, 4.6)]
    return Mesh.of([
        boxes([(0, 2.0, 0.0)], (0.60, 1.10, 0.02), face), boxes([(0, 2.0, 0.10)], (0.66, 1.16, 0.10), dark),
        boxes([(0, 2.0, 0.32)], (0.16, 0.22, 0.16), dark),
        bars([(0, 0.4, 0.35)], [(0, 2.0, 0.35)], (0.022, 0.022), dark), bars([(0, 0.5, 0.35)] * 3, legs, (0.016, 0.016), dark),
    ])  # fmt: skip


PLAN = Plan(
    _furnish,
    {
        "wide": View((-1.1, 1.25, -2.4), (0.1, 0.95, AT), 1.16, (0.5, 0.60)),
        "medium": View((1.5, 0.85, 0.2), (0.0, 0.95, AT), 1.02, (0.5, 0.56)),
        "close": View((-0.6, 0.95, 1.7), (-0.1, 0.75, AT - 0.9), 1.05, (0.5, 0.60)),
        "detail": View((0.6, 0.80, 2.5), (0.7, 0.80, AT - 1.4), 1.25, (0.46, 0.56)),
    },
    groups={"spots": (KEY, "kick", 0.86, 0.20), "lines": (EVEN, "kick", 0.88, 0.18), "tint": (ODD, "offbeat", 0.84, 0.26), "fill": (SKY,)},
    median=(40.0, 78.0), mist=0.0, travel=1.6,
)  # fmt: skip
