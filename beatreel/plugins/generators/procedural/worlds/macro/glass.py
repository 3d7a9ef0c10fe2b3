"""Things of blown glass on a table: an hourglass with running sand, a globe in which it snows; decimetres."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.fields import fbm_at
from beatreel.plugins.generators.procedural.kernels.half import halved
from beatreel.plugins.generators.procedural.kernels.mesh import boxes, grid, tube, turned
from beatreel.plugins.generators.procedural.painting import Layer, Motion
from beatreel.plugins.generators.procedural.scenery.built import EVEN, ODD, skins
from beatreel.plugins.generators.procedural.scenery.exposure import View
from beatreel.plugins.generators.procedural.scenery.tracing import project

from .ground import sheet
from .traced import Subject

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.kernels.lens import Lens

    from .traced import Table

Array = np.ndarray[Any, np.dtype[np.float32]]

_NECK, _FOOT, _HEAD = 1.50, 0.22, 2.78  # heights of an hourglass
_BALL, _CENTRE, _STAND = 1.12, 1.50, 0.62  # radius and height of the middle of a globe; height of what it stands on


def _bulb(y: Array) -> Array:
    """Return the radius of an hourglass at heights."""
    away = np.clip(np.abs(y - _NECK) / (_HEAD - _NECK), 0, 1)
    return np.asarray(0.045 + 0.60 * np.sin(0.5 * np.pi * away**0.92) ** 1.55 * (1 - 0.18 * away**6), np.float32)


def _ball(y: Array) -> Array:
    """Return the radius of a globe at heights."""
    return np.asarray(np.sqrt(np.maximum(_BALL**2 - (y - _CENTRE) ** 2, 0)), np.float32)


def _table(table: Table) -> None:
    """Lay the top of a table of dark wood, and light it."""
    x, z = sheet(-6.0, 40.0, 160, 160)
    wood = table.place.material(
        skins.WOOD, (0.045, 0.080, 0.140), (0.030, 0.052, 0.095), gloss=0.35, rough=0.22, scale=2.2
    )
    table.place.add(grid(np.stack([x, 0 * x, z], -1)[::-1], wood))
    table.lamp((2.6, 3.4, -1.6), 1.2, 2, EVEN)
    table.lamp((-2.8, 2.2, 1.8), 1.0, 1, ODD)


def _hourglass(table: Table) -> None:
    place = table.place
    _table(table)
    words = table.description.all_words
    silver = bool(words & {"silver", "steel", "chrome"})
    frame = place.material(
        skins.METAL, (0.50, 0.52, 0.54) if silver else (0.16, 0.42, 0.70), gloss=0.6, rough=0.18, metal=True
    )
    black = bool(words & {"black"}) and "sand" in words
    sand = (0.035, 0.035, 0.035) if black else (0.62, 0.66, 0.68) if "white" in words else (0.20, 0.47, 0.74)
    grains = place.material(skins.GROUND, sand, tuple(0.80 * part for part in sand), scale=0.012)
    for low, high in ((0.0, 0.16), (2.84, 3.0)):
        plate = [(0.0, high), (0.84, high), (0.90, high - 0.05), (0.90, low + 0.05), (0.84, low), (0.0, low)]
        place.add(turned(plate, 96, frame))
        rings = [(0.50, 0.07), (0.62, 0.05), (0.66, 0.0)]
        collar = [(r, high + y) for r, y in rings] if low == 0.0 else [(r, low - y) for r, y in rings[::-1]]
        place.add(turned(collar, 72, frame))
    for n in range(3):
        a = 2 * math.pi * (n + 0.75) / 3  # none stands before the glass
        x, z = 0.77 * math.cos(a), 0.77 * math.sin(a)
        heights = np.linspace(0.14, 2.86, 60)
        turns = 0.045 + 0.018 * np.sin(2 * np.pi * 3 * (heights - 0.14) / 2.72) ** 2
        place.add(tube(np.stack([0 * heights + x, heights, 0 * heights + z], 1), turns, 14, frame))
    fallen = float(table.film.uniform(0.35, 0.6))
    top = _FOOT + 0.30 + 0.45 * fallen  # of the heap
    share = np.linspace(0, 1, 30)
    edge = _FOOT + 0.25 * (top - _FOOT)
    reach = float(_bulb(np.float32([edge]))[0]) * 0.97
    heap = [(reach * s, top + (edge - top) * s**1.15) for s in share]
    below = [(float(_bulb(np.float32([y]))[0]) * 0.97, float(y)) for y in np.linspace(edge, _FOOT, 12)]
    place.add(turned([*heap, *below[1:]], 120, grains))
    level = _NECK + 0.25 + 0.75 * (1 - fallen)
    wide = float(_bulb(np.float32([level]))[0]) * 0.97
    funnel = [(wide * s, level - 0.22 * (1 - s) ** 1.2) for s in share]
    above = [(float(_bulb(np.float32([y]))[0]) * 0.97, float(y)) for y in np.linspace(level, _NECK, 40)]
    place.add(turned([*funnel, *above[1:]], 120, grains))
    y = np.linspace(_NECK + 0.02, top - 0.02, 40)
    place.add(tube(np.stack([0 * y, y, 0 * y], 1), 0.016 + 0.012 * (_NECK - y), 10, grains))


def _globe(table: Table) -> None:
    place, film = table.place, table.film
    _table(table)
    dark = place.material(skins.WOOD, (0.030, 0.045, 0.10), (0.02, 0.03, 0.07), gloss=0.4, rough=0.2, scale=0.8)
    brass = place.material(skins.METAL, (0.16, 0.42, 0.70), gloss=0.6, rough=0.18, metal=True)
    foot = [(0.86, _STAND), (0.92, 0.50), (0.90, 0.34), (1.04, 0.22), (1.12, 0.10), (1.12, 0.0), (0.0, 0.0)]
    place.add(
        turned(foot, 96, dark),
        turned([(0.88, _STAND + 0.05), (0.93, _STAND + 0.02), (0.93, 0.56), (0.88, 0.53)], 96, brass),
    )
    snow = place.material(skins.PLASTER, (0.80, 0.78, 0.76))
    mound = [(0.0, 0.98), (0.30, 0.95), (0.60, 0.84), (0.86, 0.74), (0.93, 0.66)]
    place.add(turned(mound, 96, snow))
    wall = place.material(skins.WOOD, (0.07, 0.09, 0.24), (0.05, 0.06, 0.17), scale=0.3)
    pane = place.material(skins.GLOW, (0.0, 0.0, 0.0), glow=(0.35, 1.3, 2.8), family=EVEN)
    place.add(boxes([(0.0, 1.10, 0.0)], (0.26, 0.16, 0.20), wall))
    t = np.array([[-0.34, 1.22], [0.0, 1.50], [0.34, 1.22]])
    for a, b in ((t[0], t[1]), (t[1], t[2])):  # two slopes of a roof under snow
        corners = np.array([[[*a, -0.27], [*b, -0.27]], [[*a, 0.27], [*b, 0.27]]], np.float32)
        place.add(grid(corners, snow), grid(corners[::-1] - np.float32([0, 0.03, 0]), snow))
    gable = np.array(
        [[[-0.26, 1.24, -0.199], [0.0, 1.46, -0.199]], [[0.26, 1.24, -0.199], [0.0, 1.46, -0.199]]], np.float32
    )
    place.add(grid(gable, wall), grid(gable[::-1], wall))
    place.add(boxes([(-0.12, 1.12, -0.20), (0.12, 1.12, -0.20)], (0.055, 0.06, 0.006), pane))
    place.add(
        boxes([(0.15, 1.46, 0.06)], (0.05, 0.12, 0.05), wall), boxes([(0.15, 1.59, 0.06)], (0.06, 0.02, 0.06), snow)
    )
    needle = place.material(skins.GROUND, (0.035, 0.085, 0.030), (0.055, 0.12, 0.05), scale=0.08)
    for x, z, tall in (
        (-0.52, 0.10, 0.85),
        (0.50, 0.22, 0.70),
        (-0.36, -0.34, 0.42),
        (0.46, -0.30, 0.34),
        (0.05, 0.55, 0.95),
    ):
        stretch = tall * float(film.uniform(0.92, 1.08))
        for tier in range(4):
            low = 0.86 + stretch * (0.10 + 0.21 * tier)
            wide = stretch * (0.26 - 0.052 * tier)
            cone = [(0.0, low + 0.36 * stretch), (0.55 * wide, low + 0.12 * stretch), (wide, low)]
            place.add(turned(cone, 30, needle).moved(x, 0, z))
            cap = [
                (0.0, low + 0.365 * stretch),
                (0.34 * wide, low + 0.21 * stretch),
                (0.60 * wide, low + 0.12 * stretch),
            ]
            place.add(turned(cap, 30, snow).moved(x, 0.006, z))
    place.lamp((0.0, 1.18, -0.45), (0.10, 0.35, 0.75), EVEN, 0.2)


def _blown(
    radius: Any, low: float, high: float, table: Table, lens: Lens, size: tuple[int, int], *, ground: float = 0.0
) -> list[Layer]:
    """Return glass turned on the vertical: it mirrors at its edges, and windows in streaks; ``ground`` is light that falls through it."""
    width, height = size
    heights = np.linspace(high, low, 300, dtype=np.float32)
    spots = np.array([project(lens, (0.0, float(y), 0.0)) for y in heights])
    rows = np.arange(height, dtype=np.float32) + 0.5
    middle = np.interp(rows, spots[:, 1], spots[:, 0])[:, None].astype(np.float32)
    scale = np.interp(rows, spots[:, 1], float(lens.focal) / spots[:, 2])[:, None].astype(np.float32)
    at = np.interp(rows, spots[:, 1], heights)[:, None].astype(np.float32)
    within = ((rows > spots[0, 1] - 1) & (rows < spots[-1, 1] + 1)).astype(np.float32)[:, None]
    wide = np.maximum(radius(at) * scale, 0.5).astype(np.float32)
    x = np.arange(width, dtype=np.float32)[None] + 0.5
    u = (x - middle) / wide
    inside = np.clip((1 - np.abs(u)) * wide + 0.5, 0, 1) * within
    slope = np.interp(rows, spots[:, 1], np.gradient(radius(heights), heights))[:, None].astype(np.float32)
    facing = np.sqrt(np.clip(1 - u * u, 0, 1) / (1 + slope * slope))
    v = np.sqrt(1 - facing * facing)
    inside *= np.clip((at - low) / (0.06 * (high - low)), 0, 1)  # it is set into a ring of putty
    bend = np.float32(0.012) * fbm_at(u, 3 * at + 0 * u, 1.0, 5, 3)
    rim = 0.78 * v**9 + 0.20 * v**3
    dark = 0.55 * np.exp(-(((v - 0.93) / 0.045) ** 2))
    turn = np.exp(-1.6 * slope * slope)
    streak = np.exp(-(((u + bend + 0.62 * table.side) / 0.075) ** 2)) * turn
    streak += 0.45 * np.exp(-(((u + bend - 0.72 * table.side) / 0.045) ** 2)) * turn
    streak += 0.30 * np.exp(-(((u + bend + 0.40 * table.side) / 0.03) ** 2)) * turn
    glow, shade = (np.asarray(k * table.tones[n] + c, np.float32) for k, n, c in ((0.75, 2, 0.25), (0.8, 1, 0.2)))
    strong = np.float32(table.strong)
    total = np.clip(rim * 0.62 + dark * 0.55 + 0.80 * streak + 0.035 + ground, 0, 1) * inside
    lit = (0.55 * rim)[..., None] * shade + (1.35 * streak)[..., None] * glow + np.float32(0.05) * shade
    light = strong * lit * (1 - 0.75 * dark)[..., None]
    _, _, away = project(lens, (0.0, 0.5 * (low + high), 0.0))
    return [
        Layer(
            halved(light / np.maximum(rim * 0.62 + dark * 0.55 + 0.80 * streak + 0.035, 0.06)[..., None]),
            halved(total),
            max(0.1 * away, 0.1),
        )
    ]


def _over_hourglass(table: Table, lens: Lens, size: tuple[int, int]) -> list[Layer]:
    return _blown(_bulb, _FOOT, _HEAD, table, lens, size)


def _over_globe(table: Table, lens: Lens, size: tuple[int, int]) -> list[Layer]:
    """Return flakes that whirl within the globe, and its glass."""
    width, height = size
    x, y, away = project(lens, (0.0, _CENTRE, 0.0))
    unit = float(lens.focal) / away
    white = 0.6 + 0.4 * table.tones[2]
    layers = []
    for family in range(2):
        drawn = np.zeros((height, width), np.uint8)
        for _ in range(110):
            way, out = float(table.rng.uniform(0, 6.3)), _BALL * 0.93 * math.sqrt(float(table.rng.random()))
            spot = (x + unit * out * math.cos(way), y - unit * out * math.sin(way))
            size_ = max(unit * float(table.rng.uniform(0.006, 0.017)), 0.7)
            place = (round(spot[0] * 16), round(spot[1] * 16))
            if max(map(abs, place)) < 1 << 20 and out * math.sin(way) > -0.62:
                cv2.circle(drawn, place, round(size_ * 16), int(table.rng.integers(120, 255)), -1, cv2.LINE_AA, 4)
        cover = cv2.GaussianBlur(drawn, (0, 0), max(0.004 * unit, 0.5)).astype(np.float32) / 255
        colour = np.broadcast_to(np.float32(1.1 * table.strong) * white, (height, width, 3)).astype(np.float16)
        layers.append(
            Layer(
                colour,
                cover,
                max(0.1 * away, 0.1),
                Motion(x=x / width, y=y / height, turns=0.012 * (1 - 2 * family), sway=0.004),
            )
        )
    return [*layers, *_blown(_ball, _STAND + 0.02, _CENTRE + _BALL, table, lens, size)]


HOURGLASS = Subject(
    _hourglass,
    {
        "wide": (View((1.2, 2.0, -6.2), (0.30, 1.45, 0.0), 1.15, (0.5, 0.52)), 6.3, 0.14),
        "medium": (View((-0.5, 1.8, -4.3), (-0.05, 1.50, 0.0), 1.15, (0.5, 0.50)), 4.3, 0.14),
        "close": (View((0.5, 1.75, -2.9), (0.10, 1.40, 0.0), 1.15, (0.5, 0.50)), 2.9, 0.10),
        "detail": (View((-0.2, 1.35, -1.9), (0.02, 1.02, 0.0), 1.15, (0.5, 0.48)), 1.9, 0.06),
    },
    far=(8.0, 24.0), hues=(290.0, 42.0), over=_over_hourglass,
)  # fmt: skip
GLOBE = Subject(
    _globe,
    {
        "wide": (View((1.3, 2.1, -6.4), (0.35, 1.40, 0.0), 1.15, (0.5, 0.54)), 6.4, 0.14),
        "medium": (View((-0.6, 1.9, -4.6), (-0.05, 1.35, 0.0), 1.15, (0.5, 0.52)), 4.6, 0.14),
        "close": (View((0.5, 1.75, -3.2), (0.10, 1.40, 0.0), 1.15, (0.5, 0.50)), 3.2, 0.10),
        "detail": (View((-0.3, 1.50, -2.2), (0.0, 1.24, 0.0), 1.15, (0.5, 0.50)), 2.2, 0.07),
    },
    far=(8.0, 24.0), hues=(255.0, 40.0), over=_over_globe,
)  # fmt: skip
