"""What swims in the sea, in the round: sharks, dolphins, turtles, rays, a submarine; metres, they swim towards greater x."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels.fields import fbm_at
from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, boxes, extruded, grid, tube, turned

from .built import EVEN, Place, skins
from .flyers import loft
from .sea_bodies import body, foil, hide, toned

Array = np.ndarray[Any, np.dtype[np.float32]]


def _eyes(place: Place, at: tuple[float, float, float], size: float) -> list[Mesh]:
    dark = place.material(skins.PLAIN, (0.004, 0.004, 0.005), gloss=0.12, rough=0.05)
    ball = turned(
        [(0.0, size), (0.7 * size, 0.7 * size), (size, 0.0), (0.7 * size, -0.7 * size), (0.0, -size)], 12, dark
    )
    return [ball.moved(at[0], at[1], way * at[2]) for way in (-1.0, 1.0)]


def shark(place: Place) -> Mesh:
    """Return a great white shark, 4.4 m long: slate above, white below with a ragged line between."""
    coat = hide(place, (0.105, 0.098, 0.092), (0.52, 0.54, 0.54), 0.04, 0.3)
    dark = place.material(skins.PLAIN, (0.02, 0.02, 0.022))
    knots = [0, 0.03, 0.08, 0.16, 0.28, 0.42, 0.56, 0.70, 0.82, 0.91, 0.96, 1.0]
    hull = body(
        (2.25, -1.95), knots, [0.05, 0.11, 0.20, 0.31, 0.41, 0.45, 0.40, 0.29, 0.17, 0.09, 0.075, 0.06],
        [0.04, 0.09, 0.20, 0.33, 0.42, 0.43, 0.36, 0.24, 0.14, 0.08, 0.065, 0.05],
        [0.05, 0.13, 0.22, 0.32, 0.41, 0.42, 0.36, 0.25, 0.14, 0.09, 0.10, 0.04], coat, edge=(-0.02, -0.20), ragged=0.5,
    )  # fmt: skip
    parts = [hull, *_eyes(place, (1.80, 0.10, 0.255), 0.034)]
    first = [
        (0.40, -0.05),
        (0.26, 0.16),
        (-0.02, 0.46),
        (-0.20, 0.53),
        (-0.22, 0.48),
        (-0.18, 0.24),
        (-0.26, 0.02),
        (-0.24, -0.05),
    ]
    parts.append(foil(first, 0.065, coat).moved(0.22, 0.42, 0))
    upper = [
        (0.24, -0.04),
        (0.06, 0.10),
        (-0.24, 0.46),
        (-0.44, 0.66),
        (-0.50, 0.64),
        (-0.36, 0.34),
        (-0.22, 0.10),
        (-0.18, -0.04),
    ]
    lower = [
        (0.22, -0.04),
        (0.08, 0.10),
        (-0.16, 0.36),
        (-0.32, 0.52),
        (-0.37, 0.50),
        (-0.26, 0.24),
        (-0.16, 0.06),
        (-0.14, -0.04),
    ]
    parts.append(foil(upper, 0.045, coat).moved(-1.84, 0.0, 0))
    parts.append(foil(lower, 0.040, coat).leaned(0.0, math.pi).moved(-1.84, 0.0, 0))
    small = [(0.12, -0.02), (0.02, 0.08), (-0.10, 0.14), (-0.13, 0.12), (-0.08, 0.02), (-0.08, -0.02)]
    parts.append(foil(small, 0.02, coat).moved(-1.22, 0.15, 0))
    parts.append(foil(small, 0.02, coat, 0.8).leaned(0.0, math.pi).moved(-1.30, -0.12, 0))
    wing = [
        (0.30, -0.05),
        (0.20, 0.18),
        (-0.16, 0.62),
        (-0.42, 0.86),
        (-0.48, 0.84),
        (-0.36, 0.50),
        (-0.22, 0.20),
        (-0.22, -0.05),
    ]
    pelvic = [(0.14, -0.03), (0.04, 0.12), (-0.16, 0.24), (-0.20, 0.22), (-0.12, 0.04), (-0.12, -0.03)]
    mouth = [(1.98, -0.10, 0.06), (1.86, -0.19, 0.16), (1.74, -0.23, 0.225), (1.62, -0.21, 0.275)]
    for way in (-1.0, 1.0):
        parts.append(
            foil(wing, 0.055, coat, 0.06, 0.1).leaned(0.0, way * math.radians(114)).moved(0.74, -0.22, way * 0.30)
        )
        parts.append(
            foil(pelvic, 0.025, coat, 0.2).leaned(0.0, way * math.radians(130)).moved(-0.75, -0.20, way * 0.14)
        )
        parts.append(tube([(x, y, way * z) for x, y, z in mouth], 0.012, 6, dark))
        for k in range(5):
            slit = [
                (1.26 - 0.085 * k, 0.14 - 0.30 * t, way * (0.378 + 0.012 * k - 0.05 * (t - 0.3) ** 2))
                for t in np.linspace(0, 1, 7)
            ]
            parts.append(tube(slit, 0.009, 5, dark))
    return Mesh.of(parts)


def dolphin(place: Place) -> Mesh:
    """Return a bottlenose dolphin, 2.5 m long, in the arch of a stroke: a beak below its forehead, a dark cape, a pale belly."""
    coat = hide(place, (0.095, 0.078, 0.066), (0.60, 0.61, 0.61), 0.06, 0.16)
    dark = place.material(skins.PLAIN, (0.035, 0.032, 0.03))

    def arch(s: Any) -> Any:
        return 0.10 * np.sin(math.pi * s**0.9) - 0.16 * np.clip(s - 0.55, 0, 1) ** 2 * 2 - 0.05

    knots = [0, 0.03, 0.060, 0.072, 0.085, 0.105, 0.14, 0.20, 0.30, 0.42, 0.55, 0.68, 0.80, 0.90, 0.96, 1.0]
    hull = body(
        (1.27, -1.18), knots,
        [0.022, 0.030, 0.036, 0.055, 0.105, 0.150, 0.178, 0.198, 0.226, 0.236, 0.212, 0.160, 0.104, 0.064, 0.044, 0.02],
        [0.026, 0.036, 0.050, 0.062, 0.075, 0.094, 0.122, 0.158, 0.205, 0.220, 0.196, 0.146, 0.092, 0.056, 0.038, 0.02],
        [0.024, 0.036, 0.046, 0.060, 0.086, 0.118, 0.146, 0.176, 0.214, 0.224, 0.194, 0.134, 0.074, 0.036, 0.024, 0.015], coat,
        arch=arch, edge=(0.42, -0.72), ragged=0.35,
    )  # fmt: skip
    parts = [hull, *_eyes(place, (0.945, -0.018 + float(arch(0.13)), 0.134), 0.015)]
    back = [
        (0.20, -0.04),
        (0.13, 0.07),
        (-0.02, 0.19),
        (-0.15, 0.235),
        (-0.18, 0.22),
        (-0.13, 0.13),
        (-0.13, 0.03),
        (-0.16, -0.04),
    ]
    parts.append(foil(back, 0.030, coat, 0.02).moved(-0.06, 0.22 + float(arch(0.54)), 0))
    flipper = [
        (0.09, -0.03),
        (0.07, 0.08),
        (-0.04, 0.21),
        (-0.17, 0.30),
        (-0.20, 0.29),
        (-0.13, 0.17),
        (-0.07, 0.05),
        (-0.07, -0.03),
    ]
    fluke = [
        (0.13, -0.03),
        (0.08, 0.06),
        (-0.05, 0.20),
        (-0.17, 0.29),
        (-0.20, 0.285),
        (-0.15, 0.18),
        (-0.09, 0.08),
        (-0.05, 0.02),
        (-0.05, -0.03),
    ]
    mouth = [
        (1.262, -0.006, 0.012),
        (1.20, -0.010, 0.034),
        (1.13, -0.014, 0.047),
        (1.07, -0.012, 0.068),
        (1.02, 0.002, 0.105),
    ]
    for way in (-1.0, 1.0):
        parts.append(
            foil(flipper, 0.028, coat, 0.03)
            .leaned(0.0, way * math.radians(128))
            .moved(0.62, -0.10 + float(arch(0.27)), way * 0.165)
        )
        parts.append(
            foil(fluke, 0.022, coat, 0.03).leaned(0.0, way * math.radians(86)).moved(-1.12, float(arch(0.975)), 0.0)
        )
        line = [(x, y + float(arch((1.27 - x) / 2.45)), way * z) for x, y, z in mouth]
        parts.append(tube(line, 0.0045, 6, dark))
    return Mesh.of(parts)


def turtle(place: Place) -> Mesh:
    """Return a sea turtle, 1.3 m long: a shell of scutes with pale seams, scales on its head and flippers."""
    rng = np.random.default_rng(5)
    shell = place.material(skins.LEAF, (0.016, 0.040, 0.055), (0.085, 0.22, 0.30), gloss=0.06, rough=0.2)
    scales = place.material(skins.LEAF, (0.020, 0.030, 0.032), (0.22, 0.30, 0.31), gloss=0.03, rough=0.4)
    belly = place.material(skins.PLAIN, (0.30, 0.40, 0.42), gloss=0.02, rough=0.4)
    r, a = np.meshgrid(np.linspace(0, 1, 90), np.linspace(0, 2 * math.pi, 241), indexing="ij")
    egg = 1 + 0.16 * np.cos(a) - 0.05 * np.cos(2 * a)
    x, z = 0.50 * r * egg * np.cos(a), 0.42 * r * egg * np.sin(a)
    spine = [(at, 0.0) for at in np.linspace(-0.40, 0.44, 5)]
    ribs = [(at, way * 0.22) for at in np.linspace(-0.32, 0.34, 4) for way in (-1.0, 1.0)]
    rim = [(0.53 * np.cos(t) + 0.05, 0.41 * np.sin(t)) for t in np.linspace(0, 2 * math.pi, 23)[:-1]]
    seam, own = _scutes(x, z, [*spine, *ribs, *rim])
    rays = fbm_at((9 * x).astype(np.float32), (9 * z + 3 * own).astype(np.float32), 1.0, 5, 4)
    tone = np.clip(
        (0.20 + 0.55 * rays + 0.16 * np.sin(7 * own)) * np.clip(seam / 0.030, 0.15, 1)
        + 0.75 * np.exp(-((seam / 0.010) ** 2)),
        0.02,
        0.98,
    )
    parts = []
    dome = 0.20 * (1 - r**2.2) ** 0.75 + 0.012 * np.clip(seam / 0.04, 0, 1) * (1 - r**6)
    for way, tall, skin in ((1.0, dome, shell), (-1.0, 0.09 * (1 - r**2.2) ** 0.75, belly)):
        sheet = np.stack([x, way * tall, z], -1)[:, :: int(-way)]
        uv = np.stack([tone, r], -1)[:, :: int(-way)]
        parts.append(grid(sheet.astype(np.float32), skin, uv=uv))
    head = loft(
        [(0.46 + 0.30 * s, 0.02 + 0.04 * s, 0) for s in np.linspace(0, 1, 40)], 0.080 * _round(40), 0.090 * _round(40), scales,
        sides=44,
    )  # fmt: skip
    beak = loft(
        [(0.70 + 0.09 * s, 0.045 - 0.03 * s, 0) for s in np.linspace(0, 1, 8)],
        0.045 * _round(8),
        0.05 * _round(8),
        belly,
    )
    parts += [_scaled(head, rng, 0.045), beak, *_eyes(place, (0.675, 0.085, 0.082), 0.016)]
    front = [(0.11, 0.0), (-0.11, 0.0), (-0.36, 0.46), (-0.46, 0.70), (-0.38, 0.72), (-0.16, 0.56), (0.04, 0.26)]
    rear = [(0.09, 0.0), (-0.09, 0.0), (-0.26, 0.20), (-0.20, 0.28), (0.02, 0.16)]
    for way in (-1.0, 1.0):
        for outline, thick, at, lean in (
            (front, 0.045, (0.34, 0.0, way * 0.26), 108), (rear, 0.035, (-0.40, -0.01, way * 0.20), 100)
        ):  # fmt: skip
            parts.append(
                _scaled(foil(outline, thick, scales), rng, 0.05).leaned(0.0, way * math.radians(lean)).moved(*at)
            )
    return Mesh.of(parts)


def _scutes(x: Array, z: Array, middles: list[tuple[float, float]]) -> tuple[Array, Array]:
    """Return how far points are from the nearest seam between plates, and the number of the plate."""
    away = np.stack([np.hypot(x - a, z - b) for a, b in middles])
    near = np.sort(away, axis=0)
    return (near[1] - near[0]) / 2, away.argmin(axis=0).astype(np.float64)


def _scaled(mesh: Mesh, rng: np.random.Generator, size: float) -> Mesh:
    """Return a mesh of LEAF whose tone is that of scales with pale seams."""
    low, high = mesh.points.min(axis=0), mesh.points.max(axis=0)
    count = int(min(160, 1.4 * float(np.prod(np.sort(high - low)[1:])) / size**2)) + 8
    middles = rng.uniform(low, high, (count, 3))
    away = np.sort(np.linalg.norm(mesh.points[:, None] - middles[None], axis=2), axis=1)
    seam = (away[:, 1] - away[:, 0]) / 2
    carried = mesh.carried.copy()
    carried[:, 0] = np.clip(0.06 + 0.9 * np.exp(-((seam / (0.10 * size)) ** 2)), 0, 1)
    return Mesh(mesh.points, carried, mesh.triangles, mesh.skins)


def manta(place: Place) -> Mesh:
    """Return a manta ray, 4.6 m from wing to wing: black above with pale shoulders, white below with spots."""
    rng = np.random.default_rng(9)
    coat = hide(place, (0.040, 0.036, 0.032), (0.50, 0.52, 0.51), 0.03, 0.3)
    v = np.linspace(-1, 1, 161)
    span = np.abs(v)
    z = 2.3 * v
    lift = 0.62 * span**2.0 - 0.16 * np.sin(math.pi * span)
    lead = 0.92 - 1.10 * span**1.7
    trail = -0.86 + 0.55 * span**0.8 - 0.30 * np.sin(math.pi * span) * (1 - span) - 0.10 * span**4
    trail = np.minimum(trail, lead - 0.02)
    u = np.linspace(0, 1, 60)[:, None]
    x = lead[None] * (1 - u) + trail[None] * u
    hump = 0.10 * np.exp(-((span / 0.22) ** 2))
    thick = (0.13 * (1 - span**0.8) + hump + 0.006)[None] * np.sin(math.pi * np.clip(u, 0, 1) ** 0.7) ** 0.7
    flat_z = np.broadcast_to(z, x.shape)
    a, b = x.astype(np.float32), flat_z.astype(np.float32)
    wander = fbm_at(a, b, 0.4, 5, 4)
    bars = np.exp(
        -(
            ((x - 0.45 + 0.30 * np.abs(flat_z)) / (0.09 + 0.10 * np.abs(flat_z))) ** 2
            + ((np.abs(flat_z) - 0.55) / 0.34) ** 2
        )
    )
    above = 0.03 + 0.42 * np.clip(bars * (1 + 2.2 * wander) - 0.2, 0, 1) + 0.06 * wander
    edge = np.clip((span[None] - 0.62) / 0.3 + 0.5 * wander + np.clip((u - 0.85) / 0.12, 0, 1), 0, 1)
    below = 0.92 - 0.72 * edge + 0.06 * wander
    for _ in range(26):
        spot = np.hypot(x - rng.normal(-0.35, 0.22), flat_z - rng.normal(0, 0.42)) / rng.uniform(0.015, 0.05)
        below = np.where(spot < 1, 0.12, below)
    parts = []
    for way, tone in ((1.0, above), (-1.0, below)):
        sheet = np.stack([x, lift[None] + way * thick * (1.0 if way > 0 else 0.6), flat_z], -1).astype(np.float32)
        made = toned(grid(sheet, coat), tone.ravel())
        if float(made.carried[:, 3].mean()) * way < 0:
            made = toned(grid(sheet[:, ::-1], coat), tone[:, ::-1].ravel())
        parts.append(made)
    tail = tube(
        [(-0.8, 0.02, 0), (-1.4, 0.05, 0.03), (-2.0, 0.04, 0.08), (-2.6, 0.0, 0.1)],
        [0.045, 0.022, 0.014, 0.006],
        8,
        coat,
    )
    parts.append(toned(tail, np.full(len(tail.points), 0.03)))
    for way in (-1.0, 1.0):
        horn = [
            (0.80, 0.02, way * 0.34),
            (1.02, 0.01, way * 0.37),
            (1.20, -0.04, way * 0.34),
            (1.33, -0.12, way * 0.27),
        ]
        lobe = tube(horn, [0.12, 0.095, 0.07, 0.03], 14, coat)
        parts.append(toned(lobe, np.full(len(lobe.points), 0.05)))
    return Mesh.of([*parts, *_eyes(place, (0.84, 0.03, 0.47), 0.03)])


def submarine(place: Place, glow: float) -> Mesh:
    """Return a research submarine, 14 m long, with lamps at its bow and lit ports."""
    paint = place.material(skins.METAL, (0.03, 0.26, 0.46), gloss=0.06, rough=0.35)
    dark = place.material(skins.METAL, (0.05, 0.05, 0.052), gloss=0.05, rough=0.4)
    lit = place.material(
        skins.PLAIN, (0.3, 0.3, 0.3), glow=tuple(glow * part for part in (0.55, 0.9, 1.0)), family=EVEN
    )
    port = place.material(
        skins.PLAIN, (0.2, 0.2, 0.2), glow=tuple(0.5 * glow * part for part in (0.35, 0.75, 1.0)), family=EVEN
    )
    s = np.linspace(0, 1, 60)
    girth = 1.35 * np.clip(1 - (np.abs(s - 0.42) / 0.58) ** 2.6, 0, 1) ** 0.55 + 0.04
    parts = [loft(np.stack([7.0 - 14.0 * s, 0 * s, 0 * s], 1), girth, girth, paint, sides=40)]
    tower = [(1.5, 0.0), (1.2, 1.5), (-1.3, 1.5), (-1.8, 0.0)]
    parts.append(extruded(tower, 0.9, paint).moved(0.8, 1.1, 0))
    parts.append(tube([(0.4, 2.5, 0), (0.4, 4.0, 0)], 0.07, 8, dark))
    rudder = [(0.7, 0.0), (-0.9, 0.0), (-0.9, 1.5), (-0.2, 1.5)]
    parts += [
        extruded(rudder, 0.12, paint).leaned(0.0, math.pi * turn).moved(-5.9, 0, 0) for turn in (0.0, 0.5, 1.0, 1.5)
    ]
    parts.append(tube([(x, 0.02, 1.0 * w) for x in (5.0, -4.0) for w in (1.22,)], 0.12, 8, dark))
    ring = [(0.24, 0.05), (0.27, 0.0), (0.24, -0.05)]
    pane = [(0.0, 0.04), (0.2, 0.03), (0.22, 0.0)]
    for x in (4.4, 3.3, 2.2):
        for way in (-1.0, 1.0):
            radius = float(np.interp(x, (7.0 - 14.0 * s)[::-1], girth[::-1]))
            for outline, skin in ((ring, dark), (pane, port)):
                parts.append(
                    turned(outline, 18, skin).leaned(0, way * math.pi / 2).moved(x, 0.25, -way * 0.985 * radius)
                )
    lamp = [(0.0, 0.10), (0.16, 0.07), (0.20, 0.0), (0.12, -0.12)]
    for y, z in ((-0.5, 0.55), (-0.5, -0.55), (0.95, 0.0)):
        parts.append(turned(lamp, 16, lit).leaned(math.pi / 2, 0).moved(6.25 if y < 0 else 5.2, y, z))
    parts.append(boxes([(0.0, -1.5, 0.0)], (3.5, 0.14, 0.5), dark))
    return Mesh.of(parts)


def _round(count: int) -> Array:
    s = np.linspace(-1, 1, count)
    return np.asarray(np.sqrt(np.clip(1 - np.abs(s) ** 2.6, 0, 1)) + 1e-3, np.float32)
