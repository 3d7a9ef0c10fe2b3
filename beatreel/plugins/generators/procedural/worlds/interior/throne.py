"""A castle's throne room: a hall of ribbed vaults on piers, lancets with shafts of light, a carpet to a throne on steps, torches.

Traced by :mod:`~..kernels.built`. Light families: ``moon`` (or the sun, with its shafts), ``even`` and ``odd`` torches, ``sky``.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import boxes, grid
from beatreel.plugins.generators.procedural.painting import Element, Grade, Painting
from beatreel.plugins.generators.procedural.palette import light_of_hue
from beatreel.plugins.generators.procedural.prompt.reading import lexicon
from beatreel.plugins.generators.procedural.scenery import gothic
from beatreel.plugins.generators.procedural.scenery.built import EVEN, KEY, ODD, SKY, Place, skins
from beatreel.plugins.generators.procedural.scenery.exposure import Level, chances, expose, toward

from .regalia import FIRE, banner, brazier, candles, cloaked, throne, torch

if TYPE_CHECKING:
    from collections.abc import Callable

    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

    Colour = tuple[float, ...]

MOTIF = "throne_room"
NAVE, AISLE, BAY, BAYS, SPRING = 2.9, 1.25, 4.0, 5, 5.7  # half widths, length of a bay, how many, where vaults begin
END = BAY * BAYS
THRONE = END - 2.6
_OUTER = NAVE + 2 * AISLE
_LANCET = (1.02, 1.35, 4.75, 1.75)
# height of the sun or moon in degrees, its light, halo, zenith, horizon, torches, median
_HOURS: dict[str, tuple[float, Colour, Colour, Colour, Colour, float, tuple[float, float]]] = {
    "night": (33, (4.2, 2.9, 1.8), (0.9, 0.6, 0.36), (0.30, 0.17, 0.09), (0.66, 0.42, 0.24), 0.5, (46, 76)),
    "dusk": (24, (0.55, 0.42, 0.50), (0.5, 0.7, 1.2), (0.55, 0.30, 0.24), (0.8, 0.6, 0.75), 0.9, (26, 54)),
    "dawn": (24, (1.7, 2.1, 3.0), (0.8, 1.0, 1.5), (0.8, 0.66, 0.6), (1.2, 1.1, 1.25), 0.4, (36, 72)),
    "golden": (27, (1.5, 3.4, 6.4), (0.8, 1.6, 2.8), (0.7, 0.66, 0.64), (0.95, 1.2, 1.6), 0.7, (40, 78)),
    "day": (38, (4.6, 5.2, 5.6), (1.5, 1.8, 2.0), (1.5, 1.2, 1.0), (1.9, 1.8, 1.7), 0.25, (48, 88)),
}
_VIEWS = {
    "wide": Level((-1.5, 1.5, 1.2), 8.0, 0.80, 0.66),
    "medium": Level((-1.3, 1.35, 8.4), 10.0, 0.95, 0.64),
    "close": Level((-1.25, 1.45, 12.9), 15.0, 1.2, 0.60),
    "detail": Level((-2.3, 2.0, 15.1), 31.0, 1.15, 0.54),
}


def paint(
    description: SceneDescription, shot: str, variation: int, size: tuple[int, int], seed: int,
    progress: Callable[..., None],
) -> Painting:  # fmt: skip
    """Paint a throne room. Wide is the hall from its door, medium the carpet and the steps, close the throne, detail its back."""
    rng, side = chances(seed, variation, shot, 241)
    hour = (
        "night" if "moon" in description.all_words or "moonlight" in description.all_words else description.time_of_day
    )
    high, moon, halo, zenith, horizon, fires, median = _HOURS[hour]
    if description.weather in ("rain", "storm", "mist", "snow"):
        moon = tuple(0.35 * part for part in moon)
    ahead, up, across = toward(high, float(rng.uniform(24, 38)))
    place = Place(
        int(seed) % 50_000 + variation, sun=(side * across, up, ahead),
        sunlight=moon, halo=halo, zenith=zenith, horizon=horizon, dust=0.075 if hour == "night" else 0.018,
        fog=(0.010, [tuple(0.10 * part for part in moon), tuple(0.05 * fires * part for part in FIRE), (0, 0, 0),
                     tuple(0.12 * part for part in horizon)]),
    )  # fmt: skip
    _furnish(place, description, shot, side, fires, rng)
    seen = expose(place, _VIEWS[shot].lens(side, size), size, progress)
    start = Grade(
        contrast=1.24,
        pivot=0.2,
        saturation=1.12,
        lift=(0.014, 0.008, 0.005),
        desaturate=0.36,
        bloom=0.22,
        bloom_width=1.3,
    )
    found = [Element("motes", 0.8), Element("mist", 0.16, {"low": 0.45, "high": 0.95, "drift": 8})]
    return seen.painting(
        {
            "moon": (KEY, "downbeat", 0.94, 0.18),
            "even": (EVEN, "kick", 0.84, 0.32),
            "odd": (ODD, "offbeat", 0.84, 0.32),
            "sky": (SKY,),
        },
        start, median, (196.0, 232.0) if shot != "detail" and hour in ("night", "dusk") else (165.0, 204.0),
        elements=found + seen.beacons(0.26, (70.0, 150.0, 240.0)),
        travel={"wide": 1.6, "medium": 1.0, "close": 0.5, "detail": 0.3}[shot],
    )  # fmt: skip


def _furnish(
    place: Place, description: SceneDescription, shot: str, side: float, fires: float, rng: np.random.Generator
) -> None:
    words = description.all_words
    gilded = bool(words & {"gold", "golden", "gilded"})
    stone: Colour = (0.30, 0.36, 0.41) if gilded else (0.20, 0.215, 0.225)
    gold = place.material(skins.METAL, (0.20, 0.50, 0.80), gloss=0.45, rough=0.32, metal=True)
    wall = place.material(skins.STONE, stone)
    rib = place.material(skins.PLASTER, tuple(1.15 * part for part in stone))
    trim = gold if gilded else rib
    floor = place.material(
        skins.SLABS,
        (0.15, 0.16, 0.17),
        (0.055, 0.055, 0.06) if not gilded else (0.16, 0.26, 0.36),
        gloss=0.10,
        rough=0.02,
        scale=0.62,
    )
    cloth = _cloth(description)
    carpet = place.material(skins.CARPET, cloth, (0.05, 0.26, 0.48), extra=(0.85,))
    velvet = place.material(skins.CLOTH, cloth)
    iron = place.material(skins.METAL, (0.06, 0.06, 0.065), gloss=0.2, rough=0.5, metal=True)
    _hall(place, wall, rib, trim, floor)
    side_glow = [9.0 * place.horizon[c] + 3.0 * place.zenith[c] for c in range(3)]  # windows send more than they show
    for k in range(BAYS):
        for way in (-1.0, 1.0):
            z = BAY * (k + 0.5)
            place.window((way * (_OUTER + 0.1), 1.7, z - 0.95), (0, 0, 1.9), (0, 4.4, 0), tuple(side_glow))
    for x in (-1.9, 0.0, 1.9):
        place.window((x - 0.5, 5.2, END + 0.1), (1.0, 0, 0), (0, 3.2, 0), tuple(side_glow))
    _way(place, carpet)
    oak = place.material(skins.WOOD, (0.02, 0.035, 0.06), gloss=0.06, rough=0.3, scale=0.14)
    throne(place, THRONE, END, gold, velvet, oak, cloth)
    for k in range(1, BAYS):
        for way in (-1.0, 1.0):
            z = BAY * k
            if k % 2 == 0:
                place.add(banner(way * (NAVE - 0.62), z - 0.62, carpet, gold, rng))
            else:
                torch(place, (way * (NAVE - 0.62), 2.45, z), iron, EVEN if way * (k - 2) > 0 else ODD, fires)
    for way in (-1.0, 1.0):
        brazier(place, (way * 1.75, THRONE - 3.1), iron, EVEN if way > 0 else ODD, fires)
        candles(place, (way * 1.55, 0.64, THRONE - 0.3), gold, ODD if way > 0 else EVEN, fires, rng)
    away = {"wide": 9.0, "medium": 13.6}.get(shot)
    if away and "figure" in description.details and "people" not in description.without:
        place.add(
            cloaked(place, gold, crowned=bool(words & {"king", "queen", "prince", "princess"})).moved(
                -0.2 * side, 0.012, away
            )
        )


def _cloth(description: SceneDescription) -> Colour:
    """Return the colour of carpet and banners: the one that stands before them in the prompt, else red."""
    colours, words = lexicon()["colours"], list(description.words)
    for at, word in enumerate(words):
        if word in ("carpet", "banner", "banners", "curtain", "curtains", "velvet", "flag", "flags"):
            named = [one for one in words[max(at - 3, 0) : at] if one in colours]
            if named:
                b, g, r = light_of_hue(float(colours[named[-1]]["hue"]), 0.15, 0.36)
                return (0.015 + 0.28 * float(b), 0.012 + 0.28 * float(g), 0.012 + 0.28 * float(r))
    return (0.032, 0.024, 0.19)


def _hall(place: Place, wall: int, rib: int, trim: int, floor: int) -> None:
    rise_nave, rise_aisle = 3.5, 2.3
    for k in range(-1, BAYS):
        z = BAY * (k + 0.5)
        place.add(gothic.vault(0.0, z, (NAVE, BAY / 2), SPRING, rise_nave, wall, rib))
        for way in (-1.0, 1.0):
            place.add(gothic.vault(way * (NAVE + AISLE), z, (AISLE, BAY / 2), SPRING, rise_aisle, wall, rib))

            def top(at: Any) -> Any:
                return SPRING + gothic.pointed(at, BAY / 2, rise_aisle)

            place.add(gothic.lancet_wall(way * _OUTER, z, BAY / 2, top, _LANCET, way * 0.42, wall, rib))
            # Over the arcade, between its arch and the vault of the nave.
            at = np.linspace(-BAY / 2, BAY / 2, 25)
            low, high = (
                SPRING + gothic.pointed(at, BAY / 2, rise_aisle),
                SPRING + gothic.pointed(at, BAY / 2, rise_nave),
            )
            points = np.empty((2, 25, 3), np.float32)
            points[..., 0], points[..., 2], points[0, :, 1], points[1, :, 1] = way * NAVE, z + at, high, low
            place.add(grid(points, wall, uv=points[..., [2, 1]]))
    for k in range(BAYS + 1):
        for way in (-1.0, 1.0):
            place.add(gothic.pier(way * NAVE, BAY * k, SPRING, 0.42, rib, trim))
            place.add(gothic.pier(way * _OUTER, BAY * k, SPRING, 0.24, rib, trim))
    place.add(boxes([[0, -0.05, END / 2]], [_OUTER + 1, 0.05, END / 2 + 5], floor))
    place.add(boxes([[0, 5.0, -4.2]], [_OUTER + 1, 6.0, 0.1], wall))
    for way in (-1.0, 1.0):
        place.add(boxes([[way * (_OUTER / 2 + NAVE / 2), 4.5, END + 0.2]], [AISLE + 0.4, 4.6, 0.2], wall))
    # The end wall has three lancets above the throne, the middle one highest.
    for x in (-1.9, 0.0, 1.9):
        opening = (0.50, 5.0, 7.0 if x == 0 else 6.2, 0.95)
        panel = gothic.lancet_wall(0.0, 0.0, 0.967, lambda at: 9.6 + 0 * at, opening, 0.35, wall, rib)
        place.add(panel.moved(x, 0.0, END, turn=-math.pi / 2))


def _way(place: Place, carpet: int) -> None:
    """Lay the carpet from the door over the steps to the throne."""
    steps = [(THRONE - 2.6 + 0.36 * k, 0.16 * (k + 1)) for k in range(4)]
    line = [(0.004, -3.0), (0.012, 0.0), (0.012, steps[0][0] - 0.01)]
    slab = place.material(skins.STONE, (0.26, 0.27, 0.28), scale=1.6)
    for k, (z, y) in enumerate(steps):
        half = 2.5 - 0.16 * k
        place.add(boxes([[0, y - 0.08, (z + END) / 2]], [half, 0.08, (END - z) / 2], slab))
        line += [(y + 0.012, z - 0.012), (y + 0.012, z + 0.348 if k < 3 else THRONE - 0.35)]
    way = np.array(line, np.float32)
    points = np.zeros((len(way), 2, 3), np.float32)
    points[:, 0, 0], points[:, 1, 0] = -0.85, 0.85
    points[..., 1], points[..., 2] = way[:, :1], way[:, 1:]
    run = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(way, axis=0).T))])
    uv = np.stack(np.broadcast_arrays(np.array([-0.85, 0.85])[None], run[:, None]), -1)
    for a in range(len(way) - 1):  # each tread by itself, with its own normal
        place.add(grid(points[a : a + 2], carpet, uv=uv[a : a + 2]))
