"""What stands in a formal garden besides its hedges: arches of roses, statues on plinths, a house of glass."""

from __future__ import annotations

import itertools
import math
from typing import Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, leaves, tube
from beatreel.plugins.generators.procedural.scenery import giants
from beatreel.plugins.generators.procedural.scenery.built import EVEN, KEY, ODD, skins

from .homes import WARM
from .site import Site

GLASSHOUSE = {"greenhouse", "greenhouses", "glasshouse", "conservatory", "orangery"}
_STATUES = {"statue", "statues", "sculpture", "sculptures", "marble"}
_DEEP, _HALF, _EAVES = 11.0, 4.6, 3.1  # metres of the glass house: its length, half its width, where its vault begins


def arch(site: Site, z: float, leaf: int, roses: list[Mesh], reach: float = 1.9) -> None:
    """Span the way with an arch that roses climb."""
    place, rng = site.place, site.rng
    iron = place.material(skins.METAL, (0.03, 0.035, 0.03), gloss=0.04, rough=0.4)
    s = np.linspace(0, math.pi, 33)
    high = 2.1
    x, y = reach * np.cos(s), high + 0.85 * reach * np.sin(s)
    line = np.concatenate([[[1.01 * reach, 0.0]], np.stack([x, y], 1), [[-1.01 * reach, 0.0]]])
    for back in (-0.28, 0.28):
        place.add(tube(np.column_stack([line, np.full(len(line), z + back)]), 0.022, 6, iron))
    steps = rng.integers(0, len(line) - 1, 5200)
    share = rng.random((len(steps), 1))
    at = line[steps] * (1 - share) + line[steps + 1] * share
    spots = np.column_stack([at + rng.normal(0, 0.11, at.shape), z + rng.normal(0, 0.20, len(at))])
    place.add(leaves(spots, rng.normal((0, 0.3, -0.6), 1.0, spots.shape), 0.036, leaf, rng))
    for n, spot in enumerate(spots[rng.integers(0, len(spots), 74)] if roses else ()):
        out = (float(spot[0]) * 1.03, float(spot[1]) + 0.04, z - 0.30 - 0.06 * float(rng.random()))
        place.add(roses[n % len(roses)].leaned(0.0, -0.9).moved(*out, scale=float(rng.uniform(0.11, 0.15))))


def statues(site: Site, places: tuple[tuple[float, float], ...]) -> None:
    """Set statues on plinths where they are named."""
    if not _STATUES & site.words:
        return
    place = site.place
    marble = place.material(skins.PLASTER, (0.50, 0.52, 0.54), gloss=0.04, rough=0.25)
    stone = place.material(skins.PLASTER, (0.26, 0.29, 0.31))
    plinth = Mesh.of(
        [
            boxes(
                [(0, 0.10, 0), (0, 0.62, 0), (0, 1.12, 0)],
                [(0.52, 0.10, 0.52), (0.38, 0.44, 0.38), (0.46, 0.07, 0.46)],
                stone,
            )
        ]
    )
    figure = giants.statue(marble, tall=2.15, rng=site.rng)
    for x, z in places:
        turn = math.atan2(-x, -4.0)  # they look at who walks between them
        place.add(plinth.moved(x, 0, z), figure.moved(x, 1.19, z, turn=turn))


def glass_house(site: Site, z: float) -> None:
    """Set a house of glass across the end of the way, lit from within, full of palms."""
    place = site.place
    frame = place.material(skins.PLAIN, (0.34, 0.36, 0.35), gloss=0.03, rough=0.3)
    lit = max(site.dark, 0.10)
    panes = [
        place.material(skins.PLAIN, (0.30, 0.34, 0.32), glow=tuple(level * lit * part for part in WARM), family=family)
        for level, family in ((1.15, EVEN), (0.75, ODD))
    ]
    leaf = place.material(skins.LEAF, (0.010, 0.045, 0.020), (0.020, 0.075, 0.034), family=KEY)
    s = np.linspace(0, math.pi, 25)
    line = np.concatenate(
        [
            [[1.001 * _HALF, 0.0]],
            np.stack([_HALF * np.cos(s), _EAVES + 0.92 * _HALF * np.sin(s)], 1),
            [[-1.001 * _HALF, 0.0]],
        ]
    )
    top = np.interp(np.linspace(-_HALF, _HALF, 25), line[::-1, 0], line[::-1, 1])
    for n, x in enumerate(np.linspace(-_HALF, _HALF, 25)):  # bars of the front, from the ground to the vault
        place.add(bars([(x, 0, z)], [(x, float(top[n]), z)], (0.055 if n % 6 == 0 else 0.022, 0.04), frame))
    for y in (0.5, 1.5, 2.5, _EAVES, 4.4, 5.7):
        half = _HALF if y <= _EAVES else _HALF * math.sqrt(max(0.0, 1 - ((y - _EAVES) / (0.92 * _HALF)) ** 2))
        place.add(bars([(-half, y, z)], [(half, y, z)], (0.035 if y == _EAVES else 0.02, 0.04), frame))
    for back in np.linspace(0, _DEEP, 9):
        place.add(tube(np.column_stack([line, np.full(len(line), z + back)]), 0.07 if back == 0 else 0.045, 6, frame))
    place.add(
        bars(
            [(-1.1, 0, z - 0.02), (1.1, 0, z - 0.02)],
            [(-1.1, 2.5, z - 0.02), (1.1, 2.5, z - 0.02)],
            (0.07, 0.06),
            frame,
        )
    )
    place.add(_inner(z + 2.6, line, panes))
    stone = place.material(skins.PLASTER, (0.20, 0.22, 0.24))
    place.add(boxes([(-_HALF + 1.7, 0.25, z), (_HALF - 1.7, 0.25, z)], (1.75, 0.25, 0.12), stone))
    _palms(site, z, leaf)
    for x in (-2.4, 2.4):
        place.lamp((x, 3.2, z - 0.8), tuple(2.5 * lit * part for part in WARM), (EVEN, ODD)[x > 0], 0.3)
    place.beacons.append(((0.0, 3.4, z), WARM))


def _inner(z: float, line: np.ndarray[Any, Any], panes: list[int]) -> Mesh:
    """Return the light within: panes of fog on the glass behind the plants, some brighter than others."""
    parts = []
    for n, (left, right) in enumerate(itertools.pairwise(np.linspace(-0.985 * _HALF, 0.985 * _HALF, 73).tolist())):
        high = float(np.interp(0.5 * (left + right), line[::-1, 0], line[::-1, 1]))
        parts.append(
            boxes([(0.5 * (left + right), 0.5 * high, z)], (0.5 * (right - left), 0.5 * high, 0.02), panes[n // 6 % 2])
        )
    return Mesh.of(parts)


def _palms(site: Site, z: float, leaf: int) -> None:
    """Plant palms and ferns behind the glass; against its light they are dark."""
    place, rng = site.place, site.rng
    for _ in range(16):
        x, high = float(rng.uniform(-4.0, 4.0)), float(rng.uniform(0.8, 4.4))
        foot, deep = np.array([x, 0.0, z + float(rng.uniform(0.6, 2.2))]), float(rng.uniform(0.9, 1.5))
        place.add(tube(np.stack([foot, foot + np.array([0.1, high, 0.0])]), 0.05, 6, leaf))
        for k in range(13):
            way = 2.4 * k
            t = np.linspace(0, 1, 16)
            rise = 0.55 * t - 0.95 * t**2 * float(rng.uniform(0.7, 1.2))
            rib = (
                foot
                + np.array([0.1, high, 0.0])
                + deep * np.stack([t * math.cos(way), rise, 0.6 * t * math.sin(way)], 1)
            )
            spots = np.repeat(rib, 5, 0) + rng.normal(0, 0.04 * deep, (5 * len(rib), 3))
            place.add(leaves(spots, rng.normal((0, 0.2, -0.7), 1.0, spots.shape), 0.10 * deep, leaf, rng))
