"""Parts of instruments that are looked at along them: the keys of a piano, the strings of a guitar; decimetres."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import boxes, extruded, grid, tube
from beatreel.plugins.generators.procedural.scenery.built import EVEN, ODD, skins as skins_
from beatreel.plugins.generators.procedural.scenery.exposure import View
from beatreel.plugins.generators.procedural.scenery.people.body import SKINS
from beatreel.plugins.generators.procedural.scenery.people.hands import ARCHED, PLUCKING, Grip, add_hand
from beatreel.plugins.generators.procedural.scenery.polygons import mesh_of
from beatreel.plugins.generators.procedural.scenery.solids import Model, Skin

from .traced import Subject

if TYPE_CHECKING:
    from .traced import Table

_HAND, _KEY = 1.9, 0.235  # its length; the width of a key
_BLACK = {0, 1, 3, 4, 5}  # keys of an octave after which there is a black one
_SIDE = [
    (-0.97, -0.01),
    (0.0, -0.01),
    (0.0, 0.118),
    (-0.885, 0.118),
    (-0.925, 0.108),
    (-0.945, 0.085),
]  # of a black key, along and up
_STRINGS = (0.0052, 0.0046, 0.0040, 0.0032, 0.0025, 0.0021)


def _lamps(table: Table) -> None:
    """Light from behind, warm and cold, that shines on what is glossy."""
    table.lamp((3.2, 2.6, 3.6), 9.0, 2, EVEN, 0.5)
    table.lamp((-3.4, 2.0, 1.5), 5.0, 1, ODD, 0.5)
    table.lamp((-0.9, 2.2, -2.2), 3.6, 2, EVEN, 0.6)


def _hand(
    table: Table,
    wrist: tuple[float, float, float],
    along: tuple[float, float, float],
    thumb: float,
    grip: Grip,
    low: float,
) -> None:
    """Add a hand with its sleeve, the palm down, whose lowest finger is at the height ``low``."""
    flesh, cuff = tuple(SKINS.values())[table.description.flavour // 5 % len(SKINS)], Skin((0.5, 0.5, 0.5))
    model = Model()
    tips = add_hand(model, (0.0, 0.0, 0.0), along, (0.0, 1.0, 0.0), thumb, grip, flesh, arm=0.0)
    way = np.array(along) / np.linalg.norm(along)
    model.cone(-0.02 * way, 0.145, -0.42 * way, 0.165, flesh, blend=0.04, flat=1.3, across=(0, 1, 0))
    model.cloth(-0.95 * way, 0.24, -0.34 * way, 0.215, cuff, group=9, folds=0.02, count=5)
    skins = [
        table.place.material(skins_.PLAIN, tuple(0.9 * part for part in one.colour), gloss=0.02, rough=0.35)
        if one.weave == "skin"
        else table.place.material(skins_.CLOTH, (0.025, 0.025, 0.03), scale=6.0)
        for one in model.skins
    ]
    lift = low + 0.032 * _HAND - _HAND * min(float(tip[1]) for tip in tips[1:])
    table.place.add(mesh_of(model, 0.0105, skins).moved(wrist[0], lift, wrist[2], scale=_HAND))


def _keys(table: Table) -> None:
    place, film = table.place, table.film
    ivory = place.material(skins_.PLAIN, (0.60, 0.66, 0.68), gloss=0.07, rough=0.10)
    ebony = place.material(skins_.PLAIN, (0.006, 0.006, 0.007), gloss=0.16, rough=0.08)
    lacquer = place.material(skins_.PLAIN, (0.005, 0.005, 0.006), gloss=0.10, rough=0.06)
    felt = place.material(skins_.CLOTH, (0.03, 0.02, 0.24), scale=4.0)
    down = set(film.choice(np.arange(-6, 7), 2, replace=False).tolist())
    for n in range(-26, 27):
        dip = -0.055 if n in down else 0.0
        x = n * _KEY
        place.add(boxes([(x, -0.10 + dip, -0.75)], (0.5 * _KEY - 0.006, 0.10, 0.75), ivory))
        # A rounded front edge and the lip below it.
        at = np.linspace(0, 0.5 * math.pi, 7)
        edge = np.stack([0 * at + x - 0.5 * _KEY + 0.006, 0.02 * np.sin(at) - 0.02 + dip, -1.5 - 0.02 * np.cos(at)], 1)
        place.add(grid(np.stack([edge, edge + np.array([_KEY - 0.012, 0, 0])], 1), ivory))
        if n % 7 in _BLACK:
            key = extruded(_SIDE, 0.092, ebony).moved(0, 0, 0, 0.5 * math.pi)
            place.add(key.moved(x + 0.5 * _KEY, 0, 0))
    place.add(boxes([(0, 0.02, 0.03)], (6.4, 0.05, 0.03), felt), boxes([(0, 0.30, 0.14)], (6.4, 0.34, 0.06), lacquer))
    place.add(boxes([(0, -0.16, -1.72)], (6.4, 0.12, 0.16), lacquer), boxes([(0, -0.5, 0)], (9, 0.2, 5), lacquer))
    if "hands" in table.description.motifs:
        for x, thumb in ((0.22, -1.0), (-1.50, 1.0)):
            _hand(
                table,
                (table.side * x, 0.0, -2.55),
                (table.side * 0.10 * thumb, -0.06, 1.0),
                table.side * thumb,
                ARCHED,
                0.0,
            )
    _lamps(table)


def _strings(table: Table) -> None:
    place, film = table.place, table.film
    top = place.material(skins_.WOOD, (0.10, 0.27, 0.52), gloss=0.06, rough=0.12, scale=40.0)
    board = place.material(skins_.WOOD, (0.022, 0.035, 0.06), gloss=0.06, rough=0.2, scale=40.0)
    dark = place.material(skins_.PLAIN, (0.004, 0.004, 0.004))
    inlay = place.material(skins_.PLAIN, (0.55, 0.60, 0.62), gloss=0.1, rough=0.1)
    steel = place.material(skins_.METAL, (0.60, 0.62, 0.64), gloss=0.7, rough=0.10, metal=True)
    bronze = place.material(skins_.METAL, (0.20, 0.42, 0.66), gloss=0.6, rough=0.16, metal=True)
    a = np.linspace(0, 2 * math.pi, 97)
    place.add(boxes([(0, -0.16, -0.6)], (4.0, 0.05, 3.4), top))
    ring = np.stack([np.cos(a), 0 * a, np.sin(a)], 1)
    for radius, thick, skin in ((0.56, 0.020, dark), (0.60, 0.014, inlay), (0.64, 0.020, dark)):
        place.add(tube(ring * radius + np.array([0, -0.112, 0.2]), thick, 8, skin))
    r = np.linspace(0.02, 0.55, 4)
    place.add(grid((ring[None] * r[:, None, None] + np.array([0, -0.104, 0.2])).astype(np.float32)[::-1], dark))
    place.add(boxes([(0, -0.06, 3.6)], (0.30, 0.05, 2.9), board))
    for n in range(16):
        place.add(
            tube(
                np.array([(-0.29, -0.008, 0.85 + 0.20 * n * 1.06**n), (0.29, -0.008, 0.85 + 0.20 * n * 1.06**n)]),
                0.009,
                8,
                steel,
            )
        )
    place.add(
        boxes([(0, -0.07, -2.0)], (0.75, 0.05, 0.14), board), boxes([(0, 0.0, -1.93)], (0.36, 0.055, 0.012), inlay)
    )
    struck = set(film.choice(6, 2, replace=False).tolist())
    t = np.linspace(0, 1, 160)
    for n, thick in enumerate(_STRINGS):
        x = 0.105 * (n - 2.5)
        skin = bronze if n < 4 else steel
        z = -1.93 + 8.4 * t
        swings = (-1.0, -0.5, 0.0, 0.5, 1.0) if n in struck else (0.0,)
        for swing in swings:
            off = swing * 0.018 * np.sin(math.pi * np.clip(2.0 * t, 0, 1)) ** 1.0
            thin = 2.1 * thick * (0.55 if len(swings) > 1 else 1.0)
            place.add(tube(np.stack([x * (1 - 0.12 * t) + off, 0.052 - 0.03 * t + 0 * z, z], 1), thin, 10, skin))
        place.add(tube(np.array([(x, 0.052, -1.93), (x, -0.01, -2.02)]), 2.1 * thick, 8, skin))
    if "hands" in table.description.motifs:
        _hand(table, (table.side * 1.40, 0.0, -0.10), (-table.side * 0.92, -0.10, 0.30), table.side, PLUCKING, 0.03)
        table.lamp((1.4, 1.8, -2.4), 3.0, 2, EVEN, 0.6)
    _lamps(table)


KEYS = Subject(
    _keys,
    {
        "wide": (View((1.5, 1.9, -3.6), (-0.35, -0.05, -0.6), 1.15, (0.5, 0.60)), 4.0, 0.12),
        "medium": (View((1.9, 0.85, -2.5), (-0.1, 0.0, -0.75), 1.25, (0.5, 0.56)), 2.6, 0.13),
        "close": (View((1.6, 0.62, -1.75), (0.3, 0.02, -0.9), 1.3, (0.5, 0.56)), 1.7, 0.10),
        "detail": (View((0.95, 0.42, -1.62), (0.35, 0.05, -0.95), 1.3, (0.5, 0.54)), 0.95, 0.06),
    },
    far=(6.0, 16.0), hues=(255.0, 250.0), dark=0.5, sun=0.5, sky=0.45, median=(40.0, 80.0), lamps=1.3,
)  # fmt: skip
STRINGS = Subject(
    _strings,
    {
        "wide": (View((0.9, 1.7, -3.4), (0.0, 0.0, 0.2), 1.2, (0.5, 0.62)), 3.9, 0.07),
        "medium": (View((-0.55, 0.85, -2.5), (0.0, 0.0, -0.1), 1.25, (0.5, 0.56)), 2.5, 0.06),
        "close": (View((0.55, 0.50, -1.4), (0.0, 0.02, 0.1), 1.25, (0.5, 0.54)), 1.45, 0.045),
        "detail": (View((0.33, 0.30, -0.55), (0.0, 0.04, 0.25), 1.3, (0.5, 0.52)), 0.85, 0.04),
    },
    far=(6.0, 16.0), hues=(265.0, 250.0), dark=0.5, sun=0.35, sky=0.4, median=(26.0, 62.0), lamps=1.3,
)  # fmt: skip
