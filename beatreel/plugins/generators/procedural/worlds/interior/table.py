"""Something near by on a table at a window: a record player whose record turns, a cassette, an old radio, a microphone.

Traced by :mod:`~..kernels.built`. Light families: ``sun``, ``lamp``, ``neon`` (with the dial and lights outside) and ``sky``.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import bars, boxes, grid, tube, turned
from beatreel.plugins.generators.procedural.painting import Element, Grade, Layer, Motion, Painting
from beatreel.plugins.generators.procedural.palette import light_of_hue
from beatreel.plugins.generators.procedural.scenery import instruments
from beatreel.plugins.generators.procedural.scenery.built import (
    EVEN,
    KEY,
    ODD,
    SKY,
    Place,
    skins,
)
from beatreel.plugins.generators.procedural.scenery.exposure import View, chances, expose, toward
from beatreel.plugins.generators.procedural.scenery.tracing import project
from beatreel.plugins.generators.procedural.scenery.wet_panes import wetted

from .gadgets import RECORD, TOP, cassette, radio, record_player
from .keepsakes import SUBJECTS as KEEPSAKES
from .relics import skull
from .still_life import FRUIT, still_life
from .tea import steam
from .writing import typewriter

if TYPE_CHECKING:
    from collections.abc import Callable

    from beatreel.plugins.generators.procedural.kernels.lens import Lens
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

    Array = np.ndarray[Any, np.dtype[np.float32]]
    Colour = tuple[float, ...]

MOTIF = "on_table"
SUBJECTS = {
    "typewriter": (typewriter, frozenset({"typewriter"})),
    "skull": (skull, frozenset({"skull", "skulls", "vanitas", "memento"})), **KEEPSAKES,
    "still_life": (still_life, frozenset({"still", "fruit", "fruits", *FRUIT, *(f"{one}s" for one in FRUIT), "peaches", "grapes", "wine"})),
}  # fmt: skip
"""What stands on the table besides what plays music, and the words that name it."""
WALL = 0.75  # z of the wall with the window
_SPEED = 33.333 / 60  # turns a second
_DARK = {*"candle candles candlelit candlelight black dark darkness shadows".split()}
_WORDS = {
    "radio": {"radio"},
    "microphone": {"microphone"},
    "cassette": {"cassette", "mixtape", "walkman", "tape"},
    "record": {"record", "vinyl", "turntable", "gramophone", "phonograph"},
}
# height of the sun in degrees, its light, halo, zenith, horizon, window's light, lamp, median
_HOURS: dict[str, tuple[float, Colour, Colour, Colour, Colour, float, float, tuple[float, float]]] = {
    "night": (0, (0, 0, 0), (0, 0, 0), (0.010, 0.006, 0.004), (0.06, 0.030, 0.018), 2.0, 1.0, (20, 46)),
    "dusk": (0, (0, 0, 0), (0.1, 0.2, 0.4), (0.30, 0.16, 0.10), (0.42, 0.34, 0.52), 2.6, 0.9, (28, 60)),
    "dawn": (17, (2.2, 3.2, 5.0), (0.3, 0.5, 0.9), (0.8, 0.66, 0.6), (1.0, 1.0, 1.2), 1.6, 0.15, (42, 84)),
    "golden": (21, (1.9, 4.4, 8.6), (0.4, 0.9, 1.8), (0.75, 0.70, 0.66), (0.95, 1.2, 1.6), 1.5, 0.12, (40, 80)),
    "day": (40, (5.0, 5.8, 6.4), (0.4, 0.5, 0.6), (1.5, 1.25, 1.0), (1.7, 1.7, 1.7), 1.4, 0.0, (52, 96)),
}
_VIEWS = {
    "wide": View((0.62, 1.46, -1.22), (0.0, 0.93, 0.05), 1.10, (0.5, 0.66)),
    "medium": View((0.36, 1.28, -0.66), (0.0, 0.86, 0.02), 1.08, (0.5, 0.62)),
    "close": View((0.17, 1.17, -0.35), (-0.005, 0.87, -0.005), 1.18, (0.5, 0.54)),
    "detail": View((0.17, 1.015, -0.24), (0.055, 0.876, -0.045), 1.15, (0.5, 0.54)),
}
_APERTURES = {"wide": 0.010, "medium": 0.013, "close": 0.010, "detail": 0.008}
_NEARER = {  # what is smaller or stands higher than a record
    **{(name, "wide"): ((0.46, 1.28, -0.88), (0.0, 0.89, 0.03)) for name in SUBJECTS},
    ("skull", "medium"): ((0.30, 1.10, -0.66), (-0.05, 0.88, 0.02)), ("skull", "close"): ((0.12, 1.00, -0.46), (-0.02, 0.89, 0.0)),
    ("skull", "detail"): ((0.06, 0.95, -0.31), (-0.01, 0.89, -0.03)),
    ("chess", "medium"): ((0.34, 1.22, -0.60), (0.0, 0.79, 0.02)), ("chess", "close"): ((0.20, 1.02, -0.42), (0.0, 0.79, 0.0)),
    ("chess", "detail"): ((0.14, 0.90, -0.30), (0.02, 0.80, 0.02)), ("whiskey", "medium"): ((0.20, 1.0, -0.52), (-0.03, 0.84, 0.02)),
    ("whiskey", "close"): ((0.10, 0.92, -0.34), (-0.02, 0.82, 0.01)), ("whiskey", "detail"): ((0.05, 0.88, -0.22), (0.0, 0.79, 0.0)),
    ("candles", "medium"): ((0.26, 1.10, -0.62), (0.02, 0.88, 0.02)), ("candles", "close"): ((0.14, 1.02, -0.42), (0.0, 0.88, 0.02)),
    ("candles", "detail"): ((0.10, 0.98, -0.24), (0.0, 0.92, 0.0)), ("rose", "medium"): ((0.24, 1.14, -0.56), (0.0, 0.92, 0.0)),
    ("rose", "close"): ((0.10, 1.12, -0.28), (0.015, 0.99, -0.02)), ("rose", "detail"): ((0.05, 1.09, -0.155), (0.016, 1.005, -0.02)),
    ("telephone", "medium"): ((0.26, 1.10, -0.56), (0.0, 0.83, 0.01)), ("telephone", "close"): ((0.16, 0.99, -0.36), (0.0, 0.82, 0.01)),
    ("telephone", "detail"): ((0.09, 0.93, -0.22), (0.0, 0.82, -0.02)),
    ("still_life", "wide"): ((0.42, 1.22, -0.86), (0.0, 0.86, 0.06)), ("still_life", "medium"): ((0.26, 1.10, -0.66), (0.01, 0.83, 0.02)),
    ("still_life", "close"): ((0.16, 1.02, -0.48), (0.01, 0.82, 0.0)),
    ("still_life", "detail"): ((0.10, 0.93, -0.34), (0.10, 0.785, -0.10)),
    ("typewriter", "medium"): ((0.36, 1.24, -0.66), (0.0, 0.87, 0.02)), ("typewriter", "close"): ((0.24, 1.12, -0.44), (0.0, 0.86, 0.02)),
    ("typewriter", "detail"): ((0.15, 0.98, -0.34), (0.02, 0.83, -0.06)),
    ("tea", "medium"): ((0.25, 1.04, -0.52), (-0.02, 0.815, 0.02)), ("tea", "close"): ((0.13, 0.98, -0.34), (-0.01, 0.80, 0.0)),
    ("tea", "detail"): ((0.05, 0.97, -0.20), (0.0, 0.805, 0.0)),
    ("radio", "close"): ((0.30, 1.12, -0.66), (0.02, 0.88, -0.05)), ("radio", "detail"): ((0.36, 1.0, -0.46), (0.11, 0.90, -0.10)),
    ("cassette", "medium"): ((0.26, 1.12, -0.52), (0.0, 0.80, 0.0)), ("cassette", "close"): ((0.17, 1.02, -0.40), (0.0, 0.80, -0.01)),
    ("cassette", "detail"): ((0.10, 0.94, -0.30), (0.0, 0.80, -0.03)), ("microphone", "close"): ((0.20, 1.06, -0.42), (0.0, 0.98, 0.0)),
    ("microphone", "detail"): ((0.16, 1.05, -0.27), (0.0, 1.02, 0.0)), ("microphone", "medium"): ((0.30, 1.14, -0.66), (0.0, 0.94, 0.0)),
}  # fmt: skip


def paint(
    description: SceneDescription, shot: str, variation: int, size: tuple[int, int], seed: int,
    progress: Callable[..., None],
) -> Painting:  # fmt: skip
    """Paint a still life. Wide is the table at its window, medium what is on it, close and detail nearer still."""
    rng, side = chances(seed, variation, shot, 263)
    subject = subject_of(description)
    neon = bool(description.all_words & {"neon", "cyberpunk", "synthwave", "vaporwave"})
    hour = "night" if neon or (subject == "skull" and description.all_words & _DARK) else description.time_of_day
    high, sun, halo, zenith, horizon, window, lamp, median = _HOURS[hour]
    if description.weather in ("rain", "storm", "mist", "snow"):
        sun, halo = tuple(0.12 * part for part in sun), tuple(0.3 * part for part in halo)
    place = Place(
        int(seed) % 50_000 + variation, sun=toward(max(high, 12), float(rng.uniform(24, 40)) * side),
        sunlight=sun, halo=halo, zenith=zenith, horizon=horizon, dust=0.02, fog=(0.0, [(0.0, 0.0, 0.0)] * 4),
    )  # fmt: skip
    hue = description.palette.key if description.palette.strength > 0.4 else 330.0
    tint = tuple(float(part) for part in light_of_hue(hue, 0.19, 0.6))
    _room(place, hour, side, window, tint, rng, neon=neon)
    _company(place, side, lamp, rng)
    label = -1
    if subject == "record":
        mesh, label = record_player(place, rng)
        place.add(mesh)
    elif subject == "radio":
        place.add(radio(place, rng))
    elif subject == "cassette":
        place.add(cassette(place, rng))
    elif subject in SUBJECTS:
        place.add(SUBJECTS[subject][0](place, description.said, rng))
    else:
        of = instruments.tints(place)
        place.add(instruments.microphone(of).moved(0, 0, 0, scale=1.35).moved(0, TOP + 0.12, 0.0))
        place.add(turned([(0.012, 0.10), (0.016, 0.03), (0.075, 0.014), (0.08, 0.0)], 28, of["iron"]).moved(0, TOP, 0))
    view = _VIEWS[shot]
    eye, at = _NEARER.get((subject, shot), (view.eye, view.at))
    seen = expose(place, view._replace(eye=eye, at=at).lens(side, size), size, progress)
    glass = None
    if description.weather in ("rain", "storm"):
        glass = wetted(seen, description.weather_amount, rng)
    if glass is None:
        glass = (seen.ids == 0).astype(np.float32)
    seen = seen.focused(float(np.linalg.norm(np.subtract(eye, at))), _APERTURES[shot])
    if subject == "tea":
        steam(seen.light, seen.lens, description.said, rng)
    start = Grade(
        contrast=1.20,
        pivot=0.2,
        saturation=1.12,
        lift=(0.012, 0.007, 0.004),
        desaturate=0.36,
        bloom=0.20,
        bloom_width=1.25,
    )
    lit = max(sun) > 1
    found = [Element("motes", 0.9 if lit else 0.4)]
    if description.weather in ("rain", "storm"):
        found.append(Element("ripples", 0.25, {"rings": 0.0, "waves": 0.0}, "window"))
    return seen.painting(
        {
            "sun": (KEY, "downbeat", 0.95, 0.12),
            "lamp": (EVEN, "kick" if not neon else "offbeat", 0.88, 0.22),
            "neon": (ODD, "kick" if neon else "offbeat", 0.84, 0.30),
            "sky": (SKY,) if lit else (SKY, "low", 0.92, 0.14),
        },
        start, median, masks={"window": glass},
        layers=[_turning(seen.light, seen.ids == label + 1, seen.lens)] if label >= 0 else [], elements=found,
        travel={"wide": 0.30, "medium": 0.15, "close": 0.06, "detail": 0.03}[shot],
    )  # fmt: skip


def subject_of(description: SceneDescription) -> str:
    """Return what is on the table."""
    words = description.all_words
    named = {**_WORDS, **{name: asked for name, (_, asked) in SUBJECTS.items()}}
    return next((name for name, asked in named.items() if words & asked), "record")


def _turning(light: list[Any], label: Any, lens: Lens) -> Layer:
    """Return the label of the record as a layer that turns."""
    height, width = label.shape
    cover = cv2.GaussianBlur(label.astype(np.float32), (0, 0), max(width / 1584, 0.5))
    total = np.sum([part.astype(np.float32) for part in light], axis=0)
    x, y, away = project(lens, (RECORD[0], RECORD[1], RECORD[2]))
    edge = [
        project(lens, (RECORD[0] + dx, RECORD[1], RECORD[2] + dz))[:2]
        for dx, dz in ((0.04, 0), (-0.04, 0), (0, 0.04), (0, -0.04))
    ]
    wide, tall = (
        math.hypot(edge[0][0] - edge[1][0], edge[2][0] - edge[3][0]),
        math.hypot(edge[0][1] - edge[1][1], edge[2][1] - edge[3][1]),
    )
    return Layer(
        total, cover, max(away, 0.1), Motion(x=x / width, y=y / height, turns=_SPEED, squeeze=wide / max(tall, 1.0))
    )


def _room(
    place: Place, hour: str, side: float, window: float, tint: Colour, rng: np.random.Generator, *, neon: bool
) -> None:
    plaster = place.material(skins.PLASTER, (0.20, 0.22, 0.24) if hour == "night" else (0.36, 0.40, 0.44))
    oak = place.material(skins.WOOD, (0.040, 0.088, 0.165), gloss=0.045, rough=0.10, scale=0.16)
    white = place.material(skins.PLAIN, (0.50, 0.53, 0.55), gloss=0.03, rough=0.3)
    boards = place.material(skins.WOOD, (0.05, 0.09, 0.15), gloss=0.03, rough=0.05, scale=0.14)
    low, high, half = 0.92, 2.25, 0.80
    for x0, x1, y0, y1 in ((-3.2, -half, 0, 2.7), (half, 3.2, 0, 2.7), (-half, half, 0, low), (-half, half, high, 2.7)):
        place.add(boxes([((x0 + x1) / 2, (y0 + y1) / 2, WALL + 0.1)], ((x1 - x0) / 2, (y1 - y0) / 2, 0.1), plaster))
    place.add(
        boxes([(-3.2, 1.35, -1.2), (3.2, 1.35, -1.2)], (0.1, 1.4, 2.2), plaster),
        boxes([(0, 1.35, -3.4)], (3.3, 1.4, 0.1), plaster),
    )
    place.add(boxes([(0, 2.75, -1.2)], (3.3, 0.08, 2.3), plaster), boxes([(0, -0.05, -1.2)], (3.3, 0.05, 2.3), boards))
    place.add(boxes([(0, low - 0.015, WALL - 0.03)], (half + 0.07, 0.018, 0.09), white))
    for x in (-half + 0.03, 0.0, half - 0.03):
        place.add(boxes([(x, (low + high) / 2, WALL + 0.10)], (0.03, (high - low) / 2, 0.025), white))
    for y in (low + 0.03, 1.42, high - 0.03):
        place.add(boxes([(0, y, WALL + 0.10)], (half, 0.024, 0.022), white))
    place.window(
        (-half, low, WALL + 0.12),
        (2 * half, 0, 0),
        (0, high - low, 0),
        tuple(window * (a + b) * 0.8 for a, b in zip(place.horizon, place.zenith, strict=True)),
    )
    top = np.array([[(-1.1, TOP, 0.62), (1.1, TOP, 0.62)], [(-1.1, TOP, -0.48), (1.1, TOP, -0.48)]], np.float32)
    place.add(grid(top, oak, uv=top[..., [0, 2]]), boxes([(0, TOP - 0.022, 0.07)], (1.099, 0.021, 0.549), oak))
    place.add(
        bars(
            [(x, 0, z) for x in (-1, 1) for z in (-0.4, 0.55)],
            [(x, TOP - 0.04, z) for x in (-1, 1) for z in (-0.4, 0.55)],
            (0.03, 0.03),
            oak,
        )
    )
    fill = [0.55 * window * (a + b) for a, b in zip(place.horizon, place.zenith, strict=True)]
    for x in (0.9, -0.9):  # what the room sends back
        place.lamp((x, 1.75, -1.7), tuple(fill), SKY, 0.4)
    s = np.linspace(0, 1, 61)  # curtains of thin cloth
    thin = place.material(skins.CLOTH, (0.34, 0.37, 0.40))
    for way in (-1.0, 1.0):
        x = way * (half + 0.16 - 0.34 * s)
        z = WALL - 0.07 + 0.03 * np.sin(32 * s)
        place.add(
            grid(
                np.stack([np.stack([x, np.full(61, 2.4), z], 1), np.stack([x + 0.03 * way, np.full(61, 0.3), z], 1)]),
                thin,
            )
        )
    if hour in ("night", "dusk"):
        _city(place, tint, rng)
    else:
        _garden(place, rng)
    if neon:
        glow = place.material(skins.GLOW, (0, 0, 0), scale=0.0, glow=tuple(5.0 * part for part in tint), family=ODD)
        other = place.material(skins.GLOW, (0, 0, 0), scale=0.0, glow=(4.2, 2.4, 0.4), family=ODD)
        turn = np.linspace(0, 2 * np.pi, 49)
        ring = np.stack([-side * 1.18 + 0.20 * np.cos(turn), 1.45 + 0.20 * np.sin(turn), np.full(49, WALL - 0.05)], 1)
        place.add(
            tube(ring, 0.012, 8, glow),
            bars([(side * 1.02, 1.0, WALL - 0.04)], [(side * 1.02, 2.1, WALL - 0.04)], (0.011, 0.011), other),
        )
        place.lamp((-side * 1.15, 1.45, WALL - 0.28), tuple(0.60 * part for part in tint), ODD, 0.2)
        place.lamp((side * 1.0, 1.5, WALL - 0.22), (0.50, 0.30, 0.05), ODD, 0.3)
        place.lamp((-side * 0.9, 1.7, -0.9), tuple(0.55 * part for part in tint), ODD, 0.2)
        place.lamp((side * 1.3, 1.3, -0.3), (0.42, 0.22, 0.04), ODD, 0.2)


def _city(place: Place, tint: Colour, rng: np.random.Generator) -> None:
    """Put houses with lit windows beyond the glass, far enough to be out of focus."""
    dark = place.material(skins.PLAIN, (0.01, 0.01, 0.012))
    tones = [(0.5, 1.5, 2.8), (0.9, 1.6, 2.2), (0.15, 0.3, 2.2), tuple(2.0 * part for part in tint), (2.0, 1.4, 0.6)]
    lamps = [
        place.material(skins.GLOW, (0, 0, 0), scale=0.0, glow=tone, family=ODD if k > 1 else SKY)
        for k, tone in enumerate(tones)
    ]
    for x in np.arange(-16.0, 17.0, 4.0):
        high, z = float(rng.uniform(1.0, 6.5)), float(rng.uniform(14, 22))
        place.add(boxes([(x, high - 4.0, z)], (1.8, 4.0 + high, 1.0), dark))
        for _ in range(16):
            at = (x + float(rng.uniform(-1.6, 1.6)), float(rng.uniform(-1.5, 2 * high - 0.5)), z - 1.05)
            place.add(boxes([at], (0.14, 0.11, 0.02), lamps[int(rng.choice(5, p=[0.45, 0.25, 0.1, 0.12, 0.08]))]))


def _garden(place: Place, rng: np.random.Generator) -> None:
    """Put crowns of trees beyond the glass."""
    leaf = place.material(skins.LEAF, (0.020, 0.085, 0.045), (0.035, 0.15, 0.11))
    ball = turned([(0.05, 1.0), (0.8, 0.6), (1.0, 0.0), (0.75, -0.65), (0.05, -1.0)], 11, leaf)
    for _ in range(34):
        x, z = float(rng.uniform(-9, 9)), float(rng.uniform(8, 15))
        y = float(rng.uniform(-2.5, 1.0)) + 0.16 * abs(x)
        if abs(x - 9 * place.sun[0]) < 1.5:
            continue
        for off in rng.normal(0, 0.55, (16, 3)):
            place.add(
                ball.moved(
                    x + float(off[0]), y + 0.8 * float(off[1]), z + float(off[2]), scale=float(rng.uniform(0.10, 0.34))
                )
            )


def _company(place: Place, side: float, lamp: float, rng: np.random.Generator) -> None:
    """Put a lamp, a plant, a cup and sleeves of records beside it."""
    china = place.material(skins.PLAIN, (0.42, 0.46, 0.48), gloss=0.05, rough=0.08)
    coffee = place.material(skins.PLAIN, (0.010, 0.020, 0.045), gloss=0.06, rough=0.03)
    clay = place.material(skins.PLASTER, (0.06, 0.12, 0.26))
    leaf = place.material(skins.LEAF, (0.025, 0.10, 0.04), (0.05, 0.17, 0.10), gloss=0.03, rough=0.25)
    brass = place.material(skins.METAL, (0.16, 0.42, 0.68), gloss=0.45, rough=0.2, metal=True)
    cup = [(0.040, 0.075), (0.038, 0.072), (0.034, 0.02), (0.02, 0.004), (0.0, 0.004)]
    x, z = 0.38 * side, -0.20
    handle = [
        (x + side * (0.034 + 0.028 * math.sin(t)), TOP + 0.04 + 0.024 * math.cos(t), z)
        for t in np.linspace(0, math.pi, 9)
    ]
    place.add(
        turned(cup, 28, china).moved(x, TOP, z),
        turned([(0.0, 0.062), (0.037, 0.062)], 28, coffee).moved(x, TOP, z),
        tube(handle, 0.005, 8, china),
    )
    place.add(turned([(0.075, 0.008), (0.05, 0.003), (0.0, 0.002)], 28, china).moved(x, TOP, z))
    x, z = -0.72 * side, 0.38
    place.add(turned([(0.095, 0.17), (0.10, 0.15), (0.07, 0.0)], 24, clay).moved(x, TOP, z))
    for k in range(11):
        a, lean = 2.4 * k, 0.10 + 0.024 * k
        s = np.linspace(0, 1, 9)[:, None]
        rise = 0.40 - 0.018 * k
        line = np.concatenate(
            [lean * math.cos(a) * s**1.5, 0.15 + rise * s * (1.15 - 0.5 * lean * s), lean * math.sin(a) * s**1.5], 1
        )
        half = 0.032 * np.sin(np.pi * np.linspace(0.12, 0.98, 9))[:, None]
        across = np.array([[-math.sin(a), 0, math.cos(a)]])
        sheet = np.stack([line - half * across, line + 0.0 * across + [0, -0.006, 0], line + half * across], 1)
        uv = np.full((9, 3, 2), 0.15 + 0.7 * float(rng.random()), np.float32)
        place.add(grid(sheet, leaf, uv=uv).moved(x, TOP, z))
    for k in range(9):  # sleeves that lean against the wall
        tone = light_of_hue(float(rng.uniform(0, 360)), float(rng.uniform(0.02, 0.12)), 0.6)
        sleeve = place.material(
            skins.PLAIN,
            tuple(float(0.02 + 0.30 * rng.uniform(0.2, 1.0) * part) for part in tone),
            gloss=0.02,
            rough=0.3,
        )
        place.add(
            boxes([(0, 0.157, 0)], (0.157, 0.157, 0.0025), sleeve)
            .leaned(0.0, -0.16 - 0.004 * k)
            .moved(0.72 * side + 0.006 * k, TOP, 0.36 + 0.012 * k)
        )
    if lamp > 0.05:
        x, z = -0.50 * side, 0.30
        shade = place.material(
            skins.GLOW,
            (0.10, 0.12, 0.14),
            scale=4.0,
            glow=tuple(lamp * part for part in (0.50, 1.35, 2.5)),
            family=EVEN,
        )
        turn = np.linspace(0, 2 * np.pi, 41)
        points = np.stack(
            [
                np.stack([r * np.cos(turn), np.full(41, y), r * np.sin(turn)], 1)
                for r, y in ((0.08, 0.50), (0.135, 0.32))
            ]
        )
        uv = np.stack(np.broadcast_arrays(turn[None], np.array([[0.20], [0.02]])), -1).astype(np.float32)
        place.add(grid(points[:, ::-1], shade, uv=uv, wrap=True).moved(x, TOP, z))
        place.add(
            turned(
                [(0.008, 0.40), (0.010, 0.20), (0.035, 0.14), (0.05, 0.09), (0.03, 0.03), (0.07, 0.01), (0.072, 0.0)],
                24,
                brass,
            ).moved(x, TOP, z)
        )
        place.lamp((x, TOP + 0.30, z), tuple(0.30 * lamp * part for part in (0.36, 0.92, 1.6)), EVEN, 0.05)
        place.lamp((x, TOP + 0.54, z), tuple(0.18 * lamp * part for part in (0.36, 0.92, 1.6)), EVEN, 0.06)
        place.lamp((-0.9 * side, 1.6, -0.7), tuple(0.16 * lamp * part for part in (0.36, 0.92, 1.6)), EVEN, 0.2)
