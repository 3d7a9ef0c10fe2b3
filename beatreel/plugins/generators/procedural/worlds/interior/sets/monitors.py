"""A dark room with screens on a desk: one that glows at night beside a bed, or a dozen of them full of code; somebody in a hood."""

from __future__ import annotations

import math

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, grid, tube, turned
from beatreel.plugins.generators.procedural.palette import light_of_hue
from beatreel.plugins.generators.procedural.scenery.built import EVEN, KEY, ODD, SKY, skins
from beatreel.plugins.generators.procedural.scenery.exposure import View
from beatreel.plugins.generators.procedural.scenery.screens import PICTURES, Screen
from beatreel.plugins.generators.procedural.scenery.setting import Colour, Plan, Setting

from .furnishings import house_plant
from .joinery import cushion, loft
from .outlook import daylight, outlook
from .people import bent, head
from .recording import speaker

MOTIF = "glowing_monitors"
HALF, TALL, NEAR, END = 1.9, 2.7, -2.6, 2.5
_DESK = 0.75
_MANY = {
    "monitors",
    "screens",
    "computers",
    "hacker",
    "hackers",
    "hacking",
    "hack",
    "coder",
    "coders",
    "coding",
    "matrix",
    "trader",
    "traders",
}
_CODE = {
    "code",
    "hacker",
    "hackers",
    "hacking",
    "hack",
    "matrix",
    "coder",
    "coders",
    "coding",
    "programmer",
    "programming",
    "developer",
}
_COMPUTERS = {"computer", "computers", "monitors", "screens"}
_MUSIC = {"producer", "music", "beatmaker", "song", "beats", "ableton", "daw"}


def _hues(setting: Setting) -> tuple[float, float]:
    palette = setting.description.palette
    if palette.strength > 0.4:
        return palette.key, palette.accent
    return (150.0, 215.0) if setting.words & _CODE else (250.0, 320.0)


def _furnish(setting: Setting) -> None:
    place, side = setting.place, setting.side
    many = bool(setting.words & _MANY)
    one, other = (tuple(light_of_hue(hue, 0.16, 0.68).astype(float)) for hue in _hues(setting))
    setting.median = (28.0, 52.0)
    setting.sunlit((12.0, 24.0), strength=1.0, dust=0.016)
    dim = {"night": 0.30, "dusk": 0.7}.get(setting.hour, 0.8)
    for name in ("zenith", "horizon", "halo"):
        setattr(place, name, tuple(dim * part for part in getattr(place, name)))
    setting.hazy(
        0.016,
        (0, 0, 0),
        tuple(0.007 * part for part in one),
        tuple(0.007 * part for part in other),
        daylight(setting, 0.03),
    )
    wall = setting.paint(skins.PLASTER, (0.085, 0.088, 0.094))
    boards = setting.paint(skins.WOOD, (0.040, 0.070, 0.105), gloss=0.03, rough=0.05, scale=0.15)
    oak = setting.paint(skins.WOOD, (0.045, 0.090, 0.150), gloss=0.04, rough=0.14, scale=0.2)
    black = setting.paint(skins.PLAIN, (0.015, 0.015, 0.017), gloss=0.04, rough=0.12)
    setting.shell(HALF, TALL, (NEAR, END), wall, boards, wall, ended=False)
    _window(setting, wall, black)
    place.add(
        boxes([(0, _DESK - 0.02, END - 0.45)], (1.35, 0.02, 0.42), oak),
        bars(
            [(u, 0, END - w) for u in (-1.28, 1.28) for w in (0.1, 0.8)],
            [(u, _DESK - 0.04, END - w) for u in (-1.28, 1.28) for w in (0.1, 0.8)],
            (0.022, 0.022),
            black,
        ),
    )
    _screens(setting, black, (one, other), many=many)
    _on_desk(setting, black, (one, other))
    strip = setting.glow(tuple(1.1 * part for part in other), ODD)  # a strip of light along desk and ceiling
    place.add(tube([(-1.3, _DESK - 0.05, END - 0.03), (1.3, _DESK - 0.05, END - 0.03)], 0.012, 6, strip))
    place.add(
        tube(
            [
                (-side * (HALF - 0.03), TALL - 0.05, NEAR),
                (-side * (HALF - 0.03), TALL - 0.05, END - 0.04),
                (side * 0.4, TALL - 0.05, END - 0.04),
            ],
            0.013,
            6,
            strip,
        )
    )
    for z in (0.2, 1.8):
        place.lamp((-side * (HALF - 0.3), TALL - 0.35, z), tuple(0.40 * part for part in other), ODD, 0.3)
    place.lamp((0, 0.45, END - 0.35), tuple(0.35 * part for part in other), ODD, 0.3)
    if many:
        _rack(setting, black, (one, other))
    if setting.words & {"bedroom", "bed"} or not many:
        _bed(setting, black)
    for u in (-0.98, 0.98) if many else (-0.66, 0.60):
        speaker(setting, (u, _DESK + 0.27, END - 0.26), black, turn=-0.3 * u)
    _on_wall(setting, oak, (one, other), 2.12 if many else 1.62)
    pot, leaf = (
        setting.paint(skins.PLAIN, (0.12, 0.13, 0.14)),
        setting.paint(skins.LEAF, (0.02, 0.07, 0.03), (0.04, 0.14, 0.07)),
    )
    place.add(house_plant(setting, 1.05, pot, leaf).moved(-side * 1.58, 0, END - 0.40))
    someone = setting.peopled and (
        "figure" in setting.description.details
        or setting.words & {"hacker", "producer", "coder", "gamer", "programmer"}
    )
    if someone:
        hooded(setting, (0.05 * side, 0.48, END - 1.18), turn=math.pi + 0.06 * side)
        if setting.shot == "detail":  # over a shoulder
            setting.view, setting.focus = View((-0.52, 1.27, 0.62), (0.06, 1.14, 2.2), 1.32, (0.5, 0.52)), (1.6, 0.006)
    _chair(setting, black, pulled=not someone)


def _on_wall(setting: Setting, oak: int, tones: tuple[Colour, Colour], y: float) -> None:
    """Hang a shelf with books and records over the desk, and pictures; a bent tube of light on one of them."""
    place, side, rng = setting.place, setting.side, setting.rng
    middle, half = -0.42 * side, 0.62
    setting.box((middle, y, END - 0.12), (half, 0.014, 0.12), oak)
    backs = [setting.paint(skins.PLAIN, tuple(float(v) for v in rng.uniform(0.03, 0.26, 3))) for _ in range(6)]
    x = middle - half + 0.03
    while x < middle + half - 0.16:
        thick, tall = float(rng.uniform(0.012, 0.032)), float(rng.uniform(0.17, 0.26))
        setting.box((x + thick, y + 0.014 + tall / 2, END - 0.11), (thick, tall / 2, 0.08), backs[int(rng.integers(6))])
        x += 2 * thick + (0.18 if rng.random() < 0.10 else 0.002)
    if y < 1.9:  # pictures over it
        for k, (u, wide, tall) in enumerate(((-0.78, 0.20, 0.28), (-0.28, 0.16, 0.16), (0.16, 0.22, 0.30))):
            setting.box((u * side, 2.20, END - 0.006), (wide, tall, 0.004), backs[k])
            setting.box((u * side, 2.20 + 0.03 * k, END - 0.012), (0.55 * wide, 0.5 * tall, 0.003), backs[k + 3])
        a = np.linspace(0.3, 2 * math.pi + 0.05, 40)
        ring = np.stack([0.16 * side + 0.15 * np.cos(a), 2.20 + 0.15 * np.sin(a), np.full(40, END - 0.03)], 1)
        place.add(tube(ring, 0.009, 6, setting.glow(tuple(1.8 * part for part in tones[1]), ODD)))
        place.lamp((0.16 * side, 2.2, END - 0.3), tuple(0.22 * part for part in tones[1]), ODD, 0.2)


def _window(setting: Setting, wall: int, frame: int) -> None:
    """Open a window beside the desk, on the night."""
    place, side = setting.place, setting.side
    x, wide, low, high = 1.28 * side, 0.44, 0.98, 2.30
    for left, right in ((-HALF, x - wide), (x + wide, HALF)):
        setting.box(((left + right) / 2, TALL / 2, END + 0.1), (abs(right - left) / 2, TALL / 2, 0.1), wall)
    setting.box((x, low / 2, END + 0.1), (wide, low / 2, 0.1), wall)
    setting.box((x, (high + TALL) / 2, END + 0.1), (wide, (TALL - high) / 2, 0.1), wall)
    edge = [
        (x - wide, low, END),
        (x + wide, low, END),
        (x + wide, high, END),
        (x - wide, high, END),
        (x - wide, low, END),
    ]
    place.add(
        bars(edge[:-1], edge[1:], (0.035, 0.04), frame),
        bars([(x, low, END + 0.06)], [(x, high, END + 0.06)], (0.016, 0.016), frame),
    )
    slats = np.arange(1.72, high, 0.05)  # a blind, half drawn up
    place.add(boxes([(x, float(y), END - 0.03) for y in slats], (wide, 0.002, 0.022), frame))
    place.window((x - wide, low, END + 0.05), (2 * wide, 0, 0), (0, high - low, 0), daylight(setting, 2.0))
    place.air = (-HALF, 0.0, NEAR), (HALF, TALL, END)
    outlook(setting, END)


def _monitor(
    setting: Setting,
    black: int,
    wide: float,
    high: float,
    light: Colour,
    family: int,
    shows: str,
    at: tuple[float, float, float],
    turn: float,
) -> None:
    """Stand a flat screen whose middle is at a place, seen from -z."""
    glass = setting.paint(skins.PLAIN, (0.01, 0.01, 0.01), gloss=0.04, rough=0.05, glow=light, family=family)
    parts = [
        boxes([(0, 0, 0.014)], (wide / 2 + 0.010, high / 2 + 0.010, 0.013), black),
        grid(
            [
                [(-wide / 2, high / 2, -0.001), (wide / 2, high / 2, -0.001)],
                [(-wide / 2, -high / 2, -0.001), (wide / 2, -high / 2, -0.001)],
            ],
            glass,
        ),
    ]
    setting.place.add(Mesh.of(parts).moved(*at, turn=turn))
    picture = PICTURES[shows](setting.rng)
    screen = Screen(glass, family, (-wide / 2, high / 2, 0), (wide, 0, 0), (0, -high, 0), picture)
    setting.screens.append(screen.moved(*at, turn=turn))
    c, s = math.cos(turn), math.sin(turn)
    glow = tuple(0.30 * wide / 0.6 * part for part in light)
    setting.place.lamp((at[0] + 0.34 * s, at[1], at[2] - 0.34 * c), glow, family, 0.22)


def _shown(setting: Setting) -> tuple[str, ...]:
    words = setting.words
    if words & _CODE:
        return ("code", "code", "plots", "code", "map", "code")
    if words & _MUSIC:
        return ("tracks", "plots")
    return (
        ("tracks", "plots", "map", "code", "plots", "map")
        if not words & _COMPUTERS
        else ("code", "plots", "map", "code", "plots", "map")
    )


def _screens(setting: Setting, black: int, tones: tuple[Colour, Colour], *, many: bool) -> None:
    place, z = setting.place, END - 0.26
    shown = _shown(setting)
    lights = [tuple(1.5 * part for part in tone) for tone in tones]
    if not many:
        _monitor(setting, black, 0.78, 0.44, lights[0], EVEN, shown[0], (-0.06, _DESK + 0.40, z), 0.0)
        place.add(
            boxes(
                [(-0.06, _DESK + 0.09, z + 0.03), (-0.06, _DESK + 0.006, z)],
                [(0.03, 0.10, 0.015), (0.15, 0.006, 0.10)],
                black,
            )
        )
        return
    number = 0
    for row, y in enumerate((0.30, 0.70, 1.10)):
        for k in (-1, 0, 1) if row < 2 else (-0.5, 0.5):
            turned_by = -0.32 * k
            at = (0.66 * k, _DESK + y, z - 0.13 * abs(k) ** 2)
            family = (row + number) % 3 == 2
            _monitor(
                setting,
                black,
                0.60,
                0.355,
                lights[int(family)],
                (EVEN, ODD)[int(family)],
                shown[number % len(shown)],
                at,
                turned_by,
            )
            number += 1
    place.add(
        bars(
            [(u, _DESK, z + 0.06) for u in (-0.6, 0.0, 0.6)],
            [(u, _DESK + 1.15, z + 0.06) for u in (-0.6, 0.0, 0.6)],
            (0.016, 0.016),
            black,
        )
    )


def _on_desk(setting: Setting, black: int, tones: tuple[Colour, Colour]) -> None:
    """Put a keyboard with lit keys, a mouse, a mug, cans, headphones and a computer with its fans there."""
    place, side, rng = setting.place, setting.side, setting.rng
    keys = setting.glow(tuple(0.5 * part for part in tones[1]), ODD)
    dark = setting.paint(skins.PLAIN, (0.05, 0.05, 0.055), gloss=0.05, rough=0.15)
    caps = [(-0.20 + 0.0267 * k, 0.020, -0.055 + 0.0235 * r) for k in range(16) for r in range(6)]
    board = Mesh.of(
        [
            boxes([(0, 0.008, 0.004)], (0.225, 0.008, 0.085), black),
            boxes([(0, 0.0165, 0.004)], (0.215, 0.001, 0.075), keys),
            boxes(caps, (0.0105, 0.006, 0.0092), dark),
        ]
    )
    z = END - 0.72
    place.add(board.moved(-0.05, _DESK, z), cushion((0.033, 0.016, 0.055), dark).moved(0.33, _DESK + 0.014, z))
    mat = setting.paint(skins.CLOTH, (0.022, 0.022, 0.026), scale=2.0)
    setting.box((0.05, _DESK + 0.001, z + 0.02), (0.46, 0.0015, 0.145), mat)
    china = setting.paint(skins.PLAIN, (0.36, 0.38, 0.39), gloss=0.06, rough=0.06)
    place.add(
        turned([(0.036, 0.095), (0.041, 0.095), (0.041, 0.004), (0.0, 0.0)], 24, china).moved(
            0.66 * side, _DESK, z + 0.06
        )
    )
    can = setting.paint(skins.METAL, (0.35, 0.37, 0.38), gloss=0.4, rough=0.1, metal=True)
    for u, w in ((-0.70, 0.10), (-0.80, 0.02)):
        place.add(
            turned([(0.026, 0.125), (0.033, 0.115), (0.033, 0.01), (0.028, 0.0)], 20, can).moved(u * side, _DESK, z + w)
        )
    paper = setting.paint(skins.PLAIN, (0.42, 0.44, 0.45))
    for k in range(4):
        place.add(
            boxes([(0, 0.002 + 0.003 * k, 0)], (0.10, 0.001, 0.145), paper).moved(
                -0.55 * side, _DESK, z - 0.02, turn=float(rng.uniform(-0.4, 0.4))
            )
        )
    a = np.linspace(-0.15, math.pi + 0.15, 25)
    band = np.stack([0.085 * np.cos(a), 0.012 + 0 * a, 0.095 * np.sin(a)], 1)
    ear = turned([(0.0, 0.05), (0.035, 0.045), (0.040, 0.0)], 20, black)
    place.add(
        Mesh.of([tube(band, 0.009, 8, black), ear.moved(-0.085, 0, 0), ear.moved(0.085, 0, 0)]).moved(
            0.92 * side, _DESK, z + 0.10, turn=0.6
        )
    )
    # The computer under the desk, fans behind glass.
    x, y = -side * 1.02, 0.27
    place.add(boxes([(x, y, END - 0.42)], (0.11, 0.25, 0.24), black))
    for k in (-0.13, 0.05):
        ring = np.linspace(0, 2 * math.pi, 25)
        circle = np.stack([x + 0.075 * np.cos(ring), y + k + 0.075 * np.sin(ring), np.full(25, END - 0.665)], 1)
        place.add(tube(circle, 0.007, 6, setting.glow(tuple(2.4 * part for part in tones[k < 0]), (EVEN, ODD)[k < 0])))
    place.lamp((x, y, END - 0.9), tuple(0.10 * part for part in tones[1]), ODD, 0.15)


def _rack(setting: Setting, black: int, tones: tuple[Colour, Colour]) -> None:
    """Stand a rack of servers at the wall, lamps that blink, cables."""
    place, side, rng = setting.place, setting.side, setting.rng
    x, z = side * (HALF - 0.32), 0.55
    place.add(boxes([(x, 1.0, z)], (0.30, 1.0, 0.30), black))
    steel = setting.paint(skins.PLAIN, (0.055, 0.057, 0.060), gloss=0.05, rough=0.15)
    face = x - side * 0.305
    lamps = [setting.glow(tuple(2.6 * part for part in tones[k]), (EVEN, ODD)[k]) for k in (0, 1)]
    for n in range(18):
        y = 0.14 + 0.10 * n
        setting.box((face, y, z), (0.006, 0.043, 0.28), steel)
        for k in range(12):
            if rng.random() < 0.55:
                setting.box(
                    (face - side * 0.007, y + 0.012 * (k % 2), z - 0.24 + 0.04 * k),
                    (0.003, 0.005, 0.007),
                    lamps[int(rng.random() < 0.35)],
                )
    cable = setting.paint(skins.PLAIN, tuple(0.02 + 0.10 * part for part in tones[0]))
    t = np.linspace(0, 1, 20)
    for _ in range(9):
        a, b = float(rng.uniform(0.3, 1.8)), float(rng.uniform(0.2, 1.7))
        line = np.stack(
            [
                face - side * (0.03 + 0.10 * np.sin(math.pi * t)),
                a + (b - a) * t - 0.10 * np.sin(math.pi * t),
                z - 0.25 + 0.5 * t * rng.random(),
            ],
            1,
        )
        place.add(tube(line, 0.006, 6, cable))
    place.lamp((face - side * 0.4, 1.2, z), tuple(0.22 * part for part in tones[0]), EVEN, 0.3)


def _bed(setting: Setting, black: int) -> None:
    """Leave the end of an unmade bed at the wall."""
    side, rng = setting.side, setting.rng
    sheet, quilt = (
        setting.paint(skins.CLOTH, (0.30, 0.31, 0.33), scale=0.8),
        setting.paint(skins.CLOTH, (0.10, 0.085, 0.09), scale=0.8),
    )
    x = side * (HALF - 0.52)
    setting.box((x, 0.20, -0.55), (0.50, 0.12, 1.0), black)
    setting.place.add(cushion((0.50, 0.13, 1.0), sheet, square=0.2, steps=(14, 40)).moved(x, 0.42, -0.55))
    u, v = np.meshgrid(np.linspace(-0.55, 0.55, 40), np.linspace(0.55, -0.9, 40))
    lift = 0.57 + 0.05 * np.sin(5 * u + 3 * v + 6 * rng.random()) + 0.035 * np.sin(11 * v - 4 * u)
    drop = 0.30 * np.clip((-side * u - 0.44) / 0.11, 0, 1)
    setting.place.add(grid(np.stack([x + u, lift - drop, v - 0.4], -1), quilt))
    setting.place.add(cushion((0.28, 0.09, 0.19), sheet, square=0.5).moved(x, 0.60, -1.25, turn=0.2))


def _chair(setting: Setting, black: int, *, pulled: bool) -> None:
    cloth = setting.paint(skins.CLOTH, (0.030, 0.030, 0.034), scale=0.6)
    x, z, turn = (
        (-1.15 * setting.side, END - 1.05, math.pi + 0.7 * setting.side)
        if pulled
        else (0.05 * setting.side, END - 1.16, math.pi)
    )
    feet = [(0.30 * math.cos(a), 0.05, 0.30 * math.sin(a)) for a in np.arange(5) * 2 * math.pi / 5]
    parts = [
        cushion((0.25, 0.05, 0.24), cloth, square=0.4).moved(0, 0.43, 0),
        cushion((0.21, 0.27 if pulled else 0.16, 0.04), cloth, square=0.4)
        .leaned(0, -0.10)
        .moved(0, 0.86 if pulled else 0.68, 0.27),
        turned([(0.025, 0.42), (0.025, 0.10), (0.04, 0.05)], 12, black),
        bars([(0, 0.10, 0)] * 5, feet, (0.018, 0.016), black),
        tube([(0, 0.42, 0.2), (0, 0.58, 0.30), (0, 0.80, 0.30)], 0.018, 8, black),
    ]
    setting.place.add(Mesh.of(parts).moved(x, 0, z, turn=turn))


def hooded(setting: Setting, at: tuple[float, float, float], turn: float) -> None:
    """Let somebody sit in a hooded jacket, arms on the desk; ``at`` is the middle of the seat."""
    cloth = setting.paint(skins.CLOTH, (0.040, 0.038, 0.042), scale=0.8)
    skin, dark = (
        setting.paint(skins.PLAIN, (0.16, 0.23, 0.36)),
        setting.paint(skins.CLOTH, (0.012, 0.014, 0.018), scale=2.0),
    )
    trunk = [
        (0.0, -0.04, 0.03, 0.20, 0.16),
        (0.0, 0.10, 0.04, 0.195, 0.15),
        (0.0, 0.30, 0.04, 0.215, 0.145),
        (0.0, 0.45, 0.02, 0.235, 0.130),
        (0.0, 0.53, 0.0, 0.205, 0.110),
        (0.0, 0.58, -0.02, 0.12, 0.095),
        (0.0, 0.61, -0.03, 0.085, 0.085),
    ]
    parts = [loft(trunk, cloth)]
    if setting.words & {"producer", "gamer", "headphones", "woman", "girl"}:
        parts += [part.leaned(0.03, -0.16).moved(0.0, 0.60, -0.02) for part in head(skin, dark)]
        a = np.linspace(0, math.pi, 21)
        parts.append(
            tube(np.stack([0.098 * np.cos(a), 0.755 + 0.14 * np.sin(a), np.full(21, -0.015)], 1), 0.013, 8, dark)
        )
        parts += [cushion((0.028, 0.048, 0.042), dark, square=0.7).moved(way * 0.100, 0.745, -0.02) for way in (-1, 1)]
    else:
        parts += [part.leaned(0.03, -0.16).moved(0.0, 0.60, -0.03) for part in head(skin, dark)]
        # The hood: a cloth about the head, open to the front, that falls in a fold on the back.
        a, v = np.meshgrid(np.linspace(-2.35, 2.35, 41), np.linspace(0, 1, 22))
        wide = 0.142 * np.sqrt(np.clip(1 - (0.16 + 0.84 * (1 - v)) ** 3.2, 0, 1)) + 0.012 * np.sin(3 * a) * v
        high = 0.905 - 0.36 * v
        points = np.stack(
            [
                wide * np.sin(a),
                high + 0.02 * np.cos(a) * (1 - v),
                0.0 + 1.18 * wide * np.cos(a) - 0.02 + 0.05 * v * (np.cos(a) > 0) * np.cos(a),
            ],
            -1,
        )
        parts.append(grid(points, cloth))
        parts.append(
            loft(
                [
                    (0.0, 0.64, 0.03, 0.10, 0.085),
                    (0.0, 0.58, 0.06, 0.155, 0.10),
                    (0.0, 0.50, 0.10, 0.13, 0.06),
                    (0.0, 0.46, 0.11, 0.03, 0.02),
                ],
                cloth,
            )
        )
    for way in (-1.0, 1.0):
        arm = bent([(0.215 * way, 0.50, 0.0), (0.36 * way, 0.20, -0.10), (0.13 * way, 0.30, -0.44)])
        parts += [
            tube(arm, np.linspace(0.072, 0.045, 9), 14, cloth),
            cushion((0.042, 0.022, 0.06), skin, square=0.7).moved(0.12 * way, 0.305, -0.49),
        ]
        hip, knee, foot = (0.10 * way, 0.05, -0.02), (0.12 * way, 0.07, -0.46), (0.12 * way, -0.42, -0.44)
        parts.append(tube(bent([hip, ((hip[0] + knee[0]) / 2, 0.08, -0.24), knee]), 0.085, 14, dark))
        parts.append(tube([knee, foot], [0.07, 0.05], 14, dark))
    setting.place.add(Mesh.of(parts).moved(*at, turn=turn))


PLAN = Plan(
    _furnish,
    {
        "wide": View((-0.62, 1.42, -1.65), (0.16, 1.14, 2.2), 0.86, (0.5, 0.52)),
        "medium": View((-0.85, 1.42, -0.15), (0.10, 1.10, 2.2), 0.90, (0.5, 0.52)),
        "close": View((0.72, 1.36, 0.45), (-0.05, 1.12, 2.2), 0.92, (0.5, 0.52)),
        "detail": View((-0.40, 1.16, 1.22), (0.02, 0.98, 2.15), 0.92, (0.5, 0.54)),
    },
    groups={
        "moon": (KEY, "downbeat", 0.95, 0.12),
        "even": (EVEN, "kick", 0.82, 0.32),
        "odd": (ODD, "offbeat", 0.82, 0.32),
        "sky": (SKY,),
    },
    mist=0.10,
    travel=0.6,
    lettering=True,
    focus={"detail": (1.0, 0.006)},
)
