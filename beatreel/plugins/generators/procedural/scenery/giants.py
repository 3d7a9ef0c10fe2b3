"""What stands in a landscape larger than life: hands and heads of stone, statues, spheres, cubes, rings of light, monoliths, umbrellas.

Metres; the foot is at the origin, the face towards smaller z.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, boxes, grid, tube, turned

from .people.body import SKINS
from .people.casting import CREAM, Wish, person
from .people.clothes import dress
from .people.pose import WOMAN, Bones, Pose
from .sculpted import sculpted
from .solids import Model, Skin

_STONE = Skin((0.5, 0.5, 0.5))
_HEAD = 1.55
"""Metres up to the chin of who is carved."""


def hand(skin: int, *, tall: float, cell: float = 0.009) -> Mesh:
    """Return an open hand that rises from the ground, its palm towards whoever looks."""
    model = Model()
    model.cone((0.0, -0.35, 0.02), 0.15, (0.0, 0.10, 0.0), 0.105, _STONE, blend=0.08, flat=1.25)
    wrist = (0.0, 0.10, 0.0)
    knuckles = ((-0.155, 0.50, 0.0), (-0.052, 0.545, 0.012), (0.050, 0.535, 0.012), (0.145, 0.475, 0.0))
    for knuckle in knuckles:
        model.cone(wrist, 0.105, knuckle, 0.066, _STONE, blend=0.10, flat=1.35)
    long_, thick = (0.36, 0.41, 0.375, 0.29), (0.052, 0.054, 0.051, 0.045)
    spread, curl = (-0.17, -0.04, 0.08, 0.22), (0.30, 0.20, 0.26, 0.40)
    for start, reach, radius, aside, bend in zip(knuckles, long_, thick, spread, curl, strict=True):
        line, angle = [np.array(start)], 0.12
        for share in (0.46, 0.30, 0.24):
            way = np.array([math.sin(aside), math.cos(aside) * math.cos(angle), -math.sin(angle)])
            line.append(line[-1] + share * reach * way)
            angle += bend
        radii = [radius * part for part in (1.10, 0.98, 0.88, 0.72)]
        model.limb(line, radii, _STONE, blend=0.018)
        model.ball(line[1], 1.05 * radius, _STONE, blend=0.03)
    model.limb([(-0.06, 0.14, -0.03), (-0.215, 0.30, -0.085), (-0.30, 0.43, -0.13), (-0.345, 0.545, -0.15)],
               [0.105, 0.068, 0.058, 0.042], _STONE, blend=0.07)  # fmt: skip
    model.cone((-0.07, 0.20, -0.065), 0.075, (-0.12, 0.30, -0.06), 0.055, _STONE, blend=0.08)  # the ball of the thumb
    model.cone((0.09, 0.18, -0.055), 0.055, (0.11, 0.36, -0.05), 0.045, _STONE, blend=0.08)
    box = ((-0.48, 0.36), (-0.06, 1.0), (-0.45, 0.25))
    return sculpted(model, box, cell, skin).moved(0, 0, 0, scale=tall / 0.96)


def _carved(rng: np.random.Generator, *, turn: float) -> Model:
    """Return a woman in a long dress who looks aside, as sculptors carve her."""
    pose = Pose(
        head=(turn, 0.10, 0.08), lean=(0.012, 0.0), twist=0.10, tilt=0.04, hands=((-0.15, 0.50, -0.10), (0.10, 0.70, -0.12)),
        elbows=((-1.0, -0.1, 0.5), (1.0, -0.3, 0.4)), feet=((-0.05, 0.045, -0.03), (0.06, 0.045, 0.05)),
    )  # fmt: skip

    def dressing(model: Model, b: Bones) -> None:
        dress(model, b, CREAM, wide=0.22, wind=0.05)

    return person(Wish(rng), WOMAN, pose, dressing, hair="bun", bare_arms=True, skin=SKINS["fair"])


def statue(skin: int, *, tall: float, rng: np.random.Generator, cell: float = 0.014) -> Mesh:
    """Return a statue on a pedestal."""
    foot = 0.22
    carved, neck = _carved(rng, turn=0.3), 1.44
    low = sculpted(carved, ((-0.62, 0.62), (-0.02, neck), (-0.55, 0.55)), cell, skin)
    high = sculpted(carved, ((-0.24, 0.24), (neck - cell, 1.78), (-0.24, 0.24)), 0.35 * cell, skin)
    body = Mesh.of([low, high]).moved(0, foot, 0)
    halves = [(0.52, 0.05, 0.52), (0.42, 0.06, 0.42), (0.45, 0.02, 0.45)]
    steps = boxes([(0, 0.05, 0), (0, 0.14, 0), (0, 0.21, 0)], halves, skin)
    return Mesh.of([body, steps]).moved(0, 0, 0, scale=tall / (1.72 + foot))


def bust(skin: int, *, tall: float, rng: np.random.Generator, cell: float = 0.0036) -> Mesh:
    """Return head and shoulders of a statue, which lie sunk in the ground."""
    low = _HEAD - 0.26
    box = ((-0.30, 0.30), (low, 1.76), (-0.24, 0.24))
    head = sculpted(_carved(rng, turn=-0.25), box, cell, skin).moved(0, -low - 0.03, 0)
    return head.moved(0, 0, 0, scale=tall / 0.42)


def ball(radius: float, skin: int, sides: int = 160) -> Mesh:
    """Return a ball about the origin."""
    v = np.linspace(math.pi / 2, -math.pi / 2, sides // 2 + 1)
    return turned(np.stack([radius * np.cos(v), radius * np.sin(v)], 1), sides, skin)


def cube(half: float, skin: int, turn: tuple[float, float, float] = (0.0, 0.0, 0.0)) -> Mesh:
    """Return a cube about the origin, leaned to the right and back, then turned."""
    return boxes([(0, 0, 0)], (half,) * 3, skin).leaned(turn[0], turn[1]).moved(0, 0, 0, turn[2])


def ring(radius: float, thick: float, skin: int) -> Mesh:
    """Return an upright ring about the origin."""
    a = np.linspace(0, 2 * math.pi, 97)
    return tube(np.stack([radius * np.cos(a), radius * np.sin(a), 0 * a], 1), thick, 16, skin)


def annulus(inner: float, outer: float, skin: int) -> Mesh:
    """Return what lies between two upright circles about the origin, facing smaller z."""
    a = np.linspace(0, 2 * math.pi, 97)
    rim = np.stack([np.cos(a), np.sin(a), 0 * a], 1).astype(np.float32)
    return grid(np.stack([outer * rim, max(inner, 1e-3) * rim]), skin)


def scattered(rng: np.random.Generator, count: int, reach: tuple[float, float, float], low: float) -> Any:
    """Return places that keep their distance: across, up from ``low``, and behind each other."""
    found: list[np.ndarray[Any, Any]] = []
    spread = np.array([reach[0], max(reach[1], 1e9 * (reach[1] == 0)), 2 * reach[2] if reach[1] else reach[2]])
    for _ in range(60 * count):
        at = np.array([rng.uniform(-1, 1) * reach[0], low + rng.random() * reach[1], rng.uniform(0, 1) * reach[2]])
        if all(float(np.linalg.norm((at - one) / spread)) > 1.25 / math.sqrt(count) for one in found):
            found.append(at)
        if len(found) == count:
            break
    return found
