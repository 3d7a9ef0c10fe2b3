"""Old televisions that run without a station: a wall of them piled up in a dark hall, or one alone in an empty room."""

from __future__ import annotations

import math

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, grid, tube, turned
from beatreel.plugins.generators.procedural.palette import light_of_hue
from beatreel.plugins.generators.procedural.scenery.built import EVEN, KEY, ODD, SKY, skins
from beatreel.plugins.generators.procedural.scenery.exposure import View
from beatreel.plugins.generators.procedural.scenery.screens import PICTURES, Screen
from beatreel.plugins.generators.procedural.scenery.setting import Colour, Plan, Setting

from .joinery import cushion
from .outlook import daylight, outlook
from .people import seated

MOTIF = "tube_televisions"
HALF, TALL, NEAR, END = 2.9, 4.6, -3.6, 3.6
_ROOM = (2.1, 2.9, -3.2, 2.5)  # of one alone: half its width, height, ends
_FRONT = 2.1  # of the pile
_MANY = {
    "stack",
    "stacks",
    "stacked",
    "wall",
    "walls",
    "tvs",
    "televisions",
    "crts",
    "pile",
    "piles",
    "tower",
    "towers",
    "many",
    "dozens",
    "hundreds",
    "rows",
    "screens",
    "monitors",
    "tubes",
    "full",
}
_UNTINTED = (235.0, 60.0)  # hues where a prompt names none: cold, and warm
_SEEN_FROM_AFAR = {"wide": 0.72, "medium": 0.85}  # light of a screen: many small ones would only be white
_SHOWN = ("snow", "snow", "snow", "stray", "snow", "bars", "snow", "stray")


def _lights(setting: Setting) -> tuple[Colour, Colour]:
    """Return the light of the screens of either family."""
    palette = setting.description.palette
    told = palette.strength > 0.4
    hues = (palette.key, palette.accent) if told else _UNTINTED
    chroma = (0.135, 0.17) if told else (0.075, 0.15)
    one, other = (tuple(light_of_hue(hue, much, 0.74).astype(float)) for hue, much in zip(hues, chroma, strict=True))
    return one, other


def _bulged(half: tuple[float, float], deep: float, skin: int) -> Mesh:
    """Return the glass of a tube: its sides bulge and its corners are round; its middle at the origin, seen from -z."""
    t, s = np.meshgrid(np.linspace(1, -1, 13), np.linspace(-1, 1, 15), indexing="ij")
    points = np.stack(
        [
            half[0] * s * np.sqrt(1 - 0.17 * t * t),
            half[1] * t * np.sqrt(1 - 0.17 * s * s),
            deep * (0.5 * (s * s + t * t) - 1),
        ],
        -1,
    )
    return grid(points, skin)


class _Maker:
    """Builds televisions of the materials of one room."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.lights = _lights(setting)
        self.cases = [
            setting.paint(skins.WOOD, (0.028, 0.065, 0.125), gloss=0.05, rough=0.12, scale=0.5),
            setting.paint(skins.PLAIN, (0.028, 0.028, 0.031), gloss=0.04, rough=0.12),
            setting.paint(skins.PLAIN, (0.17, 0.19, 0.20), gloss=0.04, rough=0.15),
            setting.paint(skins.PLAIN, (0.07, 0.075, 0.08), gloss=0.05, rough=0.12),
        ]
        self.bezel = setting.paint(skins.PLAIN, (0.012, 0.012, 0.013), gloss=0.05, rough=0.10)
        self.steel = setting.paint(skins.METAL, (0.45, 0.45, 0.45), gloss=0.45, rough=0.12, metal=True)
        self.lamps = (setting.glow((0.1, 0.2, 3.0), SKY), setting.glow((0.2, 2.2, 0.4), SKY))

    def build(
        self,
        wide: float,
        high: float,
        number: int,
        *,
        at: tuple[float, float, float],
        turn: float = 0.0,
        shows: str = "",
        off: bool = False,
        power: float = 1.0,
        antenna: bool = False,
    ) -> None:
        """Stand a television of that size at a place; screens take turns in the two families of light."""
        setting, rng = self.setting, self.setting.rng
        family = (EVEN, ODD)[number % 2]
        case, beside = self.cases[int(rng.integers(4))], rng.random() < 0.6
        parts = [
            boxes([(0, high / 2, 0.19 * wide)], (wide / 2, high / 2, 0.19 * wide), case),
            boxes([(0, 0.52 * high, 0.46 * wide)], (0.36 * wide, 0.38 * high, 0.10 * wide), case),
            boxes([(0, high / 2, -0.006)], (0.985 * wide / 2, 0.97 * high / 2, 0.006), self.bezel if beside else case),
        ]
        x, y = (-0.105 * wide, high / 2) if beside else (0.0, 0.55 * high)
        half = (0.355 * wide, 0.43 * high) if beside else (0.445 * wide, 0.385 * high)
        parts.append(_bulged((half[0] * 1.07, half[1] * 1.08), 0.02, self.bezel).moved(x, y, -0.004))
        power *= _SEEN_FROM_AFAR.get(setting.shot, 1.0)
        light = tuple(power * part for part in self.lights[number % 2])
        glass = setting.paint(
            skins.PLAIN,
            (0.015, 0.015, 0.016),
            gloss=0.05,
            rough=0.03,
            glow=(0.0, 0.0, 0.0) if off else light,
            family=family,
        )
        parts.append(_bulged(half, 0.035, glass).moved(x, y, -0.020))
        knob = turned([(0.0, 0.028), (0.026, 0.026), (0.030, 0.0)], 18, self.steel).leaned(0, -math.pi / 2)
        if beside:
            parts += [knob.moved(0.375 * wide, v * high, -0.012) for v in (0.80, 0.62)]
            slots = [(0.375 * wide, (0.13 + 0.05 * k) * high, -0.013) for k in range(7)]
            parts.append(boxes(slots, (0.075 * wide, 0.006, 0.004), self.steel))
        else:
            spots = [((0.12 + 0.05 * k) * wide, 0.075 * high, -0.014) for k in range(5)]
            parts.append(boxes(spots, (0.016 * wide, 0.014 * high, 0.005), self.bezel))
            parts.append(boxes([(-0.36 * wide, 0.075 * high, -0.013)], (0.06 * wide, 0.012 * high, 0.003), self.steel))
        parts.append(boxes([(0.42 * wide, 0.045 * high, -0.014)], (0.006, 0.004, 0.002), self.lamps[int(off)]))
        if antenna:
            foot = [(0.0, high, 0.16 * wide)] * 2
            tips = [(way * float(rng.uniform(0.3, 0.55)), high + float(rng.uniform(0.45, 0.7)), 0.2) for way in (-1, 1)]
            parts += [
                bars(foot, tips, (0.004, 0.004), self.steel),
                cushion((0.05, 0.03, 0.05), self.bezel).moved(*foot[0]),
            ]
        setting.place.add(Mesh.of(parts).moved(*at, turn=turn))
        if off:
            return
        kind = shows or _SHOWN[int(rng.integers(len(_SHOWN)))]
        screen = Screen(
            glass,
            family,
            (x - half[0], y + half[1], -0.02),
            (2 * half[0], 0, 0),
            (0, -2 * half[1], 0),
            PICTURES[kind](rng),
            flickers=kind == "snow",
        )
        setting.screens.append(screen.moved(*at, turn=turn))


def _furnish(setting: Setting) -> None:
    if setting.words & _MANY:
        _pile(setting)
    else:
        _alone(setting)


def _pile(setting: Setting) -> None:
    """Pile televisions to a wall in a bare hall, others on the floor before it, cables between them."""
    place, side, rng = setting.place, setting.side, setting.rng
    tv = _Maker(setting)
    one, other = tv.lights
    setting.median = (34.0, 60.0)
    setting.hazy(0.020, (0, 0, 0), tuple(0.012 * part for part in one), tuple(0.012 * part for part in other))
    wall = setting.paint(skins.BRICK, (0.075, 0.078, 0.082))
    floor = setting.paint(skins.SLABS, (0.050, 0.052, 0.055), (0.058, 0.060, 0.062), gloss=0.09, rough=0.05, scale=1.9)
    setting.shell(HALF, TALL, (NEAR, END), wall, floor, wall)
    number, base = 0, 0.0
    for count in (6, 5, 5, 4, 4, 3, 2):
        row = float(rng.uniform(0.44, 0.58))
        sizes = [row / float(rng.uniform(0.70, 0.84)) for _ in range(count)]
        x = -sum(sizes) / 2 + float(rng.uniform(-0.12, 0.12))
        for wide in sizes:
            high = row - float(rng.uniform(0.0, 0.012))
            bend = 0.16 * (x + wide / 2) ** 2 / 2.0  # the pile stands in a bow
            tv.build(
                wide,
                high,
                number + (number // 3) % 2,
                at=(x + wide / 2, base, _FRONT - bend + float(rng.uniform(-0.05, 0.05))),
                turn=-0.13 * (x + wide / 2) + float(rng.uniform(-0.09, 0.09)),
                off=rng.random() < 0.09,
                antenna=base > 3.0,
            )
            number, x = number + 1, x + wide + 0.015
        base += row
    for n, (x, z, turn, wide) in enumerate(
        ((-1.75, 0.75, 0.75, 0.62), (1.55, 1.0, -0.5, 0.70), (-0.75, 1.25, 0.25, 0.48), (2.1, -0.1, -1.0, 0.66))
    ):
        at, turned_by = (side * x, 0.0, z), side * turn
        if n in (0, 3):
            tv.build(0.72, 0.54, n, at=at, turn=turned_by)
            at = (at[0], 0.54, at[2])
        tv.build(wide, 0.76 * wide, n + 1, at=at, turn=turned_by + float(rng.uniform(-0.2, 0.2)), antenna=n == 0)
    for k, (y, lights) in enumerate(((0.8, one), (1.9, other), (2.9, one))):  # what the wall of screens sends
        for x in (-1.0, 1.0):
            family = EVEN if lights is one else ODD
            place.lamp((x * (1.1 - 0.2 * k), y, _FRONT - 0.75), tuple(1.0 * part for part in lights), family, 0.45)
    place.lamp((0.0, 4.1, END - 0.5), tuple(0.7 * part for part in other), ODD, 0.5)
    for way, lights, family in ((-1.0, other, ODD), (1.0, one, EVEN)):
        place.lamp((way * 1.2, 0.6, 0.2), tuple(0.6 * part for part in lights), family, 0.4)
    rubber = setting.paint(skins.PLAIN, (0.008, 0.008, 0.009), gloss=0.05, rough=0.2)
    t = np.linspace(0, 1, 24)
    for _ in range(12):  # cables on the floor, and some that hang down
        a, b = float(rng.uniform(-2.2, 2.2)), float(rng.uniform(-1.6, 1.6))
        reach = float(rng.uniform(-2.4, 0.8))
        x = a + (b - a) * t + 0.22 * np.sin(7 * t + 6 * rng.random())
        place.add(tube(np.stack([x, np.full(24, 0.012), _FRONT + (reach - _FRONT) * t], 1), 0.011, 6, rubber))
    for _ in range(4):
        a, top = float(rng.uniform(-1.6, 1.6)), float(rng.uniform(1.2, 3.4))
        x = a + 0.16 * np.sin(3 * t + 6 * rng.random())
        place.add(tube(np.stack([x, TALL - (TALL - top) * t, np.full(24, _FRONT - 0.18)], 1), 0.009, 6, rubber))
    if setting.peopled and "figure" in setting.description.details:
        _sitter(setting, (-0.25 * side, 0.0, -0.15), math.pi + 0.15 * side)


def _sitter(setting: Setting, at: tuple[float, float, float], turn: float) -> None:
    """Let somebody sit on a case before the screens, seen from behind."""
    crate = setting.paint(skins.WOOD, (0.05, 0.09, 0.14), scale=0.12)
    setting.place.add(boxes([(0, 0.20, 0)], (0.24, 0.20, 0.22), crate).moved(*at, turn=turn))
    seated(setting, (at[0], 0.42, at[2]), turn=turn)


def _alone(setting: Setting) -> None:
    """Leave one television on in an empty room, on a cabinet; its light lies on floor and walls, the night in the window."""
    place, side = setting.place, setting.side
    half, tall, near, end = _ROOM
    tv = _Maker(setting)
    one, other = tv.lights
    setting.median = (30.0, 56.0)
    setting.sunlit((14.0, 26.0), strength=1.2, dust=0.02)
    dim = {"night": 0.34, "dusk": 0.8}.get(setting.hour, 1.0)
    for name in ("zenith", "horizon", "halo"):
        setattr(place, name, tuple(dim * part for part in getattr(place, name)))
    setting.hazy(0.016, (0, 0, 0), tuple(0.010 * part for part in one), (0, 0, 0), daylight(setting, 0.05))
    paper = setting.paint(skins.PLASTER, (0.15, 0.165, 0.175))
    boards = setting.paint(skins.WOOD, (0.045, 0.080, 0.120), gloss=0.045, rough=0.14, scale=0.14)
    oak = setting.paint(skins.WOOD, (0.030, 0.070, 0.120), gloss=0.04, rough=0.14, scale=0.3)
    white = setting.paint(skins.PLAIN, (0.26, 0.28, 0.29), gloss=0.03, rough=0.2)
    setting.shell(half, tall, (near, end), paper, boards, paper, ended=False)
    x, wide, low, high = -0.95 * side, 0.52, 0.95, 2.35  # the window in the wall behind
    for left, right in ((-half, x - wide), (x + wide, half)):
        setting.box(((left + right) / 2, tall / 2, end + 0.1), ((right - left) / 2, tall / 2, 0.1), paper)
    setting.box((x, low / 2, end + 0.1), (wide, low / 2, 0.1), paper)
    setting.box((x, (high + tall) / 2, end + 0.1), (wide, (tall - high) / 2, 0.1), paper)
    frame = [
        (x - wide, low, end),
        (x + wide, low, end),
        (x + wide, high, end),
        (x - wide, high, end),
        (x - wide, low, end),
    ]
    place.add(
        bars(frame[:-1], frame[1:], (0.05, 0.04), white),
        bars(
            [(x, low, end + 0.08), (x - wide, 1.72, end + 0.08)],
            [(x, high, end + 0.08), (x + wide, 1.72, end + 0.08)],
            (0.02, 0.02),
            white,
        ),
        boxes([(0, 0.07, end - 0.01)], (half, 0.07, 0.012), white),
    )
    place.window((x - wide, low, end + 0.05), (2 * wide, 0, 0), (0, high - low, 0), daylight(setting, 2.2))
    place.air = (-half, 0.0, near), (half, tall, end)
    outlook(setting, end)
    at, turn = (0.42 * side, 0.52, 1.15), 0.20 * side
    cabinet = [
        boxes([(0, 0.30, 0.24)], (0.56, 0.22, 0.26), oak),
        bars(
            [(u, 0.10, w) for u in (-0.5, 0.5) for w in (0.04, 0.44)],
            [(1.04 * u, 0, w) for u in (-0.5, 0.5) for w in (0.04, 0.44)],
            (0.022, 0.022),
            oak,
        ),
        boxes([(u, 0.30, -0.022) for u in (-0.28, 0.28)], (0.27, 0.19, 0.006), oak),
    ]
    place.add(Mesh.of(cabinet).moved(at[0], 0, at[2] - 0.04, turn=turn))
    tv.build(0.92, 0.70, 0, at=at, turn=turn, shows="snow", power=1.25, antenna=True)
    place.lamp((at[0] + 0.10 * side, 0.92, at[2] - 0.55), tuple(1.15 * part for part in one), EVEN, 0.30)
    place.lamp((at[0] + 0.2 * side, 1.1, at[2] - 1.7), tuple(0.34 * part for part in one), EVEN, 0.5)
    # A lamp in the next room, through a door that is ajar.
    gap = side * 1.42
    setting.box((gap, 1.02, end - 0.004), (0.17, 1.02, 0.004), setting.glow(tuple(1.4 * part for part in other), ODD))
    line = [
        (gap - 0.20 * side, 0, end - 0.01),
        (gap - 0.20 * side, 2.08, end - 0.01),
        (gap + 0.62 * side, 2.08, end - 0.01),
    ]
    place.add(
        bars(line[:-1], line[1:], (0.035, 0.02), white),
        boxes([(0.24, 1.02, 0.0)], (0.24, 1.02, 0.02), white).moved(
            gap + 0.17 * side, 0, end - 0.02, turn=0.35 if side > 0 else math.pi - 0.35
        ),
    )
    place.lamp((gap, 1.1, end - 0.25), tuple(0.85 * part for part in other), ODD, 0.25)
    place.lamp((gap - 0.2 * side, 0.35, end - 0.7), tuple(0.6 * part for part in other), ODD, 0.2)
    rubber = setting.paint(skins.PLAIN, (0.008, 0.008, 0.009), gloss=0.05, rough=0.2)
    t = np.linspace(0, 1, 24)
    place.add(
        tube(
            np.stack([at[0] + side * (1.5 * t), np.full(24, 0.012), at[2] + 0.3 + 0.7 * t + 0.12 * np.sin(9 * t)], 1),
            0.010,
            6,
            rubber,
        )
    )
    rug = setting.paint(skins.CARPET, (0.05, 0.06, 0.12), (0.12, 0.13, 0.15), extra=(1.0,))
    points = np.zeros((2, 2, 3), np.float32)
    points[:, 0, 0], points[:, 1, 0] = at[0] - 1.0, at[0] + 1.0
    points[0, :, 2], points[1, :, 2], points[..., 1] = 0.55, -1.35, 0.012
    place.add(grid(points, rug, uv=np.stack([points[..., 0] - at[0], points[..., 2]], -1)))
    cloth = setting.paint(skins.CLOTH, (0.05, 0.065, 0.10), scale=1.0)
    views = _LONE_VIEWS
    if setting.peopled and "figure" in setting.description.details:
        _sitter(setting, (at[0] - 1.0 * side, 0.0, 0.25), math.pi - 0.5 * side)
        views = {**_LONE_VIEWS, **_WATCHED}
    elif not setting.words & {"empty", "abandoned", "bare"}:
        place.add(
            *[part.moved(at[0] - 0.9 * side, 0, -0.15, turn=math.pi + 0.45 * side) for part in _armchair(cloth, oak)]
        )
    setting.view, setting.focus = views[setting.shot]


def _armchair(cloth: int, oak: int) -> list[Mesh]:
    """Return an armchair that faces -z."""
    feet = [(u, 0.0, w) for u in (-0.3, 0.3) for w in (-0.28, 0.28)]
    return [
        cushion((0.32, 0.12, 0.33), cloth, square=0.3).moved(0, 0.34, 0),
        cushion((0.36, 0.40, 0.12), cloth, square=0.3).leaned(0, -0.16).moved(0, 0.68, 0.32),
        *[cushion((0.10, 0.22, 0.36), cloth, square=0.35).moved(way * 0.40, 0.42, 0.02) for way in (-1, 1)],
        bars(feet, [(x, 0.24, z) for x, _, z in feet], (0.025, 0.025), oak),
    ]


_LONE_VIEWS: dict[str, tuple[View, tuple[float, float] | None]] = {
    "wide": (View((-0.50, 1.10, -2.15), (0.22, 1.02, 1.6), 0.98, (0.5, 0.54)), None),
    "medium": (View((0.30, 1.05, -1.45), (0.42, 0.98, 1.3), 1.05, (0.5, 0.52)), None),
    "close": (View((-0.42, 0.86, -0.62), (0.56, 1.0, 1.3), 0.98, (0.5, 0.52)), (1.95, 0.006)),
    "detail": (View((0.04, 1.02, -0.22), (0.46, 0.86, 1.15), 1.06, (0.5, 0.54)), (1.4, 0.008)),
}

_WATCHED: dict[str, tuple[View, tuple[float, float] | None]] = {  # over the shoulder of whoever watches
    "medium": (View((-0.25, 1.15, -1.9), (0.05, 0.95, 1.2), 0.98, (0.5, 0.54)), None),
    "close": (View((-0.75, 1.22, -0.85), (0.25, 0.90, 1.2), 0.98, (0.5, 0.52)), (2.3, 0.006)),
}

PLAN = Plan(
    _furnish,
    {
        "wide": View((-0.45, 1.45, -3.1), (0.10, 1.72, 2.1), 1.0, (0.5, 0.48)),
        "medium": View((1.05, 1.30, -1.15), (-0.30, 1.45, 2.1), 0.96, (0.5, 0.50)),
        "close": View((-1.25, 1.75, -0.15), (0.35, 1.55, 2.0), 1.0, (0.5, 0.50)),
        "detail": View((0.35, 1.42, 0.85), (-0.12, 1.30, 2.0), 1.02, (0.5, 0.50)),
    },
    groups={"lamp": (KEY,), "even": (EVEN, "kick", 0.80, 0.34), "odd": (ODD, "offbeat", 0.80, 0.34), "sky": (SKY,)},
    mist=0.14,
    travel=0.9,
    focus={"detail": (1.15, 0.008)},
    holds=frozenset({"televisions"}),
)
