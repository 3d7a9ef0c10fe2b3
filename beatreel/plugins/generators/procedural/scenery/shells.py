"""What lies at the edge of water, as meshes: shells, starfish, pebbles, reeds; metres, the foot at the origin."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels.fields import fbm_at
from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, grid, tube

from .built import Place, skins

Array = np.ndarray[Any, np.dtype[np.float32]]


def scallop(place: Place, rng: np.random.Generator) -> Mesh:
    """Return half a scallop, 9 cm wide, its back up: ribs that spread from its hinge, bands of growth."""
    pale, dark = ((0.50, 0.58, 0.72), (0.20, 0.26, 0.50))
    if rng.random() < 0.4:
        pale, dark = (0.62, 0.68, 0.72), (0.36, 0.44, 0.56)
    skin = place.material(skins.LEAF, dark, pale, gloss=0.05, rough=0.25)
    r, a = np.meshgrid(np.linspace(0.02, 1, 40), np.linspace(-1.15, 1.15, 121), indexing="ij")
    ribs = np.cos(a / 2.3 * 2 * math.pi * 9)
    edge = 1 + 0.022 * ribs * r**3 - 0.10 * np.abs(a / 1.15) ** 4
    out = 0.085 * r * edge
    high = 0.026 * np.sin(math.pi * np.clip(0.08 + 0.84 * r, 0, 1)) * np.cos(0.9 * a) + 0.0022 * ribs * r
    points = np.stack([out * np.sin(a), high, out * np.cos(a) - 0.04], -1)
    bands = 0.55 + 0.12 * np.sin(26 * r**1.4) + 0.10 * ribs
    uv = np.stack([np.clip(bands, 0.02, 0.98), r], -1)
    return _upwards(points, skin, uv)


def conch(place: Place, rng: np.random.Generator) -> Mesh:
    """Return a whelk, 8 cm long, that lies on its side: a tube that winds and widens."""
    skin = place.material(skins.LEAF, (0.20, 0.30, 0.44), (0.52, 0.60, 0.68), gloss=0.06, rough=0.2)
    t = np.linspace(0, 1, 150)
    turn = 2 * math.pi * 4.6 * t + float(rng.uniform(0, 6))
    wide = 0.0015 + 0.019 * t**2.2
    along = 0.075 * (1 - t) ** 1.15
    spine = np.stack([along - 0.02, wide * 1.02 * np.sin(turn) + 0.026, wide * 1.02 * np.cos(turn)], 1)
    return tube(spine.astype(np.float32), wide, 18, skin)


def starfish(place: Place, rng: np.random.Generator) -> Mesh:
    """Return a starfish, 14 cm across."""
    skin = place.material(skins.LEAF, (0.03, 0.12, 0.42), (0.10, 0.34, 0.72), gloss=0.02, rough=0.4)
    r, a = np.meshgrid(np.linspace(0, 1, 40), np.linspace(0, 2 * math.pi, 201), indexing="ij")
    arm = 0.5 + 0.5 * np.cos(5 * a + 0.3 * np.sin(2 * a + float(rng.uniform(0, 6))))
    reach = 0.022 + 0.052 * arm**1.5
    high = 0.012 * (1 - r**2.2) * (0.55 + 0.45 * arm)
    rough = fbm_at((90 * r * np.cos(a)).astype(np.float32), (90 * r * np.sin(a)).astype(np.float32), 5.0, 3, 3)
    points = np.stack([r * reach * np.cos(a), high + 0.0012 * rough, r * reach * np.sin(a)], -1)
    uv = np.stack([np.clip(0.5 + 0.7 * rough, 0.02, 0.98), r], -1)
    return _upwards(points, skin, uv)


def stone(skin: int, size: float, rng: np.random.Generator, *, rough: float = 0.22) -> Mesh:
    """Return a stone that water has rounded, half a ``size`` sunk."""
    v, a = np.meshgrid(np.linspace(-math.pi / 2, math.pi / 2, 22), np.linspace(0, 2 * math.pi, 41), indexing="ij")
    x, y, z = np.cos(v) * np.cos(a), np.sin(v), np.cos(v) * np.sin(a)
    seed = int(rng.integers(1, 1 << 16))
    bumps = fbm_at((x + 0.7 * y).astype(np.float32), (z - 0.6 * y).astype(np.float32), 1.3, seed, 4)
    radius = size * (1 + rough * 2.2 * bumps)
    flat = float(rng.uniform(0.45, 0.75))
    points = np.stack([radius * x, flat * radius * y, 0.85 * radius * z], -1)
    made = grid(points.astype(np.float32), skin, wrap=True)
    if float((made.carried[:, 3] * made.points[:, 1]).mean()) < 0:
        made = grid(points[:, ::-1].astype(np.float32), skin, wrap=True)
    return made


def reeds(skin: int, head: int, count: int, tall: float, wide: float, rng: np.random.Generator) -> Mesh:
    """Return a stand of reeds: blades that bend over, cattails on some."""
    parts = []
    for n in range(count):
        x, z = float(rng.normal(0, 0.4 * wide)), float(rng.normal(0, 0.25 * wide))
        high = tall * float(rng.uniform(0.55, 1.0))
        lean = rng.normal(0, 0.16, 2) * high
        s = np.linspace(0, 1, 9)
        bend = s**2.0
        line = np.stack([x + lean[0] * bend, high * (s - 0.10 * bend * s), z + lean[1] * bend], 1)
        if n % 6 == 0:
            parts.append(tube(line, 0.006, 5, skin))
            parts.append(tube(line[-3:-1], 0.016, 8, head))
            continue
        half = 0.011 * (1 - s**1.6) + 0.0012
        turn = float(rng.uniform(0, math.pi))
        across = np.array([math.cos(turn), 0, math.sin(turn)])
        sheet = np.stack([line - half[:, None] * across, line + half[:, None] * across], 1)
        normal = np.broadcast_to(np.array([-math.sin(turn), 0.3, math.cos(turn)], np.float32), sheet.shape)
        tone = np.clip(0.25 + 0.6 * s + float(rng.uniform(-0.2, 0.2)), 0.02, 0.98)
        uv = np.stack([np.stack([tone, tone], 1), np.broadcast_to(s[:, None], (9, 2))], -1)
        parts.append(grid(sheet.astype(np.float32), skin, uv=uv, normals=normal))
    return Mesh.of(parts)


def _upwards(points: Any, skin: int, uv: Any) -> Mesh:
    """Return a sheet whose face is up."""
    made = grid(np.asarray(points, np.float32), skin, uv=uv)
    if float(made.carried[:, 3].mean()) < 0:
        made = grid(np.asarray(points, np.float32)[:, ::-1], skin, uv=np.asarray(uv)[:, ::-1])
    return made
