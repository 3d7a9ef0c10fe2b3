"""A mermaid under way, in the round: a woman to the waist with long hair, below it a fish's tail; metres, she swims towards greater x."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, tube

from .built import Place
from .sea_bodies import body, foil, hide, toned

Array = np.ndarray[Any, np.dtype[np.float32]]

LONG = 2.5
_SKIN, _SKIN_LIT = (0.26, 0.34, 0.50), (0.36, 0.45, 0.60)
_TAIL, _TAIL_LIT = (0.16, 0.17, 0.035), (0.42, 0.46, 0.12)  # sea green
_HAIR, _HAIR_LIT = (0.020, 0.045, 0.150), (0.05, 0.11, 0.30)  # auburn
_WAIST = 0.12
_LOCKS = 80
_RISING = -math.radians(36)  # she swims towards the light
_HEAD = (0.86, 0.135)  # its middle, x and y


def mermaid(place: Place) -> Mesh:
    """Return a mermaid, 2.5 m long with her arms, in the arch of a stroke."""
    skin, tail = hide(place, _SKIN, _SKIN_LIT, 0.05, 0.4), hide(place, _TAIL, _TAIL_LIT, 0.14, 0.2)
    hair = hide(place, _HAIR, _HAIR_LIT, 0.06, 0.3)

    def arch(share: Any) -> Any:  # of the tail, from the waist on
        return 0.02 - 0.05 * np.sin(math.pi * share) + 0.30 * np.clip(share - 0.55, 0, 1) ** 1.6

    def back(share: Any) -> Any:  # of the torso, from the neck to the waist: her chest is lifted
        return 0.085 * (1 - share) ** 1.5 + 0.02

    chest = body(
        (0.72, _WAIST - 0.12), [0, 0.06, 0.14, 0.26, 0.45, 0.66, 0.84, 1.0],
        [0.045, 0.048, 0.075, 0.098, 0.092, 0.074, 0.088, 0.10], [0.045, 0.048, 0.075, 0.112, 0.122, 0.078, 0.084, 0.10],
        [0.045, 0.050, 0.135, 0.172, 0.150, 0.118, 0.140, 0.162], skin, arch=back, edge=(0.9, -0.9), grain=0.02,
    )  # fmt: skip
    fish = body(
        (_WAIST + 0.02, -1.12), [0, 0.05, 0.14, 0.28, 0.45, 0.62, 0.78, 0.92, 1.0],
        [0.088, 0.104, 0.124, 0.128, 0.108, 0.080, 0.054, 0.032, 0.022],
        [0.088, 0.104, 0.124, 0.128, 0.108, 0.080, 0.054, 0.032, 0.022],
        [0.136, 0.158, 0.176, 0.166, 0.130, 0.092, 0.060, 0.036, 0.026], tail, arch=arch, edge=(0.7, -0.9),
    )  # fmt: skip
    parts = [chest, _with_scales(fish), *_fluke(tail, float(arch(1.0))), *_head(skin), _fall_of_hair(hair)]
    for way, line in (
        (1.0, ((0.58, 0.09, 0.15), (0.76, 0.03, 0.25), (0.98, 0.07, 0.22), (1.16, 0.15, 0.14))),
        (-1.0, ((0.58, 0.09, 0.15), (0.40, -0.04, 0.25), (0.20, -0.13, 0.27), (0.02, -0.16, 0.24))),
    ):
        parts.append(_arm(skin, np.array(line) * (1, 1, way)))
    return Mesh.of(parts).leaned(_RISING, 0.0)


def _with_scales(fish: Mesh) -> Mesh:
    """Return a tail whose tones are those of scales in rows, brighter at their edges, none at the waist."""
    x, y, z = fish.points.T
    round_ = np.arctan2(z, y - np.interp(-x, [-0.14, 1.12], [0.02, 0.1]))
    row = (x + 1.2) / 0.042
    across = round_ / (2 * math.pi) * 26 + 0.5 * (np.floor(row) % 2)
    edge = np.hypot(row % 1.0 - 0.15, 1.5 * (across % 1.0 - 0.5))
    tone = fish.carried[:, 0] * 0.5 + 0.42 * np.exp(-(((edge - 0.62) / 0.2) ** 2))
    return toned(fish, tone)


def _fluke(skin: int, high: float) -> list[Mesh]:
    """Return the two lobes of her fin, which trail."""
    lobe = [
        (0.10, -0.03),
        (0.05, 0.10),
        (-0.12, 0.28),
        (-0.36, 0.44),
        (-0.46, 0.44),
        (-0.34, 0.28),
        (-0.28, 0.12),
        (-0.16, 0.01),
        (-0.06, -0.03),
    ]
    turns = (math.radians(66), -math.radians(66))
    return [foil(lobe, 0.016, skin, 0.35, 0.5).leaned(0.10, turn).moved(-1.06, high - 0.01, 0.0) for turn in turns]


def _head(skin: int) -> list[Mesh]:
    """Return an oval head with a small nose and chin, and the neck."""
    x, y = _HEAD
    along = np.linspace(-1, 1, 25)
    line = np.stack([x + 0.105 * along, y - 0.045 * along - 0.018 * along**2, 0 * along], 1)
    radii = 0.086 * np.sqrt(np.maximum(1 - along**2, 0)) * (1 - 0.16 * along) + 0.001
    skull = toned(tube(line, radii, 28, skin), np.full(25 * 29, 0.5))
    neck = tube([(0.66, 0.10, 0.0), (0.74, 0.105, 0.0), (x, y, 0.0)], [0.05, 0.045, 0.05], 18, skin)
    nose = tube([(x + 0.075, y + 0.01, 0), (x + 0.10, y - 0.03, 0)], [0.008, 0.016], 10, skin)
    return [skull, toned(neck, np.full(len(neck.points), 0.5)), toned(nose, np.full(len(nose.points), 0.55))]


def _fall_of_hair(skin: int) -> Mesh:
    """Return locks that stream back from her head and wave."""
    rng = np.random.default_rng(5)
    x, y = _HEAD
    share = np.linspace(0, 1, 22)
    parts = []
    for _ in range(_LOCKS):
        turn, long = float(rng.uniform(-2.2, 2.2)), float(rng.uniform(0.55, 1.05))
        up, out = math.cos(turn), math.sin(turn)
        front = float(rng.uniform(-0.06, 0.035))
        sway, phase = rng.uniform(0.03, 0.08, 2), rng.uniform(0, 6.28, 2)
        lift = 0.16 * float(rng.uniform(0.2, 1.0)) * (0.4 + 0.6 * max(up, 0))
        root = 1 - np.exp(-share * 7)
        line = np.stack(
            [
                x + front - long * share,
                y
                + 0.03
                + 0.072 * up * (0.8 + 0.2 * root)
                + lift * share
                + sway[0] * share * np.sin(7 * share + phase[0]),
                0.078 * out * (0.9 + 0.5 * share) + sway[1] * share * np.sin(6 * share + phase[1]),
            ],
            1,
        )
        lock = tube(line, 0.016 * (1 - share) ** 0.45 + 0.001, 7, skin)
        parts.append(toned(lock, np.full(len(lock.points), float(rng.uniform(0.1, 0.7)))))
    return Mesh.of(parts)


def _arm(skin: int, line: Any) -> Mesh:
    """Return an arm along its joints, from the shoulder to the tips of its fingers."""
    share = np.linspace(0, 1, 24)
    knots = np.linspace(0, 1, len(line))
    smooth = np.stack([np.interp(share, knots, part) for part in line.T], 1)
    for _ in range(3):
        smooth[1:-1] = 0.25 * smooth[:-2] + 0.5 * smooth[1:-1] + 0.25 * smooth[2:]
    radii = np.interp(
        share, [0, 0.12, 0.4, 0.55, 0.8, 0.86, 0.93, 1.0], [0.05, 0.047, 0.037, 0.036, 0.024, 0.028, 0.02, 0.006]
    )
    made = tube(smooth, radii, 16, skin)
    return toned(made, np.full(len(made.points), 0.5))
