"""A school of fish that circles, as a mesh; metres, its axis upright."""

from __future__ import annotations

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, grid

from .built import Place, skins

WIDE = 7.0
_SEEN = (0.5, 0.62, 2.2)  # of a tone: the water takes red on its way to the eye, which knows that and sees yellow
_COUNT, _RING, _TALL = 420, 2.3, 0.62  # fish; metres from the axis; and up and down, as a deviation


def _fish(back: int, belly: int, bend: float) -> Mesh:
    """Return a fish of one metre, its head towards greater x; ``bend`` is to which side its tail beats."""
    turn, along = np.meshgrid(np.linspace(0, 2 * np.pi, 11), np.linspace(0, 1, 10))
    high = 0.17 * np.sin(np.pi * np.clip(along, 0, 1) ** 0.72) ** 0.8 + 0.012
    side = 0.42 * high * np.cos(turn) + bend * 0.16 * along**2.2
    body = np.stack([0.42 - 0.80 * along, high * np.sin(turn), side], 2).astype(np.float32)
    upper, lower = body[:, :6], body[:, 5:]
    tail = np.array([[(-0.36, 0.02, 0.0), (-0.36, -0.02, 0.0)], [(-0.60, 0.20, 0.0), (-0.50, 0.0, 0.0)]], np.float32)
    other = tail * (1, -1, 1)
    for fin in (tail, other):
        fin[..., 2] += bend * (0.13 + 0.5 * np.abs(fin[..., 0] + 0.36))
    dorsal = np.array([[(0.10, 0.14, 0), (-0.20, 0.12, 0)], [(0.0, 0.27, 0), (-0.22, 0.17, 0)]], np.float32)
    return Mesh.of([grid(upper, back), grid(lower, belly), grid(tail, back), grid(other, back), grid(dorsal, back)])


def fish_school(place: Place, tone: tuple[float, ...] | None = None) -> Mesh:
    """Return some four hundred fish that circle about an upright axis, silver below and dark above, or of a tone (linear BGR)."""
    rng = np.random.default_rng([place.seed, 71])
    tone = None if tone is None else tuple(share * part for share, part in zip(_SEEN, tone, strict=True))
    upper = (0.10, 0.11, 0.10) if tone is None else tuple(0.85 * part for part in tone)
    lower = (0.52, 0.53, 0.52) if tone is None else tuple(1.1 * part + 0.02 for part in tone)
    shine = 0.10 if tone is None else 0.04
    back = place.material(skins.PLAIN, upper, gloss=shine, rough=0.12)
    belly = place.material(skins.PLAIN, lower, gloss=2 * shine, rough=0.08)
    kinds = [_fish(back, belly, bend) for bend in (-0.8, 0.0, 0.8)]
    parts = []
    for _ in range(_COUNT):
        turn, up = float(rng.uniform(0, 2 * np.pi)), float(np.clip(rng.normal(0, _TALL), -3.0, 3.0))
        out = float(_RING * (1 - 0.03 * up * up) + rng.normal(0, 0.42))
        heading = turn + np.pi / 2 + float(rng.normal(0, 0.07))  # moved() turns x towards z
        one = kinds[int(rng.integers(3))].leaned(float(rng.normal(0, 0.06)), 0.0)
        parts.append(one.moved(out * np.cos(turn), up, out * np.sin(turn), heading, float(rng.uniform(0.30, 0.52))))
    return Mesh.of(parts)
