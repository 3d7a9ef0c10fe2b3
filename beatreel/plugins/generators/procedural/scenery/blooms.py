"""Single flowers on their stems, larger than life, as meshes: roses, lilies, tulips; their foot at the origin."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, grid, tube

from .built import Place, skins

TALL, HEAD = 3.3, 2.75
"""Of a flower: its height, and where its head begins."""

COLOURS: dict[str, tuple[float, ...]] = {
    "red": (0.020, 0.010, 0.36), "crimson": (0.024, 0.008, 0.28), "white": (0.52, 0.58, 0.60), "pink": (0.28, 0.17, 0.60),
    "yellow": (0.02, 0.42, 0.64), "golden": (0.02, 0.34, 0.60), "gold": (0.02, 0.34, 0.60), "orange": (0.01, 0.18, 0.60),
    "black": (0.022, 0.014, 0.028), "blue": (0.40, 0.12, 0.05), "purple": (0.30, 0.05, 0.20), "violet": (0.34, 0.07, 0.20),
}  # fmt: skip
_ROSES, _CUPS = 34, 6


def bloom(place: Place, kind: str, tone: tuple[float, ...], rng: np.random.Generator, through: float = 0.0) -> Mesh:
    """Return a flower in a colour (linear BGR); ``kind`` is rose, lily, lotus or tulip; petals send ``through`` of their colour."""
    petals = _petals(place, tone, through)
    green = place.material(skins.PLAIN, (0.022, 0.085, 0.034), gloss=0.03, rough=0.3)
    s = np.linspace(0, 1, 40)
    lean = float(rng.choice([-1.0, 1.0]))
    stem = np.stack([0.10 * lean * np.sin(2.6 * s), HEAD * s, 0.06 * np.sin(4 * s)], 1)
    parts = [tube(stem, 0.042 - 0.010 * s, 12, green)]
    if kind == "rose":
        for k in range(6, 36, 4):  # thorns
            way = 2.4 * k
            tip = stem[k] + np.array([0.10 * math.cos(way), 0.05, 0.10 * math.sin(way)])
            parts.append(tube(np.stack([stem[k], 0.5 * (stem[k] + tip), tip]), [0.026, 0.014, 0.001], 7, green))
    for k, way, long_ in ((14, 0.4, 0.95), (21, 2.9, 1.05), (28, 5.0, 0.75), (9, 3.6, 0.8)):
        x, y, z = stem[k].tolist()
        parts.append(_leaf(green, long_ * (1.35 if kind != "rose" else 1.0)).moved(x, y, z, way))
    head = [_head(petals, kind, rng)]
    head += [_leaf(green, 0.30).moved(0, -0.02, 0, 2 * math.pi * k / 5) for k in range(5)]
    bowed = {"rose": -0.30, "lily": -0.65}.get(kind, -0.1)  # towards whoever looks
    parts.append(Mesh.of(head).leaned(0.16 * lean, bowed).moved(*stem[-1].tolist()))
    return Mesh.of(parts)


def head(place: Place, kind: str, tone: tuple[float, ...], rng: np.random.Generator, through: float = 0.0) -> Mesh:
    """Return the head of a flower alone, its foot at the origin."""
    petals = _petals(place, tone, through)
    return _head(petals, kind, rng)


def small_roses(
    place: Place, tone: tuple[float, ...], rng: np.random.Generator, count: int, through: float
) -> list[Mesh]:
    """Return heads of roses, as different as a few are, with as many corners as are seen some steps away."""
    petals = _petals(place, tone, through)
    return [_rose(petals, rng, fine=7) for _ in range(count)]


def _head(petals: list[int], kind: str, rng: np.random.Generator) -> Mesh:
    if kind == "lotus":  # cups within cups
        rings = ((0.49, 1.0), (0.42, 0.94), (0.28, 0.84), (0.12, 0.66))
        cups = [
            _cup(petals, rng, opened=opened).moved(0, 0, 0, 0.55 * n, scale) for n, (opened, scale) in enumerate(rings)
        ]
        return Mesh.of(cups)
    return _rose(petals, rng) if kind == "rose" else _cup(petals, rng, opened=0.95 if kind == "lily" else 0.16)


def _petals(place: Place, tone: tuple[float, ...], through: float) -> list[int]:
    """Return the skins of petals, from within outwards."""
    return [
        place.material(
            skins.CLOTH, tuple(share * part for part in tone), gloss=0.012, rough=0.35, scale=2.0,
            glow=tuple(share * through * part for part in tone),
        )
        for share in (0.62, 0.85, 1.1)
    ]  # fmt: skip


def _sheet(points: Any, skin: int) -> list[Mesh]:
    """Return a petal that is seen from both sides."""
    front = np.asarray(points, np.float32)
    one = grid(front, skin)
    back = grid(front[:, ::-1] + 0.003 * one.carried[:, 2:5].reshape(front.shape)[:, ::-1] * -1, skin)
    return [one, back]


def _rose(petals: list[int], rng: np.random.Generator, *, fine: int = 25) -> Mesh:
    """Return the head of a rose: petals about a bud, the outer ones open and rolled back at their edges."""
    u, v = np.linspace(-1, 1, fine)[None], np.linspace(0, 1, fine)[:, None]
    parts = []
    for k in range(_ROSES):
        share = k / (_ROSES - 1)
        turn = 2.399 * k + float(rng.normal(0, 0.12))
        span = 0.95 - 0.10 * share
        tall = 0.50 + 0.10 * math.sin(math.pi * share) - 0.16 * share**2 + 0.03 * float(rng.normal())
        radius = 0.030 + 0.47 * share**1.1
        ruffle = 0.018 * share * np.sin(5 * u + k) * v**3
        away = radius * (0.16 + 0.84 * v**0.55) + (0.10 * share) * v**5 + ruffle
        away = away - 0.05 * (1 - share) * v**2 * (1 - u**2)
        point = 1 - 0.20 * np.abs(u) ** 2.4 * v
        high = tall * v * point - 0.20 * share**1.5 * v**6 + 0.012 * np.sin(3 * u + 2 * k) * v
        angle = turn + span * u * (0.55 + 0.45 * np.sin(np.pi * np.clip(v * 0.9 + 0.08, 0, 1)))
        points = np.stack([away * np.cos(angle), np.broadcast_to(high, angle.shape), away * np.sin(angle)], -1)
        parts += _sheet(points, petals[min(int(3 * share + 0.4 * float(rng.random())), 2)])
    return Mesh.of(parts)


def _cup(petals: list[int], rng: np.random.Generator, *, opened: float) -> Mesh:
    """Return a head of six pointed petals, closed like a tulip's or open like a lily's."""
    u, v = np.linspace(-1, 1, 21)[None], np.linspace(0, 1, 31)[:, None]
    parts = []
    for k in range(_CUPS):
        inner = k % 2
        angle = 2 * math.pi * k / _CUPS + float(rng.normal(0, 0.05))
        half = 0.27 * np.sin(np.pi * np.clip(0.06 + 0.94 * v, 0, 1) ** 0.8) ** 0.75
        belly = 0.30 * np.sin(np.pi * np.clip(0.75 * v, 0, 1)) * (1 - 0.4 * opened)
        out = (
            belly
            + opened * (0.75 * v**1.5 + 0.25 * v**5)
            + 0.02
            - 0.03 * inner
            - 0.35 * half * u**2 * (1 - 0.5 * opened)
        )
        high = 0.95 * v - opened * (0.30 * v**2 + 0.35 * v**5) + 0.02 * np.sin(4 * v) * np.abs(u)
        x, z = half * u, out
        points = np.stack(
            [
                z * math.cos(angle) - x * math.sin(angle),
                np.broadcast_to(high, out.shape),
                z * math.sin(angle) + x * math.cos(angle),
            ],
            -1,
        )
        parts += _sheet(points, petals[2 - inner])
    for k in range(6 if opened > 0.5 else 0):  # stamens
        angle = 2 * math.pi * (k + 0.5) / 6
        t = np.linspace(0, 1, 9)
        line = np.stack([0.22 * t**1.4 * math.cos(angle), 0.72 * t, 0.22 * t**1.4 * math.sin(angle)], 1)
        parts.append(tube(line, np.where(t > 0.85, 0.028, 0.010), 7, petals[0]))
    return Mesh.of(parts)


def _leaf(skin: int, long_: float) -> Mesh:
    """Return a pointed leaf that grows out and up, folded along its middle."""
    u, v = np.linspace(-1, 1, 9)[None], np.linspace(0, 1, 25)[:, None]
    half = 0.22 * long_ * np.sin(np.pi * v**0.8) * (1 + 0.05 * np.cos(40 * v))
    out, rise = long_ * (0.85 * v), long_ * (0.42 * v - 0.38 * v**2.2) + 0.35 * half * np.abs(u)
    points = np.stack([np.broadcast_to(out, (25, 9)), rise, half * u], -1)
    return Mesh.of(_sheet(points, skin))
