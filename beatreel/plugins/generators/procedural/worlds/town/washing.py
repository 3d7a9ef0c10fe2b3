"""Washing on lines over a roof: sheets, towels and shirts that hang in folds and lean in the wind."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, grid, tube
from beatreel.plugins.generators.procedural.scenery.built import skins

from .site import Point, Site

if TYPE_CHECKING:
    from collections.abc import Callable

_WHITES = ((0.66, 0.70, 0.72), (0.60, 0.66, 0.70), (0.70, 0.71, 0.70))
_COLOURS = ((0.10, 0.10, 0.58), (0.46, 0.30, 0.12), (0.14, 0.42, 0.62), (0.40, 0.46, 0.24))
_THIN = 0.16  # of the sunlight that comes through cloth
# Metres wide and long.
_KINDS = {"sheet": (1.7, 1.35), "towel": (0.62, 1.05), "shirt": (0.60, 0.74), "cloth": (0.85, 0.70)}
_GAP = 0.10
_ORDER = ("sheet", "towel", "shirt", "shirt", "cloth", "sheet", "shirt", "towel", "cloth", "shirt")


def cloths(site: Site) -> list[int]:
    """Add what washing is made of, most of it white; return the skins."""
    through = tuple(_THIN * part for part in site.place.sunlight)
    return [
        site.place.material(
            skins.CLOTH, colour, scale=0.6, glow=tuple(a * b for a, b in zip(colour, through, strict=True))
        )
        for colour in (*_WHITES, *_COLOURS)
    ]


def line(site: Site, start: Point, end: Point, low: float, skin: list[int], post: int, *, first: int = 0) -> Mesh:
    """Return a line between two posts that stand on ``low``, with washing on it.

    Parameters
    ----------
    start, end : Point
        Its ends; metres.
    low : float
        Height of the floor.
    skin : list of int
        From :func:`cloths`.
    post : int
        The skin of posts and line.
    first : int
        With which piece it begins.
    """
    rng = site.rng
    a, b = np.array(start, np.float64), np.array(end, np.float64)
    long = float(np.linalg.norm(b - a))
    sag = 0.035 * long
    wind = 0.16 + 0.10 * float(rng.random())

    def at(share: np.ndarray) -> np.ndarray:
        points = a + (b - a) * share[:, None]
        points[:, 1] -= 4 * sag * share * (1 - share)
        return points

    along = (b - a) / long
    away = np.array([-along[2], 0.0, along[0]])
    parts = [tube(at(np.linspace(0, 1, 24)), 0.007, 5, post)]
    parts += [tube([(x, low, z), (x, y + 0.06, z)], 0.035, 7, post) for x, y, z in (start, end)]
    place, number = 0.25, first
    while place + _KINDS["shirt"][0] < long - 0.2:
        kind = _ORDER[number % len(_ORDER)]
        wide, tall = _KINDS[kind]
        if place + wide > long - 0.2:
            number += 1
            continue
        which = (
            number % len(_WHITES) if kind == "sheet" or rng.random() < 0.45 else len(_WHITES) + number % len(_COLOURS)
        )
        tall = min(tall, start[1] - low - sag - 0.25)
        parts += _piece(kind, at, place, wide, tall, long, away, wind, skin[which], rng)
        place += wide + _GAP + 0.25 * float(rng.random())
        number += 1
    return Mesh.of(parts)


def _piece(
    kind: str,
    at: Callable[[np.ndarray], np.ndarray],
    place: float,
    wide: float,
    tall: float,
    long: float,
    away: np.ndarray,
    wind: float,
    skin: int,
    rng: np.random.Generator,
) -> list[Mesh]:
    """Return one piece; a shirt hangs by its hem, with its sleeves down."""
    rows, columns = 14, max(8, round(wide * 22))
    u, v = np.linspace(0, 1, columns), np.linspace(0, 1, rows)
    phase, folds = float(rng.uniform(0, 6.28)), 2.0 + 2.2 * wide
    swing = wind * (0.7 + 0.6 * float(rng.random()))

    def sheet(u0: float, u1: float, v0: float, v1: float, narrow: float = 0.0) -> Mesh:
        across = u0 + (u1 - u0) * u[None] * np.ones((rows, 1))
        down = v0 + (v1 - v0) * v[:, None] * np.ones((1, columns))
        across = 0.5 + (across - 0.5) * (1 - narrow * down)
        top = at((place + wide * across.ravel()) / long).reshape(rows, columns, 3)
        fold = 0.045 * np.sin(folds * 2 * math.pi * across + phase + 1.2 * down) * (0.35 + down)
        lean = swing * tall * down**1.6 * (1 + 0.25 * np.sin(2.3 * across * wide + phase))
        points = top + away * (fold + lean)[..., None]
        points[..., 1] -= tall * down - 0.5 * (swing * down) ** 2 * tall
        return grid(points, skin)

    if kind != "shirt":
        return [sheet(0, 1, 0, 1)]
    return [sheet(0.16, 0.84, 0, 1, -0.06), sheet(-0.06, 0.14, 0.50, 1.12), sheet(0.86, 1.06, 0.50, 1.12)]
