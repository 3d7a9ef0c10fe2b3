"""A still life as painters set it: fruit in a bowl and beside it, a cut one, a glass of wine, a bottle, a cloth; metres, linear BGR."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, grid, tube, turned
from beatreel.plugins.generators.procedural.scenery.built import SKY, skins

from .gadgets import TOP

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.scenery.built import Colour, Place

# By name: radius, its profile (shares of the radius, from the top), two tones of its skin, and the tone of its flesh.
_ROUND = [
    (0.0, 0.94),
    (0.35, 0.93),
    (0.72, 0.70),
    (0.97, 0.22),
    (0.97, -0.25),
    (0.70, -0.72),
    (0.35, -0.92),
    (0.0, -0.95),
]
_LEMON = [
    (0.0, 1.34),
    (0.12, 1.30),
    (0.20, 1.12),
    (0.62, 0.78),
    (0.92, 0.30),
    (0.92, -0.25),
    (0.66, -0.72),
    (0.22, -1.06),
    (0.0, -1.12),
]
_PEAR = [
    (0.0, 1.75),
    (0.20, 1.70),
    (0.36, 1.40),
    (0.42, 1.05),
    (0.62, 0.60),
    (0.92, 0.05),
    (0.96, -0.35),
    (0.70, -0.80),
    (0.25, -0.95),
    (0.0, -0.92),
]
FRUIT: dict[str, tuple[float, list[tuple[float, float]], tuple[Colour, Colour], Colour]] = {
    "lemon": (0.032, _LEMON, ((0.012, 0.36, 0.62), (0.016, 0.42, 0.66)), (0.14, 0.56, 0.70)),
    "orange": (0.040, _ROUND, ((0.008, 0.16, 0.62), (0.010, 0.19, 0.66)), (0.05, 0.30, 0.70)),
    "apple": (0.039, _ROUND, ((0.014, 0.022, 0.34), (0.03, 0.12, 0.40)), (0.36, 0.56, 0.64)),
    "pear": (0.037, _PEAR, ((0.03, 0.28, 0.36), (0.04, 0.34, 0.42)), (0.40, 0.58, 0.62)),
    "peach": (0.038, _ROUND, ((0.06, 0.20, 0.60), (0.05, 0.13, 0.52)), (0.12, 0.42, 0.68)),
    "lime": (0.030, _LEMON, ((0.015, 0.22, 0.10), (0.02, 0.26, 0.13)), (0.20, 0.50, 0.38)),
    "pomegranate": (0.044, _ROUND, ((0.035, 0.030, 0.30), (0.045, 0.06, 0.36)), (0.04, 0.02, 0.40)),
    "plum": (0.028, _ROUND, ((0.060, 0.018, 0.075), (0.075, 0.024, 0.09)), (0.04, 0.20, 0.45)),
}  # fmt: skip
_USUAL = ("orange", "pear", "apple")  # where none is named
_WINE = {"wine", "glass", "goblet"}
# Where fruit lies: x, z, height over the table, on its side.
_HEAP = (
    (-0.050, 0.060, 0.052),
    (0.030, 0.075, 0.052),
    (-0.010, 0.005, 0.054),
    (0.070, 0.015, 0.058),
    (-0.085, 0.010, 0.058),
    (-0.005, 0.050, 0.104),
)
_BESIDE = ((-0.175, -0.070), (0.150, -0.125), (-0.115, -0.135))


def still_life(place: Place, words: tuple[str, ...], rng: np.random.Generator) -> Mesh:
    """Return what a painter would set on the table."""
    said = {word.removesuffix("s") for word in words} | {word.removesuffix("es") for word in words} | set(words)
    kinds = [kind for kind in FRUIT if kind in said] or list(_USUAL)
    built = [_fruit(place, kind) for kind in kinds]
    clay = place.material(skins.PLAIN, (0.20, 0.22, 0.22), gloss=0.09, rough=0.06)
    parts = [
        turned([(0.148, 0.075), (0.152, 0.074), (0.115, 0.028), (0.050, 0.010), (0.045, 0.0)], 56, clay).moved(
            0, TOP, 0.035
        )
    ]
    parts.append(turned([(0.148, 0.075), (0.110, 0.034), (0.0, 0.018)], 56, clay).moved(0, TOP, 0.035))
    for n, (x, z, y) in enumerate(_HEAP):
        lean = (float(rng.uniform(-1.4, 1.4)), float(rng.uniform(-0.5, 0.5)))
        parts.append(built[n % len(built)].leaned(*lean).moved(x, TOP + y, z + 0.0, turn=float(rng.uniform(0, 6))))
    for n, (x, z) in enumerate(_BESIDE):
        kind = kinds[n % len(kinds)]
        if n == 1:
            parts.append(_cut(place, kind).moved(x, TOP, z, turn=0.5))
            continue
        parts.append(built[n % len(built)].leaned(1.25, 0.2).moved(x, TOP + 0.93 * FRUIT[kind][0], z, turn=1.1 * n))
    if "grape" in said:
        parts.append(_grapes(place, rng).moved(0.02, TOP, -0.13))
    if said & _WINE or kinds == list(_USUAL):
        parts.append(_glass_of_wine(place).moved(0.205, TOP, 0.035))
    if said & {"bottle", "wine"}:
        parts.append(_bottle(place).moved(-0.20, TOP, 0.16))
    return Mesh.of([*parts, _cloth(place, rng), _knife(place)])


def _fruit(place: Place, kind: str) -> Mesh:
    radius, profile, tones, _ = FRUIT[kind]
    skin = place.material(skins.PLASTER, *tones, gloss=0.05, rough=0.14, scale=0.05)
    fine = np.linspace(0, len(profile) - 1, 4 * len(profile))
    line = np.stack([np.interp(fine, np.arange(len(profile)), np.array(profile)[:, k]) for k in range(2)], 1)
    for _ in range(3):
        line[1:-1] = 0.25 * line[:-2] + 0.5 * line[1:-1] + 0.25 * line[2:]
    body = turned([(float(r) * radius, float(y) * radius) for r, y in line], 32, skin)
    wood = place.material(skins.PLAIN, (0.015, 0.035, 0.055))
    top = profile[0][1] * radius
    stem = tube([(0, top - 0.004, 0), (0.002, top + 0.008, 0.001), (0.005, top + 0.015, 0.002)], 0.0014, 6, wood)
    return Mesh.of([body, stem] if profile is not _LEMON else [body])


def _cut(place: Place, kind: str) -> Mesh:
    """Return half a fruit that shows its flesh to the eye: for what grows in segments, those."""
    radius, profile, tones, tone = FRUIT[kind]
    skin = place.material(skins.PLASTER, *tones, gloss=0.05, rough=0.14, scale=0.05)
    pith = place.material(skins.PLAIN, (0.46, 0.62, 0.68), gloss=0.03, rough=0.2)
    flesh = place.material(
        skins.PLAIN, tone, gloss=0.12, rough=0.06, glow=tuple(0.05 * part for part in tone), family=SKY
    )
    low = [(0.97 * radius, 0.0)] + [(r * radius, y * radius) for r, y in profile if y < -0.2]
    parts = [turned(low, 36, skin), turned([(0.0, 0.0006), (0.955 * radius, 0.0006), (0.97 * radius, 0.0)], 36, pith)]
    wedges = 9 if kind in ("lemon", "orange", "lime") else 1
    if wedges == 1:
        parts.append(turned([(0.0, 0.0014), (0.90 * radius, 0.0014), (0.90 * radius, 0.0008)], 36, flesh))
    for n in range(wedges if wedges > 1 else 0):
        a = np.linspace(2 * math.pi * (n + 0.06) / wedges, 2 * math.pi * (n + 0.94) / wedges, 7)
        rim = np.stack([0.86 * radius * np.cos(a), np.full(7, 0.0016), 0.86 * radius * np.sin(a)], 1)
        hub = 0.10 * rim + np.array([0.0, 0.9 * 0.0016, 0.0])
        parts.append(grid(np.stack([hub, rim]).astype(np.float32), flesh))
    return Mesh.of(parts).leaned(0.0, -0.85).moved(0, 0.80 * radius, 0)


def _grapes(place: Place, rng: np.random.Generator) -> Mesh:
    skin = place.material(skins.PLAIN, (0.055, 0.014, 0.050), gloss=0.10, rough=0.05)
    ball = turned([(0.0, 0.0105), (0.0075, 0.0080), (0.0108, 0.0), (0.0075, -0.0080), (0.0, -0.0105)], 16, skin)
    parts = []
    for n in range(44):
        along = n / 44
        wide = 0.045 * math.sin(math.pi * min(along + 0.14, 1.0)) ** 0.8
        x, z = 0.15 * along - 0.05, wide * float(rng.uniform(-1, 1))
        parts.append(ball.moved(x, 0.010 + float(rng.uniform(0, 1)) * 0.7 * math.sqrt(max(wide * wide - z * z, 0)), z))
    return Mesh.of(parts)


def _glass_of_wine(place: Place) -> Mesh:
    clear = place.material(skins.PLAIN, (0.09, 0.10, 0.10), gloss=0.30, rough=0.01)
    wine = place.material(
        skins.PLAIN, (0.010, 0.006, 0.085), gloss=0.16, rough=0.02, glow=(0.002, 0.002, 0.030), family=SKY
    )
    ring = np.linspace(0, 2 * np.pi, 41)
    rims = [tube(np.stack([r * np.cos(ring), np.full(41, y), r * np.sin(ring)], 1), thick, 8, clear)
            for r, y, thick in ((0.033, 0.205, 0.0012), (0.0395, 0.160, 0.0007))]  # fmt: skip
    turns = [(math.cos(a), math.sin(a)) for a in (0.6, 2.2, 3.7, 5.3)]
    low, high = ([(r * u, y, r * v) for u, v in turns] for r, y in ((0.0395, 0.160), (0.033, 0.204)))
    ribs = bars(low, high, (0.0007, 0.0007), clear)
    return Mesh.of([
        turned([(0.006, 0.098), (0.0042, 0.07), (0.0042, 0.012), (0.034, 0.003), (0.034, 0.0)], 36, clear), *rims, ribs,
        turned([(0.0, 0.159), (0.039, 0.160), (0.040, 0.145), (0.034, 0.118), (0.018, 0.101), (0.004, 0.097)], 40, wine),
    ])  # fmt: skip


def _bottle(place: Place) -> Mesh:
    green = place.material(skins.PLAIN, (0.012, 0.022, 0.010), gloss=0.20, rough=0.02)
    paper = place.material(skins.PLASTER, (0.40, 0.50, 0.54))
    foil = place.material(skins.PLAIN, (0.020, 0.014, 0.10), gloss=0.10, rough=0.2)
    glass = turned(
        [(0.0150, 0.268), (0.0155, 0.235), (0.030, 0.200), (0.0375, 0.178), (0.0380, 0.006), (0.034, 0.0)], 40, green
    )
    label = turned([(0.0384, 0.130), (0.0384, 0.050)], 40, paper)
    return Mesh.of([glass, label, turned([(0.0, 0.302), (0.0152, 0.302), (0.0158, 0.255)], 28, foil)])


def _cloth(place: Place, rng: np.random.Generator) -> Mesh:
    """Return linen that lies in folds under it all and hangs over the edge of the table."""
    linen = place.material(skins.CLOTH, (0.40, 0.45, 0.47), scale=1.2)
    u, w = np.meshgrid(np.linspace(-0.34, 0.26, 90), np.linspace(0.20, -0.62, 110))
    phase = float(rng.uniform(0, 6))
    fold = 0.008 * np.sin(17 * u + 9 * w + phase) + 0.006 * np.sin(31 * w - 12 * u + 2 * phase)
    over = np.maximum(-0.47 - w, 0.0)
    near = np.exp(-((u / 0.20) ** 2) - (((w - 0.0) / 0.20) ** 2))
    y = TOP + 0.0035 + np.maximum(fold, -0.003) * (1 - near) - over
    z = np.maximum(w, -0.49) - 0.10 * over
    x = u + 0.18 * (w + 0.1) + (over > 0) * 0.012 * np.sin(40 * u + phase)
    return grid(np.stack([x, y, z], -1).astype(np.float32), linen)


def _knife(place: Place) -> Mesh:
    steel = place.material(skins.METAL, (0.50, 0.50, 0.50), gloss=0.5, rough=0.10, metal=True)
    horn = place.material(skins.PLAIN, (0.02, 0.03, 0.05), gloss=0.06, rough=0.15)
    edge = bars([(0.0, 0.003, 0.0)], [(0.135, 0.003, 0.0)], (0.0008, 0.0085), steel)
    grip = tube([(-0.095, 0.006, 0.0), (-0.05, 0.007, 0.0), (0.0, 0.005, 0.0)], [0.008, 0.0075, 0.006], 12, horn)
    return Mesh.of([edge, grip]).moved(0.03, TOP + 0.012, -0.205, turn=0.55)
